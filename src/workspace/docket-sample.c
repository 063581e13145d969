/* Fills a workspace on this computer with the sample data.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-sample.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "docket-sample-resources.h"
#include "docket-store-directory.h"
#include "docket-store-parts.h"
#include "docket-store-tickets.h"
#include "docket-workspace-private.h"

#define RESOURCE_PATH "/app/docket/Docket/sample/"
#define US_PER_MINUTE (60 * G_USEC_PER_SEC)

/* The sample names things by keys of its own; tickets refer to local ids. */
typedef struct
{
  DocketTransaction *txn;
  gint64 now_us;
  GHashTable *ids; /* (element-type utf8 gint64): "customer/lindqvist" and the like */
  GHashTable *names;
  GHashTable *fields; /* (element-type utf8 DocketField), by id */
  gint64 me;
  gint64 last_number;
} Sample;

static void
sample_clear (Sample *sample)
{
  g_hash_table_unref (sample->ids);
  g_hash_table_unref (sample->names);
  g_hash_table_unref (sample->fields);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sample, sample_clear)

typedef gboolean (*SampleFunc) (Sample *sample, JsonObject *object, GError **error);

static const char *
get_text (JsonObject *object, const char *member)
{
  return json_object_get_string_member_with_default (object, member, NULL);
}

/* Relative to now: "-3d4h12m". */
static gint64
get_time (Sample *sample, JsonObject *object, const char *member)
{
  const char *text = get_text (object, member);
  gint64 minutes = 0, number = 0;

  if (text == NULL)
    return 0;

  for (const char *c = text; *c != '\0'; c++)
    {
      if (g_ascii_isdigit (*c))
        {
          number = number * 10 + g_ascii_digit_value (*c);
          continue;
        }

      minutes += number * (*c == 'd' ? 24 * 60 : *c == 'h' ? 60 : *c == 'm' ? 1 : 0);
      number = 0;
    }

  return sample->now_us + (text[0] == '-' ? -minutes : minutes) * US_PER_MINUTE;
}

static gint64
find_id (Sample *sample, const char *kind, const char *key)
{
  g_autofree char *name = NULL;
  const gint64 *id;

  if (key == NULL)
    return 0;

  name = g_strconcat (kind, "/", key, NULL);
  id = g_hash_table_lookup (sample->ids, name);

  return id != NULL ? *id : 0;
}

static gint64
get_id (Sample *sample, JsonObject *object, const char *member)
{
  return find_id (sample, member, get_text (object, member));
}

static gboolean
save_entry (Sample *sample, const char *kind, const char *key, DocketEntry *entry, GError **error)
{
  gint64 id = docket_directory_save (sample->txn, entry, error);

  if (id == 0)
    return FALSE;

  if (key != NULL)
    {
      g_hash_table_insert (sample->ids,
                           g_strconcat (kind, "/", key, NULL),
                           g_memdup2 (&id, sizeof id));
      g_hash_table_insert (sample->names, g_strdup (key), g_strdup (entry->name));
    }

  return TRUE;
}

static void
copy_texts (DocketEntry *entry, JsonObject *object, const char *const *members)
{
  for (guint i = 0; members[i] != NULL; i++)
    if (json_object_has_member (object, members[i]))
      docket_entry_set (entry, members[i], get_text (object, members[i]));
}

static gboolean
each (Sample *sample, JsonObject *object, const char *member, SampleFunc func, GError **error)
{
  JsonArray *array = NULL;

  if (!json_object_has_member (object, member))
    return TRUE;

  array = json_object_get_array_member (object, member);

  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!func (sample, json_array_get_object_element (array, i), error))
      return FALSE;

  return TRUE;
}

static gboolean
add_technician (Sample *sample, JsonObject *object, GError **error)
{
  g_autoptr (DocketEntry) entry = docket_entry_new (DOCKET_ENTITY_TECHNICIAN);
  const char *key = get_text (object, "key");
  g_autofree char *id = NULL;

  entry->name = g_strdup (get_text (object, "name"));
  copy_texts (entry, object, (const char *[]){ "email", NULL });

  if (!save_entry (sample, "technician", key, entry, error))
    return FALSE;

  if (!json_object_get_boolean_member_with_default (object, "me", FALSE))
    return TRUE;

  sample->me = find_id (sample, "technician", key);
  id = g_strdup_printf ("%" G_GINT64_FORMAT, sample->me);

  return docket_meta_set (sample->txn, DOCKET_META_ME, id, error) &&
         docket_meta_set (sample->txn, DOCKET_META_ME_EMAIL, get_text (object, "email"), error);
}

