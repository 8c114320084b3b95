package province

import (
	"fmt"
	"strings"

	"motcua/internal/calendar"
	"motcua/internal/org"
)

// Centre names the office that receives for all agencies of the province.
const Centre = "Trung tâm Phục vụ hành chính công tỉnh Quảng Ninh"

const committee = "Ủy ban nhân dân tỉnh Quảng Ninh"

// sector is an agency of the province level. since and until are empty for
// "from the beginning" and "still there".
type sector struct {
	id, name, short string
	kind            org.Kind
	number          int // NN of H49.NN, invented
	since           calendar.Date
	heir            string // who took over at the merger, "" none
}

// sectors are the departments and equal agencies, before and after the merger
// of 01/3/2025.
func sectors() []sector {
	const dep = org.KindDepartment
	var always calendar.Date
	merged := sectorMerger()
	return []sector{
		{"vp-ubnd-tinh", "Văn phòng Ủy ban nhân dân tỉnh", "Văn phòng UBND tỉnh", dep, 1, always, ""},
		{"so-ke-hoach-dau-tu", "Sở Kế hoạch và Đầu tư", "Sở KH&ĐT", dep, 2, always, "so-tai-chinh"},
		{"so-tai-chinh", "Sở Tài chính", "", dep, 3, always, ""},
		{"so-giao-thong-van-tai", "Sở Giao thông vận tải", "Sở GTVT", dep, 4, always, "so-xay-dung"},
		{"so-xay-dung", "Sở Xây dựng", "", dep, 5, always, ""},
		{"so-tai-nguyen-moi-truong", "Sở Tài nguyên và Môi trường", "Sở TN&MT", dep, 6, always, "so-nong-nghiep-moi-truong"},
		{"so-nong-nghiep-ptnt", "Sở Nông nghiệp và Phát triển nông thôn", "Sở NN&PTNT", dep, 7, always, "so-nong-nghiep-moi-truong"},
		{"so-lao-dong-tbxh", "Sở Lao động - Thương binh và Xã hội", "Sở LĐ-TB&XH", dep, 8, always, "so-noi-vu"},
		{"so-noi-vu", "Sở Nội vụ", "", dep, 9, always, ""},
		{"so-thong-tin-truyen-thong", "Sở Thông tin và Truyền thông", "Sở TT&TT", dep, 10, always, "so-khoa-hoc-cong-nghe"},
		{"so-khoa-hoc-cong-nghe", "Sở Khoa học và Công nghệ", "Sở KH&CN", dep, 11, always, ""},
		{"so-tu-phap", "Sở Tư pháp", "", dep, 12, always, ""},
		{"so-cong-thuong", "Sở Công Thương", "", dep, 13, always, ""},
		{"so-giao-duc-dao-tao", "Sở Giáo dục và Đào tạo", "Sở GD&ĐT", dep, 14, always, ""},
		{"so-y-te", "Sở Y tế", "", dep, 15, always, ""},
		{"so-van-hoa-the-thao", "Sở Văn hóa và Thể thao", "Sở VH&TT", dep, 16, always, "so-van-hoa-the-thao-du-lich"},
		{"so-du-lich", "Sở Du lịch", "", dep, 17, always, "so-van-hoa-the-thao-du-lich"},
		{"so-ngoai-vu", "Sở Ngoại vụ", "", dep, 18, always, "vp-ubnd-tinh"},
		{"thanh-tra-tinh", "Thanh tra tỉnh", "", org.KindInspectorate, 19, always, ""},
		{"ban-dan-toc", "Ban Dân tộc tỉnh", "Ban Dân tộc", org.KindBoard, 20, always, "so-dan-toc-ton-giao"},
		{"ban-quan-ly-kkt", "Ban Quản lý Khu kinh tế Quảng Ninh", "Ban QLKKT", org.KindBoard, 21, always, ""},
		{"van-phong-dang-ky-dat-dai", "Văn phòng Đăng ký đất đai tỉnh", "VPĐKĐĐ tỉnh", org.KindLandOffice, 22, always, ""},
		{"bao-hiem-xa-hoi-tinh", "Bảo hiểm xã hội tỉnh Quảng Ninh", "BHXH tỉnh", org.KindInsurance, 23, always, ""},
		{"thue-tinh", "Cục Thuế tỉnh Quảng Ninh", "Cục Thuế tỉnh", org.KindTax, 24, always, ""},
		{"cong-an-tinh", "Công an tỉnh Quảng Ninh", "Công an tỉnh", org.KindPolice, 25, always, ""},
		{"trung-tam-phuc-vu-hcc", Centre, "Trung tâm PVHCC tỉnh", org.KindOneStopCentre, 26, always, ""},
		{"so-nong-nghiep-moi-truong", "Sở Nông nghiệp và Môi trường", "Sở NN&MT", dep, 27, merged, ""},
		{"so-van-hoa-the-thao-du-lich", "Sở Văn hóa, Thể thao và Du lịch", "Sở VH,TT&DL", dep, 28, merged, ""},
		{"so-dan-toc-ton-giao", "Sở Dân tộc và Tôn giáo", "Sở DT&TG", dep, 29, merged, ""},
	}
}

