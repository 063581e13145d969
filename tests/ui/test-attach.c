/* Files come to what is written, go with it, come back with it, and are never lost or doubled.
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

typedef struct
{
  DocketWorkspace *workspace;
  GtkWindow *window;
  DocketTicketPage *page;
  DocketComposer *composer;
  gint64 ticket;
  gint64 other;
  char *problem;
} Fixture;

static void
problem_cb (Fixture *fixture, const char *sentence)
{
  g_free (fixture->problem);
  fixture->problem = g_strdup (sentence);
}

static void
show_page (Fixture *fixture)
{
  fixture->window = GTK_WINDOW (adw_window_new ());
  fixture->page = g_object_new (DOCKET_TYPE_TICKET_PAGE, NULL);
  fixture->composer = docket_ticket_page_get_composer (fixture->page);
  g_signal_connect_swapped (fixture->composer, "problem", G_CALLBACK (problem_cb), fixture);
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
  fixture->workspace = docket_test_workspace_new ();
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
  g_clear_pointer (&fixture->problem, g_free);
}

static GFile *
get_file (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "files", name, NULL);

  return g_file_new_for_path (path);
}

static DocketFileTray *
get_tray (Fixture *fixture, DocketMessageKind kind)
{
  return docket_composer_get_tray (fixture->composer, kind);
}

static void
choose (Fixture *fixture, const char *first, const char *second)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) one = get_file (first);

  g_list_store_append (files, one);

  if (second != NULL)
    {
      g_autoptr (GFile) two = get_file (second);

      g_list_store_append (files, two);
    }

  docket_composer_attach (fixture->composer, G_LIST_MODEL (files));
  docket_test_ui_wait_for (!docket_file_tray_is_busy (get_tray (fixture, REPLY)) &&
                           !docket_file_tray_is_busy (get_tray (fixture, NOTE)));
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

static void
send (Fixture *fixture, guint n_messages)
{
  docket_composer_send (fixture->composer);
  docket_test_ui_wait_for (count_messages (fixture) == n_messages);
}

static void
undo (Fixture *fixture)
{
  docket_test_ui_wait_for (find_undoable (fixture) != 0);
  gtk_widget_activate_action (GTK_WIDGET (docket_ticket_page_get_conversation (fixture->page)),
                              "ticket.undo-send",
                              "x",
                              find_undoable (fixture));
}

/* A picture alone is a message. */
static void
test_send_alone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DocketTicketDetails) details = NULL;
  const DocketMessage *message;
  const DocketAttachment *attachment;

  choose (fixture, "sample.png", NULL);
  send (fixture, 1);
  details = load (fixture);
  message = g_ptr_array_index (details->messages, 0);
  g_assert_cmpstr (message->text, ==, "");
  g_assert_cmpuint (message->attachments->len, ==, 1);
  attachment = g_ptr_array_index (message->attachments, 0);
  g_assert_cmpstr (attachment->name, ==, "sample.png");
  docket_test_ui_wait_for (docket_file_tray_is_empty (get_tray (fixture, REPLY)));
}

/* Two at once: a message each, the text with the first, and one undo for both. */
static void
test_send_two (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DocketTicketDetails) details = NULL;
  const DocketMessage *first, *second;

  type (fixture, REPLY, "Before and after");
  choose (fixture, "sample.png", "sample.jpg");
  send (fixture, 2);
  details = load (fixture);
  first = g_ptr_array_index (details->messages, 0);
  second = g_ptr_array_index (details->messages, 1);
  g_assert_cmpstr (first->text, ==, "Before and after");
  g_assert_cmpuint (first->attachments->len, ==, 1);
  g_assert_cmpstr (second->text, ==, "");
  g_assert_cmpuint (second->attachments->len, ==, 1);

  undo (fixture);
  docket_test_ui_wait_for (is_typed (fixture, REPLY, "Before and after") &&
                           docket_file_tray_get_n_files (get_tray (fixture, REPLY)) == 2);
  g_assert_cmpuint (count_messages (fixture), ==, 0);
}

/* Sent with a file, taken back, changed, without the file, sent: one message, the last text, no
 * file. */
static void
test_undo_and_change (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DocketTicketDetails) details = NULL;
  g_autoptr (GPtrArray) drafts = NULL;
  const DocketMessage *message;

  type (fixture, REPLY, "The first text");
  choose (fixture, "sample.pdf", NULL);
  send (fixture, 1);
  undo (fixture);
  docket_test_ui_wait_for (is_typed (fixture, REPLY, "The first text") &&
                           docket_file_tray_get_n_files (get_tray (fixture, REPLY)) == 1);

  docket_file_tray_set_files (get_tray (fixture, REPLY), NULL);
  type (fixture, REPLY, "The last text");
  send (fixture, 1);
  details = load (fixture);
  message = g_ptr_array_index (details->messages, 0);
  g_assert_cmpstr (message->text, ==, "The last text");
  g_assert_cmpuint (details->attachments->len, ==, 0);
  drafts = docket_workspace_list_drafts (fixture->workspace, NULL);
  g_assert_cmpuint (drafts->len, ==, 0);
}

/* What is refused is told, and what was typed stays. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);

  type (fixture, NOTE, "Look at this");
  docket_composer_attach_bytes (fixture->composer, nothing, "empty.png");
  docket_test_ui_wait_for (fixture->problem != NULL);
  g_assert_nonnull (strstr (fixture->problem, "empty.png"));
  g_assert_true (docket_file_tray_is_empty (get_tray (fixture, NOTE)));
  g_assert_true (is_typed (fixture, NOTE, "Look at this"));
}

/* A file of a note never becomes one of a reply. */
static void
test_kinds (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DocketTicketDetails) details = NULL;
  const DocketMessage *message;

  docket_composer_set_kind (fixture->composer, NOTE);
  choose (fixture, "sample.pdf", NULL);
  type (fixture, REPLY, "For the customer");
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (get_tray (fixture, NOTE))));
  send (fixture, 1);
  details = load (fixture);
  message = g_ptr_array_index (details->messages, 0);
  g_assert_cmpuint (message->attachments->len, ==, 0);
  g_assert_cmpuint (docket_file_tray_get_n_files (get_tray (fixture, NOTE)), ==, 1);
}

