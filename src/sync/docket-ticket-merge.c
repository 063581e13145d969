/* Merges a ticket of an answer into the store, field by field.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-sync-private.h"

#include <glib/gi18n.h>

#include "docket-canonical.h"
#include "docket-merge.h"

/* How far a server's clock may be off when a ticket is known again by its creation. */
#define CREATED_SLACK_US (2 * 60 * G_USEC_PER_SEC)

/* One ticket while it is merged: what is to be written at the end stands in @take and @base_take.
 */
typedef struct
{
  DocketSync *sync;
  DocketTransaction *txn;
  gint64 ticket;
  DocketValues *base;
  DocketValues *mine;
  DocketValues *theirs;
  GPtrArray *operations;
  DocketValues *take;
  DocketValues *base_take;
  gboolean by_other;     /* a value on the screen moves that had another one on the server before */
  gboolean status_known; /* the server has shown a status before */
} Merge;

static void
merge_clear (Merge *merge)
{
  g_clear_pointer (&merge->base, docket_values_unref);
  g_clear_pointer (&merge->mine, docket_values_unref);
  g_clear_pointer (&merge->operations, g_ptr_array_unref);
  g_clear_pointer (&merge->take, docket_values_unref);
  g_clear_pointer (&merge->base_take, docket_values_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Merge, merge_clear)

static gboolean
merge_init (Merge *merge,
            DocketSync *sync,
            DocketTransaction *txn,
            gint64 ticket,
            DocketValues *theirs,
            GError **error)
{
  *merge = (Merge){ .sync = sync, .txn = txn, .ticket = ticket, .theirs = theirs };
  merge->take = docket_values_new ();
  merge->base_take = docket_values_new ();
  merge->base = docket_bases_load (txn, ticket, error);
  merge->mine = merge->base != NULL ? docket_tickets_load_values (txn, ticket, error) : NULL;
  merge->operations =
    merge->mine != NULL ? docket_operations_list_of_ticket (txn, ticket, FALSE, error) : NULL;

  return merge->operations != NULL;
}

static void
move_base (Merge *merge, const char *field)
{
  const char *value = docket_values_get (merge->theirs, field);

  if (docket_values_knows (merge->base, field) &&
      g_strcmp0 (docket_values_get (merge->base, field), value) == 0)
    return;

  docket_values_set (merge->base, field, value);
  docket_values_set (merge->base_take, field, value);
}

/* What a server works out by itself, such as when a ticket was resolved, nobody else wrote. */
static gboolean
is_of_a_person (const char *field)
{
  const DocketField *fixed = docket_field_find_fixed (field);

  return fixed == NULL || fixed->editable;
}

static void
take (Merge *merge, const char *field)
{
  const char *value = docket_values_get (merge->theirs, field);
  const gboolean known = docket_values_knows (merge->base, field);
  const gboolean news =
    known && !docket_merge_equal (field, docket_values_get (merge->base, field), value);

  move_base (merge, field);

  if (docket_merge_equal (field, docket_values_get (merge->mine, field), value))
    return;

  docket_values_set (merge->take, field, value);
  merge->by_other |= news && is_of_a_person (field);
  merge->status_known |= known && g_str_equal (field, DOCKET_FIELD_ID_STATUS);
}

/* That the status on the screen moved; the first one that is heard of is no change. */
static gboolean
note_status (Merge *merge, GError **error)
{
  return !merge->status_known ||
         docket_outbox_note_other_status (merge->txn,
                                          merge->ticket,
                                          DOCKET_FIELD_ID_STATUS,
                                          docket_values_get (merge->mine, DOCKET_FIELD_ID_STATUS),
                                          docket_values_get (merge->take, DOCKET_FIELD_ID_STATUS),
                                          docket_sync_now (merge->sync),
                                          error);
}

static gboolean
save (Merge *merge, GError **error)
{
  return (docket_values_get_size (merge->take) == 0 ||
          docket_tickets_set_values (merge->txn, merge->ticket, merge->take, error)) &&
         note_status (merge, error) &&
         (docket_values_get_size (merge->base_take) == 0 ||
          docket_bases_save (merge->txn, merge->ticket, merge->base_take, error));
}

static gboolean
save_conflict (Merge *merge, const char *field, const char *base, GError **error)
{
  const char *theirs = docket_values_get (merge->theirs, field);
  g_autoptr (GPtrArray) conflicts = docket_conflicts_list (merge->txn, merge->ticket, error);
  g_autoptr (DocketConflict) conflict = docket_conflict_new ();

  if (conflicts == NULL)
    return FALSE;

  conflict->since = docket_sync_now (merge->sync);

  for (guint i = 0; i < conflicts->len; i++)
    {
      const DocketConflict *known = g_ptr_array_index (conflicts, i);

      if (g_strcmp0 (known->field, field) != 0)
        continue;

      if (g_strcmp0 (known->theirs, theirs) == 0)
        return TRUE;

      conflict->since = known->since;
    }

  conflict->ticket = merge->ticket;
  conflict->field = g_strdup (field);
  conflict->base = g_strdup (base);
  conflict->mine = g_strdup (docket_values_get (merge->mine, field));
  conflict->theirs = g_strdup (theirs);

  return docket_conflicts_save (merge->txn, conflict, error);
}

/* What the server had when the person first edited the field (rule 15). */
static const char *
get_base (Merge *merge, const DocketOperation *operation, const char *field)
{
  return docket_values_knows (merge->base, field)
           ? docket_values_get (merge->base, field)
           : docket_values_get (operation->seen, DOCKET_SEEN_VALUE);
}

/* An operation of the field whose end the person or a push decides, against the server's value. */
static gboolean
weigh (Merge *merge,
       DocketOperation *operation,
       const char *field,
       gboolean *settled,
       GError **error)
{
  const char *mine = docket_values_get (operation->payload, field);
  const char *theirs = docket_values_get (merge->theirs, field);
  const char *base = get_base (merge, operation, field);
  const gboolean in_conflict = operation->state == DOCKET_OPERATION_STATE_NEEDS_ME &&
                               operation->reason == DOCKET_OPERATION_REASON_CONFLICT;

  *settled = FALSE;

  if (docket_merge_equal (field, mine, theirs))
    {
      *settled = TRUE;
      move_base (merge, field);

      return docket_conflicts_delete (merge->txn, merge->ticket, field, error) &&
             docket_sync_finish (merge->sync, merge->txn, operation, error);
    }

  if (in_conflict)
    return save_conflict (merge, field, base, error);

  if (docket_merge_equal (field, theirs, base))
    return TRUE;

  return save_conflict (merge, field, base, error) &&
         docket_sync_hold (merge->sync,
                           merge->txn,
                           operation,
                           DOCKET_OPERATION_REASON_CONFLICT,
                           NULL,
                           error);
}

/* The field's operations, the first one first; each that is settled lets the next one be weighed.
 */
static gboolean
merge_edited (Merge *merge, const char *field, GError **error)
{
  for (guint i = 0; i < merge->operations->len; i++)
    {
      DocketOperation *operation = g_ptr_array_index (merge->operations, i);
      gboolean settled;

      if (!docket_operation_is_open (operation) ||
          g_strcmp0 (docket_payload_get_field (operation), field) != 0)
        continue;

      if (operation->state == DOCKET_OPERATION_STATE_IN_FLIGHT ||
          operation->state == DOCKET_OPERATION_STATE_AMBIGUOUS ||
          operation->state == DOCKET_OPERATION_STATE_ACKNOWLEDGED)
        return TRUE;

      if (!weigh (merge, operation, field, &settled, error))
        return FALSE;

      if (!settled)
        return TRUE;
    }

  return TRUE;
}

/* The operation of another field that is one with this one (rule 17). */
static DocketOperation *
find_constrained (Merge *merge, const char *const *group)
{
  for (guint i = 0; group[i] != NULL; i++)
    {
      DocketOperation *operation = docket_outbox_find_set (merge->operations, group[i]);

      if (operation != NULL)
        return operation;
    }

  return NULL;
}

static gboolean
merge_untouched (Merge *merge, const char *field, GError **error)
{
  g_autoptr (GPtrArray) group = docket_outbox_list_group (merge->txn, field, error);
  const char *const *fields;
  DocketOperation *operation;

  if (group == NULL)
    return FALSE;

  fields = (const char *const *) group->pdata;
  operation = find_constrained (merge, fields);

  if (operation == NULL)
    {
      take (merge, field);
      return TRUE;
    }

  if (docket_merge_fields (merge->base, merge->mine, merge->theirs, fields) !=
        DOCKET_MERGE_CONFLICT ||
      docket_merge_field (merge->base, merge->mine, merge->theirs, field) == DOCKET_MERGE_SAME)
    return TRUE;

  if (operation->state != DOCKET_OPERATION_STATE_WAITING &&
      operation->state != DOCKET_OPERATION_STATE_AGAIN &&
      operation->state != DOCKET_OPERATION_STATE_NEEDS_ME)
    return TRUE;

  if (!save_conflict (merge, field, docket_values_get (merge->base, field), error))
    return FALSE;

  return operation->reason == DOCKET_OPERATION_REASON_CONFLICT ||
         docket_sync_hold (merge->sync,
                           merge->txn,
                           operation,
                           DOCKET_OPERATION_REASON_CONFLICT,
                           NULL,
                           error);
}

static gboolean
has_sets (GPtrArray *operations)
{
  for (guint i = 0; i < operations->len; i++)
    {
      const DocketOperation *operation = g_ptr_array_index (operations, i);

      if (operation->kind == DOCKET_OPERATION_KIND_SET)
        return TRUE;
    }

  return FALSE;
}

/* Merges the known fields of an answer (rules 15 and 17). Base moves only where no operation of the
 * field is open. @changed: whether the screen changed. */
gboolean
docket_ticket_merge (DocketSync *sync,
                     DocketTransaction *txn,
                     gint64 ticket,
                     DocketValues *theirs,
                     gboolean *changed,
                     GError **error)
{
  g_auto (Merge) merge = { 0 };
  g_autoptr (GList) fields = docket_values_list_fields (theirs);
  gboolean edited;

  if (!merge_init (&merge, sync, txn, ticket, theirs, error))
    return FALSE;

  edited = has_sets (merge.operations);

  for (GList *l = fields; l != NULL; l = l->next)
    {
      gboolean done = TRUE;

      if (!edited)
        take (&merge, l->data);
      else if (docket_outbox_find_set (merge.operations, l->data) != NULL)
        done = merge_edited (&merge, l->data, error);
      else
        done = merge_untouched (&merge, l->data, error);

      if (!done)
        return FALSE;
    }

  if (changed != NULL)
    *changed = docket_values_get_size (merge.take) > 0;

  return save (&merge, error) &&
         (!merge.by_other ||
          docket_tickets_note_other (txn, ticket, docket_sync_now (sync), error));
}

/* --- What a create made -------------------------------------------------------------------- */

static gboolean
tell_what_became (Merge *merge, DocketOperation *create, GError **error)
{
  g_autoptr (GList) fields = docket_values_list_fields (create->payload);
  g_autoptr (GString) changed = g_string_new (NULL);

  for (GList *l = fields; l != NULL; l = l->next)
    {
      const DocketField *field = docket_field_find_fixed (l->data);

      if (field == NULL || !docket_values_knows (merge->theirs, l->data) ||
          docket_merge_equal (l->data,
                              docket_values_get (create->payload, l->data),
                              docket_values_get (merge->theirs, l->data)))
        continue;

      if (changed->len > 0)
        /* Translators: between the names of fields */
        g_string_append (changed, C_ ("fields", ", "));

      g_string_append (changed, docket_field_get_label (field, DOCKET_WORDING_MSP));
    }

  g_clear_pointer (&create->last_error, g_free);

  if (changed->len > 0)
    create->last_error =
      /* Translators: %s is a list of fields, such as "Status, Assigned to" */
      g_strdup_printf (_ ("The server changed what was sent: %s"), changed->str);

  return TRUE;
}

/* What waits for the new ticket stands on what the server made of it. */
static gboolean
rebase (Merge *merge, DocketOperation *create, GError **error)
{
  for (guint i = 0; i < merge->operations->len; i++)
    {
      DocketOperation *operation = g_ptr_array_index (merge->operations, i);
      const char *field = docket_payload_get_field (operation);

      if (operation->id == create->id || !docket_operation_is_open (operation))
        continue;

      if (field != NULL && docket_values_knows (merge->theirs, field))
        docket_values_set (operation->seen,
                           DOCKET_SEEN_VALUE,
                           docket_values_get (merge->theirs, field));

      /* What the server made of the create is no news. */
      docket_values_forget (operation->seen, DOCKET_SEEN_MESSAGES);

      if (!docket_outbox_note_identity (merge->txn, operation, error) ||
          !docket_sync_transit (merge->sync, merge->txn, operation, operation->state, error))
        return FALSE;
    }

  return TRUE;
}

/* The read-back of a create: base is what the server has now, and so is the screen, but for what
 * the person has changed since. */
gboolean
docket_ticket_read_back_create (DocketSync *sync,
                                DocketTransaction *txn,
                                DocketOperation *operation,
                                const DocketRemoteTicket *remote,
                                GError **error)
{
  g_autoptr (DocketValues) theirs = docket_learn_values (sync, txn, remote, error);
  g_auto (Merge) merge = { 0 };
  g_autoptr (GList) fields = NULL;

  if (theirs == NULL || !merge_init (&merge, sync, txn, operation->ticket, theirs, error))
    return FALSE;

  fields = docket_values_list_fields (theirs);

  for (GList *l = fields; l != NULL; l = l->next)
    {
      if (docket_outbox_find_set (merge.operations, l->data) != NULL)
        move_base (&merge, l->data);
      else
        take (&merge, l->data);
    }

  return save (&merge, error) && tell_what_became (&merge, operation, error) &&
         docket_tickets_bind (txn, operation->ticket, remote->remote_id, remote->number, error) &&
         rebase (&merge, operation, error) && docket_sync_finish (sync, txn, operation, error);
}

/* Whether a ticket may be what a create made, by what a create says of it. */
static gboolean
fits (DocketOperation *operation, const DocketRemoteTicket *remote, DocketValues *values)
{
  gint64 contact = docket_values_get_int64 (operation->payload, DOCKET_FIELD_ID_CONTACT);
  gint64 since = docket_values_get_int64 (operation->seen, DOCKET_SEEN_ATTEMPT);
  g_autofree char *mine = NULL;
  g_autofree char *theirs = NULL;

  if (operation->remote_id != NULL)
    return g_str_equal (operation->remote_id, remote->remote_id);

  if (remote->created_at != 0 && remote->created_at < since - CREATED_SLACK_US)
    return FALSE;

  if (contact != 0 && docket_values_get_int64 (values, DOCKET_FIELD_ID_CONTACT) != contact)
    return FALSE;

  mine =
    docket_payload_canonicalize (docket_values_get (operation->payload, DOCKET_FIELD_ID_TITLE));
  theirs = docket_payload_canonicalize (docket_values_get (values, DOCKET_FIELD_ID_TITLE));

  return docket_canonical_matches (mine, theirs);
}

gboolean
docket_ticket_bind_create (DocketSync *sync,
                           DocketTransaction *txn,
                           DocketOperation *operation,
                           const DocketRemoteTicket *remote,
                           GError **error)
{
  DocketOperationState from = operation->state;

  if (!docket_tickets_bind (txn, operation->ticket, remote->remote_id, remote->number, error))
    return FALSE;

  g_free (operation->remote_id);
  operation->remote_id = g_strdup (remote->remote_id);
  operation->state = DOCKET_OPERATION_STATE_ACKNOWLEDGED;
  operation->acknowledged_at = docket_sync_now (sync);
  g_hash_table_remove (sync->rests, operation->uuid);

  return docket_sync_transit (sync, txn, operation, from, error);
}

/* A pull binds before it inserts (rule 11): the ticket may be what a create made whose answer was
 * lost. */
static gboolean
bind_or_insert (DocketSync *sync,
                DocketTransaction *txn,
                const DocketRemoteTicket *remote,
                DocketValues *values,
                gint64 *ticket,
                GError **error)
{
  static const DocketOperationState states[] = { DOCKET_OPERATION_STATE_AMBIGUOUS,
                                                 DOCKET_OPERATION_STATE_ACKNOWLEDGED };
  g_autoptr (GPtrArray) operations =
    docket_operations_list_states (txn, states, G_N_ELEMENTS (states), error);

  if (operations == NULL)
    return FALSE;

  for (guint i = 0; i < operations->len; i++)
    {
      DocketOperation *operation = g_ptr_array_index (operations, i);

      if (operation->kind != DOCKET_OPERATION_KIND_CREATE || !fits (operation, remote, values))
        continue;

      *ticket = operation->ticket;

      return docket_ticket_bind_create (sync, txn, operation, remote, error) &&
             docket_ticket_read_back_create (sync, txn, operation, remote, error);
    }

  *ticket = docket_tickets_insert (txn,
                                   remote->remote_id,
                                   remote->number,
                                   values,
                                   remote->updated_at,
                                   error);

  return *ticket != 0 && docket_bases_save (txn, *ticket, values, error) &&
         docket_tickets_note_other (txn, *ticket, remote->created_at, error);
}

/* The other ticket names this one too: whichever comes second ties them. */
static gboolean
take_relation (DocketTransaction *txn,
               const DocketRemoteTicket *remote,
               gint64 ticket,
               GError **error)
{
  g_autoptr (GError) local_error = NULL;
  gint64 other = 0;

  if (!remote->relation_known)
    return TRUE;

  if (remote->related_remote_id != NULL)
    other = docket_tickets_find_by_remote_id (txn, remote->related_remote_id, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (other == ticket)
    other = 0;

  return docket_relations_set (txn, ticket, other, remote->relation, error) &&
         (other == 0 ||
          docket_relations_set (txn,
                                other,
                                ticket,
                                g_str_equal (remote->relation, "parent") ? "child" : "parent",
                                error));
}

/* Takes a ticket of a feed: merges it, binds it or inserts it. @changed: whether it is new, or
 * anything of it moved. */
gboolean
docket_ticket_take (DocketSync *sync,
                    DocketTransaction *txn,
                    const DocketRemoteTicket *remote,
                    gint64 *ticket,
                    gboolean *changed,
                    GError **error)
{
  g_autoptr (DocketValues) values = docket_learn_values (sync, txn, remote, error);
  g_autoptr (GError) local_error = NULL;
  g_autofree char *seen_mark = NULL;
  g_autofree char *loaded_mark = NULL;

  if (values == NULL)
    return FALSE;

  *ticket = docket_tickets_find_by_remote_id (txn, remote->remote_id, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (*ticket == 0)
    {
      *changed = TRUE;

      return bind_or_insert (sync, txn, remote, values, ticket, error) &&
             take_relation (txn, remote, *ticket, error) &&
             docket_tickets_set_seen_mark (txn, *ticket, remote->mark, error) &&
             docket_messages_add_some (sync, txn, *ticket, remote->messages, error);
    }

  if (!docket_tickets_get_detail_marks (txn, *ticket, &seen_mark, &loaded_mark, NULL, error) ||
      !docket_ticket_merge (sync, txn, *ticket, values, changed, error) ||
      !take_relation (txn, remote, *ticket, error))
    return FALSE;

  if (g_strcmp0 (seen_mark, remote->mark) == 0 && !*changed)
    return TRUE;

  *changed = TRUE;

  /* An answer names no instant of its last change: this is when it was first heard of. */
  return docket_tickets_touch (txn,
                               *ticket,
                               MAX (remote->updated_at, docket_sync_now (sync)),
                               error) &&
         docket_tickets_set_seen_mark (txn, *ticket, remote->mark, error) &&
         docket_messages_add_some (sync, txn, *ticket, remote->messages, error);
}
