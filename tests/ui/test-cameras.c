/* From the paper-clip to the disk with cameras of the test's own: several, none, one that is taken,
 * and a portal that says no.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <fcntl.h>
#include <gio/gunixfdlist.h>
#include <libportal/portal.h>
#include <unistd.h>

#include "docket-camera-private.h"
#include "docket-camera-window.h"
#include "docket-composer-attach.h"
#include "docket-test-ui.h"
#include "docket-test-workspace.h"
#include "docket-ticket-page.h"
#include "docket-ui-resources.h"

#define REPLY DOCKET_MESSAGE_KIND_REPLY
#define LARGE                                                                                      \
  "videotestsrc is-live=true pattern=smpte ! video/x-raw,width=3000,height=1500 ! identity"
#define SMALL                                                                                      \
  "videotestsrc is-live=true pattern=smpte ! video/x-raw,width=320,height=200 ! identity"

GList *__wrap_docket_camera_list_devices (GError **error);
gboolean __wrap_xdp_portal_running_under_sandbox (void);

/* --- Cameras ------------------------------------------------------------------------------- */

typedef struct
{
  GstDevice parent;
  const char *description;
} TestCamera;

typedef GstDeviceClass TestCameraClass;

GType test_camera_get_type (void);
G_DEFINE_TYPE (TestCamera, test_camera, GST_TYPE_DEVICE)

static GstElement *
test_camera_create_element (GstDevice *device, const char *name)
{
  return docket_camera_parse (((TestCamera *) device)->description);
}

static void
test_camera_class_init (TestCameraClass *klass)
{
  klass->create_element = test_camera_create_element;
}

static void
test_camera_init (TestCamera *self)
{
}

/* A lens that another program has. */
typedef GstElement TestTaken;
typedef GstElementClass TestTakenClass;

GType test_taken_get_type (void);
G_DEFINE_TYPE (TestTaken, test_taken, GST_TYPE_ELEMENT)

static GstStaticPadTemplate template =
  GST_STATIC_PAD_TEMPLATE ("src", GST_PAD_SRC, GST_PAD_ALWAYS, GST_STATIC_CAPS_ANY);

static GstStateChangeReturn
test_taken_change_state (GstElement *element, GstStateChange change)
{
  if (change == GST_STATE_CHANGE_READY_TO_PAUSED)
    {
      GST_ELEMENT_ERROR (element, RESOURCE, BUSY, (NULL), (NULL));
      return GST_STATE_CHANGE_FAILURE;
    }

  return GST_ELEMENT_CLASS (test_taken_parent_class)->change_state (element, change);
}

static void
test_taken_class_init (TestTakenClass *klass)
{
  klass->change_state = test_taken_change_state;
  gst_element_class_set_static_metadata (klass, "Taken", "Source/Video", "Taken", "Docket");
  gst_element_class_add_static_pad_template (klass, &template);
}

static void
test_taken_init (TestTaken *self)
{
  gst_element_add_pad (self, gst_pad_new_from_static_template (&template, "src"));
}

static const char *cameras; /* what this computer has: their kinds */

static GstDevice *
make_camera (const char *name, const char *description, const char *location)
{
  g_autoptr (GstCaps) caps = gst_caps_new_empty_simple ("video/x-raw");
  g_autoptr (GstStructure) properties =
    gst_structure_new ("camera", "api.libcamera.location", G_TYPE_STRING, location, NULL);
  TestCamera *camera = g_object_new (test_camera_get_type (),
                                     "display-name",
                                     name,
                                     "device-class",
                                     "Video/Source",
                                     "caps",
                                     caps,
                                     "properties",
                                     properties,
                                     NULL);

  camera->description = description;

  return gst_object_ref_sink (camera);
}

GList *
__wrap_docket_camera_list_devices (GError **error)
{
  GList *devices = NULL;

  gst_element_register (NULL, "testtaken", GST_RANK_NONE, test_taken_get_type ());

  if (g_str_equal (cameras, "two"))
    {
      devices = g_list_append (devices, make_camera ("In the lid", SMALL, "front"));
      devices = g_list_append (devices, make_camera ("At the back", LARGE, "back"));
    }
  else if (g_str_equal (cameras, "taken"))
    {
      devices = g_list_append (devices, make_camera ("In the lid", "testtaken", "front"));
    }

  if (devices == NULL)
    g_propagate_error (error, docket_camera_error_new (DOCKET_CAMERA_ERROR_NONE));

  return devices;
}

/* --- The portal ---------------------------------------------------------------------------- */

static gboolean in_sandbox;
static guint answer; /* 0: yes */

