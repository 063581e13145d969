/* What can be chosen in an entry of the directory: words, and other entries.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-entry-dialog-private.h"

#include <glib/gi18n.h>

#include "docket-directory-text.h"

const char *
docket_entry_dialog_get_chosen_word (DocketEntryDialog *self, const char *property)
{
  GtkWidget *row = docket_entry_dialog_get_row (self, property);
  GPtrArray *words = g_hash_table_lookup (self->words, property);
  const guint selected = ADW_IS_COMBO_ROW (row) ? adw_combo_row_get_selected (ADW_COMBO_ROW (row))
                                                : GTK_INVALID_LIST_POSITION;

  return words != NULL && selected < words->len ? g_ptr_array_index (words, selected) : NULL;
}

void
docket_entry_dialog_add_word (DocketEntryDialog *self,
                              const char *property,
                              const char *word,
                              const char *label)
{
  AdwComboRow *row = ADW_COMBO_ROW (docket_entry_dialog_get_row (self, property));
  GtkStringList *labels = GTK_STRING_LIST (adw_combo_row_get_model (row));
  GPtrArray *words = g_hash_table_lookup (self->words, property);

  g_ptr_array_add (words, g_strdup (word));
  gtk_string_list_append (labels, label);

  if (word != NULL && g_strcmp0 (docket_entry_get (self->entry, property), word) == 0)
    adw_combo_row_set_selected (row, words->len - 1);
}

/* A choice of entries that is being read. */
typedef struct
{
  DocketEntryDialog *dialog;
  const char *property;
} Reference;

static void
reference_free (Reference *reference)
{
  g_object_unref (reference->dialog);
  g_free (reference);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reference, reference_free)

/* Fields and statuses are told by their names, other entries by their ids. */
static void
add_reference (DocketEntryDialog *self, const char *property, const DocketEntry *entry)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, entry->id);
  const gboolean by_name =
    entry->entity == DOCKET_ENTITY_FIELD || entry->entity == DOCKET_ENTITY_STATUS;

  /* A field can depend on another one that has options. */
  if (entry->entity == DOCKET_ENTITY_FIELD &&
      (entry->id == self->entry->id || docket_entry_get (entry, "options") == NULL))
    return;

  docket_entry_dialog_add_word (self,
                                property,
                                by_name ? entry->name : id,
                                docket_directory_get_name (entry));
}

static const char *
get_lost_label (const char *property, const char *word)
{
  if (g_str_equal (property, "rate"))
    return C_ ("directory", "Archived rate");

  return g_str_equal (property, "assignee") ? C_ ("directory", "Archived technician") : word;
}

/* Where there is nothing to choose, what to do about it. */
static void
say_where_from (DocketEntryDialog *self, const char *property, GPtrArray *words)
{
  GtkWidget *row = docket_entry_dialog_get_row (self, property);

  if (words->len > 1)
    return;

  if (g_str_equal (property, "rate"))
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                                 _ ("There is no rate yet. Add one under “Rates”."));
  else if (g_str_equal (property, "parent"))
    adw_action_row_set_subtitle (
      ADW_ACTION_ROW (row),
      _ ("No other field has options yet. Add the one that it depends on first."));
}

static void
references_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reference) reference = user_data;
  DocketEntryDialog *self = reference->dialog;
  const char *property = reference->property;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries =
    docket_workspace_list_entries_finish (DOCKET_WORKSPACE (source), result, &error);
  const char *word;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (entries == NULL)
    {
      docket_entry_dialog_show_toast (self, error->message);
      return;
    }

  for (guint i = 0; i < entries->len; i++)
    add_reference (self, property, g_ptr_array_index (entries, i));

  self->n_missing--;
  say_where_from (self, property, g_hash_table_lookup (self->words, property));
  word = docket_entry_get (self->entry, property);

  /* What was chosen and archived since stays chosen. */
  if (word != NULL && docket_entry_dialog_get_chosen_word (self, property) == NULL)
    docket_entry_dialog_add_word (self, property, word, get_lost_label (property, word));
}

static void
load_reference (DocketEntryDialog *self, const char *property, DocketEntity entity)
{
  Reference *reference = g_new0 (Reference, 1);

  reference->dialog = g_object_ref (self);
  reference->property = property;
  self->n_missing++;
  docket_workspace_list_entries_async (self->workspace,
                                       entity,
                                       NULL,
                                       0,
                                       0,
                                       self->cancellable,
                                       references_loaded_cb,
                                       reference);
}

void
docket_entry_dialog_load_references (DocketEntryDialog *self)
{
  if (!self->editable)
    return;

  switch ((int) self->entry->entity)
    {
    case DOCKET_ENTITY_FIELD:
      load_reference (self, "parent", DOCKET_ENTITY_FIELD);
      break;

    case DOCKET_ENTITY_CONTRACT:
      load_reference (self, "rate", DOCKET_ENTITY_RATE);
      break;

    case DOCKET_ENTITY_QUICK_REPLY:
      load_reference (self, "status", DOCKET_ENTITY_STATUS);
      load_reference (self, "assignee", DOCKET_ENTITY_TECHNICIAN);
      break;

    default:
      break;
    }
}
