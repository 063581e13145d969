/* A day and a time, typed short or chosen from a calendar.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-instant-row.h"

#include <glib/gi18n.h>

#include "docket-model.h"

/**
 * DocketInstantRow:
 *
 * Keeps the seconds of an instant that nobody touched.
 */
struct _DocketInstantRow
{
  AdwActionRow parent_instance;

  gint64 instant;
  gboolean valid;
  gboolean showing;

  GtkMenuButton *button;
  GtkPopover *popover;
  GtkCalendar *calendar;
  GtkEntry *entry;
};

G_DEFINE_FINAL_TYPE (DocketInstantRow, docket_instant_row, ADW_TYPE_ACTION_ROW)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GDateTime *
to_local (gint64 us)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (us / G_USEC_PER_SEC);

  return utc != NULL ? g_date_time_to_local (utc) : NULL;
}

static void
label_widget (DocketInstantRow *self, GtkWidget *widget, const char *value)
{
  g_autofree char *label =
    /* Translators: what is set, and what it is set to */
    g_strdup_printf (_ ("%s: %s"),
                     adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)),
                     value);

  gtk_accessible_update_property (GTK_ACCESSIBLE (widget),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
}

static void
show_day (DocketInstantRow *self)
{
  g_autoptr (GDateTime) local = to_local (self->instant);
  g_autofree char *day = NULL;

  if (local == NULL)
    return;

  /* Translators: a day beside a time, short, see strftime(3) */
  day = g_date_time_format (local, _ ("%a %-d %b"));
  gtk_menu_button_set_label (self->button, day);
  label_widget (self, GTK_WIDGET (self->button), day);
}

static void
set_valid (DocketInstantRow *self, gboolean valid)
{
  self->valid = valid;

  if (valid)
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");

  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               valid ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE,
                               -1);
}

static void
show_time (DocketInstantRow *self)
{
  g_autoptr (GDateTime) local = to_local (self->instant);
  g_autofree char *time = local != NULL ? g_date_time_format (local, "%H:%M") : NULL;

  self->showing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), time != NULL ? time : "");
  self->showing = FALSE;
  set_valid (self, TRUE);
  label_widget (self, GTK_WIDGET (self->entry), _ ("time of the day"));
}

static void
take (DocketInstantRow *self, gint64 us)
{
  self->instant = us;
  show_day (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
typed_cb (DocketInstantRow *self)
{
  g_autoptr (GTimeZone) zone = NULL;
  gint64 us = 0;

  if (self->showing)
    return;

  zone = g_time_zone_new_local ();
  set_valid (self,
             docket_clock_time_parse (gtk_editable_get_text (GTK_EDITABLE (self->entry)),
                                      zone,
                                      self->instant,
                                      &us));
  take (self, self->valid ? us : self->instant);
}

/* What was typed short is written out. */
static void
left_cb (DocketInstantRow *self)
{
  if (self->valid)
    show_time (self);
}

static void
show_calendar_cb (DocketInstantRow *self)
{
  g_autoptr (GDateTime) local = to_local (self->instant);

  if (local == NULL)
    return;

  self->showing = TRUE;
  gtk_calendar_select_day (self->calendar, local);
  self->showing = FALSE;
}

static void
day_selected_cb (DocketInstantRow *self)
{
  g_autoptr (GDateTime) chosen = NULL;
  g_autoptr (GDateTime) local = NULL;
  g_autoptr (GDateTime) moved = NULL;

  if (self->showing)
    return;

  chosen = gtk_calendar_get_date (self->calendar);
  local = to_local (self->instant);
  moved = g_date_time_new_local (g_date_time_get_year (chosen),
                                 g_date_time_get_month (chosen),
                                 g_date_time_get_day_of_month (chosen),
                                 g_date_time_get_hour (local),
                                 g_date_time_get_minute (local),
                                 g_date_time_get_second (local));
  take (self, g_date_time_to_unix (moved) * G_USEC_PER_SEC);
  gtk_popover_popdown (self->popover);
}

static void
docket_instant_row_class_init (DocketInstantRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  /**
   * DocketInstantRow::changed:
   *
   * The person chose or typed something; see docket_instant_row_is_valid().
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          DOCKET_TYPE_INSTANT_ROW,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-instant-row.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketInstantRow, button);
  gtk_widget_class_bind_template_child (widget_class, DocketInstantRow, popover);
  gtk_widget_class_bind_template_child (widget_class, DocketInstantRow, calendar);
  gtk_widget_class_bind_template_child (widget_class, DocketInstantRow, entry);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, left_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_calendar_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_selected_cb);
}

static void
docket_instant_row_init (DocketInstantRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->valid = TRUE;
}

/**
 * docket_instant_row_get_instant:
 * @self: a row
 *
 * Returns: the instant, microseconds UTC; the last good one while what stands there is none
 */
gint64
docket_instant_row_get_instant (DocketInstantRow *self)
{
  g_return_val_if_fail (DOCKET_IS_INSTANT_ROW (self), 0);

  return self->instant;
}

/**
 * docket_instant_row_set_instant:
 * @self: a row
 * @us: an instant, microseconds UTC
 *
 * Shows an instant.
 */
void
docket_instant_row_set_instant (DocketInstantRow *self, gint64 us)
{
  g_return_if_fail (DOCKET_IS_INSTANT_ROW (self));

  self->instant = us;
  show_day (self);
  show_time (self);
}

/**
 * docket_instant_row_is_valid:
 * @self: a row
 *
 * Returns: whether what stands there is a time
 */
gboolean
docket_instant_row_is_valid (DocketInstantRow *self)
{
  g_return_val_if_fail (DOCKET_IS_INSTANT_ROW (self), FALSE);

  return self->valid;
}

/**
 * docket_instant_row_get_entry:
 * @self: a row
 *
 * Returns: (transfer none): where the time is typed
 */
GtkEntry *
docket_instant_row_get_entry (DocketInstantRow *self)
{
  g_return_val_if_fail (DOCKET_IS_INSTANT_ROW (self), NULL);

  return self->entry;
}
