/* Filter, chips, search and saved views, as a person uses them.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-application.h"
#include "docket-date-row.h"
#include "docket-facet-row.h"
#include "docket-filter-bar.h"
#include "docket-filter-chip.h"
#include "docket-filter-dialog.h"
#include "docket-list-pane.h"
#include "docket-list-row.h"
#include "docket-name-dialog.h"
#include "docket-search-bar.h"
#include "docket-settings.h"
#include "docket-sidebar-pane.h"
#include "docket-test-ui.h"
#include "docket-undo-stack.h"
#include "docket-view-row.h"
#include "docket-workspace-view.h"

typedef struct
{
  DocketWorkspace *workspace;
  GtkWidget *window;
  GtkWidget *view;
} Fixture;

static char *workspace_id;

static void
open_view (Fixture *fixture)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GError) error = NULL;

  fixture->workspace = docket_workspace_open (workspace_id, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  fixture->view = docket_workspace_view_new (fixture->workspace, G_MENU_MODEL (menu));
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1240, 700);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->view);
  gtk_window_present (GTK_WINDOW (fixture->window));
  docket_test_ui_wait_for (gtk_widget_get_mapped (fixture->view));
}

static void
close_view (Fixture *fixture)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->view), (gpointer *) &fixture->view);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  docket_test_ui_wait_for (fixture->view == NULL);

  while (g_main_context_iteration (NULL, FALSE))
    continue;

  g_clear_object (&fixture->workspace);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  docket_settings_set_view (workspace_id, "");
  docket_settings_set_filter (workspace_id, NULL);
  open_view (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  close_view (fixture);
}

static gpointer
find (GtkWidget *root, GType type)
{
  return docket_test_ui_find (root, type, NULL);
}

static gpointer
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type) && gtk_widget_get_visible (window))
        return window;
    }

  return NULL;
}

static guint
count (DocketWorkspace *workspace, const DocketFilter *filter)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids =
    docket_workspace_list_tickets (workspace, filter, DOCKET_SORT_UPDATED, FALSE, 0, NULL, &error);

  g_assert_no_error (error);

  return ids->len;
}

static char *
get_chips (GtkWidget *root)
{
  GtkWidget *chip = find (root, DOCKET_TYPE_FILTER_CHIP);
  g_autoptr (GString) chips = g_string_new (NULL);

  for (; chip != NULL; chip = gtk_widget_get_next_sibling (chip))
    g_string_append_printf (chips,
                            "%s%s",
                            chips->len > 0 ? " | " : "",
                            docket_filter_chip_get_label (DOCKET_FILTER_CHIP (chip)));

  return g_string_free (g_steal_pointer (&chips), FALSE);
}

static gboolean
has_chips (GtkWidget *root, const char *expected)
{
  g_autofree char *chips = get_chips (root);

  return g_str_equal (chips, expected);
}

static gboolean
has_subtitle (Fixture *fixture, const char *expected)
{
  GtkWidget *pane = find (fixture->view, DOCKET_TYPE_LIST_PANE);
  AdwWindowTitle *title = find (pane, ADW_TYPE_WINDOW_TITLE);

  return g_str_equal (adw_window_title_get_subtitle (title), expected);
}

static void
remove_chip (GtkWidget *root, guint nth)
{
  GtkWidget *chip = find (root, DOCKET_TYPE_FILTER_CHIP);

  while (nth-- > 0)
    chip = gtk_widget_get_next_sibling (chip);

  g_signal_emit_by_name (find (chip, GTK_TYPE_BUTTON), "clicked");
}

static void
test_chips (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DocketFilter) open = docket_filter_new_default ();
  g_autoptr (DocketFilter) any = docket_filter_new ();
  g_autofree char *all = g_strdup_printf ("%u tickets", count (fixture->workspace, any));
  g_autofree char *some =
    g_strdup_printf ("%u of %u", count (fixture->workspace, open), count (fixture->workspace, any));

  g_assert_cmpuint (count (fixture->workspace, open), <, count (fixture->workspace, any));
  docket_test_ui_wait_for (has_chips (fixture->view, "Open, Pending | Me"));

  remove_chip (fixture->view, 1);
  docket_test_ui_wait_for (has_subtitle (fixture, some));
  g_assert_true (has_chips (fixture->view, "Open, Pending"));

  remove_chip (fixture->view, 0);
  docket_test_ui_wait_for (has_subtitle (fixture, all));
  g_assert_true (has_chips (fixture->view, ""));
}

/* A key takes away one chip after the other. */
static void
test_chips_by_key (Fixture *fixture, gconstpointer data)
{
  GtkWidget *bar;

  docket_test_ui_wait_for (has_chips (fixture->view, "Open, Pending | Me"));
  bar = find (fixture->view, DOCKET_TYPE_FILTER_BAR);
  gtk_widget_grab_focus (find (bar, DOCKET_TYPE_FILTER_CHIP));

  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
      GtkWidget *chip = gtk_widget_get_ancestor (focus, DOCKET_TYPE_FILTER_CHIP);

      g_assert_nonnull (chip);
      g_signal_emit_by_name (focus, "clicked");
    }

  g_assert_true (has_chips (fixture->view, ""));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)), bar));
}

