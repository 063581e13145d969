/* The window's three panes, which fold by the width of the window.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-layout.h"

#include <adwaita.h>

#include "docket-ui-enum-types.h"

/* From design: widths at which panes fold, and those of the fixed panes, in application pixels. */
#define WIDE_WIDTH 1180
#define MEDIUM_WIDTH 860
#define SIDEBAR_WIDTH 220
#define LIST_WIDTH 352
#define MINIMUM_WIDTH 352
#define NATURAL_WIDTH 1366
#define SLIDE_MS 220

/**
 * DocketLayout:
 *
 * Nested libadwaita folding widgets fold in the wrong order; this one looks at its own width and
 * decides for all panes. Children are named by the types `sidebar`, `list` and `page` in a `.ui`
 * file.
 */
struct _DocketLayout
{
  GtkWidget parent_instance;

  GtkWidget *sidebar;
  GtkWidget *list;
  GtkWidget *page;
  GtkWidget *scrim;
  GtkWidget *sidebar_separator;
  GtkWidget *list_separator;

  DocketLayoutMode mode;
  gboolean show_sidebar;
  gboolean show_page;
  GtkWidget *focus_before; /* not owned: what had the keyboard in the page, before the sidebar */

  AdwAnimation *sidebar_animation;
  double sidebar_progress;
  AdwAnimation *page_animation;
  double page_progress;
};

static void docket_layout_buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DocketLayout,
                               docket_layout,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE,
                                                      docket_layout_buildable_init))

enum
{
  PROP_0,
  PROP_MODE,
  PROP_SHOW_SIDEBAR,
  PROP_SHOW_PAGE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static GtkBuildableIface *parent_buildable_iface;

/* With large text a part may need more than its usual width. */
static int
get_width (GtkWidget *child, int usual)
{
  int minimum;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);

  return MAX (minimum, usual);
}

static DocketLayoutMode
mode_for_width (int width, int sidebar_width, int list_width)
{
  const int list_more = list_width - LIST_WIDTH;

  if (width >= WIDE_WIDTH + list_more + sidebar_width - SIDEBAR_WIDTH)
    return DOCKET_LAYOUT_WIDE;

  return width >= MEDIUM_WIDTH + list_more ? DOCKET_LAYOUT_MEDIUM : DOCKET_LAYOUT_NARROW;
}

static void
update_child_visible (DocketLayout *self)
{
  const gboolean wide = self->mode == DOCKET_LAYOUT_WIDE;
  const gboolean narrow = self->mode == DOCKET_LAYOUT_NARROW;
  const gboolean overlaid = !wide && (self->show_sidebar || self->sidebar_progress > 0);

  gtk_widget_set_child_visible (self->sidebar, wide || overlaid);
  gtk_widget_set_child_visible (self->scrim, overlaid);
  gtk_widget_set_child_visible (self->sidebar_separator, wide);
  gtk_widget_set_child_visible (self->list_separator, !narrow);
  gtk_widget_set_child_visible (self->list, !narrow || self->page_progress < 1);
  gtk_widget_set_child_visible (self->page, !narrow || self->page_progress > 0);

  if (overlaid)
    gtk_widget_add_css_class (self->sidebar, "overlaid");
  else
    gtk_widget_remove_css_class (self->sidebar, "overlaid");
}

