CREATE TABLE account_row (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  name_sort TEXT NOT NULL,
  number TEXT NOT NULL,
  phone TEXT NOT NULL,
  email TEXT NOT NULL,
  demo BIGINT NOT NULL,
  active BIGINT NOT NULL
);
CREATE INDEX account_row_number ON account_row (number);
CREATE INDEX account_row_name ON account_row (kind, name_sort, id);

CREATE TABLE api_token (
  id TEXT PRIMARY KEY,
  account TEXT NOT NULL,
  hash TEXT NOT NULL,
  scopes TEXT NOT NULL,
  expires_at BIGINT NOT NULL
);

CREATE TABLE credential (
  account TEXT PRIMARY KEY,
  hash TEXT NOT NULL,
  changed_at BIGINT NOT NULL
);

CREATE TABLE sign_in_attempt (
  id TEXT PRIMARY KEY,
  failures BIGINT NOT NULL,
  next_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX sign_in_attempt_expiry ON sign_in_attempt (expires_at);

CREATE TABLE known_device (
  hash TEXT PRIMARY KEY,
  account TEXT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX known_device_expiry ON known_device (expires_at);

CREATE TABLE web_session (
  id TEXT PRIMARY KEY,
  body BYTEA NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX web_session_expiry ON web_session (expires_at);
