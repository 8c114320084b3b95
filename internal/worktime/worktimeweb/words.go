package worktimeweb

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"motcua/internal/calendar"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/web/ui"
	"motcua/internal/worktime"
)

// sign is the letter of a kind of day in the year's tables, so that no day is
// told by its colour alone.
func sign(k calendar.DayKind) string {
	switch k {
	case calendar.Holiday:
		return "L"
	case calendar.Compensatory:
		return "B"
	case calendar.Swapped:
		return "H"
	case calendar.MakeUp:
		return "LB"
	case calendar.Duty:
		return "T"
	case calendar.Weekend, calendar.Closed:
		return "–"
	case calendar.Workday:
	}
	return ""
}

// signs is the key of the year's tables.
func signs() []ui.SummaryRow {
	var out []ui.SummaryRow
	for _, k := range []calendar.DayKind{calendar.Holiday, calendar.Compensatory, calendar.Swapped, calendar.MakeUp, calendar.Duty, calendar.Weekend} {
		out = append(out, ui.SummaryRow{Key: ui.S(sign(k)), Value: worktime.KindName(k).VI})
	}
	return append(out, ui.SummaryRow{Key: ui.S("?"), Value: "dự kiến: ngày nghỉ của đoạn này tự tính, chưa có thông báo"})
}

// cell is one day in a month's table; the zero cell is outside the month.
type cell struct {
	date        calendar.Date
	kind        calendar.DayKind
	name        string
	provisional bool
}

// says is the whole of a cell for who does not see the sign.
func (c cell) says() string {
	text := worktime.KindName(c.kind).VI
	if c.name != "" {
		text += ": " + c.name
	}
	if c.provisional {
		text += " (dự kiến)"
	}
	return text
}

func (c cell) sign() string {
	s := sign(c.kind)
	if c.provisional {
		s += "?"
	}
	return s
}

// month is the weeks of a month, Monday first.
func (v view) month(m time.Month) [][7]cell {
	var weeks [][7]cell
	var week [7]cell
	last := calendar.D(v.shown, int(m)+1, 0)
	for d := calendar.D(v.shown, int(m), 1); !d.After(last); d = d.AddDays(1) {
		at := (int(d.Weekday()) + 6) % 7
		o := v.clock.OfficeDay(d)
		c := cell{date: d, kind: o.Kind}
		if o.Special != nil {
			c.name = o.Special.Name.VI
		}
		c.provisional = o.Kind != calendar.Workday && o.Kind != calendar.Weekend && v.clock.IsProvisional(d, d)
		week[at] = c
		if at == 6 || d == last {
			weeks = append(weeks, week)
			week = [7]cell{}
		}
	}
	return weeks
}

func months() []time.Month {
	out := make([]time.Month, 12)
	for i := range out {
		out[i] = time.Month(i + 1)
	}
	return out
}

func weekdays() []string { return []string{"T2", "T3", "T4", "T5", "T6", "T7", "CN"} }

// specials are the special days of the year shown, with the decision of each.
func (v view) specials() []ui.Row {
	var out []ui.Row
	days := v.s.Current().Days
	for i := range days {
		d := &days[i]
		if d.Date.Year != v.shown {
			continue
		}
		kind := worktime.KindName(d.Kind).VI
		if v.clock.IsProvisional(d.Date, d.Date) {
			kind += " (dự kiến)"
		}
		with := ""
		if !d.With.IsZero() {
			with = d.With.Short()
		}
		since := v.s.Since(d.Date)
		text := cmp.Or(since.Decision.Number, strings.TrimSpace(d.Decision), "Luật; dữ liệu ban đầu")
		out = append(out, ui.Row{Cells: ui.Cells(d.Date.Words(locale.VI), kind, d.Name.VI, with, fmt.Sprintf("%s (phiên bản %d)", text, since.Number))})
	}
	return out
}

func specialColumns() []ui.Column {
	return []ui.Column{
		{Head: locale.T("Ngày", "Day")}, {Head: locale.T("Loại", "Kind")}, {Head: locale.T("Dịp", "Occasion")},
		{Head: locale.T("Đi cùng ngày", "Together with"), Tight: true}, {Head: locale.T("Theo văn bản", "By the text")},
	}
}

// hours says the office hours of the calendar, season by season.
func (v view) hours() []ui.SummaryRow {
	var out []ui.SummaryRow
	for _, s := range v.s.Current().Seasons {
		span := "cả năm"
		if !s.From.IsZero() || !s.Until.IsZero() {
			if s.Until.Year != 0 && s.Until.Year < v.shown || s.From.Year > v.shown {
				continue
			}
			span = strings.TrimSpace("từ " + s.From.Short() + " đến " + s.Until.Short())
		}
		out = append(out, ui.SummaryRow{Key: s.Name, Value: span + ": " + weekWords(s)})
	}
	return out
}

