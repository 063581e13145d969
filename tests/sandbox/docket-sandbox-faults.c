/* The switch for what goes wrong: faults of single requests and lasting bad manners.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-sandbox-faults.h"

#include <string.h>

#define API_PREFIX "/api/v3"

struct DocketSandboxFaults
{
  GPtrArray *faults;
};

static const char *const fault_names[DOCKET_SANDBOX_N_FAULTS] = {
  [DOCKET_SANDBOX_FAULT_REFUSE] = "refuse",
  [DOCKET_SANDBOX_FAULT_TLS] = "tls",
  [DOCKET_SANDBOX_FAULT_DROP_BEFORE] = "drop-before",
  [DOCKET_SANDBOX_FAULT_DROP_DURING] = "drop-during",
  [DOCKET_SANDBOX_FAULT_DROP_AFTER] = "drop-after",
  [DOCKET_SANDBOX_FAULT_LATE] = "late",
  [DOCKET_SANDBOX_FAULT_CUT] = "cut",
  [DOCKET_SANDBOX_FAULT_STALL] = "stall",
  [DOCKET_SANDBOX_FAULT_STATUS] = "status",
  [DOCKET_SANDBOX_FAULT_STATUS_AFTER] = "status-after",
  [DOCKET_SANDBOX_FAULT_HTML] = "html",
  [DOCKET_SANDBOX_FAULT_JSON] = "json",
  [DOCKET_SANDBOX_FAULT_TYPE] = "type",
  [DOCKET_SANDBOX_FAULT_BIG] = "big",
  [DOCKET_SANDBOX_FAULT_RATE] = "rate",
  [DOCKET_SANDBOX_FAULT_REDIRECT] = "redirect",
  [DOCKET_SANDBOX_FAULT_CLOCK] = "clock",
};

static const char *const manner_names[DOCKET_SANDBOX_N_MANNERS] = {
  [DOCKET_SANDBOX_MANNER_SPACES] = "spaces",     [DOCKET_SANDBOX_MANNER_ENTITIES] = "entities",
  [DOCKET_SANDBOX_MANNER_SECONDS] = "seconds",   [DOCKET_SANDBOX_MANNER_NO_MARKER] = "no-marker",
  [DOCKET_SANDBOX_MANNER_STALE] = "stale",       [DOCKET_SANDBOX_MANNER_ENUMS] = "enums",
  [DOCKET_SANDBOX_MANNER_DROPS] = "drops",       [DOCKET_SANDBOX_MANNER_EMPTY] = "empty",
  [DOCKET_SANDBOX_MANNER_TOTALS] = "totals",     [DOCKET_SANDBOX_MANNER_ORDER] = "order",
  [DOCKET_SANDBOX_MANNER_NO_DATE] = "no-date",   [DOCKET_SANDBOX_MANNER_DATE_JUMPS] = "date-jumps",
  [DOCKET_SANDBOX_MANNER_ZONE] = "zone",         [DOCKET_SANDBOX_MANNER_AUTO_REPLY] = "auto-reply",
  [DOCKET_SANDBOX_MANNER_REASSIGN] = "reassign", [DOCKET_SANDBOX_MANNER_RIGHTS] = "rights",
  [DOCKET_SANDBOX_MANNER_UNMOVED] = "unmoved",
};

static int
find_name (const char *const *names, int n_names, const char *name)
{
  for (int i = 0; name != NULL && i < n_names; i++)
    {
      if (strcmp (names[i], name) == 0)
        return i;
    }

  return -1;
}

static gboolean
fail (char **why, const char *what, const char *name)
{
  *why = g_strdup_printf ("%s: %s", what, name != NULL ? name : "(nothing)");

  return FALSE;
}

static gboolean
concerns_connection (DocketSandboxFault *fault)
{
  return fault->kind == DOCKET_SANDBOX_FAULT_REFUSE || fault->kind == DOCKET_SANDBOX_FAULT_TLS;
}

/* A number, a text, or {"code", "shape"}: a status can come in the API's own shape or another. */
static void
read_arg (DocketSandboxFault *fault, JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);

      fault->number = json_object_get_int_member_with_default (object, "code", 0);
      fault->shape = g_strdup (json_object_get_string_member_with_default (object, "shape", NULL));
    }
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    {
      fault->text = g_strdup (json_node_get_string (node));
      fault->number = g_ascii_strtoll (fault->text, NULL, 10);
    }
  else if (JSON_NODE_HOLDS_VALUE (node))
    {
      fault->number = json_node_get_int (node);
      fault->text = g_strdup_printf ("%" G_GINT64_FORMAT, fault->number);
    }
}

