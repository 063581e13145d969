/* The three-way merge of fields: base, mine, theirs. Pure.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-merge.h"

/* An empty text and a field that is not set are one to people and to servers alike. */
static const char *
bare (const char *value)
{
  return value != NULL && *value != '\0' ? value : NULL;
}

/**
 * docket_merge_equal:
 * @field: the field's id
 * @a: (nullable): a canonical text
 * @b: (nullable): another
 *
 * Compares in canonical typed form (sync.md, rule 3). A server that keeps whole seconds of a time
 * has not changed it.
 *
 * Returns: whether they are the same value
 */
gboolean
docket_merge_equal (const char *field, const char *a, const char *b)
{
  const DocketField *fixed;

  g_return_val_if_fail (field != NULL, FALSE);

  if (g_strcmp0 (bare (a), bare (b)) == 0)
    return TRUE;

  fixed = docket_field_find_fixed (field);

  if (fixed == NULL || fixed->kind != DOCKET_FIELD_TIME || bare (a) == NULL || bare (b) == NULL)
    return FALSE;

  return g_ascii_strtoll (a, NULL, 10) / G_USEC_PER_SEC ==
         g_ascii_strtoll (b, NULL, 10) / G_USEC_PER_SEC;
}

/**
 * docket_merge_field:
 * @base: the last values seen from the server
 * @mine: the values on the screen
 * @theirs: the values of an answer
 * @field: a field's id
 *
 * Merges one field (sync.md, rules 15 and 17). A base that is not known equals nothing: without it
 * nobody can say who moved, so two different values are a conflict.
 *
 * Returns: what it comes to
 */
DocketMergeVerdict
docket_merge_field (DocketValues *base, DocketValues *mine, DocketValues *theirs, const char *field)
{
  const char *mine_value, *their_value, *base_value;

  g_return_val_if_fail (base != NULL && mine != NULL && theirs != NULL, DOCKET_MERGE_UNKNOWN);

  if (!docket_values_knows (theirs, field))
    return DOCKET_MERGE_UNKNOWN;

  mine_value = docket_values_get (mine, field);
  their_value = docket_values_get (theirs, field);

  if (docket_merge_equal (field, mine_value, their_value))
    return DOCKET_MERGE_SAME;

  if (!docket_values_knows (mine, field))
    return DOCKET_MERGE_THEIRS;

  if (!docket_values_knows (base, field))
    return DOCKET_MERGE_CONFLICT;

  base_value = docket_values_get (base, field);

  if (docket_merge_equal (field, mine_value, base_value))
    return DOCKET_MERGE_THEIRS;

  if (docket_merge_equal (field, their_value, base_value))
    return DOCKET_MERGE_MINE;

  return DOCKET_MERGE_CONFLICT;
}

/**
 * docket_merge_fields:
 * @base: the last values seen from the server
 * @mine: the values on the screen
 * @theirs: the values of an answer
 * @fields: (array zero-terminated=1): fields that constrain one another
 *
 * Merges fields that are one (sync.md, rule 17): when each side moved another of them, neither
 * side's whole is left, and the person chooses.
 *
 * Returns: what it comes to for all of them
 */
DocketMergeVerdict
docket_merge_fields (DocketValues *base,
                     DocketValues *mine,
                     DocketValues *theirs,
                     const char *const *fields)
{
  gboolean moved_here = FALSE;
  gboolean moved_there = FALSE;
  gboolean known = FALSE;

  g_return_val_if_fail (fields != NULL, DOCKET_MERGE_UNKNOWN);

  for (guint i = 0; fields[i] != NULL; i++)
    {
      switch (docket_merge_field (base, mine, theirs, fields[i]))
        {
        case DOCKET_MERGE_UNKNOWN:
          break;

        case DOCKET_MERGE_SAME:
          known = TRUE;
          break;

        case DOCKET_MERGE_THEIRS:
          known = TRUE;
          moved_there = TRUE;
          break;

        case DOCKET_MERGE_MINE:
          known = TRUE;
          moved_here = TRUE;
          break;

        case DOCKET_MERGE_CONFLICT:
          return DOCKET_MERGE_CONFLICT;
        }
    }

  if (!known)
    return DOCKET_MERGE_UNKNOWN;

  if (moved_here && moved_there)
    return DOCKET_MERGE_CONFLICT;

  if (moved_here)
    return DOCKET_MERGE_MINE;

  return moved_there ? DOCKET_MERGE_THEIRS : DOCKET_MERGE_SAME;
}
