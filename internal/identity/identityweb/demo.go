package identityweb

import (
	"motcua/internal/identity/identitydb"
	"motcua/internal/locale"
	"motcua/internal/org/province"
)

// demoRole is one account that a visitor of the demonstration may choose.
type demoRole struct {
	Account string
	Name    string
	Role    locale.Text
	Try     locale.Text // what can be tried with it
}

type demoGroup struct {
	Title locale.Text
	Text  locale.Text
	Roles []demoRole
}

// demoGroups puts the accounts that are there into the order in which a
// dossier meets them.
func demoGroups(accounts []identitydb.Account) []demoGroup {
	there := map[string]bool{}
	for _, a := range accounts {
		there[a.ID] = true
	}
	var groups []demoGroup
	for _, g := range demoOrder() {
		group := demoGroup{Title: g.title, Text: g.text}
		for _, d := range province.DemoAccounts() {
			if try, ok := g.roles[d.Key]; ok && there[d.Account] {
				group.Roles = append(group.Roles, demoRole{Account: d.Account, Name: d.Name, Role: d.Role, Try: try})
			}
		}
		if len(group.Roles) > 0 {
			groups = append(groups, group)
		}
	}
	return groups
}

type groupOrder struct {
	title, text locale.Text
	roles       map[string]locale.Text // Demo.Key → what can be tried
}

func demoOrder() []groupOrder {
	return []groupOrder{
		{
			locale.T("Người dân và doanh nghiệp", "Citizens and businesses"),
			locale.T("Nộp hồ sơ tại nhà và theo dõi đến khi có kết quả.", "File from home and follow the dossier to its result."),
			map[string]locale.Text{
				"cong-dan-1":   locale.T("Nộp hồ sơ trực tuyến, xem ai đang giữ hồ sơ và vì sao hẹn ngày đó.", "File online; see who holds the dossier and why it is due on that day."),
				"cong-dan-2":   locale.T("Một người lớn tuổi ở xã: xem hồ sơ nộp tại quầy.", "An elderly person in a commune: see dossiers filed at the counter."),
				"doanh-nghiep": locale.T("Nộp hồ sơ với mã số thuế thay cho số định danh.", "File with a tax code instead of a personal number."),
			},
		},
		{
			locale.T("Phường Hồng Gai: đường đi của một hồ sơ", "Hong Gai ward: the way of a dossier"),
			locale.T("Mỗi vai một bước, theo thứ tự từ tiếp nhận đến trả kết quả.", "One step for each role, from reception to the result."),
			map[string]locale.Text{
				"tiep-nhan":   locale.T("Tiếp nhận hồ sơ tại quầy và trực tuyến, in giấy hẹn.", "Receive dossiers at the counter and online; print the appointment slip."),
				"chuyen-vien": locale.T("Thẩm định hồ sơ được giao, yêu cầu bổ sung.", "Appraise the dossiers assigned; ask for more papers."),
				"truong-phong": locale.T("Phân công chuyên viên và soát kết quả thẩm định.",
					"Assign specialists and review their appraisal."),
				"lanh-dao":     locale.T("Phê duyệt hoặc trả lại hồ sơ đã trình.", "Approve or return what was submitted."),
				"pho-chu-tich": locale.T("Phê duyệt thay Chủ tịch (KT.).", "Approve for the chair (KT.)."),
				"van-thu":      locale.T("Cho số, đóng dấu và phát hành kết quả.", "Number, seal and issue the result."),
				"tra-ket-qua":  locale.T("Trả kết quả cho đúng người và ghi nhận đã trả.", "Hand the result to the right person and record it."),
			},
		},
		{
			locale.T("Sở Tư pháp: hồ sơ cấp tỉnh", "Department of Justice: dossiers of the province"),
			locale.T("Cùng các bước đó ở một sở, nhận hồ sơ của cả tỉnh.", "The same steps in a department, for the whole province."),
			map[string]locale.Text{
				"so-tiep-nhan":    locale.T("Tiếp nhận hồ sơ của Sở.", "Receive dossiers of the department."),
				"so-chuyen-vien":  locale.T("Thẩm định hồ sơ của Sở.", "Appraise dossiers of the department."),
				"so-truong-phong": locale.T("Phân công và soát hồ sơ của Sở.", "Assign and review dossiers of the department."),
				"so-lanh-dao":     locale.T("Phê duyệt hồ sơ của Sở.", "Approve dossiers of the department."),
				"so-van-thu":      locale.T("Cho số và đóng dấu của Sở.", "Number and seal for the department."),
			},
		},
		{
			locale.T("Điều hành, kiểm soát và quản trị", "Direction, inspection and administration"),
			locale.T("Những người nhìn toàn tỉnh và giữ cho hệ thống đúng.", "Those who look at the whole province and keep the system right."),
			map[string]locale.Text{
				"giam-doc":  locale.T("Theo dõi việc giải quyết và báo cáo của toàn tỉnh.", "Follow the work and the reports of the whole province."),
				"kiem-soat": locale.T("Kiểm soát thủ tục: chỉ xem, không xử lý hồ sơ.", "Inspect procedures: reads, never acts."),
				"danh-muc":  locale.T("Quản lý danh mục thủ tục.", "Look after the catalogue of procedures."),
				"tong-dai":  locale.T("Tra cứu để trả lời người dân qua điện thoại.", "Look things up to answer people on the phone."),
				"quan-tri":  locale.T("Quản trị tài khoản; không đọc hồ sơ của dân.", "Administer accounts; does not read people's dossiers."),
			},
		},
	}
}
