/* The form of a new ticket: what it asks for, what it makes, and the draft it keeps.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>

#include "docket-entry-picker.h"
#include "docket-new-contact.h"
#include "docket-new-ticket-dialog.h"
#include "docket-test-ui.h"
#include "docket-test-workspace.h"
#include "docket-ui-resources.h"
#include "docket-workspace-entries.h"

typedef struct
{
  DocketWorkspace *workspace;
  DocketNewTicketDialog *dialog;
  DocketTicketForm *form;
  gint64 created;
} Fixture;

static void
created_cb (DocketNewTicketDialog *dialog, gint64 ticket, gpointer user_data)
{
  *(gint64 *) user_data = ticket;
}

static void
show_dialog (Fixture *fixture)
{
  fixture->created = 0;
  fixture->dialog =
    DOCKET_NEW_TICKET_DIALOG (docket_new_ticket_dialog_new (NULL, fixture->workspace));
  fixture->form = docket_new_ticket_dialog_get_form (fixture->dialog);
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
  g_signal_connect (fixture->dialog, "created", G_CALLBACK (created_cb), &fixture->created);
  gtk_window_present (GTK_WINDOW (fixture->dialog));
  docket_test_ui_wait_for (gtk_widget_get_mapped (GTK_WIDGET (fixture->form)));
  docket_test_ui_wait_for (docket_ticket_form_get_row (fixture->form, "field.Floor") != NULL);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->workspace =
    data != NULL ? docket_test_workspace_new_server () : docket_test_workspace_new ();
  show_dialog (fixture);
}

/* GTK 4.8 asks where the pointer is over a row, be its popover gone with its window or not. */
static void
close_picker (Fixture *fixture)
{
  GtkWidget *picker =
    docket_test_ui_find (GTK_WIDGET (fixture->dialog), DOCKET_TYPE_ENTRY_PICKER, NULL);

  if (picker == NULL || !gtk_widget_get_mapped (picker))
    return;

  gtk_popover_popdown (GTK_POPOVER (picker));
  docket_test_ui_wait_for (!gtk_widget_get_mapped (picker));
  docket_test_ui_settle (GTK_WIDGET (fixture->dialog));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->dialog != NULL)
    close_picker (fixture);

  if (fixture->dialog != NULL)
    gtk_window_close (GTK_WINDOW (fixture->dialog));

  docket_test_ui_wait_for (fixture->dialog == NULL);
  docket_workspace_close (fixture->workspace);
  g_clear_object (&fixture->workspace);
}

static void
type_title (Fixture *fixture, const char *title)
{
  gtk_editable_set_text (docket_ticket_form_get_title (fixture->form), title);
}

static void
choose (Fixture *fixture, const char *field, const char *value, DocketEntry *entry)
{
  docket_field_row_choose (docket_ticket_form_get_row (fixture->form, field), value, entry);
}

static guint
count_tickets (Fixture *fixture)
{
  g_autoptr (DocketFilter) filter = docket_filter_new ();
  g_autoptr (GArray) tickets = docket_workspace_list_tickets (fixture->workspace,
                                                              filter,
                                                              DOCKET_SORT_CREATED,
                                                              FALSE,
                                                              0,
                                                              NULL,
                                                              NULL);

  g_assert_nonnull (tickets);

  return tickets->len;
}

static DocketDraft *
find_draft (Fixture *fixture)
{
  g_autoptr (GPtrArray) drafts = docket_workspace_list_drafts (fixture->workspace, NULL);

  g_assert_nonnull (drafts);

  for (guint i = 0; i < drafts->len; i++)
    {
      DocketDraft *draft = g_ptr_array_index (drafts, i);

      if (draft->ticket == 0)
        return g_object_ref (draft);
    }

  return NULL;
}

static gboolean
has_draft (Fixture *fixture)
{
  g_autoptr (DocketDraft) draft = find_draft (fixture);

  return draft != NULL;
}

