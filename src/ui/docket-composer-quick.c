/* Quick replies in the composer: from the button and from a slash, and what they set as well.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-composer-private.h"

#include "docket-workspace-quick-replies.h"

/* What a message sets is seen before it is sent; what stands so already is not set. */
static void
add_extra (DocketComposer *self, DocketValues *extras, const char *field, const char *value)
{
  if (value != NULL && g_strcmp0 (docket_values_get (self->seen, field), value) != 0)
    docket_values_set (extras, field, value);
}

static void
inserted_cb (DocketComposer *self, DocketQuickReplyRow *row)
{
  const DocketEntry *entry = docket_quick_reply_row_get_entry (row);
  g_autoptr (DocketValues) extras = docket_values_new ();

  docket_workspace_count_quick_reply_async (self->workspace, entry->id);

  if (self->seen == NULL)
    return;

  add_extra (self,
             extras,
             DOCKET_FIELD_ID_STATUS,
             docket_entry_get (entry, DOCKET_QUICK_REPLY_STATUS));

  /* One who is not there any more can't be assigned. */
  if (docket_quick_reply_row_get_assignee (row) != NULL)
    add_extra (self,
               extras,
               DOCKET_FIELD_ID_ASSIGNEE,
               docket_entry_get (entry, DOCKET_QUICK_REPLY_ASSIGNEE));

  docket_composer_extras_add (self, self->kind, extras);
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
    docket_quick_reply_completion_add_buffer (self->completion, self->pages[i].buffer);
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

/* A note's extras are not a reply's. */
void
docket_composer_quick_show_kind (DocketComposer *self)
{
  for (guint i = 0; i < N_KINDS; i++)
    docket_send_extras_set_active (self->pages[i].extras, i == (guint) self->kind);

  docket_quick_reply_button_set_extras (self->quick_reply_button, self->pages[self->kind].extras);
}
