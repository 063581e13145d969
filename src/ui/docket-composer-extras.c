/* What a message sets in its ticket: kept with the draft, and given back with it.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-composer-private.h"

#include <glib/gi18n.h>

static char *
make_label (DocketComposer *self, const char *field, const char *value)
{
  if (g_str_equal (field, DOCKET_FIELD_ID_STATUS))
    /* Translators: %s is a status */
    return g_strdup_printf (_ ("Status: %s"), docket_status_get_label (value));

  for (guint i = 0; self->technicians != NULL && i < self->technicians->len; i++)
    {
      const DocketEntry *entry = g_ptr_array_index (self->technicians, i);
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, entry->id);

      if (g_str_equal (id, value))
        /* Translators: %s is a technician */
        return g_strdup_printf (_ ("Assigned to: %s"), entry->name);
    }

  return g_strdup (_ ("Assigned to another technician"));
}

static void
changed_cb (DocketComposer *self)
{
  docket_composer_save_soon (self);
}

void
docket_composer_extras_init (DocketComposer *self)
{
  for (guint i = 0; i < N_KINDS; i++)
    {
      self->pages[i].extras = g_object_new (DOCKET_TYPE_SEND_EXTRAS, NULL);
      gtk_box_append (self->extras, GTK_WIDGET (self->pages[i].extras));
      g_signal_connect_object (self->pages[i].extras,
                               "changed",
                               G_CALLBACK (changed_cb),
                               self,
                               G_CONNECT_SWAPPED);
    }
}

/* A draft may hold more than a message can set. */
void
docket_composer_extras_add (DocketComposer *self, DocketMessageKind kind, DocketValues *values)
{
  static const char *const fields[] = { DOCKET_FIELD_ID_STATUS, DOCKET_FIELD_ID_ASSIGNEE };

  for (guint i = 0; values != NULL && i < G_N_ELEMENTS (fields); i++)
    {
      const char *value = docket_values_get (values, fields[i]);
      g_autofree char *label = value != NULL ? make_label (self, fields[i], value) : NULL;

      if (value != NULL)
        docket_send_extras_set (self->pages[kind].extras, fields[i], value, label);
    }
}

/**
 * docket_composer_set_technicians:
 * @self: a composer
 * @technicians: (element-type DocketEntry): who can be assigned with a message
 */
void
docket_composer_set_technicians (DocketComposer *self, GPtrArray *technicians)
{
  g_return_if_fail (DOCKET_IS_COMPOSER (self));

  g_clear_pointer (&self->technicians, g_ptr_array_unref);
  self->technicians = g_ptr_array_ref (technicians);

  for (guint i = 0; i < N_KINDS; i++)
    {
      g_autoptr (DocketValues) values = docket_send_extras_dup_values (self->pages[i].extras);

      docket_composer_extras_add (self, i, values);
    }
}
