/* docketctl batch: billing batches.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "docket-ctl-json.h"
#include "docket-ctl-names.h"
#include "docket-ctl-output.h"
#include "docket-ctl-table.h"
#include "docket-workspace-billing.h"
#include "docket-workspace-report.h"

static void
add_money (JsonBuilder *builder, const char *name, gint64 amount, const char *currency)
{
  g_autofree char *text =
    docket_money_format_exact (amount, docket_currency_get_decimals (currency));

  docket_ctl_json_text (builder, name, text);
}

static void
add_line (JsonBuilder *builder, const DocketBatchLine *line, const char *currency)
{
  json_builder_begin_object (builder);
  docket_ctl_json_ticket_id (builder, "ticket", line->ticket);
  docket_ctl_json_int (builder, "time_entry", line->time_entry);
  docket_ctl_json_text (builder, "customer", line->customer_name);
  docket_ctl_json_text (builder, "contract", line->contract_name);
  docket_ctl_json_text (builder, "rate", line->rate_name);
  docket_ctl_json_int (builder, "seconds", docket_batch_line_get_duration (line) / G_USEC_PER_SEC);
  add_money (builder, "amount", line->amount, currency);
  json_builder_set_member_name (builder, "changed_since");
  json_builder_add_boolean_value (builder, line->changed_since);
  json_builder_end_object (builder);
}

/* Names; of one that is gone its id. */
static void
add_customers (JsonBuilder *builder, DocketCtl *ctl, const DocketBatch *batch)
{
  json_builder_set_member_name (builder, "customers");
  json_builder_begin_array (builder);

  for (guint i = 0; i < batch->customers->len; i++)
    {
      const gint64 id = g_array_index (batch->customers, gint64, i);
      g_autoptr (DocketEntry) entry =
        docket_workspace_get_entry (ctl->workspace, DOCKET_ENTITY_CUSTOMER, id, NULL, NULL);
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, id);

      json_builder_add_string_value (builder, entry != NULL ? entry->name : number);
    }

  json_builder_end_array (builder);
}

static void
add_batch (JsonBuilder *builder, DocketCtl *ctl, const DocketBatch *batch, gboolean with_lines)
{
  json_builder_begin_object (builder);
  docket_ctl_json_int (builder, "id", batch->id);
  docket_ctl_json_text (builder, "from", batch->from_day);
  docket_ctl_json_text (builder, "to", batch->to_day);
  docket_ctl_json_text (builder, "zone", batch->zone);
  docket_ctl_json_time (builder, "created_at", batch->created_at);
  add_customers (builder, ctl, batch);

  if (with_lines)
    {
      json_builder_set_member_name (builder, "lines");
      json_builder_begin_array (builder);

      for (guint i = 0; batch->lines != NULL && i < batch->lines->len; i++)
        add_line (builder, g_ptr_array_index (batch->lines, i), batch->currency);

      json_builder_end_array (builder);
    }

  docket_ctl_json_int (builder, "seconds", batch->duration_us / G_USEC_PER_SEC);
  add_money (builder, "amount", batch->amount, batch->currency);
  docket_ctl_json_text (builder, "currency", batch->currency);
  json_builder_end_object (builder);
}

static char *
format_amount (gint64 amount, const char *currency)
{
  g_autofree char *money =
    docket_money_format_exact (amount, docket_currency_get_decimals (currency));

  return g_strdup_printf ("%s %s", money, currency != NULL ? currency : "");
}

static void
print_lines (const DocketBatch *batch)
{
  g_autoptr (DocketCtlTable) table =
    docket_ctl_table_new ((const char *[]){ C_ ("column", "Ticket"),
                                            C_ ("column", "Customer"),
                                            C_ ("column", "Rate"),
                                            C_ ("column", "Time"),
                                            C_ ("column", "Amount"),
                                            C_ ("column", "Changed since"),
                                            NULL });
  g_autofree char *total = format_amount (batch->amount, batch->currency);
  g_autofree char *time = docket_ctl_format_duration (batch->duration_us);

  for (guint i = 0; batch->lines != NULL && i < batch->lines->len; i++)
    {
      const DocketBatchLine *line = g_ptr_array_index (batch->lines, i);
      g_autofree char *ticket = line->ticket_number != NULL
                                  ? g_strconcat ("#", line->ticket_number, NULL)
                                  : g_strdup_printf ("L%" PRId64, line->ticket);
      g_autofree char *duration =
        docket_ctl_format_duration (docket_batch_line_get_duration (line));
      g_autofree char *amount = format_amount (line->amount, batch->currency);

      docket_ctl_table_add (table,
                            (const char *[]){ ticket,
                                              line->customer_name,
                                              line->rate_name,
                                              duration,
                                              amount,
                                              line->changed_since ? C_ ("answer", "yes") : "",
                                              NULL });
    }

  docket_ctl_table_print (table);
  /* Translators: of a billing batch: a time such as 2:15, and an amount of money */
  g_print (_ ("In all %s, %s\n"), time, total);
}

