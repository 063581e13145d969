/* Chooses a customer, contact or contract by a few letters.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-entry-picker.h"

#include <glib/gi18n.h>

#include "docket-tab-stop.h"

/* More are not read by anybody: a letter more is quicker. */
#define MAX_ENTRIES 50

/**
 * DocketEntryPicker:
 *
 * Asks the workspace for what matches, as it is typed; takes any number of entries.
 */
struct _DocketEntryPicker
{
  GtkPopover parent_instance;

  DocketWorkspace *workspace;
  DocketEntity entity;
  gint64 customer;
  gint64 selected;
  GCancellable *search_cancellable;
  char *listed; /* what the rows were asked for */
  gboolean choose_first;

  GtkEditable *search;
  GtkListBox *list;
  GtkWidget *nothing;
  GtkWidget *clear_button;
  GtkButton *add_button;
  GtkLabel *hint;
};

G_DEFINE_FINAL_TYPE (DocketEntryPicker, docket_entry_picker, GTK_TYPE_POPOVER)

enum
{
  SIGNAL_CHOSEN,
  SIGNAL_ADD,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
choose (DocketEntryPicker *self, DocketEntry *entry)
{
  g_autoptr (DocketEntry) chosen = entry != NULL ? g_object_ref (entry) : NULL;

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, chosen);
}

/* Whose it is, unless only those of one customer are offered. */
static char *
dup_second_line (DocketEntryPicker *self, const DocketEntry *entry)
{
  const char *email = docket_entry_get (entry, "email");
  const char *more = email != NULL && *email != '\0' ? email : docket_entry_get (entry, "city");

  if (entry->customer_name == NULL || self->customer != 0)
    return g_strdup (more);

  if (more == NULL || *more == '\0')
    return g_strdup (entry->customer_name);

  return g_strdup_printf ("%s · %s", entry->customer_name, more);
}

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static GtkWidget *
new_row (DocketEntryPicker *self, DocketEntry *entry)
{
  const char *name = entry->name != NULL && *entry->name != '\0' ? entry->name : _ ("No name");
  g_autofree char *second = dup_second_line (self, entry);
  g_autofree char *said = second != NULL ? g_strdup_printf ("%s, %s", name, second) : NULL;
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (lines), new_label (name, NULL));

  if (second != NULL)
    gtk_box_append (GTK_BOX (lines), new_label (second, "dim"));

  gtk_box_append (GTK_BOX (box), lines);

  if (entry->id == self->selected)
    gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("object-select-symbolic"));

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "entry", g_object_ref (entry), g_object_unref);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  said != NULL ? said : name,
                                  -1);

  return row;
}

static void
clear_list (DocketEntryPicker *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
}

static gboolean
can_add (DocketEntryPicker *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->add_button));
}

static void
add (DocketEntryPicker *self)
{
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (self->search)));

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[SIGNAL_ADD], 0, typed);
}

/* Who is not there yet is to be added. */
static void
take_first (DocketEntryPicker *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, 0);

  if (row != NULL)
    choose (self, g_object_get_data (G_OBJECT (row), "entry"));
  else if (can_add (self))
    add (self);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketEntryPicker) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries =
    docket_workspace_list_entries_finish (DOCKET_WORKSPACE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  clear_list (self);

  if (entries == NULL)
    {
      docket_entry_picker_set_hint (self, error->message);
      return;
    }

  for (guint i = 0; i < entries->len; i++)
    gtk_list_box_append (self->list, new_row (self, g_ptr_array_index (entries, i)));

  gtk_widget_set_visible (self->nothing, entries->len == 0);
  g_free (self->listed);
  self->listed = g_strdup (gtk_editable_get_text (self->search));

  if (self->choose_first)
    take_first (self);

  self->choose_first = FALSE;
}

static void
start_search (DocketEntryPicker *self)
{
  const char *typed = gtk_editable_get_text (self->search);

  g_cancellable_cancel (self->search_cancellable);
  g_clear_object (&self->search_cancellable);

  if (self->workspace == NULL)
    return;

  self->search_cancellable = g_cancellable_new ();
  docket_workspace_list_entries_async (self->workspace,
                                       self->entity,
                                       *typed != '\0' ? typed : NULL,
                                       self->customer,
                                       MAX_ENTRIES,
                                       self->search_cancellable,
                                       found_cb,
                                       g_object_ref (self));
}

static void
search_changed_cb (DocketEntryPicker *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    start_search (self);
}

static void
search_activated_cb (DocketEntryPicker *self)
{
  const char *typed = gtk_editable_get_text (self->search);

  if (*typed == '\0')
    return;

  /* The rows may be those of a letter ago. */
  if (g_strcmp0 (typed, self->listed) != 0)
    {
      self->choose_first = TRUE;
      start_search (self);
    }
  else
    take_first (self);
}

/* Down goes from what was typed into what was found, Tab to what else can be done. */
static gboolean
search_key_cb (DocketEntryPicker *self, guint keyval, guint keycode, GdkModifierType state)
{
  const gboolean down = keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down;
  const gboolean tab = keyval == GDK_KEY_Tab && (state & GDK_SHIFT_MASK) == 0;
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, 0);

  if (down && row != NULL)
    return gtk_widget_grab_focus (GTK_WIDGET (row));

  return (down || tab) && can_add (self) && gtk_widget_grab_focus (GTK_WIDGET (self->add_button));
}

