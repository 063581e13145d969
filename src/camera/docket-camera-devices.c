/* The cameras of this computer.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-camera-private.h"

#include <errno.h>
#include <unistd.h>

/* A photo needs no more, and a slow picture is no live one. */
#define MAX_SIDE 2560
#define MIN_RATE 15

/* So many of the system's devices are looked at. */
#define MAX_DEVICES 64

static gboolean
is_forbidden (const char *path)
{
  return access (path, R_OK | W_OK) != 0 && errno == EACCES;
}

/* A camera that may not be opened is not listed. */
static gboolean
is_any_forbidden (void)
{
  for (guint i = 0; i < MAX_DEVICES; i++)
    {
      g_autofree char *path = g_strdup_printf ("/dev/video%u", i);

      if (is_forbidden (path))
        return TRUE;
    }

  return FALSE;
}

/* Waits for the system. The caller owns the list and what is in it. */
GList *
docket_camera_list_devices (GError **error)
{
  g_autoptr (GstDeviceMonitor) monitor = gst_device_monitor_new ();
  GList *devices = NULL;

  gst_device_monitor_add_filter (monitor, "Video/Source", NULL);

  if (gst_device_monitor_start (monitor))
    {
      devices = gst_device_monitor_get_devices (monitor);
      gst_device_monitor_stop (monitor);
    }

  if (devices == NULL)
    g_propagate_error (error,
                       docket_camera_error_new (is_any_forbidden () ? DOCKET_CAMERA_ERROR_REFUSED
                                                                    : DOCKET_CAMERA_ERROR_NONE));

  return devices;
}

gboolean
docket_camera_device_faces_person (GstDevice *device)
{
  g_autoptr (GstStructure) properties = gst_device_get_properties (device);
  const char *location =
    properties != NULL ? gst_structure_get_string (properties, "api.libcamera.location") : NULL;

  return g_strcmp0 (location, "front") == 0;
}

static double
get_rate (const GValue *value)
{
  double rate = 0;

  if (value == NULL)
    return MIN_RATE;

  if (GST_VALUE_HOLDS_FRACTION (value))
    return gst_value_get_fraction_numerator (value) /
           (double) MAX (1, gst_value_get_fraction_denominator (value));

  if (GST_VALUE_HOLDS_FRACTION_RANGE (value))
    return get_rate (gst_value_get_fraction_range_max (value));

  for (guint i = 0; GST_VALUE_HOLDS_LIST (value) && i < gst_value_list_get_size (value); i++)
    rate = MAX (rate, get_rate (gst_value_list_get_value (value, i)));

  return rate;
}

/* The largest picture that is live; NULL: the camera's own choice. */
GstCaps *
docket_camera_choose_caps (const GstCaps *caps)
{
  GstCaps *best = NULL;
  double best_score = 0;

  for (guint i = 0; caps != NULL && i < gst_caps_get_size (caps); i++)
    {
      const GstStructure *structure = gst_caps_get_structure (caps, i);
      int width, height;
      double score;

      if (!gst_structure_get_int (structure, "width", &width) ||
          !gst_structure_get_int (structure, "height", &height) || width > MAX_SIDE ||
          height > MAX_SIDE)
        continue;

      score = (double) width * height;

      if (get_rate (gst_structure_get_value (structure, "framerate")) < MIN_RATE)
        score /= 1000;

      if (score > best_score)
        {
          best_score = score;
          gst_clear_caps (&best);
          best = gst_caps_new_simple (gst_structure_get_name (structure),
                                      "width",
                                      G_TYPE_INT,
                                      width,
                                      "height",
                                      G_TYPE_INT,
                                      height,
                                      NULL);
        }
    }

  return best;
}

/* What gives a camera's pictures, with its best size. */
GstElement *
docket_camera_make_source (GstDevice *device)
{
  GstElement *source = gst_device_create_element (device, NULL);
  g_autoptr (GstCaps) offered = gst_device_get_caps (device);
  g_autoptr (GstCaps) chosen = docket_camera_choose_caps (offered);
  GstElement *bin, *filter;
  g_autoptr (GstPad) pad = NULL;

  if (source == NULL || chosen == NULL)
    return source;

  bin = gst_bin_new (NULL);
  filter = gst_element_factory_make ("capsfilter", NULL);
  g_object_set (filter, "caps", chosen, NULL);
  gst_bin_add_many (GST_BIN (bin), source, filter, NULL);
  gst_element_link (source, filter);
  pad = gst_element_get_static_pad (filter, "src");
  gst_element_add_pad (bin, gst_ghost_pad_new ("src", pad));

  return bin;
}

static gboolean
is_device_forbidden (GstDevice *device)
{
  static const char *const names[] = { "device.path", "api.v4l2.path" };
  g_autoptr (GstStructure) properties = device != NULL ? gst_device_get_properties (device) : NULL;

  for (guint i = 0; properties != NULL && i < G_N_ELEMENTS (names); i++)
    {
      const char *path = gst_structure_get_string (properties, names[i]);

      if (path != NULL && is_forbidden (path))
        return TRUE;
    }

  return FALSE;
}

/* What an error of GStreamer means for a person. @device: nullable. */
DocketCameraError
docket_camera_classify (const GError *error, GstDevice *device)
{
  if (g_error_matches (error, GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_NOT_AUTHORIZED) ||
      is_device_forbidden (device))
    return DOCKET_CAMERA_ERROR_REFUSED;

  if (g_error_matches (error, GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_BUSY))
    return DOCKET_CAMERA_ERROR_BUSY;

  if (g_error_matches (error, GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_NOT_FOUND))
    return DOCKET_CAMERA_ERROR_NONE;

  return DOCKET_CAMERA_ERROR_FAILED;
}
