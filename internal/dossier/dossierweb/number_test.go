package dossierweb_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/google/uuid"

	"motcua/internal/journal"
	"motcua/internal/org"
	"motcua/internal/org/orgdb"
	"motcua/internal/store"
	"motcua/internal/store/storetest"
)

// approved is a dossier that waits for the clerk.
func (s *site) approved(owner string) string {
	id := s.filed(owner)
	s.do(reception, id, "tiep-nhan", nil)
	s.do(head, id, "phan-cong", url.Values{"assignee": {specialist}})
	s.do(specialist, id, "tham-dinh", url.Values{"outcome": {"grant"}, "opinion": {"Đủ điều kiện."}})
	s.do(head, id, "trinh-ky", nil)
	s.do(leader, id, "phe-duyet", nil)
	return id
}

func TestTheNextNumberIsForetold(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		s := open(t, db)
		first, second, third := s.approved("Nguyễn Thị Mẫu Một"), s.approved("Trần Văn Mẫu Hai"), s.approved("Lê Văn Mẫu Ba")
		s.as(clerk).Get("/ho-so/"+first+"/cap-so").Wants(http.StatusOK, "Số tiếp theo dự kiến", "1/KQ-TTHC", "nếu văn thư khác cấp trước").Lacks("Ký hiệu khác")
		s.do(clerk, first, "cap-so", nil).Wants(http.StatusOK, "1/KQ-TTHC")
		s.do(clerk, second, "cap-so", url.Values{"symbol": {"gxn-ubnd"}}).Wants(http.StatusOK, "1/GXN-UBND")
		s.as(clerk).Get("/ho-so/"+third+"/cap-so").Wants(http.StatusOK, "2/KQ-TTHC", "Ký hiệu khác", "2/GXN-UBND")
		s.do(clerk, third, "cap-so", nil).Wants(http.StatusOK, "2/KQ-TTHC")
	})
}

func TestNumbersComeFromTheAgencysBooks(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		s := open(t, db)
		first, second := s.approved("Nguyễn Thị Mẫu Một"), s.approved("Trần Văn Mẫu Hai")
		agency := s.state(first).Agency
		book := func(symbol string, n int64, use org.BookUse) {
			t.Helper()
			b := org.Book{Symbol: symbol, Uses: []org.BookUse{use}, First: n, Span: org.Span{From: s.clock().Date()}}
			if _, err := s.dir.Do(t.Context(), orgdb.Order{ID: uuid.NewString(), Agency: agency, Expect: journal.Any, Actor: org.System(), Command: org.OpenBook{Book: b}}); err != nil {
				t.Fatal(err)
			}
		}
		book("TB-PHUONG", 0, org.BookRefusals)
		s.as(clerk).Get("/ho-so/"+first+"/cap-so").Wants(http.StatusOK, "không có sổ đang mở cho loại văn bản này")
		s.do(clerk, first, "cap-so", nil).Wants(http.StatusConflict, "chưa có sổ đang mở")
		book("KQ-PHUONG", 18, org.BookResults)
		s.as(clerk).Get("/ho-so/"+first+"/cap-so").Wants(http.StatusOK, "Số tiếp theo dự kiến", "18/KQ-PHUONG").Lacks("TB-PHUONG")
		s.do(clerk, first, "cap-so", nil).Wants(http.StatusOK, "18/KQ-PHUONG")
		book("GXN-UBND", 0, org.BookResults)
		s.as(clerk).Get("/ho-so/"+second+"/cap-so").Wants(http.StatusOK, "Sổ cấp số năm 2026", "19/KQ-PHUONG", "1/GXN-UBND")
		s.do(clerk, second, "cap-so", url.Values{"symbol": {"TB-PHUONG"}}).Wants(http.StatusUnprocessableEntity, "không có sổ đang mở ký hiệu")
		s.do(clerk, second, "cap-so", nil).Wants(http.StatusOK, "19/KQ-PHUONG")
	})
}
