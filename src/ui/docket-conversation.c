/* What was said and done about a ticket, in the order of time.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-conversation.h"

#include <glib/gi18n.h>

#include "docket-conversation-item.h"
#include "docket-conversation-line.h"
#include "docket-format.h"
#include "docket-message-card.h"
#include "docket-workspace-news.h"

/* A list of rows of unknown height needs some frames to find its end. */
#define MAX_SCROLL_FRAMES 30

/**
 * DocketConversation:
 *
 * News change the items in place: what is read stays where it is, and a button says that there is
 * more. Only what the person sent is scrolled to.
 */
struct _DocketConversation
{
  AdwBin parent_instance;

  gint64 ticket;
  DocketTicketDetails *details;
  GListStore *items;
  GHashTable *can_undo; /* (element-type gint64) of messages */
  gint64 followed;      /* the message to be scrolled to when it comes */
  gint64 mark_at;       /* 0: no mark */
  GtkWidget *mark_row;
  guint scroll_tick;
  guint scroll_frames;

  GtkStack *title_stack;
  GtkLabel *title;
  GtkEditable *title_entry;
  GtkLabel *status;
  GtkLabel *summary;
  GtkWidget *deleted_label;
  GtkScrolledWindow *scrolled;
  GtkListView *list_view;
  GtkWidget *newest_button;
  GtkWidget *mark_button;
};

G_DEFINE_FINAL_TYPE (DocketConversation, docket_conversation, ADW_TYPE_BIN)

enum
{
  SIGNAL_TITLE_EDITED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_at_end (DocketConversation *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled);

  return gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment) >=
         gtk_adjustment_get_upper (adjustment) - 1;
}

static void
scroll_to (DocketConversation *self, guint position)
{
  gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u", position);
}

static gboolean
scroll_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  DocketConversation *self = DOCKET_CONVERSATION (widget);
  const guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  if (n_items > 0)
    scroll_to (self, n_items - 1);

  if (n_items > 0 && self->scroll_frames++ < MAX_SCROLL_FRAMES &&
      (self->scroll_frames < 3 || !is_at_end (self)))
    return G_SOURCE_CONTINUE;

  self->scroll_tick = 0;

  return G_SOURCE_REMOVE;
}

static void
scroll_to_newest (DocketConversation *self)
{
  self->scroll_frames = 0;

  if (self->scroll_tick == 0)
    self->scroll_tick =
      gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_tick_cb, NULL, NULL);

  gtk_widget_set_visible (self->newest_button, FALSE);
}

static DocketOperation *
find_operation (DocketTicketDetails *details, const DocketMessage *message)
{
  for (guint i = 0; message->operation != NULL && i < details->operations->len; i++)
    {
      DocketOperation *operation = g_ptr_array_index (details->operations, i);

      if (g_str_equal (operation->uuid, message->operation))
        return operation;
    }

  return NULL;
}

static const char *
get_problem (const DocketOperation *operation, const DocketMessage *message)
{
  if (message->state != DOCKET_PART_STATE_FAILED || operation == NULL)
    return NULL;

  return operation->last_error != NULL && *operation->last_error != '\0'
           ? operation->last_error
           : docket_operation_reason_get_label (operation->reason);
}

static DocketConversationItem *
make_message (DocketTicketDetails *details, DocketMessage *message)
{
  DocketOperation *operation = find_operation (details, message);
  DocketConversationItem *item =
    docket_conversation_item_new_message (message, get_problem (operation, message));
  g_autoptr (GPtrArray) news = NULL;

  if (operation != NULL)
    {
      news = docket_workspace_list_news (details, operation);
      docket_conversation_item_set_operation (item, operation, news);
    }

  return item;
}

static gint
compare_items (gconstpointer a, gconstpointer b)
{
  DocketConversationItem *const *left = a;
  DocketConversationItem *const *right = b;
  const gint64 difference =
    docket_conversation_item_get_at (*left) - docket_conversation_item_get_at (*right);

  if (difference != 0)
    return difference < 0 ? -1 : 1;

  return g_strcmp0 (docket_conversation_item_get_key (*left),
                    docket_conversation_item_get_key (*right));
}

static gboolean
is_news (DocketConversationItem *item, gint64 read_until)
{
  const DocketMessage *message = docket_conversation_item_get_message (item);
  const DocketStatusChange *change = docket_conversation_item_get_status_change (item);
  const gboolean by_other =
    (message != NULL && !message->is_mine) || (change != NULL && !change->is_mine);

  return by_other && docket_conversation_item_get_at (item) > read_until;
}

