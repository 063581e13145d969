/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-ink.h"

G_BEGIN_DECLS

/* A file of ink is at most this large, in bytes. */
#define DOCKET_INK_MAX_BYTES (4 * 1024 * 1024)

#define DOCKET_INK_ERROR (docket_ink_error_quark ())

/**
 * DocketInkError:
 * @DOCKET_INK_ERROR_BROKEN: these bytes are no ink
 * @DOCKET_INK_ERROR_FAILED: no picture could be made
 *
 * Errors of ink. The messages are for people and say what to do.
 */
typedef enum
{
  DOCKET_INK_ERROR_BROKEN,
  DOCKET_INK_ERROR_FAILED
} DocketInkError;

GQuark docket_ink_error_quark (void);

GBytes *docket_ink_to_json (DocketInk *ink);
GBytes *docket_ink_stroke_to_json (DocketInk *ink, guint stroke);
DocketInk *docket_ink_new_from_json (GBytes *json, GError **error);
GBytes *docket_ink_to_png (DocketInk *ink, GError **error);
GBytes *docket_ink_to_svg (DocketInk *ink, GError **error);

G_END_DECLS
