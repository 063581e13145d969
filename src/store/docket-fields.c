/* Statuses and custom fields in the form that the rest of Docket uses, and saved views.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-store-directory.h"

#include <string.h>

#include "docket-store-private.h"

/* The words of the kinds that a custom field can have, in the database. */
static const struct
{
  DocketFieldKind kind;
  const char *word;
} field_kinds[] = {
  { DOCKET_FIELD_TEXT, "text" },     { DOCKET_FIELD_BOOLEAN, "boolean" },
  { DOCKET_FIELD_NUMBER, "number" }, { DOCKET_FIELD_DATE, "date" },
  { DOCKET_FIELD_OPTION, "option" }, { DOCKET_FIELD_DEPENDENT_OPTION, "dependent-option" },
};

static const char *
kind_to_word (DocketFieldKind kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (field_kinds); i++)
    if (field_kinds[i].kind == kind)
      return field_kinds[i].word;

  g_return_val_if_reached ("text");
}

static DocketFieldKind
kind_from_word (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (field_kinds); i++)
    if (g_strcmp0 (field_kinds[i].word, word) == 0)
      return field_kinds[i].kind;

  return DOCKET_FIELD_TEXT;
}

static void
append_option (GString *text, char separator, const char *option)
{
  g_autofree char *line = g_strdelimit (g_strdup (option), "\n\t", ' ');

  if (text->len > 0 || separator != '\n')
    g_string_append_c (text, separator);

  g_string_append (text, line);
}

static char *
options_to_text (const DocketField *field)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; field->options != NULL && i < field->options->len; i++)
    {
      const DocketFieldOption *option = g_ptr_array_index (field->options, i);

      append_option (text, '\n', option->value);

      if (option->parent != NULL)
        append_option (text, '\t', option->parent);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
options_from_text (DocketField *field, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *tab = strchr (lines[i], '\t');

      if (tab != NULL)
        *tab = '\0';

      docket_field_add_option (field, lines[i], tab != NULL ? tab + 1 : NULL);
    }
}

static DocketField *
field_from_entry (const DocketEntry *entry)
{
  const char *options = docket_entry_get (entry, "options");
  DocketField *field = docket_field_new_custom (entry->name,
                                                kind_from_word (docket_entry_get (entry, "type")),
                                                docket_entry_get (entry, "parent"));

  if (options != NULL)
    options_from_text (field, options);

  field->required = g_strcmp0 (docket_entry_get (entry, "required"), "yes") == 0;

  return field;
}

/**
 * docket_directory_list_statuses:
 * @txn: a transaction
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable) (element-type utf8): the statuses that tickets can have, in
 * canonical form: by kind, the standard one of each kind first
 */
GPtrArray *
docket_directory_list_statuses (DocketTransaction *txn, GError **error)
{
  g_autoptr (GPtrArray) statuses = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (DocketStatement) statement =
    docket_ask (txn, error, "SELECT name FROM status WHERE archived = 0 ORDER BY kind, id", "");

  if (statement == NULL)
    return NULL;

  while (docket_statement_next (statement, error))
    {
      char *name = NULL;

      docket_statement_read (statement, "s", &name);
      g_ptr_array_add (statuses, name);
    }

  return statement->failed ? NULL : g_steal_pointer (&statuses);
}

/**
 * docket_directory_get_status_kind:
 * @txn: a transaction
 * @status: a status in canonical form
 *
 * Returns: what it means; %DOCKET_STATUS_KIND_OPEN when nobody has said
 */
DocketStatusKind
docket_directory_get_status_kind (DocketTransaction *txn, const char *status)
{
  gint64 kind;

  g_return_val_if_fail (status != NULL, DOCKET_STATUS_KIND_OPEN);

  docket_ask_int64 (txn, &kind, NULL, "SELECT kind FROM status WHERE name = ?", "s", status);

  return kind;
}

/**
 * docket_directory_add_status:
 * @txn: a writing transaction
 * @status: a status in canonical form
 * @kind: what it means
 * @error: return location for a #DocketStoreError
 *
 * Makes a status of a server's own known, or says anew what it means. The standard ones keep their
 * kind.
 *
 * Returns: whether it is known now
 */
gboolean
docket_directory_add_status (DocketTransaction *txn,
                             const char *status,
                             DocketStatusKind kind,
                             GError **error)
{
  g_autoptr (DocketEntry) entry = NULL;

  g_return_val_if_fail (status != NULL && *status != '\0', FALSE);

  if (docket_status_is_standard (status, NULL))
    return TRUE;

  entry = docket_entry_new (DOCKET_ENTITY_STATUS);
  entry->name = g_strdup (status);
  docket_entry_set (entry, "kind", docket_enum_to_nick (DOCKET_TYPE_STATUS_KIND, kind));

  return docket_ask_int64 (txn,
                           &entry->id,
                           error,
                           "SELECT id FROM status WHERE name = ?",
                           "s",
                           status) &&
         docket_directory_save (txn, entry, error) != 0;
}

