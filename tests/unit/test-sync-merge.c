/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-merge.h"
#include "docket-transition.h"

/* Values of one field: a text, "-" for not set, NULL for not known. */
static DocketValues *
values_of (const char *field, const char *value)
{
  DocketValues *values = docket_values_new ();

  if (value != NULL)
    docket_values_set (values, field, g_str_equal (value, "-") ? NULL : value);

  return values;
}

typedef struct
{
  const char *base;
  const char *mine;
  const char *theirs;
  DocketMergeVerdict verdict;
} Case;

static const Case cases[] = {
  { "A", "A", "A", DOCKET_MERGE_SAME },      { "A", "A", "B", DOCKET_MERGE_THEIRS },
  { "A", "B", "A", DOCKET_MERGE_MINE },      { "A", "B", "B", DOCKET_MERGE_SAME },
  { "A", "B", "C", DOCKET_MERGE_CONFLICT },  { "A", "-", "A", DOCKET_MERGE_MINE },
  { "A", "A", "-", DOCKET_MERGE_THEIRS },    { "A", "-", "-", DOCKET_MERGE_SAME },
  { "A", "-", "B", DOCKET_MERGE_CONFLICT },  { "-", "A", "-", DOCKET_MERGE_MINE },
  { "-", "A", "B", DOCKET_MERGE_CONFLICT },  { NULL, "A", "A", DOCKET_MERGE_SAME },
  { NULL, "A", "B", DOCKET_MERGE_CONFLICT }, { "A", "B", NULL, DOCKET_MERGE_UNKNOWN },
  { "A", NULL, "B", DOCKET_MERGE_THEIRS },   { NULL, NULL, "B", DOCKET_MERGE_THEIRS },
  { "", "-", "", DOCKET_MERGE_SAME },
};

static void
test_field (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DocketValues) base = values_of ("title", cases[i].base);
      g_autoptr (DocketValues) mine = values_of ("title", cases[i].mine);
      g_autoptr (DocketValues) theirs = values_of ("title", cases[i].theirs);

      g_test_message ("case %u", i);
      g_assert_cmpint (docket_merge_field (base, mine, theirs, "title"), ==, cases[i].verdict);
    }
}

/* Whoever calls itself mine: a conflict is one for both, and one's taking is the other's keeping.
 */
static void
test_symmetry (void)
{
  static const char *const drawn[] = { "A", "B", "C", "-" };

  for (guint b = 0; b < G_N_ELEMENTS (drawn); b++)
    for (guint m = 0; m < G_N_ELEMENTS (drawn); m++)
      for (guint t = 0; t < G_N_ELEMENTS (drawn); t++)
        {
          g_autoptr (DocketValues) base = values_of ("title", drawn[b]);
          g_autoptr (DocketValues) mine = values_of ("title", drawn[m]);
          g_autoptr (DocketValues) theirs = values_of ("title", drawn[t]);
          DocketMergeVerdict here = docket_merge_field (base, mine, theirs, "title");
          DocketMergeVerdict there = docket_merge_field (base, theirs, mine, "title");

          if (here == DOCKET_MERGE_THEIRS)
            g_assert_cmpint (there, ==, DOCKET_MERGE_MINE);
          else if (here == DOCKET_MERGE_MINE)
            g_assert_cmpint (there, ==, DOCKET_MERGE_THEIRS);
          else
            g_assert_cmpint (there, ==, here);
        }
}

/* A time that came back in whole seconds has not changed. */
static void
test_times (void)
{
  g_assert_true (docket_merge_equal ("created-at", "1790000000500000", "1790000000000000"));
  g_assert_false (docket_merge_equal ("created-at", "1790000001000000", "1790000000000000"));
  g_assert_false (docket_merge_equal ("title", "1790000000500000", "1790000000000000"));
  g_assert_false (docket_merge_equal ("created-at", "1790000000500000", NULL));
}