static void
print_batch (DocketCtl *ctl, const DocketBatch *batch)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (!ctl->json)
    {
      print_lines (batch);
      return;
    }

  builder = json_builder_new ();
  add_batch (builder, ctl, batch, TRUE);
  docket_ctl_json_print (builder);
}

static void
print_batches (GPtrArray *batches)
{
  g_autoptr (DocketCtlTable) table =
    docket_ctl_table_new ((const char *[]){ C_ ("column", "Id"),
                                            C_ ("column", "From"),
                                            C_ ("column", "To"),
                                            C_ ("column", "Time"),
                                            C_ ("column", "Amount"),
                                            NULL });

  for (guint i = 0; i < batches->len; i++)
    {
      const DocketBatch *batch = g_ptr_array_index (batches, i);
      g_autofree char *id = g_strdup_printf ("%" PRId64, batch->id);
      g_autofree char *time = docket_ctl_format_duration (batch->duration_us);
      g_autofree char *amount = format_amount (batch->amount, batch->currency);

      docket_ctl_table_add (
        table,
        (const char *[]){ id, batch->from_day, batch->to_day, time, amount, NULL });
    }

  docket_ctl_table_print (table);
}

static gboolean
parse_id (const char *word, gint64 *id, GError **error)
{
  return g_ascii_string_to_signed (word, 10, 1, G_MAXINT64, id, NULL) ||
         docket_ctl_usage_error (error,
                                 _ ("“%s” is no id of a billing batch. “docketctl batch "
                                    "list” tells them."),
                                 word);
}

/* The batch that the command's first word names. */
static DocketBatch *
get_batch (DocketCtl *ctl, GError **error)
{
  gint64 id;

  if (!parse_id (docket_ctl_get_word (ctl, 0), &id, error) || docket_ctl_open (ctl, error) == NULL)
    return NULL;

  return docket_workspace_get_batch (ctl->workspace, id, NULL, error);
}

static GArray *
find_customers (DocketCtl *ctl, char **names, GError **error)
{
  g_autoptr (GArray) customers = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      const gint64 id = docket_ctl_find_entry (ctl, DOCKET_ENTITY_CUSTOMER, names[i], 0, error);

      if (id == 0)
        return NULL;

      g_array_append_val (customers, id);
    }

  return g_steal_pointer (&customers);
}

/**
 * docket_ctl_batch_create:
 * @ctl: a run
 * @error: return location for what went wrong
 *
 * Makes a billing batch and prints it.
 *
 * Returns: whether it was made
 */
gboolean
docket_ctl_batch_create (DocketCtl *ctl, GError **error)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_auto (GStrv) names = NULL;
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, N_ ("The first day"), "YYYY-MM-DD" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, N_ ("The last day, which counts"), "YYYY-MM-DD" },
    { "customer",
      0,
      0,
      G_OPTION_ARG_STRING_ARRAY,
      &names,
      N_ ("Only this customer; may be given several times"),
      "C" },
    { NULL },
  };
  g_autoptr (GArray) customers = NULL;
  g_autoptr (DocketBatch) batch = NULL;

  if (!docket_ctl_parse (ctl, entries, 0, 0, error))
    return FALSE;

  if (from == NULL || to == NULL)
    return docket_ctl_usage_error (error, _ ("Say the period: --from and --to."));

  if (docket_ctl_open (ctl, error) == NULL)
    return FALSE;

  customers = find_customers (ctl, names, error);
  batch = customers != NULL
            ? docket_workspace_create_batch (ctl->workspace, from, to, customers, NULL, error)
            : NULL;

  if (batch == NULL)
    return FALSE;

  print_batch (ctl, batch);

  return TRUE;
}

