/* What can be taken back, in words.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-undo-words.h"

#include <glib/gi18n.h>

#include "docket-format.h"

static gboolean
is_closing (const DocketEditPart *part)
{
  DocketStatusKind kind;

  return part->kind == DOCKET_EDIT_SET_FIELD && g_str_equal (part->field, DOCKET_FIELD_ID_STATUS) &&
         part->value != NULL && docket_status_is_standard (part->value, &kind) &&
         kind == DOCKET_STATUS_KIND_CLOSED;
}

static guint
count_tickets (GPtrArray *parts)
{
  g_autoptr (GHashTable) tickets = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < parts->len; i++)
    g_hash_table_add (tickets, &((DocketEditPart *) g_ptr_array_index (parts, i))->ticket);

  return g_hash_table_size (tickets);
}

/* Of several tickets that one field was set of, some may have had the value. */
static guint
count_changed_tickets (DocketEdit *edit)
{
  GPtrArray *parts = docket_edit_get_parts (edit);
  const DocketEditPart *part = g_ptr_array_index (parts, 0);
  const guint n = count_tickets (parts);

  return part->kind == DOCKET_EDIT_SET_FIELD && n > 1
           ? MIN (n, docket_edit_get_result_changed (edit))
           : n;
}

static char *
describe_field (DocketWorkspace *workspace, const char *id, guint n_tickets)
{
  const DocketField *field = docket_field_find_fixed (id);
  const char *label = field != NULL
                        ? docket_field_get_label (field, docket_workspace_get_wording (workspace))
                        : _ ("Custom fields");

  if (n_tickets == 0)
    return g_strdup (label);

  /* Translators: %u is how many tickets were changed, %s the name of a field, such as "Status" */
  return g_strdup_printf (
    ngettext ("%2$s changed on %1$u ticket", "%2$s changed on %1$u tickets", n_tickets),
    n_tickets,
    label);
}

/* Time that nobody will be billed for is said. */
static char *
describe_deletion (DocketEdit *edit, guint n_tickets)
{
  const gint64 lost_us = docket_edit_get_result_lost (edit);
  g_autofree char *billable = docket_format_duration (lost_us);

  if (lost_us == 0)
    return n_tickets < 2
             ? g_strdup (_ ("Ticket deleted"))
             : g_strdup_printf (ngettext ("%u ticket deleted", "%u tickets deleted", n_tickets),
                                n_tickets);

  if (n_tickets < 2)
    /* Translators: %s is a duration, such as "0 h 30" */
    return g_strdup_printf (_ ("Ticket deleted, with %s of billable time"), billable);

  /* Translators: %u is how many tickets, %s a duration, such as "0 h 30" */
  return g_strdup_printf (ngettext ("%1$u ticket deleted, with %2$s of billable time",
                                    "%1$u tickets deleted, with %2$s of billable time",
                                    n_tickets),
                          n_tickets,
                          billable);
}

/**
 * docket_undo_changed_nothing:
 * @edit: an edit that was applied
 *
 * Returns: whether what it set was so before
 */
gboolean
docket_undo_changed_nothing (DocketEdit *edit)
{
  return docket_edit_get_parts (edit)->len > 0 && count_changed_tickets (edit) == 0;
}

/**
 * docket_undo_is_offered:
 * @edit: an edit that was applied
 *
 * Returns: whether its undo is offered in a toast: it acts on several tickets, takes one out of
 * sight, or is somebody's time
 */
gboolean
docket_undo_is_offered (DocketEdit *edit)
{
  GPtrArray *parts = docket_edit_get_parts (edit);
  const DocketEditPart *part = g_ptr_array_index (parts, 0);

  return part->kind == DOCKET_EDIT_DELETE_TICKET || is_closing (part) ||
         count_tickets (parts) > 1 || docket_edit_is_of_time (edit);
}

/**
 * docket_undo_describe:
 * @workspace: where the edit was made
 * @edit: an edit that was applied
 *
 * Returns: (transfer full): what was done, as it stands in a toast
 */
char *
docket_undo_describe (DocketWorkspace *workspace, DocketEdit *edit)
{
  GPtrArray *parts = docket_edit_get_parts (edit);
  const DocketEditPart *part = g_ptr_array_index (parts, 0);
  const guint n = count_changed_tickets (edit);

  if (part->kind == DOCKET_EDIT_DELETE_TICKET)
    return describe_deletion (edit, n);

  if (is_closing (part))
    return n < 2 ? g_strdup (_ ("Ticket closed"))
                 : g_strdup_printf (ngettext ("%u ticket closed", "%u tickets closed", n), n);

  switch ((int) part->kind)
    {
    case DOCKET_EDIT_CREATE_TICKET:
      return g_strdup (_ ("Ticket created"));

    case DOCKET_EDIT_ADD_MESSAGE:
      return g_strdup (part->message_kind == DOCKET_MESSAGE_KIND_INTERNAL
                         ? C_ ("message", "Internal note")
                         : C_ ("message", "Reply"));

    case DOCKET_EDIT_ADD_TIME:
      return g_strdup (_ ("Time entry added"));

    case DOCKET_EDIT_CHANGE_TIME:
      return g_strdup (_ ("Time entry changed"));

    case DOCKET_EDIT_DELETE_TIME:
      return g_strdup (_ ("Time entry deleted"));

    case DOCKET_EDIT_SET_FIELD:
      return describe_field (workspace, part->field, count_tickets (parts) > 1 ? n : 0);

    default:
      return g_strdup (C_ ("undo", "Change"));
    }
}
