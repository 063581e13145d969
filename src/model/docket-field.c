/* The one description of a ticket's fields, which everything else walks.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-field.h"

#include <glib/gi18n.h>

#include "docket-enum-types.h"
#include "docket-words.h"

/* Longer titles are cut by servers without a word; longer custom values are no values. */
#define MAX_TEXT_BYTES 4096

G_DEFINE_QUARK (docket_model_error_quark, docket_model_error)
G_DEFINE_BOXED_TYPE (DocketField, docket_field, docket_field_ref, docket_field_unref)

static const DocketField *const *
fixed_fields (void)
{
  static DocketField fields[] = {
    { DOCKET_FIELD_ID_TITLE, DOCKET_FIELD_TEXT, NC_ ("field", "Title"), TRUE, "title" },
    { DOCKET_FIELD_ID_STATUS, DOCKET_FIELD_STATUS, NC_ ("field", "Status"), TRUE, "status" },
    { DOCKET_FIELD_ID_PRIORITY, DOCKET_FIELD_ENUM, NC_ ("field", "Priority"), TRUE, "priority" },
    { DOCKET_FIELD_ID_IMPACT, DOCKET_FIELD_ENUM, NC_ ("field", "Impact"), TRUE, "impact" },
    { DOCKET_FIELD_ID_TYPE, DOCKET_FIELD_ENUM, NC_ ("field", "Type"), TRUE, "type" },
    { DOCKET_FIELD_ID_ASSIGNEE,
      DOCKET_FIELD_TECHNICIAN,
      NC_ ("field", "Assigned to"),
      TRUE,
      "assignee" },
    { DOCKET_FIELD_ID_CUSTOMER,
      DOCKET_FIELD_CUSTOMER,
      NC_ ("field", "Customer"),
      TRUE,
      "customer",
      "customer" },
    { DOCKET_FIELD_ID_CONTACT,
      DOCKET_FIELD_CONTACT,
      NC_ ("field", "Contact"),
      TRUE,
      "contact",
      "customer" },
    { DOCKET_FIELD_ID_CONTRACT,
      DOCKET_FIELD_CONTRACT,
      NC_ ("field", "Contract"),
      TRUE,
      "contract",
      "customer" },
    { DOCKET_FIELD_ID_SOURCE, DOCKET_FIELD_TEXT, NC_ ("field", "Source"), FALSE, "source" },
    { DOCKET_FIELD_ID_CREATED, DOCKET_FIELD_TIME, NC_ ("field", "Created"), FALSE, "created_at" },
    { DOCKET_FIELD_ID_RESOLVED,
      DOCKET_FIELD_TIME,
      NC_ ("field", "Resolved"),
      FALSE,
      "resolved_at" },
    { DOCKET_FIELD_ID_FIRST_RESPONSE_DUE,
      DOCKET_FIELD_TIME,
      NC_ ("field", "First response due"),
      FALSE,
      "first_response_due_at" },
    { DOCKET_FIELD_ID_CLOSE_DUE, DOCKET_FIELD_TIME, NC_ ("field", "Due"), FALSE, "close_due_at" },
  };
  static const DocketField *table[G_N_ELEMENTS (fields) + 1];
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
        table[i] = &fields[i];

      fields[2].enum_type = DOCKET_TYPE_PRIORITY;
      fields[3].enum_type = DOCKET_TYPE_IMPACT;
      fields[4].enum_type = DOCKET_TYPE_TICKET_TYPE;
      g_once_init_leave (&once, G_N_ELEMENTS (fields));
    }

  return table;
}

static void
option_free (gpointer data)
{
  DocketFieldOption *option = data;

  g_free (option->value);
  g_free (option->parent);
  g_free (option);
}

static void
custom_field_clear (gpointer data)
{
  DocketField *field = data;

  g_free ((char *) field->id);
  g_free ((char *) field->parent);
  g_clear_pointer (&field->options, g_ptr_array_unref);
}

static char *
canonicalize_number (const char *typed)
{
  g_autofree char *point = g_strdelimit (g_strdup (typed), ",", '.');
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  char *end = NULL;
  double number = g_ascii_strtod (point, &end);

  if (end == point || *end != '\0' || !(number > -1e15 && number < 1e15))
    return NULL;

  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.15g", number));
}

