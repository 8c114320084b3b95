CREATE TABLE journal_head (
  id BIGINT PRIMARY KEY,
  position BIGINT NOT NULL,
  instant BIGINT NOT NULL,
  simulated BIGINT NOT NULL
);
INSERT INTO journal_head (id, position, instant, simulated) VALUES (1, 0, 0, 0);

CREATE TABLE stream (
  id TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  state TEXT NOT NULL
);

CREATE TABLE event (
  position BIGINT PRIMARY KEY,
  stream TEXT NOT NULL,
  version BIGINT NOT NULL,
  type TEXT NOT NULL,
  recorded_at BIGINT NOT NULL,
  claimed_at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  command TEXT NOT NULL,
  public TEXT NOT NULL,
  salt BYTEA NOT NULL,
  parts TEXT NOT NULL,
  leaf BYTEA NOT NULL
);
CREATE UNIQUE INDEX event_stream ON event (stream, version);

CREATE TABLE event_personal (
  position BIGINT NOT NULL,
  role TEXT NOT NULL,
  subject TEXT NOT NULL,
  salt BYTEA NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (position, role)
);
CREATE INDEX event_personal_subject ON event_personal (subject);

CREATE TABLE command (
  id TEXT PRIMARY KEY,
  stream TEXT NOT NULL,
  actor TEXT NOT NULL,
  version BIGINT NOT NULL,
  position BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL
);

CREATE TABLE book (
  name TEXT NOT NULL,
  day TEXT NOT NULL,
  last BIGINT NOT NULL,
  PRIMARY KEY (name, day)
);

CREATE TABLE subscription (
  name TEXT PRIMARY KEY,
  position BIGINT NOT NULL
);
