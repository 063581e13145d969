/* The files of a ticket that came with no message.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-details-files.h"

#include "docket-attachment-view.h"

static GQuark
shown_quark (void)
{
  return g_quark_from_static_string ("docket-details-files");
}

static gboolean
is_shown (const DocketAttachment *attachment)
{
  return attachment->message == 0;
}

static const char *
or_nothing (const char *text)
{
  return text != NULL ? text : "";
}

/* All that is shown of them. */
static char *
describe (DocketTicketDetails *details)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < details->attachments->len; i++)
    {
      const DocketAttachment *attachment = g_ptr_array_index (details->attachments, i);

      if (is_shown (attachment))
        g_string_append_printf (text,
                                "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %d %d %s/%s/%s\n",
                                attachment->id,
                                attachment->size,
                                (int) attachment->state,
                                attachment->original != NULL,
                                or_nothing (attachment->sha256),
                                or_nothing (attachment->content_type),
                                or_nothing (attachment->name));
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * docket_details_files_show:
 * @box: a box for them alone
 * @details: a ticket
 *
 * Those that are the same stay: a picture that has to be read again would move what is below it,
 * under the eyes of whoever has scrolled down to it.
 *
 * Returns: whether there are any
 */
gboolean
docket_details_files_show (GtkBox *box, DocketTicketDetails *details)
{
  g_autofree char *files = describe (details);
  const char *shown = g_object_get_qdata (G_OBJECT (box), shown_quark ());
  const gboolean any = *files != '\0';
  GtkWidget *child;

  if (g_strcmp0 (shown, files) == 0)
    return any;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);

  for (guint i = 0; i < details->attachments->len; i++)
    if (is_shown (g_ptr_array_index (details->attachments, i)))
      gtk_box_append (
        box,
        docket_attachment_view_new (g_ptr_array_index (details->attachments, i), FALSE));

  g_object_set_qdata_full (G_OBJECT (box), shown_quark (), g_steal_pointer (&files), g_free);

  return any;
}
