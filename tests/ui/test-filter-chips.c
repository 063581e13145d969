/* The chips above the list stand whole beside one another: what is too long ends in dots.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-facet.h"
#include "docket-filter-bar.h"
#include "docket-filter-chip.h"
#include "docket-test-ui.h"
#include "docket-ui-resources.h"

static void
test_fit (void)
{
  g_autoptr (DocketFilter) filter = docket_filter_new ();
  GtkWidget *window = adw_window_new ();
  GtkWidget *bar = g_object_new (DOCKET_TYPE_FILTER_BAR, NULL);
  GtkWidget *chip, *scroller;
  guint n_chips = 0;

  docket_facet_set (DOCKET_FACET_STATUS, filter, "open", TRUE);
  docket_facet_set (DOCKET_FACET_STATUS, filter, "pending", TRUE);
  docket_facet_set (DOCKET_FACET_STATUS, filter, "Waiting for the spare part", TRUE);
  docket_facet_set (DOCKET_FACET_IMPACT, filter, "1", TRUE);
  docket_filter_bar_set_filter (DOCKET_FILTER_BAR (bar), filter);
  adw_window_set_content (ADW_WINDOW (window), bar);
  gtk_window_set_default_size (GTK_WINDOW (window), 330, 200);
  gtk_window_present (GTK_WINDOW (window));
  docket_test_ui_wait_for (gtk_widget_get_mapped (bar));
  docket_test_ui_settle (window);

  scroller = docket_test_ui_find (bar, GTK_TYPE_SCROLLED_WINDOW, NULL);
  chip = docket_test_ui_find (bar, DOCKET_TYPE_FILTER_CHIP, NULL);
  g_assert_cmpint (gtk_widget_get_width (window), <, 400);

  for (; chip != NULL; chip = gtk_widget_get_next_sibling (chip))
    {
      graphene_rect_t bounds;

      g_assert_true (gtk_widget_compute_bounds (chip, scroller, &bounds));
      g_assert_cmpfloat (bounds.origin.x, >=, 0);
      g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=, gtk_widget_get_width (scroller));
      n_chips++;
    }

  g_assert_cmpuint (n_chips, ==, 2);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  docket_test_ui_init (&argc, &argv);
  docket_ui_register_resource ();
  g_test_add_func ("/filter-chips/fit", test_fit);

  return g_test_run ();
}
