/* Merges the time entries and the files of a ticket.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-sync-private.h"

#include <glib/gi18n.h>

#define KEEP_ACKNOWLEDGED_US (10 * 60 * G_USEC_PER_SEC)
#define SAME_INSTANT_US (60 * G_USEC_PER_SEC)

/* A time entry of an answer in local ids. */
typedef struct
{
  const DocketRemoteTimeEntry *remote;
  gint64 technician;
  gint64 rate;
} Item;

typedef struct
{
  DocketSync *sync;
  DocketTransaction *txn;
  gint64 ticket;
  GPtrArray *entries;
  GPtrArray *operations;
  GHashTable *seen;
} Merge;

static void
merge_clear (Merge *merge)
{
  g_clear_pointer (&merge->entries, g_ptr_array_unref);
  g_clear_pointer (&merge->operations, g_ptr_array_unref);
  g_clear_pointer (&merge->seen, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Merge, merge_clear)

static gboolean
says_the_same (const Item *item, const DocketOperation *operation)
{
  DocketValues *payload = operation->payload;
  g_autofree char *mine = NULL;
  g_autofree char *theirs = NULL;

  if (item->technician != docket_values_get_int64 (payload, DOCKET_PAYLOAD_TECHNICIAN) ||
      item->remote->billable != docket_payload_get_boolean (payload, DOCKET_PAYLOAD_BILLABLE) ||
      ABS (item->remote->start_at - docket_values_get_int64 (payload, DOCKET_PAYLOAD_START)) >
        SAME_INSTANT_US ||
      ABS (item->remote->end_at - docket_values_get_int64 (payload, DOCKET_PAYLOAD_END)) >
        SAME_INSTANT_US)
    return FALSE;

  mine = docket_payload_canonicalize (docket_values_get (payload, DOCKET_PAYLOAD_DESCRIPTION));
  theirs = docket_payload_canonicalize (item->remote->description);

  return g_strcmp0 (mine, theirs) == 0;
}

static DocketTimeEntry *
find_by_remote_id (Merge *merge, const char *remote_id)
{
  for (guint i = 0; i < merge->entries->len; i++)
    {
      DocketTimeEntry *entry = g_ptr_array_index (merge->entries, i);

      if (g_strcmp0 (entry->remote_id, remote_id) == 0)
        return entry;
    }

  return NULL;
}

static DocketTimeEntry *
find_by_id (Merge *merge, gint64 id)
{
  for (guint i = 0; i < merge->entries->len; i++)
    {
      DocketTimeEntry *entry = g_ptr_array_index (merge->entries, i);

      if (entry->id == id)
        return entry;
    }

  return NULL;
}

static gboolean
write_entry (Merge *merge, DocketTimeEntry *entry, const Item *item, GError **error)
{
  const DocketRemoteTimeEntry *remote = item->remote;

  if (entry->id != 0 && g_strcmp0 (entry->remote_id, remote->remote_id) == 0 &&
      entry->technician == item->technician && entry->rate == item->rate &&
      entry->start_at == remote->start_at && entry->end_at == remote->end_at &&
      entry->billable == remote->billable && entry->on_site == remote->on_site &&
      g_strcmp0 (entry->description, remote->description) == 0 &&
      entry->state == DOCKET_PART_STATE_SYNCED)
    return TRUE;

  g_free (entry->remote_id);
  entry->remote_id = g_strdup (remote->remote_id);
  entry->ticket = merge->ticket;
  entry->technician = item->technician;
  entry->rate = item->rate;
  entry->start_at = remote->start_at;
  entry->end_at = remote->end_at;
  entry->billable = remote->billable;
  entry->on_site = remote->on_site;
  g_free (entry->description);
  entry->description = g_strdup (remote->description);
  entry->state = DOCKET_PART_STATE_SYNCED;

  if (entry->id != 0)
    return docket_time_entries_update (merge->txn, entry, error);

  entry->created_at = docket_sync_now (merge->sync);

  return docket_time_entries_insert (merge->txn, entry, error) != 0;
}

/* An entry that comes back at another instant holds further time until the person has looked
 * (rule 10). */
static gboolean
check_instant (Merge *merge, const Item *item, DocketOperation *operation, GError **error)
{
  DocketValues *payload = operation->payload;

  g_clear_pointer (&operation->last_error, g_free);

  if (says_the_same (item, operation))
    return TRUE;

  operation->last_error = g_strdup (_ ("The server changed the time entry that was sent."));

  if (ABS (item->remote->start_at - docket_values_get_int64 (payload, DOCKET_PAYLOAD_START)) <=
      SAME_INSTANT_US)
    return TRUE;

  return docket_meta_set (merge->txn, DOCKET_META_SYNC_TIME_HELD, operation->uuid, error);
}

static gboolean
bind (Merge *merge,
      const Item *item,
      DocketOperation *operation,
      DocketTimeEntry *foreign,
      GError **error)
{
  DocketTimeEntry *own = find_by_id (merge, operation->entity);
  DocketOperationState from = operation->state;

  if (own == NULL)
    return TRUE;

  if (foreign != NULL && foreign != own)
    {
      if (!docket_time_entries_delete (merge->txn, foreign->id, error))
        return FALSE;

      g_ptr_array_remove (merge->entries, foreign);
    }

  if (from != DOCKET_OPERATION_STATE_ACKNOWLEDGED)
    {
      g_free (operation->remote_id);
      operation->remote_id = g_strdup (item->remote->remote_id);
      operation->acknowledged_at = docket_sync_now (merge->sync);
      operation->state = DOCKET_OPERATION_STATE_ACKNOWLEDGED;

      if (!docket_sync_transit (merge->sync, merge->txn, operation, from, error))
        return FALSE;
    }

  return check_instant (merge, item, operation, error) && write_entry (merge, own, item, error) &&
         docket_sync_finish (merge->sync, merge->txn, operation, error);
}

static gboolean
may_bind (const DocketOperation *operation)
{
  return operation->kind == DOCKET_OPERATION_KIND_TIME_ENTRY &&
         (operation->state == DOCKET_OPERATION_STATE_WAITING ||
          operation->state == DOCKET_OPERATION_STATE_AGAIN ||
          operation->state == DOCKET_OPERATION_STATE_AMBIGUOUS ||
          operation->state == DOCKET_OPERATION_STATE_ACKNOWLEDGED);
}

/* Whether an item of the server belongs to an operation already. */
static gboolean
is_own (Merge *merge, const Item *item)
{
  const DocketTimeEntry *entry = find_by_remote_id (merge, item->remote->remote_id);

  return entry != NULL && entry->operation != NULL;
}

static Item *
find_acknowledged (GArray *items, const DocketOperation *operation)
{
  for (guint i = 0; operation->remote_id != NULL && i < items->len; i++)
    {
      Item *item = &g_array_index (items, Item, i);

      if (g_strcmp0 (item->remote->remote_id, operation->remote_id) == 0)
        return item;
    }

  return NULL;
}

static gboolean
bind_operation (Merge *merge,
                DocketOperation *operation,
                GArray *items,
                DocketFindings *findings,
                GError **error)
{
  Item *found = find_acknowledged (items, operation);
  guint n_equal = 0;

  for (guint i = 0; found == NULL && i < items->len; i++)
    {
      Item *item = &g_array_index (items, Item, i);

      if (is_own (merge, item) || !says_the_same (item, operation))
        continue;

      n_equal++;

      /* One more than before it was first sent is ours (rule 7): the last that came. */
      if (operation->sent > 0 && operation->equal_before >= 0 &&
          n_equal > (guint) operation->equal_before)
        found = item;
    }

  if (found == NULL)
    g_hash_table_replace (findings->equal, g_strdup (operation->uuid), GUINT_TO_POINTER (n_equal));

  return found == NULL ||
         bind (merge, found, operation, find_by_remote_id (merge, found->remote->remote_id), error);
}

static gboolean
delete_gone (Merge *merge, GError **error)
{
  gint64 now = docket_sync_now (merge->sync);

  for (guint i = 0; i < merge->entries->len; i++)
    {
      const DocketTimeEntry *entry = g_ptr_array_index (merge->entries, i);

      if (entry->remote_id == NULL || g_hash_table_contains (merge->seen, entry->remote_id) ||
          (entry->operation != NULL && now - entry->created_at < KEEP_ACKNOWLEDGED_US))
        continue;

      if (!docket_time_entries_delete (merge->txn, entry->id, error))
        return FALSE;
    }

  return TRUE;
}

static GArray *
read_items (DocketSync *sync, DocketTransaction *txn, GPtrArray *remote_entries, GError **error)
{
  g_autoptr (GArray) items = g_array_new (FALSE, TRUE, sizeof (Item));

  for (guint i = 0; i < remote_entries->len; i++)
    {
      const DocketRemoteTimeEntry *remote = g_ptr_array_index (remote_entries, i);
      Item item = { .remote = remote };
      g_autoptr (GError) local_error = NULL;

      if (remote->remote_id == NULL)
        continue;

      item.technician = docket_learn_person (sync,
                                             txn,
                                             DOCKET_ENTITY_TECHNICIAN,
                                             &remote->technician,
                                             0,
                                             &local_error);

      if (local_error == NULL && remote->rate_remote_id != NULL)
        item.rate = docket_learn_entry (sync,
                                        txn,
                                        DOCKET_ENTITY_RATE,
                                        remote->rate_remote_id,
                                        NULL,
                                        &local_error);

      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }

      g_array_append_val (items, item);
    }

  return g_steal_pointer (&items);
}

