/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>

#include "docket-outbox.h"
#include "docket-payload.h"
#include "docket-store-directory.h"
#include "docket-store-parts.h"
#include "docket-store-tickets.h"

#define NOW (G_GINT64_CONSTANT (1790000000) * G_USEC_PER_SEC)
#define SECOND G_USEC_PER_SEC

static const char *const set_fields[] = { "title", "status", "priority", "assignee", NULL };
static const char *const create_fields[] = { "title", "status", "priority", "contact", NULL };

static const DocketCapabilities capabilities = {
  .create_tickets = TRUE,
  .delete_tickets = TRUE,
  .messages = TRUE,
  .internal_notes = TRUE,
  .message_marker = TRUE,
  .time_entries = TRUE,
  .custom_values = TRUE,
  .set_fields = set_fields,
  .create_fields = create_fields,
};

static const DocketCapabilities custom_capabilities = {
  .custom_values = TRUE,
  .set_fields = set_fields,
};

typedef struct
{
  char *folder;
  DocketStore *store;
  DocketClock *clock;
  DocketOutboxContext context;
  gint64 ticket;
} Fixture;

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

static gint64
add_ticket (Fixture *f, const char *remote_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTransaction) txn = docket_store_begin_write (f->store, NULL, &error);
  g_autoptr (DocketValues) values = docket_values_new ();
  gint64 ticket;

  g_assert_no_error (error);
  docket_values_set (values, "title", "Printer");
  docket_values_set (values, "status", "open");
  docket_values_set (values, "priority", "low");
  docket_values_set_int64 (values, "created-at", NOW - SECOND);
  ticket = docket_tickets_insert (txn, remote_id, remote_id, values, NOW, &error);
  g_assert_no_error (error);
  g_assert_true (docket_bases_save (txn, ticket, values, &error));
  g_assert_true (docket_transaction_commit (txn, &error));

  return ticket;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->folder = g_dir_make_tmp ("docket-outbox-XXXXXX", &error);
  g_assert_no_error (error);
  f->store = docket_store_open (f->folder, NULL, &error);
  g_assert_no_error (error);
  f->clock = docket_clock_new_manual (NOW);
  f->context.clock = f->clock;
  f->context.capabilities = &capabilities;
  f->ticket = add_ticket (f, "7");
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  docket_store_close (f->store);
  g_object_unref (f->store);
  g_object_unref (f->clock);
  remove_tree (f->folder);
  g_free (f->folder);
}

static void
apply (Fixture *f, DocketEdit *edit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTransaction) txn = docket_store_begin_write (f->store, NULL, &error);

  g_assert_no_error (error);
  docket_outbox_apply (txn, edit, &f->context, &error);
  g_assert_no_error (error);
  docket_transaction_commit (txn, &error);
  g_assert_no_error (error);
}

static gint64
get_updated (Fixture *f)
{
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (f->store, NULL, NULL);
  gint64 updated_at = 0;

  g_assert_true (docket_tickets_get_updated (txn, f->ticket, &updated_at, NULL));

  return updated_at;
}

static gboolean
undo (Fixture *f, DocketEdit *edit, GError **error)
{
  g_autoptr (DocketTransaction) txn = docket_store_begin_write (f->store, NULL, NULL);

  return docket_outbox_undo (txn,
                             docket_edit_get_result_operations (edit),
                             &f->context,
                             NULL,
                             error) &&
         docket_transaction_commit (txn, error);
}

static DocketEdit *
set_field (Fixture *f, const char *field, const char *value)
{
  DocketEdit *edit = docket_edit_new ();

  docket_edit_set_field (edit, f->ticket, field, value);
  apply (f, edit);

  return edit;
}

static GPtrArray *
list_open (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (f->store, NULL, &error);
  GPtrArray *operations = docket_operations_list (txn, FALSE, &error);

  g_assert_no_error (error);

  return operations;
}

static char *
get_value (Fixture *f, gint64 ticket, const char *field)
{
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (f->store, NULL, NULL);
  g_autoptr (DocketValues) values = docket_tickets_load_values (txn, ticket, NULL);

  return g_strdup (docket_values_get (values, field));
}

