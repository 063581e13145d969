/* What fields ask of one another: customer, contact and contract; dependent and required ones.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "workspace-fixture.h"

static DocketWorkspace *
open_sample (void)
{
  DocketAccountSetup setup = { .kind = DOCKET_SERVER_KIND_LOCAL, .sample = TRUE };
  g_autoptr (GError) error = NULL;
  g_autofree char *id = docket_workspaces_create (&setup, NULL, NULL, &error);

  g_assert_no_error (error);

  return workspace_fixture_open (id);
}

static char *
find (DocketWorkspace *workspace, DocketEntity entity, const char *name, gint64 *customer)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries =
    docket_workspace_list_entries (workspace, entity, name, 0, 1, NULL, &error);
  const DocketEntry *entry;

  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 1);
  entry = g_ptr_array_index (entries, 0);

  if (customer != NULL)
    *customer = entry->customer;

  return g_strdup_printf ("%" G_GINT64_FORMAT, entry->id);
}

/* Pairs of field and value, ended by NULL. */
static DocketEdit *
new_edit (gint64 ticket, va_list args)
{
  DocketEdit *edit = docket_edit_new ();
  const char *field;

  while ((field = va_arg (args, const char *)) != NULL)
    docket_edit_set_field (edit, ticket, field, va_arg (args, const char *));

  return edit;
}

static DocketEdit *
set (DocketWorkspace *workspace, gint64 ticket, ...)
{
  g_autoptr (GError) error = NULL;
  DocketEdit *edit;
  va_list args;

  va_start (args, ticket);
  edit = new_edit (ticket, args);
  va_end (args);
  docket_workspace_apply (workspace, edit, NULL, &error);
  g_assert_no_error (error);

  return edit;
}

static void
refuse (DocketWorkspace *workspace, gint64 ticket, ...)
{
  g_autoptr (DocketEdit) edit = NULL;
  g_autoptr (GError) error = NULL;
  va_list args;

  va_start (args, ticket);
  edit = new_edit (ticket, args);
  va_end (args);
  g_assert_false (docket_workspace_apply (workspace, edit, NULL, &error));
  g_assert_error (error, DOCKET_WORKSPACE_ERROR, DOCKET_WORKSPACE_ERROR_INVALID);
}

static void
check (DocketWorkspace *workspace, gint64 ticket, const char *field, const char *value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTicketDetails) details =
    docket_workspace_load_ticket (workspace, ticket, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (docket_values_get (details->values, field), ==, value);
}

static gint64
create (DocketWorkspace *workspace, DocketValues *values, GError **error)
{
  g_autoptr (DocketEdit) edit = docket_edit_new ();

  docket_values_set (values, DOCKET_FIELD_ID_TITLE, "T");
  docket_edit_create_ticket (edit, values, 0);

  return docket_workspace_apply (workspace, edit, NULL, error)
           ? docket_edit_get_result_ticket (edit)
           : 0;
}

