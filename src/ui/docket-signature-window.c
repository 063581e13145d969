/* The pad in a window: who signs, for what, and why nobody does.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-signature-window.h"

#include <glib/gi18n.h>

#include "docket-format.h"
#include "docket-ink-file.h"
#include "docket-toast.h"
#include "docket-workspace-sign.h"

/* Below this width the name stands over the work. */
#define NARROW_WIDTH 640

enum
{
  ROLE_CUSTOMER,
  ROLE_TECHNICIAN
};

struct _DocketSignatureWindow
{
  AdwWindow parent_instance;

  DocketWorkspace *workspace;
  DocketTicketDetails *details;
  GSimpleActionGroup *actions;
  GCancellable *cancellable;
  gboolean busy;
  gboolean done; /* signed, or thrown away: it closes without a question */
  guint foot_idle;

  AdwToastOverlay *toasts;
  AdwWindowTitle *title;
  GtkRevealer *offer;
  DocketInkPad *pad;
  GtkBox *foot;
  GtkWidget *header_tools;
  GtkWidget *foot_tools;
  GtkWidget *signer_label;
  GtkEditable *signer;
  GtkDropDown *role;
  GtkLabel *work;
};

G_DEFINE_FINAL_TYPE (DocketSignatureWindow, docket_signature_window, ADW_TYPE_WINDOW)

static gboolean
has_ink (DocketSignatureWindow *self)
{
  return docket_ink_get_n_strokes (docket_ink_pad_get_ink (self->pad)) > 0;
}

static char *
get_signer (DocketSignatureWindow *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->signer)));
}

static void
enable (DocketSignatureWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
show_actions (DocketSignatureWindow *self)
{
  g_autofree char *signer = get_signer (self);
  const gboolean ink = has_ink (self) && !self->busy;

  enable (self, "undo", ink);
  enable (self, "clear", ink);
  enable (self, "save", ink && *signer != '\0');
  enable (self, "refused", !self->busy);
  enable (self, "absent", !self->busy);
}

static void
set_busy (DocketSignatureWindow *self, gboolean busy)
{
  self->busy = busy;
  gtk_widget_set_sensitive (GTK_WIDGET (self->pad), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->foot), !busy);
  show_actions (self);
}

static void
show_toast (DocketSignatureWindow *self, const char *sentence)
{
  adw_toast_overlay_add_toast (self->toasts, docket_toast_new (sentence));
}

/* --- What stands on the pad outlives the program ------------------------------------------- */

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketSignatureWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!docket_workspace_keep_ink_finish (DOCKET_WORKSPACE (source), result, &error) && !self->done)
    show_toast (self, error->message);
}

static void
keep (DocketSignatureWindow *self, guint first)
{
  DocketInk *ink = docket_ink_pad_get_ink (self->pad);
  const guint n = docket_ink_get_n_strokes (ink) - (docket_ink_is_drawing (ink) ? 1 : 0);
  g_autoptr (GPtrArray) strokes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint i = first; i < n; i++)
    g_ptr_array_add (strokes, docket_ink_stroke_to_json (ink, i));

  docket_workspace_keep_ink_async (self->workspace,
                                   self->details->row->id,
                                   first,
                                   strokes,
                                   kept_cb,
                                   g_object_ref (self));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketSignatureWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketInk) ink =
    docket_workspace_load_ink_finish (DOCKET_WORKSPACE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  set_busy (self, FALSE);

  if (error != NULL)
    show_toast (self, error->message);

  if (ink != NULL)
    {
      docket_ink_pad_set_ink (self->pad, ink);
      gtk_revealer_set_reveal_child (self->offer, TRUE);
    }
}

/* --- Saving -------------------------------------------------------------------------------- */

static void
close_done (DocketSignatureWindow *self)
{
  self->done = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
signed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketSignatureWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (docket_workspace_sign_finish (DOCKET_WORKSPACE (source), result, &error))
    {
      close_done (self);
      return;
    }

  set_busy (self, FALSE);
  show_toast (self, error->message);
}

