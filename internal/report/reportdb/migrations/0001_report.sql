-- What reports count, projected from the dossiers' events by the follower
-- "report"; emptied and filled anew by a rebuild. No personal data.

-- The few kinds of dossiers that rows of a report are made of; never deleted,
-- since processes remember their ids.
CREATE TABLE report_group (
  id BIGINT PRIMARY KEY,
  level TEXT NOT NULL,
  agency TEXT NOT NULL,
  received TEXT NOT NULL,
  field_code TEXT NOT NULL,
  field_name TEXT NOT NULL,
  procedure_code TEXT NOT NULL,
  short_vi TEXT NOT NULL,
  short_en TEXT NOT NULL
);
CREATE UNIQUE INDEX report_group_key ON report_group (agency, received, field_code, procedure_code, level);

-- 9223372036854775807 says "never" of accepted_at, ended_at and
-- reception_answered, and "the clock stands still" of a due time; 0 says
-- "none" of the others. timing and national: 1 early, 2 on time, 3 late.
CREATE TABLE report_dossier (
  id TEXT PRIMARY KEY,
  grp BIGINT NOT NULL,
  code TEXT NOT NULL,
  method TEXT NOT NULL,
  online BIGINT NOT NULL,
  filed_at BIGINT NOT NULL,
  reception_due BIGINT NOT NULL,
  reception_answered BIGINT NOT NULL,
  accepted_at BIGINT NOT NULL,
  claimed_at BIGINT NOT NULL,
  late_entry BIGINT NOT NULL,
  denied_at BIGINT NOT NULL,
  dues BIGINT NOT NULL,
  due BIGINT NOT NULL,
  due_since BIGINT NOT NULL,
  expected BIGINT NOT NULL,
  ended_at BIGINT NOT NULL,
  end_status BIGINT NOT NULL,
  end_due BIGINT NOT NULL,
  timing BIGINT NOT NULL,
  nationally BIGINT NOT NULL,
  outcome TEXT NOT NULL,
  supplements BIGINT NOT NULL
);
-- All that II.06a needs: it is counted from this index alone.
CREATE INDEX report_dossier_cells ON report_dossier
  (grp, ended_at, accepted_at, online, timing, nationally, end_status, late_entry, due, due_since, expected, id);
CREATE INDEX report_dossier_denied ON report_dossier (denied_at, grp) WHERE denied_at > 0;
CREATE INDEX report_dossier_reception ON report_dossier (reception_answered, reception_due, grp) WHERE reception_due > 0;

-- Every change of the due time in force, in order.
CREATE TABLE report_due (
  dossier TEXT NOT NULL,
  seq BIGINT NOT NULL,
  at BIGINT NOT NULL,
  due BIGINT NOT NULL,
  expected BIGINT NOT NULL,
  PRIMARY KEY (dossier, seq)
);
