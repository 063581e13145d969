/* The context menu of the list: what can be done with a ticket, or with those selected.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-list-menu.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "docket-list-edit.h"
#include "docket-timers.h"
#include "docket-toast.h"

/**
 * DocketListMenu:
 *
 * One popover for the whole list, made anew each time it comes up. It acts on the ticket under the
 * pointer or, when that is one of several selected, on these. News that moves the row closes it.
 */
struct _DocketListMenu
{
  GObject parent_instance;

  DocketWorkspace *workspace;
  DocketSelection *selection;
  GPtrArray *statuses;    /* (element-type utf8) */
  GPtrArray *technicians; /* (element-type DocketEntry) */
  GCancellable *cancellable;
  GSimpleActionGroup *actions;

  GArray *ids;          /* (element-type gint64): what it acts on */
  DocketTicket *ticket; /* the only one */
  guint position;       /* of the row that it points at */
  gint64 pointed;

  GtkListView *list_view; /* not owned */
  GtkWidget *popover;
};

G_DEFINE_FINAL_TYPE (DocketListMenu, docket_list_menu, G_TYPE_OBJECT)

enum
{
  SIGNAL_OPEN,
  SIGNAL_DELETED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
choices_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketListMenu) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketFilterChoices) choices =
    docket_workspace_load_filter_choices_finish (DOCKET_WORKSPACE (source), result, &error);

  if (choices == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
          !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED))
        g_warning ("What a ticket can be set to can't be read: %s", error->message);

      return;
    }

  g_clear_pointer (&self->statuses, g_ptr_array_unref);
  g_clear_pointer (&self->technicians, g_ptr_array_unref);
  self->statuses = g_ptr_array_ref (choices->statuses);
  self->technicians = g_ptr_array_ref (choices->technicians);
}

static void
load_choices (DocketListMenu *self)
{
  g_autoptr (DocketFilter) any = docket_filter_new ();

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  docket_workspace_load_filter_choices_async (self->workspace,
                                              any,
                                              self->cancellable,
                                              choices_cb,
                                              g_object_ref (self));
}

static void
workspace_changed_cb (DocketListMenu *self, GArray *changes)
{
  gboolean choices = FALSE;

  for (guint i = 0; i < changes->len; i++)
    {
      const DocketEntity entity = g_array_index (changes, DocketChange, i).entity;

      choices |= entity == DOCKET_ENTITY_STATUS || entity == DOCKET_ENTITY_TECHNICIAN;
    }

  if (choices)
    load_choices (self);
}

/* Whoever leaves the menu by key goes on in the list. */
static void
closed_cb (DocketListMenu *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->list_view));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || gtk_widget_is_ancestor (focus, self->popover))
    gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}

static void
items_changed_cb (DocketListMenu *self)
{
  if (self->popover != NULL && gtk_widget_get_visible (self->popover) &&
      docket_ticket_list_get_id (docket_selection_get_list (self->selection), self->position) !=
        self->pointed)
    docket_list_menu_popdown (self);
}

static void
append (GMenu *menu, const char *label, const char *action, const char *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", target);
  g_menu_append_item (menu, item);
}

/* An underscore in a name is no mnemonic. */
static void
append_name (GMenu *menu, const char *name, const char *action, const char *target)
{
  g_auto (GStrv) parts = g_strsplit (name, "_", -1);
  g_autofree char *label = g_strjoinv ("__", parts);

  append (menu, label, action, target);
}

static GMenu *
make_status_menu (DocketListMenu *self)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; self->statuses != NULL && i < self->statuses->len; i++)
    {
      const char *status = g_ptr_array_index (self->statuses, i);

      append_name (menu, docket_status_get_label (status), "row.status", status);
    }

  return menu;
}

static GMenu *
make_assign_menu (DocketListMenu *self)
{
  const gint64 me = docket_workspace_get_me (self->workspace);
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) first = g_menu_new ();
  g_autoptr (GMenu) technicians = g_menu_new ();

  if (me != 0)
    {
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, me);

      append (first, C_ ("assign", "Me"), "row.assign", id);
    }

  append (first, C_ ("ticket", "Unassigned"), "row.assign", "");

  for (guint i = 0; self->technicians != NULL && i < self->technicians->len; i++)
    {
      const DocketEntry *entry = g_ptr_array_index (self->technicians, i);
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, entry->id);

      if (entry->id != me && !entry->archived)
        append_name (technicians, entry->name, "row.assign", id);
    }

  g_menu_append_section (menu, NULL, G_MENU_MODEL (first));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (technicians));

  return menu;
}

