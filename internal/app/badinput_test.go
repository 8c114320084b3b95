package app_test

import (
	"bytes"
	"fmt"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"net/textproto"
	"net/url"
	"strings"
	"testing"
	"time"

	"motcua/internal/app"
	"motcua/internal/app/apptest"
	"motcua/internal/dossier"
	"motcua/internal/store"
	"motcua/internal/store/storetest"
)

// The bad values of a field, by what is wrong with them.
func badValues() map[string]string {
	return map[string]string{
		"too long":         strings.Repeat("dài ", 25_000),
		"one long word":    strings.Repeat("x", 100_000),
		"not UTF-8":        "Nguy\xe1n \xff\xfe V\xc3",
		"NUL":              "a\x00b",
		"control":          "a\x01\x02\x1b[31m\x7f\u0085b\r\nX-Injected: 1",
		"direction":        "\u202Eevil\u202C\u2066x\u2069\uFEFF",
		"decomposed":       "Nguye\u0302\u0303n Thi\u0323 Ma\u0302\u0303u",
		"markup":           `"><script>alert(1)</script><img src=x onerror=alert(1)>'`,
		"template":         "${7*7}{{7*7}}<%= 7*7 %>%s%n%x",
		"SQL":              "'; DROP TABLE event; --",
		"wildcards":        "%_%%\\",
		"path":             "../../../../etc/passwd",
		"huge number":      strings.Repeat("9", 400),
		"negative":         "-1",
		"not a number":     "NaN",
		"infinite":         "1e400",
		"noncharacter":     "\uFFFF\uFFFE\U0010FFFF",
		"lone surrogate":   "\xed\xa0\x80",
		"emoji":            "👩‍👩‍👧‍👦🇻🇳",
		"combining stacks": "a" + strings.Repeat("\u0301", 5000),
	}
}

// badFor are the bad values worth sending to a world: to PostgreSQL those that
// databases differ in, the rest being the same code as on SQLite.
func (w *world) badFor() map[string]string {
	all := badValues()
	if w.Store.Dialect == store.SQLite {
		return all
	}
	out := map[string]string{}
	for _, what := range []string{"not UTF-8", "NUL", "lone surrogate", "noncharacter", "huge number", "too long"} {
		out[what] = all[what]
	}
	return out
}

// fields are the names of every field that some form of the site has. Each POST
// route gets all of them, so that a new page is covered without a list.
func fields() []string {
	return []string{
		"form_token", "version", "account", "password", "present", "again", "next", "lang", "phone", "email", "address", "place", "label", "scopes",
		"days", "token", "ma", "ma_tra_cuu", "thu_tuc", "dia_ban", "truong_hop", "case", "co_quan", "whose", "relation", "owner_kind", "owner_name",
		"owner_number", "owner_born", "owner_born-day", "owner_born-month", "owner_born-year", "owner_sex", "owner_address", "owner_phone", "owner_email",
		"applicant_name", "applicant_number", "applicant_phone", "return_way", "return_address", "note", "cam_doan", "act", "do", "then", "remove", "mark.x",
		"why.x", "scan", "q", "pick", "procedure", "method", "after", "limit_days", "limit_clause", "limit", "unit", "clause", "reason", "remedy", "assignee",
		"outcome", "opinion", "article", "remedies", "symbol", "receiver", "by_paper", "other_paper", "number", "way", "items", "why.khac", "other_name",
		"until", "until-day", "until-month", "until-year", "got.1", "originals.1", "copies.1", "why.1", "checked", "paper", "giu.draft", "giu.document",
		"file.x", "confirm.owner_name", "result", "outcome_note", "text", "ket_qua",
	}
}

// right is what makes each act's form complete but for what a test spoils.
func right() url.Values {
	v := counterFields()
	for _, p := range permissions() {
		for k, values := range p.fields {
			v[k] = values
		}
	}
	return v
}

// each runs the test on a demonstration on SQLite and, where there is one, on
// PostgreSQL, which refuses bytes that SQLite takes.
func each(t *testing.T, test func(t *testing.T, w *world)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { t.Parallel(); test(t, newWorld(t, apptest.New(t))) })
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		e := apptest.Open(t, app.Config{DB: storetest.PostgresAddress(t), Files: t.TempDir()})
		if err := e.Seed(t.Context(), 0); err != nil {
			t.Fatal(err)
		}
		test(t, newWorld(t, reopened(t, e)))
	})
}