/* The line stays where it was found when the ticket was opened. */
static void
insert_mark (DocketConversation *self, GPtrArray *items, gint64 read_until, gboolean opened)
{
  for (guint i = 0; opened && read_until != 0 && i < items->len; i++)
    if (is_news (g_ptr_array_index (items, i), read_until))
      {
        self->mark_at = docket_conversation_item_get_at (g_ptr_array_index (items, i));
        break;
      }

  for (guint i = 0; self->mark_at != 0 && i < items->len; i++)
    if (docket_conversation_item_get_at (g_ptr_array_index (items, i)) >= self->mark_at)
      {
        /* Before everything there is nothing that was seen. */
        if (i > 0)
          g_ptr_array_insert (items, (int) i, docket_conversation_item_new_mark (self->mark_at));

        return;
      }
}

static GPtrArray *
make_items (DocketConversation *self, DocketTicketDetails *details, gboolean opened)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < details->messages->len; i++)
    g_ptr_array_add (items, make_message (details, g_ptr_array_index (details->messages, i)));

  for (guint i = 0; i < details->time_entries->len; i++)
    g_ptr_array_add (
      items,
      docket_conversation_item_new_time_entry (g_ptr_array_index (details->time_entries, i)));

  for (guint i = 0; i < details->status_changes->len; i++)
    g_ptr_array_add (
      items,
      docket_conversation_item_new_status_change (g_ptr_array_index (details->status_changes, i)));

  g_ptr_array_sort (items, compare_items);
  insert_mark (self, items, details->read_until, opened);

  return items;
}

static GHashTable *
collect_keys (GPtrArray *items)
{
  GHashTable *keys = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < items->len; i++)
    g_hash_table_add (keys, (gpointer) docket_conversation_item_get_key (items->pdata[i]));

  return keys;
}

static void
remove_gone (DocketConversation *self, GPtrArray *items)
{
  g_autoptr (GHashTable) keys = collect_keys (items);

  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->items)); i > 0; i--)
    {
      g_autoptr (DocketConversationItem) item =
        g_list_model_get_item (G_LIST_MODEL (self->items), i - 1);

      if (!g_hash_table_contains (keys, docket_conversation_item_get_key (item)))
        g_list_store_remove (self->items, i - 1);
    }
}

static guint
find_item (DocketConversation *self, const char *key, guint from)
{
  const guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  for (guint i = from; i < n_items; i++)
    {
      g_autoptr (DocketConversationItem) item =
        g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (g_str_equal (docket_conversation_item_get_key (item), key))
        return i;
    }

  return G_MAXUINT;
}

/* Puts an item at its place: it is there, or stands further down because time moved it, or is new.
 */
static gboolean
place_item (DocketConversation *self, guint position, DocketConversationItem *news, gboolean known)
{
  g_autoptr (DocketConversationItem) old = NULL;
  guint at =
    known ? find_item (self, docket_conversation_item_get_key (news), position) : G_MAXUINT;

  if (at == G_MAXUINT)
    {
      g_list_store_insert (self->items, position, news);
      return TRUE;
    }

  old = g_list_model_get_item (G_LIST_MODEL (self->items), at);

  if (at != position)
    {
      g_list_store_remove (self->items, at);
      g_list_store_insert (self->items, position, old);
    }

  docket_conversation_item_update (old, news);

  return FALSE;
}

/* Returns: how many messages came that somebody else wrote */
static guint
merge_items (DocketConversation *self, GPtrArray *items)
{
  guint n_new = 0;
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const guint n_old = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  for (guint i = 0; i < n_old; i++)
    {
      g_autoptr (DocketConversationItem) item =
        g_list_model_get_item (G_LIST_MODEL (self->items), i);

      g_hash_table_add (known, g_strdup (docket_conversation_item_get_key (item)));
    }

  remove_gone (self, items);

  for (guint i = 0; i < items->len; i++)
    {
      DocketConversationItem *item = g_ptr_array_index (items, i);
      const DocketMessage *message = docket_conversation_item_get_message (item);
      const gboolean was_known =
        g_hash_table_contains (known, docket_conversation_item_get_key (item));

      if (place_item (self, i, item, was_known) && message != NULL && !message->is_mine)
        n_new++;
    }

  return n_new;
}

static gboolean
has_message (DocketConversation *self, gint64 id)
{
  g_autofree char *key = g_strdup_printf ("message %" G_GINT64_FORMAT, id);

  return find_item (self, key, 0) != G_MAXUINT;
}

