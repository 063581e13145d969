/* Entries of the directory as a table: CSV or JSON, as the import takes them.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-workspace-entries.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "docket-import-rows-private.h"
#include "docket-model.h"
#include "docket-workspace-private.h"

typedef struct
{
  DocketEntity entity;
  GFile *file;
} ExportRequest;

/**
 * Exporter:
 * @names: (element-type gint64 utf8): what the entries that these ones refer to are called
 * @columns: (element-type utf8): the properties
 *
 * One run.
 */
typedef struct
{
  DocketEntity entity;
  GPtrArray *entries;
  GHashTable *customers;
  GHashTable *rates;
  GHashTable *technicians;
  GPtrArray *columns;
} Exporter;

static void
exporter_clear (Exporter *exporter)
{
  g_clear_pointer (&exporter->entries, g_ptr_array_unref);
  g_clear_pointer (&exporter->customers, g_hash_table_unref);
  g_clear_pointer (&exporter->rates, g_hash_table_unref);
  g_clear_pointer (&exporter->technicians, g_hash_table_unref);
  g_clear_pointer (&exporter->columns, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Exporter, exporter_clear)

static gboolean
load (Exporter *exporter, DocketTransaction *txn, GError **error)
{
  const DocketEntryProperty *properties = docket_entry_list_properties (exporter->entity);

  exporter->columns = g_ptr_array_new ();
  g_ptr_array_add (exporter->columns, (gpointer) "name");

  for (guint i = 0; properties[i].name != NULL; i++)
    g_ptr_array_add (exporter->columns, (gpointer) properties[i].name);

  exporter->entries = docket_directory_list (txn, exporter->entity, NULL, 0, 0, error);

  if (exporter->entries == NULL)
    return FALSE;

  exporter->customers = docket_directory_list_names (txn, DOCKET_ENTITY_CUSTOMER, error);

  if (exporter->customers == NULL)
    return FALSE;

  exporter->rates = docket_directory_list_names (txn, DOCKET_ENTITY_RATE, error);

  if (exporter->rates == NULL)
    return FALSE;

  exporter->technicians = docket_directory_list_names (txn, DOCKET_ENTITY_TECHNICIAN, error);

  return exporter->technicians != NULL;
}

static char *
dup_cell (const Exporter *exporter, const DocketEntry *entry, const char *property)
{
  const gint64 id = docket_values_get_int64 (entry->properties, property);

  if (g_str_equal (property, "customer"))
    return g_strdup (g_hash_table_lookup (exporter->customers, &entry->customer));

  if (g_str_equal (property, "rate"))
    return g_strdup (g_hash_table_lookup (exporter->rates, &id));

  if (g_str_equal (property, "assignee"))
    return g_strdup (g_hash_table_lookup (exporter->technicians, &id));

  return docket_entry_dup_typed (entry, property);
}

/* What has a title is not said to have a name. */
static const char *
get_heading (const Exporter *exporter, const char *property)
{
  return exporter->entity == DOCKET_ENTITY_QUICK_REPLY && g_str_equal (property, "name") ? "title"
                                                                                         : property;
}

static char *
to_csv (const Exporter *exporter)
{
  g_autoptr (GString) csv = g_string_new (NULL);
  g_autoptr (GPtrArray) headings = g_ptr_array_new ();

  for (guint i = 0; i < exporter->columns->len; i++)
    g_ptr_array_add (headings, (gpointer) get_heading (exporter, exporter->columns->pdata[i]));

  g_ptr_array_add (headings, NULL);
  docket_csv_write_line (csv, (const char *const *) headings->pdata);

  for (guint i = 0; i < exporter->entries->len; i++)
    {
      g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

      for (guint j = 0; j < exporter->columns->len; j++)
        {
          g_autofree char *cell =
            dup_cell (exporter, exporter->entries->pdata[i], exporter->columns->pdata[j]);

          g_ptr_array_add (cells, docket_csv_make_safe (cell));
        }

      g_ptr_array_add (cells, NULL);
      docket_csv_write_line (csv, (const char *const *) cells->pdata);
    }

  return g_string_free (g_steal_pointer (&csv), FALSE);
}

static char *
to_json (const Exporter *exporter)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_array (builder);

  for (guint i = 0; i < exporter->entries->len; i++)
    {
      json_builder_begin_object (builder);

      for (guint j = 0; j < exporter->columns->len; j++)
        {
          const char *property = exporter->columns->pdata[j];
          g_autofree char *cell = dup_cell (exporter, exporter->entries->pdata[i], property);

          json_builder_set_member_name (builder, get_heading (exporter, property));

          if (cell != NULL && *cell != '\0')
            json_builder_add_string_value (builder, cell);
          else
            json_builder_add_null_value (builder);
        }

      json_builder_end_object (builder);
    }

  json_builder_end_array (builder);
  root = json_builder_get_root (builder);

  return json_to_string (root, TRUE);
}

