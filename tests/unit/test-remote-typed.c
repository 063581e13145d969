/* What a person types to connect: addresses and keys.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-remote.h"

#define JWT "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.c2ln"

static void
check_url (const char *typed, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *url = docket_remote_normalize_url (DOCKET_SERVER_KIND_ATERA, typed, &error);

  g_assert_cmpstr (url, ==, expected);

  if (expected == NULL)
    g_assert_error (error, DOCKET_REMOTE_ERROR, DOCKET_REMOTE_ERROR_ADDRESS);
  else
    g_assert_no_error (error);
}

static void
test_addresses (void)
{
  check_url ("https://app.atera.com", "https://app.atera.com");
  check_url (" app.atera.com/ ", "https://app.atera.com");
  check_url ("HTTPS://App.Atera.com:443///", "https://app.atera.com");
  check_url ("https://app.atera.com/api/v3/", "https://app.atera.com");
  check_url ("https://app.atera.com/api", "https://app.atera.com");
  check_url ("https://example.com:8443/proxy/atera/api/v3", "https://example.com:8443/proxy/atera");
  check_url ("http://127.0.0.1:8080", "http://127.0.0.1:8080");
  check_url ("http://127.9.9.9:8080/", "http://127.9.9.9:8080");
  check_url ("http://localhost", "http://localhost");
  check_url ("http://[::1]:8080", "http://[::1]:8080");
  check_url ("b\xc3\xbc"
             "cher.example",
             "https://xn--bcher-kva.example");

  check_url (NULL, NULL);
  check_url ("   ", NULL);
  check_url ("http://app.atera.com", NULL);
  check_url ("http://127.0.0.1.example.com", NULL);
  check_url ("http://localhost.example.com", NULL);
  check_url ("http://128.0.0.1", NULL);
  check_url ("http://[::2]", NULL);
  check_url ("https://me:secret@app.atera.com", NULL);
  check_url ("https://app.atera.com/?key=1", NULL);
  check_url ("https://app.atera.com/#api", NULL);
  check_url ("file:///etc/passwd", NULL);
  check_url ("https://", NULL);
  check_url ("https://two words", NULL);
}

static void
check_secret (const char *typed, const char *expected)
{
  g_autofree char *secret = docket_remote_normalize_secret (DOCKET_SERVER_KIND_ATERA, typed);

  g_assert_cmpstr (secret, ==, expected);
}

static void
test_secrets (void)
{
  check_secret (NULL, "");
  check_secret ("  abc\n", "abc");
  check_secret ("Bearer " JWT, JWT);
  check_secret (" bearer\t" JWT "\r\n", JWT);
  check_secret ("bearerabc", "bearerabc");
  check_secret ("abc\r\nX-Evil: 1", "abcX-Evil:1");
  check_secret ("a\xc3\xa9\x01"
                "b",
                "ab");
}

static void
test_kinds (void)
{
  g_autoptr (DocketClock) clock = docket_clock_new_system ();
  g_autoptr (GError) error = NULL;

  g_assert_null (docket_remote_new (DOCKET_SERVER_KIND_LOCAL, NULL, NULL, clock, &error));
  g_assert_no_error (error);
  g_assert_null (
    docket_remote_new (DOCKET_SERVER_KIND_RT, "https://rt.example.com", "k", clock, &error));
  g_assert_error (error, DOCKET_REMOTE_ERROR, DOCKET_REMOTE_ERROR_ADDRESS);
  g_assert_nonnull (strstr (error->message, "Request Tracker"));
  g_assert_false (
    docket_remote_get_kind_capabilities (DOCKET_SERVER_KIND_ATERA)->ticket_attachments);
  g_assert_true (
    docket_remote_get_kind_capabilities (DOCKET_SERVER_KIND_LOCAL)->ticket_attachments);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/remote/typed/addresses", test_addresses);
  g_test_add_func ("/remote/typed/secrets", test_secrets);
  g_test_add_func ("/remote/typed/kinds", test_kinds);

  return g_test_run ();
}
