/* What follows from a choice in a ticket's form, and what the form says about it.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-ticket-form-private.h"

#include <glib/gi18n.h>

static const char *const owned[] = { DOCKET_FIELD_ID_CONTACT, DOCKET_FIELD_ID_CONTRACT };

void
docket_ticket_form_set_value (DocketTicketForm *self,
                              const char *field,
                              const char *value,
                              const char *name)
{
  DocketFieldRow *row = docket_ticket_form_get_row (self, field);
  g_autofree char *copy = g_strdup (value);

  /* @value may be the very text that is replaced. */
  docket_values_set (self->values, field, copy);

  if (row != NULL)
    docket_field_row_set_value (row, copy, name);

  if (g_str_equal (field, DOCKET_FIELD_ID_CONTRACT))
    docket_ticket_form_load_hours (self);

  if (!g_str_equal (field, DOCKET_FIELD_ID_CUSTOMER))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (owned); i++)
    docket_field_row_set_customer (docket_ticket_form_get_row (self, owned[i]),
                                   docket_values_get_int64 (self->values, field));
}

static void
set_owner (DocketTicketForm *self, const char *field, gint64 customer)
{
  g_hash_table_replace (self->owners, g_strdup (field), g_memdup2 (&customer, sizeof customer));
}

static gint64
get_owner (DocketTicketForm *self, const char *field)
{
  const gint64 *customer = g_hash_table_lookup (self->owners, field);

  return customer != NULL ? *customer : 0;
}

/* What a name was asked for, and when it comes, may have been changed again. */
typedef struct
{
  DocketTicketForm *form;
  const DocketField *field;
} Naming;

static void
named_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Naming *naming = user_data;
  g_autoptr (DocketTicketForm) self = naming->form;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketEntry) entry =
    docket_workspace_get_entry_finish (DOCKET_WORKSPACE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (entry == NULL)
    {
      docket_ticket_form_tell_problem (self, error->message);
      return;
    }

  if (docket_values_get_int64 (self->values, naming->field->id) != entry->id)
    return;

  set_owner (self, naming->field->id, entry->customer);
  docket_ticket_form_set_value (self,
                                naming->field->id,
                                docket_values_get (self->values, naming->field->id),
                                entry->name);
}

/* Shows an entry of the directory that is known by its id alone. */
void
docket_ticket_form_set_reference (DocketTicketForm *self, const char *field, const char *value)
{
  const DocketField *fixed = docket_field_find_fixed (field);
  DocketEntity entity = DOCKET_ENTITY_CUSTOMER;
  Naming *naming;

  docket_ticket_form_set_value (self, field, value, value != NULL ? "…" : NULL);

  if (value == NULL || !docket_workspace_get_reference (fixed, &entity))
    return;

  naming = g_new0 (Naming, 1);
  naming->form = g_object_ref (self);
  naming->field = fixed;
  docket_workspace_get_entry_async (self->workspace,
                                    entity,
                                    g_ascii_strtoll (value, NULL, 10),
                                    self->cancellable,
                                    named_cb,
                                    naming);
}

static void
drop (DocketTicketForm *self, const char *field, char *sentence)
{
  docket_ticket_form_set_value (self, field, NULL, NULL);
  g_hash_table_replace (self->dropped, g_strdup (field), sentence);
}

/* What is another customer's goes; what is nobody's stays. */
static void
drop_strangers (DocketTicketForm *self, gint64 customer)
{
  for (guint i = 0; i < G_N_ELEMENTS (owned); i++)
    {
      const gint64 owner = get_owner (self, owned[i]);

      if (docket_values_get (self->values, owned[i]) != NULL && owner != 0 && owner != customer)
        drop (self, owned[i], g_strdup (_ ("Taken out: it belongs to another customer.")));
    }
}

/* The contact says the customer; another customer has other contacts and contracts. */
static void
follow_customer (DocketTicketForm *self, const DocketField *field, DocketEntry *entry)
{
  const gint64 customer = docket_values_get_int64 (self->values, DOCKET_FIELD_ID_CUSTOMER);

  if (field->kind == DOCKET_FIELD_CUSTOMER)
    {
      drop_strangers (self, customer);
      return;
    }

  set_owner (self, field->id, entry != NULL ? entry->customer : 0);

  if (entry != NULL && entry->customer != 0 && entry->customer != customer)
    {
      g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, entry->customer);

      docket_ticket_form_set_reference (self, DOCKET_FIELD_ID_CUSTOMER, value);
      drop_strangers (self, entry->customer);
    }
}

