/* What an operation carries, and how it is said in a server's own ids.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-payload.h"

#include <glib/gi18n.h>

#include "docket-canonical.h"
#include "docket-outbox.h"
#include "docket-store-directory.h"
#include "docket-store-tickets.h"

/* Servers keep times to the minute or to the second (sync.md, rule 10). */
#define SAME_INSTANT_US (60 * G_USEC_PER_SEC)

/**
 * docket_payload_get_field:
 * @operation: an operation
 *
 * Returns: (transfer none) (nullable): the field that a *set* sets; %NULL of another kind
 */
const char *
docket_payload_get_field (const DocketOperation *operation)
{
  g_autoptr (GList) fields = NULL;

  if (operation->kind != DOCKET_OPERATION_KIND_SET || operation->payload == NULL)
    return NULL;

  fields = docket_values_list_fields (operation->payload);

  return fields != NULL ? fields->data : NULL;
}

/**
 * docket_payload_get_boolean:
 * @values: (nullable): a payload
 * @name: a name in it
 *
 * Returns: whether it says yes
 */
gboolean
docket_payload_get_boolean (DocketValues *values, const char *name)
{
  return values != NULL && g_strcmp0 (docket_values_get (values, name), "yes") == 0;
}

/**
 * docket_payload_canonicalize:
 * @text: (nullable): a text of a person or of a server; %NULL is the empty one: where nobody wrote
 * anything, servers and forms differ in how they say so
 *
 * Returns: (transfer full): what two texts are compared by
 */
char *
docket_payload_canonicalize (const char *text)
{
  return docket_canonical_text (text != NULL ? text : "");
}

/**
 * docket_payload_set_boolean:
 * @values: a payload
 * @name: a name in it
 * @value: what it is to say
 */
void
docket_payload_set_boolean (DocketValues *values, const char *name, gboolean value)
{
  docket_values_set (values, name, value ? "yes" : "no");
}

/**
 * docket_payload_make_lane:
 * @kind: a kind of operation
 * @field: (nullable): the field that a *set* sets
 * @uuid: the operation's own
 *
 * A ticket's talk is strictly in order; each other field and each time entry waits for the create
 * alone (sync.md, rule 13).
 *
 * Returns: (transfer full): the lane
 */
char *
docket_payload_make_lane (DocketOperationKind kind, const char *field, const char *uuid)
{
  if (kind == DOCKET_OPERATION_KIND_TIME_ENTRY)
    return g_strconcat ("time:", uuid, NULL);

  if (kind == DOCKET_OPERATION_KIND_SET && g_strcmp0 (field, DOCKET_FIELD_ID_STATUS) != 0)
    return g_strconcat ("field:", field, NULL);

  return g_strdup (DOCKET_LANE_TALK);
}

/**
 * docket_payload_same_time:
 * @a: an operation that adds a time entry
 * @b: another
 *
 * Returns: whether the two could be taken for one on a server (sync.md, rules 7 and 10)
 */
gboolean
docket_payload_same_time (const DocketOperation *a, const DocketOperation *b)
{
  g_autofree char *text_a = NULL;
  g_autofree char *text_b = NULL;

  if (docket_values_get_int64 (a->payload, DOCKET_PAYLOAD_TECHNICIAN) !=
        docket_values_get_int64 (b->payload, DOCKET_PAYLOAD_TECHNICIAN) ||
      docket_payload_get_boolean (a->payload, DOCKET_PAYLOAD_BILLABLE) !=
        docket_payload_get_boolean (b->payload, DOCKET_PAYLOAD_BILLABLE) ||
      ABS (docket_values_get_int64 (a->payload, DOCKET_PAYLOAD_START) -
           docket_values_get_int64 (b->payload, DOCKET_PAYLOAD_START)) > SAME_INSTANT_US ||
      ABS (docket_values_get_int64 (a->payload, DOCKET_PAYLOAD_END) -
           docket_values_get_int64 (b->payload, DOCKET_PAYLOAD_END)) > SAME_INSTANT_US)
    return FALSE;

  text_a = docket_payload_canonicalize (docket_values_get (a->payload, DOCKET_PAYLOAD_DESCRIPTION));
  text_b = docket_payload_canonicalize (docket_values_get (b->payload, DOCKET_PAYLOAD_DESCRIPTION));

  return g_strcmp0 (text_a, text_b) == 0;
}

static gboolean
lists (const char *const *fields, const char *field)
{
  return fields != NULL && g_strv_contains (fields, field);
}

/**
 * docket_capabilities_can_set:
 * @capabilities: what a server can hold
 * @field: a field's id
 *
 * Returns: whether it can be changed on a ticket that exists there
 */
