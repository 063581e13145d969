/* What Atera's API says about tickets and their parts, and how its answers to writes look.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-atera-json.h"

#include <glib/gi18n.h>

#include "docket-answer.h"

#define MAX_NAME_BYTES 512
#define MAX_TITLE_BYTES 4096
#define MAX_SENTENCE_BYTES 1000
#define MAX_FILE_NAME_BYTES 255
#define MAX_SOURCE_BYTES (1024 * 1024) /* data.md: messages keep the source up to 1 MB */
#define MAX_URL_BYTES 8192

static char *
get_stripped (DocketJsonReader *reader, const char *name, gsize max_bytes)
{
  char *text = docket_json_get_text (reader, name, max_bytes);

  if (text != NULL && *g_strstrip (text) == '\0')
    g_clear_pointer (&text, g_free);

  return text;
}

static char *
join_name (const char *first, const char *last)
{
  if (first == NULL || last == NULL)
    return g_strdup (first != NULL ? first : last);

  return g_strdup_printf ("%s %s", first, last);
}

/* First and last name, else the e-mail. */
static void
read_person (DocketJsonReader *reader,
             const char *first_member,
             const char *last_member,
             const char *email_member,
             DocketRemotePerson *person)
{
  g_autofree char *first = get_stripped (reader, first_member, MAX_NAME_BYTES);
  g_autofree char *last = get_stripped (reader, last_member, MAX_NAME_BYTES);

  person->email = get_stripped (reader, email_member, MAX_NAME_BYTES);
  person->name = join_name (first, last);

  if (person->name == NULL)
    person->name = g_strdup (person->email);
}

static void
copy_person (const DocketRemotePerson *from, DocketRemotePerson *to)
{
  to->remote_id = g_strdup (from->remote_id);
  to->name = g_strdup (from->name);
  to->email = g_strdup (from->email);
  to->phone = g_strdup (from->phone);
}

static gboolean
set_form_error (GError **error)
{
  g_set_error_literal (error,
                       DOCKET_REMOTE_ERROR,
                       DOCKET_REMOTE_ERROR_BROKEN,
                       _ ("The server's answer has another form than promised. Try again later, or "
                          "report it."));

  return FALSE;
}

/**
 * docket_atera_word_to_nick:
 * @word: (nullable): a word of the API, such as `SiteDown`
 *
 * Returns: (transfer full) (nullable): Docket's word, `site-down`
 */
char *
docket_atera_word_to_nick (const char *word)
{
  g_autoptr (GString) nick = g_string_new (NULL);

  if (word == NULL)
    return NULL;

  for (const char *c = word; *c != '\0'; c++)
    {
      if (g_ascii_isupper (*c) && c != word)
        g_string_append_c (nick, '-');

      g_string_append_c (nick, g_ascii_tolower (*c));
    }

  return g_string_free (g_steal_pointer (&nick), FALSE);
}

/**
 * docket_atera_nick_to_word:
 * @nick: a word of Docket's, such as `site-down`
 *
 * Returns: (transfer full): the API's word, `SiteDown`
 */
char *
docket_atera_nick_to_word (const char *nick)
{
  g_autoptr (GString) word = g_string_new (NULL);
  gboolean upper = TRUE;

  for (const char *c = nick; *c != '\0'; c++)
    {
      if (*c != '-')
        g_string_append_c (word, upper ? g_ascii_toupper (*c) : *c);

      upper = *c == '-';
    }

  return g_string_free (g_steal_pointer (&word), FALSE);
}

/**
 * docket_atera_parse_list:
 * @root: an answer
 * @list: (out caller-allocates): a page; its items belong to @root
 * @error: return location for a #DocketRemoteError
 *
 * Returns: whether it is a page of a list
 */
gboolean
docket_atera_parse_list (JsonNode *root, DocketAteraList *list, GError **error)
{
  DocketJsonReader reader = { 0 };
  const char *total;
  gint64 n_items, n_pages;

  if (!JSON_NODE_HOLDS_OBJECT (root))
    return set_form_error (error);

  reader.object = json_node_get_object (root);
  list->items = docket_json_get_array (&reader, "items");

  /* Older servers say totalItems. */
  total = docket_json_has (&reader, "totalItemCount") ? "totalItemCount" : "totalItems";
  n_items = docket_json_get_integer (&reader, total);
  n_pages = docket_json_get_integer (&reader, "totalPages");

  if (!docket_json_check (&reader, error))
    return FALSE;

  if (!docket_json_has (&reader, "items") || !docket_json_has (&reader, total))
    return set_form_error (error);

  list->total = (guint) CLAMP (n_items, 0, G_MAXINT);
  list->n_pages = (guint) CLAMP (n_pages, 0, G_MAXINT);

  return TRUE;
}

