package dossierweb_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"motcua/internal/dossier"
	"motcua/internal/store"
	"motcua/internal/store/storetest"
	"motcua/internal/web/webtest"
)

func TestADossierGoesItsWholeWayThroughPages(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		s := open(t, db)
		id := s.filed("Nguyễn Thị Mẫu Một")
		s.as(reception).Get("/ban-lam-viec").Wants(http.StatusOK, "Kiểm tra, tiếp nhận", "Cấp giấy xác nhận mẫu", "Nguyễn Thị Mẫu Một", "còn")
		received := s.do(reception, id, "tiep-nhan", nil)
		received.Wants(http.StatusOK, "Đã tiếp nhận", "Tiếp theo: Lãnh đạo phòng", "Được tiếp nhận", "In giấy tiếp nhận và hẹn trả kết quả (mẫu 01)", "Cấp lại mã tra cứu")
		links(t, received, map[string]string{
			"In giấy tiếp nhận và hẹn trả kết quả (mẫu 01)": "/ho-so/" + id + "/giay/01.pdf",
			"Giấy tiếp nhận và hẹn trả kết quả (mẫu 01)":    "/ho-so/" + id + "/giay/01",
			"Cấp lại mã tra cứu":                            "/ho-so/" + id + "/cap-lai-ma",
		})
		s.as(head).Get("/ho-so/"+id).Wants(http.StatusOK, "(mẫu 01)").Lacks("/cap-lai-ma", "(mẫu 02)", "(mẫu 03)")
		s.do(head, id, "phan-cong", url.Values{"assignee": {specialist}, "note": {"Xem kỹ địa chỉ."}}).Wants(http.StatusOK, "Đã phân công", "Xem kỹ địa chỉ.")
		s.do(specialist, id, "tham-dinh", url.Values{"outcome": {"grant"}, "opinion": {"Đủ điều kiện."}}).Wants(http.StatusOK, "Đã thẩm định và đề xuất", "Giải quyết theo yêu cầu")
		s.do(head, id, "trinh-ky", nil).Wants(http.StatusOK, "Đã đồng ý, trình ký")
		s.as(leader).Get("/ho-so/"+id+"/phe-duyet").Wants(http.StatusOK, "Giải quyết theo yêu cầu", "Đủ điều kiện.", "Giấy tờ trong hồ sơ", "to-khai.png")
		s.do(leader, id, "phe-duyet", url.Values{"note": {"Đồng ý."}}).Wants(http.StatusOK, "Đã phê duyệt", "Người phê duyệt", "Chủ tịch")
		s.as(clerk).Get("/ho-so/"+id+"/cap-so").Wants(http.StatusOK, "ký hiệu thường dùng KQ-TTHC", "sổ văn bản đi năm 2026", "Số tiếp theo dự kiến", "1/KQ-TTHC")
		s.do(clerk, id, "cap-so", url.Values{"symbol": {"gxn ubnd"}}).Wants(http.StatusUnprocessableEntity, "Ký hiệu văn bản chỉ gồm")
		s.do(clerk, id, "cap-so", url.Values{"symbol": {"gxn-ubnd"}}).Wants(http.StatusOK, "1/GXN-UBND")
		s.do(clerk, id, "dong-dau", url.Values{"do": {"trinh-dien"}}).Wants(http.StatusOK, "Đã đóng dấu", "Bản trình diễn, không có giá trị pháp lý")
		s.do(clerk, id, "ket-thuc", nil).Wants(http.StatusOK, "Kết quả chờ trả tại", "Đã xử lý xong")
		s.as(returner).Get("/ban-lam-viec?loc=cho-tra").Wants(http.StatusOK, "Trả kết quả", "Nguyễn Thị Mẫu Một")
		s.do(returner, id, "tra-ket-qua", url.Values{"by_paper": {"Căn cước công dân"}, "number": {"022190000001"}}).Wants(http.StatusOK, "Hồ sơ đã hoàn tất", "Đã trả kết quả")
		if st := s.state(id); st.Status != dossier.HandedOver || st.Delivery.Receiver != "Nguyễn Thị Mẫu Một" || !st.Result.Document.Generated {
			t.Errorf("the dossier ended as %+v", st)
		}
		page := s.as(leader).Get("/ho-so/" + id)
		page.Wants(http.StatusOK, "Nộp hồ sơ trực tuyến", "Phân công cho", "Trả kết quả", "Kết thúc xử lý, trước hạn")
		page.Lacks("/phe-duyet")
	})
}

