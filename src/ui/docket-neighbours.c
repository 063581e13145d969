/* Which tickets come before and after the open one.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-neighbours.h"

/**
 * DocketNeighbours:
 *
 * Remembers the neighbours for when the ticket leaves the list: what is closed is often not shown
 * any more, and the next one is meant as it was seen.
 */
struct _DocketNeighbours
{
  GObject parent_instance;

  DocketTicketList *list;
  gint64 ticket;
  gint64 previous; /* 0: at the start of the list */
  gint64 next;     /* 0: at the end of the list */
  guint position;
};

G_DEFINE_FINAL_TYPE (DocketNeighbours, docket_neighbours, G_TYPE_OBJECT)

static guint
count (DocketNeighbours *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->list));
}

static gint64
get_id (DocketNeighbours *self, guint position)
{
  return position < count (self) ? docket_ticket_list_get_id (self->list, position) : 0;
}

static gboolean
look (DocketNeighbours *self)
{
  guint position;

  if (self->ticket == 0 || !docket_ticket_list_find (self->list, self->ticket, &position))
    return FALSE;

  self->position = position;
  self->previous = position > 0 ? get_id (self, position - 1) : 0;
  self->next = get_id (self, position + 1);

  return TRUE;
}

static void
items_changed_cb (DocketNeighbours *self)
{
  look (self);
}

static void
docket_neighbours_dispose (GObject *object)
{
  g_clear_object (&DOCKET_NEIGHBOURS (object)->list);

  G_OBJECT_CLASS (docket_neighbours_parent_class)->dispose (object);
}

static void
docket_neighbours_class_init (DocketNeighboursClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = docket_neighbours_dispose;
}

static void
docket_neighbours_init (DocketNeighbours *self)
{
}

/**
 * docket_neighbours_new:
 * @list: what is shown
 *
 * Returns: (transfer full): the neighbours of no ticket yet
 */
DocketNeighbours *
docket_neighbours_new (DocketTicketList *list)
{
  DocketNeighbours *self;

  g_return_val_if_fail (DOCKET_IS_TICKET_LIST (list), NULL);

  self = g_object_new (DOCKET_TYPE_NEIGHBOURS, NULL);
  self->list = g_object_ref (list);
  g_signal_connect_object (list,
                           "items-changed",
                           G_CALLBACK (items_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);

  return self;
}

/**
 * docket_neighbours_set_ticket:
 * @self: the neighbours
 * @ticket: local id of the open ticket; 0: none
 */
void
docket_neighbours_set_ticket (DocketNeighbours *self, gint64 ticket)
{
  g_return_if_fail (DOCKET_IS_NEIGHBOURS (self));

  if (ticket == self->ticket)
    return;

  self->ticket = ticket;
  self->previous = 0;
  self->next = 0;
  self->position = 0;
  look (self);
}

/**
 * docket_neighbours_get:
 * @self: the neighbours
 * @step: 1 for the next ticket, -1 for the one before
 *
 * Returns: local id; 0 at the end of the list. Of a ticket that left the list, those that stood
 * beside it; where they left too, what is at their place now. Of none, the first of the list
 */
gint64
docket_neighbours_get (DocketNeighbours *self, int step)
{
  const gint64 *remembered;

  g_return_val_if_fail (DOCKET_IS_NEIGHBOURS (self), 0);

  remembered = step > 0 ? &self->next : &self->previous;

  if (self->ticket == 0)
    return get_id (self, 0);

  if (look (self) || *remembered == 0 || docket_ticket_list_find (self->list, *remembered, NULL))
    return *remembered;

  if (step > 0)
    return get_id (self, self->position);

  return self->position > 0 && count (self) > 0
           ? get_id (self, MIN (self->position, count (self)) - 1)
           : 0;
}
