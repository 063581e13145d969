/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *docket_windows_zone_to_iana (const char *name);
GTimeZone *docket_windows_zone_find (const char *name);

G_END_DECLS
