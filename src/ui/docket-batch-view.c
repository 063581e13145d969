/* What a billing batch says: its totals, what changed since, what it leaves out.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-batch-view.h"

#include <glib/gi18n.h>

#include "docket-format.h"

/* The rest is told as a number; the exported file has it all. */
#define MAX_ROWS 200

struct _DocketBatchView
{
  AdwBin parent_instance;

  GPtrArray *rows; /* (element-type GtkWidget): in the groups, which own them */

  AdwPreferencesGroup *total;
  AdwPreferencesGroup *changed;
  AdwPreferencesGroup *left_out;
  AdwPreferencesGroup *by_customer;
  AdwPreferencesGroup *by_contract;
  AdwPreferencesGroup *by_rate;
  AdwPreferencesGroup *by_ticket;
};

G_DEFINE_FINAL_TYPE (DocketBatchView, docket_batch_view, ADW_TYPE_BIN)

static void
clear (DocketBatchView *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
    }

  g_ptr_array_set_size (self->rows, 0);
}

static void
add_row (DocketBatchView *self,
         AdwPreferencesGroup *group,
         const char *title,
         const char *subtitle,
         const char *value)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *label = gtk_label_new (value);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle != NULL ? subtitle : "");
  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, row);
}

static void
add_more (DocketBatchView *self, AdwPreferencesGroup *group, guint n_more)
{
  g_autofree char *title =
    g_strdup_printf (ngettext ("and %u more", "and %u more", n_more), n_more);

  add_row (self, group, title, _ ("The exported file has them all."), NULL);
}

static void
show_totals (DocketBatchView *self,
             AdwPreferencesGroup *group,
             const DocketBatch *batch,
             DocketBatchBy by)
{
  g_autoptr (GPtrArray) totals = docket_batch_add_up (batch, by);

  gtk_widget_set_visible (GTK_WIDGET (group), totals->len > 0);

  for (guint i = 0; i < MIN (totals->len, MAX_ROWS); i++)
    {
      const DocketBatchTotal *total = g_ptr_array_index (totals, i);
      g_autofree char *time = docket_format_hours (total->duration_us);
      g_autofree char *amount = docket_format_money (total->amount, batch->currency);

      add_row (self, group, total->name != NULL ? total->name : C_ ("batch", "None"), time, amount);
    }

  if (totals->len > MAX_ROWS)
    add_more (self, group, totals->len - MAX_ROWS);
}

static char *
describe_ticket (const DocketBatchLine *line)
{
  if (line->ticket_number == NULL)
    return g_strdup (line->ticket_title);

  return g_strdup_printf ("#%s %s", line->ticket_number, line->ticket_title);
}

static const char *
describe_verdict (DocketBillingVerdict verdict)
{
  switch (verdict)
    {
    case DOCKET_BILLING_TICKET_OPEN:
      return _ ("The ticket is neither resolved nor closed");

    case DOCKET_BILLING_TICKET_DELETED:
      return _ ("The ticket is deleted");

    case DOCKET_BILLING_IN_BATCH:
      return _ ("In another batch already");

    case DOCKET_BILLING_AFTER_BATCH:
      return _ ("Recorded after a batch of this ticket: delete that batch and reopen the ticket to "
                "bill it");

    case DOCKET_BILLING_UNSETTLED:
      return _ ("The server does not have it for certain yet: sync first");

    case DOCKET_BILLING_TAKEN:
    case DOCKET_BILLING_NOT_BILLABLE:
    case DOCKET_BILLING_OTHER_PERIOD:
    case DOCKET_BILLING_OTHER_CUSTOMER:
      return NULL;
    }

  g_return_val_if_reached (NULL);
}

static void
add_line (DocketBatchView *self, AdwPreferencesGroup *group, const DocketBatchLine *line)
{
  g_autofree char *title = describe_ticket (line);
  g_autofree char *time = docket_format_hours (docket_batch_line_get_duration (line));
  g_autofree char *moment = docket_format_exact (line->start_at);
  const char *why = describe_verdict (line->verdict);

  add_row (self, group, title, why != NULL ? why : moment, time);
}

