/* docketctl account, sync: workspaces and their servers.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

#include "docket-ctl-json.h"
#include "docket-ctl-table.h"
#include "docket-ctl.h"

static const DocketWorkspaceInfo *
find_info (GPtrArray *infos, const char *id)
{
  for (guint i = 0; i < infos->len; i++)
    {
      const DocketWorkspaceInfo *info = g_ptr_array_index (infos, i);

      if (g_str_equal (info->id, id))
        return info;
    }

  return NULL;
}

static gboolean
print_new (DocketCtl *ctl, const char *id, GError **error)
{
  g_autoptr (GPtrArray) infos = docket_workspaces_list (NULL, error);
  const DocketWorkspaceInfo *info = infos != NULL ? find_info (infos, id) : NULL;

  if (infos == NULL)
    return FALSE;

  if (info == NULL)
    return docket_ctl_refuse (error, _ ("The workspace was removed meanwhile."));

  if (ctl->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      docket_ctl_json_account (builder, info);
      docket_ctl_json_print (builder);
    }
  else
    {
      /* Translators: the first %s is a workspace's name, the second its id */
      g_print (_ ("The workspace “%s” is there: %s\n"), info->name, info->id);
    }

  return TRUE;
}

static gboolean
parse_kind (const char *word, DocketServerKind *kind, GError **error)
{
  if (g_str_equal (word, "atera"))
    *kind = DOCKET_SERVER_KIND_ATERA;
  else if (g_str_equal (word, "local"))
    *kind = DOCKET_SERVER_KIND_LOCAL;
  else if (g_str_equal (word, "rt"))
    return docket_ctl_usage_error (error,
                                   _ ("“docketctl %s” is not in this version."),
                                   "account add rt");
  else
    return docket_ctl_usage_error (error, _ ("There is no kind “%s”: atera, rt or local."), word);

  return TRUE;
}

static gboolean
check_options (DocketCtl *ctl, const DocketAccountSetup *setup, GError **error)
{
  if (setup->kind == DOCKET_SERVER_KIND_LOCAL)
    return (setup->url == NULL && setup->me == NULL) ||
           docket_ctl_usage_error (error, _ ("A workspace on this computer has no server."));

  if (setup->sample)
    return docket_ctl_usage_error (error, _ ("The sample data is for “account add local”."));

  if (setup->url == NULL || setup->me == NULL)
    return docket_ctl_usage_error (error, _ ("A server needs --url and --me."));

  return TRUE;
}

/**
 * docket_ctl_account_add:
 * @ctl: a run
 * @error: return location for what went wrong
 *
 * Makes a workspace.
 *
 * Returns: whether it is there
 */
gboolean
docket_ctl_account_add (DocketCtl *ctl, GError **error)
{
  g_autofree char *url = NULL;
  g_autofree char *me = NULL;
  g_autofree char *name = NULL;
  g_autofree char *id = NULL;
  gboolean sample = FALSE, kept = TRUE;
  const GOptionEntry entries[] = {
    { "url", 0, 0, G_OPTION_ARG_STRING, &url, N_ ("The server's address"), "URL" },
    { "me", 0, 0, G_OPTION_ARG_STRING, &me, N_ ("The technician who uses it"), "EMAIL" },
    { "name", 0, 0, G_OPTION_ARG_STRING, &name, N_ ("What to call it"), "N" },
    { "sample", 0, 0, G_OPTION_ARG_NONE, &sample, N_ ("Fill it with the sample data"), NULL },
    { NULL },
  };
  DocketAccountSetup setup = { 0 };

  if (!docket_ctl_parse (ctl, entries, 1, 1, error))
    return FALSE;

  setup = (DocketAccountSetup){ .name = name,
                                .url = url,
                                .secret = ctl->secret,
                                .me = me,
                                .sample = sample };

  if (!parse_kind (docket_ctl_get_word (ctl, 0), &setup.kind, error) ||
      !check_options (ctl, &setup, error))
    return FALSE;

  id = docket_workspaces_create (&setup, &kept, NULL, error);

  if (id == NULL)
    return FALSE;

  docket_workspaces_set_last (id);

  if (!kept)
    g_printerr ("docketctl: %s\n",
                _ ("There is no password store (Secret Service) that can be used: the key is not "
                   "kept. Give it again with --secret-env or --secret-fd."));

  return print_new (ctl, id, error);
}

static void
print_accounts (GPtrArray *infos)
{
  g_autoptr (DocketCtlTable) table =
    docket_ctl_table_new ((const char *[]){ C_ ("column", "Id"),
                                            C_ ("column", "Name"),
                                            C_ ("column", "Kind"),
                                            C_ ("column", "Who"),
                                            C_ ("column", "Last sync"),
                                            C_ ("column", "Waiting"),
                                            C_ ("column", "Needs you"),
                                            C_ ("column", "Address"),
                                            NULL });

  for (guint i = 0; i < infos->len; i++)
    {
      const DocketWorkspaceInfo *info = g_ptr_array_index (infos, i);
      g_autofree char *last_sync = docket_ctl_format_time (info->last_sync_at);
      g_autofree char *waiting = g_strdup_printf ("%u", info->waiting);
      g_autofree char *needs = g_strdup_printf ("%u", info->needs_attention);
      const char *kind = docket_enum_to_nick (DOCKET_TYPE_SERVER_KIND, (int) info->kind);

      if (info->problem != NULL)
        g_printerr ("docketctl: %s: %s\n", info->id, info->problem);

      docket_ctl_table_add (table,
                            (const char *[]){ info->id,
                                              info->name,
                                              info->problem == NULL ? kind : "?",
                                              info->me,
                                              last_sync,
                                              waiting,
                                              needs,
                                              info->url,
                                              NULL });
    }

  docket_ctl_table_print (table);
}

