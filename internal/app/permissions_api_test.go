package app_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"motcua/internal/app/apptest"
	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/identity"
	"motcua/internal/identity/identitydb"
)

// operations is the matrix of the API; body is that of a request with an
// effect.
func operations() []permission {
	rows := []permission{
		{route: "GET /procedures", who: everyone, reach: reachAll},
		{route: "GET /procedures/{code}", who: everyone, reach: reachAll},
		{route: "GET /dossiers", who: accounts, reach: reachScope},
		{route: "POST /dossiers", who: persons, reach: reachOwn},
		{route: "GET /dossiers/{id}", who: "owner " + readers, reach: reachScope},
		{route: "GET /dossiers/{id}/events", who: "owner " + readers, reach: reachScope},
		{route: "POST /dossiers/{id}/looks", who: "inspector owner " + readers, reach: reachScope},
		{route: "POST /files", who: accounts, reach: reachAll},
		{route: "GET /acts", who: everyone, reach: reachAll},
		{route: "GET /calendar/due", who: everyone, reach: reachAll},
		{route: "GET /reports/ii06a", who: accounts, reach: reachScope},
		{route: "GET /public/reports/ii06a", who: everyone, reach: reachAll},
	}
	for _, r := range actRows() {
		if method, _ := r.split(); method == http.MethodGet {
			continue
		}
		r.route, r.fields = "POST /dossiers/{id}/acts/"+string(r.act), nil
		switch r.act {
		case dossier.ActReceiveSupplement, dossier.ActReceivePart, dossier.ActWithdraw:
			r.who = "owner " + counter
		default:
		}
		rows = append(rows, r)
	}
	return rows
}

// actBody is a body with which an act has its effect.
func (w *world) actBody(a dossier.Act, version string) string {
	bodies := map[dossier.Act]any{
		dossier.ActDeny:              dossier.Deny{Refusal: dossier.Refusal{Reason: "Thiếu.", Clause: "Điều 17", Remedy: "Nộp lại."}},
		dossier.ActAssign:            dossier.Assign{To: w.Account("chuyen-vien")},
		dossier.ActReassign:          dossier.Reassign{Reason: "Nghỉ phép."},
		dossier.ActAppraise:          dossier.Appraise{Outcome: dossier.Grant, Opinion: "Đủ."},
		dossier.ActRecordStep:        dossier.RecordStep{Opinion: "Đúng."},
		dossier.ActSendBack:          dossier.SendBack{Reason: "Xem lại."},
		dossier.ActSeal:              dossier.Seal{Document: dossier.Document{Upload: dossier.Upload{Hash: w.hash, Name: "ket-qua.png", Type: "image/png", Size: w.size}}},
		dossier.ActHandOver:          dossier.HandOver{Receiver: ownerName, ByPaper: "Giấy hẹn", Way: dossier.AtCounter},
		dossier.ActRequestSupplement: dossier.RequestSupplement{Items: []dossier.Item{{Name: "Giấy tờ mẫu", Why: "Thiếu."}}, Sound: w.sound(), Reason: "Thiếu."},
		dossier.ActReceiveSupplement: dossier.ReceiveSupplement{Papers: []dossier.PaperMark{{Name: "Giấy tờ mẫu", Mark: dossier.MarkSubmitted, Files: []dossier.Upload{{Hash: w.hash, Name: "anh-chup.png"}}}}},
		dossier.ActDetermineLimit: dossier.DetermineLimit{ChosenLimit: dossier.ChosenLimit{
			Limit: calendar.Limit{Unit: calendar.WorkingDays, Milli: 3000}, Clause: "Điều 5",
		}},
		dossier.ActHold:        dossier.Hold{Ground: "Đơn khiếu nại mẫu"},
		dossier.ActLiftHold:    dossier.LiftHold{Ground: "Đã giải quyết"},
		dossier.ActReissueSlip: dossier.ReissueSlip{Reason: "mất giấy tiếp nhận", Checked: "hộ chiếu"},
	}
	if body := w.asideBody(a); body != nil {
		bodies[a] = body
	}
	b, err := json.Marshal(bodies[a])
	if err != nil {
		w.t.Fatal(err)
	}
	if bodies[a] == nil {
		b = []byte("{}")
	}
	return `{"version":` + version + `,"act":` + string(b) + `}`
}

// tokens gives every role a token of all the scopes that its account can have.
func (w *world) tokens() map[string]string {
	w.t.Helper()
	out := map[string]string{}
	for _, r := range w.signedUp() {
		if r.demo != "" {
			out[r.key] = w.token(r.demo, identity.ScopesFor(w.Actor(r.demo).Kind)...)
		}
	}
	return out
}

func (w *world) token(demo string, scopes ...identity.Scope) string {
	w.t.Helper()
	who := w.Actor(demo)
	v, err := w.Accounts.IssueToken(w.t.Context(), identitydb.Act{ID: w.Command(), Account: who.Account, Expect: -1, Actor: who},
		identitydb.NewToken{Label: "kiểm thử " + uuid.NewString()[:8], Scopes: scopes, Expires: w.Now() + calendar.Instant(3_600_000_000)})
	if err != nil {
		w.t.Fatal(err)
	}
	return v
}

// call sends a request of the API with a token, "" for none.
func (w *world) call(token, method, path, body string) answer {
	w.t.Helper()
	h := http.Header{"Content-Type": {"application/json"}}
	if path == "/files" {
		h.Set("Content-Type", "application/octet-stream")
	}
	if token != "" {
		h.Set("Authorization", "Bearer "+token)
	}
	return w.send("", method, "/api/v1"+path, strings.NewReader(body), h)
}

