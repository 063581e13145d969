/* Whether an entry of the directory can be kept as it was written.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-entry-check-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "docket-entry-text.h"
#include "docket-model.h"
#include "docket-workspaces.h"

#define MAX_NAME_BYTES 400
#define MAX_TEXT_BYTES (64 * 1024)

/* Dependent options may depend on dependent ones, to this depth. */
#define MAX_DEPTH 8

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

/* Whoever has a name of two parts may be given without the whole. */
static void
complete_name (DocketEntry *entry)
{
  const char *first = docket_entry_get (entry, "first_name");
  const char *last = docket_entry_get (entry, "last_name");

  if (entry->entity != DOCKET_ENTITY_CONTACT || (entry->name != NULL && *entry->name != '\0') ||
      (first == NULL && last == NULL))
    return;

  g_free (entry->name);
  entry->name = g_strdup_printf ("%s%s%s",
                                 first != NULL ? first : "",
                                 first != NULL && last != NULL ? " " : "",
                                 last != NULL ? last : "");
}

static gboolean
check_texts (const DocketEntry *entry, GError **error)
{
  g_autoptr (GList) names = docket_values_list_fields (entry->properties);

  if (entry->name == NULL || *entry->name == '\0')
    return refuse (error, _ ("A name is missing. Enter one."));

  if (strlen (entry->name) > MAX_NAME_BYTES)
    return refuse (error, _ ("The name is too long. Shorten it."));

  for (GList *l = names; l != NULL; l = l->next)
    if (strlen (docket_entry_get (entry, l->data)) > MAX_TEXT_BYTES)
      return refuse (error, _ ("One of the texts is too long. Shorten it."));

  return TRUE;
}

