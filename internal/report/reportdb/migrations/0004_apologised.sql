-- When the head apologised for a dossier's lateness; 9223372036854775807 says
-- never. Late dossiers without an apology are a figure ("trễ chưa xin lỗi").
ALTER TABLE report_dossier ADD COLUMN apologised BIGINT NOT NULL DEFAULT 9223372036854775807;
DROP INDEX report_dossier_cells;
CREATE INDEX report_dossier_cells ON report_dossier
  (grp, ended_at, accepted_at, grp_since, online, timing, nationally, end_status, late_entry, due, due_since, expected, apologised, id);
