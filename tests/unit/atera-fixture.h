/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-remote.h"
#include "scripted-server.h"

G_BEGIN_DECLS

#define ATERA_UUID "7c9e6679-7425-40de-944b-e07fc1f90ae7"

#define ATERA_TICKET_12                                                                            \
  "{\"TicketID\": 12, \"TicketTitle\": \"  Printer jams \", \"TicketNumber\": \"1043\","           \
  " \"TicketPriority\": \"High\", \"TicketImpact\": \"SiteDown\", \"TicketStatus\": \"Open\","     \
  " \"TicketSource\": \"Email\", \"TicketType\": \"Incident\", \"EndUserID\": 77,"                 \
  " \"EndUserEmail\": \"ana@example.com\", \"EndUserFirstName\": \"Ana\","                         \
  " \"EndUserLastName\": \"Lima\", \"EndUserPhone\": null,"                                        \
  " \"TicketResolvedDate\": null, \"TicketCreatedDate\": \"2026-11-20T08:00:00Z\","                \
  " \"TechnicianFirstCommentDate\": \"2026-11-20T08:30:00Z\","                                     \
  " \"FirstResponseDueDate\": \"2026-11-20T10:00:00Z\","                                           \
  " \"ClosedTicketDueDate\": \"0001-01-01T00:00:00\","                                             \
  " \"FirstComment\": \"It jams\", \"LastEndUserComment\": \"Still jams\","                        \
  " \"LastEndUserCommentTimestamp\": \"2026-11-21T09:00:00.1234567Z\","                            \
  " \"LastTechnicianComment\": \"On my way\","                                                     \
  " \"LastTechnicianCommentTimestamp\": \"2026-11-20T08:30:00Z\","                                 \
  " \"TotalDurationSeconds\": 1800, \"CustomerID\": 5, \"CustomerName\": \"Alder IT\","            \
  " \"TechnicianContactID\": 3, \"TechnicianFullName\": \"Tom Reed\","                             \
  " \"TechnicianEmail\": \"tom@example.com\", \"ContractID\": null, \"Newer\": {\"x\": [1]}}"

#define ATERA_FIELDS                                                                               \
  "[{\"Name\": \"Floor\", \"DataType\": \"Numeric\", \"Target\": \"Ticket\","                      \
  "  \"PossibleValues\": null},"                                                                   \
  " {\"Name\": \"On call\", \"DataType\": \"Boolean\", \"Target\": \"Ticket\"},"                   \
  " {\"Name\": \"Bought\", \"DataType\": \"Date\", \"Target\": \"Ticket\"},"                       \
  " {\"Name\": \"Note/1\", \"DataType\": \"Text\", \"Target\": \"Ticket\"},"                       \
  " {\"Name\": \"Building\", \"DataType\": \"Options\", \"Target\": \"Ticket\","                   \
  "  \"PossibleValues\": [{\"Value\": \"v1\", \"Text\": \"North\", \"ParentName\": null},"         \
  "                       {\"Value\": \"v2\", \"Text\": \"South\"}]},"                             \
  " {\"Name\": \"Room\", \"DataType\": \"OptionsWithDependencies\", \"Target\": \"Ticket\","       \
  "  \"ParentAttributeName\": \"Building\","                                                       \
  "  \"PossibleValues\": [{\"Value\": \"v3\", \"Text\": \"N1\", \"ParentName\": \"North\"}]},"     \
  " {\"Name\": \"Size\", \"DataType\": \"Text\", \"Target\": \"Customer\"},"                       \
  " {\"Name\": \"Odd\", \"DataType\": \"Matrix\", \"Target\": \"Ticket\"}]"

#define ATERA_VALUES                                                                               \
  "[{\"ItemId\": 12, \"FieldName\": \"Floor\", \"ValueAsString\": \"2.5\","                        \
  "  \"ValueAsDecimal\": 2.5, \"ValueAsBool\": false},"                                            \
  " {\"ItemId\": 12, \"FieldName\": \"On call\", \"ValueAsString\": \"True\","                     \
  "  \"ValueAsDecimal\": 0, \"ValueAsBool\": true},"                                               \
  " {\"ItemId\": 12, \"FieldName\": \"Bought\", \"ValueAsDecimal\": 0,"                            \
  "  \"ValueAsDateTime\": \"2026-02-03T00:00:00\"},"                                               \
  " {\"ItemId\": 12, \"FieldName\": \"Building\", \"ValueAsString\": \"South\"},"                  \
  " {\"ItemId\": 12, \"FieldName\": \"Never heard of\", \"ValueAsString\": \"x\"}]"

/* What stands at a path; @body may be made anew for each request. */
typedef struct
{
  const char *path;
  guint status;
  const char *body;
} AteraRoute;

typedef struct
{
  const AteraRoute *routes;
  guint n_tickets; /* of /tickets: this many, oldest first or last */
  gboolean newest_first;
  GMutex mutex;
  GPtrArray *requests;
  ScriptedServer *server;
  DocketClock *clock;
  DocketRemote *remote;
} AteraFixture;

extern const AteraRoute atera_ticket_routes[];

void atera_fixture_start (AteraFixture *fixture, const AteraRoute *routes);
void atera_fixture_stop (AteraFixture *fixture);
guint atera_fixture_count_requests (AteraFixture *fixture, const char *prefix);
gint64 atera_instant (const char *text);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AteraFixture, atera_fixture_stop)

G_END_DECLS
