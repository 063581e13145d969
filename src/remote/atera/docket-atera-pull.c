/* Tickets and their parts, read from Atera.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-atera-private.h"

#include <glib/gi18n.h>

#include "docket-atera-json.h"

/* sync.md §4: two to four requests ahead. */
#define PAGES_AHEAD 3

/* A list that moves while it is read is read again, this often. */
#define TRIES 3

/* More than one ticket can hold; the search for a lost answer. */
#define MAX_PART_PAGES 200
#define MAX_SEARCH_PAGES 20

static char *
make_feed_url (DocketAtera *self, gint64 since, guint page)
{
  g_autofree char *date = NULL;

  if (since == 0)
    return docket_atera_make_url (self,
                                  "/tickets?page=%u&itemsInPage=%d&includeRelations=true",
                                  page,
                                  DOCKET_ATERA_PAGE_SIZE);

  date = docket_time_format (since - since % G_USEC_PER_SEC);

  return docket_atera_make_url (self,
                                "/tickets/lastmodified?date=%s&includeComments=true&page=%u"
                                "&itemsInPage=%d&includeRelations=true",
                                date,
                                page,
                                DOCKET_ATERA_PAGE_SIZE);
}

static gint64
newest_created (const DocketRemotePage *page)
{
  gint64 newest = 0;

  for (guint i = 0; i < page->tickets->len; i++)
    {
      const DocketRemoteTicket *ticket = g_ptr_array_index (page->tickets, i);

      newest = MAX (newest, ticket->created_at);
    }

  return newest;
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  const DocketRemoteTicket *const *ticket_a = a;
  const DocketRemoteTicket *const *ticket_b = b;

  return ((*ticket_a)->created_at < (*ticket_b)->created_at) -
         ((*ticket_a)->created_at > (*ticket_b)->created_at);
}

/* The order of lists is not promised: whether the newest tickets are at the end is seen by looking
 * there. */
static gboolean
look_at_order (DocketAtera *self, GCancellable *cancellable, GError **error)
{
  g_autofree char *first_url = make_feed_url (self, 0, 1);
  g_autofree char *last_url = NULL;
  g_autoptr (DocketRemotePage) first = NULL;
  g_autoptr (DocketRemotePage) last = NULL;

  first = docket_atera_read_page (self, first_url, cancellable, error);

  if (first == NULL)
    return FALSE;

  self->all_pages = first->n_pages;
  self->all_reversed = FALSE;

  if (first->n_pages > 1)
    {
      last_url = make_feed_url (self, 0, first->n_pages);
      last = docket_atera_read_page (self, last_url, cancellable, error);

      if (last == NULL)
        return FALSE;

      self->all_reversed = newest_created (last) > newest_created (first);
    }

  if (self->all_reversed)
    docket_page_ahead_put (self->ahead, last_url, g_steal_pointer (&last));
  else
    docket_page_ahead_put (self->ahead, first_url, g_steal_pointer (&first));

  return TRUE;
}

static gboolean
start_feed (DocketAtera *self, gint64 since, guint page, GCancellable *cancellable, GError **error)
{
  if (page == 1 || since != self->feed_since)
    docket_page_ahead_drop (self->ahead);

  self->feed_since = since;

  return since != 0 || (page > 1 && self->all_pages > 0) ||
         look_at_order (self, cancellable, error);
}

static char *
make_page_url (DocketAtera *self, guint page)
{
  if (self->feed_since == 0 && self->all_reversed)
    page = page <= self->all_pages ? self->all_pages + 1 - page : G_MAXINT;

  return make_feed_url (self, self->feed_since, page);
}

static void
want_pages (DocketAtera *self, guint page, guint n_pages)
{
  DocketLimiter *limiter = docket_http_get_limiter (self->http);

  /* Whoever was told to slow down does not hurry ahead. */
  if (docket_limiter_get_pause (limiter) > 0 ||
      docket_limiter_get_rate (limiter) < docket_atera_get_capabilities ()->rate_per_minute / 2)
    return;

  for (guint i = 1; i <= PAGES_AHEAD && page + i <= n_pages; i++)
    {
      g_autofree char *url = make_page_url (self, page + i);

      docket_page_ahead_want (self->ahead, url);
    }
}

