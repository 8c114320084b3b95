package reportweb

import (
	"strconv"

	"motcua/internal/calendar"
	"motcua/internal/locale"
	"motcua/internal/procedure"
	"motcua/internal/report"
	"motcua/internal/report/reportdb"
	"motcua/internal/web/ui"
)

// number is one figure of the table with the way to its dossiers.
type number struct {
	text func(locale.Lang) string
	href string
}

// tableRow is a line of the thirteen columns: its number in order and name,
// then (3) to (13).
type tableRow struct {
	order   string
	name    locale.Text
	numbers []number
	strong  bool
}

// head is what a reader must know of any run.
type head struct {
	Report report.Report
	Query  reportdb.Query
	Link   string // lasting
	CSV    string
	JSON   string
}

func headOf(r report.Report, q reportdb.Query, path string) head {
	return head{Report: r, Query: q, Link: address(path, q), CSV: address(path+".csv", q), JSON: address(path+".json", q)}
}

// bar is one level of the picture.
type bar struct {
	name                     locale.Text
	early, onTime, late, all int64
	figures                  [3]report.Figure
	hidden                   bool // a large part is not published: no bar is drawn
}

type publicView struct {
	head
	Sentence locale.Text
	Share    locale.Text
	Rows     []tableRow
	Bars     []bar
	Outside  report.PublicOutside
	Hidden   bool
}

func publicOf(p, levels report.PublicReport, q reportdb.Query) publicView {
	v := publicView{head: headOf(p.Report, q, PublicPath), Outside: p.Outside}
	v.Sentence, v.Share = sentence(levels.Sum)
	for i, l := range append(p.Lines[:len(p.Lines):len(p.Lines)], p.Sum) {
		row := tableRow{order: strconv.Itoa(i + 1), name: named(l.Key, l.Name)}
		if i == len(p.Lines) {
			row.order, row.strong = "", true
		}
		for _, f := range l.Figures {
			row.numbers = append(row.numbers, number{text: f.Text})
			v.Hidden = v.Hidden || f.Hide != report.Plain
		}
		v.Rows = append(v.Rows, row)
	}
	for _, l := range levels.Lines {
		b := bar{name: l.Name, early: l.Figures[5].N, onTime: l.Figures[6].N, late: l.Figures[7].N, figures: [3]report.Figure{l.Figures[5], l.Figures[6], l.Figures[7]}}
		b.all = b.early + b.onTime + b.late
		for _, f := range b.figures {
			b.hidden = b.hidden || f.Hide == report.Guard
		}
		if b.all > 0 || b.hidden {
			v.Bars = append(v.Bars, b)
		}
	}
	return v
}

// named is a row's name, its key where nothing better is known.
func named(key string, name locale.Text) locale.Text {
	if name.IsZero() {
		return ui.S(key)
	}
	return name
}

// sentence is the first thing the public reads.
func sentence(sum report.PublicRow) (say, share locale.Text) {
	all, late := sum.Figures[0], sum.Late
	in := func(f report.Figure, l locale.Lang) string { return f.Text(l) }
	switch {
	case all.Hide == report.Plain && all.N == 0:
		return locale.T("Chưa có hồ sơ nào trong kỳ này.", "There are no dossiers in this period yet."), locale.Text{}
	case all.Hide != report.Plain:
		return locale.T("Kỳ này có rất ít hồ sơ nên số liệu không công bố riêng.", "There are so few dossiers in this period that the figures are not published."), locale.Text{}
	case late.Hide == report.Guard:
		return locale.T(in(all, locale.VI)+" hồ sơ trong kỳ.", in(all, locale.EN)+" dossiers in the period."), locale.Text{}
	case late.Hide == report.Few:
		return locale.T("Ít hơn 5 trong "+in(all, locale.VI)+" hồ sơ trễ hạn.", "Fewer than 5 of "+in(all, locale.EN)+" dossiers are late."), locale.Text{}
	case late.N == 0:
		return locale.T("Không hồ sơ nào trong "+in(all, locale.VI)+" hồ sơ trễ hạn.", "None of "+in(all, locale.EN)+" dossiers is late."), locale.Text{}
	}
	return locale.T(in(late, locale.VI)+" trong "+in(all, locale.VI)+" hồ sơ trễ hạn.", in(late, locale.EN)+" of "+in(all, locale.EN)+" dossiers are late."),
		locale.T(locale.Percent(all.N-late.N, all.N, locale.VI)+" trước hạn, đúng hạn hoặc còn trong hạn", locale.Percent(all.N-late.N, all.N, locale.EN)+" early, on time or still in time")
}

type officialView struct {
	head
	Rows   []tableRow
	Beside []tableRow
	Annex  []tableRow
	Total  report.Row
}

