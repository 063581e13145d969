/* The files that go with what is being written, one message each.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-file-tray.h"

#include <glib/gi18n.h>

#include "docket-file-chip.h"

/* So much of them is shown before they scroll. */
#define MAX_HEIGHT 150

struct _DocketFileTray
{
  AdwBin parent_instance;

  DocketWorkspace *workspace;
  GtkBox *chips;
};

G_DEFINE_FINAL_TYPE (DocketFileTray, docket_file_tray, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_PROBLEM,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static DocketFileChip *
get_next (DocketFileTray *self, DocketFileChip *chip)
{
  GtkWidget *next = chip != NULL ? gtk_widget_get_next_sibling (GTK_WIDGET (chip))
                                 : gtk_widget_get_first_child (GTK_WIDGET (self->chips));

  return next != NULL ? DOCKET_FILE_CHIP (next) : NULL;
}

static void
tell_changed (DocketFileTray *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
remove_cb (DocketFileTray *self, DocketFileChip *chip)
{
  gtk_box_remove (self->chips, GTK_WIDGET (chip));
  tell_changed (self);
}

static void
refused_cb (DocketFileTray *self, const char *sentence, DocketFileChip *chip)
{
  g_signal_emit (self, signals[SIGNAL_PROBLEM], 0, sentence);
  remove_cb (self, chip);
}

static DocketFileChip *
append_chip (DocketFileTray *self)
{
  GtkWidget *chip = docket_file_chip_new (self->workspace);

  g_signal_connect_object (chip, "ready", G_CALLBACK (tell_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (chip, "refused", G_CALLBACK (refused_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (chip, "remove", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->chips, chip);

  return DOCKET_FILE_CHIP (chip);
}

/* Says so when there are too many. */
static gboolean
has_room (DocketFileTray *self)
{
  guint n_chips = 0;
  g_autofree char *sentence = NULL;

  for (DocketFileChip *chip = get_next (self, NULL); chip != NULL; chip = get_next (self, chip))
    n_chips++;

  if (n_chips < DOCKET_MAX_FILES)
    return TRUE;

  sentence =
    /* Translators: %d is a number, 10 */
    g_strdup_printf (_ ("At most %d files go at once. Send these first, then add the others."),
                        DOCKET_MAX_FILES);
  g_signal_emit (self, signals[SIGNAL_PROBLEM], 0, sentence);

  return FALSE;
}

static void
docket_file_tray_dispose (GObject *object)
{
  g_clear_object (&DOCKET_FILE_TRAY (object)->workspace);

  G_OBJECT_CLASS (docket_file_tray_parent_class)->dispose (object);
}

static void
docket_file_tray_class_init (DocketFileTrayClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = docket_file_tray_dispose;

  /**
   * DocketFileTray::changed:
   *
   * A file came or went, or is taken in.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          DOCKET_TYPE_FILE_TRAY,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);

  /**
   * DocketFileTray::problem:
   * @sentence: what went wrong and what to do
   *
   * A file was not taken.
   */
  signals[SIGNAL_PROBLEM] = g_signal_new ("problem",
                                          DOCKET_TYPE_FILE_TRAY,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          1,
                                          G_TYPE_STRING);
}

static void
docket_file_tray_init (DocketFileTray *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *chips = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->chips = GTK_BOX (chips);
  gtk_widget_add_css_class (chips, "file-tray");
  gtk_accessible_update_property (GTK_ACCESSIBLE (chips),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Files to send"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), MAX_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), chips);
  adw_bin_set_child (ADW_BIN (self), scrolled);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * docket_file_tray_new:
 *
 * Returns: (transfer floating): a tray without files, not to be seen
 */
GtkWidget *
docket_file_tray_new (void)
{
  return g_object_new (DOCKET_TYPE_FILE_TRAY, NULL);
}

/**
 * docket_file_tray_set_workspace:
 * @self: a tray without a workspace
 * @workspace: where files are taken in
 */
void
docket_file_tray_set_workspace (DocketFileTray *self, DocketWorkspace *workspace)
{
  g_return_if_fail (DOCKET_IS_FILE_TRAY (self));
  g_return_if_fail (self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
}

/**
 * docket_file_tray_add_file:
 * @self: a tray with a workspace
 * @file: a file of the person
 *
 * Takes it in; a refusal is told by `problem`.
 */
void
docket_file_tray_add_file (DocketFileTray *self, GFile *file)
{
  g_return_if_fail (DOCKET_IS_FILE_TRAY (self));

  if (!has_room (self))
    return;

  docket_file_chip_stage_file (append_chip (self), file);
  tell_changed (self);
}

/**
 * docket_file_tray_add_photo:
 * @self: a tray with a workspace
 * @file: a photo of the person's library
 *
 * Like docket_file_tray_add_file(); it is scaled, upright, and does not say where it was taken.
 */
void
docket_file_tray_add_photo (DocketFileTray *self, GFile *file)
{
  g_return_if_fail (DOCKET_IS_FILE_TRAY (self));

  if (!has_room (self))
    return;

  docket_file_chip_stage_photo (append_chip (self), file);
  tell_changed (self);
}

/**
 * docket_file_tray_add_bytes:
 * @self: a tray with a workspace
 * @bytes: the content of a file
 * @name: what it is to be called
 *
 * Like docket_file_tray_add_file() with bytes that are in memory.
 */
void
docket_file_tray_add_bytes (DocketFileTray *self, GBytes *bytes, const char *name)
{
  g_return_if_fail (DOCKET_IS_FILE_TRAY (self));

  if (!has_room (self))
    return;

  docket_file_chip_stage_bytes (append_chip (self), bytes, name);
  tell_changed (self);
}

/**
 * docket_file_tray_add_staged:
 * @self: a tray with a workspace
 * @file: a file that was taken in before
 *
 * Adds it, unless it is there.
 */
void
docket_file_tray_add_staged (DocketFileTray *self, const DocketEditFile *file)
{
  g_return_if_fail (DOCKET_IS_FILE_TRAY (self));

  for (DocketFileChip *chip = get_next (self, NULL); chip != NULL; chip = get_next (self, chip))
    if (docket_file_chip_get_file (chip) != NULL &&
        docket_edit_file_equal (docket_file_chip_get_file (chip), file))
      return;

  docket_file_chip_set_file (append_chip (self), file);
  tell_changed (self);
}

/**
 * docket_file_tray_get_files:
 * @self: a tray
 *
 * Returns: (transfer full) (element-type DocketEditFile): those that are taken in, in their order
 */
GPtrArray *
docket_file_tray_get_files (DocketFileTray *self)
{
  g_autoptr (GPtrArray) files = docket_edit_files_copy (NULL);

  g_return_val_if_fail (DOCKET_IS_FILE_TRAY (self), NULL);

  for (DocketFileChip *chip = get_next (self, NULL); chip != NULL; chip = get_next (self, chip))
    if (docket_file_chip_get_file (chip) != NULL)
      g_ptr_array_add (files, docket_edit_file_copy (docket_file_chip_get_file (chip)));

  return g_steal_pointer (&files);
}

/**
 * docket_file_tray_set_files:
 * @self: a tray with a workspace
 * @files: (nullable) (element-type DocketEditFile): files that were taken in before
 *
 * Shows these instead of those that are there.
 */
void
docket_file_tray_set_files (DocketFileTray *self, GPtrArray *files)
{
  DocketFileChip *chip;

  g_return_if_fail (DOCKET_IS_FILE_TRAY (self));

  while ((chip = get_next (self, NULL)) != NULL)
    gtk_box_remove (self->chips, GTK_WIDGET (chip));

  for (guint i = 0; files != NULL && i < files->len; i++)
    docket_file_chip_set_file (append_chip (self), g_ptr_array_index (files, i));

  tell_changed (self);
}

/**
 * docket_file_tray_get_n_files:
 * @self: a tray
 *
 * Returns: how many files there are that are taken in
 */
guint
docket_file_tray_get_n_files (DocketFileTray *self)
{
  g_autoptr (GPtrArray) files = docket_file_tray_get_files (self);

  return files->len;
}

/**
 * docket_file_tray_is_empty:
 * @self: a tray
 *
 * Returns: whether there is no file, and none is taken in
 */
gboolean
docket_file_tray_is_empty (DocketFileTray *self)
{
  g_return_val_if_fail (DOCKET_IS_FILE_TRAY (self), TRUE);

  return get_next (self, NULL) == NULL;
}

/**
 * docket_file_tray_is_busy:
 * @self: a tray
 *
 * Returns: whether one is still taken in
 */
gboolean
docket_file_tray_is_busy (DocketFileTray *self)
{
  g_return_val_if_fail (DOCKET_IS_FILE_TRAY (self), FALSE);

  for (DocketFileChip *chip = get_next (self, NULL); chip != NULL; chip = get_next (self, chip))
    if (docket_file_chip_get_file (chip) == NULL)
      return TRUE;

  return FALSE;
}
