/* One entry of the directory: read, added, changed or archived.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-entry-dialog-private.h"

#include <glib/gi18n.h>

#include "docket-directory-text.h"
#include "docket-done-key.h"
#include "docket-early-keys.h"
#include "docket-entry-picker.h"
#include "docket-toast.h"

G_DEFINE_FINAL_TYPE (DocketEntryDialog, docket_entry_dialog, ADW_TYPE_WINDOW)

void
docket_entry_dialog_show_toast (DocketEntryDialog *self, const char *sentence)
{
  adw_toast_overlay_add_toast (self->toasts, docket_toast_new (sentence));
}

/* What is written in several lines has a place of its own. */
static const char *
get_text_property (DocketEntryDialog *self)
{
  return self->entry->entity == DOCKET_ENTITY_FIELD         ? "options"
         : self->entry->entity == DOCKET_ENTITY_QUICK_REPLY ? "text"
                                                            : "notes";
}

static gboolean
is_text_property (DocketEntryDialog *self, const char *property)
{
  return g_str_equal (property, get_text_property (self));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketEntryDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  self->saving = FALSE;
  gtk_widget_set_sensitive (self->done_button, TRUE);

  if (docket_workspace_save_entry_finish (DOCKET_WORKSPACE (source), result, &error) != 0)
    gtk_window_close (GTK_WINDOW (self));
  else
    docket_entry_dialog_show_toast (self, error->message);
}

static void
save (DocketEntryDialog *self, const DocketEntry *entry)
{
  self->saving = TRUE;
  gtk_widget_set_sensitive (self->done_button, FALSE);
  docket_workspace_save_entry_async (self->workspace, entry, NULL, saved_cb, g_object_ref (self));
}

static char *
dup_text (DocketEntryDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static char *
dup_typed (DocketEntryDialog *self, const char *property)
{
  GtkWidget *row = docket_entry_dialog_get_row (self, property);

  if (is_text_property (self, property))
    return dup_text (self);

  if (ADW_IS_ENTRY_ROW (row))
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (row)));

  if (ADW_IS_COMBO_ROW (row))
    return g_strdup (docket_entry_dialog_get_chosen_word (self, property) ?: "");

  if (ADW_IS_ACTION_ROW (row) && g_str_equal (property, "required"))
    {
      GtkWidget *active = adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row));

      return g_strdup (gtk_switch_get_active (GTK_SWITCH (active)) ? "yes" : "");
    }

  return docket_entry_dup_typed (self->entry, property);
}

/* An entry that is chosen from few. */
static gboolean
is_reference (const char *property)
{
  return g_str_equal (property, "rate") || g_str_equal (property, "parent") ||
         g_str_equal (property, "status") || g_str_equal (property, "assignee");
}

static gboolean
take (DocketEntryDialog *self, DocketEntry *entry, const char *property, GError **error)
{
  g_autofree char *typed = dup_typed (self, property);

  if (g_str_equal (property, "customer"))
    {
      entry->customer = self->customer;
      return TRUE;
    }

  /* Nobody can have chosen what is not offered yet. */
  if (is_reference (property) && self->n_missing > 0)
    return TRUE;

  /* Chosen by its id, a status by its name. */
  if (is_reference (property) && !g_str_equal (property, "parent"))
    {
      docket_values_forget (entry->properties, property);

      if (*typed != '\0')
        docket_entry_set (entry, property, typed);

      return TRUE;
    }

  return docket_entry_take (entry, property, typed, error);
}

static void
mark (GtkWidget *row, gboolean wrong)
{
  if (wrong)
    gtk_widget_add_css_class (row, "error");
  else
    gtk_widget_remove_css_class (row, "error");
}

