/* A ticket's fields, each changed where it stands.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-details-pane.h"

#include <glib/gi18n.h>

#include "docket-details-files.h"
#include "docket-format.h"
#include "docket-ticket-around.h"
#include "docket-undo-stack.h"
#include "docket-workspace-time.h"

/**
 * DocketDetailsPane:
 *
 * Walks the description of the fields; which card a field stands in is all it knows of them. An
 * edit is shown at once; when it can't be saved, what was there comes back.
 */
struct _DocketDetailsPane
{
  AdwBin parent_instance;

  DocketWorkspace *workspace;
  DocketTicketDetails *details;
  GHashTable *rows;         /* (element-type utf8 DocketFieldRow) by field id; the cards own them */
  GHashTable *pending;      /* (element-type utf8) field ids of edits on their way */
  GPtrArray *custom_fields; /* those that have rows */
  GPtrArray *statuses;
  GPtrArray *technicians;
  GPtrArray *fields;
  gint64 hours_contract; /* whose hours were read */
  char *hours_left;      /* NULL for a contract without */

  GtkBox *properties;
  GtkLabel *customer_title;
  GtkBox *customer;
  DocketTicketAround *around;
  GtkButton *timer_button;
  GtkLabel *billable;
  GtkLabel *not_billable;
  GtkWidget *custom_title;
  GtkBox *custom;
  GtkWidget *files_title;
  GtkBox *files;
};

G_DEFINE_FINAL_TYPE (DocketDetailsPane, docket_details_pane, ADW_TYPE_BIN)

enum
{
  SIGNAL_SAVED,
  SIGNAL_PROBLEM,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* An edit on its way to the disk, and what stood on the screen before. */
typedef struct
{
  DocketDetailsPane *pane;
  gint64 ticket;
  DocketEdit *edit;
  DocketUndoStack *stack; /* NULL where nothing can be undone */
  GPtrArray *fields;      /* (element-type utf8) */
  char *said;             /* what the edit took out; NULL for nothing */
} Saving;

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->pane);
  g_object_unref (saving->edit);
  g_clear_object (&saving->stack);
  g_ptr_array_unref (saving->fields);
  g_free (saving->said);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static const char *
get_name (const DocketTicketRow *row, DocketFieldKind kind)
{
  switch ((int) kind)
    {
    case DOCKET_FIELD_TECHNICIAN:
      return row->assignee_name;
    case DOCKET_FIELD_CUSTOMER:
      return row->customer_name;
    case DOCKET_FIELD_CONTACT:
      return row->contact_name;
    case DOCKET_FIELD_CONTRACT:
      return row->contract_name;
    default:
      return NULL;
    }
}

/* Whether the server takes a change of the field. On this computer everything can be changed. */
static gboolean
can_send (DocketDetailsPane *self, const DocketField *field)
{
  const DocketCapabilities *capabilities = docket_workspace_get_capabilities (self->workspace);

  if (capabilities == NULL)
    return TRUE;

  if (docket_field_is_custom (field->id))
    return capabilities->custom_values;

  return capabilities->set_fields == NULL || g_strv_contains (capabilities->set_fields, field->id);
}

static const DocketConflict *
find_conflict (DocketDetailsPane *self, const char *field)
{
  for (guint i = 0; i < self->details->conflicts->len; i++)
    {
      const DocketConflict *conflict = g_ptr_array_index (self->details->conflicts, i);

      if (g_str_equal (conflict->field, field))
        return conflict;
    }

  return NULL;
}

static const char *
get_hours_left (DocketDetailsPane *self, const DocketField *field)
{
  const gint64 contract = docket_values_get_int64 (self->details->values, DOCKET_FIELD_ID_CONTRACT);

  return field->kind == DOCKET_FIELD_CONTRACT && contract != 0 && contract == self->hours_contract
           ? self->hours_left
           : NULL;
}

