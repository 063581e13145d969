/* What is written, as drafts: read with the ticket, and saved while it is typed.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-composer-private.h"

#include "docket-workspace-drafts.h"

/* What was typed is on the disk this long after the last key. */
#define SAVE_DELAY_MS 500

static void
hand_files_over (DocketComposerPage *page)
{
  g_autoptr (GPtrArray) files = docket_file_tray_get_files (page->tray);

  docket_draft_keeper_set_files (page->keeper, files);
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

static gboolean
is_empty (DocketComposerPage *page)
{
  return gtk_text_buffer_get_char_count (page->buffer) == 0 &&
         docket_file_tray_is_empty (page->tray) && docket_send_extras_is_empty (page->extras);
}

static void
joined_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketComposer) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!docket_workspace_join_draft_finish (DOCKET_WORKSPACE (source), result, &error))
    docket_composer_emit_problem (self, error->message);
}

/* The person is gone before the ticket was there: what they typed must not replace what they had
 * written before. */
static void
join_drafts (DocketComposer *self)
{
  for (guint i = 0; i < N_KINDS; i++)
    {
      DocketComposerPage *page = &self->pages[i];
      g_autoptr (DocketDraft) draft = NULL;

      if (is_empty (page))
        continue;

      draft = docket_draft_new ();
      draft->ticket = self->ticket;
      draft->kind = i;
      draft->text = docket_composer_dup_text (self, i);
      draft->fields = docket_send_extras_dup_values (page->extras);
      g_ptr_array_unref (draft->files);
      draft->files = docket_file_tray_get_files (page->tray);
      draft->saved_at = docket_clock_get_wall (docket_workspace_get_clock (self->workspace));
      docket_workspace_join_draft_async (self->workspace, draft, joined_cb, g_object_ref (self));
      set_content (self, i, "", NULL, NULL);
    }
}

