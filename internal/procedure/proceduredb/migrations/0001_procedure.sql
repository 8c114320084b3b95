CREATE TABLE procedure (
  code TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  short_vi TEXT NOT NULL,
  short_en TEXT NOT NULL,
  stage TEXT NOT NULL,
  kind TEXT NOT NULL,
  province TEXT NOT NULL,
  field_code TEXT NOT NULL,
  field_name TEXT NOT NULL,
  promulgator TEXT NOT NULL,
  levels TEXT NOT NULL,
  methods TEXT NOT NULL,
  life_events TEXT NOT NULL,
  subjects TEXT NOT NULL,
  limit_unit TEXT NOT NULL,
  limit_milli BIGINT NOT NULL,
  assigned BIGINT NOT NULL,
  rev BIGINT NOT NULL,
  valid_from TEXT NOT NULL,
  search_key TEXT NOT NULL,
  sort_key TEXT NOT NULL,
  rules TEXT NOT NULL
);
CREATE INDEX procedure_sort ON procedure (sort_key, code);

CREATE TABLE procedure_version (
  code TEXT NOT NULL,
  rev BIGINT NOT NULL,
  valid_from TEXT NOT NULL,
  origin TEXT NOT NULL,
  hash TEXT NOT NULL,
  definition TEXT NOT NULL,
  PRIMARY KEY (code, rev)
);

CREATE TABLE process (
  procedure_code TEXT NOT NULL,
  version BIGINT NOT NULL,
  case_code TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  template TEXT NOT NULL,
  approved BIGINT NOT NULL,
  minutes BIGINT NOT NULL,
  limit_minutes BIGINT NOT NULL,
  definition TEXT NOT NULL,
  PRIMARY KEY (procedure_code, version)
);
