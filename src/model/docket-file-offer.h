/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * DocketFileOffer:
 * @ticket: local id of a ticket
 * @attachment: local id of one of its files, kept on this computer
 * @customer: local id of the customer among whose files it would be
 * @customer_name: their name: what a person has to know before they agree
 * @file_name: what the file is called on the ticket
 * @name: what it would be called there
 * @text: the message that would name it
 *
 * What becomes of a file that the server can't hold on its ticket, should the person want it.
 */
typedef struct
{
  gint64 ticket;
  gint64 attachment;
  gint64 customer;
  char *customer_name;
  char *file_name;
  char *name;
  char *text;
} DocketFileOffer;

void docket_file_offer_free (DocketFileOffer *offer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketFileOffer, docket_file_offer_free)

G_END_DECLS
