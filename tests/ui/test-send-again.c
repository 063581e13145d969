/* What a message sets stays with its draft, and undo brings back all of it, cursor and focus too.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-conversation-item.h"
#include "docket-quick-reply-button.h"
#include "docket-send-extras.h"
#include "docket-test-ui.h"
#include "docket-test-workspace.h"
#include "docket-ticket-page.h"
#include "docket-ui-resources.h"
#include "docket-workspace-entries.h"
#include "docket-workspace-quick-replies.h"

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
  char *ana;
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
add_reply (Fixture *fixture)
{
  g_autoptr (DocketEntry) entry = docket_entry_new (DOCKET_ENTITY_QUICK_REPLY);

  entry->name = g_strdup ("0 Mine");
  docket_entry_set (entry, DOCKET_QUICK_REPLY_TEXT, "Done.");
  docket_entry_set (entry, DOCKET_QUICK_REPLY_STATUS, "resolved");
  docket_entry_set (entry, DOCKET_QUICK_REPLY_ASSIGNEE, fixture->ana);
  g_assert_cmpint (docket_workspace_save_entry (fixture->workspace, entry, NULL, NULL), !=, 0);
}

static void
set_up (Fixture *fixture, gconstpointer server)
{
  g_autoptr (DocketEntry) ana = NULL;

  fixture->workspace =
    server != NULL ? docket_test_workspace_new_known_server () : docket_test_workspace_new ();
  ana = docket_test_workspace_find (fixture->workspace, DOCKET_ENTITY_TECHNICIAN, "Ana Rossi");
  fixture->ana = g_strdup_printf ("%" G_GINT64_FORMAT, ana->id);
  fixture->ticket = docket_test_workspace_add_ticket (fixture->workspace, "A boiler");
  fixture->other = docket_test_workspace_add_ticket (fixture->workspace, "A chimney");
  add_reply (fixture);
  show_page (fixture);
  open_ticket (fixture, fixture->ticket);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (fixture->window);
  docket_workspace_close (fixture->workspace);
  g_clear_object (&fixture->workspace);
  g_free (fixture->ana);
}

/* As after a restart of the program. */
static void
restart (Fixture *fixture)
{
  g_autofree char *id = g_strdup (docket_workspace_get_id (fixture->workspace));
  g_autoptr (DocketClock) clock = docket_clock_new_system ();

  gtk_window_destroy (fixture->window);
  docket_workspace_close (fixture->workspace);
  g_clear_object (&fixture->workspace);
  fixture->workspace = docket_workspace_open (id, "secret", clock, NULL, NULL);
  g_assert_nonnull (fixture->workspace);
  show_page (fixture);
  open_ticket (fixture, fixture->ticket);
}

static GtkWidget *
find_hidden (GtkWidget *widget, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_hidden (child, type);

  return found;
}

static DocketSendExtras *
get_extras (Fixture *fixture, DocketMessageKind kind)
{
  GtkWidget *extras = find_hidden (GTK_WIDGET (fixture->composer), DOCKET_TYPE_SEND_EXTRAS);

  return DOCKET_SEND_EXTRAS (kind == REPLY ? extras : gtk_widget_get_next_sibling (extras));
}

static gboolean
sets (Fixture *fixture, DocketMessageKind kind, const char *field, const char *value)
{
  return g_strcmp0 (docket_send_extras_get (get_extras (fixture, kind), field), value) == 0;
}

static void
choose_reply (Fixture *fixture)
{
  GtkWidget *button = find_hidden (GTK_WIDGET (fixture->page), DOCKET_TYPE_QUICK_REPLY_BUTTON);
  GtkListBox *list = GTK_LIST_BOX (find_hidden (button, GTK_TYPE_LIST_BOX));

  gtk_menu_button_popup (GTK_MENU_BUTTON (adw_bin_get_child (ADW_BIN (button))));
  docket_test_ui_wait_for (gtk_list_box_get_row_at_index (list, 0) != NULL);
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, 0));
  g_assert_true (
    sets (fixture, docket_composer_get_kind (fixture->composer), "status", "resolved"));
}

