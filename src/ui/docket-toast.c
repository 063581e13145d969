/* Toasts whose words may be anybody's.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-toast.h"

/**
 * docket_toast_new:
 * @sentence: what it says, as plain text
 *
 * In libadwaita 1.2 a toast's title is markup: a server's words must not become any.
 *
 * Returns: (transfer full): a toast
 */
AdwToast *
docket_toast_new (const char *sentence)
{
  g_autofree char *escaped = NULL;

  g_return_val_if_fail (sentence != NULL, NULL);

  escaped = g_markup_escape_text (sentence, -1);

  return adw_toast_new (escaped);
}
