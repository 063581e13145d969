/* A picture that was drawn on: said where it stands, and the one before can still be opened.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-attachment-view.h"
#include "docket-mark.h"
#include "docket-test-ui.h"
#include "docket-test-workspace.h"
#include "docket-ticket-page.h"
#include "docket-ui-resources.h"
#include "docket-workspace-pictures.h"

#include <glib/gstdio.h>

typedef struct
{
  DocketWorkspace *workspace;
  GtkWindow *window;
  DocketTicketPage *page;
  gint64 ticket;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->workspace = docket_test_workspace_new ();
  fixture->ticket = docket_test_workspace_add_ticket (fixture->workspace, "A boiler");
  fixture->window = GTK_WINDOW (adw_window_new ());
  fixture->page = g_object_new (DOCKET_TYPE_TICKET_PAGE, NULL);
  docket_ticket_page_set_workspace (fixture->page, fixture->workspace);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_set_default_size (fixture->window, 900, 700);
  gtk_window_present (fixture->window);
  docket_test_ui_wait_for (gtk_widget_get_mapped (GTK_WIDGET (fixture->page)));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (fixture->window);
  docket_workspace_close (fixture->workspace);
  g_clear_object (&fixture->workspace);
}

static GBytes *
load_fixture (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "files", name, NULL);
  char *content = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));

  return g_bytes_new_take (content, length);
}

static DocketEditFile *
stage (Fixture *fixture, const char *name)
{
  g_autoptr (GBytes) bytes = load_fixture (name);
  g_autoptr (GError) error = NULL;
  DocketEditFile *file =
    docket_workspace_stage_bytes (fixture->workspace, bytes, name, NULL, &error);

  g_assert_no_error (error);

  return file;
}

static void
marked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(DocketEditFile **) user_data =
    docket_workspace_stage_file_finish (DOCKET_WORKSPACE (source), result, NULL);
}

static DocketEditFile *
draw_on (Fixture *fixture, const DocketEditFile *file, double y)
{
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify) docket_mark_free);
  DocketMark *mark = docket_mark_new (DOCKET_MARK_KIND_BOX, 0.1, y, 0);
  DocketEditFile *marked = NULL;

  mark->x1 = 0.4;
  mark->y1 = y + 0.2;
  g_ptr_array_add (marks, mark);
  docket_workspace_mark_up_async (fixture->workspace, file, marks, NULL, marked_cb, &marked);
  docket_test_ui_wait_for (marked != NULL);

  return marked;
}

static GtkWidget *
send_and_show (Fixture *fixture, const DocketEditFile *file)
{
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  GtkWidget *conversation;

  docket_edit_add_message_file (edit,
                                fixture->ticket,
                                DOCKET_MESSAGE_KIND_REPLY,
                                "See there",
                                file,
                                0,
                                0);
  g_assert_true (docket_workspace_apply (fixture->workspace, edit, NULL, NULL));
  docket_ticket_page_open (fixture->page, fixture->ticket);
  conversation = GTK_WIDGET (docket_ticket_page_get_conversation (fixture->page));
  docket_test_ui_wait_for (docket_test_ui_find (conversation, DOCKET_TYPE_ATTACHMENT_VIEW, NULL) !=
                           NULL);

  return docket_test_ui_find (conversation, DOCKET_TYPE_ATTACHMENT_VIEW, NULL);
}

static gboolean
is_said (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
      g_str_equal (gtk_label_get_label (GTK_LABEL (widget)), "Marked up"))
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (is_said (child))
      return TRUE;

  return FALSE;
}

static gboolean
has_menu (GtkWidget *view)
{
  GtkWidget *button = docket_test_ui_find (view, GTK_TYPE_MENU_BUTTON, NULL);

  return button != NULL && gtk_widget_get_mapped (button);
}

/* The program that opens pictures of this test copies them. It is there before anybody looks for
 * one. */
static void
install_opener (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "applications", NULL);
  g_autofree char *program = g_build_filename (folder, "opener.desktop", NULL);
  g_autofree char *list = g_build_filename (g_get_user_config_dir (), "mimeapps.list", NULL);
  g_autofree char *opened = g_build_filename (g_get_user_data_dir (), "opened", NULL);
  g_autofree char *entry = g_strdup_printf ("[Desktop Entry]\nType=Application\nName=Opener\n"
                                            "Exec=cp %%f %s\nMimeType=image/jpeg;image/bmp;\n",
                                            opened);

  g_assert_cmpint (g_mkdir_with_parents (opened, 0700), ==, 0);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (program, entry, -1, NULL));
  g_assert_true (g_file_set_contents (list,
                                      "[Default Applications]\nimage/jpeg=opener.desktop\n"
                                      "image/bmp=opener.desktop\n",
                                      -1,
                                      NULL));
}

static gboolean
was_opened (const char *folder, const char *name, GBytes *expected)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *content = NULL;
  gsize length;

  return g_file_get_contents (path, &content, &length, NULL) &&
         length == g_bytes_get_size (expected) &&
         memcmp (content, g_bytes_get_data (expected, NULL), length) == 0;
}

static void
open_original (Fixture *fixture, GtkWidget *view, const char *given, const char *name)
{
  g_autoptr (GBytes) expected = load_fixture (given);
  g_autofree char *opened = g_build_filename (g_get_user_data_dir (), "opened", NULL);

  gtk_widget_activate_action (docket_test_ui_find (view, GTK_TYPE_MENU_BUTTON, NULL),
                              "file.original",
                              NULL);
  docket_test_ui_wait_for (was_opened (opened, name, expected));
}

/* Byte for byte what it was, however often it was drawn on. */
static void
test_open (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DocketEditFile) given = stage (fixture, "placed.jpg");
  g_autoptr (DocketEditFile) once = draw_on (fixture, given, 0.1);
  g_autoptr (DocketEditFile) twice = draw_on (fixture, once, 0.4);
  GtkWidget *view = send_and_show (fixture, twice);

  docket_test_ui_wait_for (is_said (view));
  g_assert_true (has_menu (view));
  docket_test_ui_settle (GTK_WIDGET (fixture->window));
  docket_test_ui_shot (GTK_WIDGET (fixture->window), "original");
  open_original (fixture, view, "placed.jpg", "placed (original).jpg");
}

/* What became a PNG is opened as what it was. */
static void
test_other_type (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DocketEditFile) given = stage (fixture, "sample.bmp");
  g_autoptr (DocketEditFile) marked = draw_on (fixture, given, 0.1);
  GtkWidget *view = send_and_show (fixture, marked);

  g_assert_cmpstr (marked->name, ==, "sample.png");
  open_original (fixture, view, "sample.bmp", "sample (original).bmp");
}

/* Nothing is said and nothing is offered of a picture that nobody drew on. */
static void
test_plain (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DocketEditFile) given = stage (fixture, "placed.jpg");
  GtkWidget *view = send_and_show (fixture, given);

  docket_test_ui_settle (GTK_WIDGET (fixture->window));
  g_assert_false (is_said (view));
  g_assert_false (has_menu (view));
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  docket_test_ui_init (&argc, &argv);
  docket_ui_register_resource ();
  install_opener ();

  ADD ("/original/open", test_open);
  ADD ("/original/other-type", test_other_type);
  ADD ("/original/plain", test_plain);

  return g_test_run ();
}
