/* The calls about customers, contacts and products.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-sandbox-private.h"
#include "docket-sandbox-schema.h"

#include <string.h>

static const char *
get_text (JsonObject *object, const char *member)
{
  return json_object_get_string_member_with_default (object, member, NULL);
}

/* A product's archive mark goes in but never comes out. */
static JsonObject *
show_row (DocketSandbox *sandbox, gpointer row, DocketSandboxShow show)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (JsonNode) copy = NULL;
  JsonObject *object = row;

  if (!json_object_has_member (object, "RateID") || !json_object_has_member (object, "Archived"))
    return json_object_ref (object);

  node = json_node_init_object (json_node_alloc (), object);
  copy = json_node_copy (node);
  object = json_node_dup_object (copy);
  json_object_remove_member (object, "Archived");

  return object;
}

static JsonObject *
find_row (DocketSandboxTable *table, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  JsonObject *row = docket_sandbox_table_get (table, request->id);

  if (row == NULL)
    docket_sandbox_answer_problem (answer,
                                   request,
                                   SOUP_STATUS_NOT_FOUND,
                                   "There is nothing with this id.");

  return row;
}

static void
get_row (DocketSandbox *sandbox,
         DocketSandboxRequest *request,
         DocketSandboxAnswer *answer,
         DocketSandboxTable *table)
{
  JsonObject *row = find_row (table, request, answer);

  if (row != NULL)
    docket_sandbox_answer_object (answer,
                                  SOUP_STATUS_OK,
                                  show_row (sandbox, row, DOCKET_SANDBOX_SHOW_PLAIN));
}

/* What is given replaces what is there; null and missing leave it. */
static void
merge (JsonObject *row, JsonObject *body, DocketSandboxAnswer *answer)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init (&iter, body);
  while (json_object_iter_next (&iter, &name, &value))
    {
      g_autofree char *before = NULL;

      if (JSON_NODE_HOLDS_NULL (value))
        continue;
      if (json_object_has_member (row, name))
        before = json_to_string (json_object_get_member (row, name), FALSE);

      docket_sandbox_answer_replaced (answer, name, before);
      json_object_set_member (row, name, json_node_copy (value));
    }
}

static void
stamp (JsonObject *row, const char *member, gint64 now_us)
{
  g_autofree char *now = docket_sandbox_time_to_text (now_us);

  json_object_set_string_member (row, member, now);
}

static void
create_row (DocketSandbox *sandbox,
            DocketSandboxRequest *request,
            DocketSandboxAnswer *answer,
            DocketSandboxTable *table,
            JsonObject *row,
            const char *type)
{
  DocketSandboxAnswer nothing = { 0 };
  gint64 id;

  merge (row, json_node_get_object (request->body), &nothing);
  docket_sandbox_answer_clear (&nothing);
  docket_sandbox_schema_fill (type, row);
  id = docket_sandbox_table_add (sandbox->state, table, row);
  docket_sandbox_answer_done (answer, "created", 0, id);
  docket_sandbox_answer_result (answer, SOUP_STATUS_CREATED, id);
}

static void
reject (DocketSandbox *sandbox,
        DocketSandboxRequest *request,
        DocketSandboxAnswer *answer,
        const char *why)
{
  docket_sandbox_answer_reject (sandbox, request, answer, SOUP_STATUS_BAD_REQUEST, why);
}

static gint
compare_modified (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (get_text (*(JsonObject *const *) a, "LastModified"),
                    get_text (*(JsonObject *const *) b, "LastModified"));
}

static gboolean
fits_text (DocketSandboxRequest *request, const char *parameter, JsonObject *row)
{
  const char *wanted = docket_sandbox_request_get_query (request, parameter);
  const char *text = get_text (row, parameter);

  return wanted == NULL || (text != NULL && g_ascii_strcasecmp (wanted, text) == 0);
}

