/* Where replies and internal notes are written.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-composer-private.h"

#include "docket-fold-box.h"
#include "docket-toast-place.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (DocketComposer, docket_composer, ADW_TYPE_BIN)

enum
{
  SIGNAL_SENT,
  SIGNAL_PROBLEM,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

char *
docket_composer_dup_text (DocketComposer *self, DocketMessageKind kind)
{
  GtkTextBuffer *buffer = self->pages[kind].buffer;
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

void
docket_composer_emit_sent (DocketComposer *self, DocketEdit *edit)
{
  g_signal_emit (self, signals[SIGNAL_SENT], 0, edit);
}

void
docket_composer_emit_problem (DocketComposer *self, const char *sentence)
{
  g_signal_emit (self, signals[SIGNAL_PROBLEM], 0, sentence);
}

static gboolean
is_blank (const char *text)
{
  g_autofree char *bare = g_strstrip (g_strdup (text));

  return *bare == '\0';
}

/* Why nothing can be sent from here, as a sentence; NULL when it can. */
static const char *
find_obstacle (DocketComposer *self)
{
  if (self->workspace == NULL ||
      docket_workspace_get_kind (self->workspace) == DOCKET_SERVER_KIND_LOCAL)
    return NULL;

  if (docket_workspace_get_me (self->workspace) == 0)
    return _ (
      "Docket doesn't know yet who you are on this server, so nothing can be sent. What you "
      "write is kept. Sync once, or connect again and choose the technician.");

  return NULL;
}

/* What is good to know before sending. */
static const char *
find_hint (DocketComposer *self)
{
  const DocketCapabilities *capabilities =
    self->workspace != NULL ? docket_workspace_get_capabilities (self->workspace) : NULL;

  if (find_obstacle (self) != NULL)
    return find_obstacle (self);

  if (capabilities == NULL)
    return NULL;

  if (self->kind == DOCKET_MESSAGE_KIND_INTERNAL && !capabilities->internal_notes)
    return _ ("This server can't receive internal notes: kept on this computer");

  if (!capabilities->messages)
    return _ ("This server can't receive messages: kept on this computer");

  if (!capabilities->ticket_attachments &&
      docket_file_tray_get_n_files (self->pages[self->kind].tray) > 0)
    return _ ("This server takes no files for tickets: what you add stays on this computer");

  return NULL;
}

void
docket_composer_show_state (DocketComposer *self)
{
  DocketComposerPage *page = &self->pages[self->kind];
  const gboolean note = self->kind == DOCKET_MESSAGE_KIND_INTERNAL;
  const gboolean empty = gtk_text_buffer_get_char_count (page->buffer) == 0;
  g_autofree char *text = docket_composer_dup_text (self, self->kind);
  const char *hint = find_hint (self);
  const guint n_files = docket_file_tray_get_n_files (page->tray);
  g_autofree char *said = NULL;

  if (n_files > 1)
    {
      g_autofree char *each = g_strdup_printf (
        /* Translators: %u is a number, at least 2 */
        g_dngettext (NULL,
                     "One file a message: %u message is sent, the text with the first",
                     "One file a message: %u messages are sent, the text with the first",
                     n_files),
        n_files);

      said = hint != NULL ? g_strdup_printf ("%s\n%s", each, hint) : g_strdup (each);
      hint = said;
    }

  for (guint i = 0; i < N_KINDS; i++)
    gtk_widget_set_visible (GTK_WIDGET (self->pages[i].tray),
                            i == (guint) self->kind &&
                              !docket_file_tray_is_empty (self->pages[i].tray));

  gtk_widget_set_visible (self->placeholder, empty);
  gtk_label_set_text (GTK_LABEL (self->placeholder),
                      note ? _ ("Write an internal note…") : _ ("Write a reply…"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->send_button),
                            !self->sending && (!is_blank (text) || n_files > 0) &&
                              !docket_file_tray_is_busy (page->tray) && page->keeper != NULL &&
                              find_obstacle (self) == NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->attach_button), !self->sending);
  gtk_widget_set_sensitive (GTK_WIDGET (self->trays), !self->sending);
  docket_send_button_set_kind (self->send_button, self->kind);
  gtk_widget_set_sensitive (GTK_WIDGET (self->reply_toggle), !self->sending);
  gtk_widget_set_sensitive (GTK_WIDGET (self->note_toggle), !self->sending);
  gtk_label_set_text (self->hint, hint != NULL ? hint : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint), hint != NULL);
}