static void
test_customer_group (void)
{
  DocketWorkspace *workspace = open_sample ();
  g_autoptr (DocketValues) values = docket_values_new ();
  g_autoptr (GError) error = NULL;
  gint64 bakery_id, alder_id;
  g_autofree char *marie = find (workspace, DOCKET_ENTITY_CONTACT, "Marie Dubois", &bakery_id);
  g_autofree char *grete = find (workspace, DOCKET_ENTITY_CONTACT, "Grete", &alder_id);
  g_autofree char *bakery = g_strdup_printf ("%" G_GINT64_FORMAT, bakery_id);
  g_autofree char *alder = g_strdup_printf ("%" G_GINT64_FORMAT, alder_id);
  g_autoptr (GPtrArray) contracts = docket_workspace_list_entries (workspace,
                                                                   DOCKET_ENTITY_CONTRACT,
                                                                   NULL,
                                                                   bakery_id,
                                                                   1,
                                                                   NULL,
                                                                   NULL);
  g_autofree char *contract =
    g_strdup_printf ("%" G_GINT64_FORMAT, ((DocketEntry *) contracts->pdata[0])->id);
  g_autoptr (DocketEdit) by_contract = NULL;
  g_autoptr (DocketEdit) by_contact = NULL;
  g_autoptr (DocketEdit) by_customer = NULL;
  gint64 ticket;

  /* The contract says the customer. */
  docket_values_set (values, DOCKET_FIELD_ID_CONTRACT, contract);
  ticket = create (workspace, values, &error);
  g_assert_no_error (error);
  check (workspace, ticket, DOCKET_FIELD_ID_CUSTOMER, bakery);

  /* A stranger of a contact brings its customer, and the contract goes. */
  by_contact = set (workspace, ticket, DOCKET_FIELD_ID_CONTACT, grete, NULL);
  check (workspace, ticket, DOCKET_FIELD_ID_CUSTOMER, alder);
  check (workspace, ticket, DOCKET_FIELD_ID_CONTRACT, NULL);

  /* One edit, one undo. */
  g_assert_true (docket_workspace_undo (workspace, by_contact, NULL, &error));
  g_assert_no_error (error);
  check (workspace, ticket, DOCKET_FIELD_ID_CONTACT, NULL);
  check (workspace, ticket, DOCKET_FIELD_ID_CUSTOMER, bakery);
  check (workspace, ticket, DOCKET_FIELD_ID_CONTRACT, contract);

  by_customer = set (workspace, ticket, DOCKET_FIELD_ID_CUSTOMER, alder, NULL);
  check (workspace, ticket, DOCKET_FIELD_ID_CONTRACT, NULL);
  by_contract = set (workspace, ticket, DOCKET_FIELD_ID_CONTRACT, contract, NULL);
  check (workspace, ticket, DOCKET_FIELD_ID_CUSTOMER, bakery);

  refuse (workspace, ticket, DOCKET_FIELD_ID_CUSTOMER, alder, DOCKET_FIELD_ID_CONTACT, marie, NULL);
  docket_values_set (values, DOCKET_FIELD_ID_CONTACT, grete);
  g_assert_cmpint (create (workspace, values, &error), ==, 0);
  g_assert_error (error, DOCKET_WORKSPACE_ERROR, DOCKET_WORKSPACE_ERROR_INVALID);
  workspace_fixture_close (workspace);
}

static void
test_dependent_options (void)
{
  DocketWorkspace *workspace = open_sample ();
  g_autoptr (DocketValues) values = docket_values_new ();
  g_autoptr (DocketEdit) both = NULL;
  g_autoptr (DocketEdit) parent = NULL;
  g_autoptr (GError) error = NULL;
  gint64 ticket = create (workspace, values, &error);

  g_assert_no_error (error);
  refuse (workspace, ticket, "field.Model", "Rack R2", NULL);
  both = set (workspace, ticket, "field.Model", "Rack R2", "field.Device", "Server", NULL);
  check (workspace, ticket, "field.Model", "Rack R2");
  refuse (workspace, ticket, "field.Model", "Tern 14", NULL);
  parent = set (workspace, ticket, "field.Device", "Laptop", NULL);
  check (workspace, ticket, "field.Model", NULL);
  g_assert_true (docket_workspace_undo (workspace, parent, NULL, &error));
  check (workspace, ticket, "field.Model", "Rack R2");

  docket_values_set (values, "field.Model", "Rack R2");
  g_assert_cmpint (create (workspace, values, &error), ==, 0);
  g_assert_error (error, DOCKET_WORKSPACE_ERROR, DOCKET_WORKSPACE_ERROR_INVALID);
  workspace_fixture_close (workspace);
}

int
main (int argc, char *argv[])
{
  int status;

  workspace_fixture_init ();
  g_test_init (&argc, &argv, NULL);

  workspace_fixture_add ("/fields/customer-group", test_customer_group);
  workspace_fixture_add ("/fields/dependent-options", test_dependent_options);

  status = g_test_run ();
  workspace_fixture_end ();

  return status;
}
