/* docketctl directory, draft: what else a workspace knows.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n.h>

#include "docket-ctl-directory.h"
#include "docket-ctl-json.h"
#include "docket-ctl-table.h"
#include "docket-ctl.h"
#include "docket-workspace-entries.h"

static const struct
{
  const char *word;
  DocketEntity entity;
} kinds[] = {
  { "customer", DOCKET_ENTITY_CUSTOMER },     { "contact", DOCKET_ENTITY_CONTACT },
  { "contract", DOCKET_ENTITY_CONTRACT },     { "rate", DOCKET_ENTITY_RATE },
  { "technician", DOCKET_ENTITY_TECHNICIAN }, { "status", DOCKET_ENTITY_STATUS },
  { "field", DOCKET_ENTITY_FIELD },
};

/* What a kind does not have is no column. */
static void
print_entries (DocketEntity entity, GPtrArray *entries)
{
  static const char *const properties[] = { "email", "phone" };
  const char *const headings[] = { C_ ("column", "E-mail"), C_ ("column", "Phone") };
  const char *columns[5] = { C_ ("column", "Id"), C_ ("column", "Name") };
  g_autoptr (DocketCtlTable) table = NULL;
  guint n = 2;

  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    if (docket_entry_has_property (entity, properties[i]))
      columns[n++] = headings[i];

  table = docket_ctl_table_new (columns);

  for (guint i = 0; i < entries->len; i++)
    {
      const DocketEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, entry->id);
      const char *cells[5] = { id, entry->name != NULL ? entry->name : "" };

      n = 2;

      for (guint k = 0; k < G_N_ELEMENTS (properties); k++)
        if (docket_entry_has_property (entity, properties[k]))
          cells[n++] = docket_entry_get (entry, properties[k]);

      docket_ctl_table_add (table, cells);
    }

  docket_ctl_table_print (table);
}

/**
 * docket_ctl_parse_kind:
 * @word: a kind of entry, as typed
 * @entity: (out): the kind
 * @error: return location for a #DocketCtlError
 *
 * Returns: whether there is such a kind
 */
gboolean
docket_ctl_parse_kind (const char *word, DocketEntity *entity, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].word, word))
      {
        *entity = kinds[i].entity;
        return TRUE;
      }

  return docket_ctl_usage_error (
    error,
    _ ("There is no kind “%s”: customer, contact, contract, rate, technician, status or field."),
    word);
}

/**
 * docket_ctl_directory_list:
 * @ctl: a run
 * @error: return location for what went wrong
 *
 * Prints the entries of one kind.
 *
 * Returns: whether it was done
 */
gboolean
docket_ctl_directory_list (DocketCtl *ctl, GError **error)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (JsonBuilder) builder = NULL;
  gboolean archived = FALSE;
  const GOptionEntry options[] = {
    { "archived",
      0,
      0,
      G_OPTION_ARG_NONE,
      &archived,
      N_ ("Those that are archived, instead of those that are offered"),
      NULL },
    { NULL },
  };
  DocketEntity entity = DOCKET_ENTITY_CUSTOMER;

  if (!docket_ctl_parse (ctl, options, 1, 1, error) ||
      !docket_ctl_parse_kind (docket_ctl_get_word (ctl, 0), &entity, error) ||
      docket_ctl_open (ctl, error) == NULL)
    return FALSE;

  entries = archived ? docket_workspace_list_archived (ctl->workspace, entity, error)
                     : docket_workspace_list_kept (ctl->workspace, entity, error);

  if (entries == NULL)
    return FALSE;

  if (!ctl->json)
    {
      print_entries (entity, entries);
      return TRUE;
    }

  builder = json_builder_new ();
  json_builder_begin_array (builder);

  for (guint i = 0; i < entries->len; i++)
    docket_ctl_json_entry (builder, g_ptr_array_index (entries, i));

  json_builder_end_array (builder);
  docket_ctl_json_print (builder);

  return TRUE;
}

/* What is begun in a form has no text, and perhaps a title. */
static const char *
get_draft_text (const DocketDraft *draft)
{
  if (draft->fields == NULL || (draft->text != NULL && *draft->text != '\0'))
    return draft->text;

  return docket_values_get (draft->fields, DOCKET_FIELD_ID_TITLE);
}

static void
print_drafts (GPtrArray *drafts)
{
  g_autoptr (DocketCtlTable) table =
    docket_ctl_table_new ((const char *[]){ C_ ("column", "Ticket"),
                                            C_ ("column", "Kind"),
                                            C_ ("column", "Saved"),
                                            C_ ("column", "Text"),
                                            NULL });

  for (guint i = 0; i < drafts->len; i++)
    {
      const DocketDraft *draft = g_ptr_array_index (drafts, i);
      g_autofree char *ticket = draft->ticket != 0
                                  ? g_strdup_printf ("L%" G_GINT64_FORMAT, draft->ticket)
                                  : g_strdup (_ ("new"));
      g_autofree char *saved = docket_ctl_format_time (draft->saved_at);

      docket_ctl_table_add (
        table,
        (const char *[]){ ticket,
                          docket_enum_to_nick (DOCKET_TYPE_DRAFT_KIND, (int) draft->kind),
                          saved,
                          get_draft_text (draft),
                          NULL });
    }

  docket_ctl_table_print (table);
}

/**
 * docket_ctl_draft_list:
 * @ctl: a run
 * @error: return location for what went wrong
 *
 * Prints what was typed and not sent.
 *
 * Returns: whether it was done
 */
gboolean
docket_ctl_draft_list (DocketCtl *ctl, GError **error)
{
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (JsonBuilder) builder = NULL;

  if (!docket_ctl_parse (ctl, NULL, 0, 0, error) || docket_ctl_open (ctl, error) == NULL)
    return FALSE;

  drafts = docket_workspace_list_drafts (ctl->workspace, error);

  if (drafts == NULL)
    return FALSE;

  if (!ctl->json)
    {
      print_drafts (drafts);
      return TRUE;
    }

  builder = json_builder_new ();
  json_builder_begin_array (builder);

  for (guint i = 0; i < drafts->len; i++)
    docket_ctl_json_draft (builder, g_ptr_array_index (drafts, i));

  json_builder_end_array (builder);
  docket_ctl_json_print (builder);

  return TRUE;
}
