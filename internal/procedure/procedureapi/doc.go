// Package procedureapi is the catalogue's part of the JSON API: search and the
// definition of one procedure, with its process and whether it can be filed.
package procedureapi
