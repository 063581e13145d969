/* The preferences that are about no feature alone.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-preferences-general.h"

#include <glib/gi18n.h>

#include "docket-preference-choice.h"
#include "docket-preference-switch.h"

struct _DocketPreferencesGeneral
{
  AdwPreferencesPage parent_instance;

  DocketWorkspace *workspace;
  DocketPreferenceChoice *wording_row;
  GtkWidget *files_group;
  DocketPreferenceChoice *budget_row;
};

G_DEFINE_FINAL_TYPE (DocketPreferencesGeneral,
                     docket_preferences_general,
                     ADW_TYPE_PREFERENCES_PAGE)

enum
{
  PROP_WORKSPACE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
docket_preferences_general_get_property (GObject *object,
                                         guint prop_id,
                                         GValue *value,
                                         GParamSpec *pspec)
{
  DocketPreferencesGeneral *self = DOCKET_PREFERENCES_GENERAL (object);

  if (prop_id == PROP_WORKSPACE)
    g_value_set_object (value, self->workspace);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
docket_preferences_general_set_property (GObject *object,
                                         guint prop_id,
                                         const GValue *value,
                                         GParamSpec *pspec)
{
  DocketPreferencesGeneral *self = DOCKET_PREFERENCES_GENERAL (object);

  if (prop_id == PROP_WORKSPACE)
    self->workspace = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
docket_preferences_general_finalize (GObject *object)
{
  g_clear_object (&DOCKET_PREFERENCES_GENERAL (object)->workspace);

  G_OBJECT_CLASS (docket_preferences_general_parent_class)->finalize (object);
}

static void
docket_preferences_general_class_init (DocketPreferencesGeneralClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = docket_preferences_general_get_property;
  object_class->set_property = docket_preferences_general_set_property;
  object_class->finalize = docket_preferences_general_finalize;

  /**
   * DocketPreferencesGeneral:workspace:
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
  gtk_widget_class_set_template_from_resource (
    widget_class,
    "/app/docket/Docket/ui/docket-preferences-general.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketPreferencesGeneral, wording_row);
  gtk_widget_class_bind_template_child (widget_class, DocketPreferencesGeneral, files_group);
  gtk_widget_class_bind_template_child (widget_class, DocketPreferencesGeneral, budget_row);
}

/* In megabytes, as docket-workspace-preferences.h says. */
static void
offer_budgets (DocketPreferencesGeneral *self)
{
  static const char *const values[] = { "100", "", "1000", "2000", "5000", "20000", NULL };
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; values[i] != NULL; i++)
    {
      const guint64 megabytes = *values[i] != '\0' ? g_ascii_strtoull (values[i], NULL, 10) : 500;

      g_ptr_array_add (labels, g_format_size (megabytes * 1000000));
    }

  g_ptr_array_add (labels, NULL);
  docket_preference_choice_set_choices (self->budget_row,
                                        values,
                                        (const char *const *) labels->pdata);
}

static void
docket_preferences_general_init (DocketPreferencesGeneral *self)
{
  const char *values[] = { "", "msp", "it", NULL };
  const char *labels[] = { C_ ("wording", "As the account says"),
                           C_ ("wording", "Customers and contacts"),
                           C_ ("wording", "Sites and users"),
                           NULL };

  gtk_widget_init_template (GTK_WIDGET (self));
  docket_preference_choice_set_choices (self->wording_row, values, labels);
  offer_budgets (self);
}

/**
 * docket_preferences_general_new:
 * @workspace: whose preferences they are
 *
 * Returns: (transfer floating): the page
 */
AdwPreferencesPage *
docket_preferences_general_new (DocketWorkspace *workspace)
{
  DocketPreferencesGeneral *self;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (DOCKET_TYPE_PREFERENCES_GENERAL, "workspace", workspace, NULL);
  gtk_widget_set_visible (self->files_group,
                          docket_workspace_get_kind (workspace) != DOCKET_SERVER_KIND_LOCAL);

  return ADW_PREFERENCES_PAGE (self);
}
