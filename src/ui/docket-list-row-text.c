/* What stands in a row of the list.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-list-row-text.h"

#include <glib/gi18n.h>

#include "docket-hits.h"

/**
 * docket_list_row_dup_subtitle:
 * @row: a ticket
 * @look: which parts of it are shown
 *
 * Returns: (transfer full): its second line; empty when nothing of it is shown
 */
char *
docket_list_row_dup_subtitle (const DocketTicketRow *row, const DocketListLook *look)
{
  const gboolean customer = docket_list_look_has (look, DOCKET_LIST_COLUMN_CUSTOMER);
  g_autoptr (GString) text = g_string_new (NULL);

  if (docket_list_look_has (look, DOCKET_LIST_COLUMN_NUMBER))
    g_string_append_printf (text,
                            "%s%s",
                            row->number != NULL ? "#" : "",
                            row->number != NULL ? row->number : _ ("new"));

  if (customer && row->customer_name != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", row->customer_name);

  if (customer && row->contact_name != NULL)
    g_string_append_printf (text,
                            "%s%s",
                            row->customer_name != NULL ? " — "
                            : text->len > 0            ? " · "
                                                       : "",
                            row->contact_name);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * docket_list_row_get_heading:
 * @row: a ticket
 * @group: what goes together
 *
 * Returns: (transfer none): the name of its group
 */
const char *
docket_list_row_get_heading (const DocketTicketRow *row, DocketGroup group)
{
  switch (group)
    {
    case DOCKET_GROUP_STATUS:
      return docket_status_get_label (row->status);

    case DOCKET_GROUP_ASSIGNEE:
      return row->assignee_name != NULL ? row->assignee_name : C_ ("ticket", "Unassigned");

    case DOCKET_GROUP_CUSTOMER:
      return row->customer_name != NULL ? row->customer_name : C_ ("customer", "None");

    case DOCKET_GROUP_NONE:
    default:
      return "";
    }
}

/**
 * docket_list_row_mark_hits:
 * @label: a line of a row
 * @search: (nullable): what was searched for
 *
 * Marks it where the line has it. Bold alone would not be seen in the title of an unread ticket.
 */
void
docket_list_row_mark_hits (GtkLabel *label, const char *search)
{
  g_autoptr (PangoAttrList) marks = NULL;
  g_autoptr (GArray) hits = NULL;

  if (search == NULL)
    {
      if (gtk_label_get_attributes (label) != NULL)
        gtk_label_set_attributes (label, NULL);

      return;
    }

  marks = pango_attr_list_new ();
  hits = docket_search_find_hits (gtk_label_get_label (label), search);

  for (guint i = 0; i < hits->len; i++)
    {
      const DocketHit *hit = &g_array_index (hits, DocketHit, i);
      PangoAttribute *attributes[] = { pango_attr_weight_new (PANGO_WEIGHT_BOLD),
                                       pango_attr_underline_new (PANGO_UNDERLINE_SINGLE) };

      for (guint j = 0; j < G_N_ELEMENTS (attributes); j++)
        {
          attributes[j]->start_index = hit->start;
          attributes[j]->end_index = hit->end;
          pango_attr_list_insert (marks, attributes[j]);
        }
    }

  gtk_label_set_attributes (label, marks);
}
