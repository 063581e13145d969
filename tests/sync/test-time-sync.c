/* Time from a timer to the server: stopped without a network, there once, with the right minutes.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-test-sandbox.h"
#include "docket-workspace-time.h"
#include "docket-workspace-timer.h"
#include "workspace-fixture.h"

#define ME "tech1@example.com"
#define WORKED_US (47 * G_TIME_SPAN_MINUTE + 12 * G_USEC_PER_SEC)

static char *
make_workspace (DocketTestSandbox *sandbox)
{
  g_autofree char *url = g_strdup (docket_test_sandbox_get_url (sandbox));
  char me[] = ME, secret[] = DOCKET_TEST_SANDBOX_KEY;
  const DocketAccountSetup setup = { .kind = DOCKET_SERVER_KIND_ATERA,
                                     .url = url,
                                     .me = me,
                                     .secret = secret };
  g_autoptr (GError) error = NULL;
  char *id = docket_workspaces_create (&setup, NULL, NULL, &error);

  g_assert_no_error (error);

  return id;
}

static DocketWorkspace *
open_workspace (const char *id, DocketClock *clock)
{
  g_autoptr (GError) error = NULL;
  DocketWorkspace *workspace =
    docket_workspace_open (id, DOCKET_TEST_SANDBOX_KEY, clock, NULL, &error);

  g_assert_no_error (error);

  return workspace;
}

static void
sync_now (DocketWorkspace *workspace, DocketSyncReport *report)
{
  g_autoptr (GError) error = NULL;

  docket_workspace_sync (workspace, FALSE, 100 * G_USEC_PER_SEC, report, NULL, &error);
  g_assert_no_error (error);
}

static DocketTicketDetails *
load (DocketWorkspace *workspace, gint64 ticket)
{
  g_autoptr (GError) error = NULL;
  DocketTicketDetails *details = docket_workspace_load_ticket (workspace, ticket, NULL, &error);

  g_assert_no_error (error);

  return details;
}

static void
apply (DocketWorkspace *workspace, DocketEdit *edit)
{
  g_autoptr (GError) error = NULL;

  docket_workspace_apply (workspace, edit, NULL, &error);
  g_assert_no_error (error);
}

static gint64
pick_ticket (DocketWorkspace *workspace)
{
  g_autoptr (DocketFilter) all = docket_filter_new ();
  g_autoptr (GArray) ids =
    docket_workspace_list_tickets (workspace, all, DOCKET_SORT_UPDATED, FALSE, 0, NULL, NULL);

  g_assert_cmpuint (ids->len, >, 0);

  return g_array_index (ids, gint64, 0);
}

/* What the server has of an entry. */
static JsonObject *
find_hours (JsonNode *state, const char *description, guint *n_found)
{
  JsonArray *tickets = json_object_get_array_member (json_node_get_object (state), "tickets");
  JsonArray *hours =
    json_object_get_array_member (json_array_get_object_element (tickets, 0), "WorkHours");
  JsonObject *found = NULL;

  *n_found = 0;

  for (guint i = 0; i < json_array_get_length (hours); i++)
    {
      JsonObject *object = json_array_get_object_element (hours, i);

      if (g_strcmp0 (json_object_get_string_member_with_default (object, "Description", NULL),
                     description) != 0)
        continue;

      found = object;
      (*n_found)++;
    }

  return found;
}

static gint64
get_instant (JsonObject *hours, const char *name)
{
  gint64 us = 0;

  g_assert_true (docket_time_parse (json_object_get_string_member (hours, name), &us));

  return us;
}

static void
stop (DocketWorkspace *workspace, gint64 ticket)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) timers = NULL;
  g_autoptr (DocketTimeEntry) entry = NULL;
  g_autoptr (DocketEdit) edit = docket_edit_new ();

  docket_workspace_act_on_timer (workspace, DOCKET_TIMER_PAUSE, ticket, &error);
  g_assert_no_error (error);
  timers = docket_workspace_list_timers (workspace, &error);
  g_assert_no_error (error);
  entry = docket_workspace_fill_timer_entry (workspace, g_ptr_array_index (timers, 0), FALSE, 0);
  entry->description = g_strdup ("Timed");
  docket_timer_add_to_edit (g_ptr_array_index (timers, 0), FALSE, edit, entry);
  apply (workspace, edit);
}