static void
list_people (DocketSandbox *sandbox,
             DocketSandboxRequest *request,
             DocketSandboxAnswer *answer,
             DocketSandboxTable *table)
{
  const char *since = docket_sandbox_request_get_query (request, "FromLastModifiedDate");
  const char *order = docket_sandbox_request_get_query (request, "SortBy");
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  gint64 since_us = 0;

  if (since != NULL && !docket_sandbox_time_from_wall (since, &since_us))
    {
      reject (sandbox, request, answer, "a date here is yyyy-MM-dd or yyyy-MM-ddTHH:mm:ss");
      return;
    }

  for (guint i = 0; i < table->rows->len; i++)
    {
      JsonObject *row = g_ptr_array_index (table->rows, i);
      const char *modified = get_text (row, "LastModified");

      if (since != NULL &&
          (modified == NULL || docket_sandbox_time_from_text (modified) < since_us))
        continue;
      if (fits_text (request, "Email", row) && fits_text (request, "Phone", row))
        g_ptr_array_add (rows, row);
    }

  if (g_strcmp0 (order, "LastModified") == 0)
    g_ptr_array_sort (rows, compare_modified);

  docket_sandbox_answer_page (sandbox, request, answer, rows, show_row, DOCKET_SANDBOX_SHOW_PLAIN);
}

static void
list_customers (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  list_people (sandbox, request, answer, &sandbox->state->customers);
}

static void
get_customer (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  get_row (sandbox, request, answer, &sandbox->state->customers);
}

static void
create_customer (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  const char *name = get_text (json_node_get_object (request->body), "CustomerName");
  JsonObject *row;

  if (name == NULL || *name == '\0')
    {
      reject (sandbox, request, answer, "CustomerName: is required");
      return;
    }

  row = json_object_new ();
  stamp (row, "CreatedOn", request->now_us);
  stamp (row, "LastModified", request->now_us);
  create_row (sandbox, request, answer, &sandbox->state->customers, row, "CustomerDto");
}

static void
rename_customer (DocketSandboxTable *table, gint64 customer_id, const char *name)
{
  for (guint i = 0; i < table->rows->len; i++)
    {
      JsonObject *row = g_ptr_array_index (table->rows, i);

      if (json_object_get_int_member_with_default (row, "CustomerID", 0) == customer_id)
        json_object_set_string_member (row, "CustomerName", name);
    }
}

static void
update_customer (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  DocketSandboxState *state = sandbox->state;
  JsonObject *body = json_node_get_object (request->body);
  JsonObject *row = find_row (&state->customers, request, answer);
  const char *name = get_text (body, "CustomerName");

  if (row == NULL)
    return;

  merge (row, body, answer);
  stamp (row, "LastModified", request->now_us);
  if (name != NULL)
    {
      rename_customer (&state->contacts, request->id, name);
      rename_customer (&state->contracts, request->id, name);
    }

  docket_sandbox_answer_done (answer, "updated", 0, request->id);
  docket_sandbox_answer_result (answer, SOUP_STATUS_OK, request->id);
}

static void
remove_of_customer (DocketSandboxTable *table, gint64 customer_id)
{
  for (guint i = table->rows->len; i > 0; i--)
    {
      JsonObject *row = g_ptr_array_index (table->rows, i - 1);

      if (json_object_get_int_member_with_default (row, "CustomerID", 0) == customer_id)
        docket_sandbox_table_remove (table, json_object_get_int_member (row, table->id_member));
    }
}

/* All that was the customer's goes too. */
static void
delete_customer (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  DocketSandboxState *state = sandbox->state;

  if (find_row (&state->customers, request, answer) == NULL)
    return;

  for (guint i = state->tickets->len; i > 0; i--)
    {
      DocketSandboxTicket *ticket = g_ptr_array_index (state->tickets, i - 1);

      if (ticket->customer_id == request->id)
        docket_sandbox_state_remove_ticket (state, ticket);
    }

  remove_of_customer (&state->contacts, request->id);
  remove_of_customer (&state->contracts, request->id);
  docket_sandbox_table_remove (&state->customers, request->id);
  docket_sandbox_answer_done (answer, "deleted", 0, request->id);
  answer->status = SOUP_STATUS_NO_CONTENT;
}