static void
sign (DocketSignatureWindow *self, const char *outcome, const char *reason, GBytes *ink)
{
  g_autoptr (DocketSignature) signature = docket_signature_new ();
  g_autofree char *signer = get_signer (self);

  signature->role = g_strdup (
    gtk_drop_down_get_selected (self->role) == ROLE_TECHNICIAN ? "technician" : "customer");
  signature->outcome = g_strdup (outcome);
  signature->reason = g_strdup (reason);
  signature->signer =
    *signer != '\0' && !g_str_equal (outcome, "absent") ? g_steal_pointer (&signer) : NULL;
  set_busy (self, TRUE);
  docket_workspace_sign_async (self->workspace,
                               self->details->row->id,
                               signature,
                               ink,
                               NULL,
                               signed_cb,
                               g_object_ref (self));
}

static void
save_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketSignatureWindow *self = user_data;
  g_autoptr (DocketInk) ink = NULL;
  g_autoptr (GBytes) json = NULL;

  docket_ink_pad_finish (self->pad);
  ink = docket_ink_copy (docket_ink_pad_get_ink (self->pad));
  docket_ink_fit_page (ink);
  json = docket_ink_to_json (ink);
  sign (self, "signed", NULL, json);
}

static void
undo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  docket_ink_pad_undo (DOCKET_SIGNATURE_WINDOW (user_data)->pad);
}

static void
clear_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  docket_ink_pad_clear (DOCKET_SIGNATURE_WINDOW (user_data)->pad);
}

/* --- Nobody signs -------------------------------------------------------------------------- */

static void
reason_changed_cb (GtkEditable *entry, AdwMessageDialog *dialog)
{
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_message_dialog_set_response_enabled (dialog, "note", *reason != '\0');
}

static void
reason_given_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  DocketSignatureWindow *self = user_data;
  GtkEditable *entry = GTK_EDITABLE (adw_message_dialog_get_extra_child (dialog));

  if (g_str_equal (response, "note"))
    sign (self,
          g_object_get_data (G_OBJECT (dialog), "outcome"),
          gtk_editable_get_text (entry),
          NULL);
}

static void
ask_reason (DocketSignatureWindow *self, const char *outcome, const char *heading)
{
  GtkWidget *dialog =
    adw_message_dialog_new (GTK_WINDOW (self),
                            heading,
                            _ ("The reason is noted on the ticket. What was drawn is not kept."));
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), C_ ("signature", "Reason"));
  gtk_entry_set_max_length (GTK_ENTRY (entry), 2000);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  C_ ("signature", "Reason"),
                                  -1);
  adw_message_dialog_set_extra_child (message, entry);
  adw_message_dialog_add_response (message, "cancel", C_ ("button", "Cancel"));
  adw_message_dialog_add_response (message, "note", C_ ("button", "Note it"));
  adw_message_dialog_set_response_appearance (message, "note", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_response_enabled (message, "note", FALSE);
  adw_message_dialog_set_default_response (message, "note");
  adw_message_dialog_set_close_response (message, "cancel");
  g_object_set_data (G_OBJECT (dialog), "outcome", (gpointer) outcome);
  g_signal_connect (entry, "changed", G_CALLBACK (reason_changed_cb), dialog);
  g_signal_connect_object (dialog, "response", G_CALLBACK (reason_given_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (entry);
}

static void
refused_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ask_reason (user_data, "refused", _ ("Why Was the Signature Refused?"));
}

static void
absent_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ask_reason (user_data, "absent", _ ("Why Was Nobody There?"));
}

/* --- Closing ------------------------------------------------------------------------------- */

/* The question is there a little longer than the window that it stands before. */
static void
discard_cb (DocketSignatureWindow *self, const char *response, AdwMessageDialog *dialog)
{
  gtk_window_set_transient_for (GTK_WINDOW (dialog), NULL);
  docket_ink_pad_clear (self->pad);
  close_done (self);
}

