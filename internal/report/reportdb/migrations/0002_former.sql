-- Dossiers of an agency that ended pass to its successor: since when the group
-- of a dossier counts it (0: from the beginning), and which groups did before.
ALTER TABLE report_dossier ADD COLUMN grp_since BIGINT NOT NULL DEFAULT 0;
CREATE TABLE report_former (
  dossier TEXT NOT NULL,
  until BIGINT NOT NULL,
  since BIGINT NOT NULL,
  grp BIGINT NOT NULL,
  PRIMARY KEY (dossier, until)
);
CREATE INDEX report_former_until ON report_former (until);
DROP INDEX report_dossier_cells;
CREATE INDEX report_dossier_cells ON report_dossier
  (grp, ended_at, accepted_at, grp_since, online, timing, nationally, end_status, late_entry, due, due_since, expected, id);
