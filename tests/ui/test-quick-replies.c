/* Quick replies: inserted at the cursor, into the kind that is written, most used first.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-payload.h"
#include "docket-quick-reply-button.h"
#include "docket-quick-reply-completion.h"
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
  GtkWidget *button;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  gint64 ticket;

  fixture->workspace =
    data != NULL ? docket_test_workspace_new_known_server () : docket_test_workspace_new ();
  ticket = docket_test_workspace_add_ticket (fixture->workspace, "A {{ticket.number}} title");
  fixture->window = GTK_WINDOW (adw_window_new ());
  fixture->page = g_object_new (DOCKET_TYPE_TICKET_PAGE, NULL);
  fixture->composer = docket_ticket_page_get_composer (fixture->page);
  docket_ticket_page_set_workspace (fixture->page, fixture->workspace);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_set_default_size (fixture->window, 900, 700);
  gtk_window_present (fixture->window);
  docket_ticket_page_open (fixture->page, ticket);
  docket_test_ui_wait_for (docket_ticket_page_get_details (fixture->page) != NULL);
  fixture->button =
    docket_test_ui_find (GTK_WIDGET (fixture->page), DOCKET_TYPE_QUICK_REPLY_BUTTON, NULL);
  g_assert_nonnull (fixture->button);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (fixture->window);
  docket_workspace_close (fixture->workspace);
  g_clear_object (&fixture->workspace);
}

static char *
dup_typed (Fixture *fixture, DocketMessageKind kind)
{
  char *typed = NULL;

  g_object_get (docket_composer_get_buffer (fixture->composer, kind), "text", &typed, NULL);

  return typed;
}

static gint64
add_reply (Fixture *fixture,
           const char *title,
           const char *text,
           const char *status,
           const char *assignee)
{
  g_autoptr (DocketEntry) entry = docket_entry_new (DOCKET_ENTITY_QUICK_REPLY);
  g_autoptr (GError) error = NULL;
  gint64 id;

  entry->name = g_strdup (title);
  docket_entry_set (entry, DOCKET_QUICK_REPLY_TEXT, text);

  if (status != NULL)
    docket_entry_set (entry, DOCKET_QUICK_REPLY_STATUS, status);

  if (assignee != NULL)
    docket_entry_set (entry, DOCKET_QUICK_REPLY_ASSIGNEE, assignee);

  id = docket_workspace_save_entry (fixture->workspace, entry, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (id, !=, 0);

  return id;
}

static GtkWidget *
find_list (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_LIST_BOX (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_list (child);

  return found;
}

static GtkListBoxRow *
open_list (Fixture *fixture, int nth)
{
  GtkWidget *menu_button = adw_bin_get_child (ADW_BIN (fixture->button));
  GtkListBox *list = GTK_LIST_BOX (find_list (fixture->button));

  gtk_menu_button_popup (GTK_MENU_BUTTON (menu_button));
  docket_test_ui_wait_for (gtk_list_box_get_row_at_index (list, nth) != NULL);

  return gtk_list_box_get_row_at_index (list, nth);
}

static gint64
get_used (Fixture *fixture, const char *title)
{
  g_autoptr (DocketQuickReplies) replies =
    docket_workspace_load_quick_replies (fixture->workspace, 0, NULL);

  for (guint i = 0; i < replies->entries->len; i++)
    {
      const DocketEntry *entry = g_ptr_array_index (replies->entries, i);
      const char *used = docket_entry_get (entry, DOCKET_QUICK_REPLY_USED);

      if (g_str_equal (entry->name, title))
        return used != NULL ? g_ascii_strtoll (used, NULL, 10) : 0;
    }

  return -1;
}

static void
test_insert (Fixture *fixture, gconstpointer data)
{
  g_autofree char *note = NULL, *reply = NULL;
  GtkListBoxRow *row;

  add_reply (fixture,
             "0 Mine",
             "On {{ticket.title}}, {{technician.name}}, {{no.such}}",
             NULL,
             NULL);

  /* Over an open note: into the note, at the cursor, and nowhere else. */
  docket_composer_set_kind (fixture->composer, NOTE);
  gtk_text_buffer_set_text (docket_composer_get_buffer (fixture->composer, NOTE),
                            "They owe us. ",
                            -1);
  row = open_list (fixture, 0);
  g_signal_emit_by_name (gtk_widget_get_parent (GTK_WIDGET (row)), "row-activated", row);
  note = dup_typed (fixture, NOTE);
  reply = dup_typed (fixture, REPLY);
  g_assert_cmpstr (note, ==, "They owe us. On A {{ticket.number}} title, Ana Rossi, {{no.such}}");
  g_assert_cmpstr (reply, ==, "");

  docket_test_ui_wait_for (get_used (fixture, "0 Mine") == 1);
}

