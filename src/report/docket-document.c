/* What stands on paper, before it is set.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-document-private.h"

#include <string.h>

G_DEFINE_QUARK (docket_document_error_quark, docket_document_error)

static void
block_free (gpointer data)
{
  DocketBlock *block = data;

  g_ptr_array_unref (block->texts);
  g_ptr_array_unref (block->pictures);
  g_array_unref (block->rows);
  g_free (block);
}

static void
surface_free (gpointer data)
{
  cairo_surface_destroy (data);
}

static DocketBlock *
add_block (DocketDocument *self, DocketBlockKind kind)
{
  DocketBlock *block = g_new0 (DocketBlock, 1);

  block->kind = kind;
  block->texts = g_ptr_array_new_with_free_func (g_free);
  block->pictures = g_ptr_array_new_with_free_func (surface_free);
  block->rows = g_array_new (FALSE, FALSE, sizeof (DocketDocumentRow));
  g_ptr_array_add (self->blocks, block);

  return block;
}

static gboolean
is_set (gunichar c)
{
  return c == '\n' || c == '\t' || !g_unichar_iscntrl (c);
}

/* What has no shape would be set as a box with its number. */
static char *
make_clean (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autoptr (GString) clean = g_string_sized_new (strlen (valid));

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    if (is_set (g_utf8_get_char (p)))
      g_string_append_len (clean, p, g_utf8_next_char (p) - p);

  return g_strchomp (g_string_free (g_steal_pointer (&clean), FALSE));
}

static void
add_text (DocketDocument *self, DocketBlock *block, const char *text)
{
  char *clean = make_clean (text);

  self->n_bytes += strlen (clean);
  g_ptr_array_add (block->texts, clean);
}

/* --- Pictures ------------------------------------------------------------------------------ */

static guint32
get_pixel (const guchar *in, gboolean has_alpha)
{
  const guint alpha = has_alpha ? in[3] : 255;

  return alpha << 24 | (in[0] * alpha + 127) / 255 << 16 | (in[1] * alpha + 127) / 255 << 8 |
         (in[2] * alpha + 127) / 255;
}

static void
copy_pixels (const DocketPicture *picture, cairo_surface_t *surface)
{
  const guchar *rows = g_bytes_get_data (picture->pixels, NULL);
  guchar *out = cairo_image_surface_get_data (surface);
  const int out_stride = cairo_image_surface_get_stride (surface);
  const int n_channels = picture->has_alpha ? 4 : 3;

  for (int y = 0; y < picture->height; y++)
    for (int x = 0; x < picture->width; x++)
      {
        const guint32 pixel =
          get_pixel (rows + (gsize) y * picture->stride + (gsize) x * n_channels,
                     picture->has_alpha);

        memcpy (out + (gsize) y * out_stride + (gsize) x * 4, &pixel, sizeof pixel);
      }

  cairo_surface_mark_dirty (surface);
}

static void
unref_bytes_cb (void *data)
{
  g_bytes_unref (data);
}

/* A JPEG goes into the document as it is; the pixels are never looked at. */
static cairo_surface_t *
make_surface (const DocketPicture *picture)
{
  cairo_surface_t *surface =
    cairo_image_surface_create (picture->has_alpha ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24,
                                picture->width,
                                picture->height);
  gsize length;
  const guchar *data;

  if (picture->jpeg == NULL)
    {
      copy_pixels (picture, surface);
      return surface;
    }

  data = g_bytes_get_data (picture->jpeg, &length);
  cairo_surface_set_mime_data (surface,
                               CAIRO_MIME_TYPE_JPEG,
                               data,
                               length,
                               unref_bytes_cb,
                               g_bytes_ref (picture->jpeg));

  return surface;
}

static void
add_picture (DocketBlock *block, const DocketPicture *picture)
{
  cairo_surface_t *surface = make_surface (picture);

  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    g_ptr_array_add (block->pictures, surface);
  else
    cairo_surface_destroy (surface);
}

/* --- Public -------------------------------------------------------------------------------- */

