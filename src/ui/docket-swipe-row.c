/* A row that a finger moves aside, and what it uncovers.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-swipe-row.h"

#include <glib/gi18n.h>
#include <math.h>

/* From here on it is known whether a finger moves along the row or the list. */
#define THRESHOLD 12

/* Let go beyond this, the row rests open. */
#define REST_FROM 48

#define BUTTON_WIDTH 132
#define ANIMATION_MS 180

/**
 * DocketSwipeRow:
 *
 * Moved towards the end of the line it uncovers one button, towards its start another. Let go early
 * it rests open, so that the button can be pressed; past its middle it acts when it is let go. By
 * finger, or by two on a touchpad. One row of a list is open at a time, until the list moves.
 */
struct _DocketSwipeRow
{
  GtkWidget parent_instance;

  GtkWidget *child;
  char *start_label;
  char *start_icon;
  GtkGesture *drag;

  /* Made when the row is moved for the first time: most of a list never are. */
  GtkWidget *start_button;
  AdwButtonContent *start_content;
  GtkWidget *end_button;

  double offset; /* how far the child has moved, along the direction of the text */
  double begun_at;
  gboolean enabled;
  gboolean pressing; /* the finger went down on a button */
  AdwAnimation *animation;
  GtkAdjustment *adjustment; /* of the list, while the row is open */
  gulong scrolled_id;

  /* Two fingers on a touchpad. */
  gboolean scrolling;
  gboolean claimed;
  double scrolled_x;
  double scrolled_y;
};

enum
{
  PROP_CHILD = 1,
  N_PROPS
};

enum
{
  SIGNAL_SWIPED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void docket_swipe_row_buildable_init (GtkBuildableIface *iface);

static GtkBuildableIface *parent_buildable;

G_DEFINE_FINAL_TYPE_WITH_CODE (DocketSwipeRow,
                               docket_swipe_row,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE,
                                                      docket_swipe_row_buildable_init))

static int
get_direction (DocketSwipeRow *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? -1 : 1;
}

static gboolean
is_past_middle (DocketSwipeRow *self)
{
  return fabs (self->offset) > gtk_widget_get_width (GTK_WIDGET (self)) / 2.0;
}

static void
set_strong (GtkWidget *button, gboolean strong)
{
  if (strong)
    gtk_widget_add_css_class (button, "strong");
  else
    gtk_widget_remove_css_class (button, "strong");
}

static void
act (DocketSwipeRow *self, gboolean start)
{
  docket_swipe_row_close (self, TRUE);
  g_signal_emit (self, signals[SIGNAL_SWIPED], 0, start);
}

static void
start_cb (DocketSwipeRow *self)
{
  act (self, TRUE);
}

static void
end_cb (DocketSwipeRow *self)
{
  act (self, FALSE);
}

static GtkWidget *
add_button (DocketSwipeRow *self,
            const char *css_class,
            GtkAlign align,
            const char *label,
            const char *icon_name,
            GCallback callback)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *content = adw_button_content_new ();

  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), label);
  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), icon_name);
  gtk_widget_set_halign (content, align);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_add_css_class (button, css_class);
  gtk_widget_set_child_visible (button, FALSE);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  g_signal_connect_swapped (button, "clicked", callback, self);

  return button;
}

static void
ensure_buttons (DocketSwipeRow *self)
{
  if (self->start_button != NULL)
    return;

  self->start_button = add_button (self,
                                   "swipe-start",
                                   GTK_ALIGN_END,
                                   self->start_label,
                                   self->start_icon,
                                   G_CALLBACK (start_cb));
  self->start_content = ADW_BUTTON_CONTENT (gtk_button_get_child (GTK_BUTTON (self->start_button)));
  self->end_button = add_button (self,
                                 "swipe-end",
                                 GTK_ALIGN_START,
                                 C_ ("ticket", "Delete"),
                                 "user-trash-symbolic",
                                 G_CALLBACK (end_cb));
}

