/* Time entries in the window's undo: Ctrl+Z and the toast, where the person looks.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-test-keys.h"
#include "docket-test-ui.h"
#include "docket-test-workspace.h"
#include "docket-time-dialog.h"
#include "docket-time-list.h"
#include "docket-ui-resources.h"
#include "docket-undo-key.h"
#include "docket-undo-stack.h"
#include "docket-workspace-time.h"
#include "docket-workspace-timer.h"

#define MINUTE G_TIME_SPAN_MINUTE

typedef struct
{
  DocketWorkspace *workspace;
  gint64 ticket;
  GtkWidget *window;
  GtkWidget *toasts;
  DocketUndoStack *stack;
  GtkWidget *dialog; /* NULL once it is closed */
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->workspace = docket_test_workspace_new ();
  f->ticket = docket_test_workspace_add_ticket (f->workspace, "Here");
  f->window = adw_window_new ();
  f->toasts = adw_toast_overlay_new ();
  f->stack = docket_undo_stack_new (ADW_TOAST_OVERLAY (f->toasts));
  docket_undo_stack_attach (f->stack, f->window);
  docket_undo_key_attach (f->window);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (f->toasts), gtk_button_new_with_label ("Work"));
  adw_window_set_content (ADW_WINDOW (f->window), f->toasts);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 400, 300);
  gtk_window_present (GTK_WINDOW (f->window));
  docket_test_ui_settle (f->window);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  g_clear_object (&f->stack);
  docket_workspace_close (f->workspace);
  g_clear_object (&f->workspace);
}

static gpointer
child (gpointer widget, const char *name)
{
  GObject *object =
    gtk_widget_get_template_child (GTK_WIDGET (widget), G_OBJECT_TYPE (widget), name);

  g_assert_nonnull (object);

  return object;
}

static void
present (Fixture *f, GtkWidget *dialog)
{
  g_set_weak_pointer (&f->dialog, dialog);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
save (Fixture *f)
{
  docket_test_ui_wait_for (gtk_widget_get_sensitive (child (f->dialog, "save_button")));
  docket_time_dialog_save (DOCKET_TIME_DIALOG (f->dialog));
  docket_test_ui_wait_for (f->dialog == NULL);
}

/* How many entries there are, and the only one if it is one. */
static guint
count (Fixture *f, DocketTimeEntry **entry)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = docket_workspace_list_time (f->workspace, f->ticket, &error);

  g_assert_no_error (error);

  if (entry != NULL && entries->len == 1)
    g_set_object (entry, g_ptr_array_index (entries, 0));

  return entries->len;
}

static guint
count_entries (Fixture *f)
{
  return count (f, NULL);
}

static GtkWidget *
find_label (GtkWidget *root, const char *text)
{
  if (GTK_IS_LABEL (root) && g_str_equal (gtk_label_get_text (GTK_LABEL (root)), text) &&
      gtk_widget_get_mapped (root))
    return root;

  for (GtkWidget *widget = gtk_widget_get_first_child (root); widget != NULL;
       widget = gtk_widget_get_next_sibling (widget))
    {
      GtkWidget *found = find_label (widget, text);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
click_undo (GtkWidget *toasts)
{
  GtkWidget *label = find_label (toasts, "Undo");

  g_assert_nonnull (label);
  g_signal_emit_by_name (gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON), "clicked");
}

/* What is added is offered to be taken back, by the toast and as any edit. */
static void
test_add (Fixture *f, gconstpointer data)
{
  present (f, docket_time_dialog_new (GTK_WINDOW (f->window), f->workspace, f->ticket));
  save (f);
  g_assert_cmpuint (count_entries (f), ==, 1);
  docket_test_ui_wait_for (find_label (f->toasts, "Time entry added") != NULL);
  click_undo (f->toasts);
  docket_test_ui_wait_for (count_entries (f) == 0);
  g_assert_false (docket_undo_stack_can_undo (f->stack));

  present (f, docket_time_dialog_new (GTK_WINDOW (f->window), f->workspace, f->ticket));
  save (f);
  g_assert_cmpuint (count_entries (f), ==, 1);
  docket_undo_stack_undo (f->stack);
  docket_test_ui_wait_for (count_entries (f) == 0);
  docket_test_ui_wait_for (find_label (f->toasts, "Undone: Time entry added") != NULL);
}

/* What was stopped is a timer again. */
static void
test_timer (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) timers = NULL;
  g_autoptr (GPtrArray) back = NULL;
  g_autoptr (GError) error = NULL;
  gint64 elapsed;

  docket_workspace_act_on_timer (f->workspace, DOCKET_TIMER_START, f->ticket, &error);
  g_assert_no_error (error);
  docket_test_ui_settle (f->window);
  docket_workspace_act_on_timer (f->workspace, DOCKET_TIMER_PAUSE, f->ticket, &error);
  timers = docket_workspace_list_timers (f->workspace, &error);
  g_assert_cmpuint (timers->len, ==, 1);
  g_ptr_array_set_free_func (timers, NULL);
  elapsed = docket_workspace_get_timer_elapsed (f->workspace, g_ptr_array_index (timers, 0));
  present (f,
           docket_time_dialog_new_for_timer (GTK_WINDOW (f->window),
                                             f->workspace,
                                             g_ptr_array_index (timers, 0),
                                             FALSE));
  save (f);
  g_assert_cmpuint (count_entries (f), ==, 1);
  docket_undo_stack_undo (f->stack);
  docket_test_ui_wait_for (count_entries (f) == 0);
  back = docket_workspace_list_timers (f->workspace, &error);
  g_assert_cmpuint (back->len, ==, 1);
  g_assert_cmpint (docket_workspace_get_timer_elapsed (f->workspace, g_ptr_array_index (back, 0)),
                   ==,
                   elapsed);
}

