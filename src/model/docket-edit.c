/* What a person did, as a plain description: the one thing that the workspace's door takes.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-edit.h"

/**
 * DocketEdit:
 *
 * One gesture of a person: everything in it becomes one transaction and one undo. Filled by one
 * thread, then handed over; the results are there once it was applied.
 */
struct _DocketEdit
{
  GObject parent_instance;

  GPtrArray *parts;
  gint64 draft;

  gint64 result_ticket;
  gint64 result_part;
  gint64 result_lost_us;
  guint result_changed;
  GPtrArray *result_operations;
};

G_DEFINE_FINAL_TYPE (DocketEdit, docket_edit, G_TYPE_OBJECT)

static void
part_free (gpointer data)
{
  DocketEditPart *part = data;

  g_clear_pointer (&part->values, docket_values_unref);
  g_clear_object (&part->time_entry);
  g_clear_pointer (&part->file, docket_edit_file_free);
  g_clear_object (&part->signature);
  g_clear_pointer (&part->ink, g_ptr_array_unref);
  g_clear_object (&part->time_before);
  g_clear_pointer (&part->segments, g_array_unref);
  g_clear_pointer (&part->taken, g_ptr_array_unref);
  g_free (part->field);
  g_free (part->value);
  g_free (part->seen);
  g_free (part->text);
  g_free (part);
}

static DocketEditPart *
add_part (DocketEdit *self, DocketEditKind kind, gint64 ticket)
{
  DocketEditPart *part = g_new0 (DocketEditPart, 1);

  part->kind = kind;
  part->ticket = ticket;
  g_ptr_array_add (self->parts, part);

  return part;
}

static void
docket_edit_finalize (GObject *object)
{
  DocketEdit *self = DOCKET_EDIT (object);

  g_ptr_array_unref (self->parts);
  g_clear_pointer (&self->result_operations, g_ptr_array_unref);

  G_OBJECT_CLASS (docket_edit_parent_class)->finalize (object);
}

static void
docket_edit_class_init (DocketEditClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = docket_edit_finalize;
}

static void
docket_edit_init (DocketEdit *self)
{
  self->parts = g_ptr_array_new_with_free_func (part_free);
}

/**
 * docket_edit_new:
 *
 * Returns: (transfer full): an edit without parts
 */
DocketEdit *
docket_edit_new (void)
{
  return g_object_new (DOCKET_TYPE_EDIT, NULL);
}

/**
 * docket_edit_create_ticket:
 * @self: an edit
 * @values: its fields, see #DocketEditPart; a title is needed
 * @draft: local id of the draft that it consumes; 0 for none
 *
 * Creates a ticket. Later parts that name ticket 0 are of this one.
 */
void
docket_edit_create_ticket (DocketEdit *self, DocketValues *values, gint64 draft)
{
  DocketEditPart *part;

  g_return_if_fail (DOCKET_IS_EDIT (self));
  g_return_if_fail (values != NULL);

  part = add_part (self, DOCKET_EDIT_CREATE_TICKET, 0);
  part->values = docket_values_ref (values);
  part->draft = draft;
}

/**
 * docket_edit_set_field:
 * @self: an edit
 * @ticket: local id
 * @field: a field's id
 * @value: (nullable): its new canonical text; %NULL: not set
 *
 * Sets a field without having seen what stood there, as a script does.
 */
void
docket_edit_set_field (DocketEdit *self, gint64 ticket, const char *field, const char *value)
{
  DocketEditPart *part;

  g_return_if_fail (DOCKET_IS_EDIT (self));
  g_return_if_fail (field != NULL);

  part = add_part (self, DOCKET_EDIT_SET_FIELD, ticket);
  part->field = g_strdup (field);
  part->value = g_strdup (value);
}

/**
 * docket_edit_set_field_seen:
 * @self: an edit
 * @ticket: local id
 * @field: a field's id
 * @value: (nullable): its new canonical text; %NULL: not set
 * @seen: (nullable): the canonical text that stood on the screen (sync.md, rule 15)
 *
 * Sets a field.
 */
void
docket_edit_set_field_seen (DocketEdit *self,
                            gint64 ticket,
                            const char *field,
                            const char *value,
                            const char *seen)
{
  DocketEditPart *part;

  docket_edit_set_field (self, ticket, field, value);

  part = g_ptr_array_index (self->parts, self->parts->len - 1);
  part->seen = g_strdup (seen);
  part->seen_known = TRUE;
}