static void
set_offset (DocketSwipeRow *self, double offset)
{
  const double width = gtk_widget_get_width (GTK_WIDGET (self));

  ensure_buttons (self);
  self->offset = CLAMP (offset, -width, width);
  gtk_widget_set_child_visible (self->start_button, self->offset > 0);
  gtk_widget_set_child_visible (self->end_button, self->offset < 0);
  set_strong (self->start_button, is_past_middle (self));
  set_strong (self->end_button, is_past_middle (self));
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
animate_cb (double value, gpointer user_data)
{
  set_offset (user_data, value);
}

static void
stop_animation (DocketSwipeRow *self)
{
  if (self->animation != NULL)
    adw_animation_pause (self->animation);

  g_clear_object (&self->animation);
}

static void
move_to (DocketSwipeRow *self, double offset)
{
  AdwAnimationTarget *target = adw_callback_animation_target_new (animate_cb, self, NULL);

  stop_animation (self);
  self->animation =
    adw_timed_animation_new (GTK_WIDGET (self), self->offset, offset, ANIMATION_MS, target);
  adw_animation_play (self->animation);
}

static GQuark
open_quark (void)
{
  return g_quark_from_static_string ("docket-swipe-row-open");
}

static void
forget_open (DocketSwipeRow *self)
{
  GtkWidget *list = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_LIST_VIEW);

  if (list != NULL && g_object_get_qdata (G_OBJECT (list), open_quark ()) == self)
    g_object_set_qdata (G_OBJECT (list), open_quark (), NULL);

  if (self->adjustment != NULL)
    g_clear_signal_handler (&self->scrolled_id, self->adjustment);

  g_clear_object (&self->adjustment);
}

static void
scrolled_away_cb (DocketSwipeRow *self)
{
  docket_swipe_row_close (self, TRUE);
}

/* Another one that is open closes. */
static void
note_open (DocketSwipeRow *self)
{
  GtkWidget *list = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_LIST_VIEW);
  DocketSwipeRow *other;

  if (list == NULL || self->adjustment != NULL)
    return;

  other = g_object_get_qdata (G_OBJECT (list), open_quark ());

  if (other != NULL)
    docket_swipe_row_close (other, TRUE);

  g_object_set_qdata (G_OBJECT (list), open_quark (), self);
  self->adjustment = g_object_ref (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list)));
  self->scrolled_id = g_signal_connect_swapped (self->adjustment,
                                                "value-changed",
                                                G_CALLBACK (scrolled_away_cb),
                                                self);
}

static void
let_go (DocketSwipeRow *self)
{
  if (is_past_middle (self))
    act (self, self->offset > 0);
  else if (fabs (self->offset) > REST_FROM)
    move_to (self, self->offset > 0 ? BUTTON_WIDTH : -BUTTON_WIDTH);
  else
    docket_swipe_row_close (self, TRUE);
}

static gboolean
is_on_button (DocketSwipeRow *self, double x)
{
  const double at = get_direction (self) > 0 ? x : gtk_widget_get_width (GTK_WIDGET (self)) - x;

  return self->offset > 0 ? at < self->offset
                          : at > gtk_widget_get_width (GTK_WIDGET (self)) + self->offset;
}

/* A touch on a row that is open opens no ticket: it closes the row, or presses its button. */
static void
drag_begin_cb (DocketSwipeRow *self, double x, double y, GtkGestureDrag *gesture)
{
  const gboolean open = fabs (self->offset) > 0;

  if (!self->enabled)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }

  stop_animation (self);
  self->begun_at = self->offset;
  self->claimed = open;
  self->pressing = open && is_on_button (self, x);

  if (open)
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
drag_update_cb (DocketSwipeRow *self, double dx, double dy, GtkGestureDrag *gesture)
{
  if (!self->claimed)
    {
      if (fabs (dy) > THRESHOLD && fabs (dx) <= 2 * fabs (dy))
        {
          gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
          return;
        }

      if (fabs (dx) <= THRESHOLD || fabs (dx) <= 2 * fabs (dy))
        return;

      self->claimed = TRUE;
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      note_open (self);
    }

  set_offset (self, self->begun_at + get_direction (self) * dx);
}

static void
drag_end_cb (DocketSwipeRow *self, double dx, double dy)
{
  if (!self->claimed)
    return;

  self->claimed = FALSE;

  if (fabs (dx) <= THRESHOLD && self->pressing)
    act (self, self->offset > 0);
  else if (fabs (dx) <= THRESHOLD)
    docket_swipe_row_close (self, TRUE);
  else
    let_go (self);
}

static void
cancel_cb (DocketSwipeRow *self)
{
  if (self->claimed)
    docket_swipe_row_close (self, TRUE);

  self->claimed = FALSE;
}

static void
scroll_begin_cb (DocketSwipeRow *self)
{
  self->scrolling = self->enabled;
  self->claimed = FALSE;
  self->begun_at = self->offset;
  self->scrolled_x = 0;
  self->scrolled_y = 0;
}

