/* Moves an operation, and what it carries with it: the steps that the outbox and the engine share.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-outbox-private.h"

#include <glib/gi18n.h>

#include "docket-payload.h"
#include "docket-store-directory.h"
#include "docket-store-parts.h"
#include "docket-store-tickets.h"
#include "docket-transition.h"

G_DEFINE_QUARK (docket_sync_error_quark, docket_sync_error)

gboolean
docket_outbox_refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, DOCKET_SYNC_ERROR, DOCKET_SYNC_ERROR_REFUSED, sentence);

  return FALSE;
}

/* Whether setting a field ends the work on a ticket. */
gboolean
docket_outbox_is_resolving (DocketTransaction *txn, const char *field, const char *status)
{
  DocketStatusKind kind;

  if (g_strcmp0 (field, DOCKET_FIELD_ID_STATUS) != 0 || status == NULL)
    return FALSE;

  kind = docket_directory_get_status_kind (txn, status);

  return kind == DOCKET_STATUS_KIND_RESOLVED || kind == DOCKET_STATUS_KIND_CLOSED;
}

static DocketPartState
get_part_state (const DocketOperation *operation)
{
  if (operation->state == DOCKET_OPERATION_STATE_DONE)
    return DOCKET_PART_STATE_SYNCED;

  if (operation->state != DOCKET_OPERATION_STATE_NEEDS_ME)
    return DOCKET_PART_STATE_WAITING;

  return operation->reason == DOCKET_OPERATION_REASON_KEPT_HERE ? DOCKET_PART_STATE_KEPT_HERE
                                                                : DOCKET_PART_STATE_FAILED;
}

static gboolean
update_message (DocketTransaction *txn, const DocketOperation *operation, GError **error)
{
  g_autoptr (GPtrArray) messages = docket_messages_list (txn, operation->ticket, error);
  DocketPartState state = get_part_state (operation);

  if (messages == NULL)
    return FALSE;

  for (guint i = 0; i < messages->len; i++)
    {
      DocketMessage *message = g_ptr_array_index (messages, i);

      if (message->id != operation->entity)
        continue;

      if (message->state == state && message->not_before == operation->not_before)
        return TRUE;

      message->state = state;
      message->not_before = operation->not_before;

      return docket_messages_update (txn, message, error);
    }

  return TRUE;
}

static gboolean
update_time_entry (DocketTransaction *txn, const DocketOperation *operation, GError **error)
{
  g_autoptr (GPtrArray) entries = docket_time_entries_list (txn, operation->ticket, error);

  if (entries == NULL)
    return FALSE;

  for (guint i = 0; i < entries->len; i++)
    {
      DocketTimeEntry *entry = g_ptr_array_index (entries, i);

      if (entry->id != operation->entity)
        continue;

      entry->state = get_part_state (operation);

      return docket_time_entries_update (txn, entry, error);
    }

  return TRUE;
}

/* The message or time entry shows how its operation stands. */
gboolean
docket_outbox_update_part (DocketTransaction *txn, DocketOperation *operation, GError **error)
{
  if (operation->entity == 0)
    return TRUE;

  if (operation->kind == DOCKET_OPERATION_KIND_MESSAGE)
    return update_message (txn, operation, error);

  if (operation->kind == DOCKET_OPERATION_KIND_TIME_ENTRY)
    return update_time_entry (txn, operation, error);

  return TRUE;
}

gboolean
docket_outbox_remove_part (DocketTransaction *txn, DocketOperation *operation, GError **error)
{
  if (operation->entity == 0)
    return TRUE;

  if (operation->kind == DOCKET_OPERATION_KIND_MESSAGE)
    return docket_outbox_withdraw_files (txn, operation, error) &&
           docket_messages_delete (txn, operation->entity, error);

  if (operation->kind == DOCKET_OPERATION_KIND_TIME_ENTRY)
    return docket_time_entries_delete (txn, operation->entity, error);

  return TRUE;
}

/* One compare-and-set, by a way that there is. `epoch` 0: the person's own. */
gboolean
docket_outbox_transit (DocketTransaction *txn,
                       DocketOperation *operation,
                       DocketOperationState from,
                       gint64 epoch,
                       GError **error)
{
  if (!docket_transition_is_allowed (from, operation->state, operation->sent))
    {
      g_critical ("Operation %s can't go from state %d to %d",
                  operation->uuid,
                  from,
                  operation->state);
      g_set_error_literal (error,
                           DOCKET_SYNC_ERROR,
                           DOCKET_SYNC_ERROR_REFUSED,
                           _ ("This can't be done with what waits in the outbox. Sync, then look "
                              "again."));
      return FALSE;
    }

  if (!docket_operations_transit (txn, operation, from, epoch, error))
    return FALSE;

  return operation->state == DOCKET_OPERATION_STATE_WITHDRAWN ||
         docket_outbox_update_part (txn, operation, error);
}

gboolean
docket_outbox_withdraw (DocketTransaction *txn,
                        DocketOperation *operation,
                        gint64 epoch,
                        GError **error)
{
  DocketOperationState from = operation->state;

  operation->state = DOCKET_OPERATION_STATE_WITHDRAWN;
  operation->reason = DOCKET_OPERATION_REASON_NONE;
  operation->not_before = 0;

  return docket_outbox_transit (txn, operation, from, epoch, error) &&
         docket_outbox_forget_status (txn, operation, error);
}

