/* The ticket list stays lazy, and says no more than what moved.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-ids.h"
#include "docket-store-tickets.h"
#include "docket-ticket-list.h"
#include "workspace-fixture.h"

#define MANY 100000
#define WINDOW 200

/* So many rows at most come at once, until a view has all that it makes widgets for. */
#define SCREEN 32

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

/**
 * View:
 * @items: (element-type DocketTicket): what it shows, from the top
 * @ids: (element-type gint64): what it was told of the list
 *
 * Does what a list view does: holds the objects of a window at the top, and follows what it is
 * told.
 */
typedef struct
{
  DocketTicketList *list;
  GPtrArray *items;
  GArray *ids;
  guint n_told;
  guint n_removed;
  guint n_added;
  guint largest_step; /* while it is no longer than what it shows */
} View;

static char *
make_workspace (guint n_tickets)
{
  const DocketAccountSetup setup = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *id = docket_workspaces_create (&setup, NULL, NULL, &error);
  g_autofree char *root = docket_workspaces_get_root ();
  g_autofree char *folder = NULL;
  g_autoptr (DocketStore) store = NULL;
  g_autoptr (DocketTransaction) txn = NULL;
  static const char *const statuses[] = { "open", "closed", "closed", "resolved", "pending" };
  static const char *const priorities[] = { "low", "medium", "high", "critical" };

  g_assert_no_error (error);
  folder = g_build_filename (root, id, NULL);
  store = docket_store_open (folder, NULL, &error);
  g_assert_no_error (error);
  txn = docket_store_begin_write (store, NULL, &error);
  g_assert_no_error (error);

  for (guint i = 1; i <= n_tickets; i++)
    {
      g_autoptr (DocketValues) values = docket_values_new ();
      g_autofree char *number = g_strdup_printf ("%u", i);

      docket_values_set (values, DOCKET_FIELD_ID_TITLE, number);
      docket_values_set (values, DOCKET_FIELD_ID_STATUS, statuses[i % 5]);
      docket_values_set (values, DOCKET_FIELD_ID_PRIORITY, priorities[i % 4]);
      docket_values_set_int64 (values, DOCKET_FIELD_ID_CREATED, (gint64) i * G_USEC_PER_SEC);
      docket_tickets_insert (txn, NULL, number, values, (gint64) i * G_USEC_PER_SEC, &error);
      g_assert_no_error (error);
    }

  docket_transaction_commit (txn, &error);
  g_assert_no_error (error);
  g_clear_pointer (&txn, docket_transaction_free);
  docket_store_close (store);

  return g_steal_pointer (&id);
}

static void
fill_window (View *view)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < WINDOW; i++)
    {
      g_autoptr (DocketTicket) ticket = g_list_model_get_item (G_LIST_MODEL (view->list), i);

      if (ticket == NULL)
        break;

      g_assert_cmpint (docket_ticket_get_id (ticket), ==, g_array_index (view->ids, gint64, i));
      g_ptr_array_add (items, g_steal_pointer (&ticket));
    }

  g_clear_pointer (&view->items, g_ptr_array_unref);
  view->items = g_steal_pointer (&items);
}

static void
items_changed_cb (GListModel *model, guint position, guint n_removed, guint n_added, View *view)
{
  view->n_told++;
  view->n_removed += n_removed;
  view->n_added += n_added;
  g_assert_cmpuint (position + n_removed, <=, view->ids->len);

  if (n_removed > 0)
    g_array_remove_range (view->ids, position, n_removed);

  for (guint i = 0; i < n_added; i++)
    {
      gint64 id = docket_ticket_list_get_id (view->list, position + i);

      g_array_insert_val (view->ids, position + i, id);
    }

  g_assert_cmpuint (view->ids->len, ==, g_list_model_get_n_items (model));

  if (view->ids->len <= WINDOW)
    view->largest_step = MAX (view->largest_step, n_added);

  fill_window (view);
}

static View *
view_new (DocketWorkspace *workspace)
{
  View *view = g_new0 (View, 1);

  view->list = docket_ticket_list_new (workspace);
  view->items = g_ptr_array_new_with_free_func (g_object_unref);
  view->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_signal_connect (view->list, "items-changed", G_CALLBACK (items_changed_cb), view);

  return view;
}

