/* What people type, made into what the workspace takes: names into ids, words into values.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-ctl-names.h"

#include <glib/gi18n.h>

#include "docket-ctl-table.h"

#define MAX_MATCHES 50

static gboolean
same_text (const char *a, const char *b)
{
  g_autofree char *fold_a = NULL;
  g_autofree char *fold_b = NULL;

  if (a == NULL || b == NULL)
    return FALSE;

  fold_a = g_utf8_casefold (a, -1);
  fold_b = g_utf8_casefold (b, -1);

  return g_utf8_collate (fold_a, fold_b) == 0;
}

static const char *
get_kind_word (DocketEntity entity)
{
  switch ((int) entity)
    {
    case DOCKET_ENTITY_CUSTOMER:
      return _ ("customer");
    case DOCKET_ENTITY_CONTACT:
      return _ ("contact");
    case DOCKET_ENTITY_CONTRACT:
      return _ ("contract");
    case DOCKET_ENTITY_RATE:
      return _ ("rate");
    default:
      return _ ("technician");
    }
}

/* A field's words in the command line are the contract's; a custom field is "field.NAME". */
static DocketField *
find_custom_field (DocketCtl *ctl, const char *id, GError **error)
{
  g_autoptr (GPtrArray) fields = docket_workspace_list_fields (ctl->workspace, error);

  for (guint i = 0; fields != NULL && i < fields->len; i++)
    {
      DocketField *field = g_ptr_array_index (fields, i);

      if (g_str_equal (field->id, id))
        return docket_field_ref (field);
    }

  if (fields != NULL)
    docket_ctl_refuse (
      error,
      _ ("Tickets have no field “%s”. “docketctl directory list field” shows the custom "
         "ones."),
      id);

  return NULL;
}

static gboolean
take_status (DocketCtl *ctl, DocketValues *values, const char *typed, GError **error)
{
  g_autoptr (GPtrArray) statuses = docket_workspace_list_statuses (ctl->workspace, error);
  g_autoptr (GString) known = g_string_new (NULL);

  if (statuses == NULL)
    return FALSE;

  for (guint i = 0; i < statuses->len; i++)
    {
      const char *status = g_ptr_array_index (statuses, i);

      if (same_text (status, typed))
        {
          docket_values_set (values, DOCKET_FIELD_ID_STATUS, status);
          return TRUE;
        }

      g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", status);
    }

  return docket_ctl_refuse (error,
                            _ ("There is no status “%s”. There are: %s."),
                            typed,
                            known->str);
}

static gboolean
take_reference (DocketCtl *ctl,
                DocketValues *values,
                const DocketField *field,
                DocketEntity entity,
                const char *typed,
                GError **error)
{
  gint64 customer = docket_values_get_int64 (values, DOCKET_FIELD_ID_CUSTOMER);
  gint64 id = 0;

  if (*typed == '\0' ||
      (entity == DOCKET_ENTITY_TECHNICIAN && g_ascii_strcasecmp (typed, "none") == 0))
    {
      docket_values_set (values, field->id, NULL);
      return TRUE;
    }

  if (entity == DOCKET_ENTITY_TECHNICIAN && g_ascii_strcasecmp (typed, "me") == 0)
    {
      id = docket_workspace_get_me (ctl->workspace);

      if (id == 0)
        return docket_ctl_refuse (error,
                                  _ ("This workspace does not know who you are yet (%s)."),
                                  docket_workspace_get_me_email (ctl->workspace));
    }
  else
    {
      id = docket_ctl_find_entry (ctl, entity, typed, customer, error);
    }

  if (id == 0)
    return FALSE;

  docket_values_set_int64 (values, field->id, id);

  return TRUE;
}