static gboolean
has_field (GPtrArray *fields, const char *id)
{
  for (guint i = 0; i < fields->len; i++)
    if (g_str_equal (((const DocketField *) g_ptr_array_index (fields, i))->id, id))
      return TRUE;

  return FALSE;
}

/* Takes a field, and below it those that depend on it. */
static void
move_with_dependents (GPtrArray *from, DocketField *field, GPtrArray *to)
{
  if (has_field (to, field->id))
    return;

  g_ptr_array_add (to, docket_field_ref (field));

  for (guint i = 0; i < from->len; i++)
    {
      DocketField *dependent = g_ptr_array_index (from, i);

      if (g_strcmp0 (dependent->parent, field->id) == 0)
        move_with_dependents (from, dependent, to);
    }
}

/* What depends on another field stands below it; a circle, or what depends on nothing that is
 * there, stands where its name puts it. */
static GPtrArray *
put_below_parents (GPtrArray *fields)
{
  GPtrArray *sorted = g_ptr_array_new_with_free_func ((GDestroyNotify) docket_field_unref);

  for (guint i = 0; i < fields->len; i++)
    {
      DocketField *field = g_ptr_array_index (fields, i);

      if (field->parent == NULL || !has_field (fields, field->parent))
        move_with_dependents (fields, field, sorted);
    }

  for (guint i = 0; i < fields->len; i++)
    move_with_dependents (fields, g_ptr_array_index (fields, i), sorted);

  return sorted;
}

/**
 * docket_directory_list_fields:
 * @txn: a transaction
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable) (element-type DocketField): the custom fields, by name; those
 * that depend on another one below it
 */
GPtrArray *
docket_directory_list_fields (DocketTransaction *txn, GError **error)
{
  g_autoptr (GPtrArray) entries =
    docket_directory_list (txn, DOCKET_ENTITY_FIELD, NULL, 0, 0, error);
  g_autoptr (GPtrArray) fields = NULL;

  if (entries == NULL)
    return NULL;

  fields = g_ptr_array_new_with_free_func ((GDestroyNotify) docket_field_unref);

  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add (fields, field_from_entry (g_ptr_array_index (entries, i)));

  return put_below_parents (fields);
}

/**
 * docket_directory_save_field:
 * @txn: a writing transaction
 * @field: a custom field
 * @error: return location for a #DocketStoreError
 *
 * Makes a custom field known, or replaces the one of its name.
 *
 * Returns: whether it was written
 */
gboolean
docket_directory_save_field (DocketTransaction *txn, DocketField *field, GError **error)
{
  g_autoptr (DocketEntry) entry = docket_entry_new (DOCKET_ENTITY_FIELD);
  g_autofree char *options = NULL;

  g_return_val_if_fail (docket_field_is_custom (field->id), FALSE);

  entry->name = g_strdup (field->id + strlen (DOCKET_FIELD_CUSTOM_PREFIX));
  options = options_to_text (field);
  docket_entry_set (entry, "type", kind_to_word (field->kind));
  docket_entry_set (entry, "options", options);

  if (field->required)
    docket_entry_set (entry, "required", "yes");

  if (field->parent != NULL)
    docket_entry_set (entry, "parent", field->parent + strlen (DOCKET_FIELD_CUSTOM_PREFIX));

  if (!docket_ask_int64 (txn,
                         &entry->id,
                         error,
                         "SELECT id FROM field WHERE name = ?",
                         "s",
                         entry->name))
    return FALSE;

  if (entry->id != 0)
    {
      g_autoptr (DocketEntry) stored =
        docket_directory_get (txn, DOCKET_ENTITY_FIELD, entry->id, NULL);

      entry->remote_id = stored != NULL ? g_strdup (stored->remote_id) : NULL;
    }

  return docket_directory_save (txn, entry, error) != 0;
}

/**
 * docket_directory_rename_field:
 * @txn: a writing transaction
 * @name: a custom field's name
 * @new_name: what it will be called
 * @error: return location for a #DocketStoreError
 *
 * Takes the values of tickets along, and the fields that depend on it. The field itself is saved by
 * the caller.
 *
 * Returns: whether it was written
 */
gboolean
docket_directory_rename_field (DocketTransaction *txn,
                               const char *name,
                               const char *new_name,
                               GError **error)
{
  g_autofree char *id = NULL;
  g_autofree char *new_id = NULL;

  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (new_name != NULL, FALSE);

  id = g_strconcat (DOCKET_FIELD_CUSTOM_PREFIX, name, NULL);
  new_id = g_strconcat (DOCKET_FIELD_CUSTOM_PREFIX, new_name, NULL);

  return docket_tell (txn,
                      error,
                      "UPDATE custom_value SET field = ? WHERE field = ?",
                      "ss",
                      new_id,
                      id) &&
         docket_tell (txn,
                      error,
                      "UPDATE field SET parent = ? WHERE parent = ?",
                      "ss",
                      new_name,
                      name);
}

