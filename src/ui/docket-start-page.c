/* The first page: three doors into a workspace.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-start-page.h"

struct _DocketStartPage
{
  AdwBin parent_instance;

  GtkWidget *back_button;
};

G_DEFINE_FINAL_TYPE (DocketStartPage, docket_start_page, ADW_TYPE_BIN)

static void
docket_start_page_class_init (DocketStartPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketStartPage, back_button);
}

static void
docket_start_page_init (DocketStartPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * docket_start_page_set_can_go_back:
 * @self: a start page
 * @can_go_back: whether a workspace is open behind it
 */
void
docket_start_page_set_can_go_back (DocketStartPage *self, gboolean can_go_back)
{
  g_return_if_fail (DOCKET_IS_START_PAGE (self));

  gtk_widget_set_visible (self->back_button, can_go_back);
}
