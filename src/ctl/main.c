/* docketctl: the workspaces of this computer from a terminal.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "docket-config.h"
#include "docket-ctl.h"

typedef struct
{
  const char *name;
  const char *usage;
  DocketCtlFunc func; /* NULL: of the contract, but not in this version */
} Command;

static const Command commands[] = {
  { "account add",
    "account add atera|local [--url URL] [--me EMAIL] [--name N] [--sample]",
    docket_ctl_account_add },
  { "account list", "account list", docket_ctl_account_list },
  { "account remove", "account remove ID [--yes]", docket_ctl_account_remove },
  { "sync", "sync [--full] [--timeout S]", docket_ctl_sync },
  { "list", "list [OPTION…]", docket_ctl_list },
  { "show", "show TICKET", docket_ctl_show },
  { "create", "create --title T [OPTION…]", docket_ctl_create },
  { "set", "set TICKET FIELD=VALUE…", docket_ctl_set },
  { "reply", "reply TICKET [--text TEXT|-] [--internal] [--file F]", docket_ctl_reply },
  { "attachment list", "attachment list TICKET", docket_ctl_attachment_list },
  { "attachment get", "attachment get TICKET NAME --output F", docket_ctl_attachment_get },
  { "attachment send", "attachment send TICKET NAME [--text TEXT]", docket_ctl_attachment_send },
  { "time add", "time add TICKET --start T --end T [OPTION…]", docket_ctl_time_add },
  { "batch create", "batch create --from D --to D [--customer C]…", docket_ctl_batch_create },
  { "batch list", "batch list", docket_ctl_batch_list },
  { "batch show", "batch show ID", docket_ctl_batch_show },
  { "batch export", "batch export ID --output F", docket_ctl_batch_export },
  { "batch delete", "batch delete ID", docket_ctl_batch_delete },
  { "sign",
    "sign TICKET [--signer NAME] [--role customer|technician] --ink FILE | --refused REASON | "
    "--absent REASON",
    docket_ctl_sign },
  { "signature get", "signature get TICKET --output F.png|F.svg", docket_ctl_signature_get },
  { "report", "report TICKET --output F.pdf [--lang fr|en]", docket_ctl_report },
  { "time list", "time list [TICKET]", docket_ctl_time_list },
  { "time edit", "time edit ID FIELD=VALUE…", docket_ctl_time_edit },
  { "time delete", "time delete ID", docket_ctl_time_delete },
  { "time start", "time start TICKET", docket_ctl_time_start },
  { "time stop", "time stop [TICKET] [--on TICKET]", docket_ctl_time_stop },
  { "time pause", "time pause", docket_ctl_time_pause },
  { "time resume", "time resume [TICKET]", docket_ctl_time_resume },
  { "time status", "time status", docket_ctl_time_status },
  { "delete", "delete TICKET", docket_ctl_delete },
  { "remind", "remind TICKET --at T | --undo", docket_ctl_remind },
  { "directory list", "directory list KIND [--archived]", docket_ctl_directory_list },
  { "directory add", "directory add KIND FIELD=VALUE…", docket_ctl_directory_add },
  { "directory edit", "directory edit KIND ID FIELD=VALUE…", docket_ctl_directory_edit },
  { "directory archive", "directory archive KIND ID [--undo]", docket_ctl_directory_archive },
  { "directory import", "directory import KIND F.csv [--try]", docket_ctl_directory_import },
  { "quick-reply list", "quick-reply list", docket_ctl_quick_reply_list },
  { "quick-reply add",
    "quick-reply add --title T --text TEXT|- [--status S] [--assignee A]",
    docket_ctl_quick_reply_add },
  { "quick-reply remove", "quick-reply remove ID", docket_ctl_quick_reply_remove },
  { "quick-reply import", "quick-reply import F", docket_ctl_quick_reply_import },
  { "quick-reply export", "quick-reply export F", docket_ctl_quick_reply_export },
  { "draft list", "draft list", docket_ctl_draft_list },
  { "outbox list", "outbox list [--all]", docket_ctl_outbox_list },
  { "outbox retry", "outbox retry [ID] [--anyway]", docket_ctl_outbox_retry },
  { "outbox settle", "outbox settle ID --is N", docket_ctl_outbox_settle },
  { "outbox discard", "outbox discard ID", docket_ctl_outbox_discard },
  { "conflict list", "conflict list", docket_ctl_conflict_list },
  { "conflict resolve", "conflict resolve TICKET FIELD mine|theirs", docket_ctl_conflict_resolve },
  { "time list", NULL, NULL },
  { "time edit", NULL, NULL },
  { "time delete", NULL, NULL },
  { "time start", NULL, NULL },
  { "time stop", NULL, NULL },
  { "time pause", NULL, NULL },
  { "time resume", NULL, NULL },
  { "time status", NULL, NULL },
  { "backup", NULL, NULL },
  { "restore", NULL, NULL },
};

/* Whether the words begin with the command's; tells how many there were. */
static gboolean
begins_with (char **words, const Command *command, guint *n_words)
{
  g_auto (GStrv) parts = g_strsplit (command->name, " ", -1);

  *n_words = g_strv_length (parts);

  for (guint i = 0; i < *n_words; i++)
    if (words[i] == NULL || !g_str_equal (words[i], parts[i]))
      return FALSE;

  return TRUE;
}

static const Command *
find_command (char **words, guint *n_words)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (begins_with (words, &commands[i], n_words))
      return &commands[i];

  return NULL;
}

