/* The page of a ticket: fields, messages, drafts, and that news move nothing.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-conversation-item.h"
#include "docket-message-card.h"
#include "docket-rich-label.h"
#include "docket-field-text.h"
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
  DocketConversation *conversation;
  DocketDetailsPane *pane;
} Fixture;

static void
show_page (Fixture *fixture)
{
  fixture->window = GTK_WINDOW (adw_window_new ());
  fixture->page = g_object_new (DOCKET_TYPE_TICKET_PAGE, NULL);
  fixture->composer = docket_ticket_page_get_composer (fixture->page);
  fixture->conversation = docket_ticket_page_get_conversation (fixture->page);
  fixture->pane = docket_ticket_page_get_details_pane (fixture->page);
  docket_ticket_page_set_workspace (fixture->page, fixture->workspace);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_set_default_size (fixture->window, 900, 700);
  gtk_window_present (fixture->window);
  docket_test_ui_wait_for (gtk_widget_get_mapped (GTK_WIDGET (fixture->page)));
}

static void
close_page (Fixture *fixture)
{
  gtk_window_destroy (fixture->window);
  fixture->window = NULL;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->workspace =
    data != NULL ? docket_test_workspace_new_server () : docket_test_workspace_new ();
  show_page (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  close_page (fixture);
  docket_workspace_close (fixture->workspace);
  g_clear_object (&fixture->workspace);
}

static void
open_ticket (Fixture *fixture, gint64 ticket)
{
  docket_ticket_page_open (fixture->page, ticket);
  docket_test_ui_wait_for (docket_ticket_page_get_details (fixture->page) != NULL &&
                           docket_ticket_page_get_details (fixture->page)->row->id == ticket);
}

static GtkTextBuffer *
get_buffer (Fixture *fixture, DocketMessageKind kind)
{
  return docket_composer_get_buffer (fixture->composer, kind);
}

static void
type (Fixture *fixture, DocketMessageKind kind, const char *text)
{
  docket_composer_set_kind (fixture->composer, kind);
  gtk_text_buffer_set_text (get_buffer (fixture, kind), text, -1);
}

static char *
dup_typed (Fixture *fixture, DocketMessageKind kind)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (get_buffer (fixture, kind), &start, &end);

  return gtk_text_buffer_get_text (get_buffer (fixture, kind), &start, &end, FALSE);
}

static void
assert_typed (Fixture *fixture, DocketMessageKind kind, const char *text)
{
  g_autofree char *typed = dup_typed (fixture, kind);

  g_assert_cmpstr (typed, ==, text);
}

static gboolean
is_typed (Fixture *fixture, DocketMessageKind kind, const char *text)
{
  g_autofree char *typed = dup_typed (fixture, kind);

  return g_str_equal (typed, text);
}

static guint
count_messages (Fixture *fixture, gint64 ticket, DocketMessageKind kind, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTicketDetails) details =
    docket_workspace_load_ticket (fixture->workspace, ticket, NULL, &error);
  guint count = 0;

  g_assert_no_error (error);

  for (guint i = 0; i < details->messages->len; i++)
    {
      const DocketMessage *message = g_ptr_array_index (details->messages, i);

      count += message->kind == kind && g_strcmp0 (message->text, text) == 0;
    }

  return count;
}

static guint
count_drafts (Fixture *fixture, gint64 ticket)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) drafts = docket_workspace_list_drafts (fixture->workspace, &error);
  guint count = 0;

  g_assert_no_error (error);

  for (guint i = 0; i < drafts->len; i++)
    count += ((DocketDraft *) g_ptr_array_index (drafts, i))->ticket == ticket;

  return count;
}

static guint
count_items (Fixture *fixture)
{
  return g_list_model_get_n_items (docket_conversation_get_items (fixture->conversation));
}

static gboolean
is_stored (Fixture *fixture, gint64 ticket, const char *field, const char *value)
{
  g_autofree char *stored = docket_test_workspace_dup_value (fixture->workspace, ticket, field);

  return g_strcmp0 (stored, value) == 0;
}

/* The contract's hours stand with it, as where time is entered. */
static void
test_hours_left (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const gint64 ticket = docket_workspace_find_ticket (fixture->workspace, "#1035", &error);
  GtkWidget *row;
  GtkLabel *note;

  g_assert_no_error (error);
  open_ticket (fixture, ticket);
  row = GTK_WIDGET (docket_details_pane_get_row (fixture->pane, DOCKET_FIELD_ID_CONTRACT));
  note = GTK_LABEL (gtk_widget_get_last_child (gtk_widget_get_first_child (row)));
  docket_test_ui_wait_for (g_str_has_suffix (gtk_label_get_text (note), " left"));
}

