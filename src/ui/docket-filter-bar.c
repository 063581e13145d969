/* The bar above the list: what it is filtered by, and the way to filter by something else.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-filter-bar.h"

#include "docket-facet.h"
#include "docket-filter-chip.h"

/* A notch of a mouse wheel, in pixels. */
#define SCROLL_STEP 48

struct _DocketFilterBar
{
  AdwBin parent_instance;

  DocketWorkspace *workspace;
  DocketFilter *filter;
  DocketFilterNames *names;
  GCancellable *names_cancellable;

  GtkBox *chips;
  GtkWidget *filter_button;
};

G_DEFINE_FINAL_TYPE (DocketFilterBar, docket_filter_bar, ADW_TYPE_BIN)

enum
{
  SIGNAL_FILTER_CHANGED,
  SIGNAL_FILTER_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GtkWidget *
get_nth_chip (DocketFilterBar *self, guint nth)
{
  GtkWidget *chip = gtk_widget_get_first_child (GTK_WIDGET (self->chips));

  while (chip != NULL && nth-- > 0)
    chip = gtk_widget_get_next_sibling (chip);

  return chip;
}

static gboolean
has_focus (DocketFilterBar *self, GtkWidget *chip)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, chip);
}

static void
removed_cb (DocketFilterBar *self, DocketFilterChip *chip)
{
  g_autoptr (DocketFilter) filter = docket_filter_copy (self->filter);

  docket_facet_clear (docket_filter_chip_get_facet (chip), filter);
  g_signal_emit (self, signals[SIGNAL_FILTER_CHANGED], 0, filter);
}

static GtkWidget *
new_chip (DocketFilterBar *self, DocketFacet facet, const char *label)
{
  GtkWidget *chip = docket_filter_chip_new (facet, label);

  g_signal_connect_object (chip, "removed", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);

  return chip;
}

/* A key that removed a chip finds the next one under it. */
static void
show_chips (DocketFilterBar *self)
{
  GtkWidget *chip;
  int focused = -1;

  for (guint i = 0; (chip = get_nth_chip (self, i)) != NULL; i++)
    if (has_focus (self, chip))
      focused = i;

  if (focused >= 0)
    gtk_widget_grab_focus (self->filter_button);

  while ((chip = get_nth_chip (self, 0)) != NULL)
    gtk_box_remove (self->chips, chip);

  for (guint i = 0; i < DOCKET_N_FACETS; i++)
    {
      g_autofree char *label = docket_facet_describe (i, self->filter, self->names);

      if (label != NULL)
        gtk_box_append (self->chips, new_chip (self, i, label));
    }

  chip = focused >= 0 ? get_nth_chip (self, focused) : NULL;

  if (chip != NULL)
    gtk_widget_grab_focus (chip);
}

static gboolean
needs_names (const DocketFilter *filter)
{
  for (guint i = 0; i < filter->assignees->len; i++)
    if (g_array_index (filter->assignees, gint64, i) >= 0)
      return TRUE;

  return filter->customers->len > 0 || filter->contacts->len > 0 || filter->contracts->len > 0;
}

static void
names_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketFilterBar) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketFilterNames) names =
    docket_workspace_load_filter_names_finish (DOCKET_WORKSPACE (source), result, &error);

  if (names == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
          !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED))
        g_warning ("The names in the filter can't be read: %s", error->message);

      return;
    }

  g_clear_pointer (&self->names, docket_filter_names_free);
  self->names = g_steal_pointer (&names);
  show_chips (self);
}

static void
load_names (DocketFilterBar *self)
{
  g_cancellable_cancel (self->names_cancellable);
  g_clear_object (&self->names_cancellable);

  if (self->workspace == NULL || !needs_names (self->filter))
    return;

  self->names_cancellable = g_cancellable_new ();
  docket_workspace_load_filter_names_async (self->workspace,
                                            self->filter,
                                            self->names_cancellable,
                                            names_cb,
                                            g_object_ref (self));
}

static void
changed_cb (DocketFilterBar *self, GArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    switch ((int) g_array_index (changes, DocketChange, i).entity)
      {
      case DOCKET_ENTITY_CUSTOMER:
      case DOCKET_ENTITY_CONTACT:
      case DOCKET_ENTITY_CONTRACT:
      case DOCKET_ENTITY_TECHNICIAN:
        load_names (self);
        return;

      default:
        break;
      }
}