/**
 * docket_ctl_account_list:
 * @ctl: a run
 * @error: return location for what went wrong
 *
 * Prints the workspaces.
 *
 * Returns: whether it was done
 */
gboolean
docket_ctl_account_list (DocketCtl *ctl, GError **error)
{
  g_autoptr (GPtrArray) infos = NULL;
  g_autoptr (JsonBuilder) builder = NULL;

  if (!docket_ctl_parse (ctl, NULL, 0, 0, error))
    return FALSE;

  infos = docket_workspaces_list (NULL, error);

  if (infos == NULL)
    return FALSE;

  if (!ctl->json)
    {
      print_accounts (infos);
      return TRUE;
    }

  builder = json_builder_new ();
  json_builder_begin_array (builder);

  for (guint i = 0; i < infos->len; i++)
    docket_ctl_json_account (builder, g_ptr_array_index (infos, i));

  json_builder_end_array (builder);
  docket_ctl_json_print (builder);

  return TRUE;
}

/* Says what is lost, and waits for a yes. */
static gboolean
ask (const DocketWorkspaceInfo *info, GError **error)
{
  char answer[16] = "";
  g_autofree char *loss = NULL;

  if (!isatty (STDIN_FILENO))
    return docket_ctl_usage_error (
      error,
      _ ("Removing a workspace deletes what is on this computer. Say --yes."));

  loss = docket_workspace_info_dup_loss (info);
  g_printerr ("“%s”: %s\n", info->name, loss);
  g_printerr (_ ("Remove it? Type “yes”: "));

  if (fgets (answer, sizeof answer, stdin) != NULL &&
      g_ascii_strcasecmp (g_strstrip (answer), "yes") == 0)
    return TRUE;

  return docket_ctl_refuse (error, _ ("Nothing was removed."));
}

/**
 * docket_ctl_account_remove:
 * @ctl: a run
 * @error: return location for what went wrong
 *
 * Removes a workspace from this computer.
 *
 * Returns: whether it is gone
 */
gboolean
docket_ctl_account_remove (DocketCtl *ctl, GError **error)
{
  gboolean yes = FALSE;
  const GOptionEntry entries[] = {
    { "yes", 'y', 0, G_OPTION_ARG_NONE, &yes, N_ ("Don't ask"), NULL },
    { NULL },
  };
  g_autoptr (GPtrArray) infos = NULL;
  const DocketWorkspaceInfo *info = NULL;
  const char *id;

  if (!docket_ctl_parse (ctl, entries, 1, 1, error))
    return FALSE;

  id = docket_ctl_get_word (ctl, 0);
  infos = docket_workspaces_list (NULL, error);

  if (infos == NULL)
    return FALSE;

  info = find_info (infos, id);

  if (info != NULL && !yes && !ask (info, error))
    return FALSE;

  return docket_workspaces_remove (id, NULL, error);
}

static void
print_report (DocketCtl *ctl, const DocketSyncReport *report)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (!ctl->json)
    {
      g_print (_ ("Tickets pulled: %u · changes pushed: %u · waiting: %u · failed: %u · conflicts: "
                  "%u\n"),
               report->pulled,
               report->pushed,
               report->counts.waiting,
               report->counts.failed,
               report->counts.conflicts);
      return;
    }

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  docket_ctl_json_int (builder, "pulled", report->pulled);
  docket_ctl_json_int (builder, "pushed", report->pushed);
  docket_ctl_json_int (builder, "waiting", report->counts.waiting);
  docket_ctl_json_int (builder, "failed", report->counts.failed);
  docket_ctl_json_int (builder, "conflicts", report->counts.conflicts);
  json_builder_end_object (builder);
  docket_ctl_json_print (builder);
}

/**
 * docket_ctl_sync:
 * @ctl: a run
 * @error: return location for what went wrong
 *
 * Syncs until it is quiet, and prints what was done, also when it broke off.
 *
 * Returns: whether it got so far
 */
gboolean
docket_ctl_sync (DocketCtl *ctl, GError **error)
{
  gboolean full = FALSE;
  double timeout = 0;
  const GOptionEntry entries[] = {
    { "full", 0, 0, G_OPTION_ARG_NONE, &full, N_ ("Read everything again"), NULL },
    { "timeout", 0, 0, G_OPTION_ARG_DOUBLE, &timeout, N_ ("So many seconds at most"), "S" },
    { NULL },
  };
  DocketSyncReport report = { 0 };
  g_autoptr (GError) local_error = NULL;

  if (!docket_ctl_parse (ctl, entries, 0, 0, error))
    return FALSE;

  if (!(timeout >= 0 && timeout < 1e6))
    return docket_ctl_usage_error (error, _ ("A timeout is in seconds, such as 30."));

  if (docket_ctl_open (ctl, error) == NULL)
    return FALSE;

  docket_workspace_sync (ctl->workspace,
                         full,
                         (gint64) (timeout * G_USEC_PER_SEC),
                         &report,
                         NULL,
                         &local_error);
  print_report (ctl, &report);

  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}