static void
test_names (Fixture *fixture, gconstpointer data)
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
  docket_list_pane_set_filter (find (fixture->view, DOCKET_TYPE_LIST_PANE), filter);
  docket_test_ui_wait_for (has_chips (fixture->view, "Lindqvist Bakery, …"));
}

static DocketFilterDialog *
open_dialog (Fixture *fixture)
{
  DocketFilterDialog *dialog;

  docket_test_ui_wait_for (has_chips (fixture->view, "Open, Pending | Me"));
  gtk_widget_activate_action (fixture->view, "workspace.filter", NULL);
  dialog = find_window (DOCKET_TYPE_FILTER_DIALOG);
  g_assert_nonnull (dialog);
  docket_test_ui_wait_for (find (GTK_WIDGET (dialog), DOCKET_TYPE_FACET_ROW) != NULL);

  return dialog;
}

static gboolean
shows_count (Fixture *fixture, DocketFilterDialog *dialog)
{
  GtkWidget *button =
    docket_test_ui_find (GTK_WIDGET (dialog), GTK_TYPE_BUTTON, "suggested-action");
  g_autofree char *expected =
    g_strdup_printf ("Show %u",
                     count (fixture->workspace, docket_filter_dialog_get_filter (dialog)));

  return g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), expected) == 0;
}

static DocketFacetRow *
find_facet_row (GtkWidget *root, DocketFacet facet, const char *value)
{
  if (DOCKET_IS_FACET_ROW (root))
    {
      DocketFacetRow *row = DOCKET_FACET_ROW (root);

      return docket_facet_row_get_facet (row) == facet &&
                 g_str_equal (docket_facet_row_get_value (row), value)
               ? row
               : NULL;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      DocketFacetRow *row = find_facet_row (child, facet, value);

      if (row != NULL)
        return row;
    }

  return NULL;
}

static void
toggle (DocketFilterDialog *dialog, DocketFacet facet, const char *value)
{
  DocketFacetRow *row = find_facet_row (GTK_WIDGET (dialog), facet, value);

  g_assert_nonnull (row);
  docket_facet_row_set_active (row, !docket_facet_row_get_active (row));
}

