package identityweb

import (
	"motcua/internal/identity/identitydb"
	"motcua/internal/locale"
	"motcua/internal/org"
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
	Open  bool // shown unfolded
}

// demoGroups puts the accounts that are there into the order in which a
// dossier meets them, citizens first.
func demoGroups(accounts []identitydb.Account, o *org.Organisation) []demoGroup {
	there := map[string]bool{}
	for _, a := range accounts {
		there[a.ID] = true
	}
	demos := map[string]province.Demo{}
	for _, d := range province.DemoAccounts() {
		demos[d.Key] = d
	}
	var groups []demoGroup
	for i, g := range demoOrder() {
		group := demoGroup{Title: g.title, Text: g.text, Open: i == 0}
		for _, r := range g.roles {
			if d, ok := demos[r.key]; ok && there[d.Account] {
				if g.agency {
					group.Title = agencyTitle(o, d.Agency, g.title)
				}
				group.Roles = append(group.Roles, demoRole{Account: d.Account, Name: d.Name, Role: r.role, Try: r.try})
			}
		}
		if len(group.Roles) > 0 {
			groups = append(groups, group)
		}
	}
	return groups
}

// roleWords are the words about the account with a province.Demo's key.
type roleWords struct {
	key       string
	role, try locale.Text
}

// groupWords is a group; the words of an agency's group follow its name.
type groupWords struct {
	title, text locale.Text
	roles       []roleWords
	agency      bool
}

// agencyTitle puts the agency's own name before the words of its group.
func agencyTitle(o *org.Organisation, id string, words locale.Text) locale.Text {
	a, ok := o.Find(id)
	if !ok {
		return words
	}
	return locale.T(a.PlainName()+": "+words.VI, a.PlainName()+": "+words.EN)
}

func demoOrder() []groupWords { return []groupWords{people(), ward(), department(), wholeProvince()} }

func people() groupWords {
	return groupWords{
		locale.T("Người dân và doanh nghiệp", "Citizens and businesses"),
		locale.T("Nộp hồ sơ tại nhà và theo dõi đến khi có kết quả.", "File from home and follow the dossier to its result."),
		[]roleWords{
			{"cong-dan-1", locale.T("Công dân", "Citizen"), locale.T("Nộp hồ sơ trực tuyến; xem ai đang giữ hồ sơ và vì sao hẹn ngày đó", "File online; see who holds the dossier and why it is due on that day")},
			{"cong-dan-2", locale.T("Công dân lớn tuổi", "Elderly citizen"), locale.T("Xem hồ sơ đã nộp, bổ sung giấy tờ còn thiếu; không có thư điện tử", "See dossiers filed; send missing papers; has no e-mail")},
			{"doanh-nghiep", locale.T("Doanh nghiệp", "Business"), locale.T("Nộp và theo dõi hồ sơ bằng mã số thuế thay cho số định danh", "File and follow dossiers with a tax code instead of a personal number")},
		},
		false,
	}
}

func ward() groupWords {
	return groupWords{
		locale.T("đường đi của một hồ sơ", "the way of a dossier"),
		locale.T("Mỗi vai một bước, theo thứ tự từ tiếp nhận đến trả kết quả.", "One step for each role, from reception to the result."),
		[]roleWords{
			{"tiep-nhan", locale.T("Cán bộ tiếp nhận", "Counter officer"), locale.T("Tiếp nhận hồ sơ tại quầy và trực tuyến, in giấy hẹn", "Receive dossiers at the counter and online; print the slip")},
			{"truong-phong", locale.T("Trưởng phòng", "Unit head"), locale.T("Phân công chuyên viên và soát kết quả thẩm định", "Assign specialists and review their appraisal")},
			{"chuyen-vien", locale.T("Chuyên viên", "Specialist"), locale.T("Thẩm định hồ sơ được giao, yêu cầu bổ sung", "Appraise the dossiers assigned; ask for more papers")},
			{"lanh-dao", locale.T("Chủ tịch UBND phường", "Chair of the ward"), locale.T("Phê duyệt hoặc trả lại hồ sơ đã trình", "Approve or return what was submitted")},
			{"pho-chu-tich", locale.T("Phó Chủ tịch UBND phường", "Deputy chair of the ward"), locale.T("Phê duyệt thay Chủ tịch (KT.)", "Approve for the chair (KT.)")},
			{"van-thu", locale.T("Văn thư, người giữ con dấu", "Clerk and seal keeper"), locale.T("Cấp số, đóng dấu và phát hành kết quả", "Number, seal and issue the result")},
			{"tra-ket-qua", locale.T("Cán bộ trả kết quả", "Result officer"), locale.T("Trả kết quả cho đúng người và ghi nhận đã trả", "Hand the result to the right person and record it")},
			{"quan-tri-phuong", locale.T("Quản trị đơn vị", "Unit administrator"), locale.T("Cử người làm thay, ghi nghỉ phép, phân việc cho cán bộ của phường; không đọc hồ sơ của dân", "Names stand-ins, records leave and appoints the ward's staff; does not read people's dossiers")},
		},
		true,
	}
}