/**
 * docket_ctl_batch_list:
 * @ctl: a run
 * @error: return location for what went wrong
 *
 * Prints the billing batches, the newest first.
 *
 * Returns: whether it was done
 */
gboolean
docket_ctl_batch_list (DocketCtl *ctl, GError **error)
{
  g_autoptr (GPtrArray) batches = NULL;
  g_autoptr (JsonBuilder) builder = NULL;

  if (!docket_ctl_parse (ctl, NULL, 0, 0, error) || docket_ctl_open (ctl, error) == NULL)
    return FALSE;

  batches = docket_workspace_list_batches (ctl->workspace, NULL, error);

  if (batches == NULL)
    return FALSE;

  if (!ctl->json)
    {
      print_batches (batches);
      return TRUE;
    }

  builder = json_builder_new ();
  json_builder_begin_array (builder);

  for (guint i = 0; i < batches->len; i++)
    add_batch (builder, ctl, g_ptr_array_index (batches, i), FALSE);

  json_builder_end_array (builder);
  docket_ctl_json_print (builder);

  return TRUE;
}

/**
 * docket_ctl_batch_show:
 * @ctl: a run
 * @error: return location for what went wrong
 *
 * Prints a billing batch with its lines.
 *
 * Returns: whether it was done
 */
gboolean
docket_ctl_batch_show (DocketCtl *ctl, GError **error)
{
  g_autoptr (DocketBatch) batch = NULL;

  if (!docket_ctl_parse (ctl, NULL, 1, 1, error))
    return FALSE;

  batch = get_batch (ctl, error);

  if (batch == NULL)
    return FALSE;

  print_batch (ctl, batch);

  return TRUE;
}

static GBytes *
make_csv (DocketCtl *ctl, const DocketBatch *batch)
{
  char *csv = docket_batch_to_csv (batch, docket_workspace_get_wording (ctl->workspace));

  return g_bytes_new_take (csv, strlen (csv));
}

/* Of the kind that the file's name says. */
static GBytes *
make_export (DocketCtl *ctl, const DocketBatch *batch, const char *output, GError **error)
{
  g_autoptr (DocketReportFile) report = NULL;

  if (docket_ctl_has_ending (output, ".csv"))
    return make_csv (ctl, batch);

  report = docket_workspace_make_batch_report (ctl->workspace, batch->id, NULL, error);

  return report != NULL ? g_bytes_ref (report->pdf) : NULL;
}

/**
 * docket_ctl_batch_export:
 * @ctl: a run
 * @error: return location for what went wrong
 *
 * Writes a billing batch to a file, of the kind that its name says.
 *
 * Returns: whether it was written
 */
gboolean
docket_ctl_batch_export (DocketCtl *ctl, GError **error)
{
  g_autofree char *output = NULL;
  const GOptionEntry entries[] = {
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &output, N_ ("The file"), "F" },
    { NULL }
  };
  g_autoptr (DocketBatch) batch = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (!docket_ctl_parse (ctl, entries, 1, 1, error))
    return FALSE;

  if (!docket_ctl_has_ending (output, ".csv") && !docket_ctl_has_ending (output, ".pdf"))
    return docket_ctl_usage_error (error,
                                   _ ("Say the file: --output, with a name in .csv or .pdf."));

  batch = get_batch (ctl, error);
  bytes = batch != NULL ? make_export (ctl, batch, output, error) : NULL;

  return bytes != NULL && docket_ctl_write_output (ctl, output, bytes, error);
}

/**
 * docket_ctl_batch_delete:
 * @ctl: a run
 * @error: return location for what went wrong
 *
 * Deletes a billing batch: its time can be billed again.
 *
 * Returns: whether it is gone
 */
gboolean
docket_ctl_batch_delete (DocketCtl *ctl, GError **error)
{
  gint64 id;

  return docket_ctl_parse (ctl, NULL, 1, 1, error) &&
         parse_id (docket_ctl_get_word (ctl, 0), &id, error) &&
         docket_ctl_open (ctl, error) != NULL &&
         docket_workspace_delete_batch (ctl->workspace, id, NULL, error);
}
