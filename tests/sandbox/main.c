/* docket-sandbox: a server to test against and to try Docket with.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-sandbox.h"

#include <glib-unix.h>
#include <locale.h>
#include <stdio.h>

#define DEFAULT_RATE 700
#define DEFAULT_SEED 1

typedef struct
{
  int port;
  int n_tickets;
  int seed;
  int rate;
  char *key;
  char *state;
  char *certificate;
  char **rest;
} Options;

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_CONTINUE;
}

static gboolean
read_options (Options *options, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "port", 0, 0, G_OPTION_ARG_INT, &options->port, "The port; 0 for any", "N" },
    { "tickets", 0, 0, G_OPTION_ARG_INT, &options->n_tickets, "How many tickets to make", "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT, &options->seed, "Decides about the data", "S" },
    { "key", 0, 0, G_OPTION_ARG_STRING, &options->key, "The API key (sandbox-key)", "K" },
    { "rate", 0, 0, G_OPTION_ARG_INT, &options->rate, "Requests a minute (700); 0: any", "N" },
    { "state", 0, 0, G_OPTION_ARG_FILENAME, &options->state, "Keeps the data in F", "F" },
    { "tls", 0, 0, G_OPTION_ARG_FILENAME, &options->certificate, "Speaks HTTPS", "CERT KEY" },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->rest, NULL, NULL },
    { NULL }
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("- a server to try Docket with");

  g_option_context_add_main_entries (context, entries, NULL);

  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;

  /* `--tls` takes two values: the second comes as the one that is left. */
  if (g_strv_length (options->rest != NULL ? options->rest : (char *[]){ NULL }) ==
        (options->certificate != NULL ? 1 : 0) &&
      options->port >= 0 && options->port <= G_MAXUINT16 && options->n_tickets >= 0 &&
      options->rate >= 0)
    return TRUE;

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "See docket-sandbox --help");

  return FALSE;
}

static gboolean
run (Options *options, GError **error)
{
  g_autoptr (DocketSandbox) sandbox =
    docket_sandbox_new (options->key != NULL ? options->key : DOCKET_SANDBOX_DEFAULT_KEY,
                        options->rate);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GTlsCertificate) certificate = NULL;

  if (options->certificate != NULL)
    {
      certificate =
        g_tls_certificate_new_from_files (options->certificate, options->rest[0], error);
      if (certificate == NULL)
        return FALSE;
    }

  if (options->state != NULL && g_file_test (options->state, G_FILE_TEST_EXISTS))
    {
      if (!docket_sandbox_load (sandbox, options->state, error))
        return FALSE;
    }
  else
    {
      docket_sandbox_generate (sandbox, options->n_tickets, options->seed);
    }

  if (!docket_sandbox_start (sandbox, options->port, certificate, error))
    return FALSE;

  printf ("%s\n", docket_sandbox_get_url (sandbox));
  fflush (stdout);

  g_unix_signal_add (SIGTERM, quit_cb, loop);
  g_unix_signal_add (SIGINT, quit_cb, loop);
  g_main_loop_run (loop);

  return options->state == NULL || docket_sandbox_save (sandbox, options->state, error);
}

int
main (int argc, char *argv[])
{
  Options options = { .seed = DEFAULT_SEED, .rate = DEFAULT_RATE };
  g_autoptr (GError) error = NULL;
  gboolean done;

  setlocale (LC_ALL, "");

  done = read_options (&options, &argc, &argv, &error) && run (&options, &error);
  if (!done)
    fprintf (stderr, "docket-sandbox: %s\n", error->message);

  g_free (options.key);
  g_free (options.state);
  g_free (options.certificate);
  g_strfreev (options.rest);

  return done ? 0 : 1;
}
