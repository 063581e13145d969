/* A reply that meets news: held, shown beside them, and decided about where it stands.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-composer-attach.h"
#include "docket-conversation-item.h"
#include "docket-held-box.h"
#include "docket-test-ui.h"
#include "docket-ticket-page.h"
#include "docket-ui-resources.h"
#include "docket-workspace-files.h"
#include "sync-client.h"

#define REPLY DOCKET_MESSAGE_KIND_REPLY
#define NOTE DOCKET_MESSAGE_KIND_INTERNAL

#define NEWS "Wait, it smells of smoke now"
#define MINE "All is well, closing this one"

static DocketTestSandbox *sandbox;
static guint n_used;

typedef struct
{
  DocketWorkspace *workspace;
  GtkWindow *window;
  DocketTicketPage *page;
  DocketComposer *composer;
  gint64 remote;
  gint64 ticket;
  char *before;
  char *uuid;
} Fixture;

static DocketWorkspace *
make_workspace (void)
{
  g_autofree char *url = g_strdup (docket_test_sandbox_get_url (sandbox));
  char me[] = ME, secret[] = DOCKET_TEST_SANDBOX_KEY;
  const DocketAccountSetup setup = { .kind = DOCKET_SERVER_KIND_ATERA,
                                     .url = url,
                                     .me = me,
                                     .secret = secret };
  g_autoptr (DocketClock) clock = docket_clock_new_system ();
  g_autoptr (GError) error = NULL;
  g_autofree char *id = docket_workspaces_create (&setup, NULL, NULL, &error);
  DocketWorkspace *workspace;

  g_assert_no_error (error);
  workspace = docket_workspace_open (id, DOCKET_TEST_SANDBOX_KEY, clock, NULL, &error);
  g_assert_no_error (error);

  return workspace;
}

static void
sync_now (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  DocketSyncReport report = { 0 };

  docket_workspace_sync (fixture->workspace, FALSE, 60 * SECOND, &report, NULL, &error);
  g_assert_no_error (error);
}

static DocketTicketDetails *
get_details (Fixture *fixture)
{
  return docket_ticket_page_get_details (fixture->page);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *number = NULL;
  g_autoptr (GError) error = NULL;

  fixture->remote = server_full_ticket (sandbox, n_used++);
  fixture->workspace = make_workspace ();
  sync_now (fixture);
  number = server_get (sandbox, fixture->remote, "TicketNumber");
  fixture->ticket = docket_workspace_find_ticket (fixture->workspace, number, &error);
  g_assert_no_error (error);

  fixture->window = GTK_WINDOW (adw_window_new ());
  fixture->page = g_object_new (DOCKET_TYPE_TICKET_PAGE, NULL);
  fixture->composer = docket_ticket_page_get_composer (fixture->page);
  docket_ticket_page_set_workspace (fixture->page, fixture->workspace);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_set_default_size (fixture->window, 900, 900);
  gtk_window_present (fixture->window);
  docket_ticket_page_open (fixture->page, fixture->ticket);
  docket_test_ui_wait_for (get_details (fixture) != NULL);
  fixture->before = g_strdup (get_details (fixture)->row->status);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (fixture->window);
  docket_workspace_close (fixture->workspace);
  g_clear_object (&fixture->workspace);
  g_free (fixture->before);
  g_free (fixture->uuid);
}

/* A reply and a status, written with no network while somebody else writes. */
static void
meet_news (Fixture *fixture)
{
  const char *wanted = g_str_equal (fixture->before, "closed") ? "resolved" : "closed";
  g_autofree char *path =
    g_strdup_printf ("/tickets/%" G_GINT64_FORMAT "/comments", fixture->remote);
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  g_autoptr (GError) error = NULL;

  docket_edit_add_message (edit, fixture->ticket, REPLY, MINE, 0, 0);
  docket_edit_set_field_seen (edit,
                              fixture->ticket,
                              DOCKET_FIELD_ID_STATUS,
                              wanted,
                              fixture->before);
  docket_workspace_apply (fixture->workspace, edit, NULL, &error);
  g_assert_no_error (error);
  fixture->uuid = g_strdup (g_ptr_array_index (docket_edit_get_result_operations (edit), 0));
  docket_test_sandbox_act (sandbox,
                           "tech2@example.com",
                           "POST",
                           path,
                           "{\"CommentText\": \"" NEWS "\"}",
                           NULL);
  sync_now (fixture);
}