static void
assert_value (Fixture *fixture, const char *field, const char *value)
{
  g_autofree char *stored =
    docket_test_workspace_dup_value (fixture->workspace, fixture->created, field);

  g_assert_cmpstr (stored, ==, value);
}

/* It stands where the title is typed. */
static void
check_sentence (Fixture *fixture, const char *expected)
{
  GtkWidget *note = docket_test_ui_find (GTK_WIDGET (fixture->form), GTK_TYPE_LABEL, "error");

  g_assert_nonnull (note);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (note)), ==, expected);
}

static void
test_title_is_needed (Fixture *fixture, gconstpointer data)
{
  const guint n_tickets = count_tickets (fixture);
  GtkWidget *title = GTK_WIDGET (docket_ticket_form_get_title (fixture->form));

  type_title (fixture, "   ");
  g_assert_false (gtk_widget_has_css_class (title, "error"));
  docket_new_ticket_dialog_create (fixture->dialog);
  g_assert_true (gtk_widget_has_css_class (title, "error"));
  g_assert_cmpuint (count_tickets (fixture), ==, n_tickets);
  check_sentence (fixture, "A ticket needs a title. Enter a few words.");
  g_assert_true (
    gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->dialog)), title));

  /* The mark goes with the first letter. */
  type_title (fixture, "T");
  g_assert_false (gtk_widget_has_css_class (title, "error"));
}

static void
test_create (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DocketEntry) marie =
    docket_test_workspace_find (fixture->workspace, DOCKET_ENTITY_CONTACT, "Marie Dubois");
  g_autofree char *marie_id = g_strdup_printf ("%" G_GINT64_FORMAT, marie->id);
  g_autofree char *customer = g_strdup_printf ("%" G_GINT64_FORMAT, marie->customer);
  g_autoptr (DocketTicketDetails) details = NULL;
  const DocketMessage *message;

  type_title (fixture, "  Cash desk 2 does not start ");
  choose (fixture, DOCKET_FIELD_ID_CONTACT, marie_id, marie);
  choose (fixture, DOCKET_FIELD_ID_PRIORITY, "high", NULL);
  choose (fixture, "field.Floor", "Ground floor", NULL);
  gtk_text_buffer_set_text (docket_ticket_form_get_message (fixture->form),
                            "It beeps three times.",
                            -1);

  /* The contact fills the customer. */
  g_assert_cmpstr (docket_field_row_get_value (
                     docket_ticket_form_get_row (fixture->form, DOCKET_FIELD_ID_CUSTOMER)),
                   ==,
                   customer);
  docket_new_ticket_dialog_create (fixture->dialog);
  docket_new_ticket_dialog_create (fixture->dialog);
  docket_test_ui_wait_for (fixture->created != 0);

  assert_value (fixture, DOCKET_FIELD_ID_TITLE, "Cash desk 2 does not start");
  assert_value (fixture, DOCKET_FIELD_ID_CONTACT, marie_id);
  assert_value (fixture, DOCKET_FIELD_ID_CUSTOMER, customer);
  assert_value (fixture, DOCKET_FIELD_ID_PRIORITY, "high");
  assert_value (fixture, "field.Floor", "Ground floor");
  details = docket_workspace_load_ticket (fixture->workspace, fixture->created, NULL, NULL);
  g_assert_cmpuint (details->messages->len, ==, 1);
  message = g_ptr_array_index (details->messages, 0);
  g_assert_cmpstr (message->text, ==, "It beeps three times.");
  docket_test_ui_wait_for (fixture->dialog == NULL);
  g_assert_false (has_draft (fixture));
}

static void
test_customer_clears_contact (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DocketEntry) marie =
    docket_test_workspace_find (fixture->workspace, DOCKET_ENTITY_CONTACT, "Marie Dubois");
  g_autoptr (DocketEntry) alder =
    docket_test_workspace_find (fixture->workspace, DOCKET_ENTITY_CUSTOMER, "Alder Dental");
  g_autofree char *marie_id = g_strdup_printf ("%" G_GINT64_FORMAT, marie->id);
  g_autofree char *alder_id = g_strdup_printf ("%" G_GINT64_FORMAT, alder->id);

  choose (fixture, DOCKET_FIELD_ID_CONTACT, marie_id, marie);
  choose (fixture, DOCKET_FIELD_ID_CUSTOMER, alder_id, alder);
  g_assert_null (docket_field_row_get_value (
    docket_ticket_form_get_row (fixture->form, DOCKET_FIELD_ID_CONTACT)));
}

