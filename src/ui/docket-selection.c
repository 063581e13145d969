/* Which tickets of a list are selected, kept by id.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-selection.h"

/**
 * DocketSelection:
 *
 * GTK's own selection models ask for every object to select all, and lose the selection when the
 * list is sorted. This one holds a set of ids and whether it names those selected or those not:
 * selecting all of a million tickets makes no object, and the selection survives sorting, merging
 * and refresh.
 */
struct _DocketSelection
{
  GObject parent_instance;

  DocketTicketList *list;

  GHashTable *ids;
  gboolean all_but;
  gboolean keeping;
};

static void docket_selection_list_model_init (GListModelInterface *iface);
static void docket_selection_selection_model_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DocketSelection,
                               docket_selection,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      docket_selection_list_model_init)
                                 G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                        docket_selection_selection_model_init))

static guint
n_items (DocketSelection *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->list));
}

static gboolean
has_id (DocketSelection *self, gint64 id)
{
  return g_hash_table_contains (self->ids, &id) != self->all_but;
}

static void
set_id (DocketSelection *self, gint64 id, gboolean selected)
{
  if (selected != self->all_but)
    g_hash_table_add (self->ids, g_memdup2 (&id, sizeof id));
  else
    g_hash_table_remove (self->ids, &id);
}

static void
clear (DocketSelection *self, gboolean all_but)
{
  g_hash_table_remove_all (self->ids);
  self->all_but = all_but;
}

static void
tell_all (DocketSelection *self)
{
  if (n_items (self) > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0, n_items (self));
}

static void
items_changed_cb (DocketSelection *self, guint position, guint removed, guint added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static GType
docket_selection_get_item_type (GListModel *model)
{
  return DOCKET_TYPE_TICKET;
}

static guint
docket_selection_get_n_items (GListModel *model)
{
  return n_items (DOCKET_SELECTION (model));
}

static gpointer
docket_selection_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (DOCKET_SELECTION (model)->list), position);
}

static void
docket_selection_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = docket_selection_get_item_type;
  iface->get_n_items = docket_selection_get_n_items;
  iface->get_item = docket_selection_get_item;
}

static gboolean
docket_selection_is_selected (GtkSelectionModel *model, guint position)
{
  DocketSelection *self = DOCKET_SELECTION (model);

  return position < n_items (self) &&
         has_id (self, docket_ticket_list_get_id (self->list, position));
}

static GtkBitset *
docket_selection_get_selection_in_range (GtkSelectionModel *model, guint position, guint n)
{
  DocketSelection *self = DOCKET_SELECTION (model);
  GtkBitset *bits = gtk_bitset_new_empty ();

  if (g_hash_table_size (self->ids) == 0)
    {
      if (self->all_but)
        gtk_bitset_add_range (bits, position, n);

      return bits;
    }

  for (guint i = position; i < MIN (position + n, n_items (self)); i++)
    if (docket_selection_is_selected (model, i))
      gtk_bitset_add (bits, i);

  return bits;
}

static gboolean
set_range (DocketSelection *self, guint position, guint n, gboolean selected)
{
  for (guint i = position; i < MIN (position + n, n_items (self)); i++)
    set_id (self, docket_ticket_list_get_id (self->list, i), selected);

  return TRUE;
}

static gboolean
docket_selection_select_range (GtkSelectionModel *model,
                               guint position,
                               guint n,
                               gboolean unselect_rest)
{
  DocketSelection *self = DOCKET_SELECTION (model);

  unselect_rest = unselect_rest && !self->keeping;

  if (unselect_rest)
    clear (self, FALSE);

  set_range (self, position, n, TRUE);

  if (unselect_rest)
    tell_all (self);
  else
    gtk_selection_model_selection_changed (model, position, n);

  return TRUE;
}

static gboolean
docket_selection_unselect_range (GtkSelectionModel *model, guint position, guint n)
{
  set_range (DOCKET_SELECTION (model), position, n, FALSE);
  gtk_selection_model_selection_changed (model, position, n);

  return TRUE;
}

static gboolean
docket_selection_select_item (GtkSelectionModel *model, guint position, gboolean unselect_rest)
{
  /* A list view asks for this as the focus moves along. */
  if (unselect_rest && DOCKET_SELECTION (model)->keeping)
    return TRUE;

  return docket_selection_select_range (model, position, 1, unselect_rest);
}

static gboolean
docket_selection_unselect_item (GtkSelectionModel *model, guint position)
{
  return docket_selection_unselect_range (model, position, 1);
}

static gboolean
docket_selection_select_all (GtkSelectionModel *model)
{
  clear (DOCKET_SELECTION (model), TRUE);
  tell_all (DOCKET_SELECTION (model));

  return TRUE;
}

static gboolean
docket_selection_unselect_all (GtkSelectionModel *model)
{
  clear (DOCKET_SELECTION (model), FALSE);
  tell_all (DOCKET_SELECTION (model));

  return TRUE;
}