static void
test_most_used_first (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DocketQuickReplies) before =
    docket_workspace_load_quick_replies (fixture->workspace, 0, NULL);
  DocketEntry *last = g_ptr_array_index (before->entries, before->entries->len - 1);
  g_autoptr (DocketQuickReplies) after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (docket_workspace_count_quick_reply (fixture->workspace, last->id, &error));
  g_assert_no_error (error);
  after = docket_workspace_load_quick_replies (fixture->workspace, 0, NULL);
  g_assert_cmpint (((DocketEntry *) after->entries->pdata[0])->id, ==, last->id);

  /* What is removed is not offered, and can't be used. */
  last->archived = TRUE;
  docket_workspace_save_entry (fixture->workspace, last, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (get_used (fixture, last->name), ==, -1);
  g_assert_false (docket_workspace_count_quick_reply (fixture->workspace, last->id, &error));
  g_assert_error (error, DOCKET_WORKSPACE_ERROR, DOCKET_WORKSPACE_ERROR_NOT_FOUND);
}

static GtkWidget *
find_extras (GtkWidget *widget)
{
  GtkWidget *found = DOCKET_IS_SEND_EXTRAS (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_extras (child);

  return found;
}

/* Hidden ones too. */
static DocketSendExtras *
get_extras (Fixture *fixture, DocketMessageKind kind)
{
  GtkWidget *extras = find_extras (GTK_WIDGET (fixture->composer));

  return DOCKET_SEND_EXTRAS (kind == 0 ? extras : gtk_widget_get_next_sibling (extras));
}

static void
choose_first (Fixture *fixture)
{
  GtkListBoxRow *row = open_list (fixture, 0);

  g_signal_emit_by_name (gtk_widget_get_parent (GTK_WIDGET (row)), "row-activated", row);
}

static GtkWidget *
find_chip (Fixture *fixture)
{
  return docket_test_ui_find (GTK_WIDGET (get_extras (fixture, REPLY)), GTK_TYPE_BUTTON, "chip");
}

static char *
dup_value (Fixture *fixture, const char *field)
{
  const gint64 ticket = docket_ticket_page_get_details (fixture->page)->row->id;

  return docket_test_workspace_dup_value (fixture->workspace, ticket, field);
}

static void
sent_cb (DocketComposer *composer, DocketEdit *edit, DocketEdit **sent)
{
  *sent = g_object_ref (edit);
}

/* What a message sets is seen, can be taken away, goes with the message and is undone with it. */
static void
test_extras (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DocketEntry) ana =
    docket_test_workspace_find (fixture->workspace, DOCKET_ENTITY_TECHNICIAN, "Ana Rossi");
  g_autofree char *assignee = g_strdup_printf ("%" G_GINT64_FORMAT, ana->id);
  g_autofree char *before = dup_value (fixture, DOCKET_FIELD_ID_ASSIGNEE);
  g_autofree char *status = NULL, *after = NULL, *undone = NULL, *undone_status = NULL;
  g_autoptr (DocketEdit) sent = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (before, !=, assignee);
  add_reply (fixture, "0 Mine", "Done.", "resolved", assignee);
  choose_first (fixture);
  g_assert_cmpstr (docket_send_extras_get (get_extras (fixture, REPLY), "status"), ==, "resolved");
  g_assert_cmpstr (docket_send_extras_get (get_extras (fixture, REPLY), "assignee"), ==, assignee);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (get_extras (fixture, REPLY))));

  /* They belong to what was written. */
  docket_composer_set_kind (fixture->composer, NOTE);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (get_extras (fixture, REPLY))));
  g_assert_null (docket_send_extras_get (get_extras (fixture, NOTE), "status"));
  docket_composer_set_kind (fixture->composer, REPLY);

  g_signal_emit_by_name (find_chip (fixture), "clicked");
  g_signal_connect (fixture->composer, "sent", G_CALLBACK (sent_cb), &sent);
  docket_composer_send (fixture->composer);
  docket_test_ui_wait_for (sent != NULL);
  status = dup_value (fixture, DOCKET_FIELD_ID_STATUS);
  after = dup_value (fixture, DOCKET_FIELD_ID_ASSIGNEE);
  g_assert_cmpint (g_str_equal (status, "resolved") + (g_strcmp0 (after, assignee) == 0), ==, 1);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (get_extras (fixture, REPLY))));

  g_assert_true (docket_workspace_undo (fixture->workspace, sent, NULL, &error));
  g_assert_no_error (error);
  undone_status = dup_value (fixture, DOCKET_FIELD_ID_STATUS);
  undone = dup_value (fixture, DOCKET_FIELD_ID_ASSIGNEE);
  g_assert_cmpstr (undone_status, ==, "open");
  g_assert_cmpstr (undone, ==, before);
}

