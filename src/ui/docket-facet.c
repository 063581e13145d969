/* The sides of a filter: what each asks for, in values and in words.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-facet.h"

#include <glib/gi18n.h>

#include "docket-format.h"

/* The bits of an enumeration, or NULL. */
static guint *
bits_of (DocketFacet facet, DocketFilter *filter)
{
  switch ((int) facet)
    {
    case DOCKET_FACET_PRIORITY:
      return &filter->priorities;

    case DOCKET_FACET_IMPACT:
      return &filter->impacts;

    case DOCKET_FACET_TYPE:
      return &filter->types;

    default:
      return NULL;
    }
}

static GArray *
ids_of (DocketFacet facet, const DocketFilter *filter)
{
  switch ((int) facet)
    {
    case DOCKET_FACET_ASSIGNEE:
      return filter->assignees;

    case DOCKET_FACET_CUSTOMER:
      return filter->customers;

    case DOCKET_FACET_CONTACT:
      return filter->contacts;

    case DOCKET_FACET_CONTRACT:
      return filter->contracts;

    default:
      return NULL;
    }
}

static gboolean *
switch_of (DocketFacet facet, DocketFilter *filter)
{
  switch ((int) facet)
    {
    case DOCKET_FACET_SIGNED:
      return &filter->is_signed;

    case DOCKET_FACET_WAITING:
      return &filter->waiting;

    default:
      return NULL;
    }
}

static guint
bit_of (const char *value)
{
  return 1u << (guint) g_ascii_strtoull (value, NULL, 10);
}

static gboolean
find_id (const GArray *ids, gint64 id, guint *position)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      {
        *position = i;
        return TRUE;
      }

  return FALSE;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  const gint64 id_a = *(const gint64 *) a, id_b = *(const gint64 *) b;

  /* Me, nobody, then the others: the two are -1 and -2. */
  if ((id_a < 0) != (id_b < 0))
    return id_a < 0 ? -1 : 1;

  if (id_a == id_b)
    return 0;

  return (id_a < id_b) == (id_a >= 0) ? -1 : 1;
}

static int
compare_statuses (gconstpointer a, gconstpointer b)
{
  const char *status_a = *(const char *const *) a, *status_b = *(const char *const *) b;
  DocketStatusKind kind_a = 0, kind_b = 0;
  const gboolean standard_a = docket_status_is_standard (status_a, &kind_a);
  const gboolean standard_b = docket_status_is_standard (status_b, &kind_b);

  if (standard_a != standard_b)
    return standard_a ? -1 : 1;

  return standard_a ? (int) kind_a - (int) kind_b : g_utf8_collate (status_a, status_b);
}

static void
set_id (GArray *ids, gint64 id, gboolean is_wanted)
{
  guint position;
  const gboolean is_there = find_id (ids, id, &position);

  if (is_there && !is_wanted)
    g_array_remove_index (ids, position);
  else if (!is_there && is_wanted)
    g_array_append_val (ids, id);

  g_array_sort (ids, compare_ids);
}

static void
set_status (DocketFilter *filter, const char *status, gboolean is_wanted)
{
  g_autoptr (GPtrArray) statuses = g_ptr_array_new ();
  g_auto (GStrv) copy = NULL;

  for (guint i = 0; filter->statuses != NULL && filter->statuses[i] != NULL; i++)
    if (!g_str_equal (filter->statuses[i], status))
      g_ptr_array_add (statuses, filter->statuses[i]);

  if (is_wanted)
    g_ptr_array_add (statuses, (gpointer) status);

  g_ptr_array_sort (statuses, compare_statuses);
  g_ptr_array_add (statuses, NULL);
  copy = g_strdupv ((char **) statuses->pdata);
  docket_filter_set_statuses (filter, (const char *const *) copy);
}

static char *
describe_created (const DocketFilter *filter)
{
  g_autofree char *from =
    filter->from != 0 ? docket_facet_describe_instant (filter->from, FALSE) : NULL;
  g_autofree char *to = filter->to != 0 ? docket_facet_describe_instant (filter->to, TRUE) : NULL;

  if (from != NULL && to != NULL)
    /* Translators: tickets created in this period, such as "10/01/26 – 10/31/26" */
    return g_strdup_printf (C_ ("filter", "Created %s – %s"), from, to);

  if (from != NULL)
    /* Translators: tickets created on this day or later */
    return g_strdup_printf (C_ ("filter", "Created from %s"), from);

  /* Translators: tickets created on this day or before */
  return to != NULL ? g_strdup_printf (C_ ("filter", "Created until %s"), to) : NULL;
}

static char *
describe_due (const DocketFilter *filter)
{
  g_autofree char *until = NULL;

  if (filter->due_before == 0)
    return NULL;

  until = docket_facet_describe_instant (filter->due_before, TRUE);

  /* Translators: tickets due on this day, or until this time, or before */
  return g_strdup_printf (C_ ("filter", "Due until %s"), until);
}

