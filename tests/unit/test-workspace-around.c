/* What is known around a ticket.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-store-tickets.h"
#include "docket-workspace-around.h"
#include "workspace-fixture.h"

static DocketAround *
load (DocketWorkspace *workspace, gint64 ticket, guint limit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTicketDetails) details =
    docket_workspace_load_ticket (workspace, ticket, NULL, &error);
  DocketAround *around = NULL;

  g_assert_no_error (error);
  around = docket_workspace_load_around (workspace, details->row, limit, NULL, &error);
  g_assert_no_error (error);

  return around;
}

static void
relate (const char *id, gint64 ticket, gint64 other, const char *kind)
{
  g_autofree char *root = docket_workspaces_get_root ();
  g_autofree char *folder = g_build_filename (root, id, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketStore) store = docket_store_open (folder, NULL, &error);
  g_autoptr (DocketTransaction) txn = NULL;

  g_assert_no_error (error);
  txn = docket_store_begin_write (store, NULL, &error);
  g_assert_true (docket_relations_set (txn, ticket, other, kind, &error));
  g_assert_true (docket_transaction_commit (txn, &error));
  g_assert_no_error (error);
  g_clear_pointer (&txn, docket_transaction_free);
  docket_store_close (store);
}

static void
assert_only (GPtrArray *rows, gint64 ticket)
{
  g_assert_cmpuint (rows->len, ==, ticket != 0 ? 1 : 0);

  if (ticket != 0)
    g_assert_cmpint (((DocketTicketRow *) g_ptr_array_index (rows, 0))->id, ==, ticket);
}

static void
test_around (void)
{
  DocketAccountSetup setup = { .kind = DOCKET_SERVER_KIND_LOCAL, .sample = TRUE };
  g_autoptr (GError) error = NULL;
  g_autofree char *id = docket_workspaces_create (&setup, NULL, NULL, &error);
  g_autoptr (OpenWorkspace) workspace = workspace_fixture_open (id);
  const gint64 ticket = docket_workspace_find_ticket (workspace, "#1041", &error);
  const gint64 other = docket_workspace_find_ticket (workspace, "#1043", &error);
  g_autoptr (DocketAround) around = NULL;

  g_assert_no_error (error);
  around = load (workspace, ticket, 3);
  g_assert_cmpstr (around->contact->name, ==, "Tom Iversen");
  g_assert_cmpstr (around->customer->name, ==, "Alder Dental");
  g_assert_cmpuint (around->of_contact->len, ==, 2);
  g_assert_cmpuint (around->of_customer->len, ==, 3);

  for (guint i = 0; i < around->of_customer->len; i++)
    {
      const DocketTicketRow *row = g_ptr_array_index (around->of_customer, i);

      g_assert_cmpint (row->id, !=, ticket);
      g_assert_cmpstr (row->customer_name, ==, "Alder Dental");
    }

  assert_only (around->parents, 0);
  assert_only (around->children, 0);
  g_clear_pointer (&around, docket_around_free);

  /* Said of one of the two, seen from both. */
  relate (id, ticket, other, "child");
  around = load (workspace, ticket, 3);
  assert_only (around->parents, other);
  assert_only (around->children, 0);
  g_clear_pointer (&around, docket_around_free);
  around = load (workspace, other, 3);
  assert_only (around->parents, 0);
  assert_only (around->children, ticket);
  g_clear_pointer (&around, docket_around_free);

  /* Said of both, seen once. */
  relate (id, other, ticket, "parent");
  around = load (workspace, other, 3);
  assert_only (around->children, ticket);
}

int
main (int argc, char **argv)
{
  int result;

  workspace_fixture_init ();
  g_test_init (&argc, &argv, NULL);
  workspace_fixture_add ("/workspace-around/around", test_around);
  result = g_test_run ();
  workspace_fixture_end ();

  return result;
}
