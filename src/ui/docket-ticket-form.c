/* What is typed and chosen of a ticket: of a new one, or of one that is edited.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-ticket-form-private.h"

#include <glib/gi18n.h>

#include "docket-workspace-choices.h"

G_DEFINE_FINAL_TYPE (DocketTicketForm, docket_ticket_form, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_ACTIVATED,
  SIGNAL_PROBLEM,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
touched (DocketTicketForm *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static char *
dup_typed (GtkEditable *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (entry)));
}

static gboolean
is_blank (const char *text)
{
  g_autofree char *bare = g_strstrip (g_strdup (text));

  return *bare == '\0';
}

static gboolean
has_new_contact (DocketTicketForm *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->new_contact));
}

static void
mark_missing (GtkWidget *widget, gboolean missing)
{
  if (missing)
    gtk_widget_add_css_class (widget, "error");
  else
    gtk_widget_remove_css_class (widget, "error");

  gtk_accessible_update_state (GTK_ACCESSIBLE (widget),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               missing ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
title_changed_cb (DocketTicketForm *self)
{
  mark_missing (GTK_WIDGET (self->title), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->title_note), FALSE);
  touched (self);
}

static void
show_new_contact (DocketTicketForm *self, gboolean shown)
{
  gtk_widget_set_visible (GTK_WIDGET (self->new_contact), shown);

  if (shown)
    docket_ticket_form_set_value (self, DOCKET_FIELD_ID_CONTACT, NULL, NULL);

  mark_missing (GTK_WIDGET (docket_ticket_form_get_row (self, DOCKET_FIELD_ID_CONTACT)), FALSE);
  docket_ticket_form_show_notes (self);
}

static void
add_contact_cb (DocketTicketForm *self, const char *typed)
{
  show_new_contact (self, TRUE);
  docket_new_contact_suggest (self->new_contact, typed);
  gtk_widget_grab_focus (GTK_WIDGET (self->new_contact));
  touched (self);
}

static void
drop_contact_cb (DocketTicketForm *self)
{
  show_new_contact (self, FALSE);
  touched (self);
}

static const char *
find_technician_name (DocketTicketForm *self, const char *value)
{
  for (guint i = 0; self->technicians != NULL && value != NULL && i < self->technicians->len; i++)
    {
      const DocketEntry *entry = g_ptr_array_index (self->technicians, i);

      if (entry->id == g_ascii_strtoll (value, NULL, 10))
        return entry->name;
    }

  return NULL;
}

static void
edited_cb (DocketFieldRow *row, const char *value, DocketEntry *entry, DocketTicketForm *self)
{
  const DocketField *field = docket_field_row_get_field (row);
  const char *name = field->kind == DOCKET_FIELD_TECHNICIAN ? find_technician_name (self, value)
                     : entry != NULL                        ? entry->name
                                                            : NULL;

  docket_ticket_form_set_value (self, field->id, value, name);
  mark_missing (GTK_WIDGET (row), FALSE);

  if (field->kind == DOCKET_FIELD_STATUS)
    docket_field_row_set_status_kind (row, docket_ticket_form_get_status_kind (self, value));

  if (field->kind == DOCKET_FIELD_CONTACT)
    gtk_widget_set_visible (GTK_WIDGET (self->new_contact), FALSE);

  docket_ticket_form_follow (self, field, value, entry);
  touched (self);
}

static void
add_row (DocketTicketForm *self, GtkBox *card, const DocketField *field)
{
  GtkWidget *row = docket_field_row_new (self->workspace, field);

  if (field->kind == DOCKET_FIELD_CONTACT && self->ticket == NULL)
    {
      docket_field_row_set_add_label (
        DOCKET_FIELD_ROW (row),
        docket_workspace_get_wording (self->workspace) == DOCKET_WORDING_IT ? _ ("New user…")
                                                                            : _ ("New contact…"));
      g_signal_connect_object (row, "add", G_CALLBACK (add_contact_cb), self, G_CONNECT_SWAPPED);
    }

  g_signal_connect_object (row, "edited", G_CALLBACK (edited_cb), self, 0);
  g_signal_connect_object (row, "typing", G_CALLBACK (touched), self, G_CONNECT_SWAPPED);
  gtk_box_append (card, row);
  g_hash_table_insert (self->rows, g_strdup (field->id), row);
}

static void
add_fixed_rows (DocketTicketForm *self)
{
  const DocketField *const *fields = docket_field_get_fixed (NULL);

  for (guint i = 0; fields[i] != NULL; i++)
    {
      /* A new ticket is open; its title has an entry of its own. */
      if (!fields[i]->editable || g_str_equal (fields[i]->id, DOCKET_FIELD_ID_TITLE) ||
          (self->ticket == NULL && g_str_equal (fields[i]->id, DOCKET_FIELD_ID_STATUS)))
        continue;

      add_row (self,
               g_strcmp0 (fields[i]->constrains, "customer") == 0 ? self->customer
                                                                  : self->properties,
               fields[i]);
    }
}

