-- A file that an act attached belongs to its dossier and counts no more among
-- what its sender keeps here.
ALTER TABLE dossier_upload ADD COLUMN filed BIGINT NOT NULL DEFAULT 0;
