/* Files come to what is written: by the menu, dropped, or pasted.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-composer-private.h"

#include <glib/gi18n.h>

#include "docket-attach-actions.h"
#include "docket-composer-attach.h"

static DocketFileTray *
get_tray (DocketComposer *self)
{
  return self->pages[self->kind].tray;
}

static gboolean
can_attach (DocketComposer *self)
{
  return self->workspace != NULL && self->ticket != 0 && !self->sending;
}

/**
 * docket_composer_attach:
 * @self: a composer
 * @files: (element-type GFile): files of the person
 *
 * Adds files to what is written now. Each becomes a message of its own.
 */
void
docket_composer_attach (DocketComposer *self, GListModel *files)
{
  g_return_if_fail (DOCKET_IS_COMPOSER (self));

  for (guint i = 0; can_attach (self) && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      docket_file_tray_add_file (get_tray (self), file);
    }
}

/**
 * docket_composer_attach_bytes:
 * @self: a composer
 * @bytes: the content of a file
 * @name: what it is to be called
 *
 * Adds a file that is in memory to what is written now.
 */
void
docket_composer_attach_bytes (DocketComposer *self, GBytes *bytes, const char *name)
{
  g_return_if_fail (DOCKET_IS_COMPOSER (self));

  if (can_attach (self))
    docket_file_tray_add_bytes (get_tray (self), bytes, name);
}

/* --- Dropping and pasting ------------------------------------------------------------------ */

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  DocketComposer *self = user_data;
  GSList *files = g_value_get_boxed (value);

  if (!can_attach (self))
    return FALSE;

  for (GSList *l = files; l != NULL; l = l->next)
    docket_file_tray_add_file (get_tray (self), l->data);

  return TRUE;
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
    docket_composer_attach_bytes (DOCKET_COMPOSER (source), bytes, _ ("Pasted picture.png"));
}

static void
texture_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketComposer) self = user_data;
  g_autoptr (GError) error = NULL;
  GdkTexture *texture = gdk_clipboard_read_texture_finish (GDK_CLIPBOARD (source), result, &error);
  g_autoptr (GTask) task = NULL;

  if (texture == NULL)
    {
      docket_composer_emit_problem (self,
                                    _ ("The picture can't be pasted. Save it as a file, then add "
                                       "that."));
      return;
    }

  task = g_task_new (self, NULL, encoded_cb, NULL);
  g_task_set_task_data (task, texture, g_object_unref);
  g_task_run_in_thread (task, encode_thread);
}

static void
pasted_files_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketComposer) self = user_data;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);
  GSList *files = value != NULL ? g_value_get_boxed (value) : NULL;

  for (GSList *l = files; l != NULL && can_attach (self); l = l->next)
    docket_file_tray_add_file (get_tray (self), l->data);
}

/* Files and pictures become files; a text stays one, also where its program offers a picture of
 * it. */
static void
paste_cb (DocketComposer *self)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self->text_view));
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);

  if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST))
    gdk_clipboard_read_value_async (clipboard,
                                    GDK_TYPE_FILE_LIST,
                                    G_PRIORITY_DEFAULT,
                                    NULL,
                                    pasted_files_cb,
                                    g_object_ref (self));
  else if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_TEXTURE) &&
           !gdk_content_formats_contain_gtype (formats, G_TYPE_STRING))
    gdk_clipboard_read_texture_async (clipboard, NULL, texture_cb, g_object_ref (self));
  else
    return;

  g_signal_stop_emission_by_name (self->text_view, "paste-clipboard");
}

static DocketFileTray *
get_open_tray (GtkWidget *widget)
{
  DocketComposer *self = DOCKET_COMPOSER (widget);

  return can_attach (self) ? get_tray (self) : NULL;
}

static void
tray_changed_cb (DocketComposer *self)
{
  docket_composer_show_state (self);
  docket_composer_save_soon (self);
}

void
docket_composer_attach_init (DocketComposer *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  docket_attach_actions_install (GTK_WIDGET (self), get_open_tray);

  /* Else the text takes the drop as a text. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, 0);
  gtk_widget_add_controller (self->box, GTK_EVENT_CONTROLLER (target));
  g_signal_connect_object (self->text_view,
                           "paste-clipboard",
                           G_CALLBACK (paste_cb),
                           self,
                           G_CONNECT_SWAPPED);

  for (guint i = 0; i < N_KINDS; i++)
    {
      self->pages[i].tray = DOCKET_FILE_TRAY (docket_file_tray_new ());
      g_signal_connect_object (self->pages[i].tray,
                               "changed",
                               G_CALLBACK (tray_changed_cb),
                               self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->pages[i].tray,
                               "problem",
                               G_CALLBACK (docket_composer_emit_problem),
                               self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (self->trays, GTK_WIDGET (self->pages[i].tray));
    }
}

/**
 * docket_composer_get_tray:
 * @self: a composer
 * @kind: reply or internal note
 *
 * Returns: (transfer none): the files of this kind
 */
DocketFileTray *
docket_composer_get_tray (DocketComposer *self, DocketMessageKind kind)
{
  g_return_val_if_fail (DOCKET_IS_COMPOSER (self), NULL);
  g_return_val_if_fail (kind < N_KINDS, NULL);

  return self->pages[kind].tray;
}

void
docket_composer_attach_set_workspace (DocketComposer *self)
{
  for (guint i = 0; i < N_KINDS; i++)
    docket_file_tray_set_workspace (self->pages[i].tray, self->workspace);
}