/**
 * docket_document_new:
 * @language: a code of ISO 639, for the choice of letters and of where lines break
 * @paper: what it is set for
 *
 * Returns: (transfer full): an empty document
 */
DocketDocument *
docket_document_new (const char *language, DocketPaper paper)
{
  DocketDocument *self;

  g_return_val_if_fail (language != NULL, NULL);

  self = g_new0 (DocketDocument, 1);
  self->language = g_strdup (language);
  self->paper = paper;
  self->blocks = g_ptr_array_new_with_free_func (block_free);

  return self;
}

/**
 * docket_document_free:
 * @self: (transfer full): a document
 */
void
docket_document_free (DocketDocument *self)
{
  g_free (self->language);
  g_free (self->title);
  g_free (self->author);
  g_free (self->subject);
  g_free (self->foot);
  g_free (self->page_format);
  g_ptr_array_unref (self->blocks);
  g_free (self);
}

/**
 * docket_document_set_info:
 * @self: a document
 * @title: what it is
 * @author: (nullable): who made it
 * @subject: (nullable): what it is about
 * @created_at: when it was made, microseconds UTC
 *
 * What a file says of itself. Two documents that say the same become the same bytes.
 */
void
docket_document_set_info (DocketDocument *self,
                          const char *title,
                          const char *author,
                          const char *subject,
                          gint64 created_at)
{
  g_return_if_fail (self != NULL);

  g_free (self->title);
  g_free (self->author);
  g_free (self->subject);
  self->title = make_clean (title);
  self->author = make_clean (author);
  self->subject = make_clean (subject);
  self->created_at = created_at;
}

/**
 * docket_document_set_foot:
 * @self: a document
 * @text: stands at the foot of each page
 * @page_format: with two `%u`: the page's number, and how many there are
 */
void
docket_document_set_foot (DocketDocument *self, const char *text, const char *page_format)
{
  g_return_if_fail (self != NULL);

  g_free (self->foot);
  g_free (self->page_format);
  self->foot = make_clean (text);
  self->page_format = g_strdup (page_format);
}

/**
 * docket_document_add_letterhead:
 * @self: a document
 * @logo: (nullable): the company's
 * @name: the company
 * @address: (nullable): its lines
 */
void
docket_document_add_letterhead (DocketDocument *self,
                                const DocketPicture *logo,
                                const char *name,
                                const char *address)
{
  DocketBlock *block;

  g_return_if_fail (self != NULL);

  block = add_block (self, DOCKET_BLOCK_LETTERHEAD);
  add_text (self, block, name);
  add_text (self, block, address);

  if (logo != NULL)
    add_picture (block, logo);
}

/**
 * docket_document_add_title:
 * @self: a document
 * @title: what it is
 * @subtitle: about what
 */
void
docket_document_add_title (DocketDocument *self, const char *title, const char *subtitle)
{
  DocketBlock *block;

  g_return_if_fail (self != NULL);

  block = add_block (self, DOCKET_BLOCK_TITLE);
  add_text (self, block, title);
  add_text (self, block, subtitle);
}

/**
 * docket_document_add_heading:
 * @self: a document
 * @text: stands over what comes next, on the same page
 */
void
docket_document_add_heading (DocketDocument *self, const char *text)
{
  g_return_if_fail (self != NULL);

  add_text (self, add_block (self, DOCKET_BLOCK_HEADING), text);
}

/**
 * docket_document_add_facts:
 * @self: a document
 * @facts: (array length=n_facts): what is said, two beside each other
 * @n_facts: how many
 */
void
docket_document_add_facts (DocketDocument *self, const DocketDocumentFact *facts, guint n_facts)
{
  DocketBlock *block;

  g_return_if_fail (self != NULL);

  block = add_block (self, DOCKET_BLOCK_FACTS);

  for (guint i = 0; i < n_facts; i++)
    if (facts[i].text != NULL && *facts[i].text != '\0')
      {
        add_text (self, block, facts[i].label);
        add_text (self, block, facts[i].text);
      }
}