static void
test_dialog (Fixture *fixture, gconstpointer data)
{
  DocketFilterDialog *dialog = open_dialog (fixture);
  const DocketFilter *filter;
  g_autoptr (DocketFilter) fresh = docket_filter_new_default ();
  guint before;

  docket_test_ui_wait_for (shows_count (fixture, dialog));
  g_assert_true (docket_facet_row_get_active (
    find_facet_row (GTK_WIDGET (dialog), DOCKET_FACET_STATUS, "open")));
  g_assert_false (docket_facet_row_get_active (
    find_facet_row (GTK_WIDGET (dialog), DOCKET_FACET_STATUS, "closed")));
  g_assert_nonnull (find_facet_row (GTK_WIDGET (dialog), DOCKET_FACET_STATUS, "On hold"));
  before = count (fixture->workspace, docket_filter_dialog_get_filter (dialog));

  /* Faster than any count: the last one stands. */
  for (guint i = 0; i < 21; i++)
    toggle (dialog, DOCKET_FACET_ASSIGNEE, "-1");

  docket_test_ui_wait_for (shows_count (fixture, dialog));
  g_assert_cmpuint (count (fixture->workspace, docket_filter_dialog_get_filter (dialog)),
                    >,
                    before);

  toggle (dialog, DOCKET_FACET_PRIORITY, "3");
  toggle (dialog, DOCKET_FACET_TYPE, "0");
  docket_test_ui_wait_for (shows_count (fixture, dialog));
  filter = docket_filter_dialog_get_filter (dialog);
  g_assert_cmpuint (filter->priorities, ==, 1u << DOCKET_PRIORITY_CRITICAL);
  g_assert_cmpuint (filter->types, ==, 1u << DOCKET_TICKET_TYPE_INCIDENT);

  gtk_widget_activate_action (GTK_WIDGET (dialog), "filter.reset", NULL);
  g_assert_true (docket_filter_equal (docket_filter_dialog_get_filter (dialog), fresh));
  g_assert_false (
    docket_facet_row_get_active (find_facet_row (GTK_WIDGET (dialog), DOCKET_FACET_PRIORITY, "3")));
  docket_test_ui_wait_for (shows_count (fixture, dialog));

  toggle (dialog, DOCKET_FACET_PRIORITY, "3");
  toggle (dialog, DOCKET_FACET_PRIORITY, "2");
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "filter.show", NULL);
  docket_test_ui_wait_for (find_window (DOCKET_TYPE_FILTER_DIALOG) == NULL);
  g_assert_true (has_chips (fixture->view, "Open, Pending | Critical, High"));

  /* Nothing holds it. */
  docket_test_ui_wait_for (dialog == NULL);
}

/* Pending shows all that is pending, and the dialog says so; by itself a status is one of many. */
static void
test_part_of_status (Fixture *fixture, gconstpointer data)
{
  DocketFilterDialog *dialog = open_dialog (fixture);
  GtkWidget *root = GTK_WIDGET (dialog);
  DocketFacetRow *part = find_facet_row (root, DOCKET_FACET_STATUS, "On hold");
  const char *const only[] = { "On hold", NULL };

  g_assert_nonnull (part);
  g_assert_cmpstr (docket_facet_row_get_whole (part), ==, "pending");
  g_assert_null (
    docket_facet_row_get_whole (find_facet_row (root, DOCKET_FACET_STATUS, "pending")));
  g_assert_true (docket_facet_row_get_active (part));
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (part)));

  toggle (dialog, DOCKET_FACET_STATUS, "pending");
  toggle (dialog, DOCKET_FACET_STATUS, "open");
  g_assert_false (docket_facet_row_get_active (part));
  g_assert_true (gtk_widget_get_sensitive (GTK_WIDGET (part)));

  toggle (dialog, DOCKET_FACET_STATUS, "On hold");
  g_assert_true (docket_facet_row_get_active (part));
  g_assert_true (
    g_strv_equal ((const char *const *) docket_filter_dialog_get_filter (dialog)->statuses, only));
  docket_test_ui_wait_for (shows_count (fixture, dialog));
  gtk_window_close (GTK_WINDOW (dialog));
}

