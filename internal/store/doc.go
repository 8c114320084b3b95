// Package store opens the database of a cell (one province): SQLite, the
// embedded default, or PostgreSQL for production. It owns connections,
// transactions and migration lines, and knows no capability.
//
// One SQL text serves both: `$n` placeholders, instants BIGINT (µs UTC), dates
// TEXT (ISO), money BIGINT (đồng), JSON TEXT, hashes BYTEA, ids TEXT (UUIDv7);
// Vietnamese order and search by stored keys, never by collation. Every
// argument has the column's exact Go type: string, int64 or []byte.
package store