static void
add_customer_file (DocketSandbox *sandbox,
                   DocketSandboxRequest *request,
                   DocketSandboxAnswer *answer)
{
  DocketSandboxState *state = sandbox->state;
  JsonObject *body = json_node_get_object (request->body);
  const gint64 customer = json_object_get_int_member_with_default (body, "CustomerId", 0);
  const char *content = get_text (body, "ContentBased64");
  const char *name = get_text (body, "Name");
  gint64 id;

  if (docket_sandbox_table_get (&state->customers, customer) == NULL)
    reject (sandbox, request, answer, "CustomerId: there is no such customer");
  else if (name == NULL || strchr (name, '.') == NULL)
    reject (sandbox, request, answer, "Name: with its ending, is required");
  else if (content == NULL || !g_regex_match_simple ("^[A-Za-z0-9+/]*={0,2}$", content, 0, 0) ||
           strlen (content) % 4 != 0)
    reject (sandbox, request, answer, "ContentBased64: in Base64, is required");
  else
    {
      id = docket_sandbox_state_next_id (state, DOCKET_SANDBOX_FILE_ID);
      g_ptr_array_add (state->customer_files, json_object_ref (body));
      docket_sandbox_answer_done (answer, "created", 0, id);
      docket_sandbox_answer_result (answer, SOUP_STATUS_CREATED, id);
    }
}

static void
list_contacts (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  list_people (sandbox, request, answer, &sandbox->state->contacts);
}

static void
get_contact (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  get_row (sandbox, request, answer, &sandbox->state->contacts);
}

/* Returns NULL when the body names no customer, or one that is there. */
static const char *
check_customer (DocketSandboxState *state, JsonObject *body, JsonObject **customer)
{
  const gint64 id = json_object_get_int_member_with_default (body, "CustomerID", 0);
  const char *name = get_text (body, "CustomerName");

  *customer = id != 0 ? docket_sandbox_table_get (&state->customers, id) : NULL;
  if (id != 0)
    return *customer != NULL ? NULL : "CustomerID: there is no such customer";

  for (guint i = 0; name != NULL && i < state->customers.rows->len; i++)
    {
      JsonObject *row = g_ptr_array_index (state->customers.rows, i);

      if (g_strcmp0 (get_text (row, "CustomerName"), name) == 0)
        *customer = row;
    }

  return name == NULL || *customer != NULL ? NULL : "CustomerName: there is no such customer";
}

static void
set_customer (JsonObject *contact, JsonObject *customer)
{
  if (customer == NULL)
    return;

  json_object_set_int_member (contact,
                              "CustomerID",
                              json_object_get_int_member (customer, "CustomerID"));
  json_object_set_string_member (contact, "CustomerName", get_text (customer, "CustomerName"));
}

static void
create_contact (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  DocketSandboxState *state = sandbox->state;
  JsonObject *body = json_node_get_object (request->body);
  JsonObject *customer, *row;
  const char *why = check_customer (state, body, &customer);

  if (why == NULL && customer == NULL)
    why = "CustomerID or CustomerName: is required";
  if (why == NULL && docket_sandbox_state_find_contact (state, get_text (body, "Email")) != NULL)
    why = "Email: another contact has it";
  if (why != NULL)
    {
      reject (sandbox, request, answer, why);
      return;
    }

  row = json_object_new ();
  stamp (row, "CreatedOn", request->now_us);
  stamp (row, "LastModified", request->now_us);
  json_object_set_boolean_member (row, "Archived", FALSE);
  create_row (sandbox, request, answer, &state->contacts, row, "ContactDto");
  set_customer (row, customer);
}

static void
update_contact (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  JsonObject *body = json_node_get_object (request->body);
  JsonObject *customer;
  const char *why = check_customer (sandbox->state, body, &customer);
  JsonObject *row;

  if (why != NULL)
    {
      reject (sandbox, request, answer, why);
      return;
    }

  row = find_row (&sandbox->state->contacts, request, answer);
  if (row == NULL)
    return;

  merge (row, body, answer);
  set_customer (row, customer);
  stamp (row, "LastModified", request->now_us);
  docket_sandbox_answer_done (answer, "updated", 0, request->id);
  docket_sandbox_answer_result (answer, SOUP_STATUS_OK, request->id);
}