/* Marks the first that can't be taken where it stands, and goes there. */
static DocketEntry *
collect (DocketEntryDialog *self)
{
  const DocketEntryProperty *properties = docket_entry_list_properties (self->entry->entity);
  g_autoptr (DocketEntry) entry = docket_entry_new (self->entry->entity);
  GtkWidget *name = docket_entry_dialog_get_row (self, "name");
  g_autoptr (GList) known = docket_values_list_fields (self->entry->properties);

  entry->id = self->entry->id;
  entry->name = g_strdup (self->entry->name);
  entry->customer = self->entry->customer;
  entry->archived = self->entry->archived;

  for (GList *l = known; l != NULL; l = l->next)
    docket_entry_set (entry, l->data, docket_entry_get (self->entry, l->data));

  if (name != NULL &&
      !docket_entry_take (entry, "name", gtk_editable_get_text (GTK_EDITABLE (name)), NULL))
    return NULL;

  for (guint i = 0; properties[i].name != NULL; i++)
    {
      GtkWidget *row = docket_entry_dialog_get_row (self, properties[i].name);
      g_autoptr (GError) error = NULL;

      if (take (self, entry, properties[i].name, &error))
        continue;

      docket_entry_dialog_show_toast (self, error->message);

      if (row != NULL)
        {
          mark (row, TRUE);
          gtk_widget_grab_focus (row);
        }

      return NULL;
    }

  /* A contact is called as the two names say. */
  if (name == NULL && (docket_entry_get (entry, "first_name") != NULL ||
                       docket_entry_get (entry, "last_name") != NULL))
    g_clear_pointer (&entry->name, g_free);

  return g_steal_pointer (&entry);
}

static void
done_cb (DocketEntryDialog *self)
{
  docket_entry_dialog_finish (self);
}

static gboolean
done_shortcut_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  docket_entry_dialog_finish (DOCKET_ENTRY_DIALOG (widget));

  return GDK_EVENT_STOP;
}

static void
archive_cb (DocketEntryDialog *self)
{
  if (self->saving)
    return;

  self->entry->archived = !self->entry->archived;
  save (self, self->entry);
  self->entry->archived = !self->entry->archived;
}

static void
typed_cb (GtkWidget *row)
{
  mark (row, FALSE);
}

static void
add_row (DocketEntryDialog *self, const char *property, const char *label, GtkWidget *row)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  adw_preferences_group_add (self->properties, row);
  g_hash_table_insert (self->rows, g_strdup (property), row);
}

static void
add_entry_row (DocketEntryDialog *self, const char *property, const char *label)
{
  GtkWidget *row = adw_entry_row_new ();
  g_autofree char *typed = docket_entry_dup_typed (self->entry, property);

  gtk_editable_set_text (GTK_EDITABLE (row), typed);
  g_signal_connect (row, "changed", G_CALLBACK (typed_cb), NULL);
  g_signal_connect_object (row, "entry-activated", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
  add_row (self, property, label, row);
}

static void
add_switch_row (DocketEntryDialog *self, const char *property, const char *label)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *active = gtk_switch_new ();

  gtk_widget_set_valign (active, GTK_ALIGN_CENTER);
  gtk_switch_set_active (GTK_SWITCH (active),
                         g_strcmp0 (docket_entry_get (self->entry, property), "yes") == 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), active);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), active);
  add_row (self, property, label, row);
}

/* In some languages the word follows the gender of what there is none of. */
static const char *
get_none_label (const char *property)
{
  return g_str_equal (property, "kind") ? C_ ("kind of contract", "None") : C_ ("choice", "None");
}

static void
add_choice_row (DocketEntryDialog *self, const char *property, const char *label)
{
  GtkWidget *row = adw_combo_row_new ();
  const DocketEntryChoice *choices = docket_entry_list_choices (self->entry->entity, property);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (labels));
  g_hash_table_insert (self->words, g_strdup (property), g_ptr_array_new_with_free_func (g_free));
  add_row (self, property, label, row);

  if (self->entry->entity != DOCKET_ENTITY_STATUS && !g_str_equal (property, "type"))
    docket_entry_dialog_add_word (self, property, NULL, get_none_label (property));

  for (guint i = 0; choices != NULL && choices[i].word != NULL; i++)
    docket_entry_dialog_add_word (self,
                                  property,
                                  choices[i].word,
                                  docket_entry_choice_get_label (&choices[i]));
}

