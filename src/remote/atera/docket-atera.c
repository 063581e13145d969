/* Atera, API v3, as a server of Docket's.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-atera-private.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#include "docket-atera-json.h"
#include "docket-download.h"

#define API_PATH "/api/v3"

/* The server's limit is about 700 for an account, which others use too. */
#define RATE_PER_MINUTE 600

static void docket_atera_remote_init (DocketRemoteInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DocketAtera,
                               docket_atera,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (DOCKET_TYPE_REMOTE, docket_atera_remote_init))

static gboolean
is_base64url (const char *text)
{
  if (*text == '\0')
    return FALSE;

  for (; *text != '\0'; text++)
    if (!g_ascii_isalnum (*text) && *text != '-' && *text != '_' && *text != '=')
      return FALSE;

  return TRUE;
}

/* The new kind of key is a JSON Web Token (RFC 7519): three parts of base64url. */
static gboolean
is_jwt (const char *secret)
{
  g_auto (GStrv) parts = g_strsplit (secret, ".", 5);

  return g_strv_length (parts) == 3 && is_base64url (parts[0]) && is_base64url (parts[1]) &&
         is_base64url (parts[2]);
}

static void
set_error_with_host (GError **error, int code, const char *format, const char *host)
{
  g_set_error (error, DOCKET_REMOTE_ERROR, code, format, host);
}

static void
set_redirect_error (const DocketHttpAnswer *answer, const char *host, GError **error)
{
  g_autoptr (GUri) uri =
    answer->location != NULL ? g_uri_parse (answer->location, G_URI_FLAGS_NONE, NULL) : NULL;
  const char *other = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (other == NULL || g_ascii_strcasecmp (other, host) == 0)
    set_error_with_host (error,
                         DOCKET_REMOTE_ERROR_REDIRECT,
                         _ ("%s sends to another address. Check the address."),
                         host);
  else
    g_set_error (error,
                 DOCKET_REMOTE_ERROR,
                 DOCKET_REMOTE_ERROR_REDIRECT,
                 /* Translators: both are names of servers */
                 _ ("%s sends to %.200s, where Docket does not take the key. Check the address, or "
                    "log in to the network you are in."),
                 host,
                 other);
}

static void
set_refusal_error (const DocketHttpAnswer *answer, const char *host, GError **error)
{
  g_autofree char *said = NULL;
  const gboolean own =
    answer->body != NULL && answer->body_complete &&
    docket_atera_parse_refusal (answer->status, answer->content_type, answer->body, &said);

  if (answer->status == DOCKET_STATUS_TOO_MANY_REQUESTS)
    set_error_with_host (error,
                         DOCKET_REMOTE_ERROR_BUSY,
                         _ ("%s asks for a pause. Docket goes on by itself when it is over."),
                         host);
  else if (answer->status == SOUP_STATUS_UNAUTHORIZED &&
           g_strcmp0 (answer->content_type, "text/html") != 0)
    set_error_with_host (error,
                         DOCKET_REMOTE_ERROR_SECRET,
                         _ ("%s refused the key. Copy it again from Atera, under Admin, API."),
                         host);
  else if (own && answer->status == SOUP_STATUS_NOT_FOUND)
    g_set_error (error, DOCKET_REMOTE_ERROR, DOCKET_REMOTE_ERROR_NOT_FOUND, "%s", said);
  else if (own)
    g_set_error (error,
                 DOCKET_REMOTE_ERROR,
                 DOCKET_REMOTE_ERROR_REFUSED,
                 /* Translators: %s is what the server said */
                 _ ("The server refused: %s"),
                 said);
  else if (answer->status == SOUP_STATUS_NOT_FOUND)
    set_error_with_host (error,
                         DOCKET_REMOTE_ERROR_NOT_THIS_SERVER,
                         _ ("%s answers, but there is no Atera there. Check the address."),
                         host);
  else
    g_set_error (error,
                 DOCKET_REMOTE_ERROR,
                 DOCKET_REMOTE_ERROR_NOT_THIS_SERVER,
                 _ ("Something between here and %s refused (%u). Check the address, or use another "
                    "network."),
                 host,
                 answer->status);
}

