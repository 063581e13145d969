/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-remote.h"
#include "docket-store-sync.h"

G_BEGIN_DECLS

/* An operation's payload, with local ids as references. Of a *create* and a *set* it holds the
 * fields by their ids (a *set* one alone), of a *create* also the contact that was typed in; of a
 * *message* and a *time entry* what stands here. Of a *delete* it is empty. */
#define DOCKET_PAYLOAD_TEXT "text"
#define DOCKET_PAYLOAD_INTERNAL "internal"
#define DOCKET_PAYLOAD_TECHNICIAN "technician"
#define DOCKET_PAYLOAD_RATE "rate"
#define DOCKET_PAYLOAD_START "start"
#define DOCKET_PAYLOAD_END "end"
#define DOCKET_PAYLOAD_BILLABLE "billable"
#define DOCKET_PAYLOAD_ON_SITE "on-site"
#define DOCKET_PAYLOAD_DESCRIPTION "description"
/* Of a file, and of a message with which it travels: the SHA-256 of its bytes. */
#define DOCKET_PAYLOAD_FILE "file"
#define DOCKET_PAYLOAD_FILE_NAME "file-name"
#define DOCKET_PAYLOAD_FILE_TYPE "file-type"
/* Of a file that goes to a customer's files: whose, and what it is called there. */
#define DOCKET_PAYLOAD_CUSTOMER "customer"
#define DOCKET_PAYLOAD_SENT_NAME "sent-name"

/* What stood on the screen (`seen`). VALUE: what the server had when the field was first edited;
 * SCREEN: what the edit replaced; the ticket's creation and customer tell it from a stranger
 * (rule 19); MESSAGES: the local id of the last message that was here, COMPLETE and NEWEST whether
 * these were all and the instant of the newest (rule 18). */
#define DOCKET_SEEN_VALUE "value"
#define DOCKET_SEEN_UPDATED "updated-at"
#define DOCKET_SEEN_SCREEN "screen"
#define DOCKET_SEEN_CREATED "created-at"
#define DOCKET_SEEN_CUSTOMER "customer"
#define DOCKET_SEEN_MESSAGES "messages"
#define DOCKET_SEEN_COMPLETE "messages-complete"
#define DOCKET_SEEN_NEWEST "messages-newest"
/* Set to yes: withdrawn at birth, because it only took back what had not been sent. */
#define DOCKET_SEEN_FOLDED "folded"
/* The undo window (rule 14): until when by boottime, of which start of the computer, and which
 * process offers it. */
#define DOCKET_SEEN_OFFER_DUE "offer.due"
#define DOCKET_SEEN_OFFER_DELAY "offer.delay"
#define DOCKET_SEEN_OFFER_BOOT "offer.boot"
#define DOCKET_SEEN_OFFER_PID "offer.pid"
#define DOCKET_SEEN_OFFER_BORN "offer.born"
/* The server's time when the last attempt began. */
#define DOCKET_SEEN_ATTEMPT "attempt-at"
#define DOCKET_SEEN_REDIRECTS "redirects"
/* The item that the person said is it: when the server says it was made. */
#define DOCKET_SEEN_ITEM "item-at"

#define DOCKET_LANE_TALK "talk"

/* Rows of `meta` that sync keeps or reads. */
#define DOCKET_META_SYNC_OFFSET "sync.server-offset"
#define DOCKET_META_SYNC_MARKER "sync.marker"
#define DOCKET_META_SYNC_BLIND "sync.content-blind"
#define DOCKET_META_SYNC_TIME_HELD "sync.time-held"
#define DOCKET_META_SYNC_SETS_HELD "sync.sets-held"
#define DOCKET_META_SYNC_LAST "last-sync-at"
#define DOCKET_META_SYNC_ACCOUNT "account-id"
#define DOCKET_META_SYNC_ME_EMAIL "me-email"

const char *docket_payload_get_field (const DocketOperation *operation);
char *docket_payload_canonicalize (const char *text);
gboolean docket_payload_get_boolean (DocketValues *values, const char *name);
void docket_payload_set_boolean (DocketValues *values, const char *name, gboolean value);
char *docket_payload_make_lane (DocketOperationKind kind, const char *field, const char *uuid);
gboolean docket_payload_same_time (const DocketOperation *a, const DocketOperation *b);
gboolean docket_capabilities_can_set (const DocketCapabilities *capabilities, const char *field);
gboolean docket_capabilities_can_create (const DocketCapabilities *capabilities, const char *field);

/* A request in a server's own ids, with the strings that it points to. */
typedef struct
{
  DocketPush push;
  GStringChunk *strings;
} DocketRequest;

gboolean docket_request_init (DocketRequest *request,
                              DocketTransaction *txn,
                              const DocketOperation *operation,
                              GError **error);
void docket_request_clear (DocketRequest *request);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DocketRequest, docket_request_clear)

G_END_DECLS
