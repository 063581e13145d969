/* Draws on a picture before it is sent: arrows, circles, words, black boxes.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-markup-window.h"

#include <glib/gi18n.h>

#include "docket-mark.h"
#include "docket-texture.h"
#include "docket-toast.h"
#include "docket-workspace-pictures.h"

/* What is shown is no larger: the marks are drawn on the picture itself. */
#define SHOWN_SIDE 2048

struct _DocketMarkupWindow
{
  AdwWindow parent_instance;

  DocketWorkspace *workspace;
  DocketEditFile *file;
  GCancellable *cancellable;
  GSimpleActionGroup *actions;
  gboolean busy;
  gboolean done; /* taken over, or thrown away: it closes without a question */

  AdwToastOverlay *toasts;
  DocketMarkupCanvas *canvas;
  GtkBox *kinds;
  GtkBox *colours;
};

G_DEFINE_FINAL_TYPE (DocketMarkupWindow, docket_markup_window, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_MARKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* By the number of their kind. */
static const char *const kinds[] = {
  NC_ ("mark", "Arrow"),
  NC_ ("mark", "Circle"),
  NC_ ("mark", "Text"),
  NC_ ("mark", "Black box"),
};

static const struct
{
  const char *name;
  const char *css_class;
  guint32 value;
} colours[] = {
  { NC_ ("colour", "Red"), "mark-red", 0xe01b24 },
  { NC_ ("colour", "Yellow"), "mark-yellow", 0xf6d32d },
  { NC_ ("colour", "Green"), "mark-green", 0x2ec27e },
  { NC_ ("colour", "Blue"), "mark-blue", 0x1c71d8 },
};

static gboolean
has_marks (DocketMarkupWindow *self)
{
  return docket_markup_canvas_get_marks (self->canvas)->len > 0;
}

static void
enable (DocketMarkupWindow *self, const char *name)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), has_marks (self) && !self->busy);
}

static void
changed_cb (DocketMarkupWindow *self)
{
  enable (self, "undo");
  enable (self, "done");
}

static void
set_busy (DocketMarkupWindow *self, gboolean busy)
{
  self->busy = busy;
  gtk_widget_set_sensitive (GTK_WIDGET (self->canvas), !busy);
  changed_cb (self);
}

static void
close_done (DocketMarkupWindow *self)
{
  self->done = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
tell (DocketMarkupWindow *self, const char *sentence)
{
  adw_toast_overlay_add_toast (self->toasts, docket_toast_new (sentence));
}

/* --- The picture --------------------------------------------------------------------------- */

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketMarkupWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketPicture) picture =
    docket_workspace_load_picture_finish (DOCKET_WORKSPACE (source), result, &error);
  g_autoptr (GdkTexture) texture = NULL;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  if (picture == NULL)
    {
      tell (self, error->message);
      return;
    }

  texture = docket_texture_new (picture);
  docket_markup_canvas_set_texture (self->canvas, texture);
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

static void
marked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketMarkupWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketEditFile) file =
    docket_workspace_stage_file_finish (DOCKET_WORKSPACE (source), result, &error);

  if (self->done)
    return;

  if (file == NULL)
    {
      set_busy (self, FALSE);
      tell (self, error->message);
      return;
    }

  g_signal_emit (self, signals[SIGNAL_MARKED], 0, file);
  close_done (self);
}

static void
done_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketMarkupWindow *self = user_data;

  set_busy (self, TRUE);
  docket_workspace_mark_up_async (self->workspace,
                                  self->file,
                                  docket_markup_canvas_get_marks (self->canvas),
                                  NULL,
                                  marked_cb,
                                  g_object_ref (self));
}

static void
undo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  docket_markup_canvas_undo (DOCKET_MARKUP_WINDOW (user_data)->canvas);
}

/* --- Words --------------------------------------------------------------------------------- */

static void
text_given_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  DocketMarkupWindow *self = user_data;
  GtkEditable *entry = GTK_EDITABLE (adw_message_dialog_get_extra_child (dialog));
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  if (g_str_equal (response, "write") && *text != '\0')
    docket_markup_canvas_add_text (self->canvas, text);
}

static void
text_wanted_cb (DocketMarkupWindow *self)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("Write on the Picture"), NULL);
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_max_length (GTK_ENTRY (entry), 80);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  C_ ("mark", "Text"),
                                  -1);
  adw_message_dialog_set_extra_child (message, entry);
  adw_message_dialog_add_response (message, "cancel", C_ ("button", "Cancel"));
  adw_message_dialog_add_response (message, "write", C_ ("button", "Write"));
  adw_message_dialog_set_response_appearance (message, "write", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (message, "write");
  adw_message_dialog_set_close_response (message, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (text_given_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (entry);
}

/* --- Tools --------------------------------------------------------------------------------- */

static void
kind_cb (GtkToggleButton *button, DocketMarkupWindow *self)
{
  gpointer kind = g_object_get_data (G_OBJECT (button), "mark");

  if (gtk_toggle_button_get_active (button))
    docket_markup_canvas_set_kind (self->canvas, (DocketMarkKind) GPOINTER_TO_UINT (kind));
}

static void
colour_cb (GtkToggleButton *button, DocketMarkupWindow *self)
{
  gpointer colour = g_object_get_data (G_OBJECT (button), "mark");

  if (gtk_toggle_button_get_active (button))
    docket_markup_canvas_set_colour (self->canvas, GPOINTER_TO_UINT (colour));
}

/* One of a group; the first is on. */
static GtkWidget *
add_tool (DocketMarkupWindow *self, GtkBox *box, guint value, GCallback callback)
{
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (box));
  GtkWidget *button = gtk_toggle_button_new ();

  if (first != NULL)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (first));

  g_object_set_data (G_OBJECT (button), "mark", GUINT_TO_POINTER (value));
  g_signal_connect_object (button, "toggled", callback, self, 0);
  gtk_box_append (box, button);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), first == NULL);

  return button;
}

