-- The first schema: everything that Docket knows of one workspace.
--
-- SPDX-FileCopyrightText: The Docket contributors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Times are microseconds UTC, 0 for none. Money is 1/10000 units. References are local ids, null for
-- none; local ids are never used again. Numbers that stand for words (kind, state, priority, …) are
-- the values of the enumerations in model/docket-enums.h, whose order never changes. Texts called
-- `fold` and the search indexes hold what docket_fold() made.

-- What the workspace knows about itself, and what processes tell each other.

CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE change (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  entity INTEGER NOT NULL,
  id INTEGER NOT NULL
);

CREATE TABLE owner (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  generation INTEGER NOT NULL,
  client TEXT NOT NULL,
  epoch INTEGER NOT NULL DEFAULT 0,
  heartbeat INTEGER NOT NULL DEFAULT 0
);
INSERT INTO owner (one, generation, client)
  SELECT 1, 1, lower (substr (hex, 1, 8) || '-' || substr (hex, 9, 4) || '-4' ||
    substr (hex, 14, 3) || '-a' || substr (hex, 18, 3) || '-' || substr (hex, 21, 12))
  FROM (SELECT hex (randomblob (16)) AS hex);

-- kind: 0 a sync, 1 a full sync, 2 the details of a ticket. A report says that it is fulfilled.
CREATE TABLE wish (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind INTEGER NOT NULL,
  ticket INTEGER REFERENCES ticket ON DELETE CASCADE,
  at INTEGER NOT NULL,
  report TEXT
);
CREATE UNIQUE INDEX wish_ticket ON wish (ticket) WHERE kind = 2;

CREATE TABLE cursor (
  feed TEXT PRIMARY KEY,
  watermark INTEGER NOT NULL,
  started INTEGER NOT NULL,
  page INTEGER NOT NULL,
  page_at INTEGER NOT NULL,
  reconciled_at INTEGER NOT NULL
) WITHOUT ROWID;

-- The directory. What has no column of its own stands in `more`, as docket_values_to_text() writes
-- it.

CREATE TABLE customer (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  remote_id TEXT UNIQUE,
  name TEXT NOT NULL,
  fold TEXT NOT NULL,
  archived INTEGER NOT NULL DEFAULT 0,
  email TEXT COLLATE NOCASE,
  phone TEXT,
  address TEXT,
  city TEXT,
  notes TEXT,
  more TEXT
);
CREATE INDEX customer_fold ON customer (fold);

CREATE TABLE contact (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  remote_id TEXT UNIQUE,
  name TEXT NOT NULL,
  fold TEXT NOT NULL,
  archived INTEGER NOT NULL DEFAULT 0,
  customer INTEGER REFERENCES customer,
  email TEXT COLLATE NOCASE,
  first_name TEXT,
  last_name TEXT,
  phone TEXT,
  mobile TEXT,
  notes TEXT,
  more TEXT
);
CREATE INDEX contact_fold ON contact (fold);
CREATE INDEX contact_customer ON contact (customer, fold);
CREATE INDEX contact_email ON contact (email);

CREATE TABLE contract (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  remote_id TEXT UNIQUE,
  name TEXT NOT NULL,
  fold TEXT NOT NULL,
  archived INTEGER NOT NULL DEFAULT 0,
  customer INTEGER REFERENCES customer,
  kind TEXT,
  hours_included TEXT,
  rate TEXT,
  more TEXT
);
CREATE INDEX contract_customer ON contract (customer, fold);

CREATE TABLE technician (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  remote_id TEXT UNIQUE,
  name TEXT NOT NULL,
  fold TEXT NOT NULL,
  archived INTEGER NOT NULL DEFAULT 0,
  email TEXT COLLATE NOCASE,
  first_name TEXT,
  last_name TEXT,
  phone TEXT,
  mobile TEXT,
  more TEXT
);

CREATE TABLE rate (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  remote_id TEXT UNIQUE,
  name TEXT NOT NULL,
  fold TEXT NOT NULL,
  archived INTEGER NOT NULL DEFAULT 0,
  kind TEXT,
  amount INTEGER,
  more TEXT
);