static GtkTextBuffer *
get_buffer (Fixture *fixture, DocketMessageKind kind)
{
  return docket_composer_get_buffer (fixture->composer, kind);
}

static GtkWidget *
get_completion (Fixture *fixture)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (fixture->composer));
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (DOCKET_IS_QUICK_REPLY_COMPLETION (child))
      return child;

  g_assert_not_reached ();
}

static void
type_text (Fixture *fixture, DocketMessageKind kind, const char *text)
{
  docket_composer_focus (fixture->composer);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    gtk_text_buffer_insert_interactive_at_cursor (get_buffer (fixture, kind),
                                                  p,
                                                  (int) (g_utf8_next_char (p) - p),
                                                  TRUE);
}

static gboolean
is_offered (Fixture *fixture)
{
  return gtk_widget_get_visible (get_completion (fixture));
}

/* As the keyboard: what takes keys before the text does. */
static gboolean
press (Fixture *fixture, guint keyval)
{
  GtkWidget *view = docket_test_ui_find (GTK_WIDGET (fixture->composer), GTK_TYPE_TEXT_VIEW, NULL);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (view);
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller) &&
          gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, 0, &handled);
    }

  return handled;
}

static void
assert_typed (Fixture *fixture, DocketMessageKind kind, const char *expected)
{
  g_autofree char *typed = dup_typed (fixture, kind);

  g_assert_cmpstr (typed, ==, expected);
}

/* A slash offers them, letters choose, Enter inserts; several in one message, in a note as well. */
static void
test_slash (Fixture *fixture, gconstpointer data)
{
  add_reply (fixture, "Zebra parts", "The part has come.", "pending", NULL);
  add_reply (fixture, "Zoé", "Au revoir.", NULL, NULL);
  docket_composer_set_kind (fixture->composer, NOTE);
  type_text (fixture, NOTE, "Hello /");
  docket_test_ui_wait_for (is_offered (fixture));
  type_text (fixture, NOTE, "ZEB");
  g_assert_true (is_offered (fixture));
  g_assert_true (press (fixture, GDK_KEY_Return));
  g_assert_false (is_offered (fixture));
  assert_typed (fixture, NOTE, "Hello The part has come.");
  assert_typed (fixture, REPLY, "");
  g_assert_cmpstr (docket_send_extras_get (get_extras (fixture, NOTE), "status"), ==, "pending");
  docket_test_ui_wait_for (get_used (fixture, "Zebra parts") == 1);

  type_text (fixture, NOTE, "\n/zoe");
  docket_test_ui_wait_for (is_offered (fixture));
  g_assert_true (press (fixture, GDK_KEY_Tab));
  assert_typed (fixture, NOTE, "Hello The part has come.\nAu revoir.");
  g_assert_false (press (fixture, GDK_KEY_Return));
}

static DocketOperation *
find_message (Fixture *fixture)
{
  g_autoptr (GPtrArray) operations =
    docket_workspace_list_operations (fixture->workspace, FALSE, NULL);

  for (guint i = 0; i < operations->len; i++)
    {
      DocketOperation *operation = g_ptr_array_index (operations, i);

      if (operation->kind == DOCKET_OPERATION_KIND_MESSAGE)
        return g_object_ref (operation);
    }

  return NULL;
}

