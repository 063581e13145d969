/* Signing for the work of a ticket: one call for window and terminal.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-workspace-sign.h"

#include <glib/gi18n.h>
#include <string.h>

#include "docket-ink-file.h"
#include "docket-signed-work.h"
#include "docket-store-parts.h"
#include "docket-store-tickets.h"
#include "docket-workspace-files.h"
#include "docket-workspace-private.h"

#define FILE_NAME "Signature.png"

/* In characters: a name, and a reason in a few sentences. */
#define MAX_SIGNER 200
#define MAX_REASON 2000

typedef struct
{
  gint64 ticket;
  gint64 id;
  DocketSignature *signature;
  GBytes *ink;
  guint first;
  GPtrArray *strokes;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->signature);
  g_clear_pointer (&job->ink, g_bytes_unref);
  g_clear_pointer (&job->strokes, g_ptr_array_unref);
  g_free (job);
}

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, DOCKET_WORKSPACE_ERROR, DOCKET_WORKSPACE_ERROR_INVALID, sentence);

  return FALSE;
}

static gboolean
is_one_of (const char *word, const char *const *words)
{
  return word != NULL && g_strv_contains (words, word);
}

static gboolean
is_text (const char *text, glong max)
{
  g_autofree char *bare = NULL;

  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return FALSE;

  bare = g_strstrip (g_strdup (text));

  return *bare != '\0' && g_utf8_strlen (bare, -1) <= max;
}

/* --- What is said about it ----------------------------------------------------------------- */

static char *
describe_moment (DocketWorkspace *self, gint64 us)
{
  g_autoptr (GTimeZone) zone = self->zone != NULL ? g_time_zone_new_identifier (self->zone) : NULL;
  g_autoptr (GTimeZone) here = zone == NULL ? g_time_zone_new_local () : NULL;
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone != NULL ? zone : here);

  /* Translators: the day and time of a signature, for strftime */
  return g_date_time_format (local, _ ("%-d %B %Y at %H:%M"));
}

static char *
describe (DocketWorkspace *self, const DocketSignature *signature)
{
  g_autofree char *moment = describe_moment (self, signature->signed_at);

  if (g_str_equal (signature->outcome, "absent"))
    /* Translators: the first %s is a day and time, the second a reason */
    return g_strdup_printf (_ ("Nobody there to sign on %s: %s"), moment, signature->reason);

  if (g_str_equal (signature->outcome, "refused") && signature->signer == NULL)
    /* Translators: the first %s is a day and time, the second a reason */
    return g_strdup_printf (_ ("Signature refused on %s: %s"), moment, signature->reason);

  if (g_str_equal (signature->outcome, "refused"))
    /* Translators: a name, a day and time, a reason */
    return g_strdup_printf (_ ("Signature refused by %s on %s: %s"),
                            signature->signer,
                            moment,
                            signature->reason);

  if (g_str_equal (signature->role, "technician"))
    /* Translators: a name, a day and time */
    return g_strdup_printf (_ ("Signed by %s (technician) on %s"), signature->signer, moment);

  /* Translators: a name, a day and time */
  return g_strdup_printf (_ ("Signed by %s on %s"), signature->signer, moment);
}

/* --- Signing ------------------------------------------------------------------------------- */

/* Refuses what says nothing, and notes what work it stands for. */
gboolean
docket_workspace_prepare_signature (DocketWorkspace *self,
                                    DocketTransaction *txn,
                                    DocketEditPart *part,
                                    GError **error)
{
  DocketSignature *signature = part->signature;
  const char *const roles[] = { "customer", "technician", NULL };
  const char *const outcomes[] = { "signed", "refused", "absent", NULL };
  g_autoptr (DocketTicketDetails) details = NULL;

  if (!is_one_of (signature->role, roles) || !is_one_of (signature->outcome, outcomes))
    return refuse (error, _ ("A signature is a customer’s or a technician’s, signed or not."));

  if (signature->signer != NULL && !is_text (signature->signer, MAX_SIGNER))
    return refuse (error, _ ("The signer’s name is too long or no text. Write it shorter."));

  if (g_str_equal (signature->outcome, "signed"))
    {
      if (signature->signer == NULL || part->ink == NULL)
        return refuse (error, _ ("Who signs? Write the signer’s name."));
    }
  else if (!is_text (signature->reason, MAX_REASON))
    {
      return refuse (error, _ ("Why did nobody sign? Write a reason, in a few sentences at most."));
    }

  details = docket_tickets_load_details (txn, part->ticket, error);

  if (details == NULL)
    return FALSE;

  g_free (signature->state_sha256);
  signature->state_sha256 = docket_signed_work_hash (details);

  return TRUE;
}

