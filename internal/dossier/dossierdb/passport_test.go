package dossierdb_test

import (
	"testing"

	"motcua/internal/app/apptest"
	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierdb"
)

// TestPassportsAreFoundByNumber: with or without nationality, in any writing;
// the same number of another state finds nothing.
func TestPassportsAreFoundByNumber(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	f := filing(t, e)
	f.Owner.Number, f.Owner.Name = "CHN-E12345", "LI Mau"
	if _, err := do(t, e, e.Actor("cong-dan-1"), "", dossier.File{Filing: f}); err != nil {
		t.Fatal(err)
	}
	for asked, want := range map[string]int{
		"e12345": 1, "E 12345": 1, "CHN-E12345": 1, "E12345 (chn)": 1, "KOR-E12345": 0, "E12346": 0,
	} {
		list, _, err := e.Casework.List(t.Context(), e.Actor("tiep-nhan"), dossierdb.Query{Text: asked, Page: 1, Size: 10}, e.Now())
		if err != nil || len(list) != want {
			t.Errorf("%q finds %d, want %d (%v)", asked, len(list), want, err)
		}
	}
}
