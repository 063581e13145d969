/* Sets of ids, and how one order of ids becomes another one in short runs.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-ids.h"

static gint64
nth_id (const GArray *ids, guint nth)
{
  return g_array_index (ids, gint64, nth);
}

/**
 * docket_id_set_new:
 *
 * Returns: (transfer full) (element-type gint64): an empty set
 */
GHashTable *
docket_id_set_new (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

/**
 * docket_id_set_add:
 * @set: (element-type gint64): a set of ids
 * @id: an id, which may be in it already
 */
void
docket_id_set_add (GHashTable *set, gint64 id)
{
  if (!g_hash_table_contains (set, &id))
    g_hash_table_add (set, g_memdup2 (&id, sizeof id));
}

/**
 * docket_ids_count_common:
 * @a: (element-type gint64): ids
 * @b: (element-type gint64): other ids
 * @prefix: (out): how many are the same at the beginning
 * @suffix: (out): how many of the rest are the same at the end
 */
void
docket_ids_count_common (const GArray *a, const GArray *b, guint *prefix, guint *suffix)
{
  const guint shorter = MIN (a->len, b->len);

  for (*prefix = 0; *prefix < shorter && nth_id (a, *prefix) == nth_id (b, *prefix);)
    (*prefix)++;

  for (*suffix = 0; *suffix < shorter - *prefix &&
                    nth_id (a, a->len - 1 - *suffix) == nth_id (b, b->len - 1 - *suffix);)
    (*suffix)++;
}

/**
 * docket_ids_next_run:
 * @old_ids: (element-type gint64): what is there; up to @position it is as in @new_ids already
 * @new_ids: (element-type gint64): what is to be there
 * @suffix: how many are the same at the end
 * @position: where to look
 * @changed: (element-type gint64): what may have moved
 * @n_removed: (out): how many of @old_ids go there
 * @n_added: (out): how many of @new_ids come there
 *
 * What is not where it was is removed, what changed is inserted. Ids that nobody changed keep their
 * order, so the runs are short; when they don't, the runs are long, and still right.
 */
void
docket_ids_next_run (const GArray *old_ids,
                     const GArray *new_ids,
                     guint suffix,
                     guint position,
                     GHashTable *changed,
                     guint *n_removed,
                     guint *n_added)
{
  const guint old_end = old_ids->len - suffix;
  const guint new_end = new_ids->len - suffix;

  *n_removed = 0;
  *n_added = 0;

  while (position + *n_removed < old_end && position + *n_added < new_end)
    {
      const gint64 next = nth_id (new_ids, position + *n_added);

      if (nth_id (old_ids, position + *n_removed) == next)
        return;

      if (g_hash_table_contains (changed, &next))
        (*n_added)++;
      else
        (*n_removed)++;
    }

  *n_removed = old_end - position;
  *n_added = new_end - position;
}
