// Package act holds what a pure core hands to the journal: events (acts that
// were decided), the numbers they take from books, and the rows of synchronous
// projections. It is the whole vocabulary between cores and engine, as values.
package act
