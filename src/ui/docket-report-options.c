/* What goes into a service report, to be ticked.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-report-options.h"

#include <glib/gi18n.h>

#include "docket-format.h"

#define MAX_TITLE 160

struct _DocketReportOptions
{
  AdwBin parent_instance;

  DocketReportChoices *choices; /* the window's */
  GPtrArray *rows;              /* (element-type GtkWidget): in the groups, which own them */
  gboolean setting;

  AdwComboRow *language;
  AdwComboRow *paper;
  GtkSwitch *prices;
  GtkSwitch *logo;
  GtkWidget *logo_row;
  AdwPreferencesGroup *messages;
  AdwPreferencesGroup *notes;
  AdwPreferencesGroup *photos;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DocketReportOptions, docket_report_options, ADW_TYPE_BIN)

/* --- What was ticked ----------------------------------------------------------------------- */

static void
tell (DocketReportOptions *self)
{
  if (!self->setting)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
language_cb (DocketReportOptions *self)
{
  const char *const *codes = docket_workspace_list_report_languages ();
  const guint selected = adw_combo_row_get_selected (self->language);

  if (self->setting || selected >= g_strv_length ((char **) codes))
    return;

  g_free (self->choices->language);
  self->choices->language = g_strdup (codes[selected]);
  tell (self);
}

static void
look_cb (DocketReportOptions *self)
{
  if (self->setting)
    return;

  self->choices->paper = (DocketPaper) adw_combo_row_get_selected (self->paper);
  self->choices->prices = gtk_switch_get_active (self->prices);
  self->choices->logo = gtk_switch_get_active (self->logo);
  tell (self);
}

static GArray *
get_ids (DocketReportOptions *self, GtkWidget *check)
{
  const char *kind = g_object_get_data (G_OBJECT (check), "kind");

  return g_str_equal (kind, "note")    ? self->choices->notes
         : g_str_equal (kind, "photo") ? self->choices->photos
                                       : self->choices->messages;
}

static void
toggled_cb (DocketReportOptions *self, GtkCheckButton *check)
{
  const gint64 *id = g_object_get_data (G_OBJECT (check), "id");

  if (self->setting)
    return;

  docket_report_choices_set (get_ids (self, GTK_WIDGET (check)),
                             *id,
                             gtk_check_button_get_active (check));
  tell (self);
}

/* --- Rows ---------------------------------------------------------------------------------- */

static char *
make_title (const char *text)
{
  g_autofree char *start =
    g_utf8_substring (text != NULL ? text : "", 0, MIN (MAX_TITLE, g_utf8_strlen (text, -1)));

  return g_strstrip (g_strdelimit (g_steal_pointer (&start), "\n\r\t", ' '));
}

static void
add_row (DocketReportOptions *self,
         AdwPreferencesGroup *group,
         const char *kind,
         gint64 id,
         const char *title,
         const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (check), "kind", (gpointer) kind);
  g_object_set_data_full (G_OBJECT (check), "id", g_memdup2 (&id, sizeof id), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                               docket_report_choices_has (get_ids (self, check), id));
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, row);
}

static void
clear_rows (DocketReportOptions *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
    }

  g_ptr_array_set_size (self->rows, 0);
}

static void
add_message (DocketReportOptions *self, const DocketMessage *message)
{
  const gboolean note = message->kind == DOCKET_MESSAGE_KIND_INTERNAL;
  g_autofree char *title = NULL;
  g_autofree char *moment = NULL;
  g_autofree char *subtitle = NULL;

  if (message->kind == DOCKET_MESSAGE_KIND_EVENT || message->text == NULL || *message->text == '\0')
    return;

  title = make_title (message->text);
  moment = docket_format_moment (message->created_at, g_get_real_time ());
  subtitle = message->author_name != NULL
               ? g_strdup_printf ("%s · %s", message->author_name, moment)
               : g_strdup (moment);
  add_row (self,
           note ? self->notes : self->messages,
           note ? "note" : "message",
           message->id,
           title,
           subtitle);
}

