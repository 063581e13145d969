/* What the list shows: filter, search, how many there are, and what an empty list says.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-list-pane-private.h"

#include <glib/gi18n.h>

#include "docket-filter-dialog.h"

/* How many tickets there are follows changes, but not each of a whole page of news. */
#define TOTAL_DELAY_MS 300

enum
{
  SIGNAL_FILTER_CHANGED,
  SIGNAL_VIEW_SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_other_than_any (const DocketFilter *filter)
{
  g_autoptr (DocketFilter) any = docket_filter_new ();

  return !docket_filter_equal (filter, any);
}

static void
everywhere_counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketListPane) self = user_data;
  g_autofree char *label = NULL;
  guint n;

  /* Without a count there is no such button; the list itself says what is wrong. */
  if (!docket_workspace_count_tickets_finish (DOCKET_WORKSPACE (source), result, &n, NULL) ||
      n == 0)
    return;

  label = g_strdup_printf (ngettext ("Show %u in all tickets", "Show %u in all tickets", n), n);
  gtk_button_set_label (self->everywhere_button, label);
  gtk_widget_set_visible (GTK_WIDGET (self->everywhere_button), TRUE);
}

/* What the view or the filter hides is offered, if there is any. */
static void
count_everywhere (DocketListPane *self)
{
  g_autoptr (DocketFilter) all = docket_filter_new ();

  gtk_widget_set_visible (GTK_WIDGET (self->everywhere_button), FALSE);
  g_cancellable_cancel (self->everywhere_cancellable);
  g_clear_object (&self->everywhere_cancellable);

  if (self->search == NULL || self->everywhere || !is_other_than_any (self->filter))
    return;

  all->search = g_strdup (self->search);
  self->everywhere_cancellable = g_cancellable_new ();
  docket_workspace_count_tickets_async (self->workspace,
                                        all,
                                        self->everywhere_cancellable,
                                        everywhere_counted_cb,
                                        g_object_ref (self));
}

static void
show_empty (DocketListPane *self)
{
  const gboolean other = !docket_filter_equal (self->filter, self->view_filter);
  g_autofree char *reason = NULL;

  if (self->search != NULL)
    reason = g_strdup (_ ("No ticket here has all of these words."));
  else if (other)
    reason = g_strdup (_ ("No ticket is as the filter says."));
  else
    /* Translators: %s is the name of a view, such as "My open tickets" */
    reason = g_markup_printf_escaped (_ ("No ticket is in “%s” now."), self->view_title);

  adw_status_page_set_icon_name (self->empty_page,
                                 self->search != NULL ? "edit-find-symbolic"
                                                      : "object-select-symbolic");
  adw_status_page_set_title (self->empty_page,
                             self->search != NULL ? _ ("Nothing found") : _ ("No tickets here"));
  adw_status_page_set_description (self->empty_page, reason);
  gtk_widget_set_visible (self->reset_button, other && self->search == NULL);
  gtk_widget_set_visible (self->stop_search_button, self->search != NULL);
  gtk_widget_set_visible (self->new_button, self->search == NULL);
  count_everywhere (self);
}

/* Whoever was in the list stays there, and is not sent on with the row that went. */
static void
show_page (DocketListPane *self, const char *name)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  const gboolean had_focus =
    focus != NULL && (gtk_widget_get_root (focus) == NULL ||
                      gtk_widget_is_ancestor (focus, GTK_WIDGET (self->stack)));

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), name) == 0)
    return;

  gtk_stack_set_visible_child_name (self->stack, name);

  if (had_focus && g_str_equal (name, "list"))
    gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
  else if (had_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self->empty_page));
}

/* While a filter is asked for, what was said of the last one stays: nothing jumps. */
static void
show_count (DocketListPane *self)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  const gboolean loading = docket_ticket_list_is_loading (self->list);
  g_autofree char *count = NULL;

  show_page (self, n > 0 ? "list" : loading ? "loading" : "empty");

  if (loading || !docket_ticket_list_is_whole (self->list))
    return;

  if (n < self->n_total)
    /* Translators: how many tickets are shown of all there are */
    count = g_strdup_printf (_ ("%u of %u"), n, self->n_total);
  else
    count = g_strdup_printf (ngettext ("%u ticket", "%u tickets", n), n);

  adw_window_title_set_subtitle (self->title, count);

  if (n == 0 && self->view_filter != NULL)
    show_empty (self);
}

