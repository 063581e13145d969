/* The one way in which a person changes something: a transaction with its operations.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-workspace-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "docket-store-parts.h"
#include "docket-store-tickets.h"

/* A message longer than this is cut by servers, or refused after minutes. */
#define MAX_MESSAGE_BYTES (1024 * 1024)

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, DOCKET_WORKSPACE_ERROR, DOCKET_WORKSPACE_ERROR_INVALID, sentence);

  return FALSE;
}

static DocketField *
find_field (GPtrArray *custom, const char *id)
{
  const DocketField *fixed = docket_field_find_fixed (id);

  if (fixed != NULL)
    return (DocketField *) fixed;

  for (guint i = 0; i < custom->len; i++)
    {
      DocketField *field = g_ptr_array_index (custom, i);

      if (g_str_equal (field->id, id))
        return field;
    }

  return NULL;
}

/* What was chosen may be gone meanwhile. */
static DocketEntry *
get_entry (DocketTransaction *txn, DocketEntity entity, gint64 id, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  DocketEntry *entry = docket_directory_get (txn, entity, id, &local_error);

  if (entry == NULL && local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (entry == NULL)
    refuse (error, _ ("What was chosen is not there any more. Choose again."));

  return entry;
}

static gboolean
check_reference (DocketTransaction *txn,
                 const DocketField *field,
                 const char *value,
                 GError **error)
{
  DocketEntity entity;
  g_autoptr (DocketEntry) entry = NULL;

  if (value == NULL || !docket_workspace_get_reference (field, &entity))
    return TRUE;

  entry = get_entry (txn, entity, g_ascii_strtoll (value, NULL, 10), error);

  return entry != NULL;
}

/* A value of the one form, of a field that there is. */
static gboolean
canonicalize (DocketTransaction *txn,
              GPtrArray *custom,
              const char *id,
              const char *value,
              char **canonical,
              GError **error)
{
  const DocketField *field = find_field (custom, id);
  g_autofree char *text = NULL;
  g_autoptr (GError) local_error = NULL;

  if (field == NULL)
    {
      g_set_error (error,
                   DOCKET_WORKSPACE_ERROR,
                   DOCKET_WORKSPACE_ERROR_INVALID,
                   _ ("Tickets have no field “%s”."),
                   id);
      return FALSE;
    }

  text = docket_field_canonicalize (field, value, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (!check_reference (txn, field, text, error))
    return FALSE;

  *canonical = g_steal_pointer (&text);

  return TRUE;
}

static void
set_default (DocketValues *values, const char *field, const char *value)
{
  if (docket_values_get (values, field) == NULL)
    docket_values_set (values, field, value);
}

static gboolean
prepare_create (DocketWorkspace *self,
                DocketTransaction *txn,
                DocketEditPart *part,
                GPtrArray *custom,
                GError **error)
{
  g_autoptr (DocketValues) values = docket_values_new ();
  g_autoptr (GList) fields = docket_values_list_fields (part->values);

  if (!docket_values_knows (part->values, DOCKET_FIELD_ID_TITLE))
    return docket_field_canonicalize (docket_field_find_fixed (DOCKET_FIELD_ID_TITLE),
                                      NULL,
                                      error) != NULL;

  for (GList *l = fields; l != NULL; l = l->next)
    {
      const char *value = docket_values_get (part->values, l->data);
      char *canonical = NULL;

      if (g_str_has_prefix (l->data, "contact."))
        {
          docket_values_set (values, l->data, value);
          continue;
        }

      if (!canonicalize (txn, custom, l->data, value, &canonical, error))
        return FALSE;

      docket_values_take (values, l->data, canonical);
    }

  set_default (values, DOCKET_FIELD_ID_STATUS, "open");
  set_default (values, DOCKET_FIELD_ID_PRIORITY, "medium");
  set_default (values, DOCKET_FIELD_ID_IMPACT, "no-impact");
  set_default (values, DOCKET_FIELD_ID_TYPE, "incident");

  if (!docket_workspace_constrain_new (txn, values, custom, error))
    return FALSE;

  docket_values_unref (part->values);
  part->values = g_steal_pointer (&values);

  return TRUE;
}

static gboolean
prepare_message (DocketEditPart *part, GError **error)
{
  g_autofree char *bare = g_strstrip (g_strdup (part->text));

  if (*bare == '\0' && part->file == NULL)
    return refuse (error, _ ("The message is empty. Write something first."));

  if (!g_utf8_validate (part->text, -1, NULL))
    return refuse (error, _ ("The message is no text that can be read (not UTF-8)."));

  if (strlen (part->text) > MAX_MESSAGE_BYTES)
    return refuse (error, _ ("The message is too long. Send it in parts."));

  return TRUE;
}

static gboolean
prepare_time (DocketWorkspace *self, DocketTransaction *txn, DocketEditPart *part, GError **error)
{
  DocketTimeEntry *entry = part->time_entry;
  g_autoptr (DocketEntry) technician = NULL;
  g_autoptr (DocketEntry) rate = NULL;

  if (entry->end_at <= entry->start_at)
    return refuse (error, _ ("The end is not after the start. Correct one of them."));

  if (entry->zone == NULL)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

      entry->zone = g_strdup (self->zone != NULL ? self->zone : g_time_zone_get_identifier (zone));
    }

  if (entry->technician != 0)
    {
      technician = get_entry (txn, DOCKET_ENTITY_TECHNICIAN, entry->technician, error);

      if (technician == NULL)
        return FALSE;
    }

  if (entry->rate != 0)
    {
      rate = get_entry (txn, DOCKET_ENTITY_RATE, entry->rate, error);

      if (rate == NULL)
        return FALSE;
    }

  return TRUE;
}

static gboolean
prepare_field (DocketTransaction *txn, DocketEditPart *part, GPtrArray *custom, GError **error)
{
  const DocketField *field = find_field (custom, part->field);
  char *canonical = NULL;

  if (!canonicalize (txn, custom, part->field, part->value, &canonical, error))
    return FALSE;

  g_free (part->value);
  part->value = canonical;

  if (!field->editable && field->column != NULL)
    {
      g_set_error (error,
                   DOCKET_WORKSPACE_ERROR,
                   DOCKET_WORKSPACE_ERROR_INVALID,
                   /* Translators: %s is a field's name, such as "Created" */
                   _ ("%s can't be changed by hand."),
                   docket_field_get_label (field, DOCKET_WORDING_MSP));
      return FALSE;
    }

  return TRUE;
}

/* Refuses with a sentence what nobody could carry out, and brings values into their one form. */
gboolean
docket_workspace_prepare_edit (DocketWorkspace *self,
                               DocketTransaction *txn,
                               DocketEdit *edit,
                               GError **error)
{
  GPtrArray *parts = docket_edit_get_parts (edit);
  g_autoptr (GPtrArray) custom = docket_directory_list_fields (txn, error);

  if (custom == NULL)
    return FALSE;

  for (guint i = 0; i < parts->len; i++)
    {
      DocketEditPart *part = g_ptr_array_index (parts, i);
      gboolean fine = TRUE;

      if (part->ticket != 0 && !docket_tickets_exists (txn, part->ticket))
        {
          g_set_error (error,
                       DOCKET_WORKSPACE_ERROR,
                       DOCKET_WORKSPACE_ERROR_NOT_FOUND,
                       _ ("There is no ticket L%" PRId64 " any more."),
                       part->ticket);
          return FALSE;
        }

      switch (part->kind)
        {
        case DOCKET_EDIT_CREATE_TICKET:
          fine = prepare_create (self, txn, part, custom, error);
          break;

        case DOCKET_EDIT_SET_FIELD:
          fine = prepare_field (txn, part, custom, error);
          break;

        case DOCKET_EDIT_ADD_MESSAGE:
          fine = prepare_message (part, error);
          break;

        case DOCKET_EDIT_ADD_TIME:
        case DOCKET_EDIT_CHANGE_TIME:
          fine = prepare_time (self, txn, part, error);
          break;

        case DOCKET_EDIT_SIGN:
          fine = docket_workspace_prepare_signature (self, txn, part, error);
          break;

        case DOCKET_EDIT_DELETE_TIME:
        case DOCKET_EDIT_DELETE_TICKET:
          break;
        }

      if (!fine)
        return FALSE;
    }

  return docket_workspace_constrain_edit (txn, edit, custom, error);
}

/* On this computer nobody else numbers tickets. */
static gboolean
number_ticket (DocketTransaction *txn, gint64 ticket, GError **error)
{
  g_autofree char *last = docket_meta_get (txn, DOCKET_META_LAST_NUMBER, NULL);
  g_autofree char *number = NULL;

  number = g_strdup_printf ("%" G_GINT64_FORMAT,
                            (last != NULL ? g_ascii_strtoll (last, NULL, 10) : 0) + 1);

  return docket_tickets_bind (txn, ticket, NULL, number, error) &&
         docket_meta_set (txn, DOCKET_META_LAST_NUMBER, number, error);
}

static gboolean
has_creation (DocketEdit *edit)
{
  GPtrArray *parts = docket_edit_get_parts (edit);

  for (guint i = 0; i < parts->len; i++)
    {
      const DocketEditPart *part = g_ptr_array_index (parts, i);

      if (part->kind == DOCKET_EDIT_CREATE_TICKET)
        return TRUE;
    }

  return FALSE;
}

static void
apply_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (docket_workspace_apply (source, task_data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static gboolean
undo_counted (DocketWorkspace *self,
              DocketEdit *edit,
              DocketUndoCount *count,
              GCancellable *cancellable,
              GError **error)
{
  DocketOutboxContext context;
  g_autoptr (DocketTransaction) txn = docket_store_begin_write (self->store, cancellable, error);
  gboolean undone;

  if (txn == NULL)
    return FALSE;

  docket_workspace_fill_context (self, &context);

  if (docket_edit_is_of_time (edit))
    undone = docket_outbox_undo_time (txn, edit, &context, count, error);
  else if (self->kind == DOCKET_SERVER_KIND_LOCAL)
    undone = docket_workspace_undo_here (self, txn, edit, count, error);
  else
    undone =
      docket_outbox_undo (txn, docket_edit_get_result_operations (edit), &context, count, error);

  return undone && docket_workspace_commit (self, txn, error);
}

static void
undo_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_autofree DocketUndoCount *count = g_new0 (DocketUndoCount, 1);
  GError *error = NULL;

  if (undo_counted (source, task_data, count, cancellable, &error))
    g_task_return_pointer (task, g_steal_pointer (&count), g_free);
  else
    g_task_return_error (task, error);
}

/* Commits, then tells: lists hear of it without waiting for the file monitor. */
gboolean
docket_workspace_commit (DocketWorkspace *self, DocketTransaction *txn, GError **error)
{
  if (!docket_transaction_commit (txn, error))
    return FALSE;

  docket_workspace_look (self);
  docket_workspace_wake_engine (self);

  return TRUE;
}

/**
 * docket_workspace_apply:
 * @self: a workspace
 * @edit: what a person did; it carries the results afterwards
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #DocketWorkspaceError, #DocketModelError, #DocketSyncError or
 * #DocketStoreError
 *
 * Writes an edit and its operations in one transaction. When it returns %TRUE, it is on the disk;
 * when %FALSE, nothing of it is.
 *
 * Returns: whether it was written
 */
gboolean
docket_workspace_apply (DocketWorkspace *self,
                        DocketEdit *edit,
                        GCancellable *cancellable,
                        GError **error)
{
  DocketOutboxContext context;
  g_autoptr (DocketTransaction) txn = NULL;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), FALSE);
  g_return_val_if_fail (DOCKET_IS_EDIT (edit), FALSE);

  txn = docket_store_begin_write (self->store, cancellable, error);

  if (txn == NULL || !docket_workspace_prepare_edit (self, txn, edit, error))
    return FALSE;

  if (self->kind == DOCKET_SERVER_KIND_LOCAL &&
      !docket_workspace_remember_before (txn, edit, error))
    return FALSE;

  docket_workspace_fill_context (self, &context);

  if (!docket_outbox_apply (txn, edit, &context, error))
    return FALSE;

  /* What has its value already makes no operation. */
  if (self->kind != DOCKET_SERVER_KIND_LOCAL)
    docket_edit_set_result_changed (edit, docket_edit_get_result_operations (edit)->len);

  if (self->kind == DOCKET_SERVER_KIND_LOCAL && has_creation (edit) &&
      !number_ticket (txn, docket_edit_get_result_ticket (edit), error))
    return FALSE;

  if (!docket_workspace_commit (self, txn, error))
    return FALSE;

  docket_workspace_watch_offers (self, edit);

  return TRUE;
}

