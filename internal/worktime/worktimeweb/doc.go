// Package worktimeweb is the pages on which administrators look at and publish
// working time (lịch làm việc): the year at a glance, which decision changed
// what, and a change with a preview of the open dossiers that it touches.
package worktimeweb
