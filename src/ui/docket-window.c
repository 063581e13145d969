/* The window: the first page or one workspace.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-window.h"

#include <glib/gi18n.h>

#include "docket-config.h"
#include "docket-connect-dialog.h"
#include "docket-settings.h"
#include "docket-start-page.h"
#include "docket-toast.h"
#include "docket-workspace-view.h"

struct _DocketWindow
{
  AdwApplicationWindow parent_instance;

  GCancellable *cancellable;
  DocketWorkspaceView *view;
  char *early;             /* (nullable): id of the workspace used last, while a start opens it */
  gboolean pending_unkept; /* nobody keeps the key of the workspace that opens */

  /* What was asked for from outside, until its workspace is open. */
  char *pending_id; /* the workspace */
  gint64 pending_ticket;
  gboolean pending_start;

  AdwToastOverlay *toasts;
  GtkStack *stack;
  AdwBin *start_bin;
  AdwBin *workspace_bin;
  GMenu *main_menu;
  GMenu *workspaces_section;
};

G_DEFINE_FINAL_TYPE (DocketWindow, docket_window, ADW_TYPE_APPLICATION_WINDOW)

static void list_workspaces (DocketWindow *self, gboolean open_last);

static void
show_problem (DocketWindow *self, const char *heading, const char *sentence)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, NULL);

  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), sentence);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", C_ ("button", "Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
show_start (DocketWindow *self)
{
  /* Most never see it. */
  if (adw_bin_get_child (self->start_bin) == NULL)
    adw_bin_set_child (self->start_bin, g_object_new (DOCKET_TYPE_START_PAGE, NULL));

  docket_start_page_set_can_go_back (DOCKET_START_PAGE (adw_bin_get_child (self->start_bin)),
                                     self->view != NULL);
  gtk_stack_set_visible_child_name (self->stack, "start");
}

/* A menu or a dialog that is on its way out may hold the view for a moment longer: its workspace is
 * closed now all the same. */
static void
close_view (DocketWindow *self)
{
  GAction *remove = g_action_map_lookup_action (G_ACTION_MAP (self), "remove-workspace");
  g_autoptr (DocketWorkspaceView) view = self->view != NULL ? g_object_ref (self->view) : NULL;

  if (view == NULL)
    return;

  self->view = NULL;
  gtk_widget_insert_action_group (GTK_WIDGET (self), "workspace", NULL);
  adw_bin_set_child (self->workspace_bin, NULL);
  g_object_run_dispose (G_OBJECT (view));
  g_simple_action_set_enabled (G_SIMPLE_ACTION (remove), FALSE);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Docket"));
}

static gboolean
shows (DocketWindow *self, const char *id)
{
  return self->view != NULL &&
         g_str_equal (docket_workspace_get_id (docket_workspace_view_get_workspace (self->view)),
                      id);
}

static void
show_pending (DocketWindow *self)
{
  GActionGroup *actions = docket_workspace_view_get_actions (self->view);
  const gint64 ticket = self->pending_ticket;

  /* Another workspace may have been on its way before. */
  if (ticket == 0 || !shows (self, self->pending_id))
    return;

  self->pending_ticket = 0;

  docket_workspace_view_open_ticket (self->view, ticket);

  if (self->pending_start)
    g_action_group_activate_action (actions, "start-timer", g_variant_new_int64 (ticket));
}

/* From the empty page that a start shows there is nothing to fade. */
static void
show_view (DocketWindow *self)
{
  const gboolean loading =
    g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "loading") == 0;

  gtk_stack_set_visible_child_full (self->stack,
                                    "workspace",
                                    loading ? GTK_STACK_TRANSITION_TYPE_NONE
                                            : GTK_STACK_TRANSITION_TYPE_CROSSFADE);
}

static void
take_workspace (DocketWindow *self, DocketWorkspace *workspace)
{
  const char *id = docket_workspace_get_id (workspace);
  GAction *remove;

  close_view (self);
  self->view =
    DOCKET_WORKSPACE_VIEW (docket_workspace_view_new (workspace, G_MENU_MODEL (self->main_menu)));
  gtk_widget_insert_action_group (GTK_WIDGET (self),
                                  "workspace",
                                  docket_workspace_view_get_actions (self->view));
  adw_bin_set_child (self->workspace_bin, GTK_WIDGET (self->view));
  show_view (self);
  gtk_window_set_title (GTK_WINDOW (self), docket_workspace_get_name (workspace));
  docket_settings_set_last_workspace (id);
  remove = g_action_map_lookup_action (G_ACTION_MAP (self), "remove-workspace");
  g_simple_action_set_enabled (G_SIMPLE_ACTION (remove), TRUE);
  g_simple_action_set_state (
    G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "workspace")),
    g_variant_new_string (id));
  list_workspaces (self, FALSE);
  show_pending (self);
}

