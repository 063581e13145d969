/* What the sandbox knows: tickets compactly, for there may be 100,000; the rest as the API shows
 * it.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-sandbox-state.h"

#include <string.h>

/* Far apart, so that a client that takes one kind of id for another is found out. */
static const gint64 first_ids[DOCKET_SANDBOX_N_COUNTERS] = {
  [DOCKET_SANDBOX_TICKET_ID] = 20001, [DOCKET_SANDBOX_TICKET_NUMBER] = 1001,
  [DOCKET_SANDBOX_CUSTOMER_ID] = 301, [DOCKET_SANDBOX_CONTACT_ID] = 5001,
  [DOCKET_SANDBOX_CONTRACT_ID] = 701, [DOCKET_SANDBOX_RATE_ID] = 41,
  [DOCKET_SANDBOX_HOURS_ID] = 900001, [DOCKET_SANDBOX_FILE_ID] = 1,
};

static void
comment_free (DocketSandboxComment *comment)
{
  g_free (comment->text);
  g_free (comment);
}

static void
hours_free (DocketSandboxHours *hours)
{
  g_free (hours->description);
  g_free (hours);
}

static void
file_free (DocketSandboxFile *file)
{
  g_free (file->name);
  g_clear_pointer (&file->content, g_bytes_unref);
  g_free (file);
}

static void
value_free (DocketSandboxValue *value)
{
  g_free (value->field);
  g_free (value->text);
  g_free (value->uuid);
  g_free (value);
}

static void
technician_free (DocketSandboxTechnician *technician)
{
  g_free (technician->email);
  g_free (technician->first_name);
  g_free (technician->last_name);
  g_free (technician);
}

static void
table_init (DocketSandboxTable *table, const char *id_member, DocketSandboxCounter counter)
{
  table->id_member = id_member;
  table->counter = counter;
  table->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  table->by_id = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

static void
table_clear (DocketSandboxTable *table)
{
  g_ptr_array_unref (table->rows);
  g_hash_table_unref (table->by_id);
}

/**
 * docket_sandbox_state_new:
 *
 * Returns: (transfer full): a server without an account
 */
DocketSandboxState *
docket_sandbox_state_new (void)
{
  DocketSandboxState *state = g_new0 (DocketSandboxState, 1);

  state->technicians = g_ptr_array_new_with_free_func ((GDestroyNotify) technician_free);
  state->statuses = g_ptr_array_new_with_free_func (g_free);
  state->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  state->customer_files = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);

  table_init (&state->customers, "CustomerID", DOCKET_SANDBOX_CUSTOMER_ID);
  table_init (&state->contacts, "EndUserID", DOCKET_SANDBOX_CONTACT_ID);
  table_init (&state->contracts, "ContractID", DOCKET_SANDBOX_CONTRACT_ID);
  table_init (&state->rates, "RateID", DOCKET_SANDBOX_RATE_ID);

  state->tickets = g_ptr_array_new_with_free_func ((GDestroyNotify) docket_sandbox_ticket_free);
  state->tickets_by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  state->hours = g_ptr_array_new ();
  memcpy (state->counters, first_ids, sizeof first_ids);

  return state;
}

/**
 * docket_sandbox_state_free:
 * @state: (transfer full): a server's data
 */
void
docket_sandbox_state_free (DocketSandboxState *state)
{
  g_clear_pointer (&state->account, json_object_unref);
  g_ptr_array_unref (state->technicians);
  g_ptr_array_unref (state->statuses);
  g_ptr_array_unref (state->fields);
  g_ptr_array_unref (state->customer_files);
  table_clear (&state->customers);
  table_clear (&state->contacts);
  table_clear (&state->contracts);
  table_clear (&state->rates);
  g_hash_table_unref (state->tickets_by_id);
  g_ptr_array_unref (state->hours);
  g_ptr_array_unref (state->tickets);
  g_free (state);
}

/**
 * docket_sandbox_state_next_id:
 * @state: a server's data
 * @counter: what is to be numbered
 *
 * Returns: an id that was not given before
 */
gint64
docket_sandbox_state_next_id (DocketSandboxState *state, DocketSandboxCounter counter)
{
  return state->counters[counter]++;
}

/**
 * docket_sandbox_ticket_new:
 *
 * Returns: (transfer full): a ticket with the values that the API gives by itself
 */
