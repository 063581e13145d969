/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-parts.h"

G_BEGIN_DECLS

/* A property of an entry, as the Directory, docketctl and tables to import name it. */
typedef struct
{
  const char *name;
  const char *label; /* translated when it is shown, see docket_entry_property_get_label() */
} DocketEntryProperty;

const DocketEntryProperty *docket_entry_list_properties (DocketEntity entity);
const char *docket_entry_property_get_label (const DocketEntryProperty *property);
gboolean docket_entry_has_property (DocketEntity entity, const char *property);
gboolean
docket_entry_take (DocketEntry *entry, const char *property, const char *typed, GError **error);
char *docket_entry_dup_typed (const DocketEntry *entry, const char *property);

/* The words of a property that is one of a few, with what people call them; NULL-terminated. */
typedef struct
{
  const char *word;
  const char *label;
} DocketEntryChoice;

const DocketEntryChoice *docket_entry_list_choices (DocketEntity entity, const char *property);
const char *docket_entry_choice_get_label (const DocketEntryChoice *choice);

G_END_DECLS
