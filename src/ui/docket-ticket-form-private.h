/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-file-tray.h"
#include "docket-new-contact.h"
#include "docket-ticket-form.h"

G_BEGIN_DECLS

/**
 * DocketTicketForm:
 * @ticket: (nullable): the ticket that is edited, as it was when that began; %NULL: a new one
 * @values: what is chosen
 * @owners: (element-type utf8 gint64): of the contact and the contract chosen, by field id, the
 * customer
 * @status_kinds: (element-type utf8 DocketStatusKind): what the statuses mean
 * @dropped: (element-type utf8 utf8): by field id why its value was taken out
 *
 * Walks the description of the fields. What is chosen stands in `values`, what is typed in its
 * entries.
 */
struct _DocketTicketForm
{
  AdwBin parent_instance;

  DocketWorkspace *workspace;
  DocketTicketDetails *ticket;
  DocketValues *values;
  DocketValues *typed; /* by field id what is to be typed again in rows that are to come */
  GHashTable *rows;    /* (element-type utf8 DocketFieldRow) by field id; the cards own them */
  GHashTable *owners;
  GHashTable *dropped;
  GHashTable *status_kinds;
  GPtrArray *custom_fields;
  GPtrArray *technicians;
  GCancellable *cancellable;
  char *hours_left; /* of the contract; NULL while nothing is known */
  gboolean filling;

  AdwEntryRow *title;
  GtkLabel *title_note;
  GtkBox *customer;
  DocketNewContact *new_contact;
  GtkBox *properties;
  GtkWidget *message_title;
  GtkTextView *message;
  GtkWidget *files;
  DocketFileTray *tray;
  GtkWidget *custom_title;
  GtkBox *custom;
};

/* What follows from a choice. */
void docket_ticket_form_set_value (DocketTicketForm *self,
                                   const char *field,
                                   const char *value,
                                   const char *name);
void
docket_ticket_form_set_reference (DocketTicketForm *self, const char *field, const char *value);
void docket_ticket_form_follow (DocketTicketForm *self,
                                const DocketField *field,
                                const char *value,
                                DocketEntry *entry);
void docket_ticket_form_show_notes (DocketTicketForm *self);
gboolean docket_ticket_form_is_missing (DocketTicketForm *self, const DocketField *field);
void docket_ticket_form_load_status_kinds (DocketTicketForm *self);
void docket_ticket_form_show_status_kind (DocketTicketForm *self);
DocketStatusKind docket_ticket_form_get_status_kind (DocketTicketForm *self, const char *status);

/* What is left of the hours of the contract: docket-ticket-form-contract.c. */
void docket_ticket_form_load_hours (DocketTicketForm *self);

/* The files that go with the first message. */
void docket_ticket_form_start_files (DocketTicketForm *self);

/* What fields have not taken: docket-ticket-form-typed.c. */
void docket_ticket_form_remember_typed (DocketTicketForm *self, DocketValues *values);
void docket_ticket_form_show_typed (DocketTicketForm *self);

void docket_ticket_form_tell_problem (DocketTicketForm *self, const char *sentence);

G_END_DECLS
