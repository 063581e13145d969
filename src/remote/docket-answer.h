/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-remote-types.h"

G_BEGIN_DECLS

/* RFC 6585, section 4; libsoup has no name for it. */
#define DOCKET_STATUS_TOO_MANY_REQUESTS 429

/**
 * DocketAnswer:
 * @method: the request's method
 * @bytes_sent: whether a byte of the request may have left this computer
 * @status: the status line's number; 0 when none came
 * @content_type: (nullable): without parameters
 * @retry_after: (nullable): the header as it came
 * @date: (nullable): the header as it came
 * @age: (nullable): the header as it came
 * @body: (nullable): what came of the body
 * @body_complete: whether all of it came
 *
 * The end of a request, for docket_answer_classify().
 */
typedef struct
{
  const char *method;
  gboolean bytes_sent;
  guint status;
  const char *content_type;
  const char *retry_after;
  const char *date;
  const char *age;
  GBytes *body;
  gboolean body_complete;
} DocketAnswer;

/**
 * DocketAnswerShape:
 * @promised_status: (array zero-terminated=1): the statuses that mean yes
 * @parse_success: takes a whole body of a promised status; gives the id in it, or %NULL when it has
 * not the promised shape. An answer without content is given %NULL as body
 * @parse_refusal: whether a body is an error in the server's own shape; gives its sentence
 *
 * What a server promised for one call.
 */
typedef struct
{
  const guint *promised_status;
  gboolean (*parse_success) (guint status, GBytes *body, char **remote_id);
  gboolean (*parse_refusal) (guint status, const char *content_type, GBytes *body, char **message);
} DocketAnswerShape;

void docket_answer_classify (const DocketAnswer *answer,
                             const DocketAnswerShape *shape,
                             DocketPushOutcome *outcome);

/* The headers that reading and writing understand alike. */
gint64 docket_answer_parse_date (const char *date, const char *age);
gint64 docket_answer_parse_retry_after (const char *retry_after, const char *date);
gboolean docket_answer_is_json (const char *content_type);

G_END_DECLS
