/* Keeps servers' keys in the Secret Service; without one, for this run only.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-secrets.h"

#include <glib/gi18n.h>
#include <libsecret/secret.h>

#include "docket-config.h"
#include "docket-workspaces.h"

static const SecretSchema schema = {
  APPLICATION_ID ".Account",
  SECRET_SCHEMA_NONE,
  { { "application", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "workspace", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 } },
};

/* Keys of this run, by workspace uuid: wiped when the program ends. */
static GMutex run_mutex;
static GHashTable *run_secrets;

static void
keep_for_this_run (const char *uuid, const char *secret)
{
  g_mutex_lock (&run_mutex);

  if (run_secrets == NULL)
    run_secrets = g_hash_table_new_full (g_str_hash,
                                         g_str_equal,
                                         g_free,
                                         (GDestroyNotify) secret_password_free);

  if (secret != NULL)
    g_hash_table_insert (run_secrets, g_strdup (uuid), g_strdup (secret));
  else
    g_hash_table_remove (run_secrets, uuid);

  g_mutex_unlock (&run_mutex);
}

static char *
find_of_this_run (const char *uuid)
{
  char *secret = NULL;

  g_mutex_lock (&run_mutex);

  if (run_secrets != NULL)
    secret = g_strdup (g_hash_table_lookup (run_secrets, uuid));

  g_mutex_unlock (&run_mutex);

  return secret;
}

/* Why it failed does not matter to the person: no bus, no service, a keyring that stays locked. */
static void
say_no_service (GError **error, GError *cause, const char *sentence)
{
  g_autoptr (GError) owned = cause;

  if (g_error_matches (owned, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&owned));
      return;
    }

  g_debug ("No Secret Service: %s", owned->message);
  g_set_error_literal (error,
                       DOCKET_WORKSPACE_ERROR,
                       DOCKET_WORKSPACE_ERROR_NO_SECRET_SERVICE,
                       sentence);
}

/**
 * docket_secrets_store:
 * @uuid: the workspace's uuid
 * @name: the workspace's name, for the password store's own window
 * @secret: the key
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #DocketWorkspaceError
 *
 * Keeps a key. It is there for this run in any case.
 *
 * Returns: whether it will be there in the next run too
 */
gboolean
docket_secrets_store (const char *uuid,
                      const char *name,
                      const char *secret,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autofree char *label = NULL;
  GError *local_error = NULL;

  g_return_val_if_fail (uuid != NULL && secret != NULL, FALSE);

  keep_for_this_run (uuid, secret);
  /* Translators: the name of a key in the system's password store; %s is a workspace's name */
  label = g_strdup_printf (_ ("Docket: key of %s"), name);

  if (secret_password_store_sync (&schema,
                                  SECRET_COLLECTION_DEFAULT,
                                  label,
                                  secret,
                                  cancellable,
                                  &local_error,
                                  "application",
                                  APPLICATION_ID,
                                  "workspace",
                                  uuid,
                                  NULL))
    return TRUE;

  say_no_service (error,
                  local_error,
                  _ ("There is no password store (Secret Service) that can be used on this "
                     "computer. The key is kept for this run only."));

  return FALSE;
}

/**
 * docket_secrets_lookup:
 * @uuid: the workspace's uuid
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #DocketWorkspaceError
 *
 * Returns: (transfer full) (nullable): the key; %NULL with %DOCKET_WORKSPACE_ERROR_SECRET when none
 * is kept, with %DOCKET_WORKSPACE_ERROR_NO_SECRET_SERVICE when nobody can tell
 */
char *
docket_secrets_lookup (const char *uuid, GCancellable *cancellable, GError **error)
{
  g_autofree char *secret = NULL;
  char *found = NULL;
  GError *local_error = NULL;

  g_return_val_if_fail (uuid != NULL, NULL);

  secret = find_of_this_run (uuid);

  if (secret != NULL)
    return g_steal_pointer (&secret);

  found = secret_password_lookup_sync (&schema,
                                       cancellable,
                                       &local_error,
                                       "application",
                                       APPLICATION_ID,
                                       "workspace",
                                       uuid,
                                       NULL);

  if (found != NULL)
    {
      secret = g_strdup (found);
      secret_password_free (found);
      return g_steal_pointer (&secret);
    }

  if (local_error != NULL)
    say_no_service (
      error,
      local_error,
      _ ("There is no password store (Secret Service) that can be used on this computer, so the "
         "key of this server is not known. Enter it for this run."));
  else
    g_set_error_literal (
      error,
      DOCKET_WORKSPACE_ERROR,
      DOCKET_WORKSPACE_ERROR_SECRET,
      _ ("The key of this server is not kept on this computer. Enter it again."));

  return NULL;
}

/**
 * docket_secrets_remove:
 * @uuid: the workspace's uuid
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #DocketWorkspaceError
 *
 * Forgets a key. That none was kept is no error.
 *
 * Returns: whether it is surely forgotten
 */
gboolean
docket_secrets_remove (const char *uuid, GCancellable *cancellable, GError **error)
{
  GError *local_error = NULL;

  g_return_val_if_fail (uuid != NULL, FALSE);

  keep_for_this_run (uuid, NULL);
  secret_password_clear_sync (&schema,
                              cancellable,
                              &local_error,
                              "application",
                              APPLICATION_ID,
                              "workspace",
                              uuid,
                              NULL);

  if (local_error == NULL)
    return TRUE;

  say_no_service (
    error,
    local_error,
    _ ("There is no password store (Secret Service) that can be used on this computer. If it kept "
       "a key, remove it there."));

  return FALSE;
}
