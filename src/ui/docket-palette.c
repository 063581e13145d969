/* The command palette: anything by a few letters.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-palette.h"

#include <glib/gi18n.h>

#include "docket-actions.h"
#include "docket-early-keys.h"
#include "docket-fold.h"
#include "docket-palette-row.h"
#include "docket-workspace-look-up.h"
#include "docket-workspace-preferences.h"

/* So many tickets and customers each. */
#define LIMIT 8

/* Where the parent is as wide. */
#define WIDTH 520
#define HEIGHT 460

/* Rows that a key of a page passes over. */
#define PAGE 8

/**
 * DocketPalette:
 *
 * Actions and views are found at once, tickets and customers on a worker: typing waits for nothing,
 * and what was found for the letters before stays until there is news.
 */
struct _DocketPalette
{
  AdwWindow parent_instance;

  DocketWorkspace *workspace;
  GtkWidget *target;         /* has the actions; NULL once it is gone */
  GHashTable *groups;        /* (element-type utf8 GActionGroup) */
  GCancellable *cancellable; /* NULL when nothing is looked for */
  gboolean choose_first;     /* Enter came before what was looked for */
  DocketLookUp *found;

  GtkEditable *entry;
  GtkStack *stack;
  GtkScrolledWindow *scrolled;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (DocketPalette, docket_palette, ADW_TYPE_WINDOW)

/* Each word typed begins a word of the label, in any order. */
static gboolean
matches (GStrv typed, const char *label)
{
  g_autofree char *fold = docket_fold (label);
  g_auto (GStrv) words = g_strsplit_set (fold, " -’'…", -1);

  for (guint i = 0; typed[i] != NULL; i++)
    {
      gboolean begins = *typed[i] == '\0';

      for (guint j = 0; words[j] != NULL && !begins; j++)
        begins = g_str_has_prefix (words[j], typed[i]);

      if (!begins)
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_enabled (DocketPalette *self, const char *detailed)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;
  g_auto (GStrv) parts = NULL;
  GActionGroup *group;

  if (!g_action_parse_detailed_name (detailed, &name, &target, NULL))
    return FALSE;

  parts = g_strsplit (name, ".", 2);
  group = g_hash_table_lookup (self->groups, parts[0]);

  return group != NULL && parts[1] != NULL && g_action_group_get_action_enabled (group, parts[1]);
}

static char *
describe_key (DocketPalette *self, const DocketActionInfo *info)
{
  guint key = 0;
  GdkModifierType modifiers = 0;

  if (info->accel != NULL && gtk_accelerator_parse (info->accel, &key, &modifiers))
    return gtk_accelerator_get_label (key, modifiers);

  if (info->single_key != 0 &&
      docket_workspace_get_preference_boolean (self->workspace,
                                               DOCKET_PREFERENCE_SINGLE_KEYS,
                                               FALSE))
    return gtk_accelerator_get_label (info->single_key, 0);

  return NULL;
}

static void
add_actions (DocketPalette *self, GStrv typed)
{
  guint n_actions;
  const DocketActionInfo *actions = docket_actions_get (&n_actions);

  for (guint i = 0; i < n_actions; i++)
    {
      const char *label = docket_action_info_get_label (&actions[i]);
      g_autofree char *key = NULL;
      GtkWidget *row;

      /* It is open. */
      if (g_str_equal (actions[i].action, "workspace.palette"))
        continue;

      if (!matches (typed, label) || !is_enabled (self, actions[i].action))
        continue;

      key = describe_key (self, &actions[i]);
      row = docket_palette_row_new (DOCKET_PALETTE_ACTION,
                                    actions[i].action,
                                    0,
                                    "system-run-symbolic",
                                    label);
      docket_palette_row_set_key (DOCKET_PALETTE_ROW (row), key);
      gtk_list_box_append (self->list, row);
    }
}

static void
add_view (DocketPalette *self,
          GStrv typed,
          const char *id,
          const char *icon_name,
          const char *label)
{
  if (matches (typed, label))
    gtk_list_box_append (self->list,
                         docket_palette_row_new (DOCKET_PALETTE_VIEW, id, 0, icon_name, label));
}

static void
add_views (DocketPalette *self, GStrv typed)
{
  guint n_views;
  const DocketView *views = docket_view_get_builtin (&n_views);

  for (guint i = 0; i < n_views; i++)
    add_view (self, typed, views[i].id, views[i].icon_name, docket_view_get_label (&views[i]));

  for (guint i = 0; self->found != NULL && i < self->found->views->len; i++)
    {
      const DocketSavedView *view = g_ptr_array_index (self->found->views, i);
      g_autofree char *id = g_strdup_printf ("saved-%" G_GINT64_FORMAT, view->id);

      add_view (self, typed, id, "starred-symbolic", view->name);
    }
}

static void
add_tickets (DocketPalette *self)
{
  for (guint i = 0; self->found != NULL && i < self->found->tickets->len; i++)
    {
      const DocketTicketRow *ticket = g_ptr_array_index (self->found->tickets, i);
      g_autofree char *label = ticket->number != NULL
                                 ? g_strdup_printf ("#%s %s", ticket->number, ticket->title)
                                 : g_strdup (ticket->title);
      GtkWidget *row = docket_palette_row_new (DOCKET_PALETTE_TICKET,
                                               NULL,
                                               ticket->id,
                                               "view-list-symbolic",
                                               label);

      docket_palette_row_set_detail (DOCKET_PALETTE_ROW (row), ticket->customer_name);
      gtk_list_box_append (self->list, row);
    }
}

static void
add_customers (DocketPalette *self)
{
  for (guint i = 0; self->found != NULL && i < self->found->customers->len; i++)
    {
      const DocketEntry *entry = g_ptr_array_index (self->found->customers, i);

      gtk_list_box_append (self->list,
                           docket_palette_row_new (DOCKET_PALETTE_CUSTOMER,
                                                   NULL,
                                                   entry->id,
                                                   "system-users-symbolic",
                                                   entry->name));
    }
}

static GtkListBoxRow *
nth (DocketPalette *self, int position)
{
  return gtk_list_box_get_row_at_index (self->list, position);
}

/* The focus stays where text is typed; who can't see is told of the row all the same. */
static void
select_row (DocketPalette *self, GtkListBoxRow *row)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled);
  graphene_rect_t bounds;

