/* The parts of a ticket and the entries of the directory: plain records.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-parts.h"

static void
likely_item_free (gpointer data)
{
  DocketLikelyItem *item = data;

  g_free (item->author);
  g_free (item->text);
  g_free (item->remote_id);
  g_free (item);
}

typedef GObjectClass DocketAttachmentClass;
G_DEFINE_FINAL_TYPE (DocketAttachment, docket_attachment, G_TYPE_OBJECT)

static void
docket_attachment_finalize (GObject *object)
{
  DocketAttachment *self = (DocketAttachment *) object;

  g_free (self->name);
  g_free (self->content_type);
  g_free (self->sha256);
  g_free (self->original);
  g_free (self->url);

  G_OBJECT_CLASS (docket_attachment_parent_class)->finalize (object);
}

static void
docket_attachment_class_init (DocketAttachmentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = docket_attachment_finalize;
}

static void
docket_attachment_init (DocketAttachment *self)
{
  self->size = -1;
}

typedef GObjectClass DocketMessageClass;
G_DEFINE_FINAL_TYPE (DocketMessage, docket_message, G_TYPE_OBJECT)

static void
docket_message_finalize (GObject *object)
{
  DocketMessage *self = (DocketMessage *) object;

  g_free (self->remote_id);
  g_free (self->author_name);
  g_free (self->text);
  g_free (self->source);
  g_free (self->operation);
  g_clear_pointer (&self->attachments, g_ptr_array_unref);

  G_OBJECT_CLASS (docket_message_parent_class)->finalize (object);
}

static void
docket_message_class_init (DocketMessageClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = docket_message_finalize;
}

static void
docket_message_init (DocketMessage *self)
{
  self->attachments = g_ptr_array_new_with_free_func (g_object_unref);
}

typedef GObjectClass DocketTimeEntryClass;
G_DEFINE_FINAL_TYPE (DocketTimeEntry, docket_time_entry, G_TYPE_OBJECT)

static void
docket_time_entry_finalize (GObject *object)
{
  DocketTimeEntry *self = (DocketTimeEntry *) object;

  g_free (self->remote_id);
  g_free (self->technician_name);
  g_free (self->rate_name);
  g_free (self->zone);
  g_free (self->description);
  g_free (self->operation);
  g_free (self->ticket_number);
  g_free (self->ticket_title);

  G_OBJECT_CLASS (docket_time_entry_parent_class)->finalize (object);
}

static void
docket_time_entry_class_init (DocketTimeEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = docket_time_entry_finalize;
}

static void
docket_time_entry_init (DocketTimeEntry *self)
{
}

typedef GObjectClass DocketOperationClass;
G_DEFINE_FINAL_TYPE (DocketOperation, docket_operation, G_TYPE_OBJECT)

static void
docket_operation_finalize (GObject *object)
{
  DocketOperation *self = (DocketOperation *) object;

  g_free (self->uuid);
  g_free (self->ticket_number);
  g_free (self->ticket_title);
  g_free (self->lane);
  g_free (self->group);
  g_free (self->author);
  g_free (self->depends_on);
  g_free (self->last_error);
  g_free (self->remote_id);
  g_clear_pointer (&self->payload, docket_values_unref);
  g_clear_pointer (&self->seen, docket_values_unref);
  g_clear_pointer (&self->likely, g_ptr_array_unref);

  G_OBJECT_CLASS (docket_operation_parent_class)->finalize (object);
}

static void
docket_operation_class_init (DocketOperationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = docket_operation_finalize;
}

static void
docket_operation_init (DocketOperation *self)
{
  self->equal_before = -1;
  self->likely = g_ptr_array_new_with_free_func (likely_item_free);
}

typedef GObjectClass DocketConflictClass;
G_DEFINE_FINAL_TYPE (DocketConflict, docket_conflict, G_TYPE_OBJECT)

static void
docket_conflict_finalize (GObject *object)
{
  DocketConflict *self = (DocketConflict *) object;

  g_free (self->field);
  g_free (self->base);
  g_free (self->mine);
  g_free (self->theirs);

  G_OBJECT_CLASS (docket_conflict_parent_class)->finalize (object);
}

static void
docket_conflict_class_init (DocketConflictClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = docket_conflict_finalize;
}

static void
docket_conflict_init (DocketConflict *self)
{
}

typedef GObjectClass DocketDraftClass;
G_DEFINE_FINAL_TYPE (DocketDraft, docket_draft, G_TYPE_OBJECT)

static void
docket_draft_finalize (GObject *object)
{
  DocketDraft *self = (DocketDraft *) object;

  g_free (self->text);
  g_clear_pointer (&self->fields, docket_values_unref);
  g_clear_pointer (&self->files, g_ptr_array_unref);

  G_OBJECT_CLASS (docket_draft_parent_class)->finalize (object);
}

static void
docket_draft_class_init (DocketDraftClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = docket_draft_finalize;
}

static void
docket_draft_init (DocketDraft *self)
{
  self->files = docket_edit_files_copy (NULL);
}

typedef GObjectClass DocketSignatureClass;
G_DEFINE_FINAL_TYPE (DocketSignature, docket_signature, G_TYPE_OBJECT)

static void
docket_signature_finalize (GObject *object)
{
  DocketSignature *self = (DocketSignature *) object;

  g_free (self->signer);
  g_free (self->role);
  g_free (self->outcome);
  g_free (self->reason);
  g_free (self->attachment_name);
  g_free (self->state_sha256);

  G_OBJECT_CLASS (docket_signature_parent_class)->finalize (object);
}

static void
docket_signature_class_init (DocketSignatureClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = docket_signature_finalize;
}

static void
docket_signature_init (DocketSignature *self)
{
}

typedef GObjectClass DocketEntryClass;
G_DEFINE_FINAL_TYPE (DocketEntry, docket_entry, G_TYPE_OBJECT)

static void
docket_entry_finalize (GObject *object)
{
  DocketEntry *self = (DocketEntry *) object;

  g_free (self->remote_id);
  g_free (self->name);
  g_free (self->customer_name);
  g_clear_pointer (&self->properties, docket_values_unref);

  G_OBJECT_CLASS (docket_entry_parent_class)->finalize (object);
}

static void
docket_entry_class_init (DocketEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = docket_entry_finalize;
}

static void
docket_entry_init (DocketEntry *self)
{
  self->properties = docket_values_new ();
}

typedef GObjectClass DocketTicketDetailsClass;
G_DEFINE_FINAL_TYPE (DocketTicketDetails, docket_ticket_details, G_TYPE_OBJECT)

static void
docket_ticket_details_finalize (GObject *object)
{
  DocketTicketDetails *self = (DocketTicketDetails *) object;

  g_free (self->remote_id);
  g_clear_pointer (&self->row, docket_ticket_row_free);
  g_clear_pointer (&self->values, docket_values_unref);
  g_clear_pointer (&self->field_state, g_hash_table_unref);
  g_clear_pointer (&self->messages, g_ptr_array_unref);
  g_clear_pointer (&self->attachments, g_ptr_array_unref);
  g_clear_pointer (&self->time_entries, g_ptr_array_unref);
  g_clear_pointer (&self->operations, g_ptr_array_unref);
  g_clear_pointer (&self->conflicts, g_ptr_array_unref);
  g_clear_pointer (&self->drafts, g_ptr_array_unref);
  g_clear_pointer (&self->signatures, g_ptr_array_unref);
  g_clear_pointer (&self->status_changes, g_ptr_array_unref);

  G_OBJECT_CLASS (docket_ticket_details_parent_class)->finalize (object);
}

static void
docket_ticket_details_class_init (DocketTicketDetailsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = docket_ticket_details_finalize;
}

static void
docket_ticket_details_init (DocketTicketDetails *self)
{
  self->row = docket_ticket_row_new ();
  self->values = docket_values_new ();
  self->field_state = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->messages = g_ptr_array_new_with_free_func (g_object_unref);
  self->attachments = g_ptr_array_new_with_free_func (g_object_unref);
  self->time_entries = g_ptr_array_new_with_free_func (g_object_unref);
  self->operations = g_ptr_array_new_with_free_func (g_object_unref);
  self->conflicts = g_ptr_array_new_with_free_func (g_object_unref);
  self->drafts = g_ptr_array_new_with_free_func (g_object_unref);
  self->signatures = g_ptr_array_new_with_free_func (g_object_unref);
  self->status_changes = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * docket_attachment_new:
 *
 * Returns: (transfer full): an attachment of which nothing is known
 */
