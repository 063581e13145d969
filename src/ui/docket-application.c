/* The application: one process, its windows and its actions.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-application.h"

#include <glib/gi18n.h>

#include "docket-actions.h"
#include "docket-config.h"
#include "docket-menu-tooltip.h"
#include "docket-ui-resources.h"
#include "docket-window.h"

struct _DocketApplication
{
  AdwApplication parent_instance;

  gboolean sample;
};

G_DEFINE_FINAL_TYPE (DocketApplication, docket_application, ADW_TYPE_APPLICATION)

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  adw_show_about_window (gtk_application_get_active_window (user_data),
                         "application-name",
                         _ ("Docket"),
                         "application-icon",
                         APPLICATION_ID,
                         "version",
                         PACKAGE_VERSION,
                         "developer-name",
                         _ ("The Docket contributors"),
                         "comments",
                         _ ("Tickets at your desk and on site, with or without a network"),
                         "license-type",
                         GTK_LICENSE_GPL_3_0,
                         NULL);
}

/* Each window puts its drafts away when it is closed: those that hang on a main window before it.
 */
static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GList *windows = g_list_copy (gtk_application_get_windows (user_data));

  /* One may take another with it. */
  for (GList *l = windows; l != NULL; l = l->next)
    g_object_ref (l->data);

  for (GList *l = windows; l != NULL; l = l->next)
    if (!DOCKET_IS_WINDOW (l->data))
      gtk_window_close (l->data);

  for (GList *l = windows; l != NULL; l = l->next)
    if (DOCKET_IS_WINDOW (l->data))
      gtk_window_close (l->data);

  g_list_free_full (windows, g_object_unref);
}

static void
map_cb (GtkApplication *application, GtkWindow *window)
{
  if (gtk_window_get_application (window) == NULL)
    gtk_window_set_application (window, application);
}

/* A window that hangs on another does not hear the keys of the application by itself. */
static void
toplevels_changed_cb (GtkApplication *application,
                      guint position,
                      guint n_removed,
                      guint n_added,
                      GListModel *windows)
{
  for (guint i = position; i < position + n_added; i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      g_signal_connect_object (window, "map", G_CALLBACK (map_cb), application, G_CONNECT_SWAPPED);
    }
}

/* The person may be in a dialog, or in a ticket's own window. */
static DocketWindow *
present_window (DocketApplication *self)
{
  GtkWindow *window = NULL;

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (window == NULL && DOCKET_IS_WINDOW (l->data))
      window = l->data;

  if (window == NULL)
    window = GTK_WINDOW (docket_window_new (ADW_APPLICATION (self)));

  gtk_window_present (window);

  return DOCKET_WINDOW (window);
}

/* They come by D-Bus, from a notification's button or from another program: nothing is believed. */
static void
open_ticket (DocketApplication *self, GVariant *parameter, gboolean start_timer)
{
  const char *workspace;
  gint64 ticket;

  g_variant_get (parameter, "(&sx)", &workspace, &ticket);

  if (ticket > 0)
    docket_window_open_ticket (present_window (self), workspace, ticket, start_timer);
}

static void
open_ticket_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  open_ticket (user_data, parameter, FALSE);
}

static void
start_timer_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  open_ticket (user_data, parameter, TRUE);
}

static const GActionEntry actions[] = {
  { "about", about_cb },
  { "quit", quit_cb },
  { "open-ticket", open_ticket_cb, "(sx)" },
  { "start-timer", start_timer_cb, "(sx)" },
};

static void
docket_application_startup (GApplication *application)
{
  guint n_infos;
  const DocketActionInfo *infos = docket_actions_get (&n_infos);

  G_APPLICATION_CLASS (docket_application_parent_class)->startup (application);

  g_action_map_add_action_entries (G_ACTION_MAP (application),
                                   actions,
                                   G_N_ELEMENTS (actions),
                                   application);

  for (guint i = 0; i < n_infos; i++)
    if (infos[i].accel != NULL)
      gtk_application_set_accels_for_action (GTK_APPLICATION (application),
                                             infos[i].action,
                                             (const char *[]){ infos[i].accel, NULL });

  g_signal_connect_object (gtk_window_get_toplevels (),
                           "items-changed",
                           G_CALLBACK (toplevels_changed_cb),
                           application,
                           G_CONNECT_SWAPPED);
  docket_menu_tooltip_init ();
  gtk_window_set_default_icon_name (APPLICATION_ID);
}

static void
docket_application_activate (GApplication *application)
{
  DocketApplication *self = DOCKET_APPLICATION (application);
  DocketWindow *window = present_window (self);

  if (self->sample)
    docket_window_open_sample (window);

  self->sample = FALSE;
}

static int
docket_application_command_line (GApplication *application, GApplicationCommandLine *command_line)
{
  GVariantDict *options = g_application_command_line_get_options_dict (command_line);
  DocketApplication *self = DOCKET_APPLICATION (application);

  self->sample = g_variant_dict_contains (options, "sample");
  g_application_activate (application);

  return 0;
}

static int
docket_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  if (!g_variant_dict_contains (options, "version"))
    return -1;

  g_print ("Docket %s\n", PACKAGE_VERSION);

  return 0;
}

static void
docket_application_class_init (DocketApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = docket_application_startup;
  application_class->activate = docket_application_activate;
  application_class->handle_local_options = docket_application_handle_local_options;
  application_class->command_line = docket_application_command_line;
}

static void
docket_application_init (DocketApplication *self)
{
  static const GOptionEntry options[] = {
    { "sample", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Open the workspace with sample data"), NULL },
    { NULL },
  };

  docket_ui_register_resource ();
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

/**
 * docket_application_new:
 *
 * Returns: (transfer full): the application; run it from the main thread
 */
DocketApplication *
docket_application_new (void)
{
  return g_object_new (DOCKET_TYPE_APPLICATION,
                       "application-id",
                       APPLICATION_ID,
                       "flags",
                       G_APPLICATION_HANDLES_COMMAND_LINE,
                       "resource-base-path",
                       "/app/docket/Docket",
                       NULL);
}
