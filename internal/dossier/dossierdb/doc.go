// Package dossierdb is the dossiers' shell to the database: it gathers the
// facts of a command and gives it to the journal (Casework.Do), and reads what
// was written for pages and the API.
//
// Not acts, in tables of their own: drafts (dossier_draft, until filed or
// expired) and the counters that slow down guessing on the tracking page
// (dossier_try, a day).
package dossierdb