static void
show_kind (DocketComposer *self)
{
  const gboolean note = self->kind == DOCKET_MESSAGE_KIND_INTERNAL;

  gtk_text_view_set_buffer (self->text_view, self->pages[self->kind].buffer);
  gtk_widget_set_css_classes (self->box,
                              (const char *[]){ "composer", note ? "note" : "reply", NULL });
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text_view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  note ? C_ ("message", "Internal note") : C_ ("message", "Reply"),
                                  -1);
  docket_composer_quick_show_kind (self);
  docket_composer_show_state (self);
}

static void
text_changed_cb (DocketComposer *self)
{
  docket_composer_show_state (self);
  docket_composer_save_soon (self);
}

static void
send_cb (DocketComposer *self, const char *status)
{
  docket_composer_send_and (self, status);
}

static void
toggled_cb (DocketComposer *self)
{
  const DocketMessageKind kind = gtk_toggle_button_get_active (self->note_toggle)
                                   ? DOCKET_MESSAGE_KIND_INTERNAL
                                   : DOCKET_MESSAGE_KIND_REPLY;

  if (self->sending || kind == self->kind)
    return;

  self->kind_chosen = TRUE;

  docket_composer_save (self);
  self->kind = kind;
  show_kind (self);
}

static void
docket_composer_unmap (GtkWidget *widget)
{
  docket_composer_flush (DOCKET_COMPOSER (widget));

  GTK_WIDGET_CLASS (docket_composer_parent_class)->unmap (widget);
}

static void
docket_composer_dispose (GObject *object)
{
  DocketComposer *self = DOCKET_COMPOSER (object);

  docket_composer_flush (self);
  g_clear_pointer ((GtkWidget **) &self->completion, gtk_widget_unparent);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->seen, docket_values_unref);
  g_clear_pointer (&self->send_status, g_free);

  G_OBJECT_CLASS (docket_composer_parent_class)->dispose (object);
}

static void
docket_composer_finalize (GObject *object)
{
  DocketComposer *self = DOCKET_COMPOSER (object);

  for (guint i = 0; i < N_KINDS; i++)
    {
      g_clear_object (&self->pages[i].buffer);
      g_clear_object (&self->pages[i].keeper);
      g_clear_pointer (&self->pages[i].sent_text, g_free);
    }

  g_clear_pointer (&self->consumed, g_hash_table_unref);
  g_clear_pointer (&self->technicians, g_ptr_array_unref);

  G_OBJECT_CLASS (docket_composer_parent_class)->finalize (object);
}

