package gallery_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"github.com/alexedwards/scs/v2/memstore"

	"motcua/internal/browsertest"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/present"
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

func TestMain(m *testing.M) { browsertest.Main(m) }

func newMux() *web.Mux {
	mux := web.New(web.Config{
		Site: ui.Site{
			Name: locale.T("Một cửa điện tử tỉnh Quảng Ninh", "Quảng Ninh one-stop shop"), Tagline: locale.T("Một nơi cho mọi thủ tục", "One door for every procedure"),
			Province: locale.T("Ủy ban nhân dân tỉnh Quảng Ninh", "People's Committee of Quảng Ninh"), Hotline: "0203 000 0000", Demo: true,
		},
		Log:      slog.New(slog.DiscardHandler),
		Accounts: accounts{}, Sessions: web.NewSessions(memstore.NewWithCleanupInterval(0), false),
		Menu: []ui.Link{{Href: "/thu-tuc", Text: locale.T("Thủ tục hành chính", "Procedures")}, {Href: "/tra-cuu", Text: locale.T("Tra cứu hồ sơ", "Track a dossier")}, {Href: "/bao-cao", Text: locale.T("Số liệu công khai", "Public figures")}, {Href: "/ho-tro", Text: locale.T("Hỗ trợ", "Help")}},
		Service: func(context.Context, web.Viewer) []ui.Link {
			return []ui.Link{{Href: "/mau-giao-dien/ban-lam-viec", Text: locale.T("Bàn làm việc", "Desk"), Count: 17}, {Href: "/quay", Text: locale.T("Quầy tiếp nhận", "Counter")}, {Href: "/can-goi-dien", Text: locale.T("Cần gọi điện", "Calls to make"), Count: 3}, {Href: "/bao-cao", Text: locale.T("Báo cáo", "Reports")}}
		},
	})
	gallery.Routes(mux)
	mux.Handle("GET /vao", web.Public, func(w http.ResponseWriter, r *http.Request) error {
		return web.Render(w, r, http.StatusOK, gallery.Entrance())
	})
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

// TestScreens opens every sheet in a browser: axe finds nothing, no page is
// wider than its screen, nothing breaks the content security policy, and a
// picture is kept for a designer's eye (see browsertest.Page.Screenshot).
func TestScreens(t *testing.T) {
	t.Parallel()
	present.OrSkip(t, "the style sheet", ui.Built(), "make assets")
	server := httptest.NewServer(newMux())
	t.Cleanup(server.Close)
	for name, c := range map[string]struct {
		screen   browsertest.Option
		official bool
	}{
		"a citizen on a phone": {screen: browsertest.Phone}, "an official at a desk": {screen: browsertest.Desk, official: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := browsertest.Open(t, c.screen)
			if c.official {
				p.Go(server.URL + "/vao")
				p.Click("Vào")
			}
			for _, s := range gallery.Sheets() {
				p.Go(server.URL + "/mau-giao-dien/" + s.Name)
				p.Axe()
				if _, sideways := p.Scrolls(); sideways {
					t.Errorf("%s is wider than the screen", s.Name)
				}
				p.Screenshot(s.Name+pick(c.official, "-desk", "-phone"), 0)
			}
		})
	}
}

func TestReveal(t *testing.T) {
	t.Parallel()
	present.OrSkip(t, "the style sheet", ui.Built(), "make assets")
	server := httptest.NewServer(newMux())
	t.Cleanup(server.Close)
	p := browsertest.Open(t)
	p.Go(server.URL + "/mau-giao-dien/bieu-mau")
	p.NotSee("Họ và tên chủ hồ sơ")
	p.Check("Cho người khác")
	p.See("Họ và tên chủ hồ sơ")
	p.Check("Cho chính mình")
	p.NotSee("Họ và tên chủ hồ sơ")
	p.Fill("Điều cần nói thêm (không bắt buộc)", "Xin gọi buổi chiều.")
	p.See("Còn 481 ký tự")
}

func pick(yes bool, a, b string) string {
	if yes {
		return a
	}
	return b
}
