/* docketctl quick-reply: the texts that are written often.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n.h>

#include "docket-ctl-directory.h"
#include "docket-ctl-json.h"
#include "docket-ctl-names.h"
#include "docket-ctl-table.h"
#include "docket-workspace-entries.h"
#include "docket-workspace-quick-replies.h"

typedef struct
{
  char *title;
  char *text;
  char *status;
  char *assignee;
} AddOptions;

static void
add_options_clear (AddOptions *options)
{
  g_free (options->title);
  g_free (options->text);
  g_free (options->status);
  g_free (options->assignee);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AddOptions, add_options_clear)

static const char *
get_assignee (const DocketQuickReplies *replies, const DocketEntry *entry)
{
  const gint64 id = docket_values_get_int64 (entry->properties, DOCKET_QUICK_REPLY_ASSIGNEE);

  return g_hash_table_lookup (replies->technicians, &id);
}

static void
add_json (JsonBuilder *builder, const DocketQuickReplies *replies, const DocketEntry *entry)
{
  json_builder_begin_object (builder);
  docket_ctl_json_int (builder, "id", entry->id);
  docket_ctl_json_text (builder, "title", entry->name);
  docket_ctl_json_text (builder, "text", docket_entry_get (entry, DOCKET_QUICK_REPLY_TEXT));
  json_builder_set_member_name (builder, "own");
  json_builder_add_boolean_value (builder, entry->remote_id == NULL);
  docket_ctl_json_text (builder, "status", docket_entry_get (entry, DOCKET_QUICK_REPLY_STATUS));
  docket_ctl_json_text (builder, "assignee", get_assignee (replies, entry));
  docket_ctl_json_int (builder,
                       "used",
                       docket_values_get_int64 (entry->properties, DOCKET_QUICK_REPLY_USED));
  json_builder_end_object (builder);
}

static void
print_table (const DocketQuickReplies *replies)
{
  g_autoptr (DocketCtlTable) table =
    docket_ctl_table_new ((const char *[]){ C_ ("column", "Id"),
                                            C_ ("column", "Title"),
                                            C_ ("column", "Text"),
                                            C_ ("column", "Status"),
                                            C_ ("column", "Assigned to"),
                                            NULL });

  for (guint i = 0; i < replies->entries->len; i++)
    {
      const DocketEntry *entry = g_ptr_array_index (replies->entries, i);
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, entry->id);
      g_autofree char *text =
        g_strdelimit (docket_entry_dup_typed (entry, DOCKET_QUICK_REPLY_TEXT), "\n\r\t", ' ');

      docket_ctl_table_add (table,
                            (const char *[]){ id,
                                              entry->name,
                                              text,
                                              docket_entry_get (entry, DOCKET_QUICK_REPLY_STATUS),
                                              get_assignee (replies, entry),
                                              NULL });
    }

  docket_ctl_table_print (table);
}

/**
 * docket_ctl_quick_reply_list:
 * @ctl: a run
 * @error: return location for what went wrong
 *
 * Prints the quick replies, most used first.
 *
 * Returns: whether it was done
 */
gboolean
docket_ctl_quick_reply_list (DocketCtl *ctl, GError **error)
{
  g_autoptr (DocketQuickReplies) replies = NULL;
  g_autoptr (JsonBuilder) builder = NULL;

  if (!docket_ctl_parse (ctl, NULL, 0, 0, error) || docket_ctl_open (ctl, error) == NULL)
    return FALSE;

  replies = docket_workspace_load_quick_replies (ctl->workspace, 0, error);

  if (replies == NULL)
    return FALSE;

  if (!ctl->json)
    {
      print_table (replies);
      return TRUE;
    }

  builder = json_builder_new ();
  json_builder_begin_array (builder);

  for (guint i = 0; i < replies->entries->len; i++)
    add_json (builder, replies, g_ptr_array_index (replies->entries, i));

  json_builder_end_array (builder);
  docket_ctl_json_print (builder);

  return TRUE;
}

static gboolean
fill (DocketCtl *ctl, DocketEntry *entry, const AddOptions *options, GError **error)
{
  g_autofree char *text = docket_ctl_read_text (options->text, error);

  if (text == NULL || !docket_entry_take (entry, "name", options->title, error) ||
      !docket_entry_take (entry, DOCKET_QUICK_REPLY_TEXT, text, error))
    return FALSE;

  if (options->status != NULL && !docket_ctl_take_value (ctl,
                                                         entry->properties,
                                                         DOCKET_FIELD_ID_STATUS,
                                                         options->status,
                                                         error))
    return FALSE;

  return options->assignee == NULL || docket_ctl_take_value (ctl,
                                                             entry->properties,
                                                             DOCKET_FIELD_ID_ASSIGNEE,
                                                             options->assignee,
                                                             error);
}

static gboolean
print_added (DocketCtl *ctl, gint64 id, GError **error)
{
  g_autoptr (DocketQuickReplies) replies =
    docket_workspace_load_quick_replies (ctl->workspace, 0, error);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (replies == NULL)
    return FALSE;

  for (guint i = 0; i < replies->entries->len; i++)
    {
      const DocketEntry *entry = g_ptr_array_index (replies->entries, i);

      if (entry->id != id)
        continue;

      if (ctl->json)
        {
          add_json (builder, replies, entry);
          docket_ctl_json_print (builder);
        }
      else
        {
          g_print ("%" G_GINT64_FORMAT " %s: %s\n", entry->id, entry->name, _ ("added"));
        }
    }

  return TRUE;
}

