package gallery_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"testing"

	"github.com/alexedwards/scs/v2/memstore"
	"github.com/chromedp/chromedp"

	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/web"
	"motcua/internal/web/ui"
	"motcua/internal/web/ui/gallery"
	"motcua/internal/web/webtest"
)

type accounts struct{}

func (accounts) Viewer(_ context.Context, account string) (web.Viewer, error) {
	if account == "official" {
		return web.Viewer{Account: account, Name: "Trần Văn Mẫu", Kind: web.Staff, Demo: true, Posts: []web.Post{{Duty: "reception"}}}, nil
	}
	return web.Viewer{}, fault.New(fault.NotFound, "test.no_account", locale.T("Không có tài khoản này.", "No such account."))
}

func newMux() *web.Mux {
	mux := web.New(web.Config{
		Site: ui.Site{
			Name: locale.T("Một cửa điện tử tỉnh Quảng Ninh", "Quảng Ninh one-stop shop"), Tagline: locale.T("Một nơi cho mọi thủ tục", "One door for every procedure"),
			Province: locale.T("Ủy ban nhân dân tỉnh Quảng Ninh", "People's Committee of Quảng Ninh"), Hotline: "0203 000 0000", Demo: true,
		},
		Log:      slog.New(slog.DiscardHandler),
		Accounts: accounts{}, Sessions: web.NewSessions(memstore.NewWithCleanupInterval(0), false),
		Menu: []ui.Link{{Href: "/thu-tuc", Text: locale.T("Thủ tục hành chính", "Procedures")}, {Href: "/tra-cuu", Text: locale.T("Tra cứu hồ sơ", "Track a dossier")}, {Href: "/bao-cao", Text: locale.T("Số liệu công khai", "Public figures")}, {Href: "/ho-tro", Text: locale.T("Hỗ trợ", "Help")}},
		Service: func(web.Viewer) []ui.Link {
			return []ui.Link{{Href: "/mau-giao-dien/ban-lam-viec", Text: locale.T("Bàn làm việc", "Desk"), Count: 17}, {Href: "/quay", Text: locale.T("Quầy tiếp nhận", "Counter")}, {Href: "/can-goi-dien", Text: locale.T("Cần gọi điện", "Calls to make"), Count: 3}, {Href: "/bao-cao", Text: locale.T("Báo cáo", "Reports")}}
		},
	})
	gallery.Routes(mux)
	mux.Handle("POST /vao", web.Public, func(w http.ResponseWriter, r *http.Request) error {
		if err := web.SignIn(r.Context(), "official"); err != nil {
			return err
		}
		return web.Redirect(w, r, "/mau-giao-dien/")
	})
	return mux
}

func TestSheets(t *testing.T) {
	t.Parallel()
	mux := newMux()
	citizen, official := webtest.NewClient(t, mux), webtest.NewClient(t, mux)
	official.Post("/vao", url.Values{}).Wants(http.StatusOK, "Trần Văn Mẫu")
	for _, s := range gallery.Sheets() {
		t.Run(s.Name, func(t *testing.T) {
			citizen.Get("/mau-giao-dien/"+s.Name).Wants(http.StatusOK, "BẢN TRÌNH DIỄN", "Đăng nhập", "0203 000 0000")
			official.Get("/mau-giao-dien/"+s.Name).Wants(http.StatusOK, "Đăng xuất", "Bàn làm việc")
		})
	}
	t.Run("in English", func(t *testing.T) {
		en := citizen.Fresh()
		en.Post("/ngon-ngu", url.Values{"lang": {"en"}, "return": {"/mau-giao-dien/thu-tuc"}}).Wants(http.StatusOK, "Register a birth", "Sign in", "Tiếng Việt")
		for _, s := range gallery.Sheets() {
			en.Get("/mau-giao-dien/"+s.Name).Wants(http.StatusOK, "a demonstration without legal effect")
		}
	})
}

func TestErrorsAreLinked(t *testing.T) {
	t.Parallel()
	p := webtest.NewClient(t, newMux()).Get("/mau-giao-dien/bieu-mau-loi")
	p.Wants(http.StatusOK, "Xin Ông/Bà xem lại", "Số định danh có 12 chữ số", "Ngày này không có trong lịch", "Nội dung dài 750 ký tự, tối đa 500 ký tự")
	if p.Value("cccd") != "02209900012" {
		t.Errorf("what was typed is lost: %q", p.Value("cccd"))
	}
}

// TestPictures takes pictures of every sheet for a designer's eye, and fails
// when a page is wider than the screen.
func TestPictures(t *testing.T) {
	t.Parallel()
	dir := os.Getenv("MOTCUA_PICTURES")
	if dir == "" {
		dir = t.TempDir()
	}
	if !ui.Built() {
		t.Fatal("build the style sheet first: make assets")
	}
	server := httptest.NewServer(newMux())
	defer server.Close()
	alloc, stop := chromedp.NewExecAllocator(t.Context(), append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox)...)
	defer stop()
	ctx, cancel := chromedp.NewContext(alloc)
	defer cancel()
	for _, role := range []string{"", "official"} {
		if role != "" {
			if err := chromedp.Do(ctx, chromedp.Navigate(server.URL+"/mau-giao-dien/")); err != nil {
				t.Fatal(err)
			}
			if _, err := chromedp.Run(ctx, chromedp.Evaluate[int](`fetch('/vao',{method:'POST',body:new URLSearchParams()}).then(r=>r.status)`, chromedp.EvalAwaitPromise)); err != nil {
				t.Fatal(err)
			}
		}
		for _, s := range gallery.Sheets() {
			for name, width := range map[string]int64{"-pc": 1366, "-phone": 360} {
				if err := chromedp.Do(ctx, chromedp.EmulateViewport(width, 625), chromedp.Navigate(server.URL+"/mau-giao-dien/"+s.Name)); err != nil {
					t.Fatal(err)
				}
				wide, err := chromedp.Run(ctx, chromedp.Evaluate[int64](`document.documentElement.scrollWidth`))
				if err != nil {
					t.Fatal(err)
				}
				if wide > width {
					t.Errorf("%s%s%s is %d px wide", s.Name, name, role, wide)
				}
				picture, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
				if err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(filepath.Join(dir, s.Name+name+role+".png"), picture, 0o600); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}
