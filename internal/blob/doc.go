// Package blob keeps files (tệp đính kèm) by the hash of their content: in a
// folder. A stored file never changes, the same bytes are
// stored once, and its name and meaning live elsewhere.
package blob
