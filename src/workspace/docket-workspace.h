/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-engine.h"
#include "docket-store-directory.h"
#include "docket-workspaces.h"

G_BEGIN_DECLS

/**
 * DocketWorkspace:
 *
 * One account, opened: the one door for window and terminal. Functions without `_async` are
 * synchronous and may be called on any thread but a window's; the `_async` ones run them on a
 * worker and answer in the caller's main context.
 *
 * Signals, in the main context of the thread that opened it:
 *  - `changed` (GArray of DocketChange): a commit of any process changed these things
 *  - `status-changed`: docket_workspace_get_status() or the counts moved
 */
#define DOCKET_TYPE_WORKSPACE (docket_workspace_get_type ())

G_DECLARE_FINAL_TYPE (DocketWorkspace, docket_workspace, DOCKET, WORKSPACE, GObject)

/* Opening. `secret`: given for this run; NULL: looked up in the Secret Service when sync needs it.
 */
DocketWorkspace *docket_workspace_open (const char *id,
                                        const char *secret,
                                        DocketClock *clock,
                                        GCancellable *cancellable,
                                        GError **error);
void docket_workspace_open_async (const char *id,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
DocketWorkspace *docket_workspace_open_finish (GAsyncResult *result, GError **error);
void docket_workspace_close (DocketWorkspace *self);

const char *docket_workspace_get_id (DocketWorkspace *self);
const char *docket_workspace_get_name (DocketWorkspace *self);
DocketServerKind docket_workspace_get_kind (DocketWorkspace *self);
DocketWording docket_workspace_get_wording (DocketWorkspace *self);
const char *docket_workspace_get_url (DocketWorkspace *self);
const char *docket_workspace_get_me_email (DocketWorkspace *self);
const char *docket_workspace_get_me_name (DocketWorkspace *self);
gint64 docket_workspace_get_me (DocketWorkspace *self);
DocketClock *docket_workspace_get_clock (DocketWorkspace *self);
const DocketCapabilities *docket_workspace_get_capabilities (DocketWorkspace *self);

/* Editing: the one way. */
gboolean docket_workspace_apply (DocketWorkspace *self,
                                 DocketEdit *edit,
                                 GCancellable *cancellable,
                                 GError **error);
void docket_workspace_apply_async (DocketWorkspace *self,
                                   DocketEdit *edit,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean
docket_workspace_apply_finish (DocketWorkspace *self, GAsyncResult *result, GError **error);

/* Undo of an edit that was applied. */
gboolean docket_workspace_undo (DocketWorkspace *self,
                                DocketEdit *edit,
                                GCancellable *cancellable,
                                GError **error);
void docket_workspace_undo_async (DocketWorkspace *self,
                                  DocketEdit *edit,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean docket_workspace_undo_finish (DocketWorkspace *self, GAsyncResult *result, GError **error);
gboolean docket_workspace_undo_finish_counted (DocketWorkspace *self,
                                               GAsyncResult *result,
                                               DocketUndoCount *count,
                                               GError **error);

/* Reading. */
DocketTicketDetails *docket_workspace_load_ticket (DocketWorkspace *self,
                                                   gint64 ticket,
                                                   GCancellable *cancellable,
                                                   GError **error);
void docket_workspace_load_ticket_async (DocketWorkspace *self,
                                         gint64 ticket,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
DocketTicketDetails *
docket_workspace_load_ticket_finish (DocketWorkspace *self, GAsyncResult *result, GError **error);
gint64 docket_workspace_find_ticket (DocketWorkspace *self, const char *name, GError **error);
GArray *docket_workspace_list_tickets (DocketWorkspace *self,
                                       const DocketFilter *filter,
                                       DocketSort sort,
                                       gboolean ascending,
                                       guint limit,
                                       GCancellable *cancellable,
                                       GError **error);
GPtrArray *
docket_workspace_load_rows (DocketWorkspace *self, const gint64 *ids, guint n_ids, GError **error);
GHashTable *docket_workspace_load_values (DocketWorkspace *self,
                                          const gint64 *ids,
                                          guint n_ids,
                                          GError **error);
gboolean docket_workspace_get_reference (const DocketField *field, DocketEntity *entity);
char *docket_workspace_describe_value (DocketWorkspace *self, const char *field, const char *value);
GPtrArray *docket_workspace_list_entries (DocketWorkspace *self,
                                          DocketEntity entity,
                                          const char *search,
                                          gint64 customer,
                                          guint limit,
                                          GCancellable *cancellable,
                                          GError **error);
void docket_workspace_list_entries_async (DocketWorkspace *self,
                                          DocketEntity entity,
                                          const char *search,
                                          gint64 customer,
                                          guint limit,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
GPtrArray *
docket_workspace_list_entries_finish (DocketWorkspace *self, GAsyncResult *result, GError **error);
DocketEntry *docket_workspace_get_entry (DocketWorkspace *self,
                                         DocketEntity entity,
                                         gint64 id,
                                         GCancellable *cancellable,
                                         GError **error);
void docket_workspace_get_entry_async (DocketWorkspace *self,
                                       DocketEntity entity,
                                       gint64 id,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
DocketEntry *
docket_workspace_get_entry_finish (DocketWorkspace *self, GAsyncResult *result, GError **error);
GPtrArray *docket_workspace_list_statuses (DocketWorkspace *self, GError **error);
GPtrArray *docket_workspace_list_fields (DocketWorkspace *self, GError **error);
GPtrArray *docket_workspace_list_views (DocketWorkspace *self, GError **error);
void docket_workspace_save_view_async (DocketWorkspace *self,
                                       const DocketSavedView *view,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gint64
docket_workspace_save_view_finish (DocketWorkspace *self, GAsyncResult *result, GError **error);
void docket_workspace_delete_view_async (DocketWorkspace *self,
                                         gint64 view,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean
docket_workspace_delete_view_finish (DocketWorkspace *self, GAsyncResult *result, GError **error);

/* What the filter shows and offers. */
void docket_workspace_count_tickets_async (DocketWorkspace *self,
                                           const DocketFilter *filter,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
gboolean docket_workspace_count_tickets_finish (DocketWorkspace *self,
                                                GAsyncResult *result,
                                                guint *n_tickets,
                                                GError **error);

/**
 * DocketFilterNames:
 * @technicians: (element-type gint64 utf8): names by local id
 * @customers: (element-type gint64 utf8): names by local id
 * @contacts: (element-type gint64 utf8): names by local id
 * @contracts: (element-type gint64 utf8): names by local id
 *
 * The names of the entries that a filter refers to; those that are gone are left out.
 */
typedef struct
{
  GHashTable *technicians;
  GHashTable *customers;
  GHashTable *contacts;
  GHashTable *contracts;
} DocketFilterNames;

DocketFilterNames *docket_filter_names_new (void);
void docket_filter_names_free (DocketFilterNames *names);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketFilterNames, docket_filter_names_free)

void docket_workspace_load_filter_names_async (DocketWorkspace *self,
                                               const DocketFilter *filter,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data);
DocketFilterNames *docket_workspace_load_filter_names_finish (DocketWorkspace *self,
                                                              GAsyncResult *result,
                                                              GError **error);

/**
 * DocketFilterChoices:
 * @statuses: (element-type utf8): the statuses that tickets can have, canonical
 * @own_statuses: (element-type DocketEntry): those that are not standard, with their `kind`
 * @technicians: (element-type DocketEntry): by name
 * @names: the names of what the filter refers to
 *
 * What a filter can be made of, read in one go.
 */
typedef struct
{
  GPtrArray *statuses;
  GPtrArray *own_statuses;
  GPtrArray *technicians;
  DocketFilterNames *names;
} DocketFilterChoices;

void docket_filter_choices_free (DocketFilterChoices *choices);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketFilterChoices, docket_filter_choices_free)

void docket_workspace_load_filter_choices_async (DocketWorkspace *self,
                                                 const DocketFilter *filter,
                                                 GCancellable *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer user_data);
DocketFilterChoices *docket_workspace_load_filter_choices_finish (DocketWorkspace *self,
                                                                  GAsyncResult *result,
                                                                  GError **error);

/**
 * DocketSidebar:
 * @counts: (array): how many tickets each built-in view shows, in the order of
 * docket_view_get_builtin()
 * @views: (element-type DocketSavedView)
 * @view_counts: (element-type guint): how many each saved view shows
 *
 * What stands around the list, read in one go on a worker.
 */
typedef struct
{
  guint counts[8];
  GPtrArray *views;
  GArray *view_counts;
  DocketOutboxCounts outbox;
} DocketSidebar;

void docket_sidebar_free (DocketSidebar *sidebar);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketSidebar, docket_sidebar_free)

void docket_workspace_load_sidebar_async (DocketWorkspace *self,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
DocketSidebar *
docket_workspace_load_sidebar_finish (DocketWorkspace *self, GAsyncResult *result, GError **error);

/* What is the reader's own. */
void docket_workspace_mark_read_async (DocketWorkspace *self, gint64 ticket);
void docket_workspace_mark_unread_async (DocketWorkspace *self,
                                         gint64 ticket,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean
docket_workspace_mark_unread_finish (DocketWorkspace *self, GAsyncResult *result, GError **error);
void docket_workspace_save_draft_async (DocketWorkspace *self,
                                        DocketDraft *draft,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gint64
docket_workspace_save_draft_finish (DocketWorkspace *self, GAsyncResult *result, GError **error);
GPtrArray *docket_workspace_list_drafts (DocketWorkspace *self, GError **error);
void docket_workspace_list_drafts_async (DocketWorkspace *self,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
GPtrArray *
docket_workspace_list_drafts_finish (DocketWorkspace *self, GAsyncResult *result, GError **error);

/* The outbox. */
GPtrArray *docket_workspace_list_operations (DocketWorkspace *self, gboolean all, GError **error);
void docket_workspace_list_operations_async (DocketWorkspace *self,
                                             gboolean all,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);
GPtrArray *docket_workspace_list_operations_finish (DocketWorkspace *self,
                                                    GAsyncResult *result,
                                                    GError **error);

/**
 * DocketOutboxAct:
 *
 * What a person may decide about an operation that needs them.
 */
typedef enum
{
  DOCKET_OUTBOX_RETRY,
  DOCKET_OUTBOX_SEND_ANYWAY,
  DOCKET_OUTBOX_EDIT,
  DOCKET_OUTBOX_DISCARD,
  DOCKET_OUTBOX_KEEP_MINE,
  DOCKET_OUTBOX_TAKE_THEIRS
} DocketOutboxAct;

const char *docket_workspace_describe_operation (DocketWorkspace *self,
                                                 const DocketOperation *operation);
DocketOperation *docket_workspace_decide (DocketWorkspace *self,
                                          const char *uuid,
                                          DocketOutboxAct act,
                                          GError **error);
void docket_workspace_decide_async (DocketWorkspace *self,
                                    const char *uuid,
                                    DocketOutboxAct act,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
DocketOperation *
docket_workspace_decide_finish (DocketWorkspace *self, GAsyncResult *result, GError **error);
DocketOperation *
docket_workspace_settle (DocketWorkspace *self, const char *uuid, guint nth, GError **error);
void docket_workspace_settle_async (DocketWorkspace *self,
                                    const char *uuid,
                                    guint nth,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
DocketOperation *
docket_workspace_settle_finish (DocketWorkspace *self, GAsyncResult *result, GError **error);
GPtrArray *docket_workspace_list_conflicts (DocketWorkspace *self, GError **error);
gboolean docket_workspace_resolve (DocketWorkspace *self,
                                   gint64 ticket,
                                   const char *field,
                                   gboolean take_theirs,
                                   GError **error);

/* Sync. A window starts the engine; a command runs it once. */
void docket_workspace_start_sync (DocketWorkspace *self);
void docket_workspace_sync_now (DocketWorkspace *self);
void docket_workspace_get_status (DocketWorkspace *self, DocketSyncStatus *status);
gboolean docket_workspace_sync (DocketWorkspace *self,
                                gboolean full,
                                gint64 timeout_us,
                                DocketSyncReport *report,
                                GCancellable *cancellable,
                                GError **error);
void docket_workspace_set_secret_async (DocketWorkspace *self,
                                        const char *secret,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean docket_workspace_set_secret_finish (DocketWorkspace *self,
                                             GAsyncResult *result,
                                             gboolean *kept,
                                             GError **error);

G_END_DECLS