static GtkWidget *
find_chip (Fixture *fixture, const char *label)
{
  GtkWidget *box = adw_bin_get_child (ADW_BIN (get_extras (fixture, REPLY)));

  for (GtkWidget *chip = gtk_widget_get_first_child (box); chip != NULL;
       chip = gtk_widget_get_next_sibling (chip))
    {
      GtkWidget *name = GTK_IS_BUTTON (chip) ? find_hidden (chip, GTK_TYPE_LABEL) : NULL;

      if (name != NULL && g_str_equal (gtk_label_get_label (GTK_LABEL (name)), label))
        return chip;
    }

  return NULL;
}

static gboolean
is_typed (Fixture *fixture, DocketMessageKind kind, const char *text)
{
  g_autofree char *typed = NULL;

  g_object_get (docket_composer_get_buffer (fixture->composer, kind), "text", &typed, NULL);

  return g_str_equal (typed, text);
}

static char *
dup_value (Fixture *fixture, const char *field)
{
  return docket_test_workspace_dup_value (fixture->workspace, fixture->ticket, field);
}

static gboolean
has_value (Fixture *fixture, const char *field, const char *value)
{
  g_autofree char *now = dup_value (fixture, field);

  return g_strcmp0 (now, value) == 0;
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
send (Fixture *fixture)
{
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

/* Another ticket and back, then a restart: as long as it is not sent, it is there. */
static void
test_kept (Fixture *fixture, gconstpointer data)
{
  choose_reply (fixture);
  open_ticket (fixture, fixture->other);
  g_assert_true (sets (fixture, REPLY, "status", NULL));
  open_ticket (fixture, fixture->ticket);
  docket_test_ui_wait_for (sets (fixture, REPLY, "status", "resolved"));
  g_assert_true (sets (fixture, REPLY, "assignee", fixture->ana));
  g_assert_true (sets (fixture, NOTE, "status", NULL));

  restart (fixture);
  docket_test_ui_wait_for (sets (fixture, REPLY, "status", "resolved"));
  docket_test_ui_wait_for (find_chip (fixture, "Assigned to: Ana Rossi") != NULL);
  g_assert_nonnull (find_chip (fixture, "Status: Resolved"));
  g_assert_true (is_typed (fixture, REPLY, "Done."));
  docket_test_ui_settle (GTK_WIDGET (fixture->window));
  docket_test_ui_shot (GTK_WIDGET (fixture->window), "extras-kept");
}

/* What was taken away stays away. */
static void
test_removed (Fixture *fixture, gconstpointer data)
{
  choose_reply (fixture);
  docket_test_ui_wait_for (find_chip (fixture, "Status: Resolved") != NULL);
  g_signal_emit_by_name (find_chip (fixture, "Status: Resolved"), "clicked");
  restart (fixture);
  docket_test_ui_wait_for (sets (fixture, REPLY, "assignee", fixture->ana));
  g_assert_true (sets (fixture, REPLY, "status", NULL));
}

/* After a restart it goes with the message, one undo takes back both, and it is there again. */
static void
test_sent (Fixture *fixture, gconstpointer data)
{
  g_autofree char *assignee = dup_value (fixture, DOCKET_FIELD_ID_ASSIGNEE);
  gint64 message;

  g_assert_cmpstr (assignee, !=, fixture->ana);
  choose_reply (fixture);
  restart (fixture);
  docket_test_ui_wait_for (sets (fixture, REPLY, "status", "resolved"));
  message = send (fixture);
  g_assert_true (has_value (fixture, DOCKET_FIELD_ID_STATUS, "resolved"));
  g_assert_true (has_value (fixture, DOCKET_FIELD_ID_ASSIGNEE, fixture->ana));
  g_assert_true (sets (fixture, REPLY, "status", NULL));

  undo (fixture, message);
  docket_test_ui_wait_for (is_typed (fixture, REPLY, "Done."));
  g_assert_true (has_value (fixture, DOCKET_FIELD_ID_STATUS, "open"));
  g_assert_true (has_value (fixture, DOCKET_FIELD_ID_ASSIGNEE, assignee));
  g_assert_true (sets (fixture, REPLY, "status", "resolved"));
  g_assert_true (sets (fixture, REPLY, "assignee", fixture->ana));

  restart (fixture);
  docket_test_ui_wait_for (is_typed (fixture, REPLY, "Done."));
  g_assert_true (sets (fixture, REPLY, "status", "resolved"));
}

/* Taken back from another ticket, it waits with the text. */
static void
test_undone_from_another_ticket (Fixture *fixture, gconstpointer data)
{
  gint64 message;

  docket_composer_set_kind (fixture->composer, NOTE);
  choose_reply (fixture);
  message = send (fixture);
  open_ticket (fixture, fixture->other);
  undo (fixture, message);
  docket_test_ui_wait_for (has_value (fixture, DOCKET_FIELD_ID_STATUS, "open"));
  g_assert_true (sets (fixture, NOTE, "status", NULL));
  open_ticket (fixture, fixture->ticket);
  docket_test_ui_wait_for (is_typed (fixture, NOTE, "Done."));
  g_assert_true (sets (fixture, NOTE, "status", "resolved"));
  g_assert_true (sets (fixture, REPLY, "status", NULL));
  g_assert_true (is_typed (fixture, REPLY, ""));
}

static int
get_cursor (Fixture *fixture, DocketMessageKind kind)
{
  int position;

  g_object_get (docket_composer_get_buffer (fixture->composer, kind),
                "cursor-position",
                &position,
                NULL);

  return position;
}

static void
type_and_place (Fixture *fixture, DocketMessageKind kind, const char *text, int position)
{
  GtkTextBuffer *buffer = docket_composer_get_buffer (fixture->composer, kind);
  GtkTextIter cursor;

  docket_composer_set_kind (fixture->composer, kind);
  gtk_text_buffer_set_text (buffer, text, -1);
  gtk_text_buffer_get_iter_at_offset (buffer, &cursor, position);
  gtk_text_buffer_place_cursor (buffer, &cursor);
}

static gboolean
has_focus (Fixture *fixture)
{
  return GTK_IS_TEXT_VIEW (gtk_window_get_focus (fixture->window)) &&
         gtk_widget_is_ancestor (gtk_window_get_focus (fixture->window),
                                 GTK_WIDGET (fixture->composer));
}

static void
take_back_elsewhere (Fixture *fixture, gint64 message)
{
  GtkWidget *button = find_hidden (GTK_WIDGET (fixture->page), GTK_TYPE_MENU_BUTTON);

  gtk_widget_grab_focus (button);
  g_assert_false (has_focus (fixture));
  undo (fixture, message);
}

/* Who takes it back goes on where they were. */
static void
test_focus (Fixture *fixture, gconstpointer data)
{
  gint64 message;

  type_and_place (fixture, NOTE, "They don't know yet.", 5);
  message = send (fixture);
  docket_composer_set_kind (fixture->composer, REPLY);
  take_back_elsewhere (fixture, message);
  docket_test_ui_wait_for (is_typed (fixture, NOTE, "They don't know yet."));
  g_assert_true (has_focus (fixture));
  g_assert_cmpint (docket_composer_get_kind (fixture->composer), ==, NOTE);
  g_assert_cmpint (get_cursor (fixture, NOTE), ==, 5);
  g_assert_true (is_typed (fixture, REPLY, ""));

  /* What was typed meanwhile stands behind it. */
  message = send (fixture);
  type_and_place (fixture, NOTE, "And more.", 9);
  take_back_elsewhere (fixture, message);
  docket_test_ui_wait_for (is_typed (fixture, NOTE, "They don't know yet.\n\nAnd more."));
  g_assert_true (has_focus (fixture));
  g_assert_cmpint (get_cursor (fixture, NOTE), ==, 5);
}

int
main (int argc, char *argv[])
{
  docket_test_ui_init (&argc, &argv);
  docket_ui_register_resource ();

#define ADD(name, data, function)                                                                  \
  g_test_add ("/send-again/" name, Fixture, data, set_up, function, tear_down)

  ADD ("kept", NULL, test_kept);
  ADD ("kept/server", "server", test_kept);
  ADD ("removed", NULL, test_removed);
  ADD ("sent", NULL, test_sent);
  ADD ("sent/server", "server", test_sent);
  ADD ("undone-from-another-ticket", NULL, test_undone_from_another_ticket);
  ADD ("undone-from-another-ticket/server", "server", test_undone_from_another_ticket);
  ADD ("focus", NULL, test_focus);

  return g_test_run ();
}
