/* A ticket in the list: three short lines.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-list-row.h"

#include <glib/gi18n.h>

#include "docket-format.h"
#include "docket-list-row-text.h"
#include "docket-monogram.h"
#include "docket-swipe-row.h"

/* A due time is shown from this long before it. */
#define MINUTE_S 60
#define DUE_NEAR_US (2 * G_TIME_SPAN_DAY)

/* What most rows of a list never show, in the order of the line: made when it is shown first. */
typedef enum
{
  PART_DUE,
  PART_ASLEEP,
  PART_ATTACHMENT,
  PART_WAITING,
  PART_NEEDS_ME,
  PART_UNASSIGNED,
  PART_ASSIGNEE,
  N_PARTS
} Part;

struct _DocketListRow
{
  GtkWidget parent_instance;

  DocketTicket *ticket;
  gulong changed_id;
  guint minute_source; /* while it can be seen */
  gint64 shown_us;
  char *search;
  char *excerpt; /* (nullable): where a message has it */
  DocketListLook look;
  guint n_in_group;

  GtkWidget *heading; /* NULL until it is shown first */
  GtkLabel *heading_name;
  GtkLabel *heading_count;
  DocketSwipeRow *swipe;
  AdwBin *priority_bar;
  GtkWidget *check; /* NULL until it is shown first */
  GtkWidget *top_line;
  GtkWidget *unread_dot; /* NULL until it is shown first */
  GtkLabel *title;
  GtkLabel *updated;
  GtkLabel *subtitle;
  GtkWidget *bottom_line;
  GtkLabel *status;
  GtkWidget *parts[N_PARTS]; /* NULL until they are shown first */
  GtkLabel *due;
};

G_DEFINE_FINAL_TYPE (DocketListRow, docket_list_row, GTK_TYPE_WIDGET)

static gboolean query_tooltip_cb (DocketListRow *self,
                                  int x,
                                  int y,
                                  gboolean by_keyboard,
                                  GtkTooltip *tooltip,
                                  GtkWidget *part);

static void
tell_more (DocketListRow *self, GtkWidget *part)
{
  gtk_widget_set_has_tooltip (part, TRUE);
  g_signal_connect_swapped (part, "query-tooltip", G_CALLBACK (query_tooltip_cb), self);
}

static GtkWidget *
make_mark (const char *icon_name, const char *css_class, const char *tooltip)
{
  GtkWidget *image = gtk_image_new_from_icon_name (icon_name);

  gtk_widget_add_css_class (image, css_class);
  gtk_widget_set_tooltip_text (image, tooltip);

  return image;
}

static GtkWidget *
make_due (DocketListRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *label = gtk_label_new (NULL);

  self->due = GTK_LABEL (label);
  gtk_label_set_ellipsize (self->due, PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("alarm-symbolic"));
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_add_css_class (box, "due");
  tell_more (self, box);

  return box;
}

static GtkWidget *
make_asleep (DocketListRow *self)
{
  GtkWidget *mark = make_mark ("weather-clear-night-symbolic", "dim-label", NULL);

  tell_more (self, mark);

  return mark;
}

static GtkWidget *
make_unassigned (void)
{
  GtkWidget *label = gtk_label_new (C_ ("ticket", "Unassigned"));

  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_add_css_class (label, "dim");

  return label;
}

static GtkWidget *
make_assignee (DocketListRow *self)
{
  GtkWidget *avatar = docket_monogram_new (20);

  gtk_widget_set_halign (avatar, GTK_ALIGN_END);
  gtk_widget_set_hexpand (avatar, TRUE);
  tell_more (self, avatar);

  return avatar;
}

static GtkWidget *
make_part (DocketListRow *self, Part part)
{
  switch (part)
    {
    case PART_DUE:
      return make_due (self);

    case PART_ASLEEP:
      return make_asleep (self);

    case PART_ATTACHMENT:
      return make_mark ("mail-attachment-symbolic", "dim-label", _ ("Has files"));

    case PART_WAITING:
      return make_mark ("send-to-symbolic",
                        "accent",
                        _ ("Has changes that the server has not seen"));

    case PART_NEEDS_ME:
      return make_mark ("dialog-warning-symbolic", "warning", _ ("Has a change that needs you"));

    case PART_UNASSIGNED:
      return make_unassigned ();

    case PART_ASSIGNEE:
    case N_PARTS:
    default:
      return make_assignee (self);
    }
}

