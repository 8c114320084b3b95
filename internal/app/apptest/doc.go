// Package apptest opens a whole seeded demonstration for tests of pages: real
// HTTP, real journal, real pages, on a temporary database of its own.
package apptest
