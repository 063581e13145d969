/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-edit-file.h"
#include "docket-status-change.h"
#include "docket-ticket.h"
#include "docket-values.h"

G_BEGIN_DECLS

/* The parts of a ticket and the entries of the directory: plain records. Their fields may be read
 * by anybody and are written only by whoever made the object, before anyone else sees it. Times are
 * microseconds UTC, 0 for none. Strings are owned by the object. */

typedef struct
{
  GObject parent_instance;

  gint64 id;
  gint64 ticket;
  gint64 message; /* local id of the message it came with; 0 for none */
  char *name;
  char *content_type;
  gint64 size;    /* bytes; -1 when not known */
  char *sha256;   /* NULL while its bytes are not here */
  char *original; /* the bytes of the picture before somebody drew on it; NULL for none */
  char *url;      /* where the server has it; NULL for none */
  DocketPartState state;
} DocketAttachment;

#define DOCKET_TYPE_ATTACHMENT (docket_attachment_get_type ())
GType docket_attachment_get_type (void);
DocketAttachment *docket_attachment_new (void);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketAttachment, g_object_unref)

typedef struct
{
  GObject parent_instance;

  gint64 id;
  gint64 ticket;
  char *remote_id; /* NULL where the server gives none */
  DocketMessageKind kind;
  char *author_name;
  gint64 author_technician; /* local id; 0 when the author is none */
  gint64 author_contact;    /* local id; 0 when the author is none */
  gboolean is_mine;         /* written by whoever "me" is in this workspace */
  gint64 created_at;
  char *text;   /* plain text, reduced, for the terminal and for search */
  char *source; /* as it came, at most 1 MB; NULL when it is the text */
  gboolean source_is_html;
  char *operation; /* uuid of the operation that carries it to the server; NULL when it came from
                      there */
  DocketPartState state;
  gint64 not_before;      /* end of the undo window, 0 when it is over or there is none */
  GPtrArray *attachments; /* (element-type DocketAttachment), never NULL */
} DocketMessage;

#define DOCKET_TYPE_MESSAGE (docket_message_get_type ())
GType docket_message_get_type (void);
DocketMessage *docket_message_new (void);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketMessage, g_object_unref)

typedef struct
{
  GObject parent_instance;

  gint64 id;
  gint64 ticket;
  char *remote_id;   /* NULL while the server has not got it */
  gint64 technician; /* local id; 0 for unassigned */
  char *technician_name;
  gint64 rate; /* local id; 0 for none */
  char *rate_name;
  gint64 start_at;
  gint64 end_at;
  char *zone; /* zone id in which it was made */
  gboolean billable;
  gboolean on_site;
  char *description;
  gint64 created_at;
  char *operation;
  DocketPartState state;
  gint64 batch;        /* local id of the living billing batch that it is in; 0 for none */
  char *ticket_number; /* where entries of several tickets are listed; NULL elsewhere */
  char *ticket_title;
} DocketTimeEntry;

#define DOCKET_TYPE_TIME_ENTRY (docket_time_entry_get_type ())
GType docket_time_entry_get_type (void);
DocketTimeEntry *docket_time_entry_new (void);
DocketTimeEntry *docket_time_entry_copy (const DocketTimeEntry *entry);
gboolean docket_time_entry_content_equal (const DocketTimeEntry *a, const DocketTimeEntry *b);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketTimeEntry, g_object_unref)

/* An item of the server that may be what an operation made (sync.md, "can't tell"). */
typedef struct
{
  char *author;
  gint64 created_at;
  char *text;
  char *remote_id; /* NULL where the server gives none */
} DocketLikelyItem;

typedef struct
{
  GObject parent_instance;

  gint64 id;
  char *uuid;
  gint64 seq;
  gint64 ticket;       /* local id */
  char *ticket_number; /* NULL while no server has given one */
  char *ticket_title;
  DocketOperationKind kind;
  char *lane;
  char *group;           /* operations of one gesture have one name; NULL for none */
  char *author;          /* e-mail of who did it, frozen */
  DocketValues *payload; /* what is sent: see docket-payload.h in sync/ */
  DocketValues *seen;    /* what stood on the screen */
  char *depends_on;      /* uuid; NULL for none */
  DocketOperationState state;
  DocketOperationReason reason;
  guint sent; /* attempts of which a byte may have left */
  gboolean sure;
  int equal_before; /* -1 when not counted yet */
  gint64 marker;    /* microseconds UTC; 0 for none */
  gint64 epoch;
  gint64 created_at;
  gint64 ended_at;
  gint64 not_before;
  gint64 acknowledged_at;
  guint tries;
  char *last_error; /* a sentence for people; NULL for none */
  char *remote_id;
  gint64 draft;  /* local id of the draft it consumed; 0 for none */
  gint64 entity; /* local id of the message, time entry or contact that it carries; 0 for none */
  GPtrArray *likely; /* (element-type DocketLikelyItem), never NULL */
} DocketOperation;