static gboolean
upsert (Merge *merge, GArray *items, GError **error)
{
  for (guint i = 0; i < items->len; i++)
    {
      const Item *item = &g_array_index (items, Item, i);
      DocketTimeEntry *known = find_by_remote_id (merge, item->remote->remote_id);
      g_autoptr (DocketTimeEntry) entry =
        known != NULL ? g_object_ref (known) : docket_time_entry_new ();

      g_hash_table_add (merge->seen, item->remote->remote_id);

      if (!write_entry (merge, entry, item, error))
        return FALSE;
    }

  return TRUE;
}

static guint
count_known (Merge *merge, GArray *items)
{
  guint n_known = 0;

  for (guint i = 0; i < items->len; i++)
    n_known += find_by_remote_id (merge, g_array_index (items, Item, i).remote->remote_id) != NULL;

  return n_known;
}

static gboolean
may_delete (Merge *merge, GArray *items, DocketFindings *findings)
{
  guint n_here = 0;

  for (guint i = 0; i < merge->entries->len; i++)
    n_here += ((DocketTimeEntry *) g_ptr_array_index (merge->entries, i))->remote_id != NULL;

  if (items->len > 0 || n_here == 0 ||
      docket_sync_believes_empty (merge->sync, "times", merge->ticket))
    return TRUE;

  findings->doubtful = TRUE;

  return FALSE;
}

