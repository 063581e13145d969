/* The tickets that a filter shows: ids, and objects only for what is looked at.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-ticket-list.h"

#include "docket-ids.h"
#include "docket-store-tickets.h"
#include "docket-workspace-private.h"

/* A screen and what is around it: shown before the whole list is there. */
#define FIRST_IDS 50

/* Rows are read in batches that leave the readers free for others in between. */
#define MAX_ROWS_AT_ONCE 400

/* A pull changes tickets several times a second; the list follows a few times a second. */
#define REFRESH_INTERVAL_US (250 * 1000)

/* Above this, one large change is quicker than many small ones. */
#define MAX_STEPS 64

struct _DocketTicketList
{
  GObject parent_instance;

  DocketWorkspace *workspace;

  DocketFilter *filter;
  DocketSort sort;
  gboolean ascending;
  DocketGroup group;

  GArray *ids;         /* (element-type gint64), in order */
  GHashTable *objects; /* (element-type gint64 DocketTicket), by id, not owned */

  GHashTable *wanted; /* (element-type gint64): rows to be read */
  guint load_source;
  gboolean loading_rows;

  GCancellable *query; /* NULL when none runs */
  gboolean loading;
  gboolean stale;
  GHashTable *changed; /* (element-type gint64): since the query that runs or ran last began */
  GHashTable *changing;
  gint64 refreshed_at; /* monotonic, in microseconds */
  guint refresh_source;
};

typedef struct
{
  DocketFilter *filter;
  DocketSort sort;
  gboolean ascending;
  DocketGroup group;
  guint limit;
} Query;

