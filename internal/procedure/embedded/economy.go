package embedded

import (
	"motcua/internal/calendar"
	"motcua/internal/locale"
	"motcua/internal/procedure"
)

func business() []draft {
	household := draft{
		code: "1.001612", name: "Đăng ký thành lập hộ kinh doanh", short: locale.T("Đăng ký thành lập hộ kinh doanh", "Register a household business"),
		field:       procedure.Field{Name: "Thành lập và hoạt động doanh nghiệp (hộ kinh doanh)"},
		promulgator: "Bộ Tài chính", executing: "Ủy ban nhân dân cấp xã", levels: districtThenCommune(),
		subjects: []string{citizens, households}, keywords: []string{"mở quán ăn", "mở cửa hàng", "giấy phép kinh doanh", "buôn bán"},
		channels:  everyWay(workingDays(3), duty(100000, "100.000 đồng mỗi lần (Hội đồng nhân dân tỉnh quyết định)", "100,000 đồng each time (set by the provincial People's Council)")),
		result:    locale.T("Giấy chứng nhận đăng ký hộ kinh doanh", "Household business certificate"),
		bases:     []string{"Nghị định số 01/2021/NĐ-CP"},
		uncertain: []string{"lệ phí", "thành phần hồ sơ"},
		steps:     "Người thành lập nộp giấy đề nghị. Cơ quan đăng ký kiểm tra tên, ngành nghề, địa điểm; đủ điều kiện thì cấp giấy chứng nhận trong 3 ngày làm việc, thiếu thì thông báo rõ nội dung cần sửa.",
		groups: []procedure.PaperGroup{
			toSubmit(form("giay-de-nghi", "Giấy đề nghị đăng ký hộ kinh doanh", "Application form"),
				copyOf("chu-ho", "Giấy tờ pháp lý của chủ hộ và các thành viên (khai số định danh thì không phải nộp)", "Identity papers of the owner and members (not if the identity number is given)"),
				when(copyOf("bien-ban", "Biên bản họp thành viên hộ gia đình", "Minutes of the family's meeting"), "Khi các thành viên hộ gia đình cùng đăng ký", "If family members register together"),
				when(copyOf("uy-quyen-chu-ho", "Văn bản ủy quyền cho một thành viên làm chủ hộ", "Mandate of one member as the owner"), "Khi các thành viên hộ gia đình cùng đăng ký", "If family members register together")),
		},
	}
	private := draft{
		code: "2.001610", name: "Đăng ký thành lập doanh nghiệp tư nhân", short: locale.T("Đăng ký thành lập doanh nghiệp tư nhân", "Register a sole proprietorship"),
		field:       procedure.Field{Name: "Thành lập và hoạt động của doanh nghiệp"},
		promulgator: "Bộ Tài chính", executing: "Sở Tài chính", levels: always(procedure.Province), subjects: []string{citizens, foreigners, companies},
		result: locale.T("Giấy chứng nhận đăng ký doanh nghiệp", "Enterprise registration certificate"),
		bases:  []string{"Luật Doanh nghiệp số 59/2020/QH14", "Thông tư số 47/2019/TT-BTC"},
		steps:  "Phòng Đăng ký kinh doanh nhận hồ sơ, kiểm tra tính hợp lệ và cấp giấy chứng nhận trong 3 ngày làm việc; chưa hợp lệ thì thông báo nội dung cần sửa.",
		groups: []procedure.PaperGroup{toSubmit(
			form("giay-de-nghi", "Giấy đề nghị đăng ký doanh nghiệp", "Application form"),
			when(copyOf("giay-to-chu", "Bản sao giấy tờ pháp lý của chủ doanh nghiệp", "Copy of the owner's identity paper"), "Khi không khai số định danh cá nhân", "If no identity number is given"),
			when(original("uy-quyen", "Văn bản ủy quyền làm thủ tục", "Mandate for the filing"), "Khi nhờ người khác nộp thay", "If somebody else files"))},
	}
	publish := charge(100000, "100.000 đồng công bố nội dung đăng ký", "100,000 đồng for publication")
	private.channels = append(
		through(workingDays(3), []procedure.Fee{duty(50000, "50.000 đồng lệ phí đăng ký", "50,000 đồng registration duty"), publish}, procedure.Direct, procedure.Postal),
		through(workingDays(3), []procedure.Fee{duty(0, "Miễn lệ phí đăng ký khi nộp trực tuyến", "No registration duty online"), publish}, procedure.Online)...)
	rules := draft{
		code: "2.001955", name: "Đăng ký nội quy lao động của doanh nghiệp", short: locale.T("Đăng ký nội quy lao động", "Register labour rules"),
		field:       procedure.Field{Code: "G09-NV23", Name: "Lao động, tiền lương"},
		promulgator: "Bộ Nội vụ", executing: "Sở Nội vụ", levels: always(procedure.Province), subjects: []string{companies, bodies},
		channels: everyWay(workingDays(7), free()), bases: []string{"Bộ luật Lao động số 45/2019/QH14"},
		result: locale.T("Thông báo về việc đăng ký nội quy lao động", "Notice on the labour rules"),
		steps:  "Người sử dụng lao động nộp hồ sơ. Cơ quan chuyên môn về lao động xem xét; nội quy trái luật thì thông báo, hướng dẫn sửa và đăng ký lại trong 7 ngày làm việc.",
		groups: []procedure.PaperGroup{toSubmit(
			form("de-nghi", "Văn bản đề nghị đăng ký nội quy lao động", "Request for registration"),
			original("noi-quy", "Nội quy lao động", "The labour rules"),
			when(original("gop-y", "Văn bản góp ý của tổ chức đại diện người lao động tại cơ sở", "Opinion of the workers' organisation"), "Nơi có tổ chức đại diện người lao động", "Where there is such an organisation"),
			when(original("quy-dinh", "Quy định của đơn vị liên quan đến kỷ luật lao động, trách nhiệm vật chất", "Internal rules on discipline and liability"), "Nếu có", "If there are any"))},
	}
	return []draft{household, private, rules}
}

