// Package app puts the product together: it opens a cell (one province's
// database), declares every core to the journal, wires pages, API and
// followers, and holds the commands of the motcua program. It is the only
// package that sees everything; it decides nothing.
package app