/* Started and stopped while nothing reaches the server. */
static void
work_offline (const char *id, gint64 ticket)
{
  g_autoptr (DocketClock) clock =
    docket_clock_new_manual (g_get_real_time () - 3 * G_TIME_SPAN_HOUR);
  g_autoptr (OpenWorkspace) workspace = open_workspace (id, clock);
  g_autoptr (GError) error = NULL;

  docket_workspace_act_on_timer (workspace, DOCKET_TIMER_START, ticket, &error);
  g_assert_no_error (error);
  docket_clock_advance (clock, WORKED_US);
  stop (workspace, ticket);
}

static void
test_timer_offline (void)
{
  g_autoptr (DocketTestSandbox) sandbox = docket_test_sandbox_start ("--tickets", "10", NULL);
  g_autofree char *id = make_workspace (sandbox);
  g_autofree char *query = NULL;
  g_autoptr (JsonNode) state = NULL;
  g_autoptr (DocketTicketDetails) details = NULL;
  g_autoptr (OpenWorkspace) workspace = NULL;
  DocketSyncReport report;
  JsonObject *hours;
  gint64 ticket;
  guint n_found = 0;

  workspace = open_workspace (id, NULL);
  sync_now (workspace, &report);
  ticket = pick_ticket (workspace);
  workspace_fixture_close (g_steal_pointer (&workspace));

  docket_test_sandbox_stop (sandbox);
  work_offline (id, ticket);
  docket_test_sandbox_restart (sandbox);

  workspace = open_workspace (id, NULL);
  sync_now (workspace, &report);
  sync_now (workspace, &report);
  g_assert_cmpuint (report.counts.waiting, ==, 0);
  g_assert_cmpuint (report.counts.needs_attention, ==, 0);

  details = load (workspace, ticket);
  query = g_strconcat ("ticket=", details->remote_id, NULL);
  state = docket_test_sandbox_get_state (sandbox, query);
  hours = find_hours (state, "Timed", &n_found);
  g_assert_cmpuint (n_found, ==, 1);
  g_assert_cmpint (get_instant (hours, "EndWorkHour") - get_instant (hours, "StartWorkHour"),
                   ==,
                   WORKED_US);
}

static DocketTimeEntry *
find_entry (DocketTicketDetails *details, const char *description)
{
  for (guint i = 0; i < details->time_entries->len; i++)
    {
      DocketTimeEntry *entry = g_ptr_array_index (details->time_entries, i);

      if (g_strcmp0 (entry->description, description) == 0)
        return entry;
    }

  return NULL;
}

static gint64
add (DocketWorkspace *workspace, gint64 ticket, const char *description)
{
  g_autoptr (DocketTimeEntry) entry = docket_time_entry_new ();
  g_autoptr (DocketEdit) edit = docket_edit_new ();

  entry->technician = docket_workspace_get_me (workspace);
  entry->start_at = G_GINT64_CONSTANT (1795420800) * G_USEC_PER_SEC;
  entry->end_at = entry->start_at + G_TIME_SPAN_HOUR;
  entry->billable = TRUE;
  entry->description = g_strdup (description);
  docket_edit_add_time (edit, ticket, entry);
  apply (workspace, edit);

  return docket_edit_get_result_part (edit);
}

