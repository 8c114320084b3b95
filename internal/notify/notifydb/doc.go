// Package notifydb makes and delivers the messages of package notify: it
// follows the dossiers' events, sends e-mail over SMTP (thư điện tử), and reads
// inboxes and lists of calls.
//
// # From event to message
//
// Notifier follows the journal by itself, since composing is a command of its
// own: it composes, waits, and then moves its position. After a crash it meets
// the same events again; command and message ids come from the event's
// position, so nothing is composed twice. Commands of a batch share the
// journal's transactions.
//
// In a database marked as simulated, acts older than SimulatedDays make no
// messages: nobody waits in a simulated past. And neither there nor in a
// demonstration does an e-mail leave the machine: only a server on localhost is
// used.
//
// # E-mail
//
// Composed is the intent. A job of package queue, which only that event makes,
// sends it and records the outcome. Killed in between, it sends again under the
// same Message-ID, which mail programs show once, and records once. What no
// server takes goes to the list of calls when the person has no inbox.
package notifydb