gboolean
__wrap_xdp_portal_running_under_sandbox (void)
{
  return in_sandbox;
}

static const char portal_xml[] =
  "<node><interface name='org.freedesktop.portal.Camera'>"
  "<method name='AccessCamera'><arg type='a{sv}' direction='in'/>"
  "<arg type='o' direction='out'/></method>"
  "<method name='OpenPipeWireRemote'><arg type='a{sv}' direction='in'/>"
  "<arg type='h' direction='out'/></method>"
  "<property name='IsCameraPresent' type='b' access='read'/>"
  "<property name='version' type='u' access='read'/></interface></node>";

/* What is no connection to PipeWire. */
static void
return_bad_remote (GDBusMethodInvocation *invocation)
{
  g_autoptr (GUnixFDList) list = g_unix_fd_list_new ();
  const int fd = open ("/dev/null", O_RDWR | O_CLOEXEC);

  g_assert_cmpint (g_unix_fd_list_append (list, fd, NULL), ==, 0);
  close (fd);
  g_dbus_method_invocation_return_value_with_unix_fd_list (invocation,
                                                           g_variant_new ("(h)", 0),
                                                           list);
}

static void
method_cb (GDBusConnection *bus,
           const char *sender,
           const char *path,
           const char *interface,
           const char *method,
           GVariant *parameters,
           GDBusMethodInvocation *invocation,
           gpointer user_data)
{
  g_autoptr (GVariant) options = g_variant_get_child_value (parameters, 0);
  g_autofree char *name = g_strdelimit (g_strdup (sender + 1), ".", '_');
  g_autofree char *handle = NULL;
  const char *token = NULL;

  if (!g_str_equal (method, "AccessCamera"))
    {
      return_bad_remote (invocation);
      return;
    }

  g_assert_true (g_variant_lookup (options, "handle_token", "&s", &token));
  handle = g_strdup_printf ("/org/freedesktop/portal/desktop/request/%s/%s", name, token);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", handle));
  g_dbus_connection_emit_signal (bus,
                                 sender,
                                 handle,
                                 "org.freedesktop.portal.Request",
                                 "Response",
                                 g_variant_new ("(ua{sv})", answer, NULL),
                                 NULL);
}

static GVariant *
property_cb (GDBusConnection *bus,
             const char *sender,
             const char *path,
             const char *interface,
             const char *property,
             GError **error,
             gpointer user_data)
{
  return g_str_equal (property, "version") ? g_variant_new_uint32 (1)
                                           : g_variant_new_boolean (TRUE);
}

static GDBusConnection *
own_portal (void)
{
  static const GDBusInterfaceVTable vtable = { method_cb, property_cb, NULL };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (portal_xml, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) owned = NULL;
  GDBusConnection *bus = g_dbus_connection_new_for_address_sync (
    g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
    G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
    NULL,
    NULL,
    &error);

  g_assert_no_error (error);
  g_dbus_connection_register_object (bus,
                                     "/org/freedesktop/portal/desktop",
                                     node->interfaces[0],
                                     &vtable,
                                     NULL,
                                     NULL,
                                     &error);
  g_assert_no_error (error);
  owned = g_dbus_connection_call_sync (bus,
                                       "org.freedesktop.DBus",
                                       "/org/freedesktop/DBus",
                                       "org.freedesktop.DBus",
                                       "RequestName",
                                       g_variant_new ("(su)", "org.freedesktop.portal.Desktop", 4),
                                       NULL,
                                       G_DBUS_CALL_FLAGS_NONE,
                                       -1,
                                       NULL,
                                       &error);
  g_assert_no_error (error);

  return bus;
}

/* --- The window ---------------------------------------------------------------------------- */

typedef struct
{
  DocketWorkspace *workspace;
  GtkWindow *window;
  DocketTicketPage *page;
  DocketComposer *composer;
  gint64 ticket;
  GtkWindow *camera;
} Fixture;

