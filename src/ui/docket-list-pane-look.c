/* How the list shows its tickets: sorting, grouping and columns, kept for each view.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-list-pane-private.h"

#include <glib/gi18n.h>

#include "docket-settings.h"

static DocketListRow *
get_row (GtkWidget *item)
{
  GtkWidget *row = gtk_widget_get_first_child (item);

  return DOCKET_IS_LIST_ROW (row) ? DOCKET_LIST_ROW (row) : NULL;
}

static void
arranged_cb (DocketListPane *self)
{
  gint64 selected;

  for (GtkWidget *item = gtk_widget_get_first_child (GTK_WIDGET (self->list_view)); item != NULL;
       item = gtk_widget_get_next_sibling (item))
    if (get_row (item) != NULL)
      docket_list_pane_show_heading (self, get_row (item));

  if (!self->scroll_when_arranged || !docket_ticket_list_is_arranged (self->list))
    return;

  /* What is selected stays in sight; else one looks at what is first now. */
  self->scroll_when_arranged = FALSE;
  selected = docket_selection_get_single (self->selection);
  docket_list_pane_scroll_to (self, selected);
}

static void
show_look (DocketListPane *self)
{
  GActionMap *map = G_ACTION_MAP (self->look_actions);
  const DocketListLook *look = &self->look;

  g_simple_action_set_state (
    G_SIMPLE_ACTION (g_action_map_lookup_action (map, "sort")),
    g_variant_new_string (docket_enum_to_nick (DOCKET_TYPE_SORT, look->sort)));
  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "direction")),
                             g_variant_new_string (look->ascending ? "ascending" : "descending"));
  g_simple_action_set_state (
    G_SIMPLE_ACTION (g_action_map_lookup_action (map, "group")),
    g_variant_new_string (docket_enum_to_nick (DOCKET_TYPE_GROUP, look->group)));

  for (guint i = 0; i < DOCKET_N_LIST_COLUMNS; i++)
    {
      const char *name = docket_list_column_get_name (i);

      g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (map, name)),
                                 g_variant_new_boolean (docket_list_look_has (look, i)));
    }

  for (GtkWidget *item = gtk_widget_get_first_child (GTK_WIDGET (self->list_view)); item != NULL;
       item = gtk_widget_get_next_sibling (item))
    if (get_row (item) != NULL)
      docket_list_row_set_look (get_row (item), look);

  docket_ticket_list_set_order (self->list, look->sort, look->ascending, look->group);
}

static void
take_look (DocketListPane *self, const DocketListLook *look)
{
  g_autofree char *text = docket_list_look_to_text (look);

  self->look = *look;
  self->scroll_when_arranged = TRUE;
  show_look (self);

  if (self->view_id != NULL)
    docket_settings_set_look (docket_workspace_get_id (self->workspace), self->view_id, text);
}

static void
sort_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketListPane *self = user_data;
  DocketListLook look = self->look;
  int sort;

  if (!docket_enum_from_nick (DOCKET_TYPE_SORT, g_variant_get_string (parameter, NULL), &sort) ||
      look.sort == (DocketSort) sort)
    return;

  docket_list_look_set_sort (&look, sort);
  take_look (self, &look);
}

static void
direction_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketListPane *self = user_data;
  DocketListLook look = self->look;

  look.ascending = g_str_equal (g_variant_get_string (parameter, NULL), "ascending");
  take_look (self, &look);
}

static void
group_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketListPane *self = user_data;
  DocketListLook look = self->look;
  int group;

  if (!docket_enum_from_nick (DOCKET_TYPE_GROUP, g_variant_get_string (parameter, NULL), &group))
    return;

  look.group = group;
  take_look (self, &look);
}

static void
column_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketListPane *self = user_data;
  DocketListLook look = self->look;

  for (guint i = 0; i < DOCKET_N_LIST_COLUMNS; i++)
    if (g_str_equal (g_action_get_name (G_ACTION (action)), docket_list_column_get_name (i)))
      look.columns ^= 1U << i;

  take_look (self, &look);
}

static const GActionEntry entries[] = {
  { "sort", sort_cb, "s", "'updated'" },
  { "direction", direction_cb, "s", "'descending'" },
  { "group", group_cb, "s", "'none'" },
};

static void
append (GMenu *menu, const char *label, const char *action, const char *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", target);
  g_menu_append_item (menu, item);
}

static GMenu *
make_sort_menu (DocketListPane *self)
{
  GMenu *menu = g_menu_new ();
  const char *customer = docket_word_customer (docket_workspace_get_wording (self->workspace));

  append (menu, C_ ("sort", "Last update"), "look.sort", "updated");
  append (menu, C_ ("sort", "Creation"), "look.sort", "created");
  append (menu, C_ ("sort", "Priority"), "look.sort", "priority");
  append (menu, C_ ("sort", "Due time"), "look.sort", "due");
  append (menu, customer, "look.sort", "customer");

  return menu;
}

