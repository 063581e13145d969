/* What others lose: the first text sent after an undo, the file sent twice, a note that becomes a
 * reply.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-composer-attach.h"
#include "docket-conversation-item.h"
#include "docket-test-ui.h"
#include "docket-test-workspace.h"
#include "docket-ticket-page.h"
#include "docket-ui-resources.h"

#define REPLY DOCKET_MESSAGE_KIND_REPLY
#define NOTE DOCKET_MESSAGE_KIND_INTERNAL
#define FIRST "The first text"
#define LAST "The last text"

typedef struct
{
  DocketWorkspace *workspace;
  GtkWindow *window;
  DocketTicketPage *page;
  DocketComposer *composer;
  gint64 ticket;
  gint64 other;
} Fixture;

static void
show_page (Fixture *fixture)
{
  fixture->window = GTK_WINDOW (adw_window_new ());
  fixture->page = g_object_new (DOCKET_TYPE_TICKET_PAGE, NULL);
  fixture->composer = docket_ticket_page_get_composer (fixture->page);
  docket_ticket_page_set_workspace (fixture->page, fixture->workspace);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_set_default_size (fixture->window, 900, 700);
  gtk_window_present (fixture->window);
  docket_test_ui_wait_for (gtk_widget_get_mapped (GTK_WIDGET (fixture->page)));
}

static void
open_ticket (Fixture *fixture, gint64 ticket)
{
  docket_ticket_page_open (fixture->page, ticket);
  docket_test_ui_wait_for (docket_ticket_page_get_details (fixture->page) != NULL &&
                           docket_ticket_page_get_details (fixture->page)->row->id == ticket);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->workspace = GPOINTER_TO_INT (data) ? docket_test_workspace_new_known_server ()
                                              : docket_test_workspace_new ();
  fixture->ticket = docket_test_workspace_add_ticket (fixture->workspace, "A boiler");
  fixture->other = docket_test_workspace_add_ticket (fixture->workspace, "A chimney");
  show_page (fixture);
  open_ticket (fixture, fixture->ticket);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (fixture->window);
  docket_workspace_close (fixture->workspace);
  g_clear_object (&fixture->workspace);
}

static DocketFileTray *
get_tray (Fixture *fixture, DocketMessageKind kind)
{
  return docket_composer_get_tray (fixture->composer, kind);
}

static void
attach (Fixture *fixture, DocketMessageKind kind, const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "files", name, NULL);
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_list_store_append (files, file);
  docket_composer_attach (fixture->composer, G_LIST_MODEL (files));
  docket_test_ui_wait_for (docket_file_tray_get_n_files (get_tray (fixture, kind)) == 1 &&
                           !docket_file_tray_is_busy (get_tray (fixture, kind)));
}

static void
type (Fixture *fixture, DocketMessageKind kind, const char *text)
{
  docket_composer_set_kind (fixture->composer, kind);
  gtk_text_buffer_set_text (docket_composer_get_buffer (fixture->composer, kind), text, -1);
}

static gboolean
is_typed (Fixture *fixture, DocketMessageKind kind, const char *text)
{
  g_autofree char *typed = NULL;

  g_object_get (docket_composer_get_buffer (fixture->composer, kind), "text", &typed, NULL);

  return g_str_equal (typed, text);
}

static DocketTicketDetails *
load (Fixture *fixture)
{
  return docket_workspace_load_ticket (fixture->workspace, fixture->ticket, NULL, NULL);
}

static guint
count_messages (Fixture *fixture)
{
  g_autoptr (DocketTicketDetails) details = load (fixture);

  return details->messages->len;
}

static gint64
find_undoable (Fixture *fixture)
{
  GListModel *items =
    docket_conversation_get_items (docket_ticket_page_get_conversation (fixture->page));

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (DocketConversationItem) item = g_list_model_get_item (items, i);

      if (docket_conversation_item_get_can_undo (item))
        return docket_conversation_item_get_message (item)->id;
    }

  return 0;
}

static gint64
send_first (Fixture *fixture)
{
  type (fixture, REPLY, FIRST);
  attach (fixture, REPLY, "sample.pdf");
  docket_composer_send (fixture->composer);
  docket_test_ui_wait_for (find_undoable (fixture) != 0);

  return find_undoable (fixture);
}

static void
undo (Fixture *fixture, gint64 message)
{
  gtk_widget_activate_action (GTK_WIDGET (docket_ticket_page_get_conversation (fixture->page)),
                              "ticket.undo-send",
                              "x",
                              message);
}

/* Taken back, changed, the file out, sent: one message, the last text, no file, no draft. */
static void
send_last (Fixture *fixture)
{
  g_autoptr (DocketTicketDetails) details = NULL;
  g_autoptr (GPtrArray) drafts = NULL;
  const DocketMessage *message;

  docket_test_ui_wait_for (is_typed (fixture, REPLY, FIRST) &&
                           docket_file_tray_get_n_files (get_tray (fixture, REPLY)) == 1);
  g_assert_cmpuint (count_messages (fixture), ==, 0);
  docket_file_tray_set_files (get_tray (fixture, REPLY), NULL);
  type (fixture, REPLY, LAST);
  docket_composer_send (fixture->composer);
  docket_test_ui_wait_for (count_messages (fixture) == 1);
  details = load (fixture);
  message = g_ptr_array_index (details->messages, 0);
  g_assert_cmpstr (message->text, ==, LAST);
  g_assert_cmpint (message->kind, ==, REPLY);
  g_assert_cmpuint (details->attachments->len, ==, 0);
  drafts = docket_workspace_list_drafts (fixture->workspace, NULL);
  g_assert_cmpuint (drafts->len, ==, 0);
}

