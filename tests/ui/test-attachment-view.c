/* A file of a ticket as it is shown: where it is, what can be done with it, and who could read it.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-attachment-view.h"
#include "docket-customer-file-dialog.h"
#include "docket-test-ui.h"
#include "docket-test-workspace.h"
#include "docket-ui-resources.h"

static DocketAttachment *
make_file (const char *name, DocketPartState state)
{
  DocketAttachment *attachment = docket_attachment_new ();

  attachment->id = 7;
  attachment->ticket = 3;
  attachment->name = g_strdup (name);
  attachment->content_type = g_strdup ("application/pdf");
  attachment->size = 12345;
  attachment->state = state;

  return attachment;
}

static GtkWidget *
show (DocketAttachment *attachment, gboolean public)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_child (GTK_WINDOW (window), docket_attachment_view_new (attachment, public));
  gtk_window_present (GTK_WINDOW (window));
  docket_test_ui_wait_for (gtk_widget_get_mapped (window));

  return window;
}

static GtkWidget *
find_action (GtkWidget *widget, const char *action)
{
  if (GTK_IS_ACTIONABLE (widget) &&
      g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), action) == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_action (child, action);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
shows_text (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
      strstr (gtk_label_get_label (GTK_LABEL (widget)), text) != NULL)
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows_text (child, text))
      return TRUE;

  return FALSE;
}

static gboolean
offers_to_send (GtkWidget *window)
{
  return gtk_widget_get_visible (find_action (window, "file.send"));
}

/* Said in place; what may go to the customer's files is offered, what is internal is not. */
static void
test_states (void)
{
  static const struct
  {
    DocketPartState state;
    gboolean public;
    const char *says;
    gboolean offered;
  } rows[] = {
    { DOCKET_PART_STATE_SYNCED, TRUE, NULL, FALSE },
    { DOCKET_PART_STATE_WAITING, TRUE, NULL, FALSE },
    { DOCKET_PART_STATE_KEPT_HERE, TRUE, "Kept here", TRUE },
    { DOCKET_PART_STATE_KEPT_HERE, FALSE, "Kept here", FALSE },
    { DOCKET_PART_STATE_FAILED, TRUE, "Needs you", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (DocketAttachment) attachment = make_file ("plan.pdf", rows[i].state);
      GtkWidget *window = show (attachment, rows[i].public);

      g_assert_true (shows_text (window, "plan.pdf"));
      g_assert_cmpint (shows_text (window, "Kept here"),
                       ==,
                       g_strcmp0 (rows[i].says, "Kept here") == 0);
      g_assert_true (rows[i].says == NULL || shows_text (window, rows[i].says));
      g_assert_cmpint (offers_to_send (window), ==, rows[i].offered);
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

/* Whatever a server calls it, what is shown is a harmless name. */
static void
test_hostile_names (void)
{
  static const char *const names[] = { "../../etc/passwd",
                                       "a/b.pdf",
                                       "photo\xe2\x80\xaegpj.exe",
                                       "" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (DocketAttachment) attachment = make_file (names[i], DOCKET_PART_STATE_SYNCED);
      GtkWidget *window = show (attachment, FALSE);

      g_assert_false (shows_text (window, "/"));
      g_assert_false (shows_text (window, "\xe2\x80\xae"));
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

static AdwMessageDialog *
find_question (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        return ADW_MESSAGE_DIALOG (window);
    }

  return NULL;
}

/* Neither opened nor saved without a question. */
static void
test_program (void)
{
  static const char *const actions[] = { "file.open", "file.save" };
  g_autoptr (DocketAttachment) attachment = make_file ("tool.exe", DOCKET_PART_STATE_SYNCED);
  GtkWidget *window = show (attachment, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      gtk_widget_activate_action (find_action (window, actions[i]), actions[i], NULL);
      docket_test_ui_wait_for (find_question () != NULL);
      g_assert_nonnull (strstr (adw_message_dialog_get_body (find_question ()), "tool.exe"));
      gtk_window_close (GTK_WINDOW (find_question ()));
      docket_test_ui_wait_for (find_question () == NULL);
    }

  gtk_window_destroy (GTK_WINDOW (window));
}

static void
agreed_cb (DocketCustomerFileDialog *dialog, const char *text, char **agreed)
{
  g_free (*agreed);
  *agreed = g_strdup (text);
}

/* The question names the file, and whose files it would join; nothing goes without a yes. */
static void
test_question (void)
{
  char customer[] = "Alder & <Sons>", file[] = "plan.pdf", name[] = "plan-12-0a1b2c3d.pdf";
  char text[] = "It is in your files.";
  const DocketFileOffer offer = { .customer_name = customer,
                                  .file_name = file,
                                  .name = name,
                                  .text = text };
  g_autofree char *agreed = NULL;
  GtkWidget *dialog = docket_customer_file_dialog_new (NULL, &offer);
  AdwMessageDialog *question = ADW_MESSAGE_DIALOG (dialog);

  g_signal_connect (dialog, "agreed", G_CALLBACK (agreed_cb), &agreed);
  g_assert_nonnull (strstr (adw_message_dialog_get_heading (question), customer));
  g_assert_nonnull (strstr (adw_message_dialog_get_body (question), customer));
  g_assert_nonnull (strstr (adw_message_dialog_get_body (question), file));
  g_assert_cmpstr (adw_message_dialog_get_default_response (question), ==, "cancel");
  gtk_window_present (GTK_WINDOW (dialog));
  docket_test_ui_wait_for (gtk_widget_get_mapped (dialog));
  gtk_window_close (GTK_WINDOW (dialog));
  g_assert_null (agreed);

  dialog = docket_customer_file_dialog_new (NULL, &offer);
  g_signal_connect (dialog, "agreed", G_CALLBACK (agreed_cb), &agreed);
  gtk_window_present (GTK_WINDOW (dialog));
  docket_test_ui_wait_for (gtk_widget_get_mapped (dialog));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "send");
  g_assert_cmpstr (agreed, ==, text);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

int
main (int argc, char *argv[])
{
  docket_test_ui_init (&argc, &argv);
  docket_ui_register_resource ();

  g_test_add_func ("/attachment-view/states", test_states);
  g_test_add_func ("/attachment-view/hostile-names", test_hostile_names);
  g_test_add_func ("/attachment-view/program", test_program);
  g_test_add_func ("/attachment-view/question", test_question);

  return g_test_run ();
}
