package identityweb_test

import (
	"bytes"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"motcua/internal/browsertest"
	"motcua/internal/calendar"
	"motcua/internal/identity/identitydb"
	"motcua/internal/identity/identityweb"
	"motcua/internal/journal"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/org/orgdb"
	"motcua/internal/org/province"
	"motcua/internal/store/storetest"
	"motcua/internal/web"
	"motcua/internal/web/ui"
	"motcua/internal/web/webtest"
)

func TestMain(m *testing.M) { browsertest.Main(m) }

type site struct {
	*webtest.Client
	accounts *identitydb.Accounts
	mux      *web.Mux
	now      func() calendar.Instant
	passed   atomic.Int64 // how far the clock was moved on, in µs
}

func newSite(t *testing.T, demo bool) *site {
	t.Helper()
	return newSiteAt(t, demo, "http://localhost:8080")
}

// newSiteAt is newSite at an address of its own.
func newSiteAt(t *testing.T, demo bool, base string) *site {
	t.Helper()
	s := &site{}
	now := func() calendar.Instant {
		return calendar.On(calendar.D(2026, 7, 6), 8, 0) + calendar.Instant(s.passed.Load())
	}
	db := storetest.SQLite(t)
	if err := db.Migrate(t.Context(), journal.Migrations(), identitydb.Migrations()); err != nil {
		t.Fatal(err)
	}
	j, err := journal.New(t.Context(), db, now)
	if err != nil {
		t.Fatal(err)
	}
	orgdb.Register(j)
	identitydb.Register(j)
	j.Start()
	t.Cleanup(j.Close)
	d := orgdb.New(j)
	s.accounts = identitydb.New(db, j, d.Organisation, now)
	s.now = now
	if err := errors.Join(s.accounts.UseKey(t.Context(), bytes.Repeat([]byte{7}, identitydb.KeySize)), s.accounts.UsePasskeys(base, "Cổng mẫu")); err != nil {
		t.Fatal(err)
	}
	err = orgdb.Seed(t.Context(), j, 0)
	if demo {
		err = errors.Join(err, s.accounts.SeedDemo(t.Context(), 0))
	}
	if err = errors.Join(err, d.Refresh(t.Context())); err != nil {
		t.Fatal(err)
	}
	s.mux = web.New(web.Config{
		Site:     ui.Site{Name: locale.T("Cổng dịch vụ công mẫu", "Sample portal"), Demo: demo, Hotline: "0203 3000 000"},
		Accounts: s.accounts, Sessions: web.NewSessions(identitydb.NewSessions(db, now), false), Log: slog.New(slog.DiscardHandler), Now: now,
	})
	identityweb.Routes(s.mux, identityweb.Deps{Accounts: s.accounts, Organisation: d.Organisation, Now: now, Home: func(v web.Viewer) string {
		if v.Kind == web.Person {
			return "/tai-khoan"
		}
		return "/"
	}})
	for _, path := range []string{"GET /{$}", "GET /ho-so"} {
		access := web.Public
		if path == "GET /ho-so" {
			access = web.SignedIn
		}
		s.mux.Handle(path, access, func(w http.ResponseWriter, r *http.Request) error {
			return web.Render(w, r, http.StatusOK, ui.ErrorPage(ui.S("Trang mẫu"), ui.S(r.URL.RequestURI()), "", ui.Link{}))
		})
	}
	s.Client = webtest.NewClient(t, s.mux)
	return s
}

// enter signs the client in with a demonstration account.
func enter(c *webtest.Client, account string) *webtest.Page {
	return c.Submit(c.Get("/dang-nhap"), "trinh-dien", url.Values{"account": {account}})
}

