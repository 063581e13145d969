/* The customer card, related and earlier tickets of the ticket shown.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-ticket-around.h"

#include <glib/gi18n.h>

#include "docket-workspace-around.h"

/* So many earlier tickets of the contact and of the customer. */
#define LIMIT 4

/**
 * DocketTicketAround:
 *
 * All of it is read here, without a network. Rows are made anew only when they say something else.
 */
struct _DocketTicketAround
{
  GtkBox parent_instance;

  gint64 ticket;
  GCancellable *cancellable;
  GString *shown; /* what the rows say */
};

G_DEFINE_FINAL_TYPE (DocketTicketAround, docket_ticket_around, GTK_TYPE_BOX)

static void
clear (DocketTicketAround *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
}

/* Made when there is something to put into it. */
static GtkBox *
ensure_card (DocketTicketAround *self, GtkBox **card, const char *title)
{
  GtkWidget *label;

  if (*card != NULL)
    return *card;

  label = gtk_label_new (title);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "details-title");
  gtk_box_append (GTK_BOX (self), label);
  *card = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_widget_add_css_class (GTK_WIDGET (*card), "card");
  gtk_widget_add_css_class (GTK_WIDGET (*card), "field-card");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (*card));

  return *card;
}

static void
copy_cb (GtkButton *button, const char *text)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (button)), text);
}

static void
free_text (gpointer data, GClosure *closure)
{
  g_free (data);
}

static GtkWidget *
new_copy_button (const char *text, const char *label)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-copy-symbolic");
  /* Translators: %s is what is copied, such as "Phone" */
  g_autofree char *name = g_strdup_printf (_ ("Copy: %s"), label);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_data (button, "clicked", G_CALLBACK (copy_cb), g_strdup (text), free_text, 0);

  return button;
}

static GtkWidget *
new_value (const char *uri, const char *text)
{
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *link;

  gtk_label_set_ellipsize (GTK_LABEL (label),
                           uri != NULL ? PANGO_ELLIPSIZE_MIDDLE : PANGO_ELLIPSIZE_NONE);

  if (uri == NULL)
    {
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_selectable (GTK_LABEL (label), TRUE);
      gtk_label_set_xalign (GTK_LABEL (label), 1);
      return label;
    }

  link = gtk_link_button_new (uri);
  gtk_button_set_child (GTK_BUTTON (link), label);
  gtk_widget_add_css_class (link, "field-button");
  gtk_widget_set_tooltip_text (link, text);

  return link;
}

/* A map of the computer's own, else one in the browser: looked at only when it is asked for. */
static const char *
get_map_scheme (void)
{
  g_autoptr (GAppInfo) map = g_app_info_get_default_for_uri_scheme ("geo");

  return map != NULL ? "geo:0,0?q=" : "https://www.openstreetmap.org/search?query=";
}

/* What is written after the scheme is the server's: nothing of it is left as it is. */
static void
add_fact (DocketTicketAround *self,
          GtkBox **card,
          const char *label,
          const char *scheme,
          const char *text)
{
  g_autofree char *escaped = NULL;
  g_autofree char *uri = NULL;
  g_autofree char *described = NULL;
  GtkWidget *row, *name, *value;

  if (text == NULL || *text == '\0')
    return;

  if (scheme != NULL)
    {
      escaped = g_uri_escape_string (text, "@+", FALSE);
      uri = g_strconcat (scheme, escaped, NULL);
    }

  row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  name = gtk_label_new (label);
  value = new_value (uri, text);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_add_css_class (name, "field-label");
  gtk_widget_add_css_class (row, "field-row");
  described = g_strdup_printf ("%s, %s", label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (value),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  described,
                                  -1);
  gtk_widget_set_hexpand (value, TRUE);
  gtk_widget_set_halign (value, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (row), name);
  gtk_box_append (GTK_BOX (row), value);
  gtk_box_append (GTK_BOX (row), new_copy_button (text, label));
  gtk_box_append (ensure_card (self, card, _ ("Contact details")), row);
}

static void
add_ticket (GtkBox *card, const DocketTicketRow *ticket, const char *kind)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title, *state;
  g_autofree char *text = ticket->number != NULL
                            ? g_strdup_printf ("#%s %s", ticket->number, ticket->title)
                            : g_strdup (ticket->title);
  const char *standing = kind != NULL ? kind : docket_status_get_label (ticket->status);
  g_autofree char *name = g_strdup_printf ("%s, %s", text, standing);

  title = gtk_label_new (text);
  state = gtk_label_new (standing);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (state, "dim");
  gtk_box_append (GTK_BOX (row), title);
  gtk_box_append (GTK_BOX (row), state);
  gtk_button_set_child (GTK_BUTTON (button), row);
  gtk_widget_set_tooltip_text (button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "workspace.open-ticket");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", ticket->id);
  gtk_box_append (card, button);
}

static void
add_tickets (DocketTicketAround *self,
             GtkBox **card,
             GPtrArray *tickets,
             const char *title,
             const char *kind)
{
  for (guint i = 0; i < tickets->len; i++)
    add_ticket (ensure_card (self, card, title), g_ptr_array_index (tickets, i), kind);
}

static void
add_show_all (GtkBox *card, const char *action, gint64 id)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Show all"));

  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", id);
  gtk_box_append (card, button);
}

static const char *
get (DocketEntry *entry, const char *name)
{
  return entry != NULL ? docket_entry_get (entry, name) : NULL;
}

