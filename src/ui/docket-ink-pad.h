/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "docket-ink-input.h"
#include "docket-ink.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_INK_PAD (docket_ink_pad_get_type ())

G_DECLARE_FINAL_TYPE (DocketInkPad, docket_ink_pad, DOCKET, INK_PAD, GtkWidget)

GtkWidget *docket_ink_pad_new (void);
DocketInk *docket_ink_pad_get_ink (DocketInkPad *self);
void docket_ink_pad_set_ink (DocketInkPad *self, DocketInk *ink);
void docket_ink_pad_take (DocketInkPad *self, const DocketInkEvent *event);
void docket_ink_pad_undo (DocketInkPad *self);
void docket_ink_pad_clear (DocketInkPad *self);
void docket_ink_pad_finish (DocketInkPad *self);

G_END_DECLS
