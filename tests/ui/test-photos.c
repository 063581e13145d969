/* Pictures that say where they were taken, and the photo library.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>

#include "docket-attach-actions.h"
#include "docket-photo-item.h"
#include "docket-photo-window.h"
#include "docket-test-ui.h"
#include "docket-test-workspace.h"
#include "docket-ui-resources.h"

typedef struct
{
  DocketWorkspace *workspace;
  GtkWindow *window;
  DocketFileTray *tray;
} Fixture;

static DocketFileTray *
get_tray (GtkWidget *widget)
{
  return DOCKET_FILE_TRAY (widget);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->workspace = docket_test_workspace_new ();
  fixture->window = GTK_WINDOW (adw_window_new ());
  fixture->tray = DOCKET_FILE_TRAY (docket_file_tray_new ());
  docket_file_tray_set_workspace (fixture->tray, fixture->workspace);
  docket_attach_actions_install (GTK_WIDGET (fixture->tray), get_tray);
  gtk_widget_set_visible (GTK_WIDGET (fixture->tray), TRUE);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->tray));
  gtk_window_set_default_size (fixture->window, 400, 300);
  gtk_window_present (fixture->window);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (fixture->window);
  docket_workspace_close (fixture->workspace);
  g_clear_object (&fixture->workspace);
}

static GtkWindow *
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type) && gtk_widget_get_visible (GTK_WIDGET (window)))
        return window;
    }

  return NULL;
}

static GFile *
get_file (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "files", name, NULL);

  return g_file_new_for_path (path);
}

static void
add (Fixture *fixture, const char *name)
{
  g_autoptr (GFile) file = get_file (name);

  docket_file_tray_add_file (fixture->tray, file);
}

static void
answer (const char *response)
{
  GtkWindow *dialog;

  docket_test_ui_wait_for (find_window (ADW_TYPE_MESSAGE_DIALOG) != NULL);
  dialog = find_window (ADW_TYPE_MESSAGE_DIALOG);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), response);
  gtk_window_destroy (dialog);
}

/* Whether a file of the tray has the bytes that the fixture has. */
static gboolean
is_as_given (Fixture *fixture, guint nth, const char *name)
{
  g_autoptr (GFile) given = get_file (name);
  g_autoptr (GBytes) bytes = g_file_load_bytes (given, NULL, NULL, NULL);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autoptr (GPtrArray) files = docket_file_tray_get_files (fixture->tray);
  const DocketEditFile *file = g_ptr_array_index (files, nth);

  return g_str_equal (file->sha256, sha256);
}

/* One question for all of them, and those that it does not concern are not touched. */
static void
test_remove (Fixture *fixture, gconstpointer data)
{
  add (fixture, "placed.jpg");
  add (fixture, "sample.png");
  add (fixture, "placed.jpg");
  docket_test_ui_wait_for (docket_file_tray_get_n_files (fixture->tray) == 1);
  g_assert_true (docket_file_tray_is_busy (fixture->tray));
  answer ("remove");
  docket_test_ui_wait_for (!docket_file_tray_is_busy (fixture->tray));
  g_assert_cmpuint (docket_file_tray_get_n_files (fixture->tray), ==, 3);
  g_assert_false (is_as_given (fixture, 0, "placed.jpg"));
  g_assert_true (is_as_given (fixture, 1, "sample.png"));
  g_assert_false (is_as_given (fixture, 2, "placed.jpg"));
}

/* The answer holds until these are sent. */
static void
test_keep (Fixture *fixture, gconstpointer data)
{
  add (fixture, "placed.jpg");
  answer ("keep");
  docket_test_ui_wait_for (!docket_file_tray_is_busy (fixture->tray));
  g_assert_true (is_as_given (fixture, 0, "placed.jpg"));
  add (fixture, "placed.jpg");
  docket_test_ui_wait_for (!docket_file_tray_is_busy (fixture->tray));
  g_assert_true (is_as_given (fixture, 1, "placed.jpg"));

  docket_file_tray_set_files (fixture->tray, NULL);
  add (fixture, "placed.jpg");
  answer ("cancel");
  docket_test_ui_wait_for (docket_file_tray_is_empty (fixture->tray));
}

/* Several at once have one progress. */
static void
test_progress (Fixture *fixture, gconstpointer data)
{
  GtkWidget *tray = GTK_WIDGET (fixture->tray);
  GtkWidget *progress;

  add (fixture, "sample.png");
  g_assert_null (docket_test_ui_find (tray, GTK_TYPE_PROGRESS_BAR, NULL));
  add (fixture, "sample.pdf");
  progress = docket_test_ui_find (tray, GTK_TYPE_PROGRESS_BAR, NULL);
  g_assert_nonnull (progress);
  docket_test_ui_wait_for (!docket_file_tray_is_busy (fixture->tray));
  g_assert_false (gtk_widget_get_visible (progress));
}

