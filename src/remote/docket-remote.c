/* The servers that Docket knows, and what it asks of each.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-remote.h"

#include <glib/gi18n.h>

#include "docket-atera.h"
#include "docket-http.h"

/* Longer than any address and any key that somebody pastes on purpose. */
#define MAX_URL_BYTES 1024
#define MAX_SECRET_BYTES 16384

G_DEFINE_INTERFACE (DocketRemote, docket_remote, G_TYPE_OBJECT)

static void
docket_remote_default_init (DocketRemoteInterface *iface)
{
}

/* Cuts what people copy along with a server's address. */
static void
strip_tail (char *path, DocketServerKind kind)
{
  static const char *const tails[] = { "/", "/api/v3", "/api" };
  const guint n_tails = kind == DOCKET_SERVER_KIND_ATERA ? G_N_ELEMENTS (tails) : 1;

  for (guint i = 0; i < n_tails;)
    {
      if (g_str_has_suffix (path, tails[i]))
        {
          path[strlen (path) - strlen (tails[i])] = '\0';
          i = 0;
        }
      else
        {
          i++;
        }
    }
}

/* By RFC 1123, and the names of other scripts in their ASCII form; IP literals as they are. */
static char *
normalize_host (const char *host)
{
  g_autofree char *ascii = host != NULL ? g_hostname_to_ascii (host) : NULL;
  g_autofree char *lower = ascii != NULL ? g_ascii_strdown (ascii, -1) : NULL;

  if (lower == NULL || *lower == '\0')
    return NULL;

  for (const char *c = lower; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && strchr (".-_:", *c) == NULL)
      return NULL;

  return g_steal_pointer (&lower);
}

/* -1 for the one that the scheme stands for. */
static int
get_port (GUri *uri)
{
  const gboolean secure = strcmp (g_uri_get_scheme (uri), "https") == 0;

  return g_uri_get_port (uri) != (secure ? 443 : 80) ? g_uri_get_port (uri) : -1;
}

static gboolean
check_url (GUri *uri, const char *typed, GError **error)
{
  const char *message = NULL;
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;
  g_autofree char *host = uri != NULL ? normalize_host (g_uri_get_host (uri)) : NULL;

  if (uri == NULL || host == NULL ||
      (strcmp (scheme, "https") != 0 && strcmp (scheme, "http") != 0))
    {
      g_set_error (error,
                   DOCKET_REMOTE_ERROR,
                   DOCKET_REMOTE_ERROR_ADDRESS,
                   _ ("“%.200s” is not a server's address. Enter one such as "
                      "https://app.atera.com."),
                   typed);
      return FALSE;
    }

  if (g_uri_get_userinfo (uri) != NULL || g_uri_get_query (uri) != NULL ||
      g_uri_get_fragment (uri) != NULL)
    message = _ ("The address has more in it than a server's name and path. Enter one such as "
                 "https://app.atera.com.");
  else if (strcmp (scheme, "http") == 0 && !docket_http_is_loopback (host))
    message = _ ("Over plain http:// anybody on the way could read the key. Enter the address with "
                 "https://.");

  if (message == NULL)
    return TRUE;

  g_set_error_literal (error, DOCKET_REMOTE_ERROR, DOCKET_REMOTE_ERROR_ADDRESS, message);

  return FALSE;
}

/**
 * docket_remote_new:
 * @kind: which server
 * @url: its address, by docket_remote_normalize_url()
 * @secret: (nullable): the key, by docket_remote_normalize_secret(); it stays in memory
 * @clock: the clock of limits and pauses
 * @error: return location for a #DocketRemoteError
 *
 * Makes what speaks to a server. Nothing is sent yet. A workspace on this computer has none: %NULL
 * without an error.
 *
 * Returns: (transfer full) (nullable): the remote
 */
DocketRemote *
docket_remote_new (DocketServerKind kind,
                   const char *url,
                   const char *secret,
                   DocketClock *clock,
                   GError **error)
{
  g_autofree char *normal_url = NULL;

  g_return_val_if_fail (DOCKET_IS_CLOCK (clock), NULL);

  switch (kind)
    {
    case DOCKET_SERVER_KIND_LOCAL:
      return NULL;

    case DOCKET_SERVER_KIND_ATERA:
      normal_url = docket_remote_normalize_url (kind, url, error);
      return normal_url != NULL ? docket_atera_new (normal_url, secret, clock) : NULL;

    case DOCKET_SERVER_KIND_RT:
    default:
      g_set_error_literal (error,
                           DOCKET_REMOTE_ERROR,
                           DOCKET_REMOTE_ERROR_ADDRESS,
                           _ ("This version of Docket can't connect to Request Tracker yet."));
      return NULL;
    }
}

