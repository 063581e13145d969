/* Text that is typed while the ticket is still read: it is that ticket's, and replaces nothing.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-send-button.h"
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
  gint64 boiler;
  gint64 chimney;
  gint64 door;
} Fixture;

static void
wait_for_ticket (Fixture *fixture, gint64 ticket)
{
  docket_test_ui_wait_for (docket_ticket_page_get_details (fixture->page) != NULL &&
                           docket_ticket_page_get_details (fixture->page)->row->id == ticket);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->workspace = docket_test_workspace_new ();
  fixture->boiler = docket_test_workspace_add_ticket (fixture->workspace, "A boiler");
  fixture->chimney = docket_test_workspace_add_ticket (fixture->workspace, "A chimney");
  fixture->door = docket_test_workspace_add_ticket (fixture->workspace, "A door");
  fixture->window = GTK_WINDOW (adw_window_new ());
  fixture->page = g_object_new (DOCKET_TYPE_TICKET_PAGE, NULL);
  fixture->composer = docket_ticket_page_get_composer (fixture->page);
  docket_ticket_page_set_workspace (fixture->page, fixture->workspace);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_set_default_size (fixture->window, 900, 700);
  gtk_window_present (fixture->window);
  docket_test_ui_wait_for (gtk_widget_get_mapped (GTK_WIDGET (fixture->page)));
  docket_ticket_page_open (fixture->page, fixture->boiler);
  wait_for_ticket (fixture, fixture->boiler);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (fixture->window);
  docket_workspace_close (fixture->workspace);
  g_clear_object (&fixture->workspace);
}

/* As keys do, into what is shown: the person has seen no more than that. */
static void
type (Fixture *fixture, const char *text)
{
  gtk_text_buffer_insert_at_cursor (
    docket_composer_get_buffer (fixture->composer, docket_composer_get_kind (fixture->composer)),
    text,
    -1);
}

static gboolean
shows (Fixture *fixture, DocketMessageKind kind, const char *text)
{
  g_autofree char *shown = NULL;

  g_object_get (docket_composer_get_buffer (fixture->composer, kind), "text", &shown, NULL);

  return g_str_equal (shown, text);
}

static gboolean
has_draft (Fixture *fixture, gint64 ticket, DocketMessageKind kind, const char *text)
{
  g_autoptr (GPtrArray) drafts = docket_workspace_list_drafts (fixture->workspace, NULL);

  for (guint i = 0; i < drafts->len; i++)
    {
      const DocketDraft *draft = g_ptr_array_index (drafts, i);

      if (draft->ticket == ticket && draft->kind == (DocketDraftKind) kind)
        return g_strcmp0 (draft->text, text) == 0;
    }

  return text == NULL;
}

static void
write_draft (Fixture *fixture, gint64 ticket, DocketMessageKind kind, const char *text)
{
  docket_ticket_page_open (fixture->page, ticket);
  wait_for_ticket (fixture, ticket);
  docket_composer_set_kind (fixture->composer, kind);
  type (fixture, text);
  docket_ticket_page_open (fixture->page, fixture->boiler);
  wait_for_ticket (fixture, fixture->boiler);
  docket_test_ui_wait_for (has_draft (fixture, ticket, kind, text));
}

static void
test_next (Fixture *fixture, gconstpointer data)
{
  type (fixture, "For the boiler");
  docket_ticket_page_open (fixture->page, fixture->chimney);
  type (fixture, "For the chimney");
  wait_for_ticket (fixture, fixture->chimney);
  g_assert_true (shows (fixture, REPLY, "For the chimney"));
  docket_test_ui_wait_for (has_draft (fixture, fixture->chimney, REPLY, "For the chimney"));
  docket_test_ui_wait_for (has_draft (fixture, fixture->boiler, REPLY, "For the boiler"));
}