static gboolean
add_customer (Sample *sample, JsonObject *object, GError **error)
{
  g_autoptr (DocketEntry) entry = docket_entry_new (DOCKET_ENTITY_CUSTOMER);

  entry->name = g_strdup (get_text (object, "name"));
  copy_texts (entry, object, (const char *[]){ "phone", "address", "city", "notes", NULL });

  return save_entry (sample, "customer", get_text (object, "key"), entry, error);
}

static gboolean
add_contact (Sample *sample, JsonObject *object, GError **error)
{
  g_autoptr (DocketEntry) entry = docket_entry_new (DOCKET_ENTITY_CONTACT);

  entry->name =
    g_strconcat (get_text (object, "first_name"), " ", get_text (object, "last_name"), NULL);
  entry->customer = get_id (sample, object, "customer");
  copy_texts (entry,
              object,
              (const char *[]){ "first_name", "last_name", "email", "phone", "mobile", NULL });

  return save_entry (sample, "contact", get_text (object, "key"), entry, error);
}

static gboolean
add_rate (Sample *sample, JsonObject *object, GError **error)
{
  g_autoptr (DocketEntry) entry = docket_entry_new (DOCKET_ENTITY_RATE);
  g_autofree char *amount = NULL;
  gint64 money = 0;

  entry->name = g_strdup (get_text (object, "name"));

  if (docket_money_parse (get_text (object, "amount"), &money))
    amount = g_strdup_printf ("%" G_GINT64_FORMAT, money);

  docket_entry_set (entry, "amount", amount);

  return save_entry (sample, "rate", get_text (object, "key"), entry, error);
}

static gboolean
add_contract (Sample *sample, JsonObject *object, GError **error)
{
  g_autoptr (DocketEntry) entry = docket_entry_new (DOCKET_ENTITY_CONTRACT);
  gint64 rate = get_id (sample, object, "rate");

  entry->name = g_strdup (get_text (object, "name"));
  entry->customer = get_id (sample, object, "customer");
  copy_texts (entry, object, (const char *[]){ "kind", NULL });

  if (rate != 0)
    docket_values_set_int64 (entry->properties, "rate", rate);

  if (json_object_has_member (object, "hours_included"))
    docket_values_set_int64 (entry->properties,
                             "hours_included",
                             json_object_get_int_member (object, "hours_included"));

  return save_entry (sample, "contract", get_text (object, "key"), entry, error);
}

static gboolean
add_status (Sample *sample, JsonObject *object, GError **error)
{
  int kind = DOCKET_STATUS_KIND_OPEN;

  docket_enum_from_nick (DOCKET_TYPE_STATUS_KIND, get_text (object, "kind"), &kind);

  return docket_directory_add_status (sample->txn, get_text (object, "name"), kind, error);
}

static DocketFieldKind
get_field_kind (const char *type)
{
  static const struct
  {
    const char *type;
    DocketFieldKind kind;
  } kinds[] = {
    { "boolean", DOCKET_FIELD_BOOLEAN },
    { "number", DOCKET_FIELD_NUMBER },
    { "date", DOCKET_FIELD_DATE },
    { "option", DOCKET_FIELD_OPTION },
    { "dependent-option", DOCKET_FIELD_DEPENDENT_OPTION },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (type, kinds[i].type) == 0)
      return kinds[i].kind;

  return DOCKET_FIELD_TEXT;
}

static gboolean
add_field (Sample *sample, JsonObject *object, GError **error)
{
  DocketField *field = docket_field_new_custom (get_text (object, "name"),
                                                get_field_kind (get_text (object, "type")),
                                                get_text (object, "parent"));

  g_hash_table_insert (sample->fields, g_strdup (field->id), field);

  if (json_object_has_member (object, "options"))
    {
      JsonArray *options = json_object_get_array_member (object, "options");

      for (guint i = 0; i < json_array_get_length (options); i++)
        {
          JsonObject *option = json_array_get_object_element (options, i);

          docket_field_add_option (field, get_text (option, "value"), get_text (option, "parent"));
        }
    }

  return docket_directory_save_field (sample->txn, field, error);
}

static gboolean
add_quick_reply (Sample *sample, JsonObject *object, GError **error)
{
  g_autoptr (DocketEntry) entry = docket_entry_new (DOCKET_ENTITY_QUICK_REPLY);

  entry->name = g_strdup (get_text (object, "title"));
  copy_texts (entry, object, (const char *[]){ "text", NULL });

  return save_entry (sample, "quick-reply", NULL, entry, error);
}

