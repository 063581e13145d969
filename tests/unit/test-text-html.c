/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-html.h"

/* Far more than any of these takes, far less than a time in the square of the length. */
#define QUICK_US (5 * G_USEC_PER_SEC)

/* Long enough for a time in its square to show, short enough for valgrind. */
#define BOMB_LEN (256 * 1024)

static void
assert_text (const char *html, const char *expected)
{
  g_autofree char *text = docket_html_to_text (html, -1);

  g_assert_cmpstr (text, ==, expected);
}

static char *
describe_span (const char *text, const DocketSpan *span)
{
  static const char *const kinds[] = { "bold", "italic", "code", "quote", "link", "item" };
  g_autofree char *part = g_strndup (text + span->start, span->end - span->start);

  return g_strdup_printf ("%s%u(%s)%s",
                          kinds[span->kind],
                          span->level,
                          part,
                          span->url != NULL ? span->url : "");
}

static char *
describe (DocketRichText *rich)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  gsize n_spans;
  const DocketSpan *spans = docket_rich_text_get_spans (rich, &n_spans);

  for (gsize i = 0; i < n_spans; i++)
    g_ptr_array_add (parts, describe_span (docket_rich_text_get_text (rich), &spans[i]));
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (" | ", (char **) parts->pdata);
}

static void
assert_rich (const char *html, const char *text, const char *spans)
{
  g_autoptr (DocketRichText) rich = docket_html_to_rich (html, -1);
  g_autofree char *description = describe (rich);

  g_assert_cmpstr (docket_rich_text_get_text (rich), ==, text);
  g_assert_cmpstr (description, ==, spans);
}

static gboolean
is_allowed (gunichar c)
{
  if (c < 0x20)
    return c == '\n' || c == '\t';

  return !(c >= 0x7f && c < 0xa0) && !(c >= 0x202a && c <= 0x202e) &&
         !(c >= 0x2066 && c <= 0x2069) && c != 0xfeff;
}

static void
assert_sound_url (const DocketSpan *span)
{
  if (span->kind != DOCKET_SPAN_LINK)
    {
      g_assert_null (span->url);
      return;
    }

  g_assert_nonnull (span->url);
  g_assert_true (g_ascii_strncasecmp (span->url, "http://", 7) == 0 ||
                 g_ascii_strncasecmp (span->url, "https://", 8) == 0 ||
                 g_ascii_strncasecmp (span->url, "mailto:", 7) == 0);
  g_assert_null (strpbrk (span->url, " \t\r\n"));
}

/* What holds for every rich text, whatever it was made of. */
static void
assert_sound (DocketRichText *rich)
{
  const char *text = docket_rich_text_get_text (rich);
  const gsize len = strlen (text);
  g_autofree char *plain = docket_rich_text_to_plain (rich);
  gsize n_spans;
  const DocketSpan *spans = docket_rich_text_get_spans (rich, &n_spans);

  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_true (g_utf8_validate (plain, -1, NULL));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    g_assert_true (is_allowed (g_utf8_get_char (p)));

  for (gsize i = 0; i < n_spans; i++)
    {
      g_assert_cmpuint (spans[i].start, <, spans[i].end);
      g_assert_cmpuint (spans[i].end, <=, len);
      g_assert_true ((text[spans[i].start] & 0xc0) != 0x80);
      g_assert_true ((text[spans[i].end] & 0xc0) != 0x80);
      if (i > 0)
        g_assert_cmpuint (spans[i - 1].start, <=, spans[i].start);
      assert_sound_url (&spans[i]);
    }
}

