/* The properties of the directory's entries as people and scripts write them.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-entry-text.h"

#include <glib/gi18n.h>
#include <string.h>

#include "docket-model.h"
#include "docket-workspaces.h"

static const DocketEntryProperty customer_properties[] = {
  { "phone", NC_ ("directory", "Phone") },     { "email", NC_ ("directory", "E-mail") },
  { "address", NC_ ("directory", "Address") }, { "city", NC_ ("directory", "City") },
  { "notes", NC_ ("directory", "Notes") },     { NULL },
};

static const DocketEntryProperty contact_properties[] = {
  { "customer", NC_ ("directory", "Customer") },
  { "first_name", NC_ ("directory", "First name") },
  { "last_name", NC_ ("directory", "Last name") },
  { "email", NC_ ("directory", "E-mail") },
  { "phone", NC_ ("directory", "Phone") },
  { "mobile", NC_ ("directory", "Mobile") },
  { "notes", NC_ ("directory", "Notes") },
  { NULL },
};

static const DocketEntryProperty contract_properties[] = {
  { "customer", NC_ ("directory", "Customer") },
  { "kind", NC_ ("directory", "Kind") },
  { "hours_included", NC_ ("directory", "Hours included") },
  { "rate", NC_ ("directory", "Rate") },
  { NULL },
};

static const DocketEntryProperty technician_properties[] = {
  { "email", NC_ ("directory", "E-mail") },
  { "phone", NC_ ("directory", "Phone") },
  { "mobile", NC_ ("directory", "Mobile") },
  { NULL },
};

static const DocketEntryProperty rate_properties[] = {
  { "amount", NC_ ("directory", "Amount per hour") },
  { NULL },
};

static const DocketEntryProperty status_properties[] = {
  { "kind", NC_ ("directory", "Kind") },
  { NULL },
};

static const DocketEntryProperty field_properties[] = {
  { "type", NC_ ("directory", "Type") },
  { "parent", NC_ ("directory", "Depends on") },
  { "options", NC_ ("directory", "Options") },
  { "required", NC_ ("directory", "Required") },
  { NULL },
};

static const DocketEntryProperty quick_reply_properties[] = {
  { "text", NC_ ("directory", "Text") },
  { "status", NC_ ("directory", "Also sets the status") },
  { "assignee", NC_ ("directory", "Also assigns to") },
  { NULL },
};

static const DocketEntryChoice contract_kinds[] = {
  { "hourly", NC_ ("directory", "Hourly") },
  { "block-hours", NC_ ("directory", "Block hours") },
  { "flat-fee", NC_ ("directory", "Flat fee") },
  { NULL },
};

static const DocketEntryChoice status_kinds[] = {
  { "open", NULL }, { "pending", NULL }, { "resolved", NULL }, { "closed", NULL }, { NULL },
};

static const DocketEntryChoice field_types[] = {
  { "text", NC_ ("directory", "Text") },
  { "boolean", NC_ ("directory", "Yes or no") },
  { "number", NC_ ("directory", "Number") },
  { "date", NC_ ("directory", "Date") },
  { "option", NC_ ("directory", "Options") },
  { "dependent-option", NC_ ("directory", "Dependent options") },
  { NULL },
};

static const DocketEntryChoice yes_no[] = {
  { "yes", NC_ ("value", "Yes") },
  { "no", NC_ ("value", "No") },
  { NULL },
};

static gboolean G_GNUC_PRINTF (2, 3) refuse (GError **error, const char *format, ...)
{
  g_autofree char *sentence = NULL;
  va_list args;

  va_start (args, format);
  sentence = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, DOCKET_WORKSPACE_ERROR, DOCKET_WORKSPACE_ERROR_INVALID, sentence);

  return FALSE;
}

static void
put (DocketEntry *entry, const char *property, const char *value)
{
  if (value != NULL && *value != '\0')
    docket_entry_set (entry, property, value);
  else
    docket_values_forget (entry->properties, property);
}

static gboolean
is_word (const char *typed, const char *word)
{
  g_autofree char *a = g_utf8_casefold (typed, -1);
  g_autofree char *b = g_utf8_casefold (word, -1);

  return g_str_equal (a, b);
}

static gboolean
take_choice (DocketEntry *entry,
             const char *property,
             const DocketEntryChoice *choices,
             const char *typed,
             GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);

  for (guint i = 0; choices[i].word != NULL; i++)
    {
      if (is_word (typed, choices[i].word) ||
          is_word (typed, docket_entry_choice_get_label (&choices[i])))
        {
          put (entry, property, choices[i].word);
          return TRUE;
        }

      g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", choices[i].word);
    }

  /* Translators: a value, the name of a property, the words that it can be */
  return refuse (error, _ ("“%s” is no %s. There are: %s."), typed, property, known->str);
}

