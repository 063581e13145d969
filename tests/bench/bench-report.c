/* A service report on paper, beside bare Pango and cairo that draw the same words and photos.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <cairo-pdf.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <pango/pangocairo.h>

#include "bench-record.h"
#include "docket-report.h"

#define N_MESSAGES 68
#define N_PHOTOS 4
#define N_TIMES 8

/* Points: A4, its margins, the two sizes of letters, a photo. */
#define WIDTH 595.276
#define HEIGHT 841.89
#define MARGIN 54.0
#define FOOT 72.0
#define SMALL 8.0
#define TEXT 9.5
#define GAP 10.0
#define PHOTO_WIDTH 240.0

/* Pixels. */
#define PHOTO_X 1600
#define PHOTO_Y 1200

static int seed = 20260101;
static char *output = NULL;

static const GOptionEntry options[] = {
  { "seed", 's', 0, G_OPTION_ARG_INT, &seed, "Where the generator starts", "N" },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, "Where to write the record", "FILE" },
  { NULL },
};

/* --- What is drawn ------------------------------------------------------------------------- */

static char *
make_text (GRand *rand)
{
  static const char *const words[] = { "imprimante", "was",       "the",    "réseau", "replaced",
                                       "morning",    "colleague", "before", "écran",  "password",
                                       "it",         "server",    "après",  "and",    "works" };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 75; i++)
    g_string_append_printf (text,
                            "%s%s",
                            i > 0 ? " " : "",
                            words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))]);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* As a phone's photo after it was made smaller for paper: smooth, with some noise. */
static GBytes *
make_photo (GRand *rand)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, PHOTO_X, PHOTO_Y);
  guchar *pixels = gdk_pixbuf_get_pixels (pixbuf);
  const int stride = gdk_pixbuf_get_rowstride (pixbuf);
  g_autoptr (GError) error = NULL;
  char *data;
  gsize size;

  for (int y = 0; y < PHOTO_Y; y++)
    for (int x = 0; x < PHOTO_X * 3; x++)
      pixels[y * stride + x] = (guchar) (x / 24 + y / 8 + g_rand_int_range (rand, 0, 8));

  if (!gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, "jpeg", &error, "quality", "85", NULL))
    bench_fail ("%s", error->message);

  return g_bytes_new_take (data, size);
}

static DocketTicketDetails *
make_ticket (GRand *rand)
{
  DocketTicketDetails *details = docket_ticket_details_new ();

  details->row->number = g_strdup ("1043");
  details->row->title = g_strdup ("Printer prints nothing");
  details->row->status = g_strdup ("resolved");

  for (gint64 i = 1; i <= N_MESSAGES; i++)
    {
      DocketMessage *message = docket_message_new ();

      message->id = i;
      message->kind = DOCKET_MESSAGE_KIND_REPLY;
      message->author_name = g_strdup ("Ada Moreau");
      message->created_at = G_USEC_PER_SEC * i;
      message->text = make_text (rand);
      g_ptr_array_add (details->messages, message);
    }

  for (gint64 i = 1; i <= N_PHOTOS; i++)
    {
      DocketAttachment *attachment = docket_attachment_new ();

      attachment->id = i;
      attachment->message = 1;
      attachment->name = g_strdup_printf ("photo-%d.jpg", (int) i);
      attachment->content_type = g_strdup ("image/jpeg");
      g_ptr_array_add (details->attachments, attachment);
    }

  return details;
}

/* --- The limit ----------------------------------------------------------------------------- */

typedef struct
{
  cairo_t *cr;
  PangoContext *context;
  PangoFontDescription *font;
  double y;
  guint n_pages;
} Paper;

static void
turn_page (Paper *paper)
{
  cairo_show_page (paper->cr);
  paper->y = MARGIN;
  paper->n_pages++;
}

static void
draw_text (Paper *paper, const char *text, double size)
{
  g_autoptr (PangoLayout) layout = pango_layout_new (paper->context);
  PangoLayoutIter *iter;

  pango_font_description_set_size (paper->font, (int) (size * PANGO_SCALE));
  pango_layout_set_font_description (layout, paper->font);
  pango_layout_set_width (layout, (int) ((WIDTH - 2 * MARGIN) * PANGO_SCALE));
  pango_layout_set_text (layout, text, -1);
  iter = pango_layout_get_iter (layout);

  do
    {
      PangoRectangle logical;
      double height;

      pango_layout_iter_get_line_extents (iter, NULL, &logical);
      height = (double) logical.height / PANGO_SCALE;

      if (paper->y + height > HEIGHT - FOOT)
        turn_page (paper);

      cairo_move_to (paper->cr,
                     MARGIN,
                     paper->y +
                       (double) (pango_layout_iter_get_baseline (iter) - logical.y) / PANGO_SCALE);
      pango_cairo_show_layout_line (paper->cr, pango_layout_iter_get_line_readonly (iter));
      paper->y += height;
    }
  while (pango_layout_iter_next_line (iter));

  pango_layout_iter_free (iter);
}