/**
 * docket_atera_parse_array:
 * @root: an answer that is no page but all of a list
 * @array: (out) (nullable): its items; %NULL for none
 * @error: return location for a #DocketRemoteError
 *
 * Returns: whether it is an array, or null
 */
gboolean
docket_atera_parse_array (JsonNode *root, JsonArray **array, GError **error)
{
  *array = JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : NULL;

  return *array != NULL || JSON_NODE_HOLDS_NULL (root) || set_form_error (error);
}

/**
 * docket_atera_parse_account:
 * @root: an answer
 * @error: return location for a #DocketRemoteError
 *
 * Returns: (transfer full) (nullable): an AccountInfoResponse
 */
DocketRemoteAccount *
docket_atera_parse_account (JsonNode *root, GError **error)
{
  g_autoptr (DocketRemoteAccount) account = g_new0 (DocketRemoteAccount, 1);
  DocketJsonReader reader = { 0 };
  gboolean is_it;

  if (JSON_NODE_HOLDS_OBJECT (root))
    reader.object = json_node_get_object (root);

  if (reader.object == NULL || !docket_json_has (&reader, "IsITDepartment") ||
      docket_json_is_null (&reader, "AccountID"))
    {
      g_set_error_literal (error,
                           DOCKET_REMOTE_ERROR,
                           DOCKET_REMOTE_ERROR_NOT_THIS_SERVER,
                           _ ("This server speaks, but not as Atera does. Check the address."));
      return NULL;
    }

  account->id = get_stripped (&reader, "AccountID", MAX_NAME_BYTES);
  account->company = get_stripped (&reader, "CompanyName", MAX_NAME_BYTES);
  account->zone = get_stripped (&reader, "TimeZoneName", MAX_NAME_BYTES);
  is_it = docket_json_get_boolean (&reader, "IsITDepartment");
  account->wording = is_it ? DOCKET_WORDING_IT : DOCKET_WORDING_MSP;

  return docket_json_check (&reader, error) ? g_steal_pointer (&account) : NULL;
}

static void
read_enum (DocketJsonReader *reader,
           const char *member,
           const char *field,
           GType type,
           DocketValues *values)
{
  g_autofree char *word = docket_json_get_text (reader, member, MAX_NAME_BYTES);
  g_autofree char *nick = docket_atera_word_to_nick (word);
  int value;

  /* A word that Docket has not heard of is not known, rather than nothing. */
  if (docket_enum_from_nick (type, nick, &value))
    docket_values_set (values, field, docket_enum_to_nick (type, value));
}

static void
read_reference (DocketJsonReader *reader,
                const char *member,
                const char *field,
                DocketValues *values)
{
  if (docket_json_has (reader, member))
    docket_values_take (values, field, docket_json_get_id (reader, member));
}

static void
read_instant (DocketJsonReader *reader, const char *member, const char *field, DocketValues *values)
{
  if (docket_json_has (reader, member))
    docket_values_set_int64 (values, field, docket_json_get_time (reader, member));
}

static void
read_status (DocketJsonReader *reader, DocketValues *values)
{
  g_autofree char *status = get_stripped (reader, "TicketStatus", MAX_NAME_BYTES);
  DocketStatusKind kind;

  if (status == NULL)
    return;

  if (docket_status_is_standard (status, &kind))
    docket_values_set (values,
                       DOCKET_FIELD_ID_STATUS,
                       docket_enum_to_nick (DOCKET_TYPE_STATUS_KIND, kind));
  else
    docket_values_set (values, DOCKET_FIELD_ID_STATUS, status);
}

