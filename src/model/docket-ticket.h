/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-enums.h"

G_BEGIN_DECLS

/**
 * DocketTicketRow:
 * @id: local id, never used again
 * @number: (nullable): what people see; %NULL while no server has given one
 * @updated_at: microseconds UTC
 * @first_response_due_at: microseconds UTC, 0 for none
 * @close_due_at: microseconds UTC, 0 for none
 * @n_waiting: operations that the server has not seen, less those that need the person
 * @n_needs_me: operations that need the person, less those kept here
 * @n_attachments: files of the ticket
 * @unread: someone else changed or wrote since the reader last looked
 * @remind_at: until when it sleeps, microseconds UTC; 0: it does not
 *
 * What a list shows of a ticket.
 */
typedef struct
{
  gint64 id;
  char *number;
  char *title;
  char *status;
  DocketStatusKind status_kind;
  DocketPriority priority;
  DocketImpact impact;
  DocketTicketType type;
  gint64 assignee;
  char *assignee_name;
  gint64 customer;
  char *customer_name;
  gint64 contact;
  char *contact_name;
  gint64 contract;
  char *contract_name;
  char *source;
  gint64 created_at;
  gint64 updated_at;
  gint64 first_response_due_at;
  gint64 close_due_at;
  guint n_waiting;
  guint n_needs_me;
  guint n_attachments;
  gboolean unread;
  gint64 remind_at;
} DocketTicketRow;

GType docket_ticket_row_get_type (void);
DocketTicketRow *docket_ticket_row_new (void);
DocketTicketRow *docket_ticket_row_copy (const DocketTicketRow *row);
void docket_ticket_row_free (DocketTicketRow *row);
gint64 docket_ticket_row_get_due_at (const DocketTicketRow *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketTicketRow, docket_ticket_row_free)

#define DOCKET_TYPE_TICKET (docket_ticket_get_type ())

G_DECLARE_FINAL_TYPE (DocketTicket, docket_ticket, DOCKET, TICKET, GObject)

DocketTicket *docket_ticket_new (gint64 id);
gint64 docket_ticket_get_id (DocketTicket *self);
gboolean docket_ticket_is_loaded (DocketTicket *self);
const DocketTicketRow *docket_ticket_get_row (DocketTicket *self);
void docket_ticket_take_row (DocketTicket *self, DocketTicketRow *row);

G_END_DECLS
