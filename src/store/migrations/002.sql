-- Files of drafts: what was chosen and not sent yet.
--
-- SPDX-FileCopyrightText: The Docket contributors
-- SPDX-License-Identifier: GPL-3.0-or-later

CREATE TABLE draft_file (
  draft INTEGER NOT NULL REFERENCES draft ON DELETE CASCADE,
  nth INTEGER NOT NULL,
  name TEXT NOT NULL,
  content_type TEXT NOT NULL,
  size INTEGER NOT NULL,
  sha256 TEXT NOT NULL REFERENCES blob,
  PRIMARY KEY (draft, nth)
) WITHOUT ROWID;
CREATE INDEX draft_file_blob ON draft_file (sha256);
