/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gst/gst.h>

#include "docket-camera.h"

G_BEGIN_DECLS

/* Cameras: docket-camera-devices.c. */
GList *docket_camera_list_devices (GError **error);
GstElement *docket_camera_make_source (GstDevice *device);
gboolean docket_camera_device_faces_person (GstDevice *device);
GstCaps *docket_camera_choose_caps (const GstCaps *caps);
DocketCameraError docket_camera_classify (const GError *error, GstDevice *device);

/* The pipeline: docket-camera-pipeline.c. */
GstElement *docket_camera_parse (const char *description);
DocketPicture *docket_camera_make_picture (GstSample *sample);
GstElement *docket_camera_make_pipeline (GstElement *source, GstElement **sink, GError **error);

G_END_DECLS
