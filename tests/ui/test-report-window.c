/* The service report's window: what is seen is what is attached, sent and printed.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <poppler.h>
#include <string.h>

#include "docket-composer-attach.h"
#include "docket-preferences-report.h"
#include "docket-report-print.h"
#include "docket-report-window.h"
#include "docket-test-ui.h"
#include "docket-test-workspace.h"
#include "docket-ticket-page.h"
#include "docket-ui-resources.h"
#include "docket-workspace-files.h"
#include "docket-workspace-preferences.h"
#include "docket-workspace-sign.h"

typedef struct
{
  DocketWorkspace *workspace;
  gint64 ticket;
  DocketReportWindow *window;
} Fixture;

static DocketTicketDetails *
load (Fixture *fixture)
{
  DocketTicketDetails *details =
    docket_workspace_load_ticket (fixture->workspace, fixture->ticket, NULL, NULL);

  g_assert_nonnull (details);

  return details;
}

static gboolean
is_made (Fixture *fixture)
{
  return docket_report_window_get_file (fixture->window) != NULL;
}

static void
watch (Fixture *fixture, GtkWidget *window)
{
  fixture->window = DOCKET_REPORT_WINDOW (window);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &fixture->window);
}

static void
show (Fixture *fixture)
{
  g_autoptr (DocketTicketDetails) details = load (fixture);

  watch (fixture, docket_report_window_new (NULL, fixture->workspace, details));
  gtk_window_present (GTK_WINDOW (fixture->window));
  docket_test_ui_wait_for (is_made (fixture));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->workspace = docket_test_workspace_new ();
  fixture->ticket = docket_test_workspace_add_ticket (fixture->workspace, "Heat pump stops");
  docket_test_workspace_add_message (fixture->workspace,
                                     fixture->ticket,
                                     DOCKET_MESSAGE_KIND_REPLY,
                                     "The valve was replaced.");
  docket_test_workspace_add_message (fixture->workspace,
                                     fixture->ticket,
                                     DOCKET_MESSAGE_KIND_INTERNAL,
                                     "SECRET pays late");
  docket_test_workspace_add_message (fixture->workspace,
                                     fixture->ticket,
                                     DOCKET_MESSAGE_KIND_INTERNAL,
                                     "HIDDEN second note");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->window != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->window));

  docket_test_ui_wait_for (fixture->window == NULL);
  docket_workspace_close (fixture->workspace);
  g_clear_object (&fixture->workspace);
}

static char *
read_bytes (GBytes *bytes)
{
  PopplerDocument *pdf = poppler_document_new_from_bytes (bytes, NULL, NULL);
  PopplerPage *page;
  char *text;

  g_assert_nonnull (pdf);
  page = poppler_document_get_page (pdf, 0);
  text = poppler_page_get_text (page);
  g_object_unref (page);
  g_object_unref (pdf);

  return text;
}

static gboolean
says (Fixture *fixture, const char *words)
{
  DocketReportFile *file = docket_report_window_get_file (fixture->window);
  g_autofree char *text = file != NULL ? read_bytes (file->pdf) : NULL;

  return text != NULL && strstr (text, words) != NULL;
}

static GtkWidget *
find_row (GtkWidget *root, const char *title)
{
  if (ADW_IS_PREFERENCES_ROW (root) &&
      g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title) == 0)
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child, title);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
toggle (Fixture *fixture, const char *title)
{
  GtkWidget *row = find_row (GTK_WIDGET (fixture->window), title);

  g_assert_nonnull (row);
  gtk_widget_mnemonic_activate (adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row)),
                                FALSE);
  docket_test_ui_wait_for (is_made (fixture));
}

static void
act (Fixture *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), action, NULL));
}

static void
test_preview (Fixture *fixture, gconstpointer data)
{
  DocketPdfView *view;
  DocketReportFile *file;

  show (fixture);
  view = docket_report_window_get_view (fixture->window);
  g_assert_cmpuint (docket_pdf_view_get_n_pages (view), ==, 1);
  docket_test_ui_wait_for (docket_pdf_view_is_drawn (view));
  file = docket_report_window_get_file (fixture->window);
  g_assert_true (g_str_has_prefix (file->name, "Service report "));
  g_assert_true (g_str_has_suffix (file->name, ".pdf"));
  g_assert_true (says (fixture, "The valve was replaced."));
  docket_test_ui_settle (GTK_WIDGET (fixture->window));
  docket_test_ui_shot (GTK_WIDGET (fixture->window), "report");

  toggle (fixture, "The valve was replaced.");
  docket_test_ui_wait_for (is_made (fixture) && !says (fixture, "The valve was replaced."));
}

/* A note is in the report when that very note is ticked, and while it is. */
static void
test_notes (Fixture *fixture, gconstpointer data)
{
  show (fixture);
  g_assert_false (says (fixture, "SECRET"));
  g_assert_false (says (fixture, "HIDDEN"));

  toggle (fixture, "HIDDEN second note");
  docket_test_ui_wait_for (says (fixture, "HIDDEN second note"));
  g_assert_false (says (fixture, "SECRET"));

  toggle (fixture, "HIDDEN second note");
  docket_test_ui_wait_for (is_made (fixture) && !says (fixture, "HIDDEN"));
}

