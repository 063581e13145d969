/* A message in the conversation.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-message-card.h"

#include <glib/gi18n.h>

#include "docket-attachment-view.h"
#include "docket-fold-box.h"
#include "docket-format.h"
#include "docket-held-box.h"
#include "docket-rich-label.h"

struct _DocketMessageCard
{
  AdwBin parent_instance;

  DocketConversationItem *item;
  gulong changed_id;

  GtkWidget *card;
  AdwAvatar *avatar;
  GtkLabel *author;
  GtkLabel *time;
  GtkWidget *note_word;
  GtkWidget *state_box;
  GtkImage *state_icon;
  GtkLabel *state_label;
  GtkButton *undo_button;
  DocketRichLabel *text;
  GtkWidget *more_button;
  GtkButton *quotes_button;
  GtkWidget *copy_button;
  GtkBox *attachments;
  DocketHeldBox *held_box;
};

G_DEFINE_FINAL_TYPE (DocketMessageCard, docket_message_card, ADW_TYPE_BIN)

static const char *
get_author (const DocketMessage *message)
{
  if (message->author_name != NULL && *message->author_name != '\0')
    return message->author_name;

  return message->is_mine ? C_ ("author", "Me") : C_ ("author", "Unknown");
}

static const char *
get_state_label (DocketPartState state)
{
  switch (state)
    {
    case DOCKET_PART_STATE_SYNCED:
      return NULL;
    case DOCKET_PART_STATE_WAITING:
      return C_ ("state", "Waiting");
    case DOCKET_PART_STATE_FAILED:
      return C_ ("state", "Needs you");
    case DOCKET_PART_STATE_KEPT_HERE:
      return C_ ("state", "Kept here");
    }

  g_return_val_if_reached (NULL);
}

static void
show_attachments (DocketMessageCard *self, const DocketMessage *message)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->attachments))) != NULL)
    gtk_box_remove (self->attachments, child);

  for (guint i = 0; i < message->attachments->len; i++)
    gtk_box_append (self->attachments,
                    docket_attachment_view_new (g_ptr_array_index (message->attachments, i),
                                                message->kind == DOCKET_MESSAGE_KIND_REPLY));

  gtk_widget_set_visible (GTK_WIDGET (self->attachments), message->attachments->len > 0);
}

static void
show_state (DocketMessageCard *self, const DocketMessage *message)
{
  const char *label = get_state_label (message->state);
  const gboolean failed = message->state == DOCKET_PART_STATE_FAILED;

  gtk_widget_set_visible (self->state_box, label != NULL);
  docket_held_box_set_item (self->held_box, self->item);
  gtk_widget_set_visible (GTK_WIDGET (self->undo_button),
                          docket_conversation_item_get_can_undo (self->item));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->undo_button), "x", message->id);

  if (label == NULL)
    return;

  gtk_label_set_label (self->state_label, label);
  gtk_image_set_from_icon_name (self->state_icon,
                                failed ? "dialog-warning-symbolic"
                                : message->state == DOCKET_PART_STATE_WAITING
                                  ? "send-to-symbolic"
                                  : "computer-symbolic");
  gtk_widget_set_css_classes (
    self->state_box,
    (const char *[]){ "message-state", failed ? "warning" : "accent", NULL });
  gtk_widget_set_tooltip_text (self->state_box,
                               message->state == DOCKET_PART_STATE_KEPT_HERE
                                 ? _ ("This server can't hold it: kept on this computer")
                                 : NULL);
}

static void
show_kind (DocketMessageCard *self, const DocketMessage *message)
{
  const gboolean note = message->kind == DOCKET_MESSAGE_KIND_INTERNAL;

  gtk_widget_set_visible (self->note_word, note);
  gtk_widget_set_css_classes (self->card,
                              (const char *[]){ "message",
                                                note               ? "note"
                                                : message->is_mine ? "mine"
                                                                   : "theirs",
                                                NULL });
}

static void
show_quotes (DocketMessageCard *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->quotes_button),
                          docket_conversation_item_has_quotes (self->item));
  gtk_button_set_label (self->quotes_button,
                        docket_conversation_item_get_shows_quotes (self->item)
                          ? _ ("Hide quoted text")
                          : _ ("Show quoted text"));
}

static void
show_item (DocketMessageCard *self)
{
  const DocketMessage *message = docket_conversation_item_get_message (self->item);
  g_autofree char *time = docket_format_moment (message->created_at, g_get_real_time ());
  g_autofree char *exact = docket_format_exact (message->created_at);
  DocketRichText *text;
  gboolean whole;

  text = docket_conversation_item_get_text (self->item, &whole);
  docket_rich_label_set_text (self->text, text);
  gtk_widget_set_visible (GTK_WIDGET (self->text), *docket_rich_text_get_text (text) != '\0');
  gtk_widget_set_visible (self->more_button, !whole);
  gtk_widget_set_visible (self->copy_button, *docket_rich_text_get_text (text) != '\0');
  show_quotes (self);
  adw_avatar_set_text (self->avatar, get_author (message));
  gtk_label_set_label (self->author, get_author (message));
  gtk_label_set_label (self->time, time);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->time), exact);
  show_kind (self, message);
  show_state (self, message);
  show_attachments (self, message);
}

static void
more_clicked_cb (DocketMessageCard *self)
{
  docket_conversation_item_set_expanded (self->item, TRUE);
}

static void
quotes_clicked_cb (DocketMessageCard *self)
{
  docket_conversation_item_set_shows_quotes (
    self->item,
    !docket_conversation_item_get_shows_quotes (self->item));
}

/* This message alone: a note beside a reply never comes along. */
static void
copy_clicked_cb (DocketMessageCard *self)
{
  g_autofree char *plain = docket_conversation_item_dup_plain (self->item);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), plain);
}

