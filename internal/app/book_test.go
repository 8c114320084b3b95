package app_test

import (
	"net/http"
	"strings"
	"testing"

	"motcua/internal/app/apptest"
	"motcua/internal/dossier"
)

// TestDossierBook: the book lists what an agency accepted in some days, to its
// own officials, with names for those alone who may see them.
func TestDossierBook(t *testing.T) {
	t.Parallel()
	w := newWorld(t, apptest.New(t))
	id := w.due(dossier.ActAppraise)
	theirs, _ := w.state(w.elsewhere())
	s, _ := w.state(id)
	t.Run("with names and addresses at the counter", func(t *testing.T) {
		t.Parallel()
		for _, path := range []string{"/so-theo-doi", "/so-theo-doi.csv"} {
			a := w.get("tiep-nhan", path)
			for _, want := range []string{s.Code, s.Owner.Name, "Ngày, tháng, năm hẹn trả kết quả"} {
				if a.status != http.StatusOK || !strings.Contains(a.body, want) {
					t.Errorf("%s: %d without %q", path, a.status, want)
				}
			}
			if b := w.get("so-tiep-nhan", path); b.status != http.StatusOK || strings.Contains(b.body, s.Code) {
				t.Errorf("%s: %d, or it tells another agency of the dossier", path, b.status)
			}
		}
	})
	t.Run("masked for who has not dealt with them", func(t *testing.T) {
		t.Parallel()
		for _, path := range []string{"/so-theo-doi", "/so-theo-doi.csv"} {
			a := w.get("van-thu", path)
			if a.status != http.StatusOK || !strings.Contains(a.body, s.Code) || strings.Contains(a.body, s.Owner.Name) || strings.Contains(a.body, s.Owner.Address) {
				t.Errorf("%s: %d, names or the code are wrong", path, a.status)
			}
		}
	})
	t.Run("another's book, too many days and days the wrong way round are refused", func(t *testing.T) {
		t.Parallel()
		for query, want := range map[string]string{
			"?co-quan=" + theirs.Agency:      "Xin chọn cơ quan của Ông/Bà",
			"?tu=2025-08-01&den=2025-09-01":  "nhiều nhất 31 ngày",
			"?tu=2025-08-02&den=2025-08-01":  "Ngày cuối đứng trước ngày đầu",
			"?tu=2025-08-02":                 "ngày cuối",
			"?tu=2025-02-31&den=2025-03-01":  "không có trong lịch",
			"?tu=2025-08-01&den=2025-08-31":  "Thông tư số 03/2025/TT-VPCP",
			"?tu=2025-06-01&den=2025-06-30":  "Thông tư số 01/2018/TT-VPCP",
			"?tu=2025-06-01&den=2025-06-30&": "chưa đối chiếu với mẫu ban hành",
		} {
			if a := w.get("tiep-nhan", "/so-theo-doi"+query); !strings.Contains(a.body, want) {
				t.Errorf("%s: %d without %q", query, a.status, want)
			}
		}
	})
	t.Run("not for the applicant, nor is the control sheet", func(t *testing.T) {
		t.Parallel()
		if a := w.get("cong-dan-1", "/so-theo-doi"); a.status == http.StatusOK {
			t.Error("a citizen reads the book")
		}
		if a := w.get("cong-dan-1", "/ho-so/"+id+"/giay/phieu-kiem-soat"); a.status != http.StatusNotFound {
			t.Errorf("the control sheet: %d", a.status)
		}
		if a := w.get("tiep-nhan", "/ho-so/"+id+"/giay/phieu-kiem-soat"); a.status != http.StatusOK || !strings.Contains(a.body, "Các lần giao, nhận hồ sơ") {
			t.Errorf("the control sheet at the counter: %d", a.status)
		}
	})
}
