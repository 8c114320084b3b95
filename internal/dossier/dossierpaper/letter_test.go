package dossierpaper_test

import (
	"strings"
	"testing"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierpaper"
	"motcua/internal/paper"
)

// The two legal periods, each with a day at work and an agency of it.
const (
	wardB = "ubnd-hong-gai"
	cityA = "ubnd-tp-ha-long"
)

func apologised(t *testing.T, p dossierpaper.Printer, agency string, got calendar.Instant) dossier.State {
	t.Helper()
	s := accepted(t, p, agency, got)
	signed := s.Due + 3600_000_000
	s.Apology = &dossier.Apology{
		Number: 7, Due: s.Due, Cause: dossier.CauseAgency, NewDate: s.Due.Date().AddDays(5), Reason: "Máy in của bộ phận mẫu hỏng.",
		Signed: dossier.Signed{By: "khong-co", Title: "Phó Chủ tịch", Mandate: "KT", For: "Chủ tịch", At: signed},
	}
	return s
}

func TestApology(t *testing.T) {
	t.Parallel()
	b := printer(t, calendar.D(2025, 8, 7))
	now := apologised(t, b, wardB, calendar.On(calendar.D(2025, 8, 4), 8, 15))
	old := apologised(t, b, cityA, calendar.On(calendar.D(2025, 6, 16), 8, 15))
	print := func(t *testing.T, p dossierpaper.Printer, s dossier.State) string {
		t.Helper()
		doc, err := p.Form(s, dossierpaper.FormApology)
		if err != nil {
			t.Fatal(err)
		}
		if n := sheets(t, doc); n != 1 {
			t.Errorf("%d sheets", n)
		}
		return text(t, doc)
	}
	t.Run("asks for more time since 01/7/2025", func(t *testing.T) {
		t.Parallel()
		got := print(t, b, now)
		wants(t, got, "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT", "Số: 0007/PXL", "Thông tư số 03/2025/TT-VPCP", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH",
			"Thứ Hai, ngày 04/8/2025, Trung tâm Phục vụ hành chính công phường Hồng Gai tiếp nhận hồ sơ", "H49.101-250804-0007", "17 giờ 00 phút, thứ Năm, ngày 07/8/2025",
			"đến nay chưa trả được kết quả", "Lý do: Máy in của bộ phận mẫu hỏng (nguyên nhân: do cơ quan giải quyết).", "thứ Ba, ngày 12/8/2025", "Nơi nhận")
		lacks(t, got, paper.MarkReprint)
	})
	t.Run("says a new day by TT 01/2018 until 30/6/2025", func(t *testing.T) {
		t.Parallel()
		got := print(t, b, old)
		wants(t, got, "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ", "Thông tư số 01/2018/TT-VPCP", "Thời gian hẹn trả kết quả lại", paper.MarkReprint, paper.MarkUnconfirmed)
	})
	t.Run("is the deciding agency's letter, not its counter's", func(t *testing.T) {
		t.Parallel()
		doc, err := b.Apology(now)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(doc.Head.Agency, "Ủy ban nhân dân phường Hồng Gai") {
			t.Errorf("letterhead %q", doc.Head.Agency)
		}
	})
	t.Run("promises no day to a dossier that has ended, nor calls one late that is not yet", func(t *testing.T) {
		t.Parallel()
		ended, early := now, now
		over, soon := *now.Apology, *now.Apology
		over.NewDate, soon.Signed.At = calendar.Date{}, now.Due-1
		ended.Apology, early.Apology = &over, &soon
		got := print(t, b, ended)
		wants(t, got, "được giải quyết xong sau thời hạn đã hẹn")
		lacks(t, got, "gia hạn thời gian giải quyết đến hết")
		wants(t, print(t, b, early), "không kịp trả")
	})
	t.Run("is printed when its words were erased", func(t *testing.T) {
		t.Parallel()
		bare := now
		erased := *now.Apology
		erased.Reason = ""
		bare.Apology, bare.Owner = &erased, dossier.Party{}
		if _, err := b.Apology(bare); err != nil {
			t.Error(err)
		}
	})
}

