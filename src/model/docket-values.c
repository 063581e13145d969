/* Values of fields in canonical text, known or not.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-values.h"

struct _DocketValues
{
  GHashTable *table;
};

G_DEFINE_BOXED_TYPE (DocketValues, docket_values, docket_values_ref, docket_values_unref)

static void
values_clear (gpointer data)
{
  DocketValues *values = data;

  g_hash_table_unref (values->table);
}

static gboolean
is_plain (const char *text)
{
  while (g_ascii_isprint (*text) && *text != '\'' && *text != '\\')
    text++;

  return *text == '\0';
}

/* As GVariant prints a string. Most are plain, and a variant for each takes ten times as long. */
static void
append_string (GString *text, const char *string)
{
  if (is_plain (string))
    {
      g_string_append_c (text, '\'');
      g_string_append (text, string);
      g_string_append_c (text, '\'');
    }
  else
    {
      g_autoptr (GVariant) variant = g_variant_ref_sink (g_variant_new_string (string));
      g_autofree char *printed = g_variant_print (variant, FALSE);

      g_string_append (text, printed);
    }
}

/**
 * docket_values_new:
 *
 * Returns: (transfer full): values of which none is known
 */
DocketValues *
docket_values_new (void)
{
  DocketValues *values = g_atomic_rc_box_new0 (DocketValues);

  values->table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return values;
}

/**
 * docket_values_ref:
 * @values: values
 *
 * Returns: (transfer full): @values
 */
DocketValues *
docket_values_ref (DocketValues *values)
{
  return g_atomic_rc_box_acquire (values);
}

/**
 * docket_values_unref:
 * @values: (transfer full): values
 */
void
docket_values_unref (DocketValues *values)
{
  g_atomic_rc_box_release_full (values, values_clear);
}

/**
 * docket_values_set:
 * @values: values
 * @field: a field's id
 * @value: (nullable): its canonical text; %NULL: known to be not set
 */
void
docket_values_set (DocketValues *values, const char *field, const char *value)
{
  docket_values_take (values, field, g_strdup (value));
}

/**
 * docket_values_take:
 * @values: values
 * @field: a field's id
 * @value: (transfer full) (nullable): its canonical text; %NULL: known to be not set
 */
void
docket_values_take (DocketValues *values, const char *field, char *value)
{
  g_return_if_fail (values != NULL);
  g_return_if_fail (field != NULL);

  g_hash_table_replace (values->table, g_strdup (field), value);
}

/**
 * docket_values_set_int64:
 * @values: values
 * @field: a field's id
 * @value: an id or a time in microseconds; 0: known to be not set
 */
void
docket_values_set_int64 (DocketValues *values, const char *field, gint64 value)
{
  docket_values_take (values,
                      field,
                      value != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, value) : NULL);
}

/**
 * docket_values_forget:
 * @values: values
 * @field: a field's id, which is not known afterwards
 */
void
docket_values_forget (DocketValues *values, const char *field)
{
  g_return_if_fail (values != NULL);

  g_hash_table_remove (values->table, field);
}

/**
 * docket_values_knows:
 * @values: values
 * @field: a field's id
 *
 * Returns: whether the value is known; it may be known to be not set
 */
gboolean
docket_values_knows (DocketValues *values, const char *field)
{
  g_return_val_if_fail (values != NULL, FALSE);

  return g_hash_table_contains (values->table, field);
}

/**
 * docket_values_get:
 * @values: values
 * @field: a field's id
 *
 * Returns: (transfer none) (nullable): the canonical text; %NULL when not set or not known
 */
const char *
docket_values_get (DocketValues *values, const char *field)
{
  g_return_val_if_fail (values != NULL, NULL);

  return g_hash_table_lookup (values->table, field);
}

/**
 * docket_values_get_int64:
 * @values: values
 * @field: the id of a reference or a time
 *
 * Returns: the id, or the time in microseconds; 0 when not set, not known or no number
 */
gint64
docket_values_get_int64 (DocketValues *values, const char *field)
{
  const char *value = docket_values_get (values, field);

  return value != NULL ? g_ascii_strtoll (value, NULL, 10) : 0;
}

/**
 * docket_values_list_fields:
 * @values: values
 *
 * Returns: (transfer container) (element-type utf8): the ids of the known fields, sorted
 */
GList *
docket_values_list_fields (DocketValues *values)
{
  g_return_val_if_fail (values != NULL, NULL);

  return g_list_sort (g_hash_table_get_keys (values->table), (GCompareFunc) strcmp);
}

/**
 * docket_values_get_size:
 * @values: values
 *
 * Returns: how many fields are known
 */
guint
docket_values_get_size (DocketValues *values)
{
  g_return_val_if_fail (values != NULL, 0);

  return g_hash_table_size (values->table);
}

/**
 * docket_values_to_text:
 * @values: values
 *
 * For the database: a GVariant in its text form, which can be read without Docket.
 *
 * Returns: (transfer full): the text, fields in order
 */
char *
docket_values_to_text (DocketValues *values)
{
  g_autoptr (GString) text = g_string_new ("{");
  g_autoptr (GList) fields = docket_values_list_fields (values);

  for (GList *l = fields; l != NULL; l = l->next)
    {
      const char *value = docket_values_get (values, l->data);

      if (l != fields)
        g_string_append (text, ", ");

      append_string (text, l->data);
      g_string_append (text, ": ");

      if (value != NULL)
        append_string (text, value);
      else
        g_string_append (text, "nothing");
    }

  g_string_append_c (text, '}');

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * docket_values_from_text:
 * @text: what docket_values_to_text() gave
 * @error: return location for a #GVariantParseError
 *
 * Returns: (transfer full) (nullable): the values
 */
DocketValues *
docket_values_from_text (const char *text, GError **error)
{
  g_autoptr (GVariant) variant = NULL;
  g_autoptr (DocketValues) values = NULL;
  GVariantIter iter;
  const char *field, *value;

  g_return_val_if_fail (text != NULL, NULL);

  variant = g_variant_parse (G_VARIANT_TYPE ("a{sms}"), text, NULL, NULL, error);

  if (variant == NULL)
    return NULL;

  values = docket_values_new ();
  g_variant_iter_init (&iter, variant);

  while (g_variant_iter_next (&iter, "{&sm&s}", &field, &value))
    docket_values_set (values, field, value);

  return g_steal_pointer (&values);
}
