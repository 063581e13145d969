/* Draws on a picture: with keys, with words, taken back, burnt in.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-mark.h"
#include "docket-markup-window.h"
#include "docket-test-ui.h"
#include "docket-test-workspace.h"
#include "docket-ui-resources.h"
#include "docket-workspace-pictures.h"

typedef struct
{
  DocketWorkspace *workspace;
  DocketEditFile *file;
  GtkWindow *window;
  DocketMarkupCanvas *canvas;
  DocketEditFile *marked;
} Fixture;

static void
marked_cb (Fixture *fixture, const DocketEditFile *file)
{
  fixture->marked = docket_edit_file_copy (file);
}

static void
set_up (Fixture *fixture, gconstpointer name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "files", name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  fixture->workspace = docket_test_workspace_new ();
  fixture->file = docket_workspace_stage_file (fixture->workspace, file, NULL, &error);
  g_assert_no_error (error);
  fixture->window = docket_markup_window_new (NULL, fixture->workspace, fixture->file);
  fixture->canvas = docket_markup_window_get_canvas (DOCKET_MARKUP_WINDOW (fixture->window));
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  g_signal_connect_swapped (fixture->window, "marked", G_CALLBACK (marked_cb), fixture);
  gtk_window_present (fixture->window);

  /* The picture takes the keyboard when it is there. */
  docket_test_ui_wait_for (gtk_window_get_focus (fixture->window) == GTK_WIDGET (fixture->canvas));
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
}

static guint
count_marks (Fixture *fixture)
{
  return docket_markup_canvas_get_marks (fixture->canvas)->len;
}

static void
key (Fixture *fixture, guint keyval)
{
  g_autoptr (GListModel) controllers =
    gtk_widget_observe_controllers (GTK_WIDGET (fixture->canvas));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled;

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, 0, &handled);
    }
}

static void
draw (Fixture *fixture, DocketMarkKind kind)
{
  docket_markup_canvas_set_kind (fixture->canvas, kind);
  key (fixture, GDK_KEY_Return);

  for (guint i = 0; i < 5; i++)
    {
      key (fixture, GDK_KEY_Right);
      key (fixture, GDK_KEY_Down);
    }

  key (fixture, GDK_KEY_Return);
}

static void
act (Fixture *fixture, const char *name)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), name, NULL);
}

/* All of it by keys; a JPEG stays one, says no longer where it was taken, and the one before is
 * still here. */
static void
test_keys (Fixture *fixture, gconstpointer data)
{
  draw (fixture, DOCKET_MARK_KIND_ARROW);
  draw (fixture, DOCKET_MARK_KIND_CIRCLE);
  draw (fixture, DOCKET_MARK_KIND_BOX);
  docket_markup_canvas_add_text (fixture->canvas, "Here");
  g_assert_cmpuint (count_marks (fixture), ==, 4);
  docket_test_ui_settle (GTK_WIDGET (fixture->window));
  docket_test_ui_shot (GTK_WIDGET (fixture->window), "markup");
  act (fixture, "markup.done");
  docket_test_ui_wait_for (fixture->marked != NULL && fixture->window == NULL);
  g_assert_cmpstr (fixture->marked->content_type, ==, "image/jpeg");
  g_assert_cmpstr (fixture->marked->name, ==, "placed.jpg");
  g_assert_cmpstr (fixture->marked->sha256, !=, fixture->file->sha256);
}

/* Undo takes the last one away, Escape the one that is drawn, and one too small is none. */
static void
test_undo (Fixture *fixture, gconstpointer data)
{
  draw (fixture, DOCKET_MARK_KIND_ARROW);
  draw (fixture, DOCKET_MARK_KIND_BOX);
  act (fixture, "markup.undo");
  g_assert_cmpuint (count_marks (fixture), ==, 1);
  key (fixture, GDK_KEY_Return);
  key (fixture, GDK_KEY_Right);
  key (fixture, GDK_KEY_Escape);
  g_assert_cmpuint (count_marks (fixture), ==, 1);
  key (fixture, GDK_KEY_Return);
  key (fixture, GDK_KEY_Return);
  g_assert_cmpuint (count_marks (fixture), ==, 1);
  act (fixture, "markup.undo");
  g_assert_cmpuint (count_marks (fixture), ==, 0);
}

/* What was no JPEG becomes a PNG, and is called so. */
static void
test_other (Fixture *fixture, gconstpointer data)
{
  draw (fixture, DOCKET_MARK_KIND_BOX);
  act (fixture, "markup.done");
  docket_test_ui_wait_for (fixture->marked != NULL && fixture->window == NULL);
  g_assert_cmpstr (fixture->marked->content_type, ==, "image/png");
  g_assert_cmpstr (fixture->marked->name, ==, "sample.png");
}

#define ADD(name, file, func) g_test_add (name, Fixture, file, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  docket_test_ui_init (&argc, &argv);
  docket_ui_register_resource ();

  ADD ("/markup/keys", "placed.jpg", test_keys);
  ADD ("/markup/undo", "sample.png", test_undo);
  ADD ("/markup/other", "sample.bmp", test_other);

  return g_test_run ();
}