static void
row_activated_cb (DocketEntryPicker *self, GtkListBoxRow *row)
{
  choose (self, g_object_get_data (G_OBJECT (row), "entry"));
}

static void
clear_clicked_cb (DocketEntryPicker *self)
{
  choose (self, NULL);
}

static void
add_clicked_cb (DocketEntryPicker *self)
{
  add (self);
}

static void
docket_entry_picker_map (GtkWidget *widget)
{
  DocketEntryPicker *self = DOCKET_ENTRY_PICKER (widget);

  gtk_editable_set_text (self->search, "");
  self->choose_first = FALSE;
  GTK_WIDGET_CLASS (docket_entry_picker_parent_class)->map (widget);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  start_search (self);
}

static void
docket_entry_picker_dispose (GObject *object)
{
  DocketEntryPicker *self = DOCKET_ENTRY_PICKER (object);

  g_cancellable_cancel (self->search_cancellable);
  g_clear_object (&self->search_cancellable);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->listed, g_free);

  G_OBJECT_CLASS (docket_entry_picker_parent_class)->dispose (object);
}

static void
docket_entry_picker_class_init (DocketEntryPickerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = docket_entry_picker_dispose;
  widget_class->map = docket_entry_picker_map;

  /**
   * DocketEntryPicker::chosen:
   * @entry: (nullable): the #DocketEntry; %NULL: none
   *
   * The person chose.
   */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen",
                                         DOCKET_TYPE_ENTRY_PICKER,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         DOCKET_TYPE_ENTRY);

  /**
   * DocketEntryPicker::add:
   * @typed: what was looked for; may be empty
   *
   * The person wants an entry that is not there yet.
   */
  signals[SIGNAL_ADD] = g_signal_new ("add",
                                      DOCKET_TYPE_ENTRY_PICKER,
                                      G_SIGNAL_RUN_LAST,
                                      0,
                                      NULL,
                                      NULL,
                                      NULL,
                                      G_TYPE_NONE,
                                      1,
                                      G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-entry-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketEntryPicker, search);
  gtk_widget_class_bind_template_child (widget_class, DocketEntryPicker, list);
  gtk_widget_class_bind_template_child (widget_class, DocketEntryPicker, nothing);
  gtk_widget_class_bind_template_child (widget_class, DocketEntryPicker, clear_button);
  gtk_widget_class_bind_template_child (widget_class, DocketEntryPicker, add_button);
  gtk_widget_class_bind_template_child (widget_class, DocketEntryPicker, hint);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, gtk_popover_popdown);
  gtk_widget_class_bind_template_callback (widget_class, search_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
}

static void
docket_entry_picker_init (DocketEntryPicker *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  docket_tab_stop_attach (GTK_WIDGET (self->list));
}

/**
 * docket_entry_picker_new:
 * @workspace: whose directory
 * @entity: customer, contact, contract or technician
 *
 * Returns: (transfer floating): a popover
 */
GtkWidget *
docket_entry_picker_new (DocketWorkspace *workspace, DocketEntity entity)
{
  DocketEntryPicker *self = g_object_new (DOCKET_TYPE_ENTRY_PICKER, NULL);

  self->workspace = g_object_ref (workspace);
  self->entity = entity;

  return GTK_WIDGET (self);
}

/**
 * docket_entry_picker_set_customer:
 * @self: a picker of contacts or contracts
 * @customer: local id of the customer whose entries are offered; 0: everybody's
 */
void
docket_entry_picker_set_customer (DocketEntryPicker *self, gint64 customer)
{
  g_return_if_fail (DOCKET_IS_ENTRY_PICKER (self));

  self->customer = customer;
}

/**
 * docket_entry_picker_select:
 * @self: a picker
 * @id: local id of the entry that has the check mark; 0: none
 */
void
docket_entry_picker_select (DocketEntryPicker *self, gint64 id)
{
  g_return_if_fail (DOCKET_IS_ENTRY_PICKER (self));

  self->selected = id;
  gtk_widget_set_visible (self->clear_button, id != 0);
}

/**
 * docket_entry_picker_set_hint:
 * @self: a picker
 * @hint: (nullable): a sentence below the entries
 */
void
docket_entry_picker_set_hint (DocketEntryPicker *self, const char *hint)
{
  g_return_if_fail (DOCKET_IS_ENTRY_PICKER (self));

  gtk_label_set_text (self->hint, hint != NULL ? hint : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint), hint != NULL);
}

/**
 * docket_entry_picker_set_add_label:
 * @self: a picker
 * @label: (nullable): what the button says that emits `add`; %NULL: no such button
 */
void
docket_entry_picker_set_add_label (DocketEntryPicker *self, const char *label)
{
  g_return_if_fail (DOCKET_IS_ENTRY_PICKER (self));

  gtk_button_set_label (self->add_button, label != NULL ? label : "");
  gtk_widget_set_visible (GTK_WIDGET (self->add_button), label != NULL);
}
