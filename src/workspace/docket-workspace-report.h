/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-report-choices.h"
#include "docket-workspace.h"

G_BEGIN_DECLS

/* Preferences of all reports. Unset: the account's company, no address, no logo, the language of
 * the program, the paper of the locale, no prices. */
#define DOCKET_PREFERENCE_REPORT_COMPANY "report-company"
#define DOCKET_PREFERENCE_REPORT_ADDRESS "report-address"
#define DOCKET_PREFERENCE_REPORT_LOGO "report-logo"
#define DOCKET_PREFERENCE_REPORT_LANGUAGE "report-language"
#define DOCKET_PREFERENCE_REPORT_PAPER "report-paper"
#define DOCKET_PREFERENCE_REPORT_PRICES "report-prices"

/**
 * DocketReportFile:
 * @pdf: what it holds
 * @name: what it is called, in the reader's language
 * @n_left_out: how many of the photos chosen are not on this computer, or are damaged
 *
 * A report that was made.
 */
typedef struct
{
  GBytes *pdf;
  char *name;
  guint n_left_out;
} DocketReportFile;

void docket_report_file_free (DocketReportFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketReportFile, docket_report_file_free)

/* What reports can be written in. */
const char *const *docket_workspace_list_report_languages (void);
gboolean docket_workspace_has_report_language (const char *language);

DocketReportChoices *docket_workspace_get_report_choices (DocketWorkspace *self,
                                                          const DocketTicketDetails *details);
char *docket_workspace_get_report_language (DocketWorkspace *self);
DocketPaper docket_workspace_get_report_paper (DocketWorkspace *self);
char *docket_workspace_get_report_company (DocketWorkspace *self);

/* A ticket's service report. It is made of what is here; no server is asked. */
DocketReportFile *docket_workspace_make_report (DocketWorkspace *self,
                                                gint64 ticket,
                                                const DocketReportChoices *choices,
                                                GCancellable *cancellable,
                                                GError **error);
void docket_workspace_make_report_async (DocketWorkspace *self,
                                         gint64 ticket,
                                         const DocketReportChoices *choices,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);

/* A billing batch on paper. */
DocketReportFile *docket_workspace_make_batch_report (DocketWorkspace *self,
                                                      gint64 batch,
                                                      GCancellable *cancellable,
                                                      GError **error);
void docket_workspace_make_batch_report_async (DocketWorkspace *self,
                                               gint64 batch,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data);

/* A technician's timesheet on paper. */
DocketReportFile *docket_workspace_make_timesheet_report (DocketWorkspace *self,
                                                          gint64 technician,
                                                          const char *from_day,
                                                          const char *to_day,
                                                          GCancellable *cancellable,
                                                          GError **error);
void docket_workspace_make_timesheet_report_async (DocketWorkspace *self,
                                                   gint64 technician,
                                                   const char *from_day,
                                                   const char *to_day,
                                                   GCancellable *cancellable,
                                                   GAsyncReadyCallback callback,
                                                   gpointer user_data);

/* Ends each of them. */
DocketReportFile *
docket_workspace_make_report_finish (DocketWorkspace *self, GAsyncResult *result, GError **error);

/* The company's logo, kept with the preferences so that a backup carries it. */
DocketPicture *docket_workspace_get_logo (DocketWorkspace *self);
gboolean docket_workspace_set_logo (DocketWorkspace *self,
                                    GFile *file,
                                    GCancellable *cancellable,
                                    GError **error);
void docket_workspace_set_logo_async (DocketWorkspace *self,
                                      GFile *file,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean
docket_workspace_set_logo_finish (DocketWorkspace *self, GAsyncResult *result, GError **error);

G_END_DECLS
