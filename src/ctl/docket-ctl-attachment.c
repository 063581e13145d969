/* docketctl attachment list, get, send; files that go with reply and create.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-ctl-attachment.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "docket-ctl-json.h"
#include "docket-ctl-show.h"
#include "docket-ctl-table.h"
#include "docket-workspace-customer-files.h"
#include "docket-workspace-files.h"

static DocketTicketDetails *
load_ticket (DocketCtl *ctl, GError **error)
{
  gint64 ticket = docket_ctl_find_ticket (ctl, docket_ctl_get_word (ctl, 0), error);

  return ticket != 0 ? docket_workspace_load_ticket (ctl->workspace, ticket, NULL, error) : NULL;
}

static void
print_json (GPtrArray *attachments)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);

  for (guint i = 0; i < attachments->len; i++)
    docket_ctl_json_attachment (builder, g_ptr_array_index (attachments, i));

  json_builder_end_array (builder);
  docket_ctl_json_print (builder);
}

static void
print_table (GPtrArray *attachments)
{
  g_autoptr (DocketCtlTable) table = docket_ctl_table_new (
    (const char *[]){ C_ ("column", "Name"), C_ ("column", "Type"), C_ ("column", "Size"), NULL });

  for (guint i = 0; i < attachments->len; i++)
    {
      const DocketAttachment *attachment = g_ptr_array_index (attachments, i);
      g_autofree char *size =
        attachment->size >= 0 ? g_format_size ((guint64) attachment->size) : g_strdup ("");

      docket_ctl_table_add (
        table,
        (const char *[]){ attachment->name, attachment->content_type, size, NULL });
    }

  docket_ctl_table_print (table);
}

/**
 * docket_ctl_attachment_list:
 * @ctl: a run
 * @error: return location for what went wrong
 *
 * Lists the files of a ticket.
 *
 * Returns: whether they were printed
 */
gboolean
docket_ctl_attachment_list (DocketCtl *ctl, GError **error)
{
  g_autoptr (DocketTicketDetails) details = NULL;

  if (!docket_ctl_parse (ctl, NULL, 1, 1, error))
    return FALSE;

  details = load_ticket (ctl, error);

  if (details == NULL)
    return FALSE;

  if (ctl->json)
    print_json (details->attachments);
  else
    print_table (details->attachments);

  return TRUE;
}

static const DocketAttachment *
find_by_name (const DocketTicketDetails *details, const char *name)
{
  for (guint i = 0; i < details->attachments->len; i++)
    {
      const DocketAttachment *attachment = g_ptr_array_index (details->attachments, i);

      if (g_strcmp0 (attachment->name, name) == 0)
        return attachment;
    }

  return NULL;
}

static const DocketAttachment *
find_named (DocketCtl *ctl, const DocketTicketDetails *details, GError **error)
{
  const char *name = docket_ctl_get_word (ctl, 1);
  const DocketAttachment *attachment = find_by_name (details, name);

  if (attachment == NULL)
    docket_ctl_refuse (error,
                       _ ("The ticket has no file “%s”. List them: docketctl attachment "
                          "list."),
                       name);

  return attachment;
}

static void
print_written (DocketCtl *ctl, const char *output, GBytes *bytes)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  if (!ctl->json)
    {
      g_print ("%s\n", output);
      return;
    }

  json_builder_begin_object (builder);
  docket_ctl_json_text (builder, "path", output);
  docket_ctl_json_text (builder, "sha256", sha256);
  docket_ctl_json_int (builder, "size", (gint64) g_bytes_get_size (bytes));
  json_builder_end_object (builder);
  docket_ctl_json_print (builder);
}

/**
 * docket_ctl_write_file:
 * @ctl: a run
 * @output: where to write it
 * @bytes: what it has
 * @error: return location for what went wrong
 *
 * Writes a file, and tells of it.
 *
 * Returns: whether it was written
 */
gboolean
docket_ctl_write_file (DocketCtl *ctl, const char *output, GBytes *bytes, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (!g_file_set_contents (output, data, (gssize) size, &local_error))
    return docket_ctl_refuse (error,
                              /* Translators: a file's name, and what went wrong */
                              _ ("“%s” can't be written: %s"),
                              output,
                              local_error->message);

  print_written (ctl, output, bytes);

  return TRUE;
}

