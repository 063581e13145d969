/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-workspace.h"

G_BEGIN_DECLS

/**
 * DocketFacet:
 *
 * One side of a ticket that a filter looks at, in the order of the chips.
 */
typedef enum
{
  DOCKET_FACET_STATUS,
  DOCKET_FACET_ASSIGNEE,
  DOCKET_FACET_PRIORITY,
  DOCKET_FACET_IMPACT,
  DOCKET_FACET_TYPE,
  DOCKET_FACET_CUSTOMER,
  DOCKET_FACET_CONTACT,
  DOCKET_FACET_CONTRACT,
  DOCKET_FACET_CREATED,
  DOCKET_FACET_DUE,
  DOCKET_FACET_UPDATED,
  DOCKET_FACET_SIGNED,
  DOCKET_FACET_WAITING
} DocketFacet;

#define DOCKET_N_FACETS (DOCKET_FACET_WAITING + 1)

gboolean docket_facet_has (DocketFacet facet, const DocketFilter *filter, const char *value);
void
docket_facet_set (DocketFacet facet, DocketFilter *filter, const char *value, gboolean is_wanted);
void docket_facet_clear (DocketFacet facet, DocketFilter *filter);
char *docket_facet_describe_instant (gint64 us, gboolean is_end);
char *
docket_facet_describe_value (DocketFacet facet, const char *value, const DocketFilterNames *names);
char *docket_facet_describe (DocketFacet facet,
                             const DocketFilter *filter,
                             const DocketFilterNames *names);

G_END_DECLS
