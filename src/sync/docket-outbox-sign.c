/* A signature: it stays on this computer; the picture of it goes to the server as any file.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-outbox-private.h"

#include "docket-store-parts.h"
#include "docket-store-tickets.h"

/* The file of the message that this edit added just before. */
static gboolean
find_picture (DocketGesture *gesture, gint64 ticket, gint64 *picture, GError **error)
{
  g_autoptr (GPtrArray) attachments = gesture->part_before != 0
                                        ? docket_attachments_list (gesture->txn, ticket, error)
                                        : g_ptr_array_new_with_free_func (g_object_unref);

  if (attachments == NULL)
    return FALSE;

  for (guint i = 0; i < attachments->len; i++)
    {
      const DocketAttachment *attachment = g_ptr_array_index (attachments, i);

      if (attachment->message == gesture->part_before)
        *picture = attachment->id;
    }

  return TRUE;
}

gboolean
docket_gesture_sign (DocketGesture *gesture,
                     const DocketEditPart *part,
                     gint64 ticket,
                     GError **error)
{
  DocketSignature *signature = part->signature;

  signature->ticket = ticket;

  if (signature->signed_at == 0)
    signature->signed_at = gesture->now;

  return find_picture (gesture, ticket, &signature->attachment, error) &&
         docket_signatures_insert (gesture->txn, signature, error) != 0 &&
         docket_ink_rows_sign (gesture->txn, ticket, signature->id, part->ink, error) &&
         docket_tickets_touch (gesture->txn, ticket, gesture->now, error);
}