static void
show_part (DocketListRow *self, Part part, gboolean shown)
{
  GtkWidget *before = GTK_WIDGET (self->status);

  if (self->parts[part] == NULL && shown)
    {
      for (guint i = 0; i < part; i++)
        if (self->parts[i] != NULL)
          before = self->parts[i];

      self->parts[part] = make_part (self, part);
      gtk_box_insert_child_after (GTK_BOX (self->bottom_line), self->parts[part], before);
    }

  if (self->parts[part] != NULL)
    gtk_widget_set_visible (self->parts[part], shown);
}

static void
show_unread (DocketListRow *self, gboolean unread)
{
  if (self->unread_dot == NULL && unread)
    {
      self->unread_dot = adw_bin_new ();
      gtk_widget_set_valign (self->unread_dot, GTK_ALIGN_CENTER);
      gtk_widget_set_tooltip_text (self->unread_dot, C_ ("ticket", "Unread"));
      gtk_widget_add_css_class (self->unread_dot, "unread-dot");
      gtk_box_prepend (GTK_BOX (self->top_line), self->unread_dot);
    }

  if (self->unread_dot != NULL)
    gtk_widget_set_visible (self->unread_dot, unread);

  /* A style is worked out anew even when it is the same. */
  if (gtk_widget_has_css_class (GTK_WIDGET (self->title), "heading") == unread)
    return;

  if (unread)
    gtk_widget_add_css_class (GTK_WIDGET (self->title), "heading");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->title), "heading");
}

static void
set_word_class (GtkWidget *widget, const char *base, const char *word)
{
  /* A style is worked out anew even when it is the same. */
  if (!gtk_widget_has_css_class (widget, word))
    gtk_widget_set_css_classes (widget, (const char *[]){ base, word, NULL });
}

static void
show_due (DocketListRow *self, const DocketTicketRow *row, gint64 now_us)
{
  const gint64 due_at = docket_ticket_row_get_due_at (row);
  const gboolean over = row->status_kind == DOCKET_STATUS_KIND_RESOLVED ||
                        row->status_kind == DOCKET_STATUS_KIND_CLOSED;
  /* Who sorts by it wants to see it. */
  const gboolean near = due_at - now_us < DUE_NEAR_US || self->look.sort == DOCKET_SORT_DUE;
  const gboolean shown =
    due_at != 0 && !over && near && docket_list_look_has (&self->look, DOCKET_LIST_COLUMN_DUE);
  g_autofree char *text = NULL;

  show_part (self, PART_DUE, shown);

  if (!shown)
    return;

  text = docket_format_due (due_at, now_us);
  gtk_label_set_label (self->due, text);
  set_word_class (self->parts[PART_DUE],
                  "due",
                  due_at - now_us < 2 * G_TIME_SPAN_HOUR ? "error" : "dim-label");
}

/* A heading is no part of the ticket under it. */
static void
heading_pressed_cb (GtkGestureClick *gesture)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
make_heading (DocketListRow *self)
{
  GtkGesture *gesture = gtk_gesture_click_new ();

  self->heading = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  self->heading_name = GTK_LABEL (gtk_label_new (NULL));
  self->heading_count = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->heading_name, 0);
  gtk_label_set_ellipsize (self->heading_name, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->heading_name), TRUE);
  gtk_box_append (GTK_BOX (self->heading), GTK_WIDGET (self->heading_name));
  gtk_box_append (GTK_BOX (self->heading), GTK_WIDGET (self->heading_count));
  gtk_widget_add_css_class (self->heading, "group-heading");
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), 0);
  g_signal_connect (gesture, "pressed", G_CALLBACK (heading_pressed_cb), NULL);
  gtk_widget_add_controller (self->heading, GTK_EVENT_CONTROLLER (gesture));
  gtk_widget_insert_after (self->heading, GTK_WIDGET (self), NULL);
}