// reopened is a demonstration opened anew, for what it finds when opening.
func reopened(t *testing.T, e *apptest.Env) *apptest.Env {
	t.Helper()
	return apptest.Open(t, app.Config{DB: e.DB, Files: t.TempDir()})
}

// posts are the POST routes with an address that exists and who may use it.
type post struct {
	permission

	path, demo string
	fields     url.Values
}

func (w *world) posts() []post {
	w.t.Helper()
	var out []post
	for _, p := range permissions() {
		if method, _ := p.split(); method != http.MethodPost {
			continue
		}
		s := w.subject(p)
		who := strings.Fields(p.who)[0]
		demo := ""
		for _, r := range roles() {
			if r.key == who {
				demo = r.demo
			}
		}
		f := right()
		for k, v := range w.filled(p, s) {
			f[k] = v
		}
		if p.route == "POST /dang-xuat" || p.route == "POST /dang-nhap/trinh-dien" {
			demo = "" // the others stay signed in
		}
		out = append(out, post{p, p.address(s), demo, f})
	}
	return out
}

// TestNoFieldBreaksAPage sends every kind of nonsense in every field to every
// POST route as somebody who may use it.
func TestNoFieldBreaksAPage(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		everywhere := map[string]string{} // encoded once: these bodies are large and every route gets the same
		for what, value := range w.badFor() {
			bad := url.Values{}
			for _, f := range fields() {
				bad.Set(f, value)
			}
			everywhere[what] = bad.Encode()
		}
		for _, p := range w.posts() {
			for what, value := range w.badFor() {
				if len(what) < len("not UTF-8 ") { // half of the kinds is enough where every field has it
					w.blame(p.route+" with nothing but "+what, w.postBody(p.demo, p.path, everywhere[what]))
				}
				keep := url.Values{}
				for k, v := range p.fields {
					keep[k] = v
				}
				for f := range p.permission.fields { // the row's own fields, the rest as it should be
					keep.Set(f, value)
				}
				w.survives(p, "own fields "+what, keep)
			}
			w.survives(p, "nothing", url.Values{})
			twice := url.Values{}
			for _, f := range fields() {
				twice[f] = []string{"a", "b", "", "\xff"}
			}
			w.survives(p, "everything four times", twice)
		}
		check, err := w.Journal.Fsck(t.Context())
		if err != nil || len(check.Findings) > 0 {
			t.Errorf("fsck: %+v %v", check.Findings, err)
		}
	})
}

// survives sends a body and fails on any answer that blames us.
func (w *world) survives(p post, what string, fields url.Values) {
	w.t.Helper()
	a := w.post(p.demo, p.path, fields)
	w.blame(p.route+" with "+what, a)
}

// blame fails on an answer of our own failure, on a header that was injected
// and on markup that came back as markup.
func (w *world) blame(what string, a answer) {
	w.t.Helper()
	switch {
	case a.status >= http.StatusInternalServerError:
		w.t.Errorf("%s: %d", what, a.status)
	case a.header.Get("X-Injected") != "":
		w.t.Errorf("%s: a header was injected", what)
	case a.header.Get("X-Content-Type-Options") != "nosniff":
		w.t.Errorf("%s: a browser may guess what kind of page this is", what)
	case strings.HasPrefix(a.location, "//") || strings.Contains(a.location, "://") && !strings.HasPrefix(a.location, w.URL+"/"):
		w.t.Errorf("%s: leads away to %s", what, a.location)
	case strings.HasPrefix(a.header.Get("Content-Type"), "text/html") && (strings.Contains(a.body, "<script>alert(1)") || strings.Contains(a.body, "<img src=x")):
		w.t.Errorf("%s: markup comes back unescaped", what)
	}
}

// TestNoBodyBreaksAPage sends bodies that are no form at all.
func TestNoBodyBreaksAPage(t *testing.T) {
	t.Parallel()
	w := newWorld(t, apptest.New(t))
	bodies := []struct{ kind, body string }{
		{"", "a=b"}, {"text/plain", "a=b"}, {"application/json", `{"a":`}, {"application/x-www-form-urlencoded", "%zz=%"},
		{"application/x-www-form-urlencoded", strings.Repeat("a&", 20_000)}, {"application/x-www-form-urlencoded", strings.Repeat("a=1;", 1000)},
		{"multipart/form-data", "x"}, {"multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx"},
		{"multipart/form-data; boundary=b", "--b\r\n\r\n\r\n--b--\r\n"}, {"multipart/form-data; boundary=" + strings.Repeat("b", 200), "x"},
		{"multipart/form-data; boundary=b", strings.Repeat("--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n", 3000) + "--b--\r\n"},
		{"application/x-www-form-urlencoded; charset=utf-16", "a=b"}, {"\x01", "a"},
	}
	for _, p := range w.posts() {
		for i, b := range bodies {
			if strings.ContainsRune(b.kind, 1) {
				continue // net/http's client does not send it
			}
			a := w.send(p.demo, http.MethodPost, p.path, strings.NewReader(b.body), http.Header{"Content-Type": {b.kind}})
			w.blame(fmt.Sprintf("%s with body %d", p.route, i), a)
		}
	}
}

