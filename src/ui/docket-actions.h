/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * DocketActionInfo:
 * @action: detailed name
 * @label: what people call it, untranslated, of the context "action"
 * @accel: (nullable): its key anywhere in the window
 * @single_key: its key where no text is typed, when single keys are wanted; 0: none
 *
 * Something that can be done in a window.
 */
typedef struct
{
  const char *action;
  const char *label;
  const char *accel;
  guint single_key;
} DocketActionInfo;

const DocketActionInfo *docket_actions_get (guint *n_actions);
const char *docket_action_info_get_label (const DocketActionInfo *info);

G_END_DECLS
