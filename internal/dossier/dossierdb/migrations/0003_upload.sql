-- Not acts: who sent which file. A file is attached by its hash, and only by
-- the account that sent it: whoever merely knows a hash attaches nothing.
CREATE TABLE dossier_upload (
  account TEXT NOT NULL,
  hash TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size BIGINT NOT NULL,
  sent_at BIGINT NOT NULL,
  PRIMARY KEY (account, hash)
);
CREATE INDEX dossier_upload_sent ON dossier_upload (sent_at);
