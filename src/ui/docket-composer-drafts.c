/* What is written, as drafts: read with the ticket, and saved while it is typed.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-composer-private.h"

/* What was typed is on the disk this long after the last key. */
#define SAVE_DELAY_MS 500

static void
hand_files_over (DocketComposerPage *page)
{
  g_autoptr (GPtrArray) files = docket_file_tray_get_files (page->tray);

  docket_draft_keeper_set_files (page->keeper, files);
}

/* The last chance to save: waits for nothing. */
void
docket_composer_flush (DocketComposer *self)
{
  g_clear_handle_id (&self->save_source, g_source_remove);

  for (guint i = 0; i < N_KINDS; i++)
    {
      g_autofree char *text = docket_composer_dup_text (self, i);
      g_autoptr (DocketValues) extras = docket_send_extras_dup_values (self->pages[i].extras);

      if (self->pages[i].keeper == NULL || docket_composer_is_being_sent (self, i))
        continue;

      hand_files_over (&self->pages[i]);
      docket_draft_keeper_flush (self->pages[i].keeper, text, extras);
    }
}

static gboolean
save_timeout_cb (gpointer user_data)
{
  DocketComposer *self = user_data;

  self->save_source = 0;
  docket_composer_save (self);

  return G_SOURCE_REMOVE;
}

void
docket_composer_save_soon (DocketComposer *self)
{
  /* Who types on is not waited for: a kill takes half a second at most. */
  if (!self->loading && self->save_source == 0)
    self->save_source = g_timeout_add (SAVE_DELAY_MS, save_timeout_cb, self);
}

static void
set_content (DocketComposer *self,
             DocketMessageKind kind,
             const char *text,
             GPtrArray *files,
             DocketValues *extras)
{
  DocketComposerPage *page = &self->pages[kind];

  self->loading = TRUE;
  docket_file_tray_set_files (page->tray, files);
  docket_send_extras_clear (page->extras);
  docket_composer_extras_add (self, kind, extras);
  gtk_text_buffer_set_enable_undo (page->buffer, FALSE);
  gtk_text_buffer_set_text (page->buffer, text, -1);
  gtk_text_buffer_set_enable_undo (page->buffer, TRUE);
  self->loading = FALSE;
}

static void
keeper_saved_cb (DocketComposer *self, DocketDraftKeeper *keeper)
{
  if (self->send_when_saved && keeper == self->pages[self->kind].keeper)
    {
      self->send_when_saved = FALSE;
      docket_composer_start_sending (self);
    }
}

static void
keeper_problem_cb (DocketComposer *self, const char *sentence)
{
  docket_composer_emit_problem (self, sentence);
}

