/* A billing batch: copies of time entries, and what they add up to.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-batch.h"

#include <glib/gi18n.h>

#include "docket-csv-writer.h"
#include "docket-time.h"

typedef GObjectClass DocketBatchClass;
G_DEFINE_FINAL_TYPE (DocketBatch, docket_batch, G_TYPE_OBJECT)

static void
docket_batch_finalize (GObject *object)
{
  DocketBatch *self = (DocketBatch *) object;

  g_free (self->from_day);
  g_free (self->to_day);
  g_free (self->zone);
  g_free (self->currency);
  g_array_unref (self->customers);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_pointer (&self->left_out, g_ptr_array_unref);

  G_OBJECT_CLASS (docket_batch_parent_class)->finalize (object);
}

static void
docket_batch_class_init (DocketBatchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = docket_batch_finalize;
}

static void
docket_batch_init (DocketBatch *self)
{
  self->customers = g_array_new (FALSE, FALSE, sizeof (gint64));
}

/**
 * docket_batch_new:
 *
 * Returns: (transfer full): a batch of nothing
 */
DocketBatch *
docket_batch_new (void)
{
  return g_object_new (DOCKET_TYPE_BATCH, NULL);
}

/**
 * docket_batch_line_new:
 *
 * Returns: (transfer full): a line of nothing
 */
DocketBatchLine *
docket_batch_line_new (void)
{
  return g_new0 (DocketBatchLine, 1);
}

/**
 * docket_batch_line_free:
 * @line: (transfer full): a line
 */
void
docket_batch_line_free (DocketBatchLine *line)
{
  g_free (line->ticket_number);
  g_free (line->ticket_title);
  g_free (line->customer_name);
  g_free (line->contract_name);
  g_free (line->technician_name);
  g_free (line->rate_name);
  g_free (line->description);
  g_free (line);
}

/**
 * docket_batch_line_get_duration:
 * @line: a line
 *
 * Returns: how long was worked, microseconds
 */
gint64
docket_batch_line_get_duration (const DocketBatchLine *line)
{
  return line->end_at - line->start_at;
}

/**
 * docket_batch_take_line:
 * @self: a batch
 * @line: (transfer full): a line; to the lines when its verdict is %DOCKET_BILLING_TAKEN, else to
 * what is left out
 *
 * Adds a line, and it to the totals.
 */
void
docket_batch_take_line (DocketBatch *self, DocketBatchLine *line)
{
  GPtrArray **to = line->verdict == DOCKET_BILLING_TAKEN ? &self->lines : &self->left_out;

  if (*to == NULL)
    *to = g_ptr_array_new_with_free_func ((GDestroyNotify) docket_batch_line_free);

  g_ptr_array_add (*to, line);

  if (line->verdict != DOCKET_BILLING_TAKEN)
    return;

  self->n_lines++;
  self->duration_us += docket_batch_line_get_duration (line);
  self->amount += line->amount;
}

static void
total_free (gpointer data)
{
  DocketBatchTotal *total = data;

  g_free (total->name);
  g_free (total);
}

/* By what a line is added up, and what that is called. */
static gint64
get_key (const DocketBatchLine *line, DocketBatchBy by, const char **name)
{
  switch (by)
    {
    case DOCKET_BATCH_BY_CUSTOMER:
      *name = line->customer_name;
      return line->customer;

    case DOCKET_BATCH_BY_CONTRACT:
      *name = line->contract_name;
      return line->contract;

    case DOCKET_BATCH_BY_TICKET:
      *name = line->ticket_title;
      return line->ticket;

    case DOCKET_BATCH_BY_RATE:
      *name = line->rate_name;
      return line->rate;
    }

  g_return_val_if_reached (0);
}

static char *
make_total_name (const DocketBatchLine *line, DocketBatchBy by, const char *name)
{
  if (by == DOCKET_BATCH_BY_TICKET && line->ticket_number != NULL)
    return g_strdup_printf ("#%s %s", line->ticket_number, name);

  return g_strdup (name);
}

/**
 * docket_batch_add_up:
 * @self: a batch with lines
 * @by: by what
 *
 * Returns: (transfer full) (element-type DocketBatchTotal): the totals, in the order of the lines
 */
