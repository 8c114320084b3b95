package procedure_test

import (
	"testing"

	"motcua/internal/locale"
	"motcua/internal/procedure"
)

func TestOnlyWhenSaysAConditionOnce(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ condition, want locale.Text }{
		"our own words":           {locale.T("Khi nhờ người khác nộp thay", "If somebody else files for you"), locale.T("Chỉ khi nhờ người khác nộp thay", "Only if somebody else files for you")},
		"a person":                {locale.T("Trẻ em bị bỏ rơi", "For an abandoned child"), locale.T("Chỉ trong trường hợp trẻ em bị bỏ rơi", "Only for an abandoned child")},
		"a record's case":         {locale.Text{VI: "Trường hợp ủy quyền"}, locale.Text{VI: "Chỉ trong trường hợp ủy quyền"}},
		"a record's case, longer": {locale.Text{VI: "Trong trường hợp ủy quyền"}, locale.Text{VI: "Chỉ trong trường hợp ủy quyền"}},
		"for whom":                {locale.Text{VI: "Đối với người nước ngoài"}, locale.Text{VI: "Chỉ đối với người nước ngoài"}},
		"if any":                  {locale.T("Nếu có", "If there is one"), locale.T("Chỉ khi có", "Only if there is one")},
		"an abbreviation stays":   {locale.T("UBND yêu cầu", "UBND asks"), locale.T("Chỉ trong trường hợp UBND yêu cầu", "Only in this case: UBND asks")},
		"nothing":                 {locale.Text{}, locale.Text{}},
	} {
		if got := procedure.OnlyWhen(c.condition); got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}

func TestPaperTitleIsALineOfAList(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"1. Đơn đăng ký biến động;": "Đơn đăng ký biến động", "(2) Tờ khai.": "Tờ khai", "Bản sao hộ chiếu": "Bản sao hộ chiếu",
		"12. Văn bản số 2.1; kèm phụ lục": "Văn bản số 2.1; kèm phụ lục", "Mẫu số 01. Tờ khai": "Mẫu số 01. Tờ khai", "…": "…", "": "",
	} {
		if got := procedure.PaperTitle(locale.Text{VI: name}).VI; got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}
