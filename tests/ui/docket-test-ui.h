/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * DocketTestCondition:
 * @user_data: what was given with the function
 *
 * Returns: whether what a test waits for has come
 */
typedef gboolean (*DocketTestCondition) (gpointer user_data);

void docket_test_ui_init (int *argc, char ***argv);
void docket_test_ui_wait (DocketTestCondition condition, gpointer user_data);
void docket_test_ui_settle (GtkWidget *widget);
GtkWidget *docket_test_ui_find (GtkWidget *root, GType type, const char *css_class);
void docket_test_ui_shot (GtkWidget *window, const char *name);

/* Waits for an expression, at most ten seconds. */
#define docket_test_ui_wait_for(expression)                                                        \
  G_STMT_START                                                                                     \
  {                                                                                                \
    const gint64 docket_deadline = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;                  \
    while (!(expression) && g_get_monotonic_time () < docket_deadline)                             \
      docket_test_ui_turn ();                                                                      \
    g_assert_true (expression);                                                                    \
  }                                                                                                \
  G_STMT_END

void docket_test_ui_turn (void);

G_END_DECLS
