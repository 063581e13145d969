/* The form in which two copies of one text are the same, whatever a server did to its looks.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-canonical.h"

#include "docket-html-private.h"
#include "docket-unicode-private.h"

static char *
with_single_spaces (const char *text)
{
  GString *spaced = g_string_sized_new (strlen (text));
  gboolean in_gap = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c))
        {
          in_gap = spaced->len > 0;
          continue;
        }

      if (in_gap)
        g_string_append_c (spaced, ' ');
      in_gap = FALSE;
      g_string_append_unichar (spaced, c);
    }

  return g_string_free (spaced, FALSE);
}

/**
 * docket_canonical_text:
 * @text_or_html: a text as a person wrote it or as a server gives it, plain or HTML; what is over
 *   1 MB is not read
 *
 * The text without its looks, to recognise it by: tags out, entities decoded, NFC, runs of white
 * space one space, trimmed; invisible characters out too. What begins no element of HTML is no tag:
 * "if a < b" and "<ann@example.com>" stay.
 *
 * Any thread.
 *
 * Returns: (transfer full): the canonical text, valid UTF-8, maybe empty
 */
char *
docket_canonical_text (const char *text_or_html)
{
  g_autofree char *words = NULL;
  g_autofree char *composed = NULL;

  g_return_val_if_fail (text_or_html != NULL, NULL);

  words = docket_html_words (text_or_html, -1);
  composed = docket_unicode_normalize (words, G_NORMALIZE_DEFAULT_COMPOSE);

  return with_single_spaces (composed);
}

/**
 * docket_canonical_matches:
 * @a: a canonical text
 * @b: another one
 *
 * Whether two canonical texts are copies of one: equal, or, from %DOCKET_CANONICAL_MIN_PREFIX
 * characters, one the beginning of the other, as servers cut texts and add to them. Says nothing of
 * worth when one docket_canonical_is_weak().
 *
 * Any thread.
 *
 * Returns: %TRUE if they are
 */
gboolean
docket_canonical_matches (const char *a, const char *b)
{
  const char *shorter, *longer;

  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if (g_str_equal (a, b))
    return TRUE;

  shorter = strlen (a) < strlen (b) ? a : b;
  longer = shorter == a ? b : a;

  return g_str_has_prefix (longer, shorter) &&
         g_utf8_strlen (shorter, -1) >= DOCKET_CANONICAL_MIN_PREFIX;
}

/**
 * docket_canonical_is_weak:
 * @canonical: a canonical text
 *
 * Whether a text is too short to tell a message from another one ("ok", "👍"): fewer than
 * %DOCKET_CANONICAL_MIN_LETTERS letters or digits.
 *
 * Any thread.
 *
 * Returns: %TRUE if it is
 */
gboolean
docket_canonical_is_weak (const char *canonical)
{
  guint n_letters = 0;

  g_return_val_if_fail (canonical != NULL, TRUE);

  for (const char *p = canonical; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_unichar_isalnum (g_utf8_get_char (p)) && ++n_letters >= DOCKET_CANONICAL_MIN_LETTERS)
        return FALSE;
    }

  return TRUE;
}
