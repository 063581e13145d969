/* Makes hostile HTML harmless for the parser: only short tags with the attributes that we read.
 *
 * libxml2 takes a time in their square for many attributes of one tag, and reads
 * "<ann@example.com>" as an element. One pass in front of it settles both, and leaves it what it is
 * good at: closing what was not closed, and entities.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-html-guard-private.h"

#include <libxml/HTMLparser.h>

#include "docket-link-private.h"

#define MAX_NAME_LEN 32

typedef struct
{
  GString *out;

  const char *end;

  /* After this there is no ">": no tag can begin there. NULL when there is none at all. */
  const char *last_close;

  /* A quote was left open once: from there on a tag ends at the first ">", so that the time stays
   * linear. */
  gboolean quotes_are_broken;
} Guard;

/* Elements younger than libxml2's table; sorted. */
static const char *const young_elements[] = {
  "article", "aside",      "audio",   "bdi",    "canvas",  "data",     "datalist", "details",
  "dialog",  "figcaption", "figure",  "footer", "header",  "hgroup",   "main",     "mark",
  "math",    "meter",      "nav",     "output", "picture", "progress", "rp",       "rt",
  "ruby",    "search",     "section", "slot",   "source",  "summary",  "svg",      "template",
  "time",    "track",      "video",   "wbr",
};

/* Nothing within these is text for a person, and what looks like a tag there is none. */
static const char *const raw_elements[] = { "script",  "style",    "iframe",
                                            "noembed", "noframes", "xmp" };

static const char *const kept_attributes[] = { "href", "start", "style", "hidden" };

