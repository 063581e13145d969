/* The first pull of a server's tickets, beside the same pages read and written by hand.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <libsoup/soup.h>

#include "bench-raw.h"
#include "bench-record.h"
#include "sync-client.h"

#define ITEMS_IN_PAGE 50

/* As a first pull writes them. */
#define TICKETS_AT_ONCE 500

/* How often it is looked at what is there. */
#define LOOK_US (5 * 1000)

static int n_tickets = 20000;
static char *output = NULL;

static const GOptionEntry options[] = {
  { "tickets", 't', 0, G_OPTION_ARG_INT, &n_tickets, "How many tickets the server has", "N" },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, "Where to write the record", "FILE" },
  { NULL },
};

/* From the first commit to the last: what a pull has to read before it is not measured. */
typedef struct
{
  const char *folder;
  double begun;
  double ended;
  gint64 n_first;
} Watch;

typedef struct
{
  sqlite3 *db;
  sqlite3_stmt *insert;
  sqlite3_stmt *index;
  sqlite3_stmt *message;
  sqlite3_stmt *text;
  sqlite3_stmt *text_index;
} Raw;

static void
bind (sqlite3_stmt *statement, int nth, JsonObject *object, const char *member)
{
  const char *text = json_object_get_string_member_with_default (object, member, NULL);

  sqlite3_bind_text (statement, nth, text, -1, SQLITE_TRANSIENT);
}

static void
step (sqlite3_stmt *statement)
{
  if (sqlite3_step (statement) != SQLITE_DONE)
    bench_fail ("%s", sqlite3_errmsg (sqlite3_db_handle (statement)));

  sqlite3_reset (statement);
}

/* A page has up to three messages of each ticket; the first one may be the last one too. */
static void
write_messages (Raw *raw, JsonObject *object, gint64 ticket)
{
  static const char *const members[] = { "FirstComment",
                                         "LastEndUserComment",
                                         "LastTechnicianComment" };
  const char *first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const char *text = json_object_get_string_member_with_default (object, members[i], NULL);

      if (text == NULL || g_strcmp0 (text, first) == 0)
        continue;

      first = first != NULL ? first : text;
      sqlite3_bind_int64 (raw->message, 1, ticket);
      step (raw->message);
      sqlite3_bind_int64 (raw->text, 1, sqlite3_last_insert_rowid (raw->db));
      sqlite3_bind_text (raw->text, 2, text, -1, SQLITE_TRANSIENT);
      step (raw->text);
      sqlite3_bind_int64 (raw->text_index, 1, sqlite3_last_insert_rowid (raw->db));
      sqlite3_bind_text (raw->text_index, 2, text, -1, SQLITE_TRANSIENT);
      step (raw->text_index);
    }
}

/* Rows with their entries in the index of the search: what any pull has to write. */
static void
write_one (Raw *raw, JsonObject *object, guint nth)
{
  const gint64 updated_at = g_get_real_time () - nth;
  gint64 ticket;

  sqlite3_bind_int64 (raw->insert, 1, json_object_get_int_member (object, "TicketID"));
  bind (raw->insert, 2, object, "TicketNumber");
  bind (raw->insert, 3, object, "TicketTitle");
  sqlite3_bind_int64 (raw->insert, 4, updated_at);
  step (raw->insert);
  ticket = sqlite3_last_insert_rowid (raw->db);
  sqlite3_bind_int64 (raw->index, 1, ticket);
  bind (raw->index, 2, object, "TicketNumber");
  bind (raw->index, 3, object, "TicketTitle");
  bind (raw->index, 4, object, "CustomerName");
  bind (raw->index, 5, object, "EndUserEmail");
  step (raw->index);
  write_messages (raw, object, ticket);
}

static JsonParser *
read_page (SoupSession *session, const char *url, guint page)
{
  g_autofree char *address =
    g_strdup_printf ("%s/api/v3/tickets?page=%u&itemsInPage=%d&includeRelations=true",
                     url,
                     page,
                     ITEMS_IN_PAGE);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", address);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = NULL;
  JsonParser *parser = json_parser_new ();

  soup_message_headers_append (soup_message_get_request_headers (message),
                               "X-API-KEY",
                               DOCKET_TEST_SANDBOX_KEY);
  body = soup_session_send_and_read (session, message, NULL, &error);

  if (body == NULL || soup_message_get_status (message) != SOUP_STATUS_OK ||
      !json_parser_load_from_data (parser,
                                   g_bytes_get_data (body, NULL),
                                   (gssize) g_bytes_get_size (body),
                                   &error))
    bench_fail ("%s: %s", address, error != NULL ? error->message : "refused");

  return parser;
}

