package embedded

import (
	"motcua/internal/calendar"
	"motcua/internal/locale"
	"motcua/internal/procedure"
)

func civilField() procedure.Field { return procedure.Field{Code: "G15-TP07", Name: "Hộ tịch"} }

const (
	ministryOfJustice = "Bộ Tư pháp"
	communeCommittee  = "Ủy ban nhân dân cấp xã"
)

func civilBases() []string {
	return []string{"Luật Hộ tịch số 60/2014/QH13", "Nghị định số 123/2015/NĐ-CP", "Thông tư số 04/2020/TT-BTP"}
}

// civilSteps says in short how civil status offices work.
const civilSteps = "Người yêu cầu nộp hồ sơ tại bộ phận một cửa, trên cổng dịch vụ công hoặc qua bưu chính. Cán bộ tiếp nhận kiểm tra hồ sơ; " +
	"hồ sơ thiếu thì hướng dẫn bổ sung một lần, đầy đủ. Công chức tư pháp - hộ tịch thẩm tra, ghi sổ, cập nhật phần mềm hộ tịch, " +
	"trình lãnh đạo Ủy ban nhân dân ký; kết quả trả tại nơi người yêu cầu đã chọn."

func civil(code, name string, short locale.Text, result locale.Text) draft {
	return draft{
		code: code, name: name, short: short, field: civilField(), promulgator: ministryOfJustice, executing: communeCommittee,
		levels: always(procedure.Commune), subjects: []string{citizens}, steps: civilSteps, result: result, bases: civilBases(), anywhere: true,
	}
}

func civilStatus() []draft {
	return append(births(), records()...)
}

func births() []draft {
	birth := civil("1.001193", "Thủ tục đăng ký khai sinh", locale.T("Đăng ký khai sinh", "Register a birth"), locale.T("Giấy khai sinh", "Birth certificate"))
	birth.channels = everyWay(sameDay(), free())
	birth.keywords = []string{"giấy khai sinh", "giấy chứng sinh", "em bé", "làm khai sinh"}
	birth.groups = []procedure.PaperGroup{
		toSubmit(
			form("to-khai", "Tờ khai đăng ký khai sinh", "Birth registration form"),
			original("giay-chung-sinh", "Giấy chứng sinh; không có thì văn bản của người làm chứng hoặc giấy cam đoan về việc sinh",
				"Birth notice from the hospital; without one, a witness's statement or a declaration of the birth"),
			when(original("bien-ban-bo-roi", "Biên bản về việc trẻ bị bỏ rơi", "Record of abandonment"), "Trẻ em bị bỏ rơi", "For an abandoned child"),
			when(original("mang-thai-ho", "Văn bản của cơ sở y tế xác nhận đã hỗ trợ sinh sản cho việc mang thai hộ", "Medical confirmation of surrogacy"),
				"Trẻ sinh ra do mang thai hộ", "For a child born by surrogacy"),
			authority()),
		toShow(identity()),
	}
	marriage := civil("1.000894", "Thủ tục đăng ký kết hôn", locale.T("Đăng ký kết hôn", "Register a marriage"), locale.T("Giấy chứng nhận kết hôn", "Marriage certificate"))
	marriage.channels = everyWay(sameDay(), free(), charge(8000, "8.000 đồng mỗi bản sao, nếu yêu cầu bản sao", "8,000 đồng per copy, if copies are asked for"))
	marriage.cases = []procedure.Case{
		oneCase("1.000894.a", "Không phải xác minh", "Nothing to verify", sameDay()),
		oneCase("1.000894.b", "Phải xác minh điều kiện kết hôn", "Conditions of marriage must be verified", workingDays(5)),
	}
	marriage.uncertain = []string{"thời hạn khi phải xác minh"}
	marriage.notes = []string{"Hai bên nam, nữ phải có mặt cùng ký khi nhận Giấy chứng nhận kết hôn."}
	marriage.groups = []procedure.PaperGroup{
		toSubmit(form("to-khai", "Tờ khai đăng ký kết hôn, hai bên khai chung được", "Marriage form; both may fill in one"),
			when(original("tinh-trang-hon-nhan", "Giấy xác nhận tình trạng hôn nhân", "Certificate of marital status"),
				"Khi thường trú ở nơi khác và cơ quan không tra cứu được", "If you live elsewhere and the office cannot look it up")),
		toShow(identity()),
	}
	death := civil("1.000656", "Thủ tục đăng ký khai tử", locale.T("Đăng ký khai tử", "Register a death"), locale.T("Trích lục khai tử", "Death extract"))
	death.channels = everyWay(sameDay(), duty(0, "Không thu khi đăng ký đúng hạn; quá hạn theo nghị quyết của Hội đồng nhân dân tỉnh",
		"Free if registered in time; later as the provincial People's Council decides"))
	death.cases = []procedure.Case{
		oneCase("1.000656.a", "Có giấy báo tử", "With a death notice", sameDay()),
		oneCase("1.000656.b", "Phải xác minh", "Must be verified", workingDays(2)),
		oneCase("1.000656.c", "Người chết đã lâu, không có giấy báo tử", "A death long ago without a notice", workingDays(5)),
	}
	death.uncertain = []string{"thời hạn của các trường hợp phải xác minh"}
	death.groups = []procedure.PaperGroup{
		toSubmit(form("to-khai", "Tờ khai đăng ký khai tử", "Death registration form"),
			original("giay-bao-tu", "Giấy báo tử hoặc giấy tờ thay giấy báo tử", "Death notice or the paper in its place"), authority()),
		toShow(identity()),
	}
	paternity := civil("1.001022", "Thủ tục đăng ký nhận cha, mẹ, con", locale.T("Đăng ký nhận cha, mẹ, con", "Register parenthood"),
		locale.T("Trích lục đăng ký nhận cha, mẹ, con", "Extract of parenthood"))
	paternity.channels = everyWay(workingDays(3), council())
	paternity.groups = []procedure.PaperGroup{
		toSubmit(form("to-khai", "Tờ khai đăng ký nhận cha, mẹ, con", "Parenthood form"),
			original("chung-cu", "Văn bản của cơ quan y tế, giám định xác nhận quan hệ; không có thì văn bản cam đoan có ít nhất hai người làm chứng",
				"Medical or expert proof of the relation; without one, a declaration with two witnesses")),
		toShow(identity()),
	}
	return []draft{birth, marriage, death, paternity}
}

