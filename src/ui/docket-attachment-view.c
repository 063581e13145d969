/* A file of a ticket: shown, opened, saved, dragged out.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-attachment-view.h"

#include <glib/gi18n.h>

#include "docket-attachment-send.h"
#include "docket-texture.h"

/* The longer side of a picture in the conversation, in application pixels. */
#define PICTURE_SIDE 240

struct _DocketAttachmentView
{
  AdwBin parent_instance;

  gint64 ticket;
  gint64 attachment;
  char *file_name; /* harmless */
  char *content_type;
  char *sha256;   /* NULL while its bytes are not here */
  gint64 n_bytes; /* -1 while nobody knows */
  gboolean program;

  GCancellable *picture_cancellable;
  GCancellable *export_cancellable; /* while it is fetched or copied */
  DocketTransfer *transfer;         /* of the same */
  gint64 shown_done;
  GFile *copy; /* to be dragged out; NULL while there is none */

  GtkWidget *picture_button;
  GtkPicture *picture;
  GtkButton *open_button;
  GtkImage *icon;
  GtkLabel *name;
  GtkLabel *size;
  GtkLabel *state;
  GtkWidget *send_button;
  GtkProgressBar *progress;
  GtkWidget *stop_button;
  GtkWidget *save_button;
  GtkWidget *marked;
  GtkWidget *more_button;
};

G_DEFINE_FINAL_TYPE (DocketAttachmentView, docket_attachment_view, ADW_TYPE_BIN)

static DocketTicketPage *
get_page (DocketAttachmentView *self)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (self), DOCKET_TYPE_TICKET_PAGE);

  return page != NULL ? DOCKET_TICKET_PAGE (page) : NULL;
}

/* --- The picture --------------------------------------------------------------------------- */

static void
show_picture (DocketAttachmentView *self, const DocketPicture *picture)
{
  g_autoptr (GdkTexture) texture = docket_texture_new (picture);
  const int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));

  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  gtk_widget_set_size_request (GTK_WIDGET (self->picture),
                               MAX (1, picture->width / scale),
                               MAX (1, picture->height / scale));
  gtk_widget_set_visible (self->picture_button, TRUE);
}

static void
picture_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketAttachmentView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketPicture) picture =
    docket_workspace_load_picture_finish (DOCKET_WORKSPACE (source), result, &error);

  if (picture != NULL && !g_cancellable_is_cancelled (self->picture_cancellable))
    show_picture (self, picture);
}

/* What can't be decoded is shown by its icon alone. */
static void
load_picture (DocketAttachmentView *self)
{
  DocketTicketPage *page = get_page (self);

  if (self->picture_cancellable != NULL || self->sha256 == NULL || page == NULL ||
      self->content_type == NULL || !g_str_has_prefix (self->content_type, "image/"))
    return;

  self->picture_cancellable = g_cancellable_new ();
  docket_workspace_load_picture_async (docket_ticket_page_get_workspace (page),
                                       self->sha256,
                                       PICTURE_SIDE *
                                         gtk_widget_get_scale_factor (GTK_WIDGET (self)),
                                       self->picture_cancellable,
                                       picture_cb,
                                       g_object_ref (self));
}

/* --- Opening and saving -------------------------------------------------------------------- */

/* A copy on its way. @open: it is opened then. */
typedef struct
{
  DocketAttachmentView *view;
  DocketTicketPage *page;
  gboolean open;
} Request;

static Request *
request_new (DocketAttachmentView *self, DocketTicketPage *page, gboolean open)
{
  Request *request = g_new0 (Request, 1);

  request->view = g_object_ref (self);
  request->page = g_object_ref (page);
  request->open = open;

  return request;
}