static char *
describe_updated (const DocketFilter *filter)
{
  g_autofree char *since = NULL;

  if (filter->updated_since == 0)
    return NULL;

  since = docket_facet_describe_instant (filter->updated_since, FALSE);

  /* Translators: tickets updated on this day or later */
  return g_strdup_printf (C_ ("filter", "Updated since %s"), since);
}

static void
add_word (GPtrArray *words, DocketFacet facet, char *value, const DocketFilterNames *names)
{
  g_autofree char *owned = value;

  g_ptr_array_add (words, docket_facet_describe_value (facet, owned, names));
}

/* The values that a filter wants of a facet with several, in words. */
static GPtrArray *
describe_values (DocketFacet facet, const DocketFilter *filter, const DocketFilterNames *names)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  const GArray *ids = ids_of (facet, filter);
  const guint *bits = bits_of (facet, (DocketFilter *) filter);

  if (facet == DOCKET_FACET_STATUS)
    for (guint i = 0; filter->statuses != NULL && filter->statuses[i] != NULL; i++)
      add_word (words, facet, g_strdup (filter->statuses[i]), names);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    add_word (words,
              facet,
              g_strdup_printf ("%" G_GINT64_FORMAT, g_array_index (ids, gint64, i)),
              names);

  /* The greatest first: "Critical, High". */
  for (int i = 31; bits != NULL && i >= 0; i--)
    if (*bits & (1u << i))
      add_word (words, facet, g_strdup_printf ("%d", i), names);

  return words;
}

static const char *
name_of (GHashTable *table, const char *value)
{
  const gint64 id = g_ascii_strtoll (value, NULL, 10);
  const char *name = table != NULL ? g_hash_table_lookup (table, &id) : NULL;

  /* Translators: in place of the name of something that is gone or not read yet */
  return name != NULL && *name != '\0' ? name : C_ ("filter", "…");
}

static const char *
name_of_assignee (const char *value, const DocketFilterNames *names)
{
  const gint64 id = g_ascii_strtoll (value, NULL, 10);

  if (id == DOCKET_ASSIGNEE_ME)
    return C_ ("assignee", "Me");

  if (id == DOCKET_ASSIGNEE_NONE)
    return C_ ("ticket", "Unassigned");

  return name_of (names != NULL ? names->technicians : NULL, value);
}

static const char *
label_of_enum (DocketFacet facet, const char *value)
{
  const guint number = (guint) g_ascii_strtoull (value, NULL, 10);

  if (facet == DOCKET_FACET_PRIORITY && number <= DOCKET_PRIORITY_CRITICAL)
    return docket_priority_get_label (number);

  if (facet == DOCKET_FACET_IMPACT && number <= DOCKET_IMPACT_CRISIS)
    return docket_impact_get_label (number);

  if (facet == DOCKET_FACET_TYPE && number <= DOCKET_TICKET_TYPE_CHANGE)
    return docket_ticket_type_get_label (number);

  /* A newer version of the program may know more. */
  return value;
}

/**
 * docket_facet_has:
 * @facet: a facet with several values, or one that is on or off
 * @filter: a filter
 * @value: a status; a local id, %DOCKET_ASSIGNEE_ME or %DOCKET_ASSIGNEE_NONE in decimal; the number
 * of a priority, impact or type; of what is on or off anything
 *
 * Returns: whether the filter asks for this value; one that takes any asks for none
 */
