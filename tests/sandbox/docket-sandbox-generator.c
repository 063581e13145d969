/* Makes believable data: the same for the same seed, as seen from the same moment.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-sandbox-generator.h"

#include "docket-sandbox-directory-generator.h"
#include "docket-sandbox-phrases.h"

#include <math.h>

#define MINUTE ((gint64) 60 * G_USEC_PER_SEC)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

/* Of a hundred tickets, so many are over. */
#define CLOSED_PERCENT 78
#define YOUNG (2 * DAY)

typedef struct
{
  DocketSandboxState *state;
  GRand *rand;
  gint64 now_us;
  /* Of a hundred that are old enough to be over. */
  int closed_percent;
} Generator;

static const char *
pick (Generator *self, const char *const *texts, guint n_texts)
{
  return texts[g_rand_int_range (self->rand, 0, n_texts)];
}

static gboolean
chance (Generator *self, int percent)
{
  return g_rand_int_range (self->rand, 0, 100) < percent;
}

/* Never in the future: what would lie there is not said. */
static gboolean
say (Generator *self,
     DocketSandboxTicket *ticket,
     gint64 *time_us,
     const char *text,
     gint64 technician_id,
     gboolean internal)
{
  DocketSandboxComment *comment;

  *time_us += g_rand_int_range (self->rand, 4, 600) * MINUTE +
              g_rand_int_range (self->rand, 0, 60) * G_USEC_PER_SEC;
  if (*time_us >= self->now_us)
    return FALSE;

  comment = docket_sandbox_ticket_add_comment (ticket, *time_us, text);
  comment->technician_id = technician_id;
  comment->contact_id = technician_id == 0 ? ticket->contact_id : 0;
  comment->internal = internal;
  ticket->modified_us = *time_us;

  return TRUE;
}

static void
say_first (DocketSandboxTicket *ticket,
           const DocketSandboxLanguage *language,
           const char *text,
           const char *name)
{
  g_autofree char *letter =
    g_strdup_printf ("%s\n\n%s\n\n%s\n%s", language->hello, text, language->bye, name);
  DocketSandboxComment *comment =
    docket_sandbox_ticket_add_comment (ticket, ticket->created_us, letter);

  comment->contact_id = ticket->contact_id;
}

static void
book (Generator *self, DocketSandboxTicket *ticket, gint64 end_us, const char *text)
{
  static const int minutes[] = { 5, 10, 15, 20, 30, 45, 60, 90, 150 };
  const int rates = self->state->rates.rows->len;
  DocketSandboxHours *hours = docket_sandbox_state_add_hours (self->state, ticket);

  hours->technician_id = ticket->technician_id;
  hours->end_us = end_us - end_us % MINUTE;
  hours->start_us =
    hours->end_us - minutes[g_rand_int_range (self->rand, 0, G_N_ELEMENTS (minutes))] * MINUTE;
  hours->billable = chance (self, 75);
  hours->on_site = chance (self, 25);
  hours->description = g_strdup (text);
  if (chance (self, 70))
    hours->rate_id = json_object_get_int_member (
      g_ptr_array_index (self->state->rates.rows, g_rand_int_range (self->rand, 0, rates)),
      "RateID");
}

static void
talk (Generator *self, DocketSandboxTicket *ticket, const DocketSandboxTopic *topic, gboolean ended)
{
  gint64 time_us = ticket->created_us;
  const gint64 technician = ticket->technician_id;

  if (technician == 0)
    return;

  if (chance (self, 40) && !say (self, ticket, &time_us, topic->note, technician, TRUE))
    return;
  if (!ended && chance (self, 35))
    return;
  if (!say (self, ticket, &time_us, topic->reply, technician, FALSE))
    return;
  if (chance (self, ended ? 90 : 40))
    book (self, ticket, time_us, topic->work);
  if (chance (self, ended ? 60 : 25))
    say (self, ticket, &time_us, topic->thanks, 0, FALSE);
}

static void
choose_ranks (Generator *self, DocketSandboxTicket *ticket, const DocketSandboxTopic *topic)
{
  static const char *const priorities[] = { "Low",    "Low",    "Low",  "Medium",
                                            "Medium", "Medium", "High", "Critical" };
  static const char *const impacts[] = { "NoImpact", "Minor",    "Minor",       "Minor",
                                         "Major",    "SiteDown", "ServerIssue", "Crisis" };
  static const char *const sources[] = { "Email", "Email", "EndUserPortal", "Phone", "Technician" };

  ticket->priority = g_intern_static_string (pick (self, priorities, G_N_ELEMENTS (priorities)));
  ticket->impact = g_intern_static_string (pick (self, impacts, G_N_ELEMENTS (impacts)));
  ticket->source = g_intern_static_string (pick (self, sources, G_N_ELEMENTS (sources)));
  ticket->type = g_intern_static_string (topic->type);
}

