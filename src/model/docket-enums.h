/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* The nicks of these enumerations are the words of docketctl and of the database: never rename one.
 */

/**
 * DocketStatusKind:
 *
 * What a status means, whatever a server calls it.
 */
typedef enum
{
  DOCKET_STATUS_KIND_OPEN,
  DOCKET_STATUS_KIND_PENDING,
  DOCKET_STATUS_KIND_RESOLVED,
  DOCKET_STATUS_KIND_CLOSED
} DocketStatusKind;

typedef enum
{
  DOCKET_PRIORITY_LOW,
  DOCKET_PRIORITY_MEDIUM,
  DOCKET_PRIORITY_HIGH,
  DOCKET_PRIORITY_CRITICAL
} DocketPriority;

typedef enum
{
  DOCKET_IMPACT_NO_IMPACT,
  DOCKET_IMPACT_MINOR,
  DOCKET_IMPACT_MAJOR,
  DOCKET_IMPACT_SITE_DOWN,
  DOCKET_IMPACT_SERVER_ISSUE,
  DOCKET_IMPACT_CRISIS
} DocketImpact;

typedef enum
{
  DOCKET_TICKET_TYPE_INCIDENT,
  DOCKET_TICKET_TYPE_PROBLEM,
  DOCKET_TICKET_TYPE_REQUEST,
  DOCKET_TICKET_TYPE_CHANGE
} DocketTicketType;

typedef enum
{
  DOCKET_MESSAGE_KIND_REPLY,
  DOCKET_MESSAGE_KIND_INTERNAL,
  DOCKET_MESSAGE_KIND_EVENT
} DocketMessageKind;

/**
 * DocketDraftKind:
 * @DOCKET_DRAFT_KIND_REPLY: of a reply, and of a ticket that is not created yet
 * @DOCKET_DRAFT_KIND_INTERNAL: of an internal note
 * @DOCKET_DRAFT_KIND_EDIT: of the form with all fields of a ticket
 *
 * What is begun. Messages have the number that they have in #DocketMessageKind.
 */
typedef enum
{
  DOCKET_DRAFT_KIND_REPLY = DOCKET_MESSAGE_KIND_REPLY,
  DOCKET_DRAFT_KIND_INTERNAL = DOCKET_MESSAGE_KIND_INTERNAL,
  DOCKET_DRAFT_KIND_EDIT
} DocketDraftKind;

/**
 * DocketPartState:
 * @DOCKET_PART_STATE_SYNCED: the server has it (always so on this computer)
 * @DOCKET_PART_STATE_WAITING: its operation is on the way
 * @DOCKET_PART_STATE_FAILED: its operation needs the person
 * @DOCKET_PART_STATE_KEPT_HERE: the server can't hold it
 *
 * The state of a message, an attachment or a time entry.
 */
typedef enum
{
  DOCKET_PART_STATE_SYNCED,
  DOCKET_PART_STATE_WAITING,
  DOCKET_PART_STATE_FAILED,
  DOCKET_PART_STATE_KEPT_HERE
} DocketPartState;

typedef enum
{
  DOCKET_SERVER_KIND_LOCAL,
  DOCKET_SERVER_KIND_ATERA,
  DOCKET_SERVER_KIND_RT
} DocketServerKind;

/**
 * DocketWording:
 * @DOCKET_WORDING_MSP: customer and contact
 * @DOCKET_WORDING_IT: site and user
 *
 * The words for whom the work is done.
 */
typedef enum
{
  DOCKET_WORDING_MSP,
  DOCKET_WORDING_IT
} DocketWording;

typedef enum
{
  DOCKET_OPERATION_KIND_CREATE,
  DOCKET_OPERATION_KIND_SET,
  DOCKET_OPERATION_KIND_DELETE,
  DOCKET_OPERATION_KIND_MESSAGE,
  DOCKET_OPERATION_KIND_FILE,
  DOCKET_OPERATION_KIND_TIME_ENTRY,
  DOCKET_OPERATION_KIND_CONTACT
} DocketOperationKind;

/**
 * DocketOperationState:
 * @DOCKET_OPERATION_STATE_WAITING: never sent: may fold, be edited, be withdrawn
 * @DOCKET_OPERATION_STATE_IN_FLIGHT: a request may be on the wire
 * @DOCKET_OPERATION_STATE_AMBIGUOUS: sent, and nobody knows whether the server did it
 * @DOCKET_OPERATION_STATE_AGAIN: surely not on the server; its payload is frozen
 * @DOCKET_OPERATION_STATE_ACKNOWLEDGED: the server said yes; not read back yet
 * @DOCKET_OPERATION_STATE_DONE: bound and read back
 * @DOCKET_OPERATION_STATE_NEEDS_ME: waits for the person, see #DocketOperationReason
 * @DOCKET_OPERATION_STATE_WITHDRAWN: folded, undone or discarded
 *
 * The life of an operation of the outbox.
 */
typedef enum
{
  DOCKET_OPERATION_STATE_WAITING,
  DOCKET_OPERATION_STATE_IN_FLIGHT,
  DOCKET_OPERATION_STATE_AMBIGUOUS,
  DOCKET_OPERATION_STATE_AGAIN,
  DOCKET_OPERATION_STATE_ACKNOWLEDGED,
  DOCKET_OPERATION_STATE_DONE,
  DOCKET_OPERATION_STATE_NEEDS_ME,
  DOCKET_OPERATION_STATE_WITHDRAWN
} DocketOperationState;

typedef enum
{
  DOCKET_OPERATION_REASON_NONE,
  DOCKET_OPERATION_REASON_CONFLICT,
  DOCKET_OPERATION_REASON_NEWS,
  DOCKET_OPERATION_REASON_REFUSED,
  DOCKET_OPERATION_REASON_CANT_TELL,
  DOCKET_OPERATION_REASON_GONE,
  DOCKET_OPERATION_REASON_STRANGER,
  DOCKET_OPERATION_REASON_RESTORED,
  DOCKET_OPERATION_REASON_KEPT_HERE
} DocketOperationReason;

/**
 * DocketEntity:
 *
 * The kinds of things that the store tells changes of.
 */
typedef enum
{
  DOCKET_ENTITY_TICKET,
  DOCKET_ENTITY_CUSTOMER,
  DOCKET_ENTITY_CONTACT,
  DOCKET_ENTITY_CONTRACT,
  DOCKET_ENTITY_TECHNICIAN,
  DOCKET_ENTITY_RATE,
  DOCKET_ENTITY_STATUS,
  DOCKET_ENTITY_FIELD,
  DOCKET_ENTITY_QUICK_REPLY,
  DOCKET_ENTITY_VIEW,
  DOCKET_ENTITY_DRAFT,
  DOCKET_ENTITY_OPERATION,
  DOCKET_ENTITY_META,
  DOCKET_ENTITY_BATCH,
  DOCKET_ENTITY_TIMER
} DocketEntity;

typedef enum
{
  DOCKET_SORT_UPDATED,
  DOCKET_SORT_CREATED,
  DOCKET_SORT_PRIORITY,
  DOCKET_SORT_DUE,
  DOCKET_SORT_CUSTOMER
} DocketSort;

typedef enum
{
  DOCKET_GROUP_NONE,
  DOCKET_GROUP_STATUS,
  DOCKET_GROUP_ASSIGNEE,
  DOCKET_GROUP_CUSTOMER
} DocketGroup;

G_END_DECLS
