/* Paper to sign on, by finger, pen or mouse.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-ink-pad.h"

#include <glib/gi18n.h>

#include "docket-ink-curve.h"
#include "docket-ink-tiles.h"

/* The line to sign on, as shares of the pad. */
#define LINE_AT 0.72
#define LINE_START 0.08
#define LINE_END 0.92

/**
 * DocketInkPad:
 *
 * Draws what is new and shows what was touched: a picture a tile, of which only those are made anew
 * where something was written. The end of the stroke that is being written is drawn over them.
 *
 * The page keeps its place in the ink's own pixels, so that a pad that is turned or made smaller
 * shows all of it; while a hand writes, nothing moves under it.
 */
struct _DocketInkPad
{
  GtkWidget parent_instance;

  DocketInk *ink;
  DocketInkInput input;

  DocketInkTiles *tiles;
  GPtrArray *textures; /* (element-type GdkTexture) (nullable): one a tile */
  GArray *serials;     /* (element-type guint): of what the textures show */

  double zoom; /* of the page on the pad, and where it begins */
  double x;
  double y;
  gboolean place_again; /* the size changed while a hand wrote */
};

G_DEFINE_FINAL_TYPE (DocketInkPad, docket_ink_pad, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
drop_tiles (DocketInkPad *self)
{
  g_clear_pointer (&self->tiles, docket_ink_tiles_free);
  g_ptr_array_set_size (self->textures, 0);
  g_array_set_size (self->serials, 0);
}

/* The page is as large as the pad while it is empty; later all of it is kept in sight, its line on
 * the pad's line. */
static void
place_page (DocketInkPad *self)
{
  const double width = gtk_widget_get_width (GTK_WIDGET (self));
  const double height = gtk_widget_get_height (GTK_WIDGET (self));
  const gboolean empty = docket_ink_get_n_strokes (self->ink) == 0;
  DocketInkRect page = { 0 };

  if (width < 1 || height < 1)
    return;

  if (empty)
    docket_ink_set_size (self->ink, width, height);
  else if (docket_ink_get_bounds (self->ink, &page))
    docket_ink_rect_include (&page, 0, 0, 0);

  docket_ink_rect_include (&page,
                           docket_ink_get_width (self->ink),
                           docket_ink_get_height (self->ink),
                           0);
  self->zoom = MIN (width / (page.x1 - page.x0), height / (page.y1 - page.y0));
  self->zoom = empty ? 1 : MIN (self->zoom, 1);
  self->x = (width - (page.x1 - page.x0) * self->zoom) / 2 - page.x0 * self->zoom;
  self->y = (height - (page.y1 - page.y0) * self->zoom) * LINE_AT - page.y0 * self->zoom;
}

static void
tell_changed (DocketInkPad *self, gboolean settled, guint first)
{
  const guint n = docket_ink_get_n_strokes (self->ink);
  g_autofree char *label = NULL;

  gtk_widget_queue_draw (GTK_WIDGET (self));

  if (!settled)
    return;

  label =
    n == 0 ? g_strdup (_ ("Paper to sign on, empty"))
           /* Translators: for a screen reader; %u is how many lines were drawn */
           : g_strdup_printf (
               g_dngettext (NULL, "Paper to sign on, %u stroke", "Paper to sign on, %u strokes", n),
               n);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, first);
}

/* --- Events -------------------------------------------------------------------------------- */

static gboolean
get_tool (GdkEvent *event, DocketInkTool *tool)
{
  GdkDeviceTool *device_tool = gdk_event_get_device_tool (event);

  if (device_tool != NULL)
    {
      const GdkDeviceToolType type = gdk_device_tool_get_tool_type (device_tool);

      if (type != GDK_DEVICE_TOOL_TYPE_MOUSE && type != GDK_DEVICE_TOOL_TYPE_LENS)
        {
          *tool =
            type == GDK_DEVICE_TOOL_TYPE_ERASER ? DOCKET_INK_TOOL_ERASER : DOCKET_INK_TOOL_PEN;
          return TRUE;
        }
    }

  *tool =
    gdk_event_get_event_sequence (event) != NULL ? DOCKET_INK_TOOL_FINGER : DOCKET_INK_TOOL_MOUSE;

  return FALSE;
}

