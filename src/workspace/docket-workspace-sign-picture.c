/* A signature that was kept, drawn again.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-workspace-sign.h"

#include <glib/gi18n.h>
#include <string.h>

#include "docket-ink-file.h"
#include "docket-workspace-private.h"

typedef struct
{
  gint64 ticket;
  gint64 signature;
  DocketSignatureFormat format;
} Job;

static void
draw_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Job *job = task_data;
  GError *error = NULL;
  GBytes *bytes = docket_workspace_draw_signature (source,
                                                   job->ticket,
                                                   job->signature,
                                                   job->format,
                                                   cancellable,
                                                   &error);

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

/**
 * docket_signature_format_from_name:
 * @name: a file's name
 * @format: (out): what its ending asks for
 *
 * Returns: whether the ending is one of those that a signature can be written as
 */
gboolean
docket_signature_format_from_name (const char *name, DocketSignatureFormat *format)
{
  static const char *const endings[] = { ".png", ".svg" };
  const gsize length = strlen (name);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (length > strlen (endings[i]) &&
        g_ascii_strcasecmp (name + length - strlen (endings[i]), endings[i]) == 0)
      {
        *format = (DocketSignatureFormat) i;
        return TRUE;
      }

  return FALSE;
}

/**
 * docket_workspace_draw_signature:
 * @self: a workspace
 * @ticket: local id
 * @signature: local id
 * @format: what kind of picture
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #DocketWorkspaceError, #DocketInkError or #DocketStoreError
 *
 * Returns: (transfer full) (nullable): its ink as a picture
 */
GBytes *
docket_workspace_draw_signature (DocketWorkspace *self,
                                 gint64 ticket,
                                 gint64 signature,
                                 DocketSignatureFormat format,
                                 GCancellable *cancellable,
                                 GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (DocketInk) ink =
    docket_workspace_load_ink (self, ticket, signature, cancellable, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  if (ink == NULL)
    {
      g_set_error_literal (error,
                           DOCKET_WORKSPACE_ERROR,
                           DOCKET_WORKSPACE_ERROR_NOT_FOUND,
                           _ ("Nobody signed here. There is no ink to write to a file."));
      return NULL;
    }

  return format == DOCKET_SIGNATURE_SVG ? docket_ink_to_svg (ink, error)
                                        : docket_ink_to_png (ink, error);
}

/**
 * docket_workspace_draw_signature_async:
 * @self: a workspace
 * @ticket: local id
 * @signature: local id
 * @format: what kind of picture
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is drawn
 * @user_data: for @callback
 *
 * Like docket_workspace_draw_signature() on a worker.
 */
void
docket_workspace_draw_signature_async (DocketWorkspace *self,
                                       gint64 ticket,
                                       gint64 signature,
                                       DocketSignatureFormat format,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  const Job job = { ticket, signature, format };
  GTask *task = NULL;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));

  task = docket_workspace_task (self,
                                docket_workspace_draw_signature_async,
                                cancellable,
                                callback,
                                user_data);
  g_task_set_task_data (task, g_memdup2 (&job, sizeof job), g_free);
  docket_workspace_run_read (self, task, draw_thread);
}

/**
 * docket_workspace_draw_signature_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for an error, see docket_workspace_draw_signature()
 *
 * Returns: (transfer full) (nullable): the picture
 */
GBytes *
docket_workspace_draw_signature_finish (DocketWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