/* Time entries are upserted by id; what an operation of ours made is bound first. @findings:
 * takes what was found. */
gboolean
docket_time_merge (DocketSync *sync,
                   DocketTransaction *txn,
                   gint64 ticket,
                   GPtrArray *remote_entries,
                   gboolean complete,
                   DocketFindings *findings,
                   GError **error)
{
  g_auto (Merge) merge = { .sync = sync, .txn = txn, .ticket = ticket };
  g_autoptr (GArray) items = NULL;

  if (remote_entries == NULL)
    return TRUE;

  items = read_items (sync, txn, remote_entries, error);

  if (items == NULL)
    return FALSE;

  merge.seen = g_hash_table_new (g_str_hash, g_str_equal);
  merge.entries = docket_time_entries_list (txn, ticket, error);
  merge.operations =
    merge.entries != NULL ? docket_operations_list_of_ticket (txn, ticket, FALSE, error) : NULL;

  if (merge.operations == NULL)
    return FALSE;

  findings->known_times = count_known (&merge, items);

  for (guint i = 0; i < merge.operations->len; i++)
    {
      DocketOperation *operation = g_ptr_array_index (merge.operations, i);

      if (may_bind (operation) && !bind_operation (&merge, operation, items, findings, error))
        return FALSE;
    }

  return upsert (&merge, items, error) &&
         (!complete || !may_delete (&merge, items, findings) || delete_gone (&merge, error));
}

/* --- Files --------------------------------------------------------------------------------- */

static DocketAttachment *
steal_known (GPtrArray *known, const DocketRemoteAttachment *remote)
{
  for (guint i = 0; i < known->len; i++)
    {
      DocketAttachment *attachment = g_ptr_array_index (known, i);

      /* An address may be signed anew with each answer: what was fetched stays by its name. */
      if (attachment->url != NULL && g_strcmp0 (attachment->name, remote->name) == 0 &&
          (attachment->sha256 != NULL || g_strcmp0 (attachment->url, remote->url) == 0))
        return g_ptr_array_steal_index (known, i);
    }

  return NULL;
}

/* The names and addresses of a ticket's files, as a multiset. */
gboolean
docket_attachments_merge (DocketTransaction *txn,
                          gint64 ticket,
                          GPtrArray *remote_attachments,
                          GError **error)
{
  g_autoptr (GPtrArray) known = NULL;

  if (remote_attachments == NULL)
    return TRUE;

  known = docket_attachments_list (txn, ticket, error);

  if (known == NULL)
    return FALSE;

  for (guint i = 0; i < remote_attachments->len; i++)
    {
      const DocketRemoteAttachment *remote = g_ptr_array_index (remote_attachments, i);
      g_autoptr (DocketAttachment) attachment = steal_known (known, remote);

      if (attachment != NULL)
        continue;

      attachment = docket_attachment_new ();
      attachment->ticket = ticket;
      attachment->name = g_strdup (remote->name);
      attachment->url = g_strdup (remote->url);
      attachment->size = -1;
      attachment->state = DOCKET_PART_STATE_SYNCED;

      if (docket_attachments_insert (txn, attachment, error) == 0)
        return FALSE;
    }

  for (guint i = 0; i < known->len; i++)
    {
      const DocketAttachment *attachment = g_ptr_array_index (known, i);

      /* What was added here is not the server's to take away. */
      if (attachment->url != NULL && attachment->state == DOCKET_PART_STATE_SYNCED &&
          !docket_attachments_delete (txn, attachment->id, error))
        return FALSE;
    }

  return TRUE;
}
