/* Replaces the messages of a ticket by those of the server, as a multiset; binds before it inserts.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-store-reminders.h"
#include "docket-sync-private.h"

#include <glib/gi18n.h>

#include "docket-canonical.h"
#include "docket-html.h"

/* What was acknowledged does not vanish sooner (sync.md, rule 11). */
#define KEEP_ACKNOWLEDGED_US (10 * 60 * G_USEC_PER_SEC)

/* Within these of the sending, a message's time may be the server's own. */
#define OWN_TIME_US (5 * G_USEC_PER_SEC)

/* A message of an answer. @row: the local id of the one that it is; 0 while it is none. @own: it is
 * what an operation of ours made. @decoded: of a server that keeps texts with their entities. */
typedef struct
{
  const DocketRemoteMessage *remote;
  char *canonical;
  char *decoded;
  gint64 technician;
  gint64 contact;
  gboolean by_me;
  gboolean own;
  gint64 row;
} Item;

/* A message that is here. @literal: what was typed with its angle brackets as they are: a server
 * may take them for tags, or not. */
typedef struct
{
  DocketMessage *message;
  char *canonical;
  char *literal;
  DocketOperation *operation;
  gboolean matched;
} Row;

typedef struct
{
  DocketSync *sync;
  DocketTransaction *txn;
  gint64 ticket;
  GArray *items;
  GArray *rows;
  GPtrArray *messages;
  GHashTable *operations;
  gboolean marker_kept;
  gboolean marker_lost;
} Merge;

static void
item_clear (gpointer data)
{
  Item *item = data;

  g_free (item->canonical);
  g_free (item->decoded);
}

static void
row_clear (gpointer data)
{
  Row *row = data;

  g_free (row->canonical);
  g_free (row->literal);
}