static gboolean
has_heading (DocketListRow *self)
{
  return self->heading != NULL && gtk_widget_get_visible (self->heading);
}

static void
show_heading (DocketListRow *self, const DocketTicketRow *row)
{
  g_autofree char *count =
    self->n_in_group > 0 ? g_strdup_printf ("%u", self->n_in_group) : g_strdup ("");

  if (self->heading == NULL)
    return;

  gtk_label_set_label (self->heading_name, docket_list_row_get_heading (row, self->look.group));
  gtk_label_set_label (self->heading_count, count);
}

static void
update_accessible (DocketListRow *self, const DocketTicketRow *row, const char *subtitle)
{
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autoptr (GString) label = NULL;

  if (item == NULL)
    return;

  label = g_string_new (NULL);

  /* Where a group begins is heard before the ticket. */
  if (has_heading (self))
    g_string_append_printf (label,
                            /* Translators: a group, how many tickets it has, its first ticket */
                            _ ("%s %s: %s"),
                            gtk_label_get_label (self->heading_name),
                            gtk_label_get_label (self->heading_count),
                            row->title);
  else
    g_string_append (label, row->title);

  g_string_append_printf (label,
                          ", %s, %s, %s",
                          subtitle,
                          docket_status_get_label (row->status),
                          docket_priority_get_label (row->priority));

  if (self->excerpt != NULL)
    g_string_append_printf (label, ", %s", self->excerpt);

  if (row->unread)
    g_string_append_printf (label, ", %s", C_ ("ticket", "Unread"));

  if (row->remind_at != 0)
    g_string_append_printf (label, ", %s", C_ ("ticket", "Asleep"));

  if (row->n_needs_me > 0)
    g_string_append_printf (label, ", %s", _ ("Has a change that needs you"));
  else if (row->n_waiting > 0)
    g_string_append_printf (label, ", %s", _ ("Has changes that the server has not seen"));

  gtk_accessible_update_property (GTK_ACCESSIBLE (item),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label->str,
                                  -1);
}

static void
show_text (DocketListRow *self, const DocketTicketRow *row, gint64 now_us)
{
  const gint64 moment = self->look.sort == DOCKET_SORT_CREATED ? row->created_at : row->updated_at;
  g_autofree char *subtitle = docket_list_row_dup_subtitle (row, &self->look);
  g_autofree char *ago = docket_format_ago (moment, now_us);

  show_heading (self, row);
  gtk_label_set_label (self->title, row->title);
  gtk_label_set_label (self->subtitle, self->excerpt != NULL ? self->excerpt : subtitle);
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle),
                          *gtk_label_get_label (self->subtitle) != '\0');
  docket_list_row_mark_hits (self->title, self->search);
  docket_list_row_mark_hits (self->subtitle, self->search);
  gtk_label_set_label (self->updated, ago);
  gtk_widget_set_visible (GTK_WIDGET (self->updated),
                          docket_list_look_has (&self->look, DOCKET_LIST_COLUMN_UPDATED));
  update_accessible (self, row, subtitle);
}

static void
swiped_cb (DocketListRow *self, gboolean start)
{
  if (self->ticket != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self),
                                start ? "swipe.close" : "swipe.delete",
                                "x",
                                docket_ticket_get_id (self->ticket));
}

static void
show_swipe (DocketListRow *self, const DocketTicketRow *row)
{
  if (row->status_kind == DOCKET_STATUS_KIND_CLOSED)
    docket_swipe_row_set_start (self->swipe, C_ ("ticket", "Reopen"), "edit-undo-symbolic");
  else
    docket_swipe_row_set_start (self->swipe, C_ ("ticket", "Close"), "object-select-symbolic");
}

