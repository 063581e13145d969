/* What the rows of the list say of a search.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-search-bar.h"
#include "docket-workspace-excerpts.h"
#include "list-fixture.h"

static void
add_message (ListFixture *fixture, gint64 ticket, DocketMessageKind kind, const char *text)
{
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  g_autoptr (GError) error = NULL;

  docket_edit_add_message (edit, ticket, kind, text, 0, 0);
  g_assert_true (docket_workspace_apply (fixture->workspace, edit, NULL, &error));
  g_assert_no_error (error);
}

static DocketSearchBar *
get_bar (ListFixture *fixture)
{
  return DOCKET_SEARCH_BAR (docket_test_ui_find (fixture->pane, DOCKET_TYPE_SEARCH_BAR, NULL));
}

static void
search (ListFixture *fixture, const char *text)
{
  docket_search_bar_start (get_bar (fixture));
  gtk_editable_set_text (
    GTK_EDITABLE (
      docket_test_ui_find (GTK_WIDGET (get_bar (fixture)), GTK_TYPE_SEARCH_ENTRY, NULL)),
    text);
}

/* The second line of the only row. */
static GtkLabel *
get_line (ListFixture *fixture)
{
  GtkWidget *row;

  if (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)) != 1)
    return NULL;

  row = docket_test_ui_find (fixture->pane, DOCKET_TYPE_LIST_ROW, NULL);

  return row != NULL
           ? GTK_LABEL (gtk_widget_get_template_child (row, DOCKET_TYPE_LIST_ROW, "subtitle"))
           : NULL;
}

static gboolean
has_line (ListFixture *fixture, const char *expected)
{
  return get_line (fixture) != NULL &&
         g_str_equal (gtk_label_get_label (get_line (fixture)), expected);
}

static gboolean
is_marked (ListFixture *fixture, const char *expected)
{
  const char *line = gtk_label_get_label (get_line (fixture));
  PangoAttrList *attributes = gtk_label_get_attributes (get_line (fixture));
  g_autoptr (PangoAttrIterator) iterator =
    attributes != NULL ? pango_attr_list_get_iterator (attributes) : NULL;
  int start, end;

  while (iterator != NULL)
    {
      pango_attr_iterator_range (iterator, &start, &end);

      if (pango_attr_iterator_get (iterator, PANGO_ATTR_WEIGHT) != NULL)
        return strncmp (line + start, expected, end - start) == 0;

      if (!pango_attr_iterator_next (iterator))
        break;
    }

  return FALSE;
}

static void
test_message (ListFixture *fixture, gconstpointer data)
{
  const DocketTicketRow *row = list_fixture_get_ticket (fixture, 2);
  const gint64 ticket = docket_ticket_list_get_id (fixture->list, 2);
  g_autofree char *own = g_strdup_printf ("#%s ", row->number);

  add_message (fixture,
               ticket,
               DOCKET_MESSAGE_KIND_REPLY,
               "Good morning.\nWe have looked at it: the Zwölfender is to blame.");
  search (fixture, "zwolf");
  docket_test_ui_wait_for (has_line (fixture, "…have looked at it: the Zwölfender is to blame."));
  g_assert_true (is_marked (fixture, "Zwölf"));

  /* A note is told apart. */
  add_message (fixture, ticket, DOCKET_MESSAGE_KIND_INTERNAL, "Xylograph at fault");
  search (fixture, "xylo");
  docket_test_ui_wait_for (has_line (fixture, "Internal note: Xylograph at fault"));

  docket_search_bar_stop (get_bar (fixture));
  docket_test_ui_wait_for (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)) > 1);
  docket_test_ui_wait_for (docket_ticket_list_get_id (fixture->list, 0) == ticket);
  g_assert_true (g_str_has_prefix (gtk_label_get_label (GTK_LABEL (gtk_widget_get_template_child (
                                     list_fixture_get_row (fixture, 0),
                                     DOCKET_TYPE_LIST_ROW,
                                     "subtitle"))),
                                   own));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(GPtrArray **) user_data =
    docket_workspace_load_excerpts_finish (DOCKET_WORKSPACE (source), result, &error);
  g_assert_no_error (error);
}

static GPtrArray *
load (ListFixture *fixture, gint64 ticket, const char *typed)
{
  g_autoptr (GArray) tickets = g_array_new (FALSE, FALSE, sizeof (gint64));
  GPtrArray *excerpts = NULL;

  g_array_append_val (tickets, ticket);
  docket_workspace_load_excerpts_async (fixture->workspace,
                                        tickets,
                                        typed,
                                        NULL,
                                        loaded_cb,
                                        &excerpts);
  docket_test_ui_wait_for (excerpts != NULL);
  g_assert_cmpuint (excerpts->len, ==, 1);

  return excerpts;
}

/* What the row shows anyway stays. */
static void
test_own (ListFixture *fixture, gconstpointer data)
{
  const DocketTicketRow *row = list_fixture_get_ticket (fixture, 2);
  g_autofree char *typed = g_strdup_printf ("%s also", row->number);
  g_autoptr (GPtrArray) own = NULL;
  g_autoptr (GPtrArray) both = NULL;

  add_message (fixture, row->id, DOCKET_MESSAGE_KIND_REPLY, typed);
  own = load (fixture, row->id, row->number);
  both = load (fixture, row->id, typed);
  g_assert_null (((DocketExcerpt *) g_ptr_array_index (own, 0))->text);
  g_assert_cmpstr (((DocketExcerpt *) g_ptr_array_index (both, 0))->text, ==, typed);
}

int
main (int argc, char *argv[])
{
  list_fixture_init (&argc, &argv);

  list_fixture_add ("/list-search/message", test_message);
  list_fixture_add ("/list-search/own", test_own);

  return list_fixture_run ();
}
