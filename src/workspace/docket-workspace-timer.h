/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-workspace.h"

G_BEGIN_DECLS

/* Timers: several, of which one runs. They are on the disk, so that a crash, a restart or a
 * suspended laptop ends none; window and terminal may use them at once. A stopped one becomes a
 * time entry: an edit (docket_edit_add_timer()), which takes the stretches with it. */

/* Preferences: the step in minutes to which durations are rounded up (0: none), and whether a timer
 * starts by itself when a ticket is opened. */
#define DOCKET_PREFERENCE_TIMER_ROUNDING "timer-rounding"
#define DOCKET_PREFERENCE_TIMER_AUTOSTART "timer-autostart"

/**
 * DocketTimer:
 * @running: whether it runs; else it is paused
 * @segments: (element-type DocketTimerSegment): its stretches, by start
 *
 * The timer of a ticket.
 */
typedef struct
{
  gint64 ticket;
  char *ticket_number;
  char *ticket_title;
  gboolean running;
  GPtrArray *segments;
} DocketTimer;

void docket_timer_free (DocketTimer *timer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketTimer, docket_timer_free)

/**
 * DocketTimerAct:
 * @DOCKET_TIMER_START: starts or resumes; a running one is paused
 * @DOCKET_TIMER_PAUSE: pauses
 * @DOCKET_TIMER_THROW_AWAY: forgets the timer
 * @DOCKET_TIMER_KEEP_AWAY: the time away was worked
 * @DOCKET_TIMER_DISCARD_AWAY: the time away was none
 *
 * What a person does with a ticket's timer.
 */
typedef enum
{
  DOCKET_TIMER_START,
  DOCKET_TIMER_PAUSE,
  DOCKET_TIMER_THROW_AWAY,
  DOCKET_TIMER_KEEP_AWAY,
  DOCKET_TIMER_DISCARD_AWAY
} DocketTimerAct;

GPtrArray *docket_workspace_list_timers (DocketWorkspace *self, GError **error);
void docket_workspace_list_timers_async (DocketWorkspace *self,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
GPtrArray *
docket_workspace_list_timers_finish (DocketWorkspace *self, GAsyncResult *result, GError **error);

gboolean docket_workspace_act_on_timer (DocketWorkspace *self,
                                        DocketTimerAct act,
                                        gint64 ticket,
                                        GError **error);
void docket_workspace_act_on_timer_async (DocketWorkspace *self,
                                          DocketTimerAct act,
                                          gint64 ticket,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
gboolean
docket_workspace_act_on_timer_finish (DocketWorkspace *self, GAsyncResult *result, GError **error);

/* Every second while one runs, by whoever shows it. */
gboolean docket_workspace_beat_timer (DocketWorkspace *self, GError **error);
void docket_workspace_beat_timer_async (DocketWorkspace *self);
gboolean docket_workspace_mark_away (DocketWorkspace *self,
                                     gint64 from_boottime,
                                     gint64 to_boottime,
                                     DocketTimerAway why,
                                     GError **error);
void docket_workspace_mark_away_async (DocketWorkspace *self,
                                       gint64 from_boottime,
                                       gint64 to_boottime,
                                       DocketTimerAway why);

/* What a timer comes to. */
guint docket_workspace_get_timer_rounding (DocketWorkspace *self);
gint64 docket_workspace_get_timer_elapsed (DocketWorkspace *self, const DocketTimer *timer);
gint64 docket_workspace_get_timer_away (DocketWorkspace *self, const DocketTimer *timer);
DocketTimeEntry *docket_workspace_fill_timer_entry (DocketWorkspace *self,
                                                    const DocketTimer *timer,
                                                    gboolean only_away,
                                                    guint rounding);
void docket_timer_add_to_edit (const DocketTimer *timer,
                               gboolean only_away,
                               DocketEdit *edit,
                               DocketTimeEntry *entry);

G_END_DECLS
