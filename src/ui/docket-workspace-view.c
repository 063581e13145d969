/* One workspace in a window: sidebar, list and ticket, and what they do to one another.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-workspace-view.h"

#include <glib/gi18n.h>

#include "docket-layout.h"
#include "docket-list-pane.h"
#include "docket-neighbours.h"
#include "docket-new-ticket-dialog.h"
#include "docket-palette.h"
#include "docket-preferences-window.h"
#include "docket-secret-dialog.h"
#include "docket-sent-list.h"
#include "docket-settings.h"
#include "docket-sidebar-pane.h"
#include "docket-single-keys.h"
#include "docket-ticket-forward.h"
#include "docket-ticket-page.h"
#include "docket-ticket-windows.h"
#include "docket-timer-bar.h"
#include "docket-toast.h"
#include "docket-undo-key.h"
#include "docket-undo-stack.h"
#include "docket-view-edit.h"
#include "docket-workspace-windows.h"

#define PROBLEM_TOAST_SECONDS 10

struct _DocketWorkspaceView
{
  AdwBin parent_instance;

  DocketWorkspace *workspace;
  GSimpleActionGroup *actions;
  DocketSyncState shown_state;
  DocketUndoStack *undo_stack;
  DocketTicketWindows *windows;
  DocketNeighbours *neighbours; /* of the ticket that is open */
  DocketFilter *last_filter;    /* in use when the workspace was left; NULL once it is shown */

  AdwToastOverlay *toasts;
  DocketLayout *layout;
  DocketSidebarPane *sidebar_pane;
  DocketListPane *list_pane;
  DocketTicketPage *ticket_page;
  DocketTimerBar *timer_bar;
};

G_DEFINE_FINAL_TYPE (DocketWorkspaceView, docket_workspace_view, ADW_TYPE_BIN)