static void list_model_init (GListModelInterface *iface);
static void start_query (DocketTicketList *self, guint limit);
static void schedule_load (DocketTicketList *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (DocketTicketList,
                               docket_ticket_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

enum
{
  PROP_0,
  PROP_LOADING,
  PROP_N_ITEMS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GHashTable *
id_set_new (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

static void
id_set_add (GHashTable *set, gint64 id)
{
  if (!g_hash_table_contains (set, &id))
    g_hash_table_add (set, g_memdup2 (&id, sizeof id));
}

static gint64
nth_id (const GArray *ids, guint nth)
{
  return g_array_index (ids, gint64, nth);
}

static void
query_free (gpointer data)
{
  Query *query = data;

  docket_filter_free (query->filter);
  g_free (query);
}

static void
set_loading (DocketTicketList *self, gboolean loading)
{
  if (self->loading == loading)
    return;

  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

/* Replaces a run of ids; views are told at once. */
static void
splice (DocketTicketList *self, guint position, guint n_removed, const gint64 *added, guint n_added)
{
  if (n_removed == 0 && n_added == 0)
    return;

  if (n_removed > 0)
    g_array_remove_range (self->ids, position, n_removed);

  if (n_added > 0)
    g_array_insert_vals (self->ids, position, added, n_added);

  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
}

/* Brings the list to the new ids with as little said as possible: a row keeps its place on the
 * screen unless it moved itself. */
static void
take_ids (DocketTicketList *self, const GArray *new_ids)
{
  const guint old_len = self->ids->len;
  guint position, suffix;

  docket_ids_count_common (self->ids, new_ids, &position, &suffix);

  for (guint step = 0; position < self->ids->len - suffix || position < new_ids->len - suffix;
       step++)
    {
      guint n_removed, n_added;

      if (step < MAX_STEPS)
        {
          docket_ids_next_run (self->ids,
                               new_ids,
                               suffix,
                               position,
                               self->changing,
                               &n_removed,
                               &n_added);
        }
      else
        {
          n_removed = self->ids->len - suffix - position;
          n_added = new_ids->len - suffix - position;
        }

      splice (self,
              position,
              n_removed,
              n_added > 0 ? &g_array_index (new_ids, gint64, position) : NULL,
              n_added);
      position += n_added;

      while (position < self->ids->len - suffix && position < new_ids->len - suffix &&
             nth_id (self->ids, position) == nth_id (new_ids, position))
        position++;
    }

  if (self->ids->len != old_len)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

static void
query_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  DocketWorkspace *workspace = source;
  const Query *query = task_data;
  GError *error = NULL;
  GArray *ids = NULL;
  g_autoptr (DocketTransaction) txn =
    docket_store_begin_read (workspace->store, cancellable, &error);

  if (txn != NULL)
    ids = docket_tickets_list_ids (txn,
                                   query->filter,
                                   docket_workspace_get_me (workspace),
                                   query->sort,
                                   query->ascending,
                                   query->group,
                                   query->limit,
                                   cancellable,
                                   &error);

  if (ids != NULL)
    g_task_return_pointer (task, ids, (GDestroyNotify) g_array_unref);
  else
    g_task_return_error (task, error);
}

static gboolean
refresh_cb (gpointer user_data)
{
  DocketTicketList *self = user_data;

  self->refresh_source = 0;

  if (self->query == NULL)
    start_query (self, 0);
  else
    self->stale = TRUE;

  return G_SOURCE_REMOVE;
}

static void
refresh (DocketTicketList *self)
{
  gint64 wait_us;

  if (self->query != NULL)
    {
      self->stale = TRUE;
      return;
    }

  if (self->refresh_source != 0)
    return;

  wait_us = self->refreshed_at + REFRESH_INTERVAL_US - g_get_monotonic_time ();

  if (wait_us <= 0)
    start_query (self, 0);
  else
    self->refresh_source = g_timeout_add ((guint) (wait_us / 1000) + 1, refresh_cb, self);
}

static void
query_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DocketTicketList *self = DOCKET_TICKET_LIST (source);
  const Query *query = g_task_get_task_data (G_TASK (result));
  gboolean current = g_task_get_cancellable (G_TASK (result)) == self->query;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = g_task_propagate_pointer (G_TASK (result), &error);

  /* Outdated: the one that replaced it will answer. */
  if (!current)
    return;

  g_clear_object (&self->query);

  if (ids == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED))
        g_warning ("The list could not be read: %s", error->message);

      set_loading (self, FALSE);
      return;
    }

  take_ids (self, ids);
  set_loading (self, FALSE);

  if (query->limit > 0 && ids->len >= query->limit)
    {
      start_query (self, 0);
    }
  else if (self->stale)
    {
      self->stale = FALSE;
      refresh (self);
    }
}

/* What was changed before a query began is in its answer, and only that may have moved. */
static void
start_query (DocketTicketList *self, guint limit)
{
  Query *query = g_new0 (Query, 1);
  GTask *task = NULL;

  query->filter = docket_filter_copy (self->filter);
  query->sort = self->sort;
  query->ascending = self->ascending;
  query->group = self->group;
  query->limit = limit;

  g_clear_pointer (&self->changing, g_hash_table_unref);
  self->changing = g_steal_pointer (&self->changed);
  self->changed = id_set_new ();
  self->refreshed_at = g_get_monotonic_time ();
  self->query = g_cancellable_new ();

  task = g_task_new (self, self->query, query_cb, NULL);
  g_task_set_source_tag (task, start_query);
  g_task_set_task_data (task, query, query_free);
  docket_workspace_run_read (self->workspace, task, query_thread);
}

/* Another filter or order: what runs for the old one is of no use any more. */
static void
start_over (DocketTicketList *self)
{
  if (self->query != NULL)
    g_cancellable_cancel (self->query);

  g_clear_object (&self->query);
  g_clear_handle_id (&self->refresh_source, g_source_remove);
  g_hash_table_remove_all (self->changed);
  self->stale = FALSE;
  set_loading (self, TRUE);
  start_query (self, FIRST_IDS);
}

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
  DocketTicketList *self = DOCKET_TICKET_LIST (source);
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
take_wanted (DocketTicketList *self)
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
  DocketTicketList *self = user_data;
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
schedule_load (DocketTicketList *self)
{
  if (self->load_source == 0 && !self->loading_rows && g_hash_table_size (self->wanted) > 0)
    self->load_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, load_idle_cb, self, NULL);
}

static void
want (DocketTicketList *self, gint64 id)
{
  id_set_add (self->wanted, id);
  schedule_load (self);
}

static void
ticket_gone_cb (gpointer user_data, GObject *where_it_was)
{
  DocketTicketList *self = user_data;
  gint64 id = docket_ticket_get_id ((DocketTicket *) where_it_was);

  g_hash_table_remove (self->objects, &id);
}

static void
want_all (DocketTicketList *self)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->objects);

  while (g_hash_table_iter_next (&iter, &key, NULL))
    want (self, *(gint64 *) key);
}

