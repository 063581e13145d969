/* Files that a command writes where it is told to.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-ctl-output.h"

#include <glib/gi18n.h>

#include "docket-ctl-json.h"

static void
print_file (DocketCtl *ctl, const char *path, GBytes *bytes)
{
  g_autoptr (JsonBuilder) builder = NULL;
  g_autofree char *sha256 = NULL;

  if (!ctl->json)
    {
      g_printerr (_ ("Written to %s\n"), path);
      return;
    }

  builder = json_builder_new ();
  sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  json_builder_begin_object (builder);
  docket_ctl_json_text (builder, "path", path);
  docket_ctl_json_text (builder, "sha256", sha256);
  docket_ctl_json_int (builder, "size", (gint64) g_bytes_get_size (bytes));
  json_builder_end_object (builder);
  docket_ctl_json_print (builder);
}

/**
 * docket_ctl_write_output:
 * @ctl: a run
 * @output: the file, as the person named it
 * @bytes: what it is to hold
 * @error: return location for what went wrong
 *
 * Writes a file that its owner alone can read, and prints what was written.
 *
 * Returns: whether it is on the disk
 */
gboolean
docket_ctl_write_output (DocketCtl *ctl, const char *output, GBytes *bytes, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (!g_file_set_contents_full (output,
                                 g_bytes_get_data (bytes, NULL),
                                 (gssize) g_bytes_get_size (bytes),
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                 0600,
                                 &local_error))
    return docket_ctl_refuse (error,
                              /* Translators: a file's name, and what went wrong */
                              _ ("“%s” can't be written (%s). Choose another place."),
                              output,
                              local_error->message);

  print_file (ctl, output, bytes);

  return TRUE;
}

/**
 * docket_ctl_has_ending:
 * @output: (nullable): the name of a file
 * @ending: with its dot, in lower case
 *
 * Returns: whether the file is called so, in any case
 */
gboolean
docket_ctl_has_ending (const char *output, const char *ending)
{
  g_autofree char *lower = output != NULL ? g_ascii_strdown (output, -1) : NULL;

  return lower != NULL && g_str_has_suffix (lower, ending);
}
