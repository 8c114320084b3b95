package orgweb

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/org/orgdb"
	"motcua/internal/web"
)

// planOf is the plan of the address, with what still lies with the agencies.
func (p *pages) planOf(r *http.Request, f *web.Form) (planView, error) {
	d, err := p.desk(r)
	if err != nil {
		return planView{}, err
	}
	v := planView{desk: d, form: f, print: r.URL.Query().Get("in") == "1"}
	var ok bool
	if v.reform, ok = p.Directory.Reform(r.PathValue("plan")); !ok {
		return v, fault.New(fault.NotFound, "org.no_reform", locale.T(
			"Không có phương án này. Xin chọn lại trong danh sách phương án.", "There is no such plan. Please choose one of the list."))
	}
	v.plan = v.reform.Plan
	v.print = v.print && !v.reform.ConfirmedAt.IsZero() // minutes are of what is carried out
	for _, x := range v.plan.Ends {
		s, _ := v.o.State(x.Agency)
		v.lines = append(v.lines, endingLine{agency: s.Described(v.plan.Last), heirs: x.Successors, done: s.Agency.Until == v.plan.Last})
	}
	if v.reform.Waits() {
		v.foresee(p.Now())
	}
	return v, p.count(r.Context(), &v)
}

func (p *pages) planPage(w http.ResponseWriter, r *http.Request) error {
	v, err := p.planOf(r, web.NewForm())
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, planShown(v))
}

func (p *pages) planVerdict(w http.ResponseWriter, r *http.Request) error {
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	v, err := p.planOf(r, f)
	if err != nil {
		return err
	}
	var c org.ReformCommand = org.DeclineReform{Reason: f.Text("reason", 300)}
	say := locale.T("Đã rút phương án; chưa có gì thay đổi.", "The plan is taken back; nothing was changed.")
	if confirms(f) {
		c = org.ConfirmReform{}
		say = locale.T("Đã xác nhận. Phương án được thực hiện ngay ở chế độ nền; trang này cho biết tiến độ.", "Confirmed. The plan is carried out in the background; this page tells how far it is.")
	}
	id := f.Command()
	if !f.Valid() {
		return web.Render(w, r, http.StatusUnprocessableEntity, planShown(v))
	}
	err = p.Directory.DoReform(r.Context(), orgdb.ReformOrder{ID: id, Plan: v.reform.ID, Actor: v.actor, Command: c})
	if err := f.Refuse(placed(err, "reason")); err != nil {
		return err
	}
	if !f.Valid() {
		return web.Render(w, r, web.Status(fault.KindOf(err)), planShown(v))
	}
	web.Flash(r, say)
	return web.Redirect(w, r, planPath(v.reform.ID))
}

// progress counts the steps of the plan that are done.
func (v planView) progress() (done, all int) {
	steps := v.plan.Steps()
	for _, s := range steps {
		if s.Done(v.o) {
			done++
		}
	}
	return done, len(steps)
}

// state says in words how the plan stands.
func (v planView) state() locale.Text {
	switch r := v.reform; {
	case r.Declined:
		return locale.T("Đã rút lại, không thực hiện", "Taken back")
	case r.Waits():
		return locale.T("Chờ người thứ hai xác nhận", "Waits for a second person")
	case r.Runs():
		return locale.T("Đang thực hiện", "Being carried out")
	}
	return locale.T("Đã thực hiện xong", "Carried out")
}

// heirLine is a successor with what it takes over.
type heirLine struct {
	name        string
	founded     bool
	from        []string // names of the agencies that end
	units       int
	staff       int
	dossiers    int64
	shared      bool // dossiers of an agency with several heirs go by place
	ownCalendar int
}

// byHeir groups what ends by its main successor, in the order of names. Each
// agency counts once.
func (v planView) byHeir() []heirLine {
	names := map[string]string{}
	for _, f := range v.plan.Founds {
		names[f.Agency.ID] = f.Agency.Name
	}
	at := map[string]int{}
	var out []heirLine
	for _, x := range v.lines {
		if len(x.heirs) == 0 {
			continue
		}
		id := x.heirs[0]
		i, ok := at[id]
		if !ok {
			i = len(out)
			at[id] = i
			h := heirLine{name: cmp.Or(names[id], id), founded: names[id] != ""}
			if a, known := v.o.Find(id); known {
				h.name = a.Name
			}
			out = append(out, h)
		}
		h := &out[i]
		h.from = append(h.from, x.agency.Name)
		h.units, h.staff, h.dossiers = h.units+x.units, h.staff+x.staff, h.dossiers+x.dossiers
		h.shared = h.shared || len(x.heirs) > 1
		if x.agency.Calendar != "" {
			h.ownCalendar++
		}
	}
	slices.SortStableFunc(out, func(a, b heirLine) int { return strings.Compare(locale.SortKey(a.name), locale.SortKey(b.name)) })
	return out
}

// total adds up what the plan moves.
func (v planView) total() (t heirLine) {
	for _, h := range v.byHeir() {
		t.units, t.staff, t.dossiers, t.ownCalendar = t.units+h.units, t.staff+h.staff, t.dossiers+h.dossiers, t.ownCalendar+h.ownCalendar
	}
	return t
}

// own reports whether the reader prepared the plan.
func (v planView) own() bool { return v.reform.By == v.actor.Account }
