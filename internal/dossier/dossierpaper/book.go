package dossierpaper

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierdb"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/paper"
	"motcua/internal/web"
	"motcua/internal/web/ui"
)

// BookPath is the page of the dossier book (sổ theo dõi hồ sơ): form 06 of
// TT 01/2018, 07 of TT 03/2025. With ".csv" after it, the file.
const BookPath = "/so-theo-doi"

const (
	bookDays = 31 // the longest period
	bookPage = 100
)

// BookReaders are who keeps and checks an agency's book.
func BookReaders() web.Access {
	return web.Duty(string(org.DutyReception), string(org.DutyClerk), string(org.DutyLeader))
}

// asked is which book is asked for, with what is wrong with the question.
type asked struct {
	form   *web.Form
	actor  org.Actor
	own    []org.Agency // whose book the actor may read
	agency org.Agency
	from   calendar.Date
	to     calendar.Date
	page   int // from 1
}

func (p *pages) bookAsked(r *http.Request) (asked, error) {
	q := asked{form: web.Query(r), page: 1}
	var err error
	if q.actor, err = p.Actors.Actor(r.Context(), web.ViewerOf(r.Context()).Account); err != nil {
		return q, err
	}
	today := p.Now().Date()
	o := p.Casework.Organisation()
	for _, post := range q.actor.Posts {
		a, ok := o.Agency(post.Agency, today)
		here := func(x org.Agency) bool { return x.ID == a.ID }
		if ok && !slices.ContainsFunc(q.own, here) && slices.Contains([]org.Duty{org.DutyReception, org.DutyClerk, org.DutyLeader}, post.Duty) {
			q.own = append(q.own, a)
		}
	}
	if len(q.own) == 0 {
		return q, dossier.ErrNotApplicant
	}
	i := slices.IndexFunc(q.own, func(a org.Agency) bool { return a.ID == q.form.Value("co-quan") })
	q.agency = q.own[max(i, 0)]
	if i < 0 && q.form.Value("co-quan") != "" {
		q.form.Wrong("co-quan", locale.T("Xin chọn cơ quan của Ông/Bà trong danh sách.", "Please choose an agency of yours from the list."))
	}
	q.from, q.to = q.form.Date("tu"), q.form.Date("den")
	if q.from.IsZero() && q.to.IsZero() && q.form.Valid() {
		q.from, q.to = today, today
	}
	q.checkDays()
	if n, err := strconv.Atoi(q.form.Value("trang")); err == nil && n > 1 && n < 10_000 {
		q.page = n
	}
	return q, nil
}

func (q *asked) checkDays() {
	switch {
	case !q.form.Valid():
	case q.from.IsZero():
		q.form.Wrong("tu", locale.T("Xin ghi cả ngày đầu.", "Please give the first day, too."))
	case q.to.IsZero():
		q.form.Wrong("den", locale.T("Xin ghi cả ngày cuối.", "Please give the last day, too."))
	case q.to.Before(q.from):
		q.form.Wrong("den", locale.T("Ngày cuối đứng trước ngày đầu. Xin đổi lại hai ngày.", "The last day is before the first. Please change them."))
	case q.from.AddDays(bookDays - 1).Before(q.to):
		q.form.Wrong("den", locale.F("Mỗi lần xem được nhiều nhất %d ngày. Xin chọn khoảng ngắn hơn.", "At most %d days at a time. Please choose fewer.", bookDays))
	}
}

// query is the address of the same book, with more fields.
func (q *asked) query(more ...string) string {
	v := url.Values{"co-quan": {q.agency.ID}, "tu": {q.from.String()}, "den": {q.to.String()}}
	for i := 0; i+1 < len(more); i += 2 {
		v.Set(more[i], more[i+1])
	}
	return "?" + v.Encode()
}

// bookView is the page's data.
type bookView struct {
	asked

	title, source string
	marks         []string
	table         ui.TableProps
	more          bool
}

