/* The form of a new ticket.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-new-ticket-dialog.h"

#include <glib/gi18n.h>

/* What was typed is on the disk this long after the last change. */
#define SAVE_DELAY_MS 500

/* The parts of a contact that is typed in, see #DocketEditPart. */
#define CONTACT_FIRST_NAME "contact.first_name"
#define CONTACT_LAST_NAME "contact.last_name"
#define CONTACT_EMAIL "contact.email"

/**
 * DocketNewTicketDialog:
 *
 * What is chosen stands in `values`, what is typed in its entries. All of it is a draft on the disk
 * until the ticket is created; closing keeps the draft, and the next form offers it.
 */
struct _DocketNewTicketDialog
{
  AdwWindow parent_instance;

  DocketWorkspace *workspace;
  DocketValues *values;
  GHashTable *rows; /* (element-type utf8 DocketFieldRow) by field id; the cards own them */
  GPtrArray *custom_fields;
  GPtrArray *technicians;
  GCancellable *cancellable;

  gint64 draft;
  char *saved;
  guint n_saving;
  gboolean save_again;
  gboolean filling;
  gboolean creating;
  gboolean create_when_saved;
  gboolean created;
  guint save_source;
  DocketDraft *offered;

  AdwToastOverlay *toasts;
  AdwWindowTitle *window_title;
  GtkWidget *create_button;
  GtkWidget *offer;
  GtkLabel *offer_label;
  AdwEntryRow *title;
  GtkWidget *title_note;
  GtkBox *customer;
  GtkWidget *new_contact;
  AdwEntryRow *first_name;
  AdwEntryRow *last_name;
  AdwEntryRow *email;
  GtkLabel *contact_note;
  GtkBox *properties;
  GtkWidget *custom_title;
  GtkBox *custom;
  GtkTextView *message;
};

G_DEFINE_FINAL_TYPE (DocketNewTicketDialog, docket_new_ticket_dialog, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_CREATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Drafts that an open form writes: another form doesn't offer them. Main thread. */
static GHashTable *drafts_in_use;

static void
use_draft (DocketNewTicketDialog *self, gint64 draft)
{
  if (drafts_in_use == NULL)
    drafts_in_use = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  if (self->draft != 0)
    g_hash_table_remove (drafts_in_use, &self->draft);

  self->draft = draft;

  if (draft != 0)
    g_hash_table_add (drafts_in_use, g_memdup2 (&draft, sizeof draft));
}

static gboolean
is_in_use (gint64 draft)
{
  return drafts_in_use != NULL && g_hash_table_contains (drafts_in_use, &draft);
}

static char *
dup_typed (GtkEditable *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (entry)));
}

static char *
dup_message (DocketNewTicketDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->message);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static gboolean
is_blank (const char *text)
{
  g_autofree char *bare = g_strstrip (g_strdup (text));

  return *bare == '\0';
}

static gboolean
has_new_contact (DocketNewTicketDialog *self)
{
  return gtk_widget_get_visible (self->new_contact);
}

static void
add_typed (DocketValues *values, const char *field, AdwEntryRow *entry)
{
  g_autofree char *typed = dup_typed (GTK_EDITABLE (entry));

  if (*typed != '\0')
    docket_values_set (values, field, typed);
}

/* All that is chosen and typed, but for the message. */
static DocketValues *
collect_values (DocketNewTicketDialog *self)
{
  DocketValues *values = docket_values_new ();
  g_autoptr (GList) fields = docket_values_list_fields (self->values);

  for (GList *l = fields; l != NULL; l = l->next)
    docket_values_set (values, l->data, docket_values_get (self->values, l->data));

  add_typed (values, DOCKET_FIELD_ID_TITLE, self->title);

  if (has_new_contact (self))
    {
      add_typed (values, CONTACT_FIRST_NAME, self->first_name);
      add_typed (values, CONTACT_LAST_NAME, self->last_name);
      add_typed (values, CONTACT_EMAIL, self->email);
    }

  return values;
}

static char *
describe (DocketNewTicketDialog *self)
{
  g_autoptr (DocketValues) values = collect_values (self);
  g_autofree char *text = docket_values_to_text (values);
  g_autofree char *message = dup_message (self);

  return g_strdup_printf ("%s\n%s", text, message);
}

