/* What a signature stands for, as one number: whether the work signed for was changed later.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-signed-work.h"

#include <string.h>

#include "docket-field.h"

/* Another form of the text below has another number. */
#define FORM "docket-work 1"

/* Servers drop seconds; nobody signs for them. */
#define MINUTE_US (60 * G_USEC_PER_SEC)

static const char *const fields[] = {
  DOCKET_FIELD_ID_TITLE,
  DOCKET_FIELD_ID_CUSTOMER,
  DOCKET_FIELD_ID_CONTRACT,
};

static gint64
get_minute (gint64 us)
{
  return us / MINUTE_US;
}

/* A text without the blanks that come and go on the way to a server. */
static char *
get_bare (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text != NULL ? text : "", " \t\r\n", -1);
  g_autoptr (GString) bare = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_string_append_printf (bare, "%s%s", bare->len > 0 ? " " : "", words[i]);

  return g_string_free (g_steal_pointer (&bare), FALSE);
}

static void
add (GChecksum *checksum, const char *name, const char *value)
{
  g_autofree char *bare = get_bare (value);

  g_checksum_update (checksum, (const guchar *) name, (gssize) strlen (name) + 1);
  g_checksum_update (checksum, (const guchar *) bare, (gssize) strlen (bare) + 1);
}

static void
add_number (GChecksum *checksum, const char *name, gint64 value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  add (checksum, name, text);
}

static int
compare_numbers (gint64 a, gint64 b)
{
  return a < b ? -1 : a > b;
}

/* Local ids would do, were it not for entries that were made here and came back from a server. */
static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const DocketTimeEntry *left = *(const DocketTimeEntry *const *) a;
  const DocketTimeEntry *right = *(const DocketTimeEntry *const *) b;
  int order = compare_numbers (get_minute (left->start_at), get_minute (right->start_at));

  if (order == 0)
    order = compare_numbers (get_minute (left->end_at), get_minute (right->end_at));

  if (order == 0)
    order = compare_numbers (left->technician, right->technician);

  return order != 0 ? order : g_strcmp0 (left->description, right->description);
}

static void
add_entry (GChecksum *checksum, const DocketTimeEntry *entry)
{
  add_number (checksum, "start", get_minute (entry->start_at));
  add_number (checksum, "end", get_minute (entry->end_at));
  add_number (checksum, "technician", entry->technician);
  add_number (checksum, "billable", entry->billable ? 1 : 0);
  add_number (checksum, "on_site", entry->on_site ? 1 : 0);
  add (checksum, "description", entry->description);
}

/**
 * docket_signed_work_hash:
 * @details: a ticket
 *
 * The work that somebody signs for: the title, the customer, the contract and each time entry with
 * its start and end to the minute, its technician, its description, and whether it is billable and
 * on site. Status, messages and files are not among it: a ticket is closed, answered and signed
 * again after it was signed for.
 *
 * Returns: (transfer full): the SHA-256 over it, in hexadecimal
 */
char *
docket_signed_work_hash (const DocketTicketDetails *details)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();

  add (checksum, "form", FORM);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    add (checksum, fields[i], docket_values_get (details->values, fields[i]));

  for (guint i = 0; i < details->time_entries->len; i++)
    g_ptr_array_add (entries, g_ptr_array_index (details->time_entries, i));

  g_ptr_array_sort (entries, compare_entries);

  for (guint i = 0; i < entries->len; i++)
    add_entry (checksum, g_ptr_array_index (entries, i));

  return g_strdup (g_checksum_get_string (checksum));
}

/**
 * docket_signed_work_compare:
 * @details: a ticket that nobody else sees yet
 *
 * Marks the signatures after which the work was changed.
 */
void
docket_signed_work_compare (DocketTicketDetails *details)
{
  g_autofree char *hash = NULL;

  for (guint i = 0; i < details->signatures->len; i++)
    {
      DocketSignature *signature = g_ptr_array_index (details->signatures, i);

      if (signature->state_sha256 == NULL)
        continue;

      if (hash == NULL)
        hash = docket_signed_work_hash (details);

      signature->changed_since = !g_str_equal (signature->state_sha256, hash);
    }
}
