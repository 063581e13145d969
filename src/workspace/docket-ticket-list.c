/* The tickets that a filter shows: ids, and objects only for what is looked at.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-ticket-list.h"

#include "docket-ids.h"
#include "docket-list-answer.h"
#include "docket-row-loader.h"
#include "docket-store-tickets.h"
#include "docket-workspace-private.h"

/* A screen: shown before the whole list is there. */
#define FIRST_IDS 16

/* A list view makes two hundred rows at once, however few of them can be seen: it is told of so
 * many at a time until it has them all, and draws and listens in between. */
#define GROW_IDS 8
#define GROWN_IDS 240

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

  GArray *ids;              /* (element-type gint64), in order */
  gboolean whole;           /* the ids are all that the filter shows, in whatever order */
  DocketListAnswer *answer; /* as it came last, less its ids */
  DocketRowLoader *rows;
  DocketListAnswer *growing; /* (nullable): the whole list, of which the ids are the first ones */
  guint grow_source;

  GCancellable *query; /* NULL when none runs */
  gboolean loading;
  gboolean stale;
  GHashTable *changed; /* (element-type gint64): since the query that runs or ran last began */
  GHashTable *changing;
  gboolean renamed;    /* since then, what rows call by name */
  gint64 refreshed_at; /* monotonic, in microseconds */
  guint refresh_source;
};

static void list_model_init (GListModelInterface *iface);
static void start_query (DocketTicketList *self, guint limit);

G_DEFINE_FINAL_TYPE_WITH_CODE (DocketTicketList,
                               docket_ticket_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

enum
{
  PROP_0,
  PROP_LOADING,
  PROP_N_ITEMS,
  PROP_WHOLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  SIGNAL_ARRANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gint64
nth_id (const GArray *ids, guint nth)
{
  return g_array_index (ids, gint64, nth);
}

static void
set_whole (DocketTicketList *self, gboolean whole)
{
  if (self->whole == whole)
    return;

  self->whole = whole;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WHOLE]);
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
  GError *error = NULL;
  DocketListAnswer *answer = docket_list_answer_ask (source, task_data, cancellable, &error);

  if (answer != NULL)
    g_task_return_pointer (task, answer, (GDestroyNotify) docket_list_answer_free);
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
stop_growing (DocketTicketList *self)
{
  g_clear_handle_id (&self->grow_source, g_source_remove);
  g_clear_pointer (&self->growing, docket_list_answer_free);
}

/* What changed since they were read is read again. */
static void
offer_rows (DocketTicketList *self, const DocketListAnswer *answer)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  for (guint i = 0; answer->rows != NULL && !self->renamed && i < answer->rows->len; i++)
    {
      DocketTicketRow *row = g_ptr_array_index (answer->rows, i);

      if (!g_hash_table_contains (self->changed, &row->id))
        g_ptr_array_add (rows, row);
    }

  docket_row_loader_offer (self->rows, rows);
}

static void
take_answer (DocketTicketList *self, DocketListAnswer *answer)
{
  const gboolean whole = answer->whole;

  /* In another order there are the same tickets: nothing dips. */
  if (!whole && self->whole)
    docket_list_answer_append_others (answer, self->ids);

  g_clear_pointer (&self->answer, docket_list_answer_free);
  self->answer = answer;
  offer_rows (self, answer);
  take_ids (self, answer->ids);
  docket_row_loader_offer (self->rows, NULL);
  g_clear_pointer (&answer->ids, g_array_unref);
  g_clear_pointer (&answer->rows, g_ptr_array_unref);
  set_loading (self, FALSE);

  if (whole)
    set_whole (self, TRUE);

  g_signal_emit (self, signals[SIGNAL_ARRANGED], 0);
}

static gboolean
ask_rest_cb (gpointer user_data)
{
  DocketTicketList *self = user_data;

  self->grow_source = 0;
  start_query (self, 0);

  return G_SOURCE_REMOVE;
}

/* Whoever was told may have asked for another list meanwhile. The rest is asked for when the first
 * rows are drawn. */
static void
go_on (DocketTicketList *self)
{
  if (self->query != NULL)
    return;

  if (!self->answer->whole)
    self->grow_source = g_idle_add_full (G_PRIORITY_LOW, ask_rest_cb, self, NULL);
  else if (self->stale)
    {
      self->stale = FALSE;
      refresh (self);
    }
}

static gboolean
grow_cb (gpointer user_data)
{
  DocketTicketList *self = user_data;
  const guint n_ids = self->ids->len;

  if (n_ids < GROWN_IDS && n_ids + GROW_IDS < self->growing->ids->len)
    {
      splice (self, n_ids, 0, &g_array_index (self->growing->ids, gint64, n_ids), GROW_IDS);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);

      return G_SOURCE_CONTINUE;
    }

  self->grow_source = 0;
  take_answer (self, g_steal_pointer (&self->growing));
  go_on (self);

  return G_SOURCE_REMOVE;
}

/* Returns whether there is nothing to do but to append, and more of it than fits into a frame. */
static gboolean
can_grow (DocketTicketList *self, const DocketListAnswer *answer)
{
  const guint n_ids = self->ids->len;

  return answer->whole && !self->whole && n_ids >= FIRST_IDS && n_ids < GROWN_IDS &&
         answer->ids->len > n_ids + GROW_IDS &&
         memcmp (self->ids->data, answer->ids->data, n_ids * sizeof (gint64)) == 0;
}

