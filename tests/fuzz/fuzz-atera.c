/* Any bytes as an answer of Atera's: whatever a server sends is read or refused, and what was read
 * is text, bounded, and no path.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-atera-json.h"

#include <stdlib.h>

#define MAX_TEXT (2 * 1024 * 1024)

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check_text (const char *text)
{
  if (text != NULL && (!g_utf8_validate (text, -1, NULL) || strlen (text) > MAX_TEXT))
    abort ();
}

static void
check_id (const char *id)
{
  if (id != NULL && !g_ascii_string_to_signed (id, 10, 1, G_MAXINT64, NULL, NULL))
    abort ();
}

static void
check_person (const DocketRemotePerson *person)
{
  check_id (person->remote_id);
  check_text (person->name);
  check_text (person->email);
  check_text (person->phone);
}

static void
check_message (const DocketRemoteMessage *message)
{
  check_person (&message->author);
  check_text (message->source);
}

static void
check_ticket (JsonObject *object)
{
  g_autoptr (DocketRemoteTicket) ticket = docket_atera_parse_ticket (object, NULL);
  g_autoptr (GList) fields = NULL;

  if (ticket == NULL)
    return;

  if (ticket->remote_id == NULL || ticket->number == NULL || ticket->mark == NULL)
    abort ();

  check_id (ticket->remote_id);
  check_text (ticket->number);
  check_person (&ticket->assignee);
  check_person (&ticket->contact);
  fields = docket_values_list_fields (ticket->values);

  for (GList *l = fields; l != NULL; l = l->next)
    check_text (docket_values_get (ticket->values, l->data));

  for (guint i = 0; i < ticket->messages->len; i++)
    check_message (ticket->messages->pdata[i]);
}

static void
check_parts (JsonObject *object)
{
  DocketRemoteMessage *message = docket_atera_parse_comment (object, NULL);
  DocketRemoteTimeEntry *entry = docket_atera_parse_time_entry (object, NULL);

  if (message != NULL)
    check_message (message);

  if (entry != NULL)
    {
      check_id (entry->remote_id);
      check_text (entry->description);
    }

  g_clear_pointer (&message, docket_remote_message_free);
  g_clear_pointer (&entry, docket_remote_time_entry_free);
}

static void
check_directory (JsonObject *object)
{
  static DocketEntry *(*const parsers[]) (JsonObject *, GError **) = {
    docket_atera_parse_customer, docket_atera_parse_contact,    docket_atera_parse_contract,
    docket_atera_parse_rate,     docket_atera_parse_technician,
  };

  for (guint i = 0; i < G_N_ELEMENTS (parsers); i++)
    {
      g_autoptr (DocketEntry) entry = parsers[i](object, NULL);

      if (entry == NULL)
        continue;

      if (entry->remote_id == NULL || entry->name == NULL)
        abort ();

      check_id (entry->remote_id);
      check_text (entry->name);
    }
}

static void
check_custom (JsonObject *object)
{
  g_autofree char *name = docket_atera_parse_custom_name (object, NULL);
  g_autoptr (DocketField) field = docket_atera_parse_field (object, NULL);

  check_text (name);

  if (field != NULL)
    check_text (field->label);

  for (int kind = DOCKET_FIELD_TEXT; kind <= DOCKET_FIELD_DEPENDENT_OPTION; kind++)
    {
      g_autoptr (DocketField) other = docket_field_new_custom ("x", kind, NULL);
      g_autofree char *value = NULL;

      if (docket_atera_parse_custom_value (object, other, &value, NULL))
        check_text (value);
    }
}

static void
check_object (JsonObject *object)
{
  check_ticket (object);
  check_parts (object);
  check_directory (object);
  check_custom (object);
}

static void
check_attachments (JsonNode *root)
{
  g_autoptr (GPtrArray) attachments =
    docket_atera_parse_attachments (root, "https://app.example.com", NULL);

  for (guint i = 0; attachments != NULL && i < attachments->len; i++)
    {
      const DocketRemoteAttachment *attachment = attachments->pdata[i];

      check_text (attachment->name);

      if (*attachment->name == '\0' || *attachment->name == '.' ||
          strchr (attachment->name, '/') != NULL)
        abort ();
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (JsonNode) root = docket_json_parse (bytes, NULL);
  g_autoptr (DocketRemoteAccount) account = NULL;
  DocketAteraList list = { 0 };

  if (root == NULL)
    return 0;

  account = docket_atera_parse_account (root, NULL);
  check_attachments (root);

  if (JSON_NODE_HOLDS_OBJECT (root))
    check_object (json_node_get_object (root));

  if (!docket_atera_parse_list (root, &list, NULL) || list.items == NULL)
    return 0;

  for (guint i = 0; i < json_array_get_length (list.items); i++)
    {
      JsonObject *object = docket_json_get_element (list.items, i, NULL);

      if (object != NULL)
        check_object (object);
    }

  return 0;
}
