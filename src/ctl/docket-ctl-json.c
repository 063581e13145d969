/* The JSON documents that scripts depend on.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-ctl-json.h"

#include "docket-ctl-talk.h"

typedef void (*PartFunc) (JsonBuilder *builder, gpointer part);

static const char *
nick (GType type, int value)
{
  return docket_enum_to_nick (type, value);
}

static void
add_parts (JsonBuilder *builder, const char *name, GPtrArray *parts, PartFunc func)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);

  for (guint i = 0; parts != NULL && i < parts->len; i++)
    func (builder, g_ptr_array_index (parts, i));

  json_builder_end_array (builder);
}

static void
add_bool (JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

static void
add_custom_fields (JsonBuilder *builder, DocketValues *values)
{
  g_autoptr (GList) fields = values != NULL ? docket_values_list_fields (values) : NULL;

  json_builder_set_member_name (builder, "fields");
  json_builder_begin_object (builder);

  for (GList *l = fields; l != NULL; l = l->next)
    if (docket_field_is_custom (l->data))
      docket_ctl_json_text (builder,
                            (const char *) l->data + strlen (DOCKET_FIELD_CUSTOM_PREFIX),
                            docket_values_get (values, l->data));

  json_builder_end_object (builder);
}

static void
add_row_members (JsonBuilder *builder, const DocketTicketRow *row, DocketValues *values)
{
  docket_ctl_json_ticket_id (builder, "id", row->id);
  docket_ctl_json_text (builder, "number", row->number);
  docket_ctl_json_text (builder, "title", row->title);
  docket_ctl_json_text (builder, "status", row->status);
  docket_ctl_json_text (builder, "priority", nick (DOCKET_TYPE_PRIORITY, (int) row->priority));
  docket_ctl_json_text (builder, "impact", nick (DOCKET_TYPE_IMPACT, (int) row->impact));
  docket_ctl_json_text (builder, "type", nick (DOCKET_TYPE_TICKET_TYPE, (int) row->type));
  docket_ctl_json_text (builder, "assignee", row->assignee != 0 ? row->assignee_name : NULL);
  docket_ctl_json_text (builder, "customer", row->customer != 0 ? row->customer_name : NULL);
  docket_ctl_json_text (builder, "contact", row->contact != 0 ? row->contact_name : NULL);
  docket_ctl_json_text (builder, "contract", row->contract != 0 ? row->contract_name : NULL);
  docket_ctl_json_time (builder, "created_at", row->created_at);
  docket_ctl_json_time (builder, "updated_at", row->updated_at);
  docket_ctl_json_time (builder, "due_at", docket_ticket_row_get_due_at (row));
  docket_ctl_json_time (builder, "first_response_due_at", row->first_response_due_at);
  docket_ctl_json_time (builder, "close_due_at", row->close_due_at);
  docket_ctl_json_time (builder, "remind_at", row->remind_at);
  add_custom_fields (builder, values);
  docket_ctl_json_int (builder, "waiting", row->n_waiting);
  docket_ctl_json_int (builder, "needs_attention", row->n_needs_me);
}

static void
add_attachment (JsonBuilder *builder, gpointer part)
{
  docket_ctl_json_attachment (builder, part);
}

static void
add_message (JsonBuilder *builder, gpointer part)
{
  const DocketMessage *message = part;

  json_builder_begin_object (builder);
  docket_ctl_json_int (builder, "id", message->id);
  docket_ctl_json_text (builder, "author", message->author_name);
  docket_ctl_json_time (builder, "created_at", message->created_at);
  docket_ctl_json_text (builder, "kind", nick (DOCKET_TYPE_MESSAGE_KIND, (int) message->kind));
  docket_ctl_json_text (builder, "text", message->text);
  add_parts (builder, "attachments", message->attachments, add_attachment);
  docket_ctl_json_text (builder, "state", nick (DOCKET_TYPE_PART_STATE, (int) message->state));
  json_builder_end_object (builder);
}

static void
add_signature (JsonBuilder *builder, gpointer part)
{
  const DocketSignature *signature = part;

  json_builder_begin_object (builder);
  docket_ctl_json_text (builder, "signer", signature->signer);
  docket_ctl_json_text (builder, "role", signature->role);
  docket_ctl_json_text (builder, "outcome", signature->outcome);
  docket_ctl_json_text (builder, "reason", signature->reason);
  docket_ctl_json_time (builder, "signed_at", signature->signed_at);
  docket_ctl_json_text (builder, "attachment", signature->attachment_name);
  docket_ctl_json_text (builder, "state_sha256", signature->state_sha256);
  add_bool (builder, "changed_since", signature->changed_since);
  json_builder_end_object (builder);
}

static void
add_time_entry (JsonBuilder *builder, gpointer part)
{
  docket_ctl_json_time_entry (builder, part);
}

static void
add_operation (JsonBuilder *builder, gpointer part)
{
  docket_ctl_json_operation (builder, part);
}

static void
add_draft (JsonBuilder *builder, gpointer part)
{
  docket_ctl_json_draft (builder, part);
}

static void
add_value (JsonBuilder *builder,
           DocketWorkspace *workspace,
           const char *name,
           const char *field,
           const char *value)
{
  g_autofree char *text = docket_workspace_describe_value (workspace, field, value);

  docket_ctl_json_text (builder, name, text);
}

/**
 * docket_ctl_json_print:
 * @builder: a whole document
 *
 * Prints it on stdout.
 */
