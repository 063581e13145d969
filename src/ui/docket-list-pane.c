/* The list of tickets with its header.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-list-pane-private.h"

#include "docket-tab-stop.h"

/* The list item that shows a row, which knows where it is. */
#define ROW_ITEM "item"

/* Opening follows the selection once a held key has rested this long. */
#define OPEN_DELAY_MS 150

G_DEFINE_FINAL_TYPE (DocketListPane, docket_list_pane, ADW_TYPE_BIN)

enum
{
  SIGNAL_OPEN,
  SIGNAL_OPEN_WINDOW,
  SIGNAL_DELETED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  DocketListPane *self = DOCKET_LIST_PANE (widget);

  if (docket_list_pane_stop_selecting (self))
    return GDK_EVENT_STOP;

  if (!docket_search_bar_is_searching (self->search_bar))
    return GDK_EVENT_PROPAGATE;

  docket_search_bar_stop (self->search_bar);

  return GDK_EVENT_STOP;
}

static void
open_ticket (DocketListPane *self, gint64 ticket)
{
  if (ticket == 0 || ticket == self->opened)
    return;

  self->opened = ticket;
  g_signal_emit (self, signals[SIGNAL_OPEN], 0, ticket);
}

static gboolean
open_selected_cb (gpointer user_data)
{
  DocketListPane *self = user_data;

  self->open_source = 0;

  /* Where there is one pane only, moving along the list by key does not leave it. */
  if (self->selecting || (self->alone && self->by_key))
    return G_SOURCE_REMOVE;

  open_ticket (self, docket_selection_get_single (self->selection));

  return G_SOURCE_REMOVE;
}

static void
selection_changed_cb (DocketListPane *self)
{
  g_clear_handle_id (&self->open_source, g_source_remove);
  self->open_source = g_timeout_add (OPEN_DELAY_MS, open_selected_cb, self);
}

static gboolean
event_cb (DocketListPane *self, GdkEvent *event)
{
  switch ((int) gdk_event_get_event_type (event))
    {
    case GDK_KEY_PRESS:
      self->by_key = TRUE;
      break;

    case GDK_BUTTON_PRESS:
    case GDK_TOUCH_BEGIN:
      self->by_key = FALSE;
      break;

    default:
      break;
    }

  return GDK_EVENT_PROPAGATE;
}

/* What the page shows, and nothing that is still to be opened. */
static void
select_opened (DocketListPane *self)
{
  if (docket_selection_get_single (self->selection) != self->opened)
    docket_selection_select_id (self->selection, self->opened);

  g_clear_handle_id (&self->open_source, g_source_remove);
}

static void
activate_cb (DocketListPane *self, guint position)
{
  const gint64 ticket = docket_ticket_list_get_id (self->list, position);

  if (self->selecting)
    docket_list_pane_toggle (self, ticket);
  else
    docket_list_pane_open (self, ticket);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *row = docket_list_row_new ();

  g_object_set_data (G_OBJECT (row), ROW_ITEM, item);
  gtk_list_item_set_child (item, row);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  DocketListRow *row = DOCKET_LIST_ROW (gtk_list_item_get_child (item));

  docket_list_row_set_search (row, DOCKET_LIST_PANE (user_data)->search);
  docket_list_row_set_look (row, &DOCKET_LIST_PANE (user_data)->look);
  docket_list_row_set_ticket (row, gtk_list_item_get_item (item));
  docket_list_row_set_selecting (row, DOCKET_LIST_PANE (user_data)->selecting);
  docket_list_pane_show_heading (user_data, row);
  docket_list_pane_show_excerpt (user_data, row);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  docket_list_row_set_ticket (DOCKET_LIST_ROW (gtk_list_item_get_child (item)), NULL);
}

/* What has the tickets, or says why there are none. */
static gboolean
docket_list_pane_grab_focus (GtkWidget *widget)
{
  DocketListPane *self = DOCKET_LIST_PANE (widget);
  const gboolean empty =
    self->list == NULL || g_list_model_get_n_items (G_LIST_MODEL (self->list)) == 0;

  return gtk_widget_grab_focus (empty ? GTK_WIDGET (self->empty_page)
                                      : GTK_WIDGET (self->list_view));
}

static void
docket_list_pane_dispose (GObject *object)
{
  DocketListPane *self = DOCKET_LIST_PANE (object);

  g_clear_handle_id (&self->open_source, g_source_remove);
  docket_list_pane_detach_filter (self);
  docket_list_pane_detach_excerpts (self);
  docket_list_pane_detach_look (self);
  docket_list_pane_detach_menu (self);
  docket_list_pane_detach_select (self);

  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);

  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (docket_list_pane_parent_class)->dispose (object);
}