static GtkWindow *
window_of (DocketWorkspaceView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
show_window_cb (DocketWorkspaceView *self, AdwToast *toast)
{
  const gint64 *ticket = g_object_get_data (G_OBJECT (toast), "ticket");

  docket_ticket_windows_open (self->windows, *ticket, window_of (self));
}

/* What is typed to a ticket is typed in one place. */
static void
say_elsewhere (DocketWorkspaceView *self, gint64 ticket)
{
  AdwToast *toast = docket_toast_new (_ ("This ticket is open in a window of its own"));

  adw_toast_set_button_label (toast, C_ ("button", "Show"));
  g_object_set_data_full (G_OBJECT (toast), "ticket", g_memdup2 (&ticket, sizeof ticket), g_free);
  g_signal_connect_object (toast,
                           "button-clicked",
                           G_CALLBACK (show_window_cb),
                           self,
                           G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
show_ticket (DocketWorkspaceView *self, gint64 ticket)
{
  docket_neighbours_set_ticket (self->neighbours, ticket);
  docket_settings_set_ticket (docket_workspace_get_id (self->workspace), ticket);

  if (ticket != 0 && docket_ticket_windows_has (self->windows, ticket))
    {
      docket_ticket_page_open (self->ticket_page, 0);
      docket_layout_set_show_page (self->layout, FALSE);
      say_elsewhere (self, ticket);
      return;
    }

  docket_ticket_page_open (self->ticket_page, ticket);
  docket_timer_bar_set_ticket (self->timer_bar, ticket);
  docket_layout_set_show_page (self->layout, ticket != 0);
}

static void
open_cb (DocketWorkspaceView *self, gint64 ticket)
{
  show_ticket (self, ticket);
}

static void
back_cb (DocketWorkspaceView *self)
{
  docket_settings_set_ticket (docket_workspace_get_id (self->workspace), 0);
  docket_layout_set_show_page (self->layout, FALSE);
  docket_list_pane_select (self->list_pane, 0);
}

/* The ticket shown is gone. */
static void
step_after (DocketWorkspaceView *self)
{
  const gint64 next = docket_layout_get_mode (self->layout) == DOCKET_LAYOUT_NARROW
                        ? 0
                        : docket_neighbours_get (self->neighbours, 1);

  docket_list_pane_select (self->list_pane, next);
  show_ticket (self, next);
}

static void
deleted_cb (DocketWorkspaceView *self, gint64 ticket, DocketEdit *edit)
{
  docket_undo_stack_push (self->undo_stack, self->workspace, edit, NULL);
  step_after (self);
}

static void
open_window_cb (DocketWorkspaceView *self, gint64 ticket)
{
  if (docket_ticket_page_get_ticket (self->ticket_page) == ticket)
    {
      docket_ticket_page_open (self->ticket_page, 0);
      docket_layout_set_show_page (self->layout, FALSE);
    }

  docket_ticket_windows_open (self->windows, ticket, window_of (self));
}

/* Beside a list, its ticket comes back. */
static void
window_closed_cb (DocketWorkspaceView *self, gint64 ticket)
{
  if (docket_layout_get_mode (self->layout) != DOCKET_LAYOUT_NARROW &&
      docket_ticket_page_get_ticket (self->ticket_page) == 0 &&
      docket_list_pane_get_selected (self->list_pane) == ticket)
    show_ticket (self, ticket);
}

static void
list_deleted_cb (DocketWorkspaceView *self, GArray *ids)
{
  const gint64 shown = docket_ticket_page_get_ticket (self->ticket_page);
  gboolean gone = FALSE;

  for (guint i = 0; i < ids->len; i++)
    {
      const gint64 ticket = g_array_index (ids, gint64, i);

      gone |= ticket == shown;
      docket_ticket_windows_close (self->windows, ticket);
    }

  /* Of several, who knows which is the next one. */
  if (gone && ids->len == 1)
    step_after (self);
  else if (gone)
    show_ticket (self, 0);
}

static void
view_selected_cb (DocketWorkspaceView *self,
                  const char *id,
                  const char *label,
                  const DocketFilter *filter)
{
  g_autoptr (DocketFilter) last_filter = g_steal_pointer (&self->last_filter);

  docket_list_pane_show_view (self->list_pane, id, label, filter);
  docket_settings_set_view (docket_workspace_get_id (self->workspace), id);

  if (last_filter != NULL)
    docket_list_pane_set_filter (self->list_pane, last_filter);
}

static void
filter_changed_cb (DocketWorkspaceView *self, const DocketFilter *filter)
{
  docket_settings_set_filter (docket_workspace_get_id (self->workspace), filter);
  docket_sidebar_pane_set_filter (self->sidebar_pane, filter);
}

static void
view_saved_cb (DocketWorkspaceView *self, gint64 view)
{
  g_autofree char *id = g_strdup_printf ("saved-%" G_GINT64_FORMAT, view);
  g_autoptr (DocketViewEdit) edit = docket_view_edit_new_saved (self->workspace, view);

  docket_undo_stack_push_undoable (self->undo_stack, DOCKET_UNDOABLE (edit));
  docket_list_pane_keep_look (self->list_pane, id);
  docket_sidebar_pane_select_view (self->sidebar_pane, id);
}

static void
problem_cb (DocketWorkspaceView *self, const char *sentence)
{
  adw_toast_overlay_add_toast (self->toasts, docket_toast_new (sentence));
}

static void
view_renamed_cb (DocketWorkspaceView *self, const char *name)
{
  docket_list_pane_set_title (self->list_pane, name);
}

static void
view_updated_cb (DocketWorkspaceView *self, const DocketFilter *filter)
{
  docket_list_pane_set_view_filter (self->list_pane, filter);
}

static void
mode_changed_cb (DocketWorkspaceView *self)
{
  const DocketLayoutMode mode = docket_layout_get_mode (self->layout);

  docket_sidebar_pane_set_mode (self->sidebar_pane, mode);
  docket_list_pane_set_mode (self->list_pane, mode);
  docket_ticket_page_set_mode (self->ticket_page, mode);
}

static void
created_cb (DocketWorkspaceView *self, gint64 ticket)
{
  docket_list_pane_select (self->list_pane, ticket);
  show_ticket (self, ticket);
}

static void
new_ticket_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketWorkspaceView *self = user_data;
  GtkWidget *dialog = docket_new_ticket_dialog_new (window_of (self), self->workspace);

  g_signal_connect_object (dialog, "created", G_CALLBACK (created_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
step (DocketWorkspaceView *self, int direction)
{
  const gint64 ticket = docket_neighbours_get (self->neighbours, direction);

  if (ticket == 0)
    return;

  docket_list_pane_select (self->list_pane, ticket);
  show_ticket (self, ticket);
}

static void
next_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  step (user_data, 1);
}

static void
previous_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  step (user_data, -1);
}

/* Where there is one pane, that with the list. */
static void
show_list (DocketWorkspaceView *self)
{
  docket_layout_set_show_sidebar (self->layout, FALSE);
  docket_layout_set_show_page (self->layout, FALSE);
}

static void
view_activated_cb (DocketWorkspaceView *self)
{
  docket_list_pane_restore_view (self->list_pane);
  show_list (self);
}

static void
search_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketWorkspaceView *self = user_data;

  show_list (self);
  docket_list_pane_start_search (self->list_pane);
}

static void
filter_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketWorkspaceView *self = user_data;

  show_list (self);
  docket_list_pane_choose_filter (self->list_pane);
}

static void
arrange_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketWorkspaceView *self = user_data;

  show_list (self);
  docket_list_pane_arrange (self->list_pane);
}

