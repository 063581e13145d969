/* The pad: from the event to the ink, and a frame, beside a line drawn by hand.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include "bench-record.h"
#include "docket-ink-pad.h"
#include "docket-test-ui.h"
#include "docket-ui-resources.h"

#define N_POINTS 2000
#define N_AROUND 100
#define N_FRAMES 120
#define N_TIMES 4

/* What takes longer is no measurement any more. */
#define PATIENCE_MS (60 * 1000)

static char *output = NULL;

static const GOptionEntry options[] = {
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, "Where to write the record", "FILE" },
  { NULL },
};

typedef struct
{
  GtkWidget *window;
  DocketInkPad *pad;
  int width;
  int height;
  guint n_points;
} Paper;

static gboolean
is_as_large (Paper *paper)
{
  return gtk_widget_get_width (GTK_WIDGET (paper->pad)) >= paper->width;
}

static void
paper_open (Paper *paper, int width, int height)
{
  const double begun = bench_now_ms ();

  paper->width = width;
  paper->height = height;
  paper->window = gtk_window_new ();
  paper->pad = DOCKET_INK_PAD (docket_ink_pad_new ());
  gtk_window_set_child (GTK_WINDOW (paper->window), GTK_WIDGET (paper->pad));
  gtk_window_set_decorated (GTK_WINDOW (paper->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (paper->window), width, height);
  gtk_window_present (GTK_WINDOW (paper->window));

  while (!is_as_large (paper) && bench_now_ms () - begun < PATIENCE_MS)
    g_main_context_iteration (NULL, TRUE);
}

static void
paper_close (Paper *paper)
{
  gtk_window_destroy (GTK_WINDOW (paper->window));
}

/* A hand that goes round and round over the paper, never twice the same way. */
static void
happen (Paper *paper, DocketInkEventKind kind)
{
  const double at = paper->n_points++ / 24.0;
  const DocketInkEvent event = {
    .kind = kind,
    .tool = DOCKET_INK_TOOL_MOUSE,
    .contact = 1,
    .x = paper->width / 2.0 + (60 + at * 2) * cos (at),
    .y = paper->height / 2.0 + (40 + at) * sin (at),
    .time = paper->n_points * 8,
    .pressure = DOCKET_INK_NO_PRESSURE,
  };

  docket_ink_pad_take (paper->pad, &event);
}

/* What the frame clock would draw. */
static double
draw (Paper *paper)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (paper->pad));
  const double begun = bench_now_ms ();
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  GTK_WIDGET_GET_CLASS (paper->pad)->snapshot (GTK_WIDGET (paper->pad), snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (native), node, NULL);

  return bench_now_ms () - begun;
}

static double
get_median (GArray *values)
{
  return bench_get_quantile (values, 0.5);
}

/* From the event to the drawing of its piece, around a number of points. */
static double
measure_points (Paper *paper)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < N_AROUND; i++)
    {
      GtkSnapshot *snapshot = gtk_snapshot_new ();
      const double begun = bench_now_ms ();
      g_autoptr (GskRenderNode) node = NULL;
      double took;

      happen (paper, DOCKET_INK_EVENT_MOVE);
      GTK_WIDGET_GET_CLASS (paper->pad)->snapshot (GTK_WIDGET (paper->pad), snapshot);
      took = bench_now_ms () - begun;
      g_array_append_val (times, took);
      node = gtk_snapshot_free_to_node (snapshot);
    }

  return get_median (times);
}

static void
measure_stroke (BenchRecord *record)
{
  double first = G_MAXDOUBLE;
  double last = G_MAXDOUBLE;

  for (guint i = 0; i < N_TIMES; i++)
    {
      Paper paper = { 0 };

      paper_open (&paper, 1200, 400);
      happen (&paper, DOCKET_INK_EVENT_DOWN);
      first = MIN (first, measure_points (&paper));

      while (paper.n_points < N_POINTS)
        happen (&paper, DOCKET_INK_EVENT_MOVE);

      last = MIN (last, measure_points (&paper));
      happen (&paper, DOCKET_INK_EVENT_UP);
      paper_close (&paper);
    }

  bench_record_add (record, "ink, 2,000th point beside the first", first, last, 1.5);
}

/* The limit: white and one line, by cairo, of the same size. */
static double
measure_raw_frame (int width, int height)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);

  for (guint i = 0; i < N_FRAMES; i++)
    {
      const double begun = bench_now_ms ();
      cairo_t *cr = cairo_create (surface);
      double took;

      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_paint (cr);
      cairo_set_source_rgb (cr, 0, 0, 0);
      cairo_move_to (cr, i, 10);
      cairo_line_to (cr, i + 40, 60);
      cairo_stroke (cr);
      cairo_destroy (cr);
      cairo_surface_flush (surface);
      took = bench_now_ms () - begun;
      g_array_append_val (times, took);
    }

  cairo_surface_destroy (surface);

  return get_median (times);
}

static void
measure_frame (BenchRecord *record, int width, int height)
{
  g_autofree char *name = g_strdup_printf ("ink, frame at %dx%d", width, height);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  Paper paper = { 0 };

  paper_open (&paper, width, height);
  happen (&paper, DOCKET_INK_EVENT_DOWN);

  for (guint i = 0; i < N_FRAMES; i++)
    {
      double took;

      for (guint j = 0; j < 4; j++)
        happen (&paper, DOCKET_INK_EVENT_MOVE);

      took = draw (&paper);
      g_array_append_val (times, took);
    }

  happen (&paper, DOCKET_INK_EVENT_UP);
  bench_record_add (record, name, measure_raw_frame (width, height), get_median (times), 0);
  paper_close (&paper);
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (BenchRecord) record = bench_record_new (0, 0);

  docket_test_ui_init (&argc, &argv);
  docket_ui_register_resource ();
  g_option_context_add_main_entries (context, options, NULL);

  if (!g_option_context_parse (context, &argc, &argv, NULL))
    return 2;

  measure_stroke (record);
  measure_frame (record, 1200, 400);
  measure_frame (record, 2400, 800);
  bench_record_write (record, output != NULL ? output : "bench-ink.json");

  return 0;
}
