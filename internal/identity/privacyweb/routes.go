package privacyweb

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"

	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/identity"
	"motcua/internal/identity/identitydb"
	"motcua/internal/journal"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/web"
)

// Source is one kind of data that a slice keeps about people.
type Source struct {
	Key    string // in the file: "drafts"
	Title  locale.Text
	Why    locale.Text                                                         // purpose and ground
	Until  locale.Text                                                         // how long
	Count  func(ctx context.Context, account string, own []Own) (int64, error) // own are the account's dossiers
	Export func(ctx context.Context, account string, emit func(any) error) error
}

// Own is a dossier of the account.
type Own struct {
	ID, Code string
	Name     locale.Text // of the procedure
	Answer   locale.Text // to the last request for erasure; zero without one
	Looks    []Look      // at it, but what an order hides
}

// Look is one time that somebody opened personal data.
type Look struct {
	At     calendar.Instant
	Agency string // name
	Reason string
}

// Dossiers is what the pages need of the dossiers.
type Dossiers interface {
	Own(ctx context.Context, account string) ([]Own, error)
	AskErasure(ctx context.Context, command string, actor org.Actor, dossier string) error
}

// Deps is what the pages use.
type Deps struct {
	Accounts *identitydb.Accounts
	Dossiers Dossiers
	Sources  []Source
	// Close erases the account and all that other slices keep of it beside
	// dossiers.
	Close func(ctx context.Context, command string, actor org.Actor) error
	Now   func() calendar.Instant
}

const path = "/tai-khoan/du-lieu"

// Routes registers the pages.
func Routes(mux *web.Mux, d Deps) {
	p := &pages{d}
	mux.Handle("GET "+path, web.Citizen, p.data)
	mux.Handle("GET "+path+"/tai-ve", web.Fresh(web.Citizen, web.Recently), p.export)
	mux.Handle("POST "+path+"/dong-y", web.Citizen, p.consent)
	mux.Handle("POST "+path+"/xoa-lien-he", web.Citizen, p.eraseContact)
	mux.Handle("POST "+path+"/ho-so", web.Citizen, p.askErasure)
	mux.Handle("GET "+path+"/dong-tai-khoan", web.Fresh(web.Citizen, web.Recently), p.closing)
	mux.Handle("POST "+path+"/dong-tai-khoan", web.Fresh(web.Citizen, web.Recently), p.closeAccount)
}

type pages struct{ Deps }

// kept is one row of what is kept.
type kept struct {
	Source

	N int64
}

// view is what the page shows.
type view struct {
	State    identity.State
	Kept     []kept
	Dossiers []Own
}

// Looked reports whether anybody looked at one of the dossiers.
func (v view) Looked() bool {
	return slices.ContainsFunc(v.Dossiers, func(d Own) bool { return len(d.Looks) > 0 })
}

func (p *pages) data(w http.ResponseWriter, r *http.Request) error {
	ctx, account := r.Context(), web.ViewerOf(r.Context()).Account
	v := view{}
	var err error
	if v.State, _, err = p.Accounts.Load(ctx, account); err != nil {
		return err
	}
	if v.Dossiers, err = p.Dossiers.Own(ctx, account); err != nil {
		return err
	}
	for _, s := range p.Sources {
		n, err := s.Count(ctx, account, v.Dossiers)
		if err != nil {
			return err
		}
		v.Kept = append(v.Kept, kept{s, n})
	}
	return web.Render(w, r, http.StatusOK, dataPage(v))
}

// export streams everything as one JSON object: a list for each source.
func (p *pages) export(w http.ResponseWriter, r *http.Request) error {
	account := web.ViewerOf(r.Context()).Account
	h := w.Header()
	h.Set("Content-Type", "application/json; charset=utf-8")
	h.Set("Content-Disposition", `attachment; filename="du-lieu-cua-toi.json"`)
	h.Set("Cache-Control", "private, no-store")
	out := json.NewEncoder(w)
	write := func(s string) error { _, err := w.Write([]byte(s)); return err }
	if err := write("{\"made_at\":"); err != nil {
		return nil //nolint:nilerr // the reader has gone
	}
	if err := out.Encode(p.Now().Time()); err != nil {
		return nil //nolint:nilerr // the reader has gone
	}
	for _, s := range p.Sources {
		if err := write(",\"" + s.Key + "\":["); err != nil {
			return nil //nolint:nilerr // the reader has gone
		}
		first := true
		err := s.Export(r.Context(), account, func(v any) error {
			if !first {
				if err := write(","); err != nil {
					return err
				}
			}
			first = false
			return out.Encode(v)
		})
		if err != nil {
			// The head is sent: a file that ends in the middle is no JSON, so that
			// nobody takes a part for the whole.
			panic(http.ErrAbortHandler)
		}
		if err := write("]"); err != nil {
			return nil //nolint:nilerr // the reader has gone
		}
	}
	_ = write("}\n")
	return nil
}

