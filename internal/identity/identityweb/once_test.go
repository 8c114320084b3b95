package identityweb_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"motcua/internal/identity/identitydb"
	"motcua/internal/journal"
	"motcua/internal/org"
)

// TestOneTimePassword: what somebody else has seen on paper opens nothing but
// the page on which it is changed, and not for long.
func TestOneTimePassword(t *testing.T) {
	t.Parallel()
	const own = "Vịnh Hạ Long rất đẹp"
	s := newSite(t, false)
	s.official(t, "le.van.b")
	issue := func() string {
		t.Helper()
		r := identitydb.Act{ID: uuid.NewString(), Account: "le.van.b", Expect: journal.Any, Actor: org.System()}
		password, err := s.accounts.IssuePassword(t.Context(), r, "Quên mật khẩu, đã gặp trực tiếp")
		if err != nil {
			t.Fatal(err)
		}
		return password
	}
	before := s.in("le.van.b", issue())
	password := issue()
	signedIn(t, before, false)

	c := s.Fresh()
	page := c.Submit(c.Get("/dang-nhap?ve=%2Fho-so"), "mat-khau", url.Values{"account": {"le.van.b"}, "password": {password}})
	page.Wants(http.StatusOK, "chỉ dùng một lần")
	for _, path := range []string{"/ho-so", "/tai-khoan", "/tai-khoan/xac-thuc", "/tai-khoan/ma-truy-cap"} {
		if got := c.Get(path); got.Path != "/tai-khoan/mat-khau" {
			t.Errorf("%s is open before the password is changed: %s", path, got.Path)
		}
	}
	change := func(next string) url.Values {
		return url.Values{"present": {password}, "password": {next}, "again": {next}}
	}
	c.Post("/tai-khoan/mat-khau", change(password)).Wants(http.StatusUnprocessableEntity, "trùng mật khẩu hiện nay", "chỉ dùng một lần")
	if got := c.Post("/tai-khoan/mat-khau", change(own)); got.Path != "/ho-so" {
		t.Errorf("after the change: %s", got.Path)
	}
	signedIn(t, s.in("le.van.b", password), false)
	signedIn(t, s.in("le.van.b", own), true)

	late := issue()
	s.pass(identitydb.OneTimeLife + time.Second)
	signedIn(t, s.in("le.van.b", late), false)
}

// TestOneTimePasswordBeforeTheSecondFactor: first a password of one's own, then
// the second factor that must be there.
func TestOneTimePasswordBeforeTheSecondFactor(t *testing.T) {
	t.Parallel()
	s := newSite(t, false)
	s.accounts.RequireSecondFactor()
	password, err := s.accounts.AddOfficial(t.Context(), uuid.NewString(), org.System(), identitydb.Official{Account: "le.van.b", Name: "Lê Văn Mẫu"})
	if err != nil {
		t.Fatal(err)
	}
	c := s.in("le.van.b", password)
	if got := c.Get("/tai-khoan/xac-thuc"); got.Path != "/tai-khoan/mat-khau" {
		t.Errorf("first comes %s", got.Path)
	}
	const own = "Vịnh Hạ Long rất đẹp"
	got := c.Post("/tai-khoan/mat-khau", url.Values{"present": {password}, "password": {own}, "again": {own}})
	if got.Path != "/tai-khoan/xac-thuc" {
		t.Errorf("then comes %s", got.Path)
	}
	if got := c.Get("/ho-so"); !strings.HasPrefix(got.Path, "/tai-khoan/xac-thuc") {
		t.Errorf("without a second factor %s is open", got.Path)
	}
}