static void
ask_discard (DocketSignatureWindow *self)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self),
                                              _ ("Discard the Signature?"),
                                              _ ("It was not saved. What was drawn is lost."));
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);

  adw_message_dialog_add_response (message, "cancel", C_ ("button", "Go on Signing"));
  adw_message_dialog_add_response (message, "discard", C_ ("button", "Discard"));
  adw_message_dialog_set_response_appearance (message, "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (message, "cancel");
  adw_message_dialog_set_close_response (message, "cancel");
  g_signal_connect_object (dialog,
                           "response::discard",
                           G_CALLBACK (discard_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
docket_signature_window_close_request (GtkWindow *window)
{
  DocketSignatureWindow *self = DOCKET_SIGNATURE_WINDOW (window);

  docket_ink_pad_finish (self->pad);

  if (self->busy && !self->done)
    return GDK_EVENT_STOP;

  if (has_ink (self) && !self->done)
    {
      ask_discard (self);
      return GDK_EVENT_STOP;
    }

  /* What is being read holds the window: let go of it. */
  g_cancellable_cancel (self->cancellable);
  self->done = TRUE;

  return GTK_WINDOW_CLASS (docket_signature_window_parent_class)->close_request (window);
}

/* --- Callbacks ----------------------------------------------------------------------------- */

static void
pad_changed_cb (DocketSignatureWindow *self, guint first)
{
  if (!self->done)
    keep (self, first);

  if (!has_ink (self))
    gtk_revealer_set_reveal_child (self->offer, FALSE);

  show_actions (self);
}

static void
signer_changed_cb (DocketSignatureWindow *self)
{
  show_actions (self);
}

static const char *
get_offered_name (DocketSignatureWindow *self, guint role)
{
  const char *name = role == ROLE_TECHNICIAN ? docket_workspace_get_me_name (self->workspace)
                                             : self->details->row->contact_name;

  return name != NULL ? name : "";
}

/* A name that was typed stays. */
static void
role_changed_cb (DocketSignatureWindow *self)
{
  const guint role = gtk_drop_down_get_selected (self->role);
  const guint other = role == ROLE_TECHNICIAN ? ROLE_CUSTOMER : ROLE_TECHNICIAN;
  g_autofree char *signer = get_signer (self);

  if (self->details == NULL)
    return;

  if (*signer == '\0' || g_str_equal (signer, get_offered_name (self, other)))
    gtk_editable_set_text (self->signer, get_offered_name (self, role));
}

static void
show_work (DocketSignatureWindow *self)
{
  const DocketTicketRow *row = self->details->row;
  g_autofree char *number = row->number != NULL ? g_strconcat ("#", row->number, NULL)
                                                : g_strdup_printf ("L%" G_GINT64_FORMAT, row->id);
  g_autofree char *duration = docket_format_hours (self->details->total_us);
  g_autofree char *subtitle = g_strconcat (number, " ", row->title, NULL);
  /* Translators: what is signed for; the first %s is a ticket's number, the second a duration */
  g_autofree char *timed = g_strdup_printf (_ ("Work done on ticket %s · %s"), number, duration);
  /* Translators: what is signed for; %s is a ticket's number */
  g_autofree char *plain = g_strdup_printf (_ ("Work done on ticket %s"), number);

  adw_window_title_set_subtitle (self->title, subtitle);
  gtk_label_set_label (self->work, self->details->total_us > 0 ? timed : plain);
}

/* All of it fits 360 pixels: the name stands over the work, and the tools beside that. */
static void
set_width (DocketSignatureWindow *self, int width)
{
  const gboolean narrow = width < NARROW_WIDTH;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->foot),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_label_set_xalign (self->work, narrow ? 0 : 1);
  gtk_widget_set_visible (self->signer_label, !narrow);
  gtk_widget_set_visible (self->header_tools, !narrow);
  gtk_widget_set_visible (self->foot_tools, narrow);
}

static gboolean
foot_cb (gpointer user_data)
{
  DocketSignatureWindow *self = user_data;

  self->foot_idle = 0;
  set_width (self, gtk_widget_get_width (GTK_WIDGET (self)));

  return G_SOURCE_REMOVE;
}

/* A box can't be turned while sizes are given. */
static void
docket_signature_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  DocketSignatureWindow *self = DOCKET_SIGNATURE_WINDOW (widget);

  GTK_WIDGET_CLASS (docket_signature_window_parent_class)
    ->size_allocate (widget, width, height, baseline);

  if (self->foot_idle == 0)
    self->foot_idle = g_idle_add (foot_cb, self);
}

static const GActionEntry entries[] = {
  { "undo", undo_cb },       { "clear", clear_cb },   { "save", save_cb },
  { "refused", refused_cb }, { "absent", absent_cb },
};

static void
docket_signature_window_dispose (GObject *object)
{
  DocketSignatureWindow *self = DOCKET_SIGNATURE_WINDOW (object);

  self->done = TRUE;
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->foot_idle, g_source_remove);

  G_OBJECT_CLASS (docket_signature_window_parent_class)->dispose (object);
}

