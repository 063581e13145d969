/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-canonical.h"

#include <string.h>

static void
assert_canonical (const char *text, const char *expected)
{
  g_autofree char *canonical = docket_canonical_text (text);

  g_assert_cmpstr (canonical, ==, expected);
}

static void
test_text (void)
{
  assert_canonical ("", "");
  assert_canonical (" \n\t ", "");
  assert_canonical ("  One\r\n\r\n two\tthree\xc2\xa0 four ", "One two three four");
  assert_canonical ("<p>One</p>\n<p>two <b>three</b></p>", "One two three");
  assert_canonical ("One<br/>two", "One two");
  assert_canonical ("foo<b>bar</b>", "foobar");
  assert_canonical ("R&amp;D &lt;b&gt; &#233;", "R&D <b> é");
  assert_canonical ("e\xcc\x81t\xc3\xa9", "été");
  assert_canonical ("<ul><li>a</li><li>b</li></ul><hr>", "a b");
  assert_canonical ("<ol><li>a<li>b</ol>", "a b");
  assert_canonical ("<a href='https://example.com/'>here</a>", "here");
  assert_canonical ("if a < b, write to <ann@example.com>", "if a < b, write to <ann@example.com>");
  assert_canonical ("a\xe2\x80\x8b"
                    "b\xef\xbb\xbf"
                    "c\xe2\x80\xae",
                    "abc");
}

static void
test_matches (void)
{
  g_assert_true (docket_canonical_matches ("", ""));
  g_assert_true (docket_canonical_matches ("Done", "Done"));
  g_assert_false (docket_canonical_matches ("Done", "Done."));
  g_assert_false (docket_canonical_matches ("Done", ""));
  g_assert_false (docket_canonical_matches ("12345678901234567890123", "123456789012345678901234"));
  g_assert_true (
    docket_canonical_matches ("123456789012345678901234", "1234567890123456789012345"));
  g_assert_true (
    docket_canonical_matches ("1234567890123456789012345", "123456789012345678901234"));
  g_assert_false (
    docket_canonical_matches ("123456789012345678901234x", "123456789012345678901234y"));

  /* Characters count, not bytes. */
  g_assert_false (docket_canonical_matches ("éééééééééééééé", "ééééééééééééééé"));
}

static void
test_is_weak (void)
{
  g_assert_true (docket_canonical_is_weak (""));
  g_assert_true (docket_canonical_is_weak ("ok"));
  g_assert_true (docket_canonical_is_weak ("👍 !!! … ok"));
  g_assert_false (docket_canonical_is_weak ("oui"));
  g_assert_false (docket_canonical_is_weak ("é 1, œ"));
}

/* What a server does to a plain text when it stores it as HTML. */
static char *
as_html (const char *plain)
{
  g_autofree char *escaped = g_markup_escape_text (plain, -1);
  g_autoptr (GString) html = g_string_new (escaped);

  g_string_replace (html, "\n", g_test_rand_bit () ? "<br>\r\n" : "</p><p>", 0);
  if (g_test_rand_bit ())
    g_string_replace (html, " ", g_test_rand_bit () ? "&nbsp;" : "  ", 0);
  g_string_prepend (html, "<html><body><p>");
  g_string_append (html, "</p></body></html>\n");

  return g_string_free (g_steal_pointer (&html), FALSE);
}

static char *
any_plain (void)
{
  static const char *const pieces[] = {
    "a",
    "printer",
    "é",
    "e\xcc\x81",
    "œ",
    " ",
    "  ",
    "\n",
    "\n\n",
    " < ",
    " > ",
    "\"",
    "'",
    ".",
    "• ",
    "- ",
    "1. ",
    "<ann@example.com>",
    "https://example.com/?a=1",
    "👍",
    "日本",
    "\t",
    "AT",
    "...",
    "<",
    ">",
    ";",
    "#",
  };
  GString *plain = g_string_new (NULL);
  const guint n_pieces = g_test_rand_int_range (0, 40);

  for (guint i = 0; i < n_pieces; i++)
    g_string_append (plain, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);

  /* "<a " begins an element: such a text is HTML. */
  if (strstr (plain->str, "<a") != NULL)
    g_string_replace (plain, "<a", "<1", 0);

  return g_string_free (plain, FALSE);
}

static void
test_html_copy_is_recognised (void)
{
  for (guint round = 0; round < 5000; round++)
    {
      g_autofree char *plain = any_plain ();
      g_autofree char *html = as_html (plain);
      g_autofree char *from_plain = docket_canonical_text (plain);
      g_autofree char *from_html = docket_canonical_text (html);

      g_assert_cmpstr (from_html, ==, from_plain);
      g_assert_true (docket_canonical_matches (from_html, from_plain));
    }
}

static void
test_form_holds (void)
{
  for (guint round = 0; round < 5000; round++)
    {
      g_autofree char *plain = any_plain ();
      g_autofree char *canonical = docket_canonical_text (plain);
      g_autofree char *composed = g_utf8_normalize (canonical, -1, G_NORMALIZE_DEFAULT_COMPOSE);
      g_autofree char *again = docket_canonical_text (canonical);

      g_assert_cmpstr (canonical, ==, composed);
      g_assert_cmpstr (canonical, ==, again);
      g_assert_null (strstr (canonical, "  "));
      g_assert_null (strpbrk (canonical, "\n\t\r"));
      g_assert_false (g_str_has_prefix (canonical, " ") || g_str_has_suffix (canonical, " "));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text/canonical/text", test_text);
  g_test_add_func ("/text/canonical/matches", test_matches);
  g_test_add_func ("/text/canonical/is-weak", test_is_weak);
  g_test_add_func ("/text/canonical/html-copy-is-recognised", test_html_copy_is_recognised);
  g_test_add_func ("/text/canonical/form-holds", test_form_holds);

  return g_test_run ();
}
