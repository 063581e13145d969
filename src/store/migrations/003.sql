-- Which tickets a billing batch took time of, and whether they were reopened since: time recorded
-- after a batch stays out of every other one until the batch is deleted and the ticket reopened.
--
-- SPDX-FileCopyrightText: The Docket contributors
-- SPDX-License-Identifier: GPL-3.0-or-later

CREATE TABLE batch_ticket (
  batch INTEGER NOT NULL REFERENCES batch ON DELETE CASCADE,
  ticket INTEGER NOT NULL,
  reopened INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (batch, ticket)
) WITHOUT ROWID;
CREATE INDEX batch_ticket_ticket ON batch_ticket (ticket);

CREATE TRIGGER batch_ticket_reopened AFTER UPDATE OF kind ON ticket
WHEN old.kind >= 2 AND new.kind < 2
BEGIN
  UPDATE batch_ticket SET reopened = 1 WHERE ticket = new.id AND reopened = 0;
END;

CREATE INDEX time_entry_start ON time_entry (start_at);
