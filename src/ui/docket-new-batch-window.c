/* A new billing batch: its period, its customers, and what it would take.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-new-batch-window.h"

#include <glib/gi18n.h>

#include "docket-batch-view.h"
#include "docket-date-row.h"
#include "docket-done-key.h"
#include "docket-entry-picker.h"
#include "docket-toast.h"
#include "docket-workspace-billing.h"

struct _DocketNewBatchWindow
{
  AdwWindow parent_instance;

  DocketWorkspace *workspace;
  GCancellable *cancellable;
  GCancellable *preview_cancellable;
  GArray *customers; /* (element-type gint64) */

  AdwToastOverlay *toasts;
  GtkWidget *create_button;
  GtkListBox *choices;
  DocketDateRow *from_row;
  DocketDateRow *to_row;
  AdwActionRow *customers_row;
  GtkMenuButton *customer_button;
  GtkStack *stack;
  GtkLabel *reason;
  DocketBatchView *view;
};

G_DEFINE_FINAL_TYPE (DocketNewBatchWindow, docket_new_batch_window, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_CREATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show_reason (DocketNewBatchWindow *self, const char *sentence)
{
  gtk_label_set_text (self->reason, sentence);
  gtk_stack_set_visible_child_name (self->stack, "nothing");
  gtk_widget_set_sensitive (self->create_button, FALSE);
}

/* The day of an instant here; of an end the one before the midnight. */
static char *
get_day (DocketDateRow *row, gboolean is_end)
{
  const gint64 us = docket_date_row_get_instant (row) - (is_end ? 1 : 0);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) here = g_date_time_to_local (utc);

  return g_date_time_format (here, "%Y-%m-%d");
}

static void
previewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketNewBatchWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketBatch) batch =
    docket_workspace_preview_batch_finish (DOCKET_WORKSPACE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (batch == NULL)
    {
      show_reason (self, error->message);
      return;
    }

  if (batch->lines == NULL && batch->left_out == NULL)
    {
      show_reason (self, _ ("There is no unbilled time in this period. Choose another one."));
      return;
    }

  docket_batch_view_set_batch (self->view, batch, docket_workspace_get_wording (self->workspace));
  gtk_stack_set_visible_child_name (self->stack, "preview");
  gtk_widget_set_sensitive (self->create_button, batch->n_lines > 0);
}

static void
preview (DocketNewBatchWindow *self)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (self->workspace == NULL)
    return;

  g_cancellable_cancel (self->preview_cancellable);
  g_clear_object (&self->preview_cancellable);

  if (docket_date_row_get_instant (self->from_row) == 0 ||
      docket_date_row_get_instant (self->to_row) == 0)
    {
      show_reason (self, _ ("Choose the first and the last day."));
      return;
    }

  from = get_day (self->from_row, FALSE);
  to = get_day (self->to_row, TRUE);
  self->preview_cancellable = g_cancellable_new ();
  docket_workspace_preview_batch_async (self->workspace,
                                        from,
                                        to,
                                        self->customers,
                                        self->preview_cancellable,
                                        previewed_cb,
                                        g_object_ref (self));
}

static void
show_customers (DocketNewBatchWindow *self)
{
  const gboolean all = self->customers->len == 0;
  const gboolean sites = docket_workspace_get_wording (self->workspace) == DOCKET_WORDING_IT;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->customers_row),
                                 sites ? C_ ("batch", "Sites") : C_ ("batch", "Customers"));
  gtk_menu_button_set_label (self->customer_button,
                             all ? C_ ("customers", "All") : C_ ("button", "Add…"));
}

static void
remove_customer_cb (DocketNewBatchWindow *self, GtkWidget *button)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, ADW_TYPE_ACTION_ROW);
  const gint64 *id = g_object_get_data (G_OBJECT (row), "customer");

  for (guint i = 0; i < self->customers->len; i++)
    if (g_array_index (self->customers, gint64, i) == *id)
      {
        g_array_remove_index (self->customers, i);
        break;
      }

  gtk_widget_grab_focus (GTK_WIDGET (self->customer_button));
  gtk_list_box_remove (self->choices, row);
  show_customers (self);
  preview (self);
}

static gboolean
has_customer (DocketNewBatchWindow *self, gint64 id)
{
  for (guint i = 0; i < self->customers->len; i++)
    if (g_array_index (self->customers, gint64, i) == id)
      return TRUE;

  return FALSE;
}

static void
customer_chosen_cb (DocketNewBatchWindow *self, DocketEntry *entry)
{
  GtkWidget *row;
  GtkWidget *button;
  g_autofree char *name = NULL;

  if (entry == NULL || has_customer (self, entry->id))
    return;

  g_array_append_val (self->customers, entry->id);
  row = adw_action_row_new ();
  button = gtk_button_new_from_icon_name ("edit-clear-symbolic");
  /* Translators: %s is the name of a customer */
  name = g_strdup_printf (_ ("Remove %s"), entry->name);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (remove_customer_cb), self);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), entry->name);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  g_object_set_data_full (G_OBJECT (row),
                          "customer",
                          g_memdup2 (&entry->id, sizeof entry->id),
                          g_free);
  gtk_list_box_append (self->choices, row);
  show_customers (self);
  preview (self);
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketNewBatchWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketBatch) batch =
    docket_workspace_create_batch_finish (DOCKET_WORKSPACE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (batch == NULL)
    {
      adw_toast_overlay_add_toast (self->toasts, docket_toast_new (error->message));
      gtk_widget_set_sensitive (self->create_button, TRUE);
      return;
    }

  g_signal_emit (self, signals[SIGNAL_CREATED], 0, batch);
  gtk_window_close (GTK_WINDOW (self));
}

