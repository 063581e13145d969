/* Draws on a picture with a real pointer, and looks at the pixels of the file that comes of it.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <gdk/x11/gdkx.h>

#include "docket-mark.h"
#include "docket-markup-window.h"
#include "docket-test-ui.h"
#include "docket-test-workspace.h"
#include "docket-ui-resources.h"
#include "docket-workspace-files.h"

#define WIDTH 400
#define HEIGHT 300
#define STRIDE (WIDTH * 4)

typedef struct
{
  int x0, y0, x1, y1;
} Place;

static const Place arrow = { 20, 20, 120, 80 };
static const Place circle = { 160, 20, 260, 100 };
static const Place box = { 40, 140, 200, 260 };
static const Place text = { 240, 180, 240, 180 };

typedef struct
{
  DocketWorkspace *workspace;
  DocketEditFile *file;
  guint8 *before;
  GtkWindow *window;
  DocketMarkupCanvas *canvas;
  DocketEditFile *marked;
} Fixture;

/* Every pixel another colour, none of them as red as a mark; what is under the box depends on
 * @secret. */
static guint8 *
make_pixels (guint secret)
{
  guint8 *pixels = g_malloc (STRIDE * HEIGHT);

  for (int i = 0; i < WIDTH * HEIGHT; i++)
    {
      const int x = i % WIDTH;
      const int y = i / WIDTH;
      const gboolean under = x >= box.x0 + 2 && x < box.x1 - 2 && y >= box.y0 + 2 && y < box.y1 - 2;
      const int salt = under ? (int) secret * 31 : 0;

      pixels[i * 4] = (guint8) ((i * 7 + salt) % 120 + 20);
      pixels[i * 4 + 1] = (guint8) ((i * 13 + salt) % 100 + 120);
      pixels[i * 4 + 2] = (guint8) ((i * 29 + salt) % 100 + 120);
      pixels[i * 4 + 3] = 255;
    }

  return pixels;
}

static void
marked_cb (Fixture *fixture, const DocketEditFile *file)
{
  fixture->marked = docket_edit_file_copy (file);
}

static void
open_picture (Fixture *fixture, guint secret)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GBytes) png = NULL;

  g_clear_pointer (&fixture->before, g_free);
  fixture->before = make_pixels (secret);
  bytes = g_bytes_new (fixture->before, STRIDE * HEIGHT);
  texture = gdk_memory_texture_new (WIDTH, HEIGHT, GDK_MEMORY_R8G8B8A8, bytes, STRIDE);
  png = gdk_texture_save_to_png_bytes (texture);
  g_clear_pointer (&fixture->file, docket_edit_file_free);
  fixture->file = docket_workspace_stage_bytes (fixture->workspace, png, "noise.png", NULL, NULL);
  g_assert_nonnull (fixture->file);
  fixture->window = docket_markup_window_new (NULL, fixture->workspace, fixture->file);
  fixture->canvas = docket_markup_window_get_canvas (DOCKET_MARKUP_WINDOW (fixture->window));
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  g_signal_connect_swapped (fixture->window, "marked", G_CALLBACK (marked_cb), fixture);
  gtk_window_present (fixture->window);
  docket_test_ui_wait_for (gtk_window_get_focus (fixture->window) == GTK_WIDGET (fixture->canvas));
  docket_test_ui_settle (GTK_WIDGET (fixture->window));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->workspace = docket_test_workspace_new ();
  open_picture (fixture, 1);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->window != NULL)
    gtk_window_destroy (fixture->window);

  docket_workspace_close (fixture->workspace);
  g_clear_object (&fixture->workspace);
  g_clear_pointer (&fixture->file, docket_edit_file_free);
  g_clear_pointer (&fixture->marked, docket_edit_file_free);
  g_clear_pointer (&fixture->before, g_free);
}

/* Where a point of a widget is in its X window. */
static void
find_point (GtkWidget *widget, double x, double y, int *px, int *py)
{
  GtkNative *native = gtk_widget_get_native (widget);
  const int scale = gtk_widget_get_scale_factor (widget);
  double left, top;

  gtk_widget_translate_coordinates (widget, GTK_WIDGET (native), x, y, &x, &y);
  gtk_native_get_surface_transform (native, &left, &top);
  *px = (int) ((x + left) * scale);
  *py = (int) ((y + top) * scale);
}

