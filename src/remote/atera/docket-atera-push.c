/* What people did, written to Atera: one operation, one request.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-atera-private.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#include "docket-atera-json.h"

#define MAX_ID G_MAXINT64

/* A request in the making: what is asked, and what was promised for it. */
typedef struct
{
  const char *method;
  char *url;
  JsonBuilder *builder;
  DocketAnswerShape shape;
} Writing;

static const guint created_status[] = { 201, 0 };
static const guint changed_status[] = { 200, 0 };
static const guint commented_status[] = { 200, 201, 0 };
static const guint deleted_status[] = { 204, 0 };

static void
writing_clear (Writing *writing)
{
  g_clear_pointer (&writing->url, g_free);
  g_clear_object (&writing->builder);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Writing, writing_clear)

static void
add_text (JsonBuilder *builder, const char *member, const char *text)
{
  if (text == NULL)
    return;

  json_builder_set_member_name (builder, member);
  json_builder_add_string_value (builder, text);
}

/* Ids travel as numbers; what is none is left out. */
static void
add_id (JsonBuilder *builder, const char *member, const char *id)
{
  gint64 number;

  if (id == NULL || !g_ascii_string_to_signed (id, 10, 1, MAX_ID, &number, NULL))
    return;

  json_builder_set_member_name (builder, member);
  json_builder_add_int_value (builder, number);
}

static void
add_boolean (JsonBuilder *builder, const char *member, gboolean value)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_boolean_value (builder, value);
}

/* The API's instants: UTC, to the second. */
static void
add_instant (JsonBuilder *builder, const char *member, gint64 us)
{
  g_autofree char *text = docket_time_format (us - us % G_USEC_PER_SEC);

  add_text (builder, member, text);
}

static char *
status_to_word (const char *status)
{
  return docket_status_is_standard (status, NULL) ? docket_atera_nick_to_word (status)
                                                  : g_strdup (status);
}

/* Adds the member of a fixed field; returns whether the API has one. */
static gboolean
add_field (JsonBuilder *builder, const char *field, const char *value)
{
  static const struct
  {
    const char *field;
    const char *member;
  } words[] = {
    { DOCKET_FIELD_ID_PRIORITY, "TicketPriority" },
    { DOCKET_FIELD_ID_IMPACT, "TicketImpact" },
    { DOCKET_FIELD_ID_TYPE, "TicketType" },
  };

  if (strcmp (field, DOCKET_FIELD_ID_TITLE) == 0)
    {
      add_text (builder, "TicketTitle", value);
      return value != NULL;
    }

  if (strcmp (field, DOCKET_FIELD_ID_STATUS) == 0)
    {
      g_autofree char *word = value != NULL ? status_to_word (value) : NULL;

      add_text (builder, "TicketStatus", word);
      return value != NULL;
    }

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (field, words[i].field) == 0)
      {
        g_autofree char *word = value != NULL ? docket_atera_nick_to_word (value) : NULL;

        add_text (builder, words[i].member, word);
        return value != NULL;
      }

  return FALSE;
}

static void
begin (Writing *writing, const char *method, char *url, const guint *promised)
{
  writing->method = method;
  writing->url = url;
  writing->shape.promised_status = promised;
  writing->shape.parse_refusal = docket_atera_parse_refusal;
  writing->shape.parse_success = docket_atera_parse_result;

  if (promised != deleted_status)
    {
      writing->builder = json_builder_new ();
      json_builder_begin_object (writing->builder);
    }
}

/* A ticket's customer and contract can't be given; its description must be: where nobody wrote one,
 * the title says what it is about. */
static gboolean
write_create (DocketAtera *self, const DocketPush *push, Writing *writing)
{
  static const char *const fields[] = {
    DOCKET_FIELD_ID_TITLE,  DOCKET_FIELD_ID_STATUS, DOCKET_FIELD_ID_PRIORITY,
    DOCKET_FIELD_ID_IMPACT, DOCKET_FIELD_ID_TYPE,
  };
  const char *title = docket_values_get (push->values, DOCKET_FIELD_ID_TITLE);
  const char *message = docket_values_get (push->values, "message");
  const char *contact = docket_values_get (push->values, DOCKET_FIELD_ID_CONTACT);

  begin (writing, SOUP_METHOD_POST, docket_atera_make_url (self, "/tickets"), created_status);
  writing->shape.parse_success = docket_atera_parse_new_id;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    add_field (writing->builder, fields[i], docket_values_get (push->values, fields[i]));

  add_text (writing->builder, "Description", message != NULL ? message : title);
  add_id (writing->builder,
          "TechnicianContactID",
          docket_values_get (push->values, DOCKET_FIELD_ID_ASSIGNEE));
  add_id (writing->builder, "EndUserID", contact);

  if (contact == NULL)
    {
      add_text (writing->builder,
                "EndUserFirstName",
                docket_values_get (push->values, "contact.first_name"));
      add_text (writing->builder,
                "EndUserLastName",
                docket_values_get (push->values, "contact.last_name"));
      add_text (writing->builder,
                "EndUserEmail",
                docket_values_get (push->values, "contact.email"));
      add_text (writing->builder,
                "EndUserPhone",
                docket_values_get (push->values, "contact.phone"));
    }

  return TRUE;
}

