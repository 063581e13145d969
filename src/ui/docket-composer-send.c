/* Sends what is written.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-composer-private.h"

#include "docket-undo-stack.h"

/* How long a message can be taken back before it goes to the server. */
#define UNDO_SEND_US (5 * G_USEC_PER_SEC)

/* A message on its way, and the draft it was. */
typedef struct
{
  DocketComposer *composer;
  DocketDraftKeeper *keeper;
  char *text;
  DocketValues *extras; /* NULL for none */
  gint64 draft;
  DocketEdit *edit;
  DocketUndoStack *stack; /* NULL where nothing can be undone */
} Request;

static void
request_free (Request *request)
{
  g_object_unref (request->composer);
  g_object_unref (request->keeper);
  g_object_unref (request->edit);
  g_clear_pointer (&request->extras, docket_values_unref);
  g_clear_object (&request->stack);
  g_free (request->text);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

void
docket_composer_stop_sending (DocketComposer *self)
{
  self->sending = FALSE;
  self->send_when_saved = FALSE;
  g_clear_pointer (&self->send_status, g_free);
  gtk_text_view_set_editable (self->text_view, TRUE);
  docket_composer_show_state (self);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Request) request = user_data;
  DocketComposer *self = request->composer;
  const DocketMessageKind kind = (DocketMessageKind) docket_draft_keeper_get_kind (request->keeper);
  g_autoptr (GError) error = NULL;
  const gboolean sent = docket_workspace_apply_finish (DOCKET_WORKSPACE (source), result, &error);
  const gboolean here = self->pages[kind].keeper == request->keeper;

  if (sent && here)
    docket_composer_start_afresh (self, kind);

  if (!sent)
    {
      docket_undo_stack_forget (request->stack, request->edit);
      g_hash_table_remove (self->consumed, &request->draft);
      docket_draft_keeper_save (request->keeper, request->text, request->extras);
    }

  if (here)
    docket_composer_stop_sending (self);

  if (sent)
    docket_composer_emit_sent (self, request->edit);
  else
    docket_composer_emit_problem (self, error->message);
}

/* One file a message: the first has the text. */
static void
add_messages (DocketComposer *self, Request *request)
{
  g_autoptr (GPtrArray) files = docket_file_tray_get_files (self->pages[self->kind].tray);

  if (files->len == 0)
    docket_edit_add_message (request->edit,
                             self->ticket,
                             self->kind,
                             request->text,
                             UNDO_SEND_US,
                             request->draft);

  for (guint i = 0; i < files->len; i++)
    docket_edit_add_message_file (request->edit,
                                  self->ticket,
                                  self->kind,
                                  i == 0 ? request->text : NULL,
                                  g_ptr_array_index (files, i),
                                  UNDO_SEND_US,
                                  i == 0 ? request->draft : 0);
}

/* Who takes it back goes on where they were. */
static void
remember_cursor (DocketComposerPage *page, const char *text)
{
  g_free (page->sent_text);
  page->sent_text = g_strdup (text);
  g_object_get (page->buffer, "cursor-position", &page->sent_cursor, NULL);
}

void
docket_composer_start_sending (DocketComposer *self)
{
  DocketComposerPage *page = &self->pages[self->kind];
  Request *request = g_new0 (Request, 1);

  request->composer = g_object_ref (self);
  request->keeper = g_object_ref (page->keeper);
  request->text = docket_composer_dup_text (self, self->kind);
  request->extras = docket_send_extras_dup_values (page->extras);
  request->draft = docket_draft_keeper_get_draft (page->keeper);
  request->edit = docket_edit_new ();
  remember_cursor (page, request->text);
  add_messages (self, request);

  if (self->send_status != NULL)
    docket_edit_set_field_seen (request->edit,
                                self->ticket,
                                DOCKET_FIELD_ID_STATUS,
                                self->send_status,
                                docket_values_get (self->seen, DOCKET_FIELD_ID_STATUS));

  docket_send_extras_add_to (page->extras,
                             request->edit,
                             self->ticket,
                             self->seen,
                             self->send_status != NULL ? DOCKET_FIELD_ID_STATUS : NULL);

  /* A ticket that was read while this was on its way still has the draft. */
  if (request->draft != 0)
    g_hash_table_add (self->consumed, g_memdup2 (&request->draft, sizeof request->draft));

  g_set_object (&request->stack, docket_undo_stack_find (GTK_WIDGET (self)));
  docket_undo_stack_expect (request->stack, request->edit);
  docket_workspace_apply_async (self->workspace, request->edit, NULL, sent_cb, request);
}

gboolean
docket_composer_is_being_sent (DocketComposer *self, DocketMessageKind kind)
{
  return self->sending && !self->send_when_saved && kind == self->kind;
}

/**
 * docket_composer_send:
 * @self: a composer
 *
 * Sends what is written, as the kind that is shown. Does nothing where there is nothing to send.
 */
void
docket_composer_send (DocketComposer *self)
{
  docket_composer_send_and (self, NULL);
}

/**
 * docket_composer_send_and:
 * @self: a composer
 * @status: (nullable): the status that the ticket gets with it, canonical; %NULL: stays as it is
 *
 * Like docket_composer_send(), and sets a status in the same action: one undo takes back both.
 */
void
docket_composer_send_and (DocketComposer *self, const char *status)
{
  g_return_if_fail (DOCKET_IS_COMPOSER (self));

  if (self->ticket == 0 || !gtk_widget_get_sensitive (GTK_WIDGET (self->send_button)))
    return;

  g_clear_handle_id (&self->save_source, g_source_remove);
  self->sending = TRUE;
  g_free (self->send_status);
  self->send_status = g_strdup (status);
  gtk_text_view_set_editable (self->text_view, FALSE);
  docket_composer_show_state (self);

  /* The draft on its way to the disk is consumed with the message. */
  if (docket_draft_keeper_is_saving (self->pages[self->kind].keeper))
    self->send_when_saved = TRUE;
  else
    docket_composer_start_sending (self);
}
