package app_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"motcua/internal/act"
	"motcua/internal/app"
	"motcua/internal/app/apptest"
	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierdb"
	"motcua/internal/dossier/look"
	"motcua/internal/identity"
	"motcua/internal/journal"
	"motcua/internal/notify"
	"motcua/internal/notify/notifydb"
	"motcua/internal/org"
	"motcua/internal/procedure"
	"motcua/internal/queue"
	"motcua/internal/store"
	"motcua/internal/store/storetest"
	"motcua/internal/web"
	"motcua/internal/web/webtest"
)

// What the invented person of the erasure test leaves behind; found nowhere
// else in the demonstration. Search is without regard to capitals.
const (
	trace    = "xqzdau"       // names, papers, notes, labels
	traceID  = "022190777333" // identification number
	traceTel = "900777333"    // of the account's contact
	lawful   = "wvjcon"       // of a dossier that has to be kept
)

// erasure is a demonstration on a clock of its own, with that person.
type erasure struct {
	*apptest.Env

	t     *testing.T
	ahead *atomic.Int64 // µs that the clock is ahead

	person string // account
}

func TestErasure(t *testing.T) {
	t.Parallel()
	start := func(t *testing.T, c app.Config) *erasure {
		x := &erasure{t: t, ahead: &atomic.Int64{}}
		x.pass(-470) // sessions end by the machine's clock, so the test begins in the past
		c.Now = func() calendar.Instant { return calendar.At(time.Now()) + calendar.Instant(x.ahead.Load()) }
		seeded, err := app.Open(t.Context(), c)
		if err == nil {
			err = errors.Join(seeded.Seed(t.Context(), 0), seeded.Close())
		}
		if err != nil {
			t.Fatal(err)
		}
		x.Env = apptest.Open(t, c, signInAs)
		return x
	}
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		dir := t.TempDir()
		start(t, app.Config{DB: "sqlite:" + filepath.Join(dir, "cell.db"), Files: filepath.Join(dir, "files")}).whole()
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		dir := t.TempDir()
		start(t, app.Config{DB: storetest.PostgresAddress(t), Files: filepath.Join(dir, "files"), SecretFile: filepath.Join(dir, "key")}).whole()
	})
}

// signInAs adds a way in for an account that is no demonstration's: its identity
// provider is tested elsewhere.
func signInAs(a *app.App) {
	a.Mux.Handle("POST /thu/dang-nhap", web.Public, func(w http.ResponseWriter, r *http.Request) error {
		if err := web.SignIn(r.Context(), r.FormValue("account")); err != nil {
			return err
		}
		web.CameThrough(r.Context(), "thu", int(identity.AssuranceHigh))
		return web.Redirect(w, r, "/tai-khoan")
	})
}

func (x *erasure) whole() {
	x.t.Helper()
	x.open()
	draft := x.live()
	refused, ended, counter, kept := x.dossiers()
	x.settle()
	x.wants("before", trace, "account_row", "dossier_draft", "dossier_look", "dossier_row", "event_personal", "message_row", "stream", "files")
	x.wants("before", lawful, "dossier_row", "event_personal", "message_row", "stream", "files")
	figures := x.figures()

	x.exported(draft)
	x.contactGoes()
	x.answered(kept, ended)
	x.accountGoes()

	x.pass(100)
	x.erases(refused)
	x.pass(367)
	x.held(ended)
	x.erases(ended, counter)
	x.pagesTellNothing(refused, ended, counter)
	x.pass(5)
	if _, err := x.Collect(x.t.Context(), false, true); err != nil {
		x.t.Fatal(err)
	}

	for _, text := range []string{trace, traceID, traceTel} {
		x.wants("after", text)
	}
	x.wants("after", lawful, "dossier_row", "event_personal", "stream", "files")
	if after := x.figures(); after != figures {
		x.t.Errorf("erasing changed figures:\n%s\nbefore:\n%s", after, figures)
	}
	if err := x.Reports.Rebuild(x.t.Context()); err != nil {
		x.t.Fatal(err)
	}
	if after := x.figures(); after != figures {
		x.t.Errorf("figures made anew differ:\n%s\nbefore:\n%s", after, figures)
	}
	if check, err := x.Journal.Fsck(x.t.Context()); err != nil || len(check.Findings) > 0 {
		x.t.Errorf("fsck: %+v %v", check.Findings, err)
	}
}