static void
docket_message_card_dispose (GObject *object)
{
  docket_message_card_set_item (DOCKET_MESSAGE_CARD (object), NULL);

  G_OBJECT_CLASS (docket_message_card_parent_class)->dispose (object);
}

static void
docket_message_card_class_init (DocketMessageCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = docket_message_card_dispose;

  g_type_ensure (DOCKET_TYPE_RICH_LABEL);
  g_type_ensure (DOCKET_TYPE_HELD_BOX);
  g_type_ensure (DOCKET_TYPE_FOLD_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-message-card.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketMessageCard, card);
  gtk_widget_class_bind_template_child (widget_class, DocketMessageCard, avatar);
  gtk_widget_class_bind_template_child (widget_class, DocketMessageCard, author);
  gtk_widget_class_bind_template_child (widget_class, DocketMessageCard, time);
  gtk_widget_class_bind_template_child (widget_class, DocketMessageCard, note_word);
  gtk_widget_class_bind_template_child (widget_class, DocketMessageCard, state_box);
  gtk_widget_class_bind_template_child (widget_class, DocketMessageCard, state_icon);
  gtk_widget_class_bind_template_child (widget_class, DocketMessageCard, state_label);
  gtk_widget_class_bind_template_child (widget_class, DocketMessageCard, undo_button);
  gtk_widget_class_bind_template_child (widget_class, DocketMessageCard, text);
  gtk_widget_class_bind_template_child (widget_class, DocketMessageCard, more_button);
  gtk_widget_class_bind_template_child (widget_class, DocketMessageCard, quotes_button);
  gtk_widget_class_bind_template_child (widget_class, DocketMessageCard, copy_button);
  gtk_widget_class_bind_template_child (widget_class, DocketMessageCard, attachments);
  gtk_widget_class_bind_template_child (widget_class, DocketMessageCard, held_box);
  gtk_widget_class_bind_template_callback (widget_class, more_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, quotes_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_clicked_cb);
}

static void
docket_message_card_init (DocketMessageCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * docket_message_card_new:
 *
 * Returns: (transfer floating): a card without a message
 */
GtkWidget *
docket_message_card_new (void)
{
  return g_object_new (DOCKET_TYPE_MESSAGE_CARD, NULL);
}

/**
 * docket_message_card_set_item:
 * @self: a card
 * @item: (nullable): a message, shown as long as it is set, with its changes
 */
void
docket_message_card_set_item (DocketMessageCard *self, DocketConversationItem *item)
{
  g_return_if_fail (DOCKET_IS_MESSAGE_CARD (self));

  if (self->item != NULL)
    g_clear_signal_handler (&self->changed_id, self->item);

  g_set_object (&self->item, item);

  if (item == NULL)
    return;

  self->changed_id = g_signal_connect_swapped (item, "changed", G_CALLBACK (show_item), self);
  show_item (self);
}

/**
 * docket_message_card_describe:
 * @message: a reply or note
 *
 * Returns: (transfer full): who wrote it, when and of what kind, for a screen reader
 */
char *
docket_message_card_describe (const DocketMessage *message)
{
  g_autofree char *time = docket_format_moment (message->created_at, g_get_real_time ());
  const char *state = get_state_label (message->state);
  const char *kind = message->kind == DOCKET_MESSAGE_KIND_INTERNAL ? C_ ("message", "Internal note")
                                                                   : C_ ("message", "Reply");

  if (state != NULL)
    return g_strdup_printf ("%s, %s, %s, %s", get_author (message), time, kind, state);

  return g_strdup_printf ("%s, %s, %s", get_author (message), time, kind);
}