static void
sidebar_progress_cb (double value, DocketLayout *self)
{
  self->sidebar_progress = value;
  update_child_visible (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
page_progress_cb (double value, DocketLayout *self)
{
  self->page_progress = value;
  update_child_visible (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
slide (DocketLayout *self, AdwAnimation *animation, double from, double to)
{
  adw_timed_animation_set_value_from (ADW_TIMED_ANIMATION (animation), from);
  adw_timed_animation_set_value_to (ADW_TIMED_ANIMATION (animation), to);
  adw_animation_play (animation);
}

static GtkWidget *
get_focus_in (DocketLayout *self, GtkWidget *child)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, child) ? focus : NULL;
}

/* The keyboard goes along with the sidebar, and back to the list. */
static void
move_focus (DocketLayout *self)
{
  if (self->mode == DOCKET_LAYOUT_WIDE)
    return;

  if (self->show_sidebar)
    {
      g_set_weak_pointer (&self->focus_before, get_focus_in (self, self->page));
      update_child_visible (self);
      gtk_widget_grab_focus (self->sidebar);
    }
  else if (get_focus_in (self, self->sidebar) != NULL)
    {
      gtk_widget_grab_focus (self->list);
    }
}

/* Nothing was chosen: who was writing in the page goes on there. */
static void
dismiss_sidebar (DocketLayout *self)
{
  GtkWidget *before = self->focus_before;

  docket_layout_set_show_sidebar (self, FALSE);

  if (before != NULL && gtk_widget_get_mapped (before))
    gtk_widget_grab_focus (before);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  DocketLayout *self = DOCKET_LAYOUT (widget);

  if (!self->show_sidebar)
    return GDK_EVENT_PROPAGATE;

  dismiss_sidebar (self);

  return GDK_EVENT_STOP;
}

static void
set_mode (DocketLayout *self, DocketLayoutMode mode)
{
  if (self->mode == mode)
    return;

  self->mode = mode;

  /* What slides is where it belongs at once: a fold is not an action of the person's. */
  adw_animation_pause (self->page_animation);
  adw_animation_pause (self->sidebar_animation);
  self->page_progress = self->show_page ? 1 : 0;
  self->sidebar_progress = self->show_sidebar ? 1 : 0;
  update_child_visible (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODE]);

  if (mode == DOCKET_LAYOUT_WIDE)
    docket_layout_set_show_sidebar (self, FALSE);
}

static GtkSizeRequestMode
docket_layout_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
docket_layout_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  DocketLayout *self = DOCKET_LAYOUT (widget);
  GtkWidget *children[] = { self->sidebar, self->list, self->page };
  int child_min, child_nat;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MINIMUM_WIDTH;
      *natural = NATURAL_WIDTH;
      return;
    }

  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    {
      gtk_widget_measure (children[i], orientation, -1, &child_min, &child_nat, NULL, NULL);
      *minimum = MAX (*minimum, child_min);
      *natural = MAX (*natural, child_nat);
    }
}

static void
allocate_at (GtkWidget *child, int x, int width, int height)
{
  if (gtk_widget_get_child_visible (child))
    gtk_widget_size_allocate (child,
                              &(GtkAllocation){ x, 0, get_width (child, width), height },
                              -1);
}

static void
docket_layout_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  DocketLayout *self = DOCKET_LAYOUT (widget);
  const int sidebar_width = get_width (self->sidebar, SIDEBAR_WIDTH);
  const int list_width = get_width (self->list, LIST_WIDTH);
  int x = 0, line;

  set_mode (self, mode_for_width (width, sidebar_width, list_width));

  if (self->mode == DOCKET_LAYOUT_NARROW)
    {
      const int shift = (int) (self->page_progress * width);

      allocate_at (self->list, -shift / 3, width, height);
      allocate_at (self->page, width - shift, width, height);
    }
  else
    {
      if (self->mode == DOCKET_LAYOUT_WIDE)
        {
          line = get_width (self->sidebar_separator, 0);
          allocate_at (self->sidebar, 0, sidebar_width, height);
          allocate_at (self->sidebar_separator, sidebar_width, line, height);
          x = sidebar_width + line;
        }

      line = get_width (self->list_separator, 0);
      allocate_at (self->list, x, list_width, height);
      allocate_at (self->list_separator, x + list_width, line, height);
      x += list_width + line;
      allocate_at (self->page, x, width - x, height);
    }

  if (self->mode != DOCKET_LAYOUT_WIDE)
    {
      const int over = MIN (width - 48, sidebar_width + 56);

      allocate_at (self->scrim, 0, width, height);
      allocate_at (self->sidebar, (int) ((self->sidebar_progress - 1) * over), over, height);
    }
}

