/* What every text from outside passes first: valid, shown, and quick to normalise.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-unicode-private.h"

/* Invisible, or able to make a line read as another one: Unicode TR 36, section 2.4. */
static gboolean
is_hidden (gunichar c)
{
  if (c < 0x80)
    return (c < 0x20 && c != '\t' && c != '\n') || c == 0x7f;

  return c < 0xa0                           /* C1 controls */
         || c == 0x00ad                     /* soft hyphen */
         || c == 0x200b                     /* zero width space */
         || (c >= 0x202a && c <= 0x202e)    /* bidi embeddings and overrides */
         || (c >= 0x2060 && c <= 0x206f)    /* word joiner, bidi isolates, deprecated format */
         || c == 0xfeff                     /* byte order mark */
         || (c >= 0xfff9 && c <= 0xfffb)    /* interlinear annotation */
         || (c >= 0xe0000 && c <= 0xe007f); /* tags */
}

/* The half-width voiced marks are letters that become marks in a compatibility form. */
static gboolean
is_mark (gunichar c)
{
  return c >= 0x300 && (g_unichar_ismark (c) || c == 0xff9e || c == 0xff9f);
}

/**
 * docket_unicode_valid:
 * @bytes: any bytes
 * @len: how many, or -1 up to the first NUL
 * @max_len: the most bytes to read
 *
 * Reads bytes as UTF-8. What is no UTF-8, and NULs within @len, become U+FFFD; what is over
 * @max_len is cut off between two characters.
 *
 * Any thread.
 *
 * Returns: (transfer full): valid UTF-8
 */
char *
docket_unicode_valid (const char *bytes, gssize len, gsize max_len)
{
  gsize n_bytes;

  g_return_val_if_fail (bytes != NULL, NULL);

  n_bytes = len < 0 ? strnlen (bytes, max_len + 1) : (gsize) len;

  if (n_bytes > max_len)
    {
      n_bytes = max_len;
      for (guint i = 0; i < 3 && n_bytes > 0 && (bytes[n_bytes] & 0xc0) == 0x80; i++)
        n_bytes--;
    }

  return g_utf8_make_valid (bytes, n_bytes);
}

/**
 * docket_unicode_admit:
 * @c: a character
 * @n_marks: (inout): how many combining marks came just before; starts as 0
 *
 * Whether a character may be shown: not a control, not a bidi override, not invisible, and not one
 * of a pile of combining marks higher than any language needs.
 *
 * Any thread.
 *
 * Returns: %TRUE if it may
 */
gboolean
docket_unicode_admit (gunichar c, guint *n_marks)
{
  if (is_hidden (c))
    return FALSE;

  if (!is_mark (c))
    {
      *n_marks = 0;
      return TRUE;
    }

  if (*n_marks >= DOCKET_UNICODE_MAX_MARKS)
    return FALSE;

  (*n_marks)++;

  return TRUE;
}

/**
 * docket_unicode_normalize:
 * @text: a text
 * @mode: the form wanted
 *
 * g_utf8_normalize() for texts that nobody vouches for: it drops what docket_unicode_admit()
 * refuses first, since a long run of combining marks takes GLib a time in its square.
 *
 * Any thread.
 *
 * Returns: (transfer full): @text in that form
 */
char *
docket_unicode_normalize (const char *text, GNormalizeMode mode)
{
  g_autofree char *valid = NULL;
  g_autoptr (GString) admitted = NULL;
  guint n_marks = 0;

  g_return_val_if_fail (text != NULL, NULL);

  valid = docket_unicode_valid (text, -1, G_MAXSSIZE - 1);
  admitted = g_string_sized_new (strlen (valid));

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (docket_unicode_admit (c, &n_marks))
        g_string_append_unichar (admitted, c);
    }

  return g_utf8_normalize (admitted->str, admitted->len, mode);
}
