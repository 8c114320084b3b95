CREATE TABLE external_link (
  account TEXT NOT NULL,
  provider TEXT NOT NULL,
  subject TEXT NOT NULL,
  assurance BIGINT NOT NULL,
  PRIMARY KEY (account, provider)
);
CREATE INDEX external_link_subject ON external_link (provider, subject);

CREATE TABLE sign_in_flow (
  state TEXT PRIMARY KEY,
  browser TEXT NOT NULL,
  provider TEXT NOT NULL,
  nonce TEXT NOT NULL,
  verifier TEXT NOT NULL,
  back TEXT NOT NULL,
  again BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX sign_in_flow_expiry ON sign_in_flow (expires_at);

CREATE TABLE number_hold (
  number TEXT PRIMARY KEY,
  account TEXT NOT NULL,
  expires_at BIGINT NOT NULL
);
