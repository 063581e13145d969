/* A ticket in a window of its own.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-ticket-window.h"

#include "docket-config.h"
#include "docket-single-keys.h"
#include "docket-ticket-page.h"
#include "docket-undo-key.h"

/* From this width the details stand beside the conversation. */
#define WIDE_WIDTH 760

struct _DocketTicketWindow
{
  AdwWindow parent_instance;

  int width;
  guint mode_source;

  DocketTicketPage *page;
};

G_DEFINE_FINAL_TYPE (DocketTicketWindow, docket_ticket_window, ADW_TYPE_WINDOW)

static void
details_cb (DocketTicketWindow *self)
{
  DocketTicketDetails *details = docket_ticket_page_get_details (self->page);
  const DocketTicketRow *row = details != NULL ? details->row : NULL;
  g_autofree char *title = NULL;

  if (row == NULL)
    return;

  if (row->number != NULL)
    title = g_strdup_printf ("#%s %s", row->number, row->title);

  gtk_window_set_title (GTK_WINDOW (self), title != NULL ? title : row->title);
}

/* Not told in a window that goes. */
static void
deleted_cb (DocketTicketWindow *self, gint64 ticket, DocketEdit *edit)
{
  g_autoptr (DocketWorkspace) workspace =
    g_object_ref (docket_ticket_page_get_workspace (self->page));
  g_autoptr (DocketUndoStack) stack = NULL;

  g_set_object (&stack, docket_undo_stack_find (GTK_WIDGET (self)));
  gtk_window_close (GTK_WINDOW (self));
  docket_undo_stack_push (stack, workspace, edit, NULL);
}

static void
toggle_timer_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_widget_activate_action (user_data, "ticket.toggle-timer", NULL);
}

static void
enter_time_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_widget_activate_action (user_data, "ticket.add-time", NULL);
}

/* What the bar of timers does beside the list. */
static const GActionEntry entries[] = {
  { "toggle-timer", toggle_timer_cb },
  { "enter-time", enter_time_cb },
};

static gboolean
mode_cb (gpointer user_data)
{
  DocketTicketWindow *self = user_data;

  self->mode_source = 0;
  docket_ticket_page_set_mode (self->page,
                               self->width >= WIDE_WIDTH ? DOCKET_LAYOUT_WIDE
                                                         : DOCKET_LAYOUT_MEDIUM);

  return G_SOURCE_REMOVE;
}

/* The parts can't be arranged anew while they are given their size. */
static void
docket_ticket_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  DocketTicketWindow *self = DOCKET_TICKET_WINDOW (widget);
  const gboolean other = (self->width >= WIDE_WIDTH) != (width >= WIDE_WIDTH);

  GTK_WIDGET_CLASS (docket_ticket_window_parent_class)
    ->size_allocate (widget, width, height, baseline);
  self->width = width;

  if (other && self->mode_source == 0)
    self->mode_source = g_idle_add (mode_cb, self);
}

/* What was typed is saved before the window goes. */
static gboolean
docket_ticket_window_close_request (GtkWindow *window)
{
  docket_ticket_page_open (DOCKET_TICKET_WINDOW (window)->page, 0);

  return GTK_WINDOW_CLASS (docket_ticket_window_parent_class)->close_request (window);
}

static void
docket_ticket_window_dispose (GObject *object)
{
  g_clear_handle_id (&DOCKET_TICKET_WINDOW (object)->mode_source, g_source_remove);

  G_OBJECT_CLASS (docket_ticket_window_parent_class)->dispose (object);
}

static void
docket_ticket_window_class_init (DocketTicketWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = docket_ticket_window_dispose;
  widget_class->size_allocate = docket_ticket_window_size_allocate;
  GTK_WINDOW_CLASS (klass)->close_request = docket_ticket_window_close_request;

  g_type_ensure (DOCKET_TYPE_TICKET_PAGE);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_w,
                                       GDK_CONTROL_MASK,
                                       "window.close",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-ticket-window.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketTicketWindow, page);
  gtk_widget_class_bind_template_callback (widget_class, details_cb);
  gtk_widget_class_bind_template_callback (widget_class, deleted_cb);
}

static void
docket_ticket_window_init (DocketTicketWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  docket_ticket_page_set_alone (self->page);
  docket_ticket_page_set_mode (self->page, DOCKET_LAYOUT_MEDIUM);

  if (DEVELOPMENT)
    gtk_widget_add_css_class (GTK_WIDGET (self), "devel");
}

/**
 * docket_ticket_window_new:
 * @workspace: a workspace
 * @ticket: local id
 *
 * Returns: (transfer none): a window that shows the ticket
 */
GtkWidget *
docket_ticket_window_new (DocketWorkspace *workspace, gint64 ticket)
{
  DocketTicketWindow *self;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (DOCKET_TYPE_TICKET_WINDOW, NULL);
  docket_ticket_page_set_workspace (self->page, workspace);
  docket_single_keys_attach (GTK_WIDGET (self), workspace, GTK_WIDGET (self->page));
  docket_ticket_page_open (self->page, ticket);

  return GTK_WIDGET (self);
}

/**
 * docket_ticket_window_set_forward:
 * @self: a window
 * @forward: what it asks of the window with the list
 *
 * Makes its group `workspace`: these actions, and its ticket's own for the keys of time.
 */
void
docket_ticket_window_set_forward (DocketTicketWindow *self, GActionMap *forward)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_auto (GStrv) names = NULL;

  g_return_if_fail (DOCKET_IS_TICKET_WINDOW (self));

  names = g_action_group_list_actions (G_ACTION_GROUP (forward));

  for (guint i = 0; names[i] != NULL; i++)
    g_action_map_add_action (G_ACTION_MAP (group), g_action_map_lookup_action (forward, names[i]));

  g_action_map_add_action_entries (G_ACTION_MAP (group),
                                   entries,
                                   G_N_ELEMENTS (entries),
                                   self->page);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "workspace", G_ACTION_GROUP (group));
}

/**
 * docket_ticket_window_set_undo:
 * @self: a window
 * @stack: what is done in the window can be undone here, and is told in the window
 */
void
docket_ticket_window_set_undo (DocketTicketWindow *self, DocketUndoStack *stack)
{
  g_return_if_fail (DOCKET_IS_TICKET_WINDOW (self));

  docket_undo_stack_attach (stack, GTK_WIDGET (self));
  docket_undo_stack_lend (stack, docket_ticket_page_get_toasts (self->page));
  docket_undo_key_attach (GTK_WIDGET (self));
}

/**
 * docket_ticket_window_get_ticket:
 * @self: a window
 *
 * Returns: local id of the ticket that it shows; 0 once it closes
 */
gint64
docket_ticket_window_get_ticket (DocketTicketWindow *self)
{
  g_return_val_if_fail (DOCKET_IS_TICKET_WINDOW (self), 0);

  return docket_ticket_page_get_ticket (self->page);
}
