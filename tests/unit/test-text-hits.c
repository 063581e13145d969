/* Where a text has what a person searched for.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-hits.h"

#include <string.h>

/* The hits in brackets. */
static char *
mark (const char *text, const char *typed)
{
  g_autoptr (GArray) hits = docket_search_find_hits (text, typed);
  g_autoptr (GString) marked = g_string_new (NULL);

  for (guint i = 0; i <= strlen (text); i++)
    {
      for (guint j = 0; j < hits->len; j++)
        if (g_array_index (hits, DocketHit, j).end == i)
          g_string_append_c (marked, ']');

      for (guint j = 0; j < hits->len; j++)
        if (g_array_index (hits, DocketHit, j).start == i)
          g_string_append_c (marked, '[');

      if (text[i] != '\0')
        g_string_append_c (marked, text[i]);
    }

  return g_string_free (g_steal_pointer (&marked), FALSE);
}

static void
assert_marks (const char *text, const char *typed, const char *expected)
{
  g_autofree char *marked = mark (text, typed);

  g_assert_cmpstr (marked, ==, expected);
}

static void
test_words (void)
{
  assert_marks ("No network on the floor", "net", "No [net]work on the floor");
  assert_marks ("No network on the floor", "FLO no", "[No] network on the [flo]or");
  assert_marks ("No network on the floor", "work", "No network on the floor");
  assert_marks ("#1043 · Lindqvist Bakery", "1043", "#[1043] · Lindqvist Bakery");
  assert_marks ("tea tent", "te", "[te]a [te]nt");
  assert_marks ("", "te", "");
  assert_marks ("tea", "", "tea");
  assert_marks ("tea", "\"*-", "tea");
}

static void
test_accents (void)
{
  assert_marks ("Le réseau", "reseau", "Le [réseau]");
  assert_marks ("Le réseau", "rés", "Le [rés]eau");
  assert_marks ("Le re\xcc\x81seau", "res", "Le [re\xcc\x81s]eau");
  assert_marks ("Le re\xcc\x81seau", "re", "Le [re\xcc\x81]seau");
  assert_marks ("Sœur Åkesson", "soe akess", "[Sœ]ur [Åkess]on");
  assert_marks ("Straße", "strasse", "[Straße]");
}

static void
test_phrases (void)
{
  assert_marks ("the old file server", "\"file server\"", "the old [file] [server]");
  assert_marks ("the old file server", "\"old server\"", "the old file server");
  assert_marks ("the old file server", "\"file serv\"", "the old file server");
  assert_marks ("the old file server", "\"file serv", "the old [file] [serv]er");
  assert_marks ("e-mail and mail", "e-mail", "[e]-[mail] and mail");
}

static void
assert_excerpt (const char *text, const char *typed, const char *expected)
{
  g_autofree char *excerpt = docket_search_dup_excerpt (text, typed, 10, 20);

  g_assert_cmpstr (excerpt, ==, expected);
}

static void
test_excerpt (void)
{
  assert_excerpt ("The cable is yellow", "cab", "The cable is yellow");
  assert_excerpt ("One\n\n two\tthree ", "two", "One two three");
  assert_excerpt ("The cleaners were in the cabinet yesterday",
                  "cabi",
                  "…in the cabinet yesterday");
  assert_excerpt ("The cleaners were in the cabinet yesterday evening",
                  "cabi",
                  "…in the cabinet yesterday ev…");
  assert_excerpt ("Le réseau est coupé", "reseau coupe", "Le réseau est coupé");
  /* All of it, or nothing. */
  assert_excerpt ("The cable is yellow", "cable green", NULL);
  assert_excerpt ("The cable is yellow", "\"", NULL);
  assert_excerpt ("\xff cable", "cable", NULL);
}

/* Any bytes: no crash, and every hit lies in the text on letters' bounds. */
static void
test_any_text (void)
{
  static const char *const pieces[] = {
    "a", "é", "\xcc\x81",         "\"", " ", "-", "œ",   "ß", "\xff", "*", "AND",
    "1", "ﬁ", "\xf0\x9f\x98\x80", "Åk", "½", "(", "日本"
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261123);

  for (guint round = 0; round < 3000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GString) typed = g_string_new (NULL);
      g_autoptr (GArray) hits = NULL;
      g_autofree char *excerpt = NULL;

      for (gint32 i = g_rand_int_range (rand, 0, 12); i > 0; i--)
        g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);

      for (gint32 i = g_rand_int_range (rand, 0, 6); i > 0; i--)
        g_string_append (typed, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);

      hits = docket_search_find_hits (text->str, typed->str);
      excerpt = docket_search_dup_excerpt (text->str, typed->str, 2, 6);
      g_assert_true (excerpt == NULL || g_utf8_validate (excerpt, -1, NULL));

      if (!g_utf8_validate (text->str, -1, NULL))
        g_assert_cmpuint (hits->len, ==, 0);

      for (guint i = 0; i < hits->len; i++)
        {
          const DocketHit *hit = &g_array_index (hits, DocketHit, i);

          g_assert_cmpuint (hit->start, <, hit->end);
          g_assert_cmpuint (hit->end, <=, text->len);
          g_assert_true (g_utf8_validate (text->str + hit->start, hit->end - hit->start, NULL));
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text/hits/words", test_words);
  g_test_add_func ("/text/hits/accents", test_accents);
  g_test_add_func ("/text/hits/phrases", test_phrases);
  g_test_add_func ("/text/hits/excerpt", test_excerpt);
  g_test_add_func ("/text/hits/any-text", test_any_text);

  return g_test_run ();
}
