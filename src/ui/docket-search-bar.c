/* What is searched for in the list, as it is typed.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-search-bar.h"

struct _DocketSearchBar
{
  AdwBin parent_instance;

  GtkSearchBar *bar;
  GtkEditable *entry;
};

G_DEFINE_FINAL_TYPE (DocketSearchBar, docket_search_bar, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SEARCHING,
  N_PROPS
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_ACTIVATED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
changed_cb (DocketSearchBar *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
activate_cb (DocketSearchBar *self)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0);
}

static void
mode_changed_cb (DocketSearchBar *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCHING]);
}

/* The list stands below: the arrow goes there. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                gpointer user_data)
{
  GtkWidget *entry = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  GtkWidget *self = gtk_widget_get_ancestor (entry, DOCKET_TYPE_SEARCH_BAR);

  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;

  activate_cb (DOCKET_SEARCH_BAR (self));

  return GDK_EVENT_STOP;
}

static void
docket_search_bar_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DocketSearchBar *self = DOCKET_SEARCH_BAR (object);

  switch (prop_id)
    {
    case PROP_SEARCHING:
      g_value_set_boolean (value, docket_search_bar_is_searching (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
docket_search_bar_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  DocketSearchBar *self = DOCKET_SEARCH_BAR (object);

  switch (prop_id)
    {
    case PROP_SEARCHING:
      if (g_value_get_boolean (value))
        docket_search_bar_start (self);
      else
        docket_search_bar_stop (self);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
docket_search_bar_class_init (DocketSearchBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = docket_search_bar_get_property;
  object_class->set_property = docket_search_bar_set_property;

  /**
   * DocketSearchBar:searching:
   *
   * Whether the bar is shown.
   */
  properties[PROP_SEARCHING] =
    g_param_spec_boolean ("searching",
                          NULL,
                          NULL,
                          FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * DocketSearchBar::changed:
   *
   * Another text is searched for; when the bar goes, none.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          DOCKET_TYPE_SEARCH_BAR,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);

  /**
   * DocketSearchBar::activated:
   *
   * The person wants to go to what was found.
   */
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated",
                                            DOCKET_TYPE_SEARCH_BAR,
                                            G_SIGNAL_RUN_LAST,
                                            0,
                                            NULL,
                                            NULL,
                                            NULL,
                                            G_TYPE_NONE,
                                            0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-search-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketSearchBar, bar);
  gtk_widget_class_bind_template_child (widget_class, DocketSearchBar, entry);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, mode_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
}

static void
docket_search_bar_init (DocketSearchBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->bar, self->entry);
}

/**
 * docket_search_bar_get_text:
 * @self: a search bar
 *
 * Returns: (transfer none): what is searched for; empty for nothing
 */
const char *
docket_search_bar_get_text (DocketSearchBar *self)
{
  g_return_val_if_fail (DOCKET_IS_SEARCH_BAR (self), "");

  return gtk_editable_get_text (self->entry);
}

/**
 * docket_search_bar_set_key_capture_widget:
 * @self: a search bar
 * @widget: typing in it begins a search
 */
void
docket_search_bar_set_key_capture_widget (DocketSearchBar *self, GtkWidget *widget)
{
  g_return_if_fail (DOCKET_IS_SEARCH_BAR (self));

  gtk_search_bar_set_key_capture_widget (self->bar, widget);
}

/**
 * docket_search_bar_start:
 * @self: a search bar
 *
 * Shows the bar; what stands in it is selected.
 */
void
docket_search_bar_start (DocketSearchBar *self)
{
  g_return_if_fail (DOCKET_IS_SEARCH_BAR (self));

  gtk_search_bar_set_search_mode (self->bar, TRUE);
  gtk_widget_realize (GTK_WIDGET (gtk_editable_get_delegate (self->entry)));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (self->entry, 0, -1);
}

/**
 * docket_search_bar_stop:
 * @self: a search bar
 *
 * Hides the bar: nothing is searched for.
 */
void
docket_search_bar_stop (DocketSearchBar *self)
{
  g_return_if_fail (DOCKET_IS_SEARCH_BAR (self));

  gtk_search_bar_set_search_mode (self->bar, FALSE);
}

/**
 * docket_search_bar_is_searching:
 * @self: a search bar
 *
 * Returns: whether the bar is shown
 */
gboolean
docket_search_bar_is_searching (DocketSearchBar *self)
{
  g_return_val_if_fail (DOCKET_IS_SEARCH_BAR (self), FALSE);

  return gtk_search_bar_get_search_mode (self->bar);
}
