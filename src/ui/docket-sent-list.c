/* The messages whose sending can still be taken back.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-sent-list.h"

/**
 * DocketSentList:
 *
 * One for a workspace: what was sent in a window that is closed meanwhile can be taken back in any
 * other. Forgets a message when its time is over, or when it was taken back.
 */
struct _DocketSentList
{
  GObject parent_instance;

  GHashTable *sent; /* (element-type gint64 Sent) by message */
};

G_DEFINE_FINAL_TYPE (DocketSentList, docket_sent_list, G_TYPE_OBJECT)

enum
{
  SIGNAL_ADDED,
  SIGNAL_ENDED,
  SIGNAL_TAKEN_BACK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  DocketSentList *list; /* not owned: it ends with the list */
  gint64 message;
  DocketEdit *edit;
  guint source;
} Sent;

static void
sent_free (gpointer data)
{
  Sent *sent = data;

  g_clear_handle_id (&sent->source, g_source_remove);
  g_object_unref (sent->edit);
  g_free (sent);
}

static gboolean
over_cb (gpointer user_data)
{
  Sent *sent = user_data;

  sent->source = 0;
  docket_sent_list_end (sent->list, sent->message);

  return G_SOURCE_REMOVE;
}

static void
docket_sent_list_dispose (GObject *object)
{
  g_hash_table_remove_all (DOCKET_SENT_LIST (object)->sent);

  G_OBJECT_CLASS (docket_sent_list_parent_class)->dispose (object);
}

static void
docket_sent_list_finalize (GObject *object)
{
  g_hash_table_unref (DOCKET_SENT_LIST (object)->sent);

  G_OBJECT_CLASS (docket_sent_list_parent_class)->finalize (object);
}

static void
docket_sent_list_class_init (DocketSentListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = docket_sent_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = docket_sent_list_finalize;

  /**
   * DocketSentList::added:
   * @message: local id
   *
   * The message was sent, and can be taken back.
   */
  signals[SIGNAL_ADDED] = g_signal_new ("added",
                                        DOCKET_TYPE_SENT_LIST,
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        1,
                                        G_TYPE_INT64);

  /**
   * DocketSentList::ended:
   * @message: local id
   *
   * The message can't be taken back any more.
   */
  signals[SIGNAL_ENDED] = g_signal_new ("ended",
                                        DOCKET_TYPE_SENT_LIST,
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        1,
                                        G_TYPE_INT64);

  /**
   * DocketSentList::taken-back:
   * @edit: what was taken back
   */
  signals[SIGNAL_TAKEN_BACK] = g_signal_new ("taken-back",
                                             DOCKET_TYPE_SENT_LIST,
                                             G_SIGNAL_RUN_LAST,
                                             0,
                                             NULL,
                                             NULL,
                                             NULL,
                                             G_TYPE_NONE,
                                             1,
                                             DOCKET_TYPE_EDIT);
}

static void
docket_sent_list_init (DocketSentList *self)
{
  self->sent = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, sent_free);
}

/**
 * docket_sent_list_get:
 * @workspace: a workspace
 *
 * Returns: (transfer none): the messages of its windows
 */
DocketSentList *
docket_sent_list_get (DocketWorkspace *workspace)
{
  static const char key[] = "docket-sent-list";
  DocketSentList *self;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (workspace), NULL);

  self = g_object_get_data (G_OBJECT (workspace), key);

  if (self == NULL)
    {
      self = g_object_new (DOCKET_TYPE_SENT_LIST, NULL);
      g_object_set_data_full (G_OBJECT (workspace), key, self, g_object_unref);
    }

  return self;
}

/**
 * docket_sent_list_add:
 * @self: a list
 * @edit: the sending of a message, applied
 * @delay_ms: how long it can be taken back, in milliseconds
 */
void
docket_sent_list_add (DocketSentList *self, DocketEdit *edit, guint delay_ms)
{
  Sent *sent;

  g_return_if_fail (DOCKET_IS_SENT_LIST (self));
  g_return_if_fail (DOCKET_IS_EDIT (edit));

  sent = g_new0 (Sent, 1);
  sent->list = self;
  sent->message = docket_edit_get_result_part (edit);
  sent->edit = g_object_ref (edit);
  sent->source = g_timeout_add (delay_ms, over_cb, sent);
  g_hash_table_replace (self->sent, &sent->message, sent);
  g_signal_emit (self, signals[SIGNAL_ADDED], 0, sent->message);
}

/**
 * docket_sent_list_find:
 * @self: a list
 * @message: local id
 *
 * Returns: (transfer none) (nullable): its sending, while it can be taken back
 */
DocketEdit *
docket_sent_list_find (DocketSentList *self, gint64 message)
{
  const Sent *sent;

  g_return_val_if_fail (DOCKET_IS_SENT_LIST (self), NULL);

  sent = g_hash_table_lookup (self->sent, &message);

  return sent != NULL ? sent->edit : NULL;
}

/**
 * docket_sent_list_end:
 * @self: a list
 * @message: local id
 *
 * Forgets a message.
 */
void
docket_sent_list_end (DocketSentList *self, gint64 message)
{
  g_return_if_fail (DOCKET_IS_SENT_LIST (self));

  if (g_hash_table_remove (self->sent, &message))
    g_signal_emit (self, signals[SIGNAL_ENDED], 0, message);
}

/**
 * docket_sent_list_take_back:
 * @self: a list
 * @edit: what was taken back
 *
 * Forgets its message, and tells every window.
 */
void
docket_sent_list_take_back (DocketSentList *self, DocketEdit *edit)
{
  gint64 message;

  g_return_if_fail (DOCKET_IS_SENT_LIST (self));
  g_return_if_fail (DOCKET_IS_EDIT (edit));

  message = docket_edit_get_result_part (edit);

  if (docket_sent_list_find (self, message) == edit)
    docket_sent_list_end (self, message);

  g_signal_emit (self, signals[SIGNAL_TAKEN_BACK], 0, edit);
}

/**
 * docket_sent_list_list:
 * @self: a list
 *
 * Returns: (transfer full) (element-type gint64): the messages that can be taken back
 */
GArray *
docket_sent_list_list (DocketSentList *self)
{
  GHashTableIter iter;
  gpointer key;
  GArray *messages;

  g_return_val_if_fail (DOCKET_IS_SENT_LIST (self), NULL);

  messages = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_hash_table_iter_init (&iter, self->sent);

  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_array_append_vals (messages, key, 1);

  return messages;
}