func officialOf(r report.Report, q reportdb.Query) officialView {
	v := officialView{head: headOf(r, q, OfficialPath), Total: r.Total()}
	add := func(i int, row report.Row, whole bool) {
		v.Rows = append(v.Rows, officialRow(q, i, row, whole, report.Columns()))
		v.Beside = append(v.Beside, officialRow(q, i, row, whole, besideColumns()))
		v.Annex = append(v.Annex, officialRow(q, i, row, whole, annexColumns()))
	}
	for i, row := range r.Rows {
		add(i, row, false)
	}
	add(len(r.Rows), v.Total, true)
	return v
}

func besideColumns() []report.Cell {
	return []report.Cell{
		report.Unapologised, report.LateEntry, report.Withdrawn, report.StoppedWork, report.NationalEarly, report.NationalOnTime, report.NationalLate, report.OpenPaused, report.OpenProvisional,
	}
}

func annexColumns() []report.Cell {
	return []report.Cell{report.UnlimitedSettled, report.UnlimitedOpen, report.Refused, report.ReceptionLate, report.Corrected}
}

func officialRow(q reportdb.Query, i int, row report.Row, whole bool, cells []report.Cell) tableRow {
	out := tableRow{order: strconv.Itoa(i + 1), name: named(row.Key, row.Name), strong: whole}
	if whole {
		out.order = ""
	}
	for _, c := range cells {
		n := row.Of(c)
		cell := number{text: func(l locale.Lang) string { return locale.Number(n, l) }}
		if n > 0 {
			more := []string{fieldCell, string(c)}
			if !whole {
				more = append(more, fieldRow, row.Key)
			}
			cell.href = address(listPath, q, more...)
		}
		out.numbers = append(out.numbers, cell)
	}
	return out
}

type listView struct {
	Query   reportdb.Query
	Cell    report.Cell
	Row     string
	HasRow  bool
	Entries []reportdb.Entry
	Page    int
	More    bool
}

func (v listView) address(page int) string {
	more := []string{fieldCell, string(v.Cell), fieldPage, strconv.Itoa(page)}
	if v.HasRow {
		more = append(more, fieldRow, v.Row)
	}
	return address(listPath, v.Query, more...)
}

func (v listView) rows() []ui.Row {
	var out []ui.Row
	for _, e := range v.Entries {
		if e.Hidden {
			out = append(out, ui.Row{Cells: []ui.Cell{{Text: "Hồ sơ bảo mật"}, {Text: "–"}, {Text: e.AgencyName.VI}, {Text: "–"}, {Text: "–"}, {Text: "–"}, {Text: "–"}, {Text: "–"}}})
			continue
		}
		code := e.Code
		if code == "" {
			code = "chưa có mã"
		}
		out = append(out, ui.Row{Late: e.Timing == calendar.Late || overdue(e, v.Query), Cells: []ui.Cell{
			{Text: code, Href: "/ho-so/" + e.ID}, {Text: e.Short.VI}, {Text: e.AgencyName.VI}, {Text: procedure.MethodName(e.Method).VI},
			{Text: instant(e.AcceptedAt)}, {Text: due(e)}, {Text: instant(e.EndedAt)}, {Text: judged(e, v.Query)},
		}})
	}
	return out
}

func instant(i calendar.Instant) string {
	if i.IsZero() {
		return "–"
	}
	return locale.ShortDateTime(i.Time())
}

func due(e reportdb.Entry) string {
	switch {
	case e.AcceptedAt.IsZero():
		return "–"
	case e.Due == report.Stopped:
		return "đang tạm dừng"
	case e.Due == report.NoLimit:
		return "chưa xác định"
	case e.Expected:
		return instant(e.Due) + " (dự kiến)"
	}
	return instant(e.Due)
}

// overdue reports whether an open dossier is late at the instant at which the
// report judges it.
func overdue(e reportdb.Entry, q reportdb.Query) bool {
	known := e.Due != report.NoLimit && e.Due != report.Stopped
	return !e.AcceptedAt.IsZero() && e.EndedAt.IsZero() && known && e.Due < min(q.Period.End(), q.Now)
}

// judged is the verdict, with the national one where the two differ.
func judged(e reportdb.Entry, q reportdb.Query) string {
	switch {
	case !e.DeniedAt.IsZero():
		return "Từ chối tiếp nhận " + instant(e.DeniedAt)
	case e.AcceptedAt.IsZero():
		return "Chưa tiếp nhận"
	case overdue(e, q):
		return "Đang giải quyết, quá hạn"
	case e.EndedAt.IsZero():
		return "Đang giải quyết"
	case e.Timing != e.National:
		return e.Timing.Text().VI + " (theo ngày: " + e.National.Text().VI + ")"
	}
	return e.Timing.Text().VI
}