static DocketInk *
read_ink (GBytes *bytes, GError **error)
{
  g_autoptr (DocketInk) ink = docket_ink_new_from_json (bytes, error);

  if (ink != NULL && docket_ink_is_blank (ink))
    {
      refuse (error, _ ("Nothing was written on the pad. Sign first."));
      return NULL;
    }

  return g_steal_pointer (&ink);
}

static GPtrArray *
split (DocketInk *ink)
{
  GPtrArray *strokes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint i = 0; i < docket_ink_get_n_strokes (ink); i++)
    g_ptr_array_add (strokes, docket_ink_stroke_to_json (ink, i));

  return strokes;
}

/* The picture goes with a note: a customer is not written to for each signature. */
static gboolean
add_signed (DocketWorkspace *self,
            DocketEdit *edit,
            gint64 ticket,
            DocketSignature *signature,
            GBytes *bytes,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (DocketInk) ink = read_ink (bytes, error);
  g_autoptr (GBytes) png = ink != NULL ? docket_ink_to_png (ink, error) : NULL;
  g_autoptr (DocketEditFile) file =
    png != NULL ? docket_workspace_stage_bytes (self, png, FILE_NAME, cancellable, error) : NULL;
  g_autoptr (GPtrArray) strokes = NULL;
  g_autofree char *text = NULL;

  if (file == NULL)
    return FALSE;

  strokes = split (ink);
  text = describe (self, signature);
  docket_edit_add_message_file (edit, ticket, DOCKET_MESSAGE_KIND_INTERNAL, text, file, 0, 0);
  docket_edit_sign (edit, ticket, signature, strokes);

  return TRUE;
}

static void
add_unsigned (DocketWorkspace *self, DocketEdit *edit, gint64 ticket, DocketSignature *signature)
{
  g_autofree char *text = describe (self, signature);

  docket_edit_add_message (edit, ticket, DOCKET_MESSAGE_KIND_INTERNAL, text, 0, 0);
  docket_edit_sign (edit, ticket, signature, NULL);
}

static void
sign_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;

  if (docket_workspace_sign (source,
                             job->ticket,
                             job->signature,
                             job->ink,
                             NULL,
                             cancellable,
                             &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
keep_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  DocketWorkspace *self = source;
  Job *job = task_data;
  GError *error = NULL;
  g_autoptr (DocketTransaction) txn = docket_store_begin_write (self->store, cancellable, &error);

  if (txn != NULL && docket_tickets_exists (txn, job->ticket) &&
      docket_ink_rows_keep (txn, job->ticket, job->first, job->strokes, &error) &&
      docket_transaction_commit (txn, &error))
    g_task_return_boolean (task, TRUE);
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_new_error (task,
                             DOCKET_WORKSPACE_ERROR,
                             DOCKET_WORKSPACE_ERROR_NOT_FOUND,
                             "%s",
                             _ ("The ticket is not there any more. Nothing was changed."));
}

static void
load_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;
  DocketInk *ink = docket_workspace_load_ink (source, job->ticket, job->id, cancellable, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, ink, g_object_unref);
}

/**
 * docket_workspace_sign:
 * @self: a workspace
 * @ticket: local id
 * @signature: with role, outcome, and a signer or a reason; it carries the rest afterwards
 * @ink: (nullable): a file of ink, when it was signed
 * @edit: (out) (optional) (transfer full): what was done
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #DocketWorkspaceError, #DocketInkError, #DocketSyncError or
 * #DocketStoreError
 *
 * Adds the picture of the ink with a note that names signer and time, and keeps the signature, its
 * ink and what work it stands for; or notes why nobody signed. One transaction. What was on the
 * ticket's pad is gone afterwards.
 *
 * Returns: whether it was written
 */
gboolean
docket_workspace_sign (DocketWorkspace *self,
                       gint64 ticket,
                       DocketSignature *signature,
                       GBytes *ink,
                       DocketEdit **edit,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (DocketEdit) made = docket_edit_new ();

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), FALSE);
  g_return_val_if_fail (signature != NULL && signature->outcome != NULL, FALSE);

  signature->signed_at = docket_clock_get_wall (self->clock);

  if (!g_str_equal (signature->outcome, "signed"))
    {
      if (!is_text (signature->reason, MAX_REASON))
        return refuse (error,
                       _ ("Why did nobody sign? Write a reason, in a few sentences at most."));

      add_unsigned (self, made, ticket, signature);
    }
  else if (!is_text (signature->signer, MAX_SIGNER))
    return refuse (error, _ ("Who signs? Write the signer’s name."));
  else if (!add_signed (self, made, ticket, signature, ink, cancellable, error))
    return FALSE;

  if (!docket_workspace_apply (self, made, cancellable, error))
    return FALSE;

  if (edit != NULL)
    *edit = g_steal_pointer (&made);

  return TRUE;
}

