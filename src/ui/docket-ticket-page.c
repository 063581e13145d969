/* A ticket: its conversation, its details and what is written to it.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-ticket-page-private.h"

#include <glib/gi18n.h>

#include "docket-open-next.h"
#include "docket-sent-list.h"
#include "docket-ticket-commands.h"
#include "docket-ticket-remind.h"
#include "docket-ticket-edit.h"
#include "docket-ticket-report.h"
#include "docket-ticket-sign.h"
#include "docket-ticket-talk.h"
#include "docket-ticket-time.h"
#include "docket-toast.h"
#include "docket-undo-stack.h"
#include "docket-workspace-choices.h"

/* Shown for so long, it has been read. */
#define READ_AFTER_MS 1000

/* How long a deletion or a message can be taken back. */
#define UNDO_US (5 * G_USEC_PER_SEC)

/* The text that is written takes no more of the page than this. */
#define COMPOSER_SHARE 0.4

G_DEFINE_FINAL_TYPE (DocketTicketPage, docket_ticket_page, ADW_TYPE_BIN)

enum
{
  SIGNAL_BACK,
  SIGNAL_DELETED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

enum
{
  PROP_DETAILS = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* An edit on its way, kept for when it has arrived. */
typedef struct
{
  DocketTicketPage *page;
  DocketUndoStack *stack; /* NULL where nothing can be undone */
  DocketEdit *edit;
} Request;

static Request *
request_new (DocketTicketPage *self, DocketEdit *edit)
{
  Request *request = g_new0 (Request, 1);

  request->page = g_object_ref (self);
  request->edit = g_object_ref (edit);
  g_set_object (&request->stack, docket_undo_stack_find (GTK_WIDGET (self)));

  return request;
}

static void
request_free (Request *request)
{
  g_object_unref (request->page);
  g_object_unref (request->edit);
  g_clear_object (&request->stack);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

static void start_loading (DocketTicketPage *self);

static void
show_toast (DocketTicketPage *self, const char *sentence)
{
  adw_toast_overlay_add_toast (self->toasts, docket_toast_new (sentence));
}

static gboolean
mark_read_cb (gpointer user_data)
{
  DocketTicketPage *self = user_data;

  self->read_source = 0;

  if (self->ticket != 0 && !self->keep_unread && gtk_widget_get_mapped (GTK_WIDGET (self)))
    docket_workspace_mark_read_async (self->workspace, self->ticket);

  return G_SOURCE_REMOVE;
}

static void
start_reading (DocketTicketPage *self)
{
  g_clear_handle_id (&self->read_source, g_source_remove);
  self->read_source = g_timeout_add (READ_AFTER_MS, mark_read_cb, self);
}

static void
show_title (DocketTicketPage *self)
{
  const DocketTicketRow *row = self->details->row;
  g_autofree char *number =
    row->number != NULL ? g_strconcat ("#", row->number, NULL) : g_strdup (_ ("New ticket"));

  adw_window_title_set_title (self->title, number);
  adw_window_title_set_subtitle (self->title, row->customer_name != NULL ? row->customer_name : "");
}

static void
show_actions (DocketTicketPage *self)
{
  const gboolean shown = self->details != NULL;
  GActionMap *map = G_ACTION_MAP (self->actions);
  GAction *status = g_action_map_lookup_action (map, "set-status");
  const gboolean steps = self->mode != DOCKET_LAYOUT_NARROW && !self->alone;

  gtk_widget_set_visible (GTK_WIDGET (self->menu_button), shown);
  gtk_widget_set_visible (self->edit_button, shown && self->mode != DOCKET_LAYOUT_NARROW);
  gtk_widget_set_visible (GTK_WIDGET (self->details_toggle), shown);
  gtk_widget_set_visible (self->previous_button, steps);
  gtk_widget_set_visible (self->next_button, steps);

  if (!shown)
    return;

  g_simple_action_set_state (G_SIMPLE_ACTION (status),
                             g_variant_new_string (self->details->row->status));
}

static void
show_details (DocketTicketPage *self)
{
  show_title (self);
  docket_conversation_set_details (self->conversation, self->details);
  docket_composer_set_details (self->composer, self->details);
  docket_details_pane_set_details (self->details_pane, self->details);
  gtk_stack_set_visible_child_name (self->stack, "ticket");
  show_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DETAILS]);
}

static void
show_nothing (DocketTicketPage *self)
{
  docket_composer_leave (self->composer);
  g_clear_object (&self->details);
  adw_window_title_set_title (self->title, "");
  adw_window_title_set_subtitle (self->title, "");
  gtk_stack_set_visible_child_name (self->stack, "empty");
  show_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DETAILS]);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketTicketPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTicketDetails) details =
    docket_workspace_load_ticket_finish (DOCKET_WORKSPACE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->load_cancellable);

  if (details != NULL)
    {
      const gboolean is_first = self->details == NULL;

      g_clear_object (&self->details);
      self->details = g_object_ref (details);
      show_details (self);

      /* Else it is with the title, and who types on changes that. */
      if (is_first && self->alone)
        docket_composer_focus (self->composer);

      /* Somebody who looks at it has seen the news too. */
      if (details->row->unread && self->read_source == 0 && !self->keep_unread)
        start_reading (self);
    }
  else if (self->details == NULL || self->details->row->id != self->ticket)
    {
      show_nothing (self);
      show_toast (self, error->message);
    }

  if (self->load_again)
    start_loading (self);
}

