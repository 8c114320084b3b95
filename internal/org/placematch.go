package org

import (
	"slices"
	"strconv"
	"strings"

	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
)

// PlaceKind is a kind of place by its Vietnamese name, which the names of
// places begin with.
type PlaceKind struct {
	Name  string
	Level Level
}

// PlaceKinds lists the kinds of places, the highest first. A city (thành phố)
// is a province's equal when it belongs to nothing.
func PlaceKinds() []PlaceKind {
	return []PlaceKind{
		{"Tỉnh", LevelProvince}, {"Thành phố", LevelProvince},
		{"Thành phố", LevelDistrict}, {"Thị xã", LevelDistrict}, {"Quận", LevelDistrict}, {"Huyện", LevelDistrict},
		{"Phường", LevelCommune}, {"Xã", LevelCommune}, {"Thị trấn", LevelCommune}, {"Đặc khu", LevelCommune},
	}
}

// Kind is the word that the place's name begins with, "" for none of them.
func (p Place) Kind() string {
	for _, k := range PlaceKinds() {
		if k.Level == p.Level && strings.HasPrefix(p.Name, k.Name+" ") {
			return k.Name
		}
	}
	return ""
}

// PlaceDraft is a place as a person writes it: other places by their national
// code, or by the id here.
type PlaceDraft struct {
	ID   string `json:"id,omitempty"` // of the place that is changed; "" is found by code and first day
	Code string `json:"code"`
	Kind string `json:"kind"`
	Name string `json:"name"` // with or without its kind
	Span
	Parent  string   `json:"parent,omitempty"`
	Becomes []string `json:"becomes,omitempty"`
}

// level is the level of the draft's kind, "" for an unknown kind.
func (d PlaceDraft) level() (PlaceKind, bool) {
	for _, k := range PlaceKinds() {
		if locale.Fold(k.Name) == locale.Fold(d.Kind) && (k.Name != "Thành phố" || (d.Parent == "") == (k.Level == LevelProvince)) {
			return k, true
		}
	}
	return PlaceKind{}, false
}

// digits is how long a level's national code is (QĐ 124/2004/QĐ-TTg).
func digits(l Level) int {
	switch l {
	case LevelProvince:
		return 2
	case LevelDistrict:
		return 3
	case LevelCommune:
		return 5
	case LevelSector:
	}
	return 0
}

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// padded is a code with the zeros that spreadsheets take off its front.
func padded(code string, n int) string {
	if isDigits(code) && len(code) < n {
		return strings.Repeat("0", n-len(code)) + code
	}
	return code
}

// Match turns drafts into places: one on the map is changed, by its id, by its
// code and first day, or, while it has no code, by its kind, name and first day
// and where it belongs; any other is new. The answer has a place for each
// draft, without an id where a fault says why; the fault's field is the draft's
// place in the list, counted from 0.
func (t Territory) Match(drafts []PlaceDraft) ([]Place, error) {
	m := matching{t: t, out: make([]Place, len(drafts)), taken: map[string]bool{}, refs: map[string][]string{}, next: map[string]Place{}}
	for id, p := range t.Places {
		m.put(id, p)
	}
	m.before = m.index()
	for i, d := range drafts {
		m.begin(i, d)
	}
	for _, p := range m.out {
		if p.ID != "" {
			m.put(p.ID, p)
		}
	}
	m.refs = m.index()
	for i, d := range drafts {
		if m.out[i].ID != "" {
			m.join(i, d)
		}
	}
	return m.out, m.list.OrNil()
}

// matching is drafts on their way to places.
type matching struct {
	t            Territory
	next         map[string]Place // with those of the drafts
	out          []Place
	taken        map[string]bool     // ids that drafts have
	before, refs map[string][]string // ids by id and code
	list         fault.List
}

func (m *matching) put(id string, p Place) { m.next[id] = p }

func (m *matching) index() map[string][]string {
	refs := make(map[string][]string, 2*len(m.next))
	for id, p := range m.next {
		refs[id] = append(refs[id], id)
		if p.Code != "" && p.Code != id {
			refs[p.Code] = append(refs[p.Code], id)
		}
	}
	for _, ids := range refs {
		slices.Sort(ids)
	}
	return refs
}

func (m *matching) wrong(i int, code string, say locale.Text) {
	m.out[i] = Place{}
	m.list = append(m.list, fault.New(fault.Invalid, code, say).At(strconv.Itoa(i)))
}

