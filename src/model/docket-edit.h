/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-parts.h"

G_BEGIN_DECLS

/**
 * DocketEditKind:
 *
 * What one part of an edit does.
 */
typedef enum
{
  DOCKET_EDIT_CREATE_TICKET,
  DOCKET_EDIT_SET_FIELD,
  DOCKET_EDIT_ADD_MESSAGE,
  DOCKET_EDIT_ADD_TIME,
  DOCKET_EDIT_CHANGE_TIME,
  DOCKET_EDIT_DELETE_TIME,
  DOCKET_EDIT_DELETE_TICKET,
  DOCKET_EDIT_SIGN
} DocketEditKind;

/**
 * DocketEditPart:
 * @ticket: local id; 0 for the ticket that this edit creates
 * @values: of a new ticket: its fields, and for a contact that is typed in `contact.first_name`,
 * `contact.last_name`, `contact.email`, `contact.phone`
 * @field: the field set
 * @value: (nullable): its new canonical text
 * @seen: (nullable): the canonical text that stood on the screen
 * @seen_known: whether @seen was given; a script has no screen
 * @time_entry: what was entered; of a deleted one its id alone
 * @time_before: of a changed or deleted entry: what it was, once the edit was applied
 * @segments: (element-type gint64) (nullable): the stretches of a timer that become the entry
 * @taken: (element-type DocketTimerSegment) (nullable): what they were, once the edit was applied
 * @delay_us: how long it may be undone before it goes to the server, in microseconds
 * @draft: local id of the draft that it consumes; 0 for none
 * @file: (nullable): of a message, what comes with it
 * @result: once it was applied, local id of the message or time entry that it made; 0 for none
 * @applied_at: when it was applied, microseconds UTC; 0: it was not
 * @updated_before: when the ticket was last updated before that; 0 for one that it created
 * @signature: who signed, or why nobody did
 * @ink: (nullable) (element-type GBytes): what was written, each stroke a file of ink
 *
 * One part of an edit.
 */
typedef struct
{
  DocketEditKind kind;
  gint64 ticket;
  DocketValues *values;
  char *field;
  char *value;
  char *seen;
  gboolean seen_known;
  DocketMessageKind message_kind;
  char *text;
  DocketTimeEntry *time_entry;
  DocketTimeEntry *time_before;
  GArray *segments;
  GPtrArray *taken;
  gint64 delay_us;
  gint64 draft;
  DocketEditFile *file;
  gint64 result;
  gint64 applied_at;
  gint64 updated_before;
  DocketSignature *signature;
  GPtrArray *ink;
} DocketEditPart;

#define DOCKET_TYPE_EDIT (docket_edit_get_type ())

G_DECLARE_FINAL_TYPE (DocketEdit, docket_edit, DOCKET, EDIT, GObject)

DocketEdit *docket_edit_new (void);
void docket_edit_create_ticket (DocketEdit *self, DocketValues *values, gint64 draft);
void docket_edit_set_field (DocketEdit *self, gint64 ticket, const char *field, const char *value);
void docket_edit_set_field_seen (DocketEdit *self,
                                 gint64 ticket,
                                 const char *field,
                                 const char *value,
                                 const char *seen);
void docket_edit_add_message (DocketEdit *self,
                              gint64 ticket,
                              DocketMessageKind kind,
                              const char *text,
                              gint64 delay_us,
                              gint64 draft);
void docket_edit_add_message_file (DocketEdit *self,
                                   gint64 ticket,
                                   DocketMessageKind kind,
                                   const char *text,
                                   const DocketEditFile *file,
                                   gint64 delay_us,
                                   gint64 draft);
void docket_edit_add_time (DocketEdit *self, gint64 ticket, DocketTimeEntry *entry);
void docket_edit_add_timer (DocketEdit *self,
                            gint64 ticket,
                            DocketTimeEntry *entry,
                            const gint64 *segments,
                            guint n_segments);
void docket_edit_change_time (DocketEdit *self, gint64 ticket, DocketTimeEntry *entry);
void docket_edit_delete_time (DocketEdit *self, gint64 ticket, gint64 entry);
void docket_edit_offer_undo (DocketEdit *self, gint64 delay_us);
void docket_edit_delete_ticket (DocketEdit *self, gint64 ticket, gint64 delay_us);
void docket_edit_sign (DocketEdit *self, gint64 ticket, DocketSignature *signature, GPtrArray *ink);
void docket_edit_consume_draft (DocketEdit *self, gint64 draft);
gint64 docket_edit_get_draft (DocketEdit *self);
GPtrArray *docket_edit_get_parts (DocketEdit *self);
gboolean docket_edit_is_of_time (DocketEdit *self);
DocketValues *docket_edit_dup_fields (DocketEdit *self, gint64 ticket);
void docket_edit_take_result (DocketEdit *self, gint64 ticket, gint64 part, GPtrArray *operations);
gint64 docket_edit_get_result_ticket (DocketEdit *self);
gint64 docket_edit_get_result_part (DocketEdit *self);
void docket_edit_set_result_lost (DocketEdit *self, gint64 lost_us);
gint64 docket_edit_get_result_lost (DocketEdit *self);
void docket_edit_set_result_changed (DocketEdit *self, guint n_values);
guint docket_edit_get_result_changed (DocketEdit *self);
GPtrArray *docket_edit_get_result_operations (DocketEdit *self);

G_END_DECLS
