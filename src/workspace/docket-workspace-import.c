/* Entries of the directory from a table: one transaction, told line by line.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-workspace-entries.h"

#include <glib/gi18n.h>
#include <string.h>

#include "docket-entry-check-private.h"
#include "docket-import-rows-private.h"
#include "docket-model.h"
#include "docket-workspace-private.h"

/* 50,000 entries are a fifth of this. */
#define MAX_FILE_BYTES (32 * 1024 * 1024)

#define MAX_COLUMN_NAME_BYTES 64

/* What other programs call a column; ours are the property's name and its label. */
static const struct
{
  const char *property;
  const char *words;
} aliases[] = {
  { "name", "nom|title|titre|company|société|customername|contactname" },
  { "text", "texte|body|content|contenu|message|reply|réponse" },
  { "status", "statut" },
  { "assignee", "assigned to|attribué à|technician|technicien" },
  { "customer", "client|site|company|société|customername" },
  { "email", "mail|courriel|email address|adresse email|adresse électronique" },
  { "phone", "telephone|téléphone|tel|phone number|fixe" },
  { "mobile", "mobile phone|cell|portable|téléphone portable" },
  { "address", "adresse|street|rue" },
  { "city", "ville|town" },
  { "notes", "note|remarks|remarques|comment|commentaire" },
  { "first_name", "firstname|given name|prénom" },
  { "last_name", "lastname|surname|family name|nom de famille" },
  { "hours_included", "hours|heures|heures incluses" },
  { "rate", "taux" },
  { "amount", "price|montant|prix|taux horaire" },
  { "kind", "genre|nature" },
  { "options", "choices|choix" },
  { "parent", "dépend de" },
  { "required", "obligatoire" },
};

typedef struct
{
  DocketEntity entity;
  GFile *file;
  gboolean try_only;
} ImportRequest;

/**
 * Importer:
 * @columns: (element-type utf8): the property of each column; %NULL: it means nothing
 * @known: (element-type utf8 gint64): customers and rates by `KIND NAME`, as they were looked up
 *
 * One run.
 */
typedef struct
{
  DocketWorkspace *workspace;
  DocketTransaction *txn;
  DocketEntity entity;
  DocketImport *import;
  GPtrArray *columns;
  GHashTable *known;
} Importer;

static void
importer_clear (Importer *importer)
{
  g_clear_pointer (&importer->columns, g_ptr_array_unref);
  g_clear_pointer (&importer->known, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Importer, importer_clear)

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, DOCKET_WORKSPACE_ERROR, DOCKET_WORKSPACE_ERROR_INVALID, sentence);

  return FALSE;
}

/* Without case, spaces and marks. */
static char *
squeeze (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_autoptr (GString) squeezed = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c))
        g_string_append_unichar (squeezed, c);
    }

  return g_string_free (g_steal_pointer (&squeezed), FALSE);
}

static gboolean
is_called (const char *squeezed, const char *name)
{
  g_autofree char *other = squeeze (name);

  return g_str_equal (squeezed, other);
}

static gboolean
is_alias (const char *squeezed, const char *property)
{
  for (guint i = 0; i < G_N_ELEMENTS (aliases); i++)
    {
      g_auto (GStrv) words = NULL;

      if (!g_str_equal (aliases[i].property, property))
        continue;

      words = g_strsplit (aliases[i].words, "|", -1);

      for (guint j = 0; words[j] != NULL; j++)
        if (is_called (squeezed, words[j]))
          return TRUE;
    }

  return FALSE;
}

/* The property's own name and label count before what others call it. */
static const char *
find_property (DocketEntity entity, const char *column)
{
  const DocketEntryProperty *properties = docket_entry_list_properties (entity);
  g_autofree char *squeezed = squeeze (column);

  if (is_called (squeezed, "name") || is_called (squeezed, C_ ("directory", "Name")))
    return "name";

  for (guint i = 0; properties[i].name != NULL; i++)
    if (is_called (squeezed, properties[i].name) ||
        is_called (squeezed, docket_entry_property_get_label (&properties[i])))
      return properties[i].name;

  for (guint i = 0; properties[i].name != NULL; i++)
    if (is_alias (squeezed, properties[i].name))
      return properties[i].name;

  return is_alias (squeezed, "name") ? "name" : NULL;
}