/* What is sent is what stands there: every variable filled in, of both, and typed text between. */
static void
test_slash_sent (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DocketOperation) sent = NULL;
  g_autoptr (DocketEdit) edit = NULL;
  const gint64 ticket = docket_ticket_page_get_ticket (fixture->page);
  const char *expected =
    "Hello Marie,\n\nit took an hour.\nA {{ticket.number}} title is done. Ana Rossi";

  add_reply (fixture, "Zebra hello", "Hello {{contact.first_name}},", NULL, NULL);
  add_reply (fixture,
             "Zorro bye",
             "{{ticket.title}} is done. {{technician.name}}",
             "resolved",
             NULL);
  g_signal_connect (fixture->composer, "sent", G_CALLBACK (sent_cb), &edit);
  type_text (fixture, REPLY, "/zeb");
  docket_test_ui_wait_for (is_offered (fixture));
  g_assert_true (press (fixture, GDK_KEY_Return));
  type_text (fixture, REPLY, "\n\nit took an hour.\n/zor");
  docket_test_ui_wait_for (is_offered (fixture));
  g_assert_true (press (fixture, GDK_KEY_Return));
  assert_typed (fixture, REPLY, expected);
  docket_composer_send (fixture->composer);
  docket_test_ui_wait_for (edit != NULL);
  sent = find_message (fixture);
  g_assert_nonnull (sent);
  g_assert_cmpint (sent->ticket, ==, ticket);
  g_assert_cmpstr (docket_values_get (sent->payload, DOCKET_PAYLOAD_TEXT), ==, expected);
  g_assert_false (docket_payload_get_boolean (sent->payload, DOCKET_PAYLOAD_INTERNAL));
  assert_typed (fixture, REPLY, "");
}

static void
test_slash_moves (Fixture *fixture, gconstpointer data)
{
  add_reply (fixture, "Zebra one", "First.", NULL, NULL);
  add_reply (fixture, "Zebra two", "Second.", NULL, NULL);
  type_text (fixture, REPLY, "/zeb");
  docket_test_ui_wait_for (is_offered (fixture));
  g_assert_true (press (fixture, GDK_KEY_Down));
  g_assert_true (press (fixture, GDK_KEY_Down));
  g_assert_true (press (fixture, GDK_KEY_Up));
  g_assert_true (press (fixture, GDK_KEY_Down));
  g_assert_true (press (fixture, GDK_KEY_KP_Enter));
  assert_typed (fixture, REPLY, "Second.");
}

/* Escape leaves the slash; what goes on as something else is only text. */
static void
test_slash_left_alone (Fixture *fixture, gconstpointer data)
{
  GtkTextIter start;

  type_text (fixture, REPLY, "/");
  docket_test_ui_wait_for (is_offered (fixture));
  g_assert_true (press (fixture, GDK_KEY_Escape));
  g_assert_false (is_offered (fixture));
  type_text (fixture, REPLY, "z");
  docket_test_ui_settle (GTK_WIDGET (fixture->window));
  g_assert_false (is_offered (fixture));
  assert_typed (fixture, REPLY, "/z");

  /* Nothing is called so; then a path. */
  type_text (fixture, REPLY, " /");
  docket_test_ui_wait_for (is_offered (fixture));
  type_text (fixture, REPLY, "qqq");
  g_assert_false (is_offered (fixture));
  g_assert_false (press (fixture, GDK_KEY_Return));
  type_text (fixture, REPLY, "/etc");
  docket_test_ui_settle (GTK_WIDGET (fixture->window));
  g_assert_false (is_offered (fixture));

  /* A space ends it, and so does going somewhere else. */
  type_text (fixture, REPLY, " /");
  docket_test_ui_wait_for (is_offered (fixture));
  type_text (fixture, REPLY, " ");
  g_assert_false (is_offered (fixture));
  type_text (fixture, REPLY, "/");
  docket_test_ui_wait_for (is_offered (fixture));
  gtk_text_buffer_get_start_iter (get_buffer (fixture, REPLY), &start);
  gtk_text_buffer_place_cursor (get_buffer (fixture, REPLY), &start);
  g_assert_false (is_offered (fixture));
}

static void
test_slash_in_a_word (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = { "and/", "https:/", "https://", "(/", "5/" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      gtk_text_buffer_set_text (get_buffer (fixture, REPLY), "", -1);
      type_text (fixture, REPLY, texts[i]);
      docket_test_ui_settle (GTK_WIDGET (fixture->window));
      g_assert_false (is_offered (fixture));
    }
}

int
main (int argc, char *argv[])
{
  docket_test_ui_init (&argc, &argv);
  docket_ui_register_resource ();

#define ADD(name, function)                                                                        \
  g_test_add ("/quick-replies/" name, Fixture, NULL, set_up, function, tear_down)

  ADD ("insert", test_insert);
  ADD ("most-used-first", test_most_used_first);
  ADD ("extras", test_extras);
  ADD ("slash", test_slash);
  g_test_add ("/quick-replies/slash-sent", Fixture, "server", set_up, test_slash_sent, tear_down);
  ADD ("slash-moves", test_slash_moves);
  ADD ("slash-left-alone", test_slash_left_alone);
  ADD ("slash-in-a-word", test_slash_in_a_word);

  return g_test_run ();
}