#define DOCKET_TYPE_OPERATION (docket_operation_get_type ())
GType docket_operation_get_type (void);
DocketOperation *docket_operation_new (void);
gboolean docket_operation_is_open (const DocketOperation *operation);
void docket_operation_add_likely (DocketOperation *operation,
                                  const char *author,
                                  gint64 created_at,
                                  const char *text,
                                  const char *remote_id);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketOperation, g_object_unref)

typedef struct
{
  GObject parent_instance;

  gint64 ticket;
  char *field;
  char *base;
  char *mine;
  char *theirs;
  gint64 since;
} DocketConflict;

#define DOCKET_TYPE_CONFLICT (docket_conflict_get_type ())
GType docket_conflict_get_type (void);
DocketConflict *docket_conflict_new (void);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketConflict, g_object_unref)

/* Before a field's id in the draft of an edit: what stood there when it was changed. */
#define DOCKET_DRAFT_SEEN "seen."

typedef struct
{
  GObject parent_instance;

  gint64 id;
  gint64 ticket; /* 0: of a new ticket */
  DocketDraftKind kind;
  char *text;
  DocketValues *fields; /* what is chosen in a form, or goes with a message; NULL: nothing */
  gint64 saved_at;
  GPtrArray *files; /* (element-type DocketEditFile), never NULL */
} DocketDraft;

#define DOCKET_TYPE_DRAFT (docket_draft_get_type ())
GType docket_draft_get_type (void);
DocketDraft *docket_draft_new (void);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketDraft, g_object_unref)

/* What a customer or technician signed, or why nobody did. */
typedef struct
{
  GObject parent_instance;

  gint64 id;
  gint64 ticket;
  char *signer;
  char *role;    /* customer or technician */
  char *outcome; /* signed, refused or absent */
  char *reason;  /* NULL when it was signed */
  gint64 signed_at;
  gint64 attachment; /* local id of the picture; 0 for none */
  char *attachment_name;
  char *state_sha256;     /* of what was signed; NULL when not known */
  gboolean changed_since; /* whether the work signed for is other than it was */
} DocketSignature;

#define DOCKET_TYPE_SIGNATURE (docket_signature_get_type ())
GType docket_signature_get_type (void);
DocketSignature *docket_signature_new (void);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketSignature, g_object_unref)

/**
 * DocketEntry:
 * @entity: customer, contact, contract, technician, rate, status, field or quick reply
 * @name: what people see: a customer's, contact's, … name; a quick reply's title
 * @customer: of a contact or contract: local id of the customer; 0 for none
 * @customer_name: (nullable): as it was when the entry was read
 * @properties: what else is known, by names such as `email`, `phone`, `mobile`, `address`, `city`,
 * `notes`, `kind`, `first_name`, `last_name`, `hours_included`, `rate`, `amount` (1/10000 units in
 * decimal), `type`, `options`, `parent`, `required`, `text`
 * @archived: kept for what refers to it, offered no more
 *
 * An entry of the directory.
 */
typedef struct
{
  GObject parent_instance;

  gint64 id;
  DocketEntity entity;
  char *remote_id;
  char *name;
  gint64 customer;
  char *customer_name;
  DocketValues *properties;
  gboolean archived;
} DocketEntry;

#define DOCKET_TYPE_ENTRY (docket_entry_get_type ())
GType docket_entry_get_type (void);
DocketEntry *docket_entry_new (DocketEntity entity);
const char *docket_entry_get (const DocketEntry *entry, const char *property);
void docket_entry_set (DocketEntry *entry, const char *property, const char *value);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketEntry, g_object_unref)

/**
 * DocketTicketDetails:
 * @row: what the list shows of it
 * @values: all its fields, custom ones too, in canonical text
 * @field_state: by field id the state of its last edit, only for those not
 * %DOCKET_PART_STATE_SYNCED
 * @read_until: up to when the reader has seen it, microseconds UTC; 0 for never
 * @messages_complete: whether the messages were read whole from the server since it last changed
 *
 * A ticket with its parts, as it was in one read transaction.
 */
typedef struct
{
  GObject parent_instance;

  DocketTicketRow *row;
  char *remote_id;
  DocketValues *values;
  GHashTable *field_state; /* (element-type utf8 DocketPartState) */
  GPtrArray *messages;     /* (element-type DocketMessage), by time */
  GPtrArray *attachments;  /* (element-type DocketAttachment), those of messages too */
  GPtrArray *time_entries; /* (element-type DocketTimeEntry), by start */
  GPtrArray *operations;   /* (element-type DocketOperation), neither done nor withdrawn, by seq */
  GPtrArray *conflicts;    /* (element-type DocketConflict) */
  GPtrArray *drafts;       /* (element-type DocketDraft) */
  GPtrArray *signatures;   /* (element-type DocketSignature), by time */
  GPtrArray *status_changes; /* (element-type DocketStatusChange), by time */
  gint64 total_us;
  gint64 billable_us;
  gint64 read_until;
  gboolean messages_complete;
  gboolean deleted;
} DocketTicketDetails;

#define DOCKET_TYPE_TICKET_DETAILS (docket_ticket_details_get_type ())
GType docket_ticket_details_get_type (void);
DocketTicketDetails *docket_ticket_details_new (void);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketTicketDetails, g_object_unref)

G_END_DECLS
