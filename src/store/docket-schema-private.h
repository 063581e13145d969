/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-connection-private.h"

G_BEGIN_DECLS

/* What the file says that it is (PRAGMA application_id): "Dckt". */
#define DOCKET_SCHEMA_APPLICATION_ID 0x44636b74

/**
 * DocketSchema:
 * @steps: (array zero-terminated=1): SQL that brings a database from one version to the next, from
 * nothing to the first on
 *
 * The schema, as the way that leads to it.
 */
typedef struct
{
  const char *const *steps;
} DocketSchema;

const DocketSchema *docket_schema_get (void);
int docket_schema_get_version (const DocketSchema *schema);
gboolean docket_schema_check_version (DocketConnection *connection,
                                      const DocketSchema *schema,
                                      gint64 *version,
                                      GError **error);
gboolean docket_schema_check_origin (DocketConnection *connection, gint64 version, GError **error);
gboolean docket_schema_check_health (DocketConnection *connection, GError **error);
gboolean docket_schema_upgrade (DocketConnection *connection,
                                const DocketSchema *schema,
                                const char *folder,
                                GError **error);

G_END_DECLS
