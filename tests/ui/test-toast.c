/* Toasts can be read to their end, on a telephone too.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-test-ui.h"
#include "docket-toast-place.h"
#include "docket-toast.h"

#define SENTENCE                                                                                   \
  "<b>bad.sh</b> is of a type that can't be sent. Pack it into an archive & send that, or put it " \
  "where the customer can fetch it and write where that is."

static GtkLabel *
find_label (GtkWidget *widget, const char *text)
{
  GtkLabel *found = NULL;

  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return GTK_LABEL (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_label (child, text);

  return found;
}

static void
clicked_cb (gboolean *clicked)
{
  *clicked = TRUE;
}

static void
test_whole (void)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *overlay = adw_toast_overlay_new ();
  AdwToast *toast = docket_toast_new (SENTENCE);
  gboolean clicked = FALSE;
  GtkWidget *button;
  GtkLabel *label;
  int width, height;

  adw_toast_set_button_label (toast, "Undo");
  g_signal_connect_swapped (toast, "button-clicked", G_CALLBACK (clicked_cb), &clicked);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), gtk_label_new ("Below"));
  adw_window_set_content (ADW_WINDOW (window), overlay);
  gtk_window_set_default_size (GTK_WINDOW (window), 360, 640);
  gtk_window_present (GTK_WINDOW (window));
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
  docket_test_ui_wait_for ((label = find_label (overlay, SENTENCE)) != NULL);
  docket_test_ui_wait_for (gtk_widget_get_height (GTK_WIDGET (label)) > 0);
  docket_test_ui_settle (window);
  docket_test_ui_settle (window);
  docket_test_ui_shot (window, "toast");

  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (label)));
  pango_layout_get_pixel_size (gtk_label_get_layout (label), &width, &height);
  g_assert_cmpint (width, <=, gtk_widget_get_width (GTK_WIDGET (label)));
  g_assert_cmpint (height, <=, gtk_widget_get_height (GTK_WIDGET (label)));
  g_assert_cmpint (gtk_widget_get_width (window), <=, 360);

  button = docket_test_ui_find (overlay, GTK_TYPE_BUTTON, NULL);
  g_signal_emit_by_name (button, "clicked");
  g_assert_true (clicked);
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
is_covered (GtkWidget *bar, GtkWidget *toast, GtkWidget *overlay)
{
  graphene_rect_t of_bar, of_toast;

  g_assert_true (gtk_widget_compute_bounds (bar, overlay, &of_bar));
  g_assert_true (gtk_widget_compute_bounds (toast, overlay, &of_toast));

  return graphene_rect_intersection (&of_bar, &of_toast, NULL);
}

/* At the size of a telephone, and while the bar grows. */
static void
test_place (void)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *overlay = adw_toast_overlay_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *above = gtk_label_new ("Above");
  GtkWidget *bar = gtk_button_new_with_label ("Send");
  GtkLabel *label;
  GtkWidget *toast;

  gtk_widget_set_vexpand (above, TRUE);
  gtk_box_append (GTK_BOX (box), above);
  gtk_box_append (GTK_BOX (box), bar);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), box);
  adw_window_set_content (ADW_WINDOW (window), overlay);
  gtk_window_set_default_size (GTK_WINDOW (window), 360, 640);
  gtk_window_present (GTK_WINDOW (window));
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), docket_toast_new (SENTENCE));
  docket_test_ui_wait_for ((label = find_label (overlay, SENTENCE)) != NULL);
  docket_test_ui_wait_for (gtk_widget_get_height (GTK_WIDGET (label)) > 0);
  toast = gtk_widget_get_ancestor (GTK_WIDGET (label), g_type_from_name ("AdwToastWidget"));
  g_assert_nonnull (toast);

  /* In the way of the bar, until that is said. */
  docket_test_ui_settle (window);
  g_assert_true (is_covered (bar, toast, overlay));
  docket_toast_place_avoid (bar);
  docket_test_ui_wait_for (!is_covered (bar, toast, overlay));

  gtk_widget_set_size_request (bar, -1, 300);
  docket_test_ui_wait_for (gtk_widget_get_margin_bottom (toast) >= 300);
  docket_test_ui_settle (window);
  g_assert_false (is_covered (bar, toast, overlay));

  gtk_widget_set_visible (bar, FALSE);
  docket_test_ui_wait_for (gtk_widget_get_margin_bottom (toast) == 0);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  docket_test_ui_init (&argc, &argv);
  g_test_add_func ("/toast/whole", test_whole);
  g_test_add_func ("/toast/place", test_place);

  return g_test_run ();
}