static void
test_draft_is_offered (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DocketDraft) draft = NULL;
  GtkWidget *offer;

  type_title (fixture, "Half a ticket");
  choose (fixture, DOCKET_FIELD_ID_IMPACT, "crisis", NULL);
  gtk_text_buffer_set_text (docket_ticket_form_get_message (fixture->form), "Half a text", -1);
  gtk_window_close (GTK_WINDOW (fixture->dialog));
  docket_test_ui_wait_for (fixture->dialog == NULL);
  docket_test_ui_wait_for (has_draft (fixture));
  draft = find_draft (fixture);
  g_assert_cmpstr (docket_values_get (draft->fields, DOCKET_FIELD_ID_TITLE), ==, "Half a ticket");

  show_dialog (fixture);
  docket_test_ui_wait_for (
    docket_test_ui_find (GTK_WIDGET (fixture->dialog), GTK_TYPE_BOX, "offer") != NULL);
  offer = docket_test_ui_find (GTK_WIDGET (fixture->dialog), GTK_TYPE_BOX, "offer");
  g_signal_emit_by_name (docket_test_ui_find (offer, GTK_TYPE_BUTTON, NULL), "clicked");
  g_assert_cmpstr (gtk_editable_get_text (docket_ticket_form_get_title (fixture->form)),
                   ==,
                   "Half a ticket");
  g_assert_cmpstr (
    docket_field_row_get_value (docket_ticket_form_get_row (fixture->form, DOCKET_FIELD_ID_IMPACT)),
    ==,
    "crisis");

  /* Creating it consumes the draft. */
  docket_new_ticket_dialog_create (fixture->dialog);
  docket_test_ui_wait_for (fixture->created != 0);
  g_assert_false (has_draft (fixture));
  assert_value (fixture, DOCKET_FIELD_ID_IMPACT, "crisis");
}

/* The form scrolls: what is in it doesn't. */
static void
test_all_files_are_shown (Fixture *fixture, gconstpointer data)
{
  DocketFileTray *tray = docket_ticket_form_get_tray (fixture->form);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("text", 4);
  GtkScrolledWindow *scrolled;
  GtkAdjustment *adjustment;

  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.txt", i);

      docket_file_tray_add_bytes (tray, bytes, name);
    }

  docket_test_ui_wait_for (docket_file_tray_get_n_files (tray) == 8);
  docket_test_ui_settle (GTK_WIDGET (fixture->dialog));
  scrolled =
    GTK_SCROLLED_WINDOW (docket_test_ui_find (GTK_WIDGET (tray), GTK_TYPE_SCROLLED_WINDOW, NULL));
  adjustment = gtk_scrolled_window_get_vadjustment (scrolled);
  g_assert_cmpfloat (gtk_adjustment_get_upper (adjustment), >, 200);
  g_assert_cmpfloat (gtk_adjustment_get_upper (adjustment),
                     <=,
                     gtk_adjustment_get_page_size (adjustment));
}

static void
test_nothing_typed_leaves_nothing (Fixture *fixture, gconstpointer data)
{
  type_title (fixture, "a");
  docket_test_ui_wait_for (has_draft (fixture));
  type_title (fixture, "");
  gtk_window_close (GTK_WINDOW (fixture->dialog));
  docket_test_ui_wait_for (fixture->dialog == NULL);
  docket_test_ui_wait_for (!has_draft (fixture));
}