/* The chips go sideways only, so a wheel that turns does it. */
static gboolean
scroll_cb (GtkEventControllerScroll *controller, double dx, double dy, gpointer user_data)
{
  GtkWidget *scroller = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scroller));

  if (dy > -0.001 && dy < 0.001)
    return GDK_EVENT_PROPAGATE;

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + dy * SCROLL_STEP);

  return GDK_EVENT_STOP;
}

static void
filter_clicked_cb (DocketFilterBar *self)
{
  g_signal_emit (self, signals[SIGNAL_FILTER_REQUESTED], 0);
}

static void
docket_filter_bar_dispose (GObject *object)
{
  DocketFilterBar *self = DOCKET_FILTER_BAR (object);

  g_cancellable_cancel (self->names_cancellable);
  g_clear_object (&self->names_cancellable);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (docket_filter_bar_parent_class)->dispose (object);
}

static void
docket_filter_bar_finalize (GObject *object)
{
  DocketFilterBar *self = DOCKET_FILTER_BAR (object);

  docket_filter_free (self->filter);
  g_clear_pointer (&self->names, docket_filter_names_free);

  G_OBJECT_CLASS (docket_filter_bar_parent_class)->finalize (object);
}

static void
docket_filter_bar_class_init (DocketFilterBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = docket_filter_bar_dispose;
  object_class->finalize = docket_filter_bar_finalize;

  /**
   * DocketFilterBar::filter-changed:
   * @filter: what is left
   *
   * The person took away a chip. The bar shows @filter once its owner sets it.
   */
  signals[SIGNAL_FILTER_CHANGED] = g_signal_new ("filter-changed",
                                                 DOCKET_TYPE_FILTER_BAR,
                                                 G_SIGNAL_RUN_LAST,
                                                 0,
                                                 NULL,
                                                 NULL,
                                                 NULL,
                                                 G_TYPE_NONE,
                                                 1,
                                                 DOCKET_TYPE_FILTER);

  /**
   * DocketFilterBar::filter-requested:
   *
   * The person wants to choose what the list shows.
   */
  signals[SIGNAL_FILTER_REQUESTED] = g_signal_new ("filter-requested",
                                                   DOCKET_TYPE_FILTER_BAR,
                                                   G_SIGNAL_RUN_LAST,
                                                   0,
                                                   NULL,
                                                   NULL,
                                                   NULL,
                                                   G_TYPE_NONE,
                                                   0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-filter-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketFilterBar, chips);
  gtk_widget_class_bind_template_child (widget_class, DocketFilterBar, filter_button);
  gtk_widget_class_bind_template_callback (widget_class, scroll_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_clicked_cb);
}

static void
docket_filter_bar_init (DocketFilterBar *self)
{
  self->filter = docket_filter_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * docket_filter_bar_set_workspace:
 * @self: a bar without a workspace
 * @workspace: where the names of technicians, customers and contracts are
 */
void
docket_filter_bar_set_workspace (DocketFilterBar *self, DocketWorkspace *workspace)
{
  g_return_if_fail (DOCKET_IS_FILTER_BAR (self));
  g_return_if_fail (self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  load_names (self);
}

/**
 * docket_filter_bar_set_filter:
 * @self: a bar
 * @filter: what the list shows; what is searched for has no chip
 */
void
docket_filter_bar_set_filter (DocketFilterBar *self, const DocketFilter *filter)
{
  g_return_if_fail (DOCKET_IS_FILTER_BAR (self));
  g_return_if_fail (filter != NULL);

  if (docket_filter_equal (self->filter, filter))
    return;

  docket_filter_free (self->filter);
  self->filter = docket_filter_copy (filter);
  show_chips (self);
  load_names (self);
}

/**
 * docket_filter_bar_get_filter:
 * @self: a bar
 *
 * Returns: (transfer none): what its chips say
 */
const DocketFilter *
docket_filter_bar_get_filter (DocketFilterBar *self)
{
  g_return_val_if_fail (DOCKET_IS_FILTER_BAR (self), NULL);

  return self->filter;
}