/* Shows values that were chosen before, or the defaults. */
static void
show_values (DocketTicketForm *self)
{
  GHashTableIter iter;
  gpointer id, row;

  g_hash_table_iter_init (&iter, self->rows);

  while (g_hash_table_iter_next (&iter, &id, &row))
    {
      const DocketField *field = docket_field_row_get_field (row);
      const char *value = docket_values_get (self->values, id);

      if (field->kind == DOCKET_FIELD_TECHNICIAN)
        docket_field_row_set_value (row, value, find_technician_name (self, value));
      else if (field->constrains != NULL && field->column != NULL)
        docket_ticket_form_set_reference (self, id, value);
      else
        docket_field_row_set_value (row, value, NULL);

      if (field->kind == DOCKET_FIELD_DEPENDENT_OPTION && field->parent != NULL)
        docket_field_row_set_parent_value (row, docket_values_get (self->values, field->parent));
    }

  docket_ticket_form_show_status_kind (self);
  docket_ticket_form_show_notes (self);
}

/* What was missing before may be there now. */
static void
forget_marks (DocketTicketForm *self)
{
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->rows);

  while (g_hash_table_iter_next (&iter, NULL, &row))
    mark_missing (row, FALSE);
}

/* A draft may hold a field that has gone meanwhile. */
static void
forget_unknown_fields (DocketTicketForm *self)
{
  g_autoptr (GList) ids = docket_values_list_fields (self->values);

  for (GList *l = ids; l != NULL; l = l->next)
    if (docket_field_is_custom (l->data) && !g_hash_table_contains (self->rows, l->data))
      docket_values_forget (self->values, l->data);
}

static void
choices_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketTicketForm) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTicketChoices) choices =
    docket_workspace_load_ticket_choices_finish (DOCKET_WORKSPACE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (choices == NULL)
    {
      docket_ticket_form_tell_problem (self, error->message);
      return;
    }

  self->technicians = g_ptr_array_ref (choices->technicians);
  self->custom_fields = g_ptr_array_ref (choices->fields);
  docket_field_row_set_choices (docket_ticket_form_get_row (self, DOCKET_FIELD_ID_ASSIGNEE),
                                choices->technicians);

  if (self->ticket != NULL)
    docket_field_row_set_choices (docket_ticket_form_get_row (self, DOCKET_FIELD_ID_STATUS),
                                  choices->statuses);

  for (guint i = 0; i < choices->fields->len; i++)
    add_row (self, self->custom, g_ptr_array_index (choices->fields, i));

  gtk_widget_set_visible (self->custom_title, choices->fields->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->custom), choices->fields->len > 0);
  forget_unknown_fields (self);
  show_values (self);
  docket_ticket_form_show_typed (self);
}

static void
set_defaults (DocketTicketForm *self)
{
  const gint64 me = docket_workspace_get_me (self->workspace);

  docket_values_set (self->values, DOCKET_FIELD_ID_PRIORITY, "medium");
  docket_values_set (self->values, DOCKET_FIELD_ID_IMPACT, "no-impact");
  docket_values_set (self->values, DOCKET_FIELD_ID_TYPE, "incident");

  if (me != 0)
    docket_values_set_int64 (self->values, DOCKET_FIELD_ID_ASSIGNEE, me);
}

static void
activated_cb (DocketTicketForm *self)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0);
}

static void
docket_ticket_form_dispose (GObject *object)
{
  DocketTicketForm *self = DOCKET_TICKET_FORM (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->ticket);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (docket_ticket_form_parent_class)->dispose (object);
}

static void
docket_ticket_form_finalize (GObject *object)
{
  DocketTicketForm *self = DOCKET_TICKET_FORM (object);

  g_clear_pointer (&self->values, docket_values_unref);
  g_clear_pointer (&self->typed, docket_values_unref);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_pointer (&self->owners, g_hash_table_unref);
  g_clear_pointer (&self->dropped, g_hash_table_unref);
  g_clear_pointer (&self->status_kinds, g_hash_table_unref);
  g_clear_pointer (&self->hours_left, g_free);
  g_clear_pointer (&self->custom_fields, g_ptr_array_unref);
  g_clear_pointer (&self->technicians, g_ptr_array_unref);

  G_OBJECT_CLASS (docket_ticket_form_parent_class)->finalize (object);
}

