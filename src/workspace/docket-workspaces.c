/* The workspaces of this computer: the folders under the data directory.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-workspaces.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "docket-secrets.h"
#include "docket-store-parts.h"
#include "docket-workspace-private.h"

G_DEFINE_QUARK (docket_workspace_error_quark, docket_workspace_error)

/* Links are removed, not followed. */
gboolean
docket_workspaces_remove_tree (GFile *file, GError **error)
{
  g_autoptr (GFileEnumerator) children =
    g_file_enumerate_children (file,
                               G_FILE_ATTRIBUTE_STANDARD_NAME,
                               G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS,
                               NULL,
                               NULL);
  GFile *child = NULL;

  while (children != NULL)
    {
      if (!g_file_enumerator_iterate (children, NULL, &child, NULL, error))
        return FALSE;

      if (child == NULL)
        break;

      if (!docket_workspaces_remove_tree (child, error))
        return FALSE;
    }

  return g_file_delete (file, NULL, error);
}

static void
read_info (DocketWorkspaceInfo *info, DocketTransaction *txn)
{
  g_autofree char *kind = docket_meta_get (txn, DOCKET_META_KIND, NULL);
  g_autofree char *last_sync = docket_meta_get (txn, DOCKET_META_LAST_SYNC, NULL);
  g_autoptr (GPtrArray) drafts = docket_drafts_list (txn, NULL);
  DocketOutboxCounts counts = { 0 };
  char *name = docket_meta_get (txn, DOCKET_META_NAME, NULL);
  int value;

  if (docket_enum_from_nick (DOCKET_TYPE_SERVER_KIND, kind, &value))
    info->kind = value;

  if (name != NULL)
    {
      g_free (info->name);
      info->name = name;
    }

  info->url = docket_meta_get (txn, DOCKET_META_URL, NULL);
  info->me = docket_meta_get (txn, DOCKET_META_ME_EMAIL, NULL);
  info->last_sync_at = last_sync != NULL ? g_ascii_strtoll (last_sync, NULL, 10) : 0;
  info->drafts = drafts != NULL ? drafts->len : 0;

  if (docket_operations_count (txn, &counts, NULL))
    {
      info->waiting = counts.waiting;
      info->needs_attention = counts.needs_attention;
    }
}

/* A workspace that can't be opened is listed too, with the reason. */
static DocketWorkspaceInfo *
load_info (const char *folder, const char *id, GCancellable *cancellable)
{
  DocketWorkspaceInfo *info = g_new0 (DocketWorkspaceInfo, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketStore) store = docket_store_open (folder, cancellable, &error);
  g_autoptr (DocketTransaction) txn = NULL;

  info->id = g_strdup (id);
  info->name = g_strdup (id);

  if (store != NULL)
    txn = docket_store_begin_read (store, cancellable, &error);

  if (txn != NULL)
    read_info (info, txn);
  else
    info->problem = g_strdup (error->message);

  g_clear_pointer (&txn, docket_transaction_free);

  if (store != NULL)
    docket_store_close (store);

  return info;
}

static int
compare_infos (gconstpointer a, gconstpointer b)
{
  const DocketWorkspaceInfo *info = *(const DocketWorkspaceInfo **) a;
  const DocketWorkspaceInfo *other = *(const DocketWorkspaceInfo **) b;
  int by_name = g_utf8_collate (info->name, other->name);

  return by_name != 0 ? by_name : strcmp (info->id, other->id);
}

