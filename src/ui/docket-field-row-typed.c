/* What is typed in a field and is no value of it yet.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-field-row-private.h"

#include "docket-field-text.h"

/**
 * docket_field_row_dup_typed:
 * @self: a row
 *
 * Returns: (transfer full) (nullable): the text that was not confirmed yet, or was refused; %NULL
 * when there is none
 */
char *
docket_field_row_dup_typed (DocketFieldRow *self)
{
  g_autofree char *shown = NULL;
  const char *typed;

  g_return_val_if_fail (DOCKET_IS_FIELD_ROW (self), NULL);

  if (!self->field->editable ||
      (self->field->kind != DOCKET_FIELD_TEXT && self->field->kind != DOCKET_FIELD_NUMBER))
    return NULL;

  shown = docket_field_format_typed (self->field, self->value);
  typed = gtk_editable_get_text (self->entry);

  return g_str_equal (typed, shown) ? NULL : g_strdup (typed);
}

/**
 * docket_field_row_type:
 * @self: a row of a text or a number
 * @text: what docket_field_row_dup_typed() has returned
 *
 * As if the person had typed it again: a refused one is marked and said why.
 */
void
docket_field_row_type (DocketFieldRow *self, const char *text)
{
  g_return_if_fail (DOCKET_IS_FIELD_ROW (self));
  g_return_if_fail (self->field->kind == DOCKET_FIELD_TEXT ||
                    self->field->kind == DOCKET_FIELD_NUMBER);

  gtk_editable_set_text (self->entry, text);
  docket_field_row_commit (self);
}
