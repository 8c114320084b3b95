package dossierweb

import (
	"strings"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/journal"
	"motcua/internal/locale"
	"motcua/internal/procedure"
	"motcua/internal/web/ui"
)

// told is an event as officials read it: what was done, one sentence more, and
// the file that came with it.
type told struct {
	title locale.Text
	text  string // what was written, as written
	file  *dossier.Document
}

// tell puts an event of a dossier into words. An erased part is left out.
func (p people) tell(e act.Event) told {
	switch e := e.(type) {
	case dossier.Filed:
		return told{title: filedTitle(e.Method), text: e.Note}
	case dossier.WasAccepted:
		t := told{title: locale.T("Tiếp nhận hồ sơ", "Accepted the dossier"), text: "Thời hạn chưa xác định."}
		if !e.Promised.IsZero() {
			t.text = "Hẹn trả kết quả " + e.Promised.Words(locale.VI) + "."
		}
		return t
	case dossier.WasDenied:
		return told{title: locale.T("Từ chối tiếp nhận", "Refused reception"), text: e.Reason + joined(" Căn cứ: ", e.Clause)}
	case dossier.SupplementRequested:
		return told{title: locale.T("Yêu cầu bổ sung giấy tờ", "Requested papers"), text: itemNames(e.Items) + joined(" ", e.Reason)}
	case dossier.SupplementReceived:
		return told{title: locale.T("Nhận giấy tờ bổ sung", "Received the papers"), text: resumedText(e)}
	case dossier.LimitDetermined:
		return told{title: locale.T("Xác định thời hạn", "Determined the limit"), text: e.Limit.Words(locale.VI) + " (" + e.Clause + "). Hẹn trả kết quả " + e.Promised.Words(locale.VI) + "."}
	case dossier.DueMoved:
		return told{title: locale.T("Dời hạn theo văn bản", "Moved the due time by law"), text: movedText(p, e)}
	case dossier.SlipReissued:
		return told{title: locale.T("Cấp lại mã tra cứu", "Reissued the tracking code"), text: e.Words()}
	case dossier.Succeeded:
		from, to := p.agency(e.From), p.agency(e.Agency)
		return told{title: locale.T(to+" tiếp nhận hồ sơ từ "+from, to+" took over from "+from), text: joined("Căn cứ: ", e.Decision) + joined(". ", "Mã hồ sơ và thời hạn giữ nguyên.")}
	case dossier.WasHandedOver:
		return told{title: locale.T("Trả kết quả", "Handed over the result"), text: joined("Người nhận: ", e.Receiver) + joined("; giấy tờ: ", e.Words()) + joined(" số ", e.Number)}
	default:
		return p.tellWork(e)
	}
}

func (p people) tellWork(e act.Event) told {
	switch e := e.(type) {
	case dossier.Assigned:
		name := p.name(e.To.Holder.Account)
		return told{title: locale.T("Phân công cho "+name, "Assigned to "+name), text: e.Note}
	case dossier.Reassigned:
		from, to := p.holder(e.From), p.holder(e.To.Holder)
		return told{title: locale.T("Chuyển người xử lý: từ "+from+" sang "+to, "Given from "+from+" to "+to), text: e.Reason}
	case dossier.Appraised:
		t := told{title: locale.T("Thẩm định, đề xuất giải quyết", "Appraised, proposed to grant"), text: e.Opinion, file: e.Draft}
		if e.Outcome == dossier.Refuse {
			t.title = locale.T("Thẩm định, đề xuất từ chối", "Appraised, proposed to refuse")
			t.text += joined(" Căn cứ: ", e.Words())
		}
		return t
	case dossier.StepRecorded:
		return told{title: locale.T("Ghi kết quả kiểm tra, lấy ý kiến", "Recorded an inspection or consultation"), text: e.Opinion, file: e.Minutes}
	case dossier.Reviewed:
		return told{title: locale.T("Đồng ý, trình ký", "Agreed and submitted"), text: e.Note}
	case dossier.WasSentBack:
		return told{title: locale.T("Trả lại bước trước", "Sent back"), text: e.Reason}
	case dossier.Approved:
		if e.Outcome == dossier.Refuse {
			return told{title: locale.T("Phê duyệt văn bản từ chối", "Approved the refusal"), text: e.Note}
		}
		return told{title: locale.T("Phê duyệt kết quả", "Approved the result"), text: e.Note}
	case dossier.Numbered:
		number := documentNumber(e.Number, e.Symbol)
		return told{title: locale.T("Cấp số văn bản "+number, "Numbered the document "+number)}
	case dossier.Sealed:
		return told{title: locale.T("Đóng dấu văn bản", "Sealed the document"), file: &e.Document}
	case dossier.WasFinished:
		t := e.Timing.Text()
		return told{title: locale.T("Kết thúc xử lý, "+locale.LowerFirst(t.VI), "Finished, "+locale.LowerFirst(t.EN))}
	}
	if t, ok := p.tellAside(e); ok {
		return t
	}
	if t, ok := tellKeeping(e); ok {
		return t
	}
	return told{title: ui.S(e.EventType())}
}

