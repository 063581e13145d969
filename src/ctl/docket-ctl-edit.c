/* docketctl create, set, reply, time add, delete: a person's edits from a terminal.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>

#include "docket-ctl-attachment.h"
#include "docket-ctl-json.h"
#include "docket-ctl-names.h"
#include "docket-ctl-show.h"

#define MAX_TEXT_BYTES (1024 * 1024)

typedef struct
{
  char *title;
  char *customer;
  char *contact;
  char *contract;
  char *assignee;
  char *status;
  char *priority;
  char *impact;
  char *type;
  char *message;
  char **fields;
  char **files;
} CreateOptions;

static void
create_options_clear (CreateOptions *options)
{
  g_free (options->title);
  g_free (options->customer);
  g_free (options->contact);
  g_free (options->contract);
  g_free (options->assignee);
  g_free (options->status);
  g_free (options->priority);
  g_free (options->impact);
  g_free (options->type);
  g_free (options->message);
  g_strfreev (options->fields);
  g_strfreev (options->files);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CreateOptions, create_options_clear)

/* A contact who is not known here yet: "First Last <mail@example.com>". */
static gboolean
take_new_contact (DocketValues *values, const char *typed)
{
  g_autoptr (GRegex) regex =
    g_regex_new ("^\\s*(\\S+)\\s+(.*\\S)\\s*<([^<>\\s]+@[^<>\\s]+)>\\s*$", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  if (!g_regex_match (regex, typed, 0, &match))
    return FALSE;

  docket_values_take (values, "contact.first_name", g_match_info_fetch (match, 1));
  docket_values_take (values, "contact.last_name", g_match_info_fetch (match, 2));
  docket_values_take (values, "contact.email", g_match_info_fetch (match, 3));

  return TRUE;
}

static gboolean
take_option (DocketCtl *ctl,
             DocketValues *values,
             const char *field,
             const char *typed,
             GError **error)
{
  return typed == NULL || docket_ctl_take_value (ctl, values, field, typed, error);
}

static gboolean
take_options (DocketCtl *ctl, DocketValues *values, const CreateOptions *options, GError **error)
{
  if (!take_option (ctl, values, DOCKET_FIELD_ID_TITLE, options->title, error) ||
      !take_option (ctl, values, DOCKET_FIELD_ID_CUSTOMER, options->customer, error) ||
      !take_option (ctl, values, DOCKET_FIELD_ID_CONTRACT, options->contract, error) ||
      !take_option (ctl, values, DOCKET_FIELD_ID_ASSIGNEE, options->assignee, error) ||
      !take_option (ctl, values, DOCKET_FIELD_ID_STATUS, options->status, error) ||
      !take_option (ctl, values, DOCKET_FIELD_ID_PRIORITY, options->priority, error) ||
      !take_option (ctl, values, DOCKET_FIELD_ID_IMPACT, options->impact, error) ||
      !take_option (ctl, values, DOCKET_FIELD_ID_TYPE, options->type, error))
    return FALSE;

  if (options->contact != NULL && !take_new_contact (values, options->contact) &&
      !docket_ctl_take_value (ctl, values, DOCKET_FIELD_ID_CONTACT, options->contact, error))
    return FALSE;

  for (guint i = 0; options->fields != NULL && options->fields[i] != NULL; i++)
    if (!docket_ctl_take_assignment (ctl,
                                     values,
                                     DOCKET_FIELD_CUSTOM_PREFIX,
                                     options->fields[i],
                                     error))
      return FALSE;

  return TRUE;
}

/**
 * docket_ctl_read_text:
 * @typed: a text; `-`: it is read from stdin
 * @error: return location for a #DocketWorkspaceError
 *
 * Returns: (transfer full) (nullable): the text; %NULL when it is too long
 */
char *
docket_ctl_read_text (const char *typed, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char buffer[4096];
  gsize n;

  if (!g_str_equal (typed, "-"))
    return g_strdup (typed);

  while ((n = fread (buffer, 1, sizeof buffer, stdin)) > 0 && text->len <= MAX_TEXT_BYTES)
    g_string_append_len (text, buffer, (gssize) n);

  if (text->len > MAX_TEXT_BYTES)
    {
      docket_ctl_refuse (error, _ ("The text is too long. Shorten it."));
      return NULL;
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * docket_ctl_create:
 * @ctl: a run
 * @error: return location for what went wrong
 *
 * Creates a ticket.
 *
 * Returns: whether it is on the disk
 */
gboolean
docket_ctl_create (DocketCtl *ctl, GError **error)
{
  g_auto (CreateOptions) options = { 0 };
  const GOptionEntry entries[] = {
    { "title", 0, 0, G_OPTION_ARG_STRING, &options.title, N_ ("A few words"), "T" },
    { "customer", 0, 0, G_OPTION_ARG_STRING, &options.customer, N_ ("A customer's name"), "C" },
    { "contact",
      0,
      0,
      G_OPTION_ARG_STRING,
      &options.contact,
      N_ ("A contact; a new one as “First Last <e-mail>”"),
      "EMAIL|NAME" },
    { "contract", 0, 0, G_OPTION_ARG_STRING, &options.contract, N_ ("A contract's name"), "C" },
    { "assignee", 0, 0, G_OPTION_ARG_STRING, &options.assignee, N_ ("A technician"), "A|me|none" },
    { "status", 0, 0, G_OPTION_ARG_STRING, &options.status, N_ ("The status"), "S" },
    { "priority", 0, 0, G_OPTION_ARG_STRING, &options.priority, N_ ("The priority"), "P" },
    { "impact", 0, 0, G_OPTION_ARG_STRING, &options.impact, N_ ("The impact"), "I" },
    { "type", 0, 0, G_OPTION_ARG_STRING, &options.type, N_ ("The type"), "T" },
    { "message", 0, 0, G_OPTION_ARG_STRING, &options.message, N_ ("The first message"), "TEXT" },
    { "file", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.files, N_ ("A file"), "F" },
    { "field",
      0,
      0,
      G_OPTION_ARG_STRING_ARRAY,
      &options.fields,
      N_ ("A custom field, as often as needed"),
      "NAME=VALUE" },
    { NULL },
  };
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  g_autoptr (DocketValues) values = docket_values_new ();

  if (!docket_ctl_parse (ctl, entries, 0, 0, error))
    return FALSE;

  if (options.title == NULL)
    return docket_ctl_usage_error (error, _ ("A ticket needs a title: --title “a few words”."));

  if (docket_ctl_open (ctl, error) == NULL || !take_options (ctl, values, &options, error))
    return FALSE;

  docket_edit_create_ticket (edit, values, 0);

  return docket_ctl_add_message (ctl,
                                 edit,
                                 0,
                                 DOCKET_MESSAGE_KIND_REPLY,
                                 options.message,
                                 options.files,
                                 error) &&
         docket_workspace_apply (ctl->workspace, edit, NULL, error) &&
         docket_ctl_print_done (ctl,
                                docket_edit_get_result_ticket (edit),
                                edit,
                                _ ("created"),
                                error);
}

/**
 * docket_ctl_set:
 * @ctl: a run
 * @error: return location for what went wrong
 *
 * Sets fields of a ticket, all or none.
 *
 * Returns: whether it is on the disk
 */
gboolean
docket_ctl_set (DocketCtl *ctl, GError **error)
{
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  g_autoptr (DocketValues) values = docket_values_new ();
  g_autoptr (GList) fields = NULL;
  gint64 ticket;

  if (!docket_ctl_parse (ctl, NULL, 2, 1000, error))
    return FALSE;

  ticket = docket_ctl_find_ticket (ctl, docket_ctl_get_word (ctl, 0), error);

  if (ticket == 0)
    return FALSE;

  for (guint i = 1; docket_ctl_get_word (ctl, i) != NULL; i++)
    if (!docket_ctl_take_assignment (ctl, values, "", docket_ctl_get_word (ctl, i), error))
      return FALSE;

  fields = docket_values_list_fields (values);

  for (GList *l = fields; l != NULL; l = l->next)
    docket_edit_set_field (edit, ticket, l->data, docket_values_get (values, l->data));

  return docket_workspace_apply (ctl->workspace, edit, NULL, error) &&
         docket_ctl_print_done (ctl, ticket, edit, _ ("changed"), error);
}

/**
 * docket_ctl_reply:
 * @ctl: a run
 * @error: return location for what went wrong
 *
 * Sends a reply or an internal note.
 *
 * Returns: whether it is on the disk
 */
gboolean
docket_ctl_reply (DocketCtl *ctl, GError **error)
{
  g_autofree char *typed = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) files = NULL;
  gboolean internal = FALSE;
  const GOptionEntry entries[] = {
    { "text",
      0,
      0,
      G_OPTION_ARG_STRING,
      &typed,
      N_ ("The text; “-” reads it from stdin"),
      "TEXT|-" },
    { "internal", 0, 0, G_OPTION_ARG_NONE, &internal, N_ ("A note that no customer sees"), NULL },
    { "file", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &files, N_ ("A file"), "F" },
    { NULL },
  };
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  gint64 ticket;

  if (!docket_ctl_parse (ctl, entries, 1, 1, error))
    return FALSE;

  if (typed == NULL && files == NULL)
    return docket_ctl_usage_error (error, _ ("Wrong use. It is: docketctl %s"), ctl->usage);

  ticket = docket_ctl_find_ticket (ctl, docket_ctl_get_word (ctl, 0), error);

  if (ticket == 0)
    return FALSE;

  text = typed != NULL ? docket_ctl_read_text (typed, error) : NULL;

  if (typed != NULL && text == NULL)
    return FALSE;

  return docket_ctl_add_message (ctl,
                                 edit,
                                 ticket,
                                 internal ? DOCKET_MESSAGE_KIND_INTERNAL
                                          : DOCKET_MESSAGE_KIND_REPLY,
                                 text,
                                 files,
                                 error) &&
         docket_workspace_apply (ctl->workspace, edit, NULL, error) &&
         docket_ctl_print_done (ctl,
                                ticket,
                                edit,
                                internal ? _ ("note added") : _ ("reply sent"),
                                error);
}

/**
 * docket_ctl_delete:
 * @ctl: a run
 * @error: return location for what went wrong
 *
 * Deletes a ticket.
 *
 * Returns: whether it is on the disk
 */
gboolean
docket_ctl_delete (DocketCtl *ctl, GError **error)
{
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  gint64 ticket;

  if (!docket_ctl_parse (ctl, NULL, 1, 1, error))
    return FALSE;

  ticket = docket_ctl_find_ticket (ctl, docket_ctl_get_word (ctl, 0), error);

  if (ticket == 0)
    return FALSE;

  docket_edit_delete_ticket (edit, ticket, 0);

  if (!docket_workspace_apply (ctl->workspace, edit, NULL, error))
    return FALSE;

  if (ctl->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      docket_ctl_json_ticket_id (builder, "ticket", ticket);
      docket_ctl_json_text (builder, "sha256", NULL);
      docket_ctl_json_text (builder, "size", NULL);
      json_builder_end_object (builder);
      docket_ctl_json_print (builder);
    }
  else
    {
      g_print (_ ("L%" PRId64 ": deleted\n"), ticket);
    }

  return TRUE;
}
