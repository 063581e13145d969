/* Undo on this computer, where no outbox remembers what was before.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-workspace-private.h"

#include <glib/gi18n.h>

#include "docket-store-parts.h"
#include "docket-store-tickets.h"

/* For a part of an edit that sets a field: what was there. */
typedef struct
{
  char *value;
} Before;

static void
before_free (gpointer data)
{
  Before *before = data;

  if (before != NULL)
    g_free (before->value);

  g_free (before);
}

static GQuark
before_quark (void)
{
  return g_quark_from_static_string ("docket-workspace-before");
}

static gboolean
put_back_field (DocketTransaction *txn,
                const DocketEditPart *part,
                const char *old,
                const DocketOutboxContext *context,
                DocketUndoCount *count,
                GError **error)
{
  g_autofree char *now = NULL;
  g_autoptr (DocketValues) values = docket_values_new ();

  if (!docket_tickets_get_value (txn, part->ticket, part->field, &now, error))
    return FALSE;

  if (g_strcmp0 (now, part->value) != 0 || !docket_tickets_exists (txn, part->ticket))
    {
      count->n_changed++;
      return TRUE;
    }

  docket_values_set (values, part->field, old);
  count->n_undone++;

  return docket_tickets_set_values (txn, part->ticket, values, error) &&
         (!g_str_equal (part->field, DOCKET_FIELD_ID_STATUS) ||
          docket_outbox_undo_status (txn, part->ticket, old, part->value, context, error));
}

static gboolean
put_back_message (DocketTransaction *txn,
                  DocketEdit *edit,
                  const DocketEditPart *part,
                  gint64 now_us,
                  GError **error)
{
  gint64 ticket = part->ticket != 0 ? part->ticket : docket_edit_get_result_ticket (edit);
  g_autoptr (GPtrArray) files = docket_edit_files_copy (NULL);
  g_autoptr (DocketValues) fields = docket_edit_dup_fields (edit, part->ticket);

  if (part->file != NULL)
    g_ptr_array_add (files, docket_edit_file_copy (part->file));

  return docket_messages_delete (txn, part->result, error) &&
         docket_drafts_give_back (txn,
                                  ticket,
                                  part->message_kind,
                                  part->text,
                                  files,
                                  fields,
                                  now_us,
                                  error);
}

static gboolean
refuse_signature (GError **error)
{
  g_set_error_literal (error,
                       DOCKET_SYNC_ERROR,
                       DOCKET_SYNC_ERROR_TOO_LATE,
                       _ ("What was signed can't be taken back."));

  return FALSE;
}

static gboolean
undo_part_alone (DocketTransaction *txn,
                 DocketEdit *edit,
                 guint nth,
                 const Before *before,
                 const DocketOutboxContext *context,
                 DocketUndoCount *count,
                 GError **error)
{
  const DocketEditPart *part = g_ptr_array_index (docket_edit_get_parts (edit), nth);
  const gint64 now_us = docket_clock_get_wall (context->clock);

  if (part->kind == DOCKET_EDIT_SET_FIELD)
    return before == NULL || put_back_field (txn, part, before->value, context, count, error);

  count->n_undone++;

  switch ((int) part->kind)
    {
    case DOCKET_EDIT_CREATE_TICKET:
      return docket_tickets_set_deleted (txn, docket_edit_get_result_ticket (edit), now_us, error);

    case DOCKET_EDIT_SIGN:
      return refuse_signature (error);

    case DOCKET_EDIT_DELETE_TICKET:
      return docket_tickets_set_deleted (txn, part->ticket, 0, error);

    case DOCKET_EDIT_ADD_MESSAGE:
      return put_back_message (txn, edit, part, now_us, error);

    default:
      g_return_val_if_reached (FALSE);
    }
}

/* The ticket stands where it stood in the list, unless it was updated again. */
static gboolean
undo_part (DocketTransaction *txn,
           DocketEdit *edit,
           guint nth,
           const Before *before,
           const DocketOutboxContext *context,
           DocketUndoCount *count,
           GError **error)
{
  const DocketEditPart *part = g_ptr_array_index (docket_edit_get_parts (edit), nth);
  gint64 updated_at;

  if (!docket_tickets_get_updated (txn, part->ticket, &updated_at, error) ||
      !undo_part_alone (txn, edit, nth, before, context, count, error))
    return FALSE;

  return part->updated_before == 0 || updated_at != part->applied_at ||
         docket_tickets_touch (txn, part->ticket, part->updated_before, error);
}

/* To be called in the transaction that applies the edit, before it does. A field that has the value
 * already is not changed, and there is nothing to put back. */
gboolean
docket_workspace_remember_before (DocketTransaction *txn, DocketEdit *edit, GError **error)
{
  GPtrArray *parts = docket_edit_get_parts (edit);
  g_autoptr (GPtrArray) befores = g_ptr_array_new_full (parts->len, before_free);
  guint n_changed = 0;

  for (guint i = 0; i < parts->len; i++)
    {
      const DocketEditPart *part = g_ptr_array_index (parts, i);
      g_autofree char *value = NULL;
      Before *before = NULL;

      if (part->kind == DOCKET_EDIT_SET_FIELD && part->ticket != 0)
        {
          if (!docket_tickets_get_value (txn, part->ticket, part->field, &value, error))
            return FALSE;

          if (g_strcmp0 (value, part->value) != 0)
            {
              before = g_new0 (Before, 1);
              before->value = g_steal_pointer (&value);
              n_changed++;
            }
        }

      g_ptr_array_add (befores, before);
    }

  docket_edit_set_result_changed (edit, n_changed);
  g_object_set_qdata_full (G_OBJECT (edit),
                           before_quark (),
                           g_steal_pointer (&befores),
                           (GDestroyNotify) g_ptr_array_unref);

  return TRUE;
}

/* Takes back the parts, the last one first; what has changed since is left alone. */
gboolean
docket_workspace_undo_here (DocketWorkspace *self,
                            DocketTransaction *txn,
                            DocketEdit *edit,
                            DocketUndoCount *count,
                            GError **error)
{
  GPtrArray *befores = g_object_get_qdata (G_OBJECT (edit), before_quark ());
  DocketOutboxContext context;

  docket_workspace_fill_context (self, &context);

  if (befores == NULL)
    {
      g_set_error_literal (error,
                           DOCKET_SYNC_ERROR,
                           DOCKET_SYNC_ERROR_TOO_LATE,
                           _ ("This can't be undone any more."));
      return FALSE;
    }

  for (guint i = docket_edit_get_parts (edit)->len; i > 0; i--)
    if (!undo_part (txn, edit, i - 1, g_ptr_array_index (befores, i - 1), &context, count, error))
      return FALSE;

  if (count->n_undone == 0 && count->n_changed > 0)
    return docket_outbox_refuse_changed (error);

  g_object_set_qdata (G_OBJECT (edit), before_quark (), NULL);

  return TRUE;
}
