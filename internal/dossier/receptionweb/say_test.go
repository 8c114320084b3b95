package receptionweb

import (
	"testing"

	"motcua/internal/locale"
)

func TestPlainWords(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"Xin Ông/Bà đối chiếu với thẻ.":                    "Đối chiếu với thẻ.",
		"Số này có 5 chữ số. Xin Ông/Bà gõ lại 12 chữ số.": "Số này có 5 chữ số. Gõ lại 12 chữ số.",
		"Chưa đọc được; xin Ông/Bà gõ lại.":                "Chưa đọc được; gõ lại.",
		"Có hai địa chỉ; xin chọn một.":                    "Có hai địa chỉ; chọn một.",
		"Xin chọn lại cơ quan.":                            "Chọn lại cơ quan.",
		"Đơn xin cấp lại chưa ký.":                         "Đơn xin cấp lại chưa ký.",
		"Xin ":                                             "",
		"":                                                 "",
		"Có phải Ông/Bà muốn ghi a@b.vn? Nếu đúng thì cứ tiếp tục.": "Có phải là a@b.vn? Nếu đúng thì cứ tiếp tục.",
	} {
		if got := plain(locale.Text{VI: in}).VI; got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
}
