// Package notify tells applicants what became of their dossiers (thông báo):
// each act that asks or tells something becomes one message, in the account's
// inbox, by e-mail, or on the unit's list of people to call ("Cần gọi điện").
//
// A message is a stream "message/<id>"; its id comes from the position of the
// dossier's event, so one event makes one message.
//
//	composed ─┬ inbox ──────────── read
//	          ├ e-mail: waiting ─┬ sent
//	          │                  └ failed ─ (no inbox) ─ call waiting
//	          ├ call: waiting ─┬ reached, told otherwise: done
//	          │                ├ no answer, wrong number, call back: waiting
//	          │                └ superseded by a newer message: done
//	          └ in person: told at the counter, with the paper in hand
//
// Composed is the intent and Sent or Failed the outcome of an e-mail: whoever
// sends may crash in between and send again, under the same Message-ID.
//
// It owns the texts and the choice of the way; it sends nothing. SMS will be
// one more Channel.
package notify
