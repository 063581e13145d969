/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-facet.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_FACET_ROW (docket_facet_row_get_type ())

G_DECLARE_FINAL_TYPE (DocketFacetRow, docket_facet_row, DOCKET, FACET_ROW, AdwActionRow)

GtkWidget *docket_facet_row_new (DocketFacet facet, const char *value, const char *title);
DocketFacet docket_facet_row_get_facet (DocketFacetRow *self);
const char *docket_facet_row_get_value (DocketFacetRow *self);
gboolean docket_facet_row_get_active (DocketFacetRow *self);
void docket_facet_row_set_active (DocketFacetRow *self, gboolean active);
void docket_facet_row_set_whole (DocketFacetRow *self, const char *whole);
const char *docket_facet_row_get_whole (DocketFacetRow *self);
void docket_facet_row_set_person (DocketFacetRow *self, const char *name);

G_END_DECLS
