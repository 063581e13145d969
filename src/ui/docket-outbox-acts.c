/* What a person can decide about an operation that needs them, or a message that waits: its likely
 * items and its buttons.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-outbox-acts.h"

#include <glib/gi18n.h>

#include "docket-format.h"

/* More items that look like it are no help. */
#define MAX_LIKELY 5

/**
 * DocketOutboxActs:
 *
 * The sync centre and the conversation offer the same. The buttons activate the actions of
 * #DocketOutboxActions, which an ancestor has.
 */
struct _DocketOutboxActs
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (DocketOutboxActs, docket_outbox_acts, ADW_TYPE_BIN)

static void
add_act (GtkFlowBox *box,
         const DocketOperation *operation,
         const char *label,
         DocketOutboxAct act,
         const char *css_class)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  GtkWidget *child = gtk_flow_box_child_new ();

  if (css_class != NULL)
    gtk_widget_add_css_class (button, css_class);

  docket_outbox_acts_bind (GTK_ACTIONABLE (button), operation, act);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), button);
  gtk_widget_set_focusable (child, FALSE);
  gtk_flow_box_append (box, child);
}

static void
add_edit (GtkFlowBox *box, const DocketOperation *operation)
{
  if (operation->kind == DOCKET_OPERATION_KIND_MESSAGE)
    add_act (box, operation, C_ ("button", "Edit"), DOCKET_OUTBOX_EDIT, NULL);
}

static void
add_acts (GtkFlowBox *box, const DocketOperation *operation)
{
  switch (operation->reason)
    {
    case DOCKET_OPERATION_REASON_CONFLICT:
      add_act (box, operation, _ ("Keep mine"), DOCKET_OUTBOX_KEEP_MINE, "suggested-action");
      add_act (box, operation, _ ("Take theirs"), DOCKET_OUTBOX_TAKE_THEIRS, NULL);
      break;

    case DOCKET_OPERATION_REASON_NEWS:
    case DOCKET_OPERATION_REASON_CANT_TELL:
      add_act (box, operation, _ ("Send anyway"), DOCKET_OUTBOX_SEND_ANYWAY, NULL);
      add_edit (box, operation);
      add_act (box, operation, C_ ("button", "Discard"), DOCKET_OUTBOX_DISCARD, NULL);
      break;

    case DOCKET_OPERATION_REASON_REFUSED:
    case DOCKET_OPERATION_REASON_GONE:
    case DOCKET_OPERATION_REASON_STRANGER:
    case DOCKET_OPERATION_REASON_RESTORED:
      add_act (box, operation, C_ ("button", "Retry"), DOCKET_OUTBOX_RETRY, NULL);
      add_edit (box, operation);
      add_act (box, operation, C_ ("button", "Discard"), DOCKET_OUTBOX_DISCARD, NULL);
      break;

    case DOCKET_OPERATION_REASON_NONE:
      if (operation->state == DOCKET_OPERATION_STATE_WAITING &&
          operation->kind == DOCKET_OPERATION_KIND_MESSAGE)
        {
          add_edit (box, operation);
          add_act (box, operation, C_ ("button", "Discard"), DOCKET_OUTBOX_DISCARD, NULL);
        }
      break;

    case DOCKET_OPERATION_REASON_KEPT_HERE:
    default:
      break;
    }
}

static GtkWidget *
new_likely (const DocketOperation *operation, guint nth)
{
  const DocketLikelyItem *item = g_ptr_array_index (operation->likely, nth - 1);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *button = gtk_button_new_with_label (_ ("It is there"));
  g_autofree char *text = docket_format_said (item->author, item->created_at, item->text);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "dim");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("This is what was sent: it needs no sending any more"));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(su)", operation->uuid, nth);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "outbox.settle");
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), button);

  return row;
}

static void
docket_outbox_acts_class_init (DocketOutboxActsClass *klass)
{
}

static void
docket_outbox_acts_init (DocketOutboxActs *self)
{
}

/**
 * docket_outbox_acts_new:
 * @operation: (nullable): an operation that needs the person
 *
 * Returns: (transfer floating): what can be decided about it
 */
GtkWidget *
docket_outbox_acts_new (DocketOperation *operation)
{
  DocketOutboxActs *self = g_object_new (DOCKET_TYPE_OUTBOX_ACTS, NULL);

  docket_outbox_acts_set_operation (self, operation);

  return GTK_WIDGET (self);
}

/**
 * docket_outbox_acts_set_operation:
 * @self: the buttons
 * @operation: (nullable): what they are about; %NULL: none
 */
void
docket_outbox_acts_set_operation (DocketOutboxActs *self, DocketOperation *operation)
{
  GtkWidget *box, *acts;

  g_return_if_fail (DOCKET_IS_OUTBOX_ACTS (self));

  adw_bin_set_child (ADW_BIN (self), NULL);

  if (operation == NULL)
    return;

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  for (guint i = 0; i < MIN (operation->likely->len, MAX_LIKELY); i++)
    gtk_box_append (GTK_BOX (box), new_likely (operation, i + 1));

  acts = gtk_flow_box_new ();
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (acts), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (acts), 3);
  gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (acts), TRUE);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (acts), 6);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (acts), 6);
  add_acts (GTK_FLOW_BOX (acts), operation);
  gtk_box_append (GTK_BOX (box), acts);
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * docket_outbox_acts_bind:
 * @actionable: a button, or the like
 * @operation: an operation
 * @act: what it decides about it
 *
 * What throws a text away asks first.
 */
void
docket_outbox_acts_bind (GtkActionable *actionable,
                         const DocketOperation *operation,
                         DocketOutboxAct act)
{
  const gboolean asks =
    act == DOCKET_OUTBOX_DISCARD && operation->kind == DOCKET_OPERATION_KIND_MESSAGE;

  gtk_actionable_set_action_target (actionable, "(si)", operation->uuid, (int) act);
  gtk_actionable_set_action_name (actionable, asks ? "outbox.ask" : "outbox.decide");
}
