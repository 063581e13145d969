/* A message that can't be written to the disk: its text stays where it was typed, and as a draft,
 * until the very transaction that has the message.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-composer-attach.h"
#include "docket-store.h"
#include "docket-test-ui.h"
#include "docket-test-workspace.h"
#include "docket-ticket-page.h"
#include "docket-ui-resources.h"

#define NOTE DOCKET_MESSAGE_KIND_INTERNAL
#define TEXT "They don't know yet."

gboolean __real_docket_transaction_commit (DocketTransaction *txn, GError **error);
gboolean __wrap_docket_transaction_commit (DocketTransaction *txn, GError **error);

/* Atomic. The commit that fails is counted down to; below 0 none does. */
static int until_failure = -1;

gboolean
__wrap_docket_transaction_commit (DocketTransaction *txn, GError **error)
{
  if (g_atomic_int_get (&until_failure) < 0 || g_atomic_int_add (&until_failure, -1) > 0)
    return __real_docket_transaction_commit (txn, error);

  g_set_error_literal (error, DOCKET_STORE_ERROR, DOCKET_STORE_ERROR_FULL, "The disk is full.");

  return FALSE;
}

typedef struct
{
  DocketWorkspace *workspace;
  GtkWindow *window;
  DocketTicketPage *page;
  DocketComposer *composer;
  gint64 ticket;
  char *problem;
  DocketEdit *sent;
} Fixture;

static void
problem_cb (Fixture *fixture, const char *sentence)
{
  g_free (fixture->problem);
  fixture->problem = g_strdup (sentence);
}

static void
sent_cb (Fixture *fixture, DocketEdit *edit)
{
  g_set_object (&fixture->sent, edit);
}

static void
set_up (Fixture *fixture, gconstpointer server)
{
  fixture->workspace =
    server != NULL ? docket_test_workspace_new_known_server () : docket_test_workspace_new ();
  fixture->ticket = docket_test_workspace_add_ticket (fixture->workspace, "A boiler");
  fixture->window = GTK_WINDOW (adw_window_new ());
  fixture->page = g_object_new (DOCKET_TYPE_TICKET_PAGE, NULL);
  fixture->composer = docket_ticket_page_get_composer (fixture->page);
  g_signal_connect_swapped (fixture->composer, "problem", G_CALLBACK (problem_cb), fixture);
  g_signal_connect_swapped (fixture->composer, "sent", G_CALLBACK (sent_cb), fixture);
  docket_ticket_page_set_workspace (fixture->page, fixture->workspace);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_set_default_size (fixture->window, 900, 700);
  gtk_window_present (fixture->window);
  docket_ticket_page_open (fixture->page, fixture->ticket);
  docket_test_ui_wait_for (docket_ticket_page_get_details (fixture->page) != NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_atomic_int_set (&until_failure, -1);
  gtk_window_destroy (fixture->window);
  docket_workspace_close (fixture->workspace);
  g_clear_object (&fixture->workspace);
  g_clear_object (&fixture->sent);
  g_clear_pointer (&fixture->problem, g_free);
}

static gboolean
is_typed (Fixture *fixture, const char *text)
{
  g_autofree char *typed = NULL;

  g_object_get (docket_composer_get_buffer (fixture->composer, NOTE), "text", &typed, NULL);

  return g_str_equal (typed, text);
}

static gboolean
is_drafted (Fixture *fixture)
{
  g_autoptr (GPtrArray) drafts = docket_workspace_list_drafts (fixture->workspace, NULL);

  for (guint i = 0; i < drafts->len; i++)
    {
      const DocketDraft *draft = g_ptr_array_index (drafts, i);

      if (draft->ticket == fixture->ticket)
        return draft->kind == DOCKET_DRAFT_KIND_INTERNAL && g_strcmp0 (draft->text, TEXT) == 0 &&
               draft->files->len == 1;
    }

  return FALSE;
}

static guint
count_messages (Fixture *fixture)
{
  g_autoptr (DocketTicketDetails) details =
    docket_workspace_load_ticket (fixture->workspace, fixture->ticket, NULL, NULL);

  return details->messages->len;
}

static void
write_note (Fixture *fixture)
{
  g_autofree char *path =
    g_test_build_filename (G_TEST_DIST, "fixtures", "files", "sample.pdf", NULL);
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  docket_composer_set_kind (fixture->composer, NOTE);
  gtk_text_buffer_set_text (docket_composer_get_buffer (fixture->composer, NOTE), TEXT, -1);
  g_list_store_append (files, file);
  docket_composer_attach (fixture->composer, G_LIST_MODEL (files));
  docket_test_ui_wait_for (is_drafted (fixture));
}

static gboolean
has_file (Fixture *fixture)
{
  return docket_file_tray_get_n_files (docket_composer_get_tray (fixture->composer, NOTE)) == 1;
}

/* Whichever transaction of the sending fails, nothing is lost, and it can be sent again. */
static void
test_kept (Fixture *fixture, gconstpointer data)
{
  guint n_failures = 0;

  write_note (fixture);

  for (int nth = 0; fixture->sent == NULL; nth++)
    {
      g_clear_pointer (&fixture->problem, g_free);
      g_atomic_int_set (&until_failure, nth);
      docket_composer_send (fixture->composer);
      docket_test_ui_wait_for (fixture->problem != NULL || fixture->sent != NULL);
      g_atomic_int_set (&until_failure, -1);

      if (fixture->sent != NULL)
        break;

      n_failures++;
      g_assert_true (is_typed (fixture, TEXT));
      g_assert_true (has_file (fixture));
      g_assert_true (is_drafted (fixture));
      g_assert_cmpuint (count_messages (fixture), ==, 0);
    }

  g_assert_cmpuint (n_failures, >, 0);
  g_assert_cmpuint (count_messages (fixture), ==, 1);
  g_assert_false (is_drafted (fixture));
  g_assert_true (is_typed (fixture, ""));
}

int
main (int argc, char *argv[])
{
  docket_test_ui_init (&argc, &argv);
  docket_ui_register_resource ();

  g_test_add ("/send-fails/kept", Fixture, NULL, set_up, test_kept, tear_down);
  g_test_add ("/send-fails/kept/server", Fixture, "server", set_up, test_kept, tear_down);

  return g_test_run ();
}
