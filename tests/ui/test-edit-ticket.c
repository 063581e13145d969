/* "Edit ticket": the form writes what was changed, and that alone, as one edit.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-edit-ticket-dialog.h"
#include "docket-test-ui.h"
#include "docket-test-workspace.h"
#include "docket-ui-resources.h"

typedef struct
{
  DocketWorkspace *workspace;
  DocketEditTicketDialog *dialog;
  DocketTicketForm *form;
  DocketTicketDetails *ticket;
  DocketEdit *saved;
} Fixture;

static void
saved_cb (DocketEditTicketDialog *dialog, DocketEdit *edit, Fixture *fixture)
{
  g_set_object (&fixture->saved, edit);
}

static DocketDraft *
find_draft (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) drafts = docket_workspace_list_drafts (fixture->workspace, &error);

  g_assert_no_error (error);

  for (guint i = 0; i < drafts->len; i++)
    {
      DocketDraft *draft = g_ptr_array_index (drafts, i);

      if (draft->ticket == fixture->ticket->row->id && draft->kind == DOCKET_DRAFT_KIND_EDIT)
        return g_object_ref (draft);
    }

  return NULL;
}

static void
show_dialog (Fixture *fixture)
{
  g_autoptr (DocketDraft) draft = find_draft (fixture);
  GtkWidget *dialog =
    docket_edit_ticket_dialog_new (NULL, fixture->workspace, fixture->ticket, draft);

  fixture->dialog = DOCKET_EDIT_TICKET_DIALOG (dialog);
  fixture->form = docket_edit_ticket_dialog_get_form (fixture->dialog);
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &fixture->dialog);
  g_signal_connect (dialog, "saved", G_CALLBACK (saved_cb), fixture);
  gtk_window_present (GTK_WINDOW (dialog));
  docket_test_ui_wait_for (docket_ticket_form_get_row (fixture->form, "field.Floor") != NULL);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 ticket;

  fixture->workspace =
    data != NULL ? docket_test_workspace_new_server () : docket_test_workspace_new ();
  ticket = docket_workspace_find_ticket (fixture->workspace, "#1041", &error);
  g_assert_no_error (error);
  fixture->ticket = docket_workspace_load_ticket (fixture->workspace, ticket, NULL, &error);
  g_assert_no_error (error);
  show_dialog (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->dialog != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->dialog));

  docket_test_ui_wait_for (fixture->dialog == NULL);
  g_clear_object (&fixture->saved);
  g_clear_object (&fixture->ticket);
  docket_workspace_close (fixture->workspace);
  g_clear_object (&fixture->workspace);
}

static const char *
get_value (Fixture *fixture, const char *field)
{
  return docket_field_row_get_value (docket_ticket_form_get_row (fixture->form, field));
}

static void
choose (Fixture *fixture, const char *field, const char *value, DocketEntry *entry)
{
  docket_field_row_choose (docket_ticket_form_get_row (fixture->form, field), value, entry);
}

static void
check_stored (Fixture *fixture, const char *field, const char *value)
{
  g_autofree char *stored =
    docket_test_workspace_dup_value (fixture->workspace, fixture->ticket->row->id, field);

  g_assert_cmpstr (stored, ==, value);
}

static void
finish (Fixture *fixture)
{
  docket_edit_ticket_dialog_finish (fixture->dialog);
  docket_test_ui_wait_for (fixture->dialog == NULL);
}

static void
test_nothing_changed (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpstr (get_value (fixture, DOCKET_FIELD_ID_STATUS), ==, "open");
  g_assert_cmpstr (get_value (fixture, "field.Model"), ==, "Switch 24 PoE");
  finish (fixture);
  g_assert_null (fixture->saved);
}

static void
test_one_edit_one_undo (Fixture *fixture, gconstpointer data)
{
  g_autofree char *customer = docket_test_workspace_dup_value (fixture->workspace,
                                                               fixture->ticket->row->id,
                                                               DOCKET_FIELD_ID_CUSTOMER);
  g_autoptr (DocketEntry) marie =
    docket_test_workspace_find (fixture->workspace, DOCKET_ENTITY_CONTACT, "Marie Dubois");
  g_autofree char *marie_id = g_strdup_printf ("%" G_GINT64_FORMAT, marie->id);
  g_autofree char *bakery = g_strdup_printf ("%" G_GINT64_FORMAT, marie->customer);
  g_autoptr (GError) error = NULL;

  choose (fixture, DOCKET_FIELD_ID_STATUS, "On hold", NULL);
  choose (fixture, DOCKET_FIELD_ID_CONTACT, marie_id, marie);
  g_assert_cmpstr (get_value (fixture, DOCKET_FIELD_ID_CUSTOMER), ==, bakery);
  gtk_editable_set_text (docket_ticket_form_get_title (fixture->form), "Another title");
  finish (fixture);

  g_assert_nonnull (fixture->saved);
  check_stored (fixture, DOCKET_FIELD_ID_STATUS, "On hold");
  check_stored (fixture, DOCKET_FIELD_ID_TITLE, "Another title");
  check_stored (fixture, DOCKET_FIELD_ID_CUSTOMER, bakery);
  check_stored (fixture, DOCKET_FIELD_ID_CONTRACT, NULL);

  /* What was not touched is no part of it. */
  for (guint i = 0; i < docket_edit_get_parts (fixture->saved)->len; i++)
    {
      const DocketEditPart *part = g_ptr_array_index (docket_edit_get_parts (fixture->saved), i);

      g_assert_cmpstr (part->field, !=, DOCKET_FIELD_ID_PRIORITY);
      g_assert_true (part->seen_known);
    }

  g_assert_true (docket_workspace_undo (fixture->workspace, fixture->saved, NULL, &error));
  g_assert_no_error (error);
  check_stored (fixture, DOCKET_FIELD_ID_STATUS, "open");
  check_stored (fixture, DOCKET_FIELD_ID_CUSTOMER, customer);
}

