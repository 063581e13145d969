/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-list-pane.h"
#include "docket-list-row.h"
#include "docket-test-ui.h"
#include "docket-workspace-view.h"

G_BEGIN_DECLS

/**
 * ListFixture:
 *
 * A window on the sample data, with its list.
 */
typedef struct
{
  DocketWorkspace *workspace;
  GtkWidget *window;
  GtkWidget *view;
  GtkWidget *pane;
  GtkListView *list_view;
  DocketSelection *selection;
  DocketTicketList *list;
  int width; /* of the window; 0: all stands side by side */
} ListFixture;

void list_fixture_init (int *argc, char ***argv);
int list_fixture_run (void);
void list_fixture_open (ListFixture *fixture);
void list_fixture_close (ListFixture *fixture);
void list_fixture_set_up (ListFixture *fixture, gconstpointer data);
void list_fixture_tear_down (ListFixture *fixture, gconstpointer data);
GtkWidget *list_fixture_get_row (ListFixture *fixture, guint position);
const DocketTicketRow *list_fixture_get_ticket (ListFixture *fixture, guint position);
gpointer list_fixture_find_window (GType type);

/* Each test gets the sample data anew where it changes them. */
#define list_fixture_add(path, test)                                                               \
  g_test_add (path, ListFixture, NULL, list_fixture_set_up, test, list_fixture_tear_down)

G_END_DECLS
