/* Asks for a ticket: by a few letters, or one of those worked on lately.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-ticket-chooser.h"

#include <glib/gi18n.h>

#include "docket-workspace-look-up.h"
#include "docket-workspace-time.h"

/* More are not read by anybody: a letter more is quicker. */
#define MAX_TICKETS 30

struct _DocketTicketChooser
{
  AdwWindow parent_instance;

  DocketWorkspace *workspace;
  GCancellable *cancellable;
  gboolean choose_first; /* Enter was quicker than the answer */

  GtkEditable *search;
  GtkStack *stack;
  GtkListBox *list;
  AdwStatusPage *nothing;
};

G_DEFINE_FINAL_TYPE (DocketTicketChooser, docket_ticket_chooser, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
choose (DocketTicketChooser *self, GtkListBoxRow *row)
{
  const DocketTicketRow *ticket = g_object_get_data (G_OBJECT (row), "ticket");

  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, ticket);
  gtk_window_close (GTK_WINDOW (self));
}

static void
add_row (DocketTicketChooser *self, const DocketTicketRow *ticket)
{
  GtkWidget *row = adw_action_row_new ();
  g_autoptr (GString) subtitle = g_string_new (NULL);

  if (ticket->number != NULL)
    g_string_append_printf (subtitle, "#%s · ", ticket->number);

  if (ticket->customer_name != NULL)
    g_string_append_printf (subtitle, "%s · ", ticket->customer_name);

  g_string_append (subtitle, docket_status_get_label (ticket->status));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), ticket->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle->str);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row),
                          "ticket",
                          docket_ticket_row_copy (ticket),
                          (GDestroyNotify) docket_ticket_row_free);
  gtk_list_box_append (self->list, row);
}

static void
show_nothing (DocketTicketChooser *self, const char *sentence)
{
  const gboolean typed = *gtk_editable_get_text (self->search) != '\0';

  adw_status_page_set_description (self->nothing, sentence);
  adw_status_page_set_title (self->nothing,
                             sentence != NULL || typed ? _ ("Nothing found")
                                                       : _ ("Type a number, a title or a name"));
  gtk_stack_set_visible_child_name (self->stack, "nothing");
}

static void
show (DocketTicketChooser *self, GPtrArray *tickets)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);

  for (guint i = 0; i < tickets->len; i++)
    add_row (self, g_ptr_array_index (tickets, i));

  if (tickets->len == 0)
    show_nothing (self, NULL);
  else
    gtk_stack_set_visible_child_name (self->stack, "list");

  if (self->choose_first && tickets->len > 0)
    choose (self, gtk_list_box_get_row_at_index (self->list, 0));

  self->choose_first = FALSE;
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketTicketChooser) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketLookUp) found =
    docket_workspace_look_up_finish (DOCKET_WORKSPACE (source), result, &error);

  if (found != NULL)
    show (self, found->tickets);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_nothing (self, error->message);
}

static void
worked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketTicketChooser) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tickets =
    docket_workspace_list_worked_finish (DOCKET_WORKSPACE (source), result, &error);

  if (tickets != NULL)
    show (self, tickets);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_nothing (self, error->message);
}

static void
look_up (DocketTicketChooser *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->search)));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  if (self->workspace == NULL)
    return;

  self->cancellable = g_cancellable_new ();

  if (*text == '\0')
    docket_workspace_list_worked_async (self->workspace,
                                        MAX_TICKETS,
                                        self->cancellable,
                                        worked_cb,
                                        g_object_ref (self));
  else
    docket_workspace_look_up_async (self->workspace,
                                    text,
                                    MAX_TICKETS,
                                    self->cancellable,
                                    found_cb,
                                    g_object_ref (self));
}

/* The list may still be that of fewer letters. */
static void
activated_cb (DocketTicketChooser *self)
{
  self->choose_first = TRUE;
  look_up (self);
}

static void
docket_ticket_chooser_dispose (GObject *object)
{
  DocketTicketChooser *self = DOCKET_TICKET_CHOOSER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (docket_ticket_chooser_parent_class)->dispose (object);
}

static void
docket_ticket_chooser_class_init (DocketTicketChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = docket_ticket_chooser_dispose;

  /**
   * DocketTicketChooser::chosen:
   * @row: (type DocketTicketRow): the ticket
   *
   * A ticket was chosen. The window closes itself.
   */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen",
                                         DOCKET_TYPE_TICKET_CHOOSER,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_POINTER);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-ticket-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketTicketChooser, search);
  gtk_widget_class_bind_template_child (widget_class, DocketTicketChooser, stack);
  gtk_widget_class_bind_template_child (widget_class, DocketTicketChooser, list);
  gtk_widget_class_bind_template_child (widget_class, DocketTicketChooser, nothing);
  gtk_widget_class_bind_template_callback (widget_class, look_up);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, gtk_window_close);
  gtk_widget_class_bind_template_callback (widget_class, choose);
}

static void
docket_ticket_chooser_init (DocketTicketChooser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * docket_ticket_chooser_new:
 * @parent: (nullable): the window that asks
 * @workspace: a workspace
 *
 * Returns: (transfer none): a window that asks for a ticket; present it
 */
GtkWidget *
docket_ticket_chooser_new (GtkWindow *parent, DocketWorkspace *workspace)
{
  DocketTicketChooser *self;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (DOCKET_TYPE_TICKET_CHOOSER, "transient-for", parent, NULL);
  self->workspace = g_object_ref (workspace);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->search));
  look_up (self);

  return GTK_WIDGET (self);
}