gboolean
docket_facet_has (DocketFacet facet, const DocketFilter *filter, const char *value)
{
  const GArray *ids = ids_of (facet, filter);
  const guint *bits = bits_of (facet, (DocketFilter *) filter);
  const gboolean *is_on = switch_of (facet, (DocketFilter *) filter);
  guint position;

  g_return_val_if_fail (filter != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  if (facet == DOCKET_FACET_STATUS)
    return filter->statuses != NULL &&
           g_strv_contains ((const char *const *) filter->statuses, value);

  if (ids != NULL)
    return find_id (ids, g_ascii_strtoll (value, NULL, 10), &position);

  if (bits != NULL)
    return (*bits & bit_of (value)) != 0;

  return is_on != NULL && *is_on;
}

/**
 * docket_facet_set:
 * @facet: a facet with several values, or one that is on or off
 * @filter: a filter
 * @value: see docket_facet_has()
 * @is_wanted: whether the filter is to ask for this value
 *
 * Whatever the order of the calls, the same values make equal filters.
 */
void
docket_facet_set (DocketFacet facet, DocketFilter *filter, const char *value, gboolean is_wanted)
{
  GArray *ids = ids_of (facet, filter);
  guint *bits = bits_of (facet, filter);
  gboolean *is_on = switch_of (facet, filter);

  g_return_if_fail (filter != NULL);
  g_return_if_fail (value != NULL);

  if (facet == DOCKET_FACET_STATUS)
    set_status (filter, value, is_wanted);
  else if (ids != NULL)
    set_id (ids, g_ascii_strtoll (value, NULL, 10), is_wanted);
  else if (bits != NULL)
    *bits = is_wanted ? *bits | bit_of (value) : *bits & ~bit_of (value);
  else if (is_on != NULL)
    *is_on = is_wanted;
}

/**
 * docket_facet_clear:
 * @facet: a facet
 * @filter: a filter that is to take anything there
 */
void
docket_facet_clear (DocketFacet facet, DocketFilter *filter)
{
  GArray *ids = ids_of (facet, filter);
  guint *bits = bits_of (facet, filter);
  gboolean *is_on = switch_of (facet, filter);

  g_return_if_fail (filter != NULL);

  if (ids != NULL)
    g_array_set_size (ids, 0);

  if (bits != NULL)
    *bits = 0;

  if (is_on != NULL)
    *is_on = FALSE;

  if (facet == DOCKET_FACET_STATUS)
    docket_filter_set_statuses (filter, NULL);
  else if (facet == DOCKET_FACET_CREATED)
    filter->from = filter->to = 0;
  else if (facet == DOCKET_FACET_DUE)
    filter->due_before = 0;
  else if (facet == DOCKET_FACET_UPDATED)
    filter->updated_since = 0;
}

/**
 * docket_facet_describe_instant:
 * @us: an instant, microseconds UTC
 * @is_end: whether it is where a period ends: midnight is the end of the day before then
 *
 * Returns: (transfer full): the day, with the time of day unless that is midnight
 */
char *
docket_facet_describe_instant (gint64 us, gboolean is_end)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;
  g_autoptr (GDateTime) day = NULL;

  if (local == NULL)
    return g_strdup ("");

  if (g_date_time_get_hour (local) != 0 || g_date_time_get_minute (local) != 0)
    return docket_format_moment (us, g_get_real_time ());

  day = is_end ? g_date_time_add_days (local, -1) : g_date_time_ref (local);

  return g_date_time_format (day, "%x");
}

/**
 * docket_facet_describe_value:
 * @facet: a facet with several values
 * @value: see docket_facet_has()
 * @names: (nullable): the names of entries; %NULL: not read yet
 *
 * Returns: (transfer full): the value in the person's language
 */
char *
docket_facet_describe_value (DocketFacet facet, const char *value, const DocketFilterNames *names)
{
  g_return_val_if_fail (value != NULL, NULL);

  switch ((int) facet)
    {
    case DOCKET_FACET_STATUS:
      return g_strdup (docket_status_get_label (value));

    case DOCKET_FACET_ASSIGNEE:
      return g_strdup (name_of_assignee (value, names));

    case DOCKET_FACET_CUSTOMER:
      return g_strdup (name_of (names != NULL ? names->customers : NULL, value));

    case DOCKET_FACET_CONTACT:
      return g_strdup (name_of (names != NULL ? names->contacts : NULL, value));

    case DOCKET_FACET_CONTRACT:
      return g_strdup (name_of (names != NULL ? names->contracts : NULL, value));

    default:
      return g_strdup (label_of_enum (facet, value));
    }
}

/**
 * docket_facet_describe:
 * @facet: a facet
 * @filter: a filter
 * @names: (nullable): the names of entries; %NULL: not read yet
 *
 * Returns: (transfer full) (nullable): what the filter asks for there, in the person's language,
 * such as "Open, Pending"; %NULL when it takes anything
 */
char *
docket_facet_describe (DocketFacet facet,
                       const DocketFilter *filter,
                       const DocketFilterNames *names)
{
  g_autoptr (GPtrArray) words = NULL;

  g_return_val_if_fail (filter != NULL, NULL);

  switch ((int) facet)
    {
    case DOCKET_FACET_CREATED:
      return describe_created (filter);

    case DOCKET_FACET_DUE:
      return describe_due (filter);

    case DOCKET_FACET_UPDATED:
      return describe_updated (filter);

    case DOCKET_FACET_SIGNED:
      return filter->is_signed ? g_strdup (C_ ("filter", "Signed")) : NULL;

    case DOCKET_FACET_WAITING:
      return filter->waiting ? g_strdup (C_ ("filter", "Not yet synced")) : NULL;

    default:
      break;
    }

  words = describe_values (facet, filter, names);

  if (words->len == 0)
    return NULL;

  g_ptr_array_add (words, NULL);

  /* Translators: between the values of a filter, as in "Open, Pending" */
  return g_strjoinv (C_ ("filter", ", "), (char **) words->pdata);
}
