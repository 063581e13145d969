/* What the tests of widgets share: a display, waiting, finding and pictures.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-test-ui.h"

#include <glib/gstdio.h>

static gboolean
tick_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;

  return G_SOURCE_REMOVE;
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_tree (child);
      else
        g_unlink (child);
    }

  g_rmdir (path);
}

static char *test_folder;

static void
remove_test_folder (void)
{
  remove_tree (test_folder);
}

/**
 * docket_test_ui_init:
 * @argc: of main()
 * @argv: of main()
 *
 * Gives the test folders of its own and a display; ends it as skipped where there is none.
 */
void
docket_test_ui_init (int *argc, char ***argv)
{
  static const char *const variables[] = { "HOME",
                                           "XDG_DATA_HOME",
                                           "XDG_CONFIG_HOME",
                                           "XDG_STATE_HOME",
                                           "XDG_CACHE_HOME" };

  test_folder = g_dir_make_tmp ("docket-ui-XXXXXX", NULL);
  g_assert_nonnull (test_folder);
  atexit (remove_test_folder);

  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    g_setenv (variables[i], test_folder, TRUE);

  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  g_test_init (argc, argv, NULL);

  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP no display\n");
      exit (77);
    }

  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
}

/**
 * docket_test_ui_turn:
 *
 * Lets the main loop turn, at most for some milliseconds.
 */
void
docket_test_ui_turn (void)
{
  gboolean ticked = FALSE;
  const guint source = g_timeout_add (10, tick_cb, &ticked);

  g_main_context_iteration (NULL, TRUE);

  if (!ticked)
    g_source_remove (source);
}

/**
 * docket_test_ui_wait:
 * @condition: (scope call): what is waited for, at most ten seconds
 * @user_data: handed to @condition
 */
void
docket_test_ui_wait (DocketTestCondition condition, gpointer user_data)
{
  docket_test_ui_wait_for (condition (user_data));
}

static gboolean
frame_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  (*(guint *) user_data)++;

  return *(guint *) user_data < 3 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/**
 * docket_test_ui_settle:
 * @widget: a widget in a window that is shown
 *
 * Waits for some frames: what was changed has its size and is drawn then.
 */
void
docket_test_ui_settle (GtkWidget *widget)
{
  guint n_frames = 0;

  gtk_widget_queue_draw (widget);
  gtk_widget_add_tick_callback (widget, frame_cb, &n_frames, NULL);
  docket_test_ui_wait_for (n_frames >= 3);
}

/**
 * docket_test_ui_find:
 * @root: where to look
 * @type: the type wanted
 * @css_class: (nullable): a style class that it must have
 *
 * Returns: (transfer none) (nullable): the first such widget that is visible, depth first
 */
GtkWidget *
docket_test_ui_find (GtkWidget *root, GType type, const char *css_class)
{
  if (!gtk_widget_get_visible (root))
    return NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type) &&
      (css_class == NULL || gtk_widget_has_css_class (root, css_class)))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = docket_test_ui_find (child, type, css_class);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/**
 * docket_test_ui_shot:
 * @window: a window that is shown
 * @name: the picture's name
 *
 * Saves a picture of the window for people to look at, where DOCKET_SHOTS names a folder.
 */
void
docket_test_ui_shot (GtkWidget *window, const char *name)
{
  const char *folder = g_getenv ("DOCKET_SHOTS");
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GtkSnapshot) snapshot = NULL;
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree char *file = NULL;

  if (folder == NULL)
    return;

  paintable = gtk_widget_paintable_new (window);
  snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable,
                          snapshot,
                          gdk_paintable_get_intrinsic_width (paintable),
                          gdk_paintable_get_intrinsic_height (paintable));
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);
  file = g_strconcat (folder, "/", name, ".png", NULL);
  gdk_texture_save_to_png (texture, file);
}