func TestDemoSignIn(t *testing.T) {
	t.Parallel()
	s := newSite(t, true)
	t.Run("lists every account with its role and words", func(t *testing.T) {
		page := s.Get("/dang-nhap").Wants(http.StatusOK, "Tài khoản trình diễn", "không cần mật khẩu")
		for _, d := range province.DemoAccounts() {
			page.Wants(http.StatusOK, d.Name)
		}
		page.Wants(http.StatusOK, "UBND phường Hồng Gai: đường đi của một hồ sơ", "Sở Tài chính: hồ sơ cấp tỉnh").Lacks("Sở Tư pháp")
		if n := strings.Count(page.Body, "<details class=\"govuk-details\" open"); n != 1 {
			t.Errorf("%d groups are unfolded, want the citizens' alone", n)
		}
	})
	t.Run("says the same in English", func(t *testing.T) {
		c := s.Fresh()
		c.Post("/ngon-ngu", url.Values{"lang": {"en"}, "return": {"/dang-nhap"}}).Wants(http.StatusOK, "Take this role", "Demonstration accounts", "Citizen")
	})
	t.Run("one button is enough", func(t *testing.T) {
		for _, d := range province.DemoAccounts() {
			page := enter(s.Fresh(), d.Account).Wants(http.StatusOK, d.Name)
			if d.Kind == org.ActorCitizen && page.Path != "/tai-khoan" {
				t.Errorf("%s landed on %s", d.Key, page.Path)
			}
		}
	})
	t.Run("comes back to the page that asked", func(t *testing.T) {
		c := s.Fresh()
		page := c.Get("/ho-so?a=1").Wants(http.StatusOK, "Chọn một vai")
		if page = c.Submit(page, "trinh-dien", url.Values{"account": {"gd-cong-dan-1"}}); page.Path != "/ho-so?a=1" {
			t.Errorf("landed on %s", page.Path)
		}
	})
	t.Run("never leaves the site", func(t *testing.T) {
		for _, back := range []string{"https://evil.example", "//evil.example", `/\evil.example`, "javascript:alert(1)"} {
			page := s.Fresh().Post("/dang-nhap/trinh-dien", url.Values{"account": {"gd-cong-dan-1"}, "ve": {back}})
			if page.Path != "/tai-khoan" {
				t.Errorf("%q led to %s", back, page.Path)
			}
		}
	})
	t.Run("only lists demonstration accounts", func(t *testing.T) {
		if _, err := s.accounts.AddOfficial(t.Context(), uuid.NewString(), org.System(), identitydb.Official{Account: "le.van.b", Name: "Lê Văn Mẫu Thật"}); err != nil {
			t.Fatal(err)
		}
		c := s.Fresh()
		c.Get("/dang-nhap").Lacks("Lê Văn Mẫu Thật")
		for _, account := range []string{"le.van.b", "", "gd-khong-co"} {
			c.Post("/dang-nhap/trinh-dien", url.Values{"account": {account}}).Wants(http.StatusNotFound)
		}
	})
	t.Run("signs out", func(t *testing.T) {
		c := s.Fresh()
		enter(c, "gd-cong-dan-1")
		c.Post("/dang-xuat", nil).Wants(http.StatusOK, "Trang mẫu")
		c.Get("/tai-khoan").Wants(http.StatusOK, "Chọn một vai")
	})
}

func TestSessionChangesAtSignIn(t *testing.T) {
	t.Parallel()
	s := newSite(t, true)
	tokens := map[string]bool{}
	var cookie string
	for _, account := range []string{"gd-cong-dan-1", "gd-doanh-nghiep", "gd-doanh-nghiep"} {
		w := record(s.mux, cookie, url.Values{"account": {account}})
		fresh := w.Get("Set-Cookie")
		value, _, _ := strings.Cut(fresh, ";")
		if value == "" || tokens[value] || !strings.Contains(fresh, "HttpOnly") || !strings.Contains(fresh, "SameSite=Lax") {
			t.Fatalf("%s: cookie %q", account, fresh)
		}
		tokens[value], cookie = true, value
	}
}