static GPtrArray *
list_ids (GError **error)
{
  g_autofree char *root = docket_workspaces_get_root ();
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local_error = NULL;
  const char *name;

  dir = g_dir_open (root, 0, &local_error);

  if (dir == NULL && g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return g_steal_pointer (&ids);

  if (dir == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *database = g_build_filename (root, name, "docket.db", NULL);

      if (name[0] != '.' && g_file_test (database, G_FILE_TEST_EXISTS))
        g_ptr_array_add (ids, g_strdup (name));
    }

  return g_steal_pointer (&ids);
}

static char *
read_meta (const char *folder, const char *key, GCancellable *cancellable)
{
  g_autoptr (DocketStore) store = docket_store_open (folder, cancellable, NULL);
  g_autoptr (DocketTransaction) txn = NULL;
  char *value = NULL;

  if (store == NULL)
    return NULL;

  txn = docket_store_begin_read (store, cancellable, NULL);

  if (txn != NULL)
    value = docket_meta_get (txn, key, NULL);

  g_clear_pointer (&txn, docket_transaction_free);
  docket_store_close (store);

  return value;
}

/**
 * docket_workspace_info_free:
 * @info: (transfer full): what a list of workspaces shows of one
 */
void
docket_workspace_info_free (DocketWorkspaceInfo *info)
{
  g_free (info->id);
  g_free (info->name);
  g_free (info->url);
  g_free (info->me);
  g_free (info->problem);
  g_free (info);
}

/**
 * docket_workspace_info_dup_loss:
 * @info: a workspace that somebody wants to remove
 *
 * Returns: (transfer full): sentences that say what would be lost with it
 */
char *
docket_workspace_info_dup_loss (const DocketWorkspaceInfo *info)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const guint n_changes = info->waiting + info->needs_attention;

  g_return_val_if_fail (info != NULL, NULL);

  if (info->kind == DOCKET_SERVER_KIND_LOCAL)
    return g_strdup (
      _ ("It exists on this computer only: all its tickets, messages and files are lost."));

  if (n_changes > 0)
    g_string_append_printf (text,
                            ngettext ("%u change that the server has not seen is lost.",
                                      "%u changes that the server has not seen are lost.",
                                      n_changes),
                            n_changes);
  else
    g_string_append (text, _ ("The server has all your changes."));

  if (info->drafts > 0)
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (text,
                              ngettext ("%u draft that was not sent is lost.",
                                        "%u drafts that were not sent are lost.",
                                        info->drafts),
                              info->drafts);
    }

  g_string_append_c (text, ' ');
  g_string_append (text,
                   _ ("What is kept on this computer alone goes with it: billing batches, "
                      "reminders, saved views and files that the server can't hold."));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * docket_workspaces_get_root:
 *
 * Returns: (transfer full): the folder that holds the workspaces' folders
 */
char *
docket_workspaces_get_root (void)
{
  return g_build_filename (g_get_user_data_dir (), "docket", NULL);
}

/**
 * docket_workspaces_list:
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #GFileError
 *
 * Returns: (transfer full) (element-type DocketWorkspaceInfo) (nullable): the workspaces, by name
 */
GPtrArray *
docket_workspaces_list (GCancellable *cancellable, GError **error)
{
  g_autofree char *root = docket_workspaces_get_root ();
  g_autoptr (GPtrArray) ids = list_ids (error);
  g_autoptr (GPtrArray) infos =
    g_ptr_array_new_with_free_func ((GDestroyNotify) docket_workspace_info_free);

  if (ids == NULL)
    return NULL;

  for (guint i = 0; i < ids->len; i++)
    {
      g_autofree char *folder = g_build_filename (root, g_ptr_array_index (ids, i), NULL);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;

      g_ptr_array_add (infos, load_info (folder, g_ptr_array_index (ids, i), cancellable));
    }

  g_ptr_array_sort (infos, compare_infos);

  return g_steal_pointer (&infos);
}

/**
 * docket_workspaces_find_sample:
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #GFileError
 *
 * Returns: (transfer full) (nullable): id of a workspace that holds the sample data; %NULL without
 * an error when there is none
 */
char *
docket_workspaces_find_sample (GCancellable *cancellable, GError **error)
{
  g_autofree char *root = docket_workspaces_get_root ();
  g_autoptr (GPtrArray) ids = list_ids (error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      const char *id = g_ptr_array_index (ids, i);
      g_autofree char *folder = g_build_filename (root, id, NULL);
      g_autofree char *sample = read_meta (folder, DOCKET_META_SAMPLE, cancellable);

      if (sample != NULL)
        return g_strdup (id);
    }

  return NULL;
}

