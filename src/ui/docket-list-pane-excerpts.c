/* Of a ticket that is found by a message alone, its row shows where.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-list-pane-private.h"

#include <glib/gi18n.h>

#include "docket-workspace-excerpts.h"

/* Rows that only pass by are not looked at. */
#define LOOK_DELAY_MS 60

static DocketListRow *
get_row (GtkWidget *item)
{
  GtkWidget *row = gtk_widget_get_first_child (item);

  return DOCKET_IS_LIST_ROW (row) && docket_list_row_get_ticket (DOCKET_LIST_ROW (row)) != NULL
           ? DOCKET_LIST_ROW (row)
           : NULL;
}

static char *
dup_line (const DocketExcerpt *excerpt)
{
  if (excerpt->text != NULL && excerpt->kind == DOCKET_MESSAGE_KIND_INTERNAL)
    /* Translators: %s is part of the note */
    return g_strdup_printf (_ ("Internal note: %s"), excerpt->text);

  return g_strdup (excerpt->text);
}

static void
show_excerpts (DocketListPane *self)
{
  for (GtkWidget *item = gtk_widget_get_first_child (GTK_WIDGET (self->list_view)); item != NULL;
       item = gtk_widget_get_next_sibling (item))
    if (get_row (item) != NULL)
      docket_list_pane_show_excerpt (self, get_row (item));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketListPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) excerpts =
    docket_workspace_load_excerpts_finish (DOCKET_WORKSPACE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->excerpts_cancellable);

  /* The list itself says what is wrong with the disk. */
  if (excerpts == NULL)
    return;

  for (guint i = 0; i < excerpts->len; i++)
    {
      const DocketExcerpt *excerpt = g_ptr_array_index (excerpts, i);

      g_hash_table_insert (self->excerpts,
                           g_memdup2 (&excerpt->ticket, sizeof excerpt->ticket),
                           dup_line (excerpt));
    }

  show_excerpts (self);
}

static gboolean
is_in_sight (DocketListPane *self, GtkWidget *item)
{
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (item, GTK_WIDGET (self->list_view), &bounds) &&
         bounds.origin.y + bounds.size.height > 0 &&
         bounds.origin.y < gtk_widget_get_height (GTK_WIDGET (self->list_view));
}

static gboolean
look_cb (gpointer user_data)
{
  DocketListPane *self = user_data;
  g_autoptr (GArray) tickets = g_array_new (FALSE, FALSE, sizeof (gint64));

  self->excerpts_source = 0;

  for (GtkWidget *item = gtk_widget_get_first_child (GTK_WIDGET (self->list_view)); item != NULL;
       item = gtk_widget_get_next_sibling (item))
    {
      DocketListRow *row = get_row (item);
      const gint64 ticket =
        row != NULL ? docket_ticket_get_id (docket_list_row_get_ticket (row)) : 0;

      if (ticket != 0 && is_in_sight (self, item) &&
          !g_hash_table_contains (self->excerpts, &ticket))
        g_array_append_val (tickets, ticket);
    }

  if (self->search == NULL || tickets->len == 0)
    return G_SOURCE_REMOVE;

  g_cancellable_cancel (self->excerpts_cancellable);
  g_clear_object (&self->excerpts_cancellable);
  self->excerpts_cancellable = g_cancellable_new ();
  docket_workspace_load_excerpts_async (self->workspace,
                                        tickets,
                                        self->search,
                                        self->excerpts_cancellable,
                                        loaded_cb,
                                        g_object_ref (self));

  return G_SOURCE_REMOVE;
}

static void
look_soon (DocketListPane *self)
{
  if (self->search != NULL && self->excerpts_source == 0)
    self->excerpts_source = g_timeout_add (LOOK_DELAY_MS, look_cb, self);
}

/* What is searched for is another. A line stays until it is known what comes in its place. */
void
docket_list_pane_search_excerpts (DocketListPane *self)
{
  g_cancellable_cancel (self->excerpts_cancellable);
  g_clear_object (&self->excerpts_cancellable);
  g_hash_table_remove_all (self->excerpts);
  look_soon (self);
}

/* Where it is known; else it is soon looked for. */
void
docket_list_pane_show_excerpt (DocketListPane *self, DocketListRow *row)
{
  const gint64 ticket = docket_ticket_get_id (docket_list_row_get_ticket (row));
  gpointer line;

  if (g_hash_table_lookup_extended (self->excerpts, &ticket, NULL, &line))
    docket_list_row_set_excerpt (row, line);
  else
    look_soon (self);
}

void
docket_list_pane_attach_excerpts (DocketListPane *self)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list_view));

  self->excerpts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_signal_connect_object (adjustment,
                           "value-changed",
                           G_CALLBACK (look_soon),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (look_soon), self, G_CONNECT_SWAPPED);
}

void
docket_list_pane_detach_excerpts (DocketListPane *self)
{
  g_cancellable_cancel (self->excerpts_cancellable);
  g_clear_object (&self->excerpts_cancellable);
  g_clear_handle_id (&self->excerpts_source, g_source_remove);
  g_clear_pointer (&self->excerpts, g_hash_table_unref);
}