static char *
get_moment_text (DocketListRow *self, const DocketTicketRow *row)
{
  const gboolean by_creation = self->look.sort == DOCKET_SORT_CREATED;
  g_autofree char *exact = docket_format_exact (by_creation ? row->created_at : row->updated_at);

  /* Translators: %s is a date and time */
  return g_strdup_printf (by_creation ? _ ("Created %s") : _ ("Updated %s"), exact);
}

static char *
get_tooltip_text (DocketListRow *self, const DocketTicketRow *row, GtkWidget *part)
{
  if (part == GTK_WIDGET (self->updated))
    return get_moment_text (self, row);

  if (part == self->parts[PART_DUE])
    return docket_format_exact (docket_ticket_row_get_due_at (row));

  if (part == self->parts[PART_ASLEEP])
    return docket_format_asleep (row->remind_at, g_get_real_time ());

  if (part == GTK_WIDGET (self->priority_bar))
    return g_strdup (docket_priority_get_label (row->priority));

  return g_strdup (row->assignee_name);
}

/* Worked out when somebody rests there: with every text that a widget is given, GTK asks the
 * display where the pointer is, and waits for the answer. */
static gboolean
query_tooltip_cb (DocketListRow *self,
                  int x,
                  int y,
                  gboolean by_keyboard,
                  GtkTooltip *tooltip,
                  GtkWidget *part)
{
  const DocketTicketRow *row = self->ticket != NULL ? docket_ticket_get_row (self->ticket) : NULL;
  g_autofree char *text = row != NULL ? get_tooltip_text (self, row, part) : NULL;

  gtk_tooltip_set_text (tooltip, text);

  return text != NULL;
}

static void
show_row (DocketListRow *self)
{
  const DocketTicketRow *row = self->ticket != NULL ? docket_ticket_get_row (self->ticket) : NULL;
  static const char *const kinds[] = { "open", "pending", "resolved", "closed" };
  static const char *const priorities[] = { "low", "medium", "high", "critical" };
  const gboolean assignee = docket_list_look_has (&self->look, DOCKET_LIST_COLUMN_ASSIGNEE);
  const gboolean priority = docket_list_look_has (&self->look, DOCKET_LIST_COLUMN_PRIORITY);
  const gint64 now_us = g_get_real_time ();

  self->shown_us = now_us;

  /* A placeholder keeps the row's height. */
  gtk_widget_set_opacity (GTK_WIDGET (self), row != NULL ? 1 : 0);

  if (row == NULL)
    return;

  show_text (self, row, now_us);
  show_swipe (self, row);
  show_due (self, row, now_us);
  gtk_label_set_label (self->status, docket_status_get_label (row->status));
  set_word_class (GTK_WIDGET (self->status), "status", kinds[row->status_kind]);
  set_word_class (GTK_WIDGET (self->priority_bar),
                  "priority-bar",
                  priority ? priorities[row->priority] : "none");
  show_unread (self, row->unread);
  show_part (self, PART_ASLEEP, row->remind_at != 0);
  show_part (self, PART_ATTACHMENT, row->n_attachments > 0);
  show_part (self, PART_NEEDS_ME, row->n_needs_me > 0);
  show_part (self, PART_WAITING, row->n_waiting > 0 && row->n_needs_me == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->status),
                          docket_list_look_has (&self->look, DOCKET_LIST_COLUMN_STATUS));
  show_part (self, PART_UNASSIGNED, assignee && row->assignee_name == NULL);
  show_part (self, PART_ASSIGNEE, assignee && row->assignee_name != NULL);

  if (row->assignee_name != NULL && self->parts[PART_ASSIGNEE] != NULL)
    docket_monogram_set_name (GTK_LABEL (self->parts[PART_ASSIGNEE]), row->assignee_name);
}

static gboolean
minute_cb (gpointer user_data)
{
  show_row (user_data);

  return G_SOURCE_CONTINUE;
}

