/* The directory: its list, its entries, what is refused, and what a table would do.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>

#include "docket-directory-import.h"
#include "docket-directory-window.h"
#include "docket-entry-dialog.h"
#include "docket-test-ui.h"
#include "docket-test-workspace.h"
#include "docket-ui-resources.h"

typedef struct
{
  DocketWorkspace *workspace;
  DocketDirectoryWindow *window;
  DocketEntryDialog *dialog;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->workspace =
    data != NULL ? docket_test_workspace_new_server () : docket_test_workspace_new ();
  fixture->window =
    DOCKET_DIRECTORY_WINDOW (docket_directory_window_new (NULL, fixture->workspace));
  gtk_window_present (GTK_WINDOW (fixture->window));
  docket_test_ui_wait_for (
    g_list_model_get_n_items (docket_directory_window_get_entries (fixture->window)) > 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);

  if (fixture->dialog != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->dialog));

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  docket_test_ui_wait_for (fixture->window == NULL && fixture->dialog == NULL);
  docket_workspace_close (fixture->workspace);
  g_clear_object (&fixture->workspace);
}

static gboolean
lists (Fixture *fixture, const char *name)
{
  GListModel *entries = docket_directory_window_get_entries (fixture->window);

  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (DocketEntry) entry = g_list_model_get_item (entries, i);

      if (g_str_equal (entry->name, name))
        return TRUE;
    }

  return FALSE;
}

static void
show_kind (Fixture *fixture, DocketEntity entity, const char *name)
{
  docket_directory_window_show_kind (fixture->window, entity);
  docket_test_ui_wait_for (lists (fixture, name));
}

static void
open_dialog (Fixture *fixture, DocketEntry *entry)
{
  fixture->dialog = DOCKET_ENTRY_DIALOG (
    docket_entry_dialog_new (GTK_WINDOW (fixture->window), fixture->workspace, entry));
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
  gtk_window_present (GTK_WINDOW (fixture->dialog));
}

static void
open_new (Fixture *fixture, DocketEntity entity)
{
  g_autoptr (DocketEntry) entry = docket_entry_new (entity);

  open_dialog (fixture, entry);
}

static void
type (Fixture *fixture, const char *property, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (docket_entry_dialog_get_row (fixture->dialog, property)),
                         text);
}

static void
finish (Fixture *fixture)
{
  docket_entry_dialog_finish (fixture->dialog);
  docket_test_ui_wait_for (fixture->dialog == NULL);
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  GtkWidget *search =
    docket_test_ui_find (GTK_WIDGET (fixture->window), GTK_TYPE_SEARCH_ENTRY, NULL);

  g_assert_true (lists (fixture, "Alder Dental"));
  gtk_editable_set_text (GTK_EDITABLE (search), "BAKERY");
  docket_test_ui_wait_for (!lists (fixture, "Alder Dental"));
  g_assert_true (lists (fixture, "Lindqvist Bakery"));
}

/* Who adds types at once what it is called. */
static void
test_name_has_focus (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    DocketEntity entity;
    const char *first;
  } kinds[] = { { DOCKET_ENTITY_CUSTOMER, "name" },
                { DOCKET_ENTITY_CONTACT, "first_name" },
                { DOCKET_ENTITY_FIELD, "name" } };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      GtkWidget *focus;

      open_new (fixture, kinds[i].entity);
      focus = gtk_window_get_focus (GTK_WINDOW (fixture->dialog));
      g_assert_nonnull (focus);
      g_assert_true (
        gtk_widget_is_ancestor (focus,
                                docket_entry_dialog_get_row (fixture->dialog, kinds[i].first)));
      gtk_window_destroy (GTK_WINDOW (fixture->dialog));
      docket_test_ui_wait_for (fixture->dialog == NULL);
    }
}

static const char *
get_nth_name (Fixture *fixture, guint nth)
{
  g_autoptr (DocketEntry) entry =
    g_list_model_get_item (docket_directory_window_get_entries (fixture->window), nth);

  /* The list has it. */
  return entry->name;
}