static void
add_filter_ids (Sample *sample,
                JsonObject *object,
                const char *kind,
                const char *member,
                GArray *to)
{
  JsonArray *keys = NULL;

  if (!json_object_has_member (object, member))
    return;

  keys = json_object_get_array_member (object, member);

  for (guint i = 0; i < json_array_get_length (keys); i++)
    {
      const char *key = json_array_get_string_element (keys, i);
      gint64 id = g_strcmp0 (key, "me") == 0     ? DOCKET_ASSIGNEE_ME
                  : g_strcmp0 (key, "none") == 0 ? DOCKET_ASSIGNEE_NONE
                                                 : find_id (sample, kind, key);

      if (id != 0)
        g_array_append_val (to, id);
    }
}

static DocketFilter *
make_filter (Sample *sample, JsonObject *object)
{
  g_autoptr (DocketFilter) filter = docket_filter_new ();
  g_autoptr (GPtrArray) statuses = g_ptr_array_new ();

  if (json_object_has_member (object, "status"))
    {
      JsonArray *words = json_object_get_array_member (object, "status");

      for (guint i = 0; i < json_array_get_length (words); i++)
        g_ptr_array_add (statuses, (char *) json_array_get_string_element (words, i));
    }

  g_ptr_array_add (statuses, NULL);
  docket_filter_set_statuses (filter, (const char *const *) statuses->pdata);

  if (json_object_has_member (object, "priority"))
    {
      JsonArray *words = json_object_get_array_member (object, "priority");
      int priority;

      for (guint i = 0; i < json_array_get_length (words); i++)
        if (docket_enum_from_nick (DOCKET_TYPE_PRIORITY,
                                   json_array_get_string_element (words, i),
                                   &priority))
          filter->priorities |= 1u << priority;
    }

  add_filter_ids (sample, object, "customer", "customer", filter->customers);
  add_filter_ids (sample, object, "technician", "assignee", filter->assignees);

  return g_steal_pointer (&filter);
}

static gboolean
add_view (Sample *sample, JsonObject *object, GError **error)
{
  g_autoptr (DocketFilter) filter =
    make_filter (sample, json_object_get_object_member (object, "filter"));
  g_autoptr (DocketSavedView) view = docket_saved_view_new (0, get_text (object, "name"), filter);

  return docket_views_save (sample->txn, view, error) != 0;
}

static gboolean
add_file (Sample *sample,
          gint64 ticket,
          gint64 message,
          const char *name,
          gint64 *id,
          GError **error)
{
  g_autofree char *path = g_strconcat (RESOURCE_PATH "files/", name, NULL);
  g_autofree char *content_type = NULL;
  g_autofree char *mime_type = NULL;
  g_autoptr (DocketAttachment) attachment = NULL;
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  if (bytes == NULL)
    return FALSE;

  content_type =
    g_content_type_guess (name, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL);
  mime_type = g_content_type_get_mime_type (content_type);
  attachment = docket_attachment_new ();
  attachment->ticket = ticket;
  attachment->message = message;
  attachment->name = g_strdup (name);
  attachment->content_type = g_steal_pointer (&mime_type);
  attachment->size = (gint64) g_bytes_get_size (bytes);

  if (!docket_blobs_add (sample->txn, bytes, attachment->content_type, &attachment->sha256, error))
    return FALSE;

  *id = docket_attachments_insert (sample->txn, attachment, error);

  return *id != 0;
}

static gboolean
add_message (Sample *sample, gint64 ticket, JsonObject *object, GError **error)
{
  g_autoptr (DocketMessage) message = docket_message_new ();
  const char *author = get_text (object, "author");
  const char *file = get_text (object, "file");
  gint64 attachment;
  int kind = DOCKET_MESSAGE_KIND_REPLY;

  docket_enum_from_nick (DOCKET_TYPE_MESSAGE_KIND, get_text (object, "kind"), &kind);
  message->ticket = ticket;
  message->kind = kind;
  message->author_technician = find_id (sample, "technician", author);
  message->author_contact = find_id (sample, "contact", author);
  message->author_name = g_strdup (g_hash_table_lookup (sample->names, author));
  message->is_mine = message->author_technician != 0 && message->author_technician == sample->me;
  message->created_at = get_time (sample, object, "at");
  message->text = g_strdup (get_text (object, "text"));

  if (docket_messages_insert (sample->txn, message, error) == 0)
    return FALSE;

  return file == NULL || add_file (sample, ticket, message->id, file, &attachment, error);
}

