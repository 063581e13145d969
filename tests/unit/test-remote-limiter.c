/* The limit of requests, the pages read ahead, and the zones with Windows names.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-limiter.h"
#include "docket-page-ahead.h"
#include "docket-windows-zones.h"

#define SECOND ((gint64) G_USEC_PER_SEC)

static void
test_halves_and_grows_back (void)
{
  g_autoptr (DocketClock) clock = docket_clock_new_manual (0);
  g_autoptr (DocketLimiter) limiter = docket_limiter_new (600, 30, clock);

  docket_limiter_hold (limiter, 10 * SECOND);
  g_assert_cmpuint (docket_limiter_get_rate (limiter), ==, 300);
  g_assert_cmpint (docket_limiter_get_pause (limiter), ==, 10 * SECOND);

  /* Requests that were on the way together are told off once. */
  docket_limiter_hold (limiter, 20 * SECOND);
  g_assert_cmpuint (docket_limiter_get_rate (limiter), ==, 300);
  g_assert_cmpint (docket_limiter_get_pause (limiter), ==, 20 * SECOND);

  docket_clock_advance (clock, 20 * SECOND);
  g_assert_cmpint (docket_limiter_get_pause (limiter), ==, 0);
  docket_limiter_hold (limiter, SECOND);
  g_assert_cmpuint (docket_limiter_get_rate (limiter), ==, 150);

  docket_clock_advance (clock, 60 * SECOND);
  g_assert_cmpuint (docket_limiter_get_rate (limiter), ==, 210);
  docket_clock_advance (clock, 600 * SECOND);
  g_assert_cmpuint (docket_limiter_get_rate (limiter), ==, 600);

  for (guint i = 0; i < 50; i++)
    {
      docket_limiter_hold (limiter, SECOND);
      docket_clock_advance (clock, SECOND);
    }

  g_assert_cmpuint (docket_limiter_get_rate (limiter), >=, 30);
}

/* On the computer's clock: a burst, then no more than the rate gives. */
static void
test_keeps_under_the_rate (void)
{
  g_autoptr (DocketClock) clock = docket_clock_new_system ();
  g_autoptr (DocketLimiter) limiter = docket_limiter_new (6000, 5, clock);
  const gint64 begin = docket_clock_get_boottime (clock);
  guint taken = 0;
  gint64 passed;

  do
    {
      const gint64 wait_us = docket_limiter_take (limiter);

      if (wait_us == 0)
        taken++;
      else
        g_assert_cmpint (wait_us, <=, SECOND / 100);

      passed = docket_clock_get_boottime (clock) - begin;
    }
  while (taken < 25);

  /* Five at once, twenty more at a hundredth of a second each. */
  g_assert_cmpint (passed, >=, 19 * SECOND / 100);
}

static DocketRemotePage *
slow_page (const char *key, gpointer user_data, GCancellable *cancellable, GError **error)
{
  gint *n = user_data;
  DocketRemotePage *page;

  g_atomic_int_inc (n);

  if (g_str_equal (key, "stuck"))
    {
      while (!g_cancellable_is_cancelled (cancellable))
        g_thread_yield ();
    }

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  page = g_new0 (DocketRemotePage, 1);
  page->tickets = g_ptr_array_new ();
  page->page = (guint) strlen (key);

  return page;
}

static void
test_pages_ahead (void)
{
  gint n = 0;
  g_autoptr (DocketPageAhead) ahead = docket_page_ahead_new (slow_page, &n);
  g_autoptr (DocketRemotePage) wanted = NULL;
  g_autoptr (DocketRemotePage) unwanted = NULL;
  g_autoptr (GError) error = NULL;

  docket_page_ahead_want (ahead, "ab");
  docket_page_ahead_want (ahead, "ab");
  docket_page_ahead_want (ahead, "abc");
  wanted = docket_page_ahead_take (ahead, "ab", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (wanted->page, ==, 2);
  unwanted = docket_page_ahead_take (ahead, "abcd", NULL, &error);
  g_assert_cmpuint (unwanted->page, ==, 4);

  while (g_atomic_int_get (&n) < 3)
    g_thread_yield ();

  g_assert_cmpint (g_atomic_int_get (&n), ==, 3);
}

static gpointer
cancel_later (gpointer data)
{
  g_cancellable_cancel (data);

  return NULL;
}

static void
test_wait_ends (void)
{
  gint n = 0;
  g_autoptr (DocketPageAhead) ahead = docket_page_ahead_new (slow_page, &n);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GThread *thread;

  docket_page_ahead_want (ahead, "stuck");
  thread = g_thread_new ("cancel", cancel_later, cancellable);
  g_assert_null (docket_page_ahead_take (ahead, "stuck", cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);

  /* The last reference ends what is still on its way. */
  docket_page_ahead_want (ahead, "more");
}

static void
test_windows_zones (void)
{
  g_autoptr (GTimeZone) paris = docket_windows_zone_find ("Romance Standard Time");
  g_autoptr (GTimeZone) iana = docket_windows_zone_find ("America/New_York");
  g_autoptr (GTimeZone) first = docket_windows_zone_find ("AUS Central Standard Time");
  g_autoptr (GTimeZone) last = docket_windows_zone_find ("Yukon Standard Time");

  g_assert_cmpstr (docket_windows_zone_to_iana ("Romance Standard Time"), ==, "Europe/Paris");
  g_assert_nonnull (paris);
  g_assert_nonnull (iana);
  g_assert_nonnull (first);
  g_assert_nonnull (last);
  g_assert_null (docket_windows_zone_find ("Middle-earth Standard Time"));
  g_assert_null (docket_windows_zone_find (NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/remote/limiter/halves-and-grows-back", test_halves_and_grows_back);
  g_test_add_func ("/remote/limiter/keeps-under-the-rate", test_keeps_under_the_rate);
  g_test_add_func ("/remote/page-ahead/pages-ahead", test_pages_ahead);
  g_test_add_func ("/remote/page-ahead/wait-ends", test_wait_ends);
  g_test_add_func ("/remote/zones/windows", test_windows_zones);

  return g_test_run ();
}
