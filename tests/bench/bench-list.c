/* The list of tickets, beside what the machine can do at best.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "bench-data.h"
#include "bench-raw.h"
#include "bench-record.h"
#include "docket-list-row.h"
#include "docket-selection.h"
#include "docket-test-ui.h"
#include "docket-ui-resources.h"

#define N_FRAMES 200
#define STEP_PX 160
#define N_TIMES 4

/* What takes longer is no measurement any more. */
#define PATIENCE_MS (120 * 1000)

typedef struct
{
  GArray *frames; /* (element-type double): milliseconds */
  double started;
  GtkAdjustment *adjustment;
  guint n;
} Scrolling;

typedef struct
{
  const char *name;
  const char *sql;
  gboolean from_all; /* else from the open ones */
  DocketSort sort;
  DocketGroup group;
  const char *search;
} Question;

static const Question questions[] = {
  { "filter", BENCH_ALL_SQL, FALSE, DOCKET_SORT_UPDATED, DOCKET_GROUP_NONE, NULL },
  { "sort", BENCH_PRIORITY_SQL, TRUE, DOCKET_SORT_PRIORITY, DOCKET_GROUP_NONE, NULL },
  { "group", BENCH_STATUS_SQL, TRUE, DOCKET_SORT_UPDATED, DOCKET_GROUP_STATUS, NULL },
  { "search", BENCH_SEARCH_SQL, TRUE, DOCKET_SORT_UPDATED, DOCKET_GROUP_NONE, "reseau" },
};

static int n_tickets = 100000;
static int seed = 20260101;
static char *output = NULL;

static const GOptionEntry options[] = {
  { "tickets", 't', 0, G_OPTION_ARG_INT, &n_tickets, "How many tickets there are", "N" },
  { "seed", 's', 0, G_OPTION_ARG_INT, &seed, "Where the generator starts", "N" },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, "Where to write the record", "FILE" },
  { NULL },
};

/* Turns the main loop without a pause until a condition holds. */
#define WAIT_FOR(condition)                                                                        \
  G_STMT_START                                                                                     \
  {                                                                                                \
    const double begun = bench_now_ms ();                                                          \
    while (!(condition) && bench_now_ms () - begun < PATIENCE_MS)                                  \
      g_main_context_iteration (NULL, TRUE);                                                       \
  }                                                                                                \
  G_STMT_END

static void
first_rows_cb (DocketTicketList *list, double *at)
{
  if (*at <= 0)
    *at = bench_now_ms ();
}

/* What the list shows before each question. */
static void
start_over (DocketTicketList *list, gboolean all)
{
  g_autoptr (DocketFilter) filter = all ? docket_filter_new () : docket_filter_new_default ();

  docket_ticket_list_set_order (list, DOCKET_SORT_UPDATED, FALSE, DOCKET_GROUP_NONE);
  docket_ticket_list_set_filter (list, filter);
  WAIT_FOR (docket_ticket_list_is_whole (list) && docket_ticket_list_is_arranged (list));
}

static void
ask (DocketTicketList *list, const Question *question)
{
  g_autoptr (DocketFilter) filter = docket_filter_new ();

  filter->search = g_strdup (question->search);
  docket_ticket_list_set_order (list, question->sort, FALSE, question->group);
  docket_ticket_list_set_filter (list, filter);
}

static void
measure_question (BenchRecord *record,
                  DocketTicketList *list,
                  const char *folder,
                  const Question *question)
{
  const double limit_first = bench_raw_ask (folder, question->sql, 50);
  const double limit_all = bench_raw_ask (folder, question->sql, 0);
  g_autofree char *first_name = g_strconcat (question->name, ", first rows", NULL);
  g_autofree char *all_name = g_strconcat (question->name, ", whole list", NULL);
  double best_first = G_MAXDOUBLE, best_all = G_MAXDOUBLE;

  for (guint i = 0; i < N_TIMES; i++)
    {
      double first = 0, start;
      gulong handler;

      start_over (list, question->from_all);
      handler = g_signal_connect (list, "arranged", G_CALLBACK (first_rows_cb), &first);
      start = bench_now_ms ();
      ask (list, question);
      WAIT_FOR (first > 0);
      WAIT_FOR (docket_ticket_list_is_whole (list) && docket_ticket_list_is_arranged (list));
      best_first = MIN (best_first, first - start);
      best_all = MIN (best_all, bench_now_ms () - start);
      g_signal_handler_disconnect (list, handler);
    }

  bench_record_add (record, first_name, limit_first, best_first, 0);
  bench_record_add (record, all_name, limit_all, best_all, 1.5);
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
setup_plain_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  for (guint i = 0; i < 3; i++)
    gtk_box_append (GTK_BOX (box), gtk_label_new (NULL));

  gtk_list_item_set_child (item, box);
}

static void
bind_plain_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_list_item_get_child (item);
  g_autofree char *text = g_strdup_printf ("A made-up row, %u", gtk_list_item_get_position (item));

  for (GtkWidget *label = gtk_widget_get_first_child (box); label != NULL;
       label = gtk_widget_get_next_sibling (label))
    gtk_label_set_label (GTK_LABEL (label), text);
}

