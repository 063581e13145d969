/* The schema's versions, and the way from an older one.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-schema-private.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "docket-store-resources.h"

#define MIGRATIONS "/app/docket/Docket/store/migrations"

static const char **
load_steps (void)
{
  g_autoptr (GPtrArray) steps = g_ptr_array_new ();

  docket_store_register_resource ();

  for (guint version = 1;; version++)
    {
      g_autofree char *path = g_strdup_printf (MIGRATIONS "/%03u.sql", version);
      g_autoptr (GBytes) sql = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

      if (sql == NULL)
        break;

      g_ptr_array_add (steps, g_strndup (g_bytes_get_data (sql, NULL), g_bytes_get_size (sql)));
    }

  g_ptr_array_add (steps, NULL);

  return (const char **) g_ptr_array_free (g_steal_pointer (&steps), FALSE);
}

static gboolean
set_error (GError **error, DocketStoreError code, const char *sentence)
{
  g_set_error_literal (error, DOCKET_STORE_ERROR, code, sentence);

  return FALSE;
}

static gboolean
run_step (DocketConnection *connection, const char *sql, int version, GError **error)
{
  g_autofree char *stamp =
    g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT",
                     DOCKET_SCHEMA_APPLICATION_ID,
                     version);

  if (docket_connection_run (connection, "BEGIN EXCLUSIVE", error) &&
      docket_connection_run (connection, sql, error) &&
      docket_connection_run (connection, stamp, error))
    return TRUE;

  if (!sqlite3_get_autocommit (connection->db))
    docket_connection_run (connection, "ROLLBACK", NULL);

  return FALSE;
}

static gboolean
run_steps (DocketConnection *connection, const DocketSchema *schema, gint64 from, GError **error)
{
  const int last = docket_schema_get_version (schema);
  gboolean done = TRUE;

  /* A table that is built anew would take its children with it; what was broken is found after. */
  if (!docket_connection_run (connection, "PRAGMA foreign_keys = OFF", error))
    return FALSE;

  for (int version = from + 1; done && version <= last; version++)
    done = run_step (connection, schema->steps[version - 1], version, error);

  return done && docket_connection_run (connection, "PRAGMA foreign_keys = ON", error);
}

static gboolean
check_references (DocketConnection *connection, GError **error)
{
  gint64 n_broken;

  if (!docket_connection_ask (connection,
                              "SELECT count (*) FROM pragma_foreign_key_check",
                              &n_broken,
                              error))
    return FALSE;

  return n_broken == 0 || docket_connection_fail (connection, SQLITE_CORRUPT, error);
}

static gboolean
try_on (const char *path, const DocketSchema *schema, gint64 from, GError **error)
{
  g_autoptr (DocketConnection) copy =
    docket_connection_open (path, DOCKET_CONNECTION_WRITES, error);

  return copy != NULL && run_steps (copy, schema, from, error) && check_references (copy, error) &&
         docket_schema_check_health (copy, error);
}

static void
remove_copy (const char *path)
{
  static const char *const endings[] = { "", "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (path, endings[i], NULL);

      g_unlink (name);
    }
}

/* The copy holds what the workspace holds, so it is made empty and private first. */
static gboolean
make_copy (DocketConnection *connection, const char *path, GError **error)
{
  g_autofree char *sql = NULL;
  char *quoted;

  remove_copy (path);

  if (!g_file_set_contents_full (path, "", 0, G_FILE_SET_CONTENTS_NONE, 0600, error))
    return FALSE;

  quoted = sqlite3_mprintf ("VACUUM INTO %Q", path);
  sql = g_strdup (quoted);
  sqlite3_free (quoted);

  return docket_connection_run (connection, sql, error);
}

static gboolean
try_on_copy (DocketConnection *connection,
             const DocketSchema *schema,
             gint64 from,
             const char *folder,
             GError **error)
{
  g_autofree char *path = g_build_filename (folder, "docket.db.trial", NULL);
  gboolean works = make_copy (connection, path, error) && try_on (path, schema, from, error);

  remove_copy (path);

  if (!works)
    g_prefix_error (error, "%s ", _ ("This workspace could not be brought up to date."));

  return works;
}

