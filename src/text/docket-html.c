/* A server's HTML reduced to safe rich text.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-html-private.h"

#include <libxml/HTMLparser.h>

#include "docket-html-guard-private.h"
#include "docket-link-private.h"
#include "docket-rich-text-private.h"
#include "docket-unicode-private.h"

/* libxml2 walks its stack of open elements at each tag that closes none of them. At this depth the
 * rest is read as a new document. */
#define MAX_DEPTH 256

#define MAX_LIST_NUMBER 99999

#define NOT_STARTED G_MAXSIZE

typedef enum
{
  ELEMENT_PLAIN,
  ELEMENT_DROPPED, /* with all within it */
  ELEMENT_BREAK,
  ELEMENT_RULE,
  ELEMENT_CELL,
  ELEMENT_LIST,
  ELEMENT_SPAN,
} ElementRole;

typedef struct
{
  const char *name;
  guint n_breaks; /* line breaks before and after it: 2 make an empty line */
  ElementRole role;
  DocketSpanKind kind;
} Element;

typedef struct
{
  const xmlChar *name;
  const Element *element;
  gboolean is_dropped;

  /* For what becomes a span. */
  gboolean is_span;
  gsize start;
  guint level;
  char *url;

  /* For a list: the number of its next entry, 0 when its entries have bullets. */
  guint number;
} Frame;

typedef struct
{
  htmlParserCtxtPtr parser;
  GString *text;
  GArray *spans;
  gboolean has_decoration;

  GArray *frames;
  guint n_started;
  guint n_dropped;
  guint n_lists;
  guint n_preformatted;
  guint n_open[DOCKET_SPAN_LIST_ITEM + 1];

  /* What stands between the last character and the next: line breaks, a bullet, white space. */
  guint n_breaks;
  GString *marker;
  guint marker_frame;
  GString *gap;

  guint n_marks;

  /* Where to go on when MAX_DEPTH was met, in bytes; 0 when it was not. */
  gsize resume_at;
} Reducer;

#define PLAIN(name, n_breaks)                                                                      \
  {                                                                                                \
    name, n_breaks, ELEMENT_PLAIN, 0                                                               \
  }
#define DROPPED(name)                                                                              \
  {                                                                                                \
    name, 0, ELEMENT_DROPPED, 0                                                                    \
  }
#define SPAN(name, n_breaks, kind)                                                                 \
  {                                                                                                \
    name, n_breaks, ELEMENT_SPAN, DOCKET_SPAN_##kind                                               \
  }

static const Element elements[] = {
  SPAN ("a", 0, LINK),
  SPAN ("b", 0, BOLD),
  SPAN ("strong", 0, BOLD),
  SPAN ("i", 0, ITALIC),
  SPAN ("em", 0, ITALIC),
  SPAN ("cite", 0, ITALIC),
  SPAN ("dfn", 0, ITALIC),
  SPAN ("var", 0, ITALIC),
  SPAN ("code", 0, CODE),
  SPAN ("kbd", 0, CODE),
  SPAN ("samp", 0, CODE),
  SPAN ("tt", 0, CODE),
  SPAN ("pre", 2, CODE),
  SPAN ("listing", 2, CODE),
  SPAN ("blockquote", 2, QUOTE),
  SPAN ("h1", 2, BOLD),
  SPAN ("h2", 2, BOLD),
  SPAN ("h3", 2, BOLD),
  SPAN ("h4", 2, BOLD),
  SPAN ("h5", 2, BOLD),
  SPAN ("h6", 2, BOLD),
  SPAN ("th", 0, BOLD),
  SPAN ("dt", 1, BOLD),
  SPAN ("li", 1, LIST_ITEM),
  { "ul", 1, ELEMENT_LIST, 0 },
  { "ol", 1, ELEMENT_LIST, 0 },
  { "menu", 1, ELEMENT_LIST, 0 },
  { "dir", 1, ELEMENT_LIST, 0 },
  { "br", 0, ELEMENT_BREAK, 0 },
  { "hr", 1, ELEMENT_RULE, 0 },
  { "td", 0, ELEMENT_CELL, 0 },
  PLAIN ("p", 2),
  PLAIN ("dl", 2),
  PLAIN ("table", 1),
  PLAIN ("caption", 1),
  PLAIN ("tr", 1),
  PLAIN ("dd", 1),
  PLAIN ("div", 1),
  PLAIN ("center", 1),
  PLAIN ("address", 1),
  PLAIN ("article", 1),
  PLAIN ("aside", 1),
  PLAIN ("details", 1),
  PLAIN ("dialog", 1),
  PLAIN ("fieldset", 1),
  PLAIN ("figcaption", 1),
  PLAIN ("figure", 1),
  PLAIN ("footer", 1),
  PLAIN ("form", 1),
  PLAIN ("header", 1),
  PLAIN ("hgroup", 1),
  PLAIN ("legend", 1),
  PLAIN ("main", 1),
  PLAIN ("nav", 1),
  PLAIN ("section", 1),
  PLAIN ("summary", 1),
  PLAIN ("html", 1),
  PLAIN ("body", 1),
  DROPPED ("head"),
  DROPPED ("title"),
  DROPPED ("template"),
  DROPPED ("object"),
  DROPPED ("applet"),
  DROPPED ("embed"),
  DROPPED ("svg"),
  DROPPED ("math"),
  DROPPED ("canvas"),
  DROPPED ("audio"),
  DROPPED ("video"),
  DROPPED ("select"),
  DROPPED ("datalist"),
  DROPPED ("button"),
};

