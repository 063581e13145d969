/* What faults do to answers.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-sandbox-private.h"

#include <string.h>

#define BIG_SIZE (10 * 1024 * 1024)

static void
set_text (DocketSandboxAnswer *answer, char *text, const char *type)
{
  g_clear_pointer (&answer->bytes, g_bytes_unref);
  answer->bytes = g_bytes_new_take (text, strlen (text));
  if (type != NULL)
    {
      g_free (answer->content_type);
      answer->content_type = g_strdup (type);
    }
}

/* An error of the server itself has the API's shape, one of a gateway is a page, unless told. */
static void
set_status (DocketSandboxRequest *request, DocketSandboxAnswer *answer, DocketSandboxFault *fault)
{
  const guint status = fault->number != 0 ? fault->number : SOUP_STATUS_INTERNAL_SERVER_ERROR;
  const char *shape = fault->shape;

  if (shape == NULL)
    shape = status > SOUP_STATUS_INTERNAL_SERVER_ERROR ? "html" : "problem";

  g_clear_pointer (&answer->bytes, g_bytes_unref);
  docket_sandbox_answer_problem (answer, request, status, "This is a fault that was switched on.");
  if (strcmp (shape, "html") == 0)
    set_text (answer,
              g_strdup_printf ("<html><body><h1>%u</h1></body></html>", status),
              "text/html; charset=utf-8");
  else if (strcmp (shape, "empty") == 0)
    g_clear_pointer (&answer->body, json_node_unref);
}

/**
 * docket_sandbox_fault_answer:
 * @request: a request
 * @answer: its answer, empty
 * @fault: what goes wrong with it
 *
 * Answers instead of the API, and nothing is done.
 *
 * Returns: whether @fault is of that kind
 */
gboolean
docket_sandbox_fault_answer (DocketSandboxRequest *request,
                             DocketSandboxAnswer *answer,
                             DocketSandboxFault *fault)
{
  switch ((int) fault->kind)
    {
    case DOCKET_SANDBOX_FAULT_STATUS:
      set_status (request, answer, fault);
      return TRUE;

    case DOCKET_SANDBOX_FAULT_HTML:
      answer->status = SOUP_STATUS_OK;
      set_text (answer,
                g_strdup ("<!DOCTYPE html><html><body><h1>Sign in to the guest network</h1></body>"
                          "</html>"),
                "text/html; charset=utf-8");
      return TRUE;

    case DOCKET_SANDBOX_FAULT_RATE:
      answer->retry_after = g_strdup (fault->text);
      docket_sandbox_answer_problem (answer,
                                     request,
                                     DOCKET_SANDBOX_TOO_MANY_REQUESTS,
                                     "Too many requests in this minute.");
      return TRUE;

    case DOCKET_SANDBOX_FAULT_REDIRECT:
      answer->status = SOUP_STATUS_FOUND;
      answer->location = g_strdup (fault->text);
      return TRUE;

    default:
      return FALSE;
    }
}

/**
 * docket_sandbox_fault_spoil:
 * @request: a request
 * @answer: the API's own answer
 * @fault: what goes wrong with it
 *
 * Spoils @answer if @fault is of that kind.
 */
void
docket_sandbox_fault_spoil (DocketSandboxRequest *request,
                            DocketSandboxAnswer *answer,
                            DocketSandboxFault *fault)
{
  g_autofree char *json = answer->body != NULL ? json_to_string (answer->body, FALSE) : NULL;
  g_autofree char *padding = NULL;

  switch ((int) fault->kind)
    {
    case DOCKET_SANDBOX_FAULT_STATUS_AFTER:
      set_status (request, answer, fault);
      break;

    case DOCKET_SANDBOX_FAULT_JSON:
      set_text (answer,
                json != NULL ? g_strndup (json, strlen (json) / 2) : g_strdup ("{\"ActionID\":"),
                NULL);
      break;

    case DOCKET_SANDBOX_FAULT_TYPE:
      set_text (answer, g_strdup (json != NULL ? json : "{}"), "application/octet-stream");
      break;

    case DOCKET_SANDBOX_FAULT_BIG:
      padding = g_strnfill (BIG_SIZE, 'x');
      set_text (answer, g_strdup_printf ("{\"ActionID\":\"%s\"}", padding), NULL);
      break;

    default:
      break;
    }
}