// begin finds which place a draft is, and takes what needs no other place.
func (m *matching) begin(i int, d PlaceDraft) {
	kind, ok := d.level()
	if !ok {
		m.wrong(i, "org.place_kind", locale.F("Loại “%s” không có, hoặc cần ghi thuộc đâu. Xin ghi một trong: %s.", "There is no kind “%s”, or it has to belong somewhere. Please write one of: %s.", d.Kind, kindNames()))
		return
	}
	p := Place{Code: padded(d.Code, digits(kind.Level)), Name: fullName(kind.Name, d.Name), Level: kind.Level, Span: d.Span}
	old, known := m.t.Places[d.ID]
	if d.ID == "" {
		old, known = m.known(p, d)
	}
	switch {
	case known:
		p.ID = old.ID
		if p.Code == old.ID || p.Code == "" {
			p.Code = old.Code // it was only called by its id
		}
	case p.Code == "":
		m.wrong(i, "org.place_code", locale.F("%s chưa có mã. Xin ghi mã của Tổng cục Thống kê.", "%s has no code. Please give the national statistics code.", p.Name))
		return
	default:
		p.ID = p.Code
		if _, used := m.next[p.ID]; used || m.taken[p.ID] {
			p.ID += "-" + strings.ReplaceAll(p.From.String(), "-", "")
		}
	}
	switch {
	case p.Code != "" && p.Code != old.Code && (!isDigits(p.Code) || len(p.Code) != digits(p.Level)):
		m.wrong(i, "org.place_code", locale.F("Mã “%s” không đúng: tỉnh 2, huyện 3, xã 5 chữ số. Xin sửa mã.", "Code “%s” is wrong: a province's has 2 digits, a district's 3, a commune's 5. Please correct it.", d.Code))
	case m.taken[p.ID]:
		m.wrong(i, "org.place_twice", locale.F("%s đã có ở một dòng trên. Xin bỏ một dòng.", "%s is in a line above. Please take one out.", p.Name))
	default:
		m.taken[p.ID] = true
		m.out[i] = p
	}
}

func kindNames() string {
	var out []string
	for _, k := range PlaceKinds() {
		if !slices.Contains(out, k.Name) {
			out = append(out, k.Name)
		}
	}
	return strings.Join(out, ", ")
}

// fullName is a name with its kind before it, once.
func fullName(kind, name string) string {
	if name == "" || strings.HasPrefix(locale.Fold(name), locale.Fold(kind)+" ") {
		return name
	}
	return kind + " " + name
}

// known is the place on the map that the draft is about.
func (m *matching) known(p Place, d PlaceDraft) (Place, bool) {
	for _, id := range m.before[p.Code] {
		q := m.t.Places[id]
		if q.Level == p.Level && (q.From == p.From || id == d.Code && !isDigits(id)) {
			return q, true
		}
	}
	parent, _ := find(m.t.Places, m.before, d.Parent, p.From, above(p.Level))
	var found []Place
	for _, q := range m.t.Places {
		if q.Code == "" && q.Level == p.Level && q.From == p.From && q.Parent == parent && locale.Fold(q.Name) == locale.Fold(p.Name) {
			found = append(found, q)
		}
	}
	if len(found) != 1 {
		return Place{}, false
	}
	return found[0], true
}

// above are the levels that a place of this one may belong to.
func above(l Level) []Level {
	if l == LevelCommune {
		return []Level{LevelProvince, LevelDistrict}
	}
	return []Level{LevelProvince}
}

// find is the place of one of the levels that has the id or code on a day.
func find(places map[string]Place, refs map[string][]string, ref string, day calendar.Date, levels []Level) (string, bool) {
	for _, l := range levels {
		for _, r := range []string{ref, padded(ref, digits(l))} {
			for _, id := range refs[r] {
				if p := places[id]; ref != "" && p.Level == l && p.On(day) {
					return id, true
				}
			}
		}
	}
	return "", false
}

// join looks up the other places that a draft names.
func (m *matching) join(i int, d PlaceDraft) {
	p := m.out[i]
	if d.Parent != "" {
		id, ok := m.named(d.Parent, p.From, above(p.Level))
		if !ok {
			m.wrong(i, "org.place_parent_absent", locale.F("%s thuộc “%s”, nhưng không có nơi nào mang mã ấy. Xin sửa mã.",
				"%s belongs to “%s”, but nothing has that code. Please correct it.", p.Name, d.Parent))
			return
		}
		p.Parent = id
	}
	next := []Level{p.Level}
	if p.Level == LevelDistrict {
		next = append(next, LevelCommune)
	}
	for _, ref := range d.Becomes {
		day := p.From
		if !p.Until.IsZero() {
			day = p.Until.AddDays(1)
		}
		id, ok := m.named(ref, day, next)
		if !ok {
			m.wrong(i, "org.place_successor", locale.F("%s trở thành “%s”, nhưng không có nơi nào mang mã ấy. Xin sửa mã.",
				"%s becomes “%s”, but nothing has that code. Please correct it.", p.Name, ref))
			return
		}
		if !slices.Contains(p.Successors, id) {
			p.Successors = append(p.Successors, id)
		}
	}
	m.out[i] = p
}

// named is the place with the code on the day at one of the levels, or failing
// that any with the code: what is wrong with it CheckPlaces says exactly.
func (m *matching) named(ref string, day calendar.Date, levels []Level) (string, bool) {
	if id, ok := find(m.next, m.refs, ref, day, levels); ok {
		return id, true
	}
	for _, n := range []int{0, 2, 3, 5} {
		if ids := m.refs[padded(ref, n)]; len(ids) > 0 {
			return ids[len(ids)-1], true
		}
	}
	return "", false
}

// PlaceNamed is the place with that id or national code on the day.
func (o *Organisation) PlaceNamed(ref string, day calendar.Date) (Place, bool) {
	if p, ok := o.places.Places[ref]; ok && p.On(day) {
		return p, true
	}
	for _, p := range o.places.Places {
		if ref != "" && p.On(day) && p.Code == padded(ref, digits(p.Level)) {
			return p, true
		}
	}
	return Place{}, false
}
