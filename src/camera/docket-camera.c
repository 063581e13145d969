/* A camera: pictures to the main context, for as long as somebody looks.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-camera-private.h"

#include <fcntl.h>
#include <gst/app/gstappsink.h>
#include <unistd.h>

/* A camera that gives no picture for so long does not work. */
#define PATIENCE_S 15

/* What the threads share. The camera may go before it: then nothing is told any more. */
typedef struct
{
  GWeakRef camera;
  GMainContext *context;
  char *source;
  int remote;

  /* Of the one thread that works. */
  GstElement *pipeline;
  GList *devices;

  GMutex mutex; /* guards what follows */
  guint run;    /* counts starts and stops: what belongs to another one is not told */
  DocketPicture *latest;
  gboolean telling;
} Engine;

struct _DocketCamera
{
  GObject parent_instance;

  Engine *engine;
  GThreadPool *pool; /* of one thread: what is slow happens there, one after the other */
  char **names;
  guint64 facing; /* a bit for each camera that looks at the person */
  guint patience;
};

G_DEFINE_FINAL_TYPE (DocketCamera, docket_camera, G_TYPE_OBJECT)

enum
{
  SIGNAL_DEVICES,
  SIGNAL_FRAME,
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Something to do, or to tell. @nth: which camera; -1: stop. */
typedef struct
{
  Engine *engine;
  guint run;
  int nth;
  GError *error;
  char **names;
  guint64 facing;
} Job;

static void
engine_clear (gpointer data)
{
  Engine *engine = data;

  g_weak_ref_clear (&engine->camera);
  g_clear_pointer (&engine->context, g_main_context_unref);
  g_clear_pointer (&engine->latest, docket_picture_free);
  g_list_free_full (engine->devices, gst_object_unref);
  g_mutex_clear (&engine->mutex);
  g_free (engine->source);

  if (engine->remote >= 0)
    close (engine->remote);
}

static void
engine_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, engine_clear);
}

static Job *
job_new (Engine *engine, guint run, int nth)
{
  Job *job = g_new0 (Job, 1);

  job->engine = g_atomic_rc_box_acquire (engine);
  job->run = run;
  job->nth = nth;

  return job;
}

static void
job_free (gpointer data)
{
  Job *job = data;

  engine_unref (job->engine);
  g_clear_error (&job->error);
  g_strfreev (job->names);
  g_free (job);
}

static gboolean
is_current (Engine *engine, guint run)
{
  gboolean current;

  g_mutex_lock (&engine->mutex);
  current = engine->run == run;
  g_mutex_unlock (&engine->mutex);

  return current;
}

/* --- In the main context ------------------------------------------------------------------- */

static void
tell (Job *job, GSourceFunc func)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_callback (source, func, job, job_free);
  g_source_attach (source, job->engine->context);
}

static gboolean
tell_frame_cb (gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (DocketCamera) self = g_weak_ref_get (&job->engine->camera);
  g_autoptr (DocketPicture) picture = NULL;

  g_mutex_lock (&job->engine->mutex);
  job->engine->telling = FALSE;
  picture = g_steal_pointer (&job->engine->latest);
  g_mutex_unlock (&job->engine->mutex);

  if (self != NULL && picture != NULL && is_current (job->engine, job->run))
    {
      g_clear_handle_id (&self->patience, g_source_remove);
      g_signal_emit (self, signals[SIGNAL_FRAME], 0, picture);
    }

  return G_SOURCE_REMOVE;
}

