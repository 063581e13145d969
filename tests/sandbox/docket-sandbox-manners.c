/* The manners of a nasty server that change what is kept.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-sandbox-private.h"

#include <string.h>

#define MINUTE ((gint64) 60 * G_USEC_PER_SEC)

static char *
one_space (const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new ("\\s+", G_REGEX_DEFAULT, 0, NULL);

  return g_strstrip (g_regex_replace_literal (regex, text, -1, 0, " ", 0, NULL));
}

/**
 * docket_sandbox_manner_text:
 * @sandbox: a sandbox
 * @text: (nullable): what a request says
 *
 * Returns: (transfer full) (nullable): what is kept of it
 */
char *
docket_sandbox_manner_text (DocketSandbox *sandbox, const char *text)
{
  g_autofree char *kept = g_strdup (text);

  if (kept != NULL && sandbox->manners[DOCKET_SANDBOX_MANNER_SPACES])
    {
      char *spaced = one_space (kept);

      g_free (kept);
      kept = spaced;
    }

  if (kept != NULL && sandbox->manners[DOCKET_SANDBOX_MANNER_ENTITIES])
    {
      g_autoptr (GString) escaped = NULL;
      g_autofree char *markup = g_markup_escape_text (kept, -1);

      escaped = g_string_new (markup);
      g_string_replace (escaped, "é", "&eacute;", 0);
      g_string_replace (escaped, "à", "&agrave;", 0);
      g_free (kept);
      kept = g_string_free (g_steal_pointer (&escaped), FALSE);
    }

  return g_steal_pointer (&kept);
}

/**
 * docket_sandbox_manner_time:
 * @sandbox: a sandbox
 * @time_us: a time of a comment or a time entry, in microseconds UTC
 *
 * Returns: the time that is kept
 */
gint64
docket_sandbox_manner_time (DocketSandbox *sandbox, gint64 time_us)
{
  if (sandbox->manners[DOCKET_SANDBOX_MANNER_SECONDS])
    return time_us - time_us % MINUTE;

  return time_us;
}

/**
 * docket_sandbox_manner_reply:
 * @sandbox: a sandbox
 * @ticket: a ticket on which something was said
 * @to_technician: whether a technician said it
 * @now_us: the time, in microseconds UTC
 *
 * Lets a robot answer: the contact's holiday notice to a technician, a receipt to a contact.
 */
void
docket_sandbox_manner_reply (DocketSandbox *sandbox,
                             DocketSandboxTicket *ticket,
                             gboolean to_technician,
                             gint64 now_us)
{
  DocketSandboxTechnician *robot;
  DocketSandboxComment *comment;
  const char *text = to_technician ? "Automatic reply: I am out of the office until Monday."
                                   : "We have received your request and will answer soon.";

  if (!sandbox->manners[DOCKET_SANDBOX_MANNER_AUTO_REPLY])
    return;

  comment = docket_sandbox_ticket_add_comment (ticket, now_us + G_USEC_PER_SEC, text);
  robot = g_ptr_array_index (sandbox->state->technicians, sandbox->state->technicians->len - 1);
  if (to_technician)
    comment->contact_id = ticket->contact_id;
  else
    comment->technician_id = robot->id;
}

/**
 * docket_sandbox_manner_reassign:
 * @sandbox: a sandbox
 * @ticket: a ticket that a rule of the account looks at
 *
 * Hands @ticket on to the next technician.
 */
void
docket_sandbox_manner_reassign (DocketSandbox *sandbox, DocketSandboxTicket *ticket)
{
  GPtrArray *technicians = sandbox->state->technicians;
  guint next = 0;

  if (!sandbox->manners[DOCKET_SANDBOX_MANNER_REASSIGN])
    return;

  for (guint i = 0; i < technicians->len; i++)
    {
      DocketSandboxTechnician *technician = g_ptr_array_index (technicians, i);

      if (technician->id == ticket->technician_id)
        next = (i + 1) % technicians->len;
    }

  ticket->technician_id = ((DocketSandboxTechnician *) technicians->pdata[next])->id;
}

/**
 * docket_sandbox_manner_date:
 * @sandbox: a sandbox
 * @shift_s: how far the server's clock is off, in seconds
 *
 * Returns: (transfer full) (nullable): the `Date` of an answer; %NULL for none
 */
char *
docket_sandbox_manner_date (DocketSandbox *sandbox, gint64 shift_s)
{
  static const gint64 jumps_s[] = { 0, 3600, -86400, 400 * 86400, -30 };
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) shifted = NULL;

  if (sandbox->manners[DOCKET_SANDBOX_MANNER_NO_DATE])
    return NULL;

  if (sandbox->manners[DOCKET_SANDBOX_MANNER_DATE_JUMPS])
    shift_s += jumps_s[sandbox->date_jump++ % G_N_ELEMENTS (jumps_s)];

  shifted = g_date_time_add_seconds (now, shift_s);

  return soup_date_time_to_string (shifted, SOUP_DATE_HTTP);
}
