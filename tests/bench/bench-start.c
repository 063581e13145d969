/* From the start of the program to its list on the screen, beside a window with nothing in it.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench-data.h"
#include "bench-record.h"
#include "docket-test-ui.h"

#define N_TIMES 8

/* What takes longer is no start any more. */
#define PATIENCE_MS (60 * 1000)

/* How often the screen is looked at, and how long a program may settle before it is weighed. */
#define LOOK_US 2000
#define SETTLE_US (2 * G_USEC_PER_SEC)

/* A place on the window is drawn once so many of a thousand pixels are not as the first one. */
#define DRAWN 20

#define MEMORY_GOAL_MB 100

/* A place in a window that holds letters once the window shows what it is for. */
typedef struct
{
  const char *program;
  int x;
  int y;
  int width;
  int height;
} Subject;

static int n_tickets = 100000;
static int seed = 20260101;
static char *output = NULL;
static char **programs = NULL;

static const GOptionEntry options[] = {
  { "tickets", 't', 0, G_OPTION_ARG_INT, &n_tickets, "How many tickets there are", "N" },
  { "seed", 's', 0, G_OPTION_ARG_INT, &seed, "Where the generator starts", "N" },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, "Where to write the record", "FILE" },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &programs, NULL, "BARE DOCKET" },
  { NULL },
};

/* A window goes away when it likes. */
static int
ignore_cb (Display *display, XErrorEvent *event)
{
  return 0;
}

/* The one large window that there is. */
static Window
find_window (Display *display, const Subject *subject)
{
  Window root, parent, *children = NULL, found = None;
  guint n_children = 0;

  XQueryTree (display, DefaultRootWindow (display), &root, &parent, &children, &n_children);

  for (guint i = 0; i < n_children; i++)
    {
      XWindowAttributes attributes;

      if (XGetWindowAttributes (display, children[i], &attributes) &&
          attributes.map_state == IsViewable && attributes.width >= subject->x + subject->width &&
          attributes.height >= subject->y + subject->height)
        found = children[i];
    }

  if (children != NULL)
    XFree (children);

  return found;
}

static gboolean
is_drawn (Display *display, const Subject *subject)
{
  const Window window = find_window (display, subject);
  const int n_pixels = subject->width * subject->height;
  XImage *image;
  int n_other = 0;

  if (window == None)
    return FALSE;

  image = XGetImage (display,
                     window,
                     subject->x,
                     subject->y,
                     (guint) subject->width,
                     (guint) subject->height,
                     AllPlanes,
                     ZPixmap);

  if (image == NULL)
    return FALSE;

  for (int i = 0; i < n_pixels; i++)
    n_other += XGetPixel (image, i % subject->width, i / subject->width) != XGetPixel (image, 0, 0);

  XDestroyImage (image);

  return n_other * 1000 > n_pixels * DRAWN;
}

/* As a person closes it: after a kill the next start would look after the database first. */
static void
close_window (Display *display, Window window)
{
  XEvent event = { .xclient = { .type = ClientMessage, .window = window, .format = 32 } };

  event.xclient.message_type = XInternAtom (display, "WM_PROTOCOLS", False);
  event.xclient.data.l[0] = (long) XInternAtom (display, "WM_DELETE_WINDOW", False);
  event.xclient.data.l[1] = CurrentTime;
  XSendEvent (display, window, False, NoEventMask, &event);
  XFlush (display);
}

/* Its share of the memory that it has with others, in MB. */
static double
weigh (GPid pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/smaps_rollup", pid);
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents (path, &text, NULL, NULL) || (line = strstr (text, "\nPss:")) == NULL)
    return 0;

  return (double) g_ascii_strtoll (line + strlen ("\nPss:"), NULL, 10) / 1024;
}

/* Milliseconds that it has kept processors busy: on a busy machine they say more than the clock. */
static double
get_busy_ms (GPid pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", pid);
  g_autofree char *text = NULL;
  g_auto (GStrv) fields = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL) || strrchr (text, ')') == NULL)
    return 0;

  /* After the name, the 12th and 13th: in user's and in system's code. */
  fields = g_strsplit (strrchr (text, ')') + 2, " ", -1);

  if (g_strv_length (fields) < 13)
    return 0;

  return (double) (g_ascii_strtoll (fields[11], NULL, 10) +
                   g_ascii_strtoll (fields[12], NULL, 10)) *
         1000 / (double) sysconf (_SC_CLK_TCK);
}

/* Returns: milliseconds until it is drawn */
static double
start (Display *display, const Subject *subject, double *busy_ms, double *memory_mb)
{
  const char *argv[] = { subject->program, NULL };
  const double begun = bench_now_ms ();
  g_autoptr (GError) error = NULL;
  double took;
  GPid pid;

  if (!g_spawn_async (NULL,
                      (char **) argv,
                      NULL,
                      G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL |
                        G_SPAWN_STDERR_TO_DEV_NULL,
                      NULL,
                      NULL,
                      &pid,
                      &error))
    bench_fail ("%s", error->message);

  while (!is_drawn (display, subject))
    {
      if (bench_now_ms () - begun > PATIENCE_MS)
        bench_fail ("%s shows nothing", subject->program);

      g_usleep (LOOK_US);
    }

  took = bench_now_ms () - begun;
  *busy_ms = MIN (*busy_ms, get_busy_ms (pid));

  if (memory_mb != NULL)
    {
      g_usleep (SETTLE_US);
      *memory_mb = weigh (pid);
    }

  close_window (display, find_window (display, subject));
  waitpid (pid, NULL, 0);

  return took;
}

static void
measure (BenchRecord *record, Display *display)
{
  const Subject bare = { programs[0], 400, 360, 320, 100 };
  const Subject docket = { programs[1], 240, 105, 300, 60 };
  double limit = G_MAXDOUBLE, best = G_MAXDOUBLE, memory_mb = 0;
  double busy_limit = G_MAXDOUBLE, busy = G_MAXDOUBLE;

  for (guint i = 0; i < N_TIMES; i++)
    {
      const double bare_took = start (display, &bare, &busy_limit, NULL);
      const double took = start (display, &docket, &busy, i + 1 == N_TIMES ? &memory_mb : NULL);

      limit = MIN (limit, bare_took);
      best = MIN (best, took);
    }

  bench_record_add (record, "start, list on the screen", limit, best, 1.6);
  bench_record_add (record, "start, busy until then", busy_limit, busy, 0);
  bench_record_add (record, "start, memory in MB", MEMORY_GOAL_MB, memory_mb, 1);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (BenchRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  Display *display;

  g_option_context_add_main_entries (context, options, NULL);

  if (!g_option_context_parse (context, &argc, &argv, &error) || n_tickets <= 0 ||
      programs == NULL || g_strv_length (programs) != 2)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "Two programs: the bare one, Docket");
      return 2;
    }

  docket_test_ui_init (&argc, &argv);
  /* From the second start on it knows which workspace was used last. */
  g_setenv ("GSETTINGS_BACKEND", "keyfile", TRUE);
  display = XOpenDisplay (NULL);

  if (display == NULL)
    {
      g_printerr ("There is no X display\n");
      return 77;
    }

  XSetErrorHandler (ignore_cb);
  id = bench_data_make ((guint) n_tickets, (guint) seed, NULL);
  record = bench_record_new ((guint) n_tickets, (guint) seed);
  measure (record, display);
  bench_record_write (record, output != NULL ? output : "bench-start.json");
  XCloseDisplay (display);

  return 0;
}