static void
view_free (View *view)
{
  g_signal_handlers_disconnect_by_data (view->list, view);
  g_ptr_array_unref (view->items);
  g_object_unref (view->list);
  g_array_unref (view->ids);
  g_free (view);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (View, view_free)

static guint
get_length (View *view)
{
  return g_list_model_get_n_items (G_LIST_MODEL (view->list));
}

/* What the view was told is what the list has. */
static void
assert_followed (View *view)
{
  g_assert_cmpuint (view->ids->len, ==, get_length (view));

  for (guint i = 0; i < view->ids->len; i++)
    g_assert_cmpint (g_array_index (view->ids, gint64, i),
                     ==,
                     docket_ticket_list_get_id (view->list, i));
}

static gboolean
all_loaded (View *view)
{
  for (guint i = 0; i < view->items->len; i++)
    if (!docket_ticket_is_loaded (g_ptr_array_index (view->items, i)))
      return FALSE;

  return view->items->len > 0;
}

static void
reset_counts (View *view)
{
  view->n_told = 0;
  view->n_removed = 0;
  view->n_added = 0;
}

static DocketWorkspace *
open_with (guint n_tickets)
{
  g_autofree char *id = make_workspace (n_tickets);

  return workspace_fixture_open (id);
}

/* The first rows are not empty for a moment. */
static void
test_first_rows_loaded (void)
{
  g_autoptr (OpenWorkspace) workspace = open_with (1000);
  g_autoptr (View) view = view_new (workspace);

  wait_until (get_length (view) > 0);
  g_assert_false (docket_ticket_list_is_whole (view->list));
  g_assert_cmpuint (view->items->len, ==, get_length (view));
  g_assert_true (all_loaded (view));
}

/* Opening, sorting and filtering 100,000 tickets makes a screenful of objects, not 100,000. */
static void
test_lazy (void)
{
  g_autoptr (OpenWorkspace) workspace = open_with (MANY);
  g_autoptr (View) view = view_new (workspace);
  g_autoptr (DocketFilter) all = docket_filter_new ();
  g_autoptr (DocketFilter) closed = docket_filter_new ();
  guint position;

  n_made = 0;
  g_assert_true (docket_ticket_list_is_loading (view->list));
  wait_until (get_length (view) == MANY * 2 / 5);
  g_assert_false (docket_ticket_list_is_loading (view->list));
  g_assert_cmpuint (view->n_removed, ==, 0);
  g_assert_cmpuint (view->largest_step, <=, SCREEN);
  wait_until (all_loaded (view));

  docket_ticket_list_set_filter (view->list, all);
  wait_until (get_length (view) == MANY);
  assert_followed (view);
  g_assert_cmpint (docket_ticket_list_get_id (view->list, 0), ==, MANY);
  g_assert_true (docket_ticket_list_find (view->list, 7, &position));
  g_assert_cmpuint (position, ==, MANY - 7);

  docket_ticket_list_set_order (view->list, DOCKET_SORT_CREATED, TRUE, DOCKET_GROUP_NONE);
  wait_until (docket_ticket_list_get_id (view->list, MANY - 1) == MANY);
  assert_followed (view);

  docket_filter_set_statuses (closed, (const char *[]){ "closed", NULL });
  docket_ticket_list_set_filter (view->list, closed);
  wait_until (get_length (view) == MANY * 2 / 5 && !docket_ticket_list_is_loading (view->list));
  wait_until (all_loaded (view));
  assert_followed (view);

  /* Four queries, each told at most twice, of which each made at most a window of new ones. */
  g_assert_cmpuint (n_made, >, WINDOW);
  g_assert_cmpuint (n_made, <=, 4 * 2 * WINDOW);
}

static void
set_title (DocketWorkspace *workspace, gint64 ticket, const char *field, const char *value)
{
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  g_autoptr (GError) error = NULL;

  docket_edit_set_field (edit, ticket, field, value);
  docket_workspace_apply (workspace, edit, NULL, &error);
  g_assert_no_error (error);
}

/* One object an id, changed in place; one row that moves is one row taken out and put in. */
static void
test_change_in_place (void)
{
  g_autoptr (OpenWorkspace) workspace = open_with (1000);
  g_autoptr (View) view = view_new (workspace);
  g_autoptr (DocketTicket) ticket = NULL;

  docket_ticket_list_set_order (view->list, DOCKET_SORT_CREATED, FALSE, DOCKET_GROUP_NONE);
  wait_until (get_length (view) == 400 && all_loaded (view));
  ticket = g_list_model_get_item (G_LIST_MODEL (view->list), 5);
  reset_counts (view);

  set_title (workspace, docket_ticket_get_id (ticket), DOCKET_FIELD_ID_TITLE, "Changed");
  wait_until (g_strcmp0 (docket_ticket_get_row (ticket)->title, "Changed") == 0);
  g_assert_cmpuint (view->n_told, ==, 0);
  g_assert_true (g_ptr_array_index (view->items, 5) == ticket);
}

static void
test_one_row_moves (void)
{
  g_autoptr (OpenWorkspace) workspace = open_with (1000);
  g_autoptr (View) view = view_new (workspace);
  gint64 id;

  wait_until (get_length (view) == 400 && all_loaded (view));
  id = docket_ticket_list_get_id (view->list, 300);
  reset_counts (view);

  /* An edit makes it the last updated: it moves to the top. */
  set_title (workspace, id, DOCKET_FIELD_ID_TITLE, "Changed");
  wait_until (docket_ticket_list_get_id (view->list, 0) == id);
  g_assert_cmpuint (view->n_removed, ==, 1);
  g_assert_cmpuint (view->n_added, ==, 1);
  assert_followed (view);

  /* Closed, it leaves the list. */
  reset_counts (view);
  set_title (workspace, id, DOCKET_FIELD_ID_STATUS, "closed");
  wait_until (get_length (view) == 399);
  g_assert_cmpuint (view->n_removed, ==, 1);
  g_assert_cmpuint (view->n_added, ==, 0);
  assert_followed (view);
}

/* Filters that change faster than they are answered: the last one counts. */
static void
test_outdated_queries (void)
{
  g_autoptr (OpenWorkspace) workspace = open_with (2000);
  g_autoptr (View) view = view_new (workspace);

  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (DocketFilter) filter = docket_filter_new ();

      filter->priorities = 1u << (i % 4);
      docket_ticket_list_set_filter (view->list, filter);

      if (i % 3 == 0)
        g_main_context_iteration (NULL, FALSE);
    }

  wait_until (get_length (view) == 500 && all_loaded (view));
  assert_followed (view);

  for (guint i = 0; i < view->items->len; i++)
    g_assert_cmpint (docket_ticket_get_row (g_ptr_array_index (view->items, i))->priority,
                     ==,
                     DOCKET_PRIORITY_CRITICAL);
}