static void
delete_contact (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  if (find_row (&sandbox->state->contacts, request, answer) == NULL)
    return;

  docket_sandbox_table_remove (&sandbox->state->contacts, request->id);
  docket_sandbox_answer_done (answer, "deleted", 0, request->id);
  answer->status = SOUP_STATUS_NO_CONTENT;
}

static void
list_rates (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  for (guint i = 0; i < sandbox->state->rates.rows->len; i++)
    {
      JsonObject *row = g_ptr_array_index (sandbox->state->rates.rows, i);

      if (!json_object_get_boolean_member_with_default (row, "Archived", FALSE))
        g_ptr_array_add (rows, row);
    }

  docket_sandbox_answer_page (sandbox, request, answer, rows, show_row, DOCKET_SANDBOX_SHOW_PLAIN);
}

static void
get_rate (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  get_row (sandbox, request, answer, &sandbox->state->rates);
}

static void
create_rate (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  const char *text = get_text (json_node_get_object (request->body), "Description");
  JsonObject *row;

  if (text == NULL || *text == '\0')
    {
      reject (sandbox, request, answer, "Description: is required");
      return;
    }

  row = json_object_new ();
  json_object_set_double_member (row, "Amount", 0);
  create_row (sandbox, request, answer, &sandbox->state->rates, row, "RateDto");
}

static void
update_rate (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  JsonObject *row = find_row (&sandbox->state->rates, request, answer);

  if (row == NULL)
    return;

  merge (row, json_node_get_object (request->body), answer);
  docket_sandbox_answer_done (answer, "updated", 0, request->id);
  docket_sandbox_answer_result (answer, SOUP_STATUS_OK, request->id);
}

static void
delete_rate (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  if (find_row (&sandbox->state->rates, request, answer) == NULL)
    return;

  docket_sandbox_table_remove (&sandbox->state->rates, request->id);
  docket_sandbox_answer_done (answer, "deleted", 0, request->id);
  answer->status = SOUP_STATUS_NO_CONTENT;
}

const DocketSandboxRoute docket_sandbox_directory_routes[] = {
  { "GET",
    "/customers",
    DOCKET_SANDBOX_PAGING ", FromLastModifiedDate string, SortBy CustomerSortBy",
    NULL,
    list_customers },
  { "POST", "/customers", NULL, "CreateCustomerRequest", create_customer },
  { "POST", "/customers/attachments", NULL, "CreateCustomerAttachmentRequest", add_customer_file },
  { "GET", "/customers/{id}", NULL, NULL, get_customer },
  { "PUT", "/customers/{id}", NULL, "UpdateCustomerRequest", update_customer },
  { "POST", "/customers/{id}", NULL, "UpdateCustomerRequest", update_customer },
  { "DELETE", "/customers/{id}", NULL, NULL, delete_customer },
  { "GET",
    "/contacts",
    DOCKET_SANDBOX_PAGING ", Email string, Phone string, FromLastModifiedDate string, "
                          "SortBy ContactSortBy",
    NULL,
    list_contacts },
  { "POST", "/contacts", NULL, "CreateContactRequest", create_contact },
  { "GET", "/contacts/{id}", NULL, NULL, get_contact },
  { "PUT", "/contacts/{id}", NULL, "UpdateContactRequest", update_contact },
  { "POST", "/contacts/{id}", NULL, "UpdateContactRequest", update_contact },
  { "DELETE", "/contacts/{id}", NULL, NULL, delete_contact },
  { "GET", "/rates/products", DOCKET_SANDBOX_PAGING, NULL, list_rates },
  { "POST", "/rates/products", NULL, "CreateRateRequest", create_rate },
  { "GET", "/rates/products/{id}", NULL, NULL, get_rate },
  { "PUT", "/rates/products/{id}", NULL, "UpdateRateRequest", update_rate },
  { "DELETE", "/rates/products/{id}", NULL, NULL, delete_rate },
  { NULL }
};