// book shows a page of the dossier book.
func (p *pages) book(w http.ResponseWriter, r *http.Request) error {
	q, err := p.bookAsked(r)
	if err != nil {
		return err
	}
	v := bookView{asked: q}
	if !q.form.Valid() {
		return web.Render(w, r, http.StatusUnprocessableEntity, bookPageOf(v))
	}
	skip := (q.page - 1) * bookPage
	list, more, err := p.Casework.Book(r.Context(), q.actor, dossierdb.BookQuery{Agency: q.agency.ID, From: q.from, To: q.to, Skip: skip, Size: bookPage})
	if err != nil {
		return err
	}
	doc, t, err := p.filledBook(q, list, skip)
	if err != nil {
		return err
	}
	v.more, v.title, v.source, v.marks = more, strings.Join(doc.Title, " "), doc.Footer, doc.Marks
	v.table = ui.TableProps{Caption: locale.T(t.Caption, t.Caption), Empty: locale.T(t.Empty, "No dossier was accepted in these days.")}
	for i, c := range t.Columns {
		v.table.Columns = append(v.table.Columns, ui.Column{Head: locale.T(c.Head, c.Head), Tight: i == codeColumn})
	}
	for i, row := range t.Rows {
		cells := make([]ui.Cell, len(row))
		for n, text := range row {
			cells[n].Text = text
		}
		cells[codeColumn].Href = "/ho-so/" + list[i].ID
		v.table.Rows = append(v.table.Rows, ui.Row{Cells: cells})
	}
	return web.Render(w, r, http.StatusOK, bookPageOf(v))
}

// codeColumn is the column of the dossier's code, from 0.
const codeColumn = 1

// bookFile streams the whole book as CSV for spreadsheets.
func (p *pages) bookFile(w http.ResponseWriter, r *http.Request) error {
	q, err := p.bookAsked(r)
	if err != nil {
		return err
	}
	if faults := q.form.Faults(); len(faults) > 0 {
		return faults[0]
	}
	for skip, more := 0, true; more; skip += dossierdb.BookBatch {
		var list []dossier.State
		list, more, err = p.Casework.Book(r.Context(), q.actor, dossierdb.BookQuery{Agency: q.agency.ID, From: q.from, To: q.to, Skip: skip, Size: dossierdb.BookBatch})
		var t paper.Table
		if err == nil {
			_, t, err = p.filledBook(q, list, skip)
		}
		switch {
		case err != nil && skip == 0:
			return err
		case err != nil: // the first rows are gone already: the file says that it is not whole
			_, _ = io.WriteString(w, "\r\nTỆP CHƯA ĐỦ: việc đọc sổ bị gián đoạn. Xin tải lại.\r\n")
			return nil //nolint:nilerr // told in the file
		case skip == 0:
			if err := bookHead(w, q, t); err != nil {
				return nil //nolint:nilerr // the reader has gone
			}
		}
		if err := bookLines(w, t.Rows); err != nil {
			return nil //nolint:nilerr // the reader has gone
		}
	}
	return nil
}

func bookHead(w http.ResponseWriter, q asked, t paper.Table) error {
	h := w.Header()
	h.Set("Content-Type", "text/csv; charset=utf-8")
	h.Set("Content-Disposition", fmt.Sprintf(`attachment; filename="so-theo-doi_%s_%s_%s.csv"`, q.agency.ID, q.from, q.to))
	h.Set("Cache-Control", "no-store")
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return err
	}
	heads := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		heads[i] = c.Head
	}
	return bookLines(w, [][]string{heads})
}

// bookLines writes rows and sends them on; a cell is never a formula.
func bookLines(w http.ResponseWriter, rows [][]string) error {
	c := csv.NewWriter(w)
	c.UseCRLF = true
	for _, row := range rows {
		line := make([]string, len(row))
		for i, s := range row {
			if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
				s = "'" + s
			}
			line[i] = s
		}
		if err := c.Write(line); err != nil {
			return err
		}
	}
	if c.Flush(); c.Error() != nil {
		return c.Error()
	}
	_ = http.NewResponseController(w).Flush() // what cannot flush sends it at the end
	return nil
}

