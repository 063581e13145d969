/* What a person chose about a workspace: kept, told, and read without waiting.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-workspace-preferences.h"
#include "workspace-fixture.h"

#define KEY "test-choice"

static char *
new_workspace (void)
{
  DocketAccountSetup setup = { .kind = DOCKET_SERVER_KIND_LOCAL };
  g_autoptr (GError) error = NULL;
  char *id = docket_workspaces_create (&setup, NULL, NULL, &error);

  g_assert_no_error (error);

  return id;
}

static void
assert_preference (DocketWorkspace *workspace, const char *key, const char *expected)
{
  g_autofree char *value = docket_workspace_get_preference (workspace, key);

  g_assert_cmpstr (value, ==, expected);
}

static void
set (DocketWorkspace *workspace, const char *key, const char *value)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (docket_workspace_set_preference (workspace, key, value, &error));
  g_assert_no_error (error);
}

static void
set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (
    docket_workspace_set_preference_finish (DOCKET_WORKSPACE (source), result, &error));
  g_assert_no_error (error);
  ++*(guint *) user_data;
}

static void
test_kept (void)
{
  g_autofree char *id = new_workspace ();
  OpenWorkspace *workspace = workspace_fixture_open (id);

  assert_preference (workspace, KEY, NULL);
  g_assert_true (docket_workspace_get_preference_boolean (workspace, KEY, TRUE));
  g_assert_cmpint (docket_workspace_get_preference_int (workspace, KEY, 15), ==, 15);
  set (workspace, KEY, "30");
  set (workspace, "test-other", "true");
  workspace_fixture_close (workspace);

  workspace = workspace_fixture_open (id);
  g_assert_cmpint (docket_workspace_get_preference_int (workspace, KEY, 15), ==, 30);
  g_assert_true (docket_workspace_get_preference_boolean (workspace, "test-other", FALSE));
  g_assert_false (docket_workspace_get_preference_boolean (workspace, KEY, TRUE));
  g_assert_cmpint (docket_workspace_get_preference_int (workspace, "test-other", 5), ==, 5);
  set (workspace, KEY, NULL);
  assert_preference (workspace, KEY, NULL);
  workspace_fixture_close (workspace);

  workspace = workspace_fixture_open (id);
  assert_preference (workspace, KEY, NULL);
  assert_preference (workspace, "test-other", "true");
  workspace_fixture_close (workspace);
}

/* A person who switches quickly never sees an older choice come back. */
static void
test_at_once (void)
{
  g_autofree char *id = new_workspace ();
  g_autoptr (OpenWorkspace) workspace = workspace_fixture_open (id);
  guint n_set = 0;

  for (guint i = 0; i < 50; i++)
    {
      const char *value = i % 2 == 0 ? "true" : "false";

      docket_workspace_set_preference_async (workspace, KEY, value, set_cb, &n_set);
      assert_preference (workspace, KEY, value);
      g_main_context_iteration (NULL, FALSE);
      assert_preference (workspace, KEY, value);
    }

  wait_until (n_set == 50);
  assert_preference (workspace, KEY, "false");
}

static void
changed_cb (DocketWorkspace *workspace, GArray *changes, gboolean *told)
{
  for (guint i = 0; i < changes->len; i++)
    *told |= g_array_index (changes, DocketChange, i).entity == DOCKET_ENTITY_META;
}

/* Another window of another process sees it too. */
static void
test_told (void)
{
  g_autofree char *id = new_workspace ();
  g_autoptr (OpenWorkspace) workspace = workspace_fixture_open (id);
  g_autoptr (OpenWorkspace) other = workspace_fixture_open (id);
  gboolean told = FALSE;

  g_signal_connect (other, "changed", G_CALLBACK (changed_cb), &told);
  set (workspace, KEY, "mine");
  wait_until (told);
  assert_preference (other, KEY, "mine");
}

static void
test_wording (void)
{
  g_autofree char *id = new_workspace ();
  g_autoptr (OpenWorkspace) workspace = workspace_fixture_open (id);

  g_assert_cmpint (docket_workspace_get_wording (workspace), ==, DOCKET_WORDING_MSP);
  set (workspace, DOCKET_PREFERENCE_WORDING, "it");
  g_assert_cmpint (docket_workspace_get_wording (workspace), ==, DOCKET_WORDING_IT);
  set (workspace, DOCKET_PREFERENCE_WORDING, "of a newer program");
  g_assert_cmpint (docket_workspace_get_wording (workspace), ==, DOCKET_WORDING_MSP);
}

int
main (int argc, char **argv)
{
  int result;

  workspace_fixture_init ();
  g_test_init (&argc, &argv, NULL);
  workspace_fixture_add ("/workspace-preferences/kept", test_kept);
  workspace_fixture_add ("/workspace-preferences/at-once", test_at_once);
  workspace_fixture_add ("/workspace-preferences/told", test_told);
  workspace_fixture_add ("/workspace-preferences/wording", test_wording);
  result = g_test_run ();
  workspace_fixture_end ();

  return result;
}
