/* What a list shows, and the views that every workspace has.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-filter.h"

#include <glib/gi18n.h>

/* "Due soon" and "Recently closed" look this far. */
#define DUE_SOON_US (G_TIME_SPAN_DAY)
#define RECENTLY_US (14 * G_TIME_SPAN_DAY)

G_DEFINE_BOXED_TYPE (DocketFilter, docket_filter, docket_filter_copy, docket_filter_free)

static const DocketView builtin_views[] = {
  { "my-open", "avatar-default-symbolic" },
  { "unassigned", "mail-unread-symbolic" },
  { "due-soon", "alarm-symbolic" },
  { "all-open", "view-list-symbolic" },
  { "asleep", "weather-clear-night-symbolic" },
  { "recently-closed", "object-select-symbolic" },
  { "waiting", "send-to-symbolic" },
};

static GArray *
ids_copy (const GArray *ids)
{
  GArray *copy = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (ids->len > 0)
    g_array_append_vals (copy, ids->data, ids->len);

  return copy;
}

static void
add_ids (GVariantBuilder *builder, const char *key, const GArray *ids)
{
  if (ids->len > 0)
    g_variant_builder_add (
      builder,
      "{sv}",
      key,
      g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, ids->data, ids->len, sizeof (gint64)));
}

static void
add_uint (GVariantBuilder *builder, const char *key, guint value)
{
  if (value != 0)
    g_variant_builder_add (builder, "{sv}", key, g_variant_new_uint32 (value));
}

static void
add_time (GVariantBuilder *builder, const char *key, gint64 us)
{
  if (us != 0)
    g_variant_builder_add (builder, "{sv}", key, g_variant_new_int64 (us));
}

static void
ids_from_variant (GVariantDict *dict, const char *key, GArray *ids)
{
  g_autoptr (GVariant) value = g_variant_dict_lookup_value (dict, key, G_VARIANT_TYPE ("ax"));
  gsize n = 0;
  const gint64 *data;

  if (value == NULL)
    return;

  data = g_variant_get_fixed_array (value, &n, sizeof (gint64));

  if (n > 0)
    g_array_append_vals (ids, data, n);
}

/**
 * docket_filter_new:
 *
 * Returns: (transfer full): a filter that lets everything through
 */
DocketFilter *
docket_filter_new (void)
{
  DocketFilter *filter = g_new0 (DocketFilter, 1);

  filter->assignees = g_array_new (FALSE, FALSE, sizeof (gint64));
  filter->customers = g_array_new (FALSE, FALSE, sizeof (gint64));
  filter->contacts = g_array_new (FALSE, FALSE, sizeof (gint64));
  filter->contracts = g_array_new (FALSE, FALSE, sizeof (gint64));

  return filter;
}

/**
 * docket_filter_new_default:
 *
 * Returns: (transfer full): what *Reset* goes back to: status open and pending, awake, everything
 * else any
 */
DocketFilter *
docket_filter_new_default (void)
{
  DocketFilter *filter = docket_filter_new ();

  docket_filter_set_statuses (filter, (const char *[]){ "open", "pending", NULL });
  filter->sleep = DOCKET_SLEEP_AWAKE;

  return filter;
}

/**
 * docket_filter_copy:
 * @filter: a filter
 *
 * Returns: (transfer full): a copy of it
 */
DocketFilter *
docket_filter_copy (const DocketFilter *filter)
{
  DocketFilter *copy = g_memdup2 (filter, sizeof *filter);

  copy->statuses = g_strdupv (filter->statuses);
  copy->assignees = ids_copy (filter->assignees);
  copy->customers = ids_copy (filter->customers);
  copy->contacts = ids_copy (filter->contacts);
  copy->contracts = ids_copy (filter->contracts);
  copy->search = g_strdup (filter->search);

  return copy;
}

/**
 * docket_filter_free:
 * @filter: (transfer full): a filter
 */
void
docket_filter_free (DocketFilter *filter)
{
  g_strfreev (filter->statuses);
  g_array_unref (filter->assignees);
  g_array_unref (filter->customers);
  g_array_unref (filter->contacts);
  g_array_unref (filter->contracts);
  g_free (filter->search);
  g_free (filter);
}

/**
 * docket_filter_equal:
 * @a: a filter
 * @b: another one
 *
 * Returns: whether both say the same in the same words
 */
gboolean
docket_filter_equal (const DocketFilter *a, const DocketFilter *b)
{
  g_autofree char *text_a = docket_filter_to_text (a);
  g_autofree char *text_b = docket_filter_to_text (b);

  return g_str_equal (text_a, text_b);
}

/**
 * docket_filter_set_statuses:
 * @filter: a filter
 * @statuses: (nullable) (array zero-terminated=1): canonical statuses; %NULL or empty: any
 */
void
docket_filter_set_statuses (DocketFilter *filter, const char *const *statuses)
{
  g_return_if_fail (filter != NULL);

  g_strfreev (filter->statuses);
  filter->statuses =
    statuses != NULL && statuses[0] != NULL ? g_strdupv ((char **) statuses) : NULL;
}

/**
 * docket_filter_to_text:
 * @filter: a filter
 *
 * For settings and saved views. Equal filters have equal texts.
 *
 * Returns: (transfer full): the filter as a text
 */