static GMenu *
make_group_menu (DocketListPane *self)
{
  GMenu *menu = g_menu_new ();
  const char *customer = docket_word_customer (docket_workspace_get_wording (self->workspace));

  append (menu, C_ ("group", "Nothing"), "look.group", "none");
  append (menu, C_ ("group", "Status"), "look.group", "status");
  append (menu, C_ ("group", "Assigned to"), "look.group", "assignee");
  append (menu, customer, "look.group", "customer");

  return menu;
}

static GMenu *
make_column_menu (DocketListPane *self)
{
  const DocketWording wording = docket_workspace_get_wording (self->workspace);
  /* Translators: a customer and a contact, or a site and a user */
  g_autofree char *customer = g_strdup_printf (C_ ("column", "%s and %s"),
                                               docket_word_customer (wording),
                                               docket_word_contact (wording));
  const char *const labels[DOCKET_N_LIST_COLUMNS] = {
    C_ ("column", "Number"),      customer,
    C_ ("column", "Status"),      C_ ("column", "Priority"),
    C_ ("column", "Due time"),    C_ ("column", "Assigned to"),
    C_ ("column", "Last update"),
  };
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < DOCKET_N_LIST_COLUMNS; i++)
    {
      g_autofree char *action = g_strconcat ("look.", docket_list_column_get_name (i), NULL);

      g_menu_append (menu, labels[i], action);
    }

  return menu;
}

static GMenu *
make_menu (DocketListPane *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) sort = make_sort_menu (self);
  g_autoptr (GMenu) direction = g_menu_new ();
  g_autoptr (GMenu) group = make_group_menu (self);
  g_autoptr (GMenu) columns = make_column_menu (self);
  g_autoptr (GMenu) more = g_menu_new ();

  append (direction, C_ ("sort", "Ascending"), "look.direction", "ascending");
  append (direction, C_ ("sort", "Descending"), "look.direction", "descending");
  g_menu_append_submenu (more, _ ("Group by"), G_MENU_MODEL (group));
  g_menu_append_submenu (more, C_ ("list", "Columns"), G_MENU_MODEL (columns));
  g_menu_append_section (menu, _ ("Sort by"), G_MENU_MODEL (sort));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (direction));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (more));

  return menu;
}

/* The workspace is set: its words make the menu. */
void
docket_list_pane_attach_look (DocketListPane *self)
{
  g_autoptr (GMenu) menu = make_menu (self);

  docket_list_look_init (&self->look);
  self->look_actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->look_actions),
                                   entries,
                                   G_N_ELEMENTS (entries),
                                   self);

  for (guint i = 0; i < DOCKET_N_LIST_COLUMNS; i++)
    {
      const GActionEntry entry = { docket_list_column_get_name (i), column_cb, NULL, "true" };

      g_action_map_add_action_entries (G_ACTION_MAP (self->look_actions), &entry, 1, self);
    }

  gtk_widget_insert_action_group (GTK_WIDGET (self), "look", G_ACTION_GROUP (self->look_actions));
  gtk_menu_button_set_menu_model (self->look_button, G_MENU_MODEL (menu));
  g_signal_connect_object (self->list,
                           "arranged",
                           G_CALLBACK (arranged_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

void
docket_list_pane_detach_look (DocketListPane *self)
{
  g_clear_object (&self->look_actions);
}

/* Before the view's filter is set: rows are read once. */
void
docket_list_pane_restore_look (DocketListPane *self, const char *view_id)
{
  g_autofree char *text =
    docket_settings_dup_look (docket_workspace_get_id (self->workspace), view_id);

  g_free (self->view_id);
  self->view_id = g_strdup (view_id);
  docket_list_look_parse (&self->look, text);
  show_look (self);
}

/**
 * docket_list_pane_arrange:
 * @self: a pane with a workspace
 *
 * Lets the person choose sorting, grouping and columns.
 */
void
docket_list_pane_arrange (DocketListPane *self)
{
  g_return_if_fail (DOCKET_IS_LIST_PANE (self));

  gtk_menu_button_popup (self->look_button);
}

/**
 * docket_list_pane_keep_look:
 * @self: a pane with a workspace
 * @view_id: what settings call a view that was made of what is shown
 *
 * It is to look as this one does.
 */
void
docket_list_pane_keep_look (DocketListPane *self, const char *view_id)
{
  g_autofree char *text = NULL;

  g_return_if_fail (DOCKET_IS_LIST_PANE (self));
  g_return_if_fail (view_id != NULL);

  text = docket_list_look_to_text (&self->look);
  docket_settings_set_look (docket_workspace_get_id (self->workspace), view_id, text);
}