static gboolean
scroll_cb (DocketSwipeRow *self, double dx, double dy)
{
  if (!self->scrolling)
    return GDK_EVENT_PROPAGATE;

  self->scrolled_x -= dx;
  self->scrolled_y -= dy;

  if (!self->claimed && fabs (self->scrolled_y) > THRESHOLD)
    self->scrolling = FALSE;

  if (!self->claimed && (fabs (self->scrolled_x) <= THRESHOLD ||
                         fabs (self->scrolled_x) <= 2 * fabs (self->scrolled_y)))
    return GDK_EVENT_PROPAGATE;

  if (!self->claimed)
    {
      stop_animation (self);
      note_open (self);
    }

  self->claimed = TRUE;
  set_offset (self, self->begun_at + get_direction (self) * self->scrolled_x);

  return GDK_EVENT_STOP;
}

static void
scroll_end_cb (DocketSwipeRow *self)
{
  if (self->scrolling && self->claimed)
    let_go (self);

  self->scrolling = FALSE;
  self->claimed = FALSE;
}

static void
docket_swipe_row_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  DocketSwipeRow *self = DOCKET_SWIPE_ROW (widget);
  GtkWidget *buttons[] = { self->start_button, self->end_button };

  /* Measured, they can be given a size. */
  for (guint i = 0; i < G_N_ELEMENTS (buttons) && buttons[i] != NULL; i++)
    gtk_widget_measure (buttons[i], orientation, -1, NULL, NULL, NULL, NULL);

  if (self->child != NULL)
    gtk_widget_measure (self->child, orientation, for_size, minimum, natural, NULL, NULL);
}

static void
allocate_at (GtkWidget *widget, double x, int width, int height)
{
  const graphene_point_t point = GRAPHENE_POINT_INIT ((float) x, 0);

  gtk_widget_allocate (widget, width, height, -1, gsk_transform_translate (NULL, &point));
}

static int
get_button_width (GtkWidget *button, int uncovered)
{
  int minimum;

  gtk_widget_measure (button, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);

  return MAX (MAX (minimum, BUTTON_WIDTH), uncovered);
}

static void
docket_swipe_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  DocketSwipeRow *self = DOCKET_SWIPE_ROW (widget);
  const double moved = get_direction (self) * self->offset;
  GtkWidget *button = self->offset > 0 ? self->start_button : self->end_button;

  if (self->child != NULL)
    allocate_at (self->child, moved, width, height);

  if (button != NULL && gtk_widget_get_child_visible (button))
    {
      const int button_width = get_button_width (button, (int) ceil (fabs (moved)));

      allocate_at (button, moved > 0 ? moved - button_width : width + moved, button_width, height);
    }
}

static void
docket_swipe_row_unroot (GtkWidget *widget)
{
  docket_swipe_row_close (DOCKET_SWIPE_ROW (widget), FALSE);

  GTK_WIDGET_CLASS (docket_swipe_row_parent_class)->unroot (widget);
}

static void
docket_swipe_row_add_child (GtkBuildable *buildable,
                            GtkBuilder *builder,
                            GObject *child,
                            const char *type)
{
  DocketSwipeRow *self = DOCKET_SWIPE_ROW (buildable);

  if (GTK_IS_WIDGET (child))
    docket_swipe_row_set_child (self, GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
docket_swipe_row_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = docket_swipe_row_add_child;
}

static void
docket_swipe_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CHILD)
    g_value_set_object (value, DOCKET_SWIPE_ROW (object)->child);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