static void
before_paint_cb (GdkFrameClock *clock, Scrolling *scrolling)
{
  scrolling->started = bench_now_ms ();
  gtk_adjustment_set_value (scrolling->adjustment,
                            gtk_adjustment_get_value (scrolling->adjustment) + STEP_PX);
}

static void
after_paint_cb (GdkFrameClock *clock, Scrolling *scrolling)
{
  const double took = bench_now_ms () - scrolling->started;

  scrolling->n++;
  g_array_append_val (scrolling->frames, took);
}

static GArray *
scroll (GtkSelectionModel *model, GCallback setup, GCallback bind)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *window = gtk_window_new ();
  GtkWidget *view = gtk_list_view_new (g_object_ref (model), factory);
  Scrolling scrolling = { 0 };
  GdkFrameClock *clock;

  g_signal_connect (factory, "setup", setup, NULL);
  g_signal_connect (factory, "bind", bind, NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_window_set_default_size (GTK_WINDOW (window), 352, 720);
  gtk_window_set_child (GTK_WINDOW (window), scrolled);
  gtk_window_present (GTK_WINDOW (window));
  docket_test_ui_settle (window);

  scrolling.frames = g_array_new (FALSE, FALSE, sizeof (double));
  scrolling.adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  clock = gtk_widget_get_frame_clock (window);
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), &scrolling);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), &scrolling);
  gdk_frame_clock_begin_updating (clock);
  WAIT_FOR (scrolling.n >= N_FRAMES);
  gdk_frame_clock_end_updating (clock);
  g_signal_handlers_disconnect_by_data (clock, &scrolling);
  gtk_window_destroy (GTK_WINDOW (window));

  return scrolling.frames;
}

static void
measure_scrolling (BenchRecord *record, DocketTicketList *list)
{
  g_autoptr (DocketSelection) selection = docket_selection_new (list);
  g_autoptr (GListStore) store = g_list_store_new (G_TYPE_OBJECT);
  g_autoptr (GtkNoSelection) none = NULL;
  g_autoptr (GArray) plain = NULL;
  g_autoptr (GArray) ours = NULL;

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (DocketTicket) object = docket_ticket_new (i);

      g_list_store_append (store, object);
    }

  none = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (store)));
  plain =
    scroll (GTK_SELECTION_MODEL (none), G_CALLBACK (setup_plain_cb), G_CALLBACK (bind_plain_cb));
  ours = scroll (GTK_SELECTION_MODEL (selection), G_CALLBACK (setup_cb), G_CALLBACK (bind_cb));
  bench_record_add (record,
                    "scroll, frame, median",
                    bench_get_quantile (plain, 0.5),
                    bench_get_quantile (ours, 0.5),
                    1.5);
  bench_record_add (record,
                    "scroll, frame, 99 of 100",
                    bench_get_quantile (plain, 0.99),
                    bench_get_quantile (ours, 0.99),
                    1.5);
}

/* Rows are measured as they look in the program. */
static void
add_style (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, "/app/docket/Docket/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static void
measure (BenchRecord *record, const char *id)
{
  g_autofree char *root = docket_workspaces_get_root ();
  g_autofree char *folder = g_build_filename (root, id, NULL);
  const double limit = bench_raw_open (folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketWorkspace) workspace = NULL;
  g_autoptr (DocketTicketList) list = NULL;
  g_autoptr (DocketTicket) ticket = NULL;
  const double start = bench_now_ms ();

  workspace = docket_workspace_open (id, NULL, NULL, NULL, &error);

  if (workspace == NULL)
    bench_fail ("%s", error->message);

  list = docket_ticket_list_new (workspace);
  WAIT_FOR (g_list_model_get_n_items (G_LIST_MODEL (list)) > 0);
  ticket = g_list_model_get_item (G_LIST_MODEL (list), 0);
  WAIT_FOR (docket_ticket_is_loaded (ticket));
  bench_record_add (record, "open, first row loaded", limit, bench_now_ms () - start, 0);
  WAIT_FOR (docket_ticket_list_is_arranged (list));

  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    measure_question (record, list, folder, &questions[i]);

  start_over (list, TRUE);
  measure_scrolling (record, list);
  docket_workspace_close (workspace);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (BenchRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  double start;

  g_option_context_add_main_entries (context, options, NULL);

  if (!g_option_context_parse (context, &argc, &argv, &error) || n_tickets <= 0)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "--tickets: a number");
      return 2;
    }

  docket_test_ui_init (&argc, &argv);
  docket_ui_register_resource ();
  add_style ();
  start = bench_now_ms ();
  id = bench_data_make ((guint) n_tickets, (guint) seed, BENCH_DATA_NOBODY);
  g_print ("%d tickets made in %.1f s\n", n_tickets, (bench_now_ms () - start) / 1000);
  record = bench_record_new ((guint) n_tickets, (guint) seed);
  measure (record, id);
  bench_record_write (record, output != NULL ? output : "bench-list.json");

  return 0;
}