static gboolean
add_time_entry (Sample *sample, gint64 ticket, JsonObject *object, GError **error)
{
  g_autoptr (DocketTimeEntry) entry = docket_time_entry_new ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  entry->ticket = ticket;
  entry->technician = get_id (sample, object, "technician");
  entry->rate = get_id (sample, object, "rate");
  entry->start_at = get_time (sample, object, "start");
  entry->end_at = get_time (sample, object, "end");
  entry->zone = g_strdup (g_time_zone_get_identifier (zone));
  entry->billable = json_object_get_boolean_member_with_default (object, "billable", TRUE);
  entry->on_site = json_object_get_boolean_member_with_default (object, "on_site", FALSE);
  entry->description = g_strdup (get_text (object, "description"));
  entry->created_at = entry->end_at;

  return docket_time_entries_insert (sample->txn, entry, error) != 0;
}

static gboolean
add_signature (Sample *sample, gint64 ticket, JsonObject *object, GError **error)
{
  g_autoptr (DocketSignature) signature = docket_signature_new ();

  if (!add_file (sample, ticket, 0, get_text (object, "file"), &signature->attachment, error))
    return FALSE;

  signature->ticket = ticket;
  signature->role = g_strdup (get_text (object, "role"));
  signature->signer = g_strdup (get_text (object, "signer"));
  signature->outcome = g_strdup ("signed");
  signature->signed_at = get_time (sample, object, "at");

  return docket_signatures_insert (sample->txn, signature, error) != 0;
}

static gboolean
add_parts (Sample *sample,
           gint64 ticket,
           JsonObject *object,
           const char *member,
           gboolean (*func) (Sample *, gint64, JsonObject *, GError **),
           GError **error)
{
  JsonArray *array = NULL;

  if (!json_object_has_member (object, member))
    return TRUE;

  array = json_object_get_array_member (object, member);

  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!func (sample, ticket, json_array_get_object_element (array, i), error))
      return FALSE;

  return TRUE;
}

static char *
dup_json_value (JsonNode *node)
{
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? "yes" : "no");

  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_dup_string (node);

  return g_strdup_printf ("%.15g", json_node_get_double (node));
}

static gboolean
take_custom_values (Sample *sample, JsonObject *object, DocketValues *values, GError **error)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (!json_object_has_member (object, "fields"))
    return TRUE;

  json_object_iter_init (&iter, json_object_get_object_member (object, "fields"));

  while (json_object_iter_next (&iter, &name, &node))
    {
      g_autofree char *id = g_strconcat (DOCKET_FIELD_CUSTOM_PREFIX, name, NULL);
      g_autofree char *typed = dup_json_value (node);
      const DocketField *field = g_hash_table_lookup (sample->fields, id);
      char *canonical =
        field != NULL ? docket_field_canonicalize (field, typed, error) : g_strdup (typed);

      if (canonical == NULL)
        return FALSE;

      docket_values_take (values, id, canonical);
    }

  return TRUE;
}

static void
take_reference (Sample *sample,
                JsonObject *object,
                const char *member,
                const char *kind,
                DocketValues *values)
{
  gint64 id = find_id (sample, kind, get_text (object, member));

  if (id != 0)
    docket_values_set_int64 (values, member, id);
}