/* Defaults alone are nothing that anybody would miss. */
static gboolean
has_typed_anything (DocketNewTicketDialog *self)
{
  g_autofree char *title = dup_typed (GTK_EDITABLE (self->title));
  g_autofree char *message = dup_message (self);
  g_autofree char *email = dup_typed (GTK_EDITABLE (self->email));
  g_autofree char *last_name = dup_typed (GTK_EDITABLE (self->last_name));

  return *title != '\0' || !is_blank (message) || *email != '\0' || *last_name != '\0' ||
         docket_values_get (self->values, DOCKET_FIELD_ID_CUSTOMER) != NULL ||
         docket_values_get (self->values, DOCKET_FIELD_ID_CONTACT) != NULL;
}

static void
show_toast (DocketNewTicketDialog *self, const char *sentence)
{
  g_autofree char *escaped = g_markup_escape_text (sentence, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}

static void save (DocketNewTicketDialog *self);
static void start_creating (DocketNewTicketDialog *self);

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketNewTicketDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  const gint64 draft =
    docket_workspace_save_draft_finish (DOCKET_WORKSPACE (source), result, &error);

  self->n_saving--;

  if (self->workspace == NULL)
    return;

  if (error == NULL)
    {
      use_draft (self, draft);
      adw_window_title_set_subtitle (self->window_title,
                                     has_typed_anything (self)
                                     ? _ ("Draft kept")
                                     : "");
    }
  else
    show_toast (self, error->message);

  if (self->n_saving > 0)
    return;

  if (self->create_when_saved)
    {
      self->create_when_saved = FALSE;
      start_creating (self);
    }
  else if (self->save_again)
    {
      self->save_again = FALSE;
      save (self);
    }
}

static void
write_draft (DocketNewTicketDialog *self)
{
  g_autoptr (DocketDraft) draft = docket_draft_new ();
  const gboolean typed = has_typed_anything (self);

  draft->id = self->draft;
  draft->kind = DOCKET_MESSAGE_KIND_REPLY;
  draft->text = typed ? dup_message (self) : g_strdup ("");
  draft->fields = typed ? collect_values (self) : NULL;
  draft->saved_at = docket_clock_get_wall (docket_workspace_get_clock (self->workspace));
  g_free (self->saved);
  self->saved = describe (self);
  self->n_saving++;
  docket_workspace_save_draft_async (self->workspace, draft, NULL, saved_cb, g_object_ref (self));
}

static gboolean
needs_saving (DocketNewTicketDialog *self)
{
  g_autofree char *now = describe (self);

  if (self->creating || self->created || g_strcmp0 (now, self->saved) == 0)
    return FALSE;

  return self->draft != 0 || self->n_saving > 0 || has_typed_anything (self);
}

/* One at a time, so that the draft's id is known when the next one goes. */
static void
save (DocketNewTicketDialog *self)
{
  g_clear_handle_id (&self->save_source, g_source_remove);

  if (!needs_saving (self))
    return;

  if (self->n_saving > 0)
    self->save_again = TRUE;
  else
    write_draft (self);
}

static gboolean
save_timeout_cb (gpointer user_data)
{
  DocketNewTicketDialog *self = user_data;

  self->save_source = 0;
  save (self);

  return G_SOURCE_REMOVE;
}

static void
touched (DocketNewTicketDialog *self)
{
  if (self->filling)
    return;

  g_clear_handle_id (&self->save_source, g_source_remove);
  self->save_source = g_timeout_add (SAVE_DELAY_MS, save_timeout_cb, self);
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
title_changed_cb (DocketNewTicketDialog *self)
{
  mark_missing (GTK_WIDGET (self->title), FALSE);
  gtk_widget_set_visible (self->title_note, FALSE);
  touched (self);
}

static void
contact_changed_cb (DocketNewTicketDialog *self)
{
  mark_missing (GTK_WIDGET (self->first_name), FALSE);
  mark_missing (GTK_WIDGET (self->last_name), FALSE);
  mark_missing (GTK_WIDGET (self->email), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->contact_note), FALSE);
  touched (self);
}

static void
set_value (DocketNewTicketDialog *self, const char *field, const char *value, const char *name)
{
  DocketFieldRow *row = docket_new_ticket_dialog_get_row (self, field);

  docket_values_set (self->values, field, value);

  if (row != NULL)
    docket_field_row_set_value (row, value, name);

  if (!g_str_equal (field, DOCKET_FIELD_ID_CUSTOMER))
    return;

  docket_field_row_set_customer (docket_new_ticket_dialog_get_row (self, DOCKET_FIELD_ID_CONTACT),
                                 docket_values_get_int64 (self->values, field));
  docket_field_row_set_customer (docket_new_ticket_dialog_get_row (self, DOCKET_FIELD_ID_CONTRACT),
                                 docket_values_get_int64 (self->values, field));
}