static guint
new_signal (const char *name, guint n_params, GType type)
{
  return g_signal_new (name,
                       DOCKET_TYPE_TICKET_FORM,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       n_params,
                       type);
}

static void
docket_ticket_form_class_init (DocketTicketFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = docket_ticket_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = docket_ticket_form_finalize;

  /**
   * DocketTicketForm::changed:
   *
   * The person typed or chose something.
   */
  signals[SIGNAL_CHANGED] = new_signal ("changed", 0, G_TYPE_NONE);

  /**
   * DocketTicketForm::activated:
   *
   * The person pressed Enter in the title.
   */
  signals[SIGNAL_ACTIVATED] = new_signal ("activated", 0, G_TYPE_NONE);

  /**
   * DocketTicketForm::problem:
   * @sentence: what could not be read
   */
  signals[SIGNAL_PROBLEM] = new_signal ("problem", 1, G_TYPE_STRING);

  g_type_ensure (DOCKET_TYPE_FILE_TRAY);
  g_type_ensure (DOCKET_TYPE_NEW_CONTACT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-ticket-form.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketTicketForm, title);
  gtk_widget_class_bind_template_child (widget_class, DocketTicketForm, title_note);
  gtk_widget_class_bind_template_child (widget_class, DocketTicketForm, customer);
  gtk_widget_class_bind_template_child (widget_class, DocketTicketForm, new_contact);
  gtk_widget_class_bind_template_child (widget_class, DocketTicketForm, properties);
  gtk_widget_class_bind_template_child (widget_class, DocketTicketForm, message_title);
  gtk_widget_class_bind_template_child (widget_class, DocketTicketForm, message);
  gtk_widget_class_bind_template_child (widget_class, DocketTicketForm, files);
  gtk_widget_class_bind_template_child (widget_class, DocketTicketForm, tray);
  gtk_widget_class_bind_template_child (widget_class, DocketTicketForm, custom_title);
  gtk_widget_class_bind_template_child (widget_class, DocketTicketForm, custom);
  gtk_widget_class_bind_template_callback (widget_class, touched);
  gtk_widget_class_bind_template_callback (widget_class, docket_ticket_form_tell_problem);
  gtk_widget_class_bind_template_callback (widget_class, title_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, drop_contact_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
docket_ticket_form_init (DocketTicketForm *self)
{
  self->cancellable = g_cancellable_new ();
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->owners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->dropped = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->status_kinds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->values = docket_values_new ();
  self->typed = docket_values_new ();

  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_object (gtk_text_view_get_buffer (self->message),
                           "changed",
                           G_CALLBACK (touched),
                           self,
                           G_CONNECT_SWAPPED);
}

void
docket_ticket_form_tell_problem (DocketTicketForm *self, const char *sentence)
{
  g_signal_emit (self, signals[SIGNAL_PROBLEM], 0, sentence);
}

static void
start (DocketTicketForm *self, DocketWorkspace *workspace)
{
  self->workspace = g_object_ref (workspace);
  docket_new_contact_set_wording (self->new_contact, docket_workspace_get_wording (workspace));
  add_fixed_rows (self);
  docket_workspace_load_ticket_choices_async (workspace,
                                              self->cancellable,
                                              choices_loaded_cb,
                                              g_object_ref (self));
}

/**
 * docket_ticket_form_set_workspace:
 * @self: a form without a workspace
 * @workspace: where the ticket is to be created
 */
void
docket_ticket_form_set_workspace (DocketTicketForm *self, DocketWorkspace *workspace)
{
  g_return_if_fail (DOCKET_IS_TICKET_FORM (self));
  g_return_if_fail (self->workspace == NULL);

  start (self, workspace);
  docket_ticket_form_start_files (self);
  set_defaults (self);
  show_values (self);
}

/**
 * docket_ticket_form_edit:
 * @self: a form without a workspace
 * @workspace: where the ticket is
 * @ticket: a ticket as it stands on the screen
 *
 * Makes it the form of a ticket that there is.
 */
void
docket_ticket_form_edit (DocketTicketForm *self,
                         DocketWorkspace *workspace,
                         DocketTicketDetails *ticket)
{
  g_autoptr (GList) ids = NULL;
  DocketFieldRow *status;

  g_return_if_fail (DOCKET_IS_TICKET_FORM (self));
  g_return_if_fail (self->workspace == NULL);
  g_return_if_fail (ticket != NULL);

  self->ticket = g_object_ref (ticket);
  self->filling = TRUE;
  gtk_widget_set_visible (self->message_title, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->message), FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->title),
                         ticket->row->title != NULL ? ticket->row->title : "");
  ids = docket_values_list_fields (ticket->values);

  for (GList *l = ids; l != NULL; l = l->next)
    docket_values_set (self->values, l->data, docket_values_get (ticket->values, l->data));

  start (self, workspace);
  docket_ticket_form_load_status_kinds (self);
  status = docket_ticket_form_get_row (self, DOCKET_FIELD_ID_STATUS);
  docket_field_row_set_status_kind (status, ticket->row->status_kind);
  show_values (self);
  self->filling = FALSE;
}

