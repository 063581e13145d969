/* The pad: what is written on it, through resizing, turning and the end of the program.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include "docket-signature-window.h"
#include "docket-test-ui.h"
#include "docket-test-workspace.h"
#include "docket-ui-resources.h"
#include "docket-workspace-sign.h"

typedef struct
{
  DocketWorkspace *workspace;
  gint64 ticket;
  DocketSignatureWindow *window;
  DocketInkPad *pad;
  gint64 time;
} Fixture;

static DocketTicketDetails *
load (Fixture *fixture)
{
  DocketTicketDetails *details =
    docket_workspace_load_ticket (fixture->workspace, fixture->ticket, NULL, NULL);

  g_assert_nonnull (details);

  return details;
}

static void
show_pad (Fixture *fixture)
{
  g_autoptr (DocketTicketDetails) details = load (fixture);

  fixture->window =
    DOCKET_SIGNATURE_WINDOW (docket_signature_window_new (NULL, fixture->workspace, details));
  fixture->pad = docket_signature_window_get_pad (fixture->window);
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 900, 500);
  gtk_window_present (GTK_WINDOW (fixture->window));
  docket_test_ui_wait_for (gtk_widget_get_width (GTK_WIDGET (fixture->pad)) > 400);
  docket_test_ui_wait_for (gtk_widget_get_sensitive (GTK_WIDGET (fixture->pad)));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->workspace = docket_test_workspace_new ();
  fixture->ticket = docket_test_workspace_add_ticket (fixture->workspace, "Heat pump stops");
  fixture->time = 1000;
  show_pad (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->window != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->window));

  docket_test_ui_wait_for (fixture->window == NULL);
  docket_workspace_close (fixture->workspace);
  g_clear_object (&fixture->workspace);
}

static void
happen (Fixture *fixture, DocketInkEventKind kind, DocketInkTool tool, double x, double y)
{
  const DocketInkEvent event = {
    kind, tool, 1, x, y, fixture->time += 8, DOCKET_INK_NO_PRESSURE,
  };

  docket_ink_pad_take (fixture->pad, &event);
}

static void
draw (Fixture *fixture, double x, double y)
{
  happen (fixture, DOCKET_INK_EVENT_DOWN, DOCKET_INK_TOOL_MOUSE, x, y);

  for (int i = 1; i < 30; i++)
    happen (fixture,
            DOCKET_INK_EVENT_MOVE,
            DOCKET_INK_TOOL_MOUSE,
            x + i * 3,
            y + 20 * sin (i / 4.0));

  happen (fixture, DOCKET_INK_EVENT_UP, DOCKET_INK_TOOL_MOUSE, x + 90, y);
}

static guint
count_strokes (Fixture *fixture)
{
  return docket_ink_get_n_strokes (docket_ink_pad_get_ink (fixture->pad));
}

static gboolean
can_save (Fixture *fixture)
{
  g_autoptr (GtkWidget) widget = g_object_ref (GTK_WIDGET (fixture->window));
  GtkWidget *button = docket_test_ui_find (widget, GTK_TYPE_BUTTON, "suggested-action");

  return gtk_widget_get_sensitive (button);
}

static GtkEditable *
get_name (Fixture *fixture)
{
  return GTK_EDITABLE (docket_test_ui_find (GTK_WIDGET (fixture->window), GTK_TYPE_ENTRY, NULL));
}

static guint
count_kept (Fixture *fixture)
{
  g_autoptr (DocketInk) ink =
    docket_workspace_load_ink (fixture->workspace, fixture->ticket, 0, NULL, NULL);

  return ink != NULL ? docket_ink_get_n_strokes (ink) : 0;
}

static void
resize (Fixture *fixture, int width, int height)
{
  const int before = gtk_widget_get_width (GTK_WIDGET (fixture->pad));

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), width, height);
  docket_test_ui_wait_for (gtk_widget_get_width (GTK_WIDGET (fixture->pad)) != before);
  docket_test_ui_settle (GTK_WIDGET (fixture->window));
}

static void
respond (Fixture *fixture, const char *response)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        {
          GtkWidget *entry = adw_message_dialog_get_extra_child (ADW_MESSAGE_DIALOG (window));

          if (entry != NULL)
            gtk_editable_set_text (GTK_EDITABLE (entry), "Shop closed");

          adw_message_dialog_response (ADW_MESSAGE_DIALOG (window), response);
          gtk_window_destroy (window);
          return;
        }
    }

  g_assert_not_reached ();
}

/* --- Tests --------------------------------------------------------------------------------- */