static gboolean
docket_selection_set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  DocketSelection *self = DOCKET_SELECTION (model);
  GtkBitsetIter iter;
  guint position;

  if (gtk_bitset_is_empty (mask))
    return TRUE;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, mask, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    if (position < n_items (self))
      set_id (self,
              docket_ticket_list_get_id (self->list, position),
              gtk_bitset_contains (selected, position));

  gtk_selection_model_selection_changed (model,
                                         gtk_bitset_get_minimum (mask),
                                         gtk_bitset_get_maximum (mask) -
                                           gtk_bitset_get_minimum (mask) + 1);

  return TRUE;
}

static void
docket_selection_selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = docket_selection_is_selected;
  iface->get_selection_in_range = docket_selection_get_selection_in_range;
  iface->select_item = docket_selection_select_item;
  iface->unselect_item = docket_selection_unselect_item;
  iface->select_range = docket_selection_select_range;
  iface->unselect_range = docket_selection_unselect_range;
  iface->select_all = docket_selection_select_all;
  iface->unselect_all = docket_selection_unselect_all;
  iface->set_selection = docket_selection_set_selection;
}

static void
docket_selection_finalize (GObject *object)
{
  DocketSelection *self = DOCKET_SELECTION (object);

  g_clear_object (&self->list);
  g_hash_table_unref (self->ids);

  G_OBJECT_CLASS (docket_selection_parent_class)->finalize (object);
}

static void
docket_selection_class_init (DocketSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = docket_selection_finalize;
}

static void
docket_selection_init (DocketSelection *self)
{
  self->ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

/**
 * docket_selection_new:
 * @list: the list
 *
 * Returns: (transfer full): a selection of which nothing is selected
 */
DocketSelection *
docket_selection_new (DocketTicketList *list)
{
  DocketSelection *self;

  g_return_val_if_fail (DOCKET_IS_TICKET_LIST (list), NULL);

  self = g_object_new (DOCKET_TYPE_SELECTION, NULL);
  self->list = g_object_ref (list);
  g_signal_connect_object (list,
                           "items-changed",
                           G_CALLBACK (items_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);

  return self;
}

/**
 * docket_selection_get_list:
 * @self: a selection
 *
 * Returns: (transfer none): the list
 */
DocketTicketList *
docket_selection_get_list (DocketSelection *self)
{
  g_return_val_if_fail (DOCKET_IS_SELECTION (self), NULL);

  return self->list;
}

/**
 * docket_selection_dup_ids:
 * @self: a selection
 *
 * Returns: (transfer full) (element-type gint64): the ids selected that the list shows, in its
 * order
 */
GArray *
docket_selection_dup_ids (DocketSelection *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_return_val_if_fail (DOCKET_IS_SELECTION (self), ids);

  if (!self->all_but && g_hash_table_size (self->ids) == 0)
    return ids;

  for (guint i = 0; i < n_items (self); i++)
    {
      const gint64 id = docket_ticket_list_get_id (self->list, i);

      if (has_id (self, id))
        g_array_append_val (ids, id);
    }

  return ids;
}

/**
 * docket_selection_get_size:
 * @self: a selection
 *
 * Returns: how many tickets of the list are selected
 */
guint
docket_selection_get_size (DocketSelection *self)
{
  g_autoptr (GArray) ids = NULL;

  g_return_val_if_fail (DOCKET_IS_SELECTION (self), 0);

  if (self->all_but && g_hash_table_size (self->ids) == 0)
    return n_items (self);

  ids = docket_selection_dup_ids (self);

  return ids->len;
}

/**
 * docket_selection_get_single:
 * @self: a selection
 *
 * Returns: the id of the only ticket selected; 0 when none or several are
 */
gint64
docket_selection_get_single (DocketSelection *self)
{
  GHashTableIter iter;
  gpointer id;

  g_return_val_if_fail (DOCKET_IS_SELECTION (self), 0);

  if (self->all_but || g_hash_table_size (self->ids) != 1)
    return 0;

  g_hash_table_iter_init (&iter, self->ids);
  g_hash_table_iter_next (&iter, &id, NULL);

  return *(gint64 *) id;
}

/**
 * docket_selection_set_keeping:
 * @self: a selection
 * @keeping: whether what is selected stays so when something else is selected
 *
 * For a selection of several, made one by one.
 */
void
docket_selection_set_keeping (DocketSelection *self, gboolean keeping)
{
  g_return_if_fail (DOCKET_IS_SELECTION (self));

  self->keeping = keeping;
}

/**
 * docket_selection_select_id:
 * @self: a selection
 * @id: a local id, or 0
 *
 * Selects this ticket alone, whether the list shows it yet or not; 0: nothing.
 */
void
docket_selection_select_id (DocketSelection *self, gint64 id)
{
  g_return_if_fail (DOCKET_IS_SELECTION (self));

  clear (self, FALSE);

  if (id != 0)
    set_id (self, id, TRUE);

  tell_all (self);
}