/**
 * docket_ticket_form_is_empty:
 * @self: a form
 *
 * Defaults alone are nothing that anybody would miss.
 *
 * Returns: whether nothing is typed or chosen that would be missed
 */
gboolean
docket_ticket_form_is_empty (DocketTicketForm *self)
{
  g_autofree char *title = NULL;
  g_autofree char *message = NULL;

  g_return_val_if_fail (DOCKET_IS_TICKET_FORM (self), TRUE);

  title = dup_typed (GTK_EDITABLE (self->title));
  message = docket_ticket_form_dup_message (self);

  return *title == '\0' && is_blank (message) && docket_file_tray_is_empty (self->tray) &&
         (!has_new_contact (self) || docket_new_contact_is_empty (self->new_contact)) &&
         docket_values_get (self->values, DOCKET_FIELD_ID_CUSTOMER) == NULL &&
         docket_values_get (self->values, DOCKET_FIELD_ID_CONTACT) == NULL;
}

/**
 * docket_ticket_form_collect:
 * @self: a form
 *
 * Returns: (transfer full): all that is chosen and typed, but for the message
 */
DocketValues *
docket_ticket_form_collect (DocketTicketForm *self)
{
  DocketValues *values = docket_values_new ();
  g_autoptr (GList) fields = docket_values_list_fields (self->values);
  g_autofree char *title = dup_typed (GTK_EDITABLE (self->title));

  g_return_val_if_fail (DOCKET_IS_TICKET_FORM (self), values);

  for (GList *l = fields; l != NULL; l = l->next)
    docket_values_set (values, l->data, docket_values_get (self->values, l->data));

  if (*title != '\0')
    docket_values_set (values, DOCKET_FIELD_ID_TITLE, title);

  if (has_new_contact (self))
    docket_new_contact_collect (self->new_contact, values);

  return values;
}

static gboolean
is_edited (DocketTicketForm *self, const char *id, const char *value)
{
  const DocketField *fixed = docket_field_find_fixed (id);

  if (fixed != NULL && !fixed->editable)
    return FALSE;

  return g_strcmp0 (value, docket_values_get (self->ticket->values, id)) != 0;
}

/**
 * docket_ticket_form_collect_changes:
 * @self: a form of a ticket that there is
 *
 * Returns: (transfer full): the fields that the person changed, with their new values
 */
DocketValues *
docket_ticket_form_collect_changes (DocketTicketForm *self)
{
  g_autoptr (DocketValues) values = NULL;
  DocketValues *changes = docket_values_new ();
  g_autoptr (GList) ids = NULL;

  g_return_val_if_fail (DOCKET_IS_TICKET_FORM (self), changes);
  g_return_val_if_fail (self->ticket != NULL, changes);

  values = docket_ticket_form_collect (self);
  ids = docket_values_list_fields (values);

  for (GList *l = ids; l != NULL; l = l->next)
    {
      const char *value = docket_values_get (values, l->data);

      if (is_edited (self, l->data, value))
        docket_values_set (changes, l->data, value);
    }

  return changes;
}

/**
 * docket_ticket_form_dup_message:
 * @self: a form
 *
 * Returns: (transfer full): the first message as typed
 */
char *
docket_ticket_form_dup_message (DocketTicketForm *self)
{
  GtkTextBuffer *buffer = docket_ticket_form_get_message (self);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/**
 * docket_ticket_form_fill:
 * @self: a form
 * @values: what was collected before
 * @message: (nullable): the first message
 *
 * Goes on where somebody stopped. Emits no `changed`.
 */
void
docket_ticket_form_fill (DocketTicketForm *self, DocketValues *values, const char *message)
{
  g_autoptr (GList) ids = docket_values_list_fields (values);
  const char *title = docket_values_get (values, DOCKET_FIELD_ID_TITLE);

  g_return_if_fail (DOCKET_IS_TICKET_FORM (self));

  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->title), title != NULL ? title : "");
  gtk_text_buffer_set_text (docket_ticket_form_get_message (self),
                            message != NULL ? message : "",
                            -1);
  gtk_widget_set_visible (GTK_WIDGET (self->new_contact),
                          docket_new_contact_fill (self->new_contact, values));

  for (GList *l = ids; l != NULL; l = l->next)
    if (g_hash_table_contains (self->rows, l->data) ||
        (docket_field_is_custom (l->data) && self->custom_fields == NULL))
      docket_values_set (self->values, l->data, docket_values_get (values, l->data));

  forget_marks (self);
  docket_ticket_form_remember_typed (self, values);
  show_values (self);
  docket_ticket_form_show_typed (self);
  self->filling = FALSE;
}