static void
query_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DocketTicketList *self = DOCKET_TICKET_LIST (source);
  gboolean current = g_task_get_cancellable (G_TASK (result)) == self->query;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketListAnswer) answer = g_task_propagate_pointer (G_TASK (result), &error);

  /* Outdated: the one that replaced it will answer. */
  if (!current)
    return;

  g_clear_object (&self->query);

  if (answer == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED))
        g_warning ("The list could not be read: %s", error->message);

      set_loading (self, FALSE);
      return;
    }

  stop_growing (self);

  if (can_grow (self, answer))
    {
      self->growing = g_steal_pointer (&answer);
      self->grow_source = g_idle_add_full (G_PRIORITY_LOW, grow_cb, self, NULL);
      return;
    }

  take_answer (self, g_steal_pointer (&answer));
  go_on (self);
}

/* What was changed before a query began is in its answer, and only that may have moved. */
static void
start_query (DocketTicketList *self, guint limit)
{
  DocketListQuery *query = g_new0 (DocketListQuery, 1);
  GTask *task = NULL;

  if (self->growing == NULL)
    stop_growing (self);

  query->filter = docket_filter_copy (self->filter);
  query->sort = self->sort;
  query->ascending = self->ascending;
  query->group = self->group;
  query->limit = limit;

  g_clear_pointer (&self->changing, g_hash_table_unref);
  self->changing = g_steal_pointer (&self->changed);
  self->changed = docket_id_set_new ();
  self->renamed = FALSE;
  self->refreshed_at = g_get_monotonic_time ();
  self->query = g_cancellable_new ();

  task = g_task_new (self, self->query, query_cb, NULL);
  g_task_set_source_tag (task, start_query);
  g_task_set_task_data (task, query, (GDestroyNotify) docket_list_query_free);
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
  stop_growing (self);
  g_hash_table_remove_all (self->changed);
  self->stale = FALSE;
  set_loading (self, TRUE);
  start_query (self, docket_tickets_come_in_order (self->sort, self->group) ? FIRST_IDS : 0);
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
          docket_id_set_add (self->changed, change->id);

          docket_row_loader_reload (self->rows, change->id);
          break;

        case DOCKET_ENTITY_CUSTOMER:
        case DOCKET_ENTITY_CONTACT:
        case DOCKET_ENTITY_CONTRACT:
        case DOCKET_ENTITY_TECHNICIAN:
        case DOCKET_ENTITY_STATUS:
          names = TRUE;
          self->renamed = TRUE;
          break;

        default:
          break;
        }
    }

  if (names)
    docket_row_loader_reload_all (self->rows);

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

  return position < self->ids->len
           ? docket_row_loader_get (self->rows, nth_id (self->ids, position))
           : NULL;
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

  g_clear_handle_id (&self->refresh_source, g_source_remove);
  stop_growing (self);
  g_clear_object (&self->query);
  g_clear_object (&self->rows);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (docket_ticket_list_parent_class)->dispose (object);
}

static void
docket_ticket_list_finalize (GObject *object)
{
  DocketTicketList *self = DOCKET_TICKET_LIST (object);

  docket_filter_free (self->filter);
  g_array_unref (self->ids);
  docket_list_answer_free (self->answer);
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

    case PROP_WHOLE:
      g_value_set_boolean (value, self->whole);
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

  /**
   * DocketTicketList:whole:
   *
   * Whether everything that the filter shows is there, and not its first rows alone.
   */
  properties[PROP_WHOLE] = g_param_spec_boolean ("whole", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * DocketTicketList::arranged:
   *
   * The order was read again: groups may begin elsewhere, even where no ticket moved.
   */
  signals[SIGNAL_ARRANGED] = g_signal_new ("arranged",
                                           DOCKET_TYPE_TICKET_LIST,
                                           G_SIGNAL_RUN_LAST,
                                           0,
                                           NULL,
                                           NULL,
                                           NULL,
                                           G_TYPE_NONE,
                                           0);
}

static void
docket_ticket_list_init (DocketTicketList *self)
{
  self->filter = docket_filter_new_default ();
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->answer = docket_list_answer_new ();
  self->changed = docket_id_set_new ();
  self->changing = docket_id_set_new ();
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
  self->rows = docket_row_loader_new (workspace);
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
  set_whole (self, FALSE);
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
  self->answer->whole = FALSE;
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
 * docket_ticket_list_is_whole:
 * @self: a list
 *
 * Returns: whether everything that the filter shows is there
 */
gboolean
docket_ticket_list_is_whole (DocketTicketList *self)
{
  g_return_val_if_fail (DOCKET_IS_TICKET_LIST (self), FALSE);

  return self->whole;
}

/**
 * docket_ticket_list_is_arranged:
 * @self: a list
 *
 * Returns: whether all of it is in the order asked for, and not its first rows alone
 */
gboolean
docket_ticket_list_is_arranged (DocketTicketList *self)
{
  g_return_val_if_fail (DOCKET_IS_TICKET_LIST (self), FALSE);

  return self->answer->whole;
}

/**
 * docket_ticket_list_get_group:
 * @self: a list
 *
 * Returns: what goes together
 */
DocketGroup
docket_ticket_list_get_group (DocketTicketList *self)
{
  g_return_val_if_fail (DOCKET_IS_TICKET_LIST (self), DOCKET_GROUP_NONE);

  return self->group;
}

/**
 * docket_ticket_list_starts_group:
 * @self: a list
 * @position: from 0
 * @n_tickets: (out): how many tickets the group has; 0 while that is not known
 *
 * Returns: whether the ticket there is the first of its group; @n_tickets is set only then
 */
gboolean
docket_ticket_list_starts_group (DocketTicketList *self, guint position, guint *n_tickets)
{
  g_return_val_if_fail (DOCKET_IS_TICKET_LIST (self), FALSE);

  return docket_list_answer_starts_group (self->answer, position, n_tickets);
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