// TestFilesThatLie: a file is what its bytes are, whatever it is called.
func TestFilesThatLie(t *testing.T) {
	t.Parallel()
	w := newWorld(t, apptest.New(t))
	files := map[string][]byte{
		"gia-mao.pdf": []byte("<script>alert(1)</script>"), "anh.png": []byte("MZ\x90\x00this program"), "trong.pdf": {},
		"anh.jpg": []byte("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"), "../../ngoai.pdf": []byte("PK\x03\x04"),
		"ten\x00\u202Efdp.exe": scan(t, 3), strings.Repeat("ten-dai-", 2000) + ".png": scan(t, 4), "": scan(t, 5), "\xff\xfe.png": scan(t, 6),
	}
	for _, p := range w.posts() {
		if strings.HasPrefix(p.route, "POST /dang") {
			continue
		}
		for name, content := range files {
			var b bytes.Buffer
			m := multipart.NewWriter(&b)
			for k, v := range p.fields {
				if k != "act" && k != "do" { // what is stored is looked at, not what is decided
					_ = m.WriteField(k, v[0])
				}
			}
			for _, field := range []string{"draft", "document", "minutes", "files.1", "paper.muc-1", "upload.to-khai", "paper.to-khai", "camera.to-khai"} {
				part, err := m.CreatePart(textproto.MIMEHeader{
					"Content-Disposition": {`form-data; name="` + field + `"; filename="` + name + `"`}, "Content-Type": {"application/pdf"},
				})
				if err != nil {
					t.Fatal(err)
				}
				_, _ = part.Write(content)
			}
			_ = m.Close()
			a := w.send(p.demo, http.MethodPost, p.path, &b, http.Header{"Content-Type": {m.FormDataContentType()}})
			w.blame(fmt.Sprintf("%s with the file %.20q", p.route, name), a)
		}
	}
}

// TestOversizeBodies are refused before they are read: by the length that is
// announced, or, sent in chunks, as soon as they pass the limit.
func TestOversizeBodies(t *testing.T) {
	t.Parallel()
	w := newWorld(t, apptest.New(t))
	limits := map[string]int64{}
	for _, r := range w.Mux.Routes() {
		limits[r.Method+" "+r.Pattern] = r.MaxBody
	}
	for _, p := range w.posts() {
		limit := limits[p.route]
		t.Run(strings.ReplaceAll(p.route, "/", "∕"), func(t *testing.T) {
			if got, read := w.announce(p, limit+1); got != http.StatusRequestEntityTooLarge || read {
				t.Errorf("a body of %d bytes is answered %d", limit+1, got)
			}
			if limit > 2<<20 {
				return // the same code; 60 MB for each route is only slow
			}
			a := w.send(p.demo, http.MethodPost, p.path, io.MultiReader(strings.NewReader("a="), io.LimitReader(letters{}, limit+100)), http.Header{
				"Content-Type": {"application/x-www-form-urlencoded"},
			})
			if a.status != http.StatusRequestEntityTooLarge && !reads(p.route, a.status) {
				t.Errorf("a chunked body above %d bytes is answered %d", limit, a.status)
			}
		})
	}
}

// reads tells the routes that take no form: what they are sent is not read.
func reads(route string, status int) bool {
	switch route {
	case "POST /dang-xuat", "POST /nop-ho-so/{draft}/xoa", "POST /ho-so-cua-toi/{id}/nop-lai", "POST /phien/giu", "POST /tai-khoan/phien/ket-thuc-khac",
		"POST /dang-nhap/khoa/bat-dau", "POST /tai-khoan/xac-thuc/khoa/bat-dau":
		return status < http.StatusInternalServerError
	}
	return false
}

// letters is an endless body.
type letters struct{}

// Read fills p.
func (letters) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}