/**
 * docket_ctl_attachment_get:
 * @ctl: a run
 * @error: return location for what went wrong
 *
 * Writes a file of a ticket to a file.
 *
 * Returns: whether it was written
 */
gboolean
docket_ctl_attachment_get (DocketCtl *ctl, GError **error)
{
  g_autofree char *output = NULL;
  const GOptionEntry entries[] = {
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &output, N_ ("Where to write it"), "F" },
    { NULL },
  };
  g_autoptr (DocketTicketDetails) details = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const DocketAttachment *attachment;

  if (!docket_ctl_parse (ctl, entries, 2, 2, error))
    return FALSE;

  if (output == NULL)
    return docket_ctl_usage_error (error, _ ("Wrong use. It is: docketctl %s"), ctl->usage);

  details = load_ticket (ctl, error);

  if (details == NULL)
    return FALSE;

  attachment = find_named (ctl, details, error);

  if (attachment == NULL)
    return FALSE;

  bytes = docket_workspace_fetch_attachment (ctl->workspace,
                                             attachment->ticket,
                                             attachment->id,
                                             NULL,
                                             NULL,
                                             error);

  return bytes != NULL && docket_ctl_write_file (ctl, output, bytes, error);
}

/**
 * docket_ctl_attachment_send:
 * @ctl: a run
 * @error: return location for what went wrong
 *
 * Sends a file that is kept on this computer to the customer's files, and says who can read it.
 *
 * Returns: whether it waits now
 */
gboolean
docket_ctl_attachment_send (DocketCtl *ctl, GError **error)
{
  g_autofree char *text = NULL;
  const GOptionEntry entries[] = {
    { "text",
      0,
      0,
      G_OPTION_ARG_STRING,
      &text,
      N_ ("The reply that names it, when not the usual one"),
      "TEXT" },
    { NULL },
  };
  g_autoptr (DocketTicketDetails) details = NULL;
  g_autoptr (DocketFileOffer) offer = NULL;
  const DocketAttachment *attachment;

  if (!docket_ctl_parse (ctl, entries, 2, 2, error))
    return FALSE;

  details = load_ticket (ctl, error);
  attachment = details != NULL ? find_named (ctl, details, error) : NULL;

  if (attachment == NULL)
    return FALSE;

  offer = docket_workspace_offer_file (ctl->workspace, attachment->ticket, attachment->id, error);

  if (offer == NULL ||
      !docket_workspace_send_file (ctl->workspace, offer, text != NULL ? text : offer->text, error))
    return FALSE;

  /* Translators: the first %s is a file's name, the second a company's */
  g_printerr (_ ("docketctl: “%s” goes to the files of %s. Whoever sees these files on the server "
                 "can read it.\n"),
              offer->name,
              offer->customer_name);

  return docket_ctl_print_done (ctl,
                                attachment->ticket,
                                NULL,
                                C_ ("done", "file waits to be sent"),
                                error);
}

/**
 * docket_ctl_add_message:
 * @ctl: a run with an open workspace
 * @edit: where the messages go
 * @ticket: local id; 0: of the ticket that @edit creates
 * @kind: reply or internal note
 * @text: (nullable): the text
 * @files: (nullable) (array zero-terminated=1): paths of files
 * @error: return location for what went wrong
 *
 * Adds a message for each file, the text with the first; without a file one for the text.
 *
 * Returns: whether all files were taken in
 */
gboolean
docket_ctl_add_message (DocketCtl *ctl,
                        DocketEdit *edit,
                        gint64 ticket,
                        DocketMessageKind kind,
                        const char *text,
                        char **files,
                        GError **error)
{
  if (files == NULL || files[0] == NULL)
    {
      if (text != NULL)
        docket_edit_add_message (edit, ticket, kind, text, 0, 0);

      return TRUE;
    }

  for (guint i = 0; files[i] != NULL; i++)
    {
      g_autoptr (GFile) source = g_file_new_for_commandline_arg (files[i]);
      g_autoptr (DocketEditFile) file =
        docket_workspace_stage_file (ctl->workspace, source, NULL, error);

      if (file == NULL)
        return FALSE;

      docket_edit_add_message_file (edit, ticket, kind, i == 0 ? text : NULL, file, 0, 0);
    }

  return TRUE;
}