/**
 * docket_atera_read_page:
 * @self: Atera
 * @url: a page of a feed of tickets
 * @cancellable: (nullable): a cancellable
 * @error: return location for a #DocketRemoteError
 *
 * Any thread.
 *
 * Returns: (transfer full) (nullable): the page, as the server numbers it
 */
DocketRemotePage *
docket_atera_read_page (DocketAtera *self,
                        const char *url,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (DocketHttpAnswer) answer = NULL;
  g_autoptr (JsonNode) root = docket_atera_read (self, url, &answer, cancellable, error);
  g_autoptr (DocketRemotePage) page = NULL;
  DocketAteraList list = { 0 };

  if (root == NULL || !docket_atera_parse_list (root, &list, error))
    return NULL;

  page = g_new0 (DocketRemotePage, 1);
  page->tickets = g_ptr_array_new_with_free_func ((GDestroyNotify) docket_remote_ticket_free);
  page->total = list.total;
  page->n_pages = list.n_pages;
  page->began_at = answer->began_at;
  page->server_date = docket_answer_parse_date (answer->date, answer->age);

  for (guint i = 0; list.items != NULL && i < json_array_get_length (list.items); i++)
    {
      JsonObject *object = docket_json_get_element (list.items, i, error);
      DocketRemoteTicket *ticket =
        object != NULL ? docket_atera_parse_ticket (object, error) : NULL;

      if (ticket == NULL)
        return NULL;

      g_ptr_array_add (page->tickets, ticket);
    }

  return g_steal_pointer (&page);
}

/**
 * docket_atera_pull_tickets:
 * @self: Atera
 * @since: microseconds UTC; 0: all, the newest first
 * @page: from 1
 * @cancellable: (nullable): a cancellable
 * @error: return location for a #DocketRemoteError
 *
 * Returns: (transfer full) (nullable): the page
 */
DocketRemotePage *
docket_atera_pull_tickets (DocketAtera *self,
                           gint64 since,
                           guint page,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (DocketRemotePage) result = NULL;
  g_autofree char *url = NULL;

  if (!start_feed (self, since, page, cancellable, error))
    return NULL;

  url = make_page_url (self, page);
  result = docket_page_ahead_take (self->ahead, url, cancellable, error);

  if (result == NULL)
    {
      /* What was read beside it may have failed for the same reason. */
      docket_page_ahead_drop (self->ahead);
      return NULL;
    }

  if (since == 0)
    {
      g_ptr_array_sort (result->tickets, compare_newest_first);

      /* From the end, pages are counted from where it was; in order, more may have come. */
      if (self->all_reversed)
        result->n_pages = self->all_pages;
      else
        self->all_pages = result->n_pages;
    }

  result->page = page;
  want_pages (self, page, result->n_pages);

  return g_steal_pointer (&result);
}

static JsonNode *
read_ticket (DocketAtera *self,
             const char *remote_id,
             DocketHttpAnswer **answer,
             GCancellable *cancellable,
             GError **error)
{
  g_autofree char *id = g_uri_escape_string (remote_id, NULL, FALSE);
  g_autofree char *url = docket_atera_make_url (self, "/tickets/%s?includeRelations=true", id);

  return docket_atera_read (self, url, answer, cancellable, error);
}

static DocketRemoteTicket *
parse_ticket_answer (JsonNode *root, GError **error)
{
  JsonObject *object = docket_json_get_root (root, error);

  return object != NULL ? docket_atera_parse_ticket (object, error) : NULL;
}

static gboolean
add_custom_value (DocketAtera *self, JsonObject *object, DocketValues *values, GError **error)
{
  g_autoptr (GError) own = NULL;
  g_autofree char *id = docket_atera_parse_custom_name (object, error);
  g_autofree char *value = NULL;
  const DocketField *field;

  if (id == NULL)
    return FALSE;

  field = docket_atera_find_field (self, id);

  if (field == NULL)
    return TRUE;

  if (docket_atera_parse_custom_value (object, field, &value, &own))
    docket_values_take (values, id, g_steal_pointer (&value));
  else
    docket_values_forget (values, id);

  if (own == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&own));

  return FALSE;
}