func land() []draft {
	field := procedure.Field{Name: "Đất đai"}
	base := func(code, name string, short locale.Text, l calendar.Limit, executing string, levels []procedure.LevelPeriod) draft {
		return draft{
			code: code, name: name, short: short, field: field, promulgator: "Bộ Nông nghiệp và Môi trường", executing: executing, levels: levels,
			subjects: []string{citizens, companies, bodies}, channels: everyWay(l, council()), bases: []string{"Luật Đất đai số 31/2024/QH15"},
			uncertain: []string{"mã thủ tục năm 2024", "thời hạn theo từng địa phương", "thành phần hồ sơ"},
		}
	}
	const landOffice, provinceCommittee = "Chi nhánh Văn phòng đăng ký đất đai", "Ủy ban nhân dân cấp tỉnh"
	province := always(procedure.Province)
	certificate := func() procedure.Paper {
		return original("gcn", "Giấy chứng nhận đã cấp (bản gốc)", "The certificate issued (original)")
	}

	renew := base("1.012783", "Cấp đổi Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất",
		locale.T("Cấp đổi Giấy chứng nhận quyền sử dụng đất (sổ đỏ)", "Renew a land use certificate"), workingDays(5), landOffice, province)
	renew.keywords = []string{"sổ đỏ", "sổ hồng", "đổi sổ đỏ"}
	renew.result = locale.T("Giấy chứng nhận mới", "The new certificate")
	renew.groups = []procedure.PaperGroup{toSubmit(form("don", "Đơn đăng ký biến động đất đai", "Application form"), certificate())}

	first := base("1.012753", "Đăng ký đất đai, tài sản gắn liền với đất, cấp Giấy chứng nhận lần đầu đối với tổ chức đang sử dụng đất",
		locale.T("Cấp Giấy chứng nhận quyền sử dụng đất lần đầu cho tổ chức", "First land use certificate for an organisation"), workingDays(10), landOffice, province)
	first.subjects = []string{companies, bodies}
	first.groups = []procedure.PaperGroup{toSubmit(form("don", "Đơn đăng ký đất đai, tài sản gắn liền với đất", "Application form"),
		original("nguon-goc", "Giấy tờ về nguồn gốc, quyền sử dụng đất của tổ chức", "Papers on the right to the land"),
		when(original("trich-do", "Mảnh trích đo bản đồ địa chính", "Cadastral survey extract"), "Nơi chưa có bản đồ địa chính", "Where no cadastral map exists"))}

	debt := base("1.013988", "Xóa ghi nợ tiền sử dụng đất, lệ phí trước bạ trên Giấy chứng nhận đã cấp",
		locale.T("Xóa ghi nợ tiền sử dụng đất", "Remove a land debt from the certificate"), sameDay(), landOffice, province)
	debt.groups = []procedure.PaperGroup{toSubmit(certificate(), original("chung-tu", "Chứng từ đã nộp đủ tiền sử dụng đất, lệ phí trước bạ", "Proof of payment"))}

	allocate := base("1.013823", "Giao đất, cho thuê đất, chuyển mục đích sử dụng đất không đấu giá, không đấu thầu",
		locale.T("Giao đất, cho thuê đất không qua đấu giá", "Land allocation or lease without auction"), workingDays(20), provinceCommittee, province)
	allocate.subjects = []string{companies, bodies}
	allocate.steps = "Sở chuyên ngành tiếp nhận, đề nghị Văn phòng Đăng ký đất đai cung cấp thông tin, kiểm tra thực địa, thẩm định và trình Ủy ban nhân dân tỉnh quyết định."
	allocate.groups = []procedure.PaperGroup{toSubmit(form("don", "Đơn đề nghị giao đất, cho thuê đất, chuyển mục đích", "Application form"),
		original("du-an", "Văn bản chấp thuận hoặc quyết định phê duyệt dự án", "Approval of the project"))}

	adjust := base("1.013826", "Điều chỉnh quyết định giao đất, cho thuê đất, cho phép chuyển mục đích do thay đổi căn cứ quyết định",
		locale.T("Điều chỉnh quyết định giao đất, cho thuê đất", "Change a land allocation decision"), workingDays(7), provinceCommittee, province)
	adjust.subjects = []string{companies, bodies}
	adjust.steps = "Sở chuyên ngành thẩm định, lấy ý kiến đơn vị liên quan và trình Chủ tịch Ủy ban nhân dân tỉnh ký quyết định điều chỉnh."
	adjust.groups = []procedure.PaperGroup{toSubmit(form("don", "Đơn đề nghị điều chỉnh quyết định", "Application form"),
		original("quyet-dinh", "Quyết định giao đất, cho thuê đất đã ban hành", "The decision in force"),
		original("can-cu", "Văn bản làm thay đổi căn cứ của quyết định", "The paper that changes its ground"))}
	return []draft{renew, first, debt, allocate, adjust}
}

