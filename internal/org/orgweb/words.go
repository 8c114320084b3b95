package orgweb

import (
	"strconv"

	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/web/ui"
)

func itoa(n int) string { return strconv.Itoa(n) }

// dutyWords are the name of a duty and what it lets somebody do.
type dutyWords struct{ name, does locale.Text }

var duties = map[org.Duty]dutyWords{
	org.DutyReception:      {locale.T("Cán bộ tiếp nhận", "Counter officer"), locale.T("tiếp nhận, hướng dẫn, trả lại hồ sơ tại quầy và trực tuyến", "receives, guides and returns dossiers")},
	org.DutySpecialist:     {locale.T("Chuyên viên", "Specialist"), locale.T("thẩm định hồ sơ được giao, yêu cầu bổ sung, dự thảo kết quả", "appraises dossiers, asks for more papers, drafts results")},
	org.DutyUnitHead:       {locale.T("Lãnh đạo phòng", "Unit head"), locale.T("phân công, phân công lại và soát hồ sơ của phòng", "assigns, reassigns and reviews the unit's dossiers")},
	org.DutyLeader:         {locale.T("Lãnh đạo cơ quan", "Leader"), locale.T("phê duyệt hoặc trả lại hồ sơ đã trình", "approves or returns what was submitted")},
	org.DutyClerk:          {locale.T("Văn thư", "Clerk"), locale.T("cấp số, ngày cho văn bản kết quả", "numbers and dates results")},
	org.DutySealKeeper:     {locale.T("Người giữ con dấu", "Seal keeper"), locale.T("đóng dấu và phát hành kết quả", "seals and issues results")},
	org.DutyReturner:       {locale.T("Cán bộ trả kết quả", "Result officer"), locale.T("trả kết quả cho đúng người", "hands results to the right person")},
	org.DutyCallAgent:      {locale.T("Tổng đài viên", "Call agent"), locale.T("tra cứu hồ sơ cho người gọi", "tracks dossiers for callers")},
	org.DutyInspector:      {locale.T("Kiểm soát thủ tục hành chính", "Inspector"), locale.T("xem hồ sơ và báo cáo của toàn tỉnh, không xử lý", "reads the whole province's dossiers and reports, never acts")},
	org.DutyCatalogueClerk: {locale.T("Quản lý danh mục thủ tục", "Catalogue clerk"), locale.T("quản lý danh mục thủ tục, không đọc hồ sơ", "keeps the catalogue, reads no dossiers")},
	org.DutyDirector:       {locale.T("Giám đốc Trung tâm", "Director of the centre"), locale.T("theo dõi việc giải quyết của toàn tỉnh", "follows the whole province's work")},
	org.DutyUnitAdmin:      {locale.T("Quản trị đơn vị", "Unit administrator"), locale.T("quản lý cán bộ, nghỉ phép, quầy của cơ quan mình; không đọc hồ sơ", "looks after the own agency's staff, leave and counters; reads no dossiers")},
	org.DutyAdmin:          {locale.T("Quản trị hệ thống", "Administrator"), locale.T("quản trị cơ quan và cán bộ toàn tỉnh; không đọc hồ sơ", "administers agencies and staff of the province; reads no dossiers")},
}

func dutyName(d org.Duty) locale.Text {
	if w, ok := duties[d]; ok {
		return w.name
	}
	return ui.S(string(d))
}

var unitKinds = []ui.OptionProps{
	{Value: string(org.UnitOneStop), Text: locale.T("Bộ phận tiếp nhận và trả kết quả", "One-stop unit")},
	{Value: string(org.UnitDepartment), Text: locale.T("Phòng chuyên môn", "Department")},
	{Value: string(org.UnitLeadership), Text: locale.T("Lãnh đạo cơ quan", "Leadership")},
	{Value: string(org.UnitOffice), Text: locale.T("Văn phòng, văn thư", "Office")},
}

var levels = []ui.OptionProps{
	{Value: string(org.LevelProvince), Text: locale.T("Cấp tỉnh", "Province")},
	{Value: string(org.LevelSector), Text: locale.T("Sở, ban, ngành của tỉnh", "Sector agency")},
	{Value: string(org.LevelDistrict), Text: locale.T("Cấp huyện (đến 30/6/2025)", "District (until 30/6/2025)")},
	{Value: string(org.LevelCommune), Text: locale.T("Cấp xã", "Commune")},
}

var kinds = []ui.OptionProps{
	{Value: string(org.KindPeoplesCommittee), Text: locale.T("Ủy ban nhân dân", "People's Committee")},
	{Value: string(org.KindDepartment), Text: locale.T("Sở và cơ quan tương đương", "Department")},
	{Value: string(org.KindBoard), Text: locale.T("Ban", "Board")},
	{Value: string(org.KindInspectorate), Text: locale.T("Thanh tra", "Inspectorate")},
	{Value: string(org.KindPolice), Text: locale.T("Công an", "Police")},
	{Value: string(org.KindLandOffice), Text: locale.T("Văn phòng đăng ký đất đai", "Land registration office")},
	{Value: string(org.KindInsurance), Text: locale.T("Bảo hiểm xã hội", "Social insurance")},
	{Value: string(org.KindTax), Text: locale.T("Thuế", "Tax")},
	{Value: string(org.KindOneStopCentre), Text: locale.T("Trung tâm phục vụ hành chính công", "Service centre")},
}

// word is the text of the choice with that value.
func word(choices []ui.OptionProps, value string) locale.Text {
	for _, c := range choices {
		if c.Value == value {
			return c.Text
		}
	}
	return ui.S(value)
}

func values(choices []ui.OptionProps) []string {
	out := make([]string, len(choices))
	for i, c := range choices {
		out[i] = c.Value
	}
	return out
}

var mandates = []ui.OptionProps{
	{Value: "", Text: locale.T("Người đứng đầu, tự ký", "Head, signs as such")},
	{Value: string(org.MandateDeputy), Text: locale.T("KT. – ký thay người đứng đầu", "KT. – a deputy for the head")},
	{Value: string(org.MandateOrder), Text: locale.T("TL. – thừa lệnh", "TL. – by order")},
	{Value: string(org.MandateDelegate), Text: locale.T("TUQ. – thừa ủy quyền bằng văn bản", "TUQ. – by written delegation")},
}

// signs says how the holder of a post signs, "" for the head.
func signs(m org.Mandate, whose string, fields []string) string {
	if m == org.MandateNone {
		return ""
	}
	s := "ký " + string(m) + ". " + whose
	for i, f := range fields {
		if i == 0 {
			s += ", chỉ lĩnh vực "
		} else {
			s += ", "
		}
		s += f
	}
	return s
}