func records() []draft {
	single := civil("1.004873", "Thủ tục cấp Giấy xác nhận tình trạng hôn nhân", locale.T("Cấp Giấy xác nhận tình trạng hôn nhân", "Certificate of marital status"),
		locale.T("Giấy xác nhận tình trạng hôn nhân", "Certificate of marital status"))
	single.channels = everyWay(workingDays(3), council())
	single.keywords = []string{"giấy độc thân", "xác nhận độc thân"}
	single.groups = []procedure.PaperGroup{
		toSubmit(form("to-khai", "Tờ khai cấp Giấy xác nhận tình trạng hôn nhân", "Application form"),
			when(copyOf("ly-hon", "Bản án, quyết định ly hôn hoặc giấy chứng tử của vợ, chồng", "Divorce decision or the spouse's death certificate"),
				"Người đã ly hôn hoặc có vợ, chồng đã chết", "If divorced or widowed"),
			when(original("giay-cu", "Giấy xác nhận tình trạng hôn nhân đã cấp trước đây", "The certificate issued before"), "Khi xin cấp lại", "If issued anew"),
			authority()),
		toShow(identity()),
	}
	extract := civil("2.000635", "Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh", locale.T("Cấp bản sao trích lục hộ tịch, giấy khai sinh", "Copies from the civil register"),
		locale.T("Bản sao trích lục hộ tịch", "Copy of the register extract"))
	extract.levels = always(procedure.Province, procedure.Commune)
	extract.executing = "Sở Tư pháp; Ủy ban nhân dân cấp xã"
	extract.subjects = []string{citizens, bodies}
	extract.channels = everyWay(sameDay(), charge(8000, "8.000 đồng mỗi bản sao", "8,000 đồng per copy"))
	extract.keywords = []string{"trích lục", "bản sao khai sinh"}
	extract.groups = []procedure.PaperGroup{
		toSubmit(form("to-khai", "Tờ khai đề nghị cấp bản sao; tổ chức thì văn bản yêu cầu nêu rõ lý do", "Request form; bodies write a letter with the reason"), authority()),
		toShow(identity()),
	}
	change := civil("1.004859", "Thủ tục thay đổi, cải chính, bổ sung thông tin hộ tịch, xác định lại dân tộc",
		locale.T("Thay đổi, cải chính, bổ sung hộ tịch", "Change or correct a civil record"), locale.T("Trích lục thay đổi, cải chính, bổ sung hộ tịch", "Extract of the change"))
	change.channels = everyWay(workingDays(3), council())
	change.cases = []procedure.Case{
		oneCase("1.004859.a", "Thay đổi, cải chính, xác định lại dân tộc", "Change, correction, ethnicity", workingDays(3)),
		oneCase("1.004859.b", "Bổ sung thông tin", "Adding what is missing", sameDay()),
	}
	change.uncertain = []string{"thời hạn", "thành phần hồ sơ"}
	change.groups = []procedure.PaperGroup{
		toSubmit(form("to-khai", "Tờ khai thay đổi, cải chính, bổ sung hộ tịch", "Application form"),
			original("can-cu", "Giấy tờ làm căn cứ thay đổi, cải chính, bổ sung", "Papers that prove the change")),
		toShow(identity()),
	}
	guardian := civil("1.004845", "Thủ tục đăng ký chấm dứt giám hộ", locale.T("Đăng ký chấm dứt giám hộ", "End a guardianship"),
		locale.T("Trích lục đăng ký chấm dứt giám hộ", "Extract of the end of guardianship"))
	guardian.channels = everyWay(workingDays(2), free())
	guardian.uncertain = []string{"thời hạn: bản ghi quốc gia ghi 2 và 3 ngày làm việc"}
	guardian.groups = []procedure.PaperGroup{
		toSubmit(form("to-khai", "Tờ khai đăng ký chấm dứt giám hộ", "Application form"),
			original("can-cu", "Giấy tờ làm căn cứ chấm dứt giám hộ", "Papers that prove the ground"), authority()),
		toShow(identity()),
	}
	return []draft{single, extract, change, guardian}
}

