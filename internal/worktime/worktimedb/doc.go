// Package worktimedb keeps published working time current: the calendars'
// streams, their compiled clocks, and the commands of the people who publish.
package worktimedb
