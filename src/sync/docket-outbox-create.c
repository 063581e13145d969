/* A person's new ticket: its contact, its creation, and what the creating request can't carry.
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

  return docket_outbox_refuse (
    error,
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
    return docket_outbox_refuse (error, _ ("This server takes no new tickets from Docket."));

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

gboolean
docket_gesture_create_ticket (DocketGesture *gesture, const DocketEditPart *part, GError **error)
{
  g_autoptr (DocketValues) values = docket_values_new ();
  g_autoptr (GList) fields = docket_values_list_fields (part->values);
  gint64 ticket;

  for (GList *l = fields; l != NULL; l = l->next)
    if (!g_str_has_prefix (l->data, CONTACT_PREFIX))
      docket_values_set (values, l->data, docket_values_get (part->values, l->data));

  if (docket_values_get (values, DOCKET_FIELD_ID_TITLE) == NULL)
    return docket_outbox_refuse (error, _ ("A ticket needs a title. Give it one."));

  if (docket_values_get (values, DOCKET_FIELD_ID_STATUS) == NULL)
    docket_values_set (values, DOCKET_FIELD_ID_STATUS, "open");

  docket_values_set_int64 (values, DOCKET_FIELD_ID_CREATED, gesture->now);

  if (!take_typed_contact (gesture, part->values, values, error) ||
      (gesture->context->capabilities != NULL && !check_contact (gesture, values, error)))
    return FALSE;

  ticket = docket_tickets_insert (gesture->txn, NULL, NULL, values, gesture->now, error);

  if (ticket == 0 || !docket_gesture_consume_draft (gesture, part->draft, error))
    return FALSE;

  gesture->created = ticket;
  gesture->ticket = ticket;

  return gesture->context->capabilities == NULL ||
         add_create (gesture, ticket, part, values, error);
}
