/* docketctl outbox, conflict: what waits for the server, and what the person decides.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n.h>

#include "docket-ctl-json.h"
#include "docket-ctl-names.h"
#include "docket-ctl-show.h"
#include "docket-ctl-table.h"
#include "docket-ctl.h"

static void
add_table_row (DocketCtlTable *table, const DocketOperation *operation)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, operation->id);
  g_autofree char *ticket = operation->ticket_number != NULL
                              ? g_strconcat ("#", operation->ticket_number, NULL)
                              : g_strdup_printf ("L%" G_GINT64_FORMAT, operation->ticket);
  const char *why = operation->last_error != NULL
                      ? operation->last_error
                      : docket_operation_reason_get_label (operation->reason);

  docket_ctl_table_add (table,
                        (const char *[]){ id,
                                          ticket,
                                          docket_ctl_label_kind (operation->kind),
                                          docket_ctl_label_state (operation->state),
                                          operation->ticket_title,
                                          why,
                                          NULL });

  for (guint i = 0; i < operation->likely->len; i++)
    {
      const DocketLikelyItem *item = g_ptr_array_index (operation->likely, i);
      g_autofree char *n = g_strdup_printf ("  --is %u", i + 1);

      docket_ctl_table_add (table,
                            (const char *[]){ "", "", n, item->author, item->text, "", NULL });
    }
}

static void
print_operations (DocketCtl *ctl, GPtrArray *operations)
{
  g_autoptr (JsonBuilder) builder = NULL;
  g_autoptr (DocketCtlTable) table = NULL;

  if (ctl->json)
    {
      builder = json_builder_new ();
      json_builder_begin_array (builder);

      for (guint i = 0; i < operations->len; i++)
        docket_ctl_json_operation (builder, g_ptr_array_index (operations, i));

      json_builder_end_array (builder);
      docket_ctl_json_print (builder);
      return;
    }

  table = docket_ctl_table_new ((const char *[]){ C_ ("column", "Id"),
                                                  C_ ("column", "Ticket"),
                                                  C_ ("column", "Kind"),
                                                  C_ ("column", "State"),
                                                  C_ ("field", "Title"),
                                                  C_ ("column", "Why"),
                                                  NULL });

  for (guint i = 0; i < operations->len; i++)
    add_table_row (table, g_ptr_array_index (operations, i));

  docket_ctl_table_print (table);
}

/* By id, or by uuid. */
static char *
find_uuid (DocketCtl *ctl, const char *name, GError **error)
{
  g_autoptr (GPtrArray) operations = docket_workspace_list_operations (ctl->workspace, TRUE, error);

  for (guint i = 0; operations != NULL && i < operations->len; i++)
    {
      const DocketOperation *operation = g_ptr_array_index (operations, i);
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, operation->id);

      if (g_str_equal (id, name) || g_str_equal (operation->uuid, name))
        return g_strdup (operation->uuid);
    }

  if (operations != NULL)
    docket_ctl_refuse (error, _ ("The outbox has no operation “%s”."), name);

  return NULL;
}

static gboolean
print_one (DocketCtl *ctl, DocketOperation *operation)
{
  g_autoptr (GPtrArray) operations = g_ptr_array_new ();

  g_ptr_array_add (operations, operation);
  print_operations (ctl, operations);

  return TRUE;
}

static gboolean
decide_named (DocketCtl *ctl, const char *name, DocketOutboxAct act, GError **error)
{
  g_autofree char *uuid = find_uuid (ctl, name, error);
  g_autoptr (DocketOperation) operation = NULL;

  if (uuid == NULL)
    return FALSE;

  operation = docket_workspace_decide (ctl->workspace, uuid, act, error);

  return operation != NULL && print_one (ctl, operation);
}

/* Those that a retry alone can help: not what asks for a choice. */
static gboolean
can_retry (const DocketOperation *operation)
{
  return operation->state == DOCKET_OPERATION_STATE_NEEDS_ME &&
         operation->reason == DOCKET_OPERATION_REASON_REFUSED;
}