static void
run_xdotool (GtkWidget *widget, const char *format, int x0, int y0, int x1, int y1)
{
  GdkSurface *surface = gtk_native_get_surface (gtk_widget_get_native (widget));
  const unsigned long xid = gdk_x11_surface_get_xid (surface);
  g_autofree char *move = g_strdup_printf ("mousemove --window %lu", xid);
  g_autofree char *command =
    g_strdup_printf (format, move, x0, y0, move, (x0 + x1) / 2, (y0 + y1) / 2, move, x1, y1);
  g_autoptr (GError) error = NULL;
  int status = -1;

  g_spawn_command_line_sync (command, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

static void
click (GtkWidget *widget)
{
  int x, y;

  find_point (widget,
              gtk_widget_get_width (widget) / 2.0,
              gtk_widget_get_height (widget) / 2.0,
              &x,
              &y);
  run_xdotool (widget, "xdotool %s %d %d %s %d %d %s %d %d click 1", x, y, x, y);
}

/* The picture fits the canvas and is in its middle. */
static void
find_picture_point (Fixture *fixture, int x, int y, int *px, int *py)
{
  GtkWidget *canvas = GTK_WIDGET (fixture->canvas);
  const double width = gtk_widget_get_width (canvas);
  const double height = gtk_widget_get_height (canvas);
  const double zoom = MIN (width / WIDTH, height / HEIGHT);

  find_point (canvas,
              (width - WIDTH * zoom) / 2 + x * zoom,
              (height - HEIGHT * zoom) / 2 + y * zoom,
              px,
              py);
}

static void
drag (Fixture *fixture, const Place *place)
{
  int x0, y0, x1, y1;

  find_picture_point (fixture, place->x0, place->y0, &x0, &y0);
  find_picture_point (fixture, place->x1, place->y1, &x1, &y1);
  run_xdotool (GTK_WIDGET (fixture->canvas),
               "xdotool %s %d %d mousedown 1 %s %d %d %s %d %d mouseup 1",
               x0,
               y0,
               x1,
               y1);
}

static GtkWidget *
find_button (GtkWidget *widget, const char *name)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) &&
      (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), name) == 0 ||
       g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), name) == 0))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, name);

  return found;
}

static void
press (Fixture *fixture, const char *name)
{
  GtkWidget *button = find_button (GTK_WIDGET (fixture->window), name);

  g_assert_nonnull (button);
  click (button);
}

static void
choose (Fixture *fixture, const char *name)
{
  GtkToggleButton *button = GTK_TOGGLE_BUTTON (find_button (GTK_WIDGET (fixture->window), name));

  if (!gtk_toggle_button_get_active (button))
    press (fixture, name);

  docket_test_ui_wait_for (gtk_toggle_button_get_active (button));
}

static guint
count_marks (Fixture *fixture)
{
  return docket_markup_canvas_get_marks (fixture->canvas)->len;
}

static void
draw (Fixture *fixture, const char *name, const Place *place)
{
  const guint before = count_marks (fixture);

  choose (fixture, name);
  drag (fixture, place);
  docket_test_ui_wait_for (count_marks (fixture) == before + 1);
}

static AdwMessageDialog *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window) && gtk_widget_get_mapped (window))
        return ADW_MESSAGE_DIALOG (window);
    }

  return NULL;
}

static void
answer (const char *label)
{
  GtkWidget *button = NULL;

  docket_test_ui_wait_for (find_dialog () != NULL);
  docket_test_ui_settle (GTK_WIDGET (find_dialog ()));
  button = find_button (GTK_WIDGET (find_dialog ()), label);
  g_assert_nonnull (button);
  click (button);
  docket_test_ui_wait_for (find_dialog () == NULL);
}

static void
write_text (Fixture *fixture)
{
  choose (fixture, "Text");
  drag (fixture, &text);
  docket_test_ui_wait_for (find_dialog () != NULL);
  gtk_editable_set_text (GTK_EDITABLE (adw_message_dialog_get_extra_child (find_dialog ())),
                         "HERE");
  answer ("Write");
}

static guint8 *
finish (Fixture *fixture)
{
  g_autofree char *root = docket_workspaces_get_root ();
  g_autofree char *path = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  guint8 *after = g_malloc (STRIDE * HEIGHT);

  press (fixture, "markup.done");
  docket_test_ui_wait_for (fixture->marked != NULL && fixture->window == NULL);
  path = g_build_filename (root,
                           docket_workspace_get_id (fixture->workspace),
                           "blobs",
                           fixture->marked->sha256,
                           NULL);
  texture = gdk_texture_new_from_filename (path, NULL);
  g_assert_nonnull (texture);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, WIDTH);
  g_assert_cmpint (gdk_texture_get_height (texture), ==, HEIGHT);
  gdk_texture_download (texture, after, STRIDE);

  return after;
}

static gboolean
is_near (const Place *place, int x, int y)
{
  return x >= place->x0 - 20 && x < place->x1 + 20 && y >= place->y0 - 20 && y < place->y1 + 20;
}

