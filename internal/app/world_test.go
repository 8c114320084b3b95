package app_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"
	"time"

	"motcua/internal/act"
	"motcua/internal/app/apptest"
	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierdb"
	"motcua/internal/journal"
	"motcua/internal/locale"
	"motcua/internal/notify/notifydb"
	"motcua/internal/org"
	"motcua/internal/procedure"
	"motcua/internal/process"
)

// The procedures of the permission tests, all but one of the ward.
const (
	marital   = "1.004873" // with an assignment and a review
	building  = "1.013225" // with an inspection
	company   = "2.001610" // of the department of finance
	unlimited = "9.000001" // its record tells the limit only in words
	ward      = "ubnd-hong-gai"
	finance   = "so-tai-chinh"
	ownerName = "Đặng Thị Riêng Tư" // invented, found nowhere else in the demonstration
	ownerCCCD = "022190000001"
	ownerTel  = "+84900000777"
	ownerHome = "Số 77, ngõ Không Có Thật"
	otherName = "Công ty Kín Đáo Mẫu"
	otherMST  = "5799999992"
)

// timeLimit ends a request before the test would hang.
const timeLimit = 30 * time.Second

// world is a demonstration with dossiers in the states that a test asks for.
type world struct {
	*apptest.Env

	t *testing.T
	// hash is a file of every dossier that file makes.
	hash string
	size int64
	jars map[string]http.CookieJar
	// began is the journal's position when the world was new.
	began int64
	twins bool // the officials of other relations have accounts
}

func newWorld(t *testing.T, e *apptest.Env) *world {
	t.Helper()
	w := &world{Env: e, t: t, jars: map[string]http.CookieJar{}}
	w.hash, w.size = w.store(1)
	for _, r := range roles() {
		if r.demo != "" { // over the API too, each attaches a file of his own
			u := dossier.Upload{Hash: w.hash, Type: "image/png", Size: w.size}
			if err := e.Casework.KeepUpload(t.Context(), e.Account(r.demo), u, e.Now()); err != nil {
				t.Fatal(err)
			}
		}
	}
	w.describeUnlimited()
	var err error
	if w.began, err = e.Journal.Position(t.Context()); err != nil {
		t.Fatal(err)
	}
	return w
}

// scan is a small picture; shade makes two of them differ.
func scan(t *testing.T, shade uint8) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 64, 64))
	img.Set(1, 1, color.RGBA{shade, 1, 1, 255})
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func (w *world) store(shade uint8) (string, int64) {
	w.t.Helper()
	s, err := w.Files.Put(w.t.Context(), bytes.NewReader(scan(w.t, shade)))
	if err != nil {
		w.t.Fatal(err)
	}
	return s.Hash, s.Size
}

// describeUnlimited brings in a procedure whose limit an officer determines.
func (w *world) describeUnlimited() {
	w.t.Helper()
	def := procedure.Procedure{
		Code: unlimited, Name: "Thủ tục mẫu có thời hạn ghi bằng lời", Short: locale.T("Thủ tục mẫu", "A sample procedure"),
		Stage: procedure.Described, Kind: procedure.Standard, Field: procedure.Field{Code: "G15-TP07", Name: "Hộ tịch"},
		Levels: []procedure.LevelPeriod{{Level: procedure.Commune}},
		Channels: []procedure.Channel{
			{Method: procedure.Direct, LimitText: locale.T("Theo kế hoạch", "As planned")}, {Method: procedure.Online, LimitText: locale.T("Theo kế hoạch", "As planned")},
		},
	}
	p := process.Process{Procedure: unlimited, Approved: true, Decision: "Quyết định mẫu", LimitMinutes: process.MinutesPerDay, ValidFrom: calendar.D(2025, 7, 1)}
	for _, k := range []process.Kind{process.Receive, process.Appraise, process.Approve, process.Issue, process.Return} {
		s := process.StepOf(k)
		s.Minutes = 60
		p.Steps = append(p.Steps, s)
	}
	for _, c := range []procedure.Command{
		procedure.Describe{Definition: def, From: calendar.D(2025, 7, 1), Origin: procedure.Embedded, Hash: "1"},
		procedure.Assign{Rules: []org.Rule{org.ByLevel(org.LevelCommune, org.KindPeoplesCommittee)}},
	} {
		decide(w, procedure.Stream(unlimited), func(s procedure.State, now calendar.Instant) ([]act.Event, error) {
			return procedure.Decide(s, c, procedure.Facts{Now: now, Actor: org.System()})
		})
	}
	decide(w, process.Stream(unlimited), func(s process.State, now calendar.Instant) ([]act.Event, error) {
		return process.Decide(s, process.Adopt{Process: p}, process.Facts{Now: now, Actor: org.System()})
	})
}

