/* Workspaces for the tests of widgets: sample data in a folder that ends with the test.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-test-workspace.h"

static char *
make_sample (void)
{
  DocketAccountSetup setup = { .kind = DOCKET_SERVER_KIND_LOCAL, .sample = TRUE };
  g_autoptr (GError) error = NULL;
  char *id = docket_workspaces_create (&setup, NULL, NULL, &error);

  g_assert_no_error (error);

  return id;
}

static DocketWorkspace *
open_workspace (const char *id)
{
  g_autoptr (DocketClock) clock = docket_clock_new_system ();
  g_autoptr (GError) error = NULL;
  DocketWorkspace *workspace = docket_workspace_open (id, "secret", clock, NULL, &error);

  g_assert_no_error (error);

  return workspace;
}

/**
 * docket_test_workspace_new:
 *
 * Returns: (transfer full): a new workspace on this computer, with the sample data; to be closed
 */
DocketWorkspace *
docket_test_workspace_new (void)
{
  g_autofree char *id = make_sample ();

  return open_workspace (id);
}

/* The rows of `meta` make the kind of a workspace. */
static void
make_it_a_server (const char *id, gboolean knows_me)
{
  g_autofree char *root = docket_workspaces_get_root ();
  g_autofree char *folder = g_build_filename (root, id, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketStore) store = docket_store_open (folder, NULL, &error);
  g_autoptr (DocketTransaction) txn = NULL;

  g_assert_no_error (error);
  txn = docket_store_begin_write (store, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (docket_meta_set (txn, "kind", "atera", &error));
  g_assert_true (docket_meta_set (txn, "url", "http://127.0.0.1:1", &error));

  if (!knows_me)
    {
      g_assert_true (docket_meta_set (txn, "me", NULL, &error));
      g_assert_true (docket_meta_set (txn, "me-email", NULL, &error));
    }

  g_assert_true (docket_transaction_commit (txn, &error));
  g_assert_no_error (error);
  g_clear_pointer (&txn, docket_transaction_free);
  docket_store_close (store);
}

/**
 * docket_test_workspace_new_server:
 *
 * Returns: (transfer full): a workspace of a server that nobody has reached yet, and that doesn't
 * know who uses it; to be closed
 */
DocketWorkspace *
docket_test_workspace_new_server (void)
{
  g_autofree char *id = make_sample ();

  make_it_a_server (id, FALSE);

  return open_workspace (id);
}

/**
 * docket_test_workspace_new_known_server:
 *
 * Returns: (transfer full): a workspace of a server that can't be reached, and that knows who uses
 * it; to be closed
 */
DocketWorkspace *
docket_test_workspace_new_known_server (void)
{
  g_autofree char *id = make_sample ();

  make_it_a_server (id, TRUE);

  return open_workspace (id);
}

/**
 * docket_test_workspace_add_ticket:
 * @workspace: a workspace
 * @title: its title
 *
 * Returns: local id of a new ticket
 */
gint64
docket_test_workspace_add_ticket (DocketWorkspace *workspace, const char *title)
{
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  g_autoptr (DocketValues) values = docket_values_new ();
  g_autoptr (GError) error = NULL;

  docket_values_set (values, DOCKET_FIELD_ID_TITLE, title);

  /* A server wants to know whose it is. */
  if (docket_workspace_get_kind (workspace) != DOCKET_SERVER_KIND_LOCAL)
    {
      g_autoptr (DocketEntry) marie =
        docket_test_workspace_find (workspace, DOCKET_ENTITY_CONTACT, "Marie Dubois");
      g_autofree char *contact = g_strdup_printf ("%" G_GINT64_FORMAT, marie->id);

      docket_values_set (values, DOCKET_FIELD_ID_CONTACT, contact);
    }

  docket_edit_create_ticket (edit, values, 0);
  g_assert_true (docket_workspace_apply (workspace, edit, NULL, &error));
  g_assert_no_error (error);

  return docket_edit_get_result_ticket (edit);
}

/**
 * docket_test_workspace_add_message:
 * @workspace: a workspace
 * @ticket: local id
 * @kind: reply or internal note
 * @text: what it says
 *
 * Returns: local id of a new message
 */
gint64
docket_test_workspace_add_message (DocketWorkspace *workspace,
                                   gint64 ticket,
                                   DocketMessageKind kind,
                                   const char *text)
{
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  g_autoptr (GError) error = NULL;

  docket_edit_add_message (edit, ticket, kind, text, 0, 0);
  g_assert_true (docket_workspace_apply (workspace, edit, NULL, &error));
  g_assert_no_error (error);

  return docket_edit_get_result_part (edit);
}

/**
 * docket_test_workspace_dup_value:
 * @workspace: a workspace
 * @ticket: local id
 * @field: a field's id
 *
 * Returns: (transfer full) (nullable): the field's value in the store
 */
char *
docket_test_workspace_dup_value (DocketWorkspace *workspace, gint64 ticket, const char *field)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTicketDetails) details =
    docket_workspace_load_ticket (workspace, ticket, NULL, &error);

  g_assert_no_error (error);

  return g_strdup (docket_values_get (details->values, field));
}

/**
 * docket_test_workspace_find:
 * @workspace: a workspace
 * @entity: a kind of entry
 * @name: its name
 *
 * Returns: (transfer full): the entry
 */
DocketEntry *
docket_test_workspace_find (DocketWorkspace *workspace, DocketEntity entity, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries =
    docket_workspace_list_entries (workspace, entity, name, 0, 1, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 1);

  return g_object_ref (g_ptr_array_index (entries, 0));
}
