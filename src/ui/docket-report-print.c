/* A report on a printer's paper: what was seen is what is printed.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-report-print.h"

static void
begin_print_cb (GtkPrintOperation *operation, GtkPrintContext *context, DocketPdf *pdf)
{
  gtk_print_operation_set_n_pages (operation, (int) docket_pdf_get_n_pages (pdf));
}

/* On another paper the page is as large as fits, in the middle. */
static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, DocketPdf *pdf)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  const double paper_width = gtk_print_context_get_width (context);
  const double paper_height = gtk_print_context_get_height (context);
  double width, height, scale;

  docket_pdf_get_page_size (pdf, (guint) page, &width, &height);
  scale = MIN (paper_width / width, paper_height / height);
  cairo_translate (cr, (paper_width - width * scale) / 2, (paper_height - height * scale) / 2);
  cairo_scale (cr, scale, scale);
  docket_pdf_print_page (pdf, (guint) page, cr);
}

static gboolean
is_letter (double width)
{
  return width > 600;
}

static GtkPageSetup *
make_setup (DocketPdf *pdf)
{
  GtkPageSetup *setup = gtk_page_setup_new ();
  GtkPaperSize *size;
  double width, height;

  docket_pdf_get_page_size (pdf, 0, &width, &height);
  size = gtk_paper_size_new (is_letter (width) ? GTK_PAPER_NAME_LETTER : GTK_PAPER_NAME_A4);
  gtk_page_setup_set_paper_size (setup, size);
  gtk_paper_size_free (size);

  return setup;
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, gpointer user_data)
{
  g_object_unref (operation);
}

/**
 * docket_report_new_print_operation:
 * @pdf: a report
 * @name: what the job is called
 *
 * Returns: (transfer full): what prints it
 */
GtkPrintOperation *
docket_report_new_print_operation (DocketPdf *pdf, const char *name)
{
  GtkPrintOperation *operation;
  g_autoptr (GtkPageSetup) setup = NULL;

  g_return_val_if_fail (DOCKET_IS_PDF (pdf), NULL);

  operation = gtk_print_operation_new ();
  setup = make_setup (pdf);
  gtk_print_operation_set_job_name (operation, name);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  g_signal_connect_data (operation,
                         "begin-print",
                         G_CALLBACK (begin_print_cb),
                         g_object_ref (pdf),
                         (GClosureNotify) (void (*) (void)) g_object_unref,
                         0);
  g_signal_connect_object (operation, "draw-page", G_CALLBACK (draw_page_cb), pdf, 0);

  return operation;
}

/**
 * docket_report_print:
 * @pdf: a report
 * @name: what the job is called
 * @parent: the window that asks for it
 *
 * Asks which printer, and prints.
 */
void
docket_report_print (DocketPdf *pdf, const char *name, GtkWindow *parent)
{
  GtkPrintOperation *operation = docket_report_new_print_operation (pdf, name);

  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_set_show_progress (operation, TRUE);
  g_signal_connect (operation, "done", G_CALLBACK (done_cb), NULL);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, NULL);
}
