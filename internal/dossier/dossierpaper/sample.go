package dossierpaper

import (
	"cmp"

	"motcua/internal/calendar"
	"motcua/internal/paper"
)

// sampleOf is what a placeholder holds in a preview: obviously invented.
func sampleOf(name string) string {
	samples := map[string]string{
		"co_quan_cap_tren": "Ủy ban nhân dân xã Mẫu", "co_quan": "Trung tâm Phục vụ hành chính công xã Mẫu", "dia_danh": "Xã Mẫu",
		"so": "0001", "lien": string(ForApplicant), "ma_ho_so": "H00.00-250901-0001", "ma_tra_cuu": "00000000",
		"dia_chi_tra_cuu": "https://mau.example/t/mau", "nguoi_nop": "NGUYỄN VĂN MẪU", "ten_nguoi_nop": "Nguyễn Văn Mẫu", "dia_chi": "Số 1, ngõ Ví Dụ, xã Mẫu",
		"dien_thoai": "0900 000 000", "email": "mau@example.vn", "so_giay_to": "000 000 000 000", "noi_dung": "Thủ tục mẫu (0.000000)",
		"chu_ho_so": "Trần Thị Mẫu", "dia_chi_chu_ho_so": "Số 2, ngõ Ví Dụ", "so_bo": "01", "thoi_han": "3 ngày làm việc",
		"thoi_diem_nhan": "09 giờ 00 phút, thứ Hai, ngày 01/9/2025", "thoi_diem_tra": "17 giờ 00 phút, thứ Sáu, ngày 05/9/2025",
		"noi_tra": "Bộ phận Một cửa xã Mẫu", "noi_tiep_nhan": "Bộ phận Một cửa xã Mẫu", "tong_phi": "8.000 đồng", "quyen_so": "2025", "so_thu_tu": "1",
		"nguoi_tiep_nhan": "Lê Thị Mẫu", "dien_thoai_hoi": "0200 000 000", "nguoi_huong_dan": "Lê Thị Mẫu", "nguoi_lien_he": "Lê Thị Mẫu",
		"han_bo_sung": "thứ Hai, ngày 15/9/2025", "ly_do": "Hồ sơ mẫu chưa đủ giấy tờ.", "huong_dan": "Xin nộp lại khi đủ giấy tờ mẫu.",
		"ten": "Giấy tờ mẫu", "ban_chinh": "1", "ban_photo": "1", "so_tien": "8.000 đồng", "noi_dung_bo_sung": "Tờ khai mẫu: thiếu chữ ký",
		"dong": "Câu giải thích mẫu.", "co_quan_ky": "Ủy ban nhân dân xã Mẫu", "ten_chu_ho_so": "Trần Thị Mẫu", "ngay_nhan": "Thứ Hai, ngày 01/9/2025", "su_cham": "đến nay chưa trả được kết quả cho Ông/Bà đúng thời hạn",
		"nguyen_nhan": "do cơ quan giải quyết", "ngay_hen_lai": "thứ Hai, ngày 15/9/2025", "chuc_vu_ky": "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", "nguoi_ky": "Phạm Văn Mẫu",
		"co_quan_giai_quyet": "Ủy ban nhân dân xã Mẫu", "co_quan_phoi_hop": "Sở Mẫu", "han_hien_hanh": "17 giờ 00 phút, thứ Hai, ngày 08/9/2025", "ket_qua_chung": "Đúng hạn",
		"co_quan_buoc": "Ủy ban nhân dân xã Mẫu\nThẩm định", "giao_nhan": "1. Giao: 09:10 01/09/2025\nNgười giao: Lê Thị Mẫu\n2. Nhận: 09:30 01/09/2025\nNgười nhận: Trần Văn Mẫu",
		"ket_qua": "Đúng hạn", "gio": "Kế hoạch: 8 giờ\nThực tế: 6,5 giờ", "ghi_chu": "Ghi chú mẫu", "thoi_diem_lap": "10 giờ 00 phút, thứ Hai, ngày 08/9/2025",
		"tu_ngay": "01/09/2025", "den_ngay": "30/09/2025", "tt_so": "1", "ngay_hen_tra": "17:00 05/09/2025", "ngay_tra": "10:00 05/09/2025", "ky_nhan": "Trực tiếp; Trần Thị Mẫu",
		"can_cu": "Điều 0 Luật Mẫu", "thoi_diem_dung": "09 giờ 00 phút, thứ Hai, ngày 15/9/2025",
	}
	return cmp.Or(samples[name], "Nội dung mẫu")
}

// sampled is a form filled with an invented dossier, marked as simulated.
func sampled(f paper.Form) (paper.Document, error) {
	day := calendar.D(2025, 9, 1)
	if f.Period == paper.PeriodA {
		day = calendar.D(2025, 6, 2)
	}
	all, err := f.Placeholders()
	if err != nil {
		return paper.Document{}, err
	}
	v := paper.Values{
		Date: day, Marks: []string{paper.MarkSimulated}, Watermark: paper.MarkSimulated,
		Text: map[string]string{}, Lists: map[string][]map[string]string{},
	}
	for _, p := range all {
		switch {
		case p.List == "":
			v.Text[p.Name] = sampleOf(p.Name)
		case v.Lists[p.List] == nil:
			v.Lists[p.List] = []map[string]string{{}}
		}
		if p.List != "" && p.Name != "" {
			v.Lists[p.List][0][p.Name] = sampleOf(p.Name)
		}
	}
	return paper.Fill(f, v)
}
