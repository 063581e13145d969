/* What the workspace knows about itself, and which things its commits changed.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-store-private.h"

/* An entity and a local id in one number. Ids stay far below 2^56. */
#define ENTITY_SHIFT 56

/* A first pull of a million tickets leaves as many changes: a write of all of them is seconds. */
#define TRIMMED_AT_ONCE 2000

/* As one statement takes many: an edit of a thousand tickets notes two thousand things. */
static char *
list_keys (GHashTable *changed)
{
  g_autoptr (GString) keys = g_string_new (NULL);
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, changed);

  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_string_append_printf (keys,
                            "%c%" G_GINT64_FORMAT,
                            keys->len == 0 ? '[' : ',',
                            *(gint64 *) key);

  g_string_append_c (keys, ']');

  return g_string_free (g_steal_pointer (&keys), FALSE);
}

/**
 * docket_transaction_note:
 * @txn: a writing transaction
 * @entity: a kind of thing
 * @id: its local id; 0 for %DOCKET_ENTITY_META
 *
 * Tells everyone with the commit that this thing changed. Once is enough, more does no harm.
 */
void
docket_transaction_note (DocketTransaction *txn, DocketEntity entity, gint64 id)
{
  gint64 key = ((gint64) entity << ENTITY_SHIFT) | id;

  g_return_if_fail (txn->writes);

  if (!g_hash_table_contains (txn->changed, &key))
    g_hash_table_add (txn->changed, g_memdup2 (&key, sizeof key));
}

/**
 * docket_changes_write:
 * @txn: a transaction
 * @error: return location for a #DocketStoreError
 *
 * Writes down what was noted.
 *
 * Returns: whether that went well
 */
gboolean
docket_changes_write (DocketTransaction *txn, GError **error)
{
  if (!txn->writes)
    return TRUE;

  if (g_hash_table_size (txn->changed) > 0)
    {
      g_autofree char *keys = list_keys (txn->changed);

      if (!docket_tell (txn,
                        error,
                        "INSERT INTO change (entity, id) "
                        "SELECT value >> ?2, value & ((1 << ?2) - 1) FROM json_each (?1)",
                        "si",
                        keys,
                        ENTITY_SHIFT))
        return FALSE;

      g_hash_table_remove_all (txn->changed);
    }

  /* Also when nothing was noted: what failed before must not be committed. */
  if (txn->broken)
    return docket_tell (txn, error, "SELECT 1", "");

  return TRUE;
}

/**
 * docket_changes_read:
 * @txn: a transaction
 * @since: the `last` of the look before; 0 for all that is still known, -1 for none: to learn where
 * to begin
 * @last: (out): what to give as @since next time
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable) (element-type DocketChange): the things that changed since,
 * each once
 */
GArray *
docket_changes_read (DocketTransaction *txn, gint64 since, gint64 *last, GError **error)
{
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (DocketChange));
  g_autoptr (DocketStatement) statement = NULL;

  g_return_val_if_fail (txn != NULL, NULL);
  g_return_val_if_fail (last != NULL, NULL);

  if (!docket_ask_int64 (txn,
                         last,
                         error,
                         "SELECT seq FROM sqlite_sequence WHERE name = 'change'",
                         ""))
    return NULL;

  if (since < 0 || since >= *last)
    return g_steal_pointer (&changes);

  statement = docket_ask (txn,
                          error,
                          "SELECT entity, id FROM change WHERE seq > ? "
                          "GROUP BY entity, id ORDER BY min (seq)",
                          "x",
                          since);

  if (statement == NULL)
    return NULL;

  while (docket_statement_next (statement, error))
    {
      DocketChange change = { 0 };

      docket_statement_read (statement, "ix", &change.entity, &change.id);
      g_array_append_val (changes, change);
    }

  return statement->failed ? NULL : g_steal_pointer (&changes);
}

/**
 * docket_changes_trim:
 * @txn: a writing transaction
 * @before: a `last` of docket_changes_read() that everyone has gone past
 * @more: (out) (optional): whether there are still old changes
 * @error: return location for a #DocketStoreError
 *
 * Forgets old changes, the oldest first, and no more at once than somebody who wants to write can
 * wait for.
 *
 * Returns: whether that went well
 */
gboolean
docket_changes_trim (DocketTransaction *txn, gint64 before, gboolean *more, GError **error)
{
  gint64 n_left = 0;

  g_return_val_if_fail (txn != NULL, FALSE);

  if (!docket_tell (txn,
                    error,
                    "DELETE FROM change WHERE seq < ?1 AND "
                    "seq < (SELECT min (seq) FROM change) + ?2",
                    "xx",
                    before,
                    (gint64) TRIMMED_AT_ONCE) ||
      !docket_ask_int64 (txn,
                         &n_left,
                         error,
                         "SELECT EXISTS (SELECT 1 FROM change WHERE seq < ?)",
                         "x",
                         before))
    return FALSE;

  if (more != NULL)
    *more = n_left > 0;

  return TRUE;
}

/**
 * docket_meta_get:
 * @txn: a transaction
 * @key: what is asked
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable): the value; %NULL without an error when there is none
 */
char *
docket_meta_get (DocketTransaction *txn, const char *key, GError **error)
{
  g_autoptr (DocketStatement) statement = NULL;
  char *value = NULL;

  g_return_val_if_fail (txn != NULL, NULL);
  g_return_val_if_fail (key != NULL, NULL);

  statement = docket_ask (txn, error, "SELECT value FROM meta WHERE key = ?", "s", key);

  if (statement != NULL && docket_statement_next (statement, error))
    docket_statement_read (statement, "s", &value);

  return value;
}

/**
 * docket_meta_set:
 * @txn: a writing transaction
 * @key: what is told
 * @value: (nullable): its value; %NULL forgets it
 * @error: return location for a #DocketStoreError
 *
 * Returns: whether it was written
 */
gboolean
docket_meta_set (DocketTransaction *txn, const char *key, const char *value, GError **error)
{
  g_return_val_if_fail (txn != NULL, FALSE);
  g_return_val_if_fail (key != NULL, FALSE);

  docket_transaction_note (txn, DOCKET_ENTITY_META, 0);

  if (value == NULL)
    return docket_tell (txn, error, "DELETE FROM meta WHERE key = ?", "s", key);

  return docket_tell (txn,
                      error,
                      "INSERT INTO meta (key, value) VALUES (?, ?) "
                      "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                      "ss",
                      key,
                      value);
}

/**
 * docket_meta_list:
 * @txn: a transaction
 * @prefix: how the keys begin, in ASCII
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (element-type utf8 utf8) (nullable): the values by their whole keys
 */
GHashTable *
docket_meta_list (DocketTransaction *txn, const char *prefix, GError **error)
{
  g_autoptr (GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (DocketStatement) statement = NULL;

  g_return_val_if_fail (txn != NULL, NULL);
  g_return_val_if_fail (prefix != NULL, NULL);

  statement = docket_ask (txn,
                          error,
                          "SELECT key, value FROM meta WHERE key >= ?1 AND key < ?1 || char (127)",
                          "s",
                          prefix);

  if (statement == NULL)
    return NULL;

  while (docket_statement_next (statement, error))
    {
      char *key = NULL, *value = NULL;

      docket_statement_read (statement, "ss", &key, &value);
      g_hash_table_replace (values, key, value);
    }

  return statement->failed ? NULL : g_steal_pointer (&values);
}
