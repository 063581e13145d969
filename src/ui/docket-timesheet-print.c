/* A timesheet on paper: a table a day, with totals.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-timesheet-print.h"

#include <glib/gi18n.h>

#include "docket-format.h"

/* In points. */
#define MARGIN 42.0
#define LINE_HEIGHT 15.0
#define GAP 8.0
#define FONT "Sans 9"

#define N_CELLS 5

/* Where the cells begin and end, as shares of the width: time, ticket, customer, what, hours. */
static const double cells_at[N_CELLS + 1] = { 0, 0.14, 0.52, 0.76, 0.88, 1 };

typedef enum
{
  LINE_TITLE,
  LINE_HEADING,
  LINE_WORK,
  LINE_TOTAL
} LineKind;

typedef struct
{
  LineKind kind;
  char *cells[N_CELLS];
} Line;

typedef struct
{
  GPtrArray *lines; /* (element-type Line) */
  GArray *starts;   /* (element-type guint): the first line of each page */
} Sheet;

static void
line_free (gpointer data)
{
  Line *line = data;

  for (guint i = 0; i < N_CELLS; i++)
    g_free (line->cells[i]);

  g_free (line);
}

static void
sheet_free (gpointer data)
{
  Sheet *sheet = data;

  g_ptr_array_unref (sheet->lines);
  g_array_unref (sheet->starts);
  g_free (sheet);
}

static Line *
add_line (Sheet *sheet, LineKind kind, const char *first)
{
  Line *line = g_new0 (Line, 1);

  line->kind = kind;
  line->cells[0] = g_strdup (first);
  g_ptr_array_add (sheet->lines, line);

  return line;
}

static void
add_total (Sheet *sheet, const char *words, gint64 duration_us, gint64 billable_us)
{
  Line *line = add_line (sheet, LINE_TOTAL, words);
  g_autofree char *billable = docket_format_hours (billable_us);

  /* Translators: %s is a duration, such as "2 h 15" */
  line->cells[2] = g_strdup_printf (_ ("%s billable"), billable);
  line->cells[4] = docket_format_hours (duration_us);
}

static void
add_work (Sheet *sheet, const DocketTimesheet *timesheet, const DocketTimesheetLine *work)
{
  Line *line = add_line (sheet, LINE_WORK, NULL);
  g_autofree char *from = docket_timesheet_format (timesheet, work->start_at, "%H:%M");
  g_autofree char *to = docket_timesheet_format (timesheet, work->end_at, "%H:%M");

  line->cells[0] = g_strdup_printf ("%s – %s", from, to);
  line->cells[1] = work->ticket_number != NULL
                     ? g_strdup_printf ("#%s %s", work->ticket_number, work->ticket_title)
                     : g_strdup (work->ticket_title);
  line->cells[2] = g_strdup (work->customer_name);
  line->cells[3] = work->billable ? NULL : g_strdup (_ ("not billable"));
  line->cells[4] = docket_format_hours (work->end_at - work->start_at);

  if (work->description != NULL && *work->description != '\0')
    add_line (sheet, LINE_WORK, NULL)->cells[1] = g_strdup (work->description);
}

static void
add_days (Sheet *sheet, DocketTimesheet *timesheet)
{
  g_autoptr (GPtrArray) days = docket_timesheet_add_up (timesheet, DOCKET_TIMESHEET_BY_DAY);
  guint next = 0;

  for (guint i = 0; i < days->len; i++)
    {
      const DocketTimesheetTotal *total = g_ptr_array_index (days, i);
      const DocketTimesheetLine *first = g_ptr_array_index (timesheet->lines, next);
      g_autofree char *day = docket_timesheet_format (timesheet, first->start_at, "%A %x");

      add_line (sheet, LINE_HEADING, day);

      for (; next < timesheet->lines->len; next++)
        {
          const DocketTimesheetLine *work = g_ptr_array_index (timesheet->lines, next);
          g_autofree char *its_day = docket_timesheet_get_day (timesheet, work->start_at);

          if (!g_str_equal (its_day, total->name))
            break;

          add_work (sheet, timesheet, work);
        }

      add_total (sheet, C_ ("timesheet", "Day"), total->duration_us, total->billable_us);
    }
}

