/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-field-row.h"

G_BEGIN_DECLS

/**
 * DocketFieldRow:
 *
 * Made from the field's description alone. It shows what it is told; a change of the person's is
 * told by the signal `edited` and shown by whoever saves it. A text that is being typed is moved by
 * no news.
 */
struct _DocketFieldRow
{
  AdwBin parent_instance;

  DocketWorkspace *workspace;
  const DocketField *field;
  char *value;
  char *name;
  DocketStatusKind status_kind;
  char *parent_value;
  gboolean committing;
  gboolean value_waits; /* came while the person typed */
  char *waiting_value;

  GtkPopover *popover;
  GtkCalendar *calendar;

  GtkLabel *label;
  GtkImage *mark;
  GtkStack *stack;
  GtkMenuButton *button;
  GtkWidget *priority_dot;
  AdwAvatar *avatar;
  GtkLabel *button_label;
  GtkEditable *entry;
  GtkLabel *read_only;
  GtkLabel *note;
};

G_END_DECLS
