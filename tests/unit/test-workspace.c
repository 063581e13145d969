/* The door of a workspace: what is made, edited, undone, told, and what is refused.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>
#include <sys/stat.h>

#include "docket-workspace-choices.h"
#include "workspace-fixture.h"

static char *
make_local (const char *name, gboolean sample)
{
  g_autofree char *typed = g_strdup (name);
  const DocketAccountSetup setup = { .name = typed, .sample = sample };
  g_autoptr (GError) error = NULL;
  char *id = docket_workspaces_create (&setup, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (id);

  return id;
}

static DocketWorkspace *
open_new (gboolean sample)
{
  g_autofree char *id = make_local ("Test", sample);

  return workspace_fixture_open (id);
}

static gint64
create_ticket (DocketWorkspace *workspace, const char *title)
{
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  g_autoptr (DocketValues) values = docket_values_new ();
  g_autoptr (GError) error = NULL;

  docket_values_set (values, DOCKET_FIELD_ID_TITLE, title);
  docket_edit_create_ticket (edit, values, 0);
  docket_workspace_apply (workspace, edit, NULL, &error);
  g_assert_no_error (error);

  return docket_edit_get_result_ticket (edit);
}

static char *
get_value (DocketWorkspace *workspace, gint64 ticket, const char *field)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTicketDetails) details =
    docket_workspace_load_ticket (workspace, ticket, NULL, &error);

  g_assert_no_error (error);

  return g_strdup (docket_values_get (details->values, field));
}

static void
assert_value (DocketWorkspace *workspace, gint64 ticket, const char *field, const char *value)
{
  g_autofree char *found = get_value (workspace, ticket, field);

  g_assert_cmpstr (found, ==, value);
}

static guint
count_tickets (DocketWorkspace *workspace, const DocketFilter *filter)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids =
    docket_workspace_list_tickets (workspace, filter, DOCKET_SORT_UPDATED, FALSE, 0, NULL, &error);

  g_assert_no_error (error);

  return ids->len;
}

static guint
count_all (DocketWorkspace *workspace)
{
  g_autoptr (DocketFilter) all = docket_filter_new ();

  return count_tickets (workspace, all);
}

static void
assert_refused (DocketWorkspace *workspace, DocketEdit *edit, GQuark domain, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (docket_workspace_apply (workspace, edit, NULL, &error));
  g_assert_error (error, domain, code);
  g_assert_cmpuint (strlen (error->message), >, 10);
}

static void
test_folders (void)
{
  g_autofree char *first = make_local ("Chez Zoé & Co", FALSE);
  g_autofree char *second = make_local ("Chez Zoé & Co", FALSE);
  g_autofree char *root = docket_workspaces_get_root ();
  g_autofree char *folder = g_build_filename (root, first, NULL);
  g_autofree char *database = g_build_filename (folder, "docket.db", NULL);
  g_autoptr (GPtrArray) infos = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf info;

  g_assert_cmpstr (first, ==, "chez-zoe-co");
  g_assert_cmpstr (second, ==, "chez-zoe-co-2");
  g_assert_cmpint (g_stat (folder, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);
  g_assert_cmpint (g_stat (database, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);

  infos = docket_workspaces_list (NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (infos->len, ==, 2);
  g_assert_cmpstr (((DocketWorkspaceInfo *) infos->pdata[0])->name, ==, "Chez Zoé & Co");
  g_assert_null (((DocketWorkspaceInfo *) infos->pdata[0])->problem);

  g_assert_true (docket_workspaces_remove (first, NULL, &error));
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  g_assert_false (docket_workspaces_remove (first, NULL, &error));
  g_assert_error (error, DOCKET_WORKSPACE_ERROR, DOCKET_WORKSPACE_ERROR_NOT_FOUND);
}

static void
test_no_such_workspace (void)
{
  const char *const ids[] = { "nothing", "..", "../x", ".new-x" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (docket_workspace_open (ids[i], NULL, NULL, NULL, &error));
      g_assert_error (error, DOCKET_WORKSPACE_ERROR, DOCKET_WORKSPACE_ERROR_NOT_FOUND);
    }
}

/* Nobody listens on port 1: the failure leaves no folder, no half workspace. */
static void
test_failure_leaves_nothing (void)
{
  char me[] = "tech1@example.com", url[] = "http://127.0.0.1:1", secret[] = "key";
  const DocketAccountSetup setup = { .kind = DOCKET_SERVER_KIND_ATERA,
                                     .url = url,
                                     .me = me,
                                     .secret = secret };
  g_autofree char *root = docket_workspaces_get_root ();
  g_autoptr (GPtrArray) infos = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (docket_workspaces_create (&setup, NULL, NULL, &error));
  g_assert_error (error, DOCKET_REMOTE_ERROR, DOCKET_REMOTE_ERROR_UNREACHABLE);
  g_assert_false (g_file_test (root, G_FILE_TEST_EXISTS));

  infos = docket_workspaces_list (NULL, NULL);
  g_assert_cmpuint (infos->len, ==, 0);
}

