/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-model.h"

G_BEGIN_DECLS

/**
 * DocketMergeVerdict:
 * @DOCKET_MERGE_UNKNOWN: the answer does not say: nothing moves
 * @DOCKET_MERGE_THEIRS: mine is base: the server's value is shown
 * @DOCKET_MERGE_MINE: theirs is base: mine waits
 * @DOCKET_MERGE_SAME: both say the same
 * @DOCKET_MERGE_CONFLICT: both moved, to different values
 *
 * What a three-way merge of a field comes to.
 */
typedef enum
{
  DOCKET_MERGE_UNKNOWN,
  DOCKET_MERGE_THEIRS,
  DOCKET_MERGE_MINE,
  DOCKET_MERGE_SAME,
  DOCKET_MERGE_CONFLICT
} DocketMergeVerdict;

DocketMergeVerdict docket_merge_field (DocketValues *base,
                                       DocketValues *mine,
                                       DocketValues *theirs,
                                       const char *field);
DocketMergeVerdict docket_merge_fields (DocketValues *base,
                                        DocketValues *mine,
                                        DocketValues *theirs,
                                        const char *const *fields);
gboolean docket_merge_equal (const char *field, const char *a, const char *b);

G_END_DECLS
