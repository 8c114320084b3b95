package paper

import (
	"encoding/json"
	"strings"
	"testing"

	"motcua/internal/fault"
)

// TestASheetIsTheWordingOfItsForm: unchanged it gives the same form; a changed
// line is printed; lost, foreign and misplaced placeholders are refused.
func TestASheetIsTheWordingOfItsForm(t *testing.T) {
	t.Parallel()
	forms, err := Forms()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range forms {
		t.Run(f.Key+string(f.Period), func(t *testing.T) {
			t.Parallel()
			sheet := f.Sheet()
			if got, err := f.WithSheet(sheet); err != nil || written(t, got) != written(t, f) {
				t.Errorf("the sheet does not give its form: %v", err)
			}
			changed := strings.Replace(sheet, f.Title[0], "Giấy MẪU", 1)
			if got, err := f.WithSheet(changed); err != nil || got.Title[0] != "Giấy MẪU" || f.Title[0] == "Giấy MẪU" {
				t.Errorf("title %q: %v", got.Title, err)
			}
			first, _, _ := strings.Cut(sheet[strings.Index(sheet, "{"):], "}")
			for name, bad := range map[string]string{
				"sheet_lines":       sheet + "\nThêm một dòng",
				"sheet_placeholder": strings.Replace(sheet, first+"}", "{la}", 1),
				"form_invalid":      strings.Replace(sheet, first+"}", first, 1),
				"sheet_empty":       strings.Replace(sheet, f.Title[0], "  ", 1),
			} {
				if _, err := f.WithSheet(bad); len(fault.All(err)) == 0 || fault.All(err)[0].Code != "paper."+name {
					t.Errorf("%s: %v", name, err)
				}
			}
		})
	}
}

func written(t *testing.T, f Form) string {
	t.Helper()
	b, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