// form reads a form and who sent it.
func (p *pages) form(r *http.Request) (*web.Form, org.Actor, error) {
	f, err := web.ParseForm(r)
	if err != nil {
		return nil, org.Actor{}, err
	}
	actor, err := p.Accounts.Actor(r.Context(), web.ViewerOf(r.Context()).Account)
	return f, actor, err
}

func (p *pages) privacy(r *http.Request, f *web.Form, actor org.Actor, c identity.Command) error {
	id := f.Command()
	if !f.Valid() {
		return fault.List(f.Faults()).OrNil()
	}
	_, err := p.Accounts.Execute(r.Context(), identitydb.Act{ID: id, Account: actor.Account, Expect: journal.Any, Actor: actor}, c)
	return err
}

func (p *pages) consent(w http.ResponseWriter, r *http.Request) error {
	f, actor, err := p.form(r)
	if err != nil {
		return err
	}
	purpose := identity.Purpose(f.Value("purpose"))
	var c identity.Command = identity.WithdrawConsent{Purpose: purpose}
	if f.Value("do") == "give" {
		c = identity.GiveConsent{Purpose: purpose, Version: int(f.Version())}
	}
	if err := p.privacy(r, f, actor, c); err != nil {
		return err
	}
	web.Flash(r, locale.T("Đã ghi ý kiến của Ông/Bà.", "Your choice was recorded."))
	return web.Redirect(w, r, path)
}

func (p *pages) eraseContact(w http.ResponseWriter, r *http.Request) error {
	f, actor, err := p.form(r)
	if err != nil {
		return err
	}
	if err := p.privacy(r, f, actor, identity.EraseContact{}); err != nil {
		return err
	}
	web.Flash(r, locale.T("Đã xóa số điện thoại, thư điện tử và địa chỉ khỏi tài khoản, kể cả các số cũ.", "Telephone, e-mail and address were erased from the account, earlier ones too."))
	return web.Redirect(w, r, path)
}

func (p *pages) askErasure(w http.ResponseWriter, r *http.Request) error {
	f, actor, err := p.form(r)
	if err != nil {
		return err
	}
	id := f.Command()
	if !f.Valid() {
		return fault.List(f.Faults()).OrNil()
	}
	if err := p.Dossiers.AskErasure(r.Context(), id, actor, f.Value("dossier")); err != nil {
		return err
	}
	web.Flash(r, locale.T("Yêu cầu đã được ghi và trả lời dưới đây, tại hồ sơ đó.", "Your request was recorded and is answered below, at that dossier."))
	return web.Redirect(w, r, path+"#ho-so")
}

func (p *pages) closing(w http.ResponseWriter, r *http.Request) error {
	return web.Render(w, r, http.StatusOK, closingPage(web.NewForm()))
}

func (p *pages) closeAccount(w http.ResponseWriter, r *http.Request) error {
	f, actor, err := p.form(r)
	if err != nil {
		return err
	}
	id := f.Command()
	if f.Value("sure") != "yes" {
		f.Wrong("sure", locale.T("Xin đánh dấu vào ô xác nhận nếu Ông/Bà muốn đóng tài khoản.", "Please tick the box if you want to close the account."))
	}
	if f.Valid() {
		if err := f.Refuse(p.Close(r.Context(), id, actor)); err != nil {
			return err
		}
	}
	if !f.Valid() {
		return web.Render(w, r, http.StatusUnprocessableEntity, closingPage(f))
	}
	return web.Redirect(w, r, "/")
}
