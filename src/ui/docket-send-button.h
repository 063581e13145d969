/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-words.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_SEND_BUTTON (docket_send_button_get_type ())

G_DECLARE_FINAL_TYPE (DocketSendButton, docket_send_button, DOCKET, SEND_BUTTON, AdwBin)

void docket_send_button_set_kind (DocketSendButton *self, DocketMessageKind kind);
void docket_send_button_set_statuses (DocketSendButton *self, GPtrArray *statuses);
void docket_send_button_set_current (DocketSendButton *self, const char *status);
void docket_send_button_listen (DocketSendButton *self, GtkWidget *widget);

G_END_DECLS