static void
test_language (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row;

  show (fixture);
  row = find_row (GTK_WIDGET (fixture->window), "Language");
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 1);
  docket_test_ui_wait_for (says (fixture, "Page 1 sur 1"));
  g_assert_true (g_str_has_prefix (docket_report_window_get_file (fixture->window)->name,
                                   "Rapport d’intervention "));
}

static DocketAttachment *
find_pdf (Fixture *fixture)
{
  g_autoptr (DocketTicketDetails) details = load (fixture);

  for (guint i = 0; i < details->attachments->len; i++)
    {
      DocketAttachment *attachment = g_ptr_array_index (details->attachments, i);

      if (g_str_has_suffix (attachment->name, ".pdf"))
        return g_object_ref (attachment);
    }

  return NULL;
}

static gboolean
has_pdf (Fixture *fixture)
{
  g_autoptr (DocketAttachment) attachment = find_pdf (fixture);

  return attachment != NULL;
}

/* With a note: nobody is written to. */
static void
test_attach (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) seen = NULL;
  g_autoptr (GBytes) kept = NULL;
  g_autoptr (DocketAttachment) attachment = NULL;
  g_autoptr (DocketTicketDetails) details = NULL;
  DocketMessage *last;

  show (fixture);
  seen = g_bytes_ref (docket_report_window_get_file (fixture->window)->pdf);
  act (fixture, "report.attach");
  docket_test_ui_wait_for (has_pdf (fixture));
  attachment = find_pdf (fixture);
  kept = docket_workspace_fetch_attachment (fixture->workspace,
                                            fixture->ticket,
                                            attachment->id,
                                            NULL,
                                            NULL,
                                            NULL);
  g_assert_true (g_bytes_equal (seen, kept));

  details = load (fixture);
  last = g_ptr_array_index (details->messages, details->messages->len - 1);
  g_assert_cmpint (last->id, ==, attachment->message);
  g_assert_cmpint (last->kind, ==, DOCKET_MESSAGE_KIND_INTERNAL);
  docket_test_ui_wait_for (is_made (fixture));
}

/* The customer sees the report, then signs it: it says so at once. */
static void
test_sign (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DocketSignature) signature = docket_signature_new ();

  show (fixture);
  g_assert_true (says (fixture, "Name, date and signature"));
  signature->role = g_strdup ("customer");
  signature->outcome = g_strdup ("refused");
  signature->reason = g_strdup ("In a hurry");
  g_assert_true (
    docket_workspace_sign (fixture->workspace, fixture->ticket, signature, NULL, NULL, NULL, NULL));
  docket_test_ui_wait_for (says (fixture, "In a hurry"));
  g_assert_false (says (fixture, "Name, date and signature"));
}

static GtkWidget *
find_window (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (DOCKET_IS_REPORT_WINDOW (window))
        return window;
    }

  return NULL;
}

static void
test_send (Fixture *fixture, gconstpointer data)
{
  GtkWidget *parent = adw_window_new ();
  GtkWidget *widget = g_object_new (DOCKET_TYPE_TICKET_PAGE, NULL);
  DocketTicketPage *page = DOCKET_TICKET_PAGE (widget);
  DocketFileTray *tray;
  g_autoptr (GPtrArray) files = NULL;

  adw_window_set_content (ADW_WINDOW (parent), widget);
  docket_ticket_page_set_workspace (page, fixture->workspace);
  docket_ticket_page_open (page, fixture->ticket);
  gtk_window_present (GTK_WINDOW (parent));
  docket_test_ui_wait_for (docket_ticket_page_get_details (page) != NULL);

  g_action_group_activate_action (G_ACTION_GROUP (docket_ticket_page_get_actions (page)),
                                  "report",
                                  NULL);
  docket_test_ui_wait_for (find_window () != NULL);
  watch (fixture, find_window ());
  docket_test_ui_wait_for (is_made (fixture));
  act (fixture, "report.send");
  docket_test_ui_wait_for (fixture->window == NULL);

  tray =
    docket_composer_get_tray (docket_ticket_page_get_composer (page), DOCKET_MESSAGE_KIND_REPLY);
  docket_test_ui_wait_for (docket_file_tray_get_n_files (tray) == 1 &&
                           !docket_file_tray_is_busy (tray));
  g_assert_cmpint (docket_composer_get_kind (docket_ticket_page_get_composer (page)),
                   ==,
                   DOCKET_MESSAGE_KIND_REPLY);
  files = docket_file_tray_get_files (tray);
  g_assert_cmpstr (((DocketEditFile *) g_ptr_array_index (files, 0))->content_type,
                   ==,
                   "application/pdf");
  gtk_window_destroy (GTK_WINDOW (parent));
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(DocketPdf **) user_data = docket_pdf_open_finish (result, NULL);
}

