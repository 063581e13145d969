/* Chooses what the list shows.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-filter-dialog.h"

#include <glib/gi18n.h>

#include "docket-date-row.h"
#include "docket-entry-picker.h"
#include "docket-facet-row.h"
#include "docket-name-dialog.h"
#include "docket-toast.h"

/* The value of a facet that is on or off. */
#define ON "yes"

struct _DocketFilterDialog
{
  AdwWindow parent_instance;

  DocketWorkspace *workspace;
  DocketFilter *filter;
  GCancellable *cancellable;
  GCancellable *count_cancellable;
  GPtrArray *rows; /* (element-type DocketFacetRow) */
  gboolean showing;

  AdwToastOverlay *toasts;
  GtkButton *show_button;
  GtkWidget *page;
  AdwPreferencesGroup *status_group;
  AdwPreferencesGroup *assignee_group;
  AdwPreferencesGroup *priority_group;
  AdwPreferencesGroup *impact_group;
  AdwPreferencesGroup *type_group;
  AdwPreferencesGroup *customer_group;
  AdwPreferencesGroup *contact_group;
  AdwPreferencesGroup *contract_group;
  AdwPreferencesGroup *only_group;
  DocketDateRow *from_row;
  DocketDateRow *to_row;
  DocketDateRow *updated_row;
  DocketDateRow *due_row;
};

G_DEFINE_FINAL_TYPE (DocketFilterDialog, docket_filter_dialog, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_APPLIED,
  SIGNAL_VIEW_SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static AdwPreferencesGroup *
get_group (DocketFilterDialog *self, DocketFacet facet)
{
  switch ((int) facet)
    {
    case DOCKET_FACET_STATUS:
      return self->status_group;

    case DOCKET_FACET_ASSIGNEE:
      return self->assignee_group;

    case DOCKET_FACET_PRIORITY:
      return self->priority_group;

    case DOCKET_FACET_IMPACT:
      return self->impact_group;

    case DOCKET_FACET_TYPE:
      return self->type_group;

    case DOCKET_FACET_CUSTOMER:
      return self->customer_group;

    case DOCKET_FACET_CONTACT:
      return self->contact_group;

    case DOCKET_FACET_CONTRACT:
      return self->contract_group;

    default:
      return self->only_group;
    }
}

static void
show_error (DocketFilterDialog *self, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED))
    adw_toast_overlay_add_toast (self->toasts, docket_toast_new (error->message));
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketFilterDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;
  guint n_tickets;

  if (!docket_workspace_count_tickets_finish (DOCKET_WORKSPACE (source),
                                              result,
                                              &n_tickets,
                                              &error))
    {
      show_error (self, error);
      return;
    }

  /* Translators: a button; %u is how many tickets it will show */
  label = g_strdup_printf (C_ ("filter", "Show %u"), n_tickets);
  gtk_button_set_label (self->show_button, label);
}

/* A count that began before is of no use any more. */
static void
start_count (DocketFilterDialog *self)
{
  g_cancellable_cancel (self->count_cancellable);
  g_clear_object (&self->count_cancellable);
  self->count_cancellable = g_cancellable_new ();
  docket_workspace_count_tickets_async (self->workspace,
                                        self->filter,
                                        self->count_cancellable,
                                        counted_cb,
                                        g_object_ref (self));
}

static void
dates_changed_cb (DocketFilterDialog *self)
{
  if (self->showing)
    return;

  self->filter->from = docket_date_row_get_instant (self->from_row);
  self->filter->to = docket_date_row_get_instant (self->to_row);
  self->filter->updated_since = docket_date_row_get_instant (self->updated_row);
  self->filter->due_before = docket_date_row_get_instant (self->due_row);
  start_count (self);
}

/* A part can't be left out of its whole. */
static void
show_row (DocketFilterDialog *self, DocketFacetRow *row)
{
  const DocketFacet facet = docket_facet_row_get_facet (row);
  const char *whole = docket_facet_row_get_whole (row);
  const gboolean is_with_whole = whole != NULL && docket_facet_has (facet, self->filter, whole);

  docket_facet_row_set_active (
    row,
    is_with_whole || docket_facet_has (facet, self->filter, docket_facet_row_get_value (row)));
  gtk_widget_set_sensitive (GTK_WIDGET (row), !is_with_whole);
}

