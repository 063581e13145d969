/* A text with links and emphasis, to be read, selected and followed.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-rich-label.h"

#include <glib/gi18n.h>

#include "docket-link-check.h"

#define RESPONSE_CANCEL "cancel"
#define RESPONSE_OPEN "open"

/**
 * DocketRichLabel:
 *
 * The text comes from anybody, so it never becomes markup: Pango attributes show what it is, and
 * links are found by the place of the pointer or of the cursor. Where a link goes is said before it
 * is followed, and one that says another host than it leads to asks first. Enter follows the link
 * at the cursor.
 */
struct _DocketRichLabel
{
  AdwBin parent_instance;

  DocketRichText *text;
  const DocketSpan *pressed; /* the text's */

  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (DocketRichLabel, docket_rich_label, ADW_TYPE_BIN)

static const DocketSpan *
find_link (DocketRichLabel *self, gsize index)
{
  const DocketSpan *spans;
  gsize n_spans = 0;

  if (self->text == NULL)
    return NULL;

  spans = docket_rich_text_get_spans (self->text, &n_spans);

  for (gsize i = 0; i < n_spans; i++)
    if (spans[i].kind == DOCKET_SPAN_LINK && spans[i].start <= index && index < spans[i].end)
      return &spans[i];

  return NULL;
}

static const DocketSpan *
find_link_at_point (DocketRichLabel *self, double x, double y)
{
  PangoLayout *layout = gtk_label_get_layout (self->label);
  int left, top, index, trailing;

  gtk_label_get_layout_offsets (self->label, &left, &top);

  if (!pango_layout_xy_to_index (layout,
                                 (int) ((x - left) * PANGO_SCALE),
                                 (int) ((y - top) * PANGO_SCALE),
                                 &index,
                                 &trailing))
    return NULL;

  return find_link (self, (gsize) index);
}

static const DocketSpan *
find_link_at_cursor (DocketRichLabel *self)
{
  const char *text = gtk_label_get_text (self->label);
  int start, end;

  gtk_label_get_selection_bounds (self->label, &start, &end);

  return find_link (self, (gsize) (g_utf8_offset_to_pointer (text, start) - text));
}

static void
show_uri (DocketRichLabel *self, const char *url)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_show_uri (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, url, GDK_CURRENT_TIME);
}

static void
response_cb (DocketRichLabel *self, const char *response, GtkWidget *dialog)
{
  if (g_str_equal (response, RESPONSE_OPEN))
    show_uri (self, g_object_get_data (G_OBJECT (dialog), "url"));
}

static void
ask (DocketRichLabel *self, const char *named_host, const char *url)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *plain = docket_link_dup_plain (url);
  /* Translators: a host such as "example.com" that a link's text says, then the address that it
   * leads to */
  g_autofree char *body =
    g_strdup_printf (_ ("Its text says “%s”, but it leads to:\n%s"), named_host, plain);
  GtkWidget *dialog = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                              _ ("This link leads elsewhere"),
                                              body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    RESPONSE_CANCEL,
                                    C_ ("button", "Cancel"),
                                    RESPONSE_OPEN,
                                    _ ("Open it all the same"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog),
                                              RESPONSE_OPEN,
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), RESPONSE_CANCEL);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), RESPONSE_CANCEL);
  g_object_set_data_full (G_OBJECT (dialog), "url", g_strdup (url), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
follow (DocketRichLabel *self, const DocketSpan *link)
{
  g_autofree char *said =
    g_strndup (docket_rich_text_get_text (self->text) + link->start, link->end - link->start);
  g_autofree char *named_host = docket_link_dup_named_host (said, link->url);

  if (named_host != NULL)
    ask (self, named_host, link->url);
  else
    show_uri (self, link->url);
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, DocketRichLabel *self)
{
  self->pressed = n_press == 1 ? find_link_at_point (self, x, y) : NULL;
  gtk_gesture_set_state (GTK_GESTURE (gesture),
                         self->pressed != NULL ? GTK_EVENT_SEQUENCE_CLAIMED
                                               : GTK_EVENT_SEQUENCE_DENIED);
}

static void
released_cb (GtkGestureClick *gesture, int n_press, double x, double y, DocketRichLabel *self)
{
  const DocketSpan *link = g_steal_pointer (&self->pressed);

  if (link != NULL && find_link_at_point (self, x, y) == link)
    follow (self, link);
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, DocketRichLabel *self)
{
  const gboolean on_link = find_link_at_point (self, x, y) != NULL;

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->label), on_link ? "pointer" : "text");
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                DocketRichLabel *self)
{
  const DocketSpan *link;

  if (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter && keyval != GDK_KEY_ISO_Enter)
    return GDK_EVENT_PROPAGATE;

  link = find_link_at_cursor (self);

  if (link == NULL)
    return GDK_EVENT_PROPAGATE;

  follow (self, link);

  return GDK_EVENT_STOP;
}

