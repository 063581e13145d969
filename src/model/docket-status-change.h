/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "docket-enum-types.h"
#include "docket-enums.h"

G_BEGIN_DECLS

/* That a ticket came from one status to another: a record like those of docket-parts.h. */
typedef struct
{
  GObject parent_instance;

  gint64 id;
  gint64 ticket;
  gint64 at;
  char *from; /* canonical, as it was called then */
  char *to;
  char *author_name; /* NULL where nobody says who it was */
  gboolean is_mine;
  char *operation; /* uuid of the operation that carries it to the server; NULL for none */
  DocketPartState state;
} DocketStatusChange;

#define DOCKET_TYPE_STATUS_CHANGE (docket_status_change_get_type ())
GType docket_status_change_get_type (void);
DocketStatusChange *docket_status_change_new (void);
gboolean docket_status_change_equal (const DocketStatusChange *a, const DocketStatusChange *b);
char *docket_status_change_describe (const DocketStatusChange *change);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketStatusChange, g_object_unref)

G_END_DECLS
