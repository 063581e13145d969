/* The directory: customers, contacts, contracts, technicians, rates, statuses, fields, quick
 * replies.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-store-directory.h"

#include "docket-fold.h"
#include "docket-store-private.h"

#define MAX_PROPERTIES 8

/**
 * DirectoryTable:
 * @properties: (array zero-terminated=1): those with a column of their own, and of its name
 *
 * The table of one kind of entry.
 */
typedef struct
{
  DocketEntity entity;
  const char *name;
  gboolean has_customer;
  const char *properties[MAX_PROPERTIES];
} DirectoryTable;

/* Which entries a list has. */
typedef enum
{
  LIST_KEPT,    /* what is not archived */
  LIST_OFFERED, /* without those of archived customers */
  LIST_ARCHIVED
} ListKind;

static const DirectoryTable tables[] = {
  { DOCKET_ENTITY_CUSTOMER, "customer", FALSE, { "email", "phone", "address", "city", "notes" } },
  { DOCKET_ENTITY_CONTACT,
    "contact",
    TRUE,
    { "email", "first_name", "last_name", "phone", "mobile", "notes" } },
  { DOCKET_ENTITY_CONTRACT, "contract", TRUE, { "kind", "hours_included", "rate" } },
  { DOCKET_ENTITY_TECHNICIAN,
    "technician",
    FALSE,
    { "email", "first_name", "last_name", "phone", "mobile" } },
  { DOCKET_ENTITY_RATE, "rate", FALSE, { "kind", "amount" } },
  { DOCKET_ENTITY_STATUS, "status", FALSE, { "kind" } },
  { DOCKET_ENTITY_FIELD, "field", FALSE, { "type", "options", "parent" } },
  { DOCKET_ENTITY_QUICK_REPLY, "quick_reply", FALSE, { "text" } },
};

static const DirectoryTable *
find_table (DocketEntity entity)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (tables[i].entity == entity)
      return &tables[i];

  g_return_val_if_reached (NULL);
}

static gboolean
has_column (const DirectoryTable *table, const char *property)
{
  return g_strv_contains (table->properties, property);
}

/* A status' kind is a number in the database and a word outside. */
static gboolean
is_status_kind (const DirectoryTable *table, const char *property)
{
  return table->entity == DOCKET_ENTITY_STATUS && g_str_equal (property, "kind");
}

static char *
make_select (const DirectoryTable *table, const char *rest)
{
  g_autoptr (GString) sql = g_string_new ("SELECT id, remote_id, name, archived, more, ");

  g_string_append (sql, table->has_customer ? "customer" : "0");

  for (guint i = 0; table->properties[i] != NULL; i++)
    g_string_append_printf (sql, ", %s", table->properties[i]);

  if (table->has_customer)
    g_string_append_printf (sql,
                            ", (SELECT whose.name FROM customer AS whose WHERE whose.id = "
                            "%s.customer)",
                            table->name);

  g_string_append_printf (sql, " FROM %s %s", table->name, rest);

  return g_string_free (g_steal_pointer (&sql), FALSE);
}

static DocketEntry *
read_entry (DocketStatement *statement, const DirectoryTable *table)
{
  DocketEntry *entry = docket_entry_new (table->entity);
  DocketValues *more = NULL;
  guint n = 0;

  docket_statement_read (statement,
                         "xssivx",
                         &entry->id,
                         &entry->remote_id,
                         &entry->name,
                         &entry->archived,
                         &more,
                         &entry->customer);

  if (more != NULL)
    {
      docket_values_unref (entry->properties);
      entry->properties = more;
    }

  for (; table->properties[n] != NULL; n++)
    {
      const char *text = (const char *) sqlite3_column_text (statement->stmt, 6 + n);

      if (is_status_kind (table, table->properties[n]))
        text = docket_enum_to_nick (DOCKET_TYPE_STATUS_KIND, g_ascii_strtoll (text, NULL, 10));

      docket_entry_set (entry, table->properties[n], text);
    }

  if (table->has_customer)
    entry->customer_name = g_strdup ((const char *) sqlite3_column_text (statement->stmt, 6 + n));

  return entry;
}

