/* A slash at the cursor offers quick replies; more letters choose among them.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-quick-reply-completion.h"

#include <glib/gi18n.h>
#include <string.h>

#include "docket-fold.h"
#include "docket-quick-reply-row.h"

/* More are found with another letter. */
#define MAX_ROWS 8

/**
 * DocketQuickReplyCompletion:
 *
 * The focus stays where it is typed. Nothing is offered inside of a word, such as a path or an
 * address; whoever goes on typing what no quick reply is called sees nothing of it.
 */
struct _DocketQuickReplyCompletion
{
  GtkPopover parent_instance;

  DocketWorkspace *workspace;
  gint64 ticket;
  DocketQuickReplies *replies;
  GCancellable *cancellable;

  GtkTextView *view;     /* not owned: it stands beside this */
  GtkTextBuffer *buffer; /* where a slash was typed; NULL: nowhere */
  GtkTextMark *slash;

  GtkScrolledWindow *scrolled;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (DocketQuickReplyCompletion, docket_quick_reply_completion, GTK_TYPE_POPOVER)

enum
{
  SIGNAL_INSERTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
stop (DocketQuickReplyCompletion *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->replies, docket_quick_replies_free);

  if (self->buffer != NULL && self->slash != NULL)
    gtk_text_buffer_delete_mark (self->buffer, self->slash);

  self->slash = NULL;
  g_clear_object (&self->buffer);
  gtk_popover_popdown (GTK_POPOVER (self));

  if (self->view != NULL)
    gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->view),
                                   GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT);
}

static GtkListBoxRow *
nth (DocketQuickReplyCompletion *self, int position)
{
  return gtk_list_box_get_row_at_index (self->list, position);
}

static void
select_row (DocketQuickReplyCompletion *self, GtkListBoxRow *row)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled);
  graphene_rect_t bounds;

  gtk_list_box_select_row (self->list, row);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->view),
                                  GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT,
                                  row,
                                  -1);

  if (gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y, bounds.origin.y + bounds.size.height);
}

/* What was typed between the slash and the cursor; NULL when that is no name. */
static char *
dup_typed (DocketQuickReplyCompletion *self, GtkTextIter *start, GtkTextIter *end)
{
  g_autofree char *typed = NULL;

  gtk_text_buffer_get_iter_at_mark (self->buffer, start, self->slash);
  gtk_text_buffer_get_iter_at_mark (self->buffer, end, gtk_text_buffer_get_insert (self->buffer));

  if (gtk_text_iter_compare (start, end) >= 0 || gtk_text_iter_get_char (start) != '/')
    return NULL;

  typed = gtk_text_buffer_get_text (self->buffer, start, end, TRUE);

  for (const char *p = typed + 1; *p != '\0'; p = g_utf8_next_char (p))
    if (*p == '/' || g_unichar_isspace (g_utf8_get_char (p)))
      return NULL;

  return g_strdup (typed + 1);
}

/* A word of the title begins as it is typed. */
static gboolean
fits (const DocketEntry *entry, const char *folded)
{
  g_autofree char *title = docket_fold (entry->name);
  g_auto (GStrv) words = g_strsplit_set (title, " -’'", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_has_prefix (words[i], folded))
      return TRUE;

  return FALSE;
}

static void
fill (DocketQuickReplyCompletion *self, const char *typed)
{
  g_autofree char *folded = docket_fold (typed);
  GtkListBoxRow *row;
  guint n_rows = 0;

  while ((row = nth (self, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));

  for (guint i = 0; i < self->replies->entries->len && n_rows < MAX_ROWS; i++)
    {
      DocketEntry *entry = g_ptr_array_index (self->replies->entries, i);

      if (!fits (entry, folded))
        continue;

      gtk_list_box_append (self->list, docket_quick_reply_row_new (self->replies, entry));
      n_rows++;
    }
}

static void
point_to (DocketQuickReplyCompletion *self, const GtkTextIter *slash)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  GdkRectangle rect;
  double x, y;

  gtk_text_view_get_iter_location (self->view, slash, &rect);
  gtk_text_view_buffer_to_window_coords (self->view,
                                         GTK_TEXT_WINDOW_WIDGET,
                                         rect.x,
                                         rect.y,
                                         &rect.x,
                                         &rect.y);

  if (!gtk_widget_translate_coordinates (GTK_WIDGET (self->view), parent, rect.x, rect.y, &x, &y))
    return;

  rect.x = (int) x;
  rect.y = (int) y;
  gtk_popover_set_pointing_to (GTK_POPOVER (self), &rect);
}

