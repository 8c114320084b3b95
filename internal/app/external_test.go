package app_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"motcua/internal/app/apptest"
	"motcua/internal/identity"
	"motcua/internal/web/webtest"
)

// through signs a browser in through the demonstration's provider as one of its
// people, and stops where the site leads.
func through(c *webtest.Client, path, person string) *webtest.Page {
	return c.Submit(c.Get(path).Wants(http.StatusOK, "BẢN TRÌNH DIỄN", "Đây không phải VNeID"), "chon", url.Values{"person": {person}})
}

func TestCitizensSignInThroughAProvider(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	provider := "/dang-nhap/qua/trinh-dien"
	t.Run("the sign-in page offers it", func(t *testing.T) {
		t.Parallel()
		if link := e.Client("").Get("/dang-nhap").Link("Đăng nhập qua hệ thống định danh trình diễn"); link != provider {
			t.Errorf("link %q", link)
		}
	})
	t.Run("an account that is there is joined by its number", func(t *testing.T) {
		t.Parallel()
		c := e.Client("")
		through(c, provider, "ng-cong-dan-1").Wants(http.StatusOK, "Nguyễn Thị Mẫu Một")
		s, _, err := e.Accounts.Load(t.Context(), e.Account("cong-dan-1"))
		if l, ok := s.Link("trinh-dien"); err != nil || !ok || l.Assurance != identity.AssuranceHigh || len(l.Subject) != 64 {
			t.Errorf("link %+v, %v", l, err)
		}
	})
	t.Run("a person without an account gets one, files, and is told of the provider's session", func(t *testing.T) {
		t.Parallel()
		c := e.Client("")
		page := through(c, provider+"?"+url.Values{"ve": {"/nop-ho-so?thu_tuc=1.001193"}}.Encode(), "ng-moi")
		page.Wants(http.StatusOK, "Lê Thị Mẫu Mới")
		if !strings.HasPrefix(page.Path, "/nop-ho-so") {
			t.Errorf("led to %s", page.Path)
		}
		c.Get("/tai-khoan").Wants(http.StatusOK, "022195000077", "20/02/1995")
		c.Post("/dang-xuat", url.Values{}).Wants(http.StatusOK, "có thể vẫn còn mở", "Đăng xuất cả ở hệ thống định danh trình diễn")
		all, err := e.Accounts.ByNumber(t.Context(), "022195000077")
		if err != nil || len(all) != 1 {
			t.Errorf("%d accounts, %v", len(all), err)
		}
	})
	t.Run("level 1 signs in and is told why it cannot file", func(t *testing.T) {
		t.Parallel()
		c := e.Client("")
		through(c, provider, "ng-muc-1").Wants(http.StatusOK, "Phạm Văn Mẫu Một")
		c.Post("/nop-ho-so", url.Values{"thu_tuc": {"1.001193"}}).Wants(http.StatusConflict, "mức độ 2")
		c.Get("/ho-so-cua-toi").Wants(http.StatusOK)
	})
	t.Run("whoever stops comes back to the sign-in page", func(t *testing.T) {
		t.Parallel()
		c := e.Client("")
		page := c.Submit(c.Get(provider), "chon", url.Values{"stop": {"yes"}})
		page.Wants(http.StatusOK, "đã dừng đăng nhập", "Đăng nhập")
	})
}