static gboolean
is_primary (GdkEvent *event)
{
  return gdk_button_event_get_button (event) == GDK_BUTTON_PRIMARY;
}

static gboolean
is_pressed (GdkEvent *event)
{
  return (gdk_event_get_modifier_state (event) & GDK_BUTTON1_MASK) != 0;
}

/* What the event is to the pad; FALSE: nothing. */
static gboolean
get_kind (GdkEvent *event, gboolean pen, DocketInkEventKind *kind)
{
  switch ((int) gdk_event_get_event_type (event))
    {
    case GDK_TOUCH_BEGIN:
      *kind = DOCKET_INK_EVENT_DOWN;
      return TRUE;

    case GDK_TOUCH_UPDATE:
      *kind = DOCKET_INK_EVENT_MOVE;
      return TRUE;

    case GDK_TOUCH_END:
      *kind = DOCKET_INK_EVENT_UP;
      return TRUE;

    case GDK_TOUCH_CANCEL:
      *kind = DOCKET_INK_EVENT_CANCEL;
      return TRUE;

    case GDK_BUTTON_PRESS:
      *kind = DOCKET_INK_EVENT_DOWN;
      return is_primary (event);

    case GDK_BUTTON_RELEASE:
      *kind = DOCKET_INK_EVENT_UP;
      return is_primary (event);

    case GDK_MOTION_NOTIFY:
      *kind = is_pressed (event) ? DOCKET_INK_EVENT_MOVE : DOCKET_INK_EVENT_NEAR;
      return pen || is_pressed (event);

    case GDK_PROXIMITY_IN:
      *kind = DOCKET_INK_EVENT_NEAR;
      return TRUE;

    case GDK_PROXIMITY_OUT:
      *kind = DOCKET_INK_EVENT_AWAY;
      return TRUE;

    default:
      return FALSE;
    }
}

static void
set_place (DocketInkPad *self, DocketInkEvent *event, double x, double y)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));
  double native_x, native_y;
  double pad_x, pad_y;

  gtk_native_get_surface_transform (native, &native_x, &native_y);

  if (!gtk_widget_translate_coordinates (GTK_WIDGET (native),
                                         GTK_WIDGET (self),
                                         x - native_x,
                                         y - native_y,
                                         &pad_x,
                                         &pad_y))
    return;

  event->x = pad_x;
  event->y = pad_y;
}

static void
take (DocketInkPad *self, const DocketInkEvent *pad_event)
{
  const guint n = docket_ink_get_n_strokes (self->ink);
  DocketInkEvent event = *pad_event;

  event.x = (event.x - self->x) / self->zoom;
  event.y = (event.y - self->y) / self->zoom;

  switch (docket_ink_input_take (&self->input, self->ink, &event))
    {
    case DOCKET_INK_CHANGE_NONE:
      break;

    case DOCKET_INK_CHANGE_MORE:
      tell_changed (self, FALSE, 0);
      break;

    case DOCKET_INK_CHANGE_ENDED:
      tell_changed (self, TRUE, n - 1);

      if (self->place_again)
        gtk_widget_queue_allocate (GTK_WIDGET (self));
      break;

    case DOCKET_INK_CHANGE_LESS:
      tell_changed (self, TRUE, 0);
      break;
    }
}

/* Motion between two frames comes as one event with its history. */
static void
take_history (DocketInkPad *self, GdkEvent *gdk_event, const DocketInkEvent *last)
{
  guint n = 0;
  g_autofree GdkTimeCoord *history = gdk_event_get_history (gdk_event, &n);

  for (guint i = 0; i < n; i++)
    {
      DocketInkEvent event = *last;

      if ((history[i].flags & (GDK_AXIS_FLAG_X | GDK_AXIS_FLAG_Y)) !=
          (GDK_AXIS_FLAG_X | GDK_AXIS_FLAG_Y))
        continue;

      event.time = history[i].time;

      if (event.pressure >= 0 && (history[i].flags & GDK_AXIS_FLAG_PRESSURE) != 0)
        event.pressure = history[i].axes[GDK_AXIS_PRESSURE];

      set_place (self, &event, history[i].axes[GDK_AXIS_X], history[i].axes[GDK_AXIS_Y]);
      take (self, &event);
    }
}

