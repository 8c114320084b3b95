-- What was asked for under a command's id, as a hash: the same id with other
-- words is not the same command.
ALTER TABLE command ADD COLUMN digest TEXT NOT NULL DEFAULT '';
