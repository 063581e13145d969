/* The camera's window: look, shoot, again, take; and what it says without a picture.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-camera-window.h"
#include "docket-test-ui.h"
#include "docket-test-workspace.h"
#include "docket-ui-resources.h"

#define LIVE "videotestsrc is-live=true ! video/x-raw,width=640,height=480 ! identity"

typedef struct
{
  DocketWorkspace *workspace;
  GtkWindow *window;
  GPtrArray *files;
} Fixture;

static void
taken_cb (Fixture *fixture, GPtrArray *files)
{
  fixture->files = docket_edit_files_copy (files);
}

static void
set_up (Fixture *fixture, gconstpointer source)
{
  g_setenv ("DOCKET_TEST_CAMERA", source, TRUE);
  fixture->workspace = docket_test_workspace_new ();
  fixture->window = docket_camera_window_new (NULL, fixture->workspace, 3);
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  g_signal_connect_swapped (fixture->window, "taken", G_CALLBACK (taken_cb), fixture);
  gtk_window_present (fixture->window);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->window != NULL)
    gtk_window_destroy (fixture->window);

  docket_test_ui_wait_for (fixture->window == NULL);
  docket_workspace_close (fixture->workspace);
  g_clear_object (&fixture->workspace);
  g_clear_pointer (&fixture->files, g_ptr_array_unref);
}

static const char *
get_page (Fixture *fixture)
{
  GtkWidget *stack = docket_test_ui_find (GTK_WIDGET (fixture->window), GTK_TYPE_STACK, NULL);

  return gtk_stack_get_visible_child_name (GTK_STACK (stack));
}

static GtkWidget *
get_button (Fixture *fixture, const char *css_class)
{
  return docket_test_ui_find (GTK_WIDGET (fixture->window), GTK_TYPE_BUTTON, css_class);
}

static void
act (Fixture *fixture, const char *name)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), name, NULL);
}

/* The shutter stops the picture; what was taken is a JPEG on the disk. */
static void
test_take (Fixture *fixture, gconstpointer data)
{
  const DocketEditFile *file;

  docket_test_ui_wait_for (g_str_equal (get_page (fixture), "picture"));
  docket_test_ui_settle (GTK_WIDGET (fixture->window));
  docket_test_ui_shot (GTK_WIDGET (fixture->window), "camera-live");
  g_assert_nonnull (get_button (fixture, "shutter"));
  g_assert_false (gtk_widget_get_sensitive (get_button (fixture, "suggested-action")));
  act (fixture, "camera.shoot");
  g_assert_null (get_button (fixture, "shutter"));
  docket_test_ui_wait_for (gtk_widget_get_sensitive (get_button (fixture, "suggested-action")));
  docket_test_ui_settle (GTK_WIDGET (fixture->window));
  docket_test_ui_shot (GTK_WIDGET (fixture->window), "camera-taken");
  act (fixture, "camera.ok");
  docket_test_ui_wait_for (fixture->window == NULL);
  g_assert_cmpuint (fixture->files->len, ==, 1);
  file = g_ptr_array_index (fixture->files, 0);
  g_assert_cmpstr (file->content_type, ==, "image/jpeg");
  g_assert_true (g_str_has_suffix (file->name, ".jpg"));
}

/* Several, of which one is taken again; and no more than there is room for. */
static void
test_several (Fixture *fixture, gconstpointer data)
{
  docket_test_ui_wait_for (g_str_equal (get_page (fixture), "picture"));
  act (fixture, "camera.shoot");
  act (fixture, "camera.retake");
  g_assert_nonnull (get_button (fixture, "shutter"));

  for (guint i = 0; i < 3; i++)
    {
      act (fixture, "camera.shoot");
      g_assert_null (get_button (fixture, "shutter"));
      act (fixture, "camera.another");
    }

  /* There is no room for another one. */
  g_assert_null (get_button (fixture, "shutter"));
  docket_test_ui_wait_for (gtk_widget_get_sensitive (get_button (fixture, "suggested-action")));
  act (fixture, "camera.ok");
  docket_test_ui_wait_for (fixture->window == NULL);
  g_assert_cmpuint (fixture->files->len, ==, 3);
}

/* Photos are not thrown away without a question. */
static void
test_discard (Fixture *fixture, gconstpointer data)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWindow *dialog = NULL;

  docket_test_ui_wait_for (g_str_equal (get_page (fixture), "picture"));
  act (fixture, "camera.shoot");
  gtk_window_close (fixture->window);
  g_assert_nonnull (fixture->window);

  for (guint i = 0; i < g_list_model_get_n_items (windows) && dialog == NULL; i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        dialog = window;
    }

  g_assert_nonnull (dialog);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "discard");
  gtk_window_destroy (dialog);
  docket_test_ui_wait_for (fixture->window == NULL);
  g_assert_null (fixture->files);
}

/* What doesn't work is said, and can be tried again. */
static void
test_problem (Fixture *fixture, gconstpointer data)
{
  docket_test_ui_wait_for (g_str_equal (get_page (fixture), "problem"));
  docket_test_ui_settle (GTK_WIDGET (fixture->window));
  docket_test_ui_shot (GTK_WIDGET (fixture->window), "camera-problem");
  g_signal_emit_by_name (get_button (fixture, "pill"), "clicked");
  g_assert_cmpstr (get_page (fixture), ==, "wait");
  docket_test_ui_wait_for (g_str_equal (get_page (fixture), "problem"));
}

#define ADD(name, source, func) g_test_add (name, Fixture, source, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  docket_test_ui_init (&argc, &argv);
  docket_ui_register_resource ();

  ADD ("/camera-window/take", LIVE, test_take);
  ADD ("/camera-window/several", LIVE, test_several);
  ADD ("/camera-window/discard", LIVE, test_discard);
  ADD ("/camera-window/problem", "nosuchsource", test_problem);

  return g_test_run ();
}
