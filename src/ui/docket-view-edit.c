/* What a person does to a saved view, so that it can be taken back.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-view-edit.h"

#include <glib/gi18n.h>

#include "docket-undoable.h"

/**
 * DocketViewEdit:
 *
 * A view as it was and as it is to be. Undone, it has the id that it had: what was kept for it is
 * there again.
 */
struct _DocketViewEdit
{
  GObject parent_instance;

  DocketWorkspace *workspace;
  gint64 id;
  DocketSavedView *before; /* NULL for a view that was not there */
  DocketSavedView *after;  /* NULL for a view that goes */
};

static void docket_view_edit_undoable_init (DocketUndoableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DocketViewEdit,
                               docket_view_edit,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (DOCKET_TYPE_UNDOABLE,
                                                      docket_view_edit_undoable_init))

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (docket_workspace_save_view_finish (DOCKET_WORKSPACE (source), result, &error) != 0)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (docket_workspace_delete_view_finish (DOCKET_WORKSPACE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Makes the view what it is to be; %NULL: nothing. */
static void
make (DocketViewEdit *self,
      const DocketSavedView *view,
      GAsyncReadyCallback callback,
      gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, make);

  if (view != NULL)
    docket_workspace_save_view_async (self->workspace, view, NULL, saved_cb, task);
  else
    docket_workspace_delete_view_async (self->workspace, self->id, NULL, deleted_cb, task);
}

static gboolean
is_update (DocketViewEdit *self)
{
  return self->before != NULL && self->after != NULL &&
         g_str_equal (self->before->name, self->after->name);
}

static char *
docket_view_edit_dup_label (DocketUndoable *undoable)
{
  DocketViewEdit *self = DOCKET_VIEW_EDIT (undoable);

  if (self->before == NULL)
    return g_strdup (_ ("View saved"));

  /* Translators: %s is the name of a saved view */
  return g_strdup_printf (self->after == NULL ? _ ("View “%s” deleted")
                          : is_update (self)  ? _ ("View “%s” updated")
                                              : _ ("View “%s” renamed"),
                          self->before->name);
}

static gboolean
docket_view_edit_is_offered (DocketUndoable *undoable)
{
  DocketViewEdit *self = DOCKET_VIEW_EDIT (undoable);

  return (self->before != NULL && self->after == NULL) || is_update (self);
}

static void
docket_view_edit_undo_async (DocketUndoable *undoable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  DocketViewEdit *self = DOCKET_VIEW_EDIT (undoable);

  make (self, self->before, callback, user_data);
}

static gboolean
docket_view_edit_undo_finish (DocketUndoable *undoable, GAsyncResult *result, GError **error)
{
  return docket_view_edit_apply_finish (DOCKET_VIEW_EDIT (undoable), result, error);
}

static void
docket_view_edit_undoable_init (DocketUndoableInterface *iface)
{
  iface->dup_label = docket_view_edit_dup_label;
  iface->is_offered = docket_view_edit_is_offered;
  iface->undo_async = docket_view_edit_undo_async;
  iface->undo_finish = docket_view_edit_undo_finish;
}

static void
docket_view_edit_finalize (GObject *object)
{
  DocketViewEdit *self = DOCKET_VIEW_EDIT (object);

  g_clear_pointer (&self->before, docket_saved_view_free);
  g_clear_pointer (&self->after, docket_saved_view_free);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (docket_view_edit_parent_class)->finalize (object);
}

static void
docket_view_edit_class_init (DocketViewEditClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = docket_view_edit_finalize;
}

static void
docket_view_edit_init (DocketViewEdit *self)
{
}

static DocketViewEdit *
new_edit (DocketWorkspace *workspace, gint64 id)
{
  DocketViewEdit *self = g_object_new (DOCKET_TYPE_VIEW_EDIT, NULL);

  self->workspace = g_object_ref (workspace);
  self->id = id;

  return self;
}

/**
 * docket_view_edit_new_rename:
 * @workspace: a workspace
 * @view: a view of it
 * @name: its new name
 *
 * Returns: (transfer full): an edit, to be applied
 */
DocketViewEdit *
docket_view_edit_new_rename (DocketWorkspace *workspace,
                             const DocketSavedView *view,
                             const char *name)
{
  DocketViewEdit *self;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (view != NULL, NULL);

  self = new_edit (workspace, view->id);
  self->before = docket_saved_view_new (view->id, view->name, view->filter);
  self->after = docket_saved_view_new (view->id, name, view->filter);

  return self;
}

/**
 * docket_view_edit_new_update:
 * @workspace: a workspace
 * @view: a view of it
 * @filter: what it is to show
 *
 * Returns: (transfer full): an edit, to be applied
 */
DocketViewEdit *
docket_view_edit_new_update (DocketWorkspace *workspace,
                             const DocketSavedView *view,
                             const DocketFilter *filter)
{
  DocketViewEdit *self;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (view != NULL, NULL);
  g_return_val_if_fail (filter != NULL, NULL);

  self = new_edit (workspace, view->id);
  self->before = docket_saved_view_new (view->id, view->name, view->filter);
  self->after = docket_saved_view_new (view->id, view->name, filter);

  return self;
}

/**
 * docket_view_edit_new_delete:
 * @workspace: a workspace
 * @view: a view of it
 *
 * Returns: (transfer full): an edit, to be applied
 */
DocketViewEdit *
docket_view_edit_new_delete (DocketWorkspace *workspace, const DocketSavedView *view)
{
  DocketViewEdit *self;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (view != NULL, NULL);

  self = new_edit (workspace, view->id);
  self->before = docket_saved_view_new (view->id, view->name, view->filter);

  return self;
}

/**
 * docket_view_edit_new_saved:
 * @workspace: a workspace
 * @view: local id of a view that was just saved
 *
 * Returns: (transfer full): an edit that was applied
 */
DocketViewEdit *
docket_view_edit_new_saved (DocketWorkspace *workspace, gint64 view)
{
  g_return_val_if_fail (DOCKET_IS_WORKSPACE (workspace), NULL);

  return new_edit (workspace, view);
}

/**
 * docket_view_edit_apply_async:
 * @self: an edit
 * @callback: called when it is on the disk
 * @user_data: for @callback
 */
void
docket_view_edit_apply_async (DocketViewEdit *self,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (DOCKET_IS_VIEW_EDIT (self));

  make (self, self->after, callback, user_data);
}

/**
 * docket_view_edit_apply_finish:
 * @self: an edit
 * @result: what the callback was given
 * @error: return location for a #DocketStoreError
 *
 * Returns: whether the view is what it was to be
 */
gboolean
docket_view_edit_apply_finish (DocketViewEdit *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