static char *
make_summary (void)
{
  g_autoptr (GString) summary = g_string_new (_ ("Commands:"));

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (commands[i].usage != NULL)
      g_string_append_printf (summary, "\n  %s", commands[i].usage);

  g_string_append_printf (summary,
                          "\n\n%s",
                          _ ("“docketctl COMMAND --help” tells a command's options. A TICKET is a "
                             "local id (L12) or a number (#1043, 1043)."));

  return g_string_free (g_steal_pointer (&summary), FALSE);
}

/* The options before the command, then the command's own words. */
static gboolean
parse_before (DocketCtl *ctl, GError **error)
{
  gboolean version = FALSE;
  const GOptionEntry entries[] = {
    { "version", 0, 0, G_OPTION_ARG_NONE, &version, N_ ("Tell the version"), NULL },
    { NULL },
  };
  g_autofree char *summary = make_summary ();
  g_autoptr (GOptionContext) context = g_option_context_new (_ ("COMMAND"));

  g_option_context_set_strict_posix (context, TRUE);
  g_option_context_set_summary (context, summary);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  docket_ctl_add_common_options (ctl, context);

  if (!g_option_context_parse_strv (context, &ctl->args, error))
    return FALSE;

  if (version)
    {
      g_print ("docketctl %s\n", PACKAGE_VERSION);
      exit (DOCKET_CTL_EXIT_DONE);
    }

  return TRUE;
}

static gboolean
run (DocketCtl *ctl, GError **error)
{
  const Command *command = NULL;
  guint n_words = 0;
  GStrvBuilder *builder = NULL;
  char **words = NULL;

  if (!parse_before (ctl, error))
    return FALSE;

  if (ctl->args[1] == NULL)
    return docket_ctl_usage_error (error, _ ("Which command? “docketctl --help” tells them all."));

  command = find_command (ctl->args + 1, &n_words);

  if (command == NULL)
    return docket_ctl_usage_error (
      error,
      _ ("There is no command “%s”. “docketctl --help” tells them all."),
      ctl->args[1]);

  if (command->func == NULL)
    return docket_ctl_usage_error (error,
                                   _ ("“docketctl %s” is not in this version."),
                                   command->name);

  builder = g_strv_builder_new ();
  g_strv_builder_add (builder, "docketctl");
  g_strv_builder_addv (builder, (const char **) ctl->args + 1 + n_words);
  words = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  g_strfreev (ctl->args);
  ctl->args = words;
  ctl->usage = command->usage;

  return command->func (ctl, error);
}

static DocketCtlExit
exit_of_remote_error (int code)
{
  switch (code)
    {
    case DOCKET_REMOTE_ERROR_ADDRESS:
      return DOCKET_CTL_EXIT_REFUSED;

    case DOCKET_REMOTE_ERROR_SECRET:
      return DOCKET_CTL_EXIT_SECRET;

    case DOCKET_REMOTE_ERROR_REFUSED:
    case DOCKET_REMOTE_ERROR_NOT_FOUND:
      return DOCKET_CTL_EXIT_SERVER_REFUSED;

    default:
      return DOCKET_CTL_EXIT_UNREACHABLE;
    }
}

static DocketCtlExit
exit_of_error (const GError *error)
{
  if (error->domain == G_OPTION_ERROR || error->domain == DOCKET_CTL_ERROR)
    return DOCKET_CTL_EXIT_USAGE;

  if (error->domain == DOCKET_REMOTE_ERROR)
    return exit_of_remote_error (error->code);

  if (g_error_matches (error, DOCKET_WORKSPACE_ERROR, DOCKET_WORKSPACE_ERROR_NOT_FOUND) ||
      g_error_matches (error, DOCKET_STORE_ERROR, DOCKET_STORE_ERROR_NOT_FOUND))
    return DOCKET_CTL_EXIT_NOT_FOUND;

  if (g_error_matches (error, DOCKET_WORKSPACE_ERROR, DOCKET_WORKSPACE_ERROR_SECRET) ||
      g_error_matches (error, DOCKET_WORKSPACE_ERROR, DOCKET_WORKSPACE_ERROR_NO_SECRET_SERVICE))
    return DOCKET_CTL_EXIT_SECRET;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return DOCKET_CTL_EXIT_UNREACHABLE;

  if (g_error_matches (error, DOCKET_SYNC_ERROR, DOCKET_SYNC_ERROR_STRANGER))
    return DOCKET_CTL_EXIT_SERVER_REFUSED;

  return DOCKET_CTL_EXIT_REFUSED;
}

/* What the rooms tell of their work is for who asks for it with G_MESSAGES_DEBUG; stderr is for
 * the person. */
static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  if ((level & (G_LOG_LEVEL_MESSAGE | G_LOG_LEVEL_INFO)) != 0 &&
      g_getenv ("G_MESSAGES_DEBUG") == NULL)
    return G_LOG_WRITER_HANDLED;

  return g_log_writer_default (level, fields, n_fields, user_data);
}

int
main (int argc, char **argv)
{
  DocketCtl ctl = { .secret_fd = -1 };
  DocketCtlExit code = DOCKET_CTL_EXIT_DONE;
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname ("docketctl");
  g_log_set_writer_func (write_log, NULL, NULL);

  ctl.args = g_strdupv (argv);

  if (!run (&ctl, &error))
    {
      g_printerr ("docketctl: %s\n", error->message);
      code = exit_of_error (error);

      if (code == DOCKET_CTL_EXIT_SECRET)
        g_printerr ("docketctl: %s\n", _ ("Give the key with --secret-env VAR or --secret-fd FD."));
    }

  if (ctl.workspace != NULL)
    docket_workspace_close (ctl.workspace);

  g_clear_object (&ctl.workspace);
  g_strfreev (ctl.args);
  g_free (ctl.workspace_id);
  g_free (ctl.secret_env);
  g_free (ctl.secret);

  return code;
}
