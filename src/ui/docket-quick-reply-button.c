/* Quick replies: a list to search, and to insert from where the cursor is.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-quick-reply-button.h"

#include <glib/gi18n.h>

#include "docket-fold.h"
#include "docket-name-dialog.h"
#include "docket-quick-reply-row.h"
#include "docket-workspace-entries.h"
#include "docket-workspace-quick-replies.h"

/**
 * DocketQuickReplyButton:
 *
 * The list is read when it is opened. What is inserted goes into the text that is shown, of its
 * kind.
 */
struct _DocketQuickReplyButton
{
  AdwBin parent_instance;

  DocketWorkspace *workspace;
  gint64 ticket;
  DocketQuickReplies *replies;
  GtkTextView *view;        /* not owned: they stand beside this */
  DocketSendExtras *extras; /* not owned */

  GtkMenuButton *button;
  GtkPopover *popover;
  GtkEditable *search;
  GtkScrolledWindow *scrolled;
  GtkListBox *list;
  GtkWidget *save_button;
};

G_DEFINE_FINAL_TYPE (DocketQuickReplyButton, docket_quick_reply_button, ADW_TYPE_BIN)

enum
{
  SIGNAL_INSERTED,
  SIGNAL_PROBLEM,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
insert (DocketQuickReplyButton *self, DocketQuickReplyRow *row)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);

  if (!gtk_text_view_get_editable (self->view))
    return;

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_insert_at_cursor (buffer, docket_quick_reply_row_get_text (row), -1);
  gtk_text_buffer_end_user_action (buffer);
  g_signal_emit (self, signals[SIGNAL_INSERTED], 0, row);
}

static void
clear (DocketQuickReplyButton *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL &&
         GTK_IS_LIST_BOX_ROW (row))
    gtk_list_box_remove (self->list, row);

  g_clear_pointer (&self->replies, docket_quick_replies_free);
}

static void
scroll_to_top (DocketQuickReplyButton *self)
{
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketQuickReplyButton) self = user_data;
  g_autoptr (GError) error = NULL;
  DocketQuickReplies *replies =
    docket_workspace_load_quick_replies_finish (DOCKET_WORKSPACE (source), result, &error);

  if (replies == NULL)
    {
      g_signal_emit (self, signals[SIGNAL_PROBLEM], 0, error->message);
      return;
    }

  clear (self);
  self->replies = replies;

  for (guint i = 0; i < replies->entries->len; i++)
    gtk_list_box_append (
      self->list,
      docket_quick_reply_row_new (replies, g_ptr_array_index (replies->entries, i)));

  scroll_to_top (self);
}

static void
shown_cb (DocketQuickReplyButton *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);

  gtk_editable_set_text (self->search, "");
  scroll_to_top (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  gtk_widget_set_sensitive (self->save_button, gtk_text_buffer_get_char_count (buffer) > 0);

  if (self->workspace != NULL)
    docket_workspace_load_quick_replies_async (self->workspace,
                                               self->ticket,
                                               NULL,
                                               loaded_cb,
                                               g_object_ref (self));
}