/**
 * docket_workspace_sign_async:
 * @self: a workspace
 * @ticket: local id
 * @signature: with role, outcome, and a signer or a reason; not touched by the caller any more
 * @ink: (nullable): a file of ink, when it was signed
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is on the disk
 * @user_data: for @callback
 *
 * Like docket_workspace_sign() on a worker, after the edits asked for before.
 */
void
docket_workspace_sign_async (DocketWorkspace *self,
                             gint64 ticket,
                             DocketSignature *signature,
                             GBytes *ink,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = NULL;
  Job *job = NULL;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));

  job = g_new0 (Job, 1);
  job->ticket = ticket;
  job->signature = g_object_ref (signature);
  job->ink = ink != NULL ? g_bytes_ref (ink) : NULL;
  task =
    docket_workspace_task (self, docket_workspace_sign_async, cancellable, callback, user_data);
  g_task_set_task_data (task, job, job_free);
  docket_workspace_run_write (self, task, sign_thread);
}

/**
 * docket_workspace_sign_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for an error, see docket_workspace_sign()
 *
 * Returns: whether it was written
 */
gboolean
docket_workspace_sign_finish (DocketWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * docket_workspace_keep_ink_async:
 * @self: a workspace
 * @ticket: local id
 * @first: the number of the first stroke that is other than it was
 * @strokes: (element-type GBytes): the strokes from there on, each a file of ink
 * @callback: (nullable): called when it is on the disk
 * @user_data: for @callback
 *
 * Keeps what stands on the pad of a ticket until it is signed or thrown away. Written in the order
 * of the calls.
 */
void
docket_workspace_keep_ink_async (DocketWorkspace *self,
                                 gint64 ticket,
                                 guint first,
                                 GPtrArray *strokes,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task = NULL;
  Job *job = NULL;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));
  g_return_if_fail (strokes != NULL);

  job = g_new0 (Job, 1);
  job->ticket = ticket;
  job->first = first;
  job->strokes = g_ptr_array_ref (strokes);
  task = docket_workspace_task (self, docket_workspace_keep_ink_async, NULL, callback, user_data);
  g_task_set_task_data (task, job, job_free);
  docket_workspace_run_write (self, task, keep_thread);
}

/**
 * docket_workspace_keep_ink_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for a #DocketWorkspaceError or #DocketStoreError
 *
 * Returns: whether it is on the disk
 */
gboolean
docket_workspace_keep_ink_finish (DocketWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * docket_workspace_load_ink:
 * @self: a workspace
 * @ticket: local id
 * @signature: local id; 0: what stands on the ticket's pad
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #DocketInkError or #DocketStoreError
 *
 * Returns: (transfer full) (nullable): the ink; %NULL without an error when there is none
 */
DocketInk *
docket_workspace_load_ink (DocketWorkspace *self,
                           gint64 ticket,
                           gint64 signature,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (DocketTransaction) txn = NULL;
  g_autoptr (GPtrArray) strokes = NULL;
  g_autoptr (DocketInk) ink = NULL;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), NULL);

  txn = docket_store_begin_read (self->store, cancellable, error);
  strokes = txn != NULL ? docket_ink_rows_list (txn, ticket, signature, error) : NULL;

  for (guint i = 0; strokes != NULL && i < strokes->len; i++)
    {
      g_autoptr (DocketInk) stroke =
        docket_ink_new_from_json (g_ptr_array_index (strokes, i), error);

      if (stroke == NULL)
        return NULL;

      if (ink == NULL)
        ink = g_steal_pointer (&stroke);
      else
        docket_ink_append (ink, stroke);
    }

  return g_steal_pointer (&ink);
}

/**
 * docket_workspace_load_ink_async:
 * @self: a workspace
 * @ticket: local id
 * @signature: local id; 0: what stands on the ticket's pad
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it was read
 * @user_data: for @callback
 *
 * Like docket_workspace_load_ink() on a worker.
 */
void
docket_workspace_load_ink_async (DocketWorkspace *self,
                                 gint64 ticket,
                                 gint64 signature,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task = NULL;
  Job *job = NULL;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));

  job = g_new0 (Job, 1);
  job->ticket = ticket;
  job->id = signature;
  task =
    docket_workspace_task (self, docket_workspace_load_ink_async, cancellable, callback, user_data);
  g_task_set_task_data (task, job, job_free);
  docket_workspace_run_read (self, task, load_thread);
}

/**
 * docket_workspace_load_ink_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for a #DocketInkError or #DocketStoreError
 *
 * Returns: (transfer full) (nullable): the ink; %NULL without an error when there is none
 */
DocketInk *
docket_workspace_load_ink_finish (DocketWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
