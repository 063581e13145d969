/* The rules of billing: which time goes into a batch, and what it costs.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-billing.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "docket-field.h"

#define HOUR_US (60 * 60 * G_GINT64_CONSTANT (1000000))

/* 1/10000 units. */
#define MONEY_DECIMALS 4

/* ISO 4217's currencies that have no two decimals. */
static const struct
{
  const char *currency;
  guint decimals;
} odd_currencies[] = {
  { "BHD", 3 }, { "BIF", 0 }, { "CLP", 0 }, { "DJF", 0 }, { "GNF", 0 }, { "IQD", 3 },
  { "ISK", 0 }, { "JOD", 3 }, { "JPY", 0 }, { "KMF", 0 }, { "KRW", 0 }, { "KWD", 3 },
  { "LYD", 3 }, { "OMR", 3 }, { "PYG", 0 }, { "RWF", 0 }, { "TND", 3 }, { "UGX", 0 },
  { "VND", 0 }, { "VUV", 0 }, { "XAF", 0 }, { "XOF", 0 }, { "XPF", 0 },
};

static gboolean
has_customer (const DocketBillingScope *scope, gint64 customer)
{
  if (scope->customers == NULL || scope->customers->len == 0)
    return TRUE;

  for (guint i = 0; i < scope->customers->len; i++)
    if (g_array_index (scope->customers, gint64, i) == customer)
      return TRUE;

  return FALSE;
}

/* Time recorded after a batch goes into no other one, until the batch is deleted and the ticket was
 * reopened (help page, "Résoudre, fermer ou supprimer un ticket"). */
static gboolean
is_shut_out (const DocketBillingCase *entry)
{
  for (guint i = 0; entry->before != NULL && i < entry->before->len; i++)
    {
      const DocketBilledBefore *batch = &g_array_index (entry->before, DocketBilledBefore, i);

      if (entry->created_at > batch->created_at && !(batch->deleted && batch->reopened))
        return TRUE;
    }

  return FALSE;
}

/**
 * docket_billing_judge:
 * @entry: a time entry and what is known of its ticket
 * @scope: for what a batch is made
 *
 * The one place of the rules: a batch takes the unbilled billable time of the resolved and closed
 * tickets of its customers that starts in its period. Time recorded after a batch that the ticket
 * is in is kept, but goes neither into that batch nor into another one; deleting the batch and
 * reopening the ticket makes it billable again (help page, "Résoudre, fermer ou supprimer un
 * ticket"). Where there is a server, only what the server has for certain is billed (sync.md, rule
 * 23).
 *
 * Returns: whether the entry is taken, or the first reason why it is not
 */
DocketBillingVerdict
docket_billing_judge (const DocketBillingCase *entry, const DocketBillingScope *scope)
{
  g_return_val_if_fail (entry != NULL, DOCKET_BILLING_NOT_BILLABLE);
  g_return_val_if_fail (scope != NULL, DOCKET_BILLING_NOT_BILLABLE);

  if (!entry->billable)
    return DOCKET_BILLING_NOT_BILLABLE;

  if (entry->start_at < scope->from_at || entry->start_at >= scope->to_at)
    return DOCKET_BILLING_OTHER_PERIOD;

  if (!has_customer (scope, entry->customer))
    return DOCKET_BILLING_OTHER_CUSTOMER;

  if (entry->in_batch)
    return DOCKET_BILLING_IN_BATCH;

  if (entry->ticket_deleted)
    return DOCKET_BILLING_TICKET_DELETED;

  if (is_shut_out (entry))
    return DOCKET_BILLING_AFTER_BATCH;

  if (entry->status_kind != DOCKET_STATUS_KIND_RESOLVED &&
      entry->status_kind != DOCKET_STATUS_KIND_CLOSED)
    return DOCKET_BILLING_TICKET_OPEN;

  return entry->settled ? DOCKET_BILLING_TAKEN : DOCKET_BILLING_UNSETTLED;
}

/* The first instant of a day; where the clocks skip midnight, the first that there is. */
static GDateTime *
begin_day (const char *day, GTimeZone *zone)
{
  int year, month, of_month, end = 0;

  if (strlen (day) != 10 || sscanf (day, "%4d-%2d-%2d%n", &year, &month, &of_month, &end) != 3 ||
      end != 10 || !g_date_valid_dmy (of_month, month, year))
    return NULL;

  return g_date_time_new (zone, year, month, of_month, 0, 0, 0);
}

