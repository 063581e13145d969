/* Who and what tickets are about, read from Atera: the account, technicians, customers, contacts,
 * contracts, rates, custom fields.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-atera-private.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#include "docket-atera-json.h"
#include "docket-windows-zones.h"

/* More than any account has; a server that goes on for ever is left. */
#define MAX_PAGES 20000

/* Technicians are learnt from what is at hand: work hours of the last days, then tickets. */
#define TECHNICIAN_PAGES 4
#define TECHNICIAN_DAYS 90

/* Dates without an offset are ambiguous by an hour in the night the clocks change; where the zone
 * is not known, they may be read anywhere on earth. */
#define OVERLAP_US (G_GINT64_CONSTANT (2) * 60 * 60 * G_USEC_PER_SEC)
#define UNKNOWN_ZONE_OVERLAP_US (G_GINT64_CONSTANT (26) * 60 * 60 * G_USEC_PER_SEC)

typedef DocketEntry *(*ParseEntryFunc) (JsonObject *object, GError **error);

typedef struct
{
  ParseEntryFunc parse;
  GHashTable *seen; /* (nullable): remote ids told already */
  DocketRemoteEntryFunc func;
  gpointer user_data;
  gboolean stopped;
} Telling;

static gboolean
tell_entry (JsonObject *item, gpointer user_data, GError **error)
{
  Telling *telling = user_data;
  g_autoptr (GError) own = NULL;
  g_autoptr (DocketEntry) entry = telling->parse (item, &own);

  if (own != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&own));
      return FALSE;
    }

  if (entry == NULL ||
      (telling->seen != NULL && !g_hash_table_add (telling->seen, g_strdup (entry->remote_id))))
    return TRUE;

  telling->stopped = !telling->func (entry, telling->user_data);

  return !telling->stopped;
}

static char *
format_since (DocketAtera *self, gint64 since)
{
  g_autoptr (GTimeZone) zone = docket_windows_zone_find (self->zone);
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) there = NULL;

  since -= zone != NULL ? OVERLAP_US : UNKNOWN_ZONE_OVERLAP_US;
  utc = g_date_time_new_from_unix_utc (MAX (since, 0) / G_USEC_PER_SEC);
  there = zone != NULL ? g_date_time_to_timezone (utc, zone) : g_date_time_ref (utc);

  return g_date_time_format (there, "%Y-%m-%dT%H:%M:%S");
}

static gboolean
tell_technicians (DocketAtera *self, Telling *telling, GCancellable *cancellable, GError **error)
{
  const gint64 from =
    docket_clock_get_wall (self->clock) - (gint64) TECHNICIAN_DAYS * 24 * 60 * 60 * G_USEC_PER_SEC;
  g_autofree char *day = format_since (self, from);
  g_autofree char *path = g_strdup_printf ("/workhours?startWorkhour=%s", day);

  telling->parse = docket_atera_parse_technician;

  return docket_atera_read_list (self,
                                 path,
                                 TECHNICIAN_PAGES,
                                 tell_entry,
                                 telling,
                                 NULL,
                                 cancellable,
                                 error) &&
         (telling->stopped || docket_atera_read_list (self,
                                                      "/tickets",
                                                      1,
                                                      tell_entry,
                                                      telling,
                                                      NULL,
                                                      cancellable,
                                                      error));
}

static gboolean
tell_all (DocketAtera *self,
          const char *path,
          ParseEntryFunc parse,
          Telling *telling,
          GCancellable *cancellable,
          GError **error)
{
  if (telling->stopped)
    return TRUE;

  telling->parse = parse;

  return docket_atera_read_list (self,
                                 path,
                                 MAX_PAGES,
                                 tell_entry,
                                 telling,
                                 NULL,
                                 cancellable,
                                 error);
}

/**
 * docket_atera_check:
 * @self: Atera
 * @cancellable: (nullable): a cancellable
 * @error: return location for a #DocketRemoteError
 *
 * Returns: (transfer full) (nullable): whose account the key opens
 */