/**
 * docket_workspace_apply_async:
 * @self: a workspace
 * @edit: what a person did
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is on the disk
 * @user_data: for @callback
 *
 * Like docket_workspace_apply() on a worker. Edits are written in the order of the calls.
 */
void
docket_workspace_apply_async (DocketWorkspace *self,
                              DocketEdit *edit,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));
  g_return_if_fail (DOCKET_IS_EDIT (edit));

  task =
    docket_workspace_task (self, docket_workspace_apply_async, cancellable, callback, user_data);
  g_task_set_task_data (task, g_object_ref (edit), g_object_unref);
  docket_workspace_run_write (self, task, apply_thread);
}

/**
 * docket_workspace_apply_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for an error, see docket_workspace_apply()
 *
 * Returns: whether it was written
 */
gboolean
docket_workspace_apply_finish (DocketWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * docket_workspace_undo:
 * @self: a workspace
 * @edit: an edit that was applied
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #DocketSyncError or #DocketStoreError
 *
 * Takes back an edit; a message goes back to its draft, a field that was sent is edited anew. What
 * has changed since is left alone.
 *
 * Returns: whether something was taken back; %DOCKET_SYNC_ERROR_TOO_LATE when nothing can be any
 * more
 */
gboolean
docket_workspace_undo (DocketWorkspace *self,
                       DocketEdit *edit,
                       GCancellable *cancellable,
                       GError **error)
{
  DocketUndoCount count = { 0 };

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), FALSE);
  g_return_val_if_fail (DOCKET_IS_EDIT (edit), FALSE);

  return undo_counted (self, edit, &count, cancellable, error);
}

