/* The sidebar: who and where, the views, and how sync stands.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-sidebar-pane.h"

#include <glib/gi18n.h>

#include "docket-format.h"
#include "docket-tab-stop.h"
#include "docket-view-row.h"

/* Counts follow changes, but not each of a whole page of news. */
#define RELOAD_DELAY_MS 120

/* In the ids of saved views. */
#define SAVED_PREFIX "saved-"

struct _DocketSidebarPane
{
  AdwBin parent_instance;

  DocketWorkspace *workspace;
  GCancellable *cancellable;
  gboolean loading;
  guint reload_source;
  char *wanted_view;
  guint waiting;
  guint needs_attention;

  AdwHeaderBar *header;
  AdwAvatar *avatar;
  GtkLabel *name;
  GtkLabel *me;
  GtkMenuButton *menu_button;
  GtkListBox *views;
  GtkWidget *sync_bar;
  GtkWidget *sync_button;
  GtkImage *sync_icon;
  GtkLabel *sync_title;
  GtkLabel *sync_subtitle;
};

G_DEFINE_FINAL_TYPE (DocketSidebarPane, docket_sidebar_pane, ADW_TYPE_BIN)

enum
{
  SIGNAL_VIEW_SELECTED,
  SIGNAL_VIEW_ACTIVATED,
  SIGNAL_VIEW_RENAMED,
  SIGNAL_VIEW_UPDATED,
  SIGNAL_PROBLEM,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void reload (DocketSidebarPane *self);

static DocketViewRow *
get_nth_row (DocketSidebarPane *self, int nth)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->views, nth);

  return row != NULL ? DOCKET_VIEW_ROW (row) : NULL;
}

static DocketViewRow *
find_row (DocketSidebarPane *self, const char *id)
{
  DocketViewRow *row;

  for (int i = 0; (row = get_nth_row (self, i)) != NULL; i++)
    if (g_str_equal (docket_view_row_get_id (row), id))
      return row;

  return NULL;
}

static void
header_func (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  const gboolean first =
    docket_view_row_get_saved_id (DOCKET_VIEW_ROW (row)) != 0 &&
    (before == NULL || docket_view_row_get_saved_id (DOCKET_VIEW_ROW (before)) == 0);
  GtkWidget *label;

  if (!first)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }

  label = gtk_label_new (_ ("Saved views"));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "sidebar-heading");
  gtk_list_box_row_set_header (row, label);
}

static void
fill_builtin_views (DocketSidebarPane *self)
{
  guint n_views;
  const DocketView *views = docket_view_get_builtin (&n_views);

  for (guint i = 0; i < n_views; i++)
    {
      /* On this computer nothing ever waits. */
      if (g_str_equal (views[i].id, "waiting") &&
          docket_workspace_get_kind (self->workspace) == DOCKET_SERVER_KIND_LOCAL)
        continue;

      gtk_list_box_append (self->views, docket_view_row_new (&views[i]));
    }
}

static gboolean
has_view (GPtrArray *views, gint64 id)
{
  for (guint i = 0; i < views->len; i++)
    if (((const DocketSavedView *) g_ptr_array_index (views, i))->id == id)
      return TRUE;

  return FALSE;
}

/* Whoever had the focus there has it on the view above. */
static void
remove_row (DocketSidebarPane *self, GtkListBoxRow *row)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  const gboolean had_focus = root != NULL && gtk_root_get_focus (root) == GTK_WIDGET (row);
  GtkListBoxRow *above =
    gtk_list_box_get_row_at_index (self->views, gtk_list_box_row_get_index (row) - 1);

  if (had_focus && above != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (above));

  gtk_list_box_remove (self->views, GTK_WIDGET (row));
}

static void
remove_gone_views (DocketSidebarPane *self, GPtrArray *views)
{
  DocketViewRow *row;

  for (int i = 0; (row = get_nth_row (self, i)) != NULL; i++)
    {
      const gint64 id = docket_view_row_get_saved_id (row);
      const gboolean was_selected = gtk_list_box_row_is_selected (GTK_LIST_BOX_ROW (row));

      if (id == 0 || has_view (views, id))
        continue;

      remove_row (self, GTK_LIST_BOX_ROW (row));
      i--;

      if (was_selected)
        docket_sidebar_pane_select_view (self, "all-open");
    }
}

static void
problem_cb (DocketSidebarPane *self, const char *sentence)
{
  g_signal_emit (self, signals[SIGNAL_PROBLEM], 0, sentence);
}