DocketAttachment *
docket_attachment_new (void)
{
  return g_object_new (docket_attachment_get_type (), NULL);
}

/**
 * docket_message_new:
 *
 * Returns: (transfer full): an empty message
 */
DocketMessage *
docket_message_new (void)
{
  return g_object_new (docket_message_get_type (), NULL);
}

/**
 * docket_time_entry_new:
 *
 * Returns: (transfer full): an empty time entry
 */
DocketTimeEntry *
docket_time_entry_new (void)
{
  return g_object_new (docket_time_entry_get_type (), NULL);
}

/**
 * docket_time_entry_copy:
 * @entry: a time entry
 *
 * Returns: (transfer full): a copy
 */
DocketTimeEntry *
docket_time_entry_copy (const DocketTimeEntry *entry)
{
  DocketTimeEntry *copy = docket_time_entry_new ();

  copy->id = entry->id;
  copy->ticket = entry->ticket;
  copy->remote_id = g_strdup (entry->remote_id);
  copy->technician = entry->technician;
  copy->technician_name = g_strdup (entry->technician_name);
  copy->rate = entry->rate;
  copy->rate_name = g_strdup (entry->rate_name);
  copy->start_at = entry->start_at;
  copy->end_at = entry->end_at;
  copy->zone = g_strdup (entry->zone);
  copy->billable = entry->billable;
  copy->on_site = entry->on_site;
  copy->description = g_strdup (entry->description);
  copy->created_at = entry->created_at;
  copy->operation = g_strdup (entry->operation);
  copy->state = entry->state;
  copy->ticket_number = g_strdup (entry->ticket_number);
  copy->ticket_title = g_strdup (entry->ticket_title);

  return copy;
}