static double
get_height (const Line *line)
{
  switch (line->kind)
    {
    case LINE_TITLE:
      return 2 * LINE_HEIGHT;

    case LINE_HEADING:
      return LINE_HEIGHT + GAP;

    case LINE_WORK:
    case LINE_TOTAL:
    default:
      return LINE_HEIGHT;
    }
}

/* A heading is never the last line of a page. */
static void
begin_cb (GtkPrintOperation *operation, GtkPrintContext *context, Sheet *sheet)
{
  const double room = gtk_print_context_get_height (context) - 2 * MARGIN;
  double used = 0;

  g_array_set_size (sheet->starts, 0);

  for (guint i = 0; i < sheet->lines->len; i++)
    {
      const Line *line = g_ptr_array_index (sheet->lines, i);
      const double height = get_height (line);
      const double needed = line->kind == LINE_HEADING ? height + LINE_HEIGHT : height;

      if (sheet->starts->len == 0 || used + needed > room)
        {
          g_array_append_val (sheet->starts, i);
          used = 0;
        }

      used += height;
    }

  gtk_print_operation_set_n_pages (operation, (int) sheet->starts->len);
}

static void
draw_cell (cairo_t *cr, PangoLayout *layout, const Line *line, guint nth, double width)
{
  const gboolean whole = line->kind == LINE_TITLE || line->kind == LINE_HEADING;
  const double left = width * cells_at[nth];
  const double room = width * (whole ? 1 : cells_at[nth + 1] - cells_at[nth]) - 4;
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (FONT);

  if (line->cells[nth] == NULL)
    return;

  if (line->kind != LINE_WORK)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);

  if (line->kind == LINE_TITLE)
    pango_font_description_set_size (font, 14 * PANGO_SCALE);

  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, line->cells[nth], -1);
  pango_layout_set_width (layout, (int) (room * PANGO_SCALE));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_alignment (layout, nth == N_CELLS - 1 ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  cairo_move_to (cr, left, line->kind == LINE_HEADING ? GAP : 0);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_line (cairo_t *cr, PangoLayout *layout, const Line *line, double width)
{
  for (guint i = 0; i < N_CELLS; i++)
    draw_cell (cr, layout, line, i, width);

  if (line->kind == LINE_HEADING || line->kind == LINE_TOTAL)
    {
      const double at = line->kind == LINE_HEADING ? get_height (line) - 1 : 0;

      cairo_set_line_width (cr, 0.5);
      cairo_move_to (cr, 0, at);
      cairo_line_to (cr, width, at);
      cairo_stroke (cr);
    }
}

static void
draw_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, Sheet *sheet)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  const double width = gtk_print_context_get_width (context) - 2 * MARGIN;
  const guint first = g_array_index (sheet->starts, guint, page);
  const guint end = (guint) page + 1 < sheet->starts->len
                      ? g_array_index (sheet->starts, guint, page + 1)
                      : sheet->lines->len;
  g_autoptr (PangoLayout) layout = gtk_print_context_create_pango_layout (context);

  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_translate (cr, MARGIN, MARGIN);

  for (guint i = first; i < end; i++)
    {
      const Line *line = g_ptr_array_index (sheet->lines, i);

      draw_line (cr, layout, line, width);
      cairo_translate (cr, 0, get_height (line));
    }
}

/**
 * docket_timesheet_print_new:
 * @timesheet: what was worked
 * @technician: (nullable): by whom
 * @period: when, as people read it
 *
 * Returns: (transfer full): what prints it, as it is now; to be run
 */
GtkPrintOperation *
docket_timesheet_print_new (DocketTimesheet *timesheet, const char *technician, const char *period)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  Sheet *sheet = g_new0 (Sheet, 1);
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;

  sheet->lines = g_ptr_array_new_with_free_func (line_free);
  sheet->starts = g_array_new (FALSE, FALSE, sizeof (guint));
  name = technician != NULL ? g_strconcat (" · ", technician, NULL) : g_strdup ("");
  title = g_strdup_printf ("%s%s · %s", _ ("Timesheet"), name, period);
  add_line (sheet, LINE_TITLE, title);
  add_days (sheet, timesheet);
  add_line (sheet, LINE_HEADING, "");
  add_total (sheet, C_ ("timesheet", "Total"), timesheet->duration_us, timesheet->billable_us);

  gtk_print_operation_set_job_name (operation, title);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_cb), sheet);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_cb), sheet);
  g_object_set_data_full (G_OBJECT (operation), "sheet", sheet, sheet_free);

  return operation;
}
