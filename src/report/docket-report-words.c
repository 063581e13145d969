/* The words of what stands on paper, in each language that a reader may have.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-report-words.h"

#include <string.h>

#include "docket-billing.h"
#include "docket-words.h"

#define NBSP "\u00a0"

struct _DocketReportWords
{
  const char *language;
  const char *words[DOCKET_REPORT_N_WORDS];
  const char *months[12];
  const char *short_months[12];
  const char *first_of_month; /* NULL: 1 */
  const char *moment;         /* a day and a time */
  const char *group;          /* between thousands */
  const char *point;          /* before decimals */
};

static const DocketReportWords languages[] = {
  {
    .language = "en",
    .words = {
      [DOCKET_REPORT_WORD_SERVICE_REPORT] = "Service report",
      [DOCKET_REPORT_WORD_BATCH] = "Billing batch",
      [DOCKET_REPORT_WORD_TIMESHEET] = "Timesheet",
      [DOCKET_REPORT_WORD_CUSTOMER] = "Customer",
      [DOCKET_REPORT_WORD_SITE] = "Site",
      [DOCKET_REPORT_WORD_CONTACT] = "Contact",
      [DOCKET_REPORT_WORD_USER] = "User",
      [DOCKET_REPORT_WORD_CONTRACT] = "Contract",
      [DOCKET_REPORT_WORD_TICKET] = "Ticket",
      [DOCKET_REPORT_WORD_STATUS] = "Status",
      [DOCKET_REPORT_WORD_TYPE] = "Type",
      [DOCKET_REPORT_WORD_OPENED] = "Opened",
      [DOCKET_REPORT_WORD_TECHNICIAN] = "Technician",
      [DOCKET_REPORT_WORD_REPORT_DATE] = "Date of the report",
      [DOCKET_REPORT_WORD_PERIOD] = "Period",
      [DOCKET_REPORT_WORD_REQUEST] = "Request",
      [DOCKET_REPORT_WORD_WORK_DONE] = "Work done",
      [DOCKET_REPORT_WORD_TIME] = "Time",
      [DOCKET_REPORT_WORD_DATE] = "Date",
      [DOCKET_REPORT_WORD_DESCRIPTION] = "Description",
      [DOCKET_REPORT_WORD_RATE] = "Rate",
      [DOCKET_REPORT_WORD_DURATION] = "Duration",
      [DOCKET_REPORT_WORD_AMOUNT] = "Amount",
      [DOCKET_REPORT_WORD_TOTAL] = "Total",
      [DOCKET_REPORT_WORD_BILLABLE] = "Of it billable",
      [DOCKET_REPORT_WORD_NOT_BILLABLE] = "not billable",
      [DOCKET_REPORT_WORD_ON_SITE] = "on site",
      [DOCKET_REPORT_WORD_PHOTOS] = "Photos",
      [DOCKET_REPORT_WORD_SIGNATURE] = "Signature",
      [DOCKET_REPORT_WORD_SIGN_HERE] = "Name, date and signature of the customer",
      [DOCKET_REPORT_WORD_SIGNED_BY] = "Signed by %s on %s",
      [DOCKET_REPORT_WORD_SIGNED_BY_TECHNICIAN] = "Signed by %s (technician) on %s",
      [DOCKET_REPORT_WORD_REFUSED] = "Signature refused on %s: %s",
      [DOCKET_REPORT_WORD_REFUSED_BY] = "Signature refused by %s on %s: %s",
      [DOCKET_REPORT_WORD_ABSENT] = "Nobody there to sign on %s: %s",
      [DOCKET_REPORT_WORD_CHANGED_SINCE] = "The work stated above was changed after this signature.",
      [DOCKET_REPORT_WORD_BY_CUSTOMER] = "By customer",
      [DOCKET_REPORT_WORD_BY_SITE] = "By site",
      [DOCKET_REPORT_WORD_BY_CONTRACT] = "By contract",
      [DOCKET_REPORT_WORD_BY_RATE] = "By rate",
      [DOCKET_REPORT_WORD_BY_TICKET] = "By ticket",
      [DOCKET_REPORT_WORD_BY_DAY] = "By day",
      [DOCKET_REPORT_WORD_TIME_ENTRIES] = "Time entries",
      [DOCKET_REPORT_WORD_NONE] = "None",
      [DOCKET_REPORT_WORD_PAGE] = "Page %u of %u",
      [DOCKET_REPORT_WORD_OPEN] = "Open",
      [DOCKET_REPORT_WORD_PENDING] = "Pending",
      [DOCKET_REPORT_WORD_RESOLVED] = "Resolved",
      [DOCKET_REPORT_WORD_CLOSED] = "Closed",
      [DOCKET_REPORT_WORD_INCIDENT] = "Incident",
      [DOCKET_REPORT_WORD_PROBLEM] = "Problem",
      [DOCKET_REPORT_WORD_A_REQUEST] = "Request",
      [DOCKET_REPORT_WORD_CHANGE] = "Change",
    },
    .months = { "January", "February", "March", "April", "May", "June", "July", "August",
                "September", "October", "November", "December" },
    .short_months = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
                      "Dec" },
    .moment = "%s at %s",
    .group = ",",
    .point = ".",
  },
  {
    .language = "fr",
    .words = {
      [DOCKET_REPORT_WORD_SERVICE_REPORT] = "Rapport d’intervention",
      [DOCKET_REPORT_WORD_BATCH] = "Lot de factures",
      [DOCKET_REPORT_WORD_TIMESHEET] = "Feuille de temps",
      [DOCKET_REPORT_WORD_CUSTOMER] = "Client",
      [DOCKET_REPORT_WORD_SITE] = "Site",
      [DOCKET_REPORT_WORD_CONTACT] = "Contact",
      [DOCKET_REPORT_WORD_USER] = "Utilisateur",
      [DOCKET_REPORT_WORD_CONTRACT] = "Contrat",
      [DOCKET_REPORT_WORD_TICKET] = "Ticket",
      [DOCKET_REPORT_WORD_STATUS] = "Statut",
      [DOCKET_REPORT_WORD_TYPE] = "Type",
      [DOCKET_REPORT_WORD_OPENED] = "Ouvert le",
      [DOCKET_REPORT_WORD_TECHNICIAN] = "Technicien",
      [DOCKET_REPORT_WORD_REPORT_DATE] = "Date du rapport",
      [DOCKET_REPORT_WORD_PERIOD] = "Période",
      [DOCKET_REPORT_WORD_REQUEST] = "Demande",
      [DOCKET_REPORT_WORD_WORK_DONE] = "Travail effectué",
      [DOCKET_REPORT_WORD_TIME] = "Temps passé",
      [DOCKET_REPORT_WORD_DATE] = "Date",
      [DOCKET_REPORT_WORD_DESCRIPTION] = "Description",
      [DOCKET_REPORT_WORD_RATE] = "Taux",
      [DOCKET_REPORT_WORD_DURATION] = "Durée",
      [DOCKET_REPORT_WORD_AMOUNT] = "Montant",
      [DOCKET_REPORT_WORD_TOTAL] = "Total",
      [DOCKET_REPORT_WORD_BILLABLE] = "Dont facturable",
      [DOCKET_REPORT_WORD_NOT_BILLABLE] = "non facturable",
      [DOCKET_REPORT_WORD_ON_SITE] = "sur site",
      [DOCKET_REPORT_WORD_PHOTOS] = "Photos",
      [DOCKET_REPORT_WORD_SIGNATURE] = "Signature",
      [DOCKET_REPORT_WORD_SIGN_HERE] = "Nom, date et signature du client",
      [DOCKET_REPORT_WORD_SIGNED_BY] = "Signé par %s le %s",
      [DOCKET_REPORT_WORD_SIGNED_BY_TECHNICIAN] = "Signé par %s (technicien) le %s",
      [DOCKET_REPORT_WORD_REFUSED] = "Signature refusée le %s\u00a0: %s",
      [DOCKET_REPORT_WORD_REFUSED_BY] = "Signature refusée par %s le %s\u00a0: %s",
      [DOCKET_REPORT_WORD_ABSENT] = "Personne pour signer le %s\u00a0: %s",
      [DOCKET_REPORT_WORD_CHANGED_SINCE] =
        "Le travail indiqué ci-dessus a été modifié après cette signature.",
      [DOCKET_REPORT_WORD_BY_CUSTOMER] = "Par client",
      [DOCKET_REPORT_WORD_BY_SITE] = "Par site",
      [DOCKET_REPORT_WORD_BY_CONTRACT] = "Par contrat",
      [DOCKET_REPORT_WORD_BY_RATE] = "Par taux",
      [DOCKET_REPORT_WORD_BY_TICKET] = "Par ticket",
      [DOCKET_REPORT_WORD_BY_DAY] = "Par jour",
      [DOCKET_REPORT_WORD_TIME_ENTRIES] = "Entrées de temps",
      [DOCKET_REPORT_WORD_NONE] = "Aucun",
      [DOCKET_REPORT_WORD_PAGE] = "Page %u sur %u",
      [DOCKET_REPORT_WORD_OPEN] = "Ouvert",
      [DOCKET_REPORT_WORD_PENDING] = "En attente",
      [DOCKET_REPORT_WORD_RESOLVED] = "Résolu",
      [DOCKET_REPORT_WORD_CLOSED] = "Fermé",
      [DOCKET_REPORT_WORD_INCIDENT] = "Incident",
      [DOCKET_REPORT_WORD_PROBLEM] = "Problème",
      [DOCKET_REPORT_WORD_A_REQUEST] = "Demande",
      [DOCKET_REPORT_WORD_CHANGE] = "Changement",
    },
    .months = { "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août",
                "septembre", "octobre", "novembre", "décembre" },
    .short_months = { "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.",
                      "oct.", "nov.", "déc." },
    .first_of_month = "1er",
    .moment = "%s à %s",
    .group = NBSP,
    .point = ",",
  },
};

