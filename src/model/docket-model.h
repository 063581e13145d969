/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-batch.h"
#include "docket-billing.h"
#include "docket-clock.h"
#include "docket-csv-writer.h"
#include "docket-csv.h"
#include "docket-duration.h"
#include "docket-edit-file.h"
#include "docket-edit.h"
#include "docket-enum-types.h"
#include "docket-enums.h"
#include "docket-field-options.h"
#include "docket-field.h"
#include "docket-file-name.h"
#include "docket-file-offer.h"
#include "docket-filter.h"
#include "docket-parts.h"
#include "docket-picture.h"
#include "docket-status-change.h"
#include "docket-ticket.h"
#include "docket-time-check.h"
#include "docket-time.h"
#include "docket-timesheet.h"
#include "docket-timer.h"
#include "docket-transfer.h"
#include "docket-values.h"
#include "docket-words.h"
