/* The sync centre: what needs the person, what waits, what the server can't hold.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-sync-centre.h"

#include <glib/gi18n.h>

#include "docket-field-text.h"
#include "docket-format.h"
#include "docket-outbox-actions.h"
#include "docket-outbox-acts.h"
#include "docket-secret-dialog.h"
#include "docket-toast.h"

/* A list of widgets, not of data: more than this is said, not shown. */
#define MAX_ROWS 200

struct _DocketSyncCentre
{
  AdwWindow parent_instance;

  DocketWorkspace *workspace;
  GCancellable *cancellable;
  GPtrArray *rows;
  gboolean loading;
  gboolean stale;

  AdwToastOverlay *toasts;
  AdwWindowTitle *title;
  GtkWidget *key_box;
  GtkLabel *key_label;
  GtkStack *stack;
  AdwPreferencesGroup *needs_you;
  AdwPreferencesGroup *waiting;
  AdwPreferencesGroup *kept_here;
};

G_DEFINE_FINAL_TYPE (DocketSyncCentre, docket_sync_centre, ADW_TYPE_WINDOW)

static void reload (DocketSyncCentre *self);

static const char *
field_label (DocketSyncCentre *self, const char *id)
{
  const DocketField *field = docket_field_find_fixed (id);

  if (field != NULL)
    return docket_field_get_label (field, docket_workspace_get_wording (self->workspace));

  return docket_field_is_custom (id) ? id + strlen (DOCKET_FIELD_CUSTOM_PREFIX) : id;
}

static char *
dup_field_labels (DocketSyncCentre *self, DocketOperation *operation)
{
  g_autoptr (GString) labels = g_string_new (NULL);
  g_autoptr (GList) fields =
    operation->payload != NULL ? docket_values_list_fields (operation->payload) : NULL;

  for (GList *l = fields; l != NULL; l = l->next)
    {
      if (docket_field_find_fixed (l->data) == NULL && !docket_field_is_custom (l->data))
        continue;

      g_string_append_printf (labels,
                              "%s%s",
                              labels->len > 0 ? ", " : "",
                              field_label (self, l->data));
    }

  return g_string_free (g_steal_pointer (&labels), FALSE);
}

static char *
operation_title (DocketSyncCentre *self, DocketOperation *operation)
{
  g_autofree char *ticket = NULL, *fields = NULL;

  if (operation->ticket_number != NULL)
    ticket = g_strdup_printf ("#%s", operation->ticket_number);
  else
    /* Translators: a ticket that has no number yet; %s is its title */
    ticket = g_strdup_printf (C_ ("ticket", "“%s”"),
                              operation->ticket_title != NULL ? operation->ticket_title : "");

  switch (operation->kind)
    {
    case DOCKET_OPERATION_KIND_CREATE:
      /* Translators: %s is a ticket's title in quotes */
      return g_strdup_printf (_ ("New ticket %s"), ticket);

    case DOCKET_OPERATION_KIND_SET:
      fields = dup_field_labels (self, operation);
      /* Translators: the first %s is a field such as "Priority", the second a ticket */
      return g_strdup_printf (_ ("%s of %s"), fields, ticket);

    case DOCKET_OPERATION_KIND_DELETE:
      /* Translators: %s is a ticket */
      return g_strdup_printf (_ ("Delete %s"), ticket);

    case DOCKET_OPERATION_KIND_MESSAGE:
      /* Translators: %s is a ticket */
      return g_strdup_printf (_ ("Message on %s"), ticket);

    case DOCKET_OPERATION_KIND_FILE:
      /* Translators: %s is a ticket */
      return g_strdup_printf (_ ("File on %s"), ticket);

    case DOCKET_OPERATION_KIND_TIME_ENTRY:
      /* Translators: %s is a ticket */
      return g_strdup_printf (_ ("Time on %s"), ticket);

    case DOCKET_OPERATION_KIND_CONTACT:
      /* Translators: %s is a ticket */
      return g_strdup_printf (_ ("Contact for %s"), ticket);

    default:
      g_return_val_if_reached (NULL);
    }
}

/* What the sync centre shows, read in one go on a worker. */
typedef struct
{
  GPtrArray *operations;
  GHashTable *words; /* by uuid: what is in it, for people; of a conflict both values */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_pointer (&reading->operations, g_ptr_array_unref);
  g_hash_table_unref (reading->words);
  g_free (reading);
}

