/* A file that is about to be sent: taken in, then shown until it is sent or taken away.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-file-chip.h"

#include <glib/gi18n.h>

#include "docket-markup-window.h"
#include "docket-workspace-pictures.h"

struct _DocketFileChip
{
  AdwBin parent_instance;

  DocketWorkspace *workspace;
  GCancellable *cancellable; /* of the taking in; NULL when it is over */
  DocketEditFile *file;      /* NULL while it is taken in */
  DocketEditFile *looked_at; /* whether it says where it was taken */
  gboolean placed;           /* it does, and the person is asked */
  gboolean as_it_is;         /* byte for byte, as the person has it */

  GtkSpinner *spinner;
  GtkImage *icon;
  GtkLabel *name;
  GtkLabel *size;
  GtkButton *mark_button;
  GtkButton *remove_button;
};

G_DEFINE_FINAL_TYPE (DocketFileChip, docket_file_chip, ADW_TYPE_BIN)

enum
{
  SIGNAL_READY,
  SIGNAL_PLACED,
  SIGNAL_REFUSED,
  SIGNAL_REMOVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show_name (DocketFileChip *self, const char *name)
{
  const gboolean busy = self->file == NULL;
  /* Translators: %s is a file's name */
  g_autofree char *draw = g_strdup_printf (_ ("Draw on %s"), name);
  /* Translators: %s is a file's name */
  g_autofree char *remove = g_strdup_printf (busy ? _ ("Don't add %s") : _ ("Remove %s"), name);

  gtk_label_set_label (self->name, name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name), name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->remove_button), remove);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->mark_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  draw,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  remove,
                                  -1);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), !busy);
  gtk_widget_set_visible (GTK_WIDGET (self->size), !busy);
}

static void
marked_cb (DocketFileChip *self, DocketEditFile *file)
{
  docket_file_chip_set_file (self, file);
  g_signal_emit (self, signals[SIGNAL_READY], 0);
}

static void
mark_clicked_cb (DocketFileChip *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWindow *window = docket_markup_window_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                                self->workspace,
                                                self->file);

  g_signal_connect_object (window, "marked", G_CALLBACK (marked_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (window);
}

static void
remove_clicked_cb (DocketFileChip *self)
{
  g_cancellable_cancel (self->cancellable);
  g_signal_emit (self, signals[SIGNAL_REMOVE], 0);
}

static void
finish (DocketFileChip *self, const DocketEditFile *file)
{
  g_clear_object (&self->cancellable);
  docket_file_chip_set_file (self, file);
  g_signal_emit (self, signals[SIGNAL_READY], 0);
}

/* A search that fails is no reason to keep a file back. */
static void
position_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketFileChip) self = user_data;
  const gboolean found =
    docket_workspace_find_position_finish (DOCKET_WORKSPACE (source), result, NULL);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  if (found)
    {
      self->placed = TRUE;
      g_signal_emit (self, signals[SIGNAL_PLACED], 0);
    }
  else
    {
      g_autoptr (DocketEditFile) file = g_steal_pointer (&self->looked_at);

      finish (self, file);
    }
}