static GMenu *
make_priority_menu (void)
{
  GMenu *menu = g_menu_new ();

  for (int priority = DOCKET_PRIORITY_CRITICAL; priority >= DOCKET_PRIORITY_LOW; priority--)
    append (menu,
            docket_priority_get_label (priority),
            "row.priority",
            docket_enum_to_nick (DOCKET_TYPE_PRIORITY, priority));

  return menu;
}

static GMenu *
make_single_menu (DocketListMenu *self)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, C_ ("ticket", "_Open"), "row.open");
  g_menu_append (menu, C_ ("ticket", "Open in a _Window of Its Own"), "row.open-window");

  return menu;
}

static GMenu *
make_copy_menu (DocketListMenu *self)
{
  GMenu *menu = g_menu_new ();

  if (docket_ticket_get_row (self->ticket)->number != NULL)
    {
      g_menu_append (menu, C_ ("ticket", "Copy _Number"), "row.copy-number");
      g_menu_append (menu, C_ ("ticket", "Copy _Link"), "row.copy-link");
    }

  return menu;
}

static void
append_timer (DocketListMenu *self, GMenu *menu)
{
  const gint64 ticket = docket_ticket_get_id (self->ticket);
  g_autoptr (GMenuItem) item = g_menu_item_new (NULL, NULL);

  if (docket_timers_runs (docket_timers_get (self->workspace), ticket))
    {
      g_menu_item_set_label (item, C_ ("ticket", "Stop _Timer"));
      g_menu_item_set_detailed_action (item, "workspace.stop-timer");
    }
  else
    {
      g_menu_item_set_label (item, C_ ("ticket", "Start _Timer"));
      g_menu_item_set_action_and_target (item, "workspace.start-timer", "x", ticket);
    }

  g_menu_append_item (menu, item);
}

static GMenu *
make_menu (DocketListMenu *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) change = g_menu_new ();
  g_autoptr (GMenu) status = make_status_menu (self);
  g_autoptr (GMenu) assign = make_assign_menu (self);
  g_autoptr (GMenu) priority = make_priority_menu ();
  g_autoptr (GMenu) end = g_menu_new ();
  g_autofree char *heading = NULL;

  if (self->ticket != NULL)
    {
      g_autoptr (GMenu) single = make_single_menu (self);

      g_menu_append_section (menu, NULL, G_MENU_MODEL (single));
    }
  else
    {
      heading =
        g_strdup_printf (ngettext ("%u ticket", "%u tickets", self->ids->len), self->ids->len);
    }

  g_menu_append_submenu (change, C_ ("ticket", "_Status"), G_MENU_MODEL (status));
  g_menu_append_submenu (change, C_ ("ticket", "_Assign To"), G_MENU_MODEL (assign));
  g_menu_append_submenu (change, C_ ("ticket", "_Priority"), G_MENU_MODEL (priority));
  g_menu_append_section (menu, heading, G_MENU_MODEL (change));

  if (self->ticket != NULL)
    {
      g_autoptr (GMenu) copy = make_copy_menu (self);

      append_timer (self, change);
      g_menu_append_section (menu, NULL, G_MENU_MODEL (copy));
    }

  g_menu_append (end, C_ ("ticket", "_Close"), "row.close");
  g_menu_append (end, C_ ("ticket", "_Delete"), "row.delete");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (end));

  return menu;
}

static const char *
seen_of (const DocketTicketRow *row, const char *field, char **text)
{
  if (g_str_equal (field, DOCKET_FIELD_ID_STATUS))
    return row->status;

  if (g_str_equal (field, DOCKET_FIELD_ID_PRIORITY))
    return docket_enum_to_nick (DOCKET_TYPE_PRIORITY, row->priority);

  *text = row->assignee != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, row->assignee) : NULL;

  return *text;
}

/* Of one ticket the person saw the value; of several, nobody looks at each. */
static void
set_field (DocketListMenu *self, const char *field, const char *value)
{
  g_autofree char *text = NULL;

  if (self->ticket == NULL)
    {
      docket_list_edit_set (GTK_WIDGET (self->list_view), self->workspace, self->ids, field, value);
      return;
    }

  docket_list_edit_set_seen (GTK_WIDGET (self->list_view),
                             self->workspace,
                             docket_ticket_get_id (self->ticket),
                             field,
                             value,
                             seen_of (docket_ticket_get_row (self->ticket), field, &text));
}

static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketListMenu *self = user_data;
  const gboolean in_window = g_str_equal (g_action_get_name (G_ACTION (action)), "open-window");

  if (self->ticket != NULL)
    g_signal_emit (self, signals[SIGNAL_OPEN], 0, docket_ticket_get_id (self->ticket), in_window);
}

