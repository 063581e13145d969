/* What the end of a write means: the table of sync.md §2, as one pure function.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-answer.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#define SHORTEST_PAUSE_US G_USEC_PER_SEC
#define LONGEST_PAUSE_US (15 * 60 * G_USEC_PER_SEC)

/* A number of seconds that no header of an honest server exceeds. */
#define MAX_HEADER_SECONDS G_GINT64_CONSTANT (1000000000)

static gboolean
parse_seconds (const char *text, gint64 *us)
{
  guint64 seconds;
  g_autofree char *stripped = NULL;

  if (text == NULL)
    return FALSE;

  stripped = g_strstrip (g_strdup (text));

  if (!g_ascii_string_to_unsigned (stripped, 10, 0, G_MAXUINT64, &seconds, NULL))
    return FALSE;

  *us = (gint64) MIN (seconds, MAX_HEADER_SECONDS) * G_USEC_PER_SEC;

  return TRUE;
}

static gboolean
parse_date (const char *text, gint64 *us)
{
  g_autoptr (GDateTime) date = text != NULL ? soup_date_time_new_from_http_string (text) : NULL;

  if (date == NULL)
    return FALSE;

  *us = g_date_time_to_unix (date) * G_USEC_PER_SEC;

  return TRUE;
}

/**
 * docket_answer_parse_date:
 * @date: (nullable): the header `Date`
 * @age: (nullable): the header `Age`
 *
 * RFC 9110, section 6.6.1, and RFC 9111, section 5.1: an answer that was kept on the way is older
 * than it looks.
 *
 * Returns: the server's clock when it answered, microseconds UTC; 0 when it did not say
 */
gint64
docket_answer_parse_date (const char *date, const char *age)
{
  gint64 date_us, age_us;

  if (!parse_date (date, &date_us))
    return 0;

  return parse_seconds (age, &age_us) ? date_us - age_us : date_us;
}

/**
 * docket_answer_parse_retry_after:
 * @retry_after: (nullable): the header `Retry-After`: seconds or a date (RFC 9110, section 10.2.3)
 * @date: (nullable): the header `Date` of the same answer: this computer's clock may be wrong
 *
 * Returns: how long to wait, in microseconds, within a second and 15 minutes; 0 when nobody said
 */
gint64
docket_answer_parse_retry_after (const char *retry_after, const char *date)
{
  gint64 us, date_us;

  if (!parse_seconds (retry_after, &us))
    {
      if (!parse_date (retry_after, &us) || !parse_date (date, &date_us))
        return 0;

      us -= date_us;
    }

  return CLAMP (us, SHORTEST_PAUSE_US, LONGEST_PAUSE_US);
}

/**
 * docket_answer_is_json:
 * @content_type: (nullable): a content type without parameters
 *
 * Returns: whether it names JSON
 */
gboolean
docket_answer_is_json (const char *content_type)
{
  if (content_type == NULL)
    return FALSE;

  return g_ascii_strcasecmp (content_type, "application/json") == 0 ||
         g_ascii_strcasecmp (content_type, "text/json") == 0 ||
         g_str_has_suffix (content_type, "+json");
}

static gboolean
is_promised (const DocketAnswerShape *shape, guint status)
{
  for (guint i = 0; shape->promised_status[i] != 0; i++)
    if (shape->promised_status[i] == status)
      return TRUE;

  return FALSE;
}

static gboolean
has_no_content (const DocketAnswer *answer)
{
  return answer->body == NULL || g_bytes_get_size (answer->body) == 0;
}

static DocketPushEvent
classify_success (const DocketAnswer *answer, const DocketAnswerShape *shape, char **remote_id)
{
  const gboolean empty = has_no_content (answer) && answer->body_complete;
  const gboolean promised = is_promised (shape, answer->status);

  /* A page of a portal, a proxy's text: whoever says it, the server need not have seen anything. */
  if (!empty && !docket_answer_is_json (answer->content_type) &&
      !(answer->content_type == NULL && !answer->body_complete && promised))
    return DOCKET_PUSH_AMBIGUOUS;

  if (!promised || !answer->body_complete)
    return DOCKET_PUSH_SURE_BUT_BROKEN;

  if (shape->parse_success (answer->status, empty ? NULL : answer->body, remote_id))
    return DOCKET_PUSH_ACKNOWLEDGED;

  return DOCKET_PUSH_SURE_BUT_BROKEN;
}