/* What has no column. */
static DocketValues *
collect_more (const DirectoryTable *table, DocketEntry *entry)
{
  g_autoptr (DocketValues) more = docket_values_new ();
  g_autoptr (GList) names = docket_values_list_fields (entry->properties);

  for (GList *l = names; l != NULL; l = l->next)
    if (!has_column (table, l->data))
      docket_values_set (more, l->data, docket_entry_get (entry, l->data));

  return docket_values_get_size (more) > 0 ? g_steal_pointer (&more) : NULL;
}

static char *
make_pattern (const char *search)
{
  g_autofree char *folded = docket_fold (search);
  g_autoptr (GString) pattern = g_string_new ("%");

  for (const char *p = folded; *p != '\0'; p++)
    {
      if (strchr ("%_\\", *p) != NULL)
        g_string_append_c (pattern, '\\');

      g_string_append_c (pattern, *p);
    }

  g_string_append_c (pattern, '%');

  return g_string_free (g_steal_pointer (&pattern), FALSE);
}

static char *
make_list_sql (const DirectoryTable *table, ListKind kind, gboolean searches, gint64 customer)
{
  g_autoptr (GString) rest =
    g_string_new (kind == LIST_ARCHIVED ? "WHERE archived = 1" : "WHERE archived = 0");

  if (table->has_customer && customer != 0)
    g_string_append (rest, " AND customer = ?1");
  else if (table->has_customer && kind == LIST_OFFERED)
    g_string_append_printf (rest,
                            " AND NOT EXISTS (SELECT 1 FROM customer AS whose WHERE "
                            "whose.id = %s.customer AND whose.archived = 1)",
                            table->name);

  if (searches)
    g_string_append (rest,
                     has_column (table, "email")
                       ? " AND (fold LIKE ?2 ESCAPE '\\' OR email LIKE ?2 ESCAPE '\\')"
                       : " AND fold LIKE ?2 ESCAPE '\\'");

  g_string_append (rest, " ORDER BY fold, id LIMIT ?3");

  return make_select (table, rest->str);
}

static DocketEntry *
read_one (DocketStatement *statement, const DirectoryTable *table, GError **error)
{
  return docket_statement_next (statement, error) ? read_entry (statement, table) : NULL;
}

/* INSERT … ON CONFLICT would take the next id each time, so the two are apart. */
static char *
make_save_sql (const DirectoryTable *table, gboolean is_new)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();

  g_ptr_array_add (columns, (gpointer) "remote_id");
  g_ptr_array_add (columns, (gpointer) "name");
  g_ptr_array_add (columns, (gpointer) "fold");
  g_ptr_array_add (columns, (gpointer) "archived");
  g_ptr_array_add (columns, (gpointer) "more");

  if (table->has_customer)
    g_ptr_array_add (columns, (gpointer) "customer");

  for (guint i = 0; table->properties[i] != NULL; i++)
    g_ptr_array_add (columns, (gpointer) table->properties[i]);

  g_string_append_printf (sql, is_new ? "INSERT INTO %s (" : "UPDATE %s SET (", table->name);

  for (guint i = 0; i < columns->len; i++)
    g_string_append_printf (sql, "%s%s", i > 0 ? ", " : "", (char *) columns->pdata[i]);

  g_string_append (sql, is_new ? ") VALUES (" : ") = (");

  for (guint i = 0; i < columns->len; i++)
    g_string_append_printf (sql, "%s?%u", i > 0 ? ", " : "", i + 1);

  g_string_append (sql, is_new ? ") RETURNING id" : ") WHERE id = ?99 RETURNING id");

  return g_string_free (g_steal_pointer (&sql), FALSE);
}