static char *
describe (DocketWorkspace *workspace, const char *field_id, const char *value)
{
  const DocketField *field = docket_field_find_fixed (field_id);
  g_autofree char *name = docket_workspace_describe_value (workspace, field_id, value);

  if (field != NULL)
    return docket_field_format (field, value, name);

  return name != NULL ? g_steal_pointer (&name) : g_strdup ("—");
}

static void
add_versions (Reading *reading, DocketWorkspace *workspace, GPtrArray *conflicts)
{
  for (guint i = 0; i < reading->operations->len; i++)
    {
      const DocketOperation *operation = g_ptr_array_index (reading->operations, i);

      for (guint j = 0; j < conflicts->len; j++)
        {
          const DocketConflict *conflict = g_ptr_array_index (conflicts, j);
          g_autofree char *mine = NULL, *theirs = NULL;

          if (operation->reason != DOCKET_OPERATION_REASON_CONFLICT ||
              conflict->ticket != operation->ticket ||
              !docket_values_knows (operation->payload, conflict->field))
            continue;

          mine = describe (workspace, conflict->field, conflict->mine);
          theirs = describe (workspace, conflict->field, conflict->theirs);
          g_hash_table_replace (
            reading->words,
            g_strdup (operation->uuid),
            /* Translators: two values of one field, such as "Critical" and "Low" */
            g_strdup_printf (_ ("Mine: %s · On the server: %s"), mine, theirs));
        }
    }
}

/* The values of the fields, or the first line of what was written. */
static char *
dup_words (DocketWorkspace *workspace, const DocketOperation *operation)
{
  const char *said = docket_workspace_describe_operation (workspace, operation);
  g_autoptr (GList) fields =
    operation->payload != NULL ? docket_values_list_fields (operation->payload) : NULL;
  g_autoptr (GString) words = g_string_new (NULL);

  if (said != NULL)
    return g_strndup (said, strcspn (said, "\r\n"));

  for (GList *l = fields; l != NULL && operation->kind == DOCKET_OPERATION_KIND_SET; l = l->next)
    {
      g_autofree char *value = NULL;

      if (docket_field_find_fixed (l->data) == NULL && !docket_field_is_custom (l->data))
        continue;

      value = describe (workspace, l->data, docket_values_get (operation->payload, l->data));
      g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", value);
    }

  return words->len > 0 ? g_string_free (g_steal_pointer (&words), FALSE) : NULL;
}

static void
add_words (Reading *reading, DocketWorkspace *workspace)
{
  for (guint i = 0; i < reading->operations->len; i++)
    {
      const DocketOperation *operation = g_ptr_array_index (reading->operations, i);
      char *words = dup_words (workspace, operation);

      if (words != NULL)
        g_hash_table_replace (reading->words, g_strdup (operation->uuid), words);
    }
}

static void
read_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  DocketWorkspace *workspace = task_data;
  Reading *reading = g_new0 (Reading, 1);
  g_autoptr (GPtrArray) conflicts = NULL;
  GError *error = NULL;

  reading->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  reading->operations = docket_workspace_list_operations (workspace, FALSE, &error);

  if (reading->operations != NULL)
    conflicts = docket_workspace_list_conflicts (workspace, &error);

  if (conflicts == NULL)
    {
      reading_free (reading);
      g_task_return_error (task, error);
      return;
    }

  add_words (reading, workspace);
  add_versions (reading, workspace, conflicts);
  g_task_return_pointer (task, reading, reading_free);
}

static char *
operation_subtitle (const Reading *reading, DocketOperation *operation)
{
  const char *words = g_hash_table_lookup (reading->words, operation->uuid);
  g_autofree char *moment = docket_format_moment (operation->created_at, g_get_real_time ());
  const char *reason = docket_operation_reason_get_label (operation->reason);
  g_autoptr (GString) subtitle = g_string_new (words);

  if (operation->reason == DOCKET_OPERATION_REASON_CONFLICT && words != NULL)
    reason = "";
  else if (operation->last_error != NULL && *operation->last_error != '\0')
    reason = operation->last_error;

  if (*reason != '\0')
    g_string_append_printf (subtitle, "%s%s", subtitle->len > 0 ? " · " : "", reason);

  g_string_append_printf (subtitle, "%s%s", subtitle->len > 0 ? " · " : "", moment);

  return g_string_free (g_steal_pointer (&subtitle), FALSE);
}

