/* The camera in a window: look, shoot, look again, take.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-camera-window.h"

#include <glib/gi18n.h>

#include "docket-camera-access.h"
#include "docket-texture.h"
#include "docket-toast.h"
#include "docket-workspace-pictures.h"

/* A camera that gives nothing for so long is said to; it may still come. */
#define PATIENCE_SECONDS 6

#define THUMB_WIDTH 84
#define THUMB_HEIGHT 63

/* A photo that was taken. @file: NULL while it is taken in. */
typedef struct
{
  DocketEditFile *file;
  GdkTexture *texture;
  GtkWidget *thumb;
} Shot;

struct _DocketCameraWindow
{
  AdwWindow parent_instance;

  DocketWorkspace *workspace;
  GCancellable *cancellable;
  DocketCamera *camera; /* NULL until it may be used */
  guint patience;       /* the source that ends the waiting for the first picture */
  guint room;           /* so many photos can be taken */
  GSimpleActionGroup *actions;
  DocketPicture *latest; /* what the camera sees */
  GPtrArray *shots;      /* (element-type Shot) */
  Shot *looked_at;       /* NULL: the live picture is shown */
  gboolean done;         /* taken, or thrown away: it closes without a question */

  AdwToastOverlay *toasts;
  AdwWindowTitle *title;
  GtkToggleButton *mirror;
  GtkStack *stack;
  AdwStatusPage *problem;
  GtkPicture *picture;
  GtkWidget *strip_scroller;
  GtkBox *strip;
  GtkDropDown *choice;
  GtkWidget *retake_button;
  GtkWidget *another_button;
  GtkWidget *shutter;
};

G_DEFINE_FINAL_TYPE (DocketCameraWindow, docket_camera_window, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_TAKEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
shot_free (gpointer data)
{
  Shot *shot = data;

  g_clear_pointer (&shot->file, docket_edit_file_free);
  g_clear_object (&shot->texture);
  g_free (shot);
}

/* --- What is shown ------------------------------------------------------------------------- */

static void
enable (DocketCameraWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static gboolean
is_taking_in (DocketCameraWindow *self)
{
  for (guint i = 0; i < self->shots->len; i++)
    if (((Shot *) g_ptr_array_index (self->shots, i))->file == NULL)
      return TRUE;

  return FALSE;
}

/* A photo is shown as it is: only the live picture is like a mirror. */
static void
show_mirrored (DocketCameraWindow *self)
{
  if (self->looked_at == NULL && gtk_toggle_button_get_active (self->mirror))
    gtk_widget_add_css_class (GTK_WIDGET (self->picture), "mirrored");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->picture), "mirrored");
}

static void
show_state (DocketCameraWindow *self)
{
  const gboolean looking = self->looked_at != NULL;
  const gboolean room = self->shots->len < self->room;
  const guint n = self->shots->len;
  g_autofree char *count = NULL;

  enable (self, "shoot", !looking && room && self->latest != NULL);
  enable (self, "retake", looking);
  enable (self, "another", looking && room);
  enable (self, "ok", n > 0 && !is_taking_in (self));
  gtk_widget_set_visible (self->shutter, !looking && room);
  gtk_widget_set_visible (self->retake_button, looking);
  gtk_widget_set_visible (self->another_button, looking);
  gtk_widget_set_visible (self->strip_scroller, n > 0);

  if (n > 0)
    count = g_strdup_printf (
      /* Translators: how many photos were taken, and how many can be */
      g_dngettext (NULL, "%u photo of at most %u", "%u photos of at most %u", n),
      n,
      self->room);

  adw_window_title_set_subtitle (self->title, count);
  show_mirrored (self);
}

static void
look_at (DocketCameraWindow *self, Shot *shot)
{
  self->looked_at = shot;

  if (shot != NULL)
    {
      gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (shot->texture));
      gtk_stack_set_visible_child_name (self->stack, "picture");
    }
  else if (self->latest == NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, "wait");
    }

  show_state (self);
}

static void
mirror_cb (DocketCameraWindow *self)
{
  show_mirrored (self);
}

/* --- The camera ---------------------------------------------------------------------------- */

static void
frame_cb (DocketCameraWindow *self, DocketPicture *picture)
{
  const gboolean first = self->latest == NULL;

  g_clear_pointer (&self->latest, docket_picture_free);
  self->latest = docket_picture_copy (picture);

  if (self->looked_at == NULL)
    {
      g_autoptr (GdkTexture) texture = docket_texture_new (picture);

      gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
    }

  if (first)
    {
      g_clear_handle_id (&self->patience, g_source_remove);
      gtk_stack_set_visible_child_name (self->stack, "picture");
      show_state (self);
    }
}