static DocketPushEvent
classify_refusal (const DocketAnswer *answer, const DocketAnswerShape *shape, char **message)
{
  if (answer->status == SOUP_STATUS_PRECONDITION_FAILED)
    return DOCKET_PUSH_PRECONDITION;

  /* "Already there" and "too slow" leave open whether it was done. */
  if (answer->status == SOUP_STATUS_CONFLICT || answer->status == SOUP_STATUS_REQUEST_TIMEOUT)
    return DOCKET_PUSH_AMBIGUOUS;

  if (!answer->body_complete || answer->body == NULL ||
      !shape->parse_refusal (answer->status, answer->content_type, answer->body, message))
    return DOCKET_PUSH_FOREIGN_REFUSAL;

  if (answer->status != DOCKET_STATUS_TOO_MANY_REQUESTS &&
      answer->status != SOUP_STATUS_UNAUTHORIZED)
    return DOCKET_PUSH_REFUSED;

  /* What to do about these Docket says better than the server. */
  g_clear_pointer (message, g_free);

  return answer->status == SOUP_STATUS_UNAUTHORIZED ? DOCKET_PUSH_SECRET : DOCKET_PUSH_WAIT;
}

static DocketPushEvent
classify (const DocketAnswer *answer, const DocketAnswerShape *shape, DocketPushOutcome *outcome)
{
  if (answer->status == 0)
    return answer->bytes_sent ? DOCKET_PUSH_AMBIGUOUS : DOCKET_PUSH_NOT_SENT;

  switch (answer->status / 100)
    {
    case 2:
      return classify_success (answer, shape, &outcome->remote_id);
    case 3:
      return DOCKET_PUSH_REDIRECTED;
    case 4:
      return classify_refusal (answer, shape, &outcome->message);
    default:
      return DOCKET_PUSH_AMBIGUOUS;
    }
}

static char *
describe (DocketPushEvent event, guint status)
{
  switch (event)
    {
    case DOCKET_PUSH_NOT_SENT:
      return g_strdup (_ ("The server could not be reached. It will be tried again."));
    case DOCKET_PUSH_WAIT:
      return g_strdup (_ ("The server asks for a pause. It will be tried again."));
    case DOCKET_PUSH_SECRET:
      return g_strdup (_ ("The server refused the key. Enter a new one."));
    case DOCKET_PUSH_REDIRECTED:
      return g_strdup (
        _ ("The server sends elsewhere. Check its address and the network's login."));
    case DOCKET_PUSH_SURE_BUT_BROKEN:
      return g_strdup (_ ("The server said yes, but the rest of its answer was unreadable."));
    case DOCKET_PUSH_REFUSED:
      return g_strdup_printf (_ ("The server refused it (%u)."), status);
    case DOCKET_PUSH_FOREIGN_REFUSAL:
      return g_strdup_printf (_ ("Something between here and the server refused it (%u)."), status);
    case DOCKET_PUSH_PRECONDITION:
      return g_strdup (_ ("It has changed on the server in the meantime."));
    case DOCKET_PUSH_AMBIGUOUS:
      return status == 0
               ? g_strdup (_ ("The connection ended before the server answered."))
               : g_strdup_printf (_ ("The server's answer does not tell whether it was done (%u)."),
                                  status);
    case DOCKET_PUSH_ACKNOWLEDGED:
    default:
      return NULL;
    }
}

/**
 * docket_answer_classify:
 * @answer: the end of a request
 * @shape: what the server promised for it
 * @outcome: (out caller-allocates): what it means
 *
 * Brings the end of a writing request, or the lack of one, to the event of sync.md §2. Pure: no
 * I/O, no clock. Any thread.
 */
void
docket_answer_classify (const DocketAnswer *answer,
                        const DocketAnswerShape *shape,
                        DocketPushOutcome *outcome)
{
  g_return_if_fail (answer != NULL && shape != NULL && outcome != NULL);

  *outcome = (DocketPushOutcome){ 0 };
  outcome->event = classify (answer, shape, outcome);
  outcome->retry_after_us = docket_answer_parse_retry_after (answer->retry_after, answer->date);
  outcome->server_date = docket_answer_parse_date (answer->date, answer->age);

  if (outcome->message == NULL)
    outcome->message = describe (outcome->event, answer->status);
}
