/* Writes a person's edit: the entity and its operations, in one transaction.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-outbox-private.h"

#include <glib/gi18n.h>

#include "docket-payload.h"
#include "docket-store-directory.h"
#include "docket-store-parts.h"
#include "docket-store-tickets.h"

#define CONTACT_PREFIX "contact."

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, DOCKET_SYNC_ERROR, DOCKET_SYNC_ERROR_REFUSED, sentence);

  return FALSE;
}

gboolean
docket_gesture_init (DocketGesture *gesture,
                     DocketTransaction *txn,
                     const DocketOutboxContext *context,
                     GError **error)
{
  g_autoptr (DocketEntry) me = NULL;

  *gesture = (DocketGesture){
    .txn = txn,
    .context = context,
    .now = docket_clock_get_wall (context->clock),
    .talk = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free),
    .operations = g_ptr_array_new_with_free_func (g_free),
  };

  if (context->me != 0)
    {
      me = docket_directory_get (txn, DOCKET_ENTITY_TECHNICIAN, context->me, error);

      if (me == NULL)
        return FALSE;

      gesture->author = g_strdup (docket_entry_get (me, "email"));
      gesture->author_name = g_strdup (me->name);
    }

  if (gesture->author == NULL)
    gesture->author = docket_meta_get (txn, DOCKET_META_SYNC_ME_EMAIL, NULL);

  return TRUE;
}

void
docket_gesture_clear (DocketGesture *gesture)
{
  g_clear_pointer (&gesture->author, g_free);
  g_clear_pointer (&gesture->author_name, g_free);
  g_clear_pointer (&gesture->group, g_free);
  g_clear_pointer (&gesture->create, g_free);
  g_clear_pointer (&gesture->talk, g_hash_table_unref);
  g_clear_pointer (&gesture->operations, g_ptr_array_unref);
}

/* The operation that creates the ticket, while it is open. */
static gboolean
find_create (DocketTransaction *txn, gint64 ticket, char **uuid, GError **error)
{
  g_autoptr (GPtrArray) operations = docket_operations_list_of_ticket (txn, ticket, FALSE, error);

  if (operations == NULL)
    return FALSE;

  for (guint i = 0; i < operations->len; i++)
    {
      const DocketOperation *operation = g_ptr_array_index (operations, i);

      if (operation->kind == DOCKET_OPERATION_KIND_CREATE)
        *uuid = g_strdup (operation->uuid);
    }

  return TRUE;
}

/* What it waits for: the message before it in one gesture, else the ticket's creation. */
static gboolean
chain (DocketGesture *gesture, DocketOperation *operation, GError **error)
{
  const char *before = g_hash_table_lookup (gesture->talk, &operation->ticket);

  if (operation->kind == DOCKET_OPERATION_KIND_CREATE)
    return TRUE;

  if (before != NULL)
    {
      operation->depends_on = g_strdup (before);
      return TRUE;
    }

  return find_create (gesture->txn, operation->ticket, &operation->depends_on, error);
}

DocketOperation *
docket_gesture_new_operation (DocketGesture *gesture,
                              gint64 ticket,
                              DocketOperationKind kind,
                              const char *field,
                              GError **error)
{
  g_autoptr (DocketOperation) operation = docket_operation_new ();

  operation->uuid = g_uuid_string_random ();
  operation->ticket = ticket;
  operation->kind = kind;
  operation->lane = docket_payload_make_lane (kind, field, operation->uuid);
  operation->group = g_strdup (gesture->group);
  operation->author = g_strdup (gesture->author);
  operation->state = DOCKET_OPERATION_STATE_WAITING;
  operation->equal_before = -1;
  operation->created_at = gesture->now;

  if (operation->payload == NULL)
    operation->payload = docket_values_new ();

  if (operation->seen == NULL)
    operation->seen = docket_values_new ();

  if (!docket_outbox_note_identity (gesture->txn, operation, error) ||
      !chain (gesture, operation, error))
    return NULL;

  return g_steal_pointer (&operation);
}

