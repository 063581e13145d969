/* Fingers, palms, pens: which of what touches the pad writes on it.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-ink-input.h"

/* A hand that held a pen comes down as fingers when the pen goes up. */
#define MUTE_AFTER_PEN_MS 700

/* What an eraser reaches, in pixels at scale 1. */
#define ERASER_RADIUS 8.0

static gboolean
is_pen (DocketInkTool tool)
{
  return tool == DOCKET_INK_TOOL_PEN || tool == DOCKET_INK_TOOL_ERASER;
}

static gboolean
is_muted (const DocketInkInput *input, const DocketInkEvent *event)
{
  if (event->tool != DOCKET_INK_TOOL_FINGER)
    return FALSE;

  return input->pen_is_near ||
         (input->had_pen && event->time - input->pen_seen_at < MUTE_AFTER_PEN_MS);
}

static gboolean
is_active (const DocketInkInput *input, const DocketInkEvent *event)
{
  return input->active && input->tool == event->tool && input->contact == event->contact;
}

/* What a finger drew before the pen came was the hand's edge. */
static DocketInkChange
drop_palm (DocketInkInput *input, DocketInk *ink)
{
  if (!input->active || input->tool != DOCKET_INK_TOOL_FINGER)
    return DOCKET_INK_CHANGE_NONE;

  input->active = FALSE;

  return docket_ink_drop_last (ink) ? DOCKET_INK_CHANGE_LESS : DOCKET_INK_CHANGE_NONE;
}

static void
see_pen (DocketInkInput *input, const DocketInkEvent *event)
{
  if (!is_pen (event->tool))
    return;

  input->had_pen = TRUE;
  input->pen_seen_at = event->time;
  input->pen_is_near = event->kind != DOCKET_INK_EVENT_AWAY;
}

static DocketInkChange
erase (DocketInk *ink, const DocketInkEvent *event)
{
  return docket_ink_erase (ink, event->x, event->y, ERASER_RADIUS) ? DOCKET_INK_CHANGE_LESS
                                                                   : DOCKET_INK_CHANGE_NONE;
}

static DocketInkChange
come_down (DocketInkInput *input, DocketInk *ink, const DocketInkEvent *event)
{
  DocketInkChange change = DOCKET_INK_CHANGE_NONE;

  if (is_pen (event->tool))
    change = drop_palm (input, ink);

  if (input->active || is_muted (input, event))
    return change;

  input->active = TRUE;
  input->tool = event->tool;
  input->contact = event->contact;

  if (event->tool == DOCKET_INK_TOOL_ERASER)
    return MAX (change, erase (ink, event));

  if (!docket_ink_begin_stroke (ink, event->x, event->y, event->time, event->pressure))
    input->active = FALSE;

  return change == DOCKET_INK_CHANGE_LESS ? change : DOCKET_INK_CHANGE_MORE;
}

static DocketInkChange
move (DocketInk *ink, const DocketInkEvent *event)
{
  if (event->tool == DOCKET_INK_TOOL_ERASER)
    return erase (ink, event);

  if (!docket_ink_is_drawing (ink))
    return DOCKET_INK_CHANGE_NONE;

  return docket_ink_add_point (ink, event->x, event->y, event->time, event->pressure)
           ? DOCKET_INK_CHANGE_MORE
           : DOCKET_INK_CHANGE_NONE;
}

static DocketInkChange
go_up (DocketInkInput *input, DocketInk *ink, const DocketInkEvent *event)
{
  if (!is_active (input, event))
    return DOCKET_INK_CHANGE_NONE;

  /* The system knows a palm by its size, and says so by taking it. */
  if (event->kind == DOCKET_INK_EVENT_CANCEL && event->tool == DOCKET_INK_TOOL_FINGER)
    return drop_palm (input, ink);

  if (event->kind == DOCKET_INK_EVENT_UP)
    move (ink, event);

  return docket_ink_input_finish (input, ink);
}

/**
 * docket_ink_input_take:
 * @input: who writes
 * @ink: what is written
 * @event: what happened
 *
 * Returns: what it did to the ink
 */
DocketInkChange
docket_ink_input_take (DocketInkInput *input, DocketInk *ink, const DocketInkEvent *event)
{
  g_return_val_if_fail (DOCKET_IS_INK (ink), DOCKET_INK_CHANGE_NONE);

  see_pen (input, event);

  switch (event->kind)
    {
    case DOCKET_INK_EVENT_NEAR:
      return drop_palm (input, ink);

    case DOCKET_INK_EVENT_AWAY:
      return DOCKET_INK_CHANGE_NONE;

    case DOCKET_INK_EVENT_DOWN:
      return come_down (input, ink, event);

    case DOCKET_INK_EVENT_MOVE:
      return is_active (input, event) ? move (ink, event) : DOCKET_INK_CHANGE_NONE;

    case DOCKET_INK_EVENT_UP:
    case DOCKET_INK_EVENT_CANCEL:
      return go_up (input, ink, event);
    }

  g_return_val_if_reached (DOCKET_INK_CHANGE_NONE);
}

/**
 * docket_ink_input_finish:
 * @input: who writes
 * @ink: what is written
 *
 * Ends what is being drawn, as when the pad goes away.
 *
 * Returns: what it did to the ink
 */
DocketInkChange
docket_ink_input_finish (DocketInkInput *input, DocketInk *ink)
{
  const gboolean drawing = docket_ink_is_drawing (ink);

  g_return_val_if_fail (DOCKET_IS_INK (ink), DOCKET_INK_CHANGE_NONE);

  input->active = FALSE;
  docket_ink_end_stroke (ink);

  return drawing ? DOCKET_INK_CHANGE_ENDED : DOCKET_INK_CHANGE_NONE;
}