static const Element *
find_element (const xmlChar *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (elements); i++)
    {
      if (g_str_equal (elements[i].name, name))
        return &elements[i];
    }

  return NULL;
}

static Frame *
get_frame (Reducer *self, guint i)
{
  return &g_array_index (self->frames, Frame, i);
}

static const char *
find_attribute (const xmlChar **attributes, const char *name)
{
  for (; attributes != NULL && attributes[0] != NULL; attributes += 2)
    {
      if (g_str_equal (attributes[0], name))
        return attributes[1] != NULL ? (const char *) attributes[1] : "";
    }

  return NULL;
}

/* What a mail hides from its reader (a preview line, a trap for filters) is not its text. */
static gboolean
is_hidden (const xmlChar **attributes)
{
  const char *style = find_attribute (attributes, "style");
  g_autoptr (GString) declarations = NULL;

  if (find_attribute (attributes, "hidden") != NULL)
    return TRUE;

  if (style == NULL)
    return FALSE;

  declarations = g_string_new (NULL);
  for (; *style != '\0'; style++)
    {
      if (!g_ascii_isspace (*style))
        g_string_append_c (declarations, g_ascii_tolower (*style));
    }

  return strstr (declarations->str, "display:none") != NULL;
}

static gboolean
at_line_start (Reducer *self)
{
  return self->text->len == 0 || self->n_breaks > 0 || self->marker->len > 0;
}

static void
put_block_break (Reducer *self, guint n_breaks)
{
  self->n_breaks = MAX (self->n_breaks, n_breaks);
  g_string_truncate (self->gap, 0);
}

static void
put_line_break (Reducer *self)
{
  self->n_breaks = MIN (self->n_breaks + 1, 2);
  g_string_truncate (self->gap, 0);
}

static void
put_space (Reducer *self, char c)
{
  if (self->n_preformatted > 0)
    g_string_append_c (self->gap, c);
  else if (self->gap->len == 0 && !at_line_start (self))
    g_string_append_c (self->gap, ' ');
}

static void
start_frames (Reducer *self, guint n_frames)
{
  for (; self->n_started < n_frames; self->n_started++)
    get_frame (self, self->n_started)->start = self->text->len;
}

/* Writes all that is due before a character. */
static void
flush (Reducer *self)
{
  if (self->text->len > 0)
    {
      for (guint i = 0; i < self->n_breaks; i++)
        g_string_append_c (self->text, '\n');
    }
  self->n_breaks = 0;

  if (self->marker->len > 0)
    {
      start_frames (self, self->marker_frame + 1);
      g_string_append (self->text, self->marker->str);
      g_string_truncate (self->marker, 0);
    }

  if (self->gap->len > 0)
    {
      g_string_append (self->text, self->gap->str);
      g_string_truncate (self->gap, 0);
    }

  start_frames (self, self->frames->len);
}

