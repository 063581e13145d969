/* The store: messages, files, time entries, drafts, views and the directory.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-fixture.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

static void
test_messages (StoreFixture *fixture, gconstpointer data)
{
  DocketTransaction *txn = store_fixture_write (fixture);
  g_autoptr (DocketMessage) message = docket_message_new ();
  g_autoptr (DocketTicketDetails) details = NULL;
  g_autoptr (GPtrArray) messages = NULL;
  g_autoptr (GError) error = NULL;
  const DocketMessage *read;
  gint64 ticket = store_add_ticket (txn, 100, "title", "x", NULL);
  gint64 technician = store_add_entry (txn, DOCKET_ENTITY_TECHNICIAN, "Zoé");

  message->ticket = ticket;
  message->remote_id = g_strdup ("r1");
  message->kind = DOCKET_MESSAGE_KIND_INTERNAL;
  message->author_name = g_strdup ("Zoé");
  message->author_technician = technician;
  message->is_mine = TRUE;
  message->created_at = 300;
  message->text = g_strdup ("later");
  message->source = g_strdup ("<p>later</p>");
  message->source_is_html = TRUE;
  docket_messages_insert (txn, message, &error);
  g_assert_no_error (error);
  store_add_message (txn, ticket, 200, "earlier");

  messages = docket_messages_list (txn, ticket, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (messages->len, ==, 2);
  g_assert_cmpstr (((DocketMessage *) g_ptr_array_index (messages, 0))->text, ==, "earlier");
  read = g_ptr_array_index (messages, 1);
  g_assert_cmpint (read->id, ==, message->id);
  g_assert_cmpstr (read->remote_id, ==, "r1");
  g_assert_cmpint (read->kind, ==, DOCKET_MESSAGE_KIND_INTERNAL);
  g_assert_cmpstr (read->author_name, ==, "Zoé");
  g_assert_cmpint (read->author_technician, ==, technician);
  g_assert_cmpint (read->author_contact, ==, 0);
  g_assert_true (read->is_mine);
  g_assert_cmpint (read->created_at, ==, 300);
  g_assert_cmpstr (read->source, ==, "<p>later</p>");
  g_assert_true (read->source_is_html);
  g_assert_cmpint (read->state, ==, DOCKET_PART_STATE_SYNCED);

  g_free (message->text);
  message->text = g_strdup ("changed");
  message->created_at = 150;
  docket_messages_update (txn, message, &error);
  g_assert_no_error (error);
  details = docket_tickets_load_details (txn, ticket, &error);
  g_assert_no_error (error);
  g_assert_cmpint (details->row->updated_at, ==, 300);
  g_assert_cmpstr (((DocketMessage *) g_ptr_array_index (details->messages, 0))->text,
                   ==,
                   "changed");

  docket_messages_delete (txn, message->id, &error);
  g_assert_no_error (error);
  g_assert_false (docket_messages_delete (txn, message->id, &error));
  g_assert_error (error, DOCKET_STORE_ERROR, DOCKET_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (docket_messages_update (txn, message, &error));
  g_assert_error (error, DOCKET_STORE_ERROR, DOCKET_STORE_ERROR_NOT_FOUND);
  store_commit (txn);
}

/* A source over 1 MB is cut between two characters. */
static void
test_long_source (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (DocketTransaction) txn = store_fixture_write (fixture);
  g_autoptr (DocketMessage) message = docket_message_new ();
  g_autoptr (GPtrArray) messages = NULL;
  g_autoptr (GString) source = g_string_new ("x");
  g_autoptr (GError) error = NULL;
  const DocketMessage *read;

  while (source->len < 1200 * 1024)
    g_string_append (source, "é");

  message->ticket = store_add_ticket (txn, 1, "title", "x", NULL);
  message->source = g_strdup (source->str);
  docket_messages_insert (txn, message, &error);
  messages = docket_messages_list (txn, message->ticket, &error);
  g_assert_no_error (error);
  read = g_ptr_array_index (messages, 0);
  g_assert_cmpuint (strlen (read->source), ==, 1024 * 1024 - 1);
  g_assert_true (g_utf8_validate (read->source, -1, NULL));
}