static void
test_lines (void)
{
  assert_text ("", "");
  assert_text ("  \n ", "");
  assert_text ("Hello", "Hello");
  assert_text ("<p>One</p><p>Two\n  lines</p>", "One\n\nTwo lines");
  assert_text ("<div>One</div><div><br></div><div>Two</div>", "One\n\nTwo");
  assert_text ("One<br>Two<br/>Three<br><br><br><br>Four", "One\nTwo\nThree\n\nFour");
  assert_text ("<p class=MsoNormal>One<o:p></o:p></p><p>&nbsp;</p><p>Two</p>", "One\n\nTwo");
  assert_text ("Un <b>deux</b> trois", "Un deux trois");
  assert_text ("a<b> b </b>c", "a b c");
  assert_text ("Prix&nbsp;: 10&nbsp;&euro; &amp; plus", "Prix\xc2\xa0: 10\xc2\xa0€ & plus");
  assert_text (
    "<table><tr><th>Host</th><td>srv-1</td></tr><tr><td>IP</td><td>10.0.0.1</td></tr></table>",
    "Host srv-1\nIP 10.0.0.1");
  assert_text ("above<hr>below", "above\n———\nbelow");
  assert_text ("<pre>if (a)\n  b ();\n\n\nc</pre>after", "if (a)\n  b ();\n\nc\n\nafter");
}

static void
test_structure (void)
{
  assert_text ("<ul><li>One</li><li>Two<ul><li>Inner</li></ul></li></ul>after",
               "• One\n• Two\n  • Inner\nafter");
  assert_text ("<ol start=3><li>One<li>Two</ol>", "3. One\n4. Two");
  assert_text ("<ol start=-99999999999999999999><li>One</ol>", "1. One");
  assert_text ("<ul><li></li><li> </li><li>Full</li></ul>", "• Full");
  assert_text ("Yes<blockquote>one<br><br>two<blockquote>deep</blockquote></blockquote>no",
               "Yes\n\n> one\n>\n> two\n>\n> > deep\n\nno");
  assert_text ("See <a href=\"https://example.com/a\">the page</a>.",
               "See the page (https://example.com/a).");
  assert_text ("<a href='https://example.com/'>https://example.com/</a>", "https://example.com/");
  assert_text ("<a href='mailto:ann@example.com'>ann@example.com</a>", "ann@example.com");
}

static void
test_spans (void)
{
  assert_rich ("plain", "plain", "");
  assert_rich ("a <b>b <i>c</i></b> d", "a b c d", "bold0(b c) | italic0(c)");
  assert_rich ("<b>a<strong>b</strong></b>", "ab", "bold0(ab)");
  assert_rich ("<h1>Title</h1><p>Run <code>ls</code></p>",
               "Title\n\nRun ls",
               "bold0(Title) | code0(ls)");
  assert_rich ("<b> </b><i></i>x", "x", "");
  assert_rich ("<b>unclosed <i>both", "unclosed both", "bold0(unclosed both) | italic0(both)");
  assert_rich ("<b>é</b>œ<i>日本</i>", "éœ日本", "bold0(é) | italic0(日本)");
  assert_rich ("<blockquote>a<blockquote>b</blockquote></blockquote>",
               "a\n\nb",
               "quote1(a\n\nb) | quote2(b)");
  assert_rich ("<ul><li><b>One</b><ol><li>Two</ol></ul>",
               "• One\n1. Two",
               "item1(• One\n1. Two) | bold0(One) | item2(1. Two)");
}

static void
test_links (void)
{
  assert_rich ("<a href=' HTTPS://example.com/a b '>x</a>",
               "x",
               "link0(x)HTTPS://example.com/a%20b");
  assert_rich ("<a href='https://example.com/?a=1&amp;b=2'>x</a>",
               "x",
               "link0(x)https://example.com/?a=1&b=2");
  assert_rich ("<a href='mailto:ann@example.com?subject=Hi'>x</a>",
               "x",
               "link0(x)mailto:ann@example.com?subject=Hi");

  for (guint i = 0; i < 12; i++)
    {
      static const char *const refused[] = {
        "javascript:alert(1)",   "java&#10;script:x", "data:text/html,x",     "file:///etc/passwd",
        "//example.com/",        "/tickets/1",        "ftp://example.com",    "https:",
        "https://a@example.com", "http:///x",         "https://e&#x202e;moc", "vbscript:x",
      };
      g_autofree char *html = g_strdup_printf ("<a href=\"%s\">x</a>", refused[i]);

      assert_rich (html, "x", "");
    }
}

