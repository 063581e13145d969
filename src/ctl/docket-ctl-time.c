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
#include "docket-ctl-time.h"
#include "docket-workspace-time.h"

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
                            _ ("“%s” is no time. Write it so: 2026-11-23T08:12:00Z."),
                            typed);
}

static gboolean
take_technician (DocketCtl *ctl, const char *typed, gint64 *technician, GError **error)
{
  if (g_ascii_strcasecmp (typed, "none") == 0)
    {
      *technician = 0;
      return TRUE;
    }

  *technician = g_ascii_strcasecmp (typed, "me") == 0
                  ? docket_workspace_get_me (ctl->workspace)
                  : docket_ctl_find_entry (ctl, DOCKET_ENTITY_TECHNICIAN, typed, 0, error);

  return *technician != 0 || g_ascii_strcasecmp (typed, "me") == 0;
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

  return options->technician == NULL ||
         take_technician (ctl, options->technician, &entry->technician, error);
}

/* In the order of the columns. */
static void
add_to_table (DocketCtlTable *table, const DocketTimeEntry *entry)
{
  g_autofree char *id = g_strdup_printf ("%" PRId64, entry->id);
  g_autofree char *ticket = entry->ticket_number != NULL
                              ? g_strdup_printf ("#%s", entry->ticket_number)
                              : g_strdup_printf ("L%" PRId64, entry->ticket);
  g_autofree char *start = docket_ctl_format_time (entry->start_at);
  g_autofree char *length = docket_ctl_format_duration (entry->end_at - entry->start_at);
  const char *cells[] = { id,
                          ticket,
                          start,
                          length,
                          entry->technician_name != NULL ? entry->technician_name : "",
                          entry->description != NULL ? entry->description : "",
                          NULL };

  docket_ctl_table_add (table, cells);
}

static void
print_entries (DocketCtl *ctl, GPtrArray *entries)
{
  const char *headings[] = { _ ("ID"),         _ ("TICKET"),      _ ("START"), _ ("TIME"),
                             _ ("TECHNICIAN"), _ ("DESCRIPTION"), NULL };
  g_autoptr (DocketCtlTable) table = docket_ctl_table_new (headings);

  for (guint i = 0; i < entries->len; i++)
    add_to_table (table, g_ptr_array_index (entries, i));

  docket_ctl_table_print (table);
}

static gboolean
take_id (DocketCtl *ctl, gint64 *id, GError **error)
{
  const char *typed = docket_ctl_get_word (ctl, 0);

  return g_ascii_string_to_signed (typed, 10, 1, G_MAXINT64, id, NULL) ||
         docket_ctl_usage_error (
           error,
           _ ("“%s” is no time entry's id. “docketctl time list” tells them."),
           typed);
}

/**
 * docket_ctl_print_time_entry:
 * @ctl: a run with its workspace open
 * @id: local id of a time entry
 * @changed: whether it was there before
 * @error: return location for what went wrong
 *
 * Prints a time entry.
 *
 * Returns: whether it is there
 */
gboolean
docket_ctl_print_time_entry (DocketCtl *ctl, gint64 id, gboolean changed, GError **error)
{
  g_autoptr (DocketTimeEntry) entry = docket_workspace_get_time_entry (ctl->workspace, id, error);

  if (entry == NULL)
    return FALSE;

  if (ctl->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      docket_ctl_json_time_entry (builder, entry);
      docket_ctl_json_print (builder);
    }
  else
    {
      g_autofree char *length = docket_ctl_format_duration (entry->end_at - entry->start_at);

      if (changed)
        /* Translators: the first is a ticket's id, the second hours and minutes */
        g_print (_ ("L%" PRId64 ": now %s\n"), entry->ticket, length);
      else
        /* Translators: the first is a ticket's id, the second hours and minutes */
        g_print (_ ("L%" PRId64 ": %s added\n"), entry->ticket, length);
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
      N_ ("Not to be billed"),
      NULL },
    { "on-site", 0, 0, G_OPTION_ARG_NONE, &options.on_site, N_ ("At the customer's"), NULL },
    { "technician", 0, 0, G_OPTION_ARG_STRING, &options.technician, N_ ("Who worked"), "A" },
    { "description",
      0,
      0,
      G_OPTION_ARG_STRING,
      &options.description,
      N_ ("What was done"),
      "TEXT" },
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
         docket_ctl_print_time_entry (ctl, docket_edit_get_result_part (edit), FALSE, error);
}

/**
 * docket_ctl_time_list:
 * @ctl: a run
 * @error: return location for what went wrong
 *
 * Lists the time entries, of one ticket or of all.
 *
 * Returns: whether they could be read
 */
