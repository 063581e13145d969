/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DocketPaper:
 * @DOCKET_PAPER_A4: 210 by 297 mm
 * @DOCKET_PAPER_LETTER: 8.5 by 11 in
 *
 * What a report is set for.
 */
typedef enum
{
  DOCKET_PAPER_A4,
  DOCKET_PAPER_LETTER
} DocketPaper;

G_END_DECLS