func licences() []draft {
	return []draft{buildingPermit(), drivingLicence(), criminalRecord(), foodSafety()}
}

func buildingPermit() draft {
	old := "1.013225.n1"
	return draft{
		code: "1.013225", name: "Cấp giấy phép xây dựng mới đối với công trình cấp III, cấp IV và nhà ở riêng lẻ",
		short: locale.T("Cấp giấy phép xây dựng mới (nhà ở, công trình cấp III, IV)", "Building permit (houses, works of class III and IV)"),
		field: procedure.Field{Code: "G17-XD11", Name: "Hoạt động xây dựng"}, promulgator: "Bộ Xây dựng", executing: "Ủy ban nhân dân cấp xã",
		levels: districtThenCommune(), subjects: []string{citizens, companies, bodies}, keywords: []string{"giấy phép xây nhà", "xây nhà", "xin phép xây dựng"},
		channels: everyWay(days(20), procedure.Fee{Kind: procedure.Duty, Text: locale.T(
			"Theo nghị quyết của Hội đồng nhân dân tỉnh (thường 75.000 đồng nhà ở, 150.000 đồng công trình khác)",
			"As the provincial People's Council decides (usually 75,000 đồng for houses, 150,000 for other works)")}),
		cases: []procedure.Case{
			oneCase(old, "Nhà ở riêng lẻ", "A detached house", days(15)),
			oneCase("1.013225.n2", "Công trình khác", "Other works", days(20)),
		},
		result: locale.T("Giấy phép xây dựng", "Building permit"), bases: []string{"Luật Xây dựng số 50/2014/QH13, sửa đổi năm 2020", "Nghị định số 15/2021/NĐ-CP"},
		uncertain: []string{"mã thủ tục năm 2024", "thời hạn năm 2024: 15 và 20 ngày", "lệ phí"},
		steps:     "Cơ quan cấp phép kiểm tra hồ sơ, kiểm tra thực địa, lấy ý kiến cơ quan liên quan khi cần, rồi cấp giấy phép hoặc trả lời bằng văn bản nêu rõ lý do.",
		groups: []procedure.PaperGroup{
			toSubmit(form("don", "Đơn đề nghị cấp giấy phép xây dựng", "Application form"),
				procedure.Paper{Key: "dat", Name: locale.T("Giấy tờ chứng minh quyền sử dụng đất", "Proof of the right to the land"), Originals: 1, Copies: 1}),
			forCase(old, toSubmit(procedure.Paper{Key: "ban-ve-nha", Name: locale.T("Bản vẽ thiết kế xây dựng nhà ở", "Drawings of the house"), Originals: 2},
				when(original("lien-ke", "Bản cam kết bảo đảm an toàn công trình liền kề", "Undertaking on neighbouring works"), "Khi có công trình liền kề", "If another building adjoins"))),
			forCase("1.013225.n2", toSubmit(procedure.Paper{Key: "ban-ve", Name: locale.T("Bản vẽ thiết kế triển khai sau thiết kế cơ sở", "Detailed drawings"), Originals: 2},
				original("tham-dinh", "Văn bản thẩm định thiết kế theo quy định", "Appraisal of the design"))),
		},
	}
}

