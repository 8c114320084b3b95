package app_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/uuid"

	"motcua/internal/app/apptest"
	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/journal"
	"motcua/internal/org"
	"motcua/internal/org/orgdb"
)

// subject is what a row's address is filled with.
type subject struct {
	id, draft, hash, token, message string
	version, plan, change           string
}

func (w *world) subject(p permission) subject {
	w.t.Helper()
	_, path := p.split()
	s := subject{hash: w.hash}
	if strings.Contains(path, "{id}") || strings.Contains(path, "{token}") {
		if s.id = w.due(cmpAct(p.act)); strings.Contains(path, "bo-sung/tep") {
			w.uploadSupplement(s.id)
		}
		state, version := w.state(s.id)
		s.token, s.version = state.Slip.Token, itoa(version)
	}
	if strings.Contains(path, "{message}") {
		s.message = w.message(strings.HasPrefix(path, "/can-goi-dien"))
	}
	if strings.HasSuffix(path, "/xac-nhan") || strings.Contains(path, "{list}") {
		w.proposed()
	}
	if strings.Contains(path, "{plan}") {
		s.plan = w.reformed()
	}
	if strings.Contains(path, "{change}") {
		s.change = w.placesProposed()
	}
	if strings.Contains(path, "{draft}") {
		s.draft = w.draft()
	}
	return s
}

// reformed makes a plan of reform wait, a new one when the last was declined.
func (w *world) reformed() string {
	w.t.Helper()
	for _, r := range w.Directory.Reforms() {
		if r.Waits() {
			return r.ID
		}
	}
	id := uuid.NewString()
	plan := org.Plan{Last: calendar.D(2040, 6, 30), Ground: "Nghị quyết mẫu", Ends: []org.Ending{{Agency: "so-cong-thuong", Successors: []string{"so-tai-chinh"}}}}
	order := orgdb.ReformOrder{ID: uuid.NewString(), Plan: id, Actor: w.Actor("quan-tri-2"), Command: org.PrepareReform{Plan: plan}}
	if err := w.Directory.DoReform(w.t.Context(), order); err != nil {
		w.t.Fatal(err)
	}
	return id
}

// placesProposed makes a change of places wait, a new one when the last was
// declined.
func (w *world) placesProposed() string {
	w.t.Helper()
	id := uuid.NewString()
	for _, q := range w.Directory.Organisation().Territory().Proposed {
		if q.Ground == "Mẫu chờ xác nhận" {
			return q.List
		}
	}
	p, _ := w.Directory.Organisation().Place("ha-long")
	p.Unconfirmed = false
	order := orgdb.PlaceOrder{ID: id, Actor: w.Actor("quan-tri-2"), Command: org.ProposePlaces{List: id, Places: []org.Place{p}, Ground: "Mẫu chờ xác nhận"}}
	if err := w.Directory.DoPlaces(w.t.Context(), order); err != nil {
		w.t.Fatal(err)
	}
	return id
}

// proposedList is the id of the staff list that waits for a second person.
const proposedList = "0192a000-0000-7000-8000-000000000001"

// proposed makes the ward's staff list wait, once.
func (w *world) proposed() {
	w.t.Helper()
	s, _, err := w.Directory.Agency(w.t.Context(), ward)
	if err != nil {
		w.t.Fatal(err)
	}
	if len(s.Listed(proposedList)) > 0 {
		return
	}
	n := len(s.Posts)
	posts := []org.Post{{Account: "cho.xac.nhan", Name: "Lê Văn Mẫu Chờ", Title: "Phó Chủ tịch", Unit: "chuyen-mon", Duty: org.DutyLeader}}
	posts = append(posts, org.Post{Account: "cho." + itoa(int64(n)), Name: "Lê Văn Mẫu Chờ", Title: "Chuyên viên", Unit: "chuyen-mon", Duty: org.DutySpecialist})
	if _, held := s.Proposal("cho.xac.nhan", "chuyen-mon", org.DutyLeader); held || slices.ContainsFunc(s.Posts, func(p org.Post) bool { return p.Account == "cho.xac.nhan" }) {
		posts = posts[1:]
	}
	order := orgdb.Order{ID: uuid.NewString(), Agency: ward, Expect: journal.Any, Actor: org.System(), Command: org.ProposeList{List: proposedList, Posts: posts}}
	if _, err := w.Directory.Do(w.t.Context(), order); err != nil {
		w.t.Fatal(err)
	}
}

func cmpAct(a dossier.Act) dossier.Act {
	if a == "" {
		return dossier.ActAppraise
	}
	return a
}

