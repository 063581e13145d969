/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sync-client.h"

/* A nasty server: whatever its manners, nothing is done twice, nothing is lost, and each operation
 * comes to an end or says what it waits for. */

static DocketTestSandbox *sandbox;

typedef struct
{
  const char *manner;
  gboolean lossless; /* all of it can be done */
} Case;

static const Case cases[] = {
  { "spaces", TRUE },   { "entities", TRUE },    { "seconds", TRUE }, { "no-marker", TRUE },
  { "stale", FALSE },   { "drops", FALSE },      { "totals", FALSE }, { "order", TRUE },
  { "no-date", TRUE },  { "date-jumps", FALSE }, { "zone", FALSE },   { "auto-reply", FALSE },
  { "reassign", TRUE }, { "unmoved", TRUE },
};

static GPtrArray *
list_all (Client *client)
{
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (client->store, NULL, NULL);
  g_autoptr (GError) error = NULL;
  GPtrArray *operations = docket_operations_list (txn, TRUE, &error);

  g_assert_no_error (error);

  return operations;
}

static gboolean
is_ended (const DocketOperation *operation)
{
  return !docket_operation_is_open (operation) ||
         operation->state == DOCKET_OPERATION_STATE_NEEDS_ME ||
         operation->state == DOCKET_OPERATION_STATE_WAITING;
}

static void
settle (Client *client)
{
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (GPtrArray) operations = list_all (client);
      gboolean ended = TRUE;

      for (guint o = 0; o < operations->len; o++)
        ended = ended && is_ended (g_ptr_array_index (operations, o));

      if (ended && i > 2)
        return;

      docket_clock_advance (client->clock, 61 * SECOND);
      client_try_sync (client, NULL);
    }
}

static void
act (Client *client, gint64 ticket, const char *manner)
{
  g_autofree char *title = g_strdup_printf ("Café  «%s» & <more>", manner);
  g_autofree char *text = g_strdup_printf ("Déjà   vu & \"%s\" <ok>\n\nà bientôt ", manner);
  g_autofree char *made = g_strdup_printf ("Made under %s", manner);
  gint64 start = docket_clock_get_wall (client->clock) / (60 * SECOND) * 60 * SECOND;

  g_free (client_set (client, ticket, "title", title));

  for (guint i = 0; i < 2; i++)
    {
      g_free (client_say (client, ticket, text, FALSE));
      g_free (client_say (client, ticket, "ok", TRUE));
    }

  g_free (client_add_time (client, ticket, start - 7200 * SECOND, text));
  client_create (client, made, "First words");
}

static void
assert_sane (Client *client, const Case *test)
{
  g_autoptr (GPtrArray) operations = list_all (client);

  for (guint i = 0; i < operations->len; i++)
    {
      const DocketOperation *operation = g_ptr_array_index (operations, i);

      g_test_message ("%s: kind %d state %d reason %d %s",
                      test->manner,
                      operation->kind,
                      operation->state,
                      operation->reason,
                      operation->last_error != NULL ? operation->last_error : "");
      g_assert_cmpuint (server_count_effects (sandbox, operation->uuid), <=, 1);
      g_assert_true (is_ended (operation));

      if (operation->state == DOCKET_OPERATION_STATE_DONE)
        g_assert_cmpuint (server_count_effects (sandbox, operation->uuid), ==, 1);

      if (test->lossless)
        g_assert_cmpint (operation->state, ==, DOCKET_OPERATION_STATE_DONE);
    }
}

static void
test_manner (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (Client) client = client_new (sandbox, ME);
  g_autofree char *on = g_strdup_printf ("{\"%s\": true}", test->manner);
  g_autofree char *off = g_strdup_printf ("{\"%s\": false}", test->manner);
  g_autofree char *made = g_strdup_printf ("Made under %s", test->manner);
  gint64 remote = server_full_ticket (sandbox, (guint) (test - cases));
  gint64 ticket;

  client_sync (client);
  ticket = client_find (client, remote);
  client_open_ticket (client, ticket);
  docket_test_sandbox_post_manners (sandbox, on);
  act (client, ticket, test->manner);
  client_try_sync (client, NULL);
  settle (client);
  docket_test_sandbox_post_manners (sandbox, off);
  settle (client);

  assert_sane (client, test);
  g_assert_cmpuint (server_count_titles (sandbox, made), <=, 1);
  server_assert_none_rejected (sandbox);

  /* What is on the screen is what the server has. */
  if (test->lossless)
    {
      client_open_ticket (client, ticket);
      g_assert_cmpuint (client_count_messages (client, ticket, NULL),
                        ==,
                        server_count_comments (sandbox, remote, NULL));
    }
}

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  sandbox = docket_test_sandbox_start ("--tickets", "80", "--seed", "11", "--rate", "0", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strconcat ("/manners/", cases[i].manner, NULL);

      g_test_add_data_func (name, &cases[i], test_manner);
    }

  result = g_test_run ();
  docket_test_sandbox_free (sandbox);

  return result;
}
