/* Parts of the window of a time entry: choices of the directory, a contract's hours, a question.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-time-rows.h"

#include <glib/gi18n.h>

#include "docket-format.h"

/**
 * docket_time_rows_fill:
 * @row: a row
 * @entries: (element-type DocketEntry): what can be chosen
 * @none: what is shown for nothing
 * @chosen: local id of what is chosen; 0: nothing
 * @name: (nullable): its name, in case that it is offered no more: it stays with what has it, and
 * is added to @entries
 *
 * Offers entries of the directory.
 */
void
docket_time_rows_fill (AdwComboRow *row,
                       GPtrArray *entries,
                       const char *none,
                       gint64 chosen,
                       const char *name)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  g_return_if_fail (ADW_IS_COMBO_ROW (row));

  gtk_string_list_append (names, none);

  for (guint i = 0; i < entries->len; i++)
    {
      const DocketEntry *entry = g_ptr_array_index (entries, i);

      gtk_string_list_append (names, entry->name);

      if (entry->id == chosen)
        selected = i + 1;
    }

  if (chosen != 0 && selected == 0)
    {
      DocketEntry *entry = docket_entry_new (DOCKET_ENTITY_RATE);

      entry->id = chosen;
      entry->name = g_strdup (name != NULL ? name : "");
      g_ptr_array_add (entries, entry);
      gtk_string_list_append (names, entry->name);
      selected = entries->len;
    }

  adw_combo_row_set_model (row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (row, selected);
}

/**
 * docket_time_rows_get_chosen:
 * @row: a row that was filled
 * @entries: (nullable) (element-type DocketEntry): what it offers
 *
 * Returns: local id of what is chosen; 0: nothing
 */
gint64
docket_time_rows_get_chosen (AdwComboRow *row, GPtrArray *entries)
{
  const guint selected = adw_combo_row_get_selected (row);

  /* The first one stands for none. */
  if (entries == NULL || selected == 0 || selected > entries->len)
    return 0;

  return ((const DocketEntry *) g_ptr_array_index (entries, selected - 1))->id;
}

/**
 * docket_time_rows_show_contract:
 * @row: where the contract is named
 * @left: where its hours stand
 * @choices: what is known
 *
 * Shows what is left of the contract's hours, or nothing.
 */
void
docket_time_rows_show_contract (AdwActionRow *row, GtkLabel *left, const DocketTimeChoices *choices)
{
  g_autofree char *text = docket_format_hours_left (choices->left_us);

  gtk_widget_set_visible (GTK_WIDGET (row), choices->has_hours);

  if (!choices->has_hours)
    return;

  adw_action_row_set_subtitle (row, choices->contract_name);
  gtk_label_set_text (left, text);

  if (choices->left_us < 0)
    gtk_widget_add_css_class (GTK_WIDGET (left), "problem");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (left), "problem");
}

/**
 * docket_time_rows_ask_to_throw_away:
 * @parent: the window that asks
 * @duration_us: how much time, in microseconds
 *
 * Returns: (transfer none): a question, of which the answer `throw-away` is yes; present it
 */
GtkWidget *
docket_time_rows_ask_to_throw_away (GtkWindow *parent, gint64 duration_us)
{
  g_autofree char *length = docket_format_hours (duration_us);
  GtkWidget *dialog = adw_message_dialog_new (parent, NULL, NULL);
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);

  /* Translators: %s is a duration, such as "2 h 15" */
  adw_message_dialog_format_heading (message, _ ("Throw %s away?"), length);
  adw_message_dialog_set_body (message, _ ("This time is recorded nowhere then."));
  adw_message_dialog_add_responses (message,
                                    "cancel",
                                    C_ ("button", "Cancel"),
                                    "throw-away",
                                    C_ ("time", "Throw Away"),
                                    NULL);
  adw_message_dialog_set_response_appearance (message, "throw-away", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (message, "cancel");

  return dialog;
}
