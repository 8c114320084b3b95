CREATE TABLE account_factor (
  id TEXT PRIMARY KEY,
  account TEXT NOT NULL,
  kind TEXT NOT NULL
);
CREATE INDEX account_factor_account ON account_factor (account);

CREATE TABLE secret_check (
  id TEXT PRIMARY KEY,
  sealed BYTEA NOT NULL
);

CREATE TABLE totp_secret (
  factor TEXT PRIMARY KEY,
  account TEXT NOT NULL,
  sealed BYTEA NOT NULL,
  last_step BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX totp_secret_account ON totp_secret (account);

CREATE TABLE passkey (
  factor TEXT PRIMARY KEY,
  account TEXT NOT NULL,
  credential TEXT NOT NULL UNIQUE,
  handle TEXT NOT NULL,
  sealed BYTEA NOT NULL,
  used_at BIGINT NOT NULL,
  warned_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX passkey_account ON passkey (account);

CREATE TABLE recovery_code (
  account TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (account, hash)
);
