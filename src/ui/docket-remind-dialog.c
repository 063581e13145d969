/* Asks for the date and time when a ticket comes back.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-remind-dialog.h"

#include <glib/gi18n.h>

#define RESPONSE_CANCEL "cancel"
#define RESPONSE_REMIND "remind"

/* What the margins of a dialog leave of 360 pixels. */
#define MAX_CALENDAR_WIDTH 290

struct _DocketRemindDialog
{
  AdwMessageDialog parent_instance;

  GtkCalendar *calendar;
  GtkSpinButton *hour;
  GtkSpinButton *minute;
};

G_DEFINE_FINAL_TYPE (DocketRemindDialog, docket_remind_dialog, ADW_TYPE_MESSAGE_DIALOG)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gint64
get_time (DocketRemindDialog *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);
  g_autoptr (GDateTime) at = g_date_time_new_local (g_date_time_get_year (day),
                                                    g_date_time_get_month (day),
                                                    g_date_time_get_day_of_month (day),
                                                    gtk_spin_button_get_value_as_int (self->hour),
                                                    gtk_spin_button_get_value_as_int (self->minute),
                                                    0);

  return at != NULL ? g_date_time_to_unix (at) * G_USEC_PER_SEC : 0;
}

/* A time that is past can't be chosen. */
static void
changed_cb (DocketRemindDialog *self)
{
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (self),
                                           RESPONSE_REMIND,
                                           get_time (self) > g_get_real_time ());
}

static gboolean
output_cb (GtkSpinButton *button)
{
  g_autofree char *text = g_strdup_printf ("%02d", gtk_spin_button_get_value_as_int (button));

  if (!g_str_equal (text, gtk_editable_get_text (GTK_EDITABLE (button))))
    gtk_editable_set_text (GTK_EDITABLE (button), text);

  return TRUE;
}

static void
docket_remind_dialog_response (AdwMessageDialog *dialog, const char *response)
{
  DocketRemindDialog *self = DOCKET_REMIND_DIALOG (dialog);

  if (g_str_equal (response, RESPONSE_REMIND))
    {
      gtk_spin_button_update (self->hour);
      gtk_spin_button_update (self->minute);
      g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, get_time (self));
    }
}

/* A month is as wide as seven days and can't fold. */
static void
fit_calendar (DocketRemindDialog *self)
{
  int width;

  gtk_widget_measure (GTK_WIDGET (self->calendar),
                      GTK_ORIENTATION_HORIZONTAL,
                      -1,
                      &width,
                      NULL,
                      NULL,
                      NULL);

  if (width > MAX_CALENDAR_WIDTH)
    gtk_widget_add_css_class (GTK_WIDGET (self->calendar), "small-calendar");
}

static void
docket_remind_dialog_map (GtkWidget *widget)
{
  fit_calendar (DOCKET_REMIND_DIALOG (widget));
  GTK_WIDGET_CLASS (docket_remind_dialog_parent_class)->map (widget);
}

static void
docket_remind_dialog_class_init (DocketRemindDialogClass *klass)
{
  ADW_MESSAGE_DIALOG_CLASS (klass)->response = docket_remind_dialog_response;
  GTK_WIDGET_CLASS (klass)->map = docket_remind_dialog_map;

  /**
   * DocketRemindDialog::chosen:
   * @at: microseconds UTC
   *
   * The person chose a time.
   */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen",
                                         DOCKET_TYPE_REMIND_DIALOG,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_INT64);
}

static GtkSpinButton *
new_spin (DocketRemindDialog *self, double max, double step, const char *label)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (0, max, step);

  gtk_spin_button_set_wrap (GTK_SPIN_BUTTON (spin), TRUE);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (spin), GTK_ORIENTATION_VERTICAL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect (spin, "output", G_CALLBACK (output_cb), NULL);
  g_signal_connect_object (spin, "value-changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);

  return GTK_SPIN_BUTTON (spin);
}

static void
docket_remind_dialog_init (DocketRemindDialog *self)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (self);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *time = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  self->hour = new_spin (self, 23, 1, C_ ("time", "Hour"));
  self->minute = new_spin (self, 59, 5, C_ ("time", "Minute"));
  gtk_widget_set_halign (time, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (time), GTK_WIDGET (self->hour));
  gtk_box_append (GTK_BOX (time), gtk_label_new (":"));
  gtk_box_append (GTK_BOX (time), GTK_WIDGET (self->minute));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->calendar));
  gtk_box_append (GTK_BOX (box), time);
  adw_message_dialog_set_heading (dialog, _ ("Remind Me"));
  adw_message_dialog_set_body (dialog,
                               _ ("The ticket sleeps until then, or until somebody writes."));
  adw_message_dialog_set_extra_child (dialog, box);
  adw_message_dialog_add_responses (dialog,
                                    RESPONSE_CANCEL,
                                    C_ ("button", "Cancel"),
                                    RESPONSE_REMIND,
                                    C_ ("button", "Remind Me"),
                                    NULL);
  adw_message_dialog_set_response_appearance (dialog, RESPONSE_REMIND, ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, RESPONSE_REMIND);
  adw_message_dialog_set_close_response (dialog, RESPONSE_CANCEL);
  g_signal_connect_object (self->calendar,
                           "day-selected",
                           G_CALLBACK (changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

/**
 * docket_remind_dialog_new:
 * @parent: (nullable): the window that asks
 * @at: the time that is offered, microseconds UTC
 *
 * Returns: (transfer none): a dialog; present it
 */
GtkWidget *
docket_remind_dialog_new (GtkWindow *parent, gint64 at)
{
  DocketRemindDialog *self =
    g_object_new (DOCKET_TYPE_REMIND_DIALOG, "transient-for", parent, "modal", TRUE, NULL);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (at / G_USEC_PER_SEC);

  gtk_calendar_select_day (self->calendar, time);
  gtk_spin_button_set_value (self->hour, g_date_time_get_hour (time));
  gtk_spin_button_set_value (self->minute, g_date_time_get_minute (time));
  changed_cb (self);

  return GTK_WIDGET (self);
}