func TestPasswordSignIn(t *testing.T) {
	t.Parallel()
	s := newSite(t, false)
	password := s.official(t, "le.van.b")
	signIn := func(c *webtest.Client, account, password string) *webtest.Page {
		return c.Submit(c.Get("/dang-nhap?ve=%2Fho-so"), "mat-khau", url.Values{"account": {account}, "password": {password}})
	}
	t.Run("says what is not connected and offers no roles", func(t *testing.T) {
		s.Get("/dang-nhap").Wants(http.StatusOK, "VNeID", "Cán bộ, công chức").Lacks("Vào vai này", "trình diễn")
		s.Post("/dang-nhap/trinh-dien", url.Values{"account": {"le.van.b"}}).Wants(http.StatusNotFound)
	})
	t.Run("lets an official in and back to the page that asked", func(t *testing.T) {
		if page := signIn(s.Fresh(), "Le.Van.B", password).Wants(http.StatusOK, "Lê Văn Mẫu"); page.Path != "/ho-so" {
			t.Errorf("landed on %s", page.Path)
		}
	})
	t.Run("tells nothing by its answer", func(t *testing.T) {
		wrong := signIn(s.Fresh(), "le.van.b", "sai hoàn toàn").Wants(http.StatusUnprocessableEntity, "chưa đúng")
		unknown := signIn(s.Fresh(), "khong.co.ai", "sai hoàn toàn")
		if a, b := strings.ReplaceAll(wrong.Body, "le.van.b", "X"), strings.ReplaceAll(unknown.Body, "khong.co.ai", "X"); a != b {
			t.Error("the answers differ")
		}
		wrong.Lacks("sai hoàn toàn")
	})
	t.Run("asks for what is missing", func(t *testing.T) {
		signIn(s.Fresh(), "", "").Wants(http.StatusUnprocessableEntity, "Xin nhập tên tài khoản", "Xin nhập mật khẩu")
	})
	t.Run("slows guessing down but knows its own browser", func(t *testing.T) {
		own := s.Fresh()
		signIn(own, "le.van.b", password).Wants(http.StatusOK)
		own.Post("/dang-xuat", nil)
		stranger := s.Fresh()
		for range 6 {
			signIn(stranger, "le.van.b", "sai hoàn toàn")
		}
		signIn(stranger, "le.van.b", password).Wants(http.StatusTooManyRequests, "tài khoản không bị khóa")
		signIn(own, "le.van.b", password).Wants(http.StatusOK, "Lê Văn Mẫu")
		s.passed.Add((2 * time.Minute).Microseconds())
		signIn(stranger, "le.van.b", password).Wants(http.StatusOK, "Lê Văn Mẫu")
	})
	t.Run("changes the password, knowing the old one", func(t *testing.T) {
		c := s.Fresh()
		signIn(c, "le.van.b", password)
		change := func(present, next, again string) *webtest.Page {
			return c.Submit(c.Get("/tai-khoan/mat-khau"), "", url.Values{"present": {present}, "password": {next}, "again": {again}})
		}
		next := "Vịnh Hạ Long  rất đẹp"
		change("sai", next, next).Wants(http.StatusUnprocessableEntity, "hiện nay chưa đúng")
		change(password, next, "khác").Wants(http.StatusUnprocessableEntity, "khác nhau")
		change(password, "ngắn", "ngắn").Wants(http.StatusUnprocessableEntity, "từ 12")
		change(password, next, next).Wants(http.StatusOK, "Đã đổi mật khẩu")
		signIn(s.Fresh(), "le.van.b", next).Wants(http.StatusOK, "Lê Văn Mẫu")
		signIn(s.Fresh(), "le.van.b", password).Wants(http.StatusUnprocessableEntity)
	})
}

