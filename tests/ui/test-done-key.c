/* Ctrl+Enter finishes a form, out of a text of several lines too.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-entry-dialog.h"
#include "docket-new-batch-window.h"
#include "docket-test-keys.h"
#include "docket-time-dialog.h"
#include "list-fixture.h"

static void
set_up (ListFixture *fixture, gconstpointer data)
{
  list_fixture_set_up (fixture, data);
  docket_test_keys_focus (fixture->window);
}

static gpointer
child (gpointer widget, const char *name)
{
  GObject *object =
    gtk_widget_get_template_child (GTK_WIDGET (widget), G_OBJECT_TYPE (widget), name);

  g_assert_nonnull (object);

  return object;
}

static void
finish (GtkWidget *window, GtkWidget *button, GtkWidget *focus)
{
  const GType type = G_OBJECT_TYPE (window);

  docket_test_ui_wait_for (gtk_window_is_active (GTK_WINDOW (window)));
  docket_test_ui_wait_for (gtk_widget_is_sensitive (button));
  g_assert_true (gtk_widget_grab_focus (focus));
  docket_test_keys_press ("ctrl+Return");
  docket_test_ui_wait_for (list_fixture_find_window (type) == NULL);
}

static void
test_time (ListFixture *fixture, gconstpointer data)
{
  const gint64 ticket = docket_ticket_list_get_id (fixture->list, 0);
  GtkWidget *dialog =
    docket_time_dialog_new (GTK_WINDOW (fixture->window), fixture->workspace, ticket);

  gtk_window_present (GTK_WINDOW (dialog));
  finish (dialog,
          child (dialog, "save_button"),
          docket_test_ui_find (dialog, GTK_TYPE_TEXT_VIEW, NULL));
}

static void
test_entry (ListFixture *fixture, gconstpointer data)
{
  g_autoptr (DocketEntry) entry = docket_entry_new (DOCKET_ENTITY_CUSTOMER);
  GtkWidget *dialog =
    docket_entry_dialog_new (GTK_WINDOW (fixture->window), fixture->workspace, entry);
  GtkWidget *text;

  gtk_window_present (GTK_WINDOW (dialog));
  docket_test_ui_wait_for (gtk_window_is_active (GTK_WINDOW (dialog)));
  gtk_editable_set_text (GTK_EDITABLE (docket_test_ui_find (dialog, ADW_TYPE_ENTRY_ROW, NULL)),
                         "New");
  docket_test_ui_wait_for ((text = docket_test_ui_find (dialog, GTK_TYPE_TEXT_VIEW, NULL)) != NULL);
  finish (dialog, child (dialog, "done_button"), text);
}

static void
test_batch (ListFixture *fixture, gconstpointer data)
{
  GtkWidget *window =
    docket_new_batch_window_new (GTK_WINDOW (fixture->window), fixture->workspace);

  gtk_window_present (GTK_WINDOW (window));
  finish (window, child (window, "create_button"), child (window, "customer_button"));
}

#define ADD(name, func)                                                                            \
  g_test_add ("/done-key/" name, ListFixture, NULL, set_up, func, list_fixture_tear_down)

int
main (int argc, char *argv[])
{
  list_fixture_init (&argc, &argv);
  ADD ("time", test_time);
  ADD ("entry", test_entry);
  ADD ("batch", test_batch);

  return list_fixture_run ();
}
