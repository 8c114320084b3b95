package dossierweb

import (
	"net/http"

	"motcua/internal/dossier/dossierdb"
	"motcua/internal/locale"
	"motcua/internal/web"
	"motcua/internal/web/ui"
)

// awayGroup is the work of one official who is away, as shown.
type awayGroup struct {
	name, why string
	table     ui.TableProps
}

// away lists what lies by name with officials who are absent or gone, for who
// leads them: each dossier leads to the page that gives it to another.
func (p *pages) away(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	actor, err := p.actor(ctx)
	if err != nil {
		return err
	}
	now := p.Now()
	list, err := p.Casework.WorkOfAway(ctx, actor, now)
	if err != nil {
		return err
	}
	names := people{p.Casework.Organisation(), now.Date()}
	var groups []awayGroup
	for i := range list {
		if len(list[i].Entries) > 0 {
			groups = append(groups, p.awayGroup(&list[i], names))
		}
	}
	return web.Render(w, r, http.StatusOK, awayPage(groups))
}

func (p *pages) awayGroup(a *dossierdb.Away, names people) awayGroup {
	now := p.Now()
	g := awayGroup{name: names.titled(a.Account, a.Entries[0].Holder.Agency), why: "Không còn giữ nhiệm vụ nào."}
	if !a.Departed {
		g.why = "Vắng đến hết ngày " + a.Absence.Until.Short() + "."
		if in, ok := names.o.StandIn(a.Account, names.day); ok {
			g.why += " " + names.name(in) + " làm thay."
		} else {
			g.why += " Chưa có người làm thay."
		}
	}
	g.table = ui.TableProps{
		Caption: ui.S("Hồ sơ của " + names.name(a.Account)), CaptionHide: true,
		Columns: []ui.Column{
			{Head: locale.T("Còn lại", "Time left")}, {Head: locale.T("Thủ tục", "Procedure")}, {Head: locale.T("Chủ hồ sơ", "Owner")},
			{Head: locale.T("Mã hồ sơ", "Code")}, {Head: locale.T("Việc", "Act")},
		},
	}
	for i := range a.Entries {
		l := p.line(&a.Entries[i], names, nil, now)
		g.table.Rows = append(g.table.Rows, ui.Row{Late: l.signs.first.urgency == ui.Late, Cells: []ui.Cell{
			{Body: signsCell(l.signs)}, {Body: ui.A(l.href, l.procedure)}, {Text: l.owner}, {Text: l.code},
			{Body: ui.A(l.href+"/chuyen-nguoi", locale.T("Chuyển người xử lý", "Give to somebody else"))},
		}})
	}
	return g
}