static gboolean
event_cb (DocketInkPad *self, GdkEvent *gdk_event)
{
  DocketInkEvent event = { .pressure = DOCKET_INK_NO_PRESSURE };
  const gboolean pen = get_tool (gdk_event, &event.tool);
  double x = 0;
  double y = 0;

  if (!get_kind (gdk_event, pen, &event.kind))
    return GDK_EVENT_PROPAGATE;

  gdk_event_get_position (gdk_event, &x, &y);
  set_place (self, &event, x, y);
  event.time = gdk_event_get_time (gdk_event);
  event.contact = event.tool == DOCKET_INK_TOOL_FINGER
                    ? (guintptr) gdk_event_get_event_sequence (gdk_event)
                    : (guintptr) gdk_event_get_device (gdk_event);

  if (pen && !gdk_event_get_axis (gdk_event, GDK_AXIS_PRESSURE, &event.pressure))
    event.pressure = DOCKET_INK_NO_PRESSURE;

  if (event.kind == DOCKET_INK_EVENT_DOWN)
    gtk_widget_grab_focus (GTK_WIDGET (self));

  if (gdk_event_get_event_type (gdk_event) == GDK_MOTION_NOTIFY &&
      event.kind == DOCKET_INK_EVENT_MOVE)
    take_history (self, gdk_event, &event);

  take (self, &event);

  return GDK_EVENT_STOP;
}

/* --- Drawing ------------------------------------------------------------------------------- */

static void
make_tiles (DocketInkPad *self)
{
  const int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  guint n;

  self->tiles = docket_ink_tiles_new ((guint) (gtk_widget_get_width (GTK_WIDGET (self)) * scale),
                                      (guint) (gtk_widget_get_height (GTK_WIDGET (self)) * scale),
                                      self->zoom * scale,
                                      self->x * scale,
                                      self->y * scale);
  n = docket_ink_tiles_get_n_columns (self->tiles) * docket_ink_tiles_get_n_rows (self->tiles);
  g_ptr_array_set_size (self->textures, (int) n);
  g_array_set_size (self->serials, n);
}

static GdkTexture *
get_texture (DocketInkPad *self, guint column, guint row)
{
  const guint nth = row * docket_ink_tiles_get_n_columns (self->tiles) + column;
  const guint serial = docket_ink_tiles_get_serial (self->tiles, column, row);
  g_autoptr (GBytes) pixels = NULL;
  gsize stride;

  if (serial == 0)
    return NULL;

  if (g_array_index (self->serials, guint, nth) != serial)
    {
      pixels = docket_ink_tiles_copy (self->tiles, column, row, &stride);
      g_clear_object ((GdkTexture **) &self->textures->pdata[nth]);
      self->textures->pdata[nth] = gdk_memory_texture_new (DOCKET_INK_TILE,
                                                           DOCKET_INK_TILE,
                                                           GDK_MEMORY_DEFAULT,
                                                           pixels,
                                                           stride);
      g_array_index (self->serials, guint, nth) = serial;
    }

  return self->textures->pdata[nth];
}

