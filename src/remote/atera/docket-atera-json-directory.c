/* What Atera's API says about customers, contacts, contracts, rates, technicians and custom fields.
 *
 * Properties of the entries, beside the name: a customer's `address`, `city`, `state`, `zip`,
 * `country`, `phone`, `fax`, `notes`, `domain`, `business_number`; a contact's `email`, `phone`,
 * `mobile`, `first_name`, `last_name`, `job_title`, `customer_remote_id`; a contract's `kind` (such
 * as `block-hours`), `starts_at`, `ends_at` (microseconds UTC), `hours_included` and
 * `customer_remote_id`; a rate's `amount` (in units with a point), `sku`, `category`; a
 * technician's `email`.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-atera-json.h"

#include <glib/gi18n.h>

#define MAX_PROPERTY_BYTES 4096
#define MAX_NOTES_BYTES (64 * 1024)
#define MAX_OPTIONS 5000

static char *
get_line (DocketJsonReader *reader, const char *member)
{
  char *text = docket_json_get_text (reader, member, MAX_PROPERTY_BYTES);

  if (text != NULL && *g_strstrip (text) == '\0')
    g_clear_pointer (&text, g_free);

  return text;
}

typedef struct
{
  const char *property;
  const char *member;
} Property;

static void
read_properties (DocketJsonReader *reader,
                 const Property *properties,
                 guint n_properties,
                 DocketEntry *entry)
{
  for (guint i = 0; i < n_properties; i++)
    {
      g_autofree char *text = get_line (reader, properties[i].member);

      if (text != NULL)
        docket_entry_set (entry, properties[i].property, text);
    }
}

static void
read_customer_id (DocketJsonReader *reader, DocketEntry *entry)
{
  g_autofree char *customer = docket_json_get_id (reader, "CustomerID");

  if (customer != NULL)
    docket_entry_set (entry, "customer_remote_id", customer);
}

/* An entry without an id or with wrong types is no entry. */
static DocketEntry *
finish_entry (DocketJsonReader *reader, DocketEntry *taken, GError **error)
{
  g_autoptr (DocketEntry) entry = taken;

  if (entry->remote_id == NULL && reader->wrong == NULL)
    reader->wrong = "ID";

  if (!docket_json_check (reader, error))
    return NULL;

  if (entry->name == NULL)
    entry->name = g_strdup_printf ("#%s", entry->remote_id);

  return g_steal_pointer (&entry);
}

/**
 * docket_atera_parse_customer:
 * @object: a CustomerDto
 * @error: return location for a #DocketRemoteError
 *
 * Returns: (transfer full) (nullable): the entry
 */
DocketEntry *
docket_atera_parse_customer (JsonObject *object, GError **error)
{
  static const Property properties[] = {
    { "address", "Address" }, { "city", "City" },     { "state", "State" },
    { "zip", "ZipCodeStr" },  { "phone", "Phone" },   { "country", "Country" },
    { "fax", "Fax" },         { "domain", "Domain" }, { "business_number", "BusinessNumber" },
  };
  DocketEntry *entry = docket_entry_new (DOCKET_ENTITY_CUSTOMER);
  DocketJsonReader reader = { object, NULL };
  g_autofree char *notes = docket_json_get_text (&reader, "Notes", MAX_NOTES_BYTES);

  entry->remote_id = docket_json_get_id (&reader, "CustomerID");
  entry->name = get_line (&reader, "CustomerName");
  read_properties (&reader, properties, G_N_ELEMENTS (properties), entry);

  if (notes != NULL && *notes != '\0')
    docket_entry_set (entry, "notes", notes);

  return finish_entry (&reader, entry, error);
}

/**
 * docket_atera_parse_contact:
 * @object: a ContactDto
 * @error: return location for a #DocketRemoteError
 *
 * Returns: (transfer full) (nullable): the entry
 */
DocketEntry *
docket_atera_parse_contact (JsonObject *object, GError **error)
{
  static const Property properties[] = {
    { "email", "Email" },          { "phone", "Phone" },        { "mobile", "MobilePhone" },
    { "first_name", "Firstname" }, { "last_name", "Lastname" }, { "job_title", "JobTitle" },
  };
  DocketEntry *entry = docket_entry_new (DOCKET_ENTITY_CONTACT);
  DocketJsonReader reader = { object, NULL };
  const char *first, *last;

  entry->remote_id = docket_json_get_id (&reader, "EndUserID");
  entry->archived = docket_json_get_boolean (&reader, "Archived");
  read_properties (&reader, properties, G_N_ELEMENTS (properties), entry);
  read_customer_id (&reader, entry);
  first = docket_entry_get (entry, "first_name");
  last = docket_entry_get (entry, "last_name");

  if (first != NULL && last != NULL)
    entry->name = g_strdup_printf ("%s %s", first, last);
  else if (first != NULL || last != NULL)
    entry->name = g_strdup (first != NULL ? first : last);
  else
    entry->name = g_strdup (docket_entry_get (entry, "email"));

  return finish_entry (&reader, entry, error);
}

