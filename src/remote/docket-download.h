/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-http.h"

G_BEGIN_DECLS

DocketHttpAnswer *
docket_http_download (DocketHttp *self, DocketDownload *download, GCancellable *cancellable);

G_END_DECLS