/* With a point or a comma, and nothing but digits beside it: money is exact. */
static gboolean
take_amount (DocketEntry *entry, const char *typed, GError **error)
{
  g_autofree char *point = g_strdelimit (g_strdup (typed), ",", '.');
  const char *fraction = strchr (point, '.');
  g_autofree char *amount = NULL;
  gint64 money;

  if (strspn (point, "0123456789.") != strlen (point) || strlen (point) > 14 ||
      (fraction != NULL && strlen (fraction) > 5) || !docket_money_parse (point, &money))
    return refuse (error, _ ("“%s” is no amount, such as 95.00."), typed);

  amount = g_strdup_printf ("%" G_GINT64_FORMAT, money);
  put (entry, "amount", amount);

  return TRUE;
}

static gboolean
take_hours (DocketEntry *entry, const char *typed, GError **error)
{
  g_autofree char *point = g_strdelimit (g_strdup (typed), ",", '.');
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  char *end = NULL;
  const double hours = g_ascii_strtod (point, &end);

  if (end == point || *end != '\0' || !(hours >= 0 && hours < 1e6))
    return refuse (error, _ ("“%s” is no number of hours, such as 10."), typed);

  put (entry, "hours_included", g_ascii_formatd (buffer, sizeof buffer, "%.10g", hours));

  return TRUE;
}

static gboolean
take_text (DocketEntry *entry, const char *property, char *text, GError **error)
{
  if (g_str_equal (property, "email") && strchr (text, '@') == NULL)
    return refuse (error, _ ("“%s” is no e-mail address."), text);

  /* One line, but for what may have several. */
  if (!g_str_equal (property, "notes") && !g_str_equal (property, "options") &&
      !g_str_equal (property, "address") && !g_str_equal (property, "text"))
    g_strdelimit (text, "\n\r\t", ' ');

  if (g_str_equal (property, "name"))
    {
      g_free (entry->name);
      entry->name = g_strdup (text);
    }
  else
    {
      put (entry, property, text);
    }

  return TRUE;
}

/**
 * docket_entry_list_properties:
 * @entity: a kind of entry of the directory
 *
 * Returns: (transfer none) (array zero-terminated=1): what it has beside its name, in the order of
 * forms
 */
