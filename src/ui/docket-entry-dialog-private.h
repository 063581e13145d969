/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-entry-dialog.h"

G_BEGIN_DECLS

/**
 * DocketEntryDialog:
 * @words: (element-type utf8 GPtrArray): by property, what the rows of its choice stand for; %NULL
 * among them is none
 *
 * Made from the description of the kind's properties.
 */
struct _DocketEntryDialog
{
  AdwWindow parent_instance;

  DocketWorkspace *workspace;
  DocketEntry *entry;
  GHashTable *rows; /* (element-type utf8 GtkWidget) by property; the groups own them */
  GHashTable *words;
  GCancellable *cancellable;
  gint64 customer;
  gboolean editable;
  guint n_missing; /* choices of entries that have not been read yet */
  gboolean saving;

  AdwToastOverlay *toasts;
  AdwWindowTitle *window_title;
  GtkWidget *done_button;
  GtkWidget *note;
  AdwPreferencesGroup *properties;
  GtkWidget *text_group;
  GtkLabel *text_title;
  GtkTextView *text;
  GtkLabel *text_hint;
  GtkButton *archive_button;
};

void docket_entry_dialog_show_toast (DocketEntryDialog *self, const char *sentence);

/* What can be chosen: docket-entry-dialog-choices.c. */
void docket_entry_dialog_add_word (DocketEntryDialog *self,
                                   const char *property,
                                   const char *word,
                                   const char *label);
const char *docket_entry_dialog_get_chosen_word (DocketEntryDialog *self, const char *property);
void docket_entry_dialog_load_references (DocketEntryDialog *self);

G_END_DECLS