static gboolean
has_text (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
      strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_text (child, text))
      return TRUE;

  return FALSE;
}

static GtkWidget *
find_button (GtkWidget *widget, const char *label)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *button = find_button (child, label);

      if (button != NULL)
        return button;
    }

  return NULL;
}

static GtkWidget *
find_held (Fixture *fixture)
{
  return docket_test_ui_find (GTK_WIDGET (fixture->page), DOCKET_TYPE_HELD_BOX, NULL);
}

static void
click (Fixture *fixture, const char *label)
{
  GtkWidget *button = find_button (find_held (fixture), label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static void
wait_for_held (Fixture *fixture)
{
  docket_test_ui_wait_for (find_held (fixture) != NULL && has_text (find_held (fixture), NEWS));
}

static gboolean
is_typed (Fixture *fixture, DocketMessageKind kind, const char *text)
{
  g_autofree char *typed = NULL;

  g_object_get (docket_composer_get_buffer (fixture->composer, kind), "text", &typed, NULL);

  return g_str_equal (typed, text);
}

static guint
count_drafts (Fixture *fixture)
{
  g_autoptr (GPtrArray) drafts = docket_workspace_list_drafts (fixture->workspace, NULL);

  return drafts->len;
}

static void
test_edit (Fixture *fixture, gconstpointer data)
{
  meet_news (fixture);
  wait_for_held (fixture);
  g_assert_cmpuint (server_count_comments (sandbox, fixture->remote, MINE), ==, 0);

  /* Back to the composer, and the status with it. */
  docket_composer_set_kind (fixture->composer, NOTE);
  click (fixture, "Edit");
  docket_test_ui_wait_for (is_typed (fixture, REPLY, MINE));
  g_assert_true (is_typed (fixture, NOTE, ""));
  g_assert_cmpint (docket_composer_get_kind (fixture->composer), ==, REPLY);
  docket_test_ui_wait_for (find_held (fixture) == NULL);
  docket_test_ui_wait_for (g_str_equal (get_details (fixture)->row->status, fixture->before));
  sync_now (fixture);
  g_assert_cmpuint (server_count_comments (sandbox, fixture->remote, MINE), ==, 0);
}

/* With all that was to go with it. */
static void
test_edit_with_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("a boiler", 8);
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  g_autoptr (DocketEditFile) file = NULL;
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (GError) error = NULL;
  DocketFileTray *tray = docket_composer_get_tray (fixture->composer, REPLY);

  file = docket_workspace_stage_bytes (fixture->workspace, bytes, "boiler.txt", NULL, &error);
  g_assert_no_error (error);
  docket_edit_add_message_file (edit, fixture->ticket, REPLY, MINE, file, 0, 0);
  docket_edit_set_field_seen (edit,
                              fixture->ticket,
                              DOCKET_FIELD_ID_STATUS,
                              g_str_equal (fixture->before, "closed") ? "resolved" : "closed",
                              fixture->before);
  docket_workspace_apply (fixture->workspace, edit, NULL, &error);
  g_assert_no_error (error);
  docket_test_ui_wait_for (find_held (fixture) != NULL &&
                           find_button (find_held (fixture), "Edit") != NULL);
  click (fixture, "Edit");
  docket_test_ui_wait_for (is_typed (fixture, REPLY, MINE));
  files = docket_file_tray_get_files (tray);
  g_assert_cmpuint (files->len, ==, 1);
  g_assert_true (docket_edit_file_equal (g_ptr_array_index (files, 0), file));
  g_assert_true (has_text (GTK_WIDGET (fixture->composer), "Status: "));

  /* And it is on the disk so. */
  docket_test_ui_wait_for (count_drafts (fixture) == 1);
  docket_test_ui_settle (GTK_WIDGET (fixture->window));
  {
    g_autoptr (GPtrArray) drafts = docket_workspace_list_drafts (fixture->workspace, NULL);
    const DocketDraft *draft = g_ptr_array_index (drafts, 0);

    g_assert_cmpstr (draft->text, ==, MINE);
    g_assert_cmpuint (draft->files->len, ==, 1);
    g_assert_nonnull (draft->fields);
    g_assert_nonnull (docket_values_get (draft->fields, DOCKET_FIELD_ID_STATUS));
  }
}

/* In another window, while the next reply is being written here. */
static void
test_edit_elsewhere (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DocketOperation) operation = NULL;
  g_autoptr (GError) error = NULL;

  meet_news (fixture);
  wait_for_held (fixture);
  gtk_text_buffer_set_text (docket_composer_get_buffer (fixture->composer, REPLY),
                            "The next one",
                            -1);
  docket_composer_save (fixture->composer);
  docket_test_ui_wait_for (count_drafts (fixture) == 1);
  operation =
    docket_workspace_decide (fixture->workspace, fixture->uuid, DOCKET_OUTBOX_EDIT, &error);
  g_assert_no_error (error);
  docket_test_ui_wait_for (is_typed (fixture, REPLY, MINE "\n\nThe next one"));

  /* What is typed now is saved to the one draft. */
  gtk_text_buffer_set_text (docket_composer_get_buffer (fixture->composer, REPLY), "Both", -1);
  docket_composer_save (fixture->composer);
  sync_now (fixture);
  docket_test_ui_settle (GTK_WIDGET (fixture->window));
  g_assert_true (is_typed (fixture, REPLY, "Both"));
}

