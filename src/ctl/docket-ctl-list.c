/* docketctl list: tickets by view, filter and search.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n.h>

#include "docket-ctl-json.h"
#include "docket-ctl-names.h"
#include "docket-ctl-table.h"

/* So many rows are read at a time. */
#define BATCH 500

/* The options as typed. */
typedef struct
{
  char *view;
  char *status;
  char *assignee;
  char *priority;
  char *impact;
  char *type;
  char *customer;
  char *contract;
  char *period;
  gboolean is_signed;
  gboolean waiting;
  char *search;
  char *sort;
  int limit;
} ListOptions;

static void
list_options_clear (ListOptions *options)
{
  g_free (options->view);
  g_free (options->status);
  g_free (options->assignee);
  g_free (options->priority);
  g_free (options->impact);
  g_free (options->type);
  g_free (options->customer);
  g_free (options->contract);
  g_free (options->period);
  g_free (options->search);
  g_free (options->sort);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ListOptions, list_options_clear)

static DocketFilter *
find_builtin_view (DocketCtl *ctl, const char *name)
{
  guint n_views;
  const DocketView *views = docket_view_get_builtin (&n_views);
  DocketClock *clock = docket_workspace_get_clock (ctl->workspace);

  for (guint i = 0; i < n_views; i++)
    if (g_str_equal (views[i].id, name) ||
        g_utf8_collate (docket_view_get_label (&views[i]), name) == 0)
      return docket_view_make_filter (&views[i], docket_clock_get_wall (clock));

  return NULL;
}

static DocketFilter *
find_view (DocketCtl *ctl, const char *name, GError **error)
{
  DocketFilter *filter = find_builtin_view (ctl, name);
  g_autoptr (GPtrArray) views = NULL;

  if (filter != NULL)
    return filter;

  views = docket_workspace_list_views (ctl->workspace, error);

  for (guint i = 0; views != NULL && i < views->len; i++)
    {
      const DocketSavedView *view = g_ptr_array_index (views, i);

      if (g_utf8_collate (view->name, name) == 0)
        return docket_filter_copy (view->filter);
    }

  if (views != NULL)
    docket_ctl_refuse (error, _ ("There is no view “%s”."), name);

  return NULL;
}

static gboolean
take_assignees (DocketCtl *ctl, DocketFilter *filter, const char *typed, GError **error)
{
  g_auto (GStrv) names = g_strsplit (typed, ",", -1);

  g_array_set_size (filter->assignees, 0);

  for (guint i = 0; names[i] != NULL; i++)
    {
      const char *name = g_strstrip (names[i]);
      gint64 id;

      if (g_ascii_strcasecmp (name, "me") == 0)
        id = DOCKET_ASSIGNEE_ME;
      else if (g_ascii_strcasecmp (name, "none") == 0)
        id = DOCKET_ASSIGNEE_NONE;
      else
        id = docket_ctl_find_entry (ctl, DOCKET_ENTITY_TECHNICIAN, name, 0, error);

      if (id == 0)
        return FALSE;

      g_array_append_val (filter->assignees, id);
    }

  return TRUE;
}

static gboolean
take_entry (DocketCtl *ctl, DocketEntity entity, const char *name, GArray *ids, GError **error)
{
  gint64 id = docket_ctl_find_entry (ctl, entity, name, 0, error);

  if (id == 0)
    return FALSE;

  g_array_set_size (ids, 0);
  g_array_append_val (ids, id);

  return TRUE;
}

/* A day, in the person's zone: its first instant, or that of the next one. */
static gboolean
parse_day (const char *typed, gboolean after, gint64 *us)
{
  g_autofree char *midnight = g_strconcat (typed, "T00:00:00", NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GDateTime) day = NULL;
  g_autoptr (GDateTime) next = NULL;

  if (*typed == '\0')
    {
      *us = 0;
      return TRUE;
    }

  day = g_date_time_new_from_iso8601 (midnight, zone);

  if (day == NULL)
    return FALSE;

  next = g_date_time_add_days (day, after ? 1 : 0);
  *us = g_date_time_to_unix (next) * G_USEC_PER_SEC;

  return TRUE;
}