static gboolean
take_known_value (DocketCtl *ctl,
                  DocketValues *values,
                  const DocketField *field,
                  const char *typed,
                  GError **error)
{
  g_autoptr (GError) local_error = NULL;
  DocketEntity entity;
  char *canonical = NULL;

  if (field->kind == DOCKET_FIELD_STATUS)
    return take_status (ctl, values, typed, error);

  if (docket_workspace_get_reference (field, &entity))
    return take_reference (ctl, values, field, entity, typed, error);

  canonical = docket_field_canonicalize (field, typed, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  docket_values_take (values, field->id, canonical);

  return TRUE;
}

/**
 * docket_ctl_find_entry:
 * @ctl: a run with its workspace open
 * @entity: a kind of entry
 * @name: a name or an e-mail, in any case
 * @customer: only those of this customer; 0: of any
 * @error: return location for a #DocketWorkspaceError or #DocketStoreError
 *
 * Returns: local id of the one entry that is called so; 0 on error
 */
gint64
docket_ctl_find_entry (DocketCtl *ctl,
                       DocketEntity entity,
                       const char *name,
                       gint64 customer,
                       GError **error)
{
  g_autoptr (GPtrArray) entries = NULL;
  gint64 found = 0;

  entries = docket_workspace_list_entries (ctl->workspace,
                                           entity,
                                           name,
                                           customer,
                                           MAX_MATCHES,
                                           NULL,
                                           error);

  if (entries == NULL)
    return 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const DocketEntry *entry = g_ptr_array_index (entries, i);

      if (!same_text (entry->name, name) && !same_text (docket_entry_get (entry, "email"), name))
        continue;

      if (found != 0)
        {
          docket_ctl_refuse (
            error,
            _ ("There is more than one %s called “%s”. Use the e-mail, or choose the customer "
               "too."),
            get_kind_word (entity),
            name);
          return 0;
        }

      found = entry->id;
    }

  if (found == 0)
    docket_ctl_refuse (error, _ ("There is no %s called “%s”."), get_kind_word (entity), name);

  return found;
}

/**
 * docket_ctl_take_value:
 * @ctl: a run with its workspace open
 * @values: where the value goes
 * @field: a field's id; a custom one's is `field.NAME`
 * @typed: the value as typed; empty: not set
 * @error: return location for a #DocketWorkspaceError, #DocketModelError or #DocketStoreError
 *
 * Returns: whether the value can be taken
 */
gboolean
docket_ctl_take_value (DocketCtl *ctl,
                       DocketValues *values,
                       const char *field,
                       const char *typed,
                       GError **error)
{
  const DocketField *fixed = docket_field_find_fixed (field);
  g_autoptr (DocketField) custom = NULL;

  if (fixed != NULL)
    return take_known_value (ctl, values, fixed, typed, error);

  custom = find_custom_field (ctl, field, error);

  return custom != NULL && take_known_value (ctl, values, custom, typed, error);
}

/**
 * docket_ctl_take_assignment:
 * @ctl: a run with its workspace open
 * @values: where the value goes
 * @prefix: what stands before the field's name in its id; empty for none
 * @assignment: `FIELD=VALUE` as typed
 * @error: return location for a #DocketCtlError, or as docket_ctl_take_value()
 *
 * Returns: whether it can be taken
 */
gboolean
docket_ctl_take_assignment (DocketCtl *ctl,
                            DocketValues *values,
                            const char *prefix,
                            const char *assignment,
                            GError **error)
{
  const char *equals = strchr (assignment, '=');
  g_autofree char *name = NULL;
  g_autofree char *id = NULL;

  if (equals == NULL || equals == assignment)
    return docket_ctl_usage_error (error,
                                   _ ("“%s” is no FIELD=VALUE, such as status=resolved."),
                                   assignment);

  name = g_strndup (assignment, equals - assignment);
  id = g_strconcat (prefix, name, NULL);

  return docket_ctl_take_value (ctl, values, id, equals + 1, error);
}

/**
 * docket_ctl_parse_words:
 * @type: an enumeration
 * @typed: words of it, with commas between
 * @bits: (out): a bit for each value named
 * @error: return location for a #DocketWorkspaceError
 *
 * Returns: whether all are words of it
 */
gboolean
docket_ctl_parse_words (GType type, const char *typed, guint *bits, GError **error)
{
  g_auto (GStrv) words = g_strsplit (typed, ",", -1);
  int value;

  *bits = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      GEnumClass *enum_class = NULL;
      g_autoptr (GString) known = NULL;

      if (docket_enum_from_nick (type, g_strstrip (words[i]), &value))
        {
          *bits |= 1u << value;
          continue;
        }

      enum_class = g_type_class_ref (type);
      known = g_string_new (NULL);

      for (guint j = 0; j < enum_class->n_values; j++)
        g_string_append_printf (known, "%s%s", j > 0 ? ", " : "", enum_class->values[j].value_nick);

      g_type_class_unref (enum_class);

      return docket_ctl_refuse (error,
                                _ ("“%s” is no word for this. There are: %s."),
                                words[i],
                                known->str);
    }

  return TRUE;
}

