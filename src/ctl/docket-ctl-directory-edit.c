/* docketctl directory add, edit, archive, import: the directory of a workspace on this computer.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "docket-ctl-directory.h"
#include "docket-ctl-json.h"
#include "docket-ctl-names.h"
#include "docket-workspace-entries.h"

/* Said before anything is looked up: on a server's workspace nothing here can be right. */
static gboolean
open_own (DocketCtl *ctl, GError **error)
{
  if (docket_ctl_open (ctl, error) == NULL)
    return FALSE;

  return docket_workspace_owns_directory (ctl->workspace) ||
         docket_ctl_refuse (error, _ ("The directory is the server's. Change it there."));
}

static DocketEntry *
find_by_id (DocketCtl *ctl, DocketEntity entity, const char *word, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  DocketEntry *entry = NULL;
  gint64 id = 0;

  if (g_ascii_string_to_signed (word, 10, 1, G_MAXINT64, &id, NULL))
    entry = docket_workspace_get_entry (ctl->workspace, entity, id, NULL, &local_error);

  if (entry != NULL)
    return entry;

  if (id == 0 ||
      g_error_matches (local_error, DOCKET_WORKSPACE_ERROR, DOCKET_WORKSPACE_ERROR_NOT_FOUND))
    docket_ctl_refuse (error,
                       _ ("There is no entry %s. “docketctl directory list” shows the ids."),
                       word);
  else
    g_propagate_error (error, g_steal_pointer (&local_error));

  return NULL;
}

static gboolean
take_reference (DocketCtl *ctl,
                DocketEntry *entry,
                const char *property,
                const char *typed,
                GError **error)
{
  const gboolean is_customer = g_str_equal (property, "customer");
  gint64 id = 0;

  if (*typed != '\0')
    {
      id = docket_ctl_find_entry (ctl,
                                  is_customer ? DOCKET_ENTITY_CUSTOMER : DOCKET_ENTITY_RATE,
                                  typed,
                                  0,
                                  error);

      if (id == 0)
        return FALSE;
    }

  if (is_customer)
    entry->customer = id;
  else if (id != 0)
    docket_values_set_int64 (entry->properties, property, id);
  else
    docket_values_forget (entry->properties, property);

  return TRUE;
}

static gboolean
take_assignments (DocketCtl *ctl, DocketEntry *entry, guint first, GError **error)
{
  for (guint i = first; docket_ctl_get_word (ctl, i) != NULL; i++)
    {
      const char *word = docket_ctl_get_word (ctl, i);
      const char *equals = strchr (word, '=');
      g_autofree char *property = NULL;
      gboolean taken;

      if (equals == NULL || equals == word)
        return docket_ctl_usage_error (error,
                                       _ ("“%s” is no FIELD=VALUE, such as phone=555-0100."),
                                       word);

      property = g_strdelimit (g_strndup (word, equals - word), "-", '_');

      if (!docket_entry_has_property (entry->entity, property))
        return docket_ctl_refuse (error, _ ("There is no “%s” here."), property);

      taken = g_str_equal (property, "customer") || g_str_equal (property, "rate")
                ? take_reference (ctl, entry, property, equals + 1, error)
                : docket_entry_take (entry, property, equals + 1, error);

      if (!taken)
        return FALSE;
    }

  return TRUE;
}

static gboolean
print_saved (DocketCtl *ctl, DocketEntity entity, gint64 id, const char *done, GError **error)
{
  g_autoptr (DocketEntry) entry =
    docket_workspace_get_entry (ctl->workspace, entity, id, NULL, error);
  g_autoptr (JsonBuilder) builder = NULL;

  if (entry == NULL)
    return FALSE;

  if (!ctl->json)
    {
      /* Translators: an id, a name, what was done with it */
      g_print (_ ("%" PRId64 " %s: %s\n"), entry->id, entry->name, done);
      return TRUE;
    }

  builder = json_builder_new ();
  docket_ctl_json_entry (builder, entry);
  docket_ctl_json_print (builder);

  return TRUE;
}

static gboolean
save (DocketCtl *ctl, const DocketEntry *entry, const char *done, GError **error)
{
  const gint64 id = docket_workspace_save_entry (ctl->workspace, entry, NULL, error);

  return id != 0 && print_saved (ctl, entry->entity, id, done, error);
}

/**
 * docket_ctl_directory_add:
 * @ctl: a run
 * @error: return location for what went wrong
 *
 * Adds an entry.
 *
 * Returns: whether it is on the disk
 */
gboolean
docket_ctl_directory_add (DocketCtl *ctl, GError **error)
{
  g_autoptr (DocketEntry) entry = NULL;
  DocketEntity entity = DOCKET_ENTITY_CUSTOMER;

  if (!docket_ctl_parse (ctl, NULL, 2, 100, error) ||
      !docket_ctl_parse_kind (docket_ctl_get_word (ctl, 0), &entity, error) ||
      !open_own (ctl, error))
    return FALSE;

  entry = docket_entry_new (entity);

  return take_assignments (ctl, entry, 1, error) && save (ctl, entry, _ ("added"), error);
}

