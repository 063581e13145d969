/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-fold.h"

#include <sqlite3.h>
#include <string.h>

typedef struct
{
  sqlite3 *db;
  sqlite3_stmt *match;
} Index;

static void
assert_folds (const char *text, const char *expected)
{
  g_autofree char *folded = docket_fold (text);

  g_assert_cmpstr (folded, ==, expected);
}

static void
assert_fts (const char *typed, const char *expected)
{
  g_autofree char *fts = docket_search_to_fts (typed);

  g_assert_cmpstr (fts, ==, expected);
}

static void
index_open (Index *index)
{
  g_assert_cmpint (sqlite3_open (":memory:", &index->db), ==, SQLITE_OK);
  g_assert_cmpint (
    sqlite3_exec (index->db,
                  "CREATE VIRTUAL TABLE texts USING fts5 "
                  "(title, body, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3')",
                  NULL,
                  NULL,
                  NULL),
    ==,
    SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (index->db,
                                       "SELECT count(*) FROM texts WHERE texts MATCH ?",
                                       -1,
                                       &index->match,
                                       NULL),
                   ==,
                   SQLITE_OK);
}

static void
index_close (Index *index)
{
  sqlite3_finalize (index->match);
  g_assert_cmpint (sqlite3_close (index->db), ==, SQLITE_OK);
}

static void
index_add (Index *index, const char *text)
{
  g_autofree char *folded = docket_fold (text);
  sqlite3_stmt *insert = NULL;

  g_assert_cmpint (
    sqlite3_prepare_v2 (index->db, "INSERT INTO texts (body) VALUES (?)", -1, &insert, NULL),
    ==,
    SQLITE_OK);
  sqlite3_bind_text (insert, 1, folded, -1, SQLITE_TRANSIENT);
  g_assert_cmpint (sqlite3_step (insert), ==, SQLITE_DONE);
  sqlite3_finalize (insert);
}

/* How many texts a search finds; -1 when nothing searchable was typed. */
static gint
index_count (Index *index, const char *typed)
{
  g_autofree char *fts = docket_search_to_fts (typed);
  gint count;

  if (fts == NULL)
    return -1;

  g_assert_true (g_utf8_validate (fts, -1, NULL));
  sqlite3_bind_text (index->match, 1, fts, -1, SQLITE_TRANSIENT);
  g_test_message ("MATCH %s", fts);
  g_assert_cmpint (sqlite3_step (index->match), ==, SQLITE_ROW);
  count = sqlite3_column_int (index->match, 0);
  sqlite3_reset (index->match);

  return count;
}

static void
test_fold (void)
{
  assert_folds ("", "");
  assert_folds ("Printer ON Fire", "printer on fire");
  assert_folds ("Œuvre, cœur, ŒIL", "oeuvre, coeur, oeil");
  assert_folds ("Straße STRAẞE", "strasse strasse");
  assert_folds ("Smørrebrød Ærø Łódź đak Þór ðe", "smorrebrod aero lodz dak thor de");
  assert_folds ("İstanbul ısı", "istanbul isi");
  assert_folds ("Élève e\xcc\x81t\xc3\xa9 ÀÇÜÑ", "eleve ete acun");
  assert_folds ("ﬁn ² Ｗｉｆｉ", "fin 2 wifi");
  assert_folds ("日本語 が", "日本語 が");
  assert_folds ("a\xff", "a\xef\xbf\xbd");
}

static void
test_fold_knows_no_language (void)
{
  /* Turkish lower-cases I as ı where a locale's own rules are used. */
  assert_folds ("WIFI É", "wifi e");
}

static void
test_expressions (void)
{
  assert_fts ("", NULL);
  assert_fts ("  \t ", NULL);
  assert_fts ("*", NULL);
  assert_fts ("\"\" \"-\" - + ^ :", NULL);
  assert_fts ("printer", "\"printer\"*");
  assert_fts ("  Printer  FIRE ", "\"printer\"* AND \"fire\"*");
  assert_fts ("\"on fire\" now", "\"on fire\" AND \"now\"*");
  assert_fts ("«\u00a0en panne\u00a0»", "\"en panne\"");
  assert_fts ("“en panne”x", "\"en panne\" AND \"x\"*");
  assert_fts ("\"on fi", "\"on fi\"*");
  assert_fts ("a\"b c\"", "\"a\"* AND \"b c\"");
  assert_fts ("l'imprimante", "\"l imprimante\"*");
  assert_fts ("srv-01.example.com", "\"srv 01 example com\"*");
  assert_fts ("title:x OR NOT NEAR(a b, 2) ^c {a}:",
              "\"title x\"* AND \"or\"* AND \"not\"* AND "
              "\"near a\"* AND \"b\"* AND \"2\"* AND "
              "\"c\"* AND \"a\"*");
  assert_fts ("cœur", "\"coeur\"*");
}

static void
test_expression_is_bounded (void)
{
  g_autofree char *many = g_strnfill (100000, 'x');
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *from_many = docket_search_to_fts (many);
  g_autofree char *from_words = NULL;
  g_auto (GStrv) terms = NULL;

  g_assert_cmpuint (strlen (from_many), ==, DOCKET_SEARCH_MAX_LEN + strlen ("\"\"*"));

  for (guint i = 0; i < 100; i++)
    g_string_append (words, "a ");
  from_words = docket_search_to_fts (words->str);
  terms = g_strsplit (from_words, " AND ", -1);
  g_assert_cmpuint (g_strv_length (terms), ==, DOCKET_SEARCH_MAX_WORDS);
}

