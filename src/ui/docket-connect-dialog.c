/* Connects to a server: address and key, then who uses this computer.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-connect-dialog.h"

#include <glib/gi18n.h>

#include "docket-workspaces.h"

struct _DocketConnectDialog
{
  AdwWindow parent_instance;

  GCancellable *cancellable;
  gboolean busy;

  GtkStack *stack;
  GtkWidget *next_button;
  GtkSpinner *spinner;
  GtkEditable *url_row;
  GtkEditable *key_row;
  GtkEditable *email_row;
  AdwPreferencesGroup *me_group;
  GtkListBox *technicians;
  GtkLabel *problem;
  GtkLabel *me_problem;
};

G_DEFINE_FINAL_TYPE (DocketConnectDialog, docket_connect_dialog, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_CONNECTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  DocketAccountSetup setup;
  gboolean secret_kept;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->setup.url);
  g_free (job->setup.secret);
  g_free (job->setup.me);
  g_free (job);
}

static Job *
job_new (DocketConnectDialog *self)
{
  Job *job = g_new0 (Job, 1);

  job->setup.kind = DOCKET_SERVER_KIND_ATERA;
  job->setup.url = g_strdup (gtk_editable_get_text (self->url_row));
  job->setup.secret = g_strdup (gtk_editable_get_text (self->key_row));
  job->setup.me = g_strstrip (g_strdup (gtk_editable_get_text (self->email_row)));

  return job;
}

static gboolean
on_first_page (DocketConnectDialog *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "server") == 0;
}

static void
update_next (DocketConnectDialog *self)
{
  const gboolean filled = on_first_page (self)
                            ? *gtk_editable_get_text (self->url_row) != '\0' &&
                                *gtk_editable_get_text (self->key_row) != '\0'
                            : strchr (gtk_editable_get_text (self->email_row), '@') != NULL;

  gtk_widget_set_sensitive (self->next_button, filled && !self->busy);
  gtk_button_set_label (GTK_BUTTON (self->next_button),
                        on_first_page (self) ? C_ ("button", "Next") : C_ ("button", "Connect"));
}

static void
set_busy (DocketConnectDialog *self, gboolean busy)
{
  self->busy = busy;
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), !busy);
  update_next (self);
}

static void
show_problem (DocketConnectDialog *self, const char *sentence)
{
  GtkLabel *label = on_first_page (self) ? self->problem : self->me_problem;

  gtk_label_set_label (label, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (label), sentence != NULL);
}

static void
add_technician (DocketConnectDialog *self, DocketEntry *entry)
{
  const char *email = docket_entry_get (entry, "email");
  GtkWidget *row;

  if (email == NULL)
    return;

  row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), entry->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), email);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "email", g_strdup (email), g_free);
  gtk_list_box_append (self->technicians, row);
  gtk_widget_set_visible (GTK_WIDGET (self->technicians), TRUE);
}

static void
technician_cb (DocketConnectDialog *self, GtkListBoxRow *row)
{
  gtk_editable_set_text (self->email_row, g_object_get_data (G_OBJECT (row), "email"));
}

static void
check_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;
  DocketAccountCheck *check = docket_workspaces_check (&job->setup, cancellable, &error);

  if (check != NULL)
    g_task_return_pointer (task, check, (GDestroyNotify) docket_account_check_free);
  else
    g_task_return_error (task, error);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DocketConnectDialog *self = DOCKET_CONNECT_DIALOG (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketAccountCheck) check = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  show_problem (self, error != NULL ? error->message : NULL);
  set_busy (self, FALSE);

  if (check != NULL)
    {
      if (check->company != NULL)
        {
          g_autofree char *title =
            /* Translators: %s is a company's name */
            g_markup_printf_escaped (_ ("Who are you at %s?"), check->company);

          adw_preferences_group_set_title (self->me_group, title);
        }

      for (guint i = 0; i < check->technicians->len; i++)
        add_technician (self, g_ptr_array_index (check->technicians, i));

      gtk_stack_set_visible_child_name (self->stack, "me");
      update_next (self);
    }

  /* What is busy has no focus. */
  gtk_widget_grab_focus (GTK_WIDGET (check != NULL ? self->email_row : self->key_row));
}

