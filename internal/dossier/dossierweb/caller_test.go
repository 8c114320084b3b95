package dossierweb_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"motcua/internal/dossier/look"
	"motcua/internal/store"
	"motcua/internal/store/storetest"
)

const agent = "gd-trung-tam-phuc-vu-hcc-tong-dai-1"

// TestAnsweringACaller: two right facts show where the dossier stands and nothing
// of its persons; wrong ones tell nothing, not even that it is there, and slow
// the agent down.
func TestAnsweringACaller(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		s := open(t, db)
		id := s.filed("Trần Văn Mẫu Hai")
		s.do(reception, id, "tiep-nhan", nil)
		code := s.state(id).Code
		c := s.as(agent)
		form := c.Get("/tra-cuu-ho-so-nguoi-goi")
		form.Wants(http.StatusOK, "hai thông tin")
		right := url.Values{"key": {strings.ToLower(code)}, "name": {"tran van mau hai"}, "last4": {"0001"}}
		c.Submit(form, "", right).Wants(http.StatusOK, code, "Hồ sơ đang được phân công", "Hạn trả kết quả", "Đang giữ hồ sơ").Lacks("Trần Văn Mẫu Hai", "022190", "+84900", "Không Có Thật")
		c.Submit(form, "", url.Values{"key": {"0900 000 001"}, "name": {"Trần Văn Mẫu Hai"}, "last4": {"0001"}}).Wants(http.StatusOK, code)
		looks, err := s.casework.Looks(t.Context(), id)
		if err != nil || len(looks.Looks) != 1 || looks.Looks[0].Kind != look.Caller || looks.Looks[0].By != agent || looks.Looks[0].Reason != look.CallerReason {
			t.Errorf("the looks are %+v, %v", looks, err)
		}
		c.Get("/ho-so/" + id).Wants(http.StatusNotFound)
		const wrong = "Chưa đối chiếu được"
		c.Submit(form, "", url.Values{"key": {"0900 000 001"}, "name": {"Trần Văn Mẫu Hai"}, "phone": {"+84900000001"}}).Wants(http.StatusUnprocessableEntity, wrong).Lacks(code)
		c.Submit(form, "", url.Values{"key": {code}, "name": {"Trần Văn Mẫu Hai"}, "last4": {"9999"}}).Wants(http.StatusUnprocessableEntity, wrong).Lacks("Hạn trả")
		c.Submit(form, "", url.Values{"key": {"H49.1-250101-9999"}, "name": {"Trần Văn Mẫu Hai"}, "last4": {"0001"}}).Wants(http.StatusUnprocessableEntity, wrong)
		slow := c.Submit(form, "", right).Wants(http.StatusTooManyRequests, "đợi ít phút").Lacks("Hạn trả")
		if name := slow.Value("name"); name != "tran van mau hai" {
			t.Errorf("what was typed is %q", name)
		}
		s.as(specialist).Get("/tra-cuu-ho-so-nguoi-goi").Wants(http.StatusForbidden)
	})
}
