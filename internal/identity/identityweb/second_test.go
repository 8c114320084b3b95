package identityweb_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"motcua/internal/identity"
	"motcua/internal/web"
	"motcua/internal/web/webtest"
)

var codeShape = regexp.MustCompile(`[a-z2-7]{4}(?:-[a-z2-7]{4}){5}`)

// code is what an app with a secret shows now.
func (s *site) code(t *testing.T, secret string) string {
	t.Helper()
	code, err := totp.GenerateCode(secret, s.now().Time())
	if err != nil {
		t.Fatal(err)
	}
	return code
}

// enrol sets an app up in a browser and returns its secret and the recovery
// codes.
func (s *site) enrol(t *testing.T, c *webtest.Client) (secret string, codes []string) {
	t.Helper()
	page := c.Get("/tai-khoan/xac-thuc/ung-dung").Wants(http.StatusOK, "Khóa để gõ")
	secret = strings.ReplaceAll(regexp.MustCompile(`<code class="mc-code">([A-Z2-7 ]+)</code>`).FindStringSubmatch(page.Body)[1], " ", "")
	c.Submit(page, "ung-dung", url.Values{"code": {"12"}}).Wants(http.StatusUnprocessableEntity, "Mã chưa đúng")
	done := c.Submit(page, "ung-dung", url.Values{"code": {s.code(t, secret)}}).Wants(http.StatusOK, "Mã dự phòng")
	s.pass(time.Minute)
	return secret, codeShape.FindAllString(done.Body, -1)
}

func TestSecondStep(t *testing.T) {
	t.Parallel()
	s := newSite(t, false)
	password := s.official(t, "le.van.b")
	secret, codes := s.enrol(t, s.in("le.van.b", password))
	if len(codes) != 10 {
		t.Fatalf("%d recovery codes", len(codes))
	}
	halfway := func(t *testing.T) (*webtest.Client, *webtest.Page) {
		t.Helper()
		c := s.Fresh()
		page := c.Submit(c.Get("/dang-nhap?ve=%2Fho-so"), "mat-khau", url.Values{"account": {"le.van.b"}, "password": {password}})
		return c, page.Wants(http.StatusOK, "Xác nhận bước thứ hai")
	}
	t.Run("the password alone opens nothing", func(t *testing.T) {
		c, _ := halfway(t)
		signedIn(t, c, false)
	})
	t.Run("a code opens, and comes back to the page that was asked for", func(t *testing.T) {
		c, page := halfway(t)
		c.Submit(page, "ma", url.Values{"code": {"000000"}}).Wants(http.StatusUnprocessableEntity, "Mã chưa đúng")
		if page = c.Submit(page, "ma", url.Values{"code": {s.code(t, secret)}}); page.Path != "/ho-so" {
			t.Errorf("landed on %s: %s", page.Path, page.Text())
		}
		signedIn(t, c, true)
	})
	t.Run("a code is no good a second time", func(t *testing.T) {
		c, page := halfway(t)
		c.Submit(page, "ma", url.Values{"code": {s.code(t, secret)}}).Wants(http.StatusUnprocessableEntity, "đã dùng rồi")
		signedIn(t, c, false)
	})
	t.Run("a recovery code opens once", func(t *testing.T) {
		c, page := halfway(t)
		c.Submit(page, "ma", url.Values{"code": {codes[0]}}).Wants(http.StatusOK, "còn 9 mã")
		signedIn(t, c, true)
		c, page = halfway(t)
		c.Submit(page, "ma", url.Values{"code": {codes[0]}}).Wants(http.StatusUnprocessableEntity)
		signedIn(t, c, false)
	})
	t.Run("the password is good for ten minutes", func(t *testing.T) {
		c, page := halfway(t)
		s.pass(10 * time.Minute)
		c.Submit(page, "ma", url.Values{"code": {s.code(t, secret)}}).Wants(http.StatusOK, "Tên tài khoản")
		signedIn(t, c, false)
	})
	t.Run("without a password there is no second step", func(t *testing.T) {
		c := s.Fresh()
		c.Post("/dang-nhap/ma", url.Values{"code": {s.code(t, secret)}}).Wants(http.StatusOK, "Tên tài khoản")
		signedIn(t, c, false)
	})
	t.Run("an account disabled in between stays out", func(t *testing.T) {
		other := newSite(t, false)
		password := other.official(t, "le.van.b")
		secret, _ := other.enrol(t, other.in("le.van.b", password))
		c := other.in("le.van.b", password)
		page := c.Get("/dang-nhap/ma").Wants(http.StatusOK, "Xác nhận bước thứ hai")
		other.do(t, "le.van.b", identity.Disable{Ground: "Nghỉ việc"})
		c.Submit(page, "ma", url.Values{"code": {other.code(t, secret)}}).Wants(http.StatusNotFound)
		signedIn(t, c, false)
	})
	t.Run("a code or the password is proof once more", func(t *testing.T) {
		c, page := halfway(t)
		s.pass(time.Minute)
		c.Submit(page, "ma", url.Values{"code": {s.code(t, secret)}})
		s.pass(web.Recently)
		page = c.Get("/tai-khoan/xac-thuc/ung-dung").Wants(http.StatusOK, "Xác nhận lại", "Hoặc mã của ứng dụng")
		c.Submit(page, "xac-nhan", url.Values{"code": {"000000"}}).Wants(http.StatusUnprocessableEntity, "Mã chưa đúng")
		c.Submit(page, "xac-nhan", url.Values{"password": {"sai hoàn toàn"}}).Wants(http.StatusUnprocessableEntity, "Mật khẩu chưa đúng")
		c.Submit(page, "xac-nhan", url.Values{"code": {s.code(t, secret)}}).Wants(http.StatusOK, "Khóa để gõ")
		s.pass(web.Recently)
		page = c.Get("/tai-khoan/xac-thuc/ung-dung").Wants(http.StatusOK, "Xác nhận lại")
		c.Submit(page, "xac-nhan", url.Values{"password": {password}}).Wants(http.StatusOK, "Khóa để gõ")
		page = c.Get("/tai-khoan/xac-thuc").Wants(http.StatusOK, "Đang dùng, từ ngày", "Còn 9 mã")
		fresh := codeShape.FindAllString(c.Submit(page, "ma-du-phong", nil).Wants(http.StatusOK, "các mã cũ không dùng được nữa").Body, -1)
		if len(fresh) != 10 || fresh[0] == codes[0] {
			t.Error(fresh)
		}
	})
}

