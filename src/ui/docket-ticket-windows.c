/* The tickets of a workspace that have windows of their own.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-ticket-windows.h"

#include "docket-ticket-window.h"

/**
 * DocketTicketWindows:
 *
 * A ticket has one window at most, and is not shown beside the list meanwhile: what is typed to it
 * is typed in one place.
 */
struct _DocketTicketWindows
{
  GObject parent_instance;

  DocketWorkspace *workspace;
  DocketUndoStack *undo;
  GActionMap *forward; /* to the window with the list */
  GHashTable *windows; /* (element-type gint64 GtkWindow) by ticket */
};

G_DEFINE_FINAL_TYPE (DocketTicketWindows, docket_ticket_windows, G_TYPE_OBJECT)

enum
{
  SIGNAL_CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
destroyed_cb (DocketTicketWindows *self, GtkWindow *window)
{
  GHashTableIter iter;
  gpointer key, value;
  gint64 ticket = 0;

  g_hash_table_iter_init (&iter, self->windows);

  while (ticket == 0 && g_hash_table_iter_next (&iter, &key, &value))
    if (value == window)
      ticket = *(gint64 *) key;

  if (ticket == 0)
    return;

  g_hash_table_remove (self->windows, &ticket);
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0, ticket);
}

static void
docket_ticket_windows_dispose (GObject *object)
{
  DocketTicketWindows *self = DOCKET_TICKET_WINDOWS (object);

  docket_ticket_windows_close_all (self);
  g_clear_object (&self->undo);
  g_clear_object (&self->forward);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (docket_ticket_windows_parent_class)->dispose (object);
}

static void
docket_ticket_windows_finalize (GObject *object)
{
  g_hash_table_unref (DOCKET_TICKET_WINDOWS (object)->windows);

  G_OBJECT_CLASS (docket_ticket_windows_parent_class)->finalize (object);
}

static void
docket_ticket_windows_class_init (DocketTicketWindowsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = docket_ticket_windows_dispose;
  G_OBJECT_CLASS (klass)->finalize = docket_ticket_windows_finalize;

  /**
   * DocketTicketWindows::closed:
   * @ticket: local id
   *
   * The ticket has no window any more.
   */
  signals[SIGNAL_CLOSED] = g_signal_new ("closed",
                                         DOCKET_TYPE_TICKET_WINDOWS,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_INT64);
}

static void
docket_ticket_windows_init (DocketTicketWindows *self)
{
  self->windows = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

/**
 * docket_ticket_windows_new:
 * @workspace: a workspace
 * @undo: what is done in the windows can be undone here
 * @forward: what the windows ask of that with the list, as their group `workspace`
 *
 * Returns: (transfer full): no window yet
 */
DocketTicketWindows *
docket_ticket_windows_new (DocketWorkspace *workspace, DocketUndoStack *undo, GActionMap *forward)
{
  DocketTicketWindows *self = g_object_new (DOCKET_TYPE_TICKET_WINDOWS, NULL);

  self->workspace = g_object_ref (workspace);
  self->undo = g_object_ref (undo);
  self->forward = g_object_ref (forward);

  return self;
}

/**
 * docket_ticket_windows_open:
 * @self: the windows
 * @ticket: local id
 * @beside: (nullable): the window that the person is in
 *
 * Shows the ticket in a window of its own: the one that it has, or a new one.
 */
void
docket_ticket_windows_open (DocketTicketWindows *self, gint64 ticket, GtkWindow *beside)
{
  GtkWidget *window;

  g_return_if_fail (DOCKET_IS_TICKET_WINDOWS (self));
  g_return_if_fail (ticket != 0);

  window = g_hash_table_lookup (self->windows, &ticket);

  if (window == NULL)
    {
      window = docket_ticket_window_new (self->workspace, ticket);
      docket_ticket_window_set_undo (DOCKET_TICKET_WINDOW (window), self->undo);
      docket_ticket_window_set_forward (DOCKET_TICKET_WINDOW (window), self->forward);
      g_hash_table_insert (self->windows, g_memdup2 (&ticket, sizeof ticket), window);
      g_signal_connect_object (window,
                               "destroy",
                               G_CALLBACK (destroyed_cb),
                               self,
                               G_CONNECT_SWAPPED);
    }

  if (beside != NULL)
    gtk_window_set_application (GTK_WINDOW (window), gtk_window_get_application (beside));

  gtk_window_present (GTK_WINDOW (window));
}

/**
 * docket_ticket_windows_has:
 * @self: the windows
 * @ticket: local id
 *
 * Returns: whether the ticket has a window of its own
 */
gboolean
docket_ticket_windows_has (DocketTicketWindows *self, gint64 ticket)
{
  g_return_val_if_fail (DOCKET_IS_TICKET_WINDOWS (self), FALSE);

  return g_hash_table_contains (self->windows, &ticket);
}

/**
 * docket_ticket_windows_close:
 * @self: the windows
 * @ticket: local id
 *
 * The ticket is gone: so is its window, if it has one.
 */
void
docket_ticket_windows_close (DocketTicketWindows *self, gint64 ticket)
{
  GtkWindow *window;

  g_return_if_fail (DOCKET_IS_TICKET_WINDOWS (self));

  window = g_hash_table_lookup (self->windows, &ticket);

  if (window != NULL)
    gtk_window_destroy (window);
}

/**
 * docket_ticket_windows_close_all:
 * @self: the windows
 *
 * The workspace is being closed: what was typed is saved.
 */
void
docket_ticket_windows_close_all (DocketTicketWindows *self)
{
  GList *windows;

  g_return_if_fail (DOCKET_IS_TICKET_WINDOWS (self));

  windows = g_hash_table_get_values (self->windows);
  g_hash_table_remove_all (self->windows);
  g_list_free_full (windows, (GDestroyNotify) gtk_window_destroy);
}