// announce sends the head of a request whose body is never sent, and answers
// the status; read tells that the server waited for the body.
func (w *world) announce(p post, length int64) (status int, read bool) {
	w.t.Helper()
	base, err := url.Parse(w.URL)
	if err != nil {
		w.t.Fatal(err)
	}
	conn, err := (&net.Dialer{}).DialContext(w.t.Context(), "tcp", base.Host)
	if err != nil {
		w.t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	_ = conn.SetDeadline(time.Now().Add(timeLimit))
	var cookies []string
	for _, c := range w.jar(p.demo).Cookies(base) {
		cookies = append(cookies, c.Name+"="+c.Value)
	}
	_, err = fmt.Fprintf(conn, "POST %s HTTP/1.1\r\nHost: %s\r\nCookie: %s\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n",
		p.path, base.Host, strings.Join(cookies, "; "), length)
	if err != nil {
		w.t.Fatal(err)
	}
	var line string
	if _, err := fmt.Fscanf(conn, "HTTP/1.1 %d %s", &status, &line); err != nil {
		return 0, true
	}
	return status, false
}

func TestForeignPagesAndWrongMethods(t *testing.T) {
	t.Parallel()
	w := newWorld(t, apptest.New(t))
	for _, p := range w.posts() {
		for _, h := range []http.Header{
			{"Sec-Fetch-Site": {"cross-site"}}, {"Sec-Fetch-Site": {"same-site"}}, {"Origin": {"https://evil.example"}}, {"Origin": {"null"}},
		} {
			h.Set("Content-Type", "application/x-www-form-urlencoded")
			before := w.fingerprint()
			a := w.send(p.demo, http.MethodPost, p.path, strings.NewReader(p.fields.Encode()), h)
			if a.status != http.StatusForbidden || w.fingerprint() != before {
				t.Errorf("%s from another site (%v) is answered %d", p.route, h, a.status)
			}
		}
		for _, method := range []string{http.MethodPut, http.MethodDelete, http.MethodPatch, "TRACE", "WIBBLE"} {
			a := w.send(p.demo, method, p.path, nil, nil)
			if strings.HasPrefix(p.path, "/trinh-dien/dinh-danh/") && (a.status == http.StatusNotFound || a.status == http.StatusMethodNotAllowed) {
				continue // every method of this folder goes to the provider, which has no such page
			}
			if a.status != http.StatusMethodNotAllowed || !strings.Contains(a.header.Get("Allow"), http.MethodPost) {
				t.Errorf("%s %s is answered %d, Allow %q", method, p.path, a.status, a.header.Get("Allow"))
			}
		}
	}
}

// TestNoAddressBreaksAPage fills every wildcard and every query with nonsense.
func TestNoAddressBreaksAPage(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		ids := []string{
			"..", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "%00", "%ff%fe", "a%00b", "%27%3B--", "%0d%0aX-Injected:%201", strings.Repeat("a", 3000), "%25", "*", "%F0%9F%87%BB",
			"00000000-0000-0000-0000-000000000000", "%3Cscript%3Ealert(1)%3C/script%3E", "%E2%80%AE", ".pdf", "01.pdf.pdf", "-1",
		}
		queries := []string{
			"q=%00", "q=%ff", "q=%25_", "trang=-1", "trang=99999999999999999999", "trang=x", "loc=%00", "o=%00&dong=%ff", "tu=0000-00-00&den=9999-99-99", "theo=%00",
			"tu=2024-01-01&den=1999-01-01", "ky=%ff", "o=received&dong=%00&trang=0", "after=%00", "procedure=%ff", "sau=%00", "next=//evil.example", "next=https://evil.example",
			"lang=%00", "mot=%00", "q=" + strings.Repeat("dài%20", 900), "a;b=%zz", "truong_hop=%00&dia_ban=%ff", "lien=%00", "trang=2147483648&q=a",
			"tu-day=1&tu-month=1&tu-year=99999", "thu_tuc=%00", "thu_tuc=../..", "su_kien=%ff", "cap=%00",
		}
		for _, p := range permissions() {
			method, path := p.split()
			if method == http.MethodPost {
				continue
			}
			demo := demoOf(strings.Fields(p.who)[0])
			for _, id := range ids {
				if !strings.Contains(path, "{") || strings.Contains(path, "{$}") {
					break
				}
				bad := path
				for _, name := range []string{"{id}", "{draft}", "{hash}", "{token}", "{form}", "{code}", "{dossier}", "{unit}", "{message}"} {
					bad = strings.ReplaceAll(bad, name, id)
				}
				w.blame(p.route+" at "+id, w.get(demo, bad))
			}
			s := w.subject(p)
			for _, q := range queries {
				a := w.get(demo, withQuery(p.address(s), q))
				w.blame(p.route+" asked "+q, a)
			}
		}
	})
}

