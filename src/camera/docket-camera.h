/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "docket-picture.h"

G_BEGIN_DECLS

#define DOCKET_CAMERA_ERROR (docket_camera_error_quark ())

/**
 * DocketCameraError:
 * @DOCKET_CAMERA_ERROR_NONE: there is no camera
 * @DOCKET_CAMERA_ERROR_BUSY: another program has it
 * @DOCKET_CAMERA_ERROR_REFUSED: it may not be used
 * @DOCKET_CAMERA_ERROR_FAILED: it does not work
 *
 * Why there is no picture. The messages are for people and say what to do.
 */
typedef enum
{
  DOCKET_CAMERA_ERROR_NONE,
  DOCKET_CAMERA_ERROR_BUSY,
  DOCKET_CAMERA_ERROR_REFUSED,
  DOCKET_CAMERA_ERROR_FAILED
} DocketCameraError;

GQuark docket_camera_error_quark (void);
GError *docket_camera_error_new (DocketCameraError code);

#define DOCKET_TYPE_CAMERA (docket_camera_get_type ())

G_DECLARE_FINAL_TYPE (DocketCamera, docket_camera, DOCKET, CAMERA, GObject)

DocketCamera *docket_camera_new (const char *source, int remote);
void docket_camera_start (DocketCamera *self, guint nth);
void docket_camera_stop (DocketCamera *self);
const char *const *docket_camera_get_names (DocketCamera *self);
gboolean docket_camera_faces_person (DocketCamera *self, guint nth);

G_END_DECLS
