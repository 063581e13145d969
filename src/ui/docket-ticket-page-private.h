/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-sent-list.h"
#include "docket-ticket-page.h"

G_BEGIN_DECLS

/**
 * DocketTicketPage:
 *
 * Reads its ticket on a worker whenever a commit names it, and hands it to its parts, which take
 * over what is new in place.
 */
struct _DocketTicketPage
{
  AdwBin parent_instance;

  DocketWorkspace *workspace;
  gint64 ticket;
  DocketTicketDetails *details;
  GCancellable *load_cancellable;
  gboolean load_again;
  GCancellable *choices_cancellable;
  guint read_source;
  gboolean keep_unread; /* the person wants to look at it again */
  DocketSentList *sent;
  GSimpleActionGroup *actions;
  GMenu *status_menu;

  DocketLayoutMode mode;
  gboolean alone; /* in a window of its own */
  gboolean show_details_beside;
  int composer_height;
  guint composer_idle;

  AdwHeaderBar *header;
  AdwWindowTitle *title;
  GtkWidget *back_button;
  GtkWidget *previous_button;
  GtkWidget *next_button;
  GtkToggleButton *details_toggle;
  GtkMenuButton *menu_button;
  GtkWidget *edit_button;
  GtkStack *stack;
  AdwToastOverlay *toasts;
  AdwFlap *flap;
  GtkBox *bars;
  DocketConversation *conversation;
  DocketComposer *composer;
  DocketDetailsPane *details_pane;
};

G_END_DECLS