static void
export_request_free (gpointer data)
{
  ExportRequest *request = data;

  g_object_unref (request->file);
  g_free (request);
}

static void
export_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const ExportRequest *request = task_data;
  GError *error = NULL;
  guint n_entries = 0;

  if (docket_workspace_export_entries (source,
                                       request->entity,
                                       request->file,
                                       &n_entries,
                                       cancellable,
                                       &error))
    g_task_return_int (task, n_entries);
  else
    g_task_return_error (task, error);
}

/**
 * docket_workspace_export_entries:
 * @self: a workspace
 * @entity: a kind of entry
 * @file: where to; JSON when its name ends so, CSV otherwise
 * @n_entries: (out): how many were written
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #DocketWorkspaceError or #DocketStoreError
 *
 * Writes the entries that are offered as docket_workspace_import() takes them. What the file held
 * before stays when it can't be written whole.
 *
 * Returns: whether the file is written
 */
gboolean
docket_workspace_export_entries (DocketWorkspace *self,
                                 DocketEntity entity,
                                 GFile *file,
                                 guint *n_entries,
                                 GCancellable *cancellable,
                                 GError **error)
{
  g_autoptr (DocketTransaction) txn = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autofree char *text = NULL;
  g_auto (Exporter) exporter = { .entity = entity };

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), FALSE);
  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  txn = docket_store_begin_read (self->store, cancellable, error);

  if (txn == NULL || !load (&exporter, txn, error))
    return FALSE;

  g_clear_pointer (&txn, docket_transaction_free);
  *n_entries = exporter.entries->len;
  text = docket_import_is_json (file) ? to_json (&exporter) : to_csv (&exporter);

  if (g_file_replace_contents (file,
                               text,
                               strlen (text),
                               NULL,
                               FALSE,
                               G_FILE_CREATE_REPLACE_DESTINATION,
                               NULL,
                               cancellable,
                               &local_error))
    return TRUE;

  g_set_error (error,
               DOCKET_WORKSPACE_ERROR,
               DOCKET_WORKSPACE_ERROR_INVALID,
               _ ("The table can't be written: %s."),
               local_error->message);

  return FALSE;
}

/**
 * docket_workspace_export_entries_async:
 * @self: a workspace
 * @entity: a kind of entry
 * @file: where to; JSON when its name ends so, CSV otherwise
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is written
 * @user_data: for @callback
 *
 * Like docket_workspace_export_entries() on a worker.
 */
void
docket_workspace_export_entries_async (DocketWorkspace *self,
                                       DocketEntity entity,
                                       GFile *file,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  ExportRequest *request = NULL;
  GTask *task = NULL;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));
  g_return_if_fail (G_IS_FILE (file));

  request = g_new0 (ExportRequest, 1);
  request->entity = entity;
  request->file = g_object_ref (file);
  task = docket_workspace_task (self,
                                docket_workspace_export_entries_async,
                                cancellable,
                                callback,
                                user_data);
  g_task_set_task_data (task, request, export_request_free);
  docket_workspace_run_read (self, task, export_thread);
}

/**
 * docket_workspace_export_entries_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @n_entries: (out): how many were written
 * @error: return location for an error, see docket_workspace_export_entries()
 *
 * Returns: whether the file is written
 */
gboolean
docket_workspace_export_entries_finish (DocketWorkspace *self,
                                        GAsyncResult *result,
                                        guint *n_entries,
                                        GError **error)
{
  gssize n;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  n = g_task_propagate_int (G_TASK (result), error);
  *n_entries = (guint) MAX (n, 0);

  return n >= 0;
}