static gboolean
add_one (DocketSandboxFaults *faults, JsonNode *node, char **why)
{
  static const char *const members[] = { "match", "skip", "times", "fault", "arg", NULL };
  g_autoptr (DocketSandboxFault) fault = NULL;
  JsonObject *object;
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;
  int kind;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return fail (why, "a fault is an object", json_node_type_name (node));

  object = json_node_get_object (node);
  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &value))
    {
      if (!g_strv_contains (members, name))
        return fail (why, "a fault has no such member", name);
    }

  name = json_object_get_string_member_with_default (object, "fault", NULL);
  kind = find_name (fault_names, DOCKET_SANDBOX_N_FAULTS, name);
  if (kind < 0)
    return fail (why, "no such fault", name);

  fault = g_new0 (DocketSandboxFault, 1);
  fault->kind = kind;
  fault->skip = json_object_get_int_member_with_default (object, "skip", 0);
  fault->times = json_object_get_int_member_with_default (object, "times", 1);
  if (fault->times <= 0)
    fault->times = -1;

  value = json_object_get_member (object, "match");
  if (value != NULL && JSON_NODE_HOLDS_OBJECT (value))
    {
      JsonObject *match = json_node_get_object (value);

      fault->method = g_strdup (json_object_get_string_member_with_default (match, "method", NULL));
      fault->path = g_strdup (json_object_get_string_member_with_default (match, "path", NULL));
    }

  value = json_object_get_member (object, "arg");
  if (value != NULL)
    read_arg (fault, value);

  g_ptr_array_add (faults->faults, g_steal_pointer (&fault));

  return TRUE;
}

/* A pattern with * and ? is for the whole path, with or without /api/v3; another for its end. */
static gboolean
path_matches (const char *pattern, const char *path)
{
  const char *below = g_str_has_prefix (path, API_PREFIX) ? path + strlen (API_PREFIX) : path;

  if (strpbrk (pattern, "*?") != NULL)
    return g_pattern_match_simple (pattern, path) || g_pattern_match_simple (pattern, below);

  return strcmp (pattern, path) == 0 || (pattern[0] == '/' && g_str_has_suffix (path, pattern));
}

static gboolean
matches (DocketSandboxFault *fault, const char *method, const char *path)
{
  if (fault->method != NULL && strcmp (fault->method, "*") != 0 &&
      g_ascii_strcasecmp (fault->method, method) != 0)
    return FALSE;

  return fault->path == NULL || path_matches (fault->path, path);
}

static DocketSandboxFault *
copy (DocketSandboxFault *fault)
{
  DocketSandboxFault *other = g_memdup2 (fault, sizeof *fault);

  other->method = g_strdup (fault->method);
  other->path = g_strdup (fault->path);
  other->text = g_strdup (fault->text);
  other->shape = g_strdup (fault->shape);

  return other;
}

/* Each fault that fits counts down its `skip`; the first that is due acts. */
static DocketSandboxFault *
take (DocketSandboxFaults *faults, gboolean connection, const char *method, const char *path)
{
  for (guint i = 0; i < faults->faults->len; i++)
    {
      DocketSandboxFault *fault = g_ptr_array_index (faults->faults, i);
      DocketSandboxFault *taken;

      if (concerns_connection (fault) != connection)
        continue;
      if (!connection && !matches (fault, method, path))
        continue;
      if (fault->skip > 0)
        {
          fault->skip--;
          continue;
        }

      taken = copy (fault);
      if (fault->times > 0 && --fault->times == 0)
        g_ptr_array_remove_index (faults->faults, i);

      return taken;
    }

  return NULL;
}