gboolean
docket_capabilities_can_set (const DocketCapabilities *capabilities, const char *field)
{
  return docket_field_is_custom (field) ? capabilities->custom_values
                                        : lists (capabilities->set_fields, field);
}

/**
 * docket_capabilities_can_create:
 * @capabilities: what a server can hold
 * @field: a field's id
 *
 * Returns: whether it can be given to a new ticket in the request that creates it
 */
gboolean
docket_capabilities_can_create (const DocketCapabilities *capabilities, const char *field)
{
  return !docket_field_is_custom (field) && lists (capabilities->create_fields, field);
}

static gboolean
get_reference_entity (const char *field, DocketEntity *entity)
{
  const DocketField *fixed = docket_field_find_fixed (field);

  if (fixed == NULL)
    return FALSE;

  switch ((int) fixed->kind)
    {
    case DOCKET_FIELD_TECHNICIAN:
      *entity = DOCKET_ENTITY_TECHNICIAN;
      return TRUE;

    case DOCKET_FIELD_CUSTOMER:
      *entity = DOCKET_ENTITY_CUSTOMER;
      return TRUE;

    case DOCKET_FIELD_CONTACT:
      *entity = DOCKET_ENTITY_CONTACT;
      return TRUE;

    case DOCKET_FIELD_CONTRACT:
      *entity = DOCKET_ENTITY_CONTRACT;
      return TRUE;

    default:
      return FALSE;
    }
}

static DocketEntry *
get_entry (DocketTransaction *txn, DocketEntity entity, gint64 id, GError **error)
{
  return id != 0 ? docket_directory_get (txn, entity, id, error) : NULL;
}

/* A contact that the server does not know yet travels by its name and e-mail. */
static void
put_typed_contact (DocketValues *values, const DocketEntry *entry)
{
  static const char *const names[] = { "first_name", "last_name", "email", "phone" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = g_strconcat ("contact.", names[i], NULL);

      if (docket_entry_get (entry, names[i]) != NULL && docket_values_get (values, name) == NULL)
        docket_values_set (values, name, docket_entry_get (entry, names[i]));
    }
}

static gboolean
put_reference (DocketTransaction *txn,
               const DocketOperation *operation,
               DocketEntity entity,
               const char *field,
               DocketValues *values,
               GError **error)
{
  gint64 id = docket_values_get_int64 (operation->payload, field);
  g_autoptr (DocketEntry) entry = NULL;

  if (id == 0)
    {
      docket_values_set (values, field, NULL);
      return TRUE;
    }

  entry = docket_directory_get (txn, entity, id, error);

  if (entry == NULL)
    return FALSE;

  if (entry->remote_id != NULL)
    {
      docket_values_set (values, field, entry->remote_id);
      return TRUE;
    }

  if (entity == DOCKET_ENTITY_CONTACT && operation->kind == DOCKET_OPERATION_KIND_CREATE)
    {
      put_typed_contact (values, entry);
      return TRUE;
    }

  g_set_error (error,
               DOCKET_SYNC_ERROR,
               DOCKET_SYNC_ERROR_REFUSED,
               /* Translators: %s is a person's or a company's name */
               _ ("The server does not know “%s” yet. Choose another one."),
               entry->name);

  return FALSE;
}

static gboolean
put_fields (DocketRequest *request,
            DocketTransaction *txn,
            const DocketOperation *operation,
            GError **error)
{
  g_autoptr (GList) fields = docket_values_list_fields (operation->payload);

  request->push.values = docket_values_new ();

  for (GList *l = fields; l != NULL; l = l->next)
    {
      DocketEntity entity;

      if (get_reference_entity (l->data, &entity))
        {
          if (!put_reference (txn, operation, entity, l->data, request->push.values, error))
            return FALSE;
        }
      else
        {
          docket_values_set (request->push.values,
                             l->data,
                             docket_values_get (operation->payload, l->data));
        }
    }

  return TRUE;
}

static const char *
keep (DocketRequest *request, const char *text)
{
  return text != NULL ? g_string_chunk_insert (request->strings, text) : NULL;
}