/* An operation as if the engine had sent it. */
static void
mark_sent (Fixture *f, const char *uuid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTransaction) txn = docket_store_begin_write (f->store, NULL, &error);
  g_autoptr (DocketOperation) operation = docket_operations_get (txn, uuid, &error);

  g_assert_no_error (error);
  operation->state = DOCKET_OPERATION_STATE_IN_FLIGHT;
  operation->sent = 1;
  docket_operations_transit (txn, operation, DOCKET_OPERATION_STATE_WAITING, 0, &error);
  g_assert_no_error (error);
  docket_transaction_commit (txn, &error);
  g_assert_no_error (error);
}

static void
test_fold (Fixture *f, gconstpointer data)
{
  g_autoptr (DocketEdit) first = set_field (f, "priority", "high");
  g_autoptr (DocketEdit) second = set_field (f, "priority", "critical");
  g_autoptr (GPtrArray) open = list_open (f);
  const DocketOperation *operation = g_ptr_array_index (open, 0);

  g_assert_cmpuint (open->len, ==, 1);
  g_assert_cmpstr (docket_payload_get_field (operation), ==, "priority");
  g_assert_cmpstr (docket_values_get (operation->payload, "priority"), ==, "critical");
  g_assert_cmpstr (docket_values_get (operation->seen, DOCKET_SEEN_VALUE), ==, "low");
  g_assert_cmpstr (operation->lane, ==, "field:priority");
  g_assert_cmpstr (docket_values_get (operation->seen, DOCKET_SEEN_CREATED), !=, NULL);
}

static void
test_fold_back_to_base_is_nothing (Fixture *f, gconstpointer data)
{
  g_autoptr (DocketEdit) first = set_field (f, "priority", "high");
  g_autoptr (DocketEdit) second = set_field (f, "priority", "low");
  g_autoptr (GPtrArray) none = list_open (f);
  g_autoptr (GPtrArray) one = NULL;
  g_autofree char *value = NULL;

  g_assert_cmpuint (none->len, ==, 0);

  /* And taking that back brings the first edit again. */
  g_assert_true (undo (f, second, NULL));
  one = list_open (f);
  value = get_value (f, f->ticket, "priority");
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpstr (value, ==, "high");
}

static void
test_never_across_a_message (Fixture *f, gconstpointer data)
{
  g_autoptr (DocketEdit) first = set_field (f, "status", "pending");
  g_autoptr (DocketEdit) message = docket_edit_new ();
  g_autoptr (DocketEdit) second = NULL;
  g_autoptr (GPtrArray) open = NULL;

  docket_edit_add_message (message, f->ticket, DOCKET_MESSAGE_KIND_REPLY, "Done?", 0, 0);
  apply (f, message);
  second = set_field (f, "status", "open");
  open = list_open (f);

  g_assert_cmpuint (open->len, ==, 3);

  for (guint i = 0; i < open->len; i++)
    g_assert_cmpstr (((DocketOperation *) g_ptr_array_index (open, i))->lane, ==, "talk");
}

static void
test_sent_is_frozen (Fixture *f, gconstpointer data)
{
  g_autoptr (DocketEdit) first = set_field (f, "priority", "high");
  g_autoptr (DocketEdit) second = NULL;
  g_autoptr (GPtrArray) open = NULL;
  g_autoptr (GError) error = NULL;

  mark_sent (f, g_ptr_array_index (docket_edit_get_result_operations (first), 0));
  second = set_field (f, "priority", "critical");
  open = list_open (f);

  g_assert_cmpuint (open->len, ==, 2);
  g_assert_cmpstr (docket_values_get (((DocketOperation *) open->pdata[0])->payload, "priority"),
                   ==,
                   "high");
  g_assert_false (undo (f, first, &error));
  g_assert_error (error, DOCKET_SYNC_ERROR, DOCKET_SYNC_ERROR_TOO_LATE);
}

