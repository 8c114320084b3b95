package orgweb

import (
	"encoding/json"
	"io"
	"net/http"
	"strconv"

	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/org/orgsheet"
	"motcua/internal/web"
	"motcua/internal/web/ui"
)

// listView is a staff list on its way: sent, looked at, proposed, confirmed.
type listView struct {
	place
	lines    []orgsheet.Line
	problems []orgsheet.Problem
	rows     string // the lines, to be sent again with the confirmation
	list     string // id of a proposed list
	posts    []org.Post
}

func (p *pages) template(w http.ResponseWriter, _ *http.Request) error {
	w.Header().Set("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
	w.Header().Set("Content-Disposition", `attachment; filename="mau-danh-sach-can-bo.xlsx"`)
	return staffList(nil).Template(w)
}

// staffList is what a list of an agency with these units may speak of.
func staffList(units []org.Unit) orgsheet.List {
	l := orgsheet.List{Units: units, BadAccount: badAccount()}
	for _, d := range org.Duties() {
		l.Duties = append(l.Duties, orgsheet.Duty{ID: d, Name: dutyName(d).VI, Does: duties[d].does.VI})
	}
	return l
}

func (p *pages) listForm(w http.ResponseWriter, r *http.Request) error {
	in, err := p.in(r, web.NewForm())
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, listPage(listView{place: in}))
}

// list reads a file, or proposes the lines of a file that was looked at.
func (p *pages) list(w http.ResponseWriter, r *http.Request) error {
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	in, err := p.in(r, f)
	if err != nil {
		return err
	}
	v := listView{place: in}
	if f.Has("rows") {
		return p.propose(w, r, v)
	}
	raw, err := sheetOf(f)
	if err != nil {
		return err
	}
	if f.Valid() {
		v.lines, v.problems = staffList(v.o.Units(v.s.Agency.ID, v.day)).Read(raw)
		if len(v.problems) == 0 {
			v.check()
		}
	}
	status := http.StatusOK
	if len(v.problems) > 0 || !f.Valid() {
		status = http.StatusUnprocessableEntity
	} else {
		rows, err := json.Marshal(v.lines)
		if err != nil {
			return err
		}
		v.rows = string(rows)
	}
	return web.Render(w, r, status, listPage(v))
}

// sheetOf is the file of the form; what is missing or too large is wrong there.
func sheetOf(f *web.Form) ([]byte, error) {
	files := f.Files("file")
	switch {
	case len(files) == 0:
		f.Wrong("file", locale.T("Xin chọn tệp .xlsx đã điền.", "Please choose the .xlsx file."))
		return nil, nil
	case files[0].Size > orgsheet.MostBytes:
		f.Wrong("file", locale.F("Tệp lớn hơn %s. Xin chia thành nhiều tệp.", "The file is larger than %[1]s. Please split it.", locale.Size(orgsheet.MostBytes).VI))
		return nil, nil
	}
	file, err := files[0].Open()
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }() // only read
	return io.ReadAll(io.LimitReader(file, orgsheet.MostBytes))
}

// check asks the core whether the list could be proposed, so that refusals are
// seen by line before it is.
func (v *listView) check() {
	_, err := org.Decide(v.s, v.command("xem-truoc"), org.Facts{Actor: v.actor, Organisation: v.o})
	for _, e := range fault.All(err) {
		i, bad := strconv.Atoi(e.Field)
		if bad != nil || i >= len(v.lines) {
			v.problems = append(v.problems, orgsheet.Problem{Say: e.Say})
			continue
		}
		v.problems = append(v.problems, orgsheet.Problem{Cell: "dòng " + itoa(v.lines[i].Number), Say: e.Say})
	}
}

func (v *listView) command(id string) org.ProposeList {
	c := org.ProposeList{List: id, Posts: make([]org.Post, len(v.lines))}
	for i, l := range v.lines {
		c.Posts[i] = l.Post
	}
	return c
}