static void
show_can_undo (DocketConversation *self)
{
  const guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (DocketConversationItem) item =
        g_list_model_get_item (G_LIST_MODEL (self->items), i);
      const DocketMessage *message = docket_conversation_item_get_message (item);

      if (message != NULL)
        docket_conversation_item_set_can_undo (
          item,
          g_hash_table_contains (self->can_undo, &message->id));
    }
}

static gboolean
is_same_day (gint64 a_us, gint64 b_us)
{
  g_autoptr (GDateTime) a = g_date_time_new_from_unix_local (a_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) b = g_date_time_new_from_unix_local (b_us / G_USEC_PER_SEC);

  return a != NULL && b != NULL && g_date_time_get_year (a) == g_date_time_get_year (b) &&
         g_date_time_get_day_of_year (a) == g_date_time_get_day_of_year (b);
}

static char *
describe_opening (const DocketTicketRow *row)
{
  const gint64 now_us = g_get_real_time ();
  g_autofree char *moment = docket_format_moment (row->created_at, now_us);

  if (is_same_day (row->created_at, now_us))
    {
      /* Translators: %s is a time of day */
      char *with_day = g_strdup_printf (_ ("today %s"), moment);

      g_free (moment);
      moment = with_day;
    }

  if (row->contact_name != NULL)
    /* Translators: when and by whom a ticket was opened: "opened today 08:12 by Marie Dubois" */
    return g_strdup_printf (_ ("opened %s by %s"), moment, row->contact_name);

  /* Translators: when a ticket was opened: "opened today 08:12" */
  return g_strdup_printf (_ ("opened %s"), moment);
}

static void
show_heading (DocketConversation *self)
{
  static const char *const kinds[] = { "open", "pending", "resolved", "closed" };
  const DocketTicketRow *row = self->details->row;
  g_autofree char *opening = describe_opening (row);
  g_autofree char *exact = docket_format_exact (row->created_at);
  g_autofree char *summary =
    g_strdup_printf ("%s · %s", docket_priority_get_label (row->priority), opening);

  gtk_label_set_text (self->title, row->title);
  gtk_label_set_text (self->status, docket_status_get_label (row->status));
  gtk_widget_set_css_classes (GTK_WIDGET (self->status),
                              (const char *[]){ "status", kinds[row->status_kind], NULL });
  gtk_label_set_text (self->summary, summary);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->summary), exact);
  gtk_widget_set_visible (self->deleted_label, self->details->deleted);
}

static void
stop_editing_title (DocketConversation *self)
{
  if (g_str_equal (gtk_stack_get_visible_child_name (self->title_stack), "entry"))
    gtk_stack_set_visible_child_name (self->title_stack, "title");
}

static void
commit_title (DocketConversation *self)
{
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (self->title_entry)));

  if (!g_str_equal (gtk_stack_get_visible_child_name (self->title_stack), "entry"))
    return;

  stop_editing_title (self);

  if (self->details == NULL || *typed == '\0' || g_str_equal (typed, self->details->row->title))
    return;

  gtk_label_set_text (self->title, typed);
  g_signal_emit (self, signals[SIGNAL_TITLE_EDITED], 0, typed);
}

static void
title_clicked_cb (DocketConversation *self)
{
  gtk_editable_set_text (self->title_entry, self->details->row->title);
  gtk_stack_set_visible_child_name (self->title_stack, "entry");
  gtk_widget_grab_focus (GTK_WIDGET (self->title_entry));
}

static gboolean
title_key_pressed_cb (GtkEventControllerKey *controller,
                      guint keyval,
                      guint keycode,
                      GdkModifierType state,
                      DocketConversation *self)
{
  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;

  stop_editing_title (self);

  return GDK_EVENT_STOP;
}

static void
newest_clicked_cb (DocketConversation *self)
{
  scroll_to_newest (self);
}

static void
mark_clicked_cb (DocketConversation *self)
{
  guint position = find_item (self, "new", 0);

  if (position != G_MAXUINT)
    scroll_to (self, position);

  gtk_widget_set_visible (self->mark_button, FALSE);
}

static gboolean
is_mark_in_sight (DocketConversation *self)
{
  graphene_rect_t bounds;

  return self->mark_row != NULL && gtk_widget_get_mapped (self->mark_row) &&
         gtk_widget_compute_bounds (self->mark_row, GTK_WIDGET (self->scrolled), &bounds) &&
         bounds.origin.y >= 0;
}

static void
scrolled_cb (DocketConversation *self)
{
  if (is_at_end (self))
    gtk_widget_set_visible (self->newest_button, FALSE);

  if (gtk_widget_get_visible (self->mark_button) && self->scroll_tick == 0 &&
      is_mark_in_sight (self))
    gtk_widget_set_visible (self->mark_button, FALSE);
}