static gboolean
undo_counted (Fixture *f, DocketEdit *edit, DocketUndoCount *count)
{
  g_autoptr (DocketTransaction) txn = docket_store_begin_write (f->store, NULL, NULL);
  g_autoptr (GError) error = NULL;
  const gboolean undone =
    docket_outbox_undo (txn, docket_edit_get_result_operations (edit), &f->context, count, &error);

  if (undone)
    g_assert_true (docket_transaction_commit (txn, &error));
  else
    g_assert_error (error, DOCKET_SYNC_ERROR, DOCKET_SYNC_ERROR_TOO_LATE);

  return undone;
}

/* What was sent is taken back by a new edit, whose base is the undone value (rule 14). */
static void
test_undo_sent_field (Fixture *f, gconstpointer data)
{
  g_autoptr (DocketEdit) edit = set_field (f, "priority", "high");
  g_autoptr (GPtrArray) open = NULL;
  g_autofree char *value = NULL;
  const DocketOperation *back;
  DocketUndoCount count = { 0 };

  mark_sent (f, g_ptr_array_index (docket_edit_get_result_operations (edit), 0));
  g_assert_true (undo_counted (f, edit, &count));
  open = list_open (f);
  value = get_value (f, f->ticket, "priority");
  g_assert_cmpstr (value, ==, "low");
  g_assert_cmpuint (count.n_undone, ==, 1);
  g_assert_cmpuint (open->len, ==, 2);
  back = g_ptr_array_index (open, 1);
  g_assert_cmpint (back->state, ==, DOCKET_OPERATION_STATE_WAITING);
  g_assert_cmpstr (docket_values_get (back->payload, "priority"), ==, "low");
  g_assert_cmpstr (docket_values_get (back->seen, DOCKET_SEEN_VALUE), ==, "high");
}

/* Of several tickets, what has changed since is left alone and counted. */
static void
test_undo_counts (Fixture *f, gconstpointer data)
{
  const gint64 other = add_ticket (f, "8");
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  g_autoptr (DocketEdit) since = NULL;
  g_autofree char *changed = NULL;
  g_autofree char *undone = NULL;
  DocketUndoCount count = { 0 };

  docket_edit_set_field (edit, f->ticket, "priority", "high");
  docket_edit_set_field (edit, other, "priority", "high");
  apply (f, edit);
  mark_sent (f, g_ptr_array_index (docket_edit_get_result_operations (edit), 0));
  mark_sent (f, g_ptr_array_index (docket_edit_get_result_operations (edit), 1));
  since = set_field (f, "priority", "critical");
  g_assert_true (undo_counted (f, edit, &count));
  changed = get_value (f, f->ticket, "priority");
  undone = get_value (f, other, "priority");
  g_assert_cmpstr (changed, ==, "critical");
  g_assert_cmpstr (undone, ==, "low");
  g_assert_cmpuint (count.n_undone, ==, 1);
  g_assert_cmpuint (count.n_changed, ==, 1);
}

static void
test_undo_deletes_in_part (Fixture *f, gconstpointer data)
{
  const gint64 other = add_ticket (f, "8");
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  g_autoptr (DocketTransaction) txn = NULL;
  DocketUndoCount count = { 0 };

  docket_edit_delete_ticket (edit, f->ticket, 5 * SECOND);
  docket_edit_delete_ticket (edit, other, 5 * SECOND);
  apply (f, edit);
  mark_sent (f, g_ptr_array_index (docket_edit_get_result_operations (edit), 0));
  g_assert_true (undo_counted (f, edit, &count));
  g_assert_cmpuint (count.n_undone, ==, 1);
  g_assert_cmpuint (count.n_sent, ==, 1);
  txn = docket_store_begin_read (f->store, NULL, NULL);
  g_assert_false (docket_tickets_exists (txn, f->ticket));
  g_assert_true (docket_tickets_exists (txn, other));
}

static void
test_undo_never_takes_a_sent_message_back (Fixture *f, gconstpointer data)
{
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  g_autofree char *status = NULL;

  docket_edit_set_field (edit, f->ticket, "status", "resolved");
  docket_edit_add_message (edit, f->ticket, DOCKET_MESSAGE_KIND_REPLY, "Done.", 0, 0);
  apply (f, edit);
  mark_sent (f, g_ptr_array_index (docket_edit_get_result_operations (edit), 1));
  g_assert_false (undo_counted (f, edit, NULL));
  status = get_value (f, f->ticket, "status");
  g_assert_cmpstr (status, ==, "resolved");
}