static GtkWindow *
find_camera (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (DOCKET_IS_CAMERA_WINDOW (window))
        return window;
    }

  return NULL;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  cameras = data;
  fixture->workspace = docket_test_workspace_new ();
  fixture->ticket = docket_test_workspace_add_ticket (fixture->workspace, "A boiler");
  fixture->window = GTK_WINDOW (adw_window_new ());
  fixture->page = g_object_new (DOCKET_TYPE_TICKET_PAGE, NULL);
  fixture->composer = docket_ticket_page_get_composer (fixture->page);
  docket_ticket_page_set_workspace (fixture->page, fixture->workspace);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_set_default_size (fixture->window, 900, 700);
  gtk_window_present (fixture->window);
  docket_ticket_page_open (fixture->page, fixture->ticket);
  docket_test_ui_wait_for (docket_ticket_page_get_details (fixture->page) != NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->composer), "attach.camera", NULL);
  docket_test_ui_wait_for (find_camera () != NULL);
  fixture->camera = find_camera ();
  g_object_add_weak_pointer (G_OBJECT (fixture->camera), (gpointer *) &fixture->camera);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->camera != NULL)
    gtk_window_destroy (fixture->camera);

  docket_test_ui_wait_for (fixture->camera == NULL);
  gtk_window_destroy (fixture->window);
  docket_workspace_close (fixture->workspace);
  g_clear_object (&fixture->workspace);
  in_sandbox = FALSE;
  answer = 0;
}

static GtkWidget *
find (Fixture *fixture, GType type, const char *css_class)
{
  return docket_test_ui_find (GTK_WIDGET (fixture->camera), type, css_class);
}

static gboolean
is_on (Fixture *fixture, const char *page)
{
  GtkStack *stack = GTK_STACK (find (fixture, GTK_TYPE_STACK, NULL));

  return g_str_equal (gtk_stack_get_visible_child_name (stack), page);
}

static gboolean
is_mirrored (Fixture *fixture)
{
  return find (fixture, GTK_TYPE_PICTURE, "mirrored") != NULL;
}

static gboolean
press_space (Fixture *fixture)
{
  g_autoptr (GListModel) controllers =
    gtk_widget_observe_controllers (GTK_WIDGET (fixture->camera));
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", GDK_KEY_space, 0, 0, &handled);
    }

  return handled;
}

static gboolean
says (Fixture *fixture, DocketCameraError code)
{
  GtkWidget *page = find (fixture, ADW_TYPE_STATUS_PAGE, NULL);
  g_autoptr (GError) error = docket_camera_error_new (code);

  return is_on (fixture, "problem") && page != NULL &&
         g_strcmp0 (adw_status_page_get_description (ADW_STATUS_PAGE (page)), error->message) == 0;
}

static GBytes *
send_and_read (Fixture *fixture)
{
  g_autoptr (DocketTicketDetails) details = NULL;
  const DocketMessage *message;
  const DocketAttachment *attachment;
  GBytes *bytes;

  docket_composer_send (fixture->composer);
  docket_test_ui_wait_for (
    docket_file_tray_is_empty (docket_composer_get_tray (fixture->composer, REPLY)));
  details = docket_workspace_load_ticket (fixture->workspace, fixture->ticket, NULL, NULL);
  g_assert_cmpuint (details->messages->len, ==, 1);
  message = g_ptr_array_index (details->messages, 0);
  g_assert_cmpuint (message->attachments->len, ==, 1);
  attachment = g_ptr_array_index (message->attachments, 0);
  g_assert_cmpstr (attachment->content_type, ==, "image/jpeg");
  bytes = docket_workspace_fetch_attachment (fixture->workspace,
                                             fixture->ticket,
                                             attachment->id,
                                             NULL,
                                             NULL,
                                             NULL);
  g_assert_nonnull (bytes);

  return bytes;
}

/* Blue, green, red, alpha. The test picture is grey at its top left, blue at its top right, and has
 * a white field at its foot, left of the middle. */
static void
assert_photo (GBytes *bytes, int width, int height)
{
  g_autoptr (GdkTexture) texture = gdk_texture_new_from_bytes (bytes, NULL);
  g_autofree guint8 *pixels = g_malloc ((gsize) width * (gsize) height * 4);
  const guint8 *left = pixels + (width + 5) * 4;
  const guint8 *right = pixels + (2 * width - 5) * 4;
  const guint8 *below = pixels + ((height - 2) * width + width / 4) * 4;

  g_assert_nonnull (texture);
  g_assert_null (memmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "Exif", 4));
  g_assert_cmpint (gdk_texture_get_width (texture), ==, width);
  g_assert_cmpint (gdk_texture_get_height (texture), ==, height);
  gdk_texture_download (texture, pixels, (gsize) width * 4);
  g_assert_true (left[0] > 120 && left[1] > 120 && left[2] > 120);
  g_assert_true (right[0] > 120 && right[1] < 60 && right[2] < 60);
  g_assert_true (below[0] > 180 && below[1] > 180 && below[2] > 180);
}

static void
take (Fixture *fixture)
{
  GtkWidget *ok = find (fixture, GTK_TYPE_BUTTON, "suggested-action");

  docket_test_ui_wait_for (gtk_widget_get_sensitive (ok));
  g_signal_emit_by_name (ok, "clicked");
  docket_test_ui_wait_for (fixture->camera == NULL);
}