static void
test_bare_addresses (void)
{
  assert_rich ("See https://example.com/a, or <a href=https://b.example/>https://c.example</a>",
               "See https://example.com/a, or https://c.example",
               "link0(https://example.com/a)https://example.com/a | "
               "link0(https://c.example)https://b.example/");
  assert_rich ("(https://example.com/a_(b)) xhttp://no.example https:// http://",
               "(https://example.com/a_(b)) xhttp://no.example https:// http://",
               "link0(https://example.com/a_(b))https://example.com/a_(b)");
}

static void
test_plain_to_rich (void)
{
  g_autoptr (DocketRichText) rich =
    docket_text_to_rich ("<b>1 < 2</b>\r\n\thttp://example.com/é.\rend\x01\xff\xe2\x80\xae");
  g_autofree char *description = describe (rich);
  g_autofree char *plain = docket_rich_text_to_plain (rich);

  g_assert_cmpstr (docket_rich_text_get_text (rich),
                   ==,
                   "<b>1 < 2</b>\n\thttp://example.com/é.\nend\xef\xbf\xbd");
  g_assert_cmpstr (description, ==, "link0(http://example.com/é)http://example.com/é");
  g_assert_cmpstr (plain, ==, docket_rich_text_get_text (rich));
  assert_sound (rich);
}

static void
test_dropped (void)
{
  assert_text (
    "<html><head><title>T</title><style>p { x: y }</style></head><body>Body</body></html>",
    "Body");
  assert_text ("a<script>if (1 <b) x('</p>')</script>b", "ab");
  assert_text ("a<SCRIPT>never closed <p>b", "a");
  assert_text ("a<!-- <b>no</b> -- > -->b<!-->c", "abc");
  assert_text ("<?xml version='1.0'?><!DOCTYPE html><![if !mso]>a<![endif]>", "a");
  assert_text ("a<div style='Display : NONE'>hidden<p>too</p></div><span hidden>h</span>b", "ab");
  assert_text ("a<img src='https://tracker.example/x.png' alt=x><iframe src=x>no</iframe>b", "ab");
  assert_text ("a<svg><text>no</text></svg><object>no</object><template>no</template>b", "ab");
}

static void
test_not_tags (void)
{
  assert_text ("if a < b and c > d", "if a < b and c > d");
  assert_text ("Ann <ann@example.com> wrote: <hostname> is down",
               "Ann <ann@example.com> wrote: <hostname> is down");
  assert_text ("at <https://example.com>", "at <https://example.com>");
  assert_text ("<", "<");
  assert_text ("x <b", "x <b");
  assert_text ("x </", "x </");
  assert_text ("R&D &unknown; &#0; &#x110000;", "R&D &unknown;");
  assert_text ("<b title='1 > 0'>x</b>", "x");
  assert_text ("<b title='open>x</b> y", "x y");
}

static void
test_bad_characters (void)
{
  g_autofree char *with_nul = docket_html_to_text ("a\0b", 3);
  g_autofree char *bad_utf8 = docket_html_to_text ("a\xff\xc3", -1);

  g_assert_cmpstr (with_nul,
                   ==,
                   "a\xef\xbf\xbd"
                   "b");
  g_assert_cmpstr (bad_utf8, ==, "a\xef\xbf\xbd\xef\xbf\xbd");
  assert_text ("a&#x202e;b\xe2\x80\xae"
               "c&#8203;d&shy;e&#1;f\x02g",
               "abcdefg");
  assert_text ("<meta charset=utf-16><meta charset=iso-8859-1>é", "é");
}

