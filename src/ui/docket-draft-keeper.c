/* Brings what is being typed to the disk.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-draft-keeper.h"

/**
 * DocketDraftKeeper:
 *
 * One draft: of a ticket and a kind, or of one form of a new ticket. It saves one state at a time,
 * so that the draft's id is known before the next, and lives until the last is on the disk. An
 * empty text without fields forgets the draft. Main thread.
 */
struct _DocketDraftKeeper
{
  GObject parent_instance;

  DocketWorkspace *workspace;
  gint64 ticket;
  DocketDraftKind kind;
  gint64 draft;    /* 0 while it has no row */
  gint64 saved_at; /* of the state that was written last */
  guint n_saving;
  gboolean save_again;

  /* What was asked to be saved last. */
  char *text;
  DocketValues *fields;
  GPtrArray *files; /* (element-type DocketEditFile) */
  gboolean files_changed;
};

G_DEFINE_FINAL_TYPE (DocketDraftKeeper, docket_draft_keeper, G_TYPE_OBJECT)

enum
{
  SIGNAL_SAVED,
  SIGNAL_PROBLEM,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The rows that somebody keeps (element-type gint64). */
static GHashTable *kept_drafts;

/* The keepers with something on its way (element-type DocketDraftKeeper), not owned. */
static GPtrArray *saving_keepers;

static void
set_draft (DocketDraftKeeper *self, gint64 draft)
{
  if (kept_drafts == NULL)
    kept_drafts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  if (self->draft != 0)
    g_hash_table_remove (kept_drafts, &self->draft);

  self->draft = draft;

  if (draft != 0)
    g_hash_table_add (kept_drafts, g_memdup2 (&draft, sizeof draft));
}

static gboolean
set_content (DocketDraftKeeper *self, const char *text, DocketValues *fields)
{
  g_autofree char *old = self->fields != NULL ? docket_values_to_text (self->fields) : NULL;
  g_autofree char *new = fields != NULL ? docket_values_to_text (fields) : NULL;

  if (g_str_equal (self->text, text) && g_strcmp0 (old, new) == 0 && !self->files_changed)
    return FALSE;

  self->files_changed = FALSE;

  g_free (self->text);
  self->text = g_strdup (text);
  g_clear_pointer (&self->fields, docket_values_unref);
  self->fields = fields != NULL ? docket_values_ref (fields) : NULL;

  return TRUE;
}

static void write_draft (DocketDraftKeeper *self);

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketDraftKeeper) self = user_data;
  g_autoptr (GError) error = NULL;
  const gint64 draft =
    docket_workspace_save_draft_finish (DOCKET_WORKSPACE (source), result, &error);

  self->n_saving--;

  if (error == NULL)
    set_draft (self, draft);
  else if (g_error_matches (error, DOCKET_STORE_ERROR, DOCKET_STORE_ERROR_NOT_FOUND))
    {
      /* It was sent or thrown away elsewhere; what stands here is a new one. */
      set_draft (self, 0);
      self->save_again = *self->text != '\0' || self->fields != NULL || self->files->len > 0;
    }
  else
    g_signal_emit (self, signals[SIGNAL_PROBLEM], 0, error->message);

  if (self->n_saving > 0)
    return;

  g_ptr_array_remove (saving_keepers, self);

  if (self->save_again)
    write_draft (self);
  else
    g_signal_emit (self, signals[SIGNAL_SAVED], 0);
}

static void
write_draft (DocketDraftKeeper *self)
{
  g_autoptr (DocketDraft) draft = docket_draft_new ();

  draft->id = self->draft;
  draft->ticket = self->ticket;
  draft->kind = self->kind;
  draft->text = g_strdup (self->text);
  draft->fields = self->fields != NULL ? docket_values_ref (self->fields) : NULL;
  g_ptr_array_unref (draft->files);
  draft->files = docket_edit_files_copy (self->files);
  draft->saved_at = docket_clock_get_wall (docket_workspace_get_clock (self->workspace));
  self->saved_at = draft->saved_at;
  self->save_again = FALSE;

  if (saving_keepers == NULL)
    saving_keepers = g_ptr_array_new ();

  if (self->n_saving++ == 0)
    g_ptr_array_add (saving_keepers, self);

  docket_workspace_save_draft_async (self->workspace, draft, NULL, saved_cb, g_object_ref (self));
}

