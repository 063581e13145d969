/* A field of a ticket: its name, its value, and what changes it in place.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-field-row-private.h"

#include <glib/gi18n.h>

#include "docket-choice-popover.h"
#include "docket-entry-picker.h"
#include "docket-field-choices.h"
#include "docket-field-date.h"
#include "docket-field-text.h"

G_DEFINE_FINAL_TYPE (DocketFieldRow, docket_field_row, ADW_TYPE_BIN)

enum
{
  SIGNAL_EDITED,
  SIGNAL_TYPING,
  SIGNAL_ADD,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
replace (char **old, const char *text)
{
  char *copy = g_strdup (text);

  g_free (*old);
  *old = copy;
}

static gboolean
is_typed (const DocketField *field)
{
  return field->kind == DOCKET_FIELD_TEXT || field->kind == DOCKET_FIELD_NUMBER;
}

/* References that can be any of thousands are picked by a few letters. */
static gboolean
is_picked (const DocketField *field, DocketEntity *entity)
{
  *entity = field->kind == DOCKET_FIELD_CUSTOMER  ? DOCKET_ENTITY_CUSTOMER
            : field->kind == DOCKET_FIELD_CONTACT ? DOCKET_ENTITY_CONTACT
                                                  : DOCKET_ENTITY_CONTRACT;

  return field->kind == DOCKET_FIELD_CUSTOMER || field->kind == DOCKET_FIELD_CONTACT ||
         field->kind == DOCKET_FIELD_CONTRACT;
}

static void
show_decoration (DocketFieldRow *self)
{
  static const char *const kinds[] = { "open", "pending", "resolved", "closed" };
  const gboolean is_priority = self->field->enum_type == DOCKET_TYPE_PRIORITY;
  const gboolean is_person = self->field->kind == DOCKET_FIELD_TECHNICIAN && self->value != NULL;

  gtk_widget_set_visible (self->priority_dot, is_priority);
  gtk_widget_set_visible (GTK_WIDGET (self->avatar), is_person);

  if (is_priority)
    gtk_widget_set_css_classes (self->priority_dot,
                                (const char *[]){ "priority-dot", self->value, NULL });

  if (is_person)
    adw_avatar_set_text (self->avatar, self->name);

  if (self->field->kind == DOCKET_FIELD_STATUS)
    gtk_widget_set_css_classes (GTK_WIDGET (self->button_label),
                                (const char *[]){ "status", kinds[self->status_kind], NULL });
  else if (self->value == NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->button_label), "dim-label");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->button_label), "dim-label");
}

static void
show_calendar (DocketFieldRow *self)
{
  g_autofree char *midnight = NULL;
  g_autoptr (GDateTime) date = NULL;

  if (self->calendar == NULL || self->value == NULL)
    return;

  midnight = g_strconcat (self->value, "T00:00:00Z", NULL);
  date = g_date_time_new_from_iso8601 (midnight, NULL);

  if (date != NULL)
    gtk_calendar_select_day (self->calendar, date);
}

static gboolean
is_being_typed (DocketFieldRow *self)
{
  GtkStateFlags flags = gtk_widget_get_state_flags (GTK_WIDGET (self->entry));
  g_autofree char *shown = docket_field_format_typed (self->field, self->value);

  return !self->committing && (flags & GTK_STATE_FLAG_FOCUS_WITHIN) != 0 &&
         !g_str_equal (gtk_editable_get_text (self->entry), shown);
}

static void
show_entry (DocketFieldRow *self)
{
  g_autofree char *typed = docket_field_format_typed (self->field, self->value);

  gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->entry), *typed != '\0' ? typed : NULL);

  if (!g_str_equal (gtk_editable_get_text (self->entry), typed))
    gtk_editable_set_text (self->entry, typed);
}

static void
show_value (DocketFieldRow *self)
{
  g_autofree char *text = docket_field_format (self->field, self->value, self->name);
  g_autofree char *described = g_strdup_printf ("%s, %s", gtk_label_get_text (self->label), text);

  if (!self->field->editable)
    {
      gtk_label_set_text (self->read_only, text);
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->read_only), text);
      return;
    }

  if (is_typed (self->field))
    {
      show_entry (self);
      return;
    }

  gtk_label_set_text (self->button_label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button_label), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  described,
                                  -1);
  show_decoration (self);

  if (DOCKET_IS_CHOICE_POPOVER (self->popover))
    docket_choice_popover_select (DOCKET_CHOICE_POPOVER (self->popover), self->value);
  else if (DOCKET_IS_ENTRY_PICKER (self->popover))
    docket_entry_picker_select (DOCKET_ENTRY_PICKER (self->popover),
                                self->value != NULL ? g_ascii_strtoll (self->value, NULL, 10) : 0);
  else
    show_calendar (self);
}

