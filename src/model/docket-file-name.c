/* Names of files that a person or a server gave: never a path, never more than they look like.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-file-name.h"

#include <string.h>

/* With a folder and a number added it still fits every file system. */
#define MAX_NAME_BYTES 160
#define MAX_ENDING_BYTES 12

/* Letters that turn the direction of what follows, or can't be seen: `exe.jpg` must not be shown
 * for what is `gpj.exe`. */
static gboolean
is_hidden (gunichar c)
{
  return g_unichar_type (c) == G_UNICODE_FORMAT || g_unichar_type (c) == G_UNICODE_SURROGATE ||
         g_unichar_type (c) == G_UNICODE_PRIVATE_USE ||
         g_unichar_type (c) == G_UNICODE_LINE_SEPARATOR ||
         g_unichar_type (c) == G_UNICODE_PARAGRAPH_SEPARATOR || c == 0x3164 || c == 0x115f ||
         c == 0x1160;
}

/* What a file system, another than this one too, takes for something else. */
static gboolean
is_special (gunichar c)
{
  return c < 0x80 && strchr ("<>:\"|?*\\/", (int) c) != NULL;
}

static void
append_safe (GString *name, const char *part)
{
  for (const char *p = part; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_hidden (c) || c == 0xfffd)
        continue;

      if (is_special (c))
        g_string_append_c (name, '_');
      else if (g_unichar_iscntrl (c) || g_unichar_isspace (c))
        g_string_append_c (name, ' ');
      else
        g_string_append_unichar (name, c);
    }
}

/* No dot first (hidden), no dot or blank last (Windows cuts them off). */
static void
trim (GString *name)
{
  gsize start = strspn (name->str, ". ");

  g_string_erase (name, 0, (gssize) start);

  while (name->len > 0 && strchr (". ", name->str[name->len - 1]) != NULL)
    g_string_truncate (name, name->len - 1);
}

/* Names of devices, with any ending. */
static gboolean
is_device (const char *name)
{
  static const char *const devices[] = { "con", "prn", "aux", "nul", "conin$", "conout$" };
  gsize length = strcspn (name, ". ");

  for (guint i = 0; i < G_N_ELEMENTS (devices); i++)
    if (strlen (devices[i]) == length && g_ascii_strncasecmp (name, devices[i], length) == 0)
      return TRUE;

  return length == 4 && g_ascii_isdigit (name[3]) &&
         (g_ascii_strncasecmp (name, "com", 3) == 0 || g_ascii_strncasecmp (name, "lpt", 3) == 0);
}

/* At the border of a letter; what says the type stays. */
static void
shorten (GString *name, gsize max)
{
  const char *ending = docket_file_name_get_ending (name->str);
  g_autofree char *kept = NULL;
  gsize length;

  if (name->len <= max)
    return;

  if (ending != NULL && strlen (ending) <= MAX_ENDING_BYTES)
    kept = g_strdup (ending - 1);

  length = max - (kept != NULL ? strlen (kept) : 0);

  while (length > 0 && ((guchar) name->str[length] & 0xc0) == 0x80)
    length--;

  g_string_truncate (name, length);

  if (kept != NULL)
    g_string_append (name, kept);
}

/**
 * docket_file_name_make_safe:
 * @given: (nullable): a name, or a path, in any encoding
 *
 * Returns: (transfer full): a name that is no path, no device and shows all its letters in their
 * order; never empty
 */
char *
docket_file_name_make_safe (const char *given)
{
  g_autofree char *valid = g_utf8_make_valid (given != NULL ? given : "", -1);
  g_autofree char *composed = g_utf8_normalize (valid, -1, G_NORMALIZE_NFC);
  g_autoptr (GString) name = g_string_new (NULL);
  const char *last = composed;

  for (const char *p = composed; *p != '\0'; p++)
    if (*p == '/' || *p == '\\')
      last = p + 1;

  append_safe (name, last);
  trim (name);
  shorten (name, MAX_NAME_BYTES);
  trim (name);

  if (name->len == 0)
    g_string_assign (name, "file");

  if (is_device (name->str))
    g_string_prepend_c (name, '_');

  return g_string_free (g_steal_pointer (&name), FALSE);
}

