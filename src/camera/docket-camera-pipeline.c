/* From a camera to pictures: decoded, upright, four bytes a pixel.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-camera-private.h"

#include <gst/app/gstappsink.h>
#include <gst/video/video.h>

/* What a camera promises is not believed without an end. */
#define MAX_PIXELS (60 * 1000 * 1000)

/* A bin in the words of GStreamer; NULL where an element is not installed. */
GstElement *
docket_camera_parse (const char *description)
{
  return gst_parse_bin_from_description_full (description,
                                              TRUE,
                                              NULL,
                                              GST_PARSE_FLAG_FATAL_ERRORS,
                                              NULL);
}

static void
unmap (gpointer data)
{
  GstVideoFrame *frame = data;

  gst_video_frame_unmap (frame);
  g_free (frame);
}

/* The pixels stay where they are. NULL: none that can be shown. */
DocketPicture *
docket_camera_make_picture (GstSample *sample)
{
  GstBuffer *buffer = gst_sample_get_buffer (sample);
  GstCaps *caps = gst_sample_get_caps (sample);
  g_autofree GstVideoFrame *frame = g_new0 (GstVideoFrame, 1);
  GstVideoInfo info;
  DocketPicture *picture;
  int stride;

  if (buffer == NULL || caps == NULL || !gst_video_info_from_caps (&info, caps) ||
      GST_VIDEO_INFO_FORMAT (&info) != GST_VIDEO_FORMAT_RGBA || GST_VIDEO_INFO_WIDTH (&info) < 1 ||
      GST_VIDEO_INFO_HEIGHT (&info) < 1 ||
      (gint64) GST_VIDEO_INFO_WIDTH (&info) * GST_VIDEO_INFO_HEIGHT (&info) > MAX_PIXELS ||
      !gst_video_frame_map (frame, &info, buffer, GST_MAP_READ))
    return NULL;

  stride = GST_VIDEO_FRAME_PLANE_STRIDE (frame, 0);
  picture = g_new0 (DocketPicture, 1);
  picture->width = GST_VIDEO_FRAME_WIDTH (frame);
  picture->height = GST_VIDEO_FRAME_HEIGHT (frame);
  picture->stride = stride;
  picture->has_alpha = TRUE;
  picture->pixels = g_bytes_new_with_free_func (GST_VIDEO_FRAME_PLANE_DATA (frame, 0),
                                                (gsize) stride * (gsize) picture->height,
                                                unmap,
                                                frame);
  g_steal_pointer (&frame);

  return picture;
}

static void
pad_added_cb (GstElement *decoder, GstPad *pad, GstElement *convert)
{
  g_autoptr (GstPad) sink = gst_element_get_static_pad (convert, "sink");

  if (!gst_pad_is_linked (sink))
    gst_pad_link (pad, sink);
}

/* Takes @source over. @sink: return location, borrowed from the pipeline. */
GstElement *
docket_camera_make_pipeline (GstElement *source, GstElement **sink, GError **error)
{
  g_autoptr (GstElement) pipeline = gst_object_ref_sink (gst_pipeline_new ("camera"));
  GstElement *rest =
    docket_camera_parse ("videoconvert name=convert ! videoflip video-direction=auto ! "
                         "video/x-raw,format=RGBA ! "
                         "appsink name=sink max-buffers=1 drop=true sync=false");
  GstElement *decoder = gst_element_factory_make ("decodebin", NULL);

  gst_bin_add (GST_BIN (pipeline), source);

  if (rest == NULL || decoder == NULL)
    {
      g_clear_pointer (&rest, gst_object_unref);
      g_clear_pointer (&decoder, gst_object_unref);
      g_propagate_error (error, docket_camera_error_new (DOCKET_CAMERA_ERROR_FAILED));
      return NULL;
    }

  gst_bin_add_many (GST_BIN (pipeline), decoder, rest, NULL);
  gst_element_link (source, decoder);
  g_signal_connect_object (decoder, "pad-added", G_CALLBACK (pad_added_cb), rest, 0);
  *sink = gst_bin_get_by_name (GST_BIN (rest), "sink");
  gst_object_unref (*sink);

  return g_steal_pointer (&pipeline);
}