/* The one that looks at the person is like a mirror, its photo is not; another one is chosen; the
 * space shoots, what was shot is shot again, and what is taken is on the disk. */
static void
test_whole (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = NULL;
  GtkWidget *choice;

  docket_test_ui_wait_for (is_on (fixture, "picture"));
  g_assert_true (is_mirrored (fixture));
  choice = find (fixture, GTK_TYPE_DROP_DOWN, NULL);
  g_assert_nonnull (choice);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), 1);
  docket_test_ui_wait_for (is_on (fixture, "picture"));
  g_assert_false (is_mirrored (fixture));
  g_assert_true (press_space (fixture));
  g_assert_null (find (fixture, GTK_TYPE_BUTTON, "shutter"));
  gtk_widget_activate_action (GTK_WIDGET (fixture->camera), "camera.retake", NULL);
  g_assert_nonnull (find (fixture, GTK_TYPE_BUTTON, "shutter"));
  docket_test_ui_wait_for (press_space (fixture));
  take (fixture);
  bytes = send_and_read (fixture);
  assert_photo (bytes, 2560, 1280);
}

static void
test_mirror (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = NULL;

  docket_test_ui_wait_for (is_on (fixture, "picture"));
  g_assert_true (is_mirrored (fixture));
  g_assert_true (press_space (fixture));
  g_assert_false (is_mirrored (fixture));
  take (fixture);
  bytes = send_and_read (fixture);
  assert_photo (bytes, 320, 200);
}

static void
test_none (Fixture *fixture, gconstpointer data)
{
  docket_test_ui_wait_for (says (fixture, DOCKET_CAMERA_ERROR_NONE));

  /* One that is connected then is found. */
  cameras = "two";
  g_signal_emit_by_name (find (fixture, GTK_TYPE_BUTTON, "pill"), "clicked");
  docket_test_ui_wait_for (is_on (fixture, "picture"));
}

static void
test_taken (Fixture *fixture, gconstpointer data)
{
  docket_test_ui_wait_for (says (fixture, DOCKET_CAMERA_ERROR_BUSY));
}

static void
set_up_refused (Fixture *fixture, gconstpointer data)
{
  in_sandbox = TRUE;
  answer = 1;
  set_up (fixture, data);
}

static void
set_up_bad_remote (Fixture *fixture, gconstpointer data)
{
  in_sandbox = TRUE;
  set_up (fixture, data);
}

/* The person said no, then yes. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  docket_test_ui_wait_for (says (fixture, DOCKET_CAMERA_ERROR_REFUSED));
  docket_test_ui_settle (GTK_WIDGET (fixture->camera));
  docket_test_ui_shot (GTK_WIDGET (fixture->camera), "camera-refused");
  in_sandbox = FALSE;
  g_signal_emit_by_name (find (fixture, GTK_TYPE_BUTTON, "pill"), "clicked");
  docket_test_ui_wait_for (is_on (fixture, "picture"));
}

/* The portal said yes, and what it gave is no camera. */
static void
test_bad_remote (Fixture *fixture, gconstpointer data)
{
  docket_test_ui_wait_for (is_on (fixture, "problem"));
  g_assert_false (says (fixture, DOCKET_CAMERA_ERROR_REFUSED));
}

#define ADD(name, kind, begin, func) g_test_add (name, Fixture, kind, begin, func, tear_down)

int
main (int argc, char *argv[])
{
  g_autoptr (GTestDBus) dbus = NULL;
  g_autoptr (GDBusConnection) portal = NULL;
  g_autofree char *display = g_strdup (g_getenv ("DISPLAY"));
  int result;

  g_unsetenv ("DOCKET_TEST_CAMERA");
  dbus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (dbus);

  /* It takes the display away. */
  if (display != NULL)
    g_setenv ("DISPLAY", display, TRUE);

  docket_test_ui_init (&argc, &argv);
  docket_ui_register_resource ();
  portal = own_portal ();

  ADD ("/cameras/whole", "two", set_up, test_whole);
  ADD ("/cameras/mirror", "two", set_up, test_mirror);
  ADD ("/cameras/none", "none", set_up, test_none);
  ADD ("/cameras/taken", "taken", set_up, test_taken);
  ADD ("/cameras/refused", "two", set_up_refused, test_refused);
  ADD ("/cameras/bad-remote", "two", set_up_bad_remote, test_bad_remote);

  result = g_test_run ();
  g_dbus_connection_close_sync (portal, NULL, NULL);
  g_test_dbus_stop (dbus);

  return result;
}