func drivingLicence() draft {
	fee := func(n int64, vi, en string) []procedure.Fee { return []procedure.Fee{duty(n, vi, en)} }
	return draft{
		code: "1.002809", name: "Đổi giấy phép lái xe do ngành giao thông vận tải cấp", short: locale.T("Đổi giấy phép lái xe", "Renew a driving licence"),
		field: procedure.Field{Name: "Đường bộ"}, promulgator: "Bộ Công an", executing: "Công an cấp tỉnh", levels: always(procedure.Province),
		subjects: []string{citizens, foreigners}, keywords: []string{"bằng lái", "đổi bằng lái xe"},
		channels: append(through(workingDays(5), fee(135000, "135.000 đồng", "135,000 đồng"), procedure.Direct),
			through(workingDays(5), fee(115000, "115.000 đồng khi nộp trực tuyến", "115,000 đồng online"), procedure.Online)...),
		result: locale.T("Giấy phép lái xe", "Driving licence"), uncertain: []string{"mã thủ tục", "lệ phí", "thời hạn"},
		steps: "Người lái xe nộp đơn và giấy khám sức khỏe. Cơ quan cấp phép tra cứu, kiểm tra giấy phép cũ và in giấy phép mới.",
		groups: []procedure.PaperGroup{
			toSubmit(form("don", "Đơn đề nghị đổi giấy phép lái xe", "Application form"),
				original("suc-khoe", "Giấy khám sức khỏe của người lái xe còn giá trị", "Valid medical certificate"), copyOf("gplx", "Bản sao giấy phép lái xe", "Copy of the licence")),
			toShow(original("gplx-goc", "Giấy phép lái xe đang dùng", "The present licence")),
		},
	}
}