/* One at a time: what changes meanwhile is read after it, so that a flood of news starves nothing.
 */
static void
start_loading (DocketTicketPage *self)
{
  self->load_again = self->load_cancellable != NULL;

  if (self->load_again || self->ticket == 0 || self->workspace == NULL)
    return;

  self->load_cancellable = g_cancellable_new ();
  docket_workspace_load_ticket_async (self->workspace,
                                      self->ticket,
                                      self->load_cancellable,
                                      loaded_cb,
                                      g_object_ref (self));
}

static void
stop_loading (DocketTicketPage *self)
{
  g_cancellable_cancel (self->load_cancellable);
  g_clear_object (&self->load_cancellable);
  self->load_again = FALSE;
}

static void
fill_status_menu (DocketTicketPage *self, GPtrArray *statuses)
{
  g_menu_remove_all (self->status_menu);

  for (guint i = 0; i < statuses->len; i++)
    {
      const char *status = g_ptr_array_index (statuses, i);
      g_autoptr (GMenuItem) item = g_menu_item_new (docket_status_get_label (status), NULL);

      g_menu_item_set_action_and_target (item, "ticket.set-status", "s", status);
      g_menu_append_item (self->status_menu, item);
    }
}

static void
choices_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketTicketPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTicketChoices) choices =
    docket_workspace_load_ticket_choices_finish (DOCKET_WORKSPACE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->choices_cancellable);

  if (choices == NULL)
    {
      show_toast (self, error->message);
      return;
    }

  fill_status_menu (self, choices->statuses);
  docket_composer_set_statuses (self->composer, choices->statuses);
  docket_composer_set_technicians (self->composer, choices->technicians);
  docket_details_pane_set_choices (self->details_pane,
                                   choices->statuses,
                                   choices->technicians,
                                   choices->fields);
}

static void
load_choices (DocketTicketPage *self)
{
  g_cancellable_cancel (self->choices_cancellable);
  g_clear_object (&self->choices_cancellable);
  self->choices_cancellable = g_cancellable_new ();
  docket_workspace_load_ticket_choices_async (self->workspace,
                                              self->choices_cancellable,
                                              choices_loaded_cb,
                                              g_object_ref (self));
}

static void
changed_cb (DocketTicketPage *self, GArray *changes)
{
  gboolean reload = FALSE;
  gboolean reload_choices = FALSE;

  for (guint i = 0; i < changes->len; i++)
    {
      const DocketChange *change = &g_array_index (changes, DocketChange, i);

      reload |= change->entity == DOCKET_ENTITY_TICKET && change->id == self->ticket;
      reload_choices |= change->entity == DOCKET_ENTITY_STATUS ||
                        change->entity == DOCKET_ENTITY_TECHNICIAN ||
                        change->entity == DOCKET_ENTITY_FIELD;
    }

  if (reload)
    start_loading (self);

  if (reload_choices)
    load_choices (self);
}

static void
sent_added_cb (DocketTicketPage *self, gint64 message)
{
  docket_conversation_set_can_undo (self->conversation, message, TRUE);
}

static void
sent_ended_cb (DocketTicketPage *self, gint64 message)
{
  docket_conversation_set_can_undo (self->conversation, message, FALSE);
}

