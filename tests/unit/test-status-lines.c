/* The lines that say how a ticket's status changed, on this computer: their words, and undo.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "workspace-fixture.h"

static DocketWorkspace *
open_sample (gint64 *ticket)
{
  char name[] = "Test";
  const DocketAccountSetup setup = { .name = name, .sample = TRUE };
  g_autoptr (GError) error = NULL;
  g_autofree char *id = docket_workspaces_create (&setup, NULL, NULL, &error);
  DocketWorkspace *workspace;

  g_assert_no_error (error);
  workspace = workspace_fixture_open (id);
  *ticket = docket_workspace_find_ticket (workspace, "#1043", &error);
  g_assert_no_error (error);

  return workspace;
}

static DocketEdit *
set_status (DocketWorkspace *workspace, gint64 ticket, const char *status)
{
  DocketEdit *edit = docket_edit_new ();
  g_autoptr (GError) error = NULL;

  docket_edit_set_field (edit, ticket, DOCKET_FIELD_ID_STATUS, status);
  docket_workspace_apply (workspace, edit, NULL, &error);
  g_assert_no_error (error);

  return edit;
}

static void
undo (DocketWorkspace *workspace, DocketEdit *edit)
{
  g_autoptr (GError) error = NULL;

  docket_workspace_undo (workspace, edit, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_lines (DocketWorkspace *workspace, gint64 ticket, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTicketDetails) details =
    docket_workspace_load_ticket (workspace, ticket, NULL, &error);
  g_autoptr (GString) lines = g_string_new (NULL);

  g_assert_no_error (error);

  for (guint i = 0; i < details->status_changes->len; i++)
    {
      g_autofree char *line =
        docket_status_change_describe (g_ptr_array_index (details->status_changes, i));

      g_string_append_printf (lines, "%s\n", line);
    }

  g_assert_cmpstr (lines->str, ==, expected);
}

static void
test_words (void)
{
  g_autoptr (DocketStatusChange) change = docket_status_change_new ();
  g_autofree char *foreign = NULL;
  g_autofree char *own = NULL;

  change->from = g_strdup ("open");
  change->to = g_strdup ("On hold");
  foreign = docket_status_change_describe (change);
  g_assert_cmpstr (foreign, ==, "Status changed from Open to On hold");
  change->author_name = g_strdup ("Ana Rossi");
  own = docket_status_change_describe (change);
  g_assert_cmpstr (own, ==, "Ana Rossi · Status Open → On hold");
}

static void
test_own (void)
{
  gint64 ticket;
  g_autoptr (OpenWorkspace) workspace = open_sample (&ticket);
  g_autoptr (DocketEdit) first = set_status (workspace, ticket, "On hold");
  g_autoptr (DocketEdit) same = set_status (workspace, ticket, "On hold");
  g_autoptr (DocketEdit) second = set_status (workspace, ticket, "resolved");

  assert_lines (workspace,
                ticket,
                "Ana Rossi · Status Open → On hold\nAna Rossi · Status On hold → Resolved\n");
  undo (workspace, second);
  assert_lines (workspace, ticket, "Ana Rossi · Status Open → On hold\n");
  undo (workspace, first);
  assert_lines (workspace, ticket, "");
}

/* What others followed is undone by one more. */
static void
test_undo_of_an_earlier_one (void)
{
  gint64 ticket;
  g_autoptr (OpenWorkspace) workspace = open_sample (&ticket);
  g_autoptr (DocketEdit) first = set_status (workspace, ticket, "pending");
  g_autoptr (DocketEdit) second = set_status (workspace, ticket, "closed");
  g_autoptr (DocketEdit) third = set_status (workspace, ticket, "pending");

  undo (workspace, first);
  assert_lines (workspace,
                ticket,
                "Ana Rossi · Status Open → Pending\nAna Rossi · Status Pending → Closed\n"
                "Ana Rossi · Status Closed → Pending\nAna Rossi · Status Pending → Open\n");
}

int
main (int argc, char **argv)
{
  int result;

  workspace_fixture_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/status-lines/words", test_words);
  workspace_fixture_add ("/status-lines/own", test_own);
  workspace_fixture_add ("/status-lines/undo-of-an-earlier-one", test_undo_of_an_earlier_one);
  result = g_test_run ();
  workspace_fixture_end ();

  return result;
}
