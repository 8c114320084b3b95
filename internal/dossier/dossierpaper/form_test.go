package dossierpaper_test

import (
	"bytes"
	"os/exec"
	"strings"
	"testing"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierpaper"
	"motcua/internal/locale"
	"motcua/internal/org/province"
	"motcua/internal/paper"
	"motcua/internal/present"
	"motcua/internal/procedure"
	"motcua/internal/procedure/embedded"
)

func printer(t *testing.T, today calendar.Date) dossierpaper.Printer {
	t.Helper()
	o, err := province.Organisation()
	if err != nil {
		t.Fatal(err)
	}
	clock, err := calendar.QuangNinh()[0].Compile()
	if err != nil {
		t.Fatal(err)
	}
	p := dossierpaper.Printer{Organisation: o, Clock: clock, Base: "https://motcua.example", Hotline: "0203 3000 000", Today: today}
	for _, e := range embedded.Catalogue() {
		if e.Definition.Code == "1.004873" {
			p.Definition = e.Definition
		}
	}
	if p.Definition.Code == "" {
		t.Fatal("the carried catalogue has no 1.004873")
	}
	return p
}

// accepted is an invented dossier of a ward, received at the instant.
func accepted(t *testing.T, p dossierpaper.Printer, agency string, at calendar.Instant) dossier.State {
	t.Helper()
	limit, words, _ := p.Definition.LimitFor(procedure.Direct, "")
	due, err := p.Clock.Due(at, limit)
	if err != nil {
		t.Fatal(err)
	}
	return dossier.State{
		ID: "0190-x", Status: dossier.Accepted, Procedure: p.Definition.Code, Short: p.Definition.Short, Method: procedure.Direct,
		Agency: agency, Received: agency, Code: "H49.101-250804-0007", FormNumber: 15, FiledAt: at, AcceptedAt: at, AcceptedBy: "",
		Owner: dossier.Party{Kind: dossier.Citizen, Name: "Nguyễn Thị Mẫu", Number: "022190000001", Address: "Số 1, ngõ Ví Dụ", Phone: "+84900000001"},
		Slip:  dossier.Slip{Token: "3q2Zr8uN0kVfYw1LxTb5Gg", Secret: "40712893"},
		Limit: limit, LimitText: words, Promised: due.At, Due: due.At, Return: dossier.Return{Way: dossier.AtCounter},
		Papers: []dossier.PaperMark{
			{Name: "Tờ khai theo mẫu", Mark: dossier.MarkSubmitted, Originals: 1},
			{Name: "Giấy tờ tùy thân", Mark: dossier.MarkShown, Originals: 1},
			{Name: "Bản án ly hôn", Mark: dossier.MarkNotApplicable, Why: "chưa kết hôn"},
		},
	}
}

// text reads a document back from its PDF.
func text(t *testing.T, doc paper.Document) string {
	t.Helper()
	tool := present.Program(t, "apt-get install poppler-utils", "pdftotext")
	body, err := paper.PDF(doc)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), tool, "-layout", "-", "-")
	cmd.Stdin = bytes.NewReader(body)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(strings.Fields(string(out)), " ")
}

// sheets counts the pages of a document's PDF.
func sheets(t *testing.T, doc paper.Document) int {
	t.Helper()
	tool := present.Program(t, "apt-get install poppler-utils", "pdftotext")
	body, err := paper.PDF(doc)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), tool, "-", "-")
	cmd.Stdin = bytes.NewReader(body)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Count(out, []byte("\f"))
}

func wants(t *testing.T, got string, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(got, w) {
			t.Errorf("%q is not printed in:\n%s", w, got)
		}
	}
}

func lacks(t *testing.T, got string, words ...string) {
	t.Helper()
	for _, w := range words {
		if strings.Contains(got, w) {
			t.Errorf("%q is printed", w)
		}
	}
}

