/* Where more is told in passing: the tooltips of a row, the contract of a ticket's form.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-field-row.h"
#include "docket-new-ticket-dialog.h"
#include "docket-workspace-time.h"
#include "list-fixture.h"

static void
take_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static DocketTimeTotals *
load_totals (ListFixture *fixture, gint64 ticket)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  DocketTimeTotals *totals;

  docket_workspace_load_time_totals_async (fixture->workspace,
                                           ticket,
                                           NULL,
                                           take_result_cb,
                                           &result);
  docket_test_ui_wait_for (result != NULL);
  totals = docket_workspace_load_time_totals_finish (fixture->workspace, result, &error);
  g_assert_no_error (error);

  return totals;
}

static gboolean
has_tooltip (ListFixture *fixture, guint position)
{
  g_autoptr (GtkTooltip) tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
  GtkWidget *row = list_fixture_get_row (fixture, position);
  gboolean shown = FALSE;

  gtk_widget_grab_focus (gtk_widget_get_parent (row));
  g_signal_emit_by_name (fixture->list_view, "query-tooltip", 0, 0, TRUE, tooltip, &shown);

  return shown;
}

/* It is there for whoever rests on a row with time, and for no other. */
static void
test_tooltip (ListFixture *fixture, gconstpointer data)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (fixture->list));
  guint n_with = 0;
  guint n_without = 0;

  for (guint i = 0; i < MIN (n, 6); i++)
    {
      const gint64 ticket = docket_ticket_list_get_id (fixture->list, i);
      g_autofree DocketTimeTotals *totals = load_totals (fixture, ticket);
      g_autoptr (DocketTicketDetails) details =
        docket_workspace_load_ticket (fixture->workspace, ticket, NULL, NULL);

      g_assert_cmpint (totals->total_us, ==, details->total_us);
      g_assert_cmpint (totals->billable_us, ==, details->billable_us);

      if (totals->total_us > 0)
        {
          docket_test_ui_wait_for (has_tooltip (fixture, i));
          n_with++;
        }
      else
        {
          g_assert_false (has_tooltip (fixture, i));
          n_without++;
        }
    }

  g_assert_cmpuint (n_with, >, 0);
  g_assert_cmpuint (n_without, >, 0);
}

static gboolean
answers (GtkWidget *part)
{
  g_autoptr (GtkTooltip) tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
  gboolean shown = FALSE;

  g_signal_emit_by_name (part, "query-tooltip", 0, 0, FALSE, tooltip, &shown);

  return shown;
}

/* The parts of a row tell more than fits, as long as it shows a ticket. */
static void
test_parts (ListFixture *fixture, gconstpointer data)
{
  static const char *const classes[] = { "priority-bar", "dim" };
  const GType types[] = { ADW_TYPE_BIN, GTK_TYPE_LABEL };
  GtkWidget *row = list_fixture_get_row (fixture, 0);
  g_autoptr (DocketTicket) ticket =
    g_object_ref (docket_list_row_get_ticket (DOCKET_LIST_ROW (row)));

  docket_test_ui_wait_for (docket_ticket_is_loaded (ticket));

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      GtkWidget *part = docket_test_ui_find (row, types[i], classes[i]);

      g_assert_true (answers (part));
      docket_list_row_set_ticket (DOCKET_LIST_ROW (row), NULL);
      g_assert_false (answers (part));
      docket_list_row_set_ticket (DOCKET_LIST_ROW (row), ticket);
    }
}

static gboolean
has_label (GtkWidget *root, const char *text)
{
  if (GTK_IS_LABEL (root) && gtk_widget_get_mapped (root) &&
      strstr (gtk_label_get_text (GTK_LABEL (root)), text) != NULL)
    return TRUE;

  for (GtkWidget *at = gtk_widget_get_first_child (root); at != NULL;
       at = gtk_widget_get_next_sibling (at))
    if (has_label (at, text))
      return TRUE;

  return FALSE;
}

/* A contract with hours says what is left of them; one without says nothing. */
static void
test_contract (ListFixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = docket_new_ticket_dialog_new (NULL, fixture->workspace);
  DocketTicketForm *form = docket_new_ticket_dialog_get_form (DOCKET_NEW_TICKET_DIALOG (dialog));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) contracts = NULL;
  DocketFieldRow *row;

  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  gtk_window_present (GTK_WINDOW (dialog));
  docket_workspace_list_entries_async (fixture->workspace,
                                       DOCKET_ENTITY_CONTRACT,
                                       NULL,
                                       0,
                                       0,
                                       NULL,
                                       take_result_cb,
                                       &result);
  docket_test_ui_wait_for (result != NULL);
  contracts = docket_workspace_list_entries_finish (fixture->workspace, result, NULL);
  docket_test_ui_wait_for (docket_ticket_form_get_row (form, DOCKET_FIELD_ID_CONTRACT) != NULL);
  row = docket_ticket_form_get_row (form, DOCKET_FIELD_ID_CONTRACT);

  for (guint i = 0; i < contracts->len; i++)
    {
      DocketEntry *contract = g_ptr_array_index (contracts, i);
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, contract->id);

      docket_field_row_choose (row, id, contract);

      if (docket_entry_get (contract, "hours_included") != NULL)
        docket_test_ui_wait_for (has_label (GTK_WIDGET (row), " left"));
      else
        g_assert_false (has_label (GTK_WIDGET (row), " left"));
    }

  docket_test_ui_settle (dialog);
  docket_test_ui_shot (dialog, "contract-hours");
  docket_field_row_choose (row, NULL, NULL);
  g_assert_false (has_label (GTK_WIDGET (row), " left"));
  gtk_window_close (GTK_WINDOW (dialog));
  docket_test_ui_wait_for (dialog == NULL);
}

int
main (int argc, char **argv)
{
  list_fixture_init (&argc, &argv);
  list_fixture_add ("/time-told/tooltip", test_tooltip);
  list_fixture_add ("/time-told/parts", test_parts);
  list_fixture_add ("/time-told/contract", test_contract);

  return list_fixture_run ();
}
