/* A row with one of a few things of the preferences.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-preference-choice.h"

#include "docket-preferences-window.h"
#include "docket-workspace-preferences.h"

struct _DocketPreferenceChoice
{
  AdwComboRow parent_instance;

  DocketWorkspace *workspace;
  char *key;
  GStrv values; /* an empty one: nothing is chosen */
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (DocketPreferenceChoice, docket_preference_choice, ADW_TYPE_COMBO_ROW)

enum
{
  PROP_WORKSPACE = 1,
  PROP_KEY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* What isn't among the choices, from a newer program, shows as the first of them. */
static void
show (DocketPreferenceChoice *self)
{
  g_autofree char *value = NULL;
  guint selected = 0;

  if (self->workspace == NULL || self->key == NULL || self->values == NULL)
    return;

  value = docket_workspace_get_preference (self->workspace, self->key);

  for (guint i = 0; self->values[i] != NULL; i++)
    if (g_str_equal (self->values[i], value != NULL ? value : ""))
      selected = i;

  self->showing = TRUE;
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), selected);
  self->showing = FALSE;
}

static void
changed_cb (DocketPreferenceChoice *self)
{
  show (self);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketPreferenceChoice) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!docket_workspace_set_preference_finish (DOCKET_WORKSPACE (source), result, &error))
    {
      docket_preferences_window_show_problem (GTK_WIDGET (self), error->message);
      show (self);
    }
}

static void
selected_cb (DocketPreferenceChoice *self)
{
  const guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));
  const char *value;

  if (self->showing || self->workspace == NULL || selected == GTK_INVALID_LIST_POSITION)
    return;

  value = self->values[selected];
  docket_workspace_set_preference_async (self->workspace,
                                         self->key,
                                         *value != '\0' ? value : NULL,
                                         saved_cb,
                                         g_object_ref (self));
}

static void
set_workspace (DocketPreferenceChoice *self, DocketWorkspace *workspace)
{
  if (workspace == NULL || workspace == self->workspace)
    return;

  g_return_if_fail (self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

static void
docket_preference_choice_set_property (GObject *object,
                                       guint prop_id,
                                       const GValue *value,
                                       GParamSpec *pspec)
{
  DocketPreferenceChoice *self = DOCKET_PREFERENCE_CHOICE (object);

  switch (prop_id)
    {
    case PROP_WORKSPACE:
      set_workspace (self, g_value_get_object (value));
      break;
    case PROP_KEY:
      g_free (self->key);
      self->key = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      return;
    }

  show (self);
}

static void
docket_preference_choice_finalize (GObject *object)
{
  DocketPreferenceChoice *self = DOCKET_PREFERENCE_CHOICE (object);

  g_clear_object (&self->workspace);
  g_free (self->key);
  g_strfreev (self->values);

  G_OBJECT_CLASS (docket_preference_choice_parent_class)->finalize (object);
}

static void
docket_preference_choice_class_init (DocketPreferenceChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = docket_preference_choice_set_property;
  object_class->finalize = docket_preference_choice_finalize;

  /**
   * DocketPreferenceChoice:workspace:
   *
   * Whose preference it is.
   */
  properties[PROP_WORKSPACE] = g_param_spec_object ("workspace",
                                                    NULL,
                                                    NULL,
                                                    DOCKET_TYPE_WORKSPACE,
                                                    G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);

  /**
   * DocketPreferenceChoice:key:
   *
   * Which preference it is.
   */
  properties[PROP_KEY] =
    g_param_spec_string ("key", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
docket_preference_choice_init (DocketPreferenceChoice *self)
{
  g_signal_connect (self, "notify::selected", G_CALLBACK (selected_cb), NULL);
}

/**
 * docket_preference_choice_set_choices:
 * @self: a row
 * @values: (array zero-terminated=1): the values; an empty one stands for nothing chosen
 * @labels: (array zero-terminated=1): what people call them, in the same order
 */
void
docket_preference_choice_set_choices (DocketPreferenceChoice *self,
                                      const char *const *values,
                                      const char *const *labels)
{
  g_autoptr (GtkStringList) model = NULL;

  g_return_if_fail (DOCKET_IS_PREFERENCE_CHOICE (self));
  g_return_if_fail (g_strv_length ((GStrv) values) == g_strv_length ((GStrv) labels));

  model = gtk_string_list_new (labels);
  self->showing = TRUE;
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (model));
  self->showing = FALSE;
  g_strfreev (self->values);
  self->values = g_strdupv ((GStrv) values);
  show (self);
}