static void
read_ticket_values (DocketJsonReader *reader, DocketValues *values)
{
  if (!docket_json_is_null (reader, "TicketTitle"))
    docket_values_take (values,
                        DOCKET_FIELD_ID_TITLE,
                        get_stripped (reader, "TicketTitle", MAX_TITLE_BYTES));

  if (docket_json_has (reader, "TicketSource"))
    docket_values_take (values,
                        DOCKET_FIELD_ID_SOURCE,
                        get_stripped (reader, "TicketSource", MAX_NAME_BYTES));

  read_status (reader, values);
  read_enum (reader, "TicketPriority", DOCKET_FIELD_ID_PRIORITY, DOCKET_TYPE_PRIORITY, values);
  read_enum (reader, "TicketImpact", DOCKET_FIELD_ID_IMPACT, DOCKET_TYPE_IMPACT, values);
  read_enum (reader, "TicketType", DOCKET_FIELD_ID_TYPE, DOCKET_TYPE_TICKET_TYPE, values);
  read_reference (reader, "TechnicianContactID", DOCKET_FIELD_ID_ASSIGNEE, values);
  read_reference (reader, "CustomerID", DOCKET_FIELD_ID_CUSTOMER, values);
  read_reference (reader, "EndUserID", DOCKET_FIELD_ID_CONTACT, values);
  read_reference (reader, "ContractID", DOCKET_FIELD_ID_CONTRACT, values);
  read_instant (reader, "TicketCreatedDate", DOCKET_FIELD_ID_CREATED, values);
  read_instant (reader, "TicketResolvedDate", DOCKET_FIELD_ID_RESOLVED, values);
  read_instant (reader, "FirstResponseDueDate", DOCKET_FIELD_ID_FIRST_RESPONSE_DUE, values);
  read_instant (reader, "ClosedTicketDueDate", DOCKET_FIELD_ID_CLOSE_DUE, values);
}

/* RelationType says what this ticket is: the child of its parent, the parent of its child. */
static void
read_relation (DocketJsonReader *reader, DocketRemoteTicket *ticket)
{
  g_autofree char *type = NULL;

  ticket->relation_known = docket_json_has (reader, "RelationType");

  if (!ticket->relation_known)
    return;

  type = get_stripped (reader, "RelationType", MAX_NAME_BYTES);

  if (g_strcmp0 (type, "Parent") != 0 && g_strcmp0 (type, "Child") != 0)
    return;

  ticket->related_remote_id = docket_json_get_id (reader, "RelatedTicketId");
  ticket->relation = ticket->related_remote_id != NULL ? g_ascii_strdown (type, -1) : NULL;
}

static void
read_ticket_people (DocketJsonReader *reader, DocketRemoteTicket *ticket)
{
  ticket->assignee.remote_id = docket_json_get_id (reader, "TechnicianContactID");
  ticket->assignee.name = get_stripped (reader, "TechnicianFullName", MAX_NAME_BYTES);
  ticket->assignee.email = get_stripped (reader, "TechnicianEmail", MAX_NAME_BYTES);

  ticket->contact.remote_id = docket_json_get_id (reader, "EndUserID");
  read_person (reader, "EndUserFirstName", "EndUserLastName", "EndUserEmail", &ticket->contact);
  ticket->contact.phone = get_stripped (reader, "EndUserPhone", MAX_NAME_BYTES);
  ticket->customer_name = get_stripped (reader, "CustomerName", MAX_NAME_BYTES);
}

static void
add_message (DocketRemoteTicket *ticket,
             const char *text,
             gint64 created_at,
             gboolean by_contact,
             gboolean internal)
{
  DocketRemoteMessage *message;

  if (text == NULL || created_at == 0)
    return;

  message = g_new0 (DocketRemoteMessage, 1);
  message->source = g_strdup (text);
  message->created_at = created_at;
  message->author_is_technician = !by_contact;
  message->internal = internal;

  if (by_contact)
    copy_person (&ticket->contact, &message->author);

  g_ptr_array_add (ticket->messages, message);
}

/* The first and the last comments, as far as the answer carries them. It does not say whether the
 * technician's last one is internal: taken for internal until the comments are read. */