static void
bind_entry (DocketStatement *statement, const DirectoryTable *table, DocketEntry *entry)
{
  g_autofree char *fold = docket_fold (entry->name);
  g_autoptr (DocketValues) more = collect_more (table, entry);
  g_autofree char *more_text = more != NULL ? docket_values_to_text (more) : NULL;
  int nth = 5;

  docket_statement_bind_text (statement, 1, entry->remote_id);
  docket_statement_bind_text (statement, 2, entry->name);
  docket_statement_bind_text (statement, 3, fold);
  docket_statement_bind_int64 (statement, 4, entry->archived);
  docket_statement_bind_text (statement, 5, more_text);

  if (table->has_customer && ++nth && entry->customer != 0)
    docket_statement_bind_int64 (statement, nth, entry->customer);

  for (guint i = 0; table->properties[i] != NULL; i++)
    {
      const char *value = docket_entry_get (entry, table->properties[i]);
      int kind = DOCKET_STATUS_KIND_OPEN;

      nth++;

      if (is_status_kind (table, table->properties[i]))
        {
          docket_enum_from_nick (DOCKET_TYPE_STATUS_KIND, value, &kind);
          docket_statement_bind_int64 (statement, nth, kind);
        }
      else
        {
          docket_statement_bind_text (statement, nth, value);
        }
    }
}

static gboolean
is_same (DocketTransaction *txn, const DirectoryTable *table, const DocketEntry *entry)
{
  g_autoptr (DocketEntry) stored = docket_directory_get (txn, table->entity, entry->id, NULL);
  g_autofree char *old = stored != NULL ? docket_values_to_text (stored->properties) : NULL;
  g_autofree char *new = docket_values_to_text (entry->properties);

  return stored != NULL && g_strcmp0 (stored->remote_id, entry->remote_id) == 0 &&
         g_strcmp0 (stored->name, entry->name) == 0 && stored->customer == entry->customer &&
         stored->archived == entry->archived && g_str_equal (old, new);
}

/* Tickets hold the kind of their status, for lists. */
static gboolean
spread_kind (DocketTransaction *txn, gint64 status, GError **error)
{
  return docket_tell (txn,
                      error,
                      "UPDATE ticket SET kind = (SELECT kind FROM status WHERE id = ?1) "
                      "WHERE status = ?1 AND kind <> (SELECT kind FROM status WHERE id = ?1)",
                      "x",
                      status);
}

static GPtrArray *
list_entries (DocketTransaction *txn,
              DocketEntity entity,
              ListKind kind,
              const char *search,
              gint64 customer,
              guint limit,
              GError **error)
{
  const DirectoryTable *table = find_table (entity);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  const gboolean searches = search != NULL && *search != '\0';
  g_autoptr (DocketStatement) statement = NULL;
  g_autofree char *sql = NULL, *pattern = NULL;

  sql = make_list_sql (table, kind, searches, customer);
  pattern = searches ? make_pattern (search) : NULL;
  statement =
    docket_ask (txn, error, sql, "xsx", customer, pattern, limit > 0 ? (gint64) limit : -1);

  if (statement == NULL)
    return NULL;

  while (docket_statement_next (statement, error))
    g_ptr_array_add (entries, read_entry (statement, table));

  return statement->failed ? NULL : g_steal_pointer (&entries);
}

/**
 * docket_directory_list:
 * @txn: a transaction
 * @entity: a kind of entry
 * @search: (nullable): a part of the name or the e-mail, without regard to case and accents
 * @customer: of contacts and contracts: only those of this customer; 0 for all
 * @limit: at most so many; 0 for all
 * @error: return location for a #DocketStoreError
 *
 * Leaves out archived entries.
 *
 * Returns: (transfer full) (nullable) (element-type DocketEntry): the entries, by name
 */
GPtrArray *
docket_directory_list (DocketTransaction *txn,
                       DocketEntity entity,
                       const char *search,
                       gint64 customer,
                       guint limit,
                       GError **error)
{
  g_return_val_if_fail (txn != NULL, NULL);

  return list_entries (txn, entity, LIST_KEPT, search, customer, limit, error);
}

