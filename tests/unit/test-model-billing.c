/* The rules of billing, case by case, and over random histories.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "docket-model.h"

#define DAY G_TIME_SPAN_DAY
#define HOUR G_TIME_SPAN_HOUR
#define BATCH_AT (40 * DAY)

/* The period of the cases: days 10 to 20. */
static const DocketBillingScope period = { .from_at = 10 * DAY, .to_at = 20 * DAY };

typedef struct
{
  const char *what;
  gint64 start_at;
  gint64 created_at;
  gboolean not_billable;
  gboolean unsettled;
  gboolean in_batch;
  DocketStatusKind kind;
  gboolean ticket_deleted;
  const char *before; /* a letter each batch: l living, d deleted; r: its ticket reopened since */
  DocketBillingVerdict verdict;
} Case;

#define OPEN DOCKET_STATUS_KIND_OPEN
#define PENDING DOCKET_STATUS_KIND_PENDING
#define RESOLVED DOCKET_STATUS_KIND_RESOLVED
#define CLOSED DOCKET_STATUS_KIND_CLOSED

static const Case cases[] = {
  { "closed", 10 * DAY, 11 * DAY, .kind = CLOSED, .verdict = DOCKET_BILLING_TAKEN },
  { "resolved", 19 * DAY, 19 * DAY, .kind = RESOLVED, .verdict = DOCKET_BILLING_TAKEN },
  { "open", 12 * DAY, 12 * DAY, .kind = OPEN, .verdict = DOCKET_BILLING_TICKET_OPEN },
  { "pending", 12 * DAY, 12 * DAY, .kind = PENDING, .verdict = DOCKET_BILLING_TICKET_OPEN },
  { "reopened after a batch that is there still, old time",
    12 * DAY,
    12 * DAY,
    .kind = OPEN,
    .in_batch = TRUE,
    .before = "lr",
    .verdict = DOCKET_BILLING_IN_BATCH },
  { "the first instant", 10 * DAY, 0, .kind = CLOSED, .verdict = DOCKET_BILLING_TAKEN },
  { "just before it", 10 * DAY - 1, 0, .kind = CLOSED, .verdict = DOCKET_BILLING_OTHER_PERIOD },
  { "the last instant", 20 * DAY - 1, 0, .kind = CLOSED, .verdict = DOCKET_BILLING_TAKEN },
  { "just after it", 20 * DAY, 0, .kind = CLOSED, .verdict = DOCKET_BILLING_OTHER_PERIOD },
  { "not billable",
    12 * DAY,
    12 * DAY,
    .not_billable = TRUE,
    .kind = CLOSED,
    .verdict = DOCKET_BILLING_NOT_BILLABLE },
  { "a deleted ticket's",
    12 * DAY,
    12 * DAY,
    .kind = CLOSED,
    .ticket_deleted = TRUE,
    .verdict = DOCKET_BILLING_TICKET_DELETED },
  { "not on the server yet",
    12 * DAY,
    12 * DAY,
    .unsettled = TRUE,
    .kind = CLOSED,
    .verdict = DOCKET_BILLING_UNSETTLED },
  { "in a batch",
    12 * DAY,
    12 * DAY,
    .in_batch = TRUE,
    .kind = CLOSED,
    .before = "l",
    .verdict = DOCKET_BILLING_IN_BATCH },
  { "recorded before the batch, and not in it",
    12 * DAY,
    BATCH_AT - 1,
    .kind = CLOSED,
    .before = "l",
    .verdict = DOCKET_BILLING_TAKEN },
  { "recorded with the batch",
    12 * DAY,
    BATCH_AT,
    .kind = CLOSED,
    .before = "l",
    .verdict = DOCKET_BILLING_TAKEN },
  { "recorded after the batch",
    12 * DAY,
    BATCH_AT + 1,
    .kind = CLOSED,
    .before = "l",
    .verdict = DOCKET_BILLING_AFTER_BATCH },
  { "and the ticket reopened",
    12 * DAY,
    BATCH_AT + 1,
    .kind = OPEN,
    .before = "lr",
    .verdict = DOCKET_BILLING_AFTER_BATCH },
  { "and closed again",
    12 * DAY,
    BATCH_AT + 1,
    .kind = CLOSED,
    .before = "lr",
    .verdict = DOCKET_BILLING_AFTER_BATCH },
  { "batch deleted, old time",
    12 * DAY,
    12 * DAY,
    .kind = CLOSED,
    .before = "d",
    .verdict = DOCKET_BILLING_TAKEN },
  { "batch deleted, time after it",
    12 * DAY,
    BATCH_AT + 1,
    .kind = CLOSED,
    .before = "d",
    .verdict = DOCKET_BILLING_AFTER_BATCH },
  { "batch deleted, ticket reopened",
    12 * DAY,
    BATCH_AT + 1,
    .kind = OPEN,
    .before = "dr",
    .verdict = DOCKET_BILLING_TICKET_OPEN },
  { "and closed",
    12 * DAY,
    BATCH_AT + 1,
    .kind = CLOSED,
    .before = "dr",
    .verdict = DOCKET_BILLING_TAKEN },
  { "one of two batches is there still",
    12 * DAY,
    BATCH_AT + 1,
    .kind = CLOSED,
    .before = "drl",
    .verdict = DOCKET_BILLING_AFTER_BATCH },
};

