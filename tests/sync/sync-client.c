/* What the tests of sync share: computers with a workspace, and questions to the sandbox.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sync-client.h"

#include <glib/gstdio.h>

#define SETTLE (30 * SECOND)

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);

  for (const char *name = dir != NULL ? g_dir_read_name (dir) : NULL; name != NULL;
       name = g_dir_read_name (dir))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }

  g_remove (path);
}

static void
write_me (Client *client, const char *email)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTransaction) txn = docket_store_begin_write (client->store, NULL, &error);

  g_assert_no_error (error);
  docket_meta_set (txn, DOCKET_META_SYNC_ME_EMAIL, email, &error);
  g_assert_no_error (error);
  docket_transaction_commit (txn, &error);
  g_assert_no_error (error);
}

void
client_set_remote (Client *client, DocketTestSandbox *sandbox, const char *key)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketRemote) remote = docket_remote_new (DOCKET_SERVER_KIND_ATERA,
                                                       docket_test_sandbox_get_url (sandbox),
                                                       key,
                                                       client->clock,
                                                       &error);

  g_assert_no_error (error);
  docket_engine_set_remote (client->engine, remote);
}

Client *
client_new_in (const char *folder,
               DocketTestSandbox *sandbox,
               const char *email,
               DocketClock *clock)
{
  Client *client = g_new0 (Client, 1);
  g_autoptr (GError) error = NULL;

  client->folder = g_strdup (folder);
  client->store = docket_store_open (folder, NULL, &error);
  g_assert_no_error (error);
  client->clock = g_object_ref (clock);
  client->engine = docket_engine_new (client->store, client->clock);
  docket_engine_set_settle (client->engine, SETTLE);
  client->context.clock = client->clock;
  client->context.capabilities = docket_remote_get_kind_capabilities (DOCKET_SERVER_KIND_ATERA);
  write_me (client, email);
  client_set_remote (client, sandbox, DOCKET_TEST_SANDBOX_KEY);
  client_learn_me (client);

  return client;
}

/* With a clock that stands still until it is moved. */
Client *
client_new (DocketTestSandbox *sandbox, const char *email)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("docket-sync-XXXXXX", &error);
  g_autoptr (DocketClock) clock = docket_clock_new_manual (g_get_real_time ());

  g_assert_no_error (error);

  return client_new_in (folder, sandbox, email, clock);
}

/* Closes the workspace, which stays on the disk. */
void
client_leave (Client *client)
{
  g_object_unref (client->engine);
  docket_store_close (client->store);
  g_object_unref (client->store);
  g_object_unref (client->clock);
  g_free (client->folder);
  g_free (client);
}

void
client_free (Client *client)
{
  g_autofree char *folder = g_strdup (client->folder);

  client_leave (client);
  remove_tree (folder);
}

void
client_learn_me (Client *client)
{
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (client->store, NULL, NULL);
  g_autofree char *email = docket_meta_get (txn, DOCKET_META_SYNC_ME_EMAIL, NULL);
  g_autoptr (DocketEntry) me =
    docket_directory_find (txn, DOCKET_ENTITY_TECHNICIAN, "email", email, NULL);

  client->context.me = me != NULL ? me->id : 0;
}

gboolean
client_try_sync (Client *client, GError **error)
{
  DocketSyncReport report;
  gboolean done = docket_engine_run (client->engine, FALSE, &report, NULL, error);

  client_learn_me (client);

  return done;
}

DocketSyncReport
client_sync (Client *client)
{
  DocketSyncReport report;
  g_autoptr (GError) error = NULL;

  docket_engine_run (client->engine, FALSE, &report, NULL, &error);
  g_assert_no_error (error);
  client_learn_me (client);

  return report;
}

