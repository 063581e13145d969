/* Drafts: what is being typed, and not lost.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-store-parts.h"

#include "docket-statement-private.h"

#define SELECT_DRAFTS "SELECT id, ticket, kind, text, fields, saved_at FROM draft "

static gboolean
read_files (DocketTransaction *txn, DocketDraft *draft, GError **error)
{
  g_autoptr (DocketStatement) statement =
    docket_ask (txn,
                error,
                "SELECT name, content_type, sha256, size FROM draft_file WHERE draft = ? "
                "ORDER BY nth",
                "x",
                draft->id);

  if (statement == NULL)
    return FALSE;

  while (docket_statement_next (statement, error))
    {
      DocketEditFile *file = g_new0 (DocketEditFile, 1);

      docket_statement_read (statement,
                             "sssx",
                             &file->name,
                             &file->content_type,
                             &file->sha256,
                             &file->size);
      g_ptr_array_add (draft->files, file);
    }

  return !statement->failed;
}

static gboolean
save_files (DocketTransaction *txn, const DocketDraft *draft, GError **error)
{
  if (!docket_tell (txn, error, "DELETE FROM draft_file WHERE draft = ?", "x", draft->id))
    return FALSE;

  for (guint i = 0; i < draft->files->len; i++)
    {
      const DocketEditFile *file = g_ptr_array_index (draft->files, i);

      if (!docket_tell (txn,
                        error,
                        "INSERT INTO draft_file (draft, nth, name, content_type, size, sha256) "
                        "VALUES (?, ?, ?, ?, ?, ?)",
                        "xissxs",
                        draft->id,
                        (int) i,
                        file->name,
                        file->content_type,
                        file->size,
                        file->sha256))
        return FALSE;
    }

  return TRUE;
}

static DocketDraft *
read_draft (DocketStatement *statement)
{
  DocketDraft *draft = docket_draft_new ();

  docket_statement_read (statement,
                         "xrisvx",
                         &draft->id,
                         &draft->ticket,
                         &draft->kind,
                         &draft->text,
                         &draft->fields,
                         &draft->saved_at);

  return draft;
}

/**
 * docket_drafts_list:
 * @txn: a transaction
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable) (element-type DocketDraft): all drafts, the last saved first
 */
GPtrArray *
docket_drafts_list (DocketTransaction *txn, GError **error)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (DocketStatement) statement =
    docket_ask (txn, error, SELECT_DRAFTS "ORDER BY saved_at DESC, id DESC", "");

  if (statement == NULL)
    return NULL;

  while (docket_statement_next (statement, error))
    g_ptr_array_add (drafts, read_draft (statement));

  if (statement->failed)
    return NULL;

  for (guint i = 0; i < drafts->len; i++)
    if (!read_files (txn, g_ptr_array_index (drafts, i), error))
      return NULL;

  return g_steal_pointer (&drafts);
}

/**
 * docket_drafts_find:
 * @txn: a transaction
 * @ticket: local id of a ticket
 * @kind: reply or internal note
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable): the ticket's draft of that kind; %NULL without an error when
 * there is none
 */
DocketDraft *
docket_drafts_find (DocketTransaction *txn, gint64 ticket, DocketDraftKind kind, GError **error)
{
  g_autoptr (DocketStatement) statement =
    docket_ask (txn, error, SELECT_DRAFTS "WHERE ticket = ? AND kind = ?", "xi", ticket, kind);
  g_autoptr (DocketDraft) draft = NULL;

  if (statement == NULL || !docket_statement_next (statement, error))
    return NULL;

  draft = read_draft (statement);

  return read_files (txn, draft, error) ? g_steal_pointer (&draft) : NULL;
}

/**
 * docket_drafts_save:
 * @txn: a writing transaction
 * @draft: a draft. Of id 0: a new one, which for a ticket replaces the one of its kind. Of another
 * id: that one, as long as it is there: what was sent does not come back as a draft
 * @error: return location for a #DocketStoreError; %DOCKET_STORE_ERROR_NOT_FOUND when it was sent
 * or thrown away
 *
 * Returns: its local id, set in @draft too; 0 on error
 */