static void
total_counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketListPane) self = user_data;
  g_autoptr (GError) error = NULL;
  guint n;

  if (!docket_workspace_count_tickets_finish (DOCKET_WORKSPACE (source), result, &n, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
          !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED))
        g_warning ("The tickets can't be counted: %s", error->message);

      return;
    }

  self->n_total = n;
  show_count (self);
}

static gboolean
count_total_cb (gpointer user_data)
{
  DocketListPane *self = user_data;
  g_autoptr (DocketFilter) all = docket_filter_new ();

  self->total_source = 0;
  g_cancellable_cancel (self->total_cancellable);
  g_clear_object (&self->total_cancellable);
  self->total_cancellable = g_cancellable_new ();
  docket_workspace_count_tickets_async (self->workspace,
                                        all,
                                        self->total_cancellable,
                                        total_counted_cb,
                                        g_object_ref (self));

  return G_SOURCE_REMOVE;
}

/* Counting a million tickets keeps a processor busy: when the first rows are drawn. */
static void
loading_cb (DocketListPane *self)
{
  show_count (self);

  if (!docket_ticket_list_is_loading (self->list) && self->total_cancellable == NULL &&
      self->total_source == 0)
    self->total_source = g_idle_add_full (G_PRIORITY_LOW, count_total_cb, self, NULL);
}

static void
workspace_changed_cb (DocketListPane *self, GArray *changes)
{
  gboolean tickets = FALSE;

  for (guint i = 0; i < changes->len; i++)
    tickets |= g_array_index (changes, DocketChange, i).entity == DOCKET_ENTITY_TICKET;

  if (tickets && self->total_source == 0)
    self->total_source = g_timeout_add (TOTAL_DELAY_MS, count_total_cb, self);
}

/* What is shown: the filter, or all tickets, and what is searched for. */
static DocketFilter *
dup_effective_filter (DocketListPane *self)
{
  DocketFilter *filter =
    self->everywhere ? docket_filter_new () : docket_filter_copy (self->filter);

  filter->search = g_strdup (self->search);

  return filter;
}

/* What the list shows has the view's name only as long as it is what the view shows. */
static void
show_title (DocketListPane *self)
{
  g_autofree char *hint = NULL;
  const char *title = self->view_title;

  if (self->everywhere)
    title = C_ ("list", "All tickets");
  else if (!docket_filter_equal (self->filter, self->view_filter))
    {
      title = C_ ("list", "Filtered tickets");
      /* Translators: %s is the name of a view, such as "All open" */
      hint = g_strdup_printf (_ ("Filtered in another way than “%s”"), self->view_title);
    }

  adw_window_title_set_title (self->title, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), hint);
}

static void
tell_filter (DocketListPane *self)
{
  const gboolean other = !docket_filter_equal (self->filter, self->view_filter);

  g_signal_emit (self, signals[SIGNAL_FILTER_CHANGED], 0, other ? self->filter : NULL);
}

static void
apply_filter (DocketListPane *self)
{
  g_autoptr (DocketFilter) filter = dup_effective_filter (self);

  docket_ticket_list_set_filter (self->list, filter);
  show_title (self);
  show_count (self);

  /* The chips are the same whatever is searched for. */
  g_clear_pointer (&filter->search, g_free);
  docket_filter_bar_set_filter (self->filter_bar, filter);
}

static void
mark_rows (DocketListPane *self)
{
  for (GtkWidget *item = gtk_widget_get_first_child (GTK_WIDGET (self->list_view)); item != NULL;
       item = gtk_widget_get_next_sibling (item))
    {
      GtkWidget *row = gtk_widget_get_first_child (item);

      if (DOCKET_IS_LIST_ROW (row))
        docket_list_row_set_search (DOCKET_LIST_ROW (row), self->search);
    }
}

static void
search_changed_cb (DocketListPane *self)
{
  g_autofree char *typed = g_strdup (docket_search_bar_get_text (self->search_bar));

  g_strstrip (typed);
  g_free (self->search);
  self->search = *typed != '\0' ? g_steal_pointer (&typed) : NULL;

  if (self->search == NULL)
    self->everywhere = FALSE;

  mark_rows (self);
  docket_list_pane_search_excerpts (self);

  if (self->filter != NULL)
    apply_filter (self);
}

static void
search_activated_cb (DocketListPane *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}