static DocketValues *
make_values (Sample *sample, JsonObject *object, GError **error)
{
  g_autoptr (DocketValues) values = docket_values_new ();
  static const char *const texts[] = { DOCKET_FIELD_ID_TITLE,    DOCKET_FIELD_ID_STATUS,
                                       DOCKET_FIELD_ID_PRIORITY, DOCKET_FIELD_ID_IMPACT,
                                       DOCKET_FIELD_ID_TYPE,     DOCKET_FIELD_ID_SOURCE };
  static const struct
  {
    const char *member;
    const char *field;
  } times[] = {
    { "created", DOCKET_FIELD_ID_CREATED },
    { "resolved", DOCKET_FIELD_ID_RESOLVED },
    { "first_response_due", DOCKET_FIELD_ID_FIRST_RESPONSE_DUE },
    { "close_due", DOCKET_FIELD_ID_CLOSE_DUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (json_object_has_member (object, texts[i]))
      docket_values_set (values, texts[i], get_text (object, texts[i]));

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    if (get_text (object, times[i].member) != NULL)
      docket_values_set_int64 (values, times[i].field, get_time (sample, object, times[i].member));

  take_reference (sample, object, DOCKET_FIELD_ID_ASSIGNEE, "technician", values);
  take_reference (sample, object, DOCKET_FIELD_ID_CUSTOMER, "customer", values);
  take_reference (sample, object, DOCKET_FIELD_ID_CONTACT, "contact", values);
  take_reference (sample, object, DOCKET_FIELD_ID_CONTRACT, "contract", values);

  return take_custom_values (sample, object, values, error) ? g_steal_pointer (&values) : NULL;
}

static gboolean
add_ticket (Sample *sample, JsonObject *object, GError **error)
{
  g_autoptr (DocketValues) values = make_values (sample, object, error);
  gint64 updated_at = get_time (sample, object, "updated");
  const char *number = get_text (object, "number");
  gboolean unread = json_object_get_boolean_member_with_default (object, "unread", FALSE);
  gint64 ticket;

  if (values == NULL)
    return FALSE;

  ticket = docket_tickets_insert (sample->txn, NULL, number, values, updated_at, error);

  if (ticket == 0)
    return FALSE;

  sample->last_number = MAX (sample->last_number, g_ascii_strtoll (number, NULL, 10));

  if (!add_parts (sample, ticket, object, "messages", add_message, error) ||
      !add_parts (sample, ticket, object, "time_entries", add_time_entry, error))
    return FALSE;

  if (json_object_has_member (object, "signature") &&
      !add_signature (sample, ticket, json_object_get_object_member (object, "signature"), error))
    return FALSE;

  return docket_tickets_touch (sample->txn, ticket, updated_at, error) &&
         docket_tickets_set_read (sample->txn, ticket, unread ? 1 : sample->now_us, error);
}

static gboolean
fill (Sample *sample, JsonObject *root, gboolean set_name, GError **error)
{
  g_autofree char *last_number = NULL;

  if (!each (sample, root, "technicians", add_technician, error) ||
      !each (sample, root, "customers", add_customer, error) ||
      !each (sample, root, "contacts", add_contact, error) ||
      !each (sample, root, "rates", add_rate, error) ||
      !each (sample, root, "contracts", add_contract, error) ||
      !each (sample, root, "statuses", add_status, error) ||
      !each (sample, root, "fields", add_field, error) ||
      !each (sample, root, "quick_replies", add_quick_reply, error) ||
      !each (sample, root, "views", add_view, error) ||
      !each (sample, root, "tickets", add_ticket, error))
    return FALSE;

  last_number = g_strdup_printf ("%" G_GINT64_FORMAT, sample->last_number);

  return docket_meta_set (sample->txn, DOCKET_META_LAST_NUMBER, last_number, error) &&
         docket_meta_set (sample->txn, DOCKET_META_SAMPLE, "yes", error) &&
         docket_meta_set (sample->txn, DOCKET_META_WORDING, get_text (root, "wording"), error) &&
         docket_meta_set (sample->txn, DOCKET_META_CURRENCY, get_text (root, "currency"), error) &&
         docket_meta_set (sample->txn, DOCKET_META_COMPANY, get_text (root, "company"), error) &&
         (!set_name ||
          docket_meta_set (sample->txn, DOCKET_META_NAME, get_text (root, "company"), error));
}

static gboolean
speaks_french (void)
{
  const char *const *languages = g_get_language_names ();

  for (guint i = 0; languages[i] != NULL; i++)
    {
      if (g_str_has_prefix (languages[i], "fr"))
        return TRUE;

      if (g_str_has_prefix (languages[i], "en"))
        return FALSE;
    }

  return FALSE;
}

/**
 * docket_sample_fill:
 * @txn: a writing transaction of an empty workspace
 * @now_us: the time that the sample's own times are relative to, in microseconds UTC
 * @set_name: call the workspace as the sample's company is called
 * @error: return location for a #DocketStoreError
 *
 * Writes the sample data, in French for who reads French, else in English.
 *
 * Returns: whether all of it was written
 */
gboolean
docket_sample_fill (DocketTransaction *txn, gint64 now_us, gboolean set_name, GError **error)
{
  g_auto (Sample) sample = {
    .txn = txn,
    .now_us = now_us,
    .ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
    .names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
    .fields =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) docket_field_unref),
  };
  const char *path =
    speaks_french () ? RESOURCE_PATH "sample-fr.json" : RESOURCE_PATH "sample-en.json";
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (txn != NULL, FALSE);

  docket_sample_register_resource ();
  bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  if (bytes == NULL || !json_parser_load_from_data (parser,
                                                    g_bytes_get_data (bytes, NULL),
                                                    (gssize) g_bytes_get_size (bytes),
                                                    error))
    return FALSE;

  return fill (&sample, json_node_get_object (json_parser_get_root (parser)), set_name, error);
}
