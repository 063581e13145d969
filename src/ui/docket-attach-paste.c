/* Files and pictures that are dropped or pasted where something is written.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-attach-paste.h"

#include <glib/gi18n.h>

/* Where files go now. */
typedef struct
{
  GtkWidget *widget;
  DocketAttachTrayFunc get_tray;
} Way;

static GClosure *
new_closure (GCallback callback, GtkWidget *widget, DocketAttachTrayFunc get_tray)
{
  Way *way = g_new0 (Way, 1);
  GClosure *closure;

  way->widget = widget;
  way->get_tray = get_tray;
  closure = g_cclosure_new (callback, way, (GClosureNotify) (void (*) (void)) g_free);
  g_object_watch_closure (G_OBJECT (widget), closure);

  return closure;
}

static gboolean
add_files (DocketFileTray *tray, GSList *files)
{
  for (GSList *l = files; l != NULL; l = l->next)
    docket_file_tray_add_file (tray, l->data);

  return files != NULL;
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  Way *way = user_data;
  DocketFileTray *tray = way->get_tray (way->widget);

  return tray != NULL && add_files (tray, g_value_get_boxed (value));
}

/* Something else is written by now. In a window that is closed nobody would read it. */
static void
tell_late (DocketFileTray *tray)
{
  if (gtk_widget_get_root (GTK_WIDGET (tray)) != NULL)
    docket_file_tray_tell (tray,
                           _ ("What you pasted came too late, when something else was written. "
                              "Paste it again."));
}

static void
encode_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_task_return_pointer (task,
                         gdk_texture_save_to_png_bytes (task_data),
                         (GDestroyNotify) g_bytes_unref);
}

static void
encoded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GBytes) bytes = g_task_propagate_pointer (G_TASK (result), NULL);

  /* Translators: what a picture from the clipboard is called */
  if (bytes != NULL)
    docket_file_tray_add_bytes (DOCKET_FILE_TRAY (source), bytes, _ ("Pasted picture.png"));
  else
    tell_late (DOCKET_FILE_TRAY (source));
}

static void
texture_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketFileTray) tray = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;
  GdkTexture *texture = gdk_clipboard_read_texture_finish (GDK_CLIPBOARD (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      tell_late (tray);
      return;
    }

  if (texture == NULL)
    {
      docket_file_tray_tell (tray,
                             _ ("The picture can't be pasted. Save it as a file, then add "
                                "that."));
      return;
    }

  task = g_task_new (tray, docket_file_tray_get_cancellable (tray), encoded_cb, NULL);
  g_task_set_task_data (task, texture, g_object_unref);
  g_task_run_in_thread (task, encode_thread);
}

static void
files_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketFileTray) tray = user_data;
  g_autoptr (GError) error = NULL;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, &error);

  if (value != NULL)
    add_files (tray, g_value_get_boxed (value));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    tell_late (tray);
  else
    docket_file_tray_tell (tray,
                           _ ("The files can't be pasted. Add them with the paperclip button."));
}

/* Files and pictures become files; a text stays one, also where its program offers a picture of
 * it. */
static void
paste_cb (GtkTextView *text, gpointer user_data)
{
  Way *way = user_data;
  DocketFileTray *tray = way->get_tray (way->widget);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (text));
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);

  if (tray == NULL)
    return;

  /* What comes late is not for what is written by then. */
  if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST))
    gdk_clipboard_read_value_async (clipboard,
                                    GDK_TYPE_FILE_LIST,
                                    G_PRIORITY_DEFAULT,
                                    docket_file_tray_get_cancellable (tray),
                                    files_cb,
                                    g_object_ref (tray));
  else if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_TEXTURE) &&
           !gdk_content_formats_contain_gtype (formats, G_TYPE_STRING))
    gdk_clipboard_read_texture_async (clipboard,
                                      docket_file_tray_get_cancellable (tray),
                                      texture_cb,
                                      g_object_ref (tray));
  else
    return;

  g_signal_stop_emission_by_name (text, "paste-clipboard");
}

/**
 * docket_attach_take_drops:
 * @area: where files are dropped; it lives no longer than @widget
 * @widget: what is written in
 * @get_tray: says where files go
 *
 * Takes files that are dropped.
 */
void
docket_attach_take_drops (GtkWidget *area, GtkWidget *widget, DocketAttachTrayFunc get_tray)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_return_if_fail (GTK_IS_WIDGET (area));
  g_return_if_fail (GTK_IS_WIDGET (widget));

  /* Else the text takes the drop as a text. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect_closure (target,
                            "drop",
                            new_closure (G_CALLBACK (drop_cb), widget, get_tray),
                            FALSE);
  gtk_widget_add_controller (area, GTK_EVENT_CONTROLLER (target));
}

/**
 * docket_attach_take_pastes:
 * @text: where files and pictures are pasted; it lives no longer than @widget
 * @widget: what is written in
 * @get_tray: says where files go
 *
 * Takes files and pictures that are pasted. A text is still pasted as one.
 */
void
docket_attach_take_pastes (GtkTextView *text, GtkWidget *widget, DocketAttachTrayFunc get_tray)
{
  g_return_if_fail (GTK_IS_TEXT_VIEW (text));
  g_return_if_fail (GTK_IS_WIDGET (widget));

  g_signal_connect_closure (text,
                            "paste-clipboard",
                            new_closure (G_CALLBACK (paste_cb), widget, get_tray),
                            FALSE);
}
