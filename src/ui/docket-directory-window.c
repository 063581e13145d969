/* The directory: customers, contacts, contracts, rates, technicians, statuses, custom fields, quick
 * replies.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-directory-window.h"

#include <glib/gi18n.h>

#include "docket-directory-export.h"
#include "docket-directory-import.h"
#include "docket-directory-text.h"
#include "docket-entry-dialog.h"
#include "docket-toast.h"

/**
 * DocketDirectoryWindow:
 *
 * One kind at a time, read on a worker. On this computer entries are added, edited, archived and
 * imported here; with a server they are the server's, and this shows them. Quick replies of one's
 * own are kept here everywhere.
 */
struct _DocketDirectoryWindow
{
  AdwWindow parent_instance;

  DocketWorkspace *workspace;
  GSimpleActionGroup *actions;
  GListStore *entries;
  GHashTable *names; /* (element-type gint64 utf8): whom the entries belong to, by local id */
  GCancellable *cancellable;
  gboolean shows_archived;

  AdwToastOverlay *toasts;
  GtkDropDown *kind;
  GtkWidget *add_button;
  GtkWidget *menu_button;
  GtkEditable *search;
  GtkWidget *server_note;
  GtkLabel *archived_note;
  GtkStack *stack;
  GtkListView *list;
  AdwStatusPage *empty_page;
  GtkWidget *empty_add_button;
};

G_DEFINE_FINAL_TYPE (DocketDirectoryWindow, docket_directory_window, ADW_TYPE_WINDOW)

static void
show_toast (DocketDirectoryWindow *self, const char *sentence)
{
  adw_toast_overlay_add_toast (self->toasts, docket_toast_new (sentence));
}

static DocketEntity
get_entity (DocketDirectoryWindow *self)
{
  return docket_directory_get_entity (gtk_drop_down_get_selected (self->kind));
}

static void
show_empty (DocketDirectoryWindow *self)
{
  const gboolean searched = *gtk_editable_get_text (self->search) != '\0';
  const gboolean owned = docket_workspace_owns_kind (self->workspace, get_entity (self));

  adw_status_page_set_title (self->empty_page,
                             searched               ? _ ("Nothing found")
                             : self->shows_archived ? _ ("Nothing is archived")
                                                    : _ ("Nothing here yet"));
  adw_status_page_set_description (
    self->empty_page,
    searched               ? _ ("Try another word.")
    : self->shows_archived ? _ ("What is archived stays where it is used.")
    : owned                ? _ ("Add them one by one, or import a table in CSV form.")
                           : _ ("The server has none, or they have not come yet."));
  gtk_widget_set_visible (self->empty_add_button, owned && !searched && !self->shows_archived);
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketDirectoryWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketDirectory) directory =
    docket_workspace_load_directory_finish (DOCKET_WORKSPACE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (directory == NULL)
    {
      show_toast (self, error->message);
      return;
    }

  if (get_entity (self) == DOCKET_ENTITY_STATUS)
    docket_directory_sort_statuses (directory->entries);

  g_clear_pointer (&self->names, g_hash_table_unref);
  self->names = g_steal_pointer (&directory->names);
  g_list_store_splice (self->entries,
                       0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->entries)),
                       directory->entries->pdata,
                       directory->entries->len);

  if (directory->entries->len > 0)
    gtk_stack_set_visible_child_name (self->stack, "list");
  else
    show_empty (self);
}

static void
load (DocketDirectoryWindow *self)
{
  if (self->workspace == NULL)
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  docket_workspace_load_directory_async (self->workspace,
                                         get_entity (self),
                                         gtk_editable_get_text (self->search),
                                         self->shows_archived,
                                         self->cancellable,
                                         loaded_cb,
                                         g_object_ref (self));
}