/* What the picker found is a value like the others, once. */
static void
test_customers (Fixture *fixture, gconstpointer data)
{
  DocketFilterDialog *dialog = open_dialog (fixture);
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
  GtkWidget *button = find (GTK_WIDGET (dialog), GTK_TYPE_MENU_BUTTON);
  DocketFacetRow *row;

  picker = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
  g_signal_emit_by_name (picker, "chosen", customer);
  g_signal_emit_by_name (picker, "chosen", customer);
  g_signal_emit_by_name (picker, "chosen", NULL);
  g_assert_cmpuint (docket_filter_dialog_get_filter (dialog)->customers->len, ==, 1);
  docket_test_ui_wait_for (shows_count (fixture, dialog));
  row = find_facet_row (GTK_WIDGET (dialog), DOCKET_FACET_CUSTOMER, value);
  g_assert_true (docket_facet_row_get_active (row));

  toggle (dialog, DOCKET_FACET_CUSTOMER, value);
  g_assert_cmpuint (docket_filter_dialog_get_filter (dialog)->customers->len, ==, 0);
  toggle (dialog, DOCKET_FACET_CUSTOMER, value);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "filter.show", NULL);
  docket_test_ui_wait_for (has_chips (fixture->view, "Open, Pending | Me | Lindqvist Bakery"));
}

/* A day is a day here, whatever the zone: the end takes it whole. */
static void
test_dates (Fixture *fixture, gconstpointer data)
{
  DocketFilterDialog *dialog = open_dialog (fixture);
  const DocketFilter *filter = docket_filter_dialog_get_filter (dialog);
  g_autoptr (GDateTime) day = g_date_time_new_local (2026, 3, 29, 15, 30, 0);
  g_autoptr (GDateTime) begin = g_date_time_new_local (2026, 3, 29, 0, 0, 0);
  g_autoptr (GDateTime) end = g_date_time_new_local (2026, 3, 30, 0, 0, 0);
  GtkWidget *row = find (GTK_WIDGET (dialog), DOCKET_TYPE_DATE_ROW);

  for (guint i = 0; i < 2; i++)
    {
      GtkMenuButton *button = find (row, GTK_TYPE_MENU_BUTTON);
      GtkPopover *popover = gtk_menu_button_get_popover (button);

      gtk_calendar_select_day (GTK_CALENDAR (gtk_popover_get_child (popover)), day);
      row = gtk_widget_get_next_sibling (row);
    }

  g_assert_cmpint (filter->from, ==, g_date_time_to_unix (begin) * G_USEC_PER_SEC);
  g_assert_cmpint (filter->to, ==, g_date_time_to_unix (end) * G_USEC_PER_SEC);
  docket_test_ui_wait_for (shows_count (fixture, dialog));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "filter.show", NULL);
  docket_test_ui_wait_for (
    has_chips (fixture->view, "Open, Pending | Me | Created 03/29/26 – 03/29/26"));
}

static void
test_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DocketFilter) filter = docket_filter_new ();

  docket_test_ui_wait_for (has_chips (fixture->view, "Open, Pending | Me"));
  docket_facet_set (DOCKET_FACET_STATUS, filter, "On hold", TRUE);
  docket_facet_set (DOCKET_FACET_IMPACT, filter, "1", TRUE);
  docket_list_pane_set_filter (find (fixture->view, DOCKET_TYPE_LIST_PANE), filter);

  close_view (fixture);
  open_view (fixture);
  docket_test_ui_wait_for (has_chips (fixture->view, "On hold | Minor"));

  /* A view has its own; that is kept as well. */
  docket_sidebar_pane_select_view (find (fixture->view, DOCKET_TYPE_SIDEBAR_PANE), "unassigned");
  g_assert_true (has_chips (fixture->view, "Open, Pending | Unassigned"));

  close_view (fixture);
  open_view (fixture);
  docket_test_ui_wait_for (has_chips (fixture->view, "Open, Pending | Unassigned"));
}

