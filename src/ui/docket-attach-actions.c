/* Where files come from: a folder, the photo library, the camera.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-attach-actions.h"

#include <glib/gi18n.h>

#include "docket-camera-window.h"
#include "docket-photo-window.h"

/* What the chooser offers; whether one is taken is decided by its content too. */
static const char *const endings[] = { "png", "jpg",  "jpeg", "gif", "webp", "heic", "bmp",
                                       "tif", "tiff", "txt",  "pdf", "rtf",  "doc",  "docx",
                                       "xls", "xlsx", "one",  "ppt", "pptx", "zip",  "exe",
                                       "3gp", "mp4",  "wav",  "wmv" };

/* What the actions work on; it lives as long as the widget. */
typedef struct
{
  GtkWidget *widget;
  DocketAttachTrayFunc get_tray;
} Attach;

static GtkWindow *
get_window (Attach *attach)
{
  GtkRoot *root = gtk_widget_get_root (attach->widget);

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (DocketFileTray) tray = user_data;
  g_autoptr (GListModel) files = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));

  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      docket_file_tray_add_file (tray, file);
    }

  g_object_unref (dialog);
}

static GtkFileFilter *
new_filter (void)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    gtk_file_filter_add_suffix (filter, endings[i]);

  gtk_file_filter_set_name (filter, _ ("Files that can be sent"));

  return filter;
}

/* What is chosen goes where the person was when the chooser opened: a note's file never becomes a
 * reply's. */
static void
document_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  Attach *attach = user_data;
  DocketFileTray *tray = attach->get_tray (attach->widget);
  g_autoptr (GtkFileFilter) filter = new_filter ();
  GtkFileChooserNative *dialog;

  if (tray == NULL)
    return;

  dialog = gtk_file_chooser_native_new (_ ("Add files"),
                                        get_window (attach),
                                        GTK_FILE_CHOOSER_ACTION_OPEN,
                                        C_ ("button", "_Add"),
                                        NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  g_signal_connect (dialog, "response", G_CALLBACK (chosen_cb), g_object_ref (tray));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
photos_chosen_cb (DocketFileTray *tray, GListModel *files)
{
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      docket_file_tray_add_photo (tray, file);
    }
}

static void
photo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  Attach *attach = user_data;
  DocketFileTray *tray = attach->get_tray (attach->widget);
  GtkWindow *window;

  if (tray == NULL || docket_file_tray_tell_full (tray))
    return;

  window = docket_photo_window_new (get_window (attach),
                                    docket_file_tray_get_workspace (tray),
                                    docket_file_tray_get_room (tray));
  g_signal_connect_object (window,
                           "chosen",
                           G_CALLBACK (photos_chosen_cb),
                           tray,
                           G_CONNECT_SWAPPED);
  gtk_window_present (window);
}

static void
photos_taken_cb (DocketFileTray *tray, GPtrArray *files)
{
  for (guint i = 0; i < files->len; i++)
    docket_file_tray_add_staged (tray, g_ptr_array_index (files, i));
}

static void
camera_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  Attach *attach = user_data;
  DocketFileTray *tray = attach->get_tray (attach->widget);
  GtkWindow *window;

  if (tray == NULL || docket_file_tray_tell_full (tray))
    return;

  window = docket_camera_window_new (get_window (attach),
                                     docket_file_tray_get_workspace (tray),
                                     docket_file_tray_get_room (tray));
  g_signal_connect_object (window, "taken", G_CALLBACK (photos_taken_cb), tray, G_CONNECT_SWAPPED);
  gtk_window_present (window);
}

/**
 * docket_attach_actions_install:
 * @widget: what is written in
 * @get_tray: says where files go
 *
 * Gives a widget the actions `attach.document`, `attach.photo` and `attach.camera`.
 */
void
docket_attach_actions_install (GtkWidget *widget, DocketAttachTrayFunc get_tray)
{
  static const GActionEntry entries[] = { { "document", document_cb },
                                          { "photo", photo_cb },
                                          { "camera", camera_cb } };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  Attach *attach;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (get_tray != NULL);

  attach = g_new0 (Attach, 1);
  attach->widget = widget;
  attach->get_tray = get_tray;
  g_object_set_data_full (G_OBJECT (widget), "docket-attach", attach, g_free);
  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), attach);
  gtk_widget_insert_action_group (widget, "attach", G_ACTION_GROUP (group));
}
