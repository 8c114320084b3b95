-- When the head apologised for a dossier's lateness, 0 for not yet: what is owed
-- is listed without opening each dossier. Rows of dossiers that were late before
-- this column have 0 until they are written anew (motcua rebuild); none of them
-- has an apology.
ALTER TABLE dossier_row ADD COLUMN apologised BIGINT NOT NULL DEFAULT 0;
