/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "docket-model.h"

G_BEGIN_DECLS

#define DOCKET_REMOTE_ERROR (docket_remote_error_quark ())

/**
 * DocketRemoteError:
 * @DOCKET_REMOTE_ERROR_ADDRESS: no server address, or plain http to a host that isn't loopback
 * @DOCKET_REMOTE_ERROR_UNREACHABLE: no byte reached the server (no network, no such host, refused)
 * @DOCKET_REMOTE_ERROR_CERTIFICATE: the server's certificate isn't trusted
 * @DOCKET_REMOTE_ERROR_SECRET: the server refused the key (401, 403 on the account)
 * @DOCKET_REMOTE_ERROR_NOT_THIS_SERVER: something answered, but no server of this kind: a captive
 * portal, HTML, another shape
 * @DOCKET_REMOTE_ERROR_REDIRECT: the server sends elsewhere
 * @DOCKET_REMOTE_ERROR_NOT_FOUND: 404 in the server's own shape
 * @DOCKET_REMOTE_ERROR_BUSY: 429: wait, see docket_remote_get_pause()
 * @DOCKET_REMOTE_ERROR_REFUSED: another refusal in the server's own shape
 * @DOCKET_REMOTE_ERROR_BROKEN: cut, timeout, 5xx, broken JSON, too large
 *
 * Errors of reading. The messages are for people and say what to do.
 */
typedef enum
{
  DOCKET_REMOTE_ERROR_ADDRESS,
  DOCKET_REMOTE_ERROR_UNREACHABLE,
  DOCKET_REMOTE_ERROR_CERTIFICATE,
  DOCKET_REMOTE_ERROR_SECRET,
  DOCKET_REMOTE_ERROR_NOT_THIS_SERVER,
  DOCKET_REMOTE_ERROR_REDIRECT,
  DOCKET_REMOTE_ERROR_NOT_FOUND,
  DOCKET_REMOTE_ERROR_BUSY,
  DOCKET_REMOTE_ERROR_REFUSED,
  DOCKET_REMOTE_ERROR_BROKEN
} DocketRemoteError;

GQuark docket_remote_error_quark (void);

/**
 * DocketCapabilities:
 * @create_needs_contact: a new ticket needs a contact that exists there, or first name, last name
 * and e-mail
 * @customer_files: a file may be put among a customer's files
 * @technicians_from_tickets: there is no list of technicians: they are learnt
 * @set_fields: (array zero-terminated=1): the fixed fields that can be changed on an existing
 * ticket
 * @create_fields: (array zero-terminated=1): the fixed fields that can be given to a new one
 * @rate_per_minute: requests a minute that Docket allows itself
 *
 * What a server can hold. Static data of a remote.
 */
typedef struct
{
  gboolean create_tickets;
  gboolean delete_tickets;
  gboolean messages;
  gboolean internal_notes;
  gboolean message_marker;
  gboolean ticket_attachments;
  gboolean customer_files;
  gboolean time_entries;
  gboolean custom_values;
  gboolean contracts;
  gboolean quick_replies;
  gboolean create_needs_contact;
  gboolean technicians_from_tickets;
  const char *const *set_fields;
  const char *const *create_fields;
  guint rate_per_minute;
} DocketCapabilities;

/**
 * DocketRemoteAccount:
 * @id: what tells this account from another one: a new key must answer with the same
 * @zone: (nullable): the account's time zone, an IANA or Windows name
 *
 * What `check` learnt.
 */
typedef struct
{
  char *id;
  char *company;
  char *zone;
  DocketWording wording;
} DocketRemoteAccount;

void docket_remote_account_free (DocketRemoteAccount *account);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketRemoteAccount, docket_remote_account_free)

/**
 * DocketRemotePerson:
 * @remote_id: (nullable): the id on the server
 *
 * A technician or contact as named in an answer.
 */
typedef struct
{
  char *remote_id;
  char *name;
  char *email;
  char *phone;
} DocketRemotePerson;

void docket_remote_person_clear (DocketRemotePerson *person);

