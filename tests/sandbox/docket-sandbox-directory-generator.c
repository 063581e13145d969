/* Makes the account: technicians, products, custom fields, customers with contacts and contracts.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-sandbox-directory-generator.h"

#include "docket-sandbox-contracts.h"
#include "docket-sandbox-dto.h"
#include "docket-sandbox-phrases.h"
#include "docket-sandbox-schema.h"

#include <stdarg.h>
#include <string.h>

#define DAY ((gint64) 24 * 3600 * G_USEC_PER_SEC)
#define TICKETS_PER_CUSTOMER 60
#define MIN_CUSTOMERS 6
#define MAX_CUSTOMERS 400

static const struct
{
  const char *email;
  const char *first_name;
  const char *last_name;
} technicians[] = {
  { "tech1@example.com", "Robin", "Ashton" },     { "tech2@example.com", "Maëlle", "Girard" },
  { "tech3@example.com", "Victor", "Lindqvist" }, { "tech4@example.com", "Naïma", "Chevrier" },
  { "tech5@example.com", "Paul", "Whitfield" },
};

static const struct
{
  const char *description;
  double amount;
  const char *category;
} products[] = {
  { "Hourly labour", 95.0, "Labour" },       { "Senior engineer", 130.0, "Labour" },
  { "On-site visit", 65.0, "Travel" },       { "After hours", 160.0, "Labour" },
  { "Flat monthly support", 450.0, "Flat" }, { "Monitoring per device", 4.5, "Monitoring" },
  { "Backup per GB", 0.12, "Backup" },       { "Project day", 820.0, "Project" },
};

static const struct
{
  const char *name;
  const char *type;
  const char *target;
  const char *parent;
  /* Each with its parent before a slash, where it has one. */
  const char *options;
} fields[] = {
  { "Asset tag", "Text", "Ticket", NULL, NULL },
  { "Visit needed", "Boolean", "Ticket", NULL, NULL },
  { "Cost estimate", "Numeric", "Ticket", NULL, NULL },
  { "Planned for", "Date", "Ticket", NULL, NULL },
  { "Cause", "Options", "Ticket", NULL, "Hardware|Software|Network|Operation|Unknown" },
  { "Site", "Options", "Ticket", NULL, "Head office|Warehouse|Home" },
  { "Room",
    "OptionsWithDependencies",
    "Ticket",
    "Site",
    "Head office/Reception|Head office/Server room|Head office/Open space|"
    "Warehouse/Gate|Warehouse/Picking|Home/Study" },
  { "Account manager", "Text", "Customer", NULL, NULL },
};

static JsonObject *
object_with (const char *first, ...)
{
  JsonObject *object = json_object_new ();
  const char *name = first;
  va_list args;

  va_start (args, first);
  for (; name != NULL; name = va_arg (args, const char *))
    json_object_set_string_member (object, name, va_arg (args, const char *));
  va_end (args);

  return object;
}

static void
add_account (DocketSandboxState *state)
{
  state->account = object_with ("AccountID",
                                "4711",
                                "Country",
                                "France",
                                "CompanyName",
                                "Sandbox IT Services",
                                "CreatedOn",
                                "2019-03-04T09:00:00Z",
                                "TimeZoneName",
                                DOCKET_SANDBOX_ZONE_NAME,
                                "City",
                                "Lyon",
                                "Address",
                                "12 rue du Port",
                                "PostalCode",
                                "69002",
                                "Phone",
                                "+33 4 00 00 00 00",
                                "Plan",
                                "Pro",
                                NULL);
  json_object_set_boolean_member (state->account, "IsITDepartment", FALSE);
  docket_sandbox_schema_fill ("AccountInfoResponse", state->account);
}

static void
add_options (JsonObject *field, const char *text)
{
  JsonArray *array = json_array_new ();
  g_auto (GStrv) options = g_strsplit (text, "|", -1);

  for (guint i = 0; options[i] != NULL; i++)
    {
      char *slash = strchr (options[i], '/');
      g_autofree char *uuid =
        g_strdup_printf ("%08x-0000-4000-8000-000000000000", g_str_hash (options[i]));
      JsonObject *option = object_with ("Value", uuid, NULL);

      json_object_set_string_member (option, "Text", slash != NULL ? slash + 1 : options[i]);
      if (slash != NULL)
        {
          *slash = '\0';
          json_object_set_string_member (option, "ParentName", options[i]);
        }
      docket_sandbox_schema_fill ("OptionFieldValues", option);
      json_array_add_object_element (array, option);
    }

  json_object_set_array_member (field, "PossibleValues", array);
}