DocketSandboxTicket *
docket_sandbox_ticket_new (void)
{
  DocketSandboxTicket *ticket = g_new0 (DocketSandboxTicket, 1);

  ticket->status = g_intern_static_string ("Open");
  ticket->priority = g_intern_static_string ("Low");
  ticket->impact = g_intern_static_string ("NoImpact");
  ticket->type = g_intern_static_string ("Incident");
  ticket->source = g_intern_static_string ("API");
  ticket->relation = g_intern_static_string ("None");
  ticket->comments = g_ptr_array_new_with_free_func ((GDestroyNotify) comment_free);
  ticket->hours = g_ptr_array_new_with_free_func ((GDestroyNotify) hours_free);
  ticket->files = g_ptr_array_new_with_free_func ((GDestroyNotify) file_free);
  ticket->values = g_ptr_array_new_with_free_func ((GDestroyNotify) value_free);

  return ticket;
}

/**
 * docket_sandbox_ticket_free:
 * @ticket: (transfer full): a ticket
 */
void
docket_sandbox_ticket_free (DocketSandboxTicket *ticket)
{
  g_free (ticket->title);
  g_ptr_array_unref (ticket->comments);
  g_ptr_array_unref (ticket->hours);
  g_ptr_array_unref (ticket->files);
  g_ptr_array_unref (ticket->values);
  g_clear_pointer (&ticket->stale, docket_sandbox_ticket_free);
  g_free (ticket);
}

/**
 * docket_sandbox_state_add_ticket:
 * @state: a server's data
 * @ticket: (transfer full): a ticket with an id that none has; the time booked on it is listed too
 */
void
docket_sandbox_state_add_ticket (DocketSandboxState *state, DocketSandboxTicket *ticket)
{
  g_return_if_fail (ticket->id != 0);

  g_ptr_array_add (state->tickets, ticket);
  g_hash_table_insert (state->tickets_by_id, &ticket->id, ticket);
  for (guint i = 0; i < ticket->hours->len; i++)
    g_ptr_array_add (state->hours, g_ptr_array_index (ticket->hours, i));
}

/**
 * docket_sandbox_state_get_ticket:
 * @state: a server's data
 * @id: a ticket's id
 *
 * Returns: (transfer none) (nullable): the ticket
 */
DocketSandboxTicket *
docket_sandbox_state_get_ticket (DocketSandboxState *state, gint64 id)
{
  return g_hash_table_lookup (state->tickets_by_id, &id);
}

/**
 * docket_sandbox_state_remove_ticket:
 * @state: a server's data
 * @ticket: a ticket of @state; freed, without a trace
 */
void
docket_sandbox_state_remove_ticket (DocketSandboxState *state, DocketSandboxTicket *ticket)
{
  for (guint i = 0; i < ticket->hours->len; i++)
    g_ptr_array_remove (state->hours, g_ptr_array_index (ticket->hours, i));

  if (ticket->related_id != 0)
    {
      DocketSandboxTicket *related = docket_sandbox_state_get_ticket (state, ticket->related_id);

      if (related != NULL && related->related_id == ticket->id)
        {
          related->related_id = 0;
          related->relation = g_intern_static_string ("None");
        }
    }

  g_hash_table_remove (state->tickets_by_id, &ticket->id);
  g_ptr_array_remove (state->tickets, ticket);
}

static gint
compare_comments (gconstpointer a, gconstpointer b)
{
  const DocketSandboxComment *first = *(DocketSandboxComment *const *) a;
  const DocketSandboxComment *second = *(DocketSandboxComment *const *) b;

  return (first->date_us > second->date_us) - (first->date_us < second->date_us);
}

/**
 * docket_sandbox_ticket_add_comment:
 * @ticket: a ticket
 * @date_us: its time, in microseconds UTC
 * @text: what it says
 *
 * Returns: (transfer none): a comment in its place by time, still without an author
 */
DocketSandboxComment *
docket_sandbox_ticket_add_comment (DocketSandboxTicket *ticket, gint64 date_us, const char *text)
{
  DocketSandboxComment *comment = g_new0 (DocketSandboxComment, 1);
  DocketSandboxComment *last = ticket->comments->len > 0
                                 ? g_ptr_array_index (ticket->comments, ticket->comments->len - 1)
                                 : NULL;

  comment->date_us = date_us;
  comment->text = g_strdup (text);
  g_ptr_array_add (ticket->comments, comment);
  if (last != NULL && last->date_us > date_us)
    g_ptr_array_sort (ticket->comments, compare_comments);

  return comment;
}