static void
name_row (GtkWidget *row, DocketConversationItem *item)
{
  GtkWidget *cell = gtk_widget_get_parent (row);
  g_autofree char *name = NULL;

  if (cell == NULL)
    return;

  name = docket_conversation_item_get_kind (item) == DOCKET_CONVERSATION_MESSAGE
           ? docket_message_card_describe (docket_conversation_item_get_message (item))
           : docket_conversation_line_describe (item);
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *cell, DocketConversation *self)
{
  gtk_list_item_set_child (cell, adw_bin_new ());
  gtk_list_item_set_activatable (cell, FALSE);
  gtk_list_item_set_selectable (cell, FALSE);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *cell, DocketConversation *self)
{
  AdwBin *row = ADW_BIN (gtk_list_item_get_child (cell));
  DocketConversationItem *item = gtk_list_item_get_item (cell);

  if (docket_conversation_item_get_kind (item) == DOCKET_CONVERSATION_MESSAGE)
    {
      if (!DOCKET_IS_MESSAGE_CARD (adw_bin_get_child (row)))
        adw_bin_set_child (row, docket_message_card_new ());

      docket_message_card_set_item (DOCKET_MESSAGE_CARD (adw_bin_get_child (row)), item);
    }
  else
    {
      if (!DOCKET_IS_CONVERSATION_LINE (adw_bin_get_child (row)))
        adw_bin_set_child (row, docket_conversation_line_new ());

      docket_conversation_line_set_item (DOCKET_CONVERSATION_LINE (adw_bin_get_child (row)), item);
    }

  if (docket_conversation_item_get_kind (item) == DOCKET_CONVERSATION_NEW)
    self->mark_row = GTK_WIDGET (row);

  name_row (GTK_WIDGET (row), item);
  g_signal_connect_object (item, "changed", G_CALLBACK (name_row), row, G_CONNECT_SWAPPED);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *cell, DocketConversation *self)
{
  GtkWidget *row = gtk_list_item_get_child (cell);
  GtkWidget *child = adw_bin_get_child (ADW_BIN (row));

  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (cell), name_row, row);

  if (self->mark_row == row)
    self->mark_row = NULL;

  if (DOCKET_IS_MESSAGE_CARD (child))
    docket_message_card_set_item (DOCKET_MESSAGE_CARD (child), NULL);
  else
    docket_conversation_line_set_item (DOCKET_CONVERSATION_LINE (child), NULL);
}

static void
docket_conversation_dispose (GObject *object)
{
  DocketConversation *self = DOCKET_CONVERSATION (object);

  if (self->scroll_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->scroll_tick);

  self->scroll_tick = 0;

  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);

  g_clear_object (&self->details);
  g_clear_object (&self->items);
  g_clear_pointer (&self->can_undo, g_hash_table_unref);

  G_OBJECT_CLASS (docket_conversation_parent_class)->dispose (object);
}

