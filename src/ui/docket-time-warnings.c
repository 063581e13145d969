/* What is odd about a time entry, each with a button that puts it right.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-time-warnings.h"

#include <glib/gi18n.h>

#include "docket-format.h"

static void
add (GtkBox *box, const char *sentence, const char *fix, gint64 start_at, gint64 end_at)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  GtkWidget *label = gtk_label_new (sentence);
  GtkWidget *button = NULL;

  gtk_widget_add_css_class (icon, "problem");
  gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), label);

  if (fix != NULL)
    {
      button = gtk_button_new_with_label (fix);
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "time.set-times");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(xx)", start_at, end_at);
      gtk_box_append (GTK_BOX (line), button);
    }

  gtk_box_append (box, line);
}

static char *
format_time (gint64 us)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_local (utc);

  return g_date_time_format (local, "%H:%M");
}

/* A day later by the calendar, also in the nights when the clocks change. */
static gint64
add_days (gint64 us, int days)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_local (utc);
  g_autoptr (GDateTime) moved = g_date_time_add_days (local, days);

  return g_date_time_to_unix (moved) * G_USEC_PER_SEC;
}

static void
add_order (GtkBox *box, const DocketTimeEntry *entry)
{
  const gint64 next_day = add_days (entry->end_at, 1);
  const gboolean helps =
    next_day > entry->start_at && next_day - entry->start_at <= DOCKET_TIME_LONG_US;

  add (box,
       _ ("The end is not after the start."),
       helps ? _ ("Ends the next day") : NULL,
       entry->start_at,
       next_day);
}

static void
add_long (GtkBox *box, const DocketTimeEntry *entry)
{
  g_autofree char *length = docket_format_hours (entry->end_at - entry->start_at);
  /* Translators: %s is a duration, such as "26 h 15" */
  g_autofree char *sentence = g_strdup_printf (_ ("%s is more than a day."), length);
  const gint64 end_at =
    add_days (entry->end_at, -(int) ((entry->end_at - entry->start_at) / G_TIME_SPAN_DAY));

  add (box,
       sentence,
       end_at > entry->start_at ? _ ("Ends within a day") : NULL,
       entry->start_at,
       end_at);
}

static void
add_overlap (GtkBox *box, const DocketTimeEntry *entry, const DocketTimeEntry *with)
{
  g_autofree char *from = format_time (with->start_at);
  g_autofree char *to = format_time (with->end_at);
  g_autofree char *name = with->ticket_number != NULL ? g_strdup_printf ("#%s", with->ticket_number)
                                                      : g_strdup (with->ticket_title);
  /* Translators: a ticket's number or title, then two times of the day */
  g_autofree char *sentence =
    g_strdup_printf (_ ("Overlaps the entry on %s from %s to %s."), name, from, to);
  g_autofree char *fix = NULL;

  if (with->end_at < entry->end_at)
    {
      /* Translators: %s is a time of the day */
      fix = g_strdup_printf (_ ("Start at %s"), to);
      add (box, sentence, fix, with->end_at, entry->end_at);
    }
  else if (with->start_at > entry->start_at)
    {
      /* Translators: %s is a time of the day */
      fix = g_strdup_printf (_ ("End at %s"), from);
      add (box, sentence, fix, entry->start_at, with->start_at);
    }
  else
    {
      add (box, sentence, NULL, 0, 0);
    }
}

static void
add_away (GtkBox *box, const DocketTimeEntry *entry, gint64 away_us)
{
  g_autofree char *away = docket_format_hours (away_us);
  /* Translators: %s is a duration, such as "14 h 02" */
  g_autofree char *sentence = g_strdup_printf (_ ("%s of it you were away."), away);

  add (box,
       sentence,
       entry->end_at - away_us > entry->start_at ? _ ("Leave out") : NULL,
       entry->start_at,
       entry->end_at - away_us);
}

/**
 * docket_time_warnings_show:
 * @box: where they stand, in a window with the action `time.set-times`
 * @entry: a time entry
 * @problems: what docket_time_check() found
 * @with: (nullable): the entry that it overlaps
 * @away_us: how much of it nobody knows whether it was worked
 *
 * Shows what is to be pointed out.
 */
void
docket_time_warnings_show (GtkBox *box,
                           const DocketTimeEntry *entry,
                           guint problems,
                           const DocketTimeEntry *with,
                           gint64 away_us)
{
  GtkWidget *child;

  g_return_if_fail (GTK_IS_BOX (box));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);

  if ((problems & DOCKET_TIME_ENDS_BEFORE_START) != 0)
    add_order (box, entry);

  if (away_us > 0)
    add_away (box, entry, away_us);

  if ((problems & DOCKET_TIME_IS_LONG) != 0)
    add_long (box, entry);

  if ((problems & DOCKET_TIME_OVERLAPS) != 0 && with != NULL)
    add_overlap (box, entry, with);

  gtk_widget_set_visible (GTK_WIDGET (box), gtk_widget_get_first_child (GTK_WIDGET (box)) != NULL);
}