-- name: the status in canonical form.
CREATE TABLE status (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  remote_id TEXT UNIQUE,
  name TEXT NOT NULL UNIQUE,
  fold TEXT NOT NULL,
  archived INTEGER NOT NULL DEFAULT 0,
  kind INTEGER NOT NULL,
  more TEXT
);
INSERT INTO status (id, name, fold, kind) VALUES
  (1, 'open', 'open', 0),
  (2, 'pending', 'pending', 1),
  (3, 'resolved', 'resolved', 2),
  (4, 'closed', 'closed', 3);

-- A custom field. options: one a line, then a tab and the parent's value where it depends on one.
CREATE TABLE field (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  remote_id TEXT UNIQUE,
  name TEXT NOT NULL UNIQUE,
  fold TEXT NOT NULL,
  archived INTEGER NOT NULL DEFAULT 0,
  type TEXT,
  options TEXT,
  parent TEXT,
  more TEXT
);

CREATE TABLE quick_reply (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  remote_id TEXT UNIQUE,
  name TEXT NOT NULL,
  fold TEXT NOT NULL,
  archived INTEGER NOT NULL DEFAULT 0,
  text TEXT,
  more TEXT
);

-- Tickets: one narrow row each.

-- kind: that of the status. due_at: the nearer of the two. others_at: when somebody else last wrote. seen_mark and loaded_mark:
-- the state of the feed that was seen, and that of which the details were read.
CREATE TABLE ticket (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  remote_id TEXT,
  number TEXT,
  title TEXT,
  status INTEGER NOT NULL DEFAULT 1 REFERENCES status,
  kind INTEGER NOT NULL DEFAULT 0,
  priority INTEGER,
  impact INTEGER,
  type INTEGER,
  assignee INTEGER REFERENCES technician,
  customer INTEGER REFERENCES customer,
  contact INTEGER REFERENCES contact,
  contract INTEGER REFERENCES contract,
  source TEXT,
  created_at INTEGER NOT NULL DEFAULT 0,
  updated_at INTEGER NOT NULL DEFAULT 0,
  resolved_at INTEGER NOT NULL DEFAULT 0,
  first_response_due_at INTEGER NOT NULL DEFAULT 0,
  close_due_at INTEGER NOT NULL DEFAULT 0,
  due_at INTEGER NOT NULL DEFAULT 0,
  is_signed INTEGER NOT NULL DEFAULT 0,
  n_waiting INTEGER NOT NULL DEFAULT 0,
  n_needs_me INTEGER NOT NULL DEFAULT 0,
  n_attachments INTEGER NOT NULL DEFAULT 0,
  others_at INTEGER NOT NULL DEFAULT 0,
  deleted_at INTEGER NOT NULL DEFAULT 0,
  loaded_at INTEGER NOT NULL DEFAULT 0,
  seen_mark TEXT,
  loaded_mark TEXT
);
CREATE UNIQUE INDEX ticket_remote ON ticket (remote_id) WHERE remote_id IS NOT NULL;
CREATE INDEX ticket_number ON ticket (number) WHERE number IS NOT NULL;

-- Every list and count is answered from one of these two alone. kind < 2: open or pending. A column
-- that a condition names has to be in the index, even when the index holds but one value of it.
CREATE INDEX ticket_list ON ticket (
  updated_at, id, kind, status, assignee, priority, customer, created_at, due_at, impact, type,
  contract, is_signed, deleted_at
) WHERE deleted_at = 0;
CREATE INDEX ticket_open ON ticket (
  updated_at, id, kind, status, assignee, priority, customer, created_at, due_at, impact, type,
  contract, is_signed, deleted_at
) WHERE kind < 2 AND deleted_at = 0;

CREATE INDEX ticket_waiting ON ticket (updated_at, id)
  WHERE n_waiting + n_needs_me > 0 AND deleted_at = 0;
CREATE INDEX ticket_stale ON ticket (
  updated_at, id, kind, assignee, seen_mark, loaded_mark, deleted_at
) WHERE seen_mark IS NOT loaded_mark AND deleted_at = 0;
-- For the people and places that a ticket names.
CREATE INDEX ticket_customer ON ticket (customer) WHERE customer IS NOT NULL;
CREATE INDEX ticket_contact ON ticket (contact) WHERE contact IS NOT NULL;
CREATE INDEX ticket_deleted ON ticket (deleted_at) WHERE deleted_at <> 0;