static char *
join_address (DocketEntry *customer)
{
  const char *address = get (customer, "address");
  const char *city = get (customer, "city");

  if (address == NULL || *address == '\0' || city == NULL || *city == '\0')
    return g_strdup (city != NULL && *city != '\0' ? city : address);

  return g_strdup_printf ("%s, %s", address, city);
}

static void
show_facts (DocketTicketAround *self, const DocketAround *around)
{
  g_autofree char *address = join_address (around->customer);
  GtkBox *card = NULL;

  add_fact (self, &card, _ ("Phone"), "tel:", get (around->contact, "phone"));
  add_fact (self, &card, _ ("Mobile"), "tel:", get (around->contact, "mobile"));
  add_fact (self, &card, _ ("E-mail"), "mailto:", get (around->contact, "email"));
  add_fact (self, &card, _ ("Switchboard"), "tel:", get (around->customer, "phone"));
  add_fact (self, &card, _ ("Address"), get_map_scheme (), address);
  add_fact (self, &card, C_ ("contact", "Notes"), NULL, get (around->contact, "notes"));
  add_fact (self, &card, C_ ("customer", "Notes"), NULL, get (around->customer, "notes"));
}

static void
show_tickets (DocketTicketAround *self, const DocketAround *around)
{
  GtkBox *related = NULL, *of_contact = NULL, *of_customer = NULL;
  g_autofree char *contact_title = NULL;
  g_autofree char *customer_title = NULL;

  add_tickets (self, &related, around->parents, _ ("Related tickets"), C_ ("ticket", "Parent"));
  add_tickets (self, &related, around->children, _ ("Related tickets"), C_ ("ticket", "Child"));

  if (around->contact != NULL)
    {
      /* Translators: %s is the name of a contact or customer */
      contact_title = g_strdup_printf (_ ("Tickets of %s"), around->contact->name);
      add_tickets (self, &of_contact, around->of_contact, contact_title, NULL);

      if (of_contact != NULL)
        add_show_all (of_contact, "workspace.show-contact", around->contact->id);
    }

  if (around->customer == NULL)
    return;

  customer_title = g_strdup_printf (_ ("Tickets of %s"), around->customer->name);
  add_tickets (self, &of_customer, around->of_customer, customer_title, NULL);

  if (of_customer != NULL)
    add_show_all (of_customer, "workspace.show-customer", around->customer->id);
}

static void
describe_tickets (GString *text, GPtrArray *tickets)
{
  for (guint i = 0; i < tickets->len; i++)
    {
      const DocketTicketRow *ticket = g_ptr_array_index (tickets, i);

      g_string_append_printf (text,
                              "\n%" G_GINT64_FORMAT " %s %s %s",
                              ticket->id,
                              ticket->number,
                              ticket->status,
                              ticket->title);
    }

  g_string_append (text, "\n-");
}

static void
describe_entry (GString *text, DocketEntry *entry)
{
  static const char *const names[] = { "phone", "mobile", "email", "address", "city", "notes" };

  g_string_append_printf (text, "%s\n", entry != NULL ? entry->name : "");

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_string_append_printf (text,
                            "%s\n",
                            get (entry, names[i]) != NULL ? get (entry, names[i]) : "");
}

static GString *
describe (const DocketAround *around)
{
  GString *text = g_string_new (NULL);

  describe_entry (text, around->contact);
  describe_entry (text, around->customer);
  describe_tickets (text, around->parents);
  describe_tickets (text, around->children);
  describe_tickets (text, around->of_contact);
  describe_tickets (text, around->of_customer);

  return text;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketTicketAround) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketAround) around =
    docket_workspace_load_around_finish (DOCKET_WORKSPACE (source), result, &error);
  GString *text;

  if (around == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_debug ("What is around the ticket can't be read: %s", error->message);

      return;
    }

  text = describe (around);

  if (self->shown != NULL && g_string_equal (self->shown, text))
    {
      g_string_free (text, TRUE);
      return;
    }

  if (self->shown != NULL)
    g_string_free (self->shown, TRUE);

  self->shown = text;
  clear (self);
  show_facts (self, around);
  show_tickets (self, around);
}

static void
docket_ticket_around_dispose (GObject *object)
{
  DocketTicketAround *self = DOCKET_TICKET_AROUND (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  if (self->shown != NULL)
    g_string_free (g_steal_pointer (&self->shown), TRUE);

  G_OBJECT_CLASS (docket_ticket_around_parent_class)->dispose (object);
}

static void
docket_ticket_around_class_init (DocketTicketAroundClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = docket_ticket_around_dispose;
}

static void
docket_ticket_around_init (DocketTicketAround *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
}

/**
 * docket_ticket_around_show:
 * @self: the widget
 * @workspace: whose ticket it is
 * @ticket: the ticket as it was read last
 *
 * Reads what is around the ticket, and shows it when it is there. News of the same ticket move
 * nothing that stays the same.
 */
void
docket_ticket_around_show (DocketTicketAround *self,
                           DocketWorkspace *workspace,
                           const DocketTicketRow *ticket)
{
  g_return_if_fail (DOCKET_IS_TICKET_AROUND (self));
  g_return_if_fail (ticket != NULL);

  if (ticket->id != self->ticket)
    {
      clear (self);

      if (self->shown != NULL)
        g_string_free (g_steal_pointer (&self->shown), TRUE);
    }

  self->ticket = ticket->id;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  docket_workspace_load_around_async (workspace,
                                      ticket,
                                      LIMIT,
                                      self->cancellable,
                                      loaded_cb,
                                      g_object_ref (self));
}