/* Whether an answer to reading is one of the API's, with all of its body. */
static gboolean
check_answer (const DocketHttpAnswer *answer, const char *host, GError **error)
{
  const guint kind = answer->status / 100;

  if (answer->error != NULL && (kind == 0 || kind == 2 || answer->error->domain == G_IO_ERROR))
    g_propagate_error (error, g_error_copy (answer->error));
  else if (kind == 3)
    set_redirect_error (answer, host, error);
  else if (kind == 4)
    set_refusal_error (answer, host, error);
  else if (kind != 2)
    g_set_error (error,
                 DOCKET_REMOTE_ERROR,
                 DOCKET_REMOTE_ERROR_BROKEN,
                 _ ("%s is out of order (%u). Try again later."),
                 host,
                 answer->status);
  else if (!docket_answer_is_json (answer->content_type))
    set_error_with_host (
      error,
      DOCKET_REMOTE_ERROR_NOT_THIS_SERVER,
      _ ("Instead of %s a web page answered. Log in to the network you are in, or "
         "check the address."),
      host);
  else
    return TRUE;

  return FALSE;
}

static const DocketCapabilities *
get_capabilities (DocketRemote *remote)
{
  return docket_atera_get_capabilities ();
}

static DocketRemoteAccount *
check (DocketRemote *remote, GCancellable *cancellable, GError **error)
{
  return docket_atera_check (DOCKET_ATERA (remote), cancellable, error);
}

static gboolean
pull_directory (DocketRemote *remote,
                gint64 since,
                DocketRemoteEntryFunc func,
                gpointer user_data,
                GCancellable *cancellable,
                GError **error)
{
  return docket_atera_pull_directory (DOCKET_ATERA (remote),
                                      since,
                                      func,
                                      user_data,
                                      cancellable,
                                      error);
}

static GPtrArray *
pull_fields (DocketRemote *remote, GCancellable *cancellable, GError **error)
{
  return docket_atera_pull_fields (DOCKET_ATERA (remote), cancellable, error);
}

static DocketRemotePage *
pull_tickets (DocketRemote *remote,
              gint64 since,
              guint page,
              GCancellable *cancellable,
              GError **error)
{
  return docket_atera_pull_tickets (DOCKET_ATERA (remote), since, page, cancellable, error);
}

static DocketRemoteDetails *
pull_ticket (DocketRemote *remote, const char *remote_id, GCancellable *cancellable, GError **error)
{
  return docket_atera_pull_ticket (DOCKET_ATERA (remote), remote_id, cancellable, error);
}

static DocketRemoteTicket *
peek_ticket (DocketRemote *remote, const char *remote_id, GCancellable *cancellable, GError **error)
{
  return docket_atera_peek_ticket (DOCKET_ATERA (remote), remote_id, cancellable, error);
}

static void
push (DocketRemote *remote,
      const DocketPush *what,
      DocketPushOutcome *outcome,
      GCancellable *cancellable)
{
  docket_atera_push (DOCKET_ATERA (remote), what, outcome, cancellable);
}

static GPtrArray *
find_created (DocketRemote *remote,
              const DocketPush *what,
              gint64 since,
              gboolean *complete,
              GCancellable *cancellable,
              GError **error)
{
  return docket_atera_find_created (DOCKET_ATERA (remote),
                                    what,
                                    since,
                                    complete,
                                    cancellable,
                                    error);
}

static GBytes *
download (DocketRemote *remote, DocketDownload *download, GCancellable *cancellable, GError **error)
{
  DocketAtera *self = DOCKET_ATERA (remote);
  g_autoptr (DocketHttpAnswer) answer = docket_http_download (self->http, download, cancellable);

  if (answer->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&answer->error));
      return NULL;
    }

  if (answer->status == SOUP_STATUS_OK || answer->status == SOUP_STATUS_PARTIAL_CONTENT)
    return g_steal_pointer (&download->have);

  check_answer (answer, docket_http_get_host (self->http), error);

  return NULL;
}

static gint64
get_pause (DocketRemote *remote)
{
  return docket_limiter_get_pause (docket_http_get_limiter (DOCKET_ATERA (remote)->http));
}