// open opens the person's account and lets the catalogue's clerk set the term.
func (x *erasure) open() {
	x.t.Helper()
	proof := identity.Proof{
		Provider: "thu", Subject: strings.Repeat("0b", 32), Assurance: identity.AssuranceHigh, Kind: org.ActorCitizen, Number: traceID, Name: "Vũ Thị " + trace,
	}
	account, err := x.Accounts.Admit(x.t.Context(), proof, "")
	if err != nil {
		x.t.Fatal(err)
	}
	x.person = account.ID
	q := journal.Request{ID: x.Command(), Stream: procedure.Stream(marital), Expect: journal.Any, Actor: x.Account("danh-muc")}
	if _, err := journal.Execute(x.t.Context(), x.Journal, q, func(s procedure.State, now calendar.Instant) ([]act.Event, error) {
		return procedure.Decide(s, procedure.SetRetention{Years: 1, Ground: "Bảng thời hạn mẫu, mục 1"}, procedure.Facts{Now: now, Actor: x.Actor("danh-muc")})
	}); err != nil {
		x.t.Fatal(err)
	}
}

func (x *erasure) browser() *webtest.Client {
	x.t.Helper()
	c := webtest.NewClient(x.t, x.App)
	c.Post("/thu/dang-nhap", url.Values{"account": {x.person}}).Wants(http.StatusOK)
	return c
}

// live is what the person does before filing: contact data, twice, a token, and
// a draft with a file. It answers the draft's path.
func (x *erasure) live() string {
	x.t.Helper()
	c := x.browser()
	for _, tel := range []string{"0" + traceTel, "0900777334"} {
		page := c.Get("/tai-khoan/lien-he")
		c.Submit(page, "", url.Values{"phone": {tel}, "email": {trace + "@motcua.example"}, "address": {"Số 9, ngõ " + trace}, "place": {"hong-gai"}}).Wants(http.StatusOK, "Đã lưu")
	}
	page := c.Get("/tai-khoan/ma-truy-cap")
	c.Submit(page, "cap-ma", url.Values{"label": {"Phần mềm " + trace}, "scopes": {"dossiers:read"}, "days": {"90"}}).Wants(http.StatusOK, "Đã cấp")
	begun := c.Post("/nop-ho-so", url.Values{"thu_tuc": {marital}, "dia_ban": {"hong-gai"}})
	draft, ok := strings.CutSuffix(begun.Path, "/truong-hop")
	if !ok {
		x.t.Fatalf("begun at %s: %d %s", begun.Path, begun.Status, begun.Text())
	}
	c.Post(draft+"/truong-hop", url.Values{"dia_ban": {"hong-gai"}}).Wants(http.StatusOK)
	c.Post(draft+"/nguoi-nop", url.Values{"whose": {"toi"}, "phone": {"0911777444"}, "address": {"Tổ " + trace}}).Wants(http.StatusOK)
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	_ = m.WriteField("act", "next")
	_ = m.WriteField("mark.giay-to-tuy-than", "shown")
	w, err := m.CreateFormFile("paper.to-khai", trace+".png")
	if err == nil {
		_, err = w.Write(append(scan(x.t, 41), trace...))
	}
	if err != nil || m.Close() != nil {
		x.t.Fatal(err)
	}
	c.PostBody(draft+"/giay-to", m.FormDataContentType(), &b).Wants(http.StatusOK)
	return draft
}

// do acts on a dossier as an official, or as the person.
func (x *erasure) do(who, id string, c dossier.Command) string {
	x.t.Helper()
	var actor org.Actor
	var err error
	if who == x.person {
		actor, err = x.Accounts.Actor(x.t.Context(), x.person)
	} else {
		actor = x.Actor(who)
	}
	if err != nil {
		x.t.Fatal(err)
	}
	done, err := x.Casework.Do(x.t.Context(), dossierdb.Order{ID: x.Command(), Dossier: id, Expect: journal.Any, Actor: actor, Command: c})
	if err != nil {
		x.t.Fatalf("%s: %T: %v", who, c, err)
	}
	return done.Dossier
}

// filing names the person by a mark, and one file that holds it.
func (x *erasure) filing(mark string, shade uint8) dossier.Filing {
	x.t.Helper()
	stored, err := x.Files.Put(x.t.Context(), bytes.NewReader(append(scan(x.t, shade), mark...)))
	if err != nil {
		x.t.Fatal(err)
	}
	w := &world{Env: x.Env, t: x.t, hash: stored.Hash, size: stored.Size}
	number := traceID
	if mark == lawful {
		number = "022190777999"
	}
	f := w.filing(marital, dossier.Party{Kind: dossier.Citizen, Name: "Vũ Thị " + mark, Number: number, Phone: "+84911777444", Address: "Số 1, " + mark}, ward, "hong-gai")
	f.Note = "Ghi chú " + mark
	return f
}

// dossiers are one that was refused, two that ended (online and at the
// counter, with a call and a look) and one that is open.
func (x *erasure) dossiers() (refused, ended, counter, kept string) {
	x.t.Helper()
	refused = x.do(x.person, "", dossier.File{Filing: x.filing(trace, 42)})
	x.do("tiep-nhan", refused, dossier.Deny{Refusal: dossier.Refusal{Reason: "Giấy tờ của " + trace + " không đọc được.", Clause: "Điều mẫu", Remedy: "Xin " + trace + " nộp lại."}})
	kept = x.do(x.person, "", dossier.File{Filing: x.filing(lawful, 43)})
	x.do("tiep-nhan", kept, dossier.Accept{})
	ended = x.do(x.person, "", dossier.File{Filing: x.filing(trace, 44)})
	x.do("tiep-nhan", ended, dossier.Accept{})
	counter = x.do("tiep-nhan", "", dossier.Receive{Filing: x.filing(trace, 45), Method: procedure.Direct})
	for _, id := range []string{ended, counter} {
		x.work(id)
	}
	x.settle()
	for _, id := range []string{ended, counter} {
		x.do("tra-ket-qua", id, dossier.HandOver{Receiver: "Vũ Thị " + trace, ByPaper: "CCCD của " + trace, Number: traceID})
	}
	inspector := x.Actor("kiem-soat")
	if err := x.Casework.Look(x.t.Context(), x.Command(), inspector, ended, look.Command{Kind: look.Inspection, Reason: "Kiểm tra theo đơn của " + trace}); err != nil {
		x.t.Fatal(err)
	}
	return refused, ended, counter, kept
}

func (x *erasure) work(id string) {
	x.t.Helper()
	filed := x.filing(trace, 46)
	result := dossier.Document{Upload: filed.Papers[0].Files[0]}
	var sound []string
	for _, m := range filed.Papers {
		sound = append(sound, m.Key)
	}
	x.do("truong-phong", id, dossier.Assign{To: x.Account("chuyen-vien"), Note: "Xem kỹ hồ sơ của " + trace})
	x.do("chuyen-vien", id, dossier.RequestSupplement{Items: []dossier.Item{{Name: "Ảnh của " + trace, Why: "Mờ."}}, Sound: sound, Reason: trace})
	x.settle()
	list, err := x.Messages.OfDossier(x.t.Context(), id)
	if err != nil {
		x.t.Fatal(err)
	}
	for _, m := range list {
		if m.Call == notify.CallWaiting {
			if err := x.Messages.RecordCall(x.t.Context(), x.Command(), x.Actor("tiep-nhan"), m.ID, notify.RecordCall{Outcome: notify.Reached, Note: "Đã gặp " + trace}); err != nil {
				x.t.Fatal(err)
			}
		}
	}
	x.do("tiep-nhan", id, dossier.ReceiveSupplement{Papers: []dossier.PaperMark{{Name: "Ảnh của " + trace, Mark: dossier.MarkShown}}})
	x.do("chuyen-vien", id, dossier.Appraise{Outcome: dossier.Grant, Opinion: "Hồ sơ của " + trace + " đủ điều kiện.", Draft: &result})
	x.do("truong-phong", id, dossier.Review{Note: trace})
	x.do("lanh-dao", id, dossier.Approve{Note: trace})
	x.do("van-thu", id, dossier.GiveNumber{})
	x.do("van-thu", id, dossier.Seal{Document: result})
	x.do("van-thu", id, dossier.Finish{})
}

// settle waits for messages and figures of everything so far.
func (x *erasure) settle() {
	x.t.Helper()
	position, err := x.Journal.Position(x.t.Context())
	if err == nil {
		err = x.Journal.WaitFor(x.Soon(), notifydb.Follower, position)
	}
	if err == nil {
		err = x.Journal.WaitFor(x.Soon(), "report", position)
	}
	if err != nil {
		x.t.Fatal(err)
	}
}

func (x *erasure) pass(days int) { x.ahead.Add((time.Duration(days) * 24 * time.Hour).Microseconds()) }

// exported: one's own data as a file names everything.
func (x *erasure) exported(draft string) {
	x.t.Helper()
	c := x.browser()
	c.Get("/tai-khoan/du-lieu").Wants(http.StatusOK, "Bản nháp", "Hồ sơ đã nộp", "Kiểm tra theo đơn")
	var all map[string]json.RawMessage
	file := c.Get("/tai-khoan/du-lieu/tai-ve").Wants(http.StatusOK)
	if err := json.Unmarshal([]byte(file.Body), &all); err != nil {
		x.t.Fatalf("%v: %s", err, file.Body)
	}
	for _, key := range []string{"account", "drafts", "dossiers", "messages"} {
		if !strings.Contains(strings.ToLower(string(all[key])), trace) {
			x.t.Errorf("%s does not name the person (draft %s): %s", key, draft, all[key])
		}
	}
}

func (x *erasure) contactGoes() {
	x.t.Helper()
	c := x.browser()
	c.Submit(c.Get("/tai-khoan/du-lieu"), "xoa-lien-he", nil).Wants(http.StatusOK, "Đã xóa số điện thoại")
	x.wants("without contact", traceTel)
	c.Get("/tai-khoan").Wants(http.StatusOK, trace).Lacks("0900 777 334", trace+"@")
}

// answered: what cannot be erased yet is answered with ground and day.
func (x *erasure) answered(open, ended string) {
	x.t.Helper()
	c := x.browser()
	c.Submit(c.Get("/tai-khoan/du-lieu"), "xoa-"+open, nil).Wants(http.StatusOK, "đang được giải quyết nên chưa xóa được")
	c.Submit(c.Get("/tai-khoan/du-lieu"), "xoa-"+ended, nil).Wants(http.StatusOK, "phải lưu đến hết thời hạn", "Bảng thời hạn mẫu, mục 1")
}

func (x *erasure) accountGoes() {
	x.t.Helper()
	c := x.browser()
	page := c.Get("/tai-khoan/du-lieu/dong-tai-khoan").Wants(http.StatusOK)
	c.Submit(page, "", nil).Wants(http.StatusUnprocessableEntity, "đánh dấu vào ô xác nhận")
	c.Submit(page, "", url.Values{"sure": {"yes"}}).Wants(http.StatusOK)
	c.Get("/tai-khoan").Lacks(trace)
	x.wants("without account", trace, "dossier_look", "dossier_row", "event_personal", "message_row", "stream", "files")
	for _, table := range []string{"dossier_draft", "dossier_upload", "web_session", "known_device"} {
		var n int64
		if err := x.Store.Read.QueryRowContext(x.t.Context(), `SELECT COUNT(*) FROM `+table+` WHERE account = $1`, x.person).Scan(&n); err != nil || n > 0 {
			x.t.Errorf("%s keeps %d rows: %v", table, n, err)
		}
	}
}

// held: what a leader holds is not erased.
func (x *erasure) held(id string) {
	x.t.Helper()
	x.do("lanh-dao", id, dossier.Hold{Ground: "Đơn khiếu nại mẫu của " + trace})
	c := x.Client("van-thu")
	c.Submit(c.Get("/den-han-tieu-huy"), "", url.Values{"dossier": {id}, "decision": {"Quyết định mẫu số 3"}}).Wants(http.StatusUnprocessableEntity, "đang được giữ lại")
	x.do("lanh-dao", id, dossier.LiftHold{Ground: "Đã giải quyết đơn của " + trace})
}

func (x *erasure) erases(ids ...string) {
	x.t.Helper()
	c := x.Client("van-thu")
	page := c.Get("/den-han-tieu-huy").Wants(http.StatusOK, "V. T.")
	c.Submit(page, "", url.Values{"dossier": ids}).Wants(http.StatusUnprocessableEntity, "quyết định tiêu hủy")
	c.Submit(page, "", url.Values{"dossier": ids, "decision": {"Quyết định mẫu số 3"}}).Wants(http.StatusOK, fmt.Sprintf("Đã tiêu hủy dữ liệu cá nhân của %d hồ sơ", len(ids)))
}

func (x *erasure) pagesTellNothing(ids ...string) {
	x.t.Helper()
	for _, who := range []string{"van-thu", "tiep-nhan", "kiem-soat"} {
		c := x.Client(who)
		for _, id := range ids {
			c.Get("/ho-so/"+id).Lacks(trace, traceID)
		}
		c.Get("/ban-lam-viec?q=" + traceID).Lacks("Vũ Thị " + trace)
	}
}

// figures is everything that reports count from.
func (x *erasure) figures() string {
	x.t.Helper()
	x.settle()
	var lines []string
	x.rows(x.Store, "report_dossier", func(columns []string, row []string) {
		for i, c := range columns {
			if c == "grp" {
				row[i] = "" // numbered anew by a rebuild
			}
		}
		lines = append(lines, strings.Join(row, " "))
	})
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// wants checks in which tables a text is found, and whether in a file.
func (x *erasure) wants(when, text string, places ...string) {
	x.t.Helper()
	if got := x.places(text); !slices.Equal(got, places) {
		x.t.Errorf("%s: %q is in %v, want %v", when, text, got, places)
	}
}

// places searches every table of every database, the folder of files and, on
// SQLite, the very bytes of the database.
func (x *erasure) places(text string) []string {
	x.t.Helper()
	var found []string
	text = strings.ToLower(text)
	search := func(db *store.DB) {
		for _, table := range x.tables(db) {
			x.rows(db, table, func(_ []string, row []string) {
				if strings.Contains(strings.ToLower(strings.Join(row, "\x00")), text) && !slices.Contains(found, table) {
					found = append(found, table)
				}
			})
		}
	}
	search(x.Store)
	if path, ok := strings.CutPrefix(x.DB, "sqlite:"); ok {
		jobs := queue.JobsPath(path)
		if _, err := os.Stat(jobs); err == nil {
			db, err := store.Open(x.t.Context(), "sqlite:"+jobs)
			if err != nil {
				x.t.Fatal(err)
			}
			search(db)
			if err := db.Close(); err != nil {
				x.t.Fatal(err)
			}
		}
		if len(found) == 0 {
			x.bytes(path, text)
		}
	}
	slices.Sort(found)
	if x.inFiles(text) {
		found = append(found, "files")
	}
	return found
}

// bytes looks for what the database's file still holds in pages that nobody
// reads any more.
func (x *erasure) bytes(path, text string) {
	x.t.Helper()
	if _, err := x.Store.Write.ExecContext(context.Background(), "PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
		x.t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		x.t.Fatal(err)
	}
	if i := bytes.Index(bytes.ToLower(b), []byte(text)); i >= 0 {
		x.t.Errorf("%q is left in free bytes of the database: %q", text, b[max(0, i-40):min(len(b), i+60)])
	}
}

func (x *erasure) inFiles(text string) (found bool) {
	x.t.Helper()
	err := filepath.WalkDir(x.Config.Files, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		found = found || bytes.Contains(bytes.ToLower(b), []byte(text))
		return err
	})
	if err != nil {
		x.t.Fatal(err)
	}
	return found
}

// tables are the tables of a database, as it lists them itself.
func (x *erasure) tables(db *store.DB) []string {
	x.t.Helper()
	query := `SELECT name FROM sqlite_master WHERE type = 'table'`
	if db.Dialect == store.Postgres {
		query = `SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'`
	}
	return x.list(db, query)
}

// columns are the columns of a table, as the database lists them itself.
func (x *erasure) columns(db *store.DB, table string) []string {
	x.t.Helper()
	query := `SELECT name FROM pragma_table_info($1)`
	if db.Dialect == store.Postgres {
		query = `SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position`
	}
	return x.list(db, query, table)
}

// list reads one column of text.
func (x *erasure) list(db *store.DB, query string, args ...any) []string {
	x.t.Helper()
	rows, err := db.Read.QueryContext(x.t.Context(), query, args...)
	if err != nil {
		x.t.Fatal(err)
	}
	defer rows.Close()
	var all []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			x.t.Fatal(err)
		}
		all = append(all, name)
	}
	if rows.Err() != nil || len(all) == 0 {
		x.t.Fatal(rows.Err(), all)
	}
	return all
}

// rows reads a whole table as text.
func (x *erasure) rows(db *store.DB, table string, f func(columns []string, row []string)) {
	x.t.Helper()
	columns := x.columns(db, table)
	rows, err := db.Read.QueryContext(x.t.Context(), `SELECT "`+strings.Join(columns, `", "`)+`" FROM "`+table+`"`)
	if err != nil {
		x.t.Fatalf("%s: %v", table, err)
	}
	defer rows.Close()
	for rows.Next() {
		values, targets, row := make([]any, len(columns)), make([]any, len(columns)), make([]string, len(columns))
		for i := range values {
			targets[i] = &values[i]
		}
		if err := rows.Scan(targets...); err != nil {
			x.t.Fatalf("%s: %v", table, err)
		}
		for i, v := range values {
			if b, ok := v.([]byte); ok {
				v = string(b)
			}
			row[i] = fmt.Sprint(v)
		}
		f(columns, row)
	}
	if err := rows.Err(); err != nil {
		x.t.Fatal(err)
	}
}
