/* The end of undo windows, with or without a server in reach (sync.md, rule 14).
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-workspace-private.h"

/* A little later than the end: no clock is asked twice. */
#define MARGIN_MS 100

static gint64
get_longest_delay (DocketEdit *edit)
{
  GPtrArray *parts = docket_edit_get_parts (edit);
  gint64 longest = 0;

  for (guint i = 0; i < parts->len; i++)
    {
      const DocketEditPart *part = g_ptr_array_index (parts, i);

      longest = MAX (longest, part->delay_us);
    }

  return longest;
}

/* On a worker. */
static void
end_what_is_over (DocketWorkspace *self)
{
  g_autoptr (DocketTransaction) txn = NULL;
  g_autoptr (GError) error = NULL;
  DocketOutboxContext context;

  docket_workspace_fill_context (self, &context);
  txn = docket_store_begin_write (self->store, NULL, &error);

  if (txn == NULL || !docket_outbox_release_abandoned (txn, &context, &error) ||
      !docket_workspace_commit (self, txn, &error))
    g_debug ("What may go now goes with the next sync: %s", error->message);
}

static gboolean
over_cb (gpointer user_data)
{
  g_autoptr (DocketWorkspace) self = g_weak_ref_get (user_data);

  if (self != NULL)
    docket_workspace_run_quiet (self, end_what_is_over);

  return G_SOURCE_REMOVE;
}

static void
free_reference (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

/* An undo window that is over is ended on the disk by the process that offered it: if that process
 * dies a day later, what was sent must not look as if its undo had been cut short. */
void
docket_workspace_watch_offers (DocketWorkspace *self, DocketEdit *edit)
{
  const gint64 delay_us = get_longest_delay (edit);
  g_autoptr (GSource) source = NULL;
  GWeakRef *reference = NULL;

  if (self->kind == DOCKET_SERVER_KIND_LOCAL || delay_us == 0)
    return;

  g_atomic_int_set (&self->has_offered, TRUE);
  reference = g_new0 (GWeakRef, 1);
  g_weak_ref_init (reference, self);
  source = g_timeout_source_new ((guint) (delay_us / 1000) + MARGIN_MS);
  g_source_set_callback (source, over_cb, reference, free_reference);
  g_source_attach (source, self->context);
}

/* Before the store is closed: who closes the window has sent what was sent. */
void
docket_workspace_end_offers (DocketWorkspace *self)
{
  g_autoptr (DocketTransaction) txn = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_atomic_int_get (&self->has_offered))
    return;

  txn = docket_store_begin_write (self->store, NULL, &error);

  if (txn == NULL || !docket_outbox_release_own (txn, &error) ||
      !docket_transaction_commit (txn, &error))
    g_message ("What was sent last is a draft again at the next start: %s", error->message);
}
