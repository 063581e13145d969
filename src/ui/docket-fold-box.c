/* Two groups in a row or, where there is no room for all of their words, in two.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-fold-box.h"

#define SPACING 6

/**
 * DocketFoldBox:
 *
 * It has two children. The second one, where it is visible, stands at the end of the row, or below.
 */
struct _DocketFoldBox
{
  GtkBox parent_instance;
};

G_DEFINE_FINAL_TYPE (DocketFoldBox, docket_fold_box, GTK_TYPE_BOX)

static int
get_natural_width (GtkWidget *child)
{
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);

  return natural;
}

static gboolean
fits (GtkWidget *first, GtkWidget *second, int width)
{
  return !gtk_widget_get_visible (second) ||
         get_natural_width (first) + SPACING + get_natural_width (second) <= width;
}

static GtkSizeRequestMode
get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_height (GtkWidget *first, GtkWidget *second, int width, int *minimum, int *natural)
{
  const gboolean beside = width < 0 || fits (first, second, width);
  int minimum_2, natural_2;

  gtk_widget_measure (first,
                      GTK_ORIENTATION_VERTICAL,
                      beside ? -1 : width,
                      minimum,
                      natural,
                      NULL,
                      NULL);
  gtk_widget_measure (second,
                      GTK_ORIENTATION_VERTICAL,
                      beside ? -1 : width,
                      &minimum_2,
                      &natural_2,
                      NULL,
                      NULL);
  *minimum = beside ? MAX (*minimum, minimum_2) : *minimum + SPACING + minimum_2;
  *natural = beside ? MAX (*natural, natural_2) : *natural + SPACING + natural_2;
}

static void
measure (GtkWidget *widget,
         GtkOrientation orientation,
         int for_size,
         int *minimum,
         int *natural,
         int *minimum_baseline,
         int *natural_baseline)
{
  GtkWidget *first = gtk_widget_get_first_child (widget);
  GtkWidget *second = gtk_widget_get_last_child (widget);
  int minimum_2;

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      measure_height (first, second, for_size, minimum, natural);
      return;
    }

  gtk_widget_measure (first, orientation, -1, minimum, NULL, NULL, NULL);
  gtk_widget_measure (second, orientation, -1, &minimum_2, NULL, NULL, NULL);
  *minimum = MAX (*minimum, minimum_2);
  *natural = get_natural_width (first) + SPACING + get_natural_width (second);
}

static void
allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GtkWidget *first = gtk_widget_get_first_child (widget);
  GtkWidget *second = gtk_widget_get_last_child (widget);
  const gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkAllocation place = { 0, 0, width, height };

  if (fits (first, second, width))
    {
      const int end = get_natural_width (second);

      place.width = width - SPACING - end;
      place.x = rtl ? end + SPACING : 0;
      gtk_widget_size_allocate (first, &place, baseline);
      place.width = end;
      place.x = rtl ? 0 : width - end;
      gtk_widget_size_allocate (second, &place, baseline);
      return;
    }

  gtk_widget_measure (first, GTK_ORIENTATION_VERTICAL, width, NULL, &place.height, NULL, NULL);
  gtk_widget_size_allocate (first, &place, -1);
  place.y = place.height + SPACING;
  place.height = height - place.y;
  gtk_widget_size_allocate (second, &place, -1);
}

static void
docket_fold_box_class_init (DocketFoldBoxClass *klass)
{
}

static void
docket_fold_box_init (DocketFoldBox *self)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (self),
                                 gtk_custom_layout_new (get_request_mode, measure, allocate));
}