static void
read_ticket_messages (DocketJsonReader *reader, DocketRemoteTicket *ticket)
{
  g_autofree char *first = get_stripped (reader, "FirstComment", MAX_SOURCE_BYTES);
  g_autofree char *contact = get_stripped (reader, "LastEndUserComment", MAX_SOURCE_BYTES);
  g_autofree char *technician = get_stripped (reader, "LastTechnicianComment", MAX_SOURCE_BYTES);
  gint64 contact_at = docket_json_get_time (reader, "LastEndUserCommentTimestamp");
  gint64 technician_at = docket_json_get_time (reader, "LastTechnicianCommentTimestamp");

  if (g_strcmp0 (first, contact) != 0 && g_strcmp0 (first, technician) != 0)
    add_message (ticket, first, ticket->created_at, TRUE, FALSE);

  add_message (ticket, contact, contact_at, TRUE, FALSE);
  add_message (ticket, technician, technician_at, FALSE, TRUE);
}

/* What moves whenever comments or times may have changed: instants of the comments, durations. */
static void
read_ticket_mark (DocketJsonReader *reader, DocketRemoteTicket *ticket)
{
  static const char *const instants[] = {
    "LastEndUserCommentTimestamp", "LastTechnicianCommentTimestamp",
    "TechnicianFirstCommentDate",  "TicketResolvedDate",
    "TicketCreatedDate",
  };
  static const char *const durations[] = {
    "TotalDurationSeconds",
    "OnSiteDurationSeconds",
    "OffSiteDurationSeconds",
  };
  g_autoptr (GString) mark = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (instants); i++)
    {
      gint64 us = docket_json_get_time (reader, instants[i]);

      g_string_append_printf (mark, "%" G_GINT64_FORMAT " ", us);
      ticket->updated_at = MAX (ticket->updated_at, us);
    }

  for (guint i = 0; i < G_N_ELEMENTS (durations); i++)
    g_string_append_printf (mark,
                            "%" G_GINT64_FORMAT " ",
                            docket_json_get_integer (reader, durations[i]));

  g_string_truncate (mark, mark->len - 1);
  ticket->mark = g_string_free (g_steal_pointer (&mark), FALSE);
}

/**
 * docket_atera_parse_ticket:
 * @object: a TicketDto
 * @error: return location for a #DocketRemoteError
 *
 * Returns: (transfer full) (nullable): the ticket
 */
DocketRemoteTicket *
docket_atera_parse_ticket (JsonObject *object, GError **error)
{
  g_autoptr (DocketRemoteTicket) ticket = docket_remote_ticket_new ();
  DocketJsonReader reader = { object, NULL };

  ticket->remote_id = docket_json_get_id (&reader, "TicketID");
  ticket->number = get_stripped (&reader, "TicketNumber", MAX_NAME_BYTES);
  ticket->created_at = docket_json_get_time (&reader, "TicketCreatedDate");
  read_ticket_values (&reader, ticket->values);
  read_ticket_people (&reader, ticket);
  read_relation (&reader, ticket);
  read_ticket_messages (&reader, ticket);
  read_ticket_mark (&reader, ticket);

  if (!docket_json_check (&reader, error))
    return NULL;

  if (ticket->remote_id == NULL)
    {
      set_form_error (error);
      return NULL;
    }

  if (ticket->number == NULL)
    ticket->number = g_strdup (ticket->remote_id);

  return g_steal_pointer (&ticket);
}

/**
 * docket_atera_parse_comment:
 * @object: a TicketCommentDto
 * @error: return location for a #DocketRemoteError
 *
 * Returns: (transfer full) (nullable): the message; it has no id there
 */
DocketRemoteMessage *
docket_atera_parse_comment (JsonObject *object, GError **error)
{
  DocketRemoteMessage *message = g_new0 (DocketRemoteMessage, 1);
  DocketJsonReader reader = { object, NULL };
  g_autofree char *technician = docket_json_get_id (&reader, "TechnicianContactID");
  g_autofree char *html = get_stripped (&reader, "CommentHtml", MAX_SOURCE_BYTES);

  message->author_is_technician = technician != NULL;
  message->author.remote_id =
    technician != NULL ? g_steal_pointer (&technician) : docket_json_get_id (&reader, "EndUserID");
  read_person (&reader, "FirstName", "LastName", "Email", &message->author);
  message->internal = docket_json_get_boolean (&reader, "IsInternal");
  message->created_at = docket_json_get_time (&reader, "Date");
  message->source_is_html = html != NULL;
  message->source = html != NULL ? g_steal_pointer (&html)
                                 : docket_json_get_text (&reader, "Comment", MAX_SOURCE_BYTES);

  if (message->source == NULL)
    message->source = g_strdup ("");

  if (!docket_json_check (&reader, error))
    g_clear_pointer (&message, docket_remote_message_free);

  return message;
}

