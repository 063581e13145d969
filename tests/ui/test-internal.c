/* Internal text never reaches the customer by the way: copied, pasted, or taken for a reply.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-composer-attach.h"
#include "docket-message-card.h"
#include "docket-rich-label.h"
#include "docket-send-button.h"
#include "docket-test-ui.h"
#include "docket-test-workspace.h"
#include "docket-ticket-page.h"
#include "docket-ui-resources.h"

#define REPLY DOCKET_MESSAGE_KIND_REPLY
#define NOTE DOCKET_MESSAGE_KIND_INTERNAL
#define SECRET "They owe us."

typedef struct
{
  DocketWorkspace *workspace;
  GtkWindow *window;
  DocketTicketPage *page;
  DocketComposer *composer;
  gint64 ticket;
  gint64 other;
  char *problem;
} Fixture;

static void
problem_cb (Fixture *fixture, const char *sentence)
{
  g_free (fixture->problem);
  fixture->problem = g_strdup (sentence);
}

static void
open_ticket (Fixture *fixture, gint64 ticket)
{
  docket_ticket_page_open (fixture->page, ticket);
  docket_test_ui_wait_for (docket_ticket_page_get_details (fixture->page) != NULL &&
                           docket_ticket_page_get_details (fixture->page)->row->id == ticket);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->workspace = docket_test_workspace_new ();
  fixture->ticket = docket_workspace_find_ticket (fixture->workspace, "1041", NULL);
  fixture->other = docket_test_workspace_add_ticket (fixture->workspace, "A chimney");
  docket_test_workspace_add_message (fixture->workspace, fixture->ticket, NOTE, SECRET);
  docket_test_workspace_add_message (fixture->workspace, fixture->ticket, REPLY, "On my way.");
  docket_test_workspace_add_message (fixture->workspace, fixture->ticket, NOTE, SECRET);
  fixture->window = GTK_WINDOW (adw_window_new ());
  fixture->page = g_object_new (DOCKET_TYPE_TICKET_PAGE, NULL);
  fixture->composer = docket_ticket_page_get_composer (fixture->page);
  g_signal_connect_swapped (fixture->composer, "problem", G_CALLBACK (problem_cb), fixture);
  docket_ticket_page_set_workspace (fixture->page, fixture->workspace);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_set_default_size (fixture->window, 900, 900);
  gtk_window_present (fixture->window);
  docket_test_ui_wait_for (gtk_widget_get_mapped (GTK_WIDGET (fixture->page)));
  open_ticket (fixture, fixture->ticket);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (fixture->window);
  docket_workspace_close (fixture->workspace);
  g_clear_object (&fixture->workspace);
  g_free (fixture->problem);
}

/* All widgets of a type, in their order; hidden ones too. */
static void
collect (GtkWidget *widget, GType type, GPtrArray *found)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    g_ptr_array_add (found, widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, type, found);
}

static gboolean
is_note (GtkWidget *card)
{
  return docket_test_ui_find (card, GTK_TYPE_LABEL, "note-word") != NULL;
}

/* A note's own button is there to copy the note. */
static gboolean
is_copy_button (GtkWidget *button)
{
  const char *icon = gtk_button_get_icon_name (GTK_BUTTON (button));
  GtkWidget *card = gtk_widget_get_ancestor (button, DOCKET_TYPE_MESSAGE_CARD);

  return g_strcmp0 (icon, "edit-copy-symbolic") == 0 && (card == NULL || !is_note (card));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(char **) user_data =
    gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL) ?: g_strdup ("");
}

static char *
dup_copied (Fixture *fixture)
{
  char *copied = NULL;

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (fixture->page)),
                                 NULL,
                                 read_cb,
                                 &copied);
  docket_test_ui_wait_for (copied != NULL);

  return copied;
}

static void
assert_nothing_internal (Fixture *fixture)
{
  g_autofree char *copied = dup_copied (fixture);

  g_assert_cmpstr (copied, !=, "");
  g_assert_null (strstr (copied, "owe"));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (fixture->page)), "");
}

