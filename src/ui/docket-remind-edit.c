/* A ticket that is sent to sleep or woken, so that it can be taken back.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-remind-edit.h"

#include <glib/gi18n.h>

#include "docket-format.h"
#include "docket-undoable.h"
#include "docket-workspace-remind.h"

struct _DocketRemindEdit
{
  GObject parent_instance;

  DocketWorkspace *workspace;
  gint64 ticket;
  gint64 before; /* until when it slept; 0: it did not */
  gint64 after;
};

static void docket_remind_edit_undoable_init (DocketUndoableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DocketRemindEdit,
                               docket_remind_edit,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (DOCKET_TYPE_UNDOABLE,
                                                      docket_remind_edit_undoable_init))

static gint64
get_now (DocketRemindEdit *self)
{
  return docket_clock_get_wall (docket_workspace_get_clock (self->workspace));
}

static void
reminded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (docket_workspace_remind_finish (DOCKET_WORKSPACE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
set (DocketRemindEdit *self, gint64 at, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, set);
  docket_workspace_remind_async (self->workspace, self->ticket, at, reminded_cb, task);
}

static char *
docket_remind_edit_dup_label (DocketUndoable *undoable)
{
  DocketRemindEdit *self = DOCKET_REMIND_EDIT (undoable);

  return self->after != 0 ? docket_format_asleep (self->after, get_now (self))
                          : g_strdup (_ ("Ticket woken up"));
}

/* What sleeps is out of sight. */
static gboolean
docket_remind_edit_is_offered (DocketUndoable *undoable)
{
  return DOCKET_REMIND_EDIT (undoable)->after != 0;
}

/* A ticket that would have been woken by now is awake. */
static void
docket_remind_edit_undo_async (DocketUndoable *undoable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  DocketRemindEdit *self = DOCKET_REMIND_EDIT (undoable);

  set (self, self->before > get_now (self) ? self->before : 0, callback, user_data);
}

static gboolean
docket_remind_edit_undo_finish (DocketUndoable *undoable, GAsyncResult *result, GError **error)
{
  return docket_remind_edit_apply_finish (DOCKET_REMIND_EDIT (undoable), result, error);
}

static void
docket_remind_edit_undoable_init (DocketUndoableInterface *iface)
{
  iface->dup_label = docket_remind_edit_dup_label;
  iface->is_offered = docket_remind_edit_is_offered;
  iface->undo_async = docket_remind_edit_undo_async;
  iface->undo_finish = docket_remind_edit_undo_finish;
}

static void
docket_remind_edit_finalize (GObject *object)
{
  g_object_unref (DOCKET_REMIND_EDIT (object)->workspace);

  G_OBJECT_CLASS (docket_remind_edit_parent_class)->finalize (object);
}

static void
docket_remind_edit_class_init (DocketRemindEditClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = docket_remind_edit_finalize;
}

static void
docket_remind_edit_init (DocketRemindEdit *self)
{
}

/**
 * docket_remind_edit_new:
 * @workspace: a workspace
 * @ticket: local id
 * @before: until when it sleeps now, microseconds UTC; 0: it does not
 * @after: until when it is to sleep; 0: it wakes
 *
 * Returns: (transfer full): what is to be applied
 */
DocketRemindEdit *
docket_remind_edit_new (DocketWorkspace *workspace, gint64 ticket, gint64 before, gint64 after)
{
  DocketRemindEdit *self;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (DOCKET_TYPE_REMIND_EDIT, NULL);
  self->workspace = g_object_ref (workspace);
  self->ticket = ticket;
  self->before = before;
  self->after = after;

  return self;
}

/**
 * docket_remind_edit_apply_async:
 * @self: what is to be applied
 * @callback: called when it is on the disk
 * @user_data: for @callback
 */
void
docket_remind_edit_apply_async (DocketRemindEdit *self,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (DOCKET_IS_REMIND_EDIT (self));

  set (self, self->after, callback, user_data);
}

/**
 * docket_remind_edit_apply_finish:
 * @self: what was applied
 * @result: what the callback was given
 * @error: return location for a #DocketWorkspaceError or #DocketStoreError
 *
 * Returns: whether it is on the disk
 */
gboolean
docket_remind_edit_apply_finish (DocketRemindEdit *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