// draft is a filing of cong-dan-1 with a file, ready to be sent.
func (w *world) draft() string {
	w.t.Helper()
	ctx := w.t.Context()
	f := w.filing(marital, dossier.Party{
		Kind: dossier.Citizen, Account: w.Account("cong-dan-1"), Name: ownerName, Number: ownerCCCD, Phone: ownerTel, Address: ownerHome,
	}, ward, "hong-gai")
	f.Return.Way = dossier.AtCounter
	d, err := w.Casework.NewDraft(ctx, w.Account("cong-dan-1"), marital, f, w.Now())
	if err != nil {
		w.t.Fatal(err)
	}
	d.Step = "xem-lai"
	if err := w.Casework.SaveDraft(ctx, &d, w.Now()); err != nil {
		w.t.Fatal(err)
	}
	return d.ID
}

// uploadSupplement sends a file for the request of a dossier, as its owner.
func (w *world) uploadSupplement(id string) {
	w.t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	part, err := m.CreateFormFile("paper.muc-1", "bo-sung.png")
	if err != nil {
		w.t.Fatal(err)
	}
	if _, err := part.Write(scan(w.t, 1)); err != nil {
		w.t.Fatal(err)
	}
	if err := m.Close(); err != nil {
		w.t.Fatal(err)
	}
	a := w.send("cong-dan-1", http.MethodPost, "/ho-so-cua-toi/"+id+"/bo-sung", &b, http.Header{"Content-Type": {m.FormDataContentType()}})
	if a.status != http.StatusSeeOther {
		w.t.Fatalf("the supplement's file is answered %d", a.status)
	}
}

// address is the row's path for its subject.
func (p permission) address(s subject) string {
	_, path := p.split()
	switch path {
	case "/api/v1/":
		return "/api/v1/openapi.json"
	case "/trinh-dien/dinh-danh/":
		return path + ".well-known/openid-configuration"
	case "/bao-cao/ii06a/ho-so":
		return path + "?o=received"
	case "/quan-tri/sap-xep/bien-ban":
		return path + "?ngay=2025-06-30"
	}
	if strings.HasSuffix(p.route, "{agency}/xac-nhan") {
		path += "?account=cho.xac.nhan&unit=chuyen-mon&duty=leader"
	}
	if strings.HasSuffix(path, "/dang-nhap/{viec}") { // somebody of the ward who is no column: he is signed out
		path = strings.Replace(path, "{account}", "gd-ubnd-hong-gai-lanh-dao-2", 1)
	}
	path = strings.NewReplacer("{business}", "gd-doanh-nghiep", "{agency}", ward, "{deed}", "giao", "{viec}", "dang-xuat", "{list}", proposedList, "{account}", "gd-ubnd-hong-gai-chuyen-vien-1").Replace(path)
	return strings.NewReplacer("{id}", s.id, "{draft}", s.draft, "{plan}", s.plan, "{change}", s.change, "{place}", "hong-gai", "{message}", s.message, "{hash}", s.hash, "{token}", s.token, "{calendar}", "hc", "{key}", "filing.open", "{form}", "01", "{provider}", "trinh-dien", "{code}", marital, "{$}", "").Replace(path)
}

// TestEveryRouteHasItsRow keeps the matrix complete.
func TestEveryRouteHasItsRow(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	rows := map[string]bool{}
	for _, p := range permissions() {
		if rows[p.route] {
			t.Errorf("%s has two rows", p.route)
		}
		rows[p.route] = true
	}
	for _, r := range e.Mux.Routes() {
		if name := r.Method + " " + r.Pattern; !rows[name] {
			t.Errorf("route %q (%s) has no row in the permission matrix: say who may use it", name, r.Access)
		} else {
			delete(rows, name)
		}
	}
	for name := range rows {
		t.Errorf("the permission matrix has a row for %q, which is no route", name)
	}
}

func TestPermissionsToRead(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		w.addTwins()
		for _, p := range permissions() {
			if method, _ := p.split(); method == http.MethodPost {
				continue
			}
			s := w.subject(p)
			for _, r := range p.senders() {
				w.tryToRead(p, r, s)
			}
		}
	})
}

// tryToRead asks for what is there and for what is not: whoever may not must not
// learn which is which.
func (w *world) tryToRead(p permission, r role, s subject) {
	w.t.Helper()
	a := w.get(r.demo, p.address(s))
	if a.status >= http.StatusInternalServerError {
		w.t.Errorf("%s as %s: %d", p.route, r.key, a.status)
	}
	w.judge(p, r, a)
	forged := subject{id: uuid.NewString(), draft: uuid.NewString(), plan: uuid.NewString(), change: uuid.NewString(), hash: strings.Repeat("ab", 32), token: "AAAAAAAAAAAAAAAAAAAAAA", message: uuid.NewString()}
	if p.address(s) == p.address(forged) {
		return
	}
	f := w.get(r.demo, p.address(forged))
	if !f.denied() {
		w.t.Errorf("%s as %s: forged ids are answered %d", p.route, r.key, f.status)
	}
	if p.may(r.key) || w.sees(r, s) {
		return
	}
	if f.status != a.status || f.location[:min(10, len(f.location))] != a.location[:min(10, len(a.location))] {
		w.t.Errorf("%s as %s: %d for what is there, %d for what is not: that tells which ids exist", p.route, r.key, a.status, f.status)
	}
	if there, not := s.without(a.body), forged.without(f.body); there != not {
		w.t.Errorf("%s as %s: the page for what is there differs from the one for what is not:\n%s", p.route, r.key, firstDifference(there, not))
	}
}

