/* Any end of a write: a yes needs its proof, a refusal the server's own shape, and waiting has its
 * bounds.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-answer.h"
#include "docket-atera-json.h"

#include <stdlib.h>

#define HEADER_BYTES 8
#define MAX_TEXT_BYTES 40

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static const guint created[] = { 201, 0 };
static const guint commented[] = { 200, 201, 0 };
static const guint deleted[] = { 204, 0 };

static const DocketAnswerShape shapes[] = {
  { created, docket_atera_parse_new_id, docket_atera_parse_refusal },
  { commented, docket_atera_parse_comment_result, docket_atera_parse_refusal },
  { deleted, docket_atera_parse_nothing, docket_atera_parse_refusal },
};

static gboolean
is_promised (const DocketAnswerShape *shape, guint status)
{
  for (guint i = 0; shape->promised_status[i] != 0; i++)
    if (shape->promised_status[i] == status)
      return TRUE;

  return FALSE;
}

static void
check (const DocketAnswer *answer, const DocketAnswerShape *shape, const DocketPushOutcome *outcome)
{
  const gboolean json = docket_answer_is_json (answer->content_type);
  const gboolean empty = g_bytes_get_size (answer->body) == 0;
  gboolean ok = TRUE;

  switch (outcome->event)
    {
    case DOCKET_PUSH_NOT_SENT:
      ok = !answer->bytes_sent && answer->status == 0;
      break;
    case DOCKET_PUSH_ACKNOWLEDGED:
      ok = is_promised (shape, answer->status) && answer->body_complete && (json || empty);
      break;
    case DOCKET_PUSH_SURE_BUT_BROKEN:
      ok = answer->status / 100 == 2;
      break;
    case DOCKET_PUSH_REFUSED:
    case DOCKET_PUSH_SECRET:
    case DOCKET_PUSH_WAIT:
      ok = answer->status / 100 == 4 && answer->body_complete && json && !empty;
      break;
    case DOCKET_PUSH_FOREIGN_REFUSAL:
      ok = answer->status / 100 == 4 && answer->status != 409 && answer->status != 412;
      break;
    case DOCKET_PUSH_REDIRECTED:
      ok = answer->status / 100 == 3;
      break;
    case DOCKET_PUSH_PRECONDITION:
      ok = answer->status == 412;
      break;
    case DOCKET_PUSH_AMBIGUOUS:
      ok = answer->bytes_sent || answer->status != 0;
      break;
    default:
      ok = FALSE;
    }

  if (!ok)
    abort ();

  if (outcome->retry_after_us != 0 &&
      (outcome->retry_after_us < G_USEC_PER_SEC || outcome->retry_after_us > 900 * G_USEC_PER_SEC))
    abort ();

  if (outcome->message != NULL && !g_utf8_validate (outcome->message, -1, NULL))
    abort ();
}

/* The next text of the input, up to a line's end. */
static char *
take_text (const guint8 **data, gsize *size)
{
  const guint8 *end = memchr (*data, '\n', *size);
  const gsize length = end != NULL ? (gsize) (end - *data) : 0;
  char *text = g_strndup ((const char *) *data, MIN (length, MAX_TEXT_BYTES));

  if (end != NULL)
    {
      *size -= length + 1;
      *data = end + 1;
    }

  return text;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const char *const types[] = { NULL,        "application/json", "application/problem+json",
                                       "text/html", "text/plain",       "text/json" };
  const DocketAnswerShape *shape;
  g_autofree char *retry_after = NULL;
  g_autofree char *date = NULL;
  g_autoptr (GBytes) body = NULL;
  g_auto (DocketPushOutcome) outcome = { 0 };
  DocketAnswer answer = { .method = "POST" };

  if (size < HEADER_BYTES)
    return 0;

  shape = &shapes[data[0] % G_N_ELEMENTS (shapes)];
  answer.status = data[1] == 0 ? 0 : 100 + (data[1] | (guint) data[2] << 8) % 500;
  answer.bytes_sent = answer.status != 0 || data[3] % 2 == 0;
  answer.body_complete = data[4] % 2 == 0;
  answer.content_type = types[data[5] % G_N_ELEMENTS (types)];
  data += HEADER_BYTES;
  size -= HEADER_BYTES;
  retry_after = take_text (&data, &size);
  date = take_text (&data, &size);
  body = g_bytes_new (data, size);
  answer.retry_after = retry_after;
  answer.date = date;
  answer.age = retry_after;
  answer.body = body;

  docket_answer_classify (&answer, shape, &outcome);
  check (&answer, shape, &outcome);

  return 0;
}