static void
show_customer (DocketEntryDialog *self, gint64 customer, const char *name)
{
  GtkWidget *row = docket_entry_dialog_get_row (self, "customer");
  GtkMenuButton *button = g_object_get_data (G_OBJECT (row), "button");
  GtkPopover *picker = GTK_POPOVER (gtk_menu_button_get_popover (button));

  self->customer = customer;
  gtk_menu_button_set_label (button, name != NULL ? name : C_ ("choice", "None"));
  docket_entry_picker_select (DOCKET_ENTRY_PICKER (picker), customer);
}

static void
customer_chosen_cb (DocketEntryDialog *self, DocketEntry *customer)
{
  docket_entry_dialog_choose_customer (self, customer);
}

static void
customer_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketEntryDialog) self = user_data;
  g_autoptr (DocketEntry) customer =
    docket_workspace_get_entry_finish (DOCKET_WORKSPACE (source), result, NULL);
  GtkWidget *row = docket_entry_dialog_get_row (self, "customer");

  if (customer == NULL || customer->id != self->customer)
    return;

  if (self->editable)
    show_customer (self, customer->id, customer->name);
  else
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), customer->name);
}

static void
find_customer (DocketEntryDialog *self)
{
  if (self->customer != 0)
    docket_workspace_get_entry_async (self->workspace,
                                      DOCKET_ENTITY_CUSTOMER,
                                      self->customer,
                                      self->cancellable,
                                      customer_found_cb,
                                      g_object_ref (self));
}

static void
add_customer_row (DocketEntryDialog *self, const char *label)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *picker = docket_entry_picker_new (self->workspace, DOCKET_ENTITY_CUSTOMER);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), picker);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  g_object_set_data (G_OBJECT (row), "button", button);
  g_signal_connect_object (picker,
                           "chosen",
                           G_CALLBACK (customer_chosen_cb),
                           self,
                           G_CONNECT_SWAPPED);
  add_row (self, "customer", label, row);
  show_customer (self, self->customer, self->customer != 0 ? "…" : NULL);
  find_customer (self);
}

/* What is only read is there when it says something. */
static void
add_read_only_row (DocketEntryDialog *self, const char *property, const char *label)
{
  GtkWidget *row;
  g_autofree char *typed = docket_entry_dup_typed (self->entry, property);
  const DocketEntryChoice *choices = docket_entry_list_choices (self->entry->entity, property);
  const char *shown = typed;

  for (guint i = 0; choices != NULL && choices[i].word != NULL; i++)
    if (g_str_equal (choices[i].word, typed))
      shown = docket_entry_choice_get_label (&choices[i]);

  if (g_str_equal (property, "customer"))
    shown = self->customer != 0 ? "…" : "";

  if (*shown == '\0' || g_str_equal (property, "rate") || g_str_equal (property, "assignee"))
    return;

  if (g_str_equal (property, "status"))
    shown = docket_status_get_label (shown);

  row = adw_action_row_new ();
  add_row (self, property, label, row);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), shown);

  if (g_str_equal (property, "customer"))
    find_customer (self);
}

/* A field has options when its type is a choice, and a parent when they depend on one. */
static void
type_changed_cb (DocketEntryDialog *self)
{
  const char *type = self->editable ? docket_entry_dialog_get_chosen_word (self, "type")
                                    : docket_entry_get (self->entry, "type");
  const gboolean dependent = g_strcmp0 (type, "dependent-option") == 0;
  GtkWidget *parent = docket_entry_dialog_get_row (self, "parent");

  gtk_widget_set_visible (self->text_group, dependent || g_strcmp0 (type, "option") == 0);
  gtk_label_set_text (self->text_hint,
                      dependent ? _ ("One a line, with what it depends on: “Laptop > Model 14”")
                                : _ ("One a line"));

  if (parent != NULL)
    gtk_widget_set_visible (parent, dependent);
}