static void
type (Fixture *fixture, const char *text)
{
  GtkWidget *bar = find (fixture->view, DOCKET_TYPE_SEARCH_BAR);

  docket_search_bar_start (DOCKET_SEARCH_BAR (bar));
  gtk_editable_set_text (find (bar, GTK_TYPE_SEARCH_ENTRY), text);
}

static GtkWidget *
get_page (Fixture *fixture)
{
  GtkWidget *pane = find (fixture->view, DOCKET_TYPE_LIST_PANE);

  return gtk_stack_get_visible_child (find (pane, GTK_TYPE_STACK));
}

static gboolean
says_nothing_found (Fixture *fixture)
{
  GtkWidget *page = get_page (fixture);

  return ADW_IS_STATUS_PAGE (page) &&
         g_str_equal (adw_status_page_get_title (ADW_STATUS_PAGE (page)), "Nothing found");
}

/* The second line of the first row. */
static GtkLabel *
get_subtitle (Fixture *fixture)
{
  GtkWidget *row = find (get_page (fixture), DOCKET_TYPE_LIST_ROW);

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
has_marked (Fixture *fixture, const char *expected)
{
  GtkLabel *subtitle = get_subtitle (fixture);
  g_autofree char *marked = subtitle != NULL ? get_marked (subtitle) : NULL;

  return g_strcmp0 (marked, expected) == 0;
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  GtkWidget *bar = find (fixture->view, DOCKET_TYPE_SEARCH_BAR);

  docket_test_ui_wait_for (has_subtitle (fixture, "11 of 64"));
  type (fixture, "akesson");
  docket_test_ui_wait_for (has_subtitle (fixture, "2 of 64"));
  docket_test_ui_wait_for (has_marked (fixture, "Åkesson"));
  g_assert_true (has_chips (fixture->view, "Open, Pending | Me"));

  type (fixture, "akes");
  docket_test_ui_wait_for (has_marked (fixture, "Åkes"));

  docket_search_bar_stop (DOCKET_SEARCH_BAR (bar));
  docket_test_ui_wait_for (has_subtitle (fixture, "11 of 64"));
  g_assert_true (has_marked (fixture, ""));
  g_assert_cmpstr (docket_search_bar_get_text (DOCKET_SEARCH_BAR (bar)), ==, "");
}

static GtkWidget *
get_way_out (Fixture *fixture)
{
  GtkWidget *pane = find (fixture->view, DOCKET_TYPE_LIST_PANE);

  return GTK_WIDGET (
    gtk_widget_get_template_child (pane, DOCKET_TYPE_LIST_PANE, "stop_search_button"));
}

/* What the view hides is offered; where there is nothing, the way back is. */
static void
test_nothing_found (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DocketFilter) all = docket_filter_new ();
  g_autofree char *subtitle = NULL;
  GtkWidget *button;

  docket_test_ui_wait_for (has_subtitle (fixture, "11 of 64"));
  type (fixture, "qqqqqq");
  docket_test_ui_wait_for (says_nothing_found (fixture));
  g_assert_true (gtk_widget_get_mapped (get_way_out (fixture)));
  g_signal_emit_by_name (get_way_out (fixture), "clicked");
  docket_test_ui_wait_for (has_subtitle (fixture, "11 of 64"));

  type (fixture, "printer");
  docket_test_ui_wait_for (
    says_nothing_found (fixture) &&
    docket_test_ui_find (get_page (fixture), GTK_TYPE_BUTTON, "suggested-action") != NULL);
  all->search = g_strdup ("printer");
  subtitle = g_strdup_printf ("%u of 64", count (fixture->workspace, all));
  button = docket_test_ui_find (get_page (fixture), GTK_TYPE_BUTTON, "suggested-action");
  g_signal_emit_by_name (button, "clicked");
  docket_test_ui_wait_for (has_subtitle (fixture, subtitle));
  g_assert_true (has_chips (fixture->view, ""));

  docket_search_bar_stop (find (fixture->view, DOCKET_TYPE_SEARCH_BAR));
  docket_test_ui_wait_for (has_subtitle (fixture, "11 of 64"));
  g_assert_true (has_chips (fixture->view, "Open, Pending | Me"));
}

