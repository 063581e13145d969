/* A ticket as a list shows it: one object an id, changed in place.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-ticket.h"

#include "docket-enum-types.h"

/**
 * DocketTicket:
 *
 * A list makes one for each id in sight, at first without a row (a placeholder); the row comes from
 * a worker and is replaced when the ticket changes. Main thread only.
 */
struct _DocketTicket
{
  GObject parent_instance;

  gint64 id;
  DocketTicketRow *row;
};

G_DEFINE_BOXED_TYPE (DocketTicketRow,
                     docket_ticket_row,
                     docket_ticket_row_copy,
                     docket_ticket_row_free)
G_DEFINE_FINAL_TYPE (DocketTicket, docket_ticket, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_LOADED,
  N_PROPS
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
docket_ticket_finalize (GObject *object)
{
  DocketTicket *self = DOCKET_TICKET (object);

  g_clear_pointer (&self->row, docket_ticket_row_free);

  G_OBJECT_CLASS (docket_ticket_parent_class)->finalize (object);
}

static void
docket_ticket_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DocketTicket *self = DOCKET_TICKET (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_int64 (value, self->id);
      break;

    case PROP_LOADED:
      g_value_set_boolean (value, docket_ticket_is_loaded (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
docket_ticket_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DocketTicket *self = DOCKET_TICKET (object);

  switch (prop_id)
    {
    case PROP_ID:
      self->id = g_value_get_int64 (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
docket_ticket_class_init (DocketTicketClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = docket_ticket_finalize;
  object_class->get_property = docket_ticket_get_property;
  object_class->set_property = docket_ticket_set_property;

  /**
   * DocketTicket:id:
   *
   * The local id.
   */
  properties[PROP_ID] =
    g_param_spec_int64 ("id",
                        NULL,
                        NULL,
                        0,
                        G_MAXINT64,
                        0,
                        G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  /**
   * DocketTicket:loaded:
   *
   * Whether the row has come.
   */
  properties[PROP_LOADED] =
    g_param_spec_boolean ("loaded", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * DocketTicket::changed:
   *
   * The row came or was replaced by another one.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          DOCKET_TYPE_TICKET,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
}

static void
docket_ticket_init (DocketTicket *self)
{
}

/**
 * docket_ticket_row_new:
 *
 * Returns: (transfer full): an empty row
 */
DocketTicketRow *
docket_ticket_row_new (void)
{
  return g_new0 (DocketTicketRow, 1);
}

/**
 * docket_ticket_row_copy:
 * @row: a row
 *
 * Returns: (transfer full): a copy of it
 */
DocketTicketRow *
docket_ticket_row_copy (const DocketTicketRow *row)
{
  DocketTicketRow *copy = g_memdup2 (row, sizeof *row);

  copy->number = g_strdup (row->number);
  copy->title = g_strdup (row->title);
  copy->status = g_strdup (row->status);
  copy->assignee_name = g_strdup (row->assignee_name);
  copy->customer_name = g_strdup (row->customer_name);
  copy->contact_name = g_strdup (row->contact_name);
  copy->contract_name = g_strdup (row->contract_name);
  copy->source = g_strdup (row->source);

  return copy;
}

/**
 * docket_ticket_row_free:
 * @row: (transfer full): a row
 */
void
docket_ticket_row_free (DocketTicketRow *row)
{
  g_free (row->number);
  g_free (row->title);
  g_free (row->status);
  g_free (row->assignee_name);
  g_free (row->customer_name);
  g_free (row->contact_name);
  g_free (row->contract_name);
  g_free (row->source);
  g_free (row);
}

/**
 * docket_ticket_row_get_due_at:
 * @row: a row
 *
 * Returns: the nearer of the two due times, in microseconds UTC; 0 for none
 */
gint64
docket_ticket_row_get_due_at (const DocketTicketRow *row)
{
  g_return_val_if_fail (row != NULL, 0);

  if (row->first_response_due_at == 0 || row->close_due_at == 0)
    return MAX (row->first_response_due_at, row->close_due_at);

  return MIN (row->first_response_due_at, row->close_due_at);
}

/**
 * docket_ticket_new:
 * @id: a local id
 *
 * Returns: (transfer full): a ticket whose row has not come yet
 */
DocketTicket *
docket_ticket_new (gint64 id)
{
  return g_object_new (DOCKET_TYPE_TICKET, "id", id, NULL);
}

/**
 * docket_ticket_get_id:
 * @self: a ticket
 *
 * Returns: its local id
 */
gint64
docket_ticket_get_id (DocketTicket *self)
{
  g_return_val_if_fail (DOCKET_IS_TICKET (self), 0);

  return self->id;
}

/**
 * docket_ticket_is_loaded:
 * @self: a ticket
 *
 * Returns: whether its row has come
 */
gboolean
docket_ticket_is_loaded (DocketTicket *self)
{
  g_return_val_if_fail (DOCKET_IS_TICKET (self), FALSE);

  return self->row != NULL;
}

/**
 * docket_ticket_get_row:
 * @self: a ticket
 *
 * Returns: (transfer none) (nullable): its row, good until the next "changed"; %NULL while it has
 * not come
 */
const DocketTicketRow *
docket_ticket_get_row (DocketTicket *self)
{
  g_return_val_if_fail (DOCKET_IS_TICKET (self), NULL);

  return self->row;
}

/**
 * docket_ticket_take_row:
 * @self: a ticket
 * @row: (transfer full): its row, of the same id
 *
 * Gives the ticket its row and tells those who show it.
 */
void
docket_ticket_take_row (DocketTicket *self, DocketTicketRow *row)
{
  gboolean was_loaded;

  g_return_if_fail (DOCKET_IS_TICKET (self));
  g_return_if_fail (row != NULL && row->id == self->id);

  was_loaded = self->row != NULL;
  g_clear_pointer (&self->row, docket_ticket_row_free);
  self->row = row;

  if (!was_loaded)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}