/**
 * docket_edit_add_message:
 * @self: an edit
 * @ticket: local id; 0: of the ticket that this edit creates
 * @kind: reply or internal note
 * @text: what was typed, not empty
 * @delay_us: how long it may be undone, in microseconds
 * @draft: local id of the draft that it consumes; 0 for none
 *
 * Sends a message.
 */
void
docket_edit_add_message (DocketEdit *self,
                         gint64 ticket,
                         DocketMessageKind kind,
                         const char *text,
                         gint64 delay_us,
                         gint64 draft)
{
  DocketEditPart *part;

  g_return_if_fail (DOCKET_IS_EDIT (self));
  g_return_if_fail (text != NULL);

  part = add_part (self, DOCKET_EDIT_ADD_MESSAGE, ticket);
  part->message_kind = kind;
  part->text = g_strdup (text);
  part->delay_us = delay_us;
  part->draft = draft;
}

/**
 * docket_edit_add_message_file:
 * @self: an edit
 * @ticket: local id; 0: of the ticket that this edit creates
 * @kind: reply or internal note
 * @text: (nullable): what was typed; a file may come alone
 * @file: what comes with it, staged before
 * @delay_us: how long it may be undone, in microseconds
 * @draft: local id of the draft that it consumes; 0 for none
 *
 * Sends a message with a file.
 */
void
docket_edit_add_message_file (DocketEdit *self,
                              gint64 ticket,
                              DocketMessageKind kind,
                              const char *text,
                              const DocketEditFile *file,
                              gint64 delay_us,
                              gint64 draft)
{
  DocketEditPart *part;

  g_return_if_fail (file != NULL);

  docket_edit_add_message (self, ticket, kind, text != NULL ? text : "", delay_us, draft);

  part = g_ptr_array_index (self->parts, self->parts->len - 1);
  part->file = docket_edit_file_copy (file);
}

/**
 * docket_edit_add_time:
 * @self: an edit
 * @ticket: local id
 * @entry: what was entered; its ids of technician and rate are local
 *
 * Adds a time entry. One that was deleted has its id and comes back as it was. An edit of time
 * entries holds nothing else.
 */
void
docket_edit_add_time (DocketEdit *self, gint64 ticket, DocketTimeEntry *entry)
{
  g_return_if_fail (DOCKET_IS_EDIT (self));
  g_return_if_fail (entry != NULL);
  g_return_if_fail (self->parts->len == 0 || docket_edit_is_of_time (self));

  add_part (self, DOCKET_EDIT_ADD_TIME, ticket)->time_entry = docket_time_entry_copy (entry);
}

/**
 * docket_edit_add_timer:
 * @self: an edit
 * @ticket: local id
 * @entry: what was entered
 * @segments: (array length=n_segments): local ids of the stretches of the timer that it is made of
 * @n_segments: how many
 *
 * Adds a time entry in place of a timer: if one of the stretches is gone, somebody has made the
 * entry already, and nothing is added.
 */
void
docket_edit_add_timer (DocketEdit *self,
                       gint64 ticket,
                       DocketTimeEntry *entry,
                       const gint64 *segments,
                       guint n_segments)
{
  DocketEditPart *part;

  docket_edit_add_time (self, ticket, entry);

  part = g_ptr_array_index (self->parts, self->parts->len - 1);
  part->segments = g_array_sized_new (FALSE, FALSE, sizeof *segments, n_segments);
  g_array_append_vals (part->segments, segments, n_segments);
}

/**
 * docket_edit_offer_undo:
 * @self: an edit
 * @delay_us: how long it may be undone, in microseconds
 *
 * Keeps the time entries that it adds from the server for so long.
 */
void
docket_edit_offer_undo (DocketEdit *self, gint64 delay_us)
{
  g_return_if_fail (DOCKET_IS_EDIT (self));

  for (guint i = 0; i < self->parts->len; i++)
    {
      DocketEditPart *part = g_ptr_array_index (self->parts, i);

      if (part->kind == DOCKET_EDIT_ADD_TIME)
        part->delay_us = delay_us;
    }
}