/* What a name was asked for, and when it comes, may have been changed again. */
typedef struct
{
  DocketNewTicketDialog *dialog;
  const DocketField *field;
} Naming;

static void
named_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Naming *naming = user_data;
  g_autoptr (DocketNewTicketDialog) self = naming->dialog;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketEntry) entry =
    docket_workspace_get_entry_finish (DOCKET_WORKSPACE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (entry == NULL)
    show_toast (self, error->message);
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
set_reference (DocketNewTicketDialog *self, const char *id, const char *value)
{
  const DocketField *field = docket_field_find_fixed (id);
  Naming *naming;

  set_value (self, id, value, value != NULL ? "…" : NULL);

  if (value == NULL)
    return;

  naming = g_new0 (Naming, 1);
  naming->dialog = g_object_ref (self);
  naming->field = field;
  docket_workspace_get_entry_async (self->workspace,
                                    get_entity (field),
                                    g_ascii_strtoll (value, NULL, 10),
                                    self->cancellable,
                                    named_cb,
                                    naming);
}

static void
show_new_contact (DocketNewTicketDialog *self, gboolean shown)
{
  gtk_widget_set_visible (self->new_contact, shown);
  gtk_widget_set_visible (GTK_WIDGET (self->contact_note), FALSE);

  if (shown)
    set_value (self, DOCKET_FIELD_ID_CONTACT, NULL, NULL);
}

static void
add_contact_cb (DocketNewTicketDialog *self)
{
  show_new_contact (self, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->first_name));
  touched (self);
}

static void
drop_contact_cb (DocketNewTicketDialog *self)
{
  show_new_contact (self, FALSE);
  touched (self);
}

/* The contact says the customer; another customer has other contacts and contracts. */
static void
follow_customer (DocketNewTicketDialog *self, const DocketField *field, DocketEntry *entry)
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
follow_parent (DocketNewTicketDialog *self, const DocketField *parent, const char *value)
{
  for (guint i = 0; self->custom_fields != NULL && i < self->custom_fields->len; i++)
    {
      const DocketField *field = g_ptr_array_index (self->custom_fields, i);

      if (g_strcmp0 (field->parent, parent->id) != 0)
        continue;

      docket_field_row_set_parent_value (docket_new_ticket_dialog_get_row (self, field->id), value);
      set_value (self, field->id, NULL, NULL);
    }
}

static const char *
find_technician_name (DocketNewTicketDialog *self, const char *value)
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
edited_cb (DocketFieldRow *row, const char *value, DocketEntry *entry, DocketNewTicketDialog *self)
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
can_give (DocketNewTicketDialog *self, const DocketField *field)
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
needs_contact (DocketNewTicketDialog *self)
{
  const DocketCapabilities *capabilities = docket_workspace_get_capabilities (self->workspace);

  return capabilities != NULL && capabilities->create_needs_contact;
}

static void
add_row (DocketNewTicketDialog *self, GtkBox *card, const DocketField *field)
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
add_fixed_rows (DocketNewTicketDialog *self)
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
show_values (DocketNewTicketDialog *self)
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
  g_autoptr (DocketNewTicketDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketSidebar) sidebar =
    docket_workspace_load_sidebar_finish (DOCKET_WORKSPACE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (sidebar == NULL)
    {
      show_toast (self, error->message);
      return;
    }

  self->technicians = g_ptr_array_ref (sidebar->technicians);
  self->custom_fields = g_ptr_array_ref (sidebar->fields);
  docket_field_row_set_choices (docket_new_ticket_dialog_get_row (self, DOCKET_FIELD_ID_ASSIGNEE),
                                sidebar->technicians);

  for (guint i = 0; i < sidebar->fields->len; i++)
    add_row (self, self->custom, g_ptr_array_index (sidebar->fields, i));

  gtk_widget_set_visible (self->custom_title, sidebar->fields->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->custom), sidebar->fields->len > 0);
  show_values (self);
}