/**
 * DocketRemoteTicket:
 * @values: canonical text of the fields known in this answer; references (assignee, customer,
 * contact, contract) hold *remote* ids
 * @mark: what moves whenever messages, times or values may have changed: to know when details must
 * be read again
 * @updated_at: the newest instant that the answer names, microseconds UTC
 * @relation: (nullable): what the related ticket is to this one: `parent` or `child`
 * @related_remote_id: (nullable): the related ticket
 * @relation_known: whether the answer spoke of relations
 * @messages: (element-type DocketRemoteMessage): messages that came along (first and last comment);
 * not complete, and where an answer does not say who may read one, it is marked internal
 *
 * A ticket as a server shows it.
 */
typedef struct
{
  char *remote_id;
  char *number;
  DocketValues *values;
  DocketRemotePerson assignee;
  DocketRemotePerson contact;
  char *customer_name;
  char *relation;
  char *related_remote_id;
  gboolean relation_known;
  char *mark;
  gint64 created_at;
  gint64 updated_at;
  GPtrArray *messages;
} DocketRemoteTicket;

DocketRemoteTicket *docket_remote_ticket_new (void);
void docket_remote_ticket_free (DocketRemoteTicket *ticket);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketRemoteTicket, docket_remote_ticket_free)

/**
 * DocketRemoteMessage:
 * @author: who wrote it
 * @author_is_technician: else a contact
 * @source: as it came
 *
 * A message as a server shows it.
 */
typedef struct
{
  char *remote_id;
  DocketRemotePerson author;
  gboolean author_is_technician;
  gboolean internal;
  gint64 created_at;
  char *source;
  gboolean source_is_html;
} DocketRemoteMessage;

void docket_remote_message_free (DocketRemoteMessage *message);

typedef struct
{
  char *remote_id;
  char *ticket_remote_id;
  DocketRemotePerson technician;
  char *rate_remote_id;
  gint64 start_at;
  gint64 end_at;
  gboolean billable;
  gboolean on_site;
  char *description;
} DocketRemoteTimeEntry;

void docket_remote_time_entry_free (DocketRemoteTimeEntry *entry);

typedef struct
{
  char *name;
  char *url;
} DocketRemoteAttachment;

void docket_remote_attachment_free (DocketRemoteAttachment *attachment);

/**
 * DocketRemotePage:
 * @tickets: (element-type DocketRemoteTicket)
 * @total: how many the server says there are
 * @server_date: its clock when it answered (`Date` less `Age`), microseconds UTC; 0 when it did not
 * say
 * @began_at: monotonic time of the DocketClock at which its request began, microseconds (rule 11)
 *
 * A page of a feed of tickets.
 */
typedef struct
{
  GPtrArray *tickets;
  guint page;
  guint n_pages;
  guint total;
  gint64 server_date;
  gint64 began_at;
} DocketRemotePage;

void docket_remote_page_free (DocketRemotePage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketRemotePage, docket_remote_page_free)

/**
 * DocketRemoteDetails:
 * @ticket: the ticket itself; its values hold the custom fields too when they were read
 * @messages: (element-type DocketRemoteMessage): all of them, see @messages_complete
 * @messages_complete: the list was read whole: count = total
 * @time_entries: (element-type DocketRemoteTimeEntry): all of them, see @time_entries_complete
 * @attachments: (element-type DocketRemoteAttachment): names and addresses of its files
 * @began_at: monotonic time at which the first request began, microseconds (rule 11)
 *
 * A ticket with all its parts, read in one go.
 */
typedef struct
{
  DocketRemoteTicket *ticket;
  GPtrArray *messages;
  gboolean messages_complete;
  GPtrArray *time_entries;
  gboolean time_entries_complete;
  GPtrArray *attachments;
  gint64 server_date;
  gint64 began_at;
} DocketRemoteDetails;

void docket_remote_details_free (DocketRemoteDetails *details);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketRemoteDetails, docket_remote_details_free)

