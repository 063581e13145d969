/* An item of a conversation: a message, a line about an event or a time entry, a mark.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-conversation-item.h"

#include "docket-quotes.h"

/* A longer source is reduced on a worker, so that no frame is late by it. */
#define MAX_SOURCE_AT_ONCE (32 * 1024)

/* A longer text is shown in part until the person asks for all of it. */
#define MAX_TEXT_SHOWN (12 * 1024)

/**
 * DocketConversationItem:
 *
 * One object as long as the ticket is open: news about it come in docket_conversation_item_update()
 * and are told by the signal `changed`. Main thread.
 */
struct _DocketConversationItem
{
  GObject parent_instance;

  DocketConversationKind kind;
  char *key;
  gint64 at_us;
  DocketMessage *message;
  DocketTimeEntry *time_entry;
  DocketStatusChange *status_change;
  char *problem;
  DocketOperation *operation; /* that carries the message; NULL for none */
  GPtrArray *news;            /* (element-type DocketMessage) that it has met; NULL for none */
  gboolean can_undo;

  DocketRichText *whole_text;
  DocketRichText *first_text;
  DocketRichText *own_text; /* without what it quotes; NULL: it quotes nothing long */
  gboolean knows_quotes;
  gboolean shows_quotes;
  gboolean expanded;
  gboolean reducing;
};

G_DEFINE_FINAL_TYPE (DocketConversationItem, docket_conversation_item, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
tell (DocketConversationItem *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static DocketRichText *
reduce (const DocketMessage *message)
{
  const char *source = message->source != NULL ? message->source : message->text;

  if (source == NULL)
    return docket_text_to_rich ("");

  return message->source_is_html && message->source != NULL ? docket_html_to_rich (source, -1)
                                                            : docket_text_to_rich (source);
}

/* The beginning of a text, cut between two characters, at a line's end if one is near. */
static DocketRichText *
take_first (const char *text)
{
  g_autofree char *first = g_strndup (text, MAX_TEXT_SHOWN);
  const char *end;
  char *line;

  g_utf8_validate (first, -1, &end);
  first[end - first] = '\0';
  line = strrchr (first, '\n');

  if (line != NULL && line - first > MAX_TEXT_SHOWN / 2)
    *line = '\0';

  return docket_text_to_rich (first);
}

static void
reduce_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_task_return_pointer (task, reduce (task_data), (GDestroyNotify) docket_rich_text_unref);
}

static void
forget_quotes (DocketConversationItem *self)
{
  g_clear_pointer (&self->own_text, docket_rich_text_unref);
  self->knows_quotes = FALSE;
}

static void
reduced_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DocketConversationItem *self = DOCKET_CONVERSATION_ITEM (source);

  self->reducing = FALSE;
  g_clear_pointer (&self->whole_text, docket_rich_text_unref);
  g_clear_pointer (&self->first_text, docket_rich_text_unref);
  forget_quotes (self);
  self->whole_text = g_task_propagate_pointer (G_TASK (result), NULL);
  tell (self);
}

static void
start_reducing (DocketConversationItem *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->reducing)
    return;

  self->reducing = TRUE;
  task = g_task_new (self, NULL, reduced_cb, NULL);
  g_task_set_task_data (task, g_object_ref (self->message), g_object_unref);
  g_task_run_in_thread (task, reduce_thread);
}

static gboolean
has_same_source (const DocketMessage *a, const DocketMessage *b)
{
  return g_strcmp0 (a->source, b->source) == 0 && g_strcmp0 (a->text, b->text) == 0;
}

