/* What is typed and chosen of a new ticket.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-ticket-form.h"

#include <glib/gi18n.h>

#include "docket-new-contact.h"

/**
 * DocketTicketForm:
 *
 * Walks the description of the fields. What is chosen stands in `values`, what is typed in its
 * entries.
 */
struct _DocketTicketForm
{
  AdwBin parent_instance;

  DocketWorkspace *workspace;
  DocketValues *values;
  GHashTable *rows; /* (element-type utf8 DocketFieldRow) by field id; the cards own them */
  GPtrArray *custom_fields;
  GPtrArray *technicians;
  GCancellable *cancellable;
  gboolean filling;

  AdwEntryRow *title;
  GtkWidget *title_note;
  GtkBox *customer;
  DocketNewContact *new_contact;
  GtkBox *properties;
  GtkTextView *message;
  GtkWidget *custom_title;
  GtkBox *custom;
};

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
tell_problem (DocketTicketForm *self, const char *sentence)
{
  g_signal_emit (self, signals[SIGNAL_PROBLEM], 0, sentence);
}

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
  gtk_widget_set_visible (self->title_note, FALSE);
  touched (self);
}

static void
set_value (DocketTicketForm *self, const char *field, const char *value, const char *name)
{
  DocketFieldRow *row = docket_ticket_form_get_row (self, field);
  g_autofree char *copy = g_strdup (value);

  /* @value may be the very text that is replaced. */
  docket_values_set (self->values, field, copy);

  if (row != NULL)
    docket_field_row_set_value (row, copy, name);

  if (!g_str_equal (field, DOCKET_FIELD_ID_CUSTOMER))
    return;

  docket_field_row_set_customer (docket_ticket_form_get_row (self, DOCKET_FIELD_ID_CONTACT),
                                 docket_values_get_int64 (self->values, field));
  docket_field_row_set_customer (docket_ticket_form_get_row (self, DOCKET_FIELD_ID_CONTRACT),
                                 docket_values_get_int64 (self->values, field));
}

/* What a name was asked for, and when it comes, may have been changed again. */
typedef struct
{
  DocketTicketForm *form;
  const DocketField *field;
} Naming;

static void
named_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Naming *naming = user_data;
  g_autoptr (DocketTicketForm) self = naming->form;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketEntry) entry =
    docket_workspace_get_entry_finish (DOCKET_WORKSPACE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (entry == NULL)
    tell_problem (self, error->message);
  else if (docket_values_get_int64 (self->values, naming->field->id) == entry->id)
    set_value (self,
               naming->field->id,
               docket_values_get (self->values, naming->field->id),
               entry->name);
}

static DocketEntity
get_entity (const DocketField *field)
{
  return field->kind == DOCKET_FIELD_CUSTOMER   ? DOCKET_ENTITY_CUSTOMER
         : field->kind == DOCKET_FIELD_CONTACT  ? DOCKET_ENTITY_CONTACT
         : field->kind == DOCKET_FIELD_CONTRACT ? DOCKET_ENTITY_CONTRACT
                                                : DOCKET_ENTITY_TECHNICIAN;
}

static void
set_reference (DocketTicketForm *self, const char *id, const char *value)
{
  const DocketField *field = docket_field_find_fixed (id);
  Naming *naming;

  set_value (self, id, value, value != NULL ? "…" : NULL);

  if (value == NULL)
    return;

  naming = g_new0 (Naming, 1);
  naming->form = g_object_ref (self);
  naming->field = field;
  docket_workspace_get_entry_async (self->workspace,
                                    get_entity (field),
                                    g_ascii_strtoll (value, NULL, 10),
                                    self->cancellable,
                                    named_cb,
                                    naming);
}

static void
show_new_contact (DocketTicketForm *self, gboolean shown)
{
  gtk_widget_set_visible (GTK_WIDGET (self->new_contact), shown);

  if (shown)
    set_value (self, DOCKET_FIELD_ID_CONTACT, NULL, NULL);
}

static void
add_contact_cb (DocketTicketForm *self)
{
  show_new_contact (self, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->new_contact));
  touched (self);
}

static void
drop_contact_cb (DocketTicketForm *self)
{
  show_new_contact (self, FALSE);
  touched (self);
}

