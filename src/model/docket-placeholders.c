/* Fills in the variables of a quick reply.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-placeholders.h"

#include <string.h>

#define OPENING "{{"
#define CLOSING "}}"

/**
 * docket_placeholders_fill:
 * @text: a text with variables such as `{{ticket.number}}`
 * @values: what stands for them, by name
 *
 * A variable that is not known, or has no value here, stays visible. What is filled in is not
 * looked at again. Any thread.
 *
 * Returns: (transfer full): the text with its variables filled in
 */
char *
docket_placeholders_fill (const char *text, DocketValues *values)
{
  g_autoptr (GString) filled = g_string_new (NULL);
  const char *opening;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (values != NULL, NULL);

  while ((opening = strstr (text, OPENING)) != NULL)
    {
      const char *start = opening + strlen (OPENING);
      const char *end = strstr (start, CLOSING);
      g_autofree char *name = end != NULL ? g_strndup (start, (gsize) (end - start)) : NULL;
      const char *value = name != NULL ? docket_values_get (values, g_strstrip (name)) : NULL;

      if (value == NULL)
        {
          g_string_append_len (filled, text, start - text);
          text = start;
          continue;
        }

      g_string_append_len (filled, text, opening - text);
      g_string_append (filled, value);
      text = end + strlen (CLOSING);
    }

  g_string_append (filled, text);

  return g_string_free (g_steal_pointer (&filled), FALSE);
}