static void
read_contract_time (DocketJsonReader *reader,
                    const char *member,
                    const char *property,
                    DocketEntry *entry)
{
  gint64 us = docket_json_get_time (reader, member);
  g_autofree char *text = us != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, us) : NULL;

  if (text != NULL)
    docket_entry_set (entry, property, text);
}

static void
read_hours_included (DocketJsonReader *reader, DocketEntry *entry)
{
  JsonObject *block = docket_json_get_object (reader, "BlockHoursContract");
  DocketJsonReader block_reader = { block, NULL };
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  double hours;

  if (block == NULL || docket_json_is_null (&block_reader, "HoursIncluded"))
    return;

  hours = docket_json_get_number (&block_reader, "HoursIncluded");
  g_ascii_formatd (buffer, sizeof buffer, "%.15g", hours);
  docket_entry_set (entry, "hours_included", buffer);

  if (reader->wrong == NULL)
    reader->wrong = block_reader.wrong;
}

/**
 * docket_atera_parse_contract:
 * @object: a ContractDto
 * @error: return location for a #DocketRemoteError
 *
 * Returns: (transfer full) (nullable): the entry
 */
DocketEntry *
docket_atera_parse_contract (JsonObject *object, GError **error)
{
  DocketEntry *entry = docket_entry_new (DOCKET_ENTITY_CONTRACT);
  DocketJsonReader reader = { object, NULL };
  g_autofree char *word = get_line (&reader, "ContractType");
  g_autofree char *nick = docket_atera_word_to_nick (word);

  entry->remote_id = docket_json_get_id (&reader, "ContractID");
  entry->name = get_line (&reader, "ContractName");
  entry->archived =
    docket_json_has (&reader, "Active") && !docket_json_get_boolean (&reader, "Active");
  read_customer_id (&reader, entry);
  read_contract_time (&reader, "StartDate", "starts_at", entry);
  read_contract_time (&reader, "EndDate", "ends_at", entry);
  read_hours_included (&reader, entry);

  if (nick != NULL)
    docket_entry_set (entry, "kind", nick);

  return finish_entry (&reader, entry, error);
}

/**
 * docket_atera_parse_rate:
 * @object: a RateDto
 * @error: return location for a #DocketRemoteError
 *
 * Returns: (transfer full) (nullable): the entry
 */
DocketEntry *
docket_atera_parse_rate (JsonObject *object, GError **error)
{
  static const Property properties[] = { { "sku", "SKU" }, { "category", "Category" } };
  DocketEntry *entry = docket_entry_new (DOCKET_ENTITY_RATE);
  DocketJsonReader reader = { object, NULL };
  g_autofree char *amount =
    docket_money_format (docket_money_from_double (docket_json_get_number (&reader, "Amount")));

  entry->remote_id = docket_json_get_id (&reader, "RateID");
  entry->name = get_line (&reader, "Description");
  read_properties (&reader, properties, G_N_ELEMENTS (properties), entry);
  docket_entry_set (entry, "amount", amount);

  return finish_entry (&reader, entry, error);
}

/**
 * docket_atera_parse_technician:
 * @object: a WorkhourRecordDto, which names one; there is no list of technicians
 * @error: return location for a #DocketRemoteError
 *
 * Returns: (transfer full) (nullable): the entry; %NULL without an error when it names none
 */
DocketEntry *
docket_atera_parse_technician (JsonObject *object, GError **error)
{
  static const Property properties[] = { { "email", "TechnicianEmail" } };
  g_autoptr (DocketEntry) entry = docket_entry_new (DOCKET_ENTITY_TECHNICIAN);
  DocketJsonReader reader = { object, NULL };

  entry->remote_id = docket_json_get_id (&reader, "TechnicianContactID");
  entry->name = get_line (&reader, "TechnicianFullName");
  read_properties (&reader, properties, G_N_ELEMENTS (properties), entry);

  if (entry->name == NULL)
    entry->name = g_strdup (docket_entry_get (entry, "email"));

  if (!docket_json_check (&reader, error) || entry->remote_id == NULL || entry->name == NULL)
    return NULL;

  return g_steal_pointer (&entry);
}

static gboolean
read_field_kind (const char *word, DocketFieldKind *kind)
{
  static const struct
  {
    const char *word;
    DocketFieldKind kind;
  } kinds[] = {
    { "Text", DOCKET_FIELD_TEXT },
    { "Boolean", DOCKET_FIELD_BOOLEAN },
    { "Numeric", DOCKET_FIELD_NUMBER },
    { "Date", DOCKET_FIELD_DATE },
    { "Options", DOCKET_FIELD_OPTION },
    { "OptionsWithDependencies", DOCKET_FIELD_DEPENDENT_OPTION },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].word, word) == 0)
      {
        *kind = kinds[i].kind;
        return TRUE;
      }

  return FALSE;
}