const DocketEntryProperty *
docket_entry_list_properties (DocketEntity entity)
{
  switch ((int) entity)
    {
    case DOCKET_ENTITY_CUSTOMER:
      return customer_properties;
    case DOCKET_ENTITY_CONTACT:
      return contact_properties;
    case DOCKET_ENTITY_CONTRACT:
      return contract_properties;
    case DOCKET_ENTITY_TECHNICIAN:
      return technician_properties;
    case DOCKET_ENTITY_RATE:
      return rate_properties;
    case DOCKET_ENTITY_STATUS:
      return status_properties;
    case DOCKET_ENTITY_FIELD:
      return field_properties;
    case DOCKET_ENTITY_QUICK_REPLY:
      return quick_reply_properties;
    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * docket_entry_property_get_label:
 * @property: a property
 *
 * Returns: (transfer none): its name in the person's language
 */
const char *
docket_entry_property_get_label (const DocketEntryProperty *property)
{
  return g_dpgettext2 (NULL, "directory", property->label);
}

/**
 * docket_entry_has_property:
 * @entity: a kind of entry of the directory
 * @property: a name
 *
 * Returns: whether entries of that kind have it
 */
gboolean
docket_entry_has_property (DocketEntity entity, const char *property)
{
  const DocketEntryProperty *properties = docket_entry_list_properties (entity);

  for (guint i = 0; properties[i].name != NULL; i++)
    if (g_str_equal (properties[i].name, property))
      return TRUE;

  return g_str_equal (property, "name");
}

/**
 * docket_entry_list_choices:
 * @entity: a kind of entry of the directory
 * @property: one of its properties
 *
 * Returns: (transfer none) (nullable) (array zero-terminated=1): the words that it can be; %NULL
 * when it is not one of a few
 */
const DocketEntryChoice *
docket_entry_list_choices (DocketEntity entity, const char *property)
{
  if (g_str_equal (property, "kind"))
    return entity == DOCKET_ENTITY_STATUS     ? status_kinds
           : entity == DOCKET_ENTITY_CONTRACT ? contract_kinds
                                              : NULL;

  if (entity != DOCKET_ENTITY_FIELD)
    return NULL;

  return g_str_equal (property, "type")       ? field_types
         : g_str_equal (property, "required") ? yes_no
                                              : NULL;
}

/**
 * docket_entry_choice_get_label:
 * @choice: a choice
 *
 * Returns: (transfer none): its name in the person's language
 */
const char *
docket_entry_choice_get_label (const DocketEntryChoice *choice)
{
  DocketStatusKind kind;

  if (docket_status_is_standard (choice->word, &kind))
    return docket_status_kind_get_label (kind);

  return g_dpgettext2 (
    NULL,
    g_str_equal (choice->word, "yes") || g_str_equal (choice->word, "no") ? "value" : "directory",
    choice->label);
}

/**
 * docket_entry_take:
 * @entry: an entry that is being written
 * @property: `name`, or one of docket_entry_list_properties() but for the references to other
 * entries
 * @typed: its value as a person or a script gives it; empty: none
 * @error: return location for a #DocketWorkspaceError
 *
 * Returns: whether it can be taken
 */
gboolean
docket_entry_take (DocketEntry *entry, const char *property, const char *typed, GError **error)
{
  const DocketEntryChoice *choices;
  g_autofree char *text = NULL;

  g_return_val_if_fail (entry != NULL, FALSE);
  g_return_val_if_fail (typed != NULL, FALSE);

  if (!docket_entry_has_property (entry->entity, property))
    return refuse (error, _ ("There is no “%s” here."), property);

  if (!g_utf8_validate (typed, -1, NULL))
    return refuse (error,
                   _ ("What is given for %s is no text that can be read (not UTF-8)."),
                   property);

  text = g_strstrip (g_strdup (typed));
  choices = docket_entry_list_choices (entry->entity, property);

  if (*text == '\0' && !g_str_equal (property, "name"))
    put (entry, property, NULL);
  else if (choices != NULL)
    return take_choice (entry, property, choices, text, error);
  else if (g_str_equal (property, "amount"))
    return take_amount (entry, text, error);
  else if (g_str_equal (property, "hours_included"))
    return take_hours (entry, text, error);
  else
    return take_text (entry, property, text, error);

  return TRUE;
}

/**
 * docket_entry_dup_typed:
 * @entry: an entry
 * @property: one of its properties
 *
 * Returns: (transfer full): what docket_entry_take() takes; empty for none
 */
char *
docket_entry_dup_typed (const DocketEntry *entry, const char *property)
{
  const char *value =
    g_str_equal (property, "name") ? entry->name : docket_entry_get (entry, property);

  if (value != NULL && g_str_equal (property, "amount"))
    return docket_money_format (g_ascii_strtoll (value, NULL, 10));

  if (value != NULL && g_str_equal (property, "options"))
    return docket_field_options_to_typed (value);

  return g_strdup (value != NULL ? value : "");
}