  gtk_list_box_select_row (self->list, row);

  if (row == NULL)
    {
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->entry),
                                     GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT);
      return;
    }

  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT,
                                  row,
                                  -1);

  if (gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y, bounds.origin.y + bounds.size.height);
}

static gboolean
is_same (DocketPaletteRow *a, DocketPaletteRow *b)
{
  return docket_palette_row_get_kind (a) == docket_palette_row_get_kind (b) &&
         docket_palette_row_get_id (a) == docket_palette_row_get_id (b) &&
         g_strcmp0 (docket_palette_row_get_name (a), docket_palette_row_get_name (b)) == 0;
}

static void
clear (DocketPalette *self)
{
  GtkListBoxRow *row;

  while ((row = nth (self, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

/* What was chosen by arrow stays chosen when more is found. */
static void
fill (DocketPalette *self, gboolean keep_selected)
{
  g_autofree char *fold = docket_fold (gtk_editable_get_text (self->entry));
  g_auto (GStrv) typed = g_strsplit (g_strstrip (fold), " ", -1);
  GtkListBoxRow *selected = keep_selected ? gtk_list_box_get_selected_row (self->list) : NULL;
  GtkListBoxRow *row = NULL;

  if (selected != NULL)
    g_object_ref (selected);

  clear (self);
  add_actions (self, typed);
  add_views (self, typed);
  add_tickets (self);
  add_customers (self);

  for (int i = 0; selected != NULL && (row = nth (self, i)) != NULL; i++)
    if (is_same (DOCKET_PALETTE_ROW (row), DOCKET_PALETTE_ROW (selected)))
      break;

  select_row (self, row != NULL ? row : nth (self, 0));
  g_clear_object (&selected);

  /* Nothing is said to be missing while it is looked for. */
  gtk_stack_set_visible_child_name (self->stack,
                                    nth (self, 0) == NULL && self->cancellable == NULL ? "empty"
                                                                                       : "list");
}

static void activate_cb (DocketPalette *self);

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketPalette) self = user_data;
  g_autoptr (GError) error = NULL;
  DocketLookUp *found = docket_workspace_look_up_finish (DOCKET_WORKSPACE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);

  if (found == NULL)
    g_debug ("Nothing can be looked for: %s", error->message);

  g_clear_pointer (&self->found, docket_look_up_free);
  self->found = found;
  fill (self, !self->choose_first);

  /* Nothing follows from Enter when Escape came after it. */
  if (self->choose_first && gtk_widget_get_visible (GTK_WIDGET (self)))
    activate_cb (self);
}

static void
look_up (DocketPalette *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));

  self->choose_first = FALSE;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  docket_workspace_look_up_async (self->workspace,
                                  text,
                                  LIMIT,
                                  self->cancellable,
                                  found_cb,
                                  g_object_ref (self));
}