static void
copy_label (Fixture *fixture, GtkWidget *rich)
{
  GtkWidget *label = adw_bin_get_child (ADW_BIN (rich));

  gtk_widget_grab_focus (label);
  gtk_widget_activate_action (label, "selection.select-all", NULL);
  gtk_widget_activate_action (label, "clipboard.copy", NULL);
  assert_nothing_internal (fixture);
}

/* Every way to copy there is, between two notes. */
static void
test_copied (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) buttons = g_ptr_array_new ();
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  guint n_buttons = 0, n_labels = 0;

  docket_test_ui_wait_for (
    docket_test_ui_find (GTK_WIDGET (fixture->page), DOCKET_TYPE_MESSAGE_CARD, NULL) != NULL);
  docket_test_ui_settle (GTK_WIDGET (fixture->window));
  collect (GTK_WIDGET (fixture->page), GTK_TYPE_BUTTON, buttons);
  collect (GTK_WIDGET (fixture->page), DOCKET_TYPE_RICH_LABEL, labels);

  for (guint i = 0; i < buttons->len; i++)
    {
      GtkWidget *button = g_ptr_array_index (buttons, i);

      if (!is_copy_button (button) || !gtk_widget_get_mapped (button))
        continue;

      n_buttons++;
      g_signal_emit_by_name (button, "clicked");
      assert_nothing_internal (fixture);
    }

  for (guint i = 0; i < labels->len; i++)
    {
      GtkWidget *label = g_ptr_array_index (labels, i);

      if (!gtk_widget_get_mapped (label) ||
          is_note (gtk_widget_get_ancestor (label, DOCKET_TYPE_MESSAGE_CARD)))
        continue;

      n_labels++;
      copy_label (fixture, label);
    }

  g_assert_cmpuint (n_buttons, >, 0);
  g_assert_cmpuint (n_labels, >, 0);
  g_action_group_activate_action (G_ACTION_GROUP (docket_ticket_page_get_actions (fixture->page)),
                                  "copy-number",
                                  NULL);
  assert_nothing_internal (fixture);
}

static char *
describe (Fixture *fixture)
{
  GtkWidget *button =
    docket_test_ui_find (GTK_WIDGET (fixture->composer), DOCKET_TYPE_SEND_BUTTON, NULL);
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  const char *said = NULL;

  collect (button, GTK_TYPE_LABEL, labels);

  for (guint i = 0; i < labels->len && said == NULL; i++)
    if (gtk_widget_get_mapped (g_ptr_array_index (labels, i)))
      said = gtk_label_get_text (g_ptr_array_index (labels, i));

  return g_strdup (said);
}

/* Colour, word and button differ, where it is written and where it is read. */
static void
test_told_apart (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) cards = g_ptr_array_new ();
  g_autofree char *send = NULL, *add = NULL;
  guint n_notes = 0, n_replies = 0;

  docket_test_ui_settle (GTK_WIDGET (fixture->window));
  g_assert_nonnull (docket_test_ui_find (GTK_WIDGET (fixture->composer), GTK_TYPE_BOX, "reply"));
  send = describe (fixture);
  docket_composer_set_kind (fixture->composer, NOTE);
  docket_test_ui_settle (GTK_WIDGET (fixture->window));
  g_assert_nonnull (docket_test_ui_find (GTK_WIDGET (fixture->composer), GTK_TYPE_BOX, "note"));
  g_assert_null (docket_test_ui_find (GTK_WIDGET (fixture->composer), GTK_TYPE_BOX, "reply"));
  add = describe (fixture);
  g_assert_cmpstr (send, ==, "Send");
  g_assert_cmpstr (add, ==, "Add note");

  collect (GTK_WIDGET (fixture->page), DOCKET_TYPE_MESSAGE_CARD, cards);

  for (guint i = 0; i < cards->len; i++)
    {
      GtkWidget *card = g_ptr_array_index (cards, i);
      const gboolean coloured = docket_test_ui_find (card, GTK_TYPE_WIDGET, "note") != NULL;

      if (!gtk_widget_get_mapped (card))
        continue;

      g_assert_cmpint (coloured, ==, is_note (card));
      n_notes += coloured ? 1 : 0;
      n_replies += coloured ? 0 : 1;
    }

  g_assert_cmpuint (n_notes, >=, 2);
  g_assert_cmpuint (n_replies, >, 0);
}

