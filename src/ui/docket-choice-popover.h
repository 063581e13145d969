/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DOCKET_TYPE_CHOICE_POPOVER (docket_choice_popover_get_type ())

G_DECLARE_FINAL_TYPE (DocketChoicePopover,
                      docket_choice_popover,
                      DOCKET,
                      CHOICE_POPOVER,
                      GtkPopover)

GtkWidget *docket_choice_popover_new (const char *name);
void docket_choice_popover_clear (DocketChoicePopover *self);
void docket_choice_popover_add (DocketChoicePopover *self, const char *value, const char *label);
void docket_choice_popover_select (DocketChoicePopover *self, const char *value);
void docket_choice_popover_set_hint (DocketChoicePopover *self, const char *hint);

G_END_DECLS
