/* The choices that a field itself describes.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-field-choices.h"

#include <glib/gi18n.h>
#include <string.h>

#include "docket-field-text.h"

static void
add_enum_choices (const DocketField *field, DocketChoicePopover *popover)
{
  GEnumClass *enum_class = g_type_class_ref (field->enum_type);

  for (guint i = 0; i < enum_class->n_values; i++)
    docket_choice_popover_add (popover,
                               enum_class->values[i].value_nick,
                               docket_field_get_enum_label (field, enum_class->values[i].value));

  g_type_class_unref (enum_class);
}

static void
add_options (const DocketField *field, const char *parent_value, DocketChoicePopover *popover)
{
  g_autofree char *hint = NULL;

  for (guint i = 0; field->options != NULL && i < field->options->len; i++)
    {
      const DocketFieldOption *option = g_ptr_array_index (field->options, i);

      if (option->parent == NULL || g_strcmp0 (option->parent, parent_value) == 0)
        docket_choice_popover_add (popover, option->value, option->value);
    }

  if (field->kind == DOCKET_FIELD_DEPENDENT_OPTION && field->parent != NULL && parent_value == NULL)
    /* Translators: %s is the name of the field that the choice depends on */
    hint = g_strdup_printf (_ ("Choose “%s” first."),
                            field->parent + strlen (DOCKET_FIELD_CUSTOM_PREFIX));

  docket_choice_popover_set_hint (popover, hint);
}

/**
 * docket_field_fill_choices:
 * @field: a field
 * @parent_value: (nullable): of a dependent option, the value it depends on
 * @popover: where the choices are shown
 *
 * Offers what the field's own description allows. Statuses and technicians are the workspace's:
 * they are left as they are.
 */
void
docket_field_fill_choices (const DocketField *field,
                           const char *parent_value,
                           DocketChoicePopover *popover)
{
  g_return_if_fail (field != NULL);
  g_return_if_fail (DOCKET_IS_CHOICE_POPOVER (popover));

  if (field->kind == DOCKET_FIELD_STATUS || field->kind == DOCKET_FIELD_TECHNICIAN)
    return;

  docket_choice_popover_clear (popover);

  if (field->kind == DOCKET_FIELD_ENUM)
    {
      add_enum_choices (field, popover);
      return;
    }

  docket_choice_popover_add (popover, NULL, C_ ("choice", "Not set"));

  if (field->kind == DOCKET_FIELD_BOOLEAN)
    {
      docket_choice_popover_add (popover, "yes", C_ ("value", "Yes"));
      docket_choice_popover_add (popover, "no", C_ ("value", "No"));
    }
  else
    {
      add_options (field, parent_value, popover);
    }
}