static void
test_sample (void)
{
  g_autofree char *id = make_local (NULL, TRUE);
  g_autofree char *sample = docket_workspaces_find_sample (NULL, NULL);
  g_autoptr (OpenWorkspace) workspace = workspace_fixture_open (id);
  g_autoptr (DocketFilter) filter = docket_filter_new ();
  g_autoptr (DocketTicketDetails) details = NULL;
  g_autoptr (GError) error = NULL;
  gint64 ticket;

  g_assert_cmpstr (id, ==, "fjord-it");
  g_assert_cmpstr (sample, ==, id);
  g_assert_cmpstr (docket_workspace_get_name (workspace), ==, "Fjord IT");
  g_assert_cmpstr (docket_workspace_get_me_name (workspace), ==, "Ana Rossi");
  g_assert_cmpint (docket_workspace_get_me (workspace), >, 0);
  g_assert_null (docket_workspace_get_capabilities (workspace));
  g_assert_cmpuint (count_all (workspace), ==, 64);

  filter->is_signed = TRUE;
  g_assert_cmpuint (count_tickets (workspace, filter), ==, 1);

  ticket = docket_workspace_find_ticket (workspace, "#1043", &error);
  g_assert_no_error (error);
  details = docket_workspace_load_ticket (workspace, ticket, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (details->messages->len, ==, 5);
  g_assert_cmpuint (details->time_entries->len, ==, 3);
  g_assert_cmpuint (details->attachments->len, ==, 1);
  g_assert_true (details->row->unread);
  g_assert_cmpstr (docket_values_get (details->values, "field.Warranty"), ==, "yes");

  /* The next number after the largest. */
  ticket = create_ticket (workspace, "A new one");
  g_assert_cmpint (docket_workspace_find_ticket (workspace, "1044", NULL), ==, ticket);
}

static void
sidebar_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(DocketSidebar **) user_data =
    docket_workspace_load_sidebar_finish (DOCKET_WORKSPACE (source), result, &error);
  g_assert_no_error (error);
}

static void
choices_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  DocketTicketChoices **choices = user_data;

  *choices =
    docket_workspace_load_ticket_choices_finish (DOCKET_WORKSPACE (source), result, &error);
  g_assert_no_error (error);
}

