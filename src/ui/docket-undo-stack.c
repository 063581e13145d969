/* What a person did in a window, so that it can be taken back.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-undo-stack.h"

#include <glib/gi18n.h>

#include "docket-toast.h"
#include "docket-undo-words.h"

#define TOAST_SECONDS 5

/* Nobody goes further back than this. */
#define MAX_ENTRIES 200

/**
 * DocketUndoStack:
 *
 * The edits of a window, the last one on top, in memory and empty at start. What closes or deletes,
 * or changes several tickets, is also offered in a toast; there is one at a time, and a new one
 * takes the place of the old. How long something can be taken back is a matter of the outbox: a
 * toast only shows it.
 */
struct _DocketUndoStack
{
  GObject parent_instance;

  AdwToastOverlay *toasts; /* not owned: it holds what holds the stack */
  GPtrArray *lent;         /* (element-type AdwToastOverlay), not owned: of other windows */
  GPtrArray *entries;
  guint n_wanted;   /* undos that wait for an edit to be written */
  AdwToast *toast;  /* not owned: an overlay has it until it is dismissed */
  gpointer offered; /* an entry */
};

G_DEFINE_FINAL_TYPE (DocketUndoStack, docket_undo_stack, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_UNDONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* An edit that was applied, and what it is called; or one that is still being written. */
typedef struct
{
  DocketUndoStack *stack; /* held while it is being taken back */
  DocketWorkspace *workspace;
  DocketEdit *edit;
  DocketUndoable *undoable; /* in place of an edit */
  GObject *expected;        /* in place of both, while it is being written */
  char *label;
  gboolean from_toast;
} Entry;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_clear_object (&entry->stack);
  g_clear_object (&entry->workspace);
  g_clear_object (&entry->edit);
  g_clear_object (&entry->undoable);
  g_clear_object (&entry->expected);
  g_free (entry->label);
  g_free (entry);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Entry, entry_free)

static GQuark
stack_quark (void)
{
  return g_quark_from_static_string ("docket-undo-stack");
}

static void
lent_gone_cb (gpointer user_data, GObject *toasts)
{
  g_ptr_array_remove (user_data, toasts);
}

static GtkWindow *
find_active (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_is_active (window))
        return window;
    }

  return NULL;
}

/* A window that came later lies over the others. */
static AdwToastOverlay *
find_lent (DocketUndoStack *self, GtkWindow *window)
{
  for (guint i = self->lent->len; i > 0; i--)
    {
      GtkWidget *toasts = g_ptr_array_index (self->lent, i - 1);
      GtkRoot *root = gtk_widget_get_root (toasts);

      if (gtk_widget_get_mapped (toasts) &&
          (window != NULL ? root == GTK_ROOT (window) : gtk_window_get_modal (GTK_WINDOW (root))))
        return ADW_TOAST_OVERLAY (toasts);
    }

  return NULL;
}

/* Where the person looks: in that window, or the one that it belongs to. */
static void
show_toast (DocketUndoStack *self, AdwToast *toast)
{
  AdwToastOverlay *toasts = NULL;

  for (GtkWindow *window = find_active (); window != NULL && toasts == NULL;
       window = gtk_window_get_transient_for (window))
    toasts = find_lent (self, window);

  if (toasts == NULL)
    toasts = find_lent (self, NULL);

  adw_toast_overlay_add_toast (toasts != NULL ? toasts : self->toasts, toast);
}

static void
show_sentence (DocketUndoStack *self, const char *sentence)
{
  if (self->toasts != NULL)
    show_toast (self, docket_toast_new (sentence));
}

static void
drop_toast (DocketUndoStack *self)
{
  AdwToast *toast = self->toast;

  g_clear_weak_pointer (&self->toast);
  self->offered = NULL;

  if (toast != NULL)
    docket_toast_dismiss (toast);
}

static void
tell_undone (DocketUndoStack *self, const Entry *entry, const DocketUndoCount *count)
{
  g_autofree char *sentence = NULL;

  if (count->n_sent > 0)
    sentence = g_strdup_printf (ngettext ("%u ticket had been deleted on the server already",
                                          "%u tickets had been deleted on the server already",
                                          count->n_sent),
                                count->n_sent);
  else if (count->n_changed > 0)
    sentence =
      g_strdup_printf (ngettext ("Undone; %u value had changed since and stays as it is",
                                 "Undone; %u values had changed since and stay as they are",
                                 count->n_changed),
                       count->n_changed);
  else if (!entry->from_toast)
    /* Translators: %s is what was done, such as "3 tickets deleted", or the name of a field */
    sentence = g_strdup_printf (_ ("Undone: %s"), entry->label);

  if (sentence != NULL)
    show_sentence (self, sentence);
}