static void
test_source_in_words (void)
{
  const DocketField *source = docket_field_find_fixed (DOCKET_FIELD_ID_SOURCE);
  g_autofree char *portal = docket_field_format (source, "EndUserPortal", NULL);
  g_autofree char *unknown = docket_field_format (source, "Carrier pigeon", NULL);

  g_assert_cmpstr (portal, ==, "Portal");
  g_assert_cmpstr (unknown, ==, "Carrier pigeon");
}

static void
test_edit_fields (Fixture *fixture, gconstpointer data)
{
  const gint64 ticket = docket_test_workspace_add_ticket (fixture->workspace, "A printer");
  g_autoptr (DocketEntry) ben =
    docket_test_workspace_find (fixture->workspace, DOCKET_ENTITY_TECHNICIAN, "Ben Kay");
  g_autofree char *ben_id = g_strdup_printf ("%" G_GINT64_FORMAT, ben->id);
  DocketFieldRow *row;

  open_ticket (fixture, ticket);
  row = docket_details_pane_get_row (fixture->pane, DOCKET_FIELD_ID_PRIORITY);
  g_assert_cmpstr (docket_field_row_get_value (row), ==, "medium");
  docket_field_row_choose (row, "critical", NULL);

  /* Shown at once, and on the disk a moment later. */
  g_assert_cmpstr (docket_field_row_get_value (row), ==, "critical");
  docket_test_ui_wait_for (is_stored (fixture, ticket, DOCKET_FIELD_ID_PRIORITY, "critical"));

  row = docket_details_pane_get_row (fixture->pane, DOCKET_FIELD_ID_ASSIGNEE);
  docket_field_row_choose (row, ben_id, NULL);
  docket_test_ui_wait_for (is_stored (fixture, ticket, DOCKET_FIELD_ID_ASSIGNEE, ben_id));
  docket_test_ui_wait_for (
    g_strcmp0 (docket_ticket_page_get_details (fixture->page)->row->assignee_name, "Ben Kay") == 0);

  docket_details_pane_edit (fixture->pane, DOCKET_FIELD_ID_TITLE, "A quiet printer");
  docket_test_ui_wait_for (is_stored (fixture, ticket, DOCKET_FIELD_ID_TITLE, "A quiet printer"));
}

static void
test_edit_custom_fields (Fixture *fixture, gconstpointer data)
{
  const gint64 ticket = docket_test_workspace_add_ticket (fixture->workspace, "A laptop");
  DocketFieldRow *device;

  open_ticket (fixture, ticket);
  docket_test_ui_wait_for (docket_details_pane_get_row (fixture->pane, "field.Device") != NULL);
  device = docket_details_pane_get_row (fixture->pane, "field.Device");
  docket_field_row_choose (device, "Laptop", NULL);
  docket_field_row_choose (docket_details_pane_get_row (fixture->pane, "field.Model"),
                           "Tern 14",
                           NULL);
  docket_field_row_choose (docket_details_pane_get_row (fixture->pane, "field.Purchased"),
                           "2026-03-02",
                           NULL);
  docket_test_ui_wait_for (is_stored (fixture, ticket, "field.Purchased", "2026-03-02"));
  g_assert_true (is_stored (fixture, ticket, "field.Model", "Tern 14"));

  /* A laptop's model is none of a printer. */
  docket_field_row_choose (device, "Printer", NULL);
  docket_test_ui_wait_for (is_stored (fixture, ticket, "field.Model", NULL));
  g_assert_true (is_stored (fixture, ticket, "field.Device", "Printer"));
}

