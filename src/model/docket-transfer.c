/* How far a file on its way is.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-transfer.h"

struct DocketTransfer
{
  GMutex mutex;
  gint64 done;
  gint64 total;
};

static void
transfer_clear (gpointer data)
{
  g_mutex_clear (&((DocketTransfer *) data)->mutex);
}

/**
 * docket_transfer_new:
 *
 * Returns: (transfer full): one of which nothing is known yet
 */
DocketTransfer *
docket_transfer_new (void)
{
  DocketTransfer *self = g_atomic_rc_box_new0 (DocketTransfer);

  g_mutex_init (&self->mutex);
  self->total = -1;

  return self;
}

/**
 * docket_transfer_ref:
 * @self: a transfer
 *
 * Returns: (transfer full): the same
 */
DocketTransfer *
docket_transfer_ref (DocketTransfer *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * docket_transfer_unref:
 * @self: (transfer full): a transfer
 */
void
docket_transfer_unref (DocketTransfer *self)
{
  g_atomic_rc_box_release_full (self, transfer_clear);
}

/**
 * docket_transfer_set:
 * @self: a transfer
 * @done: bytes that are here
 * @total: of how many; -1 when it is not known
 *
 * Any thread.
 */
void
docket_transfer_set (DocketTransfer *self, gint64 done, gint64 total)
{
  g_mutex_lock (&self->mutex);
  self->done = done;
  self->total = total;
  g_mutex_unlock (&self->mutex);
}

/**
 * docket_transfer_get:
 * @self: a transfer
 * @done: (out): bytes that are here
 * @total: (out): of how many; -1 when it is not known
 *
 * Any thread.
 */
void
docket_transfer_get (DocketTransfer *self, gint64 *done, gint64 *total)
{
  g_mutex_lock (&self->mutex);
  *done = self->done;
  *total = self->total;
  g_mutex_unlock (&self->mutex);
}