/* An edit that was applied or is being written. */
static gboolean
find_entry (DocketUndoStack *self, gpointer edit, guint *position)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (self->entries, i);

      if (edit != entry->edit && edit != (gpointer) entry->undoable && edit != entry->expected)
        continue;

      *position = i;

      return TRUE;
    }

  return FALSE;
}

static void undo_at (DocketUndoStack *self, guint position, gboolean from_toast);

/* Takes back what is wanted, as far as it has been written. */
static void
go_on (DocketUndoStack *self)
{
  while (self->n_wanted > 0 && self->entries->len > 0)
    {
      const guint last = self->entries->len - 1;
      const Entry *entry = g_ptr_array_index (self->entries, last);

      if (entry->expected != NULL)
        return;

      self->n_wanted--;
      undo_at (self, last, FALSE);
    }

  self->n_wanted = 0;
}

static void
remove_entry (DocketUndoStack *self, guint position)
{
  if (g_ptr_array_index (self->entries, position) == self->offered)
    drop_toast (self);

  g_ptr_array_remove_index (self->entries, position);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  go_on (self);
}

/* Ctrl+Z is for the last thing that can be taken back: what was sent meanwhile is passed over. */
static void
fail (DocketUndoStack *self, Entry *entry, const GError *error)
{
  const gboolean late = g_error_matches (error, DOCKET_SYNC_ERROR, DOCKET_SYNC_ERROR_TOO_LATE);

  if (late && !entry->from_toast && self->entries->len > 0)
    {
      self->n_wanted++;
      go_on (self);
      return;
    }

  show_sentence (self, error->message);

  if (late)
    return;

  g_clear_object (&entry->stack);
  g_ptr_array_add (self->entries, entry);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Entry) entry = user_data;
  g_autoptr (DocketUndoStack) self = g_object_ref (entry->stack);
  DocketUndoCount count = { 0 };
  g_autoptr (GError) error = NULL;

  if (docket_workspace_undo_finish_counted (DOCKET_WORKSPACE (source), result, &count, &error))
    {
      g_signal_emit (self, signals[SIGNAL_UNDONE], 0, entry->edit);
      tell_undone (self, entry, &count);
    }
  else
    {
      fail (self, entry, error);

      if (entry->stack == NULL)
        g_steal_pointer (&entry);
    }
}

static void
undoable_undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Entry) entry = user_data;
  g_autoptr (DocketUndoStack) self = g_object_ref (entry->stack);
  const DocketUndoCount count = { .n_undone = 1 };
  g_autoptr (GError) error = NULL;

  if (docket_undoable_undo_finish (DOCKET_UNDOABLE (source), result, &error))
    {
      tell_undone (self, entry, &count);
      return;
    }

  fail (self, entry, error);

  if (entry->stack == NULL)
    g_steal_pointer (&entry);
}

