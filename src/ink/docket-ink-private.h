/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-ink.h"

G_BEGIN_DECLS

/* For whoever reads ink: times that count from the first point of a whole, of which this is a part.
 */
void docket_ink_start_clock (DocketInk *self);
void docket_ink_stop_clock (DocketInk *self);

G_END_DECLS
