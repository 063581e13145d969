/* The command palette: what it finds, when it says that there is nothing, and what Enter does.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-palette-row.h"
#include "docket-palette.h"
#include "docket-test-ui.h"
#include "docket-test-workspace.h"
#include "docket-ui-resources.h"

typedef struct
{
  DocketWorkspace *workspace;
  GtkWidget *target;
  GSimpleActionGroup *actions;
  DocketPalette *palette;
  char *activated;
} Fixture;

static void
activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_free (fixture->activated);
  fixture->activated = parameter != NULL ? g_strdup_printf ("%s %" G_GINT64_FORMAT,
                                                            g_action_get_name (G_ACTION (action)),
                                                            g_variant_get_int64 (parameter))
                                         : g_strdup (g_action_get_name (G_ACTION (action)));
}

static const GActionEntry entries[] = {
  { "new-ticket", activated_cb },
  { "next-ticket", activated_cb },
  { "open-ticket", activated_cb, "x" },
  { "show-customer", activated_cb, "x" },
};

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GAction *next;

  fixture->workspace = docket_test_workspace_new ();
  fixture->target = g_object_ref_sink (adw_bin_new ());
  fixture->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (fixture->actions),
                                   entries,
                                   G_N_ELEMENTS (entries),
                                   fixture);
  next = g_action_map_lookup_action (G_ACTION_MAP (fixture->actions), "next-ticket");
  g_simple_action_set_enabled (G_SIMPLE_ACTION (next), FALSE);
  gtk_widget_insert_action_group (fixture->target, "workspace", G_ACTION_GROUP (fixture->actions));
  fixture->palette =
    DOCKET_PALETTE (docket_palette_new (NULL, fixture->workspace, fixture->target));
  docket_palette_add_group (fixture->palette, "workspace", G_ACTION_GROUP (fixture->actions));
  g_object_add_weak_pointer (G_OBJECT (fixture->palette), (gpointer *) &fixture->palette);
  gtk_window_present (GTK_WINDOW (fixture->palette));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  DocketPalette *palette = fixture->palette;

  /* It lives on until what it looks for has been found. */
  g_clear_weak_pointer (&fixture->palette);

  if (palette != NULL)
    gtk_window_destroy (GTK_WINDOW (palette));

  docket_workspace_close (fixture->workspace);
  g_clear_object (&fixture->workspace);
  g_clear_object (&fixture->target);
  g_clear_object (&fixture->actions);
  g_clear_pointer (&fixture->activated, g_free);
}

static DocketPaletteRow *
nth (Fixture *fixture, int position)
{
  GtkListBoxRow *row =
    gtk_list_box_get_row_at_index (docket_palette_get_list (fixture->palette), position);

  return row != NULL ? DOCKET_PALETTE_ROW (row) : NULL;
}

static DocketPaletteRow *
find (Fixture *fixture, DocketPaletteKind kind, const char *label)
{
  DocketPaletteRow *row;

  for (int i = 0; (row = nth (fixture, i)) != NULL; i++)
    if (docket_palette_row_get_kind (row) == kind &&
        strstr (docket_palette_row_get_label (row), label) != NULL)
      return row;

  return NULL;
}

static void
type (Fixture *fixture, const char *text)
{
  docket_palette_set_text (fixture->palette, text);
  docket_test_ui_wait_for (docket_palette_is_finished (fixture->palette));
}

static GtkStack *
get_stack (Fixture *fixture)
{
  return GTK_STACK (docket_test_ui_find (GTK_WIDGET (fixture->palette), GTK_TYPE_STACK, NULL));
}

/* The focus is where one types. */
static void
test_focus (Fixture *fixture, gconstpointer data)
{
  GtkWidget *entry =
    docket_test_ui_find (GTK_WIDGET (fixture->palette), GTK_TYPE_SEARCH_ENTRY, NULL);

  g_assert_true (
    gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->palette)), entry));
}

