package dossierweb_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"motcua/internal/store"
	"motcua/internal/store/storetest"
)

// clerkElsewhere has no business with the ward's dossiers.
const clerkElsewhere = "gd-so-tu-phap-van-thu-1"

// TestLookingIsAnAct: a colleague sees initials first, gives a reason, reads for
// half an hour, and the look is kept; it makes nobody's act stale.
func TestLookingIsAnAct(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		s := open(t, db)
		id := s.filed("Trần Văn Mẫu Hai")
		s.do(reception, id, "tiep-nhan", nil)
		s.do(head, id, "phan-cong", url.Values{"assignee": {specialist}, "note": {"Chỉ đạo riêng."}})
		file := "/ho-so/" + id + "/tep/" + s.scan.Hash
		for _, list := range []string{"/ban-lam-viec?loc=co-quan", "/ban-lam-viec?q=tran+van+mau"} {
			s.as(colleague).Get(list).Wants(http.StatusOK, "T. V. M. H.").Lacks("Trần Văn Mẫu Hai")
			for _, own := range []string{reception, specialist, head} {
				s.as(own).Get(list).Wants(http.StatusOK, "Trần Văn Mẫu Hai")
			}
		}
		c := s.as(colleague)
		masked := c.Get("/ho-so/" + id)
		masked.Wants(http.StatusOK, "T. V. M. H.", "Thông tin cá nhân đang được che").Lacks("Trần Văn Mẫu Hai", "Chỉ đạo riêng.", "022", "+84")
		c.Get(file).Wants(http.StatusForbidden, "ghi lý do xem")
		work := s.as(specialist).Get("/ho-so/" + id + "/tham-dinh")
		const form = "look-colleague"
		c.Submit(masked, form, url.Values{"reason": {" "}}).Wants(http.StatusUnprocessableEntity, "Xin ghi lý do xem").Lacks("Trần Văn Mẫu Hai")
		other := s.filed("Trần Văn Mẫu Hai")
		c.Submit(c.Get("/ho-so/"+other), form, url.Values{"usual": {"1"}}).Wants(http.StatusOK, "Trần Văn Mẫu Hai", "Trả lời người nộp hồ sơ")
		c.Submit(masked, form, url.Values{"usual": {"7"}}).Wants(http.StatusUnprocessableEntity, "Xin ghi lý do xem")
		c.Submit(masked, form, url.Values{"reason": {"Phối hợp thẩm định"}}).Wants(http.StatusOK, "Trần Văn Mẫu Hai", "Đang xem theo lý do", "Phối hợp thẩm định", "Chỉ đạo riêng.")
		c.Get(file).Wants(http.StatusOK)
		s.as(specialist).PostBody(work.Path, "multipart/form-data; boundary=grenze", multipartBody(t, withHidden(work, url.Values{"outcome": {"grant"}, "opinion": {"Đủ."}}), nil)).
			Wants(http.StatusOK, "Đã thẩm định")
		looks, err := s.casework.Looks(t.Context(), id)
		if err != nil || len(looks.Looks) != 1 || looks.Looks[0].By != colleague || looks.Looks[0].Reason != "Phối hợp thẩm định" {
			t.Errorf("the looks are %+v, %v", looks, err)
		}
		s.pass(31 * time.Minute)
		c.Get("/ho-so/"+id).Wants(http.StatusOK, "đang được che").Lacks("Trần Văn Mẫu Hai")
	})
}

// TestEmergencyAccess: outside the scope nothing is found; with a reason it opens
// for an hour, shows nothing to do, and whom it concerns is told.
func TestEmergencyAccess(t *testing.T) {
	t.Parallel()
	s := open(t, storetest.SQLite(t))
	id := s.filed("Trần Văn Mẫu Hai")
	s.do(reception, id, "tiep-nhan", nil)
	code := s.state(id).Code
	c := s.as(clerkElsewhere)
	c.Get("/ho-so/" + id).Wants(http.StatusNotFound)
	form := c.Get("/truy-cap-khan-cap")
	form.Wants(http.StatusOK, "60 phút")
	c.Submit(form, "", url.Values{"code": {code}}).Wants(http.StatusUnprocessableEntity, "Xin ghi lý do").Lacks("Không có hồ sơ")
	c.Submit(form, "", url.Values{"code": {"H49.1-250101-9999"}, "reason": {"Cấp cứu"}}).Wants(http.StatusUnprocessableEntity, "Không có hồ sơ với mã này", "Cấp cứu")
	p := c.Submit(form, "", url.Values{"code": {strings.ToLower(code)}, "reason": {"Cấp cứu người bệnh"}})
	p.Wants(http.StatusOK, "Trần Văn Mẫu Hai", "Truy cập khẩn cấp", "Cấp cứu người bệnh").Lacks("/phan-cong\"")
	s.as(head).Get("/canh-bao-truy-cap").Wants(http.StatusOK, "Cấp cứu người bệnh", code)
	s.as(specialist).Get("/canh-bao-truy-cap").Wants(http.StatusForbidden)
	s.pass(61 * time.Minute)
	c.Get("/ho-so/" + id).Wants(http.StatusNotFound)
	s.as(specialist).Get("/truy-cap-khan-cap").Wants(http.StatusOK)
}