static gboolean
take_period (DocketFilter *filter, const char *typed, GError **error)
{
  g_auto (GStrv) days = g_strsplit (typed, "..", 2);

  if (g_strv_length (days) == 2 && parse_day (days[0], FALSE, &filter->from) &&
      parse_day (days[1], TRUE, &filter->to))
    return TRUE;

  return docket_ctl_refuse (error,
                            _ ("“%s” is no period. Write days so: 2026-11-01..2026-11-30."),
                            typed);
}

static DocketFilter *
make_filter (DocketCtl *ctl, const ListOptions *options, GError **error)
{
  g_autoptr (DocketFilter) filter = NULL;

  filter = options->view != NULL ? find_view (ctl, options->view, error) : docket_filter_new ();

  if (filter == NULL ||
      (options->status != NULL &&
       !docket_ctl_take_statuses (ctl, filter, options->status, error)) ||
      (options->assignee != NULL && !take_assignees (ctl, filter, options->assignee, error)) ||
      (options->priority != NULL && !docket_ctl_parse_words (DOCKET_TYPE_PRIORITY,
                                                             options->priority,
                                                             &filter->priorities,
                                                             error)) ||
      (options->impact != NULL &&
       !docket_ctl_parse_words (DOCKET_TYPE_IMPACT, options->impact, &filter->impacts, error)) ||
      (options->type != NULL &&
       !docket_ctl_parse_words (DOCKET_TYPE_TICKET_TYPE, options->type, &filter->types, error)) ||
      (options->customer != NULL &&
       !take_entry (ctl, DOCKET_ENTITY_CUSTOMER, options->customer, filter->customers, error)) ||
      (options->contract != NULL &&
       !take_entry (ctl, DOCKET_ENTITY_CONTRACT, options->contract, filter->contracts, error)) ||
      (options->period != NULL && !take_period (filter, options->period, error)))
    return NULL;

  filter->is_signed = filter->is_signed || options->is_signed;
  filter->waiting = filter->waiting || options->waiting;

  if (options->search != NULL)
    {
      g_free (filter->search);
      filter->search = g_strdup (options->search);
    }

  return g_steal_pointer (&filter);
}

static gboolean
parse_sort (const char *typed, DocketSort *sort, gboolean *ascending, GError **error)
{
  const char *word = typed;
  int value;

  *sort = DOCKET_SORT_UPDATED;
  *ascending = FALSE;

  if (typed == NULL)
    return TRUE;

  if (word[0] == '-')
    word++;

  if (!docket_enum_from_nick (DOCKET_TYPE_SORT, word, &value))
    return docket_ctl_usage_error (
      error,
      _ ("“%s” is no order. There are: updated, created, priority, due, customer; with a “-” the "
         "greatest first."),
      typed);

  *sort = value;
  *ascending = word == typed;

  return TRUE;
}

static void
add_table_row (DocketCtlTable *table, const DocketTicketRow *row)
{
  g_autofree char *id = g_strdup_printf ("L%" G_GINT64_FORMAT, row->id);
  g_autofree char *updated = docket_ctl_format_time (row->updated_at);

  docket_ctl_table_add (table,
                        (const char *[]){ id,
                                          row->number,
                                          docket_status_get_label (row->status),
                                          docket_priority_get_label (row->priority),
                                          row->assignee_name,
                                          row->customer_name,
                                          updated,
                                          row->title,
                                          NULL });
}

static gboolean
print_table (DocketCtl *ctl, GArray *ids, GError **error)
{
  const char *customer = docket_word_customer (docket_workspace_get_wording (ctl->workspace));
  g_autoptr (DocketCtlTable) table =
    docket_ctl_table_new ((const char *[]){ C_ ("column", "Id"),
                                            C_ ("column", "Number"),
                                            C_ ("field", "Status"),
                                            C_ ("field", "Priority"),
                                            C_ ("field", "Assigned to"),
                                            customer,
                                            C_ ("column", "Updated"),
                                            C_ ("field", "Title"),
                                            NULL });

  for (guint i = 0; i < ids->len; i += BATCH)
    {
      g_autoptr (GPtrArray) rows = docket_workspace_load_rows (ctl->workspace,
                                                               &g_array_index (ids, gint64, i),
                                                               MIN (BATCH, ids->len - i),
                                                               error);

      if (rows == NULL)
        return FALSE;

      for (guint j = 0; j < rows->len; j++)
        add_table_row (table, g_ptr_array_index (rows, j));
    }

  docket_ctl_table_print (table);

  return TRUE;
}