static void
fail (DocketCamera *self, const GError *error)
{
  docket_camera_stop (self);
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

static gboolean
tell_error_cb (gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (DocketCamera) self = g_weak_ref_get (&job->engine->camera);

  if (self != NULL && is_current (job->engine, job->run))
    fail (self, job->error);

  return G_SOURCE_REMOVE;
}

static gboolean
tell_devices_cb (gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (DocketCamera) self = g_weak_ref_get (&job->engine->camera);

  if (self != NULL && is_current (job->engine, job->run))
    {
      g_strfreev (self->names);
      self->names = g_steal_pointer (&job->names);
      self->facing = job->facing;
      g_signal_emit (self, signals[SIGNAL_DEVICES], 0);
    }

  return G_SOURCE_REMOVE;
}

static gboolean
patience_cb (gpointer user_data)
{
  DocketCamera *self = user_data;
  g_autoptr (GError) error = docket_camera_error_new (DOCKET_CAMERA_ERROR_FAILED);

  self->patience = 0;
  fail (self, error);

  return G_SOURCE_REMOVE;
}

/* --- In the pipeline's threads ------------------------------------------------------------- */

/* A picture that nobody took in time gives way to the next. */
static GstFlowReturn
new_sample_cb (GstAppSink *sink, gpointer user_data)
{
  Job *job = user_data;
  Engine *engine = job->engine;
  g_autoptr (GstSample) sample = gst_app_sink_pull_sample (sink);
  DocketPicture *picture = sample != NULL ? docket_camera_make_picture (sample) : NULL;
  gboolean telling;

  if (picture == NULL)
    return GST_FLOW_OK;

  g_mutex_lock (&engine->mutex);
  g_clear_pointer (&engine->latest, docket_picture_free);
  engine->latest = picture;
  telling = engine->telling;
  engine->telling = TRUE;
  g_mutex_unlock (&engine->mutex);

  if (!telling)
    tell (job_new (engine, job->run, job->nth), tell_frame_cb);

  return GST_FLOW_OK;
}

static void
tell_error (Job *job, GError *error)
{
  Job *told = job_new (job->engine, job->run, job->nth);

  told->error = error;
  tell (told, tell_error_cb);
}

static GstBusSyncReply
bus_cb (GstBus *bus, GstMessage *message, gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *debug = NULL;
  GstDevice *device = g_list_nth_data (job->engine->devices, (guint) job->nth);

  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR)
    {
      gst_message_parse_error (message, &error, &debug);
      g_debug ("%s: %s", error->message, debug);
      tell_error (job, docket_camera_error_new (docket_camera_classify (error, device)));
    }

  gst_message_unref (message);

  return GST_BUS_DROP;
}

/* --- In the thread that works -------------------------------------------------------------- */

static void
tear_down (Engine *engine)
{
  if (engine->pipeline == NULL)
    return;

  gst_element_set_state (engine->pipeline, GST_STATE_NULL);
  gst_clear_object (&engine->pipeline);
}

static void
tell_devices (Job *job)
{
  Job *told = job_new (job->engine, job->run, job->nth);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  guint nth = 0;

  for (GList *l = job->engine->devices; l != NULL; l = l->next, nth++)
    {
      g_autofree char *name = gst_device_get_display_name (l->data);

      g_strv_builder_add (names, name != NULL ? name : "");

      if (nth < 64 && docket_camera_device_faces_person (l->data))
        told->facing |= (guint64) 1 << nth;
    }

  told->names = g_strv_builder_end (names);
  tell (told, tell_devices_cb);
}

static GstElement *
make_source (Job *job, GError **error)
{
  Engine *engine = job->engine;
  GstElement *source = NULL;

  if (engine->source != NULL)
    {
      source = docket_camera_parse (engine->source);
    }
  else if (engine->remote >= 0)
    {
      source = gst_element_factory_make ("pipewiresrc", NULL);

      /* It closes what it is given. */
      if (source != NULL)
        g_object_set (source, "fd", fcntl (engine->remote, F_DUPFD_CLOEXEC, 3), NULL);
    }
  else
    {
      g_list_free_full (engine->devices, gst_object_unref);
      engine->devices = docket_camera_list_devices (error);

      if (engine->devices == NULL)
        return NULL;

      tell_devices (job);
      job->nth = MIN (job->nth, (int) g_list_length (engine->devices) - 1);
      source = docket_camera_make_source (g_list_nth_data (engine->devices, (guint) job->nth));
    }

  if (source == NULL)
    g_propagate_error (error, docket_camera_error_new (DOCKET_CAMERA_ERROR_FAILED));

  return source;
}

static gboolean
set_up (Job *job, GError **error)
{
  GstAppSinkCallbacks callbacks = { .new_sample = new_sample_cb };
  g_autoptr (GstBus) bus = NULL;
  GstElement *source = make_source (job, error);
  GstElement *sink;

  if (source == NULL)
    return FALSE;

  job->engine->pipeline = docket_camera_make_pipeline (source, &sink, error);

  if (job->engine->pipeline == NULL)
    return FALSE;

  gst_app_sink_set_callbacks (GST_APP_SINK (sink),
                              &callbacks,
                              job_new (job->engine, job->run, job->nth),
                              job_free);
  bus = gst_element_get_bus (job->engine->pipeline);
  gst_bus_set_sync_handler (bus, bus_cb, job_new (job->engine, job->run, job->nth), job_free);

  /* A failure is told by the bus. */
  gst_element_set_state (job->engine->pipeline, GST_STATE_PLAYING);

  return TRUE;
}

static void
work (gpointer data, gpointer user_data)
{
  Job *job = data;
  GError *error = NULL;

  tear_down (job->engine);

  if (job->nth >= 0 && is_current (job->engine, job->run))
    {
      if (!gst_init_check (NULL, NULL, NULL))
        tell_error (job, docket_camera_error_new (DOCKET_CAMERA_ERROR_FAILED));
      else if (!set_up (job, &error))
        tell_error (job, error);
    }

  job_free (job);
}