static void
enable (DocketDirectoryWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
show_rights (DocketDirectoryWindow *self)
{
  const gboolean owned = docket_workspace_owns_kind (self->workspace, get_entity (self));

  gtk_widget_set_visible (self->add_button, owned);
  gtk_widget_set_visible (self->server_note, !owned);

  if (!owned)
    g_action_group_change_action_state (G_ACTION_GROUP (self->actions),
                                        "archived",
                                        g_variant_new_boolean (FALSE));

  enable (self, "add", owned);
  enable (self, "import", owned);
  enable (self, "archived", owned);
}

static void
kind_changed_cb (DocketDirectoryWindow *self)
{
  if (self->workspace == NULL)
    return;

  show_rights (self);
  gtk_editable_set_text (self->search, "");
  load (self);
}

static void
changed_cb (DocketDirectoryWindow *self, GArray *changes)
{
  const DocketEntity entity = get_entity (self);

  for (guint i = 0; i < changes->len; i++)
    if (g_array_index (changes, DocketChange, i).entity == entity)
      {
        load (self);
        return;
      }
}

static void
open_dialog (DocketDirectoryWindow *self, DocketEntry *entry)
{
  GtkWidget *dialog = docket_entry_dialog_new (GTK_WINDOW (self), self->workspace, entry);

  gtk_window_present (GTK_WINDOW (dialog));
}

static void
activated_cb (DocketDirectoryWindow *self, guint position)
{
  g_autoptr (DocketEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->entries), position);

  if (entry != NULL)
    open_dialog (self, entry);
}

static void
add_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketDirectoryWindow *self = user_data;
  g_autoptr (DocketEntry) entry = docket_entry_new (get_entity (self));

  open_dialog (self, entry);
}

static void
import_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketDirectoryWindow *self = user_data;

  docket_directory_import (GTK_WINDOW (self), self->workspace, get_entity (self), self->toasts);
}

static void
export_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketDirectoryWindow *self = user_data;

  docket_directory_export (GTK_WINDOW (self), self->workspace, get_entity (self), self->toasts);
}

static void
archived_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  DocketDirectoryWindow *self = user_data;

  g_simple_action_set_state (action, state);
  self->shows_archived = g_variant_get_boolean (state);
  gtk_widget_set_visible (GTK_WIDGET (self->archived_note), self->shows_archived);
  load (self);
}

static void
focus_search_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_widget_grab_focus (GTK_WIDGET (DOCKET_DIRECTORY_WINDOW (user_data)->search));
}

static GtkWidget *
new_line (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static void
setup_row_cb (DocketDirectoryWindow *self, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), new_line (NULL));
  gtk_box_append (GTK_BOX (box), new_line ("dim"));
  gtk_widget_add_css_class (box, "directory-row");
  gtk_list_item_set_child (item, box);
}

static void
bind_row_cb (DocketDirectoryWindow *self, GtkListItem *item)
{
  const DocketEntry *entry = gtk_list_item_get_item (item);
  GtkWidget *row = gtk_list_item_get_child (item);
  GtkWidget *name = gtk_widget_get_first_child (row);
  GtkWidget *second = gtk_widget_get_next_sibling (name);
  const gint64 other = entry->entity == DOCKET_ENTITY_QUICK_REPLY
                         ? docket_values_get_int64 (entry->properties, "assignee")
                         : entry->customer;
  const char *other_name = self->names != NULL ? g_hash_table_lookup (self->names, &other) : NULL;
  g_autofree char *line = docket_directory_describe (entry, other_name);
  g_autofree char *label = g_strdup_printf ("%s, %s", docket_directory_get_name (entry), line);

  gtk_label_set_text (GTK_LABEL (name), docket_directory_get_name (entry));
  gtk_label_set_text (GTK_LABEL (second), line);
  gtk_widget_set_visible (second, *line != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
}

static const GActionEntry actions[] = {
  { "add", add_cb },
  { "import", import_cb },
  { "export", export_cb },
  { "archived", NULL, NULL, "false", archived_cb },
  { "search", focus_search_cb },
};

static void
docket_directory_window_dispose (GObject *object)
{
  DocketDirectoryWindow *self = DOCKET_DIRECTORY_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->actions);
  g_clear_object (&self->entries);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->names, g_hash_table_unref);

  G_OBJECT_CLASS (docket_directory_window_parent_class)->dispose (object);
}