static void
add_small_things (DocketSandboxState *state)
{
  static const char *const statuses[] = { "Open",   "Pending",           "Resolved",
                                          "Closed", "Waiting for parts", "En attente du client" };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    g_ptr_array_add (state->statuses, g_strdup (statuses[i]));

  for (guint i = 0; i < G_N_ELEMENTS (technicians); i++)
    docket_sandbox_state_add_technician (state,
                                         i + 1,
                                         technicians[i].email,
                                         technicians[i].first_name,
                                         technicians[i].last_name);

  for (guint i = 0; i < G_N_ELEMENTS (products); i++)
    {
      JsonObject *rate = object_with ("Description",
                                      products[i].description,
                                      "Category",
                                      products[i].category,
                                      NULL);

      json_object_set_double_member (rate, "Amount", products[i].amount);
      docket_sandbox_schema_fill ("RateDto", rate);
      docket_sandbox_table_add (state, &state->rates, rate);
    }

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      JsonObject *field = object_with ("Name",
                                       fields[i].name,
                                       "DataType",
                                       fields[i].type,
                                       "Target",
                                       fields[i].target,
                                       NULL);

      if (fields[i].parent != NULL)
        json_object_set_string_member (field, "ParentAttributeName", fields[i].parent);
      if (fields[i].options != NULL)
        add_options (field, fields[i].options);
      docket_sandbox_schema_fill ("CustomFieldDto", field);
      g_ptr_array_add (state->fields, field);
    }
}

static gint64
rate_id (DocketSandboxState *state, guint which)
{
  return json_object_get_int_member (g_ptr_array_index (state->rates.rows, which), "RateID");
}

/* One of each type in turn, in the shape in which the API takes a new one. */
static void
add_terms (DocketSandboxState *state, JsonObject *body, guint which)
{
  static const struct
  {
    const char *type;
    const char *rate_member;
    guint rate;
    const char *more;
  } types[] = {
    { "BlockHours", "HourlyRateID", 0, "{\"HoursIncluded\": 20, \"CommitRollover\": true}" },
    { "Hourly", "HourlyRateID", 0, "{}" },
    { "RetainerFlatFee", "RateID", 4, "{\"Quantity\": 1}" },
    { "BlockMoney", "HourlyRateID", 0, "{\"CommitRollover\": false}" },
    { "RemoteMonitoring", "PerDeviceRateID", 5, "{\"CountBy\": \"PCAgents\"}" },
    { "ProjectOneTimeFee", "TotalAmountRateId", 7, "{}" },
    { "ProjectHourlyRate", "TotalAmountRateId", 7, "{}" },
    { "OnlineBackup", "PerGBRateID", 6, "{\"CountBy\": \"TotalGB\"}" },
  };
  const guint i = which % G_N_ELEMENTS (types);
  g_autofree char *member = g_strconcat (types[i].type, "Contract", NULL);
  g_autoptr (JsonNode) more = json_from_string (types[i].more, NULL);
  JsonObject *terms = json_node_dup_object (more);

  json_object_set_int_member (terms, types[i].rate_member, rate_id (state, types[i].rate));
  if (!g_str_has_prefix (types[i].type, "Project"))
    json_object_set_string_member (terms, "BillingPeriod", "Monthly");
  if (g_str_equal (types[i].type, "BlockMoney"))
    json_object_set_int_member (terms, "ContractAmountRateID", rate_id (state, 7));
  json_object_set_string_member (body, "ContractType", types[i].type);
  json_object_set_object_member (body, member, terms);
}

static void
add_contract (DocketSandboxState *state, JsonObject *customer, guint which, gint64 now_us)
{
  static const char *const names[] = { "Support contract",
                                       "Contrat d'assistance",
                                       "Out of hours",
                                       "Projet réseau" };
  g_autoptr (JsonObject) body = json_object_new ();
  g_autofree char *start = docket_sandbox_time_to_text (now_us - now_us % DAY - 400 * DAY);
  const char *why = NULL;
  JsonObject *contract;

  json_object_set_int_member (body,
                              "CustomerID",
                              json_object_get_int_member (customer, "CustomerID"));
  json_object_set_string_member (body, "ContractName", names[which % G_N_ELEMENTS (names)]);
  json_object_set_boolean_member (body, "Active", TRUE);
  json_object_set_boolean_member (body, "Default", which < 8);
  json_object_set_boolean_member (body, "Taxable", TRUE);
  json_object_set_string_member (body, "StartDate", start);
  add_terms (state, body, which);
  contract = docket_sandbox_contract_new (state, body, &why);
  g_assert (contract != NULL);
  docket_sandbox_table_add (state, &state->contracts, contract);
}

static char *
to_ascii (const char *text)
{
  g_autofree char *plain = g_str_to_ascii (text, "C");
  GString *kept = g_string_new (NULL);

  for (const char *p = plain; *p != '\0'; p++)
    {
      if (g_ascii_isalnum (*p))
        g_string_append_c (kept, g_ascii_tolower (*p));
      else if (*p == ' ')
        g_string_append_c (kept, '-');
    }

  return g_string_free (kept, FALSE);
}