func authentication() []draft {
	field := procedure.Field{Name: "Chứng thực"}
	base := func(code, name string, short, result locale.Text) draft {
		return draft{
			code: code, name: name, short: short, field: field, promulgator: ministryOfJustice, executing: communeCommittee,
			levels: always(procedure.Commune), subjects: []string{citizens, overseas, foreigners, companies, bodies}, result: result,
			bases: []string{"Nghị định số 23/2015/NĐ-CP", "Thông tư số 226/2016/TT-BTC"}, anywhere: true,
			steps: "Người yêu cầu mang bản chính đến bộ phận một cửa. Người thực hiện đối chiếu, ghi lời chứng, trình ký, vào sổ, đóng dấu và trả ngay trong buổi; " +
				"nhận sau 15 giờ thì trả trong ngày làm việc tiếp theo.",
		}
	}
	copies := base("2.000815", "Chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan, tổ chức có thẩm quyền của Việt Nam cấp hoặc chứng nhận",
		locale.T("Chứng thực bản sao từ bản chính", "Certify a copy"), locale.T("Bản sao được chứng thực", "Certified copy"))
	copies.channels = through(sameDay(), []procedure.Fee{charge(2000,
		"2.000 đồng mỗi trang; từ trang thứ ba 1.000 đồng mỗi trang, tối đa 200.000 đồng mỗi bản",
		"2,000 đồng per page; 1,000 from the third page, at most 200,000 per copy")}, procedure.Direct)
	copies.cases = []procedure.Case{
		oneCase("2.000815.a", "Bình thường", "Ordinary", sameDay()),
		oneCase("2.000815.b", "Nhiều trang, nhiều bản hoặc nội dung phức tạp", "Many pages or copies, or difficult content", workingDays(2)),
	}
	copies.keywords = []string{"công chứng", "sao y", "photo công chứng"}
	copies.uncertain = []string{"phí", "thời hạn"}
	copies.groups = []procedure.PaperGroup{
		toShow(original("ban-chinh", "Bản chính giấy tờ, văn bản cần sao", "The original")),
		toSubmit(copyOf("ban-sao", "Bản sao cần chứng thực (không có thì cơ quan chụp giúp)", "The copy (the office makes one if you have none)")),
	}
	signature := base("2.000884", "Chứng thực chữ ký trong các giấy tờ, văn bản (cả điểm chỉ và người không ký, không điểm chỉ được)",
		locale.T("Chứng thực chữ ký", "Certify a signature"), locale.T("Giấy tờ, văn bản được chứng thực chữ ký", "Paper with a certified signature"))
	signature.channels = through(sameDay(), []procedure.Fee{charge(10000, "10.000 đồng mỗi trường hợp", "10,000 đồng per case")}, procedure.Direct)
	signature.uncertain = []string{"phí", "thời hạn"}
	signature.groups = []procedure.PaperGroup{
		toShow(identity()),
		toSubmit(original("van-ban", "Giấy tờ, văn bản sẽ ký trước mặt người chứng thực", "The paper to be signed before the official")),
	}
	book := base("2.000908", "Thủ tục cấp bản sao từ sổ gốc", locale.T("Cấp bản sao từ sổ gốc", "Copy from the original register"), locale.T("Bản sao từ sổ gốc", "Copy from the register"))
	book.channels = through(sameDay(), []procedure.Fee{free()}, procedure.Direct, procedure.Postal)
	book.groups = []procedure.PaperGroup{
		toShow(identity()),
		toSubmit(when(original("quan-he", "Giấy tờ chứng minh quan hệ với người được cấp bản chính", "Proof of relation to the holder"),
			"Người yêu cầu là người thừa kế, cha, mẹ, con, vợ, chồng, anh, chị, em ruột", "If a relative or heir asks")),
	}
	return []draft{copies, signature, book}
}

