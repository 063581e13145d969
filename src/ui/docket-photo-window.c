/* The photo library: pictures of a folder with previews, several of them to be chosen.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-photo-window.h"

#include <glib/gi18n.h>

#include "docket-photo-item.h"
#include "docket-texture.h"
#include "docket-workspace-pictures.h"

#define PREVIEW_SIDE 160

/* So many are decoded at once: opening a ticket does not wait for them. And so many are kept. */
#define MAX_LOADING 2
#define MAX_PREVIEWS 400

struct _DocketPhotoWindow
{
  AdwWindow parent_instance;

  DocketWorkspace *workspace;
  GCancellable *cancellable;
  GFile *folder;
  guint room; /* so many can be chosen */
  guint n_chosen;
  GListStore *photos;

  GQueue wanted;   /* (element-type DocketPhotoItem) in sight and without a preview */
  GQueue previews; /* (element-type DocketPhotoItem) with one, the oldest first */
  guint n_loading;

  AdwWindowTitle *title;
  GtkWidget *add_button;
  GtkStack *stack;
  AdwStatusPage *empty;
  GtkGridView *grid;
};

G_DEFINE_FINAL_TYPE (DocketPhotoWindow, docket_photo_window, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void load_previews (DocketPhotoWindow *self);

/* A preview on its way. */
typedef struct
{
  DocketPhotoWindow *window;
  DocketPhotoItem *item;
} Request;

static void
request_free (Request *request)
{
  g_object_unref (request->window);
  g_object_unref (request->item);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

/* --- Previews ------------------------------------------------------------------------------ */

static void
keep_preview (DocketPhotoWindow *self, DocketPhotoItem *item, GdkPaintable *preview)
{
  docket_photo_item_set_preview (item, preview);
  g_queue_push_tail (&self->previews, g_object_ref (item));

  if (g_queue_get_length (&self->previews) > MAX_PREVIEWS)
    {
      g_autoptr (DocketPhotoItem) oldest = g_queue_pop_head (&self->previews);

      docket_photo_item_set_preview (oldest, NULL);
    }
}

/* What can't be decoded keeps its icon, and is refused with its reason when it is added. */
static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Request) request = user_data;
  DocketPhotoWindow *self = request->window;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketPicture) picture =
    docket_workspace_load_picture_finish (DOCKET_WORKSPACE (source), result, &error);

  self->n_loading--;

  if (picture != NULL)
    {
      g_autoptr (GdkTexture) texture = docket_texture_new (picture);

      keep_preview (self, request->item, GDK_PAINTABLE (texture));
    }

  load_previews (self);
}

static void
load_previews (DocketPhotoWindow *self)
{
  const int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  while (self->n_loading < MAX_LOADING && !g_queue_is_empty (&self->wanted))
    {
      Request *request = g_new0 (Request, 1);

      request->window = g_object_ref (self);
      request->item = g_queue_pop_head (&self->wanted);
      self->n_loading++;
      docket_workspace_load_photo_async (self->workspace,
                                         docket_photo_item_get_file (request->item),
                                         PREVIEW_SIDE * scale,
                                         self->cancellable,
                                         loaded_cb,
                                         request);
    }
}

/* --- Cells --------------------------------------------------------------------------------- */

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *picture = gtk_picture_new ();
  GtkWidget *mark = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_widget_set_size_request (picture, PREVIEW_SIDE - 10, PREVIEW_SIDE - 40);
  gtk_widget_add_css_class (overlay, "photo-cell");
  gtk_widget_add_css_class (mark, "photo-mark");
  gtk_widget_set_halign (mark, GTK_ALIGN_END);
  gtk_widget_set_valign (mark, GTK_ALIGN_START);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), picture);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), mark);
  gtk_list_item_set_child (list_item, overlay);
}

static void
show_preview (DocketPhotoItem *item, GParamSpec *pspec, GtkOverlay *overlay)
{
  GtkPicture *picture = GTK_PICTURE (gtk_overlay_get_child (overlay));

  gtk_picture_set_paintable (picture, docket_photo_item_get_preview (item));
}