static DocketViewRow *
add_saved_row (DocketSidebarPane *self, const DocketSavedView *view)
{
  GtkWidget *row = docket_view_row_new_saved (self->workspace, view);

  g_signal_connect_object (row, "problem", G_CALLBACK (problem_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->views, row);

  return DOCKET_VIEW_ROW (row);
}

static void
update_saved_row (DocketSidebarPane *self, DocketViewRow *row, const DocketSavedView *view)
{
  const gboolean renamed = !g_str_equal (docket_view_row_get_label (row), view->name);
  g_autoptr (DocketFilter) before = docket_view_row_make_filter (row);

  docket_view_row_set_saved (row, view);

  if (!gtk_list_box_row_is_selected (GTK_LIST_BOX_ROW (row)))
    return;

  if (renamed)
    g_signal_emit (self, signals[SIGNAL_VIEW_RENAMED], 0, view->name);

  if (!docket_filter_equal (before, view->filter))
    g_signal_emit (self, signals[SIGNAL_VIEW_UPDATED], 0, view->filter);
}

static void
show_saved_views (DocketSidebarPane *self, DocketSidebar *sidebar)
{
  remove_gone_views (self, sidebar->views);

  for (guint i = 0; i < sidebar->views->len; i++)
    {
      const DocketSavedView *view = g_ptr_array_index (sidebar->views, i);
      g_autofree char *id = g_strdup_printf (SAVED_PREFIX "%" G_GINT64_FORMAT, view->id);
      DocketViewRow *row = find_row (self, id);

      if (row == NULL)
        row = add_saved_row (self, view);
      else
        update_saved_row (self, row, view);

      docket_view_row_set_count (row, g_array_index (sidebar->view_counts, guint, i));
    }
}

/* A saved view that was shown last is known only once the views were read; it may be gone by now.
 * One that was just saved may come with the next reading. */
static void
select_wanted_view (DocketSidebarPane *self)
{
  g_autofree char *wanted = NULL;

  if (self->wanted_view != NULL && find_row (self, self->wanted_view) == NULL &&
      self->reload_source != 0)
    return;

  wanted = g_steal_pointer (&self->wanted_view);

  if (wanted != NULL && find_row (self, wanted) == NULL)
    docket_sidebar_pane_select_view (self, "all-open");
  else if (wanted != NULL)
    docket_sidebar_pane_select_view (self, wanted);
}

/* What waits comes before how the network is; %NULL: nothing does. */
static char *
dup_waiting (DocketSidebarPane *self)
{
  if (self->needs_attention > 0)
    return g_strdup_printf (
      ngettext ("%u change needs you", "%u changes need you", self->needs_attention),
      self->needs_attention);

  if (self->waiting > 0)
    return g_strdup_printf (ngettext ("%u change waits", "%u changes wait", self->waiting),
                            self->waiting);

  return NULL;
}

static char *
dup_progress (const DocketSyncStatus *status)
{
  return status->total > 0 ? g_strdup_printf (_ ("Syncing: %u of %u"), status->done, status->total)
                           : g_strdup (_ ("Syncing…"));
}

static char *
dup_sync_title (DocketSidebarPane *self, const DocketSyncStatus *status)
{
  g_autofree char *waiting = dup_waiting (self);

  if (status->state == DOCKET_SYNC_STATE_NEEDS_SECRET)
    return g_strdup (_ ("Enter the key again"));

  if (status->state == DOCKET_SYNC_STATE_STOPPED)
    return g_strdup (_ ("Sync stands still"));

  if (waiting != NULL)
    return g_steal_pointer (&waiting);

  if (status->state == DOCKET_SYNC_STATE_OFFLINE)
    return g_strdup (_ ("Offline"));

  if (status->state == DOCKET_SYNC_STATE_SYNCING)
    return dup_progress (status);

  return g_strdup (status->last_sync_at != 0 ? _ ("Up to date") : _ ("Not synced yet"));
}

/* What the title does not say. */
static char *
dup_sync_subtitle (DocketSidebarPane *self, const DocketSyncStatus *status)
{
  const gboolean waits = self->waiting + self->needs_attention > 0;
  g_autofree char *moment = NULL;

  if (status->state == DOCKET_SYNC_STATE_SYNCING && waits)
    return dup_progress (status);

  if (status->state == DOCKET_SYNC_STATE_OFFLINE && waits)
    return g_strdup (_ ("Offline"));

  if (status->last_sync_at == 0)
    return g_strdup ("");

  moment = docket_format_moment (status->last_sync_at, g_get_real_time ());

  /* Translators: %s is a time, such as "10:42" or "yesterday 17:03" */
  return g_strdup_printf (_ ("Last sync %s"), moment);
}

static const char *
get_sync_icon (DocketSidebarPane *self, const DocketSyncStatus *status)
{
  if (self->needs_attention > 0 || status->state == DOCKET_SYNC_STATE_NEEDS_SECRET ||
      status->state == DOCKET_SYNC_STATE_STOPPED)
    return "dialog-warning-symbolic";

  return status->state == DOCKET_SYNC_STATE_OFFLINE ? "network-offline-symbolic"
                                                    : "emblem-synchronizing-symbolic";
}

static void
show_sync (DocketSidebarPane *self)
{
  g_auto (DocketSyncStatus) status = { 0 };
  g_autofree char *title = NULL, *subtitle = NULL, *name = NULL;

  docket_workspace_get_status (self->workspace, &status);
  title = dup_sync_title (self, &status);
  subtitle = dup_sync_subtitle (self, &status);
  gtk_label_set_label (self->sync_title, title);
  gtk_label_set_label (self->sync_subtitle, subtitle);
  gtk_widget_set_tooltip_text (self->sync_bar, status.message);
  name = g_strdup_printf ("%s, %s", title, subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->sync_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  *subtitle != '\0' ? name : title,
                                  -1);
  gtk_image_set_from_icon_name (self->sync_icon, get_sync_icon (self, &status));
}

/* Who "me" is may be learnt from the server later. */
static void
show_identity (DocketSidebarPane *self)
{
  const char *me = docket_workspace_get_me_name (self->workspace);

  gtk_label_set_label (self->name, docket_workspace_get_name (self->workspace));
  gtk_label_set_label (self->me, me != NULL ? me : "");
  gtk_widget_set_visible (GTK_WIDGET (self->me), me != NULL);
  adw_avatar_set_text (self->avatar, docket_workspace_get_name (self->workspace));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketSidebarPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketSidebar) sidebar =
    docket_workspace_load_sidebar_finish (DOCKET_WORKSPACE (source), result, &error);
  guint n_views;
  const DocketView *views = docket_view_get_builtin (&n_views);

  self->loading = FALSE;

  if (sidebar == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning ("The counts of the views can't be read: %s", error->message);

      return;
    }

  for (guint i = 0; i < n_views; i++)
    {
      DocketViewRow *row = find_row (self, views[i].id);

      if (row != NULL)
        docket_view_row_set_count (row, sidebar->counts[i]);
    }

  self->waiting = sidebar->outbox.waiting;
  self->needs_attention = sidebar->outbox.needs_attention;
  show_saved_views (self, sidebar);
  select_wanted_view (self);
  show_identity (self);
  show_sync (self);
}

