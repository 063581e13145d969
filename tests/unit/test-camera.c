/* The camera, with a source of test pictures instead of one.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-camera-private.h"

/* Live, of a size that no row of bytes hides, and red. */
#define RED                                                                                        \
  "videotestsrc is-live=true pattern=red ! video/x-raw,width=322,height=200,framerate=30/1 ! "     \
  "identity"

typedef struct
{
  DocketCamera *camera;
  guint n_frames;
  DocketPicture *picture;
  GError *error;
} Fixture;

static void
frame_cb (Fixture *fixture, DocketPicture *picture)
{
  g_clear_pointer (&fixture->picture, docket_picture_free);
  fixture->picture = docket_picture_copy (picture);
  fixture->n_frames++;
}

static void
failed_cb (Fixture *fixture, GError *error)
{
  g_clear_error (&fixture->error);
  fixture->error = g_error_copy (error);
}

static gboolean
tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

#define wait_until(condition)                                                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
    const gint64 deadline = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;                         \
    const guint tick = g_timeout_add (10, tick_cb, NULL);                                          \
    while (!(condition) && g_get_monotonic_time () < deadline)                                     \
      g_main_context_iteration (NULL, TRUE);                                                       \
    g_source_remove (tick);                                                                        \
    g_assert_true (condition);                                                                     \
  }                                                                                                \
  G_STMT_END

static void
open_camera (Fixture *fixture, const char *source)
{
  fixture->camera = docket_camera_new (source, -1);
  g_signal_connect_swapped (fixture->camera, "frame", G_CALLBACK (frame_cb), fixture);
  g_signal_connect_swapped (fixture->camera, "failed", G_CALLBACK (failed_cb), fixture);
  docket_camera_start (fixture->camera, 0);
}

static void
close_camera (Fixture *fixture)
{
  g_clear_object (&fixture->camera);
  g_clear_pointer (&fixture->picture, docket_picture_free);
  g_clear_error (&fixture->error);
}

/* --- A camera that tells when it is on ----------------------------------------------------- */

#define TEST_TYPE_LENS (test_lens_get_type ())

G_DECLARE_FINAL_TYPE (TestLens, test_lens, TEST, LENS, GstBin)

struct _TestLens
{
  GstBin parent_instance;
};

G_DEFINE_FINAL_TYPE (TestLens, test_lens, GST_TYPE_BIN)

static int lens_error = -1; /* of GstResourceError; -1: none */
static int n_on;            /* atomic */

static GstStateChangeReturn
test_lens_change_state (GstElement *element, GstStateChange change)
{
  if (change == GST_STATE_CHANGE_NULL_TO_READY && lens_error >= 0)
    {
      GST_ELEMENT_ERROR (element, RESOURCE, BUSY, (NULL), (NULL));
      return GST_STATE_CHANGE_FAILURE;
    }

  if (change == GST_STATE_CHANGE_NULL_TO_READY)
    g_atomic_int_inc (&n_on);
  else if (change == GST_STATE_CHANGE_READY_TO_NULL)
    g_atomic_int_add (&n_on, -1);

  return GST_ELEMENT_CLASS (test_lens_parent_class)->change_state (element, change);
}

static void
test_lens_class_init (TestLensClass *klass)
{
  GST_ELEMENT_CLASS (klass)->change_state = test_lens_change_state;
  gst_element_class_set_static_metadata (GST_ELEMENT_CLASS (klass),
                                         "Lens",
                                         "Source/Video",
                                         "Tells when it is on",
                                         "Docket");
}

static void
test_lens_init (TestLens *self)
{
  GstElement *source = gst_element_factory_make ("videotestsrc", NULL);
  g_autoptr (GstPad) pad = gst_element_get_static_pad (source, "src");

  g_object_set (source, "is-live", TRUE, NULL);
  gst_bin_add (GST_BIN (self), source);
  gst_element_add_pad (GST_ELEMENT (self), gst_ghost_pad_new ("src", pad));
}

/* --- Tests --------------------------------------------------------------------------------- */

/* Pictures come one after the other, in the right colour, and in this thread. */
static void
test_frames (void)
{
  Fixture fixture = { 0 };
  const guint8 *pixels, *last;

  open_camera (&fixture, RED);
  wait_until (fixture.n_frames >= 5 || fixture.error != NULL);
  g_assert_no_error (fixture.error);
  g_assert_cmpint (fixture.picture->width, ==, 322);
  g_assert_cmpint (fixture.picture->height, ==, 200);
  g_assert_true (fixture.picture->has_alpha);
  pixels = g_bytes_get_data (fixture.picture->pixels, NULL);
  last = pixels + 199 * fixture.picture->stride + 321 * 4;
  g_assert_cmpint (last[0], >, 240);
  g_assert_cmpint (last[1], <, 20);
  g_assert_cmpint (last[2], <, 20);
  close_camera (&fixture);
}