static void
docket_signature_window_finalize (GObject *object)
{
  DocketSignatureWindow *self = DOCKET_SIGNATURE_WINDOW (object);

  g_clear_object (&self->workspace);
  g_clear_object (&self->details);
  g_clear_object (&self->actions);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (docket_signature_window_parent_class)->finalize (object);
}

static void
docket_signature_window_class_init (DocketSignatureWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = docket_signature_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = docket_signature_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = docket_signature_window_close_request;
  widget_class->size_allocate = docket_signature_window_size_allocate;

  g_type_ensure (DOCKET_TYPE_INK_PAD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-signature-window.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketSignatureWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, DocketSignatureWindow, title);
  gtk_widget_class_bind_template_child (widget_class, DocketSignatureWindow, offer);
  gtk_widget_class_bind_template_child (widget_class, DocketSignatureWindow, pad);
  gtk_widget_class_bind_template_child (widget_class, DocketSignatureWindow, foot);
  gtk_widget_class_bind_template_child (widget_class, DocketSignatureWindow, header_tools);
  gtk_widget_class_bind_template_child (widget_class, DocketSignatureWindow, foot_tools);
  gtk_widget_class_bind_template_child (widget_class, DocketSignatureWindow, signer_label);
  gtk_widget_class_bind_template_child (widget_class, DocketSignatureWindow, signer);
  gtk_widget_class_bind_template_child (widget_class, DocketSignatureWindow, role);
  gtk_widget_class_bind_template_child (widget_class, DocketSignatureWindow, work);
  gtk_widget_class_bind_template_callback (widget_class, pad_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, signer_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, role_changed_cb);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_z,
                                       GDK_CONTROL_MASK,
                                       "sign.undo",
                                       NULL);
}

static void
docket_signature_window_init (DocketSignatureWindow *self)
{
  self->cancellable = g_cancellable_new ();
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions),
                                   entries,
                                   G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "sign", G_ACTION_GROUP (self->actions));
}

/**
 * docket_signature_window_new:
 * @parent: the window that shows the ticket; the pad is as large
 * @workspace: whose ticket it is
 * @details: the ticket that is signed for
 *
 * What was written on the ticket's pad and not saved stands on it again.
 *
 * Returns: (transfer none): the window, to be presented
 */
GtkWidget *
docket_signature_window_new (GtkWindow *parent,
                             DocketWorkspace *workspace,
                             DocketTicketDetails *details)
{
  DocketSignatureWindow *self =
    g_object_new (DOCKET_TYPE_SIGNATURE_WINDOW, "transient-for", parent, NULL);

  self->workspace = g_object_ref (workspace);
  self->details = g_object_ref (details);
  gtk_editable_set_text (self->signer, get_offered_name (self, ROLE_CUSTOMER));
  show_work (self);

  set_width (self, parent != NULL ? gtk_widget_get_width (GTK_WIDGET (parent)) : NARROW_WIDTH);

  if (parent != NULL)
    gtk_window_set_default_size (GTK_WINDOW (self),
                                 gtk_widget_get_width (GTK_WIDGET (parent)),
                                 gtk_widget_get_height (GTK_WIDGET (parent)));

  set_busy (self, TRUE);
  docket_workspace_load_ink_async (workspace,
                                   details->row->id,
                                   0,
                                   self->cancellable,
                                   loaded_cb,
                                   g_object_ref (self));

  return GTK_WIDGET (self);
}

/**
 * docket_signature_window_get_pad:
 * @self: a window
 *
 * Returns: (transfer none): its pad
 */
DocketInkPad *
docket_signature_window_get_pad (DocketSignatureWindow *self)
{
  g_return_val_if_fail (DOCKET_IS_SIGNATURE_WINDOW (self), NULL);

  return self->pad;
}