static void
show_filter (DocketFilterDialog *self)
{
  self->showing = TRUE;

  for (guint i = 0; i < self->rows->len; i++)
    show_row (self, g_ptr_array_index (self->rows, i));

  docket_date_row_set_instant (self->from_row, self->filter->from);
  docket_date_row_set_instant (self->to_row, self->filter->to);
  docket_date_row_set_instant (self->updated_row, self->filter->updated_since);
  docket_date_row_set_instant (self->due_row, self->filter->due_before);
  self->showing = FALSE;
}

static void
row_toggled_cb (DocketFilterDialog *self, DocketFacetRow *row)
{
  if (self->showing)
    return;

  docket_facet_set (docket_facet_row_get_facet (row),
                    self->filter,
                    docket_facet_row_get_value (row),
                    docket_facet_row_get_active (row));
  show_filter (self);
  start_count (self);
}

static DocketFacetRow *
find_row (DocketFilterDialog *self, DocketFacet facet, const char *value)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      DocketFacetRow *row = g_ptr_array_index (self->rows, i);

      if (docket_facet_row_get_facet (row) == facet &&
          g_str_equal (docket_facet_row_get_value (row), value))
        return row;
    }

  return NULL;
}

/* Whose initials stand beside an assignee. */
static const char *
get_person (DocketFilterDialog *self, const char *value, const char *title)
{
  const gint64 id = g_ascii_strtoll (value, NULL, 10);

  if (id == DOCKET_ASSIGNEE_NONE)
    return NULL;

  return id == DOCKET_ASSIGNEE_ME ? docket_workspace_get_me_name (self->workspace) : title;
}

static DocketFacetRow *
add_row (DocketFilterDialog *self, DocketFacet facet, const char *value, const char *title)
{
  GtkWidget *row = docket_facet_row_new (facet, value, title);

  g_signal_connect_object (row, "toggled", G_CALLBACK (row_toggled_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->rows, g_object_ref_sink (row));

  if (facet == DOCKET_FACET_ASSIGNEE)
    docket_facet_row_set_person (DOCKET_FACET_ROW (row), get_person (self, value, title));

  adw_preferences_group_add (get_group (self, facet), row);

  return DOCKET_FACET_ROW (row);
}

static void
add_value (DocketFilterDialog *self,
           DocketFacet facet,
           const char *value,
           const DocketFilterNames *names)
{
  g_autofree char *title = docket_facet_describe_value (facet, value, names);

  if (find_row (self, facet, value) == NULL)
    add_row (self, facet, value, title);
}

static void
add_id (DocketFilterDialog *self, DocketFacet facet, gint64 id, const DocketFilterNames *names)
{
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  add_value (self, facet, value, names);
}

static void
add_number (DocketFilterDialog *self, DocketFacet facet, guint number)
{
  add_id (self, facet, number, NULL);
}

static void
fill_fixed (DocketFilterDialog *self)
{
  for (int i = DOCKET_PRIORITY_CRITICAL; i >= DOCKET_PRIORITY_LOW; i--)
    add_number (self, DOCKET_FACET_PRIORITY, i);

  for (int i = DOCKET_IMPACT_CRISIS; i >= DOCKET_IMPACT_NO_IMPACT; i--)
    add_number (self, DOCKET_FACET_IMPACT, i);

  for (int i = DOCKET_TICKET_TYPE_INCIDENT; i <= DOCKET_TICKET_TYPE_CHANGE; i++)
    add_number (self, DOCKET_FACET_TYPE, i);

  add_row (self, DOCKET_FACET_SIGNED, ON, C_ ("filter", "With a signature"));

  /* On this computer nothing ever waits. */
  if (docket_workspace_get_kind (self->workspace) != DOCKET_SERVER_KIND_LOCAL)
    add_row (self, DOCKET_FACET_WAITING, ON, C_ ("filter", "Not yet synced"));
}

static void
chosen_cb (DocketFilterDialog *self, DocketEntry *entry, GtkWidget *picker)
{
  const DocketFacet facet = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (picker), "facet"));
  g_autofree char *value = NULL;
  DocketFacetRow *row;

  if (entry == NULL)
    return;

  value = g_strdup_printf ("%" G_GINT64_FORMAT, entry->id);
  row = find_row (self, facet, value);

  if (row == NULL)
    row = add_row (self, facet, value, entry->name);

  docket_facet_row_set_active (row, TRUE);
}