static gboolean
print_json (DocketCtl *ctl, GArray *ids, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);

  for (guint i = 0; i < ids->len; i += BATCH)
    {
      g_autoptr (GHashTable) values = NULL;
      g_autoptr (GPtrArray) rows = NULL;
      const gint64 *batch = &g_array_index (ids, gint64, i);
      guint n = MIN (BATCH, ids->len - i);

      rows = docket_workspace_load_rows (ctl->workspace, batch, n, error);
      values = rows != NULL ? docket_workspace_load_values (ctl->workspace, batch, n, error) : NULL;

      if (values == NULL)
        return FALSE;

      for (guint j = 0; j < rows->len; j++)
        {
          const DocketTicketRow *row = g_ptr_array_index (rows, j);

          docket_ctl_json_row (builder, row, g_hash_table_lookup (values, &row->id));
        }
    }

  json_builder_end_array (builder);
  docket_ctl_json_print (builder);

  return TRUE;
}

/**
 * docket_ctl_list:
 * @ctl: a run
 * @error: return location for what went wrong
 *
 * Prints tickets: all that are not deleted, unless told.
 *
 * Returns: whether it was done
 */
gboolean
docket_ctl_list (DocketCtl *ctl, GError **error)
{
  g_auto (ListOptions) options = { 0 };
  const GOptionEntry entries[] = {
    { "view", 0, 0, G_OPTION_ARG_STRING, &options.view, N_ ("A view's name"), "NAME" },
    { "status", 0, 0, G_OPTION_ARG_STRING, &options.status, N_ ("Any of these"), "S,…" },
    { "assignee",
      0,
      0,
      G_OPTION_ARG_STRING,
      &options.assignee,
      N_ ("Any of these"),
      "A,…|me|none" },
    { "priority", 0, 0, G_OPTION_ARG_STRING, &options.priority, N_ ("Any of these"), "P,…" },
    { "impact", 0, 0, G_OPTION_ARG_STRING, &options.impact, N_ ("Any of these"), "I,…" },
    { "type", 0, 0, G_OPTION_ARG_STRING, &options.type, N_ ("Any of these"), "T,…" },
    { "customer", 0, 0, G_OPTION_ARG_STRING, &options.customer, N_ ("A customer's name"), "C" },
    { "contract", 0, 0, G_OPTION_ARG_STRING, &options.contract, N_ ("A contract's name"), "C" },
    { "period",
      0,
      0,
      G_OPTION_ARG_STRING,
      &options.period,
      N_ ("Created in these days"),
      "FROM..TO" },
    { "signed", 0, 0, G_OPTION_ARG_NONE, &options.is_signed, N_ ("With a signature"), NULL },
    { "waiting", 0, 0, G_OPTION_ARG_NONE, &options.waiting, N_ ("Not synced yet"), NULL },
    { "search", 0, 0, G_OPTION_ARG_STRING, &options.search, N_ ("With these words"), "TEXT" },
    { "sort", 0, 0, G_OPTION_ARG_STRING, &options.sort, N_ ("In this order"), "[-]ORDER" },
    { "limit", 0, 0, G_OPTION_ARG_INT, &options.limit, N_ ("So many at most"), "N" },
    { NULL },
  };
  g_autoptr (DocketFilter) filter = NULL;
  g_autoptr (GArray) ids = NULL;
  DocketSort sort;
  gboolean ascending;

  if (!docket_ctl_parse (ctl, entries, 0, 0, error) ||
      !parse_sort (options.sort, &sort, &ascending, error))
    return FALSE;

  if (options.limit < 0)
    return docket_ctl_usage_error (error, _ ("A limit is 0 (all) or more."));

  if (docket_ctl_open (ctl, error) == NULL)
    return FALSE;

  filter = make_filter (ctl, &options, error);

  if (filter == NULL)
    return FALSE;

  ids = docket_workspace_list_tickets (ctl->workspace,
                                       filter,
                                       sort,
                                       ascending,
                                       (guint) options.limit,
                                       NULL,
                                       error);

  if (ids == NULL)
    return FALSE;

  return ctl->json ? print_json (ctl, ids, error) : print_table (ctl, ids, error);
}
