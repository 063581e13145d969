/* Tickets that sleep: out of the open views, and back at their place.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-remind-time.h"
#include "docket-workspace-remind.h"
#include "workspace-fixture.h"

#define NOW (G_GINT64_CONSTANT (1800000000) * G_USEC_PER_SEC)
#define HOUR G_TIME_SPAN_HOUR

static char *
new_workspace (void)
{
  DocketAccountSetup setup = { .kind = DOCKET_SERVER_KIND_LOCAL };
  g_autoptr (GError) error = NULL;
  char *id = docket_workspaces_create (&setup, NULL, NULL, &error);

  g_assert_no_error (error);

  return id;
}

static DocketWorkspace *
open_at (const char *id, DocketClock *clock)
{
  g_autoptr (GError) error = NULL;
  DocketWorkspace *workspace = docket_workspace_open (id, NULL, clock, NULL, &error);

  g_assert_no_error (error);

  return workspace;
}

static gint64
add_ticket (DocketWorkspace *workspace, const char *title)
{
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  g_autoptr (DocketValues) values = docket_values_new ();
  g_autoptr (GError) error = NULL;

  docket_values_set (values, DOCKET_FIELD_ID_TITLE, title);
  docket_edit_create_ticket (edit, values, 0);
  g_assert_true (docket_workspace_apply (workspace, edit, NULL, &error));
  g_assert_no_error (error);

  return docket_edit_get_result_ticket (edit);
}

static void
remind (DocketWorkspace *workspace, gint64 ticket, gint64 at)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (docket_workspace_remind (workspace, ticket, at, NULL, &error));
  g_assert_no_error (error);
}

static GArray *
list (DocketWorkspace *workspace, const DocketFilter *filter)
{
  g_autoptr (GError) error = NULL;
  GArray *ids =
    docket_workspace_list_tickets (workspace, filter, DOCKET_SORT_UPDATED, FALSE, 0, NULL, &error);

  g_assert_no_error (error);

  return ids;
}

static gboolean
has (DocketWorkspace *workspace, const char *view_id, const char *search, gint64 ticket)
{
  guint n_views;
  const DocketView *views = docket_view_get_builtin (&n_views);
  g_autoptr (DocketFilter) filter = NULL;
  g_autoptr (GArray) ids = NULL;
  gboolean found = FALSE;

  for (guint i = 0; i < n_views; i++)
    if (g_str_equal (views[i].id, view_id))
      filter = docket_view_make_filter (&views[i], NOW);

  filter->search = g_strdup (search);
  ids = list (workspace, filter);

  for (guint i = 0; i < ids->len; i++)
    found |= g_array_index (ids, gint64, i) == ticket;

  return found;
}

static gint64
get_remind_at (DocketWorkspace *workspace, gint64 ticket)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTicketDetails) details =
    docket_workspace_load_ticket (workspace, ticket, NULL, &error);

  g_assert_no_error (error);

  return details->row->remind_at;
}

static void
test_sleeps (void)
{
  g_autofree char *id = new_workspace ();
  g_autoptr (DocketClock) clock = docket_clock_new_manual (NOW);
  g_autoptr (OpenWorkspace) workspace = open_at (id, clock);
  const gint64 ticket = add_ticket (workspace, "Quince");
  const gint64 other = add_ticket (workspace, "Medlar");
  g_autoptr (DocketFilter) all = docket_filter_new ();
  g_autoptr (GArray) before = list (workspace, all);
  g_autoptr (GArray) after = NULL;

  remind (workspace, ticket, NOW + HOUR);
  g_assert_false (has (workspace, "all-open", NULL, ticket));
  g_assert_true (has (workspace, "all-open", NULL, other));
  g_assert_true (has (workspace, "asleep", NULL, ticket));
  g_assert_false (has (workspace, "asleep", NULL, other));
  g_assert_true (has (workspace, "all-open", "quince", ticket));
  g_assert_cmpint (get_remind_at (workspace, ticket), ==, NOW + HOUR);

  /* Another time takes its place; there is one. */
  remind (workspace, ticket, NOW + 2 * HOUR);
  g_assert_cmpint (get_remind_at (workspace, ticket), ==, NOW + 2 * HOUR);
  remind (workspace, ticket, 0);
  g_assert_cmpint (get_remind_at (workspace, ticket), ==, 0);
  g_assert_true (has (workspace, "all-open", NULL, ticket));
  g_assert_false (has (workspace, "asleep", NULL, ticket));
  after = list (workspace, all);
  g_assert_cmpmem (before->data,
                   before->len * sizeof (gint64),
                   after->data,
                   after->len * sizeof (gint64));
}