static void
write_custom_value (DocketAtera *self, const DocketPush *push, const char *field, Writing *writing)
{
  const char *name = field + strlen (DOCKET_FIELD_CUSTOM_PREFIX);
  g_autofree char *escaped = g_uri_escape_string (name, NULL, FALSE);
  const DocketField *known = docket_atera_find_field (self, field);
  const char *value = docket_values_get (push->values, field);

  if (known != NULL && known->kind == DOCKET_FIELD_BOOLEAN && value != NULL)
    value = strcmp (value, "yes") == 0 ? "true" : "false";

  begin (writing,
         SOUP_METHOD_PUT,
         docket_atera_make_url (self,
                                "/customvalues/ticketfield/%s/%s",
                                push->ticket_remote_id,
                                escaped),
         changed_status);
  json_builder_set_member_name (writing->builder, "Value");

  if (value != NULL)
    json_builder_add_string_value (writing->builder, value);
  else
    json_builder_add_null_value (writing->builder);
}

/* Exactly the changed field: what else is sent would be changed too. */
static gboolean
write_set (DocketAtera *self, const DocketPush *push, Writing *writing)
{
  g_autoptr (GList) fields = docket_values_list_fields (push->values);
  const char *field = fields != NULL ? fields->data : NULL;
  const char *value;

  if (field == NULL || fields->next != NULL)
    return FALSE;

  if (docket_field_is_custom (field))
    {
      write_custom_value (self, push, field, writing);
      return TRUE;
    }

  begin (writing,
         SOUP_METHOD_PUT,
         docket_atera_make_url (self, "/tickets/%s", push->ticket_remote_id),
         changed_status);
  value = docket_values_get (push->values, field);

  if (strcmp (field, DOCKET_FIELD_ID_ASSIGNEE) != 0)
    return add_field (writing->builder, field, value);

  if (value != NULL)
    {
      add_id (writing->builder, "TechnicianContactID", value);
    }
  else
    {
      json_builder_set_member_name (writing->builder, "TechnicianContactID");
      json_builder_add_null_value (writing->builder);
    }

  return TRUE;
}

static gboolean
write_delete (DocketAtera *self, const DocketPush *push, Writing *writing)
{
  begin (writing,
         SOUP_METHOD_DELETE,
         docket_atera_make_url (self, "/tickets/%s", push->ticket_remote_id),
         deleted_status);
  writing->shape.parse_success = docket_atera_parse_nothing;

  return TRUE;
}

static gboolean
write_message (DocketAtera *self, const DocketPush *push, Writing *writing)
{
  begin (writing,
         SOUP_METHOD_POST,
         docket_atera_make_url (self, "/tickets/%s/comments", push->ticket_remote_id),
         commented_status);
  writing->shape.parse_success = docket_atera_parse_comment_result;

  add_text (writing->builder, "CommentText", push->text);

  if (push->marker != 0)
    add_instant (writing->builder, "CommentTimestampUTC", push->marker);

  json_builder_set_member_name (writing->builder, "TechnicianCommentDetails");
  json_builder_begin_object (writing->builder);
  add_id (writing->builder, "TechnicianId", push->technician);
  add_boolean (writing->builder, "IsInternal", push->internal);

  if (push->technician == NULL)
    add_text (writing->builder, "TechnicianEmail", push->technician_email);

  json_builder_end_object (writing->builder);

  return push->text != NULL;
}

static gboolean
write_time_entry (DocketAtera *self, const DocketPush *push, Writing *writing)
{
  begin (writing,
         SOUP_METHOD_POST,
         docket_atera_make_url (self, "/tickets/%s/workhours", push->ticket_remote_id),
         created_status);
  writing->shape.parse_success = docket_atera_parse_new_id;

  add_instant (writing->builder, "StartWorkHour", push->start_at);
  add_instant (writing->builder, "EndWorkHour", push->end_at);
  add_id (writing->builder, "TechnicianContactID", push->technician);

  if (push->technician == NULL)
    add_text (writing->builder, "TechnicianEmail", push->technician_email);

  add_boolean (writing->builder, "Billiable", push->billable);
  add_boolean (writing->builder, "OnCustomerSite", push->on_site);
  add_text (writing->builder, "Description", push->text);
  add_id (writing->builder, "RateID", push->rate);

  return TRUE;
}

/* A ticket takes none: it goes to the files of its customer. */
static gboolean
write_file (DocketAtera *self, const DocketPush *push, Writing *writing)
{
  g_autofree char *content = NULL;
  gint64 customer;
  gsize size;
  const guchar *data;

  if (push->content == NULL || push->file_name == NULL || push->customer == NULL ||
      !g_ascii_string_to_signed (push->customer, 10, 1, MAX_ID, &customer, NULL))
    return FALSE;

  data = g_bytes_get_data (push->content, &size);
  content = g_base64_encode (data, size);

  begin (writing,
         SOUP_METHOD_POST,
         docket_atera_make_url (self, "/customers/attachments"),
         created_status);

  add_id (writing->builder, "CustomerId", push->customer);
  add_text (writing->builder, "Name", push->file_name);
  add_text (writing->builder, "ContentBased64", content);

  return TRUE;
}