/* Never sent, it did not update the ticket either. */
static void
test_undo_field (Fixture *f, gconstpointer data)
{
  const gint64 updated_at = get_updated (f);
  g_autoptr (DocketEdit) first = NULL;
  g_autoptr (DocketEdit) second = NULL;
  g_autoptr (GPtrArray) one = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autofree char *back_once = NULL;
  g_autofree char *back_twice = NULL;

  docket_clock_advance (f->clock, SECOND);
  first = set_field (f, "priority", "high");
  docket_clock_advance (f->clock, SECOND);
  second = set_field (f, "priority", "critical");
  g_assert_cmpint (get_updated (f), >, updated_at);
  docket_clock_advance (f->clock, SECOND);
  g_assert_true (undo (f, second, NULL));
  back_once = get_value (f, f->ticket, "priority");
  one = list_open (f);
  g_assert_cmpstr (back_once, ==, "high");
  g_assert_cmpuint (one->len, ==, 1);

  g_assert_true (undo (f, first, NULL));
  back_twice = get_value (f, f->ticket, "priority");
  none = list_open (f);
  g_assert_cmpstr (back_twice, ==, "low");
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpint (get_updated (f), ==, updated_at);
}

static DocketEdit *
create (Fixture *f)
{
  DocketEdit *edit = docket_edit_new ();
  g_autoptr (DocketValues) values = docket_values_new ();

  docket_values_set (values, "title", "New");
  docket_values_set (values, "assignee", NULL);
  docket_values_set (values, "field.Room", "12");
  docket_values_set (values, "contact.first_name", "Ada");
  docket_values_set (values, "contact.last_name", "Byron");
  docket_values_set (values, "contact.email", "ada@example.com");
  docket_edit_create_ticket (edit, values, 0);
  docket_edit_add_message (edit, 0, DOCKET_MESSAGE_KIND_INTERNAL, "Note", 0, 0);
  apply (f, edit);

  return edit;
}

static void
test_create_chain (Fixture *f, gconstpointer data)
{
  g_autoptr (DocketEdit) edit = create (f);
  g_autoptr (GPtrArray) open = list_open (f);
  const DocketOperation *head = g_ptr_array_index (open, 0);
  g_autofree char *contact = NULL;

  g_assert_cmpuint (open->len, ==, 3);
  g_assert_cmpint (head->kind, ==, DOCKET_OPERATION_KIND_CREATE);
  g_assert_null (head->depends_on);
  g_assert_nonnull (head->group);

  for (guint i = 1; i < open->len; i++)
    {
      const DocketOperation *operation = g_ptr_array_index (open, i);

      g_assert_cmpstr (operation->depends_on, ==, head->uuid);
      g_assert_cmpstr (operation->group, ==, head->group);
    }

  contact = get_value (f, docket_edit_get_result_ticket (edit), "contact");
  g_assert_cmpstr (contact, ==, docket_values_get (head->payload, "contact"));
}

static void
test_create_and_delete_is_nothing (Fixture *f, gconstpointer data)
{
  g_autoptr (DocketEdit) edit = create (f);
  g_autoptr (DocketEdit) delete = docket_edit_new ();
  g_autoptr (GPtrArray) open = NULL;

  docket_edit_delete_ticket (delete, docket_edit_get_result_ticket (edit), 0);
  apply (f, delete);
  open = list_open (f);

  g_assert_cmpuint (open->len, ==, 0);
}

static void
test_kept_here (Fixture *f, gconstpointer data)
{
  g_autoptr (DocketEdit) edit = set_field (f, "type", "problem");
  g_autoptr (GPtrArray) open = list_open (f);
  const DocketOperation *operation = g_ptr_array_index (open, 0);

  g_assert_cmpuint (open->len, ==, 1);
  g_assert_cmpint (operation->state, ==, DOCKET_OPERATION_STATE_NEEDS_ME);
  g_assert_cmpint (operation->reason, ==, DOCKET_OPERATION_REASON_KEPT_HERE);
}