/* Whatever is typed, and faster than it is found: no warning, and the list answers after it. */
static void
test_any_text (Fixture *fixture, gconstpointer data)
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

  docket_test_ui_wait_for (has_subtitle (fixture, "11 of 64"));

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      type (fixture, texts[i]);
      docket_test_ui_turn ();
    }

  type (fixture, long_text);
  docket_test_ui_wait_for (says_nothing_found (fixture));
  type (fixture, "akesson");
  docket_test_ui_wait_for (has_subtitle (fixture, "2 of 64"));
}

static GtkListBoxRow *
find_view_row (Fixture *fixture, const char *label)
{
  GtkWidget *pane = find (fixture->view, DOCKET_TYPE_SIDEBAR_PANE);
  GtkListBox *list = find (pane, GTK_TYPE_LIST_BOX);
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    if (g_str_equal (docket_view_row_get_label (DOCKET_VIEW_ROW (row)), label))
      return row;

  return NULL;
}

static void
give_name (const char *name)
{
  GtkWidget *dialog = find_window (DOCKET_TYPE_NAME_DIALOG);

  g_assert_nonnull (dialog);
  docket_name_dialog_set_name (DOCKET_NAME_DIALOG (dialog), "   ");
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "name"));
  docket_name_dialog_set_name (DOCKET_NAME_DIALOG (dialog), name);
  g_assert_true (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "name"));
  gtk_widget_activate_default (find (dialog, ADW_TYPE_ENTRY_ROW));
  docket_test_ui_wait_for (find_window (DOCKET_TYPE_NAME_DIALOG) == NULL);
}

static void
activate_view_action (Fixture *fixture, const char *label, const char *action)
{
  GtkListBoxRow *row = find_view_row (fixture, label);

  g_assert_nonnull (row);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (row), action, NULL));
}

static void
test_saved_view (Fixture *fixture, gconstpointer data)
{
  GtkWidget *pane = find (fixture->view, DOCKET_TYPE_LIST_PANE);
  DocketFilterDialog *dialog = open_dialog (fixture);
  g_autofree char *n = NULL;
  GtkWidget *toast;

  toggle (dialog, DOCKET_FACET_ASSIGNEE, "-1");
  toggle (dialog, DOCKET_FACET_PRIORITY, "0");
  n = g_strdup_printf ("%u", count (fixture->workspace, docket_filter_dialog_get_filter (dialog)));
  g_assert_cmpstr (n, !=, "0");
  gtk_widget_activate_action (GTK_WIDGET (dialog), "filter.save-view", NULL);
  give_name ("  Quiet & <calm>  ");
  docket_test_ui_wait_for (find_view_row (fixture, "Quiet & <calm>") != NULL);
  docket_test_ui_wait_for (
    gtk_list_box_row_is_selected (find_view_row (fixture, "Quiet & <calm>")));
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (
                     docket_test_ui_find (GTK_WIDGET (find_view_row (fixture, "Quiet & <calm>")),
                                          GTK_TYPE_LABEL,
                                          "dim"))),
                   ==,
                   n);
  g_assert_true (has_chips (fixture->view, "Open, Pending | Low"));
  g_assert_cmpstr (adw_window_title_get_title (find (pane, ADW_TYPE_WINDOW_TITLE)),
                   ==,
                   "Quiet & <calm>");

  activate_view_action (fixture, "Quiet & <calm>", "view.rename");
  give_name ("Low only");
  docket_test_ui_wait_for (find_view_row (fixture, "Low only") != NULL);
  g_assert_null (find_view_row (fixture, "Quiet & <calm>"));
  g_assert_cmpstr (adw_window_title_get_title (find (pane, ADW_TYPE_WINDOW_TITLE)), ==, "Low only");
  g_assert_true (has_chips (fixture->view, "Open, Pending | Low"));

  activate_view_action (fixture, "Low only", "view.delete");
  docket_test_ui_wait_for (find_view_row (fixture, "Low only") == NULL);
  g_assert_true (has_chips (fixture->view, "Open, Pending"));

  toast = docket_test_ui_find (fixture->view, g_type_from_name ("AdwToastWidget"), NULL);
  g_assert_nonnull (toast);
  g_signal_emit_by_name (find (toast, GTK_TYPE_BUTTON), "clicked");
  docket_test_ui_wait_for (find_view_row (fixture, "Low only") != NULL);
}

