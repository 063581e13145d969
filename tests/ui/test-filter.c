/* Filter, chips and search, as a person uses them.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-date-row.h"
#include "docket-filter-bar.h"
#include "docket-filter-chip.h"
#include "docket-list-pane.h"
#include "docket-list-row.h"
#include "docket-search-bar.h"
#include "docket-sidebar-pane.h"
#include "filter-fixture.h"

static void
test_chips (FilterFixture *fixture, gconstpointer data)
{
  g_autoptr (DocketFilter) open = docket_filter_new_default ();
  g_autoptr (DocketFilter) any = docket_filter_new ();
  g_autofree char *all =
    g_strdup_printf ("%u tickets", filter_fixture_count (fixture->workspace, any));
  g_autofree char *some = g_strdup_printf ("%u of %u",
                                           filter_fixture_count (fixture->workspace, open),
                                           filter_fixture_count (fixture->workspace, any));

  g_assert_cmpuint (filter_fixture_count (fixture->workspace, open),
                    <,
                    filter_fixture_count (fixture->workspace, any));
  docket_test_ui_wait_for (filter_fixture_has_chips (fixture->view, "Open, Pending | Me"));

  filter_fixture_remove_chip (fixture->view, 1);
  docket_test_ui_wait_for (filter_fixture_has_subtitle (fixture, some));
  g_assert_true (filter_fixture_has_chips (fixture->view, "Open, Pending"));

  filter_fixture_remove_chip (fixture->view, 0);
  docket_test_ui_wait_for (filter_fixture_has_subtitle (fixture, all));
  g_assert_true (filter_fixture_has_chips (fixture->view, ""));
}

/* A key takes away one chip after the other. */
static void
test_chips_by_key (FilterFixture *fixture, gconstpointer data)
{
  GtkWidget *bar;

  docket_test_ui_wait_for (filter_fixture_has_chips (fixture->view, "Open, Pending | Me"));
  bar = filter_fixture_find (fixture->view, DOCKET_TYPE_FILTER_BAR);
  gtk_widget_grab_focus (filter_fixture_find (bar, DOCKET_TYPE_FILTER_CHIP));

  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
      GtkWidget *chip = gtk_widget_get_ancestor (focus, DOCKET_TYPE_FILTER_CHIP);

      g_assert_nonnull (chip);
      g_signal_emit_by_name (focus, "clicked");
    }

  g_assert_true (filter_fixture_has_chips (fixture->view, ""));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)), bar));
}

static void
test_names (FilterFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) customers = docket_workspace_list_entries (fixture->workspace,
                                                                   DOCKET_ENTITY_CUSTOMER,
                                                                   "Lindqvist",
                                                                   0,
                                                                   0,
                                                                   NULL,
                                                                   &error);
  const DocketEntry *customer;
  g_autoptr (DocketFilter) filter = docket_filter_new ();
  const gint64 gone = 987654;

  g_assert_no_error (error);
  g_assert_cmpuint (customers->len, ==, 1);
  customer = g_ptr_array_index (customers, 0);
  g_array_append_val (filter->customers, customer->id);
  g_array_append_val (filter->customers, gone);
  docket_list_pane_set_filter (filter_fixture_find (fixture->view, DOCKET_TYPE_LIST_PANE), filter);
  docket_test_ui_wait_for (filter_fixture_has_chips (fixture->view, "Lindqvist Bakery, …"));
}

static gboolean
shows_count (FilterFixture *fixture, DocketFilterDialog *dialog)
{
  GtkWidget *button =
    docket_test_ui_find (GTK_WIDGET (dialog), GTK_TYPE_BUTTON, "suggested-action");
  g_autofree char *expected = g_strdup_printf (
    "Show %u",
    filter_fixture_count (fixture->workspace, docket_filter_dialog_get_filter (dialog)));

  return g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), expected) == 0;
}