static void
add_photo (DocketReportOptions *self,
           const DocketTicketDetails *details,
           const DocketAttachment *attachment)
{
  const char *subtitle = "";

  if (!docket_report_can_show (details, attachment))
    return;

  if (attachment->sha256 == NULL)
    subtitle = _ ("Not on this computer: open it once to get it");
  else if (docket_report_is_internal (details, attachment))
    subtitle = _ ("Of an internal note");

  add_row (self, self->photos, "photo", attachment->id, attachment->name, subtitle);
}

static void
show_parts (DocketReportOptions *self, const DocketTicketDetails *details)
{
  const guint none = self->rows->len;
  guint n_notes = 0, n_photos = 0;

  for (guint i = 0; i < details->messages->len; i++)
    {
      const DocketMessage *message = g_ptr_array_index (details->messages, i);

      n_notes += message->kind == DOCKET_MESSAGE_KIND_INTERNAL;
      add_message (self, message);
    }

  gtk_widget_set_visible (GTK_WIDGET (self->messages), self->rows->len > none);
  gtk_widget_set_visible (GTK_WIDGET (self->notes), n_notes > 0);

  for (guint i = 0; i < details->attachments->len; i++)
    {
      const DocketAttachment *attachment = g_ptr_array_index (details->attachments, i);

      n_photos += docket_report_can_show (details, attachment);
      add_photo (self, details, attachment);
    }

  gtk_widget_set_visible (GTK_WIDGET (self->photos), n_photos > 0);
}

static void
show_language (DocketReportOptions *self)
{
  const char *const *codes = docket_workspace_list_report_languages ();

  for (guint i = 0; codes[i] != NULL; i++)
    if (g_str_equal (codes[i], self->choices->language))
      adw_combo_row_set_selected (self->language, i);
}

static void
docket_report_options_finalize (GObject *object)
{
  g_ptr_array_unref (DOCKET_REPORT_OPTIONS (object)->rows);

  G_OBJECT_CLASS (docket_report_options_parent_class)->finalize (object);
}

static void
docket_report_options_class_init (DocketReportOptionsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = docket_report_options_finalize;

  /**
   * DocketReportOptions::changed:
   * @self: options
   *
   * Something was ticked or chosen: the choices are other than they were.
   */
  signals[CHANGED] = g_signal_new ("changed",
                                   G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-report-options.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketReportOptions, language);
  gtk_widget_class_bind_template_child (widget_class, DocketReportOptions, paper);
  gtk_widget_class_bind_template_child (widget_class, DocketReportOptions, prices);
  gtk_widget_class_bind_template_child (widget_class, DocketReportOptions, logo);
  gtk_widget_class_bind_template_child (widget_class, DocketReportOptions, logo_row);
  gtk_widget_class_bind_template_child (widget_class, DocketReportOptions, messages);
  gtk_widget_class_bind_template_child (widget_class, DocketReportOptions, notes);
  gtk_widget_class_bind_template_child (widget_class, DocketReportOptions, photos);
  gtk_widget_class_bind_template_callback (widget_class, language_cb);
  gtk_widget_class_bind_template_callback (widget_class, look_cb);
}

static void
docket_report_options_init (DocketReportOptions *self)
{
  self->rows = g_ptr_array_new ();
  self->setting = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * docket_report_options_set:
 * @self: options
 * @choices: what was chosen; the person's ticks change it, until others are set
 * @details: the ticket
 * @has_logo: whether there is a logo to show
 *
 * Shows what can be chosen.
 */
void
docket_report_options_set (DocketReportOptions *self,
                           DocketReportChoices *choices,
                           DocketTicketDetails *details,
                           gboolean has_logo)
{
  g_return_if_fail (DOCKET_IS_REPORT_OPTIONS (self));
  g_return_if_fail (choices != NULL && details != NULL);

  self->setting = TRUE;
  self->choices = choices;
  show_language (self);
  adw_combo_row_set_selected (self->paper, choices->paper);
  gtk_switch_set_active (self->prices, choices->prices);
  gtk_switch_set_active (self->logo, choices->logo && has_logo);
  gtk_widget_set_visible (self->logo_row, has_logo);
  clear_rows (self);
  show_parts (self, details);
  self->setting = FALSE;
}
