/* Files come to what is written: by the menu, dropped, or pasted.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-composer-private.h"

#include "docket-attach-paste.h"
#include "docket-composer-attach.h"

static DocketFileTray *
get_tray (DocketComposer *self)
{
  return self->pages[self->kind].tray;
}

static gboolean
can_attach (DocketComposer *self)
{
  return self->workspace != NULL && self->ticket != 0 && !self->sending;
}

/**
 * docket_composer_attach:
 * @self: a composer
 * @files: (element-type GFile): files of the person
 *
 * Adds files to what is written now. Each becomes a message of its own.
 */
void
docket_composer_attach (DocketComposer *self, GListModel *files)
{
  g_return_if_fail (DOCKET_IS_COMPOSER (self));

  for (guint i = 0; can_attach (self) && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      docket_file_tray_add_file (get_tray (self), file);
    }
}

/**
 * docket_composer_attach_bytes:
 * @self: a composer
 * @bytes: the content of a file
 * @name: what it is to be called
 *
 * Adds a file that is in memory to what is written now.
 */
void
docket_composer_attach_bytes (DocketComposer *self, GBytes *bytes, const char *name)
{
  g_return_if_fail (DOCKET_IS_COMPOSER (self));

  if (can_attach (self))
    docket_file_tray_add_bytes (get_tray (self), bytes, name);
}

static DocketFileTray *
get_open_tray (GtkWidget *widget)
{
  DocketComposer *self = DOCKET_COMPOSER (widget);

  return can_attach (self) ? get_tray (self) : NULL;
}

static void
tray_changed_cb (DocketComposer *self)
{
  docket_composer_show_state (self);
  docket_composer_save_soon (self);
}

void
docket_composer_attach_init (DocketComposer *self)
{
  docket_attach_actions_install (GTK_WIDGET (self), get_open_tray);
  docket_attach_take_drops (self->box, GTK_WIDGET (self), get_open_tray);
  docket_attach_take_pastes (self->text_view, GTK_WIDGET (self), get_open_tray);

  for (guint i = 0; i < N_KINDS; i++)
    {
      self->pages[i].tray = DOCKET_FILE_TRAY (docket_file_tray_new ());
      g_signal_connect_object (self->pages[i].tray,
                               "changed",
                               G_CALLBACK (tray_changed_cb),
                               self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->pages[i].tray,
                               "problem",
                               G_CALLBACK (docket_composer_emit_problem),
                               self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (self->trays, GTK_WIDGET (self->pages[i].tray));
    }
}

/**
 * docket_composer_get_tray:
 * @self: a composer
 * @kind: reply or internal note
 *
 * Returns: (transfer none): the files of this kind
 */
DocketFileTray *
docket_composer_get_tray (DocketComposer *self, DocketMessageKind kind)
{
  g_return_val_if_fail (DOCKET_IS_COMPOSER (self), NULL);
  g_return_val_if_fail (kind < N_KINDS, NULL);

  return self->pages[kind].tray;
}

void
docket_composer_attach_set_workspace (DocketComposer *self)
{
  for (guint i = 0; i < N_KINDS; i++)
    docket_file_tray_set_workspace (self->pages[i].tray, self->workspace);
}