static void
test_local_makes_no_operation (Fixture *f, gconstpointer data)
{
  g_autoptr (DocketEdit) edit = NULL;
  g_autoptr (DocketEdit) message = docket_edit_new ();
  g_autoptr (GPtrArray) open = NULL;
  g_autoptr (GPtrArray) messages = NULL;
  g_autoptr (DocketTransaction) txn = NULL;
  g_autofree char *value = NULL;

  f->context.capabilities = NULL;
  edit = set_field (f, "priority", "high");
  docket_edit_add_message (message, f->ticket, DOCKET_MESSAGE_KIND_REPLY, "Hello", 5 * SECOND, 0);
  apply (f, message);
  open = list_open (f);
  value = get_value (f, f->ticket, "priority");
  txn = docket_store_begin_read (f->store, NULL, NULL);
  messages = docket_messages_list (txn, f->ticket, NULL);

  g_assert_cmpuint (open->len, ==, 0);
  g_assert_cmpstr (value, ==, "high");
  g_assert_cmpuint (messages->len, ==, 1);
  g_assert_cmpint (((DocketMessage *) messages->pdata[0])->state, ==, DOCKET_PART_STATE_SYNCED);
}

static void
test_message_undo (Fixture *f, gconstpointer data)
{
  const gint64 updated_at = get_updated (f);
  g_autoptr (DocketEdit) message = docket_edit_new ();
  g_autoptr (DocketTransaction) txn = NULL;
  g_autoptr (DocketDraft) draft = NULL;
  g_autoptr (GPtrArray) messages = NULL;
  g_autoptr (GPtrArray) open = NULL;

  docket_clock_advance (f->clock, SECOND);
  docket_edit_add_message (message, f->ticket, DOCKET_MESSAGE_KIND_REPLY, "Hello", 5 * SECOND, 0);
  apply (f, message);
  g_assert_cmpint (get_updated (f), >, updated_at);
  g_assert_true (undo (f, message, NULL));
  g_assert_cmpint (get_updated (f), ==, updated_at);

  open = list_open (f);
  g_assert_cmpuint (open->len, ==, 0);
  txn = docket_store_begin_read (f->store, NULL, NULL);
  messages = docket_messages_list (txn, f->ticket, NULL);
  g_assert_cmpuint (messages->len, ==, 0);
  draft = docket_drafts_find (txn, f->ticket, DOCKET_DRAFT_KIND_REPLY, NULL);
  g_assert_nonnull (draft);
  g_assert_cmpstr (draft->text, ==, "Hello");
}

static void
release (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTransaction) txn = docket_store_begin_write (f->store, NULL, &error);

  docket_outbox_release_abandoned (txn, &f->context, &error);
  g_assert_no_error (error);
  docket_transaction_commit (txn, &error);
  g_assert_no_error (error);
}

static void
test_window_ends (Fixture *f, gconstpointer data)
{
  g_autoptr (DocketEdit) message = docket_edit_new ();
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;

  docket_edit_add_message (message, f->ticket, DOCKET_MESSAGE_KIND_REPLY, "Hello", 5 * SECOND, 0);
  apply (f, message);

  docket_clock_advance (f->clock, 4 * SECOND);
  release (f);
  before = list_open (f);
  g_assert_cmpint (((DocketOperation *) before->pdata[0])->not_before, ==, NOW + 5 * SECOND);

  docket_clock_advance (f->clock, SECOND);
  release (f);
  after = list_open (f);
  g_assert_cmpint (((DocketOperation *) after->pdata[0])->not_before, ==, 0);
}

static void
test_markers_are_unique (Fixture *f, gconstpointer data)
{
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  g_autoptr (GPtrArray) open = NULL;
  g_autoptr (GHashTable) seconds = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < 4; i++)
    docket_edit_add_message (edit, f->ticket, DOCKET_MESSAGE_KIND_REPLY, "ok", 0, 0);

  apply (f, edit);
  open = list_open (f);
  g_assert_cmpuint (open->len, ==, 4);

  for (guint i = 0; i < open->len; i++)
    {
      const DocketOperation *operation = g_ptr_array_index (open, i);

      g_assert_cmpint (operation->marker, <=, NOW);
      g_assert_cmpint (operation->marker % SECOND, ==, 0);
      g_assert_true (g_hash_table_add (seconds, (gpointer) &operation->marker));

      /* One gesture: each waits for the one before. */
      if (i > 0)
        g_assert_cmpstr (operation->depends_on, ==, ((DocketOperation *) open->pdata[i - 1])->uuid);
    }
}

