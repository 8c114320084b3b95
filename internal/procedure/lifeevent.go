package procedure

import (
	"slices"
	"strings"
	"sync"

	"motcua/internal/locale"
)

// Audience is whom a life event concerns.
type Audience string

// The two audiences of the portal's home page.
const (
	Citizens   Audience = "citizen"
	Businesses Audience = "business"
)

// LifeEvent is a situation of life or business by which people look for
// procedures, with the rules that put procedures under it. A rule matches when
// the field's name or the procedure's name holds one of its words (folded).
type LifeEvent struct {
	Key      string
	Audience Audience
	Name     locale.Text
	// Fields and Names are folded words: no marks, lower case.
	Fields []string
	Names  []string
	// Not are folded words of a name that take a procedure out again.
	Not []string
}

// LifeEvents are the events that people know from the national portal, in its
// order: citizens first.
func LifeEvents() []LifeEvent { return slices.Clone(lifeEvents()) }

//nolint:gochecknoglobals // a constant table, folded once
var lifeEvents = sync.OnceValue(func() []LifeEvent {
	events := slices.Concat(citizenEvents(), businessEvents())
	for _, e := range events {
		for _, words := range [][]string{e.Fields, e.Names, e.Not} {
			for i, w := range words {
				words[i] = locale.Fold(w) // "ký" and "kí" are one word there
			}
		}
	}
	return events
})

func citizenEvents() []LifeEvent {
	const c = Citizens
	return []LifeEvent{
		{
			"children", c, locale.T("Có con nhỏ", "Having a child"),
			[]string{"tre em", "nuoi con nuoi"},
			[]string{"khai sinh", "nhan cha, me, con", "tre em", "thai san", "nuoi con"},
			nil,
		},
		{
			"study", c, locale.T("Học tập", "Education"),
			[]string{"giao duc", "dao tao", "thi, tuyen sinh", "van bang"},
			[]string{"hoc sinh", "sinh vien", "van bang", "hoc bong", "hoc phi", "tuyen sinh"},
			nil,
		},
		{
			"work", c, locale.T("Việc làm", "Work"),
			[]string{"viec lam", "lao dong", "an toan, ve sinh lao dong"},
			[]string{"viec lam", "that nghiep", "nguoi lao dong", "giay phep lao dong", "chung chi hanh nghe"},
			nil,
		},
		{
			"residence", c, locale.T("Cư trú và giấy tờ tùy thân", "Residence and identity papers"),
			[]string{"cu tru", "dang ky, quan ly cu tru", "can cuoc", "xuat nhap canh", "quan ly xuat", "chung thuc", "ly lich tu phap", "quoc tich"},
			[]string{"thuong tru", "tam tru", "tam vang", "can cuoc", "ho chieu", "tach ho", "ly lich tu phap", "chung thuc", "ban sao tu so goc"},
			nil,
		},
		{
			"family", c, locale.T("Hôn nhân và gia đình", "Marriage and family"),
			[]string{"gia dinh"},
			[]string{"ket hon", "hon nhan", "ly hon", "giam ho", "trich luc ho tich", "ho tich"},
			[]string{"khai tu"},
		},
		{
			"home", c, locale.T("Điện lực, nhà ở, đất đai", "Electricity, housing and land"),
			[]string{"dat dai", "nha o", "hoat dong xay dung", "dien luc", "dien"},
			[]string{"quyen su dung dat", "giay phep xay dung", "nha o", "cap dien", "thua dat"},
			nil,
		},
		{
			"health", c, locale.T("Sức khỏe và y tế", "Health"),
			[]string{"kham benh", "kham chua benh", "duoc pham", "duoc", "y te", "bao hiem y te", "an toan thuc pham", "my pham"},
			[]string{"kham benh", "bao hiem y te", "khuyet tat", "benh"},
			nil,
		},
		{
			"driving", c, locale.T("Phương tiện và người lái", "Vehicles and drivers"),
			[]string{"duong bo", "dang kiem", "duong thuy", "dang ky, quan ly phuong tien", "giao thong"},
			[]string{"giay phep lai xe", "dang ky xe", "phuong tien", "bien so"},
			nil,
		},
		{
			"retirement", c, locale.T("Hưu trí", "Retirement"),
			[]string{"nguoi co cong", "bao hiem xa hoi", "bao tro xa hoi"},
			[]string{"huu tri", "luong huu", "nguoi cao tuoi", "tro cap"},
			nil,
		},
		{
			"bereavement", c, locale.T("Người thân qua đời", "Death of a relative"), nil,
			[]string{"khai tu", "mai tang", "tu tuat", "thua ke", "nguoi chet", "di chuc"},
			nil,
		},
		{
			"complaint", c, locale.T("Giải quyết khiếu kiện", "Complaints and disputes"),
			[]string{"giai quyet khieu nai", "khieu nai", "to cao", "tiep cong dan", "boi thuong nha nuoc"},
			[]string{"khieu nai", "to cao", "tranh chap dat", "boi thuong"},
			nil,
		},
	}
}

