/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum
{
  DOCKET_SANDBOX_TICKET_ID,
  DOCKET_SANDBOX_TICKET_NUMBER,
  DOCKET_SANDBOX_CUSTOMER_ID,
  DOCKET_SANDBOX_CONTACT_ID,
  DOCKET_SANDBOX_CONTRACT_ID,
  DOCKET_SANDBOX_RATE_ID,
  DOCKET_SANDBOX_HOURS_ID,
  DOCKET_SANDBOX_FILE_ID,
  DOCKET_SANDBOX_N_COUNTERS
} DocketSandboxCounter;

/* Times are microseconds UTC, 0 when unset; ids are 0 when unset. */

typedef struct
{
  gint64 date_us;
  char *text;
  gint64 contact_id;
  gint64 technician_id;
  gboolean internal;
} DocketSandboxComment;

typedef struct
{
  gint64 id;
  gint64 ticket_id;
  gint64 technician_id;
  gint64 rate_id;
  gint64 start_us;
  gint64 end_us;
  gboolean billable;
  gboolean on_site;
  char *description;
} DocketSandboxHours;

/* What a file holds is made from its id, unless somebody gave it content. */
typedef struct
{
  gint64 id;
  char *name;
  GBytes *content;
} DocketSandboxFile;

typedef struct
{
  char *field;
  char *text;
  char *uuid;
} DocketSandboxValue;

typedef struct
{
  gint64 id;
  char *email;
  char *first_name;
  char *last_name;
} DocketSandboxTechnician;

typedef struct DocketSandboxTicket DocketSandboxTicket;

struct DocketSandboxTicket
{
  gint64 id;
  gint64 number;
  char *title;

  /* Interned: a few values, many tickets. */
  const char *status;
  const char *priority;
  const char *impact;
  const char *type;
  const char *source;

  gint64 contact_id;
  gint64 customer_id;
  gint64 contract_id;
  gint64 technician_id;
  gint64 related_id;
  const char *relation;

  gint64 created_us;
  gint64 modified_us;
  gint64 resolved_us;
  gint64 first_response_due_us;
  gint64 close_due_us;

  GPtrArray *comments;
  GPtrArray *hours;
  GPtrArray *files;
  GPtrArray *values;

  /* What the ticket was before the last write, for a server that reads stale: shown once. */
  DocketSandboxTicket *stale;
  gboolean shown;
  gboolean absent;
};

/* Customers, contacts, contracts and rates are kept as the API shows them. */
typedef struct
{
  const char *id_member;
  DocketSandboxCounter counter;
  GPtrArray *rows;
  GHashTable *by_id;
} DocketSandboxTable;

typedef struct
{
  JsonObject *account;
  GPtrArray *technicians;
  GPtrArray *statuses;
  GPtrArray *fields;
  GPtrArray *customer_files;

  DocketSandboxTable customers;
  DocketSandboxTable contacts;
  DocketSandboxTable contracts;
  DocketSandboxTable rates;

  GPtrArray *tickets;
  GHashTable *tickets_by_id;
  GPtrArray *hours;

  gint64 counters[DOCKET_SANDBOX_N_COUNTERS];
} DocketSandboxState;

DocketSandboxState *docket_sandbox_state_new (void);
void docket_sandbox_state_free (DocketSandboxState *state);
gint64 docket_sandbox_state_next_id (DocketSandboxState *state, DocketSandboxCounter counter);

DocketSandboxTicket *docket_sandbox_ticket_new (void);
void docket_sandbox_ticket_free (DocketSandboxTicket *ticket);
void docket_sandbox_state_add_ticket (DocketSandboxState *state, DocketSandboxTicket *ticket);
DocketSandboxTicket *docket_sandbox_state_get_ticket (DocketSandboxState *state, gint64 id);
void docket_sandbox_state_remove_ticket (DocketSandboxState *state, DocketSandboxTicket *ticket);

DocketSandboxComment *
docket_sandbox_ticket_add_comment (DocketSandboxTicket *ticket, gint64 date_us, const char *text);
DocketSandboxHours *docket_sandbox_state_add_hours (DocketSandboxState *state,
                                                    DocketSandboxTicket *ticket);
DocketSandboxFile *
docket_sandbox_ticket_add_file (DocketSandboxTicket *ticket, gint64 id, const char *name);
DocketSandboxValue *docket_sandbox_ticket_get_value (DocketSandboxTicket *ticket,
                                                     const char *field);
void docket_sandbox_ticket_set_value (DocketSandboxTicket *ticket,
                                      const char *field,
                                      const char *text,
                                      const char *uuid);
gint64 docket_sandbox_ticket_get_seconds (DocketSandboxTicket *ticket,
                                          gboolean billable,
                                          gboolean on_site);

gint64
docket_sandbox_table_add (DocketSandboxState *state, DocketSandboxTable *table, JsonObject *row);
JsonObject *docket_sandbox_table_get (DocketSandboxTable *table, gint64 id);
gboolean docket_sandbox_table_remove (DocketSandboxTable *table, gint64 id);

JsonObject *docket_sandbox_state_find_contact (DocketSandboxState *state, const char *email);
JsonObject *docket_sandbox_state_find_field (DocketSandboxState *state, const char *name);
DocketSandboxTechnician *docket_sandbox_state_add_technician (DocketSandboxState *state,
                                                              gint64 id,
                                                              const char *email,
                                                              const char *first_name,
                                                              const char *last_name);
DocketSandboxTechnician *docket_sandbox_state_get_technician (DocketSandboxState *state, gint64 id);
DocketSandboxTechnician *docket_sandbox_state_find_technician (DocketSandboxState *state,
                                                               const char *email);
const char *
docket_sandbox_state_get_contact_text (DocketSandboxState *state, gint64 id, const char *member);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketSandboxState, docket_sandbox_state_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketSandboxTicket, docket_sandbox_ticket_free)

G_END_DECLS
