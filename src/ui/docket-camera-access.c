/* Whether the camera may be used: in a sandbox the person is asked, by the portal.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-camera-access.h"

#include <libportal-gtk4/portal-gtk4.h>

#include "docket-config.h"

static void
return_camera (GTask *task, const char *source, int remote)
{
  g_task_return_pointer (task, docket_camera_new (source, remote), g_object_unref);
}

static void
connect_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_task_return_int (task, xdp_portal_open_pipewire_remote_for_camera (task_data));
}

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const int remote = (int) g_task_propagate_int (G_TASK (result), NULL);

  if (remote >= 0)
    return_camera (task, NULL, remote);
  else
    g_task_return_error (task, docket_camera_error_new (DOCKET_CAMERA_ERROR_NONE));
}

static void
allowed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GTask) connect = NULL;

  if (!xdp_portal_access_camera_finish (XDP_PORTAL (source), result, NULL))
    {
      g_task_return_error (task, docket_camera_error_new (DOCKET_CAMERA_ERROR_REFUSED));
      return;
    }

  connect = g_task_new (NULL, NULL, connected_cb, g_steal_pointer (&task));
  g_task_set_task_data (connect, g_object_ref (source), g_object_unref);
  g_task_run_in_thread (connect, connect_thread);
}

/* A test has no camera. */
static const char *
get_test_source (void)
{
#if DEVELOPMENT
  return g_getenv ("DOCKET_TEST_CAMERA");
#else
  return NULL;
#endif
}

/**
 * docket_camera_access_async:
 * @window: who asks
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Asks for the camera. Outside of a sandbox nobody has to be asked.
 */
void
docket_camera_access_async (GtkWindow *window,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task = g_task_new (window, cancellable, callback, user_data);
  g_autoptr (XdpPortal) portal = NULL;
  XdpParent *parent;

  if (get_test_source () != NULL || !xdp_portal_running_under_sandbox ())
    {
      return_camera (task, get_test_source (), -1);
      g_object_unref (task);
      return;
    }

  portal = xdp_portal_new ();
  parent = xdp_parent_new_gtk (window);
  xdp_portal_access_camera (portal, parent, XDP_CAMERA_FLAG_NONE, cancellable, allowed_cb, task);
  xdp_parent_free (parent);
}

/**
 * docket_camera_access_finish:
 * @result: what the callback was given
 * @error: return location for a #DocketCameraError
 *
 * Returns: (transfer full) (nullable): a camera that is switched off
 */
DocketCamera *
docket_camera_access_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