/**
 * docket_directory_list_offered:
 * @txn: a transaction
 * @entity: a kind of entry
 * @search: (nullable): a part of the name or the e-mail, without regard to case and accents
 * @customer: of contacts and contracts: only those of this customer; 0 for all
 * @limit: at most so many; 0 for all
 * @error: return location for a #DocketStoreError
 *
 * Like docket_directory_list(), for a person to choose from: without those of archived customers,
 * unless just theirs are asked for.
 *
 * Returns: (transfer full) (nullable) (element-type DocketEntry): the entries, by name
 */
GPtrArray *
docket_directory_list_offered (DocketTransaction *txn,
                               DocketEntity entity,
                               const char *search,
                               gint64 customer,
                               guint limit,
                               GError **error)
{
  g_return_val_if_fail (txn != NULL, NULL);

  return list_entries (txn, entity, LIST_OFFERED, search, customer, limit, error);
}

/**
 * docket_directory_list_archived:
 * @txn: a transaction
 * @entity: a kind of entry
 * @search: (nullable): a part of the name or the e-mail, without regard to case and accents
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable) (element-type DocketEntry): the archived entries, by name
 */
GPtrArray *
docket_directory_list_archived (DocketTransaction *txn,
                                DocketEntity entity,
                                const char *search,
                                GError **error)
{
  g_return_val_if_fail (txn != NULL, NULL);

  return list_entries (txn, entity, LIST_ARCHIVED, search, 0, 0, error);
}

/**
 * docket_directory_list_names:
 * @txn: a transaction
 * @entity: a kind of entry
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable) (element-type gint64 utf8): what the entries are called, by
 * local id, the archived ones too
 */
GHashTable *
docket_directory_list_names (DocketTransaction *txn, DocketEntity entity, GError **error)
{
  g_autoptr (GHashTable) names =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autofree char *sql = NULL;
  g_autoptr (DocketStatement) statement = NULL;

  g_return_val_if_fail (txn != NULL, NULL);

  sql = g_strdup_printf ("SELECT id, name FROM %s", find_table (entity)->name);
  statement = docket_ask (txn, error, sql, "");

  if (statement == NULL)
    return NULL;

  while (docket_statement_next (statement, error))
    {
      char *name = NULL;
      gint64 id;

      docket_statement_read (statement, "xs", &id, &name);
      g_hash_table_insert (names, g_memdup2 (&id, sizeof id), name);
    }

  return statement->failed ? NULL : g_steal_pointer (&names);
}

/**
 * docket_directory_get:
 * @txn: a transaction
 * @entity: a kind of entry
 * @id: its local id
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable): the entry; %NULL without an error when there is none
 */
DocketEntry *
docket_directory_get (DocketTransaction *txn, DocketEntity entity, gint64 id, GError **error)
{
  const DirectoryTable *table = find_table (entity);
  g_autofree char *sql = make_select (table, "WHERE id = ?");
  g_autoptr (DocketStatement) statement = docket_ask (txn, error, sql, "x", id);

  return statement != NULL ? read_one (statement, table, error) : NULL;
}

/**
 * docket_directory_find_by_remote_id:
 * @txn: a transaction
 * @entity: a kind of entry
 * @remote_id: (nullable): its id on the server
 * @error: return location for a #DocketStoreError
 *
 * Returns: its local id; 0 without an error when there is none
 */
gint64
docket_directory_find_by_remote_id (DocketTransaction *txn,
                                    DocketEntity entity,
                                    const char *remote_id,
                                    GError **error)
{
  const DirectoryTable *table = find_table (entity);
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM %s WHERE remote_id = ?", table->name);
  gint64 id = 0;

  docket_ask_int64 (txn, &id, error, sql, "s", remote_id);

  return id;
}