static void
drafts_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketNewTicketDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) drafts =
    docket_workspace_list_drafts_finish (DOCKET_WORKSPACE (source), result, &error);
  g_autofree char *text = NULL;
  const char *title;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (drafts == NULL)
    {
      show_toast (self, error->message);
      return;
    }

  for (guint i = 0; i < drafts->len; i++)
    {
      DocketDraft *draft = g_ptr_array_index (drafts, i);

      if (draft->ticket == 0 && draft->fields != NULL && !is_in_use (draft->id) &&
          docket_values_get_size (draft->fields) > 0 &&
          (self->offered == NULL || draft->saved_at > self->offered->saved_at))
        g_set_object (&self->offered, draft);
    }

  if (self->offered == NULL || has_typed_anything (self))
    return;

  title = docket_values_get (self->offered->fields, DOCKET_FIELD_ID_TITLE);

  /* Translators: %s is the title of a ticket that was begun and not created */
  text =
    g_strdup_printf (_ ("You began a ticket: “%s”"), title != NULL ? title : _ ("without a title"));
  gtk_label_set_text (self->offer_label, text);
  gtk_widget_set_visible (self->offer, TRUE);
}

static void
fill_entry (AdwEntryRow *entry, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), text != NULL ? text : "");
}

static void
take_offer_cb (DocketNewTicketDialog *self)
{
  DocketValues *fields = self->offered->fields;
  g_autoptr (GList) ids = docket_values_list_fields (fields);
  gboolean new_contact;

  self->filling = TRUE;
  gtk_widget_set_visible (self->offer, FALSE);
  use_draft (self, self->offered->id);
  fill_entry (self->title, docket_values_get (fields, DOCKET_FIELD_ID_TITLE));
  fill_entry (self->first_name, docket_values_get (fields, CONTACT_FIRST_NAME));
  fill_entry (self->last_name, docket_values_get (fields, CONTACT_LAST_NAME));
  fill_entry (self->email, docket_values_get (fields, CONTACT_EMAIL));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->message),
                            self->offered->text != NULL ? self->offered->text : "",
                            -1);
  new_contact = docket_values_get (fields, CONTACT_FIRST_NAME) != NULL ||
                docket_values_get (fields, CONTACT_LAST_NAME) != NULL ||
                docket_values_get (fields, CONTACT_EMAIL) != NULL;
  gtk_widget_set_visible (self->new_contact, new_contact);

  for (GList *l = ids; l != NULL; l = l->next)
    if (g_hash_table_contains (self->rows, l->data))
      docket_values_set (self->values, l->data, docket_values_get (fields, l->data));

  show_values (self);
  g_free (self->saved);
  self->saved = describe (self);
  self->filling = FALSE;
}

static void
drop_offer_cb (DocketNewTicketDialog *self)
{
  g_autoptr (DocketDraft) draft = docket_draft_new ();

  gtk_widget_set_visible (self->offer, FALSE);
  draft->id = self->offered->id;
  draft->kind = DOCKET_MESSAGE_KIND_REPLY;
  draft->text = g_strdup ("");
  draft->saved_at = docket_clock_get_wall (docket_workspace_get_clock (self->workspace));
  docket_workspace_save_draft_async (self->workspace, draft, NULL, NULL, NULL);
}

static gboolean
check_entry (AdwEntryRow *entry)
{
  g_autofree char *typed = dup_typed (GTK_EDITABLE (entry));
  const gboolean missing = *typed == '\0';

  mark_missing (GTK_WIDGET (entry), missing);

  return !missing;
}

static gboolean
check_new_contact (DocketNewTicketDialog *self)
{
  g_autofree char *email = dup_typed (GTK_EDITABLE (self->email));
  const gboolean has_first_name = check_entry (self->first_name);
  const gboolean has_last_name = check_entry (self->last_name);
  const gboolean has_email = strchr (email, '@') != NULL;

  mark_missing (GTK_WIDGET (self->email), !has_email);

  if (has_first_name && has_last_name && has_email)
    return TRUE;

  gtk_label_set_text (self->contact_note,
                      _ ("A new contact needs a first name, a last name and an e-mail address."));
  gtk_widget_set_visible (GTK_WIDGET (self->contact_note), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (!has_first_name  ? self->first_name
                                     : !has_last_name ? self->last_name
                                                      : self->email));

  return FALSE;
}

/* Marks what is missing where it stands. */
static gboolean
check (DocketNewTicketDialog *self)
{
  const gboolean has_title = check_entry (self->title);
  DocketFieldRow *contact = docket_new_ticket_dialog_get_row (self, DOCKET_FIELD_ID_CONTACT);
  gboolean has_contact = TRUE;

  gtk_widget_set_visible (self->title_note, !has_title);

  if (has_new_contact (self))
    has_contact = check_new_contact (self);
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

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketEdit) edit = user_data;
  g_autoptr (DocketNewTicketDialog) self = g_object_steal_data (G_OBJECT (edit), "dialog");
  g_autoptr (GError) error = NULL;

  self->creating = FALSE;
  gtk_widget_set_sensitive (self->create_button, TRUE);

  if (!docket_workspace_apply_finish (DOCKET_WORKSPACE (source), result, &error))
    {
      show_toast (self, error->message);
      return;
    }

  self->created = TRUE;
  g_signal_emit (self, signals[SIGNAL_CREATED], 0, docket_edit_get_result_ticket (edit));
  gtk_window_close (GTK_WINDOW (self));
}

