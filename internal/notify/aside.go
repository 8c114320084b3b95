package notify

import (
	"strings"

	"motcua/internal/act"
	"motcua/internal/dossier"
	"motcua/internal/locale"
	"motcua/internal/setting"
)

// aside writes the messages off a dossier's straight way.
func (t *text) aside(e act.Event) locale.Text {
	switch e := e.(type) {
	case dossier.PaymentAsked:
		return t.payment(e)
	case dossier.PaymentRecorded:
		t.part("hen_tra", func() { t.appointment(t.s.Due) })
		return locale.F("Đã ghi nhận nghĩa vụ tài chính của hồ sơ %s", "The payment for dossier %s was recorded", t.code)
	case dossier.WasSuspended:
		t.because("ly_do", e.Ground, e.Clause)
		return locale.F("Hồ sơ %s tạm dừng xử lý", "Dossier %s is suspended", t.code)
	case dossier.WasResumed:
		t.part("hen_tra", func() { t.appointment(t.s.Due) })
		return locale.F("Hồ sơ %s được xử lý tiếp", "Work on dossier %s goes on", t.code)
	case dossier.WasStopped:
		t.because("ly_do", e.Ground, e.Clause)
		return locale.F("Hồ sơ %s đã dừng giải quyết", "Dossier %s was stopped", t.code)
	case dossier.WasWithdrawn:
		return locale.F("Hồ sơ %s đã được rút", "Dossier %s was withdrawn", t.code)
	case dossier.Apologised:
		return t.apology(e)
	case dossier.FinishCorrected:
		t.part("hen_tra", func() { t.appointment(t.s.Due) })
		return locale.F("Hồ sơ %s được xử lý lại", "Dossier %s is dealt with again", t.code)
	case dossier.WasPosted:
		t.part("van_don", func() {
			if e.Tracking != "" {
				t.sayf("Số vận đơn: %s.", "Tracking number: %s.", same(e.Tracking))
			}
		})
		return locale.F("Kết quả hồ sơ %s đã gửi qua bưu chính", "The result of dossier %s was posted", t.code)
	}
	return locale.Text{}
}

// because fills a placeholder with a reason and its article.
func (t *text) because(name, reason, clause string) {
	t.part(name, func() {
		if why := strings.TrimSuffix(strings.TrimSpace(reason), "."); why != "" {
			t.sayf("Lý do: %s.", "Reason: %s.", same(why))
		}
		if clause != "" {
			t.sayf("Căn cứ: %s.", "Ground: %s.", same(strings.TrimSuffix(clause, ".")))
		}
	})
}

func (t *text) payment(e dossier.PaymentAsked) locale.Text {
	t.part("phai_nop", func() {
		if why := strings.TrimSuffix(strings.TrimSpace(e.Ground), "."); why != "" {
			t.sayf("Theo: %s.", "By: %s.", same(why))
		}
		if e.Amount > 0 {
			t.sayf("Số tiền: %s.", "Amount: %s.", locale.T(locale.DongIn(e.Amount, locale.VI), locale.DongIn(e.Amount, locale.EN)))
		}
		if !e.Until.IsZero() {
			t.sayf("Xin nộp trước %s.", "Please pay before %s.", day(e.Until))
		}
	})
	t.values["tam_dung"] = at(e.At)
	return locale.F("Hồ sơ %s cần thực hiện nghĩa vụ tài chính", "Payment is due for dossier %s", t.code)
}

func (t *text) apology(e dossier.Apologised) locale.Text {
	t.values["hen_cu"] = at(e.Due)
	t.because("ly_do", e.Reason, "")
	t.part("hen_lai", func() {
		if !e.NewDate.IsZero() {
			t.sayf("Hẹn lại: %s.", "The new day: %s.", day(e.NewDate))
		}
	})
	return locale.F("Xin lỗi Ông/Bà về hồ sơ %s", "Our apology about dossier %s", t.code)
}