/* When the bar goes with the focus in it, the list has it. */
static void
searching_cb (DocketListPane *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (!docket_search_bar_is_searching (self->search_bar) && focus != NULL &&
      gtk_widget_is_ancestor (focus, GTK_WIDGET (self->search_bar)))
    gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}

static void
everywhere_cb (DocketListPane *self)
{
  self->everywhere = TRUE;
  apply_filter (self);
}

static void
set_filter_cb (DocketListPane *self, const DocketFilter *filter)
{
  docket_list_pane_set_filter (self, filter);
}

static void
reset_cb (DocketListPane *self)
{
  docket_list_pane_set_filter (self, self->view_filter);
}

static void
view_saved_cb (DocketListPane *self, gint64 id)
{
  g_signal_emit (self, signals[SIGNAL_VIEW_SAVED], 0, id);
}

static void
install_signals (void)
{
  /**
   * DocketListPane::filter-changed:
   * @filter: (nullable): the filter in use; %NULL: the view's own
   *
   * The person filters by something else.
   */
  signals[SIGNAL_FILTER_CHANGED] = g_signal_new ("filter-changed",
                                                 DOCKET_TYPE_LIST_PANE,
                                                 G_SIGNAL_RUN_LAST,
                                                 0,
                                                 NULL,
                                                 NULL,
                                                 NULL,
                                                 G_TYPE_NONE,
                                                 1,
                                                 DOCKET_TYPE_FILTER);

  /**
   * DocketListPane::view-saved:
   * @id: local id of the new view
   *
   * The person saved a filter as a view.
   */
  signals[SIGNAL_VIEW_SAVED] = g_signal_new ("view-saved",
                                             DOCKET_TYPE_LIST_PANE,
                                             G_SIGNAL_RUN_LAST,
                                             0,
                                             NULL,
                                             NULL,
                                             NULL,
                                             G_TYPE_NONE,
                                             1,
                                             G_TYPE_INT64);
}

/* Signals, children and callbacks of the filter's part of the template. */
void
docket_list_pane_class_init_filter (GtkWidgetClass *widget_class)
{
  install_signals ();
  g_type_ensure (DOCKET_TYPE_FILTER_BAR);
  g_type_ensure (DOCKET_TYPE_SEARCH_BAR);
  gtk_widget_class_bind_template_child (widget_class, DocketListPane, search_bar);
  gtk_widget_class_bind_template_child (widget_class, DocketListPane, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, DocketListPane, empty_page);
  gtk_widget_class_bind_template_child (widget_class, DocketListPane, everywhere_button);
  gtk_widget_class_bind_template_child (widget_class, DocketListPane, reset_button);
  gtk_widget_class_bind_template_child (widget_class, DocketListPane, new_button);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, searching_cb);
  gtk_widget_class_bind_template_callback (widget_class, everywhere_cb);
  gtk_widget_class_bind_template_callback (widget_class, set_filter_cb);
  gtk_widget_class_bind_template_child (widget_class, DocketListPane, stop_search_button);
  gtk_widget_class_bind_template_callback (widget_class, reset_cb);
  gtk_widget_class_bind_template_callback (widget_class, docket_list_pane_stop_search);
  gtk_widget_class_bind_template_callback (widget_class, docket_list_pane_choose_filter);
}