static void
end_ticket (Generator *self, DocketSandboxTicket *ticket)
{
  const gint64 left_us = self->now_us - ticket->modified_us;
  const gint64 wait_us = g_rand_int_range (self->rand, 1, 3000) * MINUTE;
  const gint64 end_us = ticket->modified_us + (wait_us < left_us ? wait_us : left_us / 2);

  ticket->status = g_intern_string (chance (self, 12) ? "Resolved" : "Closed");
  ticket->resolved_us = end_us - end_us % G_USEC_PER_SEC;
  ticket->modified_us = ticket->resolved_us;
}

static void
choose_status (Generator *self, DocketSandboxTicket *ticket, gboolean ended)
{
  const guint custom = self->state->statuses->len;

  if (ended)
    end_ticket (self, ticket);
  else if (ticket->technician_id != 0 && chance (self, 35))
    ticket->status = g_intern_string ("Pending");
  else if (ticket->technician_id != 0 && chance (self, 12))
    ticket->status = g_intern_string (
      g_ptr_array_index (self->state->statuses, g_rand_int_range (self->rand, 4, custom)));
}

static void
add_files (Generator *self, DocketSandboxTicket *ticket)
{
  static const char *const names[] = {
    "screenshot.png", "error.txt", "photo.png", "rapport d'intervention.txt", "capture écran.png",
  };

  for (int n = chance (self, 15) ? g_rand_int_range (self->rand, 1, 4) : 0; n > 0; n--)
    docket_sandbox_ticket_add_file (
      ticket,
      docket_sandbox_state_next_id (self->state, DOCKET_SANDBOX_FILE_ID),
      pick (self, names, G_N_ELEMENTS (names)));
}

static char *
random_uuid (Generator *self)
{
  return g_strdup_printf ("%08x-%04x-4%03x-8%03x-%08x%04x",
                          g_rand_int (self->rand),
                          g_rand_int (self->rand) & 0xffff,
                          g_rand_int (self->rand) & 0xfff,
                          g_rand_int (self->rand) & 0xfff,
                          g_rand_int (self->rand),
                          g_rand_int (self->rand) & 0xffff);
}

static char *
random_value (Generator *self, JsonObject *field, DocketSandboxTicket *ticket)
{
  const char *type = json_object_get_string_member (field, "DataType");
  const char *parent =
    json_object_get_string_member_with_default (field, "ParentAttributeName", NULL);
  DocketSandboxValue *above =
    parent != NULL ? docket_sandbox_ticket_get_value (ticket, parent) : NULL;
  JsonArray *options;
  guint start, n_options;

  if (g_str_equal (type, "Boolean"))
    return g_strdup (chance (self, 50) ? "true" : "false");
  if (g_str_equal (type, "Numeric"))
    return g_strdup_printf ("%d.5", g_rand_int_range (self->rand, 1, 900));
  if (g_str_equal (type, "Date"))
    {
      g_autoptr (GDateTime) day =
        g_date_time_new_from_unix_utc (ticket->created_us / G_USEC_PER_SEC);

      return g_date_time_format (day, "%Y-%m-%dT00:00:00Z");
    }
  if (g_str_equal (type, "Text"))
    return g_strdup_printf ("INV-%05d", g_rand_int_range (self->rand, 1, 99999));

  options = json_object_get_array_member (field, "PossibleValues");
  n_options = json_array_get_length (options);
  start = g_rand_int_range (self->rand, 0, n_options);
  for (guint i = 0; i < n_options; i++)
    {
      JsonObject *option = json_array_get_object_element (options, (start + i) % n_options);
      const char *under = json_object_get_string_member_with_default (option, "ParentName", NULL);

      if (under == NULL || (above != NULL && g_str_equal (above->text, under)))
        return g_strdup (json_object_get_string_member (option, "Text"));
    }

  return NULL;
}

static void
add_values (Generator *self, DocketSandboxTicket *ticket)
{
  for (guint i = 0; i < self->state->fields->len; i++)
    {
      JsonObject *field = g_ptr_array_index (self->state->fields, i);
      g_autofree char *text = NULL;
      g_autofree char *uuid = NULL;

      if (!g_str_equal (json_object_get_string_member (field, "Target"), "Ticket") ||
          !chance (self, 30))
        continue;

      text = random_value (self, field, ticket);
      uuid = random_uuid (self);
      if (text != NULL)
        docket_sandbox_ticket_set_value (ticket,
                                         json_object_get_string_member (field, "Name"),
                                         text,
                                         uuid);
    }
}

