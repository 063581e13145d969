/* Answers in the API's shapes.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-sandbox-private.h"

#include <string.h>

#define DEFAULT_PAGE_SIZE 20
#define MAX_PAGE_SIZE 50

static gint64
query_number (DocketSandboxRequest *request, const char *name, gint64 fallback)
{
  const char *text = docket_sandbox_request_get_query (request, name);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : fallback;
}

/* All parameters as they came, but the page. */
static char *
page_link (DocketSandbox *sandbox, DocketSandboxRequest *request, gint64 page, gint64 size)
{
  g_autoptr (GString) link = g_string_new (sandbox->url);
  g_autoptr (GList) names =
    g_list_sort (g_hash_table_get_keys (request->query), (GCompareFunc) strcmp);

  g_string_append_printf (link,
                          "%s?page=%" G_GINT64_FORMAT "&itemsInPage=%" G_GINT64_FORMAT,
                          request->path,
                          page,
                          size);

  for (GList *l = names; l != NULL; l = l->next)
    {
      if (strcmp (l->data, "page") == 0 || strcmp (l->data, "itemsInPage") == 0)
        continue;

      g_string_append_printf (link, "&%s=", (char *) l->data);
      g_string_append_uri_escaped (link,
                                   g_hash_table_lookup (request->query, l->data),
                                   NULL,
                                   FALSE);
    }

  return g_string_free (g_steal_pointer (&link), FALSE);
}

static void
set_link (JsonObject *object, const char *member, char *link)
{
  if (link != NULL)
    json_object_set_string_member (object, member, link);
  else
    json_object_set_null_member (object, member);

  g_free (link);
}

static GPtrArray *
in_any_order (DocketSandbox *sandbox, GPtrArray *rows)
{
  GPtrArray *shuffled = g_ptr_array_sized_new (rows->len);

  g_ptr_array_extend (shuffled, rows, NULL, NULL);
  for (guint i = shuffled->len; i > 1; i--)
    {
      const guint other = g_rand_int_range (sandbox->rand, 0, i);
      gpointer row = shuffled->pdata[i - 1];

      shuffled->pdata[i - 1] = shuffled->pdata[other];
      shuffled->pdata[other] = row;
    }

  return shuffled;
}

/**
 * docket_sandbox_request_get_query:
 * @request: a request
 * @name: a parameter
 *
 * Returns: (transfer none) (nullable): its value
 */
const char *
docket_sandbox_request_get_query (DocketSandboxRequest *request, const char *name)
{
  return g_hash_table_lookup (request->query, name);
}

/**
 * docket_sandbox_request_get_flag:
 * @request: a request
 * @name: a parameter that is true or false
 * @fallback: what holds when it isn't given
 *
 * Returns: its value
 */
gboolean
docket_sandbox_request_get_flag (DocketSandboxRequest *request, const char *name, gboolean fallback)
{
  const char *text = docket_sandbox_request_get_query (request, name);

  return text != NULL ? strcmp (text, "true") == 0 : fallback;
}

/**
 * docket_sandbox_answer_object:
 * @answer: an answer
 * @status: its status
 * @object: (transfer full): what it says
 */
void
docket_sandbox_answer_object (DocketSandboxAnswer *answer, guint status, JsonObject *object)
{
  g_clear_pointer (&answer->body, json_node_unref);
  answer->status = status;
  answer->body = json_node_init_object (json_node_alloc (), object);
  json_object_unref (object);
}

/**
 * docket_sandbox_answer_array:
 * @answer: an answer, which will be `200`
 * @array: (transfer full): what it says
 */
void
docket_sandbox_answer_array (DocketSandboxAnswer *answer, JsonArray *array)
{
  g_clear_pointer (&answer->body, json_node_unref);
  answer->status = SOUP_STATUS_OK;
  answer->body = json_node_init_array (json_node_alloc (), array);
  json_array_unref (array);
}

/**
 * docket_sandbox_answer_result:
 * @answer: an answer
 * @status: its status
 * @id: what was made or changed
 *
 * Answers with a `Result`.
 */
void
docket_sandbox_answer_result (DocketSandboxAnswer *answer, guint status, gint64 id)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "ActionID", text);
  docket_sandbox_answer_object (answer, status, object);
}

/**
 * docket_sandbox_answer_problem:
 * @answer: an answer
 * @request: what it answers
 * @status: its status
 * @detail: what is wrong
 *
 * Answers with a `ProblemDetails`.
 */
void
docket_sandbox_answer_problem (DocketSandboxAnswer *answer,
                               DocketSandboxRequest *request,
                               guint status,
                               const char *detail)
{
  g_clear_pointer (&answer->body, json_node_unref);
  answer->status = status;
  answer->body = docket_sandbox_dto_problem (status, detail, request->path);
}

