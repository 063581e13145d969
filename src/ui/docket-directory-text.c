/* The kinds and the entries of the directory as people read them.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-directory-text.h"

#include <glib/gi18n.h>

static const DocketEntity kinds[] = {
  DOCKET_ENTITY_CUSTOMER, DOCKET_ENTITY_CONTACT,     DOCKET_ENTITY_CONTRACT,
  DOCKET_ENTITY_RATE,     DOCKET_ENTITY_TECHNICIAN,  DOCKET_ENTITY_STATUS,
  DOCKET_ENTITY_FIELD,    DOCKET_ENTITY_QUICK_REPLY,
};

/**
 * docket_directory_count_kinds:
 *
 * Returns: how many kinds of entry there are
 */
guint
docket_directory_count_kinds (void)
{
  return G_N_ELEMENTS (kinds);
}

/**
 * docket_directory_get_entity:
 * @nth: a number below docket_directory_count_kinds()
 *
 * Returns: the kind in that place; the first one for any other number
 */
DocketEntity
docket_directory_get_entity (guint nth)
{
  return kinds[nth < G_N_ELEMENTS (kinds) ? nth : 0];
}

/**
 * docket_directory_get_kind_label:
 * @entity: a kind of entry
 * @wording: the account's words
 *
 * Returns: (transfer none): what several of them are called
 */
const char *
docket_directory_get_kind_label (DocketEntity entity, DocketWording wording)
{
  const gboolean is_it = wording == DOCKET_WORDING_IT;

  switch ((int) entity)
    {
    case DOCKET_ENTITY_CUSTOMER:
      return is_it ? C_ ("directory", "Sites") : C_ ("directory", "Customers");
    case DOCKET_ENTITY_CONTACT:
      return is_it ? C_ ("directory", "Users") : C_ ("directory", "Contacts");
    case DOCKET_ENTITY_CONTRACT:
      return C_ ("directory", "Contracts");
    case DOCKET_ENTITY_RATE:
      return C_ ("directory", "Rates");
    case DOCKET_ENTITY_TECHNICIAN:
      return C_ ("directory", "Technicians");
    case DOCKET_ENTITY_STATUS:
      return C_ ("directory", "Statuses");
    case DOCKET_ENTITY_FIELD:
      return _ ("Custom fields");
    case DOCKET_ENTITY_QUICK_REPLY:
      return _ ("Quick reply templates");
    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * docket_directory_get_one_label:
 * @entity: a kind of entry
 * @wording: the account's words
 *
 * Returns: (transfer none): what one of them is called
 */
const char *
docket_directory_get_one_label (DocketEntity entity, DocketWording wording)
{
  switch ((int) entity)
    {
    case DOCKET_ENTITY_CUSTOMER:
      return docket_word_customer (wording);
    case DOCKET_ENTITY_CONTACT:
      return docket_word_contact (wording);
    case DOCKET_ENTITY_CONTRACT:
      return C_ ("field", "Contract");
    case DOCKET_ENTITY_RATE:
      return C_ ("directory", "Rate");
    case DOCKET_ENTITY_TECHNICIAN:
      return C_ ("directory", "Technician");
    case DOCKET_ENTITY_STATUS:
      return C_ ("field", "Status");
    case DOCKET_ENTITY_FIELD:
      return C_ ("directory", "Custom field");
    case DOCKET_ENTITY_QUICK_REPLY:
      return C_ ("directory", "Quick reply template");
    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * docket_directory_get_name:
 * @entry: an entry
 *
 * Returns: (transfer none): its name for people
 */
const char *
docket_directory_get_name (const DocketEntry *entry)
{
  if (entry->name == NULL || *entry->name == '\0')
    return _ ("No name");

  return entry->entity == DOCKET_ENTITY_STATUS ? docket_status_get_label (entry->name)
                                               : entry->name;
}

static void
append (GString *line, const char *text)
{
  if (text == NULL || *text == '\0')
    return;

  g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", text);
}

static void
append_choice (GString *line, const DocketEntry *entry, const char *property)
{
  const DocketEntryChoice *choices = docket_entry_list_choices (entry->entity, property);
  const char *word = docket_entry_get (entry, property);

  for (guint i = 0; choices != NULL && word != NULL && choices[i].word != NULL; i++)
    if (g_str_equal (choices[i].word, word))
      {
        append (line, docket_entry_choice_get_label (&choices[i]));
        return;
      }

  append (line, word);
}

/* What it says begins the line: the text is what one looks for. */
static void
append_quick_reply (GString *line, const DocketEntry *entry)
{
  const char *status = docket_entry_get (entry, "status");
  g_autofree char *text = docket_entry_dup_typed (entry, "text");

  append (line, status != NULL ? docket_status_get_label (status) : NULL);
  append (line, g_strdelimit (text, "\n\r\t", ' '));
}

/**
 * docket_directory_describe:
 * @entry: an entry
 * @customer: (nullable): what its customer is called; of a quick reply, to whom it assigns
 *
 * Returns: (transfer full): what stands below its name; empty for nothing
 */
char *
docket_directory_describe (const DocketEntry *entry, const char *customer)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *amount = NULL;

  g_return_val_if_fail (entry != NULL, NULL);

  append (line, customer);

  switch ((int) entry->entity)
    {
    case DOCKET_ENTITY_RATE:
      amount = docket_entry_dup_typed (entry, "amount");
      append (line, amount);
      break;

    case DOCKET_ENTITY_CONTRACT:
    case DOCKET_ENTITY_STATUS:
      append_choice (line, entry, "kind");
      break;

    case DOCKET_ENTITY_QUICK_REPLY:
      append_quick_reply (line, entry);
      break;

    case DOCKET_ENTITY_FIELD:
      append_choice (line, entry, "type");
      append (line, docket_entry_get (entry, "parent"));

      if (g_strcmp0 (docket_entry_get (entry, "required"), "yes") == 0)
        append (line, C_ ("field", "Required"));
      break;

    default:
      append (line, docket_entry_get (entry, "email"));
      append (line, docket_entry_get (entry, "phone"));
      append (line, docket_entry_get (entry, "city"));
    }

  return g_string_free (g_steal_pointer (&line), FALSE);
}

static int
compare_statuses (gconstpointer a, gconstpointer b)
{
  const DocketEntry *entry_a = *(const DocketEntry *const *) a;
  const DocketEntry *entry_b = *(const DocketEntry *const *) b;
  const gboolean standard_a = docket_status_is_standard (entry_a->name, NULL);
  const gboolean standard_b = docket_status_is_standard (entry_b->name, NULL);
  int kind_a = 0, kind_b = 0;

  docket_enum_from_nick (DOCKET_TYPE_STATUS_KIND, docket_entry_get (entry_a, "kind"), &kind_a);
  docket_enum_from_nick (DOCKET_TYPE_STATUS_KIND, docket_entry_get (entry_b, "kind"), &kind_b);

  if (kind_a != kind_b)
    return kind_a - kind_b;

  if (standard_a != standard_b)
    return standard_a ? -1 : 1;

  return g_utf8_collate (entry_a->name, entry_b->name);
}

/**
 * docket_directory_sort_statuses:
 * @entries: (element-type DocketEntry): statuses
 *
 * In the order in which a ticket goes through them, whatever they are called.
 */
void
docket_directory_sort_statuses (GPtrArray *entries)
{
  g_return_if_fail (entries != NULL);

  g_ptr_array_sort (entries, compare_statuses);
}