/* What the sidebar says is what the lists show. */
static void
test_sidebar (void)
{
  g_autoptr (OpenWorkspace) workspace = open_new (TRUE);
  g_autoptr (DocketSidebar) sidebar = NULL;
  g_autoptr (DocketTicketChoices) choices = NULL;
  gint64 now = docket_clock_get_wall (docket_workspace_get_clock (workspace));
  guint n_views;
  const DocketView *views = docket_view_get_builtin (&n_views);

  docket_workspace_load_sidebar_async (workspace, NULL, sidebar_cb, &sidebar);
  wait_until (sidebar != NULL);

  for (guint i = 0; i < n_views; i++)
    {
      g_autoptr (DocketFilter) filter = docket_view_make_filter (&views[i], now);

      g_assert_cmpuint (sidebar->counts[i], ==, count_tickets (workspace, filter));
    }

  g_assert_cmpuint (sidebar->counts[0], >, 0);
  g_assert_cmpuint (sidebar->views->len, ==, 2);
  g_assert_cmpuint (sidebar->view_counts->len, ==, 2);

  docket_workspace_load_ticket_choices_async (workspace, NULL, choices_cb, &choices);
  wait_until (choices != NULL);
  g_assert_cmpuint (choices->technicians->len, ==, 3);
  g_assert_cmpuint (choices->fields->len, ==, 6);
  g_assert_cmpuint (choices->statuses->len, ==, 5);
}

