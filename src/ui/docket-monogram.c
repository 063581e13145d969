/* A person's initials in a disc, where there are many.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-monogram.h"

/* As many as AdwAvatar has, picked as it does: a person has one colour everywhere. */
#define N_COLORS 14

static void
append_initial (GString *initials, const char *word)
{
  const gunichar initial = g_unichar_toupper (g_utf8_get_char_validated (word, -1));

  if (g_unichar_isgraph (initial))
    g_string_append_unichar (initials, initial);
}

/* The first letters of the first word and of the last. */
static char *
dup_initials (const char *name)
{
  g_autofree char *text = g_strstrip (g_strdup (name));
  g_autoptr (GString) initials = g_string_new (NULL);
  const char *space = strrchr (text, ' ');

  append_initial (initials, text);

  if (space != NULL)
    append_initial (initials, space + 1);

  return g_string_free (g_steal_pointer (&initials), FALSE);
}

/**
 * docket_monogram_new:
 * @size: of the disc, in pixels
 *
 * An AdwAvatar is four widgets, three of them styled and one clipped: in a list that scrolls it is
 * a fifth of each frame. This is one label that takes the same style.
 *
 * Returns: (transfer floating): a disc without a name
 */
GtkWidget *
docket_monogram_new (int size)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "css-name",
                                   "avatar",
                                   "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                   "valign",
                                   GTK_ALIGN_CENTER,
                                   NULL);

  gtk_widget_set_size_request (label, size, size);

  return label;
}

/**
 * docket_monogram_set_name:
 * @monogram: a disc
 * @name: whose it is
 */
void
docket_monogram_set_name (GtkLabel *monogram, const char *name)
{
  g_autofree char *initials = dup_initials (name);
  g_autofree char *color = g_strdup_printf ("color%u", g_str_hash (name) % N_COLORS + 1);

  gtk_label_set_label (monogram, initials);

  /* A style is worked out anew even when it is the same. */
  if (!gtk_widget_has_css_class (GTK_WIDGET (monogram), color))
    gtk_widget_set_css_classes (GTK_WIDGET (monogram), (const char *[]){ "monogram", color, NULL });
}
