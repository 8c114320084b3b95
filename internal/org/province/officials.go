package province

import (
	"fmt"

	"motcua/internal/calendar"
	"motcua/internal/org"
)

// The units that every agency has.
const (
	unitOneStop    = "mot-cua"
	unitDepartment = "chuyen-mon"
	unitLeadership = "lanh-dao"
	unitOffice     = "van-phong"
)

func unitsOf(a org.Agency) []org.Unit {
	department := "Phòng Chuyên môn"
	switch a.ID {
	case "vp-ubnd-tinh":
		department = "Phòng Kiểm soát thủ tục hành chính"
	case "trung-tam-phuc-vu-hcc":
		department = "Phòng Tiếp nhận và Giải quyết"
	}
	return []org.Unit{
		{ID: unitOneStop, Name: a.OneStop, Kind: org.UnitOneStop},
		{ID: unitDepartment, Name: department, Kind: org.UnitDepartment},
		{ID: unitLeadership, Name: "Lãnh đạo " + a.ShortName, Kind: org.UnitLeadership},
		{ID: unitOffice, Name: "Văn phòng - Văn thư", Kind: org.UnitOffice},
	}
}

// roster hands out simulated officials: every name ends in "Mẫu" and a serial
// number, so that nobody can be taken for a real person.
type roster struct{ serial int }

func (r *roster) name() string {
	r.serial++
	family := [...]string{"Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô"}
	middle := [...]string{"Văn", "Thị"}
	return fmt.Sprintf("%s %s Mẫu %04d", family[r.serial%len(family)], middle[r.serial%len(middle)], r.serial)
}

// person is one official: the duties he holds, all in one unit.
type person struct {
	key, unit, title string
	mandate          org.Mandate
	behalf           string
	duties           []org.Duty
}

// account is the id of a simulated official's account ("gd": giả định).
func account(agency, key string) string { return "gd-" + agency + "-" + key }

// posts appoints the staff of an agency from its first day.
func (r *roster) posts(a org.Agency) []org.Post {
	head, deputy := titles(a)
	staff := []person{
		{key: "tiep-nhan-1", unit: unitOneStop, title: "Công chức Một cửa", duties: []org.Duty{org.DutyReception}},
		{key: "tiep-nhan-2", unit: unitOneStop, title: "Công chức Một cửa", duties: []org.Duty{org.DutyReception, org.DutyReturner}},
		{key: "truong-phong", unit: unitDepartment, title: "Trưởng phòng", duties: []org.Duty{org.DutyUnitHead}},
		{key: "chuyen-vien-1", unit: unitDepartment, title: "Chuyên viên", duties: []org.Duty{org.DutySpecialist}},
		{key: "chuyen-vien-2", unit: unitDepartment, title: "Chuyên viên", duties: []org.Duty{org.DutySpecialist}},
		{key: "chuyen-vien-3", unit: unitDepartment, title: "Chuyên viên", duties: []org.Duty{org.DutySpecialist}},
		{key: "lanh-dao-1", unit: unitLeadership, title: head, duties: []org.Duty{org.DutyLeader}},
		{key: "lanh-dao-2", unit: unitLeadership, title: deputy, mandate: org.MandateDeputy, behalf: head, duties: []org.Duty{org.DutyLeader}},
		{key: "van-thu-1", unit: unitOffice, title: "Văn thư", duties: []org.Duty{org.DutyClerk, org.DutySealKeeper}},
		{key: "van-thu-2", unit: unitOffice, title: "Văn thư", duties: []org.Duty{org.DutyClerk, org.DutySealKeeper}},
	}
	if a.Kind == org.KindOneStopCentre { // its head answers for the whole house
		staff[6].duties = append(staff[6].duties, org.DutyDirector)
	}
	var out []org.Post
	for _, p := range append(staff, extras(a.ID)...) {
		name := r.name()
		for _, d := range p.duties {
			out = append(out, org.Post{
				Account: account(a.ID, p.key), Name: name, Title: p.title, Unit: p.unit, Duty: d,
				Mandate: p.mandate, For: p.behalf,
			})
		}
	}
	return out
}

// extras are the duties that only some agencies of the province have.
func extras(agency string) []person {
	switch agency {
	case "trung-tam-phuc-vu-hcc":
		return []person{
			{key: "tong-dai-1", unit: unitOneStop, title: "Tổng đài viên", duties: []org.Duty{org.DutyCallAgent}},
			{key: "tong-dai-2", unit: unitOneStop, title: "Tổng đài viên", duties: []org.Duty{org.DutyCallAgent}},
			{key: "quan-tri-1", unit: unitOffice, title: "Quản trị hệ thống", duties: []org.Duty{org.DutyAdmin}},
			{key: "quan-tri-2", unit: unitOffice, title: "Quản trị hệ thống", duties: []org.Duty{org.DutyAdmin}},
		}
	case "vp-ubnd-tinh":
		return []person{
			{key: "kiem-soat", unit: unitDepartment, title: "Công chức kiểm soát thủ tục hành chính", duties: []org.Duty{org.DutyInspector}},
			{key: "danh-muc", unit: unitDepartment, title: "Công chức quản lý danh mục thủ tục", duties: []org.Duty{org.DutyCatalogueClerk}},
		}
	}
	return nil
}

// later appoints who came to an agency after its first staff, so that the
// names of all others stay as they were.
func later(agency string) []org.Command {
	if agency != committeeID("hong-gai") {
		return nil
	}
	return []org.Command{org.Appoint{Post: org.Post{
		Account: account(agency, "quan-tri-dv"), Name: "Hoàng Thị Mẫu Quản Trị", Title: "Công chức Văn phòng", Unit: unitOffice, Duty: org.DutyUnitAdmin,
	}}}
}

// DemoLeave is the leave of the demonstration, from the day of seeding on: one
// specialist of the ward does the work of another.
func DemoLeave(today calendar.Date) (agency string, leave org.Leave) {
	agency = committeeID("hong-gai")
	return agency, org.Leave{
		Account: account(agency, "chuyen-vien-2"), StandIn: account(agency, "chuyen-vien-1"),
		From: today, Until: today.AddDays(29), Reason: "Đi đào tạo (mô phỏng)",
	}
}

// titles are the head's and the deputy's, as they stand under a signature.
func titles(a org.Agency) (head, deputy string) {
	switch a.Kind {
	case org.KindPeoplesCommittee:
		return "Chủ tịch", "Phó Chủ tịch"
	case org.KindInspectorate:
		return "Chánh Thanh tra", "Phó Chánh Thanh tra"
	case org.KindBoard:
		return "Trưởng ban", "Phó Trưởng ban"
	case org.KindPolice:
		if a.Level == org.LevelCommune {
			return "Trưởng Công an", "Phó Trưởng Công an"
		}
	case org.KindTax:
		return "Trưởng Thuế tỉnh", "Phó Trưởng Thuế tỉnh"
	case org.KindDepartment, org.KindLandOffice, org.KindInsurance, org.KindOneStopCentre:
		if a.ID == "vp-ubnd-tinh" {
			return "Chánh Văn phòng", "Phó Chánh Văn phòng"
		}
	}
	return "Giám đốc", "Phó Giám đốc"
}