static void
add_tools (DocketMarkupWindow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      GtkWidget *button = add_tool (self, self->kinds, i, G_CALLBACK (kind_cb));

      gtk_button_set_label (GTK_BUTTON (button), g_dpgettext2 (NULL, "mark", kinds[i]));
    }

  for (guint i = 0; i < G_N_ELEMENTS (colours); i++)
    {
      GtkWidget *button = add_tool (self, self->colours, colours[i].value, G_CALLBACK (colour_cb));
      const char *name = g_dpgettext2 (NULL, "colour", colours[i].name);

      gtk_widget_add_css_class (button, "circular");
      gtk_widget_add_css_class (button, "mark-colour");
      gtk_widget_add_css_class (button, colours[i].css_class);
      gtk_widget_set_tooltip_text (button, name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      name,
                                      -1);
    }
}

/* --- Closing ------------------------------------------------------------------------------- */

/* The question is there a little longer than the window that it stands before. */
static void
discard_cb (DocketMarkupWindow *self, const char *response, AdwMessageDialog *dialog)
{
  gtk_window_set_transient_for (GTK_WINDOW (dialog), NULL);
  close_done (self);
}

static void
ask_discard (DocketMarkupWindow *self)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self),
                                              _ ("Discard the Marks?"),
                                              _ ("The picture stays as it was."));
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

static gboolean
docket_markup_window_close_request (GtkWindow *window)
{
  DocketMarkupWindow *self = DOCKET_MARKUP_WINDOW (window);

  if (self->busy && !self->done)
    return GDK_EVENT_STOP;

  if (has_marks (self) && !self->done)
    {
      ask_discard (self);
      return GDK_EVENT_STOP;
    }

  self->done = TRUE;
  g_cancellable_cancel (self->cancellable);

  return GTK_WINDOW_CLASS (docket_markup_window_parent_class)->close_request (window);
}

static void
docket_markup_window_dispose (GObject *object)
{
  DocketMarkupWindow *self = DOCKET_MARKUP_WINDOW (object);

  self->done = TRUE;
  g_cancellable_cancel (self->cancellable);

  G_OBJECT_CLASS (docket_markup_window_parent_class)->dispose (object);
}

static void
docket_markup_window_finalize (GObject *object)
{
  DocketMarkupWindow *self = DOCKET_MARKUP_WINDOW (object);

  g_clear_object (&self->workspace);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->actions);
  g_clear_pointer (&self->file, docket_edit_file_free);

  G_OBJECT_CLASS (docket_markup_window_parent_class)->finalize (object);
}

static void
docket_markup_window_class_init (DocketMarkupWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (DOCKET_TYPE_MARKUP_CANVAS);
  object_class->dispose = docket_markup_window_dispose;
  object_class->finalize = docket_markup_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = docket_markup_window_close_request;

  /**
   * DocketMarkupWindow::marked:
   * @file: the new picture, taken in
   */
  signals[SIGNAL_MARKED] = g_signal_new ("marked",
                                         DOCKET_TYPE_MARKUP_WINDOW,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         DOCKET_TYPE_EDIT_FILE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-markup-window.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketMarkupWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, DocketMarkupWindow, canvas);
  gtk_widget_class_bind_template_child (widget_class, DocketMarkupWindow, kinds);
  gtk_widget_class_bind_template_child (widget_class, DocketMarkupWindow, colours);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, text_wanted_cb);
}

static const GActionEntry entries[] = { { "undo", undo_cb }, { "done", done_cb } };

static void
docket_markup_window_init (DocketMarkupWindow *self)
{
  self->cancellable = g_cancellable_new ();
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions),
                                   entries,
                                   G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "markup", G_ACTION_GROUP (self->actions));
  add_tools (self);
  changed_cb (self);
}

/**
 * docket_markup_window_new:
 * @parent: (nullable): whose it is
 * @workspace: a workspace
 * @file: a picture that was taken in
 *
 * Returns: (transfer none): a window with the picture, not shown yet
 */
GtkWindow *
docket_markup_window_new (GtkWindow *parent, DocketWorkspace *workspace, const DocketEditFile *file)
{
  DocketMarkupWindow *self =
    g_object_new (DOCKET_TYPE_MARKUP_WINDOW, "transient-for", parent, NULL);

  self->workspace = g_object_ref (workspace);
  self->file = docket_edit_file_copy (file);
  docket_workspace_load_picture_async (workspace,
                                       file->sha256,
                                       SHOWN_SIDE,
                                       self->cancellable,
                                       loaded_cb,
                                       g_object_ref (self));

  return GTK_WINDOW (self);
}

/**
 * docket_markup_window_get_canvas:
 * @self: a window
 *
 * Returns: (transfer none): what is drawn on
 */
DocketMarkupCanvas *
docket_markup_window_get_canvas (DocketMarkupWindow *self)
{
  g_return_val_if_fail (DOCKET_IS_MARKUP_WINDOW (self), NULL);

  return self->canvas;
}
