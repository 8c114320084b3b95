package paper

import (
	"fmt"
	"strings"
	"testing"

	"motcua/internal/calendar"
)

// sample is invented: no such person, house or dossier exists.
func sample(day calendar.Date) Values {
	v := Values{Date: day, Marks: []string{MarkSimulated}, Watermark: MarkSimulated, Text: map[string]string{
		"co_quan_cap_tren": "Ủy ban nhân dân phường Mẫu Đơn", "co_quan": "Bộ phận Tiếp nhận và Trả kết quả",
		"dia_danh": "Mẫu Đơn", "so": "0015", "lien": "Giao người nộp hồ sơ",
		"ma_ho_so": "H49.12-240401-0001", "ma_tra_cuu": "40712893",
		"dia_chi_tra_cuu": "https://motcua.example.vn/t/3q2Zr8uN0kVfYw1LxTb5Gg",
		"noi_tiep_nhan":   "phường Mẫu Đơn", "nguoi_nop": "NGUYỄN THỊ MẪU",
		"dia_chi":    "Số 1, ngõ Ví Dụ, khu Không Có Thật, phường Mẫu Đơn, tỉnh Quảng Ninh",
		"dien_thoai": "0900 000 001", "so_giay_to": "022300000001",
		"noi_dung": "Đăng ký khai sinh (1.001193)", "so_bo": "01",
		"thoi_han": "05 ngày làm việc", "thoi_diem_nhan": "08 giờ 15 phút, thứ Hai, ngày 01/4/2024",
		"thoi_diem_tra":  "17 giờ 00 phút, thứ Hai, ngày 08/4/2024",
		"noi_tra":        "Bộ phận Tiếp nhận và Trả kết quả phường Mẫu Đơn",
		"dien_thoai_hoi": "0203 000 0000", "tong_phi": "8.000 đồng", "quyen_so": "01/2024", "so_thu_tu": "15",
		"ten_nguoi_nop": "Nguyễn Thị Mẫu", "nguoi_tiep_nhan": "Trần Văn Thử", "nguoi_huong_dan": "Trần Văn Thử",
		"han_bo_sung": "17 giờ 00 phút, thứ Sáu, ngày 12/4/2024", "nguoi_lien_he": "bà Lê Thị Thử Nghiệm",
		"ly_do":     "giấy chứng sinh chưa có xác nhận của cơ sở khám bệnh, chữa bệnh theo quy định.",
		"ngay_nhan": "Thứ Hai, ngày 01/4/2024", "ten_chu_ho_so": "Nguyễn Thị Mẫu", "su_cham": "đến nay chưa trả được kết quả cho Ông/Bà đúng thời hạn",
		"nguyen_nhan": "khách quan", "co_quan_ky": "Ủy ban nhân dân phường Mẫu Đơn", "ngay_hen_lai": "thứ Hai, ngày 15/4/2024",
		"co_quan_giai_quyet": "Ủy ban nhân dân phường Mẫu Đơn", "ket_qua_chung": "Trước hạn", "thoi_diem_lap": "10 giờ 00 phút, thứ Hai, ngày 08/4/2024",
		"tu_ngay": "01/04/2024", "den_ngay": "30/04/2024", "chuc_vu_ky": "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", "nguoi_ky": "Lê Văn Thử", "can_cu": "Điều 0 Luật Mẫu", "thoi_diem_dung": "10 giờ 00 phút, thứ Hai, ngày 08/4/2024",
		"huong_dan": "Ông/Bà có thể nộp hồ sơ tại Ủy ban nhân dân xã nơi cư trú; giấy tờ đã nộp được trả lại cùng phiếu này.",
	}, Lists: map[string][]map[string]string{
		"giay_to": {
			{"ten": "Tờ khai đăng ký khai sinh theo mẫu", "ban_chinh": "1", "chung_thuc": "", "ban_photo": ""},
			{"ten": "Giấy chứng sinh; trường hợp không có Giấy chứng sinh thì nộp văn bản của người làm chứng xác nhận về việc sinh", "ban_chinh": "1", "chung_thuc": "", "ban_photo": ""},
			{"ten": "Giấy chứng nhận kết hôn của cha, mẹ", "ban_chinh": "", "chung_thuc": "", "ban_photo": "1"},
		},
		"so":        {{"tt_so": "1", "ngay_hen_tra": "17:00 08/04/2024", "ngay_tra": "", "ky_nhan": "Trực tiếp", "ghi_chu": ""}},
		"giao_nhan": {{"co_quan_buoc": "Phường Mẫu Đơn\nThẩm định", "giao_nhan": "1. Giao: 08:15 01/04/2024\n2. Nhận: 09:00 01/04/2024", "ket_qua": "Trước hạn", "gio": "Kế hoạch: 8 giờ\nThực tế: 3,5 giờ", "ghi_chu": ""}},
		"phi":       {{"ten": "Lệ phí đăng ký khai sinh", "so_tien": "8.000 đồng"}},
		"vi_sao": {
			{"dong": "Ngày nhận 01/4/2024 không tính (Bộ luật Dân sự 2015, Điều 147)."},
			{"dong": "02/4, 03/4, 04/4, 05/4 và 08/4/2024 là 05 ngày làm việc; 06/4 và 07/4 là ngày nghỉ hằng tuần."},
		},
		"bo_sung": {
			{"noi_dung_bo_sung": "Giấy chứng sinh có xác nhận của cơ sở khám bệnh, chữa bệnh."},
			{"noi_dung_bo_sung": "Bản sao giấy tờ chứng minh nơi cư trú của cha hoặc mẹ, còn giá trị sử dụng."},
		},
		"ly_do": {
			{"ly_do": "Nơi cư trú của người được khai sinh không thuộc phường này (Luật Hộ tịch 2014, Điều 13)."},
		},
	}}
	if PeriodOf(day) == PeriodB {
		v.Text["co_quan"] = "Trung tâm Phục vụ hành chính công"
	}
	return v
}

var dayA, dayB = calendar.D(2024, 4, 1), calendar.D(2025, 8, 4)

// fill fills a built-in form with the sample.
func fill(tb testing.TB, key string, v Values) Document {
	tb.Helper()
	forms, err := Forms()
	if err != nil {
		tb.Fatal(err)
	}
	form, err := FormFor(forms, key, v.Date)
	if err != nil {
		tb.Fatal(err)
	}
	doc, err := Fill(form, v)
	if err != nil {
		tb.Fatal(err)
	}
	return doc
}

// longSample has 40 papers, names over 200 letters and over-long fields.
func longSample() Values {
	v := sample(dayA)
	v.Marks = append(v.Marks, MarkDemo, MarkReprint)
	v.Text["noi_dung"] = strings.Repeat("Thủ tục đăng ký biến động đối với trường hợp chuyển nhượng quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất ", 4)
	v.Text["email"] = strings.Repeat("mot-dia-chi-thu-dien-tu-rat-dai.", 6) + "@example.vn"
	v.Text["noi_tra"] = "Trung tâm Phục vụ hành chính công tỉnh, tầng 1, khu liên cơ Ví Dụ, đường Không Có Thật, phường Mẫu Đơn"
	var rows []map[string]string
	for i := range 40 {
		rows = append(rows, map[string]string{"ten": fmt.Sprintf("Giấy tờ thứ %d: ", i+1) + strings.Repeat("bản vẽ mặt bằng vị trí công trình và sơ đồ đấu nối ", 1+i%5), "ban_chinh": "1", "chung_thuc": "", "ban_photo": "2"})
	}
	v.Lists["giay_to"] = rows
	return v
}
