/* The end of an undo window with no server in reach: what was sent stays sent.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "../ui/docket-test-workspace.h"
#include "workspace-fixture.h"

#define SHORT (200 * G_TIME_SPAN_MILLISECOND)
#define LONG (5 * G_TIME_SPAN_MINUTE)

static void
send_reply (DocketWorkspace *workspace, gint64 delay_us)
{
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  g_autoptr (GError) error = NULL;

  docket_edit_add_message (edit, 1, DOCKET_MESSAGE_KIND_REPLY, "On my way", delay_us, 0);
  g_assert_true (docket_workspace_apply (workspace, edit, NULL, &error));
  g_assert_no_error (error);
}

static DocketOperation *
get_only_operation (DocketWorkspace *workspace)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) operations = docket_workspace_list_operations (workspace, FALSE, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (operations->len, <=, 1);

  return operations->len == 1 ? g_object_ref (g_ptr_array_index (operations, 0)) : NULL;
}

static gint64
get_not_before (DocketWorkspace *workspace)
{
  g_autoptr (DocketOperation) operation = get_only_operation (workspace);

  g_assert_nonnull (operation);

  return operation->not_before;
}

static guint
count_drafts (DocketWorkspace *workspace)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) drafts = docket_workspace_list_drafts (workspace, &error);

  g_assert_no_error (error);

  return drafts->len;
}

/* Nobody syncs: the process that offered the undo ends it on the disk. */
static void
test_over (void)
{
  g_autoptr (OpenWorkspace) workspace = docket_test_workspace_new_server ();

  send_reply (workspace, SHORT);
  g_assert_cmpint (get_not_before (workspace), >, 0);
  wait_until (get_not_before (workspace) == 0);
}

static void
test_closed (void)
{
  g_autoptr (OpenWorkspace) again = NULL;
  g_autofree char *id = NULL;

  {
    g_autoptr (OpenWorkspace) workspace = docket_test_workspace_new_server ();

    id = g_strdup (docket_workspace_get_id (workspace));
    send_reply (workspace, LONG);
    g_assert_cmpint (get_not_before (workspace), >, 0);
  }

  again = workspace_fixture_open (id);
  g_assert_cmpint (get_not_before (again), ==, 0);
  g_assert_cmpuint (count_drafts (again), ==, 0);
}

int
main (int argc, char **argv)
{
  int result;

  workspace_fixture_init ();
  g_test_init (&argc, &argv, NULL);
  workspace_fixture_add ("/workspace-offers/over", test_over);
  workspace_fixture_add ("/workspace-offers/closed", test_closed);
  result = g_test_run ();
  workspace_fixture_end ();

  return result;
}
