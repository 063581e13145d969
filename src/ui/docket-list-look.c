/* How a view shows its tickets: in which order, in which groups, with which parts of a row.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-list-look.h"

#define ALL_COLUMNS ((1U << DOCKET_N_LIST_COLUMNS) - 1)

static const char *const column_names[DOCKET_N_LIST_COLUMNS] = { "number",   "customer", "status",
                                                                 "priority", "due",      "assignee",
                                                                 "updated" };

static gboolean
parse_columns (const char *text, guint *columns)
{
  g_auto (GStrv) names = g_strsplit (text, ",", -1);

  *columns = 0;

  for (guint i = 0; names[i] != NULL; i++)
    {
      guint nth = 0;

      while (nth < DOCKET_N_LIST_COLUMNS && !g_str_equal (names[i], column_names[nth]))
        nth++;

      if (nth < DOCKET_N_LIST_COLUMNS)
        *columns |= 1U << nth;
      else if (*names[i] != '\0')
        return FALSE;
    }

  return TRUE;
}

/**
 * docket_list_look_init:
 * @look: (out caller-allocates): becomes that of a view that nobody changed
 */
void
docket_list_look_init (DocketListLook *look)
{
  g_return_if_fail (look != NULL);

  look->sort = DOCKET_SORT_UPDATED;
  look->ascending = FALSE;
  look->group = DOCKET_GROUP_NONE;
  look->columns = ALL_COLUMNS;
}

/**
 * docket_list_look_set_sort:
 * @look: a look
 * @sort: by what
 *
 * Sorts by something else, in the direction that people expect of it: the news and what is urgent
 * first, names from A to Z.
 */
void
docket_list_look_set_sort (DocketListLook *look, DocketSort sort)
{
  g_return_if_fail (look != NULL);

  look->sort = sort;
  look->ascending = sort == DOCKET_SORT_DUE || sort == DOCKET_SORT_CUSTOMER;
}

/**
 * docket_list_look_has:
 * @look: a look
 * @column: a part of a row
 *
 * Returns: whether it is shown
 */
gboolean
docket_list_look_has (const DocketListLook *look, DocketListColumn column)
{
  g_return_val_if_fail (look != NULL, FALSE);

  return (look->columns & (1U << column)) != 0;
}

/**
 * docket_list_column_get_name:
 * @column: a part of a row
 *
 * Returns: its word in settings and actions
 */
const char *
docket_list_column_get_name (DocketListColumn column)
{
  g_return_val_if_fail ((guint) column < DOCKET_N_LIST_COLUMNS, NULL);

  return column_names[column];
}

/**
 * docket_list_look_parse:
 * @look: (out caller-allocates): what the text says; else as docket_list_look_init()
 * @text: (nullable): what docket_list_look_to_text() made
 *
 * Returns: whether the text could be read
 */
gboolean
docket_list_look_parse (DocketListLook *look, const char *text)
{
  g_auto (GStrv) words = NULL;
  guint columns;
  int sort, group;

  g_return_val_if_fail (look != NULL, FALSE);

  docket_list_look_init (look);

  if (text == NULL)
    return FALSE;

  words = g_strsplit (text, " ", -1);

  if (g_strv_length (words) != 3 ||
      !docket_enum_from_nick (DOCKET_TYPE_SORT, words[0] + (words[0][0] == '-'), &sort) ||
      !docket_enum_from_nick (DOCKET_TYPE_GROUP, words[1], &group) ||
      !parse_columns (words[2], &columns))
    return FALSE;

  look->sort = sort;
  look->ascending = words[0][0] != '-';
  look->group = group;
  look->columns = columns;

  return TRUE;
}

/**
 * docket_list_look_to_text:
 * @look: a look
 *
 * Returns: (transfer full): the look in one line, such as `-updated none number,status`
 */
char *
docket_list_look_to_text (const DocketListLook *look)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *separator = " ";

  g_return_val_if_fail (look != NULL, NULL);

  g_string_append_printf (text,
                          "%s%s %s",
                          look->ascending ? "" : "-",
                          docket_enum_to_nick (DOCKET_TYPE_SORT, look->sort),
                          docket_enum_to_nick (DOCKET_TYPE_GROUP, look->group));

  if (look->columns == 0)
    g_string_append_c (text, ' ');

  for (guint i = 0; i < DOCKET_N_LIST_COLUMNS; i++)
    if (docket_list_look_has (look, i))
      {
        g_string_append_printf (text, "%s%s", separator, column_names[i]);
        separator = ",";
      }

  return g_string_free (g_steal_pointer (&text), FALSE);
}