static void
put_char (Reducer *self, gunichar c)
{
  if (c == '\n' || c == '\r')
    {
      if (self->n_preformatted == 0)
        put_space (self, ' ');
      else if (c == '\n')
        put_line_break (self);
    }
  else if (c == ' ' || c == '\t' || c == '\f')
    put_space (self, c == '\f' ? ' ' : (char) c);
  else if (c == 0x2028 || c == 0x2029)
    put_line_break (self);
  else if (c == 0xa0)
    g_string_append_unichar (self->gap, c);
  else if (docket_unicode_admit (c, &self->n_marks))
    {
      flush (self);
      g_string_append_unichar (self->text, c);
    }
}

static void
put_rule (Reducer *self)
{
  if (!self->has_decoration)
    return;

  flush (self);
  g_string_append (self->text, "———");
}

/* An entry's bullet waits for its first character, so that an empty entry leaves nothing. */
static void
put_marker (Reducer *self, guint i_frame)
{
  Frame *list = NULL;

  if (!self->has_decoration)
    return;

  for (guint i = i_frame; i > 0 && list == NULL; i--)
    {
      Frame *outer = get_frame (self, i - 1);

      if (outer->element != NULL && outer->element->role == ELEMENT_LIST && !outer->is_dropped)
        list = outer;
    }

  if (list == NULL || list->number == 0)
    g_string_assign (self->marker, "• ");
  else
    {
      g_string_printf (self->marker, "%u. ", list->number);
      list->number = MIN (list->number + 1, MAX_LIST_NUMBER);
    }

  self->marker_frame = i_frame;
}

static void
open_span (Reducer *self, Frame *frame, const xmlChar **attributes)
{
  const DocketSpanKind kind = frame->element->kind;

  if (kind == DOCKET_SPAN_LINK)
    {
      const char *href = find_attribute (attributes, "href");

      frame->url = href != NULL ? docket_link_clean (href) : NULL;
      if (frame->url == NULL)
        return;
    }

  /* Bold within bold says nothing new. */
  if (kind == DOCKET_SPAN_QUOTE || kind == DOCKET_SPAN_LIST_ITEM || self->n_open[kind] == 0)
    {
      frame->is_span = TRUE;
      self->n_open[kind]++;
    }

  if (kind == DOCKET_SPAN_QUOTE)
    frame->level = self->n_open[kind];
  else if (kind == DOCKET_SPAN_LIST_ITEM)
    frame->level = MAX (self->n_lists, 1);
}

static void
open_list (Reducer *self, Frame *frame, const xmlChar **attributes)
{
  const char *start = find_attribute (attributes, "start");

  self->n_lists++;

  if (!g_str_equal (frame->name, "ol"))
    return;

  frame->number = 1;
  if (start != NULL)
    frame->number = CLAMP (g_ascii_strtoll (start, NULL, 10), 1, MAX_LIST_NUMBER);
}

static void
open_element (Reducer *self, guint i_frame, const xmlChar **attributes)
{
  Frame *frame = get_frame (self, i_frame);
  const Element *element = frame->element;

  if (element->n_breaks > 0)
    put_block_break (self, element->n_breaks);

  switch (element->role)
    {
    case ELEMENT_BREAK:
      put_line_break (self);
      break;

    case ELEMENT_RULE:
      put_rule (self);
      break;

    case ELEMENT_CELL:
      put_space (self, ' ');
      break;

    case ELEMENT_LIST:
      open_list (self, frame, attributes);
      break;

    case ELEMENT_SPAN:
      open_span (self, frame, attributes);
      if (element->kind == DOCKET_SPAN_LIST_ITEM)
        put_marker (self, i_frame);
      else if (element->kind == DOCKET_SPAN_CODE && element->n_breaks > 0)
        self->n_preformatted++;
      else if (element->kind == DOCKET_SPAN_BOLD && g_str_equal (frame->name, "th"))
        put_space (self, ' ');
      break;

    case ELEMENT_PLAIN:
    case ELEMENT_DROPPED:
      break;
    }
}

