package procedureweb

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"motcua/internal/calendar"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/procedure"
	"motcua/internal/procedure/proceduredb"
	"motcua/internal/web"
	"motcua/internal/web/ui"
)

// longestQuery bounds what is looked for, in characters; more is cut off.
const longestQuery = 200

// listView is one page of search or list.
type listView struct {
	Query    proceduredb.Query
	Result   proceduredb.Result
	Rows     []row
	Suggest  []row
	Fields   []proceduredb.FieldCount
	Event    procedure.LifeEvent // zero without one
	Agencies []org.Agency
	Filing   bool
}

// row is one procedure in a list.
type row struct {
	Href  string
	Code  string
	Name  locale.Text
	Chip  locale.Text
	Tone  ui.Tone
	Limit locale.Text // zero when nothing is known
	Fee   locale.Text
	Where locale.Text
	Field string
}

func (d Deps) list(w http.ResponseWriter, r *http.Request) error {
	day := d.Now().Date()
	f := web.Query(r)
	page, err := strconv.Atoi(f.Value("trang"))
	if err != nil {
		page = 1 // nothing or nonsense: the first page
	}
	q := proceduredb.Query{
		Text: cut(f.Value("q")), Event: f.Value("su-kien"), Field: cut(f.Value("linh-vuc")), Level: procedure.Level(f.Value("cap")),
		Agency: f.Value("co-quan"), Fileable: f.Value("nop-duoc") != "", Page: page,
	}
	v := listView{Query: q, Filing: d.Filing}
	for _, e := range procedure.LifeEvents() {
		if e.Key == q.Event {
			v.Event = e
		}
	}
	if v.Result, err = d.Catalogue.Search(r.Context(), q, day); err != nil {
		return err
	}
	counts, err := d.Catalogue.Count(r.Context(), day)
	if err != nil {
		return err
	}
	v.Fields = counts.Fields
	o := d.Offices.Organisation()
	v.Agencies = deciding(o, day)
	v.Rows, v.Suggest = d.rows(v.Result.Entries, day, o), d.rows(v.Result.Suggestions, day, o)
	return web.Render(w, r, http.StatusOK, listPage(v))
}

// cut bounds a text from the address.
func cut(s string) string {
	if r := []rune(s); len(r) > longestQuery {
		return string(r[:longestQuery])
	}
	return s
}

// deciding are the agencies that may be asked for in a list: those of the
// province; a commune's procedures are chosen by the tier.
func deciding(o *org.Organisation, day calendar.Date) []org.Agency {
	return o.Agencies(day, org.LevelProvince, org.LevelSector)
}

func (d Deps) rows(entries []proceduredb.Entry, day calendar.Date, o *org.Organisation) []row {
	out := make([]row, 0, len(entries))
	for i := range entries {
		e := &entries[i]
		r := row{Href: codeHref(e.Code), Code: e.Code, Name: e.Short, Field: e.Field}
		if e.Stage == procedure.Described {
			r.Limit, r.Fee = limitWords(e.Limit), feeWords(e.Channels)
			if casesDiffer(e.Cases) {
				r.Limit = rangeWords(e.Cases)
			}
		}
		if !e.IsForeign() {
			r.Where = whereWords(e.Rules, e.Levels, day, o)
		}
		r.Chip, r.Tone = chip(e.Standing, e.HasMethod(procedure.Online) && d.Filing, e.Province)
		out = append(out, r)
	}
	return out
}

// chip says in a few words whether a procedure can be filed, and how.
func chip(s procedure.Standing, online bool, province string) (locale.Text, ui.Tone) {
	switch {
	case s.Fileable && online:
		return locale.T("Nộp được trực tuyến", "Can be filed online"), ui.Green
	case s.Fileable:
		return locale.T("Nộp tại quầy", "Filed at a counter"), ui.Blue
	}
	switch s.Code {
	case "other_province":
		if province != "" {
			return locale.T("Của "+province, "Of "+province), ui.Grey
		}
		return locale.T("Của tỉnh khác", "Of another province"), ui.Grey
	case "listed":
		return locale.T("Chỉ có trong danh mục", "Only listed"), ui.Grey
	case "internal":
		return locale.T("Thủ tục nội bộ", "Between agencies"), ui.Grey
	}
	return locale.T("Chưa nhận hồ sơ", "Takes no dossiers yet"), ui.Yellow
}

// kept are the parts of the address that stay when another changes.
func (v listView) kept() map[string]string {
	keep := map[string]string{}
	add := func(name, value string) {
		if value != "" {
			keep[name] = value
		}
	}
	q := v.Query
	add("su-kien", q.Event)
	add("linh-vuc", q.Field)
	add("cap", string(q.Level))
	add("co-quan", q.Agency)
	if q.Fileable {
		add("nop-duoc", "1")
	}
	return keep
}

// emptyEvent reports whether a life event alone was asked for, to which no
// procedure belongs.
func (v listView) emptyEvent() bool {
	q := v.Query
	return v.Event.Key != "" && v.Result.Total == 0 && q == proceduredb.Query{Event: q.Event, Page: q.Page}
}

// filtered reports whether anything but words narrows the list.
func (v listView) filtered() bool { return len(v.kept()) > 0 }

// pageHref is the address of page n of this list.
func (v listView) pageHref(n int) string {
	values := url.Values{}
	for name, value := range v.kept() {
		values.Set(name, value)
	}
	if v.Query.Text != "" {
		values.Set("q", v.Query.Text)
	}
	if n > 1 {
		values.Set("trang", strconv.Itoa(n))
	}
	return strings.TrimSuffix("/thu-tuc?"+values.Encode(), "?")
}

// without is this list with the words alone.
func (v listView) without() string {
	if v.Query.Text == "" {
		return "/thu-tuc"
	}
	return "/thu-tuc?" + url.Values{"q": {v.Query.Text}}.Encode()
}

// title is the heading of the list.
func (v listView) title() locale.Text {
	switch {
	case v.Query.Text != "":
		return locale.T("Kết quả tìm “"+v.Query.Text+"”", "Results for “"+v.Query.Text+"”")
	case v.Event.Key != "":
		return v.Event.Name
	case v.Query.Field != "":
		return locale.T("Lĩnh vực "+v.Query.Field, "Field: "+v.Query.Field)
	}
	return locale.T("Thủ tục hành chính", "Administrative procedures")
}

// total says how many were found.
func (v listView) total() locale.Text {
	t := locale.Quantity(int64(v.Result.Total), "thủ tục", "procedure", "procedures")
	if v.Result.Pages > 1 {
		from := (v.Result.Page-1)*proceduredb.PageSize + 1
		n := strconv.Itoa(from) + "–" + strconv.Itoa(from+len(v.Rows)-1)
		return locale.T(t.VI+", đang xem "+n, t.EN+", showing "+n)
	}
	return t
}