static gboolean
query_tooltip_cb (GtkWidget *widget,
                  int x,
                  int y,
                  gboolean keyboard,
                  GtkTooltip *tooltip,
                  DocketRichLabel *self)
{
  const DocketSpan *link = keyboard ? find_link_at_cursor (self) : find_link_at_point (self, x, y);

  if (link == NULL)
    return FALSE;

  gtk_tooltip_set_text (tooltip, link->url);

  return TRUE;
}

static void
add_attribute (PangoAttrList *list, const DocketSpan *span, PangoAttribute *attribute)
{
  attribute->start_index = (guint) span->start;
  attribute->end_index = (guint) span->end;
  pango_attr_list_insert (list, attribute);
}

static void
add_link (DocketRichLabel *self, PangoAttrList *list, const DocketSpan *span)
{
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));
  GdkRGBA colour;

  add_attribute (list, span, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE));

  if (gtk_style_context_lookup_color (context, "accent_color", &colour))
    add_attribute (list,
                   span,
                   pango_attr_foreground_new ((guint16) (colour.red * G_MAXUINT16),
                                              (guint16) (colour.green * G_MAXUINT16),
                                              (guint16) (colour.blue * G_MAXUINT16)));
}

static PangoAttrList *
make_attributes (DocketRichLabel *self)
{
  PangoAttrList *list = pango_attr_list_new ();
  const DocketSpan *spans;
  gsize n_spans;

  spans = docket_rich_text_get_spans (self->text, &n_spans);

  for (gsize i = 0; i < n_spans; i++)
    {
      switch (spans[i].kind)
        {
        case DOCKET_SPAN_BOLD:
          add_attribute (list, &spans[i], pango_attr_weight_new (PANGO_WEIGHT_BOLD));
          break;

        case DOCKET_SPAN_ITALIC:
          add_attribute (list, &spans[i], pango_attr_style_new (PANGO_STYLE_ITALIC));
          break;

        case DOCKET_SPAN_CODE:
          add_attribute (list, &spans[i], pango_attr_family_new ("monospace"));
          break;

        case DOCKET_SPAN_QUOTE:
          add_attribute (list, &spans[i], pango_attr_style_new (PANGO_STYLE_ITALIC));
          add_attribute (list, &spans[i], pango_attr_foreground_alpha_new (G_MAXUINT16 / 10 * 7));
          break;

        case DOCKET_SPAN_LINK:
          add_link (self, list, &spans[i]);
          break;

        case DOCKET_SPAN_LIST_ITEM:
          break;
        }
    }

  return list;
}

/* The colour of links is the style's. */
static void
show_attributes (DocketRichLabel *self)
{
  PangoAttrList *list;

  if (self->text == NULL)
    return;

  list = make_attributes (self);
  gtk_label_set_attributes (self->label, list);
  pango_attr_list_unref (list);
}

static void
docket_rich_label_finalize (GObject *object)
{
  DocketRichLabel *self = DOCKET_RICH_LABEL (object);

  g_clear_pointer (&self->text, docket_rich_text_unref);

  G_OBJECT_CLASS (docket_rich_label_parent_class)->finalize (object);
}

static void
docket_rich_label_class_init (DocketRichLabelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = docket_rich_label_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-rich-label.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketRichLabel, label);
  gtk_widget_class_bind_template_callback (widget_class, pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, released_cb);
  gtk_widget_class_bind_template_callback (widget_class, motion_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, query_tooltip_cb);
}

static void
docket_rich_label_init (DocketRichLabel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_object (adw_style_manager_get_default (),
                           "notify::dark",
                           G_CALLBACK (show_attributes),
                           self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

/**
 * docket_rich_label_set_text:
 * @self: a label
 * @text: what it shows
 */
void
docket_rich_label_set_text (DocketRichLabel *self, DocketRichText *text)
{
  g_return_if_fail (DOCKET_IS_RICH_LABEL (self));
  g_return_if_fail (text != NULL);

  if (self->text == text)
    return;

  docket_rich_text_ref (text);
  g_clear_pointer (&self->text, docket_rich_text_unref);
  self->text = text;
  self->pressed = NULL;
  gtk_label_set_attributes (self->label, NULL);
  gtk_label_set_text (self->label, docket_rich_text_get_text (text));
  show_attributes (self);
}

/**
 * docket_rich_label_find_link:
 * @self: a label
 * @index: a place in its text, in bytes
 *
 * Returns: (transfer none) (nullable): where the link at this place goes
 */
const char *
docket_rich_label_find_link (DocketRichLabel *self, gsize index)
{
  const DocketSpan *link;

  g_return_val_if_fail (DOCKET_IS_RICH_LABEL (self), NULL);

  link = find_link (self, index);

  return link != NULL ? link->url : NULL;
}
