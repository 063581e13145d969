/* Signing from a ticket's menu, and who signed among its details.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-ticket-sign.h"

#include <glib/gi18n.h>

#include "docket-signature-list.h"
#include "docket-signature-window.h"
#include "docket-workspace-sign.h"

static void
sign_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketTicketPage *page = user_data;
  DocketTicketDetails *details = docket_ticket_page_get_details (page);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (page));

  if (details == NULL)
    return;

  gtk_window_present (
    GTK_WINDOW (docket_signature_window_new (root != NULL ? GTK_WINDOW (root) : NULL,
                                             docket_ticket_page_get_workspace (page),
                                             details)));
}

/* --- A signature as a file ----------------------------------------------------------------- */

/**
 * Save:
 * @target: where to, once that was chosen
 */
typedef struct
{
  DocketTicketPage *page;
  gint64 ticket;
  gint64 signature;
  GFile *target;
} Save;

static void
save_free (Save *save)
{
  g_object_unref (save->page);
  g_clear_object (&save->target);
  g_free (save);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Save, save_free)

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketTicketPage) page = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (G_FILE (source));
  g_autofree char *shown = g_utf8_make_valid (name, -1);
  g_autofree char *sentence = g_strdup_printf (_ ("Saved as “%s”"), shown);

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    docket_ticket_page_show_sentence (page, sentence);
  else
    docket_ticket_page_show_sentence (page, error->message);
}

static void
drawn_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Save) save = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
    docket_workspace_draw_signature_finish (DOCKET_WORKSPACE (source), result, &error);

  if (bytes == NULL)
    docket_ticket_page_show_sentence (save->page, error->message);
  else
    g_file_replace_contents_bytes_async (save->target,
                                         bytes,
                                         NULL,
                                         FALSE,
                                         G_FILE_CREATE_PRIVATE,
                                         NULL,
                                         written_cb,
                                         g_object_ref (save->page));
}

static void
target_chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (Save) save = user_data;
  DocketSignatureFormat format = DOCKET_SIGNATURE_PNG;
  g_autofree char *name = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    save->target = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

  g_object_unref (dialog);

  if (save->target == NULL)
    return;

  name = g_file_get_basename (save->target);

  if (!docket_signature_format_from_name (name, &format))
    {
      docket_ticket_page_show_sentence (save->page, _ ("End the name with .svg or .png."));
      return;
    }

  docket_workspace_draw_signature_async (docket_ticket_page_get_workspace (save->page),
                                         save->ticket,
                                         save->signature,
                                         format,
                                         NULL,
                                         drawn_cb,
                                         g_steal_pointer (&save));
}

/* The picture is among the files; as curves it is as sharp at any size. */
static void
save_signature_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketTicketPage *page = user_data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (page));
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_ ("Save the signature"),
                                                              GTK_WINDOW (root),
                                                              GTK_FILE_CHOOSER_ACTION_SAVE,
                                                              C_ ("button", "_Save"),
                                                              C_ ("button", "_Cancel"));
  Save *save = g_new0 (Save, 1);

  save->page = g_object_ref (page);
  save->ticket = docket_ticket_page_get_ticket (page);
  save->signature = g_variant_get_int64 (parameter);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), "Signature.svg");
  g_signal_connect (dialog, "response", G_CALLBACK (target_chosen_cb), save);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static const GActionEntry entries[] = {
  { "sign", sign_cb },
  { "save-signature", save_signature_cb, "x" },
};

static void
details_cb (DocketTicketPage *page, GParamSpec *pspec, DocketSignatureList *list)
{
  GAction *action = g_action_map_lookup_action (docket_ticket_page_get_actions (page), "sign");
  DocketTicketDetails *details = docket_ticket_page_get_details (page);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), details != NULL);

  if (details != NULL)
    docket_signature_list_set_details (list, details);
}

/* Over the files, among the details. */
static DocketSignatureList *
add_list (DocketTicketPage *page)
{
  GtkWidget *pane = GTK_WIDGET (docket_ticket_page_get_details_pane (page));
  GObject *files = gtk_widget_get_template_child (pane, DOCKET_TYPE_DETAILS_PANE, "files_title");
  GtkWidget *list = docket_signature_list_new ();

  gtk_box_insert_child_after (GTK_BOX (gtk_widget_get_parent (GTK_WIDGET (files))),
                              list,
                              gtk_widget_get_prev_sibling (GTK_WIDGET (files)));

  return DOCKET_SIGNATURE_LIST (list);
}

/**
 * docket_ticket_sign_attach:
 * @page: a page with a workspace
 *
 * Adds `ticket.sign`, which opens the pad, `ticket.save-signature`, and the ticket's signatures to
 * its details.
 */
void
docket_ticket_sign_attach (DocketTicketPage *page)
{
  DocketSignatureList *list;

  g_return_if_fail (DOCKET_IS_TICKET_PAGE (page));

  g_action_map_add_action_entries (docket_ticket_page_get_actions (page),
                                   entries,
                                   G_N_ELEMENTS (entries),
                                   page);
  list = add_list (page);
  g_signal_connect_object (page, "notify::details", G_CALLBACK (details_cb), list, 0);
  details_cb (page, NULL, list);
}
