/* What fields ask of one another, kept by every edit: customer, contact and contract go together,
 * options follow what they depend on, and what is required has a value.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-workspace-private.h"

#include <glib/gi18n.h>

#include "docket-store-tickets.h"

/**
 * Change:
 * @part: an edit of the ticket, for whether it had a screen
 * @before: what is stored
 * @after: what is stored once the edit is done
 * @set: (element-type utf8): the fields that the person set
 *
 * What one edit does to one ticket.
 */
typedef struct
{
  DocketTransaction *txn;
  DocketEdit *edit;
  const DocketEditPart *part;
  DocketValues *before;
  DocketValues *after;
  GHashTable *set;
} Change;

static void
change_clear (Change *change)
{
  g_clear_pointer (&change->before, docket_values_unref);
  g_clear_pointer (&change->after, docket_values_unref);
  g_clear_pointer (&change->set, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Change, change_clear)

static gboolean G_GNUC_PRINTF (2, 3) refuse (GError **error, const char *format, ...)
{
  g_autofree char *sentence = NULL;
  va_list args;

  va_start (args, format);
  sentence = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, DOCKET_WORKSPACE_ERROR, DOCKET_WORKSPACE_ERROR_INVALID, sentence);

  return FALSE;
}

/* What follows from an edit is a part of it: it is undone with it. */
static void
set_too (Change *change, const char *field, const char *value)
{
  const char *seen = docket_values_get (change->before, field);

  if (change->part->seen_known)
    docket_edit_set_field_seen (change->edit, change->part->ticket, field, value, seen);
  else
    docket_edit_set_field (change->edit, change->part->ticket, field, value);

  docket_values_set (change->after, field, value);
}

/* The customer of a contact or contract that @values name. */
static gboolean
get_customer (DocketTransaction *txn,
              DocketValues *values,
              const char *field,
              gint64 *customer,
              char **name,
              GError **error)
{
  const gint64 id = docket_values_get_int64 (values, field);
  g_autoptr (DocketEntry) entry = NULL;
  g_autoptr (GError) local_error = NULL;
  DocketEntity entity;

  *customer = 0;

  if (id == 0 || !docket_workspace_get_reference (docket_field_find_fixed (field), &entity))
    return TRUE;

  entry = docket_directory_get (txn, entity, id, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (entry == NULL)
    return TRUE;

  *customer = entry->customer;

  if (name != NULL)
    *name = g_strdup (entry->name);

  return TRUE;
}

static gboolean
refuse_stranger (const char *field, const char *name, GError **error)
{
  if (g_str_equal (field, DOCKET_FIELD_ID_CONTACT))
    /* Translators: %s is a contact */
    return refuse (error,
                   _ ("“%s” belongs to another customer. Choose a contact of this one."),
                   name);

  /* Translators: %s is a contract */
  return refuse (error,
                 _ ("“%s” belongs to another customer. Choose a contract of this one."),
                 name);
}

/* What is not the customer's goes with the customer; what the person asked for is refused. */
static gboolean
keep_or_clear (Change *change, const char *field, gint64 customer, GError **error)
{
  g_autofree char *name = NULL;
  gint64 own;

  if (!get_customer (change->txn, change->after, field, &own, &name, error))
    return FALSE;

  if (own == 0 || own == customer)
    return TRUE;

  if (g_hash_table_contains (change->set, field))
    return refuse_stranger (field, name, error);

  set_too (change, field, NULL);

  return TRUE;
}

static gboolean
constrain_customer (Change *change, GError **error)
{
  static const char *const members[] = { DOCKET_FIELD_ID_CONTACT, DOCKET_FIELD_ID_CONTRACT };
  gboolean moved = g_hash_table_contains (change->set, DOCKET_FIELD_ID_CUSTOMER);
  gint64 customer = docket_values_get_int64 (change->after, DOCKET_FIELD_ID_CUSTOMER);

  for (guint i = 0; i < G_N_ELEMENTS (members) && !moved; i++)
    {
      gint64 own;

      if (!g_hash_table_contains (change->set, members[i]))
        continue;

      if (!get_customer (change->txn, change->after, members[i], &own, NULL, error))
        return FALSE;

      if (own != 0 && own != customer)
        {
          g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, own);

          set_too (change, DOCKET_FIELD_ID_CUSTOMER, value);
          customer = own;
          moved = TRUE;
        }
    }

  if (!moved)
    return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (!keep_or_clear (change, members[i], customer, error))
      return FALSE;

  return TRUE;
}

static gboolean
refuse_option (DocketValues *values, const DocketField *field, GError **error)
{
  const char *parent = field->parent + strlen (DOCKET_FIELD_CUSTOM_PREFIX);
  const char *parent_value = docket_values_get (values, field->parent);

  if (parent_value == NULL)
    /* Translators: a value, its field, the field that it depends on */
    return refuse (error,
                   _ ("“%s” for %s can be chosen once %s has a value."),
                   docket_values_get (values, field->id),
                   field->label,
                   parent);

  /* Translators: a value, its field, the field that it depends on and that one's value */
  return refuse (error,
                 _ ("“%s” for %s does not go with %s “%s”."),
                 docket_values_get (values, field->id),
                 field->label,
                 parent,
                 parent_value);
}

static gboolean
refuse_missing (const DocketField *field, GError **error)
{
  /* Translators: %s is the name of a custom field */
  return refuse (error, _ ("“%s” is required. Give it a value."), field->label);
}