/* Who has a workspace open holds a shared lock on its file "open". */
static gboolean
check_closed (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "open", NULL);
  int fd = g_open (path, O_RDWR | O_CLOEXEC, 0);
  gboolean closed;

  if (fd < 0)
    return TRUE;

  closed = flock (fd, LOCK_EX | LOCK_NB) == 0;
  close (fd);

  if (!closed)
    g_set_error_literal (error,
                         DOCKET_WORKSPACE_ERROR,
                         DOCKET_WORKSPACE_ERROR_INVALID,
                         _ ("This workspace is open in another window. Close it there first."));

  return closed;
}

static char *
get_last_path (void)
{
  return g_build_filename (g_get_user_state_dir (), "docket", DOCKET_LAST_NAME, NULL);
}

/**
 * docket_workspaces_get_last:
 *
 * Returns: (transfer full) (nullable): id of the workspace used last, if it is still there
 */
char *
docket_workspaces_get_last (void)
{
  g_autofree char *path = get_last_path ();
  g_autofree char *root = docket_workspaces_get_root ();
  g_autofree char *id = NULL;
  g_autofree char *database = NULL;

  if (!g_file_get_contents (path, &id, NULL, NULL))
    return NULL;

  g_strstrip (id);
  database = g_build_filename (root, id, "docket.db", NULL);

  if (*id == '\0' || *id == '.' || strchr (id, G_DIR_SEPARATOR) != NULL ||
      !g_file_test (database, G_FILE_TEST_EXISTS))
    return NULL;

  return g_steal_pointer (&id);
}

/**
 * docket_workspaces_set_last:
 * @id: id of the workspace that is used
 *
 * Remembers it. Nothing depends on it: a failure is not told.
 */
void
docket_workspaces_set_last (const char *id)
{
  g_autofree char *path = get_last_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *last = docket_workspaces_get_last ();

  g_return_if_fail (id != NULL);

  if (g_strcmp0 (last, id) != 0 && g_mkdir_with_parents (folder, 0700) == 0)
    g_file_set_contents (path, id, -1, NULL);
}

/**
 * docket_workspaces_remove:
 * @id: a workspace's id
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #DocketWorkspaceError or #GIOErrorEnum
 *
 * Removes a workspace from this computer, with its key. The caller has asked the person, and has
 * closed it.
 *
 * Returns: whether it is gone
 */
gboolean
docket_workspaces_remove (const char *id, GCancellable *cancellable, GError **error)
{
  g_autofree char *root = docket_workspaces_get_root ();
  g_autofree char *folder = NULL;
  g_autofree char *database = NULL;
  g_autofree char *state = NULL;
  g_autofree char *uuid = NULL;
  g_autoptr (GFile) file = NULL;

  g_return_val_if_fail (id != NULL, FALSE);

  folder = g_build_filename (root, id, NULL);
  database = g_build_filename (folder, "docket.db", NULL);

  if (strchr (id, G_DIR_SEPARATOR) != NULL || id[0] == '.' ||
      !g_file_test (database, G_FILE_TEST_EXISTS))
    {
      g_set_error (error,
                   DOCKET_WORKSPACE_ERROR,
                   DOCKET_WORKSPACE_ERROR_NOT_FOUND,
                   _ ("There is no workspace “%s”."),
                   id);
      return FALSE;
    }

  uuid = read_meta (folder, DOCKET_META_UUID, cancellable);

  if (!check_closed (folder, error))
    return FALSE;

  file = g_file_new_for_path (folder);

  if (!docket_workspaces_remove_tree (file, error))
    return FALSE;

  state = g_build_filename (g_get_user_state_dir (), "docket", id, NULL);
  g_unlink (state);

  if (uuid != NULL)
    docket_secrets_remove (uuid, cancellable, NULL);

  return TRUE;
}
