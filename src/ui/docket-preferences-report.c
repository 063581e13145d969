/* The preferences of reports: who they are from, and how they look.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-preferences-report.h"

#include <glib/gi18n.h>

#include "docket-preference-choice.h"
#include "docket-preference-switch.h"
#include "docket-preferences-window.h"
#include "docket-workspace-preferences.h"
#include "docket-workspace-report.h"

/* In characters: more is no letterhead. */
#define MAX_ADDRESS 1000

struct _DocketPreferencesReport
{
  AdwPreferencesPage parent_instance;

  DocketWorkspace *workspace;
  GtkFileChooserNative *chooser;

  GtkEditable *company;
  GtkTextView *address;
  AdwActionRow *logo;
  GtkWidget *remove_logo;
  DocketPreferenceChoice *language;
  DocketPreferenceChoice *paper;
};

G_DEFINE_FINAL_TYPE (DocketPreferencesReport, docket_preferences_report, ADW_TYPE_PREFERENCES_PAGE)

enum
{
  PROP_WORKSPACE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
show_logo (DocketPreferencesReport *self)
{
  g_autofree char *logo =
    docket_workspace_get_preference (self->workspace, DOCKET_PREFERENCE_REPORT_LOGO);

  adw_action_row_set_subtitle (self->logo,
                               logo != NULL ? _ ("At the head of each report") : _ ("None yet"));
  gtk_widget_set_visible (self->remove_logo, logo != NULL);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketPreferencesReport) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!docket_workspace_set_preference_finish (DOCKET_WORKSPACE (source), result, &error))
    docket_preferences_window_show_problem (GTK_WIDGET (self), error->message);
}

static void
save (DocketPreferencesReport *self, const char *key, const char *text)
{
  g_autofree char *bare = g_strstrip (g_strdup (text));
  g_autofree char *before = docket_workspace_get_preference (self->workspace, key);

  if (g_strcmp0 (before != NULL ? before : "", bare) != 0)
    docket_workspace_set_preference_async (self->workspace,
                                           key,
                                           *bare != '\0' ? bare : NULL,
                                           saved_cb,
                                           g_object_ref (self));
}

static void
company_cb (DocketPreferencesReport *self)
{
  save (self, DOCKET_PREFERENCE_REPORT_COMPANY, gtk_editable_get_text (self->company));
}

static void
address_cb (DocketPreferencesReport *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->address);
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, MAX_ADDRESS);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  save (self, DOCKET_PREFERENCE_REPORT_ADDRESS, text);
}

static void
logo_set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketPreferencesReport) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!docket_workspace_set_logo_finish (DOCKET_WORKSPACE (source), result, &error))
    docket_preferences_window_show_problem (GTK_WIDGET (self), error->message);

  show_logo (self);
}

static void
chosen_cb (DocketPreferencesReport *self, int response)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                             ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser))
                             : NULL;

  g_clear_object (&self->chooser);

  if (file != NULL)
    docket_workspace_set_logo_async (self->workspace, file, NULL, logo_set_cb, g_object_ref (self));
}

