/* The selection of a list of 100,000 tickets: by id, and without an object for each.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-list-row.h"
#include "docket-selection.h"
#include "docket-store-tickets.h"
#include "docket-test-ui.h"
#include "docket-ui-resources.h"

#define MANY 100000
/* A list view keeps about two hundred rows. */
#define FEW 1500

/* The linker puts this in front of the one that makes tickets, to count them. */
DocketTicket *__real_docket_ticket_new (gint64 id);
DocketTicket *__wrap_docket_ticket_new (gint64 id);

static guint n_made;

DocketTicket *
__wrap_docket_ticket_new (gint64 id)
{
  n_made++;

  return __real_docket_ticket_new (id);
}

typedef struct
{
  DocketWorkspace *workspace;
  DocketTicketList *list;
  DocketSelection *selection;
  GtkWindow *window;
} Fixture;

static void
add_tickets (const char *id, guint n)
{
  g_autofree char *root = docket_workspaces_get_root ();
  g_autofree char *folder = g_build_filename (root, id, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketStore) store = docket_store_open (folder, NULL, &error);
  g_autoptr (DocketTransaction) txn = NULL;

  g_assert_no_error (error);
  txn = docket_store_begin_write (store, NULL, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (DocketValues) values = docket_values_new ();

      docket_values_take (values, DOCKET_FIELD_ID_TITLE, g_strdup_printf ("Ticket %u", i));
      docket_values_set (values, DOCKET_FIELD_ID_STATUS, "open");
      docket_values_set (values, DOCKET_FIELD_ID_PRIORITY, i % 2 ? "low" : "high");
      docket_values_set_int64 (values, DOCKET_FIELD_ID_CREATED, 1000 + i);
      g_assert_cmpint (docket_tickets_insert (txn, NULL, NULL, values, 1000 + i, &error), >, 0);
    }

  g_assert_true (docket_transaction_commit (txn, &error));
  g_clear_pointer (&txn, docket_transaction_free);
  docket_store_close (store);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, docket_list_row_new ());
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  docket_list_row_set_ticket (DOCKET_LIST_ROW (gtk_list_item_get_child (item)),
                              gtk_list_item_get_item (item));
}

static void
show_list (Fixture *fixture)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *view;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  view = gtk_list_view_new (g_object_ref (GTK_SELECTION_MODEL (fixture->selection)), factory);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (fixture->window, 352, 600);
  gtk_window_set_child (fixture->window, scrolled);
  gtk_window_present (fixture->window);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  DocketAccountSetup setup = { .kind = DOCKET_SERVER_KIND_LOCAL };
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketFilter) all = docket_filter_new ();
  g_autoptr (DocketClock) clock = docket_clock_new_system ();
  g_autofree char *id = docket_workspaces_create (&setup, NULL, NULL, &error);

  g_assert_no_error (error);
  add_tickets (id, GPOINTER_TO_UINT (data));
  fixture->workspace = docket_workspace_open (id, NULL, clock, NULL, &error);
  g_assert_no_error (error);
  fixture->list = docket_ticket_list_new (fixture->workspace);
  fixture->selection = docket_selection_new (fixture->list);
  docket_ticket_list_set_filter (fixture->list, all);
  n_made = 0;
  show_list (fixture);
  docket_test_ui_wait_for (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)) ==
                           GPOINTER_TO_UINT (data));
  docket_test_ui_settle (GTK_WIDGET (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (fixture->window);
  g_object_unref (fixture->selection);
  g_object_unref (fixture->list);
  docket_workspace_close (fixture->workspace);
  g_object_unref (fixture->workspace);
}

static void
test_select_all (Fixture *fixture, gconstpointer data)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (fixture->selection);

  g_assert_cmpuint (n_made, >, 0);
  g_assert_true (gtk_selection_model_select_all (model));
  docket_test_ui_settle (GTK_WIDGET (fixture->window));

  g_assert_cmpuint (docket_selection_get_size (fixture->selection), ==, MANY);
  g_assert_true (gtk_selection_model_is_selected (model, MANY - 1));
  g_assert_true (gtk_selection_model_unselect_item (model, 7));
  g_assert_cmpuint (docket_selection_get_size (fixture->selection), ==, MANY - 1);
  g_assert_cmpint (docket_selection_get_single (fixture->selection), ==, 0);

  docket_ticket_list_set_order (fixture->list, DOCKET_SORT_CREATED, TRUE, DOCKET_GROUP_NONE);
  docket_test_ui_settle (GTK_WIDGET (fixture->window));
  docket_test_ui_wait_for (docket_selection_get_size (fixture->selection) == MANY - 1);

  g_assert_cmpuint (n_made, <, FEW);
}

static gint64
id_at (Fixture *fixture, guint position)
{
  return docket_ticket_list_get_id (fixture->list, position);
}

static void
test_survives_sorting (Fixture *fixture, gconstpointer data)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (fixture->selection);
  const gint64 chosen = id_at (fixture, 3);
  guint position;

  g_assert_true (gtk_selection_model_select_item (model, 3, TRUE));
  g_assert_cmpint (docket_selection_get_single (fixture->selection), ==, chosen);

  docket_ticket_list_set_order (fixture->list, DOCKET_SORT_CREATED, TRUE, DOCKET_GROUP_NONE);
  docket_test_ui_wait_for (id_at (fixture, 3) != chosen);
  g_assert_true (docket_ticket_list_find (fixture->list, chosen, &position));
  g_assert_cmpuint (position, !=, 3);
  g_assert_true (gtk_selection_model_is_selected (model, position));
  g_assert_false (gtk_selection_model_is_selected (model, 3));
  g_assert_cmpint (docket_selection_get_single (fixture->selection), ==, chosen);
}

static void
test_ranges (Fixture *fixture, gconstpointer data)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (fixture->selection);
  g_autoptr (GArray) ids = NULL;
  GtkBitset *bits;

  g_assert_true (gtk_selection_model_select_range (model, 2, 5, TRUE));
  g_assert_true (gtk_selection_model_unselect_range (model, 3, 2));
  bits = gtk_selection_model_get_selection_in_range (model, 0, 10);
  g_assert_cmpuint (gtk_bitset_get_size (bits), ==, 3);
  g_assert_true (gtk_bitset_contains (bits, 2));
  g_assert_true (gtk_bitset_contains (bits, 5));
  g_assert_true (gtk_bitset_contains (bits, 6));
  gtk_bitset_unref (bits);

  ids = docket_selection_dup_ids (fixture->selection);
  g_assert_cmpuint (ids->len, ==, 3);
  g_assert_cmpint (g_array_index (ids, gint64, 0), ==, id_at (fixture, 2));
  g_assert_true (gtk_selection_model_unselect_all (model));
  g_assert_cmpuint (docket_selection_get_size (fixture->selection), ==, 0);
}

int
main (int argc, char *argv[])
{
  docket_test_ui_init (&argc, &argv);
  docket_ui_register_resource ();

  g_test_add ("/selection/select-all",
              Fixture,
              GUINT_TO_POINTER (MANY),
              set_up,
              test_select_all,
              tear_down);
  g_test_add ("/selection/survives-sorting",
              Fixture,
              GUINT_TO_POINTER (50),
              set_up,
              test_survives_sorting,
              tear_down);
  g_test_add ("/selection/ranges", Fixture, GUINT_TO_POINTER (50), set_up, test_ranges, tear_down);

  return g_test_run ();
}
