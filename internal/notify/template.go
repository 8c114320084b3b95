package notify

import (
	"motcua/internal/act"
	"motcua/internal/dossier"
	"motcua/internal/locale"
	"motcua/internal/setting"
)

// finishedRefused is the key's end of the message about a refused request; the
// others end as their Kind.
const finishedRefused = "finished_refused"

// templateKey is the key of the setting that words a kind of message.
func templateKey(kind string) string { return "message." + kind }

// templateOf is the key of the wording of an event's message.
func templateOf(e act.Event) string {
	kind, _ := KindOf(e)
	if f, ok := e.(dossier.WasFinished); ok && f.Outcome == dossier.Refuse {
		return templateKey(finishedRefused)
	}
	if _, ok := e.(dossier.Filed); ok {
		kind = Filed // also of a filing that is not told
	}
	return templateKey(string(kind))
}

// DefaultWording is the wording that comes with the program.
func DefaultWording() Wording {
	texts := map[string]locale.Text{}
	for _, d := range Settings() {
		texts[d.Key] = d.Default.Text
	}
	return func(key string) locale.Text { return texts[key] }
}

// longest is the longest template, in characters.
const longest = 600

// Settings are the wordings of the messages, which a province may set.
func Settings() []setting.Definition {
	code := holder("ma", "mã hồ sơ", "the dossier's code", "H49.12-260302-0001", "H49.12-260302-0001")
	code.Needed = true
	name := holder("thu_tuc", "tên thủ tục", "the procedure", "Đăng ký kết hôn", "Marriage registration")
	place := holder("noi_tiep_nhan", "nơi tiếp nhận và địa chỉ", "the counter and its address", "Bộ phận Một cửa UBND phường Mẫu, 1 phố Mẫu", "One-stop of Mẫu ward, 1 Mẫu street")
	phone := holder("dien_thoai", "điện thoại nơi tiếp nhận", "the counter's telephone", "0203 3000 000", "0203 3000 000")
	agency := holder("co_quan", "cơ quan giải quyết", "the deciding agency", "UBND phường Mẫu", "Mẫu ward")
	agencyPhone := holder("dien_thoai_co_quan", "điện thoại cơ quan giải quyết", "its telephone", "0203 3000 001", "0203 3000 001")
	due := needed(holder("hen_tra", "các câu về ngày hẹn trả và cách nhận", "when and how the result comes", "Hẹn trả kết quả: 17 giờ 00 phút, thứ Sáu, ngày 06/3/2026.", "The result is due at 17:00 on Friday 6 March 2026."))
	collect := needed(holder("nhan_ket_qua", "câu về cách nhận kết quả", "how the result is collected", "Mời Ông/Bà đến nhận trong giờ làm việc.", "Please collect it during office hours."))
	sorry := needed(holder("xin_loi", "câu xin lỗi, chỉ khi trễ hẹn", "the apology, when late", "UBND phường Mẫu xin lỗi Ông/Bà: hồ sơ xong muộn hơn hẹn.", "Mẫu ward apologises: it was finished late."))
	common := []setting.Placeholder{code, name, place, phone, agency, agencyPhone}
	optional := func(p setting.Placeholder) setting.Placeholder { p.Needed = false; return p }
	free := []setting.Placeholder{optional(code), name, place, phone, agency, agencyPhone}
	return append([]setting.Definition{
		template(string(Filed), locale.T("Đã nhận hồ sơ nộp trực tuyến", "An online filing has come"),
			"Chúng tôi đã nhận hồ sơ “{thu_tuc}” của Ông/Bà, mã nộp {ma}. {han_tra_loi} Ông/Bà chưa phải làm gì thêm; có trả lời, chúng tôi báo ngay.",
			"We have your dossier “{thu_tuc}”, submission number {ma}. {han_tra_loi} You need not do anything now; we tell you as soon as there is an answer.",
			common, needed(holder("han_tra_loi", "câu về hạn trả lời", "until when it is answered", "Chậm nhất 17 giờ 00 phút, thứ Ba, ngày 03/3/2026, Bộ phận Một cửa trả lời.", "By 17:00 on 3 March 2026 the one-stop answers."))),
		template(string(Accepted), locale.T("Đã tiếp nhận hồ sơ", "A dossier was accepted"),
			"Đã tiếp nhận hồ sơ {ma} của Ông/Bà ({thu_tuc}). {hen_tra}", "Your dossier {ma} ({thu_tuc}) was accepted. {hen_tra}", common, due),
		template(string(Denied), locale.T("Không tiếp nhận hồ sơ", "A dossier was not accepted"),
			"{ly_do} {duoc_lam} Giấy tờ đã nộp được trả lại tại {noi_tiep_nhan}. Nếu chưa đồng ý hoặc cần hướng dẫn, xin gọi {dien_thoai}.",
			"{ly_do} {duoc_lam} The papers are given back at {noi_tiep_nhan}. If you disagree or need guidance, please call {dien_thoai}.",
			free, needed(holder("ly_do", "câu nêu lý do", "the reason", "Rất tiếc, hồ sơ “Đăng ký kết hôn” không được tiếp nhận vì: thiếu giấy tờ.", "We are sorry: the dossier was not accepted because: papers are missing.")),
			needed(holder("duoc_lam", "câu về việc Ông/Bà có thể làm", "what may be done", "Ông/Bà có thể: nộp lại khi đủ giấy tờ.", "You may: file again."))),
		template(string(SupplementRequested), locale.T("Cần bổ sung giấy tờ", "More papers are needed"),
			"{can_bo_sung} {nop_o_dau} Giấy tờ đã nộp vẫn được giữ; thời hạn giải quyết tạm dừng từ {tam_dung}. Cần hướng dẫn, xin gọi {co_quan}, số {dien_thoai_co_quan}.",
			"{can_bo_sung} {nop_o_dau} The papers you sent are kept; the time limit stands still since {tam_dung}. For guidance please call {co_quan}, {dien_thoai_co_quan}.",
			free, needed(holder("can_bo_sung", "câu nêu giấy tờ cần bổ sung", "what is needed", "Hồ sơ H49.12-260302-0001 cần bổ sung 1 nội dung: 1) Tờ khai.", "Dossier H49.12-260302-0001 needs 1 item: 1) the form.")),
			needed(holder("nop_o_dau", "câu về nơi nộp và hạn nộp", "where and until when", "Xin nộp trước ngày 16/3/2026, tại Bộ phận Một cửa.", "Please hand them in before 16 March 2026.")),
			holder("tam_dung", "lúc tạm dừng thời hạn", "when the limit stopped", "09 giờ 00 phút, ngày 02/3/2026", "09:00 on 2 March 2026")),
		template(string(SupplementReceived), locale.T("Đã nhận giấy tờ bổ sung", "The papers have come"),
			"Đã nhận giấy tờ bổ sung của hồ sơ {ma} ({thu_tuc}). {tiep_theo}", "The papers for dossier {ma} ({thu_tuc}) have come. {tiep_theo}", common,
			needed(holder("tiep_theo", "các câu về việc tiếp theo", "what comes next", "Thời hạn được tính tiếp.", "The time limit runs on."))),
		template(string(LimitDetermined), locale.T("Đã xác định thời hạn", "The time limit was determined"),
			"Thời hạn giải quyết hồ sơ {ma} ({thu_tuc}) đã được xác định: {thoi_han}. {hen_tra}",
			"The time limit of dossier {ma} ({thu_tuc}) was determined: {thoi_han}. {hen_tra}", common, due,
			holder("thoi_han", "thời hạn bằng chữ", "the limit in words", "5 ngày làm việc", "5 working days")),
		template(string(DueMoved), locale.T("Dời hạn theo văn bản", "The due time was moved by law"),
			"Theo {can_cu}, hạn giải quyết hồ sơ {ma} ({thu_tuc}) thay đổi. {han_moi} Ông/Bà không phải nộp thêm hay đi lại. Cần hỏi thêm, xin gọi {dien_thoai}.",
			"By {can_cu} the due time of dossier {ma} ({thu_tuc}) changes. {han_moi} You need not send anything or come again. If you have questions, please call {dien_thoai}.", common,
			needed(holder("can_cu", "văn bản làm căn cứ", "the text it rests on", "Nghị quyết số 1/NQ-MẪU ngày 01/3/2026, Điều 3", "Resolution 1/NQ-MẪU of 1 March 2026, article 3")),
			needed(holder("han_moi", "câu về hạn cũ và hạn mới", "the old and the new due time", "Hạn giải quyết chuyển từ 17 giờ 00 phút, ngày 06/3/2026 sang 17 giờ 00 phút, ngày 09/3/2026.", "The due time moves from 6 to 9 March 2026, 17:00."))),
		template(string(Finished), locale.T("Đã có kết quả", "The result is ready"),
			"{xin_loi} Hồ sơ {ma} ({thu_tuc}) đã có kết quả. {nhan_ket_qua}", "{xin_loi} The result of dossier {ma} ({thu_tuc}) is ready. {nhan_ket_qua}", common, sorry, collect),
		template(finishedRefused, locale.T("Đã có văn bản trả lời (không chấp thuận)", "The request was refused"),
			"{xin_loi} Rất tiếc, yêu cầu trong hồ sơ {ma} ({thu_tuc}) không được chấp thuận. Văn bản trả lời nêu rõ lý do và cách khiếu nại. {nhan_ket_qua}",
			"{xin_loi} We are sorry: what dossier {ma} ({thu_tuc}) asks for was refused. The decision gives the reasons and how to complain. {nhan_ket_qua}", common, sorry, collect),
		template(string(HandedOver), locale.T("Đã trả kết quả", "The result was handed over"),
			"Kết quả hồ sơ {ma} ({thu_tuc}) đã được trả lúc {luc}. Nếu Ông/Bà không nhận và không nhờ ai nhận, xin gọi ngay {dien_thoai}.",
			"The result of dossier {ma} ({thu_tuc}) was handed over at {luc}. If you neither took it nor asked anybody to, please call {dien_thoai} at once.",
			common, holder("luc", "lúc trả", "when", "10 giờ 00 phút, ngày 06/3/2026", "10:00 on 6 March 2026")),
	}, asideSettings(common, due)...)
}

func holder(name, vi, en, sampleVI, sampleEN string) setting.Placeholder {
	return setting.Placeholder{Name: name, Says: locale.T(vi, en), Sample: locale.T(sampleVI, sampleEN)}
}

func needed(p setting.Placeholder) setting.Placeholder { p.Needed = true; return p }

func template(kind string, name locale.Text, vi, en string, common []setting.Placeholder, more ...setting.Placeholder) setting.Definition {
	return setting.Definition{
		Key: templateKey(kind), Kind: setting.Words, Group: locale.T("Thông báo cho người dân", "Messages to applicants"), Name: name,
		Does:    locale.T("Nội dung gửi vào hộp thư, thư điện tử và đọc qua điện thoại. Áp dụng cho thông báo lập sau khi lưu.", "What inboxes and e-mails get and callers hear. It holds for messages made after it is saved."),
		Default: setting.Value{Text: locale.T(vi, en)}, Longest: longest,
		Placeholders: append(append([]setting.Placeholder{}, common...), more...),
	}
}