static void
test_server_needs_a_contact (Fixture *fixture, gconstpointer data)
{
  const guint n_tickets = count_tickets (fixture);
  GtkWidget *contact =
    GTK_WIDGET (docket_ticket_form_get_row (fixture->form, DOCKET_FIELD_ID_CONTACT));

  type_title (fixture, "Without anybody");
  docket_new_ticket_dialog_create (fixture->dialog);
  g_assert_true (gtk_widget_has_css_class (contact, "error"));
  g_assert_cmpuint (count_tickets (fixture), ==, n_tickets);
}

static void
test_with_a_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "docket-first.txt", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  DocketFileTray *tray = docket_ticket_form_get_tray (fixture->form);
  g_autoptr (DocketTicketDetails) details = NULL;
  const DocketMessage *message;

  g_assert_true (g_file_set_contents (path, "What it says.\n", -1, NULL));
  type_title (fixture, "With a file");
  gtk_text_buffer_set_text (docket_ticket_form_get_message (fixture->form), "See the file.", -1);
  docket_file_tray_add_file (tray, file);
  docket_test_ui_wait_for (docket_file_tray_get_n_files (tray) == 1 &&
                           !docket_file_tray_is_busy (tray));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (tray)));
  docket_new_ticket_dialog_create (fixture->dialog);
  docket_test_ui_wait_for (fixture->created != 0);
  details = docket_workspace_load_ticket (fixture->workspace, fixture->created, NULL, NULL);
  g_assert_cmpuint (details->messages->len, ==, 1);
  message = g_ptr_array_index (details->messages, 0);
  g_assert_cmpstr (message->text, ==, "See the file.");
  g_assert_cmpuint (message->attachments->len, ==, 1);
  g_remove (path);
}

/* A customer that is chosen takes out the contact of another one, and says so. */
static void
test_what_goes_is_said (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DocketEntry) marie =
    docket_test_workspace_find (fixture->workspace, DOCKET_ENTITY_CONTACT, "Marie Dubois");
  g_autoptr (DocketEntry) alder =
    docket_test_workspace_find (fixture->workspace, DOCKET_ENTITY_CUSTOMER, "Alder Dental");
  g_autofree char *marie_id = g_strdup_printf ("%" G_GINT64_FORMAT, marie->id);
  g_autofree char *alder_id = g_strdup_printf ("%" G_GINT64_FORMAT, alder->id);
  GtkWidget *row;

  choose (fixture, DOCKET_FIELD_ID_CONTACT, marie_id, marie);
  choose (fixture, DOCKET_FIELD_ID_CUSTOMER, alder_id, alder);
  row = GTK_WIDGET (docket_ticket_form_get_row (fixture->form, DOCKET_FIELD_ID_CONTACT));
  g_assert_true (
    gtk_widget_get_visible (gtk_widget_get_last_child (gtk_widget_get_first_child (row))));
}

/* What a field asks for is asked for here too. */
static void
test_required_field (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DocketEntry) floor =
    docket_test_workspace_find (fixture->workspace, DOCKET_ENTITY_FIELD, "Floor");
  const guint n_tickets = count_tickets (fixture);
  GtkWidget *row;

  docket_entry_set (floor, "required", "yes");
  g_assert_cmpint (docket_workspace_save_entry (fixture->workspace, floor, NULL, NULL),
                   ==,
                   floor->id);
  gtk_window_close (GTK_WINDOW (fixture->dialog));
  docket_test_ui_wait_for (fixture->dialog == NULL);
  show_dialog (fixture);
  row = GTK_WIDGET (docket_ticket_form_get_row (fixture->form, "field.Floor"));
  type_title (fixture, "T");
  docket_new_ticket_dialog_create (fixture->dialog);
  g_assert_true (gtk_widget_has_css_class (row, "error"));
  g_assert_cmpuint (count_tickets (fixture), ==, n_tickets);
  choose (fixture, "field.Floor", "2", NULL);
  g_assert_false (gtk_widget_has_css_class (row, "error"));
  docket_new_ticket_dialog_create (fixture->dialog);
  docket_test_ui_wait_for (fixture->created != 0);
  assert_value (fixture, "field.Floor", "2");
}

