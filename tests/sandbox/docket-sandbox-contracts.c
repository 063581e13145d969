/* The calls about contracts and the account.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-sandbox-contracts.h"

#include "docket-sandbox-private.h"
#include "docket-sandbox-schema.h"

#include <string.h>

/* How the rates of a new contract, which are ids, come back, which is as objects. */
static const struct
{
  const char *type;
  const char *from;
  const char *to;
} rate_members[] = {
  { "RetainerFlatFee", "RateID", "Rate" },
  { "Hourly", "HourlyRateID", "PrimaryRate" },
  { "Hourly", "AdditionalRateIDs", "AdditionalRates" },
  { "BlockHours", "HourlyRateID", "PricePerHour" },
  { "BlockHours", "OverageRateID", "OverageRate" },
  { "BlockMoney", "ContractAmountRateID", "ContractAmount" },
  { "BlockMoney", "HourlyRateID", "PrimaryRate" },
  { "RemoteMonitoring", "PerDeviceRateID", "RatePerDevice" },
  { "OnlineBackup", "PerGBRateID", "RatePerGB" },
  { "ProjectOneTimeFee", "TotalAmountRateId", "TotalAmount" },
  { "ProjectHourlyRate", "TotalAmountRateId", "PrimaryRate" },
  { "ProjectHourlyRate", "AdditionalRateIDs", "AdditionalRates" },
};

static const char *const plain_members[] = {
  "BillingPeriod", "Quantity", "HoursIncluded", "CommitRollover", "CountBy",
};

static JsonObject *
find_rate (DocketSandboxState *state, gint64 id)
{
  JsonObject *rate = docket_sandbox_table_get (&state->rates, id);

  return rate != NULL ? json_object_ref (rate) : NULL;
}

static gboolean
copy_rates (DocketSandboxState *state, JsonNode *ids, const char *member, JsonObject *terms)
{
  JsonArray *rates = json_array_new ();
  JsonArray *array = json_node_get_array (ids);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *rate = find_rate (state, json_array_get_int_element (array, i));

      if (rate == NULL)
        {
          json_array_unref (rates);
          return FALSE;
        }
      json_array_add_object_element (rates, rate);
    }

  json_object_set_array_member (terms, member, rates);

  return TRUE;
}

static gboolean
copy_terms (DocketSandboxState *state, const char *type, JsonObject *given, JsonObject *terms)
{
  for (guint i = 0; i < G_N_ELEMENTS (plain_members); i++)
    {
      JsonNode *node = json_object_get_member (given, plain_members[i]);

      if (node != NULL)
        json_object_set_member (terms, plain_members[i], json_node_copy (node));
    }

  for (guint i = 0; i < G_N_ELEMENTS (rate_members); i++)
    {
      JsonNode *node = json_object_get_member (given, rate_members[i].from);
      JsonObject *rate;

      if (strcmp (rate_members[i].type, type) != 0 || node == NULL || JSON_NODE_HOLDS_NULL (node))
        continue;

      if (JSON_NODE_HOLDS_ARRAY (node))
        {
          if (!copy_rates (state, node, rate_members[i].to, terms))
            return FALSE;
          continue;
        }

      rate = find_rate (state, json_node_get_int (node));
      if (rate == NULL)
        return FALSE;
      json_object_set_object_member (terms, rate_members[i].to, rate);
    }

  return TRUE;
}

static void
copy_member (JsonObject *from, JsonObject *to, const char *member)
{
  JsonNode *node = json_object_get_member (from, member);

  if (node != NULL)
    json_object_set_member (to, member, json_node_copy (node));
}

/**
 * docket_sandbox_contract_new:
 * @state: a server's data
 * @body: a `CreateContractDto`
 * @why: (out): what is wrong with it
 *
 * Returns: (transfer full) (nullable): the `ContractDto` that it makes, still without an id
 */
JsonObject *
docket_sandbox_contract_new (DocketSandboxState *state, JsonObject *body, const char **why)
{
  const gint64 customer_id = json_object_get_int_member_with_default (body, "CustomerID", 0);
  JsonObject *customer = docket_sandbox_table_get (&state->customers, customer_id);
  const char *type = json_object_get_string_member_with_default (body, "ContractType", NULL);
  g_autofree char *member = g_strconcat (type != NULL ? type : "", "Contract", NULL);
  g_autoptr (JsonObject) contract = NULL;
  g_autoptr (JsonObject) terms = NULL;

  if (customer == NULL)
    *why = "CustomerID: there is no such customer";
  else if (type == NULL)
    *why = "ContractType: is required";
  else if (!json_object_has_member (body, member))
    *why = "the terms of this ContractType are required";
  if (*why != NULL)
    return NULL;

  contract = json_object_new ();
  terms = json_object_new ();
  if (!copy_terms (state, type, json_object_get_object_member (body, member), terms))
    {
      *why = "there is no such product";
      return NULL;
    }

  json_object_set_int_member (contract, "CustomerID", customer_id);
  copy_member (customer, contract, "CustomerName");
  copy_member (body, contract, "ContractName");
  copy_member (body, contract, "ContractType");
  for (const char *const *flag = (const char *const[]){ "Active", "Default", "Taxable", NULL };
       *flag != NULL;
       flag++)
    json_object_set_boolean_member (
      contract,
      *flag,
      json_object_get_boolean_member_with_default (body, *flag, FALSE));
  copy_member (body, contract, "StartDate");
  copy_member (body, contract, "EndDate");
  json_object_set_object_member (contract, member, g_steal_pointer (&terms));
  docket_sandbox_schema_fill ("ContractDto", contract);

  return g_steal_pointer (&contract);
}

