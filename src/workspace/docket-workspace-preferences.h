/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-workspace.h"

G_BEGIN_DECLS

/* What a person chose about a workspace: rows `pref.KEY` of `meta`, so that a backup carries them.
 * Read from memory on any thread; a change is told by `changed` as a %DOCKET_ENTITY_META. */

/* "msp" or "it"; unset: as the account says. */
#define DOCKET_PREFERENCE_WORDING "wording"
/* Booleans, unset: no. */
#define DOCKET_PREFERENCE_OPEN_NEXT "open-next"
#define DOCKET_PREFERENCE_SINGLE_KEYS "single-keys"
/* Of the server's files so many megabytes are kept here; unset: 500. */
#define DOCKET_PREFERENCE_FILES_BUDGET "files-budget"

char *docket_workspace_get_preference (DocketWorkspace *self, const char *key);
gboolean
docket_workspace_get_preference_boolean (DocketWorkspace *self, const char *key, gboolean fallback);
gint64
docket_workspace_get_preference_int (DocketWorkspace *self, const char *key, gint64 fallback);

gboolean docket_workspace_set_preference (DocketWorkspace *self,
                                          const char *key,
                                          const char *value,
                                          GError **error);
void docket_workspace_set_preference_async (DocketWorkspace *self,
                                            const char *key,
                                            const char *value,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
gboolean docket_workspace_set_preference_finish (DocketWorkspace *self,
                                                 GAsyncResult *result,
                                                 GError **error);

G_END_DECLS
