/* The values of fields as people read them.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-field-text.h"

#include <glib/gi18n.h>

#include "docket-format.h"

static char *
format_enum (const DocketField *field, const char *value)
{
  int number;

  return g_strdup (docket_enum_from_nick (field->enum_type, value, &number)
                     ? docket_field_get_enum_label (field, number)
                     : value);
}

static char *
format_date (const char *value)
{
  g_autofree char *midnight = g_strconcat (value, "T00:00:00Z", NULL);
  g_autoptr (GDateTime) date = g_date_time_new_from_iso8601 (midnight, NULL);

  return date != NULL ? g_date_time_format (date, "%x") : g_strdup (value);
}

/* How a ticket came: a server's word where nobody knows it here. */
static const char *
get_source_label (const char *source)
{
  static const struct
  {
    const char *word;
    const char *label;
  } known[] = { { "email", NC_ ("source", "E-mail") },
                { "phone", NC_ ("source", "Phone") },
                { "portal", NC_ ("source", "Portal") },
                { "enduserportal", NC_ ("source", "Portal") },
                { "technician", NC_ ("source", "Technician") } };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_ascii_strcasecmp (source, known[i].word) == 0)
      return g_dpgettext2 (NULL, "source", known[i].label);

  return source;
}

/* A decimal as the locale writes it. */
static char *
format_number (const char *value)
{
  return g_strdup_printf ("%.15g", g_ascii_strtod (value, NULL));
}

/**
 * docket_field_get_enum_label:
 * @field: a field of kind %DOCKET_FIELD_ENUM
 * @value: one of its type's values
 *
 * Returns: (transfer none): its name in the person's language
 */
const char *
docket_field_get_enum_label (const DocketField *field, int value)
{
  g_return_val_if_fail (field->kind == DOCKET_FIELD_ENUM, NULL);

  if (field->enum_type == DOCKET_TYPE_PRIORITY)
    return docket_priority_get_label (value);

  if (field->enum_type == DOCKET_TYPE_IMPACT)
    return docket_impact_get_label (value);

  return docket_ticket_type_get_label (value);
}

/**
 * docket_field_format:
 * @field: a field
 * @value: (nullable): canonical text
 * @name: (nullable): of a reference, what people call it
 *
 * Returns: (transfer full): the value for people
 */
char *
docket_field_format (const DocketField *field, const char *value, const char *name)
{
  g_return_val_if_fail (field != NULL, NULL);

  if (value == NULL)
    return g_strdup (field->kind == DOCKET_FIELD_TECHNICIAN ? C_ ("ticket", "Unassigned") : "—");

  switch (field->kind)
    {
    case DOCKET_FIELD_STATUS:
      return g_strdup (docket_status_get_label (value));

    case DOCKET_FIELD_ENUM:
      return format_enum (field, value);

    case DOCKET_FIELD_TECHNICIAN:
    case DOCKET_FIELD_CUSTOMER:
    case DOCKET_FIELD_CONTACT:
    case DOCKET_FIELD_CONTRACT:
      return g_strdup (name != NULL ? name : _ ("No name"));

    case DOCKET_FIELD_TIME:
      return docket_format_moment (g_ascii_strtoll (value, NULL, 10), g_get_real_time ());

    case DOCKET_FIELD_BOOLEAN:
      return g_strdup (g_str_equal (value, "yes") ? C_ ("value", "Yes") : C_ ("value", "No"));

    case DOCKET_FIELD_DATE:
      return format_date (value);

    case DOCKET_FIELD_NUMBER:
      return format_number (value);

    case DOCKET_FIELD_TEXT:
      return g_strdup (g_str_equal (field->id, DOCKET_FIELD_ID_SOURCE) ? get_source_label (value)
                                                                       : value);

    case DOCKET_FIELD_OPTION:
    case DOCKET_FIELD_DEPENDENT_OPTION:
      return g_strdup (value);
    }

  g_return_val_if_reached (NULL);
}

/**
 * docket_field_format_typed:
 * @field: a field of text or numbers
 * @value: (nullable): canonical text
 *
 * Returns: (transfer full): what stands in an entry for the value
 */
char *
docket_field_format_typed (const DocketField *field, const char *value)
{
  g_return_val_if_fail (field != NULL, NULL);

  if (value == NULL)
    return g_strdup ("");

  return field->kind == DOCKET_FIELD_NUMBER ? format_number (value) : g_strdup (value);
}
