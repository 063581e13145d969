/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-enums.h"

G_BEGIN_DECLS

/**
 * DocketFieldKind:
 *
 * What a field's canonical text is: for %DOCKET_FIELD_TEXT the text; %DOCKET_FIELD_ENUM the nick;
 * %DOCKET_FIELD_STATUS a status (see docket_status_is_standard()); the references the local id in
 * decimal; %DOCKET_FIELD_TIME microseconds UTC in decimal; %DOCKET_FIELD_BOOLEAN `yes` or `no`;
 * %DOCKET_FIELD_NUMBER a decimal with a point; %DOCKET_FIELD_DATE `YYYY-MM-DD`; the options their
 * value. Not set is %NULL.
 */
typedef enum
{
  DOCKET_FIELD_TEXT,
  DOCKET_FIELD_ENUM,
  DOCKET_FIELD_STATUS,
  DOCKET_FIELD_TECHNICIAN,
  DOCKET_FIELD_CUSTOMER,
  DOCKET_FIELD_CONTACT,
  DOCKET_FIELD_CONTRACT,
  DOCKET_FIELD_TIME,
  DOCKET_FIELD_BOOLEAN,
  DOCKET_FIELD_NUMBER,
  DOCKET_FIELD_DATE,
  DOCKET_FIELD_OPTION,
  DOCKET_FIELD_DEPENDENT_OPTION
} DocketFieldKind;

/* The ids of the fixed fields. A custom field's id is "field." and its name. */
#define DOCKET_FIELD_ID_TITLE "title"
#define DOCKET_FIELD_ID_STATUS "status"
#define DOCKET_FIELD_ID_PRIORITY "priority"
#define DOCKET_FIELD_ID_IMPACT "impact"
#define DOCKET_FIELD_ID_TYPE "type"
#define DOCKET_FIELD_ID_ASSIGNEE "assignee"
#define DOCKET_FIELD_ID_CUSTOMER "customer"
#define DOCKET_FIELD_ID_CONTACT "contact"
#define DOCKET_FIELD_ID_CONTRACT "contract"
#define DOCKET_FIELD_ID_SOURCE "source"
#define DOCKET_FIELD_ID_CREATED "created-at"
#define DOCKET_FIELD_ID_RESOLVED "resolved-at"
#define DOCKET_FIELD_ID_FIRST_RESPONSE_DUE "first-response-due-at"
#define DOCKET_FIELD_ID_CLOSE_DUE "close-due-at"
#define DOCKET_FIELD_CUSTOM_PREFIX "field."

typedef struct
{
  char *value;
  char *parent; /* the parent field's value under which it can be chosen; NULL for any */
} DocketFieldOption;

/**
 * DocketField:
 * @id: what outbox, merge, filter, forms and scripts call it
 * @kind: what its canonical text is
 * @label: its name for people: translated when it is shown, see docket_field_get_label()
 * @editable: whether a person can change it
 * @column: (nullable): the store's column; %NULL for a custom field
 * @constrains: (nullable): fields of one such name constrain one another and merge as one (sync.md,
 * rule 17)
 * @enum_type: for %DOCKET_FIELD_ENUM the type
 * @options: (nullable) (element-type DocketFieldOption): for the options, what can be chosen
 * @parent: (nullable): for %DOCKET_FIELD_DEPENDENT_OPTION the id of the field it depends on
 * @required: of a custom field: whether a person has to give it a value
 *
 * One field of a ticket. The fixed ones stand in one table; a custom field is made at run time, so
 * that filter, merge, outbox and forms see no difference.
 */
typedef struct
{
  const char *id;
  DocketFieldKind kind;
  const char *label;
  gboolean editable;
  const char *column;
  const char *constrains;
  GType enum_type;
  GPtrArray *options;
  const char *parent;
  gboolean required;
} DocketField;

#define DOCKET_TYPE_FIELD (docket_field_get_type ())

GType docket_field_get_type (void);
const DocketField *const *docket_field_get_fixed (guint *n_fields);
const DocketField *docket_field_find_fixed (const char *id);
DocketField *
docket_field_new_custom (const char *name, DocketFieldKind kind, const char *parent_name);
void docket_field_add_option (DocketField *field, const char *value, const char *parent);
gboolean
docket_field_offers (const DocketField *field, const char *value, const char *parent_value);
gboolean docket_field_is_needed (const DocketField *field, const char *parent_value);
DocketField *docket_field_ref (DocketField *field);
void docket_field_unref (DocketField *field);
gboolean docket_field_is_custom (const char *id);
const char *docket_field_get_label (const DocketField *field, DocketWording wording);
char *docket_field_canonicalize (const DocketField *field, const char *typed, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketField, docket_field_unref)

#define DOCKET_MODEL_ERROR (docket_model_error_quark ())

/**
 * DocketModelError:
 * @DOCKET_MODEL_ERROR_INVALID: a value that can't be taken; the message says what to do
 *
 * Errors of the model.
 */
typedef enum
{
  DOCKET_MODEL_ERROR_INVALID
} DocketModelError;

GQuark docket_model_error_quark (void);

G_END_DECLS
