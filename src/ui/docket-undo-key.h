/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-undo-stack.h"

G_BEGIN_DECLS

void docket_undo_key_attach (GtkWidget *widget);

G_END_DECLS