static void
draw_photo (Paper *paper, GBytes *jpeg)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, PHOTO_X, PHOTO_Y);
  const double scale = PHOTO_WIDTH / PHOTO_X;

  cairo_surface_set_mime_data (surface,
                               CAIRO_MIME_TYPE_JPEG,
                               g_bytes_get_data (jpeg, NULL),
                               g_bytes_get_size (jpeg),
                               (cairo_destroy_func_t) g_bytes_unref,
                               g_bytes_ref (jpeg));

  if (paper->y + PHOTO_Y * scale > HEIGHT - FOOT)
    turn_page (paper);

  cairo_save (paper->cr);
  cairo_translate (paper->cr, MARGIN, paper->y);
  cairo_scale (paper->cr, scale, scale);
  cairo_set_source_surface (paper->cr, surface, 0, 0);
  cairo_paint (paper->cr);
  cairo_restore (paper->cr);
  paper->y += PHOTO_Y * scale + GAP;
  cairo_surface_destroy (surface);
}

static cairo_status_t
write_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

static guint
draw_by_hand (const DocketTicketDetails *details, GBytes **photos)
{
  g_autoptr (GByteArray) pdf = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (write_cb, pdf, WIDTH, HEIGHT);
  Paper paper = { .cr = cairo_create (surface), .y = MARGIN, .n_pages = 1 };

  paper.context = pango_cairo_create_context (paper.cr);
  pango_cairo_context_set_resolution (paper.context, 72);
  paper.font = pango_font_description_from_string ("Noto Sans, DejaVu Sans, sans-serif");

  for (guint i = 0; i < details->messages->len; i++)
    {
      const DocketMessage *message = g_ptr_array_index (details->messages, i);

      draw_text (&paper, message->author_name, SMALL);
      draw_text (&paper, message->text, TEXT);
      paper.y += GAP;
    }

  for (guint i = 0; i < N_PHOTOS; i++)
    draw_photo (&paper, photos[i]);

  cairo_show_page (paper.cr);
  cairo_destroy (paper.cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  g_object_unref (paper.context);
  pango_font_description_free (paper.font);

  return paper.n_pages;
}

/* --- Ours ---------------------------------------------------------------------------------- */

static void
draw_report (const DocketTicketDetails *details, const DocketReportChoices *choices, GBytes **jpegs)
{
  g_autoptr (GArray) photos = g_array_new (FALSE, FALSE, sizeof (DocketReportPicture));
  DocketPicture pictures[N_PHOTOS] = { 0 };
  const DocketServiceReport report = {
    .frame = { .language = "en", .company = "Docket", .created_at = G_USEC_PER_SEC },
    .details = details,
    .choices = choices,
    .photos = photos,
  };
  g_autoptr (DocketDocument) document = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < N_PHOTOS; i++)
    {
      const DocketReportPicture photo = { i + 1, &pictures[i] };

      pictures[i] = (DocketPicture){ .width = PHOTO_X, .height = PHOTO_Y, .jpeg = jpegs[i] };
      g_array_append_val (photos, photo);
    }

  document = docket_report_new_service (&report);
  pdf = docket_document_to_pdf (document, NULL, &error);

  if (pdf == NULL)
    bench_fail ("%s", error->message);
}

static void
measure (BenchRecord *record, GRand *rand)
{
  g_autoptr (DocketTicketDetails) details = make_ticket (rand);
  g_autoptr (DocketReportChoices) choices = docket_report_choices_new_default (details);
  g_autofree char *name = NULL;
  GBytes *photos[N_PHOTOS];
  double limit = G_MAXDOUBLE, best = G_MAXDOUBLE;
  guint n_pages = 0;

  for (guint i = 0; i < N_PHOTOS; i++)
    {
      photos[i] = make_photo (rand);
      docket_report_choices_set (choices->photos, i + 1, TRUE);
    }

  for (gint64 id = 1; id <= N_MESSAGES; id++)
    docket_report_choices_set (choices->messages, id, TRUE);

  for (guint i = 0; i < N_TIMES; i++)
    {
      const double start = bench_now_ms ();
      double middle, end;

      n_pages = draw_by_hand (details, photos);
      middle = bench_now_ms ();
      draw_report (details, choices, photos);
      end = bench_now_ms ();
      limit = MIN (limit, middle - start);
      best = MIN (best, end - middle);
    }

  name = g_strdup_printf ("report, %u pages, %d photos", n_pages, N_PHOTOS);
  bench_record_add (record, name, limit, best, 1.5);

  for (guint i = 0; i < N_PHOTOS; i++)
    g_bytes_unref (photos[i]);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (BenchRecord) record = NULL;
  g_autoptr (GRand) rand = NULL;
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, options, NULL);

  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }

  rand = g_rand_new_with_seed ((guint) seed);
  record = bench_record_new (0, (guint) seed);
  measure (record, rand);
  bench_record_write (record, output != NULL ? output : "bench-report.json");

  return 0;
}
