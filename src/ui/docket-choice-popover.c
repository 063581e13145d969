/* A list to choose one value from.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-choice-popover.h"

/* From so many choices on, typing is quicker than looking. */
#define MIN_CHOICES_TO_SEARCH 9

struct _DocketChoicePopover
{
  GtkPopover parent_instance;

  char *selected;
  guint n_choices;

  GtkEditable *search;
  GtkListBox *list;
  GtkLabel *hint;
};

G_DEFINE_FINAL_TYPE (DocketChoicePopover, docket_choice_popover, GTK_TYPE_POPOVER)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
get_value (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "value");
}

static const char *
get_label (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "label");
}

static void
row_activated_cb (DocketChoicePopover *self, GtkListBoxRow *row)
{
  g_autofree char *value = g_strdup (get_value (row));

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, value);
}

static gboolean
matches (GtkListBoxRow *row, gpointer user_data)
{
  DocketChoicePopover *self = user_data;
  const char *typed = gtk_editable_get_text (self->search);

  return *typed == '\0' || g_str_match_string (typed, get_label (row), TRUE);
}

static void
search_changed_cb (DocketChoicePopover *self)
{
  gtk_list_box_invalidate_filter (self->list);
}

static void
search_activated_cb (DocketChoicePopover *self)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list));

  for (; row != NULL; row = gtk_widget_get_next_sibling (row))
    if (gtk_widget_get_child_visible (row))
      {
        row_activated_cb (self, GTK_LIST_BOX_ROW (row));
        return;
      }
}

static void
show_check (GtkListBoxRow *row, const char *selected)
{
  GtkWidget *check = g_object_get_data (G_OBJECT (row), "check");
  const gboolean is_selected = g_strcmp0 (get_value (row), selected) == 0;

  gtk_widget_set_opacity (check, is_selected ? 1 : 0);
  gtk_accessible_update_state (GTK_ACCESSIBLE (row),
                               GTK_ACCESSIBLE_STATE_CHECKED,
                               is_selected ? GTK_ACCESSIBLE_TRISTATE_TRUE
                                           : GTK_ACCESSIBLE_TRISTATE_FALSE,
                               -1);
}

static void
docket_choice_popover_map (GtkWidget *widget)
{
  DocketChoicePopover *self = DOCKET_CHOICE_POPOVER (widget);
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list));

  gtk_editable_set_text (self->search, "");
  GTK_WIDGET_CLASS (docket_choice_popover_parent_class)->map (widget);

  if (self->n_choices >= MIN_CHOICES_TO_SEARCH)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->search));
      return;
    }

  for (; row != NULL; row = gtk_widget_get_next_sibling (row))
    if (g_strcmp0 (get_value (GTK_LIST_BOX_ROW (row)), self->selected) == 0)
      gtk_widget_grab_focus (row);
}

static void
docket_choice_popover_finalize (GObject *object)
{
  DocketChoicePopover *self = DOCKET_CHOICE_POPOVER (object);

  g_clear_pointer (&self->selected, g_free);

  G_OBJECT_CLASS (docket_choice_popover_parent_class)->finalize (object);
}

static void
docket_choice_popover_class_init (DocketChoicePopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = docket_choice_popover_finalize;
  widget_class->map = docket_choice_popover_map;

  /**
   * DocketChoicePopover::chosen:
   * @value: (nullable): the value
   *
   * The person chose a value, perhaps the one that was selected before.
   */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen",
                                         DOCKET_TYPE_CHOICE_POPOVER,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-choice-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketChoicePopover, search);
  gtk_widget_class_bind_template_child (widget_class, DocketChoicePopover, list);
  gtk_widget_class_bind_template_child (widget_class, DocketChoicePopover, hint);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, gtk_popover_popdown);
}

static void
docket_choice_popover_init (DocketChoicePopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_filter_func (self->list, matches, self, NULL);
}

/**
 * docket_choice_popover_new:
 * @name: what is chosen, for a screen reader
 *
 * Returns: (transfer floating): a popover without choices
 */
GtkWidget *
docket_choice_popover_new (const char *name)
{
  DocketChoicePopover *self = g_object_new (DOCKET_TYPE_CHOICE_POPOVER, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name,
                                  -1);

  return GTK_WIDGET (self);
}

/**
 * docket_choice_popover_clear:
 * @self: a popover
 *
 * Takes all choices away.
 */
void
docket_choice_popover_clear (DocketChoicePopover *self)
{
  GtkWidget *row;

  g_return_if_fail (DOCKET_IS_CHOICE_POPOVER (self));

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);

  self->n_choices = 0;
  gtk_widget_set_visible (GTK_WIDGET (self->search), FALSE);
}

/**
 * docket_choice_popover_add:
 * @self: a popover
 * @value: (nullable): a value; %NULL: not set
 * @label: its name for people
 */
void
docket_choice_popover_add (DocketChoicePopover *self, const char *value, const char *label)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = gtk_label_new (label);
  GtkWidget *check = gtk_image_new_from_icon_name ("object-select-symbolic");

  g_return_if_fail (DOCKET_IS_CHOICE_POPOVER (self));

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (name), 32);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), check);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "value", g_strdup (value), g_free);
  g_object_set_data_full (G_OBJECT (row), "label", g_strdup (label), g_free);
  g_object_set_data (G_OBJECT (row), "check", check);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  show_check (GTK_LIST_BOX_ROW (row), self->selected);
  gtk_list_box_append (self->list, row);
  self->n_choices++;
  gtk_widget_set_visible (GTK_WIDGET (self->search), self->n_choices >= MIN_CHOICES_TO_SEARCH);
}

/**
 * docket_choice_popover_select:
 * @self: a popover
 * @value: (nullable): the value that has the check mark
 */
void
docket_choice_popover_select (DocketChoicePopover *self, const char *value)
{
  GtkWidget *row;

  g_return_if_fail (DOCKET_IS_CHOICE_POPOVER (self));

  if (self->selected != value)
    {
      g_free (self->selected);
      self->selected = g_strdup (value);
    }

  for (row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    show_check (GTK_LIST_BOX_ROW (row), value);
}

/**
 * docket_choice_popover_set_hint:
 * @self: a popover
 * @hint: (nullable): a sentence below the choices
 */
void
docket_choice_popover_set_hint (DocketChoicePopover *self, const char *hint)
{
  g_return_if_fail (DOCKET_IS_CHOICE_POPOVER (self));

  gtk_label_set_text (self->hint, hint != NULL ? hint : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint), hint != NULL);
}