/**
 * docket_workspace_undo_async:
 * @self: a workspace
 * @edit: an edit that was applied
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it was taken back
 * @user_data: for @callback
 *
 * Like docket_workspace_undo() on a worker, after the edits asked for before.
 */
void
docket_workspace_undo_async (DocketWorkspace *self,
                             DocketEdit *edit,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));
  g_return_if_fail (DOCKET_IS_EDIT (edit));

  task =
    docket_workspace_task (self, docket_workspace_undo_async, cancellable, callback, user_data);
  g_task_set_task_data (task, g_object_ref (edit), g_object_unref);
  docket_workspace_run_write (self, task, undo_thread);
}

/**
 * docket_workspace_undo_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for an error, see docket_workspace_undo()
 *
 * Returns: whether something was taken back
 */
gboolean
docket_workspace_undo_finish (DocketWorkspace *self, GAsyncResult *result, GError **error)
{
  DocketUndoCount count;

  return docket_workspace_undo_finish_counted (self, result, &count, error);
}

/**
 * docket_workspace_undo_finish_counted:
 * @self: a workspace
 * @result: what the callback was given
 * @count: (out): what was taken back, and what was not
 * @error: return location for an error, see docket_workspace_undo()
 *
 * Returns: whether something was taken back
 */
gboolean
docket_workspace_undo_finish_counted (DocketWorkspace *self,
                                      GAsyncResult *result,
                                      DocketUndoCount *count,
                                      GError **error)
{
  g_autofree DocketUndoCount *counted = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  counted = g_task_propagate_pointer (G_TASK (result), error);

  if (counted != NULL)
    *count = *counted;

  return counted != NULL;
}
