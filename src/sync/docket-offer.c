/* The undo window: who offers it, and when it is over (sync.md, rule 14).
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-outbox-private.h"

#include <unistd.h>

#include "docket-payload.h"

/* When a process was born, in ticks since the computer started: with its number it names one
 * process (proc(5), field 22 of stat). */
static gint64
get_birth (gint64 pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%" G_GINT64_FORMAT "/stat", pid);
  g_autofree char *stat = NULL;
  g_auto (GStrv) fields = NULL;
  const char *after_name;

  if (!g_file_get_contents (path, &stat, NULL, NULL))
    return 0;

  /* The name, in parentheses, may hold anything. */
  after_name = strrchr (stat, ')');

  if (after_name == NULL)
    return 0;

  fields = g_strsplit (after_name + 1, " ", -1);

  return g_strv_length (fields) > 20 ? g_ascii_strtoll (fields[20], NULL, 10) : 0;
}

void
docket_offer_make (DocketOperation *operation, DocketClock *clock, gint64 delay_us)
{
  DocketValues *seen = operation->seen;
  gint64 pid = getpid ();

  operation->not_before = docket_clock_get_wall (clock) + delay_us;
  docket_values_set_int64 (seen,
                           DOCKET_SEEN_OFFER_DUE,
                           docket_clock_get_boottime (clock) + delay_us);
  docket_values_set_int64 (seen, DOCKET_SEEN_OFFER_DELAY, delay_us);
  docket_values_set (seen, DOCKET_SEEN_OFFER_BOOT, docket_clock_get_boot_id (clock));
  docket_values_set_int64 (seen, DOCKET_SEEN_OFFER_PID, pid);
  docket_values_set_int64 (seen, DOCKET_SEEN_OFFER_BORN, get_birth (pid));
}

static gboolean
is_same_boot (const DocketOperation *operation, DocketClock *clock)
{
  return g_strcmp0 (docket_values_get (operation->seen, DOCKET_SEEN_OFFER_BOOT),
                    docket_clock_get_boot_id (clock)) == 0;
}

gboolean
docket_offer_is_over (const DocketOperation *operation, DocketClock *clock)
{
  gint64 left;

  if (operation->not_before == 0)
    return TRUE;

  if (operation->seen != NULL && is_same_boot (operation, clock) &&
      docket_clock_get_boottime (clock) >=
        docket_values_get_int64 (operation->seen, DOCKET_SEEN_OFFER_DUE))
    return TRUE;

  left = operation->not_before - docket_clock_get_wall (clock);

  /* Further off than it can be: a clock was set. */
  return left <= 0 || operation->seen == NULL ||
         left > docket_values_get_int64 (operation->seen, DOCKET_SEEN_OFFER_DELAY);
}

/* Whether this process offered the undo. */
gboolean
docket_offer_is_own (const DocketOperation *operation)
{
  const gint64 pid = getpid ();

  return operation->not_before != 0 && operation->seen != NULL &&
         docket_values_get_int64 (operation->seen, DOCKET_SEEN_OFFER_PID) == pid &&
         docket_values_get_int64 (operation->seen, DOCKET_SEEN_OFFER_BORN) == get_birth (pid);
}

/* Whether the process that offered the undo is dead: nobody is there to click it any more. */
gboolean
docket_offer_is_abandoned (const DocketOperation *operation, DocketClock *clock)
{
  gint64 pid;

  if (operation->not_before == 0 || operation->seen == NULL)
    return FALSE;

  if (!is_same_boot (operation, clock))
    return TRUE;

  pid = docket_values_get_int64 (operation->seen, DOCKET_SEEN_OFFER_PID);

  return get_birth (pid) != docket_values_get_int64 (operation->seen, DOCKET_SEEN_OFFER_BORN);
}