static gboolean
has_same_attachments (const DocketMessage *a, const DocketMessage *b)
{
  if (a->attachments->len != b->attachments->len)
    return FALSE;

  for (guint i = 0; i < a->attachments->len; i++)
    {
      const DocketAttachment *left = g_ptr_array_index (a->attachments, i);
      const DocketAttachment *right = g_ptr_array_index (b->attachments, i);

      if (left->id != right->id || left->state != right->state || left->size != right->size ||
          g_strcmp0 (left->name, right->name) != 0)
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_same_message (const DocketMessage *a, const DocketMessage *b)
{
  return a->kind == b->kind && a->state == b->state && a->is_mine == b->is_mine &&
         a->created_at == b->created_at && g_strcmp0 (a->author_name, b->author_name) == 0 &&
         has_same_source (a, b) && has_same_attachments (a, b);
}

static gboolean
is_same_operation (DocketConversationItem *a, DocketConversationItem *b)
{
  if (a->operation == NULL || b->operation == NULL)
    return a->operation == b->operation;

  return a->operation->state == b->operation->state &&
         a->operation->reason == b->operation->reason && a->operation->sent == b->operation->sent &&
         a->operation->likely->len == b->operation->likely->len &&
         (a->news != NULL ? a->news->len : 0) == (b->news != NULL ? b->news->len : 0);
}

static gboolean
is_same_time_entry (const DocketTimeEntry *a, const DocketTimeEntry *b)
{
  return a->state == b->state && a->start_at == b->start_at && a->end_at == b->end_at &&
         a->billable == b->billable && a->on_site == b->on_site &&
         g_strcmp0 (a->technician_name, b->technician_name) == 0 &&
         g_strcmp0 (a->description, b->description) == 0;
}

static void
docket_conversation_item_finalize (GObject *object)
{
  DocketConversationItem *self = DOCKET_CONVERSATION_ITEM (object);

  g_clear_object (&self->message);
  g_clear_object (&self->time_entry);
  g_clear_object (&self->status_change);
  g_clear_object (&self->operation);
  g_clear_pointer (&self->news, g_ptr_array_unref);
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->problem, g_free);
  g_clear_pointer (&self->whole_text, docket_rich_text_unref);
  g_clear_pointer (&self->first_text, docket_rich_text_unref);
  g_clear_pointer (&self->own_text, docket_rich_text_unref);

  G_OBJECT_CLASS (docket_conversation_item_parent_class)->finalize (object);
}

static void
docket_conversation_item_class_init (DocketConversationItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = docket_conversation_item_finalize;

  /**
   * DocketConversationItem::changed:
   *
   * What it shows is different now.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          DOCKET_TYPE_CONVERSATION_ITEM,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
}

static void
docket_conversation_item_init (DocketConversationItem *self)
{
}

/**
 * docket_conversation_item_new_message:
 * @message: a message of any kind
 * @problem: (nullable): why it needs the person, as a sentence
 *
 * Returns: (transfer full): a card, or a line for an event
 */
DocketConversationItem *
docket_conversation_item_new_message (DocketMessage *message, const char *problem)
{
  DocketConversationItem *self = g_object_new (DOCKET_TYPE_CONVERSATION_ITEM, NULL);

  self->kind = message->kind == DOCKET_MESSAGE_KIND_EVENT ? DOCKET_CONVERSATION_EVENT
                                                          : DOCKET_CONVERSATION_MESSAGE;
  self->key = g_strdup_printf ("message %" G_GINT64_FORMAT, message->id);
  self->at_us = message->created_at;
  self->message = g_object_ref (message);
  self->problem = g_strdup (problem);

  return self;
}

/**
 * docket_conversation_item_new_time_entry:
 * @entry: a time entry
 *
 * Returns: (transfer full): a line that stands where the work ended
 */
DocketConversationItem *
docket_conversation_item_new_time_entry (DocketTimeEntry *entry)
{
  DocketConversationItem *self = g_object_new (DOCKET_TYPE_CONVERSATION_ITEM, NULL);

  self->kind = DOCKET_CONVERSATION_TIME;
  self->key = g_strdup_printf ("time %" G_GINT64_FORMAT, entry->id);
  self->at_us = entry->end_at;
  self->time_entry = g_object_ref (entry);

  return self;
}

/**
 * docket_conversation_item_new_status_change:
 * @change: a change of the ticket's status
 *
 * Returns: (transfer full): a line about it
 */
DocketConversationItem *
docket_conversation_item_new_status_change (DocketStatusChange *change)
{
  DocketConversationItem *self = g_object_new (DOCKET_TYPE_CONVERSATION_ITEM, NULL);

  self->kind = DOCKET_CONVERSATION_EVENT;
  /* Keys tell what was done in one instant apart: the first one first. */
  self->key = g_strdup_printf ("status %020" G_GINT64_FORMAT, change->id);
  self->at_us = change->at;
  self->status_change = g_object_ref (change);

  return self;
}

/**
 * docket_conversation_item_new_mark:
 * @at_us: the time of the first item that the reader has not seen
 *
 * Returns: (transfer full): the line that stands before it
 */
DocketConversationItem *
docket_conversation_item_new_mark (gint64 at_us)
{
  DocketConversationItem *self = g_object_new (DOCKET_TYPE_CONVERSATION_ITEM, NULL);

  self->kind = DOCKET_CONVERSATION_NEW;
  self->key = g_strdup ("new");
  self->at_us = at_us;

  return self;
}

/**
 * docket_conversation_item_get_kind:
 * @self: an item
 *
 * Returns: what it is
 */
DocketConversationKind
docket_conversation_item_get_kind (DocketConversationItem *self)
{
  g_return_val_if_fail (DOCKET_IS_CONVERSATION_ITEM (self), DOCKET_CONVERSATION_EVENT);

  return self->kind;
}

/**
 * docket_conversation_item_get_key:
 * @self: an item
 *
 * Returns: (transfer none): what tells it from the others of its ticket
 */
const char *
docket_conversation_item_get_key (DocketConversationItem *self)
{
  g_return_val_if_fail (DOCKET_IS_CONVERSATION_ITEM (self), NULL);

  return self->key;
}

/**
 * docket_conversation_item_get_at:
 * @self: an item
 *
 * Returns: where it stands in time, microseconds UTC
 */
gint64
docket_conversation_item_get_at (DocketConversationItem *self)
{
  g_return_val_if_fail (DOCKET_IS_CONVERSATION_ITEM (self), 0);

  return self->at_us;
}

/**
 * docket_conversation_item_get_message:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): the message, of a card or an event that has one
 */
DocketMessage *
docket_conversation_item_get_message (DocketConversationItem *self)
{
  g_return_val_if_fail (DOCKET_IS_CONVERSATION_ITEM (self), NULL);

  return self->message;
}

/**
 * docket_conversation_item_get_time_entry:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): the time entry, of a line about one
 */
DocketTimeEntry *
docket_conversation_item_get_time_entry (DocketConversationItem *self)
{
  g_return_val_if_fail (DOCKET_IS_CONVERSATION_ITEM (self), NULL);

  return self->time_entry;
}

/**
 * docket_conversation_item_get_status_change:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): the change of the status, of a line about one
 */
DocketStatusChange *
docket_conversation_item_get_status_change (DocketConversationItem *self)
{
  g_return_val_if_fail (DOCKET_IS_CONVERSATION_ITEM (self), NULL);

  return self->status_change;
}

/**
 * docket_conversation_item_get_problem:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): why a message needs the person, as a sentence
 */
const char *
docket_conversation_item_get_problem (DocketConversationItem *self)
{
  g_return_val_if_fail (DOCKET_IS_CONVERSATION_ITEM (self), NULL);

  return self->problem;
}

/**
 * docket_conversation_item_set_operation:
 * @self: a message, before it is shown
 * @operation: (nullable): what carries it to the server
 * @news: (nullable) (element-type DocketMessage): the messages that it has met
 */
void
docket_conversation_item_set_operation (DocketConversationItem *self,
                                        DocketOperation *operation,
                                        GPtrArray *news)
{
  g_return_if_fail (DOCKET_IS_CONVERSATION_ITEM (self));

  g_set_object (&self->operation, operation);

  if (news != NULL)
    g_ptr_array_ref (news);

  g_clear_pointer (&self->news, g_ptr_array_unref);
  self->news = news;
}

/**
 * docket_conversation_item_get_operation:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): what carries the message to the server, while it does
 */
DocketOperation *
docket_conversation_item_get_operation (DocketConversationItem *self)
{
  g_return_val_if_fail (DOCKET_IS_CONVERSATION_ITEM (self), NULL);

  return self->operation;
}

/**
 * docket_conversation_item_get_news:
 * @self: an item
 *
 * Returns: (transfer none) (nullable) (element-type DocketMessage): the messages that a held one
 * has met
 */
GPtrArray *
docket_conversation_item_get_news (DocketConversationItem *self)
{
  g_return_val_if_fail (DOCKET_IS_CONVERSATION_ITEM (self), NULL);

  return self->news;
}

/**
 * docket_conversation_item_get_text:
 * @self: a message or an event
 * @whole: (out): whether this is all of it
 *
 * What a long source says comes later, with the signal `changed`; until then its plain text stands
 * for it.
 *
 * Returns: (transfer none): the text to show
 */
DocketRichText *
docket_conversation_item_get_text (DocketConversationItem *self, gboolean *whole)
{
  const DocketMessage *message = self->message;
  const char *text;

  g_return_val_if_fail (message != NULL, NULL);

  if (self->whole_text == NULL)
    {
      if (message->source != NULL && strlen (message->source) > MAX_SOURCE_AT_ONCE)
        start_reducing (self);
      else
        self->whole_text = reduce (message);
    }

  if (!self->shows_quotes && docket_conversation_item_has_quotes (self))
    {
      *whole = TRUE;
      return self->own_text;
    }

  text = self->whole_text != NULL ? docket_rich_text_get_text (self->whole_text)
                                  : (message->text != NULL ? message->text : "");
  *whole = self->whole_text != NULL && (self->expanded || strlen (text) <= MAX_TEXT_SHOWN);

  if (*whole)
    return self->whole_text;

  if (self->first_text == NULL)
    self->first_text = take_first (text);

  return self->first_text;
}

/**
 * docket_conversation_item_has_quotes:
 * @self: a message, whose text has been asked for
 *
 * Returns: whether it quotes so much that the quotes are left out at first
 */
gboolean
docket_conversation_item_has_quotes (DocketConversationItem *self)
{
  g_return_val_if_fail (DOCKET_IS_CONVERSATION_ITEM (self), FALSE);

  if (self->whole_text != NULL && !self->knows_quotes)
    {
      self->own_text = docket_rich_text_hide_quotes (self->whole_text);
      self->knows_quotes = TRUE;

      /* What is long without its quotes too is cut as it is. */
      if (self->own_text != NULL &&
          strlen (docket_rich_text_get_text (self->own_text)) > MAX_TEXT_SHOWN)
        g_clear_pointer (&self->own_text, docket_rich_text_unref);
    }

  return self->own_text != NULL;
}

/**
 * docket_conversation_item_get_shows_quotes:
 * @self: a message
 *
 * Returns: whether long quotes are shown
 */
gboolean
docket_conversation_item_get_shows_quotes (DocketConversationItem *self)
{
  g_return_val_if_fail (DOCKET_IS_CONVERSATION_ITEM (self), FALSE);

  return self->shows_quotes;
}

/**
 * docket_conversation_item_set_shows_quotes:
 * @self: a message
 * @shows_quotes: whether long quotes are shown
 */
void
docket_conversation_item_set_shows_quotes (DocketConversationItem *self, gboolean shows_quotes)
{
  g_return_if_fail (DOCKET_IS_CONVERSATION_ITEM (self));

  if (self->shows_quotes == shows_quotes)
    return;

  self->shows_quotes = shows_quotes;
  tell (self);
}

/**
 * docket_conversation_item_dup_plain:
 * @self: a message
 *
 * Returns: (transfer full): all that it says, as plain text to copy; of this message alone
 */
char *
docket_conversation_item_dup_plain (DocketConversationItem *self)
{
  g_return_val_if_fail (DOCKET_IS_CONVERSATION_ITEM (self), NULL);
  g_return_val_if_fail (self->message != NULL, NULL);

  if (self->whole_text != NULL)
    return docket_rich_text_to_plain (self->whole_text);

  return g_strdup (self->message->text != NULL ? self->message->text : "");
}

/**
 * docket_conversation_item_get_can_withdraw:
 * @self: an item
 *
 * Returns: whether it is a message that waits, and that no byte of has left: it can be written
 * anew or thrown away. While its sending can be undone, that does both.
 */
gboolean
docket_conversation_item_get_can_withdraw (DocketConversationItem *self)
{
  g_return_val_if_fail (DOCKET_IS_CONVERSATION_ITEM (self), FALSE);

  return !self->can_undo && self->operation != NULL && self->message != NULL &&
         self->message->state == DOCKET_PART_STATE_WAITING && self->operation->sent == 0 &&
         self->operation->state == DOCKET_OPERATION_STATE_WAITING;
}

/**
 * docket_conversation_item_get_expanded:
 * @self: an item
 *
 * Returns: whether a long text is shown whole
 */
gboolean
docket_conversation_item_get_expanded (DocketConversationItem *self)
{
  g_return_val_if_fail (DOCKET_IS_CONVERSATION_ITEM (self), FALSE);

  return self->expanded;
}

/**
 * docket_conversation_item_set_expanded:
 * @self: an item
 * @expanded: whether a long text is shown whole
 */
void
docket_conversation_item_set_expanded (DocketConversationItem *self, gboolean expanded)
{
  g_return_if_fail (DOCKET_IS_CONVERSATION_ITEM (self));

  if (self->expanded == expanded)
    return;

  self->expanded = expanded;
  tell (self);
}

/**
 * docket_conversation_item_get_can_undo:
 * @self: an item
 *
 * Returns: whether its sending can still be taken back
 */
gboolean
docket_conversation_item_get_can_undo (DocketConversationItem *self)
{
  g_return_val_if_fail (DOCKET_IS_CONVERSATION_ITEM (self), FALSE);

  return self->can_undo;
}

/**
 * docket_conversation_item_set_can_undo:
 * @self: an item
 * @can_undo: whether its sending can still be taken back
 */
void
docket_conversation_item_set_can_undo (DocketConversationItem *self, gboolean can_undo)
{
  g_return_if_fail (DOCKET_IS_CONVERSATION_ITEM (self));

  if (self->can_undo == can_undo)
    return;

  self->can_undo = can_undo;
  tell (self);
}

/**
 * docket_conversation_item_update:
 * @self: an item
 * @news: the same item, read again
 *
 * Takes over what is new, and tells it if it can be seen.
 */
void
docket_conversation_item_update (DocketConversationItem *self, DocketConversationItem *news)
{
  gboolean changed;

  g_return_if_fail (DOCKET_IS_CONVERSATION_ITEM (self));
  g_return_if_fail (g_str_equal (self->key, news->key));

  changed = g_strcmp0 (self->problem, news->problem) != 0 || !is_same_operation (self, news);

  if (self->message != NULL)
    {
      changed |= !is_same_message (self->message, news->message);

      if (!has_same_source (self->message, news->message))
        {
          g_clear_pointer (&self->whole_text, docket_rich_text_unref);
          g_clear_pointer (&self->first_text, docket_rich_text_unref);
          forget_quotes (self);
        }
    }

  if (self->time_entry != NULL)
    changed |= !is_same_time_entry (self->time_entry, news->time_entry);

  if (self->status_change != NULL)
    changed |= !docket_status_change_equal (self->status_change, news->status_change);

  self->at_us = news->at_us;
  g_free (self->problem);
  self->problem = g_strdup (news->problem);
  docket_conversation_item_set_operation (self, news->operation, news->news);
  g_set_object (&self->message, news->message);
  g_set_object (&self->time_entry, news->time_entry);
  g_set_object (&self->status_change, news->status_change);

  if (changed)
    tell (self);
}
