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
static guint n_answered;
static guint n_answered_before; /* the last one was asked */
static gint64 patience;         /* of the keyring, microseconds */

/* A keyring that waits for the person, or until it asks twice. */
char *
__wrap_docket_secrets_lookup (const char *uuid, GCancellable *cancellable, GError **error)
{
  const gint64 until = g_get_monotonic_time () + patience;

  g_mutex_lock (&mutex);
  n_asked++;
  n_answered_before = n_answered;
  g_cond_broadcast (&cond);

  while (n_asked < 2 && g_cond_wait_until (&cond, &mutex, until))
    continue;

  n_answered++;
  g_mutex_unlock (&mutex);

  return g_strdup ("secret");
}

static gpointer
connect_thread (gpointer data)
{
  return docket_workspace_make_remote (data, NULL, NULL);
}

static DocketWorkspace *
open_without_key (void)
{
  g_autofree char *id = NULL;
  DocketWorkspace *workspace;

  {
    g_autoptr (OpenWorkspace) made = docket_test_workspace_new_server ();

    id = g_strdup (docket_workspace_get_id (made));
  }

  workspace = docket_workspace_open (id, NULL, NULL, NULL, NULL);
  g_assert_nonnull (workspace);
  n_asked = 0;
  n_answered = 0;

  return workspace;
}

static void
test_asked_once (void)
{
  g_autoptr (OpenWorkspace) workspace = open_without_key ();
  GThread *threads[N_THREADS];

  patience = G_USEC_PER_SEC;

  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("connect", connect_thread, workspace);

  for (guint i = 0; i < N_THREADS; i++)
    {
      g_autoptr (DocketRemote) remote = g_thread_join (threads[i]);

      g_assert_nonnull (remote);
    }

  g_assert_cmpuint (n_asked, ==, 1);
}

static gpointer
connect_and_forget_thread (gpointer data)
{
  g_autoptr (DocketRemote) remote = docket_workspace_make_remote (data, NULL, NULL);

  g_assert_nonnull (remote);

  return NULL;
}

/* A person who has not answered for one account holds up no other. */
static void
test_others_go_on (void)
{
  g_autoptr (OpenWorkspace) one = open_without_key ();
  g_autoptr (OpenWorkspace) other = open_without_key ();
  GThread *first, *second;

  patience = 30 * G_USEC_PER_SEC;
  first = g_thread_new ("connect", connect_and_forget_thread, one);
  g_mutex_lock (&mutex);

  while (n_asked == 0)
    g_cond_wait (&cond, &mutex);

  second = g_thread_new ("connect", connect_and_forget_thread, other);

  while (n_asked < 2)
    g_cond_wait (&cond, &mutex);

  g_mutex_unlock (&mutex);
  g_thread_join (first);
  g_thread_join (second);
  g_assert_cmpuint (n_answered_before, ==, 0);
}

int
main (int argc, char **argv)
{
  int result;

  workspace_fixture_init ();
  g_test_init (&argc, &argv, NULL);
  workspace_fixture_add ("/workspace-key/asked-once", test_asked_once);
  workspace_fixture_add ("/workspace-key/others-go-on", test_others_go_on);
  result = g_test_run ();
  workspace_fixture_end ();

  return result;
}
