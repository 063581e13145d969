/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-batch.h"
#include "docket-document.h"
#include "docket-report-choices.h"
#include "docket-timesheet.h"

G_BEGIN_DECLS

/**
 * DocketReportFrame:
 * @language: the reader's language, see docket_report_words_has_language()
 * @paper: what it is set for
 * @zone: (nullable): in which zone days and times are; %NULL: the computer's
 * @wording: the words for whom the work is done
 * @company: (nullable): who did the work
 * @address: (nullable): the lines under the company's name
 * @logo: (nullable): the company's
 * @created_at: the date of the report, microseconds UTC
 *
 * What every report has around what it says. Its texts are only looked at.
 */
typedef struct
{
  const char *language;
  DocketPaper paper;
  const char *zone;
  DocketWording wording;
  const char *company;
  const char *address;
  const DocketPicture *logo;
  gint64 created_at;
} DocketReportFrame;

/**
 * DocketReportPicture:
 * @id: local id of the attachment, or of the signature, that it belongs to
 * @picture: the picture
 */
typedef struct
{
  gint64 id;
  DocketPicture *picture;
} DocketReportPicture;

/**
 * DocketServiceReport:
 * @frame: what stands around it
 * @details: the ticket
 * @choices: what of it goes in
 * @customer: (nullable): whom the work is for
 * @contact: (nullable): the person there
 * @currency: (nullable): of amounts
 * @hourly: (element-type gint64 gint64): what an hour costs, 1/10000 units, by a rate's local id
 * @photos: (element-type DocketReportPicture): the pictures chosen that are here
 * @signatures: (element-type DocketReportPicture): what was written, by signature
 *
 * A service report before it is set.
 */
typedef struct
{
  DocketReportFrame frame;
  const DocketTicketDetails *details;
  const DocketReportChoices *choices;
  const DocketEntry *customer;
  const DocketEntry *contact;
  const char *currency;
  GHashTable *hourly;
  GArray *photos;
  GArray *signatures;
} DocketServiceReport;

DocketDocument *docket_report_new_service (const DocketServiceReport *report);
DocketDocument *docket_report_new_batch (const DocketReportFrame *frame, const DocketBatch *batch);
DocketDocument *docket_report_new_timesheet (const DocketReportFrame *frame,
                                             const DocketTimesheet *timesheet,
                                             const char *technician,
                                             const char *from_day,
                                             const char *to_day);

G_END_DECLS