static gboolean
constrain_field (Change *change, const DocketField *field, GError **error)
{
  const char *value = docket_values_get (change->after, field->id);
  const char *parent_value =
    field->parent != NULL ? docket_values_get (change->after, field->parent) : NULL;
  const gboolean parent_set =
    field->parent != NULL &&
    g_strcmp0 (parent_value, docket_values_get (change->before, field->parent)) != 0;
  const gboolean set = g_hash_table_contains (change->set, field->id);

  if (!set && !parent_set)
    return TRUE;

  if (!docket_field_offers (field, value, parent_value))
    {
      if (set)
        return refuse_option (change->after, field, error);

      set_too (change, field->id, NULL);
      return TRUE;
    }

  /* One that its parent's change has emptied is asked for by the forms. */
  if (set && value == NULL && !parent_set &&
      docket_values_get (change->before, field->id) != NULL &&
      docket_field_is_needed (field, parent_value))
    return refuse_missing (field, error);

  return TRUE;
}

/* A field stands after the one that it depends on. */
static void
add_with_parents (GPtrArray *ordered, GPtrArray *custom, const DocketField *field, guint depth)
{
  if (g_ptr_array_find (ordered, field, NULL) || depth > custom->len)
    return;

  for (guint i = 0; field->parent != NULL && i < custom->len; i++)
    {
      const DocketField *other = g_ptr_array_index (custom, i);

      if (g_str_equal (other->id, field->parent))
        add_with_parents (ordered, custom, other, depth + 1);
    }

  if (!g_ptr_array_find (ordered, field, NULL))
    g_ptr_array_add (ordered, (gpointer) field);
}

static GPtrArray *
order_by_dependence (GPtrArray *custom)
{
  GPtrArray *ordered = g_ptr_array_sized_new (custom->len);

  for (guint i = 0; i < custom->len; i++)
    add_with_parents (ordered, custom, g_ptr_array_index (custom, i), 0);

  return ordered;
}

static gboolean
matters (const DocketEditPart *part)
{
  const DocketField *fixed;

  if (part->kind != DOCKET_EDIT_SET_FIELD || part->ticket == 0)
    return FALSE;

  fixed = docket_field_find_fixed (part->field);

  return fixed == NULL || fixed->constrains != NULL;
}

/* All parts of one ticket, told by its first. */
static gboolean
constrain_ticket (DocketTransaction *txn,
                  DocketEdit *edit,
                  guint first,
                  GPtrArray *ordered,
                  GError **error)
{
  GPtrArray *parts = docket_edit_get_parts (edit);
  g_auto (Change) change = { .txn = txn, .edit = edit, .part = g_ptr_array_index (parts, first) };

  change.set = g_hash_table_new (g_str_hash, g_str_equal);
  change.before = docket_tickets_load_values (txn, change.part->ticket, error);
  change.after = docket_tickets_load_values (txn, change.part->ticket, error);

  if (change.before == NULL || change.after == NULL)
    return FALSE;

  for (guint i = first; i < parts->len; i++)
    {
      const DocketEditPart *part = g_ptr_array_index (parts, i);

      if (part->ticket != change.part->ticket || !matters (part))
        continue;

      docket_values_set (change.after, part->field, part->value);
      g_hash_table_add (change.set, part->field);
    }

  if (!constrain_customer (&change, error))
    return FALSE;

  for (guint i = 0; i < ordered->len; i++)
    if (!constrain_field (&change, g_ptr_array_index (ordered, i), error))
      return FALSE;

  return TRUE;
}

/* Brings in what follows from an edit of fields, and refuses what does not go together. */
gboolean
docket_workspace_constrain_edit (DocketTransaction *txn,
                                 DocketEdit *edit,
                                 GPtrArray *custom,
                                 GError **error)
{
  GPtrArray *parts = docket_edit_get_parts (edit);
  const guint n_parts = parts->len;
  g_autoptr (GHashTable) done = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GPtrArray) ordered = order_by_dependence (custom);

  for (guint i = 0; i < n_parts; i++)
    {
      DocketEditPart *part = g_ptr_array_index (parts, i);

      if (!matters (part) || !g_hash_table_add (done, &part->ticket))
        continue;

      if (!constrain_ticket (txn, edit, i, ordered, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_new_field (DocketValues *values, const DocketField *field, GError **error)
{
  const char *parent_value =
    field->parent != NULL ? docket_values_get (values, field->parent) : NULL;
  const char *value = docket_values_get (values, field->id);

  if (!docket_field_offers (field, value, parent_value))
    return refuse_option (values, field, error);

  if (value == NULL && docket_field_is_needed (field, parent_value))
    return refuse_missing (field, error);

  return TRUE;
}

/* Completes the fields of a new ticket: the contact says the customer, and so does the contract. */
gboolean
docket_workspace_constrain_new (DocketTransaction *txn,
                                DocketValues *values,
                                GPtrArray *custom,
                                GError **error)
{
  static const char *const members[] = { DOCKET_FIELD_ID_CONTACT, DOCKET_FIELD_ID_CONTRACT };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const gint64 customer = docket_values_get_int64 (values, DOCKET_FIELD_ID_CUSTOMER);
      g_autofree char *name = NULL;
      gint64 own;

      if (!get_customer (txn, values, members[i], &own, &name, error))
        return FALSE;

      if (own != 0 && customer == 0)
        docket_values_set_int64 (values, DOCKET_FIELD_ID_CUSTOMER, own);
      else if (own != 0 && own != customer)
        return refuse_stranger (members[i], name, error);
    }

  for (guint i = 0; i < custom->len; i++)
    if (!check_new_field (values, g_ptr_array_index (custom, i), error))
      return FALSE;

  return TRUE;
}