func TestOfficialsMustHaveASecondFactor(t *testing.T) {
	t.Parallel()
	s := newSite(t, false)
	s.accounts.RequireSecondFactor()
	password := s.official(t, "le.van.b")
	c := s.Fresh()
	page := c.Submit(c.Get("/dang-nhap?ve=%2Fho-so%3Fa%3D1"), "mat-khau", url.Values{"account": {"le.van.b"}, "password": {password}})
	page.Wants(http.StatusOK, "Trước khi vào làm việc")
	t.Run("nothing else is open before", func(t *testing.T) {
		for _, path := range []string{"/ho-so", "/tai-khoan", "/tai-khoan/ma-truy-cap", "/tai-khoan/mat-khau"} {
			if page := c.Get(path); page.Path != "/tai-khoan/xac-thuc" {
				t.Errorf("%s led to %s", path, page.Path)
			}
		}
		c.Post("/tai-khoan/ma-truy-cap", url.Values{"label": {"x"}}).Wants(http.StatusOK, "Trước khi vào làm việc")
		c.Get("/").Wants(http.StatusOK, "Đăng nhập").Lacks("Lê Văn Mẫu")
	})
	t.Run("after it the work goes on", func(t *testing.T) {
		page := c.Get("/tai-khoan/xac-thuc/ung-dung")
		secret := strings.ReplaceAll(regexp.MustCompile(`<code class="mc-code">([A-Z2-7 ]+)</code>`).FindStringSubmatch(page.Body)[1], " ", "")
		page = c.Submit(page, "ung-dung", url.Values{"code": {s.code(t, secret)}}).Wants(http.StatusOK, "Đã cất mã, tiếp tục")
		if next := page.Link("Đã cất mã"); next != "/ho-so?a=1" {
			t.Errorf("leads to %q", next)
		}
		signedIn(t, c, true)
		page = c.Get("/tai-khoan/xac-thuc")
		if strings.Contains(page.Body, `id="go-`) {
			t.Error("the only factor can be removed")
		}
	})
}