func criminalRecord() draft {
	return draft{
		code: "2.000488", name: "Cấp Phiếu lý lịch tư pháp cho công dân Việt Nam, người nước ngoài đang cư trú tại Việt Nam",
		short: locale.T("Cấp Phiếu lý lịch tư pháp", "Criminal record certificate"), field: procedure.Field{Name: "Lý lịch tư pháp"},
		promulgator: "Bộ Công an", executing: "Công an cấp tỉnh", levels: always(procedure.Province), subjects: []string{citizens, foreigners},
		channels: everyWay(days(10), duty(200000, "200.000 đồng; học sinh, sinh viên, người có công 100.000 đồng", "200,000 đồng; students and people of merit 100,000")),
		cases: []procedure.Case{
			oneCase("2.000488.a", "Bình thường", "Ordinary", days(10)),
			oneCase("2.000488.b", "Phải xác minh ở nhiều nơi", "Must be verified in several places", days(15)),
		},
		result: locale.T("Phiếu lý lịch tư pháp", "Criminal record certificate"), bases: []string{"Luật Lý lịch tư pháp số 28/2009/QH12"},
		uncertain: []string{"mã thủ tục", "lệ phí"},
		steps:     "Cơ quan nhận tờ khai, tra cứu thông tin án tích, lập và cấp phiếu.",
		groups: []procedure.PaperGroup{
			toSubmit(form("to-khai", "Tờ khai yêu cầu cấp Phiếu lý lịch tư pháp", "Application form"), authority()),
			toShow(identity()),
		},
	}
}

func foodSafety() draft {
	return draft{
		code: "1.002425", name: "Cấp Giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm đối với cơ sở kinh doanh dịch vụ ăn uống",
		short: locale.T("Giấy chứng nhận an toàn thực phẩm cho quán ăn, nhà hàng", "Food safety certificate for eating places"),
		field: procedure.Field{Name: "An toàn thực phẩm"}, promulgator: "Bộ Y tế", executing: "Sở Y tế", levels: always(procedure.Province),
		subjects: []string{citizens, companies, households}, keywords: []string{"mở quán ăn", "vệ sinh an toàn thực phẩm", "VSATTP"},
		channels: everyWay(days(20), procedure.Fee{Kind: procedure.Charge, Text: locale.T("700.000 đến 1.000.000 đồng phí thẩm định, theo quy mô", "700,000 to 1,000,000 đồng for the appraisal, by size")}),
		result:   locale.T("Giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm", "Food safety certificate"), bases: []string{"Luật An toàn thực phẩm số 55/2010/QH12", "Nghị định số 155/2018/NĐ-CP"},
		uncertain: []string{"mã thủ tục", "phí thẩm định", "thời hạn"},
		steps:     "Cơ quan nhận hồ sơ, thẩm định thực tế tại cơ sở; đạt thì cấp giấy chứng nhận, chưa đạt thì nêu rõ nội dung phải khắc phục.",
		groups: []procedure.PaperGroup{toSubmit(form("don", "Đơn đề nghị cấp giấy chứng nhận", "Application form"),
			original("thuyet-minh", "Bản thuyết minh về cơ sở vật chất, trang thiết bị, dụng cụ", "Description of rooms and equipment"),
			copyOf("suc-khoe", "Giấy xác nhận đủ sức khỏe của chủ cơ sở và người trực tiếp kinh doanh", "Health certificates of the owner and staff"),
			copyOf("dang-ky", "Giấy chứng nhận đăng ký kinh doanh", "Business registration"))},
	}
}