void
docket_ctl_json_print (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = json_to_string (root, TRUE);

  g_print ("%s\n", text);
}

/**
 * docket_ctl_json_time:
 * @builder: a document
 * @name: a member
 * @us: microseconds UTC; 0 is null
 */
void
docket_ctl_json_time (JsonBuilder *builder, const char *name, gint64 us)
{
  g_autofree char *text = us != 0 ? docket_time_format (us) : NULL;

  docket_ctl_json_text (builder, name, text);
}

/**
 * docket_ctl_json_text:
 * @builder: a document
 * @name: a member
 * @text: (nullable): its text; %NULL is null
 */
void
docket_ctl_json_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);

  if (text != NULL)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

/**
 * docket_ctl_json_int:
 * @builder: a document
 * @name: a member
 * @value: its value
 */
void
docket_ctl_json_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

/**
 * docket_ctl_json_id:
 * @builder: a document
 * @name: a member
 * @id: local id; 0 is null
 */
void
docket_ctl_json_id (JsonBuilder *builder, const char *name, gint64 id)
{
  json_builder_set_member_name (builder, name);

  if (id != 0)
    json_builder_add_int_value (builder, id);
  else
    json_builder_add_null_value (builder);
}

/**
 * docket_ctl_json_ticket_id:
 * @builder: a document
 * @name: a member
 * @ticket: local id; 0 is null
 */
void
docket_ctl_json_ticket_id (JsonBuilder *builder, const char *name, gint64 ticket)
{
  g_autofree char *text = ticket != 0 ? g_strdup_printf ("L%" G_GINT64_FORMAT, ticket) : NULL;

  docket_ctl_json_text (builder, name, text);
}

/**
 * docket_ctl_json_account:
 * @builder: a document
 * @info: a workspace
 */
void
docket_ctl_json_account (JsonBuilder *builder, const DocketWorkspaceInfo *info)
{
  json_builder_begin_object (builder);
  docket_ctl_json_text (builder, "id", info->id);
  docket_ctl_json_text (builder, "name", info->name);
  docket_ctl_json_text (builder,
                        "kind",
                        info->problem == NULL ? nick (DOCKET_TYPE_SERVER_KIND, (int) info->kind)
                                              : NULL);
  docket_ctl_json_text (builder, "url", info->url);
  docket_ctl_json_text (builder, "me", info->me);
  docket_ctl_json_time (builder, "last_sync_at", info->last_sync_at);
  docket_ctl_json_int (builder, "waiting", info->waiting);
  docket_ctl_json_int (builder, "needs_attention", info->needs_attention);

  if (info->problem != NULL)
    docket_ctl_json_text (builder, "problem", info->problem);

  json_builder_end_object (builder);
}

/**
 * docket_ctl_json_row:
 * @builder: a document
 * @row: a ticket
 * @values: (nullable): its fields, for the custom ones
 *
 * Adds a ticket without its parts.
 */
void
docket_ctl_json_row (JsonBuilder *builder, const DocketTicketRow *row, DocketValues *values)
{
  json_builder_begin_object (builder);
  add_row_members (builder, row, values);
  json_builder_end_object (builder);
}

/**
 * docket_ctl_json_ticket:
 * @builder: a document
 * @workspace: its workspace
 * @details: a ticket
 *
 * Adds a ticket with its parts.
 */