/**
 * docket_ctl_take_statuses:
 * @ctl: a run with its workspace open
 * @filter: where they go
 * @typed: statuses with commas between
 * @error: return location for a #DocketWorkspaceError or #DocketStoreError
 *
 * Returns: whether there are such statuses
 */
gboolean
docket_ctl_take_statuses (DocketCtl *ctl, DocketFilter *filter, const char *typed, GError **error)
{
  g_auto (GStrv) words = g_strsplit (typed, ",", -1);
  g_autoptr (GPtrArray) statuses = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autoptr (DocketValues) values = docket_values_new ();

      if (!take_status (ctl, values, g_strstrip (words[i]), error))
        return FALSE;

      g_ptr_array_add (statuses, g_strdup (docket_values_get (values, DOCKET_FIELD_ID_STATUS)));
    }

  g_ptr_array_add (statuses, NULL);
  docket_filter_set_statuses (filter, (const char *const *) statuses->pdata);

  return TRUE;
}

/**
 * docket_ctl_label_value:
 * @ctl: a run with its workspace open
 * @field: a field
 * @value: (nullable): a canonical text of it
 *
 * Returns: (transfer full) (nullable): the value in the person's language
 */
char *
docket_ctl_label_value (DocketCtl *ctl, const DocketField *field, const char *value)
{
  int number;

  if (value == NULL)
    return NULL;

  if (field->kind == DOCKET_FIELD_STATUS)
    return g_strdup (docket_status_get_label (value));

  if (field->kind == DOCKET_FIELD_TIME)
    return docket_ctl_format_time (g_ascii_strtoll (value, NULL, 10));

  if (field->kind != DOCKET_FIELD_ENUM || !docket_enum_from_nick (field->enum_type, value, &number))
    return docket_workspace_describe_value (ctl->workspace, field->id, value);

  if (field->enum_type == DOCKET_TYPE_PRIORITY)
    return g_strdup (docket_priority_get_label (number));

  if (field->enum_type == DOCKET_TYPE_IMPACT)
    return g_strdup (docket_impact_get_label (number));

  return g_strdup (docket_ticket_type_get_label (number));
}

/**
 * docket_ctl_label_kind:
 * @kind: a kind of operation
 *
 * Returns: (transfer none): what it does, in the person's language
 */
const char *
docket_ctl_label_kind (DocketOperationKind kind)
{
  switch (kind)
    {
    case DOCKET_OPERATION_KIND_CREATE:
      return C_ ("operation", "new ticket");
    case DOCKET_OPERATION_KIND_SET:
      return C_ ("operation", "field");
    case DOCKET_OPERATION_KIND_DELETE:
      return C_ ("operation", "delete");
    case DOCKET_OPERATION_KIND_MESSAGE:
      return C_ ("operation", "message");
    case DOCKET_OPERATION_KIND_FILE:
      return C_ ("operation", "file");
    case DOCKET_OPERATION_KIND_TIME_ENTRY:
      return C_ ("operation", "time");
    case DOCKET_OPERATION_KIND_CONTACT:
      return C_ ("operation", "new contact");
    }

  g_return_val_if_reached (NULL);
}

/**
 * docket_ctl_label_state:
 * @state: a state of an operation
 *
 * Returns: (transfer none): the state in the person's language
 */
const char *
docket_ctl_label_state (DocketOperationState state)
{
  switch (state)
    {
    case DOCKET_OPERATION_STATE_WAITING:
      return C_ ("operation", "waits");
    case DOCKET_OPERATION_STATE_IN_FLIGHT:
      return C_ ("operation", "is being sent");
    case DOCKET_OPERATION_STATE_AMBIGUOUS:
      return C_ ("operation", "sent, not confirmed");
    case DOCKET_OPERATION_STATE_AGAIN:
      return C_ ("operation", "will be sent again");
    case DOCKET_OPERATION_STATE_ACKNOWLEDGED:
      return C_ ("operation", "accepted");
    case DOCKET_OPERATION_STATE_DONE:
      return C_ ("operation", "done");
    case DOCKET_OPERATION_STATE_NEEDS_ME:
      return C_ ("operation", "needs you");
    case DOCKET_OPERATION_STATE_WITHDRAWN:
      return C_ ("operation", "withdrawn");
    }

  g_return_val_if_reached (NULL);
}
