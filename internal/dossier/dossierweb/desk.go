package dossierweb

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierdb"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/process"
	"motcua/internal/web"
	"motcua/internal/web/ui"
)

// workingDay is when remaining time begins to press.
const workingDay = 8 * time.Hour

const pageSize = 50

// chip is one of the desk's views.
type chip struct {
	tab  dossierdb.Tab
	word string // in the address
	text locale.Text
}

//nolint:gochecknoglobals // a constant table
var chips = []chip{
	{dossierdb.TabAll, "", locale.T("Chờ tôi", "Waiting for me")},
	{dossierdb.TabLate, "qua-han", locale.T("Quá hạn", "Overdue")},
	{dossierdb.TabToday, "hom-nay", locale.T("Hôm nay", "Due today")},
	{dossierdb.TabSupplement, "da-bo-sung", locale.T("Đã bổ sung", "Papers came")},
	{dossierdb.TabReception, "cho-tiep-nhan", locale.T("Chờ tiếp nhận", "To receive")},
	{dossierdb.TabReturn, "cho-tra", locale.T("Chờ trả kết quả", "To hand over")},
	{dossierdb.TabAsked, "cho-bo-sung", locale.T("Chờ người nộp", "With the applicant")},
	{dossierdb.TabAgency, "co-quan", locale.T("Cả cơ quan", "Whole agency")},
}

func chipOf(word string) chip {
	for _, c := range chips {
		if c.word == word {
			return c
		}
	}
	return chips[0]
}

func countOf(n dossierdb.Counts, t dossierdb.Tab) (int64, bool) {
	switch t {
	case dossierdb.TabAll:
		return n.All, true
	case dossierdb.TabLate:
		return n.Late, true
	case dossierdb.TabToday:
		return n.Today, true
	case dossierdb.TabSupplement:
		return n.Supplement, true
	case dossierdb.TabReception:
		return n.Reception, true
	case dossierdb.TabReturn:
		return n.Return, true
	case dossierdb.TabAsked:
		return n.Asked, true
	case dossierdb.TabAgency:
	}
	return 0, false
}

// deskView is the desk as its template shows it.
type deskView struct {
	query  string
	chip   chip
	counts dossierdb.Counts
	lines  []line
	page   int
	more   bool
	leads  bool // others: the work of who is away is his to give
	many   bool // does acts that are done on many at once
}

// line is one dossier of the desk.
type line struct {
	href, code, owner, from string
	procedure, todo         locale.Text
	signs                   signs
}

// desk shows what waits for the official, soonest due first. It asks the
// database twice, however many dossiers there are.
func (p *pages) desk(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	q := web.Query(r)
	actor, err := p.actor(ctx)
	if err != nil {
		return err
	}
	now := p.Now()
	v := deskView{query: q.Value("q"), chip: chipOf(q.Value("loc")), page: 1}
	if n, err := strconv.Atoi(q.Value("trang")); err == nil && n > 1 && n < 10_000 {
		v.page = n
	}
	if v.counts, err = p.Casework.Count(ctx, actor, now); err != nil {
		return err
	}
	list, more, err := p.Casework.List(ctx, actor, dossierdb.Query{Tab: v.chip.tab, Text: v.query, Page: v.page, Size: pageSize}, now)
	if err != nil {
		return err
	}
	v.more = more
	v.leads = leads(actor)
	v.many = actor.HoldsAnywhere(org.DutyReception) || actor.HoldsAnywhere(org.DutyUnitHead)
	names, desks := people{p.Casework.Organisation(), now.Date()}, dossier.Desks(actor)
	for i := range list {
		v.lines = append(v.lines, p.line(&list[i], names, desks, now))
	}
	return web.Render(w, r, http.StatusOK, deskPage(v))
}

// leads reports whether the actor leads a unit or an agency.
func leads(a org.Actor) bool {
	return a.HoldsAnywhere(org.DutyUnitHead) || a.HoldsAnywhere(org.DutyLeader)
}

func (p *pages) line(e *dossierdb.Entry, names people, desks []dossier.Desk, now calendar.Instant) line {
	l := line{href: rootPath + e.ID, code: cmp.Or(e.Code, e.Submission), owner: e.OwnerName, procedure: e.Short, todo: todo(e)}
	if l.procedure.IsZero() {
		l.procedure = ui.S(e.Procedure)
	}
	l.signs = signsOf(p.Casework.ClockOf(e.Agency), now, timesOf(e))
	l.from = names.name(e.PassedBy)
	if since := brief(e.StepSince, now); since != "" {
		l.from = since + " · " + l.from
	}
	desk, mine := dossier.At(desks, e.Holder, process.Kind(e.StepKind), e.Field)
	switch absent := desk.Post.StandsInFor; {
	case absent != "":
		l.todo = locale.T(l.todo.VI+" · thay mặt "+names.name(absent), l.todo.EN+" · for "+names.name(absent))
	case !mine && e.Holder.Account != "":
		l.todo = locale.T(l.todo.VI+" · "+names.name(e.Holder.Account), l.todo.EN+" · "+names.name(e.Holder.Account))
	}
	return l
}