static void
test_save (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DocketTicketDetails) details = NULL;
  const DocketSignature *signature;

  g_assert_false (can_save (fixture));
  draw (fixture, 100, 150);
  g_assert_false (can_save (fixture));
  gtk_editable_set_text (get_name (fixture), " Marie Dubois ");
  g_assert_true (can_save (fixture));
  docket_test_ui_settle (GTK_WIDGET (fixture->window));
  docket_test_ui_shot (GTK_WIDGET (fixture->window), "signature");

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "sign.undo", NULL);
  g_assert_false (can_save (fixture));
  draw (fixture, 100, 150);
  draw (fixture, 300, 150);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "sign.save", NULL);
  docket_test_ui_wait_for (fixture->window == NULL);

  details = load (fixture);
  g_assert_cmpuint (details->signatures->len, ==, 1);
  g_assert_cmpuint (details->attachments->len, ==, 1);
  signature = g_ptr_array_index (details->signatures, 0);
  g_assert_cmpstr (signature->signer, ==, "Marie Dubois");
  g_assert_cmpuint (count_kept (fixture), ==, 0);
}

/* Failure 9: a signature is displaced. */
static void
test_resize_while_signing (Fixture *fixture, gconstpointer data)
{
  const DocketInkPoint *points;
  guint n_points;

  happen (fixture, DOCKET_INK_EVENT_DOWN, DOCKET_INK_TOOL_FINGER, 100, 150);

  for (int i = 1; i < 20; i++)
    happen (fixture, DOCKET_INK_EVENT_MOVE, DOCKET_INK_TOOL_FINGER, 100 + i * 4, 150);

  resize (fixture, 560, 420);

  for (int i = 20; i < 40; i++)
    happen (fixture, DOCKET_INK_EVENT_MOVE, DOCKET_INK_TOOL_FINGER, 100 + i * 4, 150);

  happen (fixture, DOCKET_INK_EVENT_UP, DOCKET_INK_TOOL_FINGER, 260, 150);
  g_assert_cmpuint (count_strokes (fixture), ==, 1);
  points = docket_ink_get_stroke (docket_ink_pad_get_ink (fixture->pad), 0, &n_points);
  g_assert_cmpuint (n_points, ==, 41);

  for (guint i = 1; i < n_points; i++)
    g_assert_cmpfloat (hypot (points[i].x - points[i - 1].x, points[i].y - points[i - 1].y), <, 5);
}

/* Turned by a quarter: all that was written is on the pad, and what follows is where the hand is.
 */
static void
test_turn (Fixture *fixture, gconstpointer data)
{
  DocketInk *ink = docket_ink_pad_get_ink (fixture->pad);
  DocketInkRect bounds;
  DocketInkRect corners;
  guint n_points;

  draw (fixture, 40, 100);
  draw (fixture, 700, 300);
  g_assert_true (docket_ink_get_bounds (ink, &bounds));
  resize (fixture, 400, 800);
  docket_test_ui_shot (GTK_WIDGET (fixture->window), "signature-turned");
  g_assert_cmpuint (count_strokes (fixture), ==, 2);

  happen (fixture, DOCKET_INK_EVENT_DOWN, DOCKET_INK_TOOL_FINGER, 0, 0);
  happen (fixture, DOCKET_INK_EVENT_UP, DOCKET_INK_TOOL_FINGER, 0, 0);
  happen (fixture,
          DOCKET_INK_EVENT_DOWN,
          DOCKET_INK_TOOL_FINGER,
          gtk_widget_get_width (GTK_WIDGET (fixture->pad)),
          gtk_widget_get_height (GTK_WIDGET (fixture->pad)));
  happen (fixture,
          DOCKET_INK_EVENT_UP,
          DOCKET_INK_TOOL_FINGER,
          gtk_widget_get_width (GTK_WIDGET (fixture->pad)),
          gtk_widget_get_height (GTK_WIDGET (fixture->pad)));
  corners.x0 = docket_ink_get_stroke (ink, 2, &n_points)->x;
  corners.y0 = docket_ink_get_stroke (ink, 2, &n_points)->y;
  corners.x1 = docket_ink_get_stroke (ink, 3, &n_points)->x;
  corners.y1 = docket_ink_get_stroke (ink, 3, &n_points)->y;
  g_assert_cmpfloat (corners.x0, <=, bounds.x0);
  g_assert_cmpfloat (corners.y0, <=, bounds.y0);
  g_assert_cmpfloat (corners.x1, >=, bounds.x1);
  g_assert_cmpfloat (corners.y1, >=, bounds.y1);
}