static void
docket_list_pane_finalize (GObject *object)
{
  DocketListPane *self = DOCKET_LIST_PANE (object);

  g_free (self->view_id);
  g_free (self->view_title);
  g_free (self->search);
  g_clear_pointer (&self->view_filter, docket_filter_free);
  g_clear_pointer (&self->filter, docket_filter_free);

  G_OBJECT_CLASS (docket_list_pane_parent_class)->finalize (object);
}

static void
docket_list_pane_class_init (DocketListPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = docket_list_pane_dispose;
  G_OBJECT_CLASS (klass)->finalize = docket_list_pane_finalize;
  widget_class->grab_focus = docket_list_pane_grab_focus;

  /**
   * DocketListPane::open:
   * @ticket: local id
   *
   * A ticket is to be shown.
   */
  signals[SIGNAL_OPEN] = g_signal_new ("open",
                                       DOCKET_TYPE_LIST_PANE,
                                       G_SIGNAL_RUN_LAST,
                                       0,
                                       NULL,
                                       NULL,
                                       NULL,
                                       G_TYPE_NONE,
                                       1,
                                       G_TYPE_INT64);

  /**
   * DocketListPane::open-window:
   * @ticket: local id
   *
   * A ticket is to be shown in a window of its own.
   */
  signals[SIGNAL_OPEN_WINDOW] = g_signal_new ("open-window",
                                              DOCKET_TYPE_LIST_PANE,
                                              G_SIGNAL_RUN_LAST,
                                              0,
                                              NULL,
                                              NULL,
                                              NULL,
                                              G_TYPE_NONE,
                                              1,
                                              G_TYPE_INT64);

  /**
   * DocketListPane::deleted:
   * @ids: (element-type gint64): local ids
   *
   * The person deletes tickets.
   */
  signals[SIGNAL_DELETED] = g_signal_new ("deleted",
                                          DOCKET_TYPE_LIST_PANE,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          1,
                                          G_TYPE_ARRAY);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-list-pane.ui");
  docket_list_pane_class_init_filter (widget_class);
  g_type_ensure (DOCKET_TYPE_BULK_BAR);
  gtk_widget_class_bind_template_child (widget_class, DocketListPane, header);
  gtk_widget_class_bind_template_child (widget_class, DocketListPane, title);
  gtk_widget_class_bind_template_child (widget_class, DocketListPane, select_header);
  gtk_widget_class_bind_template_child (widget_class, DocketListPane, select_title);
  gtk_widget_class_bind_template_child (widget_class, DocketListPane, select_button);
  gtk_widget_class_bind_template_child (widget_class, DocketListPane, bulk_bar);
  gtk_widget_class_bind_template_child (widget_class, DocketListPane, sidebar_button);
  gtk_widget_class_bind_template_child (widget_class, DocketListPane, sync_button);
  gtk_widget_class_bind_template_child (widget_class, DocketListPane, search_button);
  gtk_widget_class_bind_template_child (widget_class, DocketListPane, more_button);
  gtk_widget_class_bind_template_child (widget_class, DocketListPane, look_button);
  gtk_widget_class_bind_template_child (widget_class, DocketListPane, stack);
  gtk_widget_class_bind_template_child (widget_class, DocketListPane, list_view);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
}

static void
docket_list_pane_init (DocketListPane *self)
{
  GtkEventController *events = gtk_event_controller_legacy_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  docket_search_bar_set_key_capture_widget (self->search_bar, GTK_WIDGET (self));
  docket_tab_stop_attach (GTK_WIDGET (self->list_view));
  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (events, "event", G_CALLBACK (event_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list_view), events);
}

/* Because the person asked for it, and did not just select it: the focus goes along without what is
 * selected. */
void
docket_list_pane_open (DocketListPane *self, gint64 ticket)
{
  self->opened = ticket;
  select_opened (self);
  g_signal_emit (self, signals[SIGNAL_OPEN], 0, ticket);
}

/* The click before a double-click selected it: it does not open here as well, and what is shown
 * here is selected. */
void
docket_list_pane_open_window (DocketListPane *self, gint64 ticket)
{
  if (!self->selecting)
    select_opened (self);

  g_signal_emit (self, signals[SIGNAL_OPEN_WINDOW], 0, ticket);
}

/* The row under a place of the list view. */
DocketListRow *
docket_list_pane_get_row_at (DocketListPane *self, double x, double y)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self->list_view), x, y, GTK_PICK_DEFAULT);
  GtkWidget *row = picked != NULL ? gtk_widget_get_ancestor (picked, DOCKET_TYPE_LIST_ROW) : NULL;

  return row != NULL ? DOCKET_LIST_ROW (row) : NULL;
}