static void
docket_composer_class_init (DocketComposerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = docket_composer_dispose;
  object_class->finalize = docket_composer_finalize;
  widget_class->unmap = docket_composer_unmap;

  /**
   * DocketComposer::sent:
   * @edit: the message, applied; for a while it can be undone
   *
   * A message is on the disk and on its way.
   */
  signals[SIGNAL_SENT] = g_signal_new ("sent",
                                       DOCKET_TYPE_COMPOSER,
                                       G_SIGNAL_RUN_LAST,
                                       0,
                                       NULL,
                                       NULL,
                                       NULL,
                                       G_TYPE_NONE,
                                       1,
                                       DOCKET_TYPE_EDIT);

  /**
   * DocketComposer::problem:
   * @sentence: what went wrong and what to do
   *
   * Something could not be sent or saved. The text is still there.
   */
  signals[SIGNAL_PROBLEM] = g_signal_new ("problem",
                                          DOCKET_TYPE_COMPOSER,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          1,
                                          G_TYPE_STRING);

  g_type_ensure (DOCKET_TYPE_FOLD_BOX);
  g_type_ensure (DOCKET_TYPE_QUICK_REPLY_BUTTON);
  g_type_ensure (DOCKET_TYPE_SEND_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-composer.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketComposer, box);
  gtk_widget_class_bind_template_child (widget_class, DocketComposer, scrolled);
  gtk_widget_class_bind_template_child (widget_class, DocketComposer, text_view);
  gtk_widget_class_bind_template_child (widget_class, DocketComposer, placeholder);
  gtk_widget_class_bind_template_child (widget_class, DocketComposer, trays);
  gtk_widget_class_bind_template_child (widget_class, DocketComposer, attach_button);
  gtk_widget_class_bind_template_child (widget_class, DocketComposer, hint);
  gtk_widget_class_bind_template_child (widget_class, DocketComposer, reply_toggle);
  gtk_widget_class_bind_template_child (widget_class, DocketComposer, note_toggle);
  gtk_widget_class_bind_template_child (widget_class, DocketComposer, extras);
  gtk_widget_class_bind_template_child (widget_class, DocketComposer, quick_reply_button);
  gtk_widget_class_bind_template_child (widget_class, DocketComposer, send_button);
  gtk_widget_class_bind_template_callback (widget_class, send_cb);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, docket_composer_focus);
  gtk_widget_class_bind_template_callback (widget_class, docket_composer_save);
  gtk_widget_class_bind_template_callback (widget_class, docket_composer_emit_problem);
}

static void
docket_composer_init (DocketComposer *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  docket_toast_place_avoid (GTK_WIDGET (self));
  docket_composer_attach_init (self);

  self->consumed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < N_KINDS; i++)
    {
      self->pages[i].buffer = gtk_text_buffer_new (NULL);
      g_signal_connect_object (self->pages[i].buffer,
                               "changed",
                               G_CALLBACK (text_changed_cb),
                               self,
                               G_CONNECT_SWAPPED);
    }

  docket_send_button_listen (self->send_button, GTK_WIDGET (self->text_view));
  docket_composer_extras_init (self);
  docket_composer_quick_init (self);
  show_kind (self);
}

/**
 * docket_composer_set_workspace:
 * @self: a composer without a workspace
 * @workspace: where messages and drafts go
 */