docket_swipe_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CHILD)
    docket_swipe_row_set_child (DOCKET_SWIPE_ROW (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
docket_swipe_row_dispose (GObject *object)
{
  DocketSwipeRow *self = DOCKET_SWIPE_ROW (object);

  forget_open (self);
  stop_animation (self);
  g_clear_pointer (&self->child, gtk_widget_unparent);
  g_clear_pointer (&self->start_button, gtk_widget_unparent);
  g_clear_pointer (&self->end_button, gtk_widget_unparent);

  G_OBJECT_CLASS (docket_swipe_row_parent_class)->dispose (object);
}

static void
docket_swipe_row_finalize (GObject *object)
{
  DocketSwipeRow *self = DOCKET_SWIPE_ROW (object);

  g_free (self->start_label);
  g_free (self->start_icon);

  G_OBJECT_CLASS (docket_swipe_row_parent_class)->finalize (object);
}

static void
docket_swipe_row_class_init (DocketSwipeRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = docket_swipe_row_get_property;
  object_class->set_property = docket_swipe_row_set_property;
  object_class->dispose = docket_swipe_row_dispose;
  object_class->finalize = docket_swipe_row_finalize;
  widget_class->measure = docket_swipe_row_measure;
  widget_class->size_allocate = docket_swipe_row_size_allocate;
  widget_class->unroot = docket_swipe_row_unroot;

  /**
   * DocketSwipeRow:child:
   *
   * What moves aside.
   */
  properties[PROP_CHILD] = g_param_spec_object ("child",
                                                NULL,
                                                NULL,
                                                GTK_TYPE_WIDGET,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * DocketSwipeRow::swiped:
   * @start: whether the button at the start of the line was meant, or the other one
   *
   * The person swiped past the middle, or pressed a button.
   */
  signals[SIGNAL_SWIPED] = g_signal_new ("swiped",
                                         DOCKET_TYPE_SWIPE_ROW,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_BOOLEAN);

  gtk_widget_class_set_css_name (widget_class, "swiperow");
}

static void
add_drag (DocketSwipeRow *self)
{
  self->drag = gtk_gesture_drag_new ();
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (self->drag), TRUE);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (self->drag), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (self->drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (self->drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (self->drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect_swapped (self->drag, "cancel", G_CALLBACK (cancel_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (self->drag));
}

static void
add_scroll (DocketSwipeRow *self)
{
  GtkEventController *scroll =
    gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);

  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (scroll, "scroll-begin", G_CALLBACK (scroll_begin_cb), self);
  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  g_signal_connect_swapped (scroll, "scroll-end", G_CALLBACK (scroll_end_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
}

static void
docket_swipe_row_init (DocketSwipeRow *self)
{
  self->enabled = TRUE;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  self->start_label = g_strdup (C_ ("ticket", "Close"));
  self->start_icon = g_strdup ("object-select-symbolic");
  add_drag (self);
  add_scroll (self);
}

/**
 * docket_swipe_row_set_child:
 * @self: a row
 * @child: (nullable): what moves aside
 */
void
docket_swipe_row_set_child (DocketSwipeRow *self, GtkWidget *child)
{
  g_return_if_fail (DOCKET_IS_SWIPE_ROW (self));

  if (self->child == child)
    return;

  g_clear_pointer (&self->child, gtk_widget_unparent);
  self->child = child;

  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHILD]);
}

/**
 * docket_swipe_row_set_start:
 * @self: a row
 * @label: what the button at the start of the line does
 * @icon_name: its icon
 */
void
docket_swipe_row_set_start (DocketSwipeRow *self, const char *label, const char *icon_name)
{
  g_return_if_fail (DOCKET_IS_SWIPE_ROW (self));

  g_free (self->start_label);
  g_free (self->start_icon);
  self->start_label = g_strdup (label);
  self->start_icon = g_strdup (icon_name);

  if (self->start_content != NULL)
    {
      adw_button_content_set_label (self->start_content, label);
      adw_button_content_set_icon_name (self->start_content, icon_name);
    }
}

/**
 * docket_swipe_row_set_enabled:
 * @self: a row
 * @enabled: whether it can be moved aside
 */
void
docket_swipe_row_set_enabled (DocketSwipeRow *self, gboolean enabled)
{
  g_return_if_fail (DOCKET_IS_SWIPE_ROW (self));

  self->enabled = enabled;

  if (!enabled)
    docket_swipe_row_close (self, FALSE);
}

/**
 * docket_swipe_row_close:
 * @self: a row
 * @animate: whether it is seen to close
 *
 * Covers the buttons again.
 */
void
docket_swipe_row_close (DocketSwipeRow *self, gboolean animate)
{
  g_return_if_fail (DOCKET_IS_SWIPE_ROW (self));

  forget_open (self);

  if (animate && fabs (self->offset) > 0)
    {
      move_to (self, 0);
      return;
    }

  stop_animation (self);

  if (self->start_button != NULL && fabs (self->offset) > 0)
    set_offset (self, 0);
}

/**
 * docket_swipe_row_get_offset:
 * @self: a row
 *
 * Returns: how far it has moved aside, in pixels along the direction of the text
 */
double
docket_swipe_row_get_offset (DocketSwipeRow *self)
{
  g_return_val_if_fail (DOCKET_IS_SWIPE_ROW (self), 0);

  return self->offset;
}