// todo says what must be done with a dossier now.
func todo(e *dossierdb.Entry) locale.Text {
	switch e.Status {
	case dossier.New:
		return locale.T("Kiểm tra, tiếp nhận", "Check and accept")
	case dossier.Supplement, dossier.Paying:
		return locale.T("Chờ người nộp", "With the applicant")
	case dossier.Finished:
		return locale.T("Trả kết quả", "Hand over the result")
	case dossier.Accepted, dossier.Processing:
		return stepTask(process.Kind(e.StepKind))
	case dossier.None, dossier.Denied, dossier.Withdrawn, dossier.Stopped, dossier.HandedOver:
	}
	return e.Status.Name()
}

// stepTask is the task of a step in a few words.
func stepTask(k process.Kind) locale.Text {
	switch k {
	case process.Assign:
		return locale.T("Phân công chuyên viên", "Assign a specialist")
	case process.Appraise:
		return locale.T("Thẩm định, đề xuất", "Appraise and propose")
	case process.Inspect:
		return locale.T("Kiểm tra thực tế", "Inspect on site")
	case process.Consult:
		return locale.T("Lấy ý kiến", "Consult")
	case process.Review:
		return locale.T("Xem xét, trình ký", "Review and submit")
	case process.Approve:
		return locale.T("Ký duyệt", "Approve")
	case process.Issue:
		return locale.T("Cấp số, đóng dấu", "Number and seal")
	case process.Return:
		return locale.T("Trả kết quả", "Hand over the result")
	case process.Receive:
	}
	return locale.T("Tiếp nhận", "Receive")
}

// href is the desk with this view's filter, at a page.
func (v deskView) href(c chip, query string, page int) string {
	values := url.Values{}
	if c.word != "" {
		values.Set("loc", c.word)
	}
	if query != "" {
		values.Set("q", query)
	}
	if page > 1 {
		values.Set("trang", strconv.Itoa(page))
	}
	if len(values) == 0 {
		return deskPath
	}
	return deskPath + "?" + values.Encode()
}

func (v deskView) chips() []ui.TabItem {
	items := make([]ui.TabItem, len(chips))
	for i, c := range chips {
		n, counted := countOf(v.counts, c.tab)
		items[i] = ui.TabItem{Href: v.href(c, "", 1), Text: c.text, Count: int(n), Counted: counted, Active: c.word == v.chip.word}
	}
	return items
}

func (v deskView) keep() map[string]string {
	if v.chip.word == "" {
		return nil
	}
	return map[string]string{"loc": v.chip.word}
}

func (v deskView) table() ui.TableProps {
	t := ui.TableProps{
		Caption: locale.T("Hồ sơ, sắp theo thời gian còn lại", "Dossiers by time left"), CaptionHide: true,
		Columns: []ui.Column{
			{Head: locale.T("Còn lại", "Time left")}, {Head: locale.T("Thủ tục", "Procedure")}, {Head: locale.T("Chủ hồ sơ", "Owner")},
			{Head: locale.T("Việc phải làm", "To do")}, {Head: locale.T("Lúc · từ", "Since · from")}, {Head: locale.T("Mã hồ sơ", "Code")},
		},
	}
	for _, l := range v.lines {
		t.Rows = append(t.Rows, ui.Row{Late: l.signs.first.urgency == ui.Late, Cells: []ui.Cell{
			{Body: signsCell(l.signs)}, {Body: ui.A(l.href, l.procedure)}, {Text: l.owner},
			{Body: strong(l.todo)}, {Text: l.from}, {Text: l.code},
		}})
	}
	return t
}

// next leads to the first dossier that waits for the official, other than the
// one he has just left; to the desk when there is none.
func (p *pages) next(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	actor, err := p.actor(ctx)
	if err != nil {
		return err
	}
	path, err := p.following(ctx, actor, web.Query(r).Value("sau"))
	if err != nil {
		return err
	}
	if path == "" {
		web.FlashNote(r, locale.T("Không còn hồ sơ nào khác chờ Ông/Bà.", "No other dossier waits for you."))
		path = deskPath
	}
	return web.Redirect(w, r, path)
}

// following is the page of the first dossier that waits for the actor, other
// than after; "" when there is none.
func (p *pages) following(ctx context.Context, actor org.Actor, after string) (string, error) {
	list, _, err := p.Casework.List(ctx, actor, dossierdb.Query{Page: 1, Size: 2}, p.Now())
	if err != nil {
		return "", err
	}
	for i := range list {
		if list[i].ID != after {
			return rootPath + list[i].ID, nil
		}
	}
	return "", nil
}