static void
test_refusals (void)
{
  g_autoptr (OpenWorkspace) workspace = open_new (FALSE);
  gint64 ticket = create_ticket (workspace, "Ticket");
  static const struct
  {
    const char *field;
    const char *value;
    gboolean of_model;
  } bad[] = {
    { DOCKET_FIELD_ID_TITLE, "  ", TRUE },
    { DOCKET_FIELD_ID_PRIORITY, "urgent", TRUE },
    { DOCKET_FIELD_ID_STATUS, "", TRUE },
    { "field.Nothing", "x", FALSE },
    { "nothing", "x", FALSE },
    { DOCKET_FIELD_ID_CREATED, "1", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (DocketEdit) edit = docket_edit_new ();

      /* One part that is fine: it must not be written either. */
      docket_edit_set_field (edit, ticket, DOCKET_FIELD_ID_TYPE, "problem");
      docket_edit_set_field (edit, ticket, bad[i].field, bad[i].value);

      if (bad[i].of_model)
        assert_refused (workspace, edit, DOCKET_MODEL_ERROR, DOCKET_MODEL_ERROR_INVALID);
      else
        assert_refused (workspace, edit, DOCKET_WORKSPACE_ERROR, DOCKET_WORKSPACE_ERROR_INVALID);

      assert_value (workspace, ticket, DOCKET_FIELD_ID_TYPE, "incident");
    }
}

static void
test_refused_parts (void)
{
  g_autoptr (OpenWorkspace) workspace = open_new (FALSE);
  gint64 ticket = create_ticket (workspace, "Ticket");
  g_autoptr (DocketEdit) no_title = docket_edit_new ();
  g_autoptr (DocketEdit) no_text = docket_edit_new ();
  g_autoptr (DocketEdit) backwards = docket_edit_new ();
  g_autoptr (DocketEdit) nowhere = docket_edit_new ();
  g_autoptr (DocketEdit) nobody = docket_edit_new ();
  g_autoptr (DocketValues) empty = docket_values_new ();
  g_autoptr (DocketTimeEntry) entry = docket_time_entry_new ();

  docket_edit_create_ticket (no_title, empty, 0);
  assert_refused (workspace, no_title, DOCKET_MODEL_ERROR, DOCKET_MODEL_ERROR_INVALID);

  docket_edit_add_message (no_text, ticket, DOCKET_MESSAGE_KIND_REPLY, " \n ", 0, 0);
  assert_refused (workspace, no_text, DOCKET_WORKSPACE_ERROR, DOCKET_WORKSPACE_ERROR_INVALID);

  entry->start_at = 2 * G_USEC_PER_SEC;
  entry->end_at = G_USEC_PER_SEC;
  docket_edit_add_time (backwards, ticket, entry);
  assert_refused (workspace, backwards, DOCKET_WORKSPACE_ERROR, DOCKET_WORKSPACE_ERROR_INVALID);

  docket_edit_delete_ticket (nowhere, ticket + 1, 0);
  assert_refused (workspace, nowhere, DOCKET_WORKSPACE_ERROR, DOCKET_WORKSPACE_ERROR_NOT_FOUND);

  docket_edit_set_field (nobody, ticket, DOCKET_FIELD_ID_CUSTOMER, "12345");
  assert_refused (workspace, nobody, DOCKET_WORKSPACE_ERROR, DOCKET_WORKSPACE_ERROR_INVALID);
  g_assert_cmpuint (count_all (workspace), ==, 1);
}

static void
apply (DocketWorkspace *workspace, DocketEdit *edit)
{
  g_autoptr (GError) error = NULL;

  docket_workspace_apply (workspace, edit, NULL, &error);
  g_assert_no_error (error);
}

static void
undo (DocketWorkspace *workspace, DocketEdit *edit)
{
  g_autoptr (GError) error = NULL;

  docket_workspace_undo (workspace, edit, NULL, &error);
  g_assert_no_error (error);
}

static gint64
get_updated (DocketWorkspace *workspace, gint64 ticket)
{
  g_autoptr (DocketTicketDetails) details =
    docket_workspace_load_ticket (workspace, ticket, NULL, NULL);

  return details->row->updated_at;
}

/* What is refused only once a part of it was written, leaves nothing of that part. */
static void
test_all_or_nothing (void)
{
  g_autoptr (OpenWorkspace) workspace = open_new (FALSE);
  const gint64 ticket = create_ticket (workspace, "Ticket");
  g_autoptr (DocketTimeEntry) entry = docket_time_entry_new ();
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  g_autoptr (DocketTicketDetails) details = NULL;

  entry->start_at = G_USEC_PER_SEC;
  entry->end_at = 2 * G_USEC_PER_SEC;
  docket_edit_add_time (edit, ticket, entry);
  docket_edit_delete_time (edit, ticket, 12345);
  assert_refused (workspace, edit, DOCKET_SYNC_ERROR, DOCKET_SYNC_ERROR_REFUSED);
  details = docket_workspace_load_ticket (workspace, ticket, NULL, NULL);
  g_assert_cmpuint (details->time_entries->len, ==, 0);
}

static void
test_undo (void)
{
  g_autoptr (OpenWorkspace) workspace = open_new (FALSE);
  gint64 ticket = create_ticket (workspace, "Ticket");
  g_autoptr (DocketEdit) set = docket_edit_new ();
  g_autoptr (DocketEdit) gone = docket_edit_new ();
  g_autoptr (DocketEdit) said = docket_edit_new ();
  g_autoptr (DocketTicketDetails) details = NULL;
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (GError) error = NULL;
  gint64 updated_at;

  updated_at = get_updated (workspace, ticket);
  docket_edit_set_field (set, ticket, DOCKET_FIELD_ID_STATUS, "resolved");
  docket_edit_set_field (set, ticket, DOCKET_FIELD_ID_PRIORITY, "high");
  apply (workspace, set);
  g_assert_cmpint (get_updated (workspace, ticket), >, updated_at);
  assert_value (workspace, ticket, DOCKET_FIELD_ID_STATUS, "resolved");
  undo (workspace, set);
  assert_value (workspace, ticket, DOCKET_FIELD_ID_STATUS, "open");
  assert_value (workspace, ticket, DOCKET_FIELD_ID_PRIORITY, "medium");
  g_assert_cmpint (get_updated (workspace, ticket), ==, updated_at);

  /* Once is all. */
  g_assert_false (docket_workspace_undo (workspace, set, NULL, &error));
  g_assert_error (error, DOCKET_SYNC_ERROR, DOCKET_SYNC_ERROR_TOO_LATE);

  docket_edit_delete_ticket (gone, ticket, 0);
  apply (workspace, gone);
  g_assert_cmpuint (count_all (workspace), ==, 0);
  undo (workspace, gone);
  g_assert_cmpuint (count_all (workspace), ==, 1);

  docket_edit_add_message (said, ticket, DOCKET_MESSAGE_KIND_INTERNAL, "a word", 0, 0);
  apply (workspace, said);
  undo (workspace, said);
  g_assert_cmpint (get_updated (workspace, ticket), ==, updated_at);
  details = docket_workspace_load_ticket (workspace, ticket, NULL, NULL);
  g_assert_cmpuint (details->messages->len, ==, 0);
  drafts = docket_workspace_list_drafts (workspace, NULL);
  g_assert_cmpuint (drafts->len, ==, 1);
  g_assert_cmpstr (((DocketDraft *) drafts->pdata[0])->text, ==, "a word");
  g_assert_cmpint (((DocketDraft *) drafts->pdata[0])->kind, ==, DOCKET_MESSAGE_KIND_INTERNAL);
}

/* What was changed again meanwhile stays. */
static void
test_undo_too_late (void)
{
  g_autoptr (OpenWorkspace) workspace = open_new (FALSE);
  gint64 ticket = create_ticket (workspace, "Ticket");
  g_autoptr (DocketEdit) first = docket_edit_new ();
  g_autoptr (DocketEdit) second = docket_edit_new ();
  g_autoptr (GError) error = NULL;

  docket_edit_set_field (first, ticket, DOCKET_FIELD_ID_TITLE, "one");
  docket_edit_set_field (second, ticket, DOCKET_FIELD_ID_TITLE, "two");
  apply (workspace, first);
  apply (workspace, second);
  g_assert_false (docket_workspace_undo (workspace, first, NULL, &error));
  g_assert_error (error, DOCKET_SYNC_ERROR, DOCKET_SYNC_ERROR_TOO_LATE);
  assert_value (workspace, ticket, DOCKET_FIELD_ID_TITLE, "two");
}

typedef struct
{
  gint64 ticket;
  guint times;
} Heard;

static void
changed_cb (DocketWorkspace *workspace, GArray *changes, gpointer user_data)
{
  Heard *heard = user_data;

  g_assert_cmpuint (changes->len, >, 0);

  for (guint i = 0; i < changes->len; i++)
    {
      const DocketChange *change = &g_array_index (changes, DocketChange, i);

      if (change->entity == DOCKET_ENTITY_TICKET && change->id == heard->ticket)
        heard->times++;
    }
}

static void
test_changes_are_told (void)
{
  g_autoptr (OpenWorkspace) here = open_new (FALSE);
  g_autoptr (OpenWorkspace) there = workspace_fixture_open (docket_workspace_get_id (here));
  Heard heard_here = { 0 }, heard_there = { 0 };
  gint64 ticket = create_ticket (here, "Ticket");
  g_autoptr (DocketEdit) edit = docket_edit_new ();

  heard_here.ticket = ticket;
  heard_there.ticket = ticket;
  g_signal_connect (here, "changed", G_CALLBACK (changed_cb), &heard_here);
  g_signal_connect (there, "changed", G_CALLBACK (changed_cb), &heard_there);
  wait_until (heard_here.times == 1 && heard_there.times == 1);

  /* The other one commits: its file monitor alone tells the first one. */
  docket_edit_set_field (edit, ticket, DOCKET_FIELD_ID_TITLE, "Changed there");
  apply (there, edit);
  wait_until (heard_here.times == 2 && heard_there.times == 2);
  assert_value (here, ticket, DOCKET_FIELD_ID_TITLE, "Changed there");
}

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  docket_workspace_apply_finish (DOCKET_WORKSPACE (source), result, &error);
  g_assert_no_error (error);
  (*(guint *) user_data)++;
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (docket_workspace_apply_finish (DOCKET_WORKSPACE (source), result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  (*(guint *) user_data)++;
}

/* Edits are written in the order in which they were made, and closing waits for them. */
static void
test_order_and_close (void)
{
  g_autofree char *id = make_local ("Order", FALSE);
  DocketWorkspace *workspace = workspace_fixture_open (id);
  g_autoptr (OpenWorkspace) again = NULL;
  gint64 ticket = create_ticket (workspace, "0");
  g_autoptr (DocketEdit) late = docket_edit_new ();
  guint n_applied = 0, n_closed = 0;

  for (guint i = 1; i <= 50; i++)
    {
      g_autoptr (DocketEdit) edit = docket_edit_new ();
      g_autofree char *title = g_strdup_printf ("%u", i);

      docket_edit_set_field (edit, ticket, DOCKET_FIELD_ID_TITLE, title);
      docket_workspace_apply_async (workspace, edit, NULL, applied_cb, &n_applied);
    }

  docket_workspace_close (workspace);
  docket_edit_set_field (late, ticket, DOCKET_FIELD_ID_TITLE, "late");
  docket_workspace_apply_async (workspace, late, NULL, closed_cb, &n_closed);
  wait_until (n_applied == 50 && n_closed == 1);
  g_object_unref (workspace);

  again = workspace_fixture_open (id);
  assert_value (again, ticket, DOCKET_FIELD_ID_TITLE, "50");
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(DocketWorkspace **) user_data = docket_workspace_open_finish (result, &error);
  g_assert_no_error (error);
}

/* Opened on a worker, it tells in the main context all the same. */
static void
test_open_async (void)
{
  g_autofree char *id = make_local ("Async", FALSE);
  g_autoptr (OpenWorkspace) workspace = NULL;
  Heard heard = { 0 };

  docket_workspace_open_async (id, NULL, opened_cb, &workspace);
  wait_until (workspace != NULL);
  g_signal_connect (workspace, "changed", G_CALLBACK (changed_cb), &heard);
  heard.ticket = create_ticket (workspace, "Ticket");
  wait_until (heard.times == 1);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(gint64 *) user_data =
    docket_workspace_save_draft_finish (DOCKET_WORKSPACE (source), result, &error);
  g_assert_no_error (error);
}

/* Sending consumes the draft. */
static void
test_draft (void)
{
  g_autoptr (OpenWorkspace) workspace = open_new (FALSE);
  gint64 ticket = create_ticket (workspace, "Ticket");
  gint64 saved = 0;
  g_autoptr (DocketDraft) draft = docket_draft_new ();
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  g_autoptr (DocketTicketDetails) before = NULL;
  g_autoptr (DocketTicketDetails) after = NULL;

  draft->ticket = ticket;
  draft->text = g_strdup ("almost");
  docket_workspace_save_draft_async (workspace, draft, NULL, saved_cb, &saved);
  wait_until (saved != 0);

  before = docket_workspace_load_ticket (workspace, ticket, NULL, NULL);
  g_assert_cmpuint (before->drafts->len, ==, 1);

  docket_edit_add_message (edit, ticket, DOCKET_MESSAGE_KIND_REPLY, "done", 0, saved);
  apply (workspace, edit);
  after = docket_workspace_load_ticket (workspace, ticket, NULL, NULL);
  g_assert_cmpuint (after->drafts->len, ==, 0);
  g_assert_cmpuint (after->messages->len, ==, 1);
}

static void
test_read_mark (void)
{
  g_autoptr (OpenWorkspace) workspace = open_new (TRUE);
  gint64 ticket = docket_workspace_find_ticket (workspace, "1043", NULL);
  Heard heard = { .ticket = ticket };
  g_autoptr (DocketTicketDetails) details = NULL;

  g_signal_connect (workspace, "changed", G_CALLBACK (changed_cb), &heard);
  docket_workspace_mark_read_async (workspace, ticket);
  wait_until (heard.times == 1);
  details = docket_workspace_load_ticket (workspace, ticket, NULL, NULL);
  g_assert_false (details->row->unread);
}

static goffset
get_log_size (DocketWorkspace *workspace)
{
  g_autofree char *root = docket_workspaces_get_root ();
  g_autofree char *path =
    g_build_filename (root, docket_workspace_get_id (workspace), "docket.db-wal", NULL);
  GStatBuf info;

  return g_stat (path, &info) == 0 ? info.st_size : 0;
}

static gboolean
tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* The log does not grow for ever, and nothing in it is lost. */
static void
test_house_is_kept (void)
{
  g_autoptr (OpenWorkspace) workspace = open_new (FALSE);
  gint64 ticket = create_ticket (workspace, "Ticket");
  g_autofree char *long_text = g_strnfill (60000, 'x');
  g_autoptr (DocketTicketDetails) details = NULL;
  guint tick = g_timeout_add (50, tick_cb, NULL);

  for (guint i = 0; i < 30; i++)
    {
      g_autoptr (DocketEdit) edit = docket_edit_new ();

      docket_edit_add_message (edit, ticket, DOCKET_MESSAGE_KIND_REPLY, long_text, 0, 0);
      apply (workspace, edit);
    }

  g_assert_cmpint (get_log_size (workspace), >, 1024 * 1024);
  wait_until (get_log_size (workspace) == 0);
  g_source_remove (tick);
  details = docket_workspace_load_ticket (workspace, ticket, NULL, NULL);
  g_assert_cmpuint (details->messages->len, ==, 30);
}

static void
test_last_used (void)
{
  g_autofree char *id = make_local ("Last", FALSE);
  g_autofree char *reserved = NULL;
  g_autofree char *last = NULL;
  g_autofree char *gone = NULL;

  reserved = docket_workspaces_get_last ();
  g_assert_null (reserved);
  g_assert_cmpstr (id, !=, "last");
  docket_workspaces_set_last (id);
  last = docket_workspaces_get_last ();
  g_assert_cmpstr (last, ==, id);

  g_assert_true (docket_workspaces_remove (id, NULL, NULL));
  gone = docket_workspaces_get_last ();
  g_assert_null (gone);
}

/* On this computer there is nothing to wait for. */
static void
test_no_server_no_sync (void)
{
  g_autoptr (OpenWorkspace) workspace = open_new (FALSE);
  g_auto (DocketSyncStatus) status = { 0 };
  DocketSyncReport report;
  g_autoptr (GError) error = NULL;

  g_assert_true (docket_workspace_sync (workspace, FALSE, 0, &report, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (report.pulled + report.pushed + report.counts.waiting, ==, 0);

  docket_workspace_start_sync (workspace);
  docket_workspace_get_status (workspace, &status);
  g_assert_cmpint (status.state, ==, DOCKET_SYNC_STATE_IDLE);
}

int
main (int argc, char **argv)
{
  int result;

  workspace_fixture_init ();
  g_test_init (&argc, &argv, NULL);

  workspace_fixture_add ("/workspace/folders", test_folders);
  workspace_fixture_add ("/workspace/no-such-workspace", test_no_such_workspace);
  workspace_fixture_add ("/workspace/failure-leaves-nothing", test_failure_leaves_nothing);
  workspace_fixture_add ("/workspace/sample", test_sample);
  workspace_fixture_add ("/workspace/sidebar", test_sidebar);
  workspace_fixture_add ("/workspace/refusals", test_refusals);
  workspace_fixture_add ("/workspace/refused-parts", test_refused_parts);
  workspace_fixture_add ("/workspace/all-or-nothing", test_all_or_nothing);
  workspace_fixture_add ("/workspace/undo", test_undo);
  workspace_fixture_add ("/workspace/undo-too-late", test_undo_too_late);
  workspace_fixture_add ("/workspace/changes-are-told", test_changes_are_told);
  workspace_fixture_add ("/workspace/order-and-close", test_order_and_close);
  workspace_fixture_add ("/workspace/open-async", test_open_async);
  workspace_fixture_add ("/workspace/draft", test_draft);
  workspace_fixture_add ("/workspace/read-mark", test_read_mark);
  workspace_fixture_add ("/workspace/house-is-kept", test_house_is_kept);
  workspace_fixture_add ("/workspace/last-used", test_last_used);
  workspace_fixture_add ("/workspace/no-server-no-sync", test_no_server_no_sync);

  result = g_test_run ();
  workspace_fixture_end ();

  return result;
}