static void
toggle_sidebar_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketWorkspaceView *self = user_data;

  docket_layout_set_show_sidebar (self->layout, !docket_layout_get_show_sidebar (self->layout));
}

static void
ask_for_secret (DocketWorkspaceView *self)
{
  GtkWidget *dialog = docket_secret_dialog_new (window_of (self), self->workspace);

  gtk_window_present (GTK_WINDOW (dialog));
}

static void
sync_now_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketWorkspaceView *self = user_data;
  g_auto (DocketSyncStatus) status = { 0 };

  docket_workspace_get_status (self->workspace, &status);

  if (status.state == DOCKET_SYNC_STATE_NEEDS_SECRET)
    ask_for_secret (self);
  else
    docket_workspace_sync_now (self->workspace);
}

static void
open_ticket_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  created_cb (user_data, g_variant_get_int64 (parameter));
}

static void
show_ticket_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  docket_layout_set_show_page (DOCKET_WORKSPACE_VIEW (user_data)->layout, TRUE);
}

static void
show_view_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketWorkspaceView *self = user_data;

  show_list (self);
  docket_sidebar_pane_select_view (self->sidebar_pane, g_variant_get_string (parameter, NULL));
}

/* What the view shows and what is searched for are left. */
static void
show_filter (DocketWorkspaceView *self, const DocketFilter *filter)
{
  show_list (self);
  docket_list_pane_stop_search (self->list_pane);
  docket_list_pane_set_filter (self->list_pane, filter);
}

/* All tickets of a customer, whatever their status. */
static void
show_customer_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (DocketFilter) filter = docket_filter_new ();
  const gint64 customer = g_variant_get_int64 (parameter);

  g_array_append_val (filter->customers, customer);
  show_filter (user_data, filter);
}

static void
show_contact_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (DocketFilter) filter = docket_filter_new ();
  const gint64 contact = g_variant_get_int64 (parameter);

  g_array_append_val (filter->contacts, contact);
  show_filter (user_data, filter);
}

static void
palette_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketWorkspaceView *self = user_data;
  GtkWindow *window = window_of (self);
  GtkWidget *widget = docket_palette_new (window, self->workspace, GTK_WIDGET (self->ticket_page));
  DocketPalette *palette = DOCKET_PALETTE (widget);

  docket_palette_add_group (palette, "workspace", G_ACTION_GROUP (self->actions));
  docket_palette_add_group (palette,
                            "ticket",
                            G_ACTION_GROUP (docket_ticket_page_get_actions (self->ticket_page)));

  gtk_window_present (GTK_WINDOW (palette));
}

static void
preferences_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketWorkspaceView *self = user_data;
  GtkWidget *window = docket_preferences_window_new (window_of (self), self->workspace);

  gtk_window_present (GTK_WINDOW (window));
}

/* What stops sync is said once, when it begins; the sidebar goes on saying it. */
static void
status_changed_cb (DocketWorkspaceView *self)
{
  g_auto (DocketSyncStatus) status = { 0 };
  AdwToast *toast;

  docket_workspace_get_status (self->workspace, &status);

  if (status.state == self->shown_state)
    return;

  self->shown_state = status.state;

  if (status.state != DOCKET_SYNC_STATE_NEEDS_SECRET && status.state != DOCKET_SYNC_STATE_STOPPED)
    return;

  toast = docket_toast_new (status.message != NULL ? status.message : _ ("Sync stands still"));
  adw_toast_set_timeout (toast, PROBLEM_TOAST_SECONDS);

  if (status.state == DOCKET_SYNC_STATE_NEEDS_SECRET)
    {
      adw_toast_set_button_label (toast, _ ("Enter key…"));
      adw_toast_set_action_name (toast, "workspace.sync-now");
    }

  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
undo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  docket_undo_stack_undo (DOCKET_WORKSPACE_VIEW (user_data)->undo_stack);
}

static void
undo_changed_cb (DocketWorkspaceView *self)
{
  GAction *undo = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "undo");

  g_simple_action_set_enabled (G_SIMPLE_ACTION (undo),
                               docket_undo_stack_can_undo (self->undo_stack));
}