/* Words begin as what is typed does, in any order; what can't be done is not offered. */
static void
test_actions (Fixture *fixture, gconstpointer data)
{
  g_assert_nonnull (find (fixture, DOCKET_PALETTE_ACTION, "New ticket"));
  g_assert_null (find (fixture, DOCKET_PALETTE_ACTION, "Next ticket"));
  docket_palette_set_text (fixture->palette, "tick NE");
  g_assert_nonnull (find (fixture, DOCKET_PALETTE_ACTION, "New ticket"));
  g_assert_null (find (fixture, DOCKET_PALETTE_ACTION, "Next ticket"));
  docket_palette_set_text (fixture->palette, "icket");
  g_assert_null (find (fixture, DOCKET_PALETTE_ACTION, "New ticket"));
  g_assert_null (find (fixture, DOCKET_PALETTE_ACTION, "Quit"));
}

static void
test_finds (Fixture *fixture, gconstpointer data)
{
  const gint64 ticket = docket_test_workspace_add_ticket (fixture->workspace, "Réseau très lent");

  type (fixture, "tres reseau");
  g_assert_nonnull (find (fixture, DOCKET_PALETTE_TICKET, "Réseau"));
  g_assert_cmpint (docket_palette_row_get_id (find (fixture, DOCKET_PALETTE_TICKET, "Réseau")),
                   ==,
                   ticket);
  type (fixture, "#1041");
  g_assert_nonnull (find (fixture, DOCKET_PALETTE_TICKET, "#1041"));
  type (fixture, "lindqv");
  g_assert_nonnull (find (fixture, DOCKET_PALETTE_CUSTOMER, "Lindqvist"));
  type (fixture, "unass");
  g_assert_nonnull (find (fixture, DOCKET_PALETTE_VIEW, "Unassigned"));
  type (fixture, "bak sit");
  g_assert_nonnull (find (fixture, DOCKET_PALETTE_VIEW, "Bakery"));
}

static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  docket_palette_set_text (fixture->palette, "zzqq");
  g_assert_false (docket_palette_is_finished (fixture->palette));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (get_stack (fixture)), ==, "list");
  docket_test_ui_wait_for (docket_palette_is_finished (fixture->palette));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (get_stack (fixture)), ==, "empty");
  type (fixture, "\"(*!!");
  type (fixture, "new");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (get_stack (fixture)), ==, "list");
}

static void
press_enter (Fixture *fixture)
{
  GtkWidget *entry =
    docket_test_ui_find (GTK_WIDGET (fixture->palette), GTK_TYPE_SEARCH_ENTRY, NULL);

  g_signal_emit_by_name (entry, "activate");
}

static void
test_enter (Fixture *fixture, gconstpointer data)
{
  docket_palette_set_text (fixture->palette, "new tick");
  press_enter (fixture);
  g_assert_cmpstr (fixture->activated, ==, "new-ticket");
  docket_test_ui_wait_for (fixture->palette == NULL);
}

/* Whoever types faster than is found opens what was typed, not what was shown. */
static void
test_fast_enter (Fixture *fixture, gconstpointer data)
{
  const gint64 right = docket_test_workspace_add_ticket (fixture->workspace, "Quince marmalade");
  g_autofree char *expected = g_strdup_printf ("open-ticket %" G_GINT64_FORMAT, right);

  docket_test_workspace_add_ticket (fixture->workspace, "Quince jam");
  type (fixture, "quince");
  g_assert_nonnull (find (fixture, DOCKET_PALETTE_TICKET, "jam"));
  docket_palette_set_text (fixture->palette, "quince marm");
  press_enter (fixture);
  docket_test_ui_wait_for (fixture->activated != NULL);
  g_assert_cmpstr (fixture->activated, ==, expected);
}

#define ADD(name, func) g_test_add ("/palette/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  docket_test_ui_init (&argc, &argv);
  docket_ui_register_resource ();
  ADD ("focus", test_focus);
  ADD ("actions", test_actions);
  ADD ("finds", test_finds);
  ADD ("nothing", test_nothing);
  ADD ("enter", test_enter);
  ADD ("fast-enter", test_fast_enter);

  return g_test_run ();
}
