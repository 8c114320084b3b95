package orgweb

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/org/orgdb"
	"motcua/internal/org/orgsheet"
	"motcua/internal/web"
	"motcua/internal/web/ui"
)

// The pages of places (địa bàn).
const (
	mapPath       = HomePath + "/dia-ban"
	mapImportPath = mapPath + "/nhap"
	mapAddPath    = mapPath + "/them"
	mapSheetPath  = mapPath + "/mau.csv"
	spotRoute     = mapPath + "/noi/{place}"
	changeRoute   = mapPath + "/thay-doi/{change}"
)

func mapRoutes(mux *web.Mux, p *pages, look, all web.Access) {
	mux.Handle("GET "+mapPath, look, p.places)
	mux.Handle("GET "+spotRoute, look, p.spot)
	mux.Handle("GET "+mapSheetPath, web.AdminOnly, p.mapSheet)
	mux.Handle("GET "+mapAddPath, all, p.spotForm)
	mux.Handle("POST "+mapAddPath, all, p.spotChange)
	mux.Handle("GET "+spotRoute+"/sua", all, p.spotForm)
	mux.Handle("POST "+spotRoute+"/sua", all, p.spotChange)
	mux.Handle("GET "+mapImportPath, all, p.mapImportForm)
	mux.Handle("POST "+mapImportPath, all, p.mapImport, web.Uploads())
	mux.Handle("GET "+changeRoute, all, p.mapChange)
	mux.Handle("POST "+changeRoute, all, p.mapVerdict)
}

func spotPath(id string) string    { return mapPath + "/noi/" + url.PathEscape(id) }
func mapListPath(id string) string { return mapPath + "/thay-doi/" + url.PathEscape(id) }

// placeLevels are the levels that places have.
func placeLevels() []ui.OptionProps {
	return []ui.OptionProps{
		{Value: string(org.LevelProvince), Text: locale.T("Tỉnh, thành phố", "Province")},
		{Value: string(org.LevelDistrict), Text: locale.T("Cấp huyện (đến 30/6/2025)", "District (until 30/6/2025)")},
		{Value: string(org.LevelCommune), Text: locale.T("Cấp xã", "Commune")},
	}
}

// mapView is the list of places on a day.
type mapView struct {
	desk
	form  *web.Form
	day   calendar.Date
	query string
	level string
	list  []org.Place
	total int
	page  int
}

func (v mapView) href(page int) string {
	more := agenciesView{desk: v.desk, day: v.day, query: v.query, level: v.level}.href(page)
	return mapPath + strings.TrimPrefix(more, agenciesPath)
}

func (p *pages) places(w http.ResponseWriter, r *http.Request) error {
	d, err := p.desk(r)
	if err != nil {
		return err
	}
	f := web.Query(r)
	v := mapView{desk: d, form: f, day: f.Date("ngay"), query: f.Text("q", 200), level: f.Value("cap"), page: pageOf(r)}
	if v.day.IsZero() {
		v.day = d.today
	}
	if !slices.Contains(values(placeLevels()), v.level) {
		v.level = ""
	}
	for _, q := range d.o.Territory().Places {
		if q.On(v.day) && (v.level == "" || string(q.Level) == v.level) && matches(v.query, q.Name+" "+q.Code+" "+q.ID) {
			v.list = append(v.list, q)
		}
	}
	order := []org.Level{org.LevelProvince, org.LevelDistrict, org.LevelCommune}
	slices.SortFunc(v.list, func(a, b org.Place) int {
		return cmp.Or(cmp.Compare(slices.Index(order, a.Level), slices.Index(order, b.Level)), strings.Compare(locale.SortKey(a.Name), locale.SortKey(b.Name)), strings.Compare(a.ID, b.ID))
	})
	v.total = len(v.list)
	from := min((v.page-1)*perPage, v.total)
	v.list = v.list[from:min(from+perPage, v.total)]
	return web.Render(w, r, http.StatusOK, mapPage(v))
}