DocketRemoteAccount *
docket_atera_check (DocketAtera *self, GCancellable *cancellable, GError **error)
{
  g_autofree char *url = docket_atera_make_url (self, "/account");
  g_autoptr (DocketHttpAnswer) answer = NULL;
  g_autoptr (GError) own = NULL;
  g_autoptr (JsonNode) root = docket_atera_read (self, url, &answer, cancellable, &own);
  DocketRemoteAccount *account;

  if (root == NULL && answer->status == SOUP_STATUS_FORBIDDEN &&
      g_error_matches (own, DOCKET_REMOTE_ERROR, DOCKET_REMOTE_ERROR_REFUSED))
    {
      g_set_error (error,
                   DOCKET_REMOTE_ERROR,
                   DOCKET_REMOTE_ERROR_SECRET,
                   _ ("%s knows the key but does not let it in. Ask whoever manages your Atera "
                      "account."),
                   docket_http_get_host (self->http));
      return NULL;
    }

  if (root == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&own));
      return NULL;
    }

  account = docket_atera_parse_account (root, error);

  if (account != NULL)
    {
      g_free (self->zone);
      self->zone = g_strdup (account->zone);
    }

  return account;
}

/**
 * docket_atera_pull_directory:
 * @self: Atera
 * @since: microseconds UTC; 0: everything
 * @func: (scope call): takes each entry
 * @user_data: handed to @func
 * @cancellable: (nullable): a cancellable
 * @error: return location for a #DocketRemoteError
 *
 * Customers and contacts that changed since; of contracts and rates the API can only tell all.
 *
 * Returns: whether there was no error
 */
gboolean
docket_atera_pull_directory (DocketAtera *self,
                             gint64 since,
                             DocketRemoteEntryFunc func,
                             gpointer user_data,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *customers = g_strdup ("/customers");
  g_autofree char *contacts = g_strdup ("/contacts");
  Telling telling = { .func = func, .user_data = user_data };

  if (self->zone == NULL)
    {
      g_autoptr (DocketRemoteAccount) account = docket_atera_check (self, cancellable, error);

      if (account == NULL)
        return FALSE;
    }

  if (since > 0)
    {
      g_autofree char *date = format_since (self, since);

      g_free (customers);
      g_free (contacts);
      customers = g_strdup_printf ("/customers?FromLastModifiedDate=%s", date);
      contacts = g_strdup_printf ("/contacts?FromLastModifiedDate=%s", date);
    }

  telling.seen = seen;

  if (!tell_technicians (self, &telling, cancellable, error))
    return FALSE;

  telling.seen = NULL;

  return tell_all (self, customers, docket_atera_parse_customer, &telling, cancellable, error) &&
         tell_all (self, contacts, docket_atera_parse_contact, &telling, cancellable, error) &&
         tell_all (self, "/contracts", docket_atera_parse_contract, &telling, cancellable, error) &&
         tell_all (self, "/rates/products", docket_atera_parse_rate, &telling, cancellable, error);
}

/**
 * docket_atera_pull_fields:
 * @self: Atera
 * @cancellable: (nullable): a cancellable
 * @error: return location for a #DocketRemoteError
 *
 * Returns: (transfer container) (element-type DocketField) (nullable): the custom fields of tickets
 */
GPtrArray *
docket_atera_pull_fields (DocketAtera *self, GCancellable *cancellable, GError **error)
{
  g_autofree char *url = docket_atera_make_url (self, "/customvalues/customfields");
  g_autoptr (GPtrArray) fields =
    g_ptr_array_new_with_free_func ((GDestroyNotify) docket_field_unref);
  g_autoptr (JsonNode) root = docket_atera_read (self, url, NULL, cancellable, error);
  JsonArray *array;

  if (root == NULL || !docket_atera_parse_array (root, &array, error))
    return NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      g_autoptr (GError) own = NULL;
      JsonObject *object = docket_json_get_element (array, i, &own);
      DocketField *field = object != NULL ? docket_atera_parse_field (object, &own) : NULL;

      if (field != NULL)
        g_ptr_array_add (fields, field);

      if (own != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&own));
          return NULL;
        }
    }

  g_clear_pointer (&self->fields, g_ptr_array_unref);
  self->fields = g_ptr_array_ref (fields);

  return g_steal_pointer (&fields);
}

/**
 * docket_atera_find_field:
 * @self: Atera
 * @id: a custom field's id
 *
 * Returns: (transfer none) (nullable): the field, among those that were read
 */
const DocketField *
docket_atera_find_field (DocketAtera *self, const char *id)
{
  for (guint i = 0; self->fields != NULL && i < self->fields->len; i++)
    {
      const DocketField *field = g_ptr_array_index (self->fields, i);

      if (strcmp (field->id, id) == 0)
        return field;
    }

  return NULL;
}