static void
test_title_is_needed (Fixture *fixture, gconstpointer data)
{
  GtkWidget *title = GTK_WIDGET (docket_ticket_form_get_title (fixture->form));
  GtkWidget *note;

  gtk_editable_set_text (GTK_EDITABLE (title), " ");
  gtk_widget_child_focus (GTK_WIDGET (fixture->dialog), GTK_DIR_TAB_FORWARD);
  docket_edit_ticket_dialog_finish (fixture->dialog);
  g_assert_true (gtk_widget_has_css_class (title, "error"));
  g_assert_nonnull (fixture->dialog);
  g_assert_null (fixture->saved);
  note = docket_test_ui_find (GTK_WIDGET (fixture->form), GTK_TYPE_LABEL, "error");
  g_assert_nonnull (note);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (note)),
                   ==,
                   "A ticket needs a title. Enter a few words.");
  g_assert_true (
    gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->dialog)), title));
}

static GtkLabel *
get_note (Fixture *fixture, const char *field)
{
  GtkWidget *row = GTK_WIDGET (docket_ticket_form_get_row (fixture->form, field));

  return GTK_LABEL (gtk_widget_get_last_child (gtk_widget_get_first_child (row)));
}

static void
test_dependent_option (Fixture *fixture, gconstpointer data)
{
  choose (fixture, "field.Device", "Server", NULL);
  g_assert_null (get_value (fixture, "field.Model"));
  g_assert_nonnull (strstr (gtk_label_get_text (get_note (fixture, "field.Model")), "PoE"));
  choose (fixture, "field.Model", "Rack R2", NULL);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (get_note (fixture, "field.Model"))));
  finish (fixture);
  check_stored (fixture, "field.Device", "Server");
  check_stored (fixture, "field.Model", "Rack R2");
}

