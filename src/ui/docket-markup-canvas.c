/* A picture, and marks drawn on it with mouse, finger or keys.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-markup-canvas.h"

#include <glib/gi18n.h>
#include <math.h>

#include "docket-marks.h"

/* What a key moves, in parts of the picture's longer side; and what is too small to be meant. */
#define STEP 0.02
#define SMALL_STEP 0.002
#define TOO_SMALL 0.008

struct _DocketMarkupCanvas
{
  GtkWidget parent_instance;

  GdkTexture *texture;
  GPtrArray *marks;  /* (element-type DocketMark) */
  DocketMark *drawn; /* NULL for none */
  DocketMarkKind kind;
  guint32 colour;
  double x, y; /* of the keyboard's cross, and where a text begins */
};

G_DEFINE_FINAL_TYPE (DocketMarkupCanvas, docket_markup_canvas, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_TEXT_WANTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- Where things are ---------------------------------------------------------------------- */

/* The picture fits the widget and is in its middle. */
static void
get_area (DocketMarkupCanvas *self, graphene_rect_t *area)
{
  const double width = gtk_widget_get_width (GTK_WIDGET (self));
  const double height = gtk_widget_get_height (GTK_WIDGET (self));
  const double ratio =
    gdk_texture_get_width (self->texture) / (double) gdk_texture_get_height (self->texture);
  const double fit_width = MIN (width, height * ratio);
  const double fit_height = fit_width / ratio;

  graphene_rect_init (area,
                      (float) ((width - fit_width) / 2),
                      (float) ((height - fit_height) / 2),
                      (float) MAX (1, fit_width),
                      (float) MAX (1, fit_height));
}

static void
get_limits (DocketMarkupCanvas *self, double *right, double *bottom)
{
  const double width = gdk_texture_get_width (self->texture);
  const double height = gdk_texture_get_height (self->texture);

  *right = width / MAX (width, height);
  *bottom = height / MAX (width, height);
}

static void
move_to (DocketMarkupCanvas *self, double x, double y)
{
  double right, bottom;

  get_limits (self, &right, &bottom);
  self->x = CLAMP (x, 0, right);
  self->y = CLAMP (y, 0, bottom);

  if (self->drawn != NULL)
    {
      self->drawn->x1 = self->x;
      self->drawn->y1 = self->y;
    }

  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
move_to_pixel (DocketMarkupCanvas *self, double x, double y)
{
  graphene_rect_t area;
  double side;

  get_area (self, &area);
  side = MAX (area.size.width, area.size.height);
  move_to (self, (x - area.origin.x) / side, (y - area.origin.y) / side);
}

/* --- Drawing ------------------------------------------------------------------------------- */

static void
begin (DocketMarkupCanvas *self)
{
  if (self->kind != DOCKET_MARK_KIND_TEXT && self->drawn == NULL)
    self->drawn = docket_mark_new (self->kind, self->x, self->y, self->colour);
}

static void
tell_changed (DocketMarkupCanvas *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
cancel (DocketMarkupCanvas *self)
{
  g_clear_pointer (&self->drawn, docket_mark_free);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
end (DocketMarkupCanvas *self)
{
  DocketMark *mark = self->drawn;

  if (self->kind == DOCKET_MARK_KIND_TEXT)
    {
      g_signal_emit (self, signals[SIGNAL_TEXT_WANTED], 0);
    }
  else if (mark != NULL && MAX (fabs (mark->x1 - mark->x0), fabs (mark->y1 - mark->y0)) < TOO_SMALL)
    {
      cancel (self);
    }
  else if (mark != NULL)
    {
      g_ptr_array_add (self->marks, g_steal_pointer (&self->drawn));
      tell_changed (self);
    }
}

static void
drag_begin_cb (DocketMarkupCanvas *self, double x, double y)
{
  if (self->texture == NULL)
    return;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  cancel (self);
  move_to_pixel (self, x, y);
  begin (self);
}

static void
drag_update_cb (DocketMarkupCanvas *self, double dx, double dy, GtkGestureDrag *gesture)
{
  double x, y;

  if (self->texture == NULL || !gtk_gesture_drag_get_start_point (gesture, &x, &y))
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  move_to_pixel (self, x + dx, y + dy);
}

static void
drag_end_cb (DocketMarkupCanvas *self)
{
  if (self->texture != NULL)
    end (self);
}

static gboolean
key_cb (DocketMarkupCanvas *self, guint keyval, guint keycode, GdkModifierType state)
{
  const double step = state & GDK_CONTROL_MASK ? SMALL_STEP : STEP;

  if (self->texture == NULL)
    return GDK_EVENT_PROPAGATE;

  switch (keyval)
    {
    case GDK_KEY_Left:
      move_to (self, self->x - step, self->y);
      return GDK_EVENT_STOP;

    case GDK_KEY_Right:
      move_to (self, self->x + step, self->y);
      return GDK_EVENT_STOP;

    case GDK_KEY_Up:
      move_to (self, self->x, self->y - step);
      return GDK_EVENT_STOP;

    case GDK_KEY_Down:
      move_to (self, self->x, self->y + step);
      return GDK_EVENT_STOP;

    case GDK_KEY_space:
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (self->drawn == NULL && self->kind != DOCKET_MARK_KIND_TEXT)
        begin (self);
      else
        end (self);
      return GDK_EVENT_STOP;

    case GDK_KEY_Escape:
      if (self->drawn == NULL)
        return GDK_EVENT_PROPAGATE;
      cancel (self);
      return GDK_EVENT_STOP;

    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* --- The widget ---------------------------------------------------------------------------- */

static void
draw_cross (DocketMarkupCanvas *self, cairo_t *cr, double side)
{
  const double x = floor (self->x * side) + 0.5;
  const double y = floor (self->y * side) + 0.5;

  for (int i = 0; i < 2; i++)
    {
      cairo_set_source_rgb (cr, i, i, i);
      cairo_set_line_width (cr, i == 0 ? 3 : 1);
      cairo_move_to (cr, x - 12, y);
      cairo_line_to (cr, x + 12, y);
      cairo_move_to (cr, x, y - 12);
      cairo_line_to (cr, x, y + 12);
      cairo_stroke (cr);
    }
}

static void
docket_markup_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  DocketMarkupCanvas *self = DOCKET_MARKUP_CANVAS (widget);
  graphene_rect_t area;
  cairo_t *cr;

  if (self->texture == NULL)
    return;

  get_area (self, &area);
  gtk_snapshot_append_texture (snapshot, self->texture, &area);
  cr = gtk_snapshot_append_cairo (snapshot, &area);
  cairo_translate (cr, area.origin.x, area.origin.y);
  docket_marks_draw (self->marks, cr, area.size.width, area.size.height);

  if (self->drawn != NULL)
    {
      g_autoptr (GPtrArray) drawn = g_ptr_array_new ();

      g_ptr_array_add (drawn, self->drawn);
      docket_marks_draw (drawn, cr, area.size.width, area.size.height);
    }

  if (gtk_widget_has_visible_focus (widget))
    draw_cross (self, cr, MAX (area.size.width, area.size.height));

  cairo_destroy (cr);
}

static void
docket_markup_canvas_finalize (GObject *object)
{
  DocketMarkupCanvas *self = DOCKET_MARKUP_CANVAS (object);

  g_clear_object (&self->texture);
  g_clear_pointer (&self->marks, g_ptr_array_unref);
  g_clear_pointer (&self->drawn, docket_mark_free);

  G_OBJECT_CLASS (docket_markup_canvas_parent_class)->finalize (object);
}

static void
docket_markup_canvas_class_init (DocketMarkupCanvasClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = docket_markup_canvas_finalize;
  widget_class->snapshot = docket_markup_canvas_snapshot;

  /**
   * DocketMarkupCanvas::changed:
   *
   * A mark came or went.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          DOCKET_TYPE_MARKUP_CANVAS,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);

  /**
   * DocketMarkupCanvas::text-wanted:
   *
   * The person wants to write at this place: docket_markup_canvas_add_text().
   */
  signals[SIGNAL_TEXT_WANTED] = g_signal_new ("text-wanted",
                                              DOCKET_TYPE_MARKUP_CANVAS,
                                              G_SIGNAL_RUN_LAST,
                                              0,
                                              NULL,
                                              NULL,
                                              NULL,
                                              G_TYPE_NONE,
                                              0);

  gtk_widget_class_set_css_name (widget_class, "markup");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
docket_markup_canvas_init (DocketMarkupCanvas *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->marks = docket_marks_copy (NULL);
  self->x = self->y = 0.25;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Picture. The arrow keys move the cross; Enter begins and "
                                     "ends a mark."),
                                  -1);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag,
                           "drag-update",
                           G_CALLBACK (drag_update_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (drag_end_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/**
 * docket_markup_canvas_set_texture:
 * @self: a canvas
 * @texture: the picture
 */
void
docket_markup_canvas_set_texture (DocketMarkupCanvas *self, GdkTexture *texture)
{
  g_return_if_fail (DOCKET_IS_MARKUP_CANVAS (self));

  g_set_object (&self->texture, texture);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * docket_markup_canvas_set_kind:
 * @self: a canvas
 * @kind: what is drawn next
 */
void
docket_markup_canvas_set_kind (DocketMarkupCanvas *self, DocketMarkKind kind)
{
  g_return_if_fail (DOCKET_IS_MARKUP_CANVAS (self));

  cancel (self);
  self->kind = kind;
}

/**
 * docket_markup_canvas_set_colour:
 * @self: a canvas
 * @colour: of what is drawn next, 0xRRGGBB
 */
void
docket_markup_canvas_set_colour (DocketMarkupCanvas *self, guint32 colour)
{
  g_return_if_fail (DOCKET_IS_MARKUP_CANVAS (self));

  self->colour = colour;
}

/**
 * docket_markup_canvas_add_text:
 * @self: a canvas that told `text-wanted`
 * @text: what to write there
 */
void
docket_markup_canvas_add_text (DocketMarkupCanvas *self, const char *text)
{
  DocketMark *mark;

  g_return_if_fail (DOCKET_IS_MARKUP_CANVAS (self));

  mark = docket_mark_new (DOCKET_MARK_KIND_TEXT, self->x, self->y, self->colour);
  mark->text = g_strdup (text);
  g_ptr_array_add (self->marks, mark);
  tell_changed (self);
}

/**
 * docket_markup_canvas_undo:
 * @self: a canvas
 *
 * Takes the last mark away.
 */
void
docket_markup_canvas_undo (DocketMarkupCanvas *self)
{
  g_return_if_fail (DOCKET_IS_MARKUP_CANVAS (self));

  if (self->marks->len == 0)
    return;

  g_ptr_array_set_size (self->marks, (int) self->marks->len - 1);
  tell_changed (self);
}

/**
 * docket_markup_canvas_get_marks:
 * @self: a canvas
 *
 * Returns: (transfer none) (element-type DocketMark): what is drawn
 */
GPtrArray *
docket_markup_canvas_get_marks (DocketMarkupCanvas *self)
{
  g_return_val_if_fail (DOCKET_IS_MARKUP_CANVAS (self), NULL);

  return self->marks;
}