/**
 * docket_sandbox_faults_new:
 *
 * Returns: (transfer full): a switch with nothing on
 */
DocketSandboxFaults *
docket_sandbox_faults_new (void)
{
  DocketSandboxFaults *faults = g_new0 (DocketSandboxFaults, 1);

  faults->faults = g_ptr_array_new_with_free_func ((GDestroyNotify) docket_sandbox_fault_free);

  return faults;
}

/**
 * docket_sandbox_faults_free:
 * @faults: (transfer full): a switch
 */
void
docket_sandbox_faults_free (DocketSandboxFaults *faults)
{
  g_ptr_array_unref (faults->faults);
  g_free (faults);
}

/**
 * docket_sandbox_fault_free:
 * @fault: (transfer full): a fault
 */
void
docket_sandbox_fault_free (DocketSandboxFault *fault)
{
  g_free (fault->method);
  g_free (fault->path);
  g_free (fault->text);
  g_free (fault->shape);
  g_free (fault);
}

/**
 * docket_sandbox_faults_add:
 * @faults: a switch
 * @node: a list of faults, or one
 * @why: (out) (transfer full): what is wrong with @node
 *
 * Switches faults on, behind those that are. Those before a wrong one stay.
 *
 * Returns: whether @node could be read
 */
gboolean
docket_sandbox_faults_add (DocketSandboxFaults *faults, JsonNode *node, char **why)
{
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return add_one (faults, node, why);

  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (!add_one (faults, json_array_get_element (array, i), why))
        return FALSE;
    }

  return TRUE;
}

/**
 * docket_sandbox_faults_clear:
 * @faults: a switch
 *
 * Lifts all faults.
 */
void
docket_sandbox_faults_clear (DocketSandboxFaults *faults)
{
  g_ptr_array_set_size (faults->faults, 0);
}

/**
 * docket_sandbox_faults_concern_connections:
 * @faults: a switch
 *
 * Returns: whether a fault is on that acts before a request is read
 */
gboolean
docket_sandbox_faults_concern_connections (DocketSandboxFaults *faults)
{
  for (guint i = 0; i < faults->faults->len; i++)
    {
      if (concerns_connection (g_ptr_array_index (faults->faults, i)))
        return TRUE;
    }

  return FALSE;
}

/**
 * docket_sandbox_faults_take_connection:
 * @faults: a switch
 *
 * Returns: (transfer full) (nullable): the fault of a connection that was just made
 */
DocketSandboxFault *
docket_sandbox_faults_take_connection (DocketSandboxFaults *faults)
{
  return take (faults, TRUE, NULL, NULL);
}

/**
 * docket_sandbox_faults_take_request:
 * @faults: a switch
 * @method: the method of a request
 * @path: its path
 *
 * Returns: (transfer full) (nullable): the fault of the request
 */
DocketSandboxFault *
docket_sandbox_faults_take_request (DocketSandboxFaults *faults,
                                    const char *method,
                                    const char *path)
{
  return take (faults, FALSE, method, path);
}

/**
 * docket_sandbox_manners_set:
 * @manners: (array): whether each of #DocketSandboxManner is on
 * @node: an object of names and truth values
 * @why: (out) (transfer full): what is wrong with @node
 *
 * Switches manners on and off; those that @node does not name stay.
 *
 * Returns: whether @node could be read
 */
gboolean
docket_sandbox_manners_set (gboolean *manners, JsonNode *node, char **why)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return fail (why, "manners are an object", json_node_type_name (node));

  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &name, &value))
    {
      const int manner = find_name (manner_names, DOCKET_SANDBOX_N_MANNERS, name);

      if (manner < 0)
        return fail (why, "no such manner", name);
      if (!JSON_NODE_HOLDS_VALUE (value) || json_node_get_value_type (value) != G_TYPE_BOOLEAN)
        return fail (why, "neither true nor false", name);

      manners[manner] = json_node_get_boolean (value);
    }

  return TRUE;
}
