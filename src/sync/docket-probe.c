/* Asks whether what was sent and not answered has arrived (sync.md, rules 6 to 9 and 16).
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-sync-private.h"

#include <glib/gi18n.h>

#include "docket-merge.h"
#include "docket-store-directory.h"

/* A list that can't be read whole, or without anything known in it, is asked for so often. */
#define MAX_UNDECIDED 4

/* A feed is looked through for one ticket no further than this. */
#define MAX_PAGES 40

#define LIKELY_US (60 * 60 * (gint64) G_USEC_PER_SEC)
#define MAX_LIKELY 5

/**
 * DocketProbe:
 * @ended: when the attempt ended, or this process first heard of it, monotonic
 * @n_no: how often the answer was no
 * @n_undecided: how often the answer said nothing
 *
 * What was asked about an operation. Not kept over a restart: a *no* begins anew then.
 */
typedef struct
{
  gint64 ended;
  guint n_no;
  guint n_undecided;
} DocketProbe;

typedef enum
{
  ANSWER_YES,
  ANSWER_NO,
  ANSWER_UNDECIDED
} Answer;

static DocketProbe *
get_probe (DocketSync *sync, const char *uuid)
{
  DocketProbe *probe = g_hash_table_lookup (sync->probes, uuid);

  if (probe == NULL)
    {
      probe = g_new0 (DocketProbe, 1);
      probe->ended = docket_sync_monotonic (sync);
      g_hash_table_insert (sync->probes, g_strdup (uuid), probe);
    }

  return probe;
}

/* An attempt has just ended in doubt. */
void
docket_probe_begin (DocketSync *sync, const char *uuid)
{
  g_hash_table_remove (sync->probes, uuid);
  g_hash_table_remove (sync->rests, uuid);
  get_probe (sync, uuid);
}

/* --- What may be it ------------------------------------------------------------------------ */

static gboolean
add_likely_messages (DocketTransaction *txn, DocketOperation *operation, GError **error)
{
  g_autoptr (GPtrArray) messages = docket_messages_list (txn, operation->ticket, error);
  gint64 since = docket_values_get_int64 (operation->seen, DOCKET_SEEN_ATTEMPT) - LIKELY_US;

  if (messages == NULL)
    return FALSE;

  for (guint i = messages->len; i > 0 && operation->likely->len < MAX_LIKELY; i--)
    {
      const DocketMessage *message = g_ptr_array_index (messages, i - 1);

      if (message->operation == NULL && message->is_mine && message->created_at >= since)
        docket_operation_add_likely (operation,
                                     message->author_name,
                                     message->created_at,
                                     message->text,
                                     message->remote_id);
    }

  return TRUE;
}

static gboolean
add_likely_times (DocketTransaction *txn, DocketOperation *operation, GError **error)
{
  g_autoptr (GPtrArray) entries = docket_time_entries_list (txn, operation->ticket, error);

  if (entries == NULL)
    return FALSE;

  for (guint i = entries->len; i > 0 && operation->likely->len < MAX_LIKELY; i--)
    {
      const DocketTimeEntry *entry = g_ptr_array_index (entries, i - 1);

      if (entry->operation == NULL &&
          entry->technician ==
            docket_values_get_int64 (operation->payload, DOCKET_PAYLOAD_TECHNICIAN))
        docket_operation_add_likely (operation,
                                     entry->technician_name,
                                     entry->start_at,
                                     entry->description,
                                     entry->remote_id);
    }

  return TRUE;
}

/* The person looks for it among the customer's files, by its name there. */
static gboolean
add_likely_file (DocketTransaction *txn, DocketOperation *operation, GError **error)
{
  gint64 id = docket_values_get_int64 (operation->payload, DOCKET_PAYLOAD_CUSTOMER);
  g_autoptr (DocketEntry) customer = docket_directory_get (txn, DOCKET_ENTITY_CUSTOMER, id, error);

  if (customer == NULL)
    return FALSE;

  docket_operation_add_likely (operation,
                               customer->name,
                               docket_values_get_int64 (operation->seen, DOCKET_SEEN_ATTEMPT),
                               docket_values_get (operation->payload, DOCKET_PAYLOAD_SENT_NAME),
                               NULL);

  return TRUE;
}

