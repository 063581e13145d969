/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-model.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_CUSTOMER_FILE_DIALOG (docket_customer_file_dialog_get_type ())

G_DECLARE_FINAL_TYPE (DocketCustomerFileDialog,
                      docket_customer_file_dialog,
                      DOCKET,
                      CUSTOMER_FILE_DIALOG,
                      AdwMessageDialog)

GtkWidget *docket_customer_file_dialog_new (GtkWindow *parent, const DocketFileOffer *offer);

G_END_DECLS