/* What is downloaded is blue, green, red, alpha. */
static gboolean
is_same (const guint8 *before, const guint8 *after)
{
  return before[0] == after[2] && before[1] == after[1] && before[2] == after[0];
}

static gboolean
is_red (const guint8 *after)
{
  return after[2] > 200 && after[1] < 60 && after[0] < 70;
}

/* Each mark where it was drawn, in its colour; nothing is left under the box, and all the rest is
 * as it was. */
static void
test_all (Fixture *fixture, gconstpointer data)
{
  const Place written = { text.x0, text.y0, text.x0 + 130, text.y0 + 60 };
  g_autofree guint8 *after = NULL;
  guint n_arrow = 0, n_circle = 0, n_text = 0;

  draw (fixture, "Arrow", &arrow);
  draw (fixture, "Circle", &circle);
  write_text (fixture);
  draw (fixture, "Black box", &box);
  docket_test_ui_settle (GTK_WIDGET (fixture->window));
  docket_test_ui_shot (GTK_WIDGET (fixture->window), "markup-mouse");
  after = finish (fixture);

  for (int i = 0; i < WIDTH * HEIGHT; i++)
    {
      const int x = i % WIDTH;
      const int y = i / WIDTH;
      const guint8 *p = after + i * 4;

      n_arrow += is_near (&arrow, x, y) && is_red (p) ? 1 : 0;
      n_circle += is_near (&circle, x, y) && is_red (p) ? 1 : 0;
      n_text += is_near (&written, x, y) && is_red (p) ? 1 : 0;

      if (x >= box.x0 + 2 && x < box.x1 - 2 && y >= box.y0 + 2 && y < box.y1 - 2)
        g_assert_cmpint (p[0] + p[1] + p[2], ==, 0);
      else if (!is_near (&arrow, x, y) && !is_near (&circle, x, y) && !is_near (&written, x, y) &&
               !is_near (&box, x, y))
        g_assert_true (is_same (fixture->before + i * 4, p));
    }

  g_assert_cmpuint (n_arrow, >, 100);
  g_assert_cmpuint (n_circle, >, 100);
  g_assert_cmpuint (n_text, >, 30);

  /* The middle of a circle is to be seen. */
  g_assert_true (
    is_same (fixture->before + (60 * WIDTH + 210) * 4, after + (60 * WIDTH + 210) * 4));
}

/* Two pictures that differ under the box alone become the same file: nothing of what was there is
 * in it. */
static void
test_box_hides (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree guint8 *after = NULL;
  g_autofree guint8 *again = NULL;
  g_autofree char *given = g_strdup (fixture->file->sha256);

  draw (fixture, "Black box", &box);
  after = finish (fixture);
  first = g_strdup (fixture->marked->sha256);
  g_clear_pointer (&fixture->marked, docket_edit_file_free);
  open_picture (fixture, 2);
  g_assert_cmpstr (fixture->file->sha256, !=, given);
  draw (fixture, "Black box", &box);
  again = finish (fixture);
  g_assert_cmpstr (fixture->marked->sha256, ==, first);
}

/* The last one is taken away, and what was under it is there again. */
static void
test_undo (Fixture *fixture, gconstpointer data)
{
  g_autofree guint8 *after = NULL;
  const int middle = ((box.y0 + box.y1) / 2 * WIDTH + (box.x0 + box.x1) / 2) * 4;

  draw (fixture, "Arrow", &arrow);
  draw (fixture, "Black box", &box);
  press (fixture, "markup.undo");
  docket_test_ui_wait_for (count_marks (fixture) == 1);
  after = finish (fixture);
  g_assert_true (is_same (fixture->before + middle, after + middle));
}

/* Nothing is made, and nothing drawn is thrown away without a question. */
static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  draw (fixture, "Circle", &circle);
  press (fixture, "window.close");
  answer ("Cancel");
  g_assert_nonnull (fixture->window);
  g_assert_cmpuint (count_marks (fixture), ==, 1);
  press (fixture, "window.close");
  answer ("Discard");
  docket_test_ui_wait_for (fixture->window == NULL);
  g_assert_null (fixture->marked);
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_autofree char *xdotool = g_find_program_in_path ("xdotool");

  docket_test_ui_init (&argc, &argv);
  docket_ui_register_resource ();

  if (xdotool == NULL || !GDK_IS_X11_DISPLAY (gdk_display_get_default ()))
    {
      g_print ("1..0 # SKIP no xdotool, or no X\n");
      return 77;
    }

  ADD ("/markup-mouse/all", test_all);
  ADD ("/markup-mouse/box-hides", test_box_hides);
  ADD ("/markup-mouse/undo", test_undo);
  ADD ("/markup-mouse/cancel", test_cancel);

  return g_test_run ();
}