static gboolean
give_up (DocketSync *sync, DocketTransaction *txn, DocketOperation *operation, GError **error)
{
  g_ptr_array_set_size (operation->likely, 0);

  if (operation->kind == DOCKET_OPERATION_KIND_MESSAGE &&
      !add_likely_messages (txn, operation, error))
    return FALSE;

  if (operation->kind == DOCKET_OPERATION_KIND_TIME_ENTRY &&
      !add_likely_times (txn, operation, error))
    return FALSE;

  if (operation->kind == DOCKET_OPERATION_KIND_FILE && !add_likely_file (txn, operation, error))
    return FALSE;

  g_hash_table_remove (sync->probes, operation->uuid);

  return docket_sync_hold (sync, txn, operation, DOCKET_OPERATION_REASON_CANT_TELL, NULL, error);
}

/* --- Deciding ------------------------------------------------------------------------------ */

/* A field in doubt that nobody can decide is a conflict (rule 16). */
static gboolean
hold_as_conflict (DocketSync *sync,
                  DocketTransaction *txn,
                  DocketOperation *operation,
                  const char *theirs,
                  GError **error)
{
  g_autoptr (DocketConflict) conflict = docket_conflict_new ();
  const char *field = docket_payload_get_field (operation);

  conflict->ticket = operation->ticket;
  conflict->field = g_strdup (field);
  conflict->base = g_strdup (docket_values_get (operation->seen, DOCKET_SEEN_VALUE));
  conflict->mine = g_strdup (docket_values_get (operation->payload, field));
  conflict->theirs = g_strdup (theirs);
  conflict->since = docket_sync_now (sync);
  g_hash_table_remove (sync->probes, operation->uuid);

  return docket_conflicts_save (txn, conflict, error) &&
         docket_sync_hold (sync, txn, operation, DOCKET_OPERATION_REASON_CONFLICT, NULL, error);
}

static gboolean
send_again (DocketSync *sync, DocketTransaction *txn, DocketOperation *operation, GError **error)
{
  operation->state = DOCKET_OPERATION_STATE_AGAIN;
  g_hash_table_remove (sync->probes, operation->uuid);
  g_hash_table_remove (sync->rests, operation->uuid);

  return docket_sync_transit (sync, txn, operation, DOCKET_OPERATION_STATE_AMBIGUOUS, error);
}

/* Whether knowing a text again has failed on this server, and there is nothing else to go by. */
static gboolean
is_blind (DocketTransaction *txn, const DocketOperation *operation)
{
  return operation->kind == DOCKET_OPERATION_KIND_MESSAGE &&
         docket_sync_has_meta (txn, DOCKET_META_SYNC_BLIND, "yes") &&
         !docket_sync_has_meta (txn, DOCKET_META_SYNC_MARKER, "yes");
}

/* Until the next question: what is settled and still says nothing is not asked without a pause. */
static gint64
get_pause (DocketSync *sync, const DocketProbe *probe, gboolean settled)
{
  if (settled)
    return MIN (sync->settle_us, 2 * G_USEC_PER_SEC);

  return MAX (0, probe->ended + sync->settle_us - docket_sync_monotonic (sync));
}

/* A no counts only the second time, and settled (rule 8). @began: when the question was asked. */
static gboolean
take_answer (DocketSync *sync,
             DocketTransaction *txn,
             DocketOperation *operation,
             Answer answer,
             gint64 began,
             GError **error)
{
  DocketProbe *probe = get_probe (sync, operation->uuid);
  const gboolean settled = began - probe->ended >= sync->settle_us;

  if (answer == ANSWER_YES)
    return TRUE;

  if (answer == ANSWER_UNDECIDED)
    {
      probe->n_undecided++;

      if (settled && probe->n_undecided >= MAX_UNDECIDED)
        return give_up (sync, txn, operation, error);
    }
  else
    {
      probe->n_no++;

      if (settled && probe->n_no >= 2)
        return operation->sure || is_blind (txn, operation)
                 ? give_up (sync, txn, operation, error)
                 : send_again (sync, txn, operation, error);
    }

  docket_sync_rest (sync, operation->uuid, get_pause (sync, probe, settled));

  return TRUE;
}

/* --- Items: messages, time entries --------------------------------------------------------- */