void
docket_composer_set_workspace (DocketComposer *self, DocketWorkspace *workspace)
{
  g_return_if_fail (DOCKET_IS_COMPOSER (self));
  g_return_if_fail (self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  docket_composer_quick_set_workspace (self);
  docket_composer_attach_set_workspace (self);
  g_signal_connect_object (workspace,
                           "status-changed",
                           G_CALLBACK (docket_composer_show_state),
                           self,
                           G_CONNECT_SWAPPED);
  docket_composer_show_state (self);
}

/**
 * docket_composer_set_statuses:
 * @self: a composer
 * @statuses: (element-type utf8): those that can be set with a message, canonical
 */
void
docket_composer_set_statuses (DocketComposer *self, GPtrArray *statuses)
{
  g_return_if_fail (DOCKET_IS_COMPOSER (self));

  docket_send_button_set_statuses (self->send_button, statuses);
}

/**
 * docket_composer_set_max_height:
 * @self: a composer
 * @height: how high the text may grow before it scrolls, in application pixels
 */
void
docket_composer_set_max_height (DocketComposer *self, int height)
{
  g_return_if_fail (DOCKET_IS_COMPOSER (self));

  gtk_scrolled_window_set_max_content_height (self->scrolled, height);
}

/**
 * docket_composer_set_kind:
 * @self: a composer
 * @kind: reply or internal note
 *
 * Shows the text of the other kind; nothing is carried over.
 */
void
docket_composer_set_kind (DocketComposer *self, DocketMessageKind kind)
{
  g_return_if_fail (DOCKET_IS_COMPOSER (self));
  g_return_if_fail (kind < N_KINDS);

  self->kind_chosen = TRUE;
  gtk_toggle_button_set_active (kind == DOCKET_MESSAGE_KIND_INTERNAL ? self->note_toggle
                                                                     : self->reply_toggle,
                                TRUE);
}

/**
 * docket_composer_get_kind:
 * @self: a composer
 *
 * Returns: what is written now
 */
DocketMessageKind
docket_composer_get_kind (DocketComposer *self)
{
  g_return_val_if_fail (DOCKET_IS_COMPOSER (self), DOCKET_MESSAGE_KIND_INTERNAL);

  return self->kind;
}

/**
 * docket_composer_get_buffer:
 * @self: a composer
 * @kind: reply or internal note
 *
 * Returns: (transfer none): the text of this kind
 */
GtkTextBuffer *
docket_composer_get_buffer (DocketComposer *self, DocketMessageKind kind)
{
  g_return_val_if_fail (DOCKET_IS_COMPOSER (self), NULL);
  g_return_val_if_fail (kind < N_KINDS, NULL);

  return self->pages[kind].buffer;
}

/* Where it was when the text was sent, else behind the text. */
static void
place_cursor (DocketComposerPage *page, const char *text)
{
  GtkTextIter cursor;

  if (*text == '\0')
    return;

  gtk_text_buffer_get_iter_at_offset (
    page->buffer,
    &cursor,
    g_strcmp0 (page->sent_text, text) == 0 ? page->sent_cursor : (int) g_utf8_strlen (text, -1));
  gtk_text_buffer_place_cursor (page->buffer, &cursor);
}

/**
 * docket_composer_give_back:
 * @self: a composer
 * @ticket: local id
 * @kind: what it was written as
 * @text: a message that was taken back
 * @files: (nullable) (element-type DocketEditFile): what came with it
 * @extras: (nullable): what it was to set in the ticket
 *
 * Puts it back where it was written, before what was typed meanwhile. With another ticket open, its
 * draft waits there.
 */
void
docket_composer_give_back (DocketComposer *self,
                           gint64 ticket,
                           DocketMessageKind kind,
                           const char *text,
                           GPtrArray *files,
                           DocketValues *extras)
{
  DocketComposerPage *page;
  g_autofree char *typed = NULL;
  g_autofree char *begin = NULL;
  g_autofree char *both = NULL;

  g_return_if_fail (DOCKET_IS_COMPOSER (self));
  g_return_if_fail (kind < N_KINDS);

  /* It is in the draft that will be read. */
  if (ticket != self->ticket || self->unread)
    return;

  page = &self->pages[kind];
  typed = docket_composer_dup_text (self, kind);
  begin = g_strconcat (text, "\n\n", NULL);
  docket_composer_set_kind (self, kind);

  for (guint i = 0; files != NULL && i < files->len; i++)
    docket_file_tray_add_staged (page->tray, g_ptr_array_index (files, i));

  docket_composer_extras_add (self, kind, extras);

  /* The draft that came back may have been read already. */
  if (!g_str_equal (typed, text) && !g_str_has_prefix (typed, begin) && *text != '\0')
    {
      both = is_blank (typed) ? g_strdup (text) : g_strconcat (begin, typed, NULL);
      gtk_text_buffer_set_text (page->buffer, both, -1);
    }

  place_cursor (page, text);
  docket_composer_save (self);
}

/**
 * docket_composer_focus:
 * @self: a composer
 *
 * What is typed next is typed here.
 */
void
docket_composer_focus (DocketComposer *self)
{
  g_return_if_fail (DOCKET_IS_COMPOSER (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
}