/* What is shown stays: a notification may be older than what it speaks of. */
static void
refuse (DocketWindow *self, const GError *error)
{
  const gboolean gone =
    self->pending_ticket != 0 &&
    g_error_matches (error, DOCKET_WORKSPACE_ERROR, DOCKET_WORKSPACE_ERROR_NOT_FOUND);

  self->pending_ticket = 0;

  if (gone)
    adw_toast_overlay_add_toast (
      self->toasts,
      docket_toast_new (_ ("The workspace of this ticket is not on this computer any more")));
  else
    show_problem (self, _ ("The workspace can't be opened"), error->message);

  if (self->view != NULL)
    return;

  if (gone)
    list_workspaces (self, TRUE);
  else
    show_start (self);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketWorkspace) workspace = docket_workspace_open_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (workspace == NULL)
    {
      refuse (self, error);
      return;
    }

  take_workspace (self, workspace);

  /* Asked once, by whoever made the workspace: it is there for this run. */
  if (self->pending_unkept)
    adw_toast_overlay_add_toast (
      self->toasts,
      docket_toast_new (_ ("No Secret Service here: the key is kept for this run only")));

  self->pending_unkept = FALSE;
}

/* Makes a workspace on a worker, then opens it. */
static void
create_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const gboolean sample = GPOINTER_TO_INT (task_data);
  DocketAccountSetup setup = { .kind = DOCKET_SERVER_KIND_LOCAL, .sample = sample };
  gboolean secret_kept;
  GError *error = NULL;
  g_autofree char *id = sample ? docket_workspaces_find_sample (cancellable, &error) : NULL;

  if (id == NULL && error == NULL)
    id = docket_workspaces_create (&setup, &secret_kept, cancellable, &error);

  if (id != NULL)
    g_task_return_pointer (task, g_steal_pointer (&id), g_free);
  else
    g_task_return_error (task, error);
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DocketWindow *self = DOCKET_WINDOW (source);
  g_autoptr (GError) error = NULL;
  g_autofree char *id = g_task_propagate_pointer (G_TASK (result), &error);

  if (id != NULL)
    docket_window_open_workspace (self, id);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_problem (self, _ ("The workspace can't be made"), error->message);
}

static void
create_workspace (DocketWindow *self, gboolean sample)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, created_cb, NULL);

  g_task_set_source_tag (task, create_workspace);
  g_task_set_task_data (task, GINT_TO_POINTER (sample), NULL);
  g_task_run_in_thread (task, create_thread);
}

static void
list_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *infos = docket_workspaces_list (cancellable, &error);

  if (infos != NULL)
    g_task_return_pointer (task, infos, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
fill_menu (DocketWindow *self, GPtrArray *infos)
{
  g_menu_remove_all (self->workspaces_section);

  for (guint i = 0; i < infos->len; i++)
    {
      const DocketWorkspaceInfo *info = g_ptr_array_index (infos, i);
      g_autoptr (GMenuItem) item = g_menu_item_new (NULL, NULL);
      /* An underscore in a name is no mnemonic. */
      g_auto (GStrv) parts = g_strsplit (info->name, "_", -1);
      g_autofree char *label = g_strjoinv ("__", parts);

      g_menu_item_set_label (item, label);
      g_menu_item_set_action_and_target (item, "win.workspace", "s", info->id);
      g_menu_append_item (self->workspaces_section, item);
    }
}

static void
open_last_of (DocketWindow *self, GPtrArray *infos)
{
  g_autofree char *last = docket_settings_dup_last_workspace ();
  const DocketWorkspaceInfo *info;

  for (guint i = 0; i < infos->len; i++)
    {
      info = g_ptr_array_index (infos, i);

      if (g_strcmp0 (info->id, last) == 0)
        {
          docket_window_open_workspace (self, last);
          return;
        }
    }

  if (infos->len == 0)
    {
      show_start (self);
      return;
    }

  info = g_ptr_array_index (infos, 0);
  docket_window_open_workspace (self, info->id);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DocketWindow *self = DOCKET_WINDOW (source);
  const gboolean open_last = GPOINTER_TO_INT (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) infos = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (infos == NULL)
    {
      show_start (self);
      show_problem (self, _ ("The workspaces can't be read"), error->message);
      return;
    }

  fill_menu (self, infos);

  if (open_last && self->view == NULL && self->pending_ticket == 0)
    open_last_of (self, infos);
}

static void
list_workspaces (DocketWindow *self, gboolean open_last)
{
  g_autoptr (GTask) task =
    g_task_new (self, self->cancellable, listed_cb, GINT_TO_POINTER (open_last));

  g_task_set_source_tag (task, list_workspaces);
  g_task_run_in_thread (task, list_thread);
}

/* What can't be opened is dealt with as if it had not been tried. */
static void
early_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketWorkspace) workspace = docket_workspace_open_finish (result, &error);
  g_autofree char *id = g_steal_pointer (&self->early);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (id == NULL && workspace != NULL)
    docket_workspace_close (workspace);
  else if (id != NULL && workspace != NULL)
    take_workspace (self, workspace);
  else if (id != NULL && self->pending_ticket != 0)
    docket_window_open_workspace (self, id);
  else if (id != NULL)
    list_workspaces (self, TRUE);
}

