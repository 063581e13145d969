/* What is typed in a ticket's fields and is no value yet: kept in its draft all the same.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-ticket-form-private.h"

/* Before the field's id, in a draft. */
#define TYPED "typed."

static void
add_typed (DocketTicketForm *self, DocketValues *values)
{
  g_autoptr (GList) ids = docket_values_list_fields (self->typed);
  GHashTableIter iter;
  gpointer id, row;

  for (GList *l = ids; l != NULL; l = l->next)
    {
      g_autofree char *name = g_strconcat (TYPED, l->data, NULL);

      docket_values_set (values, name, docket_values_get (self->typed, l->data));
    }

  g_hash_table_iter_init (&iter, self->rows);

  while (g_hash_table_iter_next (&iter, &id, &row))
    {
      g_autofree char *name = g_strconcat (TYPED, id, NULL);
      char *typed = docket_field_row_dup_typed (row);

      if (typed != NULL)
        docket_values_take (values, name, typed);
    }
}

/**
 * docket_ticket_form_collect_draft:
 * @self: a form
 *
 * Returns: (transfer full): what docket_ticket_form_collect() returns, and what is typed in fields
 * that have not taken it
 */
DocketValues *
docket_ticket_form_collect_draft (DocketTicketForm *self)
{
  DocketValues *values = docket_ticket_form_collect (self);

  g_return_val_if_fail (DOCKET_IS_TICKET_FORM (self), values);

  add_typed (self, values);

  return values;
}

/**
 * docket_ticket_form_collect_changes_draft:
 * @self: a form of a ticket that there is
 *
 * Returns: (transfer full): what docket_ticket_form_collect_changes() returns, and what is typed in
 * fields that have not taken it
 */
DocketValues *
docket_ticket_form_collect_changes_draft (DocketTicketForm *self)
{
  DocketValues *values = docket_ticket_form_collect_changes (self);

  g_return_val_if_fail (DOCKET_IS_TICKET_FORM (self), values);

  add_typed (self, values);

  return values;
}

/* The rows of custom fields may come later. */
void
docket_ticket_form_remember_typed (DocketTicketForm *self, DocketValues *values)
{
  g_autoptr (GList) ids = docket_values_list_fields (values);

  docket_values_unref (self->typed);
  self->typed = docket_values_new ();

  for (GList *l = ids; l != NULL; l = l->next)
    if (g_str_has_prefix (l->data, TYPED))
      docket_values_set (self->typed,
                         (const char *) l->data + strlen (TYPED),
                         docket_values_get (values, l->data));
}

void
docket_ticket_form_show_typed (DocketTicketForm *self)
{
  g_autoptr (GList) ids = docket_values_list_fields (self->typed);

  for (GList *l = ids; l != NULL; l = l->next)
    {
      DocketFieldRow *row = docket_ticket_form_get_row (self, l->data);
      const DocketField *field = row != NULL ? docket_field_row_get_field (row) : NULL;

      if (field == NULL)
        continue;

      if (field->kind == DOCKET_FIELD_TEXT || field->kind == DOCKET_FIELD_NUMBER)
        docket_field_row_type (row, docket_values_get (self->typed, l->data));

      docket_values_forget (self->typed, l->data);
    }
}