static void
test_dialog (FilterFixture *fixture, gconstpointer data)
{
  DocketFilterDialog *dialog = filter_fixture_open_dialog (fixture);
  const DocketFilter *filter;
  g_autoptr (DocketFilter) fresh = docket_filter_new_default ();
  guint before;

  docket_test_ui_wait_for (shows_count (fixture, dialog));
  g_assert_true (docket_facet_row_get_active (
    filter_fixture_find_facet_row (GTK_WIDGET (dialog), DOCKET_FACET_STATUS, "open")));
  g_assert_false (docket_facet_row_get_active (
    filter_fixture_find_facet_row (GTK_WIDGET (dialog), DOCKET_FACET_STATUS, "closed")));
  g_assert_nonnull (
    filter_fixture_find_facet_row (GTK_WIDGET (dialog), DOCKET_FACET_STATUS, "On hold"));
  before = filter_fixture_count (fixture->workspace, docket_filter_dialog_get_filter (dialog));

  /* Faster than any count: the last one stands. */
  for (guint i = 0; i < 21; i++)
    filter_fixture_toggle (dialog, DOCKET_FACET_ASSIGNEE, "-1");

  docket_test_ui_wait_for (shows_count (fixture, dialog));
  g_assert_cmpuint (
    filter_fixture_count (fixture->workspace, docket_filter_dialog_get_filter (dialog)),
    >,
    before);

  filter_fixture_toggle (dialog, DOCKET_FACET_PRIORITY, "3");
  filter_fixture_toggle (dialog, DOCKET_FACET_TYPE, "0");
  docket_test_ui_wait_for (shows_count (fixture, dialog));
  filter = docket_filter_dialog_get_filter (dialog);
  g_assert_cmpuint (filter->priorities, ==, 1u << DOCKET_PRIORITY_CRITICAL);
  g_assert_cmpuint (filter->types, ==, 1u << DOCKET_TICKET_TYPE_INCIDENT);

  gtk_widget_activate_action (GTK_WIDGET (dialog), "filter.reset", NULL);
  g_assert_true (docket_filter_equal (docket_filter_dialog_get_filter (dialog), fresh));
  g_assert_false (docket_facet_row_get_active (
    filter_fixture_find_facet_row (GTK_WIDGET (dialog), DOCKET_FACET_PRIORITY, "3")));
  docket_test_ui_wait_for (shows_count (fixture, dialog));

  filter_fixture_toggle (dialog, DOCKET_FACET_PRIORITY, "3");
  filter_fixture_toggle (dialog, DOCKET_FACET_PRIORITY, "2");
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "filter.show", NULL);
  docket_test_ui_wait_for (filter_fixture_find_window (DOCKET_TYPE_FILTER_DIALOG) == NULL);
  g_assert_true (filter_fixture_has_chips (fixture->view, "Open, Pending | Critical, High"));

  /* Nothing holds it. */
  docket_test_ui_wait_for (dialog == NULL);
}

/* Pending shows all that is pending, and the dialog says so; by itself a status is one of many. */
static void
test_part_of_status (FilterFixture *fixture, gconstpointer data)
{
  DocketFilterDialog *dialog = filter_fixture_open_dialog (fixture);
  GtkWidget *root = GTK_WIDGET (dialog);
  DocketFacetRow *part = filter_fixture_find_facet_row (root, DOCKET_FACET_STATUS, "On hold");
  const char *const only[] = { "On hold", NULL };

  g_assert_nonnull (part);
  g_assert_cmpstr (docket_facet_row_get_whole (part), ==, "pending");
  g_assert_null (docket_facet_row_get_whole (
    filter_fixture_find_facet_row (root, DOCKET_FACET_STATUS, "pending")));
  g_assert_true (docket_facet_row_get_active (part));
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (part)));

  filter_fixture_toggle (dialog, DOCKET_FACET_STATUS, "pending");
  filter_fixture_toggle (dialog, DOCKET_FACET_STATUS, "open");
  g_assert_false (docket_facet_row_get_active (part));
  g_assert_true (gtk_widget_get_sensitive (GTK_WIDGET (part)));

  filter_fixture_toggle (dialog, DOCKET_FACET_STATUS, "On hold");
  g_assert_true (docket_facet_row_get_active (part));
  g_assert_true (
    g_strv_equal ((const char *const *) docket_filter_dialog_get_filter (dialog)->statuses, only));
  docket_test_ui_wait_for (shows_count (fixture, dialog));
  gtk_window_close (GTK_WINDOW (dialog));
}

