/* Sends, or sends and sets a status in the same action.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-send-button.h"

#include <glib/gi18n.h>

struct _DocketSendButton
{
  AdwBin parent_instance;

  DocketMessageKind kind;
  GPtrArray *statuses; /* (element-type utf8) canonical */
  char *current;

  GtkButton *button;
  GtkMenuButton *menu_button;
  GtkLabel *label;
  GMenu *menu;
};

G_DEFINE_FINAL_TYPE (DocketSendButton, docket_send_button, ADW_TYPE_BIN)

enum
{
  SIGNAL_SEND,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
fill_menu (DocketSendButton *self)
{
  const gboolean note = self->kind == DOCKET_MESSAGE_KIND_INTERNAL;
  g_autoptr (GMenu) section = g_menu_new ();

  for (guint i = 0; i < self->statuses->len; i++)
    {
      const char *status = g_ptr_array_index (self->statuses, i);
      g_autoptr (GMenuItem) item = NULL;

      if (g_strcmp0 (status, self->current) == 0)
        continue;

      item = g_menu_item_new (docket_status_get_label (status), NULL);
      g_menu_item_set_action_and_target (item, "send.and", "s", status);
      g_menu_append_item (section, item);
    }

  g_menu_remove_all (self->menu);
  g_menu_append_section (self->menu,
                         note ? _ ("Add note and set the status") : _ ("Send and set the status"),
                         G_MENU_MODEL (section));
}

/* GTK 4.8 takes no name from a child or a tooltip. */
static void
set_name (GtkWidget *widget, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
show_kind (DocketSendButton *self)
{
  const gboolean note = self->kind == DOCKET_MESSAGE_KIND_INTERNAL;
  const char *label = note ? C_ ("button", "Add note") : C_ ("button", "Send");
  const char *and_label = note ? _ ("Add note and…") : _ ("Send and…");

  gtk_label_set_label (self->label, label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button),
                               note ? _ ("Add the internal note (Ctrl+Enter)")
                                    : _ ("Send the reply (Ctrl+Enter)"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->menu_button), and_label);
  set_name (GTK_WIDGET (self->button), label);
  set_name (GTK_WIDGET (self->menu_button), and_label);
}

static void
clicked_cb (DocketSendButton *self)
{
  g_signal_emit (self, signals[SIGNAL_SEND], 0, NULL);
}

static gboolean
shortcut_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  clicked_cb (user_data);

  return GDK_EVENT_STOP;
}

static void
and_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_signal_emit (user_data, signals[SIGNAL_SEND], 0, g_variant_get_string (parameter, NULL));
}

static const GActionEntry entries[] = {
  { "and", and_cb, "s" },
};

static void
docket_send_button_finalize (GObject *object)
{
  DocketSendButton *self = DOCKET_SEND_BUTTON (object);

  g_clear_object (&self->menu);
  g_ptr_array_unref (self->statuses);
  g_free (self->current);

  G_OBJECT_CLASS (docket_send_button_parent_class)->finalize (object);
}

static void
docket_send_button_class_init (DocketSendButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = docket_send_button_finalize;

  /**
   * DocketSendButton::send:
   * @status: (nullable): the status to set in the same action, canonical; %NULL: none
   *
   * What is written is to be sent.
   */
  signals[SIGNAL_SEND] = g_signal_new ("send",
                                       DOCKET_TYPE_SEND_BUTTON,
                                       G_SIGNAL_RUN_LAST,
                                       0,
                                       NULL,
                                       NULL,
                                       NULL,
                                       G_TYPE_NONE,
                                       1,
                                       G_TYPE_STRING);
}

static void
docket_send_button_init (DocketSendButton *self)
{
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  /* An AdwSplitButton hides its two buttons from a screen reader. */
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *menu_button = gtk_menu_button_new ();

  self->statuses = g_ptr_array_new_with_free_func (g_free);
  self->menu = g_menu_new ();
  self->button = GTK_BUTTON (button);
  self->menu_button = GTK_MENU_BUTTON (menu_button);
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_button_set_child (self->button, GTK_WIDGET (self->label));
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_widget_add_css_class (menu_button, "suggested-action");
  gtk_menu_button_set_menu_model (self->menu_button, G_MENU_MODEL (self->menu));
  gtk_widget_add_css_class (box, "linked");
  gtk_box_append (GTK_BOX (box), button);
  gtk_box_append (GTK_BOX (box), menu_button);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), box);

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "send", G_ACTION_GROUP (actions));
  show_kind (self);
}

/**
 * docket_send_button_set_kind:
 * @self: a button
 * @kind: what is sent: the button says it
 */
void
docket_send_button_set_kind (DocketSendButton *self, DocketMessageKind kind)
{
  g_return_if_fail (DOCKET_IS_SEND_BUTTON (self));

  if (self->kind == kind)
    return;

  self->kind = kind;
  show_kind (self);
  fill_menu (self);
}

/**
 * docket_send_button_set_statuses:
 * @self: a button
 * @statuses: (element-type utf8): the statuses that tickets can have, canonical
 */
void
docket_send_button_set_statuses (DocketSendButton *self, GPtrArray *statuses)
{
  g_return_if_fail (DOCKET_IS_SEND_BUTTON (self));
  g_return_if_fail (statuses != NULL);

  g_ptr_array_set_size (self->statuses, 0);

  for (guint i = 0; i < statuses->len; i++)
    g_ptr_array_add (self->statuses, g_strdup (g_ptr_array_index (statuses, i)));

  fill_menu (self);
}

/**
 * docket_send_button_set_current:
 * @self: a button
 * @status: (nullable): the status that the ticket has, which is not offered
 */
void
docket_send_button_set_current (DocketSendButton *self, const char *status)
{
  g_return_if_fail (DOCKET_IS_SEND_BUTTON (self));

  if (g_strcmp0 (self->current, status) == 0)
    return;

  g_free (self->current);
  self->current = g_strdup (status);
  fill_menu (self);
}

/**
 * docket_send_button_listen:
 * @self: a button
 * @widget: where it is written: Ctrl+Enter there sends
 */
void
docket_send_button_listen (DocketSendButton *self, GtkWidget *widget)
{
  static const guint keyvals[] = { GDK_KEY_Return, GDK_KEY_KP_Enter };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  g_return_if_fail (DOCKET_IS_SEND_BUTTON (self));

  for (guint i = 0; i < G_N_ELEMENTS (keyvals); i++)
    gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (keyvals[i], GDK_CONTROL_MASK),
                        gtk_callback_action_new (shortcut_cb, self, NULL)));

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (widget, controller);
}
