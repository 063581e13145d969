/* What is left of the hours of the contract chosen in a ticket's form.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-ticket-form-private.h"

#include "docket-format.h"
#include "docket-workspace-time.h"

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketTicketForm) self = user_data;
  g_autofree DocketContractHours *hours =
    docket_workspace_load_contract_hours_finish (DOCKET_WORKSPACE (source), result, NULL);

  /* Another one may be chosen by now; without hours there is nothing to say. */
  if (hours == NULL || !hours->has_hours ||
      hours->contract != docket_values_get_int64 (self->values, DOCKET_FIELD_ID_CONTRACT))
    return;

  g_free (self->hours_left);
  self->hours_left = docket_format_hours_left (hours->left_us);
  docket_ticket_form_show_notes (self);
}

/* The contract is another one, or none. */
void
docket_ticket_form_load_hours (DocketTicketForm *self)
{
  const gint64 contract = docket_values_get_int64 (self->values, DOCKET_FIELD_ID_CONTRACT);

  g_clear_pointer (&self->hours_left, g_free);

  if (contract != 0)
    docket_workspace_load_contract_hours_async (self->workspace,
                                                contract,
                                                self->cancellable,
                                                loaded_cb,
                                                g_object_ref (self));
}