/* What the picker found is a value like the others, once. */
static void
test_customers (FilterFixture *fixture, gconstpointer data)
{
  DocketFilterDialog *dialog = filter_fixture_open_dialog (fixture);
  g_autoptr (GPtrArray) customers = docket_workspace_list_entries (fixture->workspace,
                                                                   DOCKET_ENTITY_CUSTOMER,
                                                                   "Lindqvist",
                                                                   0,
                                                                   0,
                                                                   NULL,
                                                                   NULL);
  DocketEntry *customer = g_ptr_array_index (customers, 0);
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, customer->id);
  GtkWidget *picker = NULL;
  GtkWidget *button = filter_fixture_find (GTK_WIDGET (dialog), GTK_TYPE_MENU_BUTTON);
  DocketFacetRow *row;

  picker = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
  g_signal_emit_by_name (picker, "chosen", customer);
  g_signal_emit_by_name (picker, "chosen", customer);
  g_signal_emit_by_name (picker, "chosen", NULL);
  g_assert_cmpuint (docket_filter_dialog_get_filter (dialog)->customers->len, ==, 1);
  docket_test_ui_wait_for (shows_count (fixture, dialog));
  row = filter_fixture_find_facet_row (GTK_WIDGET (dialog), DOCKET_FACET_CUSTOMER, value);
  g_assert_true (docket_facet_row_get_active (row));

  filter_fixture_toggle (dialog, DOCKET_FACET_CUSTOMER, value);
  g_assert_cmpuint (docket_filter_dialog_get_filter (dialog)->customers->len, ==, 0);
  filter_fixture_toggle (dialog, DOCKET_FACET_CUSTOMER, value);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "filter.show", NULL);
  docket_test_ui_wait_for (
    filter_fixture_has_chips (fixture->view, "Open, Pending | Me | Lindqvist Bakery"));
}

/* A day is a day here, whatever the zone: the end takes it whole. */
static void
test_dates (FilterFixture *fixture, gconstpointer data)
{
  DocketFilterDialog *dialog = filter_fixture_open_dialog (fixture);
  const DocketFilter *filter = docket_filter_dialog_get_filter (dialog);
  g_autoptr (GDateTime) day = g_date_time_new_local (2026, 3, 29, 15, 30, 0);
  g_autoptr (GDateTime) begin = g_date_time_new_local (2026, 3, 29, 0, 0, 0);
  g_autoptr (GDateTime) end = g_date_time_new_local (2026, 3, 30, 0, 0, 0);
  GtkWidget *row = filter_fixture_find (GTK_WIDGET (dialog), DOCKET_TYPE_DATE_ROW);

  for (guint i = 0; i < 2; i++)
    {
      GtkMenuButton *button = filter_fixture_find (row, GTK_TYPE_MENU_BUTTON);
      GtkPopover *popover = gtk_menu_button_get_popover (button);

      gtk_calendar_select_day (GTK_CALENDAR (gtk_popover_get_child (popover)), day);
      row = gtk_widget_get_next_sibling (row);
    }

  g_assert_cmpint (filter->from, ==, g_date_time_to_unix (begin) * G_USEC_PER_SEC);
  g_assert_cmpint (filter->to, ==, g_date_time_to_unix (end) * G_USEC_PER_SEC);
  docket_test_ui_wait_for (shows_count (fixture, dialog));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "filter.show", NULL);
  docket_test_ui_wait_for (
    filter_fixture_has_chips (fixture->view, "Open, Pending | Me | Created 03/29/26 – 03/29/26"));
}

static void
test_kept (FilterFixture *fixture, gconstpointer data)
{
  g_autoptr (DocketFilter) filter = docket_filter_new ();

  docket_test_ui_wait_for (filter_fixture_has_chips (fixture->view, "Open, Pending | Me"));
  docket_facet_set (DOCKET_FACET_STATUS, filter, "On hold", TRUE);
  docket_facet_set (DOCKET_FACET_IMPACT, filter, "1", TRUE);
  docket_list_pane_set_filter (filter_fixture_find (fixture->view, DOCKET_TYPE_LIST_PANE), filter);

  filter_fixture_close (fixture);
  filter_fixture_open (fixture);
  docket_test_ui_wait_for (filter_fixture_has_chips (fixture->view, "On hold | Minor"));

  /* A view has its own; that is kept as well. */
  docket_sidebar_pane_select_view (filter_fixture_find (fixture->view, DOCKET_TYPE_SIDEBAR_PANE),
                                   "unassigned");
  g_assert_true (filter_fixture_has_chips (fixture->view, "Open, Pending | Unassigned"));

  filter_fixture_close (fixture);
  filter_fixture_open (fixture);
  docket_test_ui_wait_for (filter_fixture_has_chips (fixture->view, "Open, Pending | Unassigned"));
}