static void
test_send_anyway (Fixture *fixture, gconstpointer data)
{
  g_autofree char *status = NULL;

  meet_news (fixture);
  wait_for_held (fixture);
  click (fixture, "Send anyway");
  /* It waits now, and may be withdrawn until it goes. */
  docket_test_ui_wait_for (find_held (fixture) == NULL ||
                           find_button (find_held (fixture), "Send anyway") == NULL);
  sync_now (fixture);
  g_assert_cmpuint (server_count_comments (sandbox, fixture->remote, MINE), ==, 1);

  /* The whole gesture was decided. */
  status = server_get (sandbox, fixture->remote, "TicketStatus");
  g_assert_cmpint (g_ascii_strcasecmp (status, fixture->before), !=, 0);
}

static GtkWindow *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window) && gtk_widget_get_visible (GTK_WIDGET (window)))
        return window;
    }

  return NULL;
}

/* A text is not thrown away by one click. */
static void
test_discard_asks (Fixture *fixture, gconstpointer data)
{
  meet_news (fixture);
  wait_for_held (fixture);
  click (fixture, "Discard");
  docket_test_ui_wait_for (find_dialog () != NULL);
  g_signal_emit_by_name (find_button (GTK_WIDGET (find_dialog ()), "Cancel"), "clicked");
  docket_test_ui_wait_for (find_dialog () == NULL);
  g_assert_nonnull (find_held (fixture));

  click (fixture, "Discard");
  docket_test_ui_wait_for (find_dialog () != NULL);
  g_signal_emit_by_name (find_button (GTK_WIDGET (find_dialog ()), "Discard"), "clicked");
  docket_test_ui_wait_for (find_held (fixture) == NULL);
  sync_now (fixture);
  g_assert_cmpuint (server_count_comments (sandbox, fixture->remote, MINE), ==, 0);
  docket_test_ui_wait_for (g_str_equal (get_details (fixture)->row->status, fixture->before));
}

int
main (int argc, char *argv[])
{
  int result;

  /* No password store: it would ask. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  docket_test_ui_init (&argc, &argv);
  docket_ui_register_resource ();
  sandbox = docket_test_sandbox_start ("--tickets", "60", "--seed", "3", "--rate", "0", NULL);

#define ADD(name, function)                                                                        \
  g_test_add ("/held-reply/" name, Fixture, NULL, set_up, function, tear_down)

  ADD ("edit", test_edit);
  ADD ("edit-with-file", test_edit_with_file);
  ADD ("edit-elsewhere", test_edit_elsewhere);
  ADD ("send-anyway", test_send_anyway);
  ADD ("discard-asks", test_discard_asks);

  result = g_test_run ();
  docket_test_sandbox_free (sandbox);

  return result;
}
