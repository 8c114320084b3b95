package reportweb

import (
	"strconv"
	"unicode"
	"unicode/utf8"

	"motcua/internal/calendar"
	"motcua/internal/locale"
	"motcua/internal/report"
	"motcua/internal/report/reportdb"
	"motcua/internal/web"
	"motcua/internal/web/ui"
)

// columnHead is the printed head of one of the columns (3) to (13), under the
// head of its group.
func columnHead(c report.Cell) locale.Text {
	switch c {
	case report.Received, report.Settled, report.Open:
		return locale.T("Tổng số", "Total")
	case report.ReceivedOnline:
		return locale.T("Trong kỳ, trực tuyến", "In the period, online")
	case report.ReceivedDirect:
		return locale.T("Trong kỳ, trực tiếp, bưu chính", "In the period, counter or post")
	case report.ReceivedCarried:
		return locale.T("Từ kỳ trước", "Carried over")
	case report.SettledEarly:
		return locale.T("Trước hạn", "Early")
	case report.SettledOnTime:
		return locale.T("Đúng hạn", "On time")
	case report.SettledLate, report.OpenLate:
		return locale.T("Quá hạn", "Late")
	case report.OpenInTime:
		return locale.T("Trong hạn", "In time")
	default:
		return c.Name()
	}
}

func isSum(c report.Cell) bool {
	return c == report.Received || c == report.Settled || c == report.Open
}

func rowHead(by report.By) locale.Text {
	switch by {
	case report.ByLevel:
		return locale.T("Cấp giải quyết", "Level")
	case report.ByAgency:
		return locale.T("Cơ quan giải quyết", "Agency")
	case report.ByField:
		return locale.T("Lĩnh vực", "Field")
	case report.ByProcedure:
	}
	return locale.T("Thủ tục", "Procedure")
}

func lower(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[size:]
}

// periods are the named periods to choose from.
func periods(today calendar.Date) []ui.OptionProps {
	var out []ui.OptionProps
	for _, n := range report.Recent(today, 10) {
		from, to := locale.Date(locale.Day(n.From)), locale.Date(locale.Day(n.To))
		out = append(out, ui.OptionProps{Value: n.Key, Text: locale.F("%[1]s (%[3]s – %[4]s)", "%[2]s (%[3]s – %[4]s)", n.Name.VI, n.Name.EN, from, to)})
	}
	return out
}

func groupings(h head) []ui.OptionProps {
	var out []ui.OptionProps
	for _, b := range report.Groupings() {
		out = append(out, ui.OptionProps{Value: string(b), Text: b.Name(), Chosen: b == h.Query.By})
	}
	return out
}

// dates fills the three fields of a day from an address that gave it as one.
func dates(f *web.Form, h head) *web.Form {
	if !f.Valid() {
		return f
	}
	for name, d := range map[string]calendar.Date{fieldFrom: h.Query.Period.From, fieldTo: h.Query.Period.To} {
		f.Set(name+"-day", strconv.Itoa(d.Day)).Set(name+"-month", strconv.Itoa(int(d.Month))).Set(name+"-year", strconv.Itoa(d.Year))
	}
	return f
}

func tabs(h head, path string) []ui.TabItem {
	var out []ui.TabItem
	for _, b := range report.Groupings() {
		q := h.Query
		q.By = b
		out = append(out, ui.TabItem{Href: address(path, q), Text: b.Name(), Active: b == h.Query.By})
	}
	return out
}

func outsideRows(v publicView) []ui.SummaryRow {
	row := func(c report.Cell, f report.Figure) ui.SummaryRow {
		return ui.SummaryRow{Key: c.Name(), Body: ui.Words(locale.T(f.Text(locale.VI), f.Text(locale.EN)))}
	}
	return []ui.SummaryRow{
		row(report.Unapologised, v.Outside.Unapologised), row(report.Withdrawn, v.Outside.Withdrawn), row(report.StoppedWork, v.Outside.Stopped), row(report.LateEntry, v.Outside.LateEntry),
		row(report.Unlimited, v.Outside.Unlimited), row(report.Refused, v.Outside.Refused), row(report.ReceptionLate, v.Outside.ReceptionLate), row(report.Corrected, v.Outside.Corrected),
	}
}

// running reports whether the period has begun and not ended.
func running(q reportdb.Query) bool { return q.Now >= q.Period.Start() && q.Now < q.Period.End() }

