CREATE TABLE dossier_row (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL,
  code_key TEXT NOT NULL,
  submission TEXT NOT NULL,
  submission_key TEXT NOT NULL,
  status BIGINT NOT NULL,
  method TEXT NOT NULL,
  procedure_code TEXT NOT NULL,
  short_vi TEXT NOT NULL,
  short_en TEXT NOT NULL,
  field_code TEXT NOT NULL,
  field_name TEXT NOT NULL,
  agency TEXT NOT NULL,
  received TEXT NOT NULL,
  level TEXT NOT NULL,
  account TEXT NOT NULL,
  owner_name TEXT NOT NULL,
  owner_sort TEXT NOT NULL,
  owner_number TEXT NOT NULL,
  search TEXT NOT NULL,
  holder_agency TEXT NOT NULL,
  holder_duty TEXT NOT NULL,
  holder_account TEXT NOT NULL,
  step_kind TEXT NOT NULL,
  step_since BIGINT NOT NULL,
  step_due BIGINT NOT NULL,
  order_due BIGINT NOT NULL,
  filed_at BIGINT NOT NULL,
  reception_due BIGINT NOT NULL,
  accepted_at BIGINT NOT NULL,
  promised BIGINT NOT NULL,
  due BIGINT NOT NULL,
  ended_at BIGINT NOT NULL,
  end_status BIGINT NOT NULL,
  outcome TEXT NOT NULL,
  supplements BIGINT NOT NULL,
  token_hash TEXT NOT NULL
);
CREATE INDEX dossier_row_holder ON dossier_row (holder_agency, holder_duty, order_due);
CREATE INDEX dossier_row_agency ON dossier_row (agency, filed_at);
CREATE INDEX dossier_row_received ON dossier_row (received, filed_at);
CREATE INDEX dossier_row_account ON dossier_row (account, filed_at);
CREATE INDEX dossier_row_code ON dossier_row (code_key);
CREATE INDEX dossier_row_submission ON dossier_row (submission_key);
CREATE INDEX dossier_row_token ON dossier_row (token_hash);
CREATE INDEX dossier_row_owner ON dossier_row (owner_number);

-- Not acts: a draft lives until it is filed or expires; tries of the tracking
-- page only slow guessing down.
CREATE TABLE dossier_draft (
  id TEXT PRIMARY KEY,
  account TEXT NOT NULL,
  procedure_code TEXT NOT NULL,
  step TEXT NOT NULL,
  body TEXT NOT NULL,
  changed_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX dossier_draft_account ON dossier_draft (account, changed_at);

CREATE TABLE dossier_try (
  code_key TEXT PRIMARY KEY,
  wrong BIGINT NOT NULL,
  last_at BIGINT NOT NULL
);
