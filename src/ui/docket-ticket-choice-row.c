/* The ticket that something is for; pressed, another can be chosen.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-ticket-choice-row.h"

#include <glib/gi18n.h>

#include "docket-ticket-chooser.h"

struct _DocketTicketChoiceRow
{
  AdwActionRow parent_instance;

  DocketWorkspace *workspace;
};

G_DEFINE_FINAL_TYPE (DocketTicketChoiceRow, docket_ticket_choice_row, ADW_TYPE_ACTION_ROW)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show (DocketTicketChoiceRow *self, const char *number, const char *title)
{
  g_autofree char *text =
    number != NULL ? g_strdup_printf ("#%s %s", number, title) : g_strdup (title);

  gtk_widget_remove_css_class (GTK_WIDGET (self), "problem");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text);
}

static void
chosen_cb (DocketTicketChoiceRow *self, const DocketTicketRow *row)
{
  show (self, row->number, row->title);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, row->id);
}

static void
docket_ticket_choice_row_activate (AdwActionRow *row)
{
  DocketTicketChoiceRow *self = DOCKET_TICKET_CHOICE_ROW (row);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *chooser = docket_ticket_chooser_new (GTK_WINDOW (root), self->workspace);

  g_signal_connect_object (chooser, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (chooser));
}

static void
docket_ticket_choice_row_dispose (GObject *object)
{
  g_clear_object (&DOCKET_TICKET_CHOICE_ROW (object)->workspace);

  G_OBJECT_CLASS (docket_ticket_choice_row_parent_class)->dispose (object);
}

static void
docket_ticket_choice_row_class_init (DocketTicketChoiceRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = docket_ticket_choice_row_dispose;
  ADW_ACTION_ROW_CLASS (klass)->activate = docket_ticket_choice_row_activate;

  /**
   * DocketTicketChoiceRow::chosen:
   * @ticket: local id
   *
   * Another ticket was chosen; the row shows it.
   */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen",
                                         DOCKET_TYPE_TICKET_CHOICE_ROW,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_INT64);
}

static void
docket_ticket_choice_row_init (DocketTicketChoiceRow *self)
{
  AdwActionRow *row = ADW_ACTION_ROW (self);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), C_ ("field", "Ticket"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
  adw_action_row_set_subtitle_lines (row, 2);
  adw_action_row_add_suffix (row, gtk_image_new_from_icon_name ("go-next-symbolic"));
}

/**
 * docket_ticket_choice_row_set:
 * @self: a row
 * @workspace: where tickets are looked for
 * @number: (nullable): the ticket's number
 * @title: (nullable): its title; %NULL: there is none yet
 * @problem: (nullable): what is said while there is none
 *
 * Shows a ticket, or asks for one.
 */
void
docket_ticket_choice_row_set (DocketTicketChoiceRow *self,
                              DocketWorkspace *workspace,
                              const char *number,
                              const char *title,
                              const char *problem)
{
  g_return_if_fail (DOCKET_IS_TICKET_CHOICE_ROW (self));
  g_return_if_fail (DOCKET_IS_WORKSPACE (workspace));
  g_return_if_fail (title != NULL || problem != NULL);

  g_set_object (&self->workspace, workspace);

  if (title != NULL)
    {
      show (self, number, title);
      return;
    }

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), problem);
  gtk_widget_add_css_class (GTK_WIDGET (self), "problem");
}