// asideSettings are the wordings of those messages.
func asideSettings(common []setting.Placeholder, due setting.Placeholder) []setting.Definition {
	reason := needed(holder("ly_do", "các câu nêu lý do, căn cứ", "reason and ground", "Lý do: chờ quyết định của Tòa án. Căn cứ: Điều 1 Luật mẫu.", "Reason: a court's decision is awaited. Ground: article 1."))
	since := holder("tam_dung", "lúc tạm dừng thời hạn", "when the limit stopped", "09 giờ 00 phút, ngày 02/3/2026", "09:00 on 2 March 2026")
	return []setting.Definition{
		template(string(PaymentAsked), locale.T("Cần thực hiện nghĩa vụ tài chính", "Payment is due"),
			"Hồ sơ {ma} ({thu_tuc}) cần Ông/Bà thực hiện nghĩa vụ tài chính. {phai_nop} Thời hạn giải quyết tạm dừng từ {tam_dung}. Nộp xong, xin gửi chứng từ tại {noi_tiep_nhan}. Cần hướng dẫn, xin gọi {dien_thoai}.",
			"Payment is due for your dossier {ma} ({thu_tuc}). {phai_nop} The time limit stands still since {tam_dung}. Please bring the receipt to {noi_tiep_nhan}. For guidance please call {dien_thoai}.",
			common, since, needed(holder("phai_nop", "các câu về khoản phải nộp", "what is to be paid", "Số tiền: 1.500.000 đồng.", "Amount: 1,500,000 VND."))),
		template(string(PaymentRecorded), locale.T("Đã ghi nhận nghĩa vụ tài chính", "The payment was recorded"),
			"Đã ghi nhận việc thực hiện nghĩa vụ tài chính của hồ sơ {ma} ({thu_tuc}). Thời hạn được tính tiếp. {hen_tra}",
			"The payment for dossier {ma} ({thu_tuc}) was recorded. The time limit runs on. {hen_tra}", common, due),
		template(string(Suspended), locale.T("Tạm dừng xử lý", "Work is suspended"),
			"Hồ sơ {ma} ({thu_tuc}) tạm dừng xử lý theo quy định. {ly_do} Thời hạn giải quyết tạm dừng. Ông/Bà chưa phải làm gì; xử lý tiếp, chúng tôi báo ngay. Cần hỏi, xin gọi {co_quan}, số {dien_thoai_co_quan}.",
			"Work on dossier {ma} ({thu_tuc}) is suspended by law. {ly_do} The time limit stands still. You need not do anything; we tell you when work goes on. Questions: {co_quan}, {dien_thoai_co_quan}.", common, reason),
		template(string(Resumed), locale.T("Xử lý tiếp", "Work goes on"),
			"Hồ sơ {ma} ({thu_tuc}) được xử lý tiếp; thời hạn được tính tiếp. {hen_tra}", "Work on dossier {ma} ({thu_tuc}) goes on; the time limit runs on. {hen_tra}", common, due),
		template(string(Stopped), locale.T("Dừng giải quyết", "Work was stopped"),
			"Rất tiếc, hồ sơ {ma} ({thu_tuc}) đã dừng giải quyết. {ly_do} Giấy tờ được trả lại tại {noi_tiep_nhan}. Nếu chưa đồng ý, Ông/Bà có quyền khiếu nại; cần hướng dẫn, xin gọi {dien_thoai}.",
			"We are sorry: work on dossier {ma} ({thu_tuc}) was stopped. {ly_do} The papers are given back at {noi_tiep_nhan}. You may complain; for guidance please call {dien_thoai}.", common, reason),
		template(string(Withdrawn), locale.T("Đã rút hồ sơ", "A dossier was withdrawn"),
			"Hồ sơ {ma} ({thu_tuc}) đã được rút theo yêu cầu của Ông/Bà. Giấy tờ bản giấy được trả lại tại {noi_tiep_nhan}; phí, lệ phí đã nộp (nếu có) được xác định khi trả giấy tờ. Nếu Ông/Bà không yêu cầu, xin gọi ngay {dien_thoai}.",
			"Dossier {ma} ({thu_tuc}) was withdrawn as you asked. Papers are given back at {noi_tiep_nhan}, where a fee that was paid is settled. If you did not ask for it, please call {dien_thoai} at once.", common),
		template(string(Apologised), locale.T("Xin lỗi và hẹn lại", "Apology and new day"),
			"{co_quan} xin lỗi Ông/Bà: hồ sơ {ma} ({thu_tuc}) chưa xong đúng hẹn {hen_cu}. {ly_do} {hen_lai} Ông/Bà không phải nộp thêm hay đi lại; có kết quả, chúng tôi báo ngay. Cần hỏi, xin gọi {dien_thoai_co_quan}.",
			"{co_quan} apologises: dossier {ma} ({thu_tuc}) is not finished by {hen_cu} as promised. {ly_do} {hen_lai} You need neither pay nor come; we tell you as soon as the result is there. Questions: {dien_thoai_co_quan}.",
			common, reason, holder("hen_cu", "lúc đã hẹn", "the promised time", "17 giờ 00 phút, ngày 06/3/2026", "17:00 on 6 March 2026"),
			needed(holder("hen_lai", "câu hẹn lại", "the new day", "Hẹn lại: thứ Sáu, ngày 13/3/2026.", "The new day: Friday 13 March 2026."))),
		template(string(FinishCorrected), locale.T("Đính chính việc kết thúc", "A finish was corrected"),
			"Xin lỗi Ông/Bà: việc kết thúc hồ sơ {ma} ({thu_tuc}) có sai sót nên hồ sơ được xử lý lại ngay; thời hạn không thay đổi. {hen_tra} Cần hỏi, xin gọi {dien_thoai_co_quan}.",
			"We apologise: dossier {ma} ({thu_tuc}) was finished wrongly and is dealt with again at once, within the same limit. {hen_tra} Questions: {dien_thoai_co_quan}.", common, due),
		template(string(PostedResult), locale.T("Kết quả đã gửi bưu chính", "The result was posted"),
			"Kết quả hồ sơ {ma} ({thu_tuc}) đã được gửi qua bưu chính đến địa chỉ Ông/Bà đã đăng ký. {van_don}",
			"The result of dossier {ma} ({thu_tuc}) was posted to the address you gave. {van_don}", common,
			needed(holder("van_don", "câu về số vận đơn", "the tracking number", "Số vận đơn: EM000000001VN.", "Tracking number: EM000000001VN."))),
	}
}
