/* What a server's answers are turned into.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-remote-types.h"

G_DEFINE_QUARK (docket_remote_error_quark, docket_remote_error)

/**
 * docket_remote_account_free:
 * @account: (transfer full): an account
 */
void
docket_remote_account_free (DocketRemoteAccount *account)
{
  g_free (account->id);
  g_free (account->company);
  g_free (account->zone);
  g_free (account);
}

/**
 * docket_remote_person_clear:
 * @person: a person whose texts are freed
 */
void
docket_remote_person_clear (DocketRemotePerson *person)
{
  g_clear_pointer (&person->remote_id, g_free);
  g_clear_pointer (&person->name, g_free);
  g_clear_pointer (&person->email, g_free);
  g_clear_pointer (&person->phone, g_free);
}

/**
 * docket_remote_ticket_new:
 *
 * Returns: (transfer full): a ticket of which nothing is known
 */
DocketRemoteTicket *
docket_remote_ticket_new (void)
{
  DocketRemoteTicket *ticket = g_new0 (DocketRemoteTicket, 1);

  ticket->values = docket_values_new ();
  ticket->messages = g_ptr_array_new_with_free_func ((GDestroyNotify) docket_remote_message_free);

  return ticket;
}

/**
 * docket_remote_ticket_free:
 * @ticket: (transfer full): a ticket
 */
void
docket_remote_ticket_free (DocketRemoteTicket *ticket)
{
  g_free (ticket->remote_id);
  g_free (ticket->number);
  docket_values_unref (ticket->values);
  docket_remote_person_clear (&ticket->assignee);
  docket_remote_person_clear (&ticket->contact);
  g_free (ticket->customer_name);
  g_free (ticket->relation);
  g_free (ticket->related_remote_id);
  g_free (ticket->mark);
  g_ptr_array_unref (ticket->messages);
  g_free (ticket);
}

/**
 * docket_remote_message_free:
 * @message: (transfer full): a message
 */
void
docket_remote_message_free (DocketRemoteMessage *message)
{
  g_free (message->remote_id);
  docket_remote_person_clear (&message->author);
  g_free (message->source);
  g_free (message);
}

/**
 * docket_remote_time_entry_free:
 * @entry: (transfer full): a time entry
 */
void
docket_remote_time_entry_free (DocketRemoteTimeEntry *entry)
{
  g_free (entry->remote_id);
  g_free (entry->ticket_remote_id);
  docket_remote_person_clear (&entry->technician);
  g_free (entry->rate_remote_id);
  g_free (entry->description);
  g_free (entry);
}

/**
 * docket_remote_attachment_free:
 * @attachment: (transfer full): an attachment
 */
void
docket_remote_attachment_free (DocketRemoteAttachment *attachment)
{
  g_free (attachment->name);
  g_free (attachment->url);
  g_free (attachment);
}

/**
 * docket_remote_page_free:
 * @page: (transfer full): a page
 */
void
docket_remote_page_free (DocketRemotePage *page)
{
  g_ptr_array_unref (page->tickets);
  g_free (page);
}

/**
 * docket_remote_details_free:
 * @details: (transfer full): a ticket with its parts
 */
void
docket_remote_details_free (DocketRemoteDetails *details)
{
  g_clear_pointer (&details->ticket, docket_remote_ticket_free);
  g_clear_pointer (&details->messages, g_ptr_array_unref);
  g_clear_pointer (&details->time_entries, g_ptr_array_unref);
  g_clear_pointer (&details->attachments, g_ptr_array_unref);
  g_free (details);
}

/**
 * docket_push_outcome_clear:
 * @outcome: an outcome whose texts are freed
 */
void
docket_push_outcome_clear (DocketPushOutcome *outcome)
{
  g_clear_pointer (&outcome->remote_id, g_free);
  g_clear_pointer (&outcome->message, g_free);
}

/**
 * docket_download_clear:
 * @download: a download
 *
 * Frees what came of it.
 */
void
docket_download_clear (DocketDownload *download)
{
  g_clear_pointer (&download->have, g_bytes_unref);
  g_clear_pointer (&download->validator, g_free);
}