/* Each custom field is known afterwards: one that the list leaves out is not set. */
static gboolean
read_custom_values (DocketAtera *self,
                    DocketRemoteTicket *ticket,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autofree char *url =
    docket_atera_make_url (self, "/customvalues/ticketfields/%s", ticket->remote_id);
  g_autoptr (JsonNode) root = NULL;
  JsonArray *array;

  if (self->fields == NULL)
    {
      g_autoptr (GPtrArray) fields = docket_atera_pull_fields (self, cancellable, error);

      if (fields == NULL)
        return FALSE;
    }

  root = docket_atera_read (self, url, NULL, cancellable, error);

  if (root == NULL || !docket_atera_parse_array (root, &array, error))
    return FALSE;

  for (guint i = 0; i < self->fields->len; i++)
    {
      const DocketField *field = g_ptr_array_index (self->fields, i);

      docket_values_set (ticket->values, field->id, NULL);
    }

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *object = docket_json_get_element (array, i, error);

      if (object == NULL || !add_custom_value (self, object, ticket->values, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_comment (JsonObject *item, gpointer user_data, GError **error)
{
  DocketRemoteMessage *message = docket_atera_parse_comment (item, error);

  if (message != NULL)
    g_ptr_array_add (user_data, message);

  return message != NULL;
}

static gboolean
add_time_entry (JsonObject *item, gpointer user_data, GError **error)
{
  DocketRemoteTimeEntry *entry = docket_atera_parse_time_entry (item, error);

  if (entry != NULL)
    g_ptr_array_add (user_data, entry);

  return entry != NULL;
}

/* Reads a list of a ticket's parts, again if it moves meanwhile. */
static gboolean
read_parts (DocketAtera *self,
            const DocketRemoteTicket *ticket,
            const char *what,
            DocketAteraItemFunc add,
            GPtrArray *parts,
            gboolean *complete,
            GCancellable *cancellable,
            GError **error)
{
  g_autofree char *path = g_strdup_printf ("/tickets/%s/%s", ticket->remote_id, what);

  *complete = FALSE;

  for (guint i = 0; i < TRIES && !*complete; i++)
    {
      g_ptr_array_set_size (parts, 0);

      if (!docket_atera_read_list (self,
                                   path,
                                   MAX_PART_PAGES,
                                   add,
                                   parts,
                                   complete,
                                   cancellable,
                                   error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_attachments (DocketAtera *self,
                  DocketRemoteDetails *details,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autofree char *url =
    docket_atera_make_url (self, "/tickets/%s/attachments", details->ticket->remote_id);
  g_autoptr (JsonNode) root = docket_atera_read (self, url, NULL, cancellable, error);

  if (root != NULL)
    details->attachments =
      docket_atera_parse_attachments (root, docket_http_get_base (self->http), error);

  return details->attachments != NULL;
}

/**
 * docket_atera_pull_ticket:
 * @self: Atera
 * @remote_id: a ticket
 * @cancellable: (nullable): a cancellable
 * @error: return location for a #DocketRemoteError
 *
 * Returns: (transfer full) (nullable): the ticket with its parts
 */
DocketRemoteDetails *
docket_atera_pull_ticket (DocketAtera *self,
                          const char *remote_id,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (DocketHttpAnswer) answer = NULL;
  g_autoptr (JsonNode) root = read_ticket (self, remote_id, &answer, cancellable, error);
  g_autoptr (DocketRemoteDetails) details = NULL;

  if (root == NULL)
    return NULL;

  details = g_new0 (DocketRemoteDetails, 1);
  details->began_at = answer->began_at;
  details->server_date = docket_answer_parse_date (answer->date, answer->age);
  details->messages = g_ptr_array_new_with_free_func ((GDestroyNotify) docket_remote_message_free);
  details->time_entries =
    g_ptr_array_new_with_free_func ((GDestroyNotify) docket_remote_time_entry_free);
  details->ticket = parse_ticket_answer (root, error);

  if (details->ticket == NULL || !read_custom_values (self, details->ticket, cancellable, error) ||
      !read_parts (self,
                   details->ticket,
                   "comments",
                   add_comment,
                   details->messages,
                   &details->messages_complete,
                   cancellable,
                   error) ||
      !read_parts (self,
                   details->ticket,
                   "workhoursrecords",
                   add_time_entry,
                   details->time_entries,
                   &details->time_entries_complete,
                   cancellable,
                   error) ||
      !read_attachments (self, details, cancellable, error))
    return NULL;

  return g_steal_pointer (&details);
}

/**
 * docket_atera_peek_ticket:
 * @self: Atera
 * @remote_id: a ticket
 * @cancellable: (nullable): a cancellable
 * @error: return location for a #DocketRemoteError
 *
 * Returns: (transfer full) (nullable): the ticket with its custom values
 */
DocketRemoteTicket *
docket_atera_peek_ticket (DocketAtera *self,
                          const char *remote_id,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (JsonNode) root = read_ticket (self, remote_id, NULL, cancellable, error);
  g_autoptr (DocketRemoteTicket) ticket = NULL;

  if (root == NULL || (ticket = parse_ticket_answer (root, error)) == NULL)
    return NULL;

  return read_custom_values (self, ticket, cancellable, error) ? g_steal_pointer (&ticket) : NULL;
}

/* What a search for a lost answer goes by. */
typedef struct
{
  const DocketPush *push;
  gint64 since;
  GPtrArray *found;
} Search;

static gboolean
is_same_contact (const DocketPush *push, const DocketRemoteTicket *ticket)
{
  const char *contact = docket_values_get (push->values, DOCKET_FIELD_ID_CONTACT);
  const char *email = docket_values_get (push->values, "contact.email");

  if (contact != NULL)
    return g_strcmp0 (contact, ticket->contact.remote_id) == 0;

  return email != NULL && ticket->contact.email != NULL &&
         g_ascii_strcasecmp (email, ticket->contact.email) == 0;
}

/* Servers turn white space into other white space. */
static char *
fold_spaces (const char *text)
{
  g_autofree char *normal = text != NULL ? g_utf8_normalize (text, -1, G_NORMALIZE_NFC) : NULL;
  g_autoptr (GString) folded = g_string_new (NULL);

  for (const char *c = normal; c != NULL && *c != '\0'; c = g_utf8_next_char (c))
    {
      const gboolean space = g_unichar_isspace (g_utf8_get_char (c));

      if (!space)
        g_string_append_unichar (folded, g_utf8_get_char (c));
      else if (folded->len > 0 && folded->str[folded->len - 1] != ' ')
        g_string_append_c (folded, ' ');
    }

  return g_strchomp (g_string_free (g_steal_pointer (&folded), FALSE));
}

static gboolean
is_same_title (const DocketPush *push, const DocketRemoteTicket *ticket)
{
  g_autofree char *mine = fold_spaces (docket_values_get (push->values, DOCKET_FIELD_ID_TITLE));
  g_autofree char *theirs = fold_spaces (docket_values_get (ticket->values, DOCKET_FIELD_ID_TITLE));

  return strcmp (mine, theirs) == 0;
}

static gboolean
add_candidate (JsonObject *item, gpointer user_data, GError **error)
{
  Search *search = user_data;
  g_autoptr (DocketRemoteTicket) ticket = docket_atera_parse_ticket (item, error);

  if (ticket == NULL)
    return FALSE;

  /* Servers cut instants to the second. */
  if (ticket->created_at + G_USEC_PER_SEC > search->since &&
      is_same_contact (search->push, ticket) && is_same_title (search->push, ticket))
    g_ptr_array_add (search->found, g_steal_pointer (&ticket));

  return TRUE;
}

/**
 * docket_atera_find_created:
 * @self: Atera
 * @push: the *create* whose answer was lost
 * @since: when it was sent, in the server's time, microseconds UTC
 * @complete: (out): whether the list was read whole
 * @cancellable: (nullable): a cancellable
 * @error: return location for a #DocketRemoteError
 *
 * Returns: (transfer container) (element-type DocketRemoteTicket) (nullable): the tickets created
 * since for the same contact with the same title
 */
GPtrArray *
docket_atera_find_created (DocketAtera *self,
                           const DocketPush *push,
                           gint64 since,
                           gboolean *complete,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autofree char *date = docket_time_format (MAX (since, 0) - MAX (since, 0) % G_USEC_PER_SEC);
  g_autofree char *path = g_strdup_printf ("/tickets/lastmodified?date=%s", date);
  g_autoptr (GPtrArray) found =
    g_ptr_array_new_with_free_func ((GDestroyNotify) docket_remote_ticket_free);
  Search search = { push, since, found };

  *complete = FALSE;

  for (guint i = 0; i < TRIES && !*complete; i++)
    {
      g_ptr_array_set_size (found, 0);

      if (!docket_atera_read_list (self,
                                   path,
                                   MAX_SEARCH_PAGES,
                                   add_candidate,
                                   &search,
                                   complete,
                                   cancellable,
                                   error))
        return NULL;
    }

  return g_steal_pointer (&found);
}
