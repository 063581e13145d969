/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-json.h"

G_BEGIN_DECLS

/* What Atera's API v3 says in JSON, and what Docket makes of it. All pure: no I/O, any thread. */

/**
 * DocketAteraList:
 * @items: (nullable): the items of this page
 *
 * One page of any list.
 */
typedef struct
{
  JsonArray *items;
  guint total;
  guint n_pages;
} DocketAteraList;

gboolean docket_atera_parse_list (JsonNode *root, DocketAteraList *list, GError **error);
gboolean docket_atera_parse_array (JsonNode *root, JsonArray **array, GError **error);
DocketRemoteAccount *docket_atera_parse_account (JsonNode *root, GError **error);
DocketRemoteTicket *docket_atera_parse_ticket (JsonObject *object, GError **error);
DocketRemoteMessage *docket_atera_parse_comment (JsonObject *object, GError **error);
DocketRemoteTimeEntry *docket_atera_parse_time_entry (JsonObject *object, GError **error);
GPtrArray *docket_atera_parse_attachments (JsonNode *root, const char *base, GError **error);
DocketField *docket_atera_parse_field (JsonObject *object, GError **error);
gboolean docket_atera_parse_custom_value (JsonObject *object,
                                          const DocketField *field,
                                          char **value,
                                          GError **error);
char *docket_atera_parse_custom_name (JsonObject *object, GError **error);

DocketEntry *docket_atera_parse_customer (JsonObject *object, GError **error);
DocketEntry *docket_atera_parse_contact (JsonObject *object, GError **error);
DocketEntry *docket_atera_parse_contract (JsonObject *object, GError **error);
DocketEntry *docket_atera_parse_rate (JsonObject *object, GError **error);
DocketEntry *docket_atera_parse_technician (JsonObject *object, GError **error);

/* The answers to writes, for DocketAnswerShape. */
gboolean docket_atera_parse_result (guint status, GBytes *body, char **remote_id);
gboolean docket_atera_parse_new_id (guint status, GBytes *body, char **remote_id);
gboolean docket_atera_parse_comment_result (guint status, GBytes *body, char **remote_id);
gboolean docket_atera_parse_nothing (guint status, GBytes *body, char **remote_id);
gboolean
docket_atera_parse_refusal (guint status, const char *content_type, GBytes *body, char **message);

/* The words of the API's enumerations: SiteDown and site-down. */
char *docket_atera_word_to_nick (const char *word);
char *docket_atera_nick_to_word (const char *nick);

G_END_DECLS