static const char *const codes[] = { "en", "fr", NULL };

G_STATIC_ASSERT (G_N_ELEMENTS (languages) + 1 == G_N_ELEMENTS (codes));

static GDateTime *
get_local (gint64 us, const char *zone)
{
  g_autoptr (GTimeZone) there = zone != NULL ? g_time_zone_new_identifier (zone) : NULL;
  g_autoptr (GTimeZone) here = there == NULL ? g_time_zone_new_local () : NULL;
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (us / G_USEC_PER_SEC);

  return utc != NULL ? g_date_time_to_timezone (utc, there != NULL ? there : here) : NULL;
}

static char *
format_day (const DocketReportWords *self, GDateTime *time, const char *const *months)
{
  const int day = g_date_time_get_day_of_month (time);
  g_autofree char *number = day == 1 && self->first_of_month != NULL
                              ? g_strdup (self->first_of_month)
                              : g_strdup_printf ("%d", day);

  return g_strdup_printf ("%s" NBSP "%s" NBSP "%d",
                          number,
                          months[g_date_time_get_month (time) - 1],
                          g_date_time_get_year (time));
}

/**
 * docket_report_words_list_languages:
 *
 * Returns: (transfer none) (array zero-terminated=1): the codes of the languages that there are
 */
const char *const *
docket_report_words_list_languages (void)
{
  return codes;
}