static gboolean
reload_cb (gpointer user_data)
{
  DocketSidebarPane *self = user_data;

  if (self->loading)
    return G_SOURCE_CONTINUE;

  self->reload_source = 0;
  reload (self);

  return G_SOURCE_REMOVE;
}

static void
changed_cb (DocketSidebarPane *self)
{
  if (self->reload_source == 0)
    self->reload_source = g_timeout_add (RELOAD_DELAY_MS, reload_cb, self);
}

static void
reload (DocketSidebarPane *self)
{
  self->loading = TRUE;
  docket_workspace_load_sidebar_async (self->workspace,
                                       self->cancellable,
                                       loaded_cb,
                                       g_object_ref (self));
}

/* Counting a million tickets keeps a processor busy: once, and when the first rows are drawn. */
static void
list_loaded_cb (DocketSidebarPane *self, GParamSpec *pspec, DocketTicketList *list)
{
  if (docket_ticket_list_is_loading (list))
    return;

  g_signal_handlers_disconnect_by_func (list, list_loaded_cb, self);

  if (self->reload_source == 0)
    self->reload_source = g_idle_add_full (G_PRIORITY_LOW, reload_cb, self, NULL);
}

static void
row_selected_cb (DocketSidebarPane *self, GtkListBoxRow *row)
{
  g_autoptr (DocketFilter) filter = NULL;

  if (row == NULL)
    return;

  filter = docket_view_row_make_filter (DOCKET_VIEW_ROW (row));
  g_signal_emit (self,
                 signals[SIGNAL_VIEW_SELECTED],
                 0,
                 docket_view_row_get_id (DOCKET_VIEW_ROW (row)),
                 docket_view_row_get_label (DOCKET_VIEW_ROW (row)),
                 filter);
}

