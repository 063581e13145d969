/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What was measured: what a person waits for, beside the limit that the machine sets in the same
 * run. Machines are noisy: only the ratio counts. */

typedef struct _BenchRecord BenchRecord;

BenchRecord *bench_record_new (guint n_tickets, guint seed);
void bench_record_free (BenchRecord *record);
void bench_record_add (BenchRecord *record,
                       const char *name,
                       double limit_ms,
                       double measured_ms,
                       double goal);
void bench_record_write (BenchRecord *record, const char *path);

double bench_now_ms (void);
G_NORETURN void bench_fail (const char *format, ...) G_GNUC_PRINTF (1, 2);
double bench_get_quantile (GArray *values, double share);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BenchRecord, bench_record_free)

G_END_DECLS
