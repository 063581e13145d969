/* What a window remembers, and nothing that would be missed.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-settings.h"

#define SCHEMA_ID "app.docket.Docket"
#define WORKSPACE_SCHEMA_ID "app.docket.Docket.workspace"
#define WORKSPACE_PATH "/app/docket/Docket/workspace/"

/* g_settings_new() ends the process when the schema is not installed; without one nothing is
 * remembered. */
static GSettings *
open_settings (const char *schema_id, const char *path)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema =
    source != NULL ? g_settings_schema_source_lookup (source, schema_id, TRUE) : NULL;

  if (schema == NULL)
    {
      g_debug ("The schema %s is not installed: nothing is remembered", schema_id);
      return NULL;
    }

  return g_settings_new_full (schema, NULL, path);
}

static GSettings *
open_workspace_settings (const char *workspace)
{
  g_autofree char *path = g_strconcat (WORKSPACE_PATH, workspace, "/", NULL);

  return open_settings (WORKSPACE_SCHEMA_ID, path);
}

static char *
dup_string (GSettings *settings, const char *key)
{
  g_autofree char *value = settings != NULL ? g_settings_get_string (settings, key) : NULL;

  return value != NULL && *value != '\0' ? g_steal_pointer (&value) : NULL;
}

/**
 * docket_settings_restore_window:
 * @window: a window that is not shown yet
 *
 * Gives a window the size it had last.
 */
void
docket_settings_restore_window (GtkWindow *window)
{
  g_autoptr (GSettings) settings = open_settings (SCHEMA_ID, NULL);

  g_return_if_fail (GTK_IS_WINDOW (window));

  if (settings == NULL)
    return;

  gtk_window_set_default_size (window,
                               g_settings_get_int (settings, "width"),
                               g_settings_get_int (settings, "height"));

  if (g_settings_get_boolean (settings, "maximized"))
    gtk_window_maximize (window);
}

/**
 * docket_settings_save_window:
 * @window: a window about to be closed
 */
void
docket_settings_save_window (GtkWindow *window)
{
  g_autoptr (GSettings) settings = open_settings (SCHEMA_ID, NULL);
  int width, height;

  g_return_if_fail (GTK_IS_WINDOW (window));

  if (settings == NULL)
    return;

  gtk_window_get_default_size (window, &width, &height);
  g_settings_set_boolean (settings, "maximized", gtk_window_is_maximized (window));

  if (width > 0 && height > 0 && !gtk_window_is_maximized (window))
    {
      g_settings_set_int (settings, "width", width);
      g_settings_set_int (settings, "height", height);
    }
}

/**
 * docket_settings_dup_last_workspace:
 *
 * Returns: (transfer full) (nullable): id of the workspace used last
 */
char *
docket_settings_dup_last_workspace (void)
{
  g_autoptr (GSettings) settings = open_settings (SCHEMA_ID, NULL);

  return dup_string (settings, "last-workspace");
}

/**
 * docket_settings_set_last_workspace:
 * @id: (nullable): id of a workspace
 */
void
docket_settings_set_last_workspace (const char *id)
{
  g_autoptr (GSettings) settings = open_settings (SCHEMA_ID, NULL);

  if (settings != NULL)
    g_settings_set_string (settings, "last-workspace", id != NULL ? id : "");
}

/**
 * docket_settings_dup_view:
 * @workspace: id of a workspace
 *
 * Returns: (transfer full) (nullable): id of the view shown last
 */
char *
docket_settings_dup_view (const char *workspace)
{
  g_autoptr (GSettings) settings = open_workspace_settings (workspace);

  return dup_string (settings, "view");
}

/**
 * docket_settings_set_view:
 * @workspace: id of a workspace
 * @view: id of the view shown
 */
void
docket_settings_set_view (const char *workspace, const char *view)
{
  g_autoptr (GSettings) settings = open_workspace_settings (workspace);

  if (settings != NULL)
    g_settings_set_string (settings, "view", view);
}

/**
 * docket_settings_get_ticket:
 * @workspace: id of a workspace
 *
 * Returns: local id of the ticket that was open last; 0: none
 */
gint64
docket_settings_get_ticket (const char *workspace)
{
  g_autoptr (GSettings) settings = open_workspace_settings (workspace);

  return settings != NULL ? g_settings_get_int64 (settings, "ticket") : 0;
}

/**
 * docket_settings_set_ticket:
 * @workspace: id of a workspace
 * @ticket: local id of the ticket that is open; 0: none
 */
void
docket_settings_set_ticket (const char *workspace, gint64 ticket)
{
  g_autoptr (GSettings) settings = open_workspace_settings (workspace);

  if (settings != NULL)
    g_settings_set_int64 (settings, "ticket", ticket);
}

/**
 * docket_settings_dup_filter:
 * @workspace: id of a workspace
 *
 * Returns: (transfer full) (nullable): the filter in use last; %NULL: the view's own
 */
DocketFilter *
docket_settings_dup_filter (const char *workspace)
{
  g_autoptr (GSettings) settings = open_workspace_settings (workspace);
  g_autofree char *text = dup_string (settings, "filter");
  g_autoptr (GError) error = NULL;
  DocketFilter *filter;

  if (text == NULL)
    return NULL;

  filter = docket_filter_from_text (text, &error);

  if (filter == NULL)
    g_debug ("The filter in use last can't be read: %s", error->message);

  return filter;
}

/**
 * docket_settings_set_filter:
 * @workspace: id of a workspace
 * @filter: (nullable): the filter in use; %NULL: the view's own
 */
void
docket_settings_set_filter (const char *workspace, const DocketFilter *filter)
{
  g_autoptr (GSettings) settings = open_workspace_settings (workspace);
  g_autofree char *text = filter != NULL ? docket_filter_to_text (filter) : g_strdup ("");

  if (settings != NULL)
    g_settings_set_string (settings, "filter", text);
}

/**
 * docket_settings_dup_look:
 * @workspace: id of a workspace
 * @view: id of a view
 *
 * Returns: (transfer full) (nullable): how the view shows its tickets; %NULL: nobody changed that
 */
char *
docket_settings_dup_look (const char *workspace, const char *view)
{
  g_autoptr (GSettings) settings = open_workspace_settings (workspace);
  g_autoptr (GVariant) looks = NULL;
  char *look = NULL;

  g_return_val_if_fail (view != NULL, NULL);

  if (settings == NULL)
    return NULL;

  looks = g_settings_get_value (settings, "looks");
  g_variant_lookup (looks, view, "s", &look);

  return look;
}

/**
 * docket_settings_set_look:
 * @workspace: id of a workspace
 * @view: id of a view
 * @look: how the view shows its tickets
 */
void
docket_settings_set_look (const char *workspace, const char *view, const char *look)
{
  g_autoptr (GSettings) settings = open_workspace_settings (workspace);
  g_autoptr (GVariant) looks = NULL;
  GVariantBuilder changed;
  GVariantIter iter;
  const char *other_view, *other_look;

  g_return_if_fail (view != NULL && look != NULL);

  if (settings == NULL)
    return;

  looks = g_settings_get_value (settings, "looks");
  g_variant_builder_init (&changed, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&changed, "{ss}", view, look);
  g_variant_iter_init (&iter, looks);

  while (g_variant_iter_next (&iter, "{&s&s}", &other_view, &other_look))
    if (!g_str_equal (other_view, view))
      g_variant_builder_add (&changed, "{ss}", other_view, other_look);

  g_settings_set_value (settings, "looks", g_variant_builder_end (&changed));
}