/* A number that is typed and not confirmed counts; one that is none is marked. */
static void
test_typed (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row = GTK_WIDGET (docket_ticket_form_get_row (fixture->form, "field.People affected"));
  GtkWidget *entry = docket_test_ui_find (row, GTK_TYPE_ENTRY, NULL);

  gtk_editable_set_text (GTK_EDITABLE (entry), "a dozen");
  docket_edit_ticket_dialog_finish (fixture->dialog);
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  g_assert_null (fixture->saved);
  gtk_editable_set_text (GTK_EDITABLE (entry), "12");
  finish (fixture);
  check_stored (fixture, "field.People affected", "12");
}

static GtkEditable *
get_number (Fixture *fixture)
{
  GtkWidget *row = GTK_WIDGET (docket_ticket_form_get_row (fixture->form, "field.People affected"));

  return GTK_EDITABLE (docket_test_ui_find (row, GTK_TYPE_ENTRY, NULL));
}

static gboolean
keeps (Fixture *fixture, const char *field, const char *value)
{
  g_autoptr (DocketDraft) draft = find_draft (fixture);

  return draft != NULL && g_strcmp0 (docket_values_get (draft->fields, field), value) == 0;
}

static gboolean
keeps_nothing (Fixture *fixture)
{
  g_autoptr (DocketDraft) draft = find_draft (fixture);

  return draft == NULL;
}

static void
close_and_come_back (Fixture *fixture)
{
  gtk_window_close (GTK_WINDOW (fixture->dialog));
  docket_test_ui_wait_for (fixture->dialog == NULL);
  show_dialog (fixture);
}

/* What says that changes were filled in; %NULL while it is not shown. */
static GtkWidget *
get_card (Fixture *fixture)
{
  return docket_test_ui_find (GTK_WIDGET (fixture->dialog), GTK_TYPE_BOX, "offer");
}

/* What is typed is on the disk while it is typed, be it a value or not: a kill does not take it. */
static void
test_typed_is_kept (Fixture *fixture, gconstpointer data)
{
  gtk_editable_set_text (docket_ticket_form_get_title (fixture->form), "Another title");
  docket_test_ui_wait_for (keeps (fixture, DOCKET_FIELD_ID_TITLE, "Another title"));
  gtk_editable_set_text (get_number (fixture), "12,5x");
  docket_test_ui_wait_for (keeps (fixture, "typed.field.People affected", "12,5x"));
  g_assert_null (get_card (fixture));
}

static void
test_closing_keeps (Fixture *fixture, gconstpointer data)
{
  choose (fixture, DOCKET_FIELD_ID_STATUS, "On hold", NULL);
  gtk_editable_set_text (get_number (fixture), "12,5x");
  close_and_come_back (fixture);
  g_assert_nonnull (get_card (fixture));
  g_assert_cmpstr (get_value (fixture, DOCKET_FIELD_ID_STATUS), ==, "On hold");
  docket_test_ui_wait_for (g_str_equal (gtk_editable_get_text (get_number (fixture)), "12,5x"));
  check_stored (fixture, DOCKET_FIELD_ID_STATUS, "open");
  gtk_editable_set_text (get_number (fixture), "12.5");
  finish (fixture);
  check_stored (fixture, DOCKET_FIELD_ID_STATUS, "On hold");
  check_stored (fixture, "field.People affected", "12.5");
  g_assert_true (keeps_nothing (fixture));
}

