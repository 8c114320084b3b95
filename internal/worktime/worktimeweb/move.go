package worktimeweb

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/journal"
	"motcua/internal/locale"
	"motcua/internal/web"
	"motcua/internal/web/ui"
	"motcua/internal/worktime"
	"motcua/internal/worktime/worktimedb"
)

// Moving counts open dossiers by the newest calendar, and moves them by law.
type Moving interface {
	EachMoving(ctx context.Context, agencies []string, clock *calendar.Clock, now calendar.Instant, f func(dossier.Moving) error) error
	MoveByLaw(ctx context.Context, l dossier.LawMove) (moved, passed int, err error)
}

// mostListed is how many dossiers a preview of a move names.
const mostListed = 200

// plan is what a move would do.
type plan struct {
	moved, paused, passed int
	rows                  []ui.Row
	failed                locale.Text // why it stopped on its way, zero for none
}

func (v view) agencyIDs() []string {
	all := v.agencies()
	out := make([]string, len(all))
	for i := range all {
		out[i] = all[i].ID
	}
	return out
}

// plan lists which dossiers move from when to when. Nothing is moved.
func (p *pages) plan(ctx context.Context, v view) (plan, error) {
	var out plan
	err := p.Moving.EachMoving(ctx, v.agencyIDs(), v.clock, p.Now(), func(m dossier.Moving) error {
		says := "giữ nguyên: hạn đã qua"
		switch {
		case m.Err != nil:
			out.passed++
		case m.Due.IsZero():
			out.paused++
			says = "đang tạm dừng: tính theo lịch mới khi tiếp tục"
		default:
			out.moved++
			says = m.Due.Words(locale.VI)
		}
		if len(out.rows) < mostListed {
			from := "–"
			if !m.State.Due.IsZero() {
				from = m.State.Due.Words(locale.VI)
			}
			out.rows = append(out.rows, ui.Row{Cells: ui.Cells(m.State.Code, from, says)})
		}
		return nil
	})
	return out, err
}

func (p *pages) moving(w http.ResponseWriter, r *http.Request) error {
	v, err := p.toChange(r)
	if err != nil {
		return err
	}
	return p.showMove(w, r, v, http.StatusOK, locale.Text{})
}

func (p *pages) showMove(w http.ResponseWriter, r *http.Request, v view, status int, failed locale.Text) error {
	var out plan
	if m := v.s.Move(); v.movable() && (m == nil || m.DoneAt.IsZero()) {
		var err error
		if out, err = p.plan(r.Context(), v); err != nil {
			return err
		}
	}
	out.failed = failed
	return web.Render(w, r, status, movePage(v, out))
}

// movable reports whether the newest version changes a day at all.
func (v view) movable() bool {
	return !v.s.Versions[len(v.s.Versions)-1].Change.Earliest().IsZero()
}

func (p *pages) move(w http.ResponseWriter, r *http.Request) error {
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	v, err := p.toChange(r)
	if err != nil {
		return err
	}
	v.form = f
	n := int(f.Int("version_number", 0, 1_000_000))
	var command worktime.Command
	switch f.Value("act") {
	case "confirm":
		command = worktime.ConfirmMove{Version: n}
	case "drop":
		command = worktime.DropMove{Version: n}
	case "run":
	default:
		command = worktime.ProposeMove{Version: n, Law: worktime.Law{
			Number: f.Value("law_number"), Date: f.Date("law_date"), Article: f.Value("law_article"), Subject: f.Value("law_subject"),
		}}
	}
	if command != nil && f.Valid() {
		_, err := p.Calendars.Do(r.Context(), worktimedb.Order{ID: f.Command(), Calendar: v.s.First.ID, Expect: f.Version(), Actor: v.actor, Command: command})
		if err := f.Refuse(err); err != nil {
			return err
		}
	}
	if !f.Valid() {
		return p.showMove(w, r, v, http.StatusUnprocessableEntity, locale.Text{})
	}
	switch act := f.Value("act"); act {
	case "confirm", "run":
		return p.run(w, r)
	case "drop":
		web.Flash(r, locale.T("Đã hủy đề nghị. Không hồ sơ nào dời hạn.", "The proposal was taken back. No due time moved."))
	default:
		web.Flash(r, locale.T("Đã ghi đề nghị. Chưa hồ sơ nào dời hạn; xin một quản trị khác mở trang này và xác nhận.", "The proposal was recorded. Nothing moved; another administrator opens this page and confirms."))
	}
	return web.Redirect(w, r, v.href("/doi-han"))
}

