// Package procedure is the pure core of the catalogue of administrative
// procedures (thủ tục hành chính, TTHC): what a procedure asks of whom, where,
// for how long and for how much, in which version on which day.
//
// One stream, "procedure/<code>", holds one procedure's life: it is listed
// (a catalogue line names it), described (a full record or our own text
// defines it; each change makes a version with its first day), and assigned
// to agencies. Whether dossiers may be filed is derived, never stored: see
// Fileable. Records come from the national database as they are, errors
// included; ParseRecord reads one without losing anything of it, and keeps as
// a sentence whatever cannot be counted.
package procedure