func TestReceipt(t *testing.T) {
	t.Parallel()
	p := printer(t, calendar.D(2025, 8, 4))
	s := accepted(t, p, "ubnd-hong-gai", calendar.On(calendar.D(2025, 8, 4), 8, 15))
	doc, err := p.Receipt(s)
	if err != nil {
		t.Fatal(err)
	}
	got := text(t, doc)
	t.Run("tells code, secret, due time, place and telephone", func(t *testing.T) {
		t.Parallel()
		wants(t, got, "H49.101-250804-0007", "4071 2893", "17 giờ 00 phút, thứ Năm, ngày 07/8/2025", "0203 3000",
			"Trung tâm Phục vụ hành chính công phường Hồng Gai", "NGUYỄN THỊ MẪU", "022 190 000 001", "08 giờ 15 phút, thứ Hai, ngày 04/8/2025")
	})
	t.Run("follows the circular in force on the day of acceptance", func(t *testing.T) {
		t.Parallel()
		wants(t, got, "Thông tư số 03/2025/TT-VPCP")
		old := accepted(t, p, "ubnd-tp-ha-long", calendar.On(calendar.D(2025, 6, 30), 9, 0))
		was, err := p.Receipt(old)
		if err != nil {
			t.Fatal(err)
		}
		wants(t, text(t, was), "Thông tư số 01/2018/TT-VPCP")
	})
	t.Run("lists what was handed in and shown, not what does not apply", func(t *testing.T) {
		t.Parallel()
		wants(t, got, "Tờ khai theo mẫu", "Giấy tờ tùy thân (xuất trình)")
		lacks(t, got, "Bản án ly hôn")
	})
	t.Run("says why this day in two sentences and where the rest is", func(t *testing.T) {
		t.Parallel()
		wants(t, got, "Vì sao ngày này?", "ngày làm việc thứ", "Hạn: 17 giờ 00 phút thứ Năm 07/08/2025. Xem đầy đủ khi quét mã QR.")
		lacks(t, got, "Tiếp nhận lúc", "Ngày dự kiến")
	})
	t.Run("says why the day is provisional", func(t *testing.T) {
		t.Parallel()
		open := s
		open.Expected = true
		doc, err := p.Receipt(open)
		if err != nil {
			t.Fatal(err)
		}
		wants(t, text(t, doc), "07/8/2025 (dự kiến)", "lịch nghỉ lễ, tết năm 2025 chưa công bố")
	})
	t.Run("takes one sheet with six papers and every mark", func(t *testing.T) {
		t.Parallel()
		q, long := p, s
		q.Demo, q.Reissued = true, 2
		long.Applicant = dossier.Party{Name: "Trần Văn Mẫu", Number: "022190000002", Address: "Số 2, ngõ Ví Dụ", Phone: "+84900000002", Email: "mau@motcua.example"}
		for range 4 {
			long.Papers = append(long.Papers, long.Papers[0])
		}
		doc, err := q.Receipt(long)
		if err != nil {
			t.Fatal(err)
		}
		if n := sheets(t, doc); n != 1 {
			t.Errorf("%d sheets", n)
		}
	})
	t.Run("names the office that received, and what stands above it", func(t *testing.T) {
		t.Parallel()
		wants(t, got, "Trung tâm Phục vụ hành chính công: phường Hồng Gai")
		lacks(t, got, "hành chính công: UBND")
		for agency, parent := range map[string]string{"ubnd-hong-gai": "Ủy ban nhân dân phường Hồng Gai", "so-tu-phap": "Ủy ban nhân dân tỉnh Quảng Ninh"} {
			doc, err := p.Receipt(accepted(t, p, agency, calendar.On(calendar.D(2025, 8, 4), 8, 15)))
			if err != nil {
				t.Fatal(err)
			}
			if doc.Head.Parent != parent {
				t.Errorf("%s: %q stands above %q", agency, doc.Head.Parent, doc.Head.Agency)
			}
		}
	})
	t.Run("prints due day, place and telephone big", func(t *testing.T) {
		t.Parallel()
		big := 0
		for _, b := range doc.Blocks {
			if _, ok := b.(paper.Big); ok {
				big++
			}
		}
		if big != 3 {
			t.Errorf("%d values are printed big, want due time, place and telephone", big)
		}
	})
	t.Run("is the original on its day and a reprint afterwards", func(t *testing.T) {
		t.Parallel()
		lacks(t, got, paper.MarkReprint)
		later := p
		later.Today = calendar.D(2025, 8, 5)
		reissued := p
		reissued.Reissued = 1
		for _, q := range []dossierpaper.Printer{later, reissued} {
			doc, err := q.Receipt(s)
			if err != nil {
				t.Fatal(err)
			}
			wants(t, text(t, doc), paper.MarkReprint)
		}
	})
	t.Run("marks simulated data on the paper", func(t *testing.T) {
		t.Parallel()
		lacks(t, got, paper.MarkSimulated)
		demo := p
		demo.Demo = true
		doc, err := demo.Receipt(s)
		if err != nil {
			t.Fatal(err)
		}
		wants(t, text(t, doc), paper.MarkSimulated, paper.MarkDemo)
	})
	t.Run("does not promise a day that is not determined", func(t *testing.T) {
		t.Parallel()
		open := s
		open.Limit, open.Promised, open.LimitText = calendar.Limit{Unit: calendar.Unknown}, 0, locale.T("theo từng trường hợp", "")
		doc, err := p.Receipt(open)
		if err != nil {
			t.Fatal(err)
		}
		got := text(t, doc)
		wants(t, got, "chưa xác định")
		lacks(t, got, "Vì sao ngày này?")
	})
	t.Run("is not there before acceptance", func(t *testing.T) {
		t.Parallel()
		if _, err := p.Receipt(dossier.State{Status: dossier.New}); err == nil {
			t.Error("a receipt of a dossier that nobody accepted")
		}
	})
}