static void
show_mark (DocketDetailsPane *self, DocketFieldRow *row)
{
  const DocketField *field = docket_field_row_get_field (row);
  const DocketPartState state =
    GPOINTER_TO_INT (g_hash_table_lookup (self->details->field_state, field->id));

  docket_field_row_set_mark (row, NULL, NULL, NULL);
  docket_field_row_set_note (row, get_hours_left (self, field));

  if (find_conflict (self, field->id) != NULL)
    {
      docket_field_row_set_mark (row,
                                 "dialog-warning-symbolic",
                                 "warning",
                                 _ ("Changed on the server too"));
      docket_field_row_set_note (row, _ ("Changed on the server too. Decide under Sync."));
      return;
    }

  if (state == DOCKET_PART_STATE_FAILED)
    {
      docket_field_row_set_mark (row, "dialog-warning-symbolic", "warning", _ ("Needs you"));
      docket_field_row_set_note (row, _ ("It could not be sent. Decide under Sync."));
    }
  else if (state == DOCKET_PART_STATE_WAITING)
    docket_field_row_set_mark (row,
                               "send-to-symbolic",
                               "accent",
                               _ ("The server has not seen it yet"));
  else if (state == DOCKET_PART_STATE_KEPT_HERE)
    docket_field_row_set_note (row, _ ("This server can't change it: kept on this computer"));
}

static void
show_row (DocketDetailsPane *self, DocketFieldRow *row)
{
  const DocketField *field = docket_field_row_get_field (row);
  const DocketTicketRow *ticket = self->details->row;
  const char *value = docket_values_get (self->details->values, field->id);

  /* What the person has just chosen is newer. */
  if (g_hash_table_contains (self->pending, field->id))
    return;

  if (field->kind == DOCKET_FIELD_STATUS)
    docket_field_row_set_status_kind (row, ticket->status_kind);

  if (field->kind == DOCKET_FIELD_CONTACT || field->kind == DOCKET_FIELD_CONTRACT)
    docket_field_row_set_customer (row, ticket->customer);

  if (field->kind == DOCKET_FIELD_DEPENDENT_OPTION && field->parent != NULL)
    docket_field_row_set_parent_value (row,
                                       docket_values_get (self->details->values, field->parent));

  docket_field_row_set_value (row, value, get_name (ticket, field->kind));
  show_mark (self, row);

  /* What is only read is there when it says something. */
  if (!field->editable)
    gtk_widget_set_visible (GTK_WIDGET (row), value != NULL && !g_str_equal (value, "0"));
}

static void
show_rows (DocketDetailsPane *self)
{
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->rows);

  while (g_hash_table_iter_next (&iter, NULL, &row))
    show_row (self, row);
}

static void
hours_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketDetailsPane) self = user_data;
  g_autofree DocketContractHours *hours =
    docket_workspace_load_contract_hours_finish (DOCKET_WORKSPACE (source), result, NULL);

  /* Another ticket may be shown by now; without hours there is nothing to say. */
  if (hours == NULL || self->details == NULL ||
      hours->contract != docket_values_get_int64 (self->details->values, DOCKET_FIELD_ID_CONTRACT))
    return;

  g_free (self->hours_left);
  self->hours_left = hours->has_hours ? docket_format_hours_left (hours->left_us) : NULL;
  self->hours_contract = hours->contract;
  show_row (self, docket_details_pane_get_row (self, DOCKET_FIELD_ID_CONTRACT));
}

static void
load_hours (DocketDetailsPane *self)
{
  const gint64 contract = docket_values_get_int64 (self->details->values, DOCKET_FIELD_ID_CONTRACT);

  if (contract != 0)
    docket_workspace_load_contract_hours_async (self->workspace,
                                                contract,
                                                NULL,
                                                hours_loaded_cb,
                                                g_object_ref (self));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) saving = user_data;
  DocketDetailsPane *self = saving->pane;
  g_autoptr (GError) error = NULL;
  const gboolean saved = docket_workspace_apply_finish (DOCKET_WORKSPACE (source), result, &error);

  if (saved)
    docket_undo_stack_push (saving->stack, self->workspace, saving->edit, saving->said);
  else
    docket_undo_stack_forget (saving->stack, saving->edit);

  if (saved)
    g_signal_emit (self, signals[SIGNAL_SAVED], 0);
  else
    g_signal_emit (self, signals[SIGNAL_PROBLEM], 0, error->message);

  if (self->details == NULL || self->details->row->id != saving->ticket)
    return;

  for (guint i = 0; i < saving->fields->len; i++)
    {
      DocketFieldRow *row = docket_details_pane_get_row (self, saving->fields->pdata[i]);

      g_hash_table_remove (self->pending, saving->fields->pdata[i]);

      if (!saved && row != NULL)
        show_row (self, row);
    }
}