/* Whether there is a request for it: what the API has no place for is none. */
static gboolean
write_push (DocketAtera *self, const DocketPush *push, Writing *writing)
{
  const gboolean is_create = push->kind == DOCKET_OPERATION_KIND_CREATE;
  gint64 number;

  if (!is_create &&
      (push->ticket_remote_id == NULL ||
       !g_ascii_string_to_signed (push->ticket_remote_id, 10, 1, MAX_ID, &number, NULL)))
    return FALSE;

  switch (push->kind)
    {
    case DOCKET_OPERATION_KIND_CREATE:
      return push->values != NULL && write_create (self, push, writing);
    case DOCKET_OPERATION_KIND_SET:
      return push->values != NULL && write_set (self, push, writing);
    case DOCKET_OPERATION_KIND_DELETE:
      return write_delete (self, push, writing);
    case DOCKET_OPERATION_KIND_MESSAGE:
      return write_message (self, push, writing);
    case DOCKET_OPERATION_KIND_TIME_ENTRY:
      return write_time_entry (self, push, writing);
    case DOCKET_OPERATION_KIND_FILE:
      return write_file (self, push, writing);
    case DOCKET_OPERATION_KIND_CONTACT:
    default:
      return FALSE;
    }
}

static GBytes *
finish_body (Writing *writing)
{
  g_autoptr (JsonNode) root = NULL;
  char *text;

  if (writing->builder == NULL)
    return NULL;

  json_builder_end_object (writing->builder);
  root = json_builder_get_root (writing->builder);
  text = json_to_string (root, FALSE);

  return g_bytes_new_take (text, strlen (text));
}

/* How a custom value is written depends on its field's kind: learnt by a read before the write. */
static gboolean
learn_fields (DocketAtera *self, const DocketPush *push, GCancellable *cancellable, GError **error)
{
  g_autoptr (GList) ids = push->values != NULL ? docket_values_list_fields (push->values) : NULL;
  g_autoptr (GPtrArray) fields = NULL;

  if (push->kind != DOCKET_OPERATION_KIND_SET || self->fields != NULL || ids == NULL ||
      !docket_field_is_custom (ids->data))
    return TRUE;

  fields = docket_atera_pull_fields (self, cancellable, error);

  return fields != NULL;
}

static DocketHttpAnswer *
send_writing (DocketAtera *self,
              const DocketPush *push,
              Writing *writing,
              GCancellable *cancellable)
{
  g_autoptr (GBytes) body = finish_body (writing);
  const DocketHttpRequest request = {
    .method = writing->method,
    .url = writing->url,
    .body = body,
    .request_id = push->uuid,
    .max_bytes = DOCKET_HTTP_MAX_ANSWER,
  };

  return docket_http_send (self->http, &request, cancellable);
}

/**
 * docket_atera_push:
 * @self: Atera
 * @push: what to do
 * @outcome: (out caller-allocates): how it ended
 * @cancellable: (nullable): a cancellable
 *
 * Sends one writing request, once. What was read ahead is dropped: it is older than the write.
 */
void
docket_atera_push (DocketAtera *self,
                   const DocketPush *push,
                   DocketPushOutcome *outcome,
                   GCancellable *cancellable)
{
  g_auto (Writing) writing = { 0 };
  g_autoptr (DocketHttpAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;
  DocketAnswer end = { 0 };

  *outcome = (DocketPushOutcome){ 0 };

  if (!learn_fields (self, push, cancellable, &error))
    {
      outcome->event = DOCKET_PUSH_NOT_SENT;
      outcome->message = g_strdup (error->message);
      outcome->retry_after_us = docket_limiter_get_pause (docket_http_get_limiter (self->http));
      return;
    }

  if (!write_push (self, push, &writing))
    {
      outcome->event = DOCKET_PUSH_REFUSED;
      outcome->message = g_strdup (_ ("Atera has no place for this. Nothing was sent."));
      return;
    }

  docket_page_ahead_drop (self->ahead);
  answer = send_writing (self, push, &writing, cancellable);

  end.method = writing.method;
  end.bytes_sent = answer->bytes_sent;
  end.status = answer->status;
  end.content_type = answer->content_type;
  end.retry_after = answer->retry_after;
  end.date = answer->date;
  end.age = answer->age;
  end.body = answer->body;
  end.body_complete = answer->body_complete;
  docket_answer_classify (&end, &writing.shape, outcome);

  if (outcome->event == DOCKET_PUSH_NOT_SENT && answer->error != NULL)
    {
      g_free (outcome->message);
      outcome->message = g_strdup (answer->error->message);
    }

  if (outcome->event == DOCKET_PUSH_NOT_SENT &&
      g_error_matches (answer->error, DOCKET_REMOTE_ERROR, DOCKET_REMOTE_ERROR_BUSY))
    outcome->retry_after_us = docket_limiter_get_pause (docket_http_get_limiter (self->http));
}
