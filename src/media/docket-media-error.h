/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define DOCKET_MEDIA_ERROR (docket_media_error_quark ())

/**
 * DocketMediaError:
 * @DOCKET_MEDIA_ERROR_UNREADABLE: it can't be read, or is no regular file
 * @DOCKET_MEDIA_ERROR_EMPTY: there is nothing in it
 * @DOCKET_MEDIA_ERROR_TOO_LARGE: more than is taken
 * @DOCKET_MEDIA_ERROR_TYPE: a type that is not taken
 * @DOCKET_MEDIA_ERROR_MISMATCH: the content isn't what the name says
 * @DOCKET_MEDIA_ERROR_PICTURE: a picture that can't be shown or changed
 *
 * Why a file was refused. The messages are for people and say what to do.
 */
typedef enum
{
  DOCKET_MEDIA_ERROR_UNREADABLE,
  DOCKET_MEDIA_ERROR_EMPTY,
  DOCKET_MEDIA_ERROR_TOO_LARGE,
  DOCKET_MEDIA_ERROR_TYPE,
  DOCKET_MEDIA_ERROR_MISMATCH,
  DOCKET_MEDIA_ERROR_PICTURE
} DocketMediaError;

GQuark docket_media_error_quark (void);

G_END_DECLS