static void
test_customer_takes_contact_along (Fixture *fixture, gconstpointer data)
{
  const gint64 ticket = docket_test_workspace_add_ticket (fixture->workspace, "A bakery");
  g_autoptr (DocketEntry) marie =
    docket_test_workspace_find (fixture->workspace, DOCKET_ENTITY_CONTACT, "Marie Dubois");
  g_autoptr (DocketEntry) alder =
    docket_test_workspace_find (fixture->workspace, DOCKET_ENTITY_CUSTOMER, "Alder Dental");
  g_autofree char *marie_id = g_strdup_printf ("%" G_GINT64_FORMAT, marie->id);
  g_autofree char *marie_customer = g_strdup_printf ("%" G_GINT64_FORMAT, marie->customer);
  g_autofree char *alder_id = g_strdup_printf ("%" G_GINT64_FORMAT, alder->id);

  open_ticket (fixture, ticket);
  docket_field_row_choose (docket_details_pane_get_row (fixture->pane, DOCKET_FIELD_ID_CONTACT),
                           marie_id,
                           marie);
  docket_test_ui_wait_for (is_stored (fixture, ticket, DOCKET_FIELD_ID_CONTACT, marie_id));
  g_assert_true (is_stored (fixture, ticket, DOCKET_FIELD_ID_CUSTOMER, marie_customer));
  docket_test_ui_wait_for (docket_ticket_page_get_details (fixture->page)->row->contact ==
                           marie->id);

  docket_field_row_choose (docket_details_pane_get_row (fixture->pane, DOCKET_FIELD_ID_CUSTOMER),
                           alder_id,
                           alder);
  docket_test_ui_wait_for (is_stored (fixture, ticket, DOCKET_FIELD_ID_CUSTOMER, alder_id));
  g_assert_true (is_stored (fixture, ticket, DOCKET_FIELD_ID_CONTACT, NULL));
}

static void
test_refused_edit_comes_back (Fixture *fixture, gconstpointer data)
{
  const gint64 ticket = docket_test_workspace_add_ticket (fixture->workspace, "A door");
  DocketFieldRow *row;

  open_ticket (fixture, ticket);
  row = docket_details_pane_get_row (fixture->pane, DOCKET_FIELD_ID_IMPACT);
  docket_field_row_choose (row, "no such impact", NULL);
  docket_test_ui_wait_for (g_str_equal (docket_field_row_get_value (row), "no-impact"));
  g_assert_true (is_stored (fixture, ticket, DOCKET_FIELD_ID_IMPACT, "no-impact"));
}

static void
test_send (Fixture *fixture, gconstpointer data)
{
  const gint64 ticket = docket_test_workspace_add_ticket (fixture->workspace, "A cable");

  open_ticket (fixture, ticket);
  type (fixture, REPLY, "On my way.");
  docket_composer_send (fixture->composer);

  /* A second click finds nothing to send. */
  docket_composer_send (fixture->composer);
  docket_test_ui_wait_for (count_messages (fixture, ticket, REPLY, "On my way.") == 1);
  docket_test_ui_wait_for (is_typed (fixture, REPLY, ""));
  docket_test_ui_wait_for (count_items (fixture) == 1);

  type (fixture, NOTE, "The cable is ours.");
  docket_composer_send (fixture->composer);
  docket_test_ui_wait_for (count_messages (fixture, ticket, NOTE, "The cable is ours.") == 1);
  docket_test_ui_wait_for (count_items (fixture) == 2);
  g_assert_cmpuint (count_messages (fixture, ticket, REPLY, "On my way."), ==, 1);
  g_assert_cmpuint (count_drafts (fixture, ticket), ==, 0);
}

