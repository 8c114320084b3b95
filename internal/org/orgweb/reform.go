package orgweb

import (
	"cmp"
	"context"
	"io"
	"net/http"
	"slices"
	"strings"

	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/org/orgdb"
	"motcua/internal/org/orgsheet"
	"motcua/internal/web"
)

// endingLine is one agency that ends, with who takes over and what passes.
type endingLine struct {
	text     string // as typed, of a line that could not be read
	agency   org.Agency
	heirs    []string // ids, the main one first
	units    int
	staff    int
	dossiers int64
	wrong    locale.Text // zero when it can be done
	done     bool        // it ended so already
}

// planView is a plan of reform on its way: typed or read from a file, looked at,
// laid before a second person, carried out.
type planView struct {
	desk
	form     *web.Form
	plan     org.Plan
	lines    []endingLine
	problems []orgsheet.Problem // of the file
	vacant   []org.Gap          // what no agency would be competent for
	reform   orgdb.Reform       // of a plan that was prepared
	print    bool
	plans    []orgdb.Reform // all, the newest first
}

// ready reports whether everything that was looked at can be done.
func (v planView) ready() bool {
	return len(v.lines) > 0 && v.form.Valid() && !slices.ContainsFunc(v.lines, func(x endingLine) bool { return !x.wrong.IsZero() })
}

func (p *pages) reformForm(w http.ResponseWriter, r *http.Request) error {
	d, err := p.desk(r)
	if err != nil {
		return err
	}
	v := planView{desk: d, form: web.NewForm(), plans: p.Directory.Reforms()}
	if id := r.URL.Query().Get("co-quan"); id != "" {
		if _, ok := d.o.Find(id); ok {
			v.form.Set("plan", id+" > ")
		}
	}
	setDate(v.form, "last", d.today)
	return web.Render(w, r, http.StatusOK, reformPage(v))
}

// reform shows what a plan would do, and lays it before a second person.
func (p *pages) reform(w http.ResponseWriter, r *http.Request) error {
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	d, err := p.desk(r)
	if err != nil {
		return err
	}
	v := planView{desk: d, form: f, plans: p.Directory.Reforms()}
	if err := v.readFile(); err != nil {
		return err
	}
	v.plan.Last, v.plan.Ground = f.Date("last"), f.Text("ground", 300)
	id := f.Command()
	if v.plan.Last.IsZero() && f.Valid() {
		f.Wrong("last", locale.T("Xin nhập ngày hoạt động cuối cùng.", "Please enter the last day."))
	}
	if v.plan.Ground == "" {
		f.Wrong("ground", locale.T("Xin ghi nghị quyết hoặc quyết định làm căn cứ.", "Please enter the deciding text."))
	}
	if f.Valid() {
		if err := p.preview(r.Context(), &v); err != nil {
			return err
		}
	}
	switch {
	case !v.ready():
		return web.Render(w, r, http.StatusUnprocessableEntity, reformPage(v))
	case f.Value("step") != "do":
		return web.Render(w, r, http.StatusOK, reformPage(v))
	case f.Value("agreed") != "yes":
		f.Wrong("agreed", locale.T("Xin đánh dấu đã đối chiếu với văn bản.", "Please tick that it was compared with the text."))
		return web.Render(w, r, http.StatusUnprocessableEntity, reformPage(v))
	}
	err = p.Directory.DoReform(r.Context(), orgdb.ReformOrder{ID: id, Plan: id, Actor: d.actor, Command: org.PrepareReform{Plan: v.plan}})
	if err := f.Refuse(placed(err)); err != nil {
		return err
	}
	if !f.Valid() {
		return web.Render(w, r, http.StatusConflict, reformPage(v))
	}
	web.Flash(r, locale.T("Đã trình phương án. Chưa có gì thay đổi cho đến khi một quản trị hệ thống khác xác nhận.", "The plan is laid before the others. Nothing changes until another administrator confirms."))
	return web.Redirect(w, r, planPath(id))
}

func planPath(id string) string { return reformPath + "/phuong-an/" + id }