/* The rows below say which are chosen; this one finds more of them. */
static void
add_picker (DocketFilterDialog *self, DocketFacet facet, DocketEntity entity, const char *label)
{
  GtkWidget *picker = docket_entry_picker_new (self->workspace, entity);
  GtkWidget *button = gtk_menu_button_new ();

  g_object_set_data (G_OBJECT (picker), "facet", GUINT_TO_POINTER (facet));
  g_signal_connect_object (picker, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), picker);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), C_ ("filter", "Add…"));
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
  adw_preferences_group_set_header_suffix (get_group (self, facet), button);
}

static void
add_ids (DocketFilterDialog *self,
         DocketFacet facet,
         const GArray *ids,
         const DocketFilterNames *names)
{
  for (guint i = 0; i < ids->len; i++)
    add_id (self, facet, g_array_index (ids, gint64, i), names);
}

static void
fill_choices (DocketFilterDialog *self, const DocketFilterChoices *choices)
{
  for (guint i = 0; i < choices->statuses->len; i++)
    add_value (self, DOCKET_FACET_STATUS, g_ptr_array_index (choices->statuses, i), NULL);

  for (guint i = 0; i < choices->own_statuses->len; i++)
    {
      const DocketEntry *status = g_ptr_array_index (choices->own_statuses, i);
      const char *whole = docket_entry_get (status, "kind");
      DocketFacetRow *row = find_row (self, DOCKET_FACET_STATUS, status->name);

      if (row != NULL && whole != NULL && !g_str_equal (whole, status->name))
        docket_facet_row_set_whole (row, whole);
    }

  /* What was chosen once stays in sight, archived or not. */
  for (guint i = 0; self->filter->statuses != NULL && self->filter->statuses[i] != NULL; i++)
    add_value (self, DOCKET_FACET_STATUS, self->filter->statuses[i], NULL);

  if (docket_workspace_get_me (self->workspace) != 0)
    add_id (self, DOCKET_FACET_ASSIGNEE, DOCKET_ASSIGNEE_ME, NULL);

  add_id (self, DOCKET_FACET_ASSIGNEE, DOCKET_ASSIGNEE_NONE, NULL);

  for (guint i = 0; i < choices->technicians->len; i++)
    {
      const DocketEntry *technician = g_ptr_array_index (choices->technicians, i);
      g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, technician->id);

      if (technician->id != docket_workspace_get_me (self->workspace))
        add_row (self, DOCKET_FACET_ASSIGNEE, value, technician->name);
    }

  add_ids (self, DOCKET_FACET_ASSIGNEE, self->filter->assignees, choices->names);
  add_ids (self, DOCKET_FACET_CUSTOMER, self->filter->customers, choices->names);
  add_ids (self, DOCKET_FACET_CONTACT, self->filter->contacts, choices->names);
  add_ids (self, DOCKET_FACET_CONTRACT, self->filter->contracts, choices->names);
}

static void
choices_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketFilterDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketFilterChoices) choices =
    docket_workspace_load_filter_choices_finish (DOCKET_WORKSPACE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (choices != NULL)
    fill_choices (self, choices);
  else
    show_error (self, error);

  show_filter (self);
  gtk_widget_set_visible (self->page, TRUE);
  gtk_widget_child_focus (self->page, GTK_DIR_TAB_FORWARD);
}