static void
raw_open (Raw *raw, const char *folder)
{
  raw->db = bench_raw_connect (folder, "docket.db");
  bench_raw_tell (
    raw->db,
    "DROP TRIGGER ticket_index_insert; DROP TRIGGER message_index_insert; "
    "PRAGMA synchronous = full; PRAGMA wal_autocheckpoint = 0; PRAGMA cache_size = -16384");
  raw->insert =
    bench_raw_prepare (raw->db,
                       "INSERT INTO ticket (remote_id, number, title, priority, impact, type, "
                       "created_at, updated_at) VALUES (?1, ?2, ?3, 1, 0, 1, ?4, ?4)");
  raw->index =
    bench_raw_prepare (raw->db,
                       "INSERT INTO ticket_index (rowid, number, title, customer, contact) "
                       "VALUES (?, ?, ?, ?, ?)");
  raw->message =
    bench_raw_prepare (raw->db,
                       "INSERT INTO message (ticket, kind, is_mine, created_at, state, "
                       "not_before) VALUES (?, 0, 0, 0, 0, 0)");
  raw->text = bench_raw_prepare (raw->db, "INSERT INTO message_text (id, text) VALUES (?, ?)");
  raw->text_index =
    bench_raw_prepare (raw->db, "INSERT INTO message_index (rowid, text) VALUES (?, ?)");
}

static void
raw_close (Raw *raw)
{
  sqlite3_finalize (raw->insert);
  sqlite3_finalize (raw->index);
  sqlite3_finalize (raw->message);
  sqlite3_finalize (raw->text);
  sqlite3_finalize (raw->text_index);
  sqlite3_close (raw->db);
}

/* One request after the other: a machine that also is the server has no time to win by more. */
static double
pull_by_hand (const char *url, const char *folder)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  Raw raw;
  double begun = 0;
  guint n = 0;

  raw_open (&raw, folder);
  bench_raw_tell (raw.db, "BEGIN IMMEDIATE");

  for (guint page = 1; n < (guint) n_tickets; page++)
    {
      g_autoptr (JsonParser) parser = read_page (session, url, page);
      JsonObject *root = json_node_get_object (json_parser_get_root (parser));
      JsonArray *items = json_object_get_array_member (root, "items");

      for (guint i = 0; i < json_array_get_length (items); i++)
        write_one (&raw, json_array_get_object_element (items, i), n++);

      if (n % TICKETS_AT_ONCE == 0 || n >= (guint) n_tickets)
        bench_raw_tell (raw.db, n < (guint) n_tickets ? "COMMIT; BEGIN IMMEDIATE" : "COMMIT");

      if (n == TICKETS_AT_ONCE)
        begun = bench_now_ms ();
    }

  raw_close (&raw);

  return (bench_now_ms () - begun) / (n_tickets - TICKETS_AT_ONCE);
}

/* How many were ever written is in a row of one table. */
static gpointer
watch_thread (gpointer data)
{
  Watch *watch = data;
  sqlite3 *db = bench_raw_connect (watch->folder, "docket.db");
  sqlite3_stmt *ask =
    bench_raw_prepare (db, "SELECT seq FROM sqlite_sequence WHERE name = 'ticket'");
  gint64 n = 0;

  while (n < n_tickets)
    {
      n = sqlite3_step (ask) == SQLITE_ROW ? sqlite3_column_int64 (ask, 0) : 0;
      sqlite3_reset (ask);

      if (n > 0 && watch->begun <= 0)
        {
          watch->begun = bench_now_ms ();
          watch->n_first = n;
        }

      g_usleep (LOOK_US);
    }

  watch->ended = bench_now_ms ();
  sqlite3_finalize (ask);
  sqlite3_close (db);

  return NULL;
}

static double
pull (DocketTestSandbox *sandbox)
{
  g_autoptr (Client) client = client_new (sandbox, ME);
  Watch watch = { .folder = client->folder };
  GThread *thread = g_thread_new ("watch", watch_thread, &watch);

  client_sync (client);
  g_thread_join (thread);

  return (watch.ended - watch.begun) / (double) (n_tickets - watch.n_first);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (DocketTestSandbox) sandbox = NULL;
  g_autoptr (BenchRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *number = NULL;
  double limit = 0;

  g_option_context_add_main_entries (context, options, NULL);

  if (!g_option_context_parse (context, &argc, &argv, &error) || n_tickets <= TICKETS_AT_ONCE)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "--tickets: more than 500");
      return 2;
    }

  number = g_strdup_printf ("%d", n_tickets);
  sandbox = docket_test_sandbox_start ("--tickets", number, "--rate", "0", NULL);
  record = bench_record_new ((guint) n_tickets, 0);

  {
    g_autoptr (Client) client = client_new (sandbox, ME);

    limit = pull_by_hand (docket_test_sandbox_get_url (sandbox), client->folder);
  }

  bench_record_add (record, "first pull, of 1,000", limit * 1000, pull (sandbox) * 1000, 1.3);
  bench_record_write (record, output != NULL ? output : "bench-pull.json");

  return 0;
}