/**
 * docket_remote_normalize_url:
 * @kind: which server
 * @typed: (nullable): what a person typed or pasted
 * @error: return location for a %DOCKET_REMOTE_ERROR_ADDRESS
 *
 * Brings an address to the one form that is stored: with https:// where nothing was said, without a
 * slash or the API's path at its end.
 *
 * Returns: (transfer full) (nullable): the address
 */
char *
docket_remote_normalize_url (DocketServerKind kind, const char *typed, GError **error)
{
  g_autofree char *stripped = g_strstrip (g_utf8_make_valid (typed != NULL ? typed : "", -1));
  g_autofree char *full = NULL;
  g_autofree char *path = NULL;
  g_autofree char *host = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GUri) normal = NULL;

  if (*stripped == '\0')
    {
      g_set_error_literal (error,
                           DOCKET_REMOTE_ERROR,
                           DOCKET_REMOTE_ERROR_ADDRESS,
                           _ ("Enter the server's address, such as https://app.atera.com."));
      return NULL;
    }

  full = strstr (stripped, "://") != NULL ? g_strdup (stripped)
                                          : g_strconcat ("https://", stripped, NULL);
  uri = strlen (full) <= MAX_URL_BYTES
          ? g_uri_parse (full, G_URI_FLAGS_ENCODED | G_URI_FLAGS_SCHEME_NORMALIZE, NULL)
          : NULL;

  if (!check_url (uri, stripped, error))
    return NULL;

  path = g_uri_escape_string (g_uri_get_path (uri), "/%:@!$&'()*+,;=", FALSE);
  strip_tail (path, kind);
  host = normalize_host (g_uri_get_host (uri));
  normal = g_uri_build (G_URI_FLAGS_ENCODED,
                        g_uri_get_scheme (uri),
                        NULL,
                        host,
                        get_port (uri),
                        path,
                        NULL,
                        NULL);

  return g_uri_to_string (normal);
}

/**
 * docket_remote_normalize_secret:
 * @kind: which server
 * @typed: (nullable): what a person typed or pasted
 *
 * Takes away white space, line breaks and the word `Bearer` that come along when a key is pasted.
 *
 * Returns: (transfer full): the key; empty when there is none
 */
char *
docket_remote_normalize_secret (DocketServerKind kind, const char *typed)
{
  g_autoptr (GString) secret = g_string_new (NULL);
  const char *from = typed != NULL ? typed : "";

  while (g_ascii_isspace (*from))
    from++;

  if (g_ascii_strncasecmp (from, "bearer", 6) == 0 && g_ascii_isspace (from[6]))
    from += 6;

  for (; *from != '\0' && secret->len < MAX_SECRET_BYTES; from++)
    if (g_ascii_isgraph (*from))
      g_string_append_c (secret, *from);

  return g_string_free (g_steal_pointer (&secret), FALSE);
}

/**
 * docket_remote_get_kind_capabilities:
 * @kind: which server
 *
 * Returns: (transfer none): what a server of this kind can hold; where there is no server, or none
 * that this Docket knows, nothing limits
 */
const DocketCapabilities *
docket_remote_get_kind_capabilities (DocketServerKind kind)
{
  static const char *const all_fields[] = {
    DOCKET_FIELD_ID_TITLE,    DOCKET_FIELD_ID_STATUS,
    DOCKET_FIELD_ID_PRIORITY, DOCKET_FIELD_ID_IMPACT,
    DOCKET_FIELD_ID_TYPE,     DOCKET_FIELD_ID_ASSIGNEE,
    DOCKET_FIELD_ID_CUSTOMER, DOCKET_FIELD_ID_CONTACT,
    DOCKET_FIELD_ID_CONTRACT, NULL,
  };
  static const DocketCapabilities here = {
    .create_tickets = TRUE,
    .delete_tickets = TRUE,
    .messages = TRUE,
    .internal_notes = TRUE,
    .ticket_attachments = TRUE,
    .time_entries = TRUE,
    .custom_values = TRUE,
    .contracts = TRUE,
    .quick_replies = TRUE,
    .set_fields = all_fields,
    .create_fields = all_fields,
  };

  return kind == DOCKET_SERVER_KIND_ATERA ? docket_atera_get_capabilities () : &here;
}

