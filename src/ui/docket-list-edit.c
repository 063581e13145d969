/* What a person does to tickets of the list: one edit for all of them, with one undo.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-list-edit.h"

#include "docket-toast.h"
#include "docket-undo-stack.h"

/* How long a deletion can be taken back before the server hears of it. */
#define UNDO_US (5 * G_USEC_PER_SEC)

/* An edit on its way. */
typedef struct
{
  GtkWidget *widget;
  DocketUndoStack *stack; /* NULL where nothing can be undone */
  DocketEdit *edit;
} Request;

static void
request_free (Request *request)
{
  g_object_unref (request->widget);
  g_clear_object (&request->stack);
  g_object_unref (request->edit);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

static void
show_problem (GtkWidget *widget, const char *sentence)
{
  GtkWidget *toasts = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);

  if (toasts != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (toasts), docket_toast_new (sentence));
}

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Request) request = user_data;
  g_autoptr (GError) error = NULL;

  if (!docket_workspace_apply_finish (DOCKET_WORKSPACE (source), result, &error))
    {
      docket_undo_stack_forget (request->stack, request->edit);
      show_problem (request->widget, error->message);
      return;
    }

  docket_undo_stack_push (request->stack, DOCKET_WORKSPACE (source), request->edit, NULL);
}

static void
apply (GtkWidget *widget, DocketWorkspace *workspace, DocketEdit *edit)
{
  Request *request = g_new0 (Request, 1);

  request->widget = g_object_ref (widget);
  request->edit = g_object_ref (edit);
  g_set_object (&request->stack, docket_undo_stack_find (widget));
  docket_undo_stack_expect (request->stack, edit);
  docket_workspace_apply_async (workspace, edit, NULL, applied_cb, request);
}

/**
 * docket_list_edit_set:
 * @widget: where the person did it
 * @workspace: a workspace
 * @ids: (element-type gint64): local ids of tickets
 * @field: a field's id
 * @value: (nullable): its new canonical text
 *
 * Gives a field of several tickets one value, in one transaction.
 */
void
docket_list_edit_set (GtkWidget *widget,
                      DocketWorkspace *workspace,
                      const GArray *ids,
                      const char *field,
                      const char *value)
{
  g_autoptr (DocketEdit) edit = docket_edit_new ();

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (ids != NULL && ids->len > 0);

  for (guint i = 0; i < ids->len; i++)
    docket_edit_set_field (edit, g_array_index (ids, gint64, i), field, value);

  apply (widget, workspace, edit);
}

/**
 * docket_list_edit_set_seen:
 * @widget: where the person did it
 * @workspace: a workspace
 * @id: local id of a ticket
 * @field: a field's id
 * @value: (nullable): its new canonical text
 * @seen: (nullable): the text that stood on the screen
 *
 * Gives a field of one ticket another value than the person saw.
 */
void
docket_list_edit_set_seen (GtkWidget *widget,
                           DocketWorkspace *workspace,
                           gint64 id,
                           const char *field,
                           const char *value,
                           const char *seen)
{
  g_autoptr (DocketEdit) edit = docket_edit_new ();

  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (g_strcmp0 (value, seen) == 0)
    return;

  docket_edit_set_field_seen (edit, id, field, value, seen);
  apply (widget, workspace, edit);
}

/**
 * docket_list_edit_delete:
 * @widget: where the person did it
 * @workspace: a workspace
 * @ids: (element-type gint64): local ids of tickets
 *
 * Deletes tickets; for a while that can be undone.
 */
void
docket_list_edit_delete (GtkWidget *widget, DocketWorkspace *workspace, const GArray *ids)
{
  g_autoptr (DocketEdit) edit = docket_edit_new ();

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (ids != NULL && ids->len > 0);

  for (guint i = 0; i < ids->len; i++)
    docket_edit_delete_ticket (edit, g_array_index (ids, gint64, i), UNDO_US);

  apply (widget, workspace, edit);
}