/* Marks a row that has no value and has to have one. */
static gboolean
check_row (DocketTicketForm *self, DocketFieldRow *row)
{
  const gboolean missing = docket_ticket_form_is_missing (self, docket_field_row_get_field (row));
  const gboolean taken = docket_field_row_commit (row);

  mark_missing (GTK_WIDGET (row), missing);

  if (missing || !taken)
    gtk_widget_child_focus (GTK_WIDGET (row), GTK_DIR_TAB_FORWARD);

  return taken && !missing;
}

/* From the last to the first: the first that is wrong has the focus in the end. */
static gboolean
check_rows (DocketTicketForm *self, GtkBox *card)
{
  GtkWidget *row = gtk_widget_get_last_child (GTK_WIDGET (card));
  gboolean fine = TRUE;

  for (; row != NULL; row = gtk_widget_get_prev_sibling (row))
    fine &= check_row (self, DOCKET_FIELD_ROW (row));

  return fine;
}

/**
 * docket_ticket_form_commit:
 * @self: a form
 *
 * Takes over what is typed in a field and was not confirmed yet.
 */
void
docket_ticket_form_commit (DocketTicketForm *self)
{
  g_autoptr (GList) rows = NULL;

  g_return_if_fail (DOCKET_IS_TICKET_FORM (self));

  rows = g_hash_table_get_values (self->rows);

  for (GList *l = rows; l != NULL; l = l->next)
    docket_field_row_commit (l->data);
}

static gboolean
check_title (DocketTicketForm *self, const char *typed)
{
  const DocketField *field = docket_field_find_fixed (DOCKET_FIELD_ID_TITLE);
  g_autoptr (GError) error = NULL;
  g_autofree char *title = docket_field_canonicalize (field, typed, &error);

  mark_missing (GTK_WIDGET (self->title), title == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->title_note), title == NULL);

  if (title == NULL)
    gtk_label_set_label (self->title_note, error->message);

  return title != NULL;
}

/**
 * docket_ticket_form_check:
 * @self: a form
 *
 * Marks what is missing where it stands, and goes there.
 *
 * Returns: whether nothing is missing
 */
gboolean
docket_ticket_form_check (DocketTicketForm *self)
{
  g_autofree char *title = NULL;
  gboolean has_title;
  gboolean fine;

  g_return_val_if_fail (DOCKET_IS_TICKET_FORM (self), FALSE);

  title = dup_typed (GTK_EDITABLE (self->title));
  docket_ticket_form_commit (self);
  has_title = check_title (self, title);
  fine = check_rows (self, self->custom);
  fine &= check_rows (self, self->properties);

  if (has_new_contact (self))
    fine &= docket_new_contact_check (self->new_contact);

  fine &= check_rows (self, self->customer);

  if (!has_title)
    gtk_widget_grab_focus (GTK_WIDGET (self->title));

  return has_title && fine;
}

/**
 * docket_ticket_form_get_title:
 * @self: a form
 *
 * Returns: (transfer none): where the title is typed
 */
GtkEditable *
docket_ticket_form_get_title (DocketTicketForm *self)
{
  g_return_val_if_fail (DOCKET_IS_TICKET_FORM (self), NULL);

  return GTK_EDITABLE (self->title);
}

/**
 * docket_ticket_form_get_row:
 * @self: a form
 * @field: a field's id
 *
 * Returns: (transfer none) (nullable): its row
 */
DocketFieldRow *
docket_ticket_form_get_row (DocketTicketForm *self, const char *field)
{
  g_return_val_if_fail (DOCKET_IS_TICKET_FORM (self), NULL);

  return g_hash_table_lookup (self->rows, field);
}

/**
 * docket_ticket_form_get_message:
 * @self: a form
 *
 * Returns: (transfer none): the first message
 */
GtkTextBuffer *
docket_ticket_form_get_message (DocketTicketForm *self)
{
  g_return_val_if_fail (DOCKET_IS_TICKET_FORM (self), NULL);

  return gtk_text_view_get_buffer (self->message);
}
