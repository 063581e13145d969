/* Folders and workspaces of a test's own.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "workspace-fixture.h"

#include <glib/gstdio.h>

static char *root;

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_tree (child);
      else
        g_unlink (child);
    }

  g_rmdir (path);
}

static void
set_folder (const char *variable, const char *name)
{
  g_autofree char *path = g_build_filename (root, name, NULL);

  g_setenv (variable, path, TRUE);
}

static void
run_test (gconstpointer data)
{
  g_autofree char *workspaces = docket_workspaces_get_root ();

  remove_tree (workspaces);
  ((GTestFunc) data) ();
}

/* Before g_test_init(). */
void
workspace_fixture_init (void)
{
  g_autoptr (GError) error = NULL;

  root = g_dir_make_tmp ("docket-workspace-XXXXXX", &error);
  g_assert_no_error (error);
  set_folder ("XDG_DATA_HOME", "data");
  set_folder ("XDG_STATE_HOME", "state");
  set_folder ("XDG_CONFIG_HOME", "config");
  set_folder ("XDG_CACHE_HOME", "cache");
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  g_setenv ("GIO_USE_PROXY_RESOLVER", "dummy", TRUE);
}

void
workspace_fixture_add (const char *path, GTestFunc func)
{
  g_test_add_data_func (path, (gconstpointer) func, run_test);
}

void
workspace_fixture_end (void)
{
  remove_tree (root);
  g_clear_pointer (&root, g_free);
}

DocketWorkspace *
workspace_fixture_open (const char *id)
{
  g_autoptr (GError) error = NULL;
  DocketWorkspace *workspace = docket_workspace_open (id, NULL, NULL, NULL, &error);

  g_assert_no_error (error);

  return workspace;
}

void
workspace_fixture_close (DocketWorkspace *workspace)
{
  docket_workspace_close (workspace);
  g_object_unref (workspace);

  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

gboolean
workspace_fixture_timeout_cb (gpointer user_data)
{
  g_assert_not_reached ();
}
