/* A server that speaks the Atera API v3, with data of its own.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-sandbox.h"

#include "docket-sandbox-generator.h"
#include "docket-sandbox-private.h"
#include "docket-sandbox-store.h"

#include <string.h>

static GPtrArray *
new_objects (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
}

static gboolean
read_own_line (DocketSandbox *sandbox, const char *kind, JsonNode *node)
{
  GPtrArray *list = NULL;
  JsonObject *object;
  const char *uuid;

  if (JSON_NODE_HOLDS_VALUE (node) && strcmp (kind, "requests") == 0)
    {
      sandbox->n_requests = json_node_get_int (node);
      return TRUE;
    }

  if (strcmp (kind, "rejected") == 0)
    list = sandbox->rejected;
  else if (strcmp (kind, "ledger") == 0)
    list = sandbox->ledger;

  if (list == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return docket_sandbox_store_read_line (sandbox->state, kind, node);

  object = json_node_dup_object (node);
  g_ptr_array_add (list, object);
  uuid = json_object_get_string_member_with_default (object, "uuid", NULL);
  if (uuid != NULL)
    g_hash_table_insert (sandbox->attempts,
                         g_strdup (uuid),
                         GUINT_TO_POINTER ((guint) json_object_get_int_member (object, "attempt")));

  return TRUE;
}

/**
 * docket_sandbox_new:
 * @key: the key that it takes
 * @rate: how many requests a minute it takes; 0 for any number
 *
 * Returns: (transfer full): a sandbox without data
 */
DocketSandbox *
docket_sandbox_new (const char *key, guint rate)
{
  DocketSandbox *sandbox = g_new0 (DocketSandbox, 1);

  /* Before libsoup's classes ask for it with GObject's lock held (GLib 2.74 can hang then). */
  g_type_ensure (G_TYPE_TASK);

  sandbox->state = docket_sandbox_state_new ();
  sandbox->key = g_strdup (key);
  sandbox->rate = rate;
  sandbox->rand = g_rand_new_with_seed (1);
  sandbox->faults = docket_sandbox_faults_new ();
  sandbox->rejected = new_objects ();
  sandbox->ledger = new_objects ();
  sandbox->attempts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  sandbox->snapshots = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  return sandbox;
}

/**
 * docket_sandbox_free:
 * @sandbox: (transfer full): a sandbox
 */
void
docket_sandbox_free (DocketSandbox *sandbox)
{
  docket_sandbox_wire_close (sandbox);
  docket_sandbox_state_free (sandbox->state);
  docket_sandbox_faults_free (sandbox->faults);
  g_ptr_array_unref (sandbox->rejected);
  g_ptr_array_unref (sandbox->ledger);
  g_ptr_array_unref (sandbox->snapshots);
  g_hash_table_unref (sandbox->attempts);
  g_rand_free (sandbox->rand);
  g_free (sandbox->key);
  g_free (sandbox);
}

/**
 * docket_sandbox_generate:
 * @sandbox: a sandbox without data
 * @n_tickets: how many tickets
 * @seed: decides about everything
 *
 * Makes believable data.
 */
void
docket_sandbox_generate (DocketSandbox *sandbox, guint n_tickets, guint32 seed)
{
  g_rand_set_seed (sandbox->rand, seed);
  docket_sandbox_generator_fill (sandbox->state, n_tickets, seed, g_get_real_time ());
}

/**
 * docket_sandbox_load:
 * @sandbox: a sandbox without data
 * @file: where another sandbox kept its data
 * @error: (nullable): return location for an error
 *
 * Returns: whether the data could be read
 */
gboolean
docket_sandbox_load (DocketSandbox *sandbox, const char *file, GError **error)
{
  g_autoptr (GFile) path = g_file_new_for_path (file);
  g_autoptr (GFileInputStream) stream = g_file_read (path, NULL, error);
  g_autoptr (GDataInputStream) lines = NULL;
  g_autoptr (GError) read_error = NULL;
  char *next;

  if (stream == NULL)
    return FALSE;

  lines = g_data_input_stream_new (G_INPUT_STREAM (stream));
  while ((next = g_data_input_stream_read_line (lines, NULL, NULL, &read_error)) != NULL)
    {
      g_autofree char *line = next;
      const char *json = NULL;
      g_autofree char *kind = docket_sandbox_store_split_line (line, &json);
      g_autoptr (JsonNode) node = kind != NULL ? json_from_string (json, NULL) : NULL;

      if (node != NULL && read_own_line (sandbox, kind, node))
        continue;

      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s: can't be read", file);
      return FALSE;
    }

  if (read_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&read_error));

  return FALSE;
}

/**
 * docket_sandbox_save:
 * @sandbox: a sandbox
 * @file: where to keep its data
 * @error: (nullable): return location for an error
 *
 * Returns: whether the data are kept
 */
gboolean
docket_sandbox_save (DocketSandbox *sandbox, const char *file, GError **error)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  docket_sandbox_store_write (sandbox->state, lines);
  docket_sandbox_store_write_list (sandbox->rejected, "rejected", lines);
  docket_sandbox_store_write_list (sandbox->ledger, "ledger", lines);
  g_string_append_printf (lines, "requests %" G_GINT64_FORMAT "\n", sandbox->n_requests);

  return g_file_set_contents (file, lines->str, lines->len, error);
}

/**
 * docket_sandbox_start:
 * @sandbox: a sandbox with data
 * @port: a port of this computer; 0 for any
 * @certificate: (nullable): with which it speaks HTTPS
 * @error: (nullable): return location for an error
 *
 * Listens on loopback alone.
 *
 * Returns: whether it listens
 */
gboolean
docket_sandbox_start (DocketSandbox *sandbox,
                      guint16 port,
                      GTlsCertificate *certificate,
                      GError **error)
{
  g_set_object (&sandbox->certificate, certificate);

  return docket_sandbox_wire_open (sandbox, port, error);
}

/**
 * docket_sandbox_get_url:
 * @sandbox: a sandbox that was started
 *
 * Returns: (transfer none): its address, without a path
 */
const char *
docket_sandbox_get_url (DocketSandbox *sandbox)
{
  return sandbox->url;
}