func (p *pages) propose(w http.ResponseWriter, r *http.Request, v listView) error {
	if err := json.Unmarshal([]byte(v.form.Value("rows")), &v.lines); err != nil {
		v.form.Wrong("file", locale.T("Danh sách xem trước không còn nguyên vẹn. Xin tải tệp lên lại.", "The preview is not whole any more. Please send the file again."))
	}
	for i := range v.lines { // the page's own fields, nothing that only the core sets
		q := &v.lines[i].Post
		q.By, q.Second, q.List, q.Fields = "", "", "", nil
	}
	list := v.form.Value("form_token")
	status, err := p.do(r, v.form, v.order(v.command(list)))
	if err != nil {
		return err
	}
	if !v.form.Valid() {
		v.lines = nil
		return web.Render(w, r, status, listPage(v))
	}
	web.Flash(r, locale.T("Đã gửi danh sách. Chưa ai có nhiệm vụ mới cho đến khi một quản trị khác xác nhận.", "The list is sent. Nobody has a new duty until another administrator confirms."))
	return web.Redirect(w, r, v.href("/danh-sach/"+list))
}

// listedOf is a list that waits.
func (p *pages) listedOf(r *http.Request, f *web.Form) (listView, error) {
	in, err := p.in(r, f)
	if err != nil {
		return listView{}, err
	}
	v := listView{place: in, list: r.PathValue("list")}
	if v.posts = v.s.Listed(v.list); len(v.posts) == 0 {
		return v, fault.New(fault.NotFound, "org.no_proposal", locale.T(
			"Danh sách này không còn chờ: đã được xác nhận hoặc từ chối. Xin xem lịch sử của cơ quan.",
			"This list waits no more: it was confirmed or declined. Please see the agency's history."))
	}
	return v, nil
}

func (p *pages) listed(w http.ResponseWriter, r *http.Request) error {
	v, err := p.listedOf(r, web.NewForm())
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, listedPage(v))
}

func (p *pages) listVerdict(w http.ResponseWriter, r *http.Request) error {
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	v, err := p.listedOf(r, f)
	if err != nil {
		return err
	}
	var c org.Command = org.DeclineList{List: v.list, Reason: f.Text("reason", 300)}
	say := locale.T("Đã ghi không xác nhận; danh sách không có hiệu lực.", "The refusal is recorded; nothing of the list takes effect.")
	if confirms(f) {
		c = org.ConfirmList{List: v.list}
		say = locale.F("Đã xác nhận %d nhiệm vụ; có hiệu lực từ ngày ghi trong danh sách. Ai chưa có tài khoản, xin mở bằng nút Mở tài khoản đăng nhập dưới đây.",
			"%d duties are confirmed and in force from their days. Whoever has no account yet gets one by the button below.", len(v.posts))
	}
	status, err := p.do(r, f, v.order(c), "reason")
	if err != nil {
		return err
	}
	if !f.Valid() {
		return web.Render(w, r, status, listedPage(v))
	}
	web.Flash(r, say)
	return web.Redirect(w, r, v.href(""))
}

// ownList reports whether the reader proposed the list or is in it.
func (v listView) ownList() bool {
	for _, q := range v.posts {
		if !q.MaySecond(v.actor.Account) {
			return true
		}
	}
	return false
}

const shownLines = 200

func postsTable(v listView, posts []org.Post, number func(int) string) ui.TableProps {
	t := ui.TableProps{
		Caption: locale.T("Các dòng của danh sách", "Lines"), CaptionHide: true,
		Columns: []ui.Column{
			{Head: locale.T("Dòng", "Line"), Tight: true}, {Head: locale.T("Họ tên", "Name")}, {Head: locale.T("Tài khoản", "Account")},
			{Head: locale.T("Nhiệm vụ", "Duty")}, {Head: locale.T("Chức vụ, đơn vị", "Title, unit")}, {Head: locale.T("Thời gian", "Days")},
		},
	}
	for i, q := range posts[:min(shownLines, len(posts))] {
		t.Rows = append(t.Rows, ui.Row{Cells: ui.Cells(number(i), q.Name, q.Account, joined(dutyName(q.Duty).VI, signs(q.Mandate, q.For, q.Fields)), q.Title+", "+v.unitName(q.Unit), span(q.Span))})
	}
	return t
}