/* A list that goes while its answers are under way. */
static void
test_gone_early (void)
{
  g_autoptr (OpenWorkspace) workspace = open_with (100);
  DocketTicketList *list = docket_ticket_list_new (workspace);
  g_autoptr (DocketTicket) ticket = NULL;
  gpointer gone = list;

  g_object_add_weak_pointer (G_OBJECT (list), &gone);
  wait_until (g_list_model_get_n_items (G_LIST_MODEL (list)) > 0);
  ticket = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_object_unref (list);
  wait_until (gone == NULL);
  g_assert_cmpint (docket_ticket_get_id (ticket), >, 0);
}

static GArray *
shuffled (GRand *rand, GArray *ids, GHashTable *changed)
{
  GArray *result = g_array_copy (ids);
  guint n_moves = (guint) g_rand_int_range (rand, 0, 6);

  for (guint i = 0; i < n_moves; i++)
    {
      gint64 id = g_rand_int_range (rand, 1, 60);
      guint place;

      g_hash_table_add (changed, g_memdup2 (&id, sizeof id));

      for (guint j = 0; j < result->len; j++)
        if (g_array_index (result, gint64, j) == id)
          g_array_remove_index (result, j--);

      place = (guint) g_rand_int_range (rand, 0, (gint32) result->len + 1);

      if (g_rand_boolean (rand))
        g_array_insert_val (result, place, id);
    }

  return result;
}

/* From any order to any other one; what nobody changed is never touched. */
static void
test_runs (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261123);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gint64 i = 1; i <= 40; i++)
    g_array_append_val (ids, i);

  for (guint round = 0; round < 3000; round++)
    {
      g_autoptr (GHashTable) changed =
        g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
      g_autoptr (GArray) target = shuffled (rand, ids, changed);
      guint position, suffix, n_touched = 0;

      docket_ids_count_common (ids, target, &position, &suffix);

      while (position < ids->len - suffix || position < target->len - suffix)
        {
          guint n_removed, n_added;

          docket_ids_next_run (ids, target, suffix, position, changed, &n_removed, &n_added);
          n_touched += n_removed + n_added;

          if (n_removed > 0)
            g_array_remove_range (ids, position, n_removed);

          if (n_added > 0)
            g_array_insert_vals (ids, position, &g_array_index (target, gint64, position), n_added);

          position += n_added;

          if (n_removed + n_added == 0)
            position++;
        }

      g_assert_cmpmem (ids->data,
                       ids->len * sizeof (gint64),
                       target->data,
                       target->len * sizeof (gint64));
      g_assert_cmpuint (n_touched, <=, 2 * g_hash_table_size (changed));
    }
}

