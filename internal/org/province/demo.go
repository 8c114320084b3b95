package province

import (
	"fmt"
	"sync"

	"motcua/internal/calendar"
	"motcua/internal/locale"
	"motcua/internal/org"
)

// Demo is one account of the demonstration that people choose by its role.
type Demo struct {
	Key     string        // what people type or click: "tiep-nhan"
	Account string        // the account's id
	Name    string        // invented
	Kind    org.ActorKind // citizen, business or official
	Role    locale.Text   // what the account is for
	Agency  string        // officials: where they work; "" for others
	// What a citizen or business would show; all invented, valid in form.
	Number string        // số định danh (12 digits) or mã số thuế (10)
	Birth  calendar.Date // zero for a business
	Place  string        // id of the place of residence or seat
	Phone  string
	Email  string
}

// DemoAccounts lists the demonstration's accounts, one or more for each role.
// The officials hold their posts by Seed: the ward's from 01/7/2025, the
// province's from the first day.
func DemoAccounts() []Demo {
	ward, centre, office, finance := committeeID("hong-gai"), "trung-tam-phuc-vu-hcc", "vp-ubnd-tinh", "so-tai-chinh"
	out := []Demo{
		{
			Key: "cong-dan-1", Account: "gd-cong-dan-1", Name: "Nguyễn Thị Mẫu Một", Kind: org.ActorCitizen, Role: locale.T("Công dân", "Citizen"),
			Number: "022190000001", Birth: day(1990, 5, 12), Place: "hong-gai", Phone: "0900000001", Email: "cong-dan-1@motcua.example",
		},
		{
			Key: "cong-dan-2", Account: "gd-cong-dan-2", Name: "Trần Văn Mẫu Hai", Kind: org.ActorCitizen, Role: locale.T("Công dân lớn tuổi", "Elderly citizen"),
			Number: "022058000002", Birth: day(1958, 9, 3), Place: "dam-ha", Phone: "0900000002",
		},
		{
			Key: "doanh-nghiep", Account: "gd-doanh-nghiep", Name: "Công ty TNHH Mẫu Trình Diễn", Kind: org.ActorBusiness, Role: locale.T("Doanh nghiệp", "Business"),
			Number: "5799999992", Place: "mong-cai-1", Phone: "0900000003", Email: "doanh-nghiep@motcua.example",
		},
	}
	names := staffNames()
	add := func(key, agency, staff string, role locale.Text) {
		id := account(agency, staff)
		out = append(out, Demo{
			Key: key, Account: id, Name: names[id], Kind: org.ActorOfficial, Role: role, Agency: agency,
			Phone: "0900000100", Email: key + "@motcua.example",
		})
	}
	add("tiep-nhan", ward, "tiep-nhan-1", locale.T("Cán bộ tiếp nhận, phường Hồng Gai", "Counter officer, Hong Gai ward"))
	add("tra-ket-qua", ward, "tiep-nhan-2", locale.T("Cán bộ trả kết quả, phường Hồng Gai", "Result officer, Hong Gai ward"))
	add("chuyen-vien", ward, "chuyen-vien-1", locale.T("Chuyên viên thẩm định, phường Hồng Gai", "Specialist, Hong Gai ward"))
	add("truong-phong", ward, "truong-phong", locale.T("Trưởng phòng, phường Hồng Gai", "Unit head, Hong Gai ward"))
	add("lanh-dao", ward, "lanh-dao-1", locale.T("Chủ tịch UBND phường Hồng Gai", "Chair of Hong Gai ward"))
	add("pho-chu-tich", ward, "lanh-dao-2", locale.T("Phó Chủ tịch UBND phường Hồng Gai", "Deputy chair of Hong Gai ward"))
	add("van-thu", ward, "van-thu-1", locale.T("Văn thư, người giữ con dấu, phường Hồng Gai", "Clerk and seal keeper, Hong Gai ward"))
	add("quan-tri-phuong", ward, "quan-tri-dv", locale.T("Quản trị đơn vị, phường Hồng Gai", "Unit administrator, Hong Gai ward"))
	add("so-tiep-nhan", finance, "tiep-nhan-1", locale.T("Cán bộ tiếp nhận, Sở Tài chính", "Counter officer, Department of Finance"))
	add("so-chuyen-vien", finance, "chuyen-vien-1", locale.T("Chuyên viên thẩm định, Sở Tài chính", "Specialist, Department of Finance"))
	add("so-truong-phong", finance, "truong-phong", locale.T("Trưởng phòng, Sở Tài chính", "Unit head, Department of Finance"))
	add("so-lanh-dao", finance, "lanh-dao-1", locale.T("Giám đốc Sở Tài chính", "Director, Department of Finance"))
	add("so-van-thu", finance, "van-thu-1", locale.T("Văn thư, người giữ con dấu, Sở Tài chính", "Clerk and seal keeper, Department of Finance"))
	add("so-tra-ket-qua", finance, "tiep-nhan-2", locale.T("Cán bộ trả kết quả, Sở Tài chính", "Result officer, Department of Finance"))
	add("tong-dai", centre, "tong-dai-1", locale.T("Tổng đài viên, Trung tâm PVHCC tỉnh", "Call agent, provincial service centre"))
	add("giam-doc", centre, "lanh-dao-1", locale.T("Giám đốc Trung tâm PVHCC tỉnh", "Director of the provincial service centre"))
	add("quan-tri", centre, "quan-tri-1", locale.T("Quản trị hệ thống", "System administrator"))
	add("quan-tri-2", centre, "quan-tri-2", locale.T("Quản trị hệ thống thứ hai", "Second administrator"))
	add("kiem-soat", office, "kiem-soat", locale.T("Kiểm soát thủ tục hành chính, Văn phòng UBND tỉnh", "Inspector, office of the provincial committee"))
	add("danh-muc", office, "danh-muc", locale.T("Quản lý danh mục thủ tục, Văn phòng UBND tỉnh", "Catalogue clerk, office of the provincial committee"))
	return out
}

// staffNames maps every simulated official's account to the name the seed gave.
// The seed is always the same, so it is read once; nobody writes into the map.
//
//nolint:gochecknoglobals // a constant table
var staffNames = sync.OnceValue(func() map[string]string {
	names := map[string]string{}
	for _, s := range Seed() {
		for _, c := range s.Commands {
			switch c := c.(type) {
			case org.Found:
				for _, p := range c.Posts {
					names[p.Account] = p.Name
				}
			case org.Appoint:
				names[c.Post.Account] = c.Post.Name
			}
		}
	}
	return names
})

// Staff lists the official accounts of the agencies, each once, with the name
// the seed gave, in the order of the seed: to make sign-ins of a simulation.
func Staff(agencies ...string) []Demo {
	wanted := map[string]bool{}
	for _, a := range agencies {
		wanted[a] = true
	}
	var out []Demo
	seen := map[string]bool{}
	for _, s := range Seed() {
		if len(agencies) > 0 && !wanted[s.ID] {
			continue
		}
		for _, c := range s.Commands {
			f, ok := c.(org.Found)
			if !ok {
				continue
			}
			for _, p := range f.Posts {
				if !seen[p.Account] {
					seen[p.Account] = true
					out = append(out, Demo{
						Key: p.Account, Account: p.Account, Name: p.Name, Kind: org.ActorOfficial, Agency: s.ID,
						Role: locale.T(fmt.Sprintf("%s, %s", p.Title, f.Agency.ShortName), ""),
					})
				}
			}
		}
	}
	return out
}
