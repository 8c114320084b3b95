package orgweb

import (
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"strings"

	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/org/orgdb"
	"motcua/internal/org/orgsheet"
	"motcua/internal/web"
)

// importView is a list of places on its way: sent, looked at, proposed.
type importView struct {
	desk
	form     *web.Form
	read     int // lines of the file that could be read
	problems []orgsheet.Problem
	lines    []orgsheet.PlaceLine // that can be on the map
	places   []org.Place          // of lines, those that differ from the map
	changes  []org.PlaceChange
	same     int
	warnings []org.PlaceWarning
	rows     string // lines, to be sent again with the proposal
}

// mapSheet is the empty list of places.
func (p *pages) mapSheet(w http.ResponseWriter, _ *http.Request) error {
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="mau-danh-muc-dia-ban.csv"`)
	_, err := io.WriteString(w, "\ufeff"+strings.Join(orgsheet.PlaceHeads(), ";")+"\r\n")
	return err
}

func (p *pages) mapImportForm(w http.ResponseWriter, r *http.Request) error {
	d, err := p.desk(r)
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, mapImportPage(importView{desk: d, form: web.NewForm()}))
}

// mapImport shows what a file would change, or proposes the lines of a file
// that was looked at.
func (p *pages) mapImport(w http.ResponseWriter, r *http.Request) error {
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	d, err := p.desk(r)
	if err != nil {
		return err
	}
	v := importView{desk: d, form: f}
	if f.Text("ground", 300) == "" {
		f.Wrong("ground", locale.T("Xin ghi nghị quyết, quyết định làm căn cứ.", "Please give the deciding text."))
	}
	sent := f.Has("rows")
	if err := v.readLines(sent); err != nil {
		return err
	}
	v.foresee()
	status := http.StatusOK
	if !f.Valid() || len(v.changes) == 0 {
		status = http.StatusUnprocessableEntity
	}
	list := ""
	if sent {
		list = f.Command()
	}
	if !sent || !f.Valid() || len(v.changes) == 0 || len(v.problems) > 0 {
		return web.Render(w, r, status, mapImportPage(v))
	}
	err = p.Directory.DoPlaces(r.Context(), orgdb.PlaceOrder{ID: list, Actor: d.actor, Command: org.ProposePlaces{List: list, Places: v.places, Ground: f.Value("ground")}})
	status = web.Status(fault.KindOf(err))
	if err := f.Refuse(placed(err, "ground")); err != nil {
		return err
	}
	if !f.Valid() {
		return web.Render(w, r, status, mapImportPage(v))
	}
	web.Flash(r, proposedPlaces())
	return web.Redirect(w, r, mapListPath(list))
}

// readLines reads the file, or the lines that the page carried.
func (v *importView) readLines(sent bool) error {
	if sent {
		if err := json.Unmarshal([]byte(v.form.Value("rows")), &v.lines); err != nil || len(v.lines) > org.MostListed {
			v.lines = nil
			v.form.Wrong("file", locale.T("Danh sách xem trước không còn nguyên vẹn. Xin tải tệp lên lại.", "The preview is not whole any more. Please send the file again."))
		}
		v.read = len(v.lines)
		return nil
	}
	raw, err := sheetOf(v.form)
	if err != nil || raw == nil {
		return err
	}
	v.lines, v.problems = orgsheet.ReadPlaces(raw)
	v.read = len(v.lines)
	return nil
}

// foresee finds what each line would change; lines that cannot be on the map
// are named and left out, the rest stays.
func (v *importView) foresee() {
	if len(v.lines) == 0 {
		return
	}
	drafts := make([]org.PlaceDraft, len(v.lines))
	for i, l := range v.lines {
		drafts[i] = l.Draft
		drafts[i].ID = "" // a file changes places by their codes
	}
	t := v.o.Territory()
	matched, err := t.Match(drafts)
	for _, e := range fault.All(err) {
		if i, bad := strconv.Atoi(e.Field); bad == nil && i < len(v.lines) {
			v.wrong(i, e.Say)
		}
	}
	var places []org.Place
	at := map[string]int{}
	for i, q := range matched {
		switch {
		case q.ID == "":
		case t.Waits(q.ID):
			v.wrong(i, locale.F("Một thay đổi khác của %s đang chờ xác nhận. Xin xác nhận hoặc rút thay đổi ấy trước.", "Another change of %s waits for confirmation. Please confirm it or take it back first.", q.Name))
		default:
			places = append(places, q)
			at[q.ID] = i
		}
	}
	good, refused := t.Sift(places)
	for _, e := range refused {
		v.wrong(at[e.Field], e.Say)
	}
	var lines []orgsheet.PlaceLine
	for _, c := range t.Changes(good) {
		if c.What == org.PlaceSame {
			v.same++
			continue
		}
		v.changes, v.places = append(v.changes, c), append(v.places, c.Place)
		lines = append(lines, v.lines[at[c.Place.ID]])
	}
	v.lines = lines
	v.warnings = v.o.WarnPlaces(v.places)
	if rows, err := json.Marshal(lines); err == nil {
		v.rows = string(rows)
	}
	if len(v.changes) == 0 && len(v.problems) == 0 {
		v.form.Wrong("file", locale.T("Danh mục địa bàn đã đúng như tệp; không có gì để thay đổi.", "The places are just as the file says; nothing is left to change."))
	}
}

func (v *importView) wrong(i int, say locale.Text) {
	if len(v.problems) < orgsheet.MostProblems {
		v.problems = append(v.problems, orgsheet.Problem{Cell: "dòng " + itoa(v.lines[i].Number), Say: say})
	}
}
