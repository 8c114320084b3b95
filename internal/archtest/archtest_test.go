package archtest

import (
	"testing"
)

var rules = []struct {
	name string
	rule func([]File) []Finding
}{
	{"the table of imports holds", imports},
	{"values and cores are pure", pure},
	{"every package is documented", documented},
	{"functions and files are short", sizes},
	{"names say something", names},
	{"package variables are constant", constant},
	{"modules have their reason", modules},
	{"pages have no inline code", templates},
	{"migrations are numbered", migrations},
	{"queries name their columns", columns},
	{"only commands print", output},
	{"every event has its stored sample", samples},
	{"every page has its access rule", routes},
	{"nothing is skipped on the integration machine", skips},
	{"what opens holes has its reason", danger},
	{"the security page is true", security},
	{"the project stands for itself", workplace},
}

func TestProject(t *testing.T) {
	t.Parallel()
	files, err := Load("../..")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < 20 {
		t.Fatalf("only %d files found", len(files))
	}
	for _, r := range rules {
		t.Run(r.name, func(t *testing.T) {
			t.Parallel()
			for _, f := range r.rule(files) {
				t.Error(f)
			}
		})
	}
}