/* In the order in which a ticket goes through them, not in that of their English names. */
static void
test_statuses_in_order (Fixture *fixture, gconstpointer data)
{
  show_kind (fixture, DOCKET_ENTITY_STATUS, "On hold");
  g_assert_cmpstr (get_nth_name (fixture, 0), ==, "open");
  g_assert_cmpstr (get_nth_name (fixture, 1), ==, "pending");
  g_assert_cmpstr (get_nth_name (fixture, 2), ==, "On hold");
  g_assert_cmpstr (get_nth_name (fixture, 3), ==, "resolved");
  g_assert_cmpstr (get_nth_name (fixture, 4), ==, "closed");
}

static void
archive_rates (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rates = docket_workspace_list_entries (fixture->workspace,
                                                               DOCKET_ENTITY_RATE,
                                                               NULL,
                                                               0,
                                                               0,
                                                               NULL,
                                                               &error);

  g_assert_no_error (error);

  for (guint i = 0; i < rates->len; i++)
    {
      DocketEntry *rate = g_ptr_array_index (rates, i);

      rate->archived = TRUE;
      docket_workspace_save_entry (fixture->workspace, rate, NULL, &error);
      g_assert_no_error (error);
    }
}

/* A choice of nothing says why. */
static void
test_no_rate (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row;

  open_new (fixture, DOCKET_ENTITY_CONTRACT);
  row = docket_entry_dialog_get_row (fixture->dialog, "rate");
  docket_test_ui_wait_for (
    g_list_model_get_n_items (adw_combo_row_get_model (ADW_COMBO_ROW (row))) > 1);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)) ?: "", ==, "");
  gtk_window_destroy (GTK_WINDOW (fixture->dialog));
  docket_test_ui_wait_for (fixture->dialog == NULL);

  archive_rates (fixture);
  open_new (fixture, DOCKET_ENTITY_CONTRACT);
  row = docket_entry_dialog_get_row (fixture->dialog, "rate");
  docket_test_ui_wait_for (g_strcmp0 (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)),
                                      "There is no rate yet. Add one under “Rates”.") == 0);
}

static void
test_add_contact (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DocketEntry) alder =
    docket_test_workspace_find (fixture->workspace, DOCKET_ENTITY_CUSTOMER, "Alder Dental");
  g_autoptr (DocketEntry) made = NULL;

  show_kind (fixture, DOCKET_ENTITY_CONTACT, "Marie Dubois");
  open_new (fixture, DOCKET_ENTITY_CONTACT);
  type (fixture, "first_name", "Nils");
  type (fixture, "last_name", "Holm");
  type (fixture, "email", "no address");
  docket_entry_dialog_choose_customer (fixture->dialog, alder);
  docket_entry_dialog_finish (fixture->dialog);
  g_assert_true (
    gtk_widget_has_css_class (docket_entry_dialog_get_row (fixture->dialog, "email"), "error"));
  type (fixture, "email", "nils@example.com");
  finish (fixture);
  docket_test_ui_wait_for (lists (fixture, "Nils Holm"));
  made = docket_test_workspace_find (fixture->workspace, DOCKET_ENTITY_CONTACT, "Nils Holm");
  g_assert_cmpint (made->customer, ==, alder->id);

  /* The name follows its parts. */
  open_dialog (fixture, made);
  type (fixture, "last_name", "Holmberg");
  finish (fixture);
  docket_test_ui_wait_for (lists (fixture, "Nils Holmberg"));
}

static void
test_exact_money (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DocketEntry) made = NULL;

  show_kind (fixture, DOCKET_ENTITY_RATE, "Standard hour");
  open_new (fixture, DOCKET_ENTITY_RATE);
  type (fixture, "name", "Night");
  type (fixture, "amount", "99,9");
  finish (fixture);
  docket_test_ui_wait_for (lists (fixture, "Night"));
  made = docket_test_workspace_find (fixture->workspace, DOCKET_ENTITY_RATE, "Night");
  g_assert_cmpstr (docket_entry_get (made, "amount"), ==, "999000");
}

static void
test_archive (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DocketEntry) alder =
    docket_test_workspace_find (fixture->workspace, DOCKET_ENTITY_CUSTOMER, "Alder Dental");
  g_autoptr (GPtrArray) archived = NULL;

  open_dialog (fixture, alder);
  g_signal_emit_by_name (
    gtk_widget_get_last_child (gtk_widget_get_ancestor (
      docket_test_ui_find (GTK_WIDGET (fixture->dialog), ADW_TYPE_PREFERENCES_GROUP, NULL),
      GTK_TYPE_BOX)),
    "clicked");
  docket_test_ui_wait_for (fixture->dialog == NULL);
  docket_test_ui_wait_for (!lists (fixture, "Alder Dental"));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "directory.archived", NULL);
  docket_test_ui_wait_for (lists (fixture, "Alder Dental"));
  archived = docket_workspace_list_archived (fixture->workspace, DOCKET_ENTITY_CUSTOMER, NULL);
  g_assert_cmpuint (archived->len, ==, 1);
}