static void
copy_to (const char *folder, const char *name)
{
  g_autoptr (GFile) from = get_file (name);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GFile) to = g_file_new_for_path (path);

  g_assert_true (g_file_copy (from, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, NULL));
}

/* The person's folder of pictures, wherever the desktop has it. */
static void
make_library (void)
{
  g_autofree char *folder = g_build_filename (g_get_home_dir (), "Images", NULL);
  g_autofree char *names = g_build_filename (g_get_user_config_dir (), "user-dirs.dirs", NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (names, "XDG_PICTURES_DIR=\"$HOME/Images\"\n", -1, NULL));
  g_reload_user_special_dirs_cache ();
  copy_to (folder, "placed.jpg");
  copy_to (folder, "sample.png");
  copy_to (folder, "sample.pdf");
}

static DocketPhotoItem *
get_photo (DocketPhotoWindow *window, guint nth)
{
  g_autoptr (DocketPhotoItem) item =
    g_list_model_get_item (docket_photo_window_get_photos (window), nth);

  return item;
}

/* Pictures alone, with previews; what is chosen comes as a photo: a JPEG, without a question. */
static void
test_library (Fixture *fixture, gconstpointer data)
{
  DocketPhotoWindow *window;
  GtkWidget *grid, *button;
  g_autoptr (GPtrArray) files = NULL;

  make_library ();
  gtk_widget_activate_action (GTK_WIDGET (fixture->tray), "attach.photo", NULL);
  window = DOCKET_PHOTO_WINDOW (find_window (DOCKET_TYPE_PHOTO_WINDOW));
  docket_test_ui_wait_for (g_list_model_get_n_items (docket_photo_window_get_photos (window)) == 2);
  docket_test_ui_wait_for (docket_photo_item_get_preview (get_photo (window, 0)) != NULL &&
                           docket_photo_item_get_preview (get_photo (window, 1)) != NULL);
  docket_test_ui_settle (GTK_WIDGET (window));
  docket_test_ui_shot (GTK_WIDGET (window), "photos");

  grid = docket_test_ui_find (GTK_WIDGET (window), GTK_TYPE_GRID_VIEW, NULL);
  button = docket_test_ui_find (GTK_WIDGET (window), GTK_TYPE_BUTTON, "suggested-action");
  g_assert_false (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (grid, "activate", 0);
  g_signal_emit_by_name (grid, "activate", 1);
  g_assert_true (docket_photo_item_get_chosen (get_photo (window, 1)));
  g_signal_emit_by_name (button, "clicked");
  docket_test_ui_wait_for (docket_file_tray_get_n_files (fixture->tray) == 2);
  g_assert_null (find_window (ADW_TYPE_MESSAGE_DIALOG));
  files = docket_file_tray_get_files (fixture->tray);

  for (guint i = 0; i < files->len; i++)
    {
      const DocketEditFile *file = g_ptr_array_index (files, i);

      g_assert_cmpstr (file->content_type, ==, "image/jpeg");
      g_assert_false (is_as_given (fixture, i, "placed.jpg"));
    }
}

/* No more than there is room for. */
static void
test_room (Fixture *fixture, gconstpointer data)
{
  GtkWindow *window;
  DocketPhotoWindow *photos;
  GtkWidget *grid;

  make_library ();
  window = docket_photo_window_new (NULL, fixture->workspace, 1);
  photos = DOCKET_PHOTO_WINDOW (window);
  gtk_window_present (window);
  docket_test_ui_wait_for (g_list_model_get_n_items (docket_photo_window_get_photos (photos)) == 2);
  grid = docket_test_ui_find (GTK_WIDGET (window), GTK_TYPE_GRID_VIEW, NULL);
  g_signal_emit_by_name (grid, "activate", 0);
  g_signal_emit_by_name (grid, "activate", 1);
  g_assert_true (docket_photo_item_get_chosen (get_photo (photos, 0)));
  g_assert_false (docket_photo_item_get_chosen (get_photo (photos, 1)));
  g_signal_emit_by_name (grid, "activate", 0);
  g_signal_emit_by_name (grid, "activate", 1);
  g_assert_false (docket_photo_item_get_chosen (get_photo (photos, 0)));
  g_assert_true (docket_photo_item_get_chosen (get_photo (photos, 1)));
  gtk_window_destroy (window);
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  docket_test_ui_init (&argc, &argv);
  docket_ui_register_resource ();

  ADD ("/photos/remove", test_remove);
  ADD ("/photos/keep", test_keep);
  ADD ("/photos/progress", test_progress);
  ADD ("/photos/library", test_library);
  ADD ("/photos/room", test_room);

  return g_test_run ();
}