func TestStopNotice(t *testing.T) {
	t.Parallel()
	p := printer(t, calendar.D(2025, 8, 6))
	stopped := func(agency string, got, at calendar.Instant) dossier.State {
		s := accepted(t, p, agency, got)
		s.Status, s.EndStatus, s.EndedAt = dossier.Stopped, dossier.Stopped, at
		s.Ending = &dossier.Ending{Reason: "Quá hạn bổ sung mà không có giấy tờ mẫu.", Clause: "Điều 0 Luật Mẫu", Number: 2, By: "khong-co", At: at}
		return s
	}
	now := stopped(wardB, calendar.On(calendar.D(2025, 8, 4), 8, 15), calendar.On(calendar.D(2025, 8, 6), 10, 0))
	old := stopped(cityA, calendar.On(calendar.D(2025, 6, 2), 8, 15), calendar.On(calendar.D(2025, 6, 30), 10, 0))
	t.Run("is form 05 since 01/7/2025", func(t *testing.T) {
		t.Parallel()
		doc, err := p.Form(now, dossierpaper.FormStop)
		if err != nil {
			t.Fatal(err)
		}
		wants(t, text(t, doc), "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ", "Số: 0002/TB", "Mẫu số 05 – Thông tư số 03/2025/TT-VPCP", "Căn cứ Điều 0 Luật Mẫu",
			"từ 10 giờ 00 phút, thứ Tư, ngày 06/8/2025", "Quá hạn bổ sung mà không có giấy tờ mẫu.", "khiếu nại hoặc khởi kiện", "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ")
		if got := dossierpaper.Titled(dossierpaper.FormStop, calendar.D(2025, 8, 6)).VI; got != "Thông báo dừng giải quyết hồ sơ (mẫu 05)" {
			t.Errorf("named %q", got)
		}
	})
	t.Run("is a plain notice before", func(t *testing.T) {
		t.Parallel()
		doc, err := p.Form(old, dossierpaper.FormStop)
		if err != nil {
			t.Fatal(err)
		}
		got := text(t, doc)
		wants(t, got, "THÔNG BÁO Về việc dừng giải quyết hồ sơ", "Số: 0002/TB")
		lacks(t, got, "Mẫu số")
		if got := dossierpaper.Titled(dossierpaper.FormStop, calendar.D(2025, 6, 30)).VI; strings.Contains(got, "mẫu") {
			t.Errorf("named %q", got)
		}
	})
	t.Run("is not there for a suspension", func(t *testing.T) {
		t.Parallel()
		s := now
		s.Ending, s.Suspension = nil, &dossier.Suspension{}
		if got := dossierpaper.Forms(s); strings.Contains(strings.Join(got, " "), dossierpaper.FormStop) {
			t.Errorf("forms %v", got)
		}
	})
	t.Run("keeps the agency of its day after a succession", func(t *testing.T) {
		t.Parallel()
		s := old
		s.Former = []dossier.Former{{Agency: cityA, Received: cityA, Until: calendar.On(calendar.D(2025, 7, 1), 0, 0)}}
		s.Agency, s.Received = wardB, wardB
		doc, err := p.Form(s, dossierpaper.FormStop)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(doc.Head.Agency, "Hạ Long") {
			t.Errorf("letterhead %q", doc.Head.Agency)
		}
	})
}

func TestRole(t *testing.T) {
	t.Parallel()
	for want, s := range map[string]dossier.Signed{
		"CHỦ TỊCH":                        {Title: "Chủ tịch"},
		"KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH":      {Title: "Phó Chủ tịch", Mandate: "KT", For: "Chủ tịch"},
		"TL. GIÁM ĐỐC\nTRƯỞNG PHÒNG":      {Title: "Trưởng phòng", Mandate: "TL", For: "Giám đốc"},
		"TUQ. CHỦ TỊCH\nTRƯỞNG PHÒNG MẪU": {Title: "Trưởng phòng Mẫu", Mandate: "TUQ", For: "Chủ tịch"},
		"THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ":      {},
	} {
		if got := dossierpaper.Role(s); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
