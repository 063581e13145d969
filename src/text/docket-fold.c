/* Texts as search compares them, and what a person types as a question to the index.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-fold.h"

#include "docket-unicode-private.h"

/* Letters that Unicode does not take apart, as a person without them on the keyboard types them.
 * Lower case: folding comes after it. */
static const struct
{
  gunichar letter;
  const char *typed;
} plain_letters[] = {
  { 0x00df, "ss" }, { 0x00e6, "ae" }, { 0x00f0, "d" }, { 0x00f8, "o" }, { 0x00fe, "th" },
  { 0x0111, "d" },  { 0x0127, "h" },  { 0x0131, "i" }, { 0x0138, "k" }, { 0x0142, "l" },
  { 0x014b, "n" },  { 0x0153, "oe" }, { 0x0167, "t" },
};

/* What a person types around a phrase, in English or French. */
static gboolean
is_quote (gunichar c)
{
  return c == '"' || c == 0xab || c == 0xbb || c == 0x201c || c == 0x201d || c == 0x201e;
}

static void
append_folded (GString *folded, gunichar c)
{
  c = g_unichar_tolower (c);

  if (c >= 0xdf)
    {
      for (guint i = 0; i < G_N_ELEMENTS (plain_letters); i++)
        {
          if (plain_letters[i].letter == c)
            {
              g_string_append (folded, plain_letters[i].typed);
              return;
            }
        }
    }

  g_string_append_unichar (folded, c);
}

/**
 * docket_fold:
 * @text: a text
 *
 * Folds a text for search: compatible forms made one (ﬁ, ²), accents off, lower case in no
 * language's own way, and the letters that FTS5's `unicode61` leaves alone (œ, æ, ß, ø, ł, đ, ð, þ,
 * ı, ħ, ŋ, ŧ, ĸ) written as they are typed without them. To be used before indexing and before
 * asking; folding twice changes nothing.
 *
 * Any thread.
 *
 * Returns: (transfer full): the folded text, valid UTF-8
 */
char *
docket_fold (const char *text)
{
  g_autofree char *apart = NULL;
  g_autoptr (GString) folded = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  if (g_str_is_ascii (text))
    return g_ascii_strdown (text, -1);

  apart = docket_unicode_normalize (text, G_NORMALIZE_ALL);
  folded = g_string_sized_new (strlen (apart));

  for (const char *p = apart; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 0x300 || c > 0x36f)
        append_folded (folded, c);
    }

  return g_utf8_normalize (folded->str, folded->len, G_NORMALIZE_ALL_COMPOSE);
}

/* What the tokenizer may take for a part of a word. It decides itself; all else is a gap to it. */
static gboolean
is_word_char (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c) ||
         g_unichar_type (c) == G_UNICODE_PRIVATE_USE;
}

/* Appends a phrase in quotes, of letters, digits and spaces only, so that nothing of it is syntax.
 * A word with a hyphen or an apostrophe is a phrase too. */
static gboolean
append_phrase (GString *match, const char *start, const char *end, gboolean is_prefix)
{
  g_autofree char *typed = g_strndup (start, end - start);
  g_autofree char *folded = docket_fold (typed);
  g_autoptr (GString) words = g_string_new (NULL);
  gboolean in_gap = FALSE;

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!is_word_char (c))
        {
          in_gap = words->len > 0;
          continue;
        }

      if (in_gap)
        g_string_append_c (words, ' ');
      in_gap = FALSE;
      g_string_append_unichar (words, c);
    }

  if (words->len == 0)
    return FALSE;

  if (match->len > 0)
    g_string_append (match, " AND ");
  g_string_append_printf (match, "\"%s\"%s", words->str, is_prefix ? "*" : "");

  return TRUE;
}

/**
 * docket_search_to_fts:
 * @typed: what a person typed
 *
 * Turns a search into an expression for FTS5's `MATCH` over folded texts: every word has to be
 * there, in any order, as the beginning of a word; words between double quotes have to follow one
 * another, whole; a phrase whose quote is still open ends with the beginning of a word. Nothing
 * that is typed reaches FTS5 as syntax (https://sqlite.org/fts5.html#full_text_query_syntax).
 *
 * At most %DOCKET_SEARCH_MAX_LEN bytes and %DOCKET_SEARCH_MAX_WORDS words or phrases are looked
 * for.
 *
 * Any thread.
 *
 * Returns: (transfer full) (nullable): the expression, or %NULL when no letter or digit was typed
 */
char *
docket_search_to_fts (const char *typed)
{
  g_autofree char *valid = NULL;
  g_autoptr (GString) match = g_string_new (NULL);
  guint n_words = 0;
  const char *p;

  g_return_val_if_fail (typed != NULL, NULL);

  valid = docket_unicode_valid (typed, -1, DOCKET_SEARCH_MAX_LEN);
  p = valid;

  while (*p != '\0' && n_words < DOCKET_SEARCH_MAX_WORDS)
    {
      const gboolean is_phrase = is_quote (g_utf8_get_char (p));
      const char *start, *end;

      if (is_phrase)
        p = g_utf8_next_char (p);
      start = p;

      while (*p != '\0' && !is_quote (g_utf8_get_char (p)) &&
             (is_phrase || !g_unichar_isspace (g_utf8_get_char (p))))
        p = g_utf8_next_char (p);
      end = p;

      n_words += append_phrase (match, start, end, !is_phrase || *end == '\0');

      /* A closing quote belongs to its phrase; one after a word opens the next. */
      if (*p != '\0' && (is_phrase || !is_quote (g_utf8_get_char (p))))
        p = g_utf8_next_char (p);
    }

  return match->len > 0 ? g_string_free (g_steal_pointer (&match), FALSE) : NULL;
}
