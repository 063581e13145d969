/* docketctl report: a ticket's service report as a PDF.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n.h>

#include "docket-ctl-names.h"
#include "docket-ctl-output.h"
#include "docket-workspace-report.h"

static gboolean
check_options (DocketCtl *ctl, const char *output, const char *language, GError **error)
{
  g_autofree char *languages = NULL;

  if (!docket_ctl_has_ending (output, ".pdf"))
    return docket_ctl_usage_error (error, _ ("Say the file: --output, with a name in .pdf."));

  if (language == NULL || docket_workspace_has_report_language (language))
    return TRUE;

  languages = g_strjoinv (", ", (char **) docket_workspace_list_report_languages ());

  return docket_ctl_usage_error (error,
                                 /* Translators: what was typed, and the codes that can be typed */
                                 _ ("There are no reports in “%s”. There are: %s."),
                                 language,
                                 languages);
}

/* What the preferences say; the notes that a window lets people tick stay out. */
static DocketReportFile *
make (DocketCtl *ctl, gint64 ticket, const char *language, GError **error)
{
  g_autoptr (DocketTicketDetails) details =
    docket_workspace_load_ticket (ctl->workspace, ticket, NULL, error);
  g_autoptr (DocketReportChoices) choices = NULL;

  if (details == NULL)
    return NULL;

  choices = docket_workspace_get_report_choices (ctl->workspace, details);

  if (language != NULL)
    {
      g_free (choices->language);
      choices->language = g_strdup (language);
    }

  return docket_workspace_make_report (ctl->workspace, ticket, choices, NULL, error);
}

/**
 * docket_ctl_report:
 * @ctl: a run
 * @error: return location for what went wrong
 *
 * Writes a ticket's service report.
 *
 * Returns: whether it was written
 */
gboolean
docket_ctl_report (DocketCtl *ctl, GError **error)
{
  g_autofree char *output = NULL;
  g_autofree char *language = NULL;
  const GOptionEntry entries[] = {
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &output, N_ ("Where to write it"), "F.pdf" },
    { "lang", 0, 0, G_OPTION_ARG_STRING, &language, N_ ("The reader's language"), "fr|en" },
    { NULL },
  };
  g_autoptr (DocketReportFile) file = NULL;
  gint64 ticket;

  if (!docket_ctl_parse (ctl, entries, 1, 1, error) ||
      !check_options (ctl, output, language, error))
    return FALSE;

  ticket = docket_ctl_find_ticket (ctl, docket_ctl_get_word (ctl, 0), error);
  file = ticket != 0 ? make (ctl, ticket, language, error) : NULL;

  if (file == NULL || !docket_ctl_write_output (ctl, output, file->pdf, error))
    return FALSE;

  if (file->n_left_out > 0)
    g_printerr (ngettext ("%u photo is not on this computer and was left out.\n",
                          "%u photos are not on this computer and were left out.\n",
                          file->n_left_out),
                file->n_left_out);

  return TRUE;
}