static void
changed_cb (DocketPalette *self)
{
  if (self->workspace == NULL)
    return;

  look_up (self);
  fill (self, FALSE);
}

/* What is done with a ticket is done where it is seen. */
static void
run (const char *detailed, GtkWidget *target)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) parameter = NULL;

  if (!g_action_parse_detailed_name (detailed, &name, &parameter, NULL))
    return;

  if (g_str_has_prefix (name, "ticket."))
    gtk_widget_activate_action (target, "workspace.show-ticket", NULL);

  gtk_widget_activate_action_variant (target, name, parameter);
}

static void
follow (DocketPaletteRow *row, GtkWidget *target)
{
  const gint64 id = docket_palette_row_get_id (row);

  switch (docket_palette_row_get_kind (row))
    {
    case DOCKET_PALETTE_ACTION:
      run (docket_palette_row_get_name (row), target);
      return;

    case DOCKET_PALETTE_VIEW:
      gtk_widget_activate_action (target,
                                  "workspace.show-view",
                                  "s",
                                  docket_palette_row_get_name (row));
      return;

    case DOCKET_PALETTE_TICKET:
      gtk_widget_activate_action (target, "workspace.open-ticket", "x", id);
      return;

    case DOCKET_PALETTE_CUSTOMER:
      gtk_widget_activate_action (target, "workspace.show-customer", "x", id);
      return;
    }
}

static void
choose (DocketPalette *self, GtkListBoxRow *row)
{
  g_autoptr (DocketPaletteRow) chosen = g_object_ref (DOCKET_PALETTE_ROW (row));
  g_autoptr (GtkWidget) target = self->target != NULL ? g_object_ref (self->target) : NULL;

  gtk_window_close (GTK_WINDOW (self));

  if (target != NULL)
    follow (chosen, target);
}

static void
activate_cb (DocketPalette *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  /* A ticket that is shown still may be that of fewer letters. */
  if (self->cancellable != NULL && (row == NULL || docket_palette_row_get_kind (DOCKET_PALETTE_ROW (
                                                     row)) >= DOCKET_PALETTE_TICKET))
    self->choose_first = TRUE;
  else if (row != NULL)
    choose (self, row);
}

static void
row_activated_cb (DocketPalette *self, GtkListBoxRow *row)
{
  choose (self, row);
}

static void
move (DocketPalette *self, int step)
{
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (self->list);
  int position = selected != NULL ? gtk_list_box_row_get_index (selected) + step : 0;

  position = MAX (position, 0);

  while (position > 0 && nth (self, position) == NULL)
    position--;

  select_row (self, nth (self, position));
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                DocketPalette *self)
{
  switch (keyval)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move (self, 1);
      return GDK_EVENT_STOP;

    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move (self, -1);
      return GDK_EVENT_STOP;

    case GDK_KEY_Page_Down:
      move (self, PAGE);
      return GDK_EVENT_STOP;

    case GDK_KEY_Page_Up:
      move (self, -PAGE);
      return GDK_EVENT_STOP;

    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static const char *
get_heading (DocketPalette *self, DocketPaletteKind kind)
{
  switch (kind)
    {
    case DOCKET_PALETTE_ACTION:
      return C_ ("palette", "Actions");
    case DOCKET_PALETTE_VIEW:
      return C_ ("palette", "Views");
    case DOCKET_PALETTE_TICKET:
      return C_ ("palette", "Tickets");
    case DOCKET_PALETTE_CUSTOMER:
      return docket_word_customer (docket_workspace_get_wording (self->workspace));
    }

  g_return_val_if_reached (NULL);
}

static void
header_func (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  DocketPalette *self = user_data;
  const DocketPaletteKind kind = docket_palette_row_get_kind (DOCKET_PALETTE_ROW (row));
  GtkWidget *label;

  if (before != NULL && docket_palette_row_get_kind (DOCKET_PALETTE_ROW (before)) == kind)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }

  label = gtk_label_new (get_heading (self, kind));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "palette-heading");
  gtk_list_box_row_set_header (row, label);
}

