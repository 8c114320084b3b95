// Package dossierapi is the dossiers' part of the JSON API: filing, lists in
// the caller's scope, one dossier, its events, its acts, and due times by the
// agencies' calendars. Acts and their bodies are the core's own commands.
package dossierapi