static void
test_undo (Fixture *fixture, gconstpointer data)
{
  undo (fixture, send_first (fixture));
  send_last (fixture);
}

static void
test_undo_elsewhere (Fixture *fixture, gconstpointer data)
{
  const gint64 message = send_first (fixture);

  open_ticket (fixture, fixture->other);
  undo (fixture, message);
  docket_test_ui_wait_for (count_messages (fixture) == 0);
  g_assert_true (is_typed (fixture, REPLY, ""));
  g_assert_true (docket_file_tray_is_empty (get_tray (fixture, REPLY)));
  open_ticket (fixture, fixture->ticket);
  send_last (fixture);
}

static void
close_page (Fixture *fixture)
{
  docket_ticket_page_open (fixture->page, 0);
  gtk_window_destroy (fixture->window);
}

/* The window that sent it is closed; another one shows the ticket, and offers to take it back. */
static void
test_undo_closed (Fixture *fixture, gconstpointer data)
{
  const gint64 message = send_first (fixture);

  close_page (fixture);
  show_page (fixture);
  open_ticket (fixture, fixture->ticket);
  docket_test_ui_wait_for (find_undoable (fixture) == message);
  undo (fixture, message);
  send_last (fixture);
}

/* Taken back in one window while another one shows the ticket: it is written again there. */
static void
test_undo_other_window (Fixture *fixture, gconstpointer data)
{
  Fixture first = *fixture;
  const gint64 message = send_first (fixture);

  show_page (fixture);
  open_ticket (fixture, fixture->other);
  undo (fixture, message);
  docket_test_ui_wait_for (is_typed (&first, REPLY, FIRST) &&
                           docket_file_tray_get_n_files (get_tray (&first, REPLY)) == 1);
  g_assert_true (is_typed (fixture, REPLY, ""));
  g_assert_cmpint (find_undoable (&first), ==, 0);
  gtk_window_destroy (first.window);
  open_ticket (fixture, fixture->ticket);
  send_last (fixture);
}

/* Reply is pressed while a note is open: the note stays one, and nothing of it is in the reply. */
static void
test_note_stays (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DocketTicketDetails) details = NULL;
  const DocketMessage *message;

  type (fixture, NOTE, "They never pay on time.");
  attach (fixture, NOTE, "sample.pdf");
  docket_composer_set_kind (fixture->composer, REPLY);
  g_assert_true (is_typed (fixture, REPLY, ""));
  g_assert_true (docket_file_tray_is_empty (get_tray (fixture, REPLY)));

  type (fixture, REPLY, "We are on our way.");
  docket_composer_send (fixture->composer);
  docket_test_ui_wait_for (count_messages (fixture) == 1);
  details = load (fixture);
  message = g_ptr_array_index (details->messages, 0);
  g_assert_cmpint (message->kind, ==, REPLY);
  g_assert_cmpstr (message->text, ==, "We are on our way.");
  g_assert_cmpuint (details->attachments->len, ==, 0);
  g_assert_true (is_typed (fixture, NOTE, "They never pay on time."));
}

static gboolean
has_draft (Fixture *fixture, DocketMessageKind kind, const char *text, guint n_files)
{
  g_autoptr (GPtrArray) drafts = docket_workspace_list_drafts (fixture->workspace, NULL);

  for (guint i = 0; i < drafts->len; i++)
    {
      const DocketDraft *draft = g_ptr_array_index (drafts, i);

      if (draft->ticket == fixture->ticket && draft->kind == (DocketDraftKind) kind)
        return g_strcmp0 (draft->text, text) == 0 && draft->files->len == n_files;
    }

  return FALSE;
}

/* A note that comes back, comes back as a note: restored, and shown as what it is. */
static void
test_draft_keeps_kind (Fixture *fixture, gconstpointer data)
{
  type (fixture, NOTE, "They never pay on time.");
  attach (fixture, NOTE, "sample.pdf");
  docket_test_ui_wait_for (has_draft (fixture, NOTE, "They never pay on time.", 1));
  g_assert_false (has_draft (fixture, REPLY, "They never pay on time.", 1));

  gtk_window_destroy (fixture->window);
  show_page (fixture);
  open_ticket (fixture, fixture->ticket);
  docket_test_ui_wait_for (is_typed (fixture, NOTE, "They never pay on time.") &&
                           docket_file_tray_get_n_files (get_tray (fixture, NOTE)) == 1);
  g_assert_true (is_typed (fixture, REPLY, ""));
  g_assert_true (docket_file_tray_is_empty (get_tray (fixture, REPLY)));
  g_assert_cmpint (docket_composer_get_kind (fixture->composer), ==, NOTE);
}

int
main (int argc, char *argv[])
{
  docket_test_ui_init (&argc, &argv);
  docket_ui_register_resource ();

#define ADD(name, function)                                                                        \
  g_test_add ("/known-failures/" name, Fixture, NULL, set_up, function, tear_down)

#define ADD_OFFLINE(name, function)                                                                \
  g_test_add ("/known-failures/" name, Fixture, GINT_TO_POINTER (TRUE), set_up, function, tear_down)

  ADD ("undo", test_undo);
  ADD ("undo/elsewhere", test_undo_elsewhere);
  ADD ("undo/closed", test_undo_closed);
  ADD ("undo/other-window", test_undo_other_window);
  ADD_OFFLINE ("undo/offline", test_undo);
  ADD_OFFLINE ("undo/offline-closed", test_undo_closed);
  ADD ("note/stays", test_note_stays);
  ADD ("note/draft-keeps-kind", test_draft_keeps_kind);

  return g_test_run ();
}