static void
docket_palette_dispose (GObject *object)
{
  DocketPalette *self = DOCKET_PALETTE (object);

  /* Headings are made of the workspace's words. */
  if (self->list != NULL)
    gtk_list_box_set_header_func (self->list, NULL, NULL, NULL);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->workspace);
  g_clear_weak_pointer (&self->target);
  g_clear_pointer (&self->groups, g_hash_table_unref);
  g_clear_pointer (&self->found, docket_look_up_free);

  G_OBJECT_CLASS (docket_palette_parent_class)->dispose (object);
}

/* Not before there is a window: to a screen reader it would be none. */
static void
docket_palette_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (docket_palette_parent_class)->map (widget);
  gtk_widget_grab_focus (GTK_WIDGET (DOCKET_PALETTE (widget)->entry));
}

static void
docket_palette_class_init (DocketPaletteClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = docket_palette_dispose;
  widget_class->map = docket_palette_map;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-palette.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketPalette, entry);
  gtk_widget_class_bind_template_child (widget_class, DocketPalette, stack);
  gtk_widget_class_bind_template_child (widget_class, DocketPalette, scrolled);
  gtk_widget_class_bind_template_child (widget_class, DocketPalette, list);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
docket_palette_init (DocketPalette *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  gtk_list_box_set_header_func (self->list, header_func, self, NULL);
  docket_early_keys_attach (GTK_WINDOW (self));
}

static void
add_window_groups (DocketPalette *self, GtkWindow *window)
{
  GtkApplication *application = window != NULL ? gtk_window_get_application (window) : NULL;

  if (G_IS_ACTION_GROUP (window))
    docket_palette_add_group (self, "win", G_ACTION_GROUP (window));

  if (application != NULL)
    docket_palette_add_group (self, "app", G_ACTION_GROUP (application));
}

/**
 * docket_palette_new:
 * @parent: (nullable): the window that asks for it
 * @workspace: whose tickets it finds
 * @target: a widget that has the actions
 *
 * It knows the actions of @parent and of its application.
 *
 * Returns: (transfer none): the palette; give it more groups, then present it
 */
GtkWidget *
docket_palette_new (GtkWindow *parent, DocketWorkspace *workspace, GtkWidget *target)
{
  DocketPalette *self = NULL;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (DOCKET_TYPE_PALETTE, "transient-for", parent, NULL);
  self->workspace = g_object_ref (workspace);
  g_set_weak_pointer (&self->target, target);

  if (parent != NULL)
    gtk_window_set_default_size (GTK_WINDOW (self),
                                 MIN (WIDTH, gtk_widget_get_width (GTK_WIDGET (parent))),
                                 HEIGHT);

  add_window_groups (self, parent);
  look_up (self);

  return GTK_WIDGET (self);
}

/**
 * docket_palette_add_group:
 * @self: a palette
 * @prefix: what stands before the point in the names of its actions
 * @group: actions; those that are enabled are offered
 */
void
docket_palette_add_group (DocketPalette *self, const char *prefix, GActionGroup *group)
{
  g_return_if_fail (DOCKET_IS_PALETTE (self));
  g_return_if_fail (G_IS_ACTION_GROUP (group));

  g_hash_table_replace (self->groups, g_strdup (prefix), g_object_ref (group));
  fill (self, TRUE);
}

/**
 * docket_palette_set_text:
 * @self: a palette
 * @text: as if it had been typed
 */
void
docket_palette_set_text (DocketPalette *self, const char *text)
{
  g_return_if_fail (DOCKET_IS_PALETTE (self));

  gtk_editable_set_text (self->entry, text);
}

/**
 * docket_palette_is_finished:
 * @self: a palette
 *
 * Returns: whether all that the letters may mean has been found
 */
gboolean
docket_palette_is_finished (DocketPalette *self)
{
  g_return_val_if_fail (DOCKET_IS_PALETTE (self), FALSE);

  return self->cancellable == NULL;
}

/**
 * docket_palette_get_list:
 * @self: a palette
 *
 * Returns: (transfer none): its rows
 */
GtkListBox *
docket_palette_get_list (DocketPalette *self)
{
  g_return_val_if_fail (DOCKET_IS_PALETTE (self), NULL);

  return self->list;
}