/* The workspace is set: counting begins. */
void
docket_list_pane_attach_filter (DocketListPane *self)
{
  /* Not each time that items change: while rows move, there are less for an instant. */
  g_signal_connect_object (self->list,
                           "notify::n-items",
                           G_CALLBACK (show_count),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list,
                           "notify::loading",
                           G_CALLBACK (loading_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list,
                           "notify::whole",
                           G_CALLBACK (show_count),
                           self,
                           G_CONNECT_SWAPPED);
  docket_filter_bar_set_workspace (self->filter_bar, self->workspace);
  g_signal_connect_object (self->workspace,
                           "changed",
                           G_CALLBACK (workspace_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

void
docket_list_pane_detach_filter (DocketListPane *self)
{
  g_clear_handle_id (&self->total_source, g_source_remove);
  g_cancellable_cancel (self->total_cancellable);
  g_clear_object (&self->total_cancellable);
  g_cancellable_cancel (self->everywhere_cancellable);
  g_clear_object (&self->everywhere_cancellable);
}

/**
 * docket_list_pane_show_view:
 * @self: a pane with a workspace
 * @id: the view's name in settings
 * @title: the view's name
 * @filter: what it shows
 */
void
docket_list_pane_show_view (DocketListPane *self,
                            const char *id,
                            const char *title,
                            const DocketFilter *filter)
{
  g_return_if_fail (DOCKET_IS_LIST_PANE (self));
  g_return_if_fail (self->list != NULL);
  g_return_if_fail (filter != NULL);

  docket_list_pane_restore_look (self, id);
  g_free (self->view_title);
  self->view_title = g_strdup (title);
  g_clear_pointer (&self->view_filter, docket_filter_free);
  self->view_filter = docket_filter_copy (filter);
  docket_search_bar_stop (self->search_bar);
  docket_list_pane_set_filter (self, filter);
}

/**
 * docket_list_pane_set_title:
 * @self: a pane that shows a view
 * @title: the view's new name
 */
void
docket_list_pane_set_title (DocketListPane *self, const char *title)
{
  g_return_if_fail (DOCKET_IS_LIST_PANE (self));

  g_return_if_fail (self->filter != NULL);

  g_free (self->view_title);
  self->view_title = g_strdup (title);
  show_title (self);
}

/**
 * docket_list_pane_set_view_filter:
 * @self: a pane that shows a view
 * @filter: what the view shows from now on; what is shown stays
 */
void
docket_list_pane_set_view_filter (DocketListPane *self, const DocketFilter *filter)
{
  g_return_if_fail (DOCKET_IS_LIST_PANE (self));
  g_return_if_fail (self->filter != NULL);
  g_return_if_fail (filter != NULL);

  g_clear_pointer (&self->view_filter, docket_filter_free);
  self->view_filter = docket_filter_copy (filter);
  show_title (self);
  tell_filter (self);
}

/**
 * docket_list_pane_restore_view:
 * @self: a pane that shows a view
 *
 * Shows what the view shows, and nothing else.
 */
void
docket_list_pane_restore_view (DocketListPane *self)
{
  g_return_if_fail (DOCKET_IS_LIST_PANE (self));
  g_return_if_fail (self->filter != NULL);

  docket_search_bar_stop (self->search_bar);

  if (self->everywhere || !docket_filter_equal (self->filter, self->view_filter))
    docket_list_pane_set_filter (self, self->view_filter);
}

/**
 * docket_list_pane_set_filter:
 * @self: a pane that shows a view
 * @filter: what to show in place of what the view shows; what it searches for is not looked at
 */
void
docket_list_pane_set_filter (DocketListPane *self, const DocketFilter *filter)
{
  DocketFilter *copy;

  g_return_if_fail (DOCKET_IS_LIST_PANE (self));
  g_return_if_fail (self->view_filter != NULL);
  g_return_if_fail (filter != NULL);

  copy = docket_filter_copy (filter);
  g_clear_pointer (&copy->search, g_free);
  g_clear_pointer (&self->filter, docket_filter_free);
  self->filter = copy;
  self->everywhere = FALSE;
  apply_filter (self);
  tell_filter (self);
}

/**
 * docket_list_pane_choose_filter:
 * @self: a pane with a workspace
 *
 * Lets the person choose what is shown; nothing while no view is shown yet.
 */
void
docket_list_pane_choose_filter (DocketListPane *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autoptr (DocketFilter) filter = NULL;
  GtkWidget *dialog;

  g_return_if_fail (DOCKET_IS_LIST_PANE (self));

  if (self->filter == NULL)
    return;

  filter = dup_effective_filter (self);
  dialog = docket_filter_dialog_new (GTK_WINDOW (root), self->workspace, filter);
  g_signal_connect_object (dialog, "applied", G_CALLBACK (set_filter_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog,
                           "view-saved",
                           G_CALLBACK (view_saved_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * docket_list_pane_start_search:
 * @self: a pane with a workspace
 *
 * Lets the person type what to look for.
 */
void
docket_list_pane_start_search (DocketListPane *self)
{
  g_return_if_fail (DOCKET_IS_LIST_PANE (self));

  docket_search_bar_start (self->search_bar);
}

/**
 * docket_list_pane_stop_search:
 * @self: a pane with a workspace
 *
 * Nothing is searched for any more.
 */
void
docket_list_pane_stop_search (DocketListPane *self)
{
  g_return_if_fail (DOCKET_IS_LIST_PANE (self));

  docket_search_bar_stop (self->search_bar);
}
