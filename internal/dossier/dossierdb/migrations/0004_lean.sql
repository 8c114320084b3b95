-- Each act writes every index again, so an index must earn its keep: none on
-- what is mostly empty, none that no query can use (a number is searched beside
-- a LIKE, which reads every row of the scope anyway).
DROP INDEX dossier_row_owner;
DROP INDEX dossier_row_code;
DROP INDEX dossier_row_account;
DROP INDEX dossier_row_received;
CREATE INDEX dossier_row_code ON dossier_row (code_key) WHERE code_key <> '';
CREATE INDEX dossier_row_account ON dossier_row (account, filed_at) WHERE account <> '';
CREATE INDEX dossier_row_elsewhere ON dossier_row (received, filed_at) WHERE received <> agency;
CREATE INDEX dossier_row_charged ON dossier_row (holder_account) WHERE holder_account <> '';