/**
 * docket_sandbox_answer_reject:
 * @sandbox: a sandbox
 * @request: a request that breaks the API's rules
 * @answer: its answer
 * @status: the answer's status
 * @why: which rule
 *
 * Answers with a problem, and keeps the request for the test that looks for it.
 */
void
docket_sandbox_answer_reject (DocketSandbox *sandbox,
                              DocketSandboxRequest *request,
                              DocketSandboxAnswer *answer,
                              guint status,
                              const char *why)
{
  JsonObject *entry = json_object_new ();
  g_autofree char *at = docket_sandbox_time_to_text (request->now_us);

  json_object_set_string_member (entry, "method", request->method);
  json_object_set_string_member (entry, "path", request->path);
  json_object_set_string_member (entry,
                                 "query",
                                 request->raw_query != NULL ? request->raw_query : "");
  json_object_set_string_member (entry, "why", why);
  json_object_set_int_member (entry, "status", status);
  json_object_set_string_member (entry, "at", at);
  g_ptr_array_add (sandbox->rejected, entry);

  docket_sandbox_answer_problem (answer, request, status, why);
}

/**
 * docket_sandbox_answer_done:
 * @answer: an answer
 * @effect: what was done: `created`, `updated` or `deleted`
 * @ticket_id: the ticket that it concerns, or 0
 * @created_id: the id of what was made, or 0
 *
 * Says for the ledger that a write was carried out.
 */
void
docket_sandbox_answer_done (DocketSandboxAnswer *answer,
                            const char *effect,
                            gint64 ticket_id,
                            gint64 created_id)
{
  answer->effect = effect;
  answer->ticket_id = ticket_id;
  answer->created_id = created_id;
}

/**
 * docket_sandbox_answer_replaced:
 * @answer: an answer
 * @member: a field that a write set
 * @before: (nullable): what was there
 *
 * Says for the ledger what a write replaced.
 */
void
docket_sandbox_answer_replaced (DocketSandboxAnswer *answer, const char *member, const char *before)
{
  if (answer->replaced == NULL)
    answer->replaced = json_object_new ();

  if (before != NULL)
    json_object_set_string_member (answer->replaced, member, before);
  else
    json_object_set_null_member (answer->replaced, member);
}

/**
 * docket_sandbox_answer_page:
 * @sandbox: a sandbox
 * @request: a request for a list
 * @answer: its answer
 * @rows: all that is in the list
 * @func: shows one of @rows
 * @show: handed to @func
 *
 * Answers with the page that was asked for.
 */
void
docket_sandbox_answer_page (DocketSandbox *sandbox,
                            DocketSandboxRequest *request,
                            DocketSandboxAnswer *answer,
                            GPtrArray *rows,
                            DocketSandboxShowFunc func,
                            DocketSandboxShow show)
{
  const gint64 page = query_number (request, "page", 1);
  const gint64 size = query_number (request, "itemsInPage", DEFAULT_PAGE_SIZE);
  const gboolean empty = sandbox->manners[DOCKET_SANDBOX_MANNER_EMPTY];
  g_autoptr (GPtrArray) shuffled = NULL;
  JsonArray *items = json_array_new ();
  JsonObject *object = json_object_new ();
  gint64 total = empty ? 0 : rows->len, pages;

  if (page < 1 || size < 1 || size > MAX_PAGE_SIZE)
    {
      json_array_unref (items);
      json_object_unref (object);
      docket_sandbox_answer_reject (sandbox,
                                    request,
                                    answer,
                                    SOUP_STATUS_BAD_REQUEST,
                                    "page is from 1, itemsInPage from 1 to 50");
      return;
    }

  if (sandbox->manners[DOCKET_SANDBOX_MANNER_ORDER])
    rows = shuffled = in_any_order (sandbox, rows);

  for (gint64 i = (page - 1) * size; i < total && i < page * size; i++)
    json_array_add_object_element (items, func (sandbox, g_ptr_array_index (rows, i), show));

  if (sandbox->manners[DOCKET_SANDBOX_MANNER_TOTALS])
    total++;

  pages = (total + size - 1) / size;
  json_object_set_array_member (object, "items", items);
  json_object_set_int_member (object, "page", page);
  json_object_set_int_member (object, "itemsInPage", size);
  json_object_set_int_member (object, "totalItemCount", total);
  json_object_set_int_member (object, "totalPages", pages);
  set_link (object, "prevLink", page > 1 ? page_link (sandbox, request, page - 1, size) : NULL);
  set_link (object, "nextLink", page < pages ? page_link (sandbox, request, page + 1, size) : NULL);
  docket_sandbox_answer_object (answer, SOUP_STATUS_OK, object);
}