static void
docket_conversation_class_init (DocketConversationClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = docket_conversation_dispose;

  /**
   * DocketConversation::title-edited:
   * @title: what the person typed, not empty
   *
   * The ticket is to have another title.
   */
  signals[SIGNAL_TITLE_EDITED] = g_signal_new ("title-edited",
                                               DOCKET_TYPE_CONVERSATION,
                                               G_SIGNAL_RUN_LAST,
                                               0,
                                               NULL,
                                               NULL,
                                               NULL,
                                               G_TYPE_NONE,
                                               1,
                                               G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-conversation.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketConversation, title_stack);
  gtk_widget_class_bind_template_child (widget_class, DocketConversation, title);
  gtk_widget_class_bind_template_child (widget_class, DocketConversation, title_entry);
  gtk_widget_class_bind_template_child (widget_class, DocketConversation, status);
  gtk_widget_class_bind_template_child (widget_class, DocketConversation, summary);
  gtk_widget_class_bind_template_child (widget_class, DocketConversation, deleted_label);
  gtk_widget_class_bind_template_child (widget_class, DocketConversation, scrolled);
  gtk_widget_class_bind_template_child (widget_class, DocketConversation, list_view);
  gtk_widget_class_bind_template_child (widget_class, DocketConversation, newest_button);
  gtk_widget_class_bind_template_child (widget_class, DocketConversation, mark_button);
  gtk_widget_class_bind_template_callback (widget_class, commit_title);
  gtk_widget_class_bind_template_callback (widget_class, title_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, title_key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, newest_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, mark_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
}

static void
docket_conversation_init (DocketConversation *self)
{
  GtkNoSelection *model;

  gtk_widget_init_template (GTK_WIDGET (self));

  self->can_undo = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->items = g_list_store_new (DOCKET_TYPE_CONVERSATION_ITEM);
  model = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->items)));
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (model));
  g_object_unref (model);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scrolled),
                           "value-changed",
                           G_CALLBACK (scrolled_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

/* Whoever reads the end and changes the status sees the line that says so, and is at the end again
 * when it is taken back. */
static gboolean
adds_own_line (DocketConversation *self, GPtrArray *items)
{
  DocketConversationItem *last = items->len > 0 ? g_ptr_array_index (items, items->len - 1) : NULL;
  const DocketStatusChange *change =
    last != NULL ? docket_conversation_item_get_status_change (last) : NULL;

  return change != NULL && change->is_mine &&
         find_item (self, docket_conversation_item_get_key (last), 0) == G_MAXUINT;
}

static gboolean
takes_back (DocketConversation *self, GPtrArray *items)
{
  return items->len < g_list_model_get_n_items (G_LIST_MODEL (self->items));
}

static void
open_ticket (DocketConversation *self, DocketTicketDetails *details)
{
  self->ticket = details->row->id;
  self->mark_at = 0;
  self->followed = 0;
  stop_editing_title (self);
  g_list_store_remove_all (self->items);
}

/**
 * docket_conversation_set_details:
 * @self: a conversation
 * @details: a ticket; of the same ticket as before, it takes over what is new in place
 */
void
docket_conversation_set_details (DocketConversation *self, DocketTicketDetails *details)
{
  const gboolean opened = details->row->id != self->ticket;
  guint n_new = 0;
  gboolean follows;
  g_autoptr (GPtrArray) items = NULL;

  g_return_if_fail (DOCKET_IS_CONVERSATION (self));

  g_set_object (&self->details, details);

  if (opened)
    open_ticket (self, details);

  show_heading (self);
  items = make_items (self, details, opened);
  follows =
    !opened && is_at_end (self) && (adds_own_line (self, items) || takes_back (self, items));

  if (opened)
    g_list_store_splice (self->items, 0, 0, items->pdata, items->len);
  else
    n_new = merge_items (self, items);

  show_can_undo (self);

  if (opened)
    {
      gtk_widget_set_visible (self->mark_button, find_item (self, "new", 0) != G_MAXUINT);
      scroll_to_newest (self);
    }
  else if (self->followed != 0 && has_message (self, self->followed))
    {
      self->followed = 0;
      scroll_to_newest (self);
    }
  else if (follows)
    scroll_to_newest (self);
  else if (n_new > 0)
    gtk_widget_set_visible (self->newest_button, TRUE);
}

/**
 * docket_conversation_follow:
 * @self: a conversation
 * @message: local id of a message that the person has just sent from here
 *
 * Scrolls to it, now or when it comes.
 */
void
docket_conversation_follow (DocketConversation *self, gint64 message)
{
  g_return_if_fail (DOCKET_IS_CONVERSATION (self));

  if (has_message (self, message))
    scroll_to_newest (self);
  else
    self->followed = message;
}

/**
 * docket_conversation_set_can_undo:
 * @self: a conversation
 * @message: local id, of any ticket
 * @can_undo: whether its sending can be taken back
 */
void
docket_conversation_set_can_undo (DocketConversation *self, gint64 message, gboolean can_undo)
{
  g_return_if_fail (DOCKET_IS_CONVERSATION (self));

  if (can_undo)
    g_hash_table_add (self->can_undo, g_memdup2 (&message, sizeof message));
  else
    g_hash_table_remove (self->can_undo, &message);

  show_can_undo (self);
}

/**
 * docket_conversation_get_items:
 * @self: a conversation
 *
 * Returns: (transfer none): a list of #DocketConversationItem by time
 */
GListModel *
docket_conversation_get_items (DocketConversation *self)
{
  g_return_val_if_fail (DOCKET_IS_CONVERSATION (self), NULL);

  return G_LIST_MODEL (self->items);
}

/**
 * docket_conversation_get_adjustment:
 * @self: a conversation
 *
 * Returns: (transfer none): how far it is scrolled
 */
GtkAdjustment *
docket_conversation_get_adjustment (DocketConversation *self)
{
  g_return_val_if_fail (DOCKET_IS_CONVERSATION (self), NULL);

  return gtk_scrolled_window_get_vadjustment (self->scrolled);
}
