/* What a toast says, to its end.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-toast-title.h"

#include "docket-toast-place.h"

/* A longer sentence has more lines. */
#define MAX_WIDTH_CHARS 60

/* What a toast has around its title and its buttons. */
#define AROUND 62
#define MARGIN 4

/**
 * DocketToastTitle:
 *
 * As many lines as the sentence takes. In libadwaita 1.2 a toast is as high as it would be with all
 * the width it wishes for: this wishes for no more than there is.
 */
struct _DocketToastTitle
{
  GtkWidget parent_instance;

  int room; /* that it was measured for */
  GtkWidget *label;
};

G_DEFINE_FINAL_TYPE (DocketToastTitle, docket_toast_title, GTK_TYPE_WIDGET)

/* What the overlay has, less what stands beside this in the toast. */
static int
get_room (DocketToastTitle *self)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);
  GtkWidget *holder = gtk_widget_get_parent (GTK_WIDGET (self));
  int room = overlay != NULL ? gtk_widget_get_width (overlay) : 0;

  if (room == 0)
    return G_MAXINT;

  for (GtkWidget *beside = gtk_widget_get_next_sibling (holder); beside != NULL;
       beside = gtk_widget_get_next_sibling (beside))
    {
      int width = 0;

      if (gtk_widget_get_visible (beside))
        gtk_widget_measure (beside, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);

      room -= width;
    }

  return room - AROUND;
}

static GtkSizeRequestMode
docket_toast_title_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
docket_toast_title_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  DocketToastTitle *self = DOCKET_TOAST_TITLE (widget);
  int least, width;

  gtk_widget_measure (self->label, GTK_ORIENTATION_HORIZONTAL, -1, &least, &width, NULL, NULL);
  self->room = get_room (self);
  width = CLAMP (self->room, least, width);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = least;
      *natural = width;
    }
  else
    gtk_widget_measure (self->label, orientation, width, minimum, natural, NULL, NULL);
}

static gboolean
measure_again_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  gtk_widget_queue_resize (widget);

  return G_SOURCE_REMOVE;
}

/* The window may have another width by now. */
static void
docket_toast_title_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  DocketToastTitle *self = DOCKET_TOAST_TITLE (widget);

  if (self->room != get_room (self))
    gtk_widget_add_tick_callback (widget, measure_again_cb, NULL, NULL);

  gtk_widget_allocate (self->label, width, height, baseline, NULL);
}

static void
docket_toast_title_dispose (GObject *object)
{
  g_clear_pointer (&DOCKET_TOAST_TITLE (object)->label, gtk_widget_unparent);

  G_OBJECT_CLASS (docket_toast_title_parent_class)->dispose (object);
}

static void
docket_toast_title_class_init (DocketToastTitleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = docket_toast_title_dispose;
  widget_class->get_request_mode = docket_toast_title_get_request_mode;
  widget_class->measure = docket_toast_title_measure;
  widget_class->size_allocate = docket_toast_title_size_allocate;
}

static void
docket_toast_title_init (DocketToastTitle *self)
{
  self->label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (self->label), MAX_WIDTH_CHARS);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_widget_set_margin_top (self->label, MARGIN);
  gtk_widget_set_margin_bottom (self->label, MARGIN);
  gtk_widget_add_css_class (self->label, "heading");
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  docket_toast_place_follow (GTK_WIDGET (self));
}

/**
 * docket_toast_title_new:
 * @sentence: what it says, as plain text
 *
 * Returns: (transfer floating): a title for a toast
 */
GtkWidget *
docket_toast_title_new (const char *sentence)
{
  DocketToastTitle *self = g_object_new (DOCKET_TYPE_TOAST_TITLE, NULL);

  gtk_label_set_text (GTK_LABEL (self->label), sentence);

  return GTK_WIDGET (self);
}
