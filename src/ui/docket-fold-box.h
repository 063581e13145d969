/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DOCKET_TYPE_FOLD_BOX (docket_fold_box_get_type ())

G_DECLARE_FINAL_TYPE (DocketFoldBox, docket_fold_box, DOCKET, FOLD_BOX, GtkBox)

G_END_DECLS
