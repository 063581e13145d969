/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-undoable.h"
#include "docket-workspace.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_UNDO_STACK (docket_undo_stack_get_type ())

G_DECLARE_FINAL_TYPE (DocketUndoStack, docket_undo_stack, DOCKET, UNDO_STACK, GObject)

DocketUndoStack *docket_undo_stack_new (AdwToastOverlay *toasts);
void docket_undo_stack_attach (DocketUndoStack *self, GtkWidget *widget);
void docket_undo_stack_lend (DocketUndoStack *self, AdwToastOverlay *toasts);
DocketUndoStack *docket_undo_stack_find (GtkWidget *widget);
void docket_undo_stack_expect (DocketUndoStack *self, gpointer edit);
void docket_undo_stack_push (DocketUndoStack *self,
                             DocketWorkspace *workspace,
                             DocketEdit *edit,
                             const char *label);
void docket_undo_stack_push_undoable (DocketUndoStack *self, DocketUndoable *undoable);
void docket_undo_stack_forget (DocketUndoStack *self, gpointer edit);
gboolean docket_undo_stack_can_undo (DocketUndoStack *self);
void docket_undo_stack_undo (DocketUndoStack *self);

G_END_DECLS