static void
get_account (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  docket_sandbox_answer_object (answer, SOUP_STATUS_OK, json_object_ref (sandbox->state->account));
}

static JsonObject *
show_contract (DocketSandbox *sandbox, gpointer row, DocketSandboxShow show)
{
  return json_object_ref (row);
}

static void
list_contracts (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  docket_sandbox_answer_page (sandbox,
                              request,
                              answer,
                              sandbox->state->contracts.rows,
                              show_contract,
                              DOCKET_SANDBOX_SHOW_PLAIN);
}

static void
list_of_customer (DocketSandbox *sandbox,
                  DocketSandboxRequest *request,
                  DocketSandboxAnswer *answer)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  for (guint i = 0; i < sandbox->state->contracts.rows->len; i++)
    {
      JsonObject *contract = g_ptr_array_index (sandbox->state->contracts.rows, i);

      if (json_object_get_int_member (contract, "CustomerID") == request->id)
        g_ptr_array_add (rows, contract);
    }

  docket_sandbox_answer_page (sandbox,
                              request,
                              answer,
                              rows,
                              show_contract,
                              DOCKET_SANDBOX_SHOW_PLAIN);
}

static JsonObject *
find_contract (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  JsonObject *contract = docket_sandbox_table_get (&sandbox->state->contracts, request->id);

  if (contract == NULL)
    docket_sandbox_answer_problem (answer,
                                   request,
                                   SOUP_STATUS_NOT_FOUND,
                                   "There is no such contract.");

  return contract;
}

static void
get_contract (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  JsonObject *contract = find_contract (sandbox, request, answer);

  if (contract != NULL)
    docket_sandbox_answer_object (answer, SOUP_STATUS_OK, json_object_ref (contract));
}

static void
create_contract (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  DocketSandboxState *state = sandbox->state;
  const char *why = NULL;
  JsonObject *contract =
    docket_sandbox_contract_new (state, json_node_get_object (request->body), &why);
  gint64 id;

  if (contract == NULL)
    {
      docket_sandbox_answer_reject (sandbox, request, answer, SOUP_STATUS_BAD_REQUEST, why);
      return;
    }

  id = docket_sandbox_table_add (state, &state->contracts, contract);
  docket_sandbox_answer_done (answer, "created", 0, id);
  docket_sandbox_answer_result (answer, SOUP_STATUS_CREATED, id);
}

static void
update_terms (JsonObject *contract, JsonObject *body)
{
  const char *type = json_object_get_string_member (contract, "ContractType");
  g_autofree char *member = g_strconcat (type, "Contract", NULL);
  JsonObject *terms = json_object_get_object_member (contract, member);
  JsonObject *given;

  if (!json_object_has_member (body, member))
    return;

  given = json_object_get_object_member (body, member);
  for (guint i = 0; i < G_N_ELEMENTS (plain_members); i++)
    copy_member (given, terms, plain_members[i]);
}

static void
update_contract (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  static const char *const members[] = { "ContractName", "Default", "StartDate",
                                         "EndDate",      "Active",  "Taxable" };
  JsonObject *body = json_node_get_object (request->body);
  JsonObject *contract = find_contract (sandbox, request, answer);

  if (contract == NULL)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      if (json_object_has_member (body, members[i]) &&
          !json_object_get_null_member (body, members[i]))
        copy_member (body, contract, members[i]);
    }

  update_terms (contract, body);
  docket_sandbox_answer_done (answer, "updated", 0, request->id);
  answer->status = SOUP_STATUS_NO_CONTENT;
}

const DocketSandboxRoute docket_sandbox_contract_routes[] = {
  { "GET", "/account", NULL, NULL, get_account },
  { "GET", "/contracts", DOCKET_SANDBOX_PAGING, NULL, list_contracts },
  { "POST", "/contracts", NULL, "CreateContractDto", create_contract },
  { "GET", "/contracts/{id}", NULL, NULL, get_contract },
  { "PUT", "/contracts/{id}", NULL, "UpdateContractDto", update_contract },
  { "POST", "/contracts/{id}", NULL, "UpdateContractDto", update_contract },
  { "GET", "/contracts/customer/{id}", DOCKET_SANDBOX_PAGING, NULL, list_of_customer },
  { NULL }
};