static gboolean
is_in_doubt (DocketTransaction *txn, const char *uuid)
{
  g_autoptr (DocketOperation) operation = docket_operations_get (txn, uuid, NULL);

  return operation != NULL && operation->state == DOCKET_OPERATION_STATE_AMBIGUOUS;
}

/* A no needs the whole list, and in it an item known to be there (rule 8). */
static gboolean
ask_item (DocketSync *sync,
          DocketTransaction *txn,
          DocketOperation *operation,
          const DocketRemoteDetails *details,
          Answer *answer,
          GError **error)
{
  g_auto (DocketFindings) findings = { 0 };
  gboolean proven;

  docket_findings_init (&findings);

  if (!docket_details_merge (sync, txn, operation->ticket, details, &findings, error))
    return FALSE;

  if (operation->kind == DOCKET_OPERATION_KIND_MESSAGE)
    proven = details->messages_complete && findings.known_messages > 0;
  else
    proven = details->time_entries_complete && findings.known_times > 0;

  if (!is_in_doubt (txn, operation->uuid))
    *answer = ANSWER_YES;
  else
    *answer = proven ? ANSWER_NO : ANSWER_UNDECIDED;

  return TRUE;
}

/* --- Fields and deletes -------------------------------------------------------------------- */

static gboolean
acknowledge (DocketSync *sync, DocketTransaction *txn, DocketOperation *operation, GError **error)
{
  operation->state = DOCKET_OPERATION_STATE_ACKNOWLEDGED;
  operation->acknowledged_at = docket_sync_now (sync);

  return docket_sync_transit (sync, txn, operation, DOCKET_OPERATION_STATE_AMBIGUOUS, error);
}

/* @modified: whether the ticket was modified since the attempt. */
static gboolean
ask_field (DocketSync *sync,
           DocketTransaction *txn,
           DocketOperation *operation,
           const DocketRemoteTicket *remote,
           gboolean modified,
           Answer *answer,
           GError **error)
{
  g_autoptr (DocketValues) theirs = docket_learn_values (sync, txn, remote, error);
  const char *field = docket_payload_get_field (operation);
  const char *value;

  if (theirs == NULL)
    return FALSE;

  *answer = ANSWER_UNDECIDED;
  value = docket_values_get (theirs, field);

  if (!docket_values_knows (theirs, field))
    return TRUE;

  if (docket_merge_equal (field, value, docket_values_get (operation->payload, field)))
    {
      *answer = ANSWER_YES;

      return acknowledge (sync, txn, operation, error) &&
             docket_read_back_set (sync, txn, operation, theirs, error);
    }

  *answer = ANSWER_NO;

  if (docket_merge_equal (field, value, docket_values_get (operation->seen, DOCKET_SEEN_VALUE)) &&
      !modified)
    return TRUE;

  *answer = ANSWER_YES;

  return hold_as_conflict (sync, txn, operation, value, error);
}

/* Whether the next no about an operation would be the one that counts. */
static gboolean
is_last_question (DocketSync *sync, const char *uuid)
{
  const DocketProbe *probe = get_probe (sync, uuid);

  return probe->n_no >= 1 && docket_sync_monotonic (sync) - probe->ended >= sync->settle_us;
}

static gboolean
was_modified (DocketSync *sync,
              const DocketOperation *operation,
              const char *remote_id,
              gboolean *modified,
              GError **error)
{
  gint64 since = docket_values_get_int64 (operation->seen, DOCKET_SEEN_ATTEMPT);
  guint n_pages = 1;

  *modified = FALSE;

  for (guint p = 1; p <= n_pages && p <= MAX_PAGES && !*modified; p++)
    {
      g_autoptr (DocketRemotePage) page =
        docket_remote_pull_tickets (sync->remote, MAX (1, since), p, sync->cancellable, error);

      if (page == NULL)
        return FALSE;

      n_pages = page->n_pages;

      for (guint i = 0; i < page->tickets->len; i++)
        {
          const DocketRemoteTicket *ticket = g_ptr_array_index (page->tickets, i);

          *modified = *modified || g_strcmp0 (ticket->remote_id, remote_id) == 0;
        }
    }

  return TRUE;
}

/* --- Creates ------------------------------------------------------------------------------- */

/* Whether the list of tickets shows one that is known: a server that shows none says nothing about
 * the one that is looked for. */