static void
show_changed (DocketBatchView *self, const DocketBatch *batch)
{
  guint n_changed = 0;

  for (guint i = 0; batch->lines != NULL && i < batch->lines->len; i++)
    {
      const DocketBatchLine *line = g_ptr_array_index (batch->lines, i);

      if (!line->changed_since)
        continue;

      if (n_changed++ < MAX_ROWS)
        add_line (self, self->changed, line);
    }

  if (n_changed > MAX_ROWS)
    add_more (self, self->changed, n_changed - MAX_ROWS);

  gtk_widget_set_visible (GTK_WIDGET (self->changed), n_changed > 0);
}

static void
show_left_out (DocketBatchView *self, const DocketBatch *batch)
{
  const guint n_lines = batch->left_out != NULL ? batch->left_out->len : 0;

  for (guint i = 0; i < MIN (n_lines, MAX_ROWS); i++)
    add_line (self, self->left_out, g_ptr_array_index (batch->left_out, i));

  if (n_lines > MAX_ROWS)
    add_more (self, self->left_out, n_lines - MAX_ROWS);

  gtk_widget_set_visible (GTK_WIDGET (self->left_out), n_lines > 0);
}

static void
show_total (DocketBatchView *self, const DocketBatch *batch)
{
  g_autofree char *period = docket_batch_describe_period (batch);
  g_autofree char *time = docket_format_hours (batch->duration_us);
  g_autofree char *amount = docket_format_money (batch->amount, batch->currency);
  g_autofree char *entries =
    g_strdup_printf (ngettext ("%u time entry", "%u time entries", batch->n_lines), batch->n_lines);
  /* Translators: a duration and a number of time entries, such as "2 h 15 · 3 time entries" */
  g_autofree char *subtitle = g_strdup_printf (_ ("%s · %s"), time, entries);

  add_row (self, self->total, period, subtitle, amount);
}

static void
docket_batch_view_finalize (GObject *object)
{
  g_ptr_array_unref (DOCKET_BATCH_VIEW (object)->rows);

  G_OBJECT_CLASS (docket_batch_view_parent_class)->finalize (object);
}

static void
docket_batch_view_class_init (DocketBatchViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = docket_batch_view_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-batch-view.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketBatchView, total);
  gtk_widget_class_bind_template_child (widget_class, DocketBatchView, changed);
  gtk_widget_class_bind_template_child (widget_class, DocketBatchView, left_out);
  gtk_widget_class_bind_template_child (widget_class, DocketBatchView, by_customer);
  gtk_widget_class_bind_template_child (widget_class, DocketBatchView, by_contract);
  gtk_widget_class_bind_template_child (widget_class, DocketBatchView, by_rate);
  gtk_widget_class_bind_template_child (widget_class, DocketBatchView, by_ticket);
}

static void
docket_batch_view_init (DocketBatchView *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * docket_batch_view_set_batch:
 * @self: a view
 * @batch: a batch with its lines, or a preview
 * @wording: the words for whom the work is done
 *
 * Shows a batch in place of what it showed.
 */
void
docket_batch_view_set_batch (DocketBatchView *self, const DocketBatch *batch, DocketWording wording)
{
  g_return_if_fail (DOCKET_IS_BATCH_VIEW (self));
  g_return_if_fail (batch != NULL);

  clear (self);
  adw_preferences_group_set_title (self->by_customer,
                                   wording == DOCKET_WORDING_IT ? C_ ("batch", "By site")
                                                                : C_ ("batch", "By customer"));
  show_total (self, batch);
  show_changed (self, batch);
  show_left_out (self, batch);
  show_totals (self, self->by_customer, batch, DOCKET_BATCH_BY_CUSTOMER);
  show_totals (self, self->by_contract, batch, DOCKET_BATCH_BY_CONTRACT);
  show_totals (self, self->by_rate, batch, DOCKET_BATCH_BY_RATE);
  show_totals (self, self->by_ticket, batch, DOCKET_BATCH_BY_TICKET);
}

static char *
describe_day (const char *day)
{
  g_autofree char *instant = g_strconcat (day, "T12:00:00Z", NULL);
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (instant, NULL);

  return time != NULL ? g_date_time_format (time, "%x") : g_strdup (day);
}

/**
 * docket_batch_describe_period:
 * @batch: a batch
 *
 * Returns: (transfer full): its days as the locale writes them
 */
char *
docket_batch_describe_period (const DocketBatch *batch)
{
  g_autofree char *from = describe_day (batch->from_day);
  g_autofree char *to = describe_day (batch->to_day);

  return g_str_equal (batch->from_day, batch->to_day) ? g_steal_pointer (&from)
                                                      : g_strdup_printf ("%s – %s", from, to);
}