static void
merge_clear (Merge *merge)
{
  g_clear_pointer (&merge->items, g_array_unref);
  g_clear_pointer (&merge->rows, g_array_unref);
  g_clear_pointer (&merge->messages, g_ptr_array_unref);
  g_clear_pointer (&merge->operations, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Merge, merge_clear)

static gboolean
add_item (Merge *merge, const DocketRemoteMessage *remote, GError **error)
{
  DocketSync *sync = merge->sync;
  Item item = { .remote = remote };
  gint64 *person = remote->author_is_technician ? &item.technician : &item.contact;
  g_autoptr (GError) local_error = NULL;

  *person = docket_learn_person (sync,
                                 merge->txn,
                                 remote->author_is_technician ? DOCKET_ENTITY_TECHNICIAN
                                                              : DOCKET_ENTITY_CONTACT,
                                 &remote->author,
                                 0,
                                 &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  item.by_me = remote->author_is_technician &&
               ((item.technician != 0 && item.technician == sync->me) ||
                (remote->author.email != NULL && sync->me_email != NULL &&
                 g_ascii_strcasecmp (remote->author.email, sync->me_email) == 0));
  item.canonical = docket_payload_canonicalize (remote->source);
  item.decoded = docket_payload_canonicalize (item.canonical);
  g_array_append_val (merge->items, item);

  return TRUE;
}

static void
add_row (Merge *merge, DocketMessage *message)
{
  Row row = { .message = message };
  g_autofree char *escaped = NULL;

  row.canonical =
    docket_payload_canonicalize (message->source != NULL ? message->source : message->text);

  if (message->operation != NULL && message->text != NULL)
    {
      escaped = g_markup_escape_text (message->text, -1);
      row.literal = docket_payload_canonicalize (escaped);
    }

  if (message->operation != NULL)
    row.operation = g_hash_table_lookup (merge->operations, message->operation);

  g_array_append_val (merge->rows, row);
}

static gboolean
merge_init (Merge *merge,
            DocketSync *sync,
            DocketTransaction *txn,
            gint64 ticket,
            GPtrArray *remote_messages,
            GError **error)
{
  g_autoptr (GPtrArray) operations = NULL;

  *merge = (Merge){ .sync = sync, .txn = txn, .ticket = ticket };
  merge->items = g_array_new (FALSE, FALSE, sizeof (Item));
  g_array_set_clear_func (merge->items, item_clear);
  merge->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  g_array_set_clear_func (merge->rows, row_clear);
  merge->operations = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  merge->marker_kept = docket_sync_has_meta (txn, DOCKET_META_SYNC_MARKER, "yes");
  merge->marker_lost = docket_sync_has_meta (txn, DOCKET_META_SYNC_MARKER, "no");

  operations = docket_operations_list_of_ticket (txn, ticket, TRUE, error);
  merge->messages = operations != NULL ? docket_messages_list (txn, ticket, error) : NULL;

  if (merge->messages == NULL || !docket_sync_learn_me (sync, txn, error))
    return FALSE;

  for (guint i = 0; i < operations->len; i++)
    {
      DocketOperation *operation = g_ptr_array_index (operations, i);

      if (operation->kind == DOCKET_OPERATION_KIND_MESSAGE &&
          operation->state != DOCKET_OPERATION_STATE_WITHDRAWN)
        g_hash_table_insert (merge->operations, operation->uuid, g_object_ref (operation));
    }

  for (guint i = 0; i < merge->messages->len; i++)
    add_row (merge, g_ptr_array_index (merge->messages, i));

  for (guint i = 0; remote_messages != NULL && i < remote_messages->len; i++)
    if (!add_item (merge, g_ptr_array_index (remote_messages, i), error))
      return FALSE;

  return TRUE;
}

static gboolean
is_internal (const DocketMessage *message)
{
  return message->kind == DOCKET_MESSAGE_KIND_INTERNAL;
}

static gboolean
is_done (const Row *row)
{
  return row->message->operation != NULL &&
         (row->operation == NULL || row->operation->state == DOCKET_OPERATION_STATE_DONE);
}

/* What is ours is the same in any of the forms that a server may have given it. */
static gboolean
is_same_text (const Item *item, const Row *row)
{
  return g_str_equal (item->canonical, row->canonical) ||
         (row->literal != NULL && (g_str_equal (item->canonical, row->literal) ||
                                   g_str_equal (item->decoded, row->literal) ||
                                   g_str_equal (item->decoded, row->canonical)));
}

/* The same message at the same instant: what was read before. */
static gboolean
is_same (const Item *item, const Row *row)
{
  return item->remote->created_at == row->message->created_at &&
         item->remote->internal == is_internal (row->message) &&
         item->technician == row->message->author_technician &&
         item->contact == row->message->author_contact && is_same_text (item, row);
}

static void
match (Item *item, Row *row)
{
  item->row = row->message->id;
  item->own = row->message->operation != NULL;
  row->matched = TRUE;
}

/* What was bound before keeps its local id. */
static void
match_known (Merge *merge, gboolean own)
{
  for (guint r = 0; r < merge->rows->len; r++)
    {
      Row *row = &g_array_index (merge->rows, Row, r);

      if (row->matched || (own ? !is_done (row) : row->message->operation != NULL))
        continue;

      for (guint i = 0; i < merge->items->len; i++)
        {
          Item *item = &g_array_index (merge->items, Item, i);

          if (item->row != 0 || !is_same (item, row))
            continue;

          match (item, row);
          break;
        }
    }
}

/* Whether an item says what an operation says, by whom it was said (rule 9). */
static gboolean
says_the_same (const Item *item, const Row *row)
{
  if (!item->by_me || item->remote->internal != is_internal (row->message))
    return FALSE;

  return docket_canonical_matches (item->canonical, row->canonical) ||
         docket_canonical_matches (item->decoded, row->canonical) ||
         (row->literal != NULL && (docket_canonical_matches (item->canonical, row->literal) ||
                                   docket_canonical_matches (item->decoded, row->literal)));
}

static gboolean
bears_marker (const Item *item, const DocketOperation *operation)
{
  gint64 chosen = docket_values_get_int64 (operation->seen, DOCKET_SEEN_ITEM);

  return (operation->marker != 0 &&
          item->remote->created_at / G_USEC_PER_SEC == operation->marker / G_USEC_PER_SEC) ||
         (chosen != 0 && item->remote->created_at == chosen);
}

static gboolean
may_bind (const Row *row)
{
  return row->operation != NULL && !row->matched &&
         row->operation->state != DOCKET_OPERATION_STATE_DONE &&
         row->operation->state != DOCKET_OPERATION_STATE_IN_FLIGHT &&
         row->operation->state != DOCKET_OPERATION_STATE_NEEDS_ME;
}

/* What the first ones read back tell of the server. That it keeps the time is only shown by a time
 * that it can't have given itself; that it does not, by any. */
static gboolean
learn_marker (Merge *merge, const Item *item, const DocketOperation *operation, GError **error)
{
  const gboolean kept = bears_marker (item, operation);
  gint64 sent_at = docket_values_get_int64 (operation->seen, DOCKET_SEEN_ATTEMPT);

  if (operation->marker == 0 ||
      (kept ? merge->marker_kept || merge->marker_lost : merge->marker_lost))
    return TRUE;

  if (kept && sent_at - operation->marker < OWN_TIME_US)
    return TRUE;

  merge->marker_kept = kept;
  merge->marker_lost = !kept;
  g_message ("The server %s the time that a message is given", kept ? "keeps" : "changes");

  return docket_meta_set (merge->txn, DOCKET_META_SYNC_MARKER, kept ? "yes" : "no", error);
}

/* The row takes the server's form, the operation is bound and read back. */
static gboolean
bind (Merge *merge, Item *item, Row *row, GError **error)
{
  DocketOperation *operation = row->operation;
  DocketMessage *message = row->message;
  DocketOperationState from = operation->state;

  if (item->row != 0 && !docket_messages_delete (merge->txn, item->row, error))
    return FALSE;

  for (guint r = 0; item->row != 0 && r < merge->rows->len; r++)
    {
      Row *other = &g_array_index (merge->rows, Row, r);

      /* Deleted just now: not to be deleted again. */
      if (other->message->id == item->row)
        other->matched = TRUE;
    }

  match (item, row);
  message->created_at = item->remote->created_at;
  message->author_technician = item->technician;
  message->author_contact = item->contact;
  g_free (message->remote_id);
  message->remote_id = g_strdup (item->remote->remote_id);
  message->state = DOCKET_PART_STATE_SYNCED;
  message->not_before = 0;

  if (!learn_marker (merge, item, operation, error) ||
      !docket_messages_update (merge->txn, message, error))
    return FALSE;

  if (from != DOCKET_OPERATION_STATE_ACKNOWLEDGED)
    {
      operation->state = DOCKET_OPERATION_STATE_ACKNOWLEDGED;
      operation->acknowledged_at = docket_sync_now (merge->sync);

      if (!docket_sync_transit (merge->sync, merge->txn, operation, from, error))
        return FALSE;
    }

  g_clear_pointer (&operation->last_error, g_free);

  if (!is_same_text (item, row))
    operation->last_error = g_strdup (_ ("The server changed the text that was sent."));

  return docket_sync_finish (merge->sync, merge->txn, operation, error);
}

static gboolean
bind_by_marker (Merge *merge, GError **error)
{
  for (guint r = 0; r < merge->rows->len; r++)
    {
      Row *row = &g_array_index (merge->rows, Row, r);

      for (guint i = 0; may_bind (row) && !merge->marker_lost && i < merge->items->len; i++)
        {
          Item *item = &g_array_index (merge->items, Item, i);

          if (!item->own && item->by_me && item->remote->internal == is_internal (row->message) &&
              bears_marker (item, row->operation) &&
              (merge->marker_kept || says_the_same (item, row)) && !bind (merge, item, row, error))
            return FALSE;
        }
    }

  return TRUE;
}

static guint
count_equal (Merge *merge, const Row *row, Item **newest)
{
  guint n_equal = 0;

  *newest = NULL;

  for (guint i = 0; i < merge->items->len; i++)
    {
      Item *item = &g_array_index (merge->items, Item, i);

      if (item->own || !says_the_same (item, row))
        continue;

      n_equal++;

      /* Rather one that was not here before, and of those the last. */
      if (*newest == NULL || ((*newest)->row != 0 && item->row == 0) ||
          (((*newest)->row != 0) == (item->row != 0) &&
           item->remote->created_at >= (*newest)->remote->created_at))
        *newest = item;
    }

  return n_equal;
}

/* Without a marker an operation is there only when there is one equal item more than before it was
 * first sent (rule 7). What the server has said yes to is there, marker or not. */
static gboolean
bind_by_count (Merge *merge, DocketFindings *findings, GError **error)
{
  for (guint r = 0; r < merge->rows->len; r++)
    {
      Row *row = &g_array_index (merge->rows, Row, r);
      Item *newest;
      guint n_equal;

      if (!may_bind (row))
        continue;

      n_equal = count_equal (merge, row, &newest);

      if (row->operation->sent > 0 && row->operation->equal_before >= 0 &&
          (!merge->marker_kept || row->operation->state == DOCKET_OPERATION_STATE_ACKNOWLEDGED) &&
          n_equal > (guint) row->operation->equal_before)
        {
          if (!bind (merge, newest, row, error))
            return FALSE;

          continue;
        }

      g_hash_table_replace (findings->equal,
                            g_strdup (row->operation->uuid),
                            GUINT_TO_POINTER (n_equal));
    }

  return TRUE;
}

/* What somebody else wrote is new to the reader when it is heard of, whenever it was written: they
 * may have looked without a network. Of a ticket that was never read whole it is its history. */
static gboolean
note_other (Merge *merge, const DocketMessage *message, GError **error)
{
  const gint64 now_us = docket_sync_now (merge->sync);
  gint64 loaded_at = 0, at;

  if (!docket_tickets_get_detail_marks (merge->txn, merge->ticket, NULL, NULL, &loaded_at, error))
    return FALSE;

  at = loaded_at > 0 ? now_us : message->created_at;

  return docket_tickets_note_other (merge->txn, merge->ticket, at, error) &&
         docket_reminders_wake_for_message (merge->txn, merge->ticket, at, now_us, error);
}

static gboolean
insert_item (Merge *merge, const Item *item, GError **error)
{
  const DocketRemoteMessage *remote = item->remote;
  g_autoptr (DocketMessage) message = docket_message_new ();

  message->ticket = merge->ticket;
  message->remote_id = g_strdup (remote->remote_id);
  message->kind = remote->internal ? DOCKET_MESSAGE_KIND_INTERNAL : DOCKET_MESSAGE_KIND_REPLY;
  message->author_name = g_strdup (remote->author.name);
  message->author_technician = item->technician;
  message->author_contact = item->contact;
  message->is_mine = item->by_me;
  message->created_at = remote->created_at;
  message->state = DOCKET_PART_STATE_SYNCED;
  message->source_is_html = remote->source_is_html;

  if (remote->source_is_html)
    {
      message->source = g_strdup (remote->source);
      message->text = docket_html_to_text (remote->source, -1);
    }
  else
    {
      message->text = g_strdup (remote->source != NULL ? remote->source : "");
    }

  return docket_messages_insert (merge->txn, message, error) != 0 &&
         (message->is_mine || note_other (merge, message, error));
}

static gboolean
insert_new (Merge *merge, GError **error)
{
  for (guint i = 0; i < merge->items->len; i++)
    {
      const Item *item = &g_array_index (merge->items, Item, i);

      if (item->row == 0 && !insert_item (merge, item, error))
        return FALSE;
    }

  return TRUE;
}

/* What came with it and is nowhere else. */
static gboolean
has_own_file (const DocketMessage *message)
{
  for (guint i = 0; i < message->attachments->len; i++)
    {
      const DocketAttachment *attachment = g_ptr_array_index (message->attachments, i);

      if (attachment->url == NULL && attachment->sha256 != NULL)
        return TRUE;
    }

  return FALSE;
}

static gboolean
delete_gone (Merge *merge, GError **error)
{
  gint64 now = docket_sync_now (merge->sync);

  for (guint r = 0; r < merge->rows->len; r++)
    {
      const Row *row = &g_array_index (merge->rows, Row, r);

      if (row->matched)
        continue;

      if (row->message->operation != NULL &&
          (!is_done (row) || (row->operation != NULL &&
                              now - row->operation->acknowledged_at < KEEP_ACKNOWLEDGED_US)))
        continue;

      /* The local copy of a file never goes first. */
      if (has_own_file (row->message))
        continue;

      if (!docket_messages_delete (merge->txn, row->message->id, error))
        return FALSE;
    }

  return TRUE;
}

static guint
count_known (Merge *merge)
{
  guint n_known = 0;

  for (guint i = 0; i < merge->items->len; i++)
    n_known += g_array_index (merge->items, Item, i).row != 0;

  return n_known;
}

/* Whether what is here and not in the list may go. */
static gboolean
may_delete (Merge *merge, DocketFindings *findings)
{
  guint n_here = 0;

  for (guint r = 0; r < merge->rows->len; r++)
    n_here += g_array_index (merge->rows, Row, r).message->operation == NULL;

  if (merge->items->len > 0 || n_here == 0 ||
      docket_sync_believes_empty (merge->sync, "messages", merge->ticket))
    return TRUE;

  findings->doubtful = TRUE;

  return FALSE;
}

/* @complete: the list was read whole. @findings: takes what was found. */
gboolean
docket_messages_merge (DocketSync *sync,
                       DocketTransaction *txn,
                       gint64 ticket,
                       GPtrArray *remote_messages,
                       gboolean complete,
                       DocketFindings *findings,
                       GError **error)
{
  g_auto (Merge) merge = { 0 };

  if (!merge_init (&merge, sync, txn, ticket, remote_messages, error))
    return FALSE;

  match_known (&merge, TRUE);

  if (!bind_by_marker (&merge, error))
    return FALSE;

  match_known (&merge, FALSE);
  findings->known_messages = count_known (&merge);

  if (!bind_by_count (&merge, findings, error))
    return FALSE;

  if (complete && may_delete (&merge, findings) && !delete_gone (&merge, error))
    return FALSE;

  return insert_new (&merge, error);
}

/* The first and last messages that come along with a feed: something to read before the details are
 * fetched. Where an own message is on its way, they wait for the whole list. */
gboolean
docket_messages_add_some (DocketSync *sync,
                          DocketTransaction *txn,
                          gint64 ticket,
                          GPtrArray *remote_messages,
                          GError **error)
{
  g_auto (Merge) merge = { 0 };

  if (remote_messages == NULL || remote_messages->len == 0)
    return TRUE;

  if (!merge_init (&merge, sync, txn, ticket, remote_messages, error))
    return FALSE;

  if (g_hash_table_size (merge.operations) > 0)
    return TRUE;

  for (guint i = 0; i < merge.items->len; i++)
    {
      Item *item = &g_array_index (merge.items, Item, i);

      for (guint r = 0; r < merge.rows->len && item->row == 0; r++)
        {
          const Row *row = &g_array_index (merge.rows, Row, r);

          if (ABS (item->remote->created_at - row->message->created_at) < 60 * G_USEC_PER_SEC &&
              docket_canonical_matches (item->canonical, row->canonical))
            item->row = row->message->id;
        }
    }

  return insert_new (&merge, error);
}