/* In the list, which lies over the window, it is said in the list; and once that is closed, the
 * window still takes it back. */
static void
test_list (Fixture *f, gconstpointer data)
{
  g_autoptr (DocketTimeEntry) entry = NULL;
  GtkWidget *list = NULL;
  GtkWidget *toasts;
  gint64 length;

  present (f, docket_time_dialog_new (GTK_WINDOW (f->window), f->workspace, f->ticket));
  save (f);
  g_assert_cmpuint (count (f, &entry), ==, 1);
  length = entry->end_at - entry->start_at;
  g_set_weak_pointer (&list,
                      docket_time_list_new (GTK_WINDOW (f->window), f->workspace, f->ticket));
  gtk_window_present (GTK_WINDOW (list));
  toasts = child (list, "toasts");
  docket_test_ui_wait_for (
    g_str_equal (gtk_stack_get_visible_child_name (child (list, "stack")), "list"));

  present (f, docket_time_dialog_new_for_entry (GTK_WINDOW (list), f->workspace, entry));
  docket_test_ui_wait_for (gtk_widget_get_sensitive (child (f->dialog, "save_button")));
  gtk_editable_set_text (child (f->dialog, "duration"), "3h");
  save (f);
  docket_test_ui_wait_for (find_label (toasts, "Time entry changed") != NULL);

  gtk_widget_activate_action (list, "time.delete", "x", entry->id);
  docket_test_ui_wait_for (find_label (toasts, "Time entry deleted") != NULL);
  g_assert_cmpuint (count_entries (f), ==, 0);
  click_undo (toasts);
  docket_test_ui_wait_for (count_entries (f) == 1);

  docket_undo_stack_undo (f->stack);
  docket_test_ui_wait_for (find_label (toasts, "Undone: Time entry changed") != NULL);
  count (f, &entry);
  g_assert_cmpint (entry->end_at - entry->start_at, ==, length);

  gtk_window_close (GTK_WINDOW (list));
  docket_test_ui_wait_for (list == NULL);
  docket_undo_stack_undo (f->stack);
  docket_test_ui_wait_for (count_entries (f) == 0);
  docket_test_ui_wait_for (find_label (f->toasts, "Undone: Time entry added") != NULL);
}

/* The key of the window works in the list, too. */
static void
test_key (Fixture *f, gconstpointer data)
{
  g_autoptr (DocketTimeEntry) entry = docket_time_entry_new ();
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  GtkWidget *list;

  entry->start_at = g_get_real_time ();
  entry->end_at = entry->start_at + MINUTE;
  docket_edit_add_time (edit, f->ticket, entry);
  g_assert_true (docket_workspace_apply (f->workspace, edit, NULL, NULL));
  docket_undo_stack_push (f->stack, f->workspace, edit, NULL);
  list = docket_time_list_new (GTK_WINDOW (f->window), f->workspace, f->ticket);
  gtk_window_present (GTK_WINDOW (list));
  docket_test_ui_settle (list);
  docket_test_keys_focus (list);
  docket_test_keys_press ("ctrl+z");
  docket_test_ui_wait_for (count_entries (f) == 0);
  gtk_window_destroy (GTK_WINDOW (list));
}

/* Closed while it is being saved: the entry is there, and nothing waits for it. */
static void
test_closed_meanwhile (Fixture *f, gconstpointer data)
{
  present (f, docket_time_dialog_new (GTK_WINDOW (f->window), f->workspace, f->ticket));
  docket_test_ui_wait_for (gtk_widget_get_sensitive (child (f->dialog, "save_button")));
  docket_time_dialog_save (DOCKET_TIME_DIALOG (f->dialog));
  gtk_window_destroy (GTK_WINDOW (f->dialog));
  docket_undo_stack_undo (f->stack);
  docket_test_ui_wait_for (!docket_undo_stack_can_undo (f->stack));
  docket_test_ui_wait_for (find_label (f->toasts, "Undone: Time entry added") != NULL);
  g_assert_cmpuint (count_entries (f), ==, 0);
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  docket_test_ui_init (&argc, &argv);
  docket_ui_register_resource ();

  ADD ("/time-undo/add", test_add);
  ADD ("/time-undo/timer", test_timer);
  ADD ("/time-undo/list", test_list);
  ADD ("/time-undo/key", test_key);
  ADD ("/time-undo/closed-meanwhile", test_closed_meanwhile);

  return g_test_run ();
}