static gboolean
has_draft_files (Fixture *fixture, guint n_files)
{
  g_autoptr (GPtrArray) drafts = docket_workspace_list_drafts (fixture->workspace, NULL);

  for (guint i = 0; i < drafts->len; i++)
    {
      const DocketDraft *draft = g_ptr_array_index (drafts, i);

      if (draft->ticket == fixture->ticket && draft->files->len == n_files)
        return TRUE;
    }

  return FALSE;
}

/* A file without a text is a draft too; it is there again in another window, and only there. */
static void
test_draft (Fixture *fixture, gconstpointer data)
{
  choose (fixture, "sample.jpg", NULL);
  docket_test_ui_wait_for (has_draft_files (fixture, 1));
  open_ticket (fixture, fixture->other);
  g_assert_true (docket_file_tray_is_empty (get_tray (fixture, REPLY)));

  gtk_window_destroy (fixture->window);
  show_page (fixture);
  open_ticket (fixture, fixture->ticket);
  docket_test_ui_wait_for (docket_file_tray_get_n_files (get_tray (fixture, REPLY)) == 1);

  docket_file_tray_set_files (get_tray (fixture, REPLY), NULL);
  docket_test_ui_wait_for (!has_draft_files (fixture, 1));
}

/* Ten at most. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) text = g_bytes_new_static ("a text", 6);

  for (guint i = 0; i < DOCKET_MAX_FILES + 1; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.txt", i);

      docket_composer_attach_bytes (fixture->composer, text, name);
    }

  docket_test_ui_wait_for (!docket_file_tray_is_busy (get_tray (fixture, REPLY)));
  g_assert_nonnull (fixture->problem);
  g_assert_cmpuint (docket_file_tray_get_n_files (get_tray (fixture, REPLY)), ==, 10);
  send (fixture, 10);
}

static GtkWidget *
find_text_view (GtkWidget *widget)
{
  if (GTK_IS_TEXT_VIEW (widget))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_text_view (child);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* A picture in the clipboard becomes a file. */
static void
test_paste (Fixture *fixture, gconstpointer data)
{
  GtkWidget *view = find_text_view (GTK_WIDGET (fixture->composer));
  g_autoptr (GFile) file = get_file ("sample.png");
  g_autoptr (GdkTexture) texture = gdk_texture_new_from_file (file, NULL);
  g_autoptr (GPtrArray) files = NULL;
  const DocketEditFile *pasted;

  g_assert_nonnull (texture);
  gdk_clipboard_set_texture (gtk_widget_get_clipboard (view), texture);
  g_signal_emit_by_name (view, "paste-clipboard");
  docket_test_ui_wait_for (docket_file_tray_get_n_files (get_tray (fixture, REPLY)) == 1);
  files = docket_file_tray_get_files (get_tray (fixture, REPLY));
  pasted = g_ptr_array_index (files, 0);
  g_assert_cmpstr (pasted->content_type, ==, "image/png");
  g_assert_true (is_typed (fixture, REPLY, ""));

  /* A text stays a text. */
  gdk_clipboard_set_text (gtk_widget_get_clipboard (view), "words");
  g_signal_emit_by_name (view, "paste-clipboard");
  docket_test_ui_wait_for (is_typed (fixture, REPLY, "words"));
  g_assert_cmpuint (docket_file_tray_get_n_files (get_tray (fixture, REPLY)), ==, 1);
}

static GtkDropTarget *
find_drop_target (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller) &&
          gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        return GTK_DROP_TARGET (controller);
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkDropTarget *target = find_drop_target (child);

      if (target != NULL)
        return target;
    }

  return NULL;
}

/* What is dropped on the text is a file, byte for byte. */
static void
test_drop (Fixture *fixture, gconstpointer data)
{
  GtkDropTarget *target = find_drop_target (GTK_WIDGET (fixture->composer));
  g_autoptr (GFile) file = get_file ("sample.docx");
  g_autoptr (GBytes) bytes = g_file_load_bytes (file, NULL, NULL, NULL);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autoptr (GPtrArray) files = NULL;
  g_auto (GValue) value = G_VALUE_INIT;
  GSList list = { file, NULL };
  const DocketEditFile *dropped;
  gboolean taken;

  g_assert_nonnull (target);
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_set_boxed (&value, &list);
  g_signal_emit_by_name (target, "drop", &value, 10., 10., &taken);
  g_assert_true (taken);
  docket_test_ui_wait_for (docket_file_tray_get_n_files (get_tray (fixture, REPLY)) == 1);
  files = docket_file_tray_get_files (get_tray (fixture, REPLY));
  dropped = g_ptr_array_index (files, 0);
  g_assert_cmpstr (dropped->sha256, ==, sha256);
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  docket_test_ui_init (&argc, &argv);
  docket_ui_register_resource ();

  ADD ("/attach/alone", test_send_alone);
  ADD ("/attach/two", test_send_two);
  ADD ("/attach/undo-and-change", test_undo_and_change);
  ADD ("/attach/refused", test_refused);
  ADD ("/attach/kinds", test_kinds);
  ADD ("/attach/draft", test_draft);
  ADD ("/attach/many", test_many);
  ADD ("/attach/paste", test_paste);
  ADD ("/attach/drop", test_drop);

  return g_test_run ();
}
