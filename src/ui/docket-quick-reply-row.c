/* A quick reply to choose: what it is called, what it would insert, what it would set.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-quick-reply-row.h"

#include <glib/gi18n.h>

#include "docket-placeholders.h"

/* How much of a text is shown before it is inserted; the tooltip shows all. */
#define MAX_PREVIEW_LINES 3

struct _DocketQuickReplyRow
{
  GtkListBoxRow parent_instance;

  DocketEntry *entry;
  char *text;     /* its variables filled in */
  char *assignee; /* to whom it assigns; NULL: to nobody */
};

G_DEFINE_FINAL_TYPE (DocketQuickReplyRow, docket_quick_reply_row, GTK_TYPE_LIST_BOX_ROW)

static GtkWidget *
new_label (const char *text, const char *css_class, int lines)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_lines (GTK_LABEL (label), lines);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 36);
  gtk_widget_add_css_class (label, css_class);

  return label;
}

static char *
describe_extras (DocketQuickReplyRow *self)
{
  const char *status = docket_entry_get (self->entry, DOCKET_QUICK_REPLY_STATUS);
  const char *label = status != NULL ? docket_status_get_label (status) : NULL;

  if (label == NULL && self->assignee == NULL)
    return NULL;

  /* Translators: %s is a status, or the name of a technician, or both */
  return g_strdup_printf (_ ("Also sets: %s%s%s"),
                          label != NULL ? label : "",
                          label != NULL && self->assignee != NULL ? " · " : "",
                          self->assignee != NULL ? self->assignee : "");
}

static void
fill (DocketQuickReplyRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *line = g_strdelimit (g_strdup (self->text), "\n\r\t", ' ');
  g_autofree char *extras = describe_extras (self);
  g_autofree char *name = NULL;

  gtk_box_append (GTK_BOX (box), new_label (self->entry->name, "heading", 1));
  gtk_box_append (GTK_BOX (box), new_label (line, "dim", MAX_PREVIEW_LINES));

  if (extras != NULL)
    gtk_box_append (GTK_BOX (box), new_label (extras, "dim", 1));

  name = g_strjoin (", ", self->entry->name, line, extras, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), self->text);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
}

static void
docket_quick_reply_row_finalize (GObject *object)
{
  DocketQuickReplyRow *self = DOCKET_QUICK_REPLY_ROW (object);

  g_clear_object (&self->entry);
  g_free (self->text);
  g_free (self->assignee);

  G_OBJECT_CLASS (docket_quick_reply_row_parent_class)->finalize (object);
}

static void
docket_quick_reply_row_class_init (DocketQuickReplyRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = docket_quick_reply_row_finalize;
}

static void
docket_quick_reply_row_init (DocketQuickReplyRow *self)
{
}

/**
 * docket_quick_reply_row_new:
 * @replies: quick replies, ready for a ticket
 * @entry: one of them
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
docket_quick_reply_row_new (const DocketQuickReplies *replies, DocketEntry *entry)
{
  DocketQuickReplyRow *self = g_object_new (DOCKET_TYPE_QUICK_REPLY_ROW, NULL);
  const gint64 assignee = docket_values_get_int64 (entry->properties, DOCKET_QUICK_REPLY_ASSIGNEE);
  const char *text = docket_entry_get (entry, DOCKET_QUICK_REPLY_TEXT);

  self->entry = g_object_ref (entry);
  self->text = docket_placeholders_fill (text != NULL ? text : "", replies->values);
  self->assignee = g_strdup (g_hash_table_lookup (replies->technicians, &assignee));
  fill (self);

  return GTK_WIDGET (self);
}

/**
 * docket_quick_reply_row_get_entry:
 * @self: a row
 *
 * Returns: (transfer none): the quick reply
 */
DocketEntry *
docket_quick_reply_row_get_entry (DocketQuickReplyRow *self)
{
  g_return_val_if_fail (DOCKET_IS_QUICK_REPLY_ROW (self), NULL);

  return self->entry;
}

/**
 * docket_quick_reply_row_get_text:
 * @self: a row
 *
 * Returns: (transfer none): what it inserts
 */
const char *
docket_quick_reply_row_get_text (DocketQuickReplyRow *self)
{
  g_return_val_if_fail (DOCKET_IS_QUICK_REPLY_ROW (self), NULL);

  return self->text;
}

/**
 * docket_quick_reply_row_get_assignee:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the name of whom it assigns to
 */
const char *
docket_quick_reply_row_get_assignee (DocketQuickReplyRow *self)
{
  g_return_val_if_fail (DOCKET_IS_QUICK_REPLY_ROW (self), NULL);

  return self->assignee;
}
