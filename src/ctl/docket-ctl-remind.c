/* docketctl remind: a ticket sleeps until a time.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n.h>

#include "docket-ctl-names.h"
#include "docket-ctl-show.h"
#include "docket-workspace-remind.h"

static gboolean
parse_at (const char *typed, gboolean undo, gint64 *at, GError **error)
{
  if ((typed != NULL) == undo)
    return docket_ctl_usage_error (error, _ ("Say either --at or --undo."));

  *at = 0;

  return undo || docket_time_parse (typed, at) ||
         docket_ctl_refuse (error,
                            _ ("“%s” is no time. Write it so: 2026-11-23T08:12:00Z."),
                            typed);
}

/**
 * docket_ctl_remind:
 * @ctl: a run
 * @error: return location for what went wrong
 *
 * Lets a ticket sleep, or wakes it.
 *
 * Returns: whether it is on the disk
 */
gboolean
docket_ctl_remind (DocketCtl *ctl, GError **error)
{
  g_autofree char *typed = NULL;
  gboolean undo = FALSE;
  const GOptionEntry entries[] = {
    { "at", 0, 0, G_OPTION_ARG_STRING, &typed, N_ ("Until when it sleeps"), "T" },
    { "undo", 0, 0, G_OPTION_ARG_NONE, &undo, N_ ("Wake it"), NULL },
    { NULL },
  };
  gint64 ticket;
  gint64 at = 0;

  if (!docket_ctl_parse (ctl, entries, 1, 1, error) || !parse_at (typed, undo, &at, error))
    return FALSE;

  ticket = docket_ctl_find_ticket (ctl, docket_ctl_get_word (ctl, 0), error);

  return ticket != 0 && docket_workspace_remind (ctl->workspace, ticket, at, NULL, error) &&
         docket_ctl_print_ticket (ctl, ticket, error);
}