/* "2 min" and what is due grow old by themselves. */
static void
docket_list_row_map (GtkWidget *widget)
{
  DocketListRow *self = DOCKET_LIST_ROW (widget);

  GTK_WIDGET_CLASS (docket_list_row_parent_class)->map (widget);

  if (g_get_real_time () - self->shown_us > MINUTE_S * G_USEC_PER_SEC)
    show_row (self);

  self->minute_source = g_timeout_add_seconds (MINUTE_S, minute_cb, self);
}

static void
docket_list_row_unmap (GtkWidget *widget)
{
  DocketListRow *self = DOCKET_LIST_ROW (widget);

  g_clear_handle_id (&self->minute_source, g_source_remove);
  GTK_WIDGET_CLASS (docket_list_row_parent_class)->unmap (widget);
}

/* Every line is one line, however wide: nobody has to ask them twice. */
static GtkSizeRequestMode
docket_list_row_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static int
measure_height (GtkWidget *part)
{
  int height;

  gtk_widget_measure (part, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);

  return height;
}

/* The list is as wide as its pane, and what does not fit there is cut off: the two hundred rows of
 * a list view are not asked how wide they would like to be. */
static void
docket_list_row_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  DocketListRow *self = DOCKET_LIST_ROW (widget);

  *minimum = 0;

  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = measure_height (GTK_WIDGET (self->swipe)) +
               (has_heading (self) ? measure_height (self->heading) : 0);

  *natural = *minimum;
}

static void
docket_list_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  DocketListRow *self = DOCKET_LIST_ROW (widget);
  const int top = has_heading (self) ? measure_height (self->heading) : 0;

  if (top > 0)
    gtk_widget_size_allocate (self->heading, &(GtkAllocation){ 0, 0, width, top }, -1);

  gtk_widget_size_allocate (GTK_WIDGET (self->swipe),
                            &(GtkAllocation){ 0, top, width, height - top },
                            -1);
}

static void
docket_list_row_dispose (GObject *object)
{
  DocketListRow *self = DOCKET_LIST_ROW (object);

  docket_list_row_set_ticket (self, NULL);
  g_clear_pointer (&self->search, g_free);
  g_clear_pointer (&self->excerpt, g_free);
  g_clear_pointer (&self->heading, gtk_widget_unparent);
  g_clear_pointer ((GtkWidget **) &self->swipe, gtk_widget_unparent);

  G_OBJECT_CLASS (docket_list_row_parent_class)->dispose (object);
}

static void
docket_list_row_class_init (DocketListRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = docket_list_row_dispose;
  widget_class->get_request_mode = docket_list_row_get_request_mode;
  widget_class->measure = docket_list_row_measure;
  widget_class->size_allocate = docket_list_row_size_allocate;
  widget_class->map = docket_list_row_map;
  widget_class->unmap = docket_list_row_unmap;

  g_type_ensure (DOCKET_TYPE_SWIPE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-list-row.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketListRow, swipe);
  gtk_widget_class_bind_template_callback (widget_class, swiped_cb);
  gtk_widget_class_bind_template_child (widget_class, DocketListRow, priority_bar);
  gtk_widget_class_bind_template_child (widget_class, DocketListRow, top_line);
  gtk_widget_class_bind_template_child (widget_class, DocketListRow, title);
  gtk_widget_class_bind_template_child (widget_class, DocketListRow, updated);
  gtk_widget_class_bind_template_callback (widget_class, query_tooltip_cb);
  gtk_widget_class_bind_template_child (widget_class, DocketListRow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, DocketListRow, bottom_line);
  gtk_widget_class_bind_template_child (widget_class, DocketListRow, status);
}

