/* Billing batches in a workspace: made, kept as they were, deleted.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-workspace-billing.h"
#include "workspace-fixture.h"

#define DAY_AT (G_GINT64_CONSTANT (1790000000) * G_USEC_PER_SEC)

static DocketWorkspace *
open_new (void)
{
  const DocketAccountSetup setup = { .name = (char *) "Test" };
  g_autoptr (GError) error = NULL;
  g_autofree char *id = docket_workspaces_create (&setup, NULL, NULL, &error);

  g_assert_no_error (error);

  return workspace_fixture_open (id);
}

static void
apply (DocketWorkspace *workspace, DocketEdit *edit)
{
  g_autoptr (GError) error = NULL;

  docket_workspace_apply (workspace, edit, NULL, &error);
  g_assert_no_error (error);
}

static gint64
create_ticket (DocketWorkspace *workspace, const char *status)
{
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  g_autoptr (DocketValues) values = docket_values_new ();

  docket_values_set (values, DOCKET_FIELD_ID_TITLE, "Printer");
  docket_values_set (values, DOCKET_FIELD_ID_STATUS, status);
  docket_edit_create_ticket (edit, values, 0);
  apply (workspace, edit);

  return docket_edit_get_result_ticket (edit);
}

static void
set_status (DocketWorkspace *workspace, gint64 ticket, const char *status)
{
  g_autoptr (DocketEdit) edit = docket_edit_new ();

  docket_edit_set_field (edit, ticket, DOCKET_FIELD_ID_STATUS, status);
  apply (workspace, edit);
}

static gint64
add_time (DocketWorkspace *workspace, gint64 ticket, gint64 minutes)
{
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  g_autoptr (DocketTimeEntry) entry = docket_time_entry_new ();

  entry->start_at = DAY_AT;
  entry->end_at = DAY_AT + minutes * G_TIME_SPAN_MINUTE;
  entry->billable = TRUE;
  docket_edit_add_time (edit, ticket, entry);
  apply (workspace, edit);

  return docket_edit_get_result_part (edit);
}

static DocketBatch *
make (DocketWorkspace *workspace, GError **error)
{
  return docket_workspace_create_batch (workspace, "2026-09-01", "2026-09-30", NULL, NULL, error);
}

/* The minutes of a new batch; it has to be made. */
static gint64
make_and_count (DocketWorkspace *workspace, gint64 *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketBatch) batch = make (workspace, &error);

  g_assert_no_error (error);

  if (id != NULL)
    *id = batch->id;

  return batch->duration_us / G_TIME_SPAN_MINUTE;
}

static void delete (DocketWorkspace *workspace, gint64 batch)
{
  g_autoptr (GError) error = NULL;

  docket_workspace_delete_batch (workspace, batch, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_nothing_to_bill (DocketWorkspace *workspace)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketBatch) batch = make (workspace, &error);

  g_assert_null (batch);
  g_assert_error (error, DOCKET_WORKSPACE_ERROR, DOCKET_WORKSPACE_ERROR_INVALID);
}

/* The help page, sentence by sentence. */
static void
test_help_page (void)
{
  g_autoptr (OpenWorkspace) workspace = open_new ();
  const gint64 ticket = create_ticket (workspace, "closed");
  gint64 first, again;

  add_time (workspace, ticket, 60);

  /* Time after resolving or closing counts, as long as there is no batch. */
  add_time (workspace, ticket, 15);
  g_assert_cmpint (make_and_count (workspace, &first), ==, 75);
  assert_nothing_to_bill (workspace);

  /* After the batch it is recorded, but in no batch; nor when the ticket is reopened. */
  add_time (workspace, ticket, 30);
  assert_nothing_to_bill (workspace);
  set_status (workspace, ticket, "open");
  set_status (workspace, ticket, "closed");
  assert_nothing_to_bill (workspace);

  /* Batch deleted and ticket reopened: all of it. */
  delete (workspace, first);
  g_assert_cmpint (make_and_count (workspace, &again), ==, 105);
  g_assert_cmpint (again, >, first);
}

