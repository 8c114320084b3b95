package dossierweb_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/google/uuid"

	"motcua/internal/dossier"
	"motcua/internal/store/storetest"
)

// TestManyDossiersAtOnce: each dossier has its own outcome, nothing chosen says
// so, and a form sent twice does nothing twice.
func TestManyDossiersAtOnce(t *testing.T) {
	t.Parallel()
	s := open(t, storetest.SQLite(t))
	const path = "/ban-lam-viec/nhieu-ho-so"
	one, two, gone := s.filed("Trần Văn Mẫu Hai"), s.filed("Lê Thị Mẫu Ba"), s.filed("Phạm Văn Mẫu Tư")
	counter := s.as(reception)
	page := counter.Get(path).Wants(http.StatusOK, "Trần Văn Mẫu Hai", "Lê Thị Mẫu Ba", "Tiếp nhận các hồ sơ đã chọn")
	counter.Post(path, withHidden(page, url.Values{"viec": {"accept"}})).Wants(http.StatusUnprocessableEntity, "Chưa chọn hồ sơ nào", "chưa có gì thay đổi")
	s.do(reception, gone, "tu-choi", url.Values{"reason": {"Không thuộc thẩm quyền."}, "clause": {"Điều 17"}})

	form := withHidden(page, url.Values{"viec": {"accept"}, "dossier": {one, two, gone, uuid.NewString()}})
	counter.Post(path, form).Wants(http.StatusUnprocessableEntity, "Đã tiếp nhận 2 hồ sơ", "2 hồ sơ chưa làm được", "không thực hiện được ở trạng thái hiện nay", "Không tìm thấy hồ sơ này")
	for _, id := range []string{one, two} {
		if st := s.state(id); st.Status != dossier.Accepted {
			t.Errorf("%s stands at %d", id, st.Status)
		}
	}
	code := s.state(one).Code
	counter.Post(path, form)
	if s.state(one).Code != code {
		t.Error("the form sent twice accepted twice")
	}

	boss := s.as(head)
	page = boss.Get(path+"?viec=assign").Wants(http.StatusOK, "Phân công các hồ sơ đã chọn")
	boss.Post(path, withHidden(page, url.Values{"viec": {"assign"}, "dossier": {one, two}})).Wants(http.StatusUnprocessableEntity, "Xin chọn chuyên viên")
	boss.Post(path, withHidden(page, url.Values{"viec": {"assign"}, "dossier": {one, two}, "assignee": {specialist}})).Wants(http.StatusOK, "Đã phân công 2 hồ sơ.")
	if st := s.state(two); st.Holder.Account != specialist {
		t.Errorf("the dossier is with %+v", st.Holder)
	}
	boss.Post(path, url.Values{"form_token": {uuid.NewString()}, "viec": {"approve"}, "dossier": {one}}).Wants(http.StatusUnprocessableEntity, "Xin chọn một việc trong danh sách")
	s.as(specialist).Get(path).Wants(http.StatusForbidden)
}