static void
show_problem (DocketCameraWindow *self, const GError *error)
{
  g_clear_handle_id (&self->patience, g_source_remove);
  g_clear_pointer (&self->latest, docket_picture_free);
  adw_status_page_set_description (self->problem, error->message);

  if (self->looked_at == NULL)
    gtk_stack_set_visible_child_name (self->stack, "problem");

  show_state (self);
}

static void
failed_cb (DocketCameraWindow *self, const GError *error)
{
  show_problem (self, error);
}

static gboolean
patience_cb (gpointer user_data)
{
  DocketCameraWindow *self = user_data;
  g_autoptr (GError) error = docket_camera_error_new (DOCKET_CAMERA_ERROR_FAILED);

  self->patience = 0;
  show_problem (self, error);

  return G_SOURCE_REMOVE;
}

static void
start (DocketCameraWindow *self)
{
  const guint nth = gtk_drop_down_get_selected (self->choice);

  g_clear_pointer (&self->latest, docket_picture_free);
  g_clear_handle_id (&self->patience, g_source_remove);
  self->patience = g_timeout_add_seconds (PATIENCE_SECONDS, patience_cb, self);
  gtk_stack_set_visible_child_name (self->stack, "wait");
  docket_camera_start (self->camera, nth != GTK_INVALID_LIST_POSITION ? nth : 0);
}

static void
choice_cb (DocketCameraWindow *self)
{
  const guint nth = gtk_drop_down_get_selected (self->choice);

  if (self->camera == NULL || nth == GTK_INVALID_LIST_POSITION)
    return;

  gtk_toggle_button_set_active (self->mirror, docket_camera_faces_person (self->camera, nth));
  look_at (self, NULL);
  start (self);
}

static gboolean
are_shown (DocketCameraWindow *self, const char *const *names)
{
  GListModel *shown = gtk_drop_down_get_model (self->choice);

  if (shown == NULL || g_list_model_get_n_items (shown) != g_strv_length ((char **) names))
    return FALSE;

  for (guint i = 0; names[i] != NULL; i++)
    if (!g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (shown), i), names[i]))
      return FALSE;

  return TRUE;
}

static void
devices_cb (DocketCameraWindow *self)
{
  const char *const *names = docket_camera_get_names (self->camera);
  g_autoptr (GtkStringList) list = NULL;

  if (are_shown (self, names))
    return;

  list = gtk_string_list_new (names);
  g_signal_handlers_block_by_func (self->choice, choice_cb, self);
  gtk_drop_down_set_model (self->choice, G_LIST_MODEL (list));
  g_signal_handlers_unblock_by_func (self->choice, choice_cb, self);
  gtk_widget_set_visible (GTK_WIDGET (self->choice), g_strv_length ((char **) names) > 1);
  gtk_toggle_button_set_active (self->mirror, docket_camera_faces_person (self->camera, 0));
}

static void
access_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DocketCameraWindow *self = DOCKET_CAMERA_WINDOW (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketCamera) camera = docket_camera_access_finish (result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  if (camera == NULL)
    {
      show_problem (self, error);
      return;
    }

  self->camera = g_steal_pointer (&camera);
  g_signal_connect_object (self->camera, "frame", G_CALLBACK (frame_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->camera, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->camera,
                           "devices",
                           G_CALLBACK (devices_cb),
                           self,
                           G_CONNECT_SWAPPED);
  start (self);
}

static void
try_again_cb (DocketCameraWindow *self)
{
  gtk_stack_set_visible_child_name (self->stack, "wait");

  if (self->camera != NULL)
    start (self);
  else
    docket_camera_access_async (GTK_WINDOW (self), self->cancellable, access_cb, NULL);
}

/* --- Photos -------------------------------------------------------------------------------- */

static void
remove_shot (DocketCameraWindow *self, Shot *shot)
{
  gtk_box_remove (self->strip, shot->thumb);

  if (self->looked_at == shot)
    self->looked_at = NULL;

  g_ptr_array_remove (self->shots, shot);
  look_at (self, self->looked_at);
}

/* A photo on its way to the disk. */
typedef struct
{
  DocketCameraWindow *window;
  Shot *shot;
} Request;

static void
staged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Request *request = user_data;
  g_autoptr (DocketCameraWindow) self = request->window;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketEditFile) file =
    docket_workspace_stage_file_finish (DOCKET_WORKSPACE (source), result, &error);

  /* It was taken again meanwhile. */
  if (self->done || !g_ptr_array_find (self->shots, request->shot, NULL))
    return;

  if (file == NULL)
    {
      adw_toast_overlay_add_toast (self->toasts, docket_toast_new (error->message));
      remove_shot (self, request->shot);
      return;
    }

  request->shot->file = g_steal_pointer (&file);
  show_state (self);
}

