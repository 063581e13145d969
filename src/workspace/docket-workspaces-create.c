/* Makes workspaces: asks the server who it is, then stores, and leaves nothing behind when it
 * fails.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-workspaces.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <locale.h>

#include "docket-sample.h"
#include "docket-secrets.h"
#include "docket-workspace-private.h"

/* A folder that is being made begins so: nobody lists it. */
#define NEW_PREFIX ".new-"
#define MAX_ID_LENGTH 32

/* So many pages of the newest tickets are looked through for technicians. */
#define PAGES_FOR_TECHNICIANS 4

static gboolean
fail_errno (GError **error, int code, const char *path)
{
  g_set_error (error,
               G_IO_ERROR,
               g_io_error_from_errno (code),
               /* Translators: the first %s is a folder, the second says what is wrong with it */
               _ ("%s can't be used: %s"),
               path,
               g_strerror (code));

  return FALSE;
}

static char *
make_id (const char *name)
{
  g_autofree char *ascii = g_str_to_ascii (name, "C");
  g_autoptr (GString) id = g_string_new (NULL);

  for (const char *c = ascii; *c != '\0' && id->len < MAX_ID_LENGTH; c++)
    {
      if (g_ascii_isalnum (*c))
        g_string_append_c (id, g_ascii_tolower (*c));
      else if (id->len > 0 && id->str[id->len - 1] != '-')
        g_string_append_c (id, '-');
    }

  while (id->len > 0 && id->str[id->len - 1] == '-')
    g_string_truncate (id, id->len - 1);

  return g_strdup (id->len > 0 && !g_str_equal (id->str, DOCKET_LAST_NAME) ? id->str : "workspace");
}

/* A rename onto a workspace fails, because its folder isn't empty: two processes never get one id.
 */
static char *
give_id (const char *folder, const char *name, GError **error)
{
  g_autofree char *root = docket_workspaces_get_root ();
  g_autofree char *base = make_id (name);

  for (guint i = 1; i < 1000; i++)
    {
      g_autofree char *id = i == 1 ? g_strdup (base) : g_strdup_printf ("%s-%u", base, i);
      g_autofree char *path = g_build_filename (root, id, NULL);

      if (g_rename (folder, path) == 0)
        return g_steal_pointer (&id);

      if (errno != EEXIST && errno != ENOTEMPTY && errno != ENOTDIR)
        {
          fail_errno (error, errno, path);
          return NULL;
        }
    }

  fail_errno (error, EEXIST, base);

  return NULL;
}

static char *
get_currency (void)
{
  const struct lconv *conv = localeconv ();
  g_autofree char *currency = g_strdup (conv->int_curr_symbol);

  g_strstrip (currency);

  return g_steal_pointer (&currency);
}

static char *
get_zone (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  return g_strdup (g_time_zone_get_identifier (zone));
}

static gboolean
set_meta_unless_null (DocketTransaction *txn, const char *key, const char *value, GError **error)
{
  return value == NULL || *value == '\0' || docket_meta_set (txn, key, value, error);
}

/* "Me" is there from the start, so that tickets can be assigned to me; the first ticket of mine
 * that is pulled says my name. */
static gboolean
add_me (DocketTransaction *txn, const char *email, GError **error)
{
  g_autoptr (DocketEntry) entry = NULL;
  g_autofree char *id = NULL;
  gint64 saved;

  entry = docket_directory_find (txn, DOCKET_ENTITY_TECHNICIAN, "email", email, NULL);

  if (entry == NULL)
    {
      entry = docket_entry_new (DOCKET_ENTITY_TECHNICIAN);
      entry->name = g_strdup (email);
      docket_entry_set (entry, "email", email);
    }

  saved = entry->id != 0 ? entry->id : docket_directory_save (txn, entry, error);

  if (saved == 0)
    return FALSE;

  id = g_strdup_printf ("%" G_GINT64_FORMAT, saved);

  return docket_meta_set (txn, DOCKET_META_ME, id, error) &&
         docket_meta_set (txn, DOCKET_META_ME_EMAIL, email, error);
}

