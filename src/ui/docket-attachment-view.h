/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-workspace-files.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_ATTACHMENT_VIEW (docket_attachment_view_get_type ())

G_DECLARE_FINAL_TYPE (DocketAttachmentView, docket_attachment_view, DOCKET, ATTACHMENT_VIEW, AdwBin)

GtkWidget *docket_attachment_view_new (const DocketAttachment *attachment, gboolean public);

G_END_DECLS
