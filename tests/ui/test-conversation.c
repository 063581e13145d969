/* What can be done with a message: its quotes, its links, its text, and while it waits.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-conversation-item.h"
#include "docket-held-box.h"
#include "docket-message-card.h"
#include "docket-rich-label.h"
#include "docket-test-ui.h"
#include "docket-test-workspace.h"
#include "docket-ticket-page.h"
#include "docket-ui-resources.h"
#include "docket-workspace-preferences.h"

#define REPLY DOCKET_MESSAGE_KIND_REPLY
#define NOTE DOCKET_MESSAGE_KIND_INTERNAL

#define QUOTED "Yes, Monday.\n> 1\n> 2\n> 3\n> 4\n> 5\n\nAna"

typedef struct
{
  DocketWorkspace *workspace;
  GtkWindow *window;
  DocketTicketPage *page;
  gint64 ticket;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->workspace =
    data != NULL ? docket_test_workspace_new_known_server () : docket_test_workspace_new ();
  fixture->ticket = data != NULL
                      ? docket_workspace_find_ticket (fixture->workspace, "1041", NULL)
                      : docket_test_workspace_add_ticket (fixture->workspace, "A boiler");
  g_assert_cmpint (fixture->ticket, !=, 0);
  fixture->window = GTK_WINDOW (adw_window_new ());
  fixture->page = g_object_new (DOCKET_TYPE_TICKET_PAGE, NULL);
  docket_ticket_page_set_workspace (fixture->page, fixture->workspace);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_set_default_size (fixture->window, 900, 700);
  gtk_window_present (fixture->window);
  docket_test_ui_wait_for (gtk_widget_get_mapped (GTK_WIDGET (fixture->page)));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (fixture->window);
  docket_workspace_close (fixture->workspace);
  g_clear_object (&fixture->workspace);
}

static GtkWidget *
find_card (Fixture *fixture)
{
  return docket_test_ui_find (GTK_WIDGET (docket_ticket_page_get_conversation (fixture->page)),
                              DOCKET_TYPE_MESSAGE_CARD,
                              NULL);
}

static GtkWidget *
find_button (GtkWidget *widget, const char *label)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_visible (widget))
    return NULL;

  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, label);

  return found;
}

static GtkWidget *
find_act (Fixture *fixture, const char *label)
{
  return find_button (GTK_WIDGET (docket_ticket_page_get_conversation (fixture->page)), label);
}

static GtkLabel *
get_label (Fixture *fixture)
{
  GtkWidget *label = docket_test_ui_find (find_card (fixture), DOCKET_TYPE_RICH_LABEL, NULL);

  return GTK_LABEL (adw_bin_get_child (ADW_BIN (label)));
}

static void
open_ticket (Fixture *fixture)
{
  docket_ticket_page_open (fixture->page, fixture->ticket);
  docket_test_ui_wait_for (docket_ticket_page_get_details (fixture->page) != NULL &&
                           docket_ticket_page_get_details (fixture->page)->row->id ==
                             fixture->ticket);
  docket_test_ui_wait_for (find_card (fixture) != NULL);
}

static void
test_quotes (Fixture *fixture, gconstpointer data)
{
  docket_test_workspace_add_message (fixture->workspace, fixture->ticket, REPLY, QUOTED);
  open_ticket (fixture);
  g_assert_cmpstr (gtk_label_get_text (get_label (fixture)), ==, "Yes, Monday.\n…\n\nAna");
  g_signal_emit_by_name (find_button (find_card (fixture), "Show quoted text"), "clicked");
  g_assert_cmpstr (gtk_label_get_text (get_label (fixture)), ==, QUOTED);
  g_signal_emit_by_name (find_button (find_card (fixture), "Hide quoted text"), "clicked");
  g_assert_cmpstr (gtk_label_get_text (get_label (fixture)), ==, "Yes, Monday.\n…\n\nAna");
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(char **) user_data =
    gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL) ?: g_strdup ("");
}

/* All of this message, and nothing of the note beside it. */
static void
test_copy (Fixture *fixture, gconstpointer data)
{
  g_autofree char *copied = NULL;
  GtkWidget *button;

  docket_test_workspace_add_message (fixture->workspace, fixture->ticket, REPLY, QUOTED);
  docket_test_workspace_add_message (fixture->workspace, fixture->ticket, NOTE, "They owe us.");
  open_ticket (fixture);
  g_assert_null (strstr (gtk_label_get_text (get_label (fixture)), "owe"));
  button = docket_test_ui_find (find_card (fixture), GTK_TYPE_BUTTON, "copy-button");
  g_signal_emit_by_name (button, "clicked");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (button), NULL, read_cb, &copied);
  docket_test_ui_wait_for (copied != NULL);
  g_assert_cmpstr (copied, ==, QUOTED);
}

static GtkWindow *
find_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (ADW_IS_MESSAGE_DIALOG (l->data))
      return l->data;

  return NULL;
}

static gboolean
press_enter (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller) &&
          gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", GDK_KEY_Return, 0, 0, &handled);
    }

  return handled;
}