/* Shows the ticket without it; a message is where it was written again, to be gone on with. */
static void
taken_back_cb (DocketTicketPage *self, DocketEdit *edit)
{
  GPtrArray *parts = docket_edit_get_parts (edit);
  g_autoptr (DocketValues) extras = docket_edit_dup_fields (edit, self->ticket);

  for (guint i = 0; i < parts->len; i++)
    {
      const DocketEditPart *part = g_ptr_array_index (parts, i);
      g_autoptr (GPtrArray) files = docket_edit_files_copy (NULL);

      if (part->kind != DOCKET_EDIT_ADD_MESSAGE || part->ticket != self->ticket)
        continue;

      if (part->file != NULL)
        g_ptr_array_add (files, docket_edit_file_copy (part->file));

      docket_composer_give_back (self->composer,
                                 part->ticket,
                                 part->message_kind,
                                 part->text,
                                 files,
                                 extras);
      docket_composer_focus (self->composer);
    }

  start_loading (self);
}

/* What another window sent can be taken back here, too. */
static void
follow_sent (DocketTicketPage *self)
{
  g_autoptr (GArray) messages = NULL;

  self->sent = g_object_ref (docket_sent_list_get (self->workspace));
  messages = docket_sent_list_list (self->sent);

  for (guint i = 0; i < messages->len; i++)
    sent_added_cb (self, g_array_index (messages, gint64, i));

  g_signal_connect_object (self->sent,
                           "added",
                           G_CALLBACK (sent_added_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sent,
                           "ended",
                           G_CALLBACK (sent_ended_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sent,
                           "taken-back",
                           G_CALLBACK (taken_back_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

static void
sent_cb (DocketTicketPage *self, DocketEdit *edit)
{
  const gint64 message = docket_edit_get_result_part (edit);

  docket_sent_list_add (self->sent, edit, UNDO_US / 1000);
  docket_conversation_follow (self->conversation, message);
  docket_undo_stack_push (docket_undo_stack_find (GTK_WIDGET (self)), self->workspace, edit, NULL);
  start_loading (self);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Request) request = user_data;
  g_autoptr (GError) error = NULL;

  if (docket_workspace_undo_finish (DOCKET_WORKSPACE (source), result, &error))
    docket_sent_list_take_back (docket_sent_list_get (DOCKET_WORKSPACE (source)), request->edit);
  else
    show_toast (request->page, error->message);
}

static void
undo_send_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketTicketPage *self = user_data;
  const gint64 message = g_variant_get_int64 (parameter);
  DocketEdit *edit = docket_sent_list_find (self->sent, message);

  if (edit == NULL)
    return;

  docket_workspace_undo_async (self->workspace, edit, NULL, undone_cb, request_new (self, edit));
  docket_undo_stack_forget (docket_undo_stack_find (GTK_WIDGET (self)), edit);
  docket_sent_list_end (self->sent, message);
}

static void
set_status_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketTicketPage *self = user_data;

  docket_details_pane_edit (self->details_pane,
                            DOCKET_FIELD_ID_STATUS,
                            g_variant_get_string (parameter, NULL));
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Request) request = user_data;
  g_autoptr (GError) error = NULL;
  const DocketEditPart *part = g_ptr_array_index (docket_edit_get_parts (request->edit), 0);

  if (docket_workspace_apply_finish (DOCKET_WORKSPACE (source), result, &error))
    g_signal_emit (request->page, signals[SIGNAL_DELETED], 0, part->ticket, request->edit);
  else
    {
      docket_undo_stack_forget (request->stack, request->edit);
      show_toast (request->page, error->message);
    }
}

static void
delete_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketTicketPage *self = user_data;
  g_autoptr (DocketEdit) edit = NULL;

  if (self->details == NULL)
    return;

  edit = docket_edit_new ();
  docket_edit_delete_ticket (edit, self->ticket, UNDO_US);
  docket_undo_stack_expect (docket_undo_stack_find (GTK_WIDGET (self)), edit);
  docket_workspace_apply_async (self->workspace, edit, NULL, deleted_cb, request_new (self, edit));
}

static void
back_clicked_cb (DocketTicketPage *self)
{
  g_signal_emit (self, signals[SIGNAL_BACK], 0);
}

static void
title_edited_cb (DocketTicketPage *self, const char *title)
{
  docket_details_pane_edit (self->details_pane, DOCKET_FIELD_ID_TITLE, title);
}

static void
problem_cb (DocketTicketPage *self, const char *sentence)
{
  show_toast (self, sentence);

  /* What could not be saved is shown as it is. */
  if (self->details != NULL)
    docket_conversation_set_details (self->conversation, self->details);
}

static void
saved_cb (DocketTicketPage *self)
{
  start_loading (self);
}

static void
details_revealed_cb (DocketTicketPage *self)
{
  if (self->mode == DOCKET_LAYOUT_WIDE)
    self->show_details_beside = adw_flap_get_reveal_flap (self->flap);
}