static gboolean
is_one_of (const char *name, const char *const *names, gsize n_names)
{
  for (gsize i = 0; i < n_names; i++)
    {
      if (g_str_equal (name, names[i]))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* Word's elements have a prefix ("<o:p>"); an address in angle brackets has something after it. */
static gboolean
is_element (const char *name)
{
  const char *colon = strchr (name, ':');

  if (colon != NULL)
    return colon[1] != '\0';

  return htmlTagLookup ((const xmlChar *) name) != NULL ||
         is_one_of (name, young_elements, G_N_ELEMENTS (young_elements));
}

/* Reads "<name" or "</name": gives where the name ends, or NULL when no element begins here. */
static const char *
read_name (const char *p, const char *end, char name[MAX_NAME_LEN])
{
  gsize len = 0;

  p += p + 1 < end && p[1] == '/' ? 2 : 1;

  while (p < end && len < MAX_NAME_LEN - 1 &&
         (g_ascii_isalpha (*p) || (len > 0 && (g_ascii_isdigit (*p) || *p == ':'))))
    name[len++] = g_ascii_tolower (*p++);

  name[len] = '\0';

  if (len == 0 || p == end || !(is_space (*p) || *p == '/' || *p == '>') || !is_element (name))
    return NULL;

  return p;
}

/* The ">" that ends a tag, past those within quotes. */
static const char *
find_close (Guard *self, const char *p)
{
  const char *first = memchr (p, '>', self->end - p);
  gboolean after_equals = FALSE;

  if (self->quotes_are_broken)
    return first;

  for (; p < self->end; p++)
    {
      if (*p == '>')
        return p;

      if ((*p == '"' || *p == '\'') && after_equals)
        {
          p = memchr (p + 1, *p, self->end - p - 1);
          if (p == NULL)
            break;
        }

      if (!is_space (*p))
        after_equals = *p == '=';
    }

  self->quotes_are_broken = TRUE;

  return first;
}

static void
append_attribute (GString *out, const char *name, const char *value, gsize len)
{
  if (len > DOCKET_LINK_MAX_LEN)
    return;

  g_string_append_printf (out, " %s=\"", name);

  for (gsize i = 0; i < len; i++)
    {
      if (value[i] == '"')
        g_string_append (out, "&quot;");
      else if (value[i] == '<')
        g_string_append (out, "&lt;");
      else if (value[i] == '>')
        g_string_append (out, "&gt;");
      else
        g_string_append_c (out, value[i]);
    }

  g_string_append_c (out, '"');
}

/* Reads "= value": gives where it ends. */
static const char *
read_value (const char *p, const char *close, const char **value, gsize *len)
{
  const char *start = p;

  *value = p;
  *len = 0;

  while (p < close && is_space (*p))
    p++;

  if (p == close || *p != '=')
    return start;

  for (p++; p < close && is_space (*p); p++)
    ;

  if (p < close && (*p == '"' || *p == '\''))
    {
      const char *quote = memchr (p + 1, *p, close - p - 1);

      *value = p + 1;
      *len = (quote != NULL ? quote : close) - *value;

      return quote != NULL ? quote + 1 : close;
    }

  for (*value = p; p < close && !is_space (*p); p++)
    ;
  *len = p - *value;

  return p;
}

static void
append_attributes (GString *out, const char *p, const char *close)
{
  guint seen = 0;

  while (p < close)
    {
      const char *name = p;
      const char *value;
      gsize name_len, len;

      while (p < close && !is_space (*p) && *p != '=' && *p != '/')
        p++;

      if (p == name)
        {
          p++;
          continue;
        }

      name_len = p - name;
      p = read_value (p, close, &value, &len);

      for (guint i = 0; i < G_N_ELEMENTS (kept_attributes); i++)
        {
          if ((seen & (1u << i)) != 0 || strlen (kept_attributes[i]) != name_len ||
              g_ascii_strncasecmp (kept_attributes[i], name, name_len) != 0)
            continue;

          seen |= 1u << i;
          append_attribute (out, kept_attributes[i], value, len);
        }
    }
}

/* Past "</name", whose own tag is left to be read, or the end when the element is never closed. */
static const char *
skip_raw (Guard *self, const char *p, const char *name)
{
  const gsize len = strlen (name);

  while ((p = memchr (p, '<', self->end - p)) != NULL)
    {
      if ((gsize) (self->end - p) > len + 2 && p[1] == '/' &&
          g_ascii_strncasecmp (p + 2, name, len) == 0 && !g_ascii_isalnum (p[len + 2]))
        return p;

      p++;
    }

  return self->end;
}

/* Reads a comment, "<!DOCTYPE html>", "<?xml ?>" or "<![endif]>": gives where it ends, or NULL. */
static const char *
skip_declaration (Guard *self, const char *p)
{
  const char *close;

  if (g_str_has_prefix (p, "<!--"))
    {
      if (p[4] == '>' || g_str_has_prefix (p + 4, "->"))
        return (const char *) memchr (p, '>', self->end - p) + 1;

      close = strstr (p + 4, "-->");

      return close != NULL ? close + 3 : self->end;
    }

  if (!(p[1] == '!' && (g_ascii_isalpha (p[2]) || p[2] == '[')) &&
      !(p[1] == '?' && g_ascii_isalpha (p[2])))
    return NULL;

  return (const char *) memchr (p, '>', self->end - p) + 1;
}

/* Reads what begins with "<": gives where reading goes on. */
static const char *
pass_angle (Guard *self, const char *p)
{
  char name[MAX_NAME_LEN];
  const gboolean closes = p[1] == '/';
  const char *after_name, *close;

  if (p < self->last_close)
    {
      const char *after = skip_declaration (self, p);

      if (after != NULL)
        return after;

      after_name = read_name (p, self->end, name);
      if (after_name != NULL)
        {
          close = find_close (self, after_name);

          if (!closes && is_one_of (name, raw_elements, G_N_ELEMENTS (raw_elements)))
            return skip_raw (self, close + 1, name);

          g_string_append (self->out, closes ? "</" : "<");
          g_string_append (self->out, name);
          if (!closes)
            append_attributes (self->out, after_name, close);
          g_string_append_c (self->out, '>');

          return close + 1;
        }
    }

  g_string_append (self->out, "&lt;");

  return p + 1;
}

/**
 * docket_html_guard:
 * @html: HTML from anywhere, valid UTF-8
 *
 * Rewrites HTML so that any parser is quick on it: comments, declarations, scripts and styles are
 * gone, tags have only the attributes `href`, `start`, `style` and `hidden`, and a "<" that begins
 * no element known to HTML is text. Linear in the length of @html.
 *
 * Any thread.
 *
 * Returns: (transfer full): HTML that means the same to docket_html_to_rich()
 */
char *
docket_html_guard (const char *html)
{
  Guard self = { 0 };
  const char *p = html;

  g_return_val_if_fail (html != NULL, NULL);

  self.end = html + strlen (html);
  self.last_close = strrchr (html, '>');
  self.out = g_string_sized_new (self.end - html + strlen ("<body>"));

  /* Without it libxml2 makes a paragraph of a text that stands in no element. */
  g_string_append (self.out, "<body>");

  while (p < self.end)
    {
      const gsize n_text = strcspn (p, "<");

      g_string_append_len (self.out, p, n_text);
      p += n_text;

      if (p < self.end)
        p = pass_angle (&self, p);
    }

  return g_string_free (self.out, FALSE);
}