/* The one used last is opened at once, while the window is made; which others there are can wait.
 */
static void
open_early (DocketWindow *self)
{
  self->early = docket_settings_dup_last_workspace ();

  if (self->early != NULL)
    docket_workspace_open_async (self->early,
                                 self->cancellable,
                                 early_opened_cb,
                                 g_object_ref (self));
  else
    list_workspaces (self, TRUE);
}

static void
connected_cb (DocketWindow *self, const char *id, gboolean kept)
{
  self->pending_unkept = !kept;
  docket_window_open_workspace (self, id);
}

static void
connect_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GtkWidget *dialog = docket_connect_dialog_new (GTK_WINDOW (widget));

  g_signal_connect_object (dialog,
                           "connected",
                           G_CALLBACK (connected_cb),
                           widget,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
create_local_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  create_workspace (DOCKET_WINDOW (widget), FALSE);
}

static void
open_sample_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  docket_window_open_sample (DOCKET_WINDOW (widget));
}

static void
leave_start_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  DocketWindow *self = DOCKET_WINDOW (widget);

  if (self->view != NULL)
    gtk_stack_set_visible_child_name (self->stack, "workspace");
}

static void
workspace_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  docket_window_open_workspace (user_data, g_variant_get_string (parameter, NULL));
}

static void
add_workspace_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  show_start (user_data);
}

static void
remove_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (docket_workspaces_remove (task_data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DocketWindow *self = DOCKET_WINDOW (source);
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_problem (self, _ ("The workspace can't be removed"), error->message);

  list_workspaces (self, TRUE);
}

static void
remove_answered_cb (AdwMessageDialog *dialog, const char *response, DocketWindow *self)
{
  g_autoptr (GTask) task = NULL;
  DocketWorkspace *workspace;

  if (!g_str_equal (response, "remove") || self->view == NULL)
    return;

  workspace = docket_workspace_view_get_workspace (self->view);
  task = g_task_new (self, self->cancellable, removed_cb, NULL);
  g_task_set_source_tag (task, remove_answered_cb);
  g_task_set_task_data (task, g_strdup (docket_workspace_get_id (workspace)), g_free);
  close_view (self);
  gtk_stack_set_visible_child_name (self->stack, "loading");
  g_task_run_in_thread (task, remove_thread);
}

static void
ask_remove (DocketWindow *self, const DocketWorkspaceInfo *info)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), NULL, NULL);
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);
  g_autofree char *loss = docket_workspace_info_dup_loss (info);

  adw_message_dialog_format_heading (message, _ ("Remove “%s”?"), info->name);
  adw_message_dialog_set_body (message, loss);
  adw_message_dialog_add_responses (message,
                                    "cancel",
                                    C_ ("button", "Cancel"),
                                    "remove",
                                    C_ ("button", "Remove"),
                                    NULL);
  adw_message_dialog_set_response_appearance (message, "remove", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (message, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (remove_answered_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
listed_for_removal_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DocketWindow *self = DOCKET_WINDOW (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) infos = g_task_propagate_pointer (G_TASK (result), &error);
  DocketWorkspace *workspace;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->view == NULL)
    return;

  if (infos == NULL)
    {
      show_problem (self, _ ("The workspace can't be removed"), error->message);
      return;
    }

  workspace = docket_workspace_view_get_workspace (self->view);

  for (guint i = 0; i < infos->len; i++)
    {
      const DocketWorkspaceInfo *info = g_ptr_array_index (infos, i);

      if (g_str_equal (info->id, docket_workspace_get_id (workspace)))
        ask_remove (self, info);
    }
}

static void
remove_workspace_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketWindow *self = user_data;
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, listed_for_removal_cb, NULL);

  g_task_set_source_tag (task, remove_workspace_cb);
  g_task_run_in_thread (task, list_thread);
}