// run carries out a confirmed move. It may be pressed again after a break.
func (p *pages) run(w http.ResponseWriter, r *http.Request) error {
	v, err := p.toChange(r)
	if err != nil {
		return err
	}
	m := v.s.Move()
	if m == nil || m.ConfirmedBy == "" || !m.DoneAt.IsZero() {
		return web.Redirect(w, r, v.href("/doi-han"))
	}
	ctx := context.WithoutCancel(r.Context()) // who closes the page does not stop it half-way
	moved, passed, err := p.Moving.MoveByLaw(ctx, dossier.LawMove{
		Agencies: v.agencyIDs(), Clock: v.clock, Law: dossier.Law(m.Law), Proposer: m.By, Actor: v.actor, Now: p.Now(),
	})
	if err != nil {
		return p.showMove(w, r, v, http.StatusServiceUnavailable, locale.F(
			"Mới dời được %d hồ sơ rồi bị gián đoạn. Hồ sơ đã dời vẫn giữ hạn mới; xin bấm “Tiếp tục dời hạn”.",
			"%d dossiers moved before a break. They keep their new due time; please press “Go on”.", moved))
	}
	_, err = p.Calendars.Do(ctx, worktimedb.Order{
		ID: fmt.Sprintf("moved/%s/%d", v.s.First.ID, v.s.Latest()), Calendar: v.s.First.ID, Expect: journal.Any, Actor: v.actor,
		Command: worktime.FinishMove{Version: v.s.Latest(), Moved: moved, Passed: passed},
	})
	if err != nil && !errors.Is(err, context.Canceled) {
		return err
	}
	web.Flash(r, locale.F("Đã dời hạn %d hồ sơ; người nộp được báo. Hạn hẹn trả đã in không đổi.", "%d due times moved; the applicants are told. The promised times stay.", moved))
	return web.Redirect(w, r, v.href("/doi-han"))
}

func lawWords(l worktime.Law) string { return dossier.Law(l).Words() + " (" + l.Subject + ")" }

// told is a move as far as it has come.
func (v view) told(m worktime.Move) []ui.SummaryRow {
	rows := []ui.SummaryRow{
		{Key: locale.T("Dời hạn theo", "Due times move by"), Value: lawWords(m.Law)},
		{Key: locale.T("Người đề nghị", "Proposed by"), Value: v.by(m.By) + ", " + since(m.At)},
	}
	if m.ConfirmedBy != "" {
		rows = append(rows, ui.SummaryRow{Key: locale.T("Người xác nhận", "Confirmed by"), Value: v.by(m.ConfirmedBy) + ", " + since(m.ConfirmedAt)})
	}
	if !m.DoneAt.IsZero() {
		rows = append(rows, ui.SummaryRow{Key: locale.T("Kết quả", "Outcome"), Value: fmt.Sprintf("Dời %d hồ sơ; %d hồ sơ giữ nguyên vì hạn đã qua; xong %s", m.Moved, m.Passed, since(m.DoneAt))})
	}
	return rows
}

func planColumns() []ui.Column {
	return []ui.Column{
		{Head: locale.T("Mã hồ sơ", "Dossier")}, {Head: locale.T("Hạn hiện hành", "Due now")}, {Head: locale.T("Tính theo lịch mới", "By the new calendar")},
	}
}