/* A status of the server's own shows its colour when the ticket is read again. */
static DocketStatusKind
get_status_kind (const char *status)
{
  DocketStatusKind kind;

  return status != NULL && docket_status_is_standard (status, &kind) ? kind
                                                                     : DOCKET_STATUS_KIND_OPEN;
}

static void
add_change (DocketDetailsPane *self,
            DocketEdit *edit,
            Saving *saving,
            const char *field,
            const char *value,
            const char *name)
{
  DocketFieldRow *row = docket_details_pane_get_row (self, field);
  const char *seen = row != NULL ? docket_field_row_get_value (row)
                                 : docket_values_get (self->details->values, field);

  docket_edit_set_field_seen (edit, self->details->row->id, field, value, seen);
  g_ptr_array_add (saving->fields, g_strdup (field));
  g_hash_table_add (self->pending, g_strdup (field));

  if (row == NULL)
    return;

  if (docket_field_row_get_field (row)->kind == DOCKET_FIELD_STATUS)
    docket_field_row_set_status_kind (row, get_status_kind (value));

  docket_field_row_set_value (row, value, name);
}

/* An option that can't be chosen under the new value of what it depends on goes with the old. */
static void
add_dependent_changes (DocketDetailsPane *self,
                       DocketEdit *edit,
                       Saving *saving,
                       const DocketField *parent,
                       const char *value)
{
  for (guint i = 0; self->custom_fields != NULL && i < self->custom_fields->len; i++)
    {
      const DocketField *field = g_ptr_array_index (self->custom_fields, i);
      DocketFieldRow *row = docket_details_pane_get_row (self, field->id);
      const char *chosen = row != NULL ? docket_field_row_get_value (row) : NULL;

      if (g_strcmp0 (field->parent, parent->id) != 0 || row == NULL)
        continue;

      docket_field_row_set_parent_value (row, value);

      if (docket_field_offers (field, chosen, value))
        continue;

      g_free (saving->said);
      saving->said =
        g_strdup_printf (_ ("“%s” was taken out: it does not go with the new value of %s."),
                         chosen,
                         parent->label);
      add_change (self, edit, saving, field->id, NULL, NULL);
    }
}

static const char *
find_technician_name (GPtrArray *technicians, const char *value)
{
  for (guint i = 0; technicians != NULL && value != NULL && i < technicians->len; i++)
    {
      const DocketEntry *entry = g_ptr_array_index (technicians, i);

      if (entry->id == g_ascii_strtoll (value, NULL, 10))
        return entry->name;
    }

  return NULL;
}

static void
save (DocketDetailsPane *self, const DocketField *field, const char *value, DocketEntry *entry)
{
  DocketEdit *edit = docket_edit_new ();
  Saving *saving = g_new0 (Saving, 1);
  const char *name = entry != NULL ? entry->name : NULL;

  saving->pane = g_object_ref (self);
  saving->edit = edit;
  saving->ticket = self->details->row->id;
  saving->fields = g_ptr_array_new_with_free_func (g_free);

  if (field->kind == DOCKET_FIELD_TECHNICIAN)
    name = find_technician_name (self->technicians, value);

  add_change (self, edit, saving, field->id, value, name);

  if (docket_field_is_custom (field->id))
    add_dependent_changes (self, edit, saving, field, value);

  g_set_object (&saving->stack, docket_undo_stack_find (GTK_WIDGET (self)));
  docket_undo_stack_expect (saving->stack, edit);
  docket_workspace_apply_async (self->workspace, edit, NULL, saved_cb, saving);
}

