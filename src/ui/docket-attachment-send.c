/* A file that is kept here goes to the customer's files, when the person knows who can read it.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-attachment-send.h"

#include <glib/gi18n.h>

#include "docket-customer-file-dialog.h"
#include "docket-workspace-customer-files.h"

/* What was offered, until it is sent. */
typedef struct
{
  DocketTicketPage *page;
  DocketWorkspace *workspace;
  DocketFileOffer *offer;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_object_unref (question->page);
  g_object_unref (question->workspace);
  g_clear_pointer (&question->offer, docket_file_offer_free);
  g_free (question);
}

static void
question_closed_cb (gpointer data, GClosure *closure)
{
  question_free (data);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketTicketPage) page = user_data;
  g_autoptr (GError) error = NULL;

  if (!docket_workspace_send_file_finish (DOCKET_WORKSPACE (source), result, &error))
    docket_ticket_page_show_sentence (page, error->message);
}

static void
agreed_cb (DocketCustomerFileDialog *dialog, const char *text, gpointer user_data)
{
  Question *question = user_data;

  if (question->offer == NULL)
    return;

  docket_workspace_send_file_async (question->workspace,
                                    g_steal_pointer (&question->offer),
                                    text,
                                    NULL,
                                    sent_cb,
                                    g_object_ref (question->page));
}

static void
offered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketTicketPage) page = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketFileOffer) offer =
    docket_workspace_offer_file_finish (DOCKET_WORKSPACE (source), result, &error);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (page));
  GtkWidget *dialog;
  Question *question;

  if (offer == NULL)
    {
      docket_ticket_page_show_sentence (page, error->message);
      return;
    }

  dialog = docket_customer_file_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, offer);
  question = g_new0 (Question, 1);
  question->page = g_object_ref (page);
  question->workspace = g_object_ref (DOCKET_WORKSPACE (source));
  question->offer = g_steal_pointer (&offer);
  g_signal_connect_data (dialog, "agreed", G_CALLBACK (agreed_cb), question, question_closed_cb, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * docket_attachment_send:
 * @page: the page of a ticket
 * @ticket: local id of the ticket
 * @attachment: local id of a file that is kept here
 *
 * Asks, and sends the file to the customer's files; says why when it can't be done.
 */
void
docket_attachment_send (DocketTicketPage *page, gint64 ticket, gint64 attachment)
{
  g_return_if_fail (DOCKET_IS_TICKET_PAGE (page));

  docket_workspace_offer_file_async (docket_ticket_page_get_workspace (page),
                                     ticket,
                                     attachment,
                                     NULL,
                                     offered_cb,
                                     g_object_ref (page));
}