// A total is printed only where it is true for every dossier.
func TestFees(t *testing.T) {
	t.Parallel()
	fee := func(n int64, vi string) procedure.Fee {
		return procedure.Fee{Kind: procedure.Charge, Known: true, Amount: n, Text: locale.T(vi, "")}
	}
	for name, c := range map[string]struct {
		fees  []procedure.Fee
		wants []string
		lacks string
	}{
		"by the page":      {[]procedure.Fee{fee(2000, "2.000 đồng/trang")}, []string{"Phí: 2.000 đồng/trang, tính theo số trang thực tế"}, "Tổng phí"},
		"by each page":     {[]procedure.Fee{fee(2000, "2.000 đồng mỗi trang; từ trang thứ ba 1.000 đồng mỗi trang")}, []string{"1.000 đồng mỗi trang, tính theo số trang thực tế"}, "Tổng phí"},
		"on a condition":   {[]procedure.Fee{fee(8000, "8.000 đồng nếu đăng ký quá hạn")}, []string{"8.000 đồng nếu đăng ký quá hạn"}, "Tổng phí"},
		"one of two":       {[]procedure.Fee{fee(8000, ""), fee(5000, "")}, []string{"Phí: 8.000 đồng", "Phí: 5.000 đồng"}, "Tổng phí"},
		"one certain sum":  {[]procedure.Fee{fee(15000, "15.000 đồng mỗi lần")}, []string{"Phí: 15.000 đồng mỗi lần", "Tổng phí, lệ phí: 15.000 đồng"}, "thực tế"},
		"nothing to pay":   {[]procedure.Fee{fee(0, "Không thu")}, []string{"Phí: Không thu"}, "thực tế"},
		"told in no words": {[]procedure.Fee{fee(50000, "")}, []string{"Tổng phí, lệ phí: 50.000 đồng"}, "thực tế"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := printer(t, calendar.D(2025, 8, 4))
			s := accepted(t, p, "ubnd-hong-gai", calendar.On(calendar.D(2025, 8, 4), 8, 15))
			limit, words, _ := p.Definition.LimitFor(procedure.Direct, "")
			p.Definition.Channels = []procedure.Channel{{Method: procedure.Direct, Limit: limit, LimitText: words, Fees: c.fees}}
			doc, err := p.Receipt(s)
			if err != nil {
				t.Fatal(err)
			}
			got := text(t, doc)
			wants(t, got, c.wants...)
			lacks(t, got, c.lacks)
		})
	}
}

func TestSupplementRequest(t *testing.T) {
	t.Parallel()
	p := printer(t, calendar.D(2025, 8, 5))
	s := accepted(t, p, "ubnd-hong-gai", calendar.On(calendar.D(2025, 8, 4), 8, 15))
	s.Status = dossier.Supplement
	s.Asked = []dossier.Asked{{
		Items: []dossier.Item{{Name: "Trích lục ly hôn", Why: "bản photo mờ, xin nộp bản chứng thực"}, {Name: "Tờ khai", Why: "thiếu chữ ký"}},
		Until: calendar.D(2025, 8, 15), Number: 3, At: calendar.On(calendar.D(2025, 8, 5), 10, 0), Reason: "giấy tờ chưa hợp lệ",
	}}
	doc, err := p.SupplementRequest(s)
	if err != nil {
		t.Fatal(err)
	}
	wants(t, text(t, doc), "0003/HDHS", "1. Trích lục ly hôn: bản photo mờ", "2. Tờ khai: thiếu chữ ký", "thứ Sáu, ngày 15/8/2025",
		"tạm dừng từ 10 giờ 00 phút", "H49.101-250804-0007")
}

func TestRefusal(t *testing.T) {
	t.Parallel()
	p := printer(t, calendar.D(2025, 8, 4))
	s := accepted(t, p, "ubnd-hong-gai", calendar.On(calendar.D(2025, 8, 4), 8, 15))
	s.Status, s.AcceptedAt, s.Code, s.Submission = dossier.Denied, 0, "", "N250804-00009"
	s.Refusal = &dossier.Denial{
		Reason: "Nơi cư trú không thuộc phường này.", Clause: "Điều 21 Nghị định số 123/2015/NĐ-CP", Number: 4,
		Remedy: "Xin nộp tại xã, phường nơi thường trú.", At: calendar.On(calendar.D(2025, 8, 4), 8, 20),
	}
	doc, err := p.Refusal(s)
	if err != nil {
		t.Fatal(err)
	}
	wants(t, text(t, doc), "0004/TCHS", "1. Nơi cư trú không thuộc phường này (Điều 21 Nghị định số 123/2015/NĐ-CP).",
		"Xin nộp tại xã, phường nơi thường trú.", "khiếu nại", "N250804-00009")
	if got := dossierpaper.Forms(s); len(got) != 1 || got[0] != dossierpaper.FormRefusal {
		t.Errorf("forms %v, want 03 alone", got)
	}
}