func decide[S any](w *world, stream string, d journal.Decision[S]) {
	w.t.Helper()
	if _, err := journal.Execute(w.t.Context(), w.Journal, journal.Request{ID: w.Command(), Stream: stream, Expect: journal.Any, Actor: "system"}, d); err != nil {
		w.t.Fatal(err)
	}
}

// do acts through the casework as the pages do.
func (w *world) do(who, id string, c dossier.Command) string {
	w.t.Helper()
	done, err := w.Casework.Do(w.t.Context(), dossierdb.Order{ID: w.Command(), Dossier: id, Expect: journal.Any, Actor: w.Actor(who), Command: c})
	if err != nil {
		w.t.Fatalf("%s: %T: %v", who, c, err)
	}
	return done.Dossier
}

func (w *world) state(id string) (dossier.State, int64) {
	w.t.Helper()
	s, v, err := journal.Load[dossier.State](w.t.Context(), w.Journal, dossier.Stream(id))
	if err != nil {
		w.t.Fatal(err)
	}
	return s, v
}

// filing is a complete filing of a procedure, its papers with one file each.
func (w *world) filing(code string, owner dossier.Party, agency, place string) dossier.Filing {
	w.t.Helper()
	state, _, err := w.Casework.Definition(w.t.Context(), code)
	if err != nil {
		w.t.Fatal(err)
	}
	def := state.Procedure(w.Now().Date())
	f := dossier.Filing{Procedure: code, Agency: agency, Place: place, Owner: owner}
	if c := def.Choices(); len(c) > 0 {
		f.Case = c[0].Code
	}
	for _, p := range def.Papers(f.Case, procedure.Online) {
		f.Papers = append(f.Papers, dossier.PaperMark{
			Key: p.Key, Mark: dossier.MarkSubmitted, Files: []dossier.Upload{{Hash: w.hash, Name: "anh-chup.png", Type: "image/png", Size: w.size}},
		})
	}
	return f
}

// file files a dossier of the ward as cong-dan-1.
func (w *world) file(code string) string {
	w.t.Helper()
	return w.do("cong-dan-1", "", dossier.File{Filing: w.filing(code, dossier.Party{
		Kind: dossier.Citizen, Account: w.Account("cong-dan-1"), Name: ownerName, Number: ownerCCCD, Phone: ownerTel, Address: ownerHome,
	}, ward, "hong-gai")})
}

// elsewhere files a dossier that the department of finance decides.
func (w *world) elsewhere() string {
	w.t.Helper()
	return w.do("doanh-nghiep", "", dossier.File{Filing: w.filing(company, dossier.Party{
		Kind: dossier.Business, Account: w.Account("doanh-nghiep"), Name: otherName, Number: otherMST,
	}, finance, "mong-cai-1")})
}