static void
edited_cb (DocketFieldRow *row, const char *value, DocketEntry *entry, DocketDetailsPane *self)
{
  if (self->details != NULL)
    save (self, docket_field_row_get_field (row), value, entry);
}

static void
show_wording (DocketDetailsPane *self)
{
  GHashTableIter iter;
  gpointer row;

  gtk_label_set_text (self->customer_title,
                      docket_word_customer (docket_workspace_get_wording (self->workspace)));
  g_hash_table_iter_init (&iter, self->rows);

  while (g_hash_table_iter_next (&iter, NULL, &row))
    docket_field_row_follow_wording (row);
}

/* A person may choose other words while a ticket is open. */
static void
workspace_changed_cb (DocketDetailsPane *self, GArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    if (g_array_index (changes, DocketChange, i).entity == DOCKET_ENTITY_META)
      {
        show_wording (self);
        return;
      }
}

static void
add_row (DocketDetailsPane *self, GtkBox *card, const DocketField *field)
{
  GtkWidget *row = docket_field_row_new (self->workspace, field);

  if (field->editable && !can_send (self, field))
    docket_field_row_set_hint (DOCKET_FIELD_ROW (row),
                               _ ("This server can't change it: kept on this computer"));

  g_signal_connect_object (row, "edited", G_CALLBACK (edited_cb), self, 0);
  gtk_box_append (card, row);
  g_hash_table_insert (self->rows, g_strdup (field->id), row);
}

static void
add_fixed_rows (DocketDetailsPane *self)
{
  const DocketField *const *fields = docket_field_get_fixed (NULL);

  for (guint i = 0; fields[i] != NULL; i++)
    {
      /* The title stands over the conversation. */
      if (g_str_equal (fields[i]->id, DOCKET_FIELD_ID_TITLE))
        continue;

      add_row (self,
               g_strcmp0 (fields[i]->constrains, "customer") == 0 ? self->customer
                                                                  : self->properties,
               fields[i]);
    }
}

static gboolean
is_same_field (const DocketField *a, const DocketField *b)
{
  const guint n_a = a->options != NULL ? a->options->len : 0;
  const guint n_b = b->options != NULL ? b->options->len : 0;

  if (!g_str_equal (a->id, b->id) || a->kind != b->kind || g_strcmp0 (a->parent, b->parent) != 0 ||
      n_a != n_b)
    return FALSE;

  for (guint i = 0; i < n_a; i++)
    {
      const DocketFieldOption *left = g_ptr_array_index (a->options, i);
      const DocketFieldOption *right = g_ptr_array_index (b->options, i);

      if (!g_str_equal (left->value, right->value) || g_strcmp0 (left->parent, right->parent) != 0)
        return FALSE;
    }

  return TRUE;
}

