CREATE TABLE principal_power (
  principal TEXT NOT NULL,
  account TEXT NOT NULL,
  grant_id TEXT NOT NULL,
  powers TEXT NOT NULL,
  from_day TEXT NOT NULL,
  until_day TEXT NOT NULL,
  PRIMARY KEY (principal, account)
);
CREATE INDEX principal_power_account ON principal_power (account, principal);
