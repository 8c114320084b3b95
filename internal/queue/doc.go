// Package queue does what follows from acts in the background (hàng đợi công
// việc): it turns events into jobs and works them with retries, over River.
//
// It knows no capability. A slice adds a Worker: which events it wants, and
// what to do with each. Nothing enqueues in the write path: the dispatcher
// follows the journal from its own stored position, so a job exists for each
// wanted event once that event is committed, whatever crashes meanwhile.
//
// # Once
//
// A job is unique by (position of its event, kind of worker).
//
// On PostgreSQL River lives in the same database: jobs and the dispatcher's new
// position are one transaction. Several processes may run; the row of the
// position is their lock, the first to move it wins and the others begin anew
// from there.
//
// On SQLite River has a file of its own beside the database ("motcua.jobs.db"),
// because it polls and would queue before the one writer of the journal. Two
// files share no transaction: jobs are inserted first, then the position moves.
// After a crash between the two the same jobs are inserted again, which their
// uniqueness makes nothing. Without the file nothing is lost but the history:
// what waits for its outcome is in the journal.
//
// # At least once
//
// A job may run twice: its process may be killed after the deed and before the
// outcome is noted. So what changes something issues a command whose id comes
// from Job.Key, and what acts outside writes its intent before and its outcome
// after, and looks whether there is an outcome already.
//
// Failing jobs are tried again after 1, 16, 81, 256 … seconds (the attempt to
// the fourth power). At the last attempt (Job.Last) the worker has to record
// that it gives up; if even that fails it answers Later.
package queue
