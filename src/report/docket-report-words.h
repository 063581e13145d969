/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-enums.h"

G_BEGIN_DECLS

/* The words of what stands on paper. The reader's language is chosen for each report and is not the
 * technician's, and neither its locale nor a catalogue of it need be installed: so they are here in
 * every language, instead of in the catalogues of the program's own words. */

typedef enum
{
  DOCKET_REPORT_WORD_SERVICE_REPORT,
  DOCKET_REPORT_WORD_BATCH,
  DOCKET_REPORT_WORD_TIMESHEET,
  DOCKET_REPORT_WORD_CUSTOMER,
  DOCKET_REPORT_WORD_SITE,
  DOCKET_REPORT_WORD_CONTACT,
  DOCKET_REPORT_WORD_USER,
  DOCKET_REPORT_WORD_CONTRACT,
  DOCKET_REPORT_WORD_TICKET,
  DOCKET_REPORT_WORD_STATUS,
  DOCKET_REPORT_WORD_TYPE,
  DOCKET_REPORT_WORD_OPENED,
  DOCKET_REPORT_WORD_TECHNICIAN,
  DOCKET_REPORT_WORD_REPORT_DATE,
  DOCKET_REPORT_WORD_PERIOD,
  DOCKET_REPORT_WORD_REQUEST,
  DOCKET_REPORT_WORD_WORK_DONE,
  DOCKET_REPORT_WORD_TIME,
  DOCKET_REPORT_WORD_DATE,
  DOCKET_REPORT_WORD_DESCRIPTION,
  DOCKET_REPORT_WORD_RATE,
  DOCKET_REPORT_WORD_DURATION,
  DOCKET_REPORT_WORD_AMOUNT,
  DOCKET_REPORT_WORD_TOTAL,
  DOCKET_REPORT_WORD_BILLABLE,
  DOCKET_REPORT_WORD_NOT_BILLABLE,
  DOCKET_REPORT_WORD_ON_SITE,
  DOCKET_REPORT_WORD_PHOTOS,
  DOCKET_REPORT_WORD_SIGNATURE,
  DOCKET_REPORT_WORD_SIGN_HERE,
  DOCKET_REPORT_WORD_SIGNED_BY,            /* a name, a moment */
  DOCKET_REPORT_WORD_SIGNED_BY_TECHNICIAN, /* a name, a moment */
  DOCKET_REPORT_WORD_REFUSED,              /* a moment, a reason */
  DOCKET_REPORT_WORD_REFUSED_BY,           /* a name, a moment, a reason */
  DOCKET_REPORT_WORD_ABSENT,               /* a moment, a reason */
  DOCKET_REPORT_WORD_CHANGED_SINCE,
  DOCKET_REPORT_WORD_BY_CUSTOMER,
  DOCKET_REPORT_WORD_BY_SITE,
  DOCKET_REPORT_WORD_BY_CONTRACT,
  DOCKET_REPORT_WORD_BY_RATE,
  DOCKET_REPORT_WORD_BY_TICKET,
  DOCKET_REPORT_WORD_BY_DAY,
  DOCKET_REPORT_WORD_TIME_ENTRIES,
  DOCKET_REPORT_WORD_NONE,
  DOCKET_REPORT_WORD_PAGE, /* two numbers */
  DOCKET_REPORT_WORD_OPEN,
  DOCKET_REPORT_WORD_PENDING,
  DOCKET_REPORT_WORD_RESOLVED,
  DOCKET_REPORT_WORD_CLOSED,
  DOCKET_REPORT_WORD_INCIDENT,
  DOCKET_REPORT_WORD_PROBLEM,
  DOCKET_REPORT_WORD_A_REQUEST,
  DOCKET_REPORT_WORD_CHANGE,
  DOCKET_REPORT_N_WORDS
} DocketReportWord;

/**
 * DocketReportWords:
 *
 * A language that reports are written in.
 */
typedef struct _DocketReportWords DocketReportWords;

const char *const *docket_report_words_list_languages (void);
gboolean docket_report_words_has_language (const char *language);
const DocketReportWords *docket_report_words_get (const char *language);
const char *docket_report_words_get_language (const DocketReportWords *self);
const char *docket_report_words_tell (const DocketReportWords *self, DocketReportWord word);
const char *docket_report_words_tell_status (const DocketReportWords *self, const char *status);
const char *docket_report_words_tell_type (const DocketReportWords *self, DocketTicketType type);

char *docket_report_words_format_day (const DocketReportWords *self, gint64 us, const char *zone);
char *
docket_report_words_format_short_day (const DocketReportWords *self, gint64 us, const char *zone);
char *docket_report_words_format_iso_day (const DocketReportWords *self, const char *day);
char *
docket_report_words_format_moment (const DocketReportWords *self, gint64 us, const char *zone);
char *docket_report_words_format_span (const DocketReportWords *self,
                                       gint64 start_us,
                                       gint64 end_us,
                                       const char *zone);
char *docket_report_words_format_duration (const DocketReportWords *self, gint64 us);
char *docket_report_words_format_money (const DocketReportWords *self,
                                        gint64 amount,
                                        const char *currency);

G_END_DECLS