static void
docket_layout_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  DocketLayout *self = DOCKET_LAYOUT (widget);
  GtkWidget *back_to_front[] = { self->list,  self->page,    self->list_separator,
                                 self->scrim, self->sidebar, self->sidebar_separator };

  gtk_snapshot_push_clip (
    snapshot,
    &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget)));

  for (guint i = 0; i < G_N_ELEMENTS (back_to_front); i++)
    {
      if (back_to_front[i] == self->scrim)
        gtk_snapshot_push_opacity (snapshot, self->sidebar_progress);

      gtk_widget_snapshot_child (widget, back_to_front[i], snapshot);

      if (back_to_front[i] == self->scrim)
        gtk_snapshot_pop (snapshot);
    }

  gtk_snapshot_pop (snapshot);
}

static void
set_child (DocketLayout *self, GtkWidget **slot, GtkWidget *child)
{
  g_return_if_fail (*slot == NULL);

  *slot = child;
  /* The scrim and the sidebar stay in front of the others. */
  if (slot == &self->sidebar)
    gtk_widget_insert_after (child, GTK_WIDGET (self), self->scrim);
  else
    gtk_widget_insert_before (child, GTK_WIDGET (self), self->list_separator);
}

static void
docket_layout_add_child (GtkBuildable *buildable,
                         GtkBuilder *builder,
                         GObject *child,
                         const char *type)
{
  DocketLayout *self = DOCKET_LAYOUT (buildable);

  if (g_strcmp0 (type, "sidebar") == 0)
    set_child (self, &self->sidebar, GTK_WIDGET (child));
  else if (g_strcmp0 (type, "list") == 0)
    set_child (self, &self->list, GTK_WIDGET (child));
  else if (g_strcmp0 (type, "page") == 0)
    set_child (self, &self->page, GTK_WIDGET (child));
  else
    parent_buildable_iface->add_child (buildable, builder, child, type);
}

static void
docket_layout_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable_iface = g_type_interface_peek_parent (iface);
  iface->add_child = docket_layout_add_child;
}

static void
docket_layout_dispose (GObject *object)
{
  DocketLayout *self = DOCKET_LAYOUT (object);
  GtkWidget *child;

  g_clear_weak_pointer (&self->focus_before);
  g_clear_object (&self->sidebar_animation);
  g_clear_object (&self->page_animation);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (docket_layout_parent_class)->dispose (object);
}