/**
 * docket_time_entry_content_equal:
 * @a: a time entry
 * @b: another one
 *
 * Returns: whether both say that the same was worked, by the same person, at the same time
 */
gboolean
docket_time_entry_content_equal (const DocketTimeEntry *a, const DocketTimeEntry *b)
{
  return a->technician == b->technician && a->rate == b->rate && a->start_at == b->start_at &&
         a->end_at == b->end_at && a->billable == b->billable && a->on_site == b->on_site &&
         g_strcmp0 (a->description, b->description) == 0;
}

/**
 * docket_operation_new:
 *
 * Returns: (transfer full): an operation that waits
 */
DocketOperation *
docket_operation_new (void)
{
  return g_object_new (docket_operation_get_type (), NULL);
}

/**
 * docket_conflict_new:
 *
 * Returns: (transfer full): an empty conflict
 */
DocketConflict *
docket_conflict_new (void)
{
  return g_object_new (docket_conflict_get_type (), NULL);
}

/**
 * docket_draft_new:
 *
 * Returns: (transfer full): an empty draft
 */
DocketDraft *
docket_draft_new (void)
{
  return g_object_new (docket_draft_get_type (), NULL);
}

/**
 * docket_ticket_details_new:
 *
 * Returns: (transfer full): details without parts
 */
DocketTicketDetails *
docket_ticket_details_new (void)
{
  return g_object_new (docket_ticket_details_get_type (), NULL);
}

/**
 * docket_operation_is_open:
 * @operation: an operation
 *
 * Returns: whether it is neither done nor withdrawn
 */
gboolean
docket_operation_is_open (const DocketOperation *operation)
{
  g_return_val_if_fail (operation != NULL, FALSE);

  return operation->state != DOCKET_OPERATION_STATE_DONE &&
         operation->state != DOCKET_OPERATION_STATE_WITHDRAWN;
}

/**
 * docket_operation_add_likely:
 * @operation: an operation
 * @author: (nullable): who made the item
 * @created_at: when, in microseconds UTC
 * @text: (nullable): what it says
 * @remote_id: (nullable): its id on the server, where it has one
 *
 * Adds an item of the server that may be what the operation made.
 */
void
docket_operation_add_likely (DocketOperation *operation,
                             const char *author,
                             gint64 created_at,
                             const char *text,
                             const char *remote_id)
{
  DocketLikelyItem *item = g_new0 (DocketLikelyItem, 1);

  item->author = g_strdup (author);
  item->created_at = created_at;
  item->text = g_strdup (text);
  item->remote_id = g_strdup (remote_id);
  g_ptr_array_add (operation->likely, item);
}

/**
 * docket_entry_new:
 * @entity: the kind of entry
 *
 * Returns: (transfer full): an entry without a name
 */
DocketEntry *
docket_entry_new (DocketEntity entity)
{
  DocketEntry *entry = g_object_new (docket_entry_get_type (), NULL);

  entry->entity = entity;

  return entry;
}

/**
 * docket_entry_get:
 * @entry: an entry
 * @property: a name such as `email`
 *
 * Returns: (transfer none) (nullable): the value
 */
const char *
docket_entry_get (const DocketEntry *entry, const char *property)
{
  g_return_val_if_fail (entry != NULL, NULL);

  return docket_values_get (entry->properties, property);
}

/**
 * docket_entry_set:
 * @entry: an entry that nobody else has seen yet
 * @property: a name such as `email`
 * @value: (nullable): the value; %NULL and empty are not kept
 */
void
docket_entry_set (DocketEntry *entry, const char *property, const char *value)
{
  g_return_if_fail (entry != NULL);

  if (value != NULL && *value != '\0')
    docket_values_set (entry->properties, property, value);
}

/**
 * docket_signature_new:
 *
 * Returns: (transfer full): an empty signature
 */
DocketSignature *
docket_signature_new (void)
{
  return g_object_new (docket_signature_get_type (), NULL);
}