static GArray *
make_before (const char *letters)
{
  GArray *before = g_array_new (FALSE, TRUE, sizeof (DocketBilledBefore));

  for (const char *c = letters; c != NULL && *c != '\0'; c++)
    {
      DocketBilledBefore batch = { .created_at = BATCH_AT, .deleted = *c == 'd' };

      if (*c == 'r')
        g_array_index (before, DocketBilledBefore, before->len - 1).reopened = TRUE;
      else
        g_array_append_val (before, batch);
    }

  return before;
}

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *c = &cases[i];
      g_autoptr (GArray) before = make_before (c->before);
      const DocketBillingCase entry = {
        .start_at = c->start_at,
        .created_at = c->created_at,
        .billable = !c->not_billable,
        .settled = !c->unsettled,
        .in_batch = c->in_batch,
        .status_kind = c->kind,
        .ticket_deleted = c->ticket_deleted,
        .before = before,
      };

      g_test_message ("%s", c->what);
      g_assert_cmpint (docket_billing_judge (&entry, &period), ==, c->verdict);
    }
}

static void
test_customers (void)
{
  const gint64 chosen[] = { 3, 5 };
  g_autoptr (GArray) customers = g_array_new (FALSE, FALSE, sizeof (gint64));
  DocketBillingScope scope = period;
  DocketBillingCase entry = { .start_at = 12 * DAY,
                              .billable = TRUE,
                              .settled = TRUE,
                              .status_kind = CLOSED,
                              .customer = 5 };

  scope.customers = customers;
  g_assert_cmpint (docket_billing_judge (&entry, &scope), ==, DOCKET_BILLING_TAKEN);
  g_array_append_vals (customers, chosen, 2);
  g_assert_cmpint (docket_billing_judge (&entry, &scope), ==, DOCKET_BILLING_TAKEN);
  entry.customer = 4;
  g_assert_cmpint (docket_billing_judge (&entry, &scope), ==, DOCKET_BILLING_OTHER_CUSTOMER);
  entry.customer = 0;
  g_assert_cmpint (docket_billing_judge (&entry, &scope), ==, DOCKET_BILLING_OTHER_CUSTOMER);
}

static void
test_period (void)
{
  static const char *const bad[] = { "2026-2-01", "2026-02-30", "yesterday", "", "2026-02-01x" };
  g_autoptr (GError) error = NULL;
  DocketBillingScope scope = { 0 };

  /* The night of the change has 25 hours. */
  g_assert_true (
    docket_billing_get_period ("2026-10-25", "2026-10-25", "Europe/Paris", &scope, &error));
  g_assert_no_error (error);
  g_assert_cmpint (scope.to_at - scope.from_at, ==, 25 * HOUR);
  g_assert_true (
    docket_billing_get_period ("2026-03-29", "2026-03-29", "Europe/Paris", &scope, &error));
  g_assert_cmpint (scope.to_at - scope.from_at, ==, 23 * HOUR);
  g_assert_true (docket_billing_get_period ("2026-12-01", "2026-12-31", "UTC", &scope, &error));
  g_assert_cmpint (scope.to_at - scope.from_at, ==, 31 * DAY);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_false (docket_billing_get_period (bad[i], "2026-12-31", "UTC", &scope, &error));
      g_assert_error (error, DOCKET_MODEL_ERROR, DOCKET_MODEL_ERROR_INVALID);
      g_clear_error (&error);
    }

  g_assert_false (docket_billing_get_period ("2026-12-31", "2026-12-30", "UTC", &scope, &error));
  g_assert_error (error, DOCKET_MODEL_ERROR, DOCKET_MODEL_ERROR_INVALID);
}