static gboolean
retry_all (DocketCtl *ctl, DocketOutboxAct act, GError **error)
{
  g_autoptr (GPtrArray) operations =
    docket_workspace_list_operations (ctl->workspace, FALSE, error);
  g_autoptr (GPtrArray) touched = g_ptr_array_new_with_free_func (g_object_unref);

  if (operations == NULL)
    return FALSE;

  for (guint i = 0; i < operations->len; i++)
    {
      const DocketOperation *operation = g_ptr_array_index (operations, i);
      DocketOperation *now = NULL;

      if (!can_retry (operation))
        continue;

      now = docket_workspace_decide (ctl->workspace, operation->uuid, act, error);

      if (now == NULL)
        return FALSE;

      g_ptr_array_add (touched, now);
    }

  print_operations (ctl, touched);

  return TRUE;
}

/**
 * docket_ctl_outbox_list:
 * @ctl: a run
 * @error: return location for what went wrong
 *
 * Prints what waits for the server.
 *
 * Returns: whether it was done
 */
gboolean
docket_ctl_outbox_list (DocketCtl *ctl, GError **error)
{
  gboolean all = FALSE;
  const GOptionEntry entries[] = {
    { "all", 0, 0, G_OPTION_ARG_NONE, &all, N_ ("Those done and withdrawn too"), NULL },
    { NULL },
  };
  g_autoptr (GPtrArray) operations = NULL;

  if (!docket_ctl_parse (ctl, entries, 0, 0, error) || docket_ctl_open (ctl, error) == NULL)
    return FALSE;

  operations = docket_workspace_list_operations (ctl->workspace, all, error);

  if (operations == NULL)
    return FALSE;

  print_operations (ctl, operations);

  return TRUE;
}

/**
 * docket_ctl_outbox_retry:
 * @ctl: a run
 * @error: return location for what went wrong
 *
 * Sends an operation again, or all that the server refused.
 *
 * Returns: whether it was done
 */
gboolean
docket_ctl_outbox_retry (DocketCtl *ctl, GError **error)
{
  gboolean anyway = FALSE;
  const GOptionEntry entries[] = {
    { "anyway", 0, 0, G_OPTION_ARG_NONE, &anyway, N_ ("Send it although it may be there"), NULL },
    { NULL },
  };
  const char *name;
  DocketOutboxAct act;

  if (!docket_ctl_parse (ctl, entries, 0, 1, error))
    return FALSE;

  name = docket_ctl_get_word (ctl, 0);
  act = anyway ? DOCKET_OUTBOX_SEND_ANYWAY : DOCKET_OUTBOX_RETRY;

  if (docket_ctl_open (ctl, error) == NULL)
    return FALSE;

  return name != NULL ? decide_named (ctl, name, act, error) : retry_all (ctl, act, error);
}

/**
 * docket_ctl_outbox_settle:
 * @ctl: a run
 * @error: return location for what went wrong
 *
 * Says which item on the server an operation has become.
 *
 * Returns: whether it was done
 */
gboolean
docket_ctl_outbox_settle (DocketCtl *ctl, GError **error)
{
  int nth = 0;
  const GOptionEntry entries[] = {
    { "is", 0, 0, G_OPTION_ARG_INT, &nth, N_ ("Which of its likely items"), "N" },
    { NULL },
  };
  g_autofree char *uuid = NULL;
  g_autoptr (DocketOperation) operation = NULL;

  if (!docket_ctl_parse (ctl, entries, 1, 1, error))
    return FALSE;

  if (nth < 1)
    return docket_ctl_usage_error (error, _ ("Wrong use. It is: docketctl %s"), ctl->usage);

  if (docket_ctl_open (ctl, error) == NULL)
    return FALSE;

  uuid = find_uuid (ctl, docket_ctl_get_word (ctl, 0), error);

  if (uuid == NULL)
    return FALSE;

  operation = docket_workspace_settle (ctl->workspace, uuid, (guint) nth, error);

  return operation != NULL && print_one (ctl, operation);
}