static void
test_nothing_blank_is_sent (Fixture *fixture, gconstpointer data)
{
  const gint64 ticket = docket_test_workspace_add_ticket (fixture->workspace, "A wall");

  open_ticket (fixture, ticket);
  type (fixture, REPLY, " \n\t ");
  docket_composer_send (fixture->composer);
  type (fixture, NOTE, "after it");
  docket_composer_send (fixture->composer);
  docket_test_ui_wait_for (count_items (fixture) == 1);
  g_assert_cmpuint (count_messages (fixture, ticket, NOTE, "after it"), ==, 1);
}

static void
test_undo_send (Fixture *fixture, gconstpointer data)
{
  const gint64 ticket = docket_test_workspace_add_ticket (fixture->workspace, "A lamp");
  g_autoptr (DocketConversationItem) item = NULL;
  gint64 message;

  open_ticket (fixture, ticket);
  type (fixture, REPLY, "First text");
  docket_composer_send (fixture->composer);
  docket_test_ui_wait_for (count_items (fixture) == 1);
  item = g_list_model_get_item (docket_conversation_get_items (fixture->conversation), 0);
  docket_test_ui_wait_for (docket_conversation_item_get_can_undo (item));
  message = docket_conversation_item_get_message (item)->id;

  /* What was typed meanwhile stays. */
  type (fixture, REPLY, "Typed after it");
  gtk_widget_activate_action (GTK_WIDGET (fixture->conversation), "ticket.undo-send", "x", message);
  docket_test_ui_wait_for (is_typed (fixture, REPLY, "First text\n\nTyped after it"));
  docket_test_ui_wait_for (count_items (fixture) == 0);
  g_assert_cmpuint (count_messages (fixture, ticket, REPLY, "First text"), ==, 0);

  type (fixture, REPLY, "Last text");
  docket_composer_send (fixture->composer);
  docket_test_ui_wait_for (count_items (fixture) == 1);
  docket_test_ui_wait_for (is_typed (fixture, REPLY, ""));
  g_assert_cmpuint (count_messages (fixture, ticket, REPLY, "Last text"), ==, 1);
  g_assert_cmpuint (count_drafts (fixture, ticket), ==, 0);
}

static void
test_drafts_survive (Fixture *fixture, gconstpointer data)
{
  const gint64 ticket = docket_test_workspace_add_ticket (fixture->workspace, "A roof");
  const gint64 other = docket_test_workspace_add_ticket (fixture->workspace, "A cellar");

  open_ticket (fixture, ticket);
  type (fixture, REPLY, "half a reply");
  type (fixture, NOTE, "half a note");

  /* Another ticket, and back before anything was written. */
  open_ticket (fixture, other);
  assert_typed (fixture, REPLY, "");
  assert_typed (fixture, NOTE, "");
  open_ticket (fixture, ticket);
  assert_typed (fixture, REPLY, "half a reply");
  assert_typed (fixture, NOTE, "half a note");

  /* The window goes away with a text that is a moment old. */
  type (fixture, NOTE, "half a note, and more");
  close_page (fixture);
  show_page (fixture);
  docket_test_ui_wait_for (count_drafts (fixture, ticket) == 2);
  open_ticket (fixture, ticket);
  assert_typed (fixture, REPLY, "half a reply");
  docket_test_ui_wait_for (is_typed (fixture, NOTE, "half a note, and more"));
}

static void
test_draft_is_forgotten (Fixture *fixture, gconstpointer data)
{
  const gint64 ticket = docket_test_workspace_add_ticket (fixture->workspace, "A gate");

  open_ticket (fixture, ticket);
  type (fixture, REPLY, "never mind");
  docket_composer_save (fixture->composer);
  docket_test_ui_wait_for (count_drafts (fixture, ticket) == 1);
  type (fixture, REPLY, "");
  docket_composer_save (fixture->composer);
  docket_test_ui_wait_for (count_drafts (fixture, ticket) == 0);

  /* News about the ticket bring nothing back. */
  docket_test_workspace_add_message (fixture->workspace, ticket, REPLY, "news");
  docket_test_ui_wait_for (count_items (fixture) == 1);
  assert_typed (fixture, REPLY, "");
}

