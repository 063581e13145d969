/* A quiet line in the conversation: what happened, time spent, where the news begin.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-conversation-line.h"

#include <glib/gi18n.h>

#include "docket-format.h"

struct _DocketConversationLine
{
  AdwBin parent_instance;

  DocketConversationItem *item;
  gulong changed_id;

  GtkWidget *box;
  GtkLabel *label;
  GtkWidget *waiting_mark;
};

G_DEFINE_FINAL_TYPE (DocketConversationLine, docket_conversation_line, ADW_TYPE_BIN)

static char *
describe_time_entry (const DocketTimeEntry *entry)
{
  g_autofree char *duration = docket_format_duration (entry->end_at - entry->start_at);
  g_autoptr (GString) text = g_string_new (NULL);

  /* Translators: %s is a duration, such as "0 h 20" */
  g_string_append_printf (text, _ ("Time %s"), duration);

  if (entry->technician_name != NULL)
    g_string_append_printf (text, " · %s", entry->technician_name);

  if (entry->description != NULL && *entry->description != '\0')
    g_string_append_printf (text, " · %s", entry->description);

  if (!entry->billable)
    g_string_append_printf (text, " · %s", _ ("not billable"));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* What a server or the sample data tell in words of their own, or how the status changed. */
static char *
describe_event (DocketConversationItem *item)
{
  const DocketStatusChange *change = docket_conversation_item_get_status_change (item);
  gboolean whole;

  if (change != NULL)
    return docket_status_change_describe (change);

  return g_strdup (docket_rich_text_get_text (docket_conversation_item_get_text (item, &whole)));
}

static DocketPartState
get_state (DocketConversationItem *item)
{
  const DocketTimeEntry *entry = docket_conversation_item_get_time_entry (item);
  const DocketStatusChange *change = docket_conversation_item_get_status_change (item);
  const DocketMessage *message = docket_conversation_item_get_message (item);

  if (entry != NULL)
    return entry->state;

  if (change != NULL)
    return change->state;

  return message != NULL ? message->state : DOCKET_PART_STATE_SYNCED;
}

static void
show_item (DocketConversationLine *self)
{
  g_autofree char *text = docket_conversation_line_describe (self->item);
  g_autofree char *exact = docket_format_exact (docket_conversation_item_get_at (self->item));
  const gboolean mark = docket_conversation_item_get_kind (self->item) == DOCKET_CONVERSATION_NEW;

  gtk_label_set_text (self->label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->label), mark ? NULL : exact);
  gtk_widget_set_visible (self->waiting_mark, get_state (self->item) == DOCKET_PART_STATE_WAITING);
  gtk_widget_set_css_classes (
    self->box,
    (const char *[]){ "conversation-line", mark ? "accent" : "dim", NULL });
}

static void
docket_conversation_line_dispose (GObject *object)
{
  docket_conversation_line_set_item (DOCKET_CONVERSATION_LINE (object), NULL);

  G_OBJECT_CLASS (docket_conversation_line_parent_class)->dispose (object);
}

static void
docket_conversation_line_class_init (DocketConversationLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = docket_conversation_line_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-conversation-line.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketConversationLine, box);
  gtk_widget_class_bind_template_child (widget_class, DocketConversationLine, label);
  gtk_widget_class_bind_template_child (widget_class, DocketConversationLine, waiting_mark);
}

static void
docket_conversation_line_init (DocketConversationLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * docket_conversation_line_new:
 *
 * Returns: (transfer floating): a line without an item
 */
GtkWidget *
docket_conversation_line_new (void)
{
  return g_object_new (DOCKET_TYPE_CONVERSATION_LINE, NULL);
}

/**
 * docket_conversation_line_set_item:
 * @self: a line
 * @item: (nullable): an item that is no card, shown as long as it is set, with its changes
 */
void
docket_conversation_line_set_item (DocketConversationLine *self, DocketConversationItem *item)
{
  g_return_if_fail (DOCKET_IS_CONVERSATION_LINE (self));

  if (self->item != NULL)
    g_clear_signal_handler (&self->changed_id, self->item);

  g_set_object (&self->item, item);

  if (item == NULL)
    return;

  self->changed_id = g_signal_connect_swapped (item, "changed", G_CALLBACK (show_item), self);
  show_item (self);
}

/**
 * docket_conversation_line_describe:
 * @item: an item that is no card
 *
 * Returns: (transfer full): its words
 */
char *
docket_conversation_line_describe (DocketConversationItem *item)
{
  switch (docket_conversation_item_get_kind (item))
    {
    case DOCKET_CONVERSATION_TIME:
      return describe_time_entry (docket_conversation_item_get_time_entry (item));

    case DOCKET_CONVERSATION_NEW:
      return g_strdup (_ ("New since I looked"));

    case DOCKET_CONVERSATION_EVENT:
    case DOCKET_CONVERSATION_MESSAGE:
      return describe_event (item);
    }

  g_return_val_if_reached (NULL);
}