static void
row_activated_cb (DocketSidebarPane *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[SIGNAL_VIEW_ACTIVATED], 0);
}

/* The view that is shown. */
static gboolean
docket_sidebar_pane_grab_focus (GtkWidget *widget)
{
  DocketSidebarPane *self = DOCKET_SIDEBAR_PANE (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->views);

  return gtk_widget_grab_focus (row != NULL ? GTK_WIDGET (row) : GTK_WIDGET (self->views));
}

static void
docket_sidebar_pane_dispose (GObject *object)
{
  DocketSidebarPane *self = DOCKET_SIDEBAR_PANE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->reload_source, g_source_remove);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->wanted_view, g_free);

  G_OBJECT_CLASS (docket_sidebar_pane_parent_class)->dispose (object);
}

static void
docket_sidebar_pane_finalize (GObject *object)
{
  g_object_unref (DOCKET_SIDEBAR_PANE (object)->cancellable);

  G_OBJECT_CLASS (docket_sidebar_pane_parent_class)->finalize (object);
}

static void
install_saved_view_signals (void)
{
  /**
   * DocketSidebarPane::view-renamed:
   * @label: its new name
   *
   * The view that is shown has another name.
   */
  signals[SIGNAL_VIEW_RENAMED] = g_signal_new ("view-renamed",
                                               DOCKET_TYPE_SIDEBAR_PANE,
                                               G_SIGNAL_RUN_LAST,
                                               0,
                                               NULL,
                                               NULL,
                                               NULL,
                                               G_TYPE_NONE,
                                               1,
                                               G_TYPE_STRING);

  /**
   * DocketSidebarPane::view-updated:
   * @filter: what it shows now
   *
   * The view that is shown has another filter.
   */
  signals[SIGNAL_VIEW_UPDATED] = g_signal_new ("view-updated",
                                               DOCKET_TYPE_SIDEBAR_PANE,
                                               G_SIGNAL_RUN_LAST,
                                               0,
                                               NULL,
                                               NULL,
                                               NULL,
                                               G_TYPE_NONE,
                                               1,
                                               DOCKET_TYPE_FILTER);

  /**
   * DocketSidebarPane::problem:
   * @sentence: what is wrong, for the person
   *
   * What the person wanted could not be done.
   */
  signals[SIGNAL_PROBLEM] = g_signal_new ("problem",
                                          DOCKET_TYPE_SIDEBAR_PANE,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          1,
                                          G_TYPE_STRING);
}

static void
docket_sidebar_pane_class_init (DocketSidebarPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = docket_sidebar_pane_dispose;
  object_class->finalize = docket_sidebar_pane_finalize;
  widget_class->grab_focus = docket_sidebar_pane_grab_focus;

  /**
   * DocketSidebarPane::view-selected:
   * @id: the view's id
   * @label: its name
   * @filter: what it shows
   *
   * The list is to show this view.
   */
  signals[SIGNAL_VIEW_SELECTED] = g_signal_new ("view-selected",
                                                DOCKET_TYPE_SIDEBAR_PANE,
                                                G_SIGNAL_RUN_LAST,
                                                0,
                                                NULL,
                                                NULL,
                                                NULL,
                                                G_TYPE_NONE,
                                                3,
                                                G_TYPE_STRING,
                                                G_TYPE_STRING,
                                                DOCKET_TYPE_FILTER);

  /**
   * DocketSidebarPane::view-activated:
   *
   * The person chose a view: a sidebar that lies over the list can go.
   */
  signals[SIGNAL_VIEW_ACTIVATED] = g_signal_new ("view-activated",
                                                 DOCKET_TYPE_SIDEBAR_PANE,
                                                 G_SIGNAL_RUN_LAST,
                                                 0,
                                                 NULL,
                                                 NULL,
                                                 NULL,
                                                 G_TYPE_NONE,
                                                 0);
  install_saved_view_signals ();

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-sidebar-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketSidebarPane, header);
  gtk_widget_class_bind_template_child (widget_class, DocketSidebarPane, avatar);
  gtk_widget_class_bind_template_child (widget_class, DocketSidebarPane, name);
  gtk_widget_class_bind_template_child (widget_class, DocketSidebarPane, me);
  gtk_widget_class_bind_template_child (widget_class, DocketSidebarPane, menu_button);
  gtk_widget_class_bind_template_child (widget_class, DocketSidebarPane, views);
  gtk_widget_class_bind_template_child (widget_class, DocketSidebarPane, sync_bar);
  gtk_widget_class_bind_template_child (widget_class, DocketSidebarPane, sync_button);
  gtk_widget_class_bind_template_child (widget_class, DocketSidebarPane, sync_icon);
  gtk_widget_class_bind_template_child (widget_class, DocketSidebarPane, sync_title);
  gtk_widget_class_bind_template_child (widget_class, DocketSidebarPane, sync_subtitle);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
