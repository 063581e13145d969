/* The preferences of a workspace: a page for each concern.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-preferences-window.h"

#include "docket-preferences-general.h"
#include "docket-preferences-report.h"
#include "docket-preferences-time.h"
#include "docket-toast.h"

#define DEFAULT_WIDTH 600
#define DEFAULT_HEIGHT 560

struct _DocketPreferencesWindow
{
  AdwPreferencesWindow parent_instance;
};

G_DEFINE_FINAL_TYPE (DocketPreferencesWindow,
                     docket_preferences_window,
                     ADW_TYPE_PREFERENCES_WINDOW)

/* In the order in which they are shown. */
static AdwPreferencesPage *(*const pages[]) (DocketWorkspace *workspace) = {
  docket_preferences_general_new,
  docket_preferences_time_new,
  docket_preferences_report_new,
};

static void
docket_preferences_window_class_init (DocketPreferencesWindowClass *klass)
{
}

static void
docket_preferences_window_init (DocketPreferencesWindow *self)
{
}

/* No wider than the window that asks for it. */
static void
choose_size (DocketPreferencesWindow *self, GtkWindow *parent)
{
  const int parent_width = parent != NULL ? gtk_widget_get_width (GTK_WIDGET (parent)) : 0;
  const int width = parent_width > 0 ? MIN (DEFAULT_WIDTH, parent_width) : DEFAULT_WIDTH;

  gtk_window_set_default_size (GTK_WINDOW (self), width, DEFAULT_HEIGHT);
}

/**
 * docket_preferences_window_new:
 * @parent: (nullable): the window that asks for it
 * @workspace: whose preferences they are
 *
 * Returns: (transfer none): the preferences; present them
 */
GtkWidget *
docket_preferences_window_new (GtkWindow *parent, DocketWorkspace *workspace)
{
  DocketPreferencesWindow *self = NULL;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (DOCKET_TYPE_PREFERENCES_WINDOW,
                       "transient-for",
                       parent,
                       "modal",
                       TRUE,
                       "search-enabled",
                       TRUE,
                       NULL);
  choose_size (self, parent);

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    adw_preferences_window_add (ADW_PREFERENCES_WINDOW (self), pages[i](workspace));

  return GTK_WIDGET (self);
}

/**
 * docket_preferences_window_show_problem:
 * @row: a widget in the preferences
 * @sentence: why a choice could not be kept
 *
 * Says it in the window.
 */
void
docket_preferences_window_show_problem (GtkWidget *row, const char *sentence)
{
  GtkWidget *window;

  g_return_if_fail (GTK_IS_WIDGET (row));

  window = gtk_widget_get_ancestor (row, DOCKET_TYPE_PREFERENCES_WINDOW);

  if (window != NULL)
    adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (window), docket_toast_new (sentence));
}
