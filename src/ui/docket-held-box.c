/* Under a message that is not sent: why, the news that it has met, and what can be done.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-held-box.h"

#include <glib/gi18n.h>

#include "docket-format.h"
#include "docket-outbox-acts.h"

/* So many of the newest messages are shown, each with its beginning. */
#define MAX_NEWS 3
#define MAX_NEWS_CHARS 240

struct _DocketHeldBox
{
  AdwBin parent_instance;

  GtkLabel *problem;
  GtkBox *news;
  DocketOutboxActs *acts;
};

G_DEFINE_FINAL_TYPE (DocketHeldBox, docket_held_box, ADW_TYPE_BIN)

/* The beginning of a text, on one line. */
static char *
dup_beginning (const char *text)
{
  g_autofree char *line = g_strdup (text != NULL ? text : "");
  g_autofree char *first = NULL;

  g_strdelimit (line, "\n\r\t", ' ');
  g_strstrip (line);

  if (g_utf8_strlen (line, -1) <= MAX_NEWS_CHARS)
    return g_steal_pointer (&line);

  first = g_utf8_substring (line, 0, MAX_NEWS_CHARS);

  return g_strconcat (first, "…", NULL);
}

static GtkWidget *
new_news (const DocketMessage *message)
{
  g_autofree char *beginning = dup_beginning (message->text);
  g_autofree char *text = docket_format_said (message->author_name, message->created_at, beginning);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "held-news");

  return label;
}

static void
show_news (DocketHeldBox *self, GPtrArray *news)
{
  const guint n_news = news != NULL ? news->len : 0;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->news))) != NULL)
    gtk_box_remove (self->news, child);

  for (guint i = n_news > MAX_NEWS ? n_news - MAX_NEWS : 0; i < n_news; i++)
    gtk_box_append (self->news, new_news (g_ptr_array_index (news, i)));

  gtk_widget_set_visible (GTK_WIDGET (self->news), n_news > 0);
}

static void
docket_held_box_class_init (DocketHeldBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (DOCKET_TYPE_OUTBOX_ACTS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-held-box.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketHeldBox, problem);
  gtk_widget_class_bind_template_child (widget_class, DocketHeldBox, news);
  gtk_widget_class_bind_template_child (widget_class, DocketHeldBox, acts);
}

static void
docket_held_box_init (DocketHeldBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * docket_held_box_set_item:
 * @self: a box
 * @item: a message: shown when it needs the person, or waits and can be withdrawn
 */
void
docket_held_box_set_item (DocketHeldBox *self, DocketConversationItem *item)
{
  const char *problem = docket_conversation_item_get_problem (item);
  DocketOperation *operation = docket_conversation_item_get_operation (item);
  const gboolean failed =
    docket_conversation_item_get_message (item)->state == DOCKET_PART_STATE_FAILED;
  const gboolean waits = docket_conversation_item_get_can_withdraw (item);

  g_return_if_fail (DOCKET_IS_HELD_BOX (self));

  gtk_widget_set_visible (GTK_WIDGET (self), failed || waits);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), failed);
  gtk_label_set_label (self->problem, problem != NULL ? problem : _ ("It could not be sent."));
  show_news (self, failed ? docket_conversation_item_get_news (item) : NULL);
  docket_outbox_acts_set_operation (self->acts, failed || waits ? operation : NULL);
}
