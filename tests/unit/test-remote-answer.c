/* The table of sync.md §2, row by row: what the end of a write means.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-answer.h"
#include "docket-atera-json.h"

#define JSON "application/json"
#define PROBLEM "application/problem+json"
#define RESULT "{\"ActionID\": \"4711\"}"
#define REFUSAL "{\"title\": \"Bad Request\", \"status\": 400, \"detail\": \"No such technician\"}"

static const guint created[] = { 201, 0 };
static const guint changed[] = { 200, 0 };
static const guint deleted[] = { 204, 0 };
static const guint commented[] = { 200, 201, 0 };

static const DocketAnswerShape create_shape = { created,
                                                docket_atera_parse_new_id,
                                                docket_atera_parse_refusal };
static const DocketAnswerShape set_shape = { changed,
                                             docket_atera_parse_result,
                                             docket_atera_parse_refusal };
static const DocketAnswerShape delete_shape = { deleted,
                                                docket_atera_parse_nothing,
                                                docket_atera_parse_refusal };
static const DocketAnswerShape comment_shape = { commented,
                                                 docket_atera_parse_comment_result,
                                                 docket_atera_parse_refusal };

typedef struct
{
  const char *name;
  const DocketAnswerShape *shape;
  gboolean sent;
  guint status;
  const char *type;
  const char *body;
  gboolean cut;
  DocketPushEvent event;
  const char *remote_id;
} Row;

static const Row rows[] = {
  { "no byte left", &create_shape, FALSE, 0, NULL, NULL, TRUE, DOCKET_PUSH_NOT_SENT },
  { "cut before the status", &create_shape, TRUE, 0, NULL, NULL, TRUE, DOCKET_PUSH_AMBIGUOUS },

  { "created", &create_shape, TRUE, 201, JSON, RESULT, FALSE, DOCKET_PUSH_ACKNOWLEDGED, "4711" },
  { "created, a number",
    &create_shape,
    TRUE,
    201,
    JSON,
    "{\"ActionID\": 4711}",
    FALSE,
    DOCKET_PUSH_ACKNOWLEDGED,
    "4711" },
  { "changed", &set_shape, TRUE, 200, JSON, RESULT, FALSE, DOCKET_PUSH_ACKNOWLEDGED, "4711" },
  { "deleted", &delete_shape, TRUE, 204, NULL, "", FALSE, DOCKET_PUSH_ACKNOWLEDGED },
  { "commented", &comment_shape, TRUE, 200, JSON, RESULT, FALSE, DOCKET_PUSH_ACKNOWLEDGED },
  { "commented, no content", &comment_shape, TRUE, 201, NULL, "", FALSE, DOCKET_PUSH_ACKNOWLEDGED },

  { "created, no id", &create_shape, TRUE, 201, JSON, "{}", FALSE, DOCKET_PUSH_SURE_BUT_BROKEN },
  { "created, an id of no kind",
    &create_shape,
    TRUE,
    201,
    JSON,
    "{\"ActionID\": \"x\"}",
    FALSE,
    DOCKET_PUSH_SURE_BUT_BROKEN },
  { "created, no JSON",
    &create_shape,
    TRUE,
    201,
    JSON,
    "{\"Act",
    FALSE,
    DOCKET_PUSH_SURE_BUT_BROKEN },
  { "created, cut",
    &create_shape,
    TRUE,
    201,
    JSON,
    "{\"ActionID\": \"47",
    TRUE,
    DOCKET_PUSH_SURE_BUT_BROKEN },
  { "created, cut but whole JSON",
    &create_shape,
    TRUE,
    201,
    JSON,
    RESULT,
    TRUE,
    DOCKET_PUSH_SURE_BUT_BROKEN },
  { "created, cut after the status",
    &create_shape,
    TRUE,
    201,
    NULL,
    "",
    TRUE,
    DOCKET_PUSH_SURE_BUT_BROKEN },
  { "another success", &create_shape, TRUE, 202, JSON, RESULT, FALSE, DOCKET_PUSH_SURE_BUT_BROKEN },
  { "commented with 200, no content",
    &comment_shape,
    TRUE,
    200,
    NULL,
    "",
    FALSE,
    DOCKET_PUSH_SURE_BUT_BROKEN },
  { "deleted with something",
    &delete_shape,
    TRUE,
    204,
    JSON,
    "{}",
    FALSE,
    DOCKET_PUSH_SURE_BUT_BROKEN },

  { "HTML with 200",
    &set_shape,
    TRUE,
    200,
    "text/html",
    "<html>Log in",
    FALSE,
    DOCKET_PUSH_AMBIGUOUS },
  { "HTML with 201", &create_shape, TRUE, 201, "text/html", RESULT, FALSE, DOCKET_PUSH_AMBIGUOUS },
  { "wrong type", &set_shape, TRUE, 200, "text/plain", RESULT, FALSE, DOCKET_PUSH_AMBIGUOUS },
  { "HTML for a delete",
    &delete_shape,
    TRUE,
    200,
    "text/html",
    "<html>",
    FALSE,
    DOCKET_PUSH_AMBIGUOUS },
  { "no type", &set_shape, TRUE, 200, NULL, RESULT, FALSE, DOCKET_PUSH_AMBIGUOUS },

  { "redirect", &create_shape, TRUE, 302, "text/html", "", FALSE, DOCKET_PUSH_REDIRECTED },
  { "permanent redirect", &delete_shape, TRUE, 308, NULL, "", FALSE, DOCKET_PUSH_REDIRECTED },

  { "refused", &create_shape, TRUE, 400, PROBLEM, REFUSAL, FALSE, DOCKET_PUSH_REFUSED },
  { "refused, old shape",
    &create_shape,
    TRUE,
    400,
    JSON,
    "{\"Message\": \"No\"}",
    FALSE,
    DOCKET_PUSH_REFUSED },
  { "refused, a text", &create_shape, TRUE, 400, JSON, "\"No\"", FALSE, DOCKET_PUSH_REFUSED },
  { "gone",
    &delete_shape,
    TRUE,
    404,
    PROBLEM,
    "{\"title\": \"Not Found\", \"status\": 404}",
    FALSE,
    DOCKET_PUSH_REFUSED },
  { "another's refusal",
    &create_shape,
    TRUE,
    400,
    "text/html",
    "<html>",
    FALSE,
    DOCKET_PUSH_FOREIGN_REFUSAL },
  { "another's JSON",
    &create_shape,
    TRUE,
    403,
    JSON,
    "{\"error\": \"blocked\"}",
    FALSE,
    DOCKET_PUSH_FOREIGN_REFUSAL },
  { "another status within",
    &create_shape,
    TRUE,
    403,
    PROBLEM,
    REFUSAL,
    FALSE,
    DOCKET_PUSH_FOREIGN_REFUSAL },
  { "refused without a word",
    &create_shape,
    TRUE,
    400,
    NULL,
    "",
    FALSE,
    DOCKET_PUSH_FOREIGN_REFUSAL },
  { "refusal, cut", &create_shape, TRUE, 400, PROBLEM, REFUSAL, TRUE, DOCKET_PUSH_FOREIGN_REFUSAL },
  { "proxy wants a login",
    &create_shape,
    TRUE,
    407,
    "text/html",
    "<html>",
    FALSE,
    DOCKET_PUSH_FOREIGN_REFUSAL },

  { "key refused",
    &create_shape,
    TRUE,
    401,
    PROBLEM,
    "{\"title\": \"Unauthorized\"}",
    FALSE,
    DOCKET_PUSH_SECRET },
  { "a portal's 401",
    &create_shape,
    TRUE,
    401,
    "text/html",
    "<html>",
    FALSE,
    DOCKET_PUSH_FOREIGN_REFUSAL },
  { "too many",
    &create_shape,
    TRUE,
    429,
    PROBLEM,
    "{\"title\": \"Slow down\", \"status\": 429}",
    FALSE,
    DOCKET_PUSH_WAIT },
  { "another's 429",
    &create_shape,
    TRUE,
    429,
    "text/plain",
    "slow",
    FALSE,
    DOCKET_PUSH_FOREIGN_REFUSAL },
  { "changed meanwhile", &set_shape, TRUE, 412, NULL, "", FALSE, DOCKET_PUSH_PRECONDITION },

  { "conflict",
    &create_shape,
    TRUE,
    409,
    PROBLEM,
    "{\"title\": \"Conflict\"}",
    FALSE,
    DOCKET_PUSH_AMBIGUOUS },
  { "timed out there",
    &create_shape,
    TRUE,
    408,
    PROBLEM,
    "{\"title\": \"Timeout\"}",
    FALSE,
    DOCKET_PUSH_AMBIGUOUS },
  { "500",
    &create_shape,
    TRUE,
    500,
    PROBLEM,
    "{\"title\": \"Error\"}",
    FALSE,
    DOCKET_PUSH_AMBIGUOUS },
  { "502", &set_shape, TRUE, 502, "text/html", "<html>", FALSE, DOCKET_PUSH_AMBIGUOUS },
  { "503", &delete_shape, TRUE, 503, NULL, "", FALSE, DOCKET_PUSH_AMBIGUOUS },
  { "504", &create_shape, TRUE, 504, NULL, "", FALSE, DOCKET_PUSH_AMBIGUOUS },
  { "no status there is", &create_shape, TRUE, 999, JSON, RESULT, FALSE, DOCKET_PUSH_AMBIGUOUS },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GBytes) body = row->body != NULL ? g_bytes_new (row->body, strlen (row->body)) : NULL;
  g_auto (DocketPushOutcome) outcome = { 0 };
  const DocketAnswer answer = {
    .method = "POST",
    .bytes_sent = row->sent,
    .status = row->status,
    .content_type = row->type,
    .body = body,
    .body_complete = !row->cut,
  };

  docket_answer_classify (&answer, row->shape, &outcome);

  g_assert_cmpint (outcome.event, ==, row->event);
  g_assert_cmpstr (outcome.remote_id, ==, row->remote_id);
  g_assert_true ((outcome.message == NULL) == (row->event == DOCKET_PUSH_ACKNOWLEDGED));
}

static void
test_server_sentence (void)
{
  g_autoptr (GBytes) body = g_bytes_new_static (REFUSAL, strlen (REFUSAL));
  g_auto (DocketPushOutcome) outcome = { 0 };
  const DocketAnswer answer = {
    .method = "POST",
    .bytes_sent = TRUE,
    .status = 400,
    .content_type = PROBLEM,
    .body = body,
    .body_complete = TRUE,
  };

  docket_answer_classify (&answer, &create_shape, &outcome);
  g_assert_cmpstr (outcome.message, ==, "No such technician");
}

/* An answer that was cut anywhere is never a yes, and never a refusal. */
static void
test_cut_anywhere (void)
{
  for (gsize length = 0; length < strlen (RESULT); length++)
    {
      g_autoptr (GBytes) body = g_bytes_new (RESULT, length);
      g_auto (DocketPushOutcome) outcome = { 0 };
      const DocketAnswer answer = {
        .method = "POST",
        .bytes_sent = TRUE,
        .status = 201,
        .content_type = JSON,
        .body = body,
        .body_complete = length % 2 == 0,
      };

      docket_answer_classify (&answer, &create_shape, &outcome);
      g_assert_cmpint (outcome.event, ==, DOCKET_PUSH_SURE_BUT_BROKEN);
    }
}

