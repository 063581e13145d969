/* A day that a filter begins or ends with, chosen from a calendar.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-date-row.h"

#include <glib/gi18n.h>

#include "docket-facet.h"

struct _DocketDateRow
{
  AdwActionRow parent_instance;

  gint64 instant;
  gboolean is_end;
  gboolean showing;

  GtkMenuButton *button;
  GtkPopover *popover;
  GtkCalendar *calendar;
  GtkWidget *clear_button;
};

G_DEFINE_FINAL_TYPE (DocketDateRow, docket_date_row, ADW_TYPE_ACTION_ROW)

enum
{
  PROP_0,
  PROP_IS_END,
  PROP_INSTANT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
show_instant (DocketDateRow *self)
{
  g_autofree char *text = self->instant != 0
                            ? docket_facet_describe_instant (self->instant, self->is_end)
                            : g_strdup (C_ ("date", "Any"));
  g_autofree char *label =
    /* Translators: what is set, and what it is set to */
    g_strdup_printf (_ ("%s: %s"),
                     adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)),
                     text);

  gtk_menu_button_set_label (self->button, text);
  gtk_widget_set_visible (self->clear_button, self->instant != 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
}

/* The calendar begins with the day chosen, or with today. */
static void
show_calendar_cb (DocketDateRow *self)
{
  /* Of an end the day before midnight. */
  const gint64 us =
    self->instant != 0 ? self->instant - (self->is_end ? 1 : 0) : g_get_real_time ();
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  if (local == NULL)
    return;

  self->showing = TRUE;
  gtk_calendar_select_day (self->calendar, local);
  self->showing = FALSE;
}

static void
day_selected_cb (DocketDateRow *self)
{
  g_autoptr (GDateTime) chosen = NULL;
  g_autoptr (GDateTime) day = NULL;
  g_autoptr (GDateTime) midnight = NULL;

  if (self->showing)
    return;

  chosen = gtk_calendar_get_date (self->calendar);
  day = g_date_time_new_local (g_date_time_get_year (chosen),
                               g_date_time_get_month (chosen),
                               g_date_time_get_day_of_month (chosen),
                               0,
                               0,
                               0);
  midnight = self->is_end ? g_date_time_add_days (day, 1) : g_date_time_ref (day);
  docket_date_row_set_instant (self, g_date_time_to_unix (midnight) * G_USEC_PER_SEC);
}

static void
clear_cb (DocketDateRow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->button));
  docket_date_row_set_instant (self, 0);
}

static void
docket_date_row_constructed (GObject *object)
{
  G_OBJECT_CLASS (docket_date_row_parent_class)->constructed (object);

  g_signal_connect (object, "notify::title", G_CALLBACK (show_instant), NULL);
  show_instant (DOCKET_DATE_ROW (object));
}

static void
docket_date_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DocketDateRow *self = DOCKET_DATE_ROW (object);

  switch (prop_id)
    {
    case PROP_IS_END:
      g_value_set_boolean (value, self->is_end);
      break;

    case PROP_INSTANT:
      g_value_set_int64 (value, self->instant);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
docket_date_row_set_property (GObject *object,
                              guint prop_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  DocketDateRow *self = DOCKET_DATE_ROW (object);

  switch (prop_id)
    {
    case PROP_IS_END:
      self->is_end = g_value_get_boolean (value);
      break;

    case PROP_INSTANT:
      docket_date_row_set_instant (self, g_value_get_int64 (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
docket_date_row_class_init (DocketDateRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = docket_date_row_constructed;
  object_class->get_property = docket_date_row_get_property;
  object_class->set_property = docket_date_row_set_property;

  /**
   * DocketDateRow:is-end:
   *
   * Whether a period ends with the day chosen, so that the instant is the midnight after it.
   */
  properties[PROP_IS_END] =
    g_param_spec_boolean ("is-end",
                          NULL,
                          NULL,
                          FALSE,
                          G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  /**
   * DocketDateRow:instant:
   *
   * Where the period begins or ends, in microseconds UTC; 0: nowhere.
   */
  properties[PROP_INSTANT] =
    g_param_spec_int64 ("instant",
                        NULL,
                        NULL,
                        0,
                        G_MAXINT64,
                        0,
                        G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-date-row.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketDateRow, button);
  gtk_widget_class_bind_template_child (widget_class, DocketDateRow, popover);
  gtk_widget_class_bind_template_child (widget_class, DocketDateRow, calendar);
  gtk_widget_class_bind_template_child (widget_class, DocketDateRow, clear_button);
  gtk_widget_class_bind_template_callback (widget_class, show_calendar_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
}

static void
docket_date_row_init (DocketDateRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * docket_date_row_get_instant:
 * @self: a row
 *
 * Returns: where the period begins or ends, in microseconds UTC; 0: nowhere
 */
gint64
docket_date_row_get_instant (DocketDateRow *self)
{
  g_return_val_if_fail (DOCKET_IS_DATE_ROW (self), 0);

  return self->instant;
}

/**
 * docket_date_row_set_instant:
 * @self: a row
 * @us: where the period begins or ends, in microseconds UTC; 0: nowhere
 */
void
docket_date_row_set_instant (DocketDateRow *self, gint64 us)
{
  g_return_if_fail (DOCKET_IS_DATE_ROW (self));

  if (self->instant == us)
    return;

  self->instant = us;
  show_instant (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_INSTANT]);
}