func weekWords(s calendar.Season) string {
	var parts []string
	for _, w := range []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday} {
		if len(s.Week[w]) == 0 {
			continue
		}
		var hours []string
		for _, p := range s.Week[w] {
			hours = append(hours, p.From.String()+"–"+p.Until.String())
		}
		text := strings.Join(hours, ", ")
		if n := len(parts); n > 0 && strings.HasSuffix(parts[n-1], " "+text) {
			first, _, _ := strings.Cut(parts[n-1], " ")
			first, _, _ = strings.Cut(first, "–")
			parts[n-1] = first + "–" + weekdayShort(w) + " " + text
			continue
		}
		parts = append(parts, weekdayShort(w)+" "+text)
	}
	return strings.Join(parts, "; ")
}

func weekdayShort(w time.Weekday) string { return weekdays()[(int(w)+6)%7] }

// changes says what a version changed, line by line.
func changes(c worktime.Change) []string {
	var out []string
	for i := range c.Days {
		d := &c.Days[i]
		line := d.Date.Words(locale.VI) + ": " + worktime.KindName(d.Kind).VI
		if !d.With.IsZero() {
			line += ", đi cùng " + d.With.Short()
		}
		if d.Name.VI != "" {
			line += " (" + d.Name.VI + ")"
		}
		out = append(out, line)
	}
	for _, d := range c.Ordinary {
		out = append(out, d.Words(locale.VI)+": trở lại ngày thường")
	}
	for _, s := range c.Seasons {
		until := "trở đi"
		if !s.Until.IsZero() {
			until = "đến " + s.Until.Short()
		}
		out = append(out, fmt.Sprintf("Giờ làm việc từ %s %s: %s", s.From.Short(), until, weekWords(s)))
	}
	for _, s := range c.Announced {
		out = append(out, fmt.Sprintf("Từ %s đến %s: đã có thông báo, không còn là dự kiến", s.From.Short(), s.Until.Short()))
	}
	return out
}

// text says which decision a version rests on.
func text(d worktime.Decision) string {
	if d.Number == "" {
		return "Lịch đi kèm phần mềm"
	}
	s := d.Number + ", ngày " + d.Date.Short() + ", " + d.Issuer
	if d.Subject != "" {
		s += ": " + d.Subject
	}
	return s
}

func (v view) by(account string) string {
	if account == org.System().Account {
		return "Hệ thống"
	}
	if a, ok := v.o.Official(account, v.today); ok && a.Name != "" {
		return a.Name
	}
	return account
}

func since(i calendar.Instant) string {
	if i.IsZero() {
		return "từ khi cài đặt"
	}
	return i.Words(locale.VI)
}

func (v view) yearTabs() []ui.TabItem {
	var out []ui.TabItem
	for _, y := range v.years {
		out = append(out, ui.TabItem{Href: v.href(fmt.Sprintf("?nam=%d", y)), Text: ui.S(fmt.Sprint(y)), Active: y == v.shown})
	}
	return out
}

func kindOptions() []ui.OptionProps {
	var out []ui.OptionProps
	for _, k := range worktime.Kinds() {
		out = append(out, ui.OptionProps{Value: string(k), Text: worktime.KindName(k)})
	}
	return out
}

func weekdayOptions() []ui.OptionProps {
	var out []ui.OptionProps
	for i, name := range weekdays() {
		out = append(out, ui.OptionProps{Value: fmt.Sprint((i + 1) % 7), Text: ui.S(name)})
	}
	return out
}

func listRows(all []view) []ui.Row {
	var out []ui.Row
	for _, v := range all {
		last := v.s.Versions[len(v.s.Versions)-1]
		owner := "Toàn tỉnh"
		if a, ok := v.o.Find(v.s.Agency); ok {
			owner = a.Name
		}
		out = append(out, ui.Row{Cells: []ui.Cell{
			{Text: v.s.First.Name.VI, Href: v.href("")}, {Text: owner}, {Text: fmt.Sprint(len(v.agencies()))},
			{Text: fmt.Sprintf("Phiên bản %d, %s", last.Number, since(last.At))},
		}})
	}
	return out
}

func listColumns() []ui.Column {
	return []ui.Column{
		{Head: locale.T("Lịch", "Calendar")}, {Head: locale.T("Của ai", "Whose")}, {Head: locale.T("Số cơ quan dùng", "Agencies"), Numeric: true}, {Head: locale.T("Đang dùng", "In use")},
	}
}

func previewRows(p *preview) []ui.Row {
	var out []ui.Row
	for _, c := range p.counts {
		var lines []string
		for _, e := range c.examples {
			lines = append(lines, fmt.Sprintf("%s: hẹn %s, tính lại %s", e.code, e.due.Words(locale.VI), e.instead.Words(locale.VI)))
		}
		moved := fmt.Sprint(c.moved)
		if c.cut {
			moved += " (trong số hồ sơ đã xem)"
		}
		out = append(out, ui.Row{Cells: ui.Cells(c.agency.Name, moved, strings.Join(lines, "; "))})
	}
	return out
}
