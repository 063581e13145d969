/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * DocketPaletteKind:
 *
 * What a row of the command palette leads to; in this order they are shown.
 */
typedef enum
{
  DOCKET_PALETTE_ACTION,
  DOCKET_PALETTE_VIEW,
  DOCKET_PALETTE_TICKET,
  DOCKET_PALETTE_CUSTOMER
} DocketPaletteKind;

#define DOCKET_TYPE_PALETTE_ROW (docket_palette_row_get_type ())

G_DECLARE_FINAL_TYPE (DocketPaletteRow, docket_palette_row, DOCKET, PALETTE_ROW, GtkListBoxRow)

GtkWidget *docket_palette_row_new (DocketPaletteKind kind,
                                   const char *name,
                                   gint64 id,
                                   const char *icon_name,
                                   const char *label);
void docket_palette_row_set_detail (DocketPaletteRow *self, const char *detail);
void docket_palette_row_set_key (DocketPaletteRow *self, const char *key);
DocketPaletteKind docket_palette_row_get_kind (DocketPaletteRow *self);
const char *docket_palette_row_get_name (DocketPaletteRow *self);
gint64 docket_palette_row_get_id (DocketPaletteRow *self);
const char *docket_palette_row_get_label (DocketPaletteRow *self);

G_END_DECLS