// due files a dossier and takes it to where an act is the next.
func (w *world) due(next dossier.Act) string {
	w.t.Helper()
	code := marital
	switch next {
	case dossier.ActRecordStep:
		code = building
	case dossier.ActDetermineLimit:
		code = unlimited
	case dossier.ActChangeCase:
		code = marriage
	default:
	}
	id := w.file(code)
	if next == dossier.ActHold || next == dossier.ActLiftHold || next == dossier.ActClose {
		w.do("tiep-nhan", id, dossier.Deny{Refusal: dossier.Refusal{Reason: "Thiếu giấy tờ.", Clause: "Điều mẫu", Remedy: "Nộp lại."}})
		if next == dossier.ActLiftHold {
			w.do("lanh-dao", id, dossier.Hold{Ground: "Đơn khiếu nại mẫu"})
		}
		return id
	}
	if next == dossier.ActAccept || next == dossier.ActDeny {
		return id
	}
	w.do("tiep-nhan", id, dossier.Accept{})
	if next == dossier.ActReissueSlip || next == dossier.ActDetermineLimit {
		return id
	}
	for {
		s, _ := w.state(id)
		step, ok := s.CurrentStep()
		if s.Status == dossier.Finished || ok && step.Kind == process.Appraise && w.aside(id, next) {
			return id
		}
		if !ok || w.arrived(id, step.Kind, next) {
			return id
		}
	}
}

// arrived does a step's work, unless the act asked for is due there.
func (w *world) arrived(id string, at process.Kind, next dossier.Act) bool {
	w.t.Helper()
	switch at {
	case process.Assign:
		if next == dossier.ActAssign {
			return true
		}
		w.do("truong-phong", id, dossier.Assign{To: w.Account("chuyen-vien")})
	case process.Appraise:
		if next == dossier.ActAppraise || next == dossier.ActReassign || next == dossier.ActRequestSupplement {
			return true
		}
		if next == dossier.ActReceiveSupplement {
			w.do("chuyen-vien", id, dossier.RequestSupplement{Items: []dossier.Item{{Name: "Giấy tờ mẫu", Why: "Còn thiếu."}}, Sound: w.sound(), Reason: "Thiếu giấy tờ."})
			return true
		}
		w.do("chuyen-vien", id, dossier.Appraise{Outcome: dossier.Grant, Opinion: "Đủ điều kiện."})
	case process.Inspect:
		return true
	case process.Review:
		if next == dossier.ActReview || next == dossier.ActSendBack {
			return true
		}
		w.do("truong-phong", id, dossier.Review{})
	case process.Approve:
		if next == dossier.ActApprove {
			return true
		}
		w.do("lanh-dao", id, dossier.Approve{})
	case process.Issue:
		return w.issued(id, next)
	default:
		w.t.Fatalf("step %s", at)
	}
	return false
}

func (w *world) issued(id string, next dossier.Act) bool {
	w.t.Helper()
	if next == dossier.ActNumber {
		return true
	}
	w.do("van-thu", id, dossier.GiveNumber{})
	if next == dossier.ActSeal {
		return true
	}
	w.do("van-thu", id, dossier.Seal{Document: dossier.Document{Upload: dossier.Upload{Hash: w.hash, Name: "ket-qua.png", Type: "image/png", Size: w.size}}})
	if next == dossier.ActFinish {
		return true
	}
	w.do("van-thu", id, dossier.Finish{})
	return false
}

