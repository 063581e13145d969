/* Quick replies: inserted at the cursor, into the kind that is written, most used first.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-quick-reply-button.h"
#include "docket-test-ui.h"
#include "docket-test-workspace.h"
#include "docket-ticket-page.h"
#include "docket-ui-resources.h"
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

  fixture->workspace = docket_test_workspace_new ();
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
  g_autoptr (GError) error = NULL;
  const gint64 id =
    docket_workspace_add_quick_reply (fixture->workspace,
                                      "0 Mine",
                                      "On {{ticket.title}}, {{technician.name}}, {{no.such}}",
                                      &error);
  g_autofree char *note = NULL, *reply = NULL;
  GtkListBoxRow *row;

  g_assert_no_error (error);
  g_assert_cmpint (id, !=, 0);

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
  const DocketEntry *last = g_ptr_array_index (before->entries, before->entries->len - 1);
  g_autoptr (DocketQuickReplies) after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (docket_workspace_count_quick_reply (fixture->workspace, last->id, &error));
  g_assert_no_error (error);
  after = docket_workspace_load_quick_replies (fixture->workspace, 0, NULL);
  g_assert_cmpint (((DocketEntry *) after->entries->pdata[0])->id, ==, last->id);

  /* What is removed is not offered, and can't be used. */
  g_assert_true (docket_workspace_remove_quick_reply (fixture->workspace, last->id, &error));
  g_assert_cmpint (get_used (fixture, last->name), ==, -1);
  g_assert_false (docket_workspace_count_quick_reply (fixture->workspace, last->id, &error));
  g_assert_error (error, DOCKET_WORKSPACE_ERROR, DOCKET_WORKSPACE_ERROR_NOT_FOUND);
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

  return g_test_run ();
}
