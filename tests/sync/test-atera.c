/* The Atera remote against docket-sandbox, which holds each request to the API's description.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-config.h"

#include "docket-remote.h"

#include "docket-test-sandbox.h"

#define JWT "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.c2ln"
#define SECOND ((gint64) G_USEC_PER_SEC)

typedef struct
{
  DocketTestSandbox *sandbox;
  DocketClock *clock;
  DocketRemote *remote;
} Fixture;

static DocketRemote *
connect_with (const char *url, const char *key, DocketClock *clock)
{
  g_autoptr (GError) error = NULL;
  DocketRemote *remote = docket_remote_new (DOCKET_SERVER_KIND_ATERA, url, key, clock, &error);

  g_assert_no_error (error);

  return remote;
}

static void
start (Fixture *fixture, const char *tickets)
{
  fixture->sandbox =
    docket_test_sandbox_start ("--tickets", tickets, "--seed", "7", "--rate", "0", NULL);
  fixture->clock = docket_clock_new_system ();
  fixture->remote = connect_with (docket_test_sandbox_get_url (fixture->sandbox),
                                  DOCKET_TEST_SANDBOX_KEY,
                                  fixture->clock);
}

/* No test of this file may have sent what the API does not know. */
static void
assert_none_rejected (Fixture *fixture)
{
  g_autoptr (JsonNode) state = docket_test_sandbox_get_state (fixture->sandbox, "parts=rejected");
  JsonArray *rejected = json_object_get_array_member (json_node_get_object (state), "rejected");
  g_autofree char *text = json_to_string (state, TRUE);

  if (json_array_get_length (rejected) > 0)
    g_test_fail_printf ("rejected: %s", text);
}