/* What has been waiting is shown when the typing is over. */
static void
take_waiting_value (DocketFieldRow *self)
{
  if (self->value_waits)
    {
      g_free (self->value);
      self->value = g_steal_pointer (&self->waiting_value);
      self->value_waits = FALSE;
    }

  show_value (self);
}

static gboolean
take_typed (DocketFieldRow *self)
{
  const char *typed = gtk_editable_get_text (self->entry);
  g_autofree char *shown = docket_field_format_typed (self->field, self->value);
  g_autofree char *value = NULL;
  g_autoptr (GError) error = NULL;

  if (g_str_equal (typed, shown))
    {
      take_waiting_value (self);
      return TRUE;
    }

  value = docket_field_canonicalize (self->field, typed, &error);

  if (error != NULL)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
      docket_field_row_set_note (self, error->message);
      return FALSE;
    }

  gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  docket_field_row_choose (self, value, NULL);

  return TRUE;
}

static void
entry_changed_cb (DocketFieldRow *self)
{
  g_autofree char *typed = docket_field_row_dup_typed (self);

  if (typed != NULL)
    g_signal_emit (self, signals[SIGNAL_TYPING], 0);
}

static void
commit_entry_cb (DocketFieldRow *self)
{
  take_typed (self);
}

static gboolean
entry_key_pressed_cb (GtkEventControllerKey *controller,
                      guint keyval,
                      guint keycode,
                      GdkModifierType state,
                      DocketFieldRow *self)
{
  g_autofree char *shown = docket_field_format_typed (self->field, self->value);

  if (keyval != GDK_KEY_Escape || g_str_equal (gtk_editable_get_text (self->entry), shown))
    return GDK_EVENT_PROPAGATE;

  docket_field_row_set_note (self, NULL);
  take_waiting_value (self);

  return GDK_EVENT_STOP;
}

/* The whole row is a target, for a finger too. */
static void
row_clicked_cb (DocketFieldRow *self)
{
  if (!self->field->editable)
    return;

  if (is_typed (self->field))
    gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  else
    gtk_menu_button_popup (self->button);
}

static void
chosen_cb (DocketFieldRow *self, const char *value)
{
  if (g_strcmp0 (value, self->value) != 0)
    docket_field_row_choose (self, value, NULL);
}

static void
picked_cb (DocketFieldRow *self, DocketEntry *entry)
{
  g_autofree char *value = entry != NULL ? g_strdup_printf ("%" G_GINT64_FORMAT, entry->id) : NULL;

  if (g_strcmp0 (value, self->value) != 0)
    docket_field_row_choose (self, value, entry);
}

static void
add_cb (DocketFieldRow *self, const char *typed)
{
  g_signal_emit (self, signals[SIGNAL_ADD], 0, typed);
}

static void
day_chosen_cb (DocketFieldRow *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (self->calendar);
  g_autofree char *value = g_date_time_format (date, "%Y-%m-%d");

  gtk_popover_popdown (self->popover);
  chosen_cb (self, value);
}

static void
day_cleared_cb (DocketFieldRow *self)
{
  gtk_popover_popdown (self->popover);
  chosen_cb (self, NULL);
}

