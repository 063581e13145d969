/* The tickets that somebody looks at: one object an id, and its row from a worker.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-row-loader.h"

#include "docket-ids.h"
#include "docket-workspace-private.h"

/* Rows are read in batches that leave the readers free for others in between. */
#define MAX_ROWS_AT_ONCE 400

struct _DocketRowLoader
{
  GObject parent_instance;

  DocketWorkspace *workspace;
  GHashTable *objects; /* (element-type gint64 DocketTicket), by id, not owned */
  GHashTable *wanted;  /* (element-type gint64): rows to be read */
  GHashTable *offered; /* (element-type gint64 DocketTicketRow) (nullable): read already */
  guint load_source;
  gboolean loading_rows;
};

static void schedule_load (DocketRowLoader *self);

G_DEFINE_FINAL_TYPE (DocketRowLoader, docket_row_loader, G_TYPE_OBJECT)

static void
load_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const GArray *ids = task_data;
  GError *error = NULL;
  GPtrArray *rows =
    docket_workspace_load_rows (source, &g_array_index (ids, gint64, 0), ids->len, &error);

  if (rows != NULL)
    g_task_return_pointer (task, rows, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
load_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DocketRowLoader *self = DOCKET_ROW_LOADER (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = g_task_propagate_pointer (G_TASK (result), &error);

  self->loading_rows = FALSE;

  if (rows == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED))
        g_warning ("Rows could not be read: %s", error->message);
      return;
    }

  for (guint i = 0; i < rows->len; i++)
    {
      const DocketTicketRow *row = g_ptr_array_index (rows, i);
      DocketTicket *ticket = g_hash_table_lookup (self->objects, &row->id);

      if (ticket != NULL)
        docket_ticket_take_row (ticket, docket_ticket_row_copy (row));
    }

  schedule_load (self);
}

/* Only those that somebody still looks at. */
static GArray *
take_wanted (DocketRowLoader *self)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->wanted);

  while (ids->len < MAX_ROWS_AT_ONCE && g_hash_table_iter_next (&iter, &key, NULL))
    {
      gint64 id = *(gint64 *) key;

      if (g_hash_table_contains (self->objects, &id))
        g_array_append_val (ids, id);

      g_hash_table_iter_remove (&iter);
    }

  return g_steal_pointer (&ids);
}

static gboolean
load_idle_cb (gpointer user_data)
{
  DocketRowLoader *self = user_data;
  GArray *ids = take_wanted (self);
  GTask *task = NULL;

  self->load_source = 0;

  if (ids->len == 0)
    {
      g_array_unref (ids);
      return G_SOURCE_REMOVE;
    }

  self->loading_rows = TRUE;
  task = g_task_new (self, NULL, load_cb, NULL);
  g_task_set_source_tag (task, load_idle_cb);
  g_task_set_task_data (task, ids, (GDestroyNotify) g_array_unref);
  docket_workspace_run_read (self->workspace, task, load_thread);

  return G_SOURCE_REMOVE;
}

/* One batch at a time: a later answer must not be overtaken by an earlier one. */
static void
schedule_load (DocketRowLoader *self)
{
  if (self->load_source == 0 && !self->loading_rows && g_hash_table_size (self->wanted) > 0)
    self->load_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, load_idle_cb, self, NULL);
}

static void
want (DocketRowLoader *self, gint64 id)
{
  docket_id_set_add (self->wanted, id);
  schedule_load (self);
}

static void
ticket_gone_cb (gpointer user_data, GObject *where_it_was)
{
  DocketRowLoader *self = user_data;
  gint64 id = docket_ticket_get_id ((DocketTicket *) where_it_was);

  g_hash_table_remove (self->objects, &id);
}

static void
docket_row_loader_dispose (GObject *object)
{
  DocketRowLoader *self = DOCKET_ROW_LOADER (object);
  GHashTableIter iter;
  gpointer ticket;

  g_clear_handle_id (&self->load_source, g_source_remove);
  g_hash_table_iter_init (&iter, self->objects);

  while (g_hash_table_iter_next (&iter, NULL, &ticket))
    {
      g_object_weak_unref (ticket, ticket_gone_cb, self);
      g_hash_table_iter_remove (&iter);
    }

  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (docket_row_loader_parent_class)->dispose (object);
}