static guint
count_files (DocketTransaction *txn, gint64 ticket)
{
  g_autoptr (GPtrArray) rows = docket_tickets_load_rows (txn, &ticket, 1, NULL);

  return ((DocketTicketRow *) g_ptr_array_index (rows, 0))->n_attachments;
}

static void
test_attachments (StoreFixture *fixture, gconstpointer data)
{
  DocketTransaction *txn = store_fixture_write (fixture);
  g_autoptr (DocketAttachment) attachment = docket_attachment_new ();
  g_autoptr (DocketAttachment) loose = docket_attachment_new ();
  g_autoptr (DocketTicketDetails) details = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("abc", 3);
  g_autoptr (GError) error = NULL;
  const DocketMessage *message;
  const DocketAttachment *read;
  gint64 ticket = store_add_ticket (txn, 1, "title", "x", NULL);

  attachment->ticket = ticket;
  attachment->message = store_add_message (txn, ticket, 1, "with a file");
  attachment->name = g_strdup ("a.txt");
  attachment->content_type = g_strdup ("text/plain");
  attachment->size = 3;
  docket_blobs_add (txn, bytes, "text/plain", &attachment->sha256, &error);
  docket_attachments_insert (txn, attachment, &error);
  loose->ticket = ticket;
  loose->name = g_strdup ("b.pdf");
  loose->url = g_strdup ("https://example.com/b.pdf");
  docket_attachments_insert (txn, loose, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_files (txn, ticket), ==, 2);

  details = docket_tickets_load_details (txn, ticket, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (details->attachments->len, ==, 2);
  message = g_ptr_array_index (details->messages, 0);
  g_assert_cmpuint (message->attachments->len, ==, 1);
  read = g_ptr_array_index (message->attachments, 0);
  g_assert_cmpstr (read->name, ==, "a.txt");
  g_assert_cmpstr (read->content_type, ==, "text/plain");
  g_assert_cmpint (read->size, ==, 3);
  g_assert_cmpstr (read->sha256, ==, attachment->sha256);
  g_assert_null (read->url);
  read = g_ptr_array_index (details->attachments, 1);
  g_assert_cmpint (read->size, ==, -1);
  g_assert_cmpstr (read->url, ==, "https://example.com/b.pdf");

  docket_messages_delete (txn, attachment->message, &error);
  g_assert_cmpuint (count_files (txn, ticket), ==, 1);
  docket_attachments_delete (txn, loose->id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_files (txn, ticket), ==, 0);
  store_commit (txn);
}

/* A ticket is signed as long as it has the file. */
static void
test_signed (StoreFixture *fixture, gconstpointer data)
{
  DocketTransaction *txn = store_fixture_write (fixture);
  g_autoptr (DocketFilter) filter = docket_filter_new ();
  g_autoptr (DocketAttachment) signature = docket_attachment_new ();
  g_autofree char *before = NULL, *with = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;

  filter->is_signed = TRUE;
  store_add_ticket (txn, 1, "title", "x", NULL);
  signature->ticket = store_add_ticket (txn, 2, "title", "y", NULL);
  signature->name = g_strdup ("Signature.png");
  before = store_list (txn, filter, 0);
  g_assert_cmpstr (before, ==, "");
  docket_attachments_insert (txn, signature, &error);
  with = store_list (txn, filter, 0);
  g_assert_cmpstr (with, ==, "2");
  docket_attachments_delete (txn, signature->id, &error);
  g_assert_no_error (error);
  after = store_list (txn, filter, 0);
  g_assert_cmpstr (after, ==, "");
  store_commit (txn);
}

static void
test_blobs (StoreFixture *fixture, gconstpointer data)
{
  DocketTransaction *txn = store_fixture_write (fixture);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("abc", 3);
  g_autofree char *name = NULL, *again = NULL, *path = NULL, *content = NULL;
  g_autofree char *folder = g_build_filename (fixture->folder, "blobs", NULL);
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf info;
  guint n_files = 0;

  docket_blobs_add (txn, bytes, NULL, &name, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (name, ==, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  path = docket_blobs_get_path (fixture->store, name);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 07777, ==, 0600);
  g_assert_cmpint (g_stat (folder, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 07777, ==, 0700);

  /* One that has rotted on the disk is written anew. */
  g_file_set_contents (path, "abd", 3, &error);
  docket_blobs_add (txn, bytes, NULL, &again, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again, ==, name);
  g_file_get_contents (path, &content, NULL, &error);
  g_assert_cmpstr (content, ==, "abc");

  dir = g_dir_open (folder, 0, &error);
  g_assert_no_error (error);
  while (g_dir_read_name (dir) != NULL)
    n_files++;
  g_assert_cmpuint (n_files, ==, 1);

  g_assert_null (docket_blobs_get_path (fixture->store, "../docket.db"));
  name[0] = 'c';
  g_assert_null (docket_blobs_get_path (fixture->store, name));
  store_commit (txn);
}

static void
test_time_entries (StoreFixture *fixture, gconstpointer data)
{
  DocketTransaction *txn = store_fixture_write (fixture);
  g_autoptr (DocketTimeEntry) entry = docket_time_entry_new ();
  g_autoptr (DocketTimeEntry) other = docket_time_entry_new ();
  g_autoptr (DocketTicketDetails) details = NULL;
  g_autoptr (GError) error = NULL;
  const DocketTimeEntry *read;
  gint64 ticket = store_add_ticket (txn, 1, "title", "x", NULL);

  entry->ticket = ticket;
  entry->technician = store_add_entry (txn, DOCKET_ENTITY_TECHNICIAN, "Zoé");
  entry->rate = store_add_entry (txn, DOCKET_ENTITY_RATE, "Evening");
  entry->start_at = 1000;
  entry->end_at = 4000;
  entry->zone = g_strdup ("Europe/Paris");
  entry->billable = TRUE;
  entry->on_site = TRUE;
  entry->description = g_strdup ("Cable");
  entry->created_at = 5000;
  docket_time_entries_insert (txn, entry, &error);
  other->ticket = ticket;
  other->start_at = 500;
  other->end_at = 700;
  docket_time_entries_insert (txn, other, &error);
  g_assert_no_error (error);

  g_free (entry->remote_id);
  entry->remote_id = g_strdup ("77");
  entry->end_at = 3000;
  docket_time_entries_update (txn, entry, &error);
  g_assert_no_error (error);
  g_assert_cmpint (docket_time_entries_find_by_remote_id (txn, "77", &error), ==, entry->id);
  g_assert_cmpint (docket_time_entries_find_by_remote_id (txn, NULL, &error), ==, 0);

  details = docket_tickets_load_details (txn, ticket, &error);
  g_assert_no_error (error);
  g_assert_cmpint (details->total_us, ==, 2200);
  g_assert_cmpint (details->billable_us, ==, 2000);
  g_assert_cmpint (details->row->updated_at, ==, 5000);
  g_assert_cmpuint (details->time_entries->len, ==, 2);
  read = g_ptr_array_index (details->time_entries, 1);
  g_assert_cmpstr (read->remote_id, ==, "77");
  g_assert_cmpstr (read->technician_name, ==, "Zoé");
  g_assert_cmpstr (read->rate_name, ==, "Evening");
  g_assert_cmpint (read->start_at, ==, 1000);
  g_assert_cmpint (read->end_at, ==, 3000);
  g_assert_cmpstr (read->zone, ==, "Europe/Paris");
  g_assert_true (read->billable);
  g_assert_true (read->on_site);
  g_assert_cmpstr (read->description, ==, "Cable");
  g_assert_cmpint (read->created_at, ==, 5000);

  docket_time_entries_delete (txn, entry->id, &error);
  g_assert_no_error (error);
  g_assert_false (docket_time_entries_update (txn, entry, &error));
  g_assert_error (error, DOCKET_STORE_ERROR, DOCKET_STORE_ERROR_NOT_FOUND);
  store_commit (txn);
}

static void
test_drafts (StoreFixture *fixture, gconstpointer data)
{
  DocketTransaction *txn = store_fixture_write (fixture);
  g_autoptr (DocketDraft) reply = docket_draft_new ();
  g_autoptr (DocketDraft) note = docket_draft_new ();
  g_autoptr (DocketDraft) second = docket_draft_new ();
  g_autoptr (DocketDraft) window_a = docket_draft_new ();
  g_autoptr (DocketDraft) window_b = docket_draft_new ();
  g_autoptr (DocketDraft) found = NULL;
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (GError) error = NULL;
  gint64 ticket = store_add_ticket (txn, 1, "title", "x", NULL);

  reply->ticket = note->ticket = second->ticket = ticket;
  note->kind = DOCKET_DRAFT_KIND_INTERNAL;
  reply->text = g_strdup ("to the customer");
  note->text = g_strdup ("not to the customer");
  second->text = g_strdup ("the other window");
  docket_drafts_save (txn, reply, &error);
  docket_drafts_save (txn, note, &error);
  docket_drafts_save (txn, second, &error);
  g_assert_no_error (error);
  g_assert_cmpint (second->id, ==, reply->id);
  g_assert_cmpint (note->id, !=, reply->id);
  found = docket_drafts_find (txn, ticket, DOCKET_DRAFT_KIND_REPLY, &error);
  g_assert_cmpstr (found->text, ==, "the other window");
  g_clear_object (&found);

  window_a->fields = store_values ("title", "One", NULL);
  window_b->fields = store_values ("title", "Two", NULL);
  docket_drafts_save (txn, window_a, &error);
  docket_drafts_save (txn, window_b, &error);
  g_assert_cmpint (window_a->id, !=, window_b->id);
  docket_values_set (window_a->fields, "title", "One more");
  docket_drafts_save (txn, window_a, &error);
  drafts = docket_drafts_list (txn, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (drafts->len, ==, 4);

  /* What was sent does not come back by a late save. */
  docket_drafts_delete (txn, reply->id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (docket_drafts_save (txn, reply, &error), ==, 0);
  g_assert_error (error, DOCKET_STORE_ERROR, DOCKET_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  found = docket_drafts_find (txn, ticket, DOCKET_DRAFT_KIND_REPLY, &error);
  g_assert_no_error (error);
  g_assert_null (found);
  found = docket_drafts_find (txn, ticket, DOCKET_DRAFT_KIND_INTERNAL, &error);
  g_assert_cmpstr (found->text, ==, "not to the customer");
  store_commit (txn);
}

static void
test_views (StoreFixture *fixture, gconstpointer data)
{
  DocketTransaction *txn = store_fixture_write (fixture);
  g_autoptr (DocketFilter) filter = docket_filter_new_default ();
  g_autoptr (DocketSavedView) view = docket_saved_view_new (0, "Mine", filter);
  g_autoptr (GPtrArray) views = NULL, none = NULL, again = NULL;
  g_autoptr (GError) error = NULL;
  const DocketSavedView *read;

  view->id = docket_views_save (txn, view, &error);
  g_assert_no_error (error);
  g_free (view->name);
  view->name = g_strdup ("Ours");
  view->filter->search = g_strdup ("it's “new”");
  g_assert_cmpint (docket_views_save (txn, view, &error), ==, view->id);
  views = docket_views_list (txn, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (views->len, ==, 1);
  read = g_ptr_array_index (views, 0);
  g_assert_cmpstr (read->name, ==, "Ours");
  g_assert_true (docket_filter_equal (read->filter, view->filter));
  docket_views_delete (txn, view->id, &error);
  none = docket_views_list (txn, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpint (docket_views_save (txn, view, &error), ==, view->id);
  again = docket_views_list (txn, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->len, ==, 1);
  store_commit (txn);
}

/* Each kind keeps all that is known of an entry. */
static void
test_entries (StoreFixture *fixture, gconstpointer data)
{
  static const struct
  {
    DocketEntity entity;
    const char *property;
    const char *value;
  } kinds[] = {
    { DOCKET_ENTITY_CUSTOMER, "city", "Liège" },
    { DOCKET_ENTITY_CONTACT, "first_name", "Zoé" },
    { DOCKET_ENTITY_CONTRACT, "hours_included", "12.5" },
    { DOCKET_ENTITY_TECHNICIAN, "email", "Zoe@Example.com" },
    { DOCKET_ENTITY_RATE, "amount", "1250000" },
    { DOCKET_ENTITY_STATUS, "kind", "pending" },
    { DOCKET_ENTITY_FIELD, "type", "number" },
    { DOCKET_ENTITY_QUICK_REPLY, "text", "Hello %s,\n\nall is well." },
  };
  DocketTransaction *txn = store_fixture_write (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (DocketEntry) entry = docket_entry_new (kinds[i].entity);
      g_autoptr (DocketEntry) read = NULL;
      g_autoptr (GError) error = NULL;
      gint64 id;

      entry->name = g_strdup ("Name");
      entry->remote_id = g_strdup ("r7");
      docket_entry_set (entry, kinds[i].property, kinds[i].value);
      docket_entry_set (entry, "something_else", "kept too");
      id = docket_directory_save (txn, entry, &error);
      g_assert_no_error (error);
      g_assert_cmpint (docket_directory_find_by_remote_id (txn, kinds[i].entity, "r7", &error),
                       ==,
                       id);
      read = docket_directory_get (txn, kinds[i].entity, id, &error);
      g_assert_no_error (error);
      g_assert_cmpint (read->id, ==, id);
      g_assert_cmpint (read->entity, ==, kinds[i].entity);
      g_assert_cmpstr (read->name, ==, "Name");
      g_assert_cmpstr (read->remote_id, ==, "r7");
      g_assert_cmpstr (docket_entry_get (read, kinds[i].property), ==, kinds[i].value);
      g_assert_cmpstr (docket_entry_get (read, "something_else"), ==, "kept too");
      g_assert_null (docket_directory_get (txn, kinds[i].entity, 999, &error));
      g_assert_no_error (error);
    }

  store_commit (txn);
}

static void
check_names (DocketTransaction *txn,
             DocketEntity entity,
             const char *search,
             gint64 customer,
             guint limit,
             const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries =
    docket_directory_list (txn, entity, search, customer, limit, &error);
  g_autoptr (GString) names = g_string_new (NULL);

  g_assert_no_error (error);

  for (guint i = 0; i < entries->len; i++)
    g_string_append_printf (names,
                            "%s%s",
                            i > 0 ? ", " : "",
                            ((DocketEntry *) g_ptr_array_index (entries, i))->name);

  g_assert_cmpstr (names->str, ==, expected);
}

static void
test_entry_lists (StoreFixture *fixture, gconstpointer data)
{
  DocketTransaction *txn = store_fixture_write (fixture);
  g_autoptr (DocketEntry) contact = docket_entry_new (DOCKET_ENTITY_CONTACT);
  g_autoptr (DocketEntry) found = NULL;
  g_autoptr (GError) error = NULL;

  store_add_entry (txn, DOCKET_ENTITY_CUSTOMER, "Zebra");
  store_add_entry (txn, DOCKET_ENTITY_CUSTOMER, "écluse");
  store_add_entry (txn, DOCKET_ENTITY_CUSTOMER, "Boulangerie Cœur 100%");
  check_names (txn, DOCKET_ENTITY_CUSTOMER, NULL, 0, 0, "Boulangerie Cœur 100%, écluse, Zebra");
  check_names (txn, DOCKET_ENTITY_CUSTOMER, "", 0, 2, "Boulangerie Cœur 100%, écluse");
  check_names (txn, DOCKET_ENTITY_CUSTOMER, "ECLUSE", 0, 0, "écluse");
  check_names (txn, DOCKET_ENTITY_CUSTOMER, "coeur", 0, 0, "Boulangerie Cœur 100%");
  check_names (txn, DOCKET_ENTITY_CUSTOMER, "0%", 0, 0, "Boulangerie Cœur 100%");
  check_names (txn, DOCKET_ENTITY_CUSTOMER, "_", 0, 0, "");

  contact->name = g_strdup ("Ana");
  contact->customer = 2;
  docket_entry_set (contact, "email", "Ana@Example.com");
  docket_directory_save (txn, contact, &error);
  store_add_entry (txn, DOCKET_ENTITY_CONTACT, "Bob");
  check_names (txn, DOCKET_ENTITY_CONTACT, NULL, 0, 0, "Ana, Bob");
  check_names (txn, DOCKET_ENTITY_CONTACT, NULL, 2, 0, "Ana");
  check_names (txn, DOCKET_ENTITY_CONTACT, "example", 0, 0, "Ana");
  found = docket_directory_find (txn, DOCKET_ENTITY_CONTACT, "email", "ana@example.COM", &error);
  g_assert_no_error (error);
  g_assert_cmpint (found->id, ==, contact->id);
  g_assert_cmpint (found->customer, ==, 2);
  g_clear_object (&found);
  found = docket_directory_find (txn, DOCKET_ENTITY_CONTACT, "name", "ÀNA", &error);
  g_assert_cmpint (found->id, ==, contact->id);
  g_assert_null (docket_directory_find (txn, DOCKET_ENTITY_CONTACT, "email", "x", &error));
  g_assert_no_error (error);

  contact->archived = TRUE;
  docket_directory_save (txn, contact, &error);
  g_assert_no_error (error);
  check_names (txn, DOCKET_ENTITY_CONTACT, NULL, 0, 0, "Bob");
  store_commit (txn);
}

static void
test_fields (StoreFixture *fixture, gconstpointer data)
{
  DocketTransaction *txn = store_fixture_write (fixture);
  g_autoptr (DocketField) field =
    docket_field_new_custom ("Room", DOCKET_FIELD_DEPENDENT_OPTION, "Floor");
  g_autoptr (GPtrArray) fields = NULL;
  g_autoptr (GError) error = NULL;
  const DocketField *read;
  const DocketFieldOption *option;

  docket_field_add_option (field, "Kitchen", "First");
  docket_field_add_option (field, "Hall", NULL);
  docket_directory_save_field (txn, field, &error);
  docket_directory_save_field (txn, field, &error);
  fields = docket_directory_list_fields (txn, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fields->len, ==, 1);
  read = g_ptr_array_index (fields, 0);
  g_assert_cmpstr (read->id, ==, "field.Room");
  g_assert_cmpint (read->kind, ==, DOCKET_FIELD_DEPENDENT_OPTION);
  g_assert_cmpstr (read->parent, ==, "field.Floor");
  g_assert_cmpuint (read->options->len, ==, 2);
  option = g_ptr_array_index (read->options, 0);
  g_assert_cmpstr (option->value, ==, "Kitchen");
  g_assert_cmpstr (option->parent, ==, "First");
  option = g_ptr_array_index (read->options, 1);
  g_assert_cmpstr (option->value, ==, "Hall");
  g_assert_null (option->parent);
  store_commit (txn);
}

static void
save_field (DocketTransaction *txn, const char *name, const char *parent)
{
  g_autoptr (DocketField) field =
    docket_field_new_custom (name,
                             parent != NULL ? DOCKET_FIELD_DEPENDENT_OPTION : DOCKET_FIELD_TEXT,
                             parent);
  g_autoptr (GError) error = NULL;

  g_assert_true (docket_directory_save_field (txn, field, &error));
  g_assert_no_error (error);
}

/* By name, and what depends on another field below it; a circle is not gone round for ever. */
static void
test_fields_below_parents (StoreFixture *fixture, gconstpointer data)
{
  static const char *const expected[] = { "field.Site", "field.Building", "field.Aisle",
                                          "field.Zip",  "field.Egg",      "field.Hen" };
  DocketTransaction *txn = store_fixture_write (fixture);
  g_autoptr (GPtrArray) fields = NULL;
  g_autoptr (GError) error = NULL;

  save_field (txn, "Aisle", "Building");
  save_field (txn, "Building", "Site");
  save_field (txn, "Site", NULL);
  save_field (txn, "Zip", NULL);
  save_field (txn, "Hen", "Egg");
  save_field (txn, "Egg", "Hen");
  fields = docket_directory_list_fields (txn, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fields->len, ==, G_N_ELEMENTS (expected));

  for (guint i = 0; i < fields->len; i++)
    g_assert_cmpstr (((const DocketField *) g_ptr_array_index (fields, i))->id, ==, expected[i]);

  store_commit (txn);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  store_test_add ("/store/parts/messages", test_messages);
  store_test_add ("/store/parts/long-source", test_long_source);
  store_test_add ("/store/parts/attachments", test_attachments);
  store_test_add ("/store/parts/signed", test_signed);
  store_test_add ("/store/parts/blobs", test_blobs);
  store_test_add ("/store/parts/time-entries", test_time_entries);
  store_test_add ("/store/parts/drafts", test_drafts);
  store_test_add ("/store/directory/views", test_views);
  store_test_add ("/store/directory/entries", test_entries);
  store_test_add ("/store/directory/lists", test_entry_lists);
  store_test_add ("/store/directory/fields", test_fields);
  store_test_add ("/store/directory/fields-below-parents", test_fields_below_parents);

  return g_test_run ();
}
