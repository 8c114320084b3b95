-- Accounts that had the dossier at one of its steps, parted by spaces: they read
-- its owner's name whole in lists. And the telephone by which a call agent finds
-- it. Rows from before get both with their next act, or all at once by a
-- rebuild; until then names are masked, never the reverse.
ALTER TABLE dossier_row ADD COLUMN workers TEXT NOT NULL DEFAULT '';
ALTER TABLE dossier_row ADD COLUMN phone_key TEXT NOT NULL DEFAULT '';
CREATE INDEX dossier_row_phone ON dossier_row (phone_key) WHERE phone_key <> '';