// filledBook is the book's form of the first day with rows; its one table is t.
func (p *pages) filledBook(q asked, list []dossier.State, skip int) (doc paper.Document, t paper.Table, err error) {
	printer := Printer{Organisation: p.Casework.Organisation(), Settings: p.Settings, Today: q.from, Demo: p.Demo || p.site.Demo, Simulated: p.site.Simulated}
	v := printer.values(dossier.State{Agency: q.agency.ID, Received: q.agency.ID}, q.from, q.agency.ID)
	v.Text["tu_ngay"], v.Text["den_ngay"] = q.from.Short(), q.to.Short()
	rows := make([]map[string]string, len(list))
	for i := range list {
		rows[i] = printer.bookRow(list[i], skip+i+1)
	}
	v.Lists["so"] = rows
	all, err := paper.Forms()
	if err != nil {
		return doc, t, err
	}
	key := "07"
	if paper.PeriodOf(q.from) == paper.PeriodA {
		key = "06"
	}
	form, err := paper.FormFor(all, key, q.from)
	if err != nil {
		return doc, t, err
	}
	if doc, err = paper.Fill(printer.worded(form, q.from.Start()), v); err != nil {
		return doc, t, err
	}
	for _, b := range doc.Blocks {
		if table, ok := b.(paper.Table); ok {
			t = table
		}
	}
	return doc, t, nil
}

// bookRow is a dossier's line in the book.
func (p Printer) bookRow(s dossier.State, n int) map[string]string {
	day := s.AcceptedAt.Date()
	row := map[string]string{
		"tt_so": strconv.Itoa(n), "ma_ho_so": s.Code, "noi_dung": cmp.Or(s.Short.VI, s.Procedure), "so_bo": "01", "ten_chu_ho_so": s.Owner.Name,
		"dia_chi":            contact(s.Owner),
		"co_quan_giai_quyet": p.agency(s.Agency, day).Name, "ngay_nhan": short(s.AcceptedAt), "ngay_hen_tra": "chưa xác định", "ngay_tra": "", "ky_nhan": wayWords(s.Return.Way), "ghi_chu": s.Status.Name().VI,
	}
	if !s.Promised.IsZero() {
		row["ngay_hen_tra"] = short(s.Promised)
	}
	if d := s.Delivery; d != nil {
		row["ngay_tra"] = short(d.At)
		row["ky_nhan"] = strings.TrimSuffix(wayWords(d.Way)+"; "+d.Receiver, "; ")
	}
	return row
}

func contact(o dossier.Party) string {
	phone := locale.Phone(o.Phone).Display()
	return strings.Trim(o.Address+"; "+phone, "; ")
}

func wayWords(w dossier.ReturnWay) string {
	switch w {
	case dossier.ByPost:
		return "Bưu chính công ích"
	case dossier.OnPortal:
		return "Trực tuyến"
	case dossier.AtCounter:
	}
	return "Trực tiếp"
}

func (v *bookView) agencies() []ui.OptionProps {
	out := make([]ui.OptionProps, len(v.own))
	for i, a := range v.own {
		out[i] = ui.OptionProps{Value: a.ID, Text: locale.T(a.Name, a.Name), Chosen: a.ID == v.agency.ID}
	}
	return out
}

func (v *bookView) pageHref(n int) string { return BookPath + v.query("trang", strconv.Itoa(n)) }

// shown is the form as it is shown: the days that are read when none were asked.
func (v *bookView) shown() *web.Form {
	if !v.form.Valid() {
		return v.form
	}
	for name, d := range map[string]calendar.Date{"tu": v.from, "den": v.to} {
		v.form.Set(name+"-day", strconv.Itoa(d.Day)).Set(name+"-month", strconv.Itoa(int(d.Month))).Set(name+"-year", strconv.Itoa(d.Year))
	}
	return v.form
}