static void
docket_directory_window_class_init (DocketDirectoryWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = docket_directory_window_dispose;

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_n,
                                       GDK_CONTROL_MASK,
                                       "directory.add",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_f,
                                       GDK_CONTROL_MASK,
                                       "directory.search",
                                       NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-directory-window.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketDirectoryWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, DocketDirectoryWindow, kind);
  gtk_widget_class_bind_template_child (widget_class, DocketDirectoryWindow, add_button);
  gtk_widget_class_bind_template_child (widget_class, DocketDirectoryWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, DocketDirectoryWindow, search);
  gtk_widget_class_bind_template_child (widget_class, DocketDirectoryWindow, server_note);
  gtk_widget_class_bind_template_child (widget_class, DocketDirectoryWindow, archived_note);
  gtk_widget_class_bind_template_child (widget_class, DocketDirectoryWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, DocketDirectoryWindow, list);
  gtk_widget_class_bind_template_child (widget_class, DocketDirectoryWindow, empty_page);
  gtk_widget_class_bind_template_child (widget_class, DocketDirectoryWindow, empty_add_button);
  gtk_widget_class_bind_template_callback (widget_class, kind_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, load);
  gtk_widget_class_bind_template_callback (widget_class, gtk_window_close);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_row_cb);
}

static void
docket_directory_window_init (DocketDirectoryWindow *self)
{
  g_autoptr (GtkSelectionModel) selection = NULL;

  self->entries = g_list_store_new (DOCKET_TYPE_ENTRY);
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions),
                                   actions,
                                   G_N_ELEMENTS (actions),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "directory", G_ACTION_GROUP (self->actions));
  gtk_widget_init_template (GTK_WIDGET (self));
  selection =
    GTK_SELECTION_MODEL (gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->entries))));
  gtk_single_selection_set_autoselect (GTK_SINGLE_SELECTION (selection), FALSE);
  gtk_list_view_set_model (self->list, selection);
}

static void
fill_kinds (DocketDirectoryWindow *self)
{
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);
  const DocketWording wording = docket_workspace_get_wording (self->workspace);

  for (guint i = 0; i < docket_directory_count_kinds (); i++)
    gtk_string_list_append (
      kinds,
      docket_directory_get_kind_label (docket_directory_get_entity (i), wording));

  gtk_drop_down_set_model (self->kind, G_LIST_MODEL (kinds));
}

/**
 * docket_directory_window_new:
 * @parent: (nullable): the window that it belongs to
 * @workspace: whose directory
 *
 * Returns: (transfer floating): a window that shows the customers, to be presented
 */
GtkWidget *
docket_directory_window_new (GtkWindow *parent, DocketWorkspace *workspace)
{
  DocketDirectoryWindow *self;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (DOCKET_TYPE_DIRECTORY_WINDOW, "transient-for", parent, NULL);
  self->workspace = g_object_ref (workspace);
  fill_kinds (self);
  show_rights (self);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  load (self);

  return GTK_WIDGET (self);
}

/**
 * docket_directory_window_show_kind:
 * @self: a window
 * @entity: the kind of entry that it is to show
 */
void
docket_directory_window_show_kind (DocketDirectoryWindow *self, DocketEntity entity)
{
  g_return_if_fail (DOCKET_IS_DIRECTORY_WINDOW (self));

  for (guint i = 0; i < docket_directory_count_kinds (); i++)
    if (docket_directory_get_entity (i) == entity)
      gtk_drop_down_set_selected (self->kind, i);
}

/**
 * docket_directory_window_get_entries:
 * @self: a window
 *
 * Returns: (transfer none): the #DocketEntry that it shows
 */
GListModel *
docket_directory_window_get_entries (DocketDirectoryWindow *self)
{
  g_return_val_if_fail (DOCKET_IS_DIRECTORY_WINDOW (self), NULL);

  return G_LIST_MODEL (self->entries);
}
