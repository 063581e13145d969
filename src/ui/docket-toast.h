/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

AdwToast *docket_toast_new (const char *sentence);
void docket_toast_dismiss (AdwToast *toast);

G_END_DECLS
