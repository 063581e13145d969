/* Keys that are pressed before a new window has the keyboard.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-early-keys.h"

/* What a window hears below until it has the keyboard. */
typedef struct
{
  GtkWindow *window; /* not owned: it has this */
  GtkWidget *below;
  GtkEventController *keys;
  GtkEventController *pointer;
} Early;

static void
stop (Early *early)
{
  if (early->below == NULL)
    return;

  gtk_widget_remove_controller (early->below, early->keys);
  gtk_widget_remove_controller (early->below, early->pointer);
  g_clear_weak_pointer (&early->below);
}

static void
early_free (gpointer data, GClosure *closure)
{
  stop (data);
  g_free (data);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                Early *early)
{
  GtkWidget *focus = gtk_window_get_focus (early->window);

  if (gtk_window_is_active (early->window) || focus == NULL)
    return GDK_EVENT_PROPAGATE;

  return gtk_event_controller_key_forward (controller, focus);
}

/* The person has gone back to the window below. */
static gboolean
event_cb (GtkEventController *controller, GdkEvent *event, Early *early)
{
  const GdkEventType type = gdk_event_get_event_type (event);

  if (type == GDK_BUTTON_PRESS || type == GDK_TOUCH_BEGIN)
    gtk_event_controller_set_propagation_phase (early->keys, GTK_PHASE_NONE);

  return GDK_EVENT_PROPAGATE;
}

static void
start (Early *early, GtkWidget *below)
{
  early->keys = gtk_event_controller_key_new ();
  early->pointer = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (early->keys, GTK_PHASE_CAPTURE);
  gtk_event_controller_set_propagation_phase (early->pointer, GTK_PHASE_CAPTURE);
  g_signal_connect (early->keys, "key-pressed", G_CALLBACK (key_pressed_cb), early);
  g_signal_connect (early->pointer, "event", G_CALLBACK (event_cb), early);
  gtk_widget_add_controller (below, early->keys);
  gtk_widget_add_controller (below, early->pointer);
  g_set_weak_pointer (&early->below, below);
}

/* Below a modal window its own keys are heard by the window itself. */
static void
map_cb (GtkWindow *window, Early *early)
{
  GtkWindow *parent = gtk_window_get_transient_for (window);

  if (early->below == NULL && gtk_window_get_modal (window))
    start (early, GTK_WIDGET (window));
  else if (early->below == NULL && parent != NULL)
    start (early, GTK_WIDGET (parent));
}

static void
active_cb (GtkWindow *window, GParamSpec *pspec, Early *early)
{
  if (gtk_window_is_active (window))
    stop (early);
}

static void
unmap_cb (GtkWindow *window, Early *early)
{
  stop (early);
}

/**
 * docket_early_keys_attach:
 * @window: a window that is about to be shown
 *
 * Who presses the keys of a form and types on at once does not wait for the display to show it.
 * Such keys still come to the window below; they go on to what has the focus here.
 */
void
docket_early_keys_attach (GtkWindow *window)
{
  Early *early = g_new0 (Early, 1);

  g_return_if_fail (GTK_IS_WINDOW (window));

  early->window = window;
  g_signal_connect (window, "notify::is-active", G_CALLBACK (active_cb), early);
  g_signal_connect (window, "unmap", G_CALLBACK (unmap_cb), early);
  g_signal_connect_data (window, "map", G_CALLBACK (map_cb), early, early_free, 0);
}