/**
 * docket_ctl_directory_edit:
 * @ctl: a run
 * @error: return location for what went wrong
 *
 * Changes an entry.
 *
 * Returns: whether it is on the disk
 */
gboolean
docket_ctl_directory_edit (DocketCtl *ctl, GError **error)
{
  g_autoptr (DocketEntry) entry = NULL;
  DocketEntity entity = DOCKET_ENTITY_CUSTOMER;

  if (!docket_ctl_parse (ctl, NULL, 3, 100, error) ||
      !docket_ctl_parse_kind (docket_ctl_get_word (ctl, 0), &entity, error) ||
      !open_own (ctl, error))
    return FALSE;

  entry = find_by_id (ctl, entity, docket_ctl_get_word (ctl, 1), error);

  return entry != NULL && take_assignments (ctl, entry, 2, error) &&
         save (ctl, entry, _ ("changed"), error);
}

/**
 * docket_ctl_directory_archive:
 * @ctl: a run
 * @error: return location for what went wrong
 *
 * Archives an entry: it stays where it is used, and is offered no more.
 *
 * Returns: whether it is on the disk
 */
gboolean
docket_ctl_directory_archive (DocketCtl *ctl, GError **error)
{
  gboolean undo = FALSE;
  const GOptionEntry entries[] = {
    { "undo", 0, 0, G_OPTION_ARG_NONE, &undo, N_ ("Bring it back"), NULL },
    { NULL },
  };
  g_autoptr (DocketEntry) entry = NULL;
  DocketEntity entity = DOCKET_ENTITY_CUSTOMER;

  if (!docket_ctl_parse (ctl, entries, 2, 2, error) ||
      !docket_ctl_parse_kind (docket_ctl_get_word (ctl, 0), &entity, error) ||
      !open_own (ctl, error))
    return FALSE;

  entry = find_by_id (ctl, entity, docket_ctl_get_word (ctl, 1), error);

  if (entry == NULL)
    return FALSE;

  entry->archived = !undo;

  if (docket_workspace_save_entry (ctl->workspace, entry, NULL, error) == 0)
    return FALSE;

  if (!ctl->json)
    g_print (_ ("%" PRId64 " %s: %s\n"),
             entry->id,
             entry->name,
             undo ? _ ("back again") : _ ("archived"));

  return TRUE;
}

/**
 * docket_ctl_directory_import:
 * @ctl: a run
 * @error: return location for what went wrong
 *
 * Imports entries from a table.
 *
 * Returns: whether they are on the disk
 */
gboolean
docket_ctl_directory_import (DocketCtl *ctl, GError **error)
{
  gboolean try_only = FALSE;
  const GOptionEntry entries[] = {
    { "try", 0, 0, G_OPTION_ARG_NONE, &try_only, N_ ("Only tell what would be done"), NULL },
    { NULL },
  };
  DocketEntity entity = DOCKET_ENTITY_CUSTOMER;

  if (!docket_ctl_parse (ctl, entries, 2, 2, error) ||
      !docket_ctl_parse_kind (docket_ctl_get_word (ctl, 0), &entity, error) ||
      !open_own (ctl, error))
    return FALSE;

  return docket_ctl_import (ctl, entity, docket_ctl_get_word (ctl, 1), try_only, error);
}

/**
 * docket_ctl_import:
 * @ctl: a run with an open workspace
 * @entity: what the lines are
 * @path: a table, as typed
 * @try_only: whether nothing is to be written
 * @error: return location for what went wrong
 *
 * Imports a table and tells what it did.
 *
 * Returns: whether it is on the disk
 */
gboolean
docket_ctl_import (DocketCtl *ctl,
                   DocketEntity entity,
                   const char *path,
                   gboolean try_only,
                   GError **error)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (DocketImport) import = NULL;
  g_autofree char *summary = NULL;

  file = g_file_new_for_commandline_arg (path);
  import = docket_workspace_import (ctl->workspace, entity, file, try_only, NULL, error);

  if (import == NULL)
    return FALSE;

  for (guint i = 0; i < import->problems->len; i++)
    g_printerr ("docketctl: %s\n", (const char *) g_ptr_array_index (import->problems, i));

  if (import->ignored != NULL)
    g_printerr (_ ("docketctl: Columns that mean nothing here: %s\n"), import->ignored);

  summary = docket_import_describe (import);

  if (import->n_skipped > 0 && import->n_added + import->n_updated + import->n_unchanged == 0)
    return docket_ctl_refuse (error, _ ("No line of the table could be taken."));

  if (!ctl->json)
    g_print ("%s\n", summary);

  return TRUE;
}