static void
test_amounts (void)
{
  static const struct
  {
    gint64 duration;
    gint64 hourly;
    guint decimals;
    gint64 amount;
  } amounts[] = {
    { HOUR, 1150 * 10000, 2, 1150 * 10000 },
    { HOUR / 3, 100 * 10000, 2, 333300 },
    { 2 * (HOUR / 3), 100 * 10000, 2, 666700 },
    { 20 * G_TIME_SPAN_MINUTE, 1000, 2, 300 },
    /* Half away from zero, once. */
    { HOUR / 2, 100, 2, 100 },
    { HOUR / 2, -100, 2, -100 },
    { HOUR / 2, 99, 2, 0 },
    { HOUR / 2, 10000, 0, 10000 },
    { HOUR / 2, 50, 3, 30 },
    { 40 * DAY, G_GINT64_CONSTANT (1000000000000000), 2, G_GINT64_CONSTANT (960000000000000000) },
    { 0, 1150 * 10000, 2, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    g_assert_cmpint (
      docket_billing_get_amount (amounts[i].duration, amounts[i].hourly, amounts[i].decimals),
      ==,
      amounts[i].amount);
}

static void
test_money (void)
{
  g_autofree char *euro =
    docket_money_format_exact (12345600, docket_currency_get_decimals ("EUR"));
  g_autofree char *yen = docket_money_format_exact (12340000, docket_currency_get_decimals ("JPY"));
  g_autofree char *dinar =
    docket_money_format_exact (-12345670, docket_currency_get_decimals ("tnd"));
  g_autofree char *cents = docket_money_format_exact (-500, docket_currency_get_decimals (NULL));

  g_assert_cmpstr (euro, ==, "1234.56");
  g_assert_cmpstr (yen, ==, "1234");
  g_assert_cmpstr (dinar, ==, "-1234.567");
  g_assert_cmpstr (cents, ==, "-0.05");
}

/* --- Random histories ----------------------------------------------------------------------- */

#define N_TICKETS 3
#define N_STEPS 120
#define N_DAYS 6

typedef struct
{
  guint ticket;
  gint64 start_at;
  gint64 created_at;
  gboolean billable;
  int batch; /* the living batch that it is in; -1 for none */
} Entry;

typedef struct
{
  gint64 created_at;
  gboolean deleted;
  gboolean has[N_TICKETS];
  gboolean reopened[N_TICKETS];
} Batch;

typedef struct
{
  GRand *rand;
  gint64 now;
  DocketStatusKind kinds[N_TICKETS];
  gboolean deleted[N_TICKETS];
  GArray *entries;
  GArray *batches;
} World;

static void
record_time (World *world)
{
  const Entry entry = { .ticket = g_rand_int_range (world->rand, 0, N_TICKETS),
                        .start_at = g_rand_int_range (world->rand, 0, N_DAYS) * DAY,
                        .created_at = world->now,
                        .billable = g_rand_int_range (world->rand, 0, 4) > 0,
                        .batch = -1 };

  g_array_append_val (world->entries, entry);
}

static void
set_status (World *world)
{
  const guint ticket = g_rand_int_range (world->rand, 0, N_TICKETS);
  const DocketStatusKind kind = g_rand_int_range (world->rand, 0, 4);

  if (world->kinds[ticket] >= RESOLVED && kind < RESOLVED)
    for (guint i = 0; i < world->batches->len; i++)
      g_array_index (world->batches, Batch, i).reopened[ticket] = TRUE;

  world->kinds[ticket] = kind;
}

static DocketBillingVerdict
judge (World *world, const Entry *entry, const DocketBillingScope *scope)
{
  g_autoptr (GArray) before = g_array_new (FALSE, FALSE, sizeof (DocketBilledBefore));
  DocketBillingCase one = { .start_at = entry->start_at,
                            .created_at = entry->created_at,
                            .billable = entry->billable,
                            .settled = TRUE,
                            .in_batch = entry->batch >= 0,
                            .status_kind = world->kinds[entry->ticket],
                            .ticket_deleted = world->deleted[entry->ticket],
                            .before = before };

  for (guint i = 0; i < world->batches->len; i++)
    {
      const Batch *batch = &g_array_index (world->batches, Batch, i);
      const DocketBilledBefore was = { batch->created_at,
                                       batch->deleted,
                                       batch->reopened[entry->ticket] };

      if (batch->has[entry->ticket])
        g_array_append_val (before, was);
    }

  return docket_billing_judge (&one, scope);
}

static void
make_batch (World *world)
{
  const gint64 first = g_rand_int_range (world->rand, 0, N_DAYS);
  const DocketBillingScope scope = { .from_at = first * DAY,
                                     .to_at =
                                       (first + g_rand_int_range (world->rand, 1, 4)) * DAY };
  Batch batch = { .created_at = world->now };

  for (guint i = 0; i < world->entries->len; i++)
    {
      Entry *entry = &g_array_index (world->entries, Entry, i);

      if (judge (world, entry, &scope) != DOCKET_BILLING_TAKEN)
        continue;

      g_assert_cmpint (entry->batch, ==, -1);
      g_assert_true (entry->billable);
      g_assert_cmpint (world->kinds[entry->ticket], >=, RESOLVED);
      entry->batch = world->batches->len;
      batch.has[entry->ticket] = TRUE;
    }

  g_array_append_val (world->batches, batch);
}

static void
delete_batch (World *world)
{
  int nth;

  if (world->batches->len == 0)
    return;

  nth = g_rand_int_range (world->rand, 0, world->batches->len);
  g_array_index (world->batches, Batch, nth).deleted = TRUE;

  for (guint i = 0; i < world->entries->len; i++)
    if (g_array_index (world->entries, Entry, i).batch == nth)
      g_array_index (world->entries, Entry, i).batch = -1;
}

/* Whatever was before: once all batches are gone, and each ticket was reopened and closed, every
 * billable minute goes into one batch. */
static void
assert_nothing_is_lost (World *world)
{
  const DocketBillingScope all = { .from_at = 0, .to_at = N_DAYS * DAY };

  for (guint i = 0; i < world->batches->len; i++)
    {
      Batch *batch = &g_array_index (world->batches, Batch, i);

      batch->deleted = TRUE;

      for (guint t = 0; t < N_TICKETS; t++)
        batch->reopened[t] = TRUE;
    }

  for (guint t = 0; t < N_TICKETS; t++)
    world->kinds[t] = CLOSED;

  for (guint i = 0; i < world->entries->len; i++)
    {
      Entry *entry = &g_array_index (world->entries, Entry, i);

      entry->batch = -1;
      g_assert_cmpint (judge (world, entry, &all),
                       ==,
                       !entry->billable                ? DOCKET_BILLING_NOT_BILLABLE
                       : world->deleted[entry->ticket] ? DOCKET_BILLING_TICKET_DELETED
                                                       : DOCKET_BILLING_TAKEN);
    }
}

/* Every billable minute is in one batch or in none for a reason that the rules give. */
static void
assert_reasons (World *world)
{
  const DocketBillingScope all = { .from_at = 0, .to_at = N_DAYS * DAY };

  for (guint i = 0; i < world->entries->len; i++)
    {
      const Entry *entry = &g_array_index (world->entries, Entry, i);
      const DocketBillingVerdict verdict = judge (world, entry, &all);

      if (entry->batch >= 0)
        {
          g_assert_false (g_array_index (world->batches, Batch, entry->batch).deleted);
          g_assert_cmpint (verdict, ==, DOCKET_BILLING_IN_BATCH);
        }
      else if (entry->billable && verdict != DOCKET_BILLING_TAKEN)
        {
          g_assert_true (verdict == DOCKET_BILLING_TICKET_OPEN ||
                         verdict == DOCKET_BILLING_TICKET_DELETED ||
                         verdict == DOCKET_BILLING_AFTER_BATCH);
        }
    }
}

static void
test_histories (void)
{
  for (guint seed = 0; seed < 300; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));
      g_autoptr (GArray) batches = g_array_new (FALSE, FALSE, sizeof (Batch));
      World world = { .rand = rand, .now = BATCH_AT, .entries = entries, .batches = batches };

      g_test_message ("seed %u", seed);

      for (guint step = 0; step < N_STEPS; step++)
        {
          world.now += g_rand_int_range (rand, 0, 3);

          switch (g_rand_int_range (rand, 0, 9))
            {
            case 0:
              make_batch (&world);
              break;

            case 1:
              delete_batch (&world);
              break;

            case 2:
              world.deleted[g_rand_int_range (rand, 0, N_TICKETS)] = g_rand_boolean (rand);
              break;

            case 3:
            case 4:
            case 5:
              set_status (&world);
              break;

            default:
              record_time (&world);
              break;
            }

          assert_reasons (&world);
        }

      assert_nothing_is_lost (&world);
    }
}

