/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum
{
  DOCKET_SANDBOX_FAULT_NONE = -1,
  DOCKET_SANDBOX_FAULT_REFUSE,
  DOCKET_SANDBOX_FAULT_TLS,
  DOCKET_SANDBOX_FAULT_DROP_BEFORE,
  DOCKET_SANDBOX_FAULT_DROP_DURING,
  DOCKET_SANDBOX_FAULT_DROP_AFTER,
  DOCKET_SANDBOX_FAULT_LATE,
  DOCKET_SANDBOX_FAULT_CUT,
  DOCKET_SANDBOX_FAULT_STALL,
  DOCKET_SANDBOX_FAULT_STATUS,
  DOCKET_SANDBOX_FAULT_STATUS_AFTER,
  DOCKET_SANDBOX_FAULT_HTML,
  DOCKET_SANDBOX_FAULT_JSON,
  DOCKET_SANDBOX_FAULT_TYPE,
  DOCKET_SANDBOX_FAULT_BIG,
  DOCKET_SANDBOX_FAULT_RATE,
  DOCKET_SANDBOX_FAULT_REDIRECT,
  DOCKET_SANDBOX_FAULT_CLOCK,
  DOCKET_SANDBOX_N_FAULTS
} DocketSandboxFaultKind;

typedef enum
{
  DOCKET_SANDBOX_MANNER_SPACES,
  DOCKET_SANDBOX_MANNER_ENTITIES,
  DOCKET_SANDBOX_MANNER_SECONDS,
  DOCKET_SANDBOX_MANNER_NO_MARKER,
  DOCKET_SANDBOX_MANNER_STALE,
  DOCKET_SANDBOX_MANNER_ENUMS,
  DOCKET_SANDBOX_MANNER_DROPS,
  DOCKET_SANDBOX_MANNER_EMPTY,
  DOCKET_SANDBOX_MANNER_TOTALS,
  DOCKET_SANDBOX_MANNER_ORDER,
  DOCKET_SANDBOX_MANNER_NO_DATE,
  DOCKET_SANDBOX_MANNER_DATE_JUMPS,
  DOCKET_SANDBOX_MANNER_ZONE,
  DOCKET_SANDBOX_MANNER_AUTO_REPLY,
  DOCKET_SANDBOX_MANNER_REASSIGN,
  DOCKET_SANDBOX_MANNER_RIGHTS,
  DOCKET_SANDBOX_MANNER_UNMOVED,
  DOCKET_SANDBOX_N_MANNERS
} DocketSandboxManner;

/**
 * DocketSandboxFault:
 *
 * What goes wrong with a request, and when.
 */
typedef struct
{
  DocketSandboxFaultKind kind;
  char *method;
  char *path;
  gint64 skip;
  /* How often it still acts; negative: until lifted. */
  gint64 times;
  gint64 number;
  char *text;
  char *shape;
} DocketSandboxFault;

/**
 * DocketSandboxFaults:
 *
 * The faults that are switched on, in the order in which they came.
 */
typedef struct DocketSandboxFaults DocketSandboxFaults;

DocketSandboxFaults *docket_sandbox_faults_new (void);
void docket_sandbox_faults_free (DocketSandboxFaults *faults);
gboolean docket_sandbox_faults_add (DocketSandboxFaults *faults, JsonNode *node, char **why);
void docket_sandbox_faults_clear (DocketSandboxFaults *faults);
gboolean docket_sandbox_faults_concern_connections (DocketSandboxFaults *faults);
DocketSandboxFault *docket_sandbox_faults_take_connection (DocketSandboxFaults *faults);
DocketSandboxFault *docket_sandbox_faults_take_request (DocketSandboxFaults *faults,
                                                        const char *method,
                                                        const char *path);
void docket_sandbox_fault_free (DocketSandboxFault *fault);
gboolean docket_sandbox_manners_set (gboolean *manners, JsonNode *node, char **why);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketSandboxFault, docket_sandbox_fault_free)

G_END_DECLS
