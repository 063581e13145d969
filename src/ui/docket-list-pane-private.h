/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-bulk-bar.h"
#include "docket-filter-bar.h"
#include "docket-list-look.h"
#include "docket-list-menu.h"
#include "docket-list-pane.h"
#include "docket-list-row.h"
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
  GHashTable *excerpts; /* (element-type gint64 utf8): by ticket, what is known of this search */
  GCancellable *excerpts_cancellable;
  guint excerpts_source;
  gint64 opened;
  guint open_source;
  gboolean alone;  /* no page stands beside it */
  gboolean by_key; /* what happened last in the list was a key */
  char *view_id;
  DocketListLook look;
  GSimpleActionGroup *look_actions;
  gboolean scroll_when_arranged;
  DocketListMenu *menu;
  gint64 pressed; /* the ticket under the last click */
  guint32 pressed_time;
  GSimpleActionGroup *select_actions;
  gboolean selecting;

  AdwHeaderBar *header;
  AdwWindowTitle *title;
  AdwHeaderBar *select_header;
  AdwWindowTitle *select_title;
  GtkWidget *select_button;
  GtkWidget *sidebar_button;
  GtkWidget *sync_button;
  GtkWidget *search_button;
  GtkWidget *more_button;
  DocketSearchBar *search_bar;
  DocketFilterBar *filter_bar;
  GtkMenuButton *look_button;
  GtkStack *stack;
  GtkListView *list_view;
  AdwStatusPage *empty_page;
  GtkButton *everywhere_button;
  GtkWidget *reset_button;
  GtkWidget *stop_search_button;
  GtkWidget *new_button;
  DocketBulkBar *bulk_bar;
};

void docket_list_pane_open (DocketListPane *self, gint64 ticket);
void docket_list_pane_open_window (DocketListPane *self, gint64 ticket);
void docket_list_pane_scroll_to (DocketListPane *self, gint64 ticket);
void docket_list_pane_show_heading (DocketListPane *self, DocketListRow *row);
DocketListRow *docket_list_pane_get_row_at (DocketListPane *self, double x, double y);

/* What is shown: docket-list-pane-filter.c. */
void docket_list_pane_class_init_filter (GtkWidgetClass *widget_class);
void docket_list_pane_attach_filter (DocketListPane *self);
void docket_list_pane_detach_filter (DocketListPane *self);

/* How it is shown: docket-list-pane-look.c. */
void docket_list_pane_attach_look (DocketListPane *self);
void docket_list_pane_detach_look (DocketListPane *self);
void docket_list_pane_restore_look (DocketListPane *self, const char *view_id);

/* What is done to it: docket-list-pane-menu.c. */
void docket_list_pane_attach_menu (DocketListPane *self);
void docket_list_pane_detach_menu (DocketListPane *self);

/* Swiping: docket-list-pane-swipe.c. */
void docket_list_pane_attach_swipe (DocketListPane *self);

/* Time in the tooltips of rows: docket-list-pane-time.c. */
void docket_list_pane_attach_time (DocketListPane *self);

/* What messages have of a search: docket-list-pane-excerpts.c. */
void docket_list_pane_attach_excerpts (DocketListPane *self);
void docket_list_pane_detach_excerpts (DocketListPane *self);
void docket_list_pane_search_excerpts (DocketListPane *self);
void docket_list_pane_show_excerpt (DocketListPane *self, DocketListRow *row);

/* Selecting several: docket-list-pane-select.c. */
void docket_list_pane_attach_select (DocketListPane *self);
void docket_list_pane_detach_select (DocketListPane *self);
gboolean docket_list_pane_stop_selecting (DocketListPane *self);
void docket_list_pane_toggle (DocketListPane *self, gint64 ticket);

G_END_DECLS