/* The list's item has the keyboard: it has the name. */
static void
show_chosen (DocketPhotoItem *item, GParamSpec *pspec, GtkOverlay *overlay)
{
  const gboolean chosen = docket_photo_item_get_chosen (item);
  g_autofree char *base = g_file_get_basename (docket_photo_item_get_file (item));
  g_autofree char *name = g_filename_display_name (base);
  /* Translators: %s is the name of a picture */
  g_autofree char *label = g_strdup_printf (chosen ? _ ("%s, chosen") : "%s", name);
  GtkWidget *mark = gtk_widget_get_last_child (GTK_WIDGET (overlay));
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (overlay));

  gtk_widget_set_visible (mark, chosen);
  gtk_widget_set_tooltip_text (GTK_WIDGET (overlay), name);

  if (parent != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    label,
                                    -1);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, DocketPhotoWindow *self)
{
  DocketPhotoItem *item = gtk_list_item_get_item (list_item);
  GtkOverlay *overlay = GTK_OVERLAY (gtk_list_item_get_child (list_item));

  g_signal_connect_object (item, "notify::preview", G_CALLBACK (show_preview), overlay, 0);
  g_signal_connect_object (item, "notify::chosen", G_CALLBACK (show_chosen), overlay, 0);
  show_preview (item, NULL, overlay);
  show_chosen (item, NULL, overlay);

  if (docket_photo_item_get_preview (item) == NULL)
    {
      g_queue_push_tail (&self->wanted, g_object_ref (item));
      load_previews (self);
    }
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, DocketPhotoWindow *self)
{
  DocketPhotoItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *overlay = gtk_list_item_get_child (list_item);

  g_signal_handlers_disconnect_by_data (item, overlay);

  if (g_queue_remove (&self->wanted, item))
    g_object_unref (item);
}

/* --- Choosing ------------------------------------------------------------------------------ */

static void
show_count (DocketPhotoWindow *self)
{
  g_autofree char *chosen =
    /* Translators: how many pictures are chosen, and how many can be */
    g_strdup_printf (_ ("%u of at most %u chosen"), self->n_chosen, self->room);

  adw_window_title_set_subtitle (self->title, chosen);
  gtk_widget_set_sensitive (self->add_button, self->n_chosen > 0);
}

static void
activate_cb (DocketPhotoWindow *self, guint position)
{
  g_autoptr (DocketPhotoItem) item = g_list_model_get_item (G_LIST_MODEL (self->photos), position);
  const gboolean chosen = docket_photo_item_get_chosen (item);

  if (!chosen && self->n_chosen >= self->room)
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }

  docket_photo_item_set_chosen (item, !chosen);
  self->n_chosen += chosen ? -1 : 1;
  show_count (self);
}

static gboolean
key_cb (DocketPhotoWindow *self, guint keyval, guint keycode, GdkModifierType state)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (keyval != GDK_KEY_space || focus == NULL ||
      !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->grid)))
    return GDK_EVENT_PROPAGATE;

  gtk_widget_activate (focus);

  return GDK_EVENT_STOP;
}

static void
add_cb (DocketPhotoWindow *self)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->photos)); i++)
    {
      g_autoptr (DocketPhotoItem) item = g_list_model_get_item (G_LIST_MODEL (self->photos), i);

      if (docket_photo_item_get_chosen (item))
        g_list_store_append (files, docket_photo_item_get_file (item));
    }

  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, files);
  gtk_window_close (GTK_WINDOW (self));
}

/* --- The folder ---------------------------------------------------------------------------- */

static void
show_empty (DocketPhotoWindow *self)
{
  g_autofree char *path = self->folder != NULL ? g_file_get_parse_name (self->folder) : NULL;
  g_autofree char *description =
    path != NULL
      /* Translators: %s is a folder */
      ? g_strdup_printf (_ ("There are no pictures in %s that can be read."), path)
      : g_strdup (_ ("This computer has no folder for pictures."));

  adw_status_page_set_description (self->empty, description);
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketPhotoWindow) self = user_data;
  g_autoptr (GPtrArray) files =
    docket_workspace_list_photos_finish (DOCKET_WORKSPACE (source), result, NULL);

  if (files == NULL)
    return;

  g_list_store_remove_all (self->photos);
  self->n_chosen = 0;

  for (guint i = 0; i < files->len; i++)
    {
      g_autoptr (DocketPhotoItem) item = docket_photo_item_new (g_ptr_array_index (files, i));

      g_list_store_append (self->photos, item);
    }

  show_count (self);

  if (files->len == 0)
    show_empty (self);
  else
    gtk_stack_set_visible_child_name (self->stack, "photos");
}