/**
 * docket_file_name_make_unique:
 * @name: a harmless name
 * @taken: (element-type utf8): names in use, case folded
 *
 * Adds the name to @taken.
 *
 * Returns: (transfer full): the name, with a number where another has it
 */
char *
docket_file_name_make_unique (const char *name, GHashTable *taken)
{
  const char *ending = docket_file_name_get_ending (name);
  const int stem = (int) (ending != NULL ? ending - 1 - name : (gssize) strlen (name));

  for (guint n = 1;; n++)
    {
      g_autofree char *unique =
        n == 1 ? g_strdup (name) : g_strdup_printf ("%.*s (%u)%s", stem, name, n, name + stem);
      char *folded = g_utf8_casefold (unique, -1);

      if (g_hash_table_contains (taken, folded))
        {
          g_free (folded);
          continue;
        }

      g_hash_table_add (taken, folded);

      return g_steal_pointer (&unique);
    }
}

/**
 * docket_file_name_make_for_customer:
 * @name: a harmless name
 * @number: the number of a ticket
 * @sha256: the hash of the bytes, in hexadecimal
 *
 * Among a customer's files lie those of all their tickets.
 *
 * Returns: (transfer full): the name, with the ticket's number and eight digits of the hash before
 * its ending
 */
char *
docket_file_name_make_for_customer (const char *name, const char *number, const char *sha256)
{
  const char *ending = docket_file_name_get_ending (name);
  const int stem = (int) (ending != NULL ? ending - 1 - name : (gssize) strlen (name));

  return g_strdup_printf ("%.*s-%s-%.8s%s", stem, name, number, sha256, name + stem);
}

/**
 * docket_file_name_get_ending:
 * @name: a name
 *
 * Returns: (transfer none) (nullable): what follows the last dot; %NULL when there is none, or
 * nothing before or after it
 */
const char *
docket_file_name_get_ending (const char *name)
{
  const char *dot = strrchr (name, '.');

  return dot != NULL && dot != name && dot[1] != '\0' ? dot + 1 : NULL;
}

/**
 * docket_file_name_is_program:
 * @name: a name
 * @content_type: (nullable): its type
 *
 * Returns: whether opening it would run it, here or elsewhere: such a file is never opened
 */
gboolean
docket_file_name_is_program (const char *name, const char *content_type)
{
  static const char *const endings[] = {
    "exe", "msi", "com",    "bat", "cmd",     "scr",      "pif",   "cpl", "ps1",        "vbs",
    "vbe", "js",  "jse",    "wsf", "wsh",     "hta",      "jar",   "reg", "lnk",        "inf",
    "dll", "sh",  "run",    "bin", "desktop", "appimage", "deb",   "rpm", "flatpakref", "py",
    "pl",  "rb",  "apk",    "dmg", "app",     "command",  "msp",   "msc", "chm",        "url",
    "scf", "ws",  "gadget", "svg", "html",    "htm",      "xhtml",
  };
  static const char *const types[] = {
    "application/x-ms-dos-executable",
    "application/x-msdownload",
    "application/vnd.microsoft.portable-executable",
    "application/x-executable",
    "application/x-pie-executable",
    "application/x-sharedlib",
    "application/x-shellscript",
    "application/x-desktop",
    "application/x-msi",
    "application/x-java-archive",
  };
  const char *ending = docket_file_name_get_ending (name);

  for (guint i = 0; ending != NULL && i < G_N_ELEMENTS (endings); i++)
    if (g_ascii_strcasecmp (ending, endings[i]) == 0)
      return TRUE;

  for (guint i = 0; content_type != NULL && i < G_N_ELEMENTS (types); i++)
    if (g_ascii_strcasecmp (content_type, types[i]) == 0)
      return TRUE;

  return FALSE;
}