// readFile turns a file of the form into lines of the plan, which can then be
// mended on the page.
func (v *planView) readFile() error {
	files := v.form.Files("file")
	switch {
	case len(files) == 0:
		return nil
	case files[0].Size > orgsheet.MostBytes:
		v.form.Wrong("file", locale.F("Tệp lớn hơn %s. Xin chia thành nhiều tệp.", "The file is larger than %[1]s. Please split it.", locale.Size(orgsheet.MostBytes).VI))
		return nil
	}
	file, err := files[0].Open()
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }() // only read
	raw, err := io.ReadAll(io.LimitReader(file, orgsheet.MostBytes))
	if err != nil {
		return err
	}
	lines, wrong := orgsheet.ReadPlan(raw)
	v.problems = wrong
	var text strings.Builder
	for _, l := range lines {
		text.WriteString(l.Old + " > " + l.New)
		if l.Name != "" || l.Place != "" {
			text.WriteString(" | " + strings.ReplaceAll(l.Name, "|", " ") + " | " + strings.ReplaceAll(l.Place, "|", " "))
		}
		text.WriteString("\n")
		if d := l.Last; !d.IsZero() {
			v.form.Set("last-day", itoa(d.Day)).Set("last-month", itoa(int(d.Month))).Set("last-year", itoa(d.Year))
		}
		if v.form.Value("ground") == "" {
			v.form.Set("ground", l.Ground)
		}
	}
	v.form.Set("plan", text.String())
	if len(lines) == 0 {
		v.form.Wrong("file", locale.T("Không đọc được dòng nào của tệp; các chỗ cần sửa nêu bên dưới.", "No line of the file could be read; what to mend is listed below."))
	}
	return nil
}

// preview reads the plan line by line, asks the core of the whole and counts
// what would pass.
func (p *pages) preview(ctx context.Context, v *planView) error {
	for text := range strings.Lines(v.form.Value("plan")) {
		if text = strings.TrimSpace(text); text == "" {
			continue
		}
		if len(v.lines) == org.MostEnding {
			v.form.Wrong("plan", locale.F("Một phương án kết thúc nhiều nhất %d cơ quan. Xin chia thành nhiều phương án.", "At most %d agencies end in one plan. Please split it.", org.MostEnding))
			return nil
		}
		v.readLine(text)
	}
	if len(v.lines) == 0 {
		v.form.Wrong("plan", locale.T("Xin ghi ít nhất một dòng, ví dụ: so-a > so-b.", "Please write at least one line, for example: so-a > so-b."))
		return nil
	}
	v.foresee(p.Now())
	if !slices.ContainsFunc(v.lines, func(x endingLine) bool { return !x.done }) {
		v.form.Wrong("plan", locale.T("Mọi cơ quan của phương án đã kết thúc đúng như vậy; không cần làm lại. Xin xem biên bản ở cuối trang.",
			"Every agency of the plan has ended just so; nothing is left to do. Please see the minutes at the end of the page."))
	}
	return p.count(ctx, v)
}

// foresee asks the core whether the plan can be done, and puts what it says to
// the lines it is about.
func (v *planView) foresee(now calendar.Instant) {
	if len(v.plan.Ends) == 0 {
		return
	}
	after, err := v.o.Foresee(v.plan, org.Facts{Now: now, Actor: v.actor})
	for _, e := range fault.All(err) {
		i := slices.IndexFunc(v.lines, func(x endingLine) bool { return x.agency.ID == e.Field && x.wrong.IsZero() })
		if i < 0 {
			i = slices.IndexFunc(v.lines, func(x endingLine) bool { return slices.Contains(x.heirs, e.Field) && x.wrong.IsZero() })
		}
		if i < 0 {
			v.form.Wrong("plan", e.Say)
			continue
		}
		v.lines[i].wrong = e.Say
	}
	if err == nil {
		v.vacant = after.Vacant(v.communeKinds(), v.plan.Last.AddDays(1))
	}
}

// communeKinds are the kinds of the communes' agencies that end.
func (v *planView) communeKinds() []org.Kind {
	var out []org.Kind
	for _, x := range v.lines {
		if x.agency.Level == org.LevelCommune && !slices.Contains(out, x.agency.Kind) {
			out = append(out, x.agency.Kind)
		}
	}
	return out
}

// count fills in what lies with each agency that ends.
func (p *pages) count(ctx context.Context, v *planView) error {
	ids := make([]string, len(v.lines))
	for i, x := range v.lines {
		ids[i] = x.agency.ID
	}
	waiting, err := p.Succession.Waiting(ctx, ids...)
	for i, x := range v.lines {
		s, _ := v.o.State(x.agency.ID)
		v.lines[i].units, v.lines[i].staff, v.lines[i].dossiers = len(v.o.Units(x.agency.ID, v.plan.Last)), s.Staff(v.plan.Last), waiting[x.agency.ID]
	}
	return err
}