static void
test_edit_of_a_moved_value_is_a_conflict (Fixture *f, gconstpointer data)
{
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  g_autoptr (GPtrArray) open = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (DocketTransaction) txn = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *value = NULL;

  docket_edit_set_field_seen (edit, f->ticket, "priority", "high", "medium");
  apply (f, edit);
  open = list_open (f);
  g_assert_cmpint (((DocketOperation *) open->pdata[0])->reason,
                   ==,
                   DOCKET_OPERATION_REASON_CONFLICT);

  txn = docket_store_begin_write (f->store, NULL, NULL);
  conflicts = docket_conflicts_list (txn, f->ticket, NULL);
  g_assert_cmpuint (conflicts->len, ==, 1);
  g_assert_cmpstr (((DocketConflict *) conflicts->pdata[0])->theirs, ==, "low");
  docket_outbox_resolve (txn, f->ticket, "priority", TRUE, &f->context, &error);
  g_assert_no_error (error);
  docket_transaction_commit (txn, &error);
  g_assert_no_error (error);
  value = get_value (f, f->ticket, "priority");
  g_assert_cmpstr (value, ==, "low");
}

/* Rule 17: a child's option stands under its parent's; the server has another child meanwhile. */
static void
make_constrained_conflict (Fixture *f)
{
  static const char *const rows[][3] = { { "field.Building", "South", "North" },
                                         { "field.Room", "1", "2" } };
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTransaction) txn = docket_store_begin_write (f->store, NULL, NULL);
  g_autoptr (DocketField) parent = docket_field_new_custom ("Building", DOCKET_FIELD_OPTION, NULL);
  g_autoptr (DocketField) child =
    docket_field_new_custom ("Room", DOCKET_FIELD_DEPENDENT_OPTION, "Building");
  g_autoptr (DocketEdit) edit = NULL;
  g_autoptr (DocketOperation) operation = NULL;

  g_assert_true (docket_directory_save_field (txn, parent, &error));
  g_assert_true (docket_directory_save_field (txn, child, &error));
  g_assert_true (docket_transaction_commit (txn, &error));
  g_clear_pointer (&txn, docket_transaction_free);
  edit = set_field (f, "field.Building", "South");
  txn = docket_store_begin_write (f->store, NULL, NULL);
  operation =
    docket_operations_get (txn,
                           g_ptr_array_index (docket_edit_get_result_operations (edit), 0),
                           &error);
  operation->state = DOCKET_OPERATION_STATE_NEEDS_ME;
  operation->reason = DOCKET_OPERATION_REASON_CONFLICT;
  g_assert_true (
    docket_operations_transit (txn, operation, DOCKET_OPERATION_STATE_WAITING, 0, &error));

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (DocketConflict) conflict = docket_conflict_new ();

      conflict->ticket = f->ticket;
      conflict->field = g_strdup (rows[i][0]);
      conflict->mine = g_strdup (rows[i][1]);
      conflict->theirs = g_strdup (rows[i][2]);
      conflict->since = NOW;
      g_assert_true (docket_conflicts_save (txn, conflict, &error));
    }

  docket_transaction_commit (txn, &error);
  g_assert_no_error (error);
}

