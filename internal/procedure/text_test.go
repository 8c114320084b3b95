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
