/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-facet-row.h"
#include "docket-filter-dialog.h"
#include "docket-test-ui.h"
#include "docket-workspace.h"

G_BEGIN_DECLS

/**
 * FilterFixture:
 *
 * A window on the sample data, with the filter of its view.
 */
typedef struct
{
  DocketWorkspace *workspace;
  GtkWidget *window;
  GtkWidget *view;
} FilterFixture;

void filter_fixture_init (int *argc, char ***argv);
int filter_fixture_run (void);
void filter_fixture_add (const char *path, void (*test) (FilterFixture *, gconstpointer));
gpointer filter_fixture_find (GtkWidget *root, GType type);
gpointer filter_fixture_find_window (GType type);
void filter_fixture_open (FilterFixture *fixture);
void filter_fixture_close (FilterFixture *fixture);
guint filter_fixture_count (DocketWorkspace *workspace, const DocketFilter *filter);
gboolean filter_fixture_has_chips (GtkWidget *root, const char *expected);
gboolean filter_fixture_has_subtitle (FilterFixture *fixture, const char *expected);
void filter_fixture_remove_chip (GtkWidget *root, guint nth);
DocketFacetRow *
filter_fixture_find_facet_row (GtkWidget *root, DocketFacet facet, const char *value);
void filter_fixture_toggle (DocketFilterDialog *dialog, DocketFacet facet, const char *value);
DocketFilterDialog *filter_fixture_open_dialog (FilterFixture *fixture);

G_END_DECLS