static GtkPopover *
new_popover (DocketFieldRow *self)
{
  GtkWidget *popover;
  DocketEntity entity;

  if (self->field->kind == DOCKET_FIELD_DATE)
    return docket_field_date_popover_new (gtk_label_get_text (self->label),
                                          &self->calendar,
                                          G_CALLBACK (day_chosen_cb),
                                          G_CALLBACK (day_cleared_cb),
                                          self);

  if (is_picked (self->field, &entity))
    {
      popover = docket_entry_picker_new (self->workspace, entity);
      g_signal_connect_object (popover, "chosen", G_CALLBACK (picked_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (popover, "add", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);

      return GTK_POPOVER (popover);
    }

  popover = docket_choice_popover_new (gtk_label_get_text (self->label));
  g_signal_connect_object (popover, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);

  return GTK_POPOVER (popover);
}

/* The choices that the field itself describes. */
static void
fill_choices (DocketFieldRow *self)
{
  if (DOCKET_IS_CHOICE_POPOVER (self->popover))
    docket_field_fill_choices (self->field,
                               self->parent_value,
                               DOCKET_CHOICE_POPOVER (self->popover));
}

/* The editor that the field asks for; the others go. */
static void
choose_editor (DocketFieldRow *self, const char *name)
{
  static const char *const names[] = { "read-only", "button", "entry" };

  /* A stack doesn't show another child when the one that it shows is removed. */
  gtk_stack_set_visible_child_name (self->stack, name);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (!g_str_equal (names[i], name))
      gtk_stack_remove (self->stack, gtk_stack_get_child_by_name (self->stack, names[i]));
}

static const char *
show_label (DocketFieldRow *self)
{
  const char *label =
    docket_field_get_label (self->field, docket_workspace_get_wording (self->workspace));

  gtk_label_set_text (self->label, label);

  return label;
}

static void
build (DocketFieldRow *self)
{
  const char *label = show_label (self);

  if (!self->field->editable)
    {
      choose_editor (self, "read-only");
      return;
    }

  if (is_typed (self->field))
    {
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      label,
                                      -1);
      gtk_entry_set_input_purpose (GTK_ENTRY (self->entry),
                                   self->field->kind == DOCKET_FIELD_NUMBER
                                     ? GTK_INPUT_PURPOSE_NUMBER
                                     : GTK_INPUT_PURPOSE_FREE_FORM);
      choose_editor (self, "entry");
      return;
    }

  choose_editor (self, "button");
  self->popover = new_popover (self);
  gtk_menu_button_set_popover (self->button, GTK_WIDGET (self->popover));
  fill_choices (self);
}

static void
docket_field_row_dispose (GObject *object)
{
  DocketFieldRow *self = DOCKET_FIELD_ROW (object);

  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (docket_field_row_parent_class)->dispose (object);
}

static void
docket_field_row_finalize (GObject *object)
{
  DocketFieldRow *self = DOCKET_FIELD_ROW (object);

  /* The fixed fields are static. */
  if (self->field != NULL && self->field->column == NULL)
    docket_field_unref ((DocketField *) self->field);

  g_clear_pointer (&self->value, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->parent_value, g_free);
  g_clear_pointer (&self->waiting_value, g_free);

  G_OBJECT_CLASS (docket_field_row_parent_class)->finalize (object);
}

static void
docket_field_row_class_init (DocketFieldRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = docket_field_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = docket_field_row_finalize;

  /**
   * DocketFieldRow::edited:
   * @value: (nullable): canonical text
   * @entry: (nullable): the #DocketEntry that was chosen, of a reference
   *
   * The person wants another value.
   */
  signals[SIGNAL_EDITED] = g_signal_new ("edited",
                                         DOCKET_TYPE_FIELD_ROW,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         2,
                                         G_TYPE_STRING,
                                         DOCKET_TYPE_ENTRY);

  /**
   * DocketFieldRow::typing:
   *
   * The person types what is no value yet.
   */
  signals[SIGNAL_TYPING] = g_signal_new ("typing",
                                         DOCKET_TYPE_FIELD_ROW,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         0);

  /**
   * DocketFieldRow::add:
   * @typed: what was looked for; may be empty
   *
   * The person wants an entry that is not there yet.
   */
  signals[SIGNAL_ADD] = g_signal_new ("add",
                                      DOCKET_TYPE_FIELD_ROW,
                                      G_SIGNAL_RUN_LAST,
                                      0,
                                      NULL,
                                      NULL,
                                      NULL,
                                      G_TYPE_NONE,
                                      1,
                                      G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-field-row.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketFieldRow, label);
  gtk_widget_class_bind_template_child (widget_class, DocketFieldRow, mark);
  gtk_widget_class_bind_template_child (widget_class, DocketFieldRow, stack);
  gtk_widget_class_bind_template_child (widget_class, DocketFieldRow, button);
  gtk_widget_class_bind_template_child (widget_class, DocketFieldRow, priority_dot);
  gtk_widget_class_bind_template_child (widget_class, DocketFieldRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, DocketFieldRow, button_label);
  gtk_widget_class_bind_template_child (widget_class, DocketFieldRow, entry);
  gtk_widget_class_bind_template_child (widget_class, DocketFieldRow, read_only);
  gtk_widget_class_bind_template_child (widget_class, DocketFieldRow, note);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, commit_entry_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_key_pressed_cb);
}

