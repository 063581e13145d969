/* Imports a table into the directory: shows what it would do, then does it.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-directory-import.h"

#include <glib/gi18n.h>

#include "docket-directory-text.h"
#include "docket-toast.h"

#define RESPONSE_IMPORT "import"

/* One import, from choosing the file to the end. */
typedef struct
{
  GtkWindow *parent;
  DocketWorkspace *workspace;
  DocketEntity entity;
  GFile *file;
  AdwToastOverlay *toasts;
} Run;

static Run *
run_new (GtkWindow *parent,
         DocketWorkspace *workspace,
         DocketEntity entity,
         AdwToastOverlay *toasts)
{
  Run *run = g_new0 (Run, 1);

  run->parent = g_object_ref (parent);
  run->workspace = g_object_ref (workspace);
  run->entity = entity;
  run->toasts = g_object_ref (toasts);

  return run;
}

static void
run_free (Run *run)
{
  g_object_unref (run->parent);
  g_object_unref (run->workspace);
  g_object_unref (run->toasts);
  g_clear_object (&run->file);
  g_free (run);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Run, run_free)

static void
show_toast (Run *run, const char *sentence)
{
  adw_toast_overlay_add_toast (run->toasts, docket_toast_new (sentence));
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Run) run = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketImport) import =
    docket_workspace_import_finish (DOCKET_WORKSPACE (source), result, &error);
  g_autofree char *summary = import != NULL ? docket_import_describe (import) : NULL;

  show_toast (run, summary != NULL ? summary : error->message);
}

static void
answered_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  g_autoptr (Run) run = user_data;

  if (!g_str_equal (response, RESPONSE_IMPORT))
    return;

  docket_workspace_import_async (run->workspace,
                                 run->entity,
                                 run->file,
                                 FALSE,
                                 NULL,
                                 imported_cb,
                                 run);
  g_steal_pointer (&run);
}

static GtkWidget *
new_problems (const DocketImport *import)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *label = gtk_label_new (NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < import->problems->len; i++)
    g_string_append_printf (text,
                            "%s%s",
                            text->len > 0 ? "\n" : "",
                            (const char *) g_ptr_array_index (import->problems, i));

  if (import->n_skipped > import->problems->len)
    g_string_append (text, "\n…");

  if (import->ignored != NULL)
    {
      g_string_append (text, text->len > 0 ? "\n" : "");
      /* Translators: %s are names of columns in a table */
      g_string_append_printf (text, _ ("Columns that mean nothing here: %s"), import->ignored);
    }

  gtk_label_set_text (GTK_LABEL (label), text->str);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 240);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), label);

  return scrolled;
}

static void
ask (Run *run, const DocketImport *import)
{
  const DocketWording wording = docket_workspace_get_wording (run->workspace);
  const gboolean useful = import->n_added + import->n_updated > 0;
  g_autofree char *summary = docket_import_describe (import);
  /* Translators: %s is a kind of entry, such as "Customers" */
  g_autofree char *heading =
    g_strdup_printf (_ ("%s: import?"), docket_directory_get_kind_label (run->entity, wording));
  AdwMessageDialog *dialog =
    ADW_MESSAGE_DIALOG (adw_message_dialog_new (run->parent, heading, summary));

  if (import->problems->len > 0 || import->ignored != NULL)
    adw_message_dialog_set_extra_child (dialog, new_problems (import));

  adw_message_dialog_add_response (dialog,
                                   "close",
                                   useful ? C_ ("button", "Cancel") : C_ ("button", "Close"));
  adw_message_dialog_set_close_response (dialog, "close");

  if (useful)
    {
      adw_message_dialog_add_response (dialog, RESPONSE_IMPORT, C_ ("button", "Import"));
      adw_message_dialog_set_response_appearance (dialog, RESPONSE_IMPORT, ADW_RESPONSE_SUGGESTED);
      adw_message_dialog_set_default_response (dialog, RESPONSE_IMPORT);
    }

  g_signal_connect (dialog, "response", G_CALLBACK (answered_cb), run);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
tried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Run) run = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketImport) import =
    docket_workspace_import_finish (DOCKET_WORKSPACE (source), result, &error);

  if (import != NULL)
    ask (g_steal_pointer (&run), import);
  else
    show_toast (run, error->message);
}

static void
chosen_cb (GtkNativeDialog *chooser, int response, gpointer user_data)
{
  g_autoptr (Run) run = user_data;
  g_autoptr (GtkNativeDialog) ended = chooser;
  g_autoptr (GFile) file =
    response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;

  if (file != NULL)
    docket_directory_import_file (run->parent, run->workspace, run->entity, file, run->toasts);
}

/**
 * docket_directory_import:
 * @parent: the window that asks
 * @workspace: a workspace on this computer
 * @entity: what the lines of the table are
 * @toasts: where the end is told
 *
 * Lets the person choose a table, see what it would do, and import it.
 */
void
docket_directory_import (GtkWindow *parent,
                         DocketWorkspace *workspace,
                         DocketEntity entity,
                         AdwToastOverlay *toasts)
{
  GtkFileChooserNative *chooser;
  GtkFileFilter *tables = gtk_file_filter_new ();
  GtkFileFilter *all = gtk_file_filter_new ();

  g_return_if_fail (GTK_IS_WINDOW (parent));

  chooser = gtk_file_chooser_native_new (_ ("Choose a table"),
                                         parent,
                                         GTK_FILE_CHOOSER_ACTION_OPEN,
                                         _ ("_Open"),
                                         NULL);
  gtk_file_filter_set_name (tables, _ ("Tables (CSV, JSON)"));
  gtk_file_filter_add_suffix (tables, "csv");
  gtk_file_filter_add_suffix (tables, "json");
  gtk_file_filter_add_suffix (tables, "txt");
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), tables);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), all);
  g_object_unref (tables);
  g_object_unref (all);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect (chooser,
                    "response",
                    G_CALLBACK (chosen_cb),
                    run_new (parent, workspace, entity, toasts));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/**
 * docket_directory_import_file:
 * @parent: the window that asks
 * @workspace: a workspace on this computer
 * @entity: what the lines of the table are
 * @file: the table
 * @toasts: where the end is told
 *
 * Lets the person see what a table would do, and import it.
 */
void
docket_directory_import_file (GtkWindow *parent,
                              DocketWorkspace *workspace,
                              DocketEntity entity,
                              GFile *file,
                              AdwToastOverlay *toasts)
{
  Run *run;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (G_IS_FILE (file));

  run = run_new (parent, workspace, entity, toasts);
  run->file = g_object_ref (file);
  docket_workspace_import_async (workspace, entity, file, TRUE, NULL, tried_cb, run);
}