/* A ticket that is there again is shown again, and one that is gone is not. */
static void
undone_cb (DocketWorkspaceView *self, DocketEdit *edit)
{
  GPtrArray *parts = docket_edit_get_parts (edit);
  const DocketEditPart *part = g_ptr_array_index (parts, 0);

  docket_sent_list_take_back (docket_sent_list_get (self->workspace), edit);

  if (part->kind == DOCKET_EDIT_CREATE_TICKET &&
      docket_ticket_page_get_ticket (self->ticket_page) == docket_edit_get_result_ticket (edit))
    show_ticket (self, 0);

  if (part->kind == DOCKET_EDIT_DELETE_TICKET && parts->len == 1 &&
      docket_layout_get_mode (self->layout) != DOCKET_LAYOUT_NARROW)
    docket_workspace_view_open_ticket (self, part->ticket);
}

static void
add_undo (DocketWorkspaceView *self)
{
  self->undo_stack = docket_undo_stack_new (self->toasts);
  docket_undo_stack_attach (self->undo_stack, GTK_WIDGET (self));
  g_signal_connect_object (self->undo_stack,
                           "changed",
                           G_CALLBACK (undo_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->undo_stack,
                           "undone",
                           G_CALLBACK (undone_cb),
                           self,
                           G_CONNECT_SWAPPED);
  undo_changed_cb (self);
  docket_undo_key_attach (GTK_WIDGET (self));
}

/* Dialogs belong to the window. */
static void
docket_workspace_view_root (GtkWidget *widget)
{
  DocketWorkspaceView *self = DOCKET_WORKSPACE_VIEW (widget);

  GTK_WIDGET_CLASS (docket_workspace_view_parent_class)->root (widget);
  docket_undo_stack_attach (self->undo_stack, GTK_WIDGET (gtk_widget_get_root (widget)));
}

static void
show_preferences_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketWorkspaceView *self = user_data;
  GtkWidget *window = docket_preferences_window_new (window_of (self), self->workspace);

  adw_preferences_window_set_visible_page_name (ADW_PREFERENCES_WINDOW (window),
                                                g_variant_get_string (parameter, NULL));
  gtk_window_present (GTK_WINDOW (window));
}

static const GActionEntry entries[] = {
  { "undo", undo_cb },
  { "new-ticket", new_ticket_cb },
  { "next-ticket", next_cb },
  { "previous-ticket", previous_cb },
  { "toggle-sidebar", toggle_sidebar_cb },
  { "sync-now", sync_now_cb },
  { "open-ticket", open_ticket_cb, "x" },
  { "show-ticket", show_ticket_cb },
  { "show-view", show_view_cb, "s" },
  { "show-customer", show_customer_cb, "x" },
  { "show-contact", show_contact_cb, "x" },
  { "palette", palette_cb },
  { "preferences", preferences_cb },
  { "show-preferences", show_preferences_cb, "s" },
  { "search", search_cb },
  { "filter", filter_cb },
  { "arrange", arrange_cb },
};

static void
docket_workspace_view_dispose (GObject *object)
{
  DocketWorkspaceView *self = DOCKET_WORKSPACE_VIEW (object);

  /* Before the workspace is closed: what was typed there is saved. */
  if (self->windows != NULL)
    docket_ticket_windows_close_all (self->windows);

  g_clear_object (&self->windows);
  g_clear_object (&self->undo_stack);
  g_clear_object (&self->actions);
  g_clear_object (&self->neighbours);
  g_clear_pointer (&self->last_filter, docket_filter_free);

  if (self->workspace != NULL)
    docket_workspace_close (self->workspace);

  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (docket_workspace_view_parent_class)->dispose (object);
}

static void
docket_workspace_view_class_init (DocketWorkspaceViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = docket_workspace_view_dispose;
  widget_class->root = docket_workspace_view_root;

  g_type_ensure (DOCKET_TYPE_LAYOUT);
  g_type_ensure (DOCKET_TYPE_LIST_PANE);
  g_type_ensure (DOCKET_TYPE_SIDEBAR_PANE);
  g_type_ensure (DOCKET_TYPE_TICKET_PAGE);
  g_type_ensure (DOCKET_TYPE_TIMER_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-workspace-view.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketWorkspaceView, toasts);
  gtk_widget_class_bind_template_child (widget_class, DocketWorkspaceView, layout);
  gtk_widget_class_bind_template_child (widget_class, DocketWorkspaceView, sidebar_pane);
  gtk_widget_class_bind_template_child (widget_class, DocketWorkspaceView, list_pane);
  gtk_widget_class_bind_template_child (widget_class, DocketWorkspaceView, ticket_page);
  gtk_widget_class_bind_template_child (widget_class, DocketWorkspaceView, timer_bar);
  gtk_widget_class_bind_template_callback (widget_class, mode_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_window_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_deleted_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, deleted_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_list);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_saved_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_renamed_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_updated_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, problem_cb);
  gtk_widget_class_bind_template_callback (widget_class, created_cb);
}