static void
docket_field_row_init (DocketFieldRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * docket_field_row_new:
 * @workspace: where customers, contacts and contracts are looked up
 * @field: a fixed or a custom field
 *
 * Returns: (transfer floating): a row without a value
 */
GtkWidget *
docket_field_row_new (DocketWorkspace *workspace, const DocketField *field)
{
  DocketFieldRow *self = g_object_new (DOCKET_TYPE_FIELD_ROW, NULL);

  self->workspace = g_object_ref (workspace);
  self->field = field->column == NULL ? docket_field_ref ((DocketField *) field) : field;
  build (self);
  show_value (self);

  return GTK_WIDGET (self);
}

/**
 * docket_field_row_get_field:
 * @self: a row
 *
 * Returns: (transfer none): its field
 */
const DocketField *
docket_field_row_get_field (DocketFieldRow *self)
{
  g_return_val_if_fail (DOCKET_IS_FIELD_ROW (self), NULL);

  return self->field;
}

/**
 * docket_field_row_get_value:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the canonical text of what it shows
 */
const char *
docket_field_row_get_value (DocketFieldRow *self)
{
  g_return_val_if_fail (DOCKET_IS_FIELD_ROW (self), NULL);

  return self->value;
}

/**
 * docket_field_row_set_value:
 * @self: a row
 * @value: (nullable): canonical text
 * @name: (nullable): of a reference, what people call it
 */
void
docket_field_row_set_value (DocketFieldRow *self, const char *value, const char *name)
{
  g_return_if_fail (DOCKET_IS_FIELD_ROW (self));

  if (is_being_typed (self))
    {
      replace (&self->waiting_value, value);
      self->value_waits = g_strcmp0 (value, self->value) != 0;
      return;
    }

  replace (&self->value, value);
  replace (&self->name, name);
  self->value_waits = FALSE;
  show_value (self);
}

/**
 * docket_field_row_set_status_kind:
 * @self: a row of a status
 * @kind: what its status means
 */
void
docket_field_row_set_status_kind (DocketFieldRow *self, DocketStatusKind kind)
{
  g_return_if_fail (DOCKET_IS_FIELD_ROW (self));

  self->status_kind = kind;
  show_decoration (self);
}

/**
 * docket_field_row_set_choices:
 * @self: a row of a status or a technician
 * @choices: (element-type gpointer): for a status canonical texts, for a technician #DocketEntry
 */
void
docket_field_row_set_choices (DocketFieldRow *self, GPtrArray *choices)
{
  DocketChoicePopover *popover;

  g_return_if_fail (DOCKET_IS_FIELD_ROW (self));
  g_return_if_fail (DOCKET_IS_CHOICE_POPOVER (self->popover));

  popover = DOCKET_CHOICE_POPOVER (self->popover);
  docket_choice_popover_clear (popover);

  if (self->field->kind == DOCKET_FIELD_TECHNICIAN)
    docket_choice_popover_add (popover, NULL, C_ ("ticket", "Unassigned"));

  for (guint i = 0; i < choices->len; i++)
    {
      if (self->field->kind == DOCKET_FIELD_STATUS)
        {
          const char *status = g_ptr_array_index (choices, i);

          docket_choice_popover_add (popover, status, docket_status_get_label (status));
        }
      else
        {
          const DocketEntry *entry = g_ptr_array_index (choices, i);
          g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, entry->id);

          docket_choice_popover_add (popover, id, entry->name);
        }
    }

  docket_choice_popover_select (popover, self->value);
}

/**
 * docket_field_row_set_parent_value:
 * @self: a row of a dependent option
 * @value: (nullable): the value of the field that it depends on
 */
void
docket_field_row_set_parent_value (DocketFieldRow *self, const char *value)
{
  g_return_if_fail (DOCKET_IS_FIELD_ROW (self));

  if (g_strcmp0 (self->parent_value, value) == 0)
    return;

  replace (&self->parent_value, value);
  fill_choices (self);
}

/**
 * docket_field_row_set_customer:
 * @self: a row of a contact or contract
 * @customer: local id of the customer whose entries are offered; 0: everybody's
 */
void
docket_field_row_set_customer (DocketFieldRow *self, gint64 customer)
{
  g_return_if_fail (DOCKET_IS_FIELD_ROW (self));

  if (DOCKET_IS_ENTRY_PICKER (self->popover))
    docket_entry_picker_set_customer (DOCKET_ENTRY_PICKER (self->popover), customer);
}

/**
 * docket_field_row_set_add_label:
 * @self: a row of a customer, contact or contract
 * @label: (nullable): what the button says that emits `add`
 */
