/* A contact that is typed in with a new ticket.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-new-contact.h"

#include <glib/gi18n.h>

/* Where the parts go, see #DocketEditPart. */
#define FIRST_NAME "contact.first_name"
#define LAST_NAME "contact.last_name"
#define EMAIL "contact.email"

struct _DocketNewContact
{
  AdwBin parent_instance;

  GtkLabel *heading;
  AdwEntryRow *first_name;
  AdwEntryRow *last_name;
  AdwEntryRow *email;
  GtkWidget *note;
};

G_DEFINE_FINAL_TYPE (DocketNewContact, docket_new_contact, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_DROPPED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
dup_typed (AdwEntryRow *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static void
mark (AdwEntryRow *row, gboolean missing)
{
  if (missing)
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
}

static void
changed_cb (DocketNewContact *self)
{
  mark (self->first_name, FALSE);
  mark (self->last_name, FALSE);
  mark (self->email, FALSE);
  gtk_widget_set_visible (self->note, FALSE);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
drop_clicked_cb (DocketNewContact *self)
{
  g_signal_emit (self, signals[SIGNAL_DROPPED], 0);
}

/* To what is still to be typed. */
static gboolean
docket_new_contact_grab_focus (GtkWidget *widget)
{
  DocketNewContact *self = DOCKET_NEW_CONTACT (widget);
  AdwEntryRow *const rows[] = { self->first_name, self->last_name, self->email };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *typed = dup_typed (rows[i]);

      if (*typed == '\0')
        return gtk_widget_grab_focus (GTK_WIDGET (rows[i]));
    }

  return gtk_widget_grab_focus (GTK_WIDGET (self->first_name));
}

static void
docket_new_contact_class_init (DocketNewContactClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->grab_focus = docket_new_contact_grab_focus;

  /**
   * DocketNewContact::changed:
   *
   * Something was typed.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          DOCKET_TYPE_NEW_CONTACT,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);

  /**
   * DocketNewContact::dropped:
   *
   * The person wants no new contact.
   */
  signals[SIGNAL_DROPPED] = g_signal_new ("dropped",
                                          DOCKET_TYPE_NEW_CONTACT,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-new-contact.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketNewContact, heading);
  gtk_widget_class_bind_template_child (widget_class, DocketNewContact, first_name);
  gtk_widget_class_bind_template_child (widget_class, DocketNewContact, last_name);
  gtk_widget_class_bind_template_child (widget_class, DocketNewContact, email);
  gtk_widget_class_bind_template_child (widget_class, DocketNewContact, note);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, drop_clicked_cb);
}

static void
docket_new_contact_init (DocketNewContact *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * docket_new_contact_set_wording:
 * @self: a new contact
 * @wording: the account's words
 */
void
docket_new_contact_set_wording (DocketNewContact *self, DocketWording wording)
{
  g_return_if_fail (DOCKET_IS_NEW_CONTACT (self));

  gtk_label_set_text (self->heading,
                      wording == DOCKET_WORDING_IT ? _ ("New user") : _ ("New contact"));
}

/**
 * docket_new_contact_is_empty:
 * @self: a new contact
 *
 * Returns: whether nothing is typed
 */
gboolean
docket_new_contact_is_empty (DocketNewContact *self)
{
  g_autofree char *first_name = NULL;
  g_autofree char *last_name = NULL;
  g_autofree char *email = NULL;

  g_return_val_if_fail (DOCKET_IS_NEW_CONTACT (self), TRUE);

  first_name = dup_typed (self->first_name);
  last_name = dup_typed (self->last_name);
  email = dup_typed (self->email);

  return *first_name == '\0' && *last_name == '\0' && *email == '\0';
}

/**
 * docket_new_contact_check:
 * @self: a new contact
 *
 * Marks what is missing where it stands, and goes there.
 *
 * Returns: whether nothing is missing
 */
gboolean
docket_new_contact_check (DocketNewContact *self)
{
  g_autofree char *first_name = NULL;
  g_autofree char *last_name = NULL;
  g_autofree char *email = NULL;
  AdwEntryRow *missing;

  g_return_val_if_fail (DOCKET_IS_NEW_CONTACT (self), FALSE);

  first_name = dup_typed (self->first_name);
  last_name = dup_typed (self->last_name);
  email = dup_typed (self->email);
  mark (self->first_name, *first_name == '\0');
  mark (self->last_name, *last_name == '\0');
  mark (self->email, strchr (email, '@') == NULL);

  missing = *first_name == '\0'           ? self->first_name
            : *last_name == '\0'          ? self->last_name
            : strchr (email, '@') == NULL ? self->email
                                          : NULL;
  gtk_widget_set_visible (self->note, missing != NULL);

  if (missing != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (missing));

  return missing == NULL;
}

static void
collect (DocketValues *values, const char *field, AdwEntryRow *row)
{
  g_autofree char *typed = dup_typed (row);

  if (*typed != '\0')
    docket_values_set (values, field, typed);
}

/**
 * docket_new_contact_collect:
 * @self: a new contact
 * @values: takes what is typed
 */
void
docket_new_contact_collect (DocketNewContact *self, DocketValues *values)
{
  g_return_if_fail (DOCKET_IS_NEW_CONTACT (self));

  collect (values, FIRST_NAME, self->first_name);
  collect (values, LAST_NAME, self->last_name);
  collect (values, EMAIL, self->email);
}

static void
fill (AdwEntryRow *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
}

/**
 * docket_new_contact_fill:
 * @self: a new contact
 * @values: what was collected before
 *
 * Returns: whether there was anything
 */
gboolean
docket_new_contact_fill (DocketNewContact *self, DocketValues *values)
{
  g_return_val_if_fail (DOCKET_IS_NEW_CONTACT (self), FALSE);

  fill (self->first_name, docket_values_get (values, FIRST_NAME));
  fill (self->last_name, docket_values_get (values, LAST_NAME));
  fill (self->email, docket_values_get (values, EMAIL));

  return !docket_new_contact_is_empty (self);
}

/**
 * docket_new_contact_suggest:
 * @self: a new contact
 * @typed: what was looked for and not found: a name or an address
 *
 * Begins with it what is still empty.
 */
void
docket_new_contact_suggest (DocketNewContact *self, const char *typed)
{
  g_auto (GStrv) words = NULL;

  g_return_if_fail (DOCKET_IS_NEW_CONTACT (self));
  g_return_if_fail (typed != NULL);

  if (!docket_new_contact_is_empty (self))
    return;

  if (strchr (typed, '@') != NULL)
    {
      fill (self->email, typed);
      return;
    }

  words = g_strsplit (typed, " ", 2);
  fill (self->first_name, words[0]);

  if (words[0] != NULL && words[1] != NULL)
    fill (self->last_name, g_strstrip (words[1]));
}