static void
test_note_is_no_reply (Fixture *fixture, gconstpointer data)
{
  const gint64 ticket = docket_test_workspace_add_ticket (fixture->workspace, "A secret");

  open_ticket (fixture, ticket);
  type (fixture, NOTE, "They never pay.");
  docket_composer_set_kind (fixture->composer, REPLY);
  assert_typed (fixture, REPLY, "");
  docket_composer_send (fixture->composer);
  docket_composer_save (fixture->composer);
  docket_test_ui_wait_for (count_drafts (fixture, ticket) == 1);
  close_page (fixture);

  /* A restored draft keeps its kind, and is what the composer opens with. */
  show_page (fixture);
  open_ticket (fixture, ticket);
  assert_typed (fixture, NOTE, "They never pay.");
  assert_typed (fixture, REPLY, "");
  g_assert_cmpint (docket_composer_get_kind (fixture->composer), ==, NOTE);
  docket_composer_send (fixture->composer);
  docket_test_ui_wait_for (count_items (fixture) == 1);
  g_assert_cmpuint (count_messages (fixture, ticket, NOTE, "They never pay."), ==, 1);
  g_assert_cmpuint (count_messages (fixture, ticket, REPLY, "They never pay."), ==, 0);
}

static void
fill_ticket (Fixture *fixture, gint64 ticket, guint n_messages)
{
  for (guint i = 0; i < n_messages; i++)
    {
      g_autofree char *text =
        g_strdup_printf ("Message %u.\n%s", i, i % 3 == 0 ? "A second line.\nA third one." : "");

      docket_test_workspace_add_message (fixture->workspace,
                                         ticket,
                                         i % 4 == 3 ? NOTE : REPLY,
                                         text);
    }
}

static double
get_scroll (Fixture *fixture)
{
  return gtk_adjustment_get_value (docket_conversation_get_adjustment (fixture->conversation));
}

static gboolean
is_at_end (Fixture *fixture)
{
  GtkAdjustment *adjustment = docket_conversation_get_adjustment (fixture->conversation);

  return gtk_adjustment_get_upper (adjustment) > gtk_adjustment_get_page_size (adjustment) &&
         gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment) >=
           gtk_adjustment_get_upper (adjustment) - 1;
}

static double
get_y (Fixture *fixture, GtkWidget *widget)
{
  graphene_rect_t bounds;

  return gtk_widget_get_mapped (widget) &&
             gtk_widget_compute_bounds (widget, GTK_WIDGET (fixture->window), &bounds)
           ? bounds.origin.y
           : -1;
}