/* An option that can't be chosen under the new value of what it depends on goes with the old. */
static void
follow_parent (DocketTicketForm *self, const DocketField *parent, const char *value)
{
  for (guint i = 0; self->custom_fields != NULL && i < self->custom_fields->len; i++)
    {
      const DocketField *field = g_ptr_array_index (self->custom_fields, i);
      const char *chosen = docket_values_get (self->values, field->id);

      if (g_strcmp0 (field->parent, parent->id) != 0)
        continue;

      docket_field_row_set_parent_value (docket_ticket_form_get_row (self, field->id), value);

      if (docket_field_offers (field, chosen, value))
        continue;

      /* Translators: the first %s is a value that was chosen, the second the field that it
       * depended on */
      drop (self,
            field->id,
            g_strdup_printf (_ ("“%s” was taken out: it does not go with the new value of %s."),
                             chosen,
                             parent->label));
      follow_parent (self, field, NULL);
    }
}

/* Brings the other fields in step with one that the person has just set. */
void
docket_ticket_form_follow (DocketTicketForm *self,
                           const DocketField *field,
                           const char *value,
                           DocketEntry *entry)
{
  g_hash_table_remove (self->dropped, field->id);

  if (docket_field_is_custom (field->id))
    follow_parent (self, field, value);
  else if (field->constrains != NULL)
    follow_customer (self, field, entry);

  docket_ticket_form_show_notes (self);
}

static gboolean
can_give (DocketTicketForm *self, const DocketField *field)
{
  const DocketCapabilities *capabilities = docket_workspace_get_capabilities (self->workspace);
  const char *const *fields;

  if (capabilities == NULL)
    return TRUE;

  if (docket_field_is_custom (field->id))
    return capabilities->custom_values;

  fields = self->ticket != NULL ? capabilities->set_fields : capabilities->create_fields;

  return fields == NULL || g_strv_contains (fields, field->id);
}

static gboolean
needs_contact (DocketTicketForm *self)
{
  const DocketCapabilities *capabilities = docket_workspace_get_capabilities (self->workspace);

  return self->ticket == NULL && capabilities != NULL && capabilities->create_needs_contact;
}

static const char *
find_note (DocketTicketForm *self, const DocketField *field)
{
  const char *dropped = g_hash_table_lookup (self->dropped, field->id);

  if (dropped != NULL)
    return dropped;

  if (field->kind == DOCKET_FIELD_CONTACT && needs_contact (self))
    return _ ("Required: this server takes no ticket without one.");

  if (docket_ticket_form_is_missing (self, field))
    return C_ ("field", "Required");

  if (can_give (self, field))
    return field->kind == DOCKET_FIELD_CONTRACT ? self->hours_left : NULL;

  return self->ticket != NULL
           ? _ ("This server can't change it: kept on this computer")
           : _ ("This server can't take it with a new ticket: kept on this computer");
}

void
docket_ticket_form_show_notes (DocketTicketForm *self)
{
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->rows);

  while (g_hash_table_iter_next (&iter, NULL, &row))
    docket_field_row_set_note (row, find_note (self, docket_field_row_get_field (row)));
}

/* Whether a field has no value and has to have one. */
gboolean
docket_ticket_form_is_missing (DocketTicketForm *self, const DocketField *field)
{
  if (docket_values_get (self->values, field->id) != NULL)
    return FALSE;

  if (field->kind == DOCKET_FIELD_CONTACT && needs_contact (self))
    return !gtk_widget_get_visible (GTK_WIDGET (self->new_contact));

  return docket_field_is_needed (
    field,
    field->parent != NULL ? docket_values_get (self->values, field->parent) : NULL);
}

/* Of a status that was filled in. */
void
docket_ticket_form_show_status_kind (DocketTicketForm *self)
{
  DocketFieldRow *row = docket_ticket_form_get_row (self, DOCKET_FIELD_ID_STATUS);
  const char *status = docket_values_get (self->values, DOCKET_FIELD_ID_STATUS);

  if (row != NULL && status != NULL && g_hash_table_contains (self->status_kinds, status))
    docket_field_row_set_status_kind (row, docket_ticket_form_get_status_kind (self, status));
}

static void
status_kinds_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketTicketForm) self = user_data;
  g_autoptr (GPtrArray) entries =
    docket_workspace_list_entries_finish (DOCKET_WORKSPACE (source), result, NULL);

  /* Without them, a status of the server's own has a plainer colour. */
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const DocketEntry *entry = g_ptr_array_index (entries, i);
      int kind;

      if (docket_enum_from_nick (DOCKET_TYPE_STATUS_KIND, docket_entry_get (entry, "kind"), &kind))
        g_hash_table_insert (self->status_kinds, g_strdup (entry->name), GINT_TO_POINTER (kind));
    }

  docket_ticket_form_show_status_kind (self);
}

void
docket_ticket_form_load_status_kinds (DocketTicketForm *self)
{
  docket_workspace_list_entries_async (self->workspace,
                                       DOCKET_ENTITY_STATUS,
                                       NULL,
                                       0,
                                       0,
                                       self->cancellable,
                                       status_kinds_loaded_cb,
                                       g_object_ref (self));
}

/* What a status means, for its colour. */
DocketStatusKind
docket_ticket_form_get_status_kind (DocketTicketForm *self, const char *status)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (self->status_kinds, status));
}