static gint64
to_us (GDateTime *time)
{
  return g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

/**
 * docket_billing_get_period:
 * @from_day: the first day, `YYYY-MM-DD`
 * @to_day: the last day, which counts
 * @zone: (nullable): in which zone these are days; %NULL: the computer's
 * @scope: (inout): gets the period's bounds
 * @error: return location for a #DocketModelError
 *
 * Returns: whether there is such a period
 */
gboolean
docket_billing_get_period (const char *from_day,
                           const char *to_day,
                           const char *zone,
                           DocketBillingScope *scope,
                           GError **error)
{
  g_autoptr (GTimeZone) known = zone != NULL ? g_time_zone_new_identifier (zone) : NULL;
  g_autoptr (GTimeZone) used = known != NULL ? g_steal_pointer (&known) : g_time_zone_new_local ();
  g_autoptr (GDateTime) from = NULL;
  g_autoptr (GDateTime) last = NULL;
  g_autoptr (GDateTime) to = NULL;

  g_return_val_if_fail (from_day != NULL && to_day != NULL, FALSE);
  g_return_val_if_fail (scope != NULL, FALSE);

  from = begin_day (from_day, used);
  last = begin_day (to_day, used);

  if (from == NULL || last == NULL)
    {
      g_set_error (error,
                   DOCKET_MODEL_ERROR,
                   DOCKET_MODEL_ERROR_INVALID,
                   _ ("“%s” is no day. Write it so: 2026-11-23."),
                   from == NULL ? from_day : to_day);
      return FALSE;
    }

  if (g_date_time_compare (last, from) < 0)
    {
      g_set_error_literal (error,
                           DOCKET_MODEL_ERROR,
                           DOCKET_MODEL_ERROR_INVALID,
                           _ ("The last day is before the first. Correct one of them."));
      return FALSE;
    }

  to = g_date_time_add_days (last, 1);
  scope->from_at = to_us (from);
  scope->to_at = to_us (to);

  return TRUE;
}

/**
 * docket_currency_get_decimals:
 * @currency: (nullable): a code of ISO 4217
 *
 * Returns: how many decimals its amounts have; 2 when it is not known
 */
guint
docket_currency_get_decimals (const char *currency)
{
  for (guint i = 0; currency != NULL && i < G_N_ELEMENTS (odd_currencies); i++)
    if (g_ascii_strcasecmp (currency, odd_currencies[i].currency) == 0)
      return odd_currencies[i].decimals;

  return 2;
}

/**
 * docket_billing_get_amount:
 * @duration_us: how long was worked, microseconds
 * @hourly: what an hour costs, 1/10000 units
 * @decimals: how many decimals the currency has, at most 4
 *
 * Exact until the end, then rounded once, half away from zero.
 *
 * Returns: 1/10000 units
 */
gint64
docket_billing_get_amount (gint64 duration_us, gint64 hourly, guint decimals)
{
  const __int128 exact = (__int128) duration_us * hourly;
  gint64 step = 1;
  __int128 divisor;
  __int128 half;

  g_return_val_if_fail (decimals <= MONEY_DECIMALS, 0);

  for (guint i = decimals; i < MONEY_DECIMALS; i++)
    step *= 10;

  divisor = (__int128) HOUR_US * step;
  half = exact < 0 ? -divisor / 2 : divisor / 2;

  return (gint64) ((exact + half) / divisor) * step;
}

/**
 * docket_money_format_exact:
 * @amount: 1/10000 units
 * @decimals: how many decimals the currency has, at most 4
 *
 * For scripts and files: a point, and nothing between thousands.
 *
 * Returns: (transfer full): the amount in the currency's decimals
 */
char *
docket_money_format_exact (gint64 amount, guint decimals)
{
  const gint64 rounded = docket_billing_get_amount (HOUR_US, amount, decimals);
  const guint64 size = rounded < 0 ? -(guint64) rounded : (guint64) rounded;
  guint64 fraction = size % 10000;

  g_return_val_if_fail (decimals <= MONEY_DECIMALS, NULL);

  for (guint i = decimals; i < MONEY_DECIMALS; i++)
    fraction /= 10;

  if (decimals == 0)
    return g_strdup_printf ("%s%" G_GUINT64_FORMAT, rounded < 0 ? "-" : "", size / 10000);

  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%0*" G_GUINT64_FORMAT,
                          rounded < 0 ? "-" : "",
                          size / 10000,
                          (int) decimals,
                          fraction);
}
