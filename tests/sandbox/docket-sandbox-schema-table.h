/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DocketSandboxSchema:
 * @name: the schema's name in the API
 * @text: its members, `Name type` each, with a comma between; or the values of an enumeration after
 *   `=`. A `?` after the type allows null, a `!` says that the member must be there, `[type]` is an
 *   array
 *
 * What an object of the API is made of.
 */
typedef struct
{
  const char *name;
  const char *text;
} DocketSandboxSchema;

extern const DocketSandboxSchema docket_sandbox_schemas[];
extern const gsize docket_sandbox_n_schemas;

G_END_DECLS