static void
place (Generator *self, DocketSandboxTicket *ticket, JsonObject *contact)
{
  GPtrArray *contracts = self->state->contracts.rows;

  ticket->contact_id = json_object_get_int_member (contact, "EndUserID");
  ticket->customer_id = json_object_get_int_member (contact, "CustomerID");

  for (guint i = 0; i < contracts->len; i++)
    {
      JsonObject *contract = g_ptr_array_index (contracts, i);

      if (json_object_get_int_member (contract, "CustomerID") != ticket->customer_id)
        continue;

      ticket->contract_id = json_object_get_int_member (contract, "ContractID");
      if (chance (self, 60))
        break;
    }
}

static void
assign (Generator *self, DocketSandboxTicket *ticket, gboolean ended)
{
  GPtrArray *technicians = self->state->technicians;
  const guint which = chance (self, 30) ? 0 : g_rand_int_range (self->rand, 0, technicians->len);

  if (ended || chance (self, 82))
    ticket->technician_id = ((DocketSandboxTechnician *) technicians->pdata[which])->id;
}

static void
add_ticket (Generator *self, gint64 created_us)
{
  GPtrArray *contacts = self->state->contacts.rows;
  JsonObject *contact =
    g_ptr_array_index (contacts, g_rand_int_range (self->rand, 0, contacts->len));
  const char *email = json_object_get_string_member (contact, "Email");
  const DocketSandboxLanguage *language =
    g_str_has_suffix (email, ".fr.example") ? &docket_sandbox_french : &docket_sandbox_english;
  const DocketSandboxTopic *topic =
    &language->topics[g_rand_int_range (self->rand, 0, language->n_topics)];
  const gboolean old = created_us < self->now_us - YOUNG;
  const gboolean ended = old && chance (self, self->closed_percent);
  DocketSandboxTicket *ticket = docket_sandbox_ticket_new ();
  g_autofree char *name = g_strdup_printf ("%s %s",
                                           json_object_get_string_member (contact, "Firstname"),
                                           json_object_get_string_member (contact, "Lastname"));
  int factor;

  ticket->id = docket_sandbox_state_next_id (self->state, DOCKET_SANDBOX_TICKET_ID);
  ticket->number = docket_sandbox_state_next_id (self->state, DOCKET_SANDBOX_TICKET_NUMBER);
  ticket->title = g_strdup_printf (topic->title, pick (self, language->things, language->n_things));
  ticket->created_us = created_us;
  ticket->modified_us = created_us;
  place (self, ticket, contact);
  assign (self, ticket, ended);
  choose_ranks (self, ticket, topic);
  factor = g_str_equal (ticket->priority, "Critical") ? 1
           : g_str_equal (ticket->priority, "High")   ? 4
                                                      : 8;
  ticket->first_response_due_us = created_us + factor * HOUR;
  ticket->close_due_us = created_us + 8 * factor * HOUR;

  docket_sandbox_state_add_ticket (self->state, ticket);
  say_first (ticket, language, topic->text, name);
  talk (self, ticket, topic, ended);
  choose_status (self, ticket, ended);
  add_files (self, ticket);
  add_values (self, ticket);
}

static void
relate_some (Generator *self)
{
  GPtrArray *tickets = self->state->tickets;

  for (guint i = 0; i + 1 < tickets->len; i += 50)
    {
      DocketSandboxTicket *parent = g_ptr_array_index (tickets, i);
      DocketSandboxTicket *child = g_ptr_array_index (tickets, i + 1);

      parent->relation = g_intern_static_string ("Child");
      parent->related_id = child->id;
      child->relation = g_intern_static_string ("Parent");
      child->related_id = parent->id;
    }
}

/**
 * docket_sandbox_generator_fill:
 * @state: a server's data, empty
 * @n_tickets: how many tickets
 * @seed: decides about everything
 * @now_us: the time that all lies before, in microseconds UTC
 *
 * Fills @state with an account, its people and its tickets: the older, the sparser.
 */
void
docket_sandbox_generator_fill (DocketSandboxState *state,
                               guint n_tickets,
                               guint32 seed,
                               gint64 now_us)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  /* About twenty tickets a day, over at least a year. */
  const gint64 span_us = MAX (365, n_tickets / 20) * DAY;
  const double old = 1 - sqrt ((double) YOUNG / span_us);
  Generator self = { state, rand, now_us, (int) (CLOSED_PERCENT / old + 0.5) };

  docket_sandbox_directory_generator_fill (state, n_tickets, rand, now_us);

  for (guint i = 0; i < n_tickets; i++)
    {
      const double back = (double) (n_tickets - i) / n_tickets;
      const gint64 jitter_us = g_rand_int_range (rand, 0, 3600) * (gint64) G_USEC_PER_SEC;
      gint64 created_us = now_us - (gint64) (back * back * span_us) - jitter_us;

      created_us -= created_us % G_USEC_PER_SEC;
      add_ticket (&self, created_us);
    }

  relate_some (&self);
}
