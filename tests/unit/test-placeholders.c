/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-placeholders.h"

static void
assert_filled (const char *text, const char *expected)
{
  g_autoptr (DocketValues) values = docket_values_new ();
  g_autofree char *filled = NULL;

  docket_values_set (values, "ticket.number", "#7");
  docket_values_set (values, "ticket.title", "{{ticket.number}} }} {{");
  docket_values_set (values, "contact.first_name", NULL);
  filled = docket_placeholders_fill (text, values);
  g_assert_cmpstr (filled, ==, expected);
}

static void
test_fill (void)
{
  assert_filled ("", "");
  assert_filled ("Nothing to fill", "Nothing to fill");
  assert_filled ("See {{ticket.number}}, again {{ ticket.number }}.", "See #7, again #7.");
  assert_filled ("{{ticket.number}}{{ticket.number}}", "#7#7");
}

static void
test_unknown_stays (void)
{
  assert_filled ("Dear {{contact.first_name}},", "Dear {{contact.first_name}},");
  assert_filled ("{{no.such}} {{ticket.number}}", "{{no.such}} #7");
  assert_filled ("{{{{ticket.number}}}}", "{{#7}}");
}

static void
test_broken (void)
{
  assert_filled ("{{ticket.number", "{{ticket.number");
  assert_filled ("{ticket.number} {{", "{ticket.number} {{");
  assert_filled ("}} {{}}", "}} {{}}");
}

/* A title is no text of ours: nothing in it is filled in. */
static void
test_values_are_not_filled (void)
{
  assert_filled ("{{ticket.title}}", "{{ticket.number}} }} {{");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/placeholders/fill", test_fill);
  g_test_add_func ("/placeholders/unknown-stays", test_unknown_stays);
  g_test_add_func ("/placeholders/broken", test_broken);
  g_test_add_func ("/placeholders/values-are-not-filled", test_values_are_not_filled);

  return g_test_run ();
}