/**
 * docket_sandbox_state_add_hours:
 * @state: a server's data
 * @ticket: a ticket of @state
 *
 * Returns: (transfer none): an empty time entry of @ticket with a new id
 */
DocketSandboxHours *
docket_sandbox_state_add_hours (DocketSandboxState *state, DocketSandboxTicket *ticket)
{
  DocketSandboxHours *hours = g_new0 (DocketSandboxHours, 1);

  hours->id = docket_sandbox_state_next_id (state, DOCKET_SANDBOX_HOURS_ID);
  hours->ticket_id = ticket->id;
  g_ptr_array_add (ticket->hours, hours);
  g_ptr_array_add (state->hours, hours);

  return hours;
}

/**
 * docket_sandbox_ticket_add_file:
 * @ticket: a ticket
 * @id: the file's id
 * @name: its name
 *
 * Returns: (transfer none): the file, its content made from its id
 */
DocketSandboxFile *
docket_sandbox_ticket_add_file (DocketSandboxTicket *ticket, gint64 id, const char *name)
{
  DocketSandboxFile *file = g_new0 (DocketSandboxFile, 1);

  file->id = id;
  file->name = g_strdup (name);
  g_ptr_array_add (ticket->files, file);

  return file;
}

/**
 * docket_sandbox_ticket_get_value:
 * @ticket: a ticket
 * @field: the name of a custom field
 *
 * Returns: (transfer none) (nullable): the field's value
 */
DocketSandboxValue *
docket_sandbox_ticket_get_value (DocketSandboxTicket *ticket, const char *field)
{
  for (guint i = 0; i < ticket->values->len; i++)
    {
      DocketSandboxValue *value = g_ptr_array_index (ticket->values, i);

      if (strcmp (value->field, field) == 0)
        return value;
    }

  return NULL;
}

/**
 * docket_sandbox_ticket_set_value:
 * @ticket: a ticket
 * @field: the name of a custom field
 * @text: (nullable): its value; %NULL takes the value away
 * @uuid: (nullable): the id of a new value; %NULL makes one
 */
void
docket_sandbox_ticket_set_value (DocketSandboxTicket *ticket,
                                 const char *field,
                                 const char *text,
                                 const char *uuid)
{
  DocketSandboxValue *value = docket_sandbox_ticket_get_value (ticket, field);

  if (text == NULL)
    {
      if (value != NULL)
        g_ptr_array_remove (ticket->values, value);
      return;
    }

  if (value == NULL)
    {
      value = g_new0 (DocketSandboxValue, 1);
      value->field = g_strdup (field);
      value->uuid = uuid != NULL ? g_strdup (uuid) : g_uuid_string_random ();
      g_ptr_array_add (ticket->values, value);
    }

  g_free (value->text);
  value->text = g_strdup (text);
}

/**
 * docket_sandbox_ticket_get_seconds:
 * @ticket: a ticket
 * @billable: which time
 * @on_site: which time
 *
 * Returns: the time booked on @ticket that is both, in seconds
 */
gint64
docket_sandbox_ticket_get_seconds (DocketSandboxTicket *ticket, gboolean billable, gboolean on_site)
{
  gint64 sum_us = 0;

  for (guint i = 0; i < ticket->hours->len; i++)
    {
      DocketSandboxHours *hours = g_ptr_array_index (ticket->hours, i);

      if (!hours->billable == !billable && !hours->on_site == !on_site)
        sum_us += hours->end_us - hours->start_us;
    }

  return sum_us / G_USEC_PER_SEC;
}

/**
 * docket_sandbox_table_add:
 * @state: the server's data that @table is a part of
 * @table: a table
 * @row: (transfer full): a row; gets the next id if it has none
 *
 * Returns: the row's id
 */
gint64
docket_sandbox_table_add (DocketSandboxState *state, DocketSandboxTable *table, JsonObject *row)
{
  gint64 *key = g_new0 (gint64, 1);

  if (json_object_get_int_member_with_default (row, table->id_member, 0) == 0)
    json_object_set_int_member (row,
                                table->id_member,
                                docket_sandbox_state_next_id (state, table->counter));

  *key = json_object_get_int_member (row, table->id_member);
  g_ptr_array_add (table->rows, row);
  g_hash_table_insert (table->by_id, key, row);

  return *key;
}

/**
 * docket_sandbox_table_get:
 * @table: a table
 * @id: a row's id
 *
 * Returns: (transfer none) (nullable): the row
 */