static guint
next_run (DocketCamera *self)
{
  guint run;

  g_mutex_lock (&self->engine->mutex);
  run = ++self->engine->run;
  g_clear_pointer (&self->engine->latest, docket_picture_free);
  g_mutex_unlock (&self->engine->mutex);

  return run;
}

/* The thread ends by itself, with the camera switched off. */
static void
docket_camera_dispose (GObject *object)
{
  DocketCamera *self = DOCKET_CAMERA (object);

  if (self->pool != NULL)
    {
      docket_camera_stop (self);
      g_thread_pool_free (g_steal_pointer (&self->pool), FALSE, FALSE);
    }

  G_OBJECT_CLASS (docket_camera_parent_class)->dispose (object);
}

static void
docket_camera_finalize (GObject *object)
{
  DocketCamera *self = DOCKET_CAMERA (object);

  g_clear_pointer (&self->engine, engine_unref);
  g_clear_pointer (&self->names, g_strfreev);

  G_OBJECT_CLASS (docket_camera_parent_class)->finalize (object);
}

static void
docket_camera_class_init (DocketCameraClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = docket_camera_dispose;
  object_class->finalize = docket_camera_finalize;

  /**
   * DocketCamera::devices:
   *
   * The cameras are known.
   */
  signals[SIGNAL_DEVICES] = g_signal_new ("devices",
                                          DOCKET_TYPE_CAMERA,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);

  /**
   * DocketCamera::frame:
   * @picture: a #DocketPicture; to keep it, copy it
   *
   * What the camera sees now.
   */
  signals[SIGNAL_FRAME] = g_signal_new ("frame",
                                        DOCKET_TYPE_CAMERA,
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        1,
                                        G_TYPE_POINTER);

  /**
   * DocketCamera::failed:
   * @error: a #DocketCameraError
   *
   * There are no more pictures. The camera is switched off.
   */
  signals[SIGNAL_FAILED] = g_signal_new ("failed",
                                         DOCKET_TYPE_CAMERA,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_ERROR);
}

static void
docket_camera_init (DocketCamera *self)
{
  self->pool = g_thread_pool_new (work, NULL, 1, FALSE, NULL);
}

/**
 * docket_camera_new:
 * @source: (nullable): a source in the words of GStreamer, instead of this computer's cameras
 * @remote: a connection to PipeWire that a portal gave, taken over; -1: none
 *
 * A camera that is switched off. It tells by signals in the thread-default main context of this
 * call.
 *
 * Returns: (transfer full): the camera
 */
DocketCamera *
docket_camera_new (const char *source, int remote)
{
  DocketCamera *self = g_object_new (DOCKET_TYPE_CAMERA, NULL);
  Engine *engine = g_atomic_rc_box_new0 (Engine);

  g_weak_ref_init (&engine->camera, self);
  g_mutex_init (&engine->mutex);
  engine->context = g_main_context_ref_thread_default ();
  engine->source = g_strdup (source);
  engine->remote = remote;
  self->engine = engine;

  return self;
}

/**
 * docket_camera_start:
 * @self: a camera
 * @nth: which of the cameras
 *
 * Switches it on, and another one off. Returns at once: `frame` or `failed` follows.
 */
void
docket_camera_start (DocketCamera *self, guint nth)
{
  g_return_if_fail (DOCKET_IS_CAMERA (self));

  g_clear_handle_id (&self->patience, g_source_remove);
  self->patience = g_timeout_add_seconds (PATIENCE_S, patience_cb, self);
  g_thread_pool_push (self->pool, job_new (self->engine, next_run (self), (int) nth), NULL);
}

/**
 * docket_camera_stop:
 * @self: a camera
 *
 * Switches it off. No signal follows.
 */
void
docket_camera_stop (DocketCamera *self)
{
  g_return_if_fail (DOCKET_IS_CAMERA (self));

  g_clear_handle_id (&self->patience, g_source_remove);
  g_thread_pool_push (self->pool, job_new (self->engine, next_run (self), -1), NULL);
}

/**
 * docket_camera_get_names:
 * @self: a camera
 *
 * Returns: (transfer none) (nullable): what the cameras are called; %NULL while that isn't known,
 * and where there is no choice
 */
const char *const *
docket_camera_get_names (DocketCamera *self)
{
  g_return_val_if_fail (DOCKET_IS_CAMERA (self), NULL);

  return (const char *const *) self->names;
}

/**
 * docket_camera_faces_person:
 * @self: a camera
 * @nth: which of the cameras
 *
 * Returns: whether it looks at who uses the computer
 */
gboolean
docket_camera_faces_person (DocketCamera *self, guint nth)
{
  g_return_val_if_fail (DOCKET_IS_CAMERA (self), FALSE);

  return nth < 64 && (self->facing >> nth & 1) != 0;
}