/* Opens a ticket as a window does, and syncs: all of it is here then. */
void
client_open_ticket (Client *client, gint64 ticket)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTransaction) txn = docket_store_begin_write (client->store, NULL, &error);

  g_assert_no_error (error);
  docket_wishes_add_ticket (txn, ticket, docket_clock_get_wall (client->clock), &error);
  g_assert_no_error (error);
  docket_transaction_commit (txn, &error);
  g_assert_no_error (error);
  g_clear_pointer (&txn, docket_transaction_free);
  client_sync (client);
}

void
client_apply (Client *client, DocketEdit *edit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTransaction) txn = docket_store_begin_write (client->store, NULL, &error);

  g_assert_no_error (error);
  docket_outbox_apply (txn, edit, &client->context, &error);
  g_assert_no_error (error);
  docket_transaction_commit (txn, &error);
  g_assert_no_error (error);
}

static char *
apply_one (Client *client, DocketEdit *edit)
{
  GPtrArray *operations;

  client_apply (client, edit);
  operations = docket_edit_get_result_operations (edit);
  g_assert_cmpuint (operations->len, ==, 1);

  return g_strdup (g_ptr_array_index (operations, 0));
}

/* Each gives the uuid of its operation. */
char *
client_set (Client *client, gint64 ticket, const char *field, const char *value)
{
  g_autoptr (DocketEdit) edit = docket_edit_new ();

  docket_edit_set_field (edit, ticket, field, value);

  return apply_one (client, edit);
}

char *
client_say (Client *client, gint64 ticket, const char *text, gboolean internal)
{
  g_autoptr (DocketEdit) edit = docket_edit_new ();

  docket_edit_add_message (edit,
                           ticket,
                           internal ? DOCKET_MESSAGE_KIND_INTERNAL : DOCKET_MESSAGE_KIND_REPLY,
                           text,
                           0,
                           0);

  return apply_one (client, edit);
}

char *
client_add_time (Client *client, gint64 ticket, gint64 start_at, const char *description)
{
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  g_autoptr (DocketTimeEntry) entry = docket_time_entry_new ();

  entry->technician = client->context.me;
  entry->start_at = start_at;
  entry->end_at = start_at + 1800 * SECOND;
  entry->billable = TRUE;
  entry->description = g_strdup (description);
  docket_edit_add_time (edit, ticket, entry);

  return apply_one (client, edit);
}

char *
client_delete (Client *client, gint64 ticket)
{
  g_autoptr (DocketEdit) edit = docket_edit_new ();

  docket_edit_delete_ticket (edit, ticket, 0);

  return apply_one (client, edit);
}

/* Gives the local id. The contact is typed in. */
gint64
client_create (Client *client, const char *title, const char *message)
{
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  g_autoptr (DocketValues) values = docket_values_new ();

  docket_values_set (values, "title", title);
  docket_values_set (values, "status", "open");
  docket_values_set (values, "priority", "high");
  docket_values_set (values, "contact.first_name", "Ada");
  docket_values_set (values, "contact.last_name", "Byron");
  docket_values_set (values, "contact.email", "ada.byron@example.com");
  docket_edit_create_ticket (edit, values, 0);

  if (message != NULL)
    docket_edit_add_message (edit, 0, DOCKET_MESSAGE_KIND_REPLY, message, 0, 0);

  client_apply (client, edit);

  return docket_edit_get_result_ticket (edit);
}

gint64
client_find (Client *client, gint64 remote_id)
{
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (client->store, NULL, NULL);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, remote_id);

  return docket_tickets_find_by_remote_id (txn, id, NULL);
}

char *
client_get (Client *client, gint64 ticket, const char *field)
{
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (client->store, NULL, NULL);
  g_autoptr (DocketValues) values = docket_tickets_load_values (txn, ticket, NULL);

  return g_strdup (docket_values_get (values, field));
}