static void
arranged_cb (DocketTicketList *list, guint *n_arranged)
{
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1000);
  g_assert_true (docket_ticket_list_is_whole (list));
  (*n_arranged)++;
}

/* The first rows come first where they are known first, and no ticket is missing meanwhile. */
static void
test_order_keeps_count (void)
{
  g_autoptr (OpenWorkspace) workspace = open_with (1000);
  g_autoptr (View) view = view_new (workspace);
  g_autoptr (DocketFilter) all = docket_filter_new ();
  guint n_arranged = 0;

  docket_ticket_list_set_filter (view->list, all);
  wait_until (docket_ticket_list_is_whole (view->list));
  g_assert_cmpuint (get_length (view), ==, 1000);
  g_signal_connect (view->list, "arranged", G_CALLBACK (arranged_cb), &n_arranged);

  docket_ticket_list_set_order (view->list, DOCKET_SORT_UPDATED, TRUE, DOCKET_GROUP_NONE);
  g_assert_false (docket_ticket_list_is_arranged (view->list));
  wait_until (docket_ticket_list_is_arranged (view->list));
  g_assert_cmpuint (n_arranged, ==, 2);
  g_assert_cmpint (docket_ticket_list_get_id (view->list, 999), ==, 1000);
  assert_followed (view);

  docket_ticket_list_set_order (view->list, DOCKET_SORT_CREATED, FALSE, DOCKET_GROUP_NONE);
  wait_until (docket_ticket_list_is_arranged (view->list));
  g_assert_cmpuint (n_arranged, ==, 3);
  g_assert_cmpint (docket_ticket_list_get_id (view->list, 0), ==, 1000);
  assert_followed (view);
  g_signal_handlers_disconnect_by_data (view->list, &n_arranged);
}

/* Where groups begin follows the tickets. */
static void
test_groups (void)
{
  g_autoptr (OpenWorkspace) workspace = open_with (1000);
  g_autoptr (View) view = view_new (workspace);
  g_autoptr (DocketFilter) all = docket_filter_new ();
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  g_autoptr (GError) error = NULL;
  guint n_tickets = 0;

  docket_ticket_list_set_filter (view->list, all);
  docket_ticket_list_set_order (view->list, DOCKET_SORT_UPDATED, FALSE, DOCKET_GROUP_STATUS);
  wait_until (docket_ticket_list_is_arranged (view->list));

  g_assert_true (docket_ticket_list_starts_group (view->list, 0, &n_tickets));
  g_assert_cmpuint (n_tickets, ==, 200);
  g_assert_false (docket_ticket_list_starts_group (view->list, 1, &n_tickets));
  g_assert_false (docket_ticket_list_starts_group (view->list, 199, &n_tickets));
  g_assert_true (docket_ticket_list_starts_group (view->list, 200, &n_tickets));
  g_assert_true (docket_ticket_list_starts_group (view->list, 600, &n_tickets));
  g_assert_cmpuint (n_tickets, ==, 400);

  docket_edit_set_field (edit,
                         docket_ticket_list_get_id (view->list, 5),
                         DOCKET_FIELD_ID_STATUS,
                         "closed");
  g_assert_true (docket_workspace_apply (workspace, edit, NULL, &error));
  g_assert_no_error (error);
  wait_until (docket_ticket_list_starts_group (view->list, 599, &n_tickets));
  g_assert_cmpuint (n_tickets, ==, 401);
  assert_followed (view);
}

int
main (int argc, char **argv)
{
  int result;

  workspace_fixture_init ();
  g_test_init (&argc, &argv, NULL);

  workspace_fixture_add ("/workspace-list/runs", test_runs);
  workspace_fixture_add ("/workspace-list/first-rows-loaded", test_first_rows_loaded);
  workspace_fixture_add ("/workspace-list/lazy", test_lazy);
  workspace_fixture_add ("/workspace-list/change-in-place", test_change_in_place);
  workspace_fixture_add ("/workspace-list/one-row-moves", test_one_row_moves);
  workspace_fixture_add ("/workspace-list/outdated-queries", test_outdated_queries);
  workspace_fixture_add ("/workspace-list/gone-early", test_gone_early);
  workspace_fixture_add ("/workspace-list/order-keeps-count", test_order_keeps_count);
  workspace_fixture_add ("/workspace-list/groups", test_groups);

  result = g_test_run ();
  workspace_fixture_end ();

  return result;
}
