/* Whether a link leads to where its text says.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-link-check.h"

#include <gio/gio.h>
#include <string.h>

/* A name of a file looks like a host, and is none. */
static const char *const endings[] = { "pdf",  "doc", "docx", "xls", "xlsx", "odt",  "ods",  "ppt",
                                       "pptx", "txt", "csv",  "log", "png",  "jpg",  "jpeg", "gif",
                                       "svg",  "zip", "exe",  "msi", "html", "json", "xml",  NULL };

static char *
normalise (const char *host)
{
  g_autofree char *ascii = g_hostname_to_ascii (host);
  g_autofree char *lower = g_ascii_strdown (ascii != NULL ? ascii : host, -1);
  const char *bare = g_str_has_prefix (lower, "www.") ? lower + strlen ("www.") : lower;
  char *end;

  bare = bare + strspn (bare, ".");
  end = g_strdup (bare);

  while (g_str_has_suffix (end, "."))
    end[strlen (end) - 1] = '\0';

  return end;
}

/* Two words of letters, digits and hyphens at least, and no number for the last. */
static gboolean
looks_like_host (const char *word)
{
  g_auto (GStrv) labels = g_strsplit (word, ".", -1);
  const guint n_labels = g_strv_length (labels);
  const char *last = n_labels > 0 ? labels[n_labels - 1] : "";

  if (n_labels < 2 || strlen (last) < 2)
    return FALSE;

  for (guint i = 0; i < n_labels; i++)
    {
      if (*labels[i] == '\0')
        return FALSE;

      for (const char *p = labels[i]; *p != '\0'; p = g_utf8_next_char (p))
        {
          const gunichar c = g_utf8_get_char (p);

          if (c != '-' && !(i + 1 == n_labels ? g_unichar_isalpha (c) : g_unichar_isalnum (c)))
            return FALSE;
        }
    }

  return TRUE;
}

static gboolean
is_file_name (const char *word, const char *host)
{
  const char *dot = strrchr (host, '.');
  g_autofree char *ending = dot != NULL ? g_ascii_strdown (dot + 1, -1) : NULL;

  return g_str_equal (word, host) && ending != NULL && g_strv_contains (endings, ending);
}

/* The host that a word of a text names; NULL for none. */
static char *
dup_host_of_word (const char *word)
{
  const char *scheme = strstr (word, "://");
  const char *start = scheme != NULL ? scheme + strlen ("://") : word;
  g_autofree char *authority = g_strndup (start, strcspn (start, "/?#\\"));
  const char *at = strrchr (authority, '@');
  g_autofree char *host = g_strdup (at != NULL ? at + 1 : authority);

  host[strcspn (host, ":,;!)]>\"'")] = '\0';

  while (g_str_has_suffix (host, "."))
    host[strlen (host) - 1] = '\0';

  memmove (host, host + strspn (host, "([<\"'"), strlen (host + strspn (host, "([<\"'")) + 1);

  if (!looks_like_host (host) || is_file_name (word, host))
    return NULL;

  return g_steal_pointer (&host);
}

static char *
dup_host_of_url (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_PARSE_RELAXED, NULL);
  const char *path = uri != NULL ? g_uri_get_path (uri) : NULL;

  if (uri == NULL)
    return NULL;

  if (g_strcmp0 (g_uri_get_scheme (uri), "mailto") == 0)
    return g_strdup (strrchr (path, '@') != NULL ? strrchr (path, '@') + 1 : "");

  return g_strdup (g_uri_get_host (uri));
}

/* The same host, or a part of the one that is named. */
static gboolean
is_within (const char *host, const char *named)
{
  const gsize length = strlen (host);
  const gsize named_length = strlen (named);

  return g_str_has_suffix (host, named) &&
         (length == named_length || host[length - named_length - 1] == '.');
}

/* Letters of Cyrillic and Greek that look like those of Latin. */
static gboolean
looks_like_latin (gunichar c)
{
  return g_utf8_strchr ("аеорсухіјѕһԁԛԝӏѵοανιρυ", -1, c) != NULL;
}

/* A part of a host's name that is written to be read as another: letters of two alphabets, or none
 * that does not look like one of Latin. */
static gboolean
is_disguised (const char *label)
{
  gboolean latin = FALSE, other = FALSE, plain = FALSE;

  for (const char *p = label; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);
      const GUnicodeScript script = g_unichar_get_script (c);

      if (script == G_UNICODE_SCRIPT_LATIN)
        latin = TRUE;
      else if (script == G_UNICODE_SCRIPT_CYRILLIC || script == G_UNICODE_SCRIPT_GREEK)
        {
          other = TRUE;
          plain |= !looks_like_latin (c);
        }
    }

  return other && (latin || !plain);
}

static gboolean
is_host_disguised (const char *host)
{
  g_autofree char *shown = g_hostname_to_unicode (host);
  g_auto (GStrv) labels = g_strsplit (shown != NULL ? shown : host, ".", -1);

  for (guint i = 0; labels[i] != NULL; i++)
    if (is_disguised (labels[i]))
      return TRUE;

  return FALSE;
}

/**
 * docket_link_dup_plain:
 * @url: where a link leads, as a #DocketSpan has it
 *
 * Any thread.
 *
 * Returns: (transfer full): the same in letters that can't be taken for others
 */
char *
docket_link_dup_plain (const char *url)
{
  const char *scheme = strstr (url, "://");
  const char *start = scheme != NULL ? scheme + strlen ("://") : url;
  const gsize length = strcspn (start, "/?#");
  const char *at = g_strrstr_len (start, (gssize) length, "@");
  const char *begin = at != NULL ? at + 1 : start;
  g_autofree char *host = g_strndup (begin, length - (gsize) (begin - start));
  g_autofree char *ascii = NULL;

  if (scheme == NULL && at == NULL)
    return g_strdup (url);

  host[strcspn (host, ":")] = '\0';
  ascii = g_hostname_to_ascii (host);

  return ascii != NULL
           ? g_strdup_printf ("%.*s%s%s", (int) (begin - url), url, ascii, begin + strlen (host))
           : g_strdup (url);
}

/**
 * docket_link_dup_named_host:
 * @text: what a link says, valid UTF-8
 * @url: where it leads, as a #DocketSpan has it
 *
 * Any thread.
 *
 * Returns: (transfer full) (nullable): the host that the text names, when the link leads to another
 * one, or when the name is written to be read as another; %NULL when it leads there, or the text
 * names none
 */
char *
docket_link_dup_named_host (const char *text, const char *url)
{
  g_autofree char *target = NULL;
  g_autofree char *host = NULL;
  g_auto (GStrv) words = NULL;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (url != NULL, NULL);

  target = dup_host_of_url (url);
  host = normalise (target != NULL ? target : "");
  words = g_strsplit_set (text, " \n\t", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *said = dup_host_of_word (words[i]);
      g_autofree char *named = said != NULL ? normalise (said) : NULL;

      if (named != NULL && (!is_within (host, named) || is_host_disguised (said)))
        return g_steal_pointer (&said);
    }

  return NULL;
}