static void
docket_row_loader_finalize (GObject *object)
{
  DocketRowLoader *self = DOCKET_ROW_LOADER (object);

  g_hash_table_unref (self->objects);
  g_hash_table_unref (self->wanted);
  g_clear_pointer (&self->offered, g_hash_table_unref);

  G_OBJECT_CLASS (docket_row_loader_parent_class)->finalize (object);
}

static void
docket_row_loader_class_init (DocketRowLoaderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = docket_row_loader_dispose;
  G_OBJECT_CLASS (klass)->finalize = docket_row_loader_finalize;
}

static void
docket_row_loader_init (DocketRowLoader *self)
{
  self->objects = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->wanted = docket_id_set_new ();
}

/**
 * docket_row_loader_new:
 * @workspace: whose tickets
 *
 * Returns: (transfer full): a loader of nothing yet
 */
DocketRowLoader *
docket_row_loader_new (DocketWorkspace *workspace)
{
  DocketRowLoader *self = g_object_new (DOCKET_TYPE_ROW_LOADER, NULL);

  self->workspace = g_object_ref (workspace);

  return self;
}

/**
 * docket_row_loader_get:
 * @self: a loader
 * @id: local id of a ticket
 *
 * Returns: (transfer full): its object, the same as long as anybody holds it; its row comes later
 */
DocketTicket *
docket_row_loader_get (DocketRowLoader *self, gint64 id)
{
  const DocketTicketRow *row;
  DocketTicket *ticket;

  g_return_val_if_fail (DOCKET_IS_ROW_LOADER (self), NULL);

  ticket = g_hash_table_lookup (self->objects, &id);

  if (ticket != NULL)
    return g_object_ref (ticket);

  ticket = docket_ticket_new (id);
  g_hash_table_insert (self->objects, g_memdup2 (&id, sizeof id), ticket);
  g_object_weak_ref (G_OBJECT (ticket), ticket_gone_cb, self);
  row = self->offered != NULL ? g_hash_table_lookup (self->offered, &id) : NULL;

  if (row != NULL)
    docket_ticket_take_row (ticket, docket_ticket_row_copy (row));
  else
    want (self, id);

  return ticket;
}

/**
 * docket_row_loader_offer:
 * @self: a loader
 * @rows: (element-type DocketTicketRow) (nullable): rows that were just read
 *
 * Objects made from now on have their row at once when it is among these. Only for as long as
 * nobody else can have changed them: %NULL takes the offer back.
 */
void
docket_row_loader_offer (DocketRowLoader *self, GPtrArray *rows)
{
  g_return_if_fail (DOCKET_IS_ROW_LOADER (self));

  g_clear_pointer (&self->offered, g_hash_table_unref);

  if (rows == NULL)
    return;

  self->offered = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < rows->len; i++)
    {
      DocketTicketRow *row = g_ptr_array_index (rows, i);

      g_hash_table_insert (self->offered, &row->id, row);
    }
}

/**
 * docket_row_loader_reload:
 * @self: a loader
 * @id: local id of a ticket that changed
 *
 * Reads its row again, if anybody looks at it.
 */
void
docket_row_loader_reload (DocketRowLoader *self, gint64 id)
{
  g_return_if_fail (DOCKET_IS_ROW_LOADER (self));

  if (g_hash_table_contains (self->objects, &id))
    want (self, id);
}

/**
 * docket_row_loader_reload_all:
 * @self: a loader
 *
 * Reads all rows again that anybody looks at.
 */
void
docket_row_loader_reload_all (DocketRowLoader *self)
{
  GHashTableIter iter;
  gpointer key;

  g_return_if_fail (DOCKET_IS_ROW_LOADER (self));

  g_hash_table_iter_init (&iter, self->objects);

  while (g_hash_table_iter_next (&iter, &key, NULL))
    want (self, *(gint64 *) key);
}
