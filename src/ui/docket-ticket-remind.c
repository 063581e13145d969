/* Remind me: lets the ticket shown sleep, says until when, and wakes it.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-ticket-remind.h"

#include <glib/gi18n.h>

#include "docket-format.h"
#include "docket-remind-dialog.h"
#include "docket-remind-edit.h"
#include "docket-remind-time.h"
#include "docket-undo-stack.h"

/* One for a page, as long as the page. */
typedef struct
{
  GtkWidget *bar;
  GtkLabel *until;
} Remind;

/* The ticket that a time is chosen for; by then another one may be shown. */
typedef struct
{
  gint64 ticket;
  gint64 until;
} Asleep;

/* A reminder on its way to the disk. */
typedef struct
{
  DocketTicketPage *page;
  DocketRemindEdit *edit;
  DocketUndoStack *stack; /* NULL where nothing can be undone */
} Request;

static void
request_free (Request *request)
{
  g_object_unref (request->page);
  g_object_unref (request->edit);
  g_clear_object (&request->stack);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

static void
reminded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Request) request = user_data;
  g_autoptr (GError) error = NULL;

  if (docket_remind_edit_apply_finish (request->edit, result, &error))
    {
      docket_undo_stack_push_undoable (request->stack, DOCKET_UNDOABLE (request->edit));
      return;
    }

  docket_undo_stack_forget (request->stack, request->edit);
  docket_ticket_page_show_sentence (request->page, error->message);
}

static void
remind (DocketTicketPage *page, gint64 ticket, gint64 before, gint64 after)
{
  Request *request = g_new0 (Request, 1);

  request->page = g_object_ref (page);
  request->edit =
    docket_remind_edit_new (docket_ticket_page_get_workspace (page), ticket, before, after);
  g_set_object (&request->stack, docket_undo_stack_find (GTK_WIDGET (page)));
  docket_undo_stack_expect (request->stack, request->edit);
  docket_remind_edit_apply_async (request->edit, reminded_cb, request);
}

/* Until when the ticket that is shown sleeps. */
static gint64
get_before (DocketTicketPage *page)
{
  DocketTicketDetails *details = docket_ticket_page_get_details (page);

  return details != NULL ? details->row->remind_at : 0;
}

static gint64
get_now (DocketTicketPage *page)
{
  return docket_clock_get_wall (
    docket_workspace_get_clock (docket_ticket_page_get_workspace (page)));
}

static void
remind_preset (DocketTicketPage *page, DocketRemindPreset preset)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  remind (page,
          docket_ticket_page_get_ticket (page),
          get_before (page),
          docket_remind_get_time (preset, get_now (page), zone));
}

static void
later_today_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  remind_preset (user_data, DOCKET_REMIND_LATER_TODAY);
}

static void
tomorrow_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  remind_preset (user_data, DOCKET_REMIND_TOMORROW);
}

static void
next_week_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  remind_preset (user_data, DOCKET_REMIND_NEXT_WEEK);
}

static void
chosen_cb (DocketTicketPage *page, gint64 at, GtkWidget *dialog)
{
  const Asleep *asleep = g_object_get_data (G_OBJECT (dialog), "docket-asleep");

  remind (page, asleep->ticket, asleep->until, at);
}

static void
choose_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketTicketPage *page = user_data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (page));
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  const gint64 at = docket_remind_get_time (DOCKET_REMIND_TOMORROW, get_now (page), zone);
  const Asleep asleep = { docket_ticket_page_get_ticket (page), get_before (page) };
  GtkWidget *dialog =
    docket_remind_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, at);

  g_object_set_data_full (G_OBJECT (dialog),
                          "docket-asleep",
                          g_memdup2 (&asleep, sizeof asleep),
                          g_free);
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (chosen_cb), page, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
wake_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketTicketPage *page = user_data;

  remind (page, docket_ticket_page_get_ticket (page), get_before (page), 0);
}

static const GActionEntry entries[] = {
  { "remind-later-today", later_today_cb },
  { "remind-tomorrow", tomorrow_cb },
  { "remind-next-week", next_week_cb },
  { "remind-choose", choose_cb },
  { "wake", wake_cb },
};

static void
details_cb (DocketTicketPage *page)
{
  Remind *self = g_object_get_data (G_OBJECT (page), "docket-ticket-remind");
  DocketTicketDetails *details = docket_ticket_page_get_details (page);
  const gboolean asleep = details != NULL && details->row->remind_at != 0;
  GActionMap *map = docket_ticket_page_get_actions (page);

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      GAction *action = g_action_map_lookup_action (map, entries[i].name);

      g_simple_action_set_enabled (G_SIMPLE_ACTION (action),
                                   details != NULL && !details->deleted &&
                                     (asleep || !g_str_equal (entries[i].name, "wake")));
    }

  if (asleep)
    {
      g_autofree char *until = docket_format_asleep (details->row->remind_at, g_get_real_time ());

      gtk_label_set_text (self->until, until);
    }

  gtk_widget_set_visible (self->bar, asleep);
}

static GtkWidget *
new_bar (Remind *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = gtk_image_new_from_icon_name ("weather-clear-night-symbolic");
  GtkWidget *until = gtk_label_new (NULL);
  GtkWidget *wake = gtk_button_new_with_label (C_ ("button", "Wake up"));

  self->until = GTK_LABEL (until);
  gtk_label_set_xalign (self->until, 0);
  gtk_label_set_ellipsize (self->until, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (until, TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (wake), "ticket.wake");
  gtk_widget_add_css_class (wake, "flat");
  gtk_widget_add_css_class (bar, "ticket-bar");
  gtk_box_append (GTK_BOX (bar), icon);
  gtk_box_append (GTK_BOX (bar), until);
  gtk_box_append (GTK_BOX (bar), wake);

  return bar;
}

/**
 * docket_ticket_remind_attach:
 * @page: a page with a workspace
 *
 * Adds what lets a ticket sleep to the group `ticket`, and a bar that says until when.
 */
void
docket_ticket_remind_attach (DocketTicketPage *page)
{
  Remind *self = g_new0 (Remind, 1);

  g_return_if_fail (DOCKET_IS_TICKET_PAGE (page));

  self->bar = new_bar (self);
  docket_ticket_page_add_bar (page, self->bar);
  g_object_set_data_full (G_OBJECT (page), "docket-ticket-remind", self, g_free);
  g_action_map_add_action_entries (docket_ticket_page_get_actions (page),
                                   entries,
                                   G_N_ELEMENTS (entries),
                                   page);
  g_signal_connect (page, "notify::details", G_CALLBACK (details_cb), NULL);
  details_cb (page);
}
