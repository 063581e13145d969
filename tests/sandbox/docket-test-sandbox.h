/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define DOCKET_TEST_SANDBOX_KEY "sandbox-key"

/**
 * DocketTestSandbox:
 *
 * A docket-sandbox that a test started, in a process of its own. What goes wrong ends the test.
 */
typedef struct DocketTestSandbox DocketTestSandbox;

DocketTestSandbox *docket_test_sandbox_start (const char *first_argument,
                                              ...) G_GNUC_NULL_TERMINATED;
void docket_test_sandbox_stop (DocketTestSandbox *self);
void docket_test_sandbox_restart (DocketTestSandbox *self);
void docket_test_sandbox_free (DocketTestSandbox *self);
const char *docket_test_sandbox_get_url (DocketTestSandbox *self);
JsonNode *docket_test_sandbox_get_state (DocketTestSandbox *self, const char *query);
void docket_test_sandbox_post_faults (DocketTestSandbox *self, const char *json);
void docket_test_sandbox_lift_faults (DocketTestSandbox *self);
void docket_test_sandbox_post_manners (DocketTestSandbox *self, const char *json);
gint64 docket_test_sandbox_snapshot (DocketTestSandbox *self);
void docket_test_sandbox_restore (DocketTestSandbox *self, gint64 id, gboolean reuse_ids);
guint docket_test_sandbox_request (DocketTestSandbox *self,
                                   const char *method,
                                   const char *path,
                                   const char *json,
                                   JsonNode **answer);
guint docket_test_sandbox_act (DocketTestSandbox *self,
                               const char *email,
                               const char *method,
                               const char *path,
                               const char *json,
                               JsonNode **answer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketTestSandbox, docket_test_sandbox_free)

G_END_DECLS
