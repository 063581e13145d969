/* What can be done in a window, in one table: for keys and for the command palette.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-actions.h"

#include <glib/gi18n.h>

/* In the order in which the command palette shows them. */
static const DocketActionInfo actions[] = {
  { "workspace.new-ticket", NC_ ("action", "New ticket"), "<Control>n", 0 },
  { "ticket.reply", NC_ ("action", "Reply"), NULL, GDK_KEY_r },
  { "ticket.note", NC_ ("action", "Internal note"), NULL, GDK_KEY_n },
  { "ticket.assign", NC_ ("action", "Assign to…"), NULL, GDK_KEY_a },
  { "ticket.choose-status", NC_ ("action", "Status…"), NULL, GDK_KEY_s },
  { "ticket.choose-priority", NC_ ("action", "Priority…"), NULL, GDK_KEY_p },
  { "ticket.edit", NC_ ("action", "Edit ticket"), NULL, GDK_KEY_e },
  { "ticket.copy-number", NC_ ("action", "Copy number"), NULL, 0 },
  { "ticket.sign", NC_ ("action", "Customer signature"), NULL, 0 },
  { "ticket.report", NC_ ("action", "Service report"), NULL, 0 },
  { "ticket.list-time", NC_ ("action", "Time entries"), NULL, 0 },
  { "ticket.remind-later-today", NC_ ("action", "Remind me later today"), NULL, 0 },
  { "ticket.remind-tomorrow", NC_ ("action", "Remind me tomorrow morning"), NULL, 0 },
  { "ticket.remind-next-week", NC_ ("action", "Remind me next week"), NULL, 0 },
  { "ticket.remind-choose", NC_ ("action", "Remind me at a date and time…"), NULL, 0 },
  { "ticket.wake", NC_ ("action", "Wake up the ticket"), NULL, 0 },
  { "ticket.mark-unread", NC_ ("action", "Mark as unread"), NULL, 0 },
  { "ticket.delete", NC_ ("action", "Delete ticket"), NULL, 0 },
  { "workspace.toggle-timer",
    NC_ ("action", "Start or pause the timer"),
    "<Control><Shift>t",
    GDK_KEY_t },
  { "workspace.stop-timer", NC_ ("action", "Stop the timer"), NULL, 0 },
  { "workspace.enter-time", NC_ ("action", "Add time entry"), "<Control><Shift>e", 0 },
  { "workspace.timesheet", NC_ ("action", "Timesheet"), NULL, 0 },
  { "workspace.batches", NC_ ("action", "Billing batches"), NULL, 0 },
  { "workspace.next-ticket", NC_ ("action", "Next ticket"), "<Control>Page_Down", 0 },
  { "workspace.previous-ticket", NC_ ("action", "Previous ticket"), "<Control>Page_Up", 0 },
  { "workspace.search", NC_ ("action", "Search"), "<Control>f", 0 },
  { "workspace.filter", NC_ ("action", "Filter"), "<Control><Shift>f", 0 },
  { "workspace.arrange", NC_ ("action", "Sort and group"), "<Control><Shift>o", 0 },
  { "workspace.toggle-sidebar", NC_ ("action", "Show or hide the views"), "F9", 0 },
  { "workspace.sync-now", NC_ ("action", "Sync now"), "F5", 0 },
  { "workspace.sync-centre", NC_ ("action", "Sync centre"), NULL, 0 },
  { "workspace.directory", NC_ ("action", "Directory"), "<Control><Shift>d", 0 },
  { "workspace.palette", NC_ ("action", "Command palette"), "<Control>k", 0 },
  { "workspace.preferences", NC_ ("action", "Preferences"), "<Control>comma", 0 },
  { "workspace.show-"
    "preferences::"
    "general",
    NC_ ("action", "Preference: open the next ticket after resolving or closing one"),
    NULL,
    0 },
  { "workspace.show-"
    "preferences::"
    "general",
    NC_ ("action", "Preference: single keys"),
    NULL,
    0 },
  { "workspace.show-"
    "preferences::"
    "general",
    NC_ ("action", "Preference: words, customers or sites"),
    NULL,
    0 },
  { "win.show-help-"
    "overlay",
    NC_ ("action", "Keyboard shortcuts"),
    "<Control>"
    "question",
    0 },
  { "win.add-"
    "workspace",
    NC_ ("action", "Add workspace…"),
    NULL,
    0 },
  { "app.about", NC_ ("action", "About Docket"), NULL, 0 },
  { "app.quit",
    NC_ ("action", "Quit"),
    "<Contro"
    "l>q",
    0 },
};

/**
 * docket_actions_get:
 * @n_actions: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_actions): what can be done in a window
 */
const DocketActionInfo *
docket_actions_get (guint *n_actions)
{
  *n_actions = G_N_ELEMENTS (actions);

  return actions;
}

/**
 * docket_action_info_get_label:
 * @info: something that can be done
 *
 * Returns: (transfer none): what it is called in the person's language
 */
const char *
docket_action_info_get_label (const DocketActionInfo *info)
{
  return g_dpgettext2 (NULL, "action", info->label);
}
