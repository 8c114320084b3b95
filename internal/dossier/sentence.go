package dossier

import (
	"motcua/internal/calendar"
	"motcua/internal/locale"
	"motcua/internal/process"
)

// Headline is the one sentence of the tracking page: where the dossier is and
// how long it still takes.
func Headline(s State, clock *calendar.Clock, now calendar.Instant) locale.Text {
	switch s.Status {
	case New:
		return locale.T("Hồ sơ đã nộp, đang chờ tiếp nhận"+left(clock, now, s.ReceptionDue, locale.VI)+".",
			"The dossier was filed and waits for reception"+left(clock, now, s.ReceptionDue, locale.EN)+".")
	case Denied:
		return locale.T("Hồ sơ không được tiếp nhận. Lý do và cách làm tiếp ghi ở dưới.", "The dossier was not accepted. The reason and what to do next stand below.")
	case Supplement:
		if s.AcceptedAt.IsZero() {
			return locale.T("Hồ sơ chưa được tiếp nhận vì còn thiếu giấy tờ; xin Ông/Bà bổ sung theo phiếu.", "The dossier is not accepted yet: please bring or send the papers that the slip names.")
		}
		return locale.T("Hồ sơ cần Ông/Bà bổ sung giấy tờ; thời hạn đang tạm dừng.", "Please send the papers asked for; the time limit is paused.")
	case Paying:
		return locale.T("Hồ sơ chờ Ông/Bà thực hiện nghĩa vụ tài chính; thời hạn đang tạm dừng.", "Payment is due; the time limit is paused.")
	case Withdrawn:
		return locale.T("Hồ sơ đã được rút theo yêu cầu.", "The dossier was withdrawn as requested.")
	case Stopped:
		if s.Suspension != nil {
			return locale.T("Hồ sơ đang tạm dừng xử lý theo quy định; thời hạn đang tạm dừng.", "Processing is suspended as the law says; the time limit is paused.")
		}
		return locale.T("Hồ sơ đã dừng xử lý.", "Processing was stopped.")
	case Finished:
		if s.Outcome() == Refuse {
			return locale.T("Hồ sơ đã xử lý xong: yêu cầu không được chấp thuận. Mời Ông/Bà nhận văn bản trả lời nêu rõ lý do.",
				"The dossier is finished: the request was refused. Please collect the reasoned decision.")
		}
		return locale.T("Hồ sơ đã có kết quả. Mời Ông/Bà nhận kết quả.", "The result is ready. Please collect it.")
	case HandedOver:
		return locale.T("Kết quả đã được trả.", "The result was handed over.")
	case None:
		return locale.T("Chưa có hồ sơ.", "There is no dossier.")
	case Accepted, Processing:
	}
	doing := s.doing()
	if s.Due == 0 {
		return locale.T(doing.VI+"; thời hạn chưa xác định.", doing.EN+"; the time limit is not determined yet.")
	}
	return locale.T(doing.VI+left(clock, now, s.Due, locale.VI)+".", doing.EN+left(clock, now, s.Due, locale.EN)+".")
}

// left is ", còn 3 giờ làm việc".
func left(clock *calendar.Clock, now, due calendar.Instant, lang locale.Lang) string {
	r := clock.Remaining(now, due)
	if r.None {
		return ""
	}
	return ", " + r.Words(lang)
}

// doing says what is being done at the current step.
func (s State) doing() locale.Text {
	st, _ := s.CurrentStep()
	switch st.Kind {
	case process.Assign:
		return locale.T("Hồ sơ đang được phân công", "The dossier is being assigned")
	case process.Appraise:
		return locale.T("Hồ sơ đang được thẩm định", "The dossier is being examined")
	case process.Inspect:
		return locale.T("Hồ sơ đang được kiểm tra thực tế", "A site check is under way")
	case process.Consult:
		return locale.T("Hồ sơ đang được lấy ý kiến", "Other agencies are being consulted")
	case process.Review:
		return locale.T("Hồ sơ đang được lãnh đạo phòng xem xét", "The head of the unit is looking at the dossier")
	case process.Approve:
		return locale.T("Hồ sơ đang chờ ký", "The dossier waits for signature")
	case process.Issue:
		return locale.T("Kết quả đang được cấp số, đóng dấu", "The result is being numbered and sealed")
	case process.Receive, process.Return:
	}
	return locale.T("Hồ sơ đang được xử lý", "The dossier is in progress")
}

// DueTrace counts the due time in force again, with its reasons, for the
// "Vì sao ngày này?" of pages and papers. It is empty without a known limit.
func (s State) DueTrace(clock *calendar.Clock) calendar.Due {
	if s.AcceptedAt.IsZero() || !s.Limit.IsKnown() {
		return calendar.Due{}
	}
	due, err := clock.Current(s.AcceptedAt, s.Limit, s.Pauses, s.Mode)
	if err != nil {
		return calendar.Due{}
	}
	return due
}

// EventText is the timeline's sentence for an event of the dossier. Where two
// acts write the same event, it is the later row's, which does not say that it
// happened at a counter.
func EventText(name string) locale.Text {
	var text locale.Text
	for _, r := range Acts() {
		if r.Event == name {
			text = r.Citizen
		}
	}
	return text
}
