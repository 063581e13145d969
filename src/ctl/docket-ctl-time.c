/* docketctl time: what was worked.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n.h>
#include <inttypes.h>

#include "docket-ctl-json.h"
#include "docket-ctl-names.h"
#include "docket-ctl-table.h"

typedef struct
{
  char *start;
  char *end;
  char *rate;
  char *technician;
  char *description;
  gboolean billable;
  gboolean not_billable;
  gboolean on_site;
} TimeOptions;

static void
time_options_clear (TimeOptions *options)
{
  g_free (options->start);
  g_free (options->end);
  g_free (options->rate);
  g_free (options->technician);
  g_free (options->description);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TimeOptions, time_options_clear)

static gboolean
parse_time (const char *typed, gint64 *us, GError **error)
{
  return docket_time_parse (typed, us) ||
         docket_ctl_refuse (error,
                            _ ("“%s” is no time. Write it so: 2026-11-23T08:12:00Z."), typed);
}

static gboolean
fill_entry (DocketCtl *ctl, DocketTimeEntry *entry, const TimeOptions *options, GError **error)
{
  if (!parse_time (options->start, &entry->start_at, error) ||
      !parse_time (options->end, &entry->end_at, error))
    return FALSE;

  entry->billable = !options->not_billable;
  entry->on_site = options->on_site;
  entry->description = g_strdup (options->description);
  entry->technician = docket_workspace_get_me (ctl->workspace);

  if (options->rate != NULL)
    {
      entry->rate = docket_ctl_find_entry (ctl, DOCKET_ENTITY_RATE, options->rate, 0, error);

      if (entry->rate == 0)
        return FALSE;
    }

  if (options->technician != NULL && g_ascii_strcasecmp (options->technician, "me") != 0)
    {
      entry->technician =
        docket_ctl_find_entry (ctl, DOCKET_ENTITY_TECHNICIAN, options->technician, 0, error);

      if (entry->technician == 0)
        return FALSE;
    }

  return TRUE;
}

static const DocketTimeEntry *
find_entry (const DocketTicketDetails *details, gint64 id)
{
  for (guint i = 0; i < details->time_entries->len; i++)
    {
      const DocketTimeEntry *entry = g_ptr_array_index (details->time_entries, i);

      if (entry->id == id)
        return entry;
    }

  return NULL;
}

static gboolean
print_entry (DocketCtl *ctl, gint64 ticket, gint64 id, GError **error)
{
  g_autoptr (DocketTicketDetails) details =
    docket_workspace_load_ticket (ctl->workspace, ticket, NULL, error);
  const DocketTimeEntry *entry = details != NULL ? find_entry (details, id) : NULL;

  if (details == NULL)
    return FALSE;

  if (entry == NULL)
    return docket_ctl_refuse (error, _ ("The time entry was removed meanwhile."));

  if (ctl->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      docket_ctl_json_time_entry (builder, entry);
      docket_ctl_json_print (builder);
    }
  else
    {
      g_autofree char *length = docket_ctl_format_duration (entry->end_at - entry->start_at);

      /* Translators: the first %s is a ticket's id, the second hours and minutes */
      g_print (_ ("L%" PRId64 ": %s added\n"), ticket, length);
    }

  return TRUE;
}

/**
 * docket_ctl_time_add:
 * @ctl: a run
 * @error: return location for what went wrong
 *
 * Adds a time entry.
 *
 * Returns: whether it is on the disk
 */
gboolean
docket_ctl_time_add (DocketCtl *ctl, GError **error)
{
  g_auto (TimeOptions) options = { 0 };
  const GOptionEntry entries[] = {
    { "start", 0, 0, G_OPTION_ARG_STRING, &options.start, N_ ("When it began"), "T" },
      { "end", 0, 0, G_OPTION_ARG_STRING, &options.end, N_ ("When it ended"), "T" },
        { "rate", 0, 0, G_OPTION_ARG_STRING, &options.rate, N_ ("A rate's name"), "R" },
          { "billable", 0, 0, G_OPTION_ARG_NONE, &options.billable, N_ ("To be billed"), NULL },
            { "no-billable",
              0,
              0,
              G_OPTION_ARG_NONE,
              &options.not_billable,
              N_ ("Not to be billed"), NULL },
              { "on-site",
                0,
                0,
                G_OPTION_ARG_NONE,
                &options.on_site,
                N_ ("At the customer's"), NULL },
                { "technician",
                  0,
                  0,
                  G_OPTION_ARG_STRING,
                  &options.technician,
                  N_ ("Who worked"), "A" },
                  { "description",
                    0,
                    0,
                    G_OPTION_ARG_STRING,
                    &options.description,
                    N_ ("What was done"), "TEXT" },
                    { NULL },
                };
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  g_autoptr (DocketTimeEntry) entry = docket_time_entry_new ();
  gint64 ticket;

  if (!docket_ctl_parse (ctl, entries, 1, 1, error))
    return FALSE;

  if (options.start == NULL || options.end == NULL || (options.billable && options.not_billable))
    return docket_ctl_usage_error (error, _ ("Wrong use. It is: docketctl %s"), ctl->usage);

  ticket = docket_ctl_find_ticket (ctl, docket_ctl_get_word (ctl, 0), error);

  if (ticket == 0 || !fill_entry (ctl, entry, &options, error))
    return FALSE;

  docket_edit_add_time (edit, ticket, entry);

  return docket_workspace_apply (ctl->workspace, edit, NULL, error) &&
         print_entry (ctl, ticket, docket_edit_get_result_part (edit), error);
}