/* The text of a message that can be read: of @text, or of any. */
static GtkWidget *
find_text (Fixture *fixture, GtkWidget *widget, const char *text)
{
  GtkWidget *found = NULL;

  if (DOCKET_IS_RICH_LABEL (widget))
    {
      GtkWidget *label = adw_bin_get_child (ADW_BIN (widget));
      const double y = get_y (fixture, label);
      const gboolean wanted =
        text == NULL || g_str_equal (gtk_label_get_text (GTK_LABEL (label)), text);

      return wanted && y > 200 && y < 450 ? label : NULL;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_text (fixture, child, text);

  return found;
}

static void
test_news_move_nothing (Fixture *fixture, gconstpointer data)
{
  const gint64 ticket = docket_test_workspace_add_ticket (fixture->workspace, "A long story");
  g_autoptr (GListModel) items = NULL;
  g_autoptr (GObject) first = NULL;
  g_autoptr (GObject) still_first = NULL;
  g_autofree char *read = NULL;
  GtkWidget *text;
  GtkTextIter cursor;
  double y;

  fill_ticket (fixture, ticket, 60);
  open_ticket (fixture, ticket);
  items = g_object_ref (docket_conversation_get_items (fixture->conversation));
  first = g_list_model_get_item (items, 0);
  docket_test_ui_wait_for (is_at_end (fixture));
  docket_test_ui_settle (GTK_WIDGET (fixture->window));

  /* Reading in the middle, typing in the middle of a text. */
  gtk_adjustment_set_value (docket_conversation_get_adjustment (fixture->conversation), 1500);
  docket_test_ui_settle (GTK_WIDGET (fixture->window));
  type (fixture, REPLY, "I am typing this");
  gtk_text_buffer_get_iter_at_offset (get_buffer (fixture, REPLY), &cursor, 5);
  gtk_text_buffer_place_cursor (get_buffer (fixture, REPLY), &cursor);
  docket_test_ui_settle (GTK_WIDGET (fixture->window));
  text = find_text (fixture, GTK_WIDGET (fixture->conversation), NULL);
  g_assert_nonnull (text);
  read = g_strdup (gtk_label_get_text (GTK_LABEL (text)));
  y = get_y (fixture, text);

  docket_test_workspace_add_message (fixture->workspace, ticket, REPLY, "News from elsewhere");
  docket_test_ui_wait_for (count_items (fixture) == 61);
  docket_test_ui_settle (GTK_WIDGET (fixture->window));

  text = find_text (fixture, GTK_WIDGET (fixture->conversation), read);
  g_assert_nonnull (text);
  g_assert_cmpfloat_with_epsilon (get_y (fixture, text), y, 0.5);
  still_first = g_list_model_get_item (items, 0);
  g_assert_true (still_first == first);
  assert_typed (fixture, REPLY, "I am typing this");
  gtk_text_buffer_get_iter_at_mark (get_buffer (fixture, REPLY),
                                    &cursor,
                                    gtk_text_buffer_get_insert (get_buffer (fixture, REPLY)));
  g_assert_cmpint (gtk_text_iter_get_offset (&cursor), ==, 5);
  g_assert_cmpfloat (get_scroll (fixture), >, 0);
}

static void
test_own_message_is_scrolled_to (Fixture *fixture, gconstpointer data)
{
  const gint64 ticket = docket_test_workspace_add_ticket (fixture->workspace, "A longer story");

  fill_ticket (fixture, ticket, 40);
  open_ticket (fixture, ticket);
  docket_test_ui_wait_for (is_at_end (fixture));
  docket_test_ui_settle (GTK_WIDGET (fixture->window));
  gtk_adjustment_set_value (docket_conversation_get_adjustment (fixture->conversation), 0);
  docket_test_ui_settle (GTK_WIDGET (fixture->window));
  g_assert_false (is_at_end (fixture));

  type (fixture, REPLY, "My own words");
  docket_composer_send (fixture->composer);
  docket_test_ui_wait_for (count_items (fixture) == 41);
  docket_test_ui_wait_for (is_at_end (fixture));
}

static guint
count_cards (GtkWidget *widget)
{
  guint count = DOCKET_IS_MESSAGE_CARD (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    count += count_cards (child);

  return count;
}

static DocketTicketDetails *
make_details (guint n_messages)
{
  DocketTicketDetails *details = docket_ticket_details_new ();

  if (details->row == NULL)
    details->row = docket_ticket_row_new ();

  details->row->id = 1;
  details->row->title = g_strdup ("The longest story");
  details->row->status = g_strdup ("open");

  for (guint i = 0; i < n_messages; i++)
    {
      DocketMessage *message = docket_message_new ();

      message->id = i + 1;
      message->kind = REPLY;
      message->created_at = i * G_TIME_SPAN_MINUTE;
      message->author_name = g_strdup ("Marie Dubois");
      message->text = g_strdup_printf ("Message %u", i);
      g_ptr_array_add (details->messages, message);
    }

  return details;
}

static void
test_thousands (void)
{
  g_autoptr (DocketTicketDetails) details = make_details (5000);
  g_autoptr (DocketTicketDetails) news = make_details (5001);
  GtkWindow *window = GTK_WINDOW (adw_window_new ());
  DocketConversation *conversation = g_object_new (DOCKET_TYPE_CONVERSATION, NULL);
  GListModel *items = docket_conversation_get_items (conversation);
  g_autoptr (GObject) last = NULL;
  g_autoptr (GObject) same = NULL;

  adw_window_set_content (ADW_WINDOW (window), GTK_WIDGET (conversation));
  gtk_window_set_default_size (window, 600, 700);
  gtk_window_present (window);
  docket_test_ui_wait_for (gtk_widget_get_mapped (GTK_WIDGET (conversation)));
  docket_conversation_set_details (conversation, details);
  docket_test_ui_settle (GTK_WIDGET (window));
  g_assert_cmpuint (g_list_model_get_n_items (items), ==, 5000);
  g_assert_cmpuint (count_cards (GTK_WIDGET (conversation)), <, 500);

  /* Of what was there, nothing is made anew. */
  last = g_list_model_get_item (items, 4999);
  docket_conversation_set_details (conversation, news);
  g_assert_cmpuint (g_list_model_get_n_items (items), ==, 5001);
  same = g_list_model_get_item (items, 4999);
  g_assert_true (same == last);
  gtk_window_destroy (window);
}

static guint
find_mark (GListModel *items)
{
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (DocketConversationItem) item = g_list_model_get_item (items, i);

      if (docket_conversation_item_get_kind (item) == DOCKET_CONVERSATION_NEW)
        return i;
    }

  return G_MAXUINT;
}

static void
test_new_since_i_looked (void)
{
  g_autoptr (DocketTicketDetails) details = make_details (10);
  g_autoptr (DocketTicketDetails) news = make_details (12);
  g_autoptr (DocketConversation) conversation =
    g_object_ref_sink (g_object_new (DOCKET_TYPE_CONVERSATION, NULL));
  GListModel *items = docket_conversation_get_items (conversation);

  details->read_until = 6 * G_TIME_SPAN_MINUTE;
  docket_conversation_set_details (conversation, details);
  g_assert_cmpuint (g_list_model_get_n_items (items), ==, 11);
  g_assert_cmpuint (find_mark (items), ==, 7);

  /* It has been read now; the line stays as long as the ticket is open. */
  news->read_until = 11 * G_TIME_SPAN_MINUTE;
  docket_conversation_set_details (conversation, news);
  g_assert_cmpuint (g_list_model_get_n_items (items), ==, 13);
  g_assert_cmpuint (find_mark (items), ==, 7);
}

static void
test_hostile_text (Fixture *fixture, gconstpointer data)
{
  static const char hostile[] =
    "<b>bold</b> & <a href=\"file:///etc/passwd\">file</a> https://docket.example/x?a=1&b=2 %s";
  const gint64 ticket =
    docket_test_workspace_add_ticket (fixture->workspace, "<span size='900000'>&amp; title");
  GtkWidget *label;

  docket_test_workspace_add_message (fixture->workspace, ticket, REPLY, hostile);
  open_ticket (fixture, ticket);
  docket_test_ui_wait_for (
    docket_test_ui_find (GTK_WIDGET (fixture->conversation), DOCKET_TYPE_RICH_LABEL, NULL) != NULL);
  label = docket_test_ui_find (GTK_WIDGET (fixture->conversation), DOCKET_TYPE_RICH_LABEL, NULL);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (adw_bin_get_child (ADW_BIN (label)))),
                   ==,
                   hostile);
  g_assert_false (gtk_label_get_use_markup (GTK_LABEL (adw_bin_get_child (ADW_BIN (label)))));
  g_assert_null (
    docket_rich_label_find_link (DOCKET_RICH_LABEL (label), strstr (hostile, "file:") - hostile));
  g_assert_cmpstr (
    docket_rich_label_find_link (DOCKET_RICH_LABEL (label), strstr (hostile, "https:") - hostile),
    ==,
    "https://docket.example/x?a=1&b=2");
  g_assert_true (
    is_stored (fixture, ticket, DOCKET_FIELD_ID_TITLE, "<span size='900000'>&amp; title"));
}