/**
 * docket_document_add_text:
 * @self: a document
 * @text: paragraphs
 */
void
docket_document_add_text (DocketDocument *self, const char *text)
{
  g_return_if_fail (self != NULL);

  add_text (self, add_block (self, DOCKET_BLOCK_TEXT), text);
}

/**
 * docket_document_add_remark:
 * @self: a document
 * @text: what is said in passing, small
 */
void
docket_document_add_remark (DocketDocument *self, const char *text)
{
  g_return_if_fail (self != NULL);

  add_text (self, add_block (self, DOCKET_BLOCK_REMARK), text);
}

/**
 * docket_document_add_entry:
 * @self: a document
 * @who: who wrote it
 * @when: when
 * @text: what was written
 */
void
docket_document_add_entry (DocketDocument *self,
                           const char *who,
                           const char *when,
                           const char *text)
{
  DocketBlock *block;

  g_return_if_fail (self != NULL);

  block = add_block (self, DOCKET_BLOCK_ENTRY);
  add_text (self, block, who);
  add_text (self, block, when);
  add_text (self, block, text);
}

/**
 * docket_document_add_table:
 * @self: a document
 * @columns: (array length=n_columns): from the first to the last
 * @n_columns: at most %DOCKET_DOCUMENT_MAX_COLUMNS
 *
 * Begins a table, see docket_document_add_row().
 */
void
docket_document_add_table (DocketDocument *self,
                           const DocketDocumentColumn *columns,
                           guint n_columns)
{
  DocketBlock *block;

  g_return_if_fail (self != NULL);
  g_return_if_fail (n_columns <= DOCKET_DOCUMENT_MAX_COLUMNS);

  block = add_block (self, DOCKET_BLOCK_TABLE);
  block->n_columns = n_columns;

  for (guint i = 0; i < n_columns; i++)
    {
      add_text (self, block, columns[i].title);
      block->shares[i] = columns[i].share;
      block->numbers[i] = columns[i].number;
    }
}

/**
 * docket_document_add_row:
 * @self: a document whose last block is a table
 * @kind: what it is
 * @cells: one for each column; %NULL is an empty one
 */
void
docket_document_add_row (DocketDocument *self, DocketDocumentRow kind, const char *const *cells)
{
  DocketBlock *block;

  g_return_if_fail (self != NULL && self->blocks->len > 0);

  block = g_ptr_array_index (self->blocks, self->blocks->len - 1);

  g_return_if_fail (block->kind == DOCKET_BLOCK_TABLE);

  for (guint i = 0; i < block->n_columns; i++)
    add_text (self, block, cells[i]);

  g_array_append_val (block->rows, kind);
}

/**
 * docket_document_add_photo:
 * @self: a document
 * @picture: a photo
 * @caption: stands under it
 *
 * Photos that come one after the other stand two beside each other.
 */
void
docket_document_add_photo (DocketDocument *self, const DocketPicture *picture, const char *caption)
{
  DocketBlock *block;
  guint before;

  g_return_if_fail (self != NULL && picture != NULL);

  block = self->blocks->len > 0 ? g_ptr_array_index (self->blocks, self->blocks->len - 1) : NULL;

  if (block == NULL || block->kind != DOCKET_BLOCK_PHOTOS)
    block = add_block (self, DOCKET_BLOCK_PHOTOS);

  before = block->pictures->len;
  add_picture (block, picture);

  if (block->pictures->len > before)
    add_text (self, block, caption);
}

/**
 * docket_document_add_signature:
 * @self: a document
 * @picture: (nullable): what was written; %NULL leaves room for a pen
 * @caption: stands under the line
 */
void
docket_document_add_signature (DocketDocument *self,
                               const DocketPicture *picture,
                               const char *caption)
{
  DocketBlock *block;

  g_return_if_fail (self != NULL);

  block = add_block (self, DOCKET_BLOCK_SIGNATURE);
  add_text (self, block, caption);

  if (picture != NULL)
    add_picture (block, picture);
}
