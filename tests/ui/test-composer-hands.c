/* The composer under hands: what is clicked and typed one right after the other.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-composer.h"
#include "docket-quick-reply-button.h"
#include "docket-quick-reply-row.h"
#include "docket-test-keys.h"
#include "docket-ticket-page.h"
#include "docket-workspace-entries.h"
#include "docket-workspace-quick-replies.h"
#include "list-fixture.h"

#define REPLY DOCKET_MESSAGE_KIND_REPLY
#define NOTE DOCKET_MESSAGE_KIND_INTERNAL

static gpointer
child (gpointer widget, const char *name)
{
  GObject *object =
    gtk_widget_get_template_child (GTK_WIDGET (widget), G_OBJECT_TYPE (widget), name);

  g_assert_nonnull (object);

  return object;
}

static DocketComposer *
get_composer (ListFixture *fixture)
{
  GtkWidget *composer = docket_test_ui_find (fixture->view, DOCKET_TYPE_COMPOSER, NULL);

  return composer != NULL && gtk_widget_get_mapped (composer) ? DOCKET_COMPOSER (composer) : NULL;
}

static void
open_ticket (ListFixture *fixture, const char *keys)
{
  gtk_widget_grab_focus (GTK_WIDGET (fixture->list_view));
  docket_test_keys_press (keys);
  docket_test_ui_wait_for (get_composer (fixture) != NULL);
  docket_test_ui_settle (fixture->view);
}

static void
set_up (ListFixture *fixture, gconstpointer data)
{
  list_fixture_set_up (fixture, data);
  docket_test_keys_focus (fixture->window);
  open_ticket (fixture, "Home Return");
}

static gboolean
is_typed (ListFixture *fixture, DocketMessageKind kind, const char *expected)
{
  g_autofree char *typed = NULL;

  g_object_get (docket_composer_get_buffer (get_composer (fixture), kind), "text", &typed, NULL);

  return g_str_equal (typed, expected);
}

static gboolean
has_focus (ListFixture *fixture, gpointer widget)
{
  return gtk_window_get_focus (GTK_WINDOW (fixture->window)) == widget;
}

/* A click says what is written; the text follows. */
static void
test_kind_clicked (ListFixture *fixture, gconstpointer data)
{
  DocketComposer *composer = get_composer (fixture);
  GtkWidget *note = child (composer, "note_toggle");
  GtkWidget *reply = child (composer, "reply_toggle");

  docket_test_keys_click (note, 1);
  docket_test_ui_wait_for (docket_composer_get_kind (composer) == NOTE);
  docket_test_keys_press ("a b");
  docket_test_ui_wait_for (is_typed (fixture, NOTE, "ab"));
  docket_test_keys_click (reply, 1);
  docket_test_keys_press ("c");
  docket_test_ui_wait_for (is_typed (fixture, REPLY, "c"));

  /* The one that is on already too. */
  docket_test_keys_click (reply, 1);
  docket_test_keys_press ("d");
  docket_test_ui_wait_for (is_typed (fixture, REPLY, "cd"));
}

static void
test_kind_by_keys (ListFixture *fixture, gconstpointer data)
{
  DocketComposer *composer = get_composer (fixture);
  GtkWidget *note = child (composer, "note_toggle");

  gtk_widget_grab_focus (child (composer, "reply_toggle"));
  docket_test_keys_press ("Right");
  docket_test_ui_wait_for (has_focus (fixture, note));
  docket_test_keys_press ("space a");
  docket_test_ui_wait_for (is_typed (fixture, NOTE, "a"));
  g_assert_cmpint (docket_composer_get_kind (composer), ==, NOTE);
}