/**
 * docket_report_words_has_language:
 * @language: a code
 *
 * Returns: whether reports are written in it
 */
gboolean
docket_report_words_has_language (const char *language)
{
  return language != NULL && g_strv_contains (codes, language);
}

/**
 * docket_report_words_get:
 * @language: a code
 *
 * Returns: (transfer none): its words; of a language that there is none of, English
 */
const DocketReportWords *
docket_report_words_get (const char *language)
{
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (g_strcmp0 (languages[i].language, language) == 0)
      return &languages[i];

  return &languages[0];
}

/**
 * docket_report_words_get_language:
 * @self: a language
 *
 * Returns: (transfer none): its code
 */
const char *
docket_report_words_get_language (const DocketReportWords *self)
{
  return self->language;
}

/**
 * docket_report_words_tell:
 * @self: a language
 * @word: which word
 *
 * Returns: (transfer none): the word
 */
const char *
docket_report_words_tell (const DocketReportWords *self, DocketReportWord word)
{
  g_return_val_if_fail (word < DOCKET_REPORT_N_WORDS, "");

  return self->words[word];
}

/**
 * docket_report_words_tell_status:
 * @self: a language
 * @status: a status as tickets have it
 *
 * Returns: (transfer none): what people call it; a server's own is called what it is
 */
const char *
docket_report_words_tell_status (const DocketReportWords *self, const char *status)
{
  DocketStatusKind kind;

  if (status == NULL || !docket_status_is_standard (status, &kind))
    return status;

  switch (kind)
    {
    case DOCKET_STATUS_KIND_OPEN:
      return self->words[DOCKET_REPORT_WORD_OPEN];
    case DOCKET_STATUS_KIND_PENDING:
      return self->words[DOCKET_REPORT_WORD_PENDING];
    case DOCKET_STATUS_KIND_RESOLVED:
      return self->words[DOCKET_REPORT_WORD_RESOLVED];
    case DOCKET_STATUS_KIND_CLOSED:
      return self->words[DOCKET_REPORT_WORD_CLOSED];
    }

  g_return_val_if_reached (status);
}

/**
 * docket_report_words_tell_type:
 * @self: a language
 * @type: a type of ticket
 *
 * Returns: (transfer none): what people call it
 */
const char *
docket_report_words_tell_type (const DocketReportWords *self, DocketTicketType type)
{
  switch (type)
    {
    case DOCKET_TICKET_TYPE_INCIDENT:
      return self->words[DOCKET_REPORT_WORD_INCIDENT];
    case DOCKET_TICKET_TYPE_PROBLEM:
      return self->words[DOCKET_REPORT_WORD_PROBLEM];
    case DOCKET_TICKET_TYPE_REQUEST:
      return self->words[DOCKET_REPORT_WORD_A_REQUEST];
    case DOCKET_TICKET_TYPE_CHANGE:
      return self->words[DOCKET_REPORT_WORD_CHANGE];
    }

  g_return_val_if_reached ("");
}

