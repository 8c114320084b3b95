package dossierweb_test

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/png"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/alexedwards/scs/v2/memstore"
	"github.com/google/uuid"

	"motcua/internal/act"
	"motcua/internal/blob"
	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierdb"
	"motcua/internal/dossier/dossierfile"
	"motcua/internal/dossier/dossierweb"
	"motcua/internal/fault"
	"motcua/internal/journal"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/org/orgdb"
	"motcua/internal/org/province"
	"motcua/internal/procedure"
	"motcua/internal/procedure/proceduredb"
	"motcua/internal/process"
	"motcua/internal/store"
	"motcua/internal/web"
	"motcua/internal/web/ui"
	"motcua/internal/web/webtest"
	"motcua/internal/worktime/worktimedb"
)

// The people of the tests, from the simulated staff of a ward and of a
// department that has nothing to do with its dossiers.
const (
	ward       = "ubnd-hong-gai"
	reception  = "gd-ubnd-hong-gai-tiep-nhan-1"
	returner   = "gd-ubnd-hong-gai-tiep-nhan-2"
	head       = "gd-ubnd-hong-gai-truong-phong"
	specialist = "gd-ubnd-hong-gai-chuyen-vien-1"
	colleague  = "gd-ubnd-hong-gai-chuyen-vien-2"
	leader     = "gd-ubnd-hong-gai-lanh-dao-1"
	clerk      = "gd-ubnd-hong-gai-van-thu-1"
	stranger   = "gd-so-tu-phap-tiep-nhan-1"
	citizen    = "gd-cong-dan-1"
)

// code is the one procedure of the tests, with every kind of step.
const code = "9.000001"

// site is the pages over a database with a ward, a department and a procedure.
type site struct {
	t        *testing.T
	casework *dossierdb.Casework
	dir      *orgdb.Directory
	mux      *web.Mux
	door     *webtest.Client // signed out
	now      *atomic.Int64
	beside   *web.Slot
	scan     dossier.Upload // a stored picture, of every dossier that is filed
}

func (s *site) clock() calendar.Instant { return calendar.Instant(s.now.Load()) }

// pass lets time go by.
func (s *site) pass(d time.Duration) { s.now.Add(d.Microseconds()) }

// accounts are the officials of the directory and one citizen.
type accounts struct {
	dir *orgdb.Directory
	now func() calendar.Instant
}

func (a accounts) Actor(_ context.Context, account string) (org.Actor, error) {
	if account == citizen {
		return org.Actor{Account: citizen, Name: "Nguyễn Thị Mẫu Một", Kind: org.ActorCitizen}, nil
	}
	actor, ok := a.dir.Organisation().Official(account, a.now().Date())
	if !ok {
		return actor, fault.New(fault.NotFound, "test.no_account", locale.T("Không có tài khoản.", "No account."))
	}
	return actor, nil
}

func (a accounts) Viewer(ctx context.Context, account string) (web.Viewer, error) {
	actor, err := a.Actor(ctx, account)
	v := web.Viewer{Account: account, Name: actor.Name, Kind: web.Staff}
	if actor.Kind != org.ActorOfficial {
		v.Kind = web.Person
	}
	for _, p := range actor.Posts {
		v.Posts = append(v.Posts, web.Post{Duty: string(p.Duty), Unit: p.Unit, Agency: p.Agency, Title: p.Title})
	}
	return v, err
}

func open(t *testing.T, db *store.DB) *site {
	t.Helper()
	ctx := t.Context()
	if err := db.Migrate(ctx, journal.Migrations(), proceduredb.Migrations(), dossierdb.Migrations()); err != nil {
		t.Fatal(err)
	}
	s := &site{t: t, now: &atomic.Int64{}, beside: &web.Slot{Name: "beside"}}
	s.now.Store(int64(calendar.On(calendar.D(2026, 3, 10), 8, 0)))
	j, err := journal.New(ctx, db, s.clock)
	if err != nil {
		t.Fatal(err)
	}
	orgdb.Register(j)
	proceduredb.Register(j)
	dossierdb.Register(j)
	worktimedb.Register(j)
	j.Start()
	t.Cleanup(j.Close)
	dir := orgdb.New(j)
	s.dir = dir
	s.enter(j)
	if err := dir.Refresh(ctx); err != nil {
		t.Fatal(err)
	}
	s.casework = dossierdb.New(dossierdb.Config{Journal: j, DB: db, Directory: dir, Clocks: worktimedb.New(j), Home: "Quảng Ninh", Demo: true})
	files, err := blob.Open(ctx, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = files.Close() })
	stored, err := files.Put(ctx, bytes.NewReader(picture(t, 90)))
	if err != nil {
		t.Fatal(err)
	}
	s.scan = dossier.Upload{Hash: stored.Hash, Name: "to-khai.png", Type: stored.Type, Size: stored.Size}
	s.serve(accounts{dir, s.clock}, files)
	return s
}

