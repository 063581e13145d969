/* What a swipe on a row of the list does.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-list-pane-private.h"

#include "docket-list-edit.h"

static DocketTicket *
find_ticket (DocketListPane *self, gint64 id)
{
  guint position;
  g_autoptr (DocketTicket) ticket = NULL;

  if (!docket_ticket_list_find (self->list, id, &position))
    return NULL;

  ticket = g_list_model_get_item (G_LIST_MODEL (self->list), position);

  return docket_ticket_get_row (ticket) != NULL ? g_steal_pointer (&ticket) : NULL;
}

/* A closed ticket is opened again by what closes another. */
static void
close_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketListPane *self = user_data;
  const gint64 id = g_variant_get_int64 (parameter);
  g_autoptr (DocketTicket) ticket = find_ticket (self, id);
  const DocketTicketRow *row = ticket != NULL ? docket_ticket_get_row (ticket) : NULL;

  if (row == NULL)
    return;

  docket_list_edit_set_seen (GTK_WIDGET (self),
                             self->workspace,
                             id,
                             DOCKET_FIELD_ID_STATUS,
                             row->status_kind == DOCKET_STATUS_KIND_CLOSED ? "open" : "closed",
                             row->status);
}

static void
delete_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketListPane *self = user_data;
  const gint64 id = g_variant_get_int64 (parameter);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (ids, id);
  docket_list_menu_delete (self->menu, ids);
}

static const GActionEntry entries[] = {
  { "close", close_cb, "x" },
  { "delete", delete_cb, "x" },
};

/* The workspace is set. */
void
docket_list_pane_attach_swipe (DocketListPane *self)
{
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "swipe", G_ACTION_GROUP (actions));
}
