/* docketctl sign: signs for the work of a ticket, or notes why nobody did.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n.h>

#include "docket-ctl-names.h"
#include "docket-ctl-show.h"
#include "docket-workspace-sign.h"

typedef struct
{
  char *signer;
  char *role;
  char *ink;
  char *refused;
  char *absent;
} SignOptions;

static void
sign_options_clear (SignOptions *options)
{
  g_free (options->signer);
  g_free (options->role);
  g_free (options->ink);
  g_free (options->refused);
  g_free (options->absent);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SignOptions, sign_options_clear)

static gboolean
check_options (DocketCtl *ctl, const SignOptions *options, GError **error)
{
  const int outcomes =
    (options->ink != NULL) + (options->refused != NULL) + (options->absent != NULL);

  if (outcomes != 1)
    return docket_ctl_usage_error (error, _ ("Wrong use. It is: docketctl %s"), ctl->usage);

  if (options->ink != NULL && options->signer == NULL)
    return docket_ctl_usage_error (error, _ ("Who signs? Give --signer NAME with --ink."));

  if (options->role != NULL && !g_str_equal (options->role, "customer") &&
      !g_str_equal (options->role, "technician"))
    return docket_ctl_usage_error (error,
                                   _ ("“%s” is no role. It is customer or technician."),
                                   options->role);

  return TRUE;
}

static gboolean
read_ink (const char *path, GBytes **ink, GError **error)
{
  g_autoptr (GMappedFile) file = NULL;

  if (path == NULL)
    return TRUE;

  /* Mapped, as a file too large to be ink is not read. */
  file = g_mapped_file_new (path, FALSE, error);

  if (file == NULL)
    return FALSE;

  *ink = g_mapped_file_get_bytes (file);

  return TRUE;
}

static DocketSignature *
make_signature (const SignOptions *options)
{
  DocketSignature *signature = docket_signature_new ();

  signature->signer = g_strdup (options->signer);
  signature->role = g_strdup (options->role != NULL ? options->role : "customer");
  signature->reason = g_strdup (options->refused != NULL ? options->refused : options->absent);
  signature->outcome = g_strdup (options->ink != NULL       ? "signed"
                                 : options->refused != NULL ? "refused"
                                                            : "absent");

  return signature;
}

/**
 * docket_ctl_sign:
 * @ctl: a run
 * @error: return location for what went wrong
 *
 * Signs for the work of a ticket.
 *
 * Returns: whether it is on the disk
 */
gboolean
docket_ctl_sign (DocketCtl *ctl, GError **error)
{
  g_auto (SignOptions) options = { 0 };
  const GOptionEntry entries[] = {
    { "signer", 0, 0, G_OPTION_ARG_STRING, &options.signer, N_ ("Who signs"), "NAME" },
    { "role", 0, 0, G_OPTION_ARG_STRING, &options.role, N_ ("customer or technician"), "ROLE" },
    { "ink", 0, 0, G_OPTION_ARG_FILENAME, &options.ink, N_ ("What was written"), "FILE" },
    { "refused", 0, 0, G_OPTION_ARG_STRING, &options.refused, N_ ("Why not signed"), "REASON" },
    { "absent", 0, 0, G_OPTION_ARG_STRING, &options.absent, N_ ("Why nobody is there"), "REASON" },
    { NULL },
  };
  g_autoptr (DocketSignature) signature = NULL;
  g_autoptr (DocketEdit) edit = NULL;
  g_autoptr (GBytes) ink = NULL;
  gint64 ticket;

  if (!docket_ctl_parse (ctl, entries, 1, 1, error) || !check_options (ctl, &options, error))
    return FALSE;

  ticket = docket_ctl_find_ticket (ctl, docket_ctl_get_word (ctl, 0), error);

  if (ticket == 0 || !read_ink (options.ink, &ink, error))
    return FALSE;

  signature = make_signature (&options);

  return docket_workspace_sign (ctl->workspace, ticket, signature, ink, &edit, NULL, error) &&
         docket_ctl_print_done (ctl,
                                ticket,
                                edit,
                                options.ink != NULL ? _ ("signed") : _ ("noted"),
                                error);
}

static const DocketSignature *
find_last (DocketTicketDetails *details)
{
  for (guint i = details->signatures->len; i > 0; i--)
    {
      const DocketSignature *signature = g_ptr_array_index (details->signatures, i - 1);

      if (g_str_equal (signature->outcome, "signed"))
        return signature;
    }

  return NULL;
}

/**
 * docket_ctl_signature_get:
 * @ctl: a run
 * @error: return location for what went wrong
 *
 * Writes the last signature of a ticket to a file, drawn from its ink.
 *
 * Returns: whether it was written
 */
gboolean
docket_ctl_signature_get (DocketCtl *ctl, GError **error)
{
  g_autofree char *output = NULL;
  const GOptionEntry entries[] = {
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &output, N_ ("Where to write it"), "F" },
    { NULL },
  };
  g_autoptr (DocketTicketDetails) details = NULL;
  g_autoptr (GBytes) bytes = NULL;
  DocketSignatureFormat format = DOCKET_SIGNATURE_PNG;
  const DocketSignature *signature;
  gint64 ticket;

  if (!docket_ctl_parse (ctl, entries, 1, 1, error))
    return FALSE;

  if (output == NULL || !docket_signature_format_from_name (output, &format))
    return docket_ctl_usage_error (error, _ ("Wrong use. It is: docketctl %s"), ctl->usage);

  ticket = docket_ctl_find_ticket (ctl, docket_ctl_get_word (ctl, 0), error);
  details = ticket != 0 ? docket_workspace_load_ticket (ctl->workspace, ticket, NULL, error) : NULL;

  if (details == NULL)
    return FALSE;

  signature = find_last (details);

  if (signature == NULL)
    return docket_ctl_refuse (error, "%s", _ ("Nobody signed for this ticket."));

  bytes =
    docket_workspace_draw_signature (ctl->workspace, ticket, signature->id, format, NULL, error);

  return bytes != NULL && docket_ctl_write_file (ctl, output, bytes, error);
}
