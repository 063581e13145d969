/* Which ways an operation may go: the table of sync.md, section 2.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-transition.h"

#define BIT(state) (1u << DOCKET_OPERATION_STATE_##state)

/* By the state it leaves, the states that it may enter. */
static const guint allowed[] = {
  [DOCKET_OPERATION_STATE_WAITING] = BIT (WAITING) | BIT (WITHDRAWN) | BIT (IN_FLIGHT) |
                                     BIT (ACKNOWLEDGED) | BIT (DONE) | BIT (NEEDS_ME) |
                                     BIT (AMBIGUOUS),
  [DOCKET_OPERATION_STATE_IN_FLIGHT] =
    BIT (WAITING) | BIT (AGAIN) | BIT (ACKNOWLEDGED) | BIT (AMBIGUOUS) | BIT (NEEDS_ME),
  [DOCKET_OPERATION_STATE_AMBIGUOUS] =
    BIT (AMBIGUOUS) | BIT (ACKNOWLEDGED) | BIT (AGAIN) | BIT (NEEDS_ME),
  [DOCKET_OPERATION_STATE_AGAIN] = BIT (AGAIN) | BIT (IN_FLIGHT) | BIT (ACKNOWLEDGED) | BIT (DONE) |
                                   BIT (NEEDS_ME) | BIT (AMBIGUOUS) | BIT (WITHDRAWN),
  [DOCKET_OPERATION_STATE_ACKNOWLEDGED] =
    BIT (ACKNOWLEDGED) | BIT (DONE) | BIT (NEEDS_ME) | BIT (AMBIGUOUS),
  [DOCKET_OPERATION_STATE_DONE] = 0,
  [DOCKET_OPERATION_STATE_NEEDS_ME] = BIT (NEEDS_ME) | BIT (WAITING) | BIT (AGAIN) | BIT (DONE) |
                                      BIT (ACKNOWLEDGED) | BIT (AMBIGUOUS) | BIT (WITHDRAWN),
  [DOCKET_OPERATION_STATE_WITHDRAWN] = 0,
};

/**
 * docket_transition_is_allowed:
 * @from: the state that it leaves
 * @to: the state that it enters
 * @sent: attempts of which a byte may have left, as they stand after the transition
 *
 * The one place that says which ways there are. What may have left this computer never waits as if
 * it had not (sync.md, rule 12), and what was never sent is in no doubt.
 *
 * Returns: whether an operation may go this way
 */
gboolean
docket_transition_is_allowed (DocketOperationState from, DocketOperationState to, guint sent)
{
  g_return_val_if_fail (from < G_N_ELEMENTS (allowed), FALSE);

  if ((allowed[from] & (1u << to)) == 0)
    return FALSE;

  if (to == DOCKET_OPERATION_STATE_WAITING)
    return sent == 0;

  if (to == DOCKET_OPERATION_STATE_IN_FLIGHT || to == DOCKET_OPERATION_STATE_AMBIGUOUS)
    return sent > 0;

  return TRUE;
}

/**
 * docket_operation_kind_creates:
 * @kind: a kind of operation
 *
 * Returns: whether doing it twice makes two things on the server
 */
gboolean
docket_operation_kind_creates (DocketOperationKind kind)
{
  return kind != DOCKET_OPERATION_KIND_SET && kind != DOCKET_OPERATION_KIND_DELETE;
}