/* Another entry that is offered may not be called so: people and tables tell them by it. */
static gboolean
check_unique (DocketTransaction *txn, const DocketEntry *entry, GError **error)
{
  const char *email = docket_entry_get (entry, "email");
  const gboolean is_person =
    entry->entity == DOCKET_ENTITY_CONTACT || entry->entity == DOCKET_ENTITY_TECHNICIAN;
  g_autoptr (DocketEntry) other = NULL;
  g_autoptr (GError) local_error = NULL;

  if (is_person && email != NULL)
    other = docket_directory_find (txn, entry->entity, "email", email, &local_error);
  else if (!is_person)
    other =
      docket_directory_find_at (txn, entry->entity, entry->customer, entry->name, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (other == NULL || other->id == entry->id ||
      (other->archived && entry->entity != DOCKET_ENTITY_STATUS &&
       entry->entity != DOCKET_ENTITY_FIELD))
    return TRUE;

  if (other->archived)
    return refuse (error, _ ("“%s” is archived. Bring it back instead."), other->name);

  if (is_person)
    return refuse (error, _ ("“%s” has this e-mail address already."), other->name);

  return refuse (error, _ ("There is “%s” already. Choose another name."), other->name);
}

static gboolean
check_reference (DocketTransaction *txn, DocketEntity entity, gint64 id, GError **error)
{
  g_autoptr (DocketEntry) entry = NULL;
  g_autoptr (GError) local_error = NULL;

  if (id == 0)
    return TRUE;

  entry = docket_directory_get (txn, entity, id, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return entry != NULL ||
         refuse (error, _ ("What was chosen is not there any more. Choose again."));
}

static gboolean
check_contract (DocketTransaction *txn, const DocketEntry *entry, GError **error)
{
  if (entry->customer == 0)
    return refuse (error, _ ("A contract belongs to a customer. Choose one."));

  return check_reference (txn,
                          DOCKET_ENTITY_RATE,
                          docket_values_get_int64 (entry->properties, "rate"),
                          error);
}

static gboolean
check_status (const DocketEntry *entry, const DocketEntry *old, GError **error)
{
  if (old != NULL && docket_status_is_standard (old->name, NULL))
    return refuse (error, _ ("The four standard statuses stay as they are. Add one of your own."));

  if (docket_status_is_standard (entry->name, NULL))
    return refuse (error, _ ("There is “%s” already. Choose another name."), entry->name);

  if (strchr (entry->name, ',') != NULL)
    return refuse (error, _ ("A status can't have a comma in its name."));

  if (docket_entry_get (entry, "kind") == NULL)
    return refuse (error, _ ("Say what the status means: open, pending, resolved or closed."));

  return TRUE;
}

static gboolean
has_options (const DocketEntry *entry)
{
  const char *type = docket_entry_get (entry, "type");

  return g_strcmp0 (type, "option") == 0 || g_strcmp0 (type, "dependent-option") == 0;
}

/* In the form that is stored; a field without a choice has none. */
static gboolean
take_options (DocketEntry *entry, GError **error)
{
  const gboolean dependent = g_strcmp0 (docket_entry_get (entry, "type"), "dependent-option") == 0;
  const char *typed = docket_entry_get (entry, "options");
  g_autofree char *options = NULL;

  if (!has_options (entry))
    {
      docket_values_forget (entry->properties, "options");
      docket_values_forget (entry->properties, "parent");
      return TRUE;
    }

  options = docket_field_options_from_typed (typed != NULL ? typed : "", dependent);
  docket_values_forget (entry->properties, "options");
  docket_entry_set (entry, "options", options);

  if (!dependent)
    docket_values_forget (entry->properties, "parent");

  return *options != '\0' ||
         refuse (error, _ ("There is nothing to choose from yet. Write one option a line."));
}

static gboolean
offers (const DocketEntry *parent, const char *value)
{
  const char *options = docket_entry_get (parent, "options");
  g_auto (GStrv) lines = g_strsplit (options != NULL ? options : "", "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *tab = strchr (lines[i], '\t');

      if (tab != NULL)
        *tab = '\0';

      if (g_str_equal (lines[i], value))
        return TRUE;
    }

  return FALSE;
}

static gboolean
check_options_of_parent (const DocketEntry *entry, const DocketEntry *parent, GError **error)
{
  g_auto (GStrv) lines = g_strsplit (docket_entry_get (entry, "options"), "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *tab = strchr (lines[i], '\t');

      if (tab != NULL && !offers (parent, tab + 1))
        /* Translators: %s is a value, then the name of a field */
        return refuse (error,
                       _ ("“%s” is no option of %s. Write “OPTION OF IT > OPTION” in each line."),
                       tab + 1,
                       parent->name);
    }

  return TRUE;
}

static gboolean
check_parent (DocketTransaction *txn, const DocketEntry *entry, GError **error)
{
  g_autofree char *name = g_strdup (docket_entry_get (entry, "parent"));

  if (name == NULL)
    return refuse (error, _ ("Say which field its options depend on."));

  for (guint depth = 0; name != NULL; depth++)
    {
      g_autoptr (GError) local_error = NULL;
      g_autoptr (DocketEntry) parent =
        docket_directory_find (txn, DOCKET_ENTITY_FIELD, "name", name, &local_error);

      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }

      if (parent == NULL || parent->archived || !has_options (parent))
        return refuse (error, _ ("“%s” is no field with options to depend on."), name);

      if (parent->id == entry->id || depth > MAX_DEPTH)
        return refuse (error, _ ("A field can't depend on itself."));

      if (depth == 0 && !check_options_of_parent (entry, parent, error))
        return FALSE;

      g_free (name);
      name = g_strdup (docket_entry_get (parent, "parent"));
    }

  return TRUE;
}

static gboolean
check_field (DocketTransaction *txn, DocketEntry *entry, const DocketEntry *old, GError **error)
{
  const char *type;
  guint n_values = 0;

  if (docket_entry_get (entry, "type") == NULL)
    docket_entry_set (entry, "type", "text");

  if (strchr (entry->name, '=') != NULL)
    return refuse (error, _ ("A field can't have an equals sign in its name."));

  type = docket_entry_get (entry, "type");

  if (old != NULL && g_strcmp0 (docket_entry_get (old, "type"), type) != 0)
    {
      if (!docket_directory_count_values (txn, old->name, &n_values, error))
        return FALSE;

      if (n_values > 0)
        return refuse (
          error,
          _ ("Tickets have values of this field already: its type stays. Add another field."));
    }

  if (!take_options (entry, error))
    return FALSE;

  return g_strcmp0 (type, "dependent-option") != 0 || check_parent (txn, entry, error);
}

static gboolean
check_status_name (DocketTransaction *txn, const char *status, GError **error)
{
  g_autoptr (GPtrArray) statuses = NULL;

  if (status == NULL)
    return TRUE;

  statuses = docket_directory_list_statuses (txn, error);

  if (statuses == NULL)
    return FALSE;

  for (guint i = 0; i < statuses->len; i++)
    if (g_str_equal (g_ptr_array_index (statuses, i), status))
      return TRUE;

  return refuse (error, _ ("There is no status “%s” any more. Choose another one."), status);
}

static gboolean
check_quick_reply (DocketTransaction *txn, const DocketEntry *entry, GError **error)
{
  if (docket_entry_get (entry, "text") == NULL)
    return refuse (error, _ ("A quick reply needs a text. Write one."));

  return check_status_name (txn, docket_entry_get (entry, "status"), error) &&
         check_reference (txn,
                          DOCKET_ENTITY_TECHNICIAN,
                          docket_values_get_int64 (entry->properties, "assignee"),
                          error);
}

/* A field on which others depend stays. */
static gboolean
check_archived_field (DocketTransaction *txn, const DocketEntry *entry, GError **error)
{
  g_autoptr (GPtrArray) fields =
    docket_directory_list (txn, DOCKET_ENTITY_FIELD, NULL, 0, 0, error);

  if (fields == NULL)
    return FALSE;

  for (guint i = 0; i < fields->len; i++)
    {
      const DocketEntry *field = g_ptr_array_index (fields, i);

      if (g_strcmp0 (docket_entry_get (field, "parent"), entry->name) == 0)
        return refuse (error, _ ("“%s” depends on it. Archive that first."), field->name);
    }

  return TRUE;
}

static gboolean
check_archived (DocketTransaction *txn, const DocketEntry *entry, gint64 me, GError **error)
{
  if (entry->entity == DOCKET_ENTITY_STATUS && docket_status_is_standard (entry->name, NULL))
    return refuse (error, _ ("The four standard statuses stay as they are. Add one of your own."));

  if (entry->entity == DOCKET_ENTITY_TECHNICIAN && entry->id == me)
    return refuse (error, _ ("This is you. You can't be archived here."));

  return entry->entity != DOCKET_ENTITY_FIELD || check_archived_field (txn, entry, error);
}

/**
 * docket_entry_check:
 * @txn: a transaction
 * @entry: an entry as it was written; brought into the form that is stored
 * @old: (nullable): what it was before; %NULL: new
 * @me: local id of the technician who uses this computer; 0: not known
 * @error: return location for a #DocketWorkspaceError or #DocketStoreError
 *
 * Returns: whether it can be kept so
 */
gboolean
docket_entry_check (DocketTransaction *txn,
                    DocketEntry *entry,
                    const DocketEntry *old,
                    gint64 me,
                    GError **error)
{
  if (old != NULL && old->entity == DOCKET_ENTITY_QUICK_REPLY && old->remote_id != NULL)
    return refuse (error, _ ("“%s” is the server's. Change it there."), old->name);

  if (entry->archived)
    return check_archived (txn, entry, me, error);

  complete_name (entry);

  if (!check_texts (entry, error) ||
      !check_reference (txn, DOCKET_ENTITY_CUSTOMER, entry->customer, error))
    return FALSE;

  if (entry->entity == DOCKET_ENTITY_CONTRACT && !check_contract (txn, entry, error))
    return FALSE;

  if (entry->entity == DOCKET_ENTITY_STATUS && !check_status (entry, old, error))
    return FALSE;

  if (entry->entity == DOCKET_ENTITY_FIELD && !check_field (txn, entry, old, error))
    return FALSE;

  if (entry->entity == DOCKET_ENTITY_QUICK_REPLY && !check_quick_reply (txn, entry, error))
    return FALSE;

  return check_unique (txn, entry, error);
}
