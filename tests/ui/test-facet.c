/* The values of a filter: wanted or not, and in words.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-facet.h"
#include "docket-test-ui.h"

static void
test_facets (void)
{
  g_autoptr (DocketFilter) one = docket_filter_new ();
  g_autoptr (DocketFilter) other = docket_filter_new ();
  g_autoptr (DocketFilter) any = docket_filter_new ();
  g_autofree char *statuses = NULL;
  g_autofree char *priorities = NULL;
  g_autofree char *assignees = NULL;

  docket_facet_set (DOCKET_FACET_STATUS, one, "On hold", TRUE);
  docket_facet_set (DOCKET_FACET_STATUS, one, "pending", TRUE);
  docket_facet_set (DOCKET_FACET_STATUS, one, "open", TRUE);
  docket_facet_set (DOCKET_FACET_STATUS, one, "open", TRUE);
  docket_facet_set (DOCKET_FACET_PRIORITY, one, "2", TRUE);
  docket_facet_set (DOCKET_FACET_PRIORITY, one, "3", TRUE);
  docket_facet_set (DOCKET_FACET_ASSIGNEE, one, "7", TRUE);
  docket_facet_set (DOCKET_FACET_ASSIGNEE, one, "-2", TRUE);
  docket_facet_set (DOCKET_FACET_ASSIGNEE, one, "-1", TRUE);
  docket_facet_set (DOCKET_FACET_SIGNED, one, "yes", TRUE);

  docket_facet_set (DOCKET_FACET_SIGNED, other, "yes", TRUE);
  docket_facet_set (DOCKET_FACET_ASSIGNEE, other, "-1", TRUE);
  docket_facet_set (DOCKET_FACET_ASSIGNEE, other, "-2", TRUE);
  docket_facet_set (DOCKET_FACET_ASSIGNEE, other, "5", TRUE);
  docket_facet_set (DOCKET_FACET_ASSIGNEE, other, "7", TRUE);
  docket_facet_set (DOCKET_FACET_ASSIGNEE, other, "5", FALSE);
  docket_facet_set (DOCKET_FACET_PRIORITY, other, "3", TRUE);
  docket_facet_set (DOCKET_FACET_PRIORITY, other, "2", TRUE);
  docket_facet_set (DOCKET_FACET_STATUS, other, "open", TRUE);
  docket_facet_set (DOCKET_FACET_STATUS, other, "pending", TRUE);
  docket_facet_set (DOCKET_FACET_STATUS, other, "On hold", TRUE);
  g_assert_true (docket_filter_equal (one, other));

  g_assert_true (docket_facet_has (DOCKET_FACET_STATUS, one, "On hold"));
  g_assert_false (docket_facet_has (DOCKET_FACET_STATUS, one, "closed"));
  g_assert_true (docket_facet_has (DOCKET_FACET_ASSIGNEE, one, "-2"));
  g_assert_false (docket_facet_has (DOCKET_FACET_ASSIGNEE, one, "2"));
  g_assert_false (docket_facet_has (DOCKET_FACET_PRIORITY, one, "0"));
  g_assert_false (docket_facet_has (DOCKET_FACET_WAITING, one, "yes"));

  statuses = docket_facet_describe (DOCKET_FACET_STATUS, one, NULL);
  g_assert_cmpstr (statuses, ==, "Open, Pending, On hold");
  priorities = docket_facet_describe (DOCKET_FACET_PRIORITY, one, NULL);
  g_assert_cmpstr (priorities, ==, "Critical, High");
  assignees = docket_facet_describe (DOCKET_FACET_ASSIGNEE, one, NULL);
  g_assert_cmpstr (assignees, ==, "Me, Unassigned, …");

  one->from = one->to = one->due_before = one->updated_since = G_TIME_SPAN_DAY;

  for (guint i = 0; i < DOCKET_N_FACETS; i++)
    {
      g_autofree char *words = NULL;

      docket_facet_clear (i, one);
      words = docket_facet_describe (i, one, NULL);
      g_assert_null (words);
    }

  g_assert_true (docket_filter_equal (one, any));
}

int
main (int argc, char *argv[])
{
  docket_test_ui_init (&argc, &argv);
  g_test_add_func ("/facet/values", test_facets);

  return g_test_run ();
}