static void
type (FilterFixture *fixture, const char *text)
{
  GtkWidget *bar = filter_fixture_find (fixture->view, DOCKET_TYPE_SEARCH_BAR);

  docket_search_bar_start (DOCKET_SEARCH_BAR (bar));
  gtk_editable_set_text (filter_fixture_find (bar, GTK_TYPE_SEARCH_ENTRY), text);
}

static GtkWidget *
get_page (FilterFixture *fixture)
{
  GtkWidget *pane = filter_fixture_find (fixture->view, DOCKET_TYPE_LIST_PANE);

  return gtk_stack_get_visible_child (filter_fixture_find (pane, GTK_TYPE_STACK));
}

static gboolean
says_nothing_found (FilterFixture *fixture)
{
  GtkWidget *page = get_page (fixture);

  return ADW_IS_STATUS_PAGE (page) &&
         g_str_equal (adw_status_page_get_title (ADW_STATUS_PAGE (page)), "Nothing found");
}

/* The second line of the first row. */
static GtkLabel *
get_subtitle (FilterFixture *fixture)
{
  GtkWidget *row = filter_fixture_find (get_page (fixture), DOCKET_TYPE_LIST_ROW);

  return row != NULL
           ? GTK_LABEL (gtk_widget_get_template_child (row, DOCKET_TYPE_LIST_ROW, "subtitle"))
           : NULL;
}

static char *
get_marked (GtkLabel *label)
{
  PangoAttrList *attributes = gtk_label_get_attributes (label);
  g_autoptr (GString) marked = g_string_new (NULL);
  g_autoptr (GSList) runs = NULL;

  if (attributes == NULL)
    return g_strdup ("");

  runs = pango_attr_list_get_attributes (attributes);

  for (GSList *l = runs; l != NULL; l = l->next)
    {
      PangoAttribute *attribute = l->data;

      if (attribute->klass->type == PANGO_ATTR_WEIGHT)
        g_string_append_len (marked,
                             gtk_label_get_label (label) + attribute->start_index,
                             attribute->end_index - attribute->start_index);

      pango_attribute_destroy (attribute);
    }

  return g_string_free (g_steal_pointer (&marked), FALSE);
}

static gboolean
has_marked (FilterFixture *fixture, const char *expected)
{
  GtkLabel *subtitle = get_subtitle (fixture);
  g_autofree char *marked = subtitle != NULL ? get_marked (subtitle) : NULL;

  return g_strcmp0 (marked, expected) == 0;
}

static void
test_search (FilterFixture *fixture, gconstpointer data)
{
  GtkWidget *bar = filter_fixture_find (fixture->view, DOCKET_TYPE_SEARCH_BAR);

  docket_test_ui_wait_for (filter_fixture_has_subtitle (fixture, "11 of 64"));
  type (fixture, "akesson");
  docket_test_ui_wait_for (filter_fixture_has_subtitle (fixture, "2 of 64"));
  docket_test_ui_wait_for (has_marked (fixture, "Åkesson"));
  g_assert_true (filter_fixture_has_chips (fixture->view, "Open, Pending | Me"));

  type (fixture, "akes");
  docket_test_ui_wait_for (has_marked (fixture, "Åkes"));

  docket_search_bar_stop (DOCKET_SEARCH_BAR (bar));
  docket_test_ui_wait_for (filter_fixture_has_subtitle (fixture, "11 of 64"));
  g_assert_true (has_marked (fixture, ""));
  g_assert_cmpstr (docket_search_bar_get_text (DOCKET_SEARCH_BAR (bar)), ==, "");
}