func residence() []draft {
	field := procedure.Field{Code: "G01-CA05", Name: "Đăng ký, quản lý cư trú"}
	base := func(code, name string, short locale.Text, l calendar.Limit, direct, online procedure.Fee) draft {
		return draft{
			code: code, name: name, short: short, field: field, promulgator: "Bộ Công an", executing: "Công an cấp xã",
			levels: always(procedure.Commune), subjects: []string{citizens},
			channels: append(through(l, []procedure.Fee{direct}, procedure.Direct), through(l, []procedure.Fee{online}, procedure.Online)...),
			result:   locale.T("Thông báo kết quả giải quyết thủ tục về cư trú", "Notice of the residence decision"),
			bases:    []string{"Luật Cư trú số 68/2020/QH14", "Thông tư số 75/2022/TT-BTC"},
			steps:    "Công dân nộp tờ khai tại Công an cấp xã hoặc trên cổng dịch vụ công. Công an kiểm tra, cập nhật Cơ sở dữ liệu về cư trú và thông báo kết quả.",
		}
	}
	ct01 := func() procedure.Paper {
		return form("ct01", "Tờ khai thay đổi thông tin cư trú (mẫu CT01)", "Change of residence form (CT01)")
	}
	home := func() procedure.Paper {
		return original("cho-o", "Giấy tờ, thông tin chứng minh chỗ ở hợp pháp (cơ quan khai thác được thì không phải nộp)",
			"Proof of lawful housing (not needed if the office can look it up)")
	}
	fee := func(n int64, vi, en string) procedure.Fee { return duty(n, vi, en) }
	permanent := base("1.004222", "Đăng ký thường trú", locale.T("Đăng ký thường trú", "Register permanent residence"), workingDays(7),
		fee(20000, "20.000 đồng mỗi lần đăng ký", "20,000 đồng each time"), fee(10000, "10.000 đồng mỗi lần đăng ký", "10,000 đồng each time"))
	permanent.keywords = []string{"hộ khẩu", "nhập khẩu"}
	permanent.cases = []procedure.Case{
		oneCase("1.004222.a", "Chỗ ở của mình", "Own housing", calendar.Limit{}),
		oneCase("1.004222.b", "Chỗ ở thuê, mượn, ở nhờ", "Rented or borrowed housing", calendar.Limit{}),
	}
	permanent.groups = []procedure.PaperGroup{
		toSubmit(ct01()), forCase("1.004222.a", toSubmit(home())),
		forCase("1.004222.b", toSubmit(original("hop-dong", "Hợp đồng, văn bản cho thuê, cho mượn, cho ở nhờ đã công chứng hoặc chứng thực", "Certified lease or consent"),
			original("dien-tich", "Giấy tờ chứng minh đủ diện tích nhà ở để đăng ký", "Proof of enough living space"))),
	}
	temporary := base("1.004194", "Đăng ký tạm trú", locale.T("Đăng ký tạm trú", "Register temporary residence"), workingDays(3),
		fee(15000, "15.000 đồng mỗi lần; theo danh sách 10.000 đồng mỗi người", "15,000 đồng each time; 10,000 per person by list"),
		fee(7000, "7.000 đồng mỗi lần; theo danh sách 5.000 đồng mỗi người", "7,000 đồng each time; 5,000 per person by list"))
	temporary.groups = []procedure.PaperGroup{toSubmit(ct01(), home())}
	split := base("1.010038", "Tách hộ", locale.T("Tách hộ", "Split a household"), workingDays(5),
		fee(10000, "10.000 đồng mỗi lần đăng ký", "10,000 đồng each time"), fee(5000, "5.000 đồng mỗi lần đăng ký", "5,000 đồng each time"))
	split.groups = []procedure.PaperGroup{toSubmit(ct01(),
		when(original("ly-hon", "Giấy tờ chứng minh đã ly hôn và còn được ở tại chỗ ở đó", "Proof of divorce and of the right to stay"), "Vợ, chồng đã ly hôn", "If divorced"))}
	confirm := base("1.010041", "Xác nhận thông tin về cư trú", locale.T("Xác nhận thông tin về cư trú", "Confirm residence"), workingDays(1), free(), free())
	confirm.cases = []procedure.Case{
		oneCase("1.010041.a", "Thông tin đã có trong Cơ sở dữ liệu về cư trú", "Already in the residence database", workingDays(1)),
		oneCase("1.010041.b", "Phải xác minh", "Must be verified", workingDays(3)),
	}
	confirm.result = locale.T("Xác nhận thông tin về cư trú (CT07)", "Confirmation of residence (CT07)")
	confirm.groups = []procedure.PaperGroup{toSubmit(ct01())}
	return []draft{permanent, temporary, split, confirm}
}
