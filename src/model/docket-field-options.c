/* The options of a custom field, as people write them.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-field-options.h"

#include <string.h>

/* The entry of a field holds one option a line, and behind a tabulator the parent's value. */

static void
add_option (GPtrArray *lines, GHashTable *known, char *option, char *parent)
{
  char *line;

  g_strstrip (option);

  if (parent != NULL)
    g_strstrip (parent);

  if (*option == '\0')
    return;

  line = parent != NULL && *parent != '\0' ? g_strconcat (option, "\t", parent, NULL)
                                           : g_strdup (option);

  if (g_hash_table_contains (known, line))
    {
      g_free (line);
      return;
    }

  g_hash_table_add (known, line);
  g_ptr_array_add (lines, line);
}

/**
 * docket_field_options_from_typed:
 * @typed: options with line ends or `|` between them; a dependent one as `PARENT > VALUE`
 * @dependent: whether they depend on another field's value
 *
 * Each option counts once.
 *
 * Returns: (transfer full): what stands in the entry of the field; empty for none
 */
char *
docket_field_options_from_typed (const char *typed, gboolean dependent)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) options = NULL;

  g_return_val_if_fail (typed != NULL, NULL);

  options = g_strsplit_set (typed, "|\r\n", -1);

  for (guint i = 0; options[i] != NULL; i++)
    {
      char *mark = dependent ? strchr (options[i], '>') : NULL;
      char *tab = strchr (options[i], '\t');

      /* As it is stored. */
      if (tab != NULL)
        {
          *tab = '\0';
          add_option (lines, known, options[i], dependent ? tab + 1 : NULL);
        }
      else if (mark != NULL)
        {
          *mark = '\0';
          add_option (lines, known, mark + 1, options[i]);
        }
      else
        {
          add_option (lines, known, options[i], NULL);
        }
    }

  g_ptr_array_add (lines, NULL);

  return g_strjoinv ("\n", (char **) lines->pdata);
}

/**
 * docket_field_options_to_typed:
 * @options: (nullable): what stands in the entry of a field
 *
 * Returns: (transfer full): the options as people write them, one a line
 */
char *
docket_field_options_to_typed (const char *options)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (GStrv) lines = g_strsplit (options != NULL ? options : "", "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *tab = strchr (lines[i], '\t');

      if (i > 0)
        g_string_append_c (text, '\n');

      if (tab != NULL)
        {
          *tab = '\0';
          g_string_append_printf (text, "%s > %s", tab + 1, lines[i]);
        }
      else
        {
          g_string_append (text, lines[i]);
        }
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}