/**
 * DocketPush:
 * @kind: what is done
 * @uuid: travels as `X-Request-Id`
 * @ticket_remote_id: (nullable): the ticket; %NULL when it is created
 * @values: (nullable): for *create* and *set* the fields, in canonical text with *remote* ids as
 * references; for *create* also `contact.first_name`, `contact.last_name`, `contact.email`,
 * `contact.phone`, and `message` for a first message
 * @technician: (nullable): remote id of the author
 * @technician_email: (nullable): their e-mail
 * @customer: (nullable): of a file, remote id of the customer among whose files it is put
 * @file_name: (nullable): what it is called there
 * @content: (nullable): its bytes
 * @marker: for a message, the instant to be given as its time, microseconds UTC; 0 for none
 *
 * One operation in a server's own ids: one writing request.
 */
typedef struct
{
  DocketOperationKind kind;
  const char *uuid;
  const char *ticket_remote_id;
  DocketValues *values;
  const char *text;
  gboolean internal;
  const char *technician;
  const char *technician_email;
  const char *customer;
  const char *file_name;
  GBytes *content;
  gint64 marker;
  const char *rate;
  gint64 start_at;
  gint64 end_at;
  gboolean billable;
  gboolean on_site;
} DocketPush;

/**
 * DocketDownloadFunc:
 * @done: bytes that are here
 * @total: of how many; -1 when it is not known
 * @user_data: what was given with the function
 *
 * Hears how far a download is, on the thread that fetches.
 */
typedef void (*DocketDownloadFunc) (gint64 done, gint64 total, gpointer user_data);

/**
 * DocketDownload:
 * @url: where the file is, as the server named it
 * @max_bytes: a longer file is an error
 * @have: (nullable): its first bytes, when they came before; after a failure those that came
 * @validator: (nullable): which state of the file they are of, in the server's words: a strong
 * `ETag`, or a `Last-Modified`; without it there is nothing to go on from
 * @func: (nullable): hears of progress
 * @user_data: for @func
 *
 * A file that is fetched, and gone on with where it stopped.
 */
typedef struct
{
  const char *url;
  gsize max_bytes;
  GBytes *have;
  char *validator;
  DocketDownloadFunc func;
  gpointer user_data;
} DocketDownload;

void docket_download_clear (DocketDownload *download);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DocketDownload, docket_download_clear)

/**
 * DocketPushEvent:
 * @DOCKET_PUSH_NOT_SENT: no byte left (DNS, refused, TLS)
 * @DOCKET_PUSH_WAIT: 429 in the server's own shape
 * @DOCKET_PUSH_SECRET: 401 in the server's own shape
 * @DOCKET_PUSH_REDIRECTED: 3xx
 * @DOCKET_PUSH_ACKNOWLEDGED: promised status, shape and id
 * @DOCKET_PUSH_SURE_BUT_BROKEN: success line, the rest broken
 * @DOCKET_PUSH_REFUSED: a refusal in the server's own shape
 * @DOCKET_PUSH_FOREIGN_REFUSAL: a 4xx in another shape, but for 409 and 412
 * @DOCKET_PUSH_PRECONDITION: 412
 * @DOCKET_PUSH_AMBIGUOUS: anything else
 *
 * What an answer (or its absence) means: the table of sync.md §2.
 */
typedef enum
{
  DOCKET_PUSH_NOT_SENT,
  DOCKET_PUSH_WAIT,
  DOCKET_PUSH_SECRET,
  DOCKET_PUSH_REDIRECTED,
  DOCKET_PUSH_ACKNOWLEDGED,
  DOCKET_PUSH_SURE_BUT_BROKEN,
  DOCKET_PUSH_REFUSED,
  DOCKET_PUSH_FOREIGN_REFUSAL,
  DOCKET_PUSH_PRECONDITION,
  DOCKET_PUSH_AMBIGUOUS
} DocketPushEvent;

/**
 * DocketPushOutcome:
 * @remote_id: (nullable): the id in the answer
 * @message: (nullable): a sentence for people: what the server, or what stands between, said
 * @retry_after_us: how long to wait, 0 when nobody said, kept within 1 s and 15 min
 *
 * How a push ended. It always ends in one of the events; there is no error beside it.
 */
typedef struct
{
  DocketPushEvent event;
  char *remote_id;
  char *message;
  gint64 retry_after_us;
  gint64 server_date;
} DocketPushOutcome;

void docket_push_outcome_clear (DocketPushOutcome *outcome);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DocketPushOutcome, docket_push_outcome_clear)

G_END_DECLS