static void
start_creating (DocketNewTicketDialog *self)
{
  DocketEdit *edit = docket_edit_new ();
  g_autoptr (DocketValues) values = collect_values (self);
  g_autofree char *message = dup_message (self);

  docket_edit_create_ticket (edit, values, self->draft);

  if (!is_blank (message))
    docket_edit_add_message (edit, 0, DOCKET_MESSAGE_KIND_REPLY, message, 0, 0);

  g_object_set_data_full (G_OBJECT (edit), "dialog", g_object_ref (self), g_object_unref);
  docket_workspace_apply_async (self->workspace, edit, NULL, created_cb, edit);
}

static void
create_cb (DocketNewTicketDialog *self)
{
  docket_new_ticket_dialog_create (self);
}

static gboolean
create_shortcut_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  docket_new_ticket_dialog_create (DOCKET_NEW_TICKET_DIALOG (widget));

  return GDK_EVENT_STOP;
}

/* Nothing waits for the disk here: drafts are written in the order of the calls. */
static gboolean
docket_new_ticket_dialog_close_request (GtkWindow *window)
{
  DocketNewTicketDialog *self = DOCKET_NEW_TICKET_DIALOG (window);

  g_clear_handle_id (&self->save_source, g_source_remove);

  if (self->create_when_saved || self->creating)
    return TRUE;

  if (needs_saving (self))
    write_draft (self);

  return GTK_WINDOW_CLASS (docket_new_ticket_dialog_parent_class)->close_request (window);
}