static void
snapshot_line (DocketInkPad *self, GtkSnapshot *snapshot)
{
  const GdkRGBA colour = { 0.62f, 0.62f, 0.72f, 1 };
  const float width = (float) gtk_widget_get_width (GTK_WIDGET (self));
  const float y = (float) (int) (gtk_widget_get_height (GTK_WIDGET (self)) * LINE_AT);
  const float start = (float) (int) (width * LINE_START);
  g_autoptr (PangoLayout) mark = gtk_widget_create_pango_layout (GTK_WIDGET (self), "×");
  int mark_height;

  gtk_snapshot_append_color (snapshot,
                             &colour,
                             &GRAPHENE_RECT_INIT (start, y, width * (float) LINE_END - start, 1));
  pango_layout_get_pixel_size (mark, NULL, &mark_height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (start, y - (float) mark_height - 2));
  gtk_snapshot_append_layout (snapshot, mark, &colour);
  gtk_snapshot_restore (snapshot);
}

static void
snapshot_tail (DocketInkPad *self, GtkSnapshot *snapshot)
{
  DocketInkSegment tail;
  DocketInkRect bounds;
  cairo_t *cr;

  if (!docket_ink_get_tail (self->ink, &tail))
    return;

  docket_ink_segment_get_bounds (&tail, &bounds);
  cr = gtk_snapshot_append_cairo (
    snapshot,
    &GRAPHENE_RECT_INIT ((float) (bounds.x0 * self->zoom + self->x - 1),
                         (float) (bounds.y0 * self->zoom + self->y - 1),
                         (float) ((bounds.x1 - bounds.x0) * self->zoom + 2),
                         (float) ((bounds.y1 - bounds.y0) * self->zoom + 2)));
  cairo_translate (cr, self->x, self->y);
  cairo_scale (cr, self->zoom, self->zoom);
  cairo_set_source_rgb (cr, DOCKET_INK_RED, DOCKET_INK_GREEN, DOCKET_INK_BLUE);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  docket_ink_segment_draw (&tail, cr);
  cairo_destroy (cr);
}

static void
docket_ink_pad_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  DocketInkPad *self = DOCKET_INK_PAD (widget);
  const float side =
    (float) DOCKET_INK_TILE / (float) gtk_widget_get_scale_factor (GTK_WIDGET (self));

  if (self->tiles == NULL)
    make_tiles (self);

  docket_ink_tiles_draw (self->tiles, self->ink);
  snapshot_line (self, snapshot);

  for (guint row = 0; row < docket_ink_tiles_get_n_rows (self->tiles); row++)
    for (guint column = 0; column < docket_ink_tiles_get_n_columns (self->tiles); column++)
      {
        GdkTexture *texture = get_texture (self, column, row);

        if (texture != NULL)
          gtk_snapshot_append_texture (
            snapshot,
            texture,
            &GRAPHENE_RECT_INIT ((float) column * side, (float) row * side, side, side));
      }

  snapshot_tail (self, snapshot);
}

static void
docket_ink_pad_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  DocketInkPad *self = DOCKET_INK_PAD (widget);

  /* Nothing moves under the hand. */
  self->place_again = docket_ink_is_drawing (self->ink);

  if (!self->place_again)
    place_page (self);

  drop_tiles (self);
}

static void
docket_ink_pad_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 200 : 120;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 800 : 300;
}