static gboolean
are_same_fields (GPtrArray *a, GPtrArray *b)
{
  if (a == NULL || a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    if (!is_same_field (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;

  return TRUE;
}

static void
set_custom_fields (DocketDetailsPane *self, GPtrArray *fields)
{
  /* A row in which somebody types is not made anew for nothing. */
  if (are_same_fields (self->custom_fields, fields))
    return;

  for (guint i = 0; self->custom_fields != NULL && i < self->custom_fields->len; i++)
    {
      const DocketField *field = g_ptr_array_index (self->custom_fields, i);
      GtkWidget *row = g_hash_table_lookup (self->rows, field->id);

      g_hash_table_remove (self->rows, field->id);
      gtk_box_remove (self->custom, row);
    }

  g_clear_pointer (&self->custom_fields, g_ptr_array_unref);
  self->custom_fields = g_ptr_array_ref (fields);

  for (guint i = 0; i < fields->len; i++)
    add_row (self, self->custom, g_ptr_array_index (fields, i));

  gtk_widget_set_visible (self->custom_title, fields->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->custom), fields->len > 0);
}

static void
show_choices (DocketDetailsPane *self)
{
  if (self->fields == NULL)
    return;

  docket_field_row_set_choices (docket_details_pane_get_row (self, DOCKET_FIELD_ID_STATUS),
                                self->statuses);
  docket_field_row_set_choices (docket_details_pane_get_row (self, DOCKET_FIELD_ID_ASSIGNEE),
                                self->technicians);
  set_custom_fields (self, self->fields);
}

static gboolean
has_rows (DocketDetailsPane *self)
{
  return g_hash_table_size (self->rows) > 0;
}

/* Made for the first ticket: a window opens without one, and that quickly. */
static void
ensure_rows (DocketDetailsPane *self)
{
  if (has_rows (self) || self->workspace == NULL)
    return;

  add_fixed_rows (self);
  show_wording (self);
  show_choices (self);
}

static void
show_time (DocketDetailsPane *self)
{
  const gint64 other_us = self->details->total_us - self->details->billable_us;
  g_autofree char *billable = docket_format_hours (self->details->billable_us);
  g_autofree char *not_billable = docket_format_hours (MAX (other_us, 0));

  gtk_label_set_text (self->billable, billable);
  gtk_label_set_text (self->not_billable, not_billable);
}

static void
show_files (DocketDetailsPane *self)
{
  const gboolean any = docket_details_files_show (self->files, self->details);

  gtk_widget_set_visible (self->files_title, any);
  gtk_widget_set_visible (GTK_WIDGET (self->files), any);
}

static void
docket_details_pane_dispose (GObject *object)
{
  DocketDetailsPane *self = DOCKET_DETAILS_PANE (object);

  g_clear_object (&self->details);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (docket_details_pane_parent_class)->dispose (object);
}

static void
docket_details_pane_finalize (GObject *object)
{
  DocketDetailsPane *self = DOCKET_DETAILS_PANE (object);

  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_pointer (&self->pending, g_hash_table_unref);
  g_clear_pointer (&self->custom_fields, g_ptr_array_unref);
  g_clear_pointer (&self->statuses, g_ptr_array_unref);
  g_clear_pointer (&self->technicians, g_ptr_array_unref);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_free (self->hours_left);

  G_OBJECT_CLASS (docket_details_pane_parent_class)->finalize (object);
}

static void
docket_details_pane_class_init (DocketDetailsPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = docket_details_pane_dispose;
  G_OBJECT_CLASS (klass)->finalize = docket_details_pane_finalize;

  /**
   * DocketDetailsPane::saved:
   *
   * An edit is on the disk.
   */
  signals[SIGNAL_SAVED] = g_signal_new ("saved",
                                        DOCKET_TYPE_DETAILS_PANE,
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        0);

  /**
   * DocketDetailsPane::problem:
   * @sentence: what went wrong and what to do
   *
   * An edit could not be saved; what was there is shown again.
   */
  signals[SIGNAL_PROBLEM] = g_signal_new ("problem",
                                          DOCKET_TYPE_DETAILS_PANE,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          1,
                                          G_TYPE_STRING);

  g_type_ensure (DOCKET_TYPE_TICKET_AROUND);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-details-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketDetailsPane, properties);
  gtk_widget_class_bind_template_child (widget_class, DocketDetailsPane, customer_title);
  gtk_widget_class_bind_template_child (widget_class, DocketDetailsPane, customer);
  gtk_widget_class_bind_template_child (widget_class, DocketDetailsPane, around);
  gtk_widget_class_bind_template_child (widget_class, DocketDetailsPane, timer_button);
  gtk_widget_class_bind_template_child (widget_class, DocketDetailsPane, billable);
  gtk_widget_class_bind_template_child (widget_class, DocketDetailsPane, not_billable);
  gtk_widget_class_bind_template_child (widget_class, DocketDetailsPane, custom_title);
  gtk_widget_class_bind_template_child (widget_class, DocketDetailsPane, custom);
  gtk_widget_class_bind_template_child (widget_class, DocketDetailsPane, files_title);
  gtk_widget_class_bind_template_child (widget_class, DocketDetailsPane, files);
}

static void
docket_details_pane_init (DocketDetailsPane *self)
{
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->pending = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * docket_details_pane_set_workspace:
 * @self: a pane without a workspace
 * @workspace: whose tickets it shows
 */
void
docket_details_pane_set_workspace (DocketDetailsPane *self, DocketWorkspace *workspace)
{
  g_return_if_fail (DOCKET_IS_DETAILS_PANE (self));
  g_return_if_fail (self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  show_wording (self);
  g_signal_connect_object (workspace,
                           "changed",
                           G_CALLBACK (workspace_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

/**
 * docket_details_pane_set_choices:
 * @self: a pane with a workspace
 * @statuses: (element-type utf8): the statuses that can be chosen, canonical
 * @technicians: (element-type DocketEntry): who can be assigned
 * @fields: (element-type DocketField): the custom fields
 */
void
docket_details_pane_set_choices (DocketDetailsPane *self,
                                 GPtrArray *statuses,
                                 GPtrArray *technicians,
                                 GPtrArray *fields)
{
  g_return_if_fail (DOCKET_IS_DETAILS_PANE (self));
  g_return_if_fail (self->workspace != NULL);

  g_clear_pointer (&self->statuses, g_ptr_array_unref);
  g_clear_pointer (&self->technicians, g_ptr_array_unref);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  self->statuses = g_ptr_array_ref (statuses);
  self->technicians = g_ptr_array_ref (technicians);
  self->fields = g_ptr_array_ref (fields);

  if (has_rows (self))
    show_choices (self);

  if (self->details != NULL)
    show_rows (self);
}

/**
 * docket_details_pane_set_details:
 * @self: a pane with a workspace
 * @details: a ticket
 */
void
docket_details_pane_set_details (DocketDetailsPane *self, DocketTicketDetails *details)
{
  g_return_if_fail (DOCKET_IS_DETAILS_PANE (self));
  g_return_if_fail (details != NULL);

  if (self->details != NULL && self->details->row->id != details->row->id)
    g_hash_table_remove_all (self->pending);

  g_object_ref (details);
  g_clear_object (&self->details);
  self->details = details;
  ensure_rows (self);
  show_rows (self);
  docket_ticket_around_show (self->around, self->workspace, details->row);
  show_time (self);
  show_files (self);
  load_hours (self);
}

/**
 * docket_details_pane_edit:
 * @self: a pane that shows a ticket
 * @field: a field's id
 * @value: (nullable): canonical text
 *
 * Changes a field of the ticket, as if it had been done in its row.
 */
void
docket_details_pane_edit (DocketDetailsPane *self, const char *field, const char *value)
{
  const DocketField *fixed = docket_field_find_fixed (field);

  g_return_if_fail (DOCKET_IS_DETAILS_PANE (self));
  g_return_if_fail (fixed != NULL);

  if (self->details != NULL &&
      g_strcmp0 (docket_values_get (self->details->values, field), value) != 0)
    save (self, fixed, value, NULL);
}

/**
 * docket_details_pane_get_row:
 * @self: a pane
 * @field: a field's id
 *
 * Returns: (transfer none) (nullable): its row
 */
DocketFieldRow *
docket_details_pane_get_row (DocketDetailsPane *self, const char *field)
{
  g_return_val_if_fail (DOCKET_IS_DETAILS_PANE (self), NULL);

  ensure_rows (self);

  return g_hash_table_lookup (self->rows, field);
}

/**
 * docket_details_pane_get_timer_button:
 * @self: a pane
 *
 * Returns: (transfer none): starts or stops the ticket's timer, as whoever knows it says
 */
GtkButton *
docket_details_pane_get_timer_button (DocketDetailsPane *self)
{
  g_return_val_if_fail (DOCKET_IS_DETAILS_PANE (self), NULL);

  return self->timer_button;
}