static void
staged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketFileChip) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketEditFile) file =
    docket_workspace_stage_file_finish (DOCKET_WORKSPACE (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  if (file == NULL)
    {
      g_clear_object (&self->cancellable);
      g_signal_emit (self, signals[SIGNAL_REFUSED], 0, error->message);
      return;
    }

  if (!self->as_it_is || !g_str_has_prefix (file->content_type, "image/"))
    {
      finish (self, file);
      return;
    }

  self->looked_at = g_steal_pointer (&file);
  docket_workspace_find_position_async (self->workspace,
                                        self->looked_at,
                                        self->cancellable,
                                        position_cb,
                                        g_object_ref (self));
}

static void
docket_file_chip_dispose (GObject *object)
{
  DocketFileChip *self = DOCKET_FILE_CHIP (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (docket_file_chip_parent_class)->dispose (object);
}

static void
docket_file_chip_finalize (GObject *object)
{
  DocketFileChip *self = DOCKET_FILE_CHIP (object);

  g_clear_pointer (&self->file, docket_edit_file_free);
  g_clear_pointer (&self->looked_at, docket_edit_file_free);

  G_OBJECT_CLASS (docket_file_chip_parent_class)->finalize (object);
}

static void
docket_file_chip_class_init (DocketFileChipClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = docket_file_chip_dispose;
  object_class->finalize = docket_file_chip_finalize;

  /**
   * DocketFileChip::ready:
   *
   * The file is taken in.
   */
  signals[SIGNAL_READY] = g_signal_new ("ready",
                                        DOCKET_TYPE_FILE_CHIP,
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        0);

  /**
   * DocketFileChip::placed:
   *
   * It is a picture that says where it was taken. It waits for docket_file_chip_settle().
   */
  signals[SIGNAL_PLACED] = g_signal_new ("placed",
                                         DOCKET_TYPE_FILE_CHIP,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         0);

  /**
   * DocketFileChip::refused:
   * @sentence: why, and what to do
   *
   * The file is not taken.
   */
  signals[SIGNAL_REFUSED] = g_signal_new ("refused",
                                          DOCKET_TYPE_FILE_CHIP,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          1,
                                          G_TYPE_STRING);

  /**
   * DocketFileChip::remove:
   *
   * The person does not want it.
   */
  signals[SIGNAL_REMOVE] = g_signal_new ("remove",
                                         DOCKET_TYPE_FILE_CHIP,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-file-chip.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketFileChip, spinner);
  gtk_widget_class_bind_template_child (widget_class, DocketFileChip, icon);
  gtk_widget_class_bind_template_child (widget_class, DocketFileChip, name);
  gtk_widget_class_bind_template_child (widget_class, DocketFileChip, size);
  gtk_widget_class_bind_template_child (widget_class, DocketFileChip, mark_button);
  gtk_widget_class_bind_template_child (widget_class, DocketFileChip, remove_button);
  gtk_widget_class_bind_template_callback (widget_class, mark_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_clicked_cb);
}

static void
docket_file_chip_init (DocketFileChip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * docket_file_chip_new:
 * @workspace: where the file is taken in
 *
 * Returns: (transfer floating): a chip without a file
 */
GtkWidget *
docket_file_chip_new (DocketWorkspace *workspace)
{
  DocketFileChip *self = g_object_new (DOCKET_TYPE_FILE_CHIP, NULL);

  self->workspace = g_object_ref (workspace);

  return GTK_WIDGET (self);
}

static void
begin (DocketFileChip *self, GFile *file)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = docket_file_name_make_safe (base);

  show_name (self, name);
  self->cancellable = g_cancellable_new ();
}

/**
 * docket_file_chip_stage_file:
 * @self: a chip without a file
 * @file: a file of the person
 *
 * Takes it in; `ready` or `refused` tells the end.
 */
void
docket_file_chip_stage_file (DocketFileChip *self, GFile *file)
{
  g_return_if_fail (DOCKET_IS_FILE_CHIP (self));
  g_return_if_fail (self->file == NULL && self->cancellable == NULL);

  begin (self, file);
  self->as_it_is = TRUE;
  docket_workspace_stage_file_async (self->workspace,
                                     file,
                                     self->cancellable,
                                     staged_cb,
                                     g_object_ref (self));
}

/**
 * docket_file_chip_stage_photo:
 * @self: a chip without a file
 * @file: a photo of the person's library
 *
 * Like docket_file_chip_stage_file(); it is scaled, upright, and does not say where it was taken.
 */
void
docket_file_chip_stage_photo (DocketFileChip *self, GFile *file)
{
  g_return_if_fail (DOCKET_IS_FILE_CHIP (self));
  g_return_if_fail (self->file == NULL && self->cancellable == NULL);

  begin (self, file);
  docket_workspace_stage_photo_async (self->workspace,
                                      file,
                                      self->cancellable,
                                      staged_cb,
                                      g_object_ref (self));
}

/**
 * docket_file_chip_stage_bytes:
 * @self: a chip without a file
 * @bytes: the content of a file
 * @name: what it is to be called
 *
 * Like docket_file_chip_stage_file() with bytes that are in memory.
 */
void
docket_file_chip_stage_bytes (DocketFileChip *self, GBytes *bytes, const char *name)
{
  g_return_if_fail (DOCKET_IS_FILE_CHIP (self));
  g_return_if_fail (self->file == NULL && self->cancellable == NULL);

  show_name (self, name);
  self->cancellable = g_cancellable_new ();
  self->as_it_is = TRUE;
  docket_workspace_stage_bytes_async (self->workspace,
                                      bytes,
                                      name,
                                      self->cancellable,
                                      staged_cb,
                                      g_object_ref (self));
}

/**
 * docket_file_chip_is_placed:
 * @self: a chip
 *
 * Returns: whether it waits for docket_file_chip_settle()
 */
gboolean
docket_file_chip_is_placed (DocketFileChip *self)
{
  g_return_val_if_fail (DOCKET_IS_FILE_CHIP (self), FALSE);

  return self->placed;
}

/**
 * docket_file_chip_settle:
 * @self: a chip that told `placed`
 * @keep: whether the picture stays as it is; otherwise it no longer says where it was taken
 */
void
docket_file_chip_settle (DocketFileChip *self, gboolean keep)
{
  g_autoptr (DocketEditFile) file = NULL;

  g_return_if_fail (DOCKET_IS_FILE_CHIP (self));
  g_return_if_fail (self->placed);

  self->placed = FALSE;
  file = g_steal_pointer (&self->looked_at);

  if (keep)
    {
      finish (self, file);
      return;
    }

  self->as_it_is = FALSE;
  docket_workspace_remove_position_async (self->workspace,
                                          file,
                                          self->cancellable,
                                          staged_cb,
                                          g_object_ref (self));
}

/**
 * docket_file_chip_set_file:
 * @self: a chip
 * @file: a file that was taken in before
 */
void
docket_file_chip_set_file (DocketFileChip *self, const DocketEditFile *file)
{
  g_autofree char *size = NULL;
  g_autofree char *type = NULL;
  g_autoptr (GIcon) icon = NULL;

  g_return_if_fail (DOCKET_IS_FILE_CHIP (self));

  g_clear_pointer (&self->file, docket_edit_file_free);
  self->file = docket_edit_file_copy (file);
  size = g_format_size ((guint64) file->size);
  type = g_content_type_from_mime_type (file->content_type);
  icon = g_content_type_get_symbolic_icon (type != NULL ? type : file->content_type);
  gtk_image_set_from_gicon (self->icon, icon);
  gtk_label_set_label (self->size, size);
  gtk_widget_set_visible (GTK_WIDGET (self->mark_button),
                          g_str_has_prefix (file->content_type, "image/"));
  show_name (self, file->name);
}

/**
 * docket_file_chip_get_file:
 * @self: a chip
 *
 * Returns: (transfer none) (nullable): its file; %NULL while it is taken in
 */
const DocketEditFile *
docket_file_chip_get_file (DocketFileChip *self)
{
  g_return_val_if_fail (DOCKET_IS_FILE_CHIP (self), NULL);

  return self->file;
}