// readLine reads "old > new, other | name of the new | its place".
func (v *planView) readLine(text string) {
	parts := strings.SplitN(text, "|", 3)
	name, place := "", ""
	if len(parts) > 1 {
		name = strings.TrimSpace(parts[1])
	}
	if len(parts) > 2 {
		place = strings.TrimSpace(parts[2])
	}
	old, heirs, ok := strings.Cut(parts[0], ">")
	x := endingLine{text: text}
	a, known := v.agencyOn(strings.TrimSpace(old), v.plan.Last)
	if !ok || !known {
		x.wrong = locale.T("Dòng phải có dạng “mã cơ quan > mã cơ quan kế thừa” và cơ quan phải đang hoạt động vào ngày cuối. Xin sửa: “"+text+"”.",
			"A line is “id > ids of the successors”, and the agency exists on the last day. Please correct: “"+text+"”.")
		v.lines = append(v.lines, x)
		return
	}
	x.agency = a
	for _, code := range strings.FieldsFunc(heirs, func(r rune) bool { return r == ',' || r == ';' || r == ' ' || r == '\t' }) {
		id, wrong := v.heir(code, name, place, a)
		if x.heirs = append(x.heirs, id); !wrong.IsZero() {
			x.wrong = wrong
		}
	}
	// A district may have a line for each of the communes that take over.
	if i := slices.IndexFunc(v.plan.Ends, func(e org.Ending) bool { return e.Agency == a.ID }); i >= 0 && len(x.heirs) == 1 && !slices.Contains(v.plan.Ends[i].Successors, x.heirs[0]) && x.wrong.IsZero() {
		v.plan.Ends[i].Successors = append(v.plan.Ends[i].Successors, x.heirs[0])
		j := slices.IndexFunc(v.lines, func(l endingLine) bool { return l.agency.ID == a.ID })
		v.lines[j].heirs = v.plan.Ends[i].Successors
		return
	}
	s, _ := v.o.State(a.ID)
	x.done = s.Agency.Until == v.plan.Last && slices.Equal(s.Agency.Successors, x.heirs)
	v.lines = append(v.lines, x)
	v.plan.Ends = append(v.plan.Ends, org.Ending{Agency: a.ID, Successors: slices.Clone(x.heirs)})
}

// agencyOn is the agency with that id or code on a day.
func (v *planView) agencyOn(code string, day calendar.Date) (org.Agency, bool) {
	if a, ok := v.o.Agency(code, day); ok {
		return a, true
	}
	return v.o.ByCode(code, day)
}

// heir is the id of a successor: one that exists on the day after, or one that
// the plan founds, when its name is given.
func (v *planView) heir(code, name, place string, ends org.Agency) (id string, wrong locale.Text) {
	next := v.plan.Last.AddDays(1)
	if a, ok := v.agencyOn(code, next); ok {
		return a.ID, locale.Text{}
	}
	id = strings.ToLower(strings.ReplaceAll(code, ".", "-"))
	if slices.ContainsFunc(v.plan.Founds, func(x org.Founding) bool { return x.Agency.ID == id }) || name == "" {
		return cmp.Or(id, code), locale.Text{} // one that is nowhere is named by the core
	}
	if !isSlug(id) {
		return id, badSlug()
	}
	a := org.Agency{ID: id, Level: ends.Level, Kind: ends.Kind, Span: org.Span{From: next}}
	if a.Level == org.LevelDistrict {
		a.Level = org.LevelCommune // the district level is gone (Luật 72/2025/QH15)
	}
	if code != id {
		a.Code = code
	}
	a.Name, a.ShortName = name, strings.Replace(name, "Ủy ban nhân dân", "UBND", 1)
	if above, ok := v.above(ends, next); ok {
		a.Parent, a.ParentName = above.ID, above.Name
	}
	if a.Level == org.LevelCommune {
		ground, ok := v.o.PlaceNamed(place, next)
		if !ok || ground.Level != org.LevelCommune {
			return id, locale.F("Cơ quan mới “%s” cần mã địa bàn có từ ngày %s ở cột địa bàn. Xin ghi mã xã, phường, đặc khu.",
				"The new agency “%s” needs the code of a place that exists on %s. Please give the commune's code.", name, next.Short())
		}
		a.Territory, a.Place = ground.ID, ground.Name
	}
	f := org.Founding{Agency: a}
	for _, k := range unitKinds {
		kind := org.UnitKind(k.Value)
		f.Units = append(f.Units, org.Unit{ID: unitSlugs[kind], Name: k.Text.VI, Kind: kind})
	}
	v.plan.Founds = append(v.plan.Founds, f)
	return id, locale.Text{}
}

// above is the nearest superior that is still there on a day.
func (v *planView) above(a org.Agency, day calendar.Date) (org.Agency, bool) {
	for range 5 {
		p, ok := v.o.Find(a.Parent)
		if !ok {
			return p, false
		}
		ends := slices.ContainsFunc(v.plan.Ends, func(x org.Ending) bool { return x.Agency == p.ID })
		if here, on := v.o.Agency(p.ID, day); on && !ends && here.Level != org.LevelDistrict {
			return here, true
		}
		a = p
	}
	return org.Agency{}, false
}

// planTemplate is the empty list of a plan.
func (p *pages) planTemplate(w http.ResponseWriter, _ *http.Request) error {
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="mau-phuong-an-sap-xep.csv"`)
	_, err := io.WriteString(w, "\ufeff"+strings.Join(orgsheet.PlanHeads(), ";")+"\r\n")
	return err
}
