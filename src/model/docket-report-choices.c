/* What goes into a service report.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-report-choices.h"

static GArray *
copy_ids (const GArray *ids)
{
  return g_array_copy ((GArray *) ids);
}

static GArray *
new_ids (void)
{
  return g_array_new (FALSE, FALSE, sizeof (gint64));
}

static const DocketMessage *
find_message (const DocketTicketDetails *details, gint64 id)
{
  for (guint i = 0; i < details->messages->len; i++)
    {
      const DocketMessage *message = g_ptr_array_index (details->messages, i);

      if (message->id == id)
        return message;
    }

  return NULL;
}

static gboolean
is_signature (const DocketTicketDetails *details, const DocketAttachment *attachment)
{
  for (guint i = 0; i < details->signatures->len; i++)
    if (((DocketSignature *) g_ptr_array_index (details->signatures, i))->attachment ==
        attachment->id)
      return TRUE;

  return FALSE;
}

/**
 * docket_report_choices_new:
 *
 * Returns: (transfer full): an English report on A4 with nothing that has to be chosen
 */
DocketReportChoices *
docket_report_choices_new (void)
{
  DocketReportChoices *choices = g_new0 (DocketReportChoices, 1);

  choices->language = g_strdup ("en");
  choices->messages = new_ids ();
  choices->notes = new_ids ();
  choices->photos = new_ids ();

  return choices;
}

/**
 * docket_report_choices_new_default:
 * @details: a ticket
 *
 * Returns: (transfer full): what is in a report before anybody chose: the first public message,
 * which asks for the work, the technicians' replies, and the pictures of public messages. No note,
 * and no picture of one.
 */
DocketReportChoices *
docket_report_choices_new_default (const DocketTicketDetails *details)
{
  DocketReportChoices *choices = docket_report_choices_new ();
  gboolean first = TRUE;

  choices->logo = TRUE;

  for (guint i = 0; i < details->messages->len; i++)
    {
      const DocketMessage *message = g_ptr_array_index (details->messages, i);

      if (message->kind != DOCKET_MESSAGE_KIND_REPLY)
        continue;

      if (first || message->author_contact == 0)
        g_array_append_val (choices->messages, message->id);

      first = FALSE;
    }

  for (guint i = 0; i < details->attachments->len; i++)
    {
      const DocketAttachment *attachment = g_ptr_array_index (details->attachments, i);

      if (docket_report_can_show (details, attachment) &&
          !docket_report_is_internal (details, attachment))
        g_array_append_val (choices->photos, attachment->id);
    }

  return choices;
}

/**
 * docket_report_choices_copy:
 * @choices: what was chosen
 *
 * Returns: (transfer full): a copy
 */
DocketReportChoices *
docket_report_choices_copy (const DocketReportChoices *choices)
{
  DocketReportChoices *copy = g_memdup2 (choices, sizeof *choices);

  copy->language = g_strdup (choices->language);
  copy->messages = copy_ids (choices->messages);
  copy->notes = copy_ids (choices->notes);
  copy->photos = copy_ids (choices->photos);

  return copy;
}

/**
 * docket_report_choices_free:
 * @choices: (transfer full): what was chosen
 */
void
docket_report_choices_free (DocketReportChoices *choices)
{
  g_free (choices->language);
  g_array_unref (choices->messages);
  g_array_unref (choices->notes);
  g_array_unref (choices->photos);
  g_free (choices);
}

/**
 * docket_report_choices_has:
 * @ids: (element-type gint64): what was chosen
 * @id: a local id
 *
 * Returns: whether it is among them
 */
gboolean
docket_report_choices_has (const GArray *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;

  return FALSE;
}

/**
 * docket_report_choices_set:
 * @ids: (element-type gint64): what was chosen
 * @id: a local id
 * @chosen: whether it shall be among them
 */
void
docket_report_choices_set (GArray *ids, gint64 id, gboolean chosen)
{
  for (guint i = ids->len; i > 0; i--)
    if (g_array_index (ids, gint64, i - 1) == id)
      g_array_remove_index (ids, i - 1);

  if (chosen)
    g_array_append_val (ids, id);
}

/**
 * docket_report_choices_take_message:
 * @choices: what was chosen
 * @message: a message
 *
 * Returns: whether it goes into the report
 */
gboolean
docket_report_choices_take_message (const DocketReportChoices *choices,
                                    const DocketMessage *message)
{
  switch (message->kind)
    {
    case DOCKET_MESSAGE_KIND_REPLY:
      return docket_report_choices_has (choices->messages, message->id);
    case DOCKET_MESSAGE_KIND_INTERNAL:
      return docket_report_choices_has (choices->notes, message->id);
    case DOCKET_MESSAGE_KIND_EVENT:
      return FALSE;
    }

  return FALSE;
}

/**
 * docket_report_choices_take_photo:
 * @choices: what was chosen
 * @details: the ticket
 * @attachment: a file of it
 *
 * Returns: whether it is shown in the report
 */
gboolean
docket_report_choices_take_photo (const DocketReportChoices *choices,
                                  const DocketTicketDetails *details,
                                  const DocketAttachment *attachment)
{
  return docket_report_choices_has (choices->photos, attachment->id) &&
         docket_report_can_show (details, attachment);
}

/**
 * docket_report_can_show:
 * @details: a ticket
 * @attachment: a file of it
 *
 * Returns: whether it is a picture; one of a signature has a place of its own in a report
 */
gboolean
docket_report_can_show (const DocketTicketDetails *details, const DocketAttachment *attachment)
{
  return attachment->content_type != NULL &&
         g_str_has_prefix (attachment->content_type, "image/") &&
         !is_signature (details, attachment);
}

/**
 * docket_report_is_internal:
 * @details: a ticket
 * @attachment: a file of it
 *
 * Returns: whether it came with an internal note
 */
gboolean
docket_report_is_internal (const DocketTicketDetails *details, const DocketAttachment *attachment)
{
  const DocketMessage *message =
    attachment->message != 0 ? find_message (details, attachment->message) : NULL;

  return message != NULL && message->kind != DOCKET_MESSAGE_KIND_REPLY;
}