func withQuery(path, q string) string {
	if strings.Contains(path, "?") {
		return path + "&" + q
	}
	return path + "?" + q
}

// demoOf is the demo account of a role.
func demoOf(key string) string {
	for _, r := range roles() {
		if r.key == key {
			return r.demo
		}
	}
	return ""
}

// TestTheAPIsBadInput sends the API nonsense in every field.
func TestTheAPIsBadInput(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		tokens := w.tokens()
		id := w.due(dossier.ActAppraise)
		_, version := w.state(id)
		for _, p := range operations() {
			method, path := p.split()
			token := tokens[strings.Fields(p.who)[0]]
			for _, bad := range []string{"%00", "%ff", "..", "a%2fb", strings.Repeat("9", 3000)} {
				if strings.Contains(path, "{") {
					w.blame(p.route+" at "+bad, w.call(token, method, apiAddress(path, bad), "{}"))
				}
			}
			for what, value := range w.badFor() {
				text := jsonText(value)
				for _, body := range []string{
					text, "[" + text + "]", `{"version":` + text + `}`, `{"version":` + itoa(version) + `,"act":` + spoiled(text) + `}`,
					strings.ReplaceAll(w.filingBody(), jsonText(ownerName), text), strings.ReplaceAll(w.filingBody(), jsonText("hong-gai"), text),
					`{`, `{"act":null}`, strings.Repeat("[", 20_000), "",
				} {
					if method == http.MethodGet {
						body = ""
					}
					a := w.call(token, method, apiAddress(path, id), body)
					w.blame(p.route+" with "+what, a)
					if a.status >= http.StatusInternalServerError {
						t.Logf("body %.300s", body)
					}
					if method == http.MethodGet {
						break
					}
				}
				for _, q := range []string{"q", "tab", "page", "size", "status", "from", "to", "by", "limit", "agency", "event", "level"} {
					a := w.call(token, http.MethodGet, withQuery(apiAddress(path, id), q+"="+url.QueryEscape(value[:min(len(value), 3000)])), "")
					w.blame(p.route+" asked "+q+" "+what, a)
				}
			}
		}
	})
}

// spoiled is an act's body with a value in each of its texts.
func spoiled(text string) string {
	var parts []string
	for _, f := range []string{"to", "note", "opinion", "article", "remedies", "reason", "clause", "remedy", "symbol", "receiver", "by_paper", "number"} {
		parts = append(parts, `"`+f+`":`+text)
	}
	return "{" + strings.Join(parts, ",") + `,"outcome":"grant","way":"counter"}`
}

// jsonText writes a text as JSON with its bytes as they are, also wrong ones.
func jsonText(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for i := range len(s) {
		switch c := s[i]; {
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteByte(c)
		case c < 0x20:
			fmt.Fprintf(&b, `\u%04x`, c)
		default:
			b.WriteByte(c)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// TestTextIsStoredComposed: what is typed decomposed, as some keyboards do, is
// stored and found composed.
func TestTextIsStoredComposed(t *testing.T) {
	t.Parallel()
	w := newWorld(t, apptest.New(t))
	id := w.due(dossier.ActAppraise)
	s := w.subject(permission{route: "POST /ho-so/{id}/tham-dinh", act: dossier.ActAppraise})
	if a := w.post("chuyen-vien", "/ho-so/"+s.id+"/tham-dinh", url.Values{
		"form_token": {w.Command()}, "version": {s.version}, "outcome": {"grant"}, "opinion": {"  \u0110u\u0309 \u0111ie\u0302\u0300u kie\u0323\u0302n\x07\u202E  "},
	}); a.status != http.StatusSeeOther {
		t.Fatalf("%d", a.status)
	}
	if got, _ := w.state(s.id); got.Proposal.Opinion != "Đủ điều kiện" {
		t.Errorf("stored %q", got.Proposal.Opinion)
	}
	_, version := w.state(id)
	token := w.tokens()["specialist"]
	a := w.call(token, http.MethodPost, "/dossiers/"+id+"/acts/appraise", `{"version":`+itoa(version)+`,"act":{"outcome":"grant","opinion":"\u0110u\u0309 \u0111ie\u0302\u0300u kie\u0323\u0302n"}}`)
	if got, _ := w.state(id); a.status != http.StatusOK || got.Proposal == nil || got.Proposal.Opinion != "Đủ điều kiện" {
		t.Errorf("the API (%d) stores %+v", a.status, got.Proposal)
	}
}