/* The last chance to save: waits for nothing. */
void
docket_composer_flush (DocketComposer *self)
{
  g_clear_handle_id (&self->save_source, g_source_remove);

  if (self->unread && self->ticket != 0)
    join_drafts (self);

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
keeper_saved_cb (DocketComposer *self, DocketDraftKeeper *keeper)
{
  if (self->send_when_saved && keeper == self->pages[self->kind].keeper)
    {
      self->send_when_saved = FALSE;
      docket_composer_start_sending (self);
    }
}

static void
set_keeper (DocketComposer *self, DocketMessageKind kind, DocketDraftKeeper *keeper)
{
  g_signal_handlers_disconnect_by_data (keeper, self);
  g_signal_connect_object (keeper, "saved", G_CALLBACK (keeper_saved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (keeper,
                           "problem",
                           G_CALLBACK (docket_composer_emit_problem),
                           self,
                           G_CONNECT_SWAPPED);
  g_set_object (&self->pages[kind].keeper, keeper);
}

void
docket_composer_start_afresh (DocketComposer *self, DocketMessageKind kind)
{
  g_autoptr (DocketDraftKeeper) keeper =
    docket_draft_keeper_new (self->workspace, self->ticket, (DocketDraftKind) kind);

  set_keeper (self, kind, keeper);
  set_content (self, kind, "", NULL, NULL);
}

/* What was typed before the draft was read stands after it. */
static void
meet_draft (DocketComposer *self,
            DocketMessageKind kind,
            const char *text,
            GPtrArray *files,
            DocketValues *fields)
{
  DocketComposerPage *page = &self->pages[kind];
  g_autofree char *typed = docket_composer_dup_text (self, kind);
  g_autoptr (GPtrArray) added = docket_file_tray_get_files (page->tray);
  g_autoptr (DocketValues) extras = docket_send_extras_dup_values (page->extras);

  set_content (self, kind, text, files, fields);

  for (guint i = 0; i < added->len; i++)
    docket_file_tray_add_staged (page->tray, g_ptr_array_index (added, i));

  docket_composer_extras_add (self, kind, extras);

  if (*typed != '\0')
    {
      GtkTextIter end;

      gtk_text_buffer_get_end_iter (page->buffer, &end);
      gtk_text_buffer_insert (page->buffer, &end, *text != '\0' ? "\n\n" : "", -1);
      gtk_text_buffer_insert (page->buffer, &end, typed, -1);
      gtk_text_buffer_place_cursor (page->buffer, &end);
    }
}

/* Who comes back at once finds what is still on its way to the disk. */
static void
start_keeping (DocketComposer *self)
{
  for (guint i = 0; i < N_KINDS; i++)
    {
      DocketDraftKeeper *saving =
        docket_draft_keeper_find_saving (self->workspace, self->ticket, (DocketDraftKind) i);
      g_autoptr (DocketDraftKeeper) keeper =
        saving != NULL ? g_object_ref (saving)
                       : docket_draft_keeper_new (self->workspace, self->ticket, i);

      set_keeper (self, i, keeper);

      if (saving != NULL)
        meet_draft (self,
                    i,
                    docket_draft_keeper_get_text (keeper),
                    docket_draft_keeper_get_files (keeper),
                    docket_draft_keeper_get_fields (keeper));
    }
}

/* A message came back to the draft that is open here, or another window wrote to it. What was typed
 * here since the last save stands after it. */
static void
follow_draft (DocketComposer *self, DocketComposerPage *page, const DocketDraft *draft)
{
  const char *saved = docket_draft_keeper_get_text (page->keeper);
  const char *there = draft->text != NULL ? draft->text : "";
  const DocketMessageKind kind = (DocketMessageKind) draft->kind;
  g_autofree char *typed = docket_composer_dup_text (self, kind);
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
  set_content (self, kind, both, draft->files, draft->fields);
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
      g_hash_table_contains (self->consumed, &draft->id) || (!self->unread && !is_empty (page)) ||
      ((draft->text == NULL || *draft->text == '\0') && draft->files->len == 0 &&
       draft->fields == NULL))
    return;

  /* A draft whose text was just taken away here is still there. */
  if (docket_draft_keeper_get_draft (page->keeper) == draft->id)
    return;

  docket_draft_keeper_take (page->keeper, draft);
  meet_draft (self,
              (DocketMessageKind) draft->kind,
              draft->text != NULL ? draft->text : "",
              draft->files,
              draft->fields);
}

/* A note, if that alone waits; but never another kind than the person has begun with. */
static void
show_waiting_kind (DocketComposer *self)
{
  if (!self->kind_chosen && is_empty (&self->pages[DOCKET_MESSAGE_KIND_REPLY]) &&
      !is_empty (&self->pages[DOCKET_MESSAGE_KIND_INTERNAL]))
    docket_composer_set_kind (self, DOCKET_MESSAGE_KIND_INTERNAL);
}

/**
 * docket_composer_open:
 * @self: a composer with a workspace
 * @ticket: local id of a ticket that is about to be read
 *
 * From now on nothing goes to the ticket before. What is typed until docket_composer_set_details()
 * is added to the drafts that it brings.
 */
void
docket_composer_open (DocketComposer *self, gint64 ticket)
{
  g_return_if_fail (DOCKET_IS_COMPOSER (self));

  if (ticket == self->ticket)
    return;

  docket_composer_flush (self);
  docket_composer_stop_sending (self);
  self->ticket = ticket;
  self->unread = TRUE;
  g_clear_pointer (&self->seen, docket_values_unref);

  for (guint i = 0; i < N_KINDS; i++)
    {
      g_clear_object (&self->pages[i].keeper);
      set_content (self, i, "", NULL, NULL);
    }

  /* Not what the ticket before was left with. */
  docket_composer_set_kind (self, DOCKET_MESSAGE_KIND_REPLY);
  self->kind_chosen = FALSE;
  docket_composer_quick_set_ticket (self);
  docket_composer_show_state (self);
}

/**
 * docket_composer_set_details:
 * @self: a composer with a workspace
 * @details: a ticket; of the same ticket as before, only an empty text takes a draft over
 */
void
docket_composer_set_details (DocketComposer *self, DocketTicketDetails *details)
{
  g_return_if_fail (DOCKET_IS_COMPOSER (self));

  docket_composer_open (self, details->row->id);

  if (self->unread)
    start_keeping (self);

  g_clear_pointer (&self->seen, docket_values_unref);
  self->seen = docket_values_ref (details->values);
  docket_send_button_set_current (self->send_button, details->row->status);

  for (guint i = 0; i < details->drafts->len; i++)
    {
      const DocketDraft *draft = g_ptr_array_index (details->drafts, i);

      if (draft->kind < N_KINDS)
        take_draft (self, draft);
    }

  if (self->unread)
    {
      self->unread = FALSE;
      show_waiting_kind (self);
      docket_composer_save_soon (self);
    }

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
  self->unread = FALSE;
}