static void
test_palm (Fixture *fixture, gconstpointer data)
{
  happen (fixture, DOCKET_INK_EVENT_DOWN, DOCKET_INK_TOOL_FINGER, 300, 250);
  happen (fixture, DOCKET_INK_EVENT_MOVE, DOCKET_INK_TOOL_FINGER, 310, 250);
  happen (fixture, DOCKET_INK_EVENT_DOWN, DOCKET_INK_TOOL_PEN, 100, 100);
  happen (fixture, DOCKET_INK_EVENT_MOVE, DOCKET_INK_TOOL_FINGER, 330, 250);
  happen (fixture, DOCKET_INK_EVENT_MOVE, DOCKET_INK_TOOL_PEN, 120, 100);
  happen (fixture, DOCKET_INK_EVENT_UP, DOCKET_INK_TOOL_PEN, 140, 100);
  g_assert_cmpuint (count_strokes (fixture), ==, 1);
  docket_test_ui_wait_for (count_kept (fixture) == 1);
}

/* Failure 9: a signature is gone. The window goes without a word, as when the program is killed. */
static void
test_offered_again (Fixture *fixture, gconstpointer data)
{
  for (int i = 0; i < 3; i++)
    draw (fixture, 100 + i * 120, 150);

  docket_test_ui_wait_for (count_kept (fixture) == 3);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  docket_test_ui_wait_for (fixture->window == NULL);

  show_pad (fixture);
  docket_test_ui_wait_for (count_strokes (fixture) == 3);
  g_assert_true (gtk_revealer_get_reveal_child (
    GTK_REVEALER (docket_test_ui_find (GTK_WIDGET (fixture->window), GTK_TYPE_REVEALER, NULL))));

  draw (fixture, 460, 150);
  docket_test_ui_wait_for (count_kept (fixture) == 4);
}

static void
test_discard (Fixture *fixture, gconstpointer data)
{
  draw (fixture, 100, 150);
  docket_test_ui_wait_for (count_kept (fixture) == 1);
  gtk_window_close (GTK_WINDOW (fixture->window));
  respond (fixture, "cancel");
  g_assert_nonnull (fixture->window);
  g_assert_cmpuint (count_strokes (fixture), ==, 1);

  gtk_window_close (GTK_WINDOW (fixture->window));
  respond (fixture, "discard");
  docket_test_ui_wait_for (fixture->window == NULL);
  docket_test_ui_wait_for (count_kept (fixture) == 0);
}

static void
test_absent (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DocketTicketDetails) details = NULL;
  const DocketSignature *signature;

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "sign.absent", NULL);
  respond (fixture, "note");
  docket_test_ui_wait_for (fixture->window == NULL);
  details = load (fixture);
  signature = g_ptr_array_index (details->signatures, 0);
  g_assert_cmpstr (signature->outcome, ==, "absent");
  g_assert_cmpstr (signature->reason, ==, "Shop closed");
  g_assert_null (signature->signer);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/signature/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  docket_test_ui_init (&argc, &argv);
  docket_ui_register_resource ();

  ADD ("save", test_save);
  ADD ("resize-while-signing", test_resize_while_signing);
  ADD ("turn", test_turn);
  ADD ("palm", test_palm);
  ADD ("offered-again", test_offered_again);
  ADD ("discard", test_discard);
  ADD ("absent", test_absent);

  return g_test_run ();
}