static void
test_start_over (Fixture *fixture, gconstpointer data)
{
  GtkWidget *button;

  choose (fixture, DOCKET_FIELD_ID_STATUS, "On hold", NULL);
  gtk_editable_set_text (get_number (fixture), "many");
  close_and_come_back (fixture);
  button = docket_test_ui_find (get_card (fixture), GTK_TYPE_BUTTON, NULL);
  docket_test_ui_wait_for (g_str_equal (gtk_editable_get_text (get_number (fixture)), "many"));
  g_signal_emit_by_name (button, "clicked");
  g_assert_null (get_card (fixture));
  g_assert_cmpstr (get_value (fixture, DOCKET_FIELD_ID_STATUS), ==, "open");
  g_assert_cmpstr (gtk_editable_get_text (get_number (fixture)), !=, "many");
  docket_test_ui_wait_for (keeps_nothing (fixture));
  close_and_come_back (fixture);
  g_assert_null (get_card (fixture));
}

/* What is put back by hand is nothing to be kept. */
static void
test_nothing_left (Fixture *fixture, gconstpointer data)
{
  choose (fixture, DOCKET_FIELD_ID_STATUS, "On hold", NULL);
  docket_test_ui_wait_for (!keeps_nothing (fixture));
  choose (fixture, DOCKET_FIELD_ID_STATUS, "open", NULL);
  docket_test_ui_wait_for (keeps_nothing (fixture));
}

/* What changed while the form lay closed was not on its screen (sync.md, rule 15). */
static void
test_changed_meanwhile (Fixture *fixture, gconstpointer data)
{
  const gint64 ticket = fixture->ticket->row->id;
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  g_autoptr (GError) error = NULL;
  const DocketEditPart *part;

  choose (fixture, DOCKET_FIELD_ID_STATUS, "On hold", NULL);
  gtk_window_close (GTK_WINDOW (fixture->dialog));
  docket_test_ui_wait_for (fixture->dialog == NULL);
  docket_edit_set_field (edit, ticket, DOCKET_FIELD_ID_STATUS, "pending");
  docket_workspace_apply (fixture->workspace, edit, NULL, &error);
  g_assert_no_error (error);
  g_object_unref (fixture->ticket);
  fixture->ticket = docket_workspace_load_ticket (fixture->workspace, ticket, NULL, &error);
  g_assert_no_error (error);
  show_dialog (fixture);
  finish (fixture);
  g_assert_cmpuint (docket_edit_get_parts (fixture->saved)->len, ==, 1);
  part = g_ptr_array_index (docket_edit_get_parts (fixture->saved), 0);
  g_assert_cmpstr (part->seen, ==, "open");
  g_assert_cmpstr (part->value, ==, "On hold");
}

static void
test_server_keeps_some_here (Fixture *fixture, gconstpointer data)
{
  g_assert_true (
    gtk_widget_get_visible (GTK_WIDGET (get_note (fixture, DOCKET_FIELD_ID_CUSTOMER))));
  g_assert_true (
    gtk_widget_get_visible (GTK_WIDGET (get_note (fixture, DOCKET_FIELD_ID_CONTRACT))));
  g_assert_false (
    gtk_widget_get_visible (GTK_WIDGET (get_note (fixture, DOCKET_FIELD_ID_PRIORITY))));
}

int
main (int argc, char *argv[])
{
  docket_test_ui_init (&argc, &argv);
  docket_ui_register_resource ();

#define ADD(name, function, data)                                                                  \
  g_test_add ("/edit-ticket/" name, Fixture, data, set_up, function, tear_down)

  ADD ("nothing-changed", test_nothing_changed, NULL);
  ADD ("one-edit-one-undo", test_one_edit_one_undo, NULL);
  ADD ("title-is-needed", test_title_is_needed, NULL);
  ADD ("dependent-option", test_dependent_option, NULL);
  ADD ("typed", test_typed, NULL);
  ADD ("typed-is-kept", test_typed_is_kept, NULL);
  ADD ("closing-keeps", test_closing_keeps, NULL);
  ADD ("start-over", test_start_over, NULL);
  ADD ("nothing-left", test_nothing_left, NULL);
  ADD ("changed-meanwhile", test_changed_meanwhile, NULL);
  ADD ("server-keeps-some-here", test_server_keeps_some_here, "server");

  return g_test_run ();
}
