/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkPopover *docket_field_date_popover_new (const char *name,
                                           GtkCalendar **calendar,
                                           GCallback chosen,
                                           GCallback cleared,
                                           gpointer object);

G_END_DECLS
