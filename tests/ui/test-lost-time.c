/* Deleting tickets from the list says how much billable time goes with them.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-list-edit.h"
#include "list-fixture.h"

static gint64
get_billable (ListFixture *fixture, gint64 ticket)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTicketDetails) details =
    docket_workspace_load_ticket (fixture->workspace, ticket, NULL, &error);

  g_assert_no_error (error);

  return details->billable_us;
}

/* The first of the list that has billable time, or has none. */
static gint64
find_ticket (ListFixture *fixture, gboolean billable)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (fixture->list));

  for (guint i = 0; i < n; i++)
    {
      const gint64 ticket = docket_ticket_list_get_id (fixture->list, i);

      if ((get_billable (fixture, ticket) > 0) == billable)
        return ticket;
    }

  g_assert_not_reached ();
}

static gboolean
is_said (GtkWidget *widget, const char *beginning, gboolean billable)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget))
    {
      const char *text = gtk_label_get_label (GTK_LABEL (widget));

      if (g_str_has_prefix (text, beginning))
        return (strstr (text, "of billable time") != NULL) == billable;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (is_said (child, beginning, billable))
      return TRUE;

  return FALSE;
}

static void delete (ListFixture *fixture, gint64 one, gint64 other)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (ids, one);

  if (other != 0)
    g_array_append_val (ids, other);

  docket_list_edit_delete (GTK_WIDGET (fixture->list_view), fixture->workspace, ids);
}

static void
test_said (ListFixture *fixture, gconstpointer data)
{
  const gint64 with = find_ticket (fixture, TRUE);
  const gint64 without = find_ticket (fixture, FALSE);

  delete (fixture, with, without);
  docket_test_ui_wait_for (is_said (fixture->window, "2 tickets deleted", TRUE));
}

static void
test_not_said (ListFixture *fixture, gconstpointer data)
{
  delete (fixture, find_ticket (fixture, FALSE), 0);
  docket_test_ui_wait_for (is_said (fixture->window, "Ticket deleted", FALSE));
}

int
main (int argc, char *argv[])
{
  list_fixture_init (&argc, &argv);

  list_fixture_add ("/lost-time/said", test_said);
  list_fixture_add ("/lost-time/not-said", test_not_said);

  return list_fixture_run ();
}