// mergerGround names the texts, as far as known.
const (
	mergerGround  = "Sắp xếp các cơ quan chuyên môn cấp tỉnh từ 01/3/2025 (chưa đối chiếu với nghị quyết của Hội đồng nhân dân tỉnh)"
	twoTierGround = "Luật Tổ chức chính quyền địa phương số 72/2025/QH15"
)

// Seeded is one agency to be entered: its commands in order, for its stream.
type Seeded struct {
	ID       string
	Commands []org.Command
}

// Seed lists every agency with the commands that enter it, all executed as
// org.System: the province's first, then districts, old communes, new communes
// and the police of the communes. It is the same at every call.
func Seed() []Seeded {
	roster := &roster{}
	out := make([]Seeded, 0, 600)
	add := func(a org.Agency, more ...org.Command) {
		cmds := append([]org.Command{org.Found{Agency: a, Units: unitsOf(a), Posts: roster.posts(a)}}, more...)
		out = append(out, Seeded{ID: a.ID, Commands: cmds})
	}
	add(provinceCommittee())
	for _, s := range sectors() {
		add(sectorAgency(s), sectorEvents(s)...)
	}
	old, now := oldCommunes(), newCommunes()
	numbers := map[string]int{}
	for i, d := range districts() {
		numbers[d.id] = 31 + i
		add(districtAgency(d, 31+i), districtEvents(d, heirs(d.id, old))...)
	}
	serial := map[string]int{}
	for i, c := range old {
		serial[c.district]++
		a := oldAgency(c, numbers[c.district], serial[c.district])
		a.Phone = phoneOf(101 + i)
		add(a, org.End{Until: lastOfThree(), Successors: []string{committeeID(c.next)}, Ground: twoTierGround})
		p := policeAgency(c, a, i+1)
		add(p, org.End{Until: lastOfThree(), Successors: []string{policeID(c.next)}, Ground: twoTierGround})
	}
	for i, c := range now {
		a := newAgency(c, 101+i)
		add(a, later(a.ID)...)
		add(policeAgency(c, a, 301+i))
	}
	return out
}

func committeeID(place string) string { return "ubnd-" + strings.ReplaceAll(place, ".", "-") }

func policeID(place string) string { return "ca-" + strings.ReplaceAll(place, ".", "-") }

// phoneOf is an invented number of valid form (0203 + 7 digits); the block
// 3000 xxx is used for nothing else here.
func phoneOf(serial int) string { return fmt.Sprintf("0203 3000 %03d", serial%1000) }

func provinceCommittee() org.Agency {
	return org.Agency{
		ID: "ubnd-tinh", Code: Code, OldCode: "000.00.00." + Code, Level: org.LevelProvince, Kind: org.KindPeoplesCommittee,
		Territory: ID, Span: org.Span{From: dataFrom()},
		Description: org.Description{
			Name: committee, ShortName: "UBND tỉnh", OneStop: Centre, Place: "Quảng Ninh",
			Address: "Phường Hồng Gai, tỉnh Quảng Ninh", Phone: phoneOf(0), Email: mail("ubnd-tinh"),
		},
	}
}

// mail is an address under a name reserved for examples (RFC 2606).
func mail(id string) string { return id + "@quangninh.example" }

func sectorAgency(s sector) org.Agency {
	from := s.since
	if from.IsZero() {
		from = dataFrom()
	}
	a := org.Agency{
		ID: s.id, Code: fmt.Sprintf("%s.%02d", Code, s.number), OldCode: fmt.Sprintf("000.00.%02d.%s", s.number, Code),
		Level: org.LevelSector, Kind: s.kind, Parent: "ubnd-tinh", Span: org.Span{From: from}, DemoCodes: true,
		Description: org.Description{
			Name: s.name, ShortName: s.short, ParentName: committee, OneStop: Centre, Place: "Quảng Ninh",
			Address: "Trung tâm hành chính tỉnh, tỉnh Quảng Ninh", Phone: phoneOf(s.number), Email: mail(s.id),
		},
	}
	if a.ShortName == "" {
		a.ShortName = s.name
	}
	switch s.kind {
	case org.KindPolice:
		a.ParentName = "Bộ Công an"
	case org.KindTax:
		a.ParentName = "Tổng cục Thuế"
	case org.KindInsurance:
		a.ParentName = "Bảo hiểm xã hội Việt Nam"
	case org.KindLandOffice:
		a.Parent, a.ParentName = "so-tai-nguyen-moi-truong", "Sở Tài nguyên và Môi trường"
	case org.KindPeoplesCommittee, org.KindDepartment, org.KindBoard, org.KindInspectorate, org.KindOneStopCentre:
	}
	return a
}