static void
status_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  set_field (user_data, DOCKET_FIELD_ID_STATUS, g_variant_get_string (parameter, NULL));
}

static void
close_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  set_field (user_data, DOCKET_FIELD_ID_STATUS, "closed");
}

static void
assign_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *id = g_variant_get_string (parameter, NULL);

  set_field (user_data, DOCKET_FIELD_ID_ASSIGNEE, *id != '\0' ? id : NULL);
}

static void
priority_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  set_field (user_data, DOCKET_FIELD_ID_PRIORITY, g_variant_get_string (parameter, NULL));
}

static void
copy (DocketListMenu *self, const char *text, const char *sentence)
{
  GtkWidget *toasts =
    gtk_widget_get_ancestor (GTK_WIDGET (self->list_view), ADW_TYPE_TOAST_OVERLAY);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self->list_view)), text);

  if (toasts != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (toasts), docket_toast_new (sentence));
}

static void
copy_number_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketListMenu *self = user_data;
  g_autofree char *text = NULL;

  if (self->ticket == NULL)
    return;

  text = g_strconcat ("#", docket_ticket_get_row (self->ticket)->number, NULL);
  copy (self, text, _ ("Number copied"));
}

static void
copy_link_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketListMenu *self = user_data;
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;

  if (self->ticket == NULL)
    return;

  number = g_uri_escape_string (docket_ticket_get_row (self->ticket)->number, NULL, FALSE);
  text =
    g_strdup_printf ("docket://%s/ticket/%s", docket_workspace_get_id (self->workspace), number);
  copy (self, text, _ ("Link copied"));
}

static void
delete_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketListMenu *self = user_data;
  g_autoptr (GArray) ids = g_array_ref (self->ids);

  docket_list_menu_delete (self, ids);
}

static const GActionEntry entries[] = {
  { "open", open_cb },
  { "open-window", open_cb },
  { "status", status_cb, "s", "''" },
  { "assign", assign_cb, "s", "'-'" },
  { "priority", priority_cb, "s", "''" },
  { "copy-number", copy_number_cb },
  { "copy-link", copy_link_cb },
  { "close", close_cb },
  { "delete", delete_cb },
};

static void
set_state (DocketListMenu *self, const char *action, const char *state)
{
  g_simple_action_set_state (
    G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), action)),
    g_variant_new_string (state));
}

/* What is so now is marked; for several, nothing is. */
static void
show_values (DocketListMenu *self)
{
  const DocketTicketRow *row = self->ticket != NULL ? docket_ticket_get_row (self->ticket) : NULL;
  g_autofree char *assignee = NULL;

  if (row != NULL && row->assignee != 0)
    assignee = g_strdup_printf ("%" G_GINT64_FORMAT, row->assignee);

  set_state (self, "status", row != NULL ? row->status : "");
  set_state (self, "assign", row == NULL ? "-" : assignee != NULL ? assignee : "");
  set_state (self,
             "priority",
             row != NULL ? docket_enum_to_nick (DOCKET_TYPE_PRIORITY, row->priority) : "");
}

static void
take_tickets (DocketListMenu *self, DocketTicket *ticket)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (self->selection);
  const gint64 id = docket_ticket_get_id (ticket);
  DocketTicketList *list = docket_selection_get_list (self->selection);

  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_object (&self->ticket);
  self->pointed = id;

  if (docket_ticket_list_find (list, id, &self->position) &&
      gtk_selection_model_is_selected (model, self->position))
    self->ids = docket_selection_dup_ids (self->selection);

  if (self->ids != NULL && self->ids->len > 1)
    return;

  g_clear_pointer (&self->ids, g_array_unref);
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (self->ids, id);
  self->ticket = g_object_ref (ticket);
}