static void
docket_workspace_view_init (DocketWorkspaceView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions),
                                   entries,
                                   G_N_ELEMENTS (entries),
                                   self);
  docket_workspace_windows_attach (self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "workspace", G_ACTION_GROUP (self->actions));
  add_undo (self);
}

static void
open_last_ticket (DocketWorkspaceView *self)
{
  const gint64 ticket = docket_settings_get_ticket (docket_workspace_get_id (self->workspace));

  if (ticket != 0)
    docket_workspace_view_open_ticket (self, ticket);
}

/**
 * docket_workspace_view_new:
 * @workspace: an opened workspace; closed when the view goes
 * @menu: the window's main menu
 *
 * Returns: (transfer floating): the workspace as a widget, sync started
 */
GtkWidget *
docket_workspace_view_new (DocketWorkspace *workspace, GMenuModel *menu)
{
  DocketWorkspaceView *self;
  g_autofree char *view = NULL;
  g_autoptr (GSimpleActionGroup) forward = NULL;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (DOCKET_TYPE_WORKSPACE_VIEW, NULL);
  self->workspace = g_object_ref (workspace);
  forward = docket_ticket_forward_new (self);
  self->windows = docket_ticket_windows_new (workspace, self->undo_stack, G_ACTION_MAP (forward));
  g_signal_connect_object (self->windows,
                           "closed",
                           G_CALLBACK (window_closed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  docket_list_pane_set_workspace (self->list_pane, workspace);
  self->neighbours = docket_neighbours_new (docket_list_pane_get_list (self->list_pane));
  docket_single_keys_attach (GTK_WIDGET (self), workspace, GTK_WIDGET (self->ticket_page));
  docket_ticket_page_set_workspace (self->ticket_page, workspace);
  docket_sidebar_pane_set_workspace (self->sidebar_pane,
                                     workspace,
                                     docket_list_pane_get_list (self->list_pane));
  docket_timer_bar_set_workspace (self->timer_bar, workspace, G_ACTION_MAP (self->actions));
  docket_sidebar_pane_set_menu (self->sidebar_pane, menu);
  mode_changed_cb (self);

  self->last_filter = docket_settings_dup_filter (docket_workspace_get_id (workspace));
  view = docket_settings_dup_view (docket_workspace_get_id (workspace));

  if (view == NULL || !docket_sidebar_pane_select_view (self->sidebar_pane, view))
    docket_sidebar_pane_select_view (self->sidebar_pane,
                                     docket_workspace_get_me (workspace) != 0 ? "my-open"
                                                                              : "all-open");

  open_last_ticket (self);
  g_signal_connect_object (workspace,
                           "status-changed",
                           G_CALLBACK (status_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  docket_workspace_start_sync (workspace);

  return GTK_WIDGET (self);
}

/**
 * docket_workspace_view_get_workspace:
 * @self: a view
 *
 * Returns: (transfer none): its workspace
 */
DocketWorkspace *
docket_workspace_view_get_workspace (DocketWorkspaceView *self)
{
  g_return_val_if_fail (DOCKET_IS_WORKSPACE_VIEW (self), NULL);

  return self->workspace;
}

/**
 * docket_workspace_view_get_actions:
 * @self: a view
 *
 * The window takes them as its group `workspace`: keys reach actions of the window alone.
 *
 * Returns: (transfer none): what can be done in this workspace
 */
GActionGroup *
docket_workspace_view_get_actions (DocketWorkspaceView *self)
{
  g_return_val_if_fail (DOCKET_IS_WORKSPACE_VIEW (self), NULL);

  return G_ACTION_GROUP (self->actions);
}

/**
 * docket_workspace_view_open_ticket:
 * @self: a view
 * @ticket: local id
 *
 * Shows a ticket.
 */
void
docket_workspace_view_open_ticket (DocketWorkspaceView *self, gint64 ticket)
{
  g_return_if_fail (DOCKET_IS_WORKSPACE_VIEW (self));

  created_cb (self, ticket);
}