/**
 * docket_directory_find:
 * @txn: a transaction
 * @entity: a kind of entry
 * @property: `name`, or a property that this kind has a column for, such as `email`
 * @value: what it has to be: a name and an e-mail in any case
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable): the entry, rather one that is not archived; %NULL without an
 * error when there is none
 */
DocketEntry *
docket_directory_find (DocketTransaction *txn,
                       DocketEntity entity,
                       const char *property,
                       const char *value,
                       GError **error)
{
  const DirectoryTable *table = find_table (entity);
  const gboolean by_name = g_str_equal (property, "name");
  g_autoptr (DocketStatement) statement = NULL;
  g_autofree char *rest = NULL, *sql = NULL, *folded = NULL;

  g_return_val_if_fail (txn != NULL, NULL);
  g_return_val_if_fail (value != NULL, NULL);
  g_return_val_if_fail (by_name || has_column (table, property), NULL);
  g_return_val_if_fail (!is_status_kind (table, property), NULL);

  folded = by_name ? docket_fold (value) : NULL;
  rest =
    g_strdup_printf ("WHERE %s = ? ORDER BY archived, id LIMIT 1", by_name ? "fold" : property);
  sql = make_select (table, rest);
  statement = docket_ask (txn, error, sql, "s", by_name ? folded : value);

  return statement != NULL ? read_one (statement, table, error) : NULL;
}

/**
 * docket_directory_find_at:
 * @txn: a transaction
 * @entity: a kind of entry
 * @customer: of contacts and contracts: whose; 0: nobody's
 * @name: its name, in any case
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable): the entry, rather one that is not archived; %NULL without an
 * error when there is none
 */
DocketEntry *
docket_directory_find_at (DocketTransaction *txn,
                          DocketEntity entity,
                          gint64 customer,
                          const char *name,
                          GError **error)
{
  const DirectoryTable *table = find_table (entity);
  g_autoptr (DocketStatement) statement = NULL;
  g_autofree char *sql = NULL, *folded = NULL;

  g_return_val_if_fail (txn != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  folded = docket_fold (name);
  sql = make_select (table,
                     table->has_customer ? "WHERE fold = ?1 AND ifnull (customer, 0) = ?2 "
                                           "ORDER BY archived, id LIMIT 1"
                                         : "WHERE fold = ?1 ORDER BY archived, id LIMIT 1");
  statement = docket_ask (txn, error, sql, table->has_customer ? "sx" : "s", folded, customer);

  return statement != NULL ? read_one (statement, table, error) : NULL;
}

/**
 * docket_directory_save:
 * @txn: a writing transaction
 * @entry: an entry with a name; its id is set when it is new (0)
 * @error: return location for a #DocketStoreError
 *
 * Writes an entry, when there is anything new in it.
 *
 * Returns: its local id; 0 on error
 */
gint64
docket_directory_save (DocketTransaction *txn, DocketEntry *entry, GError **error)
{
  const DirectoryTable *table = find_table (entry->entity);
  const gboolean is_new = entry->id == 0;
  g_autoptr (DocketStatement) statement = NULL;
  g_autofree char *sql = NULL;
  gint64 id = 0;

  g_return_val_if_fail (txn != NULL, 0);
  g_return_val_if_fail (entry->name != NULL, 0);

  if (!is_new && is_same (txn, table, entry))
    return entry->id;

  sql = make_save_sql (table, is_new);
  statement = docket_statement_new (txn, sql, error);

  if (statement == NULL)
    return 0;

  bind_entry (statement, table, entry);

  if (!is_new)
    docket_statement_bind_int64 (statement, 99, entry->id);

  if (docket_statement_next (statement, error))
    id = docket_statement_read_int64 (statement);
  else if (!statement->failed)
    docket_set_not_found (error);

  if (id == 0 || (entry->entity == DOCKET_ENTITY_STATUS && !spread_kind (txn, id, error)))
    return 0;

  entry->id = id;
  docket_transaction_note (txn, entry->entity, id);

  return id;
}
