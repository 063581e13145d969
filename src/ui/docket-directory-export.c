/* Exports a kind of entry of the directory as a table.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-directory-export.h"

#include <glib/gi18n.h>

#include "docket-directory-text.h"
#include "docket-toast.h"

/* One export, from choosing the file to the end. */
typedef struct
{
  DocketWorkspace *workspace;
  DocketEntity entity;
  AdwToastOverlay *toasts;
} Run;

static void
run_free (Run *run)
{
  g_object_unref (run->workspace);
  g_object_unref (run->toasts);
  g_free (run);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Run, run_free)

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Run) run = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  guint n_entries;

  if (docket_workspace_export_entries_finish (DOCKET_WORKSPACE (source),
                                              result,
                                              &n_entries,
                                              &error))
    sentence = g_strdup_printf (
      /* Translators: %u is the number of entries of the directory in a file that was written */
      g_dngettext (NULL, "%u entry exported", "%u entries exported", n_entries),
      n_entries);

  adw_toast_overlay_add_toast (run->toasts,
                               docket_toast_new (sentence != NULL ? sentence : error->message));
}

static void
chosen_cb (GtkNativeDialog *chooser, int response, gpointer user_data)
{
  g_autoptr (Run) run = user_data;
  g_autoptr (GtkNativeDialog) ended = chooser;
  g_autoptr (GFile) file =
    response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;

  if (file == NULL)
    return;

  docket_workspace_export_entries_async (run->workspace, run->entity, file, NULL, exported_cb, run);
  g_steal_pointer (&run);
}

/**
 * docket_directory_export:
 * @parent: the window that asks
 * @workspace: a workspace
 * @entity: a kind of entry
 * @toasts: where the end is told
 *
 * Lets the person choose a file, CSV or JSON by its ending, and writes the entries to it.
 */
void
docket_directory_export (GtkWindow *parent,
                         DocketWorkspace *workspace,
                         DocketEntity entity,
                         AdwToastOverlay *toasts)
{
  const DocketWording wording = docket_workspace_get_wording (workspace);
  GtkFileChooserNative *chooser;
  g_autofree char *name = NULL;
  Run *run;

  g_return_if_fail (GTK_IS_WINDOW (parent));

  chooser = gtk_file_chooser_native_new (_ ("Export as CSV, or as JSON by the ending"),
                                         parent,
                                         GTK_FILE_CHOOSER_ACTION_SAVE,
                                         C_ ("button", "_Save"),
                                         C_ ("button", "_Cancel"));
  name = g_strconcat (docket_directory_get_kind_label (entity, wording), ".csv", NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  run = g_new0 (Run, 1);
  run->workspace = g_object_ref (workspace);
  run->entity = entity;
  run->toasts = g_object_ref (toasts);
  g_signal_connect (chooser, "response", G_CALLBACK (chosen_cb), run);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}