static void
test_input_is_cut (void)
{
  g_autoptr (GString) html = g_string_new ("<p>");
  g_autofree char *text = NULL;

  while (html->len < 2 * DOCKET_HTML_MAX_LEN)
    g_string_append (html, "é");

  text = docket_html_to_text (html->str, html->len);
  g_assert_cmpuint (strlen (text), >, DOCKET_HTML_MAX_LEN - 8);
  g_assert_cmpuint (strlen (text), <=, DOCKET_HTML_MAX_LEN);
  g_assert_null (strstr (text, "\xef\xbf\xbd"));
}

/* As deep as a message can be: a megabyte of one element in the other. */
static void
test_deepest (void)
{
  g_autoptr (GString) html = g_string_new (NULL);
  g_autoptr (DocketRichText) rich = NULL;

  while (html->len < DOCKET_HTML_MAX_LEN - 32)
    g_string_append (html, "<div>");

  g_string_append (html, "the end");
  rich = docket_html_to_rich (html->str, html->len);
  assert_sound (rich);
  g_assert_nonnull (strstr (docket_rich_text_get_text (rich), "the end"));
}

static void
test_nothing_lost_in_the_depth (void)
{
  g_autoptr (GString) html = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (html, "<div><b>%u ", i);

  text = docket_html_to_text (html->str, -1);
  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);

      g_assert_nonnull (strstr (text, number));
    }
}

static void
test_bombs (void)
{
  static const char *const units[] = {
    "<b>",
    "<div>",
    "</b>",
    "<b></i>",
    "<ul><li>x",
    "<blockquote>x",
    "<dt><li>",
    "<b a=\"'>",
    "<b a='",
    "<b a=\">\" ",
    "<!--",
    "<![",
    "<",
    "</",
    "&",
    "&amp",
    "&#",
    "<script>",
    "</script>",
    "<a href=x>",
    "<p",
    "http://",
    "http://a/)",
    "\xcc\x81\xcc\xa3",
    "\xef\xbe\x9e\xcc\xa3",
    "<table><tr><td>",
    "\n",
    "&nbsp;",
    "<svg>",
    "<font><p>",
    "<a href='http://a.example'>x</a>",
    "<b>x</b>",
    "\xf0\x9f\x91\x8d",
  };
  static const char *const ends[] = { "", "'></div></b>x" };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      for (guint j = 0; j < G_N_ELEMENTS (ends); j++)
        {
          g_autoptr (GString) html = g_string_new (NULL);
          g_autoptr (DocketRichText) rich = NULL;
          gint64 start_us;

          while (html->len < BOMB_LEN)
            g_string_append (html, units[i]);
          g_string_append (html, ends[j]);

          g_test_message ("%s and %s", units[i], ends[j]);
          start_us = g_get_monotonic_time ();
          rich = docket_html_to_rich (html->str, html->len);
          g_assert_cmpint (g_get_monotonic_time () - start_us, <, QUICK_US);
          assert_sound (rich);
        }
    }
}

static void
test_many_attributes (void)
{
  g_autoptr (GString) html = g_string_new ("<a");
  gint64 start_us;
  g_autofree char *text = NULL;

  for (guint i = 0; html->len + 64 < DOCKET_HTML_MAX_LEN; i++)
    g_string_append_printf (html, " a%x", i);
  g_string_append (html, " href='https://example.com/'>x</a>");

  start_us = g_get_monotonic_time ();
  text = docket_html_to_text (html->str, html->len);
  g_assert_cmpint (g_get_monotonic_time () - start_us, <, QUICK_US);
  g_assert_cmpstr (text, ==, "x (https://example.com/)");
}