func TestRefusalOnTheMerits(t *testing.T) {
	t.Parallel()
	s := open(t, storetest.SQLite(t))
	id := s.filed("Trần Văn Mẫu Hai")
	s.do(reception, id, "tiep-nhan", nil)
	s.do(head, id, "phan-cong", url.Values{"assignee": {specialist}})
	form := s.as(specialist).Get("/ho-so/" + id + "/tham-dinh")
	if !strings.Contains(form.Value("remedies"), "khiếu nại") {
		t.Error("the sentence on remedies is not offered")
	}
	p := s.do(specialist, id, "tham-dinh", url.Values{"outcome": {"refuse"}, "opinion": {"Chưa đủ điều kiện."}, "remedies": {"Khiếu nại trong 90 ngày."}})
	p.Wants(http.StatusUnprocessableEntity, "điều, khoản làm căn cứ từ chối", "Chưa đủ điều kiện.")
	s.do(specialist, id, "tham-dinh", url.Values{"outcome": {"refuse"}, "opinion": {"Chưa đủ điều kiện."}, "article": {"Điều 5 Luật Mẫu"}, "remedies": {"Khiếu nại trong 90 ngày."}}).
		Wants(http.StatusOK, "Từ chối giải quyết", "Điều 5 Luật Mẫu")
	s.do(head, id, "tra-lai", url.Values{"reason": {"Nêu rõ hơn căn cứ."}}).Wants(http.StatusOK, "Nêu rõ hơn căn cứ.")
	s.as(specialist).Get("/ho-so/"+id).Wants(http.StatusOK, "Việc của Ông/Bà: thẩm định và đề xuất", "Lý do trả lại: Nêu rõ hơn căn cứ.")
	s.do(specialist, id, "tham-dinh", url.Values{"outcome": {"refuse"}, "opinion": {"Chưa đủ điều kiện."}, "article": {"Khoản 2 Điều 5 Luật Mẫu"}, "remedies": {"Khiếu nại trong 90 ngày."}})
	s.do(head, id, "trinh-ky", nil)
	s.as(leader).Get("/ho-so/"+id+"/phe-duyet").Wants(http.StatusOK, "Phê duyệt từ chối", "Khoản 2 Điều 5 Luật Mẫu")
	s.do(leader, id, "phe-duyet", nil)
	s.do(clerk, id, "cap-so", nil).Wants(http.StatusOK, "1/TB-TC")
}

func TestDenyAtReception(t *testing.T) {
	t.Parallel()
	s := open(t, storetest.SQLite(t))
	id := s.filed("Trần Văn Mẫu Hai")
	s.do(reception, id, "tu-choi", url.Values{"reason": {"Không thuộc địa bàn."}}).Wants(http.StatusUnprocessableEntity, "điều, khoản làm căn cứ", "Không thuộc địa bàn.")
	s.do(reception, id, "tu-choi", url.Values{"reason": {"Không thuộc địa bàn."}, "clause": {"Điều 13 Luật Mẫu"}, "remedy": {"Nộp tại xã nơi cư trú."}}).
		Wants(http.StatusOK, "Không được tiếp nhận", "Nộp tại xã nơi cư trú.", "In phiếu từ chối tiếp nhận hồ sơ (mẫu 03)")
}

