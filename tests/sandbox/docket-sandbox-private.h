/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-sandbox-dto.h"
#include "docket-sandbox-faults.h"
#include "docket-sandbox.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

struct DocketSandbox
{
  DocketSandboxState *state;
  char *key;
  guint rate;
  GRand *rand;

  DocketSandboxFaults *faults;
  gboolean manners[DOCKET_SANDBOX_N_MANNERS];
  guint date_jump;

  /* What happened, for the tests. */
  gint64 n_requests;
  GPtrArray *rejected;
  GPtrArray *ledger;
  GHashTable *attempts;
  GPtrArray *snapshots;

  /* The minute that is running, and the requests in it. */
  gint64 minute_start_us;
  guint minute_requests;

  /* docket-sandbox-wire.c */
  SoupServer *server;
  GSocketListener *listener;
  GTlsCertificate *certificate;
  GCancellable *cancellable;
  GHashTable *connections;
  char *url;
};

/**
 * DocketSandboxRequest:
 *
 * A request, apart from its connection: it may be handled when that is long dead.
 */
typedef struct
{
  char *method;
  char *path;
  char *key;
  char *content_type;
  char *uuid;
  guint attempt;
  /* Who does it when not the holder of the key: an address; NULL else. */
  char *actor;
  GHashTable *query;
  char *raw_query;
  GBytes *raw_body;
  gint64 now_us;

  /* What the route found. */
  JsonNode *body;
  gint64 id;
  char *name;
} DocketSandboxRequest;

/**
 * DocketSandboxAnswer:
 *
 * What goes back, and what the ledger says of it.
 */
typedef struct
{
  guint status;
  JsonNode *body;
  GBytes *bytes;
  char *content_type;
  char *location;
  char *retry_after;
  char *etag; /* of a file: it may be asked for in parts */

  const char *effect;
  gint64 ticket_id;
  gint64 created_id;
  JsonObject *replaced;
} DocketSandboxAnswer;

typedef void (*DocketSandboxHandler) (DocketSandbox *sandbox,
                                      DocketSandboxRequest *request,
                                      DocketSandboxAnswer *answer);

/**
 * DocketSandboxRoute:
 * @method: the HTTP method
 * @path: the path below `/api/v3`; `{id}` is a number, `{name}` a text
 * @parameters: the query parameters that it takes
 * @body: the type of its body, or %NULL
 * @handler: what does it
 *
 * One call of the API.
 */
typedef struct
{
  const char *method;
  const char *path;
  const char *parameters;
  const char *body;
  DocketSandboxHandler handler;
} DocketSandboxRoute;

#define DOCKET_SANDBOX_CONTROL_PREFIX "/sandbox/"
#define DOCKET_SANDBOX_PAGING "page int32, itemsInPage int32"

extern const DocketSandboxRoute docket_sandbox_ticket_routes[];
extern const DocketSandboxRoute docket_sandbox_comment_routes[];
extern const DocketSandboxRoute docket_sandbox_hours_routes[];
extern const DocketSandboxRoute docket_sandbox_value_routes[];
extern const DocketSandboxRoute docket_sandbox_directory_routes[];
extern const DocketSandboxRoute docket_sandbox_contract_routes[];
extern const DocketSandboxRoute docket_sandbox_web_routes[];

/* docket-sandbox-api.c */
void docket_sandbox_request_free (DocketSandboxRequest *request);
void docket_sandbox_answer_clear (DocketSandboxAnswer *answer);
void docket_sandbox_run (DocketSandbox *sandbox,
                         DocketSandboxRequest *request,
                         DocketSandboxAnswer *answer);
gboolean docket_sandbox_admit (DocketSandbox *sandbox,
                               DocketSandboxRequest *request,
                               DocketSandboxAnswer *answer);
void docket_sandbox_count_attempt (DocketSandbox *sandbox, DocketSandboxRequest *request);
void docket_sandbox_note (DocketSandbox *sandbox,
                          DocketSandboxRequest *request,
                          DocketSandboxAnswer *answer);

/* docket-sandbox-answer.c */
void docket_sandbox_answer_object (DocketSandboxAnswer *answer, guint status, JsonObject *object);
void docket_sandbox_answer_array (DocketSandboxAnswer *answer, JsonArray *array);
void docket_sandbox_answer_result (DocketSandboxAnswer *answer, guint status, gint64 id);
void docket_sandbox_answer_problem (DocketSandboxAnswer *answer,
                                    DocketSandboxRequest *request,
                                    guint status,
                                    const char *detail);