/**
 * docket_directory_count_values:
 * @txn: a transaction
 * @name: a custom field's name
 * @n_values: (out): how many tickets have a value of it
 * @error: return location for a #DocketStoreError
 *
 * Returns: whether it could be read
 */
gboolean
docket_directory_count_values (DocketTransaction *txn,
                               const char *name,
                               guint *n_values,
                               GError **error)
{
  g_autofree char *id = NULL;
  gint64 n = 0;

  g_return_val_if_fail (name != NULL, FALSE);

  id = g_strconcat (DOCKET_FIELD_CUSTOM_PREFIX, name, NULL);

  if (!docket_ask_int64 (txn,
                         &n,
                         error,
                         "SELECT count (*) FROM custom_value WHERE field = ? AND value NOT NULL",
                         "s",
                         id))
    return FALSE;

  *n_values = (guint) n;

  return TRUE;
}

/**
 * docket_saved_view_new:
 * @id: local id; 0 for a new one
 * @name: what people see
 * @filter: what it shows
 *
 * Returns: (transfer full): a view
 */
DocketSavedView *
docket_saved_view_new (gint64 id, const char *name, const DocketFilter *filter)
{
  DocketSavedView *view = g_new0 (DocketSavedView, 1);

  view->id = id;
  view->name = g_strdup (name);
  view->filter = docket_filter_copy (filter);

  return view;
}

/**
 * docket_saved_view_free:
 * @view: (transfer full): a view
 */
void
docket_saved_view_free (DocketSavedView *view)
{
  g_free (view->name);
  docket_filter_free (view->filter);
  g_free (view);
}

/**
 * docket_views_list:
 * @txn: a transaction
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable) (element-type DocketSavedView): the saved views, oldest first
 */
GPtrArray *
docket_views_list (DocketTransaction *txn, GError **error)
{
  g_autoptr (GPtrArray) views =
    g_ptr_array_new_with_free_func ((GDestroyNotify) docket_saved_view_free);
  g_autoptr (DocketStatement) statement =
    docket_ask (txn, error, "SELECT id, name, filter FROM view ORDER BY id", "");

  if (statement == NULL)
    return NULL;

  while (docket_statement_next (statement, error))
    {
      g_autoptr (DocketFilter) filter = NULL;
      g_autofree char *name = NULL, *text = NULL;
      gint64 id;

      docket_statement_read (statement, "xss", &id, &name, &text);
      filter = docket_filter_from_text (text, NULL);

      if (filter != NULL)
        g_ptr_array_add (views, docket_saved_view_new (id, name, filter));
      else
        g_warning ("The filter of view %" G_GINT64_FORMAT " can't be read", id);
    }

  return statement->failed ? NULL : g_steal_pointer (&views);
}

/**
 * docket_views_save:
 * @txn: a writing transaction
 * @view: a view; one of id 0 is new, and one that was deleted is there again
 * @error: return location for a #DocketStoreError
 *
 * Returns: its local id; 0 on error
 */
gint64
docket_views_save (DocketTransaction *txn, const DocketSavedView *view, GError **error)
{
  g_autofree char *text = NULL;
  gint64 id = 0;

  g_return_val_if_fail (view != NULL, 0);
  g_return_val_if_fail (view->name != NULL, 0);

  text = docket_filter_to_text (view->filter);

  if (!docket_ask_int64 (txn,
                         &id,
                         error,
                         view->id == 0
                           ? "INSERT INTO view (name, filter) VALUES (?, ?) RETURNING id"
                           : "INSERT INTO view (name, filter, id) VALUES (?, ?, ?) "
                             "ON CONFLICT (id) DO UPDATE SET name = excluded.name, "
                             "filter = excluded.filter RETURNING id",
                         view->id == 0 ? "ss" : "ssx",
                         view->name,
                         text,
                         view->id))
    return 0;

  docket_transaction_note (txn, DOCKET_ENTITY_VIEW, id);

  return id;
}

/**
 * docket_views_delete:
 * @txn: a writing transaction
 * @id: local id of a view
 * @error: return location for a #DocketStoreError
 *
 * Returns: whether it is gone
 */
gboolean
docket_views_delete (DocketTransaction *txn, gint64 id, GError **error)
{
  docket_transaction_note (txn, DOCKET_ENTITY_VIEW, id);

  return docket_tell (txn, error, "DELETE FROM view WHERE id = ?", "x", id);
}
