-- Procedures whose dossiers are shown only to those who have or had a step in
-- them, while it is so.
CREATE TABLE procedure_confidential (
  code TEXT PRIMARY KEY,
  since BIGINT NOT NULL
);
