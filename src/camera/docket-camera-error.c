/* Why there is no picture.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n.h>

#include "docket-camera.h"

G_DEFINE_QUARK (docket_camera_error_quark, docket_camera_error)

/**
 * docket_camera_error_new:
 * @code: why there is no picture
 *
 * Returns: (transfer full): an error with a sentence for people
 */
GError *
docket_camera_error_new (DocketCameraError code)
{
  const char *sentence = NULL;

  switch (code)
    {
    case DOCKET_CAMERA_ERROR_NONE:
      sentence = _ ("There is no camera on this computer. Connect one, then try again.");
      break;

    case DOCKET_CAMERA_ERROR_BUSY:
      sentence = _ ("Another program uses the camera. Close that program, then try again.");
      break;

    case DOCKET_CAMERA_ERROR_REFUSED:
      sentence = _ ("Docket may not use the camera. Allow it in the privacy settings of this "
                    "computer, then try again.");
      break;

    case DOCKET_CAMERA_ERROR_FAILED:
      sentence = _ ("The camera can't be used. Disconnect it and connect it again, then try "
                    "again.");
      break;
    }

  return g_error_new_literal (DOCKET_CAMERA_ERROR, (int) code, sentence);
}