static void
thumb_cb (GtkWidget *thumb, DocketCameraWindow *self)
{
  for (guint i = 0; i < self->shots->len; i++)
    {
      Shot *shot = g_ptr_array_index (self->shots, i);

      if (shot->thumb == thumb)
        look_at (self, shot);
    }
}

static void
add_thumb (DocketCameraWindow *self, Shot *shot)
{
  GtkWidget *picture = gtk_picture_new_for_paintable (GDK_PAINTABLE (shot->texture));
  /* Translators: %u is a number: "Photo 3" */
  g_autofree char *name = g_strdup_printf (_ ("Photo %u"), self->shots->len);

  shot->thumb = gtk_button_new ();
  gtk_widget_set_size_request (picture, THUMB_WIDTH, THUMB_HEIGHT);
  gtk_picture_set_can_shrink (GTK_PICTURE (picture), TRUE);
  gtk_button_set_child (GTK_BUTTON (shot->thumb), picture);
  gtk_widget_add_css_class (shot->thumb, "picture-button");
  gtk_accessible_update_property (GTK_ACCESSIBLE (shot->thumb),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name,
                                  -1);
  g_signal_connect_object (shot->thumb, "clicked", G_CALLBACK (thumb_cb), self, 0);
  gtk_box_append (self->strip, shot->thumb);
}

static char *
make_name (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%Y-%m-%d %H.%M.%S");

  /* Translators: what a photo of the camera is called; %s is date and time */
  return g_strdup_printf (_ ("Photo %s.jpg"), time);
}

static void
shoot_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketCameraWindow *self = user_data;
  g_autofree char *name = make_name ();
  Request *request = g_new0 (Request, 1);
  Shot *shot = g_new0 (Shot, 1);

  shot->texture = docket_texture_new (self->latest);
  g_ptr_array_add (self->shots, shot);
  add_thumb (self, shot);
  look_at (self, shot);
  gtk_widget_grab_focus (self->another_button);

  request->window = g_object_ref (self);
  request->shot = shot;
  docket_workspace_stage_picture_async (self->workspace,
                                        self->latest,
                                        name,
                                        NULL,
                                        staged_cb,
                                        request);
}

static void
retake_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketCameraWindow *self = user_data;

  remove_shot (self, self->looked_at);
  gtk_widget_grab_focus (self->shutter);
}

static void
another_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketCameraWindow *self = user_data;

  look_at (self, NULL);
  gtk_widget_grab_focus (self->shutter);
}

static void
close_done (DocketCameraWindow *self)
{
  self->done = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
ok_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketCameraWindow *self = user_data;
  g_autoptr (GPtrArray) files = docket_edit_files_copy (NULL);

  for (guint i = 0; i < self->shots->len; i++)
    {
      const Shot *shot = g_ptr_array_index (self->shots, i);

      g_ptr_array_add (files, docket_edit_file_copy (shot->file));
    }

  g_signal_emit (self, signals[SIGNAL_TAKEN], 0, files);
  close_done (self);
}

/* The space is the shutter, wherever the keyboard is. */
static gboolean
key_cb (DocketCameraWindow *self, guint keyval, guint keycode, GdkModifierType state)
{
  const char *name = self->looked_at == NULL ? "shoot" : "another";
  GActionGroup *actions = G_ACTION_GROUP (self->actions);

  if (keyval == GDK_KEY_Return && self->looked_at != NULL)
    name = "ok";
  else if (keyval != GDK_KEY_space)
    return GDK_EVENT_PROPAGATE;

  if (!g_action_group_get_action_enabled (actions, name))
    return GDK_EVENT_PROPAGATE;

  g_action_group_activate_action (actions, name, NULL);

  return GDK_EVENT_STOP;
}

/* --- Closing ------------------------------------------------------------------------------- */

/* The question is there a little longer than the window that it stands before. */
static void
discard_cb (DocketCameraWindow *self, const char *response, AdwMessageDialog *dialog)
{
  gtk_window_set_transient_for (GTK_WINDOW (dialog), NULL);
  close_done (self);
}