static void
list_folder (DocketPhotoWindow *self, GFile *folder)
{
  g_set_object (&self->folder, folder);

  if (folder == NULL)
    {
      show_empty (self);
      return;
    }

  gtk_stack_set_visible_child_name (self->stack, "wait");
  docket_workspace_list_photos_async (self->workspace,
                                      folder,
                                      self->cancellable,
                                      listed_cb,
                                      g_object_ref (self));
}

static void
folder_chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  DocketPhotoWindow *self = user_data;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) folder = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

      list_folder (self, folder);
    }

  g_object_unref (dialog);
}

static void
other_cb (DocketPhotoWindow *self)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_ ("Pictures of another folder"),
                                                              GTK_WINDOW (self),
                                                              GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
                                                              NULL,
                                                              NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (folder_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* What is being read holds the window: let go of it. */
static gboolean
docket_photo_window_close_request (GtkWindow *window)
{
  g_cancellable_cancel (DOCKET_PHOTO_WINDOW (window)->cancellable);

  return GTK_WINDOW_CLASS (docket_photo_window_parent_class)->close_request (window);
}

static void
docket_photo_window_dispose (GObject *object)
{
  DocketPhotoWindow *self = DOCKET_PHOTO_WINDOW (object);

  g_cancellable_cancel (self->cancellable);

  G_OBJECT_CLASS (docket_photo_window_parent_class)->dispose (object);

  g_queue_clear_full (&self->wanted, g_object_unref);
  g_queue_clear_full (&self->previews, g_object_unref);
}

static void
docket_photo_window_finalize (GObject *object)
{
  DocketPhotoWindow *self = DOCKET_PHOTO_WINDOW (object);

  g_clear_object (&self->workspace);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->folder);
  g_clear_object (&self->photos);

  G_OBJECT_CLASS (docket_photo_window_parent_class)->finalize (object);
}

static void
docket_photo_window_class_init (DocketPhotoWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = docket_photo_window_dispose;
  object_class->finalize = docket_photo_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = docket_photo_window_close_request;

  /**
   * DocketPhotoWindow::chosen:
   * @files: (element-type GFile): what the person chose
   */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen",
                                         DOCKET_TYPE_PHOTO_WINDOW,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_LIST_MODEL);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-photo-window.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketPhotoWindow, title);
  gtk_widget_class_bind_template_child (widget_class, DocketPhotoWindow, add_button);
  gtk_widget_class_bind_template_child (widget_class, DocketPhotoWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, DocketPhotoWindow, empty);
  gtk_widget_class_bind_template_child (widget_class, DocketPhotoWindow, grid);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, other_cb);
}

static void
docket_photo_window_init (DocketPhotoWindow *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkNoSelection *selection;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->photos = g_list_store_new (DOCKET_TYPE_PHOTO_ITEM);
  g_queue_init (&self->wanted);
  g_queue_init (&self->previews);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);
  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->photos)));
  gtk_grid_view_set_factory (self->grid, factory);
  gtk_grid_view_set_model (self->grid, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);

  /* The list would take the space to select. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/**
 * docket_photo_window_new:
 * @parent: (nullable): whose it is
 * @workspace: a workspace
 * @room: how many pictures can be chosen
 *
 * Returns: (transfer none): a window with the person's pictures, not shown yet
 */
GtkWindow *
docket_photo_window_new (GtkWindow *parent, DocketWorkspace *workspace, guint room)
{
  DocketPhotoWindow *self = g_object_new (DOCKET_TYPE_PHOTO_WINDOW, "transient-for", parent, NULL);
  const char *path = g_get_user_special_dir (G_USER_DIRECTORY_PICTURES);
  g_autoptr (GFile) folder = path != NULL ? g_file_new_for_path (path) : NULL;

  self->workspace = g_object_ref (workspace);
  self->room = room;
  show_count (self);
  list_folder (self, folder);

  return GTK_WINDOW (self);
}

/**
 * docket_photo_window_get_photos:
 * @self: a window
 *
 * Returns: (transfer none) (element-type DocketPhotoItem): what it shows, the newest first
 */
GListModel *
docket_photo_window_get_photos (DocketPhotoWindow *self)
{
  g_return_val_if_fail (DOCKET_IS_PHOTO_WINDOW (self), NULL);

  return G_LIST_MODEL (self->photos);
}
