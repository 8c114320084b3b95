// Package storetest opens throw-away databases for tests, so that one suite
// runs on SQLite and PostgreSQL alike.
package storetest
