package receptionweb_test

import (
	"net/http"
	"testing"

	"motcua/internal/app/apptest"
)

// TestAPageSentOnceMoreForSomebodyElse: the browser's Back leads to a page that
// has done its act; what is typed there for the next person is not answered
// with the first one's receipt.
func TestAPageSentOnceMoreForSomebodyElse(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	c := as(t, e, "tiep-nhan")
	page := ready(t, c)
	first := idOf(press(c, page, "accept").Wants(http.StatusOK, "Đã tiếp nhận"))
	if again := idOf(press(c, page, "accept").Wants(http.StatusOK, "Đã tiếp nhận")); again != first {
		t.Errorf("the same page sent twice makes %s and %s", first, again)
	}
	other := press(c, page, "accept", "owner_name", "Trần Văn Mẫu Khác").Wants(http.StatusUnprocessableEntity, "nội dung mới chưa được ghi")
	if other.Value("owner_name") != "Trần Văn Mẫu Khác" {
		t.Error("what was typed is gone")
	}
	second := idOf(press(c, other, "accept").Wants(http.StatusOK, "Đã tiếp nhận"))
	s, _, err := e.Casework.Get(t.Context(), e.Actor("tiep-nhan"), second)
	if err != nil || second == first || s.Owner.Name != "Trần Văn Mẫu Khác" {
		t.Errorf("the next person's dossier is %s of %q: %v", second, s.Owner.Name, err)
	}
}