/**
 * docket_edit_change_time:
 * @self: an edit
 * @ticket: local id
 * @entry: a time entry as it is to be, with its id
 *
 * Changes a time entry that the server has not got.
 */
void
docket_edit_change_time (DocketEdit *self, gint64 ticket, DocketTimeEntry *entry)
{
  g_return_if_fail (DOCKET_IS_EDIT (self));
  g_return_if_fail (entry != NULL && entry->id != 0);

  add_part (self, DOCKET_EDIT_CHANGE_TIME, ticket)->time_entry = docket_time_entry_copy (entry);
}

/**
 * docket_edit_delete_time:
 * @self: an edit
 * @ticket: local id
 * @entry: local id of a time entry
 *
 * Deletes a time entry that the server has not got.
 */
void
docket_edit_delete_time (DocketEdit *self, gint64 ticket, gint64 entry)
{
  DocketEditPart *part;

  g_return_if_fail (DOCKET_IS_EDIT (self));

  part = add_part (self, DOCKET_EDIT_DELETE_TIME, ticket);
  part->time_entry = docket_time_entry_new ();
  part->time_entry->id = entry;
}

/**
 * docket_edit_delete_ticket:
 * @self: an edit
 * @ticket: local id
 * @delay_us: how long it may be undone, in microseconds
 *
 * Deletes a ticket.
 */
void
docket_edit_delete_ticket (DocketEdit *self, gint64 ticket, gint64 delay_us)
{
  g_return_if_fail (DOCKET_IS_EDIT (self));

  add_part (self, DOCKET_EDIT_DELETE_TICKET, ticket)->delay_us = delay_us;
}

/**
 * docket_edit_sign:
 * @self: an edit
 * @ticket: local id
 * @signature: with its role and outcome; the work that it stands for is taken as it is when the
 * edit is applied
 * @ink: (nullable) (element-type GBytes): what was written, each stroke a file of ink
 *
 * Signs for the work of a ticket, or says why nobody did. The file of a message that was added just
 * before is the picture of it.
 */
void
docket_edit_sign (DocketEdit *self, gint64 ticket, DocketSignature *signature, GPtrArray *ink)
{
  DocketEditPart *part;

  g_return_if_fail (DOCKET_IS_EDIT (self));
  g_return_if_fail (signature != NULL && signature->role != NULL && signature->outcome != NULL);

  part = add_part (self, DOCKET_EDIT_SIGN, ticket);
  part->signature = g_object_ref (signature);
  part->ink = ink != NULL ? g_ptr_array_ref (ink) : NULL;
}

/**
 * docket_edit_consume_draft:
 * @self: an edit
 * @draft: local id of the draft that it was typed in; 0 for none
 *
 * Takes the draft of a form away with the edit. Messages and new tickets name theirs in their part:
 * it comes back when they are undone, and a form's does not, as the fields show what they showed.
 */
void
docket_edit_consume_draft (DocketEdit *self, gint64 draft)
{
  g_return_if_fail (DOCKET_IS_EDIT (self));

  self->draft = draft;
}

/**
 * docket_edit_get_draft:
 * @self: an edit
 *
 * Returns: local id of the draft that it consumes as a whole; 0 for none
 */
gint64
docket_edit_get_draft (DocketEdit *self)
{
  g_return_val_if_fail (DOCKET_IS_EDIT (self), 0);

  return self->draft;
}

/**
 * docket_edit_get_parts:
 * @self: an edit
 *
 * Returns: (transfer none) (element-type DocketEditPart): its parts, in order
 */
GPtrArray *
docket_edit_get_parts (DocketEdit *self)
{
  g_return_val_if_fail (DOCKET_IS_EDIT (self), NULL);

  return self->parts;
}

/**
 * docket_edit_is_of_time:
 * @self: an edit
 *
 * Returns: whether time entries are all that it adds, changes or deletes
 */
gboolean
docket_edit_is_of_time (DocketEdit *self)
{
  g_return_val_if_fail (DOCKET_IS_EDIT (self), FALSE);

  for (guint i = 0; i < self->parts->len; i++)
    {
      const DocketEditPart *part = g_ptr_array_index (self->parts, i);

      if (part->kind != DOCKET_EDIT_ADD_TIME && part->kind != DOCKET_EDIT_CHANGE_TIME &&
          part->kind != DOCKET_EDIT_DELETE_TIME)
        return FALSE;
    }

  return self->parts->len > 0;
}