/* Typing begins at once. */
static void
test_title_has_focus (Fixture *fixture, gconstpointer data)
{
  GtkWidget *title = GTK_WIDGET (docket_ticket_form_get_title (fixture->form));
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->dialog));

  g_assert_nonnull (focus);
  g_assert_true (focus == title || gtk_widget_is_ancestor (focus, title));
}

static gboolean
has_typed_more (Fixture *fixture)
{
  g_autofree char *title =
    g_strdup_printf ("%sx", gtk_editable_get_text (docket_ticket_form_get_title (fixture->form)));

  type_title (fixture, title);

  return has_draft (fixture);
}

/* Without a pause: what was typed is on the disk before the person stops. */
static void
test_typing_on_is_saved (Fixture *fixture, gconstpointer data)
{
  docket_test_ui_wait_for (has_typed_more (fixture));
}

static void
test_too_long_a_title (Fixture *fixture, gconstpointer data)
{
  g_autofree char *title = g_strnfill (5000, 'x');

  type_title (fixture, title);
  g_assert_false (docket_ticket_form_check (fixture->form));
  g_assert_true (
    gtk_widget_has_css_class (GTK_WIDGET (docket_ticket_form_get_title (fixture->form)), "error"));
  type_title (fixture, "Printer");
  g_assert_true (docket_ticket_form_check (fixture->form));
}

static GtkEventController *
find_key_controller (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        return controller;
    }

  return NULL;
}

/* From the search down into what was found. */
static void
test_picker_by_keys (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row =
    GTK_WIDGET (docket_ticket_form_get_row (fixture->form, DOCKET_FIELD_ID_CUSTOMER));
  GtkWidget *picker;
  GtkWidget *list;
  GtkWidget *search;
  gboolean handled = FALSE;

  gtk_menu_button_popup (GTK_MENU_BUTTON (docket_test_ui_find (row, GTK_TYPE_MENU_BUTTON, NULL)));
  docket_test_ui_wait_for ((picker = docket_test_ui_find (row, DOCKET_TYPE_ENTRY_PICKER, NULL)) !=
                             NULL &&
                           gtk_widget_get_mapped (picker));
  list = docket_test_ui_find (picker, GTK_TYPE_LIST_BOX, NULL);
  search = docket_test_ui_find (picker, GTK_TYPE_SEARCH_ENTRY, NULL);
  docket_test_ui_wait_for (gtk_widget_get_first_child (list) != NULL);

  g_signal_emit_by_name (find_key_controller (search),
                         "key-pressed",
                         GDK_KEY_Down,
                         0,
                         (GdkModifierType) 0,
                         &handled);
  g_assert_true (handled);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->dialog)) ==
                 gtk_widget_get_first_child (list));
}

static GtkWidget *
open_contacts (Fixture *fixture)
{
  GtkWidget *row = GTK_WIDGET (docket_ticket_form_get_row (fixture->form, DOCKET_FIELD_ID_CONTACT));
  GtkWidget *picker;

  gtk_menu_button_popup (GTK_MENU_BUTTON (docket_test_ui_find (row, GTK_TYPE_MENU_BUTTON, NULL)));
  docket_test_ui_wait_for ((picker = docket_test_ui_find (row, DOCKET_TYPE_ENTRY_PICKER, NULL)) !=
                             NULL &&
                           gtk_widget_get_mapped (picker));

  return picker;
}

static const char *
get_typed (GtkWidget *contact, const char *title)
{
  GtkWidget *list = docket_test_ui_find (contact, GTK_TYPE_LIST_BOX, NULL);

  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (ADW_IS_ENTRY_ROW (row) &&
        g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), title))
      return gtk_editable_get_text (GTK_EDITABLE (row));

  return NULL;
}