static void
add_property (DocketEntryDialog *self, const DocketEntryProperty *property)
{
  const DocketWording wording = docket_workspace_get_wording (self->workspace);
  const char *label = g_str_equal (property->name, "customer")
                        ? docket_word_customer (wording)
                        : docket_entry_property_get_label (property);
  const gboolean is_choice =
    is_reference (property->name) ||
    docket_entry_list_choices (self->entry->entity, property->name) != NULL;

  if (is_text_property (self, property->name))
    gtk_label_set_text (self->text_title, label);
  else if (!self->editable)
    add_read_only_row (self, property->name, label);
  else if (g_str_equal (property->name, "customer"))
    add_customer_row (self, label);
  else if (g_str_equal (property->name, "required"))
    add_switch_row (self, property->name, label);
  else if (is_choice)
    add_choice_row (self, property->name, label);
  else
    add_entry_row (self, property->name, label);
}

static void
fill_text (DocketEntryDialog *self)
{
  const char *property = get_text_property (self);
  g_autofree char *typed = docket_entry_dup_typed (self->entry, property);
  const gboolean has_it = docket_entry_has_property (self->entry->entity, property);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), typed, -1);
  gtk_text_view_set_editable (self->text, self->editable);
  gtk_widget_set_visible (self->text_group, has_it && (self->editable || *typed != '\0'));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (self->text_title),
                                  -1);

  if (self->entry->entity == DOCKET_ENTITY_QUICK_REPLY && self->editable)
    gtk_label_set_text (self->text_hint,
                        _ ("Filled in when it is inserted: {{contact.first_name}}, "
                           "{{customer.name}}, {{ticket.number}}, {{ticket.title}}, "
                           "{{technician.name}}"));

  if (self->entry->entity != DOCKET_ENTITY_FIELD)
    return;

  if (self->editable)
    g_signal_connect_object (docket_entry_dialog_get_row (self, "type"),
                             "notify::selected",
                             G_CALLBACK (type_changed_cb),
                             self,
                             G_CONNECT_SWAPPED);

  type_changed_cb (self);
}

static void
build (DocketEntryDialog *self)
{
  const DocketEntryProperty *properties = docket_entry_list_properties (self->entry->entity);
  const gboolean owned = docket_workspace_owns_entry (self->workspace, self->entry);

  if (self->editable && self->entry->entity != DOCKET_ENTITY_CONTACT)
    add_entry_row (self,
                   "name",
                   self->entry->entity == DOCKET_ENTITY_QUICK_REPLY ? C_ ("directory", "Title")
                                                                    : C_ ("directory", "Name"));

  for (guint i = 0; properties[i].name != NULL; i++)
    add_property (self, &properties[i]);

  fill_text (self);
  docket_entry_dialog_load_references (self);
  gtk_widget_set_visible (self->done_button, self->editable);
  gtk_widget_set_visible (self->note, owned && !self->editable && !self->entry->archived);
  gtk_widget_set_visible (GTK_WIDGET (self->archive_button),
                          self->entry->id != 0 &&
                            (self->editable || (owned && self->entry->archived)));
  gtk_button_set_label (self->archive_button,
                        self->entry->archived ? C_ ("directory", "Bring back")
                                              : C_ ("directory", "Archive"));
}

static void
docket_entry_dialog_dispose (GObject *object)
{
  DocketEntryDialog *self = DOCKET_ENTRY_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->entry);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_pointer (&self->words, g_hash_table_unref);

  G_OBJECT_CLASS (docket_entry_dialog_parent_class)->dispose (object);
}

/* What it is called comes first. Else the focus would be on Cancel. */
static GtkWidget *
find_first_entry (DocketEntryDialog *self)
{
  GtkWidget *name = docket_entry_dialog_get_row (self, "name");

  return name != NULL ? name : docket_entry_dialog_get_row (self, "first_name");
}

/* Not before there is a window: to a screen reader it would be none. */
static void
docket_entry_dialog_map (GtkWidget *widget)
{
  GtkWidget *first = find_first_entry (DOCKET_ENTRY_DIALOG (widget));

  GTK_WIDGET_CLASS (docket_entry_dialog_parent_class)->map (widget);

  if (ADW_IS_ENTRY_ROW (first))
    gtk_widget_grab_focus (first);
}

