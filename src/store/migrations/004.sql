-- The picture that marks were drawn on: it stays on this computer as long as the marked one does.
--
-- SPDX-FileCopyrightText: The Docket contributors
-- SPDX-License-Identifier: GPL-3.0-or-later

CREATE TABLE original (
  sha256 TEXT PRIMARY KEY REFERENCES blob ON DELETE CASCADE,
  original TEXT NOT NULL REFERENCES blob
) WITHOUT ROWID;
CREATE INDEX original_original ON original (original);