/**
 * docket_atera_parse_time_entry:
 * @object: a TicketWorkHoursDto or WorkhourRecordDto
 * @error: return location for a #DocketRemoteError
 *
 * Returns: (transfer full) (nullable): the time entry
 */
DocketRemoteTimeEntry *
docket_atera_parse_time_entry (JsonObject *object, GError **error)
{
  DocketRemoteTimeEntry *entry = g_new0 (DocketRemoteTimeEntry, 1);
  DocketJsonReader reader = { object, NULL };

  entry->remote_id = docket_json_get_id (&reader, "WorkHoursID");
  entry->ticket_remote_id = docket_json_get_id (&reader, "TicketID");
  entry->technician.remote_id = docket_json_get_id (&reader, "TechnicianContactID");
  entry->technician.name = get_stripped (&reader, "TechnicianFullName", MAX_NAME_BYTES);
  entry->technician.email = get_stripped (&reader, "TechnicianEmail", MAX_NAME_BYTES);
  entry->rate_remote_id = docket_json_get_id (&reader, "RateID");
  entry->start_at = docket_json_get_time (&reader, "StartWorkHour");
  entry->end_at = docket_json_get_time (&reader, "EndWorkHour");
  entry->billable = docket_json_get_boolean (&reader, "Billiable");
  entry->on_site = docket_json_get_boolean (&reader, "OnCustomerSite");
  entry->description = docket_json_get_text (&reader, "Description", MAX_SOURCE_BYTES);

  if (docket_json_check (&reader, error) && (entry->remote_id != NULL || set_form_error (error)))
    return entry;

  docket_remote_time_entry_free (entry);

  return NULL;
}

/* The last part of a path, as a name that no folder is harmed by. */
static char *
make_file_name (GUri *uri, guint n)
{
  g_autofree char *base = g_path_get_basename (g_uri_get_path (uri));
  g_autofree char *name = g_uri_unescape_string (base, "/");

  if (name != NULL)
    g_strdelimit (name, "/\\", '_');

  for (char *c = name; c != NULL && *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      *c = '_';

  if (name == NULL || *name == '\0' || *name == '.' || strlen (name) > MAX_FILE_NAME_BYTES ||
      !g_utf8_validate (name, -1, NULL))
    return g_strdup_printf ("attachment-%u", n);

  return g_steal_pointer (&name);
}

/**
 * docket_atera_parse_attachments:
 * @root: an answer: a list of URLs
 * @base: where the server stands, for URLs without a host
 * @error: return location for a #DocketRemoteError
 *
 * Returns: (transfer full) (element-type DocketRemoteAttachment) (nullable): the files
 */
GPtrArray *
docket_atera_parse_attachments (JsonNode *root, const char *base, GError **error)
{
  g_autoptr (GPtrArray) attachments =
    g_ptr_array_new_with_free_func ((GDestroyNotify) docket_remote_attachment_free);
  JsonArray *array;

  if (!docket_atera_parse_array (root, &array, error))
    return NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      const char *text = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
      g_autofree char *url = NULL;
      g_autoptr (GUri) uri = NULL;
      DocketRemoteAttachment *attachment;

      if (text == NULL)
        {
          set_form_error (error);
          return NULL;
        }

      url = g_uri_resolve_relative (base, text, G_URI_FLAGS_ENCODED, NULL);
      uri = url != NULL ? g_uri_parse (url, G_URI_FLAGS_ENCODED, NULL) : NULL;

      if (uri == NULL || strlen (url) > MAX_URL_BYTES)
        continue;

      attachment = g_new0 (DocketRemoteAttachment, 1);
      attachment->name = make_file_name (uri, i + 1);
      attachment->url = g_steal_pointer (&url);
      g_ptr_array_add (attachments, attachment);
    }

  return g_steal_pointer (&attachments);
}