static void
changed_cb (DocketWorkspace *workspace, GArray *changes, gint64 *told)
{
  for (guint i = 0; i < changes->len; i++)
    if (g_array_index (changes, DocketChange, i).entity == DOCKET_ENTITY_TICKET)
      *told = g_array_index (changes, DocketChange, i).id;
}

/* By itself while it is open, and at the next start when it was not. */
static void
test_wakes (void)
{
  g_autofree char *id = new_workspace ();
  g_autoptr (DocketClock) clock = docket_clock_new_manual (NOW);
  DocketWorkspace *workspace = open_at (id, clock);
  const gint64 ticket = add_ticket (workspace, "Quince");
  const gint64 later = add_ticket (workspace, "Medlar");
  gint64 told = 0;

  remind (workspace, ticket, NOW + HOUR);
  remind (workspace, later, NOW + 3 * HOUR);
  docket_clock_advance (clock, HOUR);
  g_signal_connect (workspace, "changed", G_CALLBACK (changed_cb), &told);
  wait_until (told == ticket && get_remind_at (workspace, ticket) == 0);
  g_assert_true (has (workspace, "all-open", NULL, ticket));
  g_assert_false (has (workspace, "all-open", NULL, later));
  workspace_fixture_close (workspace);

  docket_clock_advance (clock, 2 * HOUR);
  workspace = open_at (id, clock);
  g_assert_cmpint (get_remind_at (workspace, later), ==, 0);
  workspace_fixture_close (workspace);
}

static void
test_past (void)
{
  g_autofree char *id = new_workspace ();
  g_autoptr (DocketClock) clock = docket_clock_new_manual (NOW);
  g_autoptr (OpenWorkspace) workspace = open_at (id, clock);
  const gint64 ticket = add_ticket (workspace, "Quince");
  g_autoptr (GError) error = NULL;

  g_assert_false (docket_workspace_remind (workspace, ticket, NOW, NULL, &error));
  g_assert_error (error, DOCKET_WORKSPACE_ERROR, DOCKET_WORKSPACE_ERROR_INVALID);
  g_assert_cmpint (get_remind_at (workspace, ticket), ==, 0);
}

static void
assert_preset (GTimeZone *zone, DocketRemindPreset preset, const char *now, const char *expected)
{
  g_autoptr (GDateTime) from = g_date_time_new_from_iso8601 (now, zone);
  g_autoptr (GDateTime) to = g_date_time_new_from_iso8601 (expected, zone);

  g_assert_cmpint (
    docket_remind_get_time (preset, g_date_time_to_unix (from) * G_USEC_PER_SEC, zone),
    ==,
    g_date_time_to_unix (to) * G_USEC_PER_SEC);
}

static void
test_presets (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Paris");

  g_assert_nonnull (zone);
  assert_preset (zone, DOCKET_REMIND_LATER_TODAY, "2026-11-23T09:40:00", "2026-11-23T12:00:00");
  assert_preset (zone, DOCKET_REMIND_LATER_TODAY, "2026-11-23T21:10:00", "2026-11-23T23:00:00");
  assert_preset (zone, DOCKET_REMIND_LATER_TODAY, "2026-11-23T23:10:00", "2026-11-24T00:10:00");
  assert_preset (zone, DOCKET_REMIND_TOMORROW, "2026-11-23T23:10:00", "2026-11-24T08:00:00");
  assert_preset (zone, DOCKET_REMIND_TOMORROW, "2026-12-31T09:00:00", "2027-01-01T08:00:00");
  /* The clocks change between the two. */
  assert_preset (zone, DOCKET_REMIND_TOMORROW, "2026-03-28T12:00:00", "2026-03-29T08:00:00");
  assert_preset (zone, DOCKET_REMIND_NEXT_WEEK, "2026-11-23T09:00:00", "2026-11-30T08:00:00");
  assert_preset (zone, DOCKET_REMIND_NEXT_WEEK, "2026-11-29T22:00:00", "2026-11-30T08:00:00");
}

int
main (int argc, char **argv)
{
  int result;

  workspace_fixture_init ();
  g_test_init (&argc, &argv, NULL);
  workspace_fixture_add ("/workspace-remind/sleeps", test_sleeps);
  workspace_fixture_add ("/workspace-remind/wakes", test_wakes);
  workspace_fixture_add ("/workspace-remind/past", test_past);
  g_test_add_func ("/workspace-remind/presets", test_presets);
  result = g_test_run ();
  workspace_fixture_end ();

  return result;
}