/* Each ticket opens as what waits there, else as a reply. */
static void
test_kind_of_ticket (ListFixture *fixture, gconstpointer data)
{
  DocketComposer *composer = get_composer (fixture);

  docket_composer_set_kind (composer, NOTE);
  open_ticket (fixture, "Down Return");
  docket_test_ui_wait_for (docket_composer_get_kind (composer) == REPLY);
  docket_composer_set_kind (composer, NOTE);
  gtk_text_buffer_set_text (docket_composer_get_buffer (composer, NOTE), "waits", -1);
  open_ticket (fixture, "Up Return");
  docket_test_ui_wait_for (docket_composer_get_kind (composer) == REPLY);
  open_ticket (fixture, "Down Return");
  docket_test_ui_wait_for (is_typed (fixture, NOTE, "waits"));
  docket_test_ui_wait_for (docket_composer_get_kind (composer) == NOTE);
}

/* What was asked for while the ticket was still on its way. */
static void
test_kind_asked (ListFixture *fixture, gconstpointer data)
{
  GtkWidget *page = docket_test_ui_find (fixture->view, DOCKET_TYPE_TICKET_PAGE, NULL);
  const gint64 ticket = docket_ticket_list_get_id (fixture->list, 2);

  docket_ticket_page_open (DOCKET_TICKET_PAGE (page), ticket);
  gtk_widget_activate_action (page, "ticket.note", NULL);
  docket_test_ui_wait_for (docket_ticket_page_get_details (DOCKET_TICKET_PAGE (page))->row->id ==
                           ticket);
  g_assert_cmpint (docket_composer_get_kind (get_composer (fixture)), ==, NOTE);
}

static void
add_replies (ListFixture *fixture)
{
  for (guint i = 0; i < 30; i++)
    {
      g_autoptr (DocketEntry) entry = docket_entry_new (DOCKET_ENTITY_QUICK_REPLY);
      g_autoptr (GError) error = NULL;

      entry->name = g_strdup_printf ("Reply %02u", i);
      docket_entry_set (entry, DOCKET_QUICK_REPLY_TEXT, "Thank you.");
      docket_workspace_save_entry (fixture->workspace, entry, NULL, &error);
      g_assert_no_error (error);
    }
}

static gboolean
is_full (GtkScrolledWindow *scrolled)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (scrolled);

  return gtk_adjustment_get_upper (adjustment) > 600 &&
         gtk_adjustment_get_page_size (adjustment) >=
           gtk_scrolled_window_get_max_content_height (scrolled) - 20;
}

/* At its top and as high as it may be, however it was left. */
static void
test_quick_replies (ListFixture *fixture, gconstpointer data)
{
  DocketComposer *composer = get_composer (fixture);
  GtkWidget *button = child (composer, "quick_reply_button");
  GtkPopover *popover = child (button, "popover");
  GtkScrolledWindow *scrolled = GTK_SCROLLED_WINDOW (
    gtk_widget_get_ancestor (child (button, "list"), GTK_TYPE_SCROLLED_WINDOW));
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (scrolled);

  add_replies (fixture);

  for (guint i = 0; i < 3; i++)
    {
      docket_composer_focus (composer);
      docket_test_keys_press ("ctrl+j");
      docket_test_ui_wait_for (gtk_widget_get_mapped (GTK_WIDGET (popover)));
      docket_test_ui_wait_for (is_full (scrolled));
      docket_test_ui_settle (GTK_WIDGET (popover));
      g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), <=, 0);
      docket_test_keys_press ("Tab End");
      docket_test_ui_wait_for (gtk_adjustment_get_value (adjustment) > 0);
      docket_test_keys_press ("Escape");
      docket_test_ui_wait_for (!gtk_widget_get_mapped (GTK_WIDGET (popover)));
    }
}

#define ADD(name, func)                                                                            \
  g_test_add ("/composer-hands/" name, ListFixture, NULL, set_up, func, list_fixture_tear_down)

int
main (int argc, char *argv[])
{
  list_fixture_init (&argc, &argv);
  ADD ("kind/clicked", test_kind_clicked);
  ADD ("kind/by-keys", test_kind_by_keys);
  ADD ("kind/of-ticket", test_kind_of_ticket);
  ADD ("kind/asked", test_kind_asked);
  ADD ("quick-replies", test_quick_replies);

  return list_fixture_run ();
}
