/* The preferences of time and timers.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-preferences-time.h"

#include <glib/gi18n.h>

#include "docket-preference-choice.h"
#include "docket-preference-switch.h"

struct _DocketPreferencesTime
{
  AdwPreferencesPage parent_instance;

  DocketWorkspace *workspace;
  DocketPreferenceChoice *rounding_row;
};

G_DEFINE_FINAL_TYPE (DocketPreferencesTime, docket_preferences_time, ADW_TYPE_PREFERENCES_PAGE)

enum
{
  PROP_WORKSPACE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
docket_preferences_time_get_property (GObject *object,
                                      guint prop_id,
                                      GValue *value,
                                      GParamSpec *pspec)
{
  DocketPreferencesTime *self = DOCKET_PREFERENCES_TIME (object);

  if (prop_id == PROP_WORKSPACE)
    g_value_set_object (value, self->workspace);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
docket_preferences_time_set_property (GObject *object,
                                      guint prop_id,
                                      const GValue *value,
                                      GParamSpec *pspec)
{
  DocketPreferencesTime *self = DOCKET_PREFERENCES_TIME (object);

  if (prop_id == PROP_WORKSPACE)
    self->workspace = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
docket_preferences_time_finalize (GObject *object)
{
  g_clear_object (&DOCKET_PREFERENCES_TIME (object)->workspace);

  G_OBJECT_CLASS (docket_preferences_time_parent_class)->finalize (object);
}

static void
docket_preferences_time_class_init (DocketPreferencesTimeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = docket_preferences_time_get_property;
  object_class->set_property = docket_preferences_time_set_property;
  object_class->finalize = docket_preferences_time_finalize;

  /**
   * DocketPreferencesTime:workspace:
   *
   * Whose preferences they are.
   */
  properties[PROP_WORKSPACE] =
    g_param_spec_object ("workspace",
                         NULL,
                         NULL,
                         DOCKET_TYPE_WORKSPACE,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (DOCKET_TYPE_PREFERENCE_CHOICE);
  g_type_ensure (DOCKET_TYPE_PREFERENCE_SWITCH);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-preferences-time.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketPreferencesTime, rounding_row);
}

static void
docket_preferences_time_init (DocketPreferencesTime *self)
{
  const char *values[] = { "", "5", "6", "10", "15", "30", NULL };
  const char *labels[] = { C_ ("rounding", "Not at all"),
                           C_ ("rounding", "To 5 minutes"),
                           C_ ("rounding", "To 6 minutes"),
                           C_ ("rounding", "To 10 minutes"),
                           C_ ("rounding", "To 15 minutes"),
                           C_ ("rounding", "To 30 minutes"),
                           NULL };

  gtk_widget_init_template (GTK_WIDGET (self));
  docket_preference_choice_set_choices (self->rounding_row, values, labels);
}

/**
 * docket_preferences_time_new:
 * @workspace: whose preferences they are
 *
 * Returns: (transfer floating): the page
 */
AdwPreferencesPage *
docket_preferences_time_new (DocketWorkspace *workspace)
{
  g_return_val_if_fail (DOCKET_IS_WORKSPACE (workspace), NULL);

  return g_object_new (DOCKET_TYPE_PREFERENCES_TIME, "workspace", workspace, NULL);
}
