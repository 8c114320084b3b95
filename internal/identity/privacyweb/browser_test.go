package privacyweb_test

import (
	"errors"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

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

const (
	marital = "1.004873"
	owner   = "Phạm Thị Mẫu Dữ Liệu" // invented
)

// file files a dossier of somebody and lets reception refuse it.
func file(t *testing.T, e *apptest.Env, refuse bool) {
	t.Helper()
	p, _, err := e.Casework.Definition(t.Context(), marital)
	if err != nil {
		t.Fatal(err)
	}
	def := p.Procedure(e.Now().Date())
	f := dossier.Filing{Procedure: marital, Agency: "ubnd-hong-gai", Place: "hong-gai", Owner: dossier.Party{Kind: dossier.Citizen, Name: owner, Number: "022190000001"}}
	if c := def.Choices(); len(c) > 0 {
		f.Case = c[0].Code
	}
	for _, paper := range def.Papers(f.Case, procedure.Online) {
		f.Papers = append(f.Papers, dossier.PaperMark{Key: paper.Key, Mark: dossier.MarkSubmitted, Files: []dossier.Upload{{Hash: strings.Repeat("ab", 32), Name: "anh.png", Type: "image/png", Size: 4096}}})
	}
	id := ""
	do := func(who string, c dossier.Command) {
		t.Helper()
		done, err := e.Casework.Do(t.Context(), dossierdb.Order{ID: uuid.NewString(), Dossier: id, Expect: journal.Any, Actor: e.Actor(who), Command: c})
		if err != nil {
			t.Fatal(err)
		}
		id = done.Dossier
	}
	do("cong-dan-1", dossier.File{Filing: f})
	if refuse {
		do("tiep-nhan", dossier.Deny{Refusal: dossier.Refusal{Reason: "Thiếu giấy tờ.", Clause: "Điều mẫu", Remedy: "Nộp lại."}})
	}
}

func TestInABrowser(t *testing.T) {
	t.Parallel()
	for name, screen := range map[string]browsertest.Option{"desk": browsertest.Desk, "phone": browsertest.Phone} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var behind atomic.Int64
			behind.Store((120 * 24 * time.Hour).Microseconds())
			dir := t.TempDir()
			c := app.Config{DB: "sqlite:" + filepath.Join(dir, "cell.db"), Files: filepath.Join(dir, "files"), Now: func() calendar.Instant {
				return calendar.At(time.Now()) - calendar.Instant(behind.Load())
			}}
			seeded, err := app.Open(t.Context(), c)
			if err == nil {
				err = errors.Join(seeded.Seed(t.Context(), 0), seeded.Close())
			}
			if err != nil {
				t.Fatal(err)
			}
			e := apptest.Open(t, c)
			file(t, e, true)
			behind.Store(0)
			file(t, e, false)
			p := browsertest.Open(t, screen)
			look := func(shot string) {
				t.Helper()
				if _, sideways := p.Scrolls(); sideways {
					t.Errorf("%s scrolls sideways", shot)
				}
				p.Axe()
				p.Screenshot(name+"-"+shot, 0)
			}
			enter := func(role string) {
				t.Helper()
				p.Go(e.URL + "/dang-nhap")
				p.Click("Vào vai này " + role)
			}
			enter("Công dân")
			p.Go(e.URL + "/tai-khoan/du-lieu")
			p.See("Ai đã xem hồ sơ của tôi")
			look("data")
			p.Click("Rút lại")
			p.See("Không đồng ý.")
			p.Click("Xóa thông tin liên hệ")
			p.See("Đã xóa số điện thoại")
			look("erased")
			p.Go(e.URL + "/tai-khoan/du-lieu/dong-tai-khoan")
			look("closing")
			p.Click("Đóng tài khoản")
			p.See("đánh dấu vào ô xác nhận")
			look("not-sure")
			p.Go(e.URL + "/dang-nhap")
			p.Click("UBND phường Hồng Gai: đường đi của một hồ sơ")
			p.Click("Vào vai này Văn thư, người giữ con dấu")
			p.Go(e.URL + "/den-han-tieu-huy")
			p.See("P. T. M. D. L.") // confidential here: her name in full opens with the dossier
			look("expired")
			p.Click("Tiêu hủy hồ sơ đã chọn")
			p.See("Xin chọn ít nhất một hồ sơ")
			look("expired-wrong")
		})
	}
}