func TestSupplementStopsAndResumesTheClock(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		s := open(t, db)
		id := s.filed("Trần Văn Mẫu Hai")
		s.do(reception, id, "tiep-nhan", nil)
		s.do(head, id, "phan-cong", url.Values{"assignee": {specialist}})
		promised := s.state(id).Promised
		s.do(specialist, id, "yeu-cau-bo-sung", nil).Wants(http.StatusUnprocessableEntity, "chọn ít nhất một giấy tờ thiếu hoặc sai")
		asked := url.Values{"item.to-khai": {"dat"}, "item.giay-to-nha": {"sai"}, "items": {"khac"}, "why.giay-to-nha": {"Bản chụp mờ, xin chụp lại."}, "other_name": {"Ảnh 3x4"}, "why.khac": {"Còn thiếu"}}
		s.do(specialist, id, "yeu-cau-bo-sung", url.Values{"item.giay-to-nha": {"thieu"}, "rest": {"dat"}}).Wants(http.StatusUnprocessableEntity, "thiếu hoặc sai ở đâu")
		s.do(specialist, id, "yeu-cau-bo-sung", url.Values{"item.giay-to-nha": {"thieu"}, "why.giay-to-nha": {"Chưa nộp."}}).Wants(http.StatusUnprocessableEntity, "Chưa đánh giá giấy tờ “Tờ khai theo mẫu”", "Chưa nộp.")
		preview := url.Values{"do": {"xem-truoc"}}
		for k, v := range asked {
			preview[k] = v
		}
		p := s.do(specialist, id, "yeu-cau-bo-sung", preview)
		p.Wants(http.StatusOK, "Người nộp sẽ đọc", "cần bổ sung 2 nội dung", "1. Giấy tờ về chỗ ở: Bản chụp mờ, xin chụp lại.")
		if st := s.state(id); st.Status != dossier.Processing {
			t.Errorf("a preview changed the dossier to %v", st.Status)
		}
		s.do(specialist, id, "yeu-cau-bo-sung", asked).Wants(http.StatusOK, "Yêu cầu bổ sung giấy tờ", "Thời hạn tạm dừng", "In phiếu yêu cầu bổ sung hồ sơ (mẫu 02)")
		s.as(specialist).Get("/ban-lam-viec").Lacks("Trần Văn Mẫu Hai")
		s.as(specialist).Get("/ban-lam-viec?loc=cho-bo-sung").Wants(http.StatusOK, "Trần Văn Mẫu Hai", "tạm dừng")
		s.pass(48 * time.Hour)
		s.do(reception, id, "nhan-bo-sung", url.Values{"got.1": {"yes"}, "copies.1": {"1"}}).Wants(http.StatusUnprocessableEntity, "Xin cho biết đã nhận “Ảnh 3x4” hay không")

		c := s.as(reception)
		form := c.Get("/ho-so/" + id + "/nhan-bo-sung")
		body := multipartBody(t, withHidden(form, url.Values{"got.1": {"yes"}, "copies.1": {"1"}, "got.2": {"no"}, "why.2": {"Đã có ảnh trong tờ khai."}}),
			[]upload{{"files.1", `C:\quét\nhà mới.png`, picture(t, 40)}})
		c.PostBody(form.Path, "multipart/form-data; boundary=grenze", body).Wants(http.StatusOK, "Nhận giấy tờ bổ sung", "Đang xử lý", "nhà mới.png", "Đã nộp · 1 bản sao", "bổ sung ngày 12/03", "Không áp dụng: Đã có ảnh trong tờ khai.").
			Lacks("1 bản chính", "0 bản", ";.", "..")
		s.as(specialist).Get("/ho-so/"+id+"/tham-dinh").Wants(http.StatusOK, "Giấy tờ trong hồ sơ", "to-khai.png", "nhà mới.png", "bổ sung ngày 12/03")
		st := s.state(id)
		if st.Due <= promised || st.Promised != promised {
			t.Errorf("after two days of waiting the due time is %v, promised %v (was %v)", st.Due, st.Promised, promised)
		}
		s.as(specialist).Get("/ban-lam-viec?loc=da-bo-sung").Wants(http.StatusOK, "Trần Văn Mẫu Hai")
	})
}