static void
reset_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketFilterDialog *self = user_data;
  DocketFilter *filter = docket_filter_new_default ();

  /* What is searched for was not chosen here. */
  filter->search = g_strdup (self->filter->search);
  docket_filter_free (self->filter);
  self->filter = filter;
  show_filter (self);
  start_count (self);
}

static void
show_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketFilterDialog *self = user_data;

  g_signal_emit (self, signals[SIGNAL_APPLIED], 0, self->filter);
  gtk_window_close (GTK_WINDOW (self));
}

static void
view_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketFilterDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  const gint64 id = docket_workspace_save_view_finish (DOCKET_WORKSPACE (source), result, &error);

  if (id == 0)
    {
      show_error (self, error);
      return;
    }

  g_signal_emit (self, signals[SIGNAL_VIEW_SAVED], 0, id);
  gtk_window_close (GTK_WINDOW (self));
}

static void
named_cb (DocketFilterDialog *self, const char *name)
{
  g_autoptr (DocketSavedView) view = docket_saved_view_new (0, name, self->filter);

  g_clear_pointer (&view->filter->search, g_free);
  docket_workspace_save_view_async (self->workspace,
                                    view,
                                    NULL,
                                    view_saved_cb,
                                    g_object_ref (self));
}

static void
save_view_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketFilterDialog *self = user_data;
  GtkWidget *dialog =
    docket_name_dialog_new (GTK_WINDOW (self), _ ("Save as view"), C_ ("button", "Save"), NULL);

  g_signal_connect_object (dialog, "named", G_CALLBACK (named_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static const GActionEntry entries[] = {
  { "reset", reset_cb },
  { "show", show_cb },
  { "save-view", save_view_cb },
};

static void
docket_filter_dialog_dispose (GObject *object)
{
  DocketFilterDialog *self = DOCKET_FILTER_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->count_cancellable);
  g_clear_object (&self->count_cancellable);
  g_ptr_array_set_size (self->rows, 0);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (docket_filter_dialog_parent_class)->dispose (object);
}

static void
docket_filter_dialog_finalize (GObject *object)
{
  DocketFilterDialog *self = DOCKET_FILTER_DIALOG (object);

  g_clear_pointer (&self->filter, docket_filter_free);
  g_ptr_array_unref (self->rows);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (docket_filter_dialog_parent_class)->finalize (object);
}

static void
install_signals (void)
{
  /**
   * DocketFilterDialog::applied:
   * @filter: what was chosen
   *
   * The list is to show this.
   */
  signals[SIGNAL_APPLIED] = g_signal_new ("applied",
                                          DOCKET_TYPE_FILTER_DIALOG,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          1,
                                          DOCKET_TYPE_FILTER);

  /**
   * DocketFilterDialog::view-saved:
   * @id: local id of the new view
   *
   * The filter was saved as a view.
   */
  signals[SIGNAL_VIEW_SAVED] = g_signal_new ("view-saved",
                                             DOCKET_TYPE_FILTER_DIALOG,
                                             G_SIGNAL_RUN_LAST,
                                             0,
                                             NULL,
                                             NULL,
                                             NULL,
                                             G_TYPE_NONE,
                                             1,
                                             G_TYPE_INT64);
}

static void
docket_filter_dialog_class_init (DocketFilterDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = docket_filter_dialog_dispose;
  object_class->finalize = docket_filter_dialog_finalize;
  install_signals ();

  g_type_ensure (DOCKET_TYPE_DATE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-filter-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketFilterDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, DocketFilterDialog, show_button);
  gtk_widget_class_bind_template_child (widget_class, DocketFilterDialog, page);
  gtk_widget_class_bind_template_child (widget_class, DocketFilterDialog, status_group);
  gtk_widget_class_bind_template_child (widget_class, DocketFilterDialog, assignee_group);
  gtk_widget_class_bind_template_child (widget_class, DocketFilterDialog, priority_group);
  gtk_widget_class_bind_template_child (widget_class, DocketFilterDialog, impact_group);
  gtk_widget_class_bind_template_child (widget_class, DocketFilterDialog, type_group);
  gtk_widget_class_bind_template_child (widget_class, DocketFilterDialog, customer_group);
  gtk_widget_class_bind_template_child (widget_class, DocketFilterDialog, contact_group);
  gtk_widget_class_bind_template_child (widget_class, DocketFilterDialog, contract_group);
  gtk_widget_class_bind_template_child (widget_class, DocketFilterDialog, only_group);
  gtk_widget_class_bind_template_child (widget_class, DocketFilterDialog, from_row);
  gtk_widget_class_bind_template_child (widget_class, DocketFilterDialog, to_row);
  gtk_widget_class_bind_template_child (widget_class, DocketFilterDialog, updated_row);
  gtk_widget_class_bind_template_child (widget_class, DocketFilterDialog, due_row);
  gtk_widget_class_bind_template_callback (widget_class, dates_changed_cb);
}

static void
docket_filter_dialog_init (DocketFilterDialog *self)
{
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  self->cancellable = g_cancellable_new ();
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "filter", G_ACTION_GROUP (actions));
}