static void
close_span (Reducer *self, Frame *frame)
{
  const DocketSpanKind kind = frame->element->kind;

  if (frame->is_span)
    {
      self->n_open[kind]--;

      if (frame->start < self->text->len && self->spans->len < DOCKET_RICH_TEXT_MAX_SPANS)
        {
          const DocketSpan span = {
            frame->start, self->text->len, kind, frame->level, g_steal_pointer (&frame->url),
          };

          g_array_append_val (self->spans, span);
        }
    }

  if (kind == DOCKET_SPAN_CODE && frame->element->n_breaks > 0)
    self->n_preformatted--;
}

/* Closes the innermost element. */
static void
close_frame (Reducer *self)
{
  const guint i_frame = self->frames->len - 1;
  Frame *frame = get_frame (self, i_frame);

  if (frame->is_dropped)
    self->n_dropped--;
  else if (frame->element != NULL)
    {
      if (self->marker->len > 0 && self->marker_frame == i_frame)
        g_string_truncate (self->marker, 0);

      if (frame->element->role == ELEMENT_SPAN)
        close_span (self, frame);
      else if (frame->element->role == ELEMENT_LIST)
        self->n_lists--;

      if (frame->element->n_breaks > 0)
        put_block_break (self, frame->element->n_breaks);
    }

  g_free (frame->url);
  g_array_set_size (self->frames, i_frame);
  self->n_started = MIN (self->n_started, i_frame);
}

/* A frame within something dropped is dropped; its start is never looked at. */
static void
start_element_cb (gpointer data, const xmlChar *name, const xmlChar **attributes)
{
  Reducer *self = data;
  Frame frame = { .name = name, .start = NOT_STARTED };

  if (self->frames->len >= MAX_DEPTH)
    {
      const xmlParserInput *input = self->parser->input;

      /* Our place is at the ">" of a tag that the guard wrote. */
      self->resume_at = input->consumed + (input->cur - input->base) + 1;
      xmlStopParser (self->parser);
      return;
    }

  frame.element = find_element (name);
  frame.is_dropped = self->n_dropped > 0 ||
                     (frame.element != NULL && frame.element->role == ELEMENT_DROPPED) ||
                     is_hidden (attributes);
  g_array_append_val (self->frames, frame);

  if (frame.is_dropped)
    self->n_dropped++;
  else if (frame.element != NULL)
    open_element (self, self->frames->len - 1, attributes);
}

static void
end_element_cb (gpointer data, const xmlChar *name)
{
  Reducer *self = data;
  guint i = self->frames->len;

  while (i > 0 && !g_str_equal (get_frame (self, i - 1)->name, name))
    i--;

  while (i > 0 && self->frames->len >= i)
    close_frame (self);
}

static void
characters_cb (gpointer data, const xmlChar *characters, int len)
{
  Reducer *self = data;
  const char *end = (const char *) characters + len;

  if (self->n_dropped > 0)
    return;

  for (const char *p = (const char *) characters; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char_validated (p, end - p);

      if (c == (gunichar) -1 || c == (gunichar) -2)
        break;

      put_char (self, c);
    }
}

static void
parse (Reducer *self, const char *html, gsize len)
{
  const int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                      HTML_PARSE_NONET | HTML_PARSE_NOIMPLIED | HTML_PARSE_IGNORE_ENC;

  self->resume_at = 0;
  self->parser = htmlNewParserCtxt ();
  g_return_if_fail (self->parser != NULL);

  /* No tree is made, so nothing of libxml2's grows with the document. */
  memset (self->parser->sax, 0, sizeof (*self->parser->sax));
  self->parser->sax->startElement = start_element_cb;
  self->parser->sax->endElement = end_element_cb;
  self->parser->sax->characters = characters_cb;
  self->parser->sax->ignorableWhitespace = characters_cb;
  self->parser->sax->cdataBlock = characters_cb;
  self->parser->userData = self;

  htmlCtxtReadMemory (self->parser, html, len, NULL, "UTF-8", options);

  while (self->frames->len > 0)
    close_frame (self);

  htmlFreeParserCtxt (self->parser);
  self->parser = NULL;
}