static void
choose_logo_cb (DocketPreferencesReport *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  if (self->chooser != NULL)
    return;

  self->chooser = gtk_file_chooser_native_new (_ ("Choose a logo"),
                                               GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                               GTK_FILE_CHOOSER_ACTION_OPEN,
                                               C_ ("button", "_Open"),
                                               NULL);
  gtk_file_filter_set_name (filter, _ ("Pictures"));
  gtk_file_filter_add_mime_type (filter, "image/*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  g_signal_connect_object (self->chooser,
                           "response",
                           G_CALLBACK (chosen_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
remove_logo_cb (DocketPreferencesReport *self)
{
  docket_workspace_set_logo_async (self->workspace, NULL, NULL, logo_set_cb, g_object_ref (self));
}

static void
show (DocketPreferencesReport *self)
{
  g_autofree char *company =
    docket_workspace_get_preference (self->workspace, DOCKET_PREFERENCE_REPORT_COMPANY);
  g_autofree char *address =
    docket_workspace_get_preference (self->workspace, DOCKET_PREFERENCE_REPORT_ADDRESS);

  gtk_editable_set_text (self->company, company != NULL ? company : "");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->address),
                            address != NULL ? address : "",
                            -1);
  show_logo (self);
}

/* A window that is closed while somebody writes keeps what was written. */
static void
docket_preferences_report_unmap (GtkWidget *widget)
{
  DocketPreferencesReport *self = DOCKET_PREFERENCES_REPORT (widget);

  company_cb (self);
  address_cb (self);

  GTK_WIDGET_CLASS (docket_preferences_report_parent_class)->unmap (widget);
}

static void
docket_preferences_report_get_property (GObject *object,
                                        guint prop_id,
                                        GValue *value,
                                        GParamSpec *pspec)
{
  DocketPreferencesReport *self = DOCKET_PREFERENCES_REPORT (object);

  if (prop_id == PROP_WORKSPACE)
    g_value_set_object (value, self->workspace);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
docket_preferences_report_set_property (GObject *object,
                                        guint prop_id,
                                        const GValue *value,
                                        GParamSpec *pspec)
{
  DocketPreferencesReport *self = DOCKET_PREFERENCES_REPORT (object);

  if (prop_id == PROP_WORKSPACE)
    self->workspace = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
docket_preferences_report_dispose (GObject *object)
{
  g_clear_object (&DOCKET_PREFERENCES_REPORT (object)->chooser);

  G_OBJECT_CLASS (docket_preferences_report_parent_class)->dispose (object);
}

static void
docket_preferences_report_finalize (GObject *object)
{
  g_clear_object (&DOCKET_PREFERENCES_REPORT (object)->workspace);

  G_OBJECT_CLASS (docket_preferences_report_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (DOCKET_TYPE_PREFERENCE_CHOICE);
  g_type_ensure (DOCKET_TYPE_PREFERENCE_SWITCH);
  gtk_widget_class_set_template_from_resource (
    widget_class,
    "/app/docket/Docket/ui/docket-preferences-report.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketPreferencesReport, company);
  gtk_widget_class_bind_template_child (widget_class, DocketPreferencesReport, address);
  gtk_widget_class_bind_template_child (widget_class, DocketPreferencesReport, logo);
  gtk_widget_class_bind_template_child (widget_class, DocketPreferencesReport, remove_logo);
  gtk_widget_class_bind_template_child (widget_class, DocketPreferencesReport, language);
  gtk_widget_class_bind_template_child (widget_class, DocketPreferencesReport, paper);
  gtk_widget_class_bind_template_callback (widget_class, company_cb);
  gtk_widget_class_bind_template_callback (widget_class, address_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_logo_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_logo_cb);
}

static void
docket_preferences_report_class_init (DocketPreferencesReportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = docket_preferences_report_get_property;
  object_class->set_property = docket_preferences_report_set_property;
  object_class->dispose = docket_preferences_report_dispose;
  object_class->finalize = docket_preferences_report_finalize;
  GTK_WIDGET_CLASS (klass)->unmap = docket_preferences_report_unmap;

  /**
   * DocketPreferencesReport:workspace:
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
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
docket_preferences_report_init (DocketPreferencesReport *self)
{
  const char *languages[] = { "", "en", "fr", NULL };
  const char *language_labels[] = { C_ ("report", "As the program"), "English", "Français", NULL };
  const char *papers[] = { "", "a4", "letter", NULL };
  const char *paper_labels[] = { C_ ("paper", "As this computer"),
                                 "A4",
                                 C_ ("paper", "Letter"),
                                 NULL };

  gtk_widget_init_template (GTK_WIDGET (self));
  docket_preference_choice_set_choices (self->language, languages, language_labels);
  docket_preference_choice_set_choices (self->paper, papers, paper_labels);
}

/**
 * docket_preferences_report_new:
 * @workspace: whose preferences they are
 *
 * Returns: (transfer floating): the page
 */
AdwPreferencesPage *
docket_preferences_report_new (DocketWorkspace *workspace)
{
  DocketPreferencesReport *self;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (DOCKET_TYPE_PREFERENCES_REPORT, "workspace", workspace, NULL);
  show (self);

  return ADW_PREFERENCES_PAGE (self);
}