/**
 * docket_ctl_outbox_discard:
 * @ctl: a run
 * @error: return location for what went wrong
 *
 * Gives an operation up.
 *
 * Returns: whether it was done
 */
gboolean
docket_ctl_outbox_discard (DocketCtl *ctl, GError **error)
{
  return docket_ctl_parse (ctl, NULL, 1, 1, error) && docket_ctl_open (ctl, error) != NULL &&
         decide_named (ctl, docket_ctl_get_word (ctl, 0), DOCKET_OUTBOX_DISCARD, error);
}

static void
print_conflicts (DocketCtl *ctl, GPtrArray *conflicts)
{
  g_autoptr (DocketCtlTable) table =
    docket_ctl_table_new ((const char *[]){ C_ ("column", "Ticket"),
                                            C_ ("column", "Field"),
                                            C_ ("column", "Before"),
                                            C_ ("column", "Mine"),
                                            C_ ("column", "Theirs"),
                                            C_ ("column", "Since"),
                                            NULL });

  for (guint i = 0; i < conflicts->len; i++)
    {
      const DocketConflict *conflict = g_ptr_array_index (conflicts, i);
      DocketWorkspace *workspace = ctl->workspace;
      const char *field = conflict->field;
      g_autofree char *ticket = g_strdup_printf ("L%" G_GINT64_FORMAT, conflict->ticket);
      g_autofree char *base = docket_workspace_describe_value (workspace, field, conflict->base);
      g_autofree char *mine = docket_workspace_describe_value (workspace, field, conflict->mine);
      g_autofree char *theirs =
        docket_workspace_describe_value (workspace, field, conflict->theirs);
      g_autofree char *since = docket_ctl_format_time (conflict->since);

      docket_ctl_table_add (table,
                            (const char *[]){ ticket, field, base, mine, theirs, since, NULL });
    }

  docket_ctl_table_print (table);
}

/**
 * docket_ctl_conflict_list:
 * @ctl: a run
 * @error: return location for what went wrong
 *
 * Prints the fields that both sides changed.
 *
 * Returns: whether it was done
 */
gboolean
docket_ctl_conflict_list (DocketCtl *ctl, GError **error)
{
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (JsonBuilder) builder = NULL;

  if (!docket_ctl_parse (ctl, NULL, 0, 0, error) || docket_ctl_open (ctl, error) == NULL)
    return FALSE;

  conflicts = docket_workspace_list_conflicts (ctl->workspace, error);

  if (conflicts == NULL)
    return FALSE;

  if (!ctl->json)
    {
      print_conflicts (ctl, conflicts);
      return TRUE;
    }

  builder = json_builder_new ();
  json_builder_begin_array (builder);

  for (guint i = 0; i < conflicts->len; i++)
    docket_ctl_json_conflict (builder, ctl->workspace, g_ptr_array_index (conflicts, i));

  json_builder_end_array (builder);
  docket_ctl_json_print (builder);

  return TRUE;
}

/**
 * docket_ctl_conflict_resolve:
 * @ctl: a run
 * @error: return location for what went wrong
 *
 * Settles the conflict of one field.
 *
 * Returns: whether it is on the disk
 */
gboolean
docket_ctl_conflict_resolve (DocketCtl *ctl, GError **error)
{
  const char *field, *side;
  gint64 ticket;

  if (!docket_ctl_parse (ctl, NULL, 3, 3, error))
    return FALSE;

  field = docket_ctl_get_word (ctl, 1);
  side = docket_ctl_get_word (ctl, 2);

  if (!g_str_equal (side, "mine") && !g_str_equal (side, "theirs"))
    return docket_ctl_usage_error (error, _ ("Wrong use. It is: docketctl %s"), ctl->usage);

  ticket = docket_ctl_find_ticket (ctl, docket_ctl_get_word (ctl, 0), error);

  return ticket != 0 &&
         docket_workspace_resolve (ctl->workspace,
                                   ticket,
                                   field,
                                   g_str_equal (side, "theirs"),
                                   error) &&
         docket_ctl_print_done (ctl, ticket, NULL, _ ("conflict resolved"), error);
}