func TestALateStepIsSeenBesideADossierInTime(t *testing.T) {
	t.Parallel()
	s := open(t, storetest.SQLite(t))
	id := s.filed("Trần Văn Mẫu Hai")
	s.as(reception).Get("/ban-lam-viec").Lacks("Bước này")
	s.do(reception, id, "tiep-nhan", nil)
	s.as(head).Get("/ban-lam-viec").Wants(http.StatusOK, "Bước này: còn 4 giờ", "hồ sơ 7 ngày").Lacks("mc-deadline--late")
	s.pass(7 * time.Hour)
	for _, path := range []string{"/ban-lam-viec", "/ho-so/" + id, "/ho-so/" + id + "/phan-cong"} {
		p := s.as(head).Get(path)
		p.Wants(http.StatusOK, "Bước này: quá ", "ồ sơ", "7 ngày").Lacks("mc-deadline--calm")
		if !strings.Contains(p.Body, "mc-deadline--late") {
			t.Errorf("%s shows no late step", path)
		}
	}
	s.pass(15 * 24 * time.Hour)
	s.as(head).Get("/ho-so/"+id).Wants(http.StatusOK, "Hồ sơ: quá hạn")
	s.do(head, id, "phan-cong", url.Values{"assignee": {specialist}})
	s.do(specialist, id, "yeu-cau-bo-sung", url.Values{"rest": {"dat"}, "item.giay-to-nha": {"thieu"}, "why.giay-to-nha": {"Mờ."}})
	s.as(specialist).Get("/ho-so/"+id).Lacks("Bước này", "mc-deadline--late")
}

// links compares where words of a page lead.
func links(t *testing.T, p *webtest.Page, want map[string]string) {
	t.Helper()
	for words, href := range want {
		if got := p.Link(words); got != href {
			t.Errorf("%q leads to %q, want %q", words, got, href)
		}
	}
}

// TestTheHeadGivesTheWorkOfWhoIsAwayToAnother: the form offers who may take it,
// tells both sides in the history, and the former performer has it no more.
func TestTheHeadGivesTheWorkOfWhoIsAwayToAnother(t *testing.T) {
	t.Parallel()
	s := open(t, storetest.SQLite(t))
	id := s.filed("Trần Văn Mẫu Hai")
	s.do(reception, id, "tiep-nhan", nil)
	s.do(head, id, "phan-cong", url.Values{"assignee": {specialist}})
	if n, err := s.casework.OpenWork(t.Context(), specialist); err != nil || n != 1 {
		t.Fatalf("the open work of the specialist is %d, %v", n, err)
	}
	c := s.as(head)
	form := c.Get("/ho-so/" + id + "/chuyen-nguoi")
	form.Wants(http.StatusOK, "Đang giữ", "Không giao đích danh", "giữ nguyên")
	c.Submit(form, "", url.Values{"reason": {"Nghỉ phép."}}).Wants(http.StatusUnprocessableEntity, "Xin chọn người nhận hồ sơ", "Nghỉ phép.")
	s.do(head, id, "chuyen-nguoi", url.Values{"to": {colleague}, "reason": {"Nghỉ phép từ 09/9."}})
	c.Get("/ho-so/"+id).Wants(http.StatusOK, "Chuyển người xử lý: từ", "Nghỉ phép từ 09/9.")
	s.as(specialist).Get("/ho-so/" + id + "/tham-dinh").Wants(http.StatusForbidden)
	s.as(colleague).Get("/ho-so/" + id + "/tham-dinh").Wants(http.StatusOK)
	if n, _ := s.casework.OpenWork(t.Context(), specialist); n != 0 {
		t.Errorf("%d dossiers are still the former performer's", n)
	}
}
