/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define DOCKET_TYPE_UNDOABLE (docket_undoable_get_type ())

G_DECLARE_INTERFACE (DocketUndoable, docket_undoable, DOCKET, UNDOABLE, GObject)

/**
 * DocketUndoableInterface:
 * @dup_label: see docket_undoable_dup_label()
 * @is_offered: see docket_undoable_is_offered()
 * @undo_async: see docket_undoable_undo_async()
 * @undo_finish: see docket_undoable_undo_finish()
 *
 * What a person did that is no #DocketEdit: it never goes to a server.
 */
struct _DocketUndoableInterface
{
  GTypeInterface parent;

  char *(*dup_label) (DocketUndoable *self);
  gboolean (*is_offered) (DocketUndoable *self);
  void (*undo_async) (DocketUndoable *self, GAsyncReadyCallback callback, gpointer user_data);
  gboolean (*undo_finish) (DocketUndoable *self, GAsyncResult *result, GError **error);
};

char *docket_undoable_dup_label (DocketUndoable *self);
gboolean docket_undoable_is_offered (DocketUndoable *self);
void
docket_undoable_undo_async (DocketUndoable *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean docket_undoable_undo_finish (DocketUndoable *self, GAsyncResult *result, GError **error);

G_END_DECLS