void
docket_ctl_json_ticket (JsonBuilder *builder,
                        DocketWorkspace *workspace,
                        const DocketTicketDetails *details)
{
  g_autoptr (GPtrArray) talk = docket_ctl_list_talk (details);

  json_builder_begin_object (builder);
  add_row_members (builder, details->row, details->values);
  add_parts (builder, "messages", talk, add_message);
  add_parts (builder, "attachments", details->attachments, add_attachment);
  add_parts (builder, "time_entries", details->time_entries, add_time_entry);
  add_parts (builder, "signatures", details->signatures, add_signature);
  add_parts (builder, "drafts", details->drafts, add_draft);
  add_parts (builder, "operations", details->operations, add_operation);
  json_builder_set_member_name (builder, "conflicts");
  json_builder_begin_array (builder);

  for (guint i = 0; i < details->conflicts->len; i++)
    docket_ctl_json_conflict (builder, workspace, g_ptr_array_index (details->conflicts, i));

  json_builder_end_array (builder);
  docket_ctl_json_int (builder, "total_seconds", details->total_us / G_USEC_PER_SEC);
  docket_ctl_json_int (builder, "billable_seconds", details->billable_us / G_USEC_PER_SEC);
  json_builder_end_object (builder);
}

/**
 * docket_ctl_json_operation:
 * @builder: a document
 * @operation: an operation of the outbox
 */
