// Package worktime is published working time (lịch làm việc được công bố): which
// calendar an agency keeps, and which decision changed it, since when.
//
// A calendar is one stream, "calendar/<id>". Its first version is the whole
// calendar; every later one is what a decision changed: days off, swapped and
// make-up days, office hours of a stretch of time, a stretch that was computed
// and is now announced. Nothing is ever overwritten: any version can be had
// again, because a dossier keeps the version its due time was counted with.
//
// A new version counts for dossiers accepted after it. It moves no due time
// that was printed, and the ones in force only when a law says so: then a move is
// proposed, confirmed by a second administrator, and done dossier by dossier.
//
// The arithmetic is package calendar's; which calendar an agency keeps is
// package org's.
package worktime
