/* A row with a yes or no of the preferences.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-preference-switch.h"

#include "docket-preferences-window.h"
#include "docket-workspace-preferences.h"

struct _DocketPreferenceSwitch
{
  AdwActionRow parent_instance;

  DocketWorkspace *workspace;
  char *key;
  gboolean fallback;
  gboolean showing;
  GtkSwitch *toggle;
};

G_DEFINE_FINAL_TYPE (DocketPreferenceSwitch, docket_preference_switch, ADW_TYPE_ACTION_ROW)

enum
{
  PROP_WORKSPACE = 1,
  PROP_KEY,
  PROP_FALLBACK,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
show (DocketPreferenceSwitch *self)
{
  if (self->workspace == NULL || self->key == NULL)
    return;

  self->showing = TRUE;
  gtk_switch_set_active (
    self->toggle,
    docket_workspace_get_preference_boolean (self->workspace, self->key, self->fallback));
  self->showing = FALSE;
}

static void
changed_cb (DocketPreferenceSwitch *self)
{
  show (self);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketPreferenceSwitch) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!docket_workspace_set_preference_finish (DOCKET_WORKSPACE (source), result, &error))
    {
      docket_preferences_window_show_problem (GTK_WIDGET (self), error->message);
      show (self);
    }
}

static void
toggled_cb (DocketPreferenceSwitch *self)
{
  if (self->showing || self->workspace == NULL)
    return;

  docket_workspace_set_preference_async (self->workspace,
                                         self->key,
                                         gtk_switch_get_active (self->toggle) ? "true" : "false",
                                         saved_cb,
                                         g_object_ref (self));
}

static void
set_workspace (DocketPreferenceSwitch *self, DocketWorkspace *workspace)
{
  if (workspace == NULL || workspace == self->workspace)
    return;

  g_return_if_fail (self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

static void
docket_preference_switch_set_property (GObject *object,
                                       guint prop_id,
                                       const GValue *value,
                                       GParamSpec *pspec)
{
  DocketPreferenceSwitch *self = DOCKET_PREFERENCE_SWITCH (object);

  switch (prop_id)
    {
    case PROP_WORKSPACE:
      set_workspace (self, g_value_get_object (value));
      break;
    case PROP_KEY:
      g_free (self->key);
      self->key = g_value_dup_string (value);
      break;
    case PROP_FALLBACK:
      self->fallback = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      return;
    }

  show (self);
}

static void
docket_preference_switch_finalize (GObject *object)
{
  DocketPreferenceSwitch *self = DOCKET_PREFERENCE_SWITCH (object);

  g_clear_object (&self->workspace);
  g_free (self->key);

  G_OBJECT_CLASS (docket_preference_switch_parent_class)->finalize (object);
}

static void
docket_preference_switch_class_init (DocketPreferenceSwitchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = docket_preference_switch_set_property;
  object_class->finalize = docket_preference_switch_finalize;

  /**
   * DocketPreferenceSwitch:workspace:
   *
   * Whose preference it is.
   */
  properties[PROP_WORKSPACE] = g_param_spec_object ("workspace",
                                                    NULL,
                                                    NULL,
                                                    DOCKET_TYPE_WORKSPACE,
                                                    G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);

  /**
   * DocketPreferenceSwitch:key:
   *
   * Which preference it is.
   */
  properties[PROP_KEY] =
    g_param_spec_string ("key", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);

  /**
   * DocketPreferenceSwitch:fallback:
   *
   * What it shows as long as nothing was chosen.
   */
  properties[PROP_FALLBACK] =
    g_param_spec_boolean ("fallback", NULL, NULL, FALSE, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
docket_preference_switch_init (DocketPreferenceSwitch *self)
{
  GtkWidget *toggle = gtk_switch_new ();

  self->toggle = GTK_SWITCH (toggle);
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), toggle);
  g_signal_connect_object (toggle,
                           "notify::active",
                           G_CALLBACK (toggled_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

/**
 * docket_preference_switch_get_switch:
 * @self: a row
 *
 * Returns: (transfer none): what is switched
 */
GtkSwitch *
docket_preference_switch_get_switch (DocketPreferenceSwitch *self)
{
  g_return_val_if_fail (DOCKET_IS_PREFERENCE_SWITCH (self), NULL);

  return self->toggle;
}
