// Package fault holds the typed errors of the product: what kind of failure,
// a stable code for machines, and the sentence a person reads (what happened,
// what was kept, what to do next).
//
// Kinds are mapped to HTTP statuses once for pages (internal/web) and once for
// the API (internal/api). Any other error is an Internal failure: its details
// go to the log, never to the reader.
package fault
