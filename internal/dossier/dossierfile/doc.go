// Package dossierfile takes in and gives out the files (tệp) of dossiers, for
// every page and the API: what may be attached, under which name, by whom.
//
// A file is attached by its hash, and only by the account that sent it: whoever
// merely knows a hash, from a list or a log, attaches and opens nothing.
package dossierfile