static void
docket_new_ticket_dialog_dispose (GObject *object)
{
  DocketNewTicketDialog *self = DOCKET_NEW_TICKET_DIALOG (object);

  g_clear_handle_id (&self->save_source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  use_draft (self, 0);
  g_clear_object (&self->offered);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (docket_new_ticket_dialog_parent_class)->dispose (object);
}

static void
docket_new_ticket_dialog_finalize (GObject *object)
{
  DocketNewTicketDialog *self = DOCKET_NEW_TICKET_DIALOG (object);

  g_clear_pointer (&self->values, docket_values_unref);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_pointer (&self->custom_fields, g_ptr_array_unref);
  g_clear_pointer (&self->technicians, g_ptr_array_unref);
  g_clear_pointer (&self->saved, g_free);

  G_OBJECT_CLASS (docket_new_ticket_dialog_parent_class)->finalize (object);
}

static void
docket_new_ticket_dialog_class_init (DocketNewTicketDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = docket_new_ticket_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = docket_new_ticket_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = docket_new_ticket_dialog_close_request;

  /**
   * DocketNewTicketDialog::created:
   * @ticket: local id
   *
   * The ticket is on the disk. The form closes itself.
   */
  signals[SIGNAL_CREATED] = g_signal_new ("created",
                                          DOCKET_TYPE_NEW_TICKET_DIALOG,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          1,
                                          G_TYPE_INT64);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding (widget_class,
                                GDK_KEY_Return,
                                GDK_CONTROL_MASK,
                                create_shortcut_cb,
                                NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-new-ticket-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketNewTicketDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, DocketNewTicketDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, DocketNewTicketDialog, create_button);
  gtk_widget_class_bind_template_child (widget_class, DocketNewTicketDialog, offer);
  gtk_widget_class_bind_template_child (widget_class, DocketNewTicketDialog, offer_label);
  gtk_widget_class_bind_template_child (widget_class, DocketNewTicketDialog, title);
  gtk_widget_class_bind_template_child (widget_class, DocketNewTicketDialog, title_note);
  gtk_widget_class_bind_template_child (widget_class, DocketNewTicketDialog, customer);
  gtk_widget_class_bind_template_child (widget_class, DocketNewTicketDialog, new_contact);
  gtk_widget_class_bind_template_child (widget_class, DocketNewTicketDialog, first_name);
  gtk_widget_class_bind_template_child (widget_class, DocketNewTicketDialog, last_name);
  gtk_widget_class_bind_template_child (widget_class, DocketNewTicketDialog, email);
  gtk_widget_class_bind_template_child (widget_class, DocketNewTicketDialog, contact_note);
  gtk_widget_class_bind_template_child (widget_class, DocketNewTicketDialog, properties);
  gtk_widget_class_bind_template_child (widget_class, DocketNewTicketDialog, custom_title);
  gtk_widget_class_bind_template_child (widget_class, DocketNewTicketDialog, custom);
  gtk_widget_class_bind_template_child (widget_class, DocketNewTicketDialog, message);
  gtk_widget_class_bind_template_callback (widget_class, create_cb);
  gtk_widget_class_bind_template_callback (widget_class, title_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, contact_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, drop_contact_cb);
  gtk_widget_class_bind_template_callback (widget_class, take_offer_cb);
  gtk_widget_class_bind_template_callback (widget_class, drop_offer_cb);
}

static void
docket_new_ticket_dialog_init (DocketNewTicketDialog *self)
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

static void
set_defaults (DocketNewTicketDialog *self)
{
  const gint64 me = docket_workspace_get_me (self->workspace);

  docket_values_set (self->values, DOCKET_FIELD_ID_PRIORITY, "medium");
  docket_values_set (self->values, DOCKET_FIELD_ID_IMPACT, "no-impact");
  docket_values_set (self->values, DOCKET_FIELD_ID_TYPE, "incident");

  if (me != 0)
    docket_values_set_int64 (self->values, DOCKET_FIELD_ID_ASSIGNEE, me);
}

/**
 * docket_new_ticket_dialog_new:
 * @parent: (nullable): the window that it belongs to
 * @workspace: where the ticket is created
 *
 * Returns: (transfer floating): an empty form, to be presented
 */
GtkWidget *
docket_new_ticket_dialog_new (GtkWindow *parent, DocketWorkspace *workspace)
{
  DocketNewTicketDialog *self;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (DOCKET_TYPE_NEW_TICKET_DIALOG, "transient-for", parent, NULL);
  self->workspace = g_object_ref (workspace);
  add_fixed_rows (self);
  set_defaults (self);
  show_values (self);
  self->saved = describe (self);
  docket_workspace_load_sidebar_async (workspace,
                                       self->cancellable,
                                       choices_loaded_cb,
                                       g_object_ref (self));
  docket_workspace_list_drafts_async (workspace,
                                      self->cancellable,
                                      drafts_listed_cb,
                                      g_object_ref (self));

  return GTK_WIDGET (self);
}

/**
 * docket_new_ticket_dialog_get_title_entry:
 * @self: a form
 *
 * Returns: (transfer none): where the title is typed
 */
GtkEditable *
docket_new_ticket_dialog_get_title_entry (DocketNewTicketDialog *self)
{
  g_return_val_if_fail (DOCKET_IS_NEW_TICKET_DIALOG (self), NULL);

  return GTK_EDITABLE (self->title);
}

/**
 * docket_new_ticket_dialog_get_row:
 * @self: a form
 * @field: a field's id
 *
 * Returns: (transfer none) (nullable): its row
 */
DocketFieldRow *
docket_new_ticket_dialog_get_row (DocketNewTicketDialog *self, const char *field)
{
  g_return_val_if_fail (DOCKET_IS_NEW_TICKET_DIALOG (self), NULL);

  return g_hash_table_lookup (self->rows, field);
}

/**
 * docket_new_ticket_dialog_get_message:
 * @self: a form
 *
 * Returns: (transfer none): the first message
 */
GtkTextBuffer *
docket_new_ticket_dialog_get_message (DocketNewTicketDialog *self)
{
  g_return_val_if_fail (DOCKET_IS_NEW_TICKET_DIALOG (self), NULL);

  return gtk_text_view_get_buffer (self->message);
}

/**
 * docket_new_ticket_dialog_create:
 * @self: a form
 *
 * Creates the ticket, or marks what is missing.
 */
void
docket_new_ticket_dialog_create (DocketNewTicketDialog *self)
{
  g_return_if_fail (DOCKET_IS_NEW_TICKET_DIALOG (self));

  if (self->creating || self->created || !check (self))
    return;

  g_clear_handle_id (&self->save_source, g_source_remove);
  self->creating = TRUE;
  gtk_widget_set_sensitive (self->create_button, FALSE);

  /* The draft on its way to the disk is consumed with the ticket. */
  if (self->n_saving > 0)
    self->create_when_saved = TRUE;
  else
    start_creating (self);
}