/* Who left it goes on writing, unless the focus has gone elsewhere by a click. */
static void
closed_cb (DocketQuickReplyButton *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  if (focus == NULL || gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static gboolean
fits (GtkListBoxRow *row, gpointer user_data)
{
  DocketQuickReplyButton *self = user_data;
  DocketQuickReplyRow *reply = DOCKET_QUICK_REPLY_ROW (row);
  g_autofree char *whole = g_strconcat (docket_quick_reply_row_get_entry (reply)->name,
                                        " ",
                                        docket_quick_reply_row_get_text (reply),
                                        NULL);
  g_autofree char *folded = docket_fold (whole);
  g_autofree char *searched = docket_fold (gtk_editable_get_text (self->search));

  return strstr (folded, searched) != NULL;
}

static void
filter (DocketQuickReplyButton *self)
{
  gtk_list_box_invalidate_filter (self->list);
}

static void
row_activated_cb (DocketQuickReplyButton *self, GtkListBoxRow *row)
{
  insert (self, DOCKET_QUICK_REPLY_ROW (row));
  gtk_popover_popdown (self->popover);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
activate_first_cb (DocketQuickReplyButton *self)
{
  for (int i = 0;; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, i);

      if (row == NULL)
        return;

      if (gtk_widget_get_child_visible (GTK_WIDGET (row)))
        {
          row_activated_cb (self, row);
          return;
        }
    }
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketQuickReplyButton) self = user_data;
  g_autoptr (GError) error = NULL;

  if (docket_workspace_save_entry_finish (DOCKET_WORKSPACE (source), result, &error) == 0)
    g_signal_emit (self, signals[SIGNAL_PROBLEM], 0, error->message);
}

static void
named_cb (DocketQuickReplyButton *self, const char *name, GtkWidget *dialog)
{
  DocketEntry *entry = g_object_get_data (G_OBJECT (dialog), "entry");

  g_free (entry->name);
  entry->name = g_strdup (name);
  docket_workspace_save_entry_async (self->workspace, entry, NULL, saved_cb, g_object_ref (self));
}

/* What is written, and what it would set. */
static DocketEntry *
make_entry (DocketQuickReplyButton *self)
{
  static const char *const extras[] = { DOCKET_QUICK_REPLY_STATUS, DOCKET_QUICK_REPLY_ASSIGNEE };
  DocketEntry *entry = docket_entry_new (DOCKET_ENTITY_QUICK_REPLY);
  g_autofree char *text = NULL;

  g_object_get (gtk_text_view_get_buffer (self->view), "text", &text, NULL);
  docket_entry_set (entry, DOCKET_QUICK_REPLY_TEXT, g_strstrip (text));

  for (guint i = 0; i < G_N_ELEMENTS (extras); i++)
    {
      const char *value =
        self->extras != NULL ? docket_send_extras_get (self->extras, extras[i]) : NULL;

      if (value != NULL)
        docket_entry_set (entry, extras[i], value);
    }

  return entry;
}

static void
save_clicked_cb (DocketQuickReplyButton *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *dialog = docket_name_dialog_new (GTK_WINDOW (root),
                                              _ ("Save as quick reply"),
                                              C_ ("button", "Save"),
                                              NULL);

  g_object_set_data_full (G_OBJECT (dialog), "entry", make_entry (self), g_object_unref);
  g_signal_connect_object (dialog, "named", G_CALLBACK (named_cb), self, G_CONNECT_SWAPPED);
  gtk_popover_popdown (self->popover);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
shortcut_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  gtk_menu_button_popup (DOCKET_QUICK_REPLY_BUTTON (user_data)->button);

  return GDK_EVENT_STOP;
}

static void
docket_quick_reply_button_finalize (GObject *object)
{
  DocketQuickReplyButton *self = DOCKET_QUICK_REPLY_BUTTON (object);

  g_clear_pointer (&self->replies, docket_quick_replies_free);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (docket_quick_reply_button_parent_class)->finalize (object);
}

static void
docket_quick_reply_button_class_init (DocketQuickReplyButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = docket_quick_reply_button_finalize;

  /**
   * DocketQuickReplyButton::inserted:
   * @row: what was inserted, with what it sets
   *
   * A quick reply was inserted.
   */
  signals[SIGNAL_INSERTED] = g_signal_new ("inserted",
                                           DOCKET_TYPE_QUICK_REPLY_BUTTON,
                                           G_SIGNAL_RUN_LAST,
                                           0,
                                           NULL,
                                           NULL,
                                           NULL,
                                           G_TYPE_NONE,
                                           1,
                                           DOCKET_TYPE_QUICK_REPLY_ROW);

  /**
   * DocketQuickReplyButton::problem:
   * @sentence: what went wrong and what to do
   *
   * Something could not be read or saved.
   */
  signals[SIGNAL_PROBLEM] = g_signal_new ("problem",
                                          DOCKET_TYPE_QUICK_REPLY_BUTTON,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          1,
                                          G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (
    widget_class,
    "/app/docket/Docket/ui/docket-quick-reply-button.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketQuickReplyButton, button);
  gtk_widget_class_bind_template_child (widget_class, DocketQuickReplyButton, popover);
  gtk_widget_class_bind_template_child (widget_class, DocketQuickReplyButton, search);
  gtk_widget_class_bind_template_child (widget_class, DocketQuickReplyButton, scrolled);
  gtk_widget_class_bind_template_child (widget_class, DocketQuickReplyButton, list);
  gtk_widget_class_bind_template_child (widget_class, DocketQuickReplyButton, save_button);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, gtk_popover_popdown);
  gtk_widget_class_bind_template_callback (widget_class, filter);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_first_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
}

static void
docket_quick_reply_button_init (DocketQuickReplyButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_filter_func (self->list, fits, self, NULL);
}

/**
 * docket_quick_reply_button_set_workspace:
 * @self: a button
 * @workspace: whose quick replies it offers
 */
void
docket_quick_reply_button_set_workspace (DocketQuickReplyButton *self, DocketWorkspace *workspace)
{
  g_return_if_fail (DOCKET_IS_QUICK_REPLY_BUTTON (self));

  g_set_object (&self->workspace, workspace);
}

/**
 * docket_quick_reply_button_set_ticket:
 * @self: a button
 * @ticket: local id of the ticket that the variables stand for
 */
void
docket_quick_reply_button_set_ticket (DocketQuickReplyButton *self, gint64 ticket)
{
  g_return_if_fail (DOCKET_IS_QUICK_REPLY_BUTTON (self));

  if (self->ticket == ticket)
    return;

  self->ticket = ticket;
  gtk_popover_popdown (self->popover);
  clear (self);
}

/**
 * docket_quick_reply_button_set_view:
 * @self: a button
 * @view: where it is written: Ctrl+J there opens the list
 */
void
docket_quick_reply_button_set_view (DocketQuickReplyButton *self, GtkTextView *view)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  g_return_if_fail (DOCKET_IS_QUICK_REPLY_BUTTON (self));

  self->view = view;
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (controller),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_j, GDK_CONTROL_MASK),
                      gtk_callback_action_new (shortcut_cb, self, NULL)));
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (view), controller);
}

/**
 * docket_quick_reply_button_set_extras:
 * @self: a button
 * @extras: what the text that is shown sets as well: it is saved with it
 */
void
docket_quick_reply_button_set_extras (DocketQuickReplyButton *self, DocketSendExtras *extras)
{
  g_return_if_fail (DOCKET_IS_QUICK_REPLY_BUTTON (self));

  self->extras = extras;
}