static void
reduce (Reducer *self, const char *html, gssize len)
{
  g_autofree char *valid = docket_unicode_valid (html, len, DOCKET_HTML_MAX_LEN);
  g_autofree char *guarded = docket_html_guard (valid);
  const char *rest = guarded;

  self->text = g_string_new (NULL);
  self->spans = docket_rich_text_spans_new ();
  self->frames = g_array_new (FALSE, FALSE, sizeof (Frame));
  self->marker = g_string_new (NULL);
  self->gap = g_string_new (NULL);

  xmlInitParser ();

  do
    {
      parse (self, rest, strlen (rest));
      rest += MIN (self->resume_at, strlen (rest));
    }
  while (self->resume_at > 0 && *rest != '\0');

  g_string_free (self->marker, TRUE);
  g_string_free (self->gap, TRUE);
  g_array_unref (self->frames);
}

/**
 * docket_html_words:
 * @html: HTML from anywhere
 * @len: its length in bytes, or -1 when it ends with a NUL
 *
 * The words of HTML and nothing that this room adds to them: no bullets, numbers, rules, addresses.
 *
 * Any thread.
 *
 * Returns: (transfer full): the words, valid UTF-8
 */
char *
docket_html_words (const char *html, gssize len)
{
  Reducer reducer = { 0 };

  g_return_val_if_fail (html != NULL, NULL);

  reduce (&reducer, html, len);
  g_array_unref (reducer.spans);

  return g_string_free (reducer.text, FALSE);
}

/**
 * docket_html_to_rich:
 * @html: HTML from anywhere
 * @len: its length in bytes, or -1 when it ends with a NUL; what is over 1 MB is not read
 *
 * Reduces HTML to text with emphasis, quotes, lists and links. Nothing is ever fetched; scripts,
 * styles, heads, comments and hidden parts are dropped; a link leads to `http`, `https` or `mailto`
 * only; bare addresses become links. No input makes it fail, and the time is linear in the length.
 *
 * Any thread.
 *
 * Returns: (transfer full): the rich text
 */
DocketRichText *
docket_html_to_rich (const char *html, gssize len)
{
  Reducer reducer = { .has_decoration = TRUE };

  g_return_val_if_fail (html != NULL, NULL);

  reduce (&reducer, html, len);
  docket_rich_text_spans_add_links (reducer.spans, reducer.text->str);

  return docket_rich_text_new_take (g_string_free (reducer.text, FALSE), reducer.spans);
}

/**
 * docket_html_to_text:
 * @html: HTML from anywhere
 * @len: its length in bytes, or -1 when it ends with a NUL; what is over 1 MB is not read
 *
 * Reduces HTML to plain text, for search, a terminal, or a server that takes no HTML. See
 * docket_html_to_rich() for what is kept and docket_rich_text_to_plain() for how it is written.
 *
 * Any thread.
 *
 * Returns: (transfer full): the text, valid UTF-8
 */
char *
docket_html_to_text (const char *html, gssize len)
{
  g_autoptr (DocketRichText) rich = NULL;

  g_return_val_if_fail (html != NULL, NULL);

  rich = docket_html_to_rich (html, len);

  return docket_rich_text_to_plain (rich);
}

/**
 * docket_text_to_rich:
 * @plain: a plain text from anywhere; what is over 1 MB is not read
 *
 * Takes a plain text as it is, but for characters that may not be shown, and makes links of its
 * bare `http` and `https` addresses.
 *
 * Any thread.
 *
 * Returns: (transfer full): the rich text
 */
DocketRichText *
docket_text_to_rich (const char *plain)
{
  g_autofree char *valid = NULL;
  g_autoptr (GArray) spans = NULL;
  GString *text;
  guint n_marks = 0;

  g_return_val_if_fail (plain != NULL, NULL);

  valid = docket_unicode_valid (plain, -1, DOCKET_HTML_MAX_LEN);
  text = g_string_sized_new (strlen (valid));

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if ((c == '\r' && p[1] != '\n') || c == 0x2028 || c == 0x2029)
        c = '\n';

      if (docket_unicode_admit (c, &n_marks))
        g_string_append_unichar (text, c);
    }

  spans = docket_rich_text_spans_new ();
  docket_rich_text_spans_add_links (spans, text->str);

  return docket_rich_text_new_take (g_string_free (text, FALSE), g_steal_pointer (&spans));
}