CREATE TABLE custom_value (
  ticket INTEGER NOT NULL REFERENCES ticket ON DELETE CASCADE,
  field TEXT NOT NULL,
  value TEXT,
  PRIMARY KEY (ticket, field)
) WITHOUT ROWID;

-- The last values seen from the server. No row: not known.
CREATE TABLE ticket_base (
  ticket INTEGER NOT NULL REFERENCES ticket ON DELETE CASCADE,
  field TEXT NOT NULL,
  value TEXT,
  PRIMARY KEY (ticket, field)
) WITHOUT ROWID;

CREATE TABLE conflict (
  ticket INTEGER NOT NULL REFERENCES ticket ON DELETE CASCADE,
  field TEXT NOT NULL,
  base TEXT,
  mine TEXT,
  theirs TEXT,
  since INTEGER NOT NULL,
  PRIMARY KEY (ticket, field)
) WITHOUT ROWID;

CREATE TABLE read_mark (
  ticket INTEGER PRIMARY KEY REFERENCES ticket ON DELETE CASCADE,
  read_until INTEGER NOT NULL
);

CREATE TABLE relation (
  ticket INTEGER NOT NULL REFERENCES ticket ON DELETE CASCADE,
  other INTEGER NOT NULL REFERENCES ticket ON DELETE CASCADE,
  kind TEXT NOT NULL,
  PRIMARY KEY (ticket, other, kind)
) WITHOUT ROWID;
CREATE INDEX relation_other ON relation (other);

-- The parts of a ticket. operation: the uuid of the one that carries it to the server.

CREATE TABLE message (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  ticket INTEGER NOT NULL REFERENCES ticket ON DELETE CASCADE,
  remote_id TEXT,
  kind INTEGER NOT NULL,
  author_name TEXT,
  author_technician INTEGER REFERENCES technician,
  author_contact INTEGER REFERENCES contact,
  is_mine INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  operation TEXT,
  state INTEGER NOT NULL,
  not_before INTEGER NOT NULL
);
CREATE INDEX message_ticket ON message (ticket, created_at);
CREATE INDEX message_operation ON message (operation) WHERE operation IS NOT NULL;