static gboolean
composer_height_cb (gpointer user_data)
{
  DocketTicketPage *self = user_data;

  self->composer_idle = 0;
  docket_composer_set_max_height (self->composer, self->composer_height);

  return G_SOURCE_REMOVE;
}

/* A size can't be asked for while sizes are given. */
static void
docket_ticket_page_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  DocketTicketPage *self = DOCKET_TICKET_PAGE (widget);
  const int composer_height = (int) (height * COMPOSER_SHARE);

  GTK_WIDGET_CLASS (docket_ticket_page_parent_class)
    ->size_allocate (widget, width, height, baseline);

  if (composer_height == self->composer_height)
    return;

  self->composer_height = composer_height;

  if (self->composer_idle == 0)
    self->composer_idle = g_idle_add (composer_height_cb, self);
}

static const GActionEntry entries[] = {
  { "set-status", set_status_cb, "s", "''" },
  { "delete", delete_cb },
  { "undo-send", undo_send_cb, "x" },
};

static void
docket_ticket_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_DETAILS)
    g_value_set_object (value, DOCKET_TICKET_PAGE (object)->details);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
docket_ticket_page_dispose (GObject *object)
{
  DocketTicketPage *self = DOCKET_TICKET_PAGE (object);

  stop_loading (self);
  g_cancellable_cancel (self->choices_cancellable);
  g_clear_object (&self->choices_cancellable);
  g_clear_handle_id (&self->read_source, g_source_remove);
  g_clear_handle_id (&self->composer_idle, g_source_remove);
  g_clear_object (&self->sent);
  g_clear_object (&self->details);
  g_clear_object (&self->status_menu);
  g_clear_object (&self->actions);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (docket_ticket_page_parent_class)->dispose (object);
}

static void
install_signals (void)
{
  /**
   * DocketTicketPage::back:
   *
   * The person wants to see the list, which isn't beside the page.
   */
  signals[SIGNAL_BACK] = g_signal_new ("back",
                                       DOCKET_TYPE_TICKET_PAGE,
                                       G_SIGNAL_RUN_LAST,
                                       0,
                                       NULL,
                                       NULL,
                                       NULL,
                                       G_TYPE_NONE,
                                       0);

  /**
   * DocketTicketPage::deleted:
   * @ticket: local id
   * @edit: the deletion, applied; for a while it can be undone
   *
   * The person deleted the ticket.
   */
  signals[SIGNAL_DELETED] = g_signal_new ("deleted",
                                          DOCKET_TYPE_TICKET_PAGE,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          2,
                                          G_TYPE_INT64,
                                          DOCKET_TYPE_EDIT);
}

static void
docket_ticket_page_class_init (DocketTicketPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = docket_ticket_page_dispose;
  G_OBJECT_CLASS (klass)->get_property = docket_ticket_page_get_property;
  widget_class->size_allocate = docket_ticket_page_size_allocate;

  install_signals ();

  /**
   * DocketTicketPage:details:
   *
   * The ticket as it was read last.
   */
  properties[PROP_DETAILS] = g_param_spec_object ("details",
                                                  NULL,
                                                  NULL,
                                                  DOCKET_TYPE_TICKET_DETAILS,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);

  g_type_ensure (DOCKET_TYPE_CONVERSATION);
  g_type_ensure (DOCKET_TYPE_COMPOSER);
  g_type_ensure (DOCKET_TYPE_DETAILS_PANE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-ticket-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketTicketPage, header);
  gtk_widget_class_bind_template_child (widget_class, DocketTicketPage, title);
  gtk_widget_class_bind_template_child (widget_class, DocketTicketPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, DocketTicketPage, previous_button);
  gtk_widget_class_bind_template_child (widget_class, DocketTicketPage, next_button);
  gtk_widget_class_bind_template_child (widget_class, DocketTicketPage, details_toggle);
  gtk_widget_class_bind_template_child (widget_class, DocketTicketPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, DocketTicketPage, edit_button);
  gtk_widget_class_bind_template_child (widget_class, DocketTicketPage, status_menu);
  gtk_widget_class_bind_template_child (widget_class, DocketTicketPage, stack);
  gtk_widget_class_bind_template_child (widget_class, DocketTicketPage, toasts);
  gtk_widget_class_bind_template_child (widget_class, DocketTicketPage, flap);
  gtk_widget_class_bind_template_child (widget_class, DocketTicketPage, bars);
  gtk_widget_class_bind_template_child (widget_class, DocketTicketPage, conversation);
  gtk_widget_class_bind_template_child (widget_class, DocketTicketPage, composer);
  gtk_widget_class_bind_template_child (widget_class, DocketTicketPage, details_pane);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, title_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, problem_cb);
  gtk_widget_class_bind_template_callback (widget_class, saved_cb);
  gtk_widget_class_bind_template_callback (widget_class, sent_cb);
  gtk_widget_class_bind_template_callback (widget_class, details_revealed_cb);
}