static void
ask_discard (DocketCameraWindow *self)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self),
                                              _ ("Discard the Photos?"),
                                              _ ("They were not added to the message."));
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);

  adw_message_dialog_add_response (message, "cancel", C_ ("button", "Cancel"));
  adw_message_dialog_add_response (message, "discard", C_ ("button", "Discard"));
  adw_message_dialog_set_response_appearance (message, "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (message, "cancel");
  adw_message_dialog_set_close_response (message, "cancel");
  g_signal_connect_object (dialog,
                           "response::discard",
                           G_CALLBACK (discard_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
switch_off (DocketCameraWindow *self)
{
  g_clear_handle_id (&self->patience, g_source_remove);
  g_cancellable_cancel (self->cancellable);

  if (self->camera != NULL)
    docket_camera_stop (self->camera);

  g_clear_object (&self->camera);
}

static gboolean
docket_camera_window_close_request (GtkWindow *window)
{
  DocketCameraWindow *self = DOCKET_CAMERA_WINDOW (window);

  if (self->shots->len > 0 && !self->done)
    {
      ask_discard (self);
      return GDK_EVENT_STOP;
    }

  self->done = TRUE;
  switch_off (self);

  return GTK_WINDOW_CLASS (docket_camera_window_parent_class)->close_request (window);
}

static void
docket_camera_window_dispose (GObject *object)
{
  DocketCameraWindow *self = DOCKET_CAMERA_WINDOW (object);

  self->done = TRUE;
  switch_off (self);

  G_OBJECT_CLASS (docket_camera_window_parent_class)->dispose (object);
}

static void
docket_camera_window_finalize (GObject *object)
{
  DocketCameraWindow *self = DOCKET_CAMERA_WINDOW (object);

  g_clear_object (&self->workspace);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->actions);
  g_clear_pointer (&self->latest, docket_picture_free);
  g_clear_pointer (&self->shots, g_ptr_array_unref);

  G_OBJECT_CLASS (docket_camera_window_parent_class)->finalize (object);
}

static void
docket_camera_window_class_init (DocketCameraWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = docket_camera_window_dispose;
  object_class->finalize = docket_camera_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = docket_camera_window_close_request;

  /**
   * DocketCameraWindow::taken:
   * @files: (element-type DocketEditFile): the photos, taken in
   */
  signals[SIGNAL_TAKEN] = g_signal_new ("taken",
                                        DOCKET_TYPE_CAMERA_WINDOW,
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        1,
                                        G_TYPE_PTR_ARRAY);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-camera-window.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketCameraWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, DocketCameraWindow, title);
  gtk_widget_class_bind_template_child (widget_class, DocketCameraWindow, mirror);
  gtk_widget_class_bind_template_child (widget_class, DocketCameraWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, DocketCameraWindow, problem);
  gtk_widget_class_bind_template_child (widget_class, DocketCameraWindow, picture);
  gtk_widget_class_bind_template_child (widget_class, DocketCameraWindow, strip_scroller);
  gtk_widget_class_bind_template_child (widget_class, DocketCameraWindow, strip);
  gtk_widget_class_bind_template_child (widget_class, DocketCameraWindow, choice);
  gtk_widget_class_bind_template_child (widget_class, DocketCameraWindow, retake_button);
  gtk_widget_class_bind_template_child (widget_class, DocketCameraWindow, another_button);
  gtk_widget_class_bind_template_child (widget_class, DocketCameraWindow, shutter);
  gtk_widget_class_bind_template_callback (widget_class, mirror_cb);
  gtk_widget_class_bind_template_callback (widget_class, try_again_cb);
  gtk_widget_class_bind_template_callback (widget_class, choice_cb);
}

static const GActionEntry entries[] = {
  { "shoot", shoot_cb },
  { "retake", retake_cb },
  { "another", another_cb },
  { "ok", ok_cb },
};

static void
docket_camera_window_init (DocketCameraWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->cancellable = g_cancellable_new ();
  self->shots = g_ptr_array_new_with_free_func (shot_free);
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions),
                                   entries,
                                   G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "camera", G_ACTION_GROUP (self->actions));

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  show_state (self);
}

/**
 * docket_camera_window_new:
 * @parent: (nullable): whose it is
 * @workspace: a workspace
 * @room: how many photos can be taken
 *
 * Returns: (transfer none): a window with what the camera sees, not shown yet; it has the camera
 * until it is closed
 */
GtkWindow *
docket_camera_window_new (GtkWindow *parent, DocketWorkspace *workspace, guint room)
{
  DocketCameraWindow *self =
    g_object_new (DOCKET_TYPE_CAMERA_WINDOW, "transient-for", parent, NULL);

  self->workspace = g_object_ref (workspace);
  self->room = room;
  gtk_widget_grab_focus (self->shutter);
  docket_camera_access_async (GTK_WINDOW (self), self->cancellable, access_cb, NULL);

  return GTK_WINDOW (self);
}
