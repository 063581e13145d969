/* That a ticket came from one status to another.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-status-change.h"

#include <glib/gi18n.h>

#include "docket-words.h"

typedef GObjectClass DocketStatusChangeClass;
G_DEFINE_FINAL_TYPE (DocketStatusChange, docket_status_change, G_TYPE_OBJECT)

static void
docket_status_change_finalize (GObject *object)
{
  DocketStatusChange *self = (DocketStatusChange *) object;

  g_free (self->from);
  g_free (self->to);
  g_free (self->author_name);
  g_free (self->operation);

  G_OBJECT_CLASS (docket_status_change_parent_class)->finalize (object);
}

static void
docket_status_change_class_init (DocketStatusChangeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = docket_status_change_finalize;
}

static void
docket_status_change_init (DocketStatusChange *self)
{
}

/**
 * docket_status_change_new:
 *
 * Returns: (transfer full): an empty record
 */
DocketStatusChange *
docket_status_change_new (void)
{
  return g_object_new (docket_status_change_get_type (), NULL);
}

/**
 * docket_status_change_equal:
 * @a: a change
 * @b: another one
 *
 * Returns: whether both look the same on the screen
 */
gboolean
docket_status_change_equal (const DocketStatusChange *a, const DocketStatusChange *b)
{
  return a->at == b->at && a->state == b->state && g_strcmp0 (a->from, b->from) == 0 &&
         g_strcmp0 (a->to, b->to) == 0 && g_strcmp0 (a->author_name, b->author_name) == 0;
}

/**
 * docket_status_change_describe:
 * @change: a change of a ticket's status
 *
 * Returns: (transfer full): it in words, in the person's language
 */
char *
docket_status_change_describe (const DocketStatusChange *change)
{
  const char *from = docket_status_get_label (change->from);
  const char *to = docket_status_get_label (change->to);

  if (change->author_name == NULL)
    /* Translators: both %s are statuses, such as "Open" */
    return g_strdup_printf (_ ("Status changed from %s to %s"), from, to);

  /* Translators: a person's name, then two statuses: "Ana Rossi · Status Open → Pending" */
  return g_strdup_printf (_ ("%s · Status %s → %s"), change->author_name, from, to);
}