/**
 * docket_edit_dup_fields:
 * @self: an edit
 * @ticket: local id of a ticket
 *
 * Returns: (transfer full) (nullable): the fields of the ticket that it sets; %NULL for none
 */
DocketValues *
docket_edit_dup_fields (DocketEdit *self, gint64 ticket)
{
  g_autoptr (DocketValues) values = docket_values_new ();

  g_return_val_if_fail (DOCKET_IS_EDIT (self), NULL);

  for (guint i = 0; i < self->parts->len; i++)
    {
      const DocketEditPart *part = g_ptr_array_index (self->parts, i);

      if (part->kind == DOCKET_EDIT_SET_FIELD && part->ticket == ticket)
        docket_values_set (values, part->field, part->value);
    }

  return docket_values_get_size (values) > 0 ? g_steal_pointer (&values) : NULL;
}

/**
 * docket_edit_take_result:
 * @self: an edit that was applied
 * @ticket: local id of the ticket created or edited last
 * @part: local id of the message or time entry added last; 0 for none
 * @operations: (transfer full) (element-type utf8): uuids of the operations made; empty on this
 * computer
 *
 * For whoever applies the edit.
 */
void
docket_edit_take_result (DocketEdit *self, gint64 ticket, gint64 part, GPtrArray *operations)
{
  g_return_if_fail (DOCKET_IS_EDIT (self));

  g_clear_pointer (&self->result_operations, g_ptr_array_unref);
  self->result_ticket = ticket;
  self->result_part = part;
  self->result_operations = operations;
}

/**
 * docket_edit_get_result_ticket:
 * @self: an edit that was applied
 *
 * Returns: local id of the ticket created or edited last
 */
gint64
docket_edit_get_result_ticket (DocketEdit *self)
{
  g_return_val_if_fail (DOCKET_IS_EDIT (self), 0);

  return self->result_ticket;
}

/**
 * docket_edit_get_result_part:
 * @self: an edit that was applied
 *
 * Returns: local id of the message or time entry added last; 0 for none
 */
gint64
docket_edit_get_result_part (DocketEdit *self)
{
  g_return_val_if_fail (DOCKET_IS_EDIT (self), 0);

  return self->result_part;
}

/**
 * docket_edit_set_result_lost:
 * @self: an edit that was applied
 * @lost_us: the billable time of the tickets that it deleted, in microseconds
 *
 * For whoever applies the edit.
 */
void
docket_edit_set_result_lost (DocketEdit *self, gint64 lost_us)
{
  g_return_if_fail (DOCKET_IS_EDIT (self));

  self->result_lost_us = lost_us;
}

/**
 * docket_edit_get_result_lost:
 * @self: an edit that was applied
 *
 * Returns: the billable time of the tickets that it deleted, in microseconds: nobody will be billed
 * for it
 */
gint64
docket_edit_get_result_lost (DocketEdit *self)
{
  g_return_val_if_fail (DOCKET_IS_EDIT (self), 0);

  return self->result_lost_us;
}

/**
 * docket_edit_set_result_changed:
 * @self: an edit of fields that was applied
 * @n_values: how many of them have another value than before
 *
 * For whoever applies the edit.
 */
void
docket_edit_set_result_changed (DocketEdit *self, guint n_values)
{
  g_return_if_fail (DOCKET_IS_EDIT (self));

  self->result_changed = n_values;
}

/**
 * docket_edit_get_result_changed:
 * @self: an edit of fields that was applied
 *
 * Returns: how many of them have another value than before
 */
guint
docket_edit_get_result_changed (DocketEdit *self)
{
  g_return_val_if_fail (DOCKET_IS_EDIT (self), 0);

  return self->result_changed;
}

/**
 * docket_edit_get_result_operations:
 * @self: an edit that was applied
 *
 * Returns: (transfer none) (element-type utf8) (nullable): uuids of the operations made
 */
GPtrArray *
docket_edit_get_result_operations (DocketEdit *self)
{
  g_return_val_if_fail (DOCKET_IS_EDIT (self), NULL);

  return self->result_operations;
}