-- indexed: whether it is in the search index: not that of a deleted ticket.
CREATE TABLE message_text (
  id INTEGER PRIMARY KEY REFERENCES message ON DELETE CASCADE,
  indexed INTEGER NOT NULL DEFAULT 1,
  text TEXT,
  source TEXT,
  source_is_html INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE blob (
  sha256 TEXT PRIMARY KEY,
  size INTEGER NOT NULL,
  type TEXT,
  added_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE attachment (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  ticket INTEGER NOT NULL REFERENCES ticket ON DELETE CASCADE,
  message INTEGER REFERENCES message ON DELETE CASCADE,
  remote_id TEXT,
  name TEXT,
  content_type TEXT,
  size INTEGER NOT NULL,
  sha256 TEXT REFERENCES blob,
  url TEXT,
  operation TEXT,
  state INTEGER NOT NULL
);
CREATE INDEX attachment_ticket ON attachment (ticket);
CREATE INDEX attachment_message ON attachment (message) WHERE message IS NOT NULL;
CREATE INDEX attachment_blob ON attachment (sha256) WHERE sha256 IS NOT NULL;

CREATE TABLE time_entry (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  ticket INTEGER NOT NULL REFERENCES ticket ON DELETE CASCADE,
  remote_id TEXT UNIQUE,
  technician INTEGER REFERENCES technician,
  rate INTEGER REFERENCES rate,
  start_at INTEGER NOT NULL,
  end_at INTEGER NOT NULL,
  zone TEXT,
  billable INTEGER NOT NULL,
  on_site INTEGER NOT NULL,
  description TEXT,
  created_at INTEGER NOT NULL,
  operation TEXT,
  state INTEGER NOT NULL
);
CREATE INDEX time_entry_ticket ON time_entry (ticket, start_at);
CREATE INDEX time_entry_technician ON time_entry (technician, start_at);
CREATE INDEX time_entry_operation ON time_entry (operation) WHERE operation IS NOT NULL;

-- A stretch of a running timer; ended_at 0 while it runs. boottime_us and boot_id: rule 14 of sync.
CREATE TABLE timer_segment (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  ticket INTEGER NOT NULL REFERENCES ticket ON DELETE CASCADE,
  technician INTEGER REFERENCES technician,
  started_at INTEGER NOT NULL,
  ended_at INTEGER NOT NULL DEFAULT 0,
  boottime_us INTEGER NOT NULL,
  boot_id TEXT NOT NULL,
  zone TEXT,
  question TEXT
);
CREATE INDEX timer_segment_ticket ON timer_segment (ticket, started_at);

CREATE TABLE signature (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  ticket INTEGER NOT NULL REFERENCES ticket ON DELETE CASCADE,
  attachment INTEGER REFERENCES attachment ON DELETE SET NULL,
  role TEXT NOT NULL,
  name TEXT,
  outcome TEXT NOT NULL,
  reason TEXT,
  signed_at INTEGER NOT NULL,
  state_sha256 TEXT
);
CREATE INDEX signature_ticket ON signature (ticket);
CREATE INDEX signature_attachment ON signature (attachment);

-- Strokes as vector data. signature is null while the pad is open: they survive a kill.
CREATE TABLE ink (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  ticket INTEGER NOT NULL REFERENCES ticket ON DELETE CASCADE,
  signature INTEGER REFERENCES signature ON DELETE CASCADE,
  stroke INTEGER NOT NULL,
  data BLOB NOT NULL
);
CREATE INDEX ink_ticket ON ink (ticket, stroke);
CREATE INDEX ink_signature ON ink (signature);

CREATE TABLE draft (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  ticket INTEGER REFERENCES ticket ON DELETE CASCADE,
  kind INTEGER NOT NULL,
  text TEXT,
  fields TEXT,
  saved_at INTEGER NOT NULL
);
CREATE UNIQUE INDEX draft_ticket ON draft (ticket, kind) WHERE ticket IS NOT NULL;

-- The outbox and its ledger.

CREATE TABLE operation (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL UNIQUE,
  client TEXT NOT NULL,
  seq INTEGER NOT NULL UNIQUE,
  ticket INTEGER REFERENCES ticket ON DELETE CASCADE,
  kind INTEGER NOT NULL,
  lane TEXT,
  gesture TEXT,
  author TEXT,
  payload TEXT,
  seen TEXT,
  depends_on TEXT,
  state INTEGER NOT NULL,
  reason INTEGER NOT NULL,
  sent INTEGER NOT NULL,
  sure INTEGER NOT NULL,
  equal_before INTEGER NOT NULL,
  marker INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  ended_at INTEGER NOT NULL,
  not_before INTEGER NOT NULL,
  not_before_boottime INTEGER NOT NULL DEFAULT 0,
  not_before_boot_id TEXT,
  acknowledged_at INTEGER NOT NULL,
  tries INTEGER NOT NULL,
  last_error TEXT,
  remote_id TEXT,
  draft INTEGER,
  entity INTEGER
);
-- Neither done nor withdrawn.
CREATE INDEX operation_open ON operation (seq, ticket, state, reason) WHERE state NOT IN (5, 7);
CREATE INDEX operation_ticket ON operation (ticket, seq);
-- kind = 4: carries a file.
CREATE INDEX operation_file ON operation (entity) WHERE kind = 4;
CREATE UNIQUE INDEX operation_draft ON operation (draft) WHERE draft IS NOT NULL AND state <> 7;

-- Items of the server that may be what an operation made.
CREATE TABLE operation_likely (
  operation INTEGER NOT NULL REFERENCES operation ON DELETE CASCADE,
  nth INTEGER NOT NULL,
  author TEXT,
  created_at INTEGER NOT NULL,
  text TEXT,
  remote_id TEXT,
  PRIMARY KEY (operation, nth)
) WITHOUT ROWID;

-- The reader's own.

CREATE TABLE view (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  filter TEXT NOT NULL
);

-- What is kept here for the road. entity: a customer, a ticket or a view.
CREATE TABLE pin (
  entity INTEGER NOT NULL,
  id INTEGER NOT NULL,
  pinned_at INTEGER NOT NULL,
  ready_at INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (entity, id)
) WITHOUT ROWID;

CREATE TABLE reminder (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  ticket INTEGER NOT NULL REFERENCES ticket ON DELETE CASCADE,
  due_at INTEGER NOT NULL,
  note TEXT,
  done_at INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX reminder_ticket ON reminder (ticket);
CREATE INDEX reminder_due ON reminder (due_at) WHERE done_at = 0;

-- What a notification told or will tell, found once. key: survives restarts.
CREATE TABLE event (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  ticket INTEGER REFERENCES ticket ON DELETE CASCADE,
  found_at INTEGER NOT NULL,
  shown_at INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX event_ticket ON event (ticket);

-- Billing. Lines are copies, bound to local ids.

CREATE TABLE batch (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  from_day TEXT NOT NULL,
  to_day TEXT NOT NULL,
  zone TEXT NOT NULL,
  customers TEXT,
  currency TEXT,
  created_at INTEGER NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0
);

-- An entry is in one living batch at most.
CREATE TABLE batch_line (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  batch INTEGER NOT NULL REFERENCES batch ON DELETE CASCADE,
  living INTEGER NOT NULL DEFAULT 1,
  time_entry INTEGER NOT NULL,
  ticket INTEGER NOT NULL,
  ticket_number TEXT,
  ticket_title TEXT,
  customer INTEGER,
  customer_name TEXT,
  contract INTEGER,
  contract_name TEXT,
  technician INTEGER,
  technician_name TEXT,
  rate INTEGER,
  rate_name TEXT,
  unit_amount INTEGER,
  start_at INTEGER NOT NULL,
  end_at INTEGER NOT NULL,
  description TEXT,
  amount INTEGER
);
CREATE INDEX batch_line_batch ON batch_line (batch);
CREATE UNIQUE INDEX batch_line_entry ON batch_line (time_entry) WHERE living = 1;

-- Search: two indexes without a copy of the texts. What an index holds of a row is taken out with
-- the very words that it was put in with, so all of it is done here, by triggers.

CREATE VIEW ticket_document (id, number, title, customer, contact) AS
  SELECT ticket.id, docket_fold (ticket.number), docket_fold (ticket.title), customer.fold,
    contact.fold
  FROM ticket
    LEFT JOIN customer ON customer.id = ticket.customer
    LEFT JOIN contact ON contact.id = ticket.contact
  WHERE ticket.deleted_at = 0;

CREATE VIRTUAL TABLE ticket_index USING fts5 (
  number, title, customer, contact,
  content = 'ticket_document', content_rowid = 'id', columnsize = 0,
  tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);

CREATE TRIGGER ticket_index_insert AFTER INSERT ON ticket WHEN new.deleted_at = 0
BEGIN
  INSERT INTO ticket_index (rowid, number, title, customer, contact) VALUES (
    new.id, docket_fold (new.number), docket_fold (new.title),
    (SELECT fold FROM customer WHERE id = new.customer),
    (SELECT fold FROM contact WHERE id = new.contact));
END;

CREATE TRIGGER ticket_index_remove AFTER UPDATE OF number, title, customer, contact, deleted_at
ON ticket
WHEN old.deleted_at = 0 AND (new.deleted_at <> 0 OR old.number IS NOT new.number OR
  old.title IS NOT new.title OR old.customer IS NOT new.customer OR
  old.contact IS NOT new.contact)
BEGIN
  INSERT INTO ticket_index (ticket_index, rowid, number, title, customer, contact) VALUES (
    'delete', old.id, docket_fold (old.number), docket_fold (old.title),
    (SELECT fold FROM customer WHERE id = old.customer),
    (SELECT fold FROM contact WHERE id = old.contact));
  INSERT INTO ticket_index (rowid, number, title, customer, contact)
    SELECT new.id, docket_fold (new.number), docket_fold (new.title),
      (SELECT fold FROM customer WHERE id = new.customer),
      (SELECT fold FROM contact WHERE id = new.contact)
    WHERE new.deleted_at = 0;
  UPDATE message_text SET indexed = 0
    WHERE new.deleted_at <> 0 AND id IN (SELECT id FROM message WHERE ticket = new.id);
END;

CREATE TRIGGER ticket_index_restore AFTER UPDATE OF deleted_at ON ticket
WHEN old.deleted_at <> 0 AND new.deleted_at = 0
BEGIN
  INSERT INTO ticket_index (rowid, number, title, customer, contact) VALUES (
    new.id, docket_fold (new.number), docket_fold (new.title),
    (SELECT fold FROM customer WHERE id = new.customer),
    (SELECT fold FROM contact WHERE id = new.contact));
  UPDATE message_text SET indexed = 1
    WHERE id IN (SELECT id FROM message WHERE ticket = new.id);
END;

CREATE TRIGGER ticket_index_customer AFTER UPDATE OF fold ON customer
WHEN old.fold IS NOT new.fold
BEGIN
  INSERT INTO ticket_index (ticket_index, rowid, number, title, customer, contact)
    SELECT 'delete', id, docket_fold (number), docket_fold (title), old.fold,
      (SELECT fold FROM contact WHERE id = ticket.contact)
    FROM ticket WHERE customer = new.id AND deleted_at = 0;
  INSERT INTO ticket_index (rowid, number, title, customer, contact)
    SELECT id, docket_fold (number), docket_fold (title), new.fold,
      (SELECT fold FROM contact WHERE id = ticket.contact)
    FROM ticket WHERE customer = new.id AND deleted_at = 0;
END;

CREATE TRIGGER ticket_index_contact AFTER UPDATE OF fold ON contact
WHEN old.fold IS NOT new.fold
BEGIN
  INSERT INTO ticket_index (ticket_index, rowid, number, title, customer, contact)
    SELECT 'delete', id, docket_fold (number), docket_fold (title),
      (SELECT fold FROM customer WHERE id = ticket.customer), old.fold
    FROM ticket WHERE contact = new.id AND deleted_at = 0;
  INSERT INTO ticket_index (rowid, number, title, customer, contact)
    SELECT id, docket_fold (number), docket_fold (title),
      (SELECT fold FROM customer WHERE id = ticket.customer), new.fold
    FROM ticket WHERE contact = new.id AND deleted_at = 0;
END;

CREATE VIEW message_document (id, text) AS
  SELECT id, docket_fold (text) FROM message_text WHERE indexed = 1;

CREATE VIRTUAL TABLE message_index USING fts5 (
  text,
  content = 'message_document', content_rowid = 'id', columnsize = 0,
  tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);

CREATE TRIGGER message_index_insert AFTER INSERT ON message_text WHEN new.indexed = 1
BEGIN
  INSERT INTO message_index (rowid, text) VALUES (new.id, docket_fold (new.text));
END;

CREATE TRIGGER message_index_update AFTER UPDATE OF indexed, text ON message_text
WHEN old.indexed <> new.indexed OR old.text IS NOT new.text
BEGIN
  INSERT INTO message_index (message_index, rowid, text)
    SELECT 'delete', old.id, docket_fold (old.text) WHERE old.indexed = 1;
  INSERT INTO message_index (rowid, text)
    SELECT new.id, docket_fold (new.text) WHERE new.indexed = 1;
END;

CREATE TRIGGER message_index_delete AFTER DELETE ON message_text WHEN old.indexed = 1
BEGIN
  INSERT INTO message_index (message_index, rowid, text)
    VALUES ('delete', old.id, docket_fold (old.text));
END;

-- What a list shows of the files follows whatever adds or takes one away. A customer's signature is
-- a file of this name, also where another program made it.

CREATE TRIGGER attachment_insert AFTER INSERT ON attachment
BEGIN
  UPDATE ticket SET n_attachments = n_attachments + 1 WHERE id = new.ticket;
END;

CREATE TRIGGER attachment_delete AFTER DELETE ON attachment
BEGIN
  UPDATE ticket SET n_attachments = n_attachments - 1 WHERE id = old.ticket;
END;

CREATE TRIGGER attachment_signs AFTER INSERT ON attachment WHEN new.name = 'Signature.png'
BEGIN
  UPDATE ticket SET is_signed = 1 WHERE id = new.ticket AND is_signed = 0;
END;

CREATE TRIGGER attachment_signs_no_more AFTER DELETE ON attachment
WHEN old.name = 'Signature.png'
BEGIN
  UPDATE ticket SET is_signed = EXISTS (
    SELECT 1 FROM attachment WHERE ticket = old.ticket AND name = 'Signature.png')
  WHERE id = old.ticket;
END;