/* On this computer, the person is known by their name on it. */
static gboolean
add_me_here (DocketTransaction *txn, GError **error)
{
  const char *real = g_get_real_name ();
  g_autoptr (DocketEntry) entry = docket_entry_new (DOCKET_ENTITY_TECHNICIAN);
  g_autofree char *email = g_strconcat (g_get_user_name (), "@", g_get_host_name (), NULL);

  entry->name = g_strdup (g_strcmp0 (real, "Unknown") == 0 ? g_get_user_name () : real);
  docket_entry_set (entry, "email", email);

  return docket_directory_save (txn, entry, error) != 0 && add_me (txn, email, error);
}

static gboolean
write_identity (DocketTransaction *txn,
                const DocketAccountSetup *setup,
                const char *name,
                const char *uuid,
                const char *url,
                const DocketRemoteAccount *account,
                GError **error)
{
  g_autofree char *currency = get_currency ();
  g_autofree char *zone = get_zone ();
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_real_time ());
  DocketWording wording = account != NULL ? account->wording : DOCKET_WORDING_MSP;

  if (!docket_meta_set (txn, DOCKET_META_UUID, uuid, error) ||
      !docket_meta_set (txn, DOCKET_META_NAME, name, error) ||
      !docket_meta_set (txn,
                        DOCKET_META_KIND,
                        docket_enum_to_nick (DOCKET_TYPE_SERVER_KIND, setup->kind),
                        error) ||
      !docket_meta_set (txn,
                        DOCKET_META_WORDING,
                        docket_enum_to_nick (DOCKET_TYPE_WORDING, wording),
                        error) ||
      !set_meta_unless_null (txn, DOCKET_META_CURRENCY, currency, error) ||
      !set_meta_unless_null (txn, DOCKET_META_ZONE, zone, error))
    return FALSE;

  if (account == NULL)
    return TRUE;

  /* What the server held before is no news to the reader. */
  return docket_meta_set (txn, DOCKET_META_UNREAD_SINCE, now, error) &&
         docket_meta_set (txn, DOCKET_META_URL, url, error) &&
         set_meta_unless_null (txn, DOCKET_META_ACCOUNT, account->id, error) &&
         set_meta_unless_null (txn, DOCKET_META_COMPANY, account->company, error) &&
         set_meta_unless_null (txn, DOCKET_META_ACCOUNT_ZONE, account->zone, error);
}

typedef struct
{
  const DocketAccountSetup *setup;
  DocketRemoteAccount *account; /* NULL on this computer */
  char *url;
  char *secret;
  char *uuid;
  char *name;
  char *folder;
} Making;

static void
making_clear (Making *making)
{
  if (making->folder != NULL && g_file_test (making->folder, G_FILE_TEST_IS_DIR))
    {
      g_autoptr (GFile) file = g_file_new_for_path (making->folder);
      g_autoptr (GError) error = NULL;

      if (!docket_workspaces_remove_tree (file, &error))
        g_warning ("What was begun could not be removed: %s", error->message);
    }

  g_clear_pointer (&making->account, docket_remote_account_free);
  g_free (making->url);
  g_free (making->secret);
  g_free (making->uuid);
  g_free (making->name);
  g_free (making->folder);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Making, making_clear)

static DocketRemote *
connect_to (const DocketAccountSetup *setup, char **url, char **secret, GError **error)
{
  g_autoptr (DocketClock) clock = docket_clock_new_system ();

  if (setup->secret == NULL || *setup->secret == '\0')
    {
      g_set_error_literal (error,
                           DOCKET_WORKSPACE_ERROR,
                           DOCKET_WORKSPACE_ERROR_SECRET,
                           _ ("The server needs a key. Enter the API key of your account."));
      return NULL;
    }

  *url = docket_remote_normalize_url (setup->kind, setup->url, error);

  if (*url == NULL)
    return NULL;

  *secret = docket_remote_normalize_secret (setup->kind, setup->secret);

  return docket_remote_new (setup->kind, *url, *secret, clock, error);
}

