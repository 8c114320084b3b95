// Package journal is the only write path: every act with legal or statistical
// effect is a command given to Execute, decided by a pure function, and stored
// as events that are never changed.
//
// # How a command becomes an act
//
// Commands of all callers wait in one queue. A batcher takes up to 64 of them
// and, in one transaction: locks the head row, reads the streams they name and
// the versions of the definitions their facts rest on, runs Decide and Evolve
// in memory one command after another, takes numbers from books, and writes
// events, states, rows and outcomes with one statement per table. Positions
// are gap-free and in order of commit. A command that is refused or in
// conflict never fails its neighbours; if the database refuses a group, its
// commands run again one by one.
//
// # What is stored
//
// event holds what may stay for ever: the public part, a salt, and the hash of
// each personal part. event_personal holds the personal parts; only there may
// anything be deleted. leaf is
//
//	SHA-256(0x00 ‖ envelope ‖ public ‖ salt ‖ part hashes)
//
// with every element preceded by its length (uint32, big endian); the envelope
// is position, stream, version, type, recorded and claimed instant, actor and
// command id, one a line. A part's hash is SHA-256(0x01 ‖ role ‖ salt ‖ body),
// likewise. So erasing a person leaves every proof intact.
//
// # Reading
//
// Load folds nothing: the state stands beside the stream. Followers read on
// from a stored position, which they move in the transaction of their effect.
package journal
