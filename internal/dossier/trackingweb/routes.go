package trackingweb

import (
	"context"
	"net/http"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierdb"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/web"
	"motcua/internal/web/ui"
)

// Deps is what the pages need.
type Deps struct {
	Casework *dossierdb.Casework
	Now      func() calendar.Instant
}

const (
	searchPath = "/tra-cuu"
	tokenPath  = "/t/"
)

// Address is a dossier's public tracking page.
func Address(s dossier.State) string { return tokenPath + s.Slip.Token }

// Routes registers the pages.
func Routes(mux *web.Mux, d Deps) {
	p := &pages{d, mux.Site()}
	mux.Handle("GET "+searchPath, web.Public, p.form)
	mux.Handle("POST "+searchPath, web.Public, p.search)
	mux.Handle("GET "+tokenPath+"{token}", web.Public, p.track)
}

type pages struct {
	Deps

	site ui.Site
}

func (p *pages) form(w http.ResponseWriter, r *http.Request) error {
	return web.Render(w, r, http.StatusOK, searchPage(web.NewForm()))
}

// search opens a dossier by code and secret. They come in the body, so that
// neither lands in an address or a log.
func (p *pages) search(w http.ResponseWriter, r *http.Request) error {
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	private(w)
	code := f.Require("ma", locale.T("Xin nhập mã hồ sơ, in đậm ở đầu giấy tiếp nhận.", "Please type the dossier code, in bold at the top of the receipt."))
	secret := f.Require("ma_tra_cuu", locale.T("Xin nhập mã tra cứu gồm 8 chữ số, in dưới mã hồ sơ.", "Please type the tracking secret of 8 digits, printed below the dossier code."))
	status := http.StatusUnprocessableEntity
	if f.Valid() {
		s, _, err := p.Casework.TrackByCode(r.Context(), code, secret, p.Now())
		switch fault.KindOf(err) {
		case fault.Invalid:
			f.Wrong("ma", p.withHotline(fault.All(err)[0].Say))
		case fault.Throttled:
			f.Wrong("ma", p.withHotline(fault.All(err)[0].Say))
			status = http.StatusTooManyRequests
		default:
			if err != nil {
				return err
			}
			return web.Redirect(w, r, Address(s))
		}
	}
	f.Set("ma_tra_cuu") // a secret is never sent back
	return web.Render(w, r, status, searchPage(f))
}

// withHotline adds whom to call, where the site tells a number.
func (p *pages) withHotline(t locale.Text) locale.Text {
	if p.site.Hotline == "" {
		return t
	}
	return locale.T(t.VI+" Cần giúp, xin gọi "+p.site.Hotline+".", t.EN+" For help, please call "+p.site.Hotline+".")
}

func (p *pages) track(w http.ResponseWriter, r *http.Request) error {
	private(w)
	token := r.PathValue("token")
	s, _, err := p.Casework.TrackByToken(r.Context(), token)
	if err != nil {
		return err
	}
	sight, err := Look(r.Context(), p.Casework, s, p.Now())
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, trackPage(sight, Address(s)))
}

// private keeps a page out of caches and its address out of referrers.
func private(w http.ResponseWriter) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Referrer-Policy", "no-referrer")
	w.Header().Set("X-Robots-Tag", "noindex")
}

// Look reads what happened to a dossier and makes what its pages show. The
// caller has checked that the reader may see it.
func Look(ctx context.Context, c *dossierdb.Casework, s dossier.State, now calendar.Instant) (Sight, error) {
	timeline, err := c.Timeline(ctx, s.ID)
	if err != nil {
		return Sight{}, err
	}
	v := viewer{o: c.Organisation(), clock: c.ClockOf(s.Agency), counted: c.ClockFor(s), now: now}
	return v.sight(s, timeline), nil
}

// Counter is where a dossier's papers are brought and given back.
func Counter(o *org.Organisation, s dossier.State) Contact { return viewer{o: o}.counter(s) }