static void
update (DocketQuickReplyCompletion *self)
{
  g_autofree char *typed = NULL;
  GtkTextIter start, end;

  if (self->buffer == NULL)
    return;

  typed = dup_typed (self, &start, &end);

  if (typed == NULL)
    {
      stop (self);
      return;
    }

  if (self->replies == NULL)
    return;

  fill (self, typed);

  if (nth (self, 0) == NULL)
    {
      gtk_popover_popdown (GTK_POPOVER (self));
      return;
    }

  point_to (self, &start);
  gtk_popover_popup (GTK_POPOVER (self));
  select_row (self, nth (self, 0));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketQuickReplyCompletion) self = user_data;
  g_autoptr (GError) error = NULL;
  DocketQuickReplies *replies =
    docket_workspace_load_quick_replies_finish (DOCKET_WORKSPACE (source), result, &error);

  if (replies == NULL)
    {
      /* What is typed is only text then; the button says what is wrong. */
      g_debug ("Quick replies: %s", error->message);
      return;
    }

  g_clear_pointer (&self->replies, docket_quick_replies_free);
  self->replies = replies;
  update (self);
}

/* A word ends before a slash that offers something. */
static gboolean
is_start (const GtkTextIter *slash)
{
  GtkTextIter before = *slash;

  return !gtk_text_iter_backward_char (&before) ||
         g_unichar_isspace (gtk_text_iter_get_char (&before));
}

static void
inserted_cb (GtkTextBuffer *buffer, GtkTextIter *end, char *text, int length, gpointer user_data)
{
  DocketQuickReplyCompletion *self = user_data;
  GtkTextIter slash = *end;

  if (length != 1 || *text != '/' || self->workspace == NULL ||
      buffer != gtk_text_view_get_buffer (self->view) ||
      !gtk_widget_is_focus (GTK_WIDGET (self->view)) || !gtk_text_view_get_editable (self->view))
    return;

  gtk_text_iter_backward_char (&slash);

  if (!is_start (&slash))
    return;

  stop (self);
  self->buffer = g_object_ref (buffer);
  self->slash = gtk_text_buffer_create_mark (buffer, NULL, &slash, TRUE);
  self->cancellable = g_cancellable_new ();
  docket_workspace_load_quick_replies_async (self->workspace,
                                             self->ticket,
                                             self->cancellable,
                                             loaded_cb,
                                             g_object_ref (self));
}

static void
moved_cb (DocketQuickReplyCompletion *self)
{
  update (self);
}

static void
choose (DocketQuickReplyCompletion *self, GtkListBoxRow *chosen)
{
  g_autoptr (DocketQuickReplyRow) row = g_object_ref (DOCKET_QUICK_REPLY_ROW (chosen));
  g_autoptr (GtkTextBuffer) buffer = self->buffer != NULL ? g_object_ref (self->buffer) : NULL;
  g_autofree char *typed = NULL;
  GtkTextIter start, end;

  if (buffer == NULL)
    return;

  typed = dup_typed (self, &start, &end);
  stop (self);

  if (typed == NULL || !gtk_text_view_get_editable (self->view))
    return;

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, docket_quick_reply_row_get_text (row), -1);
  gtk_text_buffer_end_user_action (buffer);
  gtk_text_view_scroll_mark_onscreen (self->view, gtk_text_buffer_get_insert (buffer));
  g_signal_emit (self, signals[SIGNAL_INSERTED], 0, row);
}

static void
row_activated_cb (DocketQuickReplyCompletion *self, GtkListBoxRow *row)
{
  choose (self, row);
}

static void
move (DocketQuickReplyCompletion *self, int step)
{
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (self->list);
  const int position = selected != NULL ? gtk_list_box_row_get_index (selected) + step : 0;
  GtkListBoxRow *row = nth (self, MAX (position, 0));

  if (row != NULL)
    select_row (self, row);
}