/* Once: a second click finds the button insensitive. */
static void
create_cb (DocketNewBatchWindow *self)
{
  g_autofree char *from = get_day (self->from_row, FALSE);
  g_autofree char *to = get_day (self->to_row, TRUE);

  gtk_widget_set_sensitive (self->create_button, FALSE);
  docket_workspace_create_batch_async (self->workspace,
                                       from,
                                       to,
                                       self->customers,
                                       self->cancellable,
                                       created_cb,
                                       g_object_ref (self));
}

/* The month before this one. */
static void
set_default_period (DocketNewBatchWindow *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (
    docket_clock_get_wall (docket_workspace_get_clock (self->workspace)) / G_USEC_PER_SEC);
  g_autoptr (GDateTime) end =
    g_date_time_new_local (g_date_time_get_year (now), g_date_time_get_month (now), 1, 0, 0, 0);
  g_autoptr (GDateTime) start = g_date_time_add_months (end, -1);

  docket_date_row_set_instant (self->from_row, g_date_time_to_unix (start) * G_USEC_PER_SEC);
  docket_date_row_set_instant (self->to_row, g_date_time_to_unix (end) * G_USEC_PER_SEC);
}

static gboolean
docket_new_batch_window_close_request (GtkWindow *window)
{
  DocketNewBatchWindow *self = DOCKET_NEW_BATCH_WINDOW (window);

  g_cancellable_cancel (self->preview_cancellable);
  g_cancellable_cancel (self->cancellable);

  return GTK_WINDOW_CLASS (docket_new_batch_window_parent_class)->close_request (window);
}

static void
docket_new_batch_window_dispose (GObject *object)
{
  DocketNewBatchWindow *self = DOCKET_NEW_BATCH_WINDOW (object);

  g_cancellable_cancel (self->preview_cancellable);
  g_clear_object (&self->preview_cancellable);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (docket_new_batch_window_parent_class)->dispose (object);
}

static void
docket_new_batch_window_finalize (GObject *object)
{
  DocketNewBatchWindow *self = DOCKET_NEW_BATCH_WINDOW (object);

  g_object_unref (self->cancellable);
  g_array_unref (self->customers);

  G_OBJECT_CLASS (docket_new_batch_window_parent_class)->finalize (object);
}

static void
docket_new_batch_window_class_init (DocketNewBatchWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = docket_new_batch_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = docket_new_batch_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = docket_new_batch_window_close_request;

  /**
   * DocketNewBatchWindow::created:
   * @batch: the batch with its lines
   *
   * The batch is on the disk.
   */
  signals[SIGNAL_CREATED] = g_signal_new ("created",
                                          DOCKET_TYPE_NEW_BATCH_WINDOW,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          1,
                                          DOCKET_TYPE_BATCH);

  g_type_ensure (DOCKET_TYPE_BATCH_VIEW);
  g_type_ensure (DOCKET_TYPE_DATE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-new-batch-window.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketNewBatchWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, DocketNewBatchWindow, create_button);
  gtk_widget_class_bind_template_child (widget_class, DocketNewBatchWindow, choices);
  gtk_widget_class_bind_template_child (widget_class, DocketNewBatchWindow, from_row);
  gtk_widget_class_bind_template_child (widget_class, DocketNewBatchWindow, to_row);
  gtk_widget_class_bind_template_child (widget_class, DocketNewBatchWindow, customers_row);
  gtk_widget_class_bind_template_child (widget_class, DocketNewBatchWindow, customer_button);
  gtk_widget_class_bind_template_child (widget_class, DocketNewBatchWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, DocketNewBatchWindow, reason);
  gtk_widget_class_bind_template_child (widget_class, DocketNewBatchWindow, view);
  gtk_widget_class_bind_template_callback (widget_class, preview);
  gtk_widget_class_bind_template_callback (widget_class, create_cb);
}

static gboolean
create_shortcut_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  DocketNewBatchWindow *self = DOCKET_NEW_BATCH_WINDOW (widget);

  if (gtk_widget_get_sensitive (self->create_button))
    create_cb (self);

  return GDK_EVENT_STOP;
}

static void
docket_new_batch_window_init (DocketNewBatchWindow *self)
{
  self->cancellable = g_cancellable_new ();
  self->customers = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_widget_init_template (GTK_WIDGET (self));
  docket_done_key_attach (GTK_WIDGET (self), create_shortcut_cb);
}

/**
 * docket_new_batch_window_new:
 * @parent: (nullable): the window that it belongs to
 * @workspace: a workspace
 *
 * Returns: (transfer none): a window for a new batch of the month before this one, to be presented
 */
GtkWidget *
docket_new_batch_window_new (GtkWindow *parent, DocketWorkspace *workspace)
{
  DocketNewBatchWindow *self;
  GtkWidget *picker;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (DOCKET_TYPE_NEW_BATCH_WINDOW, "transient-for", parent, NULL);
  self->workspace = g_object_ref (workspace);
  picker = docket_entry_picker_new (workspace, DOCKET_ENTITY_CUSTOMER);
  g_signal_connect_object (picker,
                           "chosen",
                           G_CALLBACK (customer_chosen_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (self->customer_button, picker);
  show_customers (self);
  set_default_period (self);
  preview (self);

  return GTK_WIDGET (self);
}