static void
docket_draft_keeper_finalize (GObject *object)
{
  DocketDraftKeeper *self = DOCKET_DRAFT_KEEPER (object);

  set_draft (self, 0);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->fields, docket_values_unref);
  g_clear_pointer (&self->files, g_ptr_array_unref);

  G_OBJECT_CLASS (docket_draft_keeper_parent_class)->finalize (object);
}

static void
docket_draft_keeper_class_init (DocketDraftKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = docket_draft_keeper_finalize;

  /**
   * DocketDraftKeeper::saved:
   *
   * All that was asked for is on the disk.
   */
  signals[SIGNAL_SAVED] = g_signal_new ("saved",
                                        DOCKET_TYPE_DRAFT_KEEPER,
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        0);

  /**
   * DocketDraftKeeper::problem:
   * @sentence: what went wrong and what to do
   *
   * A state could not be saved.
   */
  signals[SIGNAL_PROBLEM] = g_signal_new ("problem",
                                          DOCKET_TYPE_DRAFT_KEEPER,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          1,
                                          G_TYPE_STRING);
}

static void
docket_draft_keeper_init (DocketDraftKeeper *self)
{
  self->text = g_strdup ("");
  self->files = docket_edit_files_copy (NULL);
}

/**
 * docket_draft_keeper_new:
 * @workspace: where the draft is kept
 * @ticket: local id; 0: of a new ticket
 * @kind: of what
 *
 * Returns: (transfer full): a keeper of an empty draft
 */
DocketDraftKeeper *
docket_draft_keeper_new (DocketWorkspace *workspace, gint64 ticket, DocketDraftKind kind)
{
  DocketDraftKeeper *self = g_object_new (DOCKET_TYPE_DRAFT_KEEPER, NULL);

  self->workspace = g_object_ref (workspace);
  self->ticket = ticket;
  self->kind = kind;

  return self;
}

/**
 * docket_draft_keeper_find_saving:
 * @workspace: where the draft is kept
 * @ticket: local id
 * @kind: of what
 *
 * What is on its way to the disk is newer than what can be read from there.
 *
 * Returns: (transfer none) (nullable): a keeper of this draft that has something on its way
 */
DocketDraftKeeper *
docket_draft_keeper_find_saving (DocketWorkspace *workspace, gint64 ticket, DocketDraftKind kind)
{
  for (guint i = 0; saving_keepers != NULL && i < saving_keepers->len; i++)
    {
      DocketDraftKeeper *keeper = g_ptr_array_index (saving_keepers, i);

      if (keeper->workspace == workspace && keeper->ticket == ticket && keeper->kind == kind)
        return keeper;
    }

  return NULL;
}

/**
 * docket_draft_keeper_get_kind:
 * @self: a keeper
 *
 * Returns: what the draft is of
 */
DocketDraftKind
docket_draft_keeper_get_kind (DocketDraftKeeper *self)
{
  g_return_val_if_fail (DOCKET_IS_DRAFT_KEEPER (self), DOCKET_DRAFT_KIND_INTERNAL);

  return self->kind;
}

/**
 * docket_draft_keeper_get_draft:
 * @self: a keeper
 *
 * Returns: local id of the draft that is on the disk; 0 while there is none
 */
gint64
docket_draft_keeper_get_draft (DocketDraftKeeper *self)
{
  g_return_val_if_fail (DOCKET_IS_DRAFT_KEEPER (self), 0);

  return self->draft;
}

/**
 * docket_draft_keeper_get_text:
 * @self: a keeper
 *
 * Returns: (transfer none): what is saved, or is about to be
 */
const char *
docket_draft_keeper_get_text (DocketDraftKeeper *self)
{
  g_return_val_if_fail (DOCKET_IS_DRAFT_KEEPER (self), NULL);

  return self->text;
}

/**
 * docket_draft_keeper_get_fields:
 * @self: a keeper
 *
 * Returns: (transfer none) (nullable): the fields that are saved with it, or are about to be
 */
DocketValues *
docket_draft_keeper_get_fields (DocketDraftKeeper *self)
{
  g_return_val_if_fail (DOCKET_IS_DRAFT_KEEPER (self), NULL);

  return self->fields;
}