/* Changed and deleted while it waits: one operation, or none; afterwards the server's own. */
static void
test_change_while_it_waits (void)
{
  g_autoptr (DocketTestSandbox) sandbox = docket_test_sandbox_start ("--tickets", "10", NULL);
  g_autofree char *id = make_workspace (sandbox);
  g_autoptr (OpenWorkspace) workspace = open_workspace (id, NULL);
  g_autoptr (DocketEdit) change = docket_edit_new ();
  g_autoptr (DocketEdit) delete = docket_edit_new ();
  g_autoptr (DocketEdit) late = docket_edit_new ();
  g_autoptr (DocketTimeEntry) entry = NULL;
  g_autoptr (DocketTicketDetails) details = NULL;
  g_autoptr (GPtrArray) operations = NULL;
  g_autofree char *query = NULL;
  g_autoptr (JsonNode) state = NULL;
  g_autoptr (GError) error = NULL;
  DocketSyncReport report;
  gint64 ticket;
  guint n_found = 0;

  sync_now (workspace, &report);
  ticket = pick_ticket (workspace);
  entry = docket_workspace_get_time_entry (workspace, add (workspace, ticket, "Kept"), &error);
  g_assert_no_error (error);
  docket_edit_delete_time (delete, ticket, add (workspace, ticket, "Gone"));
  apply (workspace, delete);

  entry->end_at += G_TIME_SPAN_HOUR;
  docket_edit_change_time (change, ticket, entry);
  apply (workspace, change);
  operations = docket_workspace_list_operations (workspace, FALSE, &error);
  g_assert_cmpuint (operations->len, ==, 1);

  sync_now (workspace, &report);
  details = load (workspace, ticket);
  query = g_strconcat ("ticket=", details->remote_id, NULL);
  state = docket_test_sandbox_get_state (sandbox, query);
  g_assert_null (find_hours (state, "Gone", &n_found));
  g_assert_cmpint (get_instant (find_hours (state, "Kept", &n_found), "EndWorkHour"),
                   ==,
                   entry->end_at);
  g_assert_cmpuint (n_found, ==, 1);
  g_assert_nonnull (find_entry (details, "Kept"));

  docket_edit_delete_time (late, ticket, entry->id);
  g_assert_false (docket_workspace_apply (workspace, late, NULL, &error));
  g_assert_error (error, DOCKET_SYNC_ERROR, DOCKET_SYNC_ERROR_REFUSED);
}

/* A deleted entry that comes back goes to the server all the same. */
static void
test_delete_and_undo (void)
{
  g_autoptr (DocketTestSandbox) sandbox = docket_test_sandbox_start ("--tickets", "10", NULL);
  g_autofree char *id = make_workspace (sandbox);
  g_autoptr (OpenWorkspace) workspace = open_workspace (id, NULL);
  g_autoptr (DocketEdit) delete = docket_edit_new ();
  g_autoptr (DocketTicketDetails) details = NULL;
  g_autofree char *query = NULL;
  g_autoptr (JsonNode) state = NULL;
  g_autoptr (GError) error = NULL;
  DocketSyncReport report;
  gint64 ticket;
  guint n_found = 0;

  sync_now (workspace, &report);
  ticket = pick_ticket (workspace);
  docket_edit_delete_time (delete, ticket, add (workspace, ticket, "Back"));
  apply (workspace, delete);
  g_assert_true (docket_workspace_undo (workspace, delete, NULL, &error));
  g_assert_no_error (error);

  sync_now (workspace, &report);
  details = load (workspace, ticket);
  query = g_strconcat ("ticket=", details->remote_id, NULL);
  state = docket_test_sandbox_get_state (sandbox, query);
  g_assert_nonnull (find_hours (state, "Back", &n_found));
  g_assert_cmpuint (n_found, ==, 1);
}

int
main (int argc, char **argv)
{
  int status;

  workspace_fixture_init ();
  g_test_init (&argc, &argv, NULL);

  workspace_fixture_add ("/time-sync/timer-offline", test_timer_offline);
  workspace_fixture_add ("/time-sync/change-while-it-waits", test_change_while_it_waits);
  workspace_fixture_add ("/time-sync/delete-and-undo", test_delete_and_undo);

  status = g_test_run ();
  workspace_fixture_end ();

  return status;
}
