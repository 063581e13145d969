/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "docket-parts.h"

G_BEGIN_DECLS

gboolean docket_details_files_show (GtkBox *box, DocketTicketDetails *details);

G_END_DECLS