/* Before anything is stored. */
static gboolean
check_account (Making *making, GCancellable *cancellable, GError **error)
{
  g_autoptr (DocketRemote) remote = NULL;

  if (making->setup->kind == DOCKET_SERVER_KIND_LOCAL)
    return TRUE;

  if (making->setup->me == NULL || strchr (making->setup->me, '@') == NULL)
    {
      g_set_error_literal (
        error,
        DOCKET_WORKSPACE_ERROR,
        DOCKET_WORKSPACE_ERROR_INVALID,
        _ ("A key belongs to an account, not to a person. Enter the e-mail of the technician who "
           "uses this computer."));
      return FALSE;
    }

  remote = connect_to (making->setup, &making->url, &making->secret, error);

  if (remote == NULL)
    return FALSE;

  making->account = docket_remote_check (remote, cancellable, error);

  return making->account != NULL;
}

static const char *
get_default_name (const Making *making)
{
  if (making->account != NULL && making->account->company != NULL &&
      *making->account->company != '\0')
    return making->account->company;

  return making->account != NULL ? making->url : _ ("On this computer");
}

static gboolean
fill_store (Making *making, DocketStore *store, GCancellable *cancellable, GError **error)
{
  const DocketAccountSetup *setup = making->setup;
  gboolean named = setup->name != NULL && *setup->name != '\0';
  g_autoptr (DocketTransaction) txn = docket_store_begin_write (store, cancellable, error);

  if (txn == NULL || !write_identity (txn,
                                      setup,
                                      named ? setup->name : get_default_name (making),
                                      making->uuid,
                                      making->url,
                                      making->account,
                                      error))
    return FALSE;

  if (setup->kind != DOCKET_SERVER_KIND_LOCAL)
    {
      if (!add_me (txn, setup->me, error))
        return FALSE;
    }
  else if (setup->sample)
    {
      if (!docket_sample_fill (txn, g_get_real_time (), !named, error))
        return FALSE;
    }
  else if (!add_me_here (txn, error))
    {
      return FALSE;
    }

  making->name = docket_meta_get (txn, DOCKET_META_NAME, error);

  return making->name != NULL && docket_transaction_commit (txn, error);
}

static gboolean
make_folder (Making *making, GCancellable *cancellable, GError **error)
{
  g_autofree char *root = docket_workspaces_get_root ();
  g_autofree char *name = g_strconcat (NEW_PREFIX, making->uuid, NULL);
  g_autoptr (DocketStore) store = NULL;
  gboolean filled;

  if (g_mkdir_with_parents (root, 0700) != 0)
    return fail_errno (error, errno, root);

  making->folder = g_build_filename (root, name, NULL);

  if (g_mkdir (making->folder, 0700) != 0)
    return fail_errno (error, errno, making->folder);

  store = docket_store_open (making->folder, cancellable, error);

  if (store == NULL)
    return FALSE;

  filled = fill_store (making, store, cancellable, error);
  docket_store_close (store);

  return filled;
}

static void
add_technician (GPtrArray *technicians, GHashTable *seen, const DocketRemotePerson *person)
{
  g_autoptr (DocketEntry) entry = NULL;
  g_autofree char *key = NULL;

  if (person->email == NULL || *person->email == '\0')
    return;

  key = g_utf8_strdown (person->email, -1);

  if (!g_hash_table_add (seen, g_steal_pointer (&key)))
    return;

  entry = docket_entry_new (DOCKET_ENTITY_TECHNICIAN);
  entry->remote_id = g_strdup (person->remote_id);
  entry->name = g_strdup (person->name != NULL ? person->name : person->email);
  docket_entry_set (entry, "email", person->email);
  g_ptr_array_add (technicians, g_steal_pointer (&entry));
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const DocketEntry *entry = *(const DocketEntry **) a;
  const DocketEntry *other = *(const DocketEntry **) b;

  return g_utf8_collate (entry->name, other->name);
}

