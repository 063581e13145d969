/* Carries out what a person decides about what waits.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-outbox-actions.h"

#include <glib/gi18n.h>

#define RESPONSE_CANCEL "cancel"
#define RESPONSE_DISCARD "discard"

/**
 * DocketOutboxActions:
 *
 * The action group `outbox` of a widget: `decide` and `ask` (uuid and #DocketOutboxAct) and
 * `settle` (uuid and which of the likely items). It lives as long as the widget.
 */
struct _DocketOutboxActions
{
  GObject parent_instance;

  GtkWidget *widget; /* not owned: it owns this */
  DocketWorkspace *workspace;
  GSimpleActionGroup *group;
};

G_DEFINE_FINAL_TYPE (DocketOutboxActions, docket_outbox_actions, G_TYPE_OBJECT)

enum
{
  SIGNAL_DECIDED,
  SIGNAL_PROBLEM,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A decision on its way. */
typedef struct
{
  DocketOutboxActions *actions;
  DocketOutboxAct act;
} Request;

static Request *
request_new (DocketOutboxActions *self, DocketOutboxAct act)
{
  Request *request = g_new0 (Request, 1);

  request->actions = g_object_ref (self);
  request->act = act;

  return request;
}

static void
request_free (Request *request)
{
  g_object_unref (request->actions);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

static void
tell (Request *request, DocketOperation *operation, const GError *error)
{
  if (operation != NULL)
    g_signal_emit (request->actions, signals[SIGNAL_DECIDED], 0, operation, (int) request->act);
  else
    g_signal_emit (request->actions, signals[SIGNAL_PROBLEM], 0, error->message);
}

static void
decided_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Request) request = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketOperation) operation =
    docket_workspace_decide_finish (DOCKET_WORKSPACE (source), result, &error);

  tell (request, operation, error);
}

static void
settled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Request) request = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketOperation) operation =
    docket_workspace_settle_finish (DOCKET_WORKSPACE (source), result, &error);

  tell (request, operation, error);
}

static void
decide (DocketOutboxActions *self, GVariant *parameter)
{
  const char *uuid;
  int act;

  g_variant_get (parameter, "(&si)", &uuid, &act);
  docket_workspace_decide_async (self->workspace,
                                 uuid,
                                 (DocketOutboxAct) act,
                                 NULL,
                                 decided_cb,
                                 request_new (self, (DocketOutboxAct) act));
}

static void
decide_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  decide (user_data, parameter);
}

static void
settle_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketOutboxActions *self = user_data;
  const char *uuid;
  guint nth;

  g_variant_get (parameter, "(&su)", &uuid, &nth);
  docket_workspace_settle_async (self->workspace,
                                 uuid,
                                 nth,
                                 NULL,
                                 settled_cb,
                                 request_new (self, DOCKET_OUTBOX_RETRY));
}

static void
response_cb (DocketOutboxActions *self, const char *response, GtkWidget *dialog)
{
  if (g_str_equal (response, RESPONSE_DISCARD))
    decide (self, g_object_get_data (G_OBJECT (dialog), "parameter"));
}

static void
ask_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketOutboxActions *self = user_data;
  GtkRoot *root = gtk_widget_get_root (self->widget);
  GtkWidget *dialog = adw_message_dialog_new (
    GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
    _ ("Discard this message?"),
    _ ("It is not on the server. Its text, and a status that was to be set with it, are lost."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    RESPONSE_CANCEL,
                                    C_ ("button", "Cancel"),
                                    RESPONSE_DISCARD,
                                    C_ ("button", "Discard"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog),
                                              RESPONSE_DISCARD,
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), RESPONSE_CANCEL);
  g_object_set_data_full (G_OBJECT (dialog),
                          "parameter",
                          g_variant_ref (parameter),
                          (GDestroyNotify) g_variant_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static const GActionEntry entries[] = {
  { "decide", decide_cb, "(si)" },
  { "ask", ask_cb, "(si)" },
  { "settle", settle_cb, "(su)" },
};

static void
docket_outbox_actions_finalize (GObject *object)
{
  DocketOutboxActions *self = DOCKET_OUTBOX_ACTIONS (object);

  g_clear_object (&self->workspace);
  g_clear_object (&self->group);

  G_OBJECT_CLASS (docket_outbox_actions_parent_class)->finalize (object);
}

static void
docket_outbox_actions_class_init (DocketOutboxActionsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = docket_outbox_actions_finalize;

  /**
   * DocketOutboxActions::decided:
   * @operation: as it is now
   * @act: (type int): the #DocketOutboxAct that was decided
   *
   * It is on the disk.
   */
  signals[SIGNAL_DECIDED] = g_signal_new ("decided",
                                          DOCKET_TYPE_OUTBOX_ACTIONS,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          2,
                                          DOCKET_TYPE_OPERATION,
                                          G_TYPE_INT);

  /**
   * DocketOutboxActions::problem:
   * @sentence: what went wrong and what to do
   *
   * It could not be done.
   */
  signals[SIGNAL_PROBLEM] = g_signal_new ("problem",
                                          DOCKET_TYPE_OUTBOX_ACTIONS,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          1,
                                          G_TYPE_STRING);
}

static void
docket_outbox_actions_init (DocketOutboxActions *self)
{
  self->group = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->group),
                                   entries,
                                   G_N_ELEMENTS (entries),
                                   self);
}

/**
 * docket_outbox_actions_attach:
 * @widget: what has #DocketOutboxActs in it
 * @workspace: whose outbox it is
 *
 * Returns: (transfer none): the actions, which live as long as @widget
 */
DocketOutboxActions *
docket_outbox_actions_attach (GtkWidget *widget, DocketWorkspace *workspace)
{
  DocketOutboxActions *self;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);
  g_return_val_if_fail (DOCKET_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (DOCKET_TYPE_OUTBOX_ACTIONS, NULL);
  self->widget = widget;
  self->workspace = g_object_ref (workspace);
  gtk_widget_insert_action_group (widget, "outbox", G_ACTION_GROUP (self->group));
  g_object_set_data_full (G_OBJECT (widget), "docket-outbox-actions", self, g_object_unref);

  return self;
}
