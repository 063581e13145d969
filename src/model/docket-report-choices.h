/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-paper.h"
#include "docket-parts.h"

G_BEGIN_DECLS

/**
 * DocketReportChoices:
 * @language: the reader's language, a code of ISO 639
 * @paper: what it is set for
 * @prices: whether amounts show
 * @logo: whether the company's logo stands at the head
 * @messages: (element-type gint64): the public messages that are in it
 * @notes: (element-type gint64): the internal notes that were ticked, one by one
 * @photos: (element-type gint64): the files that are shown in it
 *
 * What goes into a service report. A note is only ever looked for among @notes: nothing but a
 * person's tick on that very note puts it there.
 */
typedef struct
{
  char *language;
  DocketPaper paper;
  gboolean prices;
  gboolean logo;
  GArray *messages;
  GArray *notes;
  GArray *photos;
} DocketReportChoices;

DocketReportChoices *docket_report_choices_new (void);
DocketReportChoices *docket_report_choices_new_default (const DocketTicketDetails *details);
DocketReportChoices *docket_report_choices_copy (const DocketReportChoices *choices);
void docket_report_choices_free (DocketReportChoices *choices);

gboolean docket_report_choices_has (const GArray *ids, gint64 id);
void docket_report_choices_set (GArray *ids, gint64 id, gboolean chosen);
gboolean docket_report_choices_take_message (const DocketReportChoices *choices,
                                             const DocketMessage *message);
gboolean docket_report_choices_take_photo (const DocketReportChoices *choices,
                                           const DocketTicketDetails *details,
                                           const DocketAttachment *attachment);

gboolean docket_report_can_show (const DocketTicketDetails *details,
                                 const DocketAttachment *attachment);
gboolean docket_report_is_internal (const DocketTicketDetails *details,
                                    const DocketAttachment *attachment);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketReportChoices, docket_report_choices_free)

G_END_DECLS
