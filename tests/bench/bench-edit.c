/* What a person changes, beside the same rows written by hand.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "bench-data.h"
#include "bench-raw.h"
#include "bench-record.h"
#include "docket-test-ui.h"
#include "docket-workspace.h"

#define N_EDITS 400
#define N_BULK 1000
#define N_TIMES 5

static int n_tickets = 100000;
static int seed = 20260101;
static char *output = NULL;

static const GOptionEntry options[] = {
  { "tickets", 't', 0, G_OPTION_ARG_INT, &n_tickets, "How many tickets there are", "N" },
  { "seed", 's', 0, G_OPTION_ARG_INT, &seed, "Where the generator starts", "N" },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, "Where to write the record", "FILE" },
  { NULL },
};

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!docket_workspace_apply_finish (DOCKET_WORKSPACE (source), result, &error))
    bench_fail ("%s", error->message);

  *(gboolean *) user_data = TRUE;
}

/* From the call on the main thread to the answer there. */
static double
edit_tickets (DocketWorkspace *workspace, const gint64 *ids, guint n_ids)
{
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  const double start = bench_now_ms ();
  gboolean done = FALSE;

  for (guint i = 0; i < n_ids; i++)
    docket_edit_set_field (edit, ids[i], DOCKET_FIELD_ID_IMPACT, "crisis");

  docket_workspace_apply_async (workspace, edit, NULL, applied_cb, &done);

  while (!done)
    g_main_context_iteration (NULL, TRUE);

  return bench_now_ms () - start;
}

static void
measure_single (BenchRecord *record,
                BenchRawWriter *raw,
                DocketWorkspace *workspace,
                const gint64 *ids)
{
  g_autoptr (GArray) limits = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) ours = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < N_EDITS; i++)
    {
      const double limit = bench_raw_writer_write (raw, &ids[i], 1);
      const double took = edit_tickets (workspace, &ids[i], 1);

      g_array_append_val (limits, limit);
      g_array_append_val (ours, took);
    }

  bench_record_add (record,
                    "edit, median",
                    bench_get_quantile (limits, 0.5),
                    bench_get_quantile (ours, 0.5),
                    0);
  bench_record_add (record,
                    "edit, 99 of 100",
                    bench_get_quantile (limits, 0.99),
                    bench_get_quantile (ours, 0.99),
                    1.5);
}

/* Each time other tickets: a second edit of one takes the first one's place in the outbox. */
static void
measure_bulk (BenchRecord *record,
              BenchRawWriter *raw,
              DocketWorkspace *workspace,
              const gint64 *ids)
{
  double limit = G_MAXDOUBLE, best = G_MAXDOUBLE;

  for (guint i = 0; i < N_TIMES; i++)
    {
      const double raw_took = bench_raw_writer_write (raw, ids + i * N_BULK, N_BULK);
      const double took = edit_tickets (workspace, ids + i * N_BULK, N_BULK);

      limit = MIN (limit, raw_took);
      best = MIN (best, took);
    }

  bench_record_add (record, "bulk edit of 1,000", limit, best, 1.5);
}

static void
measure (BenchRecord *record, const char *id)
{
  g_autofree char *root = docket_workspaces_get_root ();
  g_autofree char *folder = g_build_filename (root, id, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (DocketFilter) filter = docket_filter_new ();
  g_autoptr (BenchRawWriter) raw = bench_raw_writer_new (folder);
  g_autoptr (DocketWorkspace) workspace = docket_workspace_open (id, NULL, NULL, NULL, &error);

  if (workspace == NULL)
    bench_fail ("%s", error->message);

  ids = docket_workspace_list_tickets (workspace,
                                       filter,
                                       DOCKET_SORT_PRIORITY,
                                       FALSE,
                                       N_EDITS + N_TIMES * N_BULK,
                                       NULL,
                                       &error);

  if (ids == NULL || ids->len < N_EDITS + N_TIMES * N_BULK)
    bench_fail ("%s", error != NULL ? error->message : "Too few tickets");

  measure_single (record, raw, workspace, &g_array_index (ids, gint64, 0));
  measure_bulk (record, raw, workspace, &g_array_index (ids, gint64, N_EDITS));
  docket_workspace_close (workspace);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (BenchRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  g_option_context_add_main_entries (context, options, NULL);

  if (!g_option_context_parse (context, &argc, &argv, &error) || n_tickets <= 0)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "--tickets: a number");
      return 2;
    }

  docket_test_ui_init (&argc, &argv);
  id = bench_data_make ((guint) n_tickets, (guint) seed, BENCH_DATA_NOBODY);
  record = bench_record_new ((guint) n_tickets, (guint) seed);
  measure (record, id);
  bench_record_write (record, output != NULL ? output : "bench-edit.json");

  return 0;
}