/* Past what was found, at once. */
static void
test_picker_tabs_to_new (Fixture *fixture, gconstpointer data)
{
  GtkWidget *picker = open_contacts (fixture);
  GtkWidget *list = docket_test_ui_find (picker, GTK_TYPE_LIST_BOX, NULL);
  GtkWidget *search = docket_test_ui_find (picker, GTK_TYPE_SEARCH_ENTRY, NULL);
  GtkWidget *focus;
  gboolean handled = FALSE;

  docket_test_ui_wait_for (gtk_widget_get_first_child (list) != NULL);
  g_signal_emit_by_name (find_key_controller (search),
                         "key-pressed",
                         GDK_KEY_Tab,
                         0,
                         (GdkModifierType) 0,
                         &handled);
  g_assert_true (handled);
  focus = gtk_window_get_focus (GTK_WINDOW (fixture->dialog));
  g_assert_true (GTK_IS_BUTTON (focus));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (focus)), ==, "New contact…");
}

/* Enter adds who was looked for and is not there, with what was typed. */
static void
add_by_enter (Fixture *fixture, const char *typed)
{
  GtkWidget *picker = open_contacts (fixture);
  GtkWidget *search = docket_test_ui_find (picker, GTK_TYPE_SEARCH_ENTRY, NULL);

  gtk_editable_set_text (GTK_EDITABLE (search), typed);
  g_signal_emit_by_name (search, "activate");
  docket_test_ui_wait_for (!gtk_widget_get_mapped (picker));
}

static GtkWidget *
find_new_contact (Fixture *fixture)
{
  return docket_test_ui_find (GTK_WIDGET (fixture->form), DOCKET_TYPE_NEW_CONTACT, NULL);
}

static void
test_picker_adds (Fixture *fixture, gconstpointer data)
{
  GtkWidget *contact;

  add_by_enter (fixture, "Xaver van der Zon");
  docket_test_ui_wait_for ((contact = find_new_contact (fixture)) != NULL);
  g_assert_cmpstr (get_typed (contact, "First name"), ==, "Xaver");
  g_assert_cmpstr (get_typed (contact, "Last name"), ==, "van der Zon");
  g_assert_cmpstr (get_typed (contact, "E-mail"), ==, "");
}

static void
test_picker_adds_by_mail (Fixture *fixture, gconstpointer data)
{
  GtkWidget *contact;

  add_by_enter (fixture, "xaver@example.net");
  docket_test_ui_wait_for ((contact = find_new_contact (fixture)) != NULL);
  g_assert_cmpstr (get_typed (contact, "First name"), ==, "");
  g_assert_cmpstr (get_typed (contact, "E-mail"), ==, "xaver@example.net");
}

/* Before there is anything to choose, the field that it depends on is named. */
static void
test_dependent_names_parent (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row = GTK_WIDGET (docket_ticket_form_get_row (fixture->form, "field.Model"));
  GtkMenuButton *button = GTK_MENU_BUTTON (docket_test_ui_find (row, GTK_TYPE_MENU_BUTTON, NULL));
  GtkWidget *popover = GTK_WIDGET (gtk_menu_button_get_popover (button));
  GtkWidget *hint = NULL;

  gtk_menu_button_popup (button);
  docket_test_ui_wait_for (gtk_widget_get_mapped (popover) &&
                           (hint = docket_test_ui_find (popover, GTK_TYPE_LABEL, "dim")) != NULL);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (hint)), ==, "Choose “Device” first.");
  choose (fixture, "field.Device", "Server", NULL);
  g_assert_false (gtk_widget_get_visible (hint));
  gtk_menu_button_popdown (button);
  docket_test_ui_wait_for (!gtk_widget_get_mapped (popover));
}

/* What was missing and came with a draft is marked no more. */
static void
test_filled_is_unmarked (Fixture *fixture, gconstpointer data)
{
  DocketFieldRow *row = docket_ticket_form_get_row (fixture->form, DOCKET_FIELD_ID_CONTACT);
  g_autoptr (DocketEntry) marie =
    docket_test_workspace_find (fixture->workspace, DOCKET_ENTITY_CONTACT, "Marie Dubois");
  g_autoptr (DocketValues) values = docket_values_new ();

  docket_new_ticket_dialog_create (fixture->dialog);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (row), "error"));
  docket_values_set_int64 (values, DOCKET_FIELD_ID_CONTACT, marie->id);
  docket_ticket_form_fill (fixture->form, values, NULL);
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (row), "error"));
}

