/* Quick replies in the composer: from the button and from a slash, and what they set as well.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-composer-private.h"

#include <glib/gi18n.h>

#include "docket-workspace-quick-replies.h"

/* What a message sets is seen before it is sent; what stands so already is not set. */
static void
add_extra (DocketComposer *self, const char *field, const char *value, char *label)
{
  g_autofree char *said = label;

  if (g_strcmp0 (docket_values_get (self->seen, field), value) != 0)
    docket_send_extras_set (self->pages[self->kind].extras, field, value, said);
}

static void
inserted_cb (DocketComposer *self, DocketQuickReplyRow *row)
{
  const DocketEntry *entry = docket_quick_reply_row_get_entry (row);
  const char *status = docket_entry_get (entry, DOCKET_QUICK_REPLY_STATUS);
  const char *assignee = docket_quick_reply_row_get_assignee (row);

  docket_workspace_count_quick_reply_async (self->workspace, entry->id);

  if (self->seen == NULL)
    return;

  if (status != NULL)
    add_extra (self,
               DOCKET_FIELD_ID_STATUS,
               status,
               /* Translators: %s is a status */
               g_strdup_printf (_ ("Status: %s"), docket_status_get_label (status)));

  if (assignee != NULL)
    add_extra (self,
               DOCKET_FIELD_ID_ASSIGNEE,
               docket_entry_get (entry, DOCKET_QUICK_REPLY_ASSIGNEE),
               /* Translators: %s is a technician */
               g_strdup_printf (_ ("Assigned to: %s"), assignee));
}

void
docket_composer_quick_init (DocketComposer *self)
{
  self->completion = DOCKET_QUICK_REPLY_COMPLETION (
    docket_quick_reply_completion_new (GTK_WIDGET (self), self->text_view));
  docket_quick_reply_button_set_view (self->quick_reply_button, self->text_view);
  g_signal_connect_object (self->completion,
                           "inserted",
                           G_CALLBACK (inserted_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->quick_reply_button,
                           "inserted",
                           G_CALLBACK (inserted_cb),
                           self,
                           G_CONNECT_SWAPPED);

  for (guint i = 0; i < N_KINDS; i++)
    {
      self->pages[i].extras = g_object_new (DOCKET_TYPE_SEND_EXTRAS, NULL);
      gtk_box_append (self->extras, GTK_WIDGET (self->pages[i].extras));
      docket_quick_reply_completion_add_buffer (self->completion, self->pages[i].buffer);
    }
}

void
docket_composer_quick_set_workspace (DocketComposer *self)
{
  docket_quick_reply_button_set_workspace (self->quick_reply_button, self->workspace);
  docket_quick_reply_completion_set_workspace (self->completion, self->workspace);
}

void
docket_composer_quick_set_ticket (DocketComposer *self)
{
  docket_quick_reply_button_set_ticket (self->quick_reply_button, self->ticket);
  docket_quick_reply_completion_set_ticket (self->completion, self->ticket);
}

void
docket_composer_quick_clear (DocketComposer *self)
{
  for (guint i = 0; i < N_KINDS; i++)
    docket_send_extras_clear (self->pages[i].extras);
}

/* A note's extras are not a reply's. */
void
docket_composer_quick_show_kind (DocketComposer *self)
{
  for (guint i = 0; i < N_KINDS; i++)
    docket_send_extras_set_active (self->pages[i].extras, i == (guint) self->kind);

  docket_quick_reply_button_set_extras (self->quick_reply_button, self->pages[self->kind].extras);
}
