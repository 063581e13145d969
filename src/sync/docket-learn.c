/* Learns who and what tickets refer to, and says an answer in local ids.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-sync-private.h"

#include "docket-store-directory.h"

static gint64
look_up (DocketSync *sync, DocketEntity entity, const char *remote_id)
{
  g_autofree char *key = g_strdup_printf ("%d:%s", entity, remote_id);
  const gint64 *id = g_hash_table_lookup (sync->entries, key);

  return id != NULL ? *id : 0;
}

static void
remember (DocketSync *sync, DocketEntity entity, const char *remote_id, gint64 id)
{
  g_hash_table_replace (sync->entries,
                        g_strdup_printf ("%d:%s", entity, remote_id),
                        g_memdup2 (&id, sizeof id));
}

static void
fill (DocketEntry *entry, const char *property, const char *value)
{
  if (docket_entry_get (entry, property) == NULL)
    docket_entry_set (entry, property, value);
}

/* The entry of a remote id; one that was typed in here and now came to have an id; or a new one. */
static DocketEntry *
find_or_make (DocketTransaction *txn,
              DocketEntity entity,
              const char *remote_id,
              const char *email,
              GError **error)
{
  g_autoptr (DocketEntry) entry = NULL;
  g_autoptr (GError) local_error = NULL;
  gint64 id = docket_directory_find_by_remote_id (txn, entity, remote_id, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  if (id != 0)
    return docket_directory_get (txn, entity, id, error);

  if (email != NULL && *email != '\0' &&
      (entity == DOCKET_ENTITY_TECHNICIAN || entity == DOCKET_ENTITY_CONTACT))
    entry = docket_directory_find (txn, entity, "email", email, NULL);

  if (entry == NULL || entry->remote_id != NULL)
    {
      g_clear_object (&entry);
      entry = docket_entry_new (entity);
    }

  entry->remote_id = g_strdup (remote_id);

  return g_steal_pointer (&entry);
}

static gint64
learn (DocketSync *sync,
       DocketTransaction *txn,
       DocketEntity entity,
       const DocketRemotePerson *person,
       gint64 customer,
       GError **error)
{
  gint64 id = look_up (sync, entity, person->remote_id);
  g_autoptr (DocketEntry) entry = NULL;

  if (id != 0)
    return id;

  entry = find_or_make (txn, entity, person->remote_id, person->email, error);

  if (entry == NULL)
    return 0;

  /* A name is known better from elsewhere; until then the id stands in its place. */
  if (entry->name == NULL || *entry->name == '\0' || g_strcmp0 (entry->name, entry->remote_id) == 0)
    {
      const char *name =
        person->name != NULL && *person->name != '\0' ? person->name : person->email;

      g_free (entry->name);
      entry->name = g_strdup (name != NULL && *name != '\0' ? name : person->remote_id);
    }

  if (entity == DOCKET_ENTITY_CONTACT || entity == DOCKET_ENTITY_TECHNICIAN)
    {
      fill (entry, "email", person->email);
      fill (entry, "phone", person->phone);
    }

  if (entry->customer == 0)
    entry->customer = customer;

  id = docket_directory_save (txn, entry, error);

  if (id != 0)
    remember (sync, entity, person->remote_id, id);

  return id;
}

gint64
docket_learn_person (DocketSync *sync,
                     DocketTransaction *txn,
                     DocketEntity entity,
                     const DocketRemotePerson *person,
                     gint64 customer,
                     GError **error)
{
  return person->remote_id != NULL ? learn (sync, txn, entity, person, customer, error) : 0;
}

gint64
docket_learn_entry (DocketSync *sync,
                    DocketTransaction *txn,
                    DocketEntity entity,
                    const char *remote_id,
                    const char *name,
                    GError **error)
{
  DocketRemotePerson person = { (char *) remote_id, (char *) name, NULL, NULL };

  return learn (sync, txn, entity, &person, 0, error);
}

/* A reference of an answer as a local id. */
static gboolean
put_reference (DocketSync *sync,
               DocketTransaction *txn,
               const DocketRemoteTicket *remote,
               const DocketField *field,
               DocketValues *values,
               GError **error)
{
  const char *remote_id = docket_values_get (remote->values, field->id);
  DocketRemotePerson person = { (char *) remote_id, NULL, NULL, NULL };
  DocketEntity entity = DOCKET_ENTITY_CONTRACT;
  gint64 customer = 0;
  gint64 id;

  if (remote_id == NULL)
    {
      docket_values_set (values, field->id, NULL);
      return TRUE;
    }

  switch ((int) field->kind)
    {
    case DOCKET_FIELD_TECHNICIAN:
      entity = DOCKET_ENTITY_TECHNICIAN;
      person.name = remote->assignee.name;
      person.email = remote->assignee.email;
      break;

    case DOCKET_FIELD_CONTACT:
      entity = DOCKET_ENTITY_CONTACT;
      person.name = remote->contact.name;
      person.email = remote->contact.email;
      person.phone = remote->contact.phone;
      customer = docket_values_get_int64 (values, DOCKET_FIELD_ID_CUSTOMER);
      break;

    case DOCKET_FIELD_CUSTOMER:
      entity = DOCKET_ENTITY_CUSTOMER;
      person.name = remote->customer_name;
      break;

    default:
      break;
    }

  id = learn (sync, txn, entity, &person, customer, error);

  if (id == 0)
    return FALSE;

  docket_values_set_int64 (values, field->id, id);

  return TRUE;
}

static gboolean
learn_status (DocketTransaction *txn, DocketValues *values, GError **error)
{
  const char *status = docket_values_get (values, DOCKET_FIELD_ID_STATUS);
  g_autoptr (GPtrArray) statuses = NULL;

  if (status == NULL || docket_status_is_standard (status, NULL))
    return TRUE;

  statuses = docket_directory_list_statuses (txn, error);

  if (statuses == NULL)
    return FALSE;

  for (guint i = 0; i < statuses->len; i++)
    if (g_strcmp0 (g_ptr_array_index (statuses, i), status) == 0)
      return TRUE;

  return docket_directory_add_status (txn,
                                      status,
                                      docket_values_get (values, DOCKET_FIELD_ID_RESOLVED) != NULL
                                        ? DOCKET_STATUS_KIND_RESOLVED
                                        : DOCKET_STATUS_KIND_OPEN,
                                      error);
}

/* The fields known in an answer, in canonical text with local ids. The customer is learnt before
 * the contact, who is one of theirs. */
DocketValues *
docket_learn_values (DocketSync *sync,
                     DocketTransaction *txn,
                     const DocketRemoteTicket *remote,
                     GError **error)
{
  g_autoptr (DocketValues) values = docket_values_new ();
  const DocketField *const *fixed = docket_field_get_fixed (NULL);
  g_autoptr (GList) fields = docket_values_list_fields (remote->values);

  for (guint i = 0; fixed[i] != NULL; i++)
    {
      const DocketFieldKind kind = fixed[i]->kind;

      if (!docket_values_knows (remote->values, fixed[i]->id))
        continue;

      if (kind == DOCKET_FIELD_TECHNICIAN || kind == DOCKET_FIELD_CUSTOMER ||
          kind == DOCKET_FIELD_CONTACT || kind == DOCKET_FIELD_CONTRACT)
        {
          if (!put_reference (sync, txn, remote, fixed[i], values, error))
            return NULL;
        }
      else
        {
          docket_values_set (values,
                             fixed[i]->id,
                             docket_values_get (remote->values, fixed[i]->id));
        }
    }

  for (GList *l = fields; l != NULL; l = l->next)
    if (docket_field_is_custom (l->data))
      docket_values_set (values, l->data, docket_values_get (remote->values, l->data));

  if (!learn_status (txn, values, error))
    return NULL;

  return g_steal_pointer (&values);
}

/* An entry of the server's directory: what is known of it here stays, what it says is taken. */
gboolean
docket_learn_directory_entry (DocketSync *sync,
                              DocketTransaction *txn,
                              DocketEntry *entry,
                              GError **error)
{
  const char *customer = docket_entry_get (entry, "customer_remote_id");
  g_autoptr (DocketEntry) known = NULL;
  g_autoptr (GList) names = docket_values_list_fields (entry->properties);
  gint64 id;

  if (entry->remote_id == NULL)
    return TRUE;

  known =
    find_or_make (txn, entry->entity, entry->remote_id, docket_entry_get (entry, "email"), error);

  if (known == NULL)
    return FALSE;

  if (customer != NULL)
    {
      known->customer =
        docket_learn_entry (sync, txn, DOCKET_ENTITY_CUSTOMER, customer, NULL, error);

      if (known->customer == 0)
        return FALSE;
    }

  if (entry->name != NULL && *entry->name != '\0')
    {
      g_free (known->name);
      known->name = g_strdup (entry->name);
    }
  else if (known->name == NULL)
    {
      known->name = g_strdup (entry->remote_id);
    }

  known->archived = entry->archived;

  for (GList *l = names; l != NULL; l = l->next)
    if (g_strcmp0 (l->data, "customer_remote_id") != 0)
      docket_entry_set (known, l->data, docket_values_get (entry->properties, l->data));

  id = docket_directory_save (txn, known, error);

  if (id != 0)
    remember (sync, entry->entity, entry->remote_id, id);

  return id != 0;
}