gint64
docket_drafts_save (DocketTransaction *txn, DocketDraft *draft, GError **error)
{
  g_autoptr (DocketStatement) statement = NULL;

  g_return_val_if_fail (txn != NULL && txn->writes, 0);

  if (draft->id != 0)
    statement = docket_ask (txn,
                            error,
                            "UPDATE draft SET text = ?, fields = ?, saved_at = ? WHERE id = ? "
                            "RETURNING id",
                            "svxx",
                            draft->text,
                            draft->fields,
                            draft->saved_at,
                            draft->id);
  else
    statement = docket_ask (txn,
                            error,
                            "INSERT INTO draft (ticket, kind, text, fields, saved_at) "
                            "VALUES (?, ?, ?, ?, ?) "
                            "ON CONFLICT (ticket, kind) WHERE ticket IS NOT NULL DO UPDATE SET "
                            "text = excluded.text, fields = excluded.fields, "
                            "saved_at = excluded.saved_at RETURNING id",
                            "risvx",
                            draft->ticket,
                            draft->kind,
                            draft->text,
                            draft->fields,
                            draft->saved_at);

  if (statement == NULL)
    return 0;

  if (!docket_statement_next (statement, error))
    {
      if (!statement->failed)
        docket_set_not_found (error);

      return 0;
    }

  draft->id = docket_statement_read_int64 (statement);
  g_clear_pointer (&statement, docket_statement_free);

  if (!save_files (txn, draft, error))
    return 0;

  docket_transaction_note (txn, DOCKET_ENTITY_DRAFT, draft->id);

  return draft->id;
}

/**
 * docket_drafts_give_back:
 * @txn: a writing transaction
 * @ticket: local id of a ticket
 * @kind: reply or internal note
 * @text: (nullable): what a message said that was taken back
 * @files: (nullable) (element-type DocketEditFile): what came with it
 * @fields: (nullable): what it set in its ticket
 * @now_us: now, microseconds UTC
 * @error: return location for a #DocketStoreError
 *
 * Makes a draft of a message again. Where the next one is being written already, neither is lost.
 *
 * Returns: whether it was saved
 */
gboolean
docket_drafts_give_back (DocketTransaction *txn,
                         gint64 ticket,
                         DocketMessageKind kind,
                         const char *text,
                         GPtrArray *files,
                         DocketValues *fields,
                         gint64 now_us,
                         GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (DocketDraft) draft =
    docket_drafts_find (txn, ticket, (DocketDraftKind) kind, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (draft == NULL)
    {
      draft = docket_draft_new ();
      draft->ticket = ticket;
      draft->kind = (DocketDraftKind) kind;
    }

  if (draft->text == NULL || *draft->text == '\0')
    {
      g_free (draft->text);
      draft->text = g_strdup (text);
    }
  else if (text != NULL && *text != '\0')
    {
      char *both = g_strconcat (text, "\n\n", draft->text, NULL);

      g_free (draft->text);
      draft->text = both;
    }

  for (guint i = 0; files != NULL && i < files->len; i++)
    g_ptr_array_insert (draft->files,
                        (int) i,
                        docket_edit_file_copy (g_ptr_array_index (files, i)));

  if (fields != NULL)
    {
      g_clear_pointer (&draft->fields, docket_values_unref);
      draft->fields = docket_values_ref (fields);
    }

  draft->saved_at = now_us;

  return docket_drafts_save (txn, draft, error) != 0;
}

/**
 * docket_drafts_delete:
 * @txn: a writing transaction
 * @id: local id of a draft
 * @error: return location for a #DocketStoreError
 *
 * Returns: whether it is gone
 */
gboolean
docket_drafts_delete (DocketTransaction *txn, gint64 id, GError **error)
{
  docket_transaction_note (txn, DOCKET_ENTITY_DRAFT, id);

  return docket_tell (txn, error, "DELETE FROM draft WHERE id = ?", "x", id);
}
