/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-workspace.h"

G_BEGIN_DECLS

/* Folders of the test's own; for each test empty ones. GLib's own way (G_TEST_OPTION_ISOLATE_DIRS)
 * leaks, and leaks are faults here. */
void workspace_fixture_init (void);
void workspace_fixture_add (const char *path, GTestFunc func);
void workspace_fixture_end (void);

DocketWorkspace *workspace_fixture_open (const char *id);
void workspace_fixture_close (DocketWorkspace *workspace);
gboolean workspace_fixture_timeout_cb (gpointer user_data);

/* Closed when it goes, so that the next test finds nothing running. */
typedef DocketWorkspace OpenWorkspace;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OpenWorkspace, workspace_fixture_close)

/* Runs the main loop until the condition holds; fails after a long time. */
#define wait_until(condition)                                                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
    guint wait_source_ = g_timeout_add_seconds (60, workspace_fixture_timeout_cb, NULL);           \
    while (!(condition))                                                                           \
      g_main_context_iteration (NULL, TRUE);                                                       \
    g_source_remove (wait_source_);                                                                \
  }                                                                                                \
  G_STMT_END

G_END_DECLS
