/* docketctl show: one ticket with its parts.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-ctl-show.h"

#include <glib/gi18n.h>

#include "docket-ctl-json.h"
#include "docket-ctl-names.h"
#include "docket-ctl-table.h"
#include "docket-ctl-talk.h"

/* Server text must not steer the terminal: line ends and tabs alone pass. */
static char *
make_harmless (const char *text)
{
  g_autoptr (GString) harmless = g_string_new (NULL);
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);

  for (const char *c = valid; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if (character == '\n' || character == '\t' || !g_unichar_iscntrl (character))
        g_string_append_unichar (harmless, character);
    }

  return g_string_free (g_steal_pointer (&harmless), FALSE);
}

static void
print_field (const char *label, const char *value)
{
  g_autofree char *harmless = NULL;

  if (value == NULL || *value == '\0')
    return;

  harmless = make_harmless (value);
  /* Translators: a field and its value */
  g_print (_ ("  %s: %s\n"), label, harmless);
}

static void
print_fields (DocketCtl *ctl, const DocketTicketDetails *details)
{
  DocketWording wording = docket_workspace_get_wording (ctl->workspace);
  g_autoptr (GList) fields = docket_values_list_fields (details->values);
  const DocketField *const *fixed = docket_field_get_fixed (NULL);

  for (guint i = 0; fixed[i] != NULL; i++)
    {
      const char *value = docket_values_get (details->values, fixed[i]->id);
      g_autofree char *text = NULL;

      if (g_str_equal (fixed[i]->id, DOCKET_FIELD_ID_TITLE))
        continue;

      text = docket_ctl_label_value (ctl, fixed[i], value);
      print_field (docket_field_get_label (fixed[i], wording), text);
    }

  for (GList *l = fields; l != NULL; l = l->next)
    if (docket_field_is_custom (l->data))
      print_field ((const char *) l->data + strlen (DOCKET_FIELD_CUSTOM_PREFIX),
                   docket_values_get (details->values, l->data));
}

static const char *
get_state_word (DocketPartState state)
{
  switch (state)
    {
    case DOCKET_PART_STATE_SYNCED:
      return "";
    case DOCKET_PART_STATE_WAITING:
      return _ (" · waits");
    case DOCKET_PART_STATE_FAILED:
      return _ (" · needs you");
    case DOCKET_PART_STATE_KEPT_HERE:
      return _ (" · kept on this computer");
    }

  g_return_val_if_reached ("");
}

/* Who it was stands in the words. */
static void
print_event (const DocketMessage *event)
{
  g_autofree char *time = docket_ctl_format_time (event->created_at);
  g_autofree char *text = make_harmless (event->text);

  g_print ("\n%s · %s%s\n", time, text, get_state_word (event->state));
}

static void
print_message (const DocketMessage *message)
{
  g_autofree char *time = docket_ctl_format_time (message->created_at);
  g_autofree char *author = make_harmless (message->author_name);
  g_autofree char *text = make_harmless (message->text);

  g_print ("\n%s · %s%s%s\n%s\n",
           time,
           author,
           message->kind == DOCKET_MESSAGE_KIND_INTERNAL ? _ (" · INTERNAL NOTE") : "",
           get_state_word (message->state),
           text);

  for (guint i = 0; i < message->attachments->len; i++)
    {
      const DocketAttachment *attachment = g_ptr_array_index (message->attachments, i);
      g_autofree char *name = make_harmless (attachment->name);

      g_print ("  📎 %s\n", name);
    }
}

static void
print_talk (const DocketTicketDetails *details)
{
  g_autoptr (GPtrArray) talk = docket_ctl_list_talk (details);

  for (guint i = 0; i < talk->len; i++)
    {
      const DocketMessage *message = g_ptr_array_index (talk, i);

      if (message->kind == DOCKET_MESSAGE_KIND_EVENT)
        print_event (message);
      else
        print_message (message);
    }
}

static void
print_times (const DocketTicketDetails *details)
{
  g_autofree char *total = docket_ctl_format_duration (details->total_us);
  g_autofree char *billable = docket_ctl_format_duration (details->billable_us);

  if (details->time_entries->len == 0)
    return;

  /* Translators: both %s are hours and minutes */
  g_print (_ ("\nTime: %s, of which billable %s\n"), total, billable);

  for (guint i = 0; i < details->time_entries->len; i++)
    {
      const DocketTimeEntry *entry = g_ptr_array_index (details->time_entries, i);
      g_autofree char *start = docket_ctl_format_time (entry->start_at);
      g_autofree char *length = docket_ctl_format_duration (entry->end_at - entry->start_at);
      g_autofree char *description = make_harmless (entry->description);

      g_print ("  %s · %s · %s%s · %s\n",
               start,
               length,
               entry->technician_name != NULL ? entry->technician_name : "",
               get_state_word (entry->state),
               description);
    }
}

