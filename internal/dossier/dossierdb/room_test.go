package dossierdb_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"motcua/internal/app/apptest"
	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierdb"
)

// TestRoom: what an account sent and did not file is bounded; filing and giving
// a draft up make room again.
func TestRoom(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	ctx, citizen := t.Context(), e.Actor("cong-dan-1")
	hash := func(i int) string { return fmt.Sprintf("%064x", i) }
	send := func(i int, size int64) {
		t.Helper()
		if err := e.Casework.KeepUpload(ctx, citizen.Account, dossier.Upload{Hash: hash(i), Type: "application/pdf", Size: size}, e.Now()); err != nil {
			t.Fatal(err)
		}
	}
	wants := func(want error) {
		t.Helper()
		if err := e.Casework.Room(ctx, citizen.Account); !errors.Is(err, want) {
			t.Errorf("room: %v, want %v", err, want)
		}
	}
	wants(nil)
	f := filing(t, e)
	draft, err := e.Casework.NewDraft(ctx, citizen.Account, f.Procedure, f, e.Now())
	if err != nil {
		t.Fatal(err)
	}
	draft.Filing.Papers = append(draft.Filing.Papers, dossier.PaperMark{Name: "x", Files: []dossier.Upload{{Hash: hash(1)}}})
	if err := e.Casework.SaveDraft(ctx, &draft, e.Now()); err != nil {
		t.Fatal(err)
	}
	send(1, dossierdb.MostUploadBytes)
	wants(dossierdb.ErrNoRoom)
	if err := e.Casework.DropDraft(ctx, citizen.Account, draft.ID); err != nil {
		t.Fatal(err)
	}
	wants(nil)
	for i := range dossierdb.MostUploads {
		send(i, 1)
	}
	wants(dossierdb.ErrNoRoom)
	f.Papers[0].Files = []dossier.Upload{{Hash: hash(2), Name: "a.pdf", Type: "application/pdf", Size: 1}}
	if _, err := do(t, e, citizen, "", dossier.File{Filing: f}); err != nil {
		t.Fatal(err)
	}
	wants(nil)
	var named []string
	if err := e.Casework.References(ctx, func(h string) { named = append(named, h) }); err != nil || !strings.Contains(strings.Join(named, " "), hash(7)) {
		t.Errorf("%d references: %v", len(named), err)
	}
	if err := e.Casework.ForgetAccount(ctx, citizen.Account); err != nil {
		t.Fatal(err)
	}
	if got, err := e.Casework.Uploads(ctx, citizen.Account, []dossier.Upload{{Hash: hash(3)}}); err != nil || len(got) > 0 {
		t.Errorf("kept %v: %v", got, err)
	}
}
