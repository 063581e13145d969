/* Which addresses may become links, and where they stand in a plain text.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-link-private.h"

#include "docket-unicode-private.h"

static gboolean
is_plain_text (const char *url)
{
  guint n_marks = 0;

  for (const char *p = url; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || !docket_unicode_admit (c, &n_marks))
        return FALSE;
    }

  return TRUE;
}

/* A name before the host ("https://bank.example@evil.example/") only serves to deceive. */
static gboolean
is_safe (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_ENCODED | G_URI_FLAGS_PARSE_RELAXED, NULL);
  const char *scheme, *host;

  if (uri == NULL)
    return FALSE;

  scheme = g_uri_get_scheme (uri);
  host = g_uri_get_host (uri);

  if (g_str_equal (scheme, "mailto"))
    return host == NULL && strchr (g_uri_get_path (uri), '@') != NULL;

  return (g_str_equal (scheme, "http") || g_str_equal (scheme, "https")) && host != NULL &&
         *host != '\0' && g_uri_get_userinfo (uri) == NULL;
}

/**
 * docket_link_clean:
 * @href: an address as a message gives it
 *
 * Turns a message's address into one that may be opened when a person asks for it: `http`, `https`
 * or `mailto`, absolute, at most %DOCKET_LINK_MAX_LEN bytes.
 *
 * Any thread.
 *
 * Returns: (transfer full) (nullable): the address, or %NULL when it may not be a link
 */
char *
docket_link_clean (const char *href)
{
  g_autofree char *stripped = NULL;
  g_autoptr (GString) url = NULL;

  g_return_val_if_fail (href != NULL, NULL);

  if (strlen (href) > DOCKET_LINK_MAX_LEN || !g_utf8_validate (href, -1, NULL))
    return NULL;

  stripped = g_strstrip (g_strdup (href));
  url = g_string_new (stripped);
  g_string_replace (url, " ", "%20", 0);

  if (url->len > DOCKET_LINK_MAX_LEN || !is_plain_text (url->str) || !is_safe (url->str))
    return NULL;

  return g_string_free (g_steal_pointer (&url), FALSE);
}

static gboolean
starts_address (const char *text, const char *p)
{
  if (g_ascii_strncasecmp (p, "http://", 7) != 0 && g_ascii_strncasecmp (p, "https://", 8) != 0)
    return FALSE;

  return p == text || !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (p)));
}

static const char *
run_end (const char *p)
{
  for (; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || g_unichar_iscntrl (c) || c == '<' || c == '>' || c == '"' ||
          c == '`' || c == 0xab || c == 0xbb || c == 0x201c || c == 0x201d)
        break;
    }

  return p;
}

static gsize
count_char (const char *p, const char *end, char c)
{
  gsize n = 0;

  for (; p < end; p++)
    n += *p == c;

  return n;
}

/* The full stop of a sentence is not the address's; nor is a bracket that opened before it. */
static const char *
without_punctuation (const char *start, const char *end)
{
  while (end > start)
    {
      const char last = end[-1];
      const char opening = last == ')' ? '(' : last == ']' ? '[' : last == '}' ? '{' : '\0';

      if (opening != '\0')
        {
          if (count_char (start, end, opening) >= count_char (start, end, last))
            break;
        }
      else if (strchr (".,;:!?'*_~", last) == NULL)
        break;

      end--;
    }

  return end;
}

/**
 * docket_link_find:
 * @text: a plain text, valid UTF-8
 * @from: where to begin, in bytes, between two characters
 * @start: (out): where the address begins, in bytes
 * @end: (out): where it ends, in bytes
 *
 * Finds the next bare `http` or `https` address.
 *
 * Any thread.
 *
 * Returns: (transfer full) (nullable): the address to open, or %NULL when there is no more
 */
char *
docket_link_find (const char *text, gsize from, gsize *start, gsize *end)
{
  const char *p;

  g_return_val_if_fail (text != NULL, NULL);

  p = text + from;

  while ((p = strpbrk (p, "hH")) != NULL)
    {
      const char *after, *last;
      g_autofree char *found = NULL;
      g_autofree char *url = NULL;

      if (!starts_address (text, p))
        {
          p++;
          continue;
        }

      after = run_end (p);
      if (after - p > DOCKET_LINK_MAX_LEN)
        {
          p = after;
          continue;
        }

      last = without_punctuation (p, after);
      found = g_strndup (p, last - p);
      url = docket_link_clean (found);
      if (url != NULL)
        {
          *start = p - text;
          *end = last - text;
          return g_steal_pointer (&url);
        }

      p = after;
    }

  return NULL;
}
