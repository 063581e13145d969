/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-ink.h"

G_BEGIN_DECLS

/**
 * DocketInkTool:
 *
 * What touches the pad.
 */
typedef enum
{
  DOCKET_INK_TOOL_FINGER,
  DOCKET_INK_TOOL_MOUSE,
  DOCKET_INK_TOOL_PEN,
  DOCKET_INK_TOOL_ERASER
} DocketInkTool;

/**
 * DocketInkEventKind:
 * @DOCKET_INK_EVENT_NEAR: a pen or eraser hovers
 * @DOCKET_INK_EVENT_AWAY: it hovers no more
 * @DOCKET_INK_EVENT_CANCEL: the system took the touch for itself
 *
 * What happened to it.
 */
typedef enum
{
  DOCKET_INK_EVENT_DOWN,
  DOCKET_INK_EVENT_MOVE,
  DOCKET_INK_EVENT_UP,
  DOCKET_INK_EVENT_CANCEL,
  DOCKET_INK_EVENT_NEAR,
  DOCKET_INK_EVENT_AWAY
} DocketInkEventKind;

/**
 * DocketInkEvent:
 * @contact: which finger; any number that stays while it is down
 * @time: milliseconds
 * @pressure: 0 to 1, or %DOCKET_INK_NO_PRESSURE
 *
 * A plain event, in the ink's coordinates.
 */
typedef struct
{
  DocketInkEventKind kind;
  DocketInkTool tool;
  guintptr contact;
  double x;
  double y;
  gint64 time;
  double pressure;
} DocketInkEvent;

/**
 * DocketInkChange:
 * @DOCKET_INK_CHANGE_NONE: nothing to show
 * @DOCKET_INK_CHANGE_MORE: a stroke began or has a point more
 * @DOCKET_INK_CHANGE_ENDED: a stroke ended
 * @DOCKET_INK_CHANGE_LESS: strokes were taken away
 *
 * What an event did to the ink.
 */
typedef enum
{
  DOCKET_INK_CHANGE_NONE,
  DOCKET_INK_CHANGE_MORE,
  DOCKET_INK_CHANGE_ENDED,
  DOCKET_INK_CHANGE_LESS
} DocketInkChange;

/**
 * DocketInkInput:
 *
 * Who may write: one at a time. A second finger draws nothing, and neither does a hand that rests
 * while there is a pen. Begin with zeros.
 */
typedef struct
{
  gboolean active;
  DocketInkTool tool;
  guintptr contact;
  gboolean pen_is_near;
  gboolean had_pen;
  gint64 pen_seen_at;
} DocketInkInput;

DocketInkChange
docket_ink_input_take (DocketInkInput *input, DocketInk *ink, const DocketInkEvent *event);
DocketInkChange docket_ink_input_finish (DocketInkInput *input, DocketInk *ink);

G_END_DECLS