/* A heading is drawn by the first row of its group. */
void
docket_list_pane_show_heading (DocketListPane *self, DocketListRow *row)
{
  GtkListItem *item = g_object_get_data (G_OBJECT (row), ROW_ITEM);
  const guint position = gtk_list_item_get_position (item);
  guint n_tickets = 0;
  const gboolean starts = position != GTK_INVALID_LIST_POSITION &&
                          docket_ticket_list_starts_group (self->list, position, &n_tickets);

  docket_list_row_set_heading (row, starts, n_tickets);
}

/* A ticket that the list does not show: its top. */
void
docket_list_pane_scroll_to (DocketListPane *self, gint64 ticket)
{
  guint position = 0;

  if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) == 0)
    return;

  if (ticket != 0)
    docket_ticket_list_find (self->list, ticket, &position);

  gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u", position);
}

/* GTK takes the keyboard from a row that is gone only when it draws again: keys would be lost until
 * then. */
static void
keep_focus (DocketListPane *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->list_view));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_get_root (focus) == NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}

/* GTK keeps in place what is in sight, so that whoever looks at the top would not see what comes
 * there. */
static void
items_changed_cb (DocketListPane *self, guint position, guint n_removed, guint n_added)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list_view));

  keep_focus (self);

  if (position == 0 && n_added > 0 && gtk_adjustment_get_value (adjustment) < 1)
    docket_list_pane_scroll_to (self, 0);
}

/**
 * docket_list_pane_set_workspace:
 * @self: a pane without a workspace
 * @workspace: whose tickets it lists
 */
void
docket_list_pane_set_workspace (DocketListPane *self, DocketWorkspace *workspace)
{
  g_return_if_fail (DOCKET_IS_LIST_PANE (self));
  g_return_if_fail (self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  self->list = docket_ticket_list_new (workspace);
  self->selection = docket_selection_new (self->list);
  g_signal_connect_object (self->selection,
                           "selection-changed",
                           G_CALLBACK (selection_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  docket_list_pane_attach_excerpts (self);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->list,
                           "items-changed",
                           G_CALLBACK (items_changed_cb),
                           self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  docket_list_pane_attach_filter (self);
  docket_list_pane_attach_look (self);
  docket_list_pane_attach_menu (self);
  docket_list_pane_attach_select (self);
  docket_list_pane_attach_swipe (self);
  docket_list_pane_attach_time (self);
}

/**
 * docket_list_pane_set_mode:
 * @self: a pane
 * @mode: how many panes stand side by side
 *
 * Shows what the other panes would show if they were there.
 */
void
docket_list_pane_set_mode (DocketListPane *self, DocketLayoutMode mode)
{
  g_return_if_fail (DOCKET_IS_LIST_PANE (self));

  self->alone = mode == DOCKET_LAYOUT_NARROW;
  adw_header_bar_set_show_start_title_buttons (self->header, mode != DOCKET_LAYOUT_WIDE);
  adw_header_bar_set_show_end_title_buttons (self->header, mode == DOCKET_LAYOUT_NARROW);
  gtk_widget_set_visible (self->sidebar_button, mode != DOCKET_LAYOUT_WIDE);
  gtk_widget_set_visible (self->search_button, mode != DOCKET_LAYOUT_NARROW);
  gtk_widget_set_visible (self->select_button, mode != DOCKET_LAYOUT_NARROW);
  gtk_widget_set_visible (self->more_button, mode == DOCKET_LAYOUT_NARROW);
  gtk_widget_set_visible (self->sync_button,
                          mode != DOCKET_LAYOUT_WIDE && self->workspace != NULL &&
                            docket_workspace_get_kind (self->workspace) !=
                              DOCKET_SERVER_KIND_LOCAL);
}

/**
 * docket_list_pane_select:
 * @self: a pane with a workspace
 * @ticket: local id; 0: none
 *
 * Selects a ticket that is already shown beside the list; a row in the list is scrolled to.
 */
void
docket_list_pane_select (DocketListPane *self, gint64 ticket)
{
  guint position;

  g_return_if_fail (DOCKET_IS_LIST_PANE (self));

  self->opened = ticket;

  /* What somebody picks is not what is opened meanwhile. */
  if (!self->selecting)
    docket_selection_select_id (self->selection, ticket);

  if (ticket != 0 && docket_ticket_list_find (self->list, ticket, &position))
    gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u", position);
}

/**
 * docket_list_pane_get_selected:
 * @self: a pane with a workspace
 *
 * Returns: local id of the only ticket selected; 0 when none or several are
 */
gint64
docket_list_pane_get_selected (DocketListPane *self)
{
  g_return_val_if_fail (DOCKET_IS_LIST_PANE (self), 0);

  return docket_selection_get_single (self->selection);
}

/**
 * docket_list_pane_get_list:
 * @self: a pane with a workspace
 *
 * Returns: (transfer none): the tickets shown
 */
DocketTicketList *
docket_list_pane_get_list (DocketListPane *self)
{
  g_return_val_if_fail (DOCKET_IS_LIST_PANE (self), NULL);

  return self->list;
}