static void
docket_list_row_init (DocketListRow *self)
{
  docket_list_look_init (&self->look);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * docket_list_row_new:
 *
 * Returns: (transfer floating): a row without a ticket
 */
GtkWidget *
docket_list_row_new (void)
{
  return g_object_new (DOCKET_TYPE_LIST_ROW, NULL);
}

/**
 * docket_list_row_set_ticket:
 * @self: a row
 * @ticket: (nullable): what it shows, and goes on showing as the ticket changes
 */
void
docket_list_row_set_ticket (DocketListRow *self, DocketTicket *ticket)
{
  g_return_if_fail (DOCKET_IS_LIST_ROW (self));

  if (self->ticket != NULL)
    g_clear_signal_handler (&self->changed_id, self->ticket);

  if (ticket != self->ticket && self->swipe != NULL)
    docket_swipe_row_close (self->swipe, FALSE);

  if (g_set_object (&self->ticket, ticket))
    g_clear_pointer (&self->excerpt, g_free);

  if (ticket == NULL)
    return;

  self->changed_id = g_signal_connect_swapped (ticket, "changed", G_CALLBACK (show_row), self);
  show_row (self);
}

/**
 * docket_list_row_get_ticket:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what it shows
 */
DocketTicket *
docket_list_row_get_ticket (DocketListRow *self)
{
  g_return_val_if_fail (DOCKET_IS_LIST_ROW (self), NULL);

  return self->ticket;
}

/**
 * docket_list_row_set_search:
 * @self: a row
 * @search: (nullable): what was searched for: where the row has it, it is marked
 */
void
docket_list_row_set_search (DocketListRow *self, const char *search)
{
  g_return_if_fail (DOCKET_IS_LIST_ROW (self));

  if (g_strcmp0 (self->search, search) == 0)
    return;

  g_free (self->search);
  self->search = g_strdup (search);
  docket_list_row_mark_hits (self->title, search);
  docket_list_row_mark_hits (self->subtitle, search);

  if (search == NULL)
    docket_list_row_set_excerpt (self, NULL);
}

/**
 * docket_list_row_set_excerpt:
 * @self: a row
 * @excerpt: (nullable): where a message of its ticket has what was searched for, in place of the
 * second line
 */
void
docket_list_row_set_excerpt (DocketListRow *self, const char *excerpt)
{
  g_return_if_fail (DOCKET_IS_LIST_ROW (self));

  if (g_strcmp0 (self->excerpt, excerpt) == 0)
    return;

  g_free (self->excerpt);
  self->excerpt = g_strdup (excerpt);
  show_row (self);
}

/**
 * docket_list_row_set_look:
 * @self: a row
 * @look: which parts of it are shown, and what its group is
 */
void
docket_list_row_set_look (DocketListRow *self, const DocketListLook *look)
{
  g_return_if_fail (DOCKET_IS_LIST_ROW (self));
  g_return_if_fail (look != NULL);

  if (self->look.sort == look->sort && self->look.group == look->group &&
      self->look.columns == look->columns)
    return;

  self->look = *look;
  show_row (self);
}

/**
 * docket_list_row_set_heading:
 * @self: a row
 * @shown: whether its ticket is the first of a group
 * @n_tickets: how many tickets the group has; 0 while that is not known
 */
void
docket_list_row_set_heading (DocketListRow *self, gboolean shown, guint n_tickets)
{
  g_return_if_fail (DOCKET_IS_LIST_ROW (self));

  if (has_heading (self) == shown && self->n_in_group == n_tickets)
    return;

  if (self->heading == NULL && shown)
    make_heading (self);

  if (self->heading != NULL)
    gtk_widget_set_visible (self->heading, shown);

  self->n_in_group = n_tickets;
  show_row (self);
}

/**
 * docket_list_row_set_selecting:
 * @self: a row
 * @selecting: whether it shows if it is selected by a check mark
 */
void
docket_list_row_set_selecting (DocketListRow *self, gboolean selecting)
{
  g_return_if_fail (DOCKET_IS_LIST_ROW (self));

  if (self->check == NULL && selecting)
    {
      self->check = gtk_image_new_from_icon_name ("object-select-symbolic");
      gtk_widget_set_valign (self->check, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (self->check, "row-check");
      gtk_box_insert_child_after (GTK_BOX (gtk_widget_get_parent (GTK_WIDGET (self->priority_bar))),
                                  self->check,
                                  GTK_WIDGET (self->priority_bar));
    }

  if (self->check != NULL)
    gtk_widget_set_visible (self->check, selecting);

  docket_swipe_row_set_enabled (self->swipe, !selecting);
}