func apiAddress(path, id string) string {
	path = strings.NewReplacer("{id}", id, "{code}", marital).Replace(path)
	switch path {
	case "/reports/ii06a", "/public/reports/ii06a":
		path += "?from=2026-01-01&to=2026-12-31"
	case "/calendar/due":
		path += "?from=2024-04-25T10:00:00Z&limit=3+working_day"
	}
	return path
}

func TestEveryOperationHasItsRow(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	var rows []string
	for _, p := range operations() {
		rows = append(rows, p.route)
	}
	for _, o := range e.API.Operations() {
		name := o.Method + " " + o.Path
		i := slices.Index(rows, name)
		if i < 0 {
			t.Errorf("operation %q (%s) has no row in the permission matrix: say who may use it", name, o.Scope)
			continue
		}
		rows = slices.Delete(rows, i, i+1)
	}
	if len(rows) > 0 {
		t.Errorf("rows without an operation: %q", rows)
	}
}

func TestPermissionsOfTheAPI(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		w.addTwins()
		tokens := w.tokens()
		for _, p := range operations() {
			w.tryOperation(p, tokens)
		}
	})
}

// tryOperation calls one operation as everybody: whoever may not has no effect,
// the first of those who may has.
func (w *world) tryOperation(p permission, tokens map[string]string) {
	w.t.Helper()
	method, path := p.split()
	var id, version string
	if strings.Contains(path, "{id}") {
		id = w.due(cmpAct(p.act))
		_, v := w.state(id)
		version = itoa(v)
	}
	body := ""
	if method == http.MethodPost {
		body = w.operationBody(p, path, id, version)
	}
	try := func(r role) (answer, bool) {
		before := w.fingerprint()
		a := w.call(tokens[r.key], method, apiAddress(path, id), body)
		return a, w.fingerprint() != before
	}
	for _, r := range p.senders() {
		if method == http.MethodPost && p.may(r.key) {
			continue
		}
		a, effect := try(r)
		if effect {
			w.t.Errorf("%s as %s had an effect (answer %d)", p.route, r.key, a.status)
		}
		w.judgeAPI(p, r, a)
	}
	if method == http.MethodPost {
		i := slices.IndexFunc(roles(), func(r role) bool { return r.key == strings.Fields(p.who)[0] })
		if a, effect := try(roles()[i]); !effect || a.status >= http.StatusBadRequest {
			w.t.Errorf("%s as %s: %d, no effect: %s", p.route, roles()[i].key, a.status, a.body)
		}
	}
}

// operationBody is the body with which an operation has its effect.
func (w *world) operationBody(p permission, path, id, version string) string {
	w.t.Helper()
	switch {
	case path == "/files":
		return string(scan(w.t, 200)) // sent by nobody yet
	case strings.HasSuffix(path, "/looks"):
		return `{"kind":"inspection","reason":"Kiểm tra theo QĐ số 12 (mẫu)"}`
	case id != "":
		return w.actBody(p.act, version)
	}
	return w.filingBody()
}

func (w *world) judgeAPI(p permission, r role, a answer) {
	w.t.Helper()
	switch {
	case a.status >= http.StatusInternalServerError:
		w.t.Errorf("%s as %s: %d %s", p.route, r.key, a.status, a.body)
	case p.may(r.key) && a.status != http.StatusOK:
		w.t.Errorf("%s as %s: %d %s, but the matrix allows it", p.route, r.key, a.status, a.body)
	case !p.may(r.key) && (r.demo == "") != (a.status == http.StatusUnauthorized), !p.may(r.key) && !a.denied():
		w.t.Errorf("%s as %s: %d %s, but the matrix denies it", p.route, r.key, a.status, a.body)
	case !p.may(r.key) && strings.Contains(a.body, ownerName):
		w.t.Errorf("%s as %s: the denial names the owner", p.route, r.key)
	}
}

// filingBody is a filing over the API.
func (w *world) filingBody() string {
	w.t.Helper()
	f := w.filing(marital, dossier.Party{Kind: dossier.Citizen, Name: ownerName, Number: ownerCCCD}, ward, "hong-gai")
	b, err := json.Marshal(map[string]any{"procedure": f.Procedure, "agency": f.Agency, "place": f.Place, "papers": f.Papers, "owner": f.Owner})
	if err != nil {
		w.t.Fatal(err)
	}
	return string(bytes.TrimSpace(b))
}

// TestTokensDoOnlyWhatTheirScopeSays: whoever may do everything still may not
// with a token that was not given for it.
func TestTokensDoOnlyWhatTheirScopeSays(t *testing.T) {
	t.Parallel()
	w := newWorld(t, apptest.New(t))
	id := w.due(dossier.ActAccept)
	for _, r := range []string{"cong-dan-1", "tiep-nhan"} {
		for _, given := range identity.ScopesFor(w.Actor(r).Kind) {
			token := w.token(r, given)
			for _, o := range w.API.Operations() {
				if o.Scope == "" || o.Scope == string(given) || o.Also == string(given) {
					continue
				}
				body := ""
				if o.Method == http.MethodPost {
					body = `{}`
				}
				if a := w.call(token, o.Method, apiAddress(o.Path, id), body); a.status != http.StatusForbidden {
					t.Errorf("%s %s as %s with a token for %s: %d", o.Method, o.Path, r, given, a.status)
				}
			}
		}
	}
	t.Run("a token that was revoked, cut or made up is none", func(t *testing.T) {
		for _, token := range []string{"x", strings.Repeat("A", 5000), w.token("tiep-nhan", identity.ScopeDossiersRead)[1:]} {
			if a := w.call(token, http.MethodGet, "/dossiers", ""); a.status != http.StatusUnauthorized {
				t.Errorf("%.20s: %d", token, a.status)
			}
		}
	})
}
