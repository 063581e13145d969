/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-filter-bar.h"
#include "docket-list-pane.h"
#include "docket-search-bar.h"

G_BEGIN_DECLS

struct _DocketListPane
{
  AdwBin parent_instance;

  DocketWorkspace *workspace;
  DocketTicketList *list;
  DocketSelection *selection;
  char *view_title;
  DocketFilter *view_filter;
  DocketFilter *filter; /* without what is searched for */
  char *search;         /* NULL for nothing */
  gboolean everywhere;  /* what is searched for is looked for in all tickets */
  guint n_total;
  guint total_source;
  GCancellable *total_cancellable;
  GCancellable *everywhere_cancellable;
  gint64 opened;
  guint open_source;

  AdwHeaderBar *header;
  AdwWindowTitle *title;
  GtkWidget *sidebar_button;
  GtkWidget *sync_button;
  DocketSearchBar *search_bar;
  DocketFilterBar *filter_bar;
  GtkStack *stack;
  GtkListView *list_view;
  AdwStatusPage *empty_page;
  GtkButton *everywhere_button;
  GtkWidget *reset_button;
  GtkWidget *new_button;
};

/* What is shown: docket-list-pane-filter.c. */
void docket_list_pane_class_init_filter (GtkWidgetClass *widget_class);
void docket_list_pane_attach_filter (DocketListPane *self);
void docket_list_pane_detach_filter (DocketListPane *self);

G_END_DECLS