static void
test_keeping_mine_sends_what_is_one_with_it (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTransaction) txn = NULL;
  g_autoptr (GPtrArray) open = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;
  const DocketOperation *building;
  const DocketOperation *room;

  f->context.capabilities = &custom_capabilities;
  make_constrained_conflict (f);
  txn = docket_store_begin_write (f->store, NULL, NULL);
  g_assert_true (
    docket_outbox_resolve (txn, f->ticket, "field.Building", FALSE, &f->context, &error));
  conflicts = docket_conflicts_list (txn, f->ticket, NULL);
  docket_transaction_commit (txn, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (conflicts->len, ==, 0);

  open = list_open (f);
  g_assert_cmpuint (open->len, ==, 2);
  building = open->pdata[0];
  room = open->pdata[1];
  g_assert_cmpint (building->state, ==, DOCKET_OPERATION_STATE_WAITING);
  g_assert_cmpint (room->state, ==, DOCKET_OPERATION_STATE_WAITING);
  g_assert_cmpstr (docket_values_get (room->payload, "field.Room"), ==, "1");
  g_assert_cmpstr (docket_values_get (room->seen, DOCKET_SEEN_VALUE), ==, "2");
  g_assert_cmpstr (room->depends_on, ==, building->uuid);
}

static void
test_taking_theirs_takes_what_is_one_with_it (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTransaction) txn = NULL;
  g_autoptr (GPtrArray) open = NULL;
  g_autofree char *building = NULL;
  g_autofree char *room = NULL;

  f->context.capabilities = &custom_capabilities;
  make_constrained_conflict (f);
  txn = docket_store_begin_write (f->store, NULL, NULL);
  g_assert_true (docket_outbox_resolve (txn, f->ticket, "field.Room", TRUE, &f->context, &error));
  docket_transaction_commit (txn, &error);
  g_assert_no_error (error);

  open = list_open (f);
  building = get_value (f, f->ticket, "field.Building");
  room = get_value (f, f->ticket, "field.Room");
  g_assert_cmpuint (open->len, ==, 0);
  g_assert_cmpstr (building, ==, "North");
  g_assert_cmpstr (room, ==, "2");
}

static void
test_discard_takes_dependants (Fixture *f, gconstpointer data)
{
  g_autoptr (DocketEdit) edit = create (f);
  g_autoptr (DocketTransaction) txn = docket_store_begin_write (f->store, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketOperation) operation =
    docket_outbox_discard (txn,
                           g_ptr_array_index (docket_edit_get_result_operations (edit), 0),
                           &f->context,
                           &error);
  g_autoptr (GPtrArray) open = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (operation->state, ==, DOCKET_OPERATION_STATE_WITHDRAWN);
  docket_transaction_commit (txn, &error);
  g_assert_no_error (error);
  open = list_open (f);
  g_assert_cmpuint (open->len, ==, 0);
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/outbox/fold", test_fold);
  ADD ("/outbox/fold-back-to-base-is-nothing", test_fold_back_to_base_is_nothing);
  ADD ("/outbox/never-across-a-message", test_never_across_a_message);
  ADD ("/outbox/sent-is-frozen", test_sent_is_frozen);
  ADD ("/outbox/undo-field", test_undo_field);
  ADD ("/outbox/undo-sent-field", test_undo_sent_field);
  ADD ("/outbox/undo-counts", test_undo_counts);
  ADD ("/outbox/undo-deletes-in-part", test_undo_deletes_in_part);
  ADD ("/outbox/undo-sent-message", test_undo_never_takes_a_sent_message_back);
  ADD ("/outbox/create-chain", test_create_chain);
  ADD ("/outbox/create-and-delete-is-nothing", test_create_and_delete_is_nothing);
  ADD ("/outbox/kept-here", test_kept_here);
  ADD ("/outbox/local-makes-no-operation", test_local_makes_no_operation);
  ADD ("/outbox/message-undo", test_message_undo);
  ADD ("/outbox/window-ends", test_window_ends);
  ADD ("/outbox/markers-are-unique", test_markers_are_unique);
  ADD ("/outbox/edit-of-a-moved-value-is-a-conflict", test_edit_of_a_moved_value_is_a_conflict);
  ADD ("/outbox/keeping-mine-sends-what-is-one-with-it",
       test_keeping_mine_sends_what_is_one_with_it);
  ADD ("/outbox/taking-theirs-takes-what-is-one-with-it",
       test_taking_theirs_takes_what_is_one_with_it);
  ADD ("/outbox/discard-takes-dependants", test_discard_takes_dependants);

  return g_test_run ();
}