static void
set_titles (DocketFilterDialog *self)
{
  static const struct
  {
    DocketFacet facet;
    const char *field;
  } titles[] = {
    { DOCKET_FACET_STATUS, DOCKET_FIELD_ID_STATUS },
    { DOCKET_FACET_ASSIGNEE, DOCKET_FIELD_ID_ASSIGNEE },
    { DOCKET_FACET_PRIORITY, DOCKET_FIELD_ID_PRIORITY },
    { DOCKET_FACET_IMPACT, DOCKET_FIELD_ID_IMPACT },
    { DOCKET_FACET_TYPE, DOCKET_FIELD_ID_TYPE },
    { DOCKET_FACET_CUSTOMER, DOCKET_FIELD_ID_CUSTOMER },
    { DOCKET_FACET_CONTACT, DOCKET_FIELD_ID_CONTACT },
    { DOCKET_FACET_CONTRACT, DOCKET_FIELD_ID_CONTRACT },
  };
  const DocketWording wording = docket_workspace_get_wording (self->workspace);

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    adw_preferences_group_set_title (
      get_group (self, titles[i].facet),
      docket_field_get_label (docket_field_find_fixed (titles[i].field), wording));
}

/**
 * docket_filter_dialog_new:
 * @parent: the window whose list is filtered
 * @workspace: the workspace
 * @filter: what the list shows now; what is searched for counts too and is handed back unchanged
 *
 * Returns: (transfer none): a dialog; present it
 */
GtkWidget *
docket_filter_dialog_new (GtkWindow *parent, DocketWorkspace *workspace, const DocketFilter *filter)
{
  DocketFilterDialog *self;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (filter != NULL, NULL);

  self = g_object_new (DOCKET_TYPE_FILTER_DIALOG, "transient-for", parent, NULL);
  self->workspace = g_object_ref (workspace);
  self->filter = docket_filter_copy (filter);
  set_titles (self);
  fill_fixed (self);
  add_picker (self, DOCKET_FACET_CUSTOMER, DOCKET_ENTITY_CUSTOMER, _ ("Add a customer"));
  add_picker (self, DOCKET_FACET_CONTACT, DOCKET_ENTITY_CONTACT, _ ("Add a contact"));
  add_picker (self, DOCKET_FACET_CONTRACT, DOCKET_ENTITY_CONTRACT, _ ("Add a contract"));
  docket_workspace_load_filter_choices_async (workspace,
                                              self->filter,
                                              self->cancellable,
                                              choices_cb,
                                              g_object_ref (self));
  start_count (self);

  return GTK_WIDGET (self);
}

/**
 * docket_filter_dialog_get_filter:
 * @self: a dialog
 *
 * Returns: (transfer none): what is chosen now
 */
const DocketFilter *
docket_filter_dialog_get_filter (DocketFilterDialog *self)
{
  g_return_val_if_fail (DOCKET_IS_FILTER_DIALOG (self), NULL);

  return self->filter;
}