// spell is the period for people; one that has not ended is told up to now.
func spell(q reportdb.Query) locale.Text {
	if !running(q) {
		return q.Period.Words()
	}
	from, now := locale.Date(locale.Day(q.Period.From)), locale.Date(locale.Day(q.Now.Date()))
	return locale.F("từ ngày %s đến nay (%s)", "from %s until now (%s)", from, now)
}

// counted tells, above the figures, what they are of and when they were counted.
func counted(h head) locale.Text {
	period := spell(h.Query)
	vi, en := locale.Number(h.Report.Position, locale.VI), locale.Number(h.Report.Position, locale.EN)
	if !h.Report.Running() {
		return locale.T("Tính "+period.VI+". Vị trí nhật ký: "+vi+".", "Counted "+period.EN+". Journal position: "+en+".")
	}
	now := h.Report.AsAt.Time()
	at := locale.Clock(now.Hour(), now.Minute())
	return locale.T("Tính "+period.VI+", lúc "+at.VI+"; vị trí nhật ký "+vi+". Kỳ chưa kết thúc nên số liệu còn thay đổi.",
		"Counted "+period.EN+", at "+at.EN+"; journal position "+en+". The period is not over: the figures still change.")
}

// lasting names the link of these days.
func lasting(h head) locale.Text {
	if h.Report.Running() {
		return locale.T("Địa chỉ của kỳ này (số liệu còn thay đổi)", "Address of this period (the figures still change)")
	}
	return locale.T("Địa chỉ lâu dài của trang này", "Lasting address of this page")
}

// citing tells how a figure is cited so that it can be found again.
func citing(h head) locale.Text {
	if h.Report.Running() {
		return locale.T("Khi dẫn số liệu của kỳ chưa kết thúc, xin ghi kèm thời điểm và vị trí nhật ký: mở lại địa chỉ này sau đó sẽ thấy số liệu mới hơn.",
			"When you cite figures of a period that is not over, please give the time and the journal position: this address later shows newer figures.")
	}
	return locale.T("Khi dẫn số liệu, xin ghi kèm vị trí nhật ký.", "When you cite figures, please give the journal position.")
}

func aboutRows(h head) []ui.SummaryRow {
	day := func(d calendar.Date) string { return locale.Date(locale.Day(d)) }
	p := h.Query.Period
	period := locale.F("%s – %s, tính cả hai ngày", "%s – %s, both days included", day(p.From), day(p.To))
	state := locale.T("Kỳ đã kết thúc: số đang giải quyết tính tại cuối kỳ", "The period is over: open dossiers are judged at its end")
	if h.Report.Running() {
		at := locale.DateTime(h.Report.AsAt.Time())
		state = locale.F("Kỳ chưa kết thúc: tính đến %[1]s", "The period is still running: judged at %[2]s", at.VI, at.EN)
	}
	return []ui.SummaryRow{
		{Key: locale.T("Kỳ báo cáo", "Period"), Body: ui.Words(period)},
		{Key: locale.T("Thời điểm", "As at"), Body: ui.Words(state)},
		{Key: locale.T("Định nghĩa", "Definition"), Body: ui.Words(locale.F("%s (biểu II.06a, Thông tư 01/2020/TT-VPCP)", "%s (report II.06a, Circular 01/2020/TT-VPCP)", h.Report.Definition))},
		{Key: locale.T("Vị trí nhật ký", "Journal position"), Body: ui.Words(locale.T(locale.Number(h.Report.Position, locale.VI), locale.Number(h.Report.Position, locale.EN)))},
		{Key: locale.T("Cách tính", "How it is counted"), Body: ui.Words(locale.T(
			"Nhận giải quyết là đã tiếp nhận. Hạn là hạn hiện hành khi đó, chỉ dời khi tạm dừng đúng luật. Trước hạn là xong vào ngày sớm hơn ngày hẹn; đúng hạn là xong trong ngày hẹn, không muộn hơn giờ hẹn.",
			"Received means accepted. The due time is the one then in force, moved by lawful pauses only. Early is an earlier day than the due day; on time is that day and not after the hour."))},
	}
}

// part is a share of a bar of 1000.
func part(n, all int64) string { return length(share(n, all)) }

// sliver is part, but never too thin to be seen; restOf is where it begins.
func sliver(n, all int64) string { return length(visible(n, all)) }

func restOf(n, all int64) string { return length(1000 - visible(n, all)) }

func share(n, all int64) float64 {
	if all <= 0 {
		return 0
	}
	return float64(n) * 1000 / float64(all)
}

func visible(n, all int64) float64 {
	if n <= 0 {
		return 0
	}
	return max(share(n, all), 3)
}

func length(f float64) string { return strconv.FormatFloat(f, 'f', 1, 64) }
