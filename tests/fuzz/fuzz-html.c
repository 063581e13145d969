/* Any bytes as a message: HTML, plain text and what recognises it.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-canonical.h"
#include "docket-html.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* Not g_assert(): a build may leave that out. */
static void
require (gboolean holds)
{
  if (!holds)
    abort ();
}

static void
check_rich (DocketRichText *rich)
{
  const char *text = docket_rich_text_get_text (rich);
  const gsize len = strlen (text);
  g_autofree char *plain = docket_rich_text_to_plain (rich);
  gsize n_spans;
  const DocketSpan *spans = docket_rich_text_get_spans (rich, &n_spans);

  require (g_utf8_validate (text, len, NULL));
  require (g_utf8_validate (plain, -1, NULL));
  require (strstr (text, "\xe2\x80\xae") == NULL);

  for (gsize i = 0; i < n_spans; i++)
    {
      require (spans[i].start < spans[i].end && spans[i].end <= len);
      require ((text[spans[i].start] & 0xc0) != 0x80);
      require ((text[spans[i].end] & 0xc0) != 0x80);
      require ((spans[i].kind == DOCKET_SPAN_LINK) == (spans[i].url != NULL));
      require (spans[i].url == NULL || g_ascii_strncasecmp (spans[i].url, "http", 4) == 0 ||
               g_ascii_strncasecmp (spans[i].url, "mailto:", 7) == 0);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *string = g_strndup ((const char *) data, size);
  g_autoptr (DocketRichText) from_html = docket_html_to_rich ((const char *) data, size);
  g_autoptr (DocketRichText) from_plain = docket_text_to_rich (string);
  g_autofree char *canonical = docket_canonical_text (string);

  check_rich (from_html);
  check_rich (from_plain);
  require (g_utf8_validate (canonical, -1, NULL));
  require (strstr (canonical, "  ") == NULL);
  require (docket_canonical_matches (canonical, canonical));

  return 0;
}
