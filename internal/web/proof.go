package web

import (
	"context"
	"time"

	"motcua/internal/calendar"
)

// Recently is how old the proof of who sits there may be before something that
// cannot be taken back: granting rights, a second factor, a token, an export.
const Recently = 10 * time.Minute

// Fresh asks whoever a rule allows to prove once more who sits there (xác nhận
// lại), when the last proof is older than within: an unlocked computer that
// somebody else walked up to must not be enough.
//
//	mux.Handle("GET /quan-tri/quyen/{account}", web.Fresh(web.AdminOnly, web.Recently), p.grantForm)
//	mux.Handle("POST /quan-tri/quyen/{account}", web.Fresh(web.AdminOnly, web.Recently), p.grant)
//
// Handlers need to do nothing. A reader of a page is sent to Config.ProofPath,
// gives the password, code or passkey and comes back to the page. A form that
// was sent meanwhile is kept (64 KB without its files) and goes on by itself
// after the proof; with files, it comes back to be sent again. Routes whose
// forms hold secrets say so with Secret: nothing of them is kept.
//
// Put the rule on the page with the form as well as on what the form sends, so
// that people are asked before they type.
func Fresh(rule Access, within time.Duration) Access {
	return Access{Name: rule.Name + "+proof", Allow: rule.Allow, Within: within}
}

// Proved notes that whoever sits at this browser has just proved to be the
// account's holder. SignIn does it by itself.
func Proved(ctx context.Context) {
	s := stateOf(ctx)
	s.sessions.scs.Put(ctx, proofKey, int64(s.mux.cfg.Now()))
}

// ProvedAt is Proved for somebody who was proved elsewhere, at that instant: an
// identity provider may let people in by a session of its own that is hours
// old. The zero instant takes the proof away.
func ProvedAt(ctx context.Context, at calendar.Instant) {
	s := stateOf(ctx)
	s.sessions.scs.Put(ctx, proofKey, int64(min(at, s.mux.cfg.Now())))
}

// proved reports whether the proof is at most within old; 0 asks for none.
func proved(ctx context.Context, within time.Duration) bool {
	if within == 0 {
		return true
	}
	s := stateOf(ctx)
	at := calendar.Instant(s.sessions.scs.GetInt64(ctx, proofKey))
	return at.Add(within) > s.mux.cfg.Now()
}