static void
set_timeout (DocketRemote *remote, guint seconds)
{
  docket_http_set_timeout (DOCKET_ATERA (remote)->http, seconds);
}

static void
docket_atera_remote_init (DocketRemoteInterface *iface)
{
  iface->get_capabilities = get_capabilities;
  iface->check = check;
  iface->pull_directory = pull_directory;
  iface->pull_fields = pull_fields;
  iface->pull_tickets = pull_tickets;
  iface->pull_ticket = pull_ticket;
  iface->peek_ticket = peek_ticket;
  iface->push = push;
  iface->find_created = find_created;
  iface->download = download;
  iface->get_pause = get_pause;
  iface->set_timeout = set_timeout;
}

static void
docket_atera_dispose (GObject *object)
{
  DocketAtera *self = DOCKET_ATERA (object);

  /* Its threads use the rest: it goes first, and waits for them. */
  g_clear_object (&self->ahead);
  g_clear_object (&self->http);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_pointer (&self->zone, g_free);

  G_OBJECT_CLASS (docket_atera_parent_class)->dispose (object);
}

static void
docket_atera_class_init (DocketAteraClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = docket_atera_dispose;
}

static void
docket_atera_init (DocketAtera *self)
{
}

/**
 * docket_atera_get_capabilities:
 *
 * By the reference: a ticket's customer, contact and contract can't be changed, a contract not even
 * given; files can be read, and sent to a customer's files alone; quick replies are not in the API.
 *
 * Returns: (transfer none): what Atera can hold
 */
const DocketCapabilities *
docket_atera_get_capabilities (void)
{
  static const char *const set_fields[] = {
    DOCKET_FIELD_ID_TITLE,
    DOCKET_FIELD_ID_STATUS,
    DOCKET_FIELD_ID_PRIORITY,
    DOCKET_FIELD_ID_IMPACT,
    DOCKET_FIELD_ID_TYPE,
    DOCKET_FIELD_ID_ASSIGNEE,
    NULL,
  };
  static const char *const create_fields[] = {
    DOCKET_FIELD_ID_TITLE,    DOCKET_FIELD_ID_STATUS,
    DOCKET_FIELD_ID_PRIORITY, DOCKET_FIELD_ID_IMPACT,
    DOCKET_FIELD_ID_TYPE,     DOCKET_FIELD_ID_ASSIGNEE,
    DOCKET_FIELD_ID_CONTACT,  NULL,
  };
  static const DocketCapabilities capabilities = {
    .create_tickets = TRUE,
    .delete_tickets = TRUE,
    .messages = TRUE,
    .internal_notes = TRUE,
    .message_marker = TRUE,
    .time_entries = TRUE,
    .custom_values = TRUE,
    .create_needs_contact = TRUE,
    .customer_files = TRUE,
    .technicians_from_tickets = TRUE,
    .set_fields = set_fields,
    .create_fields = create_fields,
    .rate_per_minute = RATE_PER_MINUTE,
  };

  return &capabilities;
}

static DocketRemotePage *
read_page_cb (const char *key, gpointer user_data, GCancellable *cancellable, GError **error)
{
  return docket_atera_read_page (user_data, key, cancellable, error);
}

/**
 * docket_atera_new:
 * @url: its address, by docket_remote_normalize_url()
 * @secret: (nullable): the key, of either kind
 * @clock: the clock of limit and pause
 *
 * Returns: (transfer full): Atera at that address; nothing is sent yet
 */
DocketRemote *
docket_atera_new (const char *url, const char *secret, DocketClock *clock)
{
  DocketAtera *self;
  g_autofree char *bearer = NULL;

  g_return_val_if_fail (url != NULL, NULL);
  g_return_val_if_fail (DOCKET_IS_CLOCK (clock), NULL);

  if (secret != NULL && *secret == '\0')
    secret = NULL;

  if (secret != NULL && is_jwt (secret))
    bearer = g_strconcat ("Bearer ", secret, NULL);

  self = g_object_new (DOCKET_TYPE_ATERA, NULL);
  self->clock = g_object_ref (clock);
  self->http = docket_http_new (url,
                                bearer != NULL ? "Authorization" : "X-API-KEY",
                                bearer != NULL ? bearer : secret,
                                RATE_PER_MINUTE,
                                clock);
  self->ahead = docket_page_ahead_new (read_page_cb, self);

  return DOCKET_REMOTE (self);
}