static gboolean
learn_technicians (DocketRemote *remote,
                   GPtrArray *technicians,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_pages = 1;

  for (guint i = 1; i <= MIN (n_pages, PAGES_FOR_TECHNICIANS); i++)
    {
      g_autoptr (DocketRemotePage) page =
        docket_remote_pull_tickets (remote, 0, i, cancellable, error);

      if (page == NULL)
        return FALSE;

      n_pages = page->n_pages;

      for (guint j = 0; j < page->tickets->len; j++)
        {
          const DocketRemoteTicket *ticket = g_ptr_array_index (page->tickets, j);

          add_technician (technicians, seen, &ticket->assignee);
        }
    }

  g_ptr_array_sort (technicians, compare_entries);

  return TRUE;
}

/**
 * docket_account_check_free:
 * @check: (transfer full): what set-up shows
 */
void
docket_account_check_free (DocketAccountCheck *check)
{
  g_free (check->company);
  g_clear_pointer (&check->technicians, g_ptr_array_unref);
  g_free (check);
}

/**
 * docket_workspaces_create:
 * @setup: what to make
 * @secret_kept: (out) (optional): whether the key will be there in the next run too
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #DocketRemoteError, #DocketWorkspaceError, #DocketStoreError or
 * #GIOErrorEnum
 *
 * Makes a workspace. The server's answer is checked before anything is stored; a failure leaves
 * nothing behind.
 *
 * Returns: (transfer full) (nullable): the new workspace's id
 */
char *
docket_workspaces_create (const DocketAccountSetup *setup,
                          gboolean *secret_kept,
                          GCancellable *cancellable,
                          GError **error)
{
  g_auto (Making) making = { .setup = setup, .uuid = g_uuid_string_random () };
  g_autofree char *id = NULL;
  gboolean kept = TRUE;

  g_return_val_if_fail (setup != NULL, NULL);

  if (!check_account (&making, cancellable, error) || !make_folder (&making, cancellable, error))
    return NULL;

  id = give_id (making.folder, making.name, error);

  if (id == NULL)
    return NULL;

  if (making.secret != NULL)
    {
      g_autoptr (GError) local_error = NULL;

      kept = docket_secrets_store (making.uuid, making.name, making.secret, NULL, &local_error);
    }

  if (secret_kept != NULL)
    *secret_kept = kept;

  return g_steal_pointer (&id);
}

/**
 * docket_workspaces_check:
 * @setup: address and key as typed
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #DocketRemoteError or #DocketWorkspaceError
 *
 * Asks the server who it is, before anything is stored.
 *
 * Returns: (transfer full) (nullable): the account
 */
DocketAccountCheck *
docket_workspaces_check (const DocketAccountSetup *setup, GCancellable *cancellable, GError **error)
{
  g_autofree char *url = NULL;
  g_autofree char *secret = NULL;
  g_autoptr (DocketRemote) remote = NULL;
  g_autoptr (DocketRemoteAccount) account = NULL;
  g_autoptr (DocketAccountCheck) check = NULL;

  g_return_val_if_fail (setup != NULL, NULL);

  remote = connect_to (setup, &url, &secret, error);

  if (remote == NULL)
    return NULL;

  account = docket_remote_check (remote, cancellable, error);

  if (account == NULL)
    return NULL;

  check = g_new0 (DocketAccountCheck, 1);
  check->company = g_strdup (account->company);
  check->wording = account->wording;
  check->technicians = g_ptr_array_new_with_free_func (g_object_unref);

  if (!learn_technicians (remote, check->technicians, cancellable, error))
    return NULL;

  return g_steal_pointer (&check);
}
