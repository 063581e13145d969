/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-model.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_NEW_CONTACT (docket_new_contact_get_type ())

G_DECLARE_FINAL_TYPE (DocketNewContact, docket_new_contact, DOCKET, NEW_CONTACT, AdwBin)

void docket_new_contact_set_wording (DocketNewContact *self, DocketWording wording);
gboolean docket_new_contact_is_empty (DocketNewContact *self);
gboolean docket_new_contact_check (DocketNewContact *self);
void docket_new_contact_collect (DocketNewContact *self, DocketValues *values);
void docket_new_contact_suggest (DocketNewContact *self, const char *typed);
gboolean docket_new_contact_fill (DocketNewContact *self, DocketValues *values);

G_END_DECLS