/**
 * docket_ctl_quick_reply_add:
 * @ctl: a run
 * @error: return location for what went wrong
 *
 * Adds a quick reply of one's own.
 *
 * Returns: whether it is on the disk
 */
gboolean
docket_ctl_quick_reply_add (DocketCtl *ctl, GError **error)
{
  g_auto (AddOptions) options = { NULL };
  const GOptionEntry entries[] = {
    { "title", 0, 0, G_OPTION_ARG_STRING, &options.title, N_ ("What it is found by"), "T" },
    { "text",
      0,
      0,
      G_OPTION_ARG_STRING,
      &options.text,
      N_ ("The text; “-” reads it from stdin"),
      "TEXT|-" },
    { "status",
      0,
      0,
      G_OPTION_ARG_STRING,
      &options.status,
      N_ ("A status that it sets as well"),
      "S" },
    { "assignee",
      0,
      0,
      G_OPTION_ARG_STRING,
      &options.assignee,
      N_ ("To whom it assigns the ticket as well"),
      "A" },
    { NULL },
  };
  g_autoptr (DocketEntry) entry = docket_entry_new (DOCKET_ENTITY_QUICK_REPLY);
  gint64 id;

  if (!docket_ctl_parse (ctl, entries, 0, 0, error))
    return FALSE;

  if (options.title == NULL || options.text == NULL)
    return docket_ctl_usage_error (error, _ ("A quick reply needs --title and --text."));

  if (docket_ctl_open (ctl, error) == NULL || !fill (ctl, entry, &options, error))
    return FALSE;

  id = docket_workspace_save_entry (ctl->workspace, entry, NULL, error);

  return id != 0 && print_added (ctl, id, error);
}

/**
 * docket_ctl_quick_reply_remove:
 * @ctl: a run
 * @error: return location for what went wrong
 *
 * Takes a quick reply of one's own away.
 *
 * Returns: whether it is on the disk
 */
gboolean
docket_ctl_quick_reply_remove (DocketCtl *ctl, GError **error)
{
  g_autoptr (DocketEntry) entry = NULL;
  gint64 id = 0;

  if (!docket_ctl_parse (ctl, NULL, 1, 1, error))
    return FALSE;

  if (!g_ascii_string_to_signed (docket_ctl_get_word (ctl, 0), 10, 1, G_MAXINT64, &id, NULL))
    return docket_ctl_usage_error (error,
                                   _ ("“%s” is no id. “docketctl quick-reply list” shows them."),
                                   docket_ctl_get_word (ctl, 0));

  if (docket_ctl_open (ctl, error) == NULL)
    return FALSE;

  entry = docket_workspace_get_entry (ctl->workspace, DOCKET_ENTITY_QUICK_REPLY, id, NULL, error);

  if (entry == NULL)
    return FALSE;

  entry->archived = TRUE;

  if (docket_workspace_save_entry (ctl->workspace, entry, NULL, error) == 0)
    return FALSE;

  if (!ctl->json)
    g_print ("%" G_GINT64_FORMAT " %s: %s\n", entry->id, entry->name, _ ("removed"));

  return TRUE;
}

/**
 * docket_ctl_quick_reply_import:
 * @ctl: a run
 * @error: return location for what went wrong
 *
 * Imports quick replies from CSV, or from JSON by the file's ending.
 *
 * Returns: whether they are on the disk
 */
gboolean
docket_ctl_quick_reply_import (DocketCtl *ctl, GError **error)
{
  if (!docket_ctl_parse (ctl, NULL, 1, 1, error) || docket_ctl_open (ctl, error) == NULL)
    return FALSE;

  return docket_ctl_import (ctl,
                            DOCKET_ENTITY_QUICK_REPLY,
                            docket_ctl_get_word (ctl, 0),
                            FALSE,
                            error);
}

/**
 * docket_ctl_quick_reply_export:
 * @ctl: a run
 * @error: return location for what went wrong
 *
 * Exports the quick replies as CSV, or as JSON by the file's ending.
 *
 * Returns: whether the file is written
 */
gboolean
docket_ctl_quick_reply_export (DocketCtl *ctl, GError **error)
{
  g_autoptr (GFile) file = NULL;
  guint n_entries = 0;

  if (!docket_ctl_parse (ctl, NULL, 1, 1, error) || docket_ctl_open (ctl, error) == NULL)
    return FALSE;

  file = g_file_new_for_commandline_arg (docket_ctl_get_word (ctl, 0));

  if (!docket_workspace_export_entries (ctl->workspace,
                                        DOCKET_ENTITY_QUICK_REPLY,
                                        file,
                                        &n_entries,
                                        NULL,
                                        error))
    return FALSE;

  if (!ctl->json)
    g_print (
      g_dngettext (NULL, "%u quick reply written\n", "%u quick replies written\n", n_entries),
      n_entries);

  return TRUE;
}