// spotView is one place, or the form that changes it.
type spotView struct {
	desk
	form    *web.Form
	place   org.Place // zero while a place is added
	history []orgdb.PlaceEntry
}

func (p *pages) inSpot(r *http.Request, f *web.Form) (spotView, error) {
	d, err := p.desk(r)
	if err != nil {
		return spotView{}, err
	}
	v := spotView{desk: d, form: f}
	id := r.PathValue("place")
	if id == "" {
		return v, nil
	}
	var ok bool
	if v.place, ok = d.o.Place(id); !ok {
		return v, fault.New(fault.NotFound, "org.no_place", locale.T(
			"Không có địa bàn này. Xin tìm lại trong danh mục địa bàn.", "There is no such place. Please look in the list of places."))
	}
	return v, nil
}

func (p *pages) spot(w http.ResponseWriter, r *http.Request) error {
	v, err := p.inSpot(r, web.NewForm())
	if err != nil {
		return err
	}
	if v.history, err = p.Directory.PlaceHistory(r.Context(), v.place.ID); err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, spotPage(v))
}

// origins are the places that became this one.
func (v spotView) origins() []string {
	var out []string
	for id, q := range v.o.Territory().Places {
		if slices.Contains(q.Successors, v.place.ID) {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out
}

// governing are the agencies that have this place as their territory.
func (v spotView) governing() []org.Agency {
	return slices.DeleteFunc(v.o.All(), func(a org.Agency) bool { return a.Territory != v.place.ID })
}

// called is how other places are written in a form: the code, the id without.
func (d desk) called(id string) string {
	q, _ := d.o.Place(id)
	return cmp.Or(q.Code, id)
}

func (d desk) placeName(id string) string {
	q, _ := d.o.Place(id)
	return cmp.Or(q.Name, id)
}

// kindOptions are the kinds of places, each once; a city that belongs to nothing
// is a province's equal.
func kindOptions() []ui.OptionProps {
	var out []ui.OptionProps
	for _, k := range org.PlaceKinds() {
		if !slices.ContainsFunc(out, func(o ui.OptionProps) bool { return o.Value == k.Name }) {
			out = append(out, ui.OptionProps{Value: k.Name, Text: ui.S(k.Name)})
		}
	}
	return out
}

func (p *pages) spotForm(w http.ResponseWriter, r *http.Request) error {
	v, err := p.inSpot(r, web.NewForm())
	if err != nil {
		return err
	}
	if q := v.place; q.ID != "" {
		kind := q.Kind()
		heirs := make([]string, len(q.Successors))
		for i, id := range q.Successors {
			heirs[i] = v.called(id)
		}
		v.form.Set("code", q.Code).Set("kind", kind).Set("name", strings.TrimPrefix(q.Name, kind+" ")).Set("becomes", strings.Join(heirs, ", "))
		if q.Parent != "" {
			v.form.Set("parent", v.called(q.Parent))
		}
		setDate(v.form, "from", q.From)
		setDate(v.form, "until", q.Until)
	}
	return web.Render(w, r, http.StatusOK, spotFormPage(v))
}

// spotChange proposes one place, new or changed.
func (p *pages) spotChange(w http.ResponseWriter, r *http.Request) error {
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	v, err := p.inSpot(r, f)
	if err != nil {
		return err
	}
	d := org.PlaceDraft{
		ID: v.place.ID, Code: f.Text("code", 30), Kind: f.OneOf("kind", locale.T("Xin chọn loại địa bàn.", "Please choose the kind."), values(kindOptions())...),
		Name: f.Require("name", locale.T("Xin nhập tên địa bàn.", "Please enter the name.")), Parent: f.Text("parent", 30),
		Span: org.Span{From: f.Date("from"), Until: f.Date("until")}, Becomes: orgsheet.References(f.Text("becomes", 300)),
	}
	f.Text("name", 120)
	if d.From.IsZero() && f.Error("from").IsZero() {
		f.Wrong("from", locale.T("Xin nhập ngày đầu tiên của địa bàn.", "Please enter the first day."))
	}
	list := f.Command()
	status := http.StatusUnprocessableEntity
	if f.Valid() {
		places, err := v.o.Territory().Match([]org.PlaceDraft{d})
		if err == nil {
			err = p.Directory.DoPlaces(r.Context(), orgdb.PlaceOrder{ID: list, Actor: v.actor, Command: org.ProposePlaces{List: list, Places: places, Ground: f.Text("ground", 300)}})
		}
		if status = web.Status(fault.KindOf(err)); err != nil {
			err = f.Refuse(toFields(err))
		}
		if err != nil {
			return err
		}
	}
	if !f.Valid() {
		return web.Render(w, r, status, spotFormPage(v))
	}
	web.Flash(r, proposedPlaces())
	return web.Redirect(w, r, mapListPath(list))
}

func proposedPlaces() locale.Text {
	return locale.T("Đã gửi đề nghị. Danh mục chưa thay đổi cho đến khi một quản trị hệ thống khác xác nhận.", "The change is proposed. Nothing changes until another administrator confirms.")
}

// toFields puts what is wrong with a place to the fields of its form.
func toFields(err error) error {
	list := make(fault.List, 0, 1)
	for _, e := range fault.All(err) {
		at := e.Field
		switch e.Code {
		case "org.place_kind":
			at = "kind"
		case "org.place_code", "org.place_code_taken":
			at = "code"
		case "org.place_cycle", "org.place_no_parent", "org.place_parent_absent", "org.place_parent_level", "org.place_outlives":
			at = "parent"
		case "org.place_successor", "org.place_successor_cycle", "org.place_successor_level":
			at = "becomes"
		case "org.span":
			at = "until"
		case "org.place_ground":
			at = "ground"
		default:
			at = strings.TrimLeft(at, "0123456789") // a line's number is no field
			if !slices.Contains([]string{"name", "code", "ground"}, at) {
				at = ""
			}
		}
		list = append(list, e.At(at))
	}
	if len(list) == 0 {
		return err
	}
	return list.OrNil()
}

// changeView is a proposed change of places.
type changeView struct {
	desk
	form     *web.Form
	proposal org.PlaceProposal
	changes  []org.PlaceChange
	warnings []org.PlaceWarning
}

func (v changeView) own() bool { return v.proposal.By == v.actor.Account }

func (p *pages) inChange(r *http.Request, f *web.Form) (changeView, error) {
	d, err := p.desk(r)
	if err != nil {
		return changeView{}, err
	}
	v := changeView{desk: d, form: f}
	var ok bool
	if v.proposal, ok = d.o.Territory().Proposal(r.PathValue("change")); !ok {
		return v, fault.New(fault.NotFound, "org.no_place_proposal", locale.T(
			"Đề nghị này không còn chờ: đã được xác nhận, đã rút lại hoặc không có. Xin xem lịch sử của từng địa bàn.",
			"This change waits no more: it was confirmed, taken back or never was. Please see the history of the places."))
	}
	v.changes = d.o.Territory().Changes(v.proposal.Places)
	v.warnings = d.o.WarnPlaces(v.proposal.Places)
	return v, nil
}

func (p *pages) mapChange(w http.ResponseWriter, r *http.Request) error {
	v, err := p.inChange(r, web.NewForm())
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, changePage(v))
}

func (p *pages) mapVerdict(w http.ResponseWriter, r *http.Request) error {
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	v, err := p.inChange(r, f)
	if err != nil {
		return err
	}
	var c org.TerritoryCommand = org.DeclinePlaces{List: v.proposal.List, Reason: f.Text("reason", 300)}
	say := locale.T("Đã rút đề nghị; danh mục địa bàn không thay đổi.", "The change is taken back; the places stay as they were.")
	if confirms(f) {
		c = org.ConfirmPlaces{List: v.proposal.List}
		say = locale.T("Đã xác nhận; danh mục địa bàn đã thay đổi.", "Confirmed; the places are changed.")
	}
	command, status := f.Command(), http.StatusUnprocessableEntity
	if f.Valid() {
		err := p.Directory.DoPlaces(r.Context(), orgdb.PlaceOrder{ID: command, Actor: v.actor, Command: c})
		status = web.Status(fault.KindOf(err))
		if err := f.Refuse(placed(err, "reason")); err != nil {
			return err
		}
	}
	if !f.Valid() {
		return web.Render(w, r, status, changePage(v))
	}
	web.Flash(r, say)
	return web.Redirect(w, r, mapPath)
}

// differs says in words what a change does to a place; next has the names of
// places that are new in it.
func (d desk) differs(c org.PlaceChange, next func(ids []string) string) string {
	b, p := c.Before, c.Place
	if c.What == org.PlaceNew {
		parts := []string{span(p.Span)}
		if p.Parent != "" {
			parts = append(parts, "thuộc "+next([]string{p.Parent}))
		}
		if len(p.Successors) > 0 {
			parts = append(parts, "trở thành "+next(p.Successors))
		}
		return joined(parts...)
	}
	var parts []string
	add := func(what, was, is string) {
		if was != is {
			parts = append(parts, what+": "+cmp.Or(was, "chưa ghi")+" → "+cmp.Or(is, "để trống"))
		}
	}
	add("tên", b.Name, p.Name)
	add("mã", b.Code, p.Code)
	add("cấp", word(placeLevels(), string(b.Level)).VI, word(placeLevels(), string(p.Level)).VI)
	if b.Parent != p.Parent {
		add("thuộc", next([]string{b.Parent}), next([]string{p.Parent}))
	}
	add("ngày đầu", onDay(b.From), onDay(p.From))
	add("ngày cuối", onDay(b.Until), onDay(p.Until))
	if !slices.Equal(b.Successors, p.Successors) {
		add("trở thành", next(b.Successors), next(p.Successors))
	}
	if b.Unconfirmed && !p.Unconfirmed {
		parts = append(parts, "đã đối chiếu văn bản")
	}
	return joined(parts...)
}

// naming names places, those of a change by their new names.
func (d desk) naming(changes []org.PlaceChange) func([]string) string {
	fresh := make(map[string]string, len(changes))
	for _, c := range changes {
		fresh[c.Place.ID] = c.Place.Name
	}
	return func(ids []string) string {
		out := make([]string, 0, len(ids))
		for _, id := range ids {
			if id != "" {
				out = append(out, cmp.Or(fresh[id], d.placeName(id)))
			}
		}
		return strings.Join(out, ", ")
	}
}

func whatWord(w org.PlaceWhat) locale.Text {
	switch w {
	case org.PlaceNew:
		return locale.T("Mới", "New")
	case org.PlaceEnds:
		return locale.T("Kết thúc", "Ends")
	case org.PlaceChanged:
		return locale.T("Thay đổi", "Changed")
	case org.PlaceSame:
	}
	return locale.T("Như cũ", "As before")
}

// counted says how many places a change makes, changes and ends.
func counted(changes []org.PlaceChange) locale.Text {
	n := map[org.PlaceWhat]int{}
	for _, c := range changes {
		n[c.What]++
	}
	say := func(w org.PlaceWhat) string { return strconv.Itoa(n[w]) }
	return locale.T(say(org.PlaceNew)+" địa bàn mới, "+say(org.PlaceChanged)+" thay đổi, "+say(org.PlaceEnds)+" kết thúc",
		say(org.PlaceNew)+" new places, "+say(org.PlaceChanged)+" changed, "+say(org.PlaceEnds)+" end")
}