/* --- A batch as a table --------------------------------------------------------------------- */

static DocketBatchLine *
make_line (gint64 ticket, const char *title, gint64 rate, const char *rate_name, gint64 minutes)
{
  DocketBatchLine *line = docket_batch_line_new ();

  line->ticket = ticket;
  line->ticket_number = g_strdup_printf ("%" G_GINT64_FORMAT, 1000 + ticket);
  line->ticket_title = g_strdup (title);
  line->rate = rate;
  line->rate_name = g_strdup (rate_name);
  line->hourly = 600000;
  line->end_at = minutes * G_TIME_SPAN_MINUTE;
  line->amount = docket_billing_get_amount (line->end_at, line->hourly, 2);

  return line;
}

static void
test_table (void)
{
  g_autoptr (DocketBatch) batch = docket_batch_new ();
  g_autoptr (GPtrArray) by_ticket = NULL;
  g_autoptr (GPtrArray) by_rate = NULL;
  g_autofree char *csv = NULL;
  g_auto (GStrv) lines = NULL;
  DocketBatchLine *left_out = make_line (9, "Open", 1, "Standard", 60);

  batch->zone = g_strdup ("Europe/Paris");
  batch->currency = g_strdup ("EUR");
  docket_batch_take_line (batch, make_line (1, "=HYPERLINK(\"x\")", 1, "Standard", 20));
  docket_batch_take_line (batch, make_line (2, "Comma, quote \" and end", 2, "Evening", 90));
  docket_batch_take_line (batch, make_line (1, "=HYPERLINK(\"x\")", 2, "Evening", 30));
  left_out->verdict = DOCKET_BILLING_TICKET_OPEN;
  docket_batch_take_line (batch, left_out);

  g_assert_cmpuint (batch->n_lines, ==, 3);
  g_assert_cmpint (batch->duration_us, ==, 140 * G_TIME_SPAN_MINUTE);
  g_assert_cmpint (batch->amount, ==, 1400000);
  by_ticket = docket_batch_add_up (batch, DOCKET_BATCH_BY_TICKET);
  by_rate = docket_batch_add_up (batch, DOCKET_BATCH_BY_RATE);
  g_assert_cmpuint (by_ticket->len, ==, 2);
  g_assert_cmpint (((DocketBatchTotal *) by_ticket->pdata[0])->amount, ==, 500000);
  g_assert_cmpstr (((DocketBatchTotal *) by_rate->pdata[1])->name, ==, "Evening");
  g_assert_cmpint (((DocketBatchTotal *) by_rate->pdata[1])->amount, ==, 1200000);

  csv = docket_batch_to_csv (batch, DOCKET_WORDING_MSP);
  lines = g_strsplit (csv, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 5);
  g_assert_cmpstr (lines[1],
                   ==,
                   ",,1001,\"'=HYPERLINK(\"\"x\"\")\",,Standard,1970-01-01 01:00,"
                   "1970-01-01 01:20,0.3333,60.00,20.00,EUR,");
  g_assert_nonnull (strstr (lines[2], ",\"Comma, quote \"\" and end\","));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/billing/cases", test_cases);
  g_test_add_func ("/billing/customers", test_customers);
  g_test_add_func ("/billing/period", test_period);
  g_test_add_func ("/billing/amounts", test_amounts);
  g_test_add_func ("/billing/money", test_money);
  g_test_add_func ("/billing/histories", test_histories);
  g_test_add_func ("/billing/table", test_table);

  return g_test_run ();
}