static void
test_html_links (void)
{
  g_autoptr (DocketRichText) text =
    docket_html_to_rich ("<p>see <a href='https://docket.example/a'>here</a> or "
                         "<a href='javascript:alert(1)'>there</a></p><script>alert(2)</script>",
                         -1);
  g_autoptr (DocketRichLabel) label =
    g_object_ref_sink (g_object_new (DOCKET_TYPE_RICH_LABEL, NULL));
  const char *plain = docket_rich_text_get_text (text);

  docket_rich_label_set_text (label, text);
  g_assert_null (strstr (plain, "alert"));
  g_assert_cmpstr (docket_rich_label_find_link (label, strstr (plain, "here") - plain),
                   ==,
                   "https://docket.example/a");
  g_assert_null (docket_rich_label_find_link (label, strstr (plain, "there") - plain));
}

static void
deleted_cb (DocketTicketPage *page, gint64 ticket, DocketEdit *edit, gpointer user_data)
{
  *(gint64 *) user_data = ticket;
}

static void
test_delete (Fixture *fixture, gconstpointer data)
{
  const gint64 ticket = docket_test_workspace_add_ticket (fixture->workspace, "A mistake");
  gint64 deleted = 0;

  g_signal_connect (fixture->page, "deleted", G_CALLBACK (deleted_cb), &deleted);
  open_ticket (fixture, ticket);
  type (fixture, REPLY, "typed before it went");
  gtk_widget_activate_action (GTK_WIDGET (fixture->conversation), "ticket.delete", NULL);
  docket_test_ui_wait_for (deleted == ticket);

  /* What was typed is not taken away. */
  docket_test_ui_settle (GTK_WIDGET (fixture->window));
  assert_typed (fixture, REPLY, "typed before it went");
}

