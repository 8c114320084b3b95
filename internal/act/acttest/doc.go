// Package acttest keeps stored events readable for ever: each core holds a
// sample of each of its events in testdata/events, written once and never
// edited, and these tests decode them with the program of today.
package acttest