static GtkWidget *
find_text_view (Fixture *fixture)
{
  g_autoptr (GPtrArray) views = g_ptr_array_new ();

  collect (GTK_WIDGET (fixture->composer), GTK_TYPE_TEXT_VIEW, views);

  return g_ptr_array_index (views, 0);
}

static void
paste_picture (Fixture *fixture)
{
  g_autofree char *path =
    g_test_build_filename (G_TEST_DIST, "fixtures", "files", "sample.png", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GdkTexture) texture = gdk_texture_new_from_file (file, NULL);
  GtkWidget *view = find_text_view (fixture);

  gdk_clipboard_set_texture (gtk_widget_get_clipboard (view), texture);
  g_signal_emit_by_name (view, "paste-clipboard");
}

static gboolean
has_drafted_file (Fixture *fixture)
{
  g_autoptr (GPtrArray) drafts = docket_workspace_list_drafts (fixture->workspace, NULL);

  for (guint i = 0; i < drafts->len; i++)
    {
      const DocketDraft *draft = g_ptr_array_index (drafts, i);

      if (draft->ticket == fixture->ticket && draft->kind == DOCKET_DRAFT_KIND_REPLY &&
          draft->files->len == 1)
        return TRUE;
    }

  return FALSE;
}

/* What is pasted into a note stays in it, however soon Reply is pressed. */
static void
test_pasted (Fixture *fixture, gconstpointer data)
{
  DocketFileTray *note = docket_composer_get_tray (fixture->composer, NOTE);
  DocketFileTray *reply = docket_composer_get_tray (fixture->composer, REPLY);

  docket_composer_set_kind (fixture->composer, NOTE);
  paste_picture (fixture);
  docket_composer_set_kind (fixture->composer, REPLY);
  docket_test_ui_wait_for (docket_file_tray_get_n_files (note) == 1);
  g_assert_true (docket_file_tray_is_empty (reply));

  /* Nor does it go to another ticket: it is kept with this one, or it is said that it isn't. */
  paste_picture (fixture);
  open_ticket (fixture, fixture->other);
  docket_test_ui_wait_for (fixture->problem != NULL || has_drafted_file (fixture));
  docket_test_ui_settle (GTK_WIDGET (fixture->window));
  g_assert_true (docket_file_tray_is_empty (reply));
  g_assert_true (docket_file_tray_is_empty (note));
}

/* A file that is still taken in when something else is shown goes nowhere, and that is said. */
static void
test_not_ready (Fixture *fixture, gconstpointer data)
{
  DocketFileTray *reply = docket_composer_get_tray (fixture->composer, REPLY);
  g_autofree char *path =
    g_test_build_filename (G_TEST_DIST, "fixtures", "files", "sample.pdf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  docket_file_tray_add_file (reply, file);
  g_assert_true (docket_file_tray_is_busy (reply));
  docket_file_tray_set_files (reply, NULL);
  g_assert_true (docket_file_tray_is_empty (reply));
  g_assert_nonnull (fixture->problem);
  g_assert_nonnull (strstr (fixture->problem, "not ready"));
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  docket_test_ui_init (&argc, &argv);
  docket_ui_register_resource ();

  ADD ("/internal/copied", test_copied);
  ADD ("/internal/told-apart", test_told_apart);
  ADD ("/internal/pasted", test_pasted);
  ADD ("/internal/not-ready", test_not_ready);

  return g_test_run ();
}