/**
 * docket_report_words_format_day:
 * @self: a language
 * @us: an instant
 * @zone: (nullable): where the day is; %NULL: here
 *
 * Returns: (transfer full): a day in full: "3 November 2025"
 */
char *
docket_report_words_format_day (const DocketReportWords *self, gint64 us, const char *zone)
{
  g_autoptr (GDateTime) time = get_local (us, zone);

  return time != NULL ? format_day (self, time, self->months) : g_strdup ("");
}

/**
 * docket_report_words_format_short_day:
 * @self: a language
 * @us: an instant
 * @zone: (nullable): where the day is; %NULL: here
 *
 * Returns: (transfer full): a day for a table: "3 Nov 2025"
 */
char *
docket_report_words_format_short_day (const DocketReportWords *self, gint64 us, const char *zone)
{
  g_autoptr (GDateTime) time = get_local (us, zone);

  return time != NULL ? format_day (self, time, self->short_months) : g_strdup ("");
}

/**
 * docket_report_words_format_iso_day:
 * @self: a language
 * @day: `YYYY-MM-DD`
 *
 * Returns: (transfer full): the day in full
 */
char *
docket_report_words_format_iso_day (const DocketReportWords *self, const char *day)
{
  g_autofree char *noon = g_strconcat (day, "T12:00:00Z", NULL);
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (noon, NULL);

  return time != NULL ? format_day (self, time, self->months) : g_strdup (day);
}

/**
 * docket_report_words_format_moment:
 * @self: a language
 * @us: an instant
 * @zone: (nullable): where the day is; %NULL: here
 *
 * Returns: (transfer full): a day and a time: "3 November 2025 at 14:05"
 */
char *
docket_report_words_format_moment (const DocketReportWords *self, gint64 us, const char *zone)
{
  g_autoptr (GDateTime) time = get_local (us, zone);
  g_autofree char *day = NULL;
  g_autofree char *clock = NULL;

  if (time == NULL)
    return g_strdup ("");

  day = format_day (self, time, self->months);
  clock = g_date_time_format (time, "%H:%M");

  return g_strdup_printf (self->moment, day, clock);
}

/**
 * docket_report_words_format_span:
 * @self: a language
 * @start_us: an instant
 * @end_us: an instant after it
 * @zone: (nullable): where the times are; %NULL: here
 *
 * Returns: (transfer full): from when to when: "14:05–15:30"
 */
char *
docket_report_words_format_span (const DocketReportWords *self,
                                 gint64 start_us,
                                 gint64 end_us,
                                 const char *zone)
{
  g_autoptr (GDateTime) start = get_local (start_us, zone);
  g_autoptr (GDateTime) end = get_local (end_us, zone);
  g_autofree char *from = start != NULL ? g_date_time_format (start, "%H:%M") : NULL;
  g_autofree char *to = end != NULL ? g_date_time_format (end, "%H:%M") : NULL;

  return from != NULL && to != NULL ? g_strconcat (from, "–", to, NULL) : g_strdup ("");
}

/**
 * docket_report_words_format_duration:
 * @self: a language
 * @us: a duration, in microseconds
 *
 * Returns: (transfer full): hours and minutes: "2 h 15"
 */
char *
docket_report_words_format_duration (const DocketReportWords *self, gint64 us)
{
  const gint64 minutes = us / G_TIME_SPAN_MINUTE;

  return g_strdup_printf ("%d" NBSP "h" NBSP "%02d", (int) (minutes / 60), (int) (minutes % 60));
}

/**
 * docket_report_words_format_money:
 * @self: a language
 * @amount: 1/10000 units
 * @currency: (nullable): a code of ISO 4217
 *
 * Returns: (transfer full): an amount in the currency's decimals: "1,150.00 EUR"
 */
char *
docket_report_words_format_money (const DocketReportWords *self,
                                  gint64 amount,
                                  const char *currency)
{
  g_autofree char *exact =
    docket_money_format_exact (amount, docket_currency_get_decimals (currency));
  g_autoptr (GString) text = g_string_new (NULL);
  const char *digits = *exact == '-' ? exact + 1 : exact;
  const gsize n_digits = strcspn (digits, ".");

  if (digits != exact)
    g_string_append (text, "−");

  for (gsize i = 0; i < n_digits; i++)
    {
      if (i > 0 && (n_digits - i) % 3 == 0)
        g_string_append (text, self->group);

      g_string_append_c (text, digits[i]);
    }

  if (digits[n_digits] == '.')
    g_string_append_printf (text, "%s%s", self->point, digits + n_digits + 1);

  if (currency != NULL)
    g_string_append_printf (text, NBSP "%s", currency);

  return g_string_free (g_steal_pointer (&text), FALSE);
}