/* The last one first, also while it is still being written. */
static void
test_saved_view_undone (Fixture *fixture, gconstpointer data)
{
  DocketUndoStack *stack = docket_undo_stack_find (fixture->view);
  g_autofree char *id = NULL;

  docket_test_ui_wait_for (find_view_row (fixture, "Critical anywhere") != NULL);
  id = g_strdup (
    docket_view_row_get_id (DOCKET_VIEW_ROW (find_view_row (fixture, "Critical anywhere"))));
  activate_view_action (fixture, "Critical anywhere", "view.rename");
  give_name ("Burning");
  docket_test_ui_wait_for (find_view_row (fixture, "Burning") != NULL);
  activate_view_action (fixture, "Burning", "view.delete");
  docket_test_ui_wait_for (find_view_row (fixture, "Burning") == NULL);
  docket_undo_stack_undo (stack);
  docket_test_ui_wait_for (find_view_row (fixture, "Burning") != NULL);
  g_assert_cmpstr (docket_view_row_get_id (DOCKET_VIEW_ROW (find_view_row (fixture, "Burning"))),
                   ==,
                   id);
  docket_undo_stack_undo (stack);
  docket_test_ui_wait_for (find_view_row (fixture, "Critical anywhere") != NULL);
  g_assert_null (find_view_row (fixture, "Burning"));
  g_assert_false (docket_undo_stack_can_undo (stack));

  activate_view_action (fixture, "Critical anywhere", "view.delete");
  docket_undo_stack_undo (stack);
  docket_test_ui_wait_for (!docket_undo_stack_can_undo (stack));
  docket_test_ui_wait_for (find_view_row (fixture, "Critical anywhere") != NULL);
}

static gboolean
has_title (Fixture *fixture, const char *expected)
{
  GtkWidget *pane = find (fixture->view, DOCKET_TYPE_LIST_PANE);

  return g_str_equal (adw_window_title_get_title (find (pane, ADW_TYPE_WINDOW_TITLE)), expected);
}

/* What is shown does not go by the name of a view that shows something else, and the way back is
 * where one came from. */
static void
test_changed_filter (Fixture *fixture, gconstpointer data)
{
  docket_test_ui_wait_for (has_chips (fixture->view, "Open, Pending | Me"));
  g_assert_true (has_title (fixture, "My open tickets"));
  remove_chip (fixture->view, 0);
  g_assert_true (has_title (fixture, "Filtered tickets"));

  /* As a click or Enter does. */
  g_signal_emit_by_name (find_view_row (fixture, "My open tickets"), "activate");
  docket_test_ui_wait_for (has_chips (fixture->view, "Open, Pending | Me"));
  g_assert_true (has_title (fixture, "My open tickets"));
}

static DocketFilter *
make_view_filter (Fixture *fixture, const char *label)
{
  return docket_view_row_make_filter (DOCKET_VIEW_ROW (find_view_row (fixture, label)));
}

static gboolean
view_shows_any (Fixture *fixture, const char *label)
{
  g_autoptr (DocketFilter) filter = make_view_filter (fixture, label);
  g_autoptr (DocketFilter) any = docket_filter_new ();

  return docket_filter_equal (filter, any);
}

