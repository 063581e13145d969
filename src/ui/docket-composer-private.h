/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-composer.h"
#include "docket-draft-keeper.h"
#include "docket-file-tray.h"
#include "docket-quick-reply-button.h"
#include "docket-quick-reply-completion.h"
#include "docket-quick-reply-row.h"
#include "docket-send-button.h"
#include "docket-send-extras.h"

G_BEGIN_DECLS

/* The first kinds of message: what a person can write. */
#define N_KINDS 2

G_STATIC_ASSERT (DOCKET_MESSAGE_KIND_REPLY < N_KINDS && DOCKET_MESSAGE_KIND_INTERNAL < N_KINDS);

/* What is typed of one kind. Each visit of a ticket has a keeper of its own. */
typedef struct
{
  GtkTextBuffer *buffer;
  DocketDraftKeeper *keeper;
  DocketFileTray *tray;
  DocketSendExtras *extras;
  char *sent_text; /* what was sent last from here, and where the cursor was; NULL for nothing */
  int sent_cursor;
} DocketComposerPage;

/**
 * DocketComposer:
 *
 * Each kind has a text and a draft of its own, so that a note never becomes a reply. News about the
 * ticket touch no text that is there.
 */
struct _DocketComposer
{
  AdwBin parent_instance;

  DocketWorkspace *workspace;
  gint64 ticket;
  gboolean unread;    /* the ticket, and its drafts: nothing typed now may take their place */
  DocketValues *seen; /* the ticket's fields as they stand on the screen */
  gboolean loading;
  gboolean sending;
  gboolean send_when_saved;
  char *send_status;      /* that the message on its way sets; NULL for none */
  GPtrArray *technicians; /* (element-type DocketEntry) NULL until they are known */
  GHashTable *consumed;   /* (element-type gint64) drafts that were sent */
  guint save_source;

  DocketMessageKind kind;
  gboolean kind_chosen; /* by the person, while the ticket was unread */
  DocketComposerPage pages[N_KINDS];

  GtkWidget *box;
  GtkScrolledWindow *scrolled;
  GtkTextView *text_view;
  GtkWidget *placeholder;
  GtkBox *trays;
  GtkMenuButton *attach_button;
  GtkLabel *hint;
  GtkToggleButton *reply_toggle;
  GtkToggleButton *note_toggle;
  GtkBox *extras;
  DocketQuickReplyButton *quick_reply_button;
  DocketQuickReplyCompletion *completion;
  DocketSendButton *send_button;
};

char *docket_composer_dup_text (DocketComposer *self, DocketMessageKind kind);
void docket_composer_show_state (DocketComposer *self);
void docket_composer_emit_sent (DocketComposer *self, DocketEdit *edit);
void docket_composer_emit_problem (DocketComposer *self, const char *sentence);

/* Drafts: docket-composer-drafts.c. */
void docket_composer_flush (DocketComposer *self);
void docket_composer_save_soon (DocketComposer *self);
void docket_composer_start_afresh (DocketComposer *self, DocketMessageKind kind);

/* Sending: docket-composer-send.c. */
gboolean docket_composer_is_being_sent (DocketComposer *self, DocketMessageKind kind);
void docket_composer_start_sending (DocketComposer *self);
void docket_composer_stop_sending (DocketComposer *self);

/* Files: docket-composer-attach.c. */
void docket_composer_attach_init (DocketComposer *self);
void docket_composer_attach_set_workspace (DocketComposer *self);

/* What goes with it into the ticket: docket-composer-extras.c. */
void docket_composer_extras_init (DocketComposer *self);
void
docket_composer_extras_add (DocketComposer *self, DocketMessageKind kind, DocketValues *values);

/* Quick replies: docket-composer-quick.c. */
void docket_composer_quick_init (DocketComposer *self);
void docket_composer_quick_set_workspace (DocketComposer *self);
void docket_composer_quick_set_ticket (DocketComposer *self);
void docket_composer_quick_show_kind (DocketComposer *self);

G_END_DECLS