static gboolean
key_pressed_cb (DocketQuickReplyCompletion *self,
                guint keyval,
                guint keycode,
                GdkModifierType state)
{
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (self->list);

  if (!gtk_widget_get_visible (GTK_WIDGET (self)) ||
      (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;

  switch (keyval)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move (self, 1);
      return GDK_EVENT_STOP;

    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move (self, -1);
      return GDK_EVENT_STOP;

    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_Tab:
      if (selected != NULL)
        choose (self, selected);
      return GDK_EVENT_STOP;

    case GDK_KEY_Escape:
      stop (self);
      return GDK_EVENT_STOP;

    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
docket_quick_reply_completion_dispose (GObject *object)
{
  DocketQuickReplyCompletion *self = DOCKET_QUICK_REPLY_COMPLETION (object);

  self->view = NULL;
  stop (self);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (docket_quick_reply_completion_parent_class)->dispose (object);
}

static void
docket_quick_reply_completion_class_init (DocketQuickReplyCompletionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = docket_quick_reply_completion_dispose;

  /**
   * DocketQuickReplyCompletion::inserted:
   * @row: what was inserted, with what it sets
   *
   * A quick reply was inserted.
   */
  signals[SIGNAL_INSERTED] = g_signal_new ("inserted",
                                           DOCKET_TYPE_QUICK_REPLY_COMPLETION,
                                           G_SIGNAL_RUN_LAST,
                                           0,
                                           NULL,
                                           NULL,
                                           NULL,
                                           G_TYPE_NONE,
                                           1,
                                           DOCKET_TYPE_QUICK_REPLY_ROW);
}

static void
docket_quick_reply_completion_init (DocketQuickReplyCompletion *self)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->list = GTK_LIST_BOX (list);
  self->scrolled = GTK_SCROLLED_WINDOW (scrolled);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_widget_add_css_class (list, "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Quick replies"),
                                  -1);
  g_signal_connect_object (list,
                           "row-activated",
                           G_CALLBACK (row_activated_cb),
                           self,
                           G_CONNECT_SWAPPED);

  /* A click chooses; the keyboard stays with the text. */
  gtk_widget_set_can_focus (scrolled, FALSE);
  gtk_scrolled_window_set_policy (self->scrolled, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (self->scrolled, TRUE);
  gtk_scrolled_window_set_max_content_height (self->scrolled, 260);
  gtk_widget_set_size_request (scrolled, 300, -1);
  gtk_scrolled_window_set_child (self->scrolled, list);
  gtk_popover_set_child (GTK_POPOVER (self), scrolled);
  gtk_popover_set_autohide (GTK_POPOVER (self), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self), GTK_POS_TOP);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
}

/**
 * docket_quick_reply_completion_new:
 * @parent: what the list hangs on; it takes it away with gtk_widget_unparent()
 * @view: where it is typed, inside of @parent
 *
 * Returns: (transfer none): a list that is hidden
 */
GtkWidget *
docket_quick_reply_completion_new (GtkWidget *parent, GtkTextView *view)
{
  DocketQuickReplyCompletion *self = g_object_new (DOCKET_TYPE_QUICK_REPLY_COMPLETION, NULL);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->view = view;
  gtk_widget_set_parent (GTK_WIDGET (self), parent);

  /* Before the text moves its cursor. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys,
                           "key-pressed",
                           G_CALLBACK (key_pressed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (stop), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (view), keys);
  gtk_widget_add_controller (GTK_WIDGET (view), focus);

  return GTK_WIDGET (self);
}

/**
 * docket_quick_reply_completion_set_workspace:
 * @self: a list
 * @workspace: whose quick replies it offers
 */
void
docket_quick_reply_completion_set_workspace (DocketQuickReplyCompletion *self,
                                             DocketWorkspace *workspace)
{
  g_return_if_fail (DOCKET_IS_QUICK_REPLY_COMPLETION (self));

  g_set_object (&self->workspace, workspace);
}

/**
 * docket_quick_reply_completion_set_ticket:
 * @self: a list
 * @ticket: local id of the ticket that the variables stand for
 */
void
docket_quick_reply_completion_set_ticket (DocketQuickReplyCompletion *self, gint64 ticket)
{
  g_return_if_fail (DOCKET_IS_QUICK_REPLY_COMPLETION (self));

  if (self->ticket == ticket)
    return;

  self->ticket = ticket;
  stop (self);
}

/**
 * docket_quick_reply_completion_add_buffer:
 * @self: a list
 * @buffer: a text that is shown at times
 */
void
docket_quick_reply_completion_add_buffer (DocketQuickReplyCompletion *self, GtkTextBuffer *buffer)
{
  g_return_if_fail (DOCKET_IS_QUICK_REPLY_COMPLETION (self));

  g_signal_connect_object (buffer, "insert-text", G_CALLBACK (inserted_cb), self, G_CONNECT_AFTER);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer,
                           "notify::cursor-position",
                           G_CALLBACK (moved_cb),
                           self,
                           G_CONNECT_SWAPPED);
}