void
docket_ctl_json_operation (JsonBuilder *builder, const DocketOperation *operation)
{
  json_builder_begin_object (builder);
  docket_ctl_json_int (builder, "id", operation->id);
  docket_ctl_json_text (builder, "uuid", operation->uuid);
  docket_ctl_json_ticket_id (builder, "ticket", operation->ticket);
  docket_ctl_json_text (builder, "kind", nick (DOCKET_TYPE_OPERATION_KIND, (int) operation->kind));
  docket_ctl_json_text (builder,
                        "state",
                        nick (DOCKET_TYPE_OPERATION_STATE, (int) operation->state));
  docket_ctl_json_text (builder,
                        "reason",
                        operation->reason != DOCKET_OPERATION_REASON_NONE
                          ? nick (DOCKET_TYPE_OPERATION_REASON, (int) operation->reason)
                          : NULL);
  docket_ctl_json_text (builder, "depends_on", operation->depends_on);
  docket_ctl_json_int (builder, "attempts", operation->sent);
  docket_ctl_json_time (builder, "not_before", operation->not_before);
  docket_ctl_json_text (builder, "last_error", operation->last_error);
  json_builder_set_member_name (builder, "likely");
  json_builder_begin_array (builder);

  for (guint i = 0; i < operation->likely->len; i++)
    {
      const DocketLikelyItem *item = g_ptr_array_index (operation->likely, i);

      json_builder_begin_object (builder);
      docket_ctl_json_int (builder, "n", i + 1);
      docket_ctl_json_text (builder, "author", item->author);
      docket_ctl_json_time (builder, "created_at", item->created_at);
      docket_ctl_json_text (builder, "text", item->text);
      json_builder_end_object (builder);
    }

  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

/**
 * docket_ctl_json_conflict:
 * @builder: a document
 * @workspace: its workspace
 * @conflict: a field that both sides changed
 */
void
docket_ctl_json_conflict (JsonBuilder *builder,
                          DocketWorkspace *workspace,
                          const DocketConflict *conflict)
{
  json_builder_begin_object (builder);
  docket_ctl_json_ticket_id (builder, "ticket", conflict->ticket);
  docket_ctl_json_text (builder, "field", conflict->field);
  add_value (builder, workspace, "base", conflict->field, conflict->base);
  add_value (builder, workspace, "mine", conflict->field, conflict->mine);
  add_value (builder, workspace, "theirs", conflict->field, conflict->theirs);
  docket_ctl_json_time (builder, "since", conflict->since);
  json_builder_end_object (builder);
}

/**
 * docket_ctl_json_attachment:
 * @builder: a document
 * @attachment: a file of a ticket
 */
void
docket_ctl_json_attachment (JsonBuilder *builder, const DocketAttachment *attachment)
{
  json_builder_begin_object (builder);
  docket_ctl_json_text (builder, "name", attachment->name);
  docket_ctl_json_text (builder, "type", attachment->content_type);
  json_builder_set_member_name (builder, "size");

  if (attachment->size >= 0)
    json_builder_add_int_value (builder, attachment->size);
  else
    json_builder_add_null_value (builder);

  docket_ctl_json_text (builder, "sha256", attachment->sha256);
  docket_ctl_json_text (builder, "state", nick (DOCKET_TYPE_PART_STATE, (int) attachment->state));
  json_builder_end_object (builder);
}

/**
 * docket_ctl_json_draft:
 * @builder: a document
 * @draft: a draft
 */
void
docket_ctl_json_draft (JsonBuilder *builder, const DocketDraft *draft)
{
  json_builder_begin_object (builder);
  docket_ctl_json_ticket_id (builder, "ticket", draft->ticket);
  docket_ctl_json_text (builder, "kind", nick (DOCKET_TYPE_DRAFT_KIND, (int) draft->kind));
  docket_ctl_json_text (builder, "text", draft->text);
  json_builder_set_member_name (builder, "files");
  json_builder_begin_array (builder);

  for (guint i = 0; i < draft->files->len; i++)
    json_builder_add_string_value (
      builder,
      ((const DocketEditFile *) g_ptr_array_index (draft->files, i))->name);

  json_builder_end_array (builder);

  if (draft->ticket == 0 || draft->kind == DOCKET_DRAFT_KIND_EDIT)
    {
      g_autoptr (GList) fields =
        draft->fields != NULL ? docket_values_list_fields (draft->fields) : NULL;

      json_builder_set_member_name (builder, "fields");
      json_builder_begin_object (builder);

      for (GList *l = fields; l != NULL; l = l->next)
        if (!g_str_has_prefix (l->data, DOCKET_DRAFT_SEEN))
          docket_ctl_json_text (builder, l->data, docket_values_get (draft->fields, l->data));

      json_builder_end_object (builder);
    }

  docket_ctl_json_time (builder, "saved_at", draft->saved_at);
  json_builder_end_object (builder);
}

/**
 * docket_ctl_json_time_entry:
 * @builder: a document
 * @entry: a time entry
 */
void
docket_ctl_json_time_entry (JsonBuilder *builder, const DocketTimeEntry *entry)
{
  json_builder_begin_object (builder);
  docket_ctl_json_int (builder, "id", entry->id);
  docket_ctl_json_ticket_id (builder, "ticket", entry->ticket);
  docket_ctl_json_text (builder, "technician", entry->technician_name);
  docket_ctl_json_text (builder, "rate", entry->rate_name);
  docket_ctl_json_time (builder, "start", entry->start_at);
  docket_ctl_json_time (builder, "end", entry->end_at);
  docket_ctl_json_int (builder, "seconds", (entry->end_at - entry->start_at) / G_USEC_PER_SEC);
  add_bool (builder, "billable", entry->billable);
  add_bool (builder, "on_site", entry->on_site);
  docket_ctl_json_text (builder, "description", entry->description);
  docket_ctl_json_time (builder, "created_at", entry->created_at);
  docket_ctl_json_text (builder, "state", nick (DOCKET_TYPE_PART_STATE, (int) entry->state));
  docket_ctl_json_id (builder, "batch", entry->batch);
  json_builder_end_object (builder);
}

/**
 * docket_ctl_json_entry:
 * @builder: a document
 * @entry: an entry of the directory
 *
 * Adds an entry with the fields of its kind; an amount as money.
 */
void
docket_ctl_json_entry (JsonBuilder *builder, const DocketEntry *entry)
{
  g_autoptr (GList) properties = docket_values_list_fields (entry->properties);

  json_builder_begin_object (builder);
  docket_ctl_json_int (builder, "id", entry->id);
  docket_ctl_json_text (builder, "name", entry->name);

  if (entry->entity == DOCKET_ENTITY_CONTACT || entry->entity == DOCKET_ENTITY_CONTRACT)
    {
      docket_ctl_json_id (builder, "customer", entry->customer);
    }

  for (GList *l = properties; l != NULL; l = l->next)
    {
      const char *value = docket_entry_get (entry, l->data);
      g_autofree char *money = NULL;

      if (g_str_equal (l->data, "amount") && value != NULL)
        money = docket_money_format (g_ascii_strtoll (value, NULL, 10));

      docket_ctl_json_text (builder, l->data, money != NULL ? money : value);
    }

  add_bool (builder, "archived", entry->archived);
  json_builder_end_object (builder);
}