/* A link that says another host than it leads to asks before it is followed. */
static void
test_misleading_link (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DocketRichText) text =
    docket_html_to_rich ("<a href='https://evil.example/x'>https://bank.example/</a>", -1);
  GtkWidget *label;

  docket_test_workspace_add_message (fixture->workspace, fixture->ticket, REPLY, "A link");
  open_ticket (fixture);
  label = docket_test_ui_find (find_card (fixture), DOCKET_TYPE_RICH_LABEL, NULL);
  docket_rich_label_set_text (DOCKET_RICH_LABEL (label), text);
  gtk_label_select_region (get_label (fixture), 0, 0);
  g_assert_true (press_enter (GTK_WIDGET (get_label (fixture))));
  g_assert_nonnull (find_dialog ());
  g_assert_nonnull (
    strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (find_dialog ())), "evil.example/x"));
  g_assert_cmpstr (adw_message_dialog_get_default_response (ADW_MESSAGE_DIALOG (find_dialog ())),
                   ==,
                   "cancel");
  gtk_window_destroy (find_dialog ());
}

static char *
dup_typed (Fixture *fixture)
{
  DocketComposer *composer = docket_ticket_page_get_composer (fixture->page);
  char *typed = NULL;

  g_object_get (docket_composer_get_buffer (composer, REPLY), "text", &typed, NULL);

  return typed;
}

static gboolean
is_typed (Fixture *fixture, const char *text)
{
  g_autofree char *typed = dup_typed (fixture);

  return g_str_equal (typed, text);
}

static gboolean
is_open (Fixture *fixture)
{
  g_autoptr (GPtrArray) operations =
    docket_workspace_list_operations (fixture->workspace, FALSE, NULL);

  for (guint i = 0; i < operations->len; i++)
    if (((DocketOperation *) operations->pdata[i])->kind == DOCKET_OPERATION_KIND_MESSAGE)
      return TRUE;

  return FALSE;
}

/* What only waits can be written anew or thrown away where it stands. */
static void
test_waiting_edit (Fixture *fixture, gconstpointer data)
{
  docket_test_workspace_add_message (fixture->workspace, fixture->ticket, REPLY, "Almost right");
  open_ticket (fixture);
  docket_test_ui_wait_for (find_act (fixture, "Edit") != NULL);
  g_assert_null (find_act (fixture, "Retry"));
  g_assert_true (is_open (fixture));
  g_signal_emit_by_name (find_act (fixture, "Edit"), "clicked");
  docket_test_ui_wait_for (is_typed (fixture, "Almost right"));
  docket_test_ui_wait_for (find_act (fixture, "Discard") == NULL);
  g_assert_false (is_open (fixture));
}

static void
test_waiting_discard (Fixture *fixture, gconstpointer data)
{
  docket_test_workspace_add_message (fixture->workspace, fixture->ticket, REPLY, "All wrong");
  open_ticket (fixture);
  docket_test_ui_wait_for (find_act (fixture, "Discard") != NULL);
  g_signal_emit_by_name (find_act (fixture, "Discard"), "clicked");
  docket_test_ui_wait_for (find_dialog () != NULL);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (find_dialog ()), "discard");
  docket_test_ui_wait_for (find_act (fixture, "Discard") == NULL);
  g_assert_false (is_open (fixture));
  g_assert_true (is_typed (fixture, ""));
}

/* While its sending can be undone, that is offered alone; on this computer nothing waits. */
static void
test_nothing_to_withdraw (Fixture *fixture, gconstpointer data)
{
  const gint64 message =
    docket_test_workspace_add_message (fixture->workspace, fixture->ticket, REPLY, "Done");

  open_ticket (fixture);

  if (data != NULL)
    {
      docket_test_ui_wait_for (find_act (fixture, "Edit") != NULL);
      docket_conversation_set_can_undo (docket_ticket_page_get_conversation (fixture->page),
                                        message,
                                        TRUE);
    }

  g_assert_null (find_act (fixture, "Edit"));
  g_assert_null (find_act (fixture, "Discard"));
}

static void
set_wording (Fixture *fixture, const char *wording)
{
  g_autoptr (GError) error = NULL;

  docket_workspace_set_preference (fixture->workspace, DOCKET_PREFERENCE_WORDING, wording, &error);
  g_assert_no_error (error);
}

static gboolean
says (Fixture *fixture, const char *word)
{
  DocketDetailsPane *pane = docket_ticket_page_get_details_pane (fixture->page);
  DocketFieldRow *row = docket_details_pane_get_row (pane, DOCKET_FIELD_ID_CUSTOMER);
  GtkWidget *label = docket_test_ui_find (GTK_WIDGET (row), GTK_TYPE_LABEL, "field-label");

  return g_str_equal (gtk_label_get_text (GTK_LABEL (label)), word);
}

/* Other words are said at once, of the ticket that is open. */
static void
test_wording (Fixture *fixture, gconstpointer data)
{
  docket_test_workspace_add_message (fixture->workspace, fixture->ticket, REPLY, "Hello");
  open_ticket (fixture);
  set_wording (fixture, "msp");
  docket_test_ui_wait_for (says (fixture, "Customer"));
  set_wording (fixture, "it");
  docket_test_ui_wait_for (says (fixture, "Site"));
}

int
main (int argc, char *argv[])
{
  docket_test_ui_init (&argc, &argv);
  docket_ui_register_resource ();

#define ADD(name, function, data)                                                                  \
  g_test_add ("/conversation/" name, Fixture, data, set_up, function, tear_down)

  ADD ("quotes", test_quotes, NULL);
  ADD ("copy", test_copy, NULL);
  ADD ("misleading-link", test_misleading_link, NULL);
  ADD ("waiting-edit", test_waiting_edit, "server");
  ADD ("waiting-discard", test_waiting_discard, "server");
  ADD ("undo-alone", test_nothing_to_withdraw, "server");
  ADD ("nothing-waits-here", test_nothing_to_withdraw, NULL);
  ADD ("wording", test_wording, NULL);

  return g_test_run ();
}