static void
test_retry_after (void)
{
  const char *date = "Mon, 23 Nov 2026 08:00:00 GMT";
  const gint64 second = G_USEC_PER_SEC;

  g_assert_cmpint (docket_answer_parse_retry_after (NULL, date), ==, 0);
  g_assert_cmpint (docket_answer_parse_retry_after ("30", date), ==, 30 * second);
  g_assert_cmpint (docket_answer_parse_retry_after (" 30 ", NULL), ==, 30 * second);
  g_assert_cmpint (docket_answer_parse_retry_after ("0", date), ==, second);
  g_assert_cmpint (docket_answer_parse_retry_after ("99999999999999999999", date), ==, 0);
  g_assert_cmpint (docket_answer_parse_retry_after ("9999999999999", date), ==, 900 * second);
  g_assert_cmpint (docket_answer_parse_retry_after ("-5", date), ==, 0);
  g_assert_cmpint (docket_answer_parse_retry_after ("soon", date), ==, 0);
  g_assert_cmpint (docket_answer_parse_retry_after ("", date), ==, 0);
  g_assert_cmpint (docket_answer_parse_retry_after ("Mon, 23 Nov 2026 08:02:00 GMT", date),
                   ==,
                   120 * second);
  g_assert_cmpint (docket_answer_parse_retry_after ("Mon, 23 Nov 2026 07:00:00 GMT", date),
                   ==,
                   second);
  g_assert_cmpint (docket_answer_parse_retry_after ("Tue, 24 Nov 2026 08:00:00 GMT", date),
                   ==,
                   900 * second);
  g_assert_cmpint (docket_answer_parse_retry_after ("Mon, 23 Nov 2026 08:02:00 GMT", NULL), ==, 0);
}

static void
test_date (void)
{
  const gint64 eight = G_GINT64_CONSTANT (1795420800) * G_USEC_PER_SEC;

  g_assert_cmpint (docket_answer_parse_date ("Mon, 23 Nov 2026 08:00:00 GMT", NULL), ==, eight);
  g_assert_cmpint (docket_answer_parse_date ("Mon, 23 Nov 2026 08:00:00 GMT", "60"),
                   ==,
                   eight - 60 * G_USEC_PER_SEC);
  g_assert_cmpint (docket_answer_parse_date ("yesterday", "60"), ==, 0);
  g_assert_cmpint (docket_answer_parse_date (NULL, NULL), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/remote/answer/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }

  g_test_add_func ("/remote/answer/server-sentence", test_server_sentence);
  g_test_add_func ("/remote/answer/cut-anywhere", test_cut_anywhere);
  g_test_add_func ("/remote/answer/retry-after", test_retry_after);
  g_test_add_func ("/remote/answer/date", test_date);

  return g_test_run ();
}