static void
request_free (Request *request)
{
  g_object_unref (request->view);
  g_object_unref (request->page);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

/* The size as it is, or how much of it has come. */
static void
show_size (DocketAttachmentView *self, gint64 done, gint64 total)
{
  g_autofree char *size = total >= 0 ? g_format_size ((guint64) total) : NULL;
  g_autofree char *here = done >= 0 ? g_format_size ((guint64) done) : NULL;
  g_autofree char *both =
    here != NULL && size != NULL
      /* Translators: two sizes: how much of a file has come, and how large it is */
      ? g_strdup_printf (C_ ("size", "%s of %s"), here, size)
      : g_strdup (here != NULL ? here : size);

  gtk_widget_set_visible (GTK_WIDGET (self->size), both != NULL);
  gtk_label_set_label (self->size, both != NULL ? both : "");
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  DocketAttachmentView *self = DOCKET_ATTACHMENT_VIEW (widget);
  gint64 done, total;

  if (self->transfer == NULL)
    return G_SOURCE_REMOVE;

  docket_transfer_get (self->transfer, &done, &total);

  if (done == self->shown_done)
    return G_SOURCE_CONTINUE;

  self->shown_done = done;
  show_size (self, done, total);

  if (total > 0)
    gtk_progress_bar_set_fraction (self->progress, MIN (1.0, (double) done / (double) total));
  else
    gtk_progress_bar_pulse (self->progress);

  return G_SOURCE_CONTINUE;
}

static void
show_busy (DocketAttachmentView *self, gboolean busy)
{
  g_clear_pointer (&self->transfer, docket_transfer_unref);

  if (busy)
    {
      self->transfer = docket_transfer_new ();
      self->shown_done = 0;
      gtk_progress_bar_set_fraction (self->progress, 0);
      gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
    }
  else
    {
      show_size (self, -1, self->n_bytes);
    }

  gtk_widget_set_visible (GTK_WIDGET (self->progress), busy);
  gtk_widget_set_visible (self->stop_button, busy);
  gtk_widget_set_visible (self->save_button, !busy);
}

static void
shown_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketTicketPage) page = user_data;

  if (!gtk_show_uri_full_finish (GTK_WINDOW (source), result, NULL))
    docket_ticket_page_show_sentence (page,
                                      _ ("No program on this computer opens this file. Save it, "
                                         "then open it with another one."));
}

static void
open_copy (DocketTicketPage *page, GFile *file)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (page));
  g_autofree char *uri = g_file_get_uri (file);

  if (GTK_IS_WINDOW (root))
    gtk_show_uri_full (GTK_WINDOW (root),
                       uri,
                       GDK_CURRENT_TIME,
                       NULL,
                       shown_cb,
                       g_object_ref (page));
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Request) request = user_data;
  DocketAttachmentView *self = request->view;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file =
    docket_workspace_export_attachment_finish (DOCKET_WORKSPACE (source), result, &error);

  g_clear_object (&self->export_cancellable);
  show_busy (self, FALSE);

  if (file == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    docket_ticket_page_show_sentence (request->page, error->message);
  else if (file != NULL && request->open)
    open_copy (request->page, file);
  else if (file != NULL)
    docket_ticket_page_show_sentence (request->page, _ ("The file was saved."));
}

static void export(DocketAttachmentView *self, GFile *target)
{
  DocketTicketPage *page = get_page (self);

  if (page == NULL || self->export_cancellable != NULL)
    return;

  self->export_cancellable = g_cancellable_new ();
  show_busy (self, TRUE);
  docket_workspace_export_attachment_async (docket_ticket_page_get_workspace (page),
                                            self->ticket,
                                            self->attachment,
                                            target,
                                            self->transfer,
                                            self->export_cancellable,
                                            exported_cb,
                                            request_new (self, page, target == NULL));
}

static void
save_chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  DocketAttachmentView *self = user_data;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) target = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

      export(self, target);
    }

  g_object_unref (dialog);
}

static void
choose_place (DocketAttachmentView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkFileChooserNative *dialog =
    gtk_file_chooser_native_new (_ ("Save the file"),
                                 GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                 GTK_FILE_CHOOSER_ACTION_SAVE,
                                 C_ ("button", "_Save"),
                                 NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), self->file_name);
  g_signal_connect_object (dialog, "response", G_CALLBACK (save_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
program_response_cb (DocketAttachmentView *self, const char *response)
{
  if (g_str_equal (response, "save"))
    choose_place (self);
}

/* Never opened; saved when the person knows what it is. */
static void
ask_about_program (DocketAttachmentView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *dialog = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                              _ ("Save a program?"),
                                              NULL);

  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (dialog),
                                  /* Translators: %s is a file's name */
                                  _ ("“%s” can run on a computer and harm it. Docket does not open "
                                     "it. Save it only if you know who made it."),
                                  self->file_name);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "cancel",
                                    C_ ("button", "_Cancel"),
                                    "save",
                                    C_ ("button", "_Save"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog),
                                              "save",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog,
                           "response",
                           G_CALLBACK (program_response_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketAttachmentView *self = user_data;

  if (self->program)
    ask_about_program (self);
  else
    export(self, NULL);
}

static void
save_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketAttachmentView *self = user_data;

  if (self->program)
    ask_about_program (self);
  else
    choose_place (self);
}