func department() groupWords {
	return groupWords{
		locale.T("hồ sơ cấp tỉnh", "dossiers of the province"),
		locale.T("Cùng các bước đó ở một sở, nhận hồ sơ đăng ký doanh nghiệp của cả tỉnh.", "The same steps in a department that registers the whole province's enterprises."),
		[]roleWords{
			{"so-tiep-nhan", locale.T("Cán bộ tiếp nhận của Sở", "Counter officer of the department"), locale.T("Tiếp nhận hồ sơ, in giấy hẹn", "Receive dossiers; print the slip")},
			{"so-truong-phong", locale.T("Trưởng phòng của Sở", "Unit head of the department"), locale.T("Phân công và soát hồ sơ", "Assign and review dossiers")},
			{"so-chuyen-vien", locale.T("Chuyên viên của Sở", "Specialist of the department"), locale.T("Thẩm định hồ sơ, yêu cầu bổ sung", "Appraise dossiers; ask for more papers")},
			{"so-lanh-dao", locale.T("Giám đốc Sở", "Director of the department"), locale.T("Phê duyệt hoặc trả lại hồ sơ", "Approve or return dossiers")},
			{"so-van-thu", locale.T("Văn thư của Sở", "Clerk of the department"), locale.T("Cấp số, đóng dấu và phát hành kết quả", "Number, seal and issue the result")},
			{"so-tra-ket-qua", locale.T("Cán bộ trả kết quả của Sở", "Result officer of the department"), locale.T("Trả kết quả, gọi điện cho người chưa đến nhận", "Hand results over; call those who have not come")},
		},
		true,
	}
}

func wholeProvince() groupWords {
	return groupWords{
		locale.T("Điều hành, kiểm soát và quản trị", "Direction, inspection and administration"),
		locale.T("Những người nhìn toàn tỉnh, trả lời người dân và giữ danh mục.", "Those who look at the whole province, answer people and keep the catalogue."),
		[]roleWords{
			{"giam-doc", locale.T("Giám đốc Trung tâm Phục vụ hành chính công tỉnh", "Director of the provincial service centre"), locale.T("Theo dõi việc giải quyết và báo cáo của toàn tỉnh", "Follow the work and the reports of the whole province")},
			{"kiem-soat", locale.T("Kiểm soát thủ tục hành chính", "Inspector of procedures"), locale.T("Chỉ xem để kiểm soát, không xử lý hồ sơ", "Reads in order to inspect, never acts")},
			{"danh-muc", locale.T("Quản lý danh mục thủ tục", "Catalogue clerk"), locale.T("Tra danh mục thủ tục của tỉnh, xem cơ quan nào giải quyết; không đọc hồ sơ của dân", "Reads the province's catalogue and which agency decides; does not read people's dossiers")},
			{"tong-dai", locale.T("Tổng đài viên", "Call agent"), locale.T("Trả lời qua điện thoại: tra cứu hồ sơ bằng mã do người gọi đọc", "Answers on the phone: tracks a dossier by the code that the caller reads out")},
			{"quan-tri", locale.T("Quản trị hệ thống", "System administrator"), locale.T("Thành lập cơ quan, giao nhiệm vụ, sắp xếp bộ máy; không đọc hồ sơ của dân", "Founds agencies, appoints, reorganises; does not read people's dossiers")},
			{"quan-tri-2", locale.T("Quản trị hệ thống thứ hai", "Second administrator"), locale.T("Xác nhận những quyền quan trọng mà quản trị khác đề nghị", "Confirms the sensitive rights that another administrator proposed")},
		},
		false,
	}
}
