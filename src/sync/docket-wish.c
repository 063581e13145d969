/* Wishes: how a process that may not speak to the server asks the one that does (rule 20).
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-cycle-private.h"

#include <glib/gi18n.h>

#include "docket-sync-lock.h"

#define POLL_US (G_USEC_PER_SEC / 5)
#define SILENT_US (60 * G_USEC_PER_SEC)

#define REPORT_PULLED "pulled"
#define REPORT_PUSHED "pushed"
#define REPORT_DOMAIN "error-domain"
#define REPORT_CODE "error-code"
#define REPORT_MESSAGE "error-message"

/* Waits, or until it is cancelled. */
gboolean
docket_wait (gint64 us, GCancellable *cancellable, GError **error)
{
  GPollFD fd = { 0 };

  if (g_cancellable_make_pollfd (cancellable, &fd))
    {
      g_poll (&fd, 1, (int) MIN ((us + 999) / 1000, G_MAXINT));
      g_cancellable_release_fd (cancellable);
    }
  else
    {
      g_usleep ((gulong) us);
    }

  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* @problem: (nullable): why the sync that was wished for failed */
char *
docket_wish_make_report (guint pulled, guint pushed, const GError *problem)
{
  g_autoptr (DocketValues) values = docket_values_new ();

  docket_values_take (values, REPORT_PULLED, g_strdup_printf ("%u", pulled));
  docket_values_take (values, REPORT_PUSHED, g_strdup_printf ("%u", pushed));

  if (problem != NULL)
    {
      docket_values_set (values, REPORT_DOMAIN, g_quark_to_string (problem->domain));
      docket_values_take (values, REPORT_CODE, g_strdup_printf ("%d", problem->code));
      docket_values_set (values, REPORT_MESSAGE, problem->message);
    }

  return docket_values_to_text (values);
}

/* Takes what another process did; its problem becomes ours. */
gboolean
docket_wish_read_report (const char *text, DocketSyncReport *report, GError **error)
{
  g_autoptr (DocketValues) values = docket_values_from_text (text, error);

  if (values == NULL)
    return FALSE;

  report->pulled = (guint) docket_values_get_int64 (values, REPORT_PULLED);
  report->pushed = (guint) docket_values_get_int64 (values, REPORT_PUSHED);

  if (!docket_values_knows (values, REPORT_MESSAGE))
    return TRUE;

  g_set_error_literal (error,
                       g_quark_from_string (docket_values_get (values, REPORT_DOMAIN)),
                       (int) docket_values_get_int64 (values, REPORT_CODE),
                       docket_values_get (values, REPORT_MESSAGE));

  return FALSE;
}

gboolean
docket_wish_fulfil (DocketSync *sync, gint64 until, const char *report, GError **error)
{
  g_autoptr (DocketTransaction) txn = docket_sync_begin (sync, error);

  return txn != NULL && docket_wishes_fulfil (txn, until, report, error) &&
         docket_transaction_commit (txn, error);
}

static gint64
leave_wish (DocketStore *store, DocketClock *clock, gboolean full, GError **error)
{
  g_autoptr (DocketTransaction) txn = docket_store_begin_write (store, NULL, error);
  gint64 wish =
    txn != NULL ? docket_wishes_add (txn, full, docket_clock_get_wall (clock), error) : 0;

  return wish != 0 && docket_transaction_commit (txn, error) ? wish : 0;
}

/* The wish's answer; %NULL without an error while there is none. A holder that says nothing for a
 * minute is named. */
static char *
look_for_report (DocketStore *store, DocketClock *clock, gint64 wish, gint64 since, GError **error)
{
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (store, NULL, error);
  g_autofree char *report = NULL;
  g_autoptr (GError) local_error = NULL;
  gint64 heartbeat = 0;

  if (txn == NULL)
    return NULL;

  report = docket_wishes_get_report (txn, wish, &local_error);

  if (report == NULL && local_error == NULL &&
      docket_owner_get (txn, NULL, &heartbeat, NULL, NULL, &local_error) &&
      docket_clock_get_wall (clock) - MAX (heartbeat, since) > SILENT_US)
    g_set_error_literal (&local_error,
                         DOCKET_SYNC_ERROR,
                         DOCKET_SYNC_ERROR_BUSY,
                         _ ("Another Docket on this computer speaks to the server, but has not "
                            "moved for a minute. Close it, then sync again."));

  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return g_steal_pointer (&report);
}

/* Asks the holder of the lock for a sync, and waits until it is done. When the holder goes away
 * first, the lock is taken and @lock is set: then the sync is the caller's own to do.
 *
 * Returns: whether the wish was fulfilled, or the lock was taken */
gboolean
docket_wish_grant_to_others (DocketStore *store,
                             DocketClock *clock,
                             gboolean full,
                             int *lock,
                             DocketSyncReport *report,
                             GCancellable *cancellable,
                             GError **error)
{
  const gint64 since = docket_clock_get_wall (clock);
  gint64 wish = leave_wish (store, clock, full, error);

  if (wish == 0)
    return FALSE;

  for (;;)
    {
      g_autoptr (GError) local_error = NULL;
      g_autofree char *text = look_for_report (store, clock, wish, since, &local_error);

      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }

      if (text != NULL)
        return docket_wish_read_report (text, report, error);

      *lock = docket_sync_lock_take (docket_store_get_folder (store), NULL);

      if (*lock >= 0)
        return TRUE;

      if (!docket_wait (POLL_US, cancellable, error))
        return FALSE;
    }
}