/**
 * docket_remote_get_capabilities:
 * @self: a remote
 *
 * Returns: (transfer none): what its server can hold
 */
const DocketCapabilities *
docket_remote_get_capabilities (DocketRemote *self)
{
  g_return_val_if_fail (DOCKET_IS_REMOTE (self), NULL);

  return DOCKET_REMOTE_GET_IFACE (self)->get_capabilities (self);
}

/**
 * docket_remote_check:
 * @self: a remote
 * @cancellable: (nullable): a cancellable
 * @error: return location for a #DocketRemoteError
 *
 * Proves address and key.
 *
 * Returns: (transfer full) (nullable): whose account it is
 */
DocketRemoteAccount *
docket_remote_check (DocketRemote *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (DOCKET_IS_REMOTE (self), NULL);

  return DOCKET_REMOTE_GET_IFACE (self)->check (self, cancellable, error);
}

/**
 * docket_remote_pull_directory:
 * @self: a remote
 * @since: an instant in the server's time, microseconds UTC; 0: everything
 * @func: (scope call): takes each entry
 * @user_data: handed to @func
 * @cancellable: (nullable): a cancellable
 * @error: return location for a #DocketRemoteError
 *
 * Reads the technicians that can be learnt, then customers, contacts, contracts and rates; entries
 * that @since leaves out have not changed, but for those kinds of which a server can only tell all.
 *
 * Returns: %FALSE on an error; %TRUE when all was read, or @func wanted no more
 */
gboolean
docket_remote_pull_directory (DocketRemote *self,
                              gint64 since,
                              DocketRemoteEntryFunc func,
                              gpointer user_data,
                              GCancellable *cancellable,
                              GError **error)
{
  g_return_val_if_fail (DOCKET_IS_REMOTE (self), FALSE);
  g_return_val_if_fail (func != NULL, FALSE);

  return DOCKET_REMOTE_GET_IFACE (self)
    ->pull_directory (self, since, func, user_data, cancellable, error);
}

/**
 * docket_remote_pull_fields:
 * @self: a remote
 * @cancellable: (nullable): a cancellable
 * @error: return location for a #DocketRemoteError
 *
 * Returns: (transfer container) (element-type DocketField) (nullable): the custom fields of tickets
 */
GPtrArray *
docket_remote_pull_fields (DocketRemote *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (DOCKET_IS_REMOTE (self), NULL);

  return DOCKET_REMOTE_GET_IFACE (self)->pull_fields (self, cancellable, error);
}

/**
 * docket_remote_pull_tickets:
 * @self: a remote
 * @since: an instant in the server's time, microseconds UTC; 0: all tickets, the newest first
 * @page: from 1
 * @cancellable: (nullable): a cancellable
 * @error: return location for a #DocketRemoteError
 *
 * Reads one page of a feed. The pages after it may be read ahead, until something is pushed.
 *
 * Returns: (transfer full) (nullable): the page
 */
DocketRemotePage *
docket_remote_pull_tickets (DocketRemote *self,
                            gint64 since,
                            guint page,
                            GCancellable *cancellable,
                            GError **error)
{
  g_return_val_if_fail (DOCKET_IS_REMOTE (self), NULL);
  g_return_val_if_fail (page > 0, NULL);

  return DOCKET_REMOTE_GET_IFACE (self)->pull_tickets (self, since, page, cancellable, error);
}

/**
 * docket_remote_pull_ticket:
 * @self: a remote
 * @remote_id: a ticket
 * @cancellable: (nullable): a cancellable
 * @error: return location for a #DocketRemoteError; %DOCKET_REMOTE_ERROR_NOT_FOUND when the server
 * itself says that there is none
 *
 * Reads a ticket and all its parts. It may answer with another id than asked for: a merge.
 *
 * Returns: (transfer full) (nullable): the ticket with its parts
 */
DocketRemoteDetails *
docket_remote_pull_ticket (DocketRemote *self,
                           const char *remote_id,
                           GCancellable *cancellable,
                           GError **error)
{
  g_return_val_if_fail (DOCKET_IS_REMOTE (self), NULL);
  g_return_val_if_fail (remote_id != NULL, NULL);

  return DOCKET_REMOTE_GET_IFACE (self)->pull_ticket (self, remote_id, cancellable, error);
}

