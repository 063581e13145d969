-- Who brought a ticket from which status to which, and when: quiet lines of the conversation. They
-- are of this computer alone: never sent, never compared with what a server lists.
--
-- SPDX-FileCopyrightText: The Docket contributors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Statuses in canonical form, as they were called then. author_name: null where a server doesn't say
-- who it was. operation: the uuid of the one that carries an own change to the server.
CREATE TABLE status_change (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  ticket INTEGER NOT NULL REFERENCES ticket ON DELETE CASCADE,
  at INTEGER NOT NULL,
  from_status TEXT NOT NULL,
  to_status TEXT NOT NULL,
  author_name TEXT,
  is_mine INTEGER NOT NULL,
  operation TEXT
);
CREATE INDEX status_change_ticket ON status_change (ticket, at);
CREATE INDEX status_change_operation ON status_change (operation) WHERE operation IS NOT NULL;