/**
 * docket_draft_keeper_get_files:
 * @self: a keeper
 *
 * Returns: (transfer none) (element-type DocketEditFile): the files that are saved, or are about to
 * be
 */
GPtrArray *
docket_draft_keeper_get_files (DocketDraftKeeper *self)
{
  g_return_val_if_fail (DOCKET_IS_DRAFT_KEEPER (self), NULL);

  return self->files;
}

/**
 * docket_draft_keeper_set_files:
 * @self: a keeper
 * @files: (element-type DocketEditFile): what goes with the text
 *
 * To be saved with the text that is saved next.
 */
void
docket_draft_keeper_set_files (DocketDraftKeeper *self, GPtrArray *files)
{
  g_return_if_fail (DOCKET_IS_DRAFT_KEEPER (self));

  if (docket_edit_files_equal (self->files, files))
    return;

  g_ptr_array_unref (self->files);
  self->files = docket_edit_files_copy (files);
  self->files_changed = TRUE;
}

/**
 * docket_draft_keeper_is_saving:
 * @self: a keeper
 *
 * Returns: whether something is on its way to the disk
 */
gboolean
docket_draft_keeper_is_saving (DocketDraftKeeper *self)
{
  g_return_val_if_fail (DOCKET_IS_DRAFT_KEEPER (self), FALSE);

  return self->n_saving > 0;
}

/**
 * docket_draft_keeper_is_behind:
 * @self: a keeper
 * @draft: a draft that was read
 *
 * Returns: whether it is the one that is kept here, and was written by somebody else since
 */
gboolean
docket_draft_keeper_is_behind (DocketDraftKeeper *self, const DocketDraft *draft)
{
  g_return_val_if_fail (DOCKET_IS_DRAFT_KEEPER (self), FALSE);

  return self->n_saving == 0 && self->draft == draft->id && draft->saved_at > self->saved_at;
}

/**
 * docket_draft_keeper_take:
 * @self: a keeper that has nothing on its way
 * @draft: a draft that was read
 *
 * Goes on with this one.
 */
void
docket_draft_keeper_take (DocketDraftKeeper *self, const DocketDraft *draft)
{
  g_return_if_fail (DOCKET_IS_DRAFT_KEEPER (self));
  g_return_if_fail (self->n_saving == 0);

  set_draft (self, draft->id);
  self->saved_at = draft->saved_at;
  docket_draft_keeper_set_files (self, draft->files);
  set_content (self, draft->text != NULL ? draft->text : "", draft->fields);
}

/**
 * docket_draft_keeper_save:
 * @self: a keeper
 * @text: what is typed
 * @fields: (nullable): of a form, what is chosen; of a message, what it sets
 *
 * Saves it if it is another state than before. It is saved after what is on its way.
 */
void
docket_draft_keeper_save (DocketDraftKeeper *self, const char *text, DocketValues *fields)
{
  g_return_if_fail (DOCKET_IS_DRAFT_KEEPER (self));
  g_return_if_fail (text != NULL);

  if (!set_content (self, text, fields))
    return;

  if (self->n_saving > 0)
    self->save_again = TRUE;
  else
    write_draft (self);
}

/**
 * docket_draft_keeper_flush:
 * @self: a keeper
 * @text: what is typed
 * @fields: (nullable): of a form, what is chosen; of a message, what it sets
 *
 * Like docket_draft_keeper_save(), but waits for nothing where it can: the last chance before a
 * workspace is closed. Drafts are written in the order of the calls.
 */
void
docket_draft_keeper_flush (DocketDraftKeeper *self, const char *text, DocketValues *fields)
{
  g_return_if_fail (DOCKET_IS_DRAFT_KEEPER (self));
  g_return_if_fail (text != NULL);

  if (!set_content (self, text, fields) && !self->save_again)
    return;

  /* Without the id of the row that is being made, there would be two of a new ticket. */
  if (self->n_saving > 0 && self->draft == 0 && self->ticket == 0)
    self->save_again = TRUE;
  else
    write_draft (self);
}

/**
 * docket_draft_keeper_is_kept:
 * @draft: local id of a draft
 *
 * Returns: whether a keeper in this process has it
 */
gboolean
docket_draft_keeper_is_kept (gint64 draft)
{
  return kept_drafts != NULL && g_hash_table_contains (kept_drafts, &draft);
}
