/* After a ticket was closed here, the next one in the list.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-open-next.h"

#include "docket-workspace-preferences.h"

/* One for a page, as long as the page. */
typedef struct
{
  gint64 ticket; /* whose status a person has set here; 0: none */
  char *was;     /* the status that it had */
} Waiting;

static void
waiting_free (gpointer data)
{
  Waiting *waiting = data;

  g_free (waiting->was);
  g_free (waiting);
}

static void
wait_for (Waiting *waiting, const DocketTicketRow *row)
{
  waiting->ticket = row->id;
  g_free (waiting->was);
  waiting->was = g_strdup (row->status);
}

/* The field shows what the person chose, the ticket still what it was. */
static void
saved_cb (DocketTicketPage *page, DocketDetailsPane *pane)
{
  Waiting *waiting = g_object_get_data (G_OBJECT (page), "docket-open-next");
  DocketTicketDetails *details = docket_ticket_page_get_details (page);
  DocketFieldRow *row = docket_details_pane_get_row (pane, DOCKET_FIELD_ID_STATUS);

  if (details != NULL && g_strcmp0 (docket_field_row_get_value (row), details->row->status) != 0)
    wait_for (waiting, details->row);
}

/* A message can carry a status. */
static void
sent_cb (DocketTicketPage *page, DocketEdit *edit)
{
  Waiting *waiting = g_object_get_data (G_OBJECT (page), "docket-open-next");
  DocketTicketDetails *details = docket_ticket_page_get_details (page);
  GPtrArray *parts = docket_edit_get_parts (edit);

  for (guint i = 0; details != NULL && i < parts->len; i++)
    {
      const DocketEditPart *part = g_ptr_array_index (parts, i);

      if (part->kind == DOCKET_EDIT_SET_FIELD && part->ticket == details->row->id &&
          g_str_equal (part->field, DOCKET_FIELD_ID_STATUS))
        wait_for (waiting, details->row);
    }
}

static void
details_cb (DocketTicketPage *page)
{
  Waiting *waiting = g_object_get_data (G_OBJECT (page), "docket-open-next");
  DocketTicketDetails *details = docket_ticket_page_get_details (page);
  const gint64 ticket = waiting->ticket;

  if (ticket == 0 || details == NULL || g_strcmp0 (details->row->status, waiting->was) == 0)
    return;

  waiting->ticket = 0;

  if (details->row->id == ticket && details->row->status_kind >= DOCKET_STATUS_KIND_RESOLVED &&
      docket_workspace_get_preference_boolean (docket_ticket_page_get_workspace (page),
                                               DOCKET_PREFERENCE_OPEN_NEXT,
                                               FALSE))
    gtk_widget_activate_action (GTK_WIDGET (page), "workspace.next-ticket", NULL);
}

/**
 * docket_open_next_attach:
 * @page: a page with a workspace
 *
 * Goes to the next ticket after a person has resolved or closed one here, when they want that.
 */
void
docket_open_next_attach (DocketTicketPage *page)
{
  g_return_if_fail (DOCKET_IS_TICKET_PAGE (page));

  g_object_set_data_full (G_OBJECT (page), "docket-open-next", g_new0 (Waiting, 1), waiting_free);
  g_signal_connect_object (docket_ticket_page_get_details_pane (page),
                           "saved",
                           G_CALLBACK (saved_cb),
                           page,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (docket_ticket_page_get_composer (page),
                           "sent",
                           G_CALLBACK (sent_cb),
                           page,
                           G_CONNECT_SWAPPED);
  g_signal_connect (page, "notify::details", G_CALLBACK (details_cb), NULL);
}