/* GtkShortcutsWindow is as wide as two columns of keys, whatever the screen. */
static void
show_shortcuts_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GtkBuilder) builder =
    gtk_builder_new_from_resource ("/app/docket/Docket/ui/docket-shortcuts.ui");
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_transient_for (window, user_data);
  gtk_window_present (window);
}

static const GActionEntry entries[] = {
  { "show-help-overlay", show_shortcuts_cb },
  { "workspace", NULL, "s", "''", workspace_cb },
  { "add-workspace", add_workspace_cb },
  { "remove-workspace", remove_workspace_cb },
};

static gboolean
docket_window_close_request (GtkWindow *window)
{
  docket_settings_save_window (window);

  return GTK_WINDOW_CLASS (docket_window_parent_class)->close_request (window);
}

static void
docket_window_dispose (GObject *object)
{
  DocketWindow *self = DOCKET_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  self->view = NULL;

  G_OBJECT_CLASS (docket_window_parent_class)->dispose (object);
}

static void
docket_window_finalize (GObject *object)
{
  DocketWindow *self = DOCKET_WINDOW (object);

  g_object_unref (self->cancellable);
  g_free (self->early);
  g_free (self->pending_id);

  G_OBJECT_CLASS (docket_window_parent_class)->finalize (object);
}

static void
docket_window_class_init (DocketWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = docket_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = docket_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = docket_window_close_request;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-window.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, DocketWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, DocketWindow, start_bin);
  gtk_widget_class_bind_template_child (widget_class, DocketWindow, workspace_bin);
  gtk_widget_class_bind_template_child (widget_class, DocketWindow, main_menu);
  gtk_widget_class_bind_template_child (widget_class, DocketWindow, workspaces_section);
  gtk_widget_class_install_action (widget_class, "win.connect", NULL, connect_cb);
  gtk_widget_class_install_action (widget_class, "win.create-local", NULL, create_local_cb);
  gtk_widget_class_install_action (widget_class, "win.open-sample", NULL, open_sample_cb);
  gtk_widget_class_install_action (widget_class, "win.leave-start", NULL, leave_start_cb);
}

static void
docket_window_init (DocketWindow *self)
{
  GAction *remove;

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  remove = g_action_map_lookup_action (G_ACTION_MAP (self), "remove-workspace");
  g_simple_action_set_enabled (G_SIMPLE_ACTION (remove), FALSE);

  if (DEVELOPMENT)
    gtk_widget_add_css_class (GTK_WIDGET (self), "devel");

  docket_settings_restore_window (GTK_WINDOW (self));
}

/**
 * docket_window_new:
 * @application: the application
 *
 * Opens the workspace used last, or shows the first page when there is none.
 *
 * Returns: (transfer none): a window
 */
DocketWindow *
docket_window_new (AdwApplication *application)
{
  DocketWindow *self = g_object_new (DOCKET_TYPE_WINDOW, "application", application, NULL);

  open_early (self);

  return self;
}

/**
 * docket_window_open_sample:
 * @self: a window
 *
 * Opens the workspace with sample data; makes it first when there is none.
 */
void
docket_window_open_sample (DocketWindow *self)
{
  g_return_if_fail (DOCKET_IS_WINDOW (self));

  create_workspace (self, TRUE);
}

/**
 * docket_window_open_workspace:
 * @self: a window
 * @id: a workspace's id
 *
 * Opens a workspace in place of the one shown, which stays if it can't.
 */
void
docket_window_open_workspace (DocketWindow *self, const char *id)
{
  g_return_if_fail (DOCKET_IS_WINDOW (self));
  g_return_if_fail (id != NULL);

  if (shows (self, id))
    {
      gtk_stack_set_visible_child_name (self->stack, "workspace");
      return;
    }

  if (g_strcmp0 (self->early, id) == 0)
    return;

  g_clear_pointer (&self->early, g_free);
  docket_workspace_open_async (id, self->cancellable, opened_cb, g_object_ref (self));
}

/**
 * docket_window_open_ticket:
 * @self: a window
 * @id: a workspace's id
 * @ticket: local id of a ticket
 * @start_timer: whether its timer is to run too
 *
 * Opens a ticket that was asked for from outside, and its workspace in place of the one shown.
 */
void
docket_window_open_ticket (DocketWindow *self, const char *id, gint64 ticket, gboolean start_timer)
{
  g_return_if_fail (DOCKET_IS_WINDOW (self));
  g_return_if_fail (ticket > 0);

  g_free (self->pending_id);
  self->pending_id = g_strdup (id);
  self->pending_ticket = ticket;
  self->pending_start = start_timer;
  docket_window_open_workspace (self, id);

  if (shows (self, id))
    show_pending (self);
}
