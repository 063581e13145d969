/* Any bytes as a server's address and as a key: what is taken is HTTPS or this computer, in one
 * form, and no header can be broken out of.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-http.h"
#include "docket-remote.h"

#include <stdlib.h>

/* The longest that a person may type. */
#define MAX_ADDRESS_BYTES 1024

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check_address (const char *typed)
{
  g_autofree char *url = docket_remote_normalize_url (DOCKET_SERVER_KIND_ATERA, typed, NULL);
  g_autofree char *again = NULL;
  g_autoptr (GUri) uri = NULL;

  if (url == NULL)
    return;

  again = docket_remote_normalize_url (DOCKET_SERVER_KIND_ATERA, url, NULL);
  uri = g_uri_parse (url, G_URI_FLAGS_ENCODED, NULL);

  if (uri == NULL || g_uri_get_userinfo (uri) != NULL || g_uri_get_query (uri) != NULL)
    abort ();

  if (!g_str_has_prefix (url, "https://") && !docket_http_is_loopback (g_uri_get_host (uri)))
    abort ();

  /* Escapes make an address longer: the one that is too long to be typed again is all the same. */
  if (again != NULL ? !g_str_equal (again, url) : strlen (url) <= MAX_ADDRESS_BYTES)
    abort ();
}

static void
check_secret (const char *typed)
{
  g_autofree char *secret = docket_remote_normalize_secret (DOCKET_SERVER_KIND_ATERA, typed);

  for (const char *c = secret; *c != '\0'; c++)
    if (!g_ascii_isgraph (*c))
      abort ();
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *typed = g_strndup ((const char *) data, size);

  check_address (typed);
  check_secret (typed);

  return 0;
}