// enter brings the agencies and the procedure in.
func (s *site) enter(j *journal.Journal) {
	s.t.Helper()
	place := func(t org.Territory, now calendar.Instant) ([]act.Event, error) {
		return org.DecideTerritory(t, province.Territory(), org.Facts{Now: now, Actor: org.System()})
	}
	execute(s.t, j, org.TerritoryStream(province.Code), place)
	for _, agency := range province.Seed() {
		if agency.ID != ward && agency.ID != "so-tu-phap" && agency.ID != "trung-tam-phuc-vu-hcc" {
			continue
		}
		for _, c := range agency.Commands {
			execute(s.t, j, org.Stream(agency.ID), func(state org.State, now calendar.Instant) ([]act.Event, error) {
				return org.Decide(state, c, org.Facts{Now: now, Actor: org.System()})
			})
		}
	}
	for _, c := range []procedure.Command{
		procedure.Describe{Definition: definition(), From: calendar.D(2025, 7, 1), Origin: procedure.Embedded, Hash: "1"},
		procedure.Assign{Rules: []org.Rule{org.ByLevel(org.LevelCommune, org.KindPeoplesCommittee)}},
	} {
		execute(s.t, j, procedure.Stream(code), func(state procedure.State, now calendar.Instant) ([]act.Event, error) {
			return procedure.Decide(state, c, procedure.Facts{Now: now, Actor: org.System()})
		})
	}
	execute(s.t, j, process.Stream(code), func(state process.State, now calendar.Instant) ([]act.Event, error) {
		return process.Decide(state, process.Adopt{Process: steps()}, process.Facts{Now: now, Actor: org.System()})
	})
}

func execute[S any](t *testing.T, j *journal.Journal, stream string, d journal.Decision[S]) {
	t.Helper()
	if _, err := journal.Execute(t.Context(), j, journal.Request{ID: uuid.NewString(), Stream: stream, Expect: journal.Any, Actor: "system"}, d); err != nil {
		t.Fatal(err)
	}
}

func definition() procedure.Procedure {
	limit := calendar.Limit{Unit: calendar.WorkingDays, Milli: 7000}
	var channels []procedure.Channel
	for _, m := range []procedure.Method{procedure.Direct, procedure.Online, procedure.Postal} {
		channels = append(channels, procedure.Channel{Method: m, Limit: limit, LimitText: locale.T("7 ngày làm việc", "7 working days")})
	}
	return procedure.Procedure{
		Code: code, Name: "Thủ tục cấp giấy xác nhận mẫu", Short: locale.T("Cấp giấy xác nhận mẫu", "A sample certificate"),
		Stage: procedure.Described, Kind: procedure.Standard, Field: procedure.Field{Code: "G15-TP07", Name: "Hộ tịch"},
		Levels: []procedure.LevelPeriod{{Level: procedure.Commune}}, Channels: channels,
		Groups: []procedure.PaperGroup{{Kind: procedure.Submit, Papers: []procedure.Paper{
			{Key: "to-khai", Kind: procedure.Submit, Name: locale.T("Tờ khai theo mẫu", "The form"), Originals: 1},
			{Key: "giay-to-nha", Kind: procedure.Submit, Name: locale.T("Giấy tờ về chỗ ở", "Papers of the home"), Copies: 1, Optional: true},
		}}},
	}
}

func steps() process.Process {
	p := process.Process{Procedure: code, Approved: true, Decision: "Quyết định mẫu", LimitMinutes: 7 * process.MinutesPerDay, ValidFrom: calendar.D(2025, 7, 1)}
	for _, k := range []process.Kind{process.Receive, process.Assign, process.Appraise, process.Review, process.Approve, process.Issue, process.Return} {
		st := process.StepOf(k)
		st.Minutes = 240
		p.Steps = append(p.Steps, st)
	}
	return p
}