static void
undo_at (DocketUndoStack *self, guint position, gboolean from_toast)
{
  Entry *entry = g_ptr_array_steal_index (self->entries, position);

  if (entry == self->offered)
    drop_toast (self);

  entry->stack = g_object_ref (self);
  entry->from_toast = from_toast;

  if (entry->edit != NULL)
    docket_workspace_undo_async (entry->workspace, entry->edit, NULL, undone_cb, entry);
  else
    docket_undoable_undo_async (entry->undoable, undoable_undone_cb, entry);

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
toast_clicked_cb (DocketUndoStack *self, AdwToast *toast)
{
  guint position;

  if (toast == self->toast && g_ptr_array_find (self->entries, self->offered, &position))
    undo_at (self, position, TRUE);
}

static void
toast_dismissed_cb (DocketUndoStack *self, AdwToast *toast)
{
  if (self->toast != toast)
    return;

  g_clear_weak_pointer (&self->toast);
  self->offered = NULL;
}

static void
offer (DocketUndoStack *self, Entry *entry)
{
  AdwToast *toast = docket_toast_new (entry->label);

  adw_toast_set_button_label (toast, C_ ("button", "Undo"));
  adw_toast_set_timeout (toast, TOAST_SECONDS);
  g_signal_connect_object (toast,
                           "button-clicked",
                           G_CALLBACK (toast_clicked_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (toast,
                           "dismissed",
                           G_CALLBACK (toast_dismissed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  drop_toast (self);
  g_set_weak_pointer (&self->toast, toast);
  self->offered = entry;
  show_toast (self, toast);
}

/* In the place where it was expected: edits are taken back in the order in which they were made. */
static void
add_entry (DocketUndoStack *self, Entry *entry, gpointer edit, gboolean offered)
{
  guint position;

  if (find_entry (self, edit, &position))
    {
      entry_free (g_ptr_array_index (self->entries, position));
      g_ptr_array_index (self->entries, position) = entry;
    }
  else
    {
      g_ptr_array_add (self->entries, entry);
    }

  /* What is taken back at once is not offered. */
  if (self->toasts != NULL && offered && self->n_wanted == 0)
    offer (self, entry);

  if (self->entries->len > MAX_ENTRIES)
    remove_entry (self, 0);

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  go_on (self);
}

static void
docket_undo_stack_dispose (GObject *object)
{
  DocketUndoStack *self = DOCKET_UNDO_STACK (object);

  g_clear_weak_pointer (&self->toasts);

  for (guint i = 0; i < self->lent->len; i++)
    g_object_weak_unref (g_ptr_array_index (self->lent, i), lent_gone_cb, self->lent);

  g_ptr_array_set_size (self->lent, 0);
  g_clear_weak_pointer (&self->toast);
  self->offered = NULL;
  g_ptr_array_set_size (self->entries, 0);

  G_OBJECT_CLASS (docket_undo_stack_parent_class)->dispose (object);
}

static void
docket_undo_stack_finalize (GObject *object)
{
  g_ptr_array_unref (DOCKET_UNDO_STACK (object)->entries);
  g_ptr_array_unref (DOCKET_UNDO_STACK (object)->lent);

  G_OBJECT_CLASS (docket_undo_stack_parent_class)->finalize (object);
}

static void
docket_undo_stack_class_init (DocketUndoStackClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = docket_undo_stack_dispose;
  G_OBJECT_CLASS (klass)->finalize = docket_undo_stack_finalize;

  /**
   * DocketUndoStack::changed:
   *
   * There is more or less to undo.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          DOCKET_TYPE_UNDO_STACK,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);

  /**
   * DocketUndoStack::undone:
   * @edit: what was taken back
   */
  signals[SIGNAL_UNDONE] = g_signal_new ("undone",
                                         DOCKET_TYPE_UNDO_STACK,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         DOCKET_TYPE_EDIT);
}

static void
docket_undo_stack_init (DocketUndoStack *self)
{
  self->entries = g_ptr_array_new_with_free_func (entry_free);
  self->lent = g_ptr_array_new ();
}

/**
 * docket_undo_stack_new:
 * @toasts: where undo is offered, and where is said what became of it
 *
 * Returns: (transfer full): a stack with nothing to undo
 */
DocketUndoStack *
docket_undo_stack_new (AdwToastOverlay *toasts)
{
  DocketUndoStack *self;

  g_return_val_if_fail (ADW_IS_TOAST_OVERLAY (toasts), NULL);

  self = g_object_new (DOCKET_TYPE_UNDO_STACK, NULL);
  g_set_weak_pointer (&self->toasts, toasts);

  return self;
}

/**
 * docket_undo_stack_attach:
 * @self: a stack
 * @widget: a window, or a part of it
 *
 * What is done in the widget, and in windows that belong to it, can be undone here.
 */
void
docket_undo_stack_attach (DocketUndoStack *self, GtkWidget *widget)
{
  g_return_if_fail (DOCKET_IS_UNDO_STACK (self));
  g_return_if_fail (GTK_IS_WIDGET (widget));

  g_object_set_qdata_full (G_OBJECT (widget), stack_quark (), g_object_ref (self), g_object_unref);
}

/**
 * docket_undo_stack_lend:
 * @self: (nullable): a stack
 * @toasts: of a window beside or over the stack's own
 *
 * While the person is in that window, what there is to say is said there.
 */
void
docket_undo_stack_lend (DocketUndoStack *self, AdwToastOverlay *toasts)
{
  g_return_if_fail (ADW_IS_TOAST_OVERLAY (toasts));

  if (self == NULL)
    return;

  g_ptr_array_add (self->lent, toasts);
  g_object_weak_ref (G_OBJECT (toasts), lent_gone_cb, self->lent);
}

/**
 * docket_undo_stack_find:
 * @widget: a widget
 *
 * Returns: (transfer none) (nullable): the stack of the window that it is in
 */
DocketUndoStack *
docket_undo_stack_find (GtkWidget *widget)
{
  while (widget != NULL)
    {
      DocketUndoStack *stack = g_object_get_qdata (G_OBJECT (widget), stack_quark ());

      if (stack != NULL)
        return stack;

      if (GTK_IS_WINDOW (widget))
        widget = (GtkWidget *) gtk_window_get_transient_for (GTK_WINDOW (widget));
      else
        widget = gtk_widget_get_parent (widget);
    }

  return NULL;
}

/**
 * docket_undo_stack_expect:
 * @self: (nullable): a stack
 * @edit: an edit that is about to be written: a #DocketEdit or a #DocketUndoable
 *
 * Undo waits for it until it is pushed or, where it could not be written, forgotten.
 */
void
docket_undo_stack_expect (DocketUndoStack *self, gpointer edit)
{
  Entry *entry;

  g_return_if_fail (G_IS_OBJECT (edit));

  if (self == NULL)
    return;

  entry = g_new0 (Entry, 1);
  entry->expected = g_object_ref (edit);
  g_ptr_array_add (self->entries, entry);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * docket_undo_stack_push:
 * @self: (nullable): a stack; for a widget that is in no window of a workspace there is none
 * @workspace: where the edit was made
 * @edit: an edit that was applied
 * @label: (nullable): what was done, as it stands in a toast; %NULL: what the edit says
 *
 * Remembers an edit. One that closes or deletes, or that changes several tickets, is offered in a
 * toast as well.
 */
void
docket_undo_stack_push (DocketUndoStack *self,
                        DocketWorkspace *workspace,
                        DocketEdit *edit,
                        const char *label)
{
  GPtrArray *operations;
  Entry *entry;

  g_return_if_fail (DOCKET_IS_WORKSPACE (workspace));
  g_return_if_fail (DOCKET_IS_EDIT (edit));

  operations = docket_edit_get_result_operations (edit);

  if (self == NULL)
    return;

  /* Where nothing became of it, there is nothing to take back. */
  if (docket_edit_get_parts (edit)->len == 0 || docket_undo_changed_nothing (edit) ||
      (docket_workspace_get_kind (workspace) != DOCKET_SERVER_KIND_LOCAL &&
       (operations == NULL || operations->len == 0)))
    {
      docket_undo_stack_forget (self, edit);

      if (docket_undo_changed_nothing (edit))
        show_sentence (self, _ ("All of them have this value already: nothing was changed"));

      return;
    }

  entry = g_new0 (Entry, 1);
  entry->workspace = g_object_ref (workspace);
  entry->edit = g_object_ref (edit);
  entry->label = label != NULL ? g_strdup (label) : docket_undo_describe (workspace, edit);
  add_entry (self, entry, edit, docket_undo_is_offered (edit));
}

/**
 * docket_undo_stack_push_undoable:
 * @self: (nullable): a stack
 * @undoable: what was done
 *
 * Remembers it, and offers it in a toast if it says so.
 */
void
docket_undo_stack_push_undoable (DocketUndoStack *self, DocketUndoable *undoable)
{
  Entry *entry;

  g_return_if_fail (DOCKET_IS_UNDOABLE (undoable));

  if (self == NULL)
    return;

  entry = g_new0 (Entry, 1);
  entry->undoable = g_object_ref (undoable);
  entry->label = docket_undoable_dup_label (undoable);
  add_entry (self, entry, undoable, docket_undoable_is_offered (undoable));
}

/**
 * docket_undo_stack_forget:
 * @self: (nullable): a stack
 * @edit: an edit that was not written, or was taken back in another way
 */
void
docket_undo_stack_forget (DocketUndoStack *self, gpointer edit)
{
  guint position;

  if (self != NULL && find_entry (self, edit, &position))
    remove_entry (self, position);
}

/**
 * docket_undo_stack_can_undo:
 * @self: a stack
 *
 * Returns: whether there is something to undo; it may turn out to be too late
 */
gboolean
docket_undo_stack_can_undo (DocketUndoStack *self)
{
  g_return_val_if_fail (DOCKET_IS_UNDO_STACK (self), FALSE);

  return self->entries->len > 0;
}

/**
 * docket_undo_stack_undo:
 * @self: a stack
 *
 * Takes back the last edit that can be; one that is still being written, as soon as it has been.
 */
void
docket_undo_stack_undo (DocketUndoStack *self)
{
  g_return_if_fail (DOCKET_IS_UNDO_STACK (self));

  self->n_wanted++;
  go_on (self);
}
