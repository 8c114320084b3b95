package orgweb

import (
	"slices"
	"strings"

	"motcua/internal/act"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/org/orgdb"
	"motcua/internal/web/ui"
)

// timeline says what was recorded about the agency, newest first.
func (v place) timeline(entries []orgdb.Entry) []ui.TimelineItem {
	out := make([]ui.TimelineItem, 0, len(entries))
	for _, e := range slices.Backward(entries) {
		title, text := v.tell(e.Event)
		out = append(out, ui.TimelineItem{
			Title: title, Text: ui.S(text), By: ui.S(v.name(e.Actor)), At: locale.DateTime(e.At.Time()), ISO: e.At.String(),
		})
	}
	return out
}

// joined joins the parts that are not empty.
func joined(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), "; ")
}

func basis(ground string) string {
	if ground == "" {
		return ""
	}
	return "theo " + ground
}

// tell is an event in words: what, and the particulars.
func (v place) tell(e act.Event) (locale.Text, string) {
	switch e := e.(type) {
	case org.Founded:
		return locale.T("Thành lập cơ quan", "Founded"), joined(e.Agency.Name, "từ "+onDay(e.Agency.From), basis(e.Ground))
	case org.Described:
		return locale.T("Đổi mô tả", "Described anew"), joined(e.Description.Name, "từ "+onDay(e.From), basis(e.Ground))
	case org.Ended:
		return locale.T("Kết thúc hoạt động", "Ended"), joined("ngày cuối "+onDay(e.Until), "kế thừa: "+v.names(e.Successors), basis(e.Ground))
	case org.UnitOpened:
		return locale.T("Mở đơn vị", "Unit opened"), joined(e.Unit.Name, "từ "+onDay(e.Unit.From))
	case org.UnitRenamed:
		return locale.T("Đổi tên đơn vị", "Unit renamed"), joined(e.Name, "từ "+onDay(e.From), basis(e.Ground))
	case org.UnitClosed:
		return locale.T("Đóng đơn vị", "Unit closed"), joined(v.unitName(e.Unit), "ngày cuối "+onDay(e.Until), basis(e.Ground))
	case org.CounterOpened:
		return locale.T("Mở quầy", "Counter opened"), joined(e.Name+", "+v.unitName(e.Unit), "từ "+onDay(e.From))
	case org.CounterClosed:
		return locale.T("Đóng quầy", "Counter closed"), joined("số "+e.Counter+", "+v.unitName(e.Unit), "ngày cuối "+onDay(e.Until))
	case org.BookOpened:
		b := org.Book{Symbol: e.Symbol, Uses: e.Uses, First: e.First, Span: org.Span{From: e.From, Until: e.Until}}
		return locale.T("Mở sổ cấp số", "Number book opened"), joined(e.Symbol, usesOf(b), "từ "+onDay(e.From), firstOf(b), basis(e.Ground))
	case org.BookClosed:
		return locale.T("Đóng sổ cấp số", "Number book closed"), joined(e.Symbol, "ngày cuối "+onDay(e.Until), basis(e.Ground))
	}
	return v.tellStaff(e)
}

// tellStaff is tell for what happens to officials.
func (v place) tellStaff(e act.Event) (locale.Text, string) {
	switch e := e.(type) {
	case org.Appointed:
		second := ""
		if e.Second != "" && e.Second != e.By {
			second = v.name(e.By) + " đề nghị"
		}
		return locale.T("Giao nhiệm vụ: "+dutyName(e.Duty).VI, "Appointed: "+dutyName(e.Duty).EN),
			joined(v.who(org.Post{Account: e.Account, Name: e.Name})+", "+e.Title+", "+v.unitName(e.Unit), span(org.Span{From: e.From, Until: e.Until}), signs(e.Mandate, e.For, e.Fields), second, basis(e.Ground))
	case org.AppointmentProposed:
		return locale.T("Đề nghị giao: "+dutyName(e.Duty).VI, "Proposed: "+dutyName(e.Duty).EN),
			joined(v.who(org.Post{Account: e.Account, Name: e.Name})+", "+e.Title+", "+v.unitName(e.Unit), span(org.Span{From: e.From, Until: e.Until}), signs(e.Mandate, e.For, e.Fields), basis(e.Ground))
	case org.AppointmentDeclined:
		return locale.T("Không xác nhận: "+dutyName(e.Duty).VI, "Declined: "+dutyName(e.Duty).EN), joined(v.name(e.Account), e.Reason)
	case org.ListDeclined:
		return locale.T("Không xác nhận danh sách cán bộ", "Staff list declined"), e.Reason
	case org.Relieved:
		return locale.T("Thôi nhiệm vụ: "+dutyName(e.Duty).VI, "Relieved: "+dutyName(e.Duty).EN), joined(v.name(e.Account)+", "+v.unitName(e.Unit), "ngày cuối "+onDay(e.Until))
	case org.Departed:
		return locale.T("Nghỉ hẳn", "Left"), joined(v.name(e.Account), "ngày cuối "+onDay(e.Until), basis(e.Ground))
	case org.AbsenceRecorded:
		standIn := ""
		if e.StandIn != "" {
			standIn = v.name(e.StandIn) + " làm thay"
		}
		return locale.T("Vắng mặt", "Absence"), joined(v.name(e.Account), span(org.Span{From: e.From, Until: e.Until}), standIn, e.Reason)
	case org.AbsenceEnded:
		return locale.T("Hết vắng sớm", "Absence ended early"), joined(v.name(e.Account), span(org.Span{From: e.From, Until: e.Until}))
	case org.StandInConfirmed:
		return locale.T("Xác nhận người làm thay", "Stand-in confirmed"), joined(v.name(e.Account) + " vắng từ " + onDay(e.From))
	}
	return locale.T("Thay đổi khác", "Another change"), e.EventType()
}

// names lists agencies by name.
func (d desk) names(ids []string) string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = id
		if a, ok := d.o.Find(id); ok {
			out[i] = a.Name
		}
	}
	return strings.Join(out, ", ")
}
