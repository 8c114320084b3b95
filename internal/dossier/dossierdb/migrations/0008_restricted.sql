-- Dossiers whose applicant asked for erasure while the law keeps them: shown only
-- to those who have or had a step in them. Rows from before get it with their next
-- act, or all at once by a rebuild; their own pages are restricted at once.
ALTER TABLE dossier_row ADD COLUMN restricted BIGINT NOT NULL DEFAULT 0;
CREATE INDEX dossier_look_account ON dossier_look (account);