static const char *
pick (GRand *rand, const char *const *texts, guint n_texts)
{
  return texts[g_rand_int_range (rand, 0, n_texts)];
}

static void
add_contact (DocketSandboxState *state,
             const DocketSandboxLanguage *language,
             JsonObject *customer,
             guint number,
             GRand *rand)
{
  const char *first = pick (rand, language->first_names, language->n_first_names);
  const char *last = pick (rand, language->last_names, language->n_last_names);
  const char *created = json_object_get_string_member (customer, "CreatedOn");
  g_autofree char *ascii_first = to_ascii (first);
  g_autofree char *ascii_last = to_ascii (last);
  g_autofree char *email = g_strdup_printf ("%s.%s%u@%s",
                                            ascii_first,
                                            ascii_last,
                                            number,
                                            json_object_get_string_member (customer, "Domain"));
  g_autofree char *phone = g_strdup_printf ("+%s %d %06d",
                                            language == &docket_sandbox_french ? "33" : "44",
                                            g_rand_int_range (rand, 100, 999),
                                            g_rand_int_range (rand, 0, 999999));
  JsonObject *contact = object_with ("CustomerName",
                                     json_object_get_string_member (customer, "CustomerName"),
                                     "Firstname",
                                     first,
                                     "Lastname",
                                     last,
                                     "JobTitle",
                                     pick (rand, language->jobs, language->n_jobs),
                                     "Email",
                                     email,
                                     "Phone",
                                     phone,
                                     "CreatedOn",
                                     created,
                                     "LastModified",
                                     created,
                                     NULL);

  json_object_set_int_member (contact,
                              "CustomerID",
                              json_object_get_int_member (customer, "CustomerID"));
  json_object_set_boolean_member (contact, "IsContactPerson", number == 1);
  json_object_set_boolean_member (contact, "InIgnoreMode", FALSE);
  json_object_set_boolean_member (contact, "Archived", FALSE);
  docket_sandbox_schema_fill ("ContactDto", contact);
  docket_sandbox_table_add (state, &state->contacts, contact);
}

static JsonObject *
add_customer (DocketSandboxState *state, guint number, GRand *rand, gint64 now_us)
{
  const DocketSandboxLanguage *language =
    number % 2 == 0 ? &docket_sandbox_english : &docket_sandbox_french;
  const char *trade = language->trades[number / 2 % language->n_trades];
  const char *owner = pick (rand, language->last_names, language->n_last_names);
  g_autofree char *name = language == &docket_sandbox_french
                            ? g_strdup_printf ("%s %s", trade, owner)
                            : g_strdup_printf ("%s %s", owner, trade);
  g_autofree char *ascii = to_ascii (name);
  g_autofree char *domain =
    g_strdup_printf ("%s-%u.%s",
                     ascii,
                     number + 1,
                     language == &docket_sandbox_french ? "fr.example" : "example");
  g_autofree char *business = g_strdup_printf ("%09d", g_rand_int_range (rand, 1, 999999999));
  g_autofree char *created =
    docket_sandbox_time_to_text (now_us - now_us % DAY - g_rand_int_range (rand, 500, 2000) * DAY);
  JsonObject *customer = object_with ("CustomerName",
                                      name,
                                      "BusinessNumber",
                                      business,
                                      "Domain",
                                      domain,
                                      "City",
                                      pick (rand, language->cities, language->n_cities),
                                      "Country",
                                      language->country,
                                      "CreatedOn",
                                      created,
                                      "LastModified",
                                      created,
                                      NULL);

  docket_sandbox_schema_fill ("CustomerDto", customer);
  docket_sandbox_table_add (state, &state->customers, customer);

  for (guint i = g_rand_int_range (rand, 3, 10); i > 0; i--)
    add_contact (state, language, customer, i, rand);

  return customer;
}

/**
 * docket_sandbox_directory_generator_fill:
 * @state: a server's data, empty
 * @n_tickets: how many tickets there will be
 * @rand: where chance comes from
 * @now_us: the time that all lies before, in microseconds UTC
 *
 * Fills @state with an account and its people.
 */
void
docket_sandbox_directory_generator_fill (DocketSandboxState *state,
                                         guint n_tickets,
                                         GRand *rand,
                                         gint64 now_us)
{
  const guint n_customers = CLAMP (n_tickets / TICKETS_PER_CUSTOMER, MIN_CUSTOMERS, MAX_CUSTOMERS);

  add_account (state);
  add_small_things (state);

  for (guint i = 0; i < n_customers; i++)
    {
      JsonObject *customer = add_customer (state, i, rand, now_us);

      add_contract (state, customer, i % 8, now_us);
      if (i % 2 == 0)
        add_contract (state, customer, 8 + (i / 2 + 3) % 8, now_us);
    }
}