static gboolean
shows_known (DocketSync *sync, gboolean *shown, GError **error)
{
  g_autoptr (DocketRemotePage) page =
    docket_remote_pull_tickets (sync->remote, 0, 1, sync->cancellable, error);
  g_autoptr (DocketTransaction) txn = NULL;

  *shown = FALSE;

  if (page == NULL)
    return FALSE;

  txn = docket_store_begin_read (sync->store, NULL, error);

  if (txn == NULL)
    return FALSE;

  for (guint i = 0; i < page->tickets->len && !*shown; i++)
    {
      const DocketRemoteTicket *remote = g_ptr_array_index (page->tickets, i);

      *shown = docket_tickets_find_by_remote_id (txn, remote->remote_id, NULL) != 0;
    }

  return TRUE;
}

/* --- Asking -------------------------------------------------------------------------------- */

/* What was read to ask about one operation. */
typedef struct
{
  DocketRemoteDetails *details;
  DocketRemoteTicket *ticket;
  GPtrArray *found;
  gboolean complete;
  gboolean modified;
  gboolean gone;
  gint64 began;
} Reading;

static void
reading_clear (Reading *reading)
{
  g_clear_pointer (&reading->details, docket_remote_details_free);
  g_clear_pointer (&reading->ticket, docket_remote_ticket_free);
  g_clear_pointer (&reading->found, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

static gboolean
read_created (DocketSync *sync, DocketOperation *operation, Reading *reading, GError **error)
{
  gboolean shown = TRUE;

  reading->found = docket_look_for_created (sync, operation, &reading->complete, error);

  if (reading->found == NULL)
    return FALSE;

  if (reading->found->len == 0 && is_last_question (sync, operation->uuid) &&
      !shows_known (sync, &shown, error))
    return FALSE;

  reading->complete = reading->complete && shown;

  return TRUE;
}

static gboolean
read_server (DocketSync *sync,
             DocketOperation *operation,
             const char *remote_id,
             Reading *reading,
             GError **error)
{
  reading->began = docket_sync_monotonic (sync);

  switch (operation->kind)
    {
    case DOCKET_OPERATION_KIND_CREATE:
      return read_created (sync, operation, reading, error);

    case DOCKET_OPERATION_KIND_SET:
      reading->ticket =
        docket_remote_peek_ticket (sync->remote, remote_id, sync->cancellable, error);

      return reading->ticket != NULL &&
             (!is_last_question (sync, operation->uuid) ||
              was_modified (sync, operation, remote_id, &reading->modified, error));

    case DOCKET_OPERATION_KIND_DELETE:
      reading->ticket =
        docket_remote_peek_ticket (sync->remote, remote_id, sync->cancellable, error);

      return reading->ticket != NULL;

    default:
      reading->details =
        docket_remote_pull_ticket (sync->remote, remote_id, sync->cancellable, error);

      return reading->details != NULL;
    }
}

static gboolean
ask (DocketSync *sync,
     DocketTransaction *txn,
     DocketOperation *operation,
     const Reading *reading,
     Answer *answer,
     GError **error)
{
  *answer = ANSWER_NO;

  if (reading->gone && operation->kind == DOCKET_OPERATION_KIND_DELETE)
    {
      *answer = ANSWER_YES;

      return acknowledge (sync, txn, operation, error) &&
             docket_read_back_delete (sync, txn, operation, error);
    }

  if (reading->gone)
    {
      *answer = ANSWER_YES;

      return docket_sync_hold (sync, txn, operation, DOCKET_OPERATION_REASON_GONE, NULL, error);
    }

  if (reading->found != NULL)
    {
      if (!docket_look_take_created (sync, txn, operation, reading->found, error))
        return FALSE;

      if (!is_in_doubt (txn, operation->uuid))
        *answer = ANSWER_YES;
      else if (!reading->complete)
        *answer = ANSWER_UNDECIDED;

      return TRUE;
    }

  if (reading->details != NULL)
    return ask_item (sync, txn, operation, reading->details, answer, error);

  return operation->kind != DOCKET_OPERATION_KIND_SET ||
         ask_field (sync, txn, operation, reading->ticket, reading->modified, answer, error);
}

static gboolean
store_answer (DocketSync *sync,
              const char *uuid,
              const Reading *reading,
              gboolean *moved,
              GError **error)
{
  g_autoptr (DocketTransaction) txn = docket_sync_begin (sync, error);
  g_autoptr (DocketOperation) operation =
    txn != NULL ? docket_operations_get (txn, uuid, error) : NULL;
  Answer answer;

  if (operation == NULL)
    return FALSE;

  if (operation->state != DOCKET_OPERATION_STATE_AMBIGUOUS)
    return TRUE;

  if (!ask (sync, txn, operation, reading, &answer, error) ||
      !take_answer (sync, txn, operation, answer, reading->began, error))
    return FALSE;

  /* A no that does not count yet is asked again when it is settled, not at once. */
  *moved = answer == ANSWER_YES || !is_in_doubt (txn, uuid) || sync->settle_us == 0;

  return docket_transaction_commit (txn, error);
}

/* Nobody can read a customer's files: the person looks there (sync.md, section 7). */
static gboolean
give_file_up (DocketSync *sync, const char *uuid, gboolean *moved, GError **error)
{
  g_autoptr (DocketTransaction) txn = docket_sync_begin (sync, error);
  g_autoptr (DocketOperation) operation =
    txn != NULL ? docket_operations_get (txn, uuid, error) : NULL;

  if (operation == NULL)
    return FALSE;

  *moved = TRUE;

  return operation->state != DOCKET_OPERATION_STATE_AMBIGUOUS ||
         (give_up (sync, txn, operation, error) && docket_transaction_commit (txn, error));
}

static gboolean
probe_one (DocketSync *sync, const char *uuid, gboolean *moved, GError **error)
{
  g_autofree char *remote_id = NULL;
  g_autoptr (DocketOperation) operation = docket_sync_load (sync, uuid, &remote_id, error);
  g_auto (Reading) reading = { 0 };
  g_autoptr (GError) read_error = NULL;

  if (operation == NULL)
    return FALSE;

  if (operation->kind == DOCKET_OPERATION_KIND_FILE)
    return give_file_up (sync, uuid, moved, error);

  get_probe (sync, uuid);

  if (!read_server (sync, operation, remote_id, &reading, &read_error))
    {
      reading.gone =
        g_error_matches (read_error, DOCKET_REMOTE_ERROR, DOCKET_REMOTE_ERROR_NOT_FOUND);

      if (!reading.gone && docket_sync_is_general_error (read_error))
        {
          g_propagate_error (error, g_steal_pointer (&read_error));
          return FALSE;
        }

      if (!reading.gone)
        {
          docket_sync_rest_backoff (sync, operation);
          return TRUE;
        }
    }

  return store_answer (sync, uuid, &reading, moved, error);
}

static gboolean
ask_about (DocketSync *sync, DocketOperation *operation, gboolean *moved, GError **error)
{
  if (operation->state == DOCKET_OPERATION_STATE_AMBIGUOUS)
    return probe_one (sync, operation->uuid, moved, error);

  *moved = FALSE;

  return docket_read_back (sync, operation, error);
}

/* Asks about everything in doubt, and reads back what was acknowledged; what rests, rests on. */
gboolean
docket_probe_all (DocketSync *sync, guint *n_moved, GError **error)
{
  static const DocketOperationState states[] = { DOCKET_OPERATION_STATE_AMBIGUOUS,
                                                 DOCKET_OPERATION_STATE_ACKNOWLEDGED };
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (sync->store, NULL, error);
  g_autoptr (GPtrArray) operations =
    txn != NULL ? docket_operations_list_states (txn, states, G_N_ELEMENTS (states), error) : NULL;

  g_clear_pointer (&txn, docket_transaction_free);

  if (operations == NULL)
    return FALSE;

  for (guint i = 0; i < operations->len; i++)
    {
      DocketOperation *operation = g_ptr_array_index (operations, i);
      g_autoptr (GError) local_error = NULL;
      gboolean moved = FALSE;

      if (docket_sync_get_rest (sync, operation->uuid) > 0)
        continue;

      if (!ask_about (sync, operation, &moved, &local_error) &&
          !g_error_matches (local_error, DOCKET_STORE_ERROR, DOCKET_STORE_ERROR_STALE))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }

      if (moved)
        (*n_moved)++;
    }

  return TRUE;
}