// sees reports whether the subject's dossier lies in a role's scope.
func (w *world) sees(r role, s subject) bool {
	w.t.Helper()
	if r.demo == "" || s.id == "" {
		return false
	}
	state, _ := w.state(s.id)
	return dossier.ScopeOf(w.Actor(r.demo)).Sees(state, false)
}

// judge compares an answer with the row.
func (w *world) judge(p permission, r role, a answer) {
	w.t.Helper()
	switch {
	case strings.HasSuffix(p.route, " /static/"): // without assets there is nothing to deny
	case p.may(r.key) && a.denied():
		w.t.Errorf("%s as %s: %d %s, but the matrix allows it", p.route, r.key, a.status, a.location)
	case !p.may(r.key) && !a.denied():
		w.t.Errorf("%s as %s: %d, but the matrix denies it", p.route, r.key, a.status)
	case !p.may(r.key) && (r.demo == "") != a.signIn():
		w.t.Errorf("%s as %s: %d %s; only whoever is signed out is sent to sign in", p.route, r.key, a.status, a.location)
	case !p.may(r.key) && strings.Contains(a.body, ownerName):
		w.t.Errorf("%s as %s: the denial names the owner", p.route, r.key)
	}
}

func TestPermissionsToWrite(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		w.addTwins()
		for _, p := range permissions() {
			if method, _ := p.split(); method != http.MethodPost || p.free {
				continue
			}
			s := w.subject(p)
			fields := w.filled(p, s)
			before := w.fingerprint()
			for _, r := range p.senders() {
				if p.may(r.key) {
					continue
				}
				a := w.post(r.demo, p.address(s), fields)
				if after := w.fingerprint(); after != before {
					t.Errorf("%s as %s had an effect (answer %d)", p.route, r.key, a.status)
					before = after
				}
				if !p.quiet || r.demo == "" {
					w.judge(p, r, a)
				}
			}
			w.tryEffect(p, s, fields)
		}
	})
}

// tryEffect shows that the very request that others were denied has its effect
// when the right person sends it.
func (w *world) tryEffect(p permission, s subject, fields url.Values) {
	w.t.Helper()
	first := strings.Fields(p.who)[0]
	r := roles()[slices.IndexFunc(roles(), func(r role) bool { return r.key == first })]
	before := w.fingerprint()
	a := w.post(r.demo, p.address(s), fields)
	if a.denied() || a.status >= http.StatusInternalServerError {
		w.t.Errorf("%s as %s: %d", p.route, r.key, a.status)
	}
	if after := w.fingerprint(); after == before && !p.partly {
		w.t.Errorf("%s as %s: %d, no effect", p.route, r.key, a.status)
	}
}

// filled are the row's fields with the hidden ones of its page.
func (w *world) filled(p permission, s subject) url.Values {
	fields := url.Values{"form_token": {w.Command()}, "version": {s.version}}
	if _, path := p.split(); path == "/tai-khoan/lien-he" {
		_, version, err := w.Accounts.Load(w.t.Context(), w.Account("cong-dan-1"))
		if err != nil {
			w.t.Fatal(err)
		}
		fields.Set("version", itoa(version))
	}
	for k, v := range p.fields {
		fields[k] = v
		switch v[0] {
		case "{specialist}":
			fields[k] = []string{w.Account("chuyen-vien")}
		case "{case}":
			fields[k] = []string{w.otherCase()}
		}
	}
	return fields
}

// TestAHashAloneOpensNoFile: who may see one dossier gets no file of another
// through it.
func TestAHashAloneOpensNoFile(t *testing.T) {
	t.Parallel()
	w := newWorld(t, apptest.New(t))
	id := w.due(dossier.ActAppraise)
	draft := w.draft()
	secret, _ := w.store(9)
	for _, path := range []string{"/ho-so/" + id + "/tep/", "/ho-so-cua-toi/" + id + "/tep/", "/nop-ho-so/" + draft + "/tep/"} {
		for _, r := range roles() {
			if a := w.get(r.demo, path+secret); !a.denied() {
				t.Errorf("%s as %s: %d", path, r.key, a.status)
			}
		}
	}
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }
