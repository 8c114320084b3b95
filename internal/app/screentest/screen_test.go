package screentest

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/uuid"

	"motcua/internal/app"
	"motcua/internal/app/apptest"
	"motcua/internal/browsertest"
	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierdb"
	"motcua/internal/journal"
	"motcua/internal/procedure"
)

var update = flag.Bool("update", false, "write the transcripts anew")

func TestMain(m *testing.M) { browsertest.Main(m) }

// morning is a clock for everything here: a Monday at nine, a microsecond later
// at each look, so that what happens stays in order.
func morning() func() calendar.Instant {
	var looks atomic.Int64
	return func() calendar.Instant {
		return calendar.On(calendar.D(2025, 9, 8), 9, 0) + calendar.Instant(looks.Add(1))
	}
}

const marital = "1.004873"

// open is a new demonstration whose clock hardly moves, so that due times and
// codes are always the same.
func open(t *testing.T) *apptest.Env {
	t.Helper()
	dir := t.TempDir()
	c := app.Config{DB: "sqlite:" + filepath.Join(dir, "screens.db"), Files: filepath.Join(dir, "files"), BaseURL: "http://localhost", Now: morning()}
	a, err := app.Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(a.Seed(t.Context(), 0), a.Close()); err != nil {
		t.Fatal(err)
	}
	return apptest.Open(t, c)
}

func do(t *testing.T, e *apptest.Env, who, id string, c dossier.Command) dossier.State {
	t.Helper()
	done, err := e.Casework.Do(t.Context(), dossierdb.Order{ID: uuid.NewString(), Dossier: id, Expect: journal.Any, Actor: e.Actor(who), Command: c})
	if err != nil {
		t.Fatal(err)
	}
	s, _, err := e.Casework.Get(t.Context(), e.Actor(who), done.Dossier)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// waiting is a dossier that waits for the specialist's appraisal.
func waiting(t *testing.T, e *apptest.Env) dossier.State {
	t.Helper()
	p, _, err := e.Casework.Definition(t.Context(), marital)
	if err != nil {
		t.Fatal(err)
	}
	def := p.Procedure(e.Now().Date())
	f := dossier.Filing{
		Procedure: marital, Agency: "ubnd-hong-gai", Place: "hong-gai",
		Owner: dossier.Party{Kind: dossier.Citizen, Account: e.Account("cong-dan-1"), Name: "Phạm Thị Mẫu", Number: "022190000001", Address: "Tổ 1, khu Không Có Thật"},
	}
	if c := def.Choices(); len(c) > 0 {
		f.Case = c[0].Code
	}
	for _, paper := range def.Papers(f.Case, procedure.Online) {
		if !paper.Optional {
			f.Papers = append(f.Papers, dossier.PaperMark{Key: paper.Key, Mark: dossier.MarkSubmitted, Files: []dossier.Upload{
				{Hash: strings.Repeat("ab", 32), Name: "giay-to.pdf", Type: "application/pdf", Size: 348_160},
			}})
		}
	}
	s := do(t, e, "cong-dan-1", "", dossier.File{Filing: f})
	do(t, e, "tiep-nhan", s.ID, dossier.Accept{})
	return do(t, e, "truong-phong", s.ID, dossier.Assign{To: e.Account("chuyen-vien")})
}

func TestScreensAsTheyAreRead(t *testing.T) {
	t.Parallel()
	e := open(t)
	s := waiting(t, e)
	for _, c := range []struct {
		name, role, path string
		screen           browsertest.Option
	}{
		{"procedure", "", "/thu-tuc/" + marital, browsertest.Phone},
		{"tracking", "", "/t/" + s.Slip.Token, browsertest.Phone},
		{"counter", "Cán bộ tiếp nhận", "/tiep-nhan?procedure=" + marital, browsertest.Desk},
		{"desk", "Chuyên viên", "/ban-lam-viec", browsertest.Desk},
		{"dossier", "Chuyên viên", "/ho-so/" + s.ID, browsertest.Desk},
		{"appraisal", "Chuyên viên", "/ho-so/" + s.ID + "/tham-dinh", browsertest.Desk},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p := browsertest.Open(t, c.screen)
			if c.role != "" {
				p.Go(e.URL + "/dang-nhap")
				p.Click("UBND phường Hồng Gai: đường đi của một hồ sơ")
				p.Click("Vào vai này " + c.role)
			}
			p.Go(e.URL + c.path)
			compare(t, c.name, p.Tree())
		})
	}
}

// compare holds a page against its transcript.
func compare(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".txt")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v (write it with -update, and read it)", err)
	}
	if got == string(want) {
		return
	}
	g, w := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i := range max(len(g), len(w)) {
		var a, b string
		if i < len(g) {
			a = g[i]
		}
		if i < len(w) {
			b = w[i]
		}
		if a != b {
			t.Fatalf("%s is read otherwise from line %d on (judge it, then -update):\n got %s\nwant %s", name, i+1, a, b)
		}
	}
}
