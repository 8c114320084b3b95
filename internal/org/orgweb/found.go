package orgweb

import (
	"net/http"

	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/org/orgdb"
	"motcua/internal/web"
	"motcua/internal/web/ui"
)

// foundView is the page that founds an agency.
type foundView struct {
	desk
	form      *web.Form
	calendars []ui.OptionProps
}

func (p *pages) foundForm(w http.ResponseWriter, r *http.Request) error {
	d, err := p.desk(r)
	if err != nil {
		return err
	}
	v := foundView{desk: d, form: web.NewForm(), calendars: p.Calendars}
	setDate(v.form, "from", d.today)
	return web.Render(w, r, http.StatusOK, foundPage(v))
}

// found enters an agency, with the four units that every agency here has.
func (p *pages) found(w http.ResponseWriter, r *http.Request) error {
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	d, err := p.desk(r)
	if err != nil {
		return err
	}
	v := foundView{desk: d, form: f, calendars: p.Calendars}
	c := foundingOf(f)
	if place, ok := d.o.PlaceNamed(c.Agency.Territory, c.Agency.From); ok {
		c.Agency.Territory = place.ID // it may have been named by its code
	}
	status, err := p.do(r, f, orgdb.Order{Agency: c.Agency.ID, Actor: d.actor, Command: c}, "id", "name", "from", "level", "kind", "parent", "territory")
	if err != nil {
		return err
	}
	if !f.Valid() {
		return web.Render(w, r, status, foundPage(v))
	}
	web.Flash(r, locale.T("Đã thành lập cơ quan. Xin giao nhiệm vụ cho cán bộ dưới đây.", "The agency is founded. Please appoint its staff below."))
	return web.Redirect(w, r, agenciesPath+"/"+c.Agency.ID)
}

func foundingOf(f *web.Form) org.Found {
	a := org.Agency{
		ID: f.Text("id", 60), Code: f.Text("code", 30), OldCode: f.Text("old_code", 30),
		Level:  org.Level(f.OneOf("level", locale.T("Xin chọn cấp của cơ quan.", "Please choose the level."), values(levels)...)),
		Kind:   org.Kind(f.OneOf("kind", locale.T("Xin chọn loại cơ quan.", "Please choose the kind."), values(kinds)...)),
		Parent: f.Text("parent", 60), Territory: f.Text("territory", 60), Span: org.Span{From: f.Date("from")},
		Description: described(f, org.Description{}),
	}
	if a.ID != "" && !isSlug(a.ID) {
		f.Wrong("id", badSlug())
	}
	c := org.Found{Agency: a, Ground: f.Text("ground", 300)}
	for _, u := range f.Values("units") {
		if k := word(unitKinds, u); k.VI != u {
			name := k.VI
			if org.UnitKind(u) == org.UnitOneStop && a.OneStop != "" {
				name = a.OneStop
			}
			c.Units = append(c.Units, org.Unit{ID: unitSlugs[org.UnitKind(u)], Name: name, Kind: org.UnitKind(u)})
		}
	}
	return c
}

// unitSlugs are the ids of an agency's first units.
var unitSlugs = map[org.UnitKind]string{
	org.UnitOneStop: "mot-cua", org.UnitDepartment: "chuyen-mon", org.UnitLeadership: "lanh-dao", org.UnitOffice: "van-phong",
}

func badSlug() locale.Text {
	return locale.T("Mã gồm chữ thường không dấu, chữ số và gạch nối, ví dụ “so-tu-phap”. Xin gõ lại.", "An id has lower-case letters, digits and dashes, for example “so-tu-phap”. Please type it again.")
}

func badAccount() locale.Text {
	return locale.T("Tên tài khoản gồm chữ thường không dấu, chữ số, dấu chấm, gạch nối. Xin gõ lại.", "An account has lower-case letters, digits, dots and dashes. Please type it again.")
}

// isSlug reports whether an id can stand in addresses as it is.
func isSlug(s string) bool {
	for i, r := range s {
		letter := r >= 'a' && r <= 'z' || r >= '0' && r <= '9'
		if !letter && (r != '-' || i == 0 || i == len(s)-1) {
			return false
		}
	}
	return s != ""
}