gboolean
docket_ctl_time_list (DocketCtl *ctl, GError **error)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (JsonBuilder) builder = NULL;
  const char *name;
  gint64 ticket = 0;

  if (!docket_ctl_parse (ctl, NULL, 0, 1, error) || docket_ctl_open (ctl, error) == NULL)
    return FALSE;

  name = docket_ctl_get_word (ctl, 0);
  ticket = name != NULL ? docket_ctl_find_ticket (ctl, name, error) : 0;

  if (name != NULL && ticket == 0)
    return FALSE;

  entries = docket_workspace_list_time (ctl->workspace, ticket, error);

  if (entries == NULL)
    return FALSE;

  if (!ctl->json)
    {
      print_entries (ctl, entries);
      return TRUE;
    }

  builder = json_builder_new ();
  json_builder_begin_array (builder);

  for (guint i = 0; i < entries->len; i++)
    docket_ctl_json_time_entry (builder, g_ptr_array_index (entries, i));

  json_builder_end_array (builder);
  docket_ctl_json_print (builder);

  return TRUE;
}

static gboolean
take_boolean (const char *typed, gboolean *value, GError **error)
{
  *value = g_ascii_strcasecmp (typed, "yes") == 0 || g_ascii_strcasecmp (typed, "true") == 0;

  return *value || g_ascii_strcasecmp (typed, "no") == 0 ||
         g_ascii_strcasecmp (typed, "false") == 0 ||
         docket_ctl_refuse (error, _ ("“%s” is neither yes nor no."), typed);
}

static gboolean
take_rate (DocketCtl *ctl, const char *typed, gint64 *rate, GError **error)
{
  *rate = *typed != '\0' ? docket_ctl_find_entry (ctl, DOCKET_ENTITY_RATE, typed, 0, error) : 0;

  return *rate != 0 || *typed == '\0';
}

static gboolean
take_field (DocketCtl *ctl, DocketTimeEntry *entry, const char *assignment, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (assignment, "=", 2);
  const char *value = parts[0] != NULL ? parts[1] : NULL;

  if (value == NULL)
    return docket_ctl_usage_error (error,
                                   _ ("“%s” is no FIELD=VALUE, such as billable=no."),
                                   assignment);

  if (g_str_equal (parts[0], "start"))
    return parse_time (value, &entry->start_at, error);

  if (g_str_equal (parts[0], "end"))
    return parse_time (value, &entry->end_at, error);

  if (g_str_equal (parts[0], "billable"))
    return take_boolean (value, &entry->billable, error);

  if (g_str_equal (parts[0], "on_site"))
    return take_boolean (value, &entry->on_site, error);

  if (g_str_equal (parts[0], "technician"))
    return take_technician (ctl, value, &entry->technician, error);

  if (g_str_equal (parts[0], "rate"))
    return take_rate (ctl, value, &entry->rate, error);

  if (g_str_equal (parts[0], "description"))
    {
      g_free (entry->description);
      entry->description = *value != '\0' ? g_strdup (value) : NULL;
      return TRUE;
    }

  return docket_ctl_usage_error (error,
                                 _ ("Time entries have no field “%s”: start, end, technician, "
                                    "rate, billable, on_site, description."),
                                 parts[0]);
}

/**
 * docket_ctl_time_edit:
 * @ctl: a run
 * @error: return location for what went wrong
 *
 * Changes a time entry that the server has not got.
 *
 * Returns: whether it is on the disk
 */
gboolean
docket_ctl_time_edit (DocketCtl *ctl, GError **error)
{
  g_autoptr (DocketTimeEntry) entry = NULL;
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  gint64 id = 0;

  if (!docket_ctl_parse (ctl, NULL, 2, G_MAXUINT, error) || !take_id (ctl, &id, error) ||
      docket_ctl_open (ctl, error) == NULL)
    return FALSE;

  entry = docket_workspace_get_time_entry (ctl->workspace, id, error);

  if (entry == NULL)
    return FALSE;

  for (guint i = 1; docket_ctl_get_word (ctl, i) != NULL; i++)
    if (!take_field (ctl, entry, docket_ctl_get_word (ctl, i), error))
      return FALSE;

  docket_edit_change_time (edit, entry->ticket, entry);

  return docket_workspace_apply (ctl->workspace, edit, NULL, error) &&
         docket_ctl_print_time_entry (ctl, id, TRUE, error);
}

/**
 * docket_ctl_time_delete:
 * @ctl: a run
 * @error: return location for what went wrong
 *
 * Deletes a time entry that the server has not got.
 *
 * Returns: whether it is gone
 */
gboolean
docket_ctl_time_delete (DocketCtl *ctl, GError **error)
{
  g_autoptr (DocketTimeEntry) entry = NULL;
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  gint64 id = 0;

  if (!docket_ctl_parse (ctl, NULL, 1, 1, error) || !take_id (ctl, &id, error) ||
      docket_ctl_open (ctl, error) == NULL)
    return FALSE;

  entry = docket_workspace_get_time_entry (ctl->workspace, id, error);

  if (entry == NULL)
    return FALSE;

  docket_edit_delete_time (edit, entry->ticket, id);

  return docket_workspace_apply (ctl->workspace, edit, NULL, error);
}
