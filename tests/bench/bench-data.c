/* A workspace of many believable tickets: the same for the same seed.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "bench-data.h"

#include "bench-record.h"
#include "docket-store-directory.h"
#include "docket-store-tickets.h"
#include "docket-workspaces.h"

/* As a first pull writes them. */
#define TICKETS_AT_ONCE 500

#define N_CUSTOMERS 400
#define N_TECHNICIANS 25

/* Thursday, 1 January 2026 */
#define START_US (G_GINT64_CONSTANT (1767225600) * G_USEC_PER_SEC)

static const char *const things[] = {
  "The printer",       "L’imprimante",  "The VPN",     "Le réseau",        "Outlook",
  "La messagerie",     "The server",    "Le serveur",  "A laptop",         "Le téléphone",
  "The backup",        "La sauvegarde", "The scanner", "L’écran",          "Wi-Fi",
  "Le poste de garde", "The phone",     "Le pare-feu", "The licence file", "Le bureau à distance",
};

static const char *const troubles[] = {
  "does not answer",
  "ne répond plus",
  "is slow since this morning",
  "est très lent depuis ce matin",
  "asks for the password twice",
  "demande un mot de passe",
  "prints blank pages",
  "affiche une erreur au démarrage",
  "loses the connection at noon",
  "n’est plus visible sur le réseau",
  "needs an update",
  "doit être remplacé",
};

static const char *const places[] = {
  "in reception", "à l’accueil",     "on the second floor", "au deuxième étage",
  "in the shop",  "dans l’entrepôt", "for a new colleague", "pour un nouveau collègue",
};

/* 78 of 100 are closed. */
static const char *
choose_status (GRand *rand)
{
  const int n = g_rand_int_range (rand, 0, 100);

  return n < 78 ? "closed" : n < 84 ? "resolved" : n < 91 ? "pending" : "open";
}

static const char *
choose (GRand *rand, const char *const *words, guint n_words)
{
  return words[g_rand_int_range (rand, 0, (gint32) n_words)];
}

static void
add_entries (DocketTransaction *txn, DocketEntity entity, const char *name, guint n)
{
  for (guint i = 1; i <= n; i++)
    {
      g_autoptr (DocketEntry) entry = docket_entry_new (entity);
      g_autoptr (GError) error = NULL;

      entry->name = g_strdup_printf ("%s %u", name, i);

      if (docket_directory_save (txn, entry, &error) == 0)
        bench_fail ("%s", error->message);
    }
}

static void
add_ticket (DocketTransaction *txn, GRand *rand, guint nth)
{
  static const char *const priorities[] = { "low", "medium", "medium", "high", "critical" };
  const gint64 created_at = START_US + (gint64) nth * 20 * G_USEC_PER_SEC;
  const gint64 updated_at = created_at + g_rand_int_range (rand, 0, 600000) * G_USEC_PER_SEC;
  g_autoptr (DocketValues) values = docket_values_new ();
  g_autofree char *number = g_strdup_printf ("%u", 1000 + nth);
  g_autofree char *remote = g_strdup_printf ("T%u", nth);
  g_autoptr (GError) error = NULL;

  docket_values_take (values,
                      DOCKET_FIELD_ID_TITLE,
                      g_strdup_printf ("%s %s %s",
                                       choose (rand, things, G_N_ELEMENTS (things)),
                                       choose (rand, troubles, G_N_ELEMENTS (troubles)),
                                       choose (rand, places, G_N_ELEMENTS (places))));
  docket_values_set (values, DOCKET_FIELD_ID_STATUS, choose_status (rand));
  docket_values_set (values,
                     DOCKET_FIELD_ID_PRIORITY,
                     choose (rand, priorities, G_N_ELEMENTS (priorities)));
  docket_values_set_int64 (values, DOCKET_FIELD_ID_CREATED, created_at);
  docket_values_set_int64 (values,
                           DOCKET_FIELD_ID_CUSTOMER,
                           g_rand_int_range (rand, 1, N_CUSTOMERS + 1));

  if (g_rand_int_range (rand, 0, 8) > 0)
    docket_values_set_int64 (values,
                             DOCKET_FIELD_ID_ASSIGNEE,
                             g_rand_int_range (rand, 1, N_TECHNICIANS + 1));

  if (docket_tickets_insert (txn, remote, number, values, updated_at, &error) == 0)
    bench_fail ("%s", error->message);
}

static void
commit (DocketTransaction *txn)
{
  g_autoptr (GError) error = NULL;

  if (!docket_transaction_commit (txn, &error))
    bench_fail ("%s", error->message);

  docket_transaction_free (txn);
}

static DocketTransaction *
begin (DocketStore *store)
{
  g_autoptr (GError) error = NULL;
  DocketTransaction *txn = docket_store_begin_write (store, NULL, &error);

  if (txn == NULL)
    bench_fail ("%s", error->message);

  return txn;
}

/* @url: (nullable): a server's, where edits go through the outbox; nobody has to answer there */
char *
bench_data_make (guint n_tickets, guint seed, const char *url)
{
  const DocketAccountSetup setup = { .kind = DOCKET_SERVER_KIND_LOCAL };
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GError) error = NULL;
  char *id = docket_workspaces_create (&setup, NULL, NULL, &error);
  g_autofree char *root = docket_workspaces_get_root ();
  g_autofree char *folder = NULL;
  DocketStore *store;
  DocketTransaction *txn;

  if (id == NULL)
    bench_fail ("%s", error->message);

  folder = g_build_filename (root, id, NULL);
  store = docket_store_open (folder, NULL, &error);

  if (store == NULL)
    bench_fail ("%s", error->message);

  txn = begin (store);

  if (url != NULL)
    {
      docket_meta_set (txn, "kind", "atera", NULL);
      docket_meta_set (txn, "url", url, NULL);
    }

  add_entries (txn, DOCKET_ENTITY_CUSTOMER, "Customer", N_CUSTOMERS);
  add_entries (txn, DOCKET_ENTITY_TECHNICIAN, "Technician", N_TECHNICIANS);
  commit (txn);

  for (guint i = 0; i < n_tickets; i += TICKETS_AT_ONCE)
    {
      txn = begin (store);

      for (guint j = i; j < MIN (i + TICKETS_AT_ONCE, n_tickets); j++)
        add_ticket (txn, rand, j);

      commit (txn);
    }

  docket_store_close (store);
  g_object_unref (store);

  return id;
}
