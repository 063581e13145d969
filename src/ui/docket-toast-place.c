/* Where a toast stands: above the bars that are worked with meanwhile.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-toast-place.h"

/* What libadwaita leaves around a toast, above and below. */
#define AROUND 36

/* Those that no toast may cover (element-type GtkWidget), not owned. */
static GPtrArray *bars;

static void
bar_gone_cb (gpointer user_data, GObject *bar)
{
  g_ptr_array_remove (bars, bar);
}

/* libadwaita's own widget, which no API gives. */
static GtkWidget *
find_toast (GtkWidget *title)
{
  GtkWidget *widget = gtk_widget_get_parent (title);

  while (widget != NULL && !g_str_equal (gtk_widget_get_css_name (widget), "toast"))
    widget = gtk_widget_get_parent (widget);

  return widget;
}

/* How far up from the foot of the overlay the bar reaches; 0 when it is beside the toast. */
static int
measure_bar (GtkWidget *bar, GtkWidget *overlay, const graphene_rect_t *toast)
{
  graphene_rect_t bounds;

  if (!gtk_widget_get_mapped (bar) || !gtk_widget_is_ancestor (bar, overlay) ||
      !gtk_widget_compute_bounds (bar, overlay, &bounds) ||
      bounds.origin.x >= toast->origin.x + toast->size.width ||
      toast->origin.x >= bounds.origin.x + bounds.size.width)
    return 0;

  return gtk_widget_get_height (overlay) - (int) bounds.origin.y;
}

/* Bars come, go and grow while the toast is there. */
static gboolean
tick_cb (GtkWidget *title, GdkFrameClock *clock, gpointer user_data)
{
  GtkWidget *toast = find_toast (title);
  GtkWidget *overlay = toast != NULL ? gtk_widget_get_parent (toast) : NULL;
  graphene_rect_t bounds;
  int margin = 0, room;

  if (overlay == NULL || !gtk_widget_compute_bounds (toast, overlay, &bounds))
    return G_SOURCE_CONTINUE;

  for (guint i = 0; bars != NULL && i < bars->len; i++)
    margin = MAX (margin, measure_bar (g_ptr_array_index (bars, i), overlay, &bounds));

  /* In sight it is in any case. */
  room = gtk_widget_get_height (overlay) - (int) bounds.size.height - AROUND;
  gtk_widget_set_margin_bottom (toast, CLAMP (margin, 0, MAX (room, 0)));

  return G_SOURCE_CONTINUE;
}

/**
 * docket_toast_place_avoid:
 * @bar: a widget at the foot of a window or a pane
 *
 * No toast covers it from now on.
 */
void
docket_toast_place_avoid (GtkWidget *bar)
{
  g_return_if_fail (GTK_IS_WIDGET (bar));

  if (bars == NULL)
    bars = g_ptr_array_new ();

  g_ptr_array_add (bars, bar);
  g_object_weak_ref (G_OBJECT (bar), bar_gone_cb, NULL);
}

/**
 * docket_toast_place_follow:
 * @title: what a toast says
 *
 * Keeps its toast above the bars for as long as it is there.
 */
void
docket_toast_place_follow (GtkWidget *title)
{
  g_return_if_fail (GTK_IS_WIDGET (title));

  gtk_widget_add_tick_callback (title, tick_cb, NULL, NULL);
}
