/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-remote-types.h"

G_BEGIN_DECLS

/**
 * DocketPageFunc:
 * @key: what names the page
 * @user_data: what was given with the function
 * @cancellable: ends it early
 * @error: return location for a #DocketRemoteError
 *
 * Reads a page. Called on several threads at once.
 *
 * Returns: (transfer full) (nullable): the page
 */
typedef DocketRemotePage *(*DocketPageFunc) (const char *key,
                                             gpointer user_data,
                                             GCancellable *cancellable,
                                             GError **error);

#define DOCKET_TYPE_PAGE_AHEAD (docket_page_ahead_get_type ())

G_DECLARE_FINAL_TYPE (DocketPageAhead, docket_page_ahead, DOCKET, PAGE_AHEAD, GObject)

DocketPageAhead *docket_page_ahead_new (DocketPageFunc func, gpointer user_data);
void docket_page_ahead_want (DocketPageAhead *self, const char *key);
void docket_page_ahead_put (DocketPageAhead *self, const char *key, DocketRemotePage *page);
DocketRemotePage *docket_page_ahead_take (DocketPageAhead *self,
                                          const char *key,
                                          GCancellable *cancellable,
                                          GError **error);
void docket_page_ahead_drop (DocketPageAhead *self);

G_END_DECLS
