package app_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/google/uuid"

	"motcua/internal/app"
	"motcua/internal/app/apptest"
	"motcua/internal/dossier"
	"motcua/internal/store/storetest"
)

// outsiders are everybody in whose scope a dossier does not lie.
func (w *world) outsiders(s subject) []role {
	w.t.Helper()
	var out []role
	for _, r := range append(roles(), twins()...) {
		if r.key != "owner" && !w.sees(r, s) {
			out = append(out, r)
		}
	}
	return out
}

// listing are the routes that show many dossiers, or figures of them, to those
// who may see some.
func listing() []permission {
	var out []permission
	for _, p := range permissions() {
		method, path := p.split()
		if method != http.MethodPost && p.relational() && !p.ofOne() && !strings.Contains(path, "{") && !strings.Contains(path, "ii06a") {
			out = append(out, p)
		}
	}
	return out
}

// TestAnotherAgencysDossierChangesNoPage: for whoever may not see a dossier the
// lists, counts and suggestions are the same before it is
// there and after, whatever he searches.
func TestAnotherAgencysDossierChangesNoPage(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		w.addTwins()
		first := subject{id: w.due(dossier.ActAppraise)}
		tokens := w.tokens()
		look := func() map[string]string {
			t.Helper()
			if err := w.Reports.WaitFor(w.Soon()); err != nil {
				t.Fatal(err)
			}
			pages := map[string]string{}
			for _, r := range w.outsiders(first) {
				for _, q := range []string{"", ownerName, ownerCCCD} {
					for _, p := range listing() {
						if p.may(r.key) {
							pages[r.key+" "+p.route+" "+q] = first.without(w.get(r.demo, withQuery(p.address(subject{}), asking(q))).body)
						}
					}
					for _, o := range operations() {
						if method, path := o.split(); method == http.MethodGet && o.relational() && !o.ofOne() && o.may(r.key) && !strings.Contains(path, "ii06a") {
							pages[r.key+" API "+o.route+" "+q] = first.without(w.call(tokens[r.key], method, withQuery(apiAddress(path, ""), asking(q)), "").body)
						}
					}
				}
			}
			return pages
		}
		look() // what only the first look records or fills
		before := look()
		w.due(dossier.ActAppraise)
		w.due(dossier.ActHandOver)
		after := look()
		for what, page := range before {
			if page != after[what] {
				t.Errorf("%s changed with others' dossiers:\n%s", what, firstDifference(page, after[what]))
			}
		}
		if len(before) < 50 {
			t.Errorf("only %d pages were compared", len(before))
		}
	})
}

// asking is a query with every name by which some page searches.
func asking(q string) string {
	v := url.Values{}
	for _, name := range []string{"q", "ma", "ten", "tim", "nguoi", "so", "owner_number"} {
		v.Set(name, q)
	}
	return v.Encode()
}

// TestADenialCostsTheSame: an address that exists but is not for the reader asks
// the database as often as one that does not exist, so that the time of the
// answer tells no more than its text does.
func TestADenialCostsTheSame(t *testing.T) {
	t.Parallel()
	w := newWorld(t, apptest.New(t, func(a *app.App) { storetest.Count(t, a.Store) }))
	w.addTwins()
	compared := 0
	for _, p := range permissions() {
		method, _ := p.split()
		if method == http.MethodPost && (p.free || p.quiet) || !p.ofOne() {
			continue
		}
		s := w.subject(p)
		forged := s
		forged.id, forged.draft, forged.message = uuid.NewString(), uuid.NewString(), uuid.NewString()
		for _, r := range w.outsiders(s) {
			if p.may(r.key) {
				continue
			}
			w.asked(r.demo, method, p.address(s), w.filled(p, s)) // signs in
			there, not := w.asked(r.demo, method, p.address(s), w.filled(p, s)), w.asked(r.demo, method, p.address(forged), w.filled(p, forged))
			if compared++; there != not {
				t.Errorf("%s as %s: %d queries for what is there, %d for what is not", p.route, r.key, there, not)
			}
		}
	}
	if compared < 200 {
		t.Errorf("only %d denials were compared", compared)
	}
}

// asked counts the queries of one request, whatever it is answered.
func (w *world) asked(demo, method, path string, fields url.Values) int64 {
	w.t.Helper()
	ctx, n := storetest.Counting(w.t.Context())
	q := httptest.NewRequestWithContext(ctx, method, path, strings.NewReader(fields.Encode()))
	base, err := url.Parse(w.URL)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, c := range w.jar(demo).Cookies(base) {
		q.AddCookie(c)
	}
	if method == http.MethodPost {
		q.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		q.Header.Set("Sec-Fetch-Site", "same-origin")
	}
	w.App.ServeHTTP(httptest.NewRecorder(), q)
	return n.Load()
}
