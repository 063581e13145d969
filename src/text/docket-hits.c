/* Where a text has what a person searched for.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-hits.h"

#include <string.h>

#include "docket-fold.h"

/* A word of more bytes is marked whole: the beginning that matches is looked for letter by letter.
 */
#define MAX_LETTERED_LEN 128

typedef struct
{
  DocketHit range;
  char *folded;
} Word;

static void
word_clear (gpointer data)
{
  g_free (((Word *) data)->folded);
}

static gboolean
is_word_char (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c) ||
         g_unichar_type (c) == G_UNICODE_PRIVATE_USE;
}

static char *
fold_range (const char *text, guint start, guint end)
{
  g_autofree char *part = g_strndup (text + start, end - start);

  return docket_fold (part);
}

static GArray *
split_words (const char *text)
{
  g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (Word));
  const char *p = text;

  g_array_set_clear_func (words, word_clear);

  while (*p != '\0')
    {
      Word word = { .range = { .start = p - text } };

      while (*p != '\0' && is_word_char (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);

      word.range.end = p - text;

      if (word.range.end > word.range.start)
        {
          word.folded = fold_range (text, word.range.start, word.range.end);
          g_array_append_val (words, word);
        }

      if (*p != '\0')
        p = g_utf8_next_char (p);
    }

  return g_steal_pointer (&words);
}

/* The shortest beginning of a word that folds to what was typed, with the marks on its last letter.
 */
static guint
find_prefix_end (const char *text, const DocketHit *word, const char *wanted)
{
  const char *p = text + word->start;

  if (word->end - word->start > MAX_LETTERED_LEN)
    return word->end;

  while (p < text + word->end)
    {
      g_autofree char *folded = NULL;

      do
        p = g_utf8_next_char (p);
      while (p < text + word->end && g_unichar_ismark (g_utf8_get_char (p)));

      folded = fold_range (text, word->start, p - text);

      if (g_str_has_prefix (folded, wanted))
        return p - text;
    }

  return word->end;
}

/* Words that have to follow one another; of a prefix, the last may go on. */
static void
mark_phrase (const char *text, GArray *words, char **phrase, gboolean is_prefix, GArray *hits)
{
  const guint length = g_strv_length (phrase);

  for (guint i = 0; length > 0 && i + length <= words->len; i++)
    {
      guint n = 0;

      while (n < length)
        {
          const Word *word = &g_array_index (words, Word, i + n);
          const gboolean may_go_on = is_prefix && n + 1 == length;

          if (may_go_on ? !g_str_has_prefix (word->folded, phrase[n])
                        : !g_str_equal (word->folded, phrase[n]))
            break;

          n++;
        }

      if (n < length)
        continue;

      for (n = 0; n < length; n++)
        {
          DocketHit hit = g_array_index (words, Word, i + n).range;

          if (is_prefix && n + 1 == length)
            hit.end = find_prefix_end (text, &hit, phrase[n]);

          g_array_append_val (hits, hit);
        }
    }
}

/* Appends the hits of all phrases.
 *
 * Returns: whether each of them is there */
static gboolean
find_hits (const char *text, const char *typed, GArray *hits)
{
  g_autofree char *match = docket_search_to_fts (typed);
  g_autoptr (GArray) words = NULL;
  gboolean all = TRUE;

  if (match == NULL || !g_utf8_validate (text, -1, NULL))
    return FALSE;

  words = split_words (text);

  /* Phrases in quotes, with a star after one that may go on, and AND between them. */
  for (const char *p = strchr (match, '"'); p != NULL; p = strchr (p, '"'))
    {
      const char *end = strchr (p + 1, '"');
      g_autofree char *inside = g_strndup (p + 1, end - p - 1);
      g_auto (GStrv) phrase = g_strsplit (inside, " ", -1);
      const guint n_before = hits->len;

      mark_phrase (text, words, phrase, end[1] == '*', hits);
      all = all && hits->len > n_before;
      p = end + 1;
    }

  return all;
}

/* Not within a word, unless that is a long one. */
static const char *
step_back (const char *text, const char *from, guint n_chars)
{
  const char *start = from;
  const char *space;

  for (guint i = 0; i < n_chars && start > text; i++)
    start = g_utf8_prev_char (start);

  if (start == text)
    return text;

  space = strpbrk (start, " \t\r\n");

  return space != NULL && space < from ? space + 1 : start;
}

/**
 * docket_search_find_hits:
 * @text: a text
 * @typed: what a person typed
 *
 * Finds what docket_search_to_fts() would find in a text: beginnings of words and whole phrases, no
 * accents or capitals needed. Hits may lie in one another.
 *
 * Any thread.
 *
 * Returns: (transfer full) (element-type DocketHit): the hits; empty when @text is not UTF-8
 */
GArray *
docket_search_find_hits (const char *text, const char *typed)
{
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (DocketHit));

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (typed != NULL, NULL);

  find_hits (text, typed, hits);

  return g_steal_pointer (&hits);
}

/**
 * docket_search_matches:
 * @text: a text
 * @typed: what a person typed
 *
 * Any thread.
 *
 * Returns: whether docket_search_to_fts() would find the text: all of what was typed is there
 */
gboolean
docket_search_matches (const char *text, const char *typed)
{
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (DocketHit));

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (typed != NULL, FALSE);

  return find_hits (text, typed, hits);
}

/**
 * docket_search_dup_excerpt:
 * @text: a text
 * @typed: what a person typed
 * @n_before: how many characters at most stand before the first hit
 * @n_after: how many bytes from there on
 *
 * Any thread.
 *
 * Returns: (transfer full) (nullable): a line of it, around the first hit; %NULL: it does not have
 * all of what was typed
 */
char *
docket_search_dup_excerpt (const char *text, const char *typed, guint n_before, guint n_after)
{
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (DocketHit));
  g_autoptr (GString) line = NULL;
  const char *start, *p;
  guint first = G_MAXUINT;
  gboolean gap = FALSE;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (typed != NULL, NULL);

  if (!find_hits (text, typed, hits))
    return NULL;

  for (guint i = 0; i < hits->len; i++)
    first = MIN (first, g_array_index (hits, DocketHit, i).start);

  start = step_back (text, text + first, n_before);
  line = g_string_new (start > text ? "…" : NULL);

  for (p = start; *p != '\0' && p < text + first + n_after; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || g_unichar_iscntrl (c))
        {
          gap = p > start;
          continue;
        }

      if (gap)
        g_string_append_c (line, ' ');

      gap = FALSE;
      g_string_append_unichar (line, c);
    }

  if (*p != '\0')
    g_string_append (line, "…");

  return g_string_free (g_steal_pointer (&line), FALSE);
}