static void
docket_ticket_page_init (DocketTicketPage *self)
{
  self->show_details_beside = TRUE;

  gtk_widget_init_template (GTK_WIDGET (self));

  g_object_ref (self->status_menu);
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions),
                                   entries,
                                   G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "ticket", G_ACTION_GROUP (self->actions));
  docket_ticket_page_set_mode (self, DOCKET_LAYOUT_WIDE);
}

/**
 * docket_ticket_page_set_workspace:
 * @self: a page without a workspace
 * @workspace: whose tickets it shows
 */
void
docket_ticket_page_set_workspace (DocketTicketPage *self, DocketWorkspace *workspace)
{
  g_return_if_fail (DOCKET_IS_TICKET_PAGE (self));
  g_return_if_fail (self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  follow_sent (self);
  docket_composer_set_workspace (self->composer, workspace);
  docket_details_pane_set_workspace (self->details_pane, workspace);
  docket_ticket_commands_attach (self);
  docket_open_next_attach (self);
  docket_ticket_remind_attach (self);
  docket_ticket_edit_attach (self);
  docket_ticket_talk_attach (self);
  docket_ticket_sign_attach (self);
  docket_ticket_report_attach (self);
  docket_ticket_time_attach (self);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  load_choices (self);
}

/**
 * docket_ticket_page_open:
 * @self: a page with a workspace
 * @ticket: local id; 0: none
 *
 * Shows a ticket. What was typed to the one before is saved.
 */
void
docket_ticket_page_open (DocketTicketPage *self, gint64 ticket)
{
  g_return_if_fail (DOCKET_IS_TICKET_PAGE (self));
  g_return_if_fail (self->workspace != NULL);

  if (ticket == self->ticket)
    return;

  stop_loading (self);
  g_clear_handle_id (&self->read_source, g_source_remove);
  self->ticket = ticket;
  self->keep_unread = FALSE;

  if (self->mode != DOCKET_LAYOUT_WIDE)
    adw_flap_set_reveal_flap (self->flap, FALSE);

  if (ticket == 0)
    {
      show_nothing (self);
      return;
    }

  docket_composer_open (self->composer, ticket);
  start_loading (self);
  start_reading (self);
}

/**
 * docket_ticket_page_get_ticket:
 * @self: a page
 *
 * Returns: local id of the ticket that it shows, or is about to; 0: none
 */
gint64
docket_ticket_page_get_ticket (DocketTicketPage *self)
{
  g_return_val_if_fail (DOCKET_IS_TICKET_PAGE (self), 0);

  return self->ticket;
}

/**
 * docket_ticket_page_set_mode:
 * @self: a page
 * @mode: how many panes stand side by side
 *
 * Where there is room for it, the details stand beside the conversation; else they come over it.
 */
void
docket_ticket_page_set_mode (DocketTicketPage *self, DocketLayoutMode mode)
{
  const gboolean wide = mode == DOCKET_LAYOUT_WIDE;

  g_return_if_fail (DOCKET_IS_TICKET_PAGE (self));

  self->mode = mode;
  adw_header_bar_set_show_start_title_buttons (self->header,
                                               mode == DOCKET_LAYOUT_NARROW || self->alone);
  gtk_widget_set_visible (self->back_button, mode == DOCKET_LAYOUT_NARROW);
  adw_flap_set_fold_policy (self->flap,
                            wide ? ADW_FLAP_FOLD_POLICY_NEVER : ADW_FLAP_FOLD_POLICY_ALWAYS);
  adw_flap_set_reveal_flap (self->flap, wide && self->show_details_beside);
  show_actions (self);
}

/**
 * docket_ticket_page_set_alone:
 * @self: a page
 *
 * It stands in a window of its own: there is no list beside it.
 */
void
docket_ticket_page_set_alone (DocketTicketPage *self)
{
  g_return_if_fail (DOCKET_IS_TICKET_PAGE (self));

  self->alone = TRUE;
  docket_ticket_page_set_mode (self, self->mode);
}