static void
scale_changed_cb (DocketInkPad *self)
{
  drop_tiles (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
docket_ink_pad_unmap (GtkWidget *widget)
{
  docket_ink_pad_finish (DOCKET_INK_PAD (widget));

  GTK_WIDGET_CLASS (docket_ink_pad_parent_class)->unmap (widget);
}

static void
docket_ink_pad_finalize (GObject *object)
{
  DocketInkPad *self = DOCKET_INK_PAD (object);

  g_clear_pointer (&self->tiles, docket_ink_tiles_free);
  g_ptr_array_unref (self->textures);
  g_array_unref (self->serials);
  g_object_unref (self->ink);

  G_OBJECT_CLASS (docket_ink_pad_parent_class)->finalize (object);
}

static void
texture_free (gpointer data)
{
  if (data != NULL)
    g_object_unref (data);
}

static void
docket_ink_pad_class_init (DocketInkPadClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = docket_ink_pad_finalize;
  widget_class->snapshot = docket_ink_pad_snapshot;
  widget_class->size_allocate = docket_ink_pad_size_allocate;
  widget_class->measure = docket_ink_pad_measure;
  widget_class->unmap = docket_ink_pad_unmap;

  /**
   * DocketInkPad::changed:
   * @first: the number of the first stroke that is other than it was
   *
   * A stroke was written to its end, or strokes were taken away.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          DOCKET_TYPE_INK_PAD,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          1,
                                          G_TYPE_UINT);

  gtk_widget_class_set_css_name (widget_class, "inkpad");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
docket_ink_pad_init (DocketInkPad *self)
{
  GtkEventController *controller = gtk_event_controller_legacy_new ();

  self->ink = docket_ink_new (1, 1);
  self->zoom = 1;
  self->textures = g_ptr_array_new_with_free_func (texture_free);
  self->serials = g_array_new (FALSE, TRUE, sizeof (guint));

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "crosshair");
  g_signal_connect_swapped (controller, "event", G_CALLBACK (event_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (scale_changed_cb), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Paper to sign on, empty"),
                                  -1);
}

/**
 * docket_ink_pad_new:
 *
 * Returns: (transfer floating): an empty pad
 */
GtkWidget *
docket_ink_pad_new (void)
{
  return g_object_new (DOCKET_TYPE_INK_PAD, NULL);
}

/**
 * docket_ink_pad_get_ink:
 * @self: a pad
 *
 * Returns: (transfer none): what is written on it
 */
DocketInk *
docket_ink_pad_get_ink (DocketInkPad *self)
{
  g_return_val_if_fail (DOCKET_IS_INK_PAD (self), NULL);

  return self->ink;
}

/**
 * docket_ink_pad_set_ink:
 * @self: a pad
 * @ink: what is written on it from now on
 *
 * Goes on with ink that was written before.
 */
void
docket_ink_pad_set_ink (DocketInkPad *self, DocketInk *ink)
{
  g_return_if_fail (DOCKET_IS_INK_PAD (self));
  g_return_if_fail (DOCKET_IS_INK (ink));

  docket_ink_pad_finish (self);
  g_set_object (&self->ink, ink);
  drop_tiles (self);
  place_page (self);
  tell_changed (self, TRUE, docket_ink_get_n_strokes (ink));
}

/**
 * docket_ink_pad_take:
 * @self: a pad
 * @event: what happened to it, in its own coordinates
 *
 * Takes an event as if a device had sent it.
 */
void
docket_ink_pad_take (DocketInkPad *self, const DocketInkEvent *event)
{
  g_return_if_fail (DOCKET_IS_INK_PAD (self));

  take (self, event);
}

/**
 * docket_ink_pad_undo:
 * @self: a pad
 *
 * Takes the last stroke away.
 */
void
docket_ink_pad_undo (DocketInkPad *self)
{
  g_return_if_fail (DOCKET_IS_INK_PAD (self));

  docket_ink_input_finish (&self->input, self->ink);

  if (!docket_ink_drop_last (self->ink))
    return;

  drop_tiles (self);
  place_page (self);
  tell_changed (self, TRUE, docket_ink_get_n_strokes (self->ink));
}

/**
 * docket_ink_pad_clear:
 * @self: a pad
 *
 * Takes all ink away.
 */
void
docket_ink_pad_clear (DocketInkPad *self)
{
  g_return_if_fail (DOCKET_IS_INK_PAD (self));

  docket_ink_input_finish (&self->input, self->ink);
  docket_ink_clear (self->ink);
  drop_tiles (self);
  place_page (self);
  tell_changed (self, TRUE, 0);
}

/**
 * docket_ink_pad_finish:
 * @self: a pad
 *
 * Ends a stroke that is being written, as when the pad goes away.
 */
void
docket_ink_pad_finish (DocketInkPad *self)
{
  g_return_if_fail (DOCKET_IS_INK_PAD (self));

  if (docket_ink_input_finish (&self->input, self->ink) == DOCKET_INK_CHANGE_ENDED)
    tell_changed (self, TRUE, docket_ink_get_n_strokes (self->ink) - 1);
}