docket_sidebar_pane_init (DocketSidebarPane *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  /* On the way past them no view is shown. */
  docket_tab_stop_attach (GTK_WIDGET (self->views));
  gtk_list_box_set_header_func (self->views, header_func, NULL, NULL);
}

/**
 * docket_sidebar_pane_set_workspace:
 * @self: a sidebar without a workspace
 * @workspace: whose views it shows
 * @list: the tickets beside it, whose first rows come before the counts
 */
void
docket_sidebar_pane_set_workspace (DocketSidebarPane *self,
                                   DocketWorkspace *workspace,
                                   DocketTicketList *list)
{
  g_return_if_fail (DOCKET_IS_SIDEBAR_PANE (self));
  g_return_if_fail (self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  show_identity (self);
  gtk_widget_set_visible (self->sync_bar,
                          docket_workspace_get_kind (workspace) != DOCKET_SERVER_KIND_LOCAL);
  fill_builtin_views (self);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace,
                           "status-changed",
                           G_CALLBACK (show_sync),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (list,
                           "notify::loading",
                           G_CALLBACK (list_loaded_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

/**
 * docket_sidebar_pane_set_mode:
 * @self: a sidebar
 * @mode: how many panes stand side by side
 */
void
docket_sidebar_pane_set_mode (DocketSidebarPane *self, DocketLayoutMode mode)
{
  g_return_if_fail (DOCKET_IS_SIDEBAR_PANE (self));

  adw_header_bar_set_show_start_title_buttons (self->header, mode == DOCKET_LAYOUT_WIDE);
}

/**
 * docket_sidebar_pane_set_menu:
 * @self: a sidebar
 * @menu: the window's main menu
 */
void
docket_sidebar_pane_set_menu (DocketSidebarPane *self, GMenuModel *menu)
{
  g_return_if_fail (DOCKET_IS_SIDEBAR_PANE (self));

  gtk_menu_button_set_menu_model (self->menu_button, menu);
}

/**
 * docket_sidebar_pane_set_filter:
 * @self: a sidebar with a workspace
 * @filter: (nullable): what the list shows in place of what the selected view shows
 *
 * A saved view can take it over.
 */
void
docket_sidebar_pane_set_filter (DocketSidebarPane *self, const DocketFilter *filter)
{
  DocketViewRow *row;

  g_return_if_fail (DOCKET_IS_SIDEBAR_PANE (self));

  for (int i = 0; (row = get_nth_row (self, i)) != NULL; i++)
    docket_view_row_set_filter (row,
                                gtk_list_box_row_is_selected (GTK_LIST_BOX_ROW (row)) ? filter
                                                                                      : NULL);
}

/**
 * docket_sidebar_pane_select_view:
 * @self: a sidebar with a workspace
 * @id: a view's id
 *
 * Shows a view as if the person had chosen it; a saved one as soon as the saved views were read.
 *
 * Returns: whether there is, or may be, one of that id
 */
gboolean
docket_sidebar_pane_select_view (DocketSidebarPane *self, const char *id)
{
  DocketViewRow *row;

  g_return_val_if_fail (DOCKET_IS_SIDEBAR_PANE (self), FALSE);

  row = find_row (self, id);

  if (row != NULL)
    {
      gtk_list_box_select_row (self->views, GTK_LIST_BOX_ROW (row));
      return TRUE;
    }

  if (!g_str_has_prefix (id, SAVED_PREFIX))
    return FALSE;

  g_free (self->wanted_view);
  self->wanted_view = g_strdup (id);
  changed_cb (self);

  return TRUE;
}
