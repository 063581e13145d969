/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *docket_field_options_from_typed (const char *typed, gboolean dependent);
char *docket_field_options_to_typed (const char *options);

G_END_DECLS
