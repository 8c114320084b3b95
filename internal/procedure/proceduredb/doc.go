// Package proceduredb is the catalogue's shell to the database: it brings
// national records and the carried procedures into the journal, and answers
// the portal's look-ups. A procedure's internal process stands beside it in a
// stream of its own and is brought in by the same hand.
package proceduredb