gboolean
docket_gesture_insert (DocketGesture *gesture, DocketOperation *operation, GError **error)
{
  if (!docket_operations_insert (gesture->txn, operation, error))
    return FALSE;

  g_ptr_array_add (gesture->operations, g_strdup (operation->uuid));

  return TRUE;
}

static gboolean
consume_draft (DocketGesture *gesture, gint64 draft, GError **error)
{
  return draft == 0 || docket_drafts_delete (gesture->txn, draft, error);
}

/* --- Fields -------------------------------------------------------------------------------- */

/* Never-sent edits of one field fold with their direct predecessor, never across a message; one
 * that needs the person is answered by editing the field again. */
static gboolean
can_fold (GPtrArray *operations, const DocketOperation *before)
{
  if (before->state == DOCKET_OPERATION_STATE_NEEDS_ME)
    return TRUE;

  if (before->sent > 0 || before->state != DOCKET_OPERATION_STATE_WAITING)
    return FALSE;

  for (guint i = 0; i < operations->len; i++)
    {
      const DocketOperation *after = g_ptr_array_index (operations, i);

      if (after->seq > before->seq && (after->kind == DOCKET_OPERATION_KIND_MESSAGE ||
                                       after->kind == DOCKET_OPERATION_KIND_FILE ||
                                       after->kind == DOCKET_OPERATION_KIND_DELETE))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_resolving (DocketTransaction *txn, const char *field, const char *status)
{
  DocketStatusKind kind;

  if (g_strcmp0 (field, DOCKET_FIELD_ID_STATUS) != 0 || status == NULL)
    return FALSE;

  kind = docket_directory_get_status_kind (txn, status);

  return kind == DOCKET_STATUS_KIND_RESOLVED || kind == DOCKET_STATUS_KIND_CLOSED;
}

static gboolean
save_conflict (DocketGesture *gesture,
               DocketOperation *operation,
               const char *field,
               const char *theirs,
               GError **error)
{
  g_autoptr (DocketConflict) conflict = docket_conflict_new ();

  conflict->ticket = operation->ticket;
  conflict->field = g_strdup (field);
  conflict->base = g_strdup (docket_values_get (operation->seen, DOCKET_SEEN_VALUE));
  conflict->mine = g_strdup (docket_values_get (operation->payload, field));
  conflict->theirs = g_strdup (theirs);
  conflict->since = gesture->now;
  operation->state = DOCKET_OPERATION_STATE_NEEDS_ME;
  operation->reason = DOCKET_OPERATION_REASON_CONFLICT;

  return docket_conflicts_save (gesture->txn, conflict, error);
}

/* How an operation of a field begins its life. */
static gboolean
settle_beginning (DocketGesture *gesture,
                  DocketOperation *operation,
                  const char *field,
                  const DocketEditPart *part,
                  const char *current,
                  const DocketOperation *before,
                  GError **error)
{
  const char *value = docket_values_get (operation->payload, field);

  if (!docket_capabilities_can_set (gesture->context->capabilities, field))
    {
      operation->state = DOCKET_OPERATION_STATE_NEEDS_ME;
      operation->reason = DOCKET_OPERATION_REASON_KEPT_HERE;
      return TRUE;
    }

  /* The database moved since the person looked: the merge runs at once (rule 15). */
  if (before == NULL && part->seen_known && g_strcmp0 (part->seen, current) != 0)
    return save_conflict (gesture, operation, field, current, error);

  if (is_resolving (gesture->txn, field, value))
    return docket_outbox_note_messages (gesture->txn, operation, error);

  return TRUE;
}

/* An edit that follows one in conflict stays in conflict, with its own value. */
static gboolean
inherit_conflict (DocketGesture *gesture,
                  DocketOperation *operation,
                  const char *field,
                  GError **error)
{
  g_autoptr (GPtrArray) conflicts = docket_conflicts_list (gesture->txn, operation->ticket, error);
  const char *value = docket_values_get (operation->payload, field);

  if (conflicts == NULL)
    return FALSE;

  for (guint i = 0; i < conflicts->len; i++)
    {
      const DocketConflict *conflict = g_ptr_array_index (conflicts, i);

      if (g_strcmp0 (conflict->field, field) != 0)
        continue;

      if (g_strcmp0 (conflict->theirs, value) == 0)
        return docket_outbox_set_base (gesture->txn,
                                       operation->ticket,
                                       field,
                                       conflict->theirs,
                                       error) &&
               docket_conflicts_delete (gesture->txn, operation->ticket, field, error);

      return save_conflict (gesture, operation, field, conflict->theirs, error);
    }

  return TRUE;
}

/* Takes the place of a never-sent edit of the same field. */
static gboolean
fold (DocketGesture *gesture,
      DocketOperation *before,
      DocketOperation *operation,
      const char *field,
      GError **error)
{
  const gboolean in_conflict = before->state == DOCKET_OPERATION_STATE_NEEDS_ME &&
                               before->reason == DOCKET_OPERATION_REASON_CONFLICT;

  docket_values_set (operation->seen,
                     DOCKET_SEEN_VALUE,
                     docket_values_get (before->seen, DOCKET_SEEN_VALUE));
  g_free (operation->depends_on);
  operation->depends_on = g_strdup (before->depends_on);

  if (!docket_outbox_withdraw (gesture->txn, before, 0, error))
    return FALSE;

  if (in_conflict)
    return inherit_conflict (gesture, operation, field, error);

  /* Back to what the server has: there is nothing left to say, unless something may have arrived.
   */
  if (before->sent == 0 && g_strcmp0 (docket_values_get (operation->payload, field),
                                      docket_values_get (operation->seen, DOCKET_SEEN_VALUE)) == 0)
    {
      operation->state = DOCKET_OPERATION_STATE_WITHDRAWN;
      operation->reason = DOCKET_OPERATION_REASON_NONE;
      docket_payload_set_boolean (operation->seen, DOCKET_SEEN_FOLDED, TRUE);
    }

  return TRUE;
}

gboolean
docket_gesture_set_field (DocketGesture *gesture,
                          const DocketEditPart *part,
                          gint64 ticket,
                          GError **error)
{
  g_autoptr (DocketValues) values = docket_tickets_load_values (gesture->txn, ticket, error);
  g_autoptr (GPtrArray) operations = NULL;
  g_autoptr (DocketOperation) operation = NULL;
  DocketOperation *before;
  const char *current;

  if (values == NULL)
    return FALSE;

  current = docket_values_get (values, part->field);

  if (g_strcmp0 (current, part->value) == 0)
    return TRUE;

  if (!docket_outbox_set_value (gesture->txn, ticket, part->field, part->value, error) ||
      !docket_tickets_touch (gesture->txn, ticket, gesture->now, error))
    return FALSE;

  if (gesture->context->capabilities == NULL)
    return TRUE;

  operations = docket_operations_list_of_ticket (gesture->txn, ticket, FALSE, error);
  operation = operations != NULL ? docket_gesture_new_operation (gesture,
                                                                 ticket,
                                                                 DOCKET_OPERATION_KIND_SET,
                                                                 part->field,
                                                                 error)
                                 : NULL;

  if (operation == NULL)
    return FALSE;

  before = docket_outbox_find_set (operations, part->field);
  docket_values_set (operation->payload, part->field, part->value);
  docket_values_set (operation->seen, DOCKET_SEEN_SCREEN, current);
  docket_values_set (operation->seen,
                     DOCKET_SEEN_VALUE,
                     before == NULL && part->seen_known ? part->seen : current);

  if (!settle_beginning (gesture, operation, part->field, part, current, before, error))
    return FALSE;

  if (before != NULL && can_fold (operations, before) &&
      !fold (gesture, before, operation, part->field, error))
    return FALSE;

  return docket_gesture_insert (gesture, operation, error);
}

/* --- A new ticket -------------------------------------------------------------------------- */

static void
add_word (GString *name, const char *word)
{
  if (word == NULL || *word == '\0')
    return;

  if (name->len > 0)
    g_string_append_c (name, ' ');

  g_string_append (name, word);
}

/* A contact that was typed in, as an entry of its own: the known one of that e-mail, or a new
 * one. */
static gboolean
take_typed_contact (DocketGesture *gesture,
                    DocketValues *given,
                    DocketValues *values,
                    GError **error)
{
  static const char *const names[] = { "first_name", "last_name", "email", "phone" };
  const char *email = docket_values_get (given, CONTACT_PREFIX "email");
  g_autoptr (DocketEntry) entry = NULL;
  g_autoptr (GString) name = g_string_new (NULL);
  gint64 id;

  if (docket_values_get (values, DOCKET_FIELD_ID_CONTACT) != NULL)
    return TRUE;

  if (email != NULL && *email != '\0')
    entry = docket_directory_find (gesture->txn, DOCKET_ENTITY_CONTACT, "email", email, NULL);

  if (entry != NULL)
    {
      docket_values_set_int64 (values, DOCKET_FIELD_ID_CONTACT, entry->id);
      return TRUE;
    }

  add_word (name, docket_values_get (given, CONTACT_PREFIX "first_name"));
  add_word (name, docket_values_get (given, CONTACT_PREFIX "last_name"));
  add_word (name, name->len == 0 ? email : NULL);

  if (name->len == 0)
    return TRUE;

  entry = docket_entry_new (DOCKET_ENTITY_CONTACT);
  entry->name = g_strdup (name->str);
  entry->customer = docket_values_get_int64 (values, DOCKET_FIELD_ID_CUSTOMER);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *key = g_strconcat (CONTACT_PREFIX, names[i], NULL);

      docket_entry_set (entry, names[i], docket_values_get (given, key));
    }

  id = docket_directory_save (gesture->txn, entry, error);

  if (id == 0)
    return FALSE;

  docket_values_set_int64 (values, DOCKET_FIELD_ID_CONTACT, id);

  return TRUE;
}

static gboolean
check_contact (DocketGesture *gesture, DocketValues *values, GError **error)
{
  gint64 id = docket_values_get_int64 (values, DOCKET_FIELD_ID_CONTACT);
  g_autoptr (DocketEntry) contact = NULL;

  if (!gesture->context->capabilities->create_needs_contact)
    return TRUE;

  if (id != 0)
    contact = docket_directory_get (gesture->txn, DOCKET_ENTITY_CONTACT, id, error);

  if (id != 0 && contact == NULL)
    return FALSE;

  if (contact != NULL &&
      (contact->remote_id != NULL || (docket_entry_get (contact, "email") != NULL &&
                                      docket_entry_get (contact, "first_name") != NULL &&
                                      docket_entry_get (contact, "last_name") != NULL)))
    return TRUE;

  return refuse (error,
                 _ ("This server needs a contact for a new ticket. Choose one, or give a first "
                    "name, a last name and an e-mail address."));
}

/* Whether a field of a new ticket follows from its contact, so that nobody has to send it. */
static gboolean
follows_from_contact (DocketGesture *gesture, DocketValues *values, const char *field)
{
  g_autoptr (DocketEntry) contact = NULL;

  if (g_strcmp0 (field, DOCKET_FIELD_ID_CUSTOMER) != 0)
    return FALSE;

  contact = docket_directory_get (gesture->txn,
                                  DOCKET_ENTITY_CONTACT,
                                  docket_values_get_int64 (values, DOCKET_FIELD_ID_CONTACT),
                                  NULL);

  return contact != NULL && contact->customer == docket_values_get_int64 (values, field);
}

/* What the creating request can't carry is an operation of its own (rule 1). */
static gboolean
add_rest (DocketGesture *gesture, gint64 ticket, DocketValues *values, GError **error)
{
  const DocketCapabilities *capabilities = gesture->context->capabilities;
  g_autoptr (GList) fields = docket_values_list_fields (values);

  for (GList *l = fields; l != NULL; l = l->next)
    {
      const DocketField *fixed = docket_field_find_fixed (l->data);
      g_autoptr (DocketOperation) operation = NULL;

      if (docket_values_get (values, l->data) == NULL ||
          docket_capabilities_can_create (capabilities, l->data) ||
          (fixed != NULL && !fixed->editable) || follows_from_contact (gesture, values, l->data))
        continue;

      operation =
        docket_gesture_new_operation (gesture, ticket, DOCKET_OPERATION_KIND_SET, l->data, error);

      if (operation == NULL)
        return FALSE;

      docket_values_set (operation->payload, l->data, docket_values_get (values, l->data));
      docket_values_set (operation->seen, DOCKET_SEEN_VALUE, NULL);
      docket_values_set (operation->seen, DOCKET_SEEN_SCREEN, NULL);

      if (!docket_capabilities_can_set (capabilities, l->data))
        {
          operation->state = DOCKET_OPERATION_STATE_NEEDS_ME;
          operation->reason = DOCKET_OPERATION_REASON_KEPT_HERE;
        }

      if (!docket_gesture_insert (gesture, operation, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_create (DocketGesture *gesture,
            gint64 ticket,
            const DocketEditPart *part,
            DocketValues *values,
            GError **error)
{
  g_autoptr (GList) fields = docket_values_list_fields (values);
  g_autoptr (DocketOperation) operation = NULL;

  if (!gesture->context->capabilities->create_tickets)
    return refuse (error, _ ("This server takes no new tickets from Docket."));

  operation =
    docket_gesture_new_operation (gesture, ticket, DOCKET_OPERATION_KIND_CREATE, NULL, error);

  if (operation == NULL)
    return FALSE;

  for (GList *l = fields; l != NULL; l = l->next)
    if (docket_values_get (values, l->data) != NULL &&
        docket_capabilities_can_create (gesture->context->capabilities, l->data))
      docket_values_set (operation->payload, l->data, docket_values_get (values, l->data));

  operation->draft = part->draft;
  g_free (gesture->create);
  gesture->create = g_strdup (operation->uuid);

  return docket_gesture_insert (gesture, operation, error) &&
         add_rest (gesture, ticket, values, error);
}

static gboolean
create_ticket (DocketGesture *gesture, const DocketEditPart *part, GError **error)
{
  g_autoptr (DocketValues) values = docket_values_new ();
  g_autoptr (GList) fields = docket_values_list_fields (part->values);
  gint64 ticket;

  for (GList *l = fields; l != NULL; l = l->next)
    if (!g_str_has_prefix (l->data, CONTACT_PREFIX))
      docket_values_set (values, l->data, docket_values_get (part->values, l->data));

  if (docket_values_get (values, DOCKET_FIELD_ID_TITLE) == NULL)
    return refuse (error, _ ("A ticket needs a title. Give it one."));

  if (docket_values_get (values, DOCKET_FIELD_ID_STATUS) == NULL)
    docket_values_set (values, DOCKET_FIELD_ID_STATUS, "open");

  docket_values_set_int64 (values, DOCKET_FIELD_ID_CREATED, gesture->now);

  if (!take_typed_contact (gesture, part->values, values, error) ||
      (gesture->context->capabilities != NULL && !check_contact (gesture, values, error)))
    return FALSE;

  ticket = docket_tickets_insert (gesture->txn, NULL, NULL, values, gesture->now, error);

  if (ticket == 0 || !consume_draft (gesture, part->draft, error))
    return FALSE;

  gesture->created = ticket;
  gesture->ticket = ticket;

  return gesture->context->capabilities == NULL ||
         add_create (gesture, ticket, part, values, error);
}

/* --- Messages and time --------------------------------------------------------------------- */

static void
take_second (GHashTable *taken, gint64 us)
{
  gint64 second = us / G_USEC_PER_SEC;

  g_hash_table_add (taken, g_memdup2 (&second, sizeof second));
}

/* The instant that a message will bear on the server: not after @latest_us, which is in the
 * server's time, and unique in its ticket to the second (rule 6). */
gboolean
docket_outbox_make_marker (DocketTransaction *txn,
                           gint64 ticket,
                           gint64 latest_us,
                           gint64 *marker,
                           GError **error)
{
  g_autoptr (GPtrArray) operations = docket_operations_list_of_ticket (txn, ticket, TRUE, error);
  g_autoptr (GPtrArray) messages =
    operations != NULL ? docket_messages_list (txn, ticket, error) : NULL;
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  gint64 second = latest_us / G_USEC_PER_SEC;

  if (messages == NULL)
    return FALSE;

  for (guint i = 0; i < operations->len; i++)
    take_second (taken, ((DocketOperation *) g_ptr_array_index (operations, i))->marker);

  for (guint i = 0; i < messages->len; i++)
    {
      const DocketMessage *message = g_ptr_array_index (messages, i);

      if (message->operation == NULL)
        take_second (taken, message->created_at);
    }

  while (g_hash_table_contains (taken, &second))
    second--;

  *marker = second * G_USEC_PER_SEC;

  return TRUE;
}

static gint64
get_server_now (DocketGesture *gesture)
{
  g_autofree char *offset = docket_meta_get (gesture->txn, DOCKET_META_SYNC_OFFSET, NULL);

  return gesture->now + (offset != NULL ? g_ascii_strtoll (offset, NULL, 10) : 0);
}

static DocketMessage *
new_message (DocketGesture *gesture, gint64 ticket, const DocketEditPart *part)
{
  DocketMessage *message = docket_message_new ();

  message->ticket = ticket;
  message->kind = part->message_kind;
  message->author_name =
    g_strdup (gesture->author_name != NULL ? gesture->author_name : gesture->author);
  message->author_technician = gesture->context->me;
  message->is_mine = TRUE;
  message->created_at = gesture->now;
  message->text = g_strdup (part->text);
  message->state = DOCKET_PART_STATE_SYNCED;

  return message;
}

static gboolean
fill_message (DocketGesture *gesture,
              DocketOperation *operation,
              const DocketEditPart *part,
              GError **error)
{
  const DocketCapabilities *capabilities = gesture->context->capabilities;
  const gboolean internal = part->message_kind == DOCKET_MESSAGE_KIND_INTERNAL;

  docket_values_set (operation->payload, DOCKET_PAYLOAD_TEXT, part->text);
  docket_payload_set_boolean (operation->payload, DOCKET_PAYLOAD_INTERNAL, internal);
  operation->draft = part->draft;

  if (!docket_outbox_note_messages (gesture->txn, operation, error))
    return FALSE;

  if (capabilities->message_marker && !docket_outbox_make_marker (gesture->txn,
                                                                  operation->ticket,
                                                                  get_server_now (gesture),
                                                                  &operation->marker,
                                                                  error))
    return FALSE;

  if (!capabilities->messages || (internal && !capabilities->internal_notes))
    {
      operation->state = DOCKET_OPERATION_STATE_NEEDS_ME;
      operation->reason = DOCKET_OPERATION_REASON_KEPT_HERE;
    }
  else if (part->delay_us > 0)
    {
      docket_offer_make (operation, gesture->context->clock, part->delay_us);
    }

  return TRUE;
}

static void
remember_talk (DocketGesture *gesture, gint64 ticket, const char *uuid)
{
  g_hash_table_replace (gesture->talk, g_memdup2 (&ticket, sizeof ticket), g_strdup (uuid));
}

static DocketPartState
get_first_state (const DocketOperation *operation)
{
  return operation->state == DOCKET_OPERATION_STATE_NEEDS_ME ? DOCKET_PART_STATE_KEPT_HERE
                                                             : DOCKET_PART_STATE_WAITING;
}

static gboolean
add_message (DocketGesture *gesture, gint64 ticket, const DocketEditPart *part, GError **error)
{
  g_autoptr (DocketMessage) message = NULL;
  g_autoptr (DocketOperation) operation = NULL;

  if (part->text == NULL || *part->text == '\0')
    return refuse (error, _ ("The message is empty. Write something first."));

  message = new_message (gesture, ticket, part);

  if (gesture->context->capabilities != NULL)
    {
      operation =
        docket_gesture_new_operation (gesture, ticket, DOCKET_OPERATION_KIND_MESSAGE, NULL, error);

      if (operation == NULL || !fill_message (gesture, operation, part, error))
        return FALSE;

      message->operation = g_strdup (operation->uuid);
      message->state = get_first_state (operation);
      message->not_before = operation->not_before;
    }

  gesture->part = docket_messages_insert (gesture->txn, message, error);

  if (gesture->part == 0 || !consume_draft (gesture, part->draft, error) ||
      !docket_tickets_touch (gesture->txn, ticket, gesture->now, error))
    return FALSE;

  if (operation == NULL)
    return TRUE;

  operation->entity = gesture->part;
  remember_talk (gesture, ticket, operation->uuid);

  return docket_gesture_insert (gesture, operation, error);
}

static void
fill_time (DocketOperation *operation,
           const DocketTimeEntry *entry,
           const DocketCapabilities *capabilities)
{
  DocketValues *payload = operation->payload;

  docket_values_set_int64 (payload, DOCKET_PAYLOAD_TECHNICIAN, entry->technician);
  docket_values_set_int64 (payload, DOCKET_PAYLOAD_RATE, entry->rate);
  docket_values_set_int64 (payload, DOCKET_PAYLOAD_START, entry->start_at);
  docket_values_set_int64 (payload, DOCKET_PAYLOAD_END, entry->end_at);
  docket_payload_set_boolean (payload, DOCKET_PAYLOAD_BILLABLE, entry->billable);
  docket_payload_set_boolean (payload, DOCKET_PAYLOAD_ON_SITE, entry->on_site);
  docket_values_set (payload, DOCKET_PAYLOAD_DESCRIPTION, entry->description);

  if (!capabilities->time_entries)
    {
      operation->state = DOCKET_OPERATION_STATE_NEEDS_ME;
      operation->reason = DOCKET_OPERATION_REASON_KEPT_HERE;
    }
}

static DocketTimeEntry *
copy_time_entry (DocketGesture *gesture, gint64 ticket, const DocketTimeEntry *given)
{
  DocketTimeEntry *entry = docket_time_entry_new ();

  entry->ticket = ticket;
  entry->technician = given->technician != 0 ? given->technician : gesture->context->me;
  entry->technician_name = g_strdup (given->technician_name);
  entry->rate = given->rate;
  entry->start_at = given->start_at;
  entry->end_at = given->end_at;
  entry->zone = g_strdup (given->zone);
  entry->billable = given->billable;
  entry->on_site = given->on_site;
  entry->description = g_strdup (given->description);
  entry->created_at = gesture->now;
  entry->state = DOCKET_PART_STATE_SYNCED;

  return entry;
}

static gboolean
add_time (DocketGesture *gesture, gint64 ticket, const DocketEditPart *part, GError **error)
{
  g_autoptr (DocketTimeEntry) entry = copy_time_entry (gesture, ticket, part->time_entry);
  g_autoptr (DocketOperation) operation = NULL;

  if (entry->end_at <= entry->start_at)
    return refuse (error, _ ("The end is not after the start. Correct one of them."));

  if (gesture->context->capabilities != NULL)
    {
      operation = docket_gesture_new_operation (gesture,
                                                ticket,
                                                DOCKET_OPERATION_KIND_TIME_ENTRY,
                                                NULL,
                                                error);

      if (operation == NULL)
        return FALSE;

      fill_time (operation, entry, gesture->context->capabilities);
      entry->operation = g_strdup (operation->uuid);
      entry->state = get_first_state (operation);
    }

  gesture->part = docket_time_entries_insert (gesture->txn, entry, error);

  if (gesture->part == 0 || !docket_tickets_touch (gesture->txn, ticket, gesture->now, error))
    return FALSE;

  if (operation == NULL)
    return TRUE;

  operation->entity = gesture->part;

  return docket_gesture_insert (gesture, operation, error);
}

/* --- Deleting ------------------------------------------------------------------------------ */

static gboolean
delete_ticket (DocketGesture *gesture, gint64 ticket, const DocketEditPart *part, GError **error)
{
  const DocketCapabilities *capabilities = gesture->context->capabilities;
  g_autoptr (DocketOperation) operation = NULL;
  gboolean nothing = FALSE;

  if (capabilities != NULL && !capabilities->delete_tickets)
    return refuse (error, _ ("This server does not let Docket delete tickets."));

  if (!docket_tickets_set_deleted (gesture->txn, ticket, gesture->now, error))
    return FALSE;

  if (capabilities == NULL)
    return TRUE;

  if (part->delay_us == 0 && !docket_outbox_fold_unsent (gesture->txn, ticket, 0, &nothing, error))
    return FALSE;

  if (nothing)
    return TRUE;

  operation =
    docket_gesture_new_operation (gesture, ticket, DOCKET_OPERATION_KIND_DELETE, NULL, error);

  if (operation == NULL || !docket_outbox_note_messages (gesture->txn, operation, error))
    return FALSE;

  if (part->delay_us > 0)
    docket_offer_make (operation, gesture->context->clock, part->delay_us);

  return docket_gesture_insert (gesture, operation, error);
}

static gboolean
apply_part (DocketGesture *gesture, const DocketEditPart *part, GError **error)
{
  gint64 ticket = part->ticket != 0 ? part->ticket : gesture->created;

  if (part->kind == DOCKET_EDIT_CREATE_TICKET)
    return create_ticket (gesture, part, error);

  if (ticket == 0 || !docket_tickets_exists (gesture->txn, ticket))
    return refuse (error, _ ("The ticket is not there any more. Nothing was changed."));

  gesture->ticket = ticket;

  switch (part->kind)
    {
    case DOCKET_EDIT_SET_FIELD:
      return docket_gesture_set_field (gesture, part, ticket, error);

    case DOCKET_EDIT_ADD_MESSAGE:
      return add_message (gesture, ticket, part, error);

    case DOCKET_EDIT_ADD_TIME:
      return add_time (gesture, ticket, part, error);

    case DOCKET_EDIT_DELETE_TICKET:
      return delete_ticket (gesture, ticket, part, error);

    default:
      g_return_val_if_reached (FALSE);
    }
}

/**
 * docket_outbox_apply:
 * @txn: a writing transaction, which the caller commits
 * @edit: what a person did; it carries the results afterwards
 * @context: the clock, the server's capabilities, the person
 * @error: return location for a #DocketSyncError or #DocketStoreError
 *
 * Writes the entities that an edit changes, the operations that will take it to the server, and
 * takes away the drafts that it consumes: all or nothing (sync.md, section 1). Never-sent edits of
 * one field fold (rule 12); what the server can't hold is kept here. Any thread.
 *
 * Returns: whether it was written; when not, the transaction is to be dropped
 */
gboolean
docket_outbox_apply (DocketTransaction *txn,
                     DocketEdit *edit,
                     const DocketOutboxContext *context,
                     GError **error)
{
  g_auto (DocketGesture) gesture = { 0 };
  GPtrArray *parts;

  g_return_val_if_fail (txn != NULL, FALSE);
  g_return_val_if_fail (DOCKET_IS_EDIT (edit), FALSE);
  g_return_val_if_fail (context != NULL && DOCKET_IS_CLOCK (context->clock), FALSE);

  if (!docket_gesture_init (&gesture, txn, context, error))
    return FALSE;

  parts = docket_edit_get_parts (edit);

  if (parts->len > 1)
    gesture.group = g_uuid_string_random ();

  for (guint i = 0; i < parts->len; i++)
    if (!apply_part (&gesture, g_ptr_array_index (parts, i), error))
      return FALSE;

  docket_edit_take_result (edit,
                           gesture.ticket,
                           gesture.part,
                           g_steal_pointer (&gesture.operations));

  return TRUE;
}