static void
create_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;
  char *id = docket_workspaces_create (&job->setup, &job->secret_kept, cancellable, &error);

  if (id != NULL)
    g_task_return_pointer (task, id, g_free);
  else
    g_task_return_error (task, error);
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DocketConnectDialog *self = DOCKET_CONNECT_DIALOG (source);
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *id = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  show_problem (self, error != NULL ? error->message : NULL);
  set_busy (self, FALSE);

  if (id == NULL)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->email_row));
      return;
    }

  g_signal_emit (self, signals[SIGNAL_CONNECTED], 0, id, job->secret_kept);
  gtk_window_close (GTK_WINDOW (self));
}

static void
next_cb (DocketConnectDialog *self)
{
  const gboolean first = on_first_page (self);
  g_autoptr (GTask) task =
    g_task_new (self, self->cancellable, first ? checked_cb : created_cb, NULL);

  g_task_set_source_tag (task, next_cb);
  g_task_set_task_data (task, job_new (self), job_free);
  show_problem (self, NULL);
  set_busy (self, TRUE);
  g_task_run_in_thread (task, first ? check_thread : create_thread);
}

static void
changed_cb (DocketConnectDialog *self)
{
  update_next (self);
}

static void
docket_connect_dialog_dispose (GObject *object)
{
  g_cancellable_cancel (DOCKET_CONNECT_DIALOG (object)->cancellable);

  G_OBJECT_CLASS (docket_connect_dialog_parent_class)->dispose (object);
}

static gboolean
docket_connect_dialog_close_request (GtkWindow *window)
{
  /* The running task holds the window: let go of it. */
  g_cancellable_cancel (DOCKET_CONNECT_DIALOG (window)->cancellable);

  return GTK_WINDOW_CLASS (docket_connect_dialog_parent_class)->close_request (window);
}

static void
docket_connect_dialog_finalize (GObject *object)
{
  g_object_unref (DOCKET_CONNECT_DIALOG (object)->cancellable);

  G_OBJECT_CLASS (docket_connect_dialog_parent_class)->finalize (object);
}

static void
docket_connect_dialog_class_init (DocketConnectDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = docket_connect_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = docket_connect_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = docket_connect_dialog_close_request;

  /**
   * DocketConnectDialog::connected:
   * @id: the new workspace
   * @kept: whether a Secret Service keeps its key; if not, it is there for this run
   *
   * The account was proven and the workspace made.
   */
  signals[SIGNAL_CONNECTED] = g_signal_new ("connected",
                                            DOCKET_TYPE_CONNECT_DIALOG,
                                            G_SIGNAL_RUN_LAST,
                                            0,
                                            NULL,
                                            NULL,
                                            NULL,
                                            G_TYPE_NONE,
                                            2,
                                            G_TYPE_STRING,
                                            G_TYPE_BOOLEAN);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-connect-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketConnectDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, DocketConnectDialog, next_button);
  gtk_widget_class_bind_template_child (widget_class, DocketConnectDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, DocketConnectDialog, url_row);
  gtk_widget_class_bind_template_child (widget_class, DocketConnectDialog, key_row);
  gtk_widget_class_bind_template_child (widget_class, DocketConnectDialog, email_row);
  gtk_widget_class_bind_template_child (widget_class, DocketConnectDialog, me_group);
  gtk_widget_class_bind_template_child (widget_class, DocketConnectDialog, technicians);
  gtk_widget_class_bind_template_child (widget_class, DocketConnectDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, DocketConnectDialog, me_problem);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, technician_cb);
}

static void
docket_connect_dialog_init (DocketConnectDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  update_next (self);
}

/**
 * docket_connect_dialog_new:
 * @parent: (nullable): the window that asks
 *
 * Returns: (transfer none): the dialog, to be presented
 */
GtkWidget *
docket_connect_dialog_new (GtkWindow *parent)
{
  return g_object_new (DOCKET_TYPE_CONNECT_DIALOG, "transient-for", parent, NULL);
}