static void
test_standard_status_stays (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DocketEntry) entry = NULL;

  show_kind (fixture, DOCKET_ENTITY_STATUS, "On hold");
  entry = docket_test_workspace_find (fixture->workspace, DOCKET_ENTITY_STATUS, "closed");
  open_dialog (fixture, entry);
  g_assert_null (docket_entry_dialog_get_row (fixture->dialog, "name"));
}

static void
test_field_with_options (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DocketEntry) device =
    docket_test_workspace_find (fixture->workspace, DOCKET_ENTITY_FIELD, "Device");
  g_autofree char *before = g_strdup (docket_entry_get (device, "options"));
  g_autoptr (DocketEntry) after = NULL;
  GtkTextBuffer *buffer;
  GtkTextIter end;

  show_kind (fixture, DOCKET_ENTITY_FIELD, "Device");
  open_dialog (fixture, device);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (
    docket_test_ui_find (GTK_WIDGET (fixture->dialog), GTK_TYPE_TEXT_VIEW, "message-entry")));
  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_insert (buffer, &end, "\nCamera", -1);
  finish (fixture);
  after = docket_test_workspace_find (fixture->workspace, DOCKET_ENTITY_FIELD, "Device");
  g_assert_true (g_str_has_prefix (docket_entry_get (after, "options"), before));
  g_assert_true (g_str_has_suffix (docket_entry_get (after, "options"), "\nCamera"));
}

static GtkWindow *
find_message (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        return window;
    }

  return NULL;
}

static void
test_import (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "docket-import-XXXXXX", NULL);
  const int fd = g_mkstemp (path);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GtkWidget) toasts = g_object_ref_sink (adw_toast_overlay_new ());

  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);
  g_assert_true (g_file_set_contents (path, "name;city\nNew & Co;Lund\n;x\n", -1, NULL));
  docket_directory_import_file (GTK_WINDOW (fixture->window),
                                fixture->workspace,
                                DOCKET_ENTITY_CUSTOMER,
                                file,
                                ADW_TOAST_OVERLAY (toasts));
  docket_test_ui_wait_for (find_message () != NULL);

  /* Nothing is written before the person said so. */
  g_assert_false (lists (fixture, "New & Co"));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (find_message ()), "import");
  docket_test_ui_wait_for (lists (fixture, "New & Co"));
  gtk_window_destroy (find_message ());
  docket_test_ui_wait_for (find_message () == NULL);
  g_unlink (path);
}

static void
test_server_is_read (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DocketEntry) alder =
    docket_test_workspace_find (fixture->workspace, DOCKET_ENTITY_CUSTOMER, "Alder Dental");

  open_dialog (fixture, alder);
  g_assert_null (docket_entry_dialog_get_row (fixture->dialog, "name"));
  g_assert_true (ADW_IS_ACTION_ROW (docket_entry_dialog_get_row (fixture->dialog, "phone")));
  g_assert_false (ADW_IS_ENTRY_ROW (docket_entry_dialog_get_row (fixture->dialog, "phone")));
}

int
main (int argc, char *argv[])
{
  docket_test_ui_init (&argc, &argv);
  docket_ui_register_resource ();

#define ADD(name, function, data)                                                                  \
  g_test_add ("/directory/" name, Fixture, data, set_up, function, tear_down)

  ADD ("search", test_search, NULL);
  ADD ("name-has-focus", test_name_has_focus, NULL);
  ADD ("statuses-in-order", test_statuses_in_order, NULL);
  ADD ("no-rate", test_no_rate, NULL);
  ADD ("add-contact", test_add_contact, NULL);
  ADD ("exact-money", test_exact_money, NULL);
  ADD ("archive", test_archive, NULL);
  ADD ("standard-status-stays", test_standard_status_stays, NULL);
  ADD ("field-with-options", test_field_with_options, NULL);
  ADD ("import", test_import, NULL);
  ADD ("server-is-read", test_server_is_read, "server");

  return g_test_run ();
}
