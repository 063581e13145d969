/* Toasts whose words may be anybody's.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-toast.h"

#include "docket-toast-title.h"

/* How long libadwaita takes to show a toast, and a little. */
#define SHOW_MS 400

static GQuark
made_quark (void)
{
  return g_quark_from_static_string ("docket-toast-made");
}

static gboolean
dismiss_cb (gpointer user_data)
{
  adw_toast_dismiss (user_data);

  return G_SOURCE_REMOVE;
}

/**
 * docket_toast_new:
 * @sentence: what it says, as plain text
 *
 * libadwaita's own title is one line, and of markup, which a server's words must not become.
 *
 * Returns: (transfer full): a toast
 */
AdwToast *
docket_toast_new (const char *sentence)
{
  g_autoptr (GtkWidget) title = NULL;
  const gint64 now_us = g_get_monotonic_time ();
  AdwToast *toast;

  g_return_val_if_fail (sentence != NULL, NULL);

  title = g_object_ref_sink (docket_toast_title_new (sentence));
  toast = adw_toast_new ("");
  adw_toast_set_custom_title (toast, title);
  g_object_set_qdata_full (G_OBJECT (toast),
                           made_quark (),
                           g_memdup2 (&now_us, sizeof now_us),
                           g_free);

  return toast;
}

/**
 * docket_toast_dismiss:
 * @toast: a toast of docket_toast_new() that is shown
 *
 * Takes it away. In libadwaita 1.2 it must have come into sight before: where coming and going end
 * in one frame, memory is used that is gone.
 */
void
docket_toast_dismiss (AdwToast *toast)
{
  const gint64 *made_us;
  gint64 age_ms;

  g_return_if_fail (ADW_IS_TOAST (toast));

  made_us = g_object_get_qdata (G_OBJECT (toast), made_quark ());
  age_ms = (g_get_monotonic_time () - *made_us) / 1000;

  if (age_ms >= SHOW_MS)
    adw_toast_dismiss (toast);
  else
    g_timeout_add_full (G_PRIORITY_DEFAULT,
                        (guint) (SHOW_MS - age_ms),
                        dismiss_cb,
                        g_object_ref (toast),
                        g_object_unref);
}