static void
test_search (void)
{
  Index index;

  index_open (&index);
  index_add (&index, "The printer is on fire");
  index_add (&index, "L’imprimante du cœur de réseau est en panne");
  index_add (&index, "Straße, Łódź, Smørrebrød");
  index_add (&index, "srv-01.example.com answers NOT");

  g_assert_cmpint (index_count (&index, "prin"), ==, 1);
  g_assert_cmpint (index_count (&index, "fire PRINT"), ==, 1);
  g_assert_cmpint (index_count (&index, "fire water"), ==, 0);
  g_assert_cmpint (index_count (&index, "\"on fire\""), ==, 1);
  g_assert_cmpint (index_count (&index, "\"fire on\""), ==, 0);
  g_assert_cmpint (index_count (&index, "\"on fir\""), ==, 0);
  g_assert_cmpint (index_count (&index, "\"on fir"), ==, 1);
  g_assert_cmpint (index_count (&index, "coeur reseau"), ==, 1);
  g_assert_cmpint (index_count (&index, "CŒUR réseau"), ==, 1);
  g_assert_cmpint (index_count (&index, "l'impri"), ==, 1);
  g_assert_cmpint (index_count (&index, "strasse lodz smorre"), ==, 1);
  g_assert_cmpint (index_count (&index, "srv-01.exam"), ==, 1);
  g_assert_cmpint (index_count (&index, "not"), ==, 1);
  g_assert_cmpint (index_count (&index, "p"), ==, 2);
  g_assert_cmpint (index_count (&index, "👍"), ==, -1);

  index_close (&index);
}

static gunichar
any_character (void)
{
  static const guint ranges[] = { 0x80, 0x250, 0x3000, 0xd800, 0x10000, 0x110000 };
  gunichar c;

  do
    c = g_test_rand_int_range (1, ranges[g_test_rand_int_range (0, G_N_ELEMENTS (ranges))]);
  while (!g_unichar_validate (c));

  return c;
}

static char *
any_typed (void)
{
  static const char *const pieces[] = {
    "\"",
    "*",
    "^",
    "(",
    ")",
    "{",
    "}",
    ":",
    "+",
    "-",
    ",",
    "'",
    " ",
    "AND",
    " OR ",
    " NOT ",
    "NEAR(",
    "body:",
    "printer",
    "é",
    "œ",
    "«",
    "»",
    "”",
    "\xcc\x81",
    "\xff",
    "\t",
    "\\",
    "%",
    "\x01",
    "\xef\xbf\xbf",
  };
  GString *typed = g_string_new (NULL);
  const guint n_pieces = g_test_rand_int_range (0, 24);

  for (guint i = 0; i < n_pieces; i++)
    {
      if (g_test_rand_bit ())
        g_string_append (typed, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      else
        g_string_append_unichar (typed, any_character ());
    }

  return g_string_free (typed, FALSE);
}

/* No input makes MATCH fail: index_count() stops the test if it does. */
static void
test_nothing_typed_fails (void)
{
  Index index;

  index_open (&index);
  index_add (&index, "The printer is on fire");

  for (guint round = 0; round < 20000; round++)
    {
      g_autofree char *typed = any_typed ();

      g_assert_cmpint (index_count (&index, typed), <=, 1);
    }

  for (guint c = 1; c < 256; c++)
    {
      const char typed[] = { (char) c, 'f', 'i', (char) c, '\0' };

      g_assert_cmpint (index_count (&index, typed), <=, 1);
    }

  index_close (&index);
}

/* A text is found by each of its words. */
static void
test_words_find_their_text (void)
{
  Index index;

  index_open (&index);

  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (GString) word = g_string_new (NULL);
      g_autofree char *text = NULL;

      do
        {
          gunichar c = any_character ();

          if (c < 0x3000 && g_unichar_isalpha (c))
            g_string_append_unichar (word, c);
        }
      while (word->len < 12);

      text = g_strdup_printf ("before %s after", word->str);
      index_add (&index, text);
      g_assert_cmpint (index_count (&index, word->str), >=, 1);
    }

  index_close (&index);
}

static void
test_fold_twice_is_once (void)
{
  for (guint round = 0; round < 5000; round++)
    {
      g_autofree char *typed = any_typed ();
      g_autofree char *once = docket_fold (typed);
      g_autofree char *twice = docket_fold (once);

      g_assert_true (g_utf8_validate (once, -1, NULL));
      g_assert_cmpstr (once, ==, twice);
    }
}

static void
test_piles_of_marks_are_quick (void)
{
  g_autoptr (GString) text = g_string_new ("a");
  g_autofree char *folded = NULL;
  gint64 start_us;

  while (text->len < 1024 * 1024)
    g_string_append (text, "\xcc\x81\xcc\xa3\xef\xbe\x9e");

  start_us = g_get_monotonic_time ();
  folded = docket_fold (text->str);
  g_assert_cmpint (g_get_monotonic_time () - start_us, <, 5 * G_USEC_PER_SEC);
  g_assert_cmpuint (strlen (folded), <, 100);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text/fold/fold", test_fold);
  g_test_add_func ("/text/fold/knows-no-language", test_fold_knows_no_language);
  g_test_add_func ("/text/fold/twice-is-once", test_fold_twice_is_once);
  g_test_add_func ("/text/fold/piles-of-marks-are-quick", test_piles_of_marks_are_quick);
  g_test_add_func ("/text/search/expressions", test_expressions);
  g_test_add_func ("/text/search/expression-is-bounded", test_expression_is_bounded);
  g_test_add_func ("/text/search/search", test_search);
  g_test_add_func ("/text/search/nothing-typed-fails", test_nothing_typed_fails);
  g_test_add_func ("/text/search/words-find-their-text", test_words_find_their_text);

  return g_test_run ();
}