/**
 * docket_schema_get:
 *
 * Any thread.
 *
 * Returns: (transfer none): the schema of this program
 */
const DocketSchema *
docket_schema_get (void)
{
  static DocketSchema schema;
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      schema.steps = load_steps ();
      g_once_init_leave (&once, 1);
    }

  return &schema;
}

/**
 * docket_schema_get_version:
 * @schema: a schema
 *
 * Returns: the version that it leads to, from 1
 */
int
docket_schema_get_version (const DocketSchema *schema)
{
  return g_strv_length ((char **) schema->steps);
}

/**
 * docket_schema_check_version:
 * @connection: a connection
 * @schema: the program's schema
 * @version: (out): the version of the database; 0 when it is empty
 * @error: return location for a #DocketStoreError: %DOCKET_STORE_ERROR_NEWER
 *
 * Returns: whether this program can work with it, perhaps after docket_schema_upgrade()
 */
gboolean
docket_schema_check_version (DocketConnection *connection,
                             const DocketSchema *schema,
                             gint64 *version,
                             GError **error)
{
  if (!docket_connection_ask (connection, "PRAGMA user_version", version, error))
    return FALSE;

  if (*version > docket_schema_get_version (schema))
    return set_error (error,
                      DOCKET_STORE_ERROR_NEWER,
                      _ ("This workspace was made by a newer Docket. Nothing was changed: install "
                         "the newer version to use it."));

  return TRUE;
}

/**
 * docket_schema_check_origin:
 * @connection: a connection
 * @version: the version of the database; 0 when it has none
 * @error: return location for a #DocketStoreError
 *
 * Returns: whether the database is Docket's, or empty
 */
gboolean
docket_schema_check_origin (DocketConnection *connection, gint64 version, GError **error)
{
  gint64 application, n_tables;

  if (!docket_connection_ask (connection, "PRAGMA application_id", &application, error) ||
      !docket_connection_ask (connection, "SELECT count (*) FROM sqlite_schema", &n_tables, error))
    return FALSE;

  if (application == DOCKET_SCHEMA_APPLICATION_ID ||
      (application == 0 && n_tables == 0 && version == 0))
    return TRUE;

  return set_error (error,
                    DOCKET_STORE_ERROR_DAMAGED,
                    _ ("The database in this folder is not one of Docket's. It was left as it "
                       "is: choose another folder, or restore a backup."));
}

/**
 * docket_schema_check_health:
 * @connection: a connection
 * @error: return location for a #DocketStoreError, %DOCKET_STORE_ERROR_DAMAGED when something is
 * wrong
 *
 * Reads the whole database.
 *
 * Returns: whether nothing is wrong with it
 */
gboolean
docket_schema_check_health (DocketConnection *connection, GError **error)
{
  gint64 is_well;

  if (!docket_connection_ask (connection,
                              "SELECT quick_check = 'ok' FROM pragma_quick_check (1)",
                              &is_well,
                              error))
    return FALSE;

  return is_well || docket_connection_fail (connection, SQLITE_CORRUPT, error);
}

/**
 * docket_schema_upgrade:
 * @connection: a writing connection, the only one to this database
 * @schema: the program's schema
 * @folder: where a copy may be made
 * @error: return location for a #DocketStoreError
 *
 * Brings a database up to the program's version: an empty one at once, an older one after a trial
 * on a copy of it. Each step is a transaction; what fails leaves the database as it was before the
 * step.
 *
 * Returns: whether the database is of the program's version now
 */
gboolean
docket_schema_upgrade (DocketConnection *connection,
                       const DocketSchema *schema,
                       const char *folder,
                       GError **error)
{
  gint64 version;

  if (!docket_schema_check_version (connection, schema, &version, error) ||
      !docket_schema_check_origin (connection, version, error))
    return FALSE;

  if (version == docket_schema_get_version (schema))
    return TRUE;

  return (version == 0 ? docket_connection_run (connection, "PRAGMA journal_mode = WAL", error)
                       : try_on_copy (connection, schema, version, folder, error)) &&
         run_steps (connection, schema, version, error);
}