static void
test_nobody_known (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) tickets = NULL;
  g_autoptr (DocketFilter) filter = docket_filter_new ();
  gint64 ticket;

  tickets = docket_workspace_list_tickets (fixture->workspace,
                                           filter,
                                           DOCKET_SORT_UPDATED,
                                           FALSE,
                                           1,
                                           NULL,
                                           NULL);
  g_assert_nonnull (tickets);
  ticket = g_array_index (tickets, gint64, 0);
  open_ticket (fixture, ticket);
  type (fixture, REPLY, "nobody sends this");
  docket_composer_send (fixture->composer);
  docket_composer_save (fixture->composer);
  docket_test_ui_wait_for (count_drafts (fixture, ticket) == 1);
  g_assert_cmpuint (count_messages (fixture, ticket, REPLY, "nobody sends this"), ==, 0);
  assert_typed (fixture, REPLY, "nobody sends this");
}

int
main (int argc, char *argv[])
{
  docket_test_ui_init (&argc, &argv);
  docket_ui_register_resource ();

#define ADD(name, function, data)                                                                  \
  g_test_add ("/ticket-page/" name, Fixture, data, set_up, function, tear_down)

  ADD ("edit-fields", test_edit_fields, NULL);
  ADD ("hours-left", test_hours_left, NULL);
  g_test_add_func ("/ticket-page/source-in-words", test_source_in_words);
  ADD ("edit-custom-fields", test_edit_custom_fields, NULL);
  ADD ("customer-takes-contact-along", test_customer_takes_contact_along, NULL);
  ADD ("refused-edit-comes-back", test_refused_edit_comes_back, NULL);
  ADD ("send", test_send, NULL);
  ADD ("nothing-blank-is-sent", test_nothing_blank_is_sent, NULL);
  ADD ("undo-send", test_undo_send, NULL);
  ADD ("drafts-survive", test_drafts_survive, NULL);
  ADD ("draft-is-forgotten", test_draft_is_forgotten, NULL);
  ADD ("note-is-no-reply", test_note_is_no_reply, NULL);
  ADD ("news-move-nothing", test_news_move_nothing, NULL);
  ADD ("own-message-is-scrolled-to", test_own_message_is_scrolled_to, NULL);
  g_test_add_func ("/ticket-page/thousands", test_thousands);
  g_test_add_func ("/ticket-page/new-since-i-looked", test_new_since_i_looked);
  ADD ("hostile-text", test_hostile_text, NULL);
  g_test_add_func ("/ticket-page/html-links", test_html_links);
  ADD ("delete", test_delete, NULL);
  ADD ("nobody-known", test_nobody_known, "server");

  return g_test_run ();
}