static void
test_print (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DocketPdf) pdf = NULL;
  g_autoptr (GtkPrintOperation) operation = NULL;
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "printed.pdf", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *content;
  gsize length;

  show (fixture);
  docket_pdf_open_async (docket_report_window_get_file (fixture->window)->pdf,
                         NULL,
                         opened_cb,
                         &pdf);
  docket_test_ui_wait_for (pdf != NULL);
  operation = docket_report_new_print_operation (pdf, "Report");
  gtk_print_operation_set_export_filename (operation, path);
  g_assert_cmpint (gtk_print_operation_run (operation,
                                            GTK_PRINT_OPERATION_ACTION_EXPORT,
                                            GTK_WINDOW (fixture->window),
                                            NULL),
                   ==,
                   GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  bytes = g_bytes_new_take (content, length);
  text = read_bytes (bytes);
  g_assert_nonnull (strstr (text, "The valve was replaced."));
}

static guint
count_pictures (GBytes *bytes)
{
  PopplerDocument *pdf = poppler_document_new_from_bytes (bytes, NULL, NULL);
  PopplerPage *page = poppler_document_get_page (pdf, 0);
  GList *pictures = poppler_page_get_image_mapping (page);
  const guint n = g_list_length (pictures);

  poppler_page_free_image_mapping (pictures);
  g_object_unref (page);
  g_object_unref (pdf);

  return n;
}

static void
set_logo (DocketWorkspace *workspace, const char *content, gsize length, gboolean taken)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "logo.png", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, content, (gssize) length, NULL));
  g_assert_cmpint (docket_workspace_set_logo (workspace, file, NULL, NULL), ==, taken);
}

static void
test_letterhead (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GBytes) pixels = g_bytes_new_take (g_malloc0 (40 * 20 * 4), 40 * 20 * 4);
  g_autoptr (GBytes) png = NULL;

  texture = gdk_memory_texture_new (40, 20, GDK_MEMORY_DEFAULT, pixels, 40 * 4);
  png = gdk_texture_save_to_png_bytes (texture);
  set_logo (fixture->workspace, g_bytes_get_data (png, NULL), g_bytes_get_size (png), TRUE);
  set_logo (fixture->workspace, "\x89PNG\r\n\x1a\nbroken", 14, FALSE);
  docket_workspace_set_preference (fixture->workspace,
                                   DOCKET_PREFERENCE_REPORT_COMPANY,
                                   "Fjord & Sons",
                                   NULL);
  docket_workspace_set_preference (fixture->workspace,
                                   DOCKET_PREFERENCE_REPORT_ADDRESS,
                                   "1 Quay Street\nHarbour",
                                   NULL);
  show (fixture);
  g_assert_true (says (fixture, "Fjord & Sons"));
  g_assert_true (says (fixture, "1 Quay Street"));
  g_assert_cmpuint (count_pictures (docket_report_window_get_file (fixture->window)->pdf), >=, 1);

  toggle (fixture, "Logo");
  docket_test_ui_wait_for (is_made (fixture) &&
                           count_pictures (docket_report_window_get_file (fixture->window)->pdf) ==
                             0);
}

/* What was typed into the preferences is kept when they are closed. */
static void
test_preferences (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = adw_preferences_window_new ();
  AdwPreferencesPage *page = docket_preferences_report_new (fixture->workspace);
  GtkWidget *row, *view;
  g_autofree char *company = NULL;
  g_autofree char *address = NULL;

  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), page);
  gtk_window_present (GTK_WINDOW (window));
  docket_test_ui_settle (window);
  row = docket_test_ui_find (GTK_WIDGET (page), ADW_TYPE_ENTRY_ROW, NULL);
  view = docket_test_ui_find (GTK_WIDGET (page), GTK_TYPE_TEXT_VIEW, NULL);
  gtk_editable_set_text (GTK_EDITABLE (row), " Fjord ");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "Quay\nTown\n", -1);
  gtk_window_destroy (GTK_WINDOW (window));

  company = docket_workspace_get_preference (fixture->workspace, DOCKET_PREFERENCE_REPORT_COMPANY);
  address = docket_workspace_get_preference (fixture->workspace, DOCKET_PREFERENCE_REPORT_ADDRESS);
  g_assert_cmpstr (company, ==, "Fjord");
  g_assert_cmpstr (address, ==, "Quay\nTown");
}

int
main (int argc, char **argv)
{
  docket_test_ui_init (&argc, &argv);
  docket_ui_register_resource ();

  g_test_add ("/report/preview", Fixture, NULL, set_up, test_preview, tear_down);
  g_test_add ("/report/notes", Fixture, NULL, set_up, test_notes, tear_down);
  g_test_add ("/report/language", Fixture, NULL, set_up, test_language, tear_down);
  g_test_add ("/report/attach", Fixture, NULL, set_up, test_attach, tear_down);
  g_test_add ("/report/sign", Fixture, NULL, set_up, test_sign, tear_down);
  g_test_add ("/report/send", Fixture, NULL, set_up, test_send, tear_down);
  g_test_add ("/report/print", Fixture, NULL, set_up, test_print, tear_down);
  g_test_add ("/report/letterhead", Fixture, NULL, set_up, test_letterhead, tear_down);
  g_test_add ("/report/preferences", Fixture, NULL, set_up, test_preferences, tear_down);

  return g_test_run ();
}