static void
docket_list_menu_dispose (GObject *object)
{
  DocketListMenu *self = DOCKET_LIST_MENU (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  if (self->popover != NULL)
    gtk_widget_insert_action_group (gtk_widget_get_parent (self->popover), "row", NULL);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_object (&self->actions);
  g_clear_object (&self->ticket);
  g_clear_object (&self->selection);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (docket_list_menu_parent_class)->dispose (object);
}

static void
docket_list_menu_finalize (GObject *object)
{
  DocketListMenu *self = DOCKET_LIST_MENU (object);

  g_clear_pointer (&self->statuses, g_ptr_array_unref);
  g_clear_pointer (&self->technicians, g_ptr_array_unref);
  g_clear_pointer (&self->ids, g_array_unref);

  G_OBJECT_CLASS (docket_list_menu_parent_class)->finalize (object);
}

static void
docket_list_menu_class_init (DocketListMenuClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = docket_list_menu_dispose;
  G_OBJECT_CLASS (klass)->finalize = docket_list_menu_finalize;

  /**
   * DocketListMenu::open:
   * @ticket: local id
   * @in_window: whether in a window of its own
   *
   * A ticket is to be shown.
   */
  signals[SIGNAL_OPEN] = g_signal_new ("open",
                                       DOCKET_TYPE_LIST_MENU,
                                       G_SIGNAL_RUN_LAST,
                                       0,
                                       NULL,
                                       NULL,
                                       NULL,
                                       G_TYPE_NONE,
                                       2,
                                       G_TYPE_INT64,
                                       G_TYPE_BOOLEAN);

  /**
   * DocketListMenu::deleted:
   * @ids: (element-type gint64): local ids
   *
   * The person deletes tickets.
   */
  signals[SIGNAL_DELETED] = g_signal_new ("deleted",
                                          DOCKET_TYPE_LIST_MENU,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          1,
                                          G_TYPE_ARRAY);
}

static void
docket_list_menu_init (DocketListMenu *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions),
                                   entries,
                                   G_N_ELEMENTS (entries),
                                   self);
}

/**
 * docket_list_menu_new:
 * @parent: a widget around the list that lays out its children by a layout manager: that is what
 * lets a popover follow it
 * @list_view: the list; both must live as long as the menu
 * @workspace: whose tickets it shows
 * @selection: its model
 *
 * Returns: (transfer full): a menu that is not shown
 */
DocketListMenu *
docket_list_menu_new (GtkWidget *parent,
                      GtkListView *list_view,
                      DocketWorkspace *workspace,
                      DocketSelection *selection)
{
  DocketListMenu *self = g_object_new (DOCKET_TYPE_LIST_MENU, NULL);

  self->list_view = list_view;
  self->workspace = g_object_ref (workspace);
  self->selection = g_object_ref (selection);
  self->popover = gtk_popover_menu_new_from_model (NULL);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
  gtk_widget_set_parent (self->popover, parent);
  g_signal_connect_object (self->popover,
                           "closed",
                           G_CALLBACK (closed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_widget_insert_action_group (parent, "row", G_ACTION_GROUP (self->actions));
  g_signal_connect_object (workspace,
                           "changed",
                           G_CALLBACK (workspace_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (selection,
                           "items-changed",
                           G_CALLBACK (items_changed_cb),
                           self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  load_choices (self);

  return self;
}

/**
 * docket_list_menu_popup:
 * @self: a menu
 * @row: the row that it is for
 * @where: what it points at, in the list's coordinates
 *
 * Comes up, unless the row's ticket is still being read.
 */
void
docket_list_menu_popup (DocketListMenu *self, DocketListRow *row, const GdkRectangle *where)
{
  DocketTicket *ticket = docket_list_row_get_ticket (row);
  GdkRectangle pointed = *where;
  g_autoptr (GMenu) menu = NULL;
  double x, y;

  g_return_if_fail (DOCKET_IS_LIST_MENU (self));

  if (ticket == NULL || !docket_ticket_is_loaded (ticket))
    return;

  /* The popover gets the release that would end it. */
  gtk_widget_unset_state_flags (gtk_widget_get_parent (GTK_WIDGET (row)), GTK_STATE_FLAG_ACTIVE);
  take_tickets (self, ticket);
  show_values (self);
  menu = make_menu (self);
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->popover), G_MENU_MODEL (menu));
  gtk_widget_translate_coordinates (GTK_WIDGET (self->list_view),
                                    gtk_widget_get_parent (self->popover),
                                    where->x,
                                    where->y,
                                    &x,
                                    &y);
  pointed.x = (int) x;
  pointed.y = (int) y;
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &pointed);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

/**
 * docket_list_menu_popdown:
 * @self: a menu
 *
 * Goes away.
 */
void
docket_list_menu_popdown (DocketListMenu *self)
{
  g_return_if_fail (DOCKET_IS_LIST_MENU (self));

  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

/**
 * docket_list_menu_delete:
 * @self: a menu
 * @ids: (element-type gint64): local ids of tickets, in the order of the list
 *
 * Deletes tickets, as the menu does.
 */
void
docket_list_menu_delete (DocketListMenu *self, GArray *ids)
{
  g_return_if_fail (DOCKET_IS_LIST_MENU (self));
  g_return_if_fail (ids != NULL);

  if (ids->len == 0)
    return;

  docket_list_edit_delete (GTK_WIDGET (self->list_view), self->workspace, ids);
  g_signal_emit (self, signals[SIGNAL_DELETED], 0, ids);
}