static void
test_after_draft (Fixture *fixture, gconstpointer data)
{
  write_draft (fixture, fixture->chimney, REPLY, "It draws badly");
  docket_ticket_page_open (fixture->page, fixture->chimney);
  type (fixture, "More soon");
  wait_for_ticket (fixture, fixture->chimney);
  g_assert_true (shows (fixture, REPLY, "It draws badly\n\nMore soon"));
  docket_test_ui_wait_for (
    has_draft (fixture, fixture->chimney, REPLY, "It draws badly\n\nMore soon"));
}

/* Gone before it was there. */
static void
test_twice (Fixture *fixture, gconstpointer data)
{
  write_draft (fixture, fixture->chimney, REPLY, "It draws badly");
  docket_ticket_page_open (fixture->page, fixture->chimney);
  type (fixture, "More soon");
  docket_ticket_page_open (fixture->page, fixture->door);
  type (fixture, "It squeaks");
  wait_for_ticket (fixture, fixture->door);
  g_assert_true (shows (fixture, REPLY, "It squeaks"));
  docket_test_ui_wait_for (has_draft (fixture, fixture->door, REPLY, "It squeaks"));
  docket_test_ui_wait_for (
    has_draft (fixture, fixture->chimney, REPLY, "It draws badly\n\nMore soon"));
  docket_ticket_page_open (fixture->page, fixture->chimney);
  wait_for_ticket (fixture, fixture->chimney);
  g_assert_true (shows (fixture, REPLY, "It draws badly\n\nMore soon"));
}

/* Who has begun a note goes on with a note, though a reply waits; and the other way round. */
static void
test_kind (Fixture *fixture, gconstpointer data)
{
  write_draft (fixture, fixture->chimney, REPLY, "It draws badly");
  write_draft (fixture, fixture->door, NOTE, "They will not pay");
  docket_ticket_page_open (fixture->page, fixture->chimney);
  docket_composer_set_kind (fixture->composer, NOTE);
  type (fixture, "Between us");
  wait_for_ticket (fixture, fixture->chimney);
  g_assert_cmpint (docket_composer_get_kind (fixture->composer), ==, NOTE);
  g_assert_true (shows (fixture, NOTE, "Between us"));
  g_assert_true (shows (fixture, REPLY, "It draws badly"));

  docket_ticket_page_open (fixture->page, fixture->door);
  g_assert_cmpint (docket_composer_get_kind (fixture->composer), ==, REPLY);
  type (fixture, "Good morning");
  wait_for_ticket (fixture, fixture->door);
  g_assert_cmpint (docket_composer_get_kind (fixture->composer), ==, REPLY);
  g_assert_true (shows (fixture, REPLY, "Good morning"));
  g_assert_true (shows (fixture, NOTE, "They will not pay"));
}

/* Nothing can be sent to a ticket that was not seen. */
static void
test_send (Fixture *fixture, gconstpointer data)
{
  GtkWidget *button =
    docket_test_ui_find (GTK_WIDGET (fixture->composer), DOCKET_TYPE_SEND_BUTTON, NULL);

  docket_ticket_page_open (fixture->page, fixture->chimney);
  type (fixture, "For the chimney");
  g_assert_false (gtk_widget_get_sensitive (button));
  docket_composer_send (fixture->composer);
  wait_for_ticket (fixture, fixture->chimney);
  g_assert_true (gtk_widget_get_sensitive (button));
  g_assert_true (shows (fixture, REPLY, "For the chimney"));
}

int
main (int argc, char **argv)
{
  docket_test_ui_init (&argc, &argv);
  docket_ui_register_resource ();
  g_test_add ("/early-text/next", Fixture, NULL, set_up, test_next, tear_down);
  g_test_add ("/early-text/after-draft", Fixture, NULL, set_up, test_after_draft, tear_down);
  g_test_add ("/early-text/twice", Fixture, NULL, set_up, test_twice, tear_down);
  g_test_add ("/early-text/kind", Fixture, NULL, set_up, test_kind, tear_down);
  g_test_add ("/early-text/send", Fixture, NULL, set_up, test_send, tear_down);

  return g_test_run ();
}
