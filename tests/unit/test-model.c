/* The model: words, fields, values, filters, times and money.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-model.h"

static void
test_words (void)
{
  int value;
  DocketStatusKind kind;

  g_assert_cmpstr (docket_enum_to_nick (DOCKET_TYPE_IMPACT, DOCKET_IMPACT_SITE_DOWN),
                   ==,
                   "site-down");
  g_assert_cmpstr (
    docket_enum_to_nick (DOCKET_TYPE_OPERATION_STATE, DOCKET_OPERATION_STATE_NEEDS_ME),
    ==,
    "needs-me");
  g_assert_true (docket_enum_from_nick (DOCKET_TYPE_IMPACT, "Server-Issue", &value));
  g_assert_cmpint (value, ==, DOCKET_IMPACT_SERVER_ISSUE);
  g_assert_false (docket_enum_from_nick (DOCKET_TYPE_IMPACT, "huge", &value));
  g_assert_true (docket_status_is_standard ("Resolved", &kind));
  g_assert_cmpint (kind, ==, DOCKET_STATUS_KIND_RESOLVED);
  g_assert_false (docket_status_is_standard ("On hold", NULL));
  g_assert_cmpstr (docket_status_get_label ("On hold"), ==, "On hold");
}

static void
check_canonical (const char *field, const char *typed, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *canonical =
    docket_field_canonicalize (docket_field_find_fixed (field), typed, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (canonical, ==, expected);
}

static void
check_refused (const DocketField *field, const char *typed)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *canonical = docket_field_canonicalize (field, typed, &error);

  g_assert_error (error, DOCKET_MODEL_ERROR, DOCKET_MODEL_ERROR_INVALID);
  g_assert_null (canonical);
}

static void
test_fixed_fields (void)
{
  check_canonical ("title", "  Printer  ", "Printer");
  check_canonical ("title", "Printer\r\n\n\tjams  again\n", "Printer jams  again");
  check_canonical ("status", "Closed", "closed");
  check_canonical ("status", "On hold", "On hold");
  check_canonical ("priority", "HIGH", "high");
  check_canonical ("assignee", "17", "17");
  check_canonical ("assignee", NULL, NULL);
  check_canonical ("contract", "", NULL);

  check_refused (docket_field_find_fixed ("title"), "   ");
  check_refused (docket_field_find_fixed ("title"), NULL);
  check_refused (docket_field_find_fixed ("status"), "");
  check_refused (docket_field_find_fixed ("priority"), "urgent");
  check_refused (docket_field_find_fixed ("assignee"), "Ana");
}

static void
check_told (const DocketField *field, const char *typed, const char *sentence)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (docket_field_canonicalize (field, typed, &error));
  g_assert_cmpstr (error->message, ==, sentence);
}

static void
test_custom_fields (void)
{
  g_autoptr (DocketField) number = docket_field_new_custom ("Floor", DOCKET_FIELD_NUMBER, NULL);
  g_autoptr (DocketField) date = docket_field_new_custom ("Bought", DOCKET_FIELD_DATE, NULL);
  g_autoptr (DocketField) option =
    docket_field_new_custom ("Room", DOCKET_FIELD_DEPENDENT_OPTION, "Building");
  g_autofree char *two = docket_field_canonicalize (number, "2,50", NULL);
  g_autofree char *day = docket_field_canonicalize (date, "2026-02-03", NULL);
  g_autofree char *cellar = NULL;

  docket_field_add_option (option, "Cellar", "North");
  cellar = docket_field_canonicalize (option, "Cellar", NULL);

  g_assert_cmpstr (number->id, ==, "field.Floor");
  g_assert_cmpstr (option->parent, ==, "field.Building");
  g_assert_true (docket_field_is_custom (option->id));
  g_assert_cmpstr (two, ==, "2.5");
  g_assert_cmpstr (day, ==, "2026-02-03");
  g_assert_cmpstr (cellar, ==, "Cellar");

  check_refused (number, "two");
  check_told (number, "two", "“two” is not a number. Floor takes a number, like 12 or 3.5.");
  check_told (date, "soon", "“soon” is not a date. Bought takes a date, like 2026-03-31.");
  check_told (option, "Attic", "“Attic” is not a value for Room. Choose one of those offered.");
  check_refused (number, "nan");
  check_refused (number, "inf");
  check_refused (date, "2026-02-30");
  check_refused (option, "Attic");
}

static void
test_values (void)
{
  g_autoptr (DocketValues) values = docket_values_new ();
  g_autoptr (DocketValues) back = NULL;
  g_autofree char *text = NULL;

  docket_values_set (values, "title", "It's “broken” \\ \n");
  docket_values_set (values, "contract", NULL);
  docket_values_set_int64 (values, "assignee", 12);

  g_assert_true (docket_values_knows (values, "contract"));
  g_assert_null (docket_values_get (values, "contract"));
  g_assert_false (docket_values_knows (values, "impact"));

  text = docket_values_to_text (values);
  back = docket_values_from_text (text, NULL);

  g_assert_nonnull (back);
  g_assert_cmpuint (docket_values_get_size (back), ==, 3);
  g_assert_cmpstr (docket_values_get (back, "title"), ==, "It's “broken” \\ \n");
  g_assert_true (docket_values_knows (back, "contract"));
  g_assert_null (docket_values_get (back, "contract"));
  g_assert_cmpint (docket_values_get_int64 (back, "assignee"), ==, 12);
}

/* What is kept for years is what GVariant writes, letter by letter. */
static void
test_values_text (void)
{
  static const char *const words[] = {
    "", "plain", "It's", "\"both'", "back\\slash", "\t\n\x7f", "é — ’", "\xe2\x80\xae",
  };
  g_autoptr (DocketValues) values = docket_values_new ();
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{sms}"));
  g_autoptr (GVariant) variant = NULL;
  g_autoptr (GList) fields = NULL;
  g_autofree char *empty = docket_values_to_text (values);
  g_autofree char *text = NULL;
  g_autofree char *expected = NULL;

  g_assert_cmpstr (empty, ==, "{}");
  docket_values_set (values, "nothing", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    docket_values_set (values, words[i], words[i]);

  fields = docket_values_list_fields (values);

  for (GList *l = fields; l != NULL; l = l->next)
    g_variant_builder_add (&builder, "{sms}", l->data, docket_values_get (values, l->data));

  variant = g_variant_ref_sink (g_variant_builder_end (&builder));
  expected = g_variant_print (variant, FALSE);
  text = docket_values_to_text (values);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_filter (void)
{
  guint n_views;
  const DocketView *views = docket_view_get_builtin (&n_views);

  for (guint i = 0; i < n_views; i++)
    {
      g_autoptr (DocketFilter) filter = docket_view_make_filter (&views[i], 5 * G_TIME_SPAN_DAY);
      g_autoptr (DocketFilter) back = NULL;
      g_autofree char *text = NULL;
      const gint64 customer = 7;

      g_array_append_val (filter->customers, customer);
      filter->search = g_strdup ("réseau \"x\"");
      text = docket_filter_to_text (filter);
      back = docket_filter_from_text (text, NULL);

      g_assert_nonnull (back);
      g_assert_true (docket_filter_equal (filter, back));
      back->priorities = 1 << DOCKET_PRIORITY_HIGH;
      g_assert_false (docket_filter_equal (filter, back));
    }
}

static void
test_time (void)
{
  gint64 us;
  g_autofree char *whole = docket_time_format (G_GINT64_CONSTANT (1700000000000000));
  g_autofree char *before = docket_time_format (-1);
  g_autofree char *never = docket_time_format (G_MAXINT64);

  g_assert_cmpstr (whole, ==, "2023-11-14T22:13:20Z");
  g_assert_cmpstr (before, ==, "1969-12-31T23:59:59.999999Z");
  g_assert_null (never);
  g_assert_true (docket_time_parse ("2023-11-14T23:13:20.5+01:00", &us));
  g_assert_cmpint (us, ==, G_GINT64_CONSTANT (1700000000500000));
  g_assert_true (docket_time_parse ("2023-11-14T22:13:20", &us));
  g_assert_cmpint (us, ==, G_GINT64_CONSTANT (1700000000000000));
  g_assert_false (docket_time_parse ("yesterday", &us));
  g_assert_false (docket_time_parse (NULL, &us));
}

static void
test_money (void)
{
  gint64 amount;
  g_autofree char *text = docket_money_format (-950050);
  g_autofree char *fine = docket_money_format (12345);

  g_assert_cmpstr (text, ==, "-95.0050");
  g_assert_cmpstr (fine, ==, "1.2345");
  g_assert_true (docket_money_parse ("95.00", &amount));
  g_assert_cmpint (amount, ==, 950000);
  g_assert_cmpint (docket_money_from_double (0.00005), ==, 1);
  g_assert_cmpint (docket_money_from_double (-0.00005), ==, -1);
  g_assert_false (docket_money_parse ("nan", &amount));
  g_assert_false (docket_money_parse ("1e300", &amount));
}

static void
test_clock (void)
{
  g_autoptr (DocketClock) manual = docket_clock_new_manual (1000);
  g_autoptr (DocketClock) clock = docket_clock_new_system ();
  gint64 before_us;

  docket_clock_advance (manual, 500);
  docket_clock_set_wall (manual, 100);
  g_assert_cmpint (docket_clock_get_wall (manual), ==, 100);
  g_assert_cmpint (docket_clock_get_boottime (manual), ==, 500);

  before_us = docket_clock_get_monotonic (clock);
  g_assert_cmpint (docket_clock_get_boottime (clock), >=, before_us);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/words", test_words);
  g_test_add_func ("/model/fields/fixed", test_fixed_fields);
  g_test_add_func ("/model/fields/custom", test_custom_fields);
  g_test_add_func ("/model/values", test_values);
  g_test_add_func ("/model/values/text", test_values_text);
  g_test_add_func ("/model/filter", test_filter);
  g_test_add_func ("/model/time", test_time);
  g_test_add_func ("/model/money", test_money);
  g_test_add_func ("/model/clock", test_clock);

  return g_test_run ();
}