func businessEvents() []LifeEvent {
	const b = Businesses
	return []LifeEvent{
		{
			"start", b, locale.T("Khởi sự kinh doanh", "Starting a business"),
			[]string{"thanh lap va hoat dong cua doanh nghiep", "ho kinh doanh", "hop tac xa", "dau tu tai viet nam"},
			[]string{"thanh lap doanh nghiep", "thanh lap ho kinh doanh", "dang ky thanh lap", "du dieu kien kinh doanh"},
			[]string{"giai the", "cham dut", "tam ngung"},
		},
		{
			"employment", b, locale.T("Lao động và bảo hiểm xã hội", "Employment and social insurance"),
			[]string{"lao dong", "bao hiem xa hoi", "viec lam"},
			[]string{"noi quy lao dong", "giay phep lao dong", "lao dong nuoc ngoai"},
			nil,
		},
		{
			"finance", b, locale.T("Tài chính doanh nghiệp", "Business finance"),
			[]string{"thue", "tai chinh doanh nghiep", "ke toan", "chung khoan", "hai quan"},
			[]string{"ke khai thue", "hoan thue", "hoa don"},
			nil,
		},
		{
			"premises", b, locale.T("Điện lực, đất đai, xây dựng", "Electricity, land and construction"),
			[]string{"dat dai", "hoat dong xay dung", "quy hoach xay dung", "dien luc", "moi truong"},
			[]string{"giay phep xay dung", "thue dat", "giao dat", "danh gia tac dong moi truong", "tham dinh thiet ke"},
			nil,
		},
		{
			"trade", b, locale.T("Thương mại, quảng cáo", "Trade and advertising"),
			[]string{"luu thong hang hoa", "xuat nhap khau", "quang cao", "kinh doanh khi", "xuc tien thuong mai", "thuong mai"},
			[]string{"quang cao", "khuyen mai", "ban le", "ban buon", "hoi cho", "an toan thuc pham", "dich vu an uong"},
			nil,
		},
		{
			"property", b, locale.T("Sở hữu trí tuệ, đăng ký tài sản", "Intellectual and registered property"),
			[]string{"so huu tri tue", "dang ky bien phap bao dam", "ban quyen"},
			[]string{"nhan hieu", "sang che", "bien phap bao dam", "quyen tac gia"},
			nil,
		},
		{
			"branch", b, locale.T("Thành lập chi nhánh, văn phòng đại diện", "Branches and representative offices"), nil,
			[]string{"chi nhanh", "van phong dai dien", "dia diem kinh doanh"},
			[]string{"cham dut"},
		},
		{"tender", b, locale.T("Đấu thầu, mua sắm công", "Tenders and public procurement"), []string{"dau thau"}, []string{"dau thau", "nha thau", "mua sam"}, nil},
		{
			"restructure", b, locale.T("Tái cấu trúc doanh nghiệp", "Restructuring a business"), nil,
			[]string{"chuyen doi cong ty", "chuyen doi doanh nghiep", "sap nhap doanh nghiep", "chia cong ty", "tach cong ty", "hop nhat", "thay doi noi dung dang ky doanh nghiep"},
			nil,
		},
		{"dispute", b, locale.T("Giải quyết tranh chấp hợp đồng", "Contract disputes"), []string{"trong tai thuong mai", "hoa giai thuong mai", "canh tranh"}, []string{"trong tai", "hoa giai"}, nil},
		{
			"closing", b, locale.T("Tạm dừng, chấm dứt hoạt động", "Suspending or closing a business"), nil,
			[]string{"giai the doanh nghiep", "tam ngung kinh doanh", "cham dut hoat dong", "giai the"},
			nil,
		},
	}
}

// EventsFor lists the keys of the life events that a procedure belongs to by
// their rules. Internal procedures belong to none: no citizen files them.
func EventsFor(p Procedure) []string {
	if p.Kind == Internal {
		return nil
	}
	field, name := locale.Fold(p.Field.Name), locale.Fold(p.Name)
	who := audiences(p, field, name)
	var keys []string
	for _, e := range lifeEvents() {
		if !who[e.Audience] || containsAny(name, e.Not...) {
			continue
		}
		if slices.ContainsFunc(e.Fields, func(w string) bool { return strings.HasPrefix(field, w) }) || containsAny(name, e.Names...) {
			keys = append(keys, e.Key)
		}
	}
	return keys
}

// audiences keeps citizens' events from procedures that only businesses file,
// and the other way round, as far as the record names its subjects. Who starts
// a business files as a citizen. Field and name are folded.
func audiences(p Procedure, field, name string) map[Audience]bool {
	if len(p.Subjects) == 0 {
		return map[Audience]bool{Citizens: true, Businesses: true}
	}
	who := map[Audience]bool{Businesses: containsAny(field+" "+name, "kinh doanh", "doanh nghiep")}
	for _, s := range p.Subjects {
		if containsAny(locale.Fold(s), "cong dan", "nguoi ", "can bo", "ca nhan") {
			who[Citizens] = true
		} else {
			who[Businesses] = true
		}
	}
	return who
}