func (s *site) serve(a accounts, files *blob.Store) {
	s.mux = web.New(web.Config{
		Site: ui.Site{Name: ui.S("Một cửa thử"), Demo: true}, Accounts: a,
		Sessions: web.NewSessions(memstore.NewWithCleanupInterval(0), false), Log: slog.New(slog.DiscardHandler),
		Service: func(context.Context, web.Viewer) []ui.Link {
			return []ui.Link{{Href: "/ban-lam-viec", Text: locale.T("Bàn làm việc", "Desk")}, {Href: "/tiep-nhan", Text: locale.T("Tiếp nhận", "Counter")}}
		},
	})
	s.mux.Handle("GET /dang-nhap", web.Public, func(w http.ResponseWriter, r *http.Request) error {
		if account := r.URL.Query().Get("account"); account != "" {
			if err := web.SignIn(r.Context(), account); err != nil {
				return err
			}
		}
		return web.Render(w, r, http.StatusOK, ui.ErrorPage(ui.S("Xin đăng nhập"), ui.S("Xin đăng nhập."), "", ui.Link{}))
	})
	dossierweb.Routes(s.mux, dossierweb.Deps{
		Casework: s.casework, Files: dossierfile.Desk{Store: files, Casework: s.casework, Now: s.clock}, Actors: a, Now: s.clock, Demo: true, Home: "Quảng Ninh", Beside: s.beside,
	})
	s.door = webtest.NewClient(s.t, s.mux)
}

// as is a browser at which an account has signed in.
func (s *site) as(account string) *webtest.Client {
	s.t.Helper()
	c := s.door.Fresh()
	c.Get("/dang-nhap?account=" + account)
	return c
}

// filed files a dossier online and answers its id.
func (s *site) filed(owner string) string {
	s.t.Helper()
	d, err := s.casework.Do(s.t.Context(), dossierdb.Order{
		ID: uuid.NewString(), Expect: journal.Any, Actor: org.Actor{Account: citizen, Name: "Nguyễn Thị Mẫu Một", Kind: org.ActorCitizen},
		Command: dossier.File{Filing: dossier.Filing{
			Procedure: code, Agency: ward, Place: "hong-gai",
			Owner: dossier.Party{Kind: dossier.Citizen, Account: citizen, Name: owner, Number: "022190000001", Address: "Số 1, khu Không Có Thật", Phone: "+84900000001"},
			Papers: []dossier.PaperMark{
				{Key: "to-khai", Name: "Tờ khai theo mẫu", Mark: dossier.MarkSubmitted, Originals: 1, Files: []dossier.Upload{s.scan}},
			},
		}},
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return d.Dossier
}

// state is a dossier as it stands.
func (s *site) state(id string) dossier.State {
	s.t.Helper()
	state, _, err := s.casework.Get(s.t.Context(), org.Actor{Account: "x", Kind: org.ActorOfficial, Posts: []org.ActorPost{{Agency: ward, Duty: org.DutyReception}}}, id)
	if err != nil {
		s.t.Fatal(err)
	}
	return state
}

// do opens an act's page as an account, sends the form and answers the page.
func (s *site) do(account, id, slug string, fields url.Values) *webtest.Page {
	s.t.Helper()
	c := s.as(account)
	p := c.Get("/ho-so/" + id + "/" + slug)
	p.Wants(http.StatusOK)
	s.pass(time.Minute)
	if strings.Contains(p.Body, "multipart/form-data") {
		return c.PostBody(p.Path, "multipart/form-data; boundary=grenze", multipartBody(s.t, withHidden(p, fields), nil))
	}
	return c.Submit(p, "", fields)
}

// withHidden adds the hidden fields of a page's form.
func withHidden(p *webtest.Page, fields url.Values) url.Values {
	all := url.Values{"form_token": {p.Value("form_token")}, "version": {p.Value("version")}}
	for k, v := range fields {
		all[k] = v
	}
	return all
}

// upload is one file of a form.
type upload struct {
	field, name string
	body        []byte
}

func multipartBody(t *testing.T, fields url.Values, files []upload) io.Reader {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	if err := w.SetBoundary("grenze"); err != nil {
		t.Fatal(err)
	}
	for k, values := range fields {
		for _, v := range values {
			if err := w.WriteField(k, v); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, f := range files {
		part, err := w.CreatePart(textproto.MIMEHeader{"Content-Disposition": {`form-data; name="` + f.field + `"; filename="` + f.name + `"`}})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write(f.body); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return &b
}

// picture is a small scan; shade makes two of them differ.
func picture(t *testing.T, shade uint8) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 320, 440))
	for y := range 440 {
		for x := range 320 {
			c := color.RGBA{250, 248, 240, 255}
			if y%22 < 3 && x > 30 && x < 290 {
				c = color.RGBA{shade, 90, 90, 255}
			}
			img.Set(x, y, c)
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
