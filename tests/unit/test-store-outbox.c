/* The store: operations, base values, conflicts, cursors, owner, wishes.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-fixture.h"

static DocketOperation *
add_operation (DocketTransaction *txn, gint64 ticket, DocketOperationKind kind, const char *uuid)
{
  DocketOperation *operation = docket_operation_new ();
  g_autoptr (GError) error = NULL;

  operation->uuid = g_strdup (uuid);
  operation->ticket = ticket;
  operation->kind = kind;
  docket_operations_insert (txn, operation, &error);
  g_assert_no_error (error);

  return operation;
}

static void
transit (DocketTransaction *txn,
         DocketOperation *operation,
         DocketOperationState to,
         DocketOperationReason reason)
{
  const DocketOperationState from = operation->state;
  g_autoptr (GError) error = NULL;

  operation->state = to;
  operation->reason = reason;
  docket_operations_transit (txn, operation, from, 0, &error);
  g_assert_no_error (error);
}

static void
check_counts (DocketTransaction *txn, gint64 ticket, guint n_waiting, guint n_needs_me)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = docket_tickets_load_rows (txn, &ticket, 1, &error);
  const DocketTicketRow *row;

  g_assert_no_error (error);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpuint (row->n_waiting, ==, n_waiting);
  g_assert_cmpuint (row->n_needs_me, ==, n_needs_me);
}

/* All of it comes back. */
static void
test_round_trip (StoreFixture *fixture, gconstpointer data)
{
  DocketTransaction *txn = store_fixture_write (fixture);
  g_autoptr (DocketOperation) operation = docket_operation_new ();
  g_autoptr (DocketOperation) read = NULL, by_id = NULL;
  g_autoptr (GError) error = NULL;
  const DocketLikelyItem *item;

  operation->uuid = g_strdup ("u-1");
  operation->ticket = store_add_ticket (txn, 1, "title", "Leak", NULL);
  operation->kind = DOCKET_OPERATION_KIND_MESSAGE;
  operation->lane = g_strdup ("talk");
  operation->group = g_strdup ("g");
  operation->author = g_strdup ("a@example.com");
  operation->payload = store_values ("text", "Héllo 'you'", "empty", NULL, NULL);
  operation->seen = store_values ("customer", "3", NULL);
  operation->depends_on = g_strdup ("u-0");
  operation->sent = 2;
  operation->sure = TRUE;
  operation->equal_before = 4;
  operation->marker = 11;
  operation->epoch = 12;
  operation->created_at = 13;
  operation->ended_at = 14;
  operation->not_before = 15;
  operation->acknowledged_at = 16;
  operation->tries = 17;
  operation->last_error = g_strdup ("It did not work.");
  operation->remote_id = g_strdup ("r");
  operation->draft = 18;
  operation->entity = 19;
  docket_operation_add_likely (operation, "Zoé", 20, "Hello", NULL);
  docket_operation_add_likely (operation, NULL, 21, "Hello you", "77");
  docket_operations_insert (txn, operation, &error);
  g_assert_no_error (error);
  store_commit (txn);

  txn = store_fixture_read (fixture);
  read = docket_operations_get (txn, "u-1", &error);
  g_assert_no_error (error);
  g_assert_cmpint (read->id, ==, operation->id);
  g_assert_cmpint (read->seq, ==, operation->seq);
  g_assert_cmpint (read->ticket, ==, operation->ticket);
  g_assert_cmpstr (read->ticket_title, ==, "Leak");
  g_assert_cmpstr (read->ticket_number, ==, "1");
  g_assert_cmpint (read->kind, ==, DOCKET_OPERATION_KIND_MESSAGE);
  g_assert_cmpstr (read->lane, ==, "talk");
  g_assert_cmpstr (read->group, ==, "g");
  g_assert_cmpstr (read->author, ==, "a@example.com");
  g_assert_cmpstr (docket_values_get (read->payload, "text"), ==, "Héllo 'you'");
  g_assert_true (docket_values_knows (read->payload, "empty"));
  g_assert_cmpstr (docket_values_get (read->seen, "customer"), ==, "3");
  g_assert_cmpstr (read->depends_on, ==, "u-0");
  g_assert_cmpint (read->state, ==, DOCKET_OPERATION_STATE_WAITING);
  g_assert_cmpuint (read->sent, ==, 2);
  g_assert_true (read->sure);
  g_assert_cmpint (read->equal_before, ==, 4);
  g_assert_cmpint (read->marker, ==, 11);
  g_assert_cmpint (read->epoch, ==, 12);
  g_assert_cmpint (read->created_at, ==, 13);
  g_assert_cmpint (read->ended_at, ==, 14);
  g_assert_cmpint (read->not_before, ==, 15);
  g_assert_cmpint (read->acknowledged_at, ==, 16);
  g_assert_cmpuint (read->tries, ==, 17);
  g_assert_cmpstr (read->last_error, ==, "It did not work.");
  g_assert_cmpstr (read->remote_id, ==, "r");
  g_assert_cmpint (read->draft, ==, 18);
  g_assert_cmpint (read->entity, ==, 19);
  g_assert_cmpuint (read->likely->len, ==, 2);
  item = g_ptr_array_index (read->likely, 1);
  g_assert_null (item->author);
  g_assert_cmpint (item->created_at, ==, 21);
  g_assert_cmpstr (item->text, ==, "Hello you");
  g_assert_cmpstr (item->remote_id, ==, "77");

  by_id = docket_operations_get_by_id (txn, operation->id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (by_id->uuid, ==, "u-1");
  g_assert_null (docket_operations_get (txn, "u-2", &error));
  g_assert_error (error, DOCKET_STORE_ERROR, DOCKET_STORE_ERROR_NOT_FOUND);
  docket_transaction_free (txn);
}

/* What a transition writes is what the object says. */
static void
test_transit_writes (StoreFixture *fixture, gconstpointer data)
{
  DocketTransaction *txn = store_fixture_write (fixture);
  gint64 ticket = store_add_ticket (txn, 1, "title", "x", NULL);
  g_autoptr (DocketOperation) operation =
    add_operation (txn, ticket, DOCKET_OPERATION_KIND_MESSAGE, "u-1");
  g_autoptr (DocketOperation) read = NULL;
  g_autoptr (GError) error = NULL;

  operation->state = DOCKET_OPERATION_STATE_NEEDS_ME;
  operation->reason = DOCKET_OPERATION_REASON_CANT_TELL;
  operation->lane = g_strdup ("talk");
  operation->payload = store_values ("text", "more", NULL);
  operation->seen = store_values ("status", "open", NULL);
  operation->depends_on = g_strdup ("u-0");
  operation->sent = 3;
  operation->sure = TRUE;
  operation->equal_before = 0;
  operation->marker = 1;
  operation->epoch = 2;
  operation->ended_at = 4;
  operation->not_before = 5;
  operation->acknowledged_at = 6;
  operation->tries = 7;
  operation->last_error = g_strdup ("why");
  operation->remote_id = g_strdup ("r");
  operation->entity = 8;
  docket_operation_add_likely (operation, "Zoé", 20, "Hello", NULL);
  docket_operations_transit (txn, operation, DOCKET_OPERATION_STATE_WAITING, 0, &error);
  g_assert_no_error (error);

  read = docket_operations_get (txn, "u-1", &error);
  g_assert_no_error (error);
  g_assert_cmpint (read->state, ==, DOCKET_OPERATION_STATE_NEEDS_ME);
  g_assert_cmpint (read->reason, ==, DOCKET_OPERATION_REASON_CANT_TELL);
  g_assert_cmpstr (read->lane, ==, "talk");
  g_assert_cmpstr (docket_values_get (read->payload, "text"), ==, "more");
  g_assert_cmpstr (docket_values_get (read->seen, "status"), ==, "open");
  g_assert_cmpstr (read->depends_on, ==, "u-0");
  g_assert_cmpuint (read->sent, ==, 3);
  g_assert_true (read->sure);
  g_assert_cmpint (read->equal_before, ==, 0);
  g_assert_cmpint (read->marker, ==, 1);
  g_assert_cmpint (read->epoch, ==, 2);
  g_assert_cmpint (read->ended_at, ==, 4);
  g_assert_cmpint (read->not_before, ==, 5);
  g_assert_cmpint (read->acknowledged_at, ==, 6);
  g_assert_cmpuint (read->tries, ==, 7);
  g_assert_cmpstr (read->last_error, ==, "why");
  g_assert_cmpstr (read->remote_id, ==, "r");
  g_assert_cmpint (read->entity, ==, 8);
  g_assert_cmpuint (read->likely->len, ==, 1);
  store_commit (txn);
}

static void
test_compare_and_set (StoreFixture *fixture, gconstpointer data)
{
  DocketTransaction *txn = store_fixture_write (fixture);
  gint64 ticket = store_add_ticket (txn, 1, "title", "x", NULL);
  g_autoptr (DocketOperation) operation =
    add_operation (txn, ticket, DOCKET_OPERATION_KIND_SET, "u-1");
  g_autoptr (DocketOperation) other = docket_operations_get (txn, "u-1", NULL);
  g_autoptr (DocketOperation) read = NULL;
  g_autoptr (GError) error = NULL;
  gint64 old_epoch, epoch;

  /* Two who have read the same: the second is too late. */
  transit (txn, operation, DOCKET_OPERATION_STATE_IN_FLIGHT, 0);
  other->state = DOCKET_OPERATION_STATE_WITHDRAWN;
  g_assert_false (
    docket_operations_transit (txn, other, DOCKET_OPERATION_STATE_WAITING, 0, &error));
  g_assert_error (error, DOCKET_STORE_ERROR, DOCKET_STORE_ERROR_STALE);
  g_clear_error (&error);
  read = docket_operations_get (txn, "u-1", NULL);
  g_assert_cmpint (read->state, ==, DOCKET_OPERATION_STATE_IN_FLIGHT);

  /* A holder whose lock was taken is too late. */
  old_epoch = docket_owner_take (txn, 100, &error);
  epoch = docket_owner_take (txn, 200, &error);
  g_assert_no_error (error);
  operation->state = DOCKET_OPERATION_STATE_ACKNOWLEDGED;
  g_assert_false (docket_operations_transit (txn,
                                             operation,
                                             DOCKET_OPERATION_STATE_IN_FLIGHT,
                                             old_epoch,
                                             &error));
  g_assert_error (error, DOCKET_STORE_ERROR, DOCKET_STORE_ERROR_STALE);
  g_clear_error (&error);
  g_assert_true (
    docket_operations_transit (txn, operation, DOCKET_OPERATION_STATE_IN_FLIGHT, epoch, &error));
  g_assert_no_error (error);

  /* Being too late is no fault of the transaction. */
  store_commit (txn);
}

static void
test_counts (StoreFixture *fixture, gconstpointer data)
{
  DocketTransaction *txn = store_fixture_write (fixture);
  gint64 ticket = store_add_ticket (txn, 1, "title", "x", NULL);
  g_autoptr (DocketOperation) a = add_operation (txn, ticket, DOCKET_OPERATION_KIND_SET, "a");
  g_autoptr (DocketOperation) b = add_operation (txn, ticket, DOCKET_OPERATION_KIND_SET, "b");
  g_autoptr (DocketOperation) c = add_operation (txn, ticket, DOCKET_OPERATION_KIND_SET, "c");
  g_autoptr (DocketFilter) filter = docket_filter_new ();
  g_autoptr (GPtrArray) open = NULL, all = NULL, some = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *listed = NULL, *not_listed = NULL;
  DocketOutboxCounts counts = { 0 };
  const DocketOperationState states[] = { DOCKET_OPERATION_STATE_DONE,
                                          DOCKET_OPERATION_STATE_IN_FLIGHT };

  g_assert_cmpint (a->seq, <, b->seq);
  g_assert_cmpint (b->seq, <, c->seq);
  check_counts (txn, ticket, 3, 0);
  transit (txn, a, DOCKET_OPERATION_STATE_IN_FLIGHT, 0);
  check_counts (txn, ticket, 3, 0);
  transit (txn, b, DOCKET_OPERATION_STATE_NEEDS_ME, DOCKET_OPERATION_REASON_CONFLICT);
  check_counts (txn, ticket, 2, 1);
  transit (txn, c, DOCKET_OPERATION_STATE_NEEDS_ME, DOCKET_OPERATION_REASON_KEPT_HERE);
  check_counts (txn, ticket, 1, 1);
  docket_operations_count (txn, &counts, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (counts.waiting, ==, 1);
  g_assert_cmpuint (counts.needs_attention, ==, 1);
  g_assert_cmpuint (counts.conflicts, ==, 1);
  g_assert_cmpuint (counts.failed, ==, 0);
  g_assert_cmpuint (counts.kept_here, ==, 1);

  filter->waiting = TRUE;
  listed = store_list (txn, filter, 0);
  g_assert_cmpstr (listed, ==, "1");
  transit (txn, a, DOCKET_OPERATION_STATE_DONE, 0);
  transit (txn, b, DOCKET_OPERATION_STATE_WITHDRAWN, 0);
  check_counts (txn, ticket, 0, 0);
  not_listed = store_list (txn, filter, 0);
  g_assert_cmpstr (not_listed, ==, "");

  open = docket_operations_list (txn, FALSE, &error);
  all = docket_operations_list (txn, TRUE, &error);
  some = docket_operations_list_states (txn, states, G_N_ELEMENTS (states), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (open->len, ==, 1);
  g_assert_cmpuint (all->len, ==, 3);
  g_assert_cmpuint (some->len, ==, 1);
  g_assert_cmpstr (((DocketOperation *) g_ptr_array_index (some, 0))->uuid, ==, "a");
  store_commit (txn);
}

static void
test_open_field (StoreFixture *fixture, gconstpointer data)
{
  DocketTransaction *txn = store_fixture_write (fixture);
  g_autoptr (DocketTicketDetails) details = NULL;
  g_autoptr (DocketOperation) operation = docket_operation_new ();
  g_autoptr (GError) error = NULL;
  gint64 ticket = store_add_ticket (txn, 1, "title", "x", NULL);

  operation->uuid = g_strdup ("u");
  operation->ticket = ticket;
  operation->kind = DOCKET_OPERATION_KIND_SET;
  operation->payload = store_values ("priority", "high", NULL);
  docket_operations_insert (txn, operation, &error);
  g_assert_no_error (error);

  g_assert_true (docket_operations_has_open_field (txn, ticket, "priority"));
  g_assert_false (docket_operations_has_open_field (txn, ticket, "status"));
  g_assert_false (docket_operations_has_open_field (txn, ticket + 1, "priority"));
  details = docket_tickets_load_details (txn, ticket, &error);
  g_assert_no_error (error);
  g_assert_cmpint (GPOINTER_TO_INT (g_hash_table_lookup (details->field_state, "priority")),
                   ==,
                   DOCKET_PART_STATE_WAITING);
  g_assert_false (g_hash_table_contains (details->field_state, "status"));
  g_assert_cmpuint (details->operations->len, ==, 1);

  transit (txn, operation, DOCKET_OPERATION_STATE_DONE, 0);
  g_assert_false (docket_operations_has_open_field (txn, ticket, "priority"));
  store_commit (txn);
}

/* One draft is sent once; what was withdrawn may be sent again. */
static void
test_draft_once (StoreFixture *fixture, gconstpointer data)
{
  DocketTransaction *txn = store_fixture_write (fixture);
  g_autoptr (DocketOperation) first = docket_operation_new ();
  g_autoptr (DocketOperation) second = docket_operation_new ();
  g_autoptr (DocketOperation) third = docket_operation_new ();
  g_autoptr (GError) error = NULL;

  first->uuid = g_strdup ("1");
  second->uuid = g_strdup ("2");
  third->uuid = g_strdup ("3");
  first->draft = second->draft = third->draft = 5;
  first->ticket = second->ticket = third->ticket = store_add_ticket (txn, 1, "title", "x", NULL);

  docket_operations_insert (txn, first, &error);
  transit (txn, first, DOCKET_OPERATION_STATE_WITHDRAWN, 0);
  docket_operations_insert (txn, second, &error);
  g_assert_no_error (error);
  g_assert_false (docket_operations_insert (txn, third, &error));
  g_assert_error (error, DOCKET_STORE_ERROR, DOCKET_STORE_ERROR_FAILED);
  docket_transaction_free (txn);
}

/* A message shows the state of its operation, and stays right when the operation is done. */
static void
test_part_state (StoreFixture *fixture, gconstpointer data)
{
  static const struct
  {
    DocketOperationState state;
    DocketOperationReason reason;
    DocketPartState expected;
  } steps[] = {
    { DOCKET_OPERATION_STATE_WAITING, 0, DOCKET_PART_STATE_WAITING },
    { DOCKET_OPERATION_STATE_IN_FLIGHT, 0, DOCKET_PART_STATE_WAITING },
    { DOCKET_OPERATION_STATE_AMBIGUOUS, 0, DOCKET_PART_STATE_WAITING },
    { DOCKET_OPERATION_STATE_AGAIN, 0, DOCKET_PART_STATE_WAITING },
    { DOCKET_OPERATION_STATE_NEEDS_ME, DOCKET_OPERATION_REASON_REFUSED, DOCKET_PART_STATE_FAILED },
    { DOCKET_OPERATION_STATE_NEEDS_ME,
      DOCKET_OPERATION_REASON_KEPT_HERE,
      DOCKET_PART_STATE_KEPT_HERE },
    { DOCKET_OPERATION_STATE_ACKNOWLEDGED, 0, DOCKET_PART_STATE_WAITING },
    { DOCKET_OPERATION_STATE_DONE, 0, DOCKET_PART_STATE_SYNCED },
  };
  DocketTransaction *txn = store_fixture_write (fixture);
  gint64 ticket = store_add_ticket (txn, 1, "title", "x", NULL);
  g_autoptr (DocketOperation) operation =
    add_operation (txn, ticket, DOCKET_OPERATION_KIND_MESSAGE, "u");
  g_autoptr (DocketMessage) message = docket_message_new ();
  g_autoptr (DocketTimeEntry) entry = docket_time_entry_new ();
  g_autoptr (GError) error = NULL;

  message->ticket = entry->ticket = ticket;
  message->operation = g_strdup ("u");
  entry->operation = g_strdup ("u");
  message->state = entry->state = DOCKET_PART_STATE_WAITING;
  docket_messages_insert (txn, message, &error);
  docket_time_entries_insert (txn, entry, &error);
  operation->not_before = 500;
  transit (txn, operation, DOCKET_OPERATION_STATE_WAITING, 0);
  g_assert_no_error (error);

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (GPtrArray) messages = NULL, entries = NULL;
      const DocketMessage *shown;

      transit (txn, operation, steps[i].state, steps[i].reason);
      messages = docket_messages_list (txn, ticket, &error);
      entries = docket_time_entries_list (txn, ticket, &error);
      g_assert_no_error (error);
      shown = g_ptr_array_index (messages, 0);
      g_assert_cmpint (shown->state, ==, steps[i].expected);
      g_assert_cmpint (shown->not_before, ==, i == 0 ? 500 : 0);
      g_assert_cmpint (((DocketTimeEntry *) g_ptr_array_index (entries, 0))->state,
                       ==,
                       steps[i].expected);
    }

  store_commit (txn);
}

static DocketPartState
get_file_state (DocketTransaction *txn, gint64 ticket)
{
  g_autoptr (GPtrArray) files = docket_attachments_list (txn, ticket, NULL);

  g_assert_cmpuint (files->len, ==, 1);

  return ((DocketAttachment *) g_ptr_array_index (files, 0))->state;
}

/* A file is synced when its bytes are, not when its message is. */
static void
test_file_state (StoreFixture *fixture, gconstpointer data)
{
  DocketTransaction *txn = store_fixture_write (fixture);
  gint64 ticket = store_add_ticket (txn, 1, "title", "x", NULL);
  g_autoptr (DocketOperation) talk =
    add_operation (txn, ticket, DOCKET_OPERATION_KIND_MESSAGE, "talk");
  g_autoptr (DocketOperation) carry = docket_operation_new ();
  g_autoptr (DocketMessage) message = docket_message_new ();
  g_autoptr (DocketAttachment) file = docket_attachment_new ();
  g_autoptr (GError) error = NULL;

  message->ticket = file->ticket = ticket;
  message->operation = g_strdup ("talk");
  file->state = DOCKET_PART_STATE_WAITING;
  file->message = docket_messages_insert (txn, message, &error);
  docket_attachments_insert (txn, file, &error);
  g_assert_no_error (error);
  g_assert_cmpint (get_file_state (txn, ticket), ==, DOCKET_PART_STATE_WAITING);

  carry->uuid = g_strdup ("carry");
  carry->kind = DOCKET_OPERATION_KIND_FILE;
  carry->ticket = ticket;
  carry->entity = file->id;
  docket_operations_insert (txn, carry, &error);
  g_assert_no_error (error);
  transit (txn, talk, DOCKET_OPERATION_STATE_DONE, 0);
  g_assert_cmpint (get_file_state (txn, ticket), ==, DOCKET_PART_STATE_WAITING);
  transit (txn, carry, DOCKET_OPERATION_STATE_NEEDS_ME, DOCKET_OPERATION_REASON_REFUSED);
  g_assert_cmpint (get_file_state (txn, ticket), ==, DOCKET_PART_STATE_FAILED);
  transit (txn, carry, DOCKET_OPERATION_STATE_DONE, 0);
  g_assert_cmpint (get_file_state (txn, ticket), ==, DOCKET_PART_STATE_SYNCED);
  store_commit (txn);
}

/* What waits is never lost with its ticket. */
static void
test_purge (StoreFixture *fixture, gconstpointer data)
{
  DocketTransaction *txn = store_fixture_write (fixture);
  gint64 ticket = store_add_ticket (txn, 1, "title", "x", NULL);
  g_autoptr (DocketOperation) operation =
    add_operation (txn, ticket, DOCKET_OPERATION_KIND_DELETE, "u");
  g_autoptr (GPtrArray) kept = NULL, gone = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (docket_tickets_purge (txn, ticket, &error));
  g_assert_error (error, DOCKET_STORE_ERROR, DOCKET_STORE_ERROR_FAILED);
  g_clear_error (&error);
  kept = docket_operations_list_of_ticket (txn, ticket, TRUE, &error);
  g_assert_cmpuint (kept->len, ==, 1);
  transit (txn, operation, DOCKET_OPERATION_STATE_DONE, 0);
  g_assert_true (docket_tickets_purge (txn, ticket, &error));
  g_assert_no_error (error);
  gone = docket_operations_list (txn, TRUE, &error);
  g_assert_cmpuint (gone->len, ==, 0);
  store_commit (txn);
}

static void
test_bases (StoreFixture *fixture, gconstpointer data)
{
  DocketTransaction *txn = store_fixture_write (fixture);
  gint64 ticket = store_add_ticket (txn, 1, "title", "x", NULL);
  g_autoptr (DocketValues) first = store_values ("title", "A", "status", "open", NULL);
  g_autoptr (DocketValues) second = store_values ("title", NULL, "type", "change", NULL);
  g_autoptr (DocketValues) read = NULL;
  g_autoptr (GError) error = NULL;

  docket_bases_save (txn, ticket, first, &error);
  docket_bases_save (txn, ticket, second, &error);
  g_assert_no_error (error);
  read = docket_bases_load (txn, ticket, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (docket_values_get_size (read), ==, 3);
  g_assert_true (docket_values_knows (read, "title"));
  g_assert_null (docket_values_get (read, "title"));
  g_assert_cmpstr (docket_values_get (read, "status"), ==, "open");
  g_assert_cmpstr (docket_values_get (read, "type"), ==, "change");
  g_assert_false (docket_values_knows (read, "impact"));
  store_commit (txn);
}

static void
test_conflicts (StoreFixture *fixture, gconstpointer data)
{
  DocketTransaction *txn = store_fixture_write (fixture);
  gint64 ticket = store_add_ticket (txn, 1, "title", "x", NULL);
  g_autoptr (DocketConflict) conflict = docket_conflict_new ();
  g_autoptr (GPtrArray) conflicts = NULL, none = NULL, all = NULL;
  g_autoptr (GError) error = NULL;
  const DocketConflict *read;

  conflict->ticket = ticket;
  conflict->field = g_strdup ("status");
  conflict->base = g_strdup ("open");
  conflict->mine = g_strdup ("closed");
  conflict->since = 9;
  docket_conflicts_save (txn, conflict, &error);
  conflict->theirs = g_strdup ("pending");
  docket_conflicts_save (txn, conflict, &error);
  g_assert_no_error (error);

  conflicts = docket_conflicts_list (txn, ticket, &error);
  all = docket_conflicts_list (txn, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (conflicts->len, ==, 1);
  g_assert_cmpuint (all->len, ==, 1);
  read = g_ptr_array_index (conflicts, 0);
  g_assert_cmpint (read->ticket, ==, ticket);
  g_assert_cmpstr (read->field, ==, "status");
  g_assert_cmpstr (read->base, ==, "open");
  g_assert_cmpstr (read->mine, ==, "closed");
  g_assert_cmpstr (read->theirs, ==, "pending");
  g_assert_cmpint (read->since, ==, 9);
  docket_conflicts_delete (txn, ticket, "status", &error);
  none = docket_conflicts_list (txn, ticket, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);
  store_commit (txn);
}

static void
test_cursor_and_owner (StoreFixture *fixture, gconstpointer data)
{
  DocketTransaction *txn = store_fixture_write (fixture);
  DocketCursor cursor = { 99, 99, 99, 99, 99 };
  g_autofree char *client = NULL, *same = NULL;
  g_autoptr (GError) error = NULL;
  gint64 epoch, heartbeat, generation;

  docket_cursors_load (txn, "tickets", &cursor, &error);
  g_assert_cmpint (cursor.watermark + cursor.started + cursor.page + cursor.page_at, ==, 0);
  cursor = (DocketCursor){ 1, 2, 3, 4, 5 };
  docket_cursors_save (txn, "tickets", &cursor, &error);
  cursor = (DocketCursor){ 0 };
  docket_cursors_load (txn, "tickets", &cursor, &error);
  g_assert_no_error (error);
  g_assert_cmpint (cursor.watermark, ==, 1);
  g_assert_cmpint (cursor.started, ==, 2);
  g_assert_cmpuint (cursor.page, ==, 3);
  g_assert_cmpint (cursor.page_at, ==, 4);
  g_assert_cmpint (cursor.reconciled_at, ==, 5);

  docket_owner_get (txn, &epoch, NULL, &generation, &client, &error);
  g_assert_no_error (error);
  g_assert_cmpint (epoch, ==, 0);
  g_assert_cmpint (generation, ==, 1);
  g_assert_true (g_uuid_string_is_valid (client));
  g_assert_cmpint (docket_owner_take (txn, 100, &error), ==, 1);
  g_assert_true (docket_owner_beat (txn, 1, 150, &error));
  g_assert_cmpint (docket_owner_take (txn, 200, &error), ==, 2);
  g_assert_false (docket_owner_beat (txn, 1, 250, &error));
  g_assert_error (error, DOCKET_STORE_ERROR, DOCKET_STORE_ERROR_STALE);
  g_clear_error (&error);
  docket_owner_get (txn, &epoch, &heartbeat, NULL, &same, &error);
  g_assert_no_error (error);
  g_assert_cmpint (epoch, ==, 2);
  g_assert_cmpint (heartbeat, ==, 200);
  g_assert_cmpstr (same, ==, client);
  store_commit (txn);
}

static void
test_wishes (StoreFixture *fixture, gconstpointer data)
{
  DocketTransaction *txn = store_fixture_write (fixture);
  g_autoptr (GArray) tickets = NULL;
  g_autofree char *report = NULL, *open = NULL;
  g_autoptr (GError) error = NULL;
  gboolean full;
  gint64 first, second;

  g_assert_cmpint (docket_wishes_get_last (txn, &full, &error), ==, 0);
  first = docket_wishes_add (txn, TRUE, 1, &error);
  second = docket_wishes_add (txn, FALSE, 2, &error);
  g_assert_cmpint (docket_wishes_get_last (txn, &full, &error), ==, second);
  g_assert_true (full);
  docket_wishes_fulfil (txn, first, "done", &error);
  g_assert_cmpint (docket_wishes_get_last (txn, &full, &error), ==, second);
  g_assert_false (full);
  report = docket_wishes_get_report (txn, first, &error);
  open = docket_wishes_get_report (txn, second, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (report, ==, "done");
  g_assert_null (open);

  for (guint i = 0; i < 3; i++)
    store_add_ticket (txn, 1, "title", "x", NULL);

  docket_wishes_add_ticket (txn, 1, 1, &error);
  docket_wishes_add_ticket (txn, 2, 2, &error);
  docket_wishes_add_ticket (txn, 3, 3, &error);
  docket_wishes_add_ticket (txn, 1, 4, &error);
  docket_wishes_drop_ticket (txn, 2, &error);
  tickets = docket_wishes_list_tickets (txn, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tickets->len, ==, 2);
  g_assert_cmpint (g_array_index (tickets, gint64, 0), ==, 1);
  g_assert_cmpint (g_array_index (tickets, gint64, 1), ==, 3);
  g_assert_cmpint (docket_wishes_get_last (txn, &full, &error), ==, second);
  store_commit (txn);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  store_test_add ("/store/outbox/round-trip", test_round_trip);
  store_test_add ("/store/outbox/transit-writes", test_transit_writes);
  store_test_add ("/store/outbox/compare-and-set", test_compare_and_set);
  store_test_add ("/store/outbox/counts", test_counts);
  store_test_add ("/store/outbox/open-field", test_open_field);
  store_test_add ("/store/outbox/draft-once", test_draft_once);
  store_test_add ("/store/outbox/part-state", test_part_state);
  store_test_add ("/store/outbox/file-state", test_file_state);
  store_test_add ("/store/outbox/purge", test_purge);
  store_test_add ("/store/outbox/bases", test_bases);
  store_test_add ("/store/outbox/conflicts", test_conflicts);
  store_test_add ("/store/outbox/cursor-and-owner", test_cursor_and_owner);
  store_test_add ("/store/outbox/wishes", test_wishes);

  return g_test_run ();
}