static void
decided_cb (DocketSyncCentre *self)
{
  reload (self);
}

static void
problem_cb (DocketSyncCentre *self, const char *sentence)
{
  adw_toast_overlay_add_toast (self->toasts, docket_toast_new (sentence));
  reload (self);
}

static GtkWidget *
make_discard (DocketOperation *operation)
{
  GtkWidget *button = gtk_button_new_with_label (C_ ("button", "Discard"));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  docket_outbox_acts_bind (GTK_ACTIONABLE (button), operation, DOCKET_OUTBOX_DISCARD);

  return button;
}

static const char *
icon_of (DocketOperation *operation)
{
  static const char *const icons[] = {
    "list-add-symbolic",         "document-edit-symbolic",   "user-trash-symbolic",
    "mail-message-new-symbolic", "mail-attachment-symbolic", "alarm-symbolic",
    "contact-new-symbolic",
  };

  if (operation->state == DOCKET_OPERATION_STATE_NEEDS_ME &&
      operation->reason != DOCKET_OPERATION_REASON_KEPT_HERE)
    return "dialog-warning-symbolic";

  return icons[operation->kind];
}

/* Below the row they are about: beside its text two buttons leave it no room on a narrow screen. */
static void
add_acts_row (DocketSyncCentre *self, AdwPreferencesGroup *group, DocketOperation *operation)
{
  GtkWidget *row = adw_preferences_row_new ();

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), docket_outbox_acts_new (operation));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_widget_add_css_class (row, "acts");
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, row);
}

static void
add_row (DocketSyncCentre *self,
         AdwPreferencesGroup *group,
         const Reading *reading,
         DocketOperation *operation)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = operation_title (self, operation);
  g_autofree char *subtitle = operation_subtitle (reading, operation);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name (icon_of (operation)));

  if (operation->state != DOCKET_OPERATION_STATE_NEEDS_ME && operation->sent == 0)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_discard (operation));

  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, row);

  if (group != self->needs_you)
    return;

  gtk_widget_add_css_class (row, "before-acts");
  add_acts_row (self, group, operation);
}

static AdwPreferencesGroup *
group_of (DocketSyncCentre *self, DocketOperation *operation)
{
  if (operation->state != DOCKET_OPERATION_STATE_NEEDS_ME)
    return self->waiting;

  return operation->reason == DOCKET_OPERATION_REASON_KEPT_HERE ? self->kept_here : self->needs_you;
}

static void
fill (DocketSyncCentre *self, const Reading *reading)
{
  GPtrArray *operations = reading->operations;
  AdwPreferencesGroup *groups[] = { self->needs_you, self->waiting, self->kept_here };

  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
    }

  g_ptr_array_set_size (self->rows, 0);

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    gtk_widget_set_visible (GTK_WIDGET (groups[i]), FALSE);

  for (guint i = 0; i < MIN (operations->len, MAX_ROWS); i++)
    {
      DocketOperation *operation = g_ptr_array_index (operations, i);
      AdwPreferencesGroup *group = group_of (self, operation);

      add_row (self, group, reading, operation);
      gtk_widget_set_visible (GTK_WIDGET (group), TRUE);
    }

  gtk_stack_set_visible_child_name (self->stack, operations->len > 0 ? "list" : "empty");
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DocketSyncCentre *self = DOCKET_SYNC_CENTRE (source);
  g_autoptr (GError) error = NULL;
  Reading *reading = g_task_propagate_pointer (G_TASK (result), &error);

  self->loading = FALSE;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (reading == NULL)
    {
      adw_toast_overlay_add_toast (self->toasts, docket_toast_new (error->message));
      return;
    }

  fill (self, reading);
  reading_free (reading);

  if (self->stale)
    reload (self);
}

static void
reload (DocketSyncCentre *self)
{
  g_autoptr (GTask) task = NULL;

  self->stale = self->loading;

  if (self->loading || g_cancellable_is_cancelled (self->cancellable))
    return;

  self->loading = TRUE;
  task = g_task_new (self, self->cancellable, loaded_cb, NULL);
  g_task_set_source_tag (task, reload);
  g_task_set_task_data (task, g_object_ref (self->workspace), g_object_unref);
  g_task_run_in_thread (task, read_thread);
}