static gboolean
says (GtkWidget *row, const char *text)
{
  GtkWidget *box = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row));
  GtkWidget *second = gtk_widget_get_last_child (gtk_widget_get_first_child (box));

  return g_str_has_prefix (gtk_label_get_text (GTK_LABEL (second)), text);
}

/* Contracts of one name are told apart by their customers; where that is chosen, it is not said. */
static void
test_picker_says_whose (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row =
    GTK_WIDGET (docket_ticket_form_get_row (fixture->form, DOCKET_FIELD_ID_CONTRACT));
  GtkWidget *picker, *list, *first;
  g_autoptr (DocketEntry) entry = NULL;

  gtk_menu_button_popup (GTK_MENU_BUTTON (docket_test_ui_find (row, GTK_TYPE_MENU_BUTTON, NULL)));
  docket_test_ui_wait_for ((picker = docket_test_ui_find (row, DOCKET_TYPE_ENTRY_PICKER, NULL)) !=
                             NULL &&
                           gtk_widget_get_mapped (picker));
  list = docket_test_ui_find (picker, GTK_TYPE_LIST_BOX, NULL);
  docket_test_ui_wait_for ((first = gtk_widget_get_first_child (list)) != NULL);
  entry = g_object_ref (g_object_get_data (G_OBJECT (first), "entry"));
  g_assert_nonnull (entry->customer_name);
  g_assert_true (says (first, entry->customer_name));

  docket_entry_picker_set_customer (DOCKET_ENTRY_PICKER (picker), entry->customer);
  gtk_popover_popdown (GTK_POPOVER (picker));
  docket_test_ui_wait_for (!gtk_widget_get_mapped (picker));
  docket_test_ui_settle (GTK_WIDGET (fixture->dialog));
  gtk_popover_popup (GTK_POPOVER (picker));
  docket_test_ui_wait_for ((first = gtk_widget_get_first_child (list)) != NULL &&
                           says (first, entry->name));
}

int
main (int argc, char *argv[])
{
  docket_test_ui_init (&argc, &argv);
  docket_ui_register_resource ();

#define ADD(name, function, data)                                                                  \
  g_test_add ("/new-ticket/" name, Fixture, data, set_up, function, tear_down)

  ADD ("title-has-focus", test_title_has_focus, NULL);
  ADD ("title-is-needed", test_title_is_needed, NULL);
  ADD ("create", test_create, NULL);
  ADD ("customer-clears-contact", test_customer_clears_contact, NULL);
  ADD ("draft-is-offered", test_draft_is_offered, NULL);
  ADD ("nothing-typed-leaves-nothing", test_nothing_typed_leaves_nothing, NULL);
  ADD ("with-a-file", test_with_a_file, NULL);
  ADD ("all-files-are-shown", test_all_files_are_shown, NULL);
  ADD ("what-goes-is-said", test_what_goes_is_said, NULL);
  ADD ("required-field", test_required_field, NULL);
  ADD ("typing-on-is-saved", test_typing_on_is_saved, NULL);
  ADD ("too-long-a-title", test_too_long_a_title, NULL);
  ADD ("picker-by-keys", test_picker_by_keys, NULL);
  ADD ("picker-tabs-to-new", test_picker_tabs_to_new, NULL);
  ADD ("picker-adds", test_picker_adds, NULL);
  ADD ("picker-adds-by-mail", test_picker_adds_by_mail, NULL);
  ADD ("dependent-names-parent", test_dependent_names_parent, NULL);
  ADD ("filled-is-unmarked", test_filled_is_unmarked, "server");
  ADD ("picker-says-whose", test_picker_says_whose, NULL);
  ADD ("server-needs-a-contact", test_server_needs_a_contact, "server");

  return g_test_run ();
}