static char *
canonicalize_date (const char *typed)
{
  g_autofree char *midnight = g_strconcat (typed, "T00:00:00Z", NULL);
  g_autoptr (GDateTime) date = g_date_time_new_from_iso8601 (midnight, NULL);

  return date != NULL ? g_date_time_format (date, "%Y-%m-%d") : NULL;
}

static char *
canonicalize_boolean (const char *typed)
{
  if (g_ascii_strcasecmp (typed, "yes") == 0 || g_ascii_strcasecmp (typed, "true") == 0)
    return g_strdup ("yes");

  if (g_ascii_strcasecmp (typed, "no") == 0 || g_ascii_strcasecmp (typed, "false") == 0)
    return g_strdup ("no");

  return NULL;
}

static char *
canonicalize_option (const DocketField *field, const char *typed)
{
  for (guint i = 0; field->options != NULL && i < field->options->len; i++)
    {
      const DocketFieldOption *option = g_ptr_array_index (field->options, i);

      if (g_strcmp0 (option->value, typed) == 0)
        return g_strdup (typed);
    }

  return NULL;
}

static char *
canonicalize_text (const char *typed)
{
  g_autofree char *text = g_utf8_make_valid (typed, -1);

  g_strstrip (text);

  return strlen (text) <= MAX_TEXT_BYTES ? g_steal_pointer (&text) : NULL;
}

/* A title is one line: what was pasted may be more. */
static char *
canonicalize_title (const char *typed)
{
  g_autofree char *text = canonicalize_text (typed);
  g_auto (GStrv) lines = text != NULL ? g_strsplit_set (text, "\n\r\t\v\f", -1) : NULL;
  g_autoptr (GString) line = g_string_new (NULL);

  if (text == NULL)
    return NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *part = g_strstrip (lines[i]);

      if (*part != '\0')
        g_string_append_printf (line, "%s%s", line->len > 0 ? " " : "", part);
    }

  return g_string_free (g_steal_pointer (&line), FALSE);
}