static gboolean
put_technician (DocketRequest *request,
                DocketTransaction *txn,
                const DocketOperation *operation,
                GError **error)
{
  g_autoptr (DocketEntry) entry = NULL;
  g_autoptr (GError) local_error = NULL;

  if (operation->kind == DOCKET_OPERATION_KIND_TIME_ENTRY)
    entry = get_entry (txn,
                       DOCKET_ENTITY_TECHNICIAN,
                       docket_values_get_int64 (operation->payload, DOCKET_PAYLOAD_TECHNICIAN),
                       &local_error);
  else if (operation->author != NULL)
    entry = docket_directory_find (txn,
                                   DOCKET_ENTITY_TECHNICIAN,
                                   "email",
                                   operation->author,
                                   &local_error);

  if (local_error != NULL &&
      !g_error_matches (local_error, DOCKET_STORE_ERROR, DOCKET_STORE_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  request->push.technician = keep (request, entry != NULL ? entry->remote_id : NULL);
  /* Time may be nobody's; a message never is. */
  if (entry != NULL)
    request->push.technician_email = keep (request, docket_entry_get (entry, "email"));
  else if (operation->kind != DOCKET_OPERATION_KIND_TIME_ENTRY)
    request->push.technician_email = keep (request, operation->author);

  return TRUE;
}

static gboolean
put_time (DocketRequest *request,
          DocketTransaction *txn,
          const DocketOperation *operation,
          GError **error)
{
  DocketValues *payload = operation->payload;
  gint64 rate_id = docket_values_get_int64 (payload, DOCKET_PAYLOAD_RATE);
  g_autoptr (DocketEntry) rate = NULL;

  if (rate_id != 0)
    {
      rate = docket_directory_get (txn, DOCKET_ENTITY_RATE, rate_id, error);

      if (rate == NULL)
        return FALSE;

      request->push.rate = keep (request, rate->remote_id);
    }

  request->push.start_at = docket_values_get_int64 (payload, DOCKET_PAYLOAD_START);
  request->push.end_at = docket_values_get_int64 (payload, DOCKET_PAYLOAD_END);
  request->push.billable = docket_payload_get_boolean (payload, DOCKET_PAYLOAD_BILLABLE);
  request->push.on_site = docket_payload_get_boolean (payload, DOCKET_PAYLOAD_ON_SITE);
  request->push.text = keep (request, docket_values_get (payload, DOCKET_PAYLOAD_DESCRIPTION));

  return put_technician (request, txn, operation, error);
}

static gboolean
put_file (DocketRequest *request,
          DocketTransaction *txn,
          const DocketOperation *operation,
          GError **error)
{
  gint64 id = docket_values_get_int64 (operation->payload, DOCKET_PAYLOAD_CUSTOMER);
  g_autoptr (DocketEntry) customer = get_entry (txn, DOCKET_ENTITY_CUSTOMER, id, error);

  if (customer == NULL)
    return id == 0;

  request->push.customer = keep (request, customer->remote_id);
  request->push.file_name =
    keep (request, docket_values_get (operation->payload, DOCKET_PAYLOAD_SENT_NAME));

  return TRUE;
}

/**
 * docket_request_init:
 * @request: (out caller-allocates): what to fill; cleared with docket_request_clear() in any case
 * @txn: a transaction
 * @operation: an operation
 * @error: return location for a #DocketStoreError, or %DOCKET_SYNC_ERROR_REFUSED when it names what
 * the server does not know
 *
 * Says an operation in the server's own ids.
 *
 * Returns: whether it can be said
 */
gboolean
docket_request_init (DocketRequest *request,
                     DocketTransaction *txn,
                     const DocketOperation *operation,
                     GError **error)
{
  DocketPush *push = &request->push;
  g_autofree char *remote_id = NULL;
  g_autoptr (GError) local_error = NULL;

  *request = (DocketRequest){ .strings = g_string_chunk_new (256) };
  push->kind = operation->kind;
  push->uuid = keep (request, operation->uuid);
  push->marker = operation->marker;

  remote_id = docket_tickets_get_remote_id (txn, operation->ticket, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (operation->kind != DOCKET_OPERATION_KIND_CREATE)
    push->ticket_remote_id = keep (request, remote_id);

  switch ((int) operation->kind)
    {
    case DOCKET_OPERATION_KIND_CREATE:
    case DOCKET_OPERATION_KIND_SET:
      return put_fields (request, txn, operation, error) &&
             put_technician (request, txn, operation, error);

    case DOCKET_OPERATION_KIND_MESSAGE:
      push->text = keep (request, docket_values_get (operation->payload, DOCKET_PAYLOAD_TEXT));
      push->internal = docket_payload_get_boolean (operation->payload, DOCKET_PAYLOAD_INTERNAL);
      return put_technician (request, txn, operation, error);

    case DOCKET_OPERATION_KIND_TIME_ENTRY:
      return put_time (request, txn, operation, error);

    case DOCKET_OPERATION_KIND_FILE:
      return put_file (request, txn, operation, error);

    default:
      return TRUE;
    }
}

/**
 * docket_request_clear:
 * @request: a request
 *
 * Frees what it holds.
 */
void
docket_request_clear (DocketRequest *request)
{
  g_clear_pointer (&request->push.values, docket_values_unref);
  g_clear_pointer (&request->push.content, g_bytes_unref);
  g_clear_pointer (&request->strings, g_string_chunk_free);
}