/* The text is what people see and what values say; the API's own name of an option is not needed.
 */
static gboolean
read_option (JsonNode *node, DocketField *field, GError **error)
{
  DocketJsonReader reader = { 0 };
  g_autofree char *value = NULL;
  g_autofree char *text = NULL;
  g_autofree char *parent = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      reader.wrong = "PossibleValues";
      return docket_json_check (&reader, error);
    }

  reader.object = json_node_get_object (node);
  value = get_line (&reader, "Value");
  text = get_line (&reader, "Text");
  parent = get_line (&reader, "ParentName");

  if (text != NULL || value != NULL)
    docket_field_add_option (field, text != NULL ? text : value, parent);

  return docket_json_check (&reader, error);
}

/**
 * docket_atera_parse_field:
 * @object: a CustomFieldDto
 * @error: return location for a #DocketRemoteError
 *
 * Returns: (transfer full) (nullable): the field; %NULL without an error when it is none of tickets
 * or of a kind that Docket does not know
 */
DocketField *
docket_atera_parse_field (JsonObject *object, GError **error)
{
  DocketJsonReader reader = { object, NULL };
  g_autofree char *name = get_line (&reader, "Name");
  g_autofree char *type = get_line (&reader, "DataType");
  g_autofree char *target = get_line (&reader, "Target");
  g_autofree char *parent = get_line (&reader, "ParentAttributeName");
  JsonArray *values = docket_json_get_array (&reader, "PossibleValues");
  g_autoptr (DocketField) field = NULL;
  DocketFieldKind kind;

  if (!docket_json_check (&reader, error))
    return NULL;

  if (name == NULL || g_strcmp0 (target, "Ticket") != 0 || !read_field_kind (type, &kind))
    return NULL;

  field = docket_field_new_custom (name, kind, parent);

  for (guint i = 0; values != NULL && i < MIN (json_array_get_length (values), MAX_OPTIONS); i++)
    if (!read_option (json_array_get_element (values, i), field, error))
      return NULL;

  return g_steal_pointer (&field);
}

/**
 * docket_atera_parse_custom_name:
 * @object: a CustomValueDto
 * @error: return location for a #DocketRemoteError
 *
 * Returns: (transfer full) (nullable): the id of the field it is a value of
 */
char *
docket_atera_parse_custom_name (JsonObject *object, GError **error)
{
  DocketJsonReader reader = { object, NULL };
  g_autofree char *name = get_line (&reader, "FieldName");

  if (name == NULL && reader.wrong == NULL)
    reader.wrong = "FieldName";

  return docket_json_check (&reader, error) ? g_strconcat (DOCKET_FIELD_CUSTOM_PREFIX, name, NULL)
                                            : NULL;
}

static char *
read_custom_text (DocketJsonReader *reader, const DocketField *field)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *date = NULL;

  switch (field->kind)
    {
    case DOCKET_FIELD_BOOLEAN:
      return g_strdup (docket_json_get_boolean (reader, "ValueAsBool") ? "yes" : "no");

    case DOCKET_FIELD_NUMBER:
      g_ascii_formatd (buffer,
                       sizeof buffer,
                       "%.15g",
                       docket_json_get_number (reader, "ValueAsDecimal"));
      return g_strdup (buffer);

    case DOCKET_FIELD_DATE:
      /* A day, whatever time stands behind it. */
      date = get_line (reader, "ValueAsDateTime");
      return date != NULL ? g_strndup (date, strlen ("2026-11-23")) : NULL;

    default:
      return get_line (reader, "ValueAsString");
    }
}

/**
 * docket_atera_parse_custom_value:
 * @object: a CustomValueDto
 * @field: its field
 * @value: (out) (nullable): the canonical text; %NULL: not set
 * @error: return location for a #DocketRemoteError
 *
 * Returns: whether the value is known; not, without an error, when it is none of the field's kind
 */
gboolean
docket_atera_parse_custom_value (JsonObject *object,
                                 const DocketField *field,
                                 char **value,
                                 GError **error)
{
  DocketJsonReader reader = { object, NULL };
  g_autofree char *said = read_custom_text (&reader, field);

  *value = NULL;

  if (!docket_json_check (&reader, error))
    return FALSE;

  if (said == NULL)
    return TRUE;

  /* An option that is offered no more is still the value. */
  if (field->kind == DOCKET_FIELD_OPTION || field->kind == DOCKET_FIELD_DEPENDENT_OPTION)
    *value = g_steal_pointer (&said);
  else
    *value = docket_field_canonicalize (field, said, NULL);

  return *value != NULL;
}