void
docket_field_row_set_add_label (DocketFieldRow *self, const char *label)
{
  g_return_if_fail (DOCKET_IS_FIELD_ROW (self));

  if (DOCKET_IS_ENTRY_PICKER (self->popover))
    docket_entry_picker_set_add_label (DOCKET_ENTRY_PICKER (self->popover), label);
}

/**
 * docket_field_row_set_hint:
 * @self: a row
 * @hint: (nullable): what is good to know before it is changed
 */
void
docket_field_row_set_hint (DocketFieldRow *self, const char *hint)
{
  g_return_if_fail (DOCKET_IS_FIELD_ROW (self));

  if (DOCKET_IS_CHOICE_POPOVER (self->popover))
    docket_choice_popover_set_hint (DOCKET_CHOICE_POPOVER (self->popover), hint);
  else if (DOCKET_IS_ENTRY_PICKER (self->popover))
    docket_entry_picker_set_hint (DOCKET_ENTRY_PICKER (self->popover), hint);
  else
    gtk_widget_set_tooltip_text (GTK_WIDGET (self->label), hint);
}

/**
 * docket_field_row_set_note:
 * @self: a row
 * @note: (nullable): a sentence below the value
 */
void
docket_field_row_set_note (DocketFieldRow *self, const char *note)
{
  g_return_if_fail (DOCKET_IS_FIELD_ROW (self));

  gtk_label_set_text (self->note, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), note != NULL);
}

/**
 * docket_field_row_set_mark:
 * @self: a row
 * @icon_name: (nullable): a symbolic icon beside the value; %NULL: none
 * @css_class: (nullable): its colour
 * @tooltip: (nullable): what it means
 */
void
docket_field_row_set_mark (DocketFieldRow *self,
                           const char *icon_name,
                           const char *css_class,
                           const char *tooltip)
{
  g_return_if_fail (DOCKET_IS_FIELD_ROW (self));

  gtk_widget_set_visible (GTK_WIDGET (self->mark), icon_name != NULL);
  gtk_image_set_from_icon_name (self->mark, icon_name);
  gtk_widget_set_css_classes (GTK_WIDGET (self->mark), (const char *[]){ css_class, NULL });
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->mark), tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->mark),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  tooltip != NULL ? tooltip : "",
                                  -1);
}

/**
 * docket_field_row_commit:
 * @self: a row
 *
 * Takes over what is typed and was not confirmed yet.
 *
 * Returns: whether it could be; it is marked and said why when not
 */
gboolean
docket_field_row_commit (DocketFieldRow *self)
{
  g_return_val_if_fail (DOCKET_IS_FIELD_ROW (self), FALSE);

  return !self->field->editable || !is_typed (self->field) || take_typed (self);
}

/**
 * docket_field_row_follow_wording:
 * @self: a row, which says then what the account's words are now
 */
void
docket_field_row_follow_wording (DocketFieldRow *self)
{
  g_return_if_fail (DOCKET_IS_FIELD_ROW (self));

  show_label (self);
  if (!is_typed (self->field))
    show_value (self);
}

/**
 * docket_field_row_choose:
 * @self: a row
 * @value: (nullable): canonical text
 * @entry: (nullable): of a reference, the entry
 *
 * As if the person had chosen it here.
 */
void
docket_field_row_choose (DocketFieldRow *self, const char *value, DocketEntry *entry)
{
  g_return_if_fail (DOCKET_IS_FIELD_ROW (self));

  docket_field_row_set_note (self, NULL);
  self->value_waits = FALSE;
  self->committing = TRUE;
  g_signal_emit (self, signals[SIGNAL_EDITED], 0, value, entry);
  self->committing = FALSE;
}

static gboolean
open_when_shown_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  DocketFieldRow *self = DOCKET_FIELD_ROW (widget);

  if (!gtk_widget_get_mapped (GTK_WIDGET (self->button)))
    return G_SOURCE_CONTINUE;

  gtk_widget_grab_focus (GTK_WIDGET (self->button));
  gtk_menu_button_popup (self->button);

  return G_SOURCE_REMOVE;
}

/**
 * docket_field_row_open:
 * @self: a row whose values are chosen from a list
 *
 * Opens the list, as soon as the row is in sight.
 */
void
docket_field_row_open (DocketFieldRow *self)
{
  g_return_if_fail (DOCKET_IS_FIELD_ROW (self));
  g_return_if_fail (self->popover != NULL);

  gtk_widget_add_tick_callback (GTK_WIDGET (self), open_when_shown_cb, NULL, NULL);
}
