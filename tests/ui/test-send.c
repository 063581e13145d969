/* Send and…, and what undo brings back, wherever the person is by then.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

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
  GtkTextBuffer *buffer = docket_composer_get_buffer (fixture->composer, kind);
  g_autofree char *typed = NULL;

  g_object_get (buffer, "text", &typed, NULL);

  return g_str_equal (typed, text);
}

static gboolean
has_status (Fixture *fixture, const char *status)
{
  g_autofree char *stored =
    docket_test_workspace_dup_value (fixture->workspace, fixture->ticket, DOCKET_FIELD_ID_STATUS);

  return g_strcmp0 (stored, status) == 0;
}

static guint
count_messages (Fixture *fixture)
{
  g_autoptr (DocketTicketDetails) details =
    docket_workspace_load_ticket (fixture->workspace, fixture->ticket, NULL, NULL);

  return details->messages->len;
}

static char *
dup_draft (Fixture *fixture, gint64 ticket, DocketMessageKind kind)
{
  g_autoptr (GPtrArray) drafts = docket_workspace_list_drafts (fixture->workspace, NULL);

  for (guint i = 0; i < drafts->len; i++)
    {
      const DocketDraft *draft = g_ptr_array_index (drafts, i);

      if (draft->ticket == ticket && draft->kind == (DocketDraftKind) kind)
        return g_strdup (draft->text);
    }

  return NULL;
}

static gboolean
has_draft (Fixture *fixture, gint64 ticket, DocketMessageKind kind, const char *text)
{
  g_autofree char *draft = dup_draft (fixture, ticket, kind);

  return g_strcmp0 (draft, text) == 0;
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
send_and (Fixture *fixture, DocketMessageKind kind, const char *text, const char *status)
{
  type (fixture, kind, text);
  docket_composer_send_and (fixture->composer, status);
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

static void
test_send_and (Fixture *fixture, gconstpointer data)
{
  const gint64 message = send_and (fixture, REPLY, "It is warm again.", "resolved");

  g_assert_true (has_status (fixture, "resolved"));
  g_assert_cmpuint (count_messages (fixture), ==, 1);

  /* One undo, both back. */
  undo (fixture, message);
  docket_test_ui_wait_for (is_typed (fixture, REPLY, "It is warm again."));
  g_assert_true (has_status (fixture, "open"));
  g_assert_cmpuint (count_messages (fixture), ==, 0);
}

static void
test_note_and (Fixture *fixture, gconstpointer data)
{
  const gint64 message = send_and (fixture, NOTE, "They don't know yet.", "pending");

  g_assert_true (has_status (fixture, "pending"));
  undo (fixture, message);
  docket_test_ui_wait_for (is_typed (fixture, NOTE, "They don't know yet."));
  g_assert_true (is_typed (fixture, REPLY, ""));
  g_assert_true (has_status (fixture, "open"));
}

static void
test_status_changed_since (Fixture *fixture, gconstpointer data)
{
  const gint64 message = send_and (fixture, REPLY, "Waiting for the part.", "pending");
  g_autoptr (DocketEdit) edit = docket_edit_new ();

  docket_edit_set_field (edit, fixture->ticket, DOCKET_FIELD_ID_STATUS, "closed");
  g_assert_true (docket_workspace_apply (fixture->workspace, edit, NULL, NULL));

  /* What has changed since is left alone, and the text comes back all the same. */
  undo (fixture, message);
  docket_test_ui_wait_for (is_typed (fixture, REPLY, "Waiting for the part."));
  g_assert_true (has_status (fixture, "closed"));
}

static void
test_undo_from_another_ticket (Fixture *fixture, gconstpointer data)
{
  const gint64 message = send_and (fixture, REPLY, "Sent too early", NULL);

  type (fixture, REPLY, "and the next one");
  open_ticket (fixture, fixture->other);
  type (fixture, REPLY, "something else");
  docket_test_ui_wait_for (has_draft (fixture, fixture->ticket, REPLY, "and the next one"));
  undo (fixture, message);
  docket_test_ui_wait_for (
    has_draft (fixture, fixture->ticket, REPLY, "Sent too early\n\nand the next one"));
  g_assert_true (is_typed (fixture, REPLY, "something else"));
  g_assert_cmpuint (count_messages (fixture), ==, 0);

  open_ticket (fixture, fixture->ticket);
  docket_test_ui_wait_for (is_typed (fixture, REPLY, "Sent too early\n\nand the next one"));
}

int
main (int argc, char *argv[])
{
  docket_test_ui_init (&argc, &argv);
  docket_ui_register_resource ();

#define ADD(name, function) g_test_add ("/send/" name, Fixture, NULL, set_up, function, tear_down)

  ADD ("send-and", test_send_and);
  ADD ("note-and", test_note_and);
  ADD ("status-changed-since", test_status_changed_since);
  ADD ("undo-from-another-ticket", test_undo_from_another_ticket);

  return g_test_run ();
}
