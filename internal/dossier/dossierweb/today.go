package dossierweb

import (
	"net/http"
	"net/url"
	"strconv"

	"github.com/a-h/templ"

	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierdb"
	"motcua/internal/locale"
	"motcua/internal/web"
	"motcua/internal/web/ui"
)

// TodayPath is the page (điều hành hôm nay) by which an agency's leadership directs the day.
const TodayPath = "/dieu-hanh"

// Rows of a concern: among the others, and when it alone is shown.
const (
	concernRows = 8
	concernPage = 50
)

// concern is one part of the page.
type concern struct {
	key   dossierdb.Concern
	name  locale.Text
	count int64
	table ui.TableProps
}

// todayView is the page's data.
type todayView struct {
	concerns []concern
	only     dossierdb.Concern // "" shows all
	page     int
	away     int // dossiers that lie with who is away
}

// today shows what the leadership of an agency must know and do now. It asks
// the database once a concern and twice for who is away, however many dossiers
// there are.
func (p *pages) today(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	actor, err := p.actor(ctx)
	if err != nil {
		return err
	}
	q := web.Query(r)
	v := todayView{page: 1}
	for _, c := range dossierdb.Concerns() {
		if string(c) == q.Value("muc") {
			v.only = c
		}
	}
	if n, err := strconv.Atoi(q.Value("trang")); err == nil && n > 1 && n < 10_000 && v.only != "" {
		v.page = n
	}
	now := p.Now()
	names, desks := people{p.Casework.Organisation(), now.Date()}, dossier.Desks(actor)
	for _, key := range dossierdb.Concerns() {
		if v.only != "" && key != v.only {
			continue
		}
		size := concernRows
		if v.only != "" {
			size = concernPage
		}
		list, n, err := p.Casework.Direct(ctx, actor, dossierdb.Direction{Concern: key, Page: v.page, Size: size}, now)
		if err != nil {
			return err
		}
		c := concern{key: key, name: concernName(key), count: n, table: concernTable(key)}
		for i := range list {
			l := p.line(&list[i], names, desks, now)
			c.table.Rows = append(c.table.Rows, ui.Row{Late: l.signs.first.urgency == ui.Late, Cells: []ui.Cell{
				{Body: signsCell(l.signs)}, {Body: ui.A(l.href, l.procedure)}, {Text: l.owner}, {Text: names.holder(list[i].Holder)},
				{Text: l.code}, {Body: concernAct(key, l.href, &list[i])},
			}})
		}
		v.concerns = append(v.concerns, c)
	}
	if v.only == "" {
		away, err := p.Casework.WorkOfAway(ctx, actor, now)
		if err != nil {
			return err
		}
		for _, a := range away {
			v.away += len(a.Entries)
		}
	}
	return web.Render(w, r, http.StatusOK, todayPage(v))
}

func concernName(c dossierdb.Concern) locale.Text {
	switch c {
	case dossierdb.ConcernLate:
		return locale.T("Đang quá hạn", "Late")
	case dossierdb.ConcernApology:
		return locale.T("Nợ văn bản xin lỗi", "Apologies owed")
	case dossierdb.ConcernToday:
		return locale.T("Đến hạn hôm nay", "Due today")
	case dossierdb.ConcernRisk:
		return locale.T("Có nguy cơ trễ hạn", "At risk")
	case dossierdb.ConcernReception:
		return locale.T("Sắp quá hạn tiếp nhận", "Reception nearly over")
	case dossierdb.ConcernAnswered:
		return locale.T("Đã bổ sung, chờ xử lý tiếp", "Papers came back")
	}
	return locale.Text{}
}

// concernHint says what a concern counts, with its bound.
func concernHint(c dossierdb.Concern) locale.Text {
	switch c {
	case dossierdb.ConcernLate:
		return locale.T("Hạn hiện hành đã qua, chưa kết thúc.", "The due time in force has passed.")
	case dossierdb.ConcernApology:
		return locale.T("Còn dưới 8 giờ làm việc hoặc đã trễ mà chưa có văn bản xin lỗi (mẫu 04).", "Less than 8 working hours left, or late, without form 04.")
	case dossierdb.ConcernToday:
		return locale.T("Hạn hiện hành trong hôm nay.", "Due before the day ends.")
	case dossierdb.ConcernRisk:
		return locale.T("Còn dưới 16 giờ làm việc.", "Less than 16 working hours left.")
	case dossierdb.ConcernReception:
		return locale.T("Hồ sơ trực tuyến đã chờ quá 6 trong 8 giờ làm việc.", "Online filings that waited over 6 of 8 working hours.")
	case dossierdb.ConcernAnswered:
		return locale.T("Người nộp đã bổ sung đủ.", "The applicant sent what was asked for.")
	}
	return locale.Text{}
}

func concernTable(c dossierdb.Concern) ui.TableProps {
	return ui.TableProps{
		Caption: concernName(c), CaptionHide: true,
		Columns: []ui.Column{
			{Head: locale.T("Còn lại", "Time left")}, {Head: locale.T("Thủ tục", "Procedure")}, {Head: locale.T("Chủ hồ sơ", "Owner")},
			{Head: locale.T("Đang ở", "With")}, {Head: locale.T("Mã hồ sơ", "Code")}, {Head: locale.T("Việc", "Act")},
		},
	}
}

// concernAct is the one act a row offers in place: the apology where it is owed,
// else to give the step to somebody else. The core says whether it may be done.
func concernAct(c dossierdb.Concern, href string, e *dossierdb.Entry) templ.Component {
	act := dossier.ActReassign
	switch {
	case c == dossierdb.ConcernApology:
		act = dossier.ActApologise
	case c == dossierdb.ConcernReception, e.Holder.Account == "":
		return ui.A(href, locale.T("Mở hồ sơ", "Open"))
	}
	page, ok := actPageOf(act)
	if !ok {
		return ui.A(href, locale.T("Mở hồ sơ", "Open"))
	}
	rule, _ := dossier.RuleOf(act)
	return ui.A(href+"/"+page.slug, rule.Name)
}

// href is the page with one concern alone.
func (v todayView) href(c dossierdb.Concern, page int) string {
	q := url.Values{"muc": {string(c)}}
	if page > 1 {
		q.Set("trang", strconv.Itoa(page))
	}
	return TodayPath + "?" + q.Encode()
}

// chips lead to each concern, with its number.
func (v todayView) chips() []ui.TabItem {
	items := []ui.TabItem{{Href: TodayPath, Text: locale.T("Tất cả", "All"), Active: v.only == ""}}
	for _, c := range dossierdb.Concerns() {
		item := ui.TabItem{Href: v.href(c, 1), Text: concernName(c), Active: v.only == c}
		for _, x := range v.concerns {
			if x.key == c {
				item.Count, item.Counted = int(x.count), true
			}
		}
		items = append(items, item)
	}
	return items
}

// quiet reports whether no concern has a dossier.
func (v todayView) quiet() bool {
	for _, c := range v.concerns {
		if c.count > 0 {
			return false
		}
	}
	return v.only == "" && v.away == 0
}

// more reports whether another page of the one concern follows.
func (v todayView) more() bool {
	return len(v.concerns) == 1 && v.concerns[0].count > int64(v.page*concernPage)
}
