/* A store of a test's own.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-fixture.h"

#include <glib/gstdio.h>

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_tree (child);
      else
        g_unlink (child);
    }

  g_rmdir (path);
}

static DocketValues *
values_valist (const char *field, va_list args)
{
  DocketValues *values = docket_values_new ();

  for (; field != NULL; field = va_arg (args, const char *))
    docket_values_set (values, field, va_arg (args, const char *));

  return values;
}

void
store_fixture_set_up (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->temporary = g_dir_make_tmp ("docket-store-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->folder = g_build_filename (fixture->temporary, "workspaces", "one", NULL);
  fixture->store = docket_store_open (fixture->folder, NULL, &error);
  g_assert_no_error (error);
}

void
store_fixture_tear_down (StoreFixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->store);
  remove_tree (fixture->temporary);
  g_free (fixture->folder);
  g_free (fixture->temporary);
}

void
store_fixture_reopen (StoreFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  docket_store_close (fixture->store);
  g_clear_object (&fixture->store);
  fixture->store = docket_store_open (fixture->folder, NULL, &error);
  g_assert_no_error (error);
}

DocketTransaction *
store_fixture_read (StoreFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  DocketTransaction *txn = docket_store_begin_read (fixture->store, NULL, &error);

  g_assert_no_error (error);

  return txn;
}

DocketTransaction *
store_fixture_write (StoreFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  DocketTransaction *txn = docket_store_begin_write (fixture->store, NULL, &error);

  g_assert_no_error (error);

  return txn;
}

/* Commits and frees. */
void
store_commit (DocketTransaction *txn)
{
  g_autoptr (GError) error = NULL;

  docket_transaction_commit (txn, &error);
  g_assert_no_error (error);
  docket_transaction_free (txn);
}

DocketValues *
store_values (const char *field, ...)
{
  DocketValues *values;
  va_list args;

  va_start (args, field);
  values = values_valist (field, args);
  va_end (args);

  return values;
}

/* Its number is its id. */
gint64
store_add_ticket (DocketTransaction *txn, gint64 updated_at, const char *field, ...)
{
  g_autoptr (DocketValues) values = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *number = NULL;
  va_list args;
  gint64 id;

  va_start (args, field);
  values = values_valist (field, args);
  va_end (args);

  if (!docket_values_knows (values, "title"))
    docket_values_set (values, "title", "A ticket");

  id = docket_tickets_insert (txn, NULL, NULL, values, updated_at, &error);
  g_assert_no_error (error);
  number = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  docket_tickets_bind (txn, id, number, number, &error);
  g_assert_no_error (error);

  return id;
}

gint64
store_add_entry (DocketTransaction *txn, DocketEntity entity, const char *name)
{
  g_autoptr (DocketEntry) entry = docket_entry_new (entity);
  g_autoptr (GError) error = NULL;
  gint64 id;

  entry->name = g_strdup (name);
  id = docket_directory_save (txn, entry, &error);
  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);

  return id;
}

gint64
store_add_message (DocketTransaction *txn, gint64 ticket, gint64 at, const char *text)
{
  g_autoptr (DocketMessage) message = docket_message_new ();
  g_autoptr (GError) error = NULL;

  message->ticket = ticket;
  message->created_at = at;
  message->text = g_strdup (text);
  docket_messages_insert (txn, message, &error);
  g_assert_no_error (error);
  g_assert_cmpint (message->id, >, 0);

  return message->id;
}

/* The ids that a filter shows, oldest first, as "1 2 3"; checks that the count is the same. */
char *
store_list (DocketTransaction *txn, const DocketFilter *filter, gint64 me)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = docket_tickets_list_ids (txn,
                                                    filter,
                                                    me,
                                                    DOCKET_SORT_UPDATED,
                                                    TRUE,
                                                    DOCKET_GROUP_NONE,
                                                    0,
                                                    NULL,
                                                    NULL,
                                                    &error);
  GString *text = g_string_new (NULL);
  guint n_tickets = 0;

  g_assert_no_error (error);

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (text,
                            "%s%" G_GINT64_FORMAT,
                            i > 0 ? " " : "",
                            g_array_index (ids, gint64, i));

  docket_tickets_count (txn, filter, me, &n_tickets, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_tickets, ==, ids->len);

  return g_string_free (text, FALSE);
}