// message is one in cong-dan-1's inbox, or, with call, one of somebody without
// an account whom the ward has to call.
func (w *world) message(call bool) string {
	w.t.Helper()
	var id string
	if call {
		f := w.filing(marital, dossier.Party{Kind: dossier.Citizen, Name: ownerName, Number: ownerCCCD, Phone: ownerTel, Address: ownerHome}, ward, "hong-gai")
		id = w.do("tiep-nhan", "", dossier.Receive{Filing: f, Method: procedure.Direct})
		w.do("truong-phong", id, dossier.Assign{To: w.Account("chuyen-vien")})
		w.do("chuyen-vien", id, dossier.RequestSupplement{Items: []dossier.Item{{Name: "Giấy tờ mẫu", Why: "Còn thiếu."}}, Sound: w.sound(), Reason: "Thiếu giấy tờ."})
	} else {
		id = w.file(marital)
	}
	position, err := w.Journal.Position(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	if err := w.Journal.WaitFor(w.Soon(), notifydb.Follower, position); err != nil {
		w.t.Fatal(err)
	}
	list, err := w.Messages.OfDossier(w.t.Context(), id)
	if err != nil || len(list) == 0 {
		w.t.Fatalf("dossier %s has no message: %v", id, err)
	}
	return list[0].ID
}

// fingerprint changes with every act on a dossier, procedure, agency or account
// and with every draft; not with what followers write by themselves. Events from
// before the world are not counted again and again.
func (w *world) fingerprint() string {
	w.t.Helper()
	var acts, drafts, uploads int64
	var changed string // the sum of their last changes
	err := w.Store.Read.QueryRowContext(w.t.Context(), `SELECT
		(SELECT COUNT(*) FROM event WHERE position > $1 AND stream NOT LIKE 'message/%' AND stream NOT LIKE 'notice/%'),
		(SELECT COUNT(*) FROM dossier_draft), (SELECT COUNT(*) FROM dossier_upload), (SELECT COALESCE(SUM(changed_at), 0) FROM dossier_draft)`,
		w.began).Scan(&acts, &drafts, &uploads, &changed)
	if err != nil {
		w.t.Fatal(err)
	}
	return fmt.Sprint(acts, " ", drafts, " ", uploads, " ", changed)
}

// answer is what a request got.
type answer struct {
	status   int
	location string
	header   http.Header
	body     string
}

// signIn reports whether the answer sends a signed-out reader to sign in.
func (a answer) signIn() bool {
	return a.status == http.StatusSeeOther && strings.HasPrefix(a.location, "/dang-nhap")
}

// denied reports whether the answer is one of those to whoever may not.
func (a answer) denied() bool {
	return a.signIn() || a.status == http.StatusForbidden || a.status == http.StatusNotFound || a.status == http.StatusUnauthorized
}

// jar holds the cookies of a demo account that has signed in; "" is nobody.
func (w *world) jar(key string) http.CookieJar {
	w.t.Helper()
	if j := w.jars[key]; j != nil {
		return j
	}
	j, err := cookiejar.New(nil)
	if err != nil {
		w.t.Fatal(err)
	}
	w.jars[key] = j
	if key != "" {
		if a := w.post(key, "/dang-nhap/trinh-dien", url.Values{"account": {w.Account(key)}}); a.status != http.StatusSeeOther {
			w.t.Fatalf("%s does not sign in: %d", key, a.status)
		}
	}
	return j
}

func (w *world) get(key, path string) answer {
	w.t.Helper()
	return w.send(key, http.MethodGet, path, nil, nil)
}

func (w *world) post(key, path string, fields url.Values) answer {
	w.t.Helper()
	return w.postBody(key, path, fields.Encode())
}

// postBody sends a form that is encoded already.
func (w *world) postBody(key, path, body string) answer {
	w.t.Helper()
	return w.send(key, http.MethodPost, path, strings.NewReader(body), http.Header{
		"Content-Type": {"application/x-www-form-urlencoded"}, "Sec-Fetch-Site": {"same-origin"},
	})
}

// send makes one request as a demo account, following no redirect.
func (w *world) send(key, method, path string, body io.Reader, header http.Header) answer {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), timeLimit)
	defer cancel()
	q, err := http.NewRequestWithContext(ctx, method, w.URL+path, body)
	if err != nil {
		w.t.Fatalf("%s %.200s: %v", method, path, err)
	}
	for k, v := range header {
		q.Header[k] = v
	}
	c := http.Client{Jar: w.jar(key), CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := c.Do(q)
	if err != nil {
		w.t.Fatalf("%s %.200s: %v", method, path, err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		w.t.Fatalf("%s %.200s: %v", method, path, err)
	}
	return answer{res.StatusCode, res.Header.Get("Location"), res.Header, string(b)}
}