static GtkWidget *
get_way_out (FilterFixture *fixture)
{
  GtkWidget *pane = filter_fixture_find (fixture->view, DOCKET_TYPE_LIST_PANE);

  return GTK_WIDGET (
    gtk_widget_get_template_child (pane, DOCKET_TYPE_LIST_PANE, "stop_search_button"));
}

/* What the view hides is offered; where there is nothing, the way back is. */
static void
test_nothing_found (FilterFixture *fixture, gconstpointer data)
{
  g_autoptr (DocketFilter) all = docket_filter_new ();
  g_autofree char *subtitle = NULL;
  GtkWidget *button;

  docket_test_ui_wait_for (filter_fixture_has_subtitle (fixture, "11 of 64"));
  type (fixture, "qqqqqq");
  docket_test_ui_wait_for (says_nothing_found (fixture));
  g_assert_true (gtk_widget_get_mapped (get_way_out (fixture)));
  g_signal_emit_by_name (get_way_out (fixture), "clicked");
  docket_test_ui_wait_for (filter_fixture_has_subtitle (fixture, "11 of 64"));

  type (fixture, "printer");
  docket_test_ui_wait_for (
    says_nothing_found (fixture) &&
    docket_test_ui_find (get_page (fixture), GTK_TYPE_BUTTON, "suggested-action") != NULL);
  all->search = g_strdup ("printer");
  subtitle = g_strdup_printf ("%u of 64", filter_fixture_count (fixture->workspace, all));
  button = docket_test_ui_find (get_page (fixture), GTK_TYPE_BUTTON, "suggested-action");
  g_signal_emit_by_name (button, "clicked");
  docket_test_ui_wait_for (filter_fixture_has_subtitle (fixture, subtitle));
  g_assert_true (filter_fixture_has_chips (fixture->view, ""));

  docket_search_bar_stop (filter_fixture_find (fixture->view, DOCKET_TYPE_SEARCH_BAR));
  docket_test_ui_wait_for (filter_fixture_has_subtitle (fixture, "11 of 64"));
  g_assert_true (filter_fixture_has_chips (fixture->view, "Open, Pending | Me"));
}

/* Whatever is typed, and faster than it is found: no warning, and the list answers after it. */
static void
test_any_text (FilterFixture *fixture, gconstpointer data)
{
  static const char *const texts[] = { "\"",
                                       "\"\"\"",
                                       "*",
                                       "a*",
                                       "AND",
                                       "a AND",
                                       "NEAR(a b)",
                                       "title:x",
                                       "-a",
                                       "^a",
                                       "{a b}",
                                       "(",
                                       ")",
                                       "'; DROP TABLE ticket; --",
                                       "é\"",
                                       "«",
                                       "%",
                                       "_",
                                       "\\",
                                       "a\"b\"c",
                                       "\xf0\x9f\x98\x80",
                                       "   ",
                                       "<b>",
                                       "&amp;",
                                       "\xd9\x84\xd9\x8a\xd9\x84\xd9\x89" };
  g_autofree char *long_text = g_strnfill (20000, 'a');

  docket_test_ui_wait_for (filter_fixture_has_subtitle (fixture, "11 of 64"));

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      type (fixture, texts[i]);
      docket_test_ui_turn ();
    }

  type (fixture, long_text);
  docket_test_ui_wait_for (says_nothing_found (fixture));
  type (fixture, "akesson");
  docket_test_ui_wait_for (filter_fixture_has_subtitle (fixture, "2 of 64"));
}

int
main (int argc, char *argv[])
{
  filter_fixture_init (&argc, &argv);

  filter_fixture_add ("/filter/chips", test_chips);
  filter_fixture_add ("/filter/chips-by-key", test_chips_by_key);
  filter_fixture_add ("/filter/names", test_names);
  filter_fixture_add ("/filter/dialog", test_dialog);
  filter_fixture_add ("/filter/part-of-status", test_part_of_status);
  filter_fixture_add ("/filter/customers", test_customers);
  filter_fixture_add ("/filter/dates", test_dates);
  filter_fixture_add ("/filter/kept", test_kept);
  filter_fixture_add ("/filter/search", test_search);
  filter_fixture_add ("/filter/nothing-found", test_nothing_found);
  filter_fixture_add ("/filter/any-text", test_any_text);

  return filter_fixture_run ();
}
