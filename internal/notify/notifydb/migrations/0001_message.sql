CREATE TABLE message_row (
  id TEXT PRIMARY KEY,
  dossier TEXT NOT NULL,
  kind TEXT NOT NULL,
  code TEXT NOT NULL,
  agency TEXT NOT NULL,
  office TEXT NOT NULL,
  at BIGINT NOT NULL,
  subject_vi TEXT NOT NULL,
  subject_en TEXT NOT NULL,
  body_vi TEXT NOT NULL,
  body_en TEXT NOT NULL,
  account TEXT NOT NULL,
  name TEXT NOT NULL,
  phone TEXT NOT NULL,
  email TEXT NOT NULL,
  address TEXT NOT NULL,
  inbox BIGINT NOT NULL,
  in_person BIGINT NOT NULL,
  read_at BIGINT NOT NULL,
  mail TEXT NOT NULL,
  mail_at BIGINT NOT NULL,
  mail_note TEXT NOT NULL,
  call TEXT NOT NULL,
  calls BIGINT NOT NULL,
  called_by TEXT NOT NULL,
  called_at BIGINT NOT NULL,
  outcome TEXT NOT NULL,
  note TEXT NOT NULL,
  newer TEXT NOT NULL
);
CREATE INDEX message_row_account ON message_row (account, at);
CREATE INDEX message_row_unread ON message_row (account, read_at);
CREATE INDEX message_row_call ON message_row (agency, call, at);
CREATE INDEX message_row_dossier ON message_row (dossier, at);
