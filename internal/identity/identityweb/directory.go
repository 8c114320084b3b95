package identityweb

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"motcua/internal/calendar"
	"motcua/internal/identity/identitydb"
	"motcua/internal/web"
)

// Arrival (người từ danh bạ đến) is an official whom the province's directory
// has signed in, without proving a second factor.
type Arrival struct {
	Account  string
	Provider string           // id of the directory
	Back     string           // path to come back to, "/" for none
	Proved   calendar.Instant // when the directory last proved who it is, zero when it does not say
}

// AskSecond goes on with somebody whom a directory signed in, exactly as with
// somebody who gave the right password: to the second step, to setting one up
// where there must be one, or in. A password of the account plays no part, not
// even one that must be changed.
func (d Deps) AskSecond(w http.ResponseWriter, r *http.Request, a Arrival) error {
	ctx := r.Context()
	s, _, err := d.Accounts.Load(ctx, a.Account)
	if err != nil {
		return err
	}
	if len(s.Factors) > 0 {
		halfway{Account: a.Account, Through: a.Provider}.remember(ctx)
		return web.Redirect(w, r, secondPath+returningTo(a.Back))
	}
	if err := web.SignIn(ctx, a.Account); err != nil {
		return err
	}
	web.CameThrough(ctx, a.Provider, 0)
	web.ProvedAt(ctx, a.Proved)
	if !d.Accounts.SecondFactor() {
		p := pages{Deps: d}
		return p.goOn(w, r, a.Account, a.Back)
	}
	// Who proved himself anew on the way to setting it up still goes where he
	// wanted to at first.
	if web.Recall(ctx, afterNote) == "" {
		web.Remember(ctx, afterNote, a.Back, time.Hour)
	}
	web.Confine(ctx, factorsPath)
	return web.Redirect(w, r, factorsPath)
}

// afterSecond goes on with somebody who gave the second factor too.
func (p *pages) afterSecond(w http.ResponseWriter, r *http.Request, h halfway, found identitydb.Account) error {
	if h.Through == "" {
		return p.afterProof(w, r, found)
	}
	if err := web.SignIn(r.Context(), found.ID); err != nil {
		return err
	}
	web.CameThrough(r.Context(), h.Through, 0)
	return p.goOn(w, r, found.ID, web.ReturnPath(r))
}

// halfway is somebody who gave a password, or came from a directory, and has
// still to give the second factor.
type halfway struct {
	Account string `json:"account"`
	Through string `json:"through,omitempty"` // the directory, "" for a password
}

func (h halfway) remember(ctx context.Context) {
	body, err := json.Marshal(h)
	if err != nil {
		return // two strings always encode
	}
	web.Remember(ctx, halfwayNote, string(body), halfwayLife)
}

// halfwayOf is who is halfway on this browser, the zero halfway for nobody.
func halfwayOf(ctx context.Context) halfway {
	var h halfway
	if json.Unmarshal([]byte(web.Recall(ctx, halfwayNote)), &h) != nil {
		return halfway{}
	}
	return h
}