/**
 * docket_remote_peek_ticket:
 * @self: a remote
 * @remote_id: a ticket
 * @cancellable: (nullable): a cancellable
 * @error: return location for a #DocketRemoteError, as in docket_remote_pull_ticket()
 *
 * Reads a ticket and its custom values alone.
 *
 * Returns: (transfer full) (nullable): the ticket
 */
DocketRemoteTicket *
docket_remote_peek_ticket (DocketRemote *self,
                           const char *remote_id,
                           GCancellable *cancellable,
                           GError **error)
{
  g_return_val_if_fail (DOCKET_IS_REMOTE (self), NULL);
  g_return_val_if_fail (remote_id != NULL, NULL);

  return DOCKET_REMOTE_GET_IFACE (self)->peek_ticket (self, remote_id, cancellable, error);
}

/**
 * docket_remote_push:
 * @self: a remote
 * @push: what to do
 * @outcome: (out caller-allocates): how it ended
 * @cancellable: (nullable): a cancellable
 *
 * Sends one operation with one writing request, once.
 */
void
docket_remote_push (DocketRemote *self,
                    const DocketPush *push,
                    DocketPushOutcome *outcome,
                    GCancellable *cancellable)
{
  g_return_if_fail (DOCKET_IS_REMOTE (self));
  g_return_if_fail (push != NULL && outcome != NULL);

  DOCKET_REMOTE_GET_IFACE (self)->push (self, push, outcome, cancellable);
}

/**
 * docket_remote_find_created:
 * @self: a remote
 * @push: the *create* whose answer was lost
 * @since: when it was sent, in the server's time, microseconds UTC
 * @complete: (out): whether the list was read whole
 * @cancellable: (nullable): a cancellable
 * @error: return location for a #DocketRemoteError
 *
 * Returns: (transfer container) (element-type DocketRemoteTicket) (nullable): the tickets that came
 * since and may be what @push made
 */
GPtrArray *
docket_remote_find_created (DocketRemote *self,
                            const DocketPush *push,
                            gint64 since,
                            gboolean *complete,
                            GCancellable *cancellable,
                            GError **error)
{
  g_return_val_if_fail (DOCKET_IS_REMOTE (self), NULL);
  g_return_val_if_fail (push != NULL && push->values != NULL, NULL);
  g_return_val_if_fail (complete != NULL, NULL);

  return DOCKET_REMOTE_GET_IFACE (self)
    ->find_created (self, push, since, complete, cancellable, error);
}

/**
 * docket_remote_download:
 * @self: a remote
 * @download: which file, and what of it came before; when this fails, what came until then
 * @cancellable: (nullable): a cancellable
 * @error: return location for a #DocketRemoteError
 *
 * Fetches a file. The key goes along to the server's own origin alone.
 *
 * Returns: (transfer full) (nullable): its bytes
 */
GBytes *
docket_remote_download (DocketRemote *self,
                        DocketDownload *download,
                        GCancellable *cancellable,
                        GError **error)
{
  g_return_val_if_fail (DOCKET_IS_REMOTE (self), NULL);
  g_return_val_if_fail (download != NULL && download->url != NULL, NULL);
  g_return_val_if_fail (download->max_bytes > 0, NULL);

  return DOCKET_REMOTE_GET_IFACE (self)->download (self, download, cancellable, error);
}

/**
 * docket_remote_get_pause:
 * @self: a remote
 *
 * Returns: for how long the server wants to be left alone, in microseconds; 0: it does not
 */
gint64
docket_remote_get_pause (DocketRemote *self)
{
  g_return_val_if_fail (DOCKET_IS_REMOTE (self), 0);

  return DOCKET_REMOTE_GET_IFACE (self)->get_pause (self);
}

/**
 * docket_remote_set_timeout:
 * @self: a remote
 * @seconds: how long a silent server is waited for, from 1
 */
void
docket_remote_set_timeout (DocketRemote *self, guint seconds)
{
  g_return_if_fail (DOCKET_IS_REMOTE (self));
  g_return_if_fail (seconds > 0);

  DOCKET_REMOTE_GET_IFACE (self)->set_timeout (self, seconds);
}