static char *
canonicalize (const DocketField *field, const char *typed)
{
  int value;
  DocketStatusKind kind;
  gint64 integer;

  switch (field->kind)
    {
    case DOCKET_FIELD_TEXT:
      return g_str_equal (field->id, DOCKET_FIELD_ID_TITLE) ? canonicalize_title (typed)
                                                            : canonicalize_text (typed);

    case DOCKET_FIELD_ENUM:
      return docket_enum_from_nick (field->enum_type, typed, &value)
               ? g_strdup (docket_enum_to_nick (field->enum_type, value))
               : NULL;

    case DOCKET_FIELD_STATUS:
      return docket_status_is_standard (typed, &kind)
               ? g_strdup (docket_enum_to_nick (DOCKET_TYPE_STATUS_KIND, kind))
               : canonicalize_text (typed);

    case DOCKET_FIELD_TECHNICIAN:
    case DOCKET_FIELD_CUSTOMER:
    case DOCKET_FIELD_CONTACT:
    case DOCKET_FIELD_CONTRACT:
    case DOCKET_FIELD_TIME:
      return g_ascii_string_to_signed (typed, 10, G_MININT64, G_MAXINT64, &integer, NULL)
               ? g_strdup_printf ("%" G_GINT64_FORMAT, integer)
               : NULL;

    case DOCKET_FIELD_BOOLEAN:
      return canonicalize_boolean (typed);

    case DOCKET_FIELD_NUMBER:
      return canonicalize_number (typed);

    case DOCKET_FIELD_DATE:
      return canonicalize_date (typed);

    case DOCKET_FIELD_OPTION:
    case DOCKET_FIELD_DEPENDENT_OPTION:
      return canonicalize_option (field, typed);

    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * docket_field_get_fixed:
 * @n_fields: (out) (optional): how many there are
 *
 * The fields that every ticket has. Any thread.
 *
 * Returns: (transfer none) (array zero-terminated=1): the fields, in the order of forms
 */
const DocketField *const *
docket_field_get_fixed (guint *n_fields)
{
  const DocketField *const *table = fixed_fields ();

  if (n_fields != NULL)
    for (*n_fields = 0; table[*n_fields] != NULL;)
      (*n_fields)++;

  return table;
}

/**
 * docket_field_find_fixed:
 * @id: a field's id
 *
 * Returns: (transfer none) (nullable): the fixed field of that id
 */
const DocketField *
docket_field_find_fixed (const char *id)
{
  const DocketField *const *table = fixed_fields ();

  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; table[i] != NULL; i++)
    if (g_str_equal (table[i]->id, id))
      return table[i];

  return NULL;
}

/**
 * docket_field_new_custom:
 * @name: its name on the server
 * @kind: one of text, boolean, number, date and the options
 * @parent_name: (nullable): for a dependent option the name of the field it depends on
 *
 * Returns: (transfer full): a custom field without options
 */
DocketField *
docket_field_new_custom (const char *name, DocketFieldKind kind, const char *parent_name)
{
  DocketField *field;

  g_return_val_if_fail (name != NULL, NULL);

  field = g_atomic_rc_box_new0 (DocketField);
  field->id = g_strconcat (DOCKET_FIELD_CUSTOM_PREFIX, name, NULL);
  field->kind = kind;
  field->label = field->id + strlen (DOCKET_FIELD_CUSTOM_PREFIX);
  field->editable = TRUE;
  field->parent =
    parent_name != NULL ? g_strconcat (DOCKET_FIELD_CUSTOM_PREFIX, parent_name, NULL) : NULL;
  field->constrains = field->parent;

  return field;
}

/**
 * docket_field_add_option:
 * @field: a custom field of one of the kinds with options
 * @value: what can be chosen
 * @parent: (nullable): the parent field's value under which it can be chosen
 */
void
docket_field_add_option (DocketField *field, const char *value, const char *parent)
{
  DocketFieldOption *option;

  g_return_if_fail (field != NULL);
  g_return_if_fail (value != NULL);

  if (field->options == NULL)
    field->options = g_ptr_array_new_with_free_func (option_free);

  option = g_new0 (DocketFieldOption, 1);
  option->value = g_strdup (value);
  option->parent = g_strdup (parent);
  g_ptr_array_add (field->options, option);
}

/**
 * docket_field_offers:
 * @field: a field
 * @value: (nullable): one of its values
 * @parent_value: (nullable): of a dependent option, the value of the field that it depends on
 *
 * Returns: whether @value can be chosen beside @parent_value; not set always can
 */
gboolean
docket_field_offers (const DocketField *field, const char *value, const char *parent_value)
{
  g_return_val_if_fail (field != NULL, FALSE);

  if (value == NULL || field->kind != DOCKET_FIELD_DEPENDENT_OPTION)
    return TRUE;

  for (guint i = 0; field->options != NULL && i < field->options->len; i++)
    {
      const DocketFieldOption *option = g_ptr_array_index (field->options, i);

      if (g_str_equal (option->value, value) &&
          (option->parent == NULL || g_strcmp0 (option->parent, parent_value) == 0))
        return TRUE;
    }

  return FALSE;
}

/**
 * docket_field_is_needed:
 * @field: a field
 * @parent_value: (nullable): of a dependent option, the value of the field that it depends on
 *
 * A required choice of which nothing can be chosen is not waited for.
 *
 * Returns: whether a person has to give it a value
 */
gboolean
docket_field_is_needed (const DocketField *field, const char *parent_value)
{
  g_return_val_if_fail (field != NULL, FALSE);

  if (!field->required || field->kind != DOCKET_FIELD_DEPENDENT_OPTION)
    return field->required;

  for (guint i = 0; field->options != NULL && i < field->options->len; i++)
    {
      const DocketFieldOption *option = g_ptr_array_index (field->options, i);

      if (docket_field_offers (field, option->value, parent_value))
        return TRUE;
    }

  return FALSE;
}

/**
 * docket_field_ref:
 * @field: a custom field
 *
 * Returns: (transfer full): @field
 */
DocketField *
docket_field_ref (DocketField *field)
{
  return g_atomic_rc_box_acquire (field);
}

/**
 * docket_field_unref:
 * @field: (transfer full): a custom field
 */
void
docket_field_unref (DocketField *field)
{
  g_atomic_rc_box_release_full (field, custom_field_clear);
}

/**
 * docket_field_is_custom:
 * @id: a field's id
 *
 * Returns: whether it is a custom field's
 */
gboolean
docket_field_is_custom (const char *id)
{
  return g_str_has_prefix (id, DOCKET_FIELD_CUSTOM_PREFIX);
}

/**
 * docket_field_get_label:
 * @field: a field
 * @wording: the account's words
 *
 * Returns: (transfer none): its name in the person's language
 */
const char *
docket_field_get_label (const DocketField *field, DocketWording wording)
{
  g_return_val_if_fail (field != NULL, NULL);

  if (field->column == NULL)
    return field->label;

  if (field->kind == DOCKET_FIELD_CUSTOMER)
    return docket_word_customer (wording);

  if (field->kind == DOCKET_FIELD_CONTACT)
    return docket_word_contact (wording);

  return g_dpgettext2 (NULL, "field", field->label);
}

/* Says what is wanted instead. */
static void
refuse (const DocketField *field, const char *typed, GError **error)
{
  const char *label = docket_field_get_label (field, DOCKET_WORDING_MSP);
  g_autofree char *sentence = NULL;

  switch (field->kind)
    {
    case DOCKET_FIELD_TEXT:
      /* Translators: %s is a field's name */
      sentence = g_strdup_printf (_ ("The text for %s is too long. Shorten it."), label);
      break;

    case DOCKET_FIELD_NUMBER:
      /* Translators: the first %s is what somebody typed, the second a field's name */
      sentence = g_strdup_printf (_ ("“%s” is not a number. %s takes a number, like 12 or 3.5."),
                                  typed,
                                  label);
      break;

    case DOCKET_FIELD_DATE:
      /* Translators: the first %s is what somebody typed, the second a field's name */
      sentence =
        g_strdup_printf (_ ("“%s” is not a date. %s takes a date, like 2026-03-31."), typed, label);
      break;

    default:
      /* Translators: the first %s is a value somebody typed, the second a field's name */
      sentence = g_strdup_printf (_ ("“%s” is not a value for %s. Choose one of those offered."),
                                  typed,
                                  label);
    }

  g_set_error_literal (error, DOCKET_MODEL_ERROR, DOCKET_MODEL_ERROR_INVALID, sentence);
}

/**
 * docket_field_canonicalize:
 * @field: a field
 * @typed: (nullable): a value as a person or a script gives it; %NULL and empty mean not set
 * @error: return location for a #DocketModelError
 *
 * Brings a value into the one form that edits, merge and filters compare. Not set gives %NULL
 * without an error. A title and a status must be set; a title is one line.
 *
 * Returns: (transfer full) (nullable): the canonical text
 */
char *
docket_field_canonicalize (const DocketField *field, const char *typed, GError **error)
{
  g_autofree char *canonical = NULL;

  g_return_val_if_fail (field != NULL, NULL);

  if (typed == NULL || *typed == '\0')
    typed = "";

  if (*typed != '\0')
    canonical = canonicalize (field, typed);

  if (canonical != NULL && *canonical == '\0')
    g_clear_pointer (&canonical, g_free);

  if (canonical == NULL && g_str_equal (field->id, DOCKET_FIELD_ID_TITLE))
    g_set_error_literal (
      error,
      DOCKET_MODEL_ERROR,
      DOCKET_MODEL_ERROR_INVALID,
      strlen (typed) > MAX_TEXT_BYTES
        ? _ ("The title is too long. Shorten it, and write the rest as a message.")
        : _ ("A ticket needs a title. Enter a few words."));
  else if (canonical == NULL && (*typed != '\0' || field->kind == DOCKET_FIELD_STATUS ||
                                 field->kind == DOCKET_FIELD_ENUM))
    refuse (field, typed, error);

  return g_steal_pointer (&canonical);
}