static void
test_deleted_without_reopening (void)
{
  g_autoptr (OpenWorkspace) workspace = open_new ();
  const gint64 ticket = create_ticket (workspace, "resolved");
  gint64 batch;

  add_time (workspace, ticket, 60);
  make_and_count (workspace, &batch);
  add_time (workspace, ticket, 30);
  delete (workspace, batch);
  g_assert_cmpint (make_and_count (workspace, NULL), ==, 60);
}

/* A batch says for ever what it said when it was made; what changed since stands beside it. */
static void
test_lines_are_copies (void)
{
  g_autoptr (OpenWorkspace) workspace = open_new ();
  const gint64 ticket = create_ticket (workspace, "closed");
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  g_autoptr (DocketBatch) before = NULL;
  g_autoptr (DocketBatch) after = NULL;
  g_autoptr (GPtrArray) list = NULL;
  gint64 batch;

  add_time (workspace, ticket, 60);
  make_and_count (workspace, &batch);
  before = docket_workspace_get_batch (workspace, batch, NULL, NULL);
  g_assert_false (((DocketBatchLine *) before->lines->pdata[0])->changed_since);

  docket_edit_delete_ticket (edit, ticket, 0);
  apply (workspace, edit);
  after = docket_workspace_get_batch (workspace, batch, NULL, NULL);
  g_assert_cmpuint (after->n_lines, ==, 1);
  g_assert_cmpint (after->duration_us, ==, before->duration_us);
  g_assert_true (((DocketBatchLine *) after->lines->pdata[0])->changed_since);
  list = docket_workspace_list_batches (workspace, NULL, NULL);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpint (((DocketBatch *) list->pdata[0])->duration_us, ==, before->duration_us);
}

static void
previewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(DocketBatch **) user_data =
    docket_workspace_preview_batch_finish (DOCKET_WORKSPACE (source), result, &error);
  g_assert_no_error (error);
}

/* A preview writes nothing, and says why time stays out. */
static void
test_preview (void)
{
  g_autoptr (OpenWorkspace) workspace = open_new ();
  const gint64 open = create_ticket (workspace, "open");
  const gint64 closed = create_ticket (workspace, "closed");
  g_autoptr (DocketBatch) preview = NULL;
  g_autoptr (GPtrArray) list = NULL;

  add_time (workspace, open, 10);
  add_time (workspace, closed, 20);
  docket_workspace_preview_batch_async (workspace,
                                        "2026-09-01",
                                        "2026-09-30",
                                        NULL,
                                        NULL,
                                        previewed_cb,
                                        &preview);
  wait_until (preview != NULL);
  g_assert_cmpint (preview->duration_us, ==, 20 * G_TIME_SPAN_MINUTE);
  g_assert_cmpuint (preview->left_out->len, ==, 1);
  g_assert_cmpint (((DocketBatchLine *) preview->left_out->pdata[0])->verdict,
                   ==,
                   DOCKET_BILLING_TICKET_OPEN);
  list = docket_workspace_list_batches (workspace, NULL, NULL);
  g_assert_cmpuint (list->len, ==, 0);
}

static void
test_unknown (void)
{
  g_autoptr (OpenWorkspace) workspace = open_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (docket_workspace_get_batch (workspace, 7, NULL, &error));
  g_assert_error (error, DOCKET_WORKSPACE_ERROR, DOCKET_WORKSPACE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (docket_workspace_delete_batch (workspace, 7, NULL, &error));
  g_assert_error (error, DOCKET_WORKSPACE_ERROR, DOCKET_WORKSPACE_ERROR_NOT_FOUND);
}

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  workspace_fixture_init ();

  workspace_fixture_add ("/workspace/billing/help-page", test_help_page);
  workspace_fixture_add ("/workspace/billing/deleted-without-reopening",
                         test_deleted_without_reopening);
  workspace_fixture_add ("/workspace/billing/lines-are-copies", test_lines_are_copies);
  workspace_fixture_add ("/workspace/billing/preview", test_preview);
  workspace_fixture_add ("/workspace/billing/unknown", test_unknown);

  result = g_test_run ();
  workspace_fixture_end ();

  return result;
}