/* The contact says the customer; another customer has other contacts and contracts. */
static void
follow_customer (DocketTicketForm *self, const DocketField *field, DocketEntry *entry)
{
  const gint64 customer = docket_values_get_int64 (self->values, DOCKET_FIELD_ID_CUSTOMER);

  if (field->kind == DOCKET_FIELD_CUSTOMER)
    {
      set_value (self, DOCKET_FIELD_ID_CONTACT, NULL, NULL);
      set_value (self, DOCKET_FIELD_ID_CONTRACT, NULL, NULL);
    }
  else if (entry != NULL && entry->customer != 0 && entry->customer != customer)
    {
      g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, entry->customer);

      if (field->kind == DOCKET_FIELD_CONTACT && customer != 0)
        set_value (self, DOCKET_FIELD_ID_CONTRACT, NULL, NULL);

      set_reference (self, DOCKET_FIELD_ID_CUSTOMER, value);
    }
}

static void
follow_parent (DocketTicketForm *self, const DocketField *parent, const char *value)
{
  for (guint i = 0; self->custom_fields != NULL && i < self->custom_fields->len; i++)
    {
      const DocketField *field = g_ptr_array_index (self->custom_fields, i);

      if (g_strcmp0 (field->parent, parent->id) != 0)
        continue;

      docket_field_row_set_parent_value (docket_ticket_form_get_row (self, field->id), value);
      set_value (self, field->id, NULL, NULL);
    }
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

  set_value (self, field->id, value, name);

  if (field->constrains != NULL && !docket_field_is_custom (field->id))
    follow_customer (self, field, entry);

  if (field->kind == DOCKET_FIELD_CONTACT)
    {
      show_new_contact (self, FALSE);
      mark_missing (GTK_WIDGET (row), FALSE);
    }

  if (docket_field_is_custom (field->id))
    follow_parent (self, field, value);

  touched (self);
}

static gboolean
can_give (DocketTicketForm *self, const DocketField *field)
{
  const DocketCapabilities *capabilities = docket_workspace_get_capabilities (self->workspace);

  if (capabilities == NULL)
    return TRUE;

  if (docket_field_is_custom (field->id))
    return capabilities->custom_values;

  return capabilities->create_fields == NULL ||
         g_strv_contains (capabilities->create_fields, field->id);
}

static gboolean
needs_contact (DocketTicketForm *self)
{
  const DocketCapabilities *capabilities = docket_workspace_get_capabilities (self->workspace);

  return capabilities != NULL && capabilities->create_needs_contact;
}

static void
add_row (DocketTicketForm *self, GtkBox *card, const DocketField *field)
{
  GtkWidget *row = docket_field_row_new (self->workspace, field);

  if (!can_give (self, field))
    docket_field_row_set_note (
      DOCKET_FIELD_ROW (row),
      _ ("This server can't take it with a new ticket: kept on this computer"));

  if (field->kind == DOCKET_FIELD_CONTACT)
    {
      docket_field_row_set_add_label (DOCKET_FIELD_ROW (row),
                                      docket_workspace_get_wording (self->workspace) ==
                                        DOCKET_WORDING_IT
                                      ? _ ("New user…")
                                      : _ ("New contact…"));
      g_signal_connect_object (row, "add", G_CALLBACK (add_contact_cb), self, G_CONNECT_SWAPPED);

      if (needs_contact (self))
        docket_field_row_set_note (DOCKET_FIELD_ROW (row),
                                   _ ("Required: this server takes no ticket without one."));
    }

  g_signal_connect_object (row, "edited", G_CALLBACK (edited_cb), self, 0);
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
          g_str_equal (fields[i]->id, DOCKET_FIELD_ID_STATUS))
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
        set_reference (self, id, value);
      else
        docket_field_row_set_value (row, value, NULL);

      if (field->kind == DOCKET_FIELD_DEPENDENT_OPTION && field->parent != NULL)
        docket_field_row_set_parent_value (row, docket_values_get (self->values, field->parent));
    }
}