static gboolean
needs_key (const DocketSyncStatus *status)
{
  return status->state == DOCKET_SYNC_STATE_NEEDS_SECRET;
}

/* A key that is missing or refused is said where it can be entered. */
static void
show_status (DocketSyncCentre *self)
{
  g_auto (DocketSyncStatus) status = { 0 };
  const char *name = docket_workspace_get_name (self->workspace);

  docket_workspace_get_status (self->workspace, &status);
  gtk_widget_set_visible (self->key_box, needs_key (&status));
  gtk_label_set_label (self->key_label, status.message != NULL ? status.message : "");
  adw_window_title_set_subtitle (self->title,
                                 status.message != NULL && !needs_key (&status) ? status.message
                                                                                : name);
}

static void
ask_for_key_cb (DocketSyncCentre *self)
{
  gtk_window_present (GTK_WINDOW (docket_secret_dialog_new (GTK_WINDOW (self), self->workspace)));
}

static void
sync_cb (DocketSyncCentre *self)
{
  g_auto (DocketSyncStatus) status = { 0 };

  docket_workspace_get_status (self->workspace, &status);

  if (needs_key (&status))
    ask_for_key_cb (self);
  else
    docket_workspace_sync_now (self->workspace);
}

static void
docket_sync_centre_dispose (GObject *object)
{
  DocketSyncCentre *self = DOCKET_SYNC_CENTRE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (docket_sync_centre_parent_class)->dispose (object);
}

static gboolean
docket_sync_centre_close_request (GtkWindow *window)
{
  /* A running read holds the window: let go of it. */
  g_cancellable_cancel (DOCKET_SYNC_CENTRE (window)->cancellable);

  return GTK_WINDOW_CLASS (docket_sync_centre_parent_class)->close_request (window);
}

static void
docket_sync_centre_finalize (GObject *object)
{
  DocketSyncCentre *self = DOCKET_SYNC_CENTRE (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (docket_sync_centre_parent_class)->finalize (object);
}

static void
docket_sync_centre_class_init (DocketSyncCentreClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = docket_sync_centre_dispose;
  G_OBJECT_CLASS (klass)->finalize = docket_sync_centre_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = docket_sync_centre_close_request;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-sync-centre.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketSyncCentre, toasts);
  gtk_widget_class_bind_template_child (widget_class, DocketSyncCentre, title);
  gtk_widget_class_bind_template_child (widget_class, DocketSyncCentre, key_box);
  gtk_widget_class_bind_template_child (widget_class, DocketSyncCentre, key_label);
  gtk_widget_class_bind_template_child (widget_class, DocketSyncCentre, stack);
  gtk_widget_class_bind_template_child (widget_class, DocketSyncCentre, needs_you);
  gtk_widget_class_bind_template_child (widget_class, DocketSyncCentre, waiting);
  gtk_widget_class_bind_template_child (widget_class, DocketSyncCentre, kept_here);
  gtk_widget_class_bind_template_callback (widget_class, sync_cb);
  gtk_widget_class_bind_template_callback (widget_class, ask_for_key_cb);
}

static void
docket_sync_centre_init (DocketSyncCentre *self)
{
  self->cancellable = g_cancellable_new ();
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * docket_sync_centre_new:
 * @parent: (nullable): the workspace's window
 * @workspace: a workspace with a server
 *
 * Returns: (transfer none): the sync centre, to be presented
 */
GtkWidget *
docket_sync_centre_new (GtkWindow *parent, DocketWorkspace *workspace)
{
  DocketSyncCentre *self;
  DocketOutboxActions *actions;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (DOCKET_TYPE_SYNC_CENTRE, "transient-for", parent, NULL);
  self->workspace = g_object_ref (workspace);
  actions = docket_outbox_actions_attach (GTK_WIDGET (self), workspace);
  g_signal_connect_object (actions, "decided", G_CALLBACK (decided_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (actions, "problem", G_CALLBACK (problem_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace,
                           "status-changed",
                           G_CALLBACK (show_status),
                           self,
                           G_CONNECT_SWAPPED);
  show_status (self);
  reload (self);

  return GTK_WIDGET (self);
}