static void
send_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketAttachmentView *self = user_data;
  DocketTicketPage *page = get_page (self);

  if (page != NULL)
    docket_attachment_send (page, self->ticket, self->attachment);
}

static void
original_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketAttachmentView *self = user_data;
  DocketTicketPage *page = get_page (self);

  if (page == NULL || self->export_cancellable != NULL)
    return;

  self->export_cancellable = g_cancellable_new ();
  show_busy (self, TRUE);
  docket_workspace_export_original_async (docket_ticket_page_get_workspace (page),
                                          self->ticket,
                                          self->attachment,
                                          self->export_cancellable,
                                          exported_cb,
                                          request_new (self, page, TRUE));
}

static void
stop_clicked_cb (DocketAttachmentView *self)
{
  if (self->export_cancellable != NULL)
    g_cancellable_cancel (self->export_cancellable);
}

/* --- Dragging out -------------------------------------------------------------------------- */

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketAttachmentView) self = user_data;

  g_clear_object (&self->copy);
  self->copy = docket_workspace_export_attachment_finish (DOCKET_WORKSPACE (source), result, NULL);
}

/* A drag can't wait: the copy is made when the pointer comes near. */
static void
enter_cb (DocketAttachmentView *self)
{
  DocketTicketPage *page = get_page (self);

  if (self->copy != NULL || self->sha256 == NULL || self->program || page == NULL)
    return;

  docket_workspace_export_attachment_async (docket_ticket_page_get_workspace (page),
                                            self->ticket,
                                            self->attachment,
                                            NULL,
                                            NULL,
                                            NULL,
                                            copied_cb,
                                            g_object_ref (self));
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, gpointer user_data)
{
  DocketAttachmentView *self = user_data;
  GSList list = { self->copy, NULL };

  return self->copy != NULL ? gdk_content_provider_new_typed (GDK_TYPE_FILE_LIST, &list) : NULL;
}

static void
add_drag (DocketAttachmentView *self)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_COPY);
  g_signal_connect_object (source, "prepare", G_CALLBACK (prepare_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (source));
  g_signal_connect_object (motion, "enter", G_CALLBACK (enter_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}

static void
docket_attachment_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (docket_attachment_view_parent_class)->map (widget);

  load_picture (DOCKET_ATTACHMENT_VIEW (widget));
}

static void
docket_attachment_view_dispose (GObject *object)
{
  DocketAttachmentView *self = DOCKET_ATTACHMENT_VIEW (object);

  if (self->picture_cancellable != NULL)
    g_cancellable_cancel (self->picture_cancellable);

  G_OBJECT_CLASS (docket_attachment_view_parent_class)->dispose (object);
}

static void
docket_attachment_view_finalize (GObject *object)
{
  DocketAttachmentView *self = DOCKET_ATTACHMENT_VIEW (object);

  g_clear_object (&self->picture_cancellable);
  g_clear_object (&self->export_cancellable);
  g_clear_pointer (&self->transfer, docket_transfer_unref);
  g_clear_object (&self->copy);
  g_free (self->file_name);
  g_free (self->content_type);
  g_free (self->sha256);

  G_OBJECT_CLASS (docket_attachment_view_parent_class)->finalize (object);
}

static void
docket_attachment_view_class_init (DocketAttachmentViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = docket_attachment_view_dispose;
  object_class->finalize = docket_attachment_view_finalize;
  widget_class->map = docket_attachment_view_map;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-attachment-view.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketAttachmentView, picture_button);
  gtk_widget_class_bind_template_child (widget_class, DocketAttachmentView, picture);
  gtk_widget_class_bind_template_child (widget_class, DocketAttachmentView, open_button);
  gtk_widget_class_bind_template_child (widget_class, DocketAttachmentView, icon);
  gtk_widget_class_bind_template_child (widget_class, DocketAttachmentView, name);
  gtk_widget_class_bind_template_child (widget_class, DocketAttachmentView, size);
  gtk_widget_class_bind_template_child (widget_class, DocketAttachmentView, state);
  gtk_widget_class_bind_template_child (widget_class, DocketAttachmentView, send_button);
  gtk_widget_class_bind_template_child (widget_class, DocketAttachmentView, progress);
  gtk_widget_class_bind_template_child (widget_class, DocketAttachmentView, stop_button);
  gtk_widget_class_bind_template_child (widget_class, DocketAttachmentView, save_button);
  gtk_widget_class_bind_template_child (widget_class, DocketAttachmentView, marked);
  gtk_widget_class_bind_template_child (widget_class, DocketAttachmentView, more_button);
  gtk_widget_class_bind_template_callback (widget_class, stop_clicked_cb);
}