GPtrArray *
docket_batch_add_up (const DocketBatch *self, DocketBatchBy by)
{
  GPtrArray *totals = g_ptr_array_new_with_free_func (total_free);
  g_autoptr (GHashTable) by_key = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  g_return_val_if_fail (self != NULL, totals);

  for (guint i = 0; self->lines != NULL && i < self->lines->len; i++)
    {
      const DocketBatchLine *line = g_ptr_array_index (self->lines, i);
      const char *name = "";
      const gint64 key = get_key (line, by, &name);
      DocketBatchTotal *total = g_hash_table_lookup (by_key, &key);

      if (total == NULL)
        {
          total = g_new0 (DocketBatchTotal, 1);
          total->name = make_total_name (line, by, name);
          g_hash_table_insert (by_key, g_memdup2 (&key, sizeof key), total);
          g_ptr_array_add (totals, total);
        }

      total->duration_us += docket_batch_line_get_duration (line);
      total->amount += line->amount;
    }

  return totals;
}

static char *
format_instant (gint64 us, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) there = g_date_time_to_timezone (utc, zone);

  return g_date_time_format (there, "%Y-%m-%d %H:%M");
}

static void
write_line (GString *csv, const DocketBatch *self, const DocketBatchLine *line, GTimeZone *zone)
{
  const guint decimals = docket_currency_get_decimals (self->currency);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *const texts[] = { line->customer_name, line->contract_name,   line->ticket_number,
                                line->ticket_title,  line->technician_name, line->rate_name };
  const double hours = (double) docket_batch_line_get_duration (line) / G_TIME_SPAN_HOUR;
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *start = format_instant (line->start_at, zone);
  g_autofree char *end = format_instant (line->end_at, zone);
  g_autofree char *hourly = docket_money_format_exact (line->hourly, decimals);
  g_autofree char *amount = docket_money_format_exact (line->amount, decimals);
  g_autofree char *description = docket_csv_make_safe (line->description);
  g_auto (GStrv) cells = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *safe = docket_csv_make_safe (texts[i]);

      g_strv_builder_add (builder, safe);
    }

  g_ascii_formatd (number, sizeof number, "%.4f", hours);
  g_strv_builder_add_many (builder,
                           start,
                           end,
                           number,
                           line->rate != 0 ? hourly : "",
                           amount,
                           self->currency != NULL ? self->currency : "",
                           description,
                           NULL);
  cells = g_strv_builder_end (builder);
  docket_csv_write_line (csv, (const char *const *) cells);
}

/**
 * docket_batch_to_csv:
 * @self: a batch with lines
 * @wording: the words for whom the work is done
 *
 * A line each, times in the batch's zone, amounts in its currency's decimals; the head in the
 * person's language.
 *
 * Returns: (transfer full): a table as RFC 4180 has it, UTF-8
 */
char *
docket_batch_to_csv (const DocketBatch *self, DocketWording wording)
{
  g_autoptr (GString) csv = g_string_new (NULL);
  g_autoptr (GTimeZone) known = NULL;
  g_autoptr (GTimeZone) zone = NULL;
  const char *const head[] = {
    wording == DOCKET_WORDING_IT ? C_ ("field", "Site") : C_ ("field", "Customer"),
    C_ ("field", "Contract"),
    C_ ("column", "Number"),
    C_ ("field", "Title"),
    C_ ("field", "Technician"),
    C_ ("field", "Rate"),
    C_ ("field", "Start"),
    C_ ("field", "End"),
    C_ ("column", "Hours"),
    C_ ("column", "Per hour"),
    C_ ("column", "Amount"),
    C_ ("column", "Currency"),
    C_ ("field", "Description"),
    NULL,
  };

  g_return_val_if_fail (self != NULL, NULL);

  known = self->zone != NULL ? g_time_zone_new_identifier (self->zone) : NULL;
  zone = known != NULL ? g_steal_pointer (&known) : g_time_zone_new_local ();
  docket_csv_write_line (csv, head);

  for (guint i = 0; self->lines != NULL && i < self->lines->len; i++)
    write_line (csv, self, g_ptr_array_index (self->lines, i), zone);

  return g_string_free (g_steal_pointer (&csv), FALSE);
}
