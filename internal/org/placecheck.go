package org

import (
	"slices"

	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
)

func (p Place) same(q Place) bool {
	return p.ID == q.ID && p.Code == q.Code && p.Name == q.Name && p.Level == q.Level && p.Parent == q.Parent &&
		p.Span == q.Span && p.Unconfirmed == q.Unconfirmed && slices.Equal(p.Successors, q.Successors)
}

// with is the territory with places put on it.
func (t Territory) with(places []Place) Territory {
	return EvolveTerritory(t, PlacesAdopted{Places: places})
}

// CheckPlaces says what would be wrong on the map with these places on it: of
// themselves, and of those that belong to them or become them. A fault's field
// is the place's id.
func (t Territory) CheckPlaces(places []Place) error {
	v := placeCheck{t: t.with(places), codes: map[string][]string{}}
	changed := make(map[string]bool, len(places))
	var list fault.List
	for _, p := range places {
		if changed[p.ID] {
			list = append(list, fault.New(fault.Conflict, "org.place_twice", locale.F(
				"%s có ở hai dòng. Xin bỏ một dòng.", "%s is in two lines. Please take one out.", p.Name)).At(p.ID))
		}
		changed[p.ID] = true
	}
	for id, p := range v.t.Places {
		if p.Code != "" {
			v.codes[p.Code] = append(v.codes[p.Code], id)
		}
	}
	for _, id := range v.affected(changed) {
		if e := v.check(v.t.Places[id], changed[id]); e != nil {
			list = append(list, e.At(id))
		}
	}
	return list.OrNil()
}

// placeCheck is a map that is looked through.
type placeCheck struct {
	t     Territory
	codes map[string][]string // ids by national code
}