/* The customer moved there and the contact here: neither side's whole is left. */
static void
test_constrained (void)
{
  static const char *const group[] = { "customer", "contact", "contract", NULL };
  g_autoptr (DocketValues) base = docket_values_new ();
  g_autoptr (DocketValues) mine = docket_values_new ();
  g_autoptr (DocketValues) theirs = docket_values_new ();

  for (guint i = 0; group[i] != NULL; i++)
    {
      docket_values_set (base, group[i], "1");
      docket_values_set (mine, group[i], "1");
      docket_values_set (theirs, group[i], "1");
    }

  g_assert_cmpint (docket_merge_fields (base, mine, theirs, group), ==, DOCKET_MERGE_SAME);

  docket_values_set (mine, "contact", "2");
  g_assert_cmpint (docket_merge_fields (base, mine, theirs, group), ==, DOCKET_MERGE_MINE);

  docket_values_set (theirs, "customer", "3");
  g_assert_cmpint (docket_merge_fields (base, mine, theirs, group), ==, DOCKET_MERGE_CONFLICT);

  docket_values_set (mine, "contact", "1");
  g_assert_cmpint (docket_merge_fields (base, mine, theirs, group), ==, DOCKET_MERGE_THEIRS);
}

#define STATE(name) DOCKET_OPERATION_STATE_##name

static void
test_ends_are_ends (void)
{
  for (int to = STATE (WAITING); to <= STATE (WITHDRAWN); to++)
    {
      g_assert_false (docket_transition_is_allowed (STATE (DONE), to, 1));
      g_assert_false (docket_transition_is_allowed (STATE (WITHDRAWN), to, 0));
    }
}

/* Each state but the two ends has a way on; what may have left this computer never waits as if it
 * had not, and what has not is never in doubt. */
static void
test_ways (void)
{
  for (int from = STATE (WAITING); from <= STATE (WITHDRAWN); from++)
    {
      guint n_ways = 0;

      for (int to = STATE (WAITING); to <= STATE (WITHDRAWN); to++)
        n_ways += to != from && docket_transition_is_allowed (from, to, 1);

      g_assert_true ((n_ways > 0) == (from != STATE (DONE) && from != STATE (WITHDRAWN)));
      g_assert_false (docket_transition_is_allowed (from, STATE (WAITING), 1));
      g_assert_false (docket_transition_is_allowed (from, STATE (AMBIGUOUS), 0));
      g_assert_false (docket_transition_is_allowed (from, STATE (IN_FLIGHT), 0));
    }
}

static void
test_never_sent_without_a_look (void)
{
  for (int from = STATE (WAITING); from <= STATE (WITHDRAWN); from++)
    g_assert_true (docket_transition_is_allowed (from, STATE (IN_FLIGHT), 1) ==
                   (from == STATE (WAITING) || from == STATE (AGAIN)));

  /* What is on the wire or in doubt is nobody's to take back. */
  g_assert_false (docket_transition_is_allowed (STATE (IN_FLIGHT), STATE (WITHDRAWN), 1));
  g_assert_false (docket_transition_is_allowed (STATE (AMBIGUOUS), STATE (WITHDRAWN), 1));
  g_assert_false (docket_transition_is_allowed (STATE (ACKNOWLEDGED), STATE (WITHDRAWN), 1));
  g_assert_false (docket_transition_is_allowed (STATE (ACKNOWLEDGED), STATE (AGAIN), 1));
  g_assert_false (docket_transition_is_allowed (STATE (IN_FLIGHT), STATE (DONE), 1));
  g_assert_false (docket_transition_is_allowed (STATE (AMBIGUOUS), STATE (IN_FLIGHT), 1));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/merge/field", test_field);
  g_test_add_func ("/merge/symmetry", test_symmetry);
  g_test_add_func ("/merge/times", test_times);
  g_test_add_func ("/merge/constrained", test_constrained);
  g_test_add_func ("/transition/ends-are-ends", test_ends_are_ends);
  g_test_add_func ("/transition/ways", test_ways);
  g_test_add_func ("/transition/never-sent-without-a-look", test_never_sent_without_a_look);

  return g_test_run ();
}
