/* What was measured, for people and as JSON.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "bench-record.h"

#include <json-glib/json-glib.h>
#include <stdlib.h>

struct _BenchRecord
{
  JsonBuilder *builder;
};

static int
compare_cb (gconstpointer a, gconstpointer b)
{
  const double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

BenchRecord *
bench_record_new (guint n_tickets, guint seed)
{
  BenchRecord *record = g_new0 (BenchRecord, 1);

  record->builder = json_builder_new ();
  json_builder_begin_object (record->builder);
  json_builder_set_member_name (record->builder, "tickets");
  json_builder_add_int_value (record->builder, n_tickets);
  json_builder_set_member_name (record->builder, "seed");
  json_builder_add_int_value (record->builder, seed);
  json_builder_set_member_name (record->builder, "measured");
  json_builder_begin_array (record->builder);
  g_print ("%-34s %10s %10s %8s %6s\n", "", "limit ms", "Docket ms", "ratio", "goal");

  return record;
}

void
bench_record_free (BenchRecord *record)
{
  g_object_unref (record->builder);
  g_free (record);
}

/* @goal: a ratio; 0: none is set */
void
bench_record_add (BenchRecord *record,
                  const char *name,
                  double limit_ms,
                  double measured_ms,
                  double goal)
{
  const double ratio = limit_ms > 0 ? measured_ms / limit_ms : 0;

  g_print ("%-34s %10.2f %10.2f %8.2f %6.1f\n", name, limit_ms, measured_ms, ratio, goal);
  json_builder_begin_object (record->builder);
  json_builder_set_member_name (record->builder, "name");
  json_builder_add_string_value (record->builder, name);
  json_builder_set_member_name (record->builder, "limit_ms");
  json_builder_add_double_value (record->builder, limit_ms);
  json_builder_set_member_name (record->builder, "measured_ms");
  json_builder_add_double_value (record->builder, measured_ms);
  json_builder_set_member_name (record->builder, "ratio");
  json_builder_add_double_value (record->builder, ratio);
  json_builder_set_member_name (record->builder, "goal");
  json_builder_add_double_value (record->builder, goal);
  json_builder_end_object (record->builder);
}

void
bench_record_write (BenchRecord *record, const char *path)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) error = NULL;

  json_builder_end_array (record->builder);
  json_builder_end_object (record->builder);
  root = json_builder_get_root (record->builder);
  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);

  if (!json_generator_to_file (generator, path, &error))
    g_printerr ("%s\n", error->message);
}

double
bench_now_ms (void)
{
  return (double) g_get_monotonic_time () / 1000;
}

/* @values: (element-type double); sorted afterwards */
double
bench_get_quantile (GArray *values, double share)
{
  if (values->len == 0)
    return 0;

  g_array_sort (values, compare_cb);

  return g_array_index (values, double, MIN (values->len - 1, (guint) (values->len * share)));
}

/* Says what went wrong and ends the program. */
void
bench_fail (const char *format, ...)
{
  g_autofree char *sentence = NULL;
  va_list arguments;

  va_start (arguments, format);
  sentence = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_printerr ("%s\n", sentence);
  exit (EXIT_FAILURE);
}