static void
print_signatures (const DocketTicketDetails *details)
{
  for (guint i = 0; i < details->signatures->len; i++)
    {
      const DocketSignature *signature = g_ptr_array_index (details->signatures, i);
      g_autofree char *time = docket_ctl_format_time (signature->signed_at);
      g_autofree char *signer = make_harmless (signature->signer);
      g_autofree char *reason = make_harmless (signature->reason);

      if (g_str_equal (signature->outcome, "absent"))
        /* Translators: a time, a reason */
        g_print (_ ("\nNobody there to sign · %s · %s\n"), time, reason);
      else if (g_str_equal (signature->outcome, "refused"))
        /* Translators: a name, a time, a reason */
        g_print (_ ("\nSignature refused · %s · %s · %s\n"), signer, time, reason);
      else
        /* Translators: a name, a time, and that the work is other now, or nothing */
        g_print (_ ("\nSigned by %s · %s%s\n"),
                 signer,
                 time,
                 signature->changed_since ? _ (" · the work was changed since") : "");
    }
}

static void
print_waiting (const DocketTicketDetails *details)
{
  for (guint i = 0; i < details->operations->len; i++)
    {
      const DocketOperation *operation = g_ptr_array_index (details->operations, i);

      if (i == 0)
        g_print ("\n%s\n", _ ("Not on the server yet:"));

      g_print ("  %" G_GINT64_FORMAT " · %s · %s %s\n",
               operation->id,
               docket_ctl_label_kind (operation->kind),
               docket_ctl_label_state (operation->state),
               docket_operation_reason_get_label (operation->reason));
    }
}

static void
print_text (DocketCtl *ctl, const DocketTicketDetails *details)
{
  g_autofree char *title = make_harmless (details->row->title);

  g_print ("L%" G_GINT64_FORMAT "%s%s · %s\n",
           details->row->id,
           details->row->number != NULL ? " #" : "",
           details->row->number != NULL ? details->row->number : "",
           title);
  print_fields (ctl, details);
  print_talk (details);
  print_times (details);
  print_signatures (details);
  print_waiting (details);
}

static void
say_kept_here (const DocketTicketDetails *details, DocketEdit *edit)
{
  GPtrArray *uuids = docket_edit_get_result_operations (edit);

  for (guint i = 0; i < details->operations->len; i++)
    {
      const DocketOperation *operation = g_ptr_array_index (details->operations, i);

      if (operation->reason == DOCKET_OPERATION_REASON_KEPT_HERE &&
          g_ptr_array_find_with_equal_func (uuids, operation->uuid, g_str_equal, NULL))
        {
          g_printerr ("docketctl: %s\n", docket_operation_reason_get_label (operation->reason));
          return;
        }
    }
}

static void
print_details (DocketCtl *ctl, const DocketTicketDetails *details)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (!ctl->json)
    {
      print_text (ctl, details);
      return;
    }

  builder = json_builder_new ();
  docket_ctl_json_ticket (builder, ctl->workspace, details);
  docket_ctl_json_print (builder);
}

/**
 * docket_ctl_print_ticket:
 * @ctl: a run with its workspace open
 * @ticket: local id
 * @error: return location for a #DocketStoreError
 *
 * Prints a ticket with its parts.
 *
 * Returns: whether it was done
 */
gboolean
docket_ctl_print_ticket (DocketCtl *ctl, gint64 ticket, GError **error)
{
  g_autoptr (DocketTicketDetails) details =
    docket_workspace_load_ticket (ctl->workspace, ticket, NULL, error);

  if (details == NULL)
    return FALSE;

  print_details (ctl, details);

  return TRUE;
}

/**
 * docket_ctl_print_done:
 * @ctl: a run with its workspace open
 * @ticket: local id of a ticket that was changed
 * @edit: (nullable): what was done
 * @what: what was done, in a word
 * @error: return location for a #DocketStoreError
 *
 * Prints the ticket for a script, one line for a person; says on stderr what the server can't hold.
 *
 * Returns: whether it was done
 */
gboolean
docket_ctl_print_done (DocketCtl *ctl,
                       gint64 ticket,
                       DocketEdit *edit,
                       const char *what,
                       GError **error)
{
  g_autoptr (DocketTicketDetails) details =
    docket_workspace_load_ticket (ctl->workspace, ticket, NULL, error);

  if (details == NULL)
    return FALSE;

  if (edit != NULL && docket_edit_get_result_operations (edit) != NULL)
    say_kept_here (details, edit);

  if (ctl->json)
    print_details (ctl, details);
  else
    g_print ("L%" G_GINT64_FORMAT "%s%s: %s\n",
             ticket,
             details->row->number != NULL ? " #" : "",
             details->row->number != NULL ? details->row->number : "",
             what);

  return TRUE;
}

/**
 * docket_ctl_show:
 * @ctl: a run
 * @error: return location for what went wrong
 *
 * Prints one ticket.
 *
 * Returns: whether it was done
 */
gboolean
docket_ctl_show (DocketCtl *ctl, GError **error)
{
  gint64 ticket;

  if (!docket_ctl_parse (ctl, NULL, 1, 1, error))
    return FALSE;

  ticket = docket_ctl_find_ticket (ctl, docket_ctl_get_word (ctl, 0), error);

  return ticket != 0 && docket_ctl_print_ticket (ctl, ticket, error);
}
