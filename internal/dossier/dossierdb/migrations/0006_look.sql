-- Who looked at which dossier outside his own step, by what right and until when.
CREATE TABLE dossier_look (
  id TEXT PRIMARY KEY,
  dossier TEXT NOT NULL,
  account TEXT NOT NULL,
  kind TEXT NOT NULL,
  agency TEXT NOT NULL,
  decides TEXT NOT NULL,
  at BIGINT NOT NULL,
  until BIGINT NOT NULL,
  reason TEXT NOT NULL
);
CREATE INDEX dossier_look_alarm ON dossier_look (at) WHERE kind = 'emergency';
