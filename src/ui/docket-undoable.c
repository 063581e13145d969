/* What can be taken back and is no edit of a ticket.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-undoable.h"

G_DEFINE_INTERFACE (DocketUndoable, docket_undoable, G_TYPE_OBJECT)

static void
docket_undoable_default_init (DocketUndoableInterface *iface)
{
}

/**
 * docket_undoable_dup_label:
 * @self: what was done
 *
 * Returns: (transfer full): what it is called
 */
char *
docket_undoable_dup_label (DocketUndoable *self)
{
  g_return_val_if_fail (DOCKET_IS_UNDOABLE (self), NULL);

  return DOCKET_UNDOABLE_GET_IFACE (self)->dup_label (self);
}

/**
 * docket_undoable_is_offered:
 * @self: what was done
 *
 * Returns: whether to offer its undo in a toast as well
 */
gboolean
docket_undoable_is_offered (DocketUndoable *self)
{
  g_return_val_if_fail (DOCKET_IS_UNDOABLE (self), FALSE);

  return DOCKET_UNDOABLE_GET_IFACE (self)->is_offered (self);
}

/**
 * docket_undoable_undo_async:
 * @self: what was done
 * @callback: called when it is taken back, on the disk
 * @user_data: for @callback
 */
void
docket_undoable_undo_async (DocketUndoable *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (DOCKET_IS_UNDOABLE (self));

  DOCKET_UNDOABLE_GET_IFACE (self)->undo_async (self, callback, user_data);
}

/**
 * docket_undoable_undo_finish:
 * @self: what was done
 * @result: what the callback was given
 * @error: return location for an error of the workspace or the store
 *
 * Returns: whether it is taken back
 */
gboolean
docket_undoable_undo_finish (DocketUndoable *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (DOCKET_IS_UNDOABLE (self), FALSE);

  return DOCKET_UNDOABLE_GET_IFACE (self)->undo_finish (self, result, error);
}
