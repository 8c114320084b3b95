package proceduredb

// spoken are people's own words for procedures, by code: what they type into a
// search box when they do not know the official name. Words of procedures that
// the catalogue does not hold are passed over.
func spoken() map[string][]string {
	return map[string][]string{
		"1.001193": {
			"khai sinh", "làm khai sinh", "làm giấy khai sinh", "làm giấy khai sinh cho con", "đăng ký giấy khai sinh", "giấy khai sinh cho con", "mới sinh con", "sinh em bé", "con mới đẻ", "giấy chứng sinh", "birth certificate",
		},
		"1.000894": {"kết hôn", "đăng ký kết hôn", "làm giấy kết hôn", "giấy hôn thú", "lấy vợ lấy chồng", "cưới", "marriage"},
		"1.000656": {"khai tử", "làm giấy khai tử", "giấy chứng tử", "báo tử", "người nhà mất", "death certificate"},
		"1.001022": {"nhận con", "nhận cha cho con", "thêm tên cha vào khai sinh"},
		"1.004873": {"giấy độc thân", "xin giấy độc thân", "xác nhận độc thân", "xác nhận tình trạng hôn nhân", "giấy xác nhận chưa kết hôn", "single status"},
		"2.000635": {"trích lục", "trích lục khai sinh", "bản sao khai sinh", "mất giấy khai sinh", "trích lục kết hôn", "trích lục khai tử"},
		"1.004859": {"sửa giấy khai sinh", "đổi tên", "đổi họ", "cải chính hộ tịch", "sửa ngày sinh", "xác định lại dân tộc"},
		"2.000815": {
			"công chứng", "chứng thực", "photo công chứng", "sao y", "sao y giấy tờ", "sao y bản chính", "sao y công chứng", "chứng thực bản sao", "công chứng giấy tờ", "photocopy công chứng", "bản sao công chứng", "certified copy",
		},
		"2.000884": {"chứng thực chữ ký", "công chứng chữ ký", "xác nhận chữ ký", "chứng thực sơ yếu lý lịch", "xác nhận sơ yếu lý lịch", "giấy ủy quyền"},
		"2.000908": {"bản sao từ sổ gốc", "sao sổ gốc", "cấp lại bản sao bằng tốt nghiệp"},
		"1.004222": {"đăng ký thường trú", "nhập khẩu", "nhập hộ khẩu", "chuyển khẩu", "làm hộ khẩu", "sổ hộ khẩu", "permanent residence"},
		"1.004194": {"đăng ký tạm trú", "tạm trú", "làm tạm trú", "sổ tạm trú", "giấy tạm trú", "KT3", "temporary residence"},
		"1.010038": {"tách hộ khẩu", "tách khẩu", "tách sổ hộ khẩu"},
		"1.010041": {"xác nhận cư trú", "giấy xác nhận cư trú", "CT07", "giấy xác nhận nơi ở"},
		"1.001612": {
			"mở cửa hàng", "mở quán", "mở tiệm", "mở cửa hàng tạp hóa", "giấy phép kinh doanh", "đăng ký kinh doanh", "đăng ký hộ kinh doanh", "hộ kinh doanh cá thể", "kinh doanh nhỏ lẻ", "household business",
		},
		"2.001610": {"mở công ty", "thành lập công ty", "lập doanh nghiệp", "đăng ký doanh nghiệp tư nhân"},
		"2.001955": {"nội quy lao động", "đăng ký nội quy"},
		"1.012783": {"cấp đổi sổ đỏ", "đổi sổ đỏ", "đổi sổ hồng", "làm lại sổ đỏ", "sổ đỏ", "sổ hồng", "cấp đổi giấy chứng nhận quyền sử dụng đất"},
		"1.012784": {"tách thửa", "tách sổ", "tách sổ đỏ", "chia đất"},
		"1.013831": {"sang tên sổ đỏ", "sang tên đất", "sang tên nhà", "sang tên nhà đất", "sang sổ", "đăng ký biến động", "đăng ký biến động đất đai", "mua bán đất", "mua bán nhà đất", "chuyển nhượng đất", "cho tặng đất", "thừa kế đất"},
		"1.013988": {"xóa nợ tiền sử dụng đất", "xóa ghi nợ sổ đỏ"},
		"1.013225": {"xin phép xây nhà", "giấy phép xây nhà", "giấy phép xây dựng", "xây nhà", "phép xây dựng", "building permit"},
		"1.002809": {"đổi bằng lái", "đổi bằng lái xe", "gia hạn bằng lái", "đổi giấy phép lái xe", "bằng lái hết hạn", "driving licence"},
		"3.000347": {"đổi bằng lái", "đổi bằng lái xe", "gia hạn bằng lái"},
		"3.000348": {"làm lại bằng lái", "làm lại bằng lái xe", "cấp lại bằng lái", "mất bằng lái", "mất bằng lái xe"},
		"2.000488": {"lý lịch tư pháp", "làm lý lịch tư pháp", "phiếu lý lịch", "giấy xác nhận không có tiền án", "criminal record"},
		"1.002425": {"mở quán ăn", "mở nhà hàng", "mở quán cơm", "bán đồ ăn", "vệ sinh an toàn thực phẩm", "giấy an toàn thực phẩm", "VSATTP", "food safety"},
	}
}

// asked are the procedures that people need most, for suggestions when a
// search finds nothing.
func asked() []string {
	return []string{"1.001193", "2.000815", "1.004194", "1.001612", "1.004873", "1.012783"}
}
