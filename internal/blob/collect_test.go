package blob_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"motcua/internal/blob"
)

// shelf is a store with files of a given age.
type shelf struct {
	*blob.Store

	folder string
	t      *testing.T
}

func newShelf(t *testing.T) shelf {
	t.Helper()
	folder := t.TempDir()
	s, err := blob.Open(t.Context(), folder)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return shelf{s, folder, t}
}

func (s shelf) put(content string) string {
	s.t.Helper()
	got, err := s.Put(s.t.Context(), bytes.NewReader([]byte("%PDF-1.4\n"+content)))
	if err != nil {
		s.t.Fatal(err)
	}
	return got.Hash
}

func (s shelf) old(content string) string {
	s.t.Helper()
	hash := s.put(content)
	at := time.Now().Add(-48 * time.Hour)
	if err := os.Chtimes(filepath.Join(s.folder, hash[:2], hash), at, at); err != nil {
		s.t.Fatal(err)
	}
	return hash
}

func (s shelf) has(hash string) bool {
	s.t.Helper()
	r, err := s.Get(s.t.Context(), hash)
	if err == nil {
		_ = r.Close()
	}
	return err == nil
}

func naming(hashes ...string) func(context.Context, func(string)) error {
	return func(_ context.Context, refer func(string)) error {
		for _, h := range hashes {
			refer(h)
			refer(h)
		}
		refer("not a hash")
		return nil
	}
}

func TestCollect(t *testing.T) {
	t.Parallel()
	s := newShelf(t)
	used, surplus, fresh, again := s.old("đang dùng"), s.old("thừa"), s.put("vừa gửi"), s.old("gửi lại")
	if got, err := s.Collect(t.Context(), time.Now(), true, false, naming(used)); err != nil || got.Files != 4 || got.Surplus != 2 || got.Deleted != 0 {
		t.Fatalf("dry: %+v %v", got, err)
	}
	s.put("gửi lại") // somebody sends it once more: it is new again
	got, err := s.Collect(t.Context(), time.Now(), false, false, naming(used))
	if err != nil || got.Deleted != 1 || got.Old != 2 {
		t.Fatalf("%+v %v", got, err)
	}
	for hash, want := range map[string]bool{used: true, surplus: false, fresh: true, again: true} {
		if s.has(hash) != want {
			t.Errorf("%s: there %v, want %v", hash[:8], !want, want)
		}
	}
	if s.put("thừa"); !s.has(surplus) {
		t.Error("what was collected cannot be sent again")
	}
}

func TestCollectStops(t *testing.T) {
	t.Parallel()
	s := newShelf(t)
	var last string
	for i := range 120 {
		last = s.old(fmt.Sprint(i))
	}
	t.Run("at a folder that seems another cell's", func(t *testing.T) {
		if got, err := s.Collect(t.Context(), time.Now(), false, false, naming(last)); !errors.Is(err, blob.ErrMostUnknown) || got.Deleted != 0 {
			t.Fatalf("%+v %v", got, err)
		}
	})
	t.Run("when it cannot learn what is in use", func(t *testing.T) {
		broken := errors.New("the database is away")
		if got, err := s.Collect(t.Context(), time.Now(), false, true, func(context.Context, func(string)) error { return broken }); !errors.Is(err, broken) || got.Deleted != 0 {
			t.Fatalf("%+v %v", got, err)
		}
	})
	if got, err := s.Collect(t.Context(), time.Now(), false, true, naming(last)); err != nil || got.Deleted != 119 || !s.has(last) {
		t.Fatalf("forced: %+v %v", got, err)
	}
}

func TestMentions(t *testing.T) {
	t.Parallel()
	a, b := strings.Repeat("0a", 32), strings.Repeat("f1", 32)
	var got []string
	blob.Mentions(`{"hash":"`+a+`","x":"`+a+`0","y":"`+b[1:]+`"}`+b, func(h string) { got = append(got, h) })
	if strings.Join(got, " ") != a+" "+b {
		t.Errorf("found %v", got)
	}
}
