/* Who a report is from, in which language, on which paper.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-workspace-report.h"

#include <langinfo.h>

#include "docket-file-type.h"
#include "docket-picture-file.h"
#include "docket-picture-paper.h"
#include "docket-report-words.h"
#include "docket-workspace-preferences.h"
#include "docket-workspace-private.h"

#define LOGO_SIDE 800

/* The height in millimetres of the paper that the locale says. */
#define LETTER_HEIGHT 279

static void
set_logo_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (docket_workspace_set_logo (source, task_data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * docket_workspace_list_report_languages:
 *
 * Returns: (transfer none) (array zero-terminated=1): the codes of the languages that reports are
 * written in
 */
const char *const *
docket_workspace_list_report_languages (void)
{
  return docket_report_words_list_languages ();
}

/**
 * docket_workspace_has_report_language:
 * @language: a code
 *
 * Returns: whether reports are written in it
 */
gboolean
docket_workspace_has_report_language (const char *language)
{
  return docket_report_words_has_language (language);
}

/**
 * docket_workspace_get_report_language:
 * @self: a workspace
 *
 * Returns: (transfer full): the language that was chosen, else the program's, else English
 */
char *
docket_workspace_get_report_language (DocketWorkspace *self)
{
  g_autofree char *chosen =
    docket_workspace_get_preference (self, DOCKET_PREFERENCE_REPORT_LANGUAGE);
  const char *const *names = g_get_language_names ();

  if (docket_report_words_has_language (chosen))
    return g_steal_pointer (&chosen);

  for (guint i = 0; names[i] != NULL; i++)
    if (docket_report_words_has_language (names[i]))
      return g_strdup (names[i]);

  return g_strdup ("en");
}

/**
 * docket_workspace_get_report_paper:
 * @self: a workspace
 *
 * Returns: the paper that was chosen, else that of the locale
 */
DocketPaper
docket_workspace_get_report_paper (DocketWorkspace *self)
{
  g_autofree char *chosen = NULL;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), DOCKET_PAPER_A4);

  chosen = docket_workspace_get_preference (self, DOCKET_PREFERENCE_REPORT_PAPER);

  if (chosen != NULL)
    return g_str_equal (chosen, "letter") ? DOCKET_PAPER_LETTER : DOCKET_PAPER_A4;

  /* A number where others are strings: see langinfo.h. */
  return GPOINTER_TO_INT (nl_langinfo (_NL_PAPER_HEIGHT)) == LETTER_HEIGHT ? DOCKET_PAPER_LETTER
                                                                           : DOCKET_PAPER_A4;
}

/**
 * docket_workspace_get_report_company:
 * @self: a workspace
 *
 * On a worker.
 *
 * Returns: (transfer full) (nullable): the company that was chosen, else the account's
 */
char *
docket_workspace_get_report_company (DocketWorkspace *self)
{
  g_autofree char *chosen = NULL;
  g_autoptr (DocketTransaction) txn = NULL;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), NULL);

  chosen = docket_workspace_get_preference (self, DOCKET_PREFERENCE_REPORT_COMPANY);

  if (chosen != NULL && *chosen != '\0')
    return g_steal_pointer (&chosen);

  txn = docket_store_begin_read (self->store, NULL, NULL);

  return txn != NULL ? docket_meta_get (txn, DOCKET_META_COMPANY, NULL) : NULL;
}

/**
 * docket_workspace_get_logo:
 * @self: a workspace
 *
 * On a worker.
 *
 * Returns: (transfer full) (nullable): the company's logo
 */
DocketPicture *
docket_workspace_get_logo (DocketWorkspace *self)
{
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  guchar *data;
  gsize length;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), NULL);

  text = docket_workspace_get_preference (self, DOCKET_PREFERENCE_REPORT_LOGO);

  if (text == NULL)
    return NULL;

  data = g_base64_decode (text, &length);
  bytes = g_bytes_new_take (data, length);

  return docket_picture_decode (bytes, LOGO_SIDE, NULL);
}

/**
 * docket_workspace_set_logo:
 * @self: a workspace
 * @file: (nullable): a picture of the person; %NULL: no logo
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #DocketMediaError or #DocketStoreError
 *
 * Makes a picture the company's logo: decoded within bounds, scaled, and kept with the preferences.
 *
 * Returns: whether it is on the disk
 */
gboolean
docket_workspace_set_logo (DocketWorkspace *self,
                           GFile *file,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) logo = NULL;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), FALSE);

  if (file == NULL)
    return docket_workspace_set_preference (self, DOCKET_PREFERENCE_REPORT_LOGO, NULL, error);

  name = g_file_get_basename (file);
  bytes = docket_file_type_read (file, name, cancellable, error);
  logo = bytes != NULL ? docket_picture_prepare_logo (bytes, error) : NULL;

  if (logo == NULL)
    return FALSE;

  text = g_base64_encode (g_bytes_get_data (logo, NULL), g_bytes_get_size (logo));

  return docket_workspace_set_preference (self, DOCKET_PREFERENCE_REPORT_LOGO, text, error);
}

/**
 * docket_workspace_set_logo_async:
 * @self: a workspace
 * @file: (nullable): a picture of the person; %NULL: no logo
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is on the disk, or refused
 * @user_data: for @callback
 *
 * Like docket_workspace_set_logo() on a worker.
 */
void
docket_workspace_set_logo_async (DocketWorkspace *self,
                                 GFile *file,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));

  task =
    docket_workspace_task (self, docket_workspace_set_logo_async, cancellable, callback, user_data);

  if (file != NULL)
    g_task_set_task_data (task, g_object_ref (file), g_object_unref);

  docket_workspace_run_write (self, task, set_logo_thread);
}

/**
 * docket_workspace_set_logo_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for an error, see docket_workspace_set_logo()
 *
 * Returns: whether it is on the disk
 */
gboolean
docket_workspace_set_logo_finish (DocketWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
