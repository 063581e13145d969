/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-limiter.h"
#include "docket-remote-types.h"

G_BEGIN_DECLS

/* An answer of the API that is larger is broken: the largest page of a real one has a tenth. */
#define DOCKET_HTTP_MAX_ANSWER ((gsize) 8 * 1024 * 1024)

/**
 * DocketHttpRequest:
 * @method: `GET`, or a method that writes
 * @url: absolute
 * @body: (nullable): JSON to send
 * @request_id: (nullable): travels as `X-Request-Id`
 * @max_bytes: a longer body is broken
 * @file: whether it is a file that is asked for, not an answer of the API
 * @first: the first byte of the file that is wanted; 0: from its beginning
 * @validator: (nullable): with @first, of which state of the file: another one comes whole
 * @progress: (nullable): hears of the bytes of a file
 * @progress_data: for @progress
 *
 * One request. The secret goes along only to the server's own origin.
 */
typedef struct
{
  const char *method;
  const char *url;
  GBytes *body;
  const char *request_id;
  gsize max_bytes;
  gboolean file;
  gsize first;
  const char *validator;
  DocketDownloadFunc progress;
  gpointer progress_data;
} DocketHttpRequest;

/**
 * DocketHttpAnswer:
 * @bytes_sent: whether a byte of the request may have left this computer
 * @status: the status line's number; 0 when none came
 * @content_type: (nullable): without parameters
 * @location: (nullable): where a redirect points, absolute
 * @validator: (nullable): the state of a file, by which it can be gone on with
 * @first: of a part of a file (206), which byte it begins with; -1 when it did not say
 * @total: how long the file is; -1 when it did not say
 * @body_complete: whether all of @body came
 * @error: (nullable): what ended it early: a #DocketRemoteError or %G_IO_ERROR_CANCELLED
 * @began_at: monotonic time of the clock, microseconds
 *
 * How a request ended.
 */
typedef struct
{
  gboolean bytes_sent;
  guint status;
  char *content_type;
  char *retry_after;
  char *date;
  char *age;
  char *location;
  char *validator;
  gint64 first;
  gint64 total;
  GBytes *body;
  gboolean body_complete;
  GError *error;
  gint64 began_at;
} DocketHttpAnswer;

void docket_http_answer_free (DocketHttpAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketHttpAnswer, docket_http_answer_free)

#define DOCKET_TYPE_HTTP (docket_http_get_type ())

G_DECLARE_FINAL_TYPE (DocketHttp, docket_http, DOCKET, HTTP, GObject)

gboolean docket_http_is_loopback (const char *host);

DocketHttp *docket_http_new (const char *base_url,
                             const char *secret_header,
                             const char *secret,
                             guint rate_per_minute,
                             DocketClock *clock);
const char *docket_http_get_base (DocketHttp *self);
const char *docket_http_get_host (DocketHttp *self);
DocketLimiter *docket_http_get_limiter (DocketHttp *self);
void docket_http_set_timeout (DocketHttp *self, guint seconds);
DocketHttpAnswer *
docket_http_send (DocketHttp *self, const DocketHttpRequest *request, GCancellable *cancellable);
DocketHttpAnswer *
docket_http_get (DocketHttp *self, const char *url, gsize max_bytes, GCancellable *cancellable);

G_END_DECLS