static void
set_keeper (DocketComposer *self, DocketMessageKind kind, DocketDraftKeeper *keeper)
{
  g_signal_handlers_disconnect_by_data (keeper, self);
  g_signal_connect_object (keeper, "saved", G_CALLBACK (keeper_saved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (keeper,
                           "problem",
                           G_CALLBACK (keeper_problem_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_set_object (&self->pages[kind].keeper, keeper);
}

void
docket_composer_start_afresh (DocketComposer *self, DocketMessageKind kind)
{
  g_autoptr (DocketDraftKeeper) keeper =
    docket_draft_keeper_new (self->workspace, self->ticket, kind);

  set_keeper (self, kind, keeper);
  set_content (self, kind, "", NULL, NULL);
}

/* Who comes back at once finds what is still on its way to the disk. */
static void
enter_ticket (DocketComposer *self, gint64 ticket)
{
  self->ticket = ticket;

  for (guint i = 0; i < N_KINDS; i++)
    {
      DocketDraftKeeper *keeper =
        docket_draft_keeper_find_saving (self->workspace, ticket, (DocketMessageKind) i);

      docket_composer_start_afresh (self, i);

      if (keeper == NULL)
        continue;

      set_keeper (self, i, keeper);
      set_content (self,
                   i,
                   docket_draft_keeper_get_text (keeper),
                   docket_draft_keeper_get_files (keeper),
                   docket_draft_keeper_get_fields (keeper));
    }
}

static gboolean
is_empty (DocketComposerPage *page)
{
  return gtk_text_buffer_get_char_count (page->buffer) == 0 &&
         docket_file_tray_is_empty (page->tray) && docket_send_extras_is_empty (page->extras);
}

/* A message came back to the draft that is open here, or another window wrote to it. What was typed
 * here since the last save stands after it. */
static void
follow_draft (DocketComposer *self, DocketComposerPage *page, const DocketDraft *draft)
{
  const char *saved = docket_draft_keeper_get_text (page->keeper);
  const char *there = draft->text != NULL ? draft->text : "";
  g_autofree char *typed = docket_composer_dup_text (self, draft->kind);
  g_autofree char *both = NULL;

  if (g_str_equal (there, saved) || g_str_equal (there, typed))
    return;

  if (g_str_equal (typed, saved))
    both = g_strdup (there);
  else if (g_str_has_suffix (there, saved) && *saved != '\0')
    both = g_strdup_printf ("%.*s%s", (int) (strlen (there) - strlen (saved)), there, typed);
  else
    return;

  docket_draft_keeper_take (page->keeper, draft);
  set_content (self, draft->kind, both, draft->files, draft->fields);
  docket_composer_save (self);
}

static void
take_draft (DocketComposer *self, const DocketDraft *draft)
{
  DocketComposerPage *page = &self->pages[draft->kind];

  if (docket_draft_keeper_is_behind (page->keeper, draft) && !self->sending)
    {
      follow_draft (self, page, draft);
      return;
    }

  if (docket_draft_keeper_is_saving (page->keeper) || self->sending ||
      g_hash_table_contains (self->consumed, &draft->id) || !is_empty (page) ||
      ((draft->text == NULL || *draft->text == '\0') && draft->files->len == 0 &&
       draft->fields == NULL))
    return;

  /* A draft whose text was just taken away here is still there. */
  if (docket_draft_keeper_get_draft (page->keeper) == draft->id)
    return;

  docket_draft_keeper_take (page->keeper, draft);
  set_content (self,
               draft->kind,
               draft->text != NULL ? draft->text : "",
               draft->files,
               draft->fields);
}

/* What the person asked for, else a note if that alone waits, else a reply: never what the ticket
 * before was left with. */
static void
show_waiting_kind (DocketComposer *self)
{
  const gboolean note = self->asked_ticket == self->ticket
                          ? self->asked_kind == DOCKET_MESSAGE_KIND_INTERNAL
                          : is_empty (&self->pages[DOCKET_MESSAGE_KIND_REPLY]) &&
                              !is_empty (&self->pages[DOCKET_MESSAGE_KIND_INTERNAL]);

  self->asked_ticket = 0;
  docket_composer_set_kind (self, note ? DOCKET_MESSAGE_KIND_INTERNAL : DOCKET_MESSAGE_KIND_REPLY);
}

/**
 * docket_composer_set_details:
 * @self: a composer with a workspace
 * @details: a ticket; of the same ticket as before, only an empty text takes a draft over
 */
void
docket_composer_set_details (DocketComposer *self, DocketTicketDetails *details)
{
  const gboolean opened = details->row->id != self->ticket;

  g_return_if_fail (DOCKET_IS_COMPOSER (self));

  if (opened)
    {
      docket_composer_flush (self);
      docket_composer_stop_sending (self);
      enter_ticket (self, details->row->id);
    }

  g_clear_pointer (&self->seen, docket_values_unref);
  self->seen = docket_values_ref (details->values);
  docket_send_button_set_current (self->send_button, details->row->status);
  docket_composer_quick_set_ticket (self);

  for (guint i = 0; i < details->drafts->len; i++)
    {
      const DocketDraft *draft = g_ptr_array_index (details->drafts, i);

      if (draft->kind < N_KINDS)
        take_draft (self, draft);
    }

  if (opened)
    show_waiting_kind (self);

  docket_composer_show_state (self);
}

/**
 * docket_composer_save:
 * @self: a composer
 *
 * Brings what is typed to the disk now.
 */
void
docket_composer_save (DocketComposer *self)
{
  g_return_if_fail (DOCKET_IS_COMPOSER (self));

  g_clear_handle_id (&self->save_source, g_source_remove);

  for (guint i = 0; i < N_KINDS; i++)
    {
      g_autofree char *text = docket_composer_dup_text (self, i);
      g_autoptr (DocketValues) extras = docket_send_extras_dup_values (self->pages[i].extras);

      if (self->pages[i].keeper == NULL || docket_composer_is_being_sent (self, i))
        continue;

      hand_files_over (&self->pages[i]);
      docket_draft_keeper_save (self->pages[i].keeper, text, extras);
    }
}

/**
 * docket_composer_leave:
 * @self: a composer
 *
 * Brings what is typed to the disk now; it may go on somewhere else. Whatever ticket comes next is
 * read anew.
 */
void
docket_composer_leave (DocketComposer *self)
{
  g_return_if_fail (DOCKET_IS_COMPOSER (self));

  docket_composer_flush (self);
  self->ticket = 0;
}