JsonObject *
docket_sandbox_table_get (DocketSandboxTable *table, gint64 id)
{
  return g_hash_table_lookup (table->by_id, &id);
}

/**
 * docket_sandbox_table_remove:
 * @table: a table
 * @id: a row's id
 *
 * Returns: whether there was such a row
 */
gboolean
docket_sandbox_table_remove (DocketSandboxTable *table, gint64 id)
{
  JsonObject *row = docket_sandbox_table_get (table, id);

  if (row == NULL)
    return FALSE;

  g_hash_table_remove (table->by_id, &id);

  return g_ptr_array_remove (table->rows, row);
}

/**
 * docket_sandbox_state_find_contact:
 * @state: a server's data
 * @email: an address
 *
 * Returns: (transfer none) (nullable): the first contact with @email, whatever its case
 */
JsonObject *
docket_sandbox_state_find_contact (DocketSandboxState *state, const char *email)
{
  for (guint i = 0; i < state->contacts.rows->len; i++)
    {
      JsonObject *contact = g_ptr_array_index (state->contacts.rows, i);
      const char *other = json_object_get_string_member_with_default (contact, "Email", NULL);

      if (other != NULL && g_ascii_strcasecmp (other, email) == 0)
        return contact;
    }

  return NULL;
}

/**
 * docket_sandbox_state_find_field:
 * @state: a server's data
 * @name: the name of a custom field of tickets
 *
 * Returns: (transfer none) (nullable): the field, as the API describes it
 */
JsonObject *
docket_sandbox_state_find_field (DocketSandboxState *state, const char *name)
{
  for (guint i = 0; i < state->fields->len; i++)
    {
      JsonObject *field = g_ptr_array_index (state->fields, i);

      if (strcmp (json_object_get_string_member (field, "Target"), "Ticket") == 0 &&
          strcmp (json_object_get_string_member (field, "Name"), name) == 0)
        return field;
    }

  return NULL;
}

/**
 * docket_sandbox_state_add_technician:
 * @state: a server's data
 * @id: the technician's id
 * @email: the address
 * @first_name: the first name
 * @last_name: the last name
 *
 * Returns: (transfer none): the technician
 */
DocketSandboxTechnician *
docket_sandbox_state_add_technician (DocketSandboxState *state,
                                     gint64 id,
                                     const char *email,
                                     const char *first_name,
                                     const char *last_name)
{
  DocketSandboxTechnician *technician = g_new0 (DocketSandboxTechnician, 1);

  technician->id = id;
  technician->email = g_strdup (email);
  technician->first_name = g_strdup (first_name);
  technician->last_name = g_strdup (last_name);
  g_ptr_array_add (state->technicians, technician);

  return technician;
}

/**
 * docket_sandbox_state_get_technician:
 * @state: a server's data
 * @id: a technician's id
 *
 * Returns: (transfer none) (nullable): the technician
 */
DocketSandboxTechnician *
docket_sandbox_state_get_technician (DocketSandboxState *state, gint64 id)
{
  for (guint i = 0; i < state->technicians->len; i++)
    {
      DocketSandboxTechnician *technician = g_ptr_array_index (state->technicians, i);

      if (technician->id == id)
        return technician;
    }

  return NULL;
}

/**
 * docket_sandbox_state_find_technician:
 * @state: a server's data
 * @email: an address
 *
 * Returns: (transfer none) (nullable): the technician with @email, whatever its case
 */
DocketSandboxTechnician *
docket_sandbox_state_find_technician (DocketSandboxState *state, const char *email)
{
  for (guint i = 0; i < state->technicians->len; i++)
    {
      DocketSandboxTechnician *technician = g_ptr_array_index (state->technicians, i);

      if (g_ascii_strcasecmp (technician->email, email) == 0)
        return technician;
    }

  return NULL;
}

/**
 * docket_sandbox_state_get_contact_text:
 * @state: a server's data
 * @id: a contact's id
 * @member: which of its texts
 *
 * Returns: (transfer none) (nullable): the text, if there is such a contact
 */
const char *
docket_sandbox_state_get_contact_text (DocketSandboxState *state, gint64 id, const char *member)
{
  JsonObject *contact = docket_sandbox_table_get (&state->contacts, id);

  if (contact == NULL)
    return NULL;

  return json_object_get_string_member_with_default (contact, member, NULL);
}
