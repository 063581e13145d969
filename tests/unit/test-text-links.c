/* Links that lead elsewhere than they say, and quotes that are left out.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-html.h"
#include "docket-link-check.h"
#include "docket-quotes.h"

static void
assert_named (const char *text, const char *url, const char *expected)
{
  g_autofree char *named = docket_link_dup_named_host (text, url);

  g_assert_cmpstr (named, ==, expected);
}

static void
test_honest (void)
{
  assert_named ("here", "https://evil.example/", NULL);
  assert_named ("https://bank.example/a?b#c", "https://bank.example/d", NULL);
  assert_named ("Bank.Example", "https://www.bank.example/", NULL);
  assert_named ("www.bank.example.", "https://bank.example/", NULL);
  assert_named ("(see bank.example)", "https://login.bank.example:8443/x", NULL);
  assert_named ("ida@bank.example", "mailto:ida@bank.example?subject=x", NULL);
  assert_named ("report.pdf", "https://files.example/1", NULL);
  assert_named ("version 2.14", "https://files.example/1", NULL);
  assert_named ("bücher.example", "https://xn--bcher-kva.example/", NULL);
  assert_named ("", "https://bank.example/", NULL);

  /* Another alphabet by itself is no disguise. */
  assert_named ("почта.example", "https://xn--80a1acny.example/", NULL);
  assert_named ("παράδειγμα.example", "https://παράδειγμα.example/", NULL);
}

static void
test_misleading (void)
{
  assert_named ("https://bank.example/login", "https://evil.example/", "bank.example");
  assert_named ("bank.example", "https://bank.example.evil.example/", "bank.example");
  assert_named ("bank.example", "https://bank.example@evil.example/", "bank.example");
  assert_named ("bank.example", "https://notbank.example/", "bank.example");
  assert_named ("login.bank.example", "https://bank.example/", "login.bank.example");
  assert_named ("Log in: www.bank.example, now", "http://10.0.0.1/", "www.bank.example");
  assert_named ("https://files.example/report.pdf", "https://evil.example/", "files.example");
  assert_named ("ida@bank.example", "mailto:ida@evil.example", "bank.example");
  assert_named ("ida@bank.example", "https://evil.example/", "bank.example");
  assert_named ("https://bank.example\\@evil.example", "https://evil.example/", "bank.example");

  /* Letters of another alphabet that look the same: the а of Cyrillic. */
  assert_named ("bank.example", "https://b\xd0\xb0nk.example/", "bank.example");
  assert_named ("bank.example", "https://xn--bnk-6cd.example/", "bank.example");
  assert_named ("bаnk.example", "https://xn--bnk-6cd.example/", "bаnk.example");
  assert_named ("www.аррӏе.example/x", "https://аррӏе.example/", "www.аррӏе.example");
  assert_named ("xn--bnk-6cd.example", "https://xn--bnk-6cd.example/", "xn--bnk-6cd.example");
}

static void
assert_plain (const char *url, const char *expected)
{
  g_autofree char *plain = docket_link_dup_plain (url);

  g_assert_cmpstr (plain, ==, expected);
}

/* Where it leads is shown in letters that nobody takes for others. */
static void
test_plain (void)
{
  assert_plain ("https://bаnk.example/а?b=c", "https://xn--bnk-6cd.example/а?b=c");
  assert_plain ("https://bank.example/", "https://bank.example/");
  assert_plain ("https://a:b@bаnk.example:8443/", "https://a:b@xn--bnk-6cd.example:8443/");
  assert_plain ("mailto:ida@bаnk.example", "mailto:ida@xn--bnk-6cd.example");
  assert_plain ("no address", "no address");
}

static char *
dup_hidden (const char *html)
{
  g_autoptr (DocketRichText) whole = docket_html_to_rich (html, -1);
  g_autoptr (DocketRichText) shorter = docket_rich_text_hide_quotes (whole);

  return shorter != NULL ? g_strdup (docket_rich_text_get_text (shorter)) : NULL;
}

static void
assert_hidden (const char *html, const char *expected)
{
  g_autofree char *hidden = dup_hidden (html);

  g_assert_cmpstr (hidden, ==, expected);
}

#define LINES "1<br>2<br>3<br>4<br>5"

static void
test_quotes (void)
{
  assert_hidden ("<p>New</p><blockquote>" LINES "</blockquote>", "New\n\n…");
  assert_hidden ("<p>New</p><blockquote>" LINES "</blockquote><p>more</p>", "New\n\n…\n\nmore");
  assert_hidden ("<p>New</p><blockquote>a<blockquote>" LINES "</blockquote></blockquote>",
                 "New\n\n…");

  /* Short ones stay, and so does a message that is nothing but a quote. */
  assert_hidden ("<p>New</p><blockquote>1<br>2</blockquote>", NULL);
  assert_hidden ("<blockquote>" LINES "</blockquote>", NULL);
  assert_hidden ("<p>" LINES "</p>", NULL);
  assert_hidden ("", NULL);
}

static void
test_plain_quotes (void)
{
  g_autoptr (DocketRichText) whole =
    docket_text_to_rich ("Yes.\n> 1\n> 2\n>> 3\n>\n> 5\nAnd see https://a.example/\n> short");
  g_autoptr (DocketRichText) shorter = docket_rich_text_hide_quotes (whole);
  const DocketSpan *spans;
  gsize n_spans;

  g_assert_nonnull (shorter);
  g_assert_cmpstr (docket_rich_text_get_text (shorter),
                   ==,
                   "Yes.\n…\nAnd see https://a.example/\n> short");

  /* What is left is what it was. */
  spans = docket_rich_text_get_spans (shorter, &n_spans);

  for (gsize i = 0; i < n_spans; i++)
    if (spans[i].kind == DOCKET_SPAN_LINK)
      {
        g_autofree char *said = g_strndup (docket_rich_text_get_text (shorter) + spans[i].start,
                                           spans[i].end - spans[i].start);

        g_assert_cmpstr (said, ==, "https://a.example/");
        g_assert_cmpstr (spans[i].url, ==, "https://a.example/");
        return;
      }

  g_assert_not_reached ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text-links/honest", test_honest);
  g_test_add_func ("/text-links/misleading", test_misleading);
  g_test_add_func ("/text-links/plain", test_plain);
  g_test_add_func ("/text-links/quotes", test_quotes);
  g_test_add_func ("/text-links/plain-quotes", test_plain_quotes);

  return g_test_run ();
}