char *
docket_filter_to_text (const DocketFilter *filter)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);
  g_autoptr (GVariant) variant = NULL;

  g_return_val_if_fail (filter != NULL, NULL);

  if (filter->statuses != NULL)
    g_variant_builder_add (&builder,
                           "{sv}",
                           "statuses",
                           g_variant_new_strv ((const char *const *) filter->statuses, -1));

  add_ids (&builder, "assignees", filter->assignees);
  add_ids (&builder, "customers", filter->customers);
  add_ids (&builder, "contacts", filter->contacts);
  add_ids (&builder, "contracts", filter->contracts);
  add_uint (&builder, "priorities", filter->priorities);
  add_uint (&builder, "impacts", filter->impacts);
  add_uint (&builder, "types", filter->types);
  add_time (&builder, "from", filter->from);
  add_time (&builder, "to", filter->to);
  add_time (&builder, "due-before", filter->due_before);
  add_time (&builder, "updated-since", filter->updated_since);
  add_uint (&builder, "signed", filter->is_signed);
  add_uint (&builder, "waiting", filter->waiting);
  add_uint (&builder, "sleep", filter->sleep);

  if (filter->search != NULL)
    g_variant_builder_add (&builder, "{sv}", "search", g_variant_new_string (filter->search));

  variant = g_variant_ref_sink (g_variant_builder_end (&builder));

  return g_variant_print (variant, TRUE);
}

/**
 * docket_filter_from_text:
 * @text: what docket_filter_to_text() gave
 * @error: return location for a #GVariantParseError
 *
 * Returns: (transfer full) (nullable): the filter
 */
DocketFilter *
docket_filter_from_text (const char *text, GError **error)
{
  g_autoptr (DocketFilter) filter = NULL;
  g_autoptr (GVariant) variant = NULL;
  g_auto (GVariantDict) dict = { 0 };
  guint flag;

  g_return_val_if_fail (text != NULL, NULL);

  variant = g_variant_parse (G_VARIANT_TYPE_VARDICT, text, NULL, NULL, error);

  if (variant == NULL)
    return NULL;

  filter = docket_filter_new ();
  g_variant_dict_init (&dict, variant);
  g_variant_dict_lookup (&dict, "statuses", "^as", &filter->statuses);
  ids_from_variant (&dict, "assignees", filter->assignees);
  ids_from_variant (&dict, "customers", filter->customers);
  ids_from_variant (&dict, "contacts", filter->contacts);
  ids_from_variant (&dict, "contracts", filter->contracts);
  g_variant_dict_lookup (&dict, "priorities", "u", &filter->priorities);
  g_variant_dict_lookup (&dict, "impacts", "u", &filter->impacts);
  g_variant_dict_lookup (&dict, "types", "u", &filter->types);
  g_variant_dict_lookup (&dict, "from", "x", &filter->from);
  g_variant_dict_lookup (&dict, "to", "x", &filter->to);
  g_variant_dict_lookup (&dict, "due-before", "x", &filter->due_before);
  g_variant_dict_lookup (&dict, "updated-since", "x", &filter->updated_since);
  filter->is_signed = g_variant_dict_lookup (&dict, "signed", "u", &flag) && flag;
  filter->waiting = g_variant_dict_lookup (&dict, "waiting", "u", &flag) && flag;

  if (g_variant_dict_lookup (&dict, "sleep", "u", &flag) && flag <= DOCKET_SLEEP_ASLEEP)
    filter->sleep = flag;

  g_variant_dict_lookup (&dict, "search", "s", &filter->search);

  return g_steal_pointer (&filter);
}

/**
 * docket_view_get_builtin:
 * @n_views: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_views): the views that every workspace has, in the
 * sidebar's order
 */
const DocketView *
docket_view_get_builtin (guint *n_views)
{
  *n_views = G_N_ELEMENTS (builtin_views);

  return builtin_views;
}

/**
 * docket_view_get_label:
 * @view: a built-in view
 *
 * Returns: (transfer none): its name in the person's language
 */
const char *
docket_view_get_label (const DocketView *view)
{
  if (view == &builtin_views[0])
    return _ ("My open tickets");

  if (view == &builtin_views[1])
    return C_ ("view", "Unassigned");

  if (view == &builtin_views[2])
    return _ ("Due soon");

  if (view == &builtin_views[3])
    return _ ("All open");

  if (view == &builtin_views[4])
    return C_ ("view", "Asleep");

  if (view == &builtin_views[5])
    return _ ("Recently closed");

  return _ ("Waiting to sync");
}

/**
 * docket_view_make_filter:
 * @view: a built-in view
 * @now_us: the time, in microseconds UTC
 *
 * Returns: (transfer full): what the view shows at this time
 */
DocketFilter *
docket_view_make_filter (const DocketView *view, gint64 now_us)
{
  g_autoptr (DocketFilter) filter = docket_filter_new_default ();
  const gint64 me = DOCKET_ASSIGNEE_ME, none = DOCKET_ASSIGNEE_NONE;

  g_return_val_if_fail (view != NULL, NULL);

  if (g_str_equal (view->id, "my-open"))
    {
      g_array_append_val (filter->assignees, me);
    }
  else if (g_str_equal (view->id, "unassigned"))
    {
      g_array_append_val (filter->assignees, none);
    }
  else if (g_str_equal (view->id, "due-soon"))
    {
      filter->due_before = now_us + DUE_SOON_US;
    }
  else if (g_str_equal (view->id, "asleep"))
    {
      docket_filter_set_statuses (filter, NULL);
      filter->sleep = DOCKET_SLEEP_ASLEEP;
    }
  else if (g_str_equal (view->id, "recently-closed"))
    {
      filter->sleep = DOCKET_SLEEP_ANY;
      docket_filter_set_statuses (filter, (const char *[]){ "resolved", "closed", NULL });
      filter->updated_since = now_us - RECENTLY_US;
    }
  else if (g_str_equal (view->id, "waiting"))
    {
      docket_filter_set_statuses (filter, NULL);
      filter->sleep = DOCKET_SLEEP_ANY;
      filter->waiting = TRUE;
    }

  return g_steal_pointer (&filter);
}