void docket_sandbox_answer_reject (DocketSandbox *sandbox,
                                   DocketSandboxRequest *request,
                                   DocketSandboxAnswer *answer,
                                   guint status,
                                   const char *why);
void docket_sandbox_answer_done (DocketSandboxAnswer *answer,
                                 const char *effect,
                                 gint64 ticket_id,
                                 gint64 created_id);
void docket_sandbox_answer_replaced (DocketSandboxAnswer *answer,
                                     const char *member,
                                     const char *before);

typedef JsonObject *(*DocketSandboxShowFunc) (DocketSandbox *sandbox,
                                              gpointer row,
                                              DocketSandboxShow show);
void docket_sandbox_answer_page (DocketSandbox *sandbox,
                                 DocketSandboxRequest *request,
                                 DocketSandboxAnswer *answer,
                                 GPtrArray *rows,
                                 DocketSandboxShowFunc func,
                                 DocketSandboxShow show);
const char *docket_sandbox_request_get_query (DocketSandboxRequest *request, const char *name);
gboolean docket_sandbox_request_get_flag (DocketSandboxRequest *request,
                                          const char *name,
                                          gboolean fallback);

/* docket-sandbox-tickets.c */
DocketSandboxTicket *docket_sandbox_open_ticket (DocketSandbox *sandbox,
                                                 DocketSandboxRequest *request,
                                                 DocketSandboxAnswer *answer);
DocketSandboxTicket *docket_sandbox_touch_ticket (DocketSandbox *sandbox,
                                                  DocketSandboxRequest *request,
                                                  DocketSandboxAnswer *answer);
DocketSandboxTicket *docket_sandbox_read_ticket (DocketSandbox *sandbox,
                                                 DocketSandboxTicket *ticket);
gboolean docket_sandbox_find_technician (DocketSandbox *sandbox,
                                         JsonObject *body,
                                         DocketSandboxTechnician **technician,
                                         const char **why);
void docket_sandbox_set_status (DocketSandboxTicket *ticket, const char *status, gint64 now_us);
gboolean docket_sandbox_may_see (DocketSandbox *sandbox, DocketSandboxTicket *ticket);

/* docket-sandbox-manners.c */
char *docket_sandbox_manner_text (DocketSandbox *sandbox, const char *text);
gint64 docket_sandbox_manner_time (DocketSandbox *sandbox, gint64 time_us);
void docket_sandbox_manner_reply (DocketSandbox *sandbox,
                                  DocketSandboxTicket *ticket,
                                  gboolean to_technician,
                                  gint64 now_us);
void docket_sandbox_manner_reassign (DocketSandbox *sandbox, DocketSandboxTicket *ticket);
char *docket_sandbox_manner_date (DocketSandbox *sandbox, gint64 shift_s);

/* docket-sandbox-files.c */
void docket_sandbox_serve_file (DocketSandbox *sandbox,
                                DocketSandboxRequest *request,
                                DocketSandboxAnswer *answer);
GBytes *docket_sandbox_file_get_content (DocketSandboxFile *file);

/* docket-sandbox-control.c */
void docket_sandbox_control (DocketSandbox *sandbox,
                             DocketSandboxRequest *request,
                             DocketSandboxAnswer *answer);

/* docket-sandbox-wire.c */
gboolean docket_sandbox_wire_open (DocketSandbox *sandbox, guint16 port, GError **error);
void docket_sandbox_wire_close (DocketSandbox *sandbox);
void docket_sandbox_wire_drop_idle (DocketSandbox *sandbox);
void
docket_sandbox_wire_set_busy (DocketSandbox *sandbox, SoupServerMessage *message, gboolean busy);
void docket_sandbox_wire_drop (DocketSandbox *sandbox, SoupServerMessage *message);
void docket_sandbox_wire_write_and_end (DocketSandbox *sandbox,
                                        SoupServerMessage *message,
                                        const char *data,
                                        gsize size);

/* docket-sandbox-serve.c */
void docket_sandbox_serve (DocketSandbox *sandbox);

/* docket-sandbox-spoil.c */
gboolean docket_sandbox_fault_answer (DocketSandboxRequest *request,
                                      DocketSandboxAnswer *answer,
                                      DocketSandboxFault *fault);
void docket_sandbox_fault_spoil (DocketSandboxRequest *request,
                                 DocketSandboxAnswer *answer,
                                 DocketSandboxFault *fault);

G_END_DECLS