/* `{"ActionID": …}`: a string by the API's own file, a number on older servers. */
static char *
parse_action_id (GBytes *body)
{
  g_autoptr (JsonNode) root = body != NULL ? docket_json_parse (body, NULL) : NULL;
  DocketJsonReader reader = { 0 };
  JsonNode *node;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return NULL;

  reader.object = json_node_get_object (root);
  node = json_object_get_member (reader.object, "ActionID");

  if (node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
      json_node_get_value_type (node) == G_TYPE_INT64)
    return docket_json_get_id (&reader, "ActionID");

  return get_stripped (&reader, "ActionID", MAX_NAME_BYTES);
}

/**
 * docket_atera_parse_result:
 * @status: the status
 * @body: (nullable): the body
 * @remote_id: (out): what was acted on
 *
 * Returns: whether it is a Result
 */
gboolean
docket_atera_parse_result (guint status, GBytes *body, char **remote_id)
{
  *remote_id = parse_action_id (body);

  return *remote_id != NULL;
}

/**
 * docket_atera_parse_new_id:
 * @status: the status
 * @body: (nullable): the body
 * @remote_id: (out): the new id
 *
 * Returns: whether it is a Result with an id of the API's kind
 */
gboolean
docket_atera_parse_new_id (guint status, GBytes *body, char **remote_id)
{
  g_autofree char *id = parse_action_id (body);
  gint64 number;

  if (id == NULL || !g_ascii_string_to_signed (id, 10, 1, G_MAXINT64, &number, NULL))
    return FALSE;

  *remote_id = g_steal_pointer (&id);

  return TRUE;
}

/**
 * docket_atera_parse_comment_result:
 * @status: the status
 * @body: (nullable): the body
 * @remote_id: (out): always %NULL: comments have no id
 *
 * The API promises a Result with 200, and nothing more than the status with 201.
 *
 * Returns: whether it is as promised
 */
gboolean
docket_atera_parse_comment_result (guint status, GBytes *body, char **remote_id)
{
  g_autofree char *action = parse_action_id (body);

  *remote_id = NULL;

  return action != NULL || (status == 201 && body == NULL);
}

/**
 * docket_atera_parse_nothing:
 * @status: the status
 * @body: (nullable): the body
 * @remote_id: (out): always %NULL
 *
 * Returns: whether there is no body
 */
gboolean
docket_atera_parse_nothing (guint status, GBytes *body, char **remote_id)
{
  *remote_id = NULL;

  return body == NULL;
}

static char *
parse_problem (guint status, JsonObject *object)
{
  DocketJsonReader reader = { object, NULL };
  gint64 said = docket_json_get_integer (&reader, "status");
  g_autofree char *detail = get_stripped (&reader, "detail", MAX_SENTENCE_BYTES);
  g_autofree char *title = get_stripped (&reader, "title", MAX_SENTENCE_BYTES);
  g_autofree char *old = get_stripped (&reader, "Message", MAX_SENTENCE_BYTES);

  if (reader.wrong != NULL || (said != 0 && said != (gint64) status))
    return NULL;

  if (detail != NULL)
    return g_steal_pointer (&detail);

  return title != NULL ? g_steal_pointer (&title) : g_steal_pointer (&old);
}

/**
 * docket_atera_parse_refusal:
 * @status: the status
 * @content_type: (nullable): the type, without parameters
 * @body: the body
 * @message: (out): the server's own sentence
 *
 * The API's errors are a ProblemDetails, `{"Message": …}` on older servers, or a JSON text.
 *
 * Returns: whether it is one of these
 */
gboolean
docket_atera_parse_refusal (guint status, const char *content_type, GBytes *body, char **message)
{
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *said = NULL;

  if (!docket_answer_is_json (content_type))
    return FALSE;

  root = docket_json_parse (body, NULL);

  if (root == NULL)
    return FALSE;

  if (JSON_NODE_HOLDS_OBJECT (root))
    said = parse_problem (status, json_node_get_object (root));
  else if (JSON_NODE_HOLDS_VALUE (root) && json_node_get_value_type (root) == G_TYPE_STRING)
    said = g_utf8_substring (
      json_node_get_string (root),
      0,
      MIN (g_utf8_strlen (json_node_get_string (root), -1), MAX_SENTENCE_BYTES / 4));

  if (said == NULL || *said == '\0')
    return FALSE;

  *message = g_steal_pointer (&said);

  return TRUE;
}