guint
client_count_tickets (Client *client)
{
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (client->store, NULL, NULL);
  g_autoptr (DocketFilter) filter = docket_filter_new ();
  g_autoptr (GError) error = NULL;
  guint n_tickets = 0;

  docket_tickets_count (txn, filter, 0, &n_tickets, NULL, &error);
  g_assert_no_error (error);

  return n_tickets;
}

/* @text: NULL for any */
guint
client_count_messages (Client *client, gint64 ticket, const char *text)
{
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (client->store, NULL, NULL);
  g_autoptr (GPtrArray) messages = docket_messages_list (txn, ticket, NULL);
  guint n_messages = 0;

  for (guint i = 0; i < messages->len; i++)
    n_messages += text == NULL ||
                  g_strcmp0 (((DocketMessage *) g_ptr_array_index (messages, i))->text, text) == 0;

  return n_messages;
}

DocketOperation *
client_operation (Client *client, const char *uuid)
{
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (client->store, NULL, NULL);
  g_autoptr (GError) error = NULL;
  DocketOperation *operation = docket_operations_get (txn, uuid, &error);

  g_assert_no_error (error);

  return operation;
}

void
client_assert_state (Client *client,
                     const char *uuid,
                     DocketOperationState state,
                     DocketOperationReason reason)
{
  g_autoptr (DocketOperation) operation = client_operation (client, uuid);

  if (operation->state != state || operation->reason != reason)
    g_test_message ("%s", operation->last_error != NULL ? operation->last_error : "no error");

  g_assert_cmpstr (docket_enum_to_nick (DOCKET_TYPE_OPERATION_STATE, operation->state),
                   ==,
                   docket_enum_to_nick (DOCKET_TYPE_OPERATION_STATE, state));
  g_assert_cmpstr (docket_enum_to_nick (DOCKET_TYPE_OPERATION_REASON, operation->reason),
                   ==,
                   docket_enum_to_nick (DOCKET_TYPE_OPERATION_REASON, reason));
}

/* Nothing is left in the outbox. */
void
client_assert_quiet (Client *client)
{
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (client->store, NULL, NULL);
  g_autoptr (GPtrArray) open = docket_operations_list (txn, FALSE, NULL);

  for (guint i = 0; i < open->len; i++)
    {
      const DocketOperation *operation = g_ptr_array_index (open, i);

      g_test_message ("open: kind %d state %d reason %d %s",
                      operation->kind,
                      operation->state,
                      operation->reason,
                      operation->last_error != NULL ? operation->last_error : "");
    }

  g_assert_cmpuint (open->len, ==, 0);
}

/* --- The server ---------------------------------------------------------------------------- */

JsonObject *
server_ticket (DocketTestSandbox *sandbox, gint64 id, JsonNode **root)
{
  g_autofree char *query = g_strdup_printf ("parts=tickets&ticket=%" G_GINT64_FORMAT, id);
  JsonArray *tickets;

  *root = docket_test_sandbox_get_state (sandbox, query);
  tickets = json_object_get_array_member (json_node_get_object (*root), "tickets");

  return json_array_get_length (tickets) > 0 ? json_array_get_object_element (tickets, 0) : NULL;
}

char *
server_get (DocketTestSandbox *sandbox, gint64 id, const char *member)
{
  g_autoptr (JsonNode) root = NULL;
  JsonObject *ticket = server_ticket (sandbox, id, &root);

  g_assert_nonnull (ticket);

  return g_strdup (json_object_get_string_member_with_default (ticket, member, NULL));
}

static guint
count (DocketTestSandbox *sandbox,
       gint64 id,
       const char *list,
       const char *member,
       const char *value)
{
  g_autoptr (JsonNode) root = NULL;
  JsonObject *ticket = server_ticket (sandbox, id, &root);
  JsonArray *items;
  guint n_items = 0;

  g_assert_nonnull (ticket);
  items = json_object_get_array_member (ticket, list);

  for (guint i = 0; i < json_array_get_length (items); i++)
    n_items += value == NULL || g_strcmp0 (json_object_get_string_member_with_default (
                                             json_array_get_object_element (items, i),
                                             member,
                                             NULL),
                                           value) == 0;

  return n_items;
}