static void
workspace_changed_cb (DocketTicketList *self, GArray *changes)
{
  gboolean tickets = FALSE, names = FALSE;

  for (guint i = 0; i < changes->len; i++)
    {
      const DocketChange *change = &g_array_index (changes, DocketChange, i);

      switch ((int) change->entity)
        {
        case DOCKET_ENTITY_TICKET:
          tickets = TRUE;
          id_set_add (self->changed, change->id);

          if (g_hash_table_contains (self->objects, &change->id))
            want (self, change->id);
          break;

        case DOCKET_ENTITY_CUSTOMER:
        case DOCKET_ENTITY_CONTACT:
        case DOCKET_ENTITY_CONTRACT:
        case DOCKET_ENTITY_TECHNICIAN:
        case DOCKET_ENTITY_STATUS:
          names = TRUE;
          break;

        default:
          break;
        }
    }

  if (names)
    want_all (self);

  if (tickets || (names && (self->sort == DOCKET_SORT_CUSTOMER || self->group != 0)))
    refresh (self);
}

static GType
get_item_type (GListModel *model)
{
  return DOCKET_TYPE_TICKET;
}

static guint
get_n_items (GListModel *model)
{
  return DOCKET_TICKET_LIST (model)->ids->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  DocketTicketList *self = DOCKET_TICKET_LIST (model);
  DocketTicket *ticket = NULL;
  gint64 id;

  if (position >= self->ids->len)
    return NULL;

  id = nth_id (self->ids, position);
  ticket = g_hash_table_lookup (self->objects, &id);

  if (ticket != NULL)
    return g_object_ref (ticket);

  ticket = docket_ticket_new (id);
  g_hash_table_insert (self->objects, g_memdup2 (&id, sizeof id), ticket);
  g_object_weak_ref (G_OBJECT (ticket), ticket_gone_cb, self);
  want (self, id);

  return ticket;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
docket_ticket_list_dispose (GObject *object)
{
  DocketTicketList *self = DOCKET_TICKET_LIST (object);
  GHashTableIter iter;
  gpointer ticket;

  g_clear_handle_id (&self->load_source, g_source_remove);
  g_clear_handle_id (&self->refresh_source, g_source_remove);
  g_clear_object (&self->query);

  g_hash_table_iter_init (&iter, self->objects);

  while (g_hash_table_iter_next (&iter, NULL, &ticket))
    {
      g_object_weak_unref (ticket, ticket_gone_cb, self);
      g_hash_table_iter_remove (&iter);
    }

  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (docket_ticket_list_parent_class)->dispose (object);
}

static void
docket_ticket_list_finalize (GObject *object)
{
  DocketTicketList *self = DOCKET_TICKET_LIST (object);

  docket_filter_free (self->filter);
  g_array_unref (self->ids);
  g_hash_table_unref (self->objects);
  g_hash_table_unref (self->wanted);
  g_hash_table_unref (self->changed);
  g_hash_table_unref (self->changing);

  G_OBJECT_CLASS (docket_ticket_list_parent_class)->finalize (object);
}

static void
docket_ticket_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DocketTicketList *self = DOCKET_TICKET_LIST (object);

  switch (prop_id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;

    case PROP_N_ITEMS:
      g_value_set_uint (value, self->ids->len);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
docket_ticket_list_class_init (DocketTicketListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = docket_ticket_list_dispose;
  object_class->finalize = docket_ticket_list_finalize;
  object_class->get_property = docket_ticket_list_get_property;

  /**
   * DocketTicketList:loading:
   *
   * Whether the first rows of the filter are still to come.
   */
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags);

  /**
   * DocketTicketList:n-items:
   *
   * How many tickets there are.
   */
  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
docket_ticket_list_init (DocketTicketList *self)
{
  self->filter = docket_filter_new_default ();
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->objects = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->wanted = id_set_new ();
  self->changed = id_set_new ();
  self->changing = id_set_new ();
}

/**
 * docket_ticket_list_new:
 * @workspace: a workspace
 *
 * Returns: (transfer full): a list that fills itself with what the default filter shows, the last
 * updated first
 */
DocketTicketList *
docket_ticket_list_new (DocketWorkspace *workspace)
{
  DocketTicketList *self = NULL;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (DOCKET_TYPE_TICKET_LIST, NULL);
  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace,
                           "changed",
                           G_CALLBACK (workspace_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  start_over (self);

  return self;
}

/**
 * docket_ticket_list_set_filter:
 * @self: a list
 * @filter: what to show
 *
 * What was shown stays until the first rows of the new filter are there.
 */
void
docket_ticket_list_set_filter (DocketTicketList *self, const DocketFilter *filter)
{
  g_return_if_fail (DOCKET_IS_TICKET_LIST (self));
  g_return_if_fail (filter != NULL);

  if (docket_filter_equal (self->filter, filter))
    return;

  docket_filter_free (self->filter);
  self->filter = docket_filter_copy (filter);
  start_over (self);
}

/**
 * docket_ticket_list_get_filter:
 * @self: a list
 *
 * Returns: (transfer none): what it shows
 */
const DocketFilter *
docket_ticket_list_get_filter (DocketTicketList *self)
{
  g_return_val_if_fail (DOCKET_IS_TICKET_LIST (self), NULL);

  return self->filter;
}

/**
 * docket_ticket_list_set_order:
 * @self: a list
 * @sort: by what
 * @ascending: the least first
 * @group: what goes together
 */
void
docket_ticket_list_set_order (DocketTicketList *self,
                              DocketSort sort,
                              gboolean ascending,
                              DocketGroup group)
{
  g_return_if_fail (DOCKET_IS_TICKET_LIST (self));

  if (self->sort == sort && self->ascending == ascending && self->group == group)
    return;

  self->sort = sort;
  self->ascending = ascending;
  self->group = group;
  start_over (self);
}

/**
 * docket_ticket_list_is_loading:
 * @self: a list
 *
 * Returns: whether the first rows of the filter are still to come
 */
gboolean
docket_ticket_list_is_loading (DocketTicketList *self)
{
  g_return_val_if_fail (DOCKET_IS_TICKET_LIST (self), FALSE);

  return self->loading;
}

/**
 * docket_ticket_list_get_id:
 * @self: a list
 * @position: from 0
 *
 * Makes no object.
 *
 * Returns: local id of the ticket there; 0 when there is none
 */
gint64
docket_ticket_list_get_id (DocketTicketList *self, guint position)
{
  g_return_val_if_fail (DOCKET_IS_TICKET_LIST (self), 0);

  return position < self->ids->len ? nth_id (self->ids, position) : 0;
}

/**
 * docket_ticket_list_find:
 * @self: a list
 * @id: local id of a ticket
 * @position: (out) (optional): where it is
 *
 * Makes no object.
 *
 * Returns: whether the list has it; @position is set only then
 */
gboolean
docket_ticket_list_find (DocketTicketList *self, gint64 id, guint *position)
{
  g_return_val_if_fail (DOCKET_IS_TICKET_LIST (self), FALSE);

  for (guint i = 0; i < self->ids->len; i++)
    if (nth_id (self->ids, i) == id)
      {
        if (position != NULL)
          *position = i;

        return TRUE;
      }

  return FALSE;
}