static gboolean
has_column (const Importer *importer, const char *property)
{
  for (guint i = 0; i < importer->columns->len; i++)
    if (g_strcmp0 (g_ptr_array_index (importer->columns, i), property) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
read_columns (Importer *importer, GStrv cells, GError **error)
{
  g_autoptr (GString) ignored = g_string_new (NULL);

  for (guint i = 0; cells[i] != NULL; i++)
    {
      const char *property = find_property (importer->entity, cells[i]);
      g_autofree char *shown = NULL;

      if (property != NULL && has_column (importer, property))
        property = NULL;

      g_ptr_array_add (importer->columns, (gpointer) property);

      if (property != NULL || *g_strstrip (cells[i]) == '\0')
        continue;

      shown =
        g_utf8_substring (cells[i], 0, MIN (g_utf8_strlen (cells[i], -1), MAX_COLUMN_NAME_BYTES));
      g_string_append_printf (ignored, "%s%s", ignored->len > 0 ? ", " : "", shown);
    }

  if (ignored->len > 0)
    importer->import->ignored = g_string_free (g_steal_pointer (&ignored), FALSE);

  if (has_column (importer, "name") ||
      (importer->entity == DOCKET_ENTITY_CONTACT && has_column (importer, "last_name")))
    return TRUE;

  return refuse (
    error,
    _ ("No column of the table is called “name”. The first line has to name the columns."));
}

static const char *
get_cell (const Importer *importer, GStrv cells, const char *property)
{
  for (guint i = 0; i < importer->columns->len && cells[i] != NULL; i++)
    if (g_strcmp0 (g_ptr_array_index (importer->columns, i), property) == 0)
      return *g_strstrip (cells[i]) != '\0' ? cells[i] : NULL;

  return NULL;
}

/* A customer or a rate that a line names. */
static gboolean
look_up (Importer *importer, DocketEntity entity, const char *name, gint64 *id, GError **error)
{
  g_autofree char *key = g_strdup_printf ("%d %s", (int) entity, name);
  const gint64 *known = g_hash_table_lookup (importer->known, key);
  g_autoptr (DocketEntry) entry = NULL;
  g_autoptr (GError) local_error = NULL;

  if (known != NULL)
    {
      *id = *known;
      return TRUE;
    }

  entry = docket_directory_find (importer->txn, entity, "name", name, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (entry == NULL)
    {
      g_set_error (error,
                   DOCKET_WORKSPACE_ERROR,
                   DOCKET_WORKSPACE_ERROR_INVALID,
                   entity == DOCKET_ENTITY_CUSTOMER
                     ? _ ("There is no customer “%s”. Import or add the customers first.")
                     : _ ("There is no rate “%s”. Import or add the rates first."),
                   name);
      return FALSE;
    }

  *id = entry->id;
  g_hash_table_insert (importer->known,
                       g_steal_pointer (&key),
                       g_memdup2 (&entry->id, sizeof entry->id));

  return TRUE;
}

/* A status by its name, in the person's language too. */
static gboolean
take_status (Importer *importer, DocketEntry *entry, const char *typed, GError **error)
{
  g_autoptr (GPtrArray) statuses = docket_directory_list_statuses (importer->txn, error);

  if (statuses == NULL)
    return FALSE;

  for (guint i = 0; i < statuses->len; i++)
    {
      const char *status = g_ptr_array_index (statuses, i);
      g_autofree char *squeezed = squeeze (typed);

      if (is_called (squeezed, status) || is_called (squeezed, docket_status_get_label (status)))
        {
          docket_entry_set (entry, "status", status);
          return TRUE;
        }
    }

  g_set_error (error,
               DOCKET_WORKSPACE_ERROR,
               DOCKET_WORKSPACE_ERROR_INVALID,
               _ ("There is no status “%s”."),
               typed);

  return FALSE;
}

/* A technician by e-mail, else by name. */
static gboolean
take_assignee (Importer *importer, DocketEntry *entry, const char *typed, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (DocketEntry) technician =
    docket_directory_find (importer->txn,
                           DOCKET_ENTITY_TECHNICIAN,
                           strchr (typed, '@') != NULL ? "email" : "name",
                           typed,
                           &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (technician == NULL || technician->archived)
    {
      g_set_error (error,
                   DOCKET_WORKSPACE_ERROR,
                   DOCKET_WORKSPACE_ERROR_INVALID,
                   _ ("There is no technician “%s”."),
                   typed);
      return FALSE;
    }

  docket_values_set_int64 (entry->properties, "assignee", technician->id);

  return TRUE;
}

static char *
dup_name (const Importer *importer, GStrv cells)
{
  const char *first = get_cell (importer, cells, "first_name");
  const char *last = get_cell (importer, cells, "last_name");
  const char *name = get_cell (importer, cells, "name");

  if (name != NULL || importer->entity != DOCKET_ENTITY_CONTACT)
    return g_strdup (name);

  if (first == NULL || last == NULL)
    return g_strdup (first != NULL ? first : last);

  return g_strconcat (first, " ", last, NULL);
}

/* People are told by their e-mail; everything else, and who has none, by the name. */
static DocketEntry *
find_existing (Importer *importer, GStrv cells, gint64 customer, GError **error)
{
  const char *email = get_cell (importer, cells, "email");
  const gboolean is_person =
    importer->entity == DOCKET_ENTITY_CONTACT || importer->entity == DOCKET_ENTITY_TECHNICIAN;
  g_autofree char *name = dup_name (importer, cells);
  g_autoptr (DocketEntry) entry = NULL;
  g_autoptr (GError) local_error = NULL;

  if (is_person && email != NULL)
    entry = docket_directory_find (importer->txn, importer->entity, "email", email, &local_error);

  if (entry == NULL && local_error == NULL && name != NULL)
    {
      entry =
        docket_directory_find_at (importer->txn, importer->entity, customer, name, &local_error);

      if (entry != NULL && is_person && email != NULL && docket_entry_get (entry, "email") != NULL)
        g_clear_object (&entry);
    }

  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return g_steal_pointer (&entry);
}

/* An empty cell says nothing: what is there stays. */
static gboolean
take_cells (Importer *importer, DocketEntry *entry, GStrv cells, GError **error)
{
  for (guint i = 0; i < importer->columns->len && cells[i] != NULL; i++)
    {
      const char *property = g_ptr_array_index (importer->columns, i);
      gint64 rate;

      if (property == NULL || *g_strstrip (cells[i]) == '\0' || g_str_equal (property, "customer"))
        continue;

      if (g_str_equal (property, "rate"))
        {
          if (!look_up (importer, DOCKET_ENTITY_RATE, cells[i], &rate, error))
            return FALSE;

          docket_values_set_int64 (entry->properties, "rate", rate);
        }
      else if (g_str_equal (property, "status"))
        {
          if (!take_status (importer, entry, cells[i], error))
            return FALSE;
        }
      else if (g_str_equal (property, "assignee"))
        {
          if (!take_assignee (importer, entry, cells[i], error))
            return FALSE;
        }
      else if (!docket_entry_take (entry, property, cells[i], error))
        {
          return FALSE;
        }
    }

  return TRUE;
}

static char *
describe_state (const DocketEntry *entry)
{
  g_autofree char *properties = docket_values_to_text (entry->properties);

  return g_strdup_printf ("%s %d %" G_GINT64_FORMAT " %s",
                          entry->name,
                          entry->archived,
                          entry->customer,
                          properties);
}

static void
count (Importer *importer, const char *before, const DocketEntry *entry)
{
  g_autofree char *after = describe_state (entry);

  if (before == NULL)
    importer->import->n_added++;
  else if (g_str_equal (before, after))
    importer->import->n_unchanged++;
  else
    importer->import->n_updated++;
}

static gboolean
import_line (Importer *importer, GStrv cells, GError **error)
{
  const char *customer_name = get_cell (importer, cells, "customer");
  g_autoptr (DocketEntry) entry = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autofree char *before = NULL;
  gint64 customer = 0;

  if (customer_name != NULL &&
      !look_up (importer, DOCKET_ENTITY_CUSTOMER, customer_name, &customer, error))
    return FALSE;

  entry = find_existing (importer, cells, customer, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (entry != NULL)
    before = describe_state (entry);
  else
    entry = docket_entry_new (importer->entity);

  if (customer != 0)
    entry->customer = customer;

  entry->archived = FALSE;

  if (!take_cells (importer, entry, cells, error))
    return FALSE;

  /* A standard status is as it is, in any table. */
  if (importer->entity == DOCKET_ENTITY_STATUS && docket_status_is_standard (entry->name, NULL))
    {
      importer->import->n_unchanged++;
      return TRUE;
    }

  if (docket_entry_write (importer->txn,
                          entry,
                          docket_workspace_get_me (importer->workspace),
                          importer->workspace->me_email,
                          error) == 0)
    return FALSE;

  count (importer, before, entry);

  return TRUE;
}

static void
skip_line (Importer *importer, guint line, const char *sentence)
{
  DocketImport *import = importer->import;

  import->n_skipped++;

  if (import->problems->len < DOCKET_IMPORT_MAX_PROBLEMS)
    g_ptr_array_add (import->problems,
                     /* Translators: the number of a line in a table, and what is wrong with it */
                     g_strdup_printf (_ ("Line %u: %s"), line, sentence));
}

/* What is wrong with a line is told; what is wrong with the disk ends it all. */
static gboolean
import_lines (Importer *importer, DocketImportRows *rows, GCancellable *cancellable, GError **error)
{
  for (;;)
    {
      g_auto (GStrv) cells = NULL;
      g_autoptr (GError) local_error = NULL;
      guint line;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;

      if (!docket_import_rows_next (rows, &cells, &line, &local_error))
        {
          if (local_error == NULL)
            return TRUE;

          skip_line (importer, line, local_error->message);
          continue;
        }

      if (import_line (importer, cells, &local_error))
        continue;

      if (local_error->domain != DOCKET_WORKSPACE_ERROR)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }

      skip_line (importer, line, local_error->message);
    }
}

static GBytes *
load_file (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInfo) info =
    g_file_query_info (file,
                       G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                       G_FILE_QUERY_INFO_NONE,
                       cancellable,
                       error);

  if (info == NULL)
    return NULL;

  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    refuse (error, _ ("This is no file. Choose a table in CSV form."));
  else if (g_file_info_get_size (info) > MAX_FILE_BYTES)
    refuse (error, _ ("The table is too large (more than 32 MB). Import it in parts."));
  else
    return g_file_load_bytes (file, cancellable, NULL, error);

  return NULL;
}

static GBytes *
read_file (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  GBytes *bytes = load_file (file, cancellable, &local_error);

  if (bytes != NULL)
    return bytes;

  if (local_error->domain == DOCKET_WORKSPACE_ERROR ||
      g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    g_set_error (error,
                 DOCKET_WORKSPACE_ERROR,
                 DOCKET_WORKSPACE_ERROR_INVALID,
                 _ ("The table can't be read: %s."),
                 local_error->message);

  return NULL;
}

static DocketImport *
import_new (void)
{
  DocketImport *import = g_new0 (DocketImport, 1);

  import->problems = g_ptr_array_new_with_free_func (g_free);

  return import;
}

static gboolean
run (Importer *importer, DocketImportRows *rows, GCancellable *cancellable, GError **error)
{
  g_auto (GStrv) cells = NULL;
  guint line;

  importer->columns = g_ptr_array_new ();
  importer->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  if (!docket_import_rows_next (rows, &cells, &line, error))
    return *error == NULL ? refuse (error, _ ("The table is empty.")) : FALSE;

  return read_columns (importer, cells, error) && import_lines (importer, rows, cancellable, error);
}

static void
import_request_free (gpointer data)
{
  ImportRequest *request = data;

  g_object_unref (request->file);
  g_free (request);
}

static void
import_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const ImportRequest *request = task_data;
  GError *error = NULL;
  DocketImport *import = docket_workspace_import (source,
                                                  request->entity,
                                                  request->file,
                                                  request->try_only,
                                                  cancellable,
                                                  &error);

  if (import != NULL)
    g_task_return_pointer (task, import, (GDestroyNotify) docket_import_free);
  else
    g_task_return_error (task, error);
}

/**
 * docket_import_free:
 * @import: (transfer full): an import
 */
void
docket_import_free (DocketImport *import)
{
  g_ptr_array_unref (import->problems);
  g_free (import->ignored);
  g_free (import);
}

/**
 * docket_import_describe:
 * @import: an import
 *
 * Returns: (transfer full): what it does in a line
 */
char *
docket_import_describe (const DocketImport *import)
{
  g_autofree char *added = NULL;
  g_autofree char *updated = NULL;
  g_autofree char *unchanged = NULL;
  g_autofree char *skipped = NULL;

  g_return_val_if_fail (import != NULL, NULL);

  added = g_strdup_printf (ngettext ("%u new", "%u new", import->n_added), import->n_added);
  updated =
    g_strdup_printf (ngettext ("%u changed", "%u changed", import->n_updated), import->n_updated);
  unchanged = g_strdup_printf (ngettext ("%u as before", "%u as before", import->n_unchanged),
                               import->n_unchanged);
  skipped = g_strdup_printf (ngettext ("%u line left out", "%u lines left out", import->n_skipped),
                             import->n_skipped);

  return g_strdup_printf ("%s · %s · %s · %s", added, updated, unchanged, skipped);
}

/**
 * docket_workspace_import:
 * @self: a workspace that owns the kind
 * @entity: what the lines are
 * @file: a table in CSV form, or in JSON when its name ends so
 * @try_only: whether nothing is to be written
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #DocketWorkspaceError, #DocketModelError, #DocketStoreError or
 * #GIOErrorEnum
 *
 * Adds what is new and changes what is there, told by e-mail or name, in one transaction. Lines
 * that can't be taken are left out and told.
 *
 * Returns: (transfer full) (nullable): what was done, or would be
 */
DocketImport *
docket_workspace_import (DocketWorkspace *self,
                         DocketEntity entity,
                         GFile *file,
                         gboolean try_only,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (DocketTransaction) txn = NULL;
  g_autoptr (DocketImport) import = import_new ();
  g_autoptr (DocketImportRows) rows = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) local_error = NULL;
  g_auto (Importer) importer = { .workspace = self, .entity = entity, .import = import };

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), NULL);
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  if (!docket_workspace_owns_kind (self, entity))
    {
      refuse (error, _ ("The directory is the server's. Change it there."));
      return NULL;
    }

  bytes = read_file (file, cancellable, error);

  if (bytes == NULL)
    return NULL;

  rows = docket_import_rows_new (bytes, docket_import_is_json (file), error);

  if (rows == NULL)
    return NULL;

  txn = docket_store_begin_write (self->store, cancellable, error);

  if (txn == NULL)
    return NULL;

  importer.txn = txn;

  if (!run (&importer, rows, cancellable, &local_error))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  if (!try_only && !docket_workspace_commit (self, txn, error))
    return NULL;

  return g_steal_pointer (&import);
}

/**
 * docket_workspace_import_async:
 * @self: a workspace that owns the kind
 * @entity: what the lines are
 * @file: a table in CSV form, or in JSON when its name ends so
 * @try_only: whether nothing is to be written
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Like docket_workspace_import() on a worker.
 */
void
docket_workspace_import_async (DocketWorkspace *self,
                               DocketEntity entity,
                               GFile *file,
                               gboolean try_only,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  ImportRequest *request = NULL;
  GTask *task = NULL;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));
  g_return_if_fail (G_IS_FILE (file));

  request = g_new0 (ImportRequest, 1);
  request->entity = entity;
  request->file = g_object_ref (file);
  request->try_only = try_only;
  task =
    docket_workspace_task (self, docket_workspace_import_async, cancellable, callback, user_data);
  g_task_set_task_data (task, request, import_request_free);
  docket_workspace_run_write (self, task, import_thread);
}

/**
 * docket_workspace_import_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for an error, see docket_workspace_import()
 *
 * Returns: (transfer full) (nullable): what was done, or would be
 */
DocketImport *
docket_workspace_import_finish (DocketWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
