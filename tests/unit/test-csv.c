/* Tables as spreadsheets write them, and as nobody should.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-model.h"

#include <string.h>

static DocketCsv *
open_text (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  DocketCsv *csv = docket_csv_new (bytes, &error);

  g_assert_no_error (error);

  return csv;
}

/* Cells joined by `|`, lines by `/`; `!` is a line that is wrong. */
static void
check (const char *text, const char *expected)
{
  g_autoptr (DocketCsv) csv = open_text (text);
  g_autoptr (GString) read = g_string_new (NULL);

  for (;;)
    {
      g_auto (GStrv) cells = NULL;
      g_autofree char *joined = NULL;
      g_autoptr (GError) error = NULL;
      guint line;

      if (!docket_csv_next (csv, &cells, &line, &error) && error == NULL)
        break;

      joined = error == NULL ? g_strjoinv ("|", cells) : g_strdup ("!");
      g_string_append_printf (read, "%u:%s/", line, joined);
    }

  g_assert_cmpstr (read->str, ==, expected);
}

static void
test_plain (void)
{
  check ("", "");
  check ("\n\r\n\n", "");
  check ("a", "1:a/");
  check ("a,b\nc,d", "1:a|b/2:c|d/");
  check ("a,b\r\nc,d\r\n", "1:a|b/2:c|d/");
  check ("a,b\rc,d\r", "1:a|b/2:c|d/");
  check ("a,,\n,b,\n", "1:a||/2:|b|/");
  check ("\xef\xbb\xbf"
         "a,b\n",
         "1:a|b/");
  check ("\xef\xbb\xbf\"a\",b\n", "1:a|b/");
}

static void
test_separators (void)
{
  check ("a;b;c\n1,5;2;3\n", "1:a|b|c/2:1,5|2|3/");
  check ("a\tb\n1,5\t2;3\n", "1:a|b/2:1,5|2;3/");
  check ("\"a,b,c\";d\n", "1:a,b,c|d/");
  check ("name\nx;y\n", "1:name/2:x;y/");
}

static void
test_quotes (void)
{
  check ("\"a\"\"b\",c\n", "1:a\"b|c/");
  check ("\"a\nb\",c\nd,e\n", "1:a\nb|c/3:d|e/");
  check ("\"a\r\nb\",c\r\nd\r\n", "1:a\nb|c/3:d/");
  check ("\"\",\"\"\n", "1:|/");
  check ("5\" screen,x\n", "1:5\" screen|x/");
  check ("a,\"b\"c\nd,e\n", "1:!/2:d|e/");
  check ("a,b\n\"c,d\ne", "1:a|b/2:!/");
}

static void
test_too_many_cells (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < DOCKET_CSV_MAX_CELLS; i++)
    g_string_append_c (text, ',');

  g_string_append (text, "\na,b\n");
  check (text->str, "1:!/2:a|b/");
}

static void
test_no_text (void)
{
  g_autoptr (GBytes) latin = g_bytes_new_static ("name\ncaf\xe9\n", 10);
  g_autoptr (GBytes) zero = g_bytes_new_static ("a\0b", 3);
  g_autoptr (GError) error = NULL;

  g_assert_null (docket_csv_new (latin, &error));
  g_assert_error (error, DOCKET_MODEL_ERROR, DOCKET_MODEL_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "Line 2"));
  g_clear_error (&error);
  g_assert_null (docket_csv_new (zero, &error));
  g_assert_error (error, DOCKET_MODEL_ERROR, DOCKET_MODEL_ERROR_INVALID);
}

/* Any text ends, and no line is told twice. */
static void
test_anything (void)
{
  static const char letters[] = "a\",;\t\r\n ";

  for (guint i = 0; i < 20000; i++)
    {
      char text[32] = { 0 };
      g_autoptr (DocketCsv) csv = NULL;
      guint last = 0, n_lines = 0;
      const int length = g_test_rand_int_range (0, (int) sizeof text - 1);

      for (int j = 0; j < length; j++)
        text[j] = letters[g_test_rand_int_range (0, (int) sizeof letters - 1)];

      csv = open_text (text);

      for (;;)
        {
          g_auto (GStrv) cells = NULL;
          g_autoptr (GError) error = NULL;
          guint line;

          if (!docket_csv_next (csv, &cells, &line, &error) && error == NULL)
            break;

          g_assert_cmpuint (line, >, last);
          n_lines++;
          g_assert_cmpuint (n_lines, <=, sizeof text);
          last = line;
        }
    }
}

static void
check_options (const char *typed, gboolean dependent, const char *stored)
{
  g_autofree char *once = docket_field_options_from_typed (typed, dependent);
  g_autofree char *shown = docket_field_options_to_typed (once);
  g_autofree char *again = docket_field_options_from_typed (shown, dependent);

  g_assert_cmpstr (once, ==, stored);
  g_assert_cmpstr (again, ==, stored);
}

static void
test_options (void)
{
  check_options ("", FALSE, "");
  check_options (" A | B\n\nC|A ", FALSE, "A\nB\nC");
  check_options ("A > B", FALSE, "A > B");
  check_options ("Server > R2 | Laptop>Tern 14 | Any", TRUE, "R2\tServer\nTern 14\tLaptop\nAny");
  check_options ("R2\tServer", TRUE, "R2\tServer");
}

static void
test_what_is_needed (void)
{
  g_autoptr (DocketField) field =
    docket_field_new_custom ("Model", DOCKET_FIELD_DEPENDENT_OPTION, "Device");

  docket_field_add_option (field, "R2", "Server");
  g_assert_true (docket_field_offers (field, "R2", "Server"));
  g_assert_false (docket_field_offers (field, "R2", "Laptop"));
  g_assert_false (docket_field_offers (field, "R2", NULL));
  g_assert_true (docket_field_offers (field, NULL, "Laptop"));
  g_assert_false (docket_field_is_needed (field, "Server"));
  field->required = TRUE;
  g_assert_true (docket_field_is_needed (field, "Server"));
  g_assert_false (docket_field_is_needed (field, "Laptop"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/csv/plain", test_plain);
  g_test_add_func ("/csv/separators", test_separators);
  g_test_add_func ("/csv/quotes", test_quotes);
  g_test_add_func ("/csv/too-many-cells", test_too_many_cells);
  g_test_add_func ("/csv/no-text", test_no_text);
  g_test_add_func ("/csv/anything", test_anything);
  g_test_add_func ("/options/typed", test_options);
  g_test_add_func ("/options/what-is-needed", test_what_is_needed);

  return g_test_run ();
}