func filedTitle(m procedure.Method) locale.Text {
	switch m {
	case procedure.Direct:
		return locale.T("Nộp hồ sơ tại quầy", "Filed at a counter")
	case procedure.Postal:
		return locale.T("Nộp hồ sơ qua bưu chính", "Filed by post")
	case procedure.Online:
	}
	return locale.T("Nộp hồ sơ trực tuyến", "Filed online")
}

func resumedText(e dossier.SupplementReceived) string {
	if e.Due.IsZero() {
		return ""
	}
	return "Thời hạn được tính tiếp, đến " + e.Due.Words(locale.VI) + "."
}

// joined is a value behind its lead, "" when there is no value.
func joined(lead, value string) string {
	if value == "" {
		return ""
	}
	return lead + value
}

// itemNames tells what is asked for: "1. Tờ khai: thiếu chữ ký. 2. …"
func itemNames(items []dossier.Item) string {
	var parts []string
	for i, it := range items {
		parts = append(parts, itoa(i+1)+". "+ended(it.Name+joined(": ", it.Why)))
	}
	return strings.Join(parts, " ")
}

// ended is a sentence with one mark at its end, however it was typed.
func ended(s string) string {
	s = strings.TrimRight(s, " .;,:")
	if strings.HasSuffix(s, "?") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "…") {
		return s
	}
	return s + "."
}

// timeline is what happened, newest first.
func (v *visit) timeline(events []journal.Recorded) []ui.TimelineItem {
	items := make([]ui.TimelineItem, 0, len(events))
	for i := len(events) - 1; i >= 0; i-- {
		e := events[i]
		t := v.people.tell(e.Event)
		item := ui.TimelineItem{
			Title: t.title, By: v.actedBy(e), At: inText(e.At), ISO: e.At.String(), Text: ui.S(t.text), Current: i == len(events)-1,
		}
		if t.file != nil && t.file.Hash != "" {
			item.Body = fileLink(v.file(t.file.Upload))
		}
		items = append(items, item)
	}
	return items
}

// actedBy is who did what an event tells, and for whom when he stood in.
func (v *visit) actedBy(e journal.Recorded) locale.Text {
	by := v.people.titled(v.by(e.Actor), v.s.Agency)
	if b, ok := e.Event.(interface{ OnBehalf() dossier.Behalf }); ok && b.OnBehalf().Absent != "" {
		absent := v.people.name(b.OnBehalf().Absent)
		return locale.T(by+", thay mặt "+absent, by+", for "+absent)
	}
	return ui.S(by)
}

// by is the account as people know it: the applicant's own is "".
func (v *visit) by(account string) string {
	if account == v.s.Account {
		return ""
	}
	return account
}

// changedSince is the events after the version that a page showed.
func changedSince(events []journal.Recorded, version int64) []journal.Recorded {
	for i, e := range events {
		if e.Version > version {
			return events[i:]
		}
	}
	return nil
}

// lastAct is "Bà Lê Thị Mẫu vừa phân công cho … lúc 10:42".
func (v *visit) lastAct(e journal.Recorded) locale.Text {
	name, t, at := v.people.name(v.by(e.Actor)), v.people.tell(e.Event).title, clockOf(e.At, v.now)
	return locale.F(
		"%[1]s vừa thay đổi hồ sơ này lúc %[3]s: %[2]s. Nội dung vừa nhập vẫn còn. Xin xem phần thay đổi, rồi chọn “Tiếp tục với nội dung của tôi” hoặc “Bỏ nội dung của tôi”.",
		"%[1]s changed this dossier at %[3]s: %[4]s. What you typed is kept. Please look at the change, then choose to go on with it or to drop it.",
		name, locale.LowerFirst(t.VI), at, locale.LowerFirst(t.EN))
}

func clockOf(i, now calendar.Instant) string {
	if i.Date() == now.Date() {
		return i.Time().Format("15:04")
	}
	return i.Time().Format("15:04 02/01/2006")
}

// movedText says from when to when a law moved the due time, and who answers.
func movedText(p people, e dossier.DueMoved) string {
	text := "Đang tạm dừng: khi tính tiếp, hạn được tính theo lịch mới."
	if !e.Due.IsZero() {
		text = "Từ " + e.From.Words(locale.VI) + " sang " + e.Due.Words(locale.VI) + "."
	}
	return text + " Căn cứ: " + e.Law.Words() + " (" + e.Law.Subject + "). Người đề nghị: " + p.name(e.Proposer) + "."
}