/* A saved view takes the filter over that is shown in its place, until that is taken back. */
static void
test_saved_view_updated (Fixture *fixture, gconstpointer data)
{
  GtkWidget *pane = find (fixture->view, DOCKET_TYPE_LIST_PANE);
  g_autoptr (DocketFilter) any = docket_filter_new ();

  docket_test_ui_wait_for (find_view_row (fixture, "Critical anywhere") != NULL);
  docket_sidebar_pane_select_view (
    find (fixture->view, DOCKET_TYPE_SIDEBAR_PANE),
    docket_view_row_get_id (DOCKET_VIEW_ROW (find_view_row (fixture, "Critical anywhere"))));
  docket_test_ui_wait_for (has_title (fixture, "Critical anywhere"));
  activate_view_action (fixture, "Critical anywhere", "view.update");
  g_assert_false (docket_undo_stack_can_undo (docket_undo_stack_find (fixture->view)));

  docket_list_pane_set_filter (DOCKET_LIST_PANE (pane), any);
  g_assert_true (has_title (fixture, "Filtered tickets"));
  activate_view_action (fixture, "Critical anywhere", "view.update");
  docket_test_ui_wait_for (has_title (fixture, "Critical anywhere"));
  g_assert_true (view_shows_any (fixture, "Critical anywhere"));

  docket_undo_stack_undo (docket_undo_stack_find (fixture->view));
  docket_test_ui_wait_for (has_title (fixture, "Filtered tickets"));
  g_assert_false (view_shows_any (fixture, "Critical anywhere"));
}

/* A view that is made of what is shown is sorted and grouped as that is. */
static void
test_saved_view_looks_the_same (Fixture *fixture, gconstpointer data)
{
  GtkWidget *pane = find (fixture->view, DOCKET_TYPE_LIST_PANE);
  DocketFilterDialog *dialog;
  g_autofree char *look = NULL;

  docket_test_ui_wait_for (has_chips (fixture->view, "Open, Pending | Me"));
  g_assert_true (gtk_widget_activate_action (pane, "look.group", "s", "customer"));
  dialog = open_dialog (fixture);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "filter.save-view", NULL);
  give_name ("Grouped");
  docket_test_ui_wait_for (has_title (fixture, "Grouped"));
  look = docket_settings_dup_look (
    workspace_id,
    docket_view_row_get_id (DOCKET_VIEW_ROW (find_view_row (fixture, "Grouped"))));
  g_assert_nonnull (look);
  g_assert_nonnull (strstr (look, " customer "));
  g_assert_true (gtk_widget_activate_action (pane, "look.group", "s", "none"));
}

static char *
make_sample (void)
{
  const DocketAccountSetup setup = { .sample = TRUE };
  g_autoptr (GError) error = NULL;
  char *id = docket_workspaces_create (&setup, NULL, NULL, &error);

  g_assert_no_error (error);

  return id;
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  g_autoptr (DocketApplication) application = NULL;
  int status;

  g_setenv ("TZ", "Europe/Paris", TRUE);
  docket_test_ui_init (&argc, &argv);
  application = docket_application_new ();
  workspace_id = make_sample ();

  add ("/filter/chips", test_chips);
  add ("/filter/chips-by-key", test_chips_by_key);
  add ("/filter/names", test_names);
  add ("/filter/dialog", test_dialog);
  add ("/filter/part-of-status", test_part_of_status);
  add ("/filter/customers", test_customers);
  add ("/filter/dates", test_dates);
  add ("/filter/kept", test_kept);
  add ("/filter/search", test_search);
  add ("/filter/nothing-found", test_nothing_found);
  add ("/filter/any-text", test_any_text);
  add ("/filter/saved-view", test_saved_view);
  add ("/filter/saved-view-undone", test_saved_view_undone);
  add ("/filter/changed-filter", test_changed_filter);
  add ("/filter/saved-view-updated", test_saved_view_updated);
  add ("/filter/saved-view-looks-the-same", test_saved_view_looks_the_same);
  status = g_test_run ();
  g_free (workspace_id);

  return status;
}
