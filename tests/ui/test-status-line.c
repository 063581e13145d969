/* A change of the status in the conversation: a quiet line, that is no message and no news.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-conversation-item.h"
#include "docket-conversation-line.h"
#include "docket-test-ui.h"
#include "docket-test-workspace.h"
#include "docket-ticket-page.h"
#include "docket-ui-resources.h"

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
  fixture->workspace = docket_test_workspace_new ();
  fixture->ticket = docket_test_workspace_add_ticket (fixture->workspace, "A boiler");
  fixture->window = GTK_WINDOW (adw_window_new ());
  fixture->page = g_object_new (DOCKET_TYPE_TICKET_PAGE, NULL);
  docket_ticket_page_set_workspace (fixture->page, fixture->workspace);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_set_default_size (fixture->window, 900, 400);
  gtk_window_present (fixture->window);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (fixture->window);
  docket_workspace_close (fixture->workspace);
  g_clear_object (&fixture->workspace);
}

static void
open_ticket (Fixture *fixture)
{
  docket_ticket_page_open (fixture->page, fixture->ticket);
  docket_test_ui_wait_for (docket_ticket_page_get_details (fixture->page) != NULL);
}

static GListModel *
get_items (Fixture *fixture)
{
  return docket_conversation_get_items (docket_ticket_page_get_conversation (fixture->page));
}

static DocketEdit *
set_status (Fixture *fixture, const char *status)
{
  DocketEdit *edit = docket_edit_new ();

  docket_edit_set_field (edit, fixture->ticket, DOCKET_FIELD_ID_STATUS, status);
  g_assert_true (docket_workspace_apply (fixture->workspace, edit, NULL, NULL));

  return edit;
}

static void
test_line (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DocketEdit) edit = NULL;
  g_autoptr (DocketConversationItem) item = NULL;
  g_autofree char *words = NULL;
  guint n_before;

  open_ticket (fixture);
  n_before = g_list_model_get_n_items (get_items (fixture));
  edit = set_status (fixture, "pending");
  docket_test_ui_wait_for (g_list_model_get_n_items (get_items (fixture)) == n_before + 1);
  item = g_list_model_get_item (get_items (fixture), n_before);
  g_assert_cmpint (docket_conversation_item_get_kind (item), ==, DOCKET_CONVERSATION_EVENT);
  g_assert_null (docket_conversation_item_get_message (item));
  words = docket_conversation_line_describe (item);
  g_assert_nonnull (strstr (words, "Status Open → Pending"));
  g_assert_true (docket_workspace_undo (fixture->workspace, edit, NULL, NULL));
  docket_test_ui_wait_for (g_list_model_get_n_items (get_items (fixture)) == n_before);
}

static gboolean
shows (GtkWidget *widget, GtkWidget *within, const char *words)
{
  graphene_rect_t bounds;

  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), words) != NULL &&
      gtk_widget_compute_bounds (widget, within, &bounds))
    return bounds.origin.y >= 0 &&
           bounds.origin.y + bounds.size.height <= (float) gtk_widget_get_height (within) + 1;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows (child, within, words))
      return TRUE;

  return FALSE;
}

static gboolean
has_text (GtkWidget *widget, const char *words)
{
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), words) != NULL)
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_text (child, words))
      return TRUE;

  return FALSE;
}

/* Whoever reads the end sees it at once, and stays at the end when it is taken back. */
static void
test_in_sight (Fixture *fixture, gconstpointer data)
{
  GtkWidget *conversation = GTK_WIDGET (docket_ticket_page_get_conversation (fixture->page));
  GtkWidget *scrolled;
  g_autoptr (DocketEdit) edit = NULL;

  for (guint i = 0; i < 8; i++)
    docket_test_workspace_add_message (fixture->workspace,
                                       fixture->ticket,
                                       DOCKET_MESSAGE_KIND_REPLY,
                                       i < 7 ? "Words" : "The last ones");

  open_ticket (fixture);
  scrolled = docket_test_ui_find (conversation, GTK_TYPE_SCROLLED_WINDOW, NULL);
  docket_test_ui_wait_for (shows (scrolled, scrolled, "The last ones"));
  docket_test_ui_settle (conversation);
  edit = set_status (fixture, "pending");
  docket_test_ui_wait_for (shows (scrolled, scrolled, "Open → Pending"));
  docket_test_ui_settle (conversation);
  g_assert_true (docket_workspace_undo (fixture->workspace, edit, NULL, NULL));
  docket_test_ui_wait_for (!has_text (scrolled, "Open → Pending"));
  docket_test_ui_settle (conversation);
  docket_test_ui_wait_for (shows (scrolled, scrolled, "The last ones"));
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  docket_test_ui_init (&argc, &argv);
  docket_ui_register_resource ();
  ADD ("/status-line/line", test_line);
  ADD ("/status-line/in-sight", test_in_sight);

  return g_test_run ();
}
