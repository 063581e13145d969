/* The words of enumerations: for scripts and the database, and for people.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-words.h"

#include <glib/gi18n.h>

#include "docket-enum-types.h"

/**
 * docket_enum_to_nick:
 * @type: the type of an enumeration of Docket's
 * @value: one of its values
 *
 * Any thread.
 *
 * Returns: (transfer none): the word for scripts and the database, such as `site-down`
 */
const char *
docket_enum_to_nick (GType type, int value)
{
  GEnumClass *enum_class = g_type_class_ref (type);
  const GEnumValue *enum_value = g_enum_get_value (enum_class, value);
  const char *nick = enum_value != NULL ? enum_value->value_nick : NULL;

  g_type_class_unref (enum_class);

  return nick;
}

/**
 * docket_enum_from_nick:
 * @type: the type of an enumeration of Docket's
 * @nick: (nullable): a word, in any case
 * @value: (out): the value
 *
 * Any thread.
 *
 * Returns: whether @nick is a word of @type; @value is set only then
 */
gboolean
docket_enum_from_nick (GType type, const char *nick, int *value)
{
  GEnumClass *enum_class;
  const GEnumValue *enum_value;
  g_autofree char *lower = NULL;

  if (nick == NULL)
    return FALSE;

  lower = g_ascii_strdown (nick, -1);
  enum_class = g_type_class_ref (type);
  enum_value = g_enum_get_value_by_nick (enum_class, lower);

  if (enum_value != NULL)
    *value = enum_value->value;

  g_type_class_unref (enum_class);

  return enum_value != NULL;
}

/**
 * docket_status_kind_get_label:
 * @kind: a kind of status
 *
 * Returns: (transfer none): its name in the person's language
 */
const char *
docket_status_kind_get_label (DocketStatusKind kind)
{
  switch (kind)
    {
    case DOCKET_STATUS_KIND_OPEN:
      return C_ ("status", "Open");
    case DOCKET_STATUS_KIND_PENDING:
      return C_ ("status", "Pending");
    case DOCKET_STATUS_KIND_RESOLVED:
      return C_ ("status", "Resolved");
    case DOCKET_STATUS_KIND_CLOSED:
      return C_ ("status", "Closed");
    }

  g_return_val_if_reached (NULL);
}

/**
 * docket_priority_get_label:
 * @priority: a priority
 *
 * Returns: (transfer none): its name in the person's language
 */
const char *
docket_priority_get_label (DocketPriority priority)
{
  switch (priority)
    {
    case DOCKET_PRIORITY_LOW:
      return C_ ("priority", "Low");
    case DOCKET_PRIORITY_MEDIUM:
      return C_ ("priority", "Medium");
    case DOCKET_PRIORITY_HIGH:
      return C_ ("priority", "High");
    case DOCKET_PRIORITY_CRITICAL:
      return C_ ("priority", "Critical");
    }

  g_return_val_if_reached (NULL);
}

/**
 * docket_impact_get_label:
 * @impact: an impact
 *
 * Returns: (transfer none): its name in the person's language
 */
const char *
docket_impact_get_label (DocketImpact impact)
{
  switch (impact)
    {
    case DOCKET_IMPACT_NO_IMPACT:
      return C_ ("impact", "No impact");
    case DOCKET_IMPACT_MINOR:
      return C_ ("impact", "Minor");
    case DOCKET_IMPACT_MAJOR:
      return C_ ("impact", "Major");
    case DOCKET_IMPACT_SITE_DOWN:
      return C_ ("impact", "Site down");
    case DOCKET_IMPACT_SERVER_ISSUE:
      return C_ ("impact", "Server issue");
    case DOCKET_IMPACT_CRISIS:
      return C_ ("impact", "Crisis");
    }

  g_return_val_if_reached (NULL);
}

/**
 * docket_ticket_type_get_label:
 * @type: a type of ticket
 *
 * Returns: (transfer none): its name in the person's language
 */
const char *
docket_ticket_type_get_label (DocketTicketType type)
{
  switch (type)
    {
    case DOCKET_TICKET_TYPE_INCIDENT:
      return C_ ("type", "Incident");
    case DOCKET_TICKET_TYPE_PROBLEM:
      return C_ ("type", "Problem");
    case DOCKET_TICKET_TYPE_REQUEST:
      return C_ ("type", "Request");
    case DOCKET_TICKET_TYPE_CHANGE:
      return C_ ("type", "Change");
    }

  g_return_val_if_reached (NULL);
}

/**
 * docket_operation_reason_get_label:
 * @reason: why an operation waits for the person
 *
 * Returns: (transfer none): a short sentence in the person's language; empty for "none"
 */
const char *
docket_operation_reason_get_label (DocketOperationReason reason)
{
  switch (reason)
    {
    case DOCKET_OPERATION_REASON_NONE:
      return "";
    case DOCKET_OPERATION_REASON_CONFLICT:
      return _ ("Changed on the server too");
    case DOCKET_OPERATION_REASON_NEWS:
      return _ ("Held: there is news that you had not seen");
    case DOCKET_OPERATION_REASON_REFUSED:
      return _ ("Refused by the server");
    case DOCKET_OPERATION_REASON_CANT_TELL:
      return _ ("Perhaps on the server already");
    case DOCKET_OPERATION_REASON_GONE:
      return _ ("The ticket is gone from the server");
    case DOCKET_OPERATION_REASON_STRANGER:
      return _ ("The server shows another ticket under this number");
    case DOCKET_OPERATION_REASON_RESTORED:
      return _ ("Held: this workspace was restored from a copy");
    case DOCKET_OPERATION_REASON_KEPT_HERE:
      return _ ("This server can't hold it: kept on this computer");
    }

  g_return_val_if_reached (NULL);
}

/**
 * docket_status_is_standard:
 * @status: a status in canonical form
 * @kind: (out) (optional): the kind it stands for
 *
 * The four standard statuses have the canonical texts `open`, `pending`, `resolved`, `closed`; a
 * status of a server's own is its text.
 *
 * Returns: whether @status is one of the four
 */
gboolean
docket_status_is_standard (const char *status, DocketStatusKind *kind)
{
  int value;

  if (!docket_enum_from_nick (DOCKET_TYPE_STATUS_KIND, status, &value))
    return FALSE;

  if (kind != NULL)
    *kind = value;

  return TRUE;
}

/**
 * docket_status_get_label:
 * @status: a status in canonical form
 *
 * Returns: (transfer none): its name for people; a status of a server's own as it is
 */
const char *
docket_status_get_label (const char *status)
{
  DocketStatusKind kind;

  g_return_val_if_fail (status != NULL, NULL);

  return docket_status_is_standard (status, &kind) ? docket_status_kind_get_label (kind) : status;
}

/**
 * docket_word_customer:
 * @wording: the account's words
 *
 * Returns: (transfer none): "Customer" or "Site", in the person's language
 */
const char *
docket_word_customer (DocketWording wording)
{
  return wording == DOCKET_WORDING_IT ? C_ ("field", "Site") : C_ ("field", "Customer");
}

/**
 * docket_word_contact:
 * @wording: the account's words
 *
 * Returns: (transfer none): "Contact" or "User", in the person's language
 */
const char *
docket_word_contact (DocketWording wording)
{
  return wording == DOCKET_WORDING_IT ? C_ ("field", "User") : C_ ("field", "Contact");
}