/* A camera that gives JPEGs, as many do. */
static void
test_jpeg (void)
{
  Fixture fixture = { 0 };

  open_camera (&fixture, RED " ! jpegenc");
  wait_until (fixture.n_frames >= 2 || fixture.error != NULL);
  g_assert_no_error (fixture.error);
  g_assert_cmpint (fixture.picture->width, ==, 322);
  close_camera (&fixture);
}

/* On only while somebody looks; and on again. */
static void
test_light (void)
{
  Fixture fixture = { 0 };
  guint n_frames;

  open_camera (&fixture, "docketlens");
  wait_until (fixture.n_frames >= 1);
  g_assert_cmpint (g_atomic_int_get (&n_on), ==, 1);
  docket_camera_stop (fixture.camera);
  wait_until (g_atomic_int_get (&n_on) == 0);
  n_frames = fixture.n_frames;

  docket_camera_start (fixture.camera, 0);
  docket_camera_start (fixture.camera, 0);
  wait_until (fixture.n_frames > n_frames);
  g_assert_cmpint (g_atomic_int_get (&n_on), ==, 1);
  close_camera (&fixture);
  wait_until (g_atomic_int_get (&n_on) == 0);
}

/* Another program has it: told once, switched off, and it can be tried again. */
static void
test_busy (void)
{
  Fixture fixture = { 0 };

  lens_error = GST_RESOURCE_ERROR_BUSY;
  open_camera (&fixture, "docketlens");
  wait_until (fixture.error != NULL);
  g_assert_error (fixture.error, DOCKET_CAMERA_ERROR, DOCKET_CAMERA_ERROR_BUSY);
  g_assert_cmpuint (fixture.n_frames, ==, 0);

  lens_error = -1;
  docket_camera_start (fixture.camera, 0);
  wait_until (fixture.n_frames > 0);
  close_camera (&fixture);
  wait_until (g_atomic_int_get (&n_on) == 0);
}

/* A source that there is not, and a computer without a camera. */
static void
test_none (void)
{
  Fixture fixture = { 0 };

  open_camera (&fixture, "nosuchsource");
  wait_until (fixture.error != NULL);
  g_assert_error (fixture.error, DOCKET_CAMERA_ERROR, DOCKET_CAMERA_ERROR_FAILED);
  close_camera (&fixture);

  if (g_file_test ("/dev/video0", G_FILE_TEST_EXISTS))
    {
      g_test_skip ("This computer has a camera");
      return;
    }

  open_camera (&fixture, NULL);
  wait_until (fixture.error != NULL);
  g_assert_error (fixture.error, DOCKET_CAMERA_ERROR, DOCKET_CAMERA_ERROR_NONE);
  close_camera (&fixture);
}

static void
test_classify (void)
{
  static const struct
  {
    int given;
    DocketCameraError code;
  } errors[] = {
    { GST_RESOURCE_ERROR_BUSY, DOCKET_CAMERA_ERROR_BUSY },
    { GST_RESOURCE_ERROR_NOT_AUTHORIZED, DOCKET_CAMERA_ERROR_REFUSED },
    { GST_RESOURCE_ERROR_NOT_FOUND, DOCKET_CAMERA_ERROR_NONE },
    { GST_RESOURCE_ERROR_READ, DOCKET_CAMERA_ERROR_FAILED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (GST_RESOURCE_ERROR, errors[i].given, "x");

      g_assert_cmpint (docket_camera_classify (error, NULL), ==, errors[i].code);
    }
}

/* The largest picture that is still live, and no larger than a photo is. */
static void
test_caps (void)
{
  g_autoptr (GstCaps) caps = gst_caps_from_string (
    "video/x-raw,width=640,height=480,framerate=30/1;"
    "video/x-raw,width=1920,height=1080,framerate={(fraction)5/1,(fraction)2/1};"
    "image/jpeg,width=1280,height=720,framerate={(fraction)30/1,(fraction)15/1};"
    "image/jpeg,width=4096,height=2160,framerate=30/1");
  g_autoptr (GstCaps) chosen = docket_camera_choose_caps (caps);
  g_autoptr (GstCaps) any = gst_caps_new_any ();
  GstStructure *structure = gst_caps_get_structure (chosen, 0);
  int width;

  g_assert_true (gst_structure_has_name (structure, "image/jpeg"));
  g_assert_true (gst_structure_get_int (structure, "width", &width));
  g_assert_cmpint (width, ==, 1280);
  g_assert_null (docket_camera_choose_caps (any));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gst_init (&argc, &argv);
  gst_element_register (NULL, "docketlens", GST_RANK_NONE, TEST_TYPE_LENS);
  g_test_add_func ("/camera/frames", test_frames);
  g_test_add_func ("/camera/jpeg", test_jpeg);
  g_test_add_func ("/camera/light", test_light);
  g_test_add_func ("/camera/busy", test_busy);
  g_test_add_func ("/camera/none", test_none);
  g_test_add_func ("/camera/classify", test_classify);
  g_test_add_func ("/camera/caps", test_caps);

  return g_test_run ();
}