// affected are the changed places and those that lean on them, by id.
func (v placeCheck) affected(changed map[string]bool) []string {
	var out []string
	for id, p := range v.t.Places {
		if changed[id] || changed[p.Parent] || slices.ContainsFunc(p.Successors, func(s string) bool { return changed[s] }) {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out
}

func (v placeCheck) check(p Place, changed bool) *fault.Error {
	switch {
	case p.ID == "" || p.Name == "" || p.Level == "" || p.From.IsZero():
		return fault.New(fault.Invalid, "org.place_incomplete", locale.F(
			"Địa bàn %q cần có mã, tên, cấp và ngày bắt đầu. Xin nhập đủ rồi lưu lại.",
			"Place %q needs an id, a name, a level and a first day. Please enter them and save again.", p.ID))
	case !p.Until.IsZero() && p.Until.Before(p.From):
		return spanFault(p.ID)
	}
	if changed {
		if e := v.checkCode(p); e != nil {
			return e
		}
	}
	if e := v.checkParent(p); e != nil {
		return e
	}
	return v.checkSuccessors(p)
}

// checkCode refuses a national code that another place has on one of its days.
func (v placeCheck) checkCode(p Place) *fault.Error {
	if p.Code == "" {
		return nil
	}
	for _, id := range v.codes[p.Code] {
		if q := v.t.Places[id]; id != p.ID && q.overlaps(p.Span) {
			return fault.New(fault.Refused, "org.place_code_taken", locale.F(
				"Mã %s đang là của %s trong cùng thời gian (từ %s). Mỗi ngày một mã chỉ có một địa bàn; xin ghi ngày cuối của nơi ấy hoặc sửa mã.",
				"Code %s is that of %s at that time (from %s). On a day a code has one place; please give that one a last day, or correct the code.", p.Code, q.Name, said(q.From)))
		}
	}
	return nil
}

// rank is how high a level of places stands, 0 for none.
func rank(l Level) int {
	switch l {
	case LevelProvince:
		return 3
	case LevelDistrict:
		return 2
	case LevelCommune:
		return 1
	case LevelSector:
	}
	return 0
}

func (v placeCheck) checkParent(p Place) *fault.Error {
	if p.Parent == "" {
		if p.Level == LevelProvince {
			return nil
		}
		return fault.New(fault.Invalid, "org.place_no_parent", locale.F(
			"%s chưa ghi thuộc tỉnh, huyện nào. Xin ghi mã nơi ấy.", "%s does not say where it belongs. Please give that place's code.", p.Name))
	}
	at := p.Parent
	for range len(v.t.Places) + 1 {
		if at == p.ID {
			return fault.New(fault.Refused, "org.place_cycle", locale.F(
				"%s sẽ thuộc chính mình qua các cấp. Xin sửa cột “Thuộc”.", "%s would belong to itself. Please correct where it belongs.", p.Name))
		}
		if at = v.t.Places[at].Parent; at == "" {
			break
		}
	}
	above, ok := v.t.Places[p.Parent]
	switch {
	case !ok || !above.On(p.From):
		return fault.New(fault.Refused, "org.place_parent_absent", locale.F(
			"%s thuộc %q, nhưng nơi ấy không có vào ngày %s. Xin sửa nơi trực thuộc hoặc ngày.",
			"%s belongs to %q, which does not exist on %s. Please correct the place or the day.", p.Name, named(above, p.Parent), said(p.From)))
	case rank(above.Level) <= rank(p.Level):
		return fault.New(fault.Refused, "org.place_parent_level", locale.F(
			"%s không thể thuộc %s vì nơi ấy không ở cấp trên. Xin sửa nơi trực thuộc.",
			"%s cannot belong to %s, which is of no higher level. Please correct it.", p.Name, above.Name))
	case !above.Until.IsZero() && (p.Until.IsZero() || p.Until.After(above.Until)):
		return fault.New(fault.Refused, "org.place_outlives", locale.F(
			"%s còn sau khi %s kết thúc ngày %s. Xin ghi ngày cuối của nơi này không muộn hơn.",
			"%s would outlive %s, which ends on %s. Please give it a last day that is not later.", p.Name, above.Name, said(above.Until)))
	}
	return nil
}

func named(p Place, id string) string {
	if p.Name != "" {
		return p.Name
	}
	return id
}

func (v placeCheck) checkSuccessors(p Place) *fault.Error {
	if len(p.Successors) == 0 {
		return nil
	}
	if p.Until.IsZero() {
		return fault.New(fault.Invalid, "org.place_successor", locale.F(
			"%s có nơi kế thừa nhưng chưa có ngày kết thúc. Xin nhập ngày kết thúc.",
			"%s has successors but no last day. Please enter the last day.", p.Name))
	}
	if v.returns(p) {
		return fault.New(fault.Refused, "org.place_successor_cycle", locale.F(
			"Chuỗi “trở thành” của %s quay lại chính nơi ấy. Xin sửa nơi kế thừa.",
			"The successors of %s come back to it. Please correct them.", p.Name))
	}
	next := p.Until.AddDays(1)
	for _, id := range p.Successors {
		s, ok := v.t.Places[id]
		// An ended district's ground is named by communes, its own level being gone.
		level := s.Level == p.Level || p.Level == LevelDistrict && s.Level == LevelCommune
		switch {
		case !ok || !s.On(next):
			return fault.New(fault.Refused, "org.place_successor", locale.F(
				"%s trở thành %q, nhưng nơi ấy không có vào ngày %s. Xin sửa nơi kế thừa hoặc ngày.",
				"%s becomes %q, which does not exist on %s. Please correct the successor or the day.", p.Name, named(s, id), said(next)))
		case !level:
			return fault.New(fault.Refused, "org.place_successor_level", locale.F(
				"%s không thể trở thành %s vì khác cấp. Xin sửa nơi kế thừa.",
				"%s cannot become %s, which is of another level. Please correct the successor.", p.Name, s.Name))
		}
	}
	return nil
}

// returns reports whether a place's chain of successors leads back to it.
func (v placeCheck) returns(p Place) bool {
	seen := map[string]bool{}
	for queue := slices.Clone(p.Successors); len(queue) > 0; queue = queue[1:] {
		id := queue[0]
		if id == p.ID {
			return true
		}
		if !seen[id] {
			seen[id] = true
			queue = append(queue, v.t.Places[id].Successors...)
		}
	}
	return false
}

// Sift parts places into those that can be put on the map and those that
// cannot, with the reasons; a fault's field is the id of a place of the list.
// What leans on a refused place is refused too.
func (t Territory) Sift(places []Place) (good []Place, refused fault.List) {
	good = slices.Clone(places)
	for len(good) > 0 {
		faults := fault.All(t.CheckPlaces(good))
		if len(faults) == 0 {
			break
		}
		bad := map[string]bool{}
		for _, e := range faults {
			id := e.Field
			if !slices.ContainsFunc(good, func(p Place) bool { return p.ID == id }) {
				id = blamed(t.with(good).Places[id], good)
			}
			bad[id] = true
			refused = append(refused, e.At(id))
		}
		good = slices.DeleteFunc(good, func(p Place) bool { return bad[p.ID] || bad[""] })
	}
	return good, refused
}

// blamed is the place of the list because of which another place is wrong.
func blamed(p Place, list []Place) string {
	for _, q := range list {
		if q.ID == p.Parent || slices.Contains(p.Successors, q.ID) {
			return q.ID
		}
	}
	return ""
}

// PlaceWarning is what should be looked at of a change, but may be right.
type PlaceWarning struct {
	Place string // id
	Say   locale.Text
}

// WarnPlaces lists the gaps in time that these places would leave, and the
// agencies that would govern a place that is gone.
func (o *Organisation) WarnPlaces(places []Place) []PlaceWarning {
	next := o.places.with(places)
	v := placeGaps{t: next, origins: map[string]bool{}, codes: map[string][]Place{}, followed: map[string]bool{}, before: map[calendar.Date]bool{}}
	for _, p := range next.Places {
		if p.Code != "" {
			v.codes[p.Code] = append(v.codes[p.Code], p)
		}
		for _, s := range p.Successors {
			v.origins[s] = true
			v.followed[p.Parent] = true
		}
	}
	var out []PlaceWarning
	for _, p := range places {
		for _, say := range v.of(p) {
			out = append(out, PlaceWarning{p.ID, say})
		}
		if say, ok := o.stranded(p); ok {
			out = append(out, PlaceWarning{p.ID, say})
		}
	}
	return out
}

// placeGaps is a map in which holes in time are looked for.
type placeGaps struct {
	t        Territory
	origins  map[string]bool        // places that another became
	codes    map[string][]Place     // by national code
	followed map[string]bool        // places whose parts name what they became
	before   map[calendar.Date]bool // whether there were communes on the day before
}

func (v placeGaps) of(p Place) (out []locale.Text) {
	if !p.Until.IsZero() && len(p.Successors) == 0 && !v.followed[p.ID] {
		out = append(out, locale.F("%s kết thúc mà chưa ghi trở thành nơi nào: từ ngày %s không có nơi nào giữ đất của nơi này.",
			"%s ends and becomes nothing: from %s on no place holds its ground.", p.Name, said(p.Until.AddDays(1))))
	}
	if p.Level == LevelCommune && !v.origins[p.ID] && v.hadCommunes(p.From) {
		out = append(out, locale.F("%s bắt đầu ngày %s nhưng chưa nơi nào ghi trở thành nơi này: trước ngày ấy không rõ đất thuộc đâu.",
			"%s begins on %s and no place becomes it: before that day its ground is nobody's.", p.Name, said(p.From)))
	}
	if p.Code == "" || p.Until.IsZero() {
		return out
	}
	var follows Place
	for _, q := range v.codes[p.Code] {
		if q.From.After(p.Until) && (follows.ID == "" || q.From.Before(follows.From)) {
			follows = q
		}
	}
	if follows.ID != "" && follows.From != p.Until.AddDays(1) {
		out = append(out, locale.F("Mã %s trống từ %s đến %s, giữa %s và %s.", "Code %s is nobody's from %s to %s, between %s and %s.",
			p.Code, said(p.Until.AddDays(1)), said(follows.From.AddDays(-1)), p.Name, follows.Name))
	}
	return out
}

// hadCommunes reports whether the map has communes on the day before.
func (v placeGaps) hadCommunes(day calendar.Date) bool {
	had, known := v.before[day]
	if !known {
		had = len(v.t.On(LevelCommune, day.AddDays(-1))) > 0
		v.before[day] = had
	}
	return had
}

// stranded names an agency that would go on in a place that has ended.
func (o *Organisation) stranded(p Place) (locale.Text, bool) {
	if p.Until.IsZero() {
		return locale.Text{}, false
	}
	for _, id := range o.ids {
		if a := o.states[id].Agency; a.Territory == p.ID && !a.Ended(p.Until.AddDays(1)) {
			return locale.F("%s vẫn hoạt động sau khi %s kết thúc ngày %s. Xin lập phương án sắp xếp cơ quan ấy.",
				"%s goes on after %s ends on %s. Please prepare its reform.", o.states[id].Described(p.Until).Name, p.Name, said(p.Until)), true
		}
	}
	return locale.Text{}, false
}

// Territory is the map as it stands. It is shared and must not be changed.
func (o *Organisation) Territory() Territory { return o.places }