/**
 * docket_atera_make_url:
 * @self: Atera
 * @format: a path under the API's, with what a server's path may hold, and what goes into it
 *
 * Returns: (transfer full): the URL of a call
 */
char *
docket_atera_make_url (DocketAtera *self, const char *format, ...)
{
  g_autofree char *path = NULL;
  va_list args;

  va_start (args, format);
  path = g_strdup_vprintf (format, args);
  va_end (args);

  return g_strconcat (docket_http_get_base (self->http), API_PATH, path, NULL);
}

/**
 * docket_atera_read:
 * @self: Atera
 * @url: a call
 * @answer: (out) (optional) (transfer full): how it ended, in any case
 * @cancellable: (nullable): a cancellable
 * @error: return location for a #DocketRemoteError
 *
 * Reads. Any thread.
 *
 * Returns: (transfer full) (nullable): the document
 */
JsonNode *
docket_atera_read (DocketAtera *self,
                   const char *url,
                   DocketHttpAnswer **answer,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (DocketHttpAnswer) own =
    docket_http_get (self->http, url, DOCKET_HTTP_MAX_ANSWER, cancellable);
  g_autoptr (JsonNode) root = NULL;

  if (check_answer (own, docket_http_get_host (self->http), error))
    root = docket_json_parse (own->body, error);

  if (answer != NULL)
    *answer = g_steal_pointer (&own);

  return g_steal_pointer (&root);
}

static gboolean
read_items (const DocketAteraList *list,
            DocketAteraItemFunc func,
            gpointer user_data,
            gboolean *stopped,
            GError **error)
{
  for (guint i = 0; list->items != NULL && i < json_array_get_length (list->items); i++)
    {
      JsonObject *item = docket_json_get_element (list->items, i, error);
      g_autoptr (GError) own = NULL;

      if (item == NULL)
        return FALSE;

      if (!func (item, user_data, &own))
        {
          *stopped = TRUE;

          if (own == NULL)
            return TRUE;

          g_propagate_error (error, g_steal_pointer (&own));

          return FALSE;
        }
    }

  return TRUE;
}

/**
 * docket_atera_read_list:
 * @self: Atera
 * @path: a path of the API, with its query begun (`?…`) or not
 * @max_pages: how many pages at most
 * @func: (scope call): takes each item; %FALSE without an error: no more is wanted
 * @user_data: handed to @func
 * @complete: (out) (optional): whether it was read whole: as many as an unmoved total says
 * @cancellable: (nullable): a cancellable
 * @error: return location for a #DocketRemoteError
 *
 * Reads a list, page by page.
 *
 * Returns: whether there was no error
 */
gboolean
docket_atera_read_list (DocketAtera *self,
                        const char *path,
                        guint max_pages,
                        DocketAteraItemFunc func,
                        gpointer user_data,
                        gboolean *complete,
                        GCancellable *cancellable,
                        GError **error)
{
  const char *glue = strchr (path, '?') != NULL ? "&" : "?";
  DocketAteraList list = { 0 };
  guint count = 0, total = 0, page = 0;
  gboolean moved = FALSE, stopped = FALSE;

  do
    {
      g_autofree char *url = docket_atera_make_url (self,
                                                    "%s%spage=%u&itemsInPage=%d",
                                                    path,
                                                    glue,
                                                    ++page,
                                                    DOCKET_ATERA_PAGE_SIZE);
      g_autoptr (JsonNode) root = docket_atera_read (self, url, NULL, cancellable, error);

      if (root == NULL || !docket_atera_parse_list (root, &list, error) ||
          !read_items (&list, func, user_data, &stopped, error))
        return FALSE;

      moved = moved || (page > 1 && list.total != total);
      total = list.total;
      count += list.items != NULL ? json_array_get_length (list.items) : 0;
    }
  while (!stopped && page < MIN (list.n_pages, max_pages));

  if (complete != NULL)
    *complete = !moved && !stopped && count == total;

  return TRUE;
}
