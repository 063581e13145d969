/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DocketSandboxTopic:
 * @title: a ticket's title; `%s` is a thing of @things
 * @text: what the customer writes first
 * @note: what a technician notes for colleagues
 * @reply: what a technician answers
 * @thanks: what the customer writes back
 * @work: the description of the time spent
 * @type: `TicketTypesForAPI`
 *
 * Something that a help desk hears of.
 */
typedef struct
{
  const char *title;
  const char *text;
  const char *note;
  const char *reply;
  const char *thanks;
  const char *work;
  const char *type;
} DocketSandboxTopic;

/**
 * DocketSandboxLanguage:
 *
 * What people who speak one language say and are called.
 */
typedef struct
{
  const DocketSandboxTopic *topics;
  guint n_topics;
  const char *const *things;
  guint n_things;
  const char *const *first_names;
  guint n_first_names;
  const char *const *last_names;
  guint n_last_names;
  const char *const *trades;
  guint n_trades;
  const char *const *cities;
  guint n_cities;
  const char *const *jobs;
  guint n_jobs;
  const char *country;
  const char *hello;
  const char *bye;
} DocketSandboxLanguage;

extern const DocketSandboxLanguage docket_sandbox_english;
extern const DocketSandboxLanguage docket_sandbox_french;

G_END_DECLS
