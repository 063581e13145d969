/* Who signed for a ticket, when, and whether the work was changed since.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-signature-list.h"

#include <glib/gi18n.h>

#include "docket-format.h"

struct _DocketSignatureList
{
  AdwBin parent_instance;

  GtkBox *card;
};

G_DEFINE_FINAL_TYPE (DocketSignatureList, docket_signature_list, ADW_TYPE_BIN)

static char *
describe (const DocketSignature *signature)
{
  if (g_str_equal (signature->outcome, "absent"))
    return g_strdup (_ ("Nobody there to sign"));

  if (g_str_equal (signature->outcome, "refused"))
    return signature->signer != NULL
             /* Translators: %s is a name */
             ? g_strdup_printf (_ ("Signature refused by %s"), signature->signer)
             : g_strdup (_ ("Signature refused"));

  /* Translators: %s is a name */
  return g_strdup_printf (_ ("Signed by %s"),
                          signature->signer != NULL ? signature->signer : C_ ("author", "Unknown"));
}

static void
add_line (GtkBox *row, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);

  if (style != NULL)
    gtk_widget_add_css_class (label, style);

  gtk_box_append (row, label);
}

/* What was written, as a file of its own. */
static void
add_button (GtkBox *row, const DocketSignature *signature)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("document-save-symbolic");

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Save the signature as a picture"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Save the signature as a picture"),
                                  -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "ticket.save-signature");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", signature->id);
  gtk_box_append (row, button);
}

static void
add_row (DocketSignatureList *self, const DocketSignature *signature)
{
  GtkBox *row = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
  GtkBox *lines = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 2));
  g_autofree char *what = describe (signature);
  g_autofree char *time = docket_format_moment (signature->signed_at, g_get_real_time ());
  g_autofree char *exact = docket_format_exact (signature->signed_at);
  g_autofree char *when = g_str_equal (signature->role, "technician")
                            /* Translators: when a technician signed; %s is a moment */
                            ? g_strdup_printf (_ ("%s, technician"), time)
                            : g_strdup (time);

  gtk_widget_add_css_class (GTK_WIDGET (row), "signature-row");
  gtk_widget_set_hexpand (GTK_WIDGET (lines), TRUE);
  gtk_box_append (row, GTK_WIDGET (lines));
  add_line (lines, what, NULL);

  if (signature->reason != NULL)
    add_line (lines, signature->reason, NULL);

  add_line (lines, when, "dim");
  gtk_widget_set_tooltip_text (GTK_WIDGET (row), exact);

  if (signature->changed_since && g_str_equal (signature->outcome, "signed"))
    add_line (lines, _ ("The work was changed since"), "warning");

  if (g_str_equal (signature->outcome, "signed"))
    add_button (row, signature);

  gtk_box_append (self->card, GTK_WIDGET (row));
}

static void
docket_signature_list_class_init (DocketSignatureListClass *klass)
{
}

static void
docket_signature_list_init (DocketSignatureList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = gtk_label_new (_ ("Signatures"));

  self->card = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "details-title");
  gtk_widget_add_css_class (GTK_WIDGET (self->card), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self->card), "field-card");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->card));
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * docket_signature_list_new:
 *
 * Returns: (transfer floating): a list that is not seen until there is a signature
 */
GtkWidget *
docket_signature_list_new (void)
{
  return g_object_new (DOCKET_TYPE_SIGNATURE_LIST, NULL);
}

/**
 * docket_signature_list_set_details:
 * @self: a list
 * @details: the ticket whose signatures it shows
 */
void
docket_signature_list_set_details (DocketSignatureList *self, DocketTicketDetails *details)
{
  GtkWidget *child;

  g_return_if_fail (DOCKET_IS_SIGNATURE_LIST (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->card))) != NULL)
    gtk_box_remove (self->card, child);

  for (guint i = 0; i < details->signatures->len; i++)
    add_row (self, g_ptr_array_index (details->signatures, i));

  gtk_widget_set_visible (GTK_WIDGET (self), details->signatures->len > 0);
}