static void
stop (Fixture *fixture)
{
  g_clear_object (&fixture->remote);
  g_clear_object (&fixture->clock);
  g_clear_pointer (&fixture->sandbox, docket_test_sandbox_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, stop)

static DocketPushEvent
push (Fixture *fixture, const DocketPush *what, char **remote_id)
{
  g_auto (DocketPushOutcome) outcome = { 0 };

  docket_remote_push (fixture->remote, what, &outcome, NULL);
  g_test_message ("%d %s", outcome.event, outcome.message != NULL ? outcome.message : "");

  if (remote_id != NULL)
    *remote_id = g_steal_pointer (&outcome.remote_id);

  return outcome.event;
}

static void
set (Fixture *fixture, const char *ticket, const char *field, const char *value)
{
  g_autoptr (DocketValues) values = docket_values_new ();
  g_autofree char *uuid = g_uuid_string_random ();
  const DocketPush what = {
    .kind = DOCKET_OPERATION_KIND_SET,
    .uuid = uuid,
    .ticket_remote_id = ticket,
    .values = values,
  };
  g_autoptr (DocketRemoteTicket) seen = NULL;
  g_autoptr (GError) error = NULL;

  docket_values_set (values, field, value);
  g_assert_cmpint (push (fixture, &what, NULL), ==, DOCKET_PUSH_ACKNOWLEDGED);

  seen = docket_remote_peek_ticket (fixture->remote, ticket, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (docket_values_knows (seen->values, field));
  g_assert_cmpstr (docket_values_get (seen->values, field), ==, value);
}

static gboolean
add_entry_cb (DocketEntry *entry, gpointer user_data)
{
  g_ptr_array_add (user_data, g_object_ref (entry));

  return TRUE;
}

static GPtrArray *
pull_directory (Fixture *fixture, gint64 since)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;

  g_assert_true (
    docket_remote_pull_directory (fixture->remote, since, add_entry_cb, entries, NULL, &error));
  g_assert_no_error (error);

  return entries;
}

static DocketEntry *
find_entry (GPtrArray *entries, DocketEntity entity, const char *property, const char *value)
{
  for (guint i = 0; i < entries->len; i++)
    {
      DocketEntry *entry = entries->pdata[i];

      if (entry->entity == entity &&
          (property == NULL || g_strcmp0 (docket_entry_get (entry, property), value) == 0))
        return entry;
    }

  return NULL;
}

static guint
count_entries (GPtrArray *entries, DocketEntity entity)
{
  guint n = 0;

  for (guint i = 0; i < entries->len; i++)
    n += ((DocketEntry *) entries->pdata[i])->entity == entity ? 1 : 0;

  return n;
}

static void
test_check (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (DocketRemote) stranger = NULL;
  g_autoptr (DocketRemoteAccount) account = NULL;
  g_autoptr (DocketRemoteAccount) nobody = NULL;
  g_autoptr (GError) error = NULL;

  start (&fixture, "3");
  account = docket_remote_check (fixture.remote, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (account->id);
  g_assert_nonnull (account->company);
  g_assert_nonnull (account->zone);

  stranger =
    connect_with (docket_test_sandbox_get_url (fixture.sandbox), "another-key", fixture.clock);
  nobody = docket_remote_check (stranger, NULL, &error);
  g_assert_null (nobody);
  g_assert_error (error, DOCKET_REMOTE_ERROR, DOCKET_REMOTE_ERROR_SECRET);
}

static void
test_new_kind_of_key (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (DocketRemoteAccount) account = NULL;
  g_autoptr (GError) error = NULL;

  fixture.sandbox = docket_test_sandbox_start ("--tickets", "3", "--key", JWT, NULL);
  fixture.clock = docket_clock_new_system ();
  fixture.remote = connect_with (docket_test_sandbox_get_url (fixture.sandbox), JWT, fixture.clock);
  account = docket_remote_check (fixture.remote, NULL, &error);
  g_assert_no_error (error);
}

static void
test_directory (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GPtrArray) fields = NULL;
  g_autoptr (GError) error = NULL;

  start (&fixture, "200");
  entries = pull_directory (&fixture, 0);
  g_assert_nonnull (find_entry (entries, DOCKET_ENTITY_TECHNICIAN, "email", "tech1@example.com"));
  g_assert_cmpuint (count_entries (entries, DOCKET_ENTITY_CUSTOMER), >, 0);
  g_assert_cmpuint (count_entries (entries, DOCKET_ENTITY_CONTACT), >, 0);
  g_assert_cmpuint (count_entries (entries, DOCKET_ENTITY_CONTRACT), >, 0);
  g_assert_cmpuint (count_entries (entries, DOCKET_ENTITY_RATE), >, 0);

  /* Nobody changes within the next days. */
  again = pull_directory (&fixture, docket_clock_get_wall (fixture.clock) + 86400 * 3 * SECOND);
  g_assert_cmpuint (count_entries (again, DOCKET_ENTITY_CUSTOMER), ==, 0);
  g_assert_cmpuint (count_entries (again, DOCKET_ENTITY_CONTACT), ==, 0);

  fields = docket_remote_pull_fields (fixture.remote, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fields->len, >, 0);
  assert_none_rejected (&fixture);
}

static void
test_feed (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (DocketRemotePage) changed = NULL;
  g_autoptr (GError) error = NULL;
  gint64 last = G_MAXINT64;
  gint64 server_date;
  guint n_pages = 1, total = 0;

  start (&fixture, "430");

  for (guint i = 1; i <= n_pages; i++)
    {
      g_autoptr (DocketRemotePage) page =
        docket_remote_pull_tickets (fixture.remote, 0, i, NULL, &error);

      g_assert_no_error (error);
      n_pages = page->n_pages;
      total = page->total;
      server_date = page->server_date;

      for (guint j = 0; j < page->tickets->len; j++)
        {
          const DocketRemoteTicket *ticket = page->tickets->pdata[j];

          g_assert_cmpint (ticket->created_at, <=, last);
          last = ticket->created_at;
          g_hash_table_add (ids, g_strdup (ticket->remote_id));
        }
    }

  g_assert_cmpuint (total, ==, 430);
  g_assert_cmpuint (g_hash_table_size (ids), ==, total);
  g_assert_cmpint (ABS (server_date - g_get_real_time ()), <, 3600 * SECOND);

  changed = docket_remote_pull_tickets (fixture.remote, server_date + 60 * SECOND, 1, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (changed->total, ==, 0);
  assert_none_rejected (&fixture);
}

/* Everything that a technician does to a ticket, from the first to the last. */
typedef struct
{
  Fixture *fixture;
  char *ticket;
  char *technician;
  char *contact;
  char *rate;
} Story;

static void
story_create (Story *story)
{
  g_autoptr (DocketValues) values = docket_values_new ();
  g_autoptr (DocketRemoteTicket) seen = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *uuid = g_uuid_string_random ();
  const gint64 before = g_get_real_time () - 5 * SECOND;
  const DocketPush what = { .kind = DOCKET_OPERATION_KIND_CREATE, .uuid = uuid, .values = values };
  gboolean complete = FALSE;

  docket_values_set (values, "title", "Écran noir & “bruit”");
  docket_values_set (values, "status", "pending");
  docket_values_set (values, "priority", "high");
  docket_values_set (values, "impact", "server-issue");
  docket_values_set (values, "type", "problem");
  docket_values_set (values, "assignee", story->technician);
  docket_values_set (values, "contact", story->contact);
  docket_values_set (values, "message", "Depuis ce matin.\n\nMerci !");
  g_assert_cmpint (push (story->fixture, &what, &story->ticket), ==, DOCKET_PUSH_ACKNOWLEDGED);

  seen = docket_remote_peek_ticket (story->fixture->remote, story->ticket, NULL, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < 7; i++)
    {
      static const char *const fields[] = { "title", "status",   "priority", "impact",
                                            "type",  "assignee", "contact" };

      g_assert_cmpstr (docket_values_get (seen->values, fields[i]),
                       ==,
                       docket_values_get (values, fields[i]));
    }

  found =
    docket_remote_find_created (story->fixture->remote, &what, before, &complete, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (complete);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (((DocketRemoteTicket *) found->pdata[0])->remote_id, ==, story->ticket);
}

static const char *
first_option (const DocketField *field)
{
  return ((DocketFieldOption *) field->options->pdata[0])->value;
}

static void
story_custom_values (Story *story)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) fields = docket_remote_pull_fields (story->fixture->remote, NULL, &error);

  g_assert_no_error (error);

  for (guint i = 0; i < fields->len; i++)
    {
      const DocketField *field = fields->pdata[i];

      switch (field->kind)
        {
        case DOCKET_FIELD_TEXT:
          set (story->fixture, story->ticket, field->id, "A/1 ?&é");
          set (story->fixture, story->ticket, field->id, NULL);
          break;
        case DOCKET_FIELD_BOOLEAN:
          set (story->fixture, story->ticket, field->id, "yes");
          set (story->fixture, story->ticket, field->id, "no");
          break;
        case DOCKET_FIELD_NUMBER:
          set (story->fixture, story->ticket, field->id, "2.5");
          break;
        case DOCKET_FIELD_DATE:
          set (story->fixture, story->ticket, field->id, "2026-02-03");
          break;
        case DOCKET_FIELD_OPTION:
          set (story->fixture, story->ticket, field->id, first_option (field));
          break;
        default:
          break;
        }
    }
}

static void
story_set (Story *story)
{
  Fixture *fixture = story->fixture;

  set (fixture, story->ticket, "status", "resolved");
  set (fixture, story->ticket, "status", "open");
  set (fixture, story->ticket, "priority", "critical");
  set (fixture, story->ticket, "impact", "no-impact");
  set (fixture, story->ticket, "type", "change");
  set (fixture, story->ticket, "title", "Another title");
  set (fixture, story->ticket, "assignee", NULL);
  set (fixture, story->ticket, "assignee", story->technician);
}

static const DocketRemoteMessage *
find_message (const DocketRemoteDetails *details, const char *text)
{
  for (guint i = 0; i < details->messages->len; i++)
    {
      const DocketRemoteMessage *message = details->messages->pdata[i];

      if (strstr (message->source, text) != NULL)
        return message;
    }

  return NULL;
}

static void
story_parts (Story *story)
{
  const gint64 marker = (g_get_real_time () / SECOND - 90) * SECOND;
  const gint64 begin = marker - 3600 * SECOND;
  g_autofree char *first = g_uuid_string_random ();
  g_autofree char *second = g_uuid_string_random ();
  const DocketPush note = {
    .kind = DOCKET_OPERATION_KIND_MESSAGE,
    .uuid = first,
    .ticket_remote_id = story->ticket,
    .text = "Seen it",
    .internal = TRUE,
    .technician = story->technician,
    .marker = marker,
  };
  const DocketPush time = {
    .kind = DOCKET_OPERATION_KIND_TIME_ENTRY,
    .uuid = second,
    .ticket_remote_id = story->ticket,
    .text = "Looked",
    .technician = story->technician,
    .rate = story->rate,
    .start_at = begin,
    .end_at = begin + 1800 * SECOND,
    .billable = TRUE,
    .on_site = TRUE,
  };
  g_autoptr (DocketRemoteDetails) details = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *entry_id = NULL;
  const DocketRemoteMessage *message;
  const DocketRemoteTimeEntry *entry;

  g_assert_cmpint (push (story->fixture, &note, NULL), ==, DOCKET_PUSH_ACKNOWLEDGED);
  g_assert_cmpint (push (story->fixture, &time, &entry_id), ==, DOCKET_PUSH_ACKNOWLEDGED);

  details = docket_remote_pull_ticket (story->fixture->remote, story->ticket, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (details->messages_complete);
  g_assert_true (details->time_entries_complete);

  message = find_message (details, "Seen it");
  g_assert_nonnull (message);
  g_assert_true (message->internal);
  g_assert_true (message->author_is_technician);
  g_assert_cmpstr (message->author.remote_id, ==, story->technician);
  g_assert_cmpint (message->created_at, ==, marker);

  g_assert_cmpuint (details->time_entries->len, ==, 1);
  entry = details->time_entries->pdata[0];
  g_assert_cmpstr (entry->remote_id, ==, entry_id);
  g_assert_cmpstr (entry->technician.remote_id, ==, story->technician);
  g_assert_cmpint (entry->start_at, ==, begin);
  g_assert_cmpint (entry->end_at - entry->start_at, ==, 1800 * SECOND);
  g_assert_true (entry->billable && entry->on_site);
  g_assert_cmpstr (entry->description, ==, "Looked");
}

static void
story_delete (Story *story)
{
  g_autofree char *uuid = g_uuid_string_random ();
  const DocketPush what = {
    .kind = DOCKET_OPERATION_KIND_DELETE,
    .uuid = uuid,
    .ticket_remote_id = story->ticket,
  };
  g_autoptr (DocketRemoteTicket) gone = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (push (story->fixture, &what, NULL), ==, DOCKET_PUSH_ACKNOWLEDGED);
  gone = docket_remote_peek_ticket (story->fixture->remote, story->ticket, NULL, &error);
  g_assert_error (error, DOCKET_REMOTE_ERROR, DOCKET_REMOTE_ERROR_NOT_FOUND);
  g_assert_null (gone);
}

static void
test_story (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (GPtrArray) entries = NULL;
  Story story = { .fixture = &fixture };
  DocketEntry *technician;

  start (&fixture, "30");
  entries = pull_directory (&fixture, 0);
  technician = find_entry (entries, DOCKET_ENTITY_TECHNICIAN, "email", "tech1@example.com");
  g_assert_nonnull (technician);
  story.technician = technician->remote_id;
  story.contact = find_entry (entries, DOCKET_ENTITY_CONTACT, NULL, NULL)->remote_id;
  story.rate = find_entry (entries, DOCKET_ENTITY_RATE, NULL, NULL)->remote_id;

  story_create (&story);
  story_set (&story);
  story_custom_values (&story);
  story_parts (&story);
  story_delete (&story);
  assert_none_rejected (&fixture);
  g_free (story.ticket);
}

/* A contact that nobody knows yet. */
static void
test_create_with_new_contact (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (DocketValues) values = docket_values_new ();
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *id = NULL;
  const DocketPush what = { .kind = DOCKET_OPERATION_KIND_CREATE, .uuid = uuid, .values = values };
  g_autoptr (DocketRemoteTicket) seen = NULL;

  start (&fixture, "3");
  docket_values_set (values, "title", "New phone");
  docket_values_set (values, "contact.first_name", "Zoé");
  docket_values_set (values, "contact.last_name", "Martin");
  docket_values_set (values, "contact.email", "zoe.martin@example.com");
  docket_values_set (values, "contact.phone", "+33 1 23 45 67 89");
  g_assert_cmpint (push (&fixture, &what, &id), ==, DOCKET_PUSH_ACKNOWLEDGED);

  seen = docket_remote_peek_ticket (fixture.remote, id, NULL, NULL);
  g_assert_cmpstr (seen->contact.email, ==, "zoe.martin@example.com");
  g_assert_cmpstr (seen->contact.name, ==, "Zoé Martin");
  assert_none_rejected (&fixture);
}

static void
test_attachments (void)
{
  g_auto (DocketDownload) download = { .max_bytes = 100 };
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (DocketRemotePage) page = NULL;
  g_autoptr (DocketRemoteDetails) details = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  const DocketRemoteTicket *ticket;
  const DocketRemoteAttachment *attachment;
  guint status;

  start (&fixture, "3");
  page = docket_remote_pull_tickets (fixture.remote, 0, 1, NULL, &error);
  g_assert_no_error (error);
  ticket = page->tickets->pdata[0];
  path = g_strdup_printf ("/tickets/%s/attachments", ticket->remote_id);
  status = docket_test_sandbox_act (fixture.sandbox,
                                    "tech1@example.com",
                                    "POST",
                                    path,
                                    "{\"Name\": \"plan étage.txt\","
                                    " \"ContentBased64\": \"SGVsbG8=\"}",
                                    NULL);
  g_assert_cmpuint (status / 100, ==, 2);

  details = docket_remote_pull_ticket (fixture.remote, ticket->remote_id, NULL, &error);
  g_assert_no_error (error);
  attachment = details->attachments->pdata[details->attachments->len - 1];
  g_assert_cmpstr (attachment->name, ==, "plan étage.txt");
  download.url = attachment->url;
  bytes = docket_remote_download (fixture.remote, &download, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "Hello", 5);
}

/* By kind of operation and fault what a write ends in, and how often the server did it. */
typedef struct
{
  const char *fault;
  DocketPushEvent event;
  gboolean done;
} FaultRow;

static const FaultRow fault_rows[] = {
  { "{\"fault\": \"drop-before\"}", DOCKET_PUSH_AMBIGUOUS, FALSE },
  { "{\"fault\": \"drop-during\"}", DOCKET_PUSH_AMBIGUOUS, FALSE },
  { "{\"fault\": \"drop-after\"}", DOCKET_PUSH_AMBIGUOUS, TRUE },
  { "{\"fault\": \"late\", \"arg\": 50}", DOCKET_PUSH_AMBIGUOUS, TRUE },
  { "{\"fault\": \"cut\", \"arg\": 5}", DOCKET_PUSH_AMBIGUOUS, TRUE },
  { "{\"fault\": \"stall\", \"arg\": 4000}", DOCKET_PUSH_AMBIGUOUS, TRUE },
  { "{\"fault\": \"status\", \"arg\": 500}", DOCKET_PUSH_AMBIGUOUS, FALSE },
  { "{\"fault\": \"status\", \"arg\": 503}", DOCKET_PUSH_AMBIGUOUS, FALSE },
  { "{\"fault\": \"status\", \"arg\": 409}", DOCKET_PUSH_AMBIGUOUS, FALSE },
  { "{\"fault\": \"status\", \"arg\": 412}", DOCKET_PUSH_PRECONDITION, FALSE },
  { "{\"fault\": \"status\", \"arg\": 400}", DOCKET_PUSH_REFUSED, FALSE },
  { "{\"fault\": \"status\", \"arg\": {\"code\": 400, \"shape\": \"html\"}}",
    DOCKET_PUSH_FOREIGN_REFUSAL,
    FALSE },
  { "{\"fault\": \"status\", \"arg\": {\"code\": 403, \"shape\": \"empty\"}}",
    DOCKET_PUSH_FOREIGN_REFUSAL,
    FALSE },
  { "{\"fault\": \"status\", \"arg\": 401}", DOCKET_PUSH_SECRET, FALSE },
  { "{\"fault\": \"status-after\", \"arg\": 500}", DOCKET_PUSH_AMBIGUOUS, TRUE },
  { "{\"fault\": \"html\"}", DOCKET_PUSH_AMBIGUOUS, FALSE },
  { "{\"fault\": \"json\"}", DOCKET_PUSH_SURE_BUT_BROKEN, TRUE },
  { "{\"fault\": \"type\"}", DOCKET_PUSH_AMBIGUOUS, TRUE },
  { "{\"fault\": \"big\"}", DOCKET_PUSH_SURE_BUT_BROKEN, TRUE },
  { "{\"fault\": \"redirect\", \"arg\": \"/api/v3/account\"}", DOCKET_PUSH_REDIRECTED, FALSE },
  { "{\"fault\": \"redirect\", \"arg\": \"https://portal.example.com/\"}",
    DOCKET_PUSH_REDIRECTED,
    FALSE },
};

typedef struct
{
  guint requests;
  guint effects;
} Ledger;

static Ledger
read_ledger (Fixture *fixture, const char *uuid)
{
  g_autoptr (JsonNode) state = docket_test_sandbox_get_state (fixture->sandbox, "parts=ledger");
  JsonArray *entries = json_object_get_array_member (json_node_get_object (state), "ledger");
  Ledger ledger = { 0 };

  for (guint i = 0; i < json_array_get_length (entries); i++)
    {
      JsonObject *entry = json_array_get_object_element (entries, i);

      if (g_strcmp0 (json_object_get_string_member_with_default (entry, "uuid", NULL), uuid) != 0)
        continue;

      ledger.requests++;

      if (!json_object_get_null_member (entry, "effect"))
        ledger.effects++;
    }

  return ledger;
}

static void
check_fault (Fixture *fixture, const FaultRow *row, const char *technician, const char *ticket)
{
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *text = g_strconcat ("About ", uuid, NULL);
  const DocketPush what = {
    .kind = DOCKET_OPERATION_KIND_MESSAGE,
    .uuid = uuid,
    .ticket_remote_id = ticket,
    .text = text,
    .technician = technician,
  };
  Ledger ledger;

  g_test_message ("%s", row->fault);
  docket_test_sandbox_post_faults (fixture->sandbox, row->fault);
  g_assert_cmpint (push (fixture, &what, NULL), ==, row->event);

  /* What it does late it does all the same. */
  do
    ledger = read_ledger (fixture, uuid);
  while (row->done && ledger.effects == 0);

  docket_test_sandbox_lift_faults (fixture->sandbox);
  g_assert_cmpuint (ledger.requests, <=, 1);
  g_assert_cmpuint (ledger.effects, ==, row->done ? 1 : 0);
}

static void
test_faults (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (DocketRemotePage) page = NULL;
  const DocketRemoteTicket *ticket;
  const char *technician;

  start (&fixture, "30");
  docket_remote_set_timeout (fixture.remote, 2);
  entries = pull_directory (&fixture, 0);
  technician =
    find_entry (entries, DOCKET_ENTITY_TECHNICIAN, "email", "tech1@example.com")->remote_id;
  page = docket_remote_pull_tickets (fixture.remote, 0, 1, NULL, NULL);
  ticket = page->tickets->pdata[0];

  for (guint i = 0; i < G_N_ELEMENTS (fault_rows); i++)
    check_fault (&fixture, &fault_rows[i], technician, ticket->remote_id);
}

/* Of a refused connection no byte is known to have been read; the reset comes while it is made or
 * after: never a yes, never twice. */
static void
test_refused_connections (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autofree char *uuid = g_uuid_string_random ();
  const DocketPush what = {
    .kind = DOCKET_OPERATION_KIND_DELETE,
    .uuid = uuid,
    .ticket_remote_id = "1",
  };
  DocketPushEvent event;

  start (&fixture, "3");
  docket_test_sandbox_post_faults (fixture.sandbox, "[{\"fault\": \"refuse\", \"times\": 0}]");
  event = push (&fixture, &what, NULL);
  g_assert_true (event == DOCKET_PUSH_AMBIGUOUS || event == DOCKET_PUSH_NOT_SENT);
  docket_test_sandbox_lift_faults (fixture.sandbox);
  g_assert_cmpuint (read_ledger (&fixture, uuid).requests, ==, 0);

  docket_test_sandbox_stop (fixture.sandbox);
  g_assert_cmpint (push (&fixture, &what, NULL), ==, DOCKET_PUSH_NOT_SENT);
}

static void
test_limit (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (DocketRemoteAccount) account = NULL;
  g_autoptr (DocketRemoteAccount) nobody = NULL;
  g_autoptr (GError) error = NULL;

  start (&fixture, "3");
  docket_test_sandbox_post_faults (fixture.sandbox, "[{\"fault\": \"rate\", \"arg\": \"7\"}]");
  nobody = docket_remote_check (fixture.remote, NULL, &error);
  g_assert_null (nobody);
  g_assert_error (error, DOCKET_REMOTE_ERROR, DOCKET_REMOTE_ERROR_BUSY);
  g_assert_cmpint (docket_remote_get_pause (fixture.remote), >, 0);
  g_assert_cmpint (docket_remote_get_pause (fixture.remote), <=, 7 * SECOND);
}

/* Lists that lie or move are never taken for whole. */
static void
test_nasty_lists (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (DocketRemotePage) page = NULL;
  g_autoptr (DocketRemoteDetails) details = NULL;
  g_autoptr (GError) error = NULL;
  const DocketRemoteTicket *ticket;

  start (&fixture, "3");
  page = docket_remote_pull_tickets (fixture.remote, 0, 1, NULL, &error);
  ticket = page->tickets->pdata[0];
  docket_test_sandbox_post_manners (fixture.sandbox, "{\"totals\": true}");
  details = docket_remote_pull_ticket (fixture.remote, ticket->remote_id, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (details->messages_complete);
  g_assert_false (details->time_entries_complete);
}

#if DEVELOPMENT
static void
test_tls (void)
{
  g_autofree char *certificate =
    g_test_build_filename (G_TEST_DIST, "fixtures", "tls", "server.pem", NULL);
  g_autofree char *authority =
    g_test_build_filename (G_TEST_DIST, "fixtures", "tls", "ca.pem", NULL);
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (DocketRemote) distrustful = NULL;
  g_autoptr (DocketRemoteAccount) nobody = NULL;
  g_autoptr (DocketRemoteAccount) account = NULL;
  g_autoptr (GError) error = NULL;

  fixture.sandbox =
    docket_test_sandbox_start ("--tickets", "3", "--tls", certificate, certificate, NULL);
  fixture.clock = docket_clock_new_system ();
  distrustful = connect_with (docket_test_sandbox_get_url (fixture.sandbox),
                              DOCKET_TEST_SANDBOX_KEY,
                              fixture.clock);
  nobody = docket_remote_check (distrustful, NULL, &error);
  g_assert_null (nobody);
  g_assert_error (error, DOCKET_REMOTE_ERROR, DOCKET_REMOTE_ERROR_CERTIFICATE);
  g_clear_error (&error);

  g_setenv ("DOCKET_TEST_CA", authority, TRUE);
  fixture.remote = connect_with (docket_test_sandbox_get_url (fixture.sandbox),
                                 DOCKET_TEST_SANDBOX_KEY,
                                 fixture.clock);
  account = docket_remote_check (fixture.remote, NULL, &error);
  g_assert_no_error (error);
  g_unsetenv ("DOCKET_TEST_CA");
}
#endif

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/atera/check", test_check);
  g_test_add_func ("/atera/new-kind-of-key", test_new_kind_of_key);
  g_test_add_func ("/atera/directory", test_directory);
  g_test_add_func ("/atera/feed", test_feed);
  g_test_add_func ("/atera/story", test_story);
  g_test_add_func ("/atera/create-with-new-contact", test_create_with_new_contact);
  g_test_add_func ("/atera/attachments", test_attachments);
  g_test_add_func ("/atera/faults", test_faults);
  g_test_add_func ("/atera/refused-connections", test_refused_connections);
  g_test_add_func ("/atera/limit", test_limit);
  g_test_add_func ("/atera/nasty-lists", test_nasty_lists);
#if DEVELOPMENT
  g_test_add_func ("/atera/tls", test_tls);
#endif

  return g_test_run ();
}
