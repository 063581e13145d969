/* The time of a ticket, told by the tooltip of its row.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-list-pane-private.h"

#include <glib/gi18n.h>

#include "docket-format.h"
#include "docket-workspace-time.h"

/* What was read for so long is read again, while it is still shown. */
#define FRESH_US (2 * G_USEC_PER_SEC)

/* Rows do not carry it: it is read when somebody points at one. */
typedef struct
{
  gint64 ticket;
  char *text; /* NULL: nothing was worked */
  gint64 read_at;
  GCancellable *cancellable;
} Told;

static void
told_free (gpointer data)
{
  Told *told = data;

  g_cancellable_cancel (told->cancellable);
  g_clear_object (&told->cancellable);
  g_free (told->text);
  g_free (told);
}

static char *
describe (const DocketTimeTotals *totals)
{
  g_autofree char *billable = docket_format_hours (totals->billable_us);
  g_autofree char *other = docket_format_hours (totals->total_us - totals->billable_us);

  if (totals->total_us == 0)
    return NULL;

  /* Translators: two durations, such as "2 h 15" */
  return g_strdup_printf (_ ("Time: %s billable, %s not billable"), billable, other);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketListPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree DocketTimeTotals *totals =
    docket_workspace_load_time_totals_finish (DOCKET_WORKSPACE (source), result, &error);
  Told *told = g_object_get_data (G_OBJECT (self), "told");

  /* A tooltip is no place to complain. */
  if (totals == NULL || told == NULL || totals->ticket != told->ticket)
    return;

  g_free (told->text);
  told->text = describe (totals);
  told->read_at = g_get_monotonic_time ();
  gtk_widget_trigger_tooltip_query (GTK_WIDGET (self->list_view));
}

static void
read_totals (DocketListPane *self, Told *told, gint64 ticket)
{
  g_cancellable_cancel (told->cancellable);
  g_clear_object (&told->cancellable);

  if (told->ticket != ticket)
    g_clear_pointer (&told->text, g_free);

  told->ticket = ticket;
  told->read_at = g_get_monotonic_time ();
  told->cancellable = g_cancellable_new ();
  docket_workspace_load_time_totals_async (self->workspace,
                                           ticket,
                                           told->cancellable,
                                           read_cb,
                                           g_object_ref (self));
}

static DocketListRow *
get_row (DocketListPane *self, int x, int y, gboolean by_keyboard)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = by_keyboard ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;

  if (!by_keyboard)
    return docket_list_pane_get_row_at (self, x, y);

  return DOCKET_IS_LIST_ROW (row) ? DOCKET_LIST_ROW (row) : NULL;
}

static gboolean
query_cb (DocketListPane *self, int x, int y, gboolean by_keyboard, GtkTooltip *tooltip)
{
  DocketListRow *row = get_row (self, x, y, by_keyboard);
  DocketTicket *ticket = row != NULL ? docket_list_row_get_ticket (row) : NULL;
  Told *told = g_object_get_data (G_OBJECT (self), "told");

  if (ticket == NULL)
    return FALSE;

  if (docket_ticket_get_id (ticket) != told->ticket ||
      g_get_monotonic_time () - told->read_at > FRESH_US)
    read_totals (self, told, docket_ticket_get_id (ticket));

  if (told->text == NULL)
    return FALSE;

  gtk_tooltip_set_text (tooltip, told->text);

  return TRUE;
}

/* The workspace is set. */
void
docket_list_pane_attach_time (DocketListPane *self)
{
  g_object_set_data_full (G_OBJECT (self), "told", g_new0 (Told, 1), told_free);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self->list_view), TRUE);
  g_signal_connect_object (self->list_view,
                           "query-tooltip",
                           G_CALLBACK (query_cb),
                           self,
                           G_CONNECT_SWAPPED);
}
