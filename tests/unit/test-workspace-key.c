/* The key of a server: the keyring asks the person once, however many want the key at once.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "../ui/docket-test-workspace.h"
#include "docket-secrets.h"
#include "docket-workspace-private.h"
#include "workspace-fixture.h"

#define N_THREADS 4

char *__wrap_docket_secrets_lookup (const char *uuid, GCancellable *cancellable, GError **error);

static GMutex mutex;
static GCond cond;
static guint n_asked;

/* A keyring that waits for the person: for a second, or until it would ask twice. */
char *
__wrap_docket_secrets_lookup (const char *uuid, GCancellable *cancellable, GError **error)
{
  const gint64 until = g_get_monotonic_time () + G_USEC_PER_SEC;

  g_mutex_lock (&mutex);
  n_asked++;
  g_cond_broadcast (&cond);

  while (n_asked < 2 && g_cond_wait_until (&cond, &mutex, until))
    continue;

  g_mutex_unlock (&mutex);

  return g_strdup ("secret");
}

static gpointer
connect_thread (gpointer data)
{
  return docket_workspace_make_remote (data, NULL, NULL);
}

static void
test_asked_once (void)
{
  g_autoptr (OpenWorkspace) workspace = NULL;
  g_autofree char *id = NULL;
  GThread *threads[N_THREADS];

  {
    g_autoptr (OpenWorkspace) made = docket_test_workspace_new_server ();

    id = g_strdup (docket_workspace_get_id (made));
  }

  workspace = docket_workspace_open (id, NULL, NULL, NULL, NULL);
  g_assert_nonnull (workspace);

  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("connect", connect_thread, workspace);

  for (guint i = 0; i < N_THREADS; i++)
    {
      g_autoptr (DocketRemote) remote = g_thread_join (threads[i]);

      g_assert_nonnull (remote);
    }

  g_assert_cmpuint (n_asked, ==, 1);
}

int
main (int argc, char **argv)
{
  int result;

  workspace_fixture_init ();
  g_test_init (&argc, &argv, NULL);
  workspace_fixture_add ("/workspace-key/asked-once", test_asked_once);
  result = g_test_run ();
  workspace_fixture_end ();

  return result;
}