gboolean
docket_outbox_hold (DocketTransaction *txn,
                    DocketOperation *operation,
                    DocketOperationReason reason,
                    const char *sentence,
                    gint64 epoch,
                    GError **error)
{
  DocketOperationState from = operation->state;

  operation->state = DOCKET_OPERATION_STATE_NEEDS_ME;
  operation->reason = reason;

  if (sentence != NULL)
    {
      g_free (operation->last_error);
      operation->last_error = g_strdup (sentence);
    }

  return docket_outbox_transit (txn, operation, from, epoch, error);
}

/* The last open operation that sets a field, of a ticket's open ones by seq. */
DocketOperation *
docket_outbox_find_set (GPtrArray *operations, const char *field)
{
  for (guint i = operations->len; i > 0; i--)
    {
      DocketOperation *operation = g_ptr_array_index (operations, i - 1);

      if (docket_operation_is_open (operation) &&
          g_strcmp0 (docket_payload_get_field (operation), field) == 0)
        return operation;
    }

  return NULL;
}

static void
add_constrained (GPtrArray *group, const char *constraint, const DocketField *field)
{
  const char *own = field->constrains != NULL ? field->constrains : field->id;

  if (g_strcmp0 (own, constraint) == 0)
    g_ptr_array_add (group, g_strdup (field->id));
}

/* The fields that are one with a field (sync.md, rule 17), itself among them; %NULL-terminated. */
GPtrArray *
docket_outbox_list_group (DocketTransaction *txn, const char *field, GError **error)
{
  g_autoptr (GPtrArray) group = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) custom = NULL;
  const DocketField *const *fixed = docket_field_get_fixed (NULL);
  const char *constraint = field;

  if (!docket_field_is_custom (field))
    {
      const DocketField *own = docket_field_find_fixed (field);

      if (own != NULL && own->constrains != NULL)
        constraint = own->constrains;

      for (guint i = 0; fixed[i] != NULL; i++)
        add_constrained (group, constraint, fixed[i]);
    }
  else
    {
      custom = docket_directory_list_fields (txn, error);

      if (custom == NULL)
        return NULL;

      for (guint i = 0; i < custom->len; i++)
        {
          const DocketField *other = g_ptr_array_index (custom, i);

          if (g_str_equal (other->id, field) && other->constrains != NULL)
            constraint = other->constrains;
        }

      for (guint i = 0; i < custom->len; i++)
        add_constrained (group, constraint, g_ptr_array_index (custom, i));
    }

  if (group->len == 0)
    g_ptr_array_add (group, g_strdup (field));

  g_ptr_array_add (group, NULL);

  return g_steal_pointer (&group);
}

gboolean
docket_outbox_set_value (DocketTransaction *txn,
                         gint64 ticket,
                         const char *field,
                         const char *value,
                         GError **error)
{
  g_autoptr (DocketValues) values = docket_values_new ();

  docket_values_set (values, field, value);

  return docket_tickets_set_values (txn, ticket, values, error);
}

gboolean
docket_outbox_set_base (DocketTransaction *txn,
                        gint64 ticket,
                        const char *field,
                        const char *value,
                        GError **error)
{
  g_autoptr (DocketValues) values = docket_values_new ();

  docket_values_set (values, field, value);

  return docket_bases_save (txn, ticket, values, error);
}

/* Which messages the person can have seen: a set, not a date (sync.md, rule 18). */
gboolean
docket_outbox_note_messages (DocketTransaction *txn, DocketOperation *operation, GError **error)
{
  g_autoptr (GPtrArray) messages = docket_messages_list (txn, operation->ticket, error);
  g_autofree char *seen_mark = NULL;
  g_autofree char *loaded_mark = NULL;
  gint64 last = 0;
  gint64 newest = 0;

  if (messages == NULL || !docket_tickets_get_detail_marks (txn,
                                                            operation->ticket,
                                                            &seen_mark,
                                                            &loaded_mark,
                                                            NULL,
                                                            error))
    return FALSE;

  for (guint i = 0; i < messages->len; i++)
    {
      const DocketMessage *message = g_ptr_array_index (messages, i);

      last = MAX (last, message->id);

      if (message->operation == NULL)
        newest = MAX (newest, message->created_at);
    }

  docket_values_set_int64 (operation->seen, DOCKET_SEEN_MESSAGES, last);
  docket_values_set_int64 (operation->seen, DOCKET_SEEN_NEWEST, newest);
  docket_payload_set_boolean (operation->seen, DOCKET_SEEN_COMPLETE, loaded_mark != NULL);

  return TRUE;
}

/* What tells the ticket from a stranger with its number (sync.md, rule 19). */
gboolean
docket_outbox_note_identity (DocketTransaction *txn, DocketOperation *operation, GError **error)
{
  static const char *const names[] = { DOCKET_SEEN_CREATED, DOCKET_SEEN_CUSTOMER };
  g_autoptr (DocketValues) base = docket_bases_load (txn, operation->ticket, error);

  if (base == NULL)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (docket_values_knows (base, names[i]))
      docket_values_set (operation->seen, names[i], docket_values_get (base, names[i]));

  return TRUE;
}
