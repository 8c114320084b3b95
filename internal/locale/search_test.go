package locale_test

import (
	"fmt"
	"testing"

	"motcua/internal/locale"
)

func catalogue() *locale.Index {
	b := locale.NewIndexBuilder()
	for id, name := range map[string]string{
		"1.001193": "Đăng ký khai sinh",
		"2.000528": "Đăng ký khai sinh có yếu tố nước ngoài",
		"1.004884": "Đăng ký lại khai sinh",
		"1.003583": "Đăng ký khai sinh lưu động",
		"1.000689": "Đăng ký khai sinh kết hợp đăng ký nhận cha, mẹ, con",
		"1.004772": "Đăng ký khai sinh cho người đã có hồ sơ, giấy tờ cá nhân",
		"1.000656": "Đăng ký khai tử",
		"1.000894": "Đăng ký kết hôn",
		"2.000635": "Cấp bản sao trích lục hộ tịch, bản sao Giấy khai sinh",
		"1.001194": "Thông báo kê khai tỉnh",
		"2.000815": "Chứng thực bản sao từ bản chính",
	} {
		b.Add(id, name, 1, 0)
		b.Add(id, id, 1, 0)
	}
	b.Add("1.001193", "làm giấy khai sinh cho con mới sinh", 0.8, 0)
	b.Add("2.000815", "sao y bản chính", 0.9, 0)
	return b.Build()
}

func TestIndexForgives(t *testing.T) {
	t.Parallel()
	ix := catalogue()
	for query, want := range map[string]string{
		"dang ky khai sinh":               "1.001193",
		"Đăng kí khai sinh":               "1.001193",
		"khai sinh":                       "1.001193",
		"1.001193":                        "1.001193",
		"1001193":                         "1.001193",
		"1.00119":                         "1.001193", // and 1.001194 after it
		"kai sinh":                        "1.001193",
		"sinh khai":                       "1.001193",
		"khaisinh":                        "1.001193",
		"dangkykhaisinh":                  "1.001193",
		"khai snih":                       "1.001193",
		"dkks":                            "1.001193",
		"ddawng kys khai sinh":            "1.001193",
		"khai si":                         "1.001193",
		"khai sinh nuoc ngoai":            "2.000528",
		"lai khai sinh":                   "1.004884",
		"ket hon":                         "1.000894",
		"sao y":                           "2.000815",
		"tôi muốn làm giấy khai sinh con": "1.001193",
	} {
		hits := ix.Search(query, 5)
		if len(hits) == 0 || hits[0].ID != want {
			t.Errorf("%q finds %v, want %s first", query, hits, want)
		}
	}
	for _, query := range []string{"", "  ", "xe máy", "zzzz", "|||", "9.999999"} {
		if hits := ix.Search(query, 5); len(hits) != 0 {
			t.Errorf("%q finds %v, want nothing", query, hits)
		}
	}
}

func TestMatch(t *testing.T) {
	t.Parallel()
	better := func(query, a, b string) {
		sa, okA := locale.Match(query, a)
		sb, okB := locale.Match(query, b)
		if !okA || !okB || sa <= sb {
			t.Errorf("%q: %q scores %d (%t), %q scores %d (%t)", query, a, sa, okA, b, sb, okB)
		}
	}
	better("nguyen van an", "Nguyễn Văn An", "Nguyễn Văn Anh")
	better("an nguyen", "Nguyễn An", "Nguyễn Văn An")
	better("khai sinh", "Khai sinh", "Khao sinh")
	better("H49.12-240401-0001", "h4912-240401-0001", "H49.12-240401-00010")
	if _, ok := locale.Match("kai", "an"); ok {
		t.Error("short words have no slips")
	}
}

func bigIndex() *locale.Index {
	syll := []string{
		"cấp", "giấy", "phép", "đăng", "ký", "lại", "thay", "đổi", "bổ", "sung", "thông", "tin", "doanh", "nghiệp", "xây", "dựng",
		"công", "trình", "đất", "đai", "thủ", "tục", "thẩm", "định", "khai", "thác", "sinh", "học", "nước", "ngoài", "hộ", "tịch", "chứng", "chỉ",
	}
	b := locale.NewIndexBuilder()
	b.Add("1.001193", "Đăng ký khai sinh", 1, 0)
	b.Add("1.001193", "1.001193", 1, 0)
	x := uint32(1)
	for i := range 6000 {
		name := ""
		for range 8 + i%12 {
			x = x*1664525 + 1013904223
			name += fmt.Sprintf("%s%s ", syll[x>>16%uint32(len(syll))%uint32(len(syll))], []string{"", "", "", "n", "t"}[x>>24%5])
		}
		id := fmt.Sprintf("2.%06d", i)
		b.Add(id, name, 1, 0)
		b.Add(id, id, 1, 0)
	}
	return b.Build()
}

func BenchmarkSearch(b *testing.B) {
	ix := bigIndex()
	for _, q := range []string{"dang ky khai sinh", "khai sinh", "kai sinh", "khaisinh", "1.001193", "2.00", "d", "cap giay phep xay dung cong trinh nuoc ngoai"} {
		b.Run(q, func(b *testing.B) {
			for b.Loop() {
				ix.Search(q, 20)
			}
		})
	}
}
