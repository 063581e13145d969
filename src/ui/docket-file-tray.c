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

/* What is done with pictures that say where they were taken: asked once, until the files are
 * sent. */
typedef enum
{
  PLACES_UNKNOWN,
  PLACES_ASKED,
  PLACES_KEPT,
  PLACES_REMOVED
} Places;

struct _DocketFileTray
{
  AdwBin parent_instance;

  DocketWorkspace *workspace;
  GCancellable *cancellable; /* of what is on its way */
  Places places;
  GtkScrolledWindow *scrolled;
  GtkBox *chips;
  GtkProgressBar *progress;
};

G_DEFINE_FINAL_TYPE (DocketFileTray, docket_file_tray, ADW_TYPE_BIN)

enum
{
  SIGNAL_ADDED,
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

/* Several at once have one progress. */
static void
show_progress (DocketFileTray *self)
{
  guint n_chips = 0, n_ready = 0;
  g_autofree char *text = NULL;

  for (DocketFileChip *chip = get_next (self, NULL); chip != NULL; chip = get_next (self, chip))
    {
      n_chips++;
      n_ready += docket_file_chip_get_file (chip) != NULL ? 1 : 0;
    }

  gtk_widget_set_visible (GTK_WIDGET (self->progress), n_chips > 1 && n_ready < n_chips);

  if (n_ready == n_chips)
    return;

  /* Translators: how many files are ready to be sent: "Preparing 3 of 10" */
  text = g_strdup_printf (_ ("Preparing %u of %u"), n_ready + 1, n_chips);
  gtk_progress_bar_set_text (self->progress, text);
  gtk_progress_bar_set_fraction (self->progress, (double) n_ready / n_chips);
}

static void
tell_changed (DocketFileTray *self)
{
  show_progress (self);
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

/* --- Where pictures were taken ------------------------------------------------------------- */

/* Each that waits, by the answer; those that nobody wants are taken away. */
static void
settle (DocketFileTray *self)
{
  DocketFileChip *next;

  for (DocketFileChip *chip = get_next (self, NULL); chip != NULL; chip = next)
    {
      next = get_next (self, chip);

      if (!docket_file_chip_is_placed (chip))
        continue;

      if (self->places == PLACES_UNKNOWN)
        gtk_box_remove (self->chips, GTK_WIDGET (chip));
      else
        docket_file_chip_settle (chip, self->places == PLACES_KEPT);
    }

  tell_changed (self);
}

static void
answered_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  DocketFileTray *self = user_data;

  self->places = g_str_equal (response, "keep")     ? PLACES_KEPT
                 : g_str_equal (response, "remove") ? PLACES_REMOVED
                                                    : PLACES_UNKNOWN;
  settle (self);
}

static void
ask_about_places (DocketFileTray *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *dialog =
    adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                            _ ("Send Where It Was Taken?"),
                            _ ("A picture says where it was taken. It can be sent as it is, or "
                               "without the position. The answer holds for all pictures until "
                               "these are sent."));
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);

  self->places = PLACES_ASKED;
  adw_message_dialog_add_response (message, "cancel", C_ ("button", "Don't Add"));
  adw_message_dialog_add_response (message, "keep", C_ ("button", "Keep as It Is"));
  adw_message_dialog_add_response (message, "remove", C_ ("button", "Remove Position"));
  adw_message_dialog_set_response_appearance (message, "remove", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (message, "remove");
  adw_message_dialog_set_close_response (message, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
placed_cb (DocketFileTray *self, DocketFileChip *chip)
{
  if (self->places == PLACES_UNKNOWN)
    ask_about_places (self);
  else if (self->places != PLACES_ASKED)
    docket_file_chip_settle (chip, self->places == PLACES_KEPT);
}

/* --- Adding -------------------------------------------------------------------------------- */

static DocketFileChip *
append_chip (DocketFileTray *self)
{
  GtkWidget *chip = docket_file_chip_new (self->workspace);

  g_signal_connect_object (chip, "ready", G_CALLBACK (tell_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (chip, "placed", G_CALLBACK (placed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (chip, "refused", G_CALLBACK (refused_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (chip, "remove", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->chips, chip);

  return DOCKET_FILE_CHIP (chip);
}

static void
tell_added (DocketFileTray *self)
{
  tell_changed (self);
  g_signal_emit (self, signals[SIGNAL_ADDED], 0);
}

static void
docket_file_tray_dispose (GObject *object)
{
  DocketFileTray *self = DOCKET_FILE_TRAY (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (docket_file_tray_parent_class)->dispose (object);
}

static void
docket_file_tray_class_init (DocketFileTrayClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = docket_file_tray_dispose;

  /**
   * DocketFileTray::added:
   *
   * The person added a file.
   */
  signals[SIGNAL_ADDED] = g_signal_new ("added",
                                        DOCKET_TYPE_FILE_TRAY,
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        0);

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
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *chips = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *progress = gtk_progress_bar_new ();

  self->cancellable = g_cancellable_new ();
  self->scrolled = GTK_SCROLLED_WINDOW (scrolled);
  self->chips = GTK_BOX (chips);
  self->progress = GTK_PROGRESS_BAR (progress);
  gtk_widget_add_css_class (chips, "file-tray");
  gtk_accessible_update_property (GTK_ACCESSIBLE (chips),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Files to send"),
                                  -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), MAX_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), chips);
  gtk_progress_bar_set_show_text (self->progress, TRUE);
  gtk_widget_add_css_class (progress, "file-progress");
  gtk_widget_set_visible (progress, FALSE);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), progress);
  adw_bin_set_child (ADW_BIN (self), box);
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
 * docket_file_tray_show_all:
 * @self: a tray in what scrolls itself
 *
 * Shows all its files, however many.
 */
void
docket_file_tray_show_all (DocketFileTray *self)
{
  g_return_if_fail (DOCKET_IS_FILE_TRAY (self));

  gtk_scrolled_window_set_max_content_height (self->scrolled, -1);
  gtk_scrolled_window_set_policy (self->scrolled, GTK_POLICY_NEVER, GTK_POLICY_NEVER);
}

/**
 * docket_file_tray_tell:
 * @self: a tray
 * @sentence: what went wrong and what to do
 *
 * Tells by `problem` that a file is not taken.
 */
void
docket_file_tray_tell (DocketFileTray *self, const char *sentence)
{
  g_return_if_fail (DOCKET_IS_FILE_TRAY (self));

  g_signal_emit (self, signals[SIGNAL_PROBLEM], 0, sentence);
}

/**
 * docket_file_tray_get_cancellable:
 * @self: a tray
 *
 * Returns: (transfer none) (nullable): for files on their way to it; cancelled when the tray is for
 *   something else; %NULL once the tray is gone
 */
GCancellable *
docket_file_tray_get_cancellable (DocketFileTray *self)
{
  g_return_val_if_fail (DOCKET_IS_FILE_TRAY (self), NULL);

  return self->cancellable;
}

/**
 * docket_file_tray_tell_full:
 * @self: a tray
 *
 * Says so by `problem` when no file can be added any more.
 *
 * Returns: whether that is so
 */
gboolean
docket_file_tray_tell_full (DocketFileTray *self)
{
  g_autofree char *sentence = NULL;

  g_return_val_if_fail (DOCKET_IS_FILE_TRAY (self), TRUE);

  if (docket_file_tray_get_room (self) > 0)
    return FALSE;

  sentence =
    /* Translators: %d is a number, 10 */
    g_strdup_printf (_ ("At most %d files go at once. Send these first, then add the others."),
                     DOCKET_MAX_FILES);
  docket_file_tray_tell (self, sentence);

  return TRUE;
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

  if (docket_file_tray_tell_full (self))
    return;

  docket_file_chip_stage_file (append_chip (self), file);
  tell_added (self);
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

  if (docket_file_tray_tell_full (self))
    return;

  docket_file_chip_stage_photo (append_chip (self), file);
  tell_added (self);
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

  if (docket_file_tray_tell_full (self))
    return;

  docket_file_chip_stage_bytes (append_chip (self), bytes, name);
  tell_added (self);
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
  tell_added (self);
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

/* What can't wait to be taken in is not lost without a word. */
static void
tell_unready (DocketFileTray *self)
{
  g_autofree char *sentence = NULL;
  guint n_unready = 0;

  for (DocketFileChip *chip = get_next (self, NULL); chip != NULL; chip = get_next (self, chip))
    n_unready += docket_file_chip_get_file (chip) == NULL ? 1 : 0;

  if (n_unready == 0)
    return;

  sentence = g_strdup_printf (
    /* Translators: %u is a number */
    g_dngettext (NULL,
                 "%u file was not ready yet and was not added. Add it again.",
                 "%u files were not ready yet and were not added. Add them again.",
                 n_unready),
    n_unready);
  g_signal_emit (self, signals[SIGNAL_PROBLEM], 0, sentence);
}

/**
 * docket_file_tray_set_files:
 * @self: a tray with a workspace
 * @files: (nullable) (element-type DocketEditFile): files that were taken in before
 *
 * Shows these instead of those that are there; of those that are not taken in yet `problem` tells.
 */
void
docket_file_tray_set_files (DocketFileTray *self, GPtrArray *files)
{
  DocketFileChip *chip;

  g_return_if_fail (DOCKET_IS_FILE_TRAY (self));

  tell_unready (self);
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();

  while ((chip = get_next (self, NULL)) != NULL)
    gtk_box_remove (self->chips, GTK_WIDGET (chip));

  if (self->places != PLACES_ASKED)
    self->places = PLACES_UNKNOWN;

  for (guint i = 0; files != NULL && i < files->len; i++)
    docket_file_chip_set_file (append_chip (self), g_ptr_array_index (files, i));

  tell_changed (self);
}

/**
 * docket_file_tray_get_room:
 * @self: a tray
 *
 * Returns: how many files can be added
 */
guint
docket_file_tray_get_room (DocketFileTray *self)
{
  guint n_chips = 0;

  g_return_val_if_fail (DOCKET_IS_FILE_TRAY (self), 0);

  for (DocketFileChip *chip = get_next (self, NULL); chip != NULL; chip = get_next (self, chip))
    n_chips++;

  return n_chips < DOCKET_MAX_FILES ? DOCKET_MAX_FILES - n_chips : 0;
}

/**
 * docket_file_tray_get_workspace:
 * @self: a tray
 *
 * Returns: (transfer none) (nullable): where files are taken in
 */
DocketWorkspace *
docket_file_tray_get_workspace (DocketFileTray *self)
{
  g_return_val_if_fail (DOCKET_IS_FILE_TRAY (self), NULL);

  return self->workspace;
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
