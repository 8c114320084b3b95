package app_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"motcua/internal/act"
	"motcua/internal/app"
	"motcua/internal/app/apptest"
	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/procedure"
	"motcua/internal/store/storetest"
)

// TestQueriesOfAPageDoNotGrowWithRows counts what each page asks the database
// among 5 and among 200 dossiers and procedures.
func TestQueriesOfAPageDoNotGrowWithRows(t *testing.T) {
	t.Parallel()
	w := newWorld(t, apptest.New(t, func(a *app.App) { storetest.Count(t, a.Store) }))
	id := w.due(dossier.ActAppraise)
	asked := w.due(dossier.ActReceiveSupplement)
	s, _ := w.state(id)
	w.draft()
	pages := []struct{ demo, path string }{
		{"", "/"}, {"", "/thu-tuc"}, {"", "/thu-tuc?q=thu+tuc+mau"}, {"", "/thu-tuc/" + marital}, {"", "/thu-tuc/" + unlimited},
		{"", "/tra-cuu"}, {"", "/t/" + s.Slip.Token}, {"", "/cong-khai/bao-cao"},
		{"tiep-nhan", "/ban-lam-viec"}, {"tiep-nhan", "/ban-lam-viec?loc=co-quan"}, {"tiep-nhan", "/ban-lam-viec?q=rieng+tu"},
		{"chuyen-vien", "/ban-lam-viec"}, {"kiem-soat", "/ban-lam-viec?loc=co-quan&trang=3"}, {"chuyen-vien", "/ho-so/" + id}, {"chuyen-vien", "/ho-so/" + id + "/tham-dinh"},
		{"truong-phong", "/ho-so/" + id}, {"tiep-nhan", "/ho-so/" + asked + "/nhan-bo-sung"},
		{"tiep-nhan", "/tiep-nhan"}, {"tiep-nhan", "/tiep-nhan?procedure=" + marital}, {"tiep-nhan", "/can-goi-dien"},
		{"cong-dan-1", "/ho-so-cua-toi"}, {"cong-dan-1", "/ho-so-cua-toi?trang=2"}, {"cong-dan-1", "/ho-so-cua-toi/" + id}, {"cong-dan-1", "/ho-so-cua-toi/" + asked + "/bo-sung"},
		{"cong-dan-1", "/hop-thu"}, {"tiep-nhan", "/bao-cao/ii06a?theo=procedure"}, {"tiep-nhan", "/bao-cao/ii06a/ho-so?o=received"}, {"tiep-nhan", "/ho-so/" + id + "/giay/01"},
		{"tiep-nhan", "/ho-so/" + id + "/giay/phieu-kiem-soat"}, {"tiep-nhan", "/so-theo-doi"},
	}
	few := map[string]int64{}
	measure := func(into map[string]int64) {
		if err := w.Reports.WaitFor(w.Soon()); err != nil {
			t.Fatal(err)
		}
		for _, p := range pages {
			w.queries(p.demo, p.path) // fills caches
			into[p.demo+p.path] = w.queries(p.demo, p.path)
		}
	}
	for range 3 {
		w.file(marital)
	}
	measure(few)
	w.crowd(195)
	many := map[string]int64{}
	measure(many)
	for _, p := range pages {
		name := p.demo + p.path
		t.Logf("%d queries: %q %s", many[name], p.demo, p.path)
		if many[name] > few[name] {
			t.Errorf("%s as %q asks %d queries among 200 rows, %d among 5", p.path, p.demo, many[name], few[name])
		}
		if many[name] > mostQueries {
			t.Errorf("%s as %q asks %d queries, more than %d", p.path, p.demo, many[name], mostQueries)
		}
	}
	t.Run("nor does looking up by code", func(t *testing.T) {
		if n := w.queriesOf("", http.MethodPost, "/tra-cuu", url.Values{"ma": {s.Submission}, "ma_tra_cuu": {s.Slip.Secret}}); n > mostQueries {
			t.Errorf("%d queries", n)
		}
	})
}

// mostQueries is more than any page needs, its session and viewer included.
const mostQueries = 12

// crowd adds dossiers in several states, drafts and procedures.
func (w *world) crowd(n int) {
	w.t.Helper()
	for i := range n {
		id := w.file(marital)
		if i%2 == 0 {
			w.do("tiep-nhan", id, dossier.Accept{})
		}
		if i%4 == 0 {
			w.do("truong-phong", id, dossier.Assign{To: w.Account("chuyen-vien")})
		}
		if i < 40 {
			w.draft()
		}
		def := procedure.Procedure{
			Code: fmt.Sprintf("9.%06d", 100+i), Name: fmt.Sprintf("Thủ tục mẫu số %d", i), Short: locale.T(fmt.Sprintf("Thủ tục mẫu số %d", i), ""),
			Stage: procedure.Described, Kind: procedure.Standard, Field: procedure.Field{Code: "G15-TP07", Name: "Hộ tịch"},
			Levels: []procedure.LevelPeriod{{Level: procedure.Commune}}, Channels: []procedure.Channel{{Method: procedure.Online, LimitText: locale.T("Theo kế hoạch", "As planned")}},
		}
		decide(w, procedure.Stream(def.Code), func(s procedure.State, now calendar.Instant) ([]act.Event, error) {
			c := procedure.Describe{Definition: def, From: calendar.D(2025, 7, 1), Origin: procedure.Embedded, Hash: "1"}
			return procedure.Decide(s, c, procedure.Facts{Now: now, Actor: org.System()})
		})
	}
}

func (w *world) queries(demo, path string) int64 {
	w.t.Helper()
	return w.queriesOf(demo, http.MethodGet, path, nil)
}

// queriesOf serves a request without a network, so that its own queries are
// counted and nobody else's.
func (w *world) queriesOf(demo, method, path string, fields url.Values) int64 {
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
	r := httptest.NewRecorder()
	w.App.ServeHTTP(r, q)
	if r.Code != http.StatusOK && r.Code != http.StatusSeeOther || strings.HasPrefix(r.Header().Get("Location"), "/dang-nhap") {
		w.t.Errorf("%s as %q: %d", path, demo, r.Code)
	}
	return n.Load()
}
