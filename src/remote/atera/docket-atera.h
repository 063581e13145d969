/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-remote.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_ATERA (docket_atera_get_type ())

G_DECLARE_FINAL_TYPE (DocketAtera, docket_atera, DOCKET, ATERA, GObject)

DocketRemote *docket_atera_new (const char *url, const char *secret, DocketClock *clock);
const DocketCapabilities *docket_atera_get_capabilities (void);

G_END_DECLS