func TestAccount(t *testing.T) {
	t.Parallel()
	s := newSite(t, true)
	t.Run("shows who one is", func(t *testing.T) {
		enter(s.Client, "gd-cong-dan-1").Wants(http.StatusOK, "Nguyễn Thị Mẫu Một", "022190000001", "12/05/1990", "0900 000 001", "Phường Hồng Gai", "Tài khoản trình diễn")
		official := s.Fresh()
		enter(official, "gd-ubnd-hong-gai-tiep-nhan-2")
		official.Get("/tai-khoan").Wants(http.StatusOK, "Công chức Một cửa, UBND phường Hồng Gai").Lacks("Số định danh")
		official.Get("/tai-khoan/lien-he").Wants(http.StatusOK, "Số điện thoại").Lacks("Địa chỉ")
	})
	t.Run("changes contact data", func(t *testing.T) {
		form := s.Get("/tai-khoan/lien-he").Wants(http.StatusOK, "Phường Hồng Gai")
		s.Submit(form, "", url.Values{"phone": {"12"}, "place": {"khong-co"}}).Wants(http.StatusUnprocessableEntity, "trong danh sách")
		bad := s.Submit(form, "", url.Values{"phone": {"12"}, "email": {"x"}, "address": {"Tổ 9"}}).Wants(http.StatusUnprocessableEntity)
		if bad.Value("address") != "Tổ 9" {
			t.Error("what was typed is gone")
		}
		s.Submit(form, "", url.Values{"phone": {"0912 345 678"}, "address": {"Tổ 9"}, "place": {"dam-ha"}}).
			Wants(http.StatusOK, "Đã lưu", "0912 345 678", "Tổ 9", "Đầm Hà")
		s.Submit(form, "", url.Values{"phone": {"0912 345 679"}, "form_token": {uuid.NewString()}}).Wants(http.StatusUnprocessableEntity, "thay đổi sau khi trang được mở")
	})
	t.Run("issues a token once, and revokes it", func(t *testing.T) { tokens(t, s) })
	t.Run("asks strangers to sign in", func(t *testing.T) {
		for _, path := range []string{"/tai-khoan", "/tai-khoan/lien-he", "/tai-khoan/ma-truy-cap", "/tai-khoan/mat-khau"} {
			if page := s.Fresh().Get(path); !strings.HasPrefix(page.Path, "/dang-nhap?ve=") {
				t.Errorf("%s is open: %s", path, page.Path)
			}
		}
		s.Get("/tai-khoan/mat-khau").Wants(http.StatusForbidden)
	})
}

func tokens(t *testing.T, s *site) {
	t.Helper()
	form := s.Get("/tai-khoan/ma-truy-cap").Wants(http.StatusOK, "Nộp hồ sơ").Lacks("dossiers:act")
	s.Submit(form, "cap-ma", nil).Wants(http.StatusUnprocessableEntity, "Xin đặt tên", "ít nhất một việc")
	fields := url.Values{"label": {"Kế toán"}, "scopes": {"dossiers:read", "reports:read"}, "days": {"30"}}
	issued := s.Submit(form, "cap-ma", fields).Wants(http.StatusOK, "chỉ hiện một lần", "Kế toán", "hết hạn 05/08/2026")
	if issued.Header.Get("Cache-Control") != "no-store" {
		t.Error("a page with a secret may be stored")
	}
	token := issued.Value("ma-moi")
	actor, scopes, err := s.accounts.Authenticate(t.Context(), token)
	if err != nil || actor.Account != "gd-cong-dan-1" || len(scopes) != 2 {
		t.Fatalf("%q: %+v %v %v", token, actor, scopes, err)
	}
	again := s.Submit(form, "cap-ma", fields).Wants(http.StatusOK, "đã được cấp và chỉ hiện một lần").Lacks(token)
	if strings.Count(again.Body, "Kế toán</h3>") != 1 {
		t.Error("a form sent twice issued two tokens")
	}
	id := strings.Split(token, "_")[1]
	s.Submit(again, "thu-hoi-"+id, nil).Wants(http.StatusOK, "Đã thu hồi").Lacks("Kế toán")
	if _, _, err := s.accounts.Authenticate(t.Context(), token); !errors.Is(err, identitydb.ErrToken) {
		t.Errorf("a revoked token still acts: %v", err)
	}
}
