/* Files that a server can't hold on a ticket: sent to the customer's files by an act of their own.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-workspace-customer-files.h"

#include "docket-workspace-private.h"

/* What the person has agreed to, and the message that is to name it. */
typedef struct
{
  DocketFileOffer *offer;
  char *text;
} Sending;

static void
sending_free (gpointer data)
{
  Sending *sending = data;

  docket_file_offer_free (sending->offer);
  g_free (sending->text);
  g_free (sending);
}

static void
offer_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const DocketFileOffer *wanted = task_data;
  GError *error = NULL;
  DocketFileOffer *offer =
    docket_workspace_offer_file (source, wanted->ticket, wanted->attachment, &error);

  if (offer != NULL)
    g_task_return_pointer (task, offer, (GDestroyNotify) docket_file_offer_free);
  else
    g_task_return_error (task, error);
}

static void
send_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Sending *sending = task_data;
  GError *error = NULL;

  if (docket_workspace_send_file (source, sending->offer, sending->text, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * docket_workspace_offer_file:
 * @self: a workspace
 * @ticket: local id of a ticket
 * @attachment: local id of one of its files, kept on this computer
 * @error: return location for a #DocketSyncError or #DocketStoreError
 *
 * Looks whose files it could join, and what it would be called there.
 *
 * Returns: (transfer full) (nullable): what a person has to agree to; %NULL when it has to stay
 */
DocketFileOffer *
docket_workspace_offer_file (DocketWorkspace *self,
                             gint64 ticket,
                             gint64 attachment,
                             GError **error)
{
  DocketOutboxContext context;
  g_autoptr (DocketTransaction) txn = NULL;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), NULL);

  docket_workspace_fill_context (self, &context);
  txn = docket_store_begin_read (self->store, NULL, error);

  return txn != NULL ? docket_outbox_offer_file (txn, ticket, attachment, &context, error) : NULL;
}

/**
 * docket_workspace_offer_file_async:
 * @self: a workspace
 * @ticket: local id of a ticket
 * @attachment: local id of one of its files, kept on this computer
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Like docket_workspace_offer_file() on a worker.
 */
void
docket_workspace_offer_file_async (DocketWorkspace *self,
                                   gint64 ticket,
                                   gint64 attachment,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  DocketFileOffer *wanted = g_new0 (DocketFileOffer, 1);
  GTask *task = docket_workspace_task (self,
                                       docket_workspace_offer_file_async,
                                       cancellable,
                                       callback,
                                       user_data);

  wanted->ticket = ticket;
  wanted->attachment = attachment;
  g_task_set_task_data (task, wanted, (GDestroyNotify) docket_file_offer_free);
  docket_workspace_run_read (self, task, offer_thread);
}

/**
 * docket_workspace_offer_file_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for an error, see docket_workspace_offer_file()
 *
 * Returns: (transfer full) (nullable): what a person has to agree to
 */
DocketFileOffer *
docket_workspace_offer_file_finish (DocketWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * docket_workspace_send_file:
 * @self: a workspace
 * @offer: what the person has agreed to
 * @text: the reply that names the file: it goes when the file is there
 * @error: return location for a #DocketSyncError or #DocketStoreError
 *
 * Sends a file that is kept here to the customer's files.
 *
 * Returns: whether it is on the disk, and waits
 */
gboolean
docket_workspace_send_file (DocketWorkspace *self,
                            const DocketFileOffer *offer,
                            const char *text,
                            GError **error)
{
  DocketOutboxContext context;
  g_autoptr (DocketTransaction) txn = NULL;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), FALSE);
  g_return_val_if_fail (offer != NULL && text != NULL, FALSE);

  docket_workspace_fill_context (self, &context);
  txn = docket_store_begin_write (self->store, NULL, error);

  if (txn == NULL || !docket_outbox_send_file (txn, offer, text, &context, error) ||
      !docket_workspace_commit (self, txn, error))
    return FALSE;

  docket_workspace_wake_engine (self);

  return TRUE;
}

/**
 * docket_workspace_send_file_async:
 * @self: a workspace
 * @offer: (transfer full): what the person has agreed to
 * @text: the reply that names the file
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is on the disk
 * @user_data: for @callback
 *
 * Like docket_workspace_send_file() on a worker.
 */
void
docket_workspace_send_file_async (DocketWorkspace *self,
                                  DocketFileOffer *offer,
                                  const char *text,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  Sending *sending = g_new0 (Sending, 1);
  GTask *task = docket_workspace_task (self,
                                       docket_workspace_send_file_async,
                                       cancellable,
                                       callback,
                                       user_data);

  sending->offer = offer;
  sending->text = g_strdup (text);
  g_task_set_task_data (task, sending, sending_free);
  docket_workspace_run_write (self, task, send_thread);
}

/**
 * docket_workspace_send_file_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for an error, see docket_workspace_send_file()
 *
 * Returns: whether it is on the disk
 */
gboolean
docket_workspace_send_file_finish (DocketWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
