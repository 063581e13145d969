/* What every command of docketctl needs: its words, its workspace, its key.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-ctl.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "docket-config.h"

#define MAX_SECRET_BYTES (64 * 1024)

G_DEFINE_QUARK (docket_ctl_error_quark, docket_ctl_error)

static char *
read_secret (int fd, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char buffer[4096];
  gssize n;

  while ((n = read (fd, buffer, sizeof buffer)) > 0 && text->len < MAX_SECRET_BYTES)
    g_string_append_len (text, buffer, n);

  if (n < 0)
    {
      docket_ctl_usage_error (error,
                              _ ("The key can't be read from descriptor %d: %s"),
                              fd,
                              g_strerror (errno));
      return NULL;
    }

  return g_strstrip (g_string_free (g_steal_pointer (&text), FALSE));
}

static gboolean
take_secret (DocketCtl *ctl, GError **error)
{
  if (ctl->secret != NULL)
    return TRUE;

  if (ctl->secret_fd >= 0)
    {
      ctl->secret = read_secret (ctl->secret_fd, error);
      return ctl->secret != NULL;
    }

  if (ctl->secret_env != NULL)
    {
      const char *value = g_getenv (ctl->secret_env);

      if (value == NULL)
        return docket_ctl_usage_error (error,
                                       _ ("The environment has no variable “%s”."),
                                       ctl->secret_env);

      ctl->secret = g_strdup (value);
    }

  return TRUE;
}

static char *
choose_workspace (DocketCtl *ctl, GError **error)
{
  g_autoptr (GPtrArray) infos = NULL;
  g_autofree char *last = NULL;

  if (ctl->workspace_id != NULL)
    return g_strdup (ctl->workspace_id);

  last = docket_workspaces_get_last ();

  if (last != NULL)
    return g_steal_pointer (&last);

  infos = docket_workspaces_list (NULL, error);

  if (infos == NULL)
    return NULL;

  if (infos->len == 1)
    return g_strdup (((DocketWorkspaceInfo *) g_ptr_array_index (infos, 0))->id);

  g_set_error_literal (
    error,
    DOCKET_WORKSPACE_ERROR,
    DOCKET_WORKSPACE_ERROR_NOT_FOUND,
    infos->len == 0
      ? _ ("There is no workspace yet. Make one with “docketctl account add”.")
      : _ ("There are several workspaces. Choose one with --workspace; “docketctl account list” "
           "shows them."));

  return NULL;
}

/**
 * docket_ctl_usage_error:
 * @error: return location for a #DocketCtlError
 * @format: what is wrong, a format for printf
 * @...: what it needs
 *
 * Returns: %FALSE
 */
gboolean
docket_ctl_usage_error (GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, DOCKET_CTL_ERROR, DOCKET_CTL_ERROR_USAGE, message);

  return FALSE;
}

/**
 * docket_ctl_refuse:
 * @error: return location for a #DocketWorkspaceError
 * @format: why, a format for printf
 * @...: what it needs
 *
 * Returns: %FALSE
 */
gboolean
docket_ctl_refuse (GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, DOCKET_WORKSPACE_ERROR, DOCKET_WORKSPACE_ERROR_INVALID, message);

  return FALSE;
}

/**
 * docket_ctl_add_common_options:
 * @ctl: a run
 * @context: what reads the words
 *
 * Adds the options that stand before a command or after it.
 */
void
docket_ctl_add_common_options (DocketCtl *ctl, GOptionContext *context)
{
  const GOptionEntry common[] = {
    { "workspace", 'w', 0, G_OPTION_ARG_STRING, &ctl->workspace_id, N_ ("Which workspace"), "ID" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &ctl->json, N_ ("Print one JSON document"), NULL },
    { "secret-fd",
      0,
      0,
      G_OPTION_ARG_INT,
      &ctl->secret_fd,
      N_ ("Read the server's key from this descriptor"),
      "FD" },
    { "secret-env",
      0,
      0,
      G_OPTION_ARG_STRING,
      &ctl->secret_env,
      N_ ("Take the server's key from this variable"),
      "VAR" },
    { NULL },
  };

  g_option_context_add_main_entries (context, common, GETTEXT_PACKAGE);
}

/**
 * docket_ctl_parse:
 * @ctl: a run
 * @entries: (nullable) (array zero-terminated=1): the command's options
 * @min_words: how many words it needs at least, beside its options
 * @max_words: how many it takes at most
 * @error: return location for a #DocketCtlError or #GOptionError
 *
 * Reads the command's words. Asked for help, it prints it and ends the program.
 *
 * Returns: whether they can be understood
 */
gboolean
docket_ctl_parse (DocketCtl *ctl,
                  const GOptionEntry *entries,
                  guint min_words,
                  guint max_words,
                  GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (ctl->usage);
  guint n_words;

  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);

  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);

  docket_ctl_add_common_options (ctl, context);

  if (!g_option_context_parse_strv (context, &ctl->args, error) || !take_secret (ctl, error))
    return FALSE;

  n_words = g_strv_length (ctl->args) - 1;

  if (n_words < min_words || n_words > max_words)
    return docket_ctl_usage_error (error, _ ("Wrong use. It is: docketctl %s"), ctl->usage);

  return TRUE;
}

/**
 * docket_ctl_get_word:
 * @ctl: a run whose words were read
 * @nth: from 0
 *
 * Returns: (transfer none) (nullable): a word beside the options
 */
const char *
docket_ctl_get_word (DocketCtl *ctl, guint nth)
{
  return nth + 1 < g_strv_length (ctl->args) ? ctl->args[nth + 1] : NULL;
}

/**
 * docket_ctl_open:
 * @ctl: a run whose words were read
 * @error: return location for a #DocketWorkspaceError or #DocketStoreError
 *
 * Opens the workspace that was asked for, else the last one used, else the only one.
 *
 * Returns: (transfer none) (nullable): the workspace
 */
DocketWorkspace *
docket_ctl_open (DocketCtl *ctl, GError **error)
{
  g_autofree char *id = NULL;

  if (ctl->workspace != NULL)
    return ctl->workspace;

  id = choose_workspace (ctl, error);

  if (id == NULL)
    return NULL;

  ctl->workspace = docket_workspace_open (id, ctl->secret, NULL, NULL, error);

  if (ctl->workspace != NULL)
    docket_workspaces_set_last (id);

  return ctl->workspace;
}

/**
 * docket_ctl_find_ticket:
 * @ctl: a run
 * @name: a local id (`L12`) or a number (`#1043`, `1043`)
 * @error: return location for a #DocketWorkspaceError or #DocketStoreError
 *
 * Opens the workspace and finds a ticket in it.
 *
 * Returns: its local id; 0 on error
 */
gint64
docket_ctl_find_ticket (DocketCtl *ctl, const char *name, GError **error)
{
  return docket_ctl_open (ctl, error) != NULL
           ? docket_workspace_find_ticket (ctl->workspace, name, error)
           : 0;
}