guint
server_count_comments (DocketTestSandbox *sandbox, gint64 id, const char *text)
{
  return count (sandbox, id, "Comments", "Comment", text);
}

guint
server_count_hours (DocketTestSandbox *sandbox, gint64 id, const char *description)
{
  return count (sandbox, id, "WorkHours", "Description", description);
}

guint
server_count_titles (DocketTestSandbox *sandbox, const char *title)
{
  g_autoptr (JsonNode) root = docket_test_sandbox_get_state (sandbox, "parts=tickets");
  JsonArray *tickets = json_object_get_array_member (json_node_get_object (root), "tickets");
  guint n_tickets = 0;

  for (guint i = 0; i < json_array_get_length (tickets); i++)
    n_tickets += g_strcmp0 (json_object_get_string_member_with_default (
                              json_array_get_object_element (tickets, i),
                              "TicketTitle",
                              NULL),
                            title) == 0;

  return n_tickets;
}

/* How many writes of an operation the server carried out. */
guint
server_count_effects (DocketTestSandbox *sandbox, const char *uuid)
{
  g_autoptr (JsonNode) root = docket_test_sandbox_get_state (sandbox, "parts=ledger");
  JsonArray *ledger = json_object_get_array_member (json_node_get_object (root), "ledger");
  guint n_effects = 0;

  for (guint i = 0; i < json_array_get_length (ledger); i++)
    {
      JsonObject *entry = json_array_get_object_element (ledger, i);

      n_effects +=
        g_strcmp0 (json_object_get_string_member_with_default (entry, "uuid", NULL), uuid) == 0 &&
        json_object_get_string_member_with_default (entry, "effect", NULL) != NULL;
    }

  return n_effects;
}

/* @arg: (nullable): JSON */
void
server_fault (DocketTestSandbox *sandbox,
              const char *method,
              const char *path,
              guint times,
              const char *fault,
              const char *arg)
{
  g_autofree char *json =
    g_strdup_printf ("{\"match\": {\"method\": \"%s\", \"path\": \"%s\"}, \"times\": %u, "
                     "\"fault\": \"%s\", \"arg\": %s}",
                     method,
                     path,
                     times,
                     fault,
                     arg != NULL ? arg : "null");

  docket_test_sandbox_post_faults (sandbox, json);
}

/* The requests kept to the server's own description. */
void
server_assert_none_rejected (DocketTestSandbox *sandbox)
{
  g_autoptr (JsonNode) root = docket_test_sandbox_get_state (sandbox, "parts=rejected");
  JsonArray *rejected = json_object_get_array_member (json_node_get_object (root), "rejected");

  for (guint i = 0; i < json_array_get_length (rejected); i++)
    {
      g_autofree char *text = json_to_string (json_array_get_element (rejected, i), FALSE);

      g_test_message ("rejected: %s", text);
    }

  g_assert_cmpuint (json_array_get_length (rejected), ==, 0);
}

/* The id of the nth ticket that has comments and time, from 0. */
gint64
server_full_ticket (DocketTestSandbox *sandbox, guint nth)
{
  g_autoptr (JsonNode) root = docket_test_sandbox_get_state (sandbox, "parts=tickets");
  JsonArray *tickets = json_object_get_array_member (json_node_get_object (root), "tickets");

  for (guint i = 0; i < json_array_get_length (tickets); i++)
    {
      JsonObject *ticket = json_array_get_object_element (tickets, i);

      if (json_array_get_length (json_object_get_array_member (ticket, "Comments")) > 1 &&
          json_array_get_length (json_object_get_array_member (ticket, "WorkHours")) > 0 &&
          nth-- == 0)
        return json_object_get_int_member (ticket, "TicketID");
    }

  g_assert_not_reached ();
}
