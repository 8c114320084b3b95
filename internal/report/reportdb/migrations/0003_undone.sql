-- Ends of the clock that were corrected later. They stand in every period that
-- was over before the correction ("điều chỉnh"); the dossier's own row has the
-- end that counts since. grp is who had it at that end.
CREATE TABLE report_undone (
  dossier TEXT NOT NULL,
  until BIGINT NOT NULL,
  grp BIGINT NOT NULL,
  ended_at BIGINT NOT NULL,
  end_status BIGINT NOT NULL,
  end_due BIGINT NOT NULL,
  timing BIGINT NOT NULL,
  nationally BIGINT NOT NULL,
  outcome TEXT NOT NULL,
  PRIMARY KEY (dossier, until)
);
CREATE INDEX report_undone_until ON report_undone (until);