static void
docket_entry_dialog_class_init (DocketEntryDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = docket_entry_dialog_dispose;
  widget_class->map = docket_entry_dialog_map;

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-entry-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketEntryDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, DocketEntryDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, DocketEntryDialog, done_button);
  gtk_widget_class_bind_template_child (widget_class, DocketEntryDialog, note);
  gtk_widget_class_bind_template_child (widget_class, DocketEntryDialog, properties);
  gtk_widget_class_bind_template_child (widget_class, DocketEntryDialog, text_group);
  gtk_widget_class_bind_template_child (widget_class, DocketEntryDialog, text_title);
  gtk_widget_class_bind_template_child (widget_class, DocketEntryDialog, text);
  gtk_widget_class_bind_template_child (widget_class, DocketEntryDialog, text_hint);
  gtk_widget_class_bind_template_child (widget_class, DocketEntryDialog, archive_button);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
  gtk_widget_class_bind_template_callback (widget_class, archive_cb);
}

static void
docket_entry_dialog_init (DocketEntryDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->words =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

  gtk_widget_init_template (GTK_WIDGET (self));
  docket_done_key_attach (GTK_WIDGET (self), done_shortcut_cb);
  docket_early_keys_attach (GTK_WINDOW (self));
}

/**
 * docket_entry_dialog_new:
 * @parent: (nullable): the window that it belongs to
 * @workspace: whose directory
 * @entry: an entry; its id is 0 when it is new
 *
 * Returns: (transfer floating): a window with the entry, to be presented
 */
GtkWidget *
docket_entry_dialog_new (GtkWindow *parent, DocketWorkspace *workspace, const DocketEntry *entry)
{
  DocketEntryDialog *self;
  const DocketWording wording = docket_workspace_get_wording (workspace);

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (entry != NULL, NULL);

  self = g_object_new (DOCKET_TYPE_ENTRY_DIALOG, "transient-for", parent, "modal", TRUE, NULL);
  self->workspace = g_object_ref (workspace);
  self->entry = g_object_ref ((DocketEntry *) entry);
  self->customer = entry->customer;
  self->editable = docket_workspace_owns_entry (workspace, entry) && !entry->archived &&
                   !(entry->entity == DOCKET_ENTITY_STATUS && entry->name != NULL &&
                     docket_status_is_standard (entry->name, NULL));
  adw_window_title_set_title (self->window_title,
                              entry->id != 0 ? docket_directory_get_name (entry)
                                             : C_ ("directory", "Add"));
  adw_window_title_set_subtitle (self->window_title,
                                 docket_directory_get_one_label (entry->entity, wording));
  build (self);

  return GTK_WIDGET (self);
}

/**
 * docket_entry_dialog_get_row:
 * @self: a window
 * @property: `name` or a property
 *
 * Returns: (transfer none) (nullable): its row
 */
GtkWidget *
docket_entry_dialog_get_row (DocketEntryDialog *self, const char *property)
{
  g_return_val_if_fail (DOCKET_IS_ENTRY_DIALOG (self), NULL);

  return g_hash_table_lookup (self->rows, property);
}

/**
 * docket_entry_dialog_choose_customer:
 * @self: a window with a contact or a contract
 * @customer: (nullable): whose it is to be
 */
void
docket_entry_dialog_choose_customer (DocketEntryDialog *self, DocketEntry *customer)
{
  g_return_if_fail (DOCKET_IS_ENTRY_DIALOG (self));

  show_customer (self,
                 customer != NULL ? customer->id : 0,
                 customer != NULL ? customer->name : NULL);
}

/**
 * docket_entry_dialog_finish:
 * @self: a window
 *
 * Saves the entry and closes, or says what is wrong.
 */
void
docket_entry_dialog_finish (DocketEntryDialog *self)
{
  g_autoptr (DocketEntry) entry = NULL;

  g_return_if_fail (DOCKET_IS_ENTRY_DIALOG (self));

  if (self->saving || !self->editable)
    return;

  entry = collect (self);

  if (entry != NULL)
    save (self, entry);
}