static void
choices_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketTicketForm) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketSidebar) sidebar =
    docket_workspace_load_sidebar_finish (DOCKET_WORKSPACE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (sidebar == NULL)
    {
      tell_problem (self, error->message);
      return;
    }

  self->technicians = g_ptr_array_ref (sidebar->technicians);
  self->custom_fields = g_ptr_array_ref (sidebar->fields);
  docket_field_row_set_choices (docket_ticket_form_get_row (self, DOCKET_FIELD_ID_ASSIGNEE),
                                sidebar->technicians);

  for (guint i = 0; i < sidebar->fields->len; i++)
    add_row (self, self->custom, g_ptr_array_index (sidebar->fields, i));

  gtk_widget_set_visible (self->custom_title, sidebar->fields->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->custom), sidebar->fields->len > 0);
  show_values (self);
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
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (docket_ticket_form_parent_class)->dispose (object);
}

static void
docket_ticket_form_finalize (GObject *object)
{
  DocketTicketForm *self = DOCKET_TICKET_FORM (object);

  g_clear_pointer (&self->values, docket_values_unref);
  g_clear_pointer (&self->rows, g_hash_table_unref);
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

  g_type_ensure (DOCKET_TYPE_NEW_CONTACT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-ticket-form.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketTicketForm, title);
  gtk_widget_class_bind_template_child (widget_class, DocketTicketForm, title_note);
  gtk_widget_class_bind_template_child (widget_class, DocketTicketForm, customer);
  gtk_widget_class_bind_template_child (widget_class, DocketTicketForm, new_contact);
  gtk_widget_class_bind_template_child (widget_class, DocketTicketForm, properties);
  gtk_widget_class_bind_template_child (widget_class, DocketTicketForm, message);
  gtk_widget_class_bind_template_child (widget_class, DocketTicketForm, custom_title);
  gtk_widget_class_bind_template_child (widget_class, DocketTicketForm, custom);
  gtk_widget_class_bind_template_callback (widget_class, touched);
  gtk_widget_class_bind_template_callback (widget_class, title_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, drop_contact_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
docket_ticket_form_init (DocketTicketForm *self)
{
  self->cancellable = g_cancellable_new ();
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->values = docket_values_new ();

  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_object (gtk_text_view_get_buffer (self->message),
                           "changed",
                           G_CALLBACK (touched),
                           self,
                           G_CONNECT_SWAPPED);
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

  self->workspace = g_object_ref (workspace);
  docket_new_contact_set_wording (self->new_contact, docket_workspace_get_wording (workspace));
  add_fixed_rows (self);
  set_defaults (self);
  show_values (self);
  docket_workspace_load_sidebar_async (workspace,
                                       self->cancellable,
                                       choices_loaded_cb,
                                       g_object_ref (self));
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

  return *title == '\0' && is_blank (message) &&
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

  for (GList *l = fields; l != NULL; l = l->next)
    docket_values_set (values, l->data, docket_values_get (self->values, l->data));

  if (*title != '\0')
    docket_values_set (values, DOCKET_FIELD_ID_TITLE, title);

  if (has_new_contact (self))
    docket_new_contact_collect (self->new_contact, values);

  return values;
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
    if (g_hash_table_contains (self->rows, l->data))
      docket_values_set (self->values, l->data, docket_values_get (values, l->data));

  show_values (self);
  self->filling = FALSE;
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
  g_autofree char *title = dup_typed (GTK_EDITABLE (self->title));
  const gboolean has_title = *title != '\0';
  DocketFieldRow *contact = docket_ticket_form_get_row (self, DOCKET_FIELD_ID_CONTACT);
  gboolean has_contact = TRUE;

  mark_missing (GTK_WIDGET (self->title), !has_title);
  gtk_widget_set_visible (self->title_note, !has_title);

  if (has_new_contact (self))
    has_contact = docket_new_contact_check (self->new_contact);
  else if (needs_contact (self) && docket_field_row_get_value (contact) == NULL)
    {
      has_contact = FALSE;
      mark_missing (GTK_WIDGET (contact), TRUE);
      gtk_widget_child_focus (GTK_WIDGET (contact), GTK_DIR_TAB_FORWARD);
    }

  if (!has_title)
    gtk_widget_grab_focus (GTK_WIDGET (self->title));

  return has_title && has_contact;
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