static void
docket_attachment_view_init (DocketAttachmentView *self)
{
  static const GActionEntry entries[] = {
    { "open", open_cb },
    { "save", save_cb },
    { "send", send_cb },
    { "original", original_cb },
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "file", G_ACTION_GROUP (group));
  add_drag (self);
}

static void
name_button (GtkWidget *button, const char *format, const char *name)
{
  g_autofree char *label = g_strdup_printf (format, name);

  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
}

static void
show_state (DocketAttachmentView *self, const DocketAttachment *attachment)
{
  const char *word = NULL, *sentence = NULL;

  if (attachment->state == DOCKET_PART_STATE_KEPT_HERE)
    {
      word = C_ ("state", "Kept here");
      sentence = _ ("This server can't hold it: kept on this computer");
    }
  else if (attachment->state == DOCKET_PART_STATE_FAILED)
    {
      word = C_ ("state", "Needs you");
      sentence = _ ("It could not be sent and is still on this computer. Decide under Sync.");
    }

  gtk_widget_set_visible (GTK_WIDGET (self->state), word != NULL);
  gtk_label_set_label (self->state, word != NULL ? word : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->state), sentence);
}

/**
 * docket_attachment_view_new:
 * @attachment: a file of a ticket
 * @public: whether it came with a message for the customer: only then it may become theirs
 *
 * Returns: (transfer floating): it, to be put somewhere on a #DocketTicketPage
 */
GtkWidget *
docket_attachment_view_new (const DocketAttachment *attachment, gboolean public)
{
  DocketAttachmentView *self = g_object_new (DOCKET_TYPE_ATTACHMENT_VIEW, NULL);
  g_autofree char *guessed = NULL;
  g_autoptr (GIcon) icon = NULL;

  self->ticket = attachment->ticket;
  self->attachment = attachment->id;
  self->file_name = docket_file_name_make_safe (attachment->name);
  self->content_type = g_strdup (attachment->content_type);
  self->sha256 = g_strdup (attachment->sha256);
  self->program = docket_file_name_is_program (self->file_name, self->content_type);

  guessed = g_content_type_guess (self->file_name, NULL, 0, NULL);
  icon = g_content_type_get_symbolic_icon (guessed);
  gtk_image_set_from_gicon (self->icon, icon);
  gtk_label_set_label (self->name, self->file_name);
  self->n_bytes = attachment->size;
  show_size (self, -1, self->n_bytes);

  /* Translators: %s is a file's name */
  name_button (GTK_WIDGET (self->open_button), _ ("Open %s"), self->file_name);
  name_button (self->picture_button, _ ("Open %s"), self->file_name);
  name_button (self->save_button, _ ("Save %s"), self->file_name);
  /* Translators: %s is a file's name */
  name_button (self->send_button, _ ("Send %s to the customer’s files"), self->file_name);
  gtk_widget_set_visible (self->send_button,
                          public && attachment->state == DOCKET_PART_STATE_KEPT_HERE);
  /* Translators: %s is a file's name */
  name_button (self->more_button, _ ("More for %s"), self->file_name);
  gtk_widget_set_visible (self->marked, attachment->original != NULL);
  gtk_widget_set_visible (self->more_button, attachment->original != NULL);
  show_state (self, attachment);

  return GTK_WIDGET (self);
}