static void
docket_layout_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DocketLayout *self = DOCKET_LAYOUT (object);

  switch (prop_id)
    {
    case PROP_MODE:
      g_value_set_enum (value, self->mode);
      break;

    case PROP_SHOW_SIDEBAR:
      g_value_set_boolean (value, self->show_sidebar);
      break;

    case PROP_SHOW_PAGE:
      g_value_set_boolean (value, self->show_page);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
docket_layout_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DocketLayout *self = DOCKET_LAYOUT (object);

  switch (prop_id)
    {
    case PROP_SHOW_SIDEBAR:
      docket_layout_set_show_sidebar (self, g_value_get_boolean (value));
      break;

    case PROP_SHOW_PAGE:
      docket_layout_set_show_page (self, g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
docket_layout_class_init (DocketLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = docket_layout_dispose;
  object_class->get_property = docket_layout_get_property;
  object_class->set_property = docket_layout_set_property;

  widget_class->get_request_mode = docket_layout_get_request_mode;
  widget_class->measure = docket_layout_measure;
  widget_class->size_allocate = docket_layout_size_allocate;
  widget_class->snapshot = docket_layout_snapshot;

  /**
   * DocketLayout:mode:
   *
   * How many panes stand side by side. It changes while the widget is given its size.
   */
  properties[PROP_MODE] = g_param_spec_enum ("mode",
                                             NULL,
                                             NULL,
                                             DOCKET_TYPE_LAYOUT_MODE,
                                             DOCKET_LAYOUT_WIDE,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * DocketLayout:show-sidebar:
   *
   * Whether the sidebar lies over the other panes, where it does not stand beside them.
   */
  properties[PROP_SHOW_SIDEBAR] =
    g_param_spec_boolean ("show-sidebar",
                          NULL,
                          NULL,
                          FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * DocketLayout:show-page:
   *
   * Whether the page is shown where there is room for one pane only.
   */
  properties[PROP_SHOW_PAGE] =
    g_param_spec_boolean ("show-page",
                          NULL,
                          NULL,
                          FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_set_css_name (widget_class, "layout");
}

static void
docket_layout_init (DocketLayout *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkGesture *click = gtk_gesture_click_new ();
  AdwAnimationTarget *target;

  self->list_separator = gtk_separator_new (GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_parent (self->list_separator, widget);
  self->scrim = adw_bin_new ();
  gtk_widget_add_css_class (self->scrim, "scrim");
  gtk_widget_set_child_visible (self->scrim, FALSE);
  gtk_widget_set_parent (self->scrim, widget);
  self->sidebar_separator = gtk_separator_new (GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_parent (self->sidebar_separator, widget);

  g_signal_connect_swapped (click, "pressed", G_CALLBACK (dismiss_sidebar), self);
  gtk_widget_add_controller (self->scrim, GTK_EVENT_CONTROLLER (click));

  target =
    adw_callback_animation_target_new ((AdwAnimationTargetFunc) sidebar_progress_cb, self, NULL);
  self->sidebar_animation = adw_timed_animation_new (widget, 0, 1, SLIDE_MS, target);
  target =
    adw_callback_animation_target_new ((AdwAnimationTargetFunc) page_progress_cb, self, NULL);
  self->page_animation = adw_timed_animation_new (widget, 0, 1, SLIDE_MS, target);
}

/**
 * docket_layout_get_mode:
 * @self: a layout
 *
 * Returns: how many panes stand side by side
 */
DocketLayoutMode
docket_layout_get_mode (DocketLayout *self)
{
  g_return_val_if_fail (DOCKET_IS_LAYOUT (self), DOCKET_LAYOUT_WIDE);

  return self->mode;
}

/**
 * docket_layout_get_show_sidebar:
 * @self: a layout
 *
 * Returns: whether the sidebar lies over the other panes
 */
gboolean
docket_layout_get_show_sidebar (DocketLayout *self)
{
  g_return_val_if_fail (DOCKET_IS_LAYOUT (self), FALSE);

  return self->show_sidebar;
}

/**
 * docket_layout_set_show_sidebar:
 * @self: a layout
 * @show_sidebar: whether the sidebar is to lie over the other panes; nothing happens where it
 * stands beside them
 */
void
docket_layout_set_show_sidebar (DocketLayout *self, gboolean show_sidebar)
{
  g_return_if_fail (DOCKET_IS_LAYOUT (self));

  show_sidebar = show_sidebar && self->mode != DOCKET_LAYOUT_WIDE;

  if (self->show_sidebar == show_sidebar)
    return;

  self->show_sidebar = show_sidebar;
  slide (self, self->sidebar_animation, self->sidebar_progress, show_sidebar ? 1 : 0);
  move_focus (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_SIDEBAR]);
}

/**
 * docket_layout_get_show_page:
 * @self: a layout
 *
 * Returns: whether the page is shown where there is room for one pane only
 */
gboolean
docket_layout_get_show_page (DocketLayout *self)
{
  g_return_val_if_fail (DOCKET_IS_LAYOUT (self), FALSE);

  return self->show_page;
}

/**
 * docket_layout_set_show_page:
 * @self: a layout
 * @show_page: whether the page is to be shown where there is room for one pane only
 */
void
docket_layout_set_show_page (DocketLayout *self, gboolean show_page)
{
  g_return_if_fail (DOCKET_IS_LAYOUT (self));

  if (self->show_page == show_page)
    return;

  self->show_page = show_page;
  slide (self, self->page_animation, self->page_progress, show_page ? 1 : 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_PAGE]);
}
