/* A file that may go to a customer's files.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-file-offer.h"

/**
 * docket_file_offer_free:
 * @offer: (transfer full): what could become of a file
 */
void
docket_file_offer_free (DocketFileOffer *offer)
{
  g_free (offer->customer_name);
  g_free (offer->file_name);
  g_free (offer->name);
  g_free (offer->text);
  g_free (offer);
}