func sectorEvents(s sector) []org.Command {
	if s.heir != "" {
		return []org.Command{org.End{Until: sectorMerger().AddDays(-1), Successors: []string{s.heir}, Ground: mergerGround}}
	}
	d := sectorAgency(s).Description
	switch s.kind {
	case org.KindTax:
		d.Name, d.ShortName, d.ParentName = "Thuế tỉnh Quảng Ninh", "Thuế tỉnh", "Cục Thuế"
		return []org.Command{org.Describe{From: firstOfTwo(), Description: d, Ground: mergerGround}}
	case org.KindLandOffice:
		d.ParentName = "Sở Nông nghiệp và Môi trường"
		return []org.Command{org.Describe{From: sectorMerger(), Description: d, Ground: mergerGround}}
	case org.KindPeoplesCommittee, org.KindDepartment, org.KindBoard, org.KindInspectorate, org.KindPolice, org.KindInsurance, org.KindOneStopCentre:
	}
	return nil
}

func districtAgency(d district, number int) org.Agency {
	return org.Agency{
		ID: committeeID(d.id), Code: fmt.Sprintf("%s.%02d", Code, number), OldCode: fmt.Sprintf("000.00.%02d.%s", number, Code),
		Level: org.LevelDistrict, Kind: org.KindPeoplesCommittee, Parent: "ubnd-tinh", Territory: d.id,
		Span: org.Span{From: dataFrom()}, DemoCodes: true, Description: districtDescription(d.kind, d, number),
	}
}

func districtDescription(kind string, d district, number int) org.Description {
	low := strings.ToLower(kind) + " " + d.name
	return org.Description{
		Name: "Ủy ban nhân dân " + low, ShortName: "UBND " + low, ParentName: committee,
		OneStop: "Trung tâm Hành chính công " + low, Place: d.name,
		Address: "Trung tâm hành chính " + low + ", tỉnh Quảng Ninh", Phone: phoneOf(number), Email: mail(committeeID(d.id)),
	}
}

func districtEvents(d district, heirs []string) []org.Command {
	var out []org.Command
	if d.id == "tx-dong-trieu" {
		// The town became a city; its agency and dossiers stayed the same.
		out = append(out, org.Describe{
			From: day(2024, 11, 1), Description: districtDescription("Thành phố", d, 41),
			Ground: "Nghị quyết số 1199/NQ-UBTVQH15 (chưa đối chiếu)",
		})
	}
	successors := make([]string, len(heirs))
	for i, h := range heirs {
		successors[i] = committeeID(h)
	}
	return append(out, org.End{Until: lastOfThree(), Successors: successors, Ground: twoTierGround})
}

func communeDescription(c commune, oneStop string) org.Description {
	low := strings.ToLower(c.kind) + " " + c.name
	return org.Description{
		Name: "Ủy ban nhân dân " + low, ShortName: "UBND " + low, OneStop: oneStop + " " + low, Place: c.name,
		Address: "Trụ sở UBND " + low + ", tỉnh Quảng Ninh", Email: mail(committeeID(c.id)),
	}
}

func oldAgency(c commune, district, serial int) org.Agency {
	a := org.Agency{
		ID: committeeID(c.id), Code: fmt.Sprintf("%s.%02d.%02d", Code, district, serial),
		OldCode: fmt.Sprintf("000.%02d.%02d.%s", serial, district, Code),
		Level:   org.LevelCommune, Kind: org.KindPeoplesCommittee, Parent: committeeID(c.district), Territory: c.id,
		Span: org.Span{From: dataFrom()}, DemoCodes: true, Unconfirmed: true,
		Description: communeDescription(c, "Bộ phận Tiếp nhận và Trả kết quả"),
	}
	for _, d := range districts() {
		if d.id == c.district {
			a.ParentName = "Ủy ban nhân dân " + strings.ToLower(d.kind) + " " + d.name
		}
	}
	return a
}

func newAgency(c commune, number int) org.Agency {
	a := org.Agency{
		ID: committeeID(c.id), Code: fmt.Sprintf("%s.%d", Code, number), Level: org.LevelCommune, Kind: org.KindPeoplesCommittee,
		Parent: "ubnd-tinh", Territory: c.id, Span: org.Span{From: firstOfTwo()}, DemoCodes: true, Unconfirmed: true,
		Description: communeDescription(c, "Trung tâm Phục vụ hành chính công"),
	}
	a.ParentName, a.Phone = committee, phoneOf(number+200)
	return a
}

// policeAgency is the police of a commune, which receives residence dossiers
// at the commune's one-stop shop.
func policeAgency(c commune, committee org.Agency, serial int) org.Agency {
	low := strings.ToLower(c.kind) + " " + c.name
	return org.Agency{
		ID: policeID(c.id), Code: fmt.Sprintf("%s.25.%03d", Code, serial), Level: org.LevelCommune, Kind: org.KindPolice,
		Parent: "cong-an-tinh", Territory: c.id, Span: committee.Span, DemoCodes: true, Unconfirmed: true,
		Description: org.Description{
			Name: "Công an " + low, ShortName: "Công an " + low, ParentName: "Công an tỉnh Quảng Ninh", OneStop: committee.OneStop,
			Place: c.name, Address: "Trụ sở Công an " + low + ", tỉnh Quảng Ninh", Phone: phoneOf(400 + serial), Email: mail(policeID(c.id)),
		},
	}
}