/* Pieces of HTML in any order, with any bytes between them. */
static void
test_any_input (void)
{
  static const char *const pieces[] = {
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<ul>",
    "<li>",
    "</ul>",
    "<ol start=9>",
    "<blockquote>",
    "</blockquote>",
    "<pre>",
    "</pre>",
    "<a href='http://example.com/'>",
    "</a>",
    "<td>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "&amp;",
    "&#x202e;",
    "\xc2\xa0",
    "é",
    "\xff",
    "<",
    ">",
    "'",
    "\"",
    "word ",
    " \n",
    "http://a.example",
    "<br>",
    "<div style='display:none'>",
    "</div>",
    "<head>",
    "<body>",
    "</html>",
  };

  for (guint round = 0; round < 3000; round++)
    {
      const guint n_pieces = g_test_rand_int_range (0, 60);
      g_autoptr (GString) html = g_string_new (NULL);
      g_autoptr (DocketRichText) rich = NULL;
      g_autoptr (DocketRichText) plain = NULL;

      for (guint i = 0; i < n_pieces; i++)
        {
          if (g_test_rand_int_range (0, 8) == 0)
            g_string_append_c (html, g_test_rand_int_range (0, 256));
          else
            g_string_append (html, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
        }

      rich = docket_html_to_rich (html->str, html->len);
      assert_sound (rich);

      plain = docket_text_to_rich (html->str);
      assert_sound (plain);
    }
}

/* A text that was escaped comes back as it was. */
static void
test_escaped_comes_back (void)
{
  static const char alphabet[] = "ab <>&\"'/;#!-=:hx1";

  for (guint round = 0; round < 2000; round++)
    {
      g_autoptr (GString) words = g_string_new ("|");
      g_autofree char *escaped = NULL;
      g_autofree char *html = NULL;
      g_autofree char *text = NULL;
      const guint len = g_test_rand_int_range (0, 40);

      for (guint i = 0; i < len; i++)
        {
          const char c = alphabet[g_test_rand_int_range (0, sizeof alphabet - 1)];

          if (c != ' ' || words->str[words->len - 1] != ' ')
            g_string_append_c (words, c);
        }
      g_string_append_c (words, '|');

      escaped = g_markup_escape_text (words->str, -1);
      html = g_strdup_printf ("<p>%s</p>", escaped);
      text = docket_html_to_text (html, -1);
      g_assert_cmpstr (text, ==, words->str);
    }
}

static void
test_corpus (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "fuzz", "corpus", "html", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *name;
  guint n_files = 0;

  g_assert_no_error (error);

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *html = NULL;
      g_autoptr (DocketRichText) rich = NULL;
      gsize len;

      g_file_get_contents (path, &html, &len, &error);
      g_assert_no_error (error);
      rich = docket_html_to_rich (html, len);
      assert_sound (rich);
      n_files++;
    }

  g_assert_cmpuint (n_files, >=, 5);
}

static gpointer
reduce_in_thread (gpointer data)
{
  for (guint i = 0; i < 300; i++)
    assert_rich ("<b>a</b> <a href=https://example.com/>l</a>",
                 "a l",
                 "bold0(a) | link0(l)https://example.com/");

  return NULL;
}

static void
test_threads (void)
{
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("reduce", reduce_in_thread, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text/html/threads", test_threads);
  g_test_add_func ("/text/html/lines", test_lines);
  g_test_add_func ("/text/html/structure", test_structure);
  g_test_add_func ("/text/html/spans", test_spans);
  g_test_add_func ("/text/html/links", test_links);
  g_test_add_func ("/text/html/bare-addresses", test_bare_addresses);
  g_test_add_func ("/text/html/plain-to-rich", test_plain_to_rich);
  g_test_add_func ("/text/html/dropped", test_dropped);
  g_test_add_func ("/text/html/not-tags", test_not_tags);
  g_test_add_func ("/text/html/bad-characters", test_bad_characters);
  g_test_add_func ("/text/html/input-is-cut", test_input_is_cut);
  g_test_add_func ("/text/html/nothing-lost-in-the-depth", test_nothing_lost_in_the_depth);
  g_test_add_func ("/text/html/deepest", test_deepest);
  g_test_add_func ("/text/html/bombs", test_bombs);
  g_test_add_func ("/text/html/many-attributes", test_many_attributes);
  g_test_add_func ("/text/html/any-input", test_any_input);
  g_test_add_func ("/text/html/escaped-comes-back", test_escaped_comes_back);
  g_test_add_func ("/text/html/corpus", test_corpus);

  return g_test_run ();
}
